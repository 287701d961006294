# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
# `airbridge size`: the cheapest mix that reaches a goal.
load common

# Two aircraft fly eight loads in cycles of 6 h: n aircraft close after 6 (ceil(8 / n) - 1) + 4 h.
priced() {
    printf '[scenario]\nbase = %s\n[price.aircraft]\nkey = fleet.shuttle.number\nper_unit = 2.5\n' \
        "$shuttle" >priced.ini
}

# A shuttle with luck, in which places and aircraft bind in turn.
uncertain() {
    printf '[scenario]\nbase = %s\n[airfield.away]\nworking_mog = 1\n' "$shuttle" >luck.ini
    printf '[aircraft.transport]\nonload_time = exponential(1 h)\noffload_time = exponential(2 h)\n' \
        >>luck.ini
}
ranges=(--vary 'fleet.shuttle.number=1..6' --vary 'airfield.away.working_mog=1..4')

@test "the answer is the one on paper" {
    priced
    for line in '16 3 2.5' '22 2 0' '21.9 3 2.5' '10 4 5' '4 8 15'; do
        read -r bound number price <<<"$line"
        airbridge size priced.ini --goal "closure_h <= $bound" --vary fleet.shuttle.number=1..9 \
            -n 100 -q -o out --force
        awk -F, -v number="$number" -v price="$price" \
            'NR > 1 && $4 == 1 { if ($2 != number || $3 != price) exit 1; found = 1 } END { exit !found }' \
            out/size.csv
    done
    # A goal that cannot be reached is a failure, and is told.
    run airbridge size priced.ini --goal 'closure_h <= 3.9' --vary fleet.shuttle.number=1..9 -n 100
    [ "$status" -eq 1 ]
    grep -q '^Not within these limits' <<<"$output"
}

@test "prices count from the plan, or from the least where that is not offered" {
    # Without a price each step costs 1: of 2, 4 and 8 aircraft 4 close after 10 h.
    run -0 env COLUMNS=200 "$AIRBRIDGE" size "$shuttle" --goal 'closure_h <= 10' --vary fleet.shuttle.number=2,4,8 -n 100
    [[ "$output" == *" costs +1 against the plan as it is:"* ]]
    run -0 env COLUMNS=200 "$AIRBRIDGE" size "$shuttle" --goal 'closure_h <= 10' --vary fleet.shuttle.number=3,4,8 -n 100
    [[ "$output" == *" costs +1 against the least of everything:"* ]]
    # With a price it counts from what the plan has, offered or not.
    priced
    run -0 env COLUMNS=200 "$AIRBRIDGE" size priced.ini --goal 'closure_h <= 30' --vary fleet.shuttle.number=3..5 -n 100
    [[ "$output" == *" costs +2.5 against the plan as it is:"* ]]
}

@test "goals together bind together" {
    priced
    airbridge size priced.ini --goal 'closure_h <= 22' --goal 'closure_h <= 10' \
        --vary fleet.shuttle.number=1..9 -n 100 -q -o out
    awk -F, '$4 == 1 { found = $2 == 4 } END { exit !found }' out/size.csv
}

@test "less time is more: a delay is shortened until the goal is reached" {
    printf '[scenario]\nbase = %s\n[price.time]\nkey = aircraft.transport.onload_time\nper_unit = 10\n' \
        "$shuttle" >priced.ini
    # 3 cycles of 4 h + 2 x onload ... : with an onload of t closure is 3 (5 + t) + 3 + t = 18 + 4 t.
    airbridge size priced.ini --goal 'closure_h <= 20' -n 100 -q -o out \
        --vary 'aircraft.transport.onload_time=30 min, 0.25 h, 1 h, 2 h'
    awk -F, '$4 == 1 { found = $2 == "30 min" && $3 == 5 } END { exit !found }' out/size.csv
}

