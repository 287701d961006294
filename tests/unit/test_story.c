/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_story.c - the stories of scenarios made up by chance leave out no moment, and tell none twice. */
#include "base/memory.h"
#include "insight/story.h"
#include "insight/story_answer.h"
#include "insight/story_help.h"
#include "output/output.h"
#include "support/own_folder.h"
#include "support/random_scenario.h"
#include "support/suite.h"

#include <math.h>
#include <sqlite3.h>

enum { TESTS = 1, STORIES = 200 };

/* Writes the tables of a traced replication; false when the scenario is refused. */
static bool make_result(uint64_t seed)
{
    struct ab_scenario *scenario = NULL;
    struct ab_result *result = NULL;
    struct ab_output *output = NULL;
    FILE *stream = fopen("plan.ini", "w");
    ck_assert_ptr_nonnull(stream);
    random_scenario_write(stream, seed);
    ck_assert_int_eq(fclose(stream), 0);
    ab_errors_clear(&errors);
    if (ab_scenario_load(&scenario, "plan.ini", NULL, 0, &errors) != AB_OK) {
        ab_errors_clear(&errors);
        return false;
    }
    const struct ab_output_options options = {.path = "out.sqlite", .force = true};
    ck_assert_int_eq(ab_output_begin(&output, scenario, &options, &errors), AB_OK);
    const struct ab_study_options study = {.replications = 1,
                                           .seed = 1,
                                           .threads = 1,
                                           .trace = 1,
                                           .sink = ab_output_put,
                                           .sink_owner = output};
    (void)ab_study_run(&result, scenario, &study, &errors); /* it may not have ended */
    ck_assert_ptr_nonnull(result);
    ab_errors_clear(&errors);
    ck_assert_int_eq(ab_output_finish(output, result, &errors), AB_OK);
    ab_result_destroy(result);
    ab_scenario_destroy(scenario);
    return true;
}

/* Pieces join, from the first to the last, and each sum is of all of them. */
static void check_pieces(const struct ab_chain_told *chain, uint64_t seed)
{
    ab_time spent = 0;
    for (int class = 0; class < AB_PIECE_CLASSES; class ++) {
        spent += chain->spent[class];
    }
    for (int i = 0; i < chain->pieces; i++) {
        const struct ab_piece *piece = &chain->piece[i];
        ck_assert_msg(piece->begin < piece->end, "scenario %d", (int)seed);
        ck_assert_msg(i == 0 || piece[-1].end == piece->begin, "scenario %d", (int)seed);
        for (int h = 0; h < piece->holders; h++) {
            const struct ab_holder_told *holder = &chain->holder[piece->first_holder + h];
            ck_assert(holder->begin >= piece->begin && holder->end <= piece->end);
            ck_assert(holder->time > 0);
            ck_assert(h == 0 || holder[-1].held != holder->held ||
                      strcmp(holder[-1].name, holder->name) != 0);
        }
    }
    if (chain->pieces > 0) {
        ck_assert_int_eq(chain->piece[chain->pieces - 1].end - chain->piece[0].begin, spent);
    }
}

/* ---- in words ---- */

static sqlite3 *judge; /* of JSON */

/* A number or text of JSON, which must be well-formed. */
static double of_json(const char *text, const char *path)
{
    sqlite3_stmt *row = NULL;
    ck_assert_int_eq(sqlite3_prepare_v2(judge, "SELECT json_extract(?1, ?2)", -1, &row, NULL),
                     SQLITE_OK);
    (void)sqlite3_bind_text(row, 1, text, -1, SQLITE_STATIC);
    (void)sqlite3_bind_text(row, 2, path, -1, SQLITE_STATIC);
    ck_assert_msg(sqlite3_step(row) == SQLITE_ROW, "%s", text);
    const double value = sqlite3_column_double(row, 0);
    ck_assert_int_eq(sqlite3_finalize(row), SQLITE_OK);
    return value;
}

/* No line is longer than the sheet unless it is a word or a command. */
static void check_sheet(const char *text, int width)
{
    const size_t size = strlen(text);
    ck_assert(size > 2 && text[size - 1] == '\n');
    ck_assert_ptr_null(strstr(text, "nan"));
    ck_assert_ptr_null(strstr(text, "-0.00"));
    for (const char *line = text, *end; (end = strchr(line, '\n')) != NULL; line = end + 1) {
        const size_t blanks = strspn(line, " ");
        const char *blank = memchr(line + blanks, ' ', (size_t)(end - line) - blanks);
        ck_assert_msg(end - line <= width || blank == NULL, "%.*s", (int)(end - line), line);
    }
}

