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
}

@test "--live says what is missing, and how it is made" {
    make_model
    rm live/model.wasm
    run -3 airbridge page -q "$ran" --live -o two.html
    [[ "$output" == "$PWD/live/model.wasm: error: --live needs the model as WebAssembly"*"make wasm"* ]]
    [ ! -e two.html ]
}
