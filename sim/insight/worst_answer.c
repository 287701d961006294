/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* worst_answer.c - which denial hurts most, as tables and as an account. */
#include "insight/worst_answer.h"

#include "base/format.h"
#include "output/align.h"
#include "output/column.h"
#include "output/grid.h"

#include <math.h>
#include <stdio.h>

/* ---- tables ---- */

struct denial_row {
    struct ab_item item; /* first: accessors find the rest by it */
    const struct ab_worst_told *told;
};

#define TOLD   AS(struct denial_row)->told
#define RECORD struct ab_denial

static const struct ab_denied *denied_by(const struct ab_item *item)
{
    return &TOLD->worst->thing[((const struct ab_denial *)item->record)->denied];
}

/* Where it is on a map: the field itself, or the origin of a way; NAN of a fleet, and without positions. */
static void put_position(struct ab_row *row, const struct ab_item *item, size_t at)
{
    const struct ab_denied *thing = denied_by(item);
    const struct ab_airfield *airfield =
        thing->kind != AB_DENIED_FLEET ? &item->scenario->airfield[thing->index] : NULL;
    ab_row_number(row, airfield == NULL || !airfield->located ? (double)NAN
                       : at == 0                              ? airfield->latitude
                                                              : airfield->longitude);
}

CELL(put_rank, ab_row_integer, item->index + 1)
CELL(put_thing, ab_row_text, denied_by(item)->what)
CELL(put_until, ab_row_instant, THIS->from + TOLD->question->lasts)
CELL(put_name, ab_row_text, denied_by(item)->name)

static const struct ab_definition worst_columns[] = {
    INTEGER("rank", "1", "number of the denial, from 1, the worst first", BY(put_rank)),
    TEXT("denied",
         "airfield.ID, fleet.ID, or way.FROM-TO: no loaded flight of the contingents that come by "
         "it leaves for TO, nor from there",
         BY(put_thing)),
    INSTANT("from", "when it begins", MOMENT(from)),
    INSTANT("until", "when it ends", BY(put_until)),
    NUMBER("loss", "1", "how much worse the measure is on average, in its unit, up to the horizon",
           REAL(loss)),
    NUMBER("ci95_low", "1", "lower end of the " INTERVAL("the loss") "; empty: of one replication",
           REAL(low)),
    NUMBER("ci95_high", "1", "upper end of the same interval", REAL(high)),
    INTEGER("replications", "replications", "that were compared", COUNT(n)),
    BOOLEAN("may_be_worst", "1: no denial that was tried is worse for sure", FLAG(may_be_worst)),
    NUMBER("latitude", "1", "degrees, of the airfield, or of a way's origin", put_position, 0),
    NUMBER("longitude", "1", "degrees, likewise", put_position, 1),
    TEXT("name", "what people call it", BY(put_name)),
    NUMBER(
        "all_low", "1",
        "lower end of an interval of the loss that holds for all rows at once, at 95 %; empty: of "
        "one replication",
        REAL(all_low)),
    NUMBER("all_high", "1", "upper end of the same interval", REAL(all_high)),
};
#undef RECORD

const struct ab_layout ab_layout_worst = TABLE(
    "worst", "denials of an airfield, a fleet or a way, and what each costs", worst_columns, 1);

static void put_denials(struct ab_row *row, const void *owner)
{
    const struct ab_worst_told *told = owner;
    for (int i = 0; i < told->worst->denials; i++) {
        const struct denial_row of = {{.record = &told->worst->denial[i],
                                       .scenario = ab_inquiry_scenario(told->question->inquiry),
                                       .index = i},
                                      told};
        ab_row_put(row, &of.item);
    }
}

#define RECORD struct ab_hedge
CELL(put_hedge, ab_row_text, THIS->what->assign)
CELL(put_words, ab_row_text, THIS->what->words)
CELL(put_price, ab_row_number, THIS->what->price)

