# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
# Stopping: the first signal ends a run cleanly, the second at once.
load common

# Starts a run that would take very long, with its signals not ignored as a shell does for a job in
# the background, and waits until it simulates: its journal is made just before.
start_long_run() {
    env --default-signal=INT,TERM "$AIRBRIDGE" run "$runway" -o out -n 1000000 -q 2>errors &
    pid=$!
    until_there out/run.journal
}

# Waits until a file or folder is there; fails when the program started last ends before.
until_there() {
    until [ -e "$1" ]; do
        kill -0 "$pid" || [ -e "$1" ] || return 1
        sleep 0.05
    done
}

# Waits until the program started last catches SIGINT; proc(5) tells it in a mask of signals.
until_it_catches() {
    local mask=0
    until (( (mask >> 1) & 1 )); do
        mask=0x$(sed -n 's/^SigCgt:[[:space:]]*//p' "/proc/$pid/status") || return 1
        sleep 0.01
    done
}

# The program started last ends with this status; it gets a minute to do so.
ends_with() {
    local status=0 rest=600
    while kill -0 "$pid" 2>/dev/null && [ -e "/proc/$pid/exe" ]; do
        ((rest-- > 0)) || { echo "it does not end"; return 1; }
        sleep 0.1
    done
    wait "$pid" || status=$?
    [ "$status" = "$1" ] || { echo "status was $status"; return 1; }
}

# Starts a program with its signals not ignored, and waits until it has worked for a while: proc(5)
# counts that in hundredths of a second.
start_working() {
    local worked=0
    env --default-signal=INT,TERM,HUP "$AIRBRIDGE" "$@" >table 2>errors &
    pid=$!
    until ((worked >= 30)); do
        worked=$(cut -d ' ' -f 14 "/proc/$pid/stat") || return 1
        sleep 0.02
    done
}

# Writes a scenario of which a single replication takes hours.
write_long() {
    cat >long.ini <<EOF
[scenario]
base = $shuttle
end = horizon
horizon = 3650 d
event_limit = 1000000000000

[traffic.visitors]
airfield = away
interval = exponential(1 s)
ground_time = exponential(1 h)
EOF
}

# Of a folder there is nothing but the journal of a command: only_journal FOLDER COMMAND
only_journal() {
    [ "$(ls -A "$1")" = "$2.journal" ] || { ls -lA "$1"; return 1; }
}

# What was printed tells how to go on.
tells_resumption() {
    [[ "$(sed -n 1p errors)" =~ ^airbridge:\ [0-9]+\ of\ [0-9]+\ (replications|runs)\ are\ done\;\ go\ on\ with$ ]]
    [[ "$(sed -n 2p errors)" == *" --resume" ]]
    [ "$(sed -n 3p errors)" = "airbridge: interrupted" ]
}

@test "SIGINT ends a run with status 130, no table, and what was made" {
    start_long_run
    kill -INT "$pid"
    ends_with 130
    only_journal out run
    tells_resumption
}

@test "SIGTERM does the same" {
    start_long_run
    kill -TERM "$pid"
    ends_with 130
    only_journal out run
}

@test "results of an earlier run survive an interrupted --force" {
    airbridge run "$shuttle" -o out -n 1 -q
    airbridge run "$shuttle" -o copy -n 1 -q
    env --default-signal=INT "$AIRBRIDGE" run "$runway" -o out -n 1000000 -q --force --trace 2>errors &
    pid=$!
    until_it_catches
    kill -INT "$pid"
    ends_with 130
    same_result copy out
}

@test "a signal that was ignored at the start stays ignored" {
    env --ignore-signal=INT "$AIRBRIDGE" run "$runway" -o out -n 2000 -q &
    pid=$!
    until_there out
    kill -INT "$pid" || true
    ends_with 0
    [ -s out/run.json ]
}

