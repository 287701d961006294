/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* worth_answer.c - what more of each thing would buy, as a table for programs and an account for people. */
#include "insight/worth_answer.h"

#include "base/format.h"
#include "insight/answer.h"
#include "output/column.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

/* ---- the table ---- */

static const char *const sort_names[AB_WORTH_SORTS] = {"more", "pair", "spare"};
static const char *const state_names[] = {"moved", "unmoved", "same", "faulty"};

/* What a row is of; its record is that of the result. */
struct told_row {
    struct ab_item item; /* first: accessors find the rest by it */
    const struct ab_worth_result *result;
};

#define RECORD struct ab_worth_row
CELL(put_sort, ab_row_text, sort_names[THIS->sort])
CELL(put_state, ab_row_text, state_names[THIS->state])
CELL(put_helps, ab_row_boolean, THIS->all_low > 0)
CELL(put_resolved, ab_row_boolean, THIS->low > 0 || THIS->high < 0)
CELL(put_per_price, ab_row_number, THIS->gain / THIS->price)
CELL(put_per_price_low, ab_row_number, THIS->low / THIS->price)
CELL(put_per_price_high, ab_row_number, THIS->high / THIS->price)
CELL(put_measure, ab_row_text, AS(struct told_row)->result->of)
CELL(put_unit, ab_row_text, AS(struct told_row)->result->unit)

static void put_rank(struct ab_row *row, const struct ab_item *item, size_t at)
{
    (void)at;
    if (THIS->rank > 0) {
        ab_row_integer(row, THIS->rank);
    } else {
        ab_row_empty(row);
    }
}

static const struct ab_definition worth_columns[] = {
    TEXT("sort", "more: of one thing; pair: of two that together bring more; spare: less of one",
         BY(put_sort)),
    INTEGER("place", "1", "number among those of its sort, from 1: those that have a rank first",
            COUNT(place)),
    TEXT("what", "the change, in words", STRING(words)),
    TEXT("key", "the key that it alters", STRING(key)),
    TEXT("other", "of a pair: the other change, in words", STRING(other_words)),
    TEXT("other_key", "of a pair: the key that it alters", STRING(other_key)),
    TEXT("measure", "name of the measure", BY(put_measure)),
    TEXT("unit", "unit of the measure", BY(put_unit)),
    TEXT("with", "the change as `airbridge compare --with` takes it", STRING(assign)),
    INTEGER("rank", "1",
            "among those of its sort, from 1: by what a unit of money buys where there is a price, "
            "else by gain; empty: it moves nothing",
            BY(put_rank)),
    TEXT(
        "state",
        "moved: the measure was another in some replication; unmoved: it was the same in all n, in "
        "which it was tried together with others; same: so was all that happened; faulty: see "
        "reason",
        BY(put_state)),
    INTEGER("n", "replications", "replications 1 to n were compared", COUNT(n)),
    NUMBER("base_mean", PER_ROW,
           "mean of the scenario as it is over these; empty when some are beyond",
           REAL(paired.plain.base_mean)),
    NUMBER("mean", PER_ROW, "mean with the change over them; empty likewise",
           REAL(paired.plain.mean)),
    NUMBER("difference", PER_ROW, "mean of the latter minus the former, replication by replication",
           REAL(paired.plain.difference.mean)),
    NUMBER("sd", PER_ROW, "standard deviation of these differences" UNSEEN,
           REAL(paired.plain.difference.sd)),
    NUMBER("ci95_low", PER_ROW,
           "lower end of the " INTERVAL("the mean difference") ", which holds by itself",
           REAL(paired.plain.difference.ci95_low)),
    NUMBER("ci95_high", PER_ROW, "upper end of the same interval",
           REAL(paired.plain.difference.ci95_high)),
    INTEGER("base_beyond", "replications", "of n: it had not come about as it is when it ended",
            COUNT(paired.base_beyond)),
    INTEGER("beyond", "replications", "of n: it had not come about with the change when it ended",
            COUNT(paired.beyond)),
    NUMBER("gain", PER_ROW,
           "how much better it is with the change: less of a time, more of what is delivered; of "
           "hours up to the horizon where it had not come about",
           REAL(gain)),
    NUMBER("gain_low", PER_ROW, "lower end of its 95 % interval", REAL(low)),
    NUMBER("gain_high", PER_ROW, "upper end of the same interval", REAL(high)),
    BOOLEAN("resolved", "1: the interval does not hold zero", BY(put_resolved)),
    BOOLEAN("first", "1: nothing of its sort is shown to be better", FLAG(first)),
    NUMBER("price", "money", "of the change, by the scenario's [price.ID]; empty: it has none",
           REAL(price)),
    NUMBER("gain_per_price", "per money", "gain over price", BY(put_per_price)),
    NUMBER("gain_per_price_low", "per money", "lower end of its 95 % interval",
           BY(put_per_price_low)),
    NUMBER("gain_per_price_high", "per money", "upper end of the same interval",
           BY(put_per_price_high)),
    NUMBER("extra", PER_ROW, "of a pair: gain beyond the sum of those of its two changes alone",
           REAL(extra)),
    NUMBER("extra_low", PER_ROW, "lower end of its 95 % interval", REAL(extra_low)),
    NUMBER("extra_high", PER_ROW, "upper end of the same interval", REAL(extra_high)),
    TEXT("reason", "why the scenario with it is not good", STRING(reason)),
    NUMBER("gain_all_low", PER_ROW,
           "lower end of an interval of the gain that holds at once for all rows that move it, at "
           "95 %; empty: of one replication",
           REAL(all_low)),
    NUMBER("gain_all_high", PER_ROW, "upper end of the same interval", REAL(all_high)),
    BOOLEAN("helps", "1: it helps for sure: that interval lies above zero", BY(put_helps)),
};
#undef RECORD

