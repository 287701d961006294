# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
# tests/run: it ends, whatever the tests do, leaves no process behind, and tells all.
load common

# A tree with a runner of its own. JOBS=2, since more than one at a time is what is to be tested.
make_tree() {
    mkdir -p tree/tests/{cli,unit} build/tests/unit
    cp "$ROOT/tests/run" tree/tests/
    cp "$ROOT/tests/cli/common.bash" tree/tests/cli/
}

# A file of one test: write_test NAME BODY
write_test() {
    printf 'load common\n@test "the test of %s" {\n%s\n}\n' "$1" "$2" >"tree/tests/cli/$1.bats"
}

# A test program: write_program NAME BODY
write_program() {
    touch "tree/tests/unit/$1.c"
    # shellcheck disable=SC2016
    printf '#!/bin/sh\n%s\nprintf "1..1\\nok 1 - it\\n" >"$CK_TAP_LOG_FILE_NAME"\n' "$2" >"build/tests/unit/$1"
    chmod +x "build/tests/unit/$1"
}

# The runner, without what the outer tests have in their environment; bats puts its own folder first
# in the path.
run_tests=(env -i --default-signal=INT PATH="${PATH#*/bats-core:}" JOBS=2)
runner() {
    "${run_tests[@]}" TMPDIR="$PWD" HERE="$PWD" LIMIT="${limit:-600}" tree/tests/run "$AIRBRIDGE" build "$@"
}

# Every process whose number is in one of these files is gone, or a zombie that nobody asked for yet.
all_gone() {
    local file state
    for file; do
        [ -s "$file" ]
        state=$(sed -n 's/^State:[[:space:]]*//p' "/proc/$(cat "$file")/status" 2>/dev/null) || continue
        [[ -z "$state" || "$state" == Z* ]] || { echo "$file: $state"; return 1; }
    done
}

@test "programs and files are told in the order of names, whichever ends first" {
    make_tree
    write_program test_a 'until [ -e "$HERE/b" ]; do sleep 0.05; done'
    write_program test_b 'touch "$HERE/b"'
    write_test c 'true'
    run -0 runner
    output=$(sed 's/, [0-9]* s$/, N s/' <<<"$output")
    output_is "unit/test_a                             1 passed, 0 failed, N s
unit/test_b                             1 passed, 0 failed, N s
cli/c                                   1 passed, 0 failed, N s
3 passed, 0 failed"
}

@test "each has a folder of its own for what it writes" {
    make_tree
    write_program test_a '[ -d "$TMPDIR" ] && [ -z "$(ls "$TMPDIR")" ] && echo "$TMPDIR" >"$HERE/a"'
    write_program test_b '[ -d "$TMPDIR" ] && [ -z "$(ls "$TMPDIR")" ] && echo "$TMPDIR" >"$HERE/b"'
    run -0 runner
    run ! cmp -s a b
    [ ! -e "$(cat a)" ]
}

@test "what make was told when it runs the tests is not told to a make of theirs" {
    make_tree
    mkdir other
    printf 'BUILD ?= build\nPREFIX ?= /usr\nLIBDIR ?= lib\nDESTDIR ?=\nall:\n\t@echo "$(BUILD) $(PREFIX) $(LIBDIR) $(DESTDIR) $(V)"\n' >other/Makefile
    write_test a 'run -0 make -C "$HERE/other" --no-print-directory; output_is "build /usr lib  "'
    printf 'test:\n\t@tests/run "%s" ../build cli/a\n' "$AIRBRIDGE" >tree/Makefile
    run -0 "${run_tests[@]}" TMPDIR="$PWD" HERE="$PWD" LIMIT=600 make -s -C tree BUILD=here PREFIX=/x LIBDIR=l64 DESTDIR=/root V=1 test
}

@test "a failed test, one that tells less than it planned and one that dies are counted" {
    make_tree
    write_test a 'false'
    write_program test_b 'exit 3'
    write_program test_c ':'
    sed -i 's/1\.\.1/1..2/' build/tests/unit/test_c
    run -1 runner
    [[ "$output" == *"not ok 1 the test of a"* ]]
    [[ "$output" == *"  unit/test_b ended with status 3 though none of its tests failed"* ]]
    [[ "$output" == *"  unit/test_c planned 2 tests and ran 1"* ]]
    [ "${lines[-1]}" = "1 passed, 3 failed" ]
}

@test "what a test leaves behind is ended with it, stopped or without a parent" {
    make_tree
    # shellcheck disable=SC2016
    write_test a '
        sleep 1000 & echo $! >"$HERE/job"
        sleep 1000 & echo $! >"$HERE/stopped"; kill -STOP $!
        setsid sh -c "echo \$\$ >\"$HERE/orphan\"; exec sleep 1000" &
        until [ -s "$HERE/orphan" ]; do sleep 0.05; done'
    # shellcheck disable=SC2016
    write_program test_b 'setsid sh -c "echo \$\$ >\"$HERE/other\"; exec sleep 1000" >/dev/null 2>&1 &
        until [ -s "$HERE/other" ]; do sleep 0.05; done'
    run -0 runner
    [ "${lines[-1]}" = "2 passed, 0 failed" ]
    all_gone job stopped orphan other
}

@test "a test that hangs is ended and named, and the others are told" {
    make_tree
    write_test a 'while :; do :; done'
    # shellcheck disable=SC2016
    write_program test_b 'trap "" TERM; echo $$ >"$HERE/hung"; while :; do sleep 1; done'
    limit=5 run -1 runner
    [[ "$output" == *"  unit/test_b was ended after 5 seconds, in its test 1"* ]]
    [[ "$output" == *"  cli/a was ended after 5 seconds, in its test 1"* ]]
    [ "${lines[-1]}" = "0 passed, 2 failed" ]
    all_gone hung
}

@test "a wait without end in a test of the command line fails that test alone" {
    make_tree
    write_test a 'sleep 1000'
    write_test b 'sleep 1000 & until [ -e never ]; do kill -0 $!; sleep 0.05; done'
    limit=20 run -1 runner
    [[ "$output" == *"not ok 1 the test of a"*"not ok 1 the test of b"* ]]
    [ "${lines[-1]}" = "0 passed, 2 failed" ]
}

@test "Ctrl-C and SIGTERM end the tests and all that they started" {
    make_tree
    # shellcheck disable=SC2016
    write_test a 'setsid sh -c "echo \$\$ >\"$HERE/orphan\"; exec sleep 1000" & sleep 1000'
    # shellcheck disable=SC2016
    write_program test_b 'echo $$ >"$HERE/program"; sleep 1000'
    for ending in INT:130 TERM:143; do
        rm -f orphan program
        "${run_tests[@]}" TMPDIR="$PWD" HERE="$PWD" tree/tests/run "$AIRBRIDGE" build &
        pid=$!
        until [ -s orphan ] && [ -s program ]; do kill -0 "$pid"; sleep 0.05; done
        kill -"${ending%:*}" "$pid"
        status=0
        wait "$pid" || status=$?
        [ "$status" = "${ending#*:}" ]
        all_gone orphan program
        [ -z "$(find . -name 'tmp.*')" ]
    done
}

@test "quick leaves out what takes long, and says so" {
    make_tree
    write_program test_a ':'
    write_program test_invariants 'touch "$HERE/long"'
    run -0 runner quick
    [ ! -e long ]
    [[ "${lines[-2]}" == "left out because they take long: "*test_invariants* ]]
    [ "${lines[-1]}" = "1 passed, 0 failed" ]
    run -0 runner
    [ -e long ]
}
