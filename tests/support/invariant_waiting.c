/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* invariant_waiting.c - who is free, foreseen, or waits: groups of aircraft, rows of loads, lines. */
#include "support/invariant_parts.h"

#include "model/batch.h"
#include "model/contingent.h"
#include "model/fleet.h"
#include "model/idle.h"
#include "model/outline.h"
#include "model/stage.h"

/* The aircraft of a group are free and stand there, who has been free longest first. */
static const char *check_group(const struct ab_run *run, int fleet,
                               const struct ab_idle_group *group, int *tails)
{
    for (int t = group->tails.first, other = t; t != AB_NOBODY;
         other = t, t = run->tail[t].link.next) {
        const struct ab_tail *tail = &run->tail[t], *before = &run->tail[other];
        if (tail->state != AB_TAIL_FREE || tail->fleet != fleet || tail->at != group->field) {
            return "an aircraft is in a group that is not its own";
        }
        if (before->free_since > tail->free_since ||
            (before->free_since == tail->free_since && other > t)) {
            return "an aircraft stands before another that has been free longer";
        }
        ++*tails;
    }
    return NULL;
}

/* Those expected at home are on their way there for a load, or maintained there. */
static const char *check_expected(const struct ab_run *run)
{
    int expected = 0;
    for (int f = 0; f < run->scenario->fleet_count; f++) {
        for (int t = run->idle.fleet[f].expected.first; t != AB_NOBODY;
             t = run->tail[t].link.next) {
            const struct ab_tail *tail = &run->tail[t];
            if (!tail->expected || tail->fleet != f || tail->chalk == AB_NOBODY ||
                run->chalk[tail->chalk].tail != t || tail->sortie == AB_NOBODY ||
                run->sortie[tail->sortie].purpose != AB_PURPOSE_POSITIONING ||
                run->sortie[tail->sortie].destination != tail->home) {
                return "an aircraft is expected at home that does not come for a load";
            }
            expected++;
        }
        const int free = ab_idle_first_at_home(run, f);
        if (free != AB_NOBODY && run->idle.fleet[f].expected.first != AB_NOBODY &&
            ab_fleet_belongs(run, &run->tail[free]) && !run->tasking.posted) {
            return "an aircraft is free at home, and a load waits there for another of its fleet";
        }
    }
    for (int t = 0; t < run->tail_count; t++) {
        expected -= run->tail[t].expected;
    }
    return expected != 0 ? "those expected at home do not add up" : NULL;
}

/* Who is foreseen at a field brings it a load; some have landed already. */
static const char *check_foreseen(const struct ab_run *run)
{
    int foreseen = 0;
    for (int a = 0; a < run->scenario->airfield_count; a++) {
        int due = 0;
        for (int t = run->field[a].foreseen.tails.first; t != AB_NOBODY;
             t = run->aside[t].foreseen.link.next) {
            const struct ab_tail *tail = &run->tail[t];
            if (tail->foreseen_at != a || tail->chalk == AB_NOBODY || tail->destination != a ||
                run->aside[t].foreseen.has_landed !=
                    (run->chalk[tail->chalk].landed != AB_TIME_NEVER)) {
                return "an aircraft is foreseen where it brings no load";
            }
            due += !run->aside[t].foreseen.has_landed;
            foreseen++;
        }
        if (due != run->field[a].foreseen.due) {
            return "those who are due at an airfield do not add up";
        }
    }
    for (int t = 0; t < run->tail_count; t++) {
        foreseen -= run->tail[t].foreseen_at != AB_NOBODY;
    }
    return foreseen != 0 ? "those foreseen at airfields do not add up" : NULL;
}

/* Who is foreseen to be free is busy, and stands in one group of its fleet, which has somebody. */
static const char *check_soon(const struct ab_run *run)
{
    int foreseen = 0;
    for (int f = 0; f < run->scenario->fleet_count; f++) {
        for (int g = run->idle.fleet[f].soon.first; g != AB_NOBODY;
             g = run->soon.group[g].of_fleet.next) {
            const int before = foreseen;
            for (int t = run->soon.group[g].tails.first; t != AB_NOBODY;
                 t = run->aside[t].soon.link.next) {
                if (run->tail[t].soon_group != g || run->tail[t].fleet != f ||
                    run->tail[t].state != AB_TAIL_BUSY) {
                    return "an aircraft is foreseen to be free that is not busy, or is elsewhere";
                }
                foreseen++;
            }
            if (foreseen == before) {
                return "nobody is foreseen in a group";
            }
        }
    }
    for (int t = 0; t < run->tail_count; t++) {
        foreseen -= run->tail[t].soon_group != AB_NOBODY;
    }
    return foreseen != 0 ? "those foreseen to be free do not add up" : NULL;
}

