/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* least.c - bounds of schedules. */
#include "engine/least.h"

#include <assert.h>
#include <math.h>
#include <stddef.h>
#include <string.h>

static ab_time larger(ab_time a, ab_time b)
{
    return a > b ? a : b;
}

static ab_time smaller(ab_time a, ab_time b)
{
    return a < b ? a : b;
}

/* The least whole number that is not below sum / count. */
static ab_time share_of(ab_time sum, int64_t count)
{
    return sum / count + (sum % count > 0);
}

/* --- in order ---------------------------------------------------------------------------------- */

static bool heads_rise(const struct ab_job *a, const struct ab_job *b)
{
    return a->head <= b->head;
}

static bool tails_rise(const struct ab_job *a, const struct ab_job *b)
{
    return a->tail <= b->tail;
}

typedef bool in_order(const struct ab_job *a, const struct ab_job *b);

/* Merges two runs that follow each other. */
static void merge(struct ab_job *to, const struct ab_job *a, int na, const struct ab_job *b, int nb,
                  in_order *rise)
{
    while (na > 0 && nb > 0) {
        if (rise(a, b)) {
            *to++ = *a++;
            na--;
        } else {
            *to++ = *b++;
            nb--;
        }
    }
    memcpy(to, na > 0 ? a : b, (size_t)(na + nb) * sizeof *to);
}

static int run_from(const struct ab_job *job, int jobs, in_order *rise)
{
    int length = jobs > 0;
    while (length < jobs && rise(&job[length - 1], &job[length])) {
        length++;
    }
    return length;
}

/* Loads come one after another, so that most of it is in order already. */
static inline void sort(struct ab_job *job, struct ab_job *spare, int jobs, in_order *rise)
{
    while (run_from(job, jobs, rise) < jobs) {
        for (int i = 0; i < jobs;) {
            const int a = run_from(job + i, jobs - i, rise);
            const int b = run_from(job + i + a, jobs - i - a, rise);
            merge(spare + i, job + i, a, job + i + a, b, rise);
            i += a + b;
        }
        memcpy(job, spare, (size_t)jobs * sizeof *job);
    }
}

/* --- on one machine ---------------------------------------------------------------------------- */

/* A heap of jobs that wait, the largest tail on top. */
static void sink(struct ab_job *heap, int count, struct ab_job job)
{
    int at = 0;
    for (int child; (child = 2 * at + 1) < count; at = child) {
        child += child + 1 < count && heap[child + 1].tail > heap[child].tail;
        if (heap[child].tail <= job.tail) {
            break;
        }
        heap[at] = heap[child];
    }
    heap[at] = job;
}

static void raise(struct ab_job *heap, int at, struct ab_job job)
{
    for (; at > 0 && heap[(at - 1) / 2].tail < job.tail; at = (at - 1) / 2) {
        heap[at] = heap[(at - 1) / 2];
    }
    heap[at] = job;
}

/* Jackson's preemptive schedule: of those that may begin the one with the longest tail goes on. */
static ab_time preempt(const struct ab_job *job, struct ab_job *heap, int jobs)
{
    ab_time now = job[0].head, done = AB_LEAST_NONE;
    for (int next = 0, waiting = 0; next < jobs || waiting > 0;) {
        now = waiting == 0 ? larger(now, job[next].head) : now;
        while (next < jobs && job[next].head <= now) {
            raise(heap, waiting++, job[next++]);
        }
        if (next < jobs && heap[0].time > job[next].head - now) {
            heap[0].time -= job[next].head - now;
            now = job[next].head;
        } else {
            now += heap[0].time;
            done = larger(done, now + heap[0].tail);
            const struct ab_job last = heap[--waiting];
            if (waiting > 0) {
                sink(heap, waiting, last);
            }
        }
    }
    return done;
}

/* --- on several -------------------------------------------------------------------------------- */

/* Sets of jobs that grow by one that has the least head, or the least tail, of all so far: the
 * other end is looked at as a heap of as many as there are machines, the largest on top. */
struct least_few {
    ab_time *value;
    int64_t count, room;
    ab_time sum, least;
};

static void keep_least(struct least_few *few, ab_time value)
{
    few->least = few->count == 0 ? value : smaller(few->least, value);
    if (few->count < few->room) {
        int64_t at = few->count++;
        few->sum += value;
        for (; at > 0 && few->value[(at - 1) / 2] < value; at = (at - 1) / 2) {
            few->value[at] = few->value[(at - 1) / 2];
        }
        few->value[at] = value;
    } else if (few->room > 0 && value < few->value[0]) {
        int64_t at = 0;
        few->sum += value - few->value[0];
        for (int64_t child; (child = 2 * at + 1) < few->count; at = child) {
            child += child + 1 < few->count && few->value[child + 1] > few->value[child];
            if (few->value[child] <= value) {
                break;
            }
            few->value[at] = few->value[child];
        }
        few->value[at] = value;
    }
}

