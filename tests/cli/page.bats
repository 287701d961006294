# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
# A result as one file for a browser: what is in the file. What a browser makes of it is tried by
# `make test-page`.
load common

setup_file() {
    "$AIRBRIDGE" run "$ROOT/scenarios/small/shuttle.ini" -o "$BATS_FILE_TMPDIR/ran" -n 3 --trace -q
}

begin() {
    need_template
    ran=$BATS_FILE_TMPDIR/ran
}

# Prints what a page says, by another program than wrote it: Python's parser of HTML and its gzip.
told() {
    python3 "$ROOT/tests/support/page_told.py" "$@"
}

@test "a page holds every table of a result, cell by cell" {
    begin
    run -0 --separate-stderr airbridge page "$ran" -o one.html
    [ "$output" = "one.html: a page for any browser, it needs no network" ]
    told one.html against "$ran"
}

@test "of what is told of one replication, a page has the one that was traced" {
    begin
    airbridge run "$ROOT/scenarios/january-2022.ini" -n 3 --trace=2 -q -o second
    airbridge page -q second -o second.html
    told second.html against second
    airbridge run "$ROOT/scenarios/january-2022.ini" --only 3 -q -o third # or the only one
    airbridge page -q third -o third.html
    told third.html against third
    airbridge run "$ROOT/scenarios/january-2022.ini" --only 3 -q -o third.sqlite # or the first, where none is told to be it
    python3 -c 'import sqlite3
base = sqlite3.connect("third.sqlite")
assert base.execute("DELETE FROM meta WHERE key = \"traced_replication\"").rowcount == 1
base.commit()'
    airbridge page -q third.sqlite -o fourth.html
    told fourth.html against third
}

@test "the same result makes the same bytes, in the folder when -o does not say" {
    begin
    cp -r "$ran" ran
    run -0 airbridge page -q ran
    [ "$output" = "" ]
    run -0 airbridge page -q ran/ -o two.html
    cmp ran/page.html two.html
}

@test "a database makes a page with the same tables" {
    begin
    airbridge run "$shuttle" -o ran.sqlite -n 3 --trace -q
    airbridge page ran.sqlite -q
    told ran.sqlite.html against "$ran"
    # A title is a text also where it looks like a number or a list, and so is a revision of digits alone.
    for words in 2022 '[1, 2]' -1e3; do
        cp ran.sqlite words.sqlite
        python3 -c 'import sqlite3, sys
base = sqlite3.connect("words.sqlite")
for key in ("title", "sources"):
    assert base.execute("UPDATE meta SET value = ? WHERE key = ?", (sys.argv[1], key)).rowcount == 1
base.commit()' "$words"
        airbridge page words.sqlite -q --force
        told words.sqlite.html get run >run
        grep -qF "\"title\": \"$words\"" run
        grep -qF "\"sources\": \"$words\"" run
    done
}

# ---- with the simulator ----

# A template with a model that is none, which nobody runs here; tests/wasm/live.py runs a real one.
make_model() {
    begin
    cp -r "$AIRBRIDGE_PAGE" live
    echo "not wasm" >live/model.wasm
    echo "// </script> is no end" >live/model.js
    export AIRBRIDGE_PAGE=$PWD/live
}

