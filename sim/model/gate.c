/* gate.c - weather spells, dated closures, hours. */
#include "model/gate.h"

#include "model/luck.h"

/* --- gates ----------------------------------------------------------------------------------- */

bool ab_gate_is_open(const struct ab_gate *gate)
{
    return !gate->weather && !gate->dated && !gate->hours && !gate->shut;
}

enum ab_cause ab_gate_cause(const struct ab_gate *gate)
{
    return gate->weather || gate->dated ? AB_CAUSE_WEATHER : AB_CAUSE_HOURS;
}

bool ab_gate_pass(struct ab_gate *gate, enum ab_kind kind, uint32_t subject, ab_wait_handle *place)
{
    if (!ab_resource_acquire(&gate->way, 1, AB_PRIORITY_NORMAL, (uint16_t)kind, subject, place)) {
        return false;
    }
    ab_gate_passed(gate);
    return true;
}

void ab_gate_passed(struct ab_gate *gate)
{
    ab_resource_release(&gate->way, 1);
}

static void set(struct ab_gate *gate)
{
    const int32_t capacity = ab_gate_is_open(gate) ? AB_UNLIMITED : 0;
    if (gate->way.capacity != capacity) {
        ab_resource_set_capacity(&gate->way, capacity);
    }
}

static void set_both(struct ab_run *run, int airfield)
{
    set(&run->field[airfield].landings);
    set(&run->field[airfield].takeoffs);
}

static void schedule(struct ab_run *run, ab_time delay, enum ab_kind kind, int airfield)
{
    ab_simulation_after(&run->simulation, delay, (uint16_t)kind, (uint32_t)airfield);
}

/* --- weather --------------------------------------------------------------------------------- */

static void schedule_spell(struct ab_run *run, int airfield)
{
    const struct ab_airfield *plan = &run->scenario->airfield[airfield];
    struct ab_field *field = &run->field[airfield];
    const struct ab_distribution *length =
        field->bad_weather ? &plan->weather_closed : &plan->weather_open;
    const ab_time spell =
        ab_luck_time(run, length, ab_luck_stream(run, AB_OF_AIRFIELD, airfield, AB_FOR_WEATHER),
                     field->spells++);
    schedule(run, spell, AB_EV_WEATHER, airfield);
}

void ab_gate_weather(struct ab_run *run, int airfield)
{
    const enum ab_movement stops = run->scenario->airfield[airfield].weather_stops;
    struct ab_field *field = &run->field[airfield];
    field->bad_weather = !field->bad_weather;
    field->landings.weather = field->bad_weather && stops != AB_TAKEOFFS;
    field->takeoffs.weather = field->bad_weather && stops != AB_LANDINGS;
    set_both(run, airfield);
    schedule_spell(run, airfield);
}

void ab_gate_closure(struct ab_run *run, int airfield)
{
    const struct ab_airfield *plan = &run->scenario->airfield[airfield];
    bool closed = false;
    for (int i = 0; i < plan->closure_count; i++) {
        closed |= ab_now(run) >= plan->closures[i].from && ab_now(run) < plan->closures[i].to;
    }
    run->field[airfield].landings.dated = closed && plan->closures_stop != AB_TAKEOFFS;
    run->field[airfield].takeoffs.dated = closed && plan->closures_stop != AB_LANDINGS;
    set_both(run, airfield);
}

/* --- hours ----------------------------------------------------------------------------------- */

static bool are_always(const struct ab_hours *hours)
{
    return hours->from == hours->to;
}

/* Time into the local day. */
static ab_time local_time(const struct ab_run *run, int airfield, ab_time when)
{
    const ab_time offset =
        ab_time_round(run->scenario->airfield[airfield].utc_offset * (double)AB_HOUR);
    const ab_time into_day = (run->scenario->general.start + when + offset) % AB_DAY;
    return into_day < 0 ? into_day + AB_DAY : into_day;
}

static bool contain(const struct ab_hours *hours, ab_time local)
{
    return are_always(hours) || (local >= hours->from && local < hours->to) ||
           local + AB_DAY < hours->to;
}

