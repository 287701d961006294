#!/bin/bash
# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
# Counts the instructions that the program takes, by callgrind: exact where times are noise.
#
#   tests/support/instructions.sh PROGRAM           the counts of today, see below
#   tests/support/instructions.sh PROGRAM maker     who made the program, as gcc-12.2.0-O3-flto-x86_64
#   tests/support/instructions.sh PROGRAM compare   what differs from the accepted by more than 5 %;
#                                                   status 1 when something does
#   tests/support/instructions.sh PROGRAM accept    takes today's counts for those
#   tests/support/instructions.sh PROGRAM growth    how many times as many it takes when there is more of
#                                                   everything, and at most may: NAME TIMES MOST, a line each
#
# tests/reference/instructions.txt says who made the program, and then in thousands of instructions:
#
#   core                   a replication of the air-bridge core, mean of 20, without diary
#   january-2022           the same of January 2022
#   january-2022-tables    what each further replication of that costs the program with its statistics
#                          and tables
#
# Counts of another compiler are others, so that they are compared with their like only. The variants of
# functions that the C library would choose for this processor are switched off. Status 77 where nothing
# can be counted, with the reason.
set -eu
shopt -s inherit_errexit
export LC_ALL=C GLIBC_TUNABLES=glibc.cpu.hwcaps=-AVX2,-FMA,-ERMS
program=$(realpath "$1")
action=${2:-print}
cd "$(dirname "$0")/../.."
accepted=tests/reference/instructions.txt
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

cannot() {
    echo "instructions are not counted: $1"
    exit 77
}

# Who made the program, by what the compiler left in it; nothing when it cannot be counted.
maker() {
    local words
    words=$(readelf --string-dump=.debug_str "$program" 2>/dev/null | grep -m 1 -o 'GNU C17 .*') || return 0
    [[ $words != *-fsanitize* ]] || return 0
    # The last level counts; -flto may be told of the program's parts or of the whole.
    echo "gcc-$(cut -d ' ' -f 3 <<<"$words")$(grep -o -e '-O[0-3sg]' <<<"$words" | tail -n 1)$(
        grep -o -m 1 -e -flto <<<"$words" | head -n 1)-$(uname -m)"
}

# Instructions of a run, or of a function and what that calls: count [--toggle-collect=FUNCTION] ARGUMENT...
count() {
    local options=() told
    [[ $1 != --* ]] || { options=("$1"); shift; }
    told=$(valgrind --tool=callgrind --callgrind-out-file=/dev/null "${options[@]}" \
        "$program" "$@" -q 2>&1 >/dev/null) || { echo "$told" >&2; return 1; }
    told=$(sed -n 's/.* Collected : \([1-9][0-9]*\)$/\1/p' <<<"$told")
    [ -n "$told" ] || { echo "callgrind did not see ${options[*]}" >&2; return 1; }
    echo "$told"
}

# A replication, in thousands: replication SCENARIO. That of a sweep, which keeps no diary: a run does of
# its first hundred alone.
replication() {
    local all
    rm -rf "$scratch/sweep"
    all=$(count --toggle-collect=ab_run_replicate sweep "$1" -n 20 --seed 1 -j 1 -o "$scratch/sweep" \
        --vary 'scenario.person_mass=120 kg')
    echo $((all / 20 / 1000))
}

with_tables() {
    local one many
    one=$(count run "$1" --inputs base -n 1 --seed 1 -j 1 -o "$scratch/one")
    many=$(count run "$1" --inputs base -n 21 --seed 1 -j 1 -o "$scratch/many")
    echo $(((many - one) / 20 / 1000))
}

counts() {
    local core january tables
    core=$(replication tests/oracles/core.ini)
    january=$(replication scenarios/january-2022.ini)
    tables=$(with_tables scenarios/january-2022.ini)
    printf '%-22s %s\n' maker "$(maker)"
    printf '%-22s %6d\n' core "$core" january-2022 "$january" january-2022-tables "$tables"
}

