/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* store.h - where a result goes: a folder of CSV files, or, by the ending of its name (.sqlite,
 * .sqlite3, .db), one SQLite database.
 *
 * A store is opened, tables are begun in any order and filled, several at a time if need be, and a
 * commit makes all of it a result: before, nothing of an earlier result is touched. The columns of
 * a table come from layout.h. */
#ifndef AB_OUTPUT_STORE_H
#define AB_OUTPUT_STORE_H

#include "base/claim.h"
#include "output/json.h"
#include "output/layout.h"
#include "output/row.h"

#include <stdint.h>

struct ab_store_options {
    const char *path;
    const struct ab_claim *claim;   /* of the path */
    const char *title;              /* of the result */
    struct ab_subject subject;      /* what it is of */
    const struct ab_scenario *said; /* of which the values are told; NULL: of none */
    bool journalled;                /* its journal is there, too: */
    enum ab_plan_kind kind;         /* of this kind */
    ab_time start;                  /* of the scenario, which instants count from */
    int argc;                       /* the command line, for the manifest */
    char *const *argv;
};

/* Whether a result at `path` is one file, a database. */
bool ab_store_is_file(const char *path);

/* Takes a place for this process alone, before anything is written there or judged by what is
 * there, and makes its folder when it is missing. AB_BAD_SCENARIO when another process writes
 * there. The caller releases the claim when all is written. */
enum ab_status ab_store_claim(struct ab_claim **claim, const char *path, struct ab_errors *errors);

/* Makes sure that a result can be written at `path`, which is claimed. A folder that holds
 * something, or a database that is there, is refused with AB_BAD_SCENARIO unless `force`. */
enum ab_status ab_store_prepare(const char *path, bool force, struct ab_errors *errors);

/* Removes what an earlier result of any command left there, and no other file. */
enum ab_status ab_store_clear(const char *path, struct ab_errors *errors);

/* Makes a folder one of an unfinished result: its tables and what its journal holds belong together no
 * longer. A database tells by itself what it is of. */
enum ab_status ab_store_withdraw(const char *path, struct ab_errors *errors);

/* Finds out whether there is a finished result. */
enum ab_status ab_store_look(bool *is_finished, const char *path, struct ab_errors *errors);

/* Complains when there is no result, or an unfinished one, of which tables may be there that are not of
 * one and the same result. */
enum ab_status ab_store_check_finished(const char *path, struct ab_errors *errors);

/* Which of the results that are written at one path one after the other is there; complains when none is that
 * is finished. Who reads several tables asks before, and complains afterwards when another has been written
 * meanwhile: what he read may be of both. */
struct ab_edition {
    int64_t of[5];
};
enum ab_status ab_store_edition(struct ab_edition *edition, const char *path,
                                struct ab_errors *errors);
enum ab_status ab_store_check_edition(const struct ab_edition *before, const char *path,
                                      struct ab_errors *errors);

/* The name of the journal of a result that goes to `path`, or of the draft of one while an earlier
 * result lies there; in new memory, which the caller gives back; NULL with a fault when memory is
 * out. */
char *ab_store_journal(const char *path, enum ab_plan_kind kind, bool draft,
                       struct ab_errors *errors);

/* The journal that is there, by its name in new memory, which the caller gives back; NULL when there is
 * none, or with a fault when that cannot be found out. */
enum ab_status ab_store_find_journal(char **journal, const char *path, struct ab_errors *errors);

/* Refuses a sweep whose table a store of this kind cannot have: with too many columns. */
enum ab_status ab_store_check(const char *path, const struct ab_subject *subject,
                              struct ab_errors *errors);

struct ab_store;

/* Opens a store. What the options point to is borrowed until it is committed or abandoned. NULL
 * with a fault when it cannot be opened. */
struct ab_store *ab_store_open(const struct ab_store_options *options, struct ab_errors *errors);

/* Whether it is a database, and so has tables that a folder has not. */
bool ab_store_is_database(const struct ab_store *store);

/* Begins a table, which has its header and no row yet; its rows are put with ab_row_*. Each table
 * is begun once at most. NULL with a fault when that fails. */
struct ab_row *ab_store_begin(struct ab_store *store, enum ab_table table,
                              struct ab_errors *errors);

/* Whether all that was put could be kept so far: else to go on is in vain. And the fault, AB_OK
 * when there is none. */
bool ab_store_has_failed(const struct ab_store *store);
enum ab_status ab_store_report(const struct ab_store *store, struct ab_errors *errors);

/* Puts what a manifest says of its result besides program, command line, title and tables. */
typedef void ab_store_facts(struct ab_json *json, const void *owner);

/* Makes what was put a result, and destroys the store.
 *
 * In a folder every table is written, whole or not at all, then datapackage.json, which describes
 * them, and last run.json, the manifest: a folder without one holds an unfinished result. The
 * manifest and data package of an earlier result are removed first, and tables and journals that
 * are not of this result before the new ones, so that a folder never mixes two.
 *
 * A database appears whole or not at all; it has the descriptions in its table `field` and the
 * manifest in `meta`. */
enum ab_status ab_store_commit(struct ab_store *store, ab_store_facts *facts, const void *owner,
                               struct ab_errors *errors);

/* Gives up and leaves an earlier result as it was. Destroys the store; NULL is allowed. */
void ab_store_abandon(struct ab_store *store);

#endif
