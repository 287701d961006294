/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_simulation.c - the run loop: clock, resumptions, every reason to end, trajectory hash. */
#include "base/fold.h"
#include "base/memory.h"
#include "engine/simulation.h"
#include "support/suite.h"

#include <check.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { TESTS = 35 };

/* A model that writes down what it was told and does one thing for each kind of event. */
enum kind {
    NOTHING,
    STOP,
    RESUME_TWICE,   /* continue subject + 1, then subject + 2, as NOTHING */
    RESUME_AGAIN,   /* continue subject - 1 the same way until 0 */
    REPEAT,         /* the same again 10 ms later */
    REPEAT_AT_ONCE, /* the same again without the clock moving */
    FLOOD,          /* subject events, then stop */
    INTO_THE_PAST,
    INTERRUPT, /* the run, and do what RESUME_TWICE does */
    CONCLUDE,  /* conclude the instant with subject + 1 as NOTHING, then + 2 as RESUME_TWICE */
    NEXT,      /* one more event of this instant, subject + 1 */
};

enum { LOG_MAX = 256 };
struct model {
    struct ab_simulation simulation;
    int count;
    struct ab_event log[LOG_MAX];
    atomic_bool interrupted;
};

static void act(void *owner, uint16_t kind, uint32_t subject)
{
    struct model *model = owner;
    struct ab_simulation *simulation = &model->simulation;
    if (model->count < LOG_MAX) {
        model->log[model->count++] = (struct ab_event){simulation->now, kind, subject};
    }
    switch ((enum kind)kind) {
    case NOTHING: break;
    case STOP: ab_simulation_stop(simulation); break;
    case INTERRUPT: atomic_store(&model->interrupted, true); __attribute__((fallthrough));
    case RESUME_TWICE:
        ab_simulation_resume(simulation, NOTHING, subject + 1);
        ab_simulation_resume(simulation, NOTHING, subject + 2);
        break;
    case CONCLUDE:
        ab_simulation_conclude(simulation, NOTHING, subject + 1);
        ab_simulation_conclude(simulation, RESUME_TWICE, subject + 2);
        break;
    case NEXT: ab_simulation_after(simulation, 0, NOTHING, subject + 1); break;
    case RESUME_AGAIN:
        if (subject > 0) {
            ab_simulation_resume(simulation, RESUME_AGAIN, subject - 1);
        }
        break;
    case REPEAT: ab_simulation_after(simulation, 10, REPEAT, subject); break;
    case REPEAT_AT_ONCE: ab_simulation_after(simulation, 0, REPEAT_AT_ONCE, subject); break;
    case FLOOD:
        for (uint32_t i = 0; i < subject; i++) {
            ab_simulation_after(simulation, 1, NOTHING, i);
        }
        ab_simulation_stop(simulation);
        break;
    case INTO_THE_PAST:
        ab_simulation_at(simulation, simulation->now - 1, AB_PRIORITY_NORMAL, NOTHING, 0);
        break;
    }
}

static struct model model;

static struct ab_simulation *set_up(void)
{
    memset(&model, 0, sizeof model);
    ck_assert(ab_simulation_init(&model.simulation, act, &model, 0));
    return &model.simulation;
}

static void tear_down(void)
{
    ab_simulation_clear(&model.simulation);
}

static void expect_subjects(int count, const uint32_t *subject)
{
    ck_assert_int_eq(model.count, count);
    for (int i = 0; i < count; i++) {
        ck_assert_uint_eq(model.log[i].subject, subject[i]);
    }
}

START_TEST(the_clock_stands_at_each_event_in_turn)
{
    struct ab_simulation *simulation = set_up();
    ab_simulation_after(simulation, 30, NOTHING, 3);
    ab_simulation_after(simulation, 10, NOTHING, 1);
    ab_simulation_after(simulation, 20, NOTHING, 2);
    ck_assert_int_eq(ab_simulation_run(simulation), AB_STOP_EXHAUSTED);
    for (int i = 0; i < 3; i++) {
        ck_assert_int_eq(model.log[i].time, 10 * (i + 1));
        ck_assert_uint_eq(model.log[i].subject, (unsigned)i + 1);
    }
    ck_assert_int_eq(simulation->now, 30);
    ck_assert_uint_eq(simulation->events, 3);
    tear_down();
}
END_TEST

