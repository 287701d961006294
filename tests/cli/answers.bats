# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
# What is said of the answers to questions: each sentence where it is true.
load common

# Three contingents of four loads, two aircraft with a cycle of 6 h; the last should be in by 8 h, and is put last.
write_plan() {
    printf '%s\n' '[scenario]' 'start = 2022-01-01T00:00Z' 'end = closed' 'horizon = 40 h' '[aircraft.t]' \
        'onload_time = 1 h' 'offload_time = 1 h' '[airfield.home]' '[airfield.away]' '[airfield.idle]' '[leg.way]' \
        'from = home' 'to = away' 'block_time = 2 h' '[fleet.f]' 'type = t' 'number = 2' 'home = home' >plan.ini
    local id
    for id in a b c; do
        printf '[contingent.%s]\napoe = home\napod = away\nloads = 4\n' "$id" >>plan.ini
        case $id in
        a) echo 'priority = 1' ;;
        b) printf 'priority = 2\nassembly = exponential(3 h)\n' ;;
        c) printf 'priority = 3\nlatest_arrival = 8 h\n' ;;
        esac >>plan.ini
    done
}

# What was printed, on one line, says this.
says() {
    [[ "$(tr -s ' \n' ' ' <<<"$output")" == *"$1"* ]] || { echo "not said: $1"; echo "$output"; return 1; }
}

@test "of more inputs than are analysed those that do nothing are left out, and it is said" {
    write_plan
    local over=() key
    for key in fleet.f.number=1..6 aircraft.t.{on,off}load_time='30..90 min' leg.way.block_time='1..4 h' \
        command.{consultation,decision,orders}='0..2 h' contingent.{a,b,c}.{notice,assembly}='0..2 h' \
        airfield.idle.{working,parking,fuel}_mog=1..4 airfield.home.fuel_mog=1..4; do
        over+=(--over "$key")
    done
    run -0 airbridge sensitivity plan.ini -n 16 "${over[@]}"
    says "Left as the scenario has them, for their effects are the smallest (Morris): "
    says "airfield.home.fuel_mog."
    [[ "$output" =~ fleet\.f\.number.*lowers\ it ]]
    says "had not come about by the horizon, and count as the horizon"
}

@test "a better order is told by what it is judged by, with the command that runs it" {
    write_plan
    run -0 airbridge size plan.ini -n 60 --order contingents --of on_time_share
    says "makes on_time_share 0.5 share better: 0.5 instead of 0, in 60 replications"
    run -0 airbridge size plan.ini -n 60 --order contingents --goal 'on_time_share >= 20%'
    says "in 100 % of replications instead of 0 %: 100 % more"
    says "(95 % interval of the gain 100 to 100 %)"
    run -0 airbridge size plan.ini -n 60 --order contingents --of on_time_share --set contingent.c.priority=4 \
        --set fleet.f.number=3
    says "--set fleet.f.number=3"
    run ! grep -q 'contingent.c.priority=4' <<<"$output" # what the order replaces is not said again
    run -0 airbridge size plan.ini -n 60 --order contingents --of first_landing_h
    says "The plan's order stays: none of the 12 others that there are is better."
    run -0 airbridge size plan.ini -n 60 --order contingents:a,b --of on_time_share
    says "none of the 2 others"
}

@test "an order that only looked better is told with what it gains" {
    write_plan
    sed -i 's/^number = 2/number = 12/; s/^loads = 4/loads = 4\nassembly = exponential(9 h)/; s/^assembly = exponential(3 h)//' plan.ini
    run -0 airbridge size plan.ini -n 12 --order contingents --seed 5
    says "The plan's order stays: none of the 12 others that there are is"
}

