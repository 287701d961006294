/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* order_answer.c - a better order of contingents, as tables and as an account. */
#include "insight/order_answer.h"

#include "base/caseless.h"
#include "base/format.h"
#include "base/shell.h"
#include "insight/value.h"
#include "output/column.h"
#include "output/grid.h"
#include "scenario/keys.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const struct ab_scenario *scenario_of(const struct ab_order_told *told)
{
    return ab_inquiry_scenario(told->question->inquiry);
}

static const char *id_of(const struct ab_order_told *told, int party)
{
    return scenario_of(told)->contingent[told->question->party[party].contingent].named.id;
}

static const char *measure_name(const struct ab_order_told *told, char buffer[128])
{
    return ab_measure_name(scenario_of(told), told->question->measure, buffer, 128);
}

/* ---- tables ---- */

struct order_row {
    struct ab_item item; /* first: accessors find the rest by it; its record is the order */
    const struct ab_order_told *told;
};

#define TOLD   AS(struct order_row)->told
#define RECORD struct ab_order

enum { ONE = AB_ID_LENGTH_MAX + 64 }; /* an id, or a change, with what stands between */

/* Those of an order, the first first: "a, b + c". */
static void put_contingents(struct ab_row *row, const struct ab_item *item, size_t at)
{
    const struct ab_order_told *told = TOLD;
    const struct ab_order *order = item->record;
    char text[AB_INQUIRY_OVERRIDES_MAX * ONE] = "";
    size_t used = 0;
    (void)at;
    for (int rank = 0, listed = 0; listed < told->question->parties; rank++) {
        const char *between = listed == 0 ? "" : ", ";
        for (int i = 0; i < told->question->parties; i++) {
            if (order->rank[i] == rank) {
                used += (size_t)snprintf(text + used, sizeof text - used, "%s%s", between,
                                         id_of(told, i));
                between = " + ";
                listed++;
            }
        }
    }
    ab_row_text(row, text);
}

static void put_changes(struct ab_row *row, const struct ab_item *item, size_t at)
{
    const struct ab_order_told *told = TOLD;
    const struct ab_order *order = item->record;
    char text[AB_INQUIRY_OVERRIDES_MAX * ONE] = "";
    size_t used = 0;
    (void)at;
    for (int i = 0; i < told->question->parties; i++) {
        const struct ab_order_party *party = &told->question->party[i];
        if (order->priority[i] != party->priority) {
            used +=
                (size_t)snprintf(text + used, sizeof text - used, "%s%s=%lld", used == 0 ? "" : " ",
                                 party->key, (long long)order->priority[i]);
        }
    }
    ab_row_text(row, text);
}

static bool is_confirmed(const struct ab_item *item)
{
    return TOLD->answer->fresh > 0 && item->index == TOLD->answer->best;
}

/* Puts what fresh replications tell of the best: their number, the mean, the gain and its interval. */
static void put_fresh(struct ab_row *row, const struct ab_item *item, size_t at)
{
    const struct ab_order_answer *answer = TOLD->answer;
    const double number[] = {answer->by.then, answer->by.gain, answer->by.low, answer->by.high};
    if (!is_confirmed(item)) {
        ab_row_empty(row);
    } else if (at == 0) {
        ab_row_integer(row, answer->fresh);
    } else {
        ab_row_number(row, number[at - 1]);
    }
}

CELL(put_number, ab_row_integer, item->index + 1)
CELL(put_is_plan, ab_row_boolean, item->index == TOLD->answer->plan)
CELL(put_is_best, ab_row_boolean, item->index == TOLD->answer->best)

