# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
# The same scenario, seed and release give the same bytes, whatever else is different.
load common

setup_file() {
    "$AIRBRIDGE" run "$ROOT/scenarios/small/one-runway.ini" -o "$BATS_FILE_TMPDIR/reference" \
        -n 40 --trace 7 -q -j 1
}

# Runs the reference study again with these words put before the program.
again() {
    "$@" "$AIRBRIDGE" run "$runway" -o out -n 40 --trace 7 -q -j 1
    same_result "$BATS_FILE_TMPDIR/reference" out
}

@test "a second run gives the same bytes" {
    again env
}

@test "two, three and eight threads give the same bytes as one" {
    for threads in 2 3 8; do
        airbridge run "$runway" -o "out$threads" -n 40 --trace 7 -q -j "$threads"
        grep -q "\"threads\": $threads,\$" "out$threads/run.json"
        same_result "$BATS_FILE_TMPDIR/reference" "out$threads"
    done
}

@test "the default number of threads gives the same bytes as one" {
    airbridge run "$runway" -o out -n 40 --trace 7 -q
    same_result "$BATS_FILE_TMPDIR/reference" out
}

@test "builds with invariant checks, other optimisation and other compilers give the same bytes" {
    for peer in $AIRBRIDGE_PEERS; do
        "$peer" run "$runway" -o out -n 40 --trace 7 -q --force
        same_result "$BATS_FILE_TMPDIR/reference" out
        "$peer" run "$ROOT/scenarios/january-2022.ini" -o january -n 10 --trace -q --force
        airbridge run "$ROOT/scenarios/january-2022.ini" -o expected -n 10 --trace -q --force
        same_result expected january
    done
}

@test "beyond the limit of exact percentiles threads and builds give the same bytes too" {
    printf '[scenario]\nbase = %s\n[contingent.cargo]\nloads = 1\n' "$shuttle" >flight.ini
    printf '[aircraft.transport]\nonload_time = exponential(1 h)\n' >>flight.ini
    airbridge run flight.ini -o one -n 40000 -q -j 1
    airbridge run flight.ini -o three -n 40000 -q -j 3
    same_result one three
    for peer in $AIRBRIDGE_PEERS; do
        "$peer" run flight.ini -o peer -n 40000 -q --force
        same_result one peer
    done
}

@test "locale and time zone change nothing" {
    again env LC_ALL=de_DE.UTF-8 LC_NUMERIC=de_DE.UTF-8 LANG=tr_TR.UTF-8 TZ=Asia/Kolkata
}

@test "GSL's environment variables change nothing" {
    again env GSL_RNG_SEED=7 GSL_RNG_TYPE=taus GSL_IEEE_MODE=single-precision
}

@test "the size of the environment and the addresses of memory change nothing" {
    again env PADDING="$(printf '%5000s' x)" MALLOC_PERTURB_=165
    rm -r out
    again setarch "$(uname -m)" -R
}

@test "the umask changes no byte" {
    umask 077
    again env
}

@test "another folder and a relative path change nothing" {
    cd "$ROOT"
    airbridge run scenarios/small/one-runway.ini -o "$BATS_TEST_TMPDIR/out" -n 40 --trace 7 -q -j 1
    same_result "$BATS_FILE_TMPDIR/reference" "$BATS_TEST_TMPDIR/out"
}

@test "the seed is what decides" {
    airbridge run "$runway" -o one -n 5 -q --seed 1
    airbridge run "$runway" -o two -n 5 -q --seed 2
    airbridge run "$runway" -o set -n 5 -q --set scenario.seed=2
    run ! cmp -s one/replications.csv two/replications.csv
    cmp two/replications.csv set/replications.csv
}

@test "seeds that differ only beyond 32 bits differ" {
    airbridge run "$runway" -o one -n 5 -q --seed 1
    airbridge run "$runway" -o two -n 5 -q --seed 4294967297
    run ! cmp -s one/replications.csv two/replications.csv
}

@test "more replications leave the earlier ones as they were" {
    airbridge run "$runway" -o five -n 5 -q
    airbridge run "$runway" -o nine -n 9 -q
    cmp five/replications.csv <(head -n 6 nine/replications.csv)
}

@test "a replication is the same whichever is traced" {
    airbridge run "$runway" -o out -n 40 -q --trace 1
    cmp out/replications.csv "$BATS_FILE_TMPDIR/reference/replications.csv"
}

@test "comments, layout and order of sections change nothing" {
    # The sections in reverse order, with comments and blanks.
    awk 'BEGIN { RS = "\n\\["; } { part[NR] = $0 } END { for (i = NR; i > 1; i--) print "[" part[i] "\n# comment\n" }' \
        "$runway" >turned.ini
    airbridge run turned.ini -o out -n 40 --trace 7 -q -j 1
    same_result "$BATS_FILE_TMPDIR/reference" out
}

@test "no table holds a path, a host name or the time of the run" {
    run ! grep -rlF -e "$BATS_FILE_TMPDIR" -e "$ROOT" -e "$(date -u +%Y-%m-%d)" \
        --include='*.csv' "$BATS_FILE_TMPDIR/reference"
}