START_TEST(a_delay_counts_from_now)
{
    struct ab_simulation *simulation = set_up();
    simulation->horizon = 35;
    ab_simulation_at(simulation, 5, AB_PRIORITY_NORMAL, REPEAT, 0);
    ab_simulation_run(simulation);
    ck_assert_int_eq(model.count, 4);
    ck_assert_int_eq(model.log[3].time, 35);
    tear_down();
}
END_TEST

START_TEST(events_at_one_instant_come_by_priority)
{
    struct ab_simulation *simulation = set_up();
    ab_simulation_at(simulation, 5, AB_PRIORITY_LAST, NOTHING, 3);
    ab_simulation_after(simulation, 5, NOTHING, 2);
    ab_simulation_at(simulation, 5, AB_PRIORITY_FIRST, NOTHING, 1);
    ab_simulation_run(simulation);
    expect_subjects(3, (const uint32_t[]){1, 2, 3});
    tear_down();
}
END_TEST

START_TEST(a_cancelled_event_is_not_dispatched)
{
    struct ab_simulation *simulation = set_up();
    ab_event_handle handle = ab_simulation_plan(simulation, 5, AB_PRIORITY_NORMAL, NOTHING, 1);
    ab_simulation_after(simulation, 6, NOTHING, 2);
    ck_assert(ab_simulation_cancel(simulation, handle));
    ab_simulation_run(simulation);
    expect_subjects(1, (const uint32_t[]){2});
    tear_down();
}
END_TEST

START_TEST(resumptions_follow_their_cause_before_the_next_event_of_the_same_instant)
{
    struct ab_simulation *simulation = set_up();
    ab_simulation_at(simulation, 5, AB_PRIORITY_FIRST, RESUME_TWICE, 10);
    ab_simulation_at(simulation, 5, AB_PRIORITY_FIRST, NOTHING, 20);
    ab_simulation_run(simulation);
    expect_subjects(4, (const uint32_t[]){10, 11, 12, 20});
    ck_assert_int_eq(model.log[2].time, 5);
    tear_down();
}
END_TEST

START_TEST(a_resumption_may_cause_another)
{
    struct ab_simulation *simulation = set_up();
    ab_simulation_after(simulation, 5, RESUME_AGAIN, 3);
    ab_simulation_run(simulation);
    expect_subjects(4, (const uint32_t[]){3, 2, 1, 0});
    ck_assert_uint_eq(simulation->events, 4);
    tear_down();
}
END_TEST

START_TEST(an_instant_is_concluded_when_nothing_else_is_left_at_it)
{
    struct ab_simulation *simulation = set_up();
    ab_simulation_at(simulation, 5, AB_PRIORITY_FIRST, CONCLUDE, 10);
    ab_simulation_at(simulation, 5, AB_PRIORITY_LAST, NEXT, 20);
    ab_simulation_at(simulation, 6, AB_PRIORITY_FIRST, NOTHING, 30);
    ck_assert_int_eq(ab_simulation_run(simulation), AB_STOP_EXHAUSTED);
    expect_subjects(8, (const uint32_t[]){10, 20, 21, 11, 12, 13, 14, 30});
    ck_assert_int_eq(model.log[6].time, 5);
    tear_down();
}
END_TEST

START_TEST(what_a_conclusion_brings_about_comes_before_the_next_one)
{
    struct ab_simulation *simulation = set_up();
    simulation->horizon = 0;
    ab_simulation_conclude(simulation, NEXT, 1);
    ab_simulation_conclude(simulation, NOTHING, 3);
    ab_simulation_after(simulation, 1, NOTHING, 4);
    ck_assert_int_eq(ab_simulation_run(simulation), AB_STOP_HORIZON);
    expect_subjects(3, (const uint32_t[]){1, 2, 3});
    tear_down();
}
END_TEST

START_TEST(resumptions_from_outside_a_handler_come_before_the_first_event)
{
    struct ab_simulation *simulation = set_up();
    ab_simulation_after(simulation, 0, NOTHING, 2);
    ab_simulation_resume(simulation, NOTHING, 1);
    ab_simulation_run(simulation);
    expect_subjects(2, (const uint32_t[]){1, 2});
    tear_down();
}
END_TEST