static const struct ab_definition hedges_columns[] = {
    INTEGER("rank", "1", "number of the hedge, from 1, the best first", BY(put_rank)),
    TEXT("change", "as compare --with takes it", BY(put_hedge)),
    NUMBER("saved", "1", "of the worst denial's loss, on average, in the measure's unit",
           REAL(saved)),
    NUMBER("ci95_low", "1",
           "lower end of the " INTERVAL("what is saved") "; empty: of one replication", REAL(low)),
    NUMBER("ci95_high", "1", "upper end of the same interval", REAL(high)),
    INTEGER("replications", "replications", "that were compared", COUNT(n)),
    NUMBER("price", "1", "of the change; empty: it has none", BY(put_price)),
    TEXT("meaning", "the change in words", BY(put_words)),
    NUMBER("all_low", "1",
           "lower end of an interval of what is saved that holds at once for all changes that were "
           "tried, at 95 %; it lies above zero; empty: of one replication",
           REAL(all_low)),
    NUMBER("all_high", "1", "upper end of the same interval", REAL(all_high)),
};
#undef RECORD

const struct ab_layout ab_layout_hedges =
    TABLE("hedges", "what makes the worst denial less bad", hedges_columns, 1);

static void put_hedges(struct ab_row *row, const void *owner)
{
    const struct ab_worst_told *told = owner;
    for (int i = 0; i < told->hedges->count; i++) {
        const struct denial_row of = {{.record = &told->hedges->hedge[i],
                                       .scenario = ab_inquiry_scenario(told->question->inquiry),
                                       .index = i},
                                      told};
        ab_row_put(row, &of.item);
    }
}

static const char *measure_name(const struct ab_worst_told *told, char buffer[128])
{
    return ab_measure_name(ab_inquiry_scenario(told->question->inquiry), told->question->measure,
                           buffer, 128);
}

static void put_facts(struct ab_json *json, const void *owner)
{
    const struct ab_worst_told *told = owner;
    char buffer[128];
    ab_json_text(json, "measure", measure_name(told, buffer));
    ab_json_text(
        json, "unit",
        ab_measure_unit(ab_inquiry_scenario(told->question->inquiry), told->question->measure));
    ab_json_number(json, "denial_h", ab_time_hours(told->question->lasts));
    ab_json_boolean(json, "unforeseen", told->question->unforeseen);
    ab_json_integer(json, "replications", told->worst->replications);
    ab_json_number(json, "mean", told->worst->base_mean);
}

struct ab_answer ab_worst_answer_of(const struct ab_worst_told *told, uint64_t seed)
{
    return (struct ab_answer){
        .command = "worst",
        .inquiry = told->question->inquiry,
        .subject = {.scenario = ab_inquiry_scenario(told->question->inquiry)},
        .seed = seed,
        .table = {{AB_TABLE_WORST, put_denials}, {AB_TABLE_HEDGES, put_hedges}},
        .tables = 2,
        .facts = put_facts,
        .owner = told,
    };
}

/* ---- the account ---- */

enum { DENIALS_TOLD = 10, HEDGES_TOLD = 5 };

/* A moment of the scenario as a date. */
static void write_moment(char text[AB_CELL_SIZE], const struct ab_worst_told *told, ab_time from)
{
    ab_align_short_date(text, ab_inquiry_scenario(told->question->inquiry)->general.start + from);
}

/* Whether a denial loses something for sure, or in the one replication that there is. */
static bool is_sure(const struct ab_denial *denial)
{
    return (isnan(denial->low) ? denial->loss : denial->all_low) > 0;
}

/* Whether a denial is the first, and so the worst, of what is denied. */
static bool is_worst_of_its(const struct ab_worst *worst, int number)
{
    for (int i = 0; i < number; i++) {
        if (worst->denial[i].denied == worst->denial[number].denied) {
            return false;
        }
    }
    return true;
}

/* Whether a denial is told: it is the worst of what is denied, of which this or another is sure. */
static bool is_told(const struct ab_worst *worst, int number)
{
    if (!is_worst_of_its(worst, number)) {
        return false;
    }
    for (int i = number; i < worst->denials; i++) {
        if (worst->denial[i].denied == worst->denial[number].denied && is_sure(&worst->denial[i])) {
            return true;
        }
    }
    return false;
}

