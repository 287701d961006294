/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* site.h - vital sites: requested, relieved in place, guarded, handed back.
 *
 * A site's guard comes from one contingent, in full. Sites are served by priority; people that a
 * site of higher priority waits for are not given to one behind it. */
#ifndef AB_MODEL_SITE_H
#define AB_MODEL_SITE_H

#include "model/state.h"

void ab_site_reset(struct ab_run *run);

/* Orders sites and contingents by priority; once per run. False when memory is out. */
bool ab_site_prepare(struct ab_run *run);

/* A site is guarded when the run begins; false when its contingent has not the people. */
bool ab_site_begin_held(struct ab_run *run, int site);

/* Schedules when each site is asked for; at the host's request. */
void ab_site_schedule_requests(struct ab_run *run);

void ab_site_requested(struct ab_run *run, int site);
void ab_site_request_known(struct ab_run *run, int site);
void ab_site_headquarters_up(struct ab_run *run);
void ab_site_assign(struct ab_run *run);

/* More people of a contingent are at hand, or it may go: the next round of assignment asks it. */
void ab_site_ask(struct ab_run *run, int contingent);

/* A contingent goes home: its people guard nothing any more. */
void ab_site_leave(struct ab_run *run, int contingent);

void ab_site_guard_arrived(struct ab_run *run, int site);
void ab_site_guarded(struct ab_run *run, int site);
void ab_site_guard_known(struct ab_run *run, int site);

/* The host takes over: at once, or as soon as the relief under way is done. */
void ab_site_begin_handback(struct ab_run *run, int site);
void ab_site_handed_back(struct ab_run *run, int site);
void ab_site_guard_back(struct ab_run *run, int site);

/* Hours between request and guard (or the end of the need), over all sites, until now. */
double ab_site_unguarded_hours(const struct ab_run *run);

#endif