START_TEST(any_number_of_resumptions_keeps_its_order)
{
    struct ab_simulation *simulation = set_up();
    /* Turn the ring first, so that growing has to unroll it. */
    ab_simulation_resume(simulation, NOTHING, 0);
    ab_simulation_resume(simulation, NOTHING, 0);
    ab_simulation_step(simulation);
    model.count = 0;
    for (uint32_t i = 0; i < 200; i++) {
        ab_simulation_resume(simulation, NOTHING, i);
    }
    ab_simulation_run(simulation);
    ck_assert_int_eq(model.count, 200);
    for (int i = 0; i < 200; i++) {
        ck_assert_uint_eq(model.log[i].subject, (unsigned)i);
    }
    tear_down();
}
END_TEST

START_TEST(a_step_is_one_event_and_what_it_resumed)
{
    struct ab_simulation *simulation = set_up();
    ab_simulation_after(simulation, 5, RESUME_TWICE, 10);
    ab_simulation_after(simulation, 6, NOTHING, 20);
    ck_assert(ab_simulation_step(simulation));
    ck_assert_int_eq(model.count, 3);
    ck_assert(ab_simulation_step(simulation));
    ck_assert_int_eq(model.count, 4);
    ck_assert(!ab_simulation_step(simulation));
    ck_assert_int_eq(simulation->stop, AB_STOP_EXHAUSTED);
    tear_down();
}
END_TEST

START_TEST(behind_the_end_there_is_no_step)
{
    struct ab_simulation *simulation = set_up();
    ab_simulation_after(simulation, 5, STOP, 1);
    ab_simulation_after(simulation, 6, NOTHING, 2);
    ck_assert(!ab_simulation_step(simulation));
    ck_assert(!ab_simulation_step(simulation));
    expect_subjects(1, (const uint32_t[]){1});
    ab_simulation_resume(simulation, NOTHING, 3);
    ck_assert(!ab_simulation_step(simulation));
    expect_subjects(1, (const uint32_t[]){1});
    tear_down();
}
END_TEST

START_TEST(every_end_has_words_of_its_own)
{
    for (int a = AB_STOP_NONE; a <= AB_STOP_MEMORY; a++) {
        ck_assert_str_ne(ab_stop_text((enum ab_stop)a), "unknown");
        for (int b = AB_STOP_NONE; b < a; b++) {
            ck_assert_str_ne(ab_stop_text((enum ab_stop)a), ab_stop_text((enum ab_stop)b));
        }
    }
    ck_assert_str_eq(ab_stop_text((enum ab_stop)99), "unknown");
}
END_TEST

START_TEST(the_model_ends_the_run_after_its_handler)
{
    struct ab_simulation *simulation = set_up();
    ab_simulation_after(simulation, 5, STOP, 1);
    ab_simulation_after(simulation, 5, NOTHING, 2);
    ab_simulation_resume(simulation, NOTHING, 0);
    ck_assert_int_eq(ab_simulation_run(simulation), AB_STOP_MODEL);
    expect_subjects(2, (const uint32_t[]){0, 1});
    ck_assert_int_eq(ab_simulation_run(simulation), AB_STOP_MODEL);
    ck_assert_int_eq(model.count, 2);
    tear_down();
}
END_TEST

START_TEST(the_horizon_ends_the_run_before_later_events)
{
    struct ab_simulation *simulation = set_up();
    simulation->horizon = 100;
    ab_simulation_after(simulation, 100, NOTHING, 1);
    ab_simulation_after(simulation, 101, NOTHING, 2);
    ck_assert_int_eq(ab_simulation_run(simulation), AB_STOP_HORIZON);
    expect_subjects(1, (const uint32_t[]){1});
    ck_assert_int_eq(simulation->now, 100);
    tear_down();
}
END_TEST

START_TEST(at_the_horizon_the_clock_stands_at_it)
{
    struct ab_simulation *simulation = set_up();
    simulation->horizon = 100;
    ab_simulation_after(simulation, 40, NOTHING, 1);
    ab_simulation_after(simulation, 500, NOTHING, 2);
    ab_simulation_run(simulation);
    ck_assert_int_eq(simulation->now, 100);
    tear_down();
}
END_TEST

