#!/bin/bash
# Takes the results of a program as what the regression test of history expects from now on: rewrites
# tests/reference and the answers in scenarios/README.md. Review the difference.
#
#   tests/accept.sh PROGRAM
set -eu
program=$(realpath "$1")
cd "$(dirname "$0")/.."
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

tests/reference.sh "$program" tests/reference
tests/answers.sh "$program" page >"$scratch/README.md"
cmp -s "$scratch/README.md" scenarios/README.md || cat "$scratch/README.md" >scenarios/README.md
