# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
# `airbridge explain`: why a load of a traced result came when it did.
load common

# Runs the shuttle with more lines, of its [scenario] first, and keeps the trace in out.
traced() { # LINES
    printf '[scenario]\nbase = %s\n%b\n' "$shuttle" "$1" >plan.ini
    airbridge run plan.ini -n 1 --trace -o out -q
}

# Two aircraft fly eight loads in four waves: 1 h onload, 2 h there, 1 h offload, 2 h back.
@test "the last load of a shuttle is told as on paper" {
    airbridge run "$shuttle" -n 1 --trace -o out -q
    COLUMNS=100 run -0 airbridge explain out CARGO-IN-008
    [ "${lines[1]}" = "It was off its aircraft at away at 2022-01-01 22:00, 22.00 h after the request." ]
    [[ "$output" == *"since 2022-01-01 00:00 it had made 5 flights, from cargo-in-002 on"* ]]
    diff - <(sed -n '/^from /,/^Together/p' <<<"$output") <<'EOF'
from               hours  what
2022-01-01 00:00    4.00  shuttle-02, flight 2, home to away, with cargo-in-002
2022-01-01 04:00    2.00  shuttle-02, flight 4, away to home, empty
2022-01-01 06:00    4.00  shuttle-02, flight 6, home to away, with cargo-in-004
2022-01-01 10:00    2.00  shuttle-02, flight 8, away to home, empty
2022-01-01 12:00    4.00  shuttle-02, flight 10, home to away, with cargo-in-006
                          shuttle-02, flight 12, away to home, empty
2022-01-01 16:00    2.00  flight
                          shuttle-02, flight 14, home to away, with cargo-in-008
2022-01-01 18:00    1.00  onload
2022-01-01 19:00    2.00  flight
2022-01-01 21:00    1.00  offload
Together 22.00 h: earlier flights 16.00, onload 1.00, flight 4.00, offload 1.00.
EOF
    [ "${lines[-2]}" = "   18.00  a further aircraft of shuttle" ]
    [ "${lines[-1]}" = "          airbridge compare SCENARIO --with fleet.shuttle.number=3" ]
}

# No aircraft is there for 30 h; one more would not be, either. What it flew before is spared by one.
@test "until a fleet is available a further aircraft of it spares nothing" {
    traced '[fleet.shuttle]\nnumber = 1\navailable = 30 h\n[contingent.cargo]\nloads = 2'
    COLUMNS=100 run -0 airbridge explain out CARGO-IN-001
    [ "${lines[-2]}" = "   30.00  earlier availability of shuttle" ]
    [ "${lines[-1]}" = "          airbridge compare SCENARIO --with 'fleet.shuttle.available=27 h'" ]
    COLUMNS=100 run -0 airbridge explain out CARGO-IN-002
    [ "${lines[-4]}" = "   30.00  earlier availability of shuttle" ]
    [ "${lines[-2]}" = "    6.00  a further aircraft of shuttle" ]
    run -0 airbridge compare plan.ini -n 1 --with fleet.shuttle.number=2 --with 'fleet.shuttle.available=27 h'
    [[ "$output" == *"fleet.shuttle.number=2 "*" -6.00 "*"fleet.shuttle.available=27 h "*" -3.00 "* ]]
}

# Its only aircraft stands at the other end: 2 h until it is there, which a second one spares.
@test "the way of an aircraft home to its load is spared by a further one" {
    traced '[fleet.shuttle]\nnumber = 1\npositions = away: 1\n[contingent.cargo]\nloads = 1'
    COLUMNS=100 run -0 airbridge explain out
    [ "${lines[-2]}" = "    2.00  a further aircraft of shuttle" ]
    [ "${lines[-1]}" = "          airbridge compare SCENARIO --with fleet.shuttle.number=2" ]
    run -0 airbridge run plan.ini -n 1 --set fleet.shuttle.number=2
    [[ "$output" == *"The force closes after 4.0 h"* ]]
}

# The second load is put aboard 1 h later, for want of a place, and so misses the hours of its destination:
# more is saved than the hour.
@test "what would have helped is not said to be a bound" {
    traced 'horizon = 5 d\n[airfield.home]\nworking_mog = 1\n[airfield.away]\nlanding_hours = 00:00-04:00\n[contingent.cargo]\nloads = 2'
    COLUMNS=100 run -0 airbridge explain out
    [[ "$output" == *"    1.00  a further working place at home"* ]]
    [[ "$output" == *"Less is saved where the next limit is near,"*"and more where being sooner spares another wait."* ]]
    [[ "$output" != *bound* ]]
}