@test "what is denied and matters to nobody, and what does" {
    write_plan
    run -0 airbridge worst plan.ini -n 2 --of supply_short_h
    says "Whatever is denied, supply_short_h stays as it is."
    run -0 airbridge worst plan.ini -n 2 --denial 1h
    says "one more aircraft of f 12"
    says "So few replications have not seen much of what may happen."
    # Those that are less bad are left behind after 20.
    run -0 airbridge worst plan.ini -n 60 --denial 1h
    says "What happens in fewer than 3 of 20 replications may not have been seen."
    run -0 airbridge worst plan.ini -n 2 --set scenario.deterministic=yes
    [[ "$output" != *"have not seen"* ]]
}

@test "what more would buy is told for sure, for money, or not at all" {
    write_plan
    run -0 airbridge worth plan.ini -n 3 --set scenario.deterministic=yes
    says "the best; the scenario is deterministic, so that this is certain"
    [[ "$output" != *"may not have been seen"* ]]
    run -0 airbridge worth plan.ini -n 3 --of on_time_share
    says "nothing, as far as can be told"
    run -0 airbridge worth plan.ini -n 2 --of on_time_share --set contingent.a.latest_arrival='15 h' \
        --set contingent.b.latest_arrival='15 h'
    says "one more aircraft of f: 0.17 share more"
    run -1 airbridge worth plan.ini -n 3 --set scenario.horizon='20 h'
    says "closure_h is not reached in 3 of 3 as it is"
    says "counted up to the horizon"
    printf '[price.f]\nkey = fleet.f.number\nper_unit = 100\n[price.w]\nkey = leg.way.block_time\nper_unit = 10\n' >>plan.ini
    run -0 airbridge worth plan.ini -n 20
    says "by what a unit of money buys"
    says "1.1 h for one of money"
}

@test "the cheapest mix of a goal that is to be high, and one that no mix reaches" {
    write_plan
    run -0 airbridge size plan.ini -n 40 --goal 'on_time_share >= 60%' --vary fleet.f.number=2..8 --confidence 80%
    says "costs +5 against the plan as it is"
    says "fleet.f.number 2 7"
    run airbridge size plan.ini -n 20 --goal 'closure_h <= 4' --vary fleet.f.number=2..8
    says "Not within these limits: with the most of everything closure_h <= 4 h in 90 % of replications is not reached: it was in 0 of 20."
    run airbridge size plan.ini -n 20 --goal 'closure_h <= 4' --vary fleet.f.number=2..8
    says "of the 1 mix that was looked at:"
    # All of a few reach it, which does not tell that 90 % do.
    run airbridge size plan.ini -n 20 --goal 'closure_h <= 40' --vary fleet.f.number=2..8
    [ "$status" = 1 ]
    says "is not reached for sure: it was in 20 of 20, and it takes 29 of 29 (-n) to tell."
    run -0 airbridge size plan.ini -n 29 --goal 'closure_h <= 40' --vary fleet.f.number=2..8
    run airbridge size plan.ini -n 20 --goal 'closure_h <= 9' --vary fleet.f.number=1..3 --set scenario.horizon='10 h'
    says "Not within these limits"
    [[ "$output" != *"mixes that were looked at"* ]] # none of them reaches anything
}

