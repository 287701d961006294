# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
# --json: the result on the standard output as one object, as another program reads it. It holds what
# the tables hold, and the manual page knows every name in it.
load common

setup_file() {
    command -v python3 >/dev/null || skip "no python3 here"
}

january=$ROOT/scenarios/january-2022.ini

# Runs a command into `folder` with --json, and compares: same_as_tables STATUS CELLS WORD...
same_as_tables() {
    local status=$1 cells=$2
    shift 2
    run -"$status" --separate-stderr airbridge "$@" -o folder --json
    printf '%s\n' "$output" >result.json
    airbridge help man >page
    run -0 python3 "$ROOT/tests/support/check_tables.py" json result.json folder page
    [ "$output" -gt "$cells" ] || { echo "$output cells"; return 1; }
}

@test "the object of a run holds what its tables do, with and without a trace" {
    same_as_tables 0 3000 run "$january" -n 3
    rm -r folder
    same_as_tables 0 20000 run "$january" -n 3 --trace=2 -q
}

@test "the object of a run with failures says why, and what is beyond is null and counted" {
    same_as_tables 1 300 run "$shuttle" -n 3 --set 'scenario.horizon=10 h'
    run -0 python3 -c '
import json
result = json.load(open("result.json"))
closure = next(row for row in result["summary"] if row["measure"] == "closure_h")
print(result["failed"], result["failures"][0]["replications"], closure["beyond"], closure["p50"], closure["mean"])'
    output_is "3 3 3 None None"
}

@test "the object of a comparison holds what its table does" {
    same_as_tables 0 1000 compare "$january" "$ROOT/scenarios/what-if/zhetygen-only.ini" -n 3 \
        --with airfield.zhetygen.working_mog=1
}

@test "the object of a sweep holds what its tables do, keys as numbers where they are" {
    printf 'case,fleet.shuttle.number,aircraft.transport.onload_time,airfield.away.parking_mog\none,2,1 h,3\n"a ""b"", c",,2.5 h,unlimited\nlast,0,1 h,2\n' >cases.csv
    same_as_tables 1 1000 sweep "$shuttle" -n 2 --cases cases.csv --vary 'contingent.cargo.loads=4,8' --runs
    run -0 python3 -c '
import json
row = json.load(open("result.json"))["sweep"][2]
print([row[name] for name in list(row)[2:7]])'
    output_is "['a \"b\", c', None, 2.5, 'unlimited', 4]"
    rm -r folder
    same_as_tables 0 200 sweep "$shuttle" -n 2 --vary fleet.shuttle.number=1..4 -q
}

@test "the object of merged parts is that of the whole, and a part says which it is" {
    sweep=(sweep "$shuttle" -n 2 --vary fleet.shuttle.number=1..4)
    airbridge "${sweep[@]}" -o whole --json | sed 's/"command": "sweep"/"command": "merge"/' >whole.json
    for k in 1 2; do airbridge "${sweep[@]}" -o part-$k --shard $k/2 --json >part-$k.json; done
    airbridge merge -o merged part-2 part-1 --json >merged.json
    cmp whole.json merged.json
    run -0 python3 -c '
import json
print([json.load(open("part-2.json"))[name] for name in ("part", "parts", "first_run", "last_run", "failed")])'
    output_is "[2, 2, 5, 8, 0]"
}

@test "validate prints the milestones as an object, and fails as ever" {
    run -0 --separate-stderr airbridge validate "$january" -n 20 --json
    printf '%s\n' "$output" >result.json
    run -0 python3 -c '
import json
result = json.load(open("result.json"))
print(result["command"], len(result["milestones"]), {row["outcome"] for row in result["milestones"]} <= {"inside", "by its tolerance", "known miss"})'
    output_is "validate 42 True"
    printf '[scenario]\nbase = %s\n[milestone.soon]\nevent = closed\nlatest = 2022-01-01T01:00Z\n' "$shuttle" >missed.ini
    run -1 --separate-stderr airbridge validate missed.ini -n 3 --json
    [[ "$output" == "{"*'"outcome": "missed"'*"}" ]]
    stderr_has "1 of 2 milestones missed"
}

