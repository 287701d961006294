# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
# What tables say by contingent, airfield, type and hour is what the flights, loads and airfields of a
# traced replication add up to; and it is the same however it was made.
load common

adds_up() { # adds_up SCENARIO [OPTION...]
    rm -rf one
    "$AIRBRIDGE" run "$@" -n 1 --trace -o one -q || [ $? = 1 ]
    run -0 python3 "$ROOT/tests/support/accounts.py" one $hours
    [ -z "$output" ]
}

@test "accounts by thing and by hour add up to the flights of January 2022" {
    adds_up "$ROOT/scenarios/january-2022.ini" --set aircraft.il-76md.cost_per_hour=9000 \
        --set airfield.almaty.fuel_price=800 --seed 7
}

@test "and of the other operations" {
    adds_up "$ROOT/scenarios/kathmandu-2015.ini"
    adds_up "$ROOT/scenarios/port-au-prince-2010.ini" --seed 3
    adds_up "$ROOT/scenarios/berlin-1949.ini"
}

@test "and of scenarios whose answers are known" {
    for scenario in fuelling closed-fleet slots diversion relief roads saturated standby ceiling; do
        adds_up "$ROOT/tests/oracles/$scenario.ini"
    done
    hours=--hours
    adds_up "$ROOT/tests/oracles/hours.ini"
}

@test "and of hubs, routes, teams, yards, windows, ceilings and evacuations" {
    for scenario in hub route outload-shared yard evacuation-cargo evacuation-shares cargo-classes look-ahead; do
        adds_up "$ROOT/tests/oracles/$scenario.ini"
    done
    adds_up "$ROOT/tests/oracles/evacuation.ini" --set 'evacuation.people.person_mass=120 kg' \
        --set 'evacuation.people.until=11 h'
    adds_up "$ROOT/tests/oracles/hub.ini" --set 'contingent.cargo.earliest_arrival=12 h' \
        --set fleet.strategic.number=2 --set airfield.hub.yard_loads=1
    adds_up "$ROOT/tests/oracles/windows.ini" --set fleet.fleet.number=6 --set contingent.alpha.loads=6 \
        --set flow.q.flights=2
}

@test "and by the day" {
    adds_up "$ROOT/scenarios/january-2022.ini" --set scenario.spans=day
    [ "$(cut -d, -f5 one/flows.csv | sort -u | head -1)" = 24 ]
}

@test "accounts are the same bytes by shards, resumed, and at any number of threads" {
    scenario=$ROOT/scenarios/january-2022.ini
    "$AIRBRIDGE" run "$scenario" -n 130 -j 1 -o one -q
    "$AIRBRIDGE" run "$scenario" -n 130 -j 2 -o two -q
    "$AIRBRIDGE" run "$scenario" -n 60 -j 2 -o more -q
    "$AIRBRIDGE" run "$scenario" -n 130 -j 2 -o more -q --resume
    "$AIRBRIDGE" run "$scenario" -n 130 -j 1 -o part1 -q --shard 1/2
    "$AIRBRIDGE" run "$scenario" -n 130 -j 2 -o part2 -q --shard 2/2
    "$AIRBRIDGE" merge part1 part2 -o merged -q
    for table in waits_by chain_by accounts flows binding; do
        [ "$(wc -l <one/$table.csv)" -gt 10 ]
        for other in two more merged; do
            cmp "one/$table.csv" "$other/$table.csv"
        done
    done
}

# tests/oracles/ahead.ini: loaded at 1 h; away lets nobody land before 6 h, which is to leave at 3 h, and home
# nobody out from 2 h to 5 h, which counts before.
@test "who waits for hours waits for those of the field that holds him then" {
    "$AIRBRIDGE" run "$ROOT/tests/oracles/ahead.ini" -n 1 -o one -q \
        --set airfield.away.landing_hours=06:00-10:00 --set airfield.home.takeoff_hours=05:00-02:00
    [ "$(cut -d, -f1-3,5 one/waits_by.csv | grep ^airfield)" = $'airfield,away,hours,1\nairfield,home,hours,3' ]
}