@test "what was in from the beginning has no story, and who never had an aircraft waited for one" {
    traced 'end = horizon\nhorizon = 5 h\n[fleet.shuttle]\nnumber = 1\n[contingent.cargo]\nloads = 4\ndelivered = 1\nassembly = 1 h'
    COLUMNS=100 run -0 airbridge explain out cargo-in-001
    [ "${lines[1]}" = "It was in from the beginning." ]
    [ "${#lines[@]}" -eq 2 ]
    COLUMNS=100 run -0 airbridge explain out cargo-in-003
    [[ "$output" == *"It was not delivered."*"It waited: no aircraft free"* ]]
    [[ "$output" == *"  a further aircraft"*"airbridge worth SCENARIO --only fleet"* ]]
    airbridge explain out cargo-in-001 --json >there.json
    airbridge explain out cargo-in-004 --json >never.json
    python3 - <<'EOF'
import json
there, never = json.load(open("there.json")), json.load(open("never.json"))
assert there["hours"] == 0 and not there["pieces"] and not there["helps"], there
(help,) = [help for help in never["helps"] if help["what"] == "a further aircraft"]
assert never["waited_h"] == {"aircraft": help["hours_lost"]}, never
EOF
}

@test "who goes to the alternate does so for want of a stand, and who had it is said" {
    cat >plan.ini <<'EOF'
[scenario]
start = 2022-01-05T00:00Z
[airfield.home]
[airfield.there]
parking_mog = 1
alternate = home
[leg.way]
from = home
to = there
block_time = 1 h
[aircraft.plane]
offload_time = 6 h
holding_fuel = 30 min
[fleet.planes]
type = plane
number = 2
home = home
[contingent.force]
apoe = home
apod = there
loads = 2
EOF
    airbridge run plan.ini -n 1 --trace -o out -q
    COLUMNS=200 run -0 airbridge explain out force-in-002
    [[ "$output" == *"flies to its alternate, or comes on from there; for a stand at there: planes-01 (with force-in-001) had it"* ]]
    [[ "$output" == *"flies to its alternate, or comes on from there; bound for there"$'\n'* ]]
}

@test "an aircraft has all its flights, a contingent all its loads" {
    airbridge run "$shuttle" -n 1 --trace -o out -q
    run -0 airbridge explain out shuttle-01
    [ "${#lines[@]}" -eq 10 ]
    [ "${lines[0]}" = "shuttle-01 made 7 flights. Replication 1, times in UTC." ]
    [ "${lines[8]}" = "2022-01-01 18:00    4.00  shuttle-01, flight 13, home to away, with cargo-in-007" ]
    [ "${lines[9]}" = "Together 22.00 h: its flights 22.00, between them 0.00." ]
    run -0 airbridge explain out Cargo
    [ "$(grep -c '^2022.*  cargo-in-00[1-8], off ' <<<"$output")" -eq 8 ]
    grep -qxF '2022-01-01 00:00   22.00  cargo-in-008, off 2022-01-01 22:00; no aircraft free 16.00 h' <<<"$output"
}

@test "a force that is closed by road says so" {
    traced 'horizon = 5 d\n[contingent.column]\napoe = home\napod = away\nmode_in = road\npeople = 10\nroad_in_time = 30 h'
    run -0 airbridge explain out
    [ "${lines[1]}" = "It was off its aircraft at away at 2022-01-01 22:00, 22.00 h after the request. The last of the" ]
    [ "${lines[2]}" = "force came later, by road: 2022-01-02 06:00." ]
}

@test "a contingent that comes by road says how it came" {
    traced 'horizon = 5 d\n[contingent.column]\napoe = home\napod = away\nmode_in = road\npeople = 10\nassembly = 2 h\nroad_in_time = 30 h'
    COLUMNS=200 run -0 airbridge explain out Column
    [ "${lines[0]}" = "column comes by road. Replication 1, times in UTC." ]
    [ "${lines[1]}" = "It was alerted at 2022-01-01 00:00, assembled at 2022-01-01 02:00, had marched by 2022-01-01 02:00 and was in at 2022-01-02 08:00, 32.00 h after the request." ]
    airbridge explain out column --json | python3 -c '
import json, sys
told = json.load(sys.stdin)
assert told["contingent"] == "column" and told["by_road"] and told["closed"] == "2022-01-02T08:00:00.000Z", told'
    cp -r out odd # where nobody knows when help was asked for
    sed -i '1s/closure_h\./closed_h./g' odd/replications.csv
    COLUMNS=200 run -0 airbridge explain odd column
    [[ "${lines[1]}" == *" and was in at 2022-01-02 08:00." ]]
    # The way home is by air.
    airbridge run "$ROOT/tests/oracles/roads.ini" -n 1 --trace -o roads -q
    COLUMNS=200 run -0 airbridge explain roads drivers
    [ "${lines[0]}" = "drivers comes by road. Replication 1, times in UTC." ]
    [[ "${lines[1]}" == *" and was in at 2022-01-01 10:00, 10.00 h after the request." ]]
    [[ "$output" == *"Loads of drivers: ready,"*"drivers-out-002, off "* ]]
}