START_TEST(the_event_limit_ends_the_run)
{
    struct ab_simulation *simulation = set_up();
    simulation->event_limit = 7;
    ab_simulation_after(simulation, 0, REPEAT, 1);
    ck_assert_int_eq(ab_simulation_run(simulation), AB_STOP_EVENT_LIMIT);
    ck_assert_uint_eq(simulation->events, 7);
    ck_assert_int_eq(model.count, 7);
    tear_down();
}
END_TEST

START_TEST(resumptions_count_towards_the_event_limit)
{
    struct ab_simulation *simulation = set_up();
    simulation->event_limit = 2;
    ab_simulation_after(simulation, 0, RESUME_TWICE, 1);
    ck_assert_int_eq(ab_simulation_run(simulation), AB_STOP_EVENT_LIMIT);
    ck_assert_int_eq(model.count, 2);
    tear_down();
}
END_TEST

START_TEST(a_clock_that_stands_still_ends_the_run)
{
    struct ab_simulation *simulation = set_up();
    ab_simulation_after(simulation, 12, REPEAT_AT_ONCE, 1);
    ck_assert_int_eq(ab_simulation_run(simulation), AB_STOP_STUCK);
    ck_assert_uint_eq(simulation->events, 1000000);
    ck_assert_int_eq(simulation->now, 12);
    tear_down();
}
END_TEST

START_TEST(resumptions_that_never_end_are_a_clock_that_stands_still)
{
    struct ab_simulation *simulation = set_up();
    simulation->stuck_limit = 50;
    ab_simulation_after(simulation, 12, RESUME_AGAIN, 1000);
    ck_assert_int_eq(ab_simulation_run(simulation), AB_STOP_STUCK);
    ck_assert_uint_eq(simulation->events, 50);
    tear_down();
}
END_TEST

/* Goes on with a run that a guard has ended, with the guards off. */
static void go_on(struct ab_simulation *simulation)
{
    simulation->event_limit = simulation->stuck_limit = UINT64_MAX;
    simulation->interrupted = NULL;
    simulation->stop = AB_STOP_NONE;
    ck_assert_int_eq(ab_simulation_run(simulation), AB_STOP_EXHAUSTED);
}

START_TEST(what_the_event_limit_kept_from_happening_is_still_there)
{
    for (uint64_t limit = 0; limit <= 5; limit++) {
        struct ab_simulation *simulation = set_up();
        simulation->event_limit = limit;
        ab_simulation_after(simulation, 5, RESUME_TWICE, 1);
        ab_simulation_after(simulation, 5, NOTHING, 4);
        ab_simulation_after(simulation, 6, NOTHING, 5);
        ck_assert_int_eq(ab_simulation_run(simulation),
                         limit < 5 ? AB_STOP_EVENT_LIMIT : AB_STOP_EXHAUSTED);
        ck_assert_int_eq(model.count, (int)limit);
        go_on(simulation);
        expect_subjects(5, (const uint32_t[]){1, 2, 3, 4, 5});
        tear_down();
    }
}
END_TEST

START_TEST(what_a_clock_that_stood_still_kept_from_happening_is_still_there)
{
    for (uint64_t limit = 1; limit <= 4; limit++) {
        struct ab_simulation *simulation = set_up();
        simulation->stuck_limit = limit;
        ab_simulation_after(simulation, 5, RESUME_TWICE, 1);
        ab_simulation_after(simulation, 5, NOTHING, 4);
        ck_assert_int_eq(ab_simulation_run(simulation),
                         limit < 4 ? AB_STOP_STUCK : AB_STOP_EXHAUSTED);
        ck_assert_int_eq(model.count, (int)limit);
        go_on(simulation);
        expect_subjects(4, (const uint32_t[]){1, 2, 3, 4});
        tear_down();
    }
}
END_TEST

