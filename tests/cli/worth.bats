# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
# What more of each thing would buy.
load common

lucky=$ROOT/scenarios/january-2022.ini

# Columns of compare.csv, or worth.csv, that say what a change does.
told=base_mean,mean,difference,sd,ci95_low,ci95_high,base_beyond,beyond

# Four loads from home to away. Keys may be added to those of their contingent.
four_loads() { # AIRCRAFT ONLOAD FLIGHT OFFLOAD [KEY = VALUE]...
    cat <<END
[scenario]
start = 2022-01-01T00:00Z
end = closed
horizon = 30 d
[aircraft.transport]
onload_time = $2
offload_time = $4
[airfield.home]
[airfield.away]
parking_mog = 9
[leg.l]
from = home
to = away
block_time = $3
[fleet.f]
type = transport
number = $1
home = home
[contingent.cargo]
apoe = home
apod = away
loads = 4
END
    printf '%s\n' "${@:5}"
}

@test "what a change is worth is what compare says of it, to the byte" {
    need python3
    airbridge worth "$lucky" -n 60 -o w -q
    local tried=0 what n
    while IFS='|' read -r what n; do
        rm -rf c
        airbridge compare "$lucky" --with "$what" -n "$n" -o c -q
        diff <(cells w/worth.csv "$told" with "$what" | head -n 1) \
             <(cells c/compare.csv "$told" measure closure_h)
        tried=$((tried + 1))
    done < <(cells w/worth.csv with,n sort more | sed -n '1,4p;40p;120p;$p'
             cells w/worth.csv with,n sort spare | sed -n '1p;$p')
    [ $tried = 9 ]
}

@test "a pair is what compare says of both changes" {
    need python3
    airbridge worth "$runway" -n 60 -o w -q
    IFS='|' read -r what n < <(cells w/worth.csv with,n sort pair)
    [ -n "$what" ]
    airbridge compare "$runway" --with "$what" -n "$n" -o c -q
    diff <(cells w/worth.csv "$told" with "$what") <(cells c/compare.csv "$told" measure closure_h)
}

@test "January's list costs a tenth of trying all in all replications, and the first is known for sure" {
    need python3
    airbridge worth "$lucky" --json >w.json
    python3 -c '
import json
told = json.load(open("w.json", encoding="utf-8"))
assert told["runs"] < told["tried"] * 300 / 10, told["runs"]
assert told["tried"] > 150, told["tried"]
first = [row for row in told["worth"] if row["sort"] == "more" and row["first"]]
assert [row["key"] for row in first] == ["contingent.vdv-98.load_interval"], first
assert told["raced"] and told["may_be_first"] == 1
for row in told["worth"]:
    assert row["state"] != "faulty", row
    assert row["gain"] is not None and row["gain_low"] <= row["gain"] <= row["gain_high"], row
    if row["sort"] == "more" and row["gain_low"] > 0: # what may be luck is looked at again
        assert row["gain_all_low"] >= row["gain"] / 2 or row["n"] == 300, row
helps = [row["key"] for row in told["worth"] if row["helps"]]
assert "aircraft.il-76md.onload_per_vehicle" in helps, helps
'
}

@test "what is worth less than five others for sure is looked at again until it is known to help" {
    # Of these five others a tenth is 2 h; of the notice 0.1 h or, in 1 of 4 replications, 1.1 h.
    four_loads 9 '20 h' '20 h' '20 h' 'notice = mixture(3: 1 h, 1: 11 h)' 'assembly = 20 h' 'road_march = 20 h' >behind.ini
    for seed in 1 2 3 4 5 6; do
        airbridge worth behind.ini --seed $seed --json | python3 -c '
import json, sys
row = next(row for row in json.load(sys.stdin)["worth"] if row["sort"] == "more" and row["key"] == "contingent.cargo.notice")
assert row["helps"] and 20 < row["n"] and not row["first"], row
assert row["gain_all_low"] < 0.35 < row["gain_all_high"], row
assert row["gain_all_low"] >= row["gain"] / 2 or row["n"] == 300, row'
    done
    COLUMNS=200 run -0 airbridge worth behind.ini --seed 1 -n 15
    [[ "$output" == *$'\n'"  1 more moves it by less, or not for sure, of which 1 helps by its own interval, but may be luck among "* ]]
}

