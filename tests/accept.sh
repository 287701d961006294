#!/bin/bash
# Takes the results of a program as what the regression test of history expects from now on: rewrites
# tests/reference and the tables of answers in scenarios/README.md. Review the difference.
#
#   tests/accept.sh PROGRAM
set -eu
program=$(realpath "$1")
cd "$(dirname "$0")/.."
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

tests/reference.sh "$program" tests/reference
cp scenarios/README.md "$scratch/README.md"
for table in what-ifs parts; do
    tests/answers.sh "$program" "$table" >"$scratch/table"
    awk -v table="<!-- answers: $table -->" -v file="$scratch/table" '
        $0 == "<!-- end of answers -->" { inside = 0 }
        !inside { print }
        $0 == table {
            while ((getline line < file) > 0) print line
            inside = 1
        }' "$scratch/README.md" >"$scratch/new"
    mv "$scratch/new" "$scratch/README.md"
done
cp "$scratch/README.md" scenarios/README.md