const struct ab_layout ab_layout_worth = TABLE(
    "worth", "what more of each thing, or less of each time, does to a measure", worth_columns, 2);

void ab_worth_put_rows(struct ab_row *row, const void *owner)
{
    const struct ab_worth_result *result = owner;
    struct told_row of = {.item.scenario = result->scenario, .result = result};
    for (int i = 0; i < result->rows; i++) {
        of.item.record = &result->row[i];
        ab_row_put(row, &of.item);
    }
}

static void put_together(struct ab_json *json, const char *name,
                         const struct ab_worth_together *together)
{
    ab_json_begin_object(json, name);
    ab_json_integer(json, "changes", together->count);
    ab_json_integer(json, "parts", together->parts);
    ab_json_integer(json, "replications", together->n);
    ab_json_integer(json, "moved_in", together->moved);
    ab_json_number(json, "gain", together->gain);
    ab_json_number(json, "gain_low", together->low);
    ab_json_number(json, "gain_high", together->high);
    ab_json_end(json);
}

void ab_worth_put_facts(struct ab_json *json, const void *owner)
{
    const struct ab_worth_result *result = owner;
    ab_json_text(json, "measure", result->of);
    ab_json_text(json, "unit", result->unit);
    ab_json_integer(json, "replications", result->replications);
    ab_json_number(json, "base_mean", result->base_mean);
    ab_json_integer(json, "base_beyond", result->base_beyond);
    ab_json_integer(json, "tried", result->tried[AB_WORTH_MORE]);
    ab_json_integer(json, "moved", result->moved[AB_WORTH_MORE]);
    ab_json_integer(json, "pairs_tried", result->tried[AB_WORTH_PAIR]);
    ab_json_integer(json, "spares_tried", result->tried[AB_WORTH_SPARE]);
    put_together(json, "unmoved_together", &result->together[AB_WORTH_MORE]);
    put_together(json, "spare_together", &result->together[AB_WORTH_SPARE]);
    ab_json_boolean(json, "by_price", result->by_price);
    ab_json_boolean(json, "raced", result->raced);
    ab_json_integer(json, "may_be_first", result->left);
    ab_json_number(json, "indifference", result->delta);
}

/* ---- the account ---- */

enum { LISTED = 15, SIFTED = 20 };

/* A number with about three digits. */
static void print_size(char text[32], double value)
{
    const double size = fabs(value);
    const int decimals = size >= 99.95 ? 0 : size >= 0.995 ? 1 : size >= 0.0995 ? 2 : 3;
    (void)snprintf(text, 32, "%.*f", decimals, value == 0 ? 0.0 : value);
}

