# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
# Accounts fit the terminal, and say the same at every width.
load common

# same_at_widths COMMAND ...: the account of a command at 60, 80, 100 and 160 columns; its exit status
# may be that of a milestone that was missed.
same_at_widths() {
    local columns files=()
    for columns in 60 80 100 160; do
        COLUMNS=$columns airbridge "$@" >"at-$columns" 2>message || [ $? = 1 ] ||
            { cat message; return 1; }
        files+=("$columns" "at-$columns")
    done
    python3 "$ROOT/tests/support/widths.py" "${files[@]}" || { echo "$*"; return 1; }
}

@test "the account of every shipped scenario, at 60, 80, 100 and 160 columns" {
    for scenario in "$ROOT"/scenarios/*.ini "$ROOT"/scenarios/small/*.ini "$ROOT"/scenarios/what-if/*.ini; do
        for n in 1 3; do
            same_at_widths run "$scenario" -n $n
        done
        grep -q '^\[milestone' <<<"$(airbridge show "$scenario" milestone 2>/dev/null)" || continue
        same_at_widths validate "$scenario" -n 2
        same_at_widths check "$scenario"
    done
}

@test "comparisons, sweeps, parts and merges, at 60, 80, 100 and 160 columns" {
    january=$ROOT/scenarios/january-2022.ini
    same_at_widths compare "$january" -n 3 --with airfield.almaty.working_mog=7 \
        --with "fleet.orenburg.number=30; contingent.vdv-98.load_interval=triangular(0.5 h, 1 h, 1.5 h)"
    # Some do not close: shares, restricted means and sign tests.
    same_at_widths compare "$shuttle" -n 30 --set 'scenario.horizon=21.5 h' --with fleet.shuttle.number=4 \
        --set 'aircraft.transport.onload_time=uniform(30 min, 90 min)' --with scenario.horizon=30h
    same_at_widths sweep "$shuttle" -n 3 -o out --force --vary fleet.shuttle.number=1,2,3 --set 'scenario.horizon=21 h'
    for part in 1 2; do
        airbridge sweep "$shuttle" -n 3 -q -o "part-$part" --shard $part/2 --vary fleet.shuttle.number=1,2,3
    done
    same_at_widths merge part-1 part-2 -o whole --force
    same_at_widths sweep "$shuttle" -n 3 --force -o part-1 --shard 1/2 --vary fleet.shuttle.number=1,2,3
}

@test "the commands that ask many runs, at 60, 80, 100 and 160 columns" {
    deployment=$ROOT/scenarios/templates/deployment.ini
    same_at_widths worth "$deployment" -n 30
    same_at_widths size "$deployment" -n 60 --goal 'closure_h <= 72' --vary fleet.heavies.number=3..9
    same_at_widths size "$deployment" -n 60 --goal 'closure_h <= 90' --vary fleet.heavies.number=3..9
    same_at_widths sensitivity "$deployment" -n 8
    same_at_widths worst "$deployment" -n 4
    same_at_widths calibrate "$ROOT/scenarios/january-2022.ini" -n 300
    same_at_widths run "$deployment" -n 20 --by 2027-03-04T00:00Z
    same_at_widths run "$ROOT/scenarios/templates/evacuation.ini" -n 20
}

@test "the story of a load, at 60, 80, 100 and 160 columns" {
    airbridge run "$ROOT/scenarios/templates/deployment.ini" -n 1 --trace -o traced -q
    for of in '' second-company heavies-02; do
        # shellcheck disable=SC2086
        same_at_widths explain traced $of
    done
    same_at_widths page traced -o page.html --force
    # What is told in a column stays there to the last word.
    COLUMNS=60 airbridge explain traced second-company >narrow
    ragged=$(sed -n '/^from  /,/^Together/p' narrow | grep -v -e '^20' -e '^  ' -e '^from' -e '^Together' || true)
    [ -z "$ragged" ] || { echo "$ragged"; return 1; }
}

# Where a table has no room its unit stands in brackets, and a command goes on behind a backslash.
@test "help and keys, at 60, 80, 100 and 160 columns" {
    for words in help new "help topics" $(airbridge help topics | sed -n 's/^  \([a-z]*\) .*/help=\1/p') \
        $(airbridge help | sed -n 's/^  \([a-z]*\) .*/\1=--help/p') keys "keys airfield" "keys mog" \
        "keys fleet.number" "keys --search runway"; do
        [[ $words != help=@(man|completion) ]] || continue
        files=()
        for columns in 60 80 100 160; do
            # shellcheck disable=SC2086
            COLUMNS=$columns airbridge ${words/=/ } >plain
            sed -e '/^Usage: /!s/ \\$//' plain >"at-$columns"
            [ "$(awk -v most=$columns 'length > most' plain)" = "" ] || { echo "$words at $columns"; return 1; }
            files+=("$columns" "at-$columns")
        done
        [[ $words == help=measures || $words == keys* ]] || # units in brackets; headings of tables
            python3 "$ROOT/tests/support/widths.py" "${files[@]}" || { echo "$words"; return 1; }
    done
}

