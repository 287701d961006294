# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
# Replications that have not finished at the horizon: counted as later than all that have, in every
# table and every account.
load common

# horizon.ini closes in about 6 of 100 replications before its horizon of 24 h; the last of them
# after some 29 h.
setup() {
    horizon=$ROOT/tests/oracles/horizon.ini
    cd "$BATS_TEST_TMPDIR" || return 1
}

# closed_by HOURS FOLDER: how many of a run's replications
closed_by() {
    awk -F, -v hours="$1" 'NR > 1 && $2 <= hours' "$2/replications.csv" | wc -l
}

# home ORDER [LINE]...: a shuttle whose way home is ordered so long after the closure
home() {
    cat >home.ini <<END
[scenario]
base = $ROOT/scenarios/small/shuttle.ini
end = withdrawn
[aircraft.transport]
onload_time = triangular(30 min, 1 h, 90 min)
[withdrawal]
order = $1
[contingent.cargo]
journey = return
END
    shift
    printf '%s\n' "$@" >>home.ini
}

# sides HORIZON NUMBER...: runs that by so many aircraft each, into folders of their numbers
sides() {
    local horizon=$1 number
    shift
    for number; do
        run airbridge run home.ini -q -n 40 -o "$number" --force --set "scenario.horizon=$horizon h" --set "fleet.shuttle.number=$number"
    done
}

# Runs a command that may tell that replications failed.
unfinished() {
    local status=0
    airbridge "$@" 2>/dev/null || status=$?
    [ "$status" = 1 ]
}

@test "the summary has percentiles of all, no mean, and that of the finished under its name" {
    unfinished run "$horizon" -o out -n 200 -q
    airbridge run "$horizon" -o full -n 200 -q --set 'scenario.horizon=60 d'
    closed=$(closed_by 24 full)
    [ "$closed" -gt 0 ]
    [ "$(cells out/summary.csv n measure closure_h)" = 200 ]
    [ "$(cells out/summary.csv beyond measure closure_h)" = $((200 - closed)) ]
    for column in mean sd ci95_low ci95_high p50 p90 max; do
        [ -z "$(cells out/summary.csv "$column" measure closure_h)" ]
    done
    [ "$(cells out/summary.csv min measure closure_h)" = "$(cells full/summary.csv min measure closure_h)" ]
    awk -F, -v told="$(cells out/summary.csv mean_of_finished measure closure_h)" '
        NR > 1 && $2 <= 24 { sum += $2; n++ } END { exit !((sum / n - told) ^ 2 < 1e-12) }' \
        full/replications.csv
    awk -v share="$(cells out/summary.csv mean measure closed)" -v n="$closed" \
        'BEGIN { exit !((share - n / 200) ^ 2 < 1e-12) }'
}

@test "almost all replications are not told to be all" {
    run airbridge validate "$horizon" -n 1000 --set 'scenario.horizon=60 h' --set milestone.dday.latest=2022-01-02T05:00Z
    [[ "$output" =~ "dday "[^%]*" 99."[0-9][0-9]" %  inside" ]]
    run airbridge validate "$horizon" -n 1000 --set 'scenario.horizon=60 h' --set milestone.dday.latest=2022-01-02T12:00Z
    [[ "$output" =~ "dday "[^%.]*" 100 %  inside" ]]
}

@test "a replication is the same whether it finishes or not, and its empty cells are counted" {
    unfinished run "$horizon" -o out -n 60 -q --set 'scenario.horizon=26 h'
    airbridge run "$horizon" -o full -n 60 -q --set 'scenario.horizon=60 d'
    # closure_h and closure_h.cargo are beyond together, delivery_90_h, which comes with the last of
    # eight loads, and how much sooner any plan could close.
    awk -F, 'NR == FNR { closure[$1] = $2; next }
        FNR > 1 { due = closure[$1] <= 26; bad += due ? $2 != closure[$1] || $NF != 0 \
                                                      : $2 != "" || $NF != 4 }
        END { exit bad > 0 }' full/replications.csv out/replications.csv
}

