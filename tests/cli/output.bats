# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
# Result folders, full disks, closed pipes: nothing is lost silently and nothing is half there.
load common

@test "a run writes its tables and an account" {
    run -0 --separate-stderr airbridge run "$shuttle" -o out -n 2
    stderr_is ""
    [ -n "$output" ]
    for table in summary replications milestones contingents sites waits; do
        [ -s "out/$table.csv" ]
    done
    [ -s out/run.json ]
    [ ! -e out/sorties.csv ]
    [ -z "$(find out -name '.*' -o -name '*.tmp')" ]
}

@test "-q prints nothing" {
    run -0 airbridge run "$shuttle" -o out -n 2 -q
    output_is ""
}

@test "no progress is shown where there is no terminal" {
    run -0 --separate-stderr airbridge run "$runway" -o out -n 50
    stderr_is ""
}

@test "--trace adds flights, loads and airfields" {
    airbridge run "$shuttle" -o out -n 2 -q --trace
    for table in sorties chalks airfields; do
        [ "$(wc -l <"out/$table.csv")" -gt 1 ]
    done
}

@test "the folder is made with its parents" {
    run -0 airbridge run "$shuttle" -o a/b/c -n 1 -q
    [ -s a/b/c/summary.csv ]
}

@test "a folder that is not empty is refused and left alone" {
    mkdir out
    echo mine >out/mine
    run -2 --separate-stderr airbridge run "$shuttle" -o out -n 1
    stderr_is "out: error: this folder is not empty; give --force to replace results in it"
    [ "$(ls -A out)" = mine ]
}

@test "--force replaces results and leaves other files" {
    airbridge run "$runway" -o out -n 2 -q --trace
    echo mine >out/mine
    airbridge run "$shuttle" -o out -n 3 -q --force
    airbridge run "$shuttle" -o fresh -n 3 -q
    [ "$(cat out/mine)" = mine ]
    rm out/mine
    same_result out fresh
}

@test "a table of an earlier run does not survive --force" {
    airbridge run "$shuttle" -o out -n 1 -q --trace
    [ -e out/sorties.csv ]
    airbridge run "$shuttle" -o out -n 1 -q --force
    [ ! -e out/sorties.csv ]
}

@test "a scenario at fault makes no folder" {
    run -2 airbridge run "$shuttle" -o out --set fleet.shuttle.number=many
    [ ! -e out ]
}

@test "a folder that cannot be written is told before anything is simulated" {
    touch file
    # Simulating so often would last for hours, and tell of its progress.
    run -3 --separate-stderr airbridge run "$runway" -o file/out -n 10000000 --progress=json
    stderr_is "file/out: error: cannot use this folder: Not a directory"
    run -3 --separate-stderr airbridge run "$runway" -o file -n 10000000 --progress=json --force
    stderr_is "file: error: cannot use this folder: Not a directory"
    run -3 --separate-stderr airbridge run "$runway" -o /proc/self -n 10000000 --progress=json --force
    [[ "$stderr" == "/proc/self: error: cannot use this folder: "* ]]
}

@test "a file size limit is an error and leaves no table cut short" {
    airbridge run "$runway" -o whole -n 20 -q --trace
    run -3 --separate-stderr bash -c "ulimit -f 4; exec '$AIRBRIDGE' run '$runway' -o out -n 20 --trace"
    stderr_has ": error: cannot write: File too large"
    output_is ""
    [ ! -e out/run.json ]
    for table in out/*.csv; do
        [ ! -e "$table" ] || cmp "$table" "whole/${table##*/}"
    done
    [ -z "$(find out -name '*.tmp')" ]
}

