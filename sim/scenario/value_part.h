/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* value_part.h - conversions of single families of types, the parts of ab_value_convert. Each takes
 * a text that has no outer blanks and complains of one that is not acceptable. */
#ifndef AB_SCENARIO_VALUE_PART_H
#define AB_SCENARIO_VALUE_PART_H

#include "scenario/conversion.h"

/* What is said of a file's name that a terminal would not show as it is. */
#define AB_UNSEEN_FILE "names a file with a character that cannot be seen"

/* value_distribution.c */
bool ab_value_convert_distribution(struct ab_conversion *conversion, const struct ab_key *key,
                                   const char *text, struct ab_distribution *distribution);

/* Whether the text of a distribution names a file, as in empirical(loading.csv) min: where the name
 * stands in the text. */
bool ab_value_file_name(const char *text, size_t *start, size_t *length);

/* value_list.c */
bool ab_value_convert_reference(struct ab_conversion *conversion, const struct ab_key *key,
                                const char *text, size_t length, int *index);
bool ab_value_convert_references(struct ab_conversion *conversion, const struct ab_key *key,
                                 const char *text, struct ab_references *references);
bool ab_value_convert_numbers_of(struct ab_conversion *conversion, const struct ab_key *key,
                                 const char *text, struct ab_number_of **array, int *count);
bool ab_value_convert_payload_range(struct ab_conversion *conversion, const char *text,
                                    struct ab_payload_point **points, int *count);

/* value_calendar.c */
bool ab_value_convert_day_hours(struct ab_conversion *conversion, const char *text,
                                struct ab_hours *hours);
bool ab_value_convert_periods(struct ab_conversion *conversion, const char *text,
                              struct ab_period **periods, int *count);

#endif