@test "the account says how often it closed, and never when from the lucky ones" {
    airbridge run "$horizon" -o full -n 400 -q --set 'scenario.horizon=60 d'
    closed=$(closed_by 24 full)
    run airbridge run "$horizon" -o out -n 400
    [ "$status" = 1 ]
    [[ "$output" == *"The force mostly does not close by the horizon, 01-02 00:00 UTC."* ]]
    per_cent() { cells out/summary.csv "$1" measure closed | awk '{ printf "%.0f", 100 * $1 }'; }
    [[ "$output" == *"Closed in $closed of 400 ($(awk -v n="$closed" 'BEGIN { printf "%.0f", n / 4 }') %, \
95 % interval $(per_cent ci95_low) to $(per_cent ci95_high) %)."* ]]
    [[ "$output" == *"Closure "*">01-02 00:00     >01-02 00:00     >01-02 00:00    >24    >24    >24"* ]]
    [[ "$output" == *"Why not sooner, mean of the $closed closed"* ]]
    [[ "$output" != *"closes after"* ]]
    # More than half close by 27 h, and fewer than nine in ten.
    [ "$(closed_by 27 full)" -gt 200 ]
    [ "$(closed_by 27 full)" -lt 360 ]
    hours() { printf %.1f "$(cells full/summary.csv "$1" measure closure_h)"; }
    run airbridge run "$horizon" -o out --force -n 400 --set 'scenario.horizon=27 h'
    [[ "$output" == *"The force closes after $(hours p50) h, "*"; 8 times in 10 between $(hours p10) and >27 h."* ]]
    run -0 airbridge run "$horizon" -o out --force -n 400 --set 'scenario.horizon=60 d'
    [[ "$output" == *"The force closes after $(hours p50) h, "*"; 8 times in 10 between $(hours p10) and $(hours p90) h."* ]]
}

@test "a single replication that does not close says so" {
    run airbridge run "$horizon" -o out -n 1
    [[ "$output" == *"The force does not close by the horizon, 01-02 00:00 UTC."* ]]
}

@test "an evacuation that is seldom over says so, and one that never is" {
    cat >flown.ini <<END
[scenario]
start = 2022-01-05T00:00Z
end = horizon
horizon = 6 h
[airfield.home]
[airfield.there]
[leg.way]
from = home
to = there
block_time = exponential(1 h)
[aircraft.plane]
seats = 10
[fleet.planes]
type = plane
number = 1
home = home
[evacuation.p]
airfield = there
to = home
people = 40
END
    airbridge run flown.ini -n 20 -o out >account
    grep -qF "The evacuation p is mostly not over by the horizon, 01-05 06:00 UTC;" account
    late=$(cells out/summary.csv beyond measure evacuation_h.p)
    [ "$late" -gt 10 ]
    [ "$late" -lt 20 ]
    airbridge run flown.ini -n 20 --set 'evacuation.p.from=9 h' >account
    grep -qF "The evacuation p is not over by the horizon, 01-05 06:00 UTC" account
}

@test "where there is no force nothing is said of its closure" {
    printf '[scenario]\nstart = 2022-01-01T00:00Z\nend = horizon\nhorizon = 5 d\n[airfield.home]\n' >empty.ini
    run -0 airbridge run empty.ini -o out -n 3
    [[ "$output" == *"The scenario has no force to bring in."* ]]
    [[ "$output" != *close* ]]
    [ "$(cells out/summary.csv n measure closure_h),$(cells out/summary.csv n measure closed)" = 0,0 ]
}

@test "a milestone that was not reached counts in the verdict and in every percentile" {
    airbridge run "$horizon" -o full -n 400 -q --set 'scenario.horizon=60 d'
    closed=$(closed_by 24 full)
    run airbridge validate "$horizon" -n 400
    [ "$status" = 1 ]
    [[ "$output" == *"dday "*"$(awk -v n="$closed" 'BEGIN { printf "%4.0f", n / 4 }') %  missed: beyond"* ]]
    [[ "$output" == *"0 inside, 3 missed"* ]]
    unfinished run "$horizon" -o out -n 400 -q
    [ "$(cells out/milestones.csv beyond milestone dday)" = $((400 - closed)) ]
    [ "$(cells out/milestones.csv within_share milestone dday)" = "$(awk -v n="$closed" 'BEGIN { print n / 400 }')" ]
    [ -z "$(cells out/milestones.csv p50 milestone dday)" ]
    # More may land after the horizon: nobody knows when the last one does.
    [ "$(cells out/milestones.csv beyond milestone last-landing)" = $((400 - closed)) ]
    [ "$(cells out/milestones.csv outcome milestone last-landing)" = missed ]
}

