# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
# `airbridge size --order`: a better order of the contingents.
load common

# A contingent with so many loads for the near field, 1 h away, or the far one, 4 h.
contingent() {
    printf '[contingent.%s]\napoe = home\napod = %s\nloads = %s\n' "$@"
}

# Two aircraft; ID FIELD LOADS of each contingent on the standard input.
bridge() {
    printf '[scenario]\nstart = 2022-01-01T00:00Z\nhorizon = 30 d\n'
    printf '[aircraft.transport]\nonload_time = 1 h\noffload_time = 1 h\n'
    printf '[airfield.%s]\n' home near far
    printf '[leg.n]\nfrom = home\nto = near\nblock_time = 1 h\n[leg.f]\nfrom = home\nto = far\nblock_time = 4 h\n'
    printf '[fleet.f]\ntype = transport\nnumber = 2\nhome = home\n'
    while read -r id field loads; do contingent "$id" "$field" "$loads"; done
}

# The cases of a sweep that are all orders of these contingents, with and without equals.
every_order() {
    python3 - "$@" <<'EOF'
import itertools, sys
ids = sys.argv[1:]
print(','.join(f'contingent.{i}.priority' for i in ids))
for rank in itertools.product(range(len(ids)), repeat=len(ids)):
    if set(rank) == set(range(max(rank) + 1)):
        print(','.join(map(str, rank)))
EOF
}

@test "the best order is the one that trying every order finds" {
    local cases=("a near 3,b far 2,c near 1" "a near 4,b far 1,c far 2" "a far 1,b far 1,c near 5"
        "a near 2,b near 2,c far 3,d near 1" "a far 2,b near 5,c near 1,d far 1")
    for case in "${cases[@]}"; do
        tr , '\n' <<<"$case" | bridge >plan.ini
        mapfile -t ids < <(tr , '\n' <<<"$case" | cut -d' ' -f1)
        every_order "${ids[@]}" >cases.csv
        airbridge sweep plan.ini --set scenario.deterministic=yes --cases cases.csv -n 1 -q -o all --force
        airbridge size plan.ini --set scenario.deterministic=yes --order contingents -q -o out --force
        python3 - <<'EOF'
import csv, subprocess, os
sweep = list(csv.DictReader(open('all/sweep.csv')))
closures = sorted(float(r['closure_h_mean']) for r in sweep)
orders = list(csv.DictReader(open('out/orders.csv')))
assert len(orders) == len(sweep) in (13, 75), (len(orders), len(sweep))
assert sorted(float(o['mean']) for o in orders) == closures, (orders, closures)
best = next(o for o in orders if o['best'] == '1')
assert float(best['mean']) == closures[0], (best, closures)
# Of equals it is one that changes least.
assert all(len(o['changes'].split()) >= len(best['changes'].split())
           for o in orders if o['mean'] == best['mean']), orders
EOF
        # The same of when one of them is in, which other orders make no other flights for.
        for id in a b; do
            airbridge size plan.ini --set scenario.deterministic=yes --order contingents --of "closure_h.$id" -q \
                -o out --force
            python3 - "$id" <<'EOF'
import csv, sys
least = min(float(r[f'closure_h.{sys.argv[1]}_mean']) for r in csv.DictReader(open('all/sweep.csv')))
best = next(o for o in csv.DictReader(open('out/orders.csv')) if o['best'] == '1')
assert float(best['mean']) == least, (best, least)
EOF
        done
    done
}

@test "of six contingents the search finds what trying all 4683 orders finds" {
    printf '%s\n' 'a near 3' 'b far 2' 'c near 1' 'd far 1' 'e near 2' 'f far 1' | bridge >plan.ini
    every_order a b c d e f >cases.csv
    airbridge sweep plan.ini --set scenario.deterministic=yes --cases cases.csv -n 1 -q -o all
    airbridge size plan.ini --set scenario.deterministic=yes --order contingents --json >object.json
    python3 - <<'EOF'
import csv, json
least = min(float(r['closure_h_mean']) for r in csv.DictReader(open('all/sweep.csv')))
order = json.load(open('object.json'))['order']
assert order['then'] == least < order['before'] and order['better'], (least, order)
assert not order['all'] and order['tried'] <= 800, order
assert order['bound'] <= least and abs(order['left'] - (least - order['bound']) / least) < 1e-9, order
EOF
}

luck() {
    printf '%s\n' 'a near 3' 'b far 2' 'c near 2' | bridge >plan.ini
    printf '[aircraft.transport]\nonload_time = exponential(1 h)\noffload_time = exponential(2 h)\n' >luck.part
    { printf '[scenario]\nbase = plan.ini\n' && cat luck.part; } >luck.ini
}

