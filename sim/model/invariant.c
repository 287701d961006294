/* invariant.c - conservation, capacity and accounting, recounted from scratch. */
#include "model/invariant.h"

#include "model/waits.h"

/* --- people and vehicles --------------------------------------------------------------------- */

static const char *check_unit(const struct ab_run *run, int contingent)
{
    const struct ab_unit *unit = &run->unit[contingent];
    int64_t people = 0, vehicles = 0;
    for (int p = 0; p < AB_PLACE_COUNT; p++) {
        if (unit->people[p] < 0 || unit->vehicles[p] < 0) {
            return "fewer than no people or vehicles are somewhere";
        }
        people += unit->people[p];
        vehicles += unit->vehicles[p];
    }
    if (people != unit->record.people || vehicles != unit->record.vehicles) {
        return "people or vehicles of a contingent were lost or doubled";
    }
    int64_t tasked = unit->pool;
    for (int s = 0; s < run->scenario->site_count; s++) {
        const struct ab_site_record *site = &run->site[s].record;
        if (site->contingent == contingent && site->assigned != AB_TIME_NEVER) {
            tasked += run->site[s].on_guard || site->handed_back == AB_TIME_NEVER
                          ? run->scenario->site[s].guards
                          : 0;
        }
    }
    return !unit->homeward && tasked > unit->people[AB_IN_THEATRE]
               ? "more people are on task than are in the theatre"
               : NULL;
}

static const char *check_loads(const struct ab_run *run)
{
    for (int c = 0; c < run->scenario->contingent_count; c++) {
        const struct ab_unit *unit = &run->unit[c];
        int64_t aboard = 0, loads[2] = {0, 0}, vehicles[2] = {0, 0};
        const int last = unit->first_chalk + unit->inbound_chalks + unit->outbound_chalks;
        for (int k = unit->first_chalk; k < last; k++) {
            const struct ab_chalk_record *chalk = &run->chalk[k];
            loads[chalk->outbound] += chalk->people;
            vehicles[chalk->outbound] += chalk->vehicles;
            if (chalk->departed != AB_TIME_NEVER && chalk->offloaded == AB_TIME_NEVER) {
                aboard += chalk->people;
            }
        }
        if (aboard != unit->people[AB_ABOARD]) {
            return "the people aboard are not those of the loads in the air";
        }
        if ((unit->inbound_chalks > 0 && run->scenario->contingent[c].loads == 0 &&
             (loads[0] != unit->record.people || vehicles[0] != unit->record.vehicles)) ||
            (unit->outbound_chalks > 0 && run->scenario->contingent[c].loads == 0 &&
             (loads[1] != unit->record.people || vehicles[1] != unit->record.vehicles))) {
            return "the loads of a contingent are not its people and vehicles";
        }
    }
    return NULL;
}

/* --- aircraft and places --------------------------------------------------------------------- */

/* Places a tail's sortie holds at an airfield, by its time stamps. */
static bool is_working(const struct ab_sortie_record *sortie, int airfield)
{
    const bool onloading = sortie->onload_begin != AB_TIME_NEVER &&
                           sortie->onload_end == AB_TIME_NEVER && sortie->origin == airfield;
    const bool offloading = sortie->offload_begin != AB_TIME_NEVER &&
                            sortie->offload_end == AB_TIME_NEVER && sortie->destination == airfield;
    return onloading || offloading;
}

/* What aircraft and visitors hold at an airfield, recounted. */
struct held {
    int64_t stands, working;
};

static struct held recount(const struct ab_run *run, int airfield)
{
    struct held held = {0, 0};
    for (int t = 0; t < run->tail_count; t++) {
        const struct ab_tail *tail = &run->tail[t];
        const int64_t stands = run->scenario->aircraft[tail->type].stands;
        held.stands += tail->stand_at == airfield ? stands : 0;
        held.stands += tail->stand_ahead == airfield ? stands : 0;
        held.working +=
            tail->sortie != AB_NOBODY && is_working(&run->sortie[tail->sortie], airfield);
    }
    for (uint32_t v = 0; v < run->visitor_count; v++) {
        const struct ab_visitor *visitor = &run->visitor[v];
        if (visitor->traffic != AB_NOBODY &&
            run->scenario->traffic[visitor->traffic].airfield == airfield) {
            held.stands += visitor->stands;
            held.working += visitor->working;
        }
    }
    return held;
}

