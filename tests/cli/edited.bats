# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
# Results that somebody edited: what cannot be told is refused with its place, what can be is told.
load common

# Puts a cell into the column mean of the first row of summary.csv, of a copy of out.
edit_cell() {
    rm -rf edited
    cp -r out edited
    awk -F, -v OFS=, -v c="$1" 'NR == 2 {$4 = c} 1' out/summary.csv >edited/summary.csv
}

# Lets pictures be made of nothing: only what is read before counts here.
fake_gnuplot() {
    mkdir -p bin
    # shellcheck disable=SC2016
    printf '%s\n' '#!/bin/sh' 'name=${2##*/}' 'printf "\211PNG IEND\256B\140\202" >"$3/plots/${name%.gp}.png"' \
        'echo "<svg></svg>" >"$3/plots/${name%.gp}.svg"' >bin/gnuplot
    chmod +x bin/gnuplot
    PATH=$PWD/bin:$PATH
    export AIRBRIDGE_PLOTS=$ROOT/plots
}

@test "a number of a table is one as CSV has it, in whatever form" {
    fake_gnuplot
    airbridge run "$shuttle" -n 2 -q -o out
    local cell
    for cell in 5 1.5E+3 1e3 1E-2 -7 ''; do
        edit_cell "$cell"
        run -0 airbridge plot edited
    done
    for cell in .5 5. 1e 1e+ 1E- +7 nan inf 0x10 x 1e5x -; do
        edit_cell "$cell"
        run -2 --separate-stderr airbridge plot edited
        stderr_has "summary.csv:2: error: mean: this is no number"
    done
}

@test "a table without a header, or with one that is no text, makes no picture" {
    fake_gnuplot
    airbridge run "$shuttle" -n 2 -q -o out
    : >out/summary.csv
    run -2 --separate-stderr airbridge plot out
    stderr_has "summary.csv:1: error: the table has no header"
    printf 'measure,\x7f,n\n' >out/summary.csv
    run -2 --separate-stderr airbridge plot out
    stderr_has "the header is not UTF-8 text between commas"
    printf 'one,two\r\n1,2\r\n' >out/summary.csv
    run -2 --separate-stderr airbridge plot out
    stderr_has "no column has a name that one of this table has"
    { printf 'measure,unit,n\n'; head -c 2000000 /dev/zero | tr '\0' a; } >out/summary.csv
    run -2 --separate-stderr airbridge plot out
    stderr_has "summary.csv:2: error: "
}

@test "a page is made of a result, whole and described" {
    need_template
    need sqlite3
    airbridge run "$runway" -n 2 -q --trace -o out --set 'scenario.title=12'
    airbridge run "$runway" -n 2 -q --trace -o out.db --set 'scenario.title=true'
    run -0 airbridge page out -o title.html
    run -0 airbridge page out.db -o title.html
    grep -q '"title": *"true"' title.html
    sqlite3 none.db 'CREATE TABLE t(a)'
    run -2 --separate-stderr airbridge page none.db -o x.html
    stderr_has "this database holds no result of airbridge"
    sqlite3 one.db 'CREATE TABLE meta(a TEXT)'
    run -2 --separate-stderr airbridge page one.db -o x.html
    stderr_has "this database holds no result of airbridge"

    spoil() { # FILE EXPRESSION MESSAGE
        rm -rf edited && cp -r out edited
        sed -i -E "$2" "edited/$1"
        run -2 --separate-stderr airbridge page edited -o x.html
        stderr_has "$3"
        [ ! -e x.html ]
    }
    spoil datapackage.json 's/"name": "closure_h"/"name": "closure"/' "its columns are not those that datapackage.json tells"
    spoil sorties.csv '2s/2022-01-01T[0-9:.]*Z/yesterday/' "this is no instant"
    spoil waits.csv '2s/,[0-9.]+,/,some,/' "this is no number"
    spoil waits.csv '2s/,[0-9.]+,/,inf,/' "this is no number"
    spoil replications.csv '1s/$/,more/; 2,$s/$/,1/' "datapackage.json does not tell what this column is"
    rm -rf edited && mkdir edited && cp out/run.json out/datapackage.json edited
    run -2 --separate-stderr airbridge page edited -o x.html
    stderr_has "there is no table in it that a page could be made of"
}

@test "parts that are not there, or are no parts" {
    mkdir empty
    run -3 --separate-stderr airbridge merge nothing -o x
    stderr_has "nothing: error: there is no such part"
    run -3 --separate-stderr airbridge merge empty -o x
    stderr_has "empty: error: here is no journal of a run, a comparison or a sweep"
    [ ! -e x ]
}

# Writes a table of out with a column put otherwise in every row, into edited.
put_column() { # TABLE COLUMN EXPRESSION_OF_AWK
    awk -F, -v OFS=, -v name="$2" 'NR == 1 {for (i = 1; i <= NF; i++) if ($i == name) at = i} NR > 1 {$at = '"$3"'} 1' \
        "out/$1" >"edited/$1"
}

@test "a map has no place that there is not, and flights that no wait can be put into" {
    airbridge run "$ROOT/scenarios/small/islands.ini" -n 1 -q --trace -o out
    local value
    for value in 90.5 -91; do
        rm -rf edited && cp -r out edited
        put_column places.csv latitude "$value"
        run -2 --separate-stderr airbridge export edited --format kml -o x.kml
        stderr_has "this is no position: it is beyond 90 degrees of latitude or 180 of longitude"
    done
    put_column places.csv longitude 180.5
    run -2 --separate-stderr airbridge export edited --format kml -o x.kml
    stderr_has "this is no position"
    [ ! -e x.kml ]
    airbridge export out --format geojson -o good.json
    for value in -1 500; do
        rm -rf edited && cp -r out edited
        put_column sorties.csv wait_holding_h "$value"
        run -0 airbridge export edited --format geojson -o odd.json --force
        python3 - <<END
import json
good, odd = (json.load(open(name))["features"] for name in ("good.json", "odd.json"))
assert [one["geometry"]["type"] for one in good] == [one["geometry"]["type"] for one in odd]
END
    done
}
