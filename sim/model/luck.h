/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* luck.h - draws for the model: which stream, which index, and what the distribution makes of it.
 *
 * Each thing of the scenario has one stream per purpose, named "kind.id/purpose". Draws for a load
 * are indexed by the load's number, so load 17 of a contingent meets the same luck whichever
 * aircraft takes it and whenever it flies. */
#ifndef AB_MODEL_LUCK_H
#define AB_MODEL_LUCK_H

#include "model/state.h"

/* --- what each random number is drawn for ---------------------------------------------------- */

/* Purposes of a contingent's streams. Where loads go both ways the index is 4 * number +
 * which way. */
enum ab_contingent_purpose {
    AB_FOR_PEOPLE,
    AB_FOR_APPROVAL,
    AB_FOR_NOTICE,
    AB_FOR_ASSEMBLY,
    AB_FOR_FORWARD,
    AB_FOR_MARCH,
    AB_FOR_COMMIT,
    AB_FOR_INTERVAL,
    AB_FOR_ROAD_IN,
    AB_FOR_ROAD_OUT,
    AB_FOR_FORM_UP,
    AB_FOR_WITHDRAW_AFTER,
    AB_FOR_ONLOAD, /* 4 * index + part; the offload has the second number of the same block */
    AB_FOR_STOP,
    AB_FOR_BATCH, /* number of the batch */
    /* block times */
    AB_FOR_POSITIONING,
    AB_FOR_FLIGHT,
    AB_FOR_SECOND_FLIGHT, /* from a stop on the way */
    AB_FOR_RETURN,
    AB_FOR_DIVERSION,
    AB_FOR_ONWARD,
    /* 8 * index + which of the above flights */
    AB_FOR_TAKEOFF_RUNWAY,
    AB_FOR_LANDING_RUNWAY,
    AB_FOR_SERVICING,
    AB_FOR_MAINTENANCE,
    /* 64 * (8 * index + which flight) + attempt; the first is drawn with the block time */
    AB_FOR_RELIABILITY,
    AB_FOR_REPAIR,
    AB_FOR_PREPARATION, /* 4 * index + part */
    AB_FOR_AIRBORNE,
    AB_FOR_WINDOW, /* available, earliest and latest arrival; after another */
    AB_FOR_RELEASE,
    AB_FOR_ONWARD_ROAD,
    AB_CONTINGENT_PURPOSES
};
enum ab_fleet_purpose { AB_FOR_AVAILABLE, AB_FOR_CREW_REST, AB_FLEET_PURPOSES };
enum ab_site_purpose {
    AB_FOR_REQUESTED,
    AB_FOR_ROAD,
    AB_FOR_HANDOVER,
    AB_FOR_HANDBACK,
    AB_FOR_HANDBACK_AFTER,
    AB_FOR_ROAD_BACK,
    AB_SITE_PURPOSES
};
enum ab_command_purpose {
    AB_FOR_REQUEST,
    AB_FOR_CONSULTATION,
    AB_FOR_DECISION,
    AB_FOR_ORDERS,
    AB_FOR_HEADQUARTERS,
    AB_FOR_WITHDRAWAL_ORDER,
    AB_FOR_WITHDRAWAL_HANDBACK,
    AB_FOR_WITHDRAWAL_START,
    AB_FOR_WITHDRAWAL_RELEASE,
    AB_FOR_RELEASE_FROM,
    AB_COMMAND_PURPOSES
};
enum ab_airfield_purpose { AB_FOR_WEATHER, AB_FOR_FUEL_DELIVERY, AB_AIRFIELD_PURPOSES };
enum ab_traffic_purpose {
    AB_FOR_ARRIVAL, /* number of the visitor */
    AB_FOR_GROUND,
    AB_FOR_VISITOR_RUNWAY, /* 2 * number + take-off */
    AB_FOR_TRAFFIC_FROM,
    AB_FOR_TRAFFIC_UNTIL,
    AB_TRAFFIC_PURPOSES
};
enum ab_backhaul_purpose {
    AB_FOR_BACKHAUL_PEOPLE,
    AB_FOR_BACKHAUL_READY,
    AB_FOR_BACKHAUL_ONLOAD, /* 8 * index of a load + which flight */
    AB_FOR_BACKHAUL_OFFLOAD,
    AB_FOR_GROUP_INTERVAL, /* number of the group, from 1 */
    AB_FOR_GROUP_SIZE,
    AB_FOR_EVACUATION_END,
    AB_BACKHAUL_PURPOSES
};
enum ab_change_purpose { AB_FOR_CHANGE, AB_CHANGE_PURPOSES };
enum ab_blackout_purpose {
    AB_FOR_BLACKOUT_FROM,
    AB_FOR_BLACKOUT_UNTIL,
    AB_FOR_REPORT, /* which report; of the site's own stream is the thing */
    AB_BLACKOUT_PURPOSES
};
enum ab_notification_purpose { AB_FOR_NOTIFICATION, AB_NOTIFICATION_PURPOSES };
enum ab_flow_purpose { AB_FOR_FLOW_FROM, AB_FOR_FLOW_UNTIL, AB_FLOW_PURPOSES };

