/* geography.c - distances and times between places. */
#include "model/geography.h"

#include "model/luck.h"

#include <math.h>

void ab_geography_prepare(struct ab_run *run)
{
    const struct ab_scenario *scenario = run->scenario;
    const int n = scenario->airfield_count;
    for (int from = 0; from < n; from++) {
        for (int to = 0; to < n; to++) {
            struct ab_route *route = &run->route[from * n + to];
            route->distance_km = ab_scenario_distance(scenario, from, to);
            const struct ab_leg *leg = ab_scenario_leg(scenario, from, to);
            route->leg = leg && leg->has_block_time ? leg : NULL;
        }
    }
}

static const struct ab_route *route_between(const struct ab_run *run, int from, int to)
{
    return &run->route[from * run->scenario->airfield_count + to];
}

double ab_geography_distance(const struct ab_run *run, int from, int to)
{
    return route_between(run, from, to)->distance_km;
}

/* Still-air block time in ms without any random factor. */
static double planned_block(const struct ab_run *run, int type, int from, int to)
{
    const struct ab_aircraft_type *aircraft = &run->scenario->aircraft[type];
    const double km = ab_geography_distance(run, from, to);
    if (isnan(km) || aircraft->cruise_speed <= 0) {
        return NAN;
    }
    return km / aircraft->cruise_speed * (double)AB_HOUR + (double)aircraft->allowance;
}

double ab_geography_mean_block(const struct ab_run *run, int type, int from, int to)
{
    if (from == to) {
        return 0;
    }
    const struct ab_route *route = route_between(run, from, to);
    if (route->leg) {
        return route->leg->block_time.mean;
    }
    return planned_block(run, type, from, to) * run->scenario->aircraft[type].block_factor.mean;
}

ab_time ab_geography_block(const struct ab_run *run, int type, int from, int to, uint64_t stream,
                           uint32_t index)
{
    const struct ab_route *route = route_between(run, from, to);
    if (route->leg) {
        return ab_luck_time(run, &route->leg->block_time, stream, index);
    }
    const double factor =
        ab_luck_real(run, &run->scenario->aircraft[type].block_factor, stream, index);
    return ab_time_round(planned_block(run, type, from, to) * factor);
}

ab_time ab_geography_road(const struct ab_run *run, int airfield, int site, uint64_t stream)
{
    const struct ab_site *place = &run->scenario->site[site];
    if (place->has_road_time) {
        return ab_luck_time(run, &place->road_time, stream, 0);
    }
    if (airfield == AB_NOBODY || !place->located || !run->scenario->airfield[airfield].located) {
        return 0;
    }
    const struct ab_airfield *field = &run->scenario->airfield[airfield];
    const double km =
        ab_geodesic_km(field->latitude, field->longitude, place->latitude, place->longitude) *
        run->scenario->general.road_factor;
    return ab_time_round(km / run->scenario->general.road_speed * (double)AB_HOUR);
}
