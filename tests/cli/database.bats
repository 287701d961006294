# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
# Results as SQLite databases, read back by other programs: they hold what a folder holds, however
# they were made, and appear whole or not at all.
load common

setup_file() {
    command -v sqlite3 >/dev/null || skip "no sqlite3 here"
}

# A database holds what the folder of the same result does.
same_as_folder() {
    run -0 python3 "$ROOT/tests/support/check_tables.py" database "$1" "$2"
    [ "$output" -gt "$3" ] || { echo "$output cells"; return 1; }
}

# All that a database says, but for when and how it was made.
dump() {
    sqlite3 "$1" .dump | grep -v '^INSERT INTO meta '
    sqlite3 "$1" "SELECT * FROM meta WHERE key LIKE '%hash' OR key IN ('seed', 'replications', 'failed', 'title')"
}
same_dump() {
    [ -s "$1" ] && [ -s "$2" ] && diff <(dump "$1") <(dump "$2")
}

# How often a command writes scenarios into memory for the INI library, before any database is: a
# folder takes no such writes. writes_of_reading WORD...
writes_of_reading() {
    strace -e trace=pwrite64 -o reading "$AIRBRIDGE" "$@" -o reading-folder -q
    wc -l <reading
}

query() {
    run -0 sqlite3 "$@"
}

# No database, no part of one, and no file that SQLite makes on its way: nothing but the journal of
# what was made.
nothing_left() {
    left=$(find . -name '*sqlite*' ! -name '*.sqlite.run.journal')
    [ -z "$left" ] || { echo "$left"; return 1; }
}

# ---- what it holds ----

@test "the database of a run holds what its folder does, with a trace" {
    need python3
    airbridge run "$ROOT/scenarios/january-2022.ini" -o folder -n 3 -q --trace
    airbridge run "$ROOT/scenarios/january-2022.ini" -o result.sqlite -n 3 -q --trace
    same_as_folder result.sqlite folder 20000
}

@test "the database of a sweep holds what its folder does, failed runs and texts included" {
    need python3
    printf 'fleet.shuttle.number,aircraft.transport.onload_time,airfield.away.parking_mog,contingent.cargo.apod\n2,1 h,3,away\n,2.5 h,unlimited,"away"\n0,1 h,2,away\n' >cases.csv
    run -1 airbridge sweep "$shuttle" -o folder -n 3 -q --runs --cases cases.csv
    run -1 --separate-stderr airbridge sweep "$shuttle" -o result.db -n 3 -q --runs --cases cases.csv
    stderr_has "runs failed (see its table failures); point "
    same_as_folder result.db folder 1000
    query result.db 'SELECT DISTINCT typeof("fleet.shuttle.number"), typeof("aircraft.transport.onload_time_h"), typeof("airfield.away.parking_mog") FROM run'
    output_is "integer|real|text
null|real|text"
}

@test "blanks around the values of a table of cases are no part of them, quoted or not" {
    printf 'fleet.shuttle.number," aircraft.transport.onload_time "\n 2 ,"1 h "\n"3 "," 2 h"\n' >cases.csv
    airbridge sweep "$shuttle" -o result.sqlite -n 1 -q --cases cases.csv
    query result.sqlite 'SELECT "fleet.shuttle.number", "aircraft.transport.onload_time_h" FROM sweep'
    output_is "2|1.0
3|2.0"
}

@test "the database of a comparison holds what its folder does, and every run of every variant" {
    need python3
    cat >more.ini <<END
[scenario]
base = $shuttle
[contingent.more]
apoe = home
apod = away
loads = 2
END
    airbridge compare "$shuttle" more.ini -o folder -n 4 -q
    airbridge compare "$shuttle" more.ini -o result.sqlite3 -n 4 -q
    same_as_folder result.sqlite3 folder 100
    query result.sqlite3 "SELECT scenario, count(*), sum(value IS NOT NULL) FROM run LEFT JOIN measure ON measure.run = run.run AND measure = 'closure_h.more' GROUP BY scenario"
    output_is "more|4|4
shuttle|4|0"
}

