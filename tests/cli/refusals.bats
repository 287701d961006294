# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
# What commands refuse, row by row: nothing is written then, and one message says what is wrong.
load common

# Reads rows `words of a command | what the message says`; an empty line ends nothing.
refuse_rows() {
    local words said rows=0
    local -a argv
    cp "$shuttle" shuttle.ini
    cp "$runway" runway.ini
    sed '/^\[milestone/,$d' shuttle.ini >plain.ini
    printf '[scenario]\nbase = shuttle.ini\n[uncertain.a]\nkey = fleet.shuttle.number\nvalue = uniform(1, 3)\n%s' \
        $'[milestone.seen]\nname = seen\nevent = closed\nlatest = 2022-01-01T23:00Z\nuse = calibration\n' >known.ini
    printf '[scenario]\nbase = shuttle.ini\n[price.trucks]\nkey = airfield.away.working_hours\nper_unit = 1\n' >priced.ini
    while IFS='|' read -r words said; do
        [ -n "$words" ] || continue
        eval "argv=($words)"
        run --separate-stderr airbridge "${argv[@]}"
        [ "$status" = 2 ] || { echo "$words: status $status"; return 1; }
        [ -z "$output" ] || { echo "$words: prints $output"; return 1; }
        [[ "${stderr_lines[0]}" == *"error: "* && "$stderr" == *"${said# }"* ]] || { echo "$words: $stderr"; return 1; }
        [ "${#stderr_lines[@]}" = 1 ] || { echo "$words: $stderr"; return 1; }
        [ ! -e x ] || { echo "$words: wrote x"; return 1; }
        rows=$((rows + 1))
    done
    [ "$rows" -gt 3 ]
}

@test "parts that are none" {
    refuse_rows <<'END'
run shuttle.ini -o x --shard x/2 | must be K/N with K from 1 to N
run shuttle.ini -o x --shard 3/2 | must be K/N
run shuttle.ini -o x --shard 1/0 | must be K/N
run shuttle.ini -o x --shard 1/2x | must be K/N
run shuttle.ini -o x --shard 1 | must be K/N
run shuttle.ini -o x --shard 1/9999999999 | must be K/N
run shuttle.ini -o x --shard 1/1000001 | N 1000000 at most
run shuttle.ini -o x -n 4 --shard 1/2 --trace | parts have no tables, and so no trace
run shuttle.ini -n 20 -o x --plan slurm: | the parts must be a whole number
run shuttle.ini -n 20 -o x --plan slurm:x | the parts must be a whole number
run shuttle.ini -n 20 -o x --plan slurm:1234567 | the parts must be a whole number
run shuttle.ini -n 20 -o x --plan slurm:0 | a part must be more than one run
run shuttle.ini -n 20 -o x --plan slurm:20 | a part must be more than one run
run shuttle.ini -n 20 -o x --plan slurn:2 | must be slurm:N or parallel:N
run shuttle.ini -n 20 -o x --plan parallex:2 | must be slurm:N or parallel:N
run shuttle.ini -n 20 -o x --plan slurmy:2 | must be slurm:N or parallel:N
run shuttle.ini -n 20 -o x --plan slurm:2 --shard 1/2 | --plan divides the whole
run shuttle.ini -n 20 -o x --plan slurm:2 --resume | --plan divides the whole
END
}