@test "with --live the model and the files of the scenario are in the page, and its policy allows a worker" {
    make_model
    export AIRBRIDGE_SCENARIOS=$ROOT/scenarios
    mkdir -p plans/sub
    cp "$ROOT"/scenarios/january-2022.ini plans/
    printf '[scenario]\nbase = ../january-2022.ini\ntitle = </script><b>\n[airfield.almaty]\nutc_offset = none\ntime_zone = Asia/Almaty\n' \
        >'plans/sub/a plan.ini'
    airbridge run 'plans/sub/a plan.ini' -n 2 -q -o out --set 'airfield.almaty.parking_mog=9' --by 2022-01-09T12:00Z
    airbridge page -q out --live -o live.html
    airbridge page -q out -o plain.html
    grep -q "script-src 'sha256-[^']*' 'wasm-unsafe-eval'; worker-src blob:" live.html
    run -1 grep -e wasm-unsafe -e airbridge-model plain.html
    python3 - live.html <<'END'
import base64, gzip, json, re, sys
page = open(sys.argv[1], encoding="utf-8").read()
part = lambda name: re.search(r'<script [^>]*id="airbridge-%s">([^<]*)</script>' % name, page).group(1)
unpack = lambda name: gzip.decompress(base64.b64decode(part(name)))
live, files = json.loads(part("live")), unpack("files")
assert live["path"] == "plans/sub/a plan.ini", live
assert live["set"] == ["airfield.almaty.parking_mog=9", "scenario.deadline=2022-01-09T12:00Z"], live
names = [one["name"] for one in live["files"]]
assert names[0] == live["path"] and len(set(names)) == len(names), names
assert "plans/sub/../january-2022.ini" in names and "zoneinfo/Asia/Almaty" in names, names
assert any(name.endswith("common/equipment.ini") for name in names), names
assert sum(one["size"] for one in live["files"]) == len(files)
assert files.startswith(b"[scenario]\nbase = ../january-2022.ini\ntitle = </script>")
assert unpack("model") == b"not wasm\n" and unpack("worker") == b"// </script> is no end\n"
END
}

@test "--live refuses a scenario that is another by now, and one that nobody names" {
    make_model
    printf '[scenario]\nbase = shuttle.ini\n' >mine.ini
    cp "$ROOT"/scenarios/small/shuttle.ini .
    airbridge run mine.ini -n 2 -q -o out
    airbridge page -q out --live
    printf '[fleet.shuttle]\nnumber = 5\n' >>mine.ini
    run -2 airbridge page -q out --live -o two.html
    [[ "$output" == "mine.ini: error: the scenario is not what it was when the result was made"* ]]
    rm shuttle.ini
    run -2 airbridge page -q out --live -o two.html
    [[ "$output" == *"shuttle.ini"* ]]
    [ ! -e two.html ]
    # nor one that is gone where it was, or is no file any more
    cp "$ROOT"/scenarios/small/shuttle.ini .
    airbridge run "$PWD/shuttle.ini" -n 2 -q -o there
    rm shuttle.ini
    run -3 airbridge page -q there --live -o two.html
    output_is "$PWD/shuttle.ini: error: cannot open: No such file or directory"
    mkdir shuttle.ini
    run -3 airbridge page -q there --live -o two.html
    output_is "$PWD/shuttle.ini: error: cannot open: Is a directory"
    [ ! -e two.html ]
}

@test "--live takes no command line for granted" {
    make_model
    cp -r "$ran" odd
    for words in '["x", "run", "--help"]' '["x", "run"]' '["x", "merge", "a", "b"]' '[]' '7' '["x", "nothing", "y"]'; do
        python3 - odd/run.json "$words" <<'END'
import json, sys
told = json.load(open(sys.argv[1]))
told["command_line"] = json.loads(sys.argv[2])
json.dump(told, open(sys.argv[1], "w"), indent=2)
END
        run -2 airbridge page -q odd --live -o two.html
        [ "$output" = "airbridge: error: --live needs a result that tells which scenario it is of; this one was made by a command that names none" ]
        [ ! -e two.html ]
    done
}

@test "with --live a sweep, and a result that tells no hash, are taken as they are" {
    make_model
    airbridge sweep "$shuttle" --vary fleet.shuttle.number=3,2 -n 1 -q -o swept
    run -0 airbridge page -q swept --live -o swept.html
    cp -r "$ran" old
    sed -i '/"scenario_hash"/d' old/run.json
    run -0 airbridge page -q old --live -o old.html
    python3 - old/run.json <<'END'
import json, sys
told = json.load(open(sys.argv[1]))
told["command_line"] += ["-q", "x" * 131072]
json.dump(told, open(sys.argv[1], "w"), indent=2)
END
    run -2 airbridge page -q old --live -o long.html
    [[ "$output" == *"...' has 131072 bytes, allowed are 131071 (see: airbridge run --help)" ]]
    [ ! -e long.html ]
}

