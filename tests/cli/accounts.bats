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
