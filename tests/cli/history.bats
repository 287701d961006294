#!/usr/bin/env bats
# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
# history.bats - the shipped scenarios against history and against what they gave before. An intended
# change is taken over by `make accept` and reviewed as a difference.

load common

# What differs, and what to do about it when it should: same EXPECTED ACTUAL. Instructions are counted in
# instructions.bats.
same() {
    diff -ru -x instructions.txt "$1" "$2" || { echo "when this is intended: make accept, then review the difference"; return 1; }
}

# The rows of a table of answers in scenarios/README.md: answers TABLE
answers() {
    awk -v table="<!-- answers: $1 -->" '
        $0 == "<!-- end of answers -->" { inside = 0 }
        inside { print }
        $0 == table { inside = 1 }' "$ROOT/scenarios/README.md"
}

@test "January 2022 meets its milestones but for at most three known misses" {
    run --separate-stderr airbridge validate "$ROOT/scenarios/january-2022.ini" -n 1000
    [ "$status" = 0 ] || { echo "$output"; return 1; }
    [ "$(grep -c '^known_miss' "$ROOT/scenarios/common/january-2022-milestones.ini")" -le 3 ]
}

@test "all 31 milestones of history are there" {
    for number in $(seq -w 1 31); do
        grep -q "^\[milestone\.m$number[]-]" "$ROOT/scenarios/common/january-2022-milestones.ini" ||
            { echo "no m$number"; return 1; }
    done
}

@test "the other operations meet their milestones" {
    for operation in port-au-prince-2010 kathmandu-2015 berlin-1949 tacloban-2013; do
        run --separate-stderr airbridge validate "$ROOT/scenarios/$operation.ini" -n 100
        [ "$status" = 0 ] || { echo "$operation: $output"; return 1; }
    done
}

@test "milestones and trajectories are those of the reference" {
    "$ROOT/tests/support/reference.sh" "$AIRBRIDGE" reference
    [ -s reference/trajectories.txt ]
    same "$ROOT/tests/reference" reference
}

@test "every answer and every figure of the page of scenarios is that of the program" {
    "$ROOT/tests/support/answers.sh" "$AIRBRIDGE" page >now
    same "$ROOT/scenarios/README.md" now
}

@test "each what-if and each part has its row, with a closure, and figures stand in the text" {
    scenarios=("$ROOT"/scenarios/what-if/*.ini)
    closure='[0-9.]* / [0-9.]* / [0-9.]*'
    [ "$(answers what-ifs | grep -c "^| \[[^|]*| *[^| ][^|]*| $closure")" = $((${#scenarios[@]} + 1)) ]
    [ "$(answers parts | grep -c "^| [^|]*| $closure")" = 8 ]
    [ "$(grep -o '<!--=[a-z0-9-]*-->' "$ROOT/scenarios/README.md" | sort -u | wc -l)" -ge 20 ]
}

# The change of the closure in the row of a table of answers, in hours: change TABLE NAME
change() {
    answers "$1" | awk -F ' *[|] *' -v name="$2" -v table="$1" '
        index($2, name) == 1 || index($2, "[" name "]") == 1 {
            found = 1
            split($(table == "parts" ? 4 : 5), word, " ")
            print word[1] + 0
        }
        END { exit !found }'
}

# The closure of a row changes by some hours from the least to the most: moves TABLE NAME LEAST MOST
moves() {
    local hours
    hours=$(change "$1" "$2")
    awk -v x="$hours" -v least="$3" -v most="$4" 'BEGIN { exit !(least <= x && x <= most) }' ||
        { echo "$2 changes the closure by $hours h, and the page says otherwise"; return 1; }
}

@test "what the page of scenarios concludes from its tables is so" {
    local name part
    # Readiness decides, by more than a day; papers first cost more than one; by rail it is a week.
    moves what-ifs readied -1000 -24
    moves what-ifs formal-decision 24 1000
    answers what-ifs | grep -F '[no-russian-airlift]' | grep -q '| [0-9.]* / [7-9][0-9.]* / [0-9.]* d |'
    # Slack everywhere: no difference. The two readings of the strength do not differ.
    for name in half-fleet double-handling planned-strength; do
        moves what-ifs $name -1 1
    done
    # Some hours, less than a day.
    for name in zhetygen-only no-fuel fog-week; do
        moves what-ifs $name 1 24
    done
    answers what-ifs | grep -F '[fog-week]' | grep -q '[1-9][0-9]* diverted'
    # Nothing of the full model touches the closure.
    while read -r part; do
        moves parts "$part" -0.1 0.1
    done < <(answers parts | sed -n '3,$s/^| \([^|]*\) |.*/\1/p')
}

@test "the other operations show what the page of scenarios says that they reproduce" {
    # The median of a measure is above 0: happens OPERATION MEASURE...
    happens() {
        local operation=$1 measure
        shift
        airbridge run "$ROOT/scenarios/$operation.ini" -o "$operation" -n 20 -q
        for measure; do
            awk -F, -v measure="$measure" '
                NR == 1 { for (i = 1; i <= NF; i++) if ($i == "p50") column = i }
                $1 == measure { median = $column }
                END { exit !(median > 0) }' "$operation/summary.csv" ||
                { echo "$operation: no $measure"; return 1; }
        done
    }
    happens port-au-prince-2010 turned_away diversions max_holding
    happens kathmandu-2015 turned_away
    happens tacloban-2013 turned_away diversions wait_h.yard
    # As many aircraft as the page has.
    airbridge show "$ROOT/scenarios/berlin-1949.ini" >berlin
    [ "$(awk '/^\[/ { fleet = /^\[fleet/ } fleet && $1 == "number" { n += $3 } END { print n }' berlin)" = 245 ]
}

@test "airbridge compare says what the table says" {
    airbridge compare "$ROOT/scenarios/january-2022.ini" "$ROOT/scenarios/what-if/readied.ini" \
        -o out -n 200 --seed 1 -q
    change=$(awk -F, '$2 == "closure_h" { printf "%+.1f ± %.1f", $7, $10 - $7 }' out/compare.csv)
    answers what-ifs | grep -F "| [readied]" | grep -F "| $change |"
}
