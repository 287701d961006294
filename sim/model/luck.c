/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* luck.c - the streams of a run, laid out kind by kind. */
#include "model/luck.h"

static const char *const command_purpose[AB_COMMAND_PURPOSES] = {
    "request",
    "consultation",
    "decision",
    "orders",
    "headquarters",
    "withdrawal-order",
    "withdrawal-handback",
    "withdrawal-start",
    "withdrawal-release",
    "release-from",
};
static const char *const contingent_purpose[AB_CONTINGENT_PURPOSES] = {
    "people",      "approval",    "notice",  "assembly",       "forward",        "march",
    "commit",      "interval",    "road-in", "road-out",       "form-up",        "withdraw-after",
    "onload",      "stop",        "batch",   "positioning",    "flight",         "second-flight",
    "return",      "diversion",   "onward",  "takeoff-runway", "landing-runway", "servicing",
    "maintenance", "reliability", "repair",  "preparation",    "airborne",       "window",
    "release",     "onward-road",
};
static const char *const fleet_purpose[AB_FLEET_PURPOSES] = {"available", "crew-rest"};
static const char *const site_purpose[AB_SITE_PURPOSES] = {
    "requested", "road", "handover", "handback", "handback-after", "road-back",
};
static const char *const airfield_purpose[AB_AIRFIELD_PURPOSES] = {"weather", "fuel-delivery"};
static const char *const traffic_purpose[AB_TRAFFIC_PURPOSES] = {
    "arrival", "ground", "runway", "from", "until",
};
static const char *const backhaul_purpose[AB_BACKHAUL_PURPOSES] = {
    "people", "ready", "onload", "offload", "group-interval", "group-size", "end",
};
static const char *const change_purpose[AB_CHANGE_PURPOSES] = {"at"};
static const char *const blackout_purpose[AB_BLACKOUT_PURPOSES] = {"from", "until", "report"};
static const char *const notification_purpose[AB_NOTIFICATION_PURPOSES] = {"at"};
static const char *const flow_purpose[AB_FLOW_PURPOSES] = {"from", "until"};

static const struct {
    const char *name;
    const char *const *purpose;
    int purposes;
} owners[AB_OWNER_COUNT] = {
    [AB_OF_COMMAND] = {"command", command_purpose, AB_COMMAND_PURPOSES},
    [AB_OF_CONTINGENT] = {"contingent", contingent_purpose, AB_CONTINGENT_PURPOSES},
    [AB_OF_FLEET] = {"fleet", fleet_purpose, AB_FLEET_PURPOSES},
    [AB_OF_SITE] = {"site", site_purpose, AB_SITE_PURPOSES},
    [AB_OF_AIRFIELD] = {"airfield", airfield_purpose, AB_AIRFIELD_PURPOSES},
    [AB_OF_TRAFFIC] = {"traffic", traffic_purpose, AB_TRAFFIC_PURPOSES},
    [AB_OF_EVACUATION] = {"evacuation", backhaul_purpose, AB_BACKHAUL_PURPOSES},
    [AB_OF_BACKHAUL] = {"backhaul", backhaul_purpose, AB_BACKHAUL_PURPOSES},
    [AB_OF_CHANGE] = {"change", change_purpose, AB_CHANGE_PURPOSES},
    [AB_OF_BLACKOUT] = {"blackout", blackout_purpose, AB_BLACKOUT_PURPOSES},
    [AB_OF_NOTIFICATION] = {"notification", notification_purpose, AB_NOTIFICATION_PURPOSES},
    [AB_OF_FLOW] = {"flow", flow_purpose, AB_FLOW_PURPOSES},
};

static int count_of(const struct ab_scenario *scenario, enum ab_owner owner)
{
    switch (owner) {
    case AB_OF_CONTINGENT: return ab_scenario_parties(scenario);
    case AB_OF_FLEET: return scenario->fleet_count;
    case AB_OF_SITE: return scenario->site_count;
    case AB_OF_AIRFIELD: return scenario->airfield_count;
    case AB_OF_TRAFFIC: return scenario->traffic_count;
    case AB_OF_EVACUATION: return scenario->evacuation_count;
    case AB_OF_BACKHAUL: return scenario->backhaul_count;
    case AB_OF_CHANGE: return scenario->change_count;
    case AB_OF_BLACKOUT: return scenario->blackout_count;
    case AB_OF_NOTIFICATION: return scenario->notification_count;
    case AB_OF_FLOW: return scenario->flow_count;
    default: return 1;
    }
}