static const struct ab_definition orders_columns[] = {
    INTEGER("order", "1", "number of the order, from 1, the best first", BY(put_number)),
    TEXT("contingents", "who goes first, then next; with + between those who go together",
         BY(put_contingents)),
    TEXT("changes", "against the plan, as --set takes them, with a blank between", BY(put_changes)),
    BOOLEAN("plan", "1: the order of the plan", BY(put_is_plan)),
    BOOLEAN("best", "1: the best where it was chosen; the plan where none was better",
            BY(put_is_best)),
    BOOLEAN("finalist",
            "1: it went on to the last look: it is one of the best 40 of the first, makes other "
            "flights "
            "than the others, and none is better for sure",
            FLAG(is_finalist)),
    INTEGER("replications", "replications", "that were made of it, from the first on", COUNT(n)),
    NUMBER("mean", "1",
           "of the measure in these, in its unit, up to the horizon; with goals the share that "
           "reaches them",
           REAL(by.then)),
    NUMBER("gain", "1", "by how much it is better than the plan in the same replications",
           REAL(by.gain)),
    NUMBER("ci95_low", "1", "lower end of the " INTERVAL("the gain"), REAL(by.low)),
    NUMBER("ci95_high", "1", "upper end of the same interval", REAL(by.high)),
    INTEGER("fresh_replications", "replications",
            "of the best, when it is not the plan: replications that no order had before",
            put_fresh, 0),
    NUMBER("fresh_mean", "1", "the mean in these", put_fresh, 1),
    NUMBER("fresh_gain", "1", "the gain in these", put_fresh, 2),
    NUMBER("fresh_ci95_low", "1", "lower end of its 95 % interval", put_fresh, 3),
    NUMBER("fresh_ci95_high", "1", "upper end of the same interval", put_fresh, 4),
    INTEGER(
        "left_out", "replications",
        "of these, that neither mean nor gain is of: the request, or order, that hours are since "
        "came in them neither in the plan nor with it",
        COUNT(by.left_out)),
};
#undef RECORD

const struct ab_layout ab_layout_orders =
    TABLE("orders", "every order of contingents that was tried", orders_columns, 1);

static void put_orders(struct ab_row *row, const void *owner)
{
    const struct ab_order_told *told = owner;
    for (int i = 0; i < told->answer->orders; i++) {
        const struct order_row of = {
            {.record = &told->answer->order[i], .scenario = scenario_of(told), .index = i}, told};
        ab_row_put(row, &of.item);
    }
}

/* The record is the party. */
#define RECORD struct ab_order_party

static const struct ab_order *best_of(const struct ab_order_told *told)
{
    return &told->answer->order[told->answer->best];
}

/* How many go before a contingent in an order, and one. */
static int place_in(const struct ab_order_told *told, const struct ab_order *order, int party)
{
    int place = 1;
    for (int i = 0; i < told->question->parties; i++) {
        place += order->rank[i] < order->rank[party];
    }
    return place;
}

static void put_hours(struct ab_row *row, const struct ab_item *item, size_t at)
{
    const struct ab_order_gain *by = TOLD->answer->hours;
    if (by == NULL) {
        ab_row_empty(row);
        return;
    }
    by += item->index;
    const double number[] = {by->before, by->then, -by->gain, -by->high, -by->low};
    ab_row_number(row, number[at] == 0 ? 0 : number[at]);
}

CELL(put_id, ab_row_text, id_of(TOLD, item->index))
CELL(put_place_now, ab_row_integer,
     place_in(TOLD, &TOLD->answer->order[TOLD->answer->plan], item->index))
CELL(put_place, ab_row_integer, place_in(TOLD, best_of(TOLD), item->index))
CELL(put_priority, ab_row_integer, best_of(TOLD)->priority[item->index])

static const struct ab_definition order_contingents_columns[] = {
    TEXT("contingent", "id of the contingent", BY(put_id)),
    TEXT("key", "what is set of it", STRING(key)),
    INTEGER("place_now", "1", "how many go before it in the plan, and one", BY(put_place_now)),
    INTEGER("place_then", "1", "the same in the best order", BY(put_place)),
    INTEGER("priority_now", "1", "in the plan", WHOLE(priority)),
    INTEGER("priority_then", "1", "in the best order", BY(put_priority)),
    NUMBER(
        "in_now_h", "h",
        "mean hours from the request until it is in, in the plan, up to the horizon; empty on the "
        "way home",
        put_hours, 0),
    NUMBER("in_then_h", "h", "the same in the best order", put_hours, 1),
    NUMBER("later_h", "h", "how much later it is in; less than 0: earlier", put_hours, 2),
    NUMBER("ci95_low", "h", "lower end of the " INTERVAL("that"), put_hours, 3),
    NUMBER("ci95_high", "h", "upper end of the same interval", put_hours, 4),
};
#undef RECORD

