# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
# What the program says of evacuations: faults with their lines, tables, the account.
load common

# A scenario with an evacuation whose further keys are given, one per argument.
make_evacuation() {
    {
        cat <<'INI'
[scenario]
start = 2022-01-01T00:00Z
end = evacuated
[aircraft.t]
seats = 100
onload_time = 30 min
offload_time = 30 min
[airfield.home]
[airfield.town]
[leg.l]
from = home
to = town
block_time = 2 h
[fleet.f]
type = t
number = 2
home = home
[evacuation.people]
airfield = town
INI
        printf '%s\n' "$@"
    } >evacuation.ini
}

# refuses TEXT KEY...: `check` says so of an evacuation with these keys.
refuses() {
    local text=$1
    shift
    make_evacuation "$@"
    run -2 airbridge check evacuation.ini
    [[ $output == *"[evacuation.people]"*"$text"* ]] || { echo "$output"; return 1; }
    [[ $output =~ evacuation.ini:[0-9]+:\ error ]] || { echo "$output"; return 1; }
}

@test "what would be read without effect or in two ways is refused" {
    refuses "people: is missing; arrivals would say it too" "to = home"
    refuses "interval: and arrivals both say how they come" "people = 5" "to = home" "interval = 1 h" "arrivals = 0 h: 5"
    refuses "arrivals: never has anybody come" "to = home" "arrivals = 0 h: 0, 2 h: 0"
    refuses "group: has no effect without an interval" "people = 5" "to = home" "group = 2"
    refuses "processing_hours: has no effect without a processing_rate" "people = 5" "to = home" "processing_hours = 08:00-12:00"
    refuses "onload_per_person: has no effect without onload_time" "people = 5" "to = home" "onload_per_person = 1 min"
    refuses "offload_per_person: has no effect without offload_time" "people = 5" "to = home" "offload_per_person = 1 min"
    refuses "priority: has no effect where no flights are called" "people = 5" "calls_flights = no" "priority = 5"
    refuses "longest_wait: has no effect where no flights are called" "people = 5" "calls_flights = no" "longest_wait = 5 h"
    refuses "call_size: has no effect where no flights are called" "people = 5" "calls_flights = no" "call_size = 5"
    refuses "shares: and to both say where they go" "people = 5" "to = home" "shares = home: 1"
}

@test "people that nobody could fly are refused" {
    refuses "calls_flights: and fills_returns are both 'no'" "people = 5" "calls_flights = no" "fills_returns = no"
    refuses "to: is missing; flights are called for them" "people = 5"
    refuses "to: names the airfield they leave" "people = 5" "to = town"
    refuses "until: does not come after from" "people = 5" "to = home" "from = 2022-01-03T00:00Z" "until = 2022-01-02T00:00Z"
    refuses "until: does not come after from" "people = 5" "to = home" "from = 5 h" "until = 4 h"
    make_evacuation "people = 5" "to = home"
    run -2 airbridge check evacuation.ini --set aircraft.t.seats=0
    [[ $output == *"no fleet that may carry them can fly people from [airfield.town] to [airfield.home]"* ]]
    run -2 airbridge check evacuation.ini --set fleet.f.active=no
    [ -n "$output" ]
}

# 2 h at 5 t/h each way. Without fuel in town an aircraft must bring that of both, unless a change brings some.
@test "people do not fly farther than the tanks take them" {
    make_evacuation "people = 5" "to = home"
    tanks=(--set aircraft.t.fuel_burn="5 t/h" --set airfield.town.fuel=no)
    run -2 airbridge check evacuation.ini "${tanks[@]}" --set aircraft.t.fuel_capacity="9 t"
    [[ $output == *"fuel_capacity: '9 t' is less than the leg home - town takes, 10 t"* ]]
    run -2 airbridge check evacuation.ini "${tanks[@]}" --set aircraft.t.fuel_capacity="19 t"
    [[ $output == *"fuel_capacity: '19 t' is less than home - town - home takes, without fuel between: 20 t"* ]]
    run -0 airbridge check evacuation.ini "${tanks[@]}" --set aircraft.t.fuel_capacity="20 t"
    run -0 airbridge check evacuation.ini "${tanks[@]}" --set aircraft.t.fuel_capacity="19 t" \
        --set change.fuel.at="1 h" --set change.fuel.key=airfield.town.fuel --set change.fuel.value=yes
}

