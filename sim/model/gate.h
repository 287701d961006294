/* gate.h - when an airfield is open: weather, dated closures, hours of the day.
 *
 * An airfield has a gate for landings and one for take-offs. Whoever comes to a shut gate waits in
 * line and goes on when it opens. Onload and offload keep working hours of their own: work that
 * would overrun them may finish or must wait for the next day, as the airfield's rule says. */
#ifndef AB_MODEL_GATE_H
#define AB_MODEL_GATE_H

#include "model/state.h"

/* Opens and shuts all gates for time zero and schedules what will change them. */
void ab_gate_reset(struct ab_run *run);

/* The same for the hours and the opening of one airfield, after a change of its keys. */
void ab_gate_refresh(struct ab_run *run, int airfield);

bool ab_gate_is_open(const struct ab_gate *gate);

/* What shuts it: AB_CAUSE_WEATHER or AB_CAUSE_HOURS. */
enum ab_cause ab_gate_cause(const struct ab_gate *gate);

/* Goes through an open gate: true. Otherwise waits in line to be resumed as (kind, subject), which
 * must call ab_gate_passed; *place (if not NULL) allows to leave the line gate->way. */
bool ab_gate_pass(struct ab_gate *gate, enum ab_kind kind, uint32_t subject, ab_wait_handle *place);
void ab_gate_passed(struct ab_gate *gate);

/* When work of this length may begin at an airfield: now, or when its working hours allow. */
ab_time ab_gate_work_begin(const struct ab_run *run, int airfield, ab_time duration);

/* Whether a moment lies within hours of the local day. */
bool ab_gate_within(const struct ab_run *run, int airfield, const struct ab_hours *hours);

/* Events. */
void ab_gate_weather(struct ab_run *run, int airfield);
void ab_gate_closure(struct ab_run *run, int airfield);
void ab_gate_hours(struct ab_run *run, int airfield);

#endif
