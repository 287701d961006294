/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* worst.h - which single airfield, fleet or way, denied from when on, hurts most.
 *
 * A denial lasts a stated time. An airfield that is denied is shut, and nobody knew (changes of
 * airfield.X.open); a fleet is out of service (fleet.X.active), and nobody knew either; of a way no load of
 * the contingents that come by it leaves for where it ends, nor from there, onward or home: a ground stop, which
 * is planned for, with its end, or which nobody knew of (changes of flow.denial.flights). It may begin at any of
 * a list of moments, from the request to when nine in ten of the plan's replications have closed or, of a measure
 * that is no hours since the request, ended: half a denial apart, where that gives 8 to 48; else by halves of that, until
 * they are 8, so that who is in the air for a part of it is met there, or evenly.
 *
 * What leaves the measure as it is when it is denied all the time, and in one replication also when that begins at
 * any of the moments, is left out. Of what alters it in more than
 * one of the first five replications (of hours since a request, or order, those in which the plan had it)
 * nothing more is asked; all others are denied so in 150: what matters in 1 of 50 is found but for 5 times in
 * 100. Of airfields many are so at once, and one by one where that makes a difference.
 *
 * What is left is tried at every moment under the same luck: after 20 replications, 60, 150
 * and 300 those go no further that are better for sure than the worst (subset selection of Nelson,
 * Swann, Goldsman and Song, "Simple procedures for selecting the best simulated system when the number
 * of alternatives is large", Operations Research 49, 2001, at 95 %), by more than what was not seen yet may come
 * to: what may be in 3 of n replications that have not shown it (Hanley, Lippman-Hand, "If nothing goes wrong,
 * is everything all right?", JAMA 249, 1983), and costs no more than the largest loss that was seen of that
 * thing, or hours than a denial lasts. Of what matters in no more than one of five replications these alone are made up to the
 * 150th, and nothing of it is left behind before. Those that are left at the end may each be the worst.
 *
 * Of each thing the worst denial goes on to the next looks, up to all replications, where it costs something by its
 * own interval, but may cost nothing, or less than half, by that which holds for all denials at every look (race.h). */
#ifndef AB_INSIGHT_WORST_H
#define AB_INSIGHT_WORST_H

#include "insight/inquiry.h"

enum ab_denied_kind { AB_DENIED_AIRFIELD, AB_DENIED_FLEET, AB_DENIED_WAY, AB_DENIED_KINDS };

struct ab_denied {
    enum ab_denied_kind kind;
    int index;               /* of the airfield or fleet; of a way its origin */
    int to;                  /* of a way: its destination */
    const char *what;        /* "airfield.almaty", "fleet.north", "way.orenburg-almaty" */
    const char *name;        /* as people call it */
    const char *contingents; /* of a way: those that use it, with commas */
    const char *destination; /* of a way: its id */
    bool is_idle;            /* nothing changes when it is denied */
    bool is_rare;            /* something does in few replications, */
    bool is_doubted;         /* it was held to be rare, and is not */
    double largest;          /* loss that was seen in a replication, or hours that a denial lasts */
    bool *matters;           /* of the first 150: these; NULL: it may in any */
};

struct ab_denial {
    int denied;               /* among the things */
    ab_time from;             /* since the scenario's start */
    int point, n;             /* of the inquiry, and replications that were compared */
    double loss, low, high;   /* how much worse the measure is on average, with a 95 % interval, */
    double all_low, all_high; /* and with one that holds for all denials at once */
    bool may_be_worst;        /* nothing that was tried is worse for sure */
    bool goes_on;             /* while it is asked: in more replications */
};

struct ab_worst_question {
    struct ab_inquiry *inquiry; /* its first column is the measure */
    int measure;
    bool more_is_better; /* of the measure */
    ab_time lasts;
    bool unforeseen;  /* ground stops are not known beforehand */
    int replications; /* of a denial at most */
};

struct ab_worst {
    struct ab_denied *thing; /* [things]: airfields, fleets, ways, each in the order of ids */
    int things;
    struct ab_denial *denial; /* [denials]: the worst first */
    int denials, moments;
    int base_point, replications; /* of the plan */
    double base_mean;             /* where what its hours are since had come */
    struct ab_arena *arena;
};

/* Asks. AB_OK with an answer that the caller clears, whatever is returned; AB_BAD_SCENARIO when the
 * measure has no value, or a denial is no scenario; AB_INTERRUPTED. */
enum ab_status ab_worst_ask(struct ab_worst *worst, const struct ab_worst_question *question,
                            struct ab_errors *errors);
void ab_worst_clear(struct ab_worst *worst);

/* The overrides that are a denial from a moment on, whatever the plan itself would open or take into service
 * meanwhile, unless that was known in a past that the plan goes on from; what is denied is then as in the plan. They and their texts live in the arena. Their number; 0
 * when memory is out. */
int ab_denial_overrides(const struct ab_worst_question *question, const struct ab_denied *denied,
                        ab_time from, ab_time lasts, struct ab_override **override,
                        struct ab_arena *arena);

#endif