@test "a measure that a run does not have has no row" {
    airbridge sweep "$shuttle" -o result.sqlite -n 1 -q --vary 'scenario.horizon=10 h, 100 h' || true
    query result.sqlite "SELECT run.run, failed, value FROM run LEFT JOIN measure ON measure.run = run.run AND measure = 'closure_h' ORDER BY run.run"
    output_is "1|1|
2|0|22.0"
}

@test "the name says what is a database and what is a folder" {
    for name in a.sqlite b.sqlite3 c.db a/b/c.db; do
        airbridge run "$shuttle" -o "$name" -n 1 -q
        query "$name" 'SELECT count(*) FROM run'
        output_is 1
    done
    for name in .sqlite x.sqlite/ db; do
        airbridge run "$shuttle" -o "$name" -n 1 -q
        [ -s "$name/run.json" ]
    done
}

# ---- the same however it was made ----

@test "a database is the same on any number of threads" {
    airbridge run "$runway" -o one.sqlite -n 30 -q --trace -j 1
    airbridge run "$runway" -o two.sqlite -n 30 -q --trace -j 7
    same_dump one.sqlite two.sqlite
    airbridge run "$runway" -o three.sqlite -n 30 -q --trace --seed 99
    run ! same_dump one.sqlite three.sqlite
}

sweep=(--vary fleet.shuttle.number=1..4 --vary 'airfield.away.working_mog=1,2' -n 5 -q)

@test "parts merge into the database, or the folder, that one process would have written" {
    airbridge sweep "$shuttle" "${sweep[@]}" -o whole.sqlite
    airbridge sweep "$shuttle" "${sweep[@]}" -o whole
    for k in 1 2 3; do airbridge sweep "$shuttle" "${sweep[@]}" -o part-$k --shard $k/3; done
    airbridge merge -o merged.sqlite -q part-3 part-1 part-2
    same_dump whole.sqlite merged.sqlite
    cmp whole.sqlite.sweep.journal merged.sqlite.sweep.journal
    # A whole sweep is a part as well: a folder from a database, and a database from a folder.
    airbridge merge -o folder -q whole.sqlite
    diff -r -x run.json whole folder
    airbridge merge -o again.sqlite -q whole
    same_dump whole.sqlite again.sqlite
}

@test "a sweep into a database that was killed is resumed to the same" {
    airbridge sweep "$shuttle" "${sweep[@]}" -o whole.sqlite
    size=$(stat -c %s whole.sqlite.sweep.journal)
    for cut in 0 40 $((size / 2)) $((size - 1)) "$size"; do
        rm -f out.sqlite
        head -c "$cut" whole.sqlite.sweep.journal >out.sqlite.sweep.journal
        airbridge sweep "$shuttle" "${sweep[@]}" -o out.sqlite --resume
        same_dump whole.sqlite out.sqlite
    done
    # Also over the database of a sweep that had ended.
    airbridge sweep "$shuttle" "${sweep[@]}" -o out.sqlite --resume
    same_dump whole.sqlite out.sqlite
}

@test "SIGKILL at any moment of writing the database leaves no half one, and --resume ends it" {
    need strace
    airbridge sweep "$shuttle" "${sweep[@]}" -o whole.sqlite
    before=$(writes_of_reading sweep "$shuttle" "${sweep[@]}")
    for n in 1 2 9 25; do
        mkdir "$n"
        run -137 strace -o /dev/null -e trace=pwrite64 -e inject=pwrite64:signal=KILL:when=$((before + n)) \
            "$AIRBRIDGE" sweep "$shuttle" "${sweep[@]}" -o "$n/out.sqlite"
        [ "$(ls -A "$n")" = out.sqlite.sweep.journal ]
        airbridge sweep "$shuttle" "${sweep[@]}" -o "$n/out.sqlite" --resume
        same_dump whole.sqlite "$n/out.sqlite"
    done
}

# ---- what is refused ----

@test "a file that is there is refused without --force" {
    airbridge run "$shuttle" -o out.sqlite -n 1 -q
    cp out.sqlite before
    run -2 --separate-stderr airbridge run "$shuttle" -o out.sqlite -n 2 -q
    stderr_is "out.sqlite: error: this file is there already; give --force to replace it"
    cmp before out.sqlite
    airbridge run "$shuttle" -o out.sqlite -n 2 -q --force
    query out.sqlite 'SELECT count(*) FROM run'
    output_is 2
}

