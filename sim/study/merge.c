/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* merge.c - joins the parts of a study.
 *
 * Parts are opened one at a time, and runs pass through one by one: neither open files nor memory
 * grow with the number of either. */
#include "study/merge.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

enum { FLUSH_BYTES = 1 << 16 };

/* What the first part that tells its build was made by. */
struct maker {
    const char *path; /* NULL: none so far */
    uint64_t probe;
    char build[160];
};

/* Where a part lies. */
struct part {
    const char *path;
    int64_t first, last;
};

static int compare_parts(const void *a, const void *b)
{
    const struct part *left = a, *right = b;
    if (left->first != right->first) {
        return left->first < right->first ? -1 : 1;
    }
    return (left->last > right->last) - (left->last < right->last);
}

static enum ab_status open_part(struct ab_journal **journal, const char *path,
                                struct ab_errors *errors)
{
    const enum ab_status status = ab_journal_open(journal, path, errors);
    if (status == AB_OK && *journal == NULL) {
        return ab_errors_add(errors, AB_BAD_SCENARIO, path, 0, NULL, NULL,
                             "this part has not begun");
    }
    return status;
}

/* Parts of unlike builds are as good as those of one if their builds make the same of a run that both have
 * made. A part of an earlier release does not say. */
static enum ab_status look_at_build(const char *path, const struct ab_journal_head *head,
                                    struct maker *maker, struct ab_errors *errors)
{
    if (head->build == NULL) {
        return AB_OK;
    }
    if (maker->path == NULL) {
        maker->path = path;
        maker->probe = head->probe;
        (void)snprintf(maker->build, sizeof maker->build, "%s", head->build);
        return AB_OK;
    }
    if (head->probe == maker->probe) {
        return AB_OK;
    }
    return ab_errors_add(
        errors, AB_BAD_SCENARIO, path, 0, NULL, NULL,
        "this part is of a program that makes another trajectory of the first run (%s, "
        "%016" PRIx64 ") than that of %s does (%s, %016" PRIx64
        "); make all parts by the same build",
        head->build, head->probe, maker->path, maker->build, maker->probe);
}

/* Reads where a part lies and compares it with the first one. */
static enum ab_status look_at(struct part *part, const struct ab_journal *reference,
                              struct maker *maker, struct ab_errors *errors)
{
    struct ab_journal *journal;
    enum ab_status status = open_part(&journal, part->path, errors);
    if (status != AB_OK) {
        return status;
    }
    const struct ab_journal_head *head = ab_journal_head(journal);
    const char *difference = ab_journal_difference(head, ab_journal_head(reference), false);
    part->first = head->first;
    part->last = head->last;
    if (difference != NULL) {
        status = ab_errors_add(errors, AB_BAD_SCENARIO, part->path, 0, NULL, NULL,
                               "this part is of %s than the first one", difference);
    } else {
        status = look_at_build(part->path, head, maker, errors);
    }
    ab_journal_close(journal);
    return status;
}

/* Whether sorted parts hold every run once. */
static enum ab_status check_span(const struct part *part, int count, int64_t runs,
                                 struct ab_errors *errors)
{
    int64_t next = 0;
    for (int i = 0; i < count; i++) {
        if (part[i].first < next && part[i].last > part[i].first) {
            return ab_errors_add(errors, AB_BAD_SCENARIO, part[i].path, 0, NULL, NULL,
                                 "runs %" PRId64 " to %" PRId64 " are in %s too", part[i].first + 1,
                                 next < part[i].last ? next : part[i].last, part[i - 1].path);
        }
        if (part[i].first > next) {
            break;
        }
        next = part[i].last > next ? part[i].last : next;
    }
    int64_t end = runs;
    for (int i = count - 1; i >= 0 && part[i].first > next; i--) {
        end = part[i].first;
    }
    if (next == runs) {
        return AB_OK;
    }
    return ab_errors_refuse(
        errors, "a part is missing: no journal holds runs %" PRId64 " to %" PRId64, next + 1, end);
}

