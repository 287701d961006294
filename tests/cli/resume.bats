# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
# What every command that simulates can: go on, add to what is there, make one replication alone, and
# make its runs in parts.
load common

# Two places hold the same files, byte for byte, the journal too; the manifests may tell another
# time, threads and command line.
same_files() {
    diff -r -x run.json "$1" "$2" >differences || { cut -c1-200 differences | head; return 1; }
    diff <(grep -E '"(trajectory|scenario|design)_hash"|"replications"' "$1/run.json") \
         <(grep -E '"(trajectory|scenario|design)_hash"|"replications"' "$2/run.json")
}

# A scenario with luck, milestones and sites whose replications differ in many ways.
lucky=$ROOT/scenarios/january-2022.ini
with=(--with airfield.almaty.working_mog=5 --with 'airfield.almaty.parking_mog=9; airfield.almaty.working_mog=2')
vary=(--vary 'airfield.almaty.working_mog=2..4')

# Tries something with every command: each NAME ARGUMENT... of what makes some runs, but for -n.
every_command() {
    "$@" run run "$lucky"
    "$@" validate validate "$lucky"
    "$@" compare compare "$lucky" "${with[@]}"
    "$@" sweep sweep "$lucky" "${vary[@]}"
}

# ---- going on ----

killed() {
    local name=$1 kills=0 status=1 pid
    shift
    airbridge "$@" -n 400 -o "$name-whole" -q -j 1
    until [ $status = 0 ]; do
        "$AIRBRIDGE" "$@" -n 400 -o "$name" -q -j $((RANDOM % 3 + 1)) --resume &
        pid=$!
        sleep "0.0$((RANDOM % 10))$((RANDOM % 10))"
        [ $kills -lt 10 ] && kill -KILL $pid 2>/dev/null && kills=$((kills + 1))
        status=0
        wait $pid || status=$?
    done
    [ $kills -gt 0 ]
    same_files "$name-whole" "$name"
}

@test "what was killed at random moments goes on to the same bytes, in every command" {
    every_command killed
}

interrupted() {
    local name=$1 status=0 pid
    shift
    airbridge "$@" -n 200 -o "$name-whole" -j 2 >"$name-account"
    env --default-signal=INT "$AIRBRIDGE" "$@" -n 200 -o "$name" -j 2 2>"$name-errors" >/dev/null &
    pid=$!
    until grep -aqs '^r' "$name"/*.journal; do kill -0 $pid; sleep 0.01; done
    kill -INT $pid
    wait $pid || status=$?
    [ $status = 130 ]
    # What it says goes on with it, and the account is the same.
    grep -qE '^airbridge: [0-9]+ of [0-9]+ (runs|replications) are done; go on with$' "$name-errors"
    [ ! -e "$name/run.json" ]
    sh -c "$(sed -n 2p "$name-errors")" >"$name-again" 2>/dev/null
    same_files "$name-whole" "$name"
    sed "s/$name-whole/$name/" "$name-account" | cmp - "$name-again"
}

@test "what was interrupted goes on as it says, with the same account, in every command" {
    every_command interrupted
}

@test "replications that were done before one that was not are not made again" {
    airbridge run "$lucky" --inputs base -n 8 -o whole -q -j 1
    # The third is missing, and what stands behind it is out of order.
    mkdir out
    { grep -v '^r' whole/run.journal; for r in 2 1 7 5 4 8; do grep "^r 0 $r " whole/run.journal; done; } >out/run.journal
    cp out/run.journal before
    airbridge run "$lucky" --inputs base -n 8 -o out -q --resume --progress=json 2>progress
    [[ "$(tail -n 1 progress)" == *'"total": 6,'* ]] # from the third on, of which four were held
    same_files whole out
}

@test "a journal that ends anywhere goes on to the same bytes" {
    airbridge run "$lucky" -n 4 -o whole -q
    size=$(stat -c %s whole/run.journal)
    for cut in 0 1 40 $((size / 3)) $((size / 2)) $((size - 100)) $((size - 1)) "$size"; do
        rm -rf out
        mkdir out
        head -c "$cut" whole/run.journal >out/run.journal
        airbridge run "$lucky" -n 4 -o out -q --resume
        same_files whole out
    done
}

@test "what stands in a journal from a damaged line on is made again, with a word about it" {
    airbridge run "$lucky" -n 4 -o whole -q
    mkdir out
    line=$(grep -n '^r 0 2 ' whole/run.journal | cut -d: -f1)
    sed "${line}s/^r 0 2 ./r 0 2 x/" whole/run.journal >out/run.journal
    run -0 --separate-stderr airbridge run "$lucky" -n 4 -o out -q --resume
    [[ $stderr == "airbridge: note: line $line of out/run.journal was damaged; what stood from there on is"*"made again" ]]
    same_files whole out
    # So are runs of another seed, though nothing is wrong with their lines.
    airbridge run "$lucky" -n 4 -o other -q --seed 5
    head -n $((line - 1)) whole/run.journal >out/run.journal
    tail -n +"$line" other/run.journal >>out/run.journal
    run -0 --separate-stderr airbridge run "$lucky" -n 4 -o out -q --resume
    [[ $stderr == "airbridge: note: line $line of out/run.journal was damaged;"* ]]
    same_files whole out
    # Nobody makes again what merge is given.
    sed "${line}s/^r 0 2 ./r 0 2 x/" whole/run.journal >out/run.journal
    run -3 --separate-stderr airbridge merge out -o merged -q
    stderr_is "out/run.journal:$line: error: this line of the journal is damaged, and good ones follow it"
    # When no good one follows, it only ends too early.
    for part in 1 2; do airbridge run "$shuttle" -n 8 -o part-$part -q --shard $part/2; done
    sed -i 's/^r 0 [34] ./&x/' part-1/run.journal
    run -2 --separate-stderr airbridge merge part-1 part-2 -o merged -q
    stderr_is "part-1/run.journal: error: this part is not complete: runs 3 to 4 are missing; resume it"
}

@test "a journal whose head is damaged, or that is foreign or of another format, is refused and left alone" {
    airbridge run "$lucky" -n 4 -o whole -q
    refused() {
        local status=$1 message=$2
        cp out/run.journal before
        run "-$status" --separate-stderr airbridge run "$lucky" -n 4 -o out -q --resume
        stderr_is "out/run.journal:$message"
        cmp before out/run.journal
    }
    mkdir out
    for line in 1 2 3; do
        sed "${line}s/./~/24" whole/run.journal >out/run.journal
        refused 3 "$line: error: this line of the journal is damaged, and good ones follow it"
    done
    echo 'Dear diary' >out/run.journal
    refused 2 "1: error: this is not a journal that this program can read"
    sed '1s/^airbridge-journal [0-9]*/airbridge-journal 3/' whole/run.journal >out/run.journal
    refused 2 "1: error: this journal is of another release of the program, which wrote them in another format; it cannot be read"
}