/* How a change of the measure is told: "3.1 h earlier". */
static const char *better_or_worse(const struct ab_worth_result *result, double gain)
{
    const bool hours =
        ab_measure_is_since_request(result->of) || ab_measure_is_since_order(result->of);
    const bool rises = ab_measure_is_gain(result->of) == (gain > 0);
    return hours ? (gain > 0 ? "earlier" : "later") : rises ? "more" : "less";
}

static void say_gain(struct ab_sheet *sheet, const struct ab_worth_result *result, double gain,
                     double low, double high)
{
    char size[32], from[32], to[32];
    const double sign = gain < 0 ? -1 : 1;
    print_size(size, sign * gain);
    ab_sheet_say(sheet, "%s%s %s %s", strcmp(result->of, "closure_h") == 0 ? "closes " : "", size,
                 result->unit, better_or_worse(result, gain));
    if (low < high) {
        print_size(from, sign * (gain < 0 ? high : low));
        print_size(to, sign * (gain < 0 ? low : high));
        ab_sheet_say(sheet, " (%s to %s)", from, to);
    }
}

static void print_row(struct ab_sheet *sheet, const struct ab_worth_result *result,
                      const struct ab_worth_row *row)
{
    sheet->hang = 6;
    ab_sheet_say(sheet, "  %s ", row->first ? "*" : " ");
    ab_sheet_ink(sheet, row->first ? AB_INK_GOOD : AB_INK_PLAIN);
    ab_sheet_put(sheet, row->words);
    if (row->other != NULL) {
        ab_sheet_put(sheet, ", and ");
        ab_sheet_put(sheet, row->other_words);
    }
    ab_sheet_put(sheet, ": ");
    say_gain(sheet, result, row->gain, row->all_low, row->all_high);
    if (row->other != NULL) {
        ab_sheet_put(sheet, ","); /* of the ink of its word, to stay with it at the end of a line */
    }
    ab_sheet_ink(sheet, AB_INK_PLAIN);
    if (row->other != NULL) {
        char extra[32], from[32], to[32];
        print_size(extra, row->extra);
        print_size(from, row->extra_low);
        print_size(to, row->extra_high);
        ab_sheet_say(sheet, " %s %s of that only together", extra, result->unit);
        if (row->extra_low < row->extra_high) {
            ab_sheet_say(sheet, " (%s to %s)", from, to);
        }
    } else if (!isnan(row->price)) {
        ab_sheet_say(sheet, "; %s %s for one of money", ab_figures(row->gain / row->price, 3).text,
                     result->unit);
    }
    ab_sheet_end(sheet);
}

/* How sure the first place is. Of the changes that move anything some may have a price: then the first
 * is one of them, and the others are no rivals. */
static void print_certainty(struct ab_sheet *sheet, const struct ab_worth_result *result,
                            int starred, int priced)
{
    const char *const best = priced > 0 ? "the best for its price" : "the best";
    sheet->hang = 0;
    if (starred == 0) {
        return;
    }
    if (priced == 1) {
        ab_sheet_put(sheet, "  * the only one that has a price and moves it; with the others it is "
                            "not compared");
    } else if (result->scenario->general.deterministic) {
        ab_sheet_say(sheet, "  * %s; the scenario is deterministic, so that this is certain", best);
    } else if (result->raced && result->left == 1) {
        ab_sheet_say(sheet, "  * %s, to within %s %s%s, with a probability of at least 95 %% (KN)",
                     best, ab_figures(result->delta, 2).text, result->unit,
                     priced > 0 ? " for one of money" : "");
    } else if (starred == 1) {
        ab_sheet_say(sheet, "  * %s: better than each of the others%s, at 95 %%", best,
                     priced > 0 ? " that have one" : "");
    } else {
        ab_sheet_say(sheet,
                     "  * one of these %d is %s, at 95 %%: %d replications tell no more apart",
                     starred, best, result->replications);
    }
    ab_sheet_end(sheet);
}

/* What is known of changes that moved nothing one by one. */
static void say_together(struct ab_sheet *sheet, const struct ab_worth_result *result,
                         const struct ab_worth_together *together)
{
    if (together->count == 0) {
        return;
    }
    if (together->count == 1) {
        if (together->moved > 0) {
            ab_sheet_say(sheet, ", in %d of %d", together->moved, together->n);
        } else {
            ab_sheet_say(sheet, ", nor of %d", together->n);
        }
        return;
    }
    ab_sheet_say(sheet, ", %s together ",
                 together->parts > 1 ? "a hundred of them" : "all of them");
    if (together->moved == 0) {
        ab_sheet_say(sheet, "in none of %d", together->n);
    } else if (isnan(together->gain)) {
        ab_sheet_say(sheet, "in %d of %d", together->moved, together->n);
    } else {
        ab_sheet_put(sheet, "by this much: ");
        say_gain(sheet, result, together->gain, together->low, together->high);
    }
}