# The leg to a third field takes 1 h, and the way home from there 1 h or 5.
@test "people do not fly farther than the tanks take who brought them" {
    make_evacuation "people = 5" "to = home"
    sed -i 's/^to = home$/to = beyond/; s,^seats.*,&\nfuel_burn = 5 t/h\nfuel_capacity = 19 t,' evacuation.ini
    cat >>evacuation.ini <<'END'
[airfield.beyond]
[leg.on]
from = town
to = beyond
block_time = 1 h
[leg.round]
from = beyond
to = home
block_time = 5 h
END
    run -2 airbridge check evacuation.ini
    [[ $output == *"fuel_capacity: '19 t' is less than the leg beyond - home takes, 25 t"* ]]
    sed -i 's/^block_time = 5 h/block_time = 1 h/' evacuation.ini
    run -0 airbridge check evacuation.ini
    run -0 airbridge check evacuation.ini --set airfield.beyond.fuel=no
    run -2 airbridge check evacuation.ini --set airfield.beyond.fuel=no --set airfield.town.fuel=no
    [[ $output == *"fuel_capacity: '19 t' is less than home - town - beyond - home takes, without fuel between: 20 t"* ]]
    # Back to where there is fuel, or home where the way back is not known.
    longer=(--set airfield.beyond.fuel=no --set leg.round.block_time="3 h")
    run -0 airbridge check evacuation.ini "${longer[@]}"
    run -2 airbridge check evacuation.ini "${longer[@]}" --set leg.on.both_ways=no
    [[ $output == *"fuel_capacity: '19 t' is less than town - beyond - home takes, without fuel between: 20 t"* ]]
}

@test "a curve of arrivals is read, or told what is wrong with it" {
    refuses "is not a list of the form TIME: PEOPLE" "to = home" "arrivals = 5"
    refuses "from point to point the time must rise" "to = home" "arrivals = 2 h: 5, 1 h: 8"
    refuses "the people must not fall" "to = home" "arrivals = 1 h: 5, 2 h: 4"
    refuses "has '2.5' people, which is no whole number" "to = home" "arrivals = 1 h: 2.5"
    refuses "has the time '1 t'" "to = home" "arrivals = 1 t: 5"
    make_evacuation "to = home" "arrivals = 0 h: 200, 12 h: 800"
    run -0 airbridge show evacuation.ini evacuation.people
    [[ $output == *"arrivals = 0 h: 200, 12 h: 800"* ]]
}

@test "a curve may come from a file, whose faults are told by line and column" {
    told() {
        printf "$2" >people.csv
        make_evacuation "to = home" "arrivals = curve(people.csv)"
        run -2 airbridge check -q evacuation.ini
        [ "$output" = "people.csv$1" ] || { echo "$output"; false; }
    }
    local here=': error: [evacuation.people] arrivals:'
    told ":1$here the first row needs the headings people, and hour or date" 'hours,people\n1,2\n'
    told ":1$here there is a second column of hours or dates (column 2)" 'hour,date,people\n'
    told ":2$here the hour is not a number (column 1)" 'hour,people\nx,20\n'
    told ":2$here the number of people is no whole number (column 2)" 'hour,people\n0,20.5\n'
    told ":3$here the time is not later than in the row before (column 1)" 'hour,people\n0,2\n0,3\n'
    told ":3$here fewer people have come than in the row before; the column is of all who have come by then (column 3)" \
        'hour,source,people\n0,x,2\n1,y,1\n'
    told ":2$here the row has 3 cells under 2 headings; decimals have a point, and thousands no mark" 'hour,people\n12,1,000\n'
    told ":2$here this is no date; dates are written 2022-01-06T01:20+03:00, with the offset from UTC (column 2)" \
        'people;date\n5;2022-01-06\n'
    told ":2$here this is no date: February 2022 has 28 days; dates are written 2022-01-06T01:20+03:00, with the offset from UTC (column 2)" \
        'people;date\n5;2022-02-29T00:00Z\n'
    told "$here the file has no arrivals" 'hour,people\n'
    make_evacuation "to = home" "arrivals = curve(nobody.csv)"
    run -2 airbridge check -q evacuation.ini
    [[ $output == *"names a file of arrivals: cannot open"* ]]
}

