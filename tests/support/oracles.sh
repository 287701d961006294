#!/bin/bash
# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
# Prints what theory says of the scenarios of tests/oracles beside what the program simulates.
#
#   tests/support/oracles.sh PROGRAM FOLDER      FOLDER/tests holds the test programs
#
# The rows come from the tests themselves (see tests/support/oracle.h): random answers with the 99.9 %
# confidence interval of the simulated mean, others exact. Status 1 when a test fails or an answer
# lies outside.
set -u
program=$(realpath "$1")
folder=$(realpath "$2")
cd "$(dirname "$0")/../.." || exit 1
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT TERM
unset CK_FORK CK_RUN_SUITE CK_RUN_CASE CK_INCLUDE_TAGS CK_EXCLUDE_TAGS
export AIRBRIDGE="$program" TMPDIR="$scratch" ORACLE_TABLE="$scratch/table"
export CK_DEFAULT_TIMEOUT=900 CK_VERBOSITY=minimal
: >"$ORACLE_TABLE"

status=0
for source in tests/oracles/test_oracles*.c; do
    name=$(basename "$source" .c)
    if ! "$folder/tests/oracles/$name" >"$scratch/$name.out" 2>&1 </dev/null; then
        cat "$scratch/$name.out"
        status=1
    fi
done

awk -F '\t' '
    BEGIN { split("oracle\tquantity\ttheory\tsimulated\t99.9 % interval\tverdict", cell) }
    { for (i = 1; i <= NF; i++) cell[NR * 6 + i] = $i; outside += $6 != "inside" }
    END {
        for (k = 1; k <= (NR + 1) * 6; k++) {
            column = (k - 1) % 6
            if (length(cell[k]) > width[column]) width[column] = length(cell[k])
        }
        for (k = 1; k <= (NR + 1) * 6; k++) {
            column = (k - 1) % 6
            if (column == 5) print cell[k]
            else printf "%-" width[column] + 2 "s", cell[k]
        }
        printf "%d answers, %d outside\n", NR, outside
        exit NR == 0 || outside > 0
    }' "$ORACLE_TABLE" || status=1
exit "$status"
