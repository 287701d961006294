# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
# A scenario that begins in the middle of an operation: aircraft where they are, loads delivered or in
# the air, sites held.
load common

# Three aircraft of 50 seats, 300 people, 1 h each way, 0.5 h to unload: one aircraft is there, one load
# is delivered and guards a site, one is a quarter of an hour from landing.
middle() {
    cat >middle.ini <<END
[scenario]
start = 2022-01-05T00:00Z
[airfield.home]
[airfield.there]
[leg.way]
from = home
to = there
block_time = 1 h
[aircraft.plane]
seats = 50
offload_time = 30 min
[fleet.planes]
type = plane
number = 3
home = home
positions = there: 1
[contingent.force]
apoe = home
apod = there
people = 300
delivered = 1
airborne = planes: 1
airborne_time = 15 min
[site.plant]
guards = 20
road_time = 1 h
held_by = force
[site.mast]
guards = 40
road_time = 1 h
END
}

@test "aircraft, loads and guards are where they are: by hand" {
    middle
    airbridge run middle.ini -n 1 --trace -q -o out
    # there at the start; lands at 0:15; with the aircraft at home; with the one that comes home at 1:00
    # and so on
    run -0 awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == "offloaded") c = i; next }
                    { print substr($c, 12, 5) }' out/chalks.csv
    [ "$(paste -sd' ' <<<"$output")" = "00:00 00:45 01:30 02:30 03:15 04:00" ]
    # 30 of the 50 do not do for the mast: it gets its people from the load of 0:45
    grep -q '^1,mast,,2022-01-05T00:00:00.000Z,2022-01-05T00:45:00.000Z,2022-01-05T01:45' out/sites.csv
    grep -q '^1,plant,,2022-01-05T00:00:00.000Z,2022-01-05T00:00:00.000Z,2022-01-05T00:00' out/sites.csv
    # the first flight of the aircraft that is there brings it home
    grep -q '^1,[0-9]*,planes-01,plane,planes,positioning,there,home' out/sorties.csv
    [ "$(cut -d, -f1-4,6 out/replications.csv | tail -1)" = 1,4,0.25,1,300 ]
}

@test "who was to join before the start, or at it, has loads in the air and delivered then" {
    middle
    airbridge run middle.ini -n 1 -q --trace -o out
    for date in 2022-01-04T00:00Z 2022-01-05T00:00Z; do
        airbridge run middle.ini -n 1 -q --trace -o joined --force --set contingent.force.joins=$date
        diff out/chalks.csv joined/chalks.csv
        diff out/sites.csv joined/sites.csv
    done
}

@test "what cannot be so at the start is refused, or told when luck makes it so" {
    refused() {
        middle
        sed -i "$1" middle.ini
        run -2 airbridge check middle.ini
        grep -qF -- "$2" <<<"$output" || { echo "$output"; return 1; }
    }
    refused 's/there: 1/there: 4/' 'middle.ini:16: error: [fleet.planes] positions: places 4 aircraft'
    refused 's/^\[airfield.there\]/&\nparking_mog = 1/; s/there: 1/there: 2/' 'has 1 stands'
    refused 's/delivered = 1/delivered = 1\nmode_in = road\nroad_in_time = 1 h/' 'no aircraft brings'
    refused 's/^delivered.*//; s/^airborne.*//' 'has no loads that are delivered'
    refused 's/^people.*/&\njoins = 2022-01-06T00:00Z/' 'no part of the force at the start'
    refused 's/^\[airfield.home\]/[command]\nrequest = 3 h\n&/' 'the request comes later'
    refused 's/^\[leg.way\]/[airfield.near]\n[leg.on]\nfrom = home\nto = near\ndistance = 500 km\n&\ndistance = 1500 km/
             s/^\[aircraft.plane\]/[aircraft.short]\ncruise_speed = 600 km\/h\npayload_range = 1 t: 1000 km, 0 t: 1200 km\n&\ncruise_speed = 600 km\/h/
             s/^\[fleet.planes\]/[fleet.others]\ntype = short\nnumber = 1\nhome = home\n&/
             s/^apod = there/&, near/; s/^airborne = planes/airborne = others/' \
        '[contingent.force] airborne: [airfield.there], where it is bound, is out of range for [fleet.others]'
    # Of a type that carries it there, and never finds stands enough.
    refused 's/^\[aircraft.plane\]/[aircraft.wide]\nstands = 2\nseats = 50\n&/; s/^\[airfield.there\]/&\nparking_mog = 1/
             s/^\[fleet.planes\]/[fleet.others]\ntype = wide\nnumber = 1\nhome = home\n&/
             s/^airborne = planes/airborne = others/' \
        '[contingent.force] airborne: [airfield.there], where it is bound, does not take '"'wide'"' of [fleet.others]'
    refused 's/^people.*/loads = 2/; s/planes: 1/planes: 2/' \
        '[contingent.force] delivered: 3 loads are delivered, or in the air, at the start, of 2'
    refused 's/planes: 1/planes: 3/' \
        '[contingent.force] airborne: 4 aircraft of [fleet.planes] are in the air at the start or have positions, and it has 3'
    refused 's/guards = 20/guards = 301/' '[site.plant] held_by: 301 people of [contingent.force] hold sites at the start, and it has 300'
    refused 's/guards = 20/guards = 150/; s/guards = 40/guards = 151\nheld_by = force/' 'held_by: 301 people of [contingent.force]'
    # Of a number that cannot be read nothing more is said.
    sed -i 's/^people = 300/people = normal(300, 5)/' middle.ini
    run -2 airbridge check middle.ini
    [[ "$output" != *held_by* ]]
    fails() {
        middle
        sed -i "$1" middle.ini
        run -1 airbridge run middle.ini -n 1
        grep -qF -- "$2" <<<"$output" || { echo "$output"; return 1; }
    }
    fails 's/delivered = 1/delivered = 7/' 'more loads are delivered, or in the air'
    fails 's/guards = 20/guards = 51/' 'held at its start by more people than are in the theatre'
    fails 's/^number = 3/&\ncrews = 0.34/' 'than a fleet has crews'
    # Bound for the first of its fields, whatever may fly to another.
    run -1 airbridge run "$ROOT/tests/oracles/cut-ways.ini" -n 1 --set 'contingent.cargo.apod=far, near' \
        --set 'contingent.cargo.bulk=0 t' --set contingent.cargo.vehicles=excavator:2 \
        --set contingent.cargo.airborne=transport:1 --set 'contingent.cargo.airborne_time=1 h'
    [[ $output == *"a load is in the air at its start with an aircraft that cannot take it"* ]]
}

