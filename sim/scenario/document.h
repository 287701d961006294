/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* document.h - what a scenario says, read once, and bound as often as wanted.
 *
 * A document holds every statement of a scenario's layers (bases < file < --set) with its place. It
 * doesn't change after loading, and threads may share it. Binding makes a scenario of it, with some
 * more statements on top: a point of a sweep, a row of a table of cases, what somebody tries.
 *
 *     struct ab_document *document;
 *     struct ab_scenario *scenario;
 *     const struct ab_override more = {.key = "airfield.almaty.parking_mog", .value = "6"};
 *     if (ab_document_load(&document, NULL, "plan.ini", NULL, 0, errors) == AB_OK &&
 *         ab_document_bind(&scenario, document, &more, 1, errors) == AB_OK) {
 *         ...
 *         ab_scenario_destroy(scenario);
 *     }
 *     ab_document_destroy(document);
 *
 * No file is read twice: what a file of samples or the table of a time zone held when it was first
 * asked for holds for all scenarios of the document. */
#ifndef AB_SCENARIO_DOCUMENT_H
#define AB_SCENARIO_DOCUMENT_H

#include "scenario/complaint.h"
#include "scenario/files.h"
#include "scenario/scenario.h"

struct ab_document;

/* Reads a scenario and its bases through a reader (files.h; NULL: from the system), and
 * the assignments, SECTION.KEY=VALUE. When a file cannot be read or memory is out, the faults are
 * told and there is no document; what else is wrong in it is told by each that binds it, together
 * with what is wrong in values, in the order of the files. */
enum ab_status ab_document_load(struct ab_document **document, const struct ab_reader *reader,
                                const char *path, const char *const *set, int count,
                                struct ab_errors *errors);

/* After all scenarios that were bound from it. NULL is allowed. */
void ab_document_destroy(struct ab_document *document);

/* One more statement, as a line of a file or a --set makes it, and where it stands. */
struct ab_override {
    const char *key;   /* SECTION.KEY or SECTION.ID.KEY */
    const char *value; /* may stand in quotes; `none` takes back what has no default */
    const char *file;  /* NULL: --set */
    int line, column;  /* 0: none */
};

/* Makes a scenario of a document and some overrides, of which the last wins. On any fault *scenario
 * is NULL, and all faults are told, in order of place. Overrides are not needed afterwards; the
 * document is, as long as there is the scenario. Threads may bind at once.
 *
 * It costs a fraction of a replication, because what is not overridden was converted when the
 * document was loaded. For the same reason the scenario's `hash` is 0 where there are overrides: it
 * takes all values, and ab_document_hash tells it. */
enum ab_status ab_document_bind(struct ab_scenario **scenario, const struct ab_document *document,
                                const struct ab_override *override, int count,
                                struct ab_errors *errors);

/* The same where the overrides give inputs their values, of a scenario that was bound without a fault: its
 * inputs (input.h) are not looked for once more, and it has none. */
enum ab_status ab_document_bind_drawn(struct ab_scenario **scenario,
                                      const struct ab_document *document,
                                      const struct ab_override *override, int count,
                                      struct ab_errors *errors);

/* The hash of the scenario that the same call of ab_document_bind makes. */
enum ab_status ab_document_hash(uint64_t *hash, const struct ab_document *document,
                                const struct ab_override *override, int count,
                                struct ab_errors *errors);

/* The same call without the hash, which adds to `notes` (NULL: not wanted) what is no fault but may
 * surprise: defaults that do more than one would think, and what is said without effect. Without
 * faults only. */
enum ab_status ab_document_examine(struct ab_scenario **scenario,
                                   const struct ab_document *document,
                                   const struct ab_override *override, int count,
                                   struct ab_errors *notes, struct ab_errors *errors);

/* Writes the effective scenario of the same call, or only some sections of it, as
 * ab_scenario_show does. */
enum ab_status ab_document_show(FILE *stream, const struct ab_document *document,
                                const struct ab_override *override, int count, const char *section,
                                struct ab_errors *errors);

/* The value of a key in the scenario of the same call, as that writes it but for quotes, in new memory
 * that the caller gives back; NULL with AB_OK where the key is not given and has no default. */
enum ab_status ab_document_value(char **value, const struct ab_document *document,
                                 const struct ab_override *override, int count, const char *key,
                                 struct ab_errors *errors);

/* Whether a key may have a value, judged by itself: its form, unit and range, and whether what it
 * refers to is there; false with a complaint when not. Values that are good one by one may still not
 * go together. Not judged: a key or a section that the document does not have, and a milestone's
 * bound and tolerance, whose meaning other keys decide. `start` is the scenario's, for dates. */
bool ab_document_accepts(const struct ab_document *document, ab_time start, const char *key,
                         const char *value, struct ab_complaint *complaint);

/* The files that it reads, for others that belong to it, as a table of cases. */
struct ab_files *ab_document_files(const struct ab_document *document);

#endif