# Every shipped scenario and its trajectory hash, by a program: hashes PROGRAM REPLICATIONS
hashes() {
    (cd "$ROOT/scenarios" && for file in *.ini what-if/*.ini small/*.ini; do
        printf '%s %s\n' "$file" "$("$1" run "$file" -n "$2" -q --json |
            sed -n 's/.*"trajectory_hash": "\(.*\)".*/\1/p')"
    done)
}

@test "another event queue, a sorted list, makes the same trajectories of every shipped scenario" {
    if [ ! -x "${AIRBRIDGE_SORTED:-}" ]; then skip "no program with another queue here"; fi
    hashes "$AIRBRIDGE" 3 >heap
    hashes "$AIRBRIDGE_SORTED" 3 >list
    cmp heap list
    run ! grep -vE '\.ini [0-9a-f]{16}$' heap
}

nudge() {
    # shellcheck disable=SC2206 # a compiler may be several words, as in ccache gcc
    compiler=(${CC:-gcc})
    if ! command -v "${compiler[0]}" >/dev/null; then skip "no C compiler here"; fi
    "${compiler[@]}" -O2 -shared -fPIC -fno-builtin -o nudge.so "$ROOT/tests/cli/nudge.c" -lm -ldl
}

# By the kinds of quantities that libraries have a part in; every shipped scenario is in `make nudged`.
@test "a machine whose mathematics differ in the last bit makes the same trajectories" {
    nudge
    printf '[scenario]\nbase = %s\n[aircraft.transport]\nonload_time = gamma(50 min, 15 min)\n' "$shuttle" >gamma.ini
    printf 'offload_time = pert(20 min, 30 min, 2 h)\n' >>gamma.ini
    printf '[scenario]\nbase = %s\n[aircraft.transport]\nonload_time = normal(50 min, 30 min)\n' "$shuttle" >normal.ini
    printf 'offload_time = lognormal(30 min, 20 min)\n' >>normal.ini
    printf '[scenario]\nbase = %s\n[aircraft.transport]\nonload_time = weibull(50 min, 1.7)\n' "$shuttle" >weibull.ini
    printf 'offload_time = exponential(30 min)\n' >>weibull.ini
    for scenario in "$ROOT"/scenarios/{january-2022,what-if/readied,what-if/half-fleet}.ini {gamma,normal,weibull}.ini; do
        airbridge run "$scenario" -n 1000 -q --json | grep trajectory_hash >here
        for way in 1 2; do
            env NUDGE=$way NUDGE_LOG=log LD_PRELOAD="$PWD/nudge.so" "$AIRBRIDGE" run "$scenario" \
                -n 1000 -q --json | grep trajectory_hash >there
            cmp here there
            grep -qx moved log # other mathematics were there
        done
    done
}

@test "every function of mathematics that the program takes from a library is nudged, or is exact" {
    nudge
    libm=$(ldd "$AIRBRIDGE" | awk '/libm\.so/ { print $3 }')
    if [ -z "$libm" ] || ! command -v nm >/dev/null; then skip "no shared library of mathematics, or no nm here"; fi
    names() { nm -D "$@" | awk '{ print $NF }' | sed 's/@.*//' | sort -u; }
    names --defined-only "$libm" >of-libm
    names --undefined-only "$AIRBRIDGE" >imported
    { comm -12 imported of-libm; grep '^gsl_' imported; } | sort -u >mathematics
    # Exact by IEEE 754 and the C standard; and what computes no number.
    exact='ceil|floor|trunc|round|rint|nearbyint|l?lround|l?lrint|sqrt|frexp|ldexp|scalbn|ilogb|modf|fmod|fmin|fmax|nextafter'
    other='gsl_qrng_(alloc|get|free|sobol)|gsl_set_error_handler_off|gsl_sort|gsl_version'
    grep -vxE "$exact|$other" mathematics >inexact
    names --defined-only nudge.so | comm -23 inexact - >forgotten
    [ ! -s forgotten ] || { cat forgotten; false; }
    [ "$(wc -l <inexact)" -ge 15 ]
}

# What the compiler says of the file where the same answer begins, with further flags.
compile_stream() {
    gcc -std=c17 -D_GNU_SOURCE -I"$ROOT/sim" -I"$ROOT/include" "$@" -fsyntax-only "$ROOT/sim/engine/stream.c"
}

@test "arithmetic with answers of its own is refused, with the flags that work" {
    compile_stream
    run -1 compile_stream -Ofast
    [[ $output == *"build without it"* ]]
    if [ "$(uname -m)" = x86_64 ]; then
        compile_stream -msse2 -mfpmath=sse
        run -1 compile_stream -mfpmath=387
        [[ $output == *"build with -msse2 -mfpmath=sse"* ]]
    fi
}

@test "a machine that Random123 has no wide product for multiplies in parts" {
    compile_stream -DR123_USE_GNU_UINT128=0 -DR123_USE_ASM_GNU=0
}
