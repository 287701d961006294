# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
# From now on: a scenario that goes on from a replication of another, with other plans and fresh luck.
load common

january=$ROOT/scenarios/january-2022.ini

# One aircraft and four loads: out 1 h, unloaded 0.5 h, back 1 h. Load k is there after 2.5 k - 1 h.
shuttle() {
    cat >shuttle.ini <<END
[scenario]
start = 2022-01-05T00:00Z
[airfield.home]
[airfield.there]
[leg.way]
from = home
to = there
block_time = 1 h
[aircraft.plane]
offload_time = 30 min
[fleet.planes]
type = plane
number = 1
home = home
[contingent.force]
apoe = home
apod = there
loads = 4
END
    airbridge run shuttle.ini -n 1 --trace -q -o before
}

# said MEASURE FOLDER: what each replication says of it
said() {
    awk -F, -v name="$1" 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == name) c = i; next }
                          { print $c }' "$2/replications.csv"
}

# What a run of the shuttle from three hours on says of a measure.
from_three() {
    local measure=$1
    shift
    airbridge run shuttle.ini -n 1 -q -o after --force --from before --at 2022-01-05T03:00Z "$@"
    said "$measure" after
}

refused() {
    local text=$1
    shift
    run -2 airbridge "$@"
    grep -qF -- "$text" <<<"$output" || { echo "$output"; return 1; }
}

@test "the same plan and the same luck come to the same, whenever it goes on" {
    airbridge run "$january" -n 3 --trace=2 -q -o whole
    airbridge run "$january" --only 2 --trace=2 -q -o one
    for at in 2022-01-05T19:00Z 2022-01-06T12:00Z 2022-01-09T03:17Z 2022-01-15T00:00Z; do
        airbridge run "$january" --only 2 --trace=2 -q -o on --force --from whole --at $at
        for table in replications sorties chalks airfields sites contingents; do
            cmp one/$table.csv on/$table.csv
        done
        [ "$(grep trajectory_hash one/run.json)" = "$(grep trajectory_hash on/run.json)" ]
    done
}

@test "loads that are cut for their aircraft go on as they would have" {
    mixed=(run "$ROOT/tests/oracles/cut.ini" --set scenario.deterministic=no --set "contingent.cargo.bulk=500 t"
           --set "aircraft.large.onload_time=uniform(0.5 h, 1.5 h)" --only 2 --trace=2 -q
           --set "aircraft.small.offload_time=exponential(1 h)" --set contingent.cargo.people=300
           --set "contingent.cargo.load_interval=exponential(2 h)" --set scenario.horizon=90d)
    airbridge "${mixed[@]}" -o one
    for at in 2022-01-01T01:00Z 2022-01-01T14:31Z 2022-01-02T20:00Z; do
        airbridge "${mixed[@]}" -o on --force --from one --at $at
        cmp one/chalks.csv on/chalks.csv
        [ "$(grep trajectory_hash one/run.json)" = "$(grep trajectory_hash on/run.json)" ]
    done
}

@test "what is past is as it was, and what comes has its own luck" {
    airbridge run "$january" -n 2 --trace -q -o whole
    airbridge run "$january" -n 30 -q -o on --from whole --at 2022-01-07T12:00Z
    values() { said "$1" on | sort -u | wc -l; }
    [ "$(values first_landing_h)" = 1 ]
    [ "$(values closure_h.headquarters)" = 1 ]
    [ "$(values closure_h)" -gt 25 ]
}

@test "a fleet that grows then brings the rest sooner: by hand" {
    shuttle
    [ "$(from_three closure_h)" = 9 ]
    # 4.0 h the second load, 4.5 h the third with the new one, which leaves at 3 h; 6.5 h the fourth
    [ "$(from_three closure_h --set fleet.planes.number=2)" = 6.5 ]
    # a new fleet of the type does the same
    [ "$(from_three closure_h --set fleet.more.type=plane --set fleet.more.home=home \
        --set fleet.more.number=1)" = 6.5 ]
}

@test "a contingent that is new comes in then: by hand" {
    shuttle
    run -0 from_three closure_h --set contingent.more.apoe=home --set contingent.more.apod=there \
        --set contingent.more.loads=1
    [ "$output" = 11.5 ]
    grep -q '^1,more,.*2022-01-05T03:00:00.000Z' after/contingents.csv
}