# Compares today's counts on the standard input with the accepted ones: tells in words of each that is off
# by more than 5 %, or with `merged`, prints the accepted ones with those in their places; what is near
# stays, or many small steps would pass unseen.
against_accepted() {
    awk -v merged="${1-}" '
        NR == FNR { old[$1] = $2; next }
        merged && FNR == 1 { print; next }
        {
            share = $2 / (old[$1] > 0 ? old[$1] : 1e-9) - 1
            far = share > 0.05 || share < -0.05
        }
        merged { printf "%-22s %6d\n", $1, far ? $2 : old[$1]; next }
        FNR > 1 && !(old[$1] > 0) { printf "%s: %d thousand instructions, and nothing is accepted yet\n", $1, $2; next }
        FNR > 1 && far {
            printf "%s: %d thousand instructions, %.1f %% %s than the accepted %d\n",
                $1, $2, 100 * (share < 0 ? -share : share), share < 0 ? "less" : "more", old[$1]
        }' "$accepted" -
}

# NAME TIMES MOST: of two counts, the second being of so many times as much work.
line() {
    awk -v name="$1" -v few="$2" -v many="$3" -v most="$4" 'BEGIN { printf "%-22s %6.2f %6.2f\n", name, many / few, most }'
}

# A replication of the core with fleet, places and loads so many times as large, per time.
core_times() {
    local all
    all=$(count --toggle-collect=ab_run_replicate run tests/oracles/core.ini -n 1 --seed 1 -j 1 \
        --set fleet.fleet.number=$((75 * $1)) --set airfield.home.working_mog=$((8 * $1)) \
        --set airfield.away.working_mog=$((6 * $1)) --set contingent.cargo.loads=$((200 * $1)))
    echo $((all / $1))
}

# Checking so many of everything, beyond what checking one takes: check_of NUMBER [own]
check_of() {
    local file=$scratch/large.ini n=$1
    tests/support/large.py airfields=$((n + 1)) fleets="$n" contingents="$n" legs="$n" sites="$n" \
        milestones="$n" changes="$n" "${@:2}" >"$file"
    count check "$file"
}

# A load takes as long however many aircraft there are, but for the logarithm in the heap. What is 5 times as
# much is checked in 5 times the time where each contingent has its own fleet, and in more where each may fly
# with any; were all held against all, it would be 25.
growth() {
    local one few many
    few=$(core_times 1)
    many=$(core_times 53)
    line load "$few" "$many" 1.3
    one=$(check_of 1 own)
    few=$(check_of 60 own)
    many=$(check_of 300 own)
    line check-own $((few - one)) $((many - one)) 8
    few=$(check_of 60)
    many=$(check_of 300)
    line check-any $((few - one)) $((many - one)) 15
}

command -v valgrind >/dev/null || cannot "there is no valgrind here"
valgrind --tool=none "$program" --version >/dev/null 2>&1 || cannot "valgrind cannot run the program here"
[ -n "$(maker)" ] || cannot "the program does not say that gcc made it, or has what sanitizers add"
case $action in
print) counts ;;
maker) maker ;;
growth) growth ;;
compare)
    theirs=$(awk '$1 == "maker" { print $2 }' "$accepted")
    [ "$theirs" = "$(maker)" ] || cannot "the program is of $(maker), the accepted counts are of $theirs"
    counts >"$scratch/counts"
    against_accepted <"$scratch/counts" >"$scratch/differences"
    cat "$scratch/differences"
    [ ! -s "$scratch/differences" ]
    ;;
accept)
    counts >"$scratch/counts"
    if [ "$(head -n 1 "$scratch/counts")" = "$(head -n 1 "$accepted")" ]; then
        against_accepted merged <"$scratch/counts" >"$scratch/merged"
        cat "$scratch/merged" >"$accepted"
    else
        cat "$scratch/counts" >"$accepted"
    fi
    ;;
esac
