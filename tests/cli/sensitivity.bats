# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
# `airbridge sensitivity`: which inputs drive a result.
load common

# Closure is a sum: delays uniform over 4, 2 and 1 h, and luck of 1 h standard deviation. So of a
# variance of 21/12 + 1 the shares are 16/33, 4/33, 1/33 and 12/33.
delays() {
    cat >delays.ini <<EOF
[scenario]
base = $shuttle
[contingent.cargo]
loads = 1
[aircraft.transport]
onload_time = exponential(1 h)
[uncertain.a]
key = command.consultation
value = uniform(0 h, 4 h)
[uncertain.b]
key = command.decision
value = uniform(0 h, 2 h)
[uncertain.c]
key = command.orders
value = uniform(0 h, 1 h)
EOF
}

@test "shares of a sum of delays are those of paper" {
    delays
    airbridge sensitivity delays.ini -n 2048 -q -o out
    python3 - <<'EOF'
import csv
row = {r['input']: r for r in csv.DictReader(open('out/sensitivity.csv'))}
for name, share in (('a', 16 / 33), ('b', 4 / 33), ('c', 1 / 33), ('luck', 12 / 33)):
    for index in ('first_order', 'total'):
        assert abs(float(row[name][index]) - share) < 0.04, (name, index, row[name])
    assert float(row[name]['total_low']) - 0.02 < share < float(row[name]['total_high']) + 0.02
for name, share in (('a', 16 / 21), ('b', 4 / 21), ('c', 1 / 21)):
    assert abs(float(row[name]['of_mean']) - share) < 0.06, row[name]
    assert float(row[name]['correlation']) > 0
assert row['luck']['is_luck'] == '1' and row['luck']['of_mean'] == ''
EOF
}

@test "ranges of keys take the place of what is uncertain" {
    delays
    airbridge sensitivity delays.ini -n 512 --of flying_hours -q -o out \
        --over 'leg.home-away.block_time=1 h..3 h' --over 'command.orders=0 h..9 h'
    awk -F, '$1 == "leg.home-away.block_time" && $6 < 0.99 { exit 1 }
             $1 == "command.orders" && $6 > 0.01 { exit 1 }' out/sensitivity.csv
    [ "$(wc -l <out/sensitivity.csv)" = 4 ]
}

# The mean of an exponential time is anything from 1 to 5 h: by itself it has 16/12 of a variance of
# 16/12 + 9 + 16/12 h^2, and what the time is on a day the rest. (As a constant it would have all.)
@test "a parameter of a distribution is varied, and the time stays random" {
    delays
    airbridge sensitivity delays.ini -n 4096 -q -o out --set 'aircraft.transport.onload_time=1 h' \
        --over 'command.orders=exponential(1 h..5 h)'
    python3 - <<'EOF'
import csv
row = {r['input']: r for r in csv.DictReader(open('out/sensitivity.csv'))}
share = 16 / 12 / (16 / 12 + 9 + 16 / 12)
assert abs(float(row['command.orders']['first_order']) - share) < 0.06, row
assert abs(float(row['luck']['total']) - (1 - share)) < 0.1, row
EOF
}

@test "threads, a resumed one, a database and JSON have the same answer" {
    delays
    airbridge sensitivity delays.ini -n 200 -q -o one -j 1
    airbridge sensitivity delays.ini -n 100 -q -o two -j 2
    airbridge sensitivity delays.ini -n 200 -q -o two -j 2 --resume
    cmp one/sensitivity.csv two/sensitivity.csv
    airbridge sensitivity delays.ini -n 200 -q -o all.sqlite
    [ "$(sqlite3 all.sqlite 'select count(*) from sensitivity')" = 4 ]
    airbridge sensitivity delays.ini -n 200 --json | python3 -c "
import json, sys
of = json.load(sys.stdin)
assert of['measure'] == 'closure_h' and of['rows'] == 200 and len(of['sensitivity']) == 4"
}

@test "the account fits its width" {
    delays
    for width in 60 80 100; do
        COLUMNS=$width airbridge sensitivity delays.ini -n 100 >account
        awk -v width="$width" 'length > width { print; exit 1 }' account
        grep -q 'luck (day to day)' account
    done
}