/* Prints what is told of a load and its contingent, or of a tail, and checks both forms of it. */
static void look_at_words(const struct ab_story *story, const struct ab_chain_told *chain,
                          const char *tail, int width)
{
    char *text = NULL;
    size_t size;
    FILE *stream = open_memstream(&text, &size);
    ck_assert_ptr_nonnull(stream);
    struct ab_sheet sheet = ab_sheet_on(stream, width);
    struct ab_json_text told = {0};
    struct ab_json json;
    ab_json_init_text(&json, &told);
    ab_json_begin_object(&json, NULL);
    if (tail != NULL) {
        ab_story_print_tail(&sheet, story, chain, tail);
        ab_story_put_tail(&json, story, chain, tail);
    } else {
        const char *contingent = story->load[chain->load].contingent;
        ab_story_print_load(&sheet, story, chain);
        ab_story_print_loads(&sheet, story, contingent);
        ab_story_put_load(&json, story, chain);
        ab_story_put_loads(&json, story, contingent);
    }
    ab_json_end(&json);
    ck_assert_int_eq(fclose(stream), 0);
    check_sheet(text, width);
    ck_assert_double_eq(of_json(told.bytes, "$.pieces[#-1].end") > 0, chain->pieces > 0);
    ck_assert_ptr_nonnull(strstr(text, tail != NULL ? tail : story->load[chain->load].name));
    ab_memory_give(told.bytes);
    free(text);
}

static void look_at_loads(const struct ab_story *story, uint64_t seed)
{
    for (int i = 0; i < story->loads; i++) {
        struct ab_help help[AB_HELPS_TOLD];
        struct ab_chain_told chain;
        const ab_time off = story->load[i].at[AB_LOAD_OFFLOADED];
        ck_assert_int_eq(ab_story_follow(&chain, story, i, &errors), AB_OK);
        check_pieces(&chain, seed);
        if (off != AB_TIME_NEVER && story->load[i].flight != AB_NOBODY) { /* not in at the start */
            const struct ab_piece *piece = chain.piece;
            const ab_time begin = chain.pieces > 0 ? piece[0].begin : off;
            const ab_time end = chain.pieces > 0 ? piece[chain.pieces - 1].end : off;
            ck_assert_msg(end == off, "scenario %d, %s", (int)seed, story->load[i].name);
            ck_assert_msg(story->request == AB_TIME_NEVER || begin == story->request,
                          "scenario %d, %s", (int)seed, story->load[i].name);
        }
        const int helps = ab_story_find_help(help, story, &chain);
        for (int h = 0; h < helps; h++) {
            ck_assert(help[h].time > 0 && (h == 0 || help[h - 1].time >= help[h].time));
        }
        if (i % 7 == 0) {
            look_at_words(story, &chain, NULL, i % 2 == 0 ? AB_SHEET_USUAL : AB_SHEET_NARROWEST);
        }
        ab_chain_told_clear(&chain);
    }
}

/* What an aircraft waited for in its pieces is what its flights did, as they account for it. */
static void look_at_tails(const struct ab_story *story, uint64_t seed)
{
    for (int i = 0; i < story->flights; i++) {
        double waited[AB_STATE_COUNT] = {0}, told[AB_STATE_COUNT] = {0};
        struct ab_chain_told chain;
        if (story->flight[i].previous != AB_NOBODY) {
            continue;
        }
        ck_assert_int_eq(ab_story_follow_tail(&chain, story, story->flight[i].tail, &errors),
                         AB_OK);
        check_pieces(&chain, seed);
        look_at_words(story, &chain, story->flight[i].tail, AB_SHEET_USUAL);
        for (int f = 0; f < chain.flights; f++) {
            for (int cause = 0; cause < AB_CAUSE_COUNT; cause++) {
                waited[cause] += story->flight[chain.flight[f].flight].waited[cause];
            }
        }
        for (int p = 0; p < chain.pieces; p++) {
            told[chain.piece[p].state] += ab_time_hours(chain.piece[p].end - chain.piece[p].begin);
        }
        for (int cause = 0; cause < AB_CAUSE_COUNT; cause++) { /* the cells have four decimals */
            ck_assert_msg(fabs(waited[cause] - told[cause]) < 0.0002 * (chain.flights + 1),
                          "scenario %d, %s: %s %g, not %g", (int)seed, story->flight[i].tail,
                          ab_cause_name((enum ab_cause)cause), told[cause], waited[cause]);
        }
        ab_chain_told_clear(&chain);
    }
}

/* Pieces of a load lead from the request to its delivery, those of an aircraft through all its flights. */
START_TEST(the_pieces_of_a_story_join_without_a_gap)
{
    int told = 0;
    ck_assert_int_eq(sqlite3_open(":memory:", &judge), SQLITE_OK);
    for (uint64_t seed = 20000; told < STORIES; seed++) {
        struct ab_story story;
        if (make_result(seed)) {
            const enum ab_status status = ab_story_read(&story, "out.sqlite", &errors);
            if (status != AB_OK) {
                ab_errors_print(&errors, stderr);
            }
            ck_assert_msg(status == AB_OK, "scenario %d", (int)seed);
            look_at_loads(&story, seed);
            look_at_tails(&story, seed);
            ab_story_clear(&story);
            told++;
        }
    }
    (void)sqlite3_close(judge);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("story");
    TCase *stories = tcase_create("stories");
    tcase_add_checked_fixture(stories, own_folder_enter, own_folder_leave);
    tcase_set_timeout(stories, 300);
    tcase_add_test(stories, the_pieces_of_a_story_join_without_a_gap);
    suite_add_tcase(suite, stories);
    return suite_run(suite, TESTS);
}
