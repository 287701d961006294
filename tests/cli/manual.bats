# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
# The manual page and the completions, which are made from the tables of the program.
load common

# What bash would offer for the last of these words: complete WORD...
complete_words() {
    # shellcheck disable=SC1090
    source <("$AIRBRIDGE" help completion)
    compopt() { :; }
    COMP_WORDS=("$AIRBRIDGE" "${@:2}")
    COMP_CWORD=$(($# - 1))
    _airbridge
    printf '%s\n' "${COMPREPLY[@]}"
}

@test "the manual page is clean roff" {
    need groff
    airbridge help man >page
    run -0 --separate-stderr groff -man -Tutf8 -ww page
    stderr_is ""
}

@test "the manual page has every command, option, table and key" {
    need groff
    airbridge help man | groff -man -Tascii -P -cbou -rLL=200n >page
    for command in $(airbridge help | sed -n '/^Commands:/,/^$/s/^  \([a-z]*\) .*/\1/p'); do
        grep -q "^ *airbridge $command" page || { echo "no $command"; return 1; }
        for option in $(airbridge "$command" --help | grep -o -- '^ .*  --[a-z]*' | grep -o -- '--.*'); do
            grep -q -- "^ .*$option" page || { echo "no $option"; return 1; }
        done
    done
    for key in $(airbridge keys | sed -n '/^  KEY/,/^$/s/^  \([a-z_]*\) .*/\1/p'); do
        grep -q "^ *$key" page || { echo "no $key"; return 1; }
    done
    airbridge run "$shuttle" -o out -n 1 -q --trace
    for table in out/*; do
        grep -q "$(basename "$table")" page || { echo "no $table"; return 1; }
    done
}

@test "roff interprets nothing of what the tables say" {
    need groff
    airbridge help man | groff -man -Tascii -P -cbou -rLL=200n >page
    grep -qF "airbridge run scenarios/january-2022.ini -o out/january -n 200" page
    grep -qF 'quotes, " or '"'"', keep' page
}

@test "commands are completed" {
    run -0 complete_words airbridge va
    output_is validate
    run -0 complete_words airbridge help ''
    [[ "$output" == *run*plot*man*completion* ]]
}

@test "a command's own options are completed" {
    run -0 complete_words airbridge run --tr
    output_is --trace
    run -0 complete_words airbridge plot --tr
    output_is ""
}

@test "keys are completed" {
    run -0 complete_words airbridge keys airfield.parking
    output_is airfield.parking_mog
}

@test "--set completes the keys of the scenario on the command line" {
    run -0 complete_words airbridge run "$shuttle" --set fleet.shuttle.nu
    output_is fleet.shuttle.number=
}

@test "--set without a scenario completes the kinds of sections" {
    run -0 complete_words airbridge run --set airf
    output_is airfield.
}

@test "kinds of designs and engines are completed" {
    run -0 complete_words airbridge sweep plan.ini --design s
    output_is sobol:
    run -0 complete_words airbridge run plan.ini --progress ''
    output_is json
    run -0 complete_words airbridge sweep plan.ini --plan sl
    output_is slurm:
}

@test "scenarios and folders are completed where they belong" {
    mkdir results
    touch plan.ini other.txt
    run -0 complete_words airbridge check ''
    output_is "plan.ini
results"
    run -0 complete_words airbridge plot ''
    output_is results
    run -0 complete_words airbridge merge ''
    output_is results
    run -0 complete_words airbridge run plan.ini -o re
    output_is results
    run -0 complete_words airbridge run plan.ini -n 1
    output_is ""
}

# ---- zsh and fish ----

# What fish would offer for a command line: offers_of_fish LINE
offers_of_fish() {
    airbridge help completion fish >airbridge.fish
    PATH=$PWD/bin:$PATH HOME=$PWD fish --no-config -c "source airbridge.fish; complete -C '$1'" | cut -f 1
}

# What zsh would offer, in a terminal of its own: offers_of_zsh LINE
offers_of_zsh() {
    mkdir -p functions
    airbridge help completion zsh >functions/_airbridge
    cat >ask.zsh <<'END'
zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell 'fpath=($PWD/functions $fpath); autoload -Uz compinit; compinit -u -D'
# Whatever is offered is written down.
zpty -w shell 'compadd() { if [[ " $* " != *" -"[OAD]" "* ]]; then
    typeset -a hits; builtin compadd -A hits "$@"; print -rl -- $hits >>offers; fi; builtin compadd "$@" }'
# The prompt comes when the line editor listens: what is typed before may be lost.
zpty -w shell 'PROMPT=rea""dy'
zpty -r shell heard '*ready*'
zpty -n -w shell "$1"$'\t'
zpty -n -w shell $'\C-u'
zpty -w shell 'print do""ne'
zpty -r shell heard '*done*'
zpty -d shell
END
    : >offers
    PATH=$PWD/bin:$PATH timeout 60 zsh -f ask.zsh "$1" >/dev/null
    sed '/^$/d' offers | sort -u
}

# What bash would offer: offers_of_bash LINE
offers_of_bash() {
    local words
    IFS=' ' read -r -a words <<<"$1"
    [[ $1 != *' ' ]] || words+=('')
    complete_words "${words[@]}" | sed '/^$/d'
}

# The same questions to each: completes_everything SHELL
completes_everything() {
    need "$1"
    mkdir -p bin results
    ln -sf "$AIRBRIDGE" bin/airbridge
    cp "$shuttle" shuttle.ini
    local line wanted
    while IFS='|' read -r line wanted; do
        run -0 "offers_of_$1" "airbridge $line"
        [ "$(tr '\n' ' ' <<<"$output")" = "$wanted " ] || { echo "airbridge $line: $output"; return 1; }
    done <<'END'
va|validate
run --tr|--trace
plot --tr|
help comp|compare completion
keys airfield.parking|airfield.parking_mog
run shuttle.ini --set fleet.shuttle.nu|fleet.shuttle.number=
run --set airf|airfield.
sweep shuttle.ini --design so|sobol:
sweep shuttle.ini --plan sl|slurm:
check shut|shuttle.ini
run shuttle.ini --until closure_h.|closure_h.cargo=
run --until delivery_9|delivery_90_h=
worth shuttle.ini --of working_use.h|working_use.home
worth --of delivery_9|delivery_90_h
size shuttle.ini --goal closure_h.c|closure_h.cargo
compare shuttle.ini --with fleet.shuttle.nu|fleet.shuttle.number=
sweep shuttle.ini --vary fleet.shuttle.nu|fleet.shuttle.number=
worth shuttle.ini --only airfield.parking|airfield.parking_mog
sweep shuttle.ini --inputs dr|drawn
new rel|relief
export results --format ge|geojson
new relief -o shut|shuttle.ini
END
}

@test "bash completes commands, options, keys, measures and files" {
    completes_everything bash
    # A quote that was opened is none of the word.
    run -0 complete_words airbridge size "$shuttle" --goal "'delivery_9"
    output_is delivery_90_h
    run -0 complete_words airbridge run "$shuttle" --only ''
    output_is ""
}

@test "the completion of bash is clean" {
    need shellcheck
    airbridge help completion >airbridge.bash
    run -0 shellcheck -s bash airbridge.bash
}

@test "the measures of a scenario are told with the names of its things" {
    airbridge help measures "$shuttle" >told
    airbridge run "$shuttle" -n 1 -o out -q
    while IFS=, read -r measure _; do
        grep -q "^  $measure " told || { echo "no $measure"; return 1; }
    done < <(tail -n +2 out/summary.csv)
    run -3 airbridge help measures none.ini
    # A name that is as wide as its column has its unit behind it, and its meaning below.
    printf '[scenario]\nbase = %s\n[contingent.one-of-the-longest-names]\napoe = home\napod = away\nloads = 1\n' \
        "$shuttle" >long.ini
    COLUMNS=100 airbridge help measures long.ini >told
    grep -qx '  closure_h.one-of-the-longest-names (h)' told
    grep -q '^  closure_h.cargo  *h  *[a-z]' told
}

@test "fish completes commands, options, keys, measures and files" {
    completes_everything fish
    run -0 offers_of_fish "airbridge plot res"
    output_is results/
}

@test "zsh completes commands, options, keys, measures and files" {
    completes_everything zsh
}

@test "there is no completion for other shells" {
    run -2 --separate-stderr airbridge help completion tcsh
    stderr_is "airbridge: error: there is no completion for 'tcsh', but for bash, zsh and fish"
    run -2 airbridge help run zsh
}
