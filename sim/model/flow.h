/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* flow.h - ceilings on loaded flights per period, and ground stops, which are their zero.
 *
 * A flight counts when it leaves its origin with a load, in the period in which it does; a stop on
 * its way is no new flight, and one from a hub is a flight of its own. It needs a permit of each
 * ceiling that applies to it: by direction, contingent, and the airfields at its ends. Permits are
 * foreseen when a load is given its aircraft: it is booked for the first period in which it can be
 * aboard and all its ceilings have room, and none of those that are free comes for it before it would
 * be aboard then; whoever goes first (window.h) books first. They are taken all at once when it is ready to leave, or none
 * is: nobody keeps one while he waits for another. Whoever finds none waits beside the runway, who
 * goes first is the first to leave. A permit that was taken and not used in its period is one of
 * the next; who waits for a slot or for the weather then, and not for what another waits for, yields it to him.
 * Whoever is found not to leave yet, since a field is shut or his crew rests, has none until he may.
 *
 * The daily ceiling of the withdrawal is the first of them, and looks no further than today: no more
 * loads are under way than may still leave today, so that aircraft do not fill the stands of the
 * theatre waiting for tomorrow. */
#ifndef AB_MODEL_FLOW_H
#define AB_MODEL_FLOW_H

#include "model/state.h"

/* How many ceilings a run of a scenario has, with the withdrawal's; 0 when none ever binds. */
int ab_flow_count(const struct ab_scenario *scenario);
void ab_flow_prepare(struct ab_run *run);
void ab_flow_reset(struct ab_run *run);

/* --- before a load has an aircraft ------------------------------------------------------------ */

/* An aircraft that is asked to come for a load: of a type, from a field, and so long until it is beside it. */
struct ab_comer {
    int type, at;
    ab_time lead;
};

/* A tail that sets out now, and is beside the load then. */
static inline struct ab_comer ab_comer_of(const struct ab_run *run, const struct ab_tail *tail,
                                          ab_time there)
{
    return (struct ab_comer){tail->type, tail->at, there - ab_now(run)};
}

/* How long it is to wait until it comes, for the ceilings of a flight to one of the load's destinations: 0 when
 * they have room, AB_TIME_NEVER when they are not known to have any again. */
ab_time ab_flow_wait(const struct ab_run *run, const struct ab_chalk *chalk, int to,
                     struct ab_comer comer);

/* Whether the time of a flow of the scenario is now. */
bool ab_flow_holds_now(const struct ab_run *run, int flow);

/* In a round of tasking: whether the withdrawal's ceiling is the only one, and holds the load and all that go
 * home; there is another round when the wait is over. */
bool ab_flow_holds_all(struct ab_run *run, int load);

/* The others hold it until whoever is to come for it may: it is looked at again when that is so for one of its
 * destinations. */
void ab_flow_hold(struct ab_run *run, int load, struct ab_comer comer);

/* It is looked at again then, but they do not hold it. How long that is for one of its destinations. */
ab_time ab_flow_look_again(struct ab_run *run, int load, struct ab_comer comer);

/* In a round, when a load waits for ceilings though an aircraft is free: the next permits of it and
 * of those behind it in its row, of so many, are kept for them, as many as there are aircraft free:
 * nobody who is asked later books them because he sets out earlier. Who waits for the withdrawal's
 * ceiling needs them when that is over. Those beyond so many are given up, at the end of the round all; it
 * is held again when somebody has taken an aircraft after ceilings had held another: more may be kept
 * than there are left. */
void ab_flow_keep(struct ab_run *run, int load, int most, struct ab_comer comer);
void ab_flow_keep_no_more(struct ab_run *run, int than);

/* What it is charged to: the cause of a ceiling under which none more may leave in this period, or
 * that held a load in the latest round of tasking, or AB_CAUSE_AIRCRAFT. */
enum ab_cause ab_flow_cause(const struct ab_run *run, const struct ab_chalk *chalk);

/* Whether a ceiling is full that was not, or the other way round; the second at the end of a round,
 * notes it, and sees to it that there is another one when that changes. */
bool ab_flow_in_doubt(const struct ab_run *run);
bool ab_flow_look(struct ab_run *run);

/* --- with an aircraft ------------------------------------------------------------------------- */

/* A load has an aircraft that will be beside it at `there`; or one that is there, and takes it over from another. */
void ab_flow_book(struct ab_run *run, int load, ab_time there);
void ab_flow_take_over(struct ab_run *run, int from, int load);

/* It has none any more: whom it came for does not go. */
void ab_flow_forget(struct ab_run *run, int load);

/* Step of the preparation (departure.c): gets the permits, or waits for AB_EV_PREPARED. */
bool ab_flow_clear(struct ab_run *run, struct ab_sortie_record *sortie);

/* Whether it may still leave with them, else it has none any more; and it leaves. */
bool ab_flow_lets_go(struct ab_run *run, struct ab_sortie_record *sortie);

/* It leaves no sooner than at a moment: it has no permits any more, others have them, and it is booked for then. */
void ab_flow_postpone(struct ab_run *run, const struct ab_sortie_record *sortie, ab_time departure);

void ab_flow_left(struct ab_run *run, const struct ab_sortie_record *sortie);

/* A period, or a ceiling, begins or ends: grants permits, and lets loads be asked again. The same when
 * a change has altered a ceiling. */
void ab_flow_review(struct ab_run *run);
void ab_flow_edge(struct ab_run *run);
void ab_flow_grant(struct ab_run *run);

/* An airfield opens or shuts, as is known, or for the weather: then whoever waits there may yield his permits. */
void ab_flow_opening(struct ab_run *run, int airfield);
void ab_flow_weather(struct ab_run *run, int airfield);

/* A change may have altered who goes first. */
void ab_flow_line_up_anew(struct ab_run *run);

/* --- in vain ---------------------------------------------------------------------------------- */

/* Finds the ceilings under which no load more will ever leave while aircraft wait as they do, since
 * as many of those that have a load under it are held. */
void ab_flow_find_used_up(struct ab_run *run,
                          bool (*is_held)(struct ab_run *run, const struct ab_tail *tail));
bool ab_flow_is_used_up(const struct ab_run *run, const struct ab_chalk *chalk, int from, int to);

#endif
