# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
# Every picture of every shipped scenario, and of results at the ends of what there can be: drawn
# without a word of complaint, with something in them, nothing cut, no words that touch and nothing in
# the key that is not there.
load common

shopt -s nullglob

setup_file() {
    export AIRBRIDGE_PLOTS=$ROOT/plots
}

# Draws all pictures of a result, and looks at them.
looks_good() {
    need gnuplot
    need python3
    run -0 --separate-stderr airbridge plot -q "$1"
    output_is ""
    stderr_is ""
    python3 "$ROOT/tests/support/pictures.py" "$1"/plots/*.svg
    [ -d "$1/plots" ]
    for picture in "$1"/plots/*.svg; do
        tail -c 20 "${picture%.svg}.png" | grep -q IEND
    done
}

# The same in SVG alone, which takes half the time.
sketches_well() {
    need gnuplot
    need python3
    for script in "$ROOT"/plots/*.gp; do
        [[ $script != */@(compare|sweep|worth|size|orders|sensitivity|worst|calibration)*.gp ]] || continue
        run -0 --separate-stderr gnuplot -e 'FORMATS = "svg"' -c "$script" "$1"
        stderr_is ""
    done
    python3 "$ROOT/tests/support/pictures.py" "$1"/plots/*.svg
}

# Runs a scenario, whatever becomes of it: simulated RESULT ARGUMENT...
simulated() {
    local result=$1
    shift
    run airbridge run "$@" -o "$result" -q
    ((status <= 1))
}

@test "the pictures of every shipped scenario look good" {
    for scenario in "$ROOT"/scenarios/*.ini "$ROOT"/scenarios/small/*.ini; do
        simulated "$(basename "$scenario")" "$scenario" -n 3 --trace
        looks_good "$(basename "$scenario")"
    done
}

@test "the pictures of every what-if look good, of one replication" {
    for scenario in "$ROOT"/scenarios/what-if/*.ini; do
        simulated "$(basename "$scenario")" "$scenario" -n 1 --trace
        sketches_well "$(basename "$scenario")"
    done
}

@test "pictures look good when no replication closed" {
    for scenario in "$ROOT"/scenarios/*.ini "$ROOT"/scenarios/small/*.ini; do
        simulated "$(basename "$scenario")" "$scenario" -n 2 --trace --set scenario.horizon='20 h'
        sketches_well "$(basename "$scenario")"
    done
}

@test "where no replication closed what was waited for has all of the picture" {
    simulated none "$runway" -n 3 --set scenario.horizon='20 h'
    looks_good none
    python3 - none/plots/waits.svg <<'END'
import re, sys
of = open(sys.argv[1]).read()
assert ">What was waited for; no replication closed<" in of
# The figure beside the longest bar stands where the other panel would be.
at = [float(x) for x in re.findall(r'translate\(([0-9.]+),[^>]*>\s*<text[^>]*>[^<]* h, [0-9]+ %', of)]
assert at and max(at) > 700, at
END
}

@test "pictures look good when some closed, and without a trace" {
    simulated some "$runway" -n 10 --trace --set scenario.horizon='52 h'
    grep -q '"failed": [1-9],' some/run.json
    looks_good some
    simulated untraced "$runway" -n 3
    looks_good untraced
}

@test "pictures look good of more contingents than have room, of long names, and over a year" {
    python3 - >many.ini <<'END'
print("[scenario]\ntitle = Many\nstart = 2022-01-01T00:00Z\nend = closed\nhorizon = 400 d\n[aircraft.transport]\n"
      "onload_time = triangular(30 min, 1 h, 2 h)\noffload_time = 10 h\ncruise_speed = 700 km/h\n"
      "[airfield.home]\nname = Home of the Many Contingents of the Rapid Deployment Force Wa\nlatitude = 50\n"
      "longitude = 60\nworking_mog = 2\n[fleet.united-air-transport-command]\ntype = transport\nnumber = 6\nhome = home")
for a in range(3):
    print(f"[airfield.far-field-of-the-north-{a}]\nname = International Airport of the Northern Territories, No. {a:06}\n"
          f"latitude = {30 + 9 * a}\nlongitude = {50 + 20 * a}\nworking_mog = 1\nutc_offset = 5:45")
for c in range(60):
    print(f"[contingent.force-contingent-of-the-north-{c:04}]\napoe = home\napod = far-field-of-the-north-{c % 3}\nloads = 2")
END
    simulated many many.ini -n 4 --trace
    sketches_well many
    grep -q 'the last 40 of 60 contingents' many/plots/closure.svg
    grep -q 'No. 000001: working places\|001: working places' many/plots/saturation.svg # told apart by their ends
    simulated year many.ini -n 1 --set 'fleet.united-air-transport-command.number=1' --set 'aircraft.transport.offload_time=60 h'
    sketches_well year
}

@test "of one replication there are no dots of the day beside its bars" {
    simulated one "$ROOT/scenarios/january-2022.ini" -n 1 --trace
    sketches_well one
    run -1 grep -q '>in the day.*</text>' one/plots/withdrawal.svg
    run -1 grep -q 'with what is not known' one/plots/closure.svg
    simulated three "$ROOT/scenarios/january-2022.ini" -n 3
    sketches_well three
    # Local time where it is one for all fields where loads come off.
    grep -q 'UTC; where they land UTC+06:00' three/plots/landings.svg
    simulated two "$ROOT/scenarios/january-2022.ini" -n 3 --set 'airfield.zhetygen.utc_offset=5 h'
    sketches_well two
    run -1 grep -q 'where they land' two/plots/landings.svg
    grep -q 'in the day (dot: median)' three/plots/withdrawal.svg
    grep -q 'with what is not known' three/plots/closure.svg
}

@test "pictures look good when nothing happens" {
    simulated nothing "$shuttle" -n 2 --trace --set scenario.horizon='10 min' --set scenario.end=horizon
    looks_good nothing
}

@test "pictures look good of a day and of a year" {
    simulated day "$runway" -n 2 --trace --set scenario.horizon='1 d' --set scenario.end=horizon
    looks_good day
    printf '[scenario]\nbase = %s\nhorizon = 400 d\n[contingent.trickle]\npeople = 9000\napoe = hub\napod = port\nload_interval = 96 h\n' "$runway" >year.ini
    simulated year year.ini -n 2 --trace
    looks_good year
}

# So many airfields, fleets, contingents and sites; names have so many letters.
many_things() {
    local i pad name
    pad=$(printf 'x%.0s' $(seq "$2"))
    printf '[scenario]\ntitle = %s\nstart = 2022-01-01T00:00Z\nend = horizon\nhorizon = 5 d\n' "$pad$pad"
    printf '[aircraft.t]\ncruise_speed = 700 km/h\nonload_time = 1 h\noffload_time = 2 h\nseats = 100\n'
    for ((i = 0; i < $1; i++)); do
        name=${pad:0:30}$i
        printf '[airfield.a%s]\nname = %s\nlatitude = %d.5\nlongitude = %d.5\nparking_mog = 3\n' \
            "$name" "$pad $i" $((i * 7 % 40 + 20)) $((i * 11 % 90))
        printf '[fleet.f%s]\ntype = t\nnumber = 1\nhome = a%s\n' "$name" "$name"
        printf '[contingent.c%s]\nname = %s\npeople = 250\napoe = a%s\napod = a%s\n' \
            "$name" "$pad $i" "$name" "${pad:0:30}$(((i + 1 + i % 10) % $1))"
        printf '[site.s%s]\nroad_time = 2 h\nguards = 20\nhost_strength = 10\n' "$name"
    done
    for ((i = 0; i < $1 && i < 200; i++)); do
        printf '[milestone.m%s]\nevent = landing\nnth = %d\nlatest = 2022-01-0%dT12:00Z\ntolerance = 2 h\n' \
            "${pad:0:30}$i" $((i + 1)) $((i % 4 + 1))
    done
}

@test "pictures look good of a thousand things" {
    many_things 1000 1 >thousand.ini
    simulated thousand thousand.ini -n 2 --trace
    sketches_well thousand
}

@test "pictures look good where names have sixty letters" {
    many_things 30 60 >long.ini
    simulated long long.ini -n 2 --trace
    looks_good long
}

@test "pictures of comparisons and sweeps look good" {
    airbridge compare "$ROOT"/scenarios/january-2022.ini "$ROOT"/scenarios/what-if/*.ini -n 3 -o variants -q
    looks_good variants
    airbridge compare "$shuttle" --with fleet.shuttle.number=2 -n 2 -o same -q
    looks_good same
    airbridge sweep "$runway" --vary fleet.pool.number=2..6 -n 3 -o one -q
    looks_good one
    airbridge sweep "$runway" --vary fleet.pool.number=2..4 --vary airfield.port.parking_mog=1..3 -n 2 -o two -q
    looks_good two
}

# A plan with luck, so many inputs that are not known, and history; names have so many letters.
unknowns() {
    local i pad
    pad=$(printf 'x%.0s' $(seq "$2"))
    printf '[scenario]\nbase = %s\n[aircraft.transport]\nonload_time = exponential(1 h)\ncruise_speed = 700 km/h\nseats = 100\n' "$shuttle"
    printf '[airfield.home]\nlatitude = 50\nlongitude = 20\n[airfield.away]\nlatitude = 52\nlongitude = 40\n'
    printf '[milestone.seen]\nevent = closed\nlatest = 2022-01-01T23:00Z\nuse = calibration\n'
    for ((i = 0; i < $1; i++)); do
        printf '[airfield.f%s]\nname = %s\nlatitude = %d.5\nlongitude = %d.5\n' \
            "${pad:0:30}$i" "$pad $i" $((i * 7 % 40 + 20)) $((i * 11 % 90))
        printf '[fleet.f%s]\ntype = transport\nnumber = 1\nhome = f%s\n' "${pad:0:30}$i" "${pad:0:30}$i"
        printf '[contingent.c%s]\npeople = 100\napoe = f%s\napod = away\n' "${pad:0:30}$i" "${pad:0:30}$i"
        printf '[uncertain.%s]\nkey = contingent.c%s.load_interval\nvalue = uniform(0 h, %d h)\n' \
            "${pad:0:30}$i" "${pad:0:30}$i" $((i % 9 + 1))
        printf '[milestone.%s]\nname = %s\nevent = landing\nnth = %d\nlatest = 2022-01-01T12:00Z\nuse = validation\n' \
            "${pad:0:30}$i" "$pad $i" $((i + 1))
    done
}

@test "pictures of what was asked of many runs look good" {
    unknowns 3 1 >plan.ini
    airbridge worth plan.ini -n 20 -o worth -q
    printf '[scenario]\nbase = plan.ini\n[airfield.away]\nworking_mog = 4\n' >offered.ini
    airbridge size offered.ini --goal 'closure_h <= 24' --goal 'flying_hours <= 900' -n 100 -o size -q \
        --vary fleet.shuttle.number=1..6 --vary airfield.away.working_mog=1..4
    airbridge size plan.ini --order contingents -n 20 -o orders -q --set contingent.more.apoe=home \
        --set contingent.more.apod=away --set contingent.more.loads=2
    airbridge sensitivity plan.ini -n 64 -o sensitivity -q
    airbridge worst plan.ini -n 5 -o worst -q
    airbridge calibrate plan.ini -n 500 -o calibrate -q
    for result in worth size orders sensitivity worst calibrate; do
        looks_good "$result"
    done
    [ "$(cd worst/plots && echo *.png)" = 'worst-map.png worst.png' ]
    grep -q '>luck (day to day)<' sensitivity/plots/sensitivity.svg
    grep -q '>goal: at most 24 h, and others<' size/plots/size.svg
    grep -q '>price, more than the plan as it is<' size/plots/size.svg
    [ "$(cd calibrate/plots && echo *.png)" = 'calibration-predictions.png calibration.png' ]
}

@test "pictures look good of one answer, and of none" {
    unknowns 1 1 >plan.ini
    airbridge sensitivity plan.ini -n 2 -o input -q
    looks_good input
    # No draw fits.
    airbridge calibrate plan.ini -n 300 -o none -q --set milestone.seen.latest=2022-01-01T00:01Z
    looks_good none
    grep -q '>0 of 300 draws fit, seed 1<' none/plots/calibration.svg
    run -1 grep -q '>draws that fit<' none/plots/calibration.svg
    # Of a key without a price the plan's value is not offered: prices are more than the least of everything.
    airbridge size "$shuttle" --goal 'closure_h <= 30' --vary fleet.shuttle.number=3,4 -n 100 -o least -q
    looks_good least
    grep -q '>price, more than the least of everything<' least/plots/size.svg
    grep -q '>closure of the force, h, in 90 % of replications<' least/plots/size.svg
    # No mix reaches the goal, and it closes beyond the horizon.
    run airbridge size "$shuttle" --goal 'closure_h <= 3.9' --vary fleet.shuttle.number=1..2 -n 100 -o mix -q
    looks_good mix
    grep -q '>No mix that was looked at is shown to reach the goal<' mix/plots/size.svg
    run airbridge size "$shuttle" --goal 'closure_h <= 9' --vary fleet.shuttle.number=1..2 -n 100 -o beyond -q \
        --set scenario.horizon='10 h'
    looks_good beyond
    grep -q '>not by the end of runs (1)<' beyond/plots/size.svg
    # One denial, and none.
    airbridge worst plan.ini -n 5 -o worst -q
    sed -i '3,$d' worst/worst.csv
    looks_good worst
    sed -i 2d worst/worst.csv
    run -0 airbridge plot worst
    [ "$(grep -c 'not drawn: nothing that is denied costs anything' <<<"$output")" = 2 ]
    # Nothing varies.
    airbridge sensitivity plan.ini --of aircraft_used -n 20 -o same -q
    run -0 airbridge plot same
    grep -q 'not drawn: .*nothing drives it' <<<"$output"
}

@test "pictures look good of answers about forty things, whose names have sixty letters" {
    unknowns 40 60 >plan.ini
    airbridge calibrate plan.ini -n 300 -o calibrate -q
    airbridge worst plan.ini -n 2 -o worst -q
    airbridge sensitivity plan.ini -n 8 -o sensitivity -q
    for result in calibrate worst sensitivity; do
        looks_good "$result"
    done
    grep -q 'screened out' sensitivity/plots/sensitivity.svg
}

# How many lines of so many pixels, or pieces of them, are drawn in the colour of history.
lines_of_history() {
    python3 - "$@" <<'END'
import re, sys
width, path = sys.argv[1], sys.argv[2]
text = open(path).read()
groups = re.findall(r'stroke-width="%s"[^>]*>(.*?)</g>' % re.escape(width), text, re.S)
print(sum(path.count("M") for g in groups
          for path in re.findall(r"stroke='rgb\(213,  94,   0\)'\s+d='([^']*)'", g)))
END
}

@test "the clocks of a field are told where they do not shift" {
    for zone in Europe/Berlin Asia/Almaty; do
        simulated "${zone#*/}" "$ROOT/scenarios/small/one-runway.ini" -n 1 --trace \
            --set scenario.start=2022-03-25T18:00Z --set airfield.port.time_zone=$zone
        run -0 --separate-stderr gnuplot -e 'FORMATS = "svg"' -c "$ROOT/plots/parking.gp" "${zone#*/}"
    done
    grep -q 'Damaged field, UTC+06:00' Almaty/plots/parking.svg
    run -1 grep -q 'Damaged field, UTC' Berlin/plots/parking.svg
}