static int sifted(const struct ab_worth_result *result)
{
    return result->replications < SIFTED ? result->replications : SIFTED;
}

/* Tells of changes with which the scenario is not good, as where it goes on from a past. */
static void print_faulty(struct ab_sheet *sheet, const struct ab_worth_result *result)
{
    const struct ab_worth_row *first = NULL;
    int faulty = 0;
    for (int i = result->rows - 1; i >= 0; i--) {
        if (result->row[i].sort == AB_WORTH_MORE && result->row[i].state == AB_WORTH_FAULTY) {
            first = &result->row[i];
            faulty++;
        }
    }
    if (first != NULL) {
        ab_sheet_say(sheet, "  %d could not be tried; the first of them, ", faulty);
        ab_sheet_put(sheet, first->words);
        ab_sheet_put(sheet, ": ");
        ab_sheet_put(sheet, first->reason);
        ab_sheet_end(sheet);
    }
}

/* Whether something that has a price helps for sure. */
static bool buys(const struct ab_worth_result *result)
{
    for (int i = 0; i < result->rows; i++) {
        const struct ab_worth_row *row = &result->row[i];
        if (row->sort == AB_WORTH_MORE && row->state == AB_WORTH_MOVED && row->all_low > 0 &&
            !isnan(row->price)) {
            return true;
        }
    }
    return false;
}

/* How many of those may help. */
static void say_open(struct ab_sheet *sheet, int open, int rows)
{
    if (open > 0) {
        ab_sheet_say(sheet, ", of which %d help%s by %s own interval, but may be luck among %d",
                     open, open == 1 ? "s" : "", open == 1 ? "its" : "their", rows);
    }
}

static void print_more(struct ab_sheet *sheet, const struct ab_worth_result *result)
{
    int listed = 0, left = 0, worse = 0, open = 0, starred = 0, priced = 0;
    for (int i = 0; i < result->rows; i++) {
        const struct ab_worth_row *row = &result->row[i];
        if (row->sort != AB_WORTH_MORE || row->state != AB_WORTH_MOVED) {
            continue;
        }
        const bool clear = row->all_low > 0;
        starred += row->first && clear;
        priced += result->by_price && !isnan(row->price);
        if (clear && listed < LISTED) {
            print_row(sheet, result, row);
            listed++;
        } else {
            left++;
            worse += row->all_high < 0;
            open += row->low > 0 && !clear;
        }
    }
    if (listed == 0) {
        ab_sheet_put(sheet, "  nothing, as far as can be told");
        ab_sheet_end(sheet);
    } else if (result->by_price && !buys(result)) {
        ab_sheet_put(sheet, "  nothing of this has a price; what has one does not help for sure");
        ab_sheet_end(sheet);
    }
    print_certainty(sheet, result, starred, priced);
    sheet->hang = 2;
    ab_sheet_say(sheet, "  %d more move%s it by less, or not for sure", left - worse,
                 left - worse == 1 ? "s" : "");
    say_open(sheet, open, result->held);
    if (worse > 0) {
        ab_sheet_say(sheet, ", %d make%s it worse", worse, worse == 1 ? "s" : "");
    }
    const struct ab_worth_together *together = &result->together[AB_WORTH_MORE];
    ab_sheet_say(sheet, "; %d move%s it in none of %d replication%s", together->count,
                 together->count == 1 ? "s" : "", sifted(result), sifted(result) == 1 ? "" : "s");
    say_together(sheet, result, together);
    ab_sheet_end(sheet);
    print_faulty(sheet, result);
}

static void print_pairs(struct ab_sheet *sheet, const struct ab_worth_result *result)
{
    bool any = false;
    for (int i = 0; i < result->rows; i++) {
        any = any || (result->row[i].sort == AB_WORTH_PAIR && result->row[i].all_low > 0);
    }
    if (!any) {
        return;
    }
    ab_sheet_end(sheet);
    sheet->hang = 0;
    ab_sheet_put(sheet, "Together more than alone");
    ab_sheet_end(sheet);
    for (int i = 0; i < result->rows; i++) {
        if (result->row[i].sort == AB_WORTH_PAIR && result->row[i].all_low > 0) {
            print_row(sheet, result, &result->row[i]);
        }
    }
}

