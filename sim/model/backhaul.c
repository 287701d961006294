/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* backhaul.c - passengers of return legs. */
#include "model/backhaul.h"

#include "model/luck.h"

void ab_backhaul_reset(struct ab_run *run)
{
    for (int i = 0; i < run->scenario->backhaul_count; i++) {
        run->backhaul.people[i] =
            ab_luck_count(run, &run->scenario->backhaul[i].people,
                          ab_luck_stream(run, AB_OF_BACKHAUL, i, AB_FOR_BACKHAUL_PEOPLE), 0);
        run->backhaul.ready[i] = AB_TIME_NEVER;
    }
    run->backhaul.carried = 0;
}

void ab_backhaul_schedule(struct ab_run *run)
{
    for (int i = 0; i < run->scenario->backhaul_count; i++) {
        run->backhaul.ready[i] =
            ab_luck_when(run, &run->scenario->backhaul[i].ready, ab_now(run),
                         ab_luck_stream(run, AB_OF_BACKHAUL, i, AB_FOR_BACKHAUL_READY));
    }
}

void ab_backhaul_board(struct ab_run *run, struct ab_sortie_record *sortie)
{
    struct ab_tail *tail = &run->tail[sortie->tail];
    const int64_t seats = run->scenario->aircraft[tail->type].seats;
    const bool homeward = sortie->purpose == AB_PURPOSE_RETURN || sortie->destination == tail->home;
    for (int i = 0; i < run->scenario->backhaul_count; i++) {
        const struct ab_backhaul *backhaul = &run->scenario->backhaul[i];
        if (backhaul->from != sortie->origin || run->backhaul.people[i] == 0 ||
            run->backhaul.ready[i] > ab_now(run) ||
            !(ab_references_name(&backhaul->to, sortie->destination) ||
              (homeward && backhaul->to.count == 0))) {
            continue;
        }
        int64_t aboard = seats < backhaul->per_flight ? seats : backhaul->per_flight;
        if (aboard > run->backhaul.people[i]) {
            aboard = run->backhaul.people[i];
        }
        run->backhaul.people[i] -= aboard;
        sortie->passengers = aboard;
        tail->backhaul = i;
        return;
    }
}
