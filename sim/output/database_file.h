/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* database_file.h - lets SQLite read and write a draft (see base/draft.h), so that a database is
 * made as any other file is: nothing is left of it when the program is killed, and the first
 * failure is told with the system's reason. It is SQLite's interface for operating systems ("The OS
 * Backend (VFS) To SQLite", sqlite.org/vfs.html), with one file, no locks and no second file.
 *
 * A temporary name and a rename would need none of this, but killed, the program would leave a hidden
 * file as large as the result, which only one who writes that very result again could clear. And a
 * file without a name is none that SQLite can open itself: it follows the link /proc/self/fd/N and
 * makes another file called `#N (deleted)`. */
#ifndef AB_OUTPUT_DATABASE_FILE_H
#define AB_OUTPUT_DATABASE_FILE_H

#include "base/draft.h"

#include <sqlite3.h>

struct ab_database_file;

/* Makes SQLite know the draft, which is borrowed; NULL when memory is out. It is to be destroyed
 * when the connection is closed; NULL is allowed there. */
struct ab_database_file *ab_database_file_create(struct ab_draft *draft);
void ab_database_file_destroy(struct ab_database_file *file);

/* Opens a connection to it; returns as sqlite3_open_v2 does. */
int ab_database_file_open(const struct ab_database_file *file, sqlite3 **handle);

#endif