const struct ab_layout ab_layout_order_contingents =
    TABLE("order_contingents", "what the best order of contingents is to each of them",
          order_contingents_columns, 1);

static void put_order_contingents(struct ab_row *row, const void *owner)
{
    const struct ab_order_told *told = owner;
    for (int i = 0; i < told->question->parties; i++) {
        const struct order_row of = {
            {.record = &told->question->party[i], .scenario = scenario_of(told), .index = i}, told};
        ab_row_put(row, &of.item);
    }
}

static void put_facts(struct ab_json *json, const void *owner)
{
    const struct ab_order_told *told = owner;
    const struct ab_order_question *question = told->question;
    const struct ab_order_answer *answer = told->answer;
    char name[128];
    if (question->goals > 0) {
        ab_goals_put(json, scenario_of(told), question->goal, question->goals);
    } else {
        ab_json_text(json, "measure", measure_name(told, name));
        ab_json_text(json, "unit", ab_measure_unit(scenario_of(told), question->measure));
    }
    ab_json_integer(json, "replications", question->replications);
    ab_json_begin_object(json, "order");
    ab_json_integer(json, "tried", answer->orders);
    ab_json_boolean(json, "all", answer->all);
    ab_json_boolean(json, "better", ab_order_is_better(answer));
    ab_json_integer(json, "fresh_replications", answer->fresh);
    ab_json_integer(json, "left_out", answer->by.left_out);
    ab_json_number(json, "before", answer->by.before);
    ab_json_number(json, "then", answer->by.then);
    ab_json_number(json, "gain", answer->by.gain);
    ab_json_number(json, "ci95_low", answer->by.low);
    ab_json_number(json, "ci95_high", answer->by.high);
    ab_json_number(json, "bound", answer->bound);
    ab_json_number(json, "left", ab_order_left(answer));
    ab_json_end(json);
}

struct ab_answer ab_order_answer_of(const struct ab_order_told *told, uint64_t seed)
{
    return (struct ab_answer){
        .command = "size",
        .inquiry = told->question->inquiry,
        .subject = {.scenario = scenario_of(told)},
        .seed = seed,
        .table = {{AB_TABLE_ORDERS, put_orders},
                  {AB_TABLE_ORDER_CONTINGENTS, put_order_contingents}},
        .tables = 2,
        .facts = put_facts,
        .owner = told,
    };
}

/* ---- the account ---- */

static bool is_hours(const struct ab_order_told *told)
{
    char name[128];
    return ab_measure_is_since_request(measure_name(told, name));
}

/* Tells how much better the best order is. */
static void say_gain(struct ab_sheet *sheet, const struct ab_order_told *told)
{
    const struct ab_order_answer *answer = told->answer;
    const struct ab_order_gain *by = &answer->by;
    const struct ab_order_question *question = told->question;
    char name[128];
    if (question->goals > 0) {
        ab_sheet_say(sheet, "This order reaches ");
        ab_goals_say(sheet, scenario_of(told), question->goal, question->goals);
        ab_sheet_say(sheet, " in %.3g %% of replications instead of %.3g %%: %.3g %% more",
                     100 * by->then, 100 * by->before, 100 * by->gain);
    } else {
        ab_sheet_say(sheet, "This order ");
        if (strcmp(measure_name(told, name), "closure_h") == 0) {
            ab_sheet_say(sheet, "closes %.2f h earlier", by->gain);
        } else {
            ab_sheet_say(sheet, "makes %s %s %s better", measure_name(told, name),
                         ab_figures(by->gain, 4).text,
                         ab_measure_unit(scenario_of(told), question->measure));
        }
    }
    if (question->goals == 0) {
        ab_sheet_say(sheet, ": %s %sinstead of %s", ab_figures(by->then, 4).text,
                     is_hours(told) ? "h " : "", ab_figures(by->before, 4).text);
    }
    if (answer->fresh > 0) {
        const double scale = question->goals > 0 ? 100 : 1;
        ab_sheet_say(sheet,
                     ", in %d replications that did not choose it (95 %% interval of the gain %s "
                     "to %s%s)",
                     answer->fresh, ab_figures(scale * by->low, 3).text,
                     ab_figures(scale * by->high, 3).text, scale > 1 ? " %" : "");
    }
    ab_sheet_say(sheet, ".");
    ab_sheet_end(sheet);
}