@test "the result is the same with any number of threads" {
    airbridge worth "$runway" -n 60 -o one -q -j 1
    airbridge worth "$runway" -n 60 -o three -q -j 3
    diff -r -x run.json one three
}

@test "whoever is killed goes on, and comes to the same bytes" {
    airbridge worth "$runway" -n 60 -o whole -q
    local kills=0 status=1 pid
    until [ $status = 0 ]; do
        "$AIRBRIDGE" worth "$runway" -n 60 -o part -q --resume &
        pid=$!
        sleep "0.0$((RANDOM % 10))"
        [ $kills -lt 8 ] && kill -KILL $pid 2>/dev/null && kills=$((kills + 1))
        status=0
        wait $pid || status=$?
    done
    diff -r -x run.json whole part
    airbridge worth "$runway" -n 60 -o part -q --resume # finished: nothing is made again
    diff -r -x run.json whole part
}

@test "with more replications a result that is there goes on" {
    airbridge worth "$runway" -n 60 -o whole -q
    airbridge worth "$runway" -n 30 -o grown -q
    airbridge worth "$runway" -n 60 -o grown -q --resume
    diff -r -x run.json whole grown
}

@test "an interrupted one says how to go on, and does" {
    airbridge worth "$lucky" -n 40 -o whole -q
    "$AIRBRIDGE" worth "$lucky" -n 40 -o part -q 2>said &
    pid=$!
    until grep -q '^r ' part/inquiry.journal 2>/dev/null; do kill -0 $pid; done
    kill -TERM $pid
    status=0
    wait $pid || status=$?
    [ $status = 130 ]
    grep -q 'interrupted after .* runs; go on with' said
    [ ! -e part/worth.csv ]
    sh -c "$(sed -n 2p said)"
    diff -r -x run.json whole part
}

@test "of a plan that goes on, one more is one more than that says" {
    airbridge run "$shuttle" -n 1 -q --trace -o past
    for number in 1 2 3; do
        airbridge worth "$shuttle" -n 5 -q -o "of-$number" --from past --at 2022-01-01T06:00Z --only fleet.number \
            --set fleet.shuttle.number=$number
    done
    # Closure with one to four from then on; fields are sort, with, mean before and after.
    run -0 eval "cut -d, -f1,9,13,14 of-[1-3]/worth.csv | grep ^more"
    output_is "more,fleet.shuttle.number=2,34,22
more,fleet.shuttle.number=3,22,16
more,fleet.shuttle.number=4,16,16"
}

@test "of a plan that goes on, a tenth is paid for by what that says" {
    printf '[scenario]\nbase = %s\n[airfield.home]\nfuel_rate = 10 t/h\n[aircraft.transport]\nfuel_burn = 5 t/h\n[price.fuel]\nkey = airfield.home.fuel_rate\nper_unit = 1\n' \
        "$shuttle" >plan.ini
    airbridge run plan.ini -n 1 -q --trace -o past
    airbridge worth plan.ini -n 2 -q -o out --from past --at 2022-01-01T06:00Z --only fuel_rate --set 'airfield.home.fuel_rate=20 t/h'
    python3 -c 'import csv
rows = list(csv.DictReader(open("out/worth.csv")))
assert {(row["with"], float(row["price"])) for row in rows} == {("airfield.home.fuel_rate=22 t/h", 2), ("airfield.home.fuel_rate=18 t/h", 2)}, rows'
}

