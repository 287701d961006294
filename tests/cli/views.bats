# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
# What the views of a page compute before they draw, tried by node where it is installed: places on
# great circles, stages, local clocks (tests/page/pure.js). What a browser shows is `make test-page`.
load common

@test "the page's aircraft are where the trace says, in every flight of three operations" {
    need_template
    need esbuild
    need node
    [ -e /usr/share/nodejs/d3-geo ] || skip "node-d3 is needed"
    local name pages=()
    for name in small/islands port-au-prince-2010 january-2022; do
        airbridge run "$ROOT/scenarios/$name.ini" -o "${name##*/}" -n 1 --trace -q
        airbridge page -q "${name##*/}" -o "${name##*/}.html"
        pages+=("${name##*/}.html")
    done
    NODE_PATH=/usr/share/nodejs esbuild --log-level=warning --bundle --platform=node \
        "$ROOT/tests/page/node.js" --outfile=pure.js
    run -0 node pure.js "${pages[@]}"
    [[ "${lines[0]}" =~ ^[0-9]+" checks"$ ]]
    [[ "${lines[3]}" =~ ^january-2022.html:" "[0-9]+" flights"$ ]]
}

@test "a better order of contingents makes a page, too" {
    need_template
    airbridge size "$ROOT/scenarios/small/one-runway.ini" --order contingents -n 3 -o ordered -q
    run -0 airbridge page ordered -o ordered.html
    grep -q '"kind": *"order"' ordered.html
}

@test "the script of the page uses no name that nobody declares" {
    need_template
    need node
    [ -e /usr/share/nodejs/acorn-globals ] || skip "node-acorn is needed"
    sed -n '/^<script>/,/^<\/script>/p' "$AIRBRIDGE_PAGE/template.html" | sed '1s/<script>//; $s/<\/script>.*//' >page.js
    [ -s page.js ]
    # What a browser has beside what node has.
    NODE_PATH=/usr/share/nodejs run -0 node -e '
        const browser = /^(addEventListener|document|getComputedStyle|getSelection|location|matchMedia|navigator)$/;
        const types = /^(window|Node|Worker|(request|cancel)AnimationFrame|[A-Z][a-z]+Observer|[A-Z][a-z]+Event|SVG[A-Za-z]+)$/;
        const free = require("acorn-globals")(require("fs").readFileSync("page.js", "utf8"));
        console.log(free.map(found => found.name)
            .filter(name => !(name in globalThis) && !browser.test(name) && !types.test(name)).join(" "))'
    output_is ""
}