@test "a curve from a file counts by what the file says" {
    printf 'hour,people\n0,200\n12 h,800\n' >people.csv
    make_evacuation "to = home" "arrivals = curve(people.csv)"
    run -0 airbridge show evacuation.ini
    local first=${lines[0]} && airbridge show evacuation.ini >shown.ini
    make_evacuation "to = home" "arrivals = 0 h: 200, 12 h: 800"
    run -0 airbridge show evacuation.ini
    [ "${lines[0]}" = "$first" ]
    mkdir elsewhere && cd elsewhere # what is shown names the file from anywhere
    run -0 airbridge show ../shown.ini
    [ "$(cut -d' ' -f4 <<<"${lines[0]}")" = "$(cut -d' ' -f4 <<<"$first")" ]
    printf 'hour,people\n0,200\n12 h,801\n' >../people.csv
    run -0 airbridge show ../shown.ini
    [ "$(cut -d' ' -f4 <<<"${lines[0]}")" != "$(cut -d' ' -f4 <<<"$first")" ]
}

@test "milestones may be of some evacuations" {
    make_evacuation "people = 100" "to = home"
    cat >>evacuation.ini <<'END'
[evacuation.others]
airfield = town
people = 50
to = home
from = 2 d
[milestone.all]
event = evacuated
by = 2022-01-20T00:00Z
earliest = 150
[milestone.some]
event = evacuated
evacuations = others
by = 2022-01-20T00:00Z
earliest = 50
latest = 50
[milestone.gone]
event = evacuation_over
evacuations = people
latest = 2022-01-02T12:00Z
END
    run -0 airbridge run evacuation.ini -n 1 -q -o out
    [ "$(grep -c ',within,' out/milestones.csv)" = 3 ]
    run -0 airbridge check -q evacuation.ini --set evacuation.others.active=no # and so is its milestone
    run -2 airbridge check -q evacuation.ini --set milestone.some.event=landing
    [[ $output == *"evacuations: needs an event of evacuees: nothing else happens to them"* ]]
}

# Nothing would ever be counted.
@test "a milestone is of things to which its event happens" {
    refused() { # EVENT KEY=VALUE what is told
        run -2 airbridge check -q "$ROOT/tests/oracles/relief.ini" --set milestone.m.event="$1" --set milestone.m."$2" \
            --set milestone.m.latest=2022-01-03T00:00Z
        [ "$output" = "--set: error: [milestone.m] ${2%%=*}: needs an event of ${2%%=*}: this one happens $3" ]
    }
    for event in request decision closed withdrawal_order withdrawn notification evacuees evacuated; do
        refused $event contingents=force "to none"
        refused $event sites=alpha "at none"
    done
    for event in orders headquarters guarded column returned release; do
        refused $event airfields=away "at none"
    done
    refused landing sites=alpha "at none"
    for what in landing,contingents=force,airfields=away guarded,contingents=force,sites=beta evacuees,airfields=away \
        returned,contingents=force; do
        IFS=, read -r event first second <<<"$what"
        run -0 airbridge check -q "$ROOT/tests/oracles/relief.ini" --set milestone.m.event="$event" \
            --set milestone.m."$first" ${second:+--set milestone.m."$second"} --set milestone.m.latest=2022-01-03T00:00Z
    done
}