@test "an interrupted validation prints no table" {
    env --default-signal=INT "$AIRBRIDGE" validate "$runway" -n 1000000 >table 2>errors &
    pid=$!
    until_it_catches
    kill -INT "$pid"
    ends_with 130
    [ ! -s table ]
    [ "$(cat errors)" = "airbridge: interrupted" ]
}

# Stops a command in the midst of its only replication: stops SIGNAL ARGUMENT...
stops() {
    local signal=$1
    shift
    rm -rf out out.sqlite
    start_working "$@"
    kill "-$signal" "$pid"
    ends_with 130 || { echo "by SIG$signal: $*"; return 1; }
    [ "$(tail -n 1 errors)" = "airbridge: interrupted" ]
    [ ! -s table ]
}

@test "a replication that takes hours is stopped in the midst of it, in every command" {
    write_long
    stops INT run long.ini -o out -n 1
    only_journal out run
    stops TERM run long.ini -o out -n 1 --trace
    only_journal out run
    stops HUP run long.ini -o out.sqlite -n 2 -j 2
    [ ! -e out.sqlite ] && rm out.sqlite.run.journal
    stops INT validate long.ini -n 1
    stops INT compare long.ini -o out -n 1 --with fleet.shuttle.number=3
    only_journal out compare
    grep -qF "0 of 2 runs are done; go on with" errors
    stops TERM sweep long.ini -o out -n 1 --vary fleet.shuttle.number=2,3
    [ "$(ls -A out)" = sweep.journal ]
    grep -qF "0 of 2 runs are done; go on with" errors
}

@test "a question whose answer is kept nowhere is just stopped" {
    write_long
    stops INT size long.ini -n 1 --goal 'closure_h <= 10' --vary fleet.shuttle.number=2,3
    [ "$(wc -l <errors)" = 2 ] # of prices, and that it was interrupted
    stops INT size long.ini -n 1 --goal 'closure_h <= 10' --vary fleet.shuttle.number=2,3 -q -o out
    grep -q "interrupted after 0 runs; go on with" errors
}

@test "of a run that ends by its precision it is not told how many there were to be" {
    env --default-signal=INT "$AIRBRIDGE" run "$runway" -o out --until first_landing_h=0.0000001 --max 10000000 -q 2>errors &
    pid=$!
    until_there out/run.journal
    kill -INT "$pid"
    ends_with 130
    [[ "$(sed -n 1p errors)" =~ ^airbridge:\ [0-9]+\ replications\ are\ done\;\ go\ on\ with$ ]]
    [[ "$(sed -n 2p errors)" == *" --max 10000000 -q --resume" ]]
}

@test "--resume is told before what ends the options, and a file may be called like that" {
    cp "$runway" ./--
    env --default-signal=INT "$AIRBRIDGE" run -o out -n 1000000 -q -- -- 2>errors &
    pid=$!
    until_there out/run.journal
    kill -INT "$pid"
    ends_with 130
    [ "$(sed -n 2p errors)" = "  $AIRBRIDGE run -o out -n 1000000 -q --resume -- --" ]
}

@test "a sweep that is stopped in the midst of a run keeps the runs before it" {
    write_long
    start_working sweep long.ini -o out -n 1 -j 1 --vary scenario.horizon='1 h,3650 d'
    kill -INT "$pid"
    ends_with 130
    grep -qF "1 of 2 runs are done; go on with" errors
    [ "$(grep -c '^r ' out/sweep.journal)" = 1 ]
}

@test "what writes nothing is stopped at once" {
    { cat "$shuttle"; for ((i = 0; i < 4500; i++)); do printf '[airfield.a%d]\nparking_mog = 3\n' "$i"; done; } >big.ini
    # shellcheck disable=SC2046
    start_working check -q $(printf 'big.ini %.0s' {1..9999})
    kill -TERM "$pid"
    ends_with 130
    [ "$(cat errors)" = "airbridge: interrupted" ]
    start_working list "$shuttle" --vary fleet.shuttle.number=1..9999 \
        --vary 'leg.home-away.block_time=1 h..100 h step 0.01 h' -n 2
    kill -INT "$pid"
    ends_with 130
    [ "$(cat errors)" = "airbridge: interrupted" ]
}