@test "--live says what is missing, and how it is made" {
    make_model
    rm live/model.wasm
    run -3 airbridge page -q "$ran" --live -o two.html
    [[ "$output" == "$PWD/live/model.wasm: error: --live needs the model as WebAssembly"*"make wasm"* ]]
    [ ! -e two.html ]
}

# A scenario whose texts would be something else than text in a page.
hostile_scenario() {
    sed -e "s|^title = .*|title = '</script><img src=x onerror=alert(1)><!--'|" "$shuttle" >hostile.ini
    printf "[notification.x]\nname = 'a\u2028b & <b>'\nat = 1 h\nsource = '<script>alert(2)</script>'\n" >>hostile.ini
}

@test "names that would be markup are data, and make no element" {
    begin
    hostile_scenario
    airbridge run hostile.ini -o bad -n 2 -q
    airbridge page bad -o bad.html -q
    airbridge page "$ran" -o good.html -q
    [ "$(told bad.html get run.title)" = '</script><img src=x onerror=alert(1)><!--' ]
    cmp <(told good.html elements) <(told bad.html elements)
    told bad.html against bad
    run -1 grep -E 'onerror=alert\(1\)>|<script>alert' bad.html
    LC_ALL=C run -1 grep $'\xe2\x80\xa8' bad.html
    # Other characters that begin like those which end a line are left as they are.
    airbridge run "$shuttle" -o dashed -n 1 -q --set $'scenario.title=a \u2013 b \u20ac\u2029c'
    airbridge page dashed -o dashed.html -q
    [ "$(told dashed.html get run.title)" = $'a \u2013 b \u20ac\u2029c' ]
    grep -qF $'a \u2013 b \u20ac\\u2029c' dashed.html
}

@test "results of every kind make pages that say which they are" {
    begin
    local -A words=([sweep]="--vary fleet.shuttle.number=1,2 --runs" [compare]="--with fleet.shuttle.number=3"
        [worth]="--only fleet" [worst]="" [sensitivity]="--over fleet.shuttle.number=1..3")
    for kind in "${!words[@]}"; do
        # shellcheck disable=SC2086
        airbridge $kind "$shuttle" -n 2 -q -o $kind ${words[$kind]} || [ $? = 1 ]
        airbridge page $kind -o $kind.html -q
        [ "$(told $kind.html get kind)" = $kind ]
        told $kind.html against $kind
    done
    airbridge size "$shuttle" --goal 'closure_h <= 100' --vary fleet.shuttle.number=1,2 -n 40 -q -o size
    airbridge page size -o size.html -q
    [ "$(told size.html get kind)" = size ]
}

@test "a result that is unfinished, damaged or none is refused, and leaves no page" {
    begin
    mkdir empty
    run -2 --separate-stderr airbridge page empty -o no.html
    stderr_is "empty: error: this is no finished result: it has no run.json; what was stopped goes on with --resume"
    run -3 --separate-stderr airbridge page nowhere -o no.html
    stderr_is "nowhere: error: there is no result of this name"
    cp -r "$ran" bad && echo '{"seed": 1' >bad/run.json
    run -2 --separate-stderr airbridge page bad -o no.html
    stderr_is "bad/run.json: error: this is no JSON object"
    rm -r bad && cp -r "$ran" bad && sed -i '2s/closure_h,h,3/closure_h,h,x/' bad/summary.csv
    run -2 --separate-stderr airbridge page bad -o no.html
    stderr_is "bad/summary.csv:2: error: n: this is no whole number"
    for number in 1e 1e+ 1. .5 - 0x1 1e999 nan; do
        cp "$ran/summary.csv" bad
        sed -i "2s/^closure_h,h,3,[^,]*/closure_h,h,3,$number/" bad/summary.csv
        run -2 --separate-stderr airbridge page bad -o no.html
        stderr_is "bad/summary.csv:2: error: mean: this is no number"
    done
    rm -r bad && cp -r "$ran" bad && sed -i '3s/,/,,/' bad/scenario.csv
    run -2 --separate-stderr airbridge page bad -o no.html
    stderr_has "bad/scenario.csv:3: error: the row has not as many cells as the header"
    rm -r bad && cp -r "$ran" bad && sed -i '0,/"name": "closure/s//"name": "opening/; s/"integer"/"whatever"/' bad/datapackage.json
    run -2 --separate-stderr airbridge page bad -o no.html
    stderr_has "the column has no type that is known"
    airbridge run "$shuttle" -n 4 --shard 1/2 -q -o part
    run -2 --separate-stderr airbridge page part -o no.html
    [ ! -e no.html ]
}