@test "what changes without effect is refused" {
    make_evacuation "people = 100" "calls_flights = no"
    printf '%s\n' '[change.c]' 'at = 3 h' 'key = evacuation.people.priority' 'value = 3' >>evacuation.ini
    run -2 airbridge check -q evacuation.ini
    [[ $output == *"[change.c] key: 'evacuation.people.priority' has no effect where no flights are called" ]]
    run -2 airbridge check -q evacuation.ini --set change.c.key=evacuation.people.fills_returns --set change.c.value=no
    [[ $output == *"cannot change where no flights are called: nobody would fly" ]]
    run -0 airbridge check -q evacuation.ini --set change.c.key=evacuation.people.processing_rate
}

@test "an id is a contingent's or an evacuation's" {
    make_evacuation "people = 5" "to = home"
    printf '%s\n' '[contingent.people]' 'apoe = home' 'apod = town' 'loads = 1' >>evacuation.ini
    run -2 airbridge check evacuation.ini
    [[ $output == *"has the id of a contingent"* ]]
}

@test "an end that needs an evacuation says so" {
    make_evacuation "people = 5" "to = home" "active = no"
    run -2 airbridge check evacuation.ini
    [[ $output == *"end: 'evacuated' needs an active [evacuation.ID]"* ]]
}

@test "the account and the tables tell of it" {
    make_evacuation "people = 1000" "to = home" "processing_rate = 100" "until = 13 h"
    run -0 airbridge run evacuation.ini -n 1 -o out
    # A hundred board at 3, 4, 8 and 9 h, the rest wait until 13 h. The j-th is cleared at j / 100 h:
    # 5005 h in all. To board: 100 (3 + 4 + 8 + 9) + 600 * 13 - 5005 h.
    [[ $output == *"people: 400 flown, 600 left"* ]]
    [[ $output == *"each waited 5.0 h to be cleared and 5.2 h to board"* ]]
    [ "$(cut -d, -f1-4 out/summary.csv | grep -E '^(evacuated|left_behind|boarding_wait_h)\.')" = \
        $'evacuated.people,people,1,400\nleft_behind.people,people,1,600\nboarding_wait_h.people,h,1,5195' ]
    head -1 out/curve.csv | grep -q 'evacuees_come_p50.*evacuees_cleared_p50.*evacuees_off_p50'
}

@test "where there is no force the answer is when the evacuation is over, with what is not known" {
    # As below: with ten aircraft and 20 cleared an hour it is over at 55 h, with 25 at 45 h.
    make_evacuation "people = 1000" "to = home" "processing_rate = 20" \
        "[uncertain.rate]" "key = evacuation.people.processing_rate" "value = uniform(24.9, 25.1)" "source = none"
    run -0 airbridge run evacuation.ini --set fleet.f.number=10 -n 3
    [[ $output == *"The evacuation people is over after 55.0 h, 2022-01-03 07:00 UTC, in each of 3 runs;"* ]]
    [[ $output =~ "evacuation people, h "+"55.0 "+"55.0 "+"55.0 "+(44.[89]|45.[012])" " ]]
    run -0 airbridge run evacuation.ini --set fleet.f.number=10 -n 3 --by 2022-01-03T00:00Z
    [[ $output == *"--by asks for a force or relief that comes in: there is none here."* ]]
    [[ $output != *"9 in 10 by"* ]]
    run airbridge run evacuation.ini --set fleet.f.number=10 --set 'scenario.horizon=50 h' --inputs base -n 3
    [ "$status" = 1 ]
    [[ $output == *"The evacuation people is not over by the horizon, 01-03 02:00 UTC."* ]]
    # Whenever help is asked for; of what was broken off the end is not known.
    run -0 airbridge run evacuation.ini --set fleet.f.number=10 --set 'command.request=uniform(0 h, 9 h)' -n 3
    [[ $output == *"The evacuation people is over after 55.0 h, in each of 3 runs;"* ]]
    run airbridge run evacuation.ini --set scenario.event_limit=9 --inputs base -n 3
    [ "$status" = 1 ]
    [[ $output == *"When the evacuation people is over is not known: 3 of 3 replications were broken off."* ]]
}