/* --- draws ----------------------------------------------------------------------------------- */

/* The kinds of things that have streams of their own. */
enum ab_owner {
    AB_OF_COMMAND, /* one, index 0 */
    AB_OF_CONTINGENT,
    AB_OF_FLEET,
    AB_OF_SITE,
    AB_OF_AIRFIELD,
    AB_OF_TRAFFIC,
    AB_OF_EVACUATION, /* with the purposes of a back-haul */
    AB_OF_BACKHAUL,
    AB_OF_CHANGE,
    AB_OF_BLACKOUT,
    AB_OF_NOTIFICATION,
    AB_OF_FLOW,
    AB_OWNER_COUNT
};

/* Names the streams of a run: run->stream by thing, run->stream_purpose by purpose, of which there are
 * so many. The id of a stream is the sum of both. */
size_t ab_luck_things(const struct ab_scenario *scenario);
size_t ab_luck_purposes(void);
void ab_luck_name_streams(struct ab_run *run);

/* The stream of a thing for a purpose (one of the enums above that belongs to its kind). */
static inline uint64_t ab_luck_stream(const struct ab_run *run, enum ab_owner owner, int index,
                                      int purpose)
{
    return run->stream_of[owner][index] + run->stream_for[owner][purpose];
}

/* The index of the draws of a load: 4 * number, plus 0 in, 1 out, 2 sustainment, 3 on. */
static inline uint32_t ab_luck_of_chalk(const struct ab_chalk *chalk)
{
    const struct ab_lot *lot = chalk->lot;
    const uint32_t way =
        lot->direction == AB_ON ? 3 : 2 * lot->sustainment + (uint32_t)lot->direction;
    return 4 * (uint32_t)chalk->number + way;
}

/* One draw. Durations come out in milliseconds, never negative. What is constant is not drawn: streams
 * have no state, so that this shifts nothing. */
double ab_luck_draw(const struct ab_run *run, const struct ab_distribution *distribution,
                    uint64_t stream, uint32_t index);
static inline double ab_luck_real(const struct ab_run *run,
                                  const struct ab_distribution *distribution, uint64_t stream,
                                  uint32_t index)
{
    return distribution->kind == AB_CONSTANT ? distribution->a
                                             : ab_luck_draw(run, distribution, stream, index);
}
static inline ab_time ab_luck_time(const struct ab_run *run,
                                   const struct ab_distribution *distribution, uint64_t stream,
                                   uint32_t index)
{
    return ab_time_round(ab_luck_real(run, distribution, stream, index));
}
int64_t ab_luck_count(const struct ab_run *run, const struct ab_distribution *distribution,
                      uint64_t stream, uint32_t index);

/* The moment a `when` names: its date (not before `base`), or `base` plus its delay; AB_TIME_NEVER
 * when it is not set or base is. */
ab_time ab_luck_when(const struct ab_run *run, const struct ab_when *when, ab_time base,
                     uint64_t stream);

#endif
