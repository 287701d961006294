# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
# README.md shows what the program prints, names what exists, and leaves out nothing that it lists.
load common

@test "what README.md and other pages show is what the program prints" {
    run -0 "$ROOT/tests/support/readme" "$AIRBRIDGE" compare
}

@test "a block that has gone stale is shown as a difference" {
    mkdir -p tree/tests/support tree/scenarios
    cp "$ROOT/tests/support/readme" tree/tests/support/
    printf '%s\n' '<!-- shown: echo new -->' '```text' old '```' end >tree/README.md
    run -1 --separate-stderr tree/tests/support/readme "$AIRBRIDGE" compare README.md
    [[ "$output" == *"-old"*"+new"* ]]
    stderr_has "see: make readme"
    run -0 tree/tests/support/readme "$AIRBRIDGE" accept README.md
    run -0 cat tree/README.md
    output_is '<!-- shown: echo new -->
```text
new
```
end'
    run -0 tree/tests/support/readme "$AIRBRIDGE" compare README.md
}

@test "a block whose command fails is an error, and so is a README that shows nothing" {
    mkdir -p tree/tests/support tree/scenarios
    cp "$ROOT/tests/support/readme" tree/tests/support/
    printf '%s\n' '<!-- shown: false -->' '```text' '```' >tree/README.md
    run -2 tree/tests/support/readme "$AIRBRIDGE" accept README.md
    printf '%s\n' text >tree/README.md
    run -2 tree/tests/support/readme "$AIRBRIDGE" compare README.md
}

@test "every file that a page links to exists" {
    cd "$ROOT"
    for page in README.md */*.md sim/*/*.md tests/*/*.md; do
        links=$(grep -o '](\([^)#]*\)' "$page" | cut -c 3- | grep -v '^http' || true)
        for link in $links; do
            [ -e "$(dirname "$page")/$link" ] || { echo "$page: no $link"; return 1; }
        done
    done
    [ "$(grep -c '](' README.md)" -ge 15 ]
}

@test "README.md is half as long as it was, and opens with what a newcomer wants to know" {
    [ "$(wc -c <"$ROOT/README.md")" -le 33000 ]
    opening=$(head -n 40 "$ROOT/README.md")
    for word in '![' 'make demo' 'airbridge run' 'airbridge worth' planners researchers spreadsheet SimPy AnyLogic; do
        [[ "$opening" == *"$word"* ]] || { echo "not in the first 40 lines: $word"; return 1; }
    done
}

@test "every folder of sources is in sim/README.md, every command in README.md" {
    for folder in "$ROOT"/sim/*/; do
        grep -qE "(^| )$(basename "$folder") " "$ROOT/sim/README.md" || { echo "no $folder"; return 1; }
    done
    commands=$(airbridge help | sed -n '/^Commands:/,/^$/s/^  \([a-z]*\) .*/\1/p')
    for command in $commands; do
        grep -qE "\`(airbridge )?$command( |\`)" "$ROOT/README.md" ||
            { echo "no $command"; return 1; }
    done
}

@test "every target of the Makefile that help lists is on a page" {
    # Everybody knows these two.
    targets=$(make -s -C "$ROOT" help | sed 's/^make \([a-z-]*\) .*/\1/' | grep -vx -e all -e clean)
    [ "$(wc -l <<<"$targets")" -ge 10 ]
    for target in $targets; do
        grep -q "\bmake $target\b" "$ROOT"/README.md "$ROOT"/*/README.md "$ROOT"/tests/*/README.md || { echo "no $target"; return 1; }
    done
}

@test "every table of a result is on the page about tables" {
    airbridge run "$shuttle" -o out -n 1 -q --trace
    for table in out/*.csv out/*.json; do
        grep -qF "$(basename "$table")" "$ROOT/sim/output/README.md" || { echo "no $table"; return 1; }
    done
}
