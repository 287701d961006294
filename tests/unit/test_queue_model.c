/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_queue_model.c - the pending-event set against a naive model of it, by chance. */
#include "support/gsl_stream.h"
#include "support/queue_take.h"
#include "support/suite.h"

#include <limits.h>
#include <stdlib.h>

enum { RUNS = 8 };

/* The naive model: a bag searched from end to end. */
enum { BAG_MAX = 600, OPERATIONS = 20000 };
struct model_event {
    ab_time time;
    uint64_t insertion;
    ab_event_handle handle; /* AB_EVENT_NONE: it cannot be cancelled */
    uint32_t subject;
    uint8_t priority;
};
struct model {
    struct model_event event[BAG_MAX];
    int size;
    uint64_t insertion;
    ab_event_handle stale[16]; /* of events that are gone */
};

static int first_of(const struct model *model)
{
    int first = 0;
    for (int i = 1; i < model->size; i++) {
        const struct model_event *a = &model->event[i];
        const struct model_event *b = &model->event[first];
        if (a->time != b->time           ? a->time < b->time
            : a->priority != b->priority ? a->priority < b->priority
                                         : a->insertion < b->insertion) {
            first = i;
        }
    }
    return first;
}

static void forget(struct model *model, int index)
{
    model->stale[model->insertion % 16] = model->event[index].handle;
    model->event[index] = model->event[--model->size];
}

/* A time that collides often. */
static ab_time any_time(gsl_rng *rng)
{
    return (ab_time)gsl_rng_uniform_int(rng, 50);
}

static void insert_into_both(struct ab_queue *queue, struct model *model, gsl_rng *rng)
{
    if (model->size == BAG_MAX) {
        return;
    }
    struct model_event *event = &model->event[model->size++];
    event->time = any_time(rng);
    event->priority = (uint8_t)(gsl_rng_uniform_int(rng, 3) * 100);
    event->insertion = model->insertion++;
    event->subject = (uint32_t)event->insertion;
    event->handle = AB_EVENT_NONE;
    if (gsl_rng_uniform_int(rng, 2) == 0) {
        ck_assert(ab_queue_insert(queue, event->time, event->priority, 3, event->subject));
    } else {
        event->handle = ab_queue_plan(queue, event->time, event->priority, 3, event->subject);
        ck_assert(event->handle != AB_EVENT_NONE);
    }
}

static void take_from_both(struct ab_queue *queue, struct model *model)
{
    struct ab_event event;
    const int first = first_of(model);
    ck_assert_int_eq(ab_queue_next(queue),
                     model->size > 0 ? model->event[first].time : AB_TIME_NEVER);
    ck_assert_int_eq(queue_take(queue, &event), model->size > 0);
    if (model->size > 0) {
        ck_assert_uint_eq(event.subject, model->event[first].subject);
        ck_assert_int_eq(event.time, model->event[first].time);
        forget(model, first);
    }
}

static void cancel_in_both(struct ab_queue *queue, struct model *model, gsl_rng *rng)
{
    if (model->size > 0) {
        const int i = (int)gsl_rng_uniform_int(rng, (unsigned long)model->size);
        const bool planned = model->event[i].handle != AB_EVENT_NONE;
        ck_assert_int_eq(ab_queue_cancel(queue, model->event[i].handle), planned);
        if (planned) {
            forget(model, i);
        }
    }
}

/* One of 8 runs, half of which also run out of insertion numbers now and then. The share of
 * insertions wanders, so that the queue fills and empties. */
START_TEST(any_sequence_of_operations_agrees_with_a_naive_model)
{
    gsl_rng *rng = gsl_rng_alloc(gsl_stream_type);
    gsl_rng_set(rng, (unsigned long)_i + 1);
    struct ab_queue *queue = ab_queue_create(0);
    struct model *model = calloc(1, sizeof *model);
    ck_assert_ptr_nonnull(model);
    for (int operation = 0; operation < OPERATIONS; operation++) {
        const unsigned long insertions = operation / 2000 % 2 == 0 ? 55 : 30;
        const unsigned long dice = gsl_rng_uniform_int(rng, 100);
        if (dice < insertions) {
            insert_into_both(queue, model, rng);
        } else if (dice < 75) {
            take_from_both(queue, model);
        } else {
            cancel_in_both(queue, model, rng);
        }
        const ab_event_handle stale = model->stale[dice % 16];
        ck_assert(!ab_queue_is_pending(queue, stale));
        ck_assert_uint_eq(ab_queue_size(queue), (size_t)model->size);
        if (_i % 2 == 1 && operation % 1000 == 500) {
            ab_queue_skip_insertions(queue, UINT32_MAX);
        }
    }
    while (model->size > 0) {
        take_from_both(queue, model);
    }
    free(model);
    ab_queue_destroy(queue);
    gsl_rng_free(rng);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("queue model");
    TCase *model = tcase_create("model");
    tcase_set_timeout(model, 120);
    tcase_add_loop_test(model, any_sequence_of_operations_agrees_with_a_naive_model, 0, RUNS);
    suite_add_tcase(suite, model);
    return suite_run(suite, RUNS);
}
