/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* executor.c - makes the runs of a plan and tells them in order. */
#include "study/executor.h"

#include "base/limits.h"
#include "base/time.h"
#include "base/version.h"
#include "scenario/input.h"
#include "scenario/text.h"
#include "study/design.h"
#include "study/order.h"

#include <math.h>
#include <string.h>

enum { SLOTS_PER_BLOCK = 4, REASON_SHOWN = 560 };

/* The slots of the ring have no more memory than this, but for two for each thread. */
static const size_t ring_bytes = (size_t)1 << 25;

/* Threads take runs of about so much work at a time, so that they seldom get in each other's way;
 * more of a sweep, where another point is to be loaded. */
struct pace {
    double block_s;
    int block_max;
};
static const struct pace in_step = {1e-3, 16}, by_points = {0.25, 96};

/* What is done is handed over when so much time has passed, and no later. */
static const double submit_s = 1e-3;

/* What the threads share. Run r is told from slot r % slots. What goes in step keeps to a ring of
 * whole replications, so that a slot is always of the same scenario. */
struct job {
    const struct ab_plan *plan;
    const struct ab_study_options *options;
    struct ab_ledger *ledger;
    struct ab_journal_head head; /* of the part that is made */
    int64_t width, begun;
    int64_t point, made;       /* with a rule: the point at hand, and how many runs it has */
    int64_t points_made, runs; /* by this process: points that were ended, runs */
    struct pace pace;
    struct ab_order order;
    struct ab_replication *slot;    /* of the thread that makes its run until it is submitted */
    char (*reason)[AB_REASON_SIZE]; /* [slots], why a point has no run, or what the ledger held */
    struct ab_curves *curves;       /* of runs that the ledger gives */
    struct ab_arena *arena;         /* holds the slots' arrays */
    atomic_int wanted;              /* replications, as `take` said last */
    bool all_told, refused;         /* `take` wanted no more: it has all; or it cannot go on */
    atomic_bool memory_out, interrupted, unwritten;
};

enum ab_status ab_study_check(const struct ab_study_options *options, struct ab_errors *errors)
{
    const int last = options->replications, first = options->only > 0 ? last : 1;
    if (last < 1 || last > AB_REPLICATIONS_MAX) {
        return ab_errors_refuse(errors, "%d replications asked for: it must be 1 to %d", last,
                                AB_REPLICATIONS_MAX);
    }
    if (options->threads < 0 || options->threads > AB_THREADS_MAX) {
        return ab_errors_refuse(errors,
                                "%d threads asked for: it must be 1 to %d, or 0 for all cores",
                                options->threads, AB_THREADS_MAX);
    }
    if (options->trace < 0 || options->trace > last ||
        (options->trace > 0 && options->trace < first)) {
        return ab_errors_refuse(
            errors,
            first < last ? "replication %d cannot be traced: replications %d to %d are run"
                         : "replication %d cannot be traced: replication %d is run alone",
            options->trace, first, last);
    }
    const int fewest = last < AB_UNTIL_LEAST ? last : AB_UNTIL_LEAST;
    if (options->precisions > 0 &&
        (options->least < fewest || options->least > last || options->trace > options->least)) {
        return ab_errors_refuse(
            errors,
            "at least %d and at most %d replications asked for: the least must be %d "
            "or more, no more than the most, and hold the traced one",
            options->least, last, AB_UNTIL_LEAST);
    }
    return AB_OK;
}

void ab_point_refuse(struct ab_point *point, const struct ab_errors *errors)
{
    const struct ab_error *error = &errors->error[0];
    const int shown = (int)ab_text_shown(error->text, strlen(error->text), REASON_SHOWN);
    if (error->section[0] != '\0') {
        (void)snprintf(point->reason, sizeof point->reason, "[%s] %s%s%.*s", error->section,
                       error->key, error->key[0] != '\0' ? ": " : "", shown, error->text);
    } else {
        (void)snprintf(point->reason, sizeof point->reason, "%.*s", shown, error->text);
    }
}

void ab_point_clear(struct ab_point *point)
{
    ab_run_destroy(point->run);
    ab_scenario_destroy(point->drawn);
    ab_memory_give(point->column);
    ab_memory_give(point->measured);
    ab_scenario_destroy(point->own);
    *point = (struct ab_point){.number = -1};
}