@test "SIGINT after very many replications leaves nothing of the tables that grew" {
    env --default-signal=INT "$AIRBRIDGE" run "$shuttle" -o out -n 10000000 --progress=json -q 2>errors &
    pid=$!
    until grep -qs '"done": [0-9]\{5\}' errors; do kill -0 "$pid"; sleep 0.05; done
    kill -INT "$pid"
    ends_with 130
    only_journal out run
}

need_nameless_files() {
    need python3
    python3 -c 'import os; os.close(os.open(".", os.O_TMPFILE | os.O_WRONLY))' || skip "no such files here"
}

@test "SIGKILL in the midst of a run leaves its journal alone, where files need no name" {
    need_nameless_files
    start_long_run
    kill -KILL "$pid"
    ends_with 137
    only_journal out run
    run -2 --separate-stderr airbridge run "$shuttle" -o out -n 1 -q
    stderr_is "out: error: this folder holds the journal of a run; give --resume to go on with it, --force to begin anew"
    airbridge run "$shuttle" -o out -n 1 -q --force
}

# Makes a small run in `out` that is killed before its Nth system call of a kind: run_killed CALL N
run_killed() {
    run strace -o /dev/null -e trace="$1" -e inject="$1":signal=KILL:when="$2" \
        "$AIRBRIDGE" run "$shuttle" -o out -n 2 -q -j 1 --force
}

@test "SIGKILL at any step of writing leaves whole tables and nothing else, where files need no name" {
    need strace
    need_nameless_files
    airbridge run "$shuttle" -o whole -n 2 -q
    for step in linkat:1 linkat:2 linkat:9 rename:1 rename:2 unlink:1 unlink:2 fsync:1 fsync:4; do
        rm -rf out
        run_killed "${step%:*}" "${step#*:}"
        [ "$status" = 137 ] || [ "${step%:*}" = rename ]
        [ -z "$(find out -name '.?*')" ]
        for table in out/*.csv; do
            [ ! -e "$table" ] || cmp "$table" "whole/${table##*/}"
        done
    done
}

# The signal comes when the tables have been begun: each is opened without a name in the folder of the result.
@test "SIGINT while parts are merged leaves their folder alone and nothing of the result" {
    need strace
    need_nameless_files
    for words in "run $shuttle" "compare $shuttle --with fleet.shuttle.number=2" "sweep $shuttle --vary fleet.shuttle.number=1..3"; do
        rm -rf part before out
        # shellcheck disable=SC2086
        airbridge $words -n 8 -q -o part
        strace -o log -e trace=openat "$AIRBRIDGE" merge part -q -o out
        rm -rf out
        begun=$(grep openat log | grep -n 'O_TMPFILE' | sed -n 3p)
        cp -r part before
        run -130 --separate-stderr strace -o /dev/null -e trace=openat -e inject=openat:signal=INT:when="${begun%%:*}" \
            "$AIRBRIDGE" merge part -q -o out
        stderr_has "interrupted"
        diff -rq before part
        [ ! -e out ] || is_empty out
        airbridge merge part -q -o out
        diff -rq -x run.json -x scenario.csv part out
    done
}

@test "what SIGKILL leaves of a file that was to replace another goes when that is done again" {
    need strace
    need_nameless_files
    airbridge run "$shuttle" -o whole -n 2 -q
    airbridge run "$shuttle" -o out -n 1 -q
    cp out/summary.csv before.csv
    run_killed rename 1
    [ "$status" = 137 ]
    cmp before.csv out/summary.csv
    airbridge run "$shuttle" -o out -n 2 -q --force
    same_result whole out
}
