# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
# What `make install` puts where, what `make uninstall` takes back, and the library for programs.
load common

# A build folder of its own with what was built already, so that installing builds nothing.
setup_file() {
    local from
    from=$(dirname "$AIRBRIDGE")
    export built=$BATS_FILE_TMPDIR/build
    mkdir -p "$built"
    cp "$AIRBRIDGE" "$built/airbridge"
    [ ! -e "$from/lib" ] || cp -r "$from/lib" "$built/lib"
}

# make install or uninstall; what is built counts as new.
make_here() {
    local of old=()
    for of in "$built"/airbridge "$built"/lib/*; do old+=(-o "$of"); done
    make -s -C "$ROOT" BUILD="$built" "${old[@]}" "$@"
}

need_library() {
    need install
    [ -e "$built/lib" ] || skip "no library beside this build"
}

@test "install puts everything under PREFIX" {
    need_library
    run -0 make_here install PREFIX=/opt/x DESTDIR="$PWD/the root"
    cd "the root/opt/x"
    cmp bin/airbridge "$AIRBRIDGE"
    for file in include/airbridge/airbridge.h include/airbridge/common.h lib/libairbridge.a lib/libairbridge.so \
        lib/pkgconfig/airbridge.pc share/man/man1/airbridge.1 share/bash-completion/completions/airbridge \
        share/zsh/site-functions/_airbridge share/fish/vendor_completions.d/airbridge.fish \
        share/doc/airbridge/README.md share/doc/airbridge/library.md share/doc/airbridge/model.md \
        share/doc/airbridge/tables.md share/doc/airbridge/RELEASES.md share/doc/airbridge/LICENSE \
        share/doc/airbridge/LICENSES-of-data share/airbridge/plots/common.gpi; do
        [ -s "$file" ] || { echo "no $file"; return 1; }
    done
    [ ! -e share/airbridge/plots/readme ]
    run -0 bin/airbridge check share/airbridge/scenarios/january-2022.ini
    grep -qx 'prefix=/opt/x' lib/pkgconfig/airbridge.pc
}

@test "the libraries can lie elsewhere" {
    need_library
    run -0 make_here install PREFIX="$PWD/x" LIBDIR=lib/of-this-machine
    [ -s x/lib/of-this-machine/libairbridge.a ]
    PKG_CONFIG_PATH=x/lib/of-this-machine/pkgconfig run -0 pkg-config --libs-only-L airbridge
    [[ "$output" == *"/x/lib/of-this-machine"* ]]
}

@test "a prefix may have blanks, and more slashes than it needs" {
    need_library
    run -0 make_here install PREFIX="$PWD//my things/"
    printf '#include <airbridge/airbridge.h>\nint main(void) { return ab_version()[0] != 48; }\n' >program.c
    export PKG_CONFIG_PATH="$PWD/my things/lib/pkgconfig"
    if command -v pkg-config >/dev/null; then
        eval "gcc program.c -o program $(pkg-config --cflags --libs airbridge)"
        LD_LIBRARY_PATH="$PWD/my things/lib" run -0 ./program
    fi
    run -0 make_here install PREFIX="$PWD/my things"
    run -0 make_here uninstall PREFIX="$PWD/my things/"
    [ ! -e "my things" ]
    run -0 make_here install PREFIX=/ DESTDIR="$PWD/root/"
    [ -s root/lib/pkgconfig/airbridge.pc ]
    run -0 make_here uninstall PREFIX= DESTDIR="$PWD/root"
    is_empty root
}

@test "what cannot be installed or built into is named" {
    need_library
    run -2 --separate-stderr make_here install PREFIX=here
    stderr_has "make install: PREFIX must begin with /, not here"
    run -2 --separate-stderr make_here uninstall PREFIX=here
    stderr_has "make uninstall: PREFIX must begin with /, not here"
    [ ! -e "$ROOT/here" ]
    built="my build"
    run -2 --separate-stderr make_here all
    stderr_has "BUILD must be a name without blanks, not 'my build'"
}

@test "an installed program finds the scenarios that were installed with it" {
    need_library
    run -0 make_here install PREFIX="$PWD/x"
    printf '[scenario]\nbase = small/shuttle.ini\n' >mine.ini
    run -0 x/bin/airbridge check mine.ini
    mkdir elsewhere
    run -2 --separate-stderr env AIRBRIDGE_SCENARIOS=elsewhere x/bin/airbridge check mine.ini
    stderr_is "mine.ini:2: error: [scenario] base: 'small/shuttle.ini' is neither there as small/shuttle.ini nor as $PWD/elsewhere/small/shuttle.ini; AIRBRIDGE_SCENARIOS names another folder"
}

@test "what is installed can be read by everybody, whatever the umask" {
    need_library
    umask 077
    run -0 make_here install PREFIX="$PWD/x"
    [ "$(find x -mindepth 1 ! -perm -a+r)" = "" ]
    [ "$(find x -type d ! -perm -a+x)" = "" ]
}

@test "install runs nothing that was built" {
    need_library
    cp -r "$built" other
    printf '#!/bin/sh\necho ran >>%s/log\nexit 1\n' "$PWD" >other/airbridge
    built=$PWD/other
    run -0 make_here install PREFIX="$PWD/x"
    [ ! -e log ]
    [ -s x/share/man/man1/airbridge.1 ]
}

@test "uninstall takes back all that install put there, and nothing else" {
    need_library
    mkdir -p x/bin x/share/man x/lib
    echo other >x/bin/other
    find x >before
    run -0 make_here install PREFIX="$PWD/x"
    echo mine >x/share/airbridge/scenarios/mine.ini
    run -0 make_here uninstall PREFIX="$PWD/x"
    [ "$(cat x/share/airbridge/scenarios/mine.ini)" = mine ]
    rm -r x/share/airbridge
    diff before <(find x)
    run -0 make_here install PREFIX=/opt/x DESTDIR="$PWD/root"
    run -0 make_here install PREFIX=/opt/x DESTDIR="$PWD/root"
    run -0 make_here uninstall PREFIX=/opt/x DESTDIR="$PWD/root"
    is_empty root
    run ! make_here uninstall PREFIX=/opt/x DESTDIR="$PWD/root"
}

@test "install takes back what an earlier release had and this one has not" {
    need_library
    run -0 make_here install PREFIX="$PWD/x"
    echo old >x/share/airbridge/scenarios/old.ini
    echo "file $PWD/x/share/airbridge/scenarios/old.ini" >>x/share/airbridge/installed
    run -0 make_here install PREFIX="$PWD/x"
    [ ! -e x/share/airbridge/scenarios/old.ini ]
}

# ---- what is kept ready, because a build for another machine cannot make it ----

@test "the manual page and the completions that are installed are those that the program prints" {
    for page in "airbridge.1 man" "airbridge.bash completion bash" "airbridge.zsh completion zsh" \
        "airbridge.fish completion fish"; do
        # shellcheck disable=SC2086 # words
        set -- $page
        airbridge help "${@:2}" | cmp - "$ROOT/sim/cli/pages/$1" || { echo "make pages renews it"; return 1; }
    done
}

@test "the manual page has the release with its date, authors and faults" {
    page=$ROOT/sim/cli/pages/airbridge.1
    version=$(sed -n 's/^#define AB_VERSION  *"\(.*\)"/\1/p' "$ROOT/include/airbridge/common.h")
    grep -qE "^\.TH AIRBRIDGE 1 \"20[0-9]{2}-[01][0-9]-[0-3][0-9]\" \"airbridge $version\"" "$page"
    grep -qx '.SH AUTHORS' "$page"
    grep -qx '.SH BUGS' "$page"
    [[ "$(airbridge --version)" == "airbridge $version "* ]]
}

# ---- the library ----

@test "the libraries export what airbridge.h declares, and nothing else" {
    need nm
    need_library
    # As a compiler sees it, not by the pattern that the Makefile uses.
    gcc -I"$ROOT/include" -E -P "$ROOT/include/airbridge/airbridge.h" | tr '\n' ' ' | tr ';' '\n' |
        grep -v typedef | grep -o 'ab_[a-z0-9_]* *(' | tr -d ' (' | LC_ALL=C sort -u >declared
    [ "$(wc -l <declared)" -gt 50 ]
    nm -D --defined-only --format=posix "$built"/lib/libairbridge.so.*.*.* | sed 's/[@ ].*//' |
        grep -v '^AIRBRIDGE_' | LC_ALL=C sort -u | diff declared -
    nm --defined-only --extern-only --format=posix "$built/lib/libairbridge.a" | awk 'NF >= 3 { print $1 }' |
        LC_ALL=C sort -u | diff declared -
}