@test "values without a number stand as they are listed, the plan's by its word" {
    # Open from 0 to 4 h of a day the far field takes two loads a day: four days; always it closes after 22 h.
    printf '[scenario]\nbase = %s\nhorizon = 30 d\n[airfield.away]\nlanding_hours = 00:00-04:00\n' "$shuttle" >shut.ini
    COLUMNS=200 run -0 --separate-stderr airbridge size shut.ini --goal 'closure_h <= 22' -n 100 \
        --vary 'airfield.away.landing_hours=00:00-04:00, 00:00-12:00, always'
    stderr_is "airbridge: note: airfield.away.landing_hours has no [price.ID]: each step of it counts as 1"
    [[ "$output" == *" costs +2 against the plan as it is:"* ]]
    # What the plan does not say is "none": the standby force is never committed, or an hour later is in by 23 h.
    COLUMNS=200 run -0 --separate-stderr airbridge size "$shuttle" --set contingent.cargo.standby=yes -n 100 \
        --goal 'closure_h <= 23' --vary 'contingent.cargo.commit=3 h,1 h,2 h'
    [[ "$output" == *" costs +2 against the least of everything:"* ]]
    grep -qE '^  contingent.cargo.commit +none +1 h +0 % of 100$' <<<"$output"
    # The same number said twice is two values, the first of which is the cheaper one.
    airbridge size "$shuttle" --goal 'closure_h <= 22' -n 100 -q -o twice \
        --vary 'aircraft.transport.onload_time=60 min, 1 h, 2 h'
    awk -F, '$4 == 1 { found = $2 == "60 min" || $2 == "1 h" } END { exit !found }' twice/size.csv
    run -0 --separate-stderr airbridge size "$shuttle" --goal 'closure_h <= 22' -n 60 --vary 'airfield.away.elevation=1 km,2 km'
    [ "${stderr_lines[0]}" = "airbridge: note: size takes what is larger, or listed last, of airfield.away.elevation to do better; where less does, its answer does not hold" ]
    airbridge size "$shuttle" --goal 'closure_h <= 22' -n 60 -q -o high --vary 'airfield.away.elevation=2 km,1000 m,1 km'
    awk -F, '$4 == 1 { found = $2 == "1000 m" } END { exit !found }' high/size.csv
    # Of a time that is not random, too.
    airbridge size "$shuttle" --goal 'closure_h <= 22' -n 60 -q -o long --vary 'scenario.horizon=3 d,72 h,20 h'
    awk -F, '$4 == 1 { found = $2 == "3 d" } END { exit !found }' long/size.csv
}

@test "any number of threads, a resumed search and a database have the same answer" {
    uncertain
    airbridge size luck.ini --goal 'closure_h <= 24' "${ranges[@]}" -n 200 -q -o one -j 1
    airbridge size luck.ini --goal 'closure_h <= 24' "${ranges[@]}" -n 200 -q -o two -j 2
    cmp one/size.csv two/size.csv
    cmp one/inquiry.journal two/inquiry.journal
    # What a program that was killed had done is not done again.
    mkdir torn
    head -n 400 one/inquiry.journal >torn/inquiry.journal
    airbridge size luck.ini --goal 'closure_h <= 24' "${ranges[@]}" -n 200 -q -o torn --resume
    cmp one/size.csv torn/size.csv
    cmp one/inquiry.journal torn/inquiry.journal
    airbridge size luck.ini --goal 'closure_h <= 24' "${ranges[@]}" -n 200 -q -o all.sqlite
    [ "$(sqlite3 all.sqlite 'select count(*) from size where winner')" = 1 ]
    airbridge size luck.ini --goal 'closure_h <= 24' "${ranges[@]}" -n 200 --json >object.json
    python3 - <<'EOF'
import csv, json
of = json.load(open('object.json'))
rows = list(csv.DictReader(open('one/size.csv')))
assert len(rows) == len(of['size'])
for row, other in zip(rows, of['size']):
    assert float(row['price']) == other['price'] and row['verdict'] == other['verdict']
EOF
    # A result is not written over, and one that is not finished is not taken for another.
    run airbridge size luck.ini --goal 'closure_h <= 24' "${ranges[@]}" -n 200 -q -o one
    [ "$status" -eq 2 ]
    run airbridge size luck.ini --goal 'closure_h <= 24' "${ranges[@]}" -n 200 -q -o torn --resume --seed 9
    [ "$status" -eq 2 ]
}

