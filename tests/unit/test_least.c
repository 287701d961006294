/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_least.c - bounds of schedules: known instances, and never above what some schedule does. */
#include "engine/least.h"
#include "support/suite.h"

#include <check.h>

enum { TESTS = 11, MOST = 200 };

static struct ab_job spare[AB_LEAST_SPARE];

/* A number below `limit`, from one of the generators of Knuth's Seminumerical Algorithms, 3.3.4. */
static uint64_t dice_below(uint64_t *dice, uint64_t limit)
{
    *dice = *dice * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (*dice >> 33) % limit;
}

/* The example of the header: r 0, 2, 3, 5, p 4, q 6 on two machines; by sums alone it is 14. */
START_TEST(means_over_machines_are_better_than_sums)
{
    struct ab_job job[] = {{0, 4, 6, 1}, {2, 4, 6, 1}, {3, 4, 6, 1}, {5, 4, 6, 1}};
    ck_assert_int_eq(ab_least_on_machines(job, spare, 4, 2), 15);
}
END_TEST

/* Two machines for 4 are eight of one. */
START_TEST(a_job_counts_for_all_machines_that_it_takes)
{
    struct ab_job first[] = {{0, 4, 6, 2}, {1, 1, 0, 1}}, second[] = {{0, 1, 0, 1}, {1, 4, 6, 2}};
    ck_assert_int_eq(ab_least_on_machines(first, spare, 2, 1), 0 + 8 + 6);
    ck_assert_int_eq(ab_least_on_machines(second, spare, 2, 1), 1 + 8 + 6);
}
END_TEST

/* The instance of Carlier (1982): all jobs give 33, Jackson's preemptive schedule 49, the optimum is 50. */
START_TEST(one_machine_is_bound_by_preemption)
{
    struct ab_job job[] = {{10, 5, 7, 1}, {13, 6, 26, 1}, {11, 7, 24, 1}, {20, 4, 21, 1},
                           {30, 3, 8, 1}, {0, 6, 17, 1},  {30, 2, 0, 1}};
    ck_assert_int_eq(ab_least_on_machines(job, spare, 7, 1), 49);
}
END_TEST

/* 3 aircraft, 10 loads, onload 2, out 5, offload 1, back 5: work alone says 38.33. */
START_TEST(trips_are_whole)
{
    const struct ab_carriers fleet = {.from = 0, .first = 8, .again = 13, .count = 3};
    ck_assert_int_eq(ab_least_by_trips(&fleet, 1, 10), 47);
    ck_assert(ab_least_can_by_trips(&fleet, 1, 10, 47));
    ck_assert(!ab_least_can_by_trips(&fleet, 1, 10, 46));
    ck_assert_int_eq(ab_least_by_work(&fleet, 1, 10, 130, 5), 39);
    ck_assert(!ab_least_can_by_work(&fleet, 1, 130, 5, 38));
    ck_assert(ab_least_can_by_work(&fleet, 1, 130, 5, 39));
}
END_TEST

/* One that comes after the others have done it is not waited for: dividing by all would. */
START_TEST(who_comes_too_late_does_not_count)
{
    const struct ab_carriers fleet[] = {{.from = 0, .first = 3, .again = 5, .count = 1},
                                        {.from = 1000, .first = 3, .again = 5, .count = 1}};
    ck_assert_int_eq(ab_least_by_trips(fleet, 2, 4), 18);
    ck_assert_int_eq(ab_least_by_work(fleet, 2, 4, 20, 2), 18);
    ck_assert_int_eq(ab_least_by_trips(fleet, 0, 4), AB_LEAST_NONE);
    ck_assert_int_eq(ab_least_by_trips(fleet, 2, 0), AB_LEAST_NONE);
}
END_TEST