static bool is_spare(const struct ab_worth_row *row)
{
    return row->sort == AB_WORTH_SPARE &&
           (row->state == AB_WORTH_UNMOVED || row->state == AB_WORTH_SAME);
}

/* Where the name of a thing begins in what is said of one less of it: all before it is the same for all
 * things of its kind; the end, where the name is not the last word. */
static size_t name_begins(const char *words)
{
    const char *last = strrchr(words, ' ');
    return strncmp(words, "one less ", strlen("one less ")) == 0 ? (size_t)(last - words)
                                                                 : strlen(words);
}

/* Lists what can be given up, a line per kind: one less stand at almaty, chkalovsky. */
static void list_spares(struct ab_sheet *sheet, const struct ab_worth_result *result)
{
    const char *before = NULL;
    for (int i = 0; i < result->rows; i++) {
        const struct ab_worth_row *row = &result->row[i];
        if (!is_spare(row)) {
            continue;
        }
        const size_t begins = name_begins(row->words);
        if (before != NULL && row->words[begins] != '\0' && name_begins(before) == begins &&
            strncmp(before, row->words, begins) == 0) {
            ab_sheet_put(sheet, ",");
            ab_sheet_put(sheet, row->words + begins);
        } else {
            if (before != NULL) {
                ab_sheet_end(sheet);
            }
            ab_sheet_put(sheet, "    ");
            ab_sheet_put(sheet, row->words);
        }
        before = row->words;
    }
    ab_sheet_end(sheet);
}

static void print_spares(struct ab_sheet *sheet, const struct ab_worth_result *result)
{
    const struct ab_worth_together *together = &result->together[AB_WORTH_SPARE];
    ab_sheet_end(sheet);
    sheet->hang = 0;
    if (together->count == 0) {
        ab_sheet_put(sheet, "Nothing can be given up for nothing");
        ab_sheet_end(sheet);
        return;
    }
    ab_sheet_say(sheet, "Can be given up for nothing%s: ",
                 isnan(result->base_mean) ? " up to the horizon" : "");
    if (together->count == 1) {
        ab_sheet_put(sheet, "this");
    } else {
        ab_sheet_say(sheet, "each of these %d", together->count);
    }
    ab_sheet_say(sheet, " moves it in none of %d replication%s", sifted(result),
                 sifted(result) == 1 ? "" : "s");
    say_together(sheet, result, together);
    ab_sheet_end(sheet);
    sheet->hang = 6;
    list_spares(sheet, result);
}

void ab_worth_print(struct ab_sheet *sheet, const void *owner)
{
    const struct ab_worth_result *result = owner;
    char now[32];
    ab_sheet_put(sheet, result->scenario->general.title);
    ab_sheet_end(sheet);
    print_size(now, result->base_mean);
    ab_sheet_say(sheet, "%d change%s of a thing or a time, %" PRId64 " runs with the same luck; ",
                 result->tried[AB_WORTH_MORE], result->tried[AB_WORTH_MORE] == 1 ? "" : "s",
                 result->runs);
    if (isnan(result->base_mean)) {
        ab_sheet_say(sheet, "%s is not reached in %d of %d as it is", result->of,
                     result->base_beyond, result->replications);
    } else {
        ab_sheet_say(sheet, "%s is %s %s as it is", result->of, now, result->unit);
    }
    ab_sheet_end(sheet);
    ab_sheet_end(sheet);
    ab_sheet_say(sheet, "What it would buy%s, with 95 %% intervals that hold for all at once%s",
                 result->by_price && buys(result) ? ", by what a unit of money buys" : "",
                 isnan(result->base_mean) ? ", counted up to the horizon" : "");
    ab_sheet_end(sheet);
    print_more(sheet, result);
    print_pairs(sheet, result);
    print_spares(sheet, result);
    if (!result->scenario->general.deterministic) {
        ab_sheet_end(sheet);
        sheet->hang = 0;
        ab_answer_say_unseen(sheet, result->replications);
    }
}
