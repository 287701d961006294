/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* sift.h - which of many changes alter a measure: tried together, then in halves (worth.h). */
#ifndef AB_INSIGHT_SIFT_H
#define AB_INSIGHT_SIFT_H

#include "insight/changes.h"
#include "insight/inquiry.h"

/* What is sifted, and on top of what. */
struct ab_sift {
    struct ab_inquiry *inquiry;
    const struct ab_what_if *list;
    const struct ab_what_if *const *context; /* [contexts]: changes that hold throughout */
    int contexts;
    const int *replication; /* [replications]: in which of them */
    int replications;
    double tolerance; /* by how much a measure may differ and be the same */
    bool by_hash;     /* not the measure counts but all that happens */
    /* Found, where there is room for it: the members of the first group that alters the measure though
     * its halves do not. */
    int *joint_member;
    int joint_members;
};

/* Whether the measure, or anything, differs between two points in a replication. */
bool ab_sift_differs(const struct ab_sift *sift, int point, int other, int replication);

/* The point of some changes together, on top of the context. */
enum ab_status ab_sift_point(const struct ab_sift *sift, const int *member, int members, int *point,
                             struct ab_errors *errors);

/* Sifts members[0 .. count), numbers in the list: moves[i] gets whether number i alters the measure.
 * All that are left are tried together, replication by replication; in the first one in which that
 * differs they are halved until it is known who it is; and so on with the rest. */
enum ab_status ab_sift_run(struct ab_sift *sift, const int *member, int count, bool *moves,
                           struct ab_errors *errors);

/* Leaves out members of a group, which alter the measure together in a replication, as long as they do;
 * *count gets how many are left. */
enum ab_status ab_sift_shrink(const struct ab_sift *sift, int *member, int *count, int replication,
                              struct ab_errors *errors);

#endif