@test "whoever is away at the start can fly home" {
    middle
    printf '%s\n' '[airfield.beyond]' >>middle.ini
    run -2 airbridge check -q middle.ini --set fleet.planes.positions=beyond:1
    [ "$output" = "--set: error: [fleet.planes] positions: the leg beyond - home cannot be flown: the airfields have no positions and no [leg.ID] gives its distance or block_time" ]
    printf '%s\n' '[leg.far]' 'from = beyond' 'to = home' 'block_time = 9 h' >>middle.ini
    run -0 airbridge check -q middle.ini --set fleet.planes.positions=beyond:1
    run -2 airbridge check -q middle.ini --set fleet.planes.positions=beyond:1 --set 'aircraft.plane.fuel_burn=1 t/h' \
        --set 'aircraft.plane.fuel_capacity=8 t'
    [ "$output" = "--set: error: [aircraft.plane] fuel_capacity: '8 t' is less than the leg beyond - home takes, 9 t" ]
    run -0 airbridge check -q middle.ini --set fleet.planes.positions=beyond:1 --set 'aircraft.plane.fuel_burn=1 t/h' \
        --set 'aircraft.plane.fuel_capacity=9 t'
}

# Some replications have nothing to carry; the aircraft that begins away flies home all the same, with a
# luck that does not depend on what the replication before carried.
@test "an aircraft flies home without ever having had a load, whatever was before" {
    cat >home.ini <<END
[scenario]
start = 2022-01-05T00:00Z
horizon = 100 h
end = horizon
[airfield.home]
[airfield.there]
[leg.way]
from = home
to = there
distance = 500 km
[aircraft.plane]
seats = 50
cargo_limit = 20 t
cruise_speed = 500 km/h
block_factor = uniform(0.5, 1.5)
[fleet.planes]
type = plane
number = 2
home = home
positions = there: 1
[supply]
consumption = 10 kg
trigger = 2 t
load = 10 t
contingent = second
[contingent.first]
apoe = home
apod = there
people = 10
standby = yes
[contingent.second]
apoe = home
apod = there
people = uniform(0, 1)
END
    airbridge run home.ini -n 8 -j 1 -q -o all
    [ "$(cut -d, -f6 all/replications.csv | sort -u | paste -sd' ')" = '0 1 deployed_people' ]
    for replication in 1 2 3 4 5 6 7 8; do
        airbridge run home.ini -n 8 --only $replication -q -o one --force
        [ "$(tail -1 one/replications.csv)" = "$(grep "^$replication," all/replications.csv)" ]
    done
}

# All of it is in when help is asked for: it assembles nothing, and nobody waits for that.
@test "a contingent whose loads are all there at the start is complete then" {
    cat >there.ini <<END
[scenario]
base = $shuttle
[contingent.cargo]
loads = 2
delivered = 2
notice = 5 h
latest_arrival = 1 h
[contingent.next]
apoe = home
apod = away
loads = 1
after = cargo
END
    airbridge run there.ini -n 1 --trace -q -o out
    airbridge run there.ini -n 1 -q -o alone --set contingent.next.active=no
    run -0 airbridge run there.ini -n 1 -o told --set contingent.next.active=no
    [[ $output == *"The force closes after 0.0 h"* && $output != *"First landing"* ]]
    # It goes home as well, when it is told so from the start: there, 1 h, back, 1 h.
    airbridge run there.ini -n 1 -q -o home --set contingent.next.active=no --set scenario.end=withdrawn \
        --set withdrawal.order=2022-01-01T00:00Z
    # One of two has landed before the start: who goes after the first does not wait for the second.
    airbridge run there.ini -n 1 -q -o first --set contingent.cargo.delivered=1 --set contingent.next.after_event=first_landing
    python3 - <<'EOF'
import csv
rows = lambda name: list(csv.DictReader(open(name + ".csv")))
assert rows("out/replications")[0]["closure_h"] == "4"
assert rows("out/contingents")[0]["closed"] == "2022-01-01T00:00:00.000Z"
assert rows("out/late")[0]["late_share"] == "0"
assert rows("alone/replications")[0]["closure_h"] == "0"
assert rows("first/contingents")[1]["closed"] == "2022-01-01T04:00:00.000Z"
assert all(float(row["hours_mean"]) == 0 for row in rows("alone/chain"))
assert rows("home/replications")[0]["withdrawal_h"] == "6"
EOF
}