@test "where help is asked for at another moment each time, hours after that are no dates" {
    home=(--set withdrawal.order=1h --set scenario.end=withdrawn)
    shuttle=$ROOT/scenarios/small/shuttle.ini
    run -0 airbridge run "$shuttle" -n 40 "${home[@]}" --set 'command.request=5 h'
    says "The force closes after 22.0 h, 2022-01-02 03:00 UTC, in each of 40 runs;"
    says "Withdrawal complete 2022-01-03 05:00 2022-01-03 05:00 2022-01-03 05:00 48.0 48.0 48.0"
    # It is 22 h after each request, but between 22:00 and 08:00.
    run -0 airbridge run "$shuttle" -n 40 "${home[@]}" --set 'command.request=uniform(0 h, 10 h)'
    says "The force closes after 22.0 h, in each of 40 runs;"
    says "Request, on average 2022-01-01 05:00 First landing 3.0 3.0 3.0 Closure 22.0 22.0 22.0"
    says "Withdrawal complete 48.0 48.0 48.0"
    # Nor is the horizon so many hours after it: what came later than the average request leaves is no less than that.
    run -1 airbridge run "$shuttle" -n 200 --set scenario.horizon='60 h' --set 'command.request=uniform(0 h, 80 h)'
    says "8 times in 10 between 22.0 h and beyond the horizon."
    says "Closure >01-03 12:00 >01-03 12:00 22.0 beyond beyond"
    # Of one replication, and behind a past in which it came, it is known when that was.
    run -0 airbridge run "$shuttle" -n 1 --trace -o past --set 'command.request=uniform(0 h, 10 h)'
    says "The force closes after 22.0 h, 2022-01-02 00:43 UTC."
    says "Request 2022-01-01 02:43 First landing 2022-01-01 05:43 3.0"
    run -0 airbridge run "$shuttle" -n 5 --from past --at 2022-01-01T20:00Z --set 'command.request=uniform(0 h, 10 h)'
    says "Request 2022-01-01 02:43 First landing"
    says "Closure 2022-01-02 00:43 2022-01-02 00:43 2022-01-02 00:43 22.0 22.0 22.0"
    run -0 airbridge run "$shuttle" -n 40 --set 'command.request=uniform(5 h, 5 h)'
    says "The force closes after 22.0 h, 2022-01-02 03:00 UTC, in each of 40 runs;"
}

@test "what is due at another moment each time has no date" {
    shuttle=$ROOT/scenarios/small/shuttle.ini
    due=(--set 'contingent.cargo.latest_arrival=15 h')
    run -0 airbridge run "$shuttle" -n 20 "${due[@]}" --set 'command.request=5 h' -o fixed
    says "Late share median due, UTC what was waited for longest cargo 100 % 7.0 h 01-01 20:00"
    grep -q '^cargo,,,2022-01-01T20:00:00.000Z,20,' fixed/late.csv
    run -0 airbridge run "$shuttle" -n 20 "${due[@]}" --set 'command.request=uniform(0 h, 10 h)' -o random
    says "Late share median what was waited for longest cargo 100 % 7.0 h waiting: no aircraft, 16.0 h"
    grep -q '^cargo,,,,20,' random/late.csv
    run -0 airbridge run "$shuttle" -n 20 --set 'contingent.cargo.latest_arrival=uniform(14 h, 16 h)'
    says "Late share median what was waited for longest"
}

@test "of one replication no percentiles of luck and ignorance are promised" {
    january=$ROOT/scenarios/january-2022.ini
    run -0 airbridge run "$january" -n 2
    says "luck alone luck and ignorance"
    run -0 airbridge run "$january" -n 1
    [[ "$output" != *"luck alone"* ]]
    says "Milestones are within in"
}

@test "how probable it is that contingents are in by a date, each of a few and all of many" {
    write_plan
    run -0 airbridge run plan.ini -n 20 --by 2022-01-01T22:00Z
    says "97.5 % limit by its own the force 0 %"
    [[ "$output" =~ \ c\ +0\ %.*\ 0\ % ]]
    for i in {1..30}; do printf '[contingent.x%d]\napoe = home\napod = away\nloads = 1\n' "$i"; done >>plan.ini
    run -0 airbridge run plan.ini -n 20 --by 2022-01-01T22:00Z --set fleet.f.number=20
    says "the force 100 %"
    says "of each of 33 contingents, see deadlines.csv"
    printf '%s\n' '[scenario]' 'start = 2022-01-01T00:00Z' 'end = horizon' 'horizon = 5 d' '[airfield.home]' >nobody.ini
    run -0 airbridge run nobody.ini -n 2 --by 2022-01-01T22:00Z
    says "--by asks for a force or relief that comes in: there is none here."
}

@test "a cost is told in as few figures as fit" {
    write_plan
    local rate
    for rate in 1:Cost 1000:'Cost, thousands' 1000000:'Cost, millions' 1000000000:'Cost, billions'; do
        run -0 airbridge run plan.ini -n 2 --set fleet.f.number=200 --set contingent.a.loads=400 \
            --set aircraft.t.cost_per_hour="${rate%%:*}"
        says "${rate#*:}"
    done
}