static void draw_denials(struct ab_grid *grid, const void *of)
{
    const struct ab_worst_told *told = of;
    const struct ab_worst *worst = told->worst;
    const char *unit =
        ab_measure_unit(ab_inquiry_scenario(told->question->inquiry), told->question->measure);
    char text[AB_GRID_CELL_SIZE];
    ab_grid_row(grid, "");
    (void)snprintf(text, sizeof text, "%s worse", unit);
    ab_grid_cell(grid, 0, text);
    ab_grid_cell(grid, 1, "95 % interval");
    ab_grid_cell(grid, 2, "worst from (UTC)");
    ab_grid_end(grid);
    int told_so_far = 0;
    for (int i = 0; i < worst->denials && told_so_far < DENIALS_TOLD; i++) {
        const struct ab_denial *denial = &worst->denial[i];
        char when[AB_CELL_SIZE];
        if (!is_told(worst, i)) {
            continue;
        }
        told_so_far++;
        ab_grid_row(grid, worst->thing[denial->denied].name);
        ab_grid_ink(grid, denial->may_be_worst ? AB_INK_BAD : AB_INK_PLAIN);
        ab_grid_cell(grid, 0, ab_figures_change(denial->loss, 3).text);
        (void)snprintf(text, sizeof text, "%s to %s", ab_figures_change(denial->all_low, 3).text,
                       ab_figures_change(denial->all_high, 3).text);
        ab_grid_cell(grid, 1, isnan(denial->low) ? "-" : text);
        write_moment(when, told, denial->from);
        (void)snprintf(text, sizeof text, "%s%s", when, denial->may_be_worst ? " *" : "");
        ab_grid_cell(grid, 2, text);
        ab_grid_end(grid);
    }
}

/* Whether all is from one replication, which tells nothing of chance. */
static bool is_of_one(const struct ab_worst_told *told)
{
    return told->worst->replications == 1 &&
           !ab_inquiry_scenario(told->question->inquiry)->general.deterministic;
}

/* How sure it is that something costs nothing. */
static const char *how_sure(const struct ab_worst_told *told)
{
    return is_of_one(told) ? " in this replication"
           : ab_inquiry_scenario(told->question->inquiry)->general.deterministic
               ? ""
               : " that can be told from chance";
}

static void draw_hedges(struct ab_grid *grid, const void *of)
{
    const struct ab_worst_told *told = of;
    const struct ab_hedges *hedges = told->hedges;
    char text[AB_GRID_CELL_SIZE];
    ab_grid_row(grid, "");
    ab_grid_cell(grid, 0, "saves");
    ab_grid_cell(grid, 1, "95 % interval");
    ab_grid_cell(grid, 2, hedges->by_price ? "price" : "");
    ab_grid_end(grid);
    for (int i = 0; i < hedges->count && i < HEDGES_TOLD; i++) {
        const struct ab_hedge *hedge = &hedges->hedge[i];
        ab_grid_row(grid, hedge->what->words);
        ab_grid_cell(grid, 0, ab_figures(hedge->saved, 3).text);
        (void)snprintf(text, sizeof text, "%s to %s", ab_figures(hedge->all_low, 3).text,
                       ab_figures(hedge->all_high, 3).text);
        ab_grid_cell(grid, 1, isnan(hedge->low) ? "-" : text);
        if (!isnan(hedge->what->price)) {
            ab_grid_cell(grid, 2, ab_figures(hedge->what->price, 6).text);
        }
        ab_grid_end(grid);
    }
}

/* How many more may help. */
static void say_open_hedges(struct ab_sheet *sheet, const struct ab_hedges *hedges)
{
    const int open = hedges->open;
    if (open > 0) {
        ab_sheet_say(sheet, "%d more help%s by %s own interval, but may be luck among %d.", open,
                     open == 1 ? "s" : "", open == 1 ? "its" : "their", hedges->tried);
        ab_sheet_end(sheet);
    }
}