@test "the shared library has a name with a number that programs are bound to" {
    need readelf
    need_library
    readelf -d "$built"/lib/libairbridge.so.*.*.* | grep -q 'SONAME.*\[libairbridge.so.0\]'
    run -0 make_here install PREFIX="$PWD/x"
    [ "$(readlink x/lib/libairbridge.so)" = libairbridge.so.0 ]
    [[ "$(readlink x/lib/libairbridge.so.0)" == libairbridge.so.0.* ]]
}

@test "programs in C and C++ build against what is installed, and run" {
    need pkg-config
    need_library
    run -0 make_here install PREFIX="$PWD/x"
    run "$ROOT/tests/install" "$PWD/x"
    echo "$output"
    [ "$status" = 0 ]
    left=$(sed -n 's/^no \(.*\) here: left out/\1/p' <<<"$output")
    [ -z "$left" ] || skip "all passed, but by no ${left//$'\n'/, no }"
}

# ---- the archive of a release ----

@test "the archive of a release is the same whenever it is made, and builds" {
    need git
    git -C "$ROOT" rev-parse HEAD 2>/dev/null || skip "not in a repository"
    run -0 make_here dist BUILD="$PWD/one"
    run -0 make_here dist BUILD="$PWD/two"
    cmp one/airbridge-*.tar.gz two/airbridge-*.tar.gz
    tar xzf one/airbridge-*.tar.gz
    cd airbridge-*/
    # Built by what was built already, but for what says which sources it is of.
    run -0 make CFLAGS=-O0 build/obj/sim/base/version.o build/airbridge.pc
    strings build/obj/sim/base/version.o | grep -qx "$(git -C "$ROOT" rev-parse --short HEAD)"
}

