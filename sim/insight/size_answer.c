/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* size_answer.c - the cheapest mix as a table and as an account. */
#include "insight/size_answer.h"

#include "base/format.h"
#include "output/column.h"
#include "output/grid.h"
#include "study/moments.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* ---- the table ---- */

struct mix_row {
    struct ab_item item; /* first: accessors find the rest by it; its record is the mix */
    const struct ab_size_told *told;
    int number;
};

static const char *verdict_name(enum ab_size_verdict verdict)
{
    switch (verdict) {
    case AB_SIZE_OPEN: break;
    case AB_SIZE_FAILS: return "fails";
    case AB_SIZE_PASSES: return "passes";
    case AB_SIZE_UNCONFIRMED: return "not confirmed";
    }
    return "open";
}

static bool is_winner(const struct mix_row *row)
{
    return row->number == row->told->answer->winner;
}

#define RECORD struct ab_size_mix
CELL(put_mix, ab_row_integer, AS(struct mix_row)->number + 1)
CELL(put_price, ab_row_number, THIS->price - AS(struct mix_row)->told->price_now)
CELL(put_share, ab_row_number, THIS->n > 0 ? (double)THIS->met / THIS->n : (double)NAN)
CELL(put_verdict, ab_row_text, verdict_name(THIS->verdict))
CELL(put_winner, ab_row_boolean, is_winner(AS(struct mix_row)))

/* Puts a limit of the share, the lower one at 0. */
static void put_limit(struct ab_row *row, const struct ab_item *item, size_t at)
{
    const struct ab_size_mix *mix = item->record;
    double limit[2] = {(double)NAN, (double)NAN};
    if (mix->n > 0) {
        ab_proportion_limits(mix->met, mix->n, &limit[0], &limit[1]);
    }
    ab_row_number(row, limit[at]);
}

/* Puts what is beyond as nothing: no number is as late. */
static void put_reached(struct ab_row *row, const struct ab_item *item, size_t at)
{
    const struct ab_size_mix *mix = item->record;
    (void)at;
    ab_row_number(row, ab_is_beyond(mix->reached) ? (double)NAN : mix->reached);
}

static void put_confirmed(struct ab_row *row, const struct ab_item *item, size_t at)
{
    const struct mix_row *mix = AS(struct mix_row);
    const struct ab_size_answer *answer = mix->told->answer;
    if (!is_winner(mix)) {
        ab_row_empty(row);
    } else if (at < 2) {
        ab_row_integer(row, at == 0 ? answer->confirmed : answer->reached);
    } else {
        ab_row_number(row, at == 2 ? answer->low : answer->high);
    }
}

static const struct ab_definition size_columns[] = {
    INTEGER("mix", "1", "number of the mix, from 1, the cheapest first", BY(put_mix)),
    VARIED_KEYS,
    NUMBER("price", "1",
           "more than the plan as it is, in the money of the prices; than the least of everything "
           "where "
           "the plan's value of a key without a price is not offered",
           BY(put_price)),
    BOOLEAN("winner", "1: the cheapest that reaches the goal", BY(put_winner)),
    TEXT("verdict",
         "passes, fails (its replications do not show for sure that it reaches the goals), not "
         "confirmed (it passed, and failed with new luck), or open (not tested to the end)",
         BY(put_verdict)),
    INTEGER("replications", "replications", "replications that were made of it, from the first on",
            COUNT(n)),
    INTEGER("reaching", "replications", "those of them that reach all goals", COUNT(met)),
    NUMBER("share", "1", "their share", BY(put_share)),
    NUMBER("ci95_low", "1", "lower 95 % limit of the share (Clopper and Pearson)", put_limit, 0),
    NUMBER("ci95_high", "1", "upper limit, likewise", put_limit, 1),
    NUMBER("reached", "1",
           "value of the first goal's measure, in its unit, that the stated share of these "
           "replications reaches; empty when that had not come about",
           BY(put_reached)),
    BOOLEAN("front", "1: none of the mixes that were looked at is as good for less",
            FLAG(on_front)),
    INTEGER("confirmed_replications", "replications",
            "of the winner: replications that no test had seen", put_confirmed, 0),
    INTEGER("confirmed_reaching", "replications", "those of them that reach all goals",
            put_confirmed, 1),
    NUMBER("confirmed_ci95_low", "1", "lower 95 % limit of their share", put_confirmed, 2),
    NUMBER("confirmed_ci95_high", "1", "upper limit, likewise", put_confirmed, 3),
};
#undef RECORD

