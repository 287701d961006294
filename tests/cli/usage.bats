# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
# What is said to somebody who asks for help or mistypes, and with which exit status.
load common

@test "without a command the overview goes to stderr with status 2" {
    run -2 --separate-stderr airbridge
    output_is ""
    stderr_has "Usage: airbridge COMMAND ..."
}

@test "--help, -h and help print the overview on stdout" {
    run -0 --separate-stderr airbridge --help
    stderr_is ""
    [[ "$output" == "Usage: airbridge COMMAND ..."* ]]
    overview=$output
    run -0 airbridge -h
    output_is "$overview"
    run -0 airbridge help
    output_is "$overview"
}

@test "--version names release, sources, compiler and GSL" {
    run -0 airbridge --version
    [[ "$output" =~ ^airbridge\ [0-9]+\.[0-9]+\.[0-9]+\ \(.+,\ (gcc|clang)\ .+,\ GSL\ .+\)$ ]]
}

@test "every command of the overview has a help with usage, options and examples" {
    commands=$(airbridge help | sed -n '/^Commands:/,/^$/s/^  \([a-z]*\) .*/\1/p')
    [ "$(wc -w <<<"$commands")" -ge 7 ]
    for command in $commands; do
        run -0 --separate-stderr airbridge "$command" --help
        stderr_is ""
        [[ "$output" == "Usage: airbridge $command"* ]]
        [[ "$output" == *"Options:"*"--help"*"Exit status:"*"Examples:"*"airbridge $command"* ]]
        by_option=$output
        run -0 airbridge help "$command"
        output_is "$by_option"
    done
}

@test "no line of help is wider than 100 columns" {
    for command in '' new check run list sweep merge compare validate keys show plot help version; do
        # shellcheck disable=SC2086
        run -0 airbridge $command --help
        [ "$(awk 'length > 100' <<<"$output")" = "" ]
    done
}

@test "--help wins over what is missing" {
    run -0 airbridge run --help
    run -0 airbridge run --seed 1 -h
}

@test "an unknown command names the nearest" {
    run -2 --separate-stderr airbridge rnu
    output_is ""
    stderr_is "airbridge: error: there is no command 'rnu'; did you mean 'run'? (see: airbridge help)"
    run -2 --separate-stderr airbridge help valdate
    stderr_is "airbridge: error: there is no command or topic 'valdate'; did you mean 'validate'? (see: airbridge help, airbridge help topics)"
}

@test "who takes one thing for another is told what it is" {
    run -2 --separate-stderr airbridge completion bash
    stderr_is "airbridge: error: 'completion' is no command but a topic: airbridge help completion"
    run -2 --separate-stderr airbridge keys hub
    stderr_has "\`airbridge keys --search WORD\`"
    airbridge keys --search hub | grep -q '^contingent.ID.via '
    run -3 --separate-stderr airbridge plot "$shuttle"
    stderr_is "$shuttle: error: this is a file, and no result; a scenario is simulated first, by \`airbridge run SCENARIO -o DIR\`, and then DIR is its result"
    mkdir folder
    for forced in "" --force; do
        # shellcheck disable=SC2086 # none or one
        run -2 --separate-stderr airbridge new relief -o folder $forced
        stderr_is "folder: error: this is a folder; name a file in it"
    done
    run -2 --separate-stderr airbridge run "$shuttle" --set away.parking_mog=1
    stderr_is "--set: error: [away]: unknown section; did you mean 'airfield.away'?"
    run -2 --separate-stderr airbridge show "$shuttle" away
    stderr_is "airbridge: error: the scenario has no section 'away'; did you mean 'airfield.away'?"
}

@test "version tells what --version tells" {
    run -0 --separate-stderr airbridge version
    stderr_is ""
    output_is "$(airbridge --version)"
    run -2 airbridge version 1
}

@test "every topic of help topics is there, and nothing is wider than 100 columns" {
    run -0 --separate-stderr airbridge help topics
    stderr_is ""
    topics=$(sed -n 's/^  \([a-z]*\)  *[^ ].*/\1/p' <<<"$output")
    [ "$(wc -w <<<"$topics")" -ge 8 ]
    for topic in $topics; do
        run -0 --separate-stderr airbridge help "$topic"
        stderr_is ""
        [ -n "$output" ]
        [[ $topic == @(man|completion) ]] || [ "$(awk 'length > 100' <<<"$output")" = "" ]
    done
}

