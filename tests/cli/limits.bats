# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
# What is put in has limits: at the edge it is taken, beyond it is refused with the limit, status 2. The
# limits are those that `airbridge help limits` prints. That of ids, lines and values is tried in
# unit/test_prescan, ranges of keys and of options in promises.bats.
load common

# The limit in the row of `help limits` that ends so, of a unit where several do, without commas: limit END [UNIT]
limit() {
    local found
    found=$(COLUMNS=200 airbridge help limits | sed -n "s/^  \([0-9,]*\) ${2:-[A-Za-z ]*}  *$1\$/\1/p" | tr -d ,)
    [ "$(wc -w <<<"$found")" = 1 ] || { echo "no row, or several: $1" >&2; return 1; }
    echo "$found"
}

# Runs a command that is to be refused with this limit, and tells it.
refuses() {
    local number=$1 place=$2
    shift 2
    run -2 --separate-stderr airbridge "$@"
    [[ "$stderr" == *"$place"*"$number"* ]] || { printf 'stderr was:\n%s\n' "$stderr"; return 1; }
}

# `repeat N TEXT` with each number from 1 in the place of @.
repeat() {
    awk -v n="$1" -v text="$2" 'BEGIN { for (i = 1; i <= n; i++) { line = text; gsub("@", i, line); printf "%s", line } }'
}

words() {
    mapfile -t word < <(repeat "$@")
}

@test "every limit that is a constant has a row, and each row is told" {
    rows=$(grep -c '^LIMIT(' "$ROOT/sim/cli/limit_rows.h")
    COLUMNS=200 airbridge help limits >told
    [ "$(grep -cE '^  [0-9][0-9,]* ' told)" = "$rows" ]
    for name in $(sed -n 's/^    \(AB_[A-Z_]*\) = .*/\1/p' "$ROOT/sim/base/limits.h"); do
        grep -q "^LIMIT($name," "$ROOT/sim/cli/limit_rows.h" || { echo "$name has no row"; return 1; }
    done
}

@test "a scenario of more sections, types, flows, aircraft or loads than may be" {
    n=$(limit 'in all, with the rows of lists that are taken')
    seq -f '[vehicle.v%.0f]' $((n + 1)) >many.ini
    refuses "$n" "many.ini:$((n + 1)): " check many.ini
    n=$(limit '\[aircraft.ID\]')
    { cat "$shuttle"; repeat $((n - 1)) '[aircraft.a@]\nonload_time = 1 h\noffload_time = 1 h\n'; } >types.ini
    run -0 airbridge check types.ini
    printf '[aircraft.b]\nonload_time = 1 h\noffload_time = 1 h\n' >>types.ini
    refuses "$n" types.ini: check types.ini
    n=$(limit '\[flow.ID\]')
    { cat "$shuttle"; repeat "$n" '[flow.f@]\nflights = 100\n'; } >flows.ini
    run -0 airbridge check flows.ini
    printf '[flow.g]\nflights = 100\n' >>flows.ini
    refuses "$n" flows.ini: check flows.ini
    n=$(limit 'of all fleets together, at their most')
    { cat "$shuttle"; printf '[fleet.more]\ntype = transport\nhome = home\nnumber = 100000\n'; } >fleets.ini
    run -0 airbridge check fleets.ini --set fleet.shuttle.number=$((n - 100000))
    printf '[fleet.one]\ntype = transport\nhome = home\nnumber = 1\n' >>fleets.ini
    refuses "$n" "fleet" check fleets.ini --set fleet.shuttle.number=$((n - 100000))
    n=$(limit 'of everybody together, at their most')
    { cat "$shuttle"; repeat 5 '[contingent.c@]\napoe = home\napod = away\nloads = 1000000\n'; } >loads.ini
    refuses "$n" '' check loads.ini
    { cat "$shuttle"; repeat 5 '[evacuation.e@]\nairfield = away\nto = home\npeople = 1000000\ncall_size = 1\n'; } >calls.ini
    refuses "$n" '' check calls.ini --set aircraft.transport.seats=100
}