@test "what is not of the type that is told of its column is told, with its place" {
    begin
    local change said
    refused() {
        run -2 --separate-stderr airbridge page bad -o no.html
        stderr_has "$1"
        rm -rf bad
    }
    cp -r "$ran" bad
    printf '\0' >>bad/run.json
    refused "bad/run.json: error: this is no JSON object"
    cp -r "$ran" bad
    sed -i '2s/T\([0-9][0-9]\):/Tx\1:/' bad/sorties.csv
    refused "bad/sorties.csv:2: error: tasked: this is no instant"
    while IFS='|' read -r change said; do
        cp -r "$ran" bad
        python3 -c 'import json, sys
package = json.load(open("bad/datapackage.json"))
f = next(of for of in package["resources"] if of["name"] == "summary")["schema"]["fields"]
exec(sys.argv[1])
json.dump(package, open("bad/datapackage.json", "w"))' "$change"
        refused "$said"
    done <<'END'
del f[3]["type"]|bad/summary.csv: error: mean: the column has no type that is known
f[3]["type"] = "sum"|bad/summary.csv: error: mean: the column has no type that is known
del f[3]["name"]|its columns are not those that datapackage.json tells
f.append({"name": "more", "type": "integer"})|its columns are not those that datapackage.json tells
f.pop()|datapackage.json does not tell what this column is
END
    [ ! -e no.html ]
}

@test "so is what a database tells otherwise than its columns are" {
    begin
    airbridge run "$shuttle" -o ran.sqlite -n 1 -q
    local change said
    while IFS='|' read -r change said; do
        cp ran.sqlite bad.sqlite
        python3 -c 'import sqlite3, sys
base = sqlite3.connect("bad.sqlite")
base.executescript(sys.argv[1])
base.commit()' "$change"
        run -2 --separate-stderr airbridge page bad.sqlite -o no.html
        stderr_has "$said"
    done <<'END'
UPDATE field SET field = 'more' WHERE table_name = 'summary' AND field = 'mean'|error: its columns are not those that the table `field` tells
INSERT INTO field SELECT table_name, 99, 'more', type, unit, description FROM field WHERE table_name = 'summary' AND field = 'mean'|error: its columns are not those that the table `field` tells
DELETE FROM field WHERE table_name = 'summary' AND position > 3|error: mean: the table `field` does not tell what this is
ALTER TABLE field ADD COLUMN more TEXT|error: measure: the table `field` does not tell what this is
UPDATE field SET type = NULL WHERE table_name = 'summary' AND field = 'mean'|error: mean: the column has no type that is known
UPDATE field SET type = 'datetime' WHERE table_name = 'summary' AND field = 'measure'|error: measure: this is not of its column's type
UPDATE field SET type = 'number' WHERE table_name = 'summary' AND field = 'unit'|error: unit: this is not of its column's type
UPDATE field SET type = 'number' WHERE table_name = 'summary' AND field = 'unit'; UPDATE summary SET unit = '1e999'|error: unit: this is not of its column's type
END
    [ ! -e no.html ]
}

@test "a title that looks like a number is a text, as in a folder" {
    begin
    airbridge run "$shuttle" -o year -n 1 -q --set scenario.title=2022
    airbridge run "$shuttle" -o year.sqlite -n 1 -q --set scenario.title=2022
    python3 -c 'import sqlite3
base = sqlite3.connect("year.sqlite")
base.execute("UPDATE meta SET value = 1234567890123456 WHERE key = (SELECT key FROM meta WHERE key LIKE \"%hash%\" LIMIT 1)")
base.commit()'
    for result in year year.sqlite; do
        airbridge page $result -o $result.html -q
        [ "$(told $result.html get run.title)" = 2022 ]
    done
}