/* What the horizon kept from happening comes at the time that is said, the first of a new instant. */
START_TEST(a_run_goes_on_behind_its_horizon)
{
    struct ab_simulation *simulation = set_up();
    simulation->stuck_limit = 2;
    simulation->horizon = 6;
    ab_simulation_after(simulation, 5, NOTHING, 1);
    ab_simulation_after(simulation, 5, NOTHING, 2);
    ab_simulation_after(simulation, 10, NOTHING, 3);
    ab_simulation_after(simulation, 10, NOTHING, 4);
    ab_simulation_after(simulation, 13, NOTHING, 5);
    ck_assert_int_eq(ab_simulation_run(simulation), AB_STOP_HORIZON);
    ck_assert_int_eq(model.count, 2);
    ab_simulation_go_on(simulation, 10, 12);
    ck_assert_int_eq(simulation->now, 10);
    ck_assert_int_eq(ab_simulation_run(simulation), AB_STOP_HORIZON);
    ck_assert_int_eq(simulation->now, 12);
    ab_simulation_go_on(simulation, 12, 13);
    ck_assert_int_eq(ab_simulation_run(simulation), AB_STOP_EXHAUSTED);
    expect_subjects(5, (const uint32_t[]){1, 2, 3, 4, 5});
    tear_down();
}
END_TEST

START_TEST(an_interruption_ends_the_run_before_its_next_event)
{
    struct ab_simulation *simulation = set_up();
    simulation->interrupted = &model.interrupted;
    atomic_store(&model.interrupted, true);
    ab_simulation_after(simulation, 5, NOTHING, 1);
    ck_assert_int_eq(ab_simulation_run(simulation), AB_STOP_INTERRUPTED);
    ck_assert_int_eq(model.count, 0);
    go_on(simulation);
    expect_subjects(1, (const uint32_t[]){1});
    tear_down();
}
END_TEST

START_TEST(an_interruption_ends_the_run_before_its_next_resumption)
{
    struct ab_simulation *simulation = set_up();
    simulation->interrupted = &model.interrupted;
    ab_simulation_after(simulation, 5, NOTHING, 1);
    ab_simulation_after(simulation, 6, INTERRUPT, 2);
    ab_simulation_after(simulation, 6, NOTHING, 5);
    ck_assert_int_eq(ab_simulation_run(simulation), AB_STOP_INTERRUPTED);
    ck_assert_int_eq(model.count, 2);
    go_on(simulation);
    expect_subjects(5, (const uint32_t[]){1, 2, 3, 4, 5});
    tear_down();
}
END_TEST

START_TEST(a_run_that_nobody_interrupts_goes_on)
{
    struct ab_simulation *simulation = set_up();
    simulation->interrupted = &model.interrupted;
    ab_simulation_after(simulation, 5, RESUME_TWICE, 1);
    ck_assert_int_eq(ab_simulation_run(simulation), AB_STOP_EXHAUSTED);
    ck_assert_int_eq(model.count, 3);
    tear_down();
}
END_TEST

START_TEST(many_events_are_not_stuck_while_the_clock_moves)
{
    struct ab_simulation *simulation = set_up();
    simulation->stuck_limit = 2;
    simulation->horizon = 1000;
    ab_simulation_after(simulation, 0, REPEAT, 1);
    ab_simulation_after(simulation, 0, REPEAT, 2);
    ck_assert_int_eq(ab_simulation_run(simulation), AB_STOP_HORIZON);
    ck_assert_uint_eq(simulation->events, 202);
    tear_down();
}
END_TEST

START_TEST(an_event_that_cannot_be_stored_ends_the_run_even_if_the_model_stops)
{
    struct ab_simulation *simulation = set_up();
    ab_simulation_after(simulation, 1, FLOOD, 1000);
    ab_memory_fail_after(1);
    const enum ab_stop stop = ab_simulation_run(simulation);
    ab_memory_fail_after(0);
    ck_assert_int_eq(stop, AB_STOP_MEMORY);
    tear_down();
}
END_TEST

START_TEST(a_resumption_that_cannot_be_stored_ends_the_run)
{
    struct ab_simulation *simulation = set_up();
    ab_memory_fail_after(1);
    for (uint32_t i = 0; i < 1000; i++) {
        ab_simulation_resume(simulation, NOTHING, i);
    }
    ab_memory_fail_after(0);
    ck_assert_int_eq(ab_simulation_run(simulation), AB_STOP_MEMORY);
    tear_down();
}
END_TEST

START_TEST(without_memory_no_simulation_is_made)
{
    for (uint64_t n = 1; n <= 4; n++) {
        ab_memory_fail_after(n);
        const bool made = ab_simulation_init(&model.simulation, act, &model, 0);
        ab_memory_fail_after(0);
        ck_assert(!made);
    }
}
END_TEST