@test "a field that shuts from then on holds back what comes" {
    shuttle
    # the second load is in the air and lands at 3.5 h only if the field lets it: it waits for ever
    run -1 airbridge run shuttle.ini -n 1 -o after --from before --at 2022-01-05T03:00Z \
        --set airfield.there.open=no
    grep -q 'force was in' <<<"$output"
    [ "$(said inbound_flights after)" = 1 ]
}

@test "a change to come that nobody knew of may be another, or none: by hand" {
    shuttle
    cp shuttle.ini plain.ini
    # The third load lands at 20 h, and not at 6.
    printf '[change.%s]\nat = %s\nkey = airfield.there.open\nvalue = %s\nforeseen = no\n' \
        shuts '5 h' no opens '20 h' yes >>shuttle.ini
    printf '[change.%s]\nat = 6 h\nkey = %s\nvalue = 1\n' more fleet.planes.number \
        works airfield.there.working_mog >>shuttle.ini
    airbridge run shuttle.ini -n 1 --trace -q -o before --force
    [ "$(from_three closure_h)" = 24 ]
    [ "$(from_three closure_h --set 'change.opens.at=15 h')" = 19 ]
    [ "$(from_three closure_h --set change.shuts.value=yes)" = 9 ]
    # Of a fleet nobody knows ahead, nor of what does not shut a field: both loads leave at 15 h.
    two=(--set 'change.opens.at=15 h' --set change.more.value=2)
    [ "$(from_three closure_h "${two[@]}")" = 17 ]
    [ "$(from_three closure_h "${two[@]}" --set change.works.value=2)" = 16.5 ]
    at=(--from before --at 2022-01-05T03:00Z)
    airbridge run plain.ini -n 1 -q -o after --force "${at[@]}"
    [ "$(said closure_h after)" = 9 ]
    refused "[change.shuts] at: '2 h' was '5 h' in the past" run shuttle.ini "${at[@]}" --set 'change.shuts.at=2 h'
    airbridge run shuttle.ini -n 1 --trace -q -o early --set 'change.shuts.at=2 h'
    refused "[change.shuts] at: '5 h' was '2 h' in the past" \
        run shuttle.ini --from early --at 2022-01-05T03:00Z --set 'change.shuts.at=5 h'
    sed -i 's/^foreseen = no/foreseen = yes/' shuttle.ini
    airbridge run shuttle.ini -n 1 --trace -q -o before --force
    refused "[change.shuts] key: 'airfield.there.opne' was 'airfield.there.open' in the past" \
        run shuttle.ini "${at[@]}" --set change.shuts.key=airfield.there.opne
    refused "[change.shuts] value: 'yes' was 'no' in the past" run shuttle.ini "${at[@]}" --set change.shuts.value=yes
    refused "[change.opens] is part of it and not of this scenario" run plain.ini "${at[@]}"
    # Nor does anybody know of one that comes at a random moment.
    sed -i 's/^at = \(5 h\|20 h\)$/at = uniform(\1, \1)/' shuttle.ini
    airbridge run shuttle.ini -n 1 --trace -q -o before --force
    [ "$(from_three closure_h)" = 24 ]
    [ "$(from_three closure_h --set change.shuts.value=yes)" = 9 ]
    airbridge run plain.ini -n 1 -q -o after --force "${at[@]}"
    [ "$(said closure_h after)" = 9 ]
}

@test "an order that was not given yet comes when the new plan says" {
    airbridge run "$january" -n 1 --trace -q -o whole
    airbridge run "$january" -n 1 -q -o on --from whole --at 2022-01-08T00:00Z \
        --set withdrawal.order=2022-01-10T12:00Z --set 'withdrawal.handback=1 h'
    airbridge run "$january" -n 1 -q -o changed --set change.sooner.at=2022-01-08T00:00Z \
        --set change.sooner.key=withdrawal.order --set change.sooner.value=2022-01-10T12:00Z \
        --set change.sooner.foreseen=no --set change.then.at=2022-01-08T00:00Z \
        --set change.then.key=withdrawal.handback --set 'change.then.value=1 h'
    cmp <(tail -n +2 on/replications.csv) <(tail -n +2 changed/replications.csv)
}