@test "the object is the same on any number of threads, quiet or not, and nothing else is printed" {
    airbridge run "$runway" -n 30 -o a --json -j 1 >one
    airbridge run "$runway" -n 30 -o b --json -j 3 -q --progress=json >two 2>progress
    cmp one two
    [ -s progress ]
    [ "$(head -n 1 one)" = "{" ]
    [ "$(tail -n 1 one)" = "}" ]
    [ "$(grep -c '^[{}]' one)" = 2 ]
}

@test "a scenario with hostile names is one object all the same" {
    cat >hostile.ini <<END
[scenario]
base = $shuttle
title = 'quote " back \\ </script> $(printf "\342\200\256") end'
[milestone.m]
event = closed
latest = 2030-01-01T00:00Z
name = 'ü "{}[],: \\u0041'
source = back\\slash
END
    same_as_tables 0 300 run hostile.ini -n 2
    grep -qF 'back \\ </script> \u202e end"' result.json
    cp "$shuttle" $'we"ird \\ \xff name.ini'
    airbridge sweep $'we"ird \\ \xff name.ini' -o swept -n 1 --vary fleet.shuttle.number=1,2 --json >swept.json
    airbridge compare "$shuttle" $'we"ird \\ \xff name.ini' -o compared -n 1 --json >compared.json
    python3 -c 'import json; [json.load(open(name, encoding="utf-8")) for name in ("swept.json", "compared.json")]'
}

@test "check prints the faults and notes of every file, and keys every key" {
    printf '[scenario]\nbase = %s\n[fleet."]\nnumber = many\n' "$shuttle" >'bad " one.ini'
    run -2 --separate-stderr airbridge check "$january" 'bad " one.ini' --json
    printf '%s\n' "$output" >checked.json
    stderr_has "error: the section name"
    run -0 python3 -c '
import json
good, bad = json.load(open("checked.json"))["files"]
print(good["good"], good["faults"], len(good["notes"]) > 0, bad["good"], bad["path"], bad["faults"][0]["line"])'
    output_is "True [] True False bad \" one.ini 3"
    airbridge keys --json >keys.json
    run -0 python3 -c '
import json
keys = json.load(open("keys.json"))["keys"]
print(len(keys) > 150, [key["default"] for key in keys if (key["section"], key["key"]) == ("scenario", "seed")],
      all(key["meaning"] and key["type"] for key in keys))'
    output_is "True ['1'] True"
}

@test "a sweep's object does not grow in memory with its points" {
    peak() {
        /usr/bin/time -f %M -o peak "$AIRBRIDGE" sweep "$shuttle" -q -n 1 -j 1 -o "out$1" --json --vary "contingent.cargo.loads=1..$1" >object
        tail -n 1 peak
    }
    [ -x /usr/bin/time ] || skip "no time here"
    few=$(peak 20)
    many=$(peak 400)
    ((many < few + 1500)) || { echo "$few $many kB"; return 1; }
}