# One working place: the second aircraft waits there for an hour, in which the first has it. On paper a
# second place saves the last load that hour, no more.
@test "a wait names who had it, and the command that tries what would have helped does" {
    airbridge run "$shuttle" --set airfield.away.working_mog=1 -n 1 --trace -o out -q
    COLUMNS=200 run -0 airbridge explain out
    [[ "$output" == *"1.00 h: waits for a working place at away: shuttle-01 (with cargo-in-001) had it"* ]]
    [ "${lines[-2]}" = "    1.00  a further working place at away" ]
    [ "${lines[-1]}" = "          airbridge compare SCENARIO --with airfield.away.working_mog=2" ]
    printf '[scenario]\nbase = %s\n[airfield.away]\nworking_mog = 1\n' "$shuttle" >SCENARIO
    eval "${lines[-1]} -n 2 -o saved -q"
    python3 - saved/compare.csv <<'EOF'
import csv, sys
(row,) = [row for row in csv.DictReader(open(sys.argv[1])) if row["measure"] == "closure_h"]
assert float(row["difference"]) == -1, row
EOF
    airbridge explain out --json >told.json
    python3 - <<'EOF'
import json
told = json.load(open("told.json"))
(wait,) = [piece for piece in told["pieces"] if piece["state"] == "working"]
(holder,) = wait["held_by"]
assert (holder["tail"], holder["chalk"], holder["held"], holder["hours"]) == ("shuttle-01", "cargo-in-001", "working", 1)
assert (holder["begin"], holder["end"]) == (wait["begin"], wait["end"]) and wait["others"] == 0
for name in "hours_lost", "hours_at_most":
    assert [help[name] for help in told["helps"]] == [19, 1]
EOF
}

# Kathmandu is 5:45 ahead, the year round.
@test "the clock of an airfield stands beside UTC where its zone is known" {
    airbridge run "$shuttle" --set airfield.away.time_zone=Asia/Kathmandu -n 1 --trace -o out -q
    [ "$(grep -c 'airfield,away,.*,Asia/Kathmandu,$' out/places.csv)" -eq 1 ]
    run -0 airbridge explain out
    grep -qxF 'from, UTC        local      hours  what' <<<"$output"
    grep -qxF '2022-01-01 16:00 21:45       2.00  flight' <<<"$output"
    grep -qxF '2022-01-01 19:00             2.00  flight' <<<"$output" # from home, which has none
    grep -qxF '2022-01-01 21:00 02:45+1     1.00  offload' <<<"$output"
    airbridge explain out --json | grep -qF '"local": "2022-01-02T02:45:00.000"'
    # Of a zone that this machine does not know nothing is said, nor is a file of that name read.
    sed -i 's|Asia/Kathmandu|../../etc/passwd|' out/places.csv
    run -0 airbridge explain out
    grep -qxF '2022-01-01 16:00    2.00  flight' <<<"$output"
}

# Whoever holds the one crew, fuelling place, stand or flight of a day is told, and no shell obeys a name.
@test "crews, fuelling places, stands, runways and ceilings have their holders" {
    local wait what
    while IFS='|' read -r wait key what; do
        airbridge run "$shuttle" -n 1 --trace -o out --force -q --set scenario.horizon='30 d' \
            --set "$key" --set aircraft.transport.fuel_burn='1 t/h' --set airfield.away.fuel_rate='2 t/h' \
            --set airfield.home.runway_occupancy='5 min' --set airfield.home.runways=1
        COLUMNS=200 airbridge explain out shuttle-02 >told
        grep -qE "$wait" told || { echo "$key"; cat told; return 1; }
        COLUMNS=200 airbridge explain out >told
        grep -qF -- "--with $what" told || { echo "$key"; cat told; return 1; }
    done <<'EOF'
waits for a crew, or for its crew to rest at home: shuttle-01.* had it|fleet.shuttle.crews=0.5|fleet.shuttle.crews=1
waits for fuel at away: shuttle-01.* had it|airfield.away.fuel_mog=1|airfield.away.fuel_mog=2
holds in the air for a stand at away: shuttle-01.* had it|airfield.away.parking_mog=1|airfield.away.parking_mog=2
EOF
}

@test "a result from elsewhere with names that a shell would obey is shown, and gives no command of them" {
    airbridge run "$shuttle" --set airfield.away.working_mog=1 -n 1 --trace -o out -q
    sed -i "s/\baway\b/x';touch obeyed;'/g" out/{sorties,stages,holders,places,scenario}.csv
    COLUMNS=200 run -0 airbridge explain out
    [[ "$output" == *"waits for a working place at x';touch obeyed;': shuttle-01 (with cargo-in-001) had it"* ]]
    [[ "$output" == *"    1.00  a further working place at x';touch obeyed;'"* ]]
    [[ "$output" != *"--with airfield"* && "$output" != *"--only airfield"* ]]
    # Tables that contradict each other are refused with their place.
    airbridge run "$shuttle" -n 1 --trace -o out --force -q
    sed -i '3s/,home$/,home/; 4s/^1,1,/1,2,/' out/stages.csv
    run -2 --separate-stderr airbridge explain out
    [[ "$stderr" == "out/stages.csv:"*": error: begin: the stretches must come one after another" ]]
    airbridge run "$shuttle" -n 1 --trace -o out --force -q
    sed -i '2s/,work,/,idle,/' out/stages.csv
    run -2 --separate-stderr airbridge explain out
    stderr_is "out/stages.csv:2: error: state: this is neither work nor the name of a wait"
    airbridge run "$shuttle" -n 1 --trace -o out --force -q
    sed -i '2s/,working,/,wings,/' out/holders.csv
    run -2 --separate-stderr airbridge explain out
    stderr_is "out/holders.csv:2: error: held: nothing of this name is held"
    # Without them it is told by the moments of flights, as a result of an earlier release is.
    rm out/{stages,load_stages,holders,scenario,places}.csv
    run -0 airbridge explain out
    [[ "$output" == *"Together 22.00 h: earlier flights 16.00, onload 1.00, flight 4.00, offload 1.00."* ]]
    [[ "$output" == *"airbridge worth SCENARIO --only fleet.shuttle" ]]
}