@test "questions that cannot be asked" {
    refuse_rows <<'END'
sweep shuttle.ini -o x -n 3 --only 5 --vary fleet.shuttle.number=1,2 | -n gives replications 1 to 3 only
calibrate shuttle.ini -o x | there is no [uncertain.ID]
calibrate known.ini -o x -n 1000001 | calibrate: 1000000 draws (-n) at most
sensitivity shuttle.ini -o x --over =3..4 | it must be KEY=LOW..HIGH
sensitivity shuttle.ini -o x --over fleet.shuttle.number | it must be KEY=LOW..HIGH
sensitivity shuttle.ini -o x -n 1 --over fleet.shuttle.number=1..4 | 2 to 1048576 rows
sensitivity shuttle.ini -o x -n 1048577 --over fleet.shuttle.number=1..4 | 2 to 1048576 rows
size shuttle.ini -o x -n 9999999 --goal 'closure_h <= 30' --vary fleet.shuttle.number=1..4 | -n 9999999 is more than a test can use
size shuttle.ini -o x --goal 'closure_h <= 30' --vary contingent.force.priority=1,2 | is not more or less of anything
size shuttle.ini -o x --goal 'closure_h <= 30' --vary contingent.force.withdrawal_priority=1,2 | is not more or less of anything
size priced.ini -o x --goal 'closure_h <= 30' --vary airfield.away.working_hours=always,08:00-20:00 | its values must be plain numbers
size shuttle.ini -o x --confidence 1:30 --goal 'closure_h <= 30' --vary fleet.shuttle.number=1..4 | --confidence '1:30': it must be a share
size shuttle.ini -o x --confidence 90%x --goal 'closure_h <= 30' --vary fleet.shuttle.number=1..4 | --confidence '90%x': it must be a share
size shuttle.ini -o x --confidence '90 h' --goal 'closure_h <= 30' --vary fleet.shuttle.number=1..4 | it must be a share
size shuttle.ini -o x --confidence 0.3 --goal 'closure_h <= 30' --vary fleet.shuttle.number=1..4 | it must be a share
size shuttle.ini -o x --confidence many --goal 'closure_h <= 30' --vary fleet.shuttle.number=1..4 | it must be a share
size shuttle.ini -o x --order all | it must be contingents or withdrawal
size shuttle.ini -o x --order contingenta | it must be contingents or withdrawal
validate plain.ini -o x | there is nothing to validate
run shuttle.ini -o x --inputs all | it is base, both or split
sweep shuttle.ini -o x --inputs split --vary fleet.shuttle.number=1,2 | it is base or drawn
run shuttle.ini -o x --only 5 --trace=3 | replication 5 is run alone
keys --json --search fuel | --search takes neither
keys fleet --json | --json prints all keys
END
}

@test "a value with a plus sign, which may mean so much more" {
    refuse_rows <<'END'
compare shuttle.ini -o x --with fleet.shuttle.number=+2 | [fleet.shuttle] number: '+2' may mean so much, or so much more: write the whole value
run shuttle.ini -o x --set "leg.home-away.block_time=+1 h" | [leg.home-away] block_time: '+1 h' may mean so much
run shuttle.ini -o x --set "scenario.horizon=+2 d" | [scenario] horizon: '+2 d' may mean so much
sweep shuttle.ini -o x -n 1 --vary fleet.shuttle.number=+1 | '+1' may mean so much
END
    airbridge check "$shuttle" -q --set "airfield.home.utc_offset=+3 h" --set "airfield.home.latitude=+51" --set "airfield.home.longitude=+0"
}

@test "a million runs of one point, and questions about nothing" {
    printf '%s\n' '[scenario]' 'start = 2022-01-01T00:00Z' 'end = horizon' 'horizon = 5 d' '[airfield.a]' \
        '[traffic.x]' 'airfield = a' 'interval = 1 h' 'ground_time = 2 h' >visitors.ini
    refuse_rows <<'END'
sweep shuttle.ini -o x --vary fleet.shuttle.number=1 -n 2000000 | 1 point x 2000000 replications are 2000000 runs; give --yes if that is meant
sweep shuttle.ini -o x --vary fleet.shuttle.number=1 --until closure_h=1% --max 2000000 | 1 point x up to 2000000 replications are up to 2000000 runs; give --yes if that is meant, or a smaller --max
worth visitors.ini -n 4 | --of: closure_h has no value in any replication: the scenario has no such thing
worst visitors.ini -n 4 | --of closure_h: it has no value in replication 1
END
}

@test "places and memory that are none" {
    refuse_rows <<'END'
run shuttle.ini -o - | does not go to the standard output
run shuttle.ini -o -x | '-x' looks like an option; ./-x is a folder of that name
new relief -o -x | '-x' looks like an option; ./-x is a file of that name
run shuttle.ini --memory 1 | must be a number from 1 MB to 1000 TB with its unit
run shuttle.ini --memory '1 GB x' | must be a number from 1 MB
run shuttle.ini --memory 0.5MB | must be a number from 1 MB
run shuttle.ini --memory '2 PB' | must be a number from 1 MB
run shuttle.ini --memory 1:30 | must be a number from 1 MB
run shuttle.ini -o x -n 1 --trace --memory 1MB | for the trace
run shuttle.ini -o x -n 10000000 -j 1 --memory 20MB | fewer replications need less
END
}