@test "a sweep tells the share closed of every point, and no mean of the lucky ones" {
    printf '%s\n' aircraft.transport.onload_time '"uniform(1.5 h, 2 h)"' '"uniform(0 h, 3.5 h)"' \
        '"uniform(0 h, 4.5 h)"' >cases.csv
    unfinished sweep "$horizon" -o out -n 200 --runs --cases cases.csv >account
    grep -qxE 'the force did not close in [0-9]+ of 600 runs, which count as later than all others' account
    column() { python3 -c 'import csv, sys
print(*(row[sys.argv[1]] for row in csv.DictReader(open("out/sweep.csv"))), sep=",")' "$1"; }
    # The second and the third have wide spreads: of those that closed, the third would look as fast.
    IFS=, read -r one two three <<<"$(column closed_mean)"
    awk -v a="$one" -v b="$two" -v c="$three" 'BEGIN { exit !(a < b && c < b && b < 1) }'
    IFS=, read -r -a beyond <<<"$(column closure_h_beyond)"
    awk -v a="$one" -v n="${beyond[0]}" 'BEGIN { exit !((a * 200 + n - 200) ^ 2 < 1e-9) }'
    [ "$(column closure_h_mean)" = ,, ]
    [ "$(column closure_h_p90)" = ,, ]
    # The journal has carried them, through a merge, too, and into a database.
    airbridge merge out -o again --runs -q || [ $? = 1 ]
    cmp out/sweep.csv again/sweep.csv
    cmp out/runs.csv again/runs.csv
    airbridge merge out -o again.sqlite --runs -q || [ $? = 1 ]
    python3 "$ROOT/tests/support/check_tables.py" database again.sqlite again
    [ "$(sqlite3 again.sqlite "SELECT sum(beyond) FROM measure WHERE measure = 'closure_h'")" = \
        $((beyond[0] + beyond[1] + beyond[2])) ]
    [ "$(sqlite3 again.sqlite "SELECT count(*) FROM measure WHERE measure = 'withdrawal_h'")" = 0 ]
}

@test "a variant that always closes where the base never does wins every pair" {
    run airbridge compare "$horizon" -o out -n 100 --set 'scenario.horizon=20 h' --with fleet.shuttle.number=4
    [[ "$output" == *"closure_h             not by the horizon in 100 of 100, with the variant in 0 of 100"* ]]
    [[ "$output" == *"up to the horizon        20.00 "* ]]
    [[ "$output" == *"sooner in 100, later in 0, equal in 0, in neither in 0; sign test p 2e-30"* ]]
    [[ "$output" != *"do both have it"* && "$output" != *withdrawal_h* ]]
    awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i }
        $2 == "closure_h" {
            exit !($at["n"] == 100 && $at["base_beyond"] == 100 && $at["beyond"] == 0 &&
                   $at["difference"] == "" && $at["lower"] == 100 && $at["higher"] == 0 &&
                   $at["base_restricted_mean"] == 20 && $at["restricted_difference"] < -6 &&
                   $at["restricted_resolved"] == 1)
        }' out/compare.csv
}

@test "what one scenario alone has is said to be so, and what neither has is left out" {
    run airbridge compare "$ROOT/scenarios/small/shuttle.ini" -o out -n 3 \
        --with 'withdrawal.order=1 d; scenario.end=withdrawn'
    [[ "$output" == *"withdrawal_h          only the variant has it"* ]]
    run airbridge compare "$ROOT/scenarios/small/shuttle.ini" -o out --force -n 3 --with fleet.shuttle.number=3
    [[ "$output" != *withdrawal_h* ]]
}

# The ends of the curve of the share closed in a picture: its first and its last height.
curve_ends() {
    python3 - "$1/plots/closure.svg" <<'END'
import re, sys
path = max(re.findall(r"stroke='rgb\( 31,  59,  92\)'\s+d='([^']*)'", open(sys.argv[1]).read()), key=len)
heights = [float(y) for y in re.findall(r",([-0-9.]+)", path.split("M")[-1])]
print(heights[0], heights[-1])
END
}

@test "the curve of the share closed ends at the share that closed" {
    need gnuplot
    for hours in 25.5 60; do
        airbridge run "$horizon" -o "at-$hours" -n 200 -q --set "scenario.horizon=$hours h" 2>/dev/null || [ $? = 1 ]
        AIRBRIDGE_PLOTS=$ROOT/plots airbridge plot "at-$hours" >/dev/null
    done
    read -r first last <<<"$(curve_ends at-60)"
    read -r _ cut <<<"$(curve_ends at-25.5)"
    closed=$(closed_by 25.5 at-60)
    [ "$closed" -gt 20 ]
    [ "$closed" -lt 180 ]
    # From one closed to all of 200 are 199 steps.
    awk -v closed="$closed" -v a="$first" -v b="$last" -v c="$cut" '
        BEGIN { step = (a - b) / 199; found = (a + step - c) / step
                exit !((found - closed) ^ 2 < 0.04) }'
    grep -q ">200 replications, $closed closed, seed 1<" at-25.5/plots/closure.svg
    grep -q '>not closed<' at-25.5/plots/closure.svg
    run ! grep -q '>not closed<' at-60/plots/closure.svg
}

@test "the picture of a sweep shows the share closed when some did not" {
    need gnuplot
    vary='aircraft.transport.offload_time=0.2 h..1 h step 0.2 h'
    airbridge sweep "$horizon" -o out -q -n 40 --vary "$vary" 2>/dev/null || [ $? = 1 ]
    AIRBRIDGE_PLOTS=$ROOT/plots airbridge plot out >/dev/null
    grep -q '>Share of replications that closed<' out/plots/sweep.svg
    airbridge sweep "$horizon" -o out --force -q -n 40 --vary "$vary" --set 'scenario.horizon=60 d'
    AIRBRIDGE_PLOTS=$ROOT/plots airbridge plot out >/dev/null
    grep -q '>Closure of the force, h after the request<' out/plots/sweep.svg
}