START_TEST(ceilings_let_so_many_go_in_a_period)
{
    const ab_time head[] = {1, 2, 3, 4, 5, 25};
    struct ab_periods periods = {
        .phase = 0, .length = 10, .from = 0, .until = AB_TIME_NEVER, .most = 2};
    ck_assert_int_eq(ab_least_under_ceiling(&periods, head, 2), 2);
    ck_assert_int_eq(ab_least_under_ceiling(&periods, head, 3), 10);
    ck_assert_int_eq(ab_least_under_ceiling(&periods, head, 5), 20);
    ck_assert_int_eq(ab_least_under_ceiling(&periods, head, 6), 25);
    periods.phase = -7; /* periods begin at 3 */
    ck_assert_int_eq(ab_least_under_ceiling(&periods, head, 5), 13);
    periods.until = 8; /* then nobody is kept */
    ck_assert_int_eq(ab_least_under_ceiling(&periods, head, 5), 8);
    periods.most = 0;
    ck_assert_int_eq(ab_least_under_ceiling(&periods, head, 1), 8);
    periods.from = 4; /* those before it are not kept */
    ck_assert_int_eq(ab_least_under_ceiling(&periods, head, 3), 3);
    periods.until = AB_TIME_NEVER;
    ck_assert_int_eq(ab_least_under_ceiling(&periods, head, 4), AB_TIME_NEVER);
    ck_assert_int_eq(ab_least_under_ceiling(&periods, head, 0), AB_LEAST_NONE);
}
END_TEST

/* Jobs of an array, by blocks of no fixed size. */
struct walk {
    const struct ab_job *job;
    int jobs, at;
};

static const struct ab_job *next_of(void *owner, int *jobs)
{
    struct walk *walk = owner;
    const struct ab_job *next = walk->job + walk->at;
    const int most = 1 + (walk->at * 7) % 64, left = walk->jobs - walk->at;
    *jobs = left < most ? left : most;
    walk->at = left > 0 ? walk->at + *jobs : 0;
    return left > 0 ? next : NULL;
}

static ab_time least_of(struct ab_job *job, int jobs, int machines)
{
    struct walk walk = {job, jobs, 0};
    return jobs > AB_LEAST_SPARE ? ab_least_of_many(&(struct ab_jobs){next_of, &walk}, machines)
                                 : ab_least_on_machines(job, spare, jobs, machines);
}

/* On nothing, or of nothing; and on more machines than the second form is looked at for. */
START_TEST(without_jobs_or_machines_there_is_no_bound)
{
    struct ab_job job[80];
    for (int i = 0; i < 80; i++) {
        job[i] = (struct ab_job){0, 4, 0, 1};
    }
    struct walk none = {job, 0, 0}, all = {job, 80, 0};
    ck_assert_int_eq(ab_least_on_machines(job, spare, 0, 1), AB_LEAST_NONE);
    ck_assert_int_eq(ab_least_on_machines(job, spare, AB_LEAST_SPARE, 0), AB_LEAST_NONE);
    ck_assert_int_eq(ab_least_of_many(&(struct ab_jobs){next_of, &none}, 1), AB_LEAST_NONE);
    ck_assert_int_eq(ab_least_of_many(&(struct ab_jobs){next_of, &all}, 0), AB_LEAST_NONE);
    /* Of 40 the sum is 160, of 80 it is 320. */
    ck_assert_int_eq(ab_least_on_machines(job, spare, 40, 70), 3);
    all.at = 0;
    ck_assert_int_eq(ab_least_of_many(&(struct ab_jobs){next_of, &all}, 70), 5);
    all.at = 0; /* fewer than machines */
    ck_assert_int_eq(ab_least_of_many(&(struct ab_jobs){next_of, &(struct walk){job, 3, 0}}, 9), 2);
    job[7].machines = 2; /* then sums alone count: 324 / 8 */
    ck_assert_int_eq(ab_least_of_many(&(struct ab_jobs){next_of, &all}, 8), 41);
    const struct ab_carriers nobody[] = {{.first = 1, .again = 1, .count = 0},
                                         {.first = 3, .again = 5, .count = 1}};
    ck_assert_int_eq(ab_least_by_trips(nobody, 2, 2), 8);
    ck_assert_int_eq(ab_least_by_trips(nobody, 1, 2), AB_LEAST_NONE);
    ck_assert_int_eq(ab_least_by_work(nobody, 2, 2, 10, 2), 8);
    ck_assert_int_eq(ab_least_by_work(nobody, 1, 2, 10, 2), AB_LEAST_NONE);
}
END_TEST