static void print_hedges(struct ab_sheet *sheet, const struct ab_worst_told *told)
{
    static const struct ab_grid_column columns[] = {
        {.width = 8, .line = true}, {.width = 20}, {.width = 9}};
    static const struct ab_grid_form form = {
        .indent = 2, .label = 44, .column = columns, .columns = 3};
    const struct ab_denied *thing = &told->worst->thing[told->worst->denial[0].denied];
    ab_sheet_end(sheet);
    ab_sheet_say(sheet, "Against ");
    ab_sheet_put(sheet, thing->name);
    if (told->hedges->count == 0) {
        ab_sheet_say(sheet, " denied, one more of nothing that was tried helps%s.",
                     is_of_one(told) ? " in this replication" : " for sure");
        ab_sheet_end(sheet);
        say_open_hedges(sheet, told->hedges);
        return;
    }
    ab_sheet_say(
        sheet, " denied then, what helps most%s:", told->hedges->by_price ? " for its price" : "");
    ab_sheet_end(sheet);
    ab_grid_print(sheet, &form, draw_hedges, told);
    say_open_hedges(sheet, told->hedges);
}

/* How many of the airfields, fleets and ways cost something. */
static int count_told(const struct ab_worst *worst)
{
    int lose = 0;
    for (int i = 0; i < worst->denials; i++) {
        lose += is_told(worst, i);
    }
    return lose;
}

/* On how few replications some of this rests. */
static void say_unseen(struct ab_sheet *sheet, const struct ab_worst_told *told)
{
    const struct ab_worst *worst = told->worst;
    int least = worst->replications;
    for (int i = 0; i < worst->denials; i++) {
        least = worst->denial[i].n < least ? worst->denial[i].n : least;
    }
    if (!ab_inquiry_scenario(told->question->inquiry)->general.deterministic) {
        ab_answer_say_unseen(sheet, least);
    }
}

/* Whether a thing costs something by the own interval of a denial, but none of them does for sure. */
static bool is_open(const struct ab_worst *worst, int thing)
{
    bool own = false, sure = false;
    for (int i = 0; i < worst->denials; i++) {
        if (worst->denial[i].denied == thing) {
            own = own || worst->denial[i].low > 0;
            sure = sure || is_sure(&worst->denial[i]);
        }
    }
    return own && !sure;
}

/* How many are so. */
static int count_open(const struct ab_worst *worst)
{
    int open = 0;
    for (int i = 0; i < worst->things; i++) {
        open += is_open(worst, i);
    }
    return open;
}

/* Of what is open, or of the rest that is not told, what may cost the most, or be the worst: it may hurt in few
 * replications. */
static void say_doubtful(struct ab_sheet *sheet, const struct ab_worst_told *told, bool open,
                         const char *among)
{
    const struct ab_worst *worst = told->worst;
    const struct ab_denial *most = NULL;
    for (int i = 0; i < worst->denials; i++) {
        const struct ab_denial *denial = &worst->denial[i];
        if (is_open(worst, denial->denied) == open && (open || denial->may_be_worst) &&
            denial->loss > (most != NULL ? most->loss : 0) && is_worst_of_its(worst, i) &&
            !is_told(worst, i)) {
            most = denial;
        }
    }
    if (most != NULL) {
        ab_sheet_put(sheet, among);
        ab_sheet_put(sheet, worst->thing[most->denied].name);
        ab_sheet_say(
            sheet, " may cost the most: %s %s (%s to %s)", ab_figures_change(most->loss, 3).text,
            ab_measure_unit(ab_inquiry_scenario(told->question->inquiry), told->question->measure),
            ab_figures_change(most->all_low, 3).text, ab_figures_change(most->all_high, 3).text);
    }
    ab_sheet_put(sheet, ".");
    ab_sheet_end(sheet);
}

