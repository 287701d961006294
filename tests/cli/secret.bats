# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
# A file that is not of the kind that was asked for may be anybody's: messages tell which file and
# line, and quote none of it.
load common

# Files of secrets, one of each form that the readers know: words that begin with a letter, a digit,
# a mark or a bracket; with one of each mark that could be a separator; with broken bytes.
setup_file() {
    cd "$BATS_FILE_TMPDIR" || return 1
    printf 'hunter2:$6$hunter2:19700:0\nhunter2:*:1:\n' >shadow
    printf -- '-----BEGIN hunter2-----\nhunter2/hunter2+hunter2==\n' >key
    printf '[hunter2]\nhunter2 = hunter2"\nhunter2\n[hunter2]\n' >section
    printf '[hunter2 x]\n[hunter2.x.y]\n[]hunter2\n[HUNTER2]\n[ship.hunter2]\n' >sections
    printf 'hunter2 = "hunter2\nHunter2 = x\n=hunter2\nhunter2 2 = x\n' >keys
    printf '1,hunter2\n2,hunter2,hunter2\n' >commas
    printf 'hunter2,hunter2,1\n2,3,4\n' >headings
    printf 'hunter2,2 hunter2\n2,3\n' >digits
    printf 'hunter2;1\n2;hunter2\n1;2;3\n' >semicolons
    printf '10\n20 hunter2\n30\n' >units
    printf '7hunter2\n' >number
    printf '12 hunterofthetwo\n' >word
    printf '"hunter2"\n"hunter2\n' >quotes
    printf 'hunter2\xff\nhunter2\x01\nhunter2\\\n' >bytes
    printf 'hunter2\0hunter2\n' >nul
    printf 'airbridge-journal 9 hunter2\nhunter2 hunter2\n' >journal
    printf '{\n  "seed": hunter2,\n  "hunter2": 1\n}\n' >json
    printf 'hunter2.hunter2.x,case\nhunter2,hunter2\n' >cases
    "$AIRBRIDGE" run "$ROOT/scenarios/small/shuttle.ini" -o run -n 2 -q --trace
    "$AIRBRIDGE" sweep "$ROOT/scenarios/small/shuttle.ini" -o sweep -n 2 -q --vary fleet.shuttle.number=1..2
}

# A command says nothing of what is in the file.
keeps_it() {
    run airbridge "$@"
    if [ -z "$output" ] || [[ "${output,,}" == *hunter* ]]; then
        printf 'status %s of %s:\n%s\n' "$status" "$*" "$output"
        return 1
    fi
}

# It refuses, besides.
hides() {
    keeps_it "$@" && [ "$status" -ge 2 ] && [ "$status" -le 3 ]
}

# Each file of secrets in turn, by its whole name.
each() {
    local file
    for file in "$BATS_FILE_TMPDIR"/*; do
        [ ! -f "$file" ] || "$@" "$file" || return 1
    done
}

based() {
    printf '[scenario]\nbase = %s\n' "$1" >based.ini
    hides check based.ini && hides show based.ini && hides check "$1" && hides run "$1" -o out
    hides compare "$shuttle" "$1" -o out
}

@test "as a scenario, or the base of one" {
    each based
}

sampled() {
    hides check "$runway" --set "aircraft.transport.onload_time=empirical($1) min" &&
        hides check "$runway" --set "aircraft.transport.onload_time=empirical($1)" &&
        hides check "$runway" --set "aircraft.transport.onload_time=mixture(1: empirical($1) h, 1: 2 h)" &&
            hides sweep "$runway" -o out --vary "aircraft.transport.onload_time=empirical($1) h,2 h"
}

@test "as samples of a distribution" {
    each sampled
}

tabled() {
    hides sweep "$shuttle" -o out --cases "$1" && hides check "$shuttle" --set "sweep.cases=$1" &&
        hides list "$shuttle" --cases "$1"
}

things() {
    printf '[scenario]\nbase = %s\n[table.t]\nkind = %s\nfile = %s\n' "$shuttle" "$1" "$2" >things.ini
    hides check things.ini && hides run things.ini -o out && hides show things.ini
}

@test "as a table of things" {
    each things contingent
    each things airfield
}

@test "as a table of cases" {
    each tabled
}

joined() {
    mkdir -p part
    cp "$1" part/sweep.journal
    cp "$1" out.db
    hides merge "$1" -o out && hides merge part -o out &&
        keeps_it sweep "$shuttle" -o part --resume --vary fleet.shuttle.number=1..2 &&
        hides run "$shuttle" -o out.db --force
}

@test "as a journal, a part or a database" {
    each joined
}

drawn() {
    local file
    for file in run/run.json run/summary.csv run/replications.csv run/sorties.csv run/curve.csv sweep/sweep.csv; do
        rm -rf result
        cp -R "$BATS_FILE_TMPDIR/${file%/*}" result && [ -e "result/${file#*/}" ] &&
            cp "$1" "result/${file#*/}" && hides plot result || return 1
    done
}

@test "as a file of a result that is drawn" {
    each drawn
}
