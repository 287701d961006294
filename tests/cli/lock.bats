# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
# One process at a time writes a result: the others are refused, and what the first writes stays whole.
load common

# Starts four runs into one place, each with a seed of its own, and waits for them; prints their
# statuses.
four_runs() {
    local place=$1 seed pids=() pid
    shift
    for seed in 1 2 3 4; do
        "$AIRBRIDGE" run "$runway" -n 30 --seed $seed -o "$place" -q "$@" 2>"errors$seed" &
        pids+=($!)
    done
    for pid in "${pids[@]}"; do
        status=0
        wait "$pid" || status=$?
        echo $status
    done
}

# The contents of a database but for what differs between two runs that are alike.
dump() {
    sqlite3 "$1" .dump | grep -v 'INSERT INTO meta'
}

# The result of four runs is that of one of them.
is_of_one() {
    local seed=0 status
    while read -r status; do
        seed=$((seed + 1))
        [ "$status" != 0 ] || cp -R "lone$seed$2" "candidate$seed$2"
    done <statuses
    for result in candidate*"$2"; do
        if [ -d "$1" ]; then
            same_result "$1" "$result" >differences && return
        else
            cmp -s <(dump "$1") <(dump "$result") && return
        fi
    done
    cat differences
    return 1
}

@test "of four runs into one place one writes, and its result is whole" {
    local seed place
    for seed in 1 2 3 4; do
        airbridge run "$runway" -n 30 --seed $seed -o "lone$seed" -q
        airbridge run "$runway" -n 30 --seed $seed -o "lone$seed.sqlite" -q
    done
    need sqlite3
    for place in out out.sqlite; do
        four_runs $place >statuses
        [ "$(grep -c '^0$' statuses)" = 1 ]
        [ "$(grep -c '^2$' statuses)" = 3 ]
        is_of_one $place "${place#out}"
        rm -r candidate*
        # With --force one that comes when another has ended writes, too.
        four_runs $place --force >statuses
        grep -q '^0$' statuses && ! grep -qv '^[02]$' statuses
        is_of_one $place "${place#out}"
        rm -r candidate*
    done
    # Nothing hidden is left.
    [ -z "$(find . -name '.?*')" ]
}

# Starts a run that takes long, `-n $2` where that is given, and waits until it has its place.
start_run() {
    "$AIRBRIDGE" run "$runway" -n "${2:-1000000}" -o "$1" -q 2>errors &
    pid=$!
    for _ in {1..400}; do
        [ ! -e "$1/run.journal" ] && [ ! -e "$1.run.journal" ] || return 0
        sleep 0.01
    done
    false
}

@test "every command that writes is refused where another process writes" {
    local place command
    sweep=(sweep "$shuttle" --vary fleet.shuttle.number=2,3 -n 2)
    airbridge "${sweep[@]}" -o part --shard 1/1 -q
    for place in out out.sqlite; do
        start_run $place
        [ ! -e $place ] || cp -R $place before
        for command in "run $runway -n 1" "compare $shuttle --with fleet.shuttle.number=3 -n 2" "merge part" \
            "${sweep[*]}" "${sweep[*]} --plan parallel:2"; do
            [[ "$place $command" != *.sqlite*--plan* ]] || continue
            # shellcheck disable=SC2086
            run -2 --separate-stderr airbridge $command -o $place --force -q
            stderr_is "$place: error: another process is writing this result"
        done
        [ ! -e $place ] || diff -r -x '*.journal' before $place
        rm -rf before
        kill -KILL "$pid"
        wait "$pid" || true
    done
    need flock
    airbridge run "$runway" -n 1 -o drawn -q
    run -2 --separate-stderr flock drawn "$AIRBRIDGE" plot drawn
    stderr_is "drawn: error: another process is writing this result"
    [ ! -e drawn/plots ]
    # A part, or what goes on, is no exception.
    run -2 --separate-stderr flock part "$AIRBRIDGE" "${sweep[@]}" -o part --shard 1/1 -q --resume
    stderr_is "part: error: another process is writing this result"
}

@test "a process that is killed holds nobody up" {
    local place
    for place in out out.sqlite; do
        start_run $place
        kill -KILL "$pid"
        wait "$pid" || true
        airbridge run "$runway" -n 1 -o $place -q --force
        [ -z "$(find . -name '.?*')" ]
    done
}

@test "a folder that is another by the end gets nothing" {
    start_run out 30000
    kill -STOP "$pid" # between the two the name is nobody's
    mv out away
    mkdir out
    kill -CONT "$pid"
    status=0
    wait "$pid" || status=$?
    [ "$status" = 3 ]
    [ "$(cat errors)" = "out: error: this was removed or replaced while its result was made" ]
    is_empty out
    [ ! -e away/run.json ]
}

@test "nothing is said of going on with a journal that is not there any more" {
    ulimit -f 10000 # of which the journal of some thousand replications is more
    start_run out
    kill -STOP "$pid"
    mv out away
    mkdir out
    kill -CONT "$pid"
    status=0
    wait "$pid" || status=$?
    [ "$status" = 3 ]
    grep -qE 'out/run.journal: error: .*File too large' errors
    run ! grep 'go on with' errors
    is_empty out
}

@test "where folders cannot be locked, a file in them is" {
    need strace
    inject=(-o /dev/null -e trace=flock -e inject=flock:error=EBADF:when=1)
    strace "${inject[@]}" "$AIRBRIDGE" run "$runway" -n 1 -o out -q
    [ ! -e out/.airbridge.lock ]
    run -2 --separate-stderr flock out/.airbridge.lock env ASAN_OPTIONS=detect_leaks=0 strace -f -qq \
        "${inject[@]}" "$AIRBRIDGE" run "$runway" -n 1 -o out -q --force
    stderr_is "out: error: another process is writing this result"
    # So it is beside a database whose claim cannot be had otherwise.
    inject=(-o /dev/null -e trace=bind -e inject=bind:error=EPERM)
    strace "${inject[@]}" "$AIRBRIDGE" run "$runway" -n 1 -o out.sqlite -q
    [ ! -e .out.sqlite.lock ]
    run -2 --separate-stderr flock .out.sqlite.lock env ASAN_OPTIONS=detect_leaks=0 strace -f -qq \
        "${inject[@]}" "$AIRBRIDGE" run "$runway" -n 1 -o out.sqlite -q --force
    stderr_is "out.sqlite: error: another process is writing this result"
    ln -sf nowhere .out.sqlite.lock
    run -3 --separate-stderr strace "${inject[@]}" "$AIRBRIDGE" run "$runway" -n 1 -o out.sqlite -q --force
    stderr_is ".out.sqlite.lock: error: cannot create: Too many levels of symbolic links"
    [ ! -e nowhere ]
    # What a killed process left does not make a folder one that holds something.
    mkdir left
    touch left/.airbridge.lock
    airbridge run "$runway" -n 1 -o left -q
}
