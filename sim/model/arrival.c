/* arrival.c - holding, landing, diverting. */
#include "model/arrival.h"

#include "model/airfield.h"
#include "model/gate.h"
#include "model/geography.h"
#include "model/luck.h"
#include "model/milestone.h"
#include "model/service.h"
#include "model/stage.h"

#include <assert.h>
#include <math.h>

enum { LANDING_FIRST = 64 }; /* priority on the runway, before take-offs */

static struct ab_tail *tail_of(struct ab_run *run, const struct ab_sortie_record *sortie)
{
    return &run->tail[sortie->tail];
}

static bool is_at_home(const struct ab_run *run, const struct ab_sortie_record *sortie)
{
    return run->tail[sortie->tail].home == sortie->destination;
}

/* --- overhead -------------------------------------------------------------------------------- */

static void divert(struct ab_run *run, struct ab_sortie_record *sortie);

/* It has to wait in line overhead: for as long as its holding fuel lasts. */
static void hold(struct ab_run *run, struct ab_sortie_record *sortie, struct ab_resource *line,
                 ab_wait_handle place, enum ab_cause cause)
{
    struct ab_tail *tail = tail_of(run, sortie);
    const ab_time limit = run->scenario->aircraft[tail->type].holding_fuel;
    ab_stage_charge(run, sortie, (int)cause);
    if (limit == 0) {
        const bool left = ab_resource_leave(line, place);
        assert(left);
        (void)left;
        divert(run, sortie);
        return;
    }
    tail->line = line;
    tail->place_in_line = place;
    if (limit != AB_TIME_NEVER && tail->holding_limit == AB_EVENT_NONE) {
        tail->holding_limit =
            ab_simulation_after(&run->simulation, limit, (uint16_t)AB_EV_HOLDING_LIMIT,
                                (uint32_t)ab_stage_index(run, sortie));
    }
}

static void ask_for_stand(struct ab_run *run, struct ab_sortie_record *sortie)
{
    struct ab_field *field = &run->field[sortie->destination];
    const uint32_t subject = (uint32_t)ab_stage_index(run, sortie);
    ab_wait_handle place;
    if (is_at_home(run, sortie) || tail_of(run, sortie)->stand_at == sortie->destination ||
        ab_resource_acquire(&field->stands, ab_stage_stands(run, sortie), AB_PRIORITY_NORMAL,
                            (uint16_t)AB_EV_STAND, subject, &place)) {
        ab_arrival_stand(run, (int)subject);
        return;
    }
    hold(run, sortie, &field->stands, place, AB_CAUSE_HOLDING);
}

void ab_arrival_overhead(struct ab_run *run, int index)
{
    struct ab_sortie_record *sortie = &run->sortie[index];
    struct ab_field *field = &run->field[sortie->destination];
    struct ab_tail *tail = tail_of(run, sortie);
    ab_wait_handle place;
    field->holding++;
    tail->line = NULL;
    tail->holding_limit = AB_EVENT_NONE;
    if (tail->stand_ahead != AB_NOBODY) { /* comes on from its alternate, where it got its stand */
        tail->stand_at = tail->stand_ahead;
        tail->stand_ahead = AB_NOBODY;
    }
    if (ab_gate_pass(&field->landings, AB_EV_CLEARED, (uint32_t)index, &place)) {
        ask_for_stand(run, sortie);
    } else {
        hold(run, sortie, &field->landings.way, place, ab_gate_cause(&field->landings));
    }
    ab_airfield_trace(run, sortie->destination);
}

void ab_arrival_cleared(struct ab_run *run, int index)
{
    struct ab_sortie_record *sortie = &run->sortie[index];
    ab_gate_passed(&run->field[sortie->destination].landings);
    tail_of(run, sortie)->line = NULL;
    ask_for_stand(run, sortie);
}