bool ab_gate_within(const struct ab_run *run, int airfield, const struct ab_hours *hours)
{
    return contain(hours, local_time(run, airfield, ab_now(run)));
}

/* From a local time to the next `clock` (which may lie beyond midnight), at least 1 ms. */
static ab_time until(ab_time local, ab_time clock)
{
    ab_time wait = (clock - local) % AB_DAY;
    if (wait <= 0) {
        wait += AB_DAY;
    }
    return wait;
}

static ab_time next_change(const struct ab_hours *hours, ab_time local)
{
    const ab_time opening = until(local, hours->from), closing = until(local, hours->to);
    return opening < closing ? opening : closing;
}

void ab_gate_hours(struct ab_run *run, int airfield)
{
    const struct ab_airfield *plan = &run->scenario->airfield[airfield];
    struct ab_field *field = &run->field[airfield];
    const ab_time local = local_time(run, airfield, ab_now(run));
    field->landings.hours = !contain(&plan->landing_hours, local);
    field->takeoffs.hours = !contain(&plan->takeoff_hours, local);
    ab_simulation_cancel(&run->simulation, field->hours_review);
    field->hours_review = AB_EVENT_NONE;
    ab_time next = AB_TIME_NEVER;
    if (!are_always(&plan->landing_hours)) {
        next = next_change(&plan->landing_hours, local);
    }
    if (!are_always(&plan->takeoff_hours)) {
        const ab_time other = next_change(&plan->takeoff_hours, local);
        next = other < next ? other : next;
    }
    if (next != AB_TIME_NEVER) {
        field->hours_review =
            ab_simulation_after(&run->simulation, next, (uint16_t)AB_EV_HOURS, (uint32_t)airfield);
    }
    set_both(run, airfield);
}

ab_time ab_gate_work_begin(const struct ab_run *run, int airfield, ab_time duration)
{
    const struct ab_airfield *plan = &run->scenario->airfield[airfield];
    const struct ab_hours *hours = &plan->working_hours;
    if (are_always(hours)) {
        return ab_now(run);
    }
    const ab_time local = local_time(run, airfield, ab_now(run));
    const ab_time to_opening = until(local, hours->from);
    if (!contain(hours, local)) {
        return ab_now(run) + to_opening;
    }
    const bool fits = duration <= until(local, hours->to);
    /* Work longer than a whole day's hours begins with the hours: it would never begin
     * otherwise. */
    const bool begins_day = local == hours->from % AB_DAY;
    return fits || begins_day || plan->overrun == AB_OVERRUN_FINISH ? ab_now(run)
                                                                    : ab_now(run) + to_opening;
}

/* --- all of it ------------------------------------------------------------------------------- */

void ab_gate_refresh(struct ab_run *run, int airfield)
{
    struct ab_field *field = &run->field[airfield];
    field->landings.shut = !run->scenario->airfield[airfield].open;
    ab_gate_hours(run, airfield);
}

void ab_gate_reset(struct ab_run *run)
{
    for (int i = 0; i < run->scenario->airfield_count; i++) {
        const struct ab_airfield *plan = &run->scenario->airfield[i];
        struct ab_field *field = &run->field[i];
        ab_resource_init(&field->landings.way, &run->simulation, &run->waiting_room, AB_UNLIMITED);
        ab_resource_init(&field->takeoffs.way, &run->simulation, &run->waiting_room, AB_UNLIMITED);
        ab_gate_refresh(run, i);
        ab_gate_closure(run, i);
        for (int c = 0; c < plan->closure_count; c++) {
            const ab_time edge[2] = {plan->closures[c].from, plan->closures[c].to};
            for (int e = 0; e < 2; e++) {
                if (edge[e] > 0) {
                    ab_simulation_at(&run->simulation, edge[e], AB_PRIORITY_FIRST,
                                     (uint16_t)AB_EV_CLOSURE, (uint32_t)i);
                }
            }
        }
        if (plan->has_weather) {
            schedule_spell(run, i);
        }
    }
}
