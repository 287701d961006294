# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
# Rules of the house that a search through the sources can check.
load common


# Code of the given files without comments and texts, as FILE:LINE:CODE.
code() {
    local file
    for file in "$@"; do
        gcc -fpreprocessed -dD -E -P "$file" 2>/dev/null |
            sed -e 's/"\([^"\\]\|\\.\)*"/""/g' -e "s|^|${file#"$ROOT/"}:|"
    done
}

# Nothing in the code matches.
nowhere() {
    local pattern=$1
    shift
    run -1 grep -E "$pattern" <(code "$@")
}

all_sources() {
    find "$ROOT/sim" "$ROOT/include" -name '*.[ch]'
}

@test "banned functions are nowhere" {
    mapfile -t files < <(all_sources)
    nowhere '\b(atoi|atol|atof|sprintf|vsprintf|strcpy|strcat|gets|strtok|rand|srand|setlocale|gsl_rng_env_setup|iniparser_getint|iniparser_getlongint|iniparser_getdouble|iniparser_getboolean)[[:space:]]*\(' "${files[@]}"
}

@test "only the memory module allocates" {
    mapfile -t files < <(all_sources | grep -v '/base/memory.c$')
    nowhere '\b(malloc|calloc|realloc|free|strdup|strndup|asprintf|alloca|getline)[[:space:]]*\(' "${files[@]}"
}

@test "only the file modules open, write and rename files" {
    mapfile -t files < <(all_sources | grep -v -e '/base/file.c$' -e '/base/draft.c$' -e '/base/log.c$' \
        -e '/base/claim.c$' -e '/base/path.c$' -e '/cli/cli.c$')
    nowhere '\b(fopen|freopen|open|creat|rename|unlink|remove|mkdir|mkstemp)[[:space:]]*\(' "${files[@]}"
}

@test "every source says whose it is, and under which licence" {
    local line='Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later'
    bare=$(grep -rL "$line" "$ROOT"/{sim,include,tests,plots,Makefile,.ci} --include='*.[ch]' --include='*.bats' \
        --include='*.bash' --include='*.sh' --include='*.py' --include='*.js' --include='*.gp' --include='*.gpi' \
        --include=Makefile --include=run --include=fresh --include=readme --include=peers --include=cluster) || true
    [ -z "$bare" ] || { echo "$bare"; return 1; }
}

@test "floors depend downwards only" {
    # What each floor must not include.
    local -A above=(
        [base]='engine|scenario|model|study|output|insight|library|cli'
        [engine]='scenario|model|study|output|insight|library|cli'
        [scenario]='model|study|output|insight|library|cli'
        [model]='study|output|insight|library|cli' [study]='output|insight|library|cli'
        [output]='insight|library|cli' [insight]='library|cli' [library]='cli'
        [cli]='library'
    )
    for floor in "${!above[@]}"; do
        run -1 grep -rnE "^#include \"(${above[$floor]})/" "$ROOT/sim/$floor"
    done
}

@test "no exported name is without the prefix" {
    need nm
    library=$(dirname "$AIRBRIDGE")/libairbridge.a
    [ -e "$library" ]
    run -0 nm --defined-only --extern-only --format=posix "$library"
    strangers=$(awk 'NF >= 3 && $1 !~ /^(ab_|__asan|__odr_asan|__ubsan|__covrec|__(llvm_)?prof)/ { print $1 }' <<<"$output")
    [ -z "$strangers" ] || { echo "$strangers"; return 1; }
}

# The functions of the library that no other file of it, and no header for its users, names.
lone_functions() {
    nm --format=posix "$1" | awk '
        /^[^ ]*\[.*\]:$/ { object = $1; next }
        $2 ~ /^[TDRBV]$/ { defined[$1] = object }
        $2 == "U" { used[$1] }
        END { for (name in defined) if (!(name in used)) print name }' |
        grep -vwFf <(cat "$ROOT/sim/main.c" "$ROOT"/include/airbridge/*.h 2>/dev/null | grep -ow 'ab_[a-z0-9_]*')
}

@test "what nobody uses, or tests alone, is not in the program" {
    need nm
    library=$(dirname "$AIRBRIDGE")/libairbridge.a
    grep -q '^ab_run_check T' <(nm --format=posix "$library") && skip "the checked builds have what tests need"
    dead=
    for name in $(lone_functions "$library"); do
        # In its own file at least, beside its definition; without a test, it need not leave that.
        uses=$(cat "$ROOT"/sim/*/*.c | grep -ow "$name" | wc -l)
        if [ "$uses" -lt 2 ]; then
            dead+="$name: nobody calls it"$'\n'
        elif ! grep -qrw "$name" "$ROOT/tests"; then
            dead+="$name: its own file alone calls it: make it static"$'\n'
        fi
    done
    [ -z "$dead" ] || { echo "$dead"; return 1; }
}

# What calls what, file by file, of some rooms.
calls_between_files() {
    local room source object
    object=$(dirname "$AIRBRIDGE")/obj/sim
    for room in "$@"; do
        for source in "$ROOT/sim/$room"/*.c; do
            source=${source#"$ROOT/sim/"}
            nm --format=posix "$object/${source%.c}.o" | sed "s|^|${source%.c} |"
        done
    done | awk '
        $3 ~ /^[TDRBV]$/ { home[$2] = $1 }
        $3 == "U" { calls[$1 " " $2] }
        END {
            for (call in calls) {
                split(call, part, " ")
                if (part[2] in home && home[part[2]] != part[1]) print part[1], home[part[2]]
            }
        }'
}

@test "no files of the model, the engine and the base call each other in a circle" {
    need nm
    need tsort
    calls_between_files base engine model >"$BATS_TEST_TMPDIR/calls"
    [ "$(wc -l <"$BATS_TEST_TMPDIR/calls")" -gt 50 ]
    run -0 tsort "$BATS_TEST_TMPDIR/calls"
    ! tsort <<<"a b b a" 2>/dev/null # it would tell
}

# A file is one idea, long or short; a function that does not fit on a screen is two.
@test "no function is longer than 60 lines" {
    long=$(all_sources | xargs awk '
        FNR == 1 { begin = 0 }
        /^\{/ { begin = FNR }
        /^\}/ && begin { if (FNR - begin - 1 > 60) print FILENAME ":" begin; begin = 0 }')
    [ -z "$long" ] || { echo "$long"; return 1; }
}

@test "no program state is kept outside of runs but what signals need" {
    need nm
    library=$(dirname "$AIRBRIDGE")/libairbridge.a
    run -0 nm --defined-only --format=posix "$library"
    # b, B, d, D: writable data. Read-only tables of pointers live in .data.rel.ro, which nm calls d too.
    known='interrupted|is_heeded'
    # The checked builds count allocations and pieces of them, to make one fail.
    ! grep -q '^ab_run_check T' <<<"$output" || known+='|allocations|(first|last)_failure|pieces_left'
    writable=$(awk '$2 ~ /^[bBC]$/ { print $1 }' <<<"$output" | grep -vE "^($known)\$|san" || true)
    [ -z "$writable" ] || { echo "$writable"; return 1; }
}

# Neither `! command` nor what stands before && ends a test that goes on.
@test "what a test checks can fail" {
    run -1 grep -nE '^ +(! (grep|cmp) [^|]*|\[\[? .* \]\]? && \[\[? .* \]\]?)$' "$ROOT"/tests/cli/*.bats
}
