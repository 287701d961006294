# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
# common.bash - what the command-line tests share. AIRBRIDGE is the program, ROOT the source tree;
# both are set by tests/run.

# shellcheck shell=bash disable=SC2034,SC2154
bats_require_minimum_version 1.5.0
unset COLUMNS # a test says itself how wide its terminal is
unset MAKEFLAGS MAKELEVEL MFLAGS V BUILD PREFIX LIBDIR DESTDIR # what a make around the tests was told is not for theirs

setup() {
    shuttle=$ROOT/scenarios/small/shuttle.ini
    runway=$ROOT/scenarios/small/one-runway.ini
    cd "$BATS_TEST_TMPDIR" || return 1
    end_every_wait &
}

teardown() {
    end_jobs
}

# Ends what a test has started, also what is stopped or has lost its parent.
end_jobs() {
    local job jobs
    jobs=$(jobs -p)
    disown -a # or the shell would tell of each that is killed
    for job in $jobs; do kill -KILL "$job" 2>/dev/null || true; done
    end_programs
}

# Each program has the folder of its test in its environment.
end_programs() {
    local name
    for name in $(env -u BATS_TEST_TMPDIR grep -lzFx "BATS_TEST_TMPDIR=$BATS_TEST_TMPDIR" \
        /proc/[0-9]*/environ 2>/dev/null); do
        name=${name#/proc/}
        kill -KILL "${name%/environ}" 2>/dev/null || true
    done
}

# So that a test which waits for what never comes goes on, and fails, long after anybody would have
# called it slow. It waits by itself, on a pipe that nobody writes to, to be ended as a whole.
end_every_wait() {
    exec 3>&- # bats waits until this is closed
    read -r -t $((${LIMIT:-1200} / 2)) <> <(:) || end_programs
}

airbridge() {
    "$AIRBRIDGE" "$@"
}

# The leak check of a sanitizer build cannot work under strace.
strace() {
    ASAN_OPTIONS=detect_leaks=0 command strace -f -qq "$@"
}

# The whole of stdout, or of stderr, is exactly this text.
output_is() {
    [ "$output" = "$1" ] || { printf 'stdout was:\n%s\n' "$output"; return 1; }
}
stderr_is() {
    [ "$stderr" = "$1" ] || { printf 'stderr was:\n%s\n' "$stderr"; return 1; }
}
stderr_has() {
    [[ "$stderr" == *"$1"* ]] || { printf 'stderr was:\n%s\n' "$stderr"; return 1; }
}

# Two result folders hold the same tables, byte for byte. The manifest may differ in times, threads
# and command line, but not in what it says about the trajectory; a journal names the files that it
# was made of, and scenario.csv tells where in them its values stand.
same_result() {
    [ -s "$1/summary.csv" ] && [ -s "$2/summary.csv" ] || return 1
    diff -r -x run.json -x scenario.csv -x '*.journal*' "$1" "$2" || return 1
    diff <(grep -E '"(trajectory|scenario)_hash"' "$1/run.json") \
         <(grep -E '"(trajectory|scenario)_hash"' "$2/run.json")
}

# The cells of some columns of the rows of a table in which a column has a value.
cells() { # FILE COLUMNS COLUMN VALUE
    python3 - "$@" <<'PY'
import csv, sys
file, columns, column, value = sys.argv[1:]
for row in csv.DictReader(open(file, encoding="utf-8", newline="")):
    if row[column] == value:
        print(*(row[name] for name in columns.split(",")), sep="|")
PY
}

# A folder holds nothing, not even hidden.
is_empty() {
    [ -z "$(ls -A "$1")" ] || { ls -lA "$1"; return 1; }
}

need() {
    [ -n "$(type -P "$1")" ] || skip "no $1 here"
}

# The template of pages: beside the program, or, of the other builds, where the first has it.
need_template() {
    local folder
    for folder in "${AIRBRIDGE_PAGE:-/}" "${AIRBRIDGE%/*}/share/page" "${AIRBRIDGE%/*}/../share/page" \
        "$ROOT/build/share/page"; do
        if [ -e "$folder/template.html" ]; then
            export AIRBRIDGE_PAGE=$folder
            return
        fi
    done
    skip "no template of pages here: esbuild and node-d3 make it"
}

# Stands for GNU parallel: does what it is given one after the other, in a shell each.
fake_parallel() {
    mkdir -p bin
    # shellcheck disable=SC2016
    printf '%s\n' '#!/bin/bash' 'until [ "$1" = ::: ]; do shift; done' shift \
        'for k; do (part "$k") || failed=$?; done' 'exit ${failed:-0}' >bin/parallel
    chmod +x bin/parallel
    PATH=$PWD/bin:$PATH
}
