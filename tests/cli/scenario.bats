# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
# check, keys and show: faults are found with their place, and what is shown can be read again.
load common

@test "a scenario may have several bases, the last of which wins" {
    printf '[scenario]\nstart = 2022-01-01T00:00Z\ntitle = root\nseed = 1\nnote = root\n' >root.ini
    printf '[scenario]\nbase = root.ini\ntitle = one\nseed = 2\n' >one.ini
    mkdir two
    printf '[scenario]\nbase = ../root.ini, three.ini\ntitle = two\n' >two/two.ini
    printf '[scenario]\nevent_limit = 77\n' >two/three.ini
    printf '[scenario]\nbase = one.ini , two/two.ini\nhorizon = 5 d\n' >mine.ini
    run -0 airbridge show mine.ini scenario
    [ "$(grep -v 'default\|not given' <<<"$output" | sed -n 's/ = .*; / /p' | tr '\n' '|')" = \
        "start root.ini:2|title two/two.ini:3|note root.ini:5|horizon mine.ini:3|event_limit two/three.ini:2|seed one.ini:4|" ]
    printf '[scenario]\nbase = one.ini,,root.ini\n' >mine.ini
    run -2 --separate-stderr airbridge check mine.ini
    stderr_is "mine.ini:2: error: [scenario] base: 'one.ini,,root.ini' has an empty place in its list"
    printf '[scenario]\nbase = one.ini, no.ini, nor.ini\n' >mine.ini
    run -2 --separate-stderr airbridge check mine.ini
    [ "$(grep -c 'is neither there as' <<<"$stderr")" = 2 ]
    printf '[scenario]\nbase = root.ini, mine.ini\n' >mine.ini
    run -2 --separate-stderr airbridge check mine.ini
    stderr_is "mine.ini:2: error: [scenario] base: 'mine.ini' is circular: it leads back to mine.ini"
}

@test "a scenario without a fault is said to have none" {
    run -0 --separate-stderr airbridge check "$shuttle"
    [ "${lines[0]}" = "$shuttle: no fault" ]
    [[ "$output" == *"100 replications take up to "*" MB of memory on one thread"* ]]
    stderr_is ""
}

@test "check -q says nothing" {
    run -0 airbridge check -q "$shuttle"
    output_is ""
}

@test "every scenario of the repository is without a fault" {
    # shellcheck disable=SC2046
    run -0 --separate-stderr airbridge check -q $(find "$ROOT/scenarios" -name '*.ini' -not -path '*/common/*')
    stderr_is ""
}

@test "a missing scenario is status 3" {
    for command in "check" "show" "validate" "run -o out"; do
        # shellcheck disable=SC2086
        run -3 --separate-stderr airbridge $command none.ini
        stderr_is "none.ini: error: cannot open: No such file or directory"
    done
    [ ! -e out ]
}

@test "a mistyped key is reported with file, line and the nearest name" {
    sed 's/^number = 2$/numbr = 2/' "$shuttle" >typo.ini
    line=$(grep -n '^numbr' typo.ini | cut -d: -f1)
    run -2 --separate-stderr airbridge check typo.ini
    output_is ""
    stderr_has "typo.ini:$line: error: [fleet.shuttle] numbr: "
    stderr_has "number"
}

@test "every fault of a file is told in one pass" {
    sed -e 's/^number = 2$/numbr = 2/' -e 's/^loads = 8$/loads = eight/' -e 's/^from = home/from = hoem/' \
        "$shuttle" >typo.ini
    run -2 --separate-stderr airbridge check typo.ini
    stderr_has "[fleet.shuttle] numbr: "
    stderr_has "[contingent.cargo] loads: "
    stderr_has "[leg.home-away] from: "
}

