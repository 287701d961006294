/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* authority.c - requests for a release, all at once or one by one. */
#include "model/authority.h"

#include "model/luck.h"
#include "model/milestone.h"

void ab_authority_reset(struct ab_run *run)
{
    ab_resource_init(&run->authority.desk, &run->simulation, &run->waiting_room,
                     run->scenario->command.release_one_by_one ? 1 : AB_UNLIMITED);
    run->authority.from = 0;
    run->count.release_wait = 0;
    run->authority.posted = false;
    for (int i = 0; i <= run->scenario->contingent_count; i++) {
        run->authority.request[i] = (struct ab_release_request){.asked = AB_TIME_NEVER};
    }
}

void ab_authority_open(struct ab_run *run)
{
    const ab_time from = ab_luck_when(run, &run->scenario->command.release_from, ab_now(run),
                                      ab_luck_stream(run, AB_OF_COMMAND, 0, AB_FOR_RELEASE_FROM));
    run->authority.from = from == AB_TIME_NEVER ? 0 : from;
}

void ab_authority_ask(struct ab_run *run, int request)
{
    if (run->authority.request[request].asked != AB_TIME_NEVER) {
        return; /* who asks again waits as before */
    }
    run->authority.request[request].asked = ab_now(run);
    if (!run->authority.posted) {
        run->authority.posted = true;
        ab_simulation_conclude(&run->simulation, AB_EV_RELEASES, 0);
    }
}

/* Those who ask at one instant come in the order of their numbers, whatever came to be told first. */
void ab_authority_round(struct ab_run *run)
{
    run->authority.posted = false;
    for (int i = 0; i <= run->scenario->contingent_count; i++) {
        struct ab_release_request *request = &run->authority.request[i];
        if (request->asked == AB_TIME_NEVER || request->is_in) {
            continue;
        }
        request->is_in = true;
        if (ab_resource_acquire(&run->authority.desk, 1, AB_PRIORITY_NORMAL, AB_EV_RELEASE_TURN,
                                (uint32_t)i, NULL)) {
            ab_authority_take_up(run, i);
        }
    }
}

void ab_authority_take_up(struct ab_run *run, int request)
{
    const uint64_t stream = request == ab_authority_withdrawal(run)
                                ? ab_luck_stream(run, AB_OF_COMMAND, 0, AB_FOR_WITHDRAWAL_RELEASE)
                                : ab_luck_stream(run, AB_OF_CONTINGENT, request, AB_FOR_RELEASE);
    const ab_time released =
        ab_now(run) + ab_luck_time(run, run->scenario->command.release_time, stream, 0);
    ab_simulation_at(&run->simulation, ab_time_later(released, run->authority.from),
                     AB_PRIORITY_NORMAL, AB_EV_RELEASED, (uint32_t)request);
}

void ab_authority_done(struct ab_run *run, int request)
{
    const bool withdrawal = request == ab_authority_withdrawal(run);
    run->authority.request[request].is_released = true;
    run->count.release_wait += ab_now(run) - run->authority.request[request].asked;
    ab_milestone_note(run, AB_ON_RELEASE,
                      (struct ab_concern){withdrawal ? AB_NOBODY : request, AB_NOBODY, AB_NOBODY},
                      1);
    ab_resource_release(&run->authority.desk, 1);
}