@test "a full disk at any write leaves whole tables or none" {
    need strace
    airbridge run "$shuttle" -o whole -n 2 -q
    strace -e trace=write -o log "$AIRBRIDGE" run "$shuttle" -o counted -n 2 -q -j 1
    writes=$(wc -l <log)
    [ "$writes" -ge 5 ]
    # One write, and all from it on, of the message as well. The first are into a file in memory, from
    # which the INI library reads.
    for when in $(seq 1 "$writes") $(seq -f '%g+' 1 3 "$writes"); do
        run --separate-stderr strace -o log -e trace=write \
            -e inject=write:error=ENOSPC:when="$when" "$AIRBRIDGE" run "$shuttle" -o "out$when" -n 2 -q -j 1
        [ "$status" = 3 ]
        [[ "$when" == *+ ]] || stderr_has "No space left on device" || stderr_is "$shuttle: error: out of memory"
        for table in "out$when"/*.csv; do
            [ ! -e "$table" ] || cmp "$table" "whole/${table##*/}"
        done
        [ -z "$(find "out$when" -name '*.tmp')" ]
        [ ! -e "out$when/run.json" ]
    done
}

@test "every file is synced and so is its folder, and a failure of either is told" {
    need strace
    strace -e trace=fsync -o log "$AIRBRIDGE" run "$shuttle" -o whole -n 2 -q -j 1
    syncs=$(wc -l <log)
    # Twice the name of the folder, for it may have been there, and once the head of the journal.
    [ "$syncs" = $((2 * $(find whole -type f | wc -l) + 3)) ]
    for when in 1 2 3 4 "$((syncs - 1))" "$syncs" 1+ 4+; do
        run -3 --separate-stderr strace -o log -e trace=fsync -e inject=fsync:error=EIO:when="$when" \
            "$AIRBRIDGE" run "$shuttle" -o "out$when" -n 2 -q -j 1
        case $when in
        [12]*) stderr_is "out$when: error: cannot use this folder: Input/output error" ;;
        *) stderr_has ": error: cannot sync" && stderr_has "Input/output error" ;;
        esac
        for table in "out$when"/*.csv; do
            [ ! -e "$table" ] || cmp "$table" "whole/${table##*/}"
        done
        [ -z "$(find "out$when" -name '*.tmp')" ]
    done
}

@test "a file that cannot get its name, or take the place of another, is an error" {
    need strace
    for call in linkat rename; do
        rm -rf out
        [ "$call" = linkat ] || airbridge run "$runway" -o out -n 1 -q
        run -3 --separate-stderr strace -o log -e trace="$call" -e inject="$call":error=EIO:when=2 \
            "$AIRBRIDGE" run "$shuttle" -o out -n 2 -q -j 1 --force
        stderr_has ": error: cannot ${call/linkat/name}: Input/output error"
        [ ! -e out/run.json ]
        [ -z "$(find out -name '*.tmp')" ]
    done
}

@test "an error that shows only when standard output is closed is told" {
    need strace
    strace -e trace=close -o log "$AIRBRIDGE" --version
    run -3 --separate-stderr strace -o log -e trace=close \
        -e inject=close:error=EDQUOT:when="$(grep -c '^[0-9 ]*close' log)" "$AIRBRIDGE" --version
    stderr_is "airbridge: error: cannot write to the standard output: Disk quota exceeded"
}

@test "no file takes the place of a closed standard descriptor" {
    need strace
    strace -e trace=openat -o log \
        bash -c "exec '$AIRBRIDGE' run '$shuttle' -o out -n 2 -q -j 1 <&- >&- 2>&-"
    [ -s out/summary.csv ]
    # The loader of shared libraries came before and has closed what it opened.
    [ "$(grep -cE '"/dev/null", .* = [012]$' log)" = 3 ]
    # A program that counts what is reached keeps its counts before main does anything.
    [ "$(grep -E ' = [012]$' log | grep -vcE '"/dev/null"|"/(etc|lib|usr)/|\.profraw"')" = 0 ]
}

