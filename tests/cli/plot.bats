# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
# plot: finds its scripts, calls gnuplot on each, and says what is wrong.
load common

setup_file() {
    "$AIRBRIDGE" run "$ROOT/scenarios/small/one-runway.ini" -o "$BATS_FILE_TMPDIR/result" -n 3 -q --trace
}

# Scripts that wait do so for a file of this name, so that none outlives its test.
teardown() {
    touch "$BATS_TEST_TMPDIR/end"
    end_jobs
}

# Scripts that leave a trace of how they were called, and a gnuplot that is a shell.
fake_gnuplot() {
    mkdir -p bin scripts
    printf '#!/bin/sh\nexec sh "$2" "$3"\n' >bin/gnuplot
    chmod +x bin/gnuplot
    # shellcheck disable=SC2016
    echo 'echo "b $1" >>log' >scripts/b.gp
    # shellcheck disable=SC2016
    echo 'echo "a $1" >>log' >scripts/a.gp
    echo 'echo not a script >>log' >scripts/readme.txt
    cp scripts/readme.txt scripts/gp
    export AIRBRIDGE_PLOTS=$PWD/scripts PATH=$PWD/bin:$PATH
    cp -R "$BATS_FILE_TMPDIR/result" 'a result'
}

@test "every script runs once, in the order of names, with the folder as its argument" {
    fake_gnuplot
    for name in x m d z q k c f; do
        # shellcheck disable=SC2016
        echo "echo \"$name \$1\" >>log" >scripts/$name.gp
    done
    run -0 --separate-stderr airbridge plot 'a result'
    [ "$(cut -d ' ' -f 1 log | tr -d '\n')" = abcdfkmqxz ]
    [ "$(cut -d ' ' -f 2- log | uniq)" = "a result" ]
    [ -d 'a result/plots' ]
    output_is "a result/plots: 10 of 10 scripts ran"
}

@test "-q prints nothing but what is wrong" {
    fake_gnuplot
    echo 'echo a: not drawn: nothing to see' >scripts/a.gp
    run -0 --separate-stderr airbridge plot -q 'a result'
    output_is ""
    stderr_is ""
    echo 'echo a: it is broken >&2; exit 2' >scripts/a.gp
    run -1 --separate-stderr airbridge plot -q 'a result'
    output_is ""
    stderr_is "a: it is broken
$PWD/scripts/a.gp: error: gnuplot ended with status 2"
}

@test "a script that fails does not keep the others from running" {
    fake_gnuplot
    echo 'exit 4' >scripts/a.gp
    run -1 --separate-stderr airbridge plot 'a result'
    stderr_is "$PWD/scripts/a.gp: error: gnuplot ended with status 4"
    [ "$(cat log)" = "b a result" ]
}

@test "a picture that is not written to its end is removed and said" {
    fake_gnuplot
    # shellcheck disable=SC2016
    echo 'printf "<svg>" >"$1/plots/a.svg"; printf "IEND\\256B\`\\202" >"$1/plots/a.png"' >scripts/a.gp
    run -3 --separate-stderr airbridge plot 'a result'
    stderr_is "a result/plots: error: a was not written to its end and is removed; is the disk full?"
    [ "$(ls 'a result/plots')" = a.png ]
    [ ! -e log ] # nothing else is tried
    # Nor is one a picture that is empty, or as long as one and ends otherwise.
    for content in '' '\n\n' '<svg></sv' '<svg>......\n'; do
        # shellcheck disable=SC2016
        echo "printf '$content' >\"\$1/plots/a.svg\"" >scripts/a.gp
        run -3 --separate-stderr airbridge plot 'a result'
        stderr_is "a result/plots: error: a was not written to its end and is removed; is the disk full?"
        [ ! -e 'a result/plots/a.svg' ]
    done
}

@test "a missing gnuplot is said, and how to get it" {
    fake_gnuplot
    run -3 --separate-stderr env PATH="$PWD/nowhere" "$AIRBRIDGE" plot 'a result'
    stderr_is "airbridge: error: gnuplot is not installed (Debian: apt-get install gnuplot-nox)"
}

# Starts the program on a script that waits, and waits for that script.
start_waiting_plot() {
    env --default-signal=TERM "$AIRBRIDGE" plot 'a result' 2>errors 3>&- &
    program=$!
    until [ -s pid ]; do
        kill -0 "$program"
        sleep 0.05
    done
}

