# plot: finds its scripts, calls gnuplot on each, and says what is wrong.
load common

setup_file() {
    "$AIRBRIDGE" run "$ROOT/scenarios/small/one-runway.ini" -o "$BATS_FILE_TMPDIR/result" -n 3 -q --trace
}

# Scripts that leave a trace of how they were called, and a gnuplot that is a shell.
fake_gnuplot() {
    mkdir -p bin scripts
    printf '#!/bin/sh\nexec sh "$2" "$3"\n' >bin/gnuplot
    chmod +x bin/gnuplot
    # shellcheck disable=SC2016
    echo 'echo "b $1" >>log' >scripts/b.gp
    # shellcheck disable=SC2016
    echo 'echo "a $1" >>log' >scripts/a.gp
    echo 'echo not a script >>log' >scripts/readme.txt
    export AIRBRIDGE_PLOTS=$PWD/scripts PATH=$PWD/bin:$PATH
    cp -R "$BATS_FILE_TMPDIR/result" 'a result'
}

@test "every script runs once, in the order of names, with the folder as its argument" {
    fake_gnuplot
    run -0 --separate-stderr airbridge plot 'a result'
    [ "$(cat log)" = "a a result
b a result" ]
    [ -d 'a result/plots' ]
    output_is "a result/plots: 2 of 2 scripts ran"
}

@test "a script that fails does not keep the others from running" {
    fake_gnuplot
    echo 'exit 4' >scripts/a.gp
    run -1 --separate-stderr airbridge plot 'a result'
    stderr_is "$PWD/scripts/a.gp: error: gnuplot ended with status 4"
    [ "$(cat log)" = "b a result" ]
}

@test "a missing gnuplot is said, and how to get it" {
    fake_gnuplot
    run -3 --separate-stderr env PATH="$PWD/nowhere" "$AIRBRIDGE" plot 'a result'
    stderr_is "airbridge: error: gnuplot is not installed (Debian: apt-get install gnuplot-nox)"
}

@test "a signal stops gnuplot too" {
    fake_gnuplot
    # shellcheck disable=SC2016
    echo 'echo $$ >pid; exec sleep 600' >scripts/a.gp
    env --default-signal=TERM "$AIRBRIDGE" plot 'a result' 2>errors &
    program=$!
    until [ -s pid ]; do
        kill -0 "$program"
        sleep 0.05
    done
    kill -TERM "$program"
    status=0
    wait "$program" || status=$?
    [ "$status" = 130 ]
    [ "$(cat errors)" = "airbridge: interrupted" ]
    run ! kill -0 "$(cat pid)"
    [ ! -e log ]
}

@test "a second signal stops at once, even when gnuplot does not" {
    fake_gnuplot
    # shellcheck disable=SC2016
    echo 'trap "echo asked >asked" TERM; echo $$ >pid; while [ ! -e end ]; do sleep 0.05; done' >scripts/a.gp
    env --default-signal=TERM "$AIRBRIDGE" plot 'a result' 2>errors &
    program=$!
    until [ -s pid ]; do
        kill -0 "$program"
        sleep 0.05
    done
    kill -TERM "$program"
    until [ -e asked ]; do # by then the first signal was dealt with
        sleep 0.05
    done
    kill -0 "$program"
    kill -TERM "$program"
    status=0
    wait "$program" || status=$?
    touch end
    [ "$status" = 143 ]
}

@test "a folder without a result is refused" {
    mkdir empty
    run -3 --separate-stderr airbridge plot empty
    stderr_is "empty: error: this is not a result folder: it has no readable run.json"
    is_empty empty
}

@test "a folder of scripts that is not there is named" {
    fake_gnuplot
    export AIRBRIDGE_PLOTS=$PWD/none
    run -3 --separate-stderr airbridge plot 'a result'
    stderr_is "$PWD/none: error: there is no such folder (AIRBRIDGE_PLOTS names it)"
}

@test "an installed program finds the scripts that were installed with it" {
    fake_gnuplot
    unset AIRBRIDGE_PLOTS
    mkdir -p prefix/bin prefix/share/airbridge/plots
    cp "$AIRBRIDGE" prefix/bin/airbridge
    # shellcheck disable=SC2016
    echo 'echo "installed $1" >>log' >prefix/share/airbridge/plots/one.gp
    run -0 prefix/bin/airbridge plot 'a result'
    [ "$(cat log)" = "installed a result" ]
}

@test "a program in a folder of the source tree finds the tree's scripts" {
    fake_gnuplot
    unset AIRBRIDGE_PLOTS
    mkdir -p tree/build tree/plots
    cp "$AIRBRIDGE" tree/build/airbridge
    # shellcheck disable=SC2016
    echo 'echo "tree $1" >>log' >tree/plots/one.gp
    run -0 tree/build/airbridge plot 'a result'
    [ "$(cat log)" = "tree a result" ]
}

@test "the pictures of a traced result are drawn by gnuplot, as PNG and SVG" {
    need gnuplot
    ls "$ROOT"/plots/*.gp >/dev/null 2>&1 || skip "no scripts yet"
    cp -R "$BATS_FILE_TMPDIR/result" result
    export AIRBRIDGE_PLOTS=$ROOT/plots
    run -0 --separate-stderr airbridge plot result
    stderr_is ""
    for script in "$ROOT"/plots/*.gp; do
        name=$(basename "$script" .gp)
        [ "$(head -c 4 "result/plots/$name.png" | tail -c 3)" = PNG ]
        grep -q '</svg>' "result/plots/$name.svg"
    done
}
