# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
# What `keys` and `help` promise is held against the program.
load common

keeps() {
    need python3
    need_template
    export AIRBRIDGE_PLOTS=$ROOT/plots # which are beside the program of the first build alone
    mkdir promises && cd promises
    run -0 python3 "$ROOT/tests/support/promises.py" "$1"
    [ "$output" != "0 promises tried, 0 broken" ]
}

@test "defaults are as keys prints them" {
    keeps defaults
}

@test "required keys are required" {
    keeps required
}

@test "limits are those that keys prints" {
    keeps limits
}

@test "choices are those that keys lists" {
    keeps choices
}

@test "units are those that keys lists" {
    keeps units
}

@test "options are taken by the commands that list them, with the limits and defaults of their help" {
    keeps options
}

@test "exit statuses are those that help promises" {
    keeps statuses
}