/* A stand is its own (or it is at home): the runway is next. */
void ab_arrival_stand(struct ab_run *run, int index)
{
    struct ab_sortie_record *sortie = &run->sortie[index];
    struct ab_field *field = &run->field[sortie->destination];
    struct ab_tail *tail = tail_of(run, sortie);
    tail->line = NULL;
    tail->stand_at = is_at_home(run, sortie) ? AB_NOBODY : sortie->destination;
    ab_simulation_cancel(&run->simulation, tail->holding_limit);
    tail->holding_limit = AB_EVENT_NONE;
    if (!field->has_runway_queue) {
        ab_arrival_landing(run, index);
        return;
    }
    ab_stage_charge(run, sortie, AB_CAUSE_RUNWAY);
    ab_stage_take(run, sortie, &field->runway, 1, LANDING_FIRST, AB_CAUSE_RUNWAY, AB_EV_LANDING);
}

static void note_landing(struct ab_run *run, const struct ab_sortie_record *sortie)
{
    struct ab_chalk_record *chalk = &run->chalk[sortie->chalk];
    if (sortie->stops) {
        return;
    }
    chalk->landed = ab_now(run);
    if (chalk->sustainment) {
        return;
    }
    if (chalk->outbound) {
        run->outbound_flights++;
        return;
    }
    const struct ab_concern concern = {chalk->contingent, sortie->destination, AB_NOBODY};
    run->inbound_flights++;
    if (run->first_landing == AB_TIME_NEVER) {
        run->first_landing = ab_now(run);
    }
    ab_milestone_note(run, AB_ON_LANDING, concern, 1);
    if (chalk->vehicles > 0) {
        ab_milestone_note(run, AB_ON_VEHICLE_LANDING, concern, 1);
    }
    ab_time *first = &run->unit[chalk->contingent].record.first_landing;
    if (*first == AB_TIME_NEVER) {
        *first = ab_now(run);
        ab_milestone_note(run, AB_ON_ARRIVED, concern, 1);
    }
}

void ab_arrival_landing(struct ab_run *run, int index)
{
    struct ab_sortie_record *sortie = &run->sortie[index];
    run->field[sortie->destination].holding--;
    ab_stage_charge(run, sortie, AB_WORK);
    sortie->landing = ab_now(run);
    if (sortie->chalk != AB_NOBODY) {
        note_landing(run, sortie);
    }
    ab_stage_after(run, sortie, sortie->landing_runway, AB_EV_ON_BLOCKS);
    ab_airfield_trace(run, sortie->destination);
}

/* --- diversion ------------------------------------------------------------------------------- */

static ab_time diversion_block(const struct ab_run *run, const struct ab_sortie_record *sortie,
                               int from, int to, enum ab_contingent_purpose purpose)
{
    const struct ab_chalk_record *luck = ab_service_luck(run, sortie);
    return ab_geography_block(run, run->tail[sortie->tail].type, from, to,
                              ab_luck_stream(run, AB_OF_CONTINGENT, luck->contingent, (int)purpose),
                              ab_luck_of_chalk(luck));
}

/* Whether a load stays at the alternate instead of coming on: one that would be offloaded at the
 * destination, and does not come from the alternate. */
static bool stays_at_alternate(const struct ab_run *run, const struct ab_sortie_record *sortie)
{
    const struct ab_airfield *plan = &run->scenario->airfield[sortie->destination];
    return plan->offload_at_alternate && sortie->chalk != AB_NOBODY && !sortie->stops &&
           plan->alternate != AB_NOBODY && plan->alternate != sortie->origin;
}

/* Leaves for the alternate. Its flight there and back, and the wait there for the field to open,
 * are the price of the diversion and of what shut the field. */
static void divert(struct ab_run *run, struct ab_sortie_record *sortie)
{
    struct ab_tail *tail = tail_of(run, sortie);
    const struct ab_airfield *plan = &run->scenario->airfield[sortie->destination];
    const int alternate = plan->alternate != AB_NOBODY ? plan->alternate : sortie->origin;
    run->field[sortie->destination].holding--;
    run->diversions++;
    tail->line = NULL;
    if (tail->stand_at != AB_NOBODY) { /* a stand kept for it from its alternate: given up */
        ab_resource_release(&run->field[tail->stand_at].stands, ab_stage_stands(run, sortie));
        tail->stand_at = AB_NOBODY;
    }
    sortie->diverted_to = alternate;
    ab_stage_charge(run, sortie, AB_CAUSE_DIVERSION);
    const ab_time block =
        diversion_block(run, sortie, sortie->destination, alternate, AB_FOR_DIVERSION);
    if (stays_at_alternate(run, sortie)) {
        if (sortie->purpose == AB_PURPOSE_DEPLOYMENT) {
            run->field[sortie->destination].inbound--;
            run->field[alternate].inbound++;
        }
        sortie->destination = alternate;
        tail->destination = alternate;
        ab_stage_after(run, sortie, block, AB_EV_OVERHEAD);
        return;
    }
    ab_stage_after(run, sortie, block, AB_EV_AT_ALTERNATE);
}