@test "a variant of many changes has a page, too" {
    begin
    with=$(for i in {1..60}; do printf 'fleet.shuttle.number=%d; ' "$i"; done)
    [ ${#with} -gt 1000 ]
    airbridge compare "$shuttle" -n 1 --with "${with%; }" -q -o compared
    run -0 airbridge page compared -o compared.html -q
    grep -qF 'fleet.shuttle.number=60' compared/compare.csv
}

@test "only a page is replaced, and only by a whole one" {
    begin
    echo mine >notes.html
    run -2 --separate-stderr airbridge page "$ran" -o notes.html
    stderr_is "notes.html: error: this file is no page of airbridge; --force replaces it"
    [ "$(cat notes.html)" = mine ]
    airbridge page "$ran" -o notes.html --force -q
    airbridge page "$ran" -o notes.html -q
    run -2 --separate-stderr airbridge page "$ran" -o out
    stderr_is "out: error: a page is one file whose name ends in .html: give -o FILE.html"
    run -3 --separate-stderr airbridge page "$ran" -o /proc/none.html
    airbridge page "$ran" -o short.htm -q
    cmp short.htm notes.html
    mkdir folder.html
    run -2 --separate-stderr airbridge page "$ran" -o folder.html --force
    stderr_is "folder.html: error: this is a folder; a page is a file"
    cp notes.html before.html
    (ulimit -f 100 && ! "$AIRBRIDGE" page "$ran" -o notes.html -q 2>full)
    [ -s full ]
    cmp notes.html before.html
}

@test "without a template it is told what makes one" {
    begin
    template=$AIRBRIDGE_PAGE/template.html
    AIRBRIDGE_PAGE=$PWD/none run -3 --separate-stderr airbridge page "$ran" -o no.html
    stderr_is "$PWD/none: error: there is no such folder (AIRBRIDGE_PAGE names it)"
    ln -s loop loop
    AIRBRIDGE_PAGE=$PWD/loop run -3 --separate-stderr airbridge page "$ran" -o no.html
    stderr_is "$PWD/loop: error: cannot look for the template of the page: Too many levels of symbolic links"
    unset AIRBRIDGE_PAGE
    cp "$AIRBRIDGE" alone
    run -3 --separate-stderr ./alone page "$ran" -o no.html
    stderr_has "apt-get install esbuild node-d3"
    # One of another release lacks one of the places that are filled in.
    mkdir other
    for place in '<meta name="generator" content="airbridge">' '<!--airbridge:data-->' '<!--airbridge:policy-->'; do
        grep -qF "$place" "$template"
        sed "s|$place||" "$template" >other/template.html
        AIRBRIDGE_PAGE=$PWD/other run -2 --separate-stderr airbridge page "$ran" -o no.html
        stderr_has "other/template.html: error: this is no template of a page of this release"
    done
    [ ! -e no.html ]
}

@test "a page holds where each value was said, and what is written behind it" {
    begin
    printf '[scenario]\nbase = %s\n[airfield.dessau]\nlatitude = 51.5  ; a map, range 51 to 52\nlongitude = 12\n' \
        "$shuttle" >more.ini
    airbridge run more.ini -n 1 -q -o said --set 'airfield.dessau.elevation=60 m'
    grep -qxF 'airfield.dessau.latitude,51.5,more.ini,4,"a map, range 51 to 52",' said/scenario.csv
    grep -qxF 'airfield.dessau.elevation,60 m,--set,,,' said/scenario.csv
    [ "$(grep -c ',shuttle.ini,' said/scenario.csv)" -gt 10 ]
    [ "$(grep -c '^airfield.elevation,' said/scenario.csv)" = 1 ]
    # The same, from wherever it is started.
    (cd / && "$AIRBRIDGE" run "$OLDPWD/more.ini" -n 1 -q -j 1 -o "$OLDPWD/there" --set 'airfield.dessau.elevation=60 m')
    cmp said/scenario.csv there/scenario.csv
}