@test "a signal stops gnuplot too" {
    fake_gnuplot
    # shellcheck disable=SC2016
    echo 'echo $$ >pid; while [ ! -e end ]; do sleep 0.05; done' >scripts/a.gp
    start_waiting_plot
    kill -TERM "$program"
    status=0
    wait "$program" || status=$?
    [ "$status" = 130 ]
    [ "$(cat errors)" = "airbridge: interrupted" ]
    run ! kill -0 "$(cat pid)"
    [ ! -e log ]
}

@test "a signal in the moment in which gnuplot starts is not missed" {
    fake_gnuplot
    # Ends by itself in the end, so that a missed signal is a failure and no endless wait.
    # shellcheck disable=SC2016
    echo 'kill -TERM $PPID; for i in 1 2 3 4 5 6; do sleep 0.5; done; echo >missed' >scripts/a.gp
    for try in 1 2 3 4 5 6 7 8; do
        run -130 --separate-stderr env --default-signal=TERM "$AIRBRIDGE" plot 'a result'
        stderr_is "airbridge: interrupted"
        [ ! -e missed ] || { echo "missed in try $try"; return 1; }
    done
    [ ! -e log ]
}

@test "a second signal stops at once, even when gnuplot does not" {
    fake_gnuplot
    # shellcheck disable=SC2016
    echo 'trap "echo asked >asked" TERM; echo $$ >pid; while [ ! -e end ]; do sleep 0.05; done' >scripts/a.gp
    start_waiting_plot
    kill -TERM "$program"
    until [ -e asked ]; do # by then the first signal was dealt with
        kill -0 "$program"
        sleep 0.05
    done
    kill -0 "$program"
    kill -TERM "$program"
    touch end
    status=0
    wait "$program" || status=$?
    [ "$status" = 143 ]
}

@test "a folder without a result is refused" {
    mkdir empty
    run -2 --separate-stderr airbridge plot empty
    stderr_is "empty: error: this is no finished result: it has no run.json; what was stopped goes on with --resume"
    is_empty empty
}

@test "a folder without a table to draw is refused" {
    mkdir part
    echo '{}' >part/run.json
    run -3 --separate-stderr airbridge plot part
    stderr_is "part: error: there is no table in it that a picture could be made of"
    [ ! -e part/plots ]
}

@test "a folder of scripts that is not there is named" {
    fake_gnuplot
    export AIRBRIDGE_PLOTS=$PWD/none
    run -3 --separate-stderr airbridge plot 'a result'
    stderr_is "$PWD/none: error: there is no such folder (AIRBRIDGE_PLOTS names it)"
}

@test "what cannot be looked at is told, and is no result without a claim" {
    fake_gnuplot
    ln -s loop loop
    ln -s loop.db loop.db
    run -3 --separate-stderr airbridge plot loop
    stderr_is "loop: error: cannot use this folder: Too many levels of symbolic links"
    run -3 --separate-stderr airbridge plot loop.db
    stderr_has "loop.db: error: cannot "
    AIRBRIDGE_PLOTS=$PWD/loop run -3 --separate-stderr airbridge plot 'a result'
    stderr_is "$PWD/loop: error: cannot look for the gnuplot scripts: Too many levels of symbolic links"
    for table in 'a result'/*.csv 'a result/compare.csv'; do
        ln -sf "${table##*/}" "$table"
    done
    run -3 --separate-stderr airbridge plot 'a result'
    [ "${#stderr_lines[@]}" = 1 ]
    stderr_has "a result/compare.csv: error: "
    stderr_has "Too many levels of symbolic links"
}

@test "an installed program finds the scripts that were installed with it" {
    fake_gnuplot
    unset AIRBRIDGE_PLOTS
    mkdir -p prefix/bin prefix/share/airbridge/plots
    cp "$AIRBRIDGE" prefix/bin/airbridge
    # shellcheck disable=SC2016
    echo 'echo "installed $1" >>log' >prefix/share/airbridge/plots/one.gp
    run -0 prefix/bin/airbridge plot 'a result'
    [ "$(cat log)" = "installed a result" ]
}

@test "a program in a folder of the source tree finds the tree's scripts" {
    fake_gnuplot
    unset AIRBRIDGE_PLOTS
    mkdir -p tree/build tree/plots
    cp "$AIRBRIDGE" tree/build/airbridge
    # shellcheck disable=SC2016
    echo 'echo "tree $1" >>log' >tree/plots/one.gp
    run -0 tree/build/airbridge plot 'a result'
    [ "$(cat log)" = "tree a result" ]
}