@test "bases, stops and brackets more than may be" {
    n=$(limit 'that a scenario is made of, one based on the next')
    cp "$shuttle" 1.ini
    for ((i = 2; i <= n + 1; i++)); do
        printf '[scenario]\nbase = %d.ini\n' $((i - 1)) >$i.ini
    done
    run -0 airbridge check "$n.ini"
    refuses $((n - 1)) .ini: check "$((n + 1)).ini"
    n=$(limit 'within each other, of a distribution')
    law="1 h"
    for ((i = 1; i <= n; i++)); do
        law="mixture(1: $law, 1: 2 h)"
    done
    run -0 airbridge check "$shuttle" --set "aircraft.transport.onload_time=$law"
    refuses "$n" 'onload_time: ' check "$shuttle" --set "aircraft.transport.onload_time=mixture(1: $law, 1: 2 h)"
    n=$(limit 'as a factor before a distribution')
    run -0 airbridge check "$shuttle" --set "aircraft.transport.onload_time=$n * exponential(1 s)"
    refuses "$n" 'onload_time: ' check "$shuttle" --set "aircraft.transport.onload_time=$((n + 1)) * exponential(1 s)"
}

@test "files of a scenario that are too large" {
    n=$(limit 'of a scenario file, or of a list of things in CSV')
    truncate -s $((n + 1)) large.ini
    run ! airbridge check large.ini
    [[ "$output" == *"larger than $n bytes"* ]]
    n=$(limit 'of a line of it')
    { repeat "$n" '1,'; echo; } | sed 's/,$//' >samples.csv # read, but there is no heading
    refuses 'no heading' 'samples.csv:1' check "$shuttle" --set 'aircraft.transport.onload_time=empirical(samples.csv) h'
    { repeat $((n + 1)) '1,'; echo; } | sed 's/,$//' >samples.csv
    refuses "$n" "samples.csv:1" check "$shuttle" --set 'aircraft.transport.onload_time=empirical(samples.csv) h'
    n=$(limit 'of a file of measured times, empirical(FILE)')
    truncate -s $((n + 1)) samples.csv
    run ! airbridge check "$shuttle" --set 'aircraft.transport.onload_time=empirical(samples.csv) h'
    [[ "$output" == *"larger than $n bytes"* ]]
}

@test "command lines longer than may be" {
    n=$(limit 'that an option is given')
    words "$n" '--set=scenario.seed=@\n'
    run -0 airbridge check "$shuttle" "${word[@]}"
    refuses "$n" 'option --set' check "$shuttle" "${word[@]}" --set scenario.seed=1
    n=$(limit 'that --until asks for')
    words "$n" '--until=closure_h=@00\n'
    run -0 airbridge run "$shuttle" -q --max 300 --set aircraft.transport.onload_time='exponential(1 h)' "${word[@]}"
    refuses "$n" '--until' run "$shuttle" "${word[@]}" --until closure_h=5
    n=$(limit 'that are compared, the first one included')
    words "$n" '--with=fleet.shuttle.number=@\n'
    refuses "$n" 'compare: ' compare "$shuttle" -n 2 "${word[@]}"
    refuses 1024 -j run "$shuttle" -j 1025
}