/* ---- telling ---- */

/* Tells a replication, and whether a further one is wanted. */
static bool take(struct job *job, const struct ab_replication *replication)
{
    const struct ab_plan *plan = job->plan;
    const int wanted = plan->take(plan->owner, replication);
    if (wanted < 0) {
        job->refused = true;
        return false;
    }
    atomic_store(&job->wanted, wanted);
    job->all_told = plan->head->kind != AB_PLAN_SWEEP &&
                    replication->scenario == plan->head->points - 1 &&
                    replication->number >= wanted;
    return !job->all_told;
}

static bool tell(void *owner, int64_t run)
{
    struct job *job = owner;
    return take(job, &job->slot[run % job->order.slots]);
}

/* Tells the progress where a rule ends points: those to come may need as many as those that were
 * ended. */
static void tell_progress_by_rule(struct job *job)
{
    const int64_t each = job->head.replications, now = ab_order_head(&job->order) - job->begun;
    const int64_t wanted = atomic_load(&job->wanted), made = job->made + now;
    const int64_t after = job->head.last / each - job->point - 1, done = job->runs + now;
    const int64_t usual = job->points_made > 0 ? job->runs / job->points_made : wanted;
    const int64_t all = done + (wanted > made ? wanted - made : 0) + after * usual;
    job->options->progress(job->options->progress_owner, (int)done, (int)all);
}

static void tell_progress(struct job *job)
{
    const struct ab_study_options *options = job->options;
    const int64_t unit = job->width, begun = job->begun / unit;
    int64_t all = (job->head.last + unit - 1) / unit - begun;
    if (options->progress == NULL) {
        return;
    }
    if (job->head.rule != 0) {
        tell_progress_by_rule(job);
        return;
    }
    if (job->head.kind != AB_PLAN_SWEEP) { /* as many as seem to be wanted */
        const int64_t wanted = atomic_load(&job->wanted) - job->head.before - begun;
        all = wanted < all ? wanted : all;
    }
    const int64_t done = ab_order_head(&job->order) / unit - begun;
    options->progress(options->progress_owner, (int)done, (int)(done > all ? done : all));
}

/* ---- making ---- */

/* What a thread works with. */
struct worker {
    struct job *job;
    struct ab_point *point;      /* [width] */
    struct ab_journal_text text; /* lines of runs that are not submitted yet */
    const char **told;           /* [keys]: a point's values */
    char (*told_text)[AB_AXIS_TEXT_SIZE];
    struct ab_curves *curves;
};

static void copy_records(struct ab_replication *replication, const struct ab_run *run,
                         const struct ab_scenario *scenario)
{
    for (int c = 0; c < scenario->contingent_count; c++) {
        replication->contingent[c] = *ab_run_contingent(run, c);
    }
    for (int s = 0; s < scenario->site_count; s++) {
        replication->site[s] = *ab_run_site(run, s);
    }
}

/* The measures of a run, each in its column of the head. */
static void collect_columns(struct ab_replication *replication, const struct ab_point *point,
                            const struct ab_journal_head *head)
{
    for (int i = 0; i < head->measures; i++) {
        replication->measure[i] = (double)NAN;
    }
    if (point->run == NULL) {
        return;
    }
    ab_run_measures(point->run, point->measured);
    for (int i = 0; i < ab_measure_count(point->scenario); i++) {
        if (point->column[i] != AB_NOBODY) {
            replication->measure[point->column[i]] = point->measured[i];
        }
    }
}

/* What there is of a replication whose drawn scenario is not good. */
static void collect_nothing(struct ab_replication *replication, const struct ab_scenario *scenario)
{
    for (int i = 0; i < ab_measure_count(scenario); i++) {
        replication->measure[i] = (double)NAN;
    }
    for (int i = 0; i < scenario->milestone_count; i++) {
        replication->milestone[i] = (double)NAN;
    }
    for (int i = 0; i < AB_LINK_COUNT; i++) {
        replication->chain_h[i] = (double)NAN;
    }
    memset(replication->wait_h, 0, AB_CAUSE_COUNT * sizeof *replication->wait_h);
    memset(replication->wait_flights, 0, AB_CAUSE_COUNT * sizeof *replication->wait_flights);
    memset(replication->contingent, 0,
           (size_t)scenario->contingent_count * sizeof *replication->contingent);
    memset(replication->site, 0, (size_t)scenario->site_count * sizeof *replication->site);
}

