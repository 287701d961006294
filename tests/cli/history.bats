#!/usr/bin/env bats
# history.bats - the shipped scenarios against history and against what they gave before. An intended
# change is taken over by `make accept` and reviewed as a difference.

load common

# What differs, and what to do about it when it should: same EXPECTED ACTUAL
same() {
    diff -ru "$1" "$2" || { echo "when this is intended: make accept, then review the difference"; return 1; }
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
    for operation in port-au-prince-2010 kathmandu-2015 berlin-1949; do
        run --separate-stderr airbridge validate "$ROOT/scenarios/$operation.ini" -n 100
        [ "$status" = 0 ] || { echo "$operation: $output"; return 1; }
    done
}

@test "milestones and trajectories are those of the reference" {
    "$ROOT/tests/reference.sh" "$AIRBRIDGE" reference
    [ -s reference/trajectories.txt ]
    same "$ROOT/tests/reference" reference
}

@test "the printed answers to the what-ifs are those of the program" {
    answers what-ifs >printed
    scenarios=("$ROOT"/scenarios/what-if/*.ini)
    # Each has its row, with its question and a closure, and so has the reference.
    [ "$(grep -c '^| \[[^|]*| *[^| ][^|]*| [0-9.]* / [0-9.]* / ' printed)" = $((${#scenarios[@]} + 1)) ]
    "$ROOT/tests/answers.sh" "$AIRBRIDGE" what-ifs >now
    same printed now
}

@test "what the parts of the full model change is as printed" {
    answers parts >printed
    [ "$(grep -c '^| [^|]*| [0-9.]* / [0-9.]* / ' printed)" = 8 ]
    "$ROOT/tests/answers.sh" "$AIRBRIDGE" parts >now
    same printed now
}

@test "airbridge compare says what the table says" {
    airbridge compare "$ROOT/scenarios/january-2022.ini" "$ROOT/scenarios/what-if/readied.ini" \
        -o out -n 200 --seed 1 -q
    change=$(awk -F, '$2 == "closure_h" { printf "%+.1f ± %.1f", $7, $10 - $7 }' out/compare.csv)
    answers what-ifs | grep -F "| [readied]" | grep -F "| $change |"
}
