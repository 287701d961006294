/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* targets.h - what input made up by a fuzzer is given to.
 *
 * A target takes any bytes, looks at what came of them, and aborts where a rule of the program is
 * broken. It reads no file and leaves nothing behind. `make fuzz` gives bytes that libFuzzer and AFL++ make
 * up to one target at a time (fuzz.c), test_found.c those of the files in found/ that once broke something,
 * and the seeds, to all. */
#ifndef TEST_TARGETS_H
#define TEST_TARGETS_H

#include "scenario/document.h"
#include "scenario/text.h"
#include "support/shelf.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef void fuzz_target(const uint8_t *data, size_t size);

fuzz_target fuzz_prescan;    /* the INI reader beside iniparser, and the values of its keys */
fuzz_target fuzz_statements; /* a scenario with bases, tables, files and --set */
fuzz_target fuzz_tables;     /* tables of things: requirement lists, airfields */
fuzz_target fuzz_values;     /* a value for a key of any type */
fuzz_target fuzz_routes;     /* legs, routes, hubs */
fuzz_target fuzz_journal;    /* a journal as --resume reads it */
fuzz_target fuzz_shards;     /* journals of parts, as merge reads them */
fuzz_target fuzz_cases;      /* tables of cases and varied keys */
fuzz_target fuzz_empirical;  /* files of samples and of arrivals */
fuzz_target fuzz_uncertain;  /* [uncertain.ID], drawn and bound */
fuzz_target fuzz_goals;      /* --goal, --by, --with, --vary, --only */
fuzz_target fuzz_page;       /* results of whomever: page, export, explain, plot */
fuzz_target fuzz_run;        /* a scenario, and its first thousand events */

struct fuzz_named {
    const char *name;
    fuzz_target *target;
};
extern const struct fuzz_named fuzz_targets[]; /* the last without a name */

/* What must hold, whatever the bytes. */
static inline void require(bool holds)
{
    if (!holds) {
        abort();
    }
}

/* There is a fault where something went wrong. What quotes a command line may be of any bytes, which are
 * shown as escapes. */
static inline void require_told(enum ab_status status, const struct ab_errors *errors)
{
    require((status == AB_OK) == (errors->count == 0));
    require(status == AB_OK || errors->status != AB_OK);
}

/* And every fault of a file has a reason in UTF-8. */
static inline void require_faults(enum ab_status status, const struct ab_errors *errors)
{
    const int kept = errors->count < AB_ERRORS_MAX ? errors->count : AB_ERRORS_MAX;
    require_told(status, errors);
    for (int i = 0; i < kept; i++) {
        const struct ab_error *error = &errors->error[i];
        size_t bad;
        require(error->text[0] != '\0' && error->line >= 0);
        require(ab_text_is_utf8(error->text, strlen(error->text), &bad));
    }
}

/* The document of a text in memory, with the files of a shelf (NULL: none) beside it; NULL with faults. */
struct ab_document *fuzz_load(struct shelf *shelf, const char *text, const char *const *set,
                              int count, struct ab_errors *errors);

/* The scenario of a text with a target's input behind it, NULL with faults; its document is *document. Input of
 * more than 8 KiB is left out: no document, no faults. */
struct ab_scenario *fuzz_bind_behind(struct ab_document **document, struct shelf *shelf,
                                     const char *beginning, const uint8_t *data, size_t size,
                                     struct ab_errors *errors);

/* A distribution has quantiles within its support, which grow; of a mixture each component's do. */
void fuzz_check_law(const struct ab_distribution *law);

/* What is shown of a document makes the same scenario, by its hash. It takes the place of the text. */
void fuzz_check_showing(struct shelf *shelf, const struct ab_document *document, uint64_t hash,
                        struct ab_errors *errors);

#endif