# tests/oracles/fuelling.ini: three aircraft land at 2.5 h with a load each, and take 20 t at the one
# place from 2.5 to 4.5, 6.5 and 8.5 h; each flight of 2.5 h burns 20 t.
@test "accounts of one fuelling place are those on paper" {
    "$AIRBRIDGE" run "$ROOT/tests/oracles/fuelling.ini" -n 3 -o one -q \
        --set aircraft.transport.cost_per_hour=1000 --set airfield.home.fuel_price=2 \
        --set airfield.away.fuel_price=5
    of() { cut -d, -f"$1" "one/$2.csv" | grep "$3"; }
    [ "$(of 1-3,5 waits_by ',fuel,')" = $'contingent,cargo,fuel,6\nairfield,away,fuel,6' ]
    # 7.5 h from each end; 60 t at each; 7,500 for the hours, and 60 times 2 or 5.
    [ "$(of 1-7 accounts ^airfield)" = $'airfield,away,3,7.5,60,60,7800\nairfield,home,3,7.5,60,60,7620' ]
    [ "$(of 1-7 accounts ^type)" = type,transport,6,15,120,120,15420 ]
    [ "$(of 1-3,6,26 flows away,in)" = 2022-01-01T02:00:00.000Z,away,in,3,60 ]
    [ "$(of 2,3,6,26 flows away,out)" = $'away,out,1,20\naway,out,1,20\naway,out,1,20' ]
    # Full all the time but for half of the first hour and of the last; two wait, then one.
    [ "$(of 3,4,7,9,10 binding fuelling | cut -d, -f3-)" = $'0.5,1,0.5\n1,2,1\n1,1.5,1\n1,1,1\n1,0.5,1\n1,0,1\n0.5,0,0.5' ]
    [ "$(of 1-4,6 chain_by 'flight')" = $'contingent,cargo,flight,2.5,3\nairfield,away,flight,2.5,3' ]
}

# tests/oracles/hub.ini: 3 h far and 12 loads of 3 h near, the last without its way back: 25 h of flight,
# 7 h each to put aboard and to unload. Half of the time there is nobody to bring: its chain is its time
# too, though others before it had a hub in theirs.
@test "accounts of who changes aircraft at a hub are those on paper" {
    "$AIRBRIDGE" run "$ROOT/tests/oracles/hub.ini" -n 1 -o one -q
    [ "$(grep ^contingent one/chain_by.csv | cut -d, -f3,4)" = $'onload,7\nflight,25\noffload,7' ]
    sed -e '/^deterministic/d' -e 's/^cargo_limit.*/&\nseats = 10/' \
        -e 's/^bulk.*/people = uniform(0, 1)/' "$ROOT/tests/oracles/hub.ini" >hub.ini
    for onward in onward_mode=air 'onward_mode=road onward_fleets=none onward_road_time=5h'; do
        # shellcheck disable=SC2046
        "$AIRBRIDGE" run hub.ini $(printf ' --set contingent.cargo.%s' $onward) -n 8 -j 1 -o many -q --force
        [ "$(cut -d, -f6 many/replications.csv | sort -u | paste -sd' ')" = '0 1 deployed_people' ]
        for of in chain chain_by; do
            awk -F, -v c="$([ $of = chain ] && echo 2 || echo 4)" 'NR > 1 && $1 != "airfield" { sum += $c }
                END { printf "%.3f\n", sum }' many/$of.csv
        done | sort -u >sums
        awk -F, '$1 == "closure_h" { printf "%.3f\n", $4 }' many/summary.csv | diff - sums
    done
}

@test "who changes aircraft at a hub is told of in tables and account, as on paper" {
    # Loads of the first tier are off at 4, 10 and 16 h, twelve of the second go on; the last at 39 h.
    airbridge run "$ROOT/tests/oracles/hub.ini" -n 1 --trace -o hub >account
    [ "$(awk -F, 'NR == 2 { print $(NF - 4), $(NF - 3) }' hub/contingents.csv)" = "2022-01-01T04:00:00.000Z 2022-01-01T16:00:00.000Z" ]
    grep -qxE 'Closure +2022-01-02 15:00 +39\.0' account
    grep -qxE '    at its hub, hub +2022-01-01 16:00 +16\.0' account
    [ "$(grep -c 'at its hub' account)" = 1 ]
    grep -q '^hub_first_h.cargo,h,1,4,' hub/summary.csv
    grep -q '^hub_complete_h.cargo,h,1,16,' hub/summary.csv
    python3 - <<'END'
import csv, collections
count = collections.Counter()
for row in csv.DictReader(open("hub/sorties.csv")):
    count[row["direction"], row["tier"], row["chalk"] != ""] += 1
    assert (row["tier"] == "2") == ("-on-" in row["chalk"]), row
del count["", "", False]
assert count == {("in", "1", True): 3, ("on", "2", True): 12}, count
END
    # Without a hub nothing of it is there, but the columns.
    airbridge run "$shuttle" -n 1 --trace -o out >account
    run -1 grep hub account out/summary.csv
    [ "$(awk -F, 'NR == 2 { print $(NF - 4) $(NF - 3) }' out/contingents.csv)" = "" ]
    [ "$(awk -F, 'NR > 1 && $38 == "in" && $39 == ""' out/sorties.csv | wc -l)" = 8 ]
}