@test "what is told of the best order is of replications that did not choose it, and runs as told" {
    luck
    airbridge size luck.ini --order contingents -n 60 --seed 5 -o out >account
    # The command that is told, as a shell takes it.
    command=$(sed -n '/^  airbridge run /,/[^\\]$/p' account)
    eval "${command/airbridge/\"\$AIRBRIDGE\"} -n 120 -q -o then"
    airbridge run luck.ini -n 120 --seed 5 -q -o now
    python3 - <<'EOF'
import csv
def closures(of): return [float(r['closure_h']) for r in csv.DictReader(open(of + '/replications.csv'))]
now, then = closures('now'), closures('then')
orders = list(csv.DictReader(open('out/orders.csv')))
best = next(o for o in orders if o['best'] == '1')
mean = lambda of: sum(of) / len(of)
near = lambda a, b: abs(a - float(b)) < 1e-6 * abs(a) + 1e-6
assert near(mean(then[:60]), best['mean']) and near(mean(then[60:]), best['fresh_mean'])
assert near(mean(now[:60]) - mean(then[:60]), best['gain'])
assert near(mean(now[60:]) - mean(then[60:]), best['fresh_gain'])
assert 0 < float(best['fresh_ci95_low']) < float(best['fresh_gain']) < float(best['fresh_ci95_high'])
plan = next(o for o in orders if o['plan'] == '1')
assert float(plan['gain']) == 0 and plan['changes'] == '' and plan['fresh_mean'] == ''
# Nothing that was compared to the end gains more.
assert all(float(o['gain']) <= float(best['gain']) for o in orders if o['finalist'] == '1')
# What each contingent gains or pays.
rows = {r['contingent']: r for r in csv.DictReader(open('out/order_contingents.csv'))}
assert set(rows) == {'a', 'b', 'c'}
for r in rows.values():
    assert near(float(r['in_then_h']) - float(r['in_now_h']), r['later_h'])
    assert float(r['ci95_low']) <= float(r['later_h']) <= float(r['ci95_high'])
EOF
    # Every word of it has room in a narrow terminal, but for the command.
    for width in 60 80 100; do
        COLUMNS=$width airbridge size luck.ini --order contingents -n 60 | sed '/^  airbridge run/,/[^\\]$/d' |
            awk -v width="$width" 'length > width { exit 1 }'
    done
}

@test "replications in which nobody asked for help are left out, and the others tell as if there were no such" {
    printf '%s\n' 'a near 3' 'b far 2' 'c near 1' | bridge >plan.ini
    seldom=(--set 'command.request=mixture(1: uniform(0 h, 9 h), 3: uniform(900 h, 999 h))')
    airbridge size plan.ini --set scenario.deterministic=yes --order contingents --json >always.json
    run -0 --separate-stderr airbridge size plan.ini "${seldom[@]}" --order contingents -n 60 --json
    stderr_is ""
    python3 -c '
import json, sys
always, seldom = json.load(open("always.json")), json.loads(sys.argv[1])
plain, order = always["order"], seldom["order"]
assert 35 <= order["left_out"] <= 54 and order["fresh_replications"] == 60, order
for name in "before", "then", "gain", "bound", "left":
    assert abs(order[name] - plain[name]) < 1e-9, (name, order, plain)
assert abs(order["ci95_low"] - order["gain"]) < 1e-9 and order["better"], order
best = next(row for row in seldom["orders"] if row["best"])
assert abs(best["gain"] - plain["gain"]) < 1e-9 and 35 <= best["left_out"] <= 54, best
in_h = lambda of: {row["contingent"]: row["in_then_h"] for row in of["order_contingents"]}
assert all(abs(in_h(always)[one] - hours) < 1e-9 for one, hours in in_h(seldom).items()), in_h(seldom)' "$output"
    run -0 airbridge size plan.ini "${seldom[@]}" --order contingents -n 60
    [[ "$(tr -s ' \n' ' ' <<<"$output")" =~ " "[345][0-9]" of 60 replications are left out, as the request came neither in the plan nor with this order: what is told is of when it comes. " ]]
    # Of one that has it nothing is told.
    run -2 --separate-stderr airbridge size plan.ini --order contingents -n 20 \
        --set 'command.request=mixture(1: uniform(0 h, 9 h), 999: uniform(900 h, 999 h))'
    stderr_has "--of closure_h: its hours are those since the request, which had not come when replication 1 ended"
}