# That of onload and offload is the model's own, chain.csv. In Tacloban loads come on from a hub.
@test "the pieces join without a gap, from the request to the delivery" {
    local scenario seed
    for scenario in january-2022 berlin-1949 kathmandu-2015 tacloban-2013 small/one-runway small/shuttle; do
        for seed in 1 2 3; do
            airbridge run "$ROOT/scenarios/$scenario.ini" -n 1 --trace -o out --force -q --seed $seed
            airbridge explain out --json >told.json
            echo "$scenario $seed"
            python3 - <<'EOF'
import csv, json
from datetime import datetime
told = json.load(open("told.json"))
pieces = told["pieces"]
def at(text):
    return datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp()
def hours(some):
    return sum(at(piece["end"]) - at(piece["begin"]) for piece in some) / 3600
assert all(one["end"] == next["begin"] for one, next in zip(pieces, pieces[1:]))
assert all(at(piece["begin"]) < at(piece["end"]) for piece in pieces)
assert pieces[-1]["end"] == told["offloaded"]
chain = {row["link"]: row["hours_mean"] for row in csv.DictReader(open("out/chain.csv"))}
if chain["onload"]:
    assert pieces[0]["begin"] == told["request"], told["request"]
    closure = float(next(csv.DictReader(open("out/replications.csv")))["closure_h"])
    assert abs(hours(pieces) - closure) < 1e-5, (hours(pieces), closure)
    for what in ("onload", "offload"):
        assert abs(hours(p for p in pieces if p["what"] == what) - float(chain[what])) < 1e-5, what
EOF
        done
    done
}

@test "a folder and a database tell the same" {
    airbridge run "$ROOT/scenarios/january-2022.ini" -n 2 --trace=2 -o out -q
    airbridge run "$ROOT/scenarios/january-2022.ini" -n 2 --trace=2 -o out.sqlite -q
    diff <(airbridge explain out --json) <(airbridge explain out.sqlite --json)
    export COLUMNS=200
    diff <(airbridge explain out belarus | sed 1d) <(airbridge explain out.sqlite belarus | sed 1d)
}

@test "names that are none are asked about, and a result without a trace says how to make one" {
    airbridge run "$shuttle" -n 1 --trace -o out -q
    run -2 --separate-stderr airbridge explain out cargo-in-08
    stderr_is "out: error: there is no load, contingent or aircraft 'cargo-in-08'; did you mean 'cargo-in-008'?"
    run -2 --separate-stderr airbridge explain out x
    stderr_is "out: error: there is no load, contingent or aircraft 'x'; chalks.csv, contingents.csv and sorties.csv name them"
    airbridge run "$shuttle" -n 1 -o bare -q
    run -2 --separate-stderr airbridge explain bare
    stderr_is "bare: error: no replication was traced, so that nobody knows what happened in it: make the result with \`airbridge run SCENARIO -n 1 --trace -o DIR\`"
    run -3 --separate-stderr airbridge explain nothing
    stderr_is "nothing: error: there is no result of this name"
    run -3 --separate-stderr airbridge explain nothing.sqlite
    printf 'no database' >odd.sqlite
    run -2 --separate-stderr airbridge explain odd.sqlite
    [[ "$stderr" == "odd.sqlite: error: this is no database that can be read: "* ]]
}

