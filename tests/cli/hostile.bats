# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
# A result that somebody else made, and names that mean something to other programs: what comes from
# outside is data.
load common

setup_file() {
    "$AIRBRIDGE" run "$ROOT/scenarios/january-2022.ini" -o "$BATS_FILE_TMPDIR/run" -n 2 -q --trace
    "$AIRBRIDGE" sweep "$ROOT/scenarios/small/shuttle.ini" -o "$BATS_FILE_TMPDIR/sweep" -n 2 -q \
        --vary 'fleet.shuttle.number=1..3'
    "$AIRBRIDGE" compare "$ROOT/scenarios/small/shuttle.ini" -o "$BATS_FILE_TMPDIR/compare" -n 2 -q \
        --with 'fleet.shuttle.number=3' --with 'fleet.shuttle.number=4'
    answers
}

# What the commands write that ask many runs.
answers() {
    cd "$BATS_FILE_TMPDIR" || return 1
    printf '[scenario]\nbase = %s\n[uncertain.onload]\nkey = aircraft.transport.onload_time\n' \
        "$ROOT/scenarios/small/shuttle.ini" >known.ini
    printf 'value = uniform(0.5 h, 1.5 h)\nsource = a guess\n[milestone.seen]\nname = Seen to close\n' >>known.ini
    printf 'event = closed\nearliest = 2022-01-01T21:00Z\nlatest = 2022-01-01T23:00Z\nuse = calibration\n' >>known.ini
    "$AIRBRIDGE" worth "$ROOT/scenarios/small/one-runway.ini" -n 40 -q -o worth
    "$AIRBRIDGE" size known.ini --goal 'closure_h <= 17' --vary fleet.shuttle.number=1..9 -n 100 -q -o size
    "$AIRBRIDGE" sensitivity known.ini -n 16 -q -o sensitivity
    "$AIRBRIDGE" worst "$ROOT/scenarios/january-2022.ini" -n 2 -q -o worst
    "$AIRBRIDGE" calibrate known.ini -n 500 -q -o calibrate
}
kinds='run sweep compare worth size sensitivity worst calibrate'

hostile() {
    python3 "$ROOT/tests/support/hostile.py" "$@"
}

# Draws a copy of a result that was made hostile in a way; nothing of it may have been run.
draw_hostile() {
    cp -R "$BATS_FILE_TMPDIR/$1" result
    hostile result "$2"
    AIRBRIDGE_PLOTS=$ROOT/plots run --separate-stderr airbridge plot result
    [ -z "$(find . "$ROOT" -maxdepth 2 -name touched)" ]
}

@test "hostile titles, names and reasons are drawn as they are" {
    need gnuplot
    local kind
    for kind in $kinds; do
        draw_hostile "$kind" free
        [ "$status" = 0 ] && stderr_is ""
        grep -qF 'touch touched' result/plots/*.svg
        rm -r result
    done
}

@test "a result of which every text is hostile is drawn or refused, and nothing of it is run" {
    need gnuplot
    local kind
    for kind in $kinds; do
        draw_hostile "$kind" all
        [ "$status" -le 1 ]
        rm -r result
    done
}

@test "a number of a table that is none is refused before anything is drawn" {
    local kind table column columns=0
    export AIRBRIDGE_PLOTS=$ROOT/plots
    for kind in $kinds; do
        while read -r table column; do
            # What a milestone's bounds are depends on the milestone, and a key that is varied may be a
            # text: gnuplot gets them as texts.
            [[ "$table $column" != milestones.csv\ [elpn]* && "$column" != fleet.* ]] || continue
            [[ "$table $column" != @(predictions|milestone_bands).csv\ *p[159]0* ]] || continue
            [[ "$column" != unit ]] || continue # "1" is a unit too
            rm -rf result
            cp -R "$BATS_FILE_TMPDIR/$kind" result
            hostile result number "$table" "$column"
            run --separate-stderr airbridge plot result
            [[ "$status" = 2 && "$stderr" =~ ^"result/$table":[0-9]+": error: $column: this is " ]] || {
                echo "$kind, $table, $column: $stderr"
                return 1
            }
            [ ! -e result/plots ]
            [ ! -e touched ]
            columns=$((columns + 1))
        done < <(hostile "$BATS_FILE_TMPDIR/$kind" number)
    done
    [ "$columns" -gt 100 ]
}

@test "a number of the manifest that is none is refused" {
    local member value
    export AIRBRIDGE_PLOTS=$ROOT/plots
    for member in seed replications traced_replication; do
        # shellcheck disable=SC2016
        for value in '"`touch touched`"' '"1"' -1 1e3 null '[1]' 123456789012345678901; do
            rm -rf result
            cp -R "$BATS_FILE_TMPDIR/run" result
            sed -i "s/^  \"$member\": .*/  \"$member\": $value,/" result/run.json
            run -2 --separate-stderr airbridge plot result
            [[ "$stderr" =~ ^result/run.json:[0-9]+": error: $member: this is no whole number"$ ]]
            [ ! -e result/plots ]
            [ ! -e touched ]
        done
        sed -i "/^  \"$member\": /d" result/run.json
        run -2 --separate-stderr airbridge plot result
        stderr_is "result/run.json: error: $member: this number is not there, on a line of its own"
    done
}