@test "a journal whose head has its lines in another order is refused, by merge too" {
    swapped() { # swapped LINE JOURNAL: that line and the next
        sed "$1{h;d};$(($1 + 1)){G}" "$2"
    }
    refused() { # refused JOURNAL COMMAND...
        local journal=$1
        shift
        cp "$journal" before
        run -3 --separate-stderr "$@"
        [[ $stderr == "$journal:"*": error: the head of this journal is damaged: its lines are not those that the first one counts, or in another order" ]]
        cmp before "$journal"
    }
    local vary=(--vary airfield.almaty.parking_mog=6,8 --vary airfield.almaty.working_mog=3,4)
    airbridge sweep "$lucky" "${vary[@]}" -n 2 -o whole -q
    mkdir out
    for line in 3 5 8; do # keys, measures
        swapped "$line" whole/sweep.journal >out/sweep.journal
        run ! cmp -s whole/sweep.journal out/sweep.journal
        refused out/sweep.journal airbridge sweep "$lucky" "${vary[@]}" -n 2 -o out -q --resume
        refused out/sweep.journal airbridge merge out -o merged -q
    done
    rm -r out
    airbridge compare "$lucky" --with airfield.almaty.working_mog=5 -n 2 -o compared -q
    mkdir out
    swapped 3 compared/compare.journal >out/compare.journal
    refused out/compare.journal airbridge compare "$lucky" --with airfield.almaty.working_mog=5 -n 2 -o out -q --resume
    refused out/compare.journal airbridge merge out -o merged -q
    [ ! -e merged ]
}