@test "sweeps larger than may be" {
    n=$(limit 'of a key of a sweep')
    run -0 airbridge list "$shuttle" --vary "contingent.cargo.loads=1..$n step 1" -n 1
    refuses "$n" loads list "$shuttle" --vary "contingent.cargo.loads=1..$((n + 1)) step 1" -n 1
    n=$(limit 'of a sweep' points)
    vary=(--vary 'contingent.cargo.loads=1..10000 step 1' --vary 'fleet.shuttle.number=1..100 step 1')
    refuses 'give --yes' 'runs; ' sweep "$shuttle" -n 1 -o out "${vary[@]}" --vary 'airfield.away.parking_mog=1..100 step 1'
    refuses "$n" 'the design' sweep "$shuttle" -n 1 -o out "${vary[@]}" --vary 'airfield.away.parking_mog=1..101 step 1'
    refuses 'give --yes' 'runs; ' sweep "$shuttle" -n 20 -o out "${vary[@]}" --vary 'airfield.away.parking_mog=1..100 step 1'
    refuses "$(limit 'of a sweep' runs)" 'points' sweep "$shuttle" -n 21 -o out "${vary[@]}" --vary 'airfield.away.parking_mog=1..100 step 1'
    n=$(limit 'of a sampled design')
    refuses 'give --yes' 'runs; ' sweep "$shuttle" -n 2 -o out --vary 'fleet.shuttle.number=1..9' --design "lhs:$n"
    refuses "$n" 'sampled design' sweep "$shuttle" -n 2 -o out --vary 'fleet.shuttle.number=1..9' --design "lhs:$((n + 1))"
    n=$(limit 'of a plan, by --shard')
    run -0 airbridge sweep "$shuttle" -n 1 -q -o part --vary 'fleet.shuttle.number=1,2' --shard "$n/$n"
    refuses "$n" '--shard' sweep "$shuttle" -n 1 -q -o more --vary 'fleet.shuttle.number=1,2' --shard "1/$((n + 1))"
    n=$(limit 'of an array of Slurm, by --plan')
    run -0 airbridge sweep "$shuttle" -n 2000 -o plan --vary 'fleet.shuttle.number=1,2' --plan "slurm:$n"
    refuses "$n" '--plan' sweep "$shuttle" -n 2000 -o more --vary 'fleet.shuttle.number=1,2' --plan "slurm:$((n + 1))"
}

@test "cases of more columns, and bytes, than may be" {
    n=$(limit 'of a file of cases' columns)
    { printf 'fleet.shuttle.number'; repeat $((n - 1)) ','; printf '\n2'; repeat $((n - 1)) ','; echo; } >cases.csv
    run -0 airbridge list "$shuttle" --cases cases.csv -n 1
    { printf 'fleet.shuttle.number'; repeat "$n" ','; printf '\n2'; repeat "$n" ','; echo; } >cases.csv
    refuses "$n" 'cases.csv:1' list "$shuttle" --cases cases.csv -n 1
}

@test "results larger than may be read" {
    export AIRBRIDGE_PLOTS=$ROOT/plots
    airbridge run "$shuttle" -n 2 -q --trace -o out
    n=$(limit 'of a text in a table that plot draws from')
    cp -r out plotted
    sed -i "s/cargo/$(repeat $((n + 1)) x)/" plotted/contingents.csv
    refuses "$n" plotted/contingents.csv:2 plot plotted
    n=$(limit 'of a journal, and of a table that plot draws from')
    cp -r out journal
    if truncate -s "${n}M" journal/run.journal 2>/dev/null; then
        refuses "$n" 'run.journal: ' run "$shuttle" -n 3 -q -o journal --resume
    fi
    cp -r out wide
    n=$(limit 'of a table' columns)
    { repeat "$n" 'x@,'; echo y; } >wide/sorties.csv
    refuses "$n" 'wide/sorties.csv:1' explain wide
}

@test "lists of things wider than may be" {
    n=$(limit 'of a list of things')
    cp "$shuttle" listed.ini
    printf '[table.more]\nkind = contingent\nfile = more.csv\n' >>listed.ini
    list() { # of so many columns
        { printf 'id,apoe,apod,loads'; repeat $(($1 - 4)) ',# note @'; printf '\na,home,away,2'; repeat $(($1 - 4)) ','; echo; } >more.csv
    }
    list "$n"
    run airbridge check listed.ini
    echo "$output"
    [[ "$output" != *"more than $n"* ]]
    list $((n + 1))
    refuses "$n" more.csv:1 check listed.ini
}

