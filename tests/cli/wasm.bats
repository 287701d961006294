# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
# The simulator as WebAssembly, where it was built: `make test-wasm` tries it over all scenarios.
load common

@test "the model in a page says what the program says" {
    need node
    folder=$ROOT/build/share/page
    [ -e "$folder/model.wasm" ] || skip "no model here: \`make wasm\` builds it"
    run -0 node "$ROOT/tests/wasm/same.js" "$AIRBRIDGE" "$folder" 40 small/
    [[ "$output" == *"the same, 40 replications"* ]]
}
