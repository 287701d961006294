/* sortie.c - the story of a flight. */
#include "model/sortie.h"

#include "base/memory.h"
#include "model/airfield.h"
#include "model/contingent.h"
#include "model/fleet.h"
#include "model/geography.h"
#include "model/luck.h"
#include "model/milestone.h"
#include "model/service.h"
#include "model/waits.h"

#include <assert.h>

enum { LANDING_FIRST = 64, TAKEOFF_SECOND = 128 }; /* priorities on the runway */

void ab_sortie_reset(struct ab_run *run)
{
    run->sortie_count = 0;
}

/* --- helpers --------------------------------------------------------------------------------- */

static struct ab_tail *tail_of(struct ab_run *run, const struct ab_sortie_record *sortie)
{
    return &run->tail[sortie->tail];
}

static struct ab_chalk_record *chalk_of(struct ab_run *run, const struct ab_sortie_record *sortie)
{
    return sortie->chalk == AB_NOBODY ? NULL : &run->chalk[sortie->chalk];
}

/* From now on the sortie, and the load it carries, is in `state`. */
static void charge(struct ab_run *run, struct ab_sortie_record *sortie, int state)
{
    ab_account_charge(&sortie->account, ab_now(run), state);
    struct ab_chalk_record *chalk = chalk_of(run, sortie);
    if (chalk && chalk->account.state >= 0) {
        ab_account_charge(&chalk->account, ab_now(run), state);
    }
}

static int index_of(const struct ab_run *run, const struct ab_sortie_record *sortie)
{
    return (int)(sortie - run->sortie);
}

static void go_on_after(struct ab_run *run, const struct ab_sortie_record *sortie, ab_time delay,
                        enum ab_kind kind)
{
    ab_simulation_after(&run->simulation, delay, (uint16_t)kind, (uint32_t)index_of(run, sortie));
}

/* Holds a place for the sortie and goes on with `kind`: at once when it is free, else when the
 * place is handed over, the wait being charged to `cause`. */
static void go_on_with(struct ab_run *run, struct ab_sortie_record *sortie,
                       struct ab_resource *resource, int32_t units, uint8_t priority,
                       enum ab_cause cause, enum ab_kind kind)
{
    const uint32_t subject = (uint32_t)index_of(run, sortie);
    charge(run, sortie, (int)cause);
    if (ab_resource_acquire(resource, units, priority, (uint16_t)kind, subject, NULL)) {
        ab_simulation_resume(&run->simulation, (uint16_t)kind, subject);
    }
}

static void trace(struct ab_run *run, const struct ab_sortie_record *sortie, bool at_destination)
{
    ab_airfield_trace(run, at_destination ? sortie->destination : sortie->origin);
}

/* --- tasking to onload ----------------------------------------------------------------------- */

static struct ab_sortie_record *begin(struct ab_run *run, int tail_index, int destination,
                                      enum ab_purpose purpose, int chalk)
{
    if (run->sortie_count == run->sortie_room) {
        const int room = run->sortie_room ? 2 * run->sortie_room : 256;
        void *grown = ab_memory_resize(run->sortie, (size_t)room, sizeof *run->sortie);
        if (!grown) {
            run->out_of_memory = true;
            ab_simulation_stop(&run->simulation);
            return NULL;
        }
        run->sortie = grown;
        run->sortie_room = room;
    }
    struct ab_tail *tail = &run->tail[tail_index];
    struct ab_sortie_record *sortie = &run->sortie[run->sortie_count];
    *sortie = (struct ab_sortie_record){
        .tail = tail_index,
        .origin = tail->at,
        .destination = destination,
        .chalk = chalk,
        .previous = tail->last_sortie,
        .purpose = purpose,
        .tasked = ab_now(run),
        .onload_begin = AB_TIME_NEVER,
        .onload_end = AB_TIME_NEVER,
        .block_out = AB_TIME_NEVER,
        .takeoff = AB_TIME_NEVER,
        .landing = AB_TIME_NEVER,
        .block_in = AB_TIME_NEVER,
        .offload_begin = AB_TIME_NEVER,
        .offload_end = AB_TIME_NEVER,
        .ended = AB_TIME_NEVER,
    };
    ab_account_begin(&sortie->account, ab_now(run), AB_WORK);
    tail->sortie = run->sortie_count++;
    return sortie;
}

static void ask_for_runway_out(struct ab_run *run, struct ab_sortie_record *sortie)
{
    struct ab_field *field = &run->field[sortie->origin];
    if (!field->has_runway_queue) {
        ab_sortie_block_out(run, index_of(run, sortie));
        return;
    }
    go_on_with(run, sortie, &field->runway, 1, TAKEOFF_SECOND, AB_CAUSE_RUNWAY, AB_EV_BLOCK_OUT);
}

void ab_sortie_begin_empty(struct ab_run *run, int tail, int destination, enum ab_purpose purpose)
{
    struct ab_sortie_record *sortie = begin(run, tail, destination, purpose, AB_NOBODY);
    if (sortie) {
        ask_for_runway_out(run, sortie);
    }
}

