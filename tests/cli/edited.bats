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

@test "lines with NUL bytes are told, and those of other systems and programs are read" {
    fake_gnuplot
    airbridge run "$shuttle" -n 2 -q --trace -o out
    anew() { rm -rf edited && cp -r out edited; }
    anew
    sed -i '2s/,/\x00,/' edited/summary.csv edited/sorties.csv
    run -2 --separate-stderr airbridge plot edited
    stderr_is "edited/summary.csv:2: error: the line holds a NUL byte"
    run -2 --separate-stderr airbridge export edited --format kml -o x.kml
    stderr_is "edited/sorties.csv: error: the file holds a NUL byte"
    anew
    sed -i '2s/^/\n/' edited/summary.csv
    run -2 --separate-stderr airbridge plot edited
    stderr_is "edited/summary.csv:2: error: the row has not as many cells as the header"
    sed 's/$/\r/' out/summary.csv >edited/summary.csv
    run -0 airbridge plot edited
    # The manifest, with members in another order and one whose name only begins as one of ours.
    python3 - <<'END'
import json
manifest = json.load(open("out/run.json"))
seed = manifest.pop("seed")
json.dump({"seedling": 5} | manifest | {"seed": seed}, open("edited/run.json", "w"), indent=2)
END
    airbridge run "$shuttle" -n 2 --from out --at 2022-01-01T06:00Z >expected
    airbridge run "$shuttle" -n 2 --from edited --at 2022-01-01T06:00Z | cmp - expected
    sed -i 's/"seed": .*/"seed": /' edited/run.json
    run -2 --separate-stderr airbridge run "$shuttle" -n 2 --from edited --at 2022-01-01T06:00Z
    stderr_has "edited/run.json"
    sed 's/"seed"/"se\x00ed"/' out/run.json >edited/run.json
    run -2 --separate-stderr airbridge run "$shuttle" -n 2 --from edited --at 2022-01-01T06:00Z
    stderr_has ": error: the line holds a NUL byte"
}

@test "a diversion to where there is no place, to where it goes, or for a time that there is not is not drawn" {
    airbridge run "$ROOT/scenarios/small/islands.ini" -n 1 -q --trace -o out
    rm -rf edited && cp -r out edited
    echo 'airfield,lost,lost,,,,,,,,,' >>edited/places.csv
    sed -i '/"places"/,/}/s/"bytes": [0-9]*/"bytes": 0/' edited/datapackage.json
    airbridge export out --format geojson -o good.json
    for alternate in '"lost"' '$8' '"nowhere"'; do
        put_column sorties.csv diverted_to "$alternate"
        run -0 --separate-stderr airbridge export edited --format geojson -o odd.json --force
        output_is "odd.json: 140 flights of replication 1, 4 airfields, 0 sites"
        cmp good.json odd.json
    done
    for hours in -1 500; do
        put_column sorties.csv wait_diversion_h "$hours"
        cp edited/sorties.csv waits.csv
        awk -F, -v OFS=, 'NR > 1 {$20 = "ZZ-0002"} 1' waits.csv >edited/sorties.csv
        airbridge export edited --format geojson -o odd.json --force
        python3 - <<'END'
import json
good, odd = ([(line[0][:2], line[-1][:2]) for line in (one["geometry"]["coordinates"] for one in json.load(open(name))["features"]) if isinstance(line[0], list)]
             for name in ("good.json", "odd.json"))
assert good == odd and len(good) > 100
END
    done
}