const struct ab_layout ab_layout_size =
    TABLE("size", "every mix that was looked at for a goal", size_columns, 1);

static void put_rows(struct ab_row *row, const void *owner)
{
    const struct ab_size_told *told = owner;
    const struct ab_size_question *question = told->question;
    for (int i = 0; i < told->answer->mixes; i++) {
        const struct ab_size_mix *mix = &told->answer->mix[i];
        const char *value[AB_LATTICE_AXES_MAX];
        for (int axis = 0; axis < question->axes; axis++) {
            value[axis] = question->axis[axis].value[mix->level[axis]];
        }
        const struct mix_row of = {
            .item = {.record = mix,
                     .scenario = ab_inquiry_scenario(question->inquiry),
                     .sweep = told->head,
                     .key = value},
            .told = told,
            .number = i,
        };
        ab_row_put(row, &of.item);
    }
}

static void put_facts(struct ab_json *json, const void *owner)
{
    const struct ab_size_told *told = owner;
    const struct ab_size_question *question = told->question;
    const struct ab_scenario *scenario = ab_inquiry_scenario(question->inquiry);
    ab_goals_put(json, scenario, question->goal, question->goals);
    ab_json_number(json, "confidence", question->share);
    ab_json_text(json, "price_from", told->from_least ? "least" : "plan");
    ab_json_integer(json, "replications", question->most);
}

struct ab_answer ab_size_answer_of(const struct ab_size_told *told, uint64_t seed)
{
    return (struct ab_answer){
        .command = "size",
        .inquiry = told->question->inquiry,
        .subject = {.scenario = ab_inquiry_scenario(told->question->inquiry), .sweep = told->head},
        .seed = seed,
        .table = {{AB_TABLE_SIZE, put_rows}},
        .tables = 1,
        .facts = put_facts,
        .owner = told,
    };
}

/* ---- the account ---- */

static void say_goals(struct ab_sheet *sheet, const struct ab_size_question *question)
{
    ab_goals_say(sheet, ab_inquiry_scenario(question->inquiry), question->goal, question->goals);
    ab_sheet_say(sheet, " in %.3g %% of replications", 100 * question->share);
}

/* Writes a price relative to the plan's. */
static void write_price(char text[AB_GRID_CELL_SIZE], double price)
{
    (void)snprintf(text, AB_GRID_CELL_SIZE, "%s",
                   fabs(price) < 1e-9 ? "0" : ab_figures_change(price, 6).text);
}

/* A share in per cent, of three digits, or of up to six where fewer would tell that it is all. */
static struct ab_figures percent(double share)
{
    struct ab_figures figures = ab_figures(100 * share, 3);
    for (int digits = 4; share < 1 && strcmp(figures.text, "100") == 0 && digits <= 6; digits++) {
        figures = ab_figures(100 * share, digits);
    }
    return figures;
}

static void draw_winner(struct ab_grid *grid, const void *of)
{
    const struct ab_size_told *told = of;
    const struct ab_size_question *question = told->question;
    const struct ab_size_mix *winner = &told->answer->mix[told->answer->winner];
    ab_grid_row(grid, "");
    ab_grid_cell(grid, 0, "now");
    ab_grid_cell(grid, 1, "then");
    ab_grid_cell(grid, 2, "one less reaches it in");
    ab_grid_end(grid);
    for (int i = 0; i < question->axes; i++) {
        const struct ab_size_axis *axis = &question->axis[i];
        char text[AB_GRID_CELL_SIZE] = "(the least there is)";
        const int less = told->answer->less[i];
        if (less != AB_NOBODY) {
            const struct ab_size_mix *mix = &told->answer->mix[less];
            (void)snprintf(text, sizeof text, "%s %% of %d",
                           percent((double)mix->met / mix->n).text, mix->n);
        }
        ab_grid_row(grid, axis->key);
        ab_grid_cell(grid, 0, told->now[i]);
        ab_grid_cell(grid, 1, axis->value[winner->level[i]]);
        ab_grid_cell(grid, 2, text);
        ab_grid_end(grid);
    }
}