@test "a file that is no result is not replaced even with --force" {
    echo "dear diary" >out.db
    sqlite3 other.sqlite 'CREATE TABLE mine (a); INSERT INTO mine VALUES (1)'
    mkdir folder.sqlite
    for words in run sweep merge compare; do
        case $words in
        run) command=(run "$shuttle" -n 1);;
        sweep) command=(sweep "$shuttle" -n 1 --vary fleet.shuttle.number=1,2);;
        merge) airbridge sweep "$shuttle" -o part -n 1 --vary fleet.shuttle.number=1,2 -q; command=(merge part);;
        compare) command=(compare "$shuttle" "$shuttle" -n 1);;
        esac
        for file in out.db other.sqlite; do
            run -2 --separate-stderr airbridge "${command[@]}" -o $file -q --force
            stderr_is "$file: error: this file is no result of airbridge; it is not replaced"
        done
        run -3 --separate-stderr airbridge "${command[@]}" -o folder.sqlite -q --force
        stderr_is "folder.sqlite: error: cannot read: it is a folder, not a file"
    done
    head -c 5000 /dev/zero >zeros.sqlite # long enough to be one
    run -2 --separate-stderr airbridge run "$shuttle" -n 1 -q -o zeros.sqlite --force
    stderr_is "zeros.sqlite: error: this file is no result of airbridge; it is not replaced"
    : >empty.sqlite # in which nothing can be lost
    airbridge run "$shuttle" -n 1 -q -o empty.sqlite --force
    query empty.sqlite 'SELECT count(*) FROM run'
    output_is 1
    [ "$(cat out.db)" = "dear diary" ]
    query other.sqlite 'SELECT * FROM mine'
    output_is 1
}

@test "the journal beside a database is resumed or begun anew, and not passed over" {
    airbridge sweep "$shuttle" "${sweep[@]}" -o out.sqlite
    run -2 --separate-stderr airbridge sweep "$shuttle" "${sweep[@]}" -o out.sqlite
    stderr_is "out.sqlite: error: beside this file lies the journal of a sweep; give --resume to go on with it, --force to begin anew"
    airbridge sweep "$shuttle" --vary fleet.shuttle.number=1..3 -n 1 -q -o out.sqlite --force
    query out.sqlite 'SELECT count(*) FROM run'
    output_is 3
    airbridge run "$shuttle" -o out.sqlite -n 1 -q --force
    [ ! -e out.sqlite.sweep.journal ]
}

@test "parts and plans need a folder, and pictures too" {
    run -2 --separate-stderr airbridge sweep "$shuttle" "${sweep[@]}" -o out.sqlite --shard 1/2
    stderr_is 'out.sqlite: error: --shard needs a folder; `airbridge merge` writes a database'
    run -2 --separate-stderr airbridge sweep "$shuttle" "${sweep[@]}" -o out.sqlite --plan slurm:2
    stderr_is 'out.sqlite: error: --plan needs a folder; `airbridge merge` writes a database'
    nothing_left
    airbridge run "$shuttle" -o out.sqlite -n 1 -q
    run -2 --separate-stderr airbridge plot out.sqlite
    stderr_is "out.sqlite: error: pictures are made of the CSV files of a folder, not of a database; write the result with -o DIR"
}

@test "a whole is not written in the place of one of its parts" {
    airbridge sweep "$shuttle" "${sweep[@]}" -o out.sqlite
    airbridge sweep "$shuttle" "${sweep[@]}" -o folder
    for place in out.sqlite ./folder; do
        run -2 --separate-stderr airbridge merge -o "$place" "$(basename $place)" --force
        stderr_is "$place: error: the result would replace a part that it is made of; give another place"
    done
    airbridge merge -o again -q out.sqlite
}

