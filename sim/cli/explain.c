/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* explain.c - `airbridge explain`: why a load of a traced result came when it did. */
#include "cli/cli.h"

#include "base/caseless.h"
#include "base/nearest.h"
#include "insight/story_answer.h"
#include "output/result_json.h"
#include "output/store.h"

#include <string.h>

/* What a name is of: the exact one, as the tables have it. */
struct subject {
    int load; /* whose story is told, AB_NOBODY: none */
    const char *contingent, *tail;
    int unit; /* which contingent, if it comes by road or has no loads; AB_NOBODY: none */
};

/* The contingent of this name, if it comes by road; AB_NOBODY: it doesn't. */
static int find_on_road(const struct ab_story *story, const char *contingent)
{
    for (int i = 0; i < story->units; i++) {
        if (strcmp(story->unit[i].name, contingent) == 0 && ab_story_comes_by_road(story, i)) {
            return i;
        }
    }
    return AB_NOBODY;
}

static bool find(struct subject *subject, const struct ab_story *story, const char *name,
                 struct ab_nearest *nearest)
{
    for (int i = 0; i < story->loads; i++) {
        if (ab_caseless_equal(story->load[i].name, name)) {
            subject->load = i;
            return true;
        }
    }
    for (int i = 0; i < story->loads; i++) {
        if (ab_caseless_equal(story->load[i].contingent, name)) {
            subject->contingent = story->load[i].contingent;
            subject->load = ab_story_last(story, subject->contingent);
            subject->unit = find_on_road(story, subject->contingent);
            return true;
        }
        (void)ab_nearest_offer(nearest, story->load[i].contingent);
        (void)ab_nearest_offer(nearest, story->load[i].name);
    }
    for (int i = 0; i < story->flights; i++) {
        if (ab_caseless_equal(story->flight[i].tail, name)) {
            subject->tail = story->flight[i].tail;
            return true;
        }
        (void)ab_nearest_offer(nearest, story->flight[i].tail);
    }
    for (int i = 0; i < story->units; i++) {
        if (ab_caseless_equal(story->unit[i].name, name)) {
            subject->contingent = story->unit[i].name;
            subject->unit = i;
            return true;
        }
        (void)ab_nearest_offer(nearest, story->unit[i].name);
    }
    return false;
}

static enum ab_status find_subject(struct subject *subject, const struct ab_story *story,
                                   const struct ab_cli_arguments *arguments,
                                   struct ab_errors *errors)
{
    const char *result = arguments->operand[0];
    *subject = (struct subject){.load = AB_NOBODY, .unit = AB_NOBODY};
    if (arguments->operands == 1) {
        subject->load = ab_story_last(story, NULL);
        return subject->load != AB_NOBODY
                   ? AB_OK
                   : ab_errors_add(errors, AB_BAD_SCENARIO, result, 0, NULL, NULL,
                                   "no load was delivered in the replication that was traced; name "
                                   "a load, a contingent or an aircraft");
    }
    char room[AB_NEAREST_SIZE];
    struct ab_nearest nearest;
    ab_nearest_begin(&nearest, arguments->operand[1]);
    if (find(subject, story, arguments->operand[1], &nearest)) {
        return AB_OK;
    }
    return ab_errors_add(errors, AB_BAD_SCENARIO, result, 0, NULL, NULL,
                         "there is no load, contingent or aircraft '%.100s'%s",
                         arguments->operand[1],
                         ab_nearest_ask(room, "'", ab_nearest_found(&nearest), "'?",
                                        "; chalks.csv, contingents.csv and sorties.csv name them"));
}

static void print(const struct ab_story *story, const struct subject *subject,
                  const struct ab_chain_told *chain)
{
    struct ab_sheet sheet = ab_cli_sheet();
    if (subject->tail != NULL) {
        ab_story_print_tail(&sheet, story, chain, subject->tail);
    }
    if (subject->unit != AB_NOBODY) {
        ab_story_print_unit(&sheet, story, subject->unit);
    }
    if (subject->load != AB_NOBODY) {
        ab_story_print_load(&sheet, story, chain);
    }
    if (subject->contingent != NULL) {
        ab_story_print_loads(&sheet, story, subject->contingent);
    }
}

static void print_json(const struct ab_story *story, const struct subject *subject,
                       const struct ab_chain_told *chain)
{
    struct ab_json json;
    ab_json_begin_result(&json, stdout, "explain", NULL);
    ab_json_integer(&json, "traced_replication", story->replication);
    if (subject->tail != NULL) {
        ab_story_put_tail(&json, story, chain, subject->tail);
    }
    if (subject->load != AB_NOBODY) {
        ab_story_put_load(&json, story, chain);
    }
    if (subject->contingent != NULL) {
        ab_story_put_loads(&json, story, subject->contingent);
    }
    if (subject->unit != AB_NOBODY) {
        ab_story_put_unit(&json, story, subject->unit);
    }
    ab_json_end(&json);
}

static enum ab_status tell(const struct ab_story *story, const struct ab_cli_arguments *arguments,
                           struct ab_errors *errors)
{
    struct subject subject;
    struct ab_chain_told chain = {0};
    enum ab_status status = find_subject(&subject, story, arguments, errors);
    if (status == AB_OK && subject.load != AB_NOBODY) {
        status = ab_story_follow(&chain, story, subject.load, errors);
    } else if (status == AB_OK && subject.tail != NULL) {
        status = ab_story_follow_tail(&chain, story, subject.tail, errors);
    }
    if (status == AB_OK) {
        (arguments->json ? print_json : print)(story, &subject, &chain);
    }
    ab_chain_told_clear(&chain);
    return status;
}

enum ab_status ab_cli_explain(const struct ab_cli_arguments *arguments, struct ab_errors *errors)
{
    const char *result = arguments->operand[0];
    struct ab_story story = {0};
    struct ab_edition edition;
    enum ab_status status = ab_store_edition(&edition, result, errors);
    if (status == AB_OK) {
        status = ab_story_read(&story, result, errors);
    }
    if (status == AB_OK) {
        status = ab_store_check_edition(&edition, result, errors);
    }
    if (status == AB_OK) {
        status = tell(&story, arguments, errors);
    }
    ab_story_clear(&story);
    return status;
}
