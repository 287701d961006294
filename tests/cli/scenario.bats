# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
# check, keys and show: faults are found with their place, and what is shown can be read again.
load common

@test "a scenario without a fault is said to have none" {
    run -0 --separate-stderr airbridge check "$shuttle"
    output_is "$shuttle: no fault"
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
    output_is "$shuttle: no fault
$runway: no fault"
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

@test "check notes what may surprise, and --strict makes faults of it" {
    printf '[scenario]\nbase = %s\n[airfield.away]\nparking_mog = 2\nworking_mog = 3\nslot_control = yes\n' "$ROOT/scenarios/small/shuttle.ini" >f.ini
    note="f.ini:5: note: [airfield.away] working_mog: '3' is more than the aircraft that find stands here at once, 2: the rest of the places is never used"
    run -0 --separate-stderr airbridge check f.ini
    output_is "f.ini: no fault, 1 note"
    stderr_is "$note"
    run -0 --separate-stderr airbridge check -q f.ini
    output_is ""
    stderr_is ""
    run -0 --separate-stderr airbridge check f.ini --set airfield.away.parking_mog=3
    output_is "f.ini: no fault"
    run -2 --separate-stderr airbridge check --strict f.ini "$ROOT/scenarios/small/shuttle.ini"
    output_is "$ROOT/scenarios/small/shuttle.ini: no fault"
    stderr_is "${note/note/error}"
    run -0 --separate-stderr airbridge check --strict "$ROOT/scenarios/small/shuttle.ini"
    # What is only noted is simulated.
    airbridge run f.ini -n 1 -q -o out
}
