/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* contingent.h - a contingent's life: alerted, assembled, at its airfield, load by load into the
 * theatre, formed up; and home again. Keeps the count of where everybody is. */
#ifndef AB_MODEL_CONTINGENT_H
#define AB_MODEL_CONTINGENT_H

#include "model/state.h"

/* Alerts every contingent that waits for this signal. */
void ab_contingent_alert(struct ab_run *run, enum ab_alert signal);

/* A standby contingent that stands ready is committed now. */
void ab_contingent_commit(struct ab_run *run, int contingent);

/* A contingent that joins later becomes part of the force; it is alerted if that signal was given. */
void ab_contingent_joined(struct ab_run *run, int contingent);

/* Nothing of it leaves before its national approval and `available`, nor before those are told who are
 * told first. */
ab_time ab_contingent_held_until(const struct ab_run *run, int contingent);

/* A load is in the theatre when the run begins, its people fit for a task. Who goes after its first landing
 * may go when help is asked for, and who has no others is complete then. */
void ab_contingent_begin_with(struct ab_run *run, int chalk);
void ab_contingent_begun(struct ab_run *run, int contingent);

/* A contingent that only leaves is in the theatre from the start, or since it joined. */
void ab_contingent_begin_there(struct ab_run *run, int contingent);

/* A contingent is as far as those behind it wait for: they may go. */
void ab_contingent_leads(struct ab_run *run, int contingent, enum ab_lead event);

void ab_contingent_assembled(struct ab_run *run, int contingent);
void ab_contingent_marched(struct ab_run *run, int contingent);
void ab_contingent_road_in(struct ab_run *run, int contingent);

/* The loads first .. first + count - 1 (of one contingent and direction) become ready one after
 * another, the first at `ready`; aircraft are called ahead of each. */
void ab_contingent_schedule_loads(struct ab_run *run, int first, int count, ab_time ready);

/* Draws anew when the loads become ready of which nobody knows it yet. */
void ab_contingent_foresee_anew(struct ab_run *run);

/* After a load became ready, or was called (the kind says which): true when the one behind it does
 * at the same instant, which is in *chalk then; if it comes later, its event is posted. */
bool ab_contingent_goes_on(struct ab_run *run, enum ab_kind kind, int *chalk);

/* A load that has been a number alone is cut for an aircraft and its destination; false when there is
 * nothing that this takes. Numbers lapse when all is in loads. */
bool ab_contingent_cut(struct ab_run *run, int chalk, int type, int to);

/* The replication is over: what is in no load yet is cut as it would have been, as far as known. */
void ab_contingent_cut_rest(struct ab_run *run);

/* The load stands ready; an aircraft that waits for it goes on. */
void ab_contingent_chalk_ready(struct ab_run *run, int chalk);

/* The load is aboard an aircraft that takes off; off it in the theatre; off it at home. */
void ab_contingent_aboard(struct ab_run *run, int chalk);
void ab_contingent_landed(struct ab_run *run, int chalk);
void ab_contingent_home(struct ab_run *run, int chalk);

/* The load has been unloaded at its hub; it has come on from there by road, and is in the theatre. */
void ab_contingent_at_hub(struct ab_run *run, int chalk);
void ab_contingent_came_on(struct ab_run *run, int chalk);

/* Landed people are fit for a task. */
void ab_contingent_formed_up(struct ab_run *run, int chalk);
void ab_contingent_column_formed_up(struct ab_run *run, int contingent);

/* Everybody not in an aircraft load moves from the theatre home (by road). */
void ab_contingent_column_home(struct ab_run *run, int contingent);

/* --- loads before they are tasked ------------------------------------------------------------- */

/* The cause that a load's wait is charged to, as things are now: what would keep it from leaving
 * even with an aircraft at its side comes first, then the want of an aircraft. */
enum ab_cause ab_held_cause(const struct ab_run *run, const struct ab_chalk *chalk);

#endif
