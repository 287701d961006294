# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
# `airbridge calibrate`: what history says about what we do not know.
load common

# Two aircraft fly eight loads in four waves: with an onload of t closure is 18 + 4 t. History saw it
# between 21 and 23 h, and the priors are uniform: t is left between 45 and 75 min.
known() {
    cat >known.ini <<EOF
[scenario]
base = $shuttle
[uncertain.onload]
key = aircraft.transport.onload_time
value = uniform(0.5 h, 1.5 h)
source = a guess
[uncertain.nothing]
key = airfield.away.elevation
value = uniform(0 m, 100 m)
[milestone.seen]
name = Seen to close
event = closed
earliest = 2022-01-01T21:00Z
latest = 2022-01-01T23:00Z
source = history
use = calibration
EOF
}

@test "what is left is what is left on paper" {
    known
    airbridge calibrate known.ini -n 4000 -q -o out
    python3 - <<'EOF'
import csv
row = {r['input']: r for r in csv.DictReader(open('out/calibration.csv'))}
near = lambda text, value, off: abs(float(text) - value) < off or exit('%s is not %s' % (text, value))
near(row['onload']['p50'], 1, 0.03)
near(row['onload']['accepted_p5'], 0.775, 0.015)
near(row['onload']['accepted_p50'], 1, 0.03)
near(row['onload']['accepted_p95'], 1.225, 0.015)
assert row['onload']['narrowed'] == '1' and row['nothing']['narrowed'] == '0'
assert row['onload']['source'] == 'a guess'
paper = {r['milestone']: r for r in csv.DictReader(open('out/predictions.csv'))}
near(paper['seen']['within'], 0.5, 0.04)
assert paper['seen']['accepted_within'] == '1' and paper['paper']['accepts'] == '0'
EOF
}

@test "where no milestone is kept for validation there is no heading of them" {
    known
    run -0 airbridge calibrate known.ini -n 400
    [[ "$output" == *"validation, predicted"* ]]
    run -0 airbridge calibrate known.ini -n 400 --set milestone.paper.use=calibration
    [[ "$output" != *"validation, predicted"* && "$output" == *"  calibration  "* ]]
}

@test "validation changes its own verdict and nothing else" {
    known
    airbridge calibrate known.ini -n 1000 -q -o one
    airbridge calibrate known.ini -n 1000 -q -o two --set milestone.paper.earliest=2022-01-01T21:30Z \
        --set milestone.paper.latest=2022-01-01T22:30Z
    cmp one/calibration.csv two/calibration.csv
    cmp one/pairs.csv two/pairs.csv
    run -1 cmp -s one/predictions.csv two/predictions.csv
    cmp <(grep ^seen one/predictions.csv) <(grep ^seen two/predictions.csv)
}

@test "threads, a resumed and a longer one, a database and JSON have the same answer" {
    known
    airbridge calibrate known.ini -n 1000 -q -o one -j 1
    airbridge calibrate known.ini -n 400 -q -o two -j 2
    airbridge calibrate known.ini -n 1000 -q -o two -j 2 --resume
    for table in calibration predictions pairs; do cmp one/$table.csv two/$table.csv; done
    cmp one/inquiry.journal two/inquiry.journal
    airbridge calibrate known.ini -n 1000 -q -o all.sqlite
    [ "$(sqlite3 all.sqlite 'select count(*) from predictions')" = 2 ]
    airbridge calibrate known.ini -n 1000 --json | python3 -c "
import json, sys
of = json.load(sys.stdin)
assert of['draws'] == 1000 and 0 < of['accepted'] < 1000 and len(of['calibration']) == 2"
}

@test "a milestone that no draw reaches is named" {
    known
    airbridge calibrate known.ini -n 500 --set milestone.seen.latest=2022-01-01T19:00Z \
        --set milestone.seen.earliest=2022-01-01T18:00Z -o out >account
    grep -q '^0 of 500 draws fit the calibration milestone. Most are excluded by seen' account
    [ "$(wc -l <out/pairs.csv)" = 1 ]
}

@test "the account fits its width" {
    known
    for width in 60 80 100; do
        COLUMNS=$width airbridge calibrate known.ini -n 500 >account
        awk -v width="$width" 'length > width { print; exit 1 }' account
    done
}

@test "without unknowns, or without history, nothing can be learned" {
    known
    run airbridge calibrate "$shuttle" -n 10
    [ "$status" -eq 2 ]
    grep -q 'there is no \[uncertain.ID\]' <<<"$output"
    run airbridge calibrate known.ini -n 10 --set milestone.seen.use=validation
    [ "$status" -eq 2 ]
    grep -q 'no milestone for calibration' <<<"$output"
}

@test "draws that do not come to an end by the horizon count as late, and where none does nothing is known" {
    known
    airbridge calibrate known.ini -n 1000 -q -o some --set 'scenario.horizon=22 h'
    airbridge calibrate known.ini -n 1000 -q -o none --set 'scenario.horizon=10 h'
    python3 - <<'END'
import csv
some, none = ({r['milestone']: r for r in csv.DictReader(open(name + '/predictions.csv'))}['seen'] for name in ('some', 'none'))
# Closure is 18 + 4 t with t from 0.5 to 1.5 h: half of the draws are over by 22 h, a tenth by 20.4 h.
assert some['p10'].startswith('2022-01-01T20:2') and some['p50'] == some['p90'] == '', some
assert abs(float(some['within']) - 0.25) < 0.04 and some['accepted_within'] == '1', some
assert none['p10'] == none['implausible_sd'] == '' and none['within'] == '0', none
END
}

@test "where all draws fit nothing is said to exclude any" {
    known
    COLUMNS=200 run -0 airbridge calibrate known.ini -n 1000 -o out --set milestone.paper.use=input \
        --set milestone.seen.earliest=2022-01-01T01:00Z --set milestone.seen.latest=2022-01-03T01:00Z
    [ "${lines[0]}" = "1000 of 1000 draws fit the calibration milestone." ]
    grep -q '^paper,input,0,' out/predictions.csv
    COLUMNS=200 run -0 airbridge calibrate known.ini -n 1000
    [[ "${lines[0]}" =~ ^([0-9]+)\ of\ 1000\ draws\ fit\ .*\ Most\ are\ excluded\ by\ seen\ .*:\ without\ it\ 1000\ would\ fit\.$ ]]
}

@test "a draw that is no scenario is told" {
    known
    printf '[flow.f]\nairfields = away\ncontingents = cargo\nflights = 3\nfrom = 30 h\nuntil = 40 h\n' >>known.ini
    printf '[uncertain.late]\nkey = flow.f.from\nvalue = uniform(25 h, 60 h)\n' >>known.ini
    run -2 airbridge calibrate known.ini -n 300
    [[ "$output" =~ ^airbridge:\ error:\ with\ inputs\ of\ replication\ [0-9]+\ the\ scenario\ can.t\ be\ simulated:\ \[flow.f\]\ until:\ does\ not\ come\ after\ from$ ]]
}
