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
    [ "$(sed -n 2,6p <<<"$output")" = "what is not known, in 2 inputs: base value, p10 to p90, and whose range it is
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

@test "what cannot be asked of inputs is told" {
    unknown
    run -2 --separate-stderr airbridge run unknown.ini --inputs drawn
    stderr_has "--inputs drawn: it is base, both or split"
    run -2 --separate-stderr airbridge run "$shuttle" --inputs both
    stderr_has "--inputs both: there is no [uncertain.ID] to be drawn"
    sed -i 's/uniform(0.5, 3)/uniform(0.5, 0.4)/' unknown.ini
    run -2 --separate-stderr airbridge run unknown.ini
    stderr_has "unknown.ini:11: error: [uncertain.offload] factor: "
}
