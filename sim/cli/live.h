/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* live.h - the parts of a page that simulates: the model and its scenario (`airbridge page --live`). */
#ifndef AB_CLI_LIVE_H
#define AB_CLI_LIVE_H

#include "output/live.h"

struct ab_cli_live {
    struct ab_json_text told; /* {"path": "plan.ini", "set": [...], "files": [...]} */
    struct ab_carried *carried;
    char *model, *script; /* model.wasm and model.js, as `make wasm` makes them */
    size_t model_size, script_size;
};

/* Reads the model, and the scenario of the result that `description` is of (page_data.h, the first text).
 * A scenario that is another by now is refused. The caller clears it whatever is returned. */
enum ab_status ab_cli_live_read(struct ab_cli_live *live, const char *description,
                                struct ab_errors *errors);
void ab_cli_live_clear(struct ab_cli_live *live);

#endif
