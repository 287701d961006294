# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
# Sweeps: what they list, that they are the same however they are made, and that nothing is lost.
load common

vary=(--vary fleet.shuttle.number=1..4 --vary 'airfield.away.working_mog=1,2')

# A scenario with luck that takes some milliseconds a run, and a sweep of it that lasts a second.
long=(--vary 'fleet.pool.number=2..5' --vary 'airfield.field.working_mog=1,2' -n 150)
write_lucky() {
    cat >lucky.ini <<'END'
[scenario]
start = 2022-01-01T00:00Z
horizon = 300 d
[aircraft.transport]
onload_time = exponential(1 h)
offload_time = exponential(2 h)
[airfield.home]
[airfield.field]
[leg.there]
from = home
to = field
block_time = gamma(3 h, 1 h)
[fleet.pool]
type = transport
number = 5
home = home
[contingent.force]
apoe = home
apod = field
loads = 400
END
}

# Two folders hold the same tables and the same journal.
same_sweep() {
    local file
    for file in sweep.csv failures.csv sweep.journal; do
        cmp "$1/$file" "$2/$file" || return 1
    done
    [ "$(wc -l <"$1/sweep.csv")" -gt 1 ]
    diff <(grep -E '"(trajectory|scenario|design)_hash"' "$1/run.json") \
         <(grep -E '"(trajectory|scenario|design)_hash"' "$2/run.json")
}

# ---- what a sweep is ----

@test "list prints the product of all values, the last key fastest" {
    run -0 --separate-stderr airbridge list "$shuttle" "${vary[@]}" -n 5
    output_is "point,replications,fleet.shuttle.number,airfield.away.working_mog
1,1-5,1,1
2,1-5,1,2
3,1-5,2,1
4,1-5,2,2
5,1-5,3,1
6,1-5,3,2
7,1-5,4,1
8,1-5,4,2"
    stderr_is "8 points x 5 replications = 40 runs"
}

@test "list ends where nobody takes what it prints" {
    for form in '' --json; do
        # shellcheck disable=SC2086
        run -3 --separate-stderr bash -c '"$0" list $1 "$2" --vary fleet.shuttle.number=1..9999 >/dev/full' "$AIRBRIDGE" "$form" "$shuttle"
        stderr_has "airbridge: error: cannot write to the standard output: not all of it was taken"
    done
}

@test "values can be ranges with units, distributions and quoted lists" {
    run -0 airbridge list "$shuttle" -q -n 1 \
        --vary 'aircraft.transport.onload_time=30 min..2 h step 0.5 h, exponential(1 h), uniform(1 h, 2 h)' \
        --vary 'scenario.title="one, two"'
    output_is 'point,replications,aircraft.transport.onload_time,scenario.title
1,1,0.5 h,"one, two"
2,1,1 h,"one, two"
3,1,1.5 h,"one, two"
4,1,2 h,"one, two"
5,1,exponential(1 h),"one, two"
6,1,"uniform(1 h, 2 h)","one, two"'
}

@test "--zip lets keys go in step, and refuses unequal numbers of values" {
    run -0 airbridge list "$shuttle" -q -n 1 --zip --vary fleet.shuttle.number=1..3 --vary airfield.away.working_mog=3,2,1
    output_is 'point,replications,fleet.shuttle.number,airfield.away.working_mog
1,1,1,3
2,1,2,2
3,1,3,1'
    run -2 --separate-stderr airbridge list "$shuttle" --zip --vary fleet.shuttle.number=1..3 --vary airfield.away.working_mog=3,2
    stderr_is "airbridge: error: airfield.away.working_mog has 2 values and another key has 3: keys that go in step need equally many"
}

@test "--cases takes a row per case and leaves keys with empty cells alone" {
    printf 'fleet.shuttle.number,"contingent.cargo.loads"\r\n3,\r\n4,"12"\r\n\r\n' >cases.csv
    run -0 airbridge list "$shuttle" -q -n 1 --cases cases.csv
    output_is 'point,replications,fleet.shuttle.number,contingent.cargo.loads
1,1,3,
2,1,4,12'
    airbridge sweep "$shuttle" --cases cases.csv -o out -q
    # 8 loads by 3 aircraft and 12 by 4 both take three waves: 2 x 6 h + 4 h.
    [ "$(cells out/sweep.csv closure_h_mean point 1)" = 16 ]
    [ "$(cells out/sweep.csv closure_h_mean point 2)" = 16 ]
}

# A table of cases is refused: cases_refused 'MESSAGE', the table on the standard input.
cases_refused() {
    cat >cases.csv
    run -2 --separate-stderr airbridge list "$shuttle" --cases cases.csv
    stderr_is "cases.csv:$1"
}

@test "faults of a table of cases are told with file, line and column" {
    printf 'fleet.shuttle.number\n3,4\n' | cases_refused "2: error: the row has more cells than the header (column 2)"
    printf 'fleet.shuttle.number,contingent.cargo.loads\n3\n' |
        cases_refused "2: error: the row has fewer cells than the header (column 2)"
    printf 'fleet.shuttle.number\n"3\n' | cases_refused "2: error: a quote is not closed on its line (column 1)"
    printf 'fleet.shuttle.number,contingent.cargo.loads\n3,"4" x\n' |
        cases_refused "2: error: text stands behind a closing quote (column 2)"
    printf 'a,a\n1,2\n' | cases_refused "1: error: a key is the name of two columns (column 2)"
    printf 'airfield.HOME.runways,airfield.home.runways\n1,2\n' |
        cases_refused "1: error: a key is the name of two columns (column 2)"
    printf 'fleet.shuttle.number\n' | cases_refused "1: error: there is no case in this file"
    printf 'case\nx\n' | cases_refused "1: error: there is no column but \`case\`, which is only a label"
    printf ',\n1,2\n' | cases_refused "1: error: no column has a name; each is a key, as in airfield.almaty.parking_mog"
    printf 'fleet.shuttle.number,,x\n1,2,3\n' |
        cases_refused "2: error: the column has values and no name; it must be a key, as in airfield.almaty.parking_mog (column 2)"
    printf 'fleet.shuttle.number,contingent.cargo.loads\n1,2\n,\n' |
        cases_refused "3: error: the row is empty; leave it out, or name the case in a column \`case\`"
    printf 'contingent.cargo.loads,fleet.shuttle.nmber\n1,2\n' |
        cases_refused "1: error: [fleet.shuttle] nmber: unknown key; did you mean 'number'? (column 2)"
    printf 'contingent.cargo.loads,scenario.seed\n1,2\n' |
        cases_refused "1: error: scenario.seed cannot be varied: it is the same at every point of a sweep (column 2)"
    printf 'contingent.cargo.loads,airfeld.home.runways\n1,2\n' |
        cases_refused "1: error: [airfeld.home]: unknown section; did you mean 'airfield'? (column 2)"
    printf 'contingent.cargo.loads,airfield.hom.runways\n1,2\n' |
        cases_refused "1: error: [airfield.hom]: there is no such section; did you mean 'home'? (column 2)"
    printf 'case,fleet.shuttle.number\na,1\nb,2.5\n' |
        cases_refused "3: error: [fleet.shuttle] number: '2.5' is not a whole number (column 2)"
    printf 'case,fleet.shuttle.number\n\xe9,1\n' | cases_refused "2: error: the cell is not UTF-8; save the file as UTF-8 (column 1)"
    printf 'case,fleet.shuttle.number\na\033[1m,1\n' | cases_refused "2: error: the cell holds a control character (column 1)"
    printf 'fleet.shuttle.number\r1\r' |
        cases_refused "1: error: a carriage return stands inside a line; lines end in LF or CRLF (column 1)"
    printf 'fleet.shuttle.number\n\0001\n' >cases.csv
    run -2 --separate-stderr airbridge list "$shuttle" --cases cases.csv
    stderr_is "cases.csv: error: the file holds a NUL byte"
    run -3 --separate-stderr airbridge list "$shuttle" --cases no.csv
    stderr_is "no.csv: error: cannot open: No such file or directory"
}

@test "tables of cases are read as other programs write them" {
    printf 'point,replications,fleet.shuttle.number,contingent.cargo.loads\n1,1,2,8\n2,1,,16\n' >expected
    # Whole numbers with a fraction of zero, an index without a name, semicolons, tabs, a mark,
    # columns and cells of nothing at the right.
    for table in 'fleet.shuttle.number,contingent.cargo.loads\n2.0,8\n,16.00\n' \
        ',fleet.shuttle.number,contingent.cargo.loads\n0,2.0,8\n1,,16\n' \
        'Unnamed: 0,fleet.shuttle.number,contingent.cargo.loads\na,2,8\nb,,16\n' \
        '\xef\xbb\xbffleet.shuttle.number;contingent.cargo.loads\r\n2;8\r\n;16\r\n' \
        'fleet.shuttle.number\tcontingent.cargo.loads\n2\t8\n\t16\n' \
        'fleet.shuttle.number,contingent.cargo.loads,,\n2,8,,\n,16,,\n'; do
        printf "$table" >cases.csv
        airbridge list "$shuttle" -q -n 1 --cases cases.csv >listed
        cmp listed expected
    done
    printf 'airfield.away.slot_control\nTrue\nFALSE\n' >cases.csv
    airbridge list "$shuttle" -q --cases cases.csv
}