@test "where there is no force, questions are of the evacuation, and pictures do not speak of closure" {
    make_evacuation "people = 1000" "to = home" "[uncertain.rate]" "key = fleet.f.number" "value = uniform(2, 6)"
    local command
    for command in worth worst "sensitivity -n 8"; do
        # shellcheck disable=SC2086 # words of a command
        airbridge $command evacuation.ini --json >asked.json
        airbridge $command evacuation.ini --json --of evacuation_h.people >named.json
        diff asked.json named.json
    done
    cp evacuation.ini one.ini
    sed 's/^\[evacuation.people\]/[evacuation.others]/' evacuation.ini | sed -n '/^\[evacuation/,/^to/p' >>evacuation.ini
    run -2 --separate-stderr airbridge worth evacuation.ini
    stderr_is "airbridge: error: the scenario has no force that closes, and 2 evacuations: ask of one of them, as in --of evacuation_h.others"
    airbridge run one.ini -n 2 -o out -q
    need gnuplot
    AIRBRIDGE_PLOTS=$ROOT/plots run -0 airbridge plot out
    [[ $output == *"closure: not drawn: no force comes in"* ]]
    [[ $output == *"landings: not drawn: no loads of a force land in this scenario"* ]]
    run -1 grep -q "closure\|closed" out/plots/waits.svg
}

