/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* accounts.h - what contingents, airfields and types came to over all replications, and what went on
 * hour by hour in the first ones (model/record.h says how a replication packs it). */
#ifndef AB_STUDY_ACCOUNTS_H
#define AB_STUDY_ACCOUNTS_H

#include "study/study.h"

/* Room in a result; false when memory is out. It is given with ab_accounts_clear. */
bool ab_accounts_take(struct ab_result *result);
void ab_accounts_clear(struct ab_result *result);

/* Adds a replication, in order; what makes no sense in its pack is left out. */
void ab_accounts_add(struct ab_result *result, const struct ab_pack *pack);

/* Adds the diary of a replication, the row-th from 0, that ended then, in whatever order, by one thread
 * at a time; what comes behind what makes no sense in it is left out. False when memory is out. */
bool ab_diary_add(struct ab_result *result, int row, const struct ab_numbers *diary, ab_time ended);

/* Sums up the diaries that were added; false when memory is out. */
bool ab_diary_sum_up(struct ab_result *result);

#endif
