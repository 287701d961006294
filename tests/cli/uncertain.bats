# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
# What is not known: both bands, the same however they are made, and luck alone as if nothing were said.
load common

# The shuttle with three inputs.
unknown() {
    cat >unknown.ini <<END
[scenario]
base = $shuttle
[airfield.away]
working_mog = 3
[uncertain.places]
key = airfield.away.working_mog
value = uniform(1, 3)
source = nobody told
[uncertain.offload]
key = aircraft.transport.offload_time
factor = uniform(0.5, 3)
END
}

# All tables of a result but what tells of the making.
tables() {
    (cd "$1" && cat -- *.csv run.journal datapackage.json)
}

@test "check lists what is not known" {
    unknown
    run -0 --separate-stderr airbridge check unknown.ini
    [ "$(sed -n "/^what is not known/,\$p" <<<"$output")" = "what is not known, in 2 inputs: base value, p10 to p90, and whose range it is
  aircraft.transport.offload_time
    times 0.75 to 2.75
  airfield.away.working_mog
    3, 1 to 3; nobody told" ]
    airbridge check --json unknown.ini | python3 -c '
import json, sys
inputs = json.load(sys.stdin)["files"][0]["inputs"]
assert [i["input"] for i in inputs] == ["offload", "places"], inputs
assert inputs[1]["base"] == 3 and inputs[1]["mean"] == 2 and not inputs[1]["factor"], inputs'
}

@test "luck alone is what it is without inputs" {
    unknown
    sed '/^\[uncertain/,$d' unknown.ini >known.ini
    airbridge run known.ini -q -n 30 -o known
    airbridge run unknown.ini -q -n 30 -o base --inputs base
    airbridge run unknown.ini -q -n 30 -o both
    airbridge run unknown.ini -q -n 30 -o split --inputs split
    for table in summary milestones replications contingents waits chain curve flows binding; do
        cmp "known/$table.csv" "base/$table.csv"
        cmp "known/$table.csv" "both/$table.csv"
        cmp "known/$table.csv" "split/$table.csv"
    done
    cmp <(cut -d, -f1-15 both/bands.csv) <(cut -d, -f1-15 split/bands.csv)
    [ "$(wc -l <base/bands.csv)" = 1 ]
    [ "$(wc -l <known/inputs.csv)" = 1 ]
    [ "$(wc -l <base/inputs.csv)" = 3 ]
}

@test "without luck the means hold, and it is said" {
    unknown
    run -0 airbridge check unknown.ini --set scenario.deterministic=yes
    grep -qF "with deterministic = yes its mean holds, not the base value" <<<"$output"
    run -0 airbridge run unknown.ini --set scenario.deterministic=yes -n 20
    grep -qF "has its mean here, in 2 inputs: deterministic = yes. --inputs both draws it." <<<"$output"
    run -0 airbridge run unknown.ini --set scenario.deterministic=yes -n 20 --inputs both
    grep -qF "luck and ignorance" <<<"$output"
    run ! grep -F "has its mean here" <<<"$output"
    run -0 airbridge run unknown.ini -n 20
    run ! grep -F "has its mean here" <<<"$output"
}

@test "without luck show and scenario.csv tell the base values where they are said" {
    unknown
    airbridge show unknown.ini >base.ini
    airbridge show unknown.ini --set scenario.deterministic=yes >fixed.ini
    [ "$(diff base.ini fixed.ini | grep -c '^>')" = 2 ] # the first line, with the hash, and that key
    airbridge run unknown.ini --set scenario.deterministic=yes -n 1 -q -o asked
    airbridge run fixed.ini -n 1 -q -o shown
    cmp asked/inputs.csv shown/inputs.csv
    [ "$(grep -h '"scenario_hash"' asked/run.json shown/run.json | uniq | wc -l)" = 1 ]
    airbridge run unknown.ini -n 1 -q -o drawn
    diff <(grep -v scenario.deterministic drawn/scenario.csv) <(grep -v scenario.deterministic asked/scenario.csv)
}

@test "a band is that of the scenarios with the drawn values in them" {
    unknown
    airbridge run unknown.ini -q -n 40 -o both
    # Deterministic but for its inputs, of which one is left: closure is a function of that alone.
    airbridge run unknown.ini -q -n 40 -o one --set scenario.deterministic=yes --inputs both \
        --set uncertain.offload.active=no
    for places in 1 2 3; do
        airbridge run unknown.ini -q -n 1 -o "at-$places" --set scenario.deterministic=yes \
            --set uncertain.offload.active=no --set "airfield.away.working_mog=$places"
        sed -n 2p "at-$places/summary.csv" | cut -d, -f4
    done | sort -n >closures
    band=$(grep ^closure_h, one/bands.csv)
    [ "$(cut -d, -f12 <<<"$band")" = "$(head -1 closures)" ]
    [ "$(cut -d, -f14 <<<"$band")" = "$(tail -1 closures)" ]
    [ "$(head -1 closures)" != "$(tail -1 closures)" ]
}

@test "both bands are the same bytes with any threads, in parts, resumed and grown" {
    unknown
    airbridge run unknown.ini -q -n 60 -j 1 -o whole --inputs split
    airbridge run unknown.ini -q -n 60 -j 3 -o threads --inputs split
    cmp <(tables whole) <(tables threads)
    for part in 1 2 3; do
        airbridge run unknown.ini -q -n 60 --inputs split -o "part-$part" --shard "$part/3"
    done
    airbridge merge -q -o merged part-2 part-3 part-1
    cmp <(tables whole) <(tables merged)
    airbridge run unknown.ini -q -n 23 -o grown --inputs split
    airbridge run unknown.ini -q -n 60 -o grown --inputs split --resume
    cmp <(tables whole) <(tables grown)
    cp -r whole torn
    find torn -name '*.csv' -delete
    head -c 20000 whole/run.journal >torn/run.journal
    airbridge run unknown.ini -q -n 60 -o torn --inputs split --resume
    cmp <(tables whole) <(tables torn)
    run -2 --separate-stderr airbridge run unknown.ini -q -n 60 -o whole --resume
    stderr_has "of other --inputs"
    airbridge run unknown.ini -q --only 57 -o only --inputs split
    cmp <(grep '^r [012] 57 ' whole/run.journal) <(grep '^r ' only/run.journal)
}

@test "a script for a cluster draws as it was asked to" {
    unknown
    airbridge run unknown.ini -q -n 20 -o whole --inputs split --by 2022-01-01T22:00Z
    airbridge run unknown.ini -q -n 20 -o plan --inputs split --by 2022-01-01T22:00Z --plan parallel:2
    grep -q -- '--inputs split' plan/run.parallel
    sed -n 's/^ *\(.*--shard "$1".*\) || {$/\1/p' plan/run.parallel >part
    for part in 1 2; do sh part $part; done
    airbridge merge -q -o merged plan/part-1 plan/part-2
    cmp whole/bands.csv merged/bands.csv
    cmp whole/deadlines.csv merged/deadlines.csv
}

@test "what cannot be asked of inputs is told" {
    unknown
    run -2 --separate-stderr airbridge run unknown.ini --inputs drawn
    stderr_has "--inputs drawn: it is base, both or split"
    run -2 --separate-stderr airbridge run "$shuttle" --inputs both
    stderr_has "--inputs both: there is no [uncertain.ID]; "
    sed -i 's/uniform(0.5, 3)/uniform(0.5, 0.4)/' unknown.ini
    run -2 --separate-stderr airbridge run unknown.ini
    stderr_has "unknown.ini:11: error: [uncertain.offload] factor: "
}

# What a column of a table has in the row of the closure.
closure_of() {
    python3 - "$@" <<'END'
import csv, sys
table, column, *where = sys.argv[1:]
for row in csv.DictReader(open(table)):
    if all(row[k] == v for k, v in (w.split("=", 1) for w in where)):
        print(row[column])
END
}

@test "a comparison and a sweep draw the same as a run, at each point" {
    unknown
    airbridge run unknown.ini -q -n 30 -o two
    airbridge run unknown.ini -q -n 30 -o three --set fleet.shuttle.number=3
    airbridge compare unknown.ini --with fleet.shuttle.number=3 -q -n 30 --inputs drawn -o pair
    airbridge sweep unknown.ini --vary fleet.shuttle.number=2,3 -q -n 30 --inputs drawn -o both
    airbridge compare unknown.ini --with fleet.shuttle.number=3 -q -n 30 -o base
    two=$(closure_of two/bands.csv mean measure=closure_h)
    three=$(closure_of three/bands.csv mean measure=closure_h)
    [ "$(closure_of pair/compare.csv base_mean measure=closure_h)" = "$two" ]
    [ "$(closure_of pair/compare.csv mean measure=closure_h)" = "$three" ]
    [ "$(closure_of both/sweep.csv closure_h_mean point=1)" = "$two" ]
    [ "$(closure_of both/sweep.csv closure_h_mean point=2)" = "$three" ]
    [ "$(closure_of base/compare.csv base_mean measure=closure_h)" = 22 ]
    # An input whose key a variant or a point says itself is known there.
    airbridge sweep unknown.ini --vary airfield.away.working_mog=2 -q -n 30 --inputs drawn -o known
    airbridge run unknown.ini --set airfield.away.working_mog=2 -q -n 30 -o set
    [ "$(closure_of known/sweep.csv closure_h_mean point=1)" = "$(closure_of set/bands.csv mean measure=closure_h)" ]
    [ "$(wc -l <set/inputs.csv)" = 2 ]
}

@test "drawn comparisons and sweeps are the same in parts, resumed and grown" {
    unknown
    pair=(compare unknown.ini --with fleet.shuttle.number=3 -q --inputs drawn)
    sweep=(sweep unknown.ini --vary fleet.shuttle.number=2,3 -q --inputs drawn)
    airbridge "${pair[@]}" -n 40 -o whole -j 3
    airbridge "${sweep[@]}" -n 40 -o swept -j 3
    for part in 1 2; do
        airbridge "${pair[@]}" -n 40 -o "pair-$part" --shard "$part/2"
        airbridge "${sweep[@]}" -n 40 -o "sweep-$part" --shard "$part/2"
    done
    airbridge merge -q -o pairs pair-1 pair-2
    airbridge merge -q -o sweeps sweep-1 sweep-2
    cmp whole/compare.csv pairs/compare.csv
    cmp swept/sweep.csv sweeps/sweep.csv
    airbridge "${pair[@]}" -n 10 -o grown -j 1
    airbridge "${pair[@]}" -n 40 -o grown --resume
    cmp whole/compare.csv grown/compare.csv
    run -2 --separate-stderr airbridge compare unknown.ini --with fleet.shuttle.number=3 -q -n 40 -o whole --resume
    stderr_has "of other --inputs"
    run -2 --separate-stderr airbridge compare unknown.ini unknown.ini --inputs both
    stderr_has "--inputs both: it is base or drawn"
}

@test "where only drawn inputs keep the force from closing, that is said" {
    printf '[scenario]\nbase = %s\n[uncertain.long]\nkey = leg.home-away.block_time\nvalue = uniform(1000 h, 2000 h)\n' \
        "$shuttle" >long.ini
    run -1 --separate-stderr airbridge run long.ini -n 4 -q
    stderr_is "airbridge: error: with drawn inputs, 4 of 4 replications did not reach the scenario's end; replication 1: the horizon was reached before the force was in"
}

# Neither extreme of either input alone, nor both, makes one earlier than the other.
@test "draws that make no scenario fail with their reason, however they are told" {
    cat >odd.ini <<END
[scenario]
base = $shuttle
[contingent.cargo]
earliest_arrival = 1 h
latest_arrival = 30 h
[uncertain.first]
key = contingent.cargo.earliest_arrival
value = uniform(1 h, 20 h)
[uncertain.last]
key = contingent.cargo.latest_arrival
value = uniform(10 h, 40 h)
END
    airbridge check -q odd.ini
    # The last arrival is before the first in 8.8 % of draws: of 400 in 35, give or take 6; in which is of the seed.
    why="replications did not reach the scenario's end; replication 11: [contingent.cargo] latest_arrival: is earlier than earliest_arrival"
    for how in "-j 1" "-j 3" "-j 3 -o out --inputs split" "-o out --inputs split --resume"; do
        # shellcheck disable=SC2086 # options
        run -1 --separate-stderr airbridge run odd.ini -q -n 400 $how
        stderr_is "airbridge: error: with drawn inputs, 33 of 400 $why"
    done
    [ "$(closure_of out/bands.csv n measure=closure_h)" = 367 ]
    mkdir gap # in which a line is missing, so that all others come before their turn
    sed 6d out/run.journal >gap/run.journal
    run -1 --separate-stderr airbridge run odd.ini -q -n 400 -o gap --inputs split --resume
    stderr_is "airbridge: error: with drawn inputs, 33 of 400 $why"
    cmp <(tables out) <(tables gap)
    for how in "-j 1" "-j 3" "-o pair" "-o pair --resume"; do
        # shellcheck disable=SC2086 # options
        run -1 --separate-stderr airbridge compare odd.ini -q -n 40 --with fleet.shuttle.number=3 --inputs drawn $how
        stderr_is "odd.ini: error: 4 of 40 $why
--with 'fleet.shuttle.number=3': error: 4 of 40 $why"
    done
    run -1 --separate-stderr airbridge compare odd.ini -n 40 --with fleet.shuttle.number=3 --inputs drawn
    [[ "$output" == *"closure_h"*"-6.00"*"(in 36 of them)"* ]]
    # Where no replication makes one, there is no measure to compare the variants by.
    run -1 --separate-stderr airbridge compare odd.ini --with fleet.shuttle.number=3 --with fleet.shuttle.number=4 \
        --only 11 --inputs drawn
    [ "$(grep -c ": error: 1 of 1 replication did not reach" <<<"$stderr")" = 3 ]
    [[ "$output" != *"of all variants"* ]]
    run -1 airbridge sweep odd.ini -q -n 40 --vary fleet.shuttle.number=2 --inputs drawn -o two --set scenario.horizon=30h
    [ "$(tail -n +2 two/failures.csv)" = "1,the horizon was reached before the force was in,13,3
1,[contingent.cargo] latest_arrival: is earlier than earliest_arrival,4,11" ]
    run -1 --separate-stderr airbridge sweep odd.ini -q -n 40 --vary fleet.shuttle.number=2,3 --inputs drawn -o swept
    stderr_is "airbridge: error: 8 of 80 runs failed (see failures.csv); point 1, ${why#*; }"
    [ "$(closure_of swept/sweep.csv failed point=2)" = 4 ]
    # Parts that begin with such a draw make nothing of it, and are joined.
    alone=(sweep odd.ini -q --only 11 --vary fleet.shuttle.number=2,3 --inputs drawn)
    run -1 airbridge "${alone[@]}" -o whole
    for part in 1 2; do
        run -1 --separate-stderr airbridge "${alone[@]}" --shard "$part/2" -o "part-$part"
        stderr_is "airbridge: error: 1 of 1 runs failed"
    done
    run -1 airbridge merge -q -o joined part-1 part-2
    cmp <(cat whole/*.csv) <(cat joined/*.csv)
}

@test "a point that is no scenario, or says itself what is not known, is not drawn" {
    unknown
    sed -i '/uncertain.offload/,$d' unknown.ini
    run -1 --separate-stderr airbridge sweep unknown.ini -q -n 3 --inputs drawn -o out \
        --vary fleet.shuttle.number=2,0 --vary airfield.away.working_mog=1
    stderr_is "airbridge: error: 3 of 6 runs failed (see failures.csv); point 2, replication 1: [contingent.cargo] fleets: nothing may carry this contingent: there is no fleet with aircraft"
    airbridge sweep unknown.ini -q -n 3 --inputs base -o base --vary fleet.shuttle.number=2 --vary airfield.away.working_mog=1
    base=$(closure_of base/sweep.csv closure_h_mean point=1)
    [ -n "$base" ]
    [ "$(closure_of out/sweep.csv closure_h_mean point=1)" = "$base" ]
}

@test "inputs that do nothing, that never end, and that hold by their means are said so" {
    printf '[scenario]\nbase = %s\n[aircraft.transport]\nonload_time = exponential(1 h)\n[uncertain.n]\nkey = airfield.home.working_mog\nvalue = uniform(20, 40)\n' \
        "$shuttle" >nothing.ini
    run -0 airbridge run nothing.ini -n 100 --inputs split
    [[ "$output" =~ "closure, h "[^$'\n']*" none seen, at most "[0-9]*" %" ]]
    printf '[scenario]\nbase = %s\n[uncertain.long]\nkey = leg.home-away.block_time\nvalue = uniform(1000 h, 2000 h)\n' \
        "$shuttle" >long.ini
    run -1 --separate-stderr airbridge run long.ini -n 4
    [[ "$output" =~ "first landing, h "[^$'\n']*" never" ]]
    sed -i 's/^base/deterministic = yes\n&/' nothing.ini
    run -0 airbridge run nothing.ini -n 1
    [[ "$(tr '\n' ' ' <<<"$output")" == *"What is not known has its mean here, in 1 input: deterministic = yes."* ]]
}

@test "--by tells how probable it is to be in by a date" {
    unknown
    # Each replication of luck alone closes at hour 22.
    airbridge run unknown.ini -q -n 100 -o on --by 2022-01-01T22:00Z
    airbridge run unknown.ini -q -n 100 -o before --by 2022-01-01T21:59:59.999Z
    [ "$(closure_of on/deadlines.csv share band=luck kind=force)" = 1 ]
    [ "$(closure_of before/deadlines.csv share band=luck kind=force)" = 0 ]
    [ "$(closure_of on/deadlines.csv met_90 band=luck kind=force)" = 2022-01-01T22:00:00.000Z ]
    # None or all of 100: 1 - 0.025^(1/100).
    [ "$(closure_of before/deadlines.csv ci95_high band=luck kind=force)" = 0.0362166926 ]
    [ "$(closure_of on/deadlines.csv ci95_low band=luck kind=contingent)" = 0.963783307 ]
    # With drawn inputs, by counting: the measure of a comparison, a sweep and a run say the same.
    share=$(closure_of on/deadlines.csv share band=drawn kind=force)
    [ "$(closure_of on/bands.csv mean measure=closed_by)" = "$share" ]
    airbridge compare unknown.ini -q -n 100 -o pair --by 2022-01-01T22:00Z --inputs drawn \
        --with fleet.shuttle.number=3
    [ "$(closure_of pair/compare.csv base_mean measure=closed_by)" = "$share" ]
    airbridge sweep unknown.ini --vary fleet.shuttle.number=2,3 -q -n 100 -o sweep --inputs drawn \
        --by 2022-01-01T22:00Z
    [ "$(closure_of sweep/sweep.csv closed_by_mean point=1)" = "$share" ]
    # So it is of each contingent.
    share=$(closure_of on/deadlines.csv share band=drawn id=cargo)
    [ "$(closure_of pair/compare.csv base_mean measure=closed_by.cargo)" = "$share" ]
    [ "$(closure_of sweep/sweep.csv closed_by.cargo_mean point=1)" = "$share" ]
    run -0 airbridge run unknown.ini -n 100 --by 2022-01-01T22:00Z
    [[ "$output" == *"By 2022-01-01 22:00 "*"the force "*"100 %"*"with ignorance"* ]]
    # By a latest arrival of its own, by none as none is in, and nothing of who only leaves.
    airbridge run unknown.ini -q -n 100 -o own --by 2022-01-01T21:00Z --set contingent.cargo.latest_arrival=22h
    [ "$(closure_of own/deadlines.csv share band=luck id=cargo)" = 0 ]
    [ "$(closure_of own/deadlines.csv in_time_share band=luck id=cargo)" = 1 ]
    [ "$(closure_of own/deadlines.csv in_time_low band=luck id=cargo)" = 0.963783307 ]
    [ "$(closure_of own/deadlines.csv in_time_high band=luck id=cargo)" = 1 ]
    [ -z "$(closure_of own/deadlines.csv in_time_share band=luck id=force)" ]
    run -1 --separate-stderr airbridge run "$shuttle" -n 100 --by 2022-01-01T19:00Z --set scenario.horizon=20h
    [[ "$output" == *"  cargo "*" 0 %  "*"not by horizon    not by horizon"* ]]
    sed 's/^end = withdrawn/end = closed/' "$ROOT/tests/oracles/leave.ini" >leave.ini
    run -0 airbridge run leave.ini -n 3 --by 2022-01-01T19:00Z
    [[ "$output" == *"  new  "*" 100 % "* && "$output" != *"  old  "* ]]
    run -2 --separate-stderr airbridge run unknown.ini --by 2023-01-01T22:00Z
    stderr_has "--by: error: [scenario] deadline: is behind the horizon"
    run -2 --separate-stderr airbridge run unknown.ini --by 2021-01-01T22:00Z
    stderr_has "deadline: is not after the scenario's start"
    run -2 --separate-stderr airbridge run unknown.ini --by tomorrow
    stderr_has "--by 'tomorrow' is no date with its time and zone; dates are written"
}

@test "a scenario that goes on from a past draws nothing" {
    unknown
    airbridge run unknown.ini -q -n 2 --trace -o past --inputs base
    airbridge run unknown.ini -q -n 5 --from past --at 2022-01-01T06:00Z -o on
    [ "$(wc -l <on/inputs.csv)" = 1 ]
    [ "$(closure_of on/summary.csv mean measure=closure_h)" = 22 ]
}

@test "samples of an input count by what they are" {
    unknown
    printf '[uncertain.load]\nkey = aircraft.transport.onload_time\nvalue = empirical(s.csv) h\n' >>unknown.ini
    printf '1\n2\n3\n' >s.csv
    airbridge run unknown.ini -q -n 5 -o out
    printf '1\n2\n4\n' >s.csv
    run -2 --separate-stderr airbridge run unknown.ini -q -n 9 -o out --resume
    stderr_has "of another scenario"
}

@test "a value that is refused is told once, whatever is uncertain about it" {
    { cat "$shuttle"; printf '[uncertain.x]\nkey = contingent.cargo.notice\nfactor = uniform(0.5, 2)\n'; } >x.ini
    for value in 'uniform(1 h, x)' 'uniform(1 h, 2 h, 3 h, 4 h, 5 h, 6 h, 7 h, 8 h)' \
        "mixture($(printf '1: uniform(1 h, 2 h), %.0s' {1..40})1: x)"; do
        sed "/^\[contingent.cargo\]/a notice = $value" x.ini >y.ini
        run -2 airbridge check y.ini
        [ ${#lines[@]} = 1 ]
        [[ $output == y.ini:*": error: [contingent.cargo] notice: "* ]]
    done
}