@test "one that a full disk stops says how to go on, and does" {
    airbridge worth "$lucky" -n 40 -o whole -q
    run -3 --separate-stderr bash -c 'ulimit -f 8; exec "$0" worth "$1" -n 40 -o part -q' "$AIRBRIDGE" "$lucky"
    [ "${stderr_lines[0]}" = "airbridge: what is done is kept; go on with" ]
    [ "${stderr_lines[2]}" = "part/inquiry.journal: error: cannot write: File too large" ]
    sh -c "${stderr_lines[1]}"
    diff -r -x run.json whole part
    # Where nothing was done there is nothing to go on with.
    run -3 --separate-stderr bash -c 'ulimit -f 0; exec "$0" worth "$1" -n 40 -o none -q' "$AIRBRIDGE" "$lucky"
    [[ "$stderr" != *"go on with"* ]]
}

@test "another measure, another seed or another scenario is not gone on with" {
    airbridge worth "$runway" -n 20 -o w -q
    run -2 --separate-stderr airbridge worth "$runway" -n 20 -o w -q
    [[ $stderr == *"--resume"* ]]
    run -2 --separate-stderr airbridge worth "$runway" -n 20 -o w -q --resume --seed 2
    [[ $stderr == *"another seed"* ]]
    run -2 --separate-stderr airbridge worth "$runway" -n 20 -o w -q --resume --of first_landing_h
    [[ $stderr == *"another measure"* ]]
    run -2 --separate-stderr airbridge worth "$runway" -n 20 -o w -q --resume --set fleet.pool.number=3
    [[ $stderr == *"another scenario"* ]]
    airbridge run "$runway" -n 2 -o w -q --force # and another result takes its place
    [ ! -e w/inquiry.journal ]
    [ ! -e w/worth.csv ]
}

@test "a database has the table" {
    need sqlite3
    airbridge worth "$shuttle" -n 4 -o w.sqlite -q
    run -0 sqlite3 w.sqlite "select what, gain from worth where sort = 'more' and rank = 1"
    output_is "one more aircraft of shuttle|6.0"
    [ -e w.sqlite.inquiry.journal ]
    rm w.sqlite
    run -2 airbridge worth "$shuttle" -n 4 -o w.sqlite -q
    output_is "w.sqlite: error: beside this file lies the journal of an inquiry; give --resume to go on with it, --force to begin anew"
}

@test "the account is in plain words, and no wider than the terminal" {
    for width in 60 80 100; do
        COLUMNS=$width run -0 airbridge worth "$shuttle" -n 10
        [[ $output == *"one more aircraft of shuttle: closes 6.0 h earlier"* ]]
        [ "$(awk '{ if (length($0) > most) most = length($0) } END { print most }' <<<"$output")" -le $width ]
    done
}

@test "what has no price is not called worse than what has one, and the best for its price is found" {
    printf '[scenario]\nbase = %s\n[price.one]\nkey = fleet.shuttle.number\nper_unit = 1000\n' "$shuttle" >one.ini
    run -0 airbridge worth one.ini -n 10
    [[ $output == *"  * the only one that has a price and moves it; with the others it is not compared"* ]]
    airbridge new relief -o relief.ini -q
    run -0 airbridge worth relief.ini
    [ "$(grep -c '^  \* one more' <<<"$output")" = 1 ]
    [[ $output == *"  * one more working place at island: "*" h for one of money"* ]]
    [[ $output == *"  * the best for its price"* ]]
}

@test "where what has a price does not help, that is told" {
    printf '[scenario]\nbase = %s\n[price.runway]\nkey = airfield.away.runways\nper_unit = 10\n' "$shuttle" >priced.ini
    run -0 airbridge worth priced.ini -n 2 -o out
    [[ "$output" == *$'\n'"  * one more aircraft of shuttle: closes 6.0 h earlier"$'\n'* ]]
    [[ "$output" == *$'\n'"  nothing of this has a price; what has one does not help for sure"$'\n'* ]]
    [ "$(cells out/worth.csv sort,state key airfield.away.runways)" = "more|same" ]
    [ "$(cells out/worth.csv key,state sort spare | head -n 1)" = "fleet.shuttle.number|moved" ]
}

