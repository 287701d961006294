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