void ab_arrival_holding_limit(struct ab_run *run, int index)
{
    struct ab_sortie_record *sortie = &run->sortie[index];
    struct ab_tail *tail = tail_of(run, sortie);
    tail->holding_limit = AB_EVENT_NONE;
    /* Handed what it waited for at this very instant: it lands. */
    if (tail->line != NULL && ab_resource_leave(tail->line, tail->place_in_line)) {
        divert(run, sortie);
        ab_airfield_trace(run, sortie->destination);
    }
}

void ab_arrival_at_alternate(struct ab_run *run, int index)
{
    struct ab_sortie_record *sortie = &run->sortie[index];
    if (tail_of(run, sortie)->home == sortie->diverted_to) {
        ab_arrival_parked(run, index);
        return;
    }
    ab_stage_take(run, sortie, &run->field[sortie->diverted_to].stands,
                  ab_stage_stands(run, sortie), AB_PRIORITY_NORMAL, AB_CAUSE_DIVERSION,
                  AB_EV_PARKED);
}

/* The field is open again: it comes on as soon as a stand there is its own. */
static void come_on(struct ab_run *run, struct ab_sortie_record *sortie)
{
    if (is_at_home(run, sortie)) {
        ab_arrival_onward_stand(run, ab_stage_index(run, sortie));
        return;
    }
    ab_stage_take(run, sortie, &run->field[sortie->destination].stands,
                  ab_stage_stands(run, sortie), AB_PRIORITY_NORMAL, AB_CAUSE_STAND,
                  AB_EV_ONWARD_STAND);
}

void ab_arrival_parked(struct ab_run *run, int index)
{
    struct ab_sortie_record *sortie = &run->sortie[index];
    struct ab_gate *gate = &run->field[sortie->destination].landings;
    struct ab_tail *tail = tail_of(run, sortie);
    tail->stand_at = tail->home == sortie->diverted_to ? AB_NOBODY : sortie->diverted_to;
    tail->at = sortie->diverted_to;
    sortie->parked -= ab_now(run);
    ab_airfield_trace(run, sortie->diverted_to);
    if (ab_gate_pass(gate, AB_EV_ONWARD, (uint32_t)index, NULL)) {
        come_on(run, sortie);
    } else {
        ab_stage_charge(run, sortie, (int)ab_gate_cause(gate));
    }
}

void ab_arrival_onward(struct ab_run *run, int index)
{
    struct ab_sortie_record *sortie = &run->sortie[index];
    ab_gate_passed(&run->field[sortie->destination].landings);
    come_on(run, sortie);
}

void ab_arrival_onward_stand(struct ab_run *run, int index)
{
    struct ab_sortie_record *sortie = &run->sortie[index];
    struct ab_tail *tail = tail_of(run, sortie);
    if (tail->stand_at != AB_NOBODY) {
        ab_resource_release(&run->field[tail->stand_at].stands, ab_stage_stands(run, sortie));
        tail->stand_at = AB_NOBODY;
    }
    tail->at = AB_NOBODY;
    sortie->parked += ab_now(run);
    tail->stand_ahead = is_at_home(run, sortie) ? AB_NOBODY : sortie->destination;
    ab_stage_charge(run, sortie, AB_CAUSE_DIVERSION);
    ab_airfield_trace(run, sortie->diverted_to);
    ab_stage_after(
        run, sortie,
        diversion_block(run, sortie, sortie->diverted_to, sortie->destination, AB_FOR_ONWARD),
        AB_EV_OVERHEAD);
}
