# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
# Flights for a map or a globe: what is written is what the tables of the result say.
load common

# export_all RESULT: into one.geojson, one.kml and one.czml
export_all() {
    for format in geojson kml czml; do
        run -0 --separate-stderr airbridge export "$1" --format $format -o one.$format --force -q
    done
}

@test "every flight of every operation is off and down where and when its table says" {
    for scenario in january-2022 kathmandu-2015 tacloban-2013 what-if/zhetygen-only; do
        airbridge run "$ROOT/scenarios/$scenario.ini" -n 1 --trace -o out -q --force || [ $? = 1 ]
        export_all out
        run -0 "$ROOT/tests/support/exported.py" out one.geojson one.kml one.czml
        [[ "$output" =~ ^[1-9][0-9]*" flights"$ ]]
    done
}

# A fleet that flies between two fields: fly LATITUDE LONGITUDE LATITUDE LONGITUDE
fly() {
    cat >between.ini <<EOF
[scenario]
start = 2026-01-01T00:00Z
[aircraft.a]
cruise_speed = 800 km/h
seats = 100
[airfield.here]
latitude = $1
longitude = $2
[airfield.there]
latitude = $3
longitude = $4
[fleet.f]
type = a
number = 2
home = here
[contingent.force]
people = 300
apoe = here
apod = there
EOF
    airbridge run between.ini -n 1 --trace -o out -q --force
}

@test "across the antimeridian, along the equator and over a pole" {
    fly -33.9 151.2 33.9 -118.4
    export_all out
    run -0 "$ROOT/tests/support/exported.py" out one.geojson one.kml one.czml
    [ "$(grep -c '"part": 2' one.geojson)" -ge 3 ]
    fly -0.00000001 -10 0.00000001 10
    export_all out
    run -0 "$ROOT/tests/support/exported.py" out one.geojson one.kml one.czml
    fly 70 20 70 -160
    export_all out
    run -0 "$ROOT/tests/support/exported.py" out one.geojson one.kml one.czml
    grep -q ', 90.000000, ' one.geojson
}

@test "a flight that takes no time is left out, and that is told" {
    fly 10 20 10 20
    run -2 --separate-stderr airbridge export out --format kml
    stderr_has "no flight takes its time between airfields with a latitude and a longitude"
    fly 0 180 0 -180
    run -2 airbridge export out --format kml
    # One contingent flies there, the other nowhere.
    fly 0 180 1 -180
    printf '[airfield.beside]\nlatitude = 0\nlongitude = -180\n[contingent.few]\npeople = 90\n%s\n' \
        $'apoe = here\napod = beside' >>between.ini
    airbridge run between.ini -n 1 --trace -o out -q --force
    run -0 --separate-stderr airbridge export out --format kml -o one.kml
    stderr_has " flights are left out: they take no time, go between airfields without a position, or"
}

@test "a flight that has not left yet is none, and not told of" {
    # At 6.5 h both aircraft stand at home again with their second load.
    airbridge run "$shuttle" -n 1 --trace -o out -q --set airfield.home.latitude=50 --set airfield.home.longitude=10 \
        --set airfield.away.latitude=51 --set airfield.away.longitude=11 --set scenario.end=horizon \
        --set 'scenario.horizon=6.5 h'
    [ "$(awk -F, 'NR > 1 && $26 == ""' out/sorties.csv | wc -l)" = 2 ] # no takeoff
    run -0 --separate-stderr airbridge export out --format kml -o one.kml
    stderr_is ""
}

@test "the one flight that is left out is told" {
    # One aircraft: out from hour 1 to 3, back until 6, and out again at 7.
    airbridge run "$shuttle" -n 1 --trace -o out -q --set airfield.home.latitude=50 --set airfield.home.longitude=10 \
        --set airfield.away.latitude=51 --set airfield.away.longitude=11 --set scenario.end=horizon \
        --set fleet.shuttle.number=1 --set 'scenario.horizon=8 h'
    run -0 --separate-stderr airbridge export out --format kml -o one.kml
    output_is "one.kml: 2 flights of replication 1, 2 airfields, 0 sites"
    stderr_is "airbridge: note: a flight is left out: it takes no time, goes between airfields without a position, or was still in the air at the end"
}

@test "where no flight has its ends on the map there is nothing to export, and where none left that is whole" {
    airbridge run "$shuttle" -n 1 --trace -o out -q --set airfield.home.latitude=50 --set airfield.home.longitude=10
    run -2 --separate-stderr airbridge export out --format kml -o no.kml
    stderr_has "out: error: no flight takes its time between airfields with a latitude and a longitude"
    [ ! -e no.kml ]
    airbridge run "$shuttle" -n 1 --trace -o out -q --force --set scenario.end=horizon --set 'scenario.horizon=30 min' \
        --set airfield.home.latitude=50 --set airfield.home.longitude=10
    run -0 --separate-stderr airbridge export out --format kml -o one.kml
    output_is "one.kml: 0 flights of replication 0, 1 airfield, 0 sites"
    stderr_is ""
}