@test "so many faults that those of a base come behind them" {
    mkdir -p folder
    { printf '[scenario]\nbase = folder\n'; yes 'no statement' | head -n 120; } >s.ini
    run -2 --separate-stderr airbridge check s.ini
    [ "$(grep -c "^s.ini:[0-9]*: error: \[scenario\]: 'no statement' is not" <<<"$stderr")" = 100 ]
    [ "$(tail -n 1 <<<"$stderr")" = "airbridge: error: 21 more faults are not shown" ]
}

@test "what is looked for among the keys is found whole or not at all" {
    run -0 airbridge keys --search kg/min
    [[ "$output" == *aircraft.ID.fuel_burn* ]]
    local long=$(printf 'a%.0s' {1..900})
    run -2 --separate-stderr airbridge keys --search kg/mi
    stderr_is "airbridge: error: no key, and nothing that is said of one, holds 'kg/mi'"
    run -2 --separate-stderr airbridge keys --search "$long"
    stderr_is "airbridge: error: no key, and nothing that is said of one, holds '${long:0:60}'"
}

@test "too many of something" {
    local goals=() overs=() keys=() key
    for i in {1..9}; do goals+=(--goal "closure_h <= $i"); done
    for key in fleet.shuttle.number airfield.{home,away}.{working_mog,parking_mog,fuel_mog} aircraft.transport.{on,off}load_time \
        contingent.force.{loads,people,bulk} command.decision command.request; do
        keys+=(--vary "$key=1,2")
    done
    run -2 --separate-stderr airbridge size "$shuttle" "${goals[@]}" --vary fleet.shuttle.number=1,2
    stderr_has "goals at most"
    run -2 --separate-stderr airbridge size "$shuttle" --goal 'closure_h <= 9' "${keys[@]}"
    stderr_has "keys can be varied at most"
    for i in {1..1001}; do overs+=(--over "fleet.f$i.number=1..2"); done
    run -2 --separate-stderr airbridge sensitivity "$shuttle" "${overs[@]}"
    stderr_has "1000 ranges at most"
}

@test "a result of which a part of the past cannot be said" {
    airbridge run "$runway" -n 1 -q --trace -o traced --set 'scenario.title=one; two'
    run -2 --separate-stderr airbridge run "$runway" --from traced --at 2022-01-01T06:00Z
    stderr_has "a --set that has a semicolon in it"
    airbridge run "$runway" -n 1 -q --trace -o traced.db
    run -2 --separate-stderr airbridge run "$runway" --from traced.db --at 2022-01-01T06:00Z
    stderr_has "traced.db: error: this is a database; --from goes on from a folder"
}

@test "pictures without a script, or of what has none" {
    airbridge run "$shuttle" -n 1 -q -o out
    airbridge run "$shuttle" -n 1 -q -o out.db
    mkdir scripts
    AIRBRIDGE_PLOTS=$PWD/scripts run -3 --separate-stderr airbridge plot out
    stderr_has "there is no gnuplot script (*.gp) in this folder"
    run -2 --separate-stderr airbridge plot out.db
    stderr_has "pictures are made of the CSV files of a folder, not of a database"
    rm out/run.json
    run -2 --separate-stderr airbridge plot out
    stderr_has "this is no finished result"
}

# ---- what is shown ----

# Runs a command on a terminal of its own.
on_terminal() {
    python3 -c 'import pty, sys; sys.exit(pty.spawn(sys.argv[1:]) >> 8)' "$AIRBRIDGE" "$@" </dev/null | tr -d '\r'
}

