/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* cause.h - causes of waiting in words. */
#ifndef AB_OUTPUT_CAUSE_H
#define AB_OUTPUT_CAUSE_H

#include "model/record.h"

/* What was waited for, e.g. "working place" for "working"; at most AB_CAUSE_WORDS_WIDTH ASCII
 * characters. */
enum { AB_CAUSE_WORDS_WIDTH = 26 };
const char *ab_cause_words(enum ab_cause cause);

#endif