/* Tells how many may cost something. */
static void say_open(struct ab_sheet *sheet, const struct ab_worst_told *told)
{
    const int open = count_open(told->worst), denials = told->worst->denials;
    if (open > 0) {
        ab_sheet_say(sheet,
                     "%d more cost%s something by %s own interval, but that may be luck among %d "
                     "denial%s",
                     open, open == 1 ? "s" : "", open == 1 ? "its" : "their", denials,
                     denials == 1 ? "" : "s");
        say_doubtful(sheet, told, true, open == 1 ? ": " : "; of these ");
    }
}

/* Tells how many more there are. */
static void say_others(struct ab_sheet *sheet, const struct ab_worst_told *of)
{
    const struct ab_worst *worst = of->worst;
    const int lose = count_told(worst), told = lose < DENIALS_TOLD ? lose : DENIALS_TOLD;
    if (lose > told) {
        ab_sheet_say(sheet, "%d more cost less; ", lose - told);
    }
    ab_sheet_say(sheet, "%d of %d airfields, fleets and ways cost nothing%s",
                 worst->things - lose - count_open(worst), worst->things, how_sure(of));
    say_doubtful(sheet, of, false, "; of these ");
    say_open(sheet, of);
}

static void say_runs(struct ab_sheet *sheet, const struct ab_worst_told *told)
{
    const struct ab_worst *worst = told->worst;
    ab_sheet_end(sheet);
    ab_sheet_say(sheet, "%d denial%s from %d moment%s, %lld runs.", worst->denials,
                 worst->denials == 1 ? "" : "s", worst->moments, worst->moments == 1 ? "" : "s",
                 (long long)ab_inquiry_runs(told->question->inquiry));
    ab_sheet_end(sheet);
}

/* Where nothing costs anything, nothing hurts most. */
static void say_nothing_lost(struct ab_sheet *sheet, const struct ab_worst_told *told)
{
    char buffer[128];
    ab_sheet_say(sheet, "Whatever is denied for %s h, ",
                 ab_figures(ab_time_hours(told->question->lasts), 4).text);
    ab_sheet_put(sheet, measure_name(told, buffer));
    ab_sheet_say(sheet, " (%s in the plan) loses nothing%s",
                 ab_figures(told->worst->base_mean, 4).text, how_sure(told));
    say_doubtful(sheet, told, false, "; ");
    say_open(sheet, told);
}

void ab_worst_print(struct ab_sheet *sheet, const void *owner)
{
    static const struct ab_grid_column columns[] = {
        {.width = 10, .line = true}, {.width = 20}, {.width = 18}};
    static const struct ab_grid_form form = {
        .indent = 2, .label = 40, .column = columns, .columns = 3};
    const struct ab_worst_told *told = owner;
    const struct ab_worst *worst = told->worst;
    char buffer[128];
    if (worst->denials == 0) {
        ab_sheet_say(sheet, "Whatever is denied, ");
        ab_sheet_put(sheet, measure_name(told, buffer));
        ab_sheet_say(sheet, " stays as it is.");
        ab_sheet_end(sheet);
        return;
    }
    if (count_told(worst) == 0) {
        say_nothing_lost(sheet, told);
        say_unseen(sheet, told);
        say_runs(sheet, told);
        return;
    }
    ab_sheet_say(sheet, "What hurts most when it is denied for %s h, by what ",
                 ab_figures(ab_time_hours(told->question->lasts), 4).text);
    ab_sheet_put(sheet, measure_name(told, buffer));
    ab_sheet_say(sheet, " loses (%s in the plan), each from the moment when that is most:",
                 ab_figures(worst->base_mean, 4).text);
    ab_sheet_end(sheet);
    ab_sheet_end(sheet);
    ab_grid_print(sheet, &form, draw_denials, told);
    ab_sheet_say(sheet, "* none of the others can be told to be worse%s",
                 is_of_one(told) ? "" : "; the intervals hold for all at once");
    ab_sheet_end(sheet);
    say_others(sheet, told);
    say_unseen(sheet, told);
    print_hedges(sheet, told);
    say_runs(sheet, told);
}