@test "tables that others made are told with their place, and what a terminal would obey is shown" {
    airbridge run "$shuttle" -n 1 --trace -o out -q
    cp -r out odd
    sed -i $'s/cargo-in-007/car\xe2\x80\xaego/g' odd/{chalks,sorties,load_stages}.csv
    run -0 airbridge explain odd # of two that are off at once the first
    [[ "${lines[0]}" == 'car\u202ego, of cargo'* && "$output" != *$'\xe2\x80\xae'* ]]
    airbridge run "$shuttle" -n 1 --trace -o odd.sqlite -q
    sqlite3 odd.sqlite "update chalks set contingent = char(27) || '[31m'; update chalks set ready = 'x' where chalk = 'cargo-in-002'"
    run -2 --separate-stderr airbridge explain odd.sqlite
    stderr_is "odd.sqlite: error: ready: this is no instant"
    sqlite3 odd.sqlite "update chalks set ready = null where chalk = 'cargo-in-002'"
    run -0 airbridge explain odd.sqlite
    [[ "${lines[0]}" == 'cargo-in-007, of \x1b[31m: people 0'* ]]
    sqlite3 odd.sqlite "update replications set \"closure_h.cargo\" = 9e8"
    airbridge explain odd.sqlite --json | python3 -c 'import json, sys; assert json.load(sys.stdin)["hours"] == 22'
    # A view may be anything, such as what never ends.
    sqlite3 odd.sqlite "drop table sorties; create view sorties as with recursive n(i) as (select 1 union all select i + 1 from n) select i from n"
    run -2 --separate-stderr airbridge explain odd.sqlite
    [[ "$stderr" == "odd.sqlite: error: no replication was traced"* ]]

    cp out/sorties.csv odd/ && sed '9s/22:00:00.000Z/25:00/' out/chalks.csv >odd/chalks.csv
    run -2 --separate-stderr airbridge explain odd
    stderr_is "odd/chalks.csv:9: error: offloaded: this is no instant"
    sed '3s/,1,2022/,99,2022/' out/chalks.csv | sed '3s/0.000,2,/0.000,99,/' >odd/chalks.csv
    run -2 --separate-stderr airbridge explain odd
    stderr_is "odd/chalks.csv:3: error: sortie: there is no such flight before it"
    sed '4s/,[^,]*$//' out/chalks.csv >odd/chalks.csv
    run -2 --separate-stderr airbridge explain odd
    stderr_is "odd/chalks.csv:4: error: the row has not as many cells as the header"
    sed 's/,ready,/,readied,/' out/chalks.csv >odd/chalks.csv
    run -2 --separate-stderr airbridge explain odd
    [[ "$stderr" == "odd/chalks.csv: error: ready: the table has no such column"* ]]
    cp out/{chalks,load_stages}.csv odd/
    # A flight whose aircraft flew it before itself would be a story without an end.
    awk -F, -v OFS=, 'NR == 4 { $32 = 3 } 1' out/sorties.csv >odd/sorties.csv
    run -2 --separate-stderr airbridge explain odd
    stderr_is "odd/sorties.csv:4: error: previous_sortie: there is no such flight before it"
    : >odd/sorties.csv
    run -2 --separate-stderr airbridge explain odd
    [[ "$stderr" == "odd/sorties.csv"*": error: "* ]]
    # Without the tables of contingents and replications it begins with what is known.
    cp out/sorties.csv odd/ && rm odd/contingents.csv odd/replications.csv
    run -0 airbridge explain odd
    [[ "${lines[1]}" == "It was off its aircraft at away at 2022-01-01 22:00." ]]
    [[ "$output" == *"Together 22.00 h"* ]]
}

@test "who may not come yet waits for that, and not for loads before it" {
    sed '/^\[milestone/,$d' "$shuttle" >late.ini
    printf 'load_interval = 1 h\navailable = 2022-01-02T00:00Z\n' | sed -i '/^loads = 8/r /dev/stdin' late.ini
    airbridge run late.ini -n 1 --trace -o out -q
    run -0 airbridge explain out cargo-in-002
    [[ $output =~ "24.00  its contingent is not free to come yet"$'\n'[^$'\n']+" 1.00  loads before it, until it is ready" ]]
    run -0 airbridge explain out
    [[ $output == *"   24.00  earlier readiness of cargo: when available, approved, committed, or whom it goes after"* ]]
}

# Three loads go on from a hub by one aircraft, which is 2 h on the way there and an hour back: 1 h on, half an
# hour to the hub, 2 + 1 + 2 + 1 + 2 h.
hub() {
    cat >hub.ini <<END
[scenario]
start = 2022-01-01T00:00Z
[aircraft.large]
cargo_limit = 1 t
onload_time = 1 h
[aircraft.small]
cargo_limit = 1 t
[airfield.home]
working_mog = 2
[airfield.hub]
[airfield.field]
[leg.far]
from = home
to = hub
block_time = 30 min
[leg.on]
from = hub
to = field
both_ways = no
block_time = 2 h
[leg.back]
from = field
to = hub
both_ways = no
block_time = 1 h
[fleet.strategic]
type = large
number = ${1-3}
home = home
[fleet.tactical]
type = small
number = 1
home = hub
[contingent.cargo]
apoe = home
via = hub
apod = field
fleets = strategic
onward_fleets = tactical
bulk = 3 t
mode_in = air
END
    airbridge run hub.ini -n 1 -q --trace -o hub --force
}

# A copy of the result with another value in a column of a row, of all where it is 0: edit TABLE COLUMN ROW VALUE
edit() {
    rm -rf odd && cp -r hub odd
    awk -F, -v OFS=, -v name="$2" -v row="$3" -v value="$4" 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == name) at = i }
        NR > 1 && (row == 0 || NR == row + 1) { $at = value } 1' "hub/$1" >"odd/$1"
    if cmp -s "hub/$1" "odd/$1"; then return 1; fi
}

