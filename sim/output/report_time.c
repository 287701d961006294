/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* report_time.c - what took the time: two lists side by side. */
#include "output/align.h"
#include "output/cause.h"
#include "output/report_part.h"

enum { LIST_LENGTH = 6, LINK_WIDTH = 28, GAP = 2, PART_WIDTH = 2 + 11 + 7 };

struct part {
    const char *name;
    double hours;
};
typedef const char *naming(int index);

static const char *cause_name(int index)
{
    return ab_cause_words((enum ab_cause)index);
}

/* The indices of positive values, the largest first, equals in their order; returns how many. */
static int sort_down(const double *value, int count, int *index)
{
    int kept = 0;
    for (int i = 0; i < count; i++) {
        if (!(value[i] > 0)) {
            continue;
        }
        int place = kept++;
        for (; place > 0 && value[index[place - 1]] < value[i]; place--) {
            index[place] = index[place - 1];
        }
        index[place] = i;
    }
    return kept;
}

/* The largest parts; when there are more than the list is long, its last is all the others. */
static int list_of(struct part list[LIST_LENGTH], const double *value, int count, naming *name)
{
    int index[AB_LINK_COUNT];
    const int kept = sort_down(value, count, index);
    const int length = kept < LIST_LENGTH ? kept : LIST_LENGTH;
    for (int i = 0; i < length; i++) {
        list[i] = (struct part){name(index[i]), value[index[i]]};
    }
    if (kept > LIST_LENGTH) {
        struct part *others = &list[LIST_LENGTH - 1];
        others->name = "all others";
        for (int i = LIST_LENGTH; i < kept; i++) {
            others->hours += value[index[i]];
        }
    }
    return length;
}

static void print_part(FILE *stream, const struct part *part, int width, double total)
{
    (void)fputs("  ", stream);
    ab_align_text(stream, part->name, width);
    (void)fprintf(stream, "%9.1f h%5.0f %%", part->hours, 100 * part->hours / total);
}

void ab_report_time(FILE *stream, const struct ab_result *result)
{
    struct part waits[LIST_LENGTH], links[LIST_LENGTH];
    const int wait_count = list_of(waits, result->wait_h, AB_CAUSE_COUNT, cause_name);
    const int link_count = list_of(links, result->chain_h, AB_LINK_COUNT, ab_link_name);
    const int left = link_count > 0 ? PART_WIDTH + LINK_WIDTH + GAP : 0;
    if (wait_count + link_count == 0) {
        return;
    }
    (void)fputc('\n', stream);
    if (link_count > 0) {
        char title[64] = "Why not sooner: behind the last delivery";
        if (result->closed < result->replications) {
            (void)snprintf(title, sizeof title, "Why not sooner, in the %d that closed",
                           result->closed);
        }
        (void)fprintf(stream, "%-*s", wait_count > 0 ? left : 0, title);
    }
    const char *waited = result->scenario->withdrawal.order.kind == AB_WHEN_UNSET
                             ? "What all flights and loads waited for"
                             : "What all waited for, in and home again";
    (void)fprintf(stream, "%s\n", wait_count > 0 ? waited : "");
    for (int i = 0; i < wait_count || i < link_count; i++) {
        if (i < link_count) {
            print_part(stream, &links[i], LINK_WIDTH, result->closure_h);
        }
        if (i < wait_count) {
            (void)fprintf(stream, "%*s", i < link_count ? GAP : left, "");
            print_part(stream, &waits[i], AB_CAUSE_WORDS_WIDTH, result->waited_h);
        }
        (void)fputc('\n', stream);
    }
}