@test "a load that changes aircraft at a hub lands once" {
    need python3
    simulated hub "$ROOT/tests/oracles/hub.ini" -n 2 --trace
    run -0 --separate-stderr gnuplot -e 'FORMATS = "svg"' -c "$ROOT/plots/landings.gp" hub
    # Both replications are alike: the one ends where the median does.
    python3 - hub/plots/landings.svg <<'END'
import re, sys
text = open(sys.argv[1]).read()
def height(title):
    return re.findall(r",([0-9.]+)\s*'", text[text.index(f"<title>{title}</title>"):])[0]
assert abs(float(height("median")) - float(height("replication 1"))) < 0.1
END
}

@test "a milestone of one instant or one number has a mark, and a tolerance a thinner one" {
    printf '[scenario]\nbase = %s\n' "$shuttle" >point.ini
    printf '[milestone.four]\nevent = landing\nby = 2022-01-01T12:00Z\nearliest = 4\nlatest = 4\ntolerance = 1\n' >>point.ini
    simulated point point.ini -n 1 --trace
    looks_good point
    grep -q '>four<' point/plots/landings.svg
    # The sample of the key, and a line across for each bound; beside the line along the tolerance.
    [ "$(lines_of_history 2.40 point/plots/landings.svg)" -ge 3 ]
    [ "$(lines_of_history 1.00 point/plots/landings.svg)" -ge 4 ]
    [ "$(lines_of_history 2.40 point/plots/closure.svg)" -ge 1 ]
}

