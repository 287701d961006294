# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
# Text from files and arguments reaches a terminal as text: what a terminal would obey is escaped.
load common

# Ends of lines are the only bytes of the program's output that are no text.
is_visible() {
    python3 -c 'import re, sys
text = sys.stdin.buffer.read().decode("utf-8", "surrogateescape")
bad = re.search("[\0-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\udc80-\udcff]", text)
if bad:
    sys.exit("%a of %s" % (text[max(0, bad.start() - 60):bad.end() + 20], sys.argv[1]))' "$1"
}

# A command says what it says without control characters, and a part of it; its status is the first
# argument, and "=" stands for any.
says() {
    local expected=$1 part=$2
    shift 2
    run airbridge "$@"
    [ "$expected" = = ] || [ "$status" = "$expected" ] || { echo "status $status: $output"; return 1; }
    is_visible "$*" <<<"$output"
    [[ "$output" == *"$part"* ]] || { printf '%s\n' "$output"; return 1; }
}

# A scenario whose texts and name hold everything that a terminal obeys and a file may hold.
setup() {
    shuttle=$ROOT/scenarios/small/shuttle.ini
    cd "$BATS_TEST_TMPDIR" || return 1
    odd=$'t\u202e \u009b31m \u2066x\u2069 \u200f\u061c'
    file=$'h\e[31m\n\u202e\x9b.ini'
    shown='h\x1b[31m\x0a\u202e\x9b'
    sed "s/^title = .*/title = $odd/; s/^name = .*/name = $odd/" "$shuttle" >"./$file"
    printf '[milestone.odd]\nname = %s\nevent = closed\nlatest = 2020-01-01T00:00Z\nsource = %s\nknown_miss = %s\n' \
        "$odd" "$odd" "$odd" >>"./$file"
}

title='t\u202e \u009b31m \u2066x\u2069 \u200f\u061c'

@test "names and texts of a scenario" {
    says 0 "$shown.ini: no fault" check "$file"
    says 0 "$title" run "$file" -n 2 -o out
    says 0 't\u202e \u009b31m' validate "$file" -n 2
    says 0 "$shown" compare "$file" "$file" --with "scenario.title=$odd" --with fleet.shuttle.number=3 -n 2 -o compare
    says 0 "scenario.title=$title" compare "$file" "$file" --with "scenario.title=$odd" -n 2 -o other
    says 0 "$title" list "$file" --vary "scenario.title=$odd,b" -n 1
    says 0 's\x1b\x0a/sweep.csv: 2 points' sweep "$file" --vary "scenario.title=$odd,b" -n 2 -o $'s\e\n'
    says 0 'part\x1b/sweep.journal: part 1' sweep "$file" --vary "scenario.title=$odd,b" -n 2 -o $'part\e' --shard 1/1
    says 0 'm\x1b/sweep.csv: 2 points' merge $'part\e' -o $'m\e'
    says 0 'p\x1b/sweep.parallel: ' sweep "$file" --vary "scenario.title=$odd,b" -n 2 -o $'p\e' --plan parallel
    # Tables keep what is theirs; a manifest has it escaped, which means the same.
    grep -qF "$odd" out/places.csv
    is_visible run.json <out/run.json
    python3 -c 'import json, sys; sys.exit(json.load(open("out/run.json"))["title"] != sys.argv[1])' "$odd"
}

@test "what show prints loads, and shows texts" {
    says 0 "title = $title" show "$file"
    airbridge show "$file" >shown.ini
    says 0 'shown.ini: no fault' check shown.ini
    # Nothing else is changed on the way.
    airbridge show shown.ini >again.ini
    diff <(sed 's/ *; .*//' shown.ini) <(sed 's/ *; .*//' again.ini)
    # A comment that names a file does not join the next line.
    cp "./$file" 'end\'
    airbridge show 'end\' >shown.ini
    airbridge check shown.ini
}

@test "what is wrong with a scenario" {
    printf '[scenario]\nti\u202etle = x\n' >odd.ini
    says 2 "'ti\\u202etle' is not a key" check odd.ini
    printf '[scenario]\nend = \u202e\n' >odd.ini
    says 2 "'\\u202e' is not a choice" check odd.ini
    printf '[scenario]\nbase = \u202e.ini\n' >odd.ini
    says 2 '\u202e.ini' check odd.ini
    cp "$shuttle" odd.ini
    says 2 'names a file with a character that cannot be seen' check odd.ini \
        --set "aircraft.transport.onload_time=empirical($(printf 'a\u202eb.csv')) h"
    says 2 'names a file with a character that cannot be seen' check odd.ini \
        --set "aircraft.transport.onload_time=mixture(1: empirical($(printf 'a\u202eb.csv')) h, 1: 2 h)"
    says 2 'names a file with a character that cannot be seen' check odd.ini \
        --set "sweep.cases=$(printf 'a\u009bb.csv')"
}