@test "without -o nothing is written: the object, or the account, is all there is" {
    for words in "run" "compare --with fleet.shuttle.number=1"; do
        # shellcheck disable=SC2086
        airbridge ${words%% *} "$shuttle" ${words#"${words%% *}"} -n 3 --json -o out >with
        # shellcheck disable=SC2086
        airbridge ${words%% *} "$shuttle" ${words#"${words%% *}"} -n 3 --json >without
        cmp with without
        # shellcheck disable=SC2086
        airbridge ${words%% *} "$shuttle" ${words#"${words%% *}"} -n 3 >account
        [ -s account ]
        rm -r out
    done
    airbridge run "$shuttle" -n 3 --only 2 --trace --json >only
    run -0 python3 -c 'import json; result = json.load(open("only")); print(result["traced_replication"], len(result["sorties"]) > 8)'
    output_is "2 True"
    run -2 --separate-stderr airbridge run "$shuttle" -n 1 --trace
    stderr_is "airbridge: error: --trace is written into tables: give -o DIR, or --json"
    [ "$(find . -name "*.csv" -o -name "*.json" -o -name "*.journal")" = "" ]
}

@test "a full disk under the object is an error" {
    [ -e /dev/full ] || skip "no /dev/full here"
    run -3 --separate-stderr bash -c "'$AIRBRIDGE' run '$shuttle' -n 1 -o out --json >/dev/full"
    stderr_has "cannot write to the standard output: No space left on device"
}

@test "there is no other way to tell progress" {
    run -2 --separate-stderr airbridge run "$shuttle" -o out -n 1 --progress=bar
    stderr_has "option --progress HOW: 'bar', but json is all there is"
}

@test "a sweep and what is merged are printed without a result, and nothing of them is kept" {
    mkdir tmp
    export TMPDIR=$PWD/tmp
    sweep=(sweep "$shuttle" -n 3 --vary fleet.shuttle.number=1..4 --runs --json)
    airbridge "${sweep[@]}" -o kept >with
    airbridge "${sweep[@]}" >without
    cmp with without
    is_empty tmp
    for k in 1 2; do airbridge sweep "$shuttle" -n 3 -q --vary fleet.shuttle.number=1..4 -o part-$k --shard $k/2; done
    airbridge run "$shuttle" -n 3 -q -o run
    for parts in part-1\ part-2 run; do
        # shellcheck disable=SC2086
        airbridge merge $parts --json -o merged --force >with
        # shellcheck disable=SC2086
        airbridge merge $parts --json >without
        cmp with without
    done
    is_empty tmp
    # Runs that fail are told, and nothing stays then either.
    run -1 --separate-stderr airbridge sweep "$shuttle" -n 2 --json --vary fleet.shuttle.number=1,2 --set 'scenario.horizon=30 h'
    stderr_has "2 of 4 runs failed (see its table failures)"
    is_empty tmp
    # What goes on, or is one of many parts, must be somewhere.
    run -2 --separate-stderr airbridge sweep "$shuttle" -n 2 --json --vary fleet.shuttle.number=1,2 --shard 1/2
    stderr_is "airbridge: error: --shard needs a folder: give -o DIR"
    run -2 --separate-stderr airbridge sweep "$shuttle" -n 2 --json --vary fleet.shuttle.number=1,2 --resume
    stderr_is "airbridge: error: --resume needs a folder: give -o DIR"
    run -2 --separate-stderr airbridge sweep "$shuttle" -n 2 --vary fleet.shuttle.number=1,2
    stderr_is "airbridge: error: sweep: option -o DIR is missing (see: airbridge sweep --help)"
    run -3 --separate-stderr env TMPDIR=/nowhere "$AIRBRIDGE" sweep "$shuttle" -n 2 --json --vary fleet.shuttle.number=1,2
    stderr_has "/nowhere: error: "
}

@test "a sweep that is not kept, and is interrupted, leaves nothing and promises nothing" {
    mkdir tmp
    export TMPDIR=$PWD/tmp
    env --default-signal=INT "$AIRBRIDGE" sweep "$ROOT/scenarios/january-2022.ini" -n 50000 --json -q \
        --vary fleet.orenburg.number=10..20 >out 2>message &
    pid=$!
    until compgen -G 'tmp/*/*.journal' >/dev/null; do
        kill -0 $pid
        sleep 0.05
    done
    kill -INT $pid
    status=0
    wait $pid || status=$?
    [ "$status" = 130 ]
    is_empty tmp
    run -1 grep -q resume message
    [ ! -s out ]
}

@test "the runs of a sweep as one object" {
    run -0 --separate-stderr airbridge list "$shuttle" --json -n 3 --vary fleet.shuttle.number=1,2 \
        --vary 'aircraft.transport.onload_time=1 h, triangular(1 h, 2 h, 3 h)'
    stderr_is ""
    python3 - "$output" <<'END'
import json, sys
told = json.loads(sys.argv[1])
assert (told["command"], told["points"], told["replications"], told["runs"]) == ("list", 4, 3, 12), told
assert told["list"][3] == {"point": 4, "first": 1, "last": 3, "fleet.shuttle.number": "2",
                           "aircraft.transport.onload_time": "triangular(1 h, 2 h, 3 h)"}, told["list"]
END
    # It is of the sweep that would be made, and of a part of it.
    airbridge sweep "$shuttle" --json -n 3 --vary fleet.shuttle.number=1,2 >sweep.json
    airbridge list "$shuttle" --json -n 3 --vary fleet.shuttle.number=1,2 >list.json
    for fact in scenario_hash design_hash seed points; do
        diff <(grep "\"$fact\"" sweep.json) <(grep "\"$fact\"" list.json)
    done
    airbridge list "$shuttle" --json -n 3 --vary fleet.shuttle.number=1,2 --shard 2/2 | python3 -c '
import json, sys
told = json.load(sys.stdin)
assert told["runs"] == 3 and [p["point"] for p in told["list"]] == [2], told'
}