@test "help measures names every measure of a result" {
    airbridge run "$shuttle" -o out -q -n 1
    airbridge help measures >measures
    while IFS=, read -r measure _; do
        grep -q "^  $(sed 's/^closure_h\..*/closure_h.CONTINGENT/; s/use\..*/use.AIRFIELD/; s/^flying_hours\..*/flying_hours.TYPE/; s/^within\..*/within.MILESTONE/' <<<"$measure") " measures
    done < <(tail -n +2 out/summary.csv)
}

@test "help lists the topics, and tells of ideas by their names" {
    airbridge help >overview
    for topic in luck unknowns precision bound waits milestones deadlines dates formats parts; do
        grep -qE "(^  |, )$topic(,|$)" overview
        run -0 airbridge help $topic
        [ "${#lines[@]}" -ge 5 ]
    done
    run -2 --separate-stderr airbridge help milestone # what a scenario says, by its section
    stderr_has "airbridge keys milestone"
    run -2 --separate-stderr airbridge help lukc
    stderr_has "did you mean 'luck'"
    # Every cause that a measure counts is told.
    airbridge help waits >told
    for cause in $(airbridge help measures | sed -n 's/^  wait_h[.]\([a-z]*\) .*/\1/p'); do
        grep -q "^  $cause " told
    done
}