enum { FEW = 64 }; /* machines for which the second form is looked at */

/* The best bound over the last k jobs, all k, when one end rises with the jobs. */
static ab_time of_sets(const struct ab_job *job, int jobs, int64_t machines, bool by_head)
{
    ab_time value[FEW], best = AB_LEAST_NONE;
    struct least_few other = {.value = value, .room = machines <= FEW ? machines : 0};
    ab_time work = 0, near = 0; /* near: sum of the least of this end, the last of so many */
    bool single = true;
    for (int i = jobs - 1; i >= 0; i--) {
        const ab_time end = by_head ? job[i].head : job[i].tail;
        work += job[i].time * job[i].machines;
        single = single && job[i].machines == 1;
        keep_least(&other, by_head ? job[i].tail : job[i].head);
        best = larger(best, end + share_of(work, machines) + other.least);
        near += end;
        if (other.room > 0 && jobs - i > machines) {
            near -= by_head ? job[i + machines].head : job[i + machines].tail;
        }
        if (single && other.room > 0 && jobs - i >= machines) {
            best = larger(best, share_of(near + work + other.sum, machines));
        }
    }
    return best;
}

/* --- many jobs ---------------------------------------------------------------------------------- */

/* Of many jobs only so many sets are looked at by heads, and by tails: those from the beginning of a
 * stretch on. In no order, that takes a look at each job. */
enum { STRETCHES = 32 };

struct stretches {
    ab_time low, high, length; /* of this end */
    ab_time work[STRETCHES];
    ab_time near[STRETCHES], far[STRETCHES]; /* the least of this end, and of the other */
};

static void widen(struct stretches *stretches, ab_time end)
{
    stretches->low = smaller(stretches->low, end);
    stretches->high = larger(stretches->high, end);
}

static void divide(struct stretches *stretches)
{
    stretches->length = (stretches->high - stretches->low) / STRETCHES + 1;
    for (int i = 0; i < STRETCHES; i++) {
        stretches->work[i] = 0;
        stretches->near[i] = stretches->far[i] = AB_TIME_NEVER;
    }
}

static void add_work(struct stretches *stretches, ab_time end, ab_time other, ab_time work)
{
    const ab_time at = (end - stretches->low) / stretches->length;
    stretches->work[at] += work;
    stretches->near[at] = smaller(stretches->near[at], end);
    stretches->far[at] = smaller(stretches->far[at], other);
}

static ab_time best_of(const struct stretches *stretches, int64_t machines)
{
    ab_time best = AB_LEAST_NONE, behind = 0, least = AB_TIME_NEVER;
    for (int i = STRETCHES; i-- > 0;) {
        behind += stretches->work[i];
        least = smaller(least, stretches->far[i]);
        if (stretches->near[i] != AB_TIME_NEVER) {
            best = larger(best, stretches->near[i] + share_of(behind, machines) + least);
        }
    }
    return best;
}

/* The second form, of all jobs. */
struct whole {
    ab_time heads[FEW], tails[FEW], work;
    struct least_few head, tail;
    int64_t jobs;
    bool single;
};

static void add_to_whole(struct whole *whole, const struct ab_job *job)
{
    whole->jobs++;
    whole->single = whole->single && job->machines == 1;
    if (whole->single) {
        whole->work += job->time;
        keep_least(&whole->head, job->head);
        keep_least(&whole->tail, job->tail);
    }
}

static ab_time mean_of(const struct whole *whole, int64_t machines)
{
    return whole->single && whole->jobs >= machines
               ? share_of(whole->head.sum + whole->work + whole->tail.sum, machines)
               : AB_LEAST_NONE;
}

ab_time ab_least_of_many(const struct ab_jobs *jobs, int64_t machines)
{
    struct stretches heads = {.low = AB_TIME_NEVER, .high = AB_LEAST_NONE}, tails = heads;
    struct whole whole = {.single = machines <= FEW};
    whole.head = (struct least_few){.value = whole.heads, .room = machines};
    whole.tail = (struct least_few){.value = whole.tails, .room = machines};
    const struct ab_job *job;
    int n;
    while ((job = jobs->next(jobs->owner, &n)) != NULL) {
        for (int i = 0; i < n; i++) {
            widen(&heads, job[i].head);
            widen(&tails, job[i].tail);
            add_to_whole(&whole, &job[i]);
        }
    }
    if (whole.jobs == 0 || machines < 1) {
        return AB_LEAST_NONE;
    }
    divide(&heads);
    divide(&tails);
    while ((job = jobs->next(jobs->owner, &n)) != NULL) {
        for (int i = 0; i < n; i++) {
            const ab_time work = job[i].time * job[i].machines;
            add_work(&heads, job[i].head, job[i].tail, work);
            add_work(&tails, job[i].tail, job[i].head, work);
        }
    }
    return larger(larger(best_of(&heads, machines), best_of(&tails, machines)),
                  mean_of(&whole, machines));
}