@test "a table with more columns than SQLite takes is refused before anything is simulated" {
    {
        printf '[scenario]\nbase = %s\n' "$shuttle"
        for ((i = 0; i < 400; i++)); do
            printf '[contingent.c%d]\napoe = home\napod = away\nloads = 1\n' "$i"
        done
    } >wide.ini
    run -2 --separate-stderr airbridge sweep wide.ini -o out.sqlite -n 1 -q --vary fleet.shuttle.number=1,2
    [[ "$stderr" =~ ^out.sqlite:\ error:\ the\ table\ sweep\ has\ [2-9][0-9]{3}\ columns\ and\ a\ database\ takes\ 2000\ at\ most ]]
    nothing_left
    airbridge sweep wide.ini -o out -n 1 -q --vary fleet.shuttle.number=9
    airbridge run "$shuttle" -o out.sqlite -n 1 -q
    cp out.sqlite before
    run -2 --separate-stderr airbridge merge out -o out.sqlite --force
    stderr_has "a database takes 2000 at most"
    cmp before out.sqlite
}

# ---- whole or not at all ----

@test "a folder that cannot be written is told before anything is simulated" {
    touch file
    run -3 --separate-stderr airbridge run "$shuttle" -o file/out.sqlite -n 10000000 --progress=json
    stderr_is "file/out.sqlite: error: cannot use this folder: Not a directory" ||
        stderr_is "file: error: cannot use this folder: Not a directory"
    run -3 --separate-stderr airbridge run "$shuttle" -o /proc/self/out.sqlite -n 10000000 --progress=json
    [[ "$stderr" == "/proc/self: error: cannot use this folder: "* ]]
}

@test "a file size limit is an error and leaves nothing behind" {
    run -3 --separate-stderr bash -c "ulimit -f 64; exec '$AIRBRIDGE' run '$shuttle' -o out.sqlite -n 20 --trace"
    stderr_is "out.sqlite: error: cannot write: File too large"
    nothing_left
}

@test "a full disk at any write leaves nothing behind, or the database of before" {
    need strace
    airbridge run "$shuttle" -o old.sqlite -n 1 -q
    strace -e trace=pwrite64 -o log "$AIRBRIDGE" run "$shuttle" -o counted.db -n 2 -q -j 1
    before=$(writes_of_reading run "$shuttle" -n 2 -j 1)
    writes=$(($(wc -l <log) - before))
    [ "$writes" -ge 5 ]
    for ((n = 1; n <= writes; n += 1 + n / 4)); do
        for when in $((before + n)) "$((before + n))+"; do # once, or from then on
            cp old.sqlite out.sqlite
            run -3 --separate-stderr strace -o log -e trace=pwrite64 -e inject=pwrite64:error=ENOSPC:when="$when" \
                "$AIRBRIDGE" run "$shuttle" -o out.sqlite -n 2 -q -j 1 --force
            stderr_is "out.sqlite: error: cannot write: No space left on device"
            cmp old.sqlite out.sqlite
            [ -z "$(find . -name '.*.tmp' -o -name '*-journal')" ]
        done
    done
}

@test "the database is synced and so is its folder, and a failure of either is told" {
    need strace
    strace -e trace=fsync,fdatasync -o log "$AIRBRIDGE" run "$shuttle" -o whole.sqlite -n 2 -q -j 1
    [ "$(grep -c sync log)" = 6 ] # its journal, too, whose head is before the first run
    for n in 2 3 4; do
        run -3 --separate-stderr strace -o log -e trace=fsync -e inject=fsync:error=EIO:when="$n" \
            "$AIRBRIDGE" run "$shuttle" -o "out$n.sqlite" -n 2 -q -j 1
        stderr_has "out$n.sqlite.run.journal: error: cannot sync"
        [ ! -e out$n.sqlite ]
    done
    for n in 5 6; do
        run -3 --separate-stderr strace -o log -e trace=fsync -e inject=fsync:error=EIO:when="$n" \
            "$AIRBRIDGE" run "$shuttle" -o "out$n.sqlite" -n 2 -q -j 1
        stderr_has "out$n.sqlite: error: cannot sync"
        [ -z "$(find . -name '*.tmp')" ]
    done
    [ ! -e out3.sqlite ]
}

@test "a run that is interrupted or killed leaves no database, and no part of one" {
    for ending in INT:130 KILL:137; do
        env --default-signal=INT "$AIRBRIDGE" run "$runway" -o out.sqlite -n 1000000 -q 2>/dev/null &
        pid=$!
        sleep 0.3
        kill -"${ending%:*}" "$pid"
        status=0
        wait "$pid" || status=$?
        [ "$status" = "${ending#*:}" ]
        nothing_left
        rm out.sqlite.run.journal
    done
}