# ---- without files and threads ----

@test "without files and threads it simulates the same, and has no use for what does either" {
    need pkg-config
    run -0 make -s -C "$ROOT" BUILD="$PWD/build" CFLAGS=-O1 small
    small=$PWD/build/small/program
    run -0 nm -u "$small"
    run -1 grep -E ' _*(pthread_create|fopen|open|openat|creat|mkdir|rename|unlink|stat|sqlite3_.*|iniparser_.*)(@|$)' \
        <<<"$output"
    # The scenario and what it is based on, all at once.
    cd "$ROOT/scenarios"
    files=(january-2022.ini common/january-2022-milestones.ini common/equipment.ini)
    names=("scenario.ini:$(stat -c %s "${files[0]}")")
    for file in "${files[@]:1}"; do names+=("$file:$(stat -c %s "$file")"); done
    [ "$(sed -n 's/^base = //p' "${files[@]}" | tr '\n' ' ')" = "common/january-2022-milestones.ini equipment.ini " ]
    zone=$(sed -n 's/^time_zone = //p' "${files[@]}" | sort -u)
    for name in $zone; do
        files+=("/usr/share/zoneinfo/$name")
        names+=("zoneinfo/$name:$(stat -Lc %s "/usr/share/zoneinfo/$name")")
    done
    cat "${files[@]}" | "$small" "${names[@]}" >"$BATS_TEST_TMPDIR/small.json"
    cd "$BATS_TEST_TMPDIR"
    airbridge run "$ROOT/scenarios/january-2022.ini" -n 20 --inputs base -o full --json >full.json
    diff <(grep -v '"sources"' full.json) <(grep -v '"sources"' small.json)
    # What it is not given is not there.
    head -c "$(stat -c %s "$ROOT/scenarios/january-2022.ini")" "$ROOT/scenarios/january-2022.ini" >alone
    run -2 --separate-stderr bash -c '"$0" "$1" <alone' "$small" "scenario.ini:$(stat -c %s alone)"
    [[ "$stderr" == scenario.ini:*base* ]]
}

# ---- what is left behind ----