/* Tells that the plan stays, and what that is based on. */
static void say_none(struct ab_sheet *sheet, const struct ab_order_told *told)
{
    const struct ab_order_answer *answer = told->answer;
    const int others = answer->orders - 1;
    if (answer->best == answer->plan) {
        ab_sheet_say(sheet, "The plan's order stays: none of the %d others %s is better", others,
                     answer->all ? "that there are" : "that were tried");
    } else {
        const struct ab_order_gain *by = &answer->by;
        const bool goals = told->question->goals > 0;
        const double scale = goals ? 100 : 1;
        const char *unit =
            goals ? "%" : ab_measure_unit(scenario_of(told), told->question->measure);
        ab_sheet_say(sheet,
                     "The plan's order stays: none of the %d others %s is better for sure. The one "
                     "that looked best, by %s %s, gains %s %s (95 %% interval %s to %s) in "
                     "%d replications that did not choose it",
                     others, answer->all ? "that there are" : "that were tried",
                     ab_figures(scale * best_of(told)->by.gain, 3).text, unit,
                     ab_figures(scale * by->gain, 3).text, unit,
                     ab_figures(scale * by->low, 3).text, ab_figures(scale * by->high, 3).text,
                     answer->fresh);
    }
    ab_sheet_say(sheet, answer->all ? "." : "; there may be one that the search did not come by.");
    ab_sheet_end(sheet);
}

/* Tells what means and gains are of where replications are left out. */
static void say_left_out(struct ab_sheet *sheet, const struct ab_order_told *told)
{
    const struct ab_order_answer *answer = told->answer;
    if (answer->by.left_out > 0) {
        ab_sheet_say(sheet,
                     "%d of %d replications are left out, as the %s came neither in the plan nor "
                     "with this order: what is told is of when it comes.",
                     answer->by.left_out, told->question->replications,
                     ab_insight_since(told->question->inquiry, told->question->measure));
        ab_sheet_end(sheet);
    }
}

/* Tells what is left to gain for whatever plan. */
static void say_left(struct ab_sheet *sheet, const struct ab_order_told *told)
{
    const struct ab_order_answer *answer = told->answer;
    if (isnan(answer->bound)) {
        return;
    }
    const double mean = ab_order_told(answer), left = 100 * ab_order_left(answer);
    ab_sheet_say(sheet, "No plan for these loads could close before %s h",
                 ab_figures(answer->bound, 4).text);
    if (answer->unclosed > 0) {
        ab_sheet_say(sheet,
                     ". What is left to gain is not known: %d replication%s ended before the force "
                     "was in.",
                     answer->unclosed, answer->unclosed == 1 ? "" : "s");
    } else if (left < 0.05) {
        ab_sheet_say(sheet, ": nothing is left to gain.");
    } else {
        ab_sheet_say(sheet, ", so at most %s %% of %s h is left to gain.", ab_figures(left, 2).text,
                     ab_figures(mean, 4).text);
    }
    ab_sheet_end(sheet);
}

/* The party that comes n-th in the best order, those who go together as the file has them. */
static int party_at(const struct ab_order_told *told, int n)
{
    for (int rank = 0;; rank++) {
        for (int i = 0; i < told->question->parties; i++) {
            if (best_of(told)->rank[i] == rank && n-- == 0) {
                return i;
            }
        }
    }
}

static void draw_contingents(struct ab_grid *grid, const void *of)
{
    const struct ab_order_told *told = of;
    const struct ab_order *best = best_of(told);
    char text[AB_GRID_CELL_SIZE];
    ab_grid_heading(grid, "first to last");
    ab_grid_cell(grid, 0, "priority");
    ab_grid_cell(grid, 1, "before");
    if (told->answer->hours != NULL) {
        ab_grid_cell(grid, 2, "in after, h");
        ab_grid_cell(grid, 3, "before");
        ab_grid_cell(grid, 4, "later by");
    }
    ab_grid_end(grid);
    for (int n = 0; n < told->question->parties; n++) {
        const int party = party_at(told, n);
        ab_grid_row(grid, id_of(told, party));
        (void)snprintf(text, sizeof text, "%lld", (long long)best->priority[party]);
        ab_grid_cell(grid, 0, text);
        (void)snprintf(text, sizeof text, "%lld", (long long)told->question->party[party].priority);
        ab_grid_cell(grid, 1, text);
        if (told->answer->hours != NULL) {
            const struct ab_order_gain *by = &told->answer->hours[party];
            ab_grid_cell(grid, 2, ab_figures(by->then, 4).text);
            ab_grid_cell(grid, 3, ab_figures(by->before, 4).text);
            (void)snprintf(text, sizeof text, by->gain == 0 ? "0" : "%+.2f", -by->gain);
            ab_grid_cell(grid, 4, text);
        }
        ab_grid_end(grid);
    }
}