START_TEST(an_event_at_never_does_not_happen_and_can_be_cancelled)
{
    struct ab_simulation *simulation = set_up();
    ab_simulation_after(simulation, AB_TIME_NEVER, NOTHING, 1);
    ab_event_handle first =
        ab_simulation_plan(simulation, AB_TIME_NEVER, AB_PRIORITY_NORMAL, NOTHING, 1);
    ab_simulation_at(simulation, AB_TIME_NEVER, AB_PRIORITY_FIRST, NOTHING, 2);
    ab_simulation_after(simulation, 10, NOTHING, 3);
    ck_assert(ab_simulation_cancel(simulation, first));
    ck_assert_int_eq(ab_simulation_run(simulation), AB_STOP_EXHAUSTED);
    expect_subjects(1, (const uint32_t[]){3});
    ck_assert_int_eq(simulation->now, 10);
    tear_down();
}
END_TEST

/* The hash of a run of `count` events, the last of which has the given time and subject. */
static uint64_t hash_of(int count, ab_time time, uint32_t subject)
{
    struct ab_simulation *simulation = set_up();
    for (int i = 1; i < count; i++) {
        ab_simulation_after(simulation, i, NOTHING, 7);
    }
    ab_simulation_after(simulation, time, NOTHING, subject);
    ab_simulation_run(simulation);
    const uint64_t hash = simulation->hash;
    tear_down();
    return hash;
}

START_TEST(the_hash_tells_trajectories_apart_by_time_subject_and_length)
{
    ck_assert_uint_eq(hash_of(5, 10, 1), hash_of(5, 10, 1));
    ck_assert_uint_ne(hash_of(5, 10, 1), hash_of(5, 11, 1));
    ck_assert_uint_ne(hash_of(5, 10, 1), hash_of(5, 10, 2));
    ck_assert_uint_ne(hash_of(5, 10, 1), hash_of(4, 10, 1));
}
END_TEST

START_TEST(folding_is_sensitive_to_order_and_to_every_bit)
{
    const uint64_t start = ab_fold_pair(0, 0, 0);
    ck_assert_uint_ne(ab_fold_pair(1, 2, 3), ab_fold_pair(1, 3, 2));
    for (int bit = 0; bit < 64; bit++) {
        const uint64_t flip = UINT64_C(1) << bit;
        ck_assert_uint_ne(ab_fold_pair(flip, 0, 0), start);
        ck_assert_uint_ne(ab_fold_pair(0, flip, 0), start);
        ck_assert_uint_ne(ab_fold_pair(0, 0, flip), start);
    }
}
END_TEST

START_TEST(a_second_run_after_a_reset_equals_the_first_and_allocates_nothing)
{
    struct ab_simulation *simulation = set_up();
    simulation->horizon = 5000;
    uint64_t hash[2];
    uint64_t allocations = 0;
    for (int run = 0; run < 2; run++) {
        allocations = ab_memory_count();
        for (uint32_t i = 0; i < 300; i++) {
            ab_simulation_after(simulation, i % 7, REPEAT, i);
            ab_simulation_after(simulation, i % 7, RESUME_TWICE, i);
            ab_simulation_resume(simulation, NOTHING, i);
        }
        ck_assert_int_eq(ab_simulation_run(simulation), AB_STOP_HORIZON);
        hash[run] = simulation->hash;
        ab_simulation_reset(simulation);
        ck_assert_int_eq(simulation->now, 0);
        ck_assert_int_eq(simulation->horizon, 5000);
    }
    ck_assert_uint_eq(hash[0], hash[1]);
    ck_assert_uint_eq(ab_memory_count(), allocations);
    tear_down();
}
END_TEST