# Draws a result and checks that nothing but `not drawn` lines is said and every picture is whole.
draws() {
    local result=$1 script name drawn=0
    need gnuplot
    export AIRBRIDGE_PLOTS=$ROOT/plots
    run -0 --separate-stderr airbridge plot "$result"
    stderr_is ""
    for script in "$ROOT"/plots/*.gp; do
        name=$(basename "$script" .gp)
        [[ "$name" != @(compare|sweep|worth|size|orders|sensitivity|worst|calibration)* ]] || continue
        if grep -q "^$name: not drawn: " <<<"$output"; then
            [ ! -e "$result/plots/$name.png" ] && [ ! -e "$result/plots/$name.svg" ] || return 1
            continue
        fi
        [ "$(head -c 4 "$result/plots/$name.png" | tail -c 3)" = PNG ] || return 1
        tail -c 20 "$result/plots/$name.png" | grep -q IEND || return 1
        grep -q '</svg>' "$result/plots/$name.svg" || return 1
        drawn=$((drawn + 1))
    done
    [ "$drawn" = "$2" ] || { echo "$drawn pictures"; return 1; }
    [ "$(find "$result/plots" -type f | wc -l)" = $((2 * drawn)) ]
}

@test "the reference scenario has all ten pictures, with its history in them" {
    airbridge run "$ROOT/scenarios/january-2022.ini" -o result -n 3 -q --trace
    draws result 10
    grep -q '>Inbound flights by 10 Jan<' result/plots/landings.svg
    grep -q '>at least 20 in<' result/plots/landings.svg
    grep -q '>Sites guarded by 10 Jan<' result/plots/sites.svg
    grep -q '>Deployment complete<' result/plots/closure.svg
    grep -q '>Flights home in all[< ]' result/plots/withdrawal.svg
}

@test "another scenario has its own pictures and nobody else's history" {
    cp -R "$BATS_FILE_TMPDIR/result" result
    draws result 9
    grep -q '^withdrawal: not drawn: nobody withdraws by air' <<<"$output"
    run ! grep -q '>at least' result/plots/landings.svg
}

# Everything that can befall a flight: a stop on the way, fuelling from a stock, crews that run out
# of duty, repairs, a field that shuts so that flights divert; supplies, visitors and back-haul.
everything() {
    cat >everything.ini <<'END'
[scenario]
title = Everything on
start = 2022-01-01T00:00Z
end = withdrawn
[aircraft.jet]
cruise_speed = 750 km/h
allowance = 0.4 h
payload_range = 47 t: 3700 km, 20 t: 7300 km, 0 t: 7800 km
seats = 145
deck_length = 20 m
deck_width = 3.45 m
onload_time = triangular(1 h, 2 h, 3 h)
offload_time = triangular(0.5 h, 1 h, 2 h)
servicing_time = uniform(1 h, 2 h)
maintenance_time = uniform(1 h, 3 h)
fuel_burn = 9 t/h
fuel_capacity = 90 t
holding_fuel = 45 min
crew_duty = 14 h
departure_reliability = 0.8
repair_home = exponential(3 h)
repair_away = exponential(8 h)
[vehicle.truck]
mass = 9 t
length = 7.4 m
width = 2.5 m
[airfield.home]
latitude = 55
longitude = 38
parking_mog = 10
working_mog = 4
[airfield.field]
latitude = 43
longitude = 77
parking_mog = 4
working_mog = 2
runway_occupancy = 4 min
alternate = elsewhere
fuel_mog = 2
fuel_rate = 30 t/h
closures = 2022-01-01T12:00Z/2022-01-02T00:00Z
[airfield.elsewhere]
latitude = 51
longitude = 71.5
parking_mog = 6
[airfield.half-way]
latitude = 56.7
longitude = 60.8
parking_mog = 3
[leg.via]
from = home
to = field
both_ways = no
stop = half-way
stop_time = 1 h
[fleet.jets]
type = jet
number = 8
home = home
crews = 1.25
crew_rest = 12 h
[contingent.force]
apoe = home
apod = field
people = 600
vehicles = truck: 30
load_interval = 45 min
[contingent.depot]
apoe = home
apod = field
[site.plant]
guards = 200
host_strength = 100
road_time = 2 h
[withdrawal]
order = 4 d
[supply]
consumption = 10 kg
trigger = 15 t
load = 20 t
contingent = depot
[traffic.civil]
airfield = field
interval = exponential(3 h)
ground_time = 2 h
[backhaul.evacuees]
from = field
people = 300
per_flight = 100
onload_time = 40 min
offload_time = 30 min
[change.stands]
at = 2022-01-03T00:00Z
key = airfield.field.parking_mog
value = 6
END
}

# The key of a picture has an entry of this text.
key_has() {
    grep -q "<text>$2</text>" "$1" || { echo "$1 has no $2"; return 1; }
}

@test "pictures show stops, fuelling, crew rest, repairs and diversions" {
    everything
    airbridge run everything.ini -o result -n 2 -q --trace
    draws result 10
    local entry
    for entry in 'stop on the way' fuelling 'crew, or its rest' repair diverted; do
        key_has result/plots/gantt.svg "$entry"
    done
    key_has result/plots/parking.svg 'aircraft being fuelled'
    key_has result/plots/parking.svg 'MOG: parking 4, working 2, fuel 2'
    key_has result/plots/map.svg 'stop on the way'
    key_has result/plots/map.svg '[1-9][0-9]* diversions*'
    key_has result/plots/waits.svg repair
    run ! key_has result/plots/closure.svg depot # it brings supplies and has nothing to close
}

@test "what does not occur has no place in the key" {
    cp -R "$BATS_FILE_TMPDIR/result" result
    draws result 9
    local entry
    for entry in 'stop on the way' fuelling 'crew, or its rest' repair diverted; do
        run ! key_has result/plots/gantt.svg "$entry"
    done
    key_has result/plots/gantt.svg holding
    run ! key_has result/plots/map.svg '[0-9]* diversions*'
    run ! key_has result/plots/map.svg 'stop on the way'
}

@test "what was full is drawn line by line, and what never was is not" {
    cp -R "$BATS_FILE_TMPDIR/result" result
    gnuplot -c "$ROOT/plots/saturation.gp" result
    grep -q '>[a-z-]*: aircraft<' result/plots/saturation.svg
    sed -E 's/[^,]*$/0/; 1s/0$/saturated/' result/binding.csv >none
    mv none result/binding.csv
    run -0 gnuplot -c "$ROOT/plots/saturation.gp" result
    output_is "saturation: not drawn: nothing was ever full"
    [ ! -e result/plots/saturation.svg ]
}

@test "a landing at a stop, and a departure from it, are not counted twice" {
    everything
    airbridge run everything.ini -o result -n 1 -q --trace
    draws result 10
    # Each line of the traced replication rises by one per load of the force.
    local loads
    loads=$(awk -F, 'NR > 1 && $3 == "force" && $9 == 0' result/chalks.csv | wc -l)
    [ "$(awk -F, '$6 == "deployment" && $18 == 0' result/sorties.csv | wc -l)" = "$loads" ]
    [ "$(awk -F, '$6 == "deployment" && $18 == 1' result/sorties.csv | wc -l)" = "$loads" ]
    [ "$(tail -n 1 result/curve.csv | cut -d , -f 3)" = "$loads" ]
}

@test "a scenario without positions has no map" {
    airbridge run "$shuttle" -o result -n 2 -q --trace
    draws result 7
    grep -q '^map: not drawn: the airfields of this scenario have no positions$' <<<"$output"
    # That is no fault, so -q does not tell it.
    run -0 --separate-stderr env AIRBRIDGE_PLOTS="$ROOT/plots" "$AIRBRIDGE" plot -q result
    output_is ""
    stderr_is ""
}

@test "a result of one replication without a trace is drawn as far as it goes" {
    airbridge run "$ROOT/scenarios/january-2022.ini" -o result -n 1 -q
    draws result 7
    grep -q '^gantt: not drawn: no flights in sorties.csv; run with --trace$' <<<"$output"
}

@test "a milestone table without rows leaves pictures without history" {
    cp -R "$BATS_FILE_TMPDIR/result" result
    head -n 1 "$BATS_FILE_TMPDIR/result/milestones.csv" >result/milestones.csv
    draws result 9
}

@test "a folder with a blank and a quote in its name is drawn" {
    cp -R "$BATS_FILE_TMPDIR/result" "a result's"
    draws "a result's" 9
}

@test "the same result gives the same pictures, in any locale and time zone" {
    need gnuplot
    cp -R "$BATS_FILE_TMPDIR/result" one
    cp -R "$BATS_FILE_TMPDIR/result" other
    export AIRBRIDGE_PLOTS=$ROOT/plots
    airbridge plot -q one
    run -0 --separate-stderr env LC_ALL=C TZ=Asia/Almaty "$AIRBRIDGE" plot -q other
    stderr_is ""
    diff -r one/plots other/plots
}

@test "a script run by hand says what it lacks" {
    need gnuplot
    mkdir empty
    export LC_ALL=C.UTF-8 # in any other gnuplot warns of a degree sign besides
    run -1 --separate-stderr gnuplot -c "$ROOT/plots/map.gp" empty
    stderr_is "map: empty is not the folder of a result: it has no readable run.json"
    run -2 --separate-stderr gnuplot -c "$ROOT/plots/map.gp"
    stderr_is "usage: gnuplot -c $ROOT/plots/map.gp DIR (the folder of a result)"
    is_empty empty
}

@test "a comparison has its own picture and no other" {
    need gnuplot
    printf '[scenario]\nbase = %s\n[fleet.shuttle]\nnumber = 4\n' "$shuttle" >four.ini
    airbridge compare "$shuttle" four.ini -o out -n 3 -q
    AIRBRIDGE_PLOTS=$ROOT/plots run -0 --separate-stderr airbridge plot out
    stderr_is ""
    output_is "out/plots: 1 of 1 scripts ran"
    [ "$(cd out/plots && echo *)" = "compare.png compare.svg" ]
    grep -q '>four<' out/plots/compare.svg
    grep -q 'closure of the force, h' out/plots/compare.svg
}

# Draws the sweep of the shuttle over these keys into out/plots/sweep.svg.
draw_sweep() {
    need gnuplot
    airbridge sweep "$shuttle" -o out --force -q -n 3 --set 'leg.home-away.block_time=uniform(2 h, 3 h)' "$@"
    AIRBRIDGE_PLOTS=$ROOT/plots run -0 --separate-stderr airbridge plot out
    stderr_is ""
    output_is "out/plots: 1 of 1 scripts ran"
    [ "$(cd out/plots && echo *)" = "sweep.png sweep.svg" ]
}

# Whether the picture of the sweep has this text, or not.
says() {
    grep -qF ">$1<" out/plots/sweep.svg
}

@test "the name of a variant may hold commas, and be long" {
    need gnuplot
    airbridge compare "$shuttle" -o out -n 3 -q --with 'aircraft.transport.onload_time=triangular(1 h, 2 h, 3 h)' \
        --with 'leg.home-away.block_time=2.5 h'
    AIRBRIDGE_PLOTS=$ROOT/plots airbridge plot -q out
    grep -qE '>aircraft.transport.[^<]*…[^<]*<' out/plots/compare.svg
    grep -qF '>leg.home-away.block_time=2.5 h<' out/plots/compare.svg
}

@test "the name of a variant may hold quotes, apostrophes and per cent signs" {
    need gnuplot
    airbridge compare "$shuttle" -o out -n 3 -q --with "scenario.title=50% of it's \"all\", %g"
    AIRBRIDGE_PLOTS=$ROOT/plots airbridge plot -q out
    grep -qF ">scenario.title=50% of it's ”all”‚ %g<" out/plots/compare.svg
}

@test "a sweep over one key is drawn as a band" {
    draw_sweep --vary fleet.shuttle.number=1..5
    says 'Closure of the force, h after the request'
    says fleet.shuttle.number
    says '8 runs in 10'
    says 'mean and its 95 % interval'
    says '5 points of 3 replications, seed 1'
}

@test "a sweep over two crossed keys is drawn as lines, one per value of the key with fewer" {
    draw_sweep --vary fleet.shuttle.number=1..5 --vary airfield.away.parking_mog=7,9
    says fleet.shuttle.number
    says airfield.away.parking_mog
    says 7
    says 9
    run ! says '8 runs in 10'
}

@test "a sweep over keys in step, or sampled, has a panel for each" {
    draw_sweep --vary fleet.shuttle.number=1..5 --vary airfield.away.parking_mog=5..9 \
        --vary scenario.route_factor=1..1.2 --design lhs:20
    says fleet.shuttle.number
    says airfield.away.parking_mog
    says scenario.route_factor
    says 'a point of the design'
}

@test "values that are no numbers stand side by side in a sweep's picture" {
    draw_sweep --vary 'aircraft.transport.offload_time=exponential(1 h), triangular(1 h, 2 h, 3 h), 2 h'
    says 'exponential(1 h)'
    says 'triangular(1 h‚ 2 h‚ 3 h)'
    says '2 h'
}

@test "texts with quotes, apostrophes, backslashes and per cent signs are drawn as they are" {
    printf '%s\n' scenario.title '50%' "it's %g" '"say ""yes"", no"' >cases.csv
    draw_sweep --cases cases.csv
    says '50%'
    says "it's %g"
    says 'say ”yes”‚ no'
    printf '%s\n' scenario.title 'a \n b' "Größe it's 5%" >cases.csv
    draw_sweep --cases cases.csv --vary fleet.shuttle.number=1..4
    says 'a \n b'
    says "Größe it's 5%"
}

@test "the picture of a sweep says what it leaves out" {
    keys=()
    for key in onload offload servicing maintenance; do
        keys+=(--vary "aircraft.transport.${key}_time=1 h..2 h")
    done
    for key in orders decision consultation request; do keys+=(--vary "command.$key=0 h..1 h"); done
    for key in route_factor road_factor; do keys+=(--vary "scenario.$key=1..2"); done
    draw_sweep --design lhs:5 "${keys[@]}"
    says '5 points of 3 replications, 9 of 10 keys, seed 1'
    { echo scenario.title; printf 'title %d\n' {1..50}; } >cases.csv
    draw_sweep --cases cases.csv
    says 'scenario.title, in the order of the table'
}

@test "a sweep in which no run closes is drawn by what it delivers" {
    draw_sweep --vary fleet.shuttle.number=1,2 --set scenario.end=horizon --set scenario.horizon=1h
    run ! says 'Closure of the force, h after the request'
    says 'Tonnes delivered'
}

@test "the picture of a sweep that varies nothing is not drawn, and says why" {
    need gnuplot
    airbridge sweep "$shuttle" -o out -q -n 2 --vary fleet.shuttle.number=3
    AIRBRIDGE_PLOTS=$ROOT/plots run -0 --separate-stderr airbridge plot out
    grep -qx 'sweep: not drawn: the points differ in nothing; vary a key' <<<"$output"
}

@test "any measure of a sweep can be drawn by hand" {
    draw_sweep --vary fleet.shuttle.number=1..3
    LC_ALL=C.UTF-8 gnuplot -c "$ROOT/plots/sweep.gp" out flying_hours
    says 'Flying hours'
    LC_ALL=C.UTF-8 gnuplot -c "$ROOT/plots/sweep.gp" out wait_h.crew
    says 'wait_h.crew'
}

@test "the best order is drawn, who goes first at the top" {
    need gnuplot
    export AIRBRIDGE_PLOTS=$ROOT/plots
    more=(--set contingent.more.apoe=home --set contingent.more.apod=away --set contingent.more.loads=1
        --set contingent.more.priority=200)
    # It had better not wait for all others.
    airbridge size "$shuttle" "${more[@]}" --order contingents --of closure_h.more -n 30 -o out -q
    airbridge plot out -q
    [ "$(cd out/plots && echo *)" = "orders.png orders.svg" ]
    grep -qE '>more( \(.*was 200\))?<' out/plots/orders.svg
    grep -qF '>in the best order<' out/plots/orders.svg
    # On the way home there is none, and that is told.
    run -0 airbridge size "$shuttle" "${more[@]}" --set withdrawal.order=1h --set scenario.end=withdrawn \
        --set contingent.more.journey=return --set contingent.cargo.journey=return --order withdrawal -n 5 -o home -q
    run airbridge plot home
    [[ "$output" == *"the way home has no closure"* ]]
}

@test "what things are worth is drawn, the best at the top" {
    need gnuplot
    export AIRBRIDGE_PLOTS=$ROOT/plots
    airbridge worth "$runway" -n 40 -o out -q
    airbridge plot out -q
    [ "$(cd out/plots && echo *)" = "worth.png worth.svg" ]
    grep -qF '>one more stand at port<' out/plots/worth.svg
    grep -qF '>two together‚ more than alone<' out/plots/worth.svg || grep -qF '>two together, more than alone<' out/plots/worth.svg
}

@test "results of before there were intervals for all at once are drawn with their own" {
    need gnuplot
    export AIRBRIDGE_PLOTS=$ROOT/plots
    airbridge worth "$runway" -n 40 -o worth -q
    airbridge worst "$runway" -n 20 -o worst -q
    sed -i 's/gain_all_low,gain_all_high,helps/a,b,c/' worth/worth.csv
    sed -i 's/all_low,all_high/a,b/' worst/worst.csv
    airbridge plot worth -q
    airbridge plot worst -q
    grep -qF '>one more stand at port<' worth/plots/worth.svg
    [ -s worst/plots/worst.svg ]
}