@test "lines of a movement list that are late are told, the worst first, and those that never come" {
    local few=(--set fleet.medium.number=1 --set fleet.heavy.available='9 d' --set fleet.medium.available='5 d')
    run -0 airbridge run "$ROOT/scenarios/small/islands.ini" -n 5 "${few[@]}"
    says "and 5 more of 10, see late.csv"
    [ "$(grep -A5 '^Late ' <<<"$output" | grep -o '[0-9.]* h  08' | sort -rn -c 2>&1)" = "" ]
    run -0 airbridge run "$ROOT/scenarios/small/islands.ini" -n 5 "${few[@]}" --set scenario.horizon='12 d' \
        --set scenario.end=horizon
    [[ "$output" =~ K0..\ +100\ %\ +not\ in ]]
}

@test "what only one side of a comparison has, and what is the same on both" {
    write_plan
    run -0 airbridge compare plan.ini -n 5 --with contingent.c.latest_arrival=none
    says "on_time_share only the base has it"
    sed '/^latest_arrival/d' plan.ini >free.ini
    run -0 airbridge compare free.ini -n 5 --with contingent.c.latest_arrival='8 h'
    says "on_time_share only the variant has it"
    printf '%s\n' '[scenario]' 'start = 2022-01-01T00:00Z' 'end = horizon' 'horizon = 5 d' '[airfield.home]' >nobody.ini
    run -0 airbridge compare nobody.ini -n 2 --with airfield.home.working_mog=2 --with airfield.home.working_mog=3
    says "tonnes_delivered of all variants"
    says "measures were the same in each replication"
    run -1 airbridge compare plan.ini -n 40 --with fleet.f.number=4 --set scenario.horizon='22 h'
    says "closure_h not by the horizon in 40 of 40, with the variant in 0 of 40"
    says "sooner in 40, later in 0, equal in 0, in neither in 0; sign test p 2e-12"
    run -1 airbridge compare plan.ini -n 4 --with fleet.f.number=4 --set scenario.horizon='22 h'
    says "sign test p 0.125"
}

@test "no number of an answer has an exponent, whatever its size" {
    write_plan
    local large=(--set aircraft.t.cost_per_hour=1000000 -n 4) ask
    for ask in 'worth plan.ini --of cost' 'worst plan.ini --denial 12h --of cost' 'sensitivity plan.ini --of cost' \
        'size plan.ini --goal cost<=90000000'; do
        # shellcheck disable=SC2086 # words
        case $ask in
        sens*) run airbridge $ask --over contingent.a.loads=5..9 "${large[@]}" ;;
        size*) run airbridge $ask --vary fleet.f.number=2,3 "${large[@]}" ;;
        *) run airbridge $ask "${large[@]}" --set fleet.f.number=20 ;;
        esac
        [ "$status" -le 1 ]
        [[ ! $output =~ [0-9]e\+?[0-9] ]] || { echo "$output"; return 1; }
    done
    run airbridge worth plan.ini -n 4 --set fleet.f.number=1 --set leg.way.block_time='1000 h' --set scenario.horizon='800 d'
    [[ ! $output =~ [0-9]e\+?[0-9] ]] || { echo "$output"; return 1; }
}