static const char *check_field(const struct ab_run *run, int airfield)
{
    const struct ab_field *field = &run->field[airfield];
    const struct held held = recount(run, airfield);
    /* Places handed over at this instant belong to those that have not gone on yet; an aircraft may
     * also have its working place and wait for the working hours. */
    if (held.stands > field->stands.in_use || held.working > field->places.in_use) {
        return "an aircraft uses a stand or working place that it does not hold";
    }
    if (run->simulation.resumption_count == 0 && held.stands != field->stands.in_use) {
        return "a stand is held by nobody";
    }
    if (run->simulation.resumption_count == 0 && held.working != field->places.in_use &&
        run->scenario->airfield[airfield].working_hours.from ==
            run->scenario->airfield[airfield].working_hours.to) {
        return "a working place is held by nobody";
    }
    /* A change may take places away that are still in use. */
    if (run->scenario->change_count == 0 && (field->stands.in_use > field->stands.capacity ||
                                             field->places.in_use > field->places.capacity ||
                                             field->runway.in_use > field->runway.capacity)) {
        return "more places are in use than there are";
    }
    if (field->fuel_t < 0 || field->holding < 0 || field->waiting < 0 || field->inbound < 0) {
        return "an airfield has less than nothing of something";
    }
    return NULL;
}

static const char *check_tail(const struct ab_run *run, int index)
{
    const struct ab_tail *tail = &run->tail[index];
    const bool flying = tail->sortie != AB_NOBODY &&
                        run->sortie[tail->sortie].block_out != AB_TIME_NEVER &&
                        run->sortie[tail->sortie].block_in == AB_TIME_NEVER;
    const bool parked = flying && tail->at == run->sortie[tail->sortie].diverted_to;
    if (flying && !parked ? tail->at != AB_NOBODY : tail->at == AB_NOBODY) {
        return "an aircraft is in two places or in none";
    }
    if ((tail->state == AB_TAIL_BUSY) != (tail->sortie != AB_NOBODY)) {
        return "an aircraft is busy without a flight, or flies without being tasked";
    }
    return NULL;
}

const char *ab_invariant_broken(const struct ab_run *run)
{
    const char *broken = NULL;
    for (int c = 0; !broken && c < run->scenario->contingent_count; c++) {
        broken = check_unit(run, c);
    }
    for (int t = 0; !broken && t < run->tail_count; t++) {
        broken = check_tail(run, t);
    }
    for (int i = 0; !broken && i < run->scenario->airfield_count; i++) {
        broken = check_field(run, i);
    }
    return broken ? broken : check_loads(run);
}

/* --- accounts -------------------------------------------------------------------------------- */

/* Every stage of work as its own time stamps say. */
static ab_time work_of(const struct ab_sortie_record *sortie)
{
    ab_time work = sortie->fuelling + sortie->block_time;
    if (sortie->onload_end != AB_TIME_NEVER) {
        work += sortie->onload_end - sortie->onload_begin;
    }
    if (sortie->offload_end != AB_TIME_NEVER) {
        work += sortie->offload_end - sortie->offload_begin;
        work += sortie->ended - sortie->offload_end;
    } else {
        work += sortie->ended - sortie->block_in; /* a stop, or servicing */
    }
    return work;
}

const char *ab_invariant_broken_at_end(const struct ab_run *run)
{
    for (int s = 0; s < run->sortie_count; s++) {
        const struct ab_sortie_record *sortie = &run->sortie[s];
        if (sortie->ended == AB_TIME_NEVER) {
            continue;
        }
        if (ab_account_total(&sortie->account) != sortie->ended - sortie->tasked) {
            return "work plus waits differ from the elapsed time of a sortie";
        }
        if (sortie->account.spent[AB_WORK] != work_of(sortie)) {
            return "the work of a sortie is not the work of its stages";
        }
    }
    for (int k = 0; k < run->chalk_count; k++) {
        const struct ab_chalk_record *chalk = &run->chalk[k];
        if (chalk->offloaded != AB_TIME_NEVER &&
            ab_account_total(&chalk->account) != chalk->offloaded - chalk->ready) {
            return "work plus waits differ from the elapsed time of a chalk";
        }
    }
    return NULL;
}