@test "arguments" {
    says 2 "there is no command '\\x1b[31m\\u202e'" $'\e[31m\u202e'
    says 2 'there is no option --\x1b' run $'--\e' x -o out
    says 2 "'1\\x1b\\xff' is not a whole number" run "$shuttle" -o out -n $'1\e\xff'
    says 2 "'x\\x1b' is not a section name" run "$shuttle" -o out --set $'x\e.y=\u202e'
    says 3 'nope\x1b: error' run $'nope\e' -o out
    says 2 "'\\x1b" keys $'\e[31m'
    says 2 '\x1b' help $'\e[31m'
    says 2 '\x1b' list "$shuttle" --vary $'a\e=1,2'
    says 2 '\u202e' list "$shuttle" --vary $'fleet.shuttle.number=1,\u202e'
    says 3 'no\x1b' merge $'no\e' -o out
    says 3 'no\x1b' plot $'no\e'
    printf 'fleet.shuttle.number\n\xe2\x80\xae\n' >cases.csv
    says 2 '\u202e' list "$shuttle" --cases cases.csv
}

# ---- colour ----

# What a command prints on a terminal: on_terminal COMMAND ..., with the variables that are set.
on_terminal() {
    printf '%q ' "$AIRBRIDGE" "$@" >command
    script -qec "stty cols 100; $(cat command) || true" /dev/null </dev/null | tr -d '\r'
}

@test "colour tells misses, the best and the worst, faults and notes, on a terminal alone" {
    need script
    export TERM=xterm
    unset NO_COLOR
    red=$'\033[31m' yellow=$'\033[33m' green=$'\033[32m' plain=$'\033[0m'
    airbridge new relief -o relief.ini -q
    cat >odd.ini <<END
[scenario]
base = $shuttle
[milestone.never]
event = closed
latest = 2022-01-01T00:30Z
[milestone.known]
event = closed
latest = 2022-01-01T00:30Z
known_miss = it is too soon
END
    on_terminal validate odd.ini -n 3 >told
    grep -qF "${red}1 missed$plain" told
    grep -qF "${yellow}known miss" told
    grep -qF ": ${red}error:" told
    on_terminal worth relief.ini -n 30 >told
    grep -qF "  * ${green}one more working place at island" told
    on_terminal worst relief.ini -n 3 >told
    [ "$(grep -cF "  $red" told)" = "$(grep -c '[*][^ ]*$' told)" ] # the rows with a star
    grep -qF "$red" told
    on_terminal check "$shuttle" --set airfield.away.parking_mog=2 --set airfield.away.working_mog=3 \
        --set airfield.away.slot_control=yes >told
    grep -qF ": ${yellow}note:" told
}

@test "no colour where it is not wanted, not understood, or not seen, and the same words without it" {
    need script
    airbridge new relief -o relief.ini -q
    for words in "check none.ini" "worst relief.ini -n 3 -j 1" "validate $shuttle -n 3"; do
        unset NO_COLOR
        # shellcheck disable=SC2086
        TERM=xterm on_terminal $words | sed 's/.*\x1b\[K//' >coloured
        # shellcheck disable=SC2086
        NO_COLOR=1 TERM=xterm on_terminal $words | sed 's/.*\x1b\[K//' >wanted
        run -1 grep -q $'\033\[[0-9]*m' wanted
        sed 's/\x1b\[[0-9]*m//g' coloured | grep -v 'per second' | cmp - <(grep -v 'per second' wanted)
        for terminal in dumb ''; do
            # shellcheck disable=SC2086
            TERM=$terminal on_terminal $words | sed 's/.*\x1b\[K//' >plain
            run -1 grep -q $'\033\[[0-9]*m' plain
        done
        # shellcheck disable=SC2086
        TERM=xterm airbridge $words >file 2>&1 || true
        run -1 grep -q $'\033' file
    done
    NO_COLOR='' TERM=xterm on_terminal check none.ini | grep -q $'\033\[31m' # empty: as if it were not there
}

# As they come from web pages and word processors: without the escape all would look right.
@test "a fault shows blanks and marks that nobody sees" {
    printf '[scenario]\nbase = %s\n[aircraft.transport]\nonload_time = 2\u00a0h\noffload_time = 1 h\u200b\n' "$shuttle" >pasted.ini
    run -2 airbridge check pasted.ini
    [ "${lines[0]}" = "pasted.ini:4: error: [aircraft.transport] onload_time: '2\u00a0h' has more than a number and a unit" ]
    [[ "${lines[1]}" == *" offload_time: '1 h\u200b' "* ]]
    printf '[scenario]\nbase = %s\n\ufeff[aircraft.transport]\n' "$shuttle" >joined.ini
    run -2 airbridge check joined.ini
    [[ "$output" == *"'\ufeff[aircraft.transport]' is not a section, "* ]]
    printf 'fleet.shuttle.number\n2\u00a0\n' >cases.csv
    run -2 airbridge list "$shuttle" --cases cases.csv
    [[ "$output" == *"'2\u00a0' is not a whole number"* ]]
}
