/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* database.h - a result as one SQLite database.
 *
 * The database grows in a draft (see base/draft.h), in one transaction and without a journal, since
 * nobody sees it before it is whole; then it takes its place like any other file. SQLite keeps a
 * page cache of bounded size, so memory and open files do not grow with the result.
 *
 * Columns are typed and tables STRICT: integers and numbers as such, instants as ISO 8601 text, yes
 * or no as 1 or 0, empty cells as NULL. Numbers are those that a CSV file of the same table would
 * show: nine significant digits. */
#ifndef AB_OUTPUT_DATABASE_H
#define AB_OUTPUT_DATABASE_H

#include "output/layout.h"
#include "output/row.h"

#include "base/error.h"

/* The release of SQLite that is at work. */
const char *ab_database_version(void);

/* Whether a result of this name is a database: .sqlite, .sqlite3 or .db. */
bool ab_database_is_named(const char *path);

/* Makes the folder that a database is to lie in, and tries that files can be made in it. */
enum ab_status ab_database_make_folder(const char *path, struct ab_errors *errors);

/* Makes sure that a database can be written at `path`, whose folder is there. A file that is there is
 * refused with AB_BAD_SCENARIO unless `force`, and in any case when it is no result of this
 * program. */
enum ab_status ab_database_prepare(const char *path, bool force, struct ab_errors *errors);

/* Refuses a table that has more columns than a database takes. */
enum ab_status ab_database_check(const char *path, enum ab_table table,
                                 const struct ab_subject *subject, struct ab_errors *errors);

struct ab_database;

/* Begins a database; NULL with a fault when that fails. */
struct ab_database *ab_database_open(const char *path, struct ab_errors *errors);

/* Begins a table; its rows are put with ab_row_*. NULL with a fault when that fails. */
struct ab_row *ab_database_begin(struct ab_database *database, enum ab_table table,
                                 const struct ab_subject *subject, ab_time start,
                                 struct ab_errors *errors);

/* Fills the table of a manifest: a row per member of a JSON object. */
void ab_database_put_manifest(struct ab_database *database, const char *json);

/* Whether something failed already, so that to go on is in vain; and the fault, AB_OK when there is
 * none. */
bool ab_database_has_failed(const struct ab_database *database);
enum ab_status ab_database_report(const struct ab_database *database, struct ab_errors *errors);

/* Finishes the file under its own name, or leaves what was there before and tells the first
 * failure. Destroys the database. */
enum ab_status ab_database_commit(struct ab_database *database, struct ab_errors *errors);

/* Gives up. Destroys the database; NULL is allowed. */
void ab_database_abandon(struct ab_database *database);

#endif