# Names of 60 characters, wide ones, those that a format or a terminal would obey; numbers without end.
hostile() {
    python3 - "$1" "$2" >hostile.ini <<'END'
import sys
contingents, airfields = int(sys.argv[1]), int(sys.argv[2])
wide, odd = "東京國際機場" * 10, "%s \\n {x} 'q' e\u0301" + "n" * 44
print(f"[scenario]\ntitle = {wide} {odd}\nstart = 2022-01-01T00:00Z\nend = closed\nhorizon = 2000 h")
print("[aircraft.transport]\nonload_time = triangular(30 min, 1 h, 2 h)\noffload_time = 1 h\n"
      "cruise_speed = 700 km/h\nfuel_burn = 100 t/h\ncost_per_hour = 99999")
print("[airfield.home]\nlatitude = 50\nlongitude = 60\nworking_mog = 9")
for a in range(airfields):
    print(f"[airfield.{'f' * 33}{a:03}]\nname = {wide}\nlatitude = {30 + a % 40}\n"
          f"longitude = {60 + a % 60}\nworking_mog = 1\nutc_offset = 5:45")
print("[fleet.shuttle]\ntype = transport\nnumber = 50\nhome = home")
for c in range(contingents):
    print(f"[contingent.{'c' * 33}{c:04}]\napoe = home\napod = {'f' * 33}{c % airfields:03}\n"
          "loads = 1\nlatest_arrival = 3 h")
for m in range(9):
    print(f"[milestone.{'m' * 30}{m}]\nname = {wide if m % 2 else odd}\nevent = closed\n"
          "latest = 2022-01-01T22:00Z\nsource = x")
print(f"[notification.un]\nname = {wide}\nat = 1 h")
END
}

@test "long and wide names, and thousands of contingents, at 60, 80, 100 and 160 columns" {
    hostile 1000 200
    same_at_widths validate hostile.ini -n 2
    same_at_widths run hostile.ini -n 2
    grep -qx '  the last 12 of 1000 contingents, for the others see summary.csv' at-80
    hostile 5 3
    same_at_widths compare hostile.ini -n 3 --with "scenario.title=$(printf '東%.0s' {1..60})" \
        --with 'fleet.shuttle.number=1'
}

@test "a terminal says how wide it is, COLUMNS says it for whoever reads a file" {
    need script
    for columns in 60 80 120; do
        script -qec "stty cols $columns; '$AIRBRIDGE' run '$shuttle' -n 3; '$AIRBRIDGE' list '$shuttle' -n 3 \
            --vary fleet.shuttle.number=1,2,3 --vary contingent.cargo.loads=1,2,3 \
            --vary 'aircraft.transport.onload_time=triangular(1 h, 2 h, 3 h), 2 h'" /dev/null >typed </dev/null
        python3 "$ROOT/tests/support/widths.py" "$columns" typed
    done
    tr -d '\r' <typed | grep -qxF 'point 18, replications 1-3: fleet.shuttle.number=3; contingent.cargo.loads=3; aircraft.transport.onload_time=2 h'
    # As CSV where nobody looks, whatever COLUMNS says.
    COLUMNS=60 airbridge list "$shuttle" -q -n 3 --vary fleet.shuttle.number=1,2 >list.csv
    diff list.csv - <<'END'
point,replications,fleet.shuttle.number
1,1-3,1
2,1-3,2
END
    airbridge run "$ROOT/scenarios/january-2022.ini" -n 2 >at-100
    COLUMNS=100 airbridge run "$ROOT/scenarios/january-2022.ini" -n 2 | cmp - at-100
    for nonsense in '' x 80x -5 0; do
        COLUMNS=$nonsense airbridge run "$ROOT/scenarios/january-2022.ini" -n 2 | cmp - at-100
    done
}