@test "loads, supplies and fields of one party more than may be" {
    n=$(limit 'of the cargo of a contingent')
    { cat "$shuttle"; printf '[contingent.more]\napoe = home\napod = away\nbulk = %d t\n' $((n * 5)); } | sed 's/^onload_time/cargo_limit = 5 t\n&/' >cargo.ini
    run -0 airbridge check cargo.ini
    refuses "$n" 'bulk:' check cargo.ini --set "contingent.more.bulk=$((n * 5 + 1)) t"
    n=$(limit 'of supplies that are asked for at once')
    { cat "$shuttle"; printf '[supply]\ncontingent = cargo\nconsumption = 1 kg\nload = 1 t\ntrigger = %d t\n' "$n"; } | sed 's/^onload_time/cargo_limit = 5 t\n&/'  >supply.ini
    run -0 airbridge check supply.ini
    refuses "$n" trigger: check supply.ini --set "supply.trigger=$((n + 1)) t"
    n=$(limit 'that an evacuation goes to')
    shares() { repeat "$1" 'f@: 1, ' | sed 's/, $//'; }
    {
        cat "$ROOT/tests/oracles/evacuation.ini"
        repeat $((n + 1)) '[airfield.f@]\n[leg.f@]\nfrom = f@\nto = town\nblock_time = 2 h\n[leg.h@]\nfrom = f@\nto = home\nblock_time = 2 h\n'
    } | sed '/^people = 1000/{n;s/.*/shares = @shares@/}' >families.ini
    sed "s/@shares@/$(shares "$n")/" families.ini >fit.ini
    run -0 airbridge check fit.ini
    sed "s/@shares@/$(shares $((n + 1)))/" families.ini >more.ini
    refuses "$n" more.ini: check more.ini
}

@test "what is not known, people who come, and zones beyond their limits" {
    law() { printf 'mixture('; repeat "$1" '1:1 h,' | sed 's/,$//'; printf ')'; }
    n=$(limit 'of a distribution that is not known for sure')
    uncertain() { # with so many numbers
        sed "s/^onload_time.*/onload_time = $(law "$1")/" "$shuttle"
        printf '[uncertain.u]\nkey = aircraft.transport.onload_time\nfactor = uniform(0.5, 2)\nsource = nobody\n'
    }
    uncertain "$n" >u.ini
    run -0 airbridge check u.ini
    uncertain $((n + 1)) >u.ini
    refuses "$n" u.ini: check u.ini
    sed 's/^people = 1000/arrivals = curve(people.csv)/' "$ROOT/tests/oracles/evacuation.ini" >come.ini
    n=$(limit 'of the horizon, and of every time: ten years')
    come() { # by the hour, listed or in a file
        printf 'hour,people\n1,5\n%s,7\n' "$1" >people.csv
        sed "s/^people = 1000/arrivals = 1 h: 5, $1 h: 7/" "$ROOT/tests/oracles/evacuation.ini" >listed.ini
    }
    come "$n"
    run -0 airbridge check come.ini listed.ini
    come $((n + 1))
    refuses "$n h" people.csv:3 check come.ini
    refuses "$n h" arrivals check listed.ini
    n=$(limit 'of a row of it')
    row() { { printf 'h,people'; repeat $(($1 - 2)) ',x@'; printf '\n1,5'; repeat $(($1 - 2)) ','; printf '\n2,9'; repeat $(($1 - 2)) ','; echo; } >people.csv; }
    row "$n"
    run airbridge check come.ini
    [[ "$output" != *"more than $n"* ]]
    row $((n + 1))
    refuses "$n" people.csv:1 check come.ini
    n=$(limit 'of a file of people who come, curve(FILE)')
    truncate -s $((n + 1)) people.csv
    run ! airbridge check come.ini
    [[ "$output" == *"larger than $n bytes"* ]]
    n=$(limit 'of the name of a time zone')
    mkdir zones
    name=$(printf "%${n}s" '' | tr ' ' x)
    cp /usr/share/zoneinfo/Asia/Almaty "zones/$name" 2>/dev/null || skip "no tzdata here"
    export TZDIR=$PWD/zones
    run -0 airbridge check "$shuttle" --set "airfield.away.time_zone=$name"
    cp "zones/$name" "zones/${name}x"
    run -2 airbridge check "$shuttle" --set "airfield.away.time_zone=${name}x"
    n=$(limit "of a file of the system's time zones")
    truncate -s $((n + 1)) zones/Large
    run ! airbridge check "$shuttle" --set airfield.away.time_zone=Large
}