@test "a result goes on in a sweep, in a comparison, in parts and after an interruption" {
    shuttle
    from=(--from before --at 2022-01-05T03:00Z)
    airbridge sweep shuttle.ini -n 2 -q -o sweep "${from[@]}" --vary fleet.planes.number=1..2
    [ "$(python3 -c 'import csv
print(*(row["closure_h_mean"] for row in csv.DictReader(open("sweep/sweep.csv"))))')" = "9 6.5" ]
    run -0 airbridge compare shuttle.ini -n 20 "${from[@]}" --with fleet.planes.number=2
    [[ "$output" == *"closure_h  "*" -2.50 "* ]]
    airbridge run "$january" -n 2 --trace -q -o whole
    on=("$january" --from whole --at 2022-01-08T00:00Z)
    airbridge run "${on[@]}" -n 6 -q -o all
    airbridge run "${on[@]}" -n 4 -q -o some
    airbridge run "${on[@]}" -n 6 -q -o some --resume
    airbridge run "${on[@]}" -n 6 -q -o half1 --shard 1/2
    airbridge run "${on[@]}" -n 6 -q -o half2 --shard 2/2
    airbridge merge -q -o merged half1 half2
    cmp all/replications.csv some/replications.csv
    cmp all/replications.csv merged/replications.csv
}

# What `show` makes of a plan of the shuttle that goes on at three hours.
shown_at_three() {
    airbridge show shuttle.ini --set past.scenario=shuttle.ini --set past.at=2022-01-05T03:00Z "$@"
}

@test "a ceiling that is new holds from then on, and nobody knew of it: by hand" {
    shuttle
    # the second load is in the air at 3 h, the aircraft home at 5 h; the third leaves at 24 h
    [ "$(from_three closure_h --set flow.stop.flights=0 --set flow.stop.until=2022-01-06T00:00Z)" = 28 ]
    # the third leaves at 5 h, the fourth at 24 h; the second left before
    [ "$(from_three closure_h --set flow.few.flights=1)" = 25.5 ]
    [ "$(from_three closure_h --set flow.few.flights=2)" = 9 ]
}

@test "what is new comes in then, or later if it says so" {
    shuttle
    new=(--set site.s.guards=3 --set 'site.s.road_time=1 h' --set change.x.key=airfield.there.open
         --set change.x.value=no --set 'blackout.b.delay=1 h' --set evacuation.e.airfield=there
         --set evacuation.e.people=5 --set evacuation.e.calls_flights=no)
    at=(--set past.scenario=shuttle.ini --set past.at=2022-01-05T03:00Z)
    run -0 airbridge show shuttle.ini "${at[@]}" "${new[@]}" --set 'change.x.at=uniform(2 h, 4 h)' \
        --set 'notification.n.at=1 h'
    [ "$(grep -c '^requested = 2022-01-05T03:00:00.000Z' <<<"$output")" = 1 ]
    [ "$(grep -c '^from = 2022-01-05T03:00:00.000Z' <<<"$output")" = 2 ]
    [ "$(grep -c '^at = 2022-01-05T03:00:00.000Z' <<<"$output")" = 2 ]
    run -0 airbridge show shuttle.ini "${at[@]}" "${new[@]}" --set 'change.x.at=5 h' \
        --set 'notification.n.at=3 h' --set 'site.s.requested=8 h' --set 'blackout.b.from=uniform(4 h, 5 h)' \
        --set 'evacuation.e.from=6 h'
    [ "$(grep -c '2022-01-05T03:00:00.000Z' <<<"$output")" = 0 ]
    grep -q '^requested = 8 h' <<<"$output"
}

@test "a fleet that is new may carry on from a hub, if its type did" {
    shuttle
    sed -i '/^fleets/d; s/^loads = 4/people = 400\nvia = hub\nfleets = planes\nonward_fleets = hubs/' shuttle.ini
    sed -i 's/^offload_time/seats = 100\noffload_time/' shuttle.ini
    cat >>shuttle.ini <<END
[airfield.hub]
[leg.to]
from = home
to = hub
block_time = 1 h
[leg.on]
from = hub
to = there
block_time = 1 h
[aircraft.other]
seats = 100
[fleet.hubs]
type = plane
number = 1
home = hub
END
    airbridge run shuttle.ini -n 1 --trace -q -o before --force
    more=(--from before --at 2022-01-05T03:00Z --set contingent.force.onward_fleets=hubs,more
          --set fleet.more.home=hub --set fleet.more.number=1)
    run -0 airbridge run shuttle.ini -n 1 -q -o after "${more[@]}" --set fleet.more.type=plane
    refused "[fleet.more] type: no fleet of [contingent.force] had 'other'" \
        run shuttle.ini "${more[@]}" --set fleet.more.type=other
}

@test "who waits for a notification that is new has not gone before" {
    shuttle
    sed -i '1i[command]\ndecision = 2022-01-05T00:00Z\n[withdrawal]\norder = 2022-01-07T00:00Z' shuttle.ini
    airbridge run shuttle.ini -n 1 --trace -q -o before --force
    at=(--from before --at 2022-01-05T03:00Z)
    run -0 airbridge run shuttle.ini -n 1 -q -o after "${at[@]}" --set notification.n.at='1 h'
    run -0 airbridge run shuttle.ini -n 1 -q -o after --force "${at[@]}" --set notification.n.at='1 h' \
        --set notification.n.before=withdrawal
    for step in decision orders movement; do
        refused "[notification.n] before: is what may have come in the past" \
            run shuttle.ini "${at[@]}" --set notification.n.at='1 h' --set notification.n.before=$step
    done
}

@test "posture decides what was done before, and what is told of a run does not" {
    shuttle
    at=(--from before --at 2022-01-05T03:00Z)
    refused "[command] site_classes: 'water' was 'none' in the past" \
        run shuttle.ini "${at[@]}" --set command.site_classes=water
    refused "[contingent.force] site_classes: 'water' was 'none' in the past" \
        run shuttle.ini "${at[@]}" --set contingent.force.site_classes=water
    [ "$(from_three closure_h --set scenario.spans=day --set scenario.nth_delivery=2)" = 9 ]
}

@test "what cannot be otherwise is refused, and where it is said" {
    shuttle
    at=(--from before --at 2022-01-05T03:00Z)
    refused "go together" run shuttle.ini --from before
    refused "go together" run shuttle.ini --at 2022-01-05T03:00Z
    sed 's/block_time = 1 h/block_time = 2 h/' shuttle.ini >slower.ini
    refused "slower.ini:8: error: [leg.way] block_time: '2 h' was '1 h' in the past" \
        run slower.ini "${at[@]}"
    grep -v loads shuttle.ini | sed 's/contingent.force/contingent.other/' >other.ini
    echo 'loads = 4' >>other.ini
    refused "[contingent.force] is part of it and not of this scenario" run other.ini "${at[@]}" \
        --set fleet.more.type=plane --set fleet.more.home=home --set fleet.more.number=1
    refused "is not after the scenario's start" run shuttle.ini --from before --at 2022-01-05T00:00Z
    refused "airbridge: error: --at 'now' is no date with its time and zone; dates are written" \
        run shuttle.ini --from before --at 'now'
    refused "airbridge: error: --at '2022-04-31T00:00Z' is no date with its time and zone: April 2022 has 30 days; dates" \
        run shuttle.ini --from before --at 2022-04-31T00:00Z
    cp shuttle.ini changed.ini
    cat >>changed.ini <<END
[change.early]
at = 2022-01-05T01:00Z
key = fleet.planes.number
value = 2
END
    refused "changed.ini:20: error: [change.early] at: is before this scenario goes on" \
        run changed.ini "${at[@]}"
    airbridge run shuttle.ini -n 1 -q -o untraced
    refused "make the result with --trace" run shuttle.ini --from untraced --at 2022-01-05T03:00Z
    run -3 airbridge run shuttle.ini --from nowhere --at 2022-01-05T03:00Z
    run -0 airbridge run shuttle.ini -n 1 -q --trace -o on "${at[@]}"
    refused "goes on from a past itself" run shuttle.ini --from on --at 2022-01-05T04:00Z
    cp shuttle.ini plan.ini
    sed -i 's/loads = 4/loads = 5/' shuttle.ini
    refused "this is not the scenario that was simulated any more" run plan.ini "${at[@]}"
}

# Loads of a field whose yard is limited at any time are planned beforehand, and the past was with it or without.
@test "a yard is not limited for the first time, nor never, where loads were planned otherwise" {
    shuttle
    at=(--at 2022-01-05T03:00Z)
    late=(--set change.yard.at=2022-01-06T00:00Z --set change.yard.key=airfield.home.yard_loads
          --set change.yard.value=3 --set change.yard.foreseen=no)
    here="[airfield.home] yard_loads: is limited at some time in this scenario alone: loads of [contingent.force] were"
    refused "$here" run shuttle.ini --from before "${at[@]}" --set airfield.home.yard_loads=3
    refused "$here" run shuttle.ini --from before "${at[@]}" "${late[@]}"
    # Nothing begins where loads end, and a change to what is so limits nothing.
    run -0 airbridge check shuttle.ini --from before "${at[@]}" --set airfield.there.yard_loads=3
    run -0 airbridge check shuttle.ini --from before "${at[@]}" "${late[@]}" --set change.yard.value=unlimited
    airbridge run shuttle.ini -n 1 --trace -q -o limited "${late[@]}"
    refused "is limited at some time in the past of this scenario alone" \
        run shuttle.ini --from limited "${at[@]}" "${late[@]}" --set change.yard.value=unlimited
    refused "is limited at some time in the past of this scenario alone" run shuttle.ini --from limited "${at[@]}"
    for more in 2 unlimited; do
        airbridge run shuttle.ini -n 1 --trace -q -o always --force --set airfield.home.yard_loads=3
        run -0 airbridge check shuttle.ini --from always "${at[@]}" --set airfield.home.yard_loads=$more
    done
    # Who is left out loads nowhere, but who goes home begins where others came in.
    back=(--set 'withdrawal.order=1 d' --set airfield.third.name=third --set contingent.idle.active=no
          --set contingent.idle.apoe=third --set contingent.idle.apod=home --set contingent.idle.loads=1)
    airbridge run shuttle.ini -n 1 --trace -q -o back "${back[@]}"
    refused "[airfield.there] yard_loads: is limited at some time in this scenario alone: loads of [contingent.force] were" \
        run shuttle.ini --from back "${at[@]}" "${back[@]}" --set airfield.there.yard_loads=3
    run -0 airbridge check shuttle.ini --from back "${at[@]}" "${back[@]}" --set airfield.third.yard_loads=3
    # Loads that are prepared are planned beforehand in any case, but for what is called ahead of them.
    ready=(--set 'contingent.force.preparation_time=1 min')
    airbridge run shuttle.ini -n 1 --trace -q -o ready "${ready[@]}"
    run -0 airbridge check shuttle.ini --from ready "${at[@]}" "${ready[@]}" --set airfield.home.yard_loads=3
    ready+=(--set 'contingent.force.call_forward=1 min')
    airbridge run shuttle.ini -n 1 --trace -q -o ahead "${ready[@]}"
    refused "$here" run shuttle.ini --from ahead "${at[@]}" "${ready[@]}" --set airfield.home.yard_loads=3
}

@test "a run that was over by then has nothing to go on" {
    shuttle
    run -1 airbridge run shuttle.ini -n 1 --from before --at 2022-01-05T12:00Z
    grep -q 'it had ended before the scenario was to go on' <<<"$output"
}

# Seven loads at 1, 3.5, 6 ... h with one aircraft; with the mean of three all are there at 6 h, and one more from
# three hours on saves nothing before that.
@test "without luck the past is that of the means of what is not known" {
    shuttle
    printf '%s\n' '[uncertain.planes]' 'key = fleet.planes.number' 'value = uniform(2, 4)' 'source = none' >>shuttle.ini
    local fixed=(--set scenario.deterministic=yes --set contingent.force.loads=7)
    airbridge run shuttle.ini "${fixed[@]}" -n 1 --trace -q -o before --force
    airbridge run shuttle.ini "${fixed[@]}" -n 1 --trace -q -o after --from before --at 2022-01-05T03:00Z
    cmp before/sorties.csv after/sorties.csv
    [ "$(tail -n +2 after/sorties.csv | cut -d, -f3 | sort -u | wc -l)" = 3 ]
    at=(--from before --at 2022-01-05T03:00Z)
    lack="no [uncertain.ID] is drawn, since the past that is gone on from had their values"
    refused "--inputs both: $lack" run shuttle.ini "${fixed[@]}" "${at[@]}" --inputs both
    [[ "$output" != *"keys uncertain"* ]] # it says already what is not known
    sed '/^\[uncertain/,$d' shuttle.ini >known.ini
    airbridge run known.ini "${fixed[@]}" -n 1 --trace -q -o known
    refused "--inputs both: there is no [uncertain.ID]" run known.ini "${fixed[@]}" \
        --from known --at 2022-01-05T03:00Z --inputs both
    refused "$lack, and there is no --over KEY=LOW..HIGH" sensitivity shuttle.ini "${fixed[@]}" "${at[@]}"
    # shown is what was written, and not the mean; what is new has the moment
    sed 's/^start/deterministic = yes\n&/' shuttle.ini >fixed.ini
    run -0 airbridge show fixed.ini --set past.scenario=fixed.ini --set past.at=2022-01-05T03:00Z \
        --set contingent.m.apoe=home --set contingent.m.apod=there --set contingent.m.loads=1
    [ "$(grep -cE '^number = 1 |^joins = 2022-01-05T03:00:00.000Z ' <<<"$output")" = 2 ]
    run ! grep '^number = 3' <<<"$output"
}

@test "what is new begins then, whatever it is, and later if it says so" {
    shuttle
    run -0 shown_at_three --set traffic.t.airfield=there --set 'traffic.t.interval=1 h' \
        --set 'traffic.t.ground_time=1 h' --set backhaul.b.from=there --set backhaul.b.people=5
    [ "$(grep -cE '^(from|ready) = 2022-01-05T03:00:00.000Z' <<<"$output")" = 2 ]
    new=(--set contingent.m.apoe=home --set contingent.m.apod=there --set contingent.m.loads=1)
    run -0 shown_at_three "${new[@]}" --set contingent.m.joins=2022-01-05T02:00Z
    grep -q '^joins = 2022-01-05T03:00:00.000Z' <<<"$output"
    run -0 shown_at_three "${new[@]}" --set contingent.m.joins=2022-01-05T04:00Z
    grep -q '^joins = 2022-01-05T04:00Z' <<<"$output"
    run -0 shown_at_three --set change.x.key=airfield.there.open --set change.x.value=no \
        --set change.x.at=2022-01-05T04:00Z
    grep -q '^at = 2022-01-05T04:00Z' <<<"$output"
    # who only keeps loads together needs no ceiling before
    run -0 shown_at_three --set flow.f.together=1
    grep -q '^together = 1' <<<"$output"
    run ! grep "^flights = 1000000" <<<"$output"
}

@test "ways that are new lead to what is new" {
    shuttle
    far=(--set airfield.far.runways=2 --set leg.far.from=far --set leg.far.to=there --set 'leg.far.block_time=3 h')
    run -0 shown_at_three "${far[@]}" --set route.r.legs=home,there,far --set 'route.r.stops=there: 1 h'
    cp shuttle.ini more.ini
    printf '%s\n' '[vehicle.truck]' 'mass = 1 t' 'length = 1 m' 'width = 1 m' '[aircraft.other]' >>more.ini
    run -0 airbridge run more.ini -n 1 -q -o after --from before --at 2022-01-05T03:00Z
    [ "$(said closure_h after)" = 9 ]
    refused "[leg.back]: is not in the past of this scenario, which may have flown there otherwise" \
        show shuttle.ini --set past.scenario=shuttle.ini --set past.at=2022-01-05T03:00Z \
        --set leg.back.from=there --set leg.back.to=home --set leg.back.both_ways=no --set 'leg.back.block_time=3 h'
    refused "[route.r]: is not in the past of this scenario, which may have flown there otherwise" \
        show shuttle.ini --set past.scenario=shuttle.ini --set past.at=2022-01-05T03:00Z "${far[@]}" \
        --set leg.near.from=home --set leg.near.to=far --set 'leg.near.block_time=3 h' \
        --set route.r.legs=home,far,there --set 'route.r.stops=far: 1 h'
}

# As the shuttle, with what is left out of it: a fleet of another type, a contingent.
spare() {
    shuttle
    cat >>shuttle.ini <<END
[aircraft.other]
[fleet.spare]
type = other
number = 1
home = home
active = no
[fleet.second]
type = plane
number = 1
home = home
[contingent.reserve]
apoe = home
apod = there
loads = 1
active = no
END
    sed -i 's/^loads = 4/loads = 4\nfleets = planes, second/' shuttle.ini
    airbridge run shuttle.ini -n 1 --trace -q -o before --force
}

@test "what was left out is new, and what is left out is gone" {
    spare
    at=(--from before --at 2022-01-05T03:00Z)
    run -0 shown_at_three --set contingent.reserve.active=yes
    grep -q '^joins = 2022-01-05T03:00:00.000Z' <<<"$output"
    refused "[contingent.force] is part of it and not of this scenario" \
        run shuttle.ini "${at[@]}" --set contingent.force.active=no --set contingent.reserve.active=yes
    # the type of the spare fleet carried nothing before; the reserve has no loads that were planned
    refused "[fleet.spare] type: no fleet of [contingent.force] had 'other' in the past" \
        run shuttle.ini "${at[@]}" --set fleet.spare.active=yes --set contingent.force.fleets=planes,second,spare
    run -0 shown_at_three --set fleet.spare.active=yes
    grep -q '^value = 1 ' <<<"$output"
    # a list of who carries may grow, and nothing else
    for fleets in planes second,planes second,planes,spare; do
        refused "[contingent.force] fleets: '$fleets' was 'planes, second' in the past" \
            run shuttle.ini "${at[@]}" --set contingent.force.fleets=$fleets --set fleet.spare.type=plane \
            --set fleet.spare.active=yes
    done
}

@test "twenty new fleets of one aircraft do what one of twenty does" {
    shuttle
    many=() one=(--set fleet.f1.type=plane --set fleet.f1.home=home --set fleet.f1.number=20)
    for i in {1..20}; do
        many+=(--set "fleet.f$i.type=plane" --set "fleet.f$i.home=home" --set "fleet.f$i.number=1")
    done
    [ "$(from_three closure_h "${one[@]}" --set contingent.force.priority=100)" = 4.5 ]
    [ "$(from_three closure_h "${many[@]}")" = 4.5 ]
}

@test "what [past] says is checked" {
    shuttle
    refused "[past] at: 'now' is not a date" check shuttle.ini --set past.scenario=shuttle.ini --set past.at=now
    together="the scenario to go on from and from when on (at) are given together"
    refused "[past] at: $together" check shuttle.ini --set past.at=2022-01-05T03:00Z
    refused "[past] scenario: $together" check shuttle.ini --set past.scenario=shuttle.ini
    refused "[past] at: is behind the scenario's horizon" \
        check shuttle.ini --set past.scenario=shuttle.ini --set past.at=2052-01-05T03:00Z
    refused "--at: error: [past] at: is behind the scenario's horizon" \
        run shuttle.ini --from before --at 2052-01-05T03:00Z
}

@test "what show writes of a plan that goes on loads to the same, and may go on otherwise again" {
    "$AIRBRIDGE" run "$ROOT/scenarios/small/shuttle.ini" -n 1 --trace -q -o lived
    run -0 airbridge show "$ROOT/scenarios/small/shuttle.ini" --from lived --at 2022-01-01T03:00Z --set fleet.shuttle.number=3
    cat >shown.ini <<<"$output"
    grep -q '^\[change.from-then-on-1\]' shown.ini
    run -0 airbridge run "$ROOT/scenarios/small/shuttle.ini" -n 3 --from lived --at 2022-01-01T03:00Z --set fleet.shuttle.number=3
    same=$(grep -o 'trajectory .*' <<<"$output")
    run -0 airbridge run shown.ini -n 3
    [ "$(grep -o 'trajectory .*' <<<"$output")" = "$same" ]
    # What is said beside it has a number of its own, and neither is lost.
    run -0 airbridge show shown.ini --set airfield.away.working_mog=5
    [ "$(grep -c '^\[change.from-then-on-' <<<"$output")" = 2 ]
}
