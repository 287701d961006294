/* alternate.c - the way to the alternate and back. */
#include "model/alternate.h"

#include "model/airfield.h"
#include "model/batch.h"
#include "model/gate.h"
#include "model/geography.h"
#include "model/lock.h"
#include "model/luck.h"
#include "model/service.h"
#include "model/slot.h"
#include "model/stage.h"

/* --- away ------------------------------------------------------------------------------------ */

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
void ab_alternate_divert(struct ab_run *run, struct ab_sortie_record *sortie)
{
    struct ab_tail *tail = ab_stage_tail(run, sortie);
    const struct ab_airfield *plan = &run->scenario->airfield[sortie->destination];
    const int alternate = plan->alternate != AB_NOBODY ? plan->alternate : sortie->origin;
    ab_airfield_hold(run, sortie->destination, -1);
    run->diversions++;
    tail->line = NULL;
    ab_stage_leave_stand(run, sortie); /* one kept for it from its alternate: given up */
    sortie->diverted_to = alternate;
    ab_slot_give_up(run, sortie);
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
        ab_slot_depart(run, sortie);
        ab_stage_after(run, sortie, block, AB_EV_OVERHEAD);
    } else {
        ab_stage_after(run, sortie, block, AB_EV_AT_ALTERNATE);
    }
    ab_alternate_review(run);
}

/* --- there ------------------------------------------------------------------------------------- */

/* Flies to its destination, where a stand is kept for it or not. */
static void fly_on(struct ab_run *run, struct ab_sortie_record *sortie, int stand_ahead)
{
    struct ab_tail *tail = ab_stage_tail(run, sortie);
    ab_stage_leave_stand(run, sortie);
    tail->line = NULL;
    tail->at = AB_NOBODY;
    tail->stand_ahead = stand_ahead;
    sortie->parked += ab_now(run);
    ab_slot_depart(run, sortie);
    ab_stage_charge(run, sortie, AB_CAUSE_DIVERSION);
    ab_airfield_trace(run, sortie->diverted_to);
    ab_stage_after(
        run, sortie,
        diversion_block(run, sortie, sortie->diverted_to, sortie->destination, AB_FOR_ONWARD),
        AB_EV_OVERHEAD);
}

/* Whether a tail stands at an alternate in line for a stand at its destination. */
static bool is_parked_in_line(const struct ab_run *run, const struct ab_tail *tail)
{
    return tail->stand_at != AB_NOBODY && tail->sortie != AB_NOBODY &&
           tail->at == run->sortie[tail->sortie].diverted_to &&
           tail->line == &run->field[run->sortie[tail->sortie].destination].stands;
}

/* Comes on without a stand when it would never get one (lock.h). */
static void give_way(struct ab_run *run, struct ab_sortie_record *sortie)
{
    struct ab_tail *tail = ab_stage_tail(run, sortie);
    if (is_parked_in_line(run, tail) && ab_lock_is_on(run, sortie->destination) &&
        ab_resource_leave(tail->line, tail->place_in_line)) {
        fly_on(run, sortie, AB_NOBODY);
    }
}

/* The field is open again: it comes on as soon as a stand there is its own. When that can never
 * be, it gives way. */
static void come_on(struct ab_run *run, struct ab_sortie_record *sortie)
{
    struct ab_tail *tail = ab_stage_tail(run, sortie);
    struct ab_resource *stands = &run->field[sortie->destination].stands;
    if (ab_stage_ends_at_home(run, sortie)) {
        fly_on(run, sortie, AB_NOBODY);
        return;
    }
    if (ab_resource_acquire(stands, ab_stage_stands(run, sortie), AB_PRIORITY_NORMAL,
                            (uint16_t)AB_EV_ONWARD_STAND, (uint32_t)ab_stage_index(run, sortie),
                            &tail->place_in_line)) {
        fly_on(run, sortie, sortie->destination);
        return;
    }
    tail->line = stands;
    ab_stage_charge(run, sortie, AB_CAUSE_STAND);
    give_way(run, sortie);
    ab_batch_review(run);
}

void ab_alternate_reached(struct ab_run *run, int index)
{
    struct ab_sortie_record *sortie = &run->sortie[index];
    struct ab_tail *tail = ab_stage_tail(run, sortie);
    struct ab_resource *stands = &run->field[sortie->diverted_to].stands;
    if (tail->home == sortie->diverted_to) {
        ab_alternate_parked(run, index);
    } else if (ab_resource_acquire(stands, ab_stage_stands(run, sortie), AB_PRIORITY_NORMAL,
                                   (uint16_t)AB_EV_PARKED, (uint32_t)index, &tail->place_in_line)) {
        ab_simulation_resume(&run->simulation, (uint16_t)AB_EV_PARKED, (uint32_t)index);
    } else {
        tail->line = stands;
        ab_batch_review(run);
    }
}

void ab_alternate_parked(struct ab_run *run, int index)
{
    struct ab_sortie_record *sortie = &run->sortie[index];
    struct ab_gate *gate = &run->field[sortie->destination].landings;
    struct ab_tail *tail = ab_stage_tail(run, sortie);
    const bool waited = tail->line != NULL;
    tail->stand_at = tail->home == sortie->diverted_to ? AB_NOBODY : sortie->diverted_to;
    tail->line = NULL;
    tail->at = sortie->diverted_to;
    sortie->parked -= ab_now(run);
    ab_airfield_trace(run, sortie->diverted_to);
    if (ab_gate_pass(gate, AB_EV_ONWARD, (uint32_t)index, NULL)) {
        come_on(run, sortie);
    } else {
        ab_stage_charge(run, sortie, (int)ab_gate_cause(gate));
    }
    if (waited) {
        ab_alternate_review(run);
    }
}

void ab_alternate_onward(struct ab_run *run, int index)
{
    struct ab_sortie_record *sortie = &run->sortie[index];
    ab_gate_passed(&run->field[sortie->destination].landings);
    come_on(run, sortie);
}

void ab_alternate_onward_stand(struct ab_run *run, int index)
{
    fly_on(run, &run->sortie[index], run->sortie[index].destination);
    ab_alternate_review(run);
}

void ab_alternate_review(struct ab_run *run)
{
    for (int t = 0; t < run->tail_count; t++) {
        if (is_parked_in_line(run, &run->tail[t])) {
            give_way(run, &run->sortie[run->tail[t].sortie]);
        }
    }
    ab_batch_review(run);
}
