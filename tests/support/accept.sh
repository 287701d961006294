#!/bin/bash
# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
# Takes the results of a program as what the regression tests expect from now on: rewrites tests/reference
# and the answers in scenarios/README.md. Review the difference.
#
#   tests/support/accept.sh PROGRAM
set -eu
program=$(realpath "$1")
cd "$(dirname "$0")/../.."
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

tests/support/reference.sh "$program" tests/reference
tests/support/answers.sh "$program" page >"$scratch/README.md"
cmp -s "$scratch/README.md" scenarios/README.md || cat "$scratch/README.md" >scenarios/README.md
tests/support/instructions.sh "$program" accept || [ $? = 77 ]