@test "the story of a load that came by a hub goes back behind it" {
    hub
    COLUMNS=1000 run -0 airbridge explain hub
    [ "${lines[0]}" = "cargo-on-003, of cargo: people 0, vehicles 0, cargo 1.000 t. Replication 1, times in UTC." ]
    [ "${lines[1]}" = "It was off its aircraft at field at 2022-01-01 09:30, 9.50 h after the request." ]
    [[ "${lines[3]}" == *"It was waited for: since 2022-01-01 01:30 it had made 3 flights, from cargo-on-001 on, which did not wait for it." ]]
    grep -q '^Together 9\.50 h: ' <<<"$output"
    # Loads that have no aircraft yet, or are not off it, are none that one from there came of.
    hub 1
    for horizon in 3.75 4.75; do
        airbridge run hub.ini -n 1 -q --trace -o hub --force --set scenario.end=horizon --set "scenario.horizon=$horizon h"
        COLUMNS=1000 run -0 airbridge explain hub cargo-on-001
        [ "${lines[1]}" = "It was off its aircraft at field at 2022-01-01 03:30, 3.50 h after the request." ]
        [[ "$output" == *"strategic-01, flight 1, home to hub, with cargo-in-001"* ]]
    done
}

@test "tables of a story that cannot be are refused with their place" {
    hub
    refused() { # MESSAGE EDIT...
        local message=$1
        shift
        edit "$@"
        run -2 --separate-stderr airbridge explain odd
        stderr_is "odd/$1:$(($3 + 1)): error: $message"
    }
    refused "end: a stretch must end after it begins" stages.csv begin 1 ''
    refused "end: a stretch must end after it begins" stages.csv end 1 ''
    refused "end: a stretch must end after it begins" stages.csv end 1 2022-01-01T00:00:00.000Z
    refused "begin: the stretches must come one after another" stages.csv sortie 4 1
    refused "sortie: there is no such flight" stages.csv sortie 1 ''
    refused "sortie: there is no such flight before it" stages.csv sortie 1 1.5
    refused "sortie: there is no such flight before it" stages.csv sortie 1 -1
    refused "chalk: there is no such load" load_stages.csv chalk 1 nobody
}

@test "what tables that somebody edited do not tell, or tell otherwise, is left out of a story" {
    hub
    COLUMNS=1000 airbridge explain hub >whole
    told() { # EDIT...: the load and its end are told all the same
        edit "$@"
        COLUMNS=1000 run -0 airbridge explain odd
        [ "${lines[0]}" = "$(head -n 1 whole)" ]
        [[ "${lines[1]}" == "It was off its aircraft at field at 2022-01-01 09:30"* ]]
    }
    # A clock that is further from UTC than any is none.
    told places.csv utc_offset_h 0 99
    diff whole <(echo "$output")
    # Without the request, or the replication, nobody knows how long it took.
    told replications.csv replication 1 7
    [ "${lines[1]}" = "It was off its aircraft at field at 2022-01-01 09:30." ]
    edit replications.csv replication 1 1 || true
    sed -i '1s/closure_h.cargo/closure_h.cargos/' odd/replications.csv
    COLUMNS=1000 run -0 airbridge explain odd
    [ "${lines[1]}" = "It was off its aircraft at field at 2022-01-01 09:30." ]
    # No command is made of values that are not there, or that a shell would obey; nor of a name as long as none is.
    grep -qF -- '--with fleet.tactical.number=2' whole
    told scenario.csv key 0 other
    run ! grep -F -- '--with fleet.tactical' <<<"$output"
    edit scenario.csv key 1 other
    sed -i '1s/,value,/,valued,/' odd/scenario.csv
    COLUMNS=1000 run -0 airbridge explain odd
    run ! grep -F -- '--with fleet.tactical' <<<"$output"
    row=$(($(grep -n '^fleet.tactical.number,' hub/scenario.csv | cut -d: -f1) - 1))
    told scenario.csv value "$row" '1 h * $(touch touched) (1 h)'
    run ! grep -F -- touched <<<"$output"
    name=$(printf 'x%.0s' {1..150})
    told sorties.csv fleet 0 "$name"
    run ! grep -F -- "--with 'fleet.x" <<<"$output"
    airbridge run hub.ini -n 1 -q --trace -o slow --set 'contingent.cargo.load_interval=2 h'
    grep -qF -- "--with 'contingent.cargo.load_interval=1.8 h'" <(COLUMNS=1000 airbridge explain slow)
    sed -i 's/^contingent.cargo.load_interval,2 h,/contingent.cargo.load_interval,exponential($(touch touched) h),/' slow/scenario.csv
    COLUMNS=1000 run -0 airbridge explain slow
    run ! grep -F -- '--with '"'contingent.cargo" <<<"$output"
    # Loads and flights that are not each other's: it ends all the same.
    told chalks.csv sortie 1 11
    told sorties.csv chalk 1 cargo-on-001
    told sorties.csv chalk 1 ''
    told sorties.csv stop 10 1
    told sorties.csv tasked 7 ''
    told sorties.csv ended 10 2022-01-01T07:29:00.000Z
    told sorties.csv wait_cargo_h 0 5
    edit chalks.csv ready 6 ''
    cp odd/chalks.csv ready.csv
    told sorties.csv wait_cargo_h 0 5
    cp ready.csv odd/chalks.csv
    run -0 airbridge explain odd
    # A zone whose clocks show UTC is no clock of its own.
    told places.csv time_zone 0 Africa/Accra
    diff whole <(echo "$output")
    # Who has no name holds nothing up.
    grep -qF 'waits for a working place at home: strategic-01' <(airbridge explain hub cargo-in-003)
    told holders.csv tail 0 ''
    run -0 airbridge explain odd cargo-in-003
    run ! grep -F 'waits for a working place at home: ' <<<"$output"
    # A flight waits for no aircraft, and is at no place when a ceiling holds it: no more is said than that.
    row=$(($(grep -n '^1,11,' hub/stages.csv | head -n 1 | cut -d: -f1) - 1))
    told stages.csv state "$row" aircraft
    grep -q 'waits: no aircraft is free for it at ' <<<"$output"
    told stages.csv state "$row" flow
    grep -q 'waits under a ceiling on flights$' <<<"$output"
}