@test "scripts that are run by hand run nothing of a result either" {
    need gnuplot
    export LC_ALL=C.UTF-8
    local kind script
    for kind in $kinds; do
        rm -rf result
        cp -R "$BATS_FILE_TMPDIR/$kind" result
        hostile result numbers
        for script in "$ROOT"/plots/*.gp; do
            run gnuplot -c "$script" result
        done
        hostile result all
        sed -i '2i\  "seed": 1,\n  "replications": 1,\n  "traced_replication": 1,' result/run.json
        for script in "$ROOT"/plots/*.gp; do
            run gnuplot -c "$script" result
        done
        [ -z "$(find . "$ROOT" -maxdepth 2 -name touched)" ]
    done
}

@test "text that cannot be drawn on one line is refused with its place" {
    local text
    export AIRBRIDGE_PLOTS=$ROOT/plots
    for text in $'two\nlines' $'esc\e[31m' $'\x80' "$(printf 'x%.0s' {1..1001})"; do
        rm -rf result
        cp -R "$BATS_FILE_TMPDIR/run" result
        TEXT=$text python3 -c 'import os, sys
text = os.fsencode(os.environ["TEXT"])
table = open("result/places.csv", "rb").read().split(b"\n")
table[1] = table[1].replace(table[1].split(b",")[2], b"\"" + text + b"\"")
open("result/places.csv", "wb").write(b"\n".join(table))'
        run -2 --separate-stderr airbridge plot result
        [[ "$stderr" == "result/places.csv:2: error: "* ]] || { echo "$stderr"; return 1; }
        [ ! -e result/plots ]
    done
}

@test "a folder of any name is drawn, and its name does nothing" {
    need gnuplot
    local name
    mkdir scripts
    cp -R "$ROOT"/plots/{common.gpi,looks.gpi,closure.gp} scripts
    export AIRBRIDGE_PLOTS=$PWD/scripts
    # shellcheck disable=SC2016
    for name in '<touch touched;#' '|touch touched;#' '`touch touched`' '$(touch touched)' "a' ; touch touched; '" \
        '"; system("touch touched"); "' $'two\ntouch touched\nlines' -c -- '@NAME' '$nothing' '+' \
        $'\xe2\x80\'; touch touched; \'' '%s {^a}_b\'; do
        cp -R "$BATS_FILE_TMPDIR/run" "./$name"
        run -0 airbridge plot -q -- "$name"
        [ -s "./$name/plots/closure.png" ]
        [ -s "./$name/plots/closure.svg" ]
        [ ! -e touched ]
    done
    # So is one of scripts.
    # shellcheck disable=SC2016
    for name in '<touch touched;#' '|touch touched;#' '`touch touched`'; do
        rm -rf "./$name"
        mv scripts "./$name"
        rm -rf result
        cp -R "$BATS_FILE_TMPDIR/run" result
        AIRBRIDGE_PLOTS=$name run -0 airbridge plot -q result
        [ -s result/plots/closure.png ]
        [ ! -e touched ]
        mv "./$name" scripts
    done
}

@test "pictures are not written through links" {
    need gnuplot
    export AIRBRIDGE_PLOTS=$ROOT/plots
    cp -R "$BATS_FILE_TMPDIR/compare" result
    echo mine >mine
    mkdir result/plots
    ln -s ../../mine result/plots/compare.png
    ln -s ../../nowhere result/plots/compare.svg
    run -0 airbridge plot -q result
    [ "$(cat mine)" = mine ]
    [ ! -e nowhere ]
    [ ! -L result/plots/compare.png ]
    [ -s result/plots/compare.png ]
    rm -r result/plots
    mkdir elsewhere
    ln -s ../elsewhere result/plots
    run -3 --separate-stderr airbridge plot result
    stderr_is "result/plots: error: this is a symbolic link; pictures are not written through one"
    is_empty elsewhere
}

@test "a picture of an earlier result does not outlive it" {
    need gnuplot
    cp -R "$BATS_FILE_TMPDIR/run" result
    mkdir result/plots
    echo old >result/plots/gantt.png
    head -n 1 "$BATS_FILE_TMPDIR/run/sorties.csv" >result/sorties.csv
    AIRBRIDGE_PLOTS=$ROOT/plots run -0 airbridge plot result
    [[ "$output" == *"gantt: not drawn: "* ]]
    [ ! -e result/plots/gantt.png ]
}

# Names that mean something to a shell, and values with quotes.
hostile_names() {
    # shellcheck disable=SC2016
    names=(plain 'a b' "it's" '$(touch touched)' '`touch touched`' $'two\ntouch touched\nlines' 'back\slash'
        '"; touch touched; "' -x -- '--help' '#' '*' '~' 'ü é' $'esc\e[31m' $'\xff' $'\u202e' '!!' $'tab\tX' '%s%n')
}

# The table of a sweep without the name of its scenario.
points() {
    python3 -c 'import csv, sys
for row in csv.reader(open(sys.argv[1], newline="", errors="surrogateescape")):
    print(row[1:])' "$1"
}

@test "scripts of --plan do what they are for, whatever their folders and files are called" {
    local name names engine task
    hostile_names
    fake_parallel
    airbridge sweep "$shuttle" --vary fleet.shuttle.number=2,3 -n 2 -o whole -q
    for name in "${names[@]}"; do
        mkdir "./$name"
        cp "$shuttle" "./$name/$name.ini"
        cp "$shuttle" "./$name.ini"
        cd "./$name"
        for engine in parallel slurm; do
            airbridge sweep --plan $engine:2 -q -n 2 -o "./out $name/$engine" --vary fleet.shuttle.number=2,3 \
                --set "scenario.title=it's \$(touch touched) \`touch touched\`" -- "$name.ini"
            if [ $engine = parallel ]; then
                bash "./out $name/parallel/sweep.parallel"
            else
                for task in 1 2; do
                    SLURM_ARRAY_TASK_ID=$task bash "./out $name/slurm/sweep.sbatch"
                done
                eval "$(sed -n 's/^#     \(.* merge .*\)/\1/p' "./out $name/slurm/sweep.sbatch")"
            fi
            diff <(points ../whole/sweep.csv) <(points "./out $name/$engine/result/sweep.csv")
        done
        cd ..
        [ -z "$(find . -name touched)" ] || { echo "$name"; return 1; }
    done
}

@test "how to go on is told so that a shell does it, whatever the names are" {
    local name names
    hostile_names
    airbridge sweep "$runway" --vary airfield.port.working_mog=1,2 -n 2000 -o whole -q
    for name in "${names[@]}"; do
        cp "$runway" "./$name.ini"
        "$AIRBRIDGE" sweep -q -n 2000 -o "./out $name" --vary airfield.port.working_mog=1,2 -- "$name.ini" 2>errors &
        pid=$!
        for _ in {1..500}; do
            grep -aqs '^r' "./out $name/sweep.journal" && break
            sleep 0.01
        done
        kill -INT "$pid" 2>/dev/null || true
        status=0
        wait "$pid" || status=$?
        if [ "$status" != 0 ]; then # it had not finished before
            [ "$status" = 130 ]
            [ "$(wc -l <errors)" = 3 ]
            bash -c "$(sed -n 2p errors)"
        fi
        [ -s "./out $name/run.json" ]
        [ ! -e touched ]
    done
}

@test "a journal is not written through a link" {
    sweep=(sweep "$shuttle" --vary fleet.shuttle.number=2,3 -n 2 -q)
    airbridge "${sweep[@]}" -o whole
    echo mine >mine
    for target in mine nowhere; do
        for place in out out.sqlite; do
            journal=$place/sweep.journal
            [ $place = out ] || journal=out.sqlite.sweep.journal
            rm -rf out
            [ $place != out ] || mkdir out
            ln -sfn "$PWD/$target" $journal
            run ! airbridge "${sweep[@]}" -o $place
            run ! airbridge "${sweep[@]}" -o $place --resume
            # --force begins anew, in a file of its own.
            airbridge "${sweep[@]}" -o $place --force
            [ ! -L $journal ]
            [ -f $journal ]
            [ "$(cat mine)" = mine ]
            [ ! -e nowhere ]
            rm -rf $place $journal
        done
    done
    # What is there is read, and not gone on with.
    cp whole/sweep.journal elsewhere
    mkdir out
    ln -s "$PWD/elsewhere" out/sweep.journal
    run -3 --separate-stderr airbridge "${sweep[@]}" -o out --resume
    stderr_is "out/sweep.journal: error: this is a symbolic link; nothing is written through one"
    cmp elsewhere whole/sweep.journal
    rm out/sweep.journal
    mkfifo out/sweep.journal
    run -3 --separate-stderr "$AIRBRIDGE" "${sweep[@]}" -o out --resume
    stderr_has "out/sweep.journal: error: cannot "
}

@test "tables take the place of links, and do not follow them" {
    echo mine >mine
    mkdir out
    for file in summary.csv replications.csv run.json datapackage.json; do ln -s ../mine out/$file; done
    ln -s ../nowhere out/chain.csv
    airbridge run "$shuttle" -n 1 -o out --force -q
    [ "$(cat mine)" = mine ]
    [ ! -e nowhere ]
    [ -z "$(find out -type l)" ]
    ln -s mine out.sqlite
    run -2 --separate-stderr airbridge run "$shuttle" -n 1 -o out.sqlite --force -q
    stderr_is "out.sqlite: error: this file is no result of airbridge; it is not replaced"
    ln -sf nowhere out.sqlite
    airbridge run "$shuttle" -n 1 -o out.sqlite --force -q
    [ "$(cat mine)" = mine ]
    [ ! -e nowhere ]
    [ ! -L out.sqlite ]
}

@test "--force replaces files, no pipes and no devices" {
    need_template
    airbridge run "$runway" -n 1 --trace -o out -q
    mkfifo out/page.html map.kml some.ini
    ln -s /dev/null device.kml
    for command in "page out" "export out --format kml -o map.kml" "export out --format kml -o device.kml" \
        "new relief -o some.ini"; do
        # shellcheck disable=SC2086
        run -3 --separate-stderr airbridge $command --force
        stderr_has ": error: this is a device or a pipe; no file takes its place"
    done
    [ -p out/page.html ]
    [ -p map.kml ]
    [ -p some.ini ]
    [ -L device.kml ]
    # What tables are written into is a folder of files as well.
    rm out/summary.csv out/page.html
    mkfifo out/summary.csv
    run -3 --separate-stderr airbridge run "$runway" -n 1 -o out -q --force
    stderr_has "out/summary.csv: error: this is a device or a pipe; no file takes its place"
    [ -p out/summary.csv ]
}

@test "a place for the result that looks like an option is refused" {
    local place
    for place in - -n --force --; do
        run -2 --separate-stderr airbridge run "$shuttle" -n 1 -o "$place"
        stderr_has "airbridge: error: run: option -o DIR: "
        stderr_has "; ./$place is a folder of that name"
        [ ! -e "./$place" ]
        airbridge run "$shuttle" -n 1 -o "./$place" -q
        [ -s "./$place/run.json" ]
        rm -r -- "./$place"
    done
    stderr_has "looks like an option"
    run -2 --separate-stderr airbridge run "$shuttle" -o -
    stderr_has "does not go to the standard output"
    mkdir empty
    (cd empty && airbridge run "$shuttle" -n 1 -o . -q && [ -s run.json ])
}

@test "a journal that was forged is refused or merged, and nothing crashes or is obeyed" {
    local i command
    for i in {1..80}; do
        rm -rf part out out.db
        mkdir part
        python3 "$ROOT/tests/support/forged.py" "$BATS_FILE_TMPDIR/sweep/sweep.journal" "$i" part/sweep.journal
        for command in "merge part -o out" "merge part -o out.db" \
            "sweep $ROOT/scenarios/small/shuttle.ini -n 2 -q --vary fleet.shuttle.number=1..3 -o part --resume"; do
            # shellcheck disable=SC2086
            run timeout 60 "$AIRBRIDGE" $command
            if [ "$status" -gt 3 ] || [[ "$output" == *[$'\x01'-$'\x09\x0b'-$'\x1f\x7f']* ]]; then
                echo "forgery $i: status $status of $command: $output"
                return 1
            fi
        done
    done
}

@test "a journal whose point has text for a number is told as it is" {
    cd "$BATS_TEST_TMPDIR"
    airbridge sweep "$ROOT/scenarios/small/shuttle.ini" --vary fleet.shuttle.crews=1.5,2.5 -n 2 -q -o told
    python3 -c '
import pathlib, sys
sys.path.insert(0, sys.argv[1])
from forged import key_of, sealed
path = pathlib.Path("told/sweep.journal")
lines = [line.rpartition(b" *")[0] for line in path.read_bytes().splitlines()]
at = lines.index(b"p 0 1.5")
lines[at] = b"p 0 often"
path.write_bytes(b"".join(sealed(line, key_of(lines) if i >= at else 0) for i, line in enumerate(lines)))' \
        "$ROOT/tests/support"
    airbridge merge -q --json told >merged.json
    python3 -c 'import json; assert [row["fleet.shuttle.crews"] for row in json.load(open("merged.json"))["sweep"]] == ["often", 2.5]'
}