static bool has_curves(const struct job *job, const struct ab_replication *replication)
{
    return ab_journal_has_curves(&job->head, replication->scenario, replication->number) &&
           (job->ledger != NULL || !job->options->without_curves);
}

static bool has_diary(const struct job *job, const struct ab_replication *replication)
{
    return ab_journal_has_diary(&job->head, replication->scenario, replication->number) &&
           (job->ledger != NULL || !job->options->without_diary);
}

static void collect(struct worker *worker, struct ab_replication *replication,
                    const struct ab_point *point)
{
    const struct ab_journal_head *head = &worker->job->head;
    const struct ab_scenario *scenario = point->drawn != NULL ? point->drawn : point->scenario;
    const struct ab_run *run = point->run;
    if (worker->job->plan->collect != NULL) {
        worker->job->plan->collect(worker->job->plan->owner, point, replication->measure);
        return;
    }
    if (head->kind == AB_PLAN_SWEEP) {
        collect_columns(replication, point, head);
        return;
    }
    if (run == NULL) {
        collect_nothing(replication, point->scenario);
        return;
    }
    ab_run_measures(run, replication->measure);
    ab_run_milestones(run, replication->milestone);
    ab_run_chain(run, replication->chain_h);
    ab_run_waits(run, replication->wait_h, replication->wait_flights);
    copy_records(replication, run, scenario);
    if (has_curves(worker->job, replication)) {
        ab_curves_make(worker->curves, scenario, run, &replication->outcome);
        replication->curves = worker->curves;
    }
    if (has_diary(worker->job, replication)) {
        replication->diary = ab_run_diary(run);
    }
}

/* Loads a point in place of another; false when memory is out. */
static bool load_point(struct job *job, struct ab_point *point, int64_t number)
{
    const struct ab_plan *plan = job->plan;
    ab_point_clear(point);
    if (plan->scenario == NULL) {
        return plan->load(plan->loader, point, number) == AB_OK;
    }
    point->number = number;
    point->scenario = plan->scenario[number];
    point->run = ab_run_create(point->scenario);
    return point->run != NULL;
}

/* Whether the inputs of a point are drawn. */
static bool is_drawn(const struct job *job, const struct ab_replication *replication)
{
    return job->plan->draws &&
           (job->head.kind != AB_PLAN_RUN || replication->scenario != AB_POINT_BASE);
}

/* Draws the inputs of a point that is loaded; false when memory is out. */
static bool draw_point(struct job *job, struct ab_point *point, int replication)
{
    const struct ab_plan *plan = job->plan;
    if (point->drawn_for == replication || point->scenario == NULL ||
        point->scenario->input_count == 0) {
        return true;
    }
    ab_run_destroy(point->run);
    ab_scenario_destroy(point->drawn);
    point->run = NULL;
    point->drawn = NULL;
    point->drawn_for = replication;
    point->reason[0] = '\0';
    struct ab_errors *errors = ab_memory_take(1, sizeof *errors);
    if (errors == NULL) {
        return false;
    }
    enum ab_status status =
        plan->draw != NULL
            ? plan->draw(plan->loader, point, job->head.seed, replication)
            : ab_inputs_bind(&point->drawn, point->scenario->document, point->scenario, NULL, 0,
                             job->head.seed, (uint32_t)replication, errors);
    if (status == AB_BAD_SCENARIO && plan->draw == NULL) {
        ab_point_refuse(point, errors);
    }
    ab_memory_give(errors);
    if (point->drawn != NULL) {
        point->run = ab_run_create(point->drawn);
        status = point->run != NULL ? AB_OK : AB_IO_ERROR;
    }
    return status != AB_IO_ERROR;
}

