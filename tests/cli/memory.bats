# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
# A machine, or a limit, that has too little memory: it is told once, whatever asked for the memory.
load common

# Runs a command with more and more memory, from what is enough for the program itself until it is
# done. A library that is given nothing must not take the program down, nor tell it by itself.
grows_until_done() {
    local room=4000 status tries=0
    (ulimit -v 200000 && airbridge version) >/dev/null 2>&1 || skip "a sanitizer needs more than any limit"
    [ -z "${LLVM_PROFILE_FILE-}" ] || skip "a program that counts tells it when there is no memory for its counts"
    until (ulimit -v "$room" && airbridge version) >/dev/null 2>&1; do
        room=$((room + 64))
    done
    while
        status=0
        (ulimit -v "$room" && airbridge "$@") >said 2>fault || status=$?
        [ "$status" != 0 ]
    do
        if [ "$status" != 3 ] || [ "$(wc -l <fault)" != 1 ] || ! grep -qE 'out of memory|Cannot allocate memory' fault; then
            echo "with $room kB status $status: $(cat fault)"
            return 1
        fi
        room=$((room + room / 500))
        tries=$((tries + 1))
    done
    [ "$tries" -gt 20 ] || { echo "done after $tries"; return 1; }
}

@test "a scenario is checked in too little memory" {
    grows_until_done check "$shuttle"
    grows_until_done check "$ROOT/scenarios/january-2022.ini"
}

@test "a scenario with a long section is checked in too little memory" {
    {
        cat "$shuttle"
        for i in {1..1200}; do
            printf '[milestone.m%d]\nevent = closed\nlatest = 2030-01-01T00:00Z\nname = %0200d\n' "$i" "$i"
        done
    } >long.ini
    grows_until_done check long.ini
}

@test "a scenario is simulated in too little memory" {
    grows_until_done run "$runway" -n 1 -q --threads 1 --force -o out
    grows_until_done sweep "$shuttle" -n 1 -q --threads 2 --vary fleet.shuttle.number=1,2 --force -o swept
}