@test "a list for people has a line for each point, one for programs quotes what must be" {
    printf 'case,fleet.shuttle.number\n"say ""two""",2\n"three, or more",3\n' >cases.csv
    run -0 --separate-stderr airbridge list "$shuttle" --cases cases.csv -n 1
    output_is $'point,replications,case,fleet.shuttle.number\n1,1,"say ""two""",2\n2,1,"three, or more",3'
    run on_terminal list "$shuttle" --cases cases.csv -n 2 --vary airfield.away.working_mog=1,2 --shard 1/2
    [[ "$output" == *'point 1, replications 1-2: case=say "two"; fleet.shuttle.number=2; airfield.away.working_mog=1'* ]]
    [[ "$output" == *'point 2, '* && "$output" != *'point 3, '* ]]
    run on_terminal list "$shuttle" --cases cases.csv -n 1
    [[ "$output" == *'point 2, replication 1: case=three, or more; fleet.shuttle.number=3'* ]]
}

@test "help fits a narrow terminal, and its commands can still be copied" {
    for command in sweep size page; do
        COLUMNS=60 run -0 airbridge "$command" --help
        [ "$(printf '%s\n' "$output" | awk 'length > 60' | grep -vc '\\$')" -le 2 ]
        grep -q '\\$' <<<"$output"
    done
    COLUMNS=60 run -0 airbridge help measures
    [[ "$output" == *$'closure_h (h)\n      from the request'* ]]
    COLUMNS=200 run -0 airbridge help measures
    [[ "$output" =~ closure_h\ +h\ +from\ the\ request ]]
}

@test "an aircraft is told as JSON, and by who had what it waited for" {
    airbridge run "$runway" -n 1 -q --trace -o traced
    tail=$(sed -n 2p traced/sorties.csv | cut -d, -f3)
    run -0 --separate-stderr airbridge explain traced "$tail" --json
    python3 - "$tail" <<END
import json, sys
told = json.loads("""$output""")
assert told["tail"] == sys.argv[1] and told["pieces"] and told["sorties"], told
assert all(a["end"] == b["begin"] for a, b in zip(told["pieces"], told["pieces"][1:]))
END
}

@test "who delivered nothing has no story of a load" {
    airbridge run "$shuttle" -n 1 -q --trace -o traced --set scenario.horizon='1 h' --set scenario.end=horizon
    run -2 --separate-stderr airbridge explain traced
    stderr_has "no load was delivered in the replication that was traced"
}

@test "a plan repeats every option that its parts need" {
    airbridge sweep "$shuttle" -n 20 --vary fleet.shuttle.number=1..9 --vary airfield.away.working_mog=1..9 \
        --design lhs:4 -o out --plan slurm:2 -j 3 --yes
    grep -rq -- "--design lhs:4" out
    grep -rqE -- "cpus-per-task[= ]3" out
    airbridge sweep "$shuttle" --vary fleet.shuttle.number=1..3 --vary airfield.away.working_mog=1..3 --zip \
        --only 3 -o zipped --plan parallel
    grep -rqE -- "--zip .*--only 3|--only 3.*--zip" zipped
}

@test "work that nobody does at a field need not fit its working hours" {
    hours=(--set airfield.away.working_hours=03:00-04:00 --set airfield.away.overrun=wait --set aircraft.transport.onload_time="2 h")
    run -0 airbridge run "$shuttle" -n 1 "${hours[@]}" --set contingent.cargo.loads=2
    [[ "$output" == *"The force closes after 28.0 h"* ]]
    run -2 airbridge check "$shuttle" "${hours[@]}" --set withdrawal.order="24 h"
    [[ "$output" == *"last 1 h, and the onload of 'transport' takes 2 h"* ]]
    run -2 airbridge check "$shuttle" "${hours[@]}" --set aircraft.transport.offload_time="2 h"
    [[ "$output" == *"last 1 h, and the offload of 'transport' takes 2 h"* ]]
    evacuation=(--set evacuation.e.airfield=away --set evacuation.e.to=home --set evacuation.e.people=9 --set aircraft.transport.seats=9)
    run -2 airbridge check "$shuttle" "${hours[@]}" "${evacuation[@]}"
    [[ "$output" == *"last 1 h, and the onload of 'transport' takes 2 h"* ]]
    run -0 airbridge check "$shuttle" "${hours[@]}" "${evacuation[@]}" --set evacuation.e.onload_time="30 min"
}
