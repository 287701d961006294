/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* value.h - from the text of a value to the field that holds it, strictly.
 *
 * The row of the table of keys says what a text must be and where it goes. A text is converted
 * whole or not at all; on a complaint the field may hold anything that is safe to read. */
#ifndef AB_SCENARIO_VALUE_H
#define AB_SCENARIO_VALUE_H

#include "scenario/conversion.h"

/* Converts a text into the field of `thing` (the struct that holds the section) that the key's row
 * names. False with a complaint when the text is not acceptable. */
bool ab_value_convert(struct ab_conversion *conversion, const struct ab_key *key, const char *text,
                      void *thing);

/* Bytes of the field that a value of this type fills. */
size_t ab_value_size(enum ab_value_type type);

#endif
