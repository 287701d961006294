/* luck.c - the streams of a run, laid out as command, contingents, fleets, sites. */
#include "model/luck.h"

#include <stdio.h>

static const char *const command_purpose[AB_COMMAND_PURPOSES] = {
    "request",          "consultation",        "decision",         "orders", "headquarters",
    "withdrawal-order", "withdrawal-handback", "withdrawal-start",
};
static const char *const contingent_purpose[AB_CONTINGENT_PURPOSES] = {
    "people", "approval",       "notice",         "assembly",    "forward",     "march",
    "commit", "interval",       "road-in",        "road-out",    "form-up",     "withdraw-after",
    "onload", "offload",        "servicing",      "maintenance", "positioning", "flight",
    "return", "takeoff-runway", "landing-runway",
};
static const char *const fleet_purpose[AB_FLEET_PURPOSES] = {"available"};
static const char *const site_purpose[AB_SITE_PURPOSES] = {
    "requested", "road", "handover", "handback", "handback-after", "road-back",
};

int ab_luck_stream_count(const struct ab_scenario *scenario)
{
    return AB_COMMAND_PURPOSES + scenario->contingent_count * AB_CONTINGENT_PURPOSES +
           scenario->fleet_count * AB_FLEET_PURPOSES + scenario->site_count * AB_SITE_PURPOSES;
}

static uint64_t *name_streams(uint64_t *next, const char *kind, const char *id,
                              const char *const *purpose, int purposes)
{
    char entity[128];
    snprintf(entity, sizeof entity, "%s%s%s", kind, id ? "." : "", id ? id : "");
    for (int p = 0; p < purposes; p++) {
        *next++ = ab_stream_id(entity, purpose[p]);
    }
    return next;
}

void ab_luck_name_streams(const struct ab_scenario *scenario, uint64_t *stream)
{
    stream = name_streams(stream, "command", NULL, command_purpose, AB_COMMAND_PURPOSES);
    for (int i = 0; i < scenario->contingent_count; i++) {
        stream = name_streams(stream, "contingent", scenario->contingent[i].named.id,
                              contingent_purpose, AB_CONTINGENT_PURPOSES);
    }
    for (int i = 0; i < scenario->fleet_count; i++) {
        stream = name_streams(stream, "fleet", scenario->fleet[i].named.id, fleet_purpose,
                              AB_FLEET_PURPOSES);
    }
    for (int i = 0; i < scenario->site_count; i++) {
        stream = name_streams(stream, "site", scenario->site[i].named.id, site_purpose,
                              AB_SITE_PURPOSES);
    }
}

uint64_t ab_luck_command(const struct ab_run *run, enum ab_command_purpose purpose)
{
    return run->stream[purpose];
}

uint64_t ab_luck_contingent(const struct ab_run *run, int contingent,
                            enum ab_contingent_purpose purpose)
{
    return run->stream[AB_COMMAND_PURPOSES + contingent * AB_CONTINGENT_PURPOSES + (int)purpose];
}

uint64_t ab_luck_fleet(const struct ab_run *run, int fleet, enum ab_fleet_purpose purpose)
{
    return run
        ->stream[AB_COMMAND_PURPOSES + run->scenario->contingent_count * AB_CONTINGENT_PURPOSES +
                 fleet * AB_FLEET_PURPOSES + (int)purpose];
}

uint64_t ab_luck_site(const struct ab_run *run, int site, enum ab_site_purpose purpose)
{
    return run
        ->stream[AB_COMMAND_PURPOSES + run->scenario->contingent_count * AB_CONTINGENT_PURPOSES +
                 run->scenario->fleet_count * AB_FLEET_PURPOSES + site * AB_SITE_PURPOSES +
                 (int)purpose];
}

double ab_luck_real(const struct ab_run *run, const struct ab_distribution *distribution,
                    uint64_t stream, uint32_t index)
{
    if (distribution->kind == AB_CONSTANT) {
        return distribution->a; /* streams have no state: not drawing shifts nothing */
    }
    return ab_distribution_quantile(distribution, ab_stream_uniform(&run->luck, stream, index));
}

ab_time ab_luck_time(const struct ab_run *run, const struct ab_distribution *distribution,
                     uint64_t stream, uint32_t index)
{
    return ab_time_round(ab_luck_real(run, distribution, stream, index));
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
    return base + ab_luck_time(run, &when->delay, stream, 0);
}
