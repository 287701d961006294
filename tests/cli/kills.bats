# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
# A sample of `make kills`: of a seed that is the same each time.
load common

setup_file() {
    need python3
    need cc
    grep -q __asan_init "$AIRBRIDGE" && skip "nothing stands before the sanitizer's library"
    true
}

kills() {
    run "$ROOT/tests/trust/kills" "$AIRBRIDGE" --seed 7 --kills 0 --cuts 0 --flips 0 "$@"
    [ "$status" = 0 ] || { echo "$output"; return 1; }
}

@test "killed at steps of writing, it goes on to the same bytes" {
    kills --kills 8 --only '^(run|compare|worth) (folder over|database)$'
    [[ $output == *" 0 findings"* ]]
    [[ $output =~ \ ([0-9]+)\ kills ]]
    [ "${BASH_REMATCH[1]}" -ge 8 ]
}

@test "what a power cut leaves goes on to the same bytes, and what was told to be finished is" {
    kills --cuts 24 --each 8 --only '^(run|sweep|sensitivity) folder( over)?$'
    [[ $output == *" power cuts"* && $output == *" 0 findings"* ]]
}

@test "a damaged journal gives the same bytes, or is refused" {
    kills --flips 30 --only '^(run|sweep|sensitivity) folder$'
    [[ $output == *" 30 damaged journals"* ]]
}