/* What some schedule takes: each job in turn goes to the machine that is free first. */
static ab_time schedule(const struct ab_job *job, int jobs, int machines)
{
    ab_time free[MOST] = {0}, done = 0;
    for (int i = 0; i < jobs; i++) {
        int first = 0;
        for (int m = 1; m < machines; m++) {
            first = free[m] < free[first] ? m : first;
        }
        const ab_time begin = free[first] > job[i].head ? free[first] : job[i].head;
        free[first] = begin + job[i].time;
        done = free[first] + job[i].tail > done ? free[first] + job[i].tail : done;
    }
    return done;
}

static void shuffle(struct ab_job *job, int jobs, uint64_t *dice)
{
    for (int i = jobs - 1; i > 0; i--) {
        const int other = (int)dice_below(dice, (uint64_t)i + 1);
        const struct ab_job kept = job[i];
        job[i] = job[other];
        job[other] = kept;
    }
}

START_TEST(no_schedule_is_done_before)
{
    uint64_t dice = 1;
    for (int trial = 0; trial < 3000; trial++) {
        struct ab_job job[MOST], order[MOST];
        const int jobs = 1 + (int)dice_below(&dice, trial % 10 == 0 ? MOST : 12);
        const int machines = 1 + (int)dice_below(&dice, 5);
        for (int i = 0; i < jobs; i++) {
            job[i] = order[i] =
                (struct ab_job){(ab_time)dice_below(&dice, 40), (ab_time)dice_below(&dice, 20),
                                (ab_time)dice_below(&dice, 40) - 10, 1};
        }
        const ab_time least = least_of(job, jobs, machines);
        for (int tries = 0; tries < 8; tries++) {
            ck_assert_int_ge(schedule(order, jobs, machines), least);
            shuffle(order, jobs, &dice);
        }
    }
}
END_TEST

/* The sum of the least heads, or tails, of the jobs in a set, as many as there are machines. */
static ab_time sum_of_least(const struct ab_job *job, const bool *in, int jobs, int machines,
                            bool heads)
{
    bool taken[MOST] = {false};
    ab_time sum = 0;
    for (int m = 0; m < machines; m++) {
        int least = -1;
        for (int i = 0; i < jobs; i++) {
            const ab_time end = heads ? job[i].head : job[i].tail;
            if (in[i] && !taken[i] &&
                (least < 0 || end < (heads ? job[least].head : job[least].tail))) {
                least = i;
            }
        }
        taken[least] = true;
        sum += heads ? job[least].head : job[least].tail;
    }
    return sum;
}

/* Both forms of the header for one set of jobs, by their definition. */
static ab_time of_set(const struct ab_job *job, const bool *in, int jobs, int machines)
{
    ab_time head = AB_TIME_NEVER, tail = AB_TIME_NEVER, work = 0;
    int count = 0;
    for (int i = 0; i < jobs; i++) {
        if (in[i]) {
            head = job[i].head < head ? job[i].head : head;
            tail = job[i].tail < tail ? job[i].tail : tail;
            work += job[i].time;
            count++;
        }
    }
    ab_time best = head + (work + machines - 1) / machines + tail;
    if (count >= machines) {
        const ab_time sum = sum_of_least(job, in, jobs, machines, true) + work +
                            sum_of_least(job, in, jobs, machines, false);
        best = (sum + machines - 1) / machines > best ? (sum + machines - 1) / machines : best;
    }
    return best;
}

/* The sets of those that begin from some moment on, and of those whose tails are at least so long. */
START_TEST(a_bound_is_the_best_over_sets_by_heads_and_by_tails)
{
    uint64_t dice = 7;
    for (int trial = 0; trial < 400; trial++) {
        struct ab_job job[AB_LEAST_SPARE];
        bool in[AB_LEAST_SPARE];
        const int jobs = 1 + (int)dice_below(&dice, trial % 10 == 0 ? AB_LEAST_SPARE : 20);
        const int machines = 2 + (int)dice_below(&dice, 10);
        for (int i = 0; i < jobs; i++) { /* no two ends are the same */
            job[i] = (struct ab_job){(ab_time)(dice_below(&dice, 4000) * AB_LEAST_SPARE) + i,
                                     (ab_time)dice_below(&dice, 100000),
                                     (ab_time)(dice_below(&dice, 4000) * AB_LEAST_SPARE) + i, 1};
        }
        ab_time best = AB_LEAST_NONE;
        for (int set = 0; set < 2 * jobs; set++) {
            const struct ab_job *from = &job[set / 2];
            for (int i = 0; i < jobs; i++) {
                in[i] = set % 2 == 0 ? job[i].head >= from->head : job[i].tail >= from->tail;
            }
            const ab_time bound = of_set(job, in, jobs, machines);
            best = bound > best ? bound : best;
        }
        ck_assert_int_eq(ab_least_on_machines(job, spare, jobs, machines), best);
    }
}
END_TEST

