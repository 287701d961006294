#!/bin/bash
# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
# Writes what the regression test of history compares with.
#
#   tests/support/reference.sh PROGRAM DIR
#
#   DIR/january-2022/milestones.csv    the milestones of 200 replications with seed 1
#   DIR/trajectories.txt               the trajectory hash of every scenario, of 2 replications
set -eu
export LC_ALL=C
program=$(realpath "$1")
mkdir -p "$2/january-2022"
target=$(realpath "$2")
cd "$(dirname "$0")/../../scenarios"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

"$program" run january-2022.ini -o "$scratch/january" -n 200 --seed 1 -q >/dev/null
cp "$scratch/january/milestones.csv" "$target/january-2022/milestones.csv"

# The layers of common/ are not scenarios.
for file in *.ini what-if/*.ini small/*.ini; do
    "$program" run "$file" -o "$scratch/one" -n 2 --seed 1 -q --force >/dev/null
    printf '%-30s %s\n' "$file" \
        "$(sed -n 's/.*"trajectory_hash": "\(.*\)".*/\1/p' "$scratch/one/run.json")"
done >"$scratch/trajectories.txt"
mv "$scratch/trajectories.txt" "$target/trajectories.txt"