# Builds a program that asks for a study: KIND OUTPUT REPLICATIONS [RESUME SHARD SHARDS [PART...]].
build_asking() {
    make_here install PREFIX="$PWD/x"
    cat >ask.c <<'END'
#include <airbridge/airbridge.h>
#include <stdlib.h>
#include <string.h>

static int compare(ab_study *study, const ab_scenario *base, ab_errors *errors)
{
    const char *one[] = {"fleet.pool.number=4"};
    const char *two[] = {"fleet.pool.number=6", "airfield.field.working_mog=1"};
    ab_scenario *variant[2] = {NULL, NULL};
    const ab_scenario *variants[2];
    ab_comparison *comparison = NULL;
    ab_status status = ab_scenario_bind(&variant[0], base, one, 1, errors);
    if (status == AB_OK) {
        status = ab_scenario_bind(&variant[1], base, two, 2, errors);
    }
    if (status == AB_OK) {
        variants[0] = variant[0];
        variants[1] = variant[1];
        status = ab_study_compare(&comparison, study, variants, 2, errors);
    }
    if (comparison != NULL) {
        status = ab_comparison_json(comparison, stdout, errors);
    }
    ab_comparison_free(comparison);
    ab_scenario_free(variant[0]);
    ab_scenario_free(variant[1]);
    return (int)status;
}

static int ask(const char *kind, ab_study *study, const ab_scenario *scenario, ab_errors *errors)
{
    const char *vary[] = {"fleet.pool.number=4..6"};
    ab_result *result = NULL;
    ab_sweep_options sweep = AB_SWEEP_OPTIONS_INIT;
    ab_status status;
    if (strcmp(kind, "compare") == 0) {
        return compare(study, scenario, errors);
    }
    if (strcmp(kind, "sweep") == 0) {
        sweep.vary = vary;
        sweep.vary_count = 1;
        sweep.runs = 1;
        return (int)ab_study_sweep(study, &sweep, errors);
    }
    status = ab_study_simulate(&result, study, errors);
    if (result != NULL) {
        status = ab_result_json(result, stdout, errors);
    }
    ab_result_free(result);
    return (int)status;
}

int main(int argc, char **argv)
{
    const char *set[] = {"contingent.force.people=600"}, *more[] = {"airfield.field.working_mog=3"};
    ab_errors *errors = NULL;
    ab_scenario *read = NULL, *scenario = NULL;
    ab_study *study = NULL;
    ab_scenario_options reading = AB_SCENARIO_OPTIONS_INIT;
    ab_study_options options = AB_STUDY_OPTIONS_INIT;
    int status = 3;
    reading.set = set;
    reading.set_count = 1;
    options.output = argv[2];
    options.replications = atoi(argv[3]);
    options.resume = argc > 4 ? atoi(argv[4]) : 0;
    options.shard = argc > 5 ? atoi(argv[5]) : 0;
    options.shards = argc > 6 ? atoi(argv[6]) : 0;
    if (ab_errors_new(&errors) == AB_OK && ab_scenario_open(&read, "force.ini", &reading, errors) == AB_OK &&
        ab_scenario_bind(&scenario, read, more, 1, errors) == AB_OK &&
        ab_study_new(&study, scenario, &options, errors) == AB_OK &&
        (argc < 8 || ab_study_merge(study, (const char *const *)argv + 7, argc - 7, errors) == AB_OK)) {
        status = ask(argv[1], study, scenario, errors);
    }
    ab_errors_print(errors, stderr);
    ab_study_free(study);
    ab_scenario_free(scenario);
    ab_scenario_free(read);
    ab_errors_free(errors);
    return status;
}
END
    # shellcheck disable=SC2046 # flags are words
    gcc ask.c -o ask $(PKG_CONFIG_PATH=x/lib/pkgconfig pkg-config --cflags --libs airbridge)
    export LD_LIBRARY_PATH=$PWD/x/lib
    cat >force.ini <<'END'
[scenario]
title = A force
start = 2022-01-01T00:00Z
end = closed
horizon = 10 d
[aircraft.transport]
seats = 50
onload_time = exponential(1 h)
offload_time = exponential(2 h)
[airfield.home]
[airfield.field]
working_mog = 2
[leg.there]
from = home
to = field
block_time = 3 h
[fleet.pool]
type = transport
number = 5
home = home
[contingent.force]
apoe = home
apod = field
people = 500
END
}

# What the program is asked for, in the same words.
its() {
    local kind=$1 with=(--set contingent.force.people=600 --set airfield.field.working_mog=3)
    shift
    case $kind in
    compare) with+=(--with fleet.pool.number=4 --with "fleet.pool.number=6;airfield.field.working_mog=1") ;;
    sweep) with+=(--vary fleet.pool.number=4..6 --runs) ;;
    esac
    airbridge "$kind" force.ini "${with[@]}" -n 40 "$@"
}