@test "the best of a plan that is the best already is the plan, and that is told" {
    printf '%s\n' 'b far 2' 'a near 3' | bridge >plan.ini
    run -0 env COLUMNS=200 "$AIRBRIDGE" size plan.ini --set scenario.deterministic=yes \
        --set contingent.b.priority=101 --order contingents
    [[ "${lines[0]}" == "The plan's order stays: none of the 2 others that there are is better." ]]
    [[ "${lines[1]}" == "No plan for these loads could close before "* ]]
    run ! grep -q -e --set <<<"$output"
    # With two aircraft for two loads an order changes nothing at all.
    printf '%s\n' 'a near 1' 'b near 1' | bridge >plan.ini
    run -0 env COLUMNS=200 "$AIRBRIDGE" size plan.ini --order contingents -n 30
    [[ "${lines[0]}" == "The plan's order stays: none of the 2 others that there are is better." ]]
    [[ "${lines[1]}" == *": nothing is left to gain." ]]
    # Where the scenario ends before the force is in, hours are later than known.
    run -0 env COLUMNS=200 "$AIRBRIDGE" size plan.ini --order contingents -n 30 --set 'scenario.horizon=1 h' -o cut
    [[ "${lines[1]}" == "No plan for these loads could close before 3 h. What is left to gain is not known: 30"* ]]
    COLUMNS=200 airbridge size plan.ini --order contingents -n 30 --set 'scenario.horizon=1 h' --json |
        grep -q '"left": null'
}

@test "what is left to gain is that of the plan where no order is better for sure" {
    airbridge new deployment -o plan.ini
    airbridge size plan.ini --order contingents -n 20 --json | python3 -c "
import json, sys
order = json.load(sys.stdin)['order']
assert not order['better'] and order['fresh_replications'] == 20 and order['then'] != order['before'], order
assert abs(order['left'] - (order['before'] - order['bound']) / order['before']) < 1e-8, order"
}

@test "an order is judged by any measure, by goals, or by the way home" {
    printf '%s\n' 'a near 3' 'b far 2' | bridge >plan.ini
    set=(--set scenario.deterministic=yes --set contingent.b.priority=1)
    # b, then a: closure after 17 h; a first: 14 h, and b is in then.
    airbridge size plan.ini "${set[@]}" --order contingents --goal 'closure_h <= 14.5' --json >goal.json
    # Of several goals each is to be met, whichever stands first.
    for goals in '14.5 20' '20 14.5'; do
        airbridge size plan.ini "${set[@]}" --order contingents --goal "closure_h <= ${goals% *}" --goal "closure_h <= ${goals#* }" \
            --json >both.json
        python3 -c 'import json; o = json.load(open("both.json"))["order"]; assert (o["before"], o["then"]) == (0, 1), o'
    done
    airbridge size plan.ini "${set[@]}" --order contingents --of closure_h.b --json >b.json
    airbridge size plan.ini "${set[@]}" --order contingents:b,a --json >named.json
    python3 - <<'EOF'
import json
of = lambda name: json.load(open(name + '.json'))
goal, b, named = of('goal'), of('b'), of('named')
assert goal['order']['before'] == 0 and goal['order']['then'] == 1 and goal['order']['better']
assert goal['goals'][0]['measure'] == 'closure_h' and goal['order']['bound'] is None
assert b['measure'] == 'closure_h.b' and not b['order']['better']
assert named['order']['then'] < named['order']['before'] and named['order']['better']
EOF
    printf '[withdrawal]\norder = 1 h\n' >>plan.ini
    sed -i -e '/^\[contingent/a journey = return' -e '/^\[scenario/a end = withdrawn' plan.ini
    run -0 airbridge size plan.ini "${set[@]}" --order withdrawal --json
    python3 -c 'import json, sys; o = json.load(sys.stdin); assert o["measure"] == "withdrawal_h" and o["order"]["tried"] == 3' <<<"$output"
}

@test "only those who fly in, and are there, are put in order" {
    printf '%s\n' 'a near 3' 'b far 2' 'gone near 1' 'spare far 1' | bridge >plan.ini
    sed -i -e '/^\[contingent.gone/a active = no' -e '/^\[contingent.spare/a standby = yes' plan.ini
    printf '[contingent.driven]\nmode_in = road\napod = far\nroad_in_time = 5 h\npeople = 3\n' >>plan.ini
    airbridge size plan.ini --set scenario.deterministic=yes --order contingents -n 1 --json >order.json
    python3 -c 'import json; o = json.load(open("order.json")); assert o["order"]["tried"] == 3, o["order"]'
    for id in gone spare driven; do
        run -2 airbridge size plan.ini --order "contingents:a,$id"
        [[ "$output" == *"there is no contingent '$id' that flies in"* ]]
    done
}