/* The place for the point of a replication: with another luck, a run has the inputs that it has. */
static struct ab_point *point_for(struct worker *worker, struct ab_replication *replication,
                                  int64_t *number)
{
    const struct job *job = worker->job;
    *number = replication->scenario;
    if (job->head.kind == AB_PLAN_RUN && *number == AB_POINT_OTHER_LUCK) {
        *number = AB_POINT_DRAWN;
    }
    return &worker->point[*number % job->width];
}

/* Simulates a run into its slot; false when memory is out, or when interrupted. */
static bool simulate(struct worker *worker, struct ab_replication *replication)
{
    struct job *job = worker->job;
    const bool is_run = job->head.kind == AB_PLAN_RUN;
    const bool has_accounts = is_run && replication->scenario == AB_POINT_BASE;
    int64_t number;
    struct ab_point *point = point_for(worker, replication, &number);
    const struct ab_run_options options = {
        .seed = job->head.seed,
        .replication = (uint32_t)replication->number |
                       (is_run && replication->scenario == AB_POINT_OTHER_LUCK ? AB_OTHER_LUCK : 0),
        .trace = has_accounts && replication->number == job->options->trace,
        .interrupted = job->options->interrupted,
        .accounts = has_accounts,
        .bounds = !job->plan->without_bounds,
        .diary = has_diary(job, replication),
    };
    if (point->number != number && !load_point(job, point, number)) {
        return false;
    }
    if (is_drawn(job, replication) && !draw_point(job, point, replication->number)) {
        return false;
    }
    if (point->run == NULL) { /* copied: the point may be drawn anew before this is told */
        char *reason = job->reason[replication - job->slot];
        (void)snprintf(reason, AB_REASON_SIZE, "%s", point->reason);
        replication->outcome = (struct ab_run_outcome){.reason = reason};
    } else if (!ab_run_replicate(point->run, &options, &replication->outcome)) {
        return false;
    }
    collect(worker, replication, point);
    ab_pack_empty(&replication->accounts);
    if (has_accounts && !ab_pack_copy(&replication->accounts, ab_run_accounts(point->run))) {
        return false;
    }
    const struct ab_plan *plan = job->plan;
    return plan->look == NULL || plan->look(plan->owner, point->run, replication);
}

/* Puts the line of a run, and that of its point before it where the runs of one begin. */
static void put_line(struct worker *worker, int64_t run, const struct ab_replication *replication)
{
    const struct job *job = worker->job;
    const struct ab_journal_head *head = &job->head;
    const struct ab_design *design = job->plan->design;
    if (design != NULL && (replication->number == head->before + 1 || run == head->first)) {
        for (int i = 0; i < head->keys; i++) {
            worker->told[i] =
                ab_design_cell(design, replication->scenario, i, worker->told_text[i]);
        }
        ab_journal_put_point(&worker->text, replication->scenario, worker->told, head->keys);
    }
    ab_journal_put_replication(&worker->text, head, replication);
}

/* Makes a run, or takes it from the ledger, which may hold it; *made: it is new. */
static bool make_run(struct worker *worker, int64_t run, bool *made)
{
    struct job *job = worker->job;
    struct ab_replication *replication = &job->slot[run % job->order.slots];
    const struct ab_plan *plan = job->plan;
    if (plan->cell != NULL) {
        replication->number = plan->cell[run].replication;
        replication->scenario = plan->cell[run].point;
    } else {
        replication->number = (int)ab_journal_replication_at(&job->head, run);
        replication->scenario = (int)ab_journal_point_at(&job->head, run);
    }
    replication->curves = NULL;
    replication->diary = NULL;
    bool held = false, good = true;
    if (job->ledger != NULL) {
        good = ab_ledger_take(job->ledger, run, replication, worker->curves,
                              job->reason[run % job->order.slots], &held);
    }
    *made = !held;
    if (good && *made) {
        good = simulate(worker, replication);
    } else if (good && plan->look != NULL) {
        good = plan->look(plan->owner, NULL, replication);
    }
    if (good && *made && job->ledger != NULL) {
        put_line(worker, run, replication);
    }
    replication->curves = NULL;
    replication->diary = NULL;
    return good;
}