@test "what an evacuation needs may come from the command line" {
    # The last of ten hundreds is called when it is cleared, and off 5 h later.
    make_evacuation "people = 1000" "to = home"
    run -0 airbridge sweep evacuation.ini --set fleet.f.number=10 \
        --vary evacuation.people.processing_rate=20,25 -n 1 -o swept
    [ "$(python3 -c 'import csv
print(*(row["evacuation_h.people_mean"] for row in csv.DictReader(open("swept/sweep.csv"))))')" = "55 45" ]
}

# Home in the town, one crew: after the first hundred, off at 3 h, and the way back until 5.5 h it rests until
# 15.5 h. The evacuation ends at 10 h.
@test "a flight whose people stay behind is not flown, and its aircraft is free when the evacuation ends" {
    make_evacuation "people = 150" "until = 10 h" "to = home"
    local short=(--set scenario.end=horizon --set 'scenario.horizon=3 d' --set fleet.f.number=1)
    local crew=(--set fleet.f.crews=1 --set 'aircraft.t.crew_duty=8 h' --set 'fleet.f.crew_rest=10 h')
    airbridge run evacuation.ini "${short[@]}" "${crew[@]}" --set fleet.f.home=town -n 1 --trace -o crew -q
    export COLUMNS=200
    run -0 airbridge explain crew f-01
    [ "${lines[0]}" = "f-01 made 2 flights. Replication 1, times in UTC." ]
    [ "${lines[4]%; *}" = "2022-01-01 05:00    5.00  f-01, flight 3, town to home, empty, not flown" ]
    [ "$(sed -n '/people-out-002/p' crew/chalks.csv | cut -d, -f13)" = "" ]

    # Two aircraft, one of which is loaded from 2 h to 14 h at the only working place.
    airbridge run evacuation.ini "${short[@]}" --set fleet.f.number=2 --set airfield.town.working_mog=1 \
        --set 'aircraft.t.onload_time=12 h' -n 1 --trace -o place -q
    run -0 airbridge explain place f-02
    [ "${lines[0]}" = "f-02 made 2 flights. Replication 1, times in UTC." ]
    [ "${lines[3]%; *}" = "2022-01-01 02:00    8.00  f-02, flight 4, town to home, empty, not flown" ]
    [ "${lines[5]}" = "2022-01-01 10:00    2.00  f-02, flight 5, town to home, empty" ]

    # The crew rests from 5 h on, when its aircraft is to fetch the others: it does not.
    airbridge run evacuation.ini "${short[@]}" "${crew[@]}" -n 1 --trace -o fetch -q
    run -0 airbridge explain fetch f-01
    [ "${lines[0]}" = "f-01 made 2 flights. Replication 1, times in UTC." ]
    [ "${lines[4]%; *}" = "2022-01-01 05:00    5.00  f-01, flight 3, home to town, empty, not flown" ]
}

@test "what ends a replication before the horizon is told of what had not come by then" {
    make_evacuation "people = 300" "to = home"
    printf '[contingent.aid]\nloads = 90\napoe = home\napod = town\n' >>evacuation.ini
    run -0 airbridge run evacuation.ini -n 3
    [[ $output == *"does not close by the end of the evacuations, which ends a replication, or by the horizon"* ]]
    [[ $output == *"> it had not come by the horizon, or by the end of the evacuations, which ends a replication, and"* ]]
    [[ "$(airbridge run evacuation.ini --set scenario.horizon=2h -n 3 2>&1)" == *"by the end of the evacuations, which ends"* ]]
    sed '/^end/d; s/loads = 90/loads = 2/; s/people = 300/people = 9000/' evacuation.ini >short.ini
    run -0 --separate-stderr airbridge check short.ini
    [[ $stderr == *"short.ini:1: note: [scenario] end: is not given, which means closed: a run ends when the force is in"* ]]
    run -0 airbridge run short.ini -n 3
    [[ $output == *"> it had not come by the horizon, or by closure, which ends a replication, and"* ]]
    sed '/^.contingent/,$d' short.ini >alone.ini # without a force nothing ends it but the horizon
    run airbridge run alone.ini -n 3 --set 'scenario.horizon=5 d'
    [[ $output == *"> it had not come by the horizon, and counts"* ]]
    run -0 airbridge compare short.ini -n 3 --with fleet.f.number=3
    [[ $output == *"not by the end of its run in 3 of 3"* && $output != *"up to the horizon"* ]]
    # So it is where the variant alone has another end than the horizon.
    words=(compare short.ini -n 3 --set scenario.end=horizon --set 'scenario.horizon=2 d')
    run -0 airbridge "${words[@]}" --with scenario.end=closed
    [[ $output == *"evacuation_h.people   not by the end of its run in 3 of 3"*$'\n    as far as both ran '* ]]
    run -0 airbridge "${words[@]}" --with fleet.f.number=3
    [[ $output == *"evacuation_h.people   not by the horizon in 3 of 3"*$'\n    up to the horizon '* ]]
    run -0 --separate-stderr airbridge check short.ini --set scenario.end=horizon
    [[ $stderr != *" end: "* ]]
}

# Two loads are in at 3 h, and drive home by 5 h: 9000 people take longer.
@test "the end of the withdrawal is told where anybody withdraws" {
    make_evacuation "people = 9000" "to = home"
    sed -i 's/^end = .*/end = withdrawn/' evacuation.ini
    printf '%s\n' '[withdrawal]' 'order = 4 h' '[contingent.aid]' 'loads = 2' 'apoe = home' 'apod = town' 'journey = return' \
        'mode_out = road' 'road_out_time = 1 h' >>evacuation.ini
    run -0 airbridge run evacuation.ini -n 3 -o out
    [[ $output == *"> it had not come by the horizon, or by the end of the withdrawal, which ends a replication, and"* ]]
    [[ "$(grep '^withdrawal_h,' out/summary.csv)" == withdrawal_h,h,3,1,* ]]
    # Where all stay nobody is waited for, and only the horizon ends it.
    run airbridge run evacuation.ini -n 3 --set contingent.aid.journey=stay --set 'scenario.horizon=2 d'
    [[ $output == *"> it had not come by the horizon, and counts"* ]]
    # Where closure ends it nobody goes home.
    run -0 airbridge run evacuation.ini -n 3 --set scenario.end=closed -o closed
    [[ $output == *"> it had not come by the horizon, or by closure, which ends a replication, and"* ]]
    [[ "$(grep '^withdrawal_h,' closed/summary.csv)" == withdrawal_h,h,0,* ]]
}
