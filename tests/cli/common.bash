# common.bash - what the command-line tests share. AIRBRIDGE is the program, ROOT the source tree;
# both are set by tests/run.

# shellcheck shell=bash disable=SC2034,SC2154
bats_require_minimum_version 1.5.0

setup() {
    shuttle=$ROOT/scenarios/small/shuttle.ini
    runway=$ROOT/scenarios/small/one-runway.ini
    cd "$BATS_TEST_TMPDIR" || return 1
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
# and command line, but not in what it says about the trajectory.
same_result() {
    [ -s "$1/summary.csv" ] && [ -s "$2/summary.csv" ] || return 1
    diff -r -x run.json "$1" "$2" || return 1
    diff <(grep -E '"(trajectory|scenario)_hash"' "$1/run.json") \
         <(grep -E '"(trajectory|scenario)_hash"' "$2/run.json")
}

# A folder holds nothing, not even hidden.
is_empty() {
    [ -z "$(ls -A "$1")" ] || { ls -lA "$1"; return 1; }
}

need() {
    [ -n "$(type -P "$1")" ] || skip "no $1 here"
}