static const char *id_of(const struct ab_scenario *scenario, enum ab_owner owner, int index)
{
    switch (owner) {
    case AB_OF_FLEET: return scenario->fleet[index].named.id;
    case AB_OF_SITE: return scenario->site[index].named.id;
    case AB_OF_AIRFIELD: return scenario->airfield[index].named.id;
    case AB_OF_TRAFFIC: return scenario->traffic[index].named.id;
    case AB_OF_EVACUATION: return scenario->evacuation[index].named.id;
    case AB_OF_BACKHAUL: return scenario->backhaul[index].named.id;
    case AB_OF_CHANGE: return scenario->change[index].named.id;
    case AB_OF_BLACKOUT: return scenario->blackout[index].named.id;
    case AB_OF_NOTIFICATION: return scenario->notification[index].named.id;
    case AB_OF_FLOW: return scenario->flow[index].named.id;
    default: return NULL;
    }
}

size_t ab_luck_things(const struct ab_scenario *scenario)
{
    size_t count = 0;
    for (enum ab_owner owner = AB_OF_COMMAND; owner < AB_OWNER_COUNT; owner++) {
        count += (size_t)count_of(scenario, owner);
    }
    return count;
}

size_t ab_luck_purposes(void)
{
    size_t count = 0;
    for (enum ab_owner owner = AB_OF_COMMAND; owner < AB_OWNER_COUNT; owner++) {
        count += (size_t)owners[owner].purposes;
    }
    return count;
}

/* Families of an evacuation have luck as contingents have, and each its own. */
static uint64_t stream_of_party(const struct ab_scenario *scenario, int party)
{
    const char *id = ab_scenario_party(scenario, party)->id;
    if (party < scenario->contingent_count) {
        return ab_stream_id(owners[AB_OF_CONTINGENT].name, id);
    }
    const int field = ab_scenario_party_share(scenario, party);
    return ab_stream_id("evacuees", id) +
           (field == AB_NOBODY ? 0 : ab_stream_id("bound", scenario->airfield[field].named.id));
}

void ab_luck_name_streams(struct ab_run *run)
{
    uint64_t *thing = run->stream, *purpose = run->stream_purpose;
    for (enum ab_owner owner = AB_OF_COMMAND; owner < AB_OWNER_COUNT; owner++) {
        run->stream_of[owner] = thing;
        run->stream_for[owner] = purpose;
        for (int i = 0; i < count_of(run->scenario, owner); i++) {
            const char *id = id_of(run->scenario, owner, i);
            *thing++ = owner == AB_OF_CONTINGENT ? stream_of_party(run->scenario, i)
                                                 : ab_stream_id(owners[owner].name, id ? id : "");
        }
        for (int p = 0; p < owners[owner].purposes; p++) {
            *purpose++ = ab_stream_id(owners[owner].name, owners[owner].purpose[p]);
        }
    }
}

double ab_luck_draw(const struct ab_run *run, const struct ab_distribution *distribution,
                    uint64_t stream, uint32_t index)
{
    return ab_distribution_quantile(distribution, ab_stream_uniform(&run->luck, stream, index));
}

int64_t ab_luck_count(const struct ab_run *run, const struct ab_distribution *distribution,
                      uint64_t stream, uint32_t index)
{
    return ab_distribution_count(distribution, ab_stream_uniform(&run->luck, stream, index));
}

ab_time ab_luck_when(const struct ab_run *run, const struct ab_when *when, ab_time base,
                     uint64_t stream)
{
    if (when->kind == AB_WHEN_UNSET || base == AB_TIME_NEVER) {
        return AB_TIME_NEVER;
    }
    if (when->kind == AB_WHEN_DATE) {
        return when->date > base ? when->date : base;
    }
    return base + ab_luck_time(run, when->delay, stream, 0);
}