/* Whether the work is to be stopped. */
static bool shall_stop(struct job *job)
{
    const atomic_bool *interrupted = job->options->interrupted;
    if (interrupted != NULL && atomic_load(interrupted)) {
        atomic_store(&job->interrupted, true);
    }
    return atomic_load(&job->interrupted) || atomic_load(&job->unwritten);
}

/* Hands over runs from `first` to before `end`, so many of which are new. */
static void submit(struct worker *worker, int64_t first, int64_t end, int64_t news)
{
    struct job *job = worker->job;
    if (job->ledger != NULL && news > 0 &&
        !ab_ledger_append(job->ledger, &worker->text, first, end, news)) {
        atomic_store(&job->unwritten, true);
    }
    worker->text.used = 0;
    if (end > first) {
        ab_order_submit(&job->order, first, end);
    }
}

/* Makes runs that were taken, and hands them over some at a time: little is then lost when the
 * program is killed. False when memory is out, and nobody interrupted. */
static bool make_block(struct worker *worker, int64_t first, int64_t end)
{
    struct job *job = worker->job;
    double submitted = ab_clock_seconds();
    int64_t run = first, news = 0;
    bool good = true;
    while (run < end && !shall_stop(job)) {
        bool made;
        good = make_run(worker, run, &made);
        if (!good) {
            break;
        }
        run++;
        news += made;
        const double now = ab_clock_seconds();
        if (now - submitted >= submit_s) {
            submit(worker, first, run, news);
            first = run;
            news = 0;
            submitted = now;
        }
    }
    submit(worker, first, run, news);
    return good || shall_stop(job);
}

/* Takes runs until none is left, or until interrupted. Only one thread, the leader, tells the
 * progress. */
static bool make_runs(struct worker *worker, bool leads)
{
    struct job *job = worker->job;
    int64_t first, end;
    int size = 1;
    while (!shall_stop(job) && ab_order_take(&job->order, size, &first, &end)) {
        const double begun = ab_clock_seconds();
        if (!make_block(worker, first, end)) {
            return false;
        }
        size = ab_order_next_size(end - first, ab_clock_seconds() - begun, job->pace.block_s,
                                  job->pace.block_max);
        if (leads) {
            tell_progress(job);
        }
    }
    return true;
}

static bool take_room(struct worker *worker)
{
    const struct job *job = worker->job;
    const size_t keys = (size_t)job->head.keys;
    worker->point = ab_memory_take((size_t)job->width, sizeof *worker->point);
    worker->told = ab_memory_take(keys, sizeof *worker->told);
    worker->told_text = ab_memory_take(keys, sizeof *worker->told_text);
    worker->curves = ab_memory_take(1, sizeof *worker->curves);
    for (int64_t i = 0; worker->point != NULL && i < job->width; i++) {
        worker->point[i].number = -1;
    }
    return worker->point != NULL && worker->told != NULL && worker->told_text != NULL &&
           worker->curves != NULL;
}

static void work(void *memory, bool leads)
{
    struct job *job = memory;
    struct worker worker = {.job = job};
    worker.text.key = job->ledger != NULL ? ab_journal_key(&job->head) : 0;
    if (!take_room(&worker) || !make_runs(&worker, leads)) {
        atomic_store(&job->memory_out, true);
    }
    ab_order_close(&job->order); /* whatever the reason, it is one for all threads */
    for (int64_t i = 0; worker.point != NULL && i < job->width; i++) {
        ab_point_clear(&worker.point[i]);
    }
    ab_journal_text_clear(&worker.text);
    if (worker.curves != NULL) {
        ab_curves_clear(worker.curves);
    }
    ab_memory_give(worker.curves);
    ab_memory_give(worker.told_text);
    ab_memory_give(worker.told);
    ab_memory_give(worker.point);
}

/* ---- the ring ---- */

/* How much a slot's arrays hold. */
struct room {
    size_t measures, milestones, contingents, sites;
};

static struct room room_at(const struct ab_plan *plan, int64_t point)
{
    if (plan->scenario == NULL) {
        return (struct room){.measures = (size_t)plan->head->measures};
    }
    const struct ab_scenario *scenario = plan->scenario[point];
    return (struct room){.measures = (size_t)ab_measure_count(scenario),
                         .milestones = (size_t)scenario->milestone_count,
                         .contingents = (size_t)scenario->contingent_count,
                         .sites = (size_t)scenario->site_count};
}