@test "the share that is confirmed is that of a run of the mix" {
    uncertain
    airbridge size luck.ini --goal 'closure_h <= 24' "${ranges[@]}" -n 200 -q -o out
    read -r number places n reaching < <(awk -F, '$5 == 1 { print $2, $3, $14, $15 }' \
        <(python3 -c "
import csv
for row in csv.DictReader(open('out/size.csv')):
    print(','.join(row.values()))"))
    printf 'fleet.shuttle.number,airfield.away.working_mog\n%s,%s\n' "$number" "$places" >mix.csv
    airbridge sweep luck.ini --cases mix.csv -n 800 --runs -q -o runs
    # Replications 1 to 200 were the test's, 201 to 800 confirm.
    found=$(python3 -c "
import csv
rows = list(csv.DictReader(open('runs/runs.csv')))
print(sum(float(r['closure_h']) <= 24 for r in rows if int(r['replication']) > 200))")
    [ "$n" = 600 ]
    [ "$found" = "$reaching" ]
}

@test "the account fits its width" {
    uncertain
    for width in 60 80 100; do
        COLUMNS=$width airbridge size luck.ini --goal 'closure_h <= 24' "${ranges[@]}" -n 100 >account
        awk -v width="$width" 'length > width { print; exit 1 }' account
    done
}

@test "what cannot be asked is refused" {
    priced
    refused() {
        run airbridge size priced.ini -n 100 "$@"
        [ "$status" -eq 2 ]
        [ "$(grep -c error <<<"$output")" = 1 ]
    }
    refused --goal 'closure_h <= 72' # nothing is varied
    refused --vary fleet.shuttle.number=1..3
    refused --goal 'closure_h < 72' --vary fleet.shuttle.number=1..3
    refused --goal 'closure <= 72' --vary fleet.shuttle.number=1..3
    refused --goal 'closure_h <= 72 t' --vary fleet.shuttle.number=1..3
    refused --goal 'closure_h <= 72' --vary fleet.shuttle.numbers=1..3
    for none in fleets.shuttle.number fleets.number number; do
        refused --goal 'closure_h <= 72' --vary "$none=1,2"
        [[ "$output" == *"there is no key '$none'"* ]]
    done
    refused --goal 'closure_h <= 72' --vary contingent.cargo.withdrawal_priority=1,2
    refused --goal 'closure_h <= 72' --vary fleet.shuttle.number=1..3 --confidence 'very'
    refused --goal 'closure_h <= 72' --vary fleet.shuttle.number=1..3 --confidence '100 %'
    refused --goal 'closure_h <= 72' --vary fleet.shuttle.number=1..3 --set fleet.shuttle.number=2
    printf '[scenario]\nbase = %s\n[price.b]\nkey = airfield.away.working_mog\nper_unit = 2\n' \
        "$shuttle" >unlimited.ini
    run airbridge size unlimited.ini --goal 'closure_h <= 72' --vary airfield.away.working_mog=1..3
    [ "$status" -eq 2 ] # the plan has no number of places to count from
}

@test "a mix without the thing that the goal is of does not reach it" {
    run -1 --separate-stderr airbridge size "$shuttle" --goal 'closure_h.cargo <= 24' -n 100 -o out \
        --vary contingent.cargo.active=yes,no
    [[ "${lines[0]}" == "Not within these limits: with the most of everything closure_h.cargo <= 24 h in "* ]]
    [ "$(sed -n 2p out/size.csv | grep -o ',fails,')" = ,fails, ]
}

@test "a mix that was only lucky in its test is told, and is not the answer" {
    uncertain
    for seed in {1..40}; do
        for bound in 20 24 28 32; do
            airbridge size luck.ini --goal "closure_h <= $bound" "${ranges[@]}" -n 60 --seed "$seed" -q -o out --force || [ $? = 1 ]
            # Another passes then, of which that followed from those with less: nobody has looked at it.
            ! { grep -q 'not confirmed' out/size.csv && awk -F, '$7 == "0" { found = 1 } END { exit !found }' out/size.csv; } || break 2
        done
    done
    python3 - <<'END'
import csv
rows = list(csv.DictReader(open('out/size.csv')))
lucky = [r for r in rows if r['verdict'] == 'not confirmed']
assert lucky and all(r['winner'] == '0' for r in lucky), rows
assert any(r['replications'] == '0' for r in rows), rows
for r in rows:
    none = r['replications'] == '0'
    assert none == (r['share'] == '') and none == (r['ci95_low'] == '') and none == (r['ci95_high'] == ''), r
END
}

@test "where the most of everything was only lucky in its test, that is told of new luck" {
    uncertain
    local said seed
    for seed in {1..40}; do
        run --separate-stderr airbridge size luck.ini --goal 'closure_h <= 20' --vary fleet.shuttle.number=3,4 \
            --vary airfield.away.working_mog=2,3 -n 60 --seed "$seed" -o out --force
        said=${output//$'\n'/ }
        [[ "$said" != "Not within"*" that no test had seen."* ]] || break
    done
    [ "$status" = 1 ]
    [[ "$said" =~ ^"Not within these limits: with the most of everything closure_h <= 20 h in 90 % of replications is not reached for sure: it was in "([0-9]+)" of 180 that no test had seen." ]]
    # Of Clopper and Pearson, 153 and fewer of 180 are too few for sure, and 169 and more enough.
    [ "${BASH_REMATCH[1]}" -gt 153 ]
    [ "${BASH_REMATCH[1]}" -lt 169 ]
    grep -q '^[0-9]*,4,3,.*,0,not confirmed,60,' out/size.csv
}

@test "a goal behind the horizon is refused: what comes later is not followed" {
    run -2 --separate-stderr airbridge size "$shuttle" --goal 'closure_h <= 3 d' --vary fleet.shuttle.number=1..3 \
        --set 'scenario.horizon=71 h'
    [[ "$stderr" == *"--goal 'closure_h <= 3 d': that is behind the horizon, 71 h after the start: "* ]]
    airbridge size "$shuttle" --goal 'closure_h <= 71' --vary fleet.shuttle.number=1..3 -n 30 -q \
        --set 'scenario.horizon=71 h'
    airbridge size "$shuttle" --goal 'flying_hours <= 100' --vary fleet.shuttle.number=1..3 -n 30 -q \
        --set 'scenario.horizon=71 h'
}

@test "a goal of what the scenario does not have is told to be one" {
    run -1 --separate-stderr airbridge size "$shuttle" --goal 'cost <= 9' --vary fleet.shuttle.number=1..3 -n 30
    [[ "${output//$'\n'/ }" == *"reached: it was in 0 of 30; cost has no value in any of them."* ]]
}

# One load closes after 3 h and an exponential hour, after 11 h in 3 of 10,000.
@test "almost all replications are not told to be all that reach a goal" {
    printf '[scenario]\nbase = %s\n[contingent.cargo]\nloads = 1\n[aircraft.transport]\nonload_time = exponential(1 h)\n' \
        "$shuttle" >one.ini
    airbridge size one.ini --goal 'closure_h <= 11' --vary fleet.shuttle.number=1,2 --seed 2 -o out >account
    [ "$(cells out/size.csv confirmed_replications,confirmed_reaching winner 1)" = '3000|2999' ]
    grep -qF 'It reached the goal in 99.97 % of 3000 replications' account
}

@test "a cheaper mix that may reach the goal, too, is told, where so few replications do not show it" {
    uncertain
    COLUMNS=200 airbridge size luck.ini --goal 'closure_h <= 32' --vary fleet.shuttle.number=1..6 -n 60 -o out >account
    python3 - <<'END'
import csv
row = list(csv.DictReader(open('out/size.csv')))
winner = next(r for r in row if r['winner'] == '1')
doubtful = [r for r in row if float(r['price']) < float(winner['price']) and r['verdict'] == 'fails'
            and float(r['ci95_high']) >= 0.9]
assert len(doubtful) == 1, row
END
    grep -qx '1 cheaper may reach it, too, but 60 replications do not show it; more (-n) may\.' account
}

# A place more does nothing here and costs what an aircraft does: what fails with it is as dear as the answer.
@test "what fails and is as dear as the answer is not told as cheaper" {
    uncertain
    for order in 'fleet.shuttle.number=1..6 airfield.away.parking_mog=8,9' 'airfield.away.parking_mog=8,9 fleet.shuttle.number=1..6'; do
        # shellcheck disable=SC2086
        COLUMNS=200 airbridge size luck.ini --goal 'closure_h <= 32' $(printf -- '--vary %s ' $order) -n 60 -o out --force >account
        python3 - <<'END'
import csv
row = list(csv.DictReader(open('out/size.csv')))
winner = next(r for r in row if r['winner'] == '1')
assert any(r['price'] == winner['price'] and r['verdict'] == 'fails' for r in row), row
END
        grep -qx '1 cheaper may reach it, too, but 60 replications do not show it; more (-n) may\.' account
    done
}

@test "one replication of a plan without luck is one run" {
    run -1 --separate-stderr airbridge size "$shuttle" --set scenario.deterministic=yes --vary fleet.shuttle.number=2..3 --goal "closure_h <= 22" -n 1
    [[ "$output" == *"1 run." ]]
}

@test "no limit is more than any number, wherever it is listed" {
    for values in 'unlimited, 1, 2' '2, unlimited, 1'; do
        COLUMNS=200 run -0 airbridge size "$shuttle" --goal 'closure_h <= 22' --vary "airfield.away.working_mog=$values" -n 60
        grep -q '^  airfield.away.working_mog  *unlimited  *2  *0 % of 60$' <<<"$output"
    done
}

# Four aircraft leave with a load each, two hours before they land: all are off after 12 h with the probability
# (1 - exp(-10 h / m))^4 where an onload takes m on average: 0.929 for 2.5 h, 0.865 for 3 h. A shorter mean is more of it,
# however the values are written and listed.
@test "of random times a shorter mean is more, and then a lesser spread" {
    printf '[scenario]\nbase = %s\n[aircraft.transport]\nonload_time = exponential(4 h)\noffload_time = 0 h\n[fleet.shuttle]\nnumber = 4\n[contingent.cargo]\nloads = 4\n' \
        "$shuttle" >times.ini
    for values in 'exponential(1 h..4 h step 0.5 h)' 'exponential(2.5 h), exponential(4 h), exponential(1 h), exponential(180 min)'; do
        COLUMNS=200 run -0 airbridge size times.ini --goal 'closure_h <= 12' --vary "aircraft.transport.onload_time=$values"
        grep -q '^  aircraft.transport.onload_time  *exponential(4 h) exponential(2.5 h) ' <<<"$output"
    done
    # Of three with one mean the most even is the most.
    COLUMNS=200 run -0 airbridge size times.ini --goal 'closure_h <= 7.5' --vary 'aircraft.transport.onload_time=gamma(4 h, 0.5 h..2.5 h step 1 h)' -n 100
    grep -q '^  aircraft.transport.onload_time  *exponential(4 h)  *gamma(4 h, 0.5 h) ' <<<"$output"
}