@test "wrong names are refused with the nearest" {
    run -2 --separate-stderr airbridge worth "$shuttle" --of closur_h
    stderr_is "airbridge: error: --of 'closur_h': the scenario has no such measure; did you mean 'closure_h'?"
    run -2 --separate-stderr airbridge worth "$shuttle" --only parkin_mog
    [[ $stderr == *"--only: 'parkin_mog' names nothing in this scenario that there could be more of, nor a time; did you mean parking_mog?"* ]]
}

# A change that the past of a plan does not have cannot be tried.
@test "what goes on from a past tells what cannot be tried there" {
    airbridge run "$runway" -n 3 -q --trace -o past
    COLUMNS=1000 run -0 airbridge worth "$runway" --from past --at 2022-01-02T06:00Z -n 30
    grep -qF 'could not be tried; the first of them, decision of the command, a tenth shorter: [command] decision: '"'0.9 * triangular(2 h, 6 h, 24 h)' was 'triangular(2 h, 6 h, 24 h)' in the past of this scenario, and it cannot change while a run goes on" <<<"$output"
    grep -q 'one more stand at port: closes' <<<"$output"
    # Where nothing else is left nothing is told to be first.
    airbridge worth "$runway" --from past --at 2022-01-02T06:00Z -n 30 --only decision --json |
        python3 -c 'import json, sys; w = json.load(sys.stdin)["worth"]; assert [r["state"] for r in w] == ["faulty"] and not w[0]["first"], w'
}

@test "one replication ranks and is sure of nothing, and what ties stays tied" {
    airbridge worth "$runway" -n 1 --json |
        python3 -c 'import json, sys; of = json.load(sys.stdin); w = of["worth"]; assert not of["raced"] and any(r["rank"] == 1 for r in w) and not any(r["first"] for r in w), w'
    # On paper a tenth of the onload saves what a tenth of the offload does.
    airbridge worth "$shuttle" -n 400 --only onload_time,offload_time --json |
        python3 -c 'import json, sys; of = json.load(sys.stdin); assert of["raced"] and of["may_be_first"] == 2 and all(r["first"] and r["n"] == 400 for r in of["worth"]), of["worth"]'
}

@test "a measure without a value is refused" {
    run -2 airbridge worth "$shuttle" --of withdrawal_h -n 20
    [ "$output" = "airbridge: error: --of: withdrawal_h has no value in any replication: the scenario has no such thing" ]
}

@test "changes of many statements are tried together in parts, none of them in part" {
    { printf '[scenario]\nbase = %s\n' "$shuttle"
        for i in {1..60}; do
            printf '[airfield.a%d]\nparking_mog = 3\n' "$i"
            for k in 1 2 3 4 5; do
                printf '[change.c%d-%d]\nat = %d h\nkey = airfield.a%d.parking_mog\nvalue = %d\n' "$i" "$k" "$k" "$i" $((3 + k))
            done
        done; } >many.ini
    airbridge worth many.ini -n 2 --only parking_mog --json >many.json
    python3 -c 'import json; of = json.load(open("many.json")); print(of["unmoved_together"]); assert of["unmoved_together"]["parts"] == 2, of["unmoved_together"]'
}

@test "to be within a milestone is what one would have" {
    horizon=$ROOT/tests/oracles/horizon.ini
    run -0 airbridge worth "$horizon" -n 40 --of within.dday --set 'scenario.horizon=40 h'
    [[ "$output" =~ "* one more aircraft of shuttle: "0\.[0-9]+" share more" ]]
    run -0 airbridge worst "$horizon" -n 20 --of within.dday --set 'scenario.horizon=60 h' --set fleet.shuttle.number=3 --denial '12 h'
    [[ "$output" == *"  +1 to +1 "* ]]
}