/* What the child of a fork says before it aborts over an event in the past. */
START_TEST(an_event_in_the_past_aborts_and_names_time_and_event)
{
    int pipes[2];
    ck_assert_int_eq(pipe(pipes), 0);
    fflush(NULL);
    const pid_t child = fork();
    if (child == 0) {
        dup2(pipes[1], STDERR_FILENO);
        struct ab_simulation *simulation = set_up();
        ab_simulation_after(simulation, 7200000, INTO_THE_PAST, 4711);
        ab_simulation_run(simulation);
        _exit(0);
    }
    close(pipes[1]);
    char text[512] = "";
    size_t length = 0;
    for (ssize_t part; (part = read(pipes[0], text + length, sizeof text - 1 - length)) > 0;) {
        length += (size_t)part; /* what is not buffered may come in pieces */
    }
    close(pipes[0]);
    int status = 0;
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    ck_assert(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT);
    ck_assert_ptr_nonnull(strstr(text, "time >= simulation->now"));
    ck_assert_ptr_nonnull(strstr(text, "7200000 ms"));
    ck_assert_ptr_nonnull(strstr(text, "kind 7"));
    ck_assert_ptr_nonnull(strstr(text, "subject 4711"));
}
END_TEST

static Suite *simulation_suite(void)
{
    Suite *suite = suite_create("simulation");
    TCase *loop = tcase_create("loop");
    tcase_set_timeout(loop, 60);
    tcase_add_test(loop, the_clock_stands_at_each_event_in_turn);
    tcase_add_test(loop, a_delay_counts_from_now);
    tcase_add_test(loop, events_at_one_instant_come_by_priority);
    tcase_add_test(loop, a_cancelled_event_is_not_dispatched);
    tcase_add_test(loop, resumptions_follow_their_cause_before_the_next_event_of_the_same_instant);
    tcase_add_test(loop, a_resumption_may_cause_another);
    tcase_add_test(loop, an_instant_is_concluded_when_nothing_else_is_left_at_it);
    tcase_add_test(loop, what_a_conclusion_brings_about_comes_before_the_next_one);
    tcase_add_test(loop, resumptions_from_outside_a_handler_come_before_the_first_event);
    tcase_add_test(loop, any_number_of_resumptions_keeps_its_order);
    tcase_add_test(loop, a_step_is_one_event_and_what_it_resumed);
    tcase_add_test(loop, behind_the_end_there_is_no_step);
    tcase_add_test(loop, every_end_has_words_of_its_own);
    tcase_add_test(loop, an_event_at_never_does_not_happen_and_can_be_cancelled);
    tcase_add_test(loop, the_hash_tells_trajectories_apart_by_time_subject_and_length);
    tcase_add_test(loop, folding_is_sensitive_to_order_and_to_every_bit);
    tcase_add_test(loop, a_second_run_after_a_reset_equals_the_first_and_allocates_nothing);
    suite_add_tcase(suite, loop);
    TCase *guards = tcase_create("guards");
    tcase_set_timeout(guards, 60);
    tcase_add_test(guards, the_model_ends_the_run_after_its_handler);
    tcase_add_test(guards, the_horizon_ends_the_run_before_later_events);
    tcase_add_test(guards, at_the_horizon_the_clock_stands_at_it);
    tcase_add_test(guards, the_event_limit_ends_the_run);
    tcase_add_test(guards, resumptions_count_towards_the_event_limit);
    tcase_add_test(guards, a_clock_that_stands_still_ends_the_run);
    tcase_add_test(guards, resumptions_that_never_end_are_a_clock_that_stands_still);
    tcase_add_test(guards, what_the_event_limit_kept_from_happening_is_still_there);
    tcase_add_test(guards, what_a_clock_that_stood_still_kept_from_happening_is_still_there);
    tcase_add_test(guards, a_run_goes_on_behind_its_horizon);
    tcase_add_test(guards, an_interruption_ends_the_run_before_its_next_event);
    tcase_add_test(guards, an_interruption_ends_the_run_before_its_next_resumption);
    tcase_add_test(guards, a_run_that_nobody_interrupts_goes_on);
    tcase_add_test(guards, many_events_are_not_stuck_while_the_clock_moves);
    tcase_add_test(guards, an_event_that_cannot_be_stored_ends_the_run_even_if_the_model_stops);
    tcase_add_test(guards, a_resumption_that_cannot_be_stored_ends_the_run);
    tcase_add_test(guards, without_memory_no_simulation_is_made);
    tcase_add_test(guards, an_event_in_the_past_aborts_and_names_time_and_event);
    suite_add_tcase(suite, guards);
    return suite;
}

int main(void)
{
    return suite_run(simulation_suite(), TESTS);
}