@test "of many places that held a load up those that did most are told" {
    hub
    cp -r hub odd
    { grep -v '^1,11,' hub/stages.csv
        for i in {1..70}; do
            printf '1,11,2022-01-01T07:%02d:%02d.000Z,2022-01-01T07:%02d:%02d.000Z,before onload,working,f%d\n' \
                $((30 + i * 20 / 60)) $((i * 20 % 60)) $((30 + (i * 20 + 19) / 60)) $(((i * 20 + 19) % 60)) "$i"
        done; } | { read -r header; echo "$header"; sort -t, -k2,2n -k3,3; } >odd/stages.csv
    COLUMNS=1000 run -0 airbridge explain odd
    [ "$(grep -c '^ *[0-9.]*  a further working place at f' <<<"$output")" -ge 1 ]
    [ "$(grep -c ' waits for a working place at f' <<<"$output")" = 70 ]
}

@test "a contingent that has no load yet says so" {
    hub
    printf '[contingent.later]\napoe = home\napod = hub\nmode_in = air\nbulk = 1 t\nstandby = yes\n' >>hub.ini
    airbridge run hub.ini -n 1 -q --trace -o hub --force
    COLUMNS=1000 run -0 airbridge explain hub later
    [ "${lines[0]}" = "later has no load. Replication 1, times in UTC." ]
    [[ "${lines[1]}" == *" and was in at "* && "${lines[1]}" != *"after the request"* ]]
}

@test "a result that is written anew while it is read is not told" {
    need strace
    local result command
    airbridge new relief -o relief.ini -q
    for result in out out.sqlite; do
        airbridge run relief.ini -n 1 --trace -o $result -q
        for command in "explain $result" "export $result --format kml -o -"; do
            rm -f calls
            # The last of the tables is opened late, when another result is there.
            # shellcheck disable=SC2086
            strace -o calls -P $result/places.csv -P $result/sorties.csv -P $result -e trace=openat \
                -e inject=openat:delay_enter=4000000:when=2 "$AIRBRIDGE" $command >told 2>said &
            until [ -s calls ]; do kill -0 $!; sleep 0.02; done
            airbridge run relief.ini -n 1 --trace -o $result -q --force
            status=0
            wait $! || status=$?
            [ $status = 2 ]
            [ ! -s told ]
            [ "$(tail -n 1 said)" = "$result: error: it was written anew while it was read; try again" ]
        done
    done
}

@test "behind a hub the fleet is told that flew there, not the one that went on" {
    printf '[scenario]\nstart = 2022-01-01T00:00Z\nend = closed\n[aircraft.type]\ncargo_limit = 20 t\nonload_time = 1 h\noffload_time = 1 h\n[airfield.home]\n[airfield.mid]\n[airfield.far]\n[leg.a]\nfrom = home\nto = mid\nblock_time = 5 h\n[leg.b]\nfrom = mid\nto = far\nblock_time = 1 h\n[fleet.first]\ntype = type\nnumber = 1\nhome = home\npositions = mid: 1\n[fleet.second]\ntype = type\nnumber = 4\nhome = mid\n[contingent.cargo]\napoe = home\napod = far\nvia = mid\nbulk = 10 t\nfleets = first\nonward_fleets = second\n' >hub.ini
    airbridge run hub.ini -n 1 --trace -q -o out
    run -0 airbridge explain out
    # 5 h empty to the load, then onload, 5 h and offload on the way to the hub.
    [[ "$output" == *"12.00  a further aircraft of first"*"--with fleet.first.number=2"* ]]
    [[ "$output" != *"of second"* ]]
    run -0 airbridge compare hub.ini -n 1 --with fleet.first.number=2
    grep -qE "^ *closure_h +15.00 +10.00 +-5.00" <<<"$output"
}

@test "calls that no aircraft came for are counted, and are no loads that were not delivered" {
    printf '[scenario]\nstart = 2022-01-01T00:00Z\nend = evacuated\n[aircraft.t]\nseats = 10\ncargo_limit = 5 t\nonload_time = 30 min\noffload_time = 30 min\n[aircraft.large]\nseats = 500\ncargo_limit = 5 t\nonload_time = 30 min\noffload_time = 30 min\n[airfield.home]\n[airfield.town]\n[leg.l]\nfrom = home\nto = town\nblock_time = 2 h\n[fleet.f]\ntype = t\nnumber = 2\nhome = home\n[fleet.g]\ntype = large\nnumber = 1\nhome = home\n[evacuation.people]\nairfield = town\nto = home\npeople = 400\n' >calls.ini
    airbridge run calls.ini -n 1 --trace -q -o out
    run -0 airbridge explain out people
    [[ "$output" != *"not delivered"* ]]
    [[ "${lines[-1]}" =~ ^"No aircraft came for "[0-9]+" further calls: others took the people, or the replication ended before."$ ]]
    run -0 airbridge explain out people-out-040
    [[ "${lines[1]}" == "It was a call that no aircraft came for: others took the people whom it was for, or the replication" ]]
    [[ "$output" != *"called at -"* ]]
}