@test "a key with more changes than can be set at once is refused" {
    { printf '[scenario]\nbase = %s\n[airfield.a]\nparking_mog = 3\n' "$shuttle"
        for k in {1..256}; do
            printf '[change.c%d]\nat = %d h\nkey = airfield.a.parking_mog\nvalue = %d\n' "$k" "$k" $((3 + k))
        done; } >many.ini
    run -2 airbridge worth many.ini -n 2 --only parking_mog
    [[ $output == *"sets 257 values at once, a key and each [change] of it: at most 256"* ]]
}

@test "a result that is replaced while it is made is told of, and left alone" {
    "$AIRBRIDGE" worth "$lucky" -n 40 -o part -q 2>said &
    pid=$!
    until grep -q '^r ' part/inquiry.journal 2>/dev/null; do kill -0 $pid; done
    mv part gone
    mkdir part
    status=0
    wait $pid || status=$?
    [ $status = 3 ]
    grep -qx 'part: error: this was removed or replaced while its result was made' said
    [ -z "$(ls -A part)" ]
}

@test "a change whose id looks like one of a past is the plan's own where there is none" {
    printf '[scenario]\nbase = %s\n[airfield.away]\nworking_mog = 1\n[change.from-then-on-1]\nat = 3 h\nkey = airfield.away.working_mog\nvalue = 9\n' "$ROOT/scenarios/small/shuttle.ini" >named.ini
    run -0 airbridge worth named.ini -n 2 --only airfield.away.working_mog --json
    grep -q '"what": "one more working place at away".*"with": "airfield.away.working_mog=2;change.from-then-on-1.value=10"' <<<"$output"
}

@test "what shows in 1 of 50 replications is seen, though the first 20 do not show it" {
    four_loads 2 'triangular(2 h, 3 h, 4 h)' '10 h' '1 h' >rare.ini
    # A tenth less notice gains 0.1 h, or 10.1 h in 1 of 50 replications: 0.3 h on average; or nothing else.
    for often in 1 0; do
        notice="contingent.cargo.notice=mixture(49: $often h, 1: $((100 + often)) h)"
        for seed in 2 4 5 6 8; do
            airbridge worth rare.ini --seed $seed --set "$notice" --json | python3 -c '
import json, sys
often, answer = float(sys.argv[1]), json.load(sys.stdin)
row = next(row for row in answer["worth"] if row["sort"] == "more" and row["key"] == "contingent.cargo.notice")
assert (row["n"], row["state"], row["resolved"]) == (300, "moved", True), row
assert row["gain_low"] < 0.2 + often / 10 < row["gain_high"], row
print(row["gain"] - often / 10)' "$often" >>gains
            # The first 20 have not seen it.
            run -0 airbridge compare rare.ini --seed $seed -n 20 --set "$notice" --with "contingent.cargo.notice=0.9 * ${notice#*=}" --json
            python3 -c '
import json, sys
row = next(row for row in json.loads(sys.argv[1])["compare"] if row["measure"] == "closure_h")
assert abs(row["ci95_high"] - row["ci95_low"]) < 1e-9, row' "$output"
        done
    done
    awk '{ sum += $1 } END { exit !(NR == 10 && sum / NR > 0.1 && sum / NR < 0.3) }' gains
}

# Loads are ready every 2.5 h with two teams; with three the three aircraft are what limits, and whatever else comes
# on top of that. By the rule of this plan who comes first takes a load, though it flies for eight days.
greedy() {
    cat >greedy.ini <<'END'
[scenario]
start = 2022-01-01T00:00Z
horizon = 100 h
tasking = greedy
[airfield.home]
preparation_teams = 2
[airfield.far]
[airfield.away]
working_mog = 1
[leg.way]
from = home
to = away
distance = 1000 km
[leg.side]
from = far
to = home
distance = 50 km
[leg.back]
from = away
to = far
distance = 1000 km
[aircraft.fast]
cruise_speed = 500 km/h
onload_time = 1 h
offload_time = 1 h
[aircraft.slow]
cruise_speed = 5 km/h
[fleet.fast]
type = fast
number = 3
home = home
[fleet.slow]
type = slow
number = 0
home = far
[contingent.cargo]
apoe = home
apod = away
loads = 5
preparation_time = 5 h
END
}