static size_t bytes_of(const struct room *room)
{
    return (room->measures + room->milestones) * sizeof(double) +
           room->contingents * sizeof(struct ab_contingent_record) +
           room->sites * sizeof(struct ab_site_record) + sizeof(struct ab_replication);
}

/* Gives a slot its arrays; false when memory is out. */
static bool furnish(struct job *job, struct ab_replication *slot, int64_t point)
{
    const struct room room = room_at(job->plan, point);
    struct ab_arena *arena = job->arena;
    slot->measure = ab_arena_take(arena, room.measures * sizeof *slot->measure);
    if (job->plan->scenario == NULL) {
        return slot->measure != NULL;
    }
    slot->milestone = ab_arena_take(arena, room.milestones * sizeof *slot->milestone);
    slot->chain_h = ab_arena_take(arena, AB_LINK_COUNT * sizeof *slot->chain_h);
    slot->wait_h = ab_arena_take(arena, AB_CAUSE_COUNT * sizeof *slot->wait_h);
    slot->wait_flights = ab_arena_take(arena, AB_CAUSE_COUNT * sizeof *slot->wait_flights);
    slot->contingent = ab_arena_take(arena, room.contingents * sizeof *slot->contingent);
    slot->site = ab_arena_take(arena, room.sites * sizeof *slot->site);
    return slot->measure != NULL && slot->milestone != NULL && slot->chain_h != NULL &&
           slot->wait_h != NULL && slot->wait_flights != NULL && slot->contingent != NULL &&
           slot->site != NULL;
}

/* How many slots so many threads use: some blocks for each, as far as there is memory for them, and
 * no more than there are runs. Whole replications of what goes in step, and two at least. */
static int choose_slots(const struct job *job, int64_t threads)
{
    const int64_t width = job->width, runs = ab_journal_runs(job->plan->head);
    size_t bytes = 1;
    for (int64_t i = 0; i < width; i++) {
        const struct room room = room_at(job->plan, i);
        bytes += bytes_of(&room);
    }
    const int64_t least = threads > 1 ? 2 * threads : 2;
    const int64_t fit = (int64_t)(ring_bytes / bytes), most = (runs + width - 1) / width;
    int64_t ring = (threads * SLOTS_PER_BLOCK * job->pace.block_max + width - 1) / width;
    ring = ring < fit ? ring : fit;
    ring = ring < most ? ring : most;
    return (int)((ring > least ? ring : least) * width);
}

/* Makes the slots for so many threads; false when memory is out. */
static bool prepare(struct job *job, int threads, int *slots)
{
    *slots = choose_slots(job, threads > 0 ? threads : 1);
    job->pace.block_max = *slots / 2 < job->pace.block_max ? *slots / 2 : job->pace.block_max;
    job->arena = ab_arena_create(0);
    job->slot = ab_memory_take((size_t)*slots, sizeof *job->slot);
    bool good = job->arena != NULL && job->slot != NULL;
    if (good) {
        job->reason = ab_arena_take(job->arena, (size_t)*slots * sizeof *job->reason);
        good = job->reason != NULL;
    }
    if (good && job->ledger != NULL) {
        job->curves = ab_arena_take(job->arena, sizeof *job->curves);
        good = job->curves != NULL;
    }
    for (int i = 0; good && i < *slots; i++) {
        good = furnish(job, &job->slot[i], i % job->width);
    }
    return good;
}

/* ---- the whole ---- */

/* Follows what the ledger holds of a sweep whose points a rule ends; false when the rule would not
 * have come to that. */
static bool follow(struct job *job, const struct ab_journal_run *run)
{
    const struct ab_plan *plan = job->plan;
    const bool is_enough = plan->needed(plan->owner) == job->made;
    if (run->point != job->point || is_enough != (run->ended > 0)) {
        return false;
    }
    job->made = run->replication;
    if (run->ended > 0) {
        (void)plan->end(plan->owner, job->point++);
        job->made = 0;
    }
    return true;
}

