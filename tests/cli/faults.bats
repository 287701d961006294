# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
# A machine on which calls fail: a small part of what `make test-faults` tries, and what it found once.
load common

# Lets calls of some commands fail (see tests/trust/fail); all is well at each of at least so many points.
try_faults() {
    local points=$1
    shift
    [ "$(uname -m)" = x86_64 ] || skip "calls are stopped on x86-64 alone"
    ! grep -qE '__(a|t)san_init' "$AIRBRIDGE" || skip "a sanitizer makes calls of its own"
    cc -std=c17 -D_GNU_SOURCE -O1 -fPIC -shared "$ROOT/tests/trust/fail.c" -o fail.so
    run python3 "$ROOT/tests/trust/fail" "$AIRBRIDGE" "$PWD/fail.so" "$@"
    [ "$status" = 0 ] || { echo "$output"; return 1; }
    [[ "$output" =~ fail:\ ([0-9]+)\ points ]]
    [ "${BASH_REMATCH[1]}" -ge "$points" ]
}

@test "a few failures of every kind in some commands are told, and nothing is half there" {
    try_faults 60 --only 'shuttle.ini -n 2 -j 1 -q' --most 60
}

@test "what cannot be looked at is not taken for what is not there" {
    try_faults 20 --only 'explain traced' --kind stat --most 40
    try_faults 20 --only 'new relief -o' --kind stat
    try_faults 20 --only 'page traced' --kind stat --most 40
}

@test "a table of a database that cannot be read is not left out of a page" {
    try_faults 30 --only 'page traced.db' --kind read --most 30
    try_faults 30 --only 'page traced.db' --kind memory --most 30
}

@test "the tables of an earlier result stay whole until all of the new ones are written" {
    try_faults 30 --only 'run runway.ini -n 2 -j 1 -q -o plain --force' --kind write
    try_faults 30 --only 'run runway.ini -n 2 -j 1 -q -o plain --force' --kind open --most 40
}

@test "a machine that fails for good is told once, and ends what is read" {
    try_faults 60 --only 'show islands.ini' --kind stat --most 60
    try_faults 20 --only 'show islands.ini' --kind open --most 20
    try_faults 10 --only 'compare shuttle.ini known.ini' --kind open --most 20
    try_faults 30 --only 'half --resume' --kind stat --most 30
    try_faults 20 --only '--plan slurm' --kind stat --most 40
    try_faults 20 --only 'merge part-1 part-2 -o out' --kind stat --most 20
    try_faults 20 --only 'page compared -o' --kind stat --most 20
    try_faults 20 --only 'a/b/out' --kind mkdir
}

@test "memory that is out is told once, and crashes nothing" {
    try_faults 60 --only 'run runway.ini -n 1 -j 1 --from traced' --kind memory --most 60
    try_faults 40 --only 'check islands.ini' --kind memory --most 60
    try_faults 20 --only 'run runway.ini -j 1 -q -o out --until' --kind memory --most 30
}

@test "what cannot be read is not called damaged" {
    try_faults 100 --only 'run shuttle.ini -n 4 -j 1 -q -o plain --resume' --kind memory
    try_faults 20 --only 'explain traced.db' --kind read --most 30
}

@test "how much memory there is may be unknown" {
    try_faults 20 --only 'compare shuttle.ini -n 2 -j 1 --with' --kind other
}

@test "a result in JSON is whole, or none that a program takes for one" {
    try_faults 40 --only 'compare shuttle.ini -n 2 -j 1 --json' --kind memory --most 40
    try_faults 40 --only '--json -o out' --kind memory --most 60
}

@test "what plot draws before the machine fails stays, and is counted" {
    try_faults 20 --only 'plot traced' --kind spawn
    try_faults 10 --only 'plot traced' --kind list
}

@test "a message that cannot be written changes nothing else" {
    try_faults 3 --only 'keys airfield --json' --kind write
}

@test "two that replace one file at once do so one after the other" {
    need strace
    airbridge new relief -o one.ini
    strace -o log -e trace=rename -e inject=rename:delay_enter=1000000 "$AIRBRIDGE" new evacuation -o one.ini --force &
    for _ in {1..200}; do
        [ ! -e .one.ini.next.tmp ] || break
        sleep 0.01
    done
    run -0 airbridge new relief -o one.ini --force
    wait $!
    airbridge new relief -o two.ini
    diff <(sed 's/two.ini/one.ini/' two.ini) one.ini
    [ -z "$(find . -name '.*.tmp' -o -name '.*.lock')" ]
}