/* Whether something that was set is a key that the best order sets. */
static bool is_replaced(const struct ab_order_told *told, const char *set)
{
    for (int i = 0; i < told->question->parties; i++) {
        const struct ab_order_party *party = &told->question->party[i];
        const size_t length = strlen(party->key);
        if (best_of(told)->priority[i] != party->priority && ab_caseless_begins(set, party->key) &&
            set[length + strspn(set + length, " \t")] == '=') {
            return true;
        }
    }
    return false;
}

/* Prints a command that runs the best order, as a shell takes it: its lines are not broken. */
static void print_command(struct ab_sheet *sheet, const struct ab_order_told *told)
{
    (void)fputs("  airbridge run ", sheet->stream);
    ab_shell_print_word(sheet->stream, told->path);
    for (int i = 0; i < told->sets; i++) {
        if (!is_replaced(told, told->set[i])) {
            (void)fputs(" \\\n      --set ", sheet->stream);
            ab_shell_print_word(sheet->stream, told->set[i]);
        }
    }
    for (int i = 0; i < told->question->parties; i++) {
        const struct ab_order_party *party = &told->question->party[i];
        if (best_of(told)->priority[i] != party->priority) {
            (void)fprintf(sheet->stream, " \\\n      --set %s=%lld", party->key,
                          (long long)best_of(told)->priority[i]);
        }
    }
    if (told->seed >= 0) {
        (void)fprintf(sheet->stream, " \\\n      --seed %lld", (long long)told->seed);
    }
    (void)fputc('\n', sheet->stream);
}

/* Tells how many orders it can't be told apart from. */
static void say_others(struct ab_sheet *sheet, const struct ab_order_told *told)
{
    const struct ab_order_answer *answer = told->answer;
    int finalists = 0, equal = 0;
    for (int i = 0; i < answer->orders; i++) {
        finalists += answer->order[i].is_finalist;
        equal += answer->order[i].by.gain == best_of(told)->by.gain;
    }
    const bool luck = told->question->replications > 1;
    const int others = (luck ? finalists : equal) - 1;
    if (others > 0) {
        ab_sheet_say(sheet, "%d other%s %s.", others, others == 1 ? "" : "s",
                     luck          ? "may be as good or better"
                     : others == 1 ? "is as good"
                                   : "are as good");
        ab_sheet_end(sheet);
    }
}

void ab_order_print(struct ab_sheet *sheet, const void *owner)
{
    static const struct ab_grid_column columns[] = {
        {.width = 9}, {.width = 8}, {.width = 13, .line = true}, {.width = 8}, {.width = 10}};
    const struct ab_order_told *told = owner;
    const struct ab_order_answer *answer = told->answer;
    const struct ab_grid_form form = {
        .indent = 2, .label = 22, .column = columns, .columns = answer->hours != NULL ? 5 : 2};
    const bool better = ab_order_is_better(answer);
    if (better) {
        say_gain(sheet, told);
    } else {
        say_none(sheet, told);
    }
    say_left_out(sheet, told);
    say_left(sheet, told);
    if (better) {
        ab_sheet_end(sheet);
        ab_grid_print(sheet, &form, draw_contingents, told);
        ab_sheet_end(sheet);
        print_command(sheet, told);
        ab_sheet_end(sheet);
        say_others(sheet, told);
    }
    ab_sheet_say(sheet, "%d orders%s, %lld runs.", answer->orders,
                 answer->all ? ", all there are" : "",
                 (long long)ab_inquiry_runs(told->question->inquiry));
    ab_sheet_end(sheet);
}