static enum ab_status check_parts(struct part *part, const char **path, int count,
                                  struct ab_errors *errors)
{
    struct ab_journal *reference;
    struct maker maker = {0};
    enum ab_status status = open_part(&reference, path[0], errors);
    for (int i = 0; status == AB_OK && i < count; i++) {
        part[i].path = path[i];
        status = look_at(&part[i], reference, &maker, errors);
    }
    if (status == AB_OK) {
        const struct ab_journal_head *head = ab_journal_head(reference);
        qsort(part, (size_t)count, sizeof *part, compare_parts);
        status = check_span(part, count, ab_journal_runs(head), errors);
        for (int i = 0; i < count; i++) {
            path[i] = part[i].path;
        }
    }
    ab_journal_close(reference);
    return status;
}

enum ab_status ab_merge_check(const char **path, int count, struct ab_errors *errors)
{
    struct part *part = ab_memory_take((size_t)count, sizeof *part);
    if (part == NULL) {
        return ab_errors_out_of_memory(errors);
    }
    const enum ab_status status = check_parts(part, path, count, errors);
    ab_memory_give(part);
    return status;
}

/* ---- writing ---- */

enum ab_status ab_copier_flush(struct ab_copier *copier)
{
    if (copier->text.failed) {
        return ab_errors_out_of_memory(copier->errors);
    }
    ab_writer_put(copier->writer, copier->text.bytes, copier->text.used);
    copier->text.used = 0;
    return ab_writer_report(copier->writer, copier->errors);
}

enum ab_status ab_copier_put(struct ab_copier *copier, struct ab_journal *journal, int64_t runs)
{
    struct ab_journal_run run;
    enum ab_status status = AB_OK;
    const bool by_rule = copier->head->rule != 0; /* there are fewer, and ends of points */
    for (; (runs > 0 || by_rule) && ab_journal_next(journal, &run, &status, copier->errors);
         runs--) {
        /* A part that begins within a design point says that point's values again, which the joint
         * journal has already. */
        if (run.ended == 0 && ab_journal_begins_point(copier->head, &run)) {
            ab_journal_put_point(&copier->text, run.point, ab_journal_point(journal),
                                 copier->head->keys);
        }
        ab_journal_copy_run(journal, &copier->text);
        if (copier->text.used >= FLUSH_BYTES && (status = ab_copier_flush(copier)) != AB_OK) {
            return status;
        }
    }
    return status;
}

static enum ab_status put_part(struct ab_copier *copier, struct ab_journal_head *joint,
                               const char *path, const atomic_bool *interrupted)
{
    struct ab_journal *journal;
    enum ab_status status = open_part(&journal, path, copier->errors);
    if (status != AB_OK) {
        return status;
    }
    if (copier->head == NULL) {
        *joint = *ab_journal_head(journal);
        joint->first = 0;
        joint->last = ab_journal_runs(joint);
        joint->build = NULL;
        copier->head = joint;
        ab_journal_put_head(&copier->text, joint);
    }
    ab_journal_heed(journal, interrupted);
    const int64_t last = ab_journal_head(journal)->last;
    status = ab_copier_put(copier, journal, last - ab_journal_head(journal)->first);
    const int64_t next = ab_journal_next_run(journal);
    if (status == AB_OK && next < last) {
        status = ab_errors_add(copier->errors, AB_BAD_SCENARIO, path, 0, NULL, NULL,
                               "this part is not complete: runs %" PRId64 " to %" PRId64
                               " are missing; resume it",
                               next + 1, last);
    }
    ab_journal_close(journal);
    return status;
}

enum ab_status ab_merge_write(struct ab_writer *writer, const char *const *path, int count,
                              const atomic_bool *interrupted, struct ab_errors *errors)
{
    struct ab_journal_head joint;
    struct ab_copier copier = {.writer = writer, .errors = errors};
    enum ab_status status = AB_OK;
    for (int i = 0; status == AB_OK && i < count; i++) {
        status = put_part(&copier, &joint, path[i], interrupted);
    }
    if (status == AB_OK) {
        status = ab_copier_flush(&copier);
    }
    ab_journal_text_clear(&copier.text);
    return status;
}
