/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* list.c - `airbridge list`: the runs that a sweep would make. */
#include "cli/design.h"
#include "cli/simulate.h"

#include "base/visible.h"
#include "output/result_json.h"

#include <inttypes.h>
#include <string.h>
#include <unistd.h>

/* A cell of CSV behind a comma. */
static void print_cell(const char *text)
{
    if (text[strcspn(text, ",\"\r\n")] == '\0') {
        (void)putchar(',');
        ab_visible_print(stdout, text);
        return;
    }
    (void)fputs(",\"", stdout);
    for (size_t part; *text != '\0'; text += part) {
        part = *text == '"' ? 1 : strcspn(text, "\"");
        ab_visible_print_part(stdout, text, part);
        (void)fputs(*text == '"' ? "\"" : "", stdout);
    }
    (void)putchar('"');
}

/* The replications of the point that holds a run, as far as they are before `last`. */
struct share {
    int64_t point, from, to;
    int64_t next; /* run */
};

static struct share share_at(const struct ab_cli_design *sweep, int64_t run, int64_t last)
{
    const int64_t replications = sweep->request.replications, point = run / replications;
    const int64_t end = (point + 1) * replications < last ? (point + 1) * replications : last;
    return (struct share){point, run % replications + 1, (end - 1) % replications + 1, end};
}

static void print_row(const struct ab_cli_design *sweep, const struct share *share)
{
    (void)printf("%" PRId64 ",%" PRId64, share->point + 1, share->from);
    if (share->to > share->from) {
        (void)printf("-%" PRId64, share->to);
    }
    for (int i = 0; i < ab_design_keys(sweep->design); i++) {
        char text[AB_AXIS_TEXT_SIZE];
        print_cell(ab_design_value(sweep->design, share->point, i, text));
    }
    (void)putchar('\n');
}

static void print_header(const struct ab_cli_design *sweep)
{
    (void)fputs("point,replications", stdout);
    for (int i = 0; i < ab_design_keys(sweep->design); i++) {
        print_cell(ab_design_key(sweep->design, i));
    }
    (void)putchar('\n');
}

/* The same for people, as lines that fit. */
static void tell_point(const struct ab_cli_design *sweep, const struct share *share)
{
    struct ab_sheet sheet = ab_cli_sheet();
    sheet.hang = 4;
    ab_sheet_say(&sheet, "point %" PRId64 ", replication%s %" PRId64, share->point + 1,
                 share->to > share->from ? "s" : "", share->from);
    if (share->to > share->from) {
        ab_sheet_say(&sheet, "-%" PRId64, share->to);
    }
    for (int i = 0; i < ab_design_keys(sweep->design); i++) {
        char text[AB_AXIS_TEXT_SIZE];
        ab_sheet_put(&sheet, i == 0 ? ": " : "; ");
        ab_sheet_put(&sheet, ab_design_key(sweep->design, i));
        ab_sheet_put(&sheet, "=");
        ab_sheet_put(&sheet, ab_design_value(sweep->design, share->point, i, text));
    }
    ab_sheet_end(&sheet);
}

/* On a terminal for people, else as CSV. */
static void print_runs(const struct ab_cli_design *sweep, const struct ab_journal_head *head)
{
    const bool is_seen = isatty(STDOUT_FILENO) == 1;
    if (!is_seen) {
        print_header(sweep);
    }
    for (int64_t run = head->first; run < head->last && !ferror(stdout);) {
        const struct share share = share_at(sweep, run, head->last);
        if (is_seen) {
            tell_point(sweep, &share);
        } else {
            print_row(sweep, &share);
        }
        run = share.next;
    }
}

/* The same as one JSON object. */
static void print_json(const struct ab_cli_design *sweep, const struct ab_journal_head *head)
{
    struct ab_json json;
    ab_json_begin_result(&json, stdout, "list", head->name);
    ab_json_hash(&json, "scenario_hash", head->scenario);
    ab_json_hash(&json, "design_hash", head->design);
    ab_json_integer(&json, "seed", (int64_t)head->seed);
    ab_json_integer(&json, "points", head->points);
    ab_json_integer(&json, "replications", head->replications - head->before);
    ab_json_integer(&json, "runs", head->last - head->first);
    ab_json_begin_array(&json, "list");
    for (int64_t run = head->first; run < head->last && !ferror(stdout);) {
        const struct share share = share_at(sweep, run, head->last);
        ab_json_begin_line(&json);
        ab_json_integer(&json, "point", share.point + 1);
        ab_json_integer(&json, "first", share.from);
        ab_json_integer(&json, "last", share.to);
        for (int i = 0; i < ab_design_keys(sweep->design); i++) {
            char text[AB_AXIS_TEXT_SIZE];
            ab_json_text(&json, ab_design_key(sweep->design, i),
                         ab_design_value(sweep->design, share.point, i, text));
        }
        ab_json_end(&json);
        run = share.next;
    }
    ab_json_end(&json);
    ab_json_end(&json);
}

static const char *plural(int64_t number)
{
    return number == 1 ? "" : "s";
}

static void tell_size(const struct ab_cli_design *sweep, int64_t runs)
{
    const int64_t points = ab_design_points(sweep->design);
    const int64_t replications = sweep->request.replications;
    (void)fprintf(stderr, "%" PRId64 " point%s x %" PRId64 " replication%s = %" PRId64 " run%s\n",
                  points, plural(points), replications, plural(replications), runs, plural(runs));
}

enum ab_status ab_cli_list_runs(const struct ab_cli_arguments *arguments, struct ab_errors *errors)
{
    struct ab_cli_design sweep;
    struct ab_experiment experiment = {0};
    enum ab_status status = ab_cli_design_take(&sweep, arguments, errors);
    if (status == AB_OK) { /* what a sweep would refuse is not listed either */
        status = ab_experiment_prepare(&experiment, &sweep.request, errors);
    }
    struct ab_cli_place place = {0};
    if (status == AB_OK) {
        status = ab_cli_place_divide(&place, arguments->shard, &experiment.head, errors);
    }
    if (status == AB_OK) {
        if (arguments->json) {
            print_json(&sweep, &experiment.head);
        } else {
            print_runs(&sweep, &experiment.head);
        }
        (void)fflush(stdout); /* in step with what goes to stderr */
        if (!arguments->quiet && !arguments->json) {
            tell_size(&sweep, place.at.runs);
        }
    }
    ab_experiment_clear(&experiment);
    ab_cli_design_clear(&sweep);
    return status;
}