@test "a journal of something else is not resumed" {
    airbridge run "$lucky" -n 4 -o out -q
    cp -r out before
    refused() {
        local message=$1
        shift
        run -2 --separate-stderr airbridge run "$@" -o out -q --resume
        stderr_is "out/run.journal: error: this journal $message"
        diff -r before out
    }
    refused "is of another seed; it is not resumed" "$lucky" -n 4 --seed 5
    refused "is of another scenario; it is not resumed" "$lucky" -n 4 --set airfield.almaty.working_mog=5
    refused "is of other replications; it is not resumed" "$lucky" --only 3
    refused "is of another part; it is not resumed" "$lucky" -n 4 --shard 1/2
    # Of parts there is another, or as many of others.
    airbridge run "$lucky" -n 4 -o half -q --shard 1/2
    airbridge run "$lucky" -n 4 -o quarter -q --shard 1/4
    airbridge run "$lucky" -n 4 -o whole -q
    for other in "half -n 4 --shard 2/2" "half -n 5 --shard 1/2" "quarter -n 5 --shard 1/4" "whole -n 4 --shard 2/2"; do
        # shellcheck disable=SC2086 # options
        run -2 --separate-stderr airbridge run "$lucky" -q --resume -o $other
        stderr_is "${other%% *}/run.journal: error: this journal is of another part; it is not resumed"
    done
    refused "holds 4 replications, and fewer are asked for; -n 4 or more goes on with it" "$lucky" -n 3
    run -2 --separate-stderr airbridge run "$lucky" -n 4 -o out -q --resume --force
    stderr_is "airbridge: error: --resume goes on with what is there and --force begins anew: give one of them"
}

@test "a full disk stops a run, and what was made is not lost" {
    need strace
    airbridge run "$lucky" -n 20 -o whole -q
    for when in 2 3+ 9+; do
        rm -rf out
        run -3 --separate-stderr strace -o /dev/null -P "$PWD/out/run.journal" -e trace=write \
            -e inject=write:error=ENOSPC:when=$when "$AIRBRIDGE" run "$lucky" -n 20 -o out -q
        stderr_has "out/run.journal: error: cannot write: No space left on device"
        airbridge run "$lucky" -n 20 -o out -q --resume
        same_files whole out
    done
}

# ---- adding ----

grown() {
    local name=$1
    shift
    airbridge "$@" -n 20 -o "$name-whole" -q
    airbridge "$@" -n 7 -o "$name" -q
    airbridge "$@" -n 13 -o "$name" -q --resume
    airbridge "$@" -n 20 -o "$name" -q --resume -j 2
    same_files "$name-whole" "$name"
}

@test "a finished result grows to what all replications at once give, in every command" {
    every_command grown
}

@test "a replication that was made alone is a part, with its number" {
    airbridge run "$runway" -n 6 --only 5 -o alone -q
    airbridge merge alone -o merged -q
    cmp alone/replications.csv merged/replications.csv
    [ "$(tail -n 1 merged/replications.csv | cut -d, -f1)" = 5 ]
}

@test "replications that failed grow and merge as others do, in every command" {
    failing() { # some reach the horizon, some do not
        local name=$1 command=$2 scenario=$3
        shift 3
        local made=("$command" "$scenario" "$@" --set scenario.horizon=90h --set scenario.end=closed -q)
        run -1 airbridge "${made[@]}" -n 12 -o "$name-whole"
        run -1 airbridge "${made[@]}" -n 12 -o "$name-whole" --resume
        run -1 airbridge "${made[@]}" -n 5 -o "$name"
        run -1 airbridge "${made[@]}" -n 12 -o "$name" --resume
        same_files "$name-whole" "$name"
        run -1 airbridge merge "$name" -o "$name-merged" -q
        same_files "$name-whole" "$name-merged"
    }
    every_command failing
}

@test "a sweep that is killed while it grows goes on" {
    sweep=(sweep "$lucky" "${vary[@]}" -o out -q)
    airbridge "${sweep[@]}" -n 90 -o whole
    airbridge "${sweep[@]}" -n 5
    for n in 60 60 90; do
        "$AIRBRIDGE" "${sweep[@]}" -n $n --resume &
        pid=$!
        sleep 0.05
        kill -KILL $pid 2>/dev/null || true
        wait $pid || true
    done
    airbridge "${sweep[@]}" -n 90 --resume
    same_files whole out
}

@test "a result that --until ended can be known better, and the other way round is refused" {
    airbridge run "$lucky" -o whole -q --until closure_h=0.2% --min 300
    airbridge run "$lucky" -o out -q --until closure_h=8% --min 300
    [ "$(wc -l <out/replications.csv)" -lt "$(wc -l <whole/replications.csv)" ]
    airbridge run "$lucky" -o out -q --until closure_h=0.2% --min 300 --resume
    same_files whole out
    run -2 --separate-stderr airbridge run "$lucky" -o out -q --until closure_h=8% --min 300 --resume
    stderr_has "and fewer are asked for"
    same_files whole out
}

