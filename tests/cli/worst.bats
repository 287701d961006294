# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
# `airbridge worst`: what hurts most when it is denied, and what helps.
load common

# Two aircraft fly eight loads in four waves, the last of which is off after 22 h.
plan() {
    printf '[scenario]\nbase = %s\nhorizon = 10 d\n[airfield.idle]\n%s\n' "$shuttle" "${1-}" >plan.ini
}

@test "losses are those on paper" {
    plan
    airbridge worst plan.ini --denial '24 h' -n 20 -q -o out
    python3 - <<'EOF'
import csv
rows = list(csv.DictReader(open('out/worst.csv')))
at = {(r['denied'], r['from'][8:13]): float(r['loss']) for r in rows}
# Everything waits for a day when the fleet is denied from the first hour on; when it is the way, loads
# are put aboard meanwhile, which saves an hour.
assert at['fleet.shuttle', '01T00'] == 24 and at['way.home-away', '01T00'] == 23, at
# 12 h on the third wave is put aboard: where the way is denied it waits, where the fleet is it goes, and
# the fourth begins at 36 h instead of 18.
assert at['way.home-away', '01T12'] == 23 and at['fleet.shuttle', '01T12'] == 18, at
# Nothing that is denied costs more than it lasts here, and the worst come first.
assert max(at.values()) == 24
losses = [float(r['loss']) for r in rows]
assert losses == sorted(losses, reverse=True)
assert all((r['may_be_worst'] == '1') == (float(r['loss']) == 24) for r in rows)
assert not any(r['denied'] == 'airfield.idle' for r in rows)
# A third aircraft makes of four waves three.
hedges = list(csv.DictReader(open('out/hedges.csv')))
found = {h['change']: float(h['saved']) for h in hedges}
assert found['fleet.shuttle.number=3'] == 6, found
EOF
    # When nobody knew of it, and of its end, nothing is put aboard before it is over; what is aboard when it
    # begins waits.
    airbridge worst plan.ini --denial '24 h' -n 20 -q --unforeseen -o sudden
    python3 - <<'EOF'
import csv
rows = list(csv.DictReader(open('sudden/worst.csv')))
at = {(r['denied'], r['from'][8:13]): float(r['loss']) for r in rows}
assert at['way.home-away', '01T00'] == at['fleet.shuttle', '01T00'] == 24, at
assert at['way.home-away', '01T12'] == 23 and at['fleet.shuttle', '01T12'] == 18, at
EOF
    airbridge worst plan.ini -n 20 | grep -q '^1 of 5 airfields, fleets and ways cost nothing that can be told from chance'
}

@test "a denial that is told is the one that compare makes" {
    plan
    printf '[aircraft.transport]\nonload_time = exponential(1 h)\n' >>plan.ini
    airbridge worst plan.ini --denial '8 h' -n 40 -q -o out
    read -r from until loss < <(python3 -c "
import csv
r = next(r for r in csv.DictReader(open('out/worst.csv')) if r['denied'] == 'fleet.shuttle' and r['replications'] == '40')
print(r['from'], r['until'], r['loss'])")
    id=change.denial-begins end=change.denial-ends key=fleet.shuttle.active
    airbridge compare plan.ini -n 40 -q -o same --with "$id.at=$from; $id.key=$key; $id.value=no; $id.foreseen=no; $end.at=$until; $end.key=$key; $end.value=yes; $end.foreseen=no"
    python3 - "$loss" <<'EOF'
import csv, sys
row = next(r for r in csv.DictReader(open('same/compare.csv')) if r['measure'] == 'closure_h')
assert abs(float(row['difference']) - float(sys.argv[1])) < 1e-6, (row, sys.argv)
EOF
}

@test "threads, a resumed one, a database and JSON have the same answer" {
    plan
    printf '[aircraft.transport]\nonload_time = exponential(1 h)\n' >>plan.ini
    airbridge worst plan.ini -n 60 -q -o one -j 1
    mkdir two && head -n 100 one/inquiry.journal >two/inquiry.journal
    airbridge worst plan.ini -n 60 -q -o two -j 2 --resume
    for table in worst hedges; do cmp one/$table.csv two/$table.csv; done
    cmp one/inquiry.journal two/inquiry.journal
    airbridge worst plan.ini -n 60 -q -o all.sqlite
    [ "$(sqlite3 all.sqlite 'select count(*) from worst')" = "$(($(wc -l <one/worst.csv) - 1))" ]
    airbridge worst plan.ini -n 60 --json | python3 -c "
import json, sys
of = json.load(sys.stdin)
assert of['measure'] == 'closure_h' and of['denial_h'] == 24 and of['worst'][0]['rank'] == 1"
}

@test "the account fits its width" {
    plan
    for width in 60 80 100; do
        COLUMNS=$width airbridge worst plan.ini -n 5 >account
        awk -v width="$width" 'length > width { print; exit 1 }' account
    done
}

@test "what cannot be asked is refused" {
    plan
    for denial in '' 0 x '-1 h' '24' '9999 d'; do
        run airbridge worst plan.ini --denial "$denial"
        [ "$status" -eq 2 ]
    done
    run airbridge worst plan.ini --of closure
    [ "$status" -eq 2 ]
}