@test "any number of threads, a resumed search and a database have the same orders" {
    luck
    airbridge size luck.ini --order contingents -n 40 -q -o one -j 1
    airbridge size luck.ini --order contingents -n 40 -q -o two -j 2
    mkdir torn
    head -n 200 one/inquiry.journal >torn/inquiry.journal
    airbridge size luck.ini --order contingents -n 40 -q -o torn --resume
    for other in two torn; do
        for file in orders.csv order_contingents.csv inquiry.journal; do cmp one/$file $other/$file; done
    done
    airbridge size luck.ini --order contingents -n 40 -q -o all.sqlite
    [ "$(sqlite3 all.sqlite 'select count(*) from orders where best')" = 1 ]
    [ "$(sqlite3 all.sqlite 'select count(*) from order_contingents')" = 3 ]
}

@test "what --order can't be asked is refused with a word" {
    printf '%s\n' 'a near 3' 'b far 2' | bridge >plan.ini
    for words in '--order contingents --vary fleet.f.number=1,2' '--order contingents --confidence 80%' \
        '--order contingents --of closure_h --goal closure_h<=9' '--order people' '--order contingents:a' \
        '--order contingents:a,a' '--order contingents:a,bb' '--order contingents:a,' '--order withdrawal' '' \
        '--goal closure_h<=9 --of closure_h --vary fleet.f.number=1,2' \
        '--goal closure_h<=9 --vary contingent.a.priority=1,2' '--order contingents --shard 1/2' \
        '--order contingents -n 1'; do
        run airbridge size plan.ini $words
        [ "$status" -eq 2 ]
        [ -n "$output" ]
    done
    run airbridge size plan.ini --order contingents:a,bb
    [[ "$output" == *"did you mean 'b'?"* ]]
    printf '[withdrawal]\norder = 1 h\n' >>plan.ini
    sed -i '/^\[contingent/a journey = return' plan.ini
    run airbridge size plan.ini --set scenario.end=withdrawn --order withdrawal:a,zzz
    [[ "$output" == *"--order: there is no contingent 'zzz' that flies home" ]]
    long=$(printf 'x%.0s' {1..200})
    run airbridge size plan.ini --order "contingents:$long"
    [[ "$output" == *"there is no contingent 'xxxxx"*"' that flies in" ]]
}

@test "what a past has settled is told, and more replications than looks are all made" {
    printf '%s\n' 'a near 3' 'b far 2' | bridge >plan.ini
    sed -i -e 's/^onload_time = .*/onload_time = exponential(1 h)/' -e '/^\[contingent.b/a priority = 1' plan.ini
    airbridge run plan.ini -n 1 -q --trace -o past
    for asked in '--goal closure_h<=12' '--of closure_h'; do
        # shellcheck disable=SC2086
        run -2 airbridge size plan.ini --order contingents -n 30 $asked --from past --at 2022-01-01T01:00Z
        [[ "$output" == *"[contingent.a] priority: '"*"in the past of this scenario, and it cannot change while a run goes on" ]]
    done
    airbridge size plan.ini --order contingents -n 1100 -q -o out
    python3 - <<'END'
import csv
orders = list(csv.DictReader(open('out/orders.csv')))
assert len(orders) == 3 and max(int(o['replications']) for o in orders) == 1100, orders
END
}

# There in 4 h or 9, and back likewise. The far load first, the near one is in at 9, 14 or 19 h, and by 16 h the order does not
# come where both take 9 h; the near one first, it comes at 11 h then: home an hour later, which is 4 h before the end.
@test "where the order home comes by one order of the contingents alone, that one gains what was left" {
    cat >plan.ini <<'END'
[scenario]
start = 2022-01-01T00:00Z
horizon = 16 h
end = withdrawn
[withdrawal]
order = 0 h
[airfield.home]
[airfield.far]
[airfield.near]
[leg.f]
from = home
to = far
block_time = mixture(1: 4 h, 1: 9 h)
[leg.n]
from = home
to = near
block_time = 1 h
[aircraft.plane]
[fleet.planes]
type = plane
number = 1
home = home
END
    for id in far near; do
        printf '[contingent.%s]\napoe = home\napod = %s\nloads = 1\nmode_out = road\nroad_out_time = 1 h\npriority = %d\n' \
            $id $id $((${#id} - 2)) >>plan.ini
    done
    airbridge run plan.ini -n 40 -q -o plan || [ $? = 1 ]
    airbridge size plan.ini --order contingents --of withdrawal_h -n 40 -q -o out
    python3 - <<'END'
import csv
late = sum(row["closure_h"] == "" for row in csv.DictReader(open("plan/replications.csv")))
orders = {row["contingents"]: row for row in csv.DictReader(open("out/orders.csv"))}
plan, other = orders["far, near"], orders["near, far"]
assert 0 < late < 40 and (plan["plan"], plan["left_out"]) == ("1", str(late)), (late, orders)
assert (other["best"], other["left_out"], float(other["mean"])) == ("1", "0", 1), orders
assert abs(float(other["gain"]) - 4 * late / 40) < 1e-9, (late, orders)
END
}