@test "more that was made by number, but not to its end, goes on by --until with as many as that takes" {
    luck=(--set 'aircraft.transport.onload_time=exponential(1 h)') until=(--until closure_h=50% --min 300)
    airbridge run "$shuttle" "${luck[@]}" -o whole -q "${until[@]}"
    [ "$(grep -c '^r ' whole/run.journal)" = 300 ]
    airbridge run "$shuttle" "${luck[@]}" -n 500 -o long -q
    for made in 100 300 330 499; do
        rm -rf out
        mkdir out
        awk -v most=$made '/^r / && ++runs > most { exit } 1' long/run.journal >out/run.journal
        airbridge run "$shuttle" "${luck[@]}" -o out -q "${until[@]}" --resume
        same_files whole out
    done
    run -2 --separate-stderr airbridge run "$shuttle" "${luck[@]}" -o long -q "${until[@]}" --resume
    stderr_has "this journal holds 500 replications, and fewer are asked for"
}

@test "a result in a database grows, too" {
    need sqlite3
    airbridge run "$lucky" -n 9 -o whole.sqlite -q
    airbridge run "$lucky" -n 4 -o out.sqlite -q
    airbridge run "$lucky" -n 9 -o out.sqlite -q --resume
    cmp whole.sqlite.run.journal out.sqlite.run.journal
    diff <(sqlite3 whole.sqlite .dump | grep -v 'INSERT INTO meta') <(sqlite3 out.sqlite .dump | grep -v 'INSERT INTO meta')
}

# ---- one alone ----

@test "--only makes one replication alone, with the rows that it has among all" {
    airbridge run "$lucky" -n 60 -o all -q --trace 57
    airbridge run "$lucky" --only 57 --trace -o one -q
    for table in replications contingents sites; do
        cmp <(grep -E '^(replication|57),' all/$table.csv) one/$table.csv
    done
    for table in sorties chalks airfields; do cmp all/$table.csv one/$table.csv; done
    airbridge run "$lucky" --only 57 -o untraced -q
    cmp one/replications.csv untraced/replications.csv
    [ ! -e untraced/sorties.csv ]
    airbridge compare "$lucky" "${with[@]}" -n 20 -o pairs.sqlite -q
    airbridge compare "$lucky" "${with[@]}" --only 17 -o pair.sqlite -q
    query="select scenario, replication, trajectory_hash from run where replication = 17"
    need sqlite3
    [ "$(sqlite3 pair.sqlite "$query" | wc -l)" = 3 ]
    diff <(sqlite3 pairs.sqlite "$query") <(sqlite3 pair.sqlite "$query")
    airbridge sweep "$lucky" "${vary[@]}" -n 20 --runs -o points -q
    airbridge sweep "$lucky" "${vary[@]}" --only 17 --runs -o point -q
    cmp <(grep -E '^[0-9p][^,]*,(replication|17),' points/runs.csv) point/runs.csv
}

@test "--only does not go with what it contradicts" {
    run -2 --separate-stderr airbridge run "$lucky" --only 57 -n 10 -o out
    stderr_is "airbridge: error: --only 57: -n gives replications 1 to 10 only"
    run -2 --separate-stderr airbridge run "$lucky" --only 57 --until closure_h=1 -o out
    stderr_is "airbridge: error: --only makes one replication, --until as many as are needed: give one of them"
    run -2 --separate-stderr airbridge run "$lucky" --only 57 --trace 3 -o out
    stderr_is "airbridge: error: replication 3 cannot be traced: replication 57 is run alone"
    [ ! -e out ]
}

# ---- parts ----

parted() {
    local name=$1 k
    shift
    airbridge "$@" -n 10 -o "$name-whole" -q
    for k in 1 2 3; do airbridge "$@" -n 10 -o "$name-$k" --shard $k/3 -q; done
    airbridge merge "$name-2" "$name-3" "$name-1" -o "$name" -q
    same_files "$name-whole" "$name"
    # What is merged is a whole result.
    airbridge "$@" -n 12 -o "$name-whole" -q --resume
    airbridge "$@" -n 12 -o "$name" -q --resume
    same_files "$name-whole" "$name"
}

@test "parts give the result of one process, in every command" {
    every_command parted
}