/* The groups hold the free aircraft, one per fleet and field where there are any. */
static const char *check_idle(const struct ab_run *run)
{
    int grouped = 0, away = 0, fleets = 0, at_fields = 0, tails_free = 0;
    const char *broken = NULL;
    for (int f = 0; !broken && f < run->scenario->fleet_count; f++) {
        const struct ab_idle_fleet *fleet = &run->idle.fleet[f];
        fleets += fleet->groups.first != AB_NOBODY;
        for (int g = fleet->groups.first; !broken && g != AB_NOBODY;) {
            const struct ab_idle_group *group = &run->idle.group[g];
            const int before = grouped;
            away += group->field != run->scenario->fleet[f].home;
            broken = check_group(run, f, group, &grouped);
            g = group->of_fleet.next;
            for (int other = g; other != AB_NOBODY; other = run->idle.group[other].of_fleet.next) {
                away += run->idle.group[other].field == group->field; /* there should be none */
            }
            away += grouped == before;
            at_fields++;
        }
    }
    for (int i = 0; i < run->scenario->airfield_count; i++) {
        for (int g = run->idle.at[i].first; g != AB_NOBODY; g = run->idle.group[g].of_field.next) {
            at_fields -=
                run->idle.group[g].field == i && run->idle.group[g].tails.first != AB_NOBODY;
        }
    }
    for (int g = run->idle.away.first; g != AB_NOBODY; g = run->idle.group[g].of_away.next) {
        away--;
    }
    for (int f = run->idle.fleets.first; f != AB_NOBODY; f = run->idle.fleet[f].link.next) {
        fleets--;
    }
    for (int t = 0; t < run->tail_count; t++) {
        tails_free += run->tail[t].state == AB_TAIL_FREE;
    }
    return broken ? broken
           : tails_free != run->tails_free || grouped != tails_free
               ? "the free aircraft do not add up"
           : away != 0 || fleets != 0 || at_fields != 0
               ? "the groups of free aircraft do not add up"
               : NULL;
}

/* Rows in the heap under one of them, its own included; -1 when one goes before that above it. */
static int count_heap(const struct ab_run *run, int top, int demand)
{
    int rows = 1;
    const struct ab_row *row = &run->waiting.row[top];
    const struct ab_chalk *first = &run->chalk[row->first];
    if (row->first == AB_NOBODY || row->demand != demand) {
        return -1;
    }
    for (int r = row->node.child; r != AB_PAIRING_EMPTY; r = run->waiting.row[r].node.sibling) {
        const int below = count_heap(run, r, demand);
        const struct ab_chalk *other = below > 0 ? &run->chalk[run->waiting.row[r].first] : NULL;
        if (!other || (other->lot->contingent == first->lot->contingent &&
                       other->lot->direction == first->lot->direction &&
                       other->lot->sustainment == first->lot->sustainment &&
                       ab_due(run, (int)(other - run->chalk)) < ab_due(run, row->first))) {
            return -1;
        }
        rows += below;
    }
    return rows;
}

/* The loads of a row are alike, have no aircraft, and stand in order. */
static const char *check_row(const struct ab_run *run, const struct ab_row *row, int *loads,
                             int *lapsed)
{
    const struct ab_chalk *last = &run->chalk[row->last];
    for (int i = row->first; i != AB_NOBODY; i = run->waiting.next[i]) {
        const int next = run->waiting.next[i];
        const struct ab_chalk *load = &run->chalk[i];
        if (load->tasked != AB_TIME_NEVER || load->called > ab_now(run) ||
            load->lot->contingent != last->lot->contingent ||
            load->lot->direction != last->lot->direction ||
            load->lot->part_of != last->lot->part_of ||
            (!load->lot->part_of && load->lot->types != last->lot->types) ||
            (next == AB_NOBODY && i != row->last)) {
            return "a load waits in a row that is not its own";
        }
        if (next != AB_NOBODY && (ab_due(run, next) < ab_due(run, i) ||
                                  (ab_due(run, next) == ab_due(run, i) && next < i))) {
            return "a load waits before another that goes before it";
        }
        ++*loads;
        *lapsed += load->lot->has_lapsed; /* until the row is asked */
    }
    return NULL;
}