@test "who had the one place one after another had it in turn" {
    airbridge run "$ROOT/scenarios/small/shuttle.ini" -n 1 --trace -q -o out \
        --set fleet.shuttle.number=3 --set airfield.away.working_mog=1
    run -0 airbridge explain out cargo-in-003
    [[ "$output" == *"waits for a working place at away: shuttle-01 (with cargo-in-001) and"*" had it in turn"* ]]
    airbridge run "$ROOT/scenarios/small/shuttle.ini" -n 1 --trace -q -o out --force \
        --set fleet.shuttle.number=3 --set airfield.away.working_mog=2
    run -0 airbridge explain out cargo-in-003
    [[ "$output" == *" had both"* ]]
}

# Nothing is ever in: the decision takes 3 h of the time until the horizon, 12 h after the request.
@test "what was not delivered is told from the request on, where that is no matter of luck" {
    printf '[scenario]\nbase = %s\nhorizon = 14 h\n[command]\nrequest = 2 h\ndecision = 3 h\n[aircraft.transport]\noffload_time = 9 h\n' \
        "$ROOT/scenarios/small/shuttle.ini" >shut.ini
    run -1 airbridge run shut.ini -n 1 --trace -q -o out
    run -0 airbridge explain out cargo-in-001
    [ "${lines[1]}" = 'It was not delivered.' ]
    [[ "$output" =~ $'\n'"2022-01-01 02:00 "+"3.00  decision, until its contingent is alerted"$'\n' ]]
    [[ "$output" == *"Together 12.00 h: "* ]]
    run -1 airbridge run shut.ini -n 1 --trace -q -o out --force --set command.request=2022-01-01T04:00+01:00
    airbridge explain out cargo-in-001 | grep -q '^2022-01-01 03:00  *3.00  decision, '
    # A date before the start is past: nobody decides sooner.
    run -1 airbridge run shut.ini -n 1 --trace -q -o out --force --set command.request=2021-12-31T20:00Z
    airbridge explain out cargo-in-001 | grep -q '^2022-01-01 00:00  *3.00  decision, '
    run -1 airbridge run shut.ini -n 1 --trace -q -o out --force --set 'command.request=exponential(1 h)'
    run -0 airbridge explain out cargo-in-001
    [[ "$output" != *"decision"* ]]
}

# At 25 an hour the first ten are cleared after 24 minutes.
@test "of a call for people is told that they come and are cleared" {
    printf '%s\n' '[scenario]' 'start = 2022-01-01T00:00Z' 'end = evacuated' '[aircraft.t]' 'seats = 10' '[airfield.home]' \
        '[airfield.town]' '[leg.l]' 'from = home' 'to = town' 'block_time = 2 h' '[fleet.f]' 'type = t' 'number = 2' \
        'home = home' '[evacuation.people]' 'airfield = town' 'to = home' 'people = 20' 'processing_rate = 25' >calls.ini
    airbridge run calls.ini -n 1 --trace -q -o out
    run -0 airbridge explain out people-out-001
    [[ "$output" =~ $'\n'"2022-01-01 00:00 "+"0.40  people come and are cleared"$'\n' ]]
    [[ "$output" == *"  0.40  people of people who come, or are cleared, sooner"$'\n'*" worth SCENARIO --only evacuation.people"* ]]
    [[ "$output" != *"loads before it"* ]]
}

# All 100 are there after 5 h, and use 1 t a day: of 12 t there are 11 left a day later.
@test "of supplies is told that they are asked for when the stock has gone down" {
    printf '%s\n' '[scenario]' 'start = 2022-01-01T00:00Z' 'end = horizon' 'horizon = 40 h' '[command]' 'decision = 1 h' '[aircraft.t]' \
        'seats = 100' 'payload_range = 20 t: 1000 km' 'onload_time = 1 h' 'offload_time = 1 h' '[airfield.home]' '[airfield.town]' '[leg.l]' \
        'from = home' 'to = town' 'distance = 500 km' 'block_time = 2 h' '[fleet.f]' 'type = t' 'number = 2' 'home = home' \
        '[contingent.force]' 'apoe = home' 'apod = town' 'people = 100' '[supply]' 'consumption = 10 kg' 'stock = 12 t' \
        'trigger = 11 t' 'load = 1 t' 'contingent = force' >supply.ini
    airbridge run supply.ini -n 1 --trace -q -o out
    run -0 airbridge explain out force-sup-001
    [[ "$output" =~ $'\n'"2022-01-01 00:00 "+"29.00  stock lasts, until supplies are asked for"$'\n' ]]
    [[ "$output" != *"decision"* && "$output" != *"loads before it"* && "$output" != *"one after another"* ]]
}