@test "a full standard output is status 3, for every command that prints" {
    airbridge run "$shuttle" -o before -n 1 -q
    for words in "--version" "help" "keys" "show $shuttle" "check $shuttle" "run --help" \
                 "run $shuttle -o out -n 1" "validate $shuttle -n 1"; do
        # shellcheck disable=SC2086
        run -3 --separate-stderr bash -c "exec '$AIRBRIDGE' $words >/dev/full"
        # How much was printed decides whether the last write, whose reason is known, fails too.
        [ "${#stderr_lines[@]}" = 1 ]
        stderr_has "airbridge: error: cannot write to the standard output: "
    done
    run -3 --separate-stderr bash -c "exec '$AIRBRIDGE' --version >/dev/full"
    stderr_is "airbridge: error: cannot write to the standard output: No space left on device"
    same_result before out
    # A run that failed besides is told of first, and is no run whose output was lost alone.
    run -3 --separate-stderr bash -c "exec '$AIRBRIDGE' run '$shuttle' -n 1 --set scenario.event_limit=3 >/dev/full"
    [[ "${stderr_lines[0]}" == *"1 of 1 replication did not reach the scenario's end"* ]]
    [[ "${stderr_lines[-1]}" == "airbridge: error: cannot write to the standard output: "* ]]
}

@test "a closed standard output is status 3 and spoils no table" {
    airbridge run "$shuttle" -o before -n 1 -q
    run -3 --separate-stderr bash -c "exec '$AIRBRIDGE' run '$shuttle' -o out -n 1 >&-"
    stderr_is "airbridge: error: cannot write to the standard output: Bad file descriptor"
    same_result before out
}

@test "a closed standard error does not spoil a table" {
    airbridge run "$shuttle" -o before -n 1 -q
    bash -c "exec '$AIRBRIDGE' run '$shuttle' -o out -n 1 -q 0<&- 2>&-"
    same_result before out
}

@test "a reader that had enough ends the program quietly" {
    run -0 --separate-stderr bash -c "'$AIRBRIDGE' keys | head -n 1"
    stderr_is ""
    [ -n "$output" ]
}

@test "--progress=json tells programs how far it is, a line at a time, and ends with all" {
    for words in "run -o one" "validate" "sweep -o two --vary fleet.shuttle.number=1..3"; do
        # shellcheck disable=SC2086
        run -0 --separate-stderr airbridge $words "$shuttle" -n 4 --progress=json -q
        output_is ""
        [ "$(grep -cvE '^\{"done": [0-9]+, "total": [0-9]+, "elapsed_s": [0-9.]+, "per_second": ([0-9.e+]+|null), "left_s": ([0-9.e+]+|null)\}$' <<<"$stderr")" = 0 ]
        [[ "$(tail -n 1 <<<"$stderr")" =~ ^\{\"done\":\ ([0-9]+),\ \"total\":\ ([0-9]+), ]]
        [ "${BASH_REMATCH[1]}" = "${BASH_REMATCH[2]}" ]
    done
}

@test "a disk that is full stops a run at once, and an earlier result stays" {
    airbridge run "$shuttle" -o out -n 1 -q
    cp -r out before
    # Ten million replications would take minutes.
    run -3 --separate-stderr bash -c "ulimit -f 200; exec '$AIRBRIDGE' run '$shuttle' -o out -n 10000000 -q --force"
    stderr_has "out/run.journal.new: error: cannot write: File too large"
    diff -r -x run.journal.new before out
    # What was made is not lost.
    grep -q '^r ' out/run.journal.new
    airbridge run "$shuttle" -o whole -n 1000 -q
    airbridge run "$shuttle" -o out -n 1000 -q --resume
    same_result whole out
    cmp whole/run.journal out/run.journal
    [ ! -e out/run.journal.new ]
}

@test "a trace has a bound, is told to have reached it, and changes nothing else" {
    cat >busy.ini <<EOF
[scenario]
base = $shuttle
end = horizon
horizon = 8 d
event_limit = 1000000000

[traffic.visitors]
airfield = away
interval = exponential(1 s)
ground_time = exponential(1 h)
EOF
    airbridge run busy.ini -o plain -n 1 -q
    run -1 --separate-stderr airbridge run busy.ini -o out -n 1 -q --trace
    stderr_has "the trace of replication 1 follows airfields, and who held what, until 2022-01-0"
    stderr_has "no more than 1000000 states of either are kept; all else is whole"
    rows=$(wc -l <out/airfields.csv) # one for all changes of an instant
    ((rows > 900000 && rows <= 1000001))
    rm out/{airfields,sorties,chalks,stages,load_stages,holders}.csv out/datapackage.json plain/datapackage.json
    same_result plain out
}