@test "the account dates who is told when, where that is no matter of chance" {
    airbridge run "$ROOT/tests/oracles/relief.ini" -n 2 --set scenario.deterministic=no \
        --set 'command.request=1 h' --set notification.a.name=Late --set 'notification.a.at=30 h' \
        --set notification.b.name=Random --set 'notification.b.at=uniform(1 h, 3 h)' \
        --set notification.c.name=Dated --set notification.c.at=2022-01-02T05:00Z >account
    run -0 grep 'told:' account
    [[ "$output" =~ ^"  told: Late"\ +"2022-01-02 07:00"$'\n'"  told: Dated"\ +"2022-01-02 05:00"$ ]]
}

@test "when contingents were at their hub is the same resumed and in parts" {
    hub=$ROOT/tests/oracles/hub.ini
    airbridge run "$hub" -n 4 -o whole -q
    airbridge run "$hub" -n 2 -o grown -q
    airbridge run "$hub" -n 4 -o grown -q --resume
    for part in 1 2; do airbridge run "$hub" -n 4 -o part-$part -q --shard $part/2; done
    airbridge merge part-1 part-2 -o joined -q
    for other in grown joined; do cmp whole/contingents.csv $other/contingents.csv; done
    grep -q ,2022-01-01T16:00:00.000Z, whole/contingents.csv
}

@test "landings at a hub are told apart, and so is what a contingent waits for that joins later" {
    hub=$ROOT/tests/oracles/hub.ini
    airbridge run "$hub" -n 1 >account # twelve loads of the second tier
    grep -qE '^Inbound flights +12$' account
    grep -qxF 'Inbound flights are those to the theatre, not those to a hub' account
    airbridge run "$hub" -n 1 --set contingent.cargo.onward_mode=road \
        --set contingent.cargo.onward_fleets=none --set 'contingent.cargo.onward_road_time=5 h' >account
    run -1 grep -E '^Inbound flights +[0-9]' account
    grep -qxF 'Inbound flights are those to the theatre; what goes on by road came to a hub' account
    airbridge run "$ROOT/scenarios/small/shuttle.ini" -n 1 >account
    run -1 grep -E 'to a hub|joins' account
    airbridge run "$ROOT/scenarios/small/shuttle.ini" -n 1 \
        --set contingent.cargo.joins=2022-01-02T00:00Z >account
    grep -qE '^  decision, or until it joins +24\.0 h ' account
}

@test "no clock tells a year that no date has" {
    local far=(--set scenario.start=0001-01-01T00:00Z --set 'airfield.away.utc_offset=-14 h')
    airbridge run "$shuttle" "${far[@]}" -n 1 -q -o far
    [ "$(cut -d, -f4 far/flows.csv | sed -n '2,$p' | grep -c .)" -gt 0 ]
    run ! grep -F 0000 <(cut -d, -f1-4 far/flows.csv far/binding.csv)
}

@test "bulk_t of a load is its cargo of all classes, and says so" {
    airbridge run "$shuttle" --set contingent.cargo.loads=0 --set 'contingent.cargo.bulk=3 t' \
        --set 'contingent.cargo.oversize=2 t' --set 'aircraft.transport.cargo_limit=10 t' \
        --set aircraft.transport.cargo_class=outsize -n 1 --trace -q -o classes
    python3 - classes <<'EOF'
import csv, json, sys
rows = list(csv.DictReader(open(sys.argv[1] + "/chalks.csv")))
assert sum(float(row["bulk_t"]) for row in rows) == 5, rows
tables = json.load(open(sys.argv[1] + "/datapackage.json"))["resources"]
chalks = next(table for table in tables if table["path"] == "chalks.csv")
words = next(field for field in chalks["schema"]["fields"] if field["name"] == "bulk_t")["description"]
assert "oversize" in words and "outsize" in words, words
EOF
}
