/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* page_data.h - a finished result, of a folder or a database, as what a page in a browser reads.
 *
 * Two JSON texts, which plots/page/data.js puts together. The first tells what the result is:
 *
 *     {"format": 1, "kind": "run", "run": {what run.json holds},
 *      "tables": {"curve": {"rows": 480, "of": 480, "columns":
 *          [{"name": "time", "type": "time", "unit": "", "meaning": "..."}, ...]}, ...}}
 *
 * The second holds the values, column by column, in the order of `columns`:
 *
 *     {"curve": [[1641405600000, ...], ...], ...}
 *
 * Numbers have the digits of the tables, instants are milliseconds since 1970, yes is 1 and no 0, and
 * null is an empty cell. Of tables with rows for every replication only some are in it, so `rows` may
 * be less than `of`: of contingents and sites those of the traced replication (without one, the
 * first), of others the first 2000. */
#ifndef AB_OUTPUT_PAGE_DATA_H
#define AB_OUTPUT_PAGE_DATA_H

#include "output/json.h"

#include "base/error.h"

struct ab_page_data {
    struct ab_json_text told, values;
};

/* Reads all of a result. Whatever of it is not as this program writes results is refused with its
 * place. The caller clears the data whatever is returned. */
enum ab_status ab_page_data_read(struct ab_page_data *data, const char *result,
                                 struct ab_errors *errors);
void ab_page_data_clear(struct ab_page_data *data);

#endif