@test "a fault is one line where a program reads it, and fits a terminal" {
    need script
    printf '[scenario]\nstrat = 2022-01-01T00:00Z\n' >odd.ini
    run -2 --separate-stderr airbridge check odd.ini
    [[ "$stderr" == *"did you mean"* ]]
    [ "$(wc -l <<<"$stderr")" = "$(grep -c '^odd.ini' <<<"$stderr")" ]
    NO_COLOR=1 script -qec "stty cols 60; '$AIRBRIDGE' check odd.ini" /dev/null >typed </dev/null || true
    python3 "$ROOT/tests/support/widths.py" 60 typed
    [ "$(wc -l <typed)" -gt "$(wc -l <<<"$stderr")" ]
}

@test "the local time of the closure and of a latest arrival is beside UTC" {
    airbridge run "$shuttle" -n 1 --set airfield.away.utc_offset=5:45 \
        --set 'contingent.cargo.latest_arrival=2022-01-01T20:00Z' >account
    # Closed after 22 h by paper.
    grep -qxF 'The force closes after 22.0 h, 2022-01-01 22:00 UTC (03:45 there).' account
    grep -qE '^  cargo  +100 %  +2\.0 h  +01-01 20:00  01:45  ' account
    airbridge run "$shuttle" -n 1 --set 'contingent.cargo.latest_arrival=2022-01-01T20:00Z' >account
    run -1 grep there account
}

@test "local time where they land is told with each of its shifts" {
    local over="--set scenario.start=2022-03-26T12:00Z --set airfield.away.time_zone"
    airbridge run "$shuttle" -n 1 $over=Europe/Berlin >account # closed at 10:00 of the next day
    grep -qxF 'Where they land local time is UTC +1:00, from 03-27 01:00 UTC on UTC +2:00' account
    grep -qF '2022-03-27 10:00 UTC (12:00 there).' account
    airbridge run "$shuttle" -n 1 $over=Europe/London >account
    grep -qxF 'Where they land local time is UTC +0:00, from 03-27 01:00 UTC on UTC +1:00' account
    airbridge run "$shuttle" -n 1 $over=Asia/Almaty >account
    grep -qxF 'Where they land local time is UTC +6:00' account
    airbridge run "$shuttle" -n 1 $over=UTC >account
    run -1 grep 'Where they land' account
    # Where some land clocks say something else than where others do, nothing is told: from the shift on, or at all.
    local two="--set airfield.other.time_zone=none --set leg.other.from=home --set leg.other.to=other --set leg.third.from=home --set leg.third.to=third --set contingent.cargo.apod=away,other,third"
    airbridge run "$shuttle" -n 1 $two --set "leg.other.block_time=2 h" --set "leg.third.block_time=2 h" --set airfield.third.utc_offset=1:00 --set airfield.other.utc_offset=1:00 $over=Europe/Berlin >account
    grep -qxF 'Where they land local time is UTC +1:00, until 03-27 01:00 UTC' account
    grep -qF '2022-03-27 10:00 UTC.' account
    airbridge run "$shuttle" -n 1 $two --set "leg.other.block_time=2 h" --set "leg.third.block_time=2 h" --set airfield.third.utc_offset=3:00 --set airfield.other.utc_offset=3:00 $over=Europe/Berlin >account
    run -1 grep 'Where they land' account
    # A stretch of use ends by the clocks of its end.
    airbridge run "$ROOT/scenarios/small/one-runway.ini" -n 1 --set scenario.start=2022-03-25T00:00Z \
        --set airfield.port.time_zone=Europe/Berlin >account
    grep -qxF '    2022-03-26 14:00 to 03-27 09:00 UTC, 15:00 to 11:00 there' account
}