static void draw_front(struct ab_grid *grid, const void *of)
{
    const struct ab_size_told *told = of;
    const struct ab_size_question *question = told->question;
    ab_grid_row(grid, "");
    ab_grid_cell(grid, 0, "price");
    ab_grid_cell(grid, 1, "reached");
    ab_grid_cell(grid, 2, "runs");
    ab_grid_end(grid);
    for (int i = 0; i < told->answer->mixes; i++) {
        const struct ab_size_mix *mix = &told->answer->mix[i];
        char label[512] = "", text[AB_GRID_CELL_SIZE];
        if (!mix->on_front) {
            continue;
        }
        size_t used = 0;
        for (int axis = 0; axis < question->axes && used < sizeof label; axis++) {
            used +=
                (size_t)snprintf(label + used, sizeof label - used, "%s%s", axis == 0 ? "" : " | ",
                                 question->axis[axis].value[mix->level[axis]]);
        }
        ab_grid_row(grid, label);
        write_price(text, mix->price - told->price_now);
        ab_grid_cell(grid, 0, text);
        ab_grid_cell(grid, 1, ab_figures(mix->reached, 4).text);
        (void)snprintf(text, sizeof text, "%d", mix->n);
        ab_grid_cell(grid, 2, text);
        ab_grid_end(grid);
    }
}

/* Tells whatever contradicts that more never does worse. */
static void say_contradictions(struct ab_sheet *sheet, const struct ab_size_told *told)
{
    const struct ab_size_answer *answer = told->answer;
    for (int i = 0; i < told->question->axes; i++) {
        const char *key = told->question->axis[i].key;
        const int less = answer->less[i], more = answer->more[i];
        if (less != AB_NOBODY && answer->mix[less].verdict == AB_SIZE_PASSES) {
            ab_sheet_say(sheet,
                         "With less of %s the test passes all the same: it is not sure that "
                         "this is the cheapest.",
                         key);
            ab_sheet_end(sheet);
        }
        if (more != AB_NOBODY && answer->mix[more].verdict == AB_SIZE_FAILS) {
            ab_sheet_say(sheet,
                         "With more of %s the test fails: more does not always help here, and "
                         "a cheaper mix may have been left out.",
                         key);
            ab_sheet_end(sheet);
        }
    }
}

/* Tells how many cheaper mixes failed only because so many replications do not show that they reach it. */
static void say_doubtful(struct ab_sheet *sheet, const struct ab_size_told *told)
{
    const struct ab_size_answer *answer = told->answer;
    const struct ab_size_mix *winner = &answer->mix[answer->winner];
    int doubtful = 0;
    for (const struct ab_size_mix *mix = answer->mix; mix < winner; mix++) {
        double low = 0, high = 0;
        if (mix->verdict == AB_SIZE_FAILS && mix->price < winner->price) {
            ab_proportion_limits(mix->met, mix->n, &low, &high);
        }
        doubtful += high >= told->question->share;
    }
    if (doubtful > 0) {
        ab_sheet_say(sheet,
                     "%d cheaper may reach it, too, but %d replications do not show it; more (-n) "
                     "may.",
                     doubtful, told->question->most);
        ab_sheet_end(sheet);
    }
}

static void print_winner(struct ab_sheet *sheet, const struct ab_size_told *told)
{
    static const struct ab_grid_column columns[] = {
        {.width = 10}, {.width = 10}, {.width = 26, .line = true}};
    static const struct ab_grid_form form = {
        .indent = 2, .label = 34, .column = columns, .columns = 3};
    const struct ab_size_answer *answer = told->answer;
    char price[AB_GRID_CELL_SIZE];
    write_price(price, answer->mix[answer->winner].price - told->price_now);
    ab_sheet_say(sheet, "The cheapest mix that reaches ");
    say_goals(sheet, told->question);
    ab_sheet_say(sheet, " costs %s against %s:", price,
                 told->from_least ? "the least of everything" : "the plan as it is");
    ab_sheet_end(sheet);
    ab_sheet_end(sheet);
    ab_grid_print(sheet, &form, draw_winner, told);
    ab_sheet_end(sheet);
    ab_sheet_say(sheet,
                 "It reached the goal in %s %% of %d replications that no test had seen (95 %% "
                 "interval %s to %s %%).",
                 percent((double)answer->reached / answer->confirmed).text, answer->confirmed,
                 percent(answer->low).text, percent(answer->high).text);
    ab_sheet_end(sheet);
    if (answer->unconfirmed > 0) {
        ab_sheet_say(sheet, "%d cheaper that passed the test did not with new luck.",
                     answer->unconfirmed);
        ab_sheet_end(sheet);
    }
    say_doubtful(sheet, told);
    say_contradictions(sheet, told);
}