# Two folders hold the same, but for the command line and the time that it took.
same_folders() {
    diff -r -x run.json "$1" "$2"
    diff <(told_of "$1") <(told_of "$2")
}

told_of() {
    sed -E '/^  "command_line": \[$/,/^  \],$/d; /^  "(command_line|written|wall_s|events_per_s|threads)"/d' "$1/run.json"
}

@test "a library's studies leave what the program leaves, whole, grown or in parts" {
    need pkg-config
    need_library
    build_asking
    for kind in run compare sweep; do
        its $kind -q -o its-$kind
        ./ask $kind ours-$kind 40 >ours.json
        same_folders its-$kind ours-$kind
        [ $kind = sweep ] || its $kind --json | diff - ours.json
        ./ask $kind grown-$kind 15 >/dev/null
        ./ask $kind grown-$kind 40 1 >/dev/null
        same_folders its-$kind grown-$kind
        ./ask $kind one-$kind 40 0 1 2
        its $kind -q -o two-$kind --shard 2/2
        ./ask $kind joined-$kind 40 0 0 0 two-$kind one-$kind >/dev/null
        same_folders its-$kind joined-$kind
        airbridge merge one-$kind two-$kind -q -o merged-$kind
        cmp its-$kind/$kind.journal merged-$kind/$kind.journal
        # Each goes on with what the other has made.
        ./ask $kind mixed-$kind 15 >/dev/null
        its $kind -q -o mixed-$kind --resume
        same_folders its-$kind mixed-$kind
        ./ask $kind whole-$kind.sqlite 40 >/dev/null
        cmp its-$kind/$kind.journal whole-$kind.sqlite.$kind.journal
    done
}

# ---- a program's own surroundings ----

@test "a locale with a decimal comma changes nothing that the library reads or writes" {
    need localedef
    need_library
    localedef -i de_DE -f UTF-8 "$PWD/de_DE.UTF-8" 2>/dev/null || true # it may warn
    [ "$(LOCPATH=$PWD LC_ALL=de_DE.UTF-8 locale decimal_point 2>/dev/null)" = , ] || skip "no such locale can be made here"
    run -0 make_here install PREFIX="$PWD/x"
    cat >program.c <<'END'
#include <airbridge/airbridge.h>
#include <locale.h>
#include <string.h>

int main(int argc, char **argv)
{
    const char *set[] = {"aircraft.transport.onload_time=exponential(0.5 h)"};
    ab_scenario *scenario = NULL;
    ab_study *study = NULL;
    ab_result *result = NULL;
    ab_scenario_options reading = AB_SCENARIO_OPTIONS_INIT;
    ab_study_options options = AB_STUDY_OPTIONS_INIT;
    char number[16];
    reading.set = set;
    reading.set_count = 1;
    options.replications = 20;
    options.output = argv[2];
    if (argc != 4 || setlocale(LC_ALL, argv[3]) == NULL ||
        ab_scenario_open(&scenario, argv[1], &reading, NULL) != AB_OK ||
        ab_study_new(&study, scenario, &options, NULL) != AB_OK ||
        ab_study_simulate(&result, study, NULL) != AB_OK || ab_result_json(result, stdout, NULL) != AB_OK) {
        return 1;
    }
    ab_result_free(result);
    ab_study_free(study);
    ab_scenario_free(scenario);
    snprintf(number, sizeof number, "%.1f", 0.5); /* which stays the program's own */
    return strcmp(number, "0,5") != 0;
}
END
    # shellcheck disable=SC2046 # flags are words
    gcc program.c -o program $(PKG_CONFIG_PATH=x/lib/pkgconfig pkg-config --cflags --libs airbridge)
    export LD_LIBRARY_PATH=$PWD/x/lib LOCPATH=$PWD
    run -0 ./program "$shuttle" mine de_DE.UTF-8
    jq -e . <<<"$output" >/dev/null 2>&1 || python3 -c 'import json, sys; json.loads(sys.argv[1])' "$output"
    # The tables are those of the program.
    airbridge run "$shuttle" -q -n 20 -o its --set 'aircraft.transport.onload_time=exponential(0.5 h)'
    for table in its/*.csv; do cmp "$table" "mine/${table#its/}"; done
}