@test "the picture of what more would buy says that hours are those as far as both ran" {
    need gnuplot
    airbridge worth "$horizon" -o out -q -n 20 --only fleet 2>/dev/null || [ $? = 1 ]
    AIRBRIDGE_PLOTS=$ROOT/plots airbridge plot out >/dev/null
    grep -q '>better by, h, as far as both ran; the intervals hold for all at once<' out/plots/worth.svg
}

@test "the picture of a comparison shows the hours as far as both ran when some did not close" {
    need gnuplot
    airbridge compare "$horizon" -o out -q -n 40 --with fleet.shuttle.number=4 2>/dev/null || [ $? = 1 ]
    AIRBRIDGE_PLOTS=$ROOT/plots airbridge plot out >/dev/null
    grep -q '>closure as far as both ran, h<' out/plots/compare.svg
}

@test "that nothing was left to happen before the horizon is said, even when no account is wanted" {
    # Eight loads in 22 h, and the aircraft are back at 24 h.
    run -0 --separate-stderr airbridge run "$ROOT/scenarios/small/shuttle.ini" -o out -n 3 -q \
        --set scenario.end=horizon --set 'scenario.horizon=10 d'
    output_is ""
    stderr_is "airbridge: note: in 3 of 3 replications nothing was left to happen before the horizon of 240 h, first from 24.0 h on: what is counted until the horizon is then no more than there was"
    run -0 --separate-stderr airbridge run "$ROOT/scenarios/small/shuttle.ini" -o out --force -n 3 -q \
        --set scenario.end=horizon --set 'scenario.horizon=20 h'
    stderr_is ""
}

@test "loads that no aircraft may fly any more are told, where nothing else is left" {
    cat >dry.ini <<'END'
[scenario]
start = 2022-01-01T00:00Z
end = closed
horizon = 10 d
[aircraft.transport]
cruise_speed = 600 km/h
payload_range = 20 t: 2000 km, 0 t: 2500 km
fuel_burn = 4 t/h
runway = 2 km
[airfield.home]
latitude = 0
longitude = 0
[airfield.away]
latitude = 0
longitude = 15
runway_length = 3 km
[fleet.fleet]
type = transport
number = 1
home = home
[contingent.cargo]
apoe = home
apod = away
loads = 4
[change.dry]
at = 2022-01-01T06:00Z
key = airfield.away.fuel
value = no
END
    local idle="nothing was left to happen before the force was in"
    run -1 --separate-stderr airbridge run dry.ini -n 2 -q
    stderr_has "replication 1: $idle: no aircraft may fly what waits, as the airfields are at the end"
    run -1 --separate-stderr airbridge run dry.ini -n 2 -q --set change.dry.key=airfield.away.runway_length \
        --set 'change.dry.value=1 km'
    stderr_has "$idle: no aircraft may fly what waits"
    run -1 --separate-stderr airbridge run dry.ini -n 2 -q --set change.dry.key=airfield.away.open
    stderr_has "$idle: no aircraft may fly what waits"
    # Planned beforehand, 20 t are more than is left with the fuel for the way back, and stay.
    run -1 --separate-stderr airbridge run dry.ini -n 2 -q --set aircraft.transport.payload_range='20 t: 2000 km, 0 t: 6000 km' \
        --set contingent.cargo.load_type=transport --set contingent.cargo.loads=0 --set 'contingent.cargo.bulk=80 t'
    stderr_has "$idle: no aircraft may fly what waits"
    # Whoever may fly, and does not, is not told so.
    run -1 --separate-stderr airbridge run dry.ini -n 2 -q --set change.dry.key=fleet.fleet.active
    [[ "$stderr" == *"replication 1: $idle" ]]
}

@test "a horizon that is moved moves no withdrawal" {
    # The last load is home 20 h after the order, for which there is no time before a horizon of 30 h.
    home=(--set 'withdrawal.order=1 h' --set scenario.end=withdrawn --set 'scenario.horizon=30 h')
    run airbridge compare "$ROOT/scenarios/small/shuttle.ini" -o out -n 5 "${home[@]}" \
        --with 'scenario.horizon=60 d'
    [[ "$output" == *"withdrawal_h          not by the horizon in 5 of 5, with the variant in 0 of 5"* ]]
    [[ "$output" == *"sooner in 0, later in 0, equal in 0, in neither in 5"* ]]
    [[ "$output" != *"sign test"* ]]
}

