/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* sealed.h - journals of lines without checksums, which a fuzzer can alter: each is sealed before it is read.
 *
 * A line that begins with `!` is left as it is behind that. The hash of the columns in the first line is
 * made to fit the lines below it, unless it is not of 16 characters. */
#ifndef TEST_SEALED_H
#define TEST_SEALED_H

#include "study/journal.h"
#include "support/shelf.h"

/* Puts up a journal of such lines; false, and nothing, when its head counts beyond a thousand: what it
 * takes to make so much room is no news, and slow. */
bool sealed_put(struct shelf *shelf, const char *name, const char *bytes, size_t size);

#endif