void ab_sortie_begin_loaded(struct ab_run *run, int tail_index)
{
    const struct ab_tail *tail = &run->tail[tail_index];
    struct ab_chalk_record *chalk = &run->chalk[tail->chalk];
    struct ab_sortie_record *sortie =
        begin(run, tail_index, tail->destination,
              chalk->outbound ? AB_PURPOSE_WITHDRAWAL : AB_PURPOSE_DEPLOYMENT, tail->chalk);
    if (!sortie) {
        return;
    }
    chalk->sortie = index_of(run, sortie);
    if (chalk->ready > ab_now(run)) {
        charge(run, sortie, AB_CAUSE_CARGO); /* chalk ready: AB_EV_CARGO */
        return;
    }
    ab_sortie_cargo(run, chalk->sortie);
}

void ab_sortie_cargo(struct ab_run *run, int index)
{
    struct ab_sortie_record *sortie = &run->sortie[index];
    struct ab_field *field = &run->field[sortie->origin];
    field->waiting++;
    go_on_with(run, sortie, &field->places, 1, AB_PRIORITY_NORMAL, AB_CAUSE_WORKING, AB_EV_ONLOAD);
    trace(run, sortie, false);
}

void ab_sortie_onload(struct ab_run *run, int index)
{
    struct ab_sortie_record *sortie = &run->sortie[index];
    const struct ab_chalk_record *chalk = chalk_of(run, sortie);
    run->field[sortie->origin].waiting--;
    sortie->onload_begin = ab_now(run);
    charge(run, sortie, AB_WORK);
    if (!chalk->outbound) {
        ab_milestone_note(run, AB_ON_BOARDING,
                          (struct ab_concern){chalk->contingent, sortie->origin, AB_NOBODY}, 1);
    }
    go_on_after(run, sortie, ab_service_onload(run, sortie), AB_EV_ONLOADED);
    trace(run, sortie, false);
}

void ab_sortie_onloaded(struct ab_run *run, int index)
{
    struct ab_sortie_record *sortie = &run->sortie[index];
    struct ab_chalk_record *chalk = chalk_of(run, sortie);
    sortie->onload_end = ab_now(run);
    chalk->loaded = ab_now(run);
    ab_resource_release(&run->field[sortie->origin].places, 1);
    trace(run, sortie, false);
    if (chalk->outbound) { /* without a ceiling there is no end of permits */
        go_on_with(run, sortie, &run->permits, 1, AB_PRIORITY_NORMAL, AB_CAUSE_SLOT, AB_EV_PERMIT);
        return;
    }
    ask_for_runway_out(run, sortie);
}

void ab_sortie_permitted(struct ab_run *run, int index)
{
    run->outbound_in_progress--;
    run->outbound_cleared++;
    ask_for_runway_out(run, &run->sortie[index]);
}

/* --- in the air ------------------------------------------------------------------------------ */

static void leave_stand(struct ab_run *run, struct ab_sortie_record *sortie)
{
    struct ab_tail *tail = tail_of(run, sortie);
    if (tail->on_stand) {
        const int64_t stands = run->scenario->aircraft[tail->type].stands;
        ab_resource_release(&run->field[sortie->origin].stands, (int32_t)stands);
        tail->on_stand = false;
    }
    tail->at = AB_NOBODY;
}

void ab_sortie_block_out(struct ab_run *run, int index)
{
    struct ab_sortie_record *sortie = &run->sortie[index];
    charge(run, sortie, AB_WORK);
    sortie->block_out = ab_now(run);
    leave_stand(run, sortie);
    ab_service_flight(run, sortie);
    struct ab_chalk_record *chalk = chalk_of(run, sortie);
    if (chalk && chalk->outbound) {
        run->outbound_cleared--;
    }
    go_on_after(run, sortie, sortie->takeoff_runway, AB_EV_AIRBORNE);
    trace(run, sortie, false);
}

void ab_sortie_airborne(struct ab_run *run, int index)
{
    struct ab_sortie_record *sortie = &run->sortie[index];
    sortie->takeoff = ab_now(run);
    if (run->field[sortie->origin].has_runway_queue) {
        ab_resource_release(&run->field[sortie->origin].runway, 1);
    }
    if (run->first_takeoff == AB_TIME_NEVER && sortie->purpose == AB_PURPOSE_DEPLOYMENT) {
        run->first_takeoff = ab_now(run);
    }
    const struct ab_chalk_record *chalk = chalk_of(run, sortie);
    if (chalk) {
        ab_contingent_aboard(run, sortie->chalk);
        ab_milestone_note(run, chalk->outbound ? AB_ON_OUT_DEPARTURE : AB_ON_DEPARTURE,
                          (struct ab_concern){chalk->contingent, sortie->origin, AB_NOBODY}, 1);
    }
    go_on_after(run, sortie, sortie->block_time - sortie->takeoff_runway - sortie->landing_runway,
                AB_EV_OVERHEAD);
}