/* Of many jobs all are one of the sets. */
START_TEST(a_bound_of_many_jobs_is_at_least_that_of_all)
{
    uint64_t dice = 11;
    for (int trial = 0; trial < 200; trial++) {
        struct ab_job job[MOST];
        bool in[MOST];
        const int jobs = AB_LEAST_SPARE + 1 + (int)dice_below(&dice, MOST - AB_LEAST_SPARE - 1);
        const int machines = 1 + (int)dice_below(&dice, trial % 4 == 0 ? 64 : 8);
        for (int i = 0; i < jobs; i++) {
            job[i] =
                (struct ab_job){(ab_time)dice_below(&dice, 1000), (ab_time)dice_below(&dice, 50),
                                (ab_time)dice_below(&dice, 1000), 1};
            in[i] = true;
        }
        const ab_time all = of_set(job, in, jobs, machines);
        ck_assert_int_ge(least_of(job, jobs, machines), all);
    }
}
END_TEST

/* Carriers that take the next delivery as soon as they are back, each with times of its own. */
START_TEST(no_carriers_are_done_before)
{
    uint64_t dice = 2;
    for (int trial = 0; trial < 3000; trial++) {
        const int count = 1 + (int)dice_below(&dice, 6), loads = 1 + (int)dice_below(&dice, 20);
        struct ab_carriers fleet[6];
        ab_time free[6], from = 0, done = 0, back = 0, least = 100, shortest = 100;
        double work = 0;
        for (int i = 0; i < count; i++) {
            from += (ab_time)dice_below(&dice, 30);
            free[i] = from;
            fleet[i] = (struct ab_carriers){.from = from, .count = 1};
        }
        for (int load = 0; load < loads; load++) {
            const ab_time out = 1 + (ab_time)dice_below(&dice, 9);
            const ab_time home = (ab_time)dice_below(&dice, 9);
            const int taken = (int)dice_below(&dice, (uint64_t)count);
            done = free[taken] + out > done ? free[taken] + out : done;
            free[taken] += out + home;
            work += (double)(out + home);
            least = out < least ? out : least;
            shortest = home < shortest ? home : shortest;
            back = home > back ? home : back;
        }
        for (int i = 0; i < count; i++) {
            fleet[i].first = least;
            fleet[i].again = least + shortest;
        }
        ck_assert_int_le(ab_least_by_trips(fleet, count, loads), done);
        ck_assert_int_le(ab_least_by_work(fleet, count, loads, work, back), done);
        ck_assert(ab_least_can_by_trips(fleet, count, loads, done));
        ck_assert(ab_least_can_by_work(fleet, count, work, back, done));
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("least");
    TCase *tests = tcase_create("least");
    tcase_add_test(tests, means_over_machines_are_better_than_sums);
    tcase_add_test(tests, a_job_counts_for_all_machines_that_it_takes);
    tcase_add_test(tests, one_machine_is_bound_by_preemption);
    tcase_add_test(tests, trips_are_whole);
    tcase_add_test(tests, who_comes_too_late_does_not_count);
    tcase_add_test(tests, ceilings_let_so_many_go_in_a_period);
    tcase_add_test(tests, without_jobs_or_machines_there_is_no_bound);
    tcase_add_test(tests, no_schedule_is_done_before);
    tcase_add_test(tests, a_bound_is_the_best_over_sets_by_heads_and_by_tails);
    tcase_add_test(tests, a_bound_of_many_jobs_is_at_least_that_of_all);
    tcase_add_test(tests, no_carriers_are_done_before);
    suite_add_tcase(suite, tests);
    return suite_run(suite, TESTS);
}
