# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
# `airbridge new`: scenarios to start from, which are part of the program.
load common

templates() {
    airbridge new | sed -n 's/^  \([a-z]*\)  *[A-Z].*/\1/p'
}

@test "new lists the templates, and prints each as it is in the sources" {
    run -0 --separate-stderr airbridge new
    stderr_is ""
    [ "$(templates | tr '\n' ' ')" = "deployment evacuation relief " ]
    for name in $(templates); do
        airbridge new "$name" | cmp - "$ROOT/scenarios/templates/$name.ini"
        airbridge new "$name" -o - | cmp - "$ROOT/scenarios/templates/$name.ini"
    done
}

@test "new needs no file but the program" {
    mkdir alone
    cp "$AIRBRIDGE" alone/program
    (cd alone && env -i ./program new relief) | cmp - "$ROOT/scenarios/templates/relief.ini"
}

@test "new writes a file whose text names it, and never replaces one unasked" {
    airbridge new relief -o my.ini >told
    grep -qxF '  airbridge run my.ini' told
    sed 's/relief[.]ini/my.ini/g' "$ROOT/scenarios/templates/relief.ini" | cmp - my.ini
    run -2 --separate-stderr airbridge new deployment -o my.ini
    stderr_is "my.ini: error: this file is there already; give --force to replace it"
    sed 's/relief[.]ini/my.ini/g' "$ROOT/scenarios/templates/relief.ini" | cmp - my.ini
    run -0 airbridge new deployment -o my.ini --force -q
    output_is ""
    [ "$(head -1 my.ini)" = "$(airbridge new deployment | head -1)" ]
    # A name that a shell would not take as it is is quoted where it is told, and not put into the text.
    airbridge new relief -o "it's \$HOME.ini" >told
    eval "words=($(sed -n 's/^  airbridge run //p' told))"
    [ "${words[*]}" = "it's \$HOME.ini" ]
    cmp "it's \$HOME.ini" "$ROOT/scenarios/templates/relief.ini"
}

@test "new says what is wrong" {
    run -2 --separate-stderr airbridge new releif
    stderr_is "airbridge: error: there is no template 'releif'; did you mean 'relief'? (see: airbridge new)"
    run -2 --separate-stderr airbridge new -o plan.ini
    stderr_is "airbridge: error: new: TEMPLATE is missing (see: airbridge new)"
    run -2 --separate-stderr airbridge new relief -o --force
    stderr_has "option -o FILE: '--force' looks like an option; ./--force is a file of that name"
    run -3 airbridge new relief -o no/such/folder.ini
    [ ! -e no ]
    [ ! -e plan.ini ]
}

@test "every template is without a fault or a note, and ends as it should in every replication" {
    for name in $(templates); do
        airbridge new "$name" -o "$name.ini" -q
        run -0 --separate-stderr airbridge check --strict -q "$name.ini"
        stderr_is ""
        run -0 --separate-stderr airbridge run "$name.ini" -n 500 -q
        stderr_is ""
    done
}

# A wide gap promises nothing: within 114 % of any is no praise.
@test "a plan far from its bound is told how far, and that nobody knows what there is to gain" {
    airbridge new relief -o relief.ini -q
    COLUMNS=200 run -0 airbridge run relief.ini -n 20
    [[ $output =~ "under the same luck: this one closes 1"[01][0-9]" % later; how much of it a better plan would gain is not known. What bounds it: " ]]
}

# What is shown in its first lines works, and ends well; pictures need gnuplot, pages a template, and both
# are tried elsewhere.
@test "what a template says to try can be typed in as it stands" {
    PATH="$(dirname "$AIRBRIDGE"):$PATH"
    for name in $(templates); do
        mkdir "$name"
        cd "$name"
        airbridge new "$name" -o "$name.ini" -q
        sed -n 's/^#   \(airbridge .*\)/\1/p' "$name.ini" >lines
        [ "$(wc -l <lines)" -ge 5 ]
        while IFS= read -r line; do
            echo "tried: $line"
            [[ $line == 'airbridge '@(plot|page)* ]] || run -0 --separate-stderr bash -c "$line"
            [[ $line != 'airbridge compare'* ]] || [[ $output == *'*'$'\n'* ]] # it changes something for sure
            [[ $line != 'airbridge worth'* ]] || [[ $output == *'  * one more '* || $output == *'  * '*', a tenth more'* ]]
        done <lines
        for key in $(grep -o '`airbridge keys [a-z]*`' "$name.ini" | grep -o '[a-z]*`$' | tr -d '`'); do
            run -0 airbridge keys "$key"
        done
        cd ..
    done
}