ab_time ab_least_on_machines(struct ab_job *job, struct ab_job *spare, int jobs, int64_t machines)
{
    if (jobs == 0 || machines < 1) {
        return AB_LEAST_NONE;
    }
    assert(jobs <= AB_LEAST_SPARE);
    sort(job, spare, jobs, heads_rise);
    bool single = machines == 1;
    for (int i = 0; single && i < jobs; i++) {
        single = job[i].machines == 1;
    }
    if (single) {
        return preempt(job, spare, jobs);
    }
    const ab_time by_heads = of_sets(job, jobs, machines, true);
    sort(job, spare, jobs, tails_rise);
    return larger(by_heads, of_sets(job, jobs, machines, false));
}

/* --- carriers ---------------------------------------------------------------------------------- */

/* How many deliveries can have been made by then, or `enough`. */
static int64_t made_by(const struct ab_carriers *carriers, int count, ab_time then, int64_t enough)
{
    int64_t made = 0;
    for (int i = 0; i < count && made < enough; i++) {
        const ab_time spare = then - carriers[i].from - carriers[i].first;
        if (spare >= 0 && carriers[i].count > 0) {
            const int64_t each = carriers[i].again > 0 ? spare / carriers[i].again + 1 : enough;
            made = each >= enough ? enough : made + each * carriers[i].count;
        }
    }
    return made;
}

bool ab_least_can_by_trips(const struct ab_carriers *carriers, int count, int64_t deliveries,
                           ab_time then)
{
    return made_by(carriers, count, then, deliveries) >= deliveries;
}

ab_time ab_least_by_trips(const struct ab_carriers *carriers, int count, int64_t deliveries)
{
    ab_time before = AB_TIME_NEVER, by = AB_TIME_NEVER;
    for (int i = 0; i < count; i++) {
        if (carriers[i].count > 0) {
            const ab_time first = carriers[i].from + carriers[i].first;
            before = smaller(before, first - 1);
            by = smaller(by, first + share_of(deliveries, carriers[i].count) * carriers[i].again);
        }
    }
    if (deliveries < 1 || by == AB_TIME_NEVER) {
        return AB_LEAST_NONE;
    }
    while (by - before > 1) {
        const ab_time between = before + (by - before) / 2;
        *(made_by(carriers, count, between, deliveries) >= deliveries ? &by : &before) = between;
    }
    return by;
}

static const double ROUNDING = 1e-3; /* of sums that are whole */

bool ab_least_can_by_work(const struct ab_carriers *carriers, int count, double work,
                          ab_time longest_back, ab_time then)
{
    double spare = 0;
    for (int i = 0; i < count; i++) {
        if (carriers[i].from + carriers[i].first <= then) {
            spare += (double)carriers[i].count * (double)(then - carriers[i].from + longest_back);
        }
    }
    return spare >= work;
}

ab_time ab_least_by_work(const struct ab_carriers *carriers, int count, int64_t deliveries,
                         double work, ab_time longest_back)
{
    ab_time best = AB_TIME_NEVER;
    double begun = 0;
    int64_t used = 0;
    for (int i = 0; i < count && used < deliveries; i++) {
        const int64_t most = smaller(carriers[i].count, deliveries - used);
        for (int end = 0; end < 2; end++) { /* between them the bound only falls, or only rises */
            const int64_t n = end == 0 ? (most > 0) : most;
            const double ends = (double)(used + n);
            if (n > 0) {
                const double by = (work + begun + (double)n * (double)carriers[i].from) / ends -
                                  (double)longest_back;
                best = smaller(best, larger((ab_time)ceil(by - ROUNDING),
                                            carriers[i].from + carriers[i].first));
            }
        }
        begun += (double)most * (double)carriers[i].from;
        used += most;
    }
    return used > 0 ? best : AB_LEAST_NONE;
}

/* --- ceilings ---------------------------------------------------------------------------------- */

static int64_t period_of(const struct ab_periods *periods, ab_time when)
{
    const ab_time since = when - periods->phase;
    return since / periods->length - (since % periods->length < 0);
}

ab_time ab_least_under_ceiling(const struct ab_periods *periods, const ab_time *head,
                               int departures)
{
    ab_time when = AB_LEAST_NONE;
    int64_t period = 0, left = 0;
    bool counts = false;
    for (int i = 0; i < departures; i++) {
        when = larger(when, head[i]);
        if (when < periods->from || when >= periods->until) {
            continue;
        }
        if (periods->most == 0) {
            when = periods->until;
            continue;
        }
        const int64_t now = period_of(periods, when);
        left = counts && now == period ? left + 1 : 1;
        period = now;
        counts = true;
        if (left > periods->most) {
            when = periods->phase + ++period * periods->length;
            left = 1;
            when = smaller(when, periods->until);
        }
    }
    return when;
}
