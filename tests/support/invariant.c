/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* invariant.c - conservation, capacity and accounting, recounted from scratch. */
#include "support/invariant.h"

#include "support/invariant_parts.h"

#include <stdio.h>
#include <stdlib.h>

const char *ab_invariant_broken(const struct ab_run *run)
{
    const char *broken = ab_recount_people(run);
    broken = broken ? broken : ab_recount_aircraft(run);
    broken = broken ? broken : ab_recount_fields(run);
    return broken ? broken : ab_recount_waiting(run);
}

/* --- in the checked builds ------------------------------------------------------------------- */

#ifdef AB_CHECKED
/* How many of the things that events happen to there are. */
static uint32_t count_of(const struct ab_run *run, enum ab_subject subject)
{
    const struct ab_scenario *scenario = run->scenario;
    switch (subject) {
    case AB_SUBJECT_CHANGE: return (uint32_t)scenario->change_count;
    case AB_SUBJECT_CONTINGENT: return (uint32_t)scenario->contingent_count;
    case AB_SUBJECT_CHALK: return (uint32_t)run->chalk_count;
    case AB_SUBJECT_TAIL: return (uint32_t)run->tail_count;
    case AB_SUBJECT_CREWS: return (uint32_t)run->crews.first[scenario->fleet_count];
    case AB_SUBJECT_SITE: return (uint32_t)scenario->site_count;
    case AB_SUBJECT_SORTIE: return (uint32_t)run->tail_count;
    case AB_SUBJECT_AIRFIELD: return (uint32_t)scenario->airfield_count;
    case AB_SUBJECT_TRAFFIC: return (uint32_t)scenario->traffic_count;
    case AB_SUBJECT_VISITOR: return run->traffic.visitors;
    case AB_SUBJECT_RELEASE: return (uint32_t)scenario->contingent_count + 1;
    case AB_SUBJECT_NOTIFICATION: return (uint32_t)scenario->notification_count;
    case AB_SUBJECT_EVACUATION: return (uint32_t)scenario->evacuation_count;
    case AB_SUBJECT_PASSAGE: return (uint32_t)run->hub.used;
    }
    return 0;
}

static const char *check_event(const struct ab_run *run, const struct ab_turn *event)
{
    uint32_t count = 0;
    switch ((enum ab_kind)event->kind) {
#define KIND_ALONE(kind, handler)                                                                  \
    case AB_EV_##kind:                                                                             \
        count = 1;                                                                                 \
        break;
#define KIND(kind, subject, handler)                                                               \
    case AB_EV_##kind:                                                                             \
        count = count_of(run, AB_SUBJECT_##subject);                                               \
        break;
#include "model/kind_rows.h"
    case AB_EV_COUNT: break;
    }
    return event->subject < count ? NULL : "an event happened to something that is not there";
}

static const char *name_of(const struct ab_turn *event)
{
    static const char *const names[] = {
#define KIND_ALONE(kind, handler)    #kind,
#define KIND(kind, subject, handler) #kind,
#include "model/kind_rows.h"
    };
    return event->kind < AB_EV_COUNT ? names[event->kind] : "unknown";
}

static void check(const struct ab_run *run, const char *broken)
{
    if (broken) {
        const struct ab_turn *last = &run->simulation.last;
        (void)fprintf(stderr, "airbridge: invariant broken at %lld ms by event %s of %u: %s\n",
                      (long long)ab_now(run), name_of(last), (unsigned)last->subject, broken);
        abort();
    }
}

/* Everything is recounted after every event, or every AB_CHECKED-th where that is a number above 1.
 * A recount takes as long as there are loads: with n times this many it comes n times more rarely.
 * What is broken stays broken. */
enum { LOADS_RECOUNTED_AT_ONCE = 250 };

void ab_run_check(const struct ab_run *run, enum ab_check what)
{
    const int interval = AB_CHECKED * (1 + run->chalk_count / LOADS_RECOUNTED_AT_ONCE);
    if (what == AB_CHECK_EVENT) {
        check(run, check_event(run, &run->simulation.last));
    } else if (what == AB_CHECK_END || run->simulation.events % (uint64_t)interval == 0) {
        check(run, ab_invariant_broken(run));
    }
    if (what == AB_CHECK_END) {
        check(run, ab_invariant_broken_at_end(run));
    }
}
#endif