/* Tells what the ledger holds, as far as it is wanted. */
static enum ab_status replay(struct job *job, struct ab_errors *errors)
{
    const struct ab_plan *plan = job->plan;
    struct ab_journal_run run;
    enum ab_status status = AB_OK;
    bool wanted = true;
    while (wanted && ab_ledger_next(job->ledger, &run, &status, errors)) {
        if (job->head.rule != 0 && !follow(job, &run)) {
            return ab_ledger_refuse(job->ledger, errors);
        }
        if (run.ended > 0) {
            continue;
        }
        struct ab_replication *replication = &job->slot[run.run % job->width];
        const enum ab_status taken = ab_journal_take_replication(&run, ab_ledger_head(job->ledger),
                                                                 replication, job->curves);
        if (taken != AB_OK) {
            return taken == AB_IO_ERROR ? ab_errors_out_of_memory(errors)
                                        : ab_ledger_refuse(job->ledger, errors);
        }
        if (plan->look != NULL && !plan->look(plan->owner, NULL, replication)) {
            return ab_errors_out_of_memory(errors);
        }
        replication->curves = NULL;
        replication->diary = NULL;
        wanted = take(job, replication);
    }
    if (status == AB_OK && !job->refused) {
        status = ab_ledger_check_rest(job->ledger, job->options->precisions > 0, errors);
    }
    job->head = *ab_ledger_head(job->ledger);
    return job->refused ? AB_IO_ERROR : status;
}

/* What came of a part, of which the last run was told or not. */
static enum ab_status judge(struct job *job, bool complete, struct ab_errors *errors)
{
    enum ab_status status = job->ledger != NULL ? ab_ledger_sync(job->ledger, errors) : AB_OK;
    if (status != AB_OK) {
        return status;
    }
    if (complete) { /* a signal that came after the last one has nothing left to stop */
        return AB_OK;
    }
    if (job->refused) {
        return AB_IO_ERROR;
    }
    return atomic_load(&job->memory_out) ? ab_errors_out_of_memory(errors) : AB_INTERRUPTED;
}

/* Makes runs from `next` to before `last`; returns behind which one were told. */
static int64_t make_span(struct job *job, int slots, int64_t next, int64_t last, int *threads)
{
    job->begun = next;
    if (!ab_order_init(&job->order, slots, *threads, next, last, tell, job)) {
        atomic_store(&job->memory_out, true);
        return next;
    }
    *threads = ab_threads_run(*threads, work, job);
    if (*threads == 0) {
        atomic_store(&job->memory_out, true);
    }
    const int64_t told = ab_order_head(&job->order);
    ab_order_clear(&job->order);
    return told;
}

/* Ends the work on a part, of which so many runs or replications were made. */
static enum ab_status end_part(struct job *job, bool complete, int64_t made,
                               struct ab_errors *errors)
{
    const enum ab_status status = judge(job, complete, errors);
    if (status == AB_OK && job->options->progress != NULL) {
        job->options->progress(job->options->progress_owner, (int)made, (int)made);
    }
    return status;
}

/* Makes runs from `next` on, to the end of the part. */
static enum ab_status make_part(struct job *job, int slots, int64_t next, int *threads,
                                struct ab_errors *errors)
{
    const int64_t last = job->head.last;
    *threads = ab_threads_wanted(*threads, last - next);
    if (job->all_told || last <= next) {
        return AB_OK;
    }
    const int64_t told = make_span(job, slots, next, last, threads);
    const bool complete = job->all_told || (!job->refused && told == last);
    return end_part(job, complete, (told - next) / job->width, errors);
}

/* Ends the point at hand; false when that cannot be written. */
static bool end_point(struct job *job)
{
    const struct ab_plan *plan = job->plan;
    const bool reached = plan->end(plan->owner, job->point);
    if (job->ledger != NULL &&
        !ab_ledger_end_point(job->ledger, job->point, (int)job->made, reached)) {
        atomic_store(&job->unwritten, true);
        return false;
    }
    job->point++;
    job->points_made++;
    job->made = 0;
    return true;
}

/* Makes the points that a rule ends, one after another, from look to look: what is made up to the
 * next look is needed in any case, so that nothing is made in vain, and what is there does not tell
 * how many threads made it. */