@test "what there is one of is told as one" {
    write_plan
    sed -i 's/^\[airfield.home\]/&\nlatitude = 40\nlongitude = 20/; s/^\[airfield.away\]/&\nlatitude = 50\nlongitude = 20/; s/^loads = 4/loads = 1/' plan.ini
    local plain='(^|[^0-9.,])1 (points|replications|runs|parts|flights|airfields|sites|denials|moments|changes|more move|move|make) '
    airbridge run plan.ini -n 1 --trace -o out -q --set contingent.b.active=no --set contingent.c.active=no
    for ask in 'export out --format kml -o out.kml' 'run plan.ini -n 1' 'worth plan.ini -n 1' 'worth plan.ini -n 4' \
        'worth plan.ini -n 4 --only number' 'worst plan.ini -n 2 --denial 12h' 'list plan.ini -n 1 --vary fleet.f.number=2' \
        'sweep plan.ini -n 1 --vary fleet.f.number=2 -o one' 'sweep plan.ini -n 1 -o two --vary fleet.f.number=2 --plan parallel'; do
        # shellcheck disable=SC2086 # words
        run -0 airbridge $ask
        [[ ! "$(tr -s ' \n' ' ' <<<"$output") " =~ $plain ]] || { echo "$ask: ${BASH_REMATCH[0]}"; echo "$output"; return 1; }
    done
    run -1 grep -E "$plain" two/sweep.parallel
}

# Half of all luck is far below its mean here: no plan is said to be later than the one at hand.
@test "before when no plan can close is told by the median, as closure is" {
    printf '[scenario]\nbase = %s\n[contingent.cargo]\nloads = 1\nnotice = lognormal(20 h, 60 h)\n' "$shuttle" >plan.ini
    run -0 airbridge run plan.ini -n 200
    says "The force closes after 12.1 h"
    says "No plan for these loads can close before 12.1 h under the same luck: none is sooner."
}

@test "who is never called is not said to be in by its latest arrival" {
    printf '[scenario]\nbase = %s\n[contingent.cargo]\nlatest_arrival = 30 h\n[contingent.reserve]\napoe = home\napod = away\nloads = 1\nstandby = yes\nlatest_arrival = 3 h\n' \
        "$shuttle" >plan.ini
    run -0 airbridge run plan.ini -n 1
    says "The one contingent with a latest arrival that comes is in by then."
    run -0 airbridge run plan.ini -n 1 --set contingent.other.apoe=home --set contingent.other.apod=away \
        --set contingent.other.loads=1 --set 'contingent.other.latest_arrival=90 h'
    says "All 2 contingents with a latest arrival that come are in by then."
    run -0 airbridge run plan.ini -n 1 --set contingent.reserve.latest_arrival=none
    says "The contingent with a latest arrival is in by then."
    run -0 airbridge run plan.ini -n 1 --set contingent.cargo.latest_arrival=none
    [[ "$output" != *"latest arrival"* ]]
    run -0 airbridge run plan.ini -n 1 --set contingent.reserve.standby=no
    [[ "$output" =~ reserve\ +100\ % ]]
    airbridge run plan.ini -n 2 --by 2022-01-02T12:00Z -q -o out
    grep -qxF 'luck,contingent,reserve,2022-01-02T12:00:00.000Z,0,0,,,,,,,,' out/deadlines.csv
}

@test "who is late once in hundreds of replications is not late in none" {
    printf '[scenario]\nbase = %s\n[contingent.cargo]\nlatest_arrival = 23 h\nnotice = mixture(300: 0 h, 1: 9 h)\n' \
        "$shuttle" >plan.ini
    run -0 airbridge run plan.ini -n 500 --seed 2
    [[ "$output" =~ cargo\ +0\.[0-9]+\ % ]]
}

@test "where nobody went who is to come home, nothing is said of when all are" {
    printf '[scenario]\nbase = %s\nend = horizon\nhorizon = 5 d\n[withdrawal]\norder = 1 h\n[contingent.cargo]\njourney = stay\n[contingent.reserve]\napoe = home\napod = away\nloads = 1\nstandby = yes\n' \
        "$shuttle" >plan.ini
    run -0 airbridge run plan.ini -n 2
    [[ "$output" == *"Closure "* ]]
    [[ "$output" != *"Withdrawal complete"* ]]
    # Called, the ninth load is in at 28 h; an hour later it is ordered home, which takes 2 h for an aircraft to come and 4 h.
    run -0 airbridge run plan.ini -n 2 --set contingent.reserve.standby=no
    [[ "$output" =~ "Withdrawal complete "+[-0-9:\ ]*"35.0 "+"35.0 "+35\.0 ]]
}
