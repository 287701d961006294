# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
# datapackage.json, as another program reads it: what it says of the tables is what they hold.
load common

setup_file() {
    command -v python3 >/dev/null || skip "no python3 here"
}

check() {
    run -0 python3 "$ROOT/tests/support/check_tables.py" package "$1"
    [ "$output" -gt "$2" ] || { echo "$output cells"; return 1; }
}

@test "every cell of every table of a run is what the data package says it is" {
    airbridge run "$ROOT/scenarios/january-2022.ini" -o result -n 2 -q --trace
    check result 10000
}

@test "every cell of every table of a sweep is what the data package says it is" {
    printf 'fleet.shuttle.number,aircraft.transport.onload_time,airfield.away.parking_mog\n2,1 h,3\n,2.5 h,unlimited\n0,1 h,2\n' >cases.csv
    run -1 airbridge sweep "$shuttle" -o result -n 2 -q --runs --cases cases.csv --vary 'contingent.cargo.loads=4,8'
    check result 1000
    # A number where all values are numbers, and of whole numbers where all are whole.
    run -0 python3 -c '
import json
fields = json.load(open("result/datapackage.json"))["resources"][0]["schema"]["fields"]
print(*(f["name"] + ":" + f["type"] + ":" + f["unit"] for f in fields[2:6]))'
    output_is "fleet.shuttle.number:integer:1 aircraft.transport.onload_time_h:number:h airfield.away.parking_mog:string: contingent.cargo.loads:integer:1"
}

@test "every cell of a comparison is what the data package says it is" {
    airbridge compare "$ROOT/scenarios/january-2022.ini" "$ROOT/scenarios/what-if/zhetygen-only.ini" -o result -n 3 -q
    check result 300
}