@test "check goes on with the next file and has the status of the first fault" {
    sed 's/^loads = 8$/loads = eight/' "$shuttle" >typo.ini
    run -2 --separate-stderr airbridge check "$shuttle" typo.ini none.ini "$runway"
    [ "$(grep ': no fault' <<<"$output")" = "$shuttle: no fault
$runway: no fault" ]
    [ "${#stderr_lines[@]}" = 2 ]
    stderr_has "typo.ini:"
    stderr_has "none.ini: error: cannot open: No such file or directory"
}

@test "no date has a year of five digits: a start too late is refused" {
    run -0 airbridge run "$shuttle" -o out -n 2 --set scenario.start=9979-12-31T23:59Z --set scenario.horizon=87600h
    [[ "$output" == *"after 22.0 h, 9980-01-01 21:59 UTC"* ]]
    sed 's/^start = .*/start = 9999-12-31T20:00Z/' "$shuttle" >late.ini
    line=$(grep -n '^start' late.ini | cut -d: -f1)
    run -2 --separate-stderr airbridge check late.ini
    stderr_has "late.ini:$line: error: [scenario] start: '9999-12-31T20:00Z' is too late: nothing may come after the year 9999; allowed is 9979-12-31 at the latest"
    run -2 --separate-stderr airbridge check "$shuttle" --set scenario.start=9999-12-31T23:59-01:00
    stderr_has "is not a date"
}

@test "a fault in --set is reported" {
    run -2 --separate-stderr airbridge check "$shuttle" --set fleet.shuttle.numbr=3
    stderr_has "numbr"
    run -2 --separate-stderr airbridge check "$shuttle" --set nonsense
    stderr_has "nonsense"
}

@test "--set wins over the file, and the last --set over the first" {
    airbridge run "$shuttle" -o four -n 1 -q --set fleet.shuttle.number=4
    airbridge run "$shuttle" -o last -n 1 -q --set fleet.shuttle.number=3 --set fleet.shuttle.number=4
    airbridge run "$shuttle" -o two -n 1 -q
    cmp four/replications.csv last/replications.csv
    run ! cmp -s four/replications.csv two/replications.csv
}

@test "what show prints of any scenario of the repository is that scenario" {
    mkdir elsewhere
    for scenario in $(find "$ROOT/scenarios" -name '*.ini' -not -path '*/common/*'); do
        airbridge show "$scenario" >elsewhere/shown.ini
        airbridge show elsewhere/shown.ini >again.ini
        # The first line has the hash.
        [ "$(head -n 1 elsewhere/shown.ini | cut -d' ' -f4)" = "$(head -n 1 again.ini | cut -d' ' -f4)" ]
    done
}

@test "what show prints loads to the same scenario" {
    for scenario in "$shuttle" "$runway"; do
        airbridge show "$scenario" --set scenario.seed=77 >shown.ini
        airbridge show shown.ini | sed 's/[;#].*//' >again.txt
        sed 's/[;#].*//' shown.ini >once.txt
        diff once.txt again.txt
        airbridge run "$scenario" -o "direct" -n 3 -q --set scenario.seed=77 --force
        airbridge run shown.ini -o "shown" -n 3 -q --force
        same_result direct shown
    done
}

@test "show says where a value came from" {
    run -0 airbridge show "$shuttle" --set fleet.shuttle.number=3
    [[ "$output" == *"number = 3"*"--set"* ]]
    [[ "$output" == *"shuttle.ini:"* ]]
    [[ "$output" == *"default"* ]]
}

@test "keys describes all keys, a section, or one key" {
    run -0 airbridge keys
    all=${#lines[@]}
    [[ "$output" == *parking_mog* ]]
    run -0 airbridge keys airfield
    [[ "$output" == *parking_mog* ]]
    [ "${#lines[@]}" -lt "$all" ]
    section=${#lines[@]}
    run -0 airbridge keys airfield.parking_mog
    [[ "$output" == *parking_mog* ]]
    [ "${#lines[@]}" -lt "$section" ]
}

@test "keys says which keys may change, and a change of others is refused" {
    airbridge keys --json >keys.json
    run -0 python3 -c '
import json, subprocess, sys
for key in json.load(open("keys.json"))["keys"]:
    told = subprocess.run([sys.argv[1], "keys", key["section"] + "." + key["key"]],
                          capture_output=True, text=True).stdout
    assert ("[change.ID] may alter it" in told) == key["changeable"], key
    section = subprocess.run([sys.argv[1], "keys", key["section"]], capture_output=True, text=True).stdout
    words = section.partition("may alter in mid-run: ")[2].replace(",", " ").split()
    assert not key["changeable"] or key["key"] in words, key
print("as told")' "$AIRBRIDGE"
    output_is "as told"
    run -2 --separate-stderr airbridge check "$shuttle" --set 'change.c.at=1 h' \
        --set change.c.key=airfield.home.elevation --set 'change.c.value=1 m'
    stderr_has "cannot change while a run goes on (see \`airbridge keys airfield\`)"
}

@test "keys finds what has a word in its name, or in what is said of it" {
    run -0 airbridge keys mog
    output_is "airfield.ID.parking_mog             stands
airfield.ID.working_mog             aircraft loaded or unloaded at once
airfield.ID.fuel_mog                aircraft fuelled at once"
    run -0 airbridge keys crew_stage
    [ "${lines[0]}" = fleet.ID.crew_stage ] # the only one is told whole
    run -0 airbridge keys --search "SUMMER TIME"
    [ "${lines[0]}" = airfield.ID.time_zone ]
    run -0 airbridge keys --search "seats are loads"
    [ "${lines[0]}" = contingent.ID.people ]
    # Words that do not stand together are looked for one by one.
    airbridge keys --search "hours local" >found
    grep -q '^airfield.ID.landing_hours ' found
    run -2 airbridge keys --search "hours xyzzy"
    run -2 --separate-stderr airbridge keys parkin_mog
    stderr_is "airbridge: error: unknown section 'parkin_mog'; did you mean the key 'parking_mog'?"
    run -2 --separate-stderr airbridge keys --search xyzzy
    stderr_is "airbridge: error: no key, and nothing that is said of one, holds 'xyzzy'"
    run -2 --separate-stderr airbridge keys --search runwya
    stderr_is "airbridge: error: no key, and nothing that is said of one, holds 'runwya'; did you mean 'runway'?"
    # A unit finds what is given in it, and nothing by a part of it.
    airbridge keys --search km/h >found
    grep -q '^aircraft.ID.cruise_speed ' found
    grep -q '^scenario.wind ' found
    run -1 grep -q 'fuel_burn' found
    run -2 --separate-stderr airbridge keys mog --search mog
    stderr_is "airbridge: error: keys: --search takes neither a section or key nor --json"
}

@test "no line of keys is wider than a hundred columns, or than a narrower terminal" {
    run -0 awk 'length($0) > 100' <(airbridge keys)
    output_is ""
    need script
    for columns in 60 80; do
        script -qec "stty cols $columns; '$AIRBRIDGE' keys airfield; '$AIRBRIDGE' keys contingent.apod" /dev/null >typed </dev/null
        run -0 awk -v most=$columns '{ sub(/\r$/, ""); if (length($0) > most) print }' typed
        output_is ""
        [ "$(wc -l <typed)" -gt 40 ]
    done
}

@test "show of a section or a kind of sections prints these alone" {
    run -0 airbridge show "$shuttle" Airfield.Away
    [ "$(grep -c '^\[' <<<"$output")" = 1 ]
    [[ "$output" == *"[airfield.away]"*working_mog* ]]
    run -0 airbridge show "$shuttle" airfield
    [ "$(grep -c '^\[airfield[.]' <<<"$output")" = 2 ]
    [ "$(grep -c '^\[' <<<"$output")" = 2 ]
    run -2 --separate-stderr airbridge show "$shuttle" airfeild
    stderr_is "airbridge: error: the scenario has no section 'airfeild'; did you mean 'airfield'?"
}

@test "what is written nearly right is told so that it can be mended" {
    cat >f.ini <<END
[scenario]
base = $shuttle
[aircraft.il-76md]
[fleet.shuttle]
type = IL76
[vehicle.bmd-2]
mass = 8 t
length = 5 m
width = 3 m
[contingent.cargo]
vehicles = 30
[milestone.m]
event = closed
latest = 2 days
[milestone.n]
event = people
by = 2022-02-01T00:00Z
latest = 48 h
END
    run -2 --separate-stderr airbridge check f.ini
    stderr_has "f.ini:5: error: [fleet.shuttle] type: 'IL76' refers to [aircraft.IL76], which is not there; did you mean 'il-76md'?"
    stderr_has "f.ini:11: error: [contingent.cargo] vehicles: '30' does not say of which vehicle; the form is ID: NUMBER, as in bmd-2: 30, with ids of [vehicle.ID]"
    start=$(airbridge show "$shuttle" scenario | sed -n 's/^start = \([^ T]*\)T.*/\1/p')
    stderr_has "f.ini:14: error: [milestone.m] latest: '2 days' is a duration where a date is needed: $(date -u -d "$start + 2 days" +%F)T"
    stderr_has "f.ini:18: error: [milestone.n] latest: '48 h' is a duration where a number is needed: with \`by\` the bounds say how much has happened by then"
}

@test "units may be written out" {
    for text in '30 minutes' '30 mins' '0.5 hours' '1800 seconds' '0.5hr'; do
        [ "$(airbridge show "$shuttle" scenario --set "aircraft.transport.onload_time=$text" | head -1)" = \
            "$(airbridge show "$shuttle" scenario --set 'aircraft.transport.onload_time=0.5 h' | head -1)" ]
    done
    airbridge check -q "$shuttle" --set 'scenario.wind=10 knots' --set 'scenario.horizon=4 weeks' --set 'airfield.away.elevation=300 feet'
    run -2 --separate-stderr airbridge check "$shuttle" --set 'aircraft.transport.onload_time=30 minuets'
    stderr_has "has the unknown unit 'minuets'"
}

@test "rules that follow from a key are told with it" {
    for words in "" contingent contingent.people; do
        # shellcheck disable=SC2086
        run -0 airbridge keys $words
        [[ "$(tr -s ' \n' ' ' <<<"$output")" == *"210 people on 100 seats are loads of 70, 70 and 70."* ]]
    done
    run -0 airbridge help man
    [[ "$output" == *"210 people on 100 seats are loads of 70, 70 and 70."* ]]
}

@test "an unknown section or key names the nearest" {
    run -2 --separate-stderr airbridge keys airfeild
    stderr_has "airfield"
    run -2 --separate-stderr airbridge keys airfield.parkng_mog
    stderr_has "parking_mog"
}

@test "a control character in a file name or value does not reach the terminal" {
    name=$'evil\033[2J.ini'
    sed 's/^number = 2$/number = \x1b[31m2/' "$shuttle" >"$name"
    run -2 --separate-stderr airbridge check "$name"
    [[ "$stderr" != *$'\033'* ]]
}

@test "local time comes from the system's zones, whose release is told and whose content counts" {
    printf '[scenario]\nbase = %s\n[airfield.away]\ntime_zone = Europe/Paris\nlanding_hours = 06:00-22:00\n' \
        "$shuttle" >zone.ini
    run -0 airbridge run -q zone.ini -o paris
    mkdir -p zones/Europe
    cp /usr/share/zoneinfo/Europe/London zones/Europe/Paris
    TZDIR=$PWD/zones run -0 airbridge run -q zone.ini -o london
    grep -q '"tzdata": "[0-9]' paris/run.json
    grep -q '"tzdata": "unknown"' london/run.json
    run -1 diff <(grep scenario_hash paris/run.json) <(grep scenario_hash london/run.json)
    run -1 cmp -s paris/summary.csv london/summary.csv
}

@test "an airfield has one answer to what local time is" {
    printf '[scenario]\nbase = %s\n[airfield.away]\nutc_offset = 1 h\ntime_zone = Europe/Paris\n' "$shuttle" >two.ini
    run -2 --separate-stderr airbridge check two.ini
    stderr_has "two.ini:5: error: [airfield.away] time_zone: 'Europe/Paris' and utc_offset both say"
    run -0 airbridge check -q two.ini --set airfield.away.utc_offset=none
    run -2 --separate-stderr airbridge check two.ini --set airfield.away.utc_offset=none \
        --set change.c.at=1h --set change.c.key=airfield.away.utc_offset --set "change.c.value=2 h"
    stderr_has "no change may alter utc_offset"
    run -2 --separate-stderr airbridge check two.ini --set airfield.away.utc_offset=none \
        --set airfield.away.time_zone=Eurpe/Paris
    stderr_has "did you mean 'Europe/Paris'?"
}

@test "a file that is not there is a fault of who names it: a scenario, or the command line" {
    printf '[scenario]\nbase = %s\n[table.x]\nkind = contingent\nfile = none.csv\n' \
        "$ROOT/scenarios/small/shuttle.ini" >table.ini
    run -2 --separate-stderr airbridge check table.ini
    stderr_is "table.ini:5: error: [table.x] file: none.csv: cannot open: No such file or directory"
    printf '[scenario]\nbase = %s\n[aircraft.transport]\nonload_time = empirical(none.csv)\n' \
        "$ROOT/scenarios/small/shuttle.ini" >samples.ini
    run -2 --separate-stderr airbridge check samples.ini
    printf '[scenario]\nbase = none.ini\n' >base.ini
    run -2 --separate-stderr airbridge check base.ini
    mkdir folder
    printf '[scenario]\nbase = folder, /dev/null\nstrat = 0\n' >base.ini
    run -2 --separate-stderr airbridge check base.ini
    [ "${stderr_lines[0]}" = "base.ini:2: error: [scenario] base: folder: cannot read: it is a folder, not a file" ]
    [ "${stderr_lines[1]}" = "base.ini:2: error: [scenario] base: /dev/null: cannot read: it is not a regular file" ]
    [[ "${stderr_lines[2]}" == "base.ini:3: error: [scenario] strat: unknown key"* ]]
    run -3 --separate-stderr airbridge check none.ini
    run -3 --separate-stderr airbridge list "$ROOT/scenarios/small/shuttle.ini" --cases none.csv
}

@test "what a line gives whose bytes are refused is not said to be missing" {
    for bytes in '\0' '\b' '\xe4' '\r' "$(printf '%1100s' '')"; do
        printf "[scenario]\nstart = 2022-01-05T18:30Z ; $bytes.\n[fleet.more]\ntype = transport$bytes.\nhome = home\nnumber = 1\n" >f.ini
        run -2 --separate-stderr airbridge check f.ini
        [[ "$stderr" != *"start: is missing"* && "$stderr" != *"type: is missing"* ]]
        [[ "${stderr_lines[0]}" == "f.ini:2: error: [scenario]: "* && "${stderr_lines[1]}" == "f.ini:4: error: [fleet.more]: "* ]]
    done
}

@test "check notes what may surprise, and --strict makes faults of it" {
    printf '[scenario]\nbase = %s\n[airfield.away]\nparking_mog = 2\nworking_mog = 3\nslot_control = yes\n' "$ROOT/scenarios/small/shuttle.ini" >f.ini
    note="f.ini:5: note: [airfield.away] working_mog: '3' is more than the aircraft that find stands here at once, 2: the rest of the places is never used"
    run -0 --separate-stderr airbridge check f.ini
    [ "${lines[0]}" = "f.ini: no fault, 1 note" ]
    stderr_is "$note"
    run -0 --separate-stderr airbridge check -q f.ini
    output_is ""
    stderr_is ""
    run -0 --separate-stderr airbridge check f.ini --set airfield.away.parking_mog=3
    [ "${lines[0]}" = "f.ini: no fault" ]
    run -2 --separate-stderr airbridge check --strict f.ini "$ROOT/scenarios/small/shuttle.ini"
    [ "${lines[0]}" = "$ROOT/scenarios/small/shuttle.ini: no fault" ]
    stderr_is "${note/note/error}"
    run -0 --separate-stderr airbridge check --strict "$ROOT/scenarios/small/shuttle.ini"
    # What is only noted is simulated.
    airbridge run f.ini -n 1 -q -o out
}

# What was judged is kept by a number in which fields 256 apart are alike.
@test "of three hundred fields each leg is judged by itself" {
    {
        printf '[scenario]\nstart = 2022-01-01T00:00Z\n[airfield.home]\n'
        printf '[airfield.f%s]\n' {1..300}
        printf '[leg.%s]\nfrom = %s\nto = %s\nblock_time = %s h\nboth_ways = no\n' \
            a home f1 1 b f1 home 1 c home f257 5 d f257 home 1
        printf '[aircraft.t]\ncargo_limit = 10 t\nfuel_burn = 5 t/h\nfuel_capacity = 10 t\n'
        printf '[fleet.f]\ntype = t\nnumber = 1\nhome = home\n'
        printf '[contingent.%s]\napoe = home\napod = %s\nbulk = 5 t\n' a f1 b f257
    } >many.ini
    run -2 airbridge check -q many.ini
    [[ $output == *"fuel_capacity: '10 t' is less than the leg home - f257 takes, 25 t"* ]]
    airbridge check -q many.ini --set leg.c.block_time="2 h"
}