/* The rows hold the loads that were called and have no aircraft, and each that is not empty is in
 * the heap of its demand. */
static const char *check_waiting(const struct ab_run *run)
{
    int listed = 0, lapsed = 0, rows = 0, least = 0, most = 0;
    const char *broken = NULL;
    for (int r = 0; !broken && r < run->waiting.rows; r++) {
        rows += run->waiting.row[r].first != AB_NOBODY;
        broken = check_row(run, &run->waiting.row[r], &listed, &lapsed);
    }
    for (int d = 0; !broken && d < run->waiting.demands; d++) {
        const int top = run->waiting.demand[d].rows;
        const int count = top == AB_PAIRING_EMPTY ? 0 : count_heap(run, top, d);
        broken = count < 0 ? "a row is in a demand that is not its own, or out of order" : NULL;
        rows -= count;
    }
    for (int k = 0; k < run->chalk_count; k++) {
        const struct ab_chalk *chalk = &run->chalk[k];
        const bool untasked = chalk->tasked == AB_TIME_NEVER && !chalk->lot->has_lapsed;
        least += untasked && chalk->called < ab_now(run); /* one called now may not be told yet */
        most += untasked && chalk->called <= ab_now(run);
    }
    return broken ? broken
           : rows != 0 || listed != run->waiting.loads || listed - lapsed < least ||
                   listed - lapsed > most
               ? "the loads that wait for an aircraft do not add up"
               : NULL;
}

/* Every load is charged to what it waits for now: its aircraft's state, or what keeps it from having
 * one. What a round of tasking at this instant will alter is not looked at before it. */
static const char *check_charges(const struct ab_run *run)
{
    if (run->tasking.posted || run->simulation.resumed.count > 0) {
        return NULL;
    }
    for (int k = 0; k < run->chalk_count; k++) {
        const struct ab_chalk *chalk = &run->chalk[k];
        if (chalk->state >= 0 && !chalk->in_hand && chalk->tasked == AB_TIME_NEVER &&
            chalk->state != (int)ab_held_cause(run, chalk)) {
            return "a load without an aircraft is charged to what does not hold it";
        }
    }
    for (int t = 0; t < run->tail_count; t++) {
        const struct ab_sortie_record *sortie = ab_recount_sortie(run, &run->tail[t]);
        const int load = run->tail[t].chalk;
        if (load != AB_NOBODY && (run->trace || sortie->purpose == AB_PURPOSE_POSITIONING) &&
            run->chalk[load].state >= 0 && !run->chalk[load].in_hand &&
            run->chalk[load].state != ab_stage_of_load(sortie)) {
            return "a load is charged to another cause than its aircraft";
        }
    }
    return NULL;
}

/* --- lines --------------------------------------------------------------------------------------- */

/* Whether one waits at an alternate in line for a stand, or was handed it at this instant. */
static bool is_parked_in_line(const struct ab_run *run, const struct ab_tail *tail)
{
    const struct ab_sortie_record *sortie = ab_recount_sortie(run, tail);
    return sortie && ab_recount_is_parked(tail, sortie) &&
           tail->holds_in == &run->field[sortie->destination].stands;
}

/* Those of an airfield's line for slots, who has waited longest first. */
static const char *check_slot_line(const struct ab_run *run, int airfield,
                                   const struct ab_list *line, bool abroad, int *count)
{
    for (int t = line->first, other = t; t != AB_LIST_END; other = t, t = run->tail[t].link.next) {
        const struct ab_tail *tail = &run->tail[t];
        const ab_time since = run->aside[t].slot.since, before = run->aside[other].slot.since;
        ++*count;
        if (!tail->waits_for_slot || (tail->stand.at != AB_NOBODY) != abroad ||
            ab_recount_sortie(run, tail)->destination != airfield || before > since ||
            (before == since && other > t)) {
            return "an aircraft waits for a slot out of line";
        }
    }
    return NULL;
}