@test "a column of labels is carried into every table" {
    printf 'case,fleet.shuttle.number,contingent.cargo.loads\nas planned,2,8\n"double, at most",4.0,8\nbase,,\n' >cases.csv
    run -0 airbridge list "$shuttle" -q -n 1 --cases cases.csv
    output_is 'point,replications,case,fleet.shuttle.number,contingent.cargo.loads
1,1,as planned,2,8
2,1,"double, at most",4,8
3,1,base,,'
    airbridge sweep "$shuttle" --cases cases.csv -o out -n 2 --runs -q
    [ "$(cut -d, -f1-5 out/sweep.csv)" = 'scenario,point,case,fleet.shuttle.number,contingent.cargo.loads
shuttle,1,as planned,2,8
shuttle,2,"double, at most",4
shuttle,3,base,,' ]
    grep -q '^2,2,"double, at most",4,8,' out/runs.csv
    airbridge sweep "$shuttle" --cases cases.csv -o out.sqlite -n 2 -q
    [ "$(sqlite3 out.sqlite 'select "case" from sweep order by point')" = 'as planned
double, at most
base' ]
    [ "$(sqlite3 out.sqlite "select count(*) from run where \"case\" = 'base'")" = 2 ]
    # In parts, the same; and what is a label does not change a run.
    for part in 1 2 3; do airbridge sweep "$shuttle" --cases cases.csv -o part-$part -n 2 --shard $part/3 -q; done
    airbridge merge part-* -o all --runs -q
    cmp all/sweep.csv out/sweep.csv
    cmp all/runs.csv out/runs.csv
    sed 's/^as planned/7/; s/^case/CASE/' cases.csv >other.csv
    airbridge sweep "$shuttle" --cases other.csv -o other -n 2 -q
    diff <(sed 's/as planned/7/' out/sweep.csv) other/sweep.csv
    run -2 --separate-stderr airbridge sweep "$shuttle" --cases other.csv -o out -n 2 -q --resume
    airbridge sweep "$shuttle" --cases cases.csv -o out -n 2 -q --resume
}

@test "a key may be varied by whatever case its id is written in" {
    run -0 airbridge list "$shuttle" -q -n 1 --vary fleet.SHUTTLE.number=1,2
    run -2 --separate-stderr airbridge list "$shuttle" --vary fleet.SHUTTLE.number=1,2 --vary fleet.shuttle.number=3,4
    stderr_is "airbridge: error: fleet.shuttle.number is varied twice"
    run -2 --separate-stderr airbridge list "$shuttle" --vary fleet.SHUTTLE.number=1,2 --set fleet.shuttle.number=3
    stderr_is "airbridge: error: fleet.SHUTTLE.number is varied, so that --set would change nothing"
}

@test "a Sobol design has one point in each slice of each range" {
    run -0 airbridge list "$shuttle" -q -n 1 --design sobol:3 --vary 'aircraft.transport.onload_time=0 h..8 h' --vary fleet.shuttle.number=1..4
    output_is 'point,replications,aircraft.transport.onload_time,fleet.shuttle.number
1,1,1 h,1
2,1,5 h,3
3,1,7 h,2'
    run -0 airbridge list "$shuttle" -q -n 1 --design sobol:8 --vary 'aircraft.transport.onload_time=0 h..8 h' --vary fleet.shuttle.number=1..4
    [ "$(cut -d, -f3 <<<"$output" | tail -n 8 | sort | tr '\n' ' ')" = '0.5 h 1.5 h 2.5 h 3.5 h 4.5 h 5.5 h 6.5 h 7.5 h ' ]
    [ "$(cut -d, -f4 <<<"$output" | tail -n 8 | sort | tr -d '\n')" = 11223344 ]
}

@test "a Sobol design that is no power of two is told to be unbalanced, not with -q" {
    vary=(--vary 'aircraft.transport.onload_time=0 h..8 h')
    note='airbridge: note: a Sobol design is balanced at powers of two: 4 or 8 points rather than 5'
    run -0 --separate-stderr airbridge list "$shuttle" --design sobol:5 "${vary[@]}"
    stderr_has "$note"
    run -0 --separate-stderr airbridge sweep "$shuttle" -o out -n 1 --design sobol:5 "${vary[@]}"
    stderr_has "$note"
    printf '[scenario]\nbase = %s\n[sweep]\ndesign = sobol\npoints = 5\n[vary.a]\nkey = aircraft.transport.onload_time\nvalues = 0 h..8 h\n' "$shuttle" >file.ini
    run -0 --separate-stderr airbridge list file.ini
    stderr_has "$note"
    for quiet in "--design sobol:5 -q" "--design sobol:8" "--design sobol:1" "--design lhs:5"; do
        # shellcheck disable=SC2086
        run -0 --separate-stderr airbridge list "$shuttle" $quiet "${vary[@]}"
        [[ "$stderr" != *note* ]]
    done
}

@test "a Latin hypercube depends on the seed, and lists multiply it" {
    sample=(--vary 'aircraft.transport.onload_time=0 h..8 h' --vary fleet.shuttle.number=2,3 --design lhs:4 -n 1 -q)
    run -0 airbridge list "$shuttle" "${sample[@]}" --seed 1
    [ "${#lines[@]}" = 9 ]
    one=$output
    run -0 airbridge list "$shuttle" "${sample[@]}" --seed 1
    output_is "$one"
    run -0 airbridge list "$shuttle" "${sample[@]}" --seed 2
    [ "$output" != "$one" ]
}

@test "the sections [sweep] and [vary.ID] of a file give the same as the options" {
    cat >swept.ini <<END
[scenario]
base = $shuttle
[sweep]
replications = 3
[vary.a]
key = fleet.shuttle.number
values = 1..4
[vary.b]
key = airfield.away.working_mog
values = 1, 2
END
    cp "$shuttle" shuttle.ini
    run -0 airbridge list swept.ini -q
    of_file=$output
    run -0 airbridge list "$shuttle" "${vary[@]}" -n 3 -q
    output_is "$of_file"
    # What is given on the command line replaces them.
    run -0 airbridge list swept.ini -q --vary fleet.shuttle.number=7
    output_is 'point,replications,fleet.shuttle.number
1,1-3,7'
    run -0 airbridge run swept.ini -o plain -n 1 -q
    run -0 airbridge run "$shuttle" -o base -n 1 -q
    same_result plain base
}

@test "check looks at the sweep that a scenario carries" {
    printf '[scenario]\nbase = %s\n[vary.a]\nkey = fleet.shuttle.numbr\nvalues = 1..4\n' "$shuttle" >swept.ini
    run -2 --separate-stderr airbridge check swept.ini
    stderr_is "swept.ini:4: error: [fleet.shuttle] numbr: unknown key; did you mean 'number'?"
    run -0 airbridge check swept.ini --set vary.a.key=fleet.shuttle.number
    [ "${lines[0]}" = "swept.ini: no fault" ]
}

@test "what cannot be swept is refused before anything is done" {
    refused() {
        local message=$1
        shift
        run -2 --separate-stderr airbridge sweep "$shuttle" -o out "$@"
        stderr_is "airbridge: error: $message"
        [ ! -e out ]
    }
    refused "nothing is varied: give --vary KEY=VALUES or --cases FILE, or a section [vary.ID] in the scenario"
    refused "'fleet.shuttle.number' is not KEY=VALUES, as in fleet.north.number=2..10 step 2" --vary fleet.shuttle.number
    refused "scenario.seed cannot be varied: it is the same at every point of a sweep" --vary scenario.seed=1,2
    refused "fleet.shuttle.number is varied twice" --vary fleet.shuttle.number=1 --vary fleet.shuttle.number=2
    refused "the values of fleet.shuttle.number: '4..2' is empty: its lower bound is above the upper one" --vary fleet.shuttle.number=4..2
    refused "the values of aircraft.transport.onload_time: '1 h..5 h step 30' has a step that is longer than the range; without a unit it has that of the bounds" \
        --vary "aircraft.transport.onload_time=1 h..5 h step 30"
    refused "the values of aircraft.transport.onload_time: '1 h..2 h step 90 min' has a step that is longer than the range" \
        --vary "aircraft.transport.onload_time=1 h..2 h step 90 min"
    refused "the values of fleet.shuttle.number: '2..4 step 3' has a step that is longer than the range" --vary "fleet.shuttle.number=2..4 step 3"
    refused "the values of fleet.shuttle.number: '' is empty" --vary fleet.shuttle.number=1,,2
    refused "the values of aircraft.transport.onload_time: '1 h..2 km step 1 h' mixes units that this key cannot have" --vary 'aircraft.transport.onload_time=1 h..2 km step 1 h'
    refused "the values of aircraft.transport.onload_time: a range needs a step, as in 1 h..3 h step 30 min, or a sampled design (--design lhs:100)" --vary 'aircraft.transport.onload_time=1 h..2 h'
    refused "--design must be lhs:POINTS or sobol:POINTS, as in lhs:200" --vary fleet.shuttle.number=1..2 --design grid:3
    for number in '' x 5x 1.5 0 1234567890; do
        refused "--design: the points must be a whole number, as in lhs:200" --vary fleet.shuttle.number=1..2 --design "lhs:$number"
    done
    refused "--zip and --design exclude each other" --vary fleet.shuttle.number=1..2 --design lhs:3 --zip
    refused "a sampled design of 0 points is asked for; it must be 1 to 1000000, as --design lhs:200 or \`points\` in [sweep]" --set sweep.design=lhs --set vary.a.key=fleet.shuttle.number --set vary.a.values=1..2
    refused "a sampled design needs a range, as in fleet.north.crews=1..2.5" --vary fleet.shuttle.number=1,2 --design lhs:3
    refused "--shard '5/4': it must be K/N with K from 1 to N, as in 3/8, and N 1000000 at most" --vary fleet.shuttle.number=1,2 --shard 5/4
    refused "--resume goes on with what is there and --force begins anew: give one of them" --vary fleet.shuttle.number=1,2 --resume --force
}

# Eight loads of two aircraft are in after 22 h; by one a day the last leaves as the eighth day begins.
@test "a ceiling may be lifted in a sweep" {
    airbridge sweep "$shuttle" -n 1 -q -o out --set scenario.horizon='20 d' --vary flow.q.flights=1,unlimited
    python3 - <<'EOF'
import csv
print(rows := [row["closure_h_mean"] for row in csv.DictReader(open("out/sweep.csv"))])
assert float(rows[0]) > 7 * 24 and float(rows[1]) == 22
EOF
}

@test "list, sweep and plan refuse an unknown key, section or reference, as a file would" {
    refused() {
        local message=$1
        shift
        for command in list "sweep -o out" "sweep -o out --plan slurm"; do
            # shellcheck disable=SC2086 # a command with its options
            run -2 --separate-stderr airbridge $command "$shuttle" -n 4 "$@"
            stderr_is "$message"
            [ ! -e out ]
        done
    }
    refused "airbridge: error: [fleet.shuttle] numbr: unknown key; did you mean 'number'?" --vary fleet.shuttle.numbr=1,2
    refused "point 1: error: [fleets.shuttle]: unknown section; did you mean 'fleet'?" --vary fleets.shuttle.number=1,2
    refused "airbridge: error: 'fleets.shuttle.number' is not a key; keys are written airfield.almaty.parking_mog" --vary fleets.shuttle.number=1..2
    refused "airbridge: error: 'fleet.shuttle' is not a key; keys are written airfield.almaty.parking_mog" --vary fleet.shuttle=1,2
    refused "point 1: error: [airfield.awy]: there is no such section; did you mean 'away'?" --vary airfield.awy.working_mog=1,2
    refused "$shuttle:34: error: [contingent.cargo] fleets: nothing may carry this contingent: there is no fleet with aircraft, at point 1: fleet.shuttle.number=0; airfield.away.working_mog=1" \
        --vary fleet.shuttle.number=0,3 --vary airfield.away.working_mog=1,2
    refused "airbridge: error: the values of contingent.cargo.apod: 'awy' refers to [airfield.awy], which is not there; did you mean 'away'?" --vary contingent.cargo.apod=away,awy
}

@test "every value that a key cannot have is told before anything is done" {
    run -2 --separate-stderr airbridge sweep "$shuttle" -o out --vary fleet.shuttle.number=2,two,-1,3 --vary 'aircraft.transport.onload_time=1 h, 2 km'
    stderr_is "airbridge: error: the values of fleet.shuttle.number: 'two' is not a whole number
airbridge: error: the values of fleet.shuttle.number: '-1' is out of range; allowed is 0 to 100000
airbridge: error: the values of aircraft.transport.onload_time: '2 km' has a unit of length where a time is needed; allowed are ms, s, min, h, d, w"
    [ ! -e out ]
    printf 'fleet.shuttle.number,aircraft.transport.onload_time\n2,1 h\n\n3,"1, h"\nfour,\n' >cases.csv
    run -2 --separate-stderr airbridge list "$shuttle" --cases cases.csv
    stderr_is "cases.csv:4: error: [aircraft.transport] onload_time: '1, h' has a comma in its number; decimals have a point, and thousands no mark (column 2)
cases.csv:5: error: [fleet.shuttle] number: 'four' is not a whole number (column 1)"
}

@test "of many faults as many are told as there is room for, of a long point as much" {
    awk '/^\[contingent.cargo\]/ { for (i = 1; i <= 120; i++) printf "[contingent.c%03d]\napoe = home\napod = away\nloads = 1\n", i } { print }' \
        "$shuttle" >many.ini
    vary=()
    for ((i = 1; i <= 20; i++)); do
        vary+=(--vary "contingent.c$(printf %03d "$i").priority=1,2")
    done
    run -2 --separate-stderr airbridge list many.ini --vary fleet.shuttle.number=0 "${vary[@]}"
    [[ "${stderr%%$'\n'*}" == *", at point 1: fleet.shuttle.number=0; contingent.c001.priority=1; "*... ]]
    [ "$(grep -c 'nothing may carry this contingent' <<<"$stderr")" = 100 ]
    { echo fleet.shuttle.number; for ((i = 1; i <= 120; i++)); do echo no; done; } >cases.csv
    run -2 --separate-stderr airbridge list "$shuttle" --cases cases.csv
    stderr_has "cases.csv:2: error: [fleet.shuttle] number: 'no' is not a whole number (column 1)"
    [ "$(grep -c "'no' is not a whole number" <<<"$stderr")" = 100 ]
}

@test "what only resembles a range is not taken for a value" {
    for values in '1 h..3 h by 1 h' '1 h...3 h' 'a..b'; do
        run -2 --separate-stderr airbridge list "$shuttle" --vary "aircraft.transport.onload_time=$values"
        stderr_has "'$values' is not a range; ranges have numbers for bounds and step"
    done
    run -2 --separate-stderr airbridge list "$shuttle" --design lhs:3 --vary 'scenario.start=2022-01-01T00:00Z..2022-01-05T00:00Z'
    stderr_has "is not a range; ranges have numbers"
}

@test "a key that is varied cannot be --set, but a case may leave it to --set" {
    run -2 --separate-stderr airbridge list "$shuttle" --vary fleet.shuttle.number=1,2 --set 'fleet.shuttle.number = 3'
    stderr_is "airbridge: error: fleet.shuttle.number is varied, so that --set would change nothing"
    printf 'fleet.shuttle.number,contingent.cargo.loads\n4,8\n,12\n' >cases.csv
    airbridge sweep "$shuttle" --cases cases.csv --set fleet.shuttle.number=3 -o out -q -n 1
    [ "$(cells out/sweep.csv closure_h_mean point 2)" = 22 ] # 12 loads by 3 aircraft: 3 x 6 + 4 h
}

@test "keys and values may be written with blanks around the equals sign, as in a file" {
    run -0 airbridge list "$shuttle" -q -n 1 --vary 'fleet.shuttle.number = 1 .. 2'
    output_is 'point,replications,fleet.shuttle.number
1,1,1
2,1,2'
    run -0 airbridge check "$shuttle" --set 'fleet.shuttle.number = 3' --set "scenario.title = ' a title '"
    run -0 airbridge show "$shuttle" --set "scenario.title = ' a title '"
    [[ "$output" == *"' a title '"* || "$output" == *'" a title "'* ]]
}

@test "more than a million runs are asked about" {
    run -2 --separate-stderr airbridge sweep "$shuttle" -o out --vary fleet.shuttle.number=1..1001 -n 1000
    stderr_is "airbridge: error: 1001 points x 1000 replications are 1001000 runs; give --yes if that is meant"
    [ ! -e out ]
    run -2 --separate-stderr airbridge sweep "$shuttle" -o out --vary fleet.shuttle.number=1..5000 -n 1000000 --yes
    stderr_has "are more than the 2000000000 runs that a sweep may have"
}

# ---- results ----

@test "a sweep's row is what a run with the same assignments gives" {
    write_lucky
    airbridge sweep lucky.ini -o out -q -n 30 --vary fleet.pool.number=3,4 --runs
    airbridge run lucky.ini -o one -q -n 30 --set fleet.pool.number=4
    expected=$(awk -F, '$1 == "closure_h" { print $4 "," $9 "," $10 "," $11 }' one/summary.csv)
    got=$(for name in mean p10 p50 p90; do cells out/sweep.csv closure_h_$name point 2; done | paste -sd,)
    [ "$got" = "$expected" ]
    # And its runs are the run's replications, in the same columns.
    diff <(awk -F, 'NR > 1 && $1 == 2' out/runs.csv | cut -d, -f5-) <(tail -n +2 one/replications.csv | cut -d, -f2-)
}

@test "more replications and more values leave the rows of the others as they were" {
    write_lucky
    airbridge sweep lucky.ini -o few -q -n 10 --vary fleet.pool.number=3,4 --runs
    airbridge sweep lucky.ini -o many -q -n 15 --vary fleet.pool.number=3,4,5 --runs
    awk -F, 'NR == 1 || ($2 <= 10 && $1 <= 2)' many/runs.csv | cmp - few/runs.csv
}

@test "a sweep is the same on any number of threads and merged from parts of any number" {
    write_lucky
    sweep=(sweep lucky.ini -q -n 7 --vary fleet.pool.number=2..5 --vary airfield.field.working_mog=1,2)
    airbridge "${sweep[@]}" -o whole -j 1 --runs
    for threads in 2 3; do
        airbridge "${sweep[@]}" -o t$threads -j $threads --runs
        same_sweep whole t$threads
        cmp whole/runs.csv t$threads/runs.csv
    done
    for parts in 2 5 56; do
        for ((k = 1; k <= parts; k++)); do
            airbridge "${sweep[@]}" -o parts-$parts/$k --shard $k/$parts
        done
        airbridge merge -o merged-$parts -q parts-$parts/* --runs
        same_sweep whole merged-$parts
        cmp whole/runs.csv merged-$parts/runs.csv
    done
}

# Written by two threads, the second first.
@test "a part that begins within a point is put in order with the values of that point" {
    airbridge sweep "$shuttle" -q -n 5 --vary fleet.shuttle.number=2,3 --shard 2/3 -o part
    mkdir mixed
    awk '/^p 0 / { point = $0; next } point != "" && /^r 0 4 / { four = $0; next }
        /^r 0 5 / { print; print point; print four; next } { print }' part/sweep.journal >mixed/sweep.journal
    run -1 cmp -s part/sweep.journal mixed/sweep.journal
    airbridge sweep "$shuttle" -q -n 5 --vary fleet.shuttle.number=2,3 --shard 2/3 -o mixed --resume
    cmp part/sweep.journal mixed/sweep.journal
}

@test "parts may be numbered from 0" {
    sweep=(sweep "$shuttle" -q -n 2 "${vary[@]}")
    airbridge "${sweep[@]}" -o whole
    for k in 0 1 2; do airbridge "${sweep[@]}" -o part-$k --shard $k/3; done
    airbridge merge -o merged -q part-2 part-0 part-1
    same_sweep whole merged
}

@test "merge refuses what does not make one sweep" {
    sweep=(sweep "$shuttle" -q -n 4 --vary fleet.shuttle.number=1..3)
    for k in 1 2 3; do airbridge "${sweep[@]}" -o part-$k --shard $k/3; done
    run -2 --separate-stderr airbridge merge -o out part-1 part-3
    stderr_is "airbridge: error: a part is missing: no journal holds runs 5 to 8"
    run -2 --separate-stderr airbridge merge -o out part-1 part-2
    stderr_is "airbridge: error: a part is missing: no journal holds runs 9 to 12"
    run -2 --separate-stderr airbridge merge -o out part-1 part-2 part-3 part-2
    stderr_is "part-2/sweep.journal: error: runs 5 to 8 are in part-2/sweep.journal too"
    airbridge "${sweep[@]}" -o other --shard 2/3 --seed 9
    run -2 --separate-stderr airbridge merge -o out part-1 other part-3
    stderr_is "other/sweep.journal: error: this part is of another seed than the first one"
    sed -i '$d' part-2/sweep.journal
    run -2 --separate-stderr airbridge merge -o out part-1 part-2 part-3
    stderr_is "part-2/sweep.journal: error: this part is not complete: runs 8 to 8 are missing; resume it"
    [ ! -e out/run.json ]
    run -3 --separate-stderr airbridge merge -o out2 nowhere
    stderr_is "nowhere: error: there is no such part"
    mkdir nothing
    for part in nothing "$shuttle"; do
        run -3 --separate-stderr airbridge merge -o out2 part-1 "$part"
        stderr_is "$part: error: here is no journal of a run, a comparison or a sweep"
    done
    [ ! -e out2 ]
}

# Changes the first line of a journal, of which the checksum stays right: rewritten JOURNAL PATTERN TEXT
rewritten() {
    python3 -c '
import pathlib, re, sys
sys.path.insert(0, sys.argv[1])
from forged import sealed
path, pattern, text = pathlib.Path(sys.argv[2]), sys.argv[3].encode(), sys.argv[4].encode()
first, rest = path.read_bytes().split(b"\n", 1)
changed = re.sub(pattern, text, first.rpartition(b" *")[0])
path.write_bytes(sealed(changed, 0) + rest)' "$ROOT/tests/support" "$@"
}

@test "parts of unlike builds are joined when they make the same of the first run, and not otherwise" {
    sweep=(sweep "$shuttle" -q -n 4 --vary fleet.shuttle.number=1..3)
    airbridge "${sweep[@]}" -o whole --runs
    for k in 1 2 3; do airbridge "${sweep[@]}" -o part-$k --shard $k/3; done
    # All have the first run in common, which is the first one's own.
    first=$(awk '$1 == "r" { print $5; exit }' part-1/sweep.journal)
    for k in 1 2 3; do head -1 part-$k/sweep.journal | grep -q " built [^ ]* $first \*"; done
    head -1 whole/sweep.journal | grep -vq ' built '
    # Another build: the same of the first run.
    rewritten part-2/sweep.journal ' built [^ ]* ' ' built gcc%2099,%20another%20machine '
    airbridge merge -o same part-1 part-2 part-3 -q --runs
    same_sweep whole same
    cmp whole/sweep.journal same/sweep.journal
    # A part of a release that did not say.
    cp -r part-3 kept
    rewritten part-3/sweep.journal ' built .*' ''
    airbridge merge -o old part-1 part-2 part-3 -q --runs
    cmp whole/sweep.journal old/sweep.journal
    # Another trajectory: refused, also when what came first did not say, and not resumed.
    rewritten part-2/sweep.journal "$first\$" 0123456789abcdef
    run -2 --separate-stderr airbridge merge -o out part-3 part-1 part-2
    [[ "$stderr" == "part-2/sweep.journal: error: this part is of a program that makes another trajectory of the first run (gcc 99, another machine, 0123456789abcdef) than that of part-1/sweep.journal does ("*", $first); make all parts by the same build" ]]
    [ ! -e out ]
    sed -i '$d' part-2/sweep.journal
    run -2 --separate-stderr airbridge "${sweep[@]}" -o part-2 --shard 2/3 --resume
    [[ "$stderr" == "part-2/sweep.journal: error: this journal is of a program that makes another trajectory of the first run (gcc 99, another machine) than this one does ("*"); it is not resumed" ]]
    # One that does not say is resumed, and one of another build that makes the same.
    sed -i '$d' part-3/sweep.journal
    airbridge "${sweep[@]}" -o part-3 --shard 3/3 --resume
    rewritten part-2/sweep.journal 0123456789abcdef "$first"
    airbridge "${sweep[@]}" -o part-2 --shard 2/3 --resume
    airbridge merge -o resumed part-1 part-2 part-3 -q --runs
    cmp whole/sweep.journal resumed/sweep.journal
}

@test "a part tells a program of what it is one" {
    told() {
        python3 -c 'import json, sys; t = json.load(sys.stdin); print(t["command"], t["part"], t["parts"], t["first_run"], t["last_run"], "design_hash" in t)'
    }
    run -0 told < <(airbridge run "$shuttle" -n 5 --shard 2/2 -o run-2 --json)
    output_is "run 2 2 3 5 False"
    run -0 told < <(airbridge sweep "$shuttle" --vary fleet.shuttle.number=1,2 -n 3 --shard 1/3 -o sweep-1 --json)
    output_is "sweep 1 3 1 2 True"
}

@test "parts of a run and of a comparison say what made them too" {
    for k in 1 2; do
        airbridge run "$shuttle" -o run-$k -n 6 -q --shard $k/2
        airbridge compare "$shuttle" "$runway" -o compare-$k -n 6 -q --shard $k/2
    done
    for kind in run compare; do
        probe=$(head -1 $kind-1/*.journal | sed 's/.* built [^ ]* \([0-9a-f]*\) .*/\1/')
        [ "$probe" = "$(awk '$1 == "r" { print $5; exit }' $kind-1/*.journal)" ]
        head -1 $kind-2/*.journal | grep -q " $probe \*"
        airbridge merge $kind-1 $kind-2 -o $kind -q
        rewritten $kind-2/*.journal "$probe\$" 0123456789abcdef
        run -2 --separate-stderr airbridge merge $kind-1 $kind-2 -o again -q
        [[ "$stderr" == *"makes another trajectory of the first run"* ]]
    done
}

@test "merge does not write over a part that it is made of" {
    for k in 1 2; do airbridge sweep "$shuttle" -q -n 4 --vary fleet.shuttle.number=1,2 -o part-$k --shard $k/2; done
    ln -s part-2 other-name
    cp part-2/sweep.journal before
    for folder in part-2 other-name ./part-1/../part-2; do
        run -2 --separate-stderr airbridge merge part-1 part-2 -o "$folder" --force
        stderr_is "$folder: error: the result would replace a part that it is made of; give another place"
        cmp before part-2/sweep.journal
    done
}

@test "nothing is left of a merge that finds the disk full, and it can be done again" {
    need strace
    sweep=(sweep "$shuttle" -q -n 4 --vary fleet.shuttle.number=1,2)
    airbridge "${sweep[@]}" -o whole
    for k in 1 2; do airbridge "${sweep[@]}" -o part-$k --shard $k/2; done
    for place in out out.sqlite; do
        # The first sync is that of the joint journal, the last that of the folder.
        for n in 1 2 3; do
            run -3 --separate-stderr strace -o /dev/null -e trace=fsync \
                -e inject=fsync:error=ENOSPC:when="$n" "$AIRBRIDGE" merge part-1 part-2 -o "$place" -q
            stderr_has "No space left on device"
            [ -z "$(find . -path './out*' ! -type d)" ]
        done
    done
    airbridge merge part-1 part-2 -o out -q
    same_sweep whole out
}

@test "merge --force keeps what is there until the parts have turned out to be complete" {
    for k in 1 2; do airbridge sweep "$shuttle" -q -n 4 --vary fleet.shuttle.number=1,2 -o part-$k --shard $k/2; done
    airbridge sweep "$shuttle" -q -n 1 --vary fleet.shuttle.number=7,8,9 -o out
    cp -r out before
    sed -i '$d' part-2/sweep.journal
    run -2 airbridge merge part-1 part-2 -o out --force
    diff -r before out
    airbridge sweep "$shuttle" -q -n 4 --vary fleet.shuttle.number=1,2 -o part-2 --shard 2/2 --resume
    airbridge merge part-1 part-2 -o out -q --force
    [ "$(wc -l <out/sweep.csv)" = 3 ]
}

@test "a run that fails is recorded with its reason, and the others go on" {
    run -1 --separate-stderr airbridge sweep "$shuttle" -o out -n 3 --vary fleet.shuttle.number=2,0,3 --vary 'scenario.horizon=100 h, 10 h' -q
    stderr_is "airbridge: error: 12 of 18 runs failed (see failures.csv); point 2, replication 1: the horizon was reached before the force was in"
    [ "$(cut -d, -f1,3,4 out/failures.csv | paste -sd' ')" = "point,replications,first 2,3,1 3,3,1 4,3,1 6,3,1" ] || {
        cat out/failures.csv; return 1; }
    grep -q '^3,\[contingent.cargo\] fleets: nothing may carry this contingent' out/failures.csv
    [ "$(cells out/sweep.csv closure_h_mean point 1)" = 22 ]
    [ "$(cells out/sweep.csv closure_h_mean point 5)" = 16 ]
    [ -z "$(cells out/sweep.csv closure_h_mean point 3)" ]
    [ "$(cells out/sweep.csv failed point 3)" = 3 ]
}

@test "a point that says what cannot be said fails with what is told of it" {
    printf 'fleet.shuttle.number,airfield.hom.runways,number\n2,,\n2,2,\n2,,3\n' >cases.csv
    run -1 --separate-stderr airbridge sweep "$shuttle" -q --cases cases.csv -n 2 -o out
    stderr_is "airbridge: error: 4 of 6 runs failed (see failures.csv); point 2, replication 1: [airfield.hom] there is no such section; did you mean 'home'?"
    [ "$(cat out/failures.csv)" = "point,reason,replications,first
2,[airfield.hom] there is no such section; did you mean 'home'?,2,1
3,'number' is not a key; keys are written airfield.almaty.parking_mog,2,1" ]
}

@test "a thing that is not active at every point keeps its columns" {
    cat >two.ini <<END
[scenario]
base = $shuttle
[contingent.more]
apoe = home
apod = away
loads = 2
active = no
END
    airbridge sweep two.ini -o out -n 1 --vary contingent.more.active=no,yes -q
    [ "$(cells out/sweep.csv closure_h.more_mean point 1)" = "" ]
    [ "$(cells out/sweep.csv closure_h.more_mean point 2)" = 28 ]
}

@test "units stand in the names of columns, numbers below them" {
    airbridge sweep "$shuttle" -o out -n 1 -q --vary 'aircraft.transport.onload_time=1 h, 2.5 h'
    [ "$(cells out/sweep.csv aircraft.transport.onload_time_h point 2)" = 2.5 ]
}

@test "a range among the parameters of a distribution varies one and keeps the law" {
    write_lucky
    airbridge sweep lucky.ini -o out -n 3 -q --vary 'aircraft.transport.onload_time=exponential(1 h..3 h step 1 h)'
    for mean in 1 2 3; do
        [ "$(cells out/sweep.csv aircraft.transport.onload_time_mean_h point $mean)" = $mean ]
        airbridge run lucky.ini -o "one$mean" -n 3 -q --set "aircraft.transport.onload_time=exponential($mean h)"
        [ "$(cells out/sweep.csv closure_h_mean point $mean)" = \
            "$(awk -F, '$1 == "closure_h" { print $4 }' "one$mean/summary.csv")" ]
    done
    grep -q '"description": "varied: mean of its distribution: onload, set-up part"' out/datapackage.json
    # Samples, sections and parameters behind which a unit stands.
    run -0 airbridge list lucky.ini -q -n 1 --design sobol:2 --vary 'leg.there.block_time=gamma(1 h..3 h, 1 h)'
    output_is 'point,replications,leg.there.block_time
1,1,"gamma(1.5 h, 1 h)"
2,1,"gamma(2.5 h, 1 h)"'
    printf '[vary.a]\nkey = aircraft.transport.onload_time\nvalues = pert(1, 2..3 step 1, 4) h\n' >>lucky.ini
    airbridge sweep lucky.ini -o pert -n 2 -q
    [ "$(cells pert/sweep.csv aircraft.transport.onload_time_mode_h point 2)" = 3 ]
}

@test "a unit that is written out, or far behind its number, is in the name of the column alone" {
    write_lucky
    local far=$(printf '%80s' '')
    for out in out out.sqlite; do
        airbridge sweep lucky.ini -n 1 -q -o $out --vary "aircraft.transport.onload_time=1 hours, 2h, 3$far h"
    done
    [ "$(cut -d, -f3 out/sweep.csv)" = $'aircraft.transport.onload_time_h\n1\n2\n3' ]
    # a whole number is one however it is written, and a word among numbers is a text
    printf '[scenario]\nbase = %s\n[price.a]\nkey = airfield.away.working_hours\nper_unit = 1\n' "$shuttle" >price.ini
    airbridge sweep price.ini -n 1 -q -o price.sqlite --design lhs:2 --vary 'price.a.per_unit=5e11..1e12 step 5e11'
    airbridge sweep "$shuttle" -n 1 -q -o word.sqlite --vary airfield.away.parking_mog=4,unlimited
    [ "$(python3 -c 'import sqlite3
for name, of in (("out", "aircraft.transport.onload_time_h"), ("price", "price.a.per_unit"),
                 ("word", "airfield.away.parking_mog")):
    for row in sqlite3.connect(name + ".sqlite").execute(f"SELECT \"{of}\" FROM sweep"):
        print(row[0].__class__.__name__, row[0])')" = $'float 1.0\nfloat 2.0\nfloat 3.0\nint 1000000000000\nint 500000000000\nstr 4\nstr unlimited' ]
}

@test "a plain number for a key that is random is told to make it constant, once, not with -q" {
    write_lucky
    local note="[aircraft.transport] onload_time: is random in the scenario, exponential(1 h); a plain number such as 1 h makes it constant. To vary it and keep its law, give a range to one parameter, as in exponential(1 h..6 h step 1 h)"
    run -0 --separate-stderr airbridge list lucky.ini -n 1 --vary 'aircraft.transport.onload_time=1 h..6 h step 1 h'
    stderr_is "airbridge: note: $note
6 points x 1 replication = 6 runs"
    run -0 --separate-stderr airbridge list lucky.ini -n 1 -q --vary 'aircraft.transport.onload_time=1 h, 2 h'
    stderr_is ""
    run -0 --separate-stderr airbridge list lucky.ini -n 1 --vary 'aircraft.transport.onload_time=gamma(1 h, 1 h)'
    stderr_is "1 point x 1 replication = 1 run"
    printf 'aircraft.transport.onload_time,leg.there.block_time\n,"gamma(1 h..2 h, 1 h)"\n1 h,\n' >cases.csv
    run -2 --separate-stderr airbridge list lucky.ini -q --cases cases.csv
    stderr_is "cases.csv:2: error: [leg.there] block_time: 'gamma(1 h..2 h, 1 h)' is a range where one value is needed; only --vary and [vary.ID] take ranges (column 2)"
    sed -i 's/\.\.2 h//' cases.csv
    run -0 --separate-stderr airbridge list lucky.ini -n 1 --cases cases.csv
    stderr_is "airbridge: note: $note
2 points x 1 replication = 2 runs"
    # Whatever law it has.
    printf '1\n2\n3\n' >three.csv
    law() {
        printf '[scenario]\nbase = lucky.ini\n[aircraft.transport]\n%s\n' "$1" >law.ini
        run -0 --separate-stderr airbridge list law.ini -n 1 --vary "aircraft.transport.${1%% *}=$2"
        stderr_has "random in the scenario, $3; a plain number such as $2 makes it constant."
    }
    law 'onload_time = mixture(1: 1 h, 3: exponential(2 h))' '1 h' 'mixture(of 2 components)'
    law 'onload_time = empirical(three.csv) h' '1 h' 'empirical(of 3 values)'
    law 'onload_time = weibull(90 min, 2)' '1 h' 'weibull(1.5 h, 2)'
    law 'block_factor = uniform(0.9, 1.2)' 1 'uniform(0.9, 1.2)'
    # In a file, with its place; check counts it.
    printf '[vary.a]\nkey = aircraft.transport.onload_time\nvalues = 1 h, 2 h\n' >>lucky.ini
    run -0 --separate-stderr airbridge check lucky.ini
    stderr_has "lucky.ini:23: note: $note"
    sed -i 's/^values = .*/values = uniform(1 h..2 h, 3 h..4 h)/' lucky.ini
    run -2 --separate-stderr airbridge list lucky.ini
    stderr_has "lucky.ini:23: error: the values of aircraft.transport.onload_time: 'uniform(1 h..2 h, 3 h..4 h)' has two ranges"
}

# ---- nothing is lost ----

@test "a sweep that was killed at random moments is resumed to the same bytes" {
    write_lucky
    airbridge sweep lucky.ini "${long[@]}" -o whole -q
    kills=0 status=1
    until [ $status = 0 ]; do
        "$AIRBRIDGE" sweep lucky.ini "${long[@]}" -o out -q --resume &
        pid=$!
        sleep "0.0$((RANDOM % 10))$((RANDOM % 10))"
        [ $kills -lt 12 ] && kill -KILL $pid 2>/dev/null && kills=$((kills + 1))
        status=0
        wait $pid || status=$?
    done
    [ $kills -gt 0 ]
    same_sweep whole out
}

@test "a journal that ends anywhere is resumed to the same bytes" {
    airbridge sweep "$shuttle" "${vary[@]}" -n 2 -o whole -q
    size=$(stat -c %s whole/sweep.journal)
    for cut in 0 1 40 $((size / 3)) $((size / 2)) $((size / 2 + 7)) $((size - 100)) $((size - 1)) "$size"; do
        rm -rf out
        mkdir out
        head -c "$cut" whole/sweep.journal >out/sweep.journal
        airbridge sweep "$shuttle" "${vary[@]}" -n 2 -o out -q --resume
        same_sweep whole out
    done
    # A power cut may leave zeros where the last lines were.
    head -c $((size - 2000)) whole/sweep.journal >out/sweep.journal
    head -c 2000 /dev/zero >>out/sweep.journal
    airbridge sweep "$shuttle" "${vary[@]}" -n 2 -o out -q --resume
    same_sweep whole out
}

@test "a journal that is damaged in the middle is made again from there on" {
    airbridge sweep "$shuttle" "${vary[@]}" -n 2 -o out -q
    cp -r out whole
    line=$(grep -n '^r 3 1 ' out/sweep.journal | cut -d: -f1)
    sed -i "${line}s/^r 3 1/r 3 7/" out/sweep.journal
    run -0 --separate-stderr airbridge sweep "$shuttle" "${vary[@]}" -n 2 -o out -q --resume
    [[ $stderr == "airbridge: note: line $line of out/sweep.journal was damaged; what stood from there on is"*"made again" ]]
    same_sweep whole out
}

@test "a journal whose head is damaged is refused, not begun anew" {
    airbridge sweep "$shuttle" "${vary[@]}" -n 2 -o whole -q
    for line in 1 2 3; do
        mkdir -p out
        sed "${line}s/./~/3" whole/sweep.journal >out/sweep.journal
        run ! cmp -s whole/sweep.journal out/sweep.journal
        cp out/sweep.journal before
        run -3 --separate-stderr airbridge sweep "$shuttle" "${vary[@]}" -n 2 -o out -q --resume
        stderr_is "out/sweep.journal:$line: error: this line of the journal is damaged, and good ones follow it"
        cmp before out/sweep.journal
    done
}

@test "a file that is no journal is not written over" {
    mkdir out
    echo 'Dear diary' >out/sweep.journal
    run -2 --separate-stderr airbridge sweep "$shuttle" "${vary[@]}" -n 2 -o out -q --resume
    stderr_is "out/sweep.journal:1: error: this is not a journal that this program can read"
    [ "$(cat out/sweep.journal)" = 'Dear diary' ]
}

@test "a journal of another sweep is refused" {
    airbridge sweep "$shuttle" --vary fleet.shuttle.number=1,2 -n 2 -o out -q
    refused() {
        local what=$1
        shift
        run -2 --separate-stderr airbridge sweep "$@" -o out -q --resume
        stderr_is "out/sweep.journal: error: this journal is of $what; it is not resumed"
    }
    refused "another seed" "$shuttle" --vary fleet.shuttle.number=1,2 -n 2 --seed 5
    refused "another design" "$shuttle" --vary fleet.shuttle.number=1,3 -n 2
    refused "another scenario" "$shuttle" --vary fleet.shuttle.number=1,2 -n 2 --set contingent.cargo.loads=9
    refused "another part of the sweep" "$shuttle" --vary fleet.shuttle.number=1,2 -n 2 --shard 1/2
    run -2 --separate-stderr airbridge sweep "$shuttle" --vary fleet.shuttle.number=1,2 -n 1 -o out -q --resume
    stderr_is "out/sweep.journal: error: this journal holds 2 replications of each point, and fewer are asked for; -n 2 or more goes on with it"
    # The version is in the first line, behind the name of the format; a checksum keeps it.
    printf 'airbridge-journal 9 0.0.1 old *00000000\n' >out/sweep.journal
    run -0 airbridge sweep "$shuttle" --vary fleet.shuttle.number=1,2 -n 2 -o out -q --resume
    run -2 --separate-stderr airbridge sweep "$shuttle" --vary fleet.shuttle.number=1,2 -n 2 -o out -q
    stderr_is "out: error: this folder holds the journal of a sweep; give --resume to go on with it, --force to begin anew"
    run -0 airbridge sweep "$shuttle" --vary fleet.shuttle.number=1,3 -n 2 -o out -q --force
}

@test "a journal is of what the files of samples held that values of any point name" {
    printf '1\n2\n' >first.csv
    printf '3\n4\n' >second.csv
    cp "$shuttle" plan.ini
    local sweep=(sweep plan.ini -q --vary 'fleet.shuttle.number=1,2'
        --vary 'command.decision=empirical(first.csv) h, empirical(second.csv) h')
    airbridge "${sweep[@]}" -n 2 -o out
    airbridge "${sweep[@]}" -n 3 -o out --resume
    airbridge "${sweep[@]}" -n 2 -o part-1 --shard 1/2
    echo 5 >>second.csv
    run -2 --separate-stderr airbridge "${sweep[@]}" -n 4 -o out --resume
    stderr_is "out/sweep.journal: error: this journal is of another scenario; it is not resumed"
    airbridge "${sweep[@]}" -n 2 -o part-2 --shard 2/2
    run -2 --separate-stderr airbridge merge part-1 part-2 -o all
    stderr_is "part-2/sweep.journal: error: this part is of another scenario than the first one"
}

@test "SIGINT ends a sweep with status 130, and what it then says goes on with it" {
    write_lucky
    airbridge sweep lucky.ini "${long[@]}" -o whole -q
    env --default-signal=INT "$AIRBRIDGE" sweep lucky.ini "${long[@]}" -o out -q 2>errors &
    pid=$!
    until [ -s out/sweep.journal ]; do kill -0 "$pid"; sleep 0.01; done
    kill -INT "$pid"
    status=0
    wait "$pid" || status=$?
    if [ "$status" != 0 ]; then # it had not finished before
        [ "$status" = 130 ]
        grep -q ' of 1200 runs are done; go on with' errors
        [ "$(tail -n 1 errors)" = "airbridge: interrupted" ]
        sh -c "$(sed -n 2p errors)"
    fi
    same_sweep whole out
}

@test "no other process writes where a sweep goes" {
    need flock
    airbridge sweep "$shuttle" "${vary[@]}" -o out -q
    run -2 --separate-stderr flock out/sweep.journal "$AIRBRIDGE" sweep "$shuttle" "${vary[@]}" -o out -q --resume
    stderr_is "out/sweep.journal: error: another process is writing this file"
    cp out/sweep.journal before
    run -2 --separate-stderr flock out/sweep.journal "$AIRBRIDGE" sweep "$shuttle" "${vary[@]}" -o out -q --force
    stderr_is "out/sweep.journal: error: another process is writing this file"
    cp -R out part
    for command in "run $shuttle" "compare $shuttle --with fleet.shuttle.number=3" "merge part"; do
        # shellcheck disable=SC2086
        run -2 --separate-stderr flock out/sweep.journal "$AIRBRIDGE" $command -o out --force -q
        stderr_is "out/sweep.journal: error: another process is writing this file"
    done
    cmp before out/sweep.journal
    [ -e out/sweep.csv ]
}

@test "nobody else begins anew before the tables of a sweep are made" {
    need strace
    sweep=(sweep "$shuttle" "${vary[@]}" -n 2 -o out -q)
    # Stops as soon as the first table is there, before the others are.
    env ASAN_OPTIONS=detect_leaks=0 strace -f -qq -o log -e trace=/rename,linkat \
        -e inject=/rename,linkat:signal=STOP:when=1 "$AIRBRIDGE" "${sweep[@]}" -j 1 &
    tracer=$!
    until [ -e out/sweep.csv ]; do
        kill -0 $tracer
        sleep 0.01
    done
    run -2 --separate-stderr airbridge "${sweep[@]}" --force
    stderr_is "out/sweep.journal: error: another process is writing this file"
    kill -CONT "$(sed -n '1s/ .*//p' log)" # lines of the log begin with the process
    wait $tracer
    [ -s out/run.json ]
}

@test "a scenario that is edited while it is swept is swept as it was read" {
    write_lucky
    edited=(sweep lucky.ini --vary fleet.pool.number=2,3 --vary 'contingent.force.loads=300..500 step 10' -n 30)
    airbridge "${edited[@]}" -o whole -q
    cp -p lucky.ini kept.ini
    for change in "echo [fleet.broken >>lucky.ini" "sed -i s/400/401/ lucky.ini" "mv lucky.ini elsewhere.ini"; do
        rm -rf out
        "$AIRBRIDGE" "${edited[@]}" -o out -q 2>errors &
        pid=$!
        until grep -qs "^r" out/sweep.journal; do kill -0 "$pid" 2>/dev/null || break; sleep 0.01; done
        eval "$change"
        wait "$pid"
        [ ! -s errors ]
        cp -p kept.ini lucky.ini
        same_sweep whole out
    done
}

@test "a sweep reads each file once, however many points it has" {
    write_lucky
    printf '[scenario]\nbase = lucky.ini\n[contingent.force]\nnotice = empirical(notice.csv) h\n' >sampled.ini
    printf '1\n2\n' >notice.csv
    need strace
    strace -e trace=openat,open -o calls "$AIRBRIDGE" sweep sampled.ini --vary 'contingent.force.loads=300..309' \
        --vary 'contingent.force.notice=empirical(notice.csv) h,2 h' -n 1 -j 2 -o out -q
    for file in sampled.ini lucky.ini notice.csv; do
        [ "$(grep -c "[\"/]$file\"" calls)" = 1 ]
    done
    printf '[sweep]\nreplications = 1\n[vary.loads]\nkey = contingent.force.loads\nvalues = 300..309\n' >>sampled.ini
    strace -e trace=openat,open -o calls "$AIRBRIDGE" check sampled.ini
    for file in sampled.ini lucky.ini notice.csv; do
        [ "$(grep -c "[\"/]$file\"" calls)" = 1 ]
    done
}

@test "a sweep whose journal is removed under it says so and ends with status 3" {
    write_lucky
    "$AIRBRIDGE" sweep lucky.ini "${long[@]}" -n 100000 -o out -q 2>errors &
    pid=$!
    until [ -s out/sweep.journal ]; do kill -0 "$pid"; sleep 0.01; done
    rm out/sweep.journal
    status=0
    wait "$pid" || status=$?
    [ "$status" = 3 ]
    [ "$(cat errors)" = "out/sweep.journal: error: this file was removed while it was written" ]
}

@test "a full disk stops a sweep with status 3 and what is there can be resumed" {
    need strace
    write_lucky
    sweep=(sweep lucky.ini -n 40 --vary fleet.pool.number=2,3 -q)
    airbridge "${sweep[@]}" -o whole
    run -3 --separate-stderr strace -o /dev/null -P "$PWD/out/sweep.journal" -e trace=write -e inject=write:error=ENOSPC:when=2+ "$AIRBRIDGE" "${sweep[@]}" -o out
    stderr_has "out/sweep.journal: error: cannot write: No space left on device"
    airbridge "${sweep[@]}" -o out --resume
    same_sweep whole out
}

@test "a sweep keeps the same few files open however many points it has" {
    need strace
    opened() {
        strace -o trace -e trace=openat "$AIRBRIDGE" sweep "$shuttle" -n 1 -q -j 1 --vary "contingent.cargo.loads=1..$1" -o "out-$1"
        grep -c 'O_WRONLY.*= [0-9]' trace
    }
    [ "$(opened 2)" = "$(opened 200)" ]
}

# ---- plans ----

@test "plans divide a sweep into parts of about a thousand runs" {
    airbridge sweep "$shuttle" "${vary[@]}" -n 1000 -o plan --plan slurm
    bash -n plan/sweep.sbatch
    grep -q '^#SBATCH --array=1-8$' plan/sweep.sbatch
    run -2 --separate-stderr airbridge sweep "$shuttle" "${vary[@]}" -n 1 -o other --plan slurm:8
    stderr_is "airbridge: error: --plan: a part must be more than one run; ask for fewer parts"
    run -2 --separate-stderr airbridge sweep "$shuttle" "${vary[@]}" -n 1 -o other --plan condor:8
    stderr_is "airbridge: error: --plan must be slurm:N or parallel:N, as in slurm:40"
    # No more than a cluster takes, and not two of a single run.
    airbridge sweep "$shuttle" "${vary[@]}" -n 1000000 --yes -o many --plan slurm
    grep -q '^#SBATCH --array=1-1000$' many/sweep.sbatch
    airbridge run "$shuttle" -n 1 -o one --plan slurm:1
    grep -q '^#SBATCH --array=1-1$' one/run.sbatch
    run -2 --separate-stderr airbridge run "$shuttle" -n 1 -o other --plan slurm:2
    stderr_is "airbridge: error: --plan: a part must be more than one run; ask for fewer parts"
    # A script runs elsewhere: where that is must be known.
    mkdir gone
    run -3 --separate-stderr bash -c 'cd gone && rmdir ../gone && "$0" run "$1" -n 2 -o "$2" --plan slurm:1' \
        "$AIRBRIDGE" "$shuttle" "$PWD/other"
    stderr_is "airbridge: error: cannot find out where the program and its folders are: No such file or directory"
}

@test "the script for GNU parallel makes the sweep though runs fail, and only once" {
    [ -n "$(type -P parallel)" ] || fake_parallel # tests/support/cluster asks the real one
    sweep=(sweep "$shuttle" --vary fleet.shuttle.number=2,0,3 -n 4 --runs)
    run -1 --separate-stderr airbridge "${sweep[@]}" -o whole -q
    reason=$stderr
    airbridge "${sweep[@]}" -o "a plan" --plan parallel:3 -q
    for time in first second; do
        run -1 --separate-stderr bash "a plan/sweep.parallel" -j 1
        stderr_has "$reason"
        same_sweep whole "a plan/result"
        cmp whole/runs.csv "a plan/result/runs.csv"
    done
}

@test "the script of a plan makes the sweep, task by task" {
    airbridge sweep "$shuttle" "${vary[@]}" -n 5 -o whole -q
    airbridge sweep "$shuttle" "${vary[@]}" -n 5 -o "a plan" --plan slurm:3 -q
    for task in 1 2 3; do SLURM_ARRAY_TASK_ID=$task bash "a plan/sweep.sbatch"; done
    eval "$(sed -n 's/^#     \(.*merge.*\)/\1/p' "a plan/sweep.sbatch")"
    same_sweep whole "a plan/result"
}

@test "the script of a plan of a validation judges, and its status says so" {
    [ -n "$(type -P parallel)" ] || fake_parallel
    # Closed by 16 h with three aircraft, which is before its bounds, as 10 h are.
    local result change
    for change in '0 fleet.shuttle.number=2' '1 fleet.shuttle.number=3' '1 scenario.horizon=10 h'; do
        result=${change%% *} change=${change#* }
        rm -rf whole plan
        run "-$result" --separate-stderr airbridge validate "$shuttle" --set "$change" -n 4 -o whole
        verdict=$output told=$stderr
        airbridge validate "$shuttle" --set "$change" -n 4 -o plan/parallel --plan parallel:2 -q
        run "-$result" --separate-stderr bash plan/parallel/validate.parallel -j 1
        [[ $output == "$verdict" && $stderr == *"$told" ]]
        cmp whole/milestones.csv plan/parallel/result/milestones.csv
        airbridge validate "$shuttle" --set "$change" -n 4 -o plan/slurm --plan slurm:2 -q
        for task in 1 2; do SLURM_ARRAY_TASK_ID=$task bash plan/slurm/validate.sbatch || [ $? = 1 ]; done
        run "-$result" --separate-stderr bash -c "$(sed -n 's/^#     \(.*merge.*\)/\1/p' plan/slurm/validate.sbatch)"
        [[ $output == "$verdict" && $stderr == *"$told" ]]
    done
}

@test "a measure that a point does not have is empty there, whatever the point before had" {
    printf '[scenario]\nbase = %s\n[contingent.other]\napoe = home\napod = away\nloads = 2\n' "$shuttle" >two.ini
    airbridge sweep two.ini -o out --vary contingent.other.active=yes,no,yes -n 3 -q -j 1
    [ -n "$(cells out/sweep.csv closure_h.other_mean point 1)" ]
    [ -z "$(cells out/sweep.csv closure_h.other_mean point 2)" ]
    [ "$(cells out/sweep.csv closure_h.other_mean point 3)" = "$(cells out/sweep.csv closure_h.other_mean point 1)" ]
}

# ---- --until ----

# A sweep whose points need 1000 and more, 894, 432 and 300 replications.
known=(--vary fleet.pool.number=1..4 --until closure_h=0.6 --min 300 --max 1000)
short="airbridge: error: what --until asks for is not reached at 1 of 4 points, first at point 1, after 1000 replications; a larger --max may reach it"
write_short() {
    write_lucky
    sed -i 's/^loads = 400/loads = 40/' lucky.ini
}

# Two folders hold the same tables, with runs.csv, and the same journal.
same_known() {
    same_sweep "$1" "$2" && cmp "$1/runs.csv" "$2/runs.csv" && same_facts "$1" "$2"
}
same_facts() {
    diff <(grep -E '"(replications|runs)":' "$1/run.json") <(grep -E '"(replications|runs)":' "$2/run.json")
}

@test "the first point at which --until was not enough is told, whichever it is, also of parts" {
    write_short
    local other=(--vary fleet.pool.number=4,1 --until closure_h=0.6 --min 300 --max 1000) part
    local told="airbridge: error: what --until asks for is not reached at 1 of 2 points, first at point 2, after 1000 replications; a larger --max may reach it"
    run -1 --separate-stderr airbridge sweep lucky.ini -o out -q "${other[@]}"
    stderr_is "$told"
    for part in 1 2; do
        airbridge sweep lucky.ini -o part-$part -q "${other[@]}" --shard $part/2 2>/dev/null || [ $? = 1 ]
    done
    run -1 --separate-stderr airbridge merge part-1 part-2 -o whole -q
    stderr_is "$told"
}

@test "sweep --until ends each point where run with its values ends, with the same rows" {
    local point status want=(1 0 0 0)
    write_short
    run -1 --separate-stderr airbridge sweep lucky.ini -o out --runs "${known[@]}" -j 3
    output_is "out/sweep.csv: 4 points x 300 to 1000 replications"
    stderr_is "$short"
    for point in 1 2 3 4; do
        status=0
        airbridge run lucky.ini -o "run-$point" -q --set "fleet.pool.number=$point" \
            --until closure_h=0.6 --min 300 --max 1000 2>/dev/null || status=$?
        [ "$status" = "${want[point - 1]}" ]
        # Behind the number of the replication, all columns of a run but the key and `failed`.
        diff <(awk -F, -v point="$point" '$1 == point' out/runs.csv | cut -d, -f2,5-) \
             <(tail -n +2 "run-$point/replications.csv")
        [ "$(cells out/sweep.csv replications point "$point")" = "$(($(wc -l <"run-$point/replications.csv") - 1))" ]
        [ "$(cells out/sweep.csv closure_h_mean point "$point")" = "$(awk -F, '$1 == "closure_h" { print $4 }' "run-$point/summary.csv")" ]
    done
    [ "$(cells out/sweep.csv replications point 1),$(cells out/sweep.csv replications point 4)" = 1000,300 ]
    python3 "$ROOT/tests/support/check_tables.py" package out
}

@test "sweep --until is the same on any number of threads, from sections, and as a database" {
    write_short
    run -1 airbridge sweep lucky.ini -o one --runs "${known[@]}" -q -j 1
    run -1 airbridge sweep lucky.ini -o three --runs "${known[@]}" -q -j 3
    same_known one three
    run -1 airbridge sweep lucky.ini -o one.sqlite "${known[@]}" -q -j 2
    run -1 airbridge merge -o back --runs one.sqlite -q
    same_known one back
    printf '[sweep]\nreplications = 7\n[vary.number]\nkey = fleet.pool.number\nvalues = 1..4\n' >>lucky.ini
    run -1 airbridge sweep lucky.ini -o own --runs "${known[@]:2}" -q
    cmp one/sweep.csv own/sweep.csv
    cmp one/runs.csv own/runs.csv
}

@test "sweep --until that was killed or interrupted goes on to the same bytes" {
    local kills=0 pid known=("${known[@]}")
    write_lucky
    known[3]=closure_h=2 # of loads that take a second in all
    run -1 --separate-stderr airbridge sweep lucky.ini -o whole --runs "${known[@]}" -q -j 1
    stderr_is "$short"
    status=137
    until [ $status = 1 ]; do
        "$AIRBRIDGE" sweep lucky.ini -o out --runs "${known[@]}" -q -j $((RANDOM % 3 + 1)) --resume &
        pid=$!
        sleep "0.0$((RANDOM % 10))$((RANDOM % 10))"
        [ $kills -lt 10 ] && kill -KILL $pid 2>/dev/null && kills=$((kills + 1))
        status=0
        wait $pid || status=$?
        [ $status = 1 ] || [ $status = 137 ]
    done
    [ $kills -gt 0 ]
    same_known whole out
    status=0
    env --default-signal=INT "$AIRBRIDGE" sweep lucky.ini -o stopped --runs "${known[@]}" -j 2 2>errors &
    pid=$!
    until grep -aqs '^e' stopped/sweep.journal; do kill -0 $pid; sleep 0.01; done
    kill -INT $pid
    wait $pid || status=$?
    [ $status = 130 ]
    grep -qE '^airbridge: [0-9]+ runs are done; go on with$' errors
    sh -c "$(sed -n 2p errors)" >again 2>errors || [ $? = 1 ]
    [ "$(cat errors)" = "$short" ]
    same_known whole stopped
}

@test "sweep --until goes on wherever its journal ends" {
    local line lines
    write_short
    run -1 airbridge sweep lucky.ini -o whole --runs "${known[@]}" -q
    lines=$(wc -l <whole/sweep.journal)
    # Behind a point's end, before it, within a point, and with runs that came before others.
    for line in $(grep -an '^e' whole/sweep.journal | cut -d: -f1) 50 1200 "$lines"; do
        rm -rf out && mkdir out
        head -n $((line - 1)) whole/sweep.journal >out/sweep.journal
        run -1 airbridge sweep lucky.ini -o out --runs "${known[@]}" -q --resume
        same_known whole out
    done
    rm -rf out && mkdir out
    { head -n 1500 whole/sweep.journal; sed -n '1503,1520p;1501p' whole/sweep.journal; } >out/sweep.journal
    run -1 airbridge sweep lucky.ini -o out --runs "${known[@]}" -q --resume -j 2
    same_known whole out
}

@test "parts of sweep --until hold whole points, and merge to the same bytes" {
    local part
    write_short
    run -1 airbridge sweep lucky.ini -o whole --runs "${known[@]}" -q
    run -1 --separate-stderr airbridge sweep lucky.ini -o part-1 "${known[@]}" --shard 1/3
    output_is "part-1/sweep.journal: part 1 of 3, points 1 to 1 of 4"
    stderr_is "airbridge: error: what --until asks for is not reached at 1 of 1 point, first at point 1, after 1000 replications; a larger --max may reach it"
    for part in 2 3; do
        run -0 airbridge sweep lucky.ini -o part-$part "${known[@]}" --shard $part/3 -j 2
    done
    run -1 --separate-stderr airbridge merge -o out --runs part-3 part-1 part-2
    output_is "out/sweep.csv: 4 points x 300 to 1000 replications"
    stderr_is "$short"
    same_known whole out
    # A part whose last point has all its runs, but has not ended, is not complete.
    sed -i '$d' part-1/sweep.journal
    run -2 --separate-stderr airbridge merge -o less part-1 part-2 part-3
    stderr_has "this part is not complete"
    run -0 airbridge sweep lucky.ini -o plan4 "${known[@]}" --max 20000 --plan parallel
    output_is "plan4/sweep.parallel: up to 80000 runs in 4 parts"
    run -0 airbridge sweep lucky.ini -o plan2 "${known[@]}" --plan parallel:2
    output_is "plan2/sweep.parallel: up to 4000 runs in 2 parts"
    run -0 airbridge sweep lucky.ini -o plan "${known[@]}" --plan parallel
    output_is "plan/sweep.parallel: up to 4000 runs in 4 parts"
    grep -qF -- "--until closure_h=0.6 --min 300 --max 1000 --seed 1" plan/sweep.parallel
    run -2 --separate-stderr airbridge sweep lucky.ini -o plan5 "${known[@]}" --plan parallel:5
    stderr_is "airbridge: error: --plan: with --until a part holds whole points; ask for 4 parts at most"
}

@test "what sweep --until cannot mean is refused" {
    write_short
    refused() {
        local message=$1
        shift
        run -2 --separate-stderr airbridge sweep lucky.ini -o out --vary fleet.pool.number=1..4 "$@"
        stderr_is "airbridge: error: $message"
        [ ! -e out ]
    }
    refused "-n says how many replications, --until how precise: give one of them" --until closure_h=1 -n 5
    refused "--only makes one replication, --until as many as are needed: give one of them" --until closure_h=1 --only 5
    refused "--min and --max are bounds of --until, which is not given" --max 500
    refused "--until 'closure=1': the scenario has no such measure; did you mean 'closure_h'?" --until closure=1
    refused "100 points x up to 20000 replications are up to 2000000 runs; give --yes if that is meant, or a smaller --max" \
        --vary 'scenario.wind=1..25 km/h step 1 km/h' --until closure_h=1
    run -1 airbridge sweep lucky.ini -o out -q "${known[@]}"
    run -2 --separate-stderr airbridge sweep lucky.ini -o out -q "${known[@]}" --until closed=1 --resume
    stderr_is "out/sweep.journal: error: this journal is of another --until; it is not resumed"
    run -2 --separate-stderr airbridge sweep lucky.ini -o out -q "${known[@]:0:2}" -n 2000 --resume
    stderr_is "out/sweep.journal: error: this journal is of a sweep with --until; it is not resumed"
    airbridge sweep lucky.ini -o fixed -q "${known[@]:0:2}" -n 2
    run -2 --separate-stderr airbridge sweep lucky.ini -o fixed -q "${known[@]}" --resume
    stderr_is "fixed/sweep.journal: error: this journal is of a sweep without --until; it is not resumed"
}

@test "shares of milestones are those of validate, in run, sweep, compare, JSON, database and package" {
    january=$ROOT/scenarios/january-2022.ini
    airbridge validate "$january" -n 30 -o valid -q || [ $? = 1 ]
    airbridge validate "$january" -n 30 -o more -q --set airfield.almaty.working_mog=2 || [ $? = 1 ]
    airbridge sweep "$january" -n 30 -o swept -q --vary airfield.almaty.working_mog=6,2
    airbridge sweep "$january" -n 30 -o swept.sqlite -q --vary airfield.almaty.working_mog=6,2
    airbridge sweep "$january" -n 30 -o again --json --vary airfield.almaty.working_mog=6,2 >swept.json
    airbridge compare "$january" -n 30 -o pair -q --with airfield.almaty.working_mog=2
    airbridge compare "$january" -n 30 --json --with airfield.almaty.working_mog=2 >pair.json
    python3 - <<'END'
import csv, json, sqlite3

def rows(path):
    with open(path, newline="") as file:
        return list(csv.DictReader(file))

said = [{row["milestone"]: float(row["within_share"]) for row in rows(f"{name}/milestones.csv")}
        for name in ("valid", "more")]
assert said[0] != said[1] and any(0 < share < 1 for share in said[0].values())
summary = {row["measure"]: row for row in rows("valid/summary.csv")}
pairs = [row for row in rows("pair/compare.csv") if row["measure"].startswith("within.")]
assert len(pairs) == len(said[0]) == 42, len(pairs)
tables = [rows("swept/sweep.csv"), json.load(open("swept.json"))["sweep"]]
with sqlite3.connect("swept.sqlite") as database:
    database.row_factory = sqlite3.Row
    tables.append(database.execute("SELECT * FROM sweep ORDER BY point").fetchall())
    runs = dict(((name[7:], point), mean) for name, point, mean in database.execute(
        "SELECT measure, point, avg(value) FROM measure JOIN run USING (run)"
        " WHERE measure LIKE 'within.%' GROUP BY 1, 2"))
package = {field["name"] for table in json.load(open("swept/datapackage.json"))["resources"]
           if table["name"] == "sweep" for field in table["schema"]["fields"]}
same = lambda a, b: abs(float(a) - b) < 1e-9
for id, share in said[0].items():
    of_all = summary[f"within.{id}"]
    assert same(of_all["mean"], share) and of_all["unit"] == "share", id
    for point in (0, 1):
        for table in tables:
            assert same(table[point][f"within.{id}_mean"], said[point][id]), (id, point)
        assert same(runs[id, point + 1], said[point][id]), (id, point)
    assert f"within.{id}_mean" in package
for table in (pairs, [r for r in json.load(open("pair.json"))["compare"] if r["measure"].startswith("within.")]):
    for row in table:
        id = row["measure"][7:]
        assert same(row["base_mean"], said[0][id]) and same(row["mean"], said[1][id]), row
END
    # And replications go on until one is known.
    run -0 airbridge run "$shuttle" --until within.paper=0.5 --max 300 --set \
        'aircraft.transport.onload_time=uniform(50 min, 70 min)' --set 'milestone.paper.tolerance=15 min'
}