@test "what cannot be asked is refused" {
    delays
    refused() {
        run airbridge sensitivity "$@"
        [ "$status" -eq 2 ]
        grep -q "error: " <<<"$output"
    }
    refused "$shuttle" -n 10
    refused delays.ini -n 1
    refused delays.ini --of closure
    refused delays.ini --over command.orders
    refused delays.ini --over command.orders=1..2
    refused delays.ini --over 'command.orders=1 h, 2 h'
    refused delays.ini --over 'command.ordered=1 h..2 h'
    refused delays.ini --over 'fleet.other.number=1..2'
    refused delays.ini --over 'scenario.seed=1..2'
    refused delays.ini --over 'command.orders=4 h..4 h'
    grep -qF -- "--over: command.orders is always 4 h in its range" <<<"$output"
    refused delays.ini --over 'command.orders=4 h..5 h step 2 h'
    refused delays.ini --over 'command.orders=1 h..2 h' --over 'Command.orders=1 h..3 h'
    grep -qF "Command.orders has two ranges" <<<"$output"
    # The measure never varies: nothing drives it.
    airbridge sensitivity delays.ini --of aircraft_used -n 50 >account
    grep -q 'nothing drives it\.' account
    grep -q 'fewer than 3 of 100 replications may not have been seen' account
    # Nor where nothing comes about: then that is told.
    airbridge sensitivity delays.ini --set 'scenario.horizon=10 min' -n 50 >account
    grep -q 'nothing drives it up to the horizon' account
    grep -q '100 of 100 had not come about' account
}

@test "all rows that are asked for are made, also where the first do not vary" {
    delays
    airbridge sensitivity delays.ini --of aircraft_used -n 1000 --json |
        python3 -c 'import json, sys; of = json.load(sys.stdin); assert of["rows"] == 1000, of["rows"]'
}

@test "that limits are wide is told where a width was aimed at, not where rows were asked for" {
    delays
    airbridge sensitivity delays.ini -n 20 >account
    tail -n 1 account | grep -qx '20 rows, 120 runs\.'
}

@test "as many rows are made as are asked for, also where that is no power of two" {
    delays
    airbridge sensitivity delays.ini -n 700 --json |
        python3 -c 'import json, sys; of = json.load(sys.stdin); assert of["rows"] == 700, of["rows"]'
}

# Each of 16 aircraft flies a leg there and back: an input from 1 h to 1 + i h adds 2 i h over its range, and
# three quarters of that from its 12.5th to its 87.5th percentile.
@test "effects of a screening are those from the 12.5th to the 87.5th percentile, as their column says" {
    {
        printf '[scenario]\nstart = 2022-01-01T00:00Z\nend = horizon\nhorizon = 20 d\n[aircraft.transport]\noffload_time = 0 h\n'
        for i in {1..16}; do
            printf '[airfield.h%s]\n[airfield.a%s]\n[leg.l%s]\nfrom = h%s\nto = a%s\nblock_time = 1 h\n' "$i" "$i" "$i" "$i" "$i"
            printf '[fleet.f%s]\ntype = transport\nnumber = 1\nhome = h%s\n[contingent.c%s]\napoe = h%s\napod = a%s\n' \
                "$i" "$i" "$i" "$i" "$i"
            printf 'loads = 1\nfleets = f%s\n[uncertain.u%s]\nkey = leg.l%s.block_time\nvalue = uniform(1 h, %s h)\n' \
                "$i" "$i" "$i" "$((1 + i))"
        done
    } >legs.ini
    airbridge sensitivity legs.ini --of flying_hours -n 20 -q -o out
    python3 - <<'EOF'
import csv
rows = [r for r in csv.DictReader(open('out/sensitivity.csv')) if r['is_luck'] == '0']
assert len(rows) == 16
for r in rows:
    assert abs(float(r['effect']) - 1.5 * int(r['input'][1:])) < 1e-5, r
EOF
    airbridge help columns | tr -s ' \n' ' ' | grep -q 'from its 12.5th to its 87.5th percentile'
}

# Onload takes 100 h for one load in a thousand: many rows do not tell how much of the variance that is.
@test "where the most rows do not tell shares to 5 %, that is said" {
    run -0 airbridge sensitivity "$ROOT/scenarios/small/shuttle.ini" --set scenario.horizon=10000h \
        --set 'aircraft.transport.onload_time=mixture(999: 1 h, 1: 100 h)' --over fleet.shuttle.number=1..4
    [[ "${output//$'\n'/ }" == *"4096 rows, 14336 runs, the most that are made without -n; some limits are more than 5 % from their share." ]]
}

# Nine aircraft carry eight loads no sooner than eight do.
@test "where nothing matters, what may not have been seen is told but where there is no luck" {
    run -0 airbridge sensitivity "$ROOT/scenarios/small/shuttle.ini" --over fleet.shuttle.number=8..9 -n 64
    [[ "$output" == *"nothing drives it."$'\n'"What happens in fewer than 3 of 128 replications may not have been seen." ]]
    run -0 airbridge sensitivity "$ROOT/scenarios/small/shuttle.ini" --over fleet.shuttle.number=8..9 -n 64 \
        --set scenario.deterministic=yes
    [[ "$output" == *"nothing drives it." ]]
}
