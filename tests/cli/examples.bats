# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
# Every example that a help text shows can be typed in as it stands.
load common

# A place where the files that the examples speak of are there.
make_place() {
    ln -s "$ROOT/scenarios" scenarios
    ln -s "$ROOT/plots" my-plots
    export HOME=$PWD AIRBRIDGE_PLOTS=$ROOT/plots PATH="$(dirname "$AIRBRIDGE"):$PATH"
    cat >plan.ini <<END
[scenario]
base = $runway
[airfield.almaty]
latitude = 18.8
longitude = -70.0
[fleet.a]
type = transport
number = 1
home = hub
crews = 2
[fleet.north]
type = transport
number = 2
home = almaty
[contingent.force]
apoe = hub
apod = port
people = 80
[contingent.rest]
apoe = hub
apod = almaty
people = 10
[uncertain.notice]
key = contingent.force.notice
value = uniform(0 h, 3 h)
[milestone.in]
event = closed
earliest = 2022-01-01T00:00Z
use = calibration
source = an example
END
    cp plan.ini base.ini
    mkdir -p variants out/january
    cp plan.ini variants/one.ini
    printf 'fleet.pool.number,fleet.a.number\n12,1\n24,\n' >cases.csv
    for part in 2 3 4; do airbridge sweep plan.ini -o out/part-$part --cases cases.csv --shard $part/4 -q; done
}

# The examples of a command, an example a line.
examples_of() {
    airbridge help "$1" | sed -n '/^Examples:/,$p' | sed -n '2,$p' | sed -e ':more' -e '/\\$/{N;s/\\\n *//;b more' -e '}'
}

# Tries the examples of a command.
try_examples() {
    local line tried=0
    while IFS= read -r line; do
        echo "tried:$line"
        run -0 --separate-stderr bash -c "$line"
        tried=$((tried + 1))
    done < <(examples_of "$1")
    [ $tried -gt 0 ]
}

@test "the examples of every command work" {
    make_place
    for command in $(airbridge help | sed -n 's/^  \([a-z]*\)  *[A-Z[].*/\1/p'); do
        case $command in
        plot | page | help) ;; # by themselves, for want of tools
        *) try_examples "$command" ;;
        esac
    done
    # What they made is what they say.
    [ "$(wc -l <out/lhs/sweep.csv)" = 201 ]
    [ -s out/plan/sweep.sbatch ]
    cmp out/all/sweep.csv <(airbridge sweep plan.ini -o out/whole --cases cases.csv -q && cat out/whole/sweep.csv)
}

@test "the examples of plot work" {
    need gnuplot
    make_place
    airbridge run plan.ini -o out/january -n 3 -q
    try_examples plot
    [ -s out/january/plots/closure.png ]
}

@test "the examples of page work" {
    need_template
    make_place
    try_examples page
    [ -s january.html ]
}

# man -l -, or what stands in for it.
have_man() {
    [ -z "$(type -P man)" ] || return 0
    need groff
    mkdir bin
    printf '#!/bin/sh\nexec groff -man -Tutf8 -ww -\n' >bin/man
    chmod +x bin/man
    PATH=$PWD/bin:$PATH
}

@test "the examples of help work" {
    make_place
    have_man
    try_examples help
}