@test "help tables names every table of a result" {
    airbridge run "$shuttle" -o out -q -n 1 --trace
    airbridge help tables >tables
    for table in out/*.csv; do
        grep -q "^  ${table#out/} " tables
    done
}

@test "help for what is no command or topic says where to look" {
    run -2 --separate-stderr airbridge help topic
    stderr_has "did you mean 'topics'"
    run -2 --separate-stderr airbridge help measurs
    stderr_has "did you mean 'measures'"
    run -2 --separate-stderr airbridge help airfield.parking_mog
    stderr_is "airbridge: error: 'airfield.parking_mog' is of a scenario (see: airbridge keys airfield.parking_mog)"
    run -2 --separate-stderr airbridge versoin
    stderr_has "did you mean 'version'"
}

@test "an unknown command like no other is just unknown" {
    run -2 --separate-stderr airbridge frobnicate
    stderr_is "airbridge: error: there is no command 'frobnicate' (see: airbridge help)"
}

@test "an option before the command is told its place" {
    run -2 --separate-stderr airbridge -n 5 run "$shuttle" -o out
    output_is ""
    stderr_is "airbridge: error: '-n' stands where the command belongs; options come after it (see: airbridge help)"
    [ ! -e out ]
}

@test "an unknown long option names the nearest" {
    run -2 --separate-stderr airbridge run "$shuttle" -o out --forse
    stderr_is "airbridge: error: run: there is no option --forse; did you mean --force (see: airbridge run --help)"
}

@test "an unknown option with a value is named without it" {
    run -2 --separate-stderr airbridge run "$shuttle" -o out --sed=5
    stderr_is "airbridge: error: run: there is no option --sed; did you mean --seed (see: airbridge run --help)"
}

@test "an unknown letter is named" {
    run -2 --separate-stderr airbridge run "$shuttle" -o out -x
    stderr_is "airbridge: error: run: there is no option -x (see: airbridge run --help)"
    run -2 --separate-stderr airbridge run "$shuttle" -o out -qx
    stderr_is "airbridge: error: run: there is no option -x (see: airbridge run --help)"
}

@test "an option of another command says whose it is" {
    run -2 --separate-stderr airbridge check "$shuttle" --trace
    stderr_is "airbridge: error: check: there is no option --trace here; it belongs to: run (see: airbridge check --help)"
    run -2 --separate-stderr airbridge show "$shuttle" -n 5
    stderr_is "airbridge: error: show: there is no option -n here; it belongs to: run, list, sweep, compare, worth, size, sensitivity, worst, calibrate, validate (see: airbridge show --help)"
}

@test "long options are not abbreviated, so that scripts survive new options" {
    run -2 --separate-stderr airbridge run "$shuttle" -o out --tra
    stderr_is "airbridge: error: run: there is no option --tra; did you mean --trace (see: airbridge run --help)"
}

@test "a missing operand, option or value is named" {
    run -2 --separate-stderr airbridge run
    stderr_is "airbridge: error: run: SCENARIO is missing (see: airbridge run --help)"
    run -2 --separate-stderr airbridge sweep "$shuttle"
    stderr_is "airbridge: error: sweep: option -o DIR is missing (see: airbridge sweep --help)"
    run -2 --separate-stderr airbridge run "$shuttle" -o
    stderr_is "airbridge: error: run: option -o DIR needs a value (see: airbridge run --help)"
    run -2 --separate-stderr airbridge run "$shuttle" -o out --seed
    stderr_is "airbridge: error: run: option --seed N needs a value (see: airbridge run --help)"
}

# What a script leaves of a variable that is not set.
@test "an empty operand or value is named" {
    run -2 --separate-stderr airbridge check "$shuttle" ""
    stderr_is "airbridge: error: check: argument 2 is empty: SCENARIO... (see: airbridge check --help)"
    run -2 --separate-stderr airbridge run "$shuttle" -o ""
    stderr_is "airbridge: error: run: option -o DIR has an empty value (see: airbridge run --help)"
    run -2 --separate-stderr airbridge sweep "$shuttle" --cases= -o out --vary fleet.shuttle.number=1,2
    stderr_is "airbridge: error: sweep: option --cases FILE has an empty value (see: airbridge sweep --help)"
    [ ! -e out ]
}

@test "an argument too many is named" {
    run -2 --separate-stderr airbridge show "$shuttle" airfield more
    stderr_is "airbridge: error: show: 'more' is one argument too many (see: airbridge show --help)"
    run -2 --separate-stderr airbridge list "$shuttle" --vary fleet.shuttle.number=2..10 step 2
    stderr_is "airbridge: error: list: 'step' is one argument too many; a value with blanks needs quotes (see: airbridge list --help)"
}

@test "a flag takes no value" {
    run -2 --separate-stderr airbridge run "$shuttle" -o out --force=yes
    stderr_is "airbridge: error: run: option --force takes no value (see: airbridge run --help)"
}

@test "numbers are whole, complete and in range" {
    for bad in 0 -1 +1 1.5 5x x '' ' 5' 0x10 1e3 10000001 99999999999999999999; do
        run -2 --separate-stderr airbridge run "$shuttle" -o out -n "$bad"
        stderr_is "airbridge: error: run: option -n REPS: '$bad' is not a whole number from 1 to 10000000 (see: airbridge run --help)"
    done
    run -2 --separate-stderr airbridge run "$shuttle" -o out --seed 9223372036854775808
    stderr_has "option --seed N: '9223372036854775808' is not a whole number from 0 to 9223372036854775807"
    run -2 --separate-stderr airbridge run "$shuttle" -o out --threads 0
    stderr_has "option --threads THREADS: '0' is not a whole number from 1 to 1024"
    [ ! -e out ]
}

@test "a replication to trace must be one that is run" {
    run -2 --separate-stderr airbridge run "$shuttle" -o out -n 3 --trace=4
    stderr_has "replication 4 cannot be traced"
    run -0 airbridge run "$shuttle" -o out2 -n 3 --trace=3 -q
}

@test "operands and options come in any order, whatever POSIXLY_CORRECT says" {
    run -0 airbridge show "$shuttle" --set fleet.shuttle.number=3
    expected=$output
    run -0 airbridge show --set fleet.shuttle.number=3 "$shuttle"
    output_is "$expected"
    export POSIXLY_CORRECT=1
    run -0 airbridge show "$shuttle" --set fleet.shuttle.number=3
    output_is "$expected"
}

@test "after -- everything is an operand" {
    run -3 --separate-stderr airbridge check -- --help
    stderr_is "--help: error: cannot open: No such file or directory"
}

@test "--trace takes its number behind = or as the next word" {
    airbridge run "$runway" -n 3 -q -o equals --trace=2
    airbridge run -n 3 -q -o word --trace 2 "$runway"
    airbridge run -n 3 -q -o plain --trace "$runway"
    same_result equals word
    grep -q '^2,' equals/sorties.csv
    grep -q '^1,' plain/sorties.csv
    run ! grep -q '^1,' equals/sorties.csv
}