@test "a pair with which the measure has no value is none, and a change with which it has none comes last" {
    greedy
    airbridge worth greedy.ini -n 3 -q --of gap -o out
    # What is woken by a third team: an aircraft and a place more, and the slow one, with which not all come in.
    [ "$(cells out/worth.csv with,mean sort pair)" = 'fleet.fast.number=4;airfield.home.preparation_teams=3|0
airfield.away.working_mog=2;airfield.home.preparation_teams=3|0' ]
    [ "$(cells out/worth.csv state,mean key fleet.slow.number)" = "same|0.151515152" ]
    airbridge compare greedy.ini -n 3 -q -o slow --with 'fleet.slow.number=1;airfield.home.preparation_teams=3' || [ $? = 1 ]
    [ "$(cells slow/compare.csv n,beyond measure gap)" = "3|3" ]
    # With the third team in the plan it is taken by itself.
    airbridge worth greedy.ini -n 3 -q --of gap -o last --set airfield.home.preparation_teams=3
    [ "$(cells last/worth.csv key,difference rank 1 | head -n 1)" = "fleet.fast.number|-0.0666666667" ]
    [ "$(cells last/worth.csv state,rank,mean,difference key fleet.slow.number)" = "moved|6||" ]
    [ -z "$(cells last/worth.csv key rank 7)" ]
}

# Four loads are ready every 12 h from 50 h on, and three fast aircraft bring the last in at 98 h, or where the field shuts at 55
# for all that are not in, at 223 h: one comes twice then, and a fourth makes 212 h of it. A slow one takes the last load, and
# brings it in at 138 h; where it leaves at 200 h it finds the field shut for good.
@test "what is looked at again may have no value where the others gain, and then what is known of it stays" {
    cat >late.ini <<'END'
[scenario]
start = 2022-01-01T00:00Z
horizon = 400 h
tasking = greedy
[airfield.home]
[airfield.away]
[leg.way]
from = home
to = away
distance = 1000 km
[aircraft.fast]
cruise_speed = 100 km/h
onload_time = 1 h
offload_time = 1 h
[aircraft.slow]
cruise_speed = 20 km/h
onload_time = 1 h
offload_time = 1 h
[fleet.fast]
type = fast
number = 3
home = home
[fleet.slow]
type = slow
number = 0
home = home
[contingent.cargo]
apoe = home
apod = away
loads = 4
assembly = 50 h
load_interval = 12 h
END
    shut() { printf '[change.%s]\nat = %s\nkey = airfield.away.open\nvalue = %s\nforeseen = no\n' "$@" >>late.ini; }
    shut seldom 'mixture(24: 399 h, 1: 55 h)' no
    shut again '200 h' yes
    shut then '240 h' no
    airbridge worth late.ini --of gap -n 150 --only number -q -o out
    # In none of the first 20 it shuts so early, but in some of the 150, in which the slow one is never in.
    [ "$(cells out/worth.csv n,base_mean,mean,beyond what 'one more aircraft of slow')" = '20|0|0.408163265|0' ]
    airbridge compare late.ini -n 150 -q -o slow --with fleet.slow.number=1 || [ $? = 1 ]
    early=$(cells slow/compare.csv beyond measure gap)
    [ "$early" -gt 0 ]
    [ "$(cells out/worth.csv n what 'one more aircraft of fast')" = 150 ]
    awk -v early="$early" -v gain="$(cells out/worth.csv gain what 'one more aircraft of fast')" \
        'BEGIN { off = gain - early / 150 * 11 / 98; exit !(-1e-8 < off && off < 1e-8) }'
}

# Two aircraft are back before the next load is ready, and the slow one is not asked; with all that there might be more
# of, two loads are ready at once.
@test "where the measure has no value with all that moves nothing, it is told in how many replications" {
    greedy
    run -0 --separate-stderr airbridge worth greedy.ini -n 3 --of gap -o out --set airfield.home.preparation_teams=1 \
        --set airfield.away.working_mog=2 --set 'leg.side.distance=20 km' --set 'aircraft.fast.onload_time=0 h' \
        --set 'aircraft.fast.offload_time=0 h' --set 'aircraft.slow.cruise_speed=10 km/h' --set fleet.fast.number=2 \
        --set 'contingent.cargo.preparation_time=2 h'
    [[ "$(tr -s '\n ' ' ' <<<"$output")" == *" 8 move it in none of 3 replications, all of them together in 3 of 3 "* ]]
    [ -z "$(cells out/worth.csv with state moved)" ]
    [ -z "$(cells out/worth.csv with sort pair)" ]
}

# Six planes of which one at a time is loaded, and one at a time unloaded: twelve loads are in after 1 + 2 + 12 x 2 h.
# Two at a time at both ends make 15 h of it; at one end alone they wait at the other.
@test "of two that are worth something only together it is told, whichever part they are tried in" {
    printf '%s\n' '[scenario]' 'start = 2022-01-01T00:00Z' '[airfield.x]' 'working_mog = 1' '[airfield.y]' 'working_mog = 1' \
        '[leg.way]' 'from = x' 'to = y' 'block_time = 1 h' '[aircraft.plane]' 'onload_time = 2 h' 'offload_time = 2 h' \
        '[fleet.planes]' 'type = plane' 'number = 6' 'home = x' '[contingent.cargo]' 'apoe = x' 'apod = y' 'loads = 12' >two.ini
    airbridge worth two.ini -n 2 -o two >few
    printf '[airfield.a%d]\nworking_mog = 1\n' {1..120} >>two.ini
    airbridge worth two.ini -n 2 -o many >account
    grep -q 'all of them together$' few
    grep -q ' 245 move it in none of 2 replications, a hundred of them$' account
    for said in few account; do
        grep -q '^  \(together \)\?by this much: closes 12.0 h earlier$' "$said"
        grep -A 1 '^Together more than alone' "$said" |
            grep -qx '    one more working place at x, and one more working place at y: closes 12.0 h earlier, 12.0 h of'
    done
    cells two/worth.csv with,difference sort pair >pairs
    grep -qx 'airfield.y.working_mog=2;airfield.x.working_mog=2|-12' pairs
    cells many/worth.csv with,difference sort pair | diff pairs -
}

# Of three that are worth something only together no two are: with teams that take 2 h for a load, too, it takes all three.
@test "of three that are worth something only together no pair is told" {
    printf '%s\n' '[scenario]' 'start = 2022-01-01T00:00Z' '[airfield.x]' 'working_mog = 1' 'preparation_teams = 1' '[airfield.y]' \
        'working_mog = 1' '[leg.way]' 'from = x' 'to = y' 'block_time = 1 h' '[aircraft.plane]' 'onload_time = 2 h' \
        'offload_time = 2 h' '[fleet.planes]' 'type = plane' 'number = 8' 'home = x' '[contingent.cargo]' 'apoe = x' 'apod = y' \
        'loads = 12' 'preparation_time = 2 h' >three.ini
    run -0 --separate-stderr airbridge worth three.ini -n 2 -o out
    # 2 + 24 + 1 + 2 h, and half of the 24 with two of each.
    [[ "$(tr -s '\n ' ' ' <<<"$output")" == *" all of them together by this much: closes 12.0 h earlier "* ]]
    run ! grep -E 'place|team' <(cells out/worth.csv what sort pair)
}

# One place at home loads an aircraft an hour for fourteen fields: each has one every 14 h, and unloads it in 13. With a second
# place at home, or a tenth less time at it, they come faster than that, and then a second place at each field helps.
@test "of many that help together twenty-four pairs are tried" {
    {
        printf '%s\n' '[scenario]' 'start = 2022-01-01T00:00Z' 'end = horizon' 'horizon = 10 d' 'deterministic = yes' \
            '[airfield.home]' 'working_mog = 1' '[aircraft.plane]' 'cargo_limit = 10 t' 'onload_time = 1 h' 'offload_time = 13 h' \
            '[fleet.planes]' 'type = plane' 'number = 60' 'home = home'
        for i in {11..24}; do
            printf '[airfield.f%d]\nworking_mog = 1\n[leg.l%d]\nfrom = home\nto = f%d\nblock_time = 1 h\n' "$i" "$i" "$i"
            printf '[contingent.c%d]\napoe = home\napod = f%d\nbulk = 1000 t\nload_interval = 11 h\n' "$i" "$i"
        done
    } >fields.ini
    pairs() { # KEY...: the fields whose second place is told to help together with the second one at home
        airbridge worth fields.ini -q --force -o out --of tonnes_delivered --only "$1"
        cells out/worth.csv other_key sort pair >all
        cells out/worth.csv sort,key,other_key key airfield.home.working_mog | sed -n 's/^pair.*airfield\.\(f..\)\..*/\1/p' | sort | tr '\n' ' '
    }
    [ "$(pairs working_mog)" = "$(echo f{11..24}) " ]
    # Two of the first list by fourteen would be 28: of the last two fields none is tried.
    [ "$(pairs working_mog,onload_time)" = "$(echo f{11..22}) " ]
    run ! grep -E 'f2[34]' all
    [ "$(wc -l <all)" -le 24 ]
}

# Seventeen legs, each flown there and back: a tenth of its hours for each, of the longest ones first.
@test "of many that help fifteen are told, and how many do besides" {
    {
        printf '%s\n' '[scenario]' 'start = 2022-01-01T00:00Z' 'end = horizon' '[airfield.home]' '[aircraft.plane]' '[fleet.planes]' \
            'type = plane' 'number = 17' 'home = home'
        for i in {1..17}; do
            printf '[%s]\n' "airfield.a$i"
            printf '%s\n' "[leg.l$i]" 'from = home' "to = a$i" "block_time = $i h" "[contingent.c$i]" 'apoe = home' "apod = a$i" 'loads = 1'
        done
    } >legs.ini
    run -0 --separate-stderr airbridge worth legs.ini -n 2 --of flying_hours
    for i in {17..3}; do
        echo "block time of l$i, a tenth shorter: $(awk -v i="$i" 'BEGIN { printf i < 5 ? "%.2f" : "%.1f", 0.2 * i }') h less"
    done >expected
    grep -o 'block time of l.*' <<<"$output" | diff expected -
    [[ "$output" == *$'\n'"  2 more move it by less, or not for sure; "* ]]
}

# Eight loads and a place at either end: with one more at both they are off after 7 h instead of 11, with one after 11.
@test "two that hide each other are told with their sum, and a comma stays with its word" {
    printf '[scenario]\nbase = %s\ndeterministic = yes\n[airfield.home]\nworking_mog = 1\n[airfield.away]\nworking_mog = 1\n[fleet.shuttle]\nnumber = 10\n' \
        "$shuttle" >hidden.ini
    for ((columns = 60; columns <= 110; columns += 2)); do
        COLUMNS=$columns run -0 airbridge worth hidden.ini
        run -1 grep '^ *,' <<<"$output"
    done
    COLUMNS=200 run -0 airbridge worth hidden.ini
    [[ "$output" == *"one more working place at away, and one more working place at home: closes 4.0 h earlier, 4.0 h of that only together"* ]]
    [[ "$output" == *": closes 0.90 h earlier, 0.70 h of that only together"* ]]
}