@test "where the request is at another moment each time, an instant of history is at no hour after it" {
    simulated fixed "$shuttle" -n 8 --set 'command.request=5 h'
    simulated random "$shuttle" -n 8 --set 'command.request=uniform(0 h, 10 h)'
    sketches_well fixed
    sketches_well random
    grep -q 'The answer worked out on paper' fixed/plots/closure.svg
    run -1 grep -q 'The answer worked out on paper' random/plots/closure.svg
}

@test "a milestone says how it passed where it is not simply inside" {
    printf '[scenario]\nbase = %s\n' "$shuttle" >verdicts.ini
    printf '[milestone.near]\nevent = landing\nnth = 1\nlatest = 2022-01-01T02:00Z\ntolerance = 2 h\n' >>verdicts.ini
    printf '[milestone.far]\nevent = landing\nnth = 2\nlatest = 2022-01-01T01:00Z\n' >>verdicts.ini
    simulated verdicts verdicts.ini -n 2 --trace
    looks_good verdicts
    grep -q '>near (by its tolerance)<' verdicts/plots/landings.svg
    grep -q '>far (missed)<' verdicts/plots/landings.svg
}

@test "a milestone is called by its name, and what a day is said to be stands clear of its dot" {
    simulated january "$ROOT/scenarios/january-2022.ini" -n 20 --trace
    looks_good january
    grep -q '>Inbound flights by 10 Jan<' january/plots/landings.svg
    grep -qE '>(known miss|by its tolerance)<' january/plots/withdrawal.svg
    run -1 grep -hE '>M[0-9]+' january/plots/*.svg
}

@test "flows are drawn in both directions, in local time, of hours, of days and of a year" {
    simulated hours "$shuttle" -n 3 --set airfield.away.utc_offset=5:45 --set 'aircraft.transport.onload_time=uniform(30 min, 90 min)'
    looks_good hours
    grep -q '>away, UTC+05:45<\|>Away, UTC+05:45<' hours/plots/flows.svg
    grep -q '>Flights an hour<' hours/plots/flows.svg
    grep -q '>mean</text>' hours/plots/flows.svg
    # One replication has no shares of any.
    simulated one "$shuttle" -n 1
    looks_good one
    grep -q '>flown</text>' one/plots/flows.svg
    run -1 grep -qE '>(mean|in half of them)</text>' one/plots/flows.svg
    # Eight days end in a tick, which is called beside the first of the next panel.
    printf '[scenario]\nbase = %s\nspans = day\n[contingent.trickle]\npeople = 900\napoe = hub\napod = port\nload_interval = 17 h\n' "$runway" >week.ini
    simulated week week.ini -n 2
    looks_good week
    # Hours of a year would not be seen: days are added up.
    printf '[scenario]\nbase = %s\nhorizon = 400 d\n[contingent.trickle]\npeople = 9000\napoe = hub\napod = port\nload_interval = 96 h\n' "$runway" >year.ini
    simulated year year.ini -n 2
    looks_good year
    grep -q '>Flights a day, mean<' year/plots/flows.svg
    run -1 grep -q '>in half of them</text>' year/plots/flows.svg
}

@test "what no font has is not drawn as large as the picture" {
    need fc-list
    printf '[scenario]\nbase = %s\ntitle = 東京へ\n[airfield.away]\nname = 羽田\n[milestone.paper]\nname = 終わり\n' "$shuttle" >east.ini
    simulated east east.ini -n 2 --trace
    looks_good east
    if fc-list -q :charset=6771; then
        grep -q 羽田 east/plots/flows.svg
    else
        run -1 grep -q '[東羽終]' east/plots/*.svg
        grep -q '>away<' east/plots/flows.svg
        grep -q '>PAPER<\|>PAPER ' east/plots/closure.svg
    fi
    # Other letters are as they are.
    printf '[scenario]\nbase = %s\ntitle = Алматы, Αθήνα, Đà Nẵng, Երևան\n' "$shuttle" >west.ini
    simulated west west.ini -n 2 --trace
    looks_good west
    grep -q 'Алматы, Αθήνα, Đà Nẵng, Երևան' west/plots/closure.svg
}

@test "the picture of growth looks good, whatever could be measured" {
    need gnuplot
    need python3
    local least=$PWD/least whole=$PWD/whole
    mkdir "$least" "$whole"
    cp "$ROOT/plots/readme/growth.csv" "$whole"
    printf 'series,size,loops,bytes\naircraft,75,3,\nloop,75,1,\n' >"$least/growth.csv"
    for series in loads airfields check; do
        printf '%s,100,%s,\n%s,300,4,%s\n' $series 5 $series 350
    done >>"$least/growth.csv"
    for folder in "$least" "$whole"; do
        run -0 --separate-stderr gnuplot -c "$ROOT/plots/readme/growth.gp" "$folder"
        output_is ""
        stderr_is ""
        python3 "$ROOT/tests/support/pictures.py" "$folder/growth.svg"
        tail -c 20 "$folder/growth.png" | grep -q IEND
    done
}

@test "names may hold tabs, and what XML takes for something else" {
    need gnuplot
    simulated names "$shuttle" -n 1 --trace --set $'airfield.away.name=]]> a\tb \uffff' --set $'scenario.title=t\tu ]]> "q" \uffff'
    looks_good names
    grep -qF '<text>]]› a b �' names/plots/parking.svg
    grep -qF '<text>t u ]]› "q" �</text>' names/plots/parking.svg
    airbridge page -q names # which says so if it takes a table for another's
}

@test "of one replication a sweep has means without intervals" {
    airbridge sweep "$shuttle" -n 1 -q -o one --vary fleet.shuttle.number=1..3
    airbridge sweep "$shuttle" -n 1 -q -o crossed --vary fleet.shuttle.number=1..3 --vary contingent.cargo.loads=4,8
    looks_good one
    looks_good crossed
    airbridge sweep "$shuttle" -n 2 -q -o certain --vary airfield.away.parking_mog=unlimited,3 # which luck does nothing to
    looks_good certain
    grep -q '>mean<' one/plots/sweep.svg
    run -1 grep -qE '95 %|8 runs in 10' one/plots/sweep.svg
    [ "$(grep -cE "<use xlink:href='#gpPt" crossed/plots/sweep.svg)" -ge 6 ]
}

@test "of one replication a comparison has differences without intervals" {
    airbridge compare "$shuttle" -n 1 -q -o compared --with fleet.shuttle.number=3
    looks_good compared
    grep -q '>-6<' compared/plots/compare.svg # where the difference is
    run -1 grep -qE '95 %|interval' compared/plots/compare.svg
}

@test "evacuations that are not over are compared as such" {
    run -1 airbridge compare "$ROOT/scenarios/addis-ababa-1991.ini" -n 2 -q -o compared --set 'scenario.horizon=20 h' --with 'scenario.horizon=30 h'
    looks_good compared
    grep -q '>evacuation of falasha as far as both ran, h<' compared/plots/compare.svg
}

@test "a replication that was made alone has all pictures" {
    airbridge run "$ROOT/scenarios/january-2022.ini" --only 57 --trace -o alone -q
    looks_good alone
    grep -q '>replication 57<' alone/plots/sites.svg
}

@test "a single landing has its curve" {
    simulated single "$shuttle" -n 3 --trace --set contingent.cargo.loads=1
    looks_good single
}

@test "a backslash in a name begins no new line" {
    printf '[scenario]\nbase = %s\n[airfield.away]\nname = one\\nline, or two\n' "$shuttle" >plan.ini
    airbridge worst plan.ini -n 2 -o worst -q
    looks_good worst
    grep -qF '>one\nline‚ or two<' worst/plots/worst.svg
}

@test "a comparison of an evacuation shows its end, and measures are said in words" {
    evacuation=$ROOT/scenarios/templates/evacuation.ini
    airbridge compare "$evacuation" -n 5 -q -o out --with evacuation.citizens.processing_rate=60
    looks_good out
    grep -q 'evacuation of citizens, h' out/plots/compare.svg
    run -1 grep -q 'closure' out/plots/compare.svg
    airbridge worth "$ROOT/scenarios/templates/relief.ini" -n 20 -q -o worth
    looks_good worth
    grep -q 'closure of the force' worth/plots/worth.svg
    airbridge size "$ROOT/scenarios/templates/deployment.ini" -n 60 -q -o size --goal 'closure_h <= 90' --vary fleet.heavies.number=3..6
    looks_good size
    grep -q 'goal: at most 90 h' size/plots/size.svg
    run -1 grep -q '[a-z]_h[^a-z]' worth/plots/worth.svg size/plots/size.svg out/plots/compare.svg
}
