/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* build.h - from layers of text to a checked scenario, step by step (see document.c). */
#ifndef AB_SCENARIO_BUILD_H
#define AB_SCENARIO_BUILD_H

#include "scenario/rules.h"
#include "scenario/value.h"

/* What the steps work on. The scenario, what it points to and the layers live in the arena, or in
 * the document. */
struct ab_build {
    struct ab_scenario *scenario;
    struct ab_layers *layers;
    struct ab_files *files;
    struct ab_arena *arena;
    struct ab_arena *scratch; /* of what nobody needs when the scenario is made */
    struct ab_errors *errors;
    struct ab_errors *notes;     /* NULL: not wanted */
    bool failed;                 /* memory is out, or another failure of the machine; reported */
    bool owns[AB_SECTION_COUNT]; /* the array of a kind; else it is the document's, too */
    const char **changed_key;    /* the keys that changes name, sorted (changes.c) */
    int changed_keys;
    struct ab_carriages *carriages; /* who carries whom, for those who judge it (carriage.h) */
};

/* The struct that holds thing number `index` of a kind, and the number of those. */
void *ab_scenario_thing(const struct ab_scenario *scenario, enum ab_section section, int index);
int ab_scenario_thing_count(const struct ab_scenario *scenario, enum ab_section section);

/* Converts all values into the scenario's structs. Every fault is reported; when memory was out the
 * scenario must not be looked at further. */
void ab_build_convert(struct ab_build *build);

/* The same of a scenario whose things, converted without a fault, differ from the layers' in the
 * slots that these say were changed: converts what differs, and shares the rest. */
void ab_build_convert_changed(struct ab_build *build, const struct ab_scenario *image);

/* Makes sure that things of a kind may be altered; copies those that are shared. Pointers to them are
 * good no longer. False when memory is out, told. */
bool ab_build_own(struct ab_build *build, enum ab_section section);

/* Whether converting what was changed comes to the same as converting all: not where a value decides
 * what all others mean. */
bool ab_build_may_convert_changed(const struct ab_layers *layers);

/* The hash over the effective values; before inactive things are left out. */
uint64_t ab_build_hash(struct ab_build *build);

/* Complains of things that only --set speaks of and nothing refers to: they are mistyped ids, not new
 * things. Before inactive things are left out. */
void ab_build_audit_strays(struct ab_build *build);

/* Leaves out inactive things with the references to them, and closed airfields from lists of
 * destinations; complains where that leaves a thing without what it needs. */
void ab_build_remove_inactive(struct ab_build *build);

/* Complain of values that are good one by one but not together: in general and about what goes on at
 * airfields; about routes; about what carries contingents, where to and how, and then what that needs besides a way. */
void ab_build_audit(struct ab_build *build);
void ab_build_audit_ways(struct ab_build *build);
void ab_build_audit_carriage(struct ab_build *build);
void ab_build_audit_flying(struct ab_build *build);

/* The same of whether work fits the working hours of a field. */
void ab_build_audit_working_hours(struct ab_build *build, int airfield);

/* The same of contingents that only leave. */
void ab_build_audit_journeys(struct ab_build *build);

/* The same of where everybody is at the start. */
void ab_build_audit_beginning(struct ab_build *build);
void ab_build_audit_command(struct ab_build *build);

/* The same of the windows of contingents, and of ceilings; and notes of those that nobody can meet, or
 * that hold nobody. */
void ab_build_audit_windows(struct ab_build *build);
void ab_build_note_windows(struct ab_build *build, struct ab_errors *notes);
void ab_build_audit_flows(struct ab_build *build);
void ab_build_note_flows(struct ab_build *build, struct ab_errors *notes);
void ab_build_audit_order(struct ab_build *build);

/* Notes of keys that can have no effect, for what they need is not there. */
void ab_build_note_needs(const struct ab_build *build, struct ab_errors *notes);

/* The same about evacuations. */
void ab_build_audit_evacuations(struct ab_build *build);

/* The same of prices. */
void ab_build_audit_prices(struct ab_build *build);

/* Table what lies between the positions of airfields, and which leg joins which (geography.c); false
 * when memory is out. */
bool ab_scenario_table_spans(struct ab_scenario *scenario, struct ab_arena *arena);
bool ab_scenario_table_legs(struct ab_scenario *scenario, struct ab_arena *arena);

/* Lists what is to be drawn of [uncertain.ID], with faults, and notes of keys that it does not touch. */
void ab_build_list_inputs(struct ab_build *build);

/* None of them is drawn in a scenario that goes on from a past, in which they had values. */
void ab_build_forget_inputs(struct ab_build *build);

/* Adds notes of what may surprise to a list; of scenarios without faults only. */
void ab_build_note(struct ab_build *build, struct ab_errors *notes);

/* Finds the field that each change alters, and converts the value it gets. Changes of inactive
 * things go with them. */
void ab_build_resolve_changes(struct ab_build *build);

/* Lists the keys that changes name; whether one of them is a key of an airfield: what it is at the start is then no reason to say
 * that something can never work. */
void ab_build_list_changes(struct ab_build *build);
bool ab_build_changes_airfield(const struct ab_build *build, const struct ab_airfield *airfield,
                               const char *key);

/* Whether it is open at the start, or a change says that it is. */
bool ab_build_may_open(const struct ab_build *build, const struct ab_airfield *airfield);

/* Whether its yard is limited at the start, or a change says that it is. */
bool ab_build_may_limit_yard(const struct ab_build *build, const struct ab_airfield *airfield);

/* Who was to join before the start, or at it, is there from it, as if nothing was said. */
void ab_build_join_at_start(struct ab_build *build);

/* Replaces every distribution by its mean; the second does so for one key of one thing. */
void ab_build_make_deterministic(struct ab_build *build);
void ab_build_make_constant(struct ab_build *build, const struct ab_key *key, void *thing);

/* What was said of a thing that the scenario has. */
struct ab_thing *ab_build_thing(const struct ab_build *build, enum ab_section section,
                                const struct ab_named *named);

/* Whether a thing was complained of. */
bool ab_build_doubts(const struct ab_build *build, enum ab_section section, int index);

/* Whether a fleet, its type or its home was complained of: then it may have none. */
bool ab_build_doubts_fleet(const struct ab_build *build, int fleet);

/* Complains of what ends no later than it begins, where delays are after the same. */
void ab_build_audit_span(struct ab_build *build, const struct ab_thing *thing,
                         const struct ab_when *from, const struct ab_when *until,
                         struct ab_bracket base);

/* Says that memory is out; once, since after the first time everything else follows from it. */
void ab_build_fault_memory(struct ab_build *build);

/* The same of a failure of the machine that a conversion complains of. */
void ab_build_fail(struct ab_build *build, const struct ab_complaint *complaint);

/* Complains that a key is not given, naming the section that may be meant when only --set speaks
 * of this one. */
void ab_build_fault_missing(struct ab_build *build, struct ab_thing *thing, const char *key,
                            const char *why);

#endif