static const char *check_slots(const struct ab_run *run, int airfield, int *waiting, int *expected)
{
    const struct ab_field *field = &run->field[airfield];
    const char *broken = check_slot_line(run, airfield, &field->slot.at_home, false, waiting);
    broken = broken ? broken : check_slot_line(run, airfield, &field->slot.abroad, true, waiting);
    for (int t = field->slot.expected.first; !broken && t != AB_LIST_END;
         t = run->aside[t].slot.link.next) {
        ++*expected;
        broken = run->tail[t].slot_at != airfield ? "an aircraft is expected elsewhere" : NULL;
    }
    return broken;
}

/* What the force holds of an airfield's stands, and will have to. */
static const char *check_stands(const struct ab_run *run, int airfield)
{
    int64_t ours = 0, coming = 0;
    for (int t = 0; t < run->tail_count; t++) {
        const struct ab_tail *tail = &run->tail[t];
        const int64_t stands = run->scenario->aircraft[tail->type].stands;
        ours += tail->stand.at == airfield ? stands : 0;
        coming += tail->fuel_is_out && tail->home != airfield &&
                          ab_recount_sortie(run, tail)->diverted_to == airfield
                      ? stands
                      : 0;
    }
    return ours != run->field[airfield].ours || coming != run->field[airfield].coming
               ? "the stands of the force at an airfield, or on the way to it, do not add up"
               : NULL;
}

/* Those who wait for the rest of their batch, by time on blocks; one of each batch speaks. */
static const char *check_batches(const struct ab_run *run, int *count)
{
    const struct ab_list *line = &run->batches.waiting;
    for (int t = line->first, other = t; t != AB_LIST_END; other = t, t = run->tail[t].link.next) {
        const struct ab_tail *tail = &run->tail[t];
        const struct ab_batch batch = ab_batch_of(run, tail->chalk);
        int speakers = 0;
        ++*count;
        for (int i = batch.first; i < batch.end; i++) {
            const int with = run->chalk[i].tail;
            speakers += with != AB_NOBODY && run->tail[with].chalk == i &&
                        run->tail[with].batch == AB_BATCH_WAITS && run->tail[with].speaks;
        }
        if (tail->batch != AB_BATCH_WAITS || speakers != 1 ||
            ab_recount_sortie(run, &run->tail[other])->block_in >
                ab_recount_sortie(run, tail)->block_in) {
            return "an aircraft waits for its batch out of line";
        }
    }
    return NULL;
}

static const char *check_lines(const struct ab_run *run)
{
    int slots = 0, expected = 0, batches = 0, parked = 0, foreseeing = 0;
    const char *broken = check_batches(run, &batches);
    for (int i = 0; !broken && i < run->scenario->airfield_count; i++) {
        broken = check_slots(run, i, &slots, &expected);
        broken = broken ? broken : check_stands(run, i);
    }
    for (int t = run->parked.first; !broken && t != AB_LIST_END; t = run->tail[t].link.next) {
        const int next = run->tail[t].link.next;
        parked++;
        broken = !is_parked_in_line(run, &run->tail[t]) || (next != AB_LIST_END && next < t)
                     ? "an aircraft at its alternate waits out of line"
                     : NULL;
    }
    for (int t = run->foreseeing.first; t != AB_LIST_END; t = run->aside[t].landing.link.next) {
        foreseeing++;
    }
    for (int t = 0; t < run->tail_count; t++) {
        const struct ab_tail *tail = &run->tail[t];
        slots -= tail->waits_for_slot;
        expected -= tail->slot_at != AB_NOBODY;
        batches -= tail->batch == AB_BATCH_WAITS;
        parked -= is_parked_in_line(run, tail);
        foreseeing -= tail->waits_for_landing;
    }
    return broken ? broken
           : slots != 0 || expected != 0 || batches != 0 || parked != 0 || foreseeing != 0
               ? "the aircraft that wait in lines do not add up"
               : NULL;
}

const char *ab_recount_waiting(const struct ab_run *run)
{
    const char *broken = check_idle(run);
    broken = broken ? broken : check_expected(run);
    broken = broken ? broken : check_foreseen(run);
    broken = broken ? broken : check_soon(run);
    broken = broken ? broken : check_waiting(run);
    broken = broken ? broken : check_lines(run);
    return broken ? broken : check_charges(run);
}