static enum ab_status make_points(struct job *job, int slots, struct ab_errors *errors)
{
    const struct ab_plan *plan = job->plan;
    const int64_t each = job->head.replications;
    bool complete = true;
    while (complete && job->point < job->head.last / each) {
        const int64_t needed = plan->needed(plan->owner), first = job->point * each;
        if (needed == job->made) {
            complete = end_point(job);
            continue;
        }
        int crew = ab_threads_wanted(job->options->threads, needed - job->made);
        complete =
            make_span(job, slots, first + job->made, first + needed, &crew) == first + needed &&
            !job->refused;
        job->runs += needed - job->made;
        job->made = needed;
    }
    return end_part(job, complete, job->runs, errors);
}

/* Signs a part by the hash of the first run of the plan, which this makes, whosever part it is in. Without
 * a run, as of a point that is refused, the hash is 0. */
static enum ab_status sign_part(struct job *job, struct ab_errors *errors)
{
    const struct ab_run_options options = {.seed = job->head.seed,
                                           .replication = (uint32_t)job->head.before + 1,
                                           .interrupted = job->options->interrupted};
    struct ab_replication first = {.number = (int)options.replication};
    struct ab_point point = {.number = -1};
    bool good = load_point(job, &point, 0) &&
                (!is_drawn(job, &first) || draw_point(job, &point, first.number));
    if (good && point.run != NULL) {
        good = ab_run_replicate(point.run, &options, &first.outcome);
    }
    ab_point_clear(&point);
    if (good) {
        return ab_ledger_sign(job->ledger, ab_version_build(), first.outcome.hash, errors);
    }
    const atomic_bool *const interrupted = job->options->interrupted;
    return interrupted != NULL && *interrupted ? AB_INTERRUPTED : ab_errors_out_of_memory(errors);
}

/* Makes what the ledger lacks: first what it was to hold before it grew, then what is to be added. */
static enum ab_status make_parts(struct job *job, int slots, int *threads, struct ab_errors *errors)
{
    int64_t next = job->head.first;
    enum ab_status status = AB_OK;
    if (job->ledger != NULL && ab_ledger_is_part(job->ledger)) {
        status = sign_part(job, errors);
    }
    if (job->ledger != NULL && status == AB_OK) {
        status = replay(job, errors);
        next = ab_ledger_next_run(job->ledger);
        if (status == AB_OK) {
            status = ab_ledger_begin(job->ledger, errors);
        }
    }
    if (status == AB_OK) {
        status = job->head.rule != 0 ? make_points(job, slots, errors)
                                     : make_part(job, slots, next, threads, errors);
    }
    if (status == AB_OK && job->ledger != NULL &&
        job->head.replications < job->plan->head->replications) {
        status = ab_ledger_grow(job->ledger, errors);
        job->head = *ab_ledger_head(job->ledger);
        *threads = ab_threads_wanted(job->options->threads, ab_journal_runs(&job->head));
        status = status == AB_OK ? make_part(job, slots, 0, threads, errors) : status;
    }
    return status;
}

enum ab_status ab_plan_execute(const struct ab_plan *plan, const struct ab_study_options *options,
                               struct ab_ledger *ledger, int *threads, struct ab_errors *errors)
{
    struct job job = {.plan = plan,
                      .options = options,
                      .ledger = ledger,
                      .head = *plan->head,
                      .width = ab_journal_width(plan->head),
                      .pace = plan->head->kind == AB_PLAN_SWEEP ? by_points : in_step,
                      .wanted = options->replications};
    if (job.head.rule != 0) {
        job.point = job.head.first / job.head.replications;
    }
    int slots;
    *threads = ab_threads_wanted(options->threads, plan->head->last - plan->head->first);
    enum ab_status status = prepare(&job, *threads, &slots)
                                ? make_parts(&job, slots, threads, errors)
                                : ab_errors_out_of_memory(errors);
    for (int i = 0; job.slot != NULL && i < slots; i++) {
        ab_pack_clear(&job.slot[i].accounts);
    }
    if (job.curves != NULL) {
        ab_curves_clear(job.curves);
    }
    ab_memory_give(job.slot);
    ab_arena_destroy(job.arena);
    return status;
}
