# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
# How much work a replication is, counted in instructions: what slows the program down by a twentieth says
# so in its commit. No clock decides anything here.
load common

# Runs the counter; skips with its reason where nothing can be counted.
counted() {
    run "$ROOT/tests/support/instructions.sh" "$AIRBRIDGE" "$@"
    [ "$status" != 77 ] || skip "$output"
}

@test "a replication takes the instructions that were accepted, within 5 %" {
    counted compare
    [ "$status" = 0 ] || {
        echo "$output"
        echo "when this is intended: say why in the commit, and make accept"
        return 1
    }
}

@test "more of everything takes more work in proportion, and no square of it" {
    counted growth
    [ "$status" = 0 ] || { echo "$output"; return 1; }
    [ "$(wc -l <<<"$output")" = 3 ]
    awk '$2 > $3 { print $1 ": " $2 " times as many instructions, where " $3 " is the most"; bad = 1 } END { exit bad }' <<<"$output"
}

# Stands for a valgrind that counts so many instructions in 20 replications of whatever it runs.
fake_valgrind() {
    mkdir -p bin
    # shellcheck disable=SC2016
    printf '#!/bin/sh\ncase "$*" in *" -n 21 "*) n=%s;; *) n=%s;; esac\necho "==1== Collected : $n" >&2\n' \
        $((2 * $1)) "$1" >bin/valgrind
    chmod +x bin/valgrind
    PATH=$PWD/bin:$PATH
}

# A tree with the counter, and what it accepts of what it counts now.
fake_tree() {
    mkdir -p tree/tests/support tree/tests/reference
    cp "$ROOT/tests/support/instructions.sh" tree/tests/support/
    touch tree/tests/reference/instructions.txt
    run -0 tree/tests/support/instructions.sh "$AIRBRIDGE" accept
}

@test "more than a twentieth more or less is told, and accepted alone" {
    counted maker
    fake_valgrind 20000000
    fake_tree
    [ "$(awk '$1 == "core" { print $2 }' tree/tests/reference/instructions.txt)" = 1000 ]
    sed -i 's/^\(core .*\)1000$/\11040/; s/^\(january-2022 .*\)1000$/\1 952/' tree/tests/reference/instructions.txt
    run -1 tree/tests/support/instructions.sh "$AIRBRIDGE" compare
    output_is "january-2022: 1000 thousand instructions, 5.0 % more than the accepted 952"
    run -0 tree/tests/support/instructions.sh "$AIRBRIDGE" accept
    run -0 tree/tests/support/instructions.sh "$AIRBRIDGE" compare
    grep -q '^core .*1040$' tree/tests/reference/instructions.txt
    fake_valgrind 18000000
    run -1 tree/tests/support/instructions.sh "$AIRBRIDGE" compare
    [[ "$output" == *"core: 900 thousand instructions, 13.5 % less than the accepted 1040"* ]]
}

@test "counts of another compiler are not compared, and where there is no valgrind nothing is" {
    counted maker
    fake_valgrind 20000000
    fake_tree
    sed -i 's/^maker.*/maker gcc-99/' tree/tests/reference/instructions.txt
    run -77 tree/tests/support/instructions.sh "$AIRBRIDGE" compare
    [[ "$output" == "instructions are not counted: the program is of gcc-"*", the accepted counts are of gcc-99" ]]
    printf '#!/bin/sh\nexit 1\n' >bin/valgrind
    run -77 tree/tests/support/instructions.sh "$AIRBRIDGE" compare
    output_is "instructions are not counted: valgrind cannot run the program here"
}