@test "what is waited in the air is no longer than the flight" {
    airbridge run "$shuttle" -n 1 --trace -o out -q --set airfield.home.latitude=50 --set airfield.home.longitude=10 \
        --set airfield.away.latitude=51 --set airfield.away.longitude=11 --set airfield.away.alternate=spare \
        --set airfield.spare.latitude=52 --set airfield.spare.longitude=12
    airbridge export out --format geojson -o plain.json -q
    # two hours of holding and diversion in a flight of two, 1.5 h of either: none is drawn
    python3 - <<'END'
import csv
rows = list(csv.DictReader(open("out/sorties.csv")))
for row in rows:
    if row["destination"] == "away":
        row["diverted_to"] = "spare"
        row["wait_holding_h"] = row["wait_diversion_h"] = "1.5"
with open("out/sorties.csv", "w", newline="") as file:
    writer = csv.DictWriter(file, rows[0].keys(), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
END
    airbridge export out --format geojson -o waited.json -q
    cmp plain.json waited.json
}

@test "other programs read it" {
    command -v ogrinfo >/dev/null && command -v xmllint >/dev/null || skip "no GDAL or xmllint here"
    airbridge run "$ROOT/scenarios/january-2022.ini" -n 1 --trace -o out -q
    export_all out
    run -0 xmllint --noout one.kml
    output_is ""
    flights=$(grep -c '"kind": "flight"' one.geojson)
    run -0 --separate-stderr ogrinfo -ro -so -al one.geojson
    [[ "$output" == *"Feature Count: $(grep -c '"type": "Feature"' one.geojson)"* ]]
    [[ "$output" == *"handed_back: DateTime"* ]]
    run -0 --separate-stderr ogrinfo -ro -so one.kml Flights
    [[ "$output" == *"Feature Count: $flights"* ]]
}

@test "a database gives the same, and the standard output what a file holds" {
    airbridge run "$shuttle" -n 1 --trace -o out -q --set airfield.home.latitude=50 --set airfield.home.longitude=10 \
        --set airfield.away.latitude=51 --set airfield.away.longitude=11
    airbridge run "$shuttle" -n 1 --trace -o out.sqlite -q --set airfield.home.latitude=50 \
        --set airfield.home.longitude=10 --set airfield.away.latitude=51 --set airfield.away.longitude=11
    for format in geojson kml czml; do
        airbridge export out --format $format -o a -q --force
        airbridge export out.sqlite --format $format >b
        cmp a b
        airbridge export out --format $format -o - >b
        cmp a b
    done
}

@test "what can't be exported is told, and nothing is lost" {
    airbridge run "$shuttle" -n 1 -o plain -q
    run -2 --separate-stderr airbridge export plain --format kml
    stderr_has "run the scenario with --trace"
    run -2 --separate-stderr airbridge export plain --format klm
    stderr_has "'klm' is none of geojson, kml and czml; did you mean 'kml'?"
    run -2 --separate-stderr airbridge export plain
    stderr_has "--format FORMAT is missing"
    run -3 --separate-stderr airbridge export nothing --format kml
    stderr_has "there is no result of this name"
    airbridge run "$shuttle" -n 1 --trace -o traced -q
    cp -r traced wrong
    awk -F, -v OFS=, 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == "wait_holding_h") c = i }
        NR == 2 { $c = "1x" } 1' traced/sorties.csv >wrong/sorties.csv
    run -2 --separate-stderr airbridge export wrong --format kml
    stderr_is "wrong/sorties.csv:2: error: wait_holding_h: this is no number, or too large"
    echo mine >mine.kml
    run -2 --separate-stderr airbridge export traced --format kml -o mine.kml
    run -0 cat mine.kml
    output_is mine
    sed -i '2s/[^,]*,\(.*\)/x,\1/; s/T[0-9][0-9]:/Tx:/' traced/sorties.csv
    run -2 --separate-stderr airbridge export traced --format kml
    stderr_has "traced/sorties.csv:2"
}

@test "names that somebody else chose are text" {
    airbridge run "$ROOT/scenarios/kathmandu-2015.ini" -n 1 --trace -o out -q \
        --set 'airfield.kathmandu.name=</name><script>"&' || [ $? = 1 ]
    export_all out
    run -0 "$ROOT/tests/support/exported.py" out one.geojson one.kml one.czml
    run -1 grep -l '<script' one.kml
    grep -qF '&lt;/name&gt;&lt;script&gt;&quot;&amp;' one.kml
}