@test "command lines, designs and inquiries larger than may be" {
    n=$(limit 'of a command line')
    words "$n" '-q\n'
    refuses "$n" 'there are more' check "$shuttle" "${word[@]}"
    n=$(limit 'that a sweep varies')
    { cat "$shuttle"; repeat $((n + 1)) '[airfield.v@]\n'; } >keys.ini
    keys() { { repeat "$1" 'airfield.v@.parking_mog,' | sed 's/,$//'; echo; repeat "$1" '2,' | sed 's/,$//'; echo; } >keys.csv; }
    words "$n" '--vary=airfield.v@.parking_mog=2\n'
    run -0 airbridge list keys.ini -n 1 "${word[@]}"
    refuses "$n" 'more than' list keys.ini -n 1 "${word[@]}" --vary "airfield.v$((n + 1)).parking_mog=2"
    n=$(limit 'of a sobol design')
    words "$n" '--vary=airfield.v@.parking_mog=2..9\n'
    run -0 airbridge list keys.ini -n 1 --design sobol:2 "${word[@]}"
    refuses "$n" '' list keys.ini -n 1 --design sobol:2 "${word[@]}" --vary "airfield.v$((n + 1)).parking_mog=2..9"
    n=$(limit 'of size')
    words "$n" '--goal=closure_h<=9@\n'
    run -0 airbridge size "$shuttle" -n 100 "${word[@]}" --vary fleet.shuttle.number=2..3
    refuses "$n" '' size "$shuttle" -n 100 "${word[@]}" --goal 'closure_h<=99' --vary fleet.shuttle.number=2..3
    n=$(limit 'that size varies')
    words "$n" '--vary=airfield.v@.parking_mog=2,3\n'
    run -0 airbridge size keys.ini -n 100 --goal 'closure_h<=90' "${word[@]}"
    refuses "$n" '' size keys.ini -n 100 --goal 'closure_h<=90' "${word[@]}" --vary "airfield.v$((n + 1)).parking_mog=2,3"
    n=$(limit 'that size puts in order')
    { sed '/^\[contingent/,/^loads/d' "$shuttle"; repeat $((n + 1)) '[contingent.c@]\napoe = home\napod = away\nloads = 1\n'; } >order.ini
    refuses "$n" '' size order.ini -n 2 --order contingents --goal 'closure_h<=900'
    n=$(limit 'by --over, of sensitivity')
    { cat "$shuttle"; repeat $((n + 1)) '[airfield.v@]\n'; } >over.ini
    words $((n + 1)) '--over=airfield.v@.parking_mog=2..9\n'
    refuses "$n" '' sensitivity over.ini -n 2 "${word[@]}"
    n=$(limit 'of calibrate')
    sed 's/^use = validation/use = calibration/' "$shuttle" >draws.ini
    printf '[uncertain.u]\nkey = aircraft.transport.onload_time\nfactor = uniform(0.5, 2)\nsource = nobody\n' >>draws.ini
    refuses "$n" '' calibrate draws.ini -n $((n + 1))
}