@test "parts that do not belong together are refused, and why" {
    for k in 1 2; do airbridge run "$lucky" --inputs base -n 10 -o part-$k --shard $k/2 -q; done
    refused() {
        local message=$1
        shift
        run -2 --separate-stderr airbridge merge "$@" -o all
        stderr_is "$message"
        [ ! -e all/run.json ]
    }
    airbridge run "$lucky" --inputs base -n 10 -o seed --shard 2/2 -q --seed 9
    refused "seed/run.journal: error: this part is of another seed than the first one" part-1 seed
    airbridge run "$lucky" --inputs base -n 12 -o more --shard 2/2 -q
    refused "more/run.journal: error: this part is of another number of replications than the first one" part-1 more
    airbridge compare "$lucky" "${with[@]}" -n 10 -o pairs --shard 2/2 -q
    refused "pairs/compare.journal: error: this part is of another command than the first one" part-1 pairs
    refused "airbridge: error: a part is missing: no journal holds runs 6 to 10" part-1
    sed -i '$d' part-2/run.journal
    refused "part-2/run.journal: error: this part is not complete: runs 10 to 10 are missing; resume it" part-1 part-2
    airbridge run "$lucky" --inputs base -n 10 -o part-2 --shard 2/2 -q --resume
    airbridge merge part-1 part-2 -o all -q
}

@test "the scripts of plans make runs and comparisons in parts" {
    [ -n "$(type -P parallel)" ] || fake_parallel
    planned() {
        local name=$1
        shift
        airbridge "$@" -n 6 -o "$name-whole" -q
        airbridge "$@" -n 6 -o "$name plan" --plan parallel:3 -q
        bash "$name plan/$1.parallel" -j 1 >/dev/null
        same_files "$name-whole" "$name plan/result"
    }
    planned run run "$lucky"
    planned compare compare "$lucky" "${with[@]}"
}

@test "what parts cannot be is refused" {
    for option in "--shard 1/2" "--plan slurm:2"; do
        # shellcheck disable=SC2086
        run -2 --separate-stderr airbridge run "$lucky" $option --until closure_h=1 -o out
        stderr_is "airbridge: error: ${option% *} divides a known number of replications: give -n, not --until"
        # shellcheck disable=SC2086
        run -2 --separate-stderr airbridge run "$lucky" $option -o out.sqlite
        stderr_is "out.sqlite: error: ${option% *} needs a folder; \`airbridge merge\` writes a database"
        # shellcheck disable=SC2086
        run -2 --separate-stderr airbridge validate "$lucky" $option
        stderr_is "airbridge: error: ${option% *} needs a folder: give -o DIR"
    done
    run -2 --separate-stderr airbridge run "$lucky" --plan slurm:2 -o out --json
    stderr_is "airbridge: error: --plan runs nothing: there is no result that --json could print"
    [ -z "$output" ]
    [ ! -e out ]
}

@test "a part of fewer runs than parts may be empty, and says so" {
    run -0 airbridge run "$lucky" --inputs base -n 1 -o part-1 --shard 1/2
    [ "$output" = "part-1/run.journal: part 1 of 2, none of 1 runs" ]
    run -0 airbridge run "$lucky" --inputs base -n 1 -o part-2 --shard 2/2
    [ "$output" = "part-2/run.journal: part 2 of 2, runs 1 to 1 of 1" ]
    airbridge merge part-1 part-2 -o merged -q
    airbridge run "$lucky" --inputs base -n 1 -o whole -q
    same_files whole merged
    # where it lies in the middle of another it holds nothing twice
    airbridge run "$lucky" --inputs base -n 2 -o all -q --shard 1/1
    airbridge run "$lucky" --inputs base -n 2 -o none -q --shard 4/5
    airbridge merge all none -o both -q
    airbridge run "$lucky" --inputs base -n 2 -o two -q
    same_files two both
}

@test "a validation with a folder writes the tables of a run" {
    airbridge run "$lucky" -n 30 -o run -q
    airbridge validate "$lucky" -n 30 >said
    airbridge validate "$lucky" -n 30 -o validation >told
    cmp said told
    same_files run validation
}

@test "a run that changed its place with that of another point is made again" {
    local sweep="sweep $ROOT/scenarios/small/shuttle.ini -n 2 -j 1 -q --vary fleet.shuttle.number=2,3 -o out"
    airbridge $sweep
    cp out/sweep.journal whole
    local first last
    first=$(grep -n '^r 0 1 ' whole | cut -d: -f1)
    last=$(grep -n '^r 1 2 ' whole | cut -d: -f1)
    rm out/*
    awk -v a="$first" -v b="$last" 'NR == FNR { line[NR] = $0; next } { print line[FNR == a ? b : FNR == b ? a : FNR] }' \
        whole whole >out/sweep.journal
    run -0 --separate-stderr airbridge $sweep --resume
    stderr_has "line $first of out/sweep.journal was damaged"
    cmp out/sweep.journal whole
}