/* Tells of goals whose measure there is not in any of the first n replications of a mix. */
static void say_missing(struct ab_sheet *sheet, const struct ab_size_question *question,
                        const struct ab_size_mix *mix, int n)
{
    for (int i = 0; i < question->goals; i++) {
        char name[128];
        int replication = 1;
        while (replication <= n &&
               isnan(ab_inquiry_value(question->inquiry, mix->point, replication, i))) {
            replication++;
        }
        if (n > 0 && replication > n) {
            ab_sheet_say(sheet, "; %s has no value in any of them",
                         ab_measure_name(ab_inquiry_scenario(question->inquiry),
                                         question->goal[i].measure, name, sizeof name));
        }
    }
}

/* What the most of everything reaches, which is not enough, or not for sure. */
static void say_most(struct ab_sheet *sheet, const struct ab_size_told *told)
{
    const struct ab_size_question *question = told->question;
    const struct ab_size_answer *answer = told->answer;
    const struct ab_size_mix *most = answer->mix;
    for (int axis = 0; axis < question->axes;) {
        const bool is_most = most->level[axis] == question->axis[axis].levels - 1;
        axis = is_most ? axis + 1 : 0;
        most += !is_most;
    }
    const bool is_fresh = most->verdict == AB_SIZE_UNCONFIRMED;
    const int met = is_fresh ? answer->reached : most->met;
    const int n = is_fresh ? answer->confirmed : most->n;
    double low, high;
    ab_proportion_limits(met, n, &low, &high);
    ab_sheet_say(sheet, "Not within these limits: with the most of everything ");
    say_goals(sheet, question);
    ab_sheet_say(sheet, " is not reached%s: it was in %d of %d%s",
                 high < question->share ? "" : " for sure", met, n,
                 is_fresh ? " that no test had seen" : "");
    if (met == n) {
        int least = n;
        while (!ab_size_is_proved(least, least, question->share, AB_SIZE_ALPHA)) {
            least++;
        }
        ab_sheet_say(sheet, ", and it takes %d of %d (-n) to tell", least, least);
    }
    say_missing(sheet, question, most, is_fresh ? 0 : n);
    ab_sheet_say(sheet, ".");
    ab_sheet_end(sheet);
}

/* Whether any mix reaches something: on the front there is none that does not come to an end. */
static bool has_front(const struct ab_size_answer *answer)
{
    int mix = 0;
    while (mix < answer->mixes && !answer->mix[mix].on_front) {
        mix++;
    }
    return mix < answer->mixes;
}

static void print_front(struct ab_sheet *sheet, const struct ab_size_told *told)
{
    static const struct ab_grid_column columns[] = {{.width = 10}, {.width = 10}, {.width = 7}};
    static const struct ab_grid_form form = {
        .indent = 2, .label = 34, .column = columns, .columns = 3};
    const struct ab_size_question *question = told->question;
    char name[128];
    ab_sheet_end(sheet);
    ab_sheet_say(sheet,
                 "What %s is reached in %.3g %% of replications, and for how much, of the %d "
                 "mix%s looked at:",
                 ab_measure_name(ab_inquiry_scenario(question->inquiry), question->goal[0].measure,
                                 name, sizeof name),
                 100 * question->share, told->answer->mixes,
                 told->answer->mixes == 1 ? " that was" : "es that were");
    ab_sheet_end(sheet);
    ab_grid_print(sheet, &form, draw_front, told);
}

void ab_size_print(struct ab_sheet *sheet, const void *owner)
{
    const struct ab_size_told *told = owner;
    if (told->answer->outcome == AB_LATTICE_FOUND) {
        print_winner(sheet, told);
    } else {
        say_most(sheet, told);
    }
    if (has_front(told->answer)) {
        print_front(sheet, told);
    }
    ab_sheet_end(sheet);
    const long long runs = ab_inquiry_runs(told->question->inquiry);
    ab_sheet_say(sheet, "%lld run%s.", runs, runs == 1 ? "" : "s");
    ab_sheet_end(sheet);
}