@test "a way home that is not over counts up to the horizon, in comparisons and for what it is worth" {
    # A third aircraft brings all home some four hours sooner; with two hardly anybody is in by 60 h.
    home=(--set 'withdrawal.order=10 h' --set scenario.end=withdrawn --set 'scenario.horizon=60 h')
    run --separate-stderr airbridge compare "$horizon" -n 100 "${home[@]}" --with fleet.shuttle.number=3 --json
    gained=$(python3 -c 'import json, sys
object = json.load(sys.stdin)
row = next(row for row in object["compare"] if row["measure"] == "withdrawal_h")
assert row["base_beyond"] > 90 and row["beyond"] == 0 and row["restricted_resolved"]
print("%.1f" % -row["restricted_difference"])' <<<"$output")
    run airbridge worth "$horizon" -n 100 "${home[@]}" --of withdrawal_h
    [[ "$output" == *"one more aircraft of shuttle: $gained h earlier ("* ]]
    [[ "$output" == *"Can be given up for nothing up to the horizon: "* ]]
}

@test "what is beyond and no time has no mean, and is not told to be the same in all" {
    early=(--set 'scenario.horizon=27 h' -n 40)
    for asked in worth worst "sensitivity --over leg.home-away.block_time=1h..3h"; do
        run -2 --separate-stderr airbridge $asked "$horizon" "${early[@]}" --of gap
        stderr_has "--of gap: it had not come about when replication "
    done
    # Whatever is denied all the time keeps the force from closing; for two hours, it does not.
    run -0 airbridge worst "$horizon" -n 20 --set 'scenario.horizon=60 h' --of gap --denial '2 h'
    [[ "$output" == *"by what gap loses (0.0"* ]]
    run airbridge compare "$horizon" "${early[@]}" --with fleet.shuttle.number=3
    [[ "$output" == *"  gap   "*"    less in "*", more in "* ]]
}

@test "replications that were broken off tell nothing of the time until the horizon" {
    limit=scenario.event_limit=20
    run airbridge run "$horizon" -o out -n 20 --set "$limit"
    [[ "$output" == *"When the force closes is not known: 20 of 20 replications were broken off."* ]]
    [[ "$output" == *"> it had not come by the horizon, or by when its replication was broken off,"* ]]
    [[ "$output" != *"does not close"* ]]
    run airbridge compare "$horizon" -o out --force -n 20 --set 'scenario.horizon=60 d' --with "$limit"
    [[ "$output" == *"closure_h             not by the end of its run in 0 of 20, with the variant in 20 of 20"* ]]
    [[ "$output" == *"    as far as both ran "* ]]
    [[ "$output" != *"horizon in"* ]]
    [[ "$output" == *"sooner in 0, later in 0, equal in 0, in neither in 20"* ]]
    run airbridge run "$horizon" -n 1 --set "$limit"
    [[ "$output" == *"is not known: 1 of 1 replication was broken off."* ]]
    [[ "$output" == *"1 of 1 replication failed"* ]]
    [[ "$output" == *"error: 1 of 1 replication did not reach the scenario's end; replication 1: "* ]]
}

@test "a precision that can't be reached is told for what the measure is" {
    run airbridge run "$horizon" -o out --until withdrawal_h=1 --max 300 --set 'scenario.horizon=60 d'
    [[ "$output" == *"(withdrawal_h has no value in any of them: the scenario has no such thing)"* ]]
    run airbridge run "$horizon" -o out --force --until withdrawal_h=1 --max 300 \
        --set 'withdrawal.order=1 h' --set scenario.end=withdrawn
    [[ "$output" == *"(withdrawal_h did not come about in 300 of them"*"may let all end"* ]]
    [[ "$output" != *"closed="* ]]
    run airbridge run "$horizon" -o out --force --until closure_h=1 --max 300
    [[ "$output" == *"the share that closes: --until closed=0.02"* ]]
}

@test "a way home that was ordered on one side alone is won by who is home, and has no hours in common" {
    home '1 h'
    for horizon in 21 23 26; do
        sides "$horizon" 2 8
        run --separate-stderr airbridge compare home.ini -n 40 --json --set "scenario.horizon=$horizon h" --with fleet.shuttle.number=8
        # Replication by replication: the order comes an hour after the closure, which tells how many hours are left.
        python3 -c '
import csv, json, sys
horizon, (row,) = int(sys.argv[1]), [row for row in json.load(sys.stdin)["compare"] if row["measure"] == "withdrawal_h"]
sides = [list(csv.DictReader(open(f"{number}/replications.csv"))) for number in (2, 8)]
common, sooner, never = [], 0, 0
for sides in zip(*sides):
    ordered = [float(side["closure_h"] or "inf") + 1 for side in sides]
    home = [float(side["withdrawal_h"] or "inf") for side in sides]
    sooner += home[1] < home[0]
    if max(ordered) <= horizon:
        common.append([min(hours, horizon - max(ordered)) for hours in home])
    else:
        assert home[1] < horizon
        never += 1
assert row["n"] == 40 and row["base_beyond"] == 40 and row["beyond"] == 0
if never == 40:
    assert row["restricted_difference"] is None and row["base_restricted_mean"] is None, row
    assert row["lower"] == 40, row
else:
    for name, side in ("base_restricted_mean", 0), ("restricted_mean", 1):
        assert abs(row[name] - sum(pair[side] for pair in common) / len(common)) < 1e-6, (name, row, common)
print(never)' "$horizon" <<<"$output" >>never
    done
    [ "$(head -n 1 never)" = 40 ]
    [ "$(sed -n 2p never)" -gt 0 ]
    [ "$(sed -n 2p never)" -lt 40 ]
    [ "$(tail -n 1 never)" = 0 ]
    run airbridge compare home.ini -n 40 --set 'scenario.horizon=21 h' --with fleet.shuttle.number=8
    [[ "$output" == *"    up to the horizon   in no replication was the way home ordered in both"* ]]
    [[ "$output" == *"    sooner in 40, later in 0, equal in 0, in neither in 0"* ]]
    run airbridge compare home.ini -n 40 --set 'scenario.horizon=23 h' --with fleet.shuttle.number=8
    [[ "$output" == *"    up to the horizon  "*" (in $((40 - $(sed -n 2p never))) of them)"* ]]
}

@test "who is home is worth what is left of the hours since the order, whether others had theirs or not" {
    # Six loads fly in in three waves with two aircraft, in two with three; the way home, by road, is ordered then.
    home '0 h' 'loads = 6' 'mode_out = road' 'road_out_time = 30 min' '[fleet.shuttle]' 'number = 2'
    for horizon in 15 16.5; do
        sides "$horizon" 2 3
        run --separate-stderr airbridge worth home.ini -n 40 -o out --force --of withdrawal_h --set "scenario.horizon=$horizon h"
        [[ "$output" == *"  * one more aircraft of shuttle: "*" h earlier ("* ]]
        python3 -c '
import csv, sys
horizon = float(sys.argv[1])
row, = [row for row in csv.DictReader(open("out/worth.csv")) if (row["sort"], row["key"]) == ("more", "fleet.shuttle.number")]
gains, alone = [], 0
for sides in zip(*(csv.DictReader(open(f"{number}/replications.csv")) for number in (2, 3))):
    ordered = [float(side["closure_h"] or "inf") for side in sides]
    home = [float(side["withdrawal_h"] or "inf") for side in sides]
    alone += max(ordered) > horizon
    left = horizon - (max(ordered) if max(ordered) <= horizon else min(ordered))
    gains.append(min(home[0], left) - min(home[1], left))
assert len(gains) == int(row["n"]) == 40 and row["rank"] == "1" and row["resolved"] == "1", row
assert abs(float(row["gain"]) - sum(gains) / 40) < 1e-6, (row, gains)
assert 0 < float(row["gain_low"]) < float(row["gain"]), row
print(alone)' "$horizon" >>alone
    done
    [ "$(head -n 1 alone)" = 40 ]
    [ "$(tail -n 1 alone)" -gt 0 ]
    [ "$(tail -n 1 alone)" -lt 40 ]
}

@test "what came counts as it came, and what did not as far as its own replication was followed" {
    # Closes 22 h after a request that comes 1 h to 30 h before the horizon: in 8 of 29 replications.
    printf '[scenario]\nbase = %s/scenarios/small/shuttle.ini\nhorizon = 60 h\n[command]\nrequest = uniform(30 h, 59 h)\n' "$ROOT" >late.ini
    run --separate-stderr airbridge sensitivity late.ini --over 'leg.home-away.block_time=2h..7201s' -n 512 -q --json
    python3 -c 'import json, sys
answer = json.load(sys.stdin)
n, mean = 2 * answer["rows"], (8 * 22 + (22 * 22 - 1) / 2) / 29
assert abs(answer["beyond"] / n - 21 / 29) < 0.06, answer
assert abs(answer["mean"] - mean) < 0.6, (answer, mean)' <<<"$output"
    # In some there is no request: rows with one are left out, unless nearly all are.
    run -0 --separate-stderr airbridge sensitivity late.ini --over leg.home-away.block_time=1h..3h -n 512 --set 'command.request=uniform(0 h, 80 h)'
    [[ "$(tr -s ' \n' ' ' <<<"$output")" =~ ([0-9]+)" of 512 rows are left out, as the request had not come in all of their runs: mean and shares are those of when it comes." ]]
    [ "${BASH_REMATCH[1]}" -gt 190 ] # 7/16 of 512
    [ "${BASH_REMATCH[1]}" -lt 258 ]
    [[ "$output" != *"depends on the inputs"* ]]
    run -0 --separate-stderr airbridge sensitivity late.ini --over command.request=0h..80h -n 512
    [[ "$(tr -s ' \n' ' ' <<<"$output")" == *" Whether it comes depends on the inputs: "* ]]
    run -2 --separate-stderr airbridge sensitivity late.ini --over leg.home-away.block_time=1h..3h -n 64 -q --set 'command.request=uniform(0 h, 200 h)'
    [[ "$stderr" =~ ^"airbridge: error: --of closure_h: its hours are those since the request, which came in all runs of "([0-9]|1[0-9])" of 64 rows alone: too few to tell; " ]]
    # So it is of trajectories, by which more inputs than are analysed are screened.
    local over=()
    for i in {1..16}; do
        printf '[airfield.a%d]\n[leg.l%d]\nfrom = home\nto = a%d\nblock_time = 1 h\n' "$i" "$i" "$i" >>late.ini
        over+=(--over "leg.l$i.block_time=1h..2h")
    done
    run -2 --separate-stderr airbridge sensitivity late.ini "${over[@]}" -n 64 -q --set 'command.request=uniform(0 h, 1200 h)'
    [[ "$stderr" =~ ^"airbridge: error: --of closure_h: its hours are those since the request, which came in all runs of "[0-4]" of 20 trajectories alone: too few to tell; " ]]
    # All are home 24 h after the order, at hour 62, if nothing is denied: no denial costs more than is left of 90 h.
    printf '[scenario]\nbase = %s/scenarios/small/shuttle.ini\nhorizon = 90 h\nend = withdrawn\n[withdrawal]\norder = 40 h\n' "$ROOT" >home.ini
    run airbridge worst home.ini --of withdrawal_h --denial '10 h' -n 2 -o denials -q
    awk -F, 'NR > 1 && $5 > 4 + 1e-9 { exit 1 }' denials/worst.csv
    [ "$(cells denials/worst.csv loss rank 1)" = 4 ]
    # With the horizon behind everything, the same denial costs more.
    airbridge worst home.ini --of withdrawal_h --denial '10 h' -n 2 -o far -q --set 'scenario.horizon=200 h'
    awk -v loss="$(cells far/worst.csv loss rank 1)" 'BEGIN { exit !(loss > 4) }'
}

@test "a comparison counts the replications that hours up to the horizon leave out" {
    run -1 airbridge compare "$ROOT/scenarios/small/shuttle.ini" -n 40 --with fleet.shuttle.number=3 --set 'command.request=uniform(0 h, 80 h)' \
        --set 'scenario.horizon=60 h' -o out
    common=$(awk '/closure_h/ { found = 1 } found && /of them/ { match($0, /in [0-9]+ of them/); print substr($0, RSTART + 3) + 0; exit }' <<<"$output")
    [ "$common" -gt 20 ]
    [ "$common" -lt 40 ]
    left_out() { awk -F, -v measure="$2" 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i } $2 == measure { print $at["restricted_left_out"] }' "$1"; }
    [ "$(left_out out/compare.csv closure_h)" = $((40 - common)) ]
    [ "$(left_out out/compare.csv flying_hours)" = "" ]
    # Where it comes in all none is left out.
    airbridge compare "$ROOT/scenarios/small/shuttle.ini" -n 2 --with fleet.shuttle.number=3 -q -o all
    [ "$(left_out all/compare.csv closure_h)" = 0 ]
}

@test "a request that came in a few replications is not that of all" {
    run airbridge run "$ROOT/scenarios/small/shuttle.ini" -n 20 --set 'command.request=uniform(0 h, 1000 h)' --set 'scenario.horizon=60 h'
    [[ "$output" == *"Closed in 1 of 20 "* ]]
    [[ "$output" == *"Request, on average "*"2022-01-21 20:00"* ]]
    [[ "$output" == *"Closure "*" beyond beyond beyond"* ]]
    # One that is given is that of all, whether it came or not.
    run airbridge run "$ROOT/scenarios/small/shuttle.ini" -n 3 --set 'command.request=40 h' --set 'scenario.horizon=60 h'
    [[ "$output" == *"Request  "*"2022-01-02 16:00"* ]]
    [[ "$output" == *"Closure "*" >20  "* ]]
    # Behind the horizon: no hours lie between.
    run airbridge run "$ROOT/scenarios/small/shuttle.ini" -n 3 --set 'command.request=200 h' --set 'scenario.horizon=60 h'
    [[ "$output" == *"Closure "*" beyond beyond beyond"* ]]
    [[ "$output" != *">-"* ]]
}

@test "where help is asked for in no replication a comparison says so, and not of the way home" {
    run airbridge compare "$ROOT/scenarios/small/shuttle.ini" -n 4 --with fleet.shuttle.number=3 --set 'command.request=200 h' --set 'scenario.horizon=60 h'
    [[ "$output" == *"  closure_h  "*"    up to the horizon   in no replication was help asked for in both"* ]]
    [[ "$output" != *"way home"* ]]
    # The same where there are many variants, each in a line.
    run airbridge compare "$ROOT/scenarios/small/shuttle.ini" -n 4 --with fleet.shuttle.number=3 --with fleet.shuttle.number=4 --set 'command.request=200 h' --set 'scenario.horizon=60 h'
    [[ "$output" == *"in no replication was help asked for in both"* ]]
    [[ "$output" != *"way home"* ]]
}

@test "a denial that keeps the order from coming costs all that was left after it" {
    home '1 h'
    airbridge run home.ini -n 4 -q -o base --set 'scenario.horizon=60 h'
    run -0 --separate-stderr airbridge worst home.ini --of withdrawal_h --denial '40 h' -n 4 -o out --set 'scenario.horizon=60 h'
    stderr_is ""
    python3 -c '
import csv
base = list(csv.DictReader(open("base/replications.csv")))
left = [60 - (float(row["closure_h"]) + 1) - float(row["withdrawal_h"]) for row in base]
first = next(csv.DictReader(open("out/worst.csv")))
assert first["replications"] == "4" and abs(float(first["loss"]) - sum(left) / 4) < 1e-6, (first, left)'
    # Where it is never ordered in the plan itself nothing can be told.
    run -2 --separate-stderr airbridge worst home.ini --of withdrawal_h --denial '10 h' -n 4 --set 'scenario.horizon=20 h'
    stderr_has "--of withdrawal_h: its hours are those since the withdrawal order, which had not come when replication 1 ended"
}

@test "a replication without a request loses nothing by a denial, and is no reason to tell nothing" {
    shuttle=$ROOT/scenarios/small/shuttle.ini
    late=(--set 'command.request=uniform(0 h, 100 h)' --set 'scenario.horizon=60 h')
    run -0 airbridge worst "$shuttle" -n 20 --denial '10 h' "${late[@]}" -o out -q
    run --separate-stderr airbridge compare "$shuttle" -n 20 "${late[@]}" --with 'change.shut.at=50 h;change.shut.key=airfield.away.open;change.shut.value=no;change.shut.foreseen=no;change.open.at=60 h;change.open.key=airfield.away.open;change.open.value=yes;change.open.foreseen=no'
    # The mean of compare is of those with a request.
    common=$(awk '/closure_h/ { found = 1 } found && /up to the horizon/ { match($0, /in [0-9]+ of them/); print substr($0, RSTART + 3) + 0; exit }' <<<"$output")
    by=$(awk '/closure_h/ { found = 1 } found && /up to the horizon/ { print $7; exit }' <<<"$output")
    [ "$common" -gt 10 ]
    [ "$common" -lt 20 ]
    awk -F, -v by="$by" -v common="$common" '
        $2 == "airfield.away" && $3 ~ /03T02:00/ { found = 1; good = $8 == 20 && ($5 - by * common / 20) ^ 2 < 1e-4 }
        END { exit !(found && good) }' out/worst.csv
    # What is idle is told by those with a request: here the first five have none.
    early=(--seed 10 --set 'command.request=uniform(0 h, 110 h)' --set 'scenario.horizon=75 h' --denial '10 h')
    run -2 airbridge worst "$shuttle" -n 5 "${early[@]}"
    run -0 airbridge worst "$shuttle" -n 60 "${early[@]}"
    [[ "$output" == *" denials from "* ]]
    # No denial begins before the usual request.
    run -2 --separate-stderr airbridge worst "$shuttle" -n 20 --denial '10 h' --set 'command.request=uniform(0 h, 1000 h)' --set 'scenario.horizon=60 h'
    stderr_has "--of closure_h: its hours are those since the request, which had not come when replication 1 ended"
}

# The large aircraft takes in two flights what is planned as six loads of the small one; the rest of these stand in the
# line, and the field is too short for them before anybody is free to take them out of it. Only the other load waits.
@test "loads that nobody needs any more are not told as those that no aircraft may fly" {
    cat >lapsed.ini <<'END'
[scenario]
start = 2022-01-01T00:00Z
end = closed
horizon = 10 d
[aircraft.small]
cruise_speed = 600 km/h
payload_range = 10 t: 2000 km, 0 t: 2500 km
runway = 2 km
[aircraft.large]
cruise_speed = 600 km/h
payload_range = 40 t: 2000 km, 0 t: 2500 km
runway = 2 km
[airfield.home]
latitude = 0
longitude = 0
runway_length = 3 km
[airfield.away]
latitude = 0
longitude = 15
runway_length = 3 km
[airfield.third]
latitude = 0
longitude = 10
runway_length = 3 km
[fleet.small]
type = small
number = 1
home = home
available = 5 d
[fleet.large]
type = large
number = 1
home = home
[fleet.third]
type = small
number = 1
home = home
[contingent.cargo]
apoe = home
apod = away
bulk = 60 t
fleets = small, large
[contingent.other]
apoe = home
apod = third
loads = 1
fleets = third
available = 2 h
[change.idle]
at = 2022-01-01T01:00Z
key = fleet.third.active
value = no
[change.short]
at = 2022-01-01T06:00Z
key = airfield.away.runway_length
value = 1 km
END
    run -1 --separate-stderr airbridge run lapsed.ini -n 1 -q
    [[ "$stderr" == *"replication 1: nothing was left to happen before the force was in" ]]
}