@test "files of results that are too large" {
    need_template
    airbridge run "$shuttle" -n 2 -q --trace -o out
    beyond() { # LIMIT FILE COMMAND...: a file one byte larger than may be
        local number=$1 file=$2
        shift 2
        rm -rf broken
        cp -r out broken
        truncate -s $((number + 1)) "broken/$file"
        run ! airbridge "$@"
        [[ "$output" == *"$file"*"larger than $number bytes"* ]] || { echo "$output"; return 1; }
    }
    beyond "$(limit 'of run.json, or of datapackage.json, for a page')" run.json page broken --force
    beyond "$(limit 'of a table' bytes)" sorties.csv explain broken
    n=$(limit 'of a file of cases' bytes)
    truncate -s $((n + 1)) cases.csv
    run ! airbridge list "$shuttle" --cases cases.csv
    [[ "$output" == *"larger than $n bytes"* ]]
}

@test "words as long as the system lets them be are read and answered" {
    n=$(limit 'of a word of it')
    long=$(printf "%${n}s" '' | tr ' ' x)
    for word in "--set=${long:6}" "-${long:1}" "$long"; do
        [ ${#word} = "$n" ]
        run ! --separate-stderr airbridge check "$shuttle" "$word"
        [[ "$stderr" == *error:* ]]
    done
    vary=--vary=contingent.cargo.loads=$(seq -s , -f %012.0f 10000)
    vary=${vary/,/,$(printf "%$((n - ${#vary}))s" '')}
    [ ${#vary} = "$n" ]
    run -0 airbridge list "$shuttle" -n 1 "$vary"
}

@test "a thousand threads at work, and all runs of the largest sweep begun" {
    n=$(COLUMNS=200 airbridge help limits | sed -n 's/^  \([0-9,]*\) threads$/\1/p' | tr -d ,)
    airbridge run "$shuttle" -n 3000 -q -j 1 -o one
    airbridge run "$shuttle" -n 3000 -q -j "$n" -o many
    same_result one many
    runs=$(limit 'of a sweep' runs)
    n=$(limit 'of a scenario, and of each point of a sweep')
    sweep=(sweep "$shuttle" -n "$n" -q --yes -j 2 -o out --vary "fleet.shuttle.number=1..$((runs / n)) step 1")
    done=0
    for resume in '' --resume; do
        # shellcheck disable=SC2086
        env --default-signal=INT "$AIRBRIDGE" "${sweep[@]}" $resume 2>errors &
        until [ "$(wc -l <out/sweep.journal || echo 0)" -gt $((done + 1000)) ]; do
            kill -0 $! || { cat errors; return 1; }
            sleep 0.05
        done
        kill -INT $!
        wait $! || [ $? = 130 ]
        before=$done
        done=$(sed -n "s/^airbridge: \([0-9]*\) of $runs runs are done; go on with\$/\1/p" errors)
        ((done > before + 900))
    done
}

@test "tables of more rows than may be" {
    n=$(limit 'of a table' rows)
    airbridge run "$shuttle" -n 1 -q --trace -o folder
    airbridge run "$shuttle" -n 1 -q --trace -o data.sqlite
    { echo x; seq "$n"; } >folder/sorties.csv
    python3 - "$n" <<'END'
import sqlite3, sys
with sqlite3.connect("data.sqlite") as db:
    db.execute("PRAGMA synchronous = off")
    db.execute("PRAGMA synchronous = off")
    db.execute("DROP TABLE sorties")
    db.execute("CREATE TABLE sorties(x)")
    db.execute("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?) "
               "INSERT INTO sorties SELECT 1 FROM n", (int(sys.argv[1]),))
END
    for place in folder data.sqlite; do
        run -2 --separate-stderr airbridge explain $place # read, but another column is wanted
        [[ "$stderr" == *"tail: the table has no such column"* ]]
    done
    echo 1 >>folder/sorties.csv
    python3 -c 'import sqlite3
with sqlite3.connect("data.sqlite") as db: db.execute("INSERT INTO sorties VALUES (1)")'
    refuses "more than $n rows" "folder/sorties.csv:$((n + 2)): " explain folder
    refuses "more than $n rows" 'data.sqlite: ' explain data.sqlite
}

@test "a trace of as many states as may be is whole, and of one more is not" {
    n=$(limit 'of airfields in a trace, and of who held what')
    cat >busy.ini <<EOF
[scenario]
base = $shuttle
end = horizon
horizon = 8 d
event_limit = 1000000000
[airfield.away]
working_mog = 9
[traffic.visitors]
airfield = away
handled = yes
interval = 1 s
ground_time = 0.5 s
EOF
    run -1 --separate-stderr airbridge run busy.ini -n 1 -q --trace -o cut
    [[ "$stderr" =~ "no more than $n states of either are kept" ]]
    [ "$(tail -n +2 cut/holders.csv | wc -l)" = "$n" ] # a stand and a working place each
    [[ "$stderr" =~ "follows airfields, and who held what, until "([^ ]*)" only" ]]
    run -0 airbridge run busy.ini -n 1 -q --trace -o whole --set "traffic.visitors.until=${BASH_REMATCH[1]}"
    cmp cut/airfields.csv whole/airfields.csv
}

@test "databases of more columns than may be" {
    n=$(limit 'of a table of a database')
    wide() { # CONTINGENTS KEYS: six columns, and one
        { cat "$shuttle"; repeat "$1" '[contingent.c@]\napoe = home\napod = away\nloads = 1\n'; } >wide.ini
        words "$2" '--vary=contingent.c@.loads=1\n'
        run airbridge sweep wide.ini -n 1 -q -o out.sqlite --force "${word[@]}"
    }
    wide 400 1
    [ "$status" = 2 ]
    [[ "$output" =~ "has "([0-9]*)" columns" ]]
    fewer=$(((BASH_REMATCH[1] - n + 5) / 6))
    keys=$((1 + n - (BASH_REMATCH[1] - 6 * fewer)))
    wide $((400 - fewer)) $((keys + 1))
    [ "$status" = 2 ]
    [[ "$output" == *"has $((n + 1)) columns and a database takes $n at most"* ]]
    wide $((400 - fewer)) $keys
    [ "$status" = 0 ]
}

@test "pictures larger than may be" {
    n=$(limit 'of a picture that gnuplot makes')
    airbridge run "$shuttle" -n 1 -q -o out
    mkdir bin plots
    printf '#!/bin/sh\nexec sh "$2" "$3"\n' >bin/gnuplot
    chmod +x bin/gnuplot
    export PATH=$PWD/bin:$PATH AIRBRIDGE_PLOTS=$PWD/plots
    draw() { # a picture of so many bytes
        echo 'truncate -s '$(($1 - 6))' "$1/plots/a.svg"; printf "</svg>" >>"$1/plots/a.svg"' >plots/a.gp
    }
    draw "$n"
    run -0 airbridge plot out
    draw $((n + 1))
    run ! airbridge plot out
    [[ "$output" == *"plots/a.svg: error: cannot read: it is larger than $n bytes"* ]]
}

@test "what pages are made of, larger than may be" {
    need_template
    { printf 'time,note\n1,\n2,'; head -c $(($(limit 'of a file that a live page needs') - 16)) /dev/zero | tr '\0' x; echo; } >times.csv
    sed 's/^onload_time.*/onload_time = empirical(times.csv) h/' "$shuttle" >timed.ini
    airbridge run timed.ini -n 1 -q -o out
    cp -r "$AIRBRIDGE_PAGE" page
    export AIRBRIDGE_PAGE=$PWD/page
    pad() { # LIMIT FILE [MESSAGE]: as long as it may be, and the page is made; then one byte longer
        head -c $(($1 - $(wc -c <"$2"))) /dev/zero | tr '\0' ' ' >>"$2"
        run -0 airbridge page -q out --live -o out.html
        cp "$2" kept
        echo >>"$2"
        run ! airbridge page -q out --live -o more.html
        [[ "$output" == *"$2"*"${3:-larger than $1 bytes}"* ]] || { echo "$output"; return 1; }
        mv kept "$2"
    }
    echo model >page/model.wasm
    echo model >page/model.js
    pad "$(limit "of a page's simulator")" page/model.wasm
    echo model >page/model.wasm
    pad "$(limit "of a page's template")" page/template.html
    pad "$(limit 'of a file that a live page needs')" times.csv 'File too large'
    n=$(limit 'of a command line that a live page repeats')
    told() { # a command line of so many words
        python3 - "$1" <<'END'
import json, sys
told = json.load(open("out/run.json"))
told["command_line"] = ["airbridge", "run", "timed.ini"] + ["-q"] * (int(sys.argv[1]) - 3)
json.dump(told, open("out/run.json", "w"), indent=2)
END
    }
    told "$n"
    run -0 airbridge page -q out --live -o out.html
    told $((n + 1))
    refuses "more than $n words" 'command line' page -q out --live -o more.html
}

# ---- memory ----

@test "what needs more memory than --memory says is refused before anything is made" {
    refuses 'fits' '--memory allows 100 MB' run "$shuttle" -j 1024 -n 2000 --memory '100 MB' -o out
    threads=$(sed 's/.*-j \([0-9]*\) fits.*/\1/' <<<"$stderr")
    refuses "-j $threads fits" '--memory allows 100 MB' run "$shuttle" -j $((threads + 1)) -n 2000 --memory '100 MB' -o out
    [ ! -e out ]
    run -0 airbridge run "$shuttle" -j 1 -n 200 -q --memory '200 MB' -o out
    refuses 'one thread' '--memory allows 1 MB' run "$shuttle" -j 1 --memory 1MB
    for command in "validate" "compare --with fleet.shuttle.number=3" "worth" "worst" "size --goal closure_h<=72 --vary fleet.shuttle.number=2..4" \
        "sensitivity --over fleet.shuttle.number=2..4" "sweep --vary fleet.shuttle.number=2..4 -o swept"; do
        # shellcheck disable=SC2086
        set -- $command
        refuses '--memory allows 2 MB' 'up to ' "$1" "$shuttle" "${@:2}" -n 30 --memory 2MB
    done
    [ ! -e swept ]
    for size in 500 '500 Mb' 'x MB' '-1 MB' '999 kB' '1001 TB' '' '1e300 GB'; do
        run -2 --separate-stderr airbridge run "$shuttle" -n 1 -q --memory "$size"
        [[ "$stderr" == *memory* ]]
    done
    for size in 1GB '1 GiB' 0.5GB '2e3 MB' 1TB; do
        run -0 airbridge run "$shuttle" -n 1 -q --memory "$size"
    done
}

@test "where a trace alone is too much, that is advised" {
    january=$ROOT/scenarios/january-2022.ini
    for threads in 1 2; do
        refuses "without --trace -j $threads fits" '--memory allows 100 MB' run "$january" -n 2 -j $threads --trace \
            --memory '100 MB' -o out
        [ ! -e out ]
    done
    run -0 airbridge run "$january" -n 2 -j 2 -q --memory '100 MB' -o out
    # No more threads than that take.
    refuses 'without --trace -j ' '--memory allows 100 MB' run "$january" -n 30 -j 1024 --trace --memory '100 MB' -o more
    threads=$(sed 's/.*-j \([0-9]*\) fits.*/\1/' <<<"$stderr")
    ((threads > 2 && threads < 100))
}

@test "--memory leaves threads their stacks, however large, and never allows more than was allowed before" {
    (ulimit -v 200000 && airbridge version) >/dev/null 2>&1 || skip "a sanitizer needs more than any limit"
    (ulimit -s 65536 && airbridge run "$runway" -n 40 -j 4 -q --memory '60 MB' -o large)
    airbridge run "$runway" -n 40 -j 4 -q -o usual
    cmp usual/replications.csv large/replications.csv
    (ulimit -d 12000 && ! "$AIRBRIDGE" run "$runway" -n 2000 -j 1 -q --memory '500 MB' 2>fault)
    [ "$(cat fault)" = "airbridge: error: out of memory" ]
}
