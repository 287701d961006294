/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* folder.h - the files of a result folder, by name. */
#ifndef AB_OUTPUT_FOLDER_H
#define AB_OUTPUT_FOLDER_H

#include "base/file.h"

/* Besides tables, whose names are in layout.h. */
#define AB_FILE_MANIFEST "run.json"
#define AB_FILE_PACKAGE  "datapackage.json"

/* FOLDER/FILE in new memory, which the caller gives back; NULL with a fault when memory is out. */
char *ab_folder_path(const char *folder, const char *file, struct ab_errors *errors);

/* Opens FOLDER/FILE for writing. */
struct ab_writer *ab_folder_open_file(const char *folder, const char *file,
                                      struct ab_errors *errors);

/* Removes FOLDER/FILE; one that is not there is no fault. */
enum ab_status ab_folder_remove_file(const char *folder, const char *file,
                                     struct ab_errors *errors);

#endif
