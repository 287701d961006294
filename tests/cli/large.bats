# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
# Scenarios of many things: the work grows with what they say, not with its square. Instructions are
# counted, no clock decides.
load common

large() {
    python3 "$ROOT/tests/support/large.py" "$@"
}

# Prints the instructions of a check, or of what else is `asked`.
instructions() {
    valgrind --tool=callgrind --callgrind-out-file=/dev/null "$AIRBRIDGE" "${asked[@]-check}" "$@" 2>&1 >/dev/null |
        sed -n 's/.*I *refs: *//p' | tr -d ,
}

# Does the same to what `write N ...` writes for N, 2 N and 4 N: the second step, twice the first, may take
# three times as much. Squares take four times.
grows_evenly() {
    local n=$1 write=$2 count=() size
    shift 2
    for size in "$n" $((2 * n)) $((4 * n)); do
        "$write" "$size" "$@" >"$size.ini"
        count+=("$(instructions "$size.ini")")
    done
    echo "${count[@]}"
    [ $((count[2] - count[1])) -lt $((3 * (count[1] - count[0]))) ]
}

of_all() {
    large airfields="$1" fleets="$1" contingents="$1"
}

of_each_its_own() {
    large own airfields="$1" fleets="$1" contingents="$1"
}

of_kind() {
    large "$2=$1" "${@:3}"
}

of_list() {
    large "list=$1.csv" contingents="$1" airfields=20
}

# A list of which one row in a hundred is taken.
of_world() {
    large list=some.csv contingents=$(($1 / 100)) airfields=4
    awk -v n="$1" 'BEGIN { print "id,apoe,apod,people"; for (i = 0; i < n; i++) print "w" i ",a0,a2,9" }' >"$1.csv"
    printf '[table.world]\nkind = contingent\nfile = %s.csv\nonly = referenced\n' "$1"
    awk -v n="$1" 'BEGIN { for (i = 0; i < n; i += 100) print "[milestone.m" i "]\nevent = complete\nlatest = 1 h\ncontingents = W" i }' |
        sed 's/latest = 1 h/latest = 2022-02-01T00:00Z/'
}

# Every contingent refers to an airfield that there is not.
of_strangers() {
    large contingents="$1" airfields="$1" | sed -E 's/^apoe = a([0-9]+)/apoe = b\1x/'
}

# Milestones that count from one another, and legs with stops, in long chains.
of_chains() {
    large airfields="$1"
    awk -v n="$1" 'BEGIN {
        for (i = 0; i < n; i++)
            printf "[milestone.m%d]\nevent = complete\nlatest = 1 h\n%s\n", i,
                i + 1 < n ? "since = m" i + 1 : "since = m0"
        for (i = 1; i + 1 < n; i++)
            printf "[leg.l%d]\nfrom = a%d\nto = a0\nstop = a%d\nboth_ways = no\n", i, i + 1, i
    }'
}

@test "checking fleets that carry all contingents grows with their number" {
    need valgrind
    grows_evenly 40 of_all
    grows_evenly 40 of_each_its_own
}

@test "checking many of a kind grows with their number" {
    need valgrind
    local kind
    for kind in contingents airfields legs sites changes milestones; do
        echo "$kind"
        grows_evenly 200 of_kind "$kind"
    done
    grows_evenly 200 of_kind legs airfields=100 fleets=20 contingents=50
}

# Twice as many sites as contingents, most of which stay without people.
of_guards() {
    large airfields=4 fleets=4 contingents="$1" sites=$((2 * $1))
}

@test "giving people to sites grows with their number, and not with all pairs" {
    need valgrind
    asked=(run -n 1 -j 1 -q)
    grows_evenly 200 of_guards
}

# Loads under a ceiling that are more than the aircraft, each of a fleet that is as far away as no other.
of_ceiling() {
    large airfields=$((2 * $1)) fleets="$1" | sed 's/^number = .*/number = 1/; s/^people = .*/people = 20000/'
    printf '[flow.x]\ndirection = in\nflights = 2\nper = 1 d\n'
}

@test "looking for who may come under a ceiling grows with the fleets, and not with their square" {
    need valgrind
    asked=(run -n 1 -j 1 -q)
    grows_evenly 40 of_ceiling
}

@test "what is wrong is counted without looking at all names for each" {
    need valgrind
    grows_evenly 200 of_strangers
    grows_evenly 200 of_chains
}

@test "of thousands of faults the first are told, and all are counted" {
    of_strangers 3000 >wrong.ini
    run -2 --separate-stderr airbridge check wrong.ini
    [ "${#stderr_lines[@]}" -le 102 ]
    [[ "$stderr" == *"2900 more"* ]]
}

@test "large scenarios are shown, changed and varied by name" {
    large airfields=10 fleets=10 contingents=2500 >large.ini
    run -0 airbridge check large.ini
    [ "${lines[0]}" = "large.ini: no fault" ]
    run -0 airbridge show large.ini contingent.C2400 --set contingent.c2400.people=61
    [[ "$output" == *"people = 61"* ]]
    airbridge show large.ini >shown.ini
    [ "$(sed -n '1s/.*scenario \([0-9a-f]*\).*/\1/p' shown.ini)" = \
        "$(airbridge show shown.ini | sed -n '1s/.*scenario \([0-9a-f]*\).*/\1/p')" ]
    run -0 airbridge sweep large.ini -n 1 -q -o out --vary contingent.c7.people=10,20
    [ "$(wc -l <out/sweep.csv)" -gt 2 ]
}

@test "100,000 keys are read in little more memory than they take" {
    (ulimit -v 200000 && airbridge version) >/dev/null 2>&1 || skip "a sanitizer needs more than any limit"
    large airfields=10 fleets=10 contingents=20000 >large.ini
    (ulimit -v 100000 && airbridge check large.ini)
}

@test "tables of things grow with their rows, and lists with what is taken of them" {
    need valgrind
    grows_evenly 200 of_list
    grows_evenly 400 of_world
}

@test "a movement list of 100,000 lines is read, checked and flown in 400 MB" {
    need python3
    (ulimit -v 400000 && airbridge version) >/dev/null 2>&1 || skip "a sanitizer needs more than any limit"
    large list=list.csv airfields=100 fleets=10 contingents=100000 >list.ini
    python3 - "$AIRBRIDGE" <<'END'
import resource, subprocess, sys
subprocess.run([sys.argv[1], *"run list.ini -n 1 -q -j 1 -o out".split()], check=True)
used = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
assert used < 400000, f"{used} kB"
END
    [ "$(wc -l <out/contingents.csv)" = 100001 ]
    awk -F, 'NR > 1 && ($3 != 60 || $11 == "") { wrong++ } END { exit wrong > 0 }' out/contingents.csv
    large airfields=100 fleets=10 contingents=100000 >sections.ini
    [ "$(airbridge show list.ini scenario | head -1 | cut -d' ' -f4)" = \
        "$(airbridge show sections.ini scenario | head -1 | cut -d' ' -f4)" ]
}
