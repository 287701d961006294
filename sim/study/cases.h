/* cases.h - a table of cases: a column per key, a row per case.
 *
 * The file is CSV as RFC 4180 has it; lines may end in LF or CRLF, and a byte-order mark, which
 * spreadsheets write, is passed over. An empty cell leaves the key as the scenario has it. */
#ifndef AB_STUDY_CASES_H
#define AB_STUDY_CASES_H

#include "base/memory.h"

#include <airbridge/error.h>

struct ab_cases {
    int keys, rows;
    const char **key;   /* [keys] */
    const char **value; /* [rows][keys], "" for an empty cell */
    int *line;          /* [rows], of the file */
};

/* Reads a file; texts live in the arena. */
enum ab_status ab_cases_read(struct ab_cases *cases, const char *path, struct ab_arena *arena,
                             struct ab_errors *errors);

#endif