void ab_sortie_overhead(struct ab_run *run, int index)
{
    struct ab_sortie_record *sortie = &run->sortie[index];
    struct ab_tail *tail = tail_of(run, sortie);
    struct ab_field *field = &run->field[sortie->destination];
    field->holding++;
    if (tail->home == sortie->destination) {
        ab_sortie_stand(run, index); /* its own dispersal */
        return;
    }
    go_on_with(run, sortie, &field->stands, (int32_t)run->scenario->aircraft[tail->type].stands,
               AB_PRIORITY_NORMAL, AB_CAUSE_HOLDING, AB_EV_STAND);
    trace(run, sortie, true);
}

void ab_sortie_stand(struct ab_run *run, int index)
{
    struct ab_sortie_record *sortie = &run->sortie[index];
    struct ab_field *field = &run->field[sortie->destination];
    struct ab_tail *tail = tail_of(run, sortie);
    tail->on_stand = tail->home != sortie->destination;
    if (!field->has_runway_queue) {
        ab_sortie_landing(run, index);
        return;
    }
    go_on_with(run, sortie, &field->runway, 1, LANDING_FIRST, AB_CAUSE_RUNWAY, AB_EV_LANDING);
}

static void note_landing(struct ab_run *run, const struct ab_sortie_record *sortie)
{
    struct ab_chalk_record *chalk = chalk_of(run, sortie);
    chalk->landed = ab_now(run);
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

void ab_sortie_landing(struct ab_run *run, int index)
{
    struct ab_sortie_record *sortie = &run->sortie[index];
    run->field[sortie->destination].holding--;
    charge(run, sortie, AB_WORK);
    sortie->landing = ab_now(run);
    if (sortie->chalk != AB_NOBODY) {
        note_landing(run, sortie);
    }
    go_on_after(run, sortie, sortie->landing_runway, AB_EV_ON_BLOCKS);
    trace(run, sortie, true);
}

/* --- on the ground again --------------------------------------------------------------------- */

static void end(struct ab_run *run, struct ab_sortie_record *sortie)
{
    struct ab_tail *tail = tail_of(run, sortie);
    sortie->ended = ab_now(run);
    ab_account_close(&sortie->account, ab_now(run));
    tail->last_sortie = index_of(run, sortie);
    tail->sortie = AB_NOBODY;
}

/* The load is off, or there was none: the aircraft is made ready for what comes next. */
static void service(struct ab_run *run, struct ab_sortie_record *sortie)
{
    go_on_after(run, sortie, ab_service_turnaround(run, sortie), AB_EV_SERVICED);
}

void ab_sortie_on_blocks(struct ab_run *run, int index)
{
    struct ab_sortie_record *sortie = &run->sortie[index];
    struct ab_tail *tail = tail_of(run, sortie);
    struct ab_field *field = &run->field[sortie->destination];
    if (field->has_runway_queue) {
        ab_resource_release(&field->runway, 1);
    }
    sortie->block_in = ab_now(run);
    tail->at = sortie->destination;
    tail->flown += sortie->block_in - sortie->block_out;
    if (sortie->chalk != AB_NOBODY) {
        field->waiting++;
        go_on_with(run, sortie, &field->places, 1, AB_PRIORITY_NORMAL, AB_CAUSE_WORKING,
                   AB_EV_OFFLOAD);
    } else if (sortie->purpose == AB_PURPOSE_POSITIONING) {
        end(run, sortie);
        ab_sortie_begin_loaded(run, sortie->tail);
        return;
    } else {
        service(run, sortie);
    }
    trace(run, sortie, true);
}

void ab_sortie_offload(struct ab_run *run, int index)
{
    struct ab_sortie_record *sortie = &run->sortie[index];
    run->field[sortie->destination].waiting--;
    sortie->offload_begin = ab_now(run);
    charge(run, sortie, AB_WORK);
    go_on_after(run, sortie, ab_service_offload(run, sortie), AB_EV_OFFLOADED);
    trace(run, sortie, true);
}

static void deliver(struct ab_run *run, const struct ab_sortie_record *sortie)
{
    struct ab_chalk_record *chalk = chalk_of(run, sortie);
    chalk->offloaded = ab_now(run);
    ab_account_close(&chalk->account, ab_now(run));
    if (chalk->outbound) {
        ab_contingent_home(run, sortie->chalk);
        return;
    }
    const double person = run->scenario->general.person_mass;
    const double mass = chalk->cargo_t + (double)chalk->people * person;
    run->field[sortie->destination].inbound--;
    run->delivered_t += mass;
    const double km = ab_geography_distance(run, sortie->origin, sortie->destination);
    if (km > 0) { /* false for an unknown distance, too */
        run->delivered_tkm += mass * km;
    }
    ab_contingent_landed(run, sortie->chalk);
}

void ab_sortie_offloaded(struct ab_run *run, int index)
{
    struct ab_sortie_record *sortie = &run->sortie[index];
    sortie->offload_end = ab_now(run);
    ab_resource_release(&run->field[sortie->destination].places, 1);
    tail_of(run, sortie)->chalk = AB_NOBODY;
    deliver(run, sortie);
    service(run, sortie);
    trace(run, sortie, true);
}

void ab_sortie_serviced(struct ab_run *run, int index)
{
    struct ab_sortie_record *sortie = &run->sortie[index];
    end(run, sortie);
    ab_fleet_release_tail(run, sortie->tail);
}
