/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_inquiry.c - a table of runs that grows as it is asked: what it answers, and its journal. */
#include "insight/inquiry.h"

#include "base/file.h"
#include "base/memory.h"
#include "study/journal_line.h"
#include "support/kept.h"
#include "support/scenario_files.h"
#include "support/suite.h"

#include <math.h>
#include <string.h>

enum { TESTS = 18, REPLICATIONS = 8 };

#define LUCK                                                                                       \
    "[contingent.rifles]\nassembly = exponential(4 h)\npeople = 900\n"                             \
    "[airfield.almaty]\nworking_mog = 1\n"

static const char *const column[] = {"closure_h", "milestone.first", "closed"};
static struct ab_document *document;
static struct ab_inquiry_options options;
static atomic_bool stop_now;

static void setup(void)
{
    enter_folder();
    write_text("luck.ini", "[scenario]\nbase = good.ini\n" LUCK);
    ck_assert_int_eq(ab_document_load(&document, NULL, "luck.ini", NULL, 0, &errors), AB_OK);
    options = (struct ab_inquiry_options){.command = "test",
                                          .document = document,
                                          .column = column,
                                          .columns = 2,
                                          .seed = 4,
                                          .threads = 2};
    stop_now = false;
}

static void teardown(void)
{
    ab_document_destroy(document);
    document = NULL;
    leave_folder();
}

static const struct ab_override more = {.key = "airfield.almaty.working_mog", .value = "2"},
                                other = {.key = "fleet.north.number", .value = "5"};

/* Asks for three points in two goes; returns how that ended. */
static enum ab_status ask(struct ab_inquiry *inquiry, int points[3])
{
    const struct ab_override both[] = {more, other};
    ck_assert_int_eq(ab_inquiry_point(inquiry, NULL, 0, &points[0], &errors), AB_OK);
    ck_assert_int_eq(ab_inquiry_point(inquiry, &more, 1, &points[1], &errors), AB_OK);
    enum ab_status status = ab_inquiry_make(inquiry, points, 2, 1, REPLICATIONS / 2, &errors);
    if (status == AB_OK) {
        ck_assert_int_eq(ab_inquiry_point(inquiry, both, 2, &points[2], &errors), AB_OK);
        status = ab_inquiry_make(inquiry, points, 3, 1, REPLICATIONS, &errors);
    }
    return status;
}

static enum ab_status ask_into(const char *output, bool resume)
{
    struct ab_inquiry *inquiry;
    int points[3];
    options.output = output;
    options.resume = resume;
    enum ab_status status = ab_inquiry_open(&inquiry, &options, &errors);
    if (status != AB_OK) {
        return status;
    }
    status = ask(inquiry, points);
    if (status == AB_OK) {
        status = ab_inquiry_finish(inquiry, &errors);
    }
    ab_inquiry_close(inquiry);
    return status;
}

static size_t read_all(const char *folder, char **content)
{
    char path[200];
    size_t size;
    (void)snprintf(path, sizeof path, "%s/inquiry.journal", folder);
    ck_assert_int_eq(ab_file_read(path, 1 << 24, content, &size, &errors), AB_OK);
    return size;
}

static void assert_same(const char *a, const char *b)
{
    char *left, *right;
    const size_t size = read_all(a, &left), other_size = read_all(b, &right);
    ck_assert_uint_eq(size, other_size);
    ck_assert_mem_eq(left, right, size);
    ab_memory_give(left);
    ab_memory_give(right);
}

START_TEST(a_cell_has_what_a_run_of_its_scenario_has)
{
    struct ab_inquiry *inquiry;
    int points[3];
    ck_assert_int_eq(ab_inquiry_open(&inquiry, &options, &errors), AB_OK);
    ck_assert_int_eq(ask(inquiry, points), AB_OK);
    static const char *const set[] = {"airfield.almaty.working_mog=2", "fleet.north.number=5"};
    for (int i = 0; i < 3; i++) {
        struct ab_scenario *scenario = load_good("luck.ini", set, i);
        struct ab_run *run = ab_run_create(scenario);
        double *measure = ab_memory_take((size_t)ab_measure_count(scenario), sizeof(double));
        for (int k = 1; k <= REPLICATIONS; k++) {
            const struct ab_run_options how = {.seed = 4, .replication = (uint32_t)k};
            struct ab_run_outcome outcome;
            double milestone;
            ck_assert(ab_run_replicate(run, &how, &outcome));
            ab_run_measures(run, measure);
            ab_run_milestones(run, &milestone);
            ck_assert_double_eq(ab_inquiry_value(inquiry, points[i], k, 0),
                                measure[ab_measure_find(scenario, "closure_h")]);
            ck_assert_double_eq(ab_inquiry_value(inquiry, points[i], k, 1), milestone);
            ck_assert_uint_eq(ab_inquiry_hash(inquiry, points[i], k), outcome.hash);
            ck_assert_ptr_null(ab_inquiry_reason(inquiry, points[i], k));
        }
        ab_memory_give(measure);
        ab_run_destroy(run);
        ab_scenario_destroy(scenario);
    }
    ck_assert_int_eq(ab_inquiry_runs(inquiry), 3 * REPLICATIONS);
    ck_assert(isnan(ab_inquiry_value(inquiry, points[0], REPLICATIONS + 1, 0)));
    ck_assert_uint_eq(ab_inquiry_hash(inquiry, points[0], REPLICATIONS + 1), 0);
    ab_inquiry_close(inquiry);
}
END_TEST

START_TEST(how_soon_it_could_be_in_is_known_where_it_is_a_column)
{
    static const char *const bound[] = {"bound_h"};
    struct ab_inquiry *inquiry;
    int point;
    options.column = bound;
    options.columns = 1;
    ck_assert_int_eq(ab_inquiry_open(&inquiry, &options, &errors), AB_OK);
    ck_assert_int_eq(ab_inquiry_point(inquiry, NULL, 0, &point, &errors), AB_OK);
    ck_assert_int_eq(ab_inquiry_make(inquiry, &point, 1, 1, 2, &errors), AB_OK);
    ck_assert_double_gt(ab_inquiry_value(inquiry, point, 1, 0), 0);
    ck_assert(isfinite(ab_inquiry_value(inquiry, point, 2, 0)));
    ab_inquiry_close(inquiry);
}
END_TEST

START_TEST(what_is_there_is_not_made_again)
{
    struct ab_inquiry *inquiry;
    int points[3], again;
    ck_assert_int_eq(ab_inquiry_open(&inquiry, &options, &errors), AB_OK);
    ck_assert_int_eq(ask(inquiry, points), AB_OK);
    ck_assert_int_eq(ab_inquiry_point(inquiry, &more, 1, &again, &errors), AB_OK);
    ck_assert_int_eq(again, points[1]);
    stop_now = true; /* whatever is to be made would end at once */
    ab_inquiry_close(inquiry);
    options.interrupted = &stop_now;
    stop_now = false;
    ck_assert_int_eq(ab_inquiry_open(&inquiry, &options, &errors), AB_OK);
    ck_assert_int_eq(ask(inquiry, points), AB_OK);
    stop_now = true;
    ck_assert_int_eq(ask(inquiry, points), AB_OK);
    const struct ab_cell beyond = {points[0], REPLICATIONS + 1};
    ck_assert_int_eq(ab_inquiry_make_cells(inquiry, &beyond, 1, &errors), AB_INTERRUPTED);
    ab_inquiry_close(inquiry);
}
END_TEST

START_TEST(any_cells_can_be_asked_for)
{
    struct ab_inquiry *inquiry;
    int point[2];
    const struct ab_cell cell[] = {{0, 100000}, {0, 3}, {0, 3}, {1, 7}};
    ck_assert_int_eq(ab_inquiry_open(&inquiry, &options, &errors), AB_OK);
    ck_assert_int_eq(ab_inquiry_point(inquiry, NULL, 0, &point[0], &errors), AB_OK);
    ck_assert_int_eq(ab_inquiry_point(inquiry, &more, 1, &point[1], &errors), AB_OK);
    ck_assert_int_eq(ab_inquiry_make_cells(inquiry, cell, 4, &errors), AB_OK);
    ck_assert_int_eq(ab_inquiry_runs(inquiry), 3);
    ck_assert(!isnan(ab_inquiry_value(inquiry, 0, 100000, 0)));
    ck_assert(!isnan(ab_inquiry_value(inquiry, 1, 7, 0)));
    ck_assert(isnan(ab_inquiry_value(inquiry, 1, 3, 0)));
    ab_inquiry_close(inquiry);
}
END_TEST

START_TEST(the_journal_is_the_same_on_any_number_of_threads)
{
    options.threads = 1;
    ck_assert_int_eq(ask_into("one", false), AB_OK);
    for (options.threads = 2; options.threads <= 5; options.threads++) {
        char folder[20];
        (void)snprintf(folder, sizeof folder, "t%d", options.threads);
        ck_assert_int_eq(ask_into(folder, false), AB_OK);
        assert_same("one", folder);
    }
    ck_assert_int_eq(ask_into("one", true), AB_OK); /* finished: as it was */
    assert_same("one", "t2");
}
END_TEST

START_TEST(a_journal_that_was_cut_anywhere_is_gone_on_with)
{
    char *whole;
    ck_assert_int_eq(ask_into("whole", false), AB_OK);
    const size_t size = read_all("whole", &whole);
    ck_assert_int_eq(ask_into("part", false), AB_OK);
    for (size_t kept = 0; kept < size; kept += 1 + size / 60) {
        struct ab_writer *writer = ab_writer_open("part/inquiry.journal", &errors);
        ab_writer_put(writer, whole, kept);
        ck_assert_int_eq(ab_writer_commit(writer, &errors), AB_OK);
        ck_assert_int_eq(ask_into("part", true), AB_OK);
        assert_same("whole", "part");
    }
    ab_memory_give(whole);
}
END_TEST

/* Asks to stop after a few calls. */
static void stop_soon(void *owner, int done, int total)
{
    (void)total;
    if (done >= *(const int *)owner) {
        stop_now = true;
    }
}

START_TEST(who_is_interrupted_asks_again)
{
    ck_assert_int_eq(ask_into("whole", false), AB_OK);
    int after = 1, times = 0;
    options.interrupted = &stop_now;
    options.progress = stop_soon;
    options.progress_owner = &after;
    enum ab_status status = ask_into("parts", false);
    for (; status == AB_INTERRUPTED; times++, after += 2) {
        ck_assert_int_lt(times, 30 * REPLICATIONS);
        stop_now = false;
        status = ask_into("parts", true);
    }
    ck_assert_int_eq(status, AB_OK);
    ck_assert_int_gt(times, 0);
    assert_same("whole", "parts");
}
END_TEST

START_TEST(what_was_not_asked_for_again_is_dropped)
{
    struct ab_inquiry *inquiry;
    int point;
    ck_assert_int_eq(ask_into("whole", false), AB_OK);
    options.output = "other";
    options.resume = false;
    ck_assert_int_eq(ab_inquiry_open(&inquiry, &options, &errors), AB_OK);
    ck_assert_int_eq(ab_inquiry_point(inquiry, &other, 1, &point, &errors), AB_OK);
    ck_assert_int_eq(ab_inquiry_make(inquiry, &point, 1, 2, 3, &errors), AB_OK);
    ck_assert_int_eq(ab_inquiry_there(inquiry), 2);
    ab_inquiry_close(inquiry);
    ck_assert_int_eq(ask_into("other", true), AB_OK);
    assert_same("whole", "other");
}
END_TEST

START_TEST(a_journal_of_something_else_is_refused)
{
    ck_assert_int_eq(ask_into("place", false), AB_OK);
    ck_assert_int_eq(ask_into("place", false), AB_BAD_SCENARIO);
    options.seed = 5;
    ck_assert_int_eq(ask_into("place", true), AB_BAD_SCENARIO);
    options.seed = 4;
    options.columns = 3;
    ck_assert_int_eq(ask_into("place", true), AB_BAD_SCENARIO);
    options.columns = 2;
    options.command = "another";
    ck_assert_int_eq(ask_into("place", true), AB_BAD_SCENARIO);
    char *text = printed_faults();
    ck_assert_ptr_nonnull(strstr(text, "another seed"));
    ck_assert_ptr_nonnull(strstr(text, "another measure"));
    ck_assert_ptr_nonnull(strstr(text, "another command"));
    free(text);
}
END_TEST

/* Writes a journal in which a byte was changed. */
static void damage(char *whole, size_t size, size_t at)
{
    struct ab_writer *writer = ab_writer_open("place/inquiry.journal", &errors);
    whole[at] ^= 1;
    ab_writer_put(writer, whole, size);
    whole[at] ^= 1;
    ck_assert_int_eq(ab_writer_commit(writer, &errors), AB_OK);
}

START_TEST(what_stands_from_a_damaged_line_on_is_made_again)
{
    char *whole;
    const char *path;
    struct ab_inquiry *inquiry;
    ck_assert_int_eq(ask_into("whole", false), AB_OK);
    ck_assert_int_eq(ask_into("place", false), AB_OK);
    const size_t size = read_all("place", &whole);
    const size_t first = strcspn(whole, "\n") + 1;
    for (size_t at = first; at + 1 < size; at += 1 + size / 40) {
        damage(whole, size, at);
        ck_assert_int_eq(ask_into("place", true), AB_OK);
        assert_same("whole", "place");
    }
    const char kept = whole[first + 9]; /* or with a byte in it that ends no line */
    whole[first + 9] = 1;
    damage(whole, size, first + 9);
    whole[first + 9] = kept;
    ck_assert_int_eq(ask_into("place", true), AB_OK);
    assert_same("whole", "place");
    damage(whole, size, first);
    options.output = "place";
    options.resume = true;
    ck_assert_int_eq(ab_inquiry_open(&inquiry, &options, &errors), AB_OK);
    ck_assert_int_eq(ab_inquiry_damaged_line(inquiry, &path), 2);
    ck_assert_str_eq(path, "place/inquiry.journal");
    ab_inquiry_close(inquiry);
    damage(whole, size, 3);
    ck_assert_int_eq(ask_into("place", true), AB_IO_ERROR);
    ab_memory_give(whole);
}
END_TEST

START_TEST(a_run_of_another_point_of_this_number_is_damaged)
{
    char *whole, *others;
    struct ab_inquiry *inquiry;
    int point;
    ck_assert_int_eq(ask_into("place", false), AB_OK);
    const size_t size = read_all("place", &whole);
    options.output = "other";
    options.resume = false;
    ck_assert_int_eq(ab_inquiry_open(&inquiry, &options, &errors), AB_OK);
    ck_assert_int_eq(ab_inquiry_point(inquiry, &other, 1, &point, &errors), AB_OK);
    ck_assert_int_eq(
        ab_inquiry_make(inquiry, &point, 1, REPLICATIONS + 1, REPLICATIONS + 1, &errors), AB_OK);
    ab_inquiry_close(inquiry);
    (void)read_all("other", &others);
    /* Point 0 is another one there. */
    const char *run = strstr(others, "\nr 0 ");
    ck_assert_ptr_nonnull(run);
    struct ab_writer *writer = ab_writer_open("place/inquiry.journal", &errors);
    ab_writer_put(writer, whole, size);
    ab_writer_printf(writer, "%.*s\n%s", (int)strcspn(run + 1, "\n"), run + 1, others);
    ck_assert_int_eq(ab_writer_commit(writer, &errors), AB_OK);
    options.output = "place";
    options.resume = true;
    const char *path;
    ck_assert_int_eq(ab_inquiry_open(&inquiry, &options, &errors), AB_OK);
    int lines = 0;
    for (size_t i = 0; i < size; i++) {
        lines += whole[i] == '\n';
    }
    ck_assert_int_eq(ab_inquiry_damaged_line(inquiry, &path), lines + 1);
    ab_inquiry_close(inquiry);
    ab_memory_give(others);
    ab_memory_give(whole);
}
END_TEST

/* ---- lines with a right checksum ---- */

/* What a journal's lines are sealed with, from its first line; *point: those of the runs of a point
 * without statements. */
static uint64_t key_of(const char *head, uint64_t *point)
{
    char text[1000], *room = text;
    const char *cursor = strchr(strchr(head, ' ') + 1, ' '); /* behind "airbridge-inquiry 2" */
    uint64_t key = AB_FOLD_START;
    while (strncmp(cursor, " *", 2) != 0) {
        char *start = room;
        ck_assert(ab_journal_take_text(&cursor, &room));
        key = ab_fold_text(key, start);
    }
    *point = key ^ ab_fold_spread(AB_FOLD_START);
    return key;
}

/* Writes a journal of the first lines of another one, and a sealed line. */
static void write_sealed(const char *whole, int lines, uint64_t key, const char *line)
{
    size_t kept = 0;
    for (int i = 0; i < lines; i++) {
        kept += strcspn(whole + kept, "\n") + 1;
    }
    struct ab_writer *writer = ab_writer_open("place/inquiry.journal", &errors);
    ab_writer_put(writer, whole, kept);
    ab_writer_printf(writer, "%s *%08x\n", line,
                     (unsigned)ab_journal_checksum(key, line, strlen(line)));
    ck_assert_int_eq(ab_writer_commit(writer, &errors), AB_OK);
}

/* On which line the journal that is there is damaged; 0: nowhere. */
static int damaged_line(void)
{
    struct ab_inquiry *inquiry;
    const char *path;
    options.output = "place";
    options.resume = true;
    ck_assert_int_eq(ab_inquiry_open(&inquiry, &options, &errors), AB_OK);
    const int line = ab_inquiry_damaged_line(inquiry, &path);
    ab_inquiry_close(inquiry);
    return line;
}

/* Lines behind the head and `p 0`; %s stands for the rest of the run that is there. */
static const struct sealed {
    const char *line;
    bool of_point; /* sealed as a run of point 0 */
} sealed[] = {
    {"", false},
    {"x 1", false},
    {"p", false},
    {"p 0", false}, /* it is there */
    {"p 2", false}, /* the next is 1 */
    {"p one", false},
    {"p 1 fleet.north.number", false},
    {"p 1 fleet.north.number 5 ", false},
    {"p 1 %zz 5", false},
    {"p 1 fleet.north.number %5", false},
    {"r", false},
    {"r 1 1%s", false}, /* of no point */
    {"r 99999999999999999999 1%s", false},
    {"r 0", true},
    {"r 0 0%s", true},
    {"r 0 2147483648%s", true},
    {"r 0 2", true},
    {"r 0 2 many", true},
    {"r 0 2 1 0123456789abcdeX 1 2", true},
    {"r 0 2 1 0123456789abcdef", true},
    {"r 0 2 1 0123456789abcdef 1", true},
    {"r 0 2 1 0123456789abcdef 1 y", true},
    {"r 0 2 1 0123456789abcdef 1 x12", true},
    {"r 0 2 1 0123456789abcdef 1 2 - - - 3", true},
    {"r 0 2 1 0123456789abcdef 1 2 > - -", true}, /* at no time */
    {"r 0 2 1 0123456789abcdef 1 2 - xfff0000000000000 -", true},
    {"r 0 2 1 0123456789abcdef 1 2 - - x43e0000000000000", true},
    {"r 0 2 1 0123456789abcdef - - - - - !", true},
    {"r 0 2 1 0123456789abcdef - - - - - ! %2", true},
    {"r 0 2 1 0123456789abcdef - - - - - ! why not", true},
    {"r 0 1%s", true}, /* it is there */
};
enum { SEALED = (int)(sizeof sealed / sizeof sealed[0]) };

START_TEST(a_line_that_is_sealed_and_says_what_cannot_be_is_damaged)
{
    char *whole, line[500];
    uint64_t of_point;
    ck_assert_int_eq(ask_into("whole", false), AB_OK);
    ck_assert_int_eq(ask_into("place", false), AB_OK);
    (void)read_all("whole", &whole);
    const uint64_t key = key_of(whole, &of_point);
    const char *run = strstr(whole, "\nr 0 1 ") + 1;
    const char *rest = run + strlen("r 0 1"), *end = strstr(rest, " *");
    const bool twice = strncmp(sealed[_i].line, "r 0 1", 5) == 0;
    const char *mark = strstr(sealed[_i].line, "%s");
    const int before = mark != NULL ? (int)(mark - sealed[_i].line) : 500;
    (void)snprintf(line, sizeof line, "%.*s%.*s", before, sealed[_i].line,
                   mark != NULL ? (int)(end - rest) : 0, rest);
    int lines = 0; /* before that */
    for (const char *p = whole; p < run; p++) {
        lines += *p == '\n';
    }
    lines += twice;
    write_sealed(whole, lines, sealed[_i].of_point ? of_point : key, line);
    ck_assert_int_eq(damaged_line(), lines + 1);
    ck_assert_int_eq(ask_into("place", true), AB_OK);
    assert_same("whole", "place");
    ab_memory_give(whole);
}
END_TEST

START_TEST(a_run_that_failed_is_kept_with_its_reason)
{
    char *whole;
    uint64_t of_point;
    struct ab_inquiry *inquiry;
    int point;
    ck_assert_int_eq(ask_into("place", false), AB_OK);
    (void)read_all("place", &whole);
    (void)key_of(whole, &of_point);
    write_sealed(whole, 2, of_point, "r 0 1 77 0123456789abcdef - > - - - ! too%20many");
    ck_assert_int_eq(damaged_line(), 0);
    ck_assert_int_eq(ab_inquiry_open(&inquiry, &options, &errors), AB_OK);
    ck_assert_int_eq(ab_inquiry_failed(inquiry), 0); /* nobody asked for it yet */
    ck_assert_int_eq(ab_inquiry_point(inquiry, NULL, 0, &point, &errors), AB_OK);
    ck_assert_int_eq(ab_inquiry_make(inquiry, &point, 1, 1, 1, &errors), AB_OK);
    ck_assert_int_eq(ab_inquiry_failed(inquiry), 1);
    ck_assert_str_eq(ab_inquiry_reason(inquiry, point, 1), "too many");
    ck_assert_uint_eq(ab_inquiry_hash(inquiry, point, 1), UINT64_C(0x0123456789abcdef));
    ck_assert(isnan(ab_inquiry_value(inquiry, point, 1, 0)));
    ck_assert(ab_is_beyond(ab_inquiry_value(inquiry, point, 1, 1)));
    ab_inquiry_close(inquiry);
    ab_memory_give(whole);
}
END_TEST

static void assert_unknown(const struct ab_inquiry *inquiry, int point, int replication)
{
    const struct ab_followed followed = ab_inquiry_followed(inquiry, point, replication);
    ck_assert(isnan(ab_inquiry_value(inquiry, point, replication, 0)));
    ck_assert_uint_eq(ab_inquiry_hash(inquiry, point, replication), 0);
    ck_assert_ptr_null(ab_inquiry_reason(inquiry, point, replication));
    ck_assert_int_eq(followed.request, AB_TIME_NEVER);
    ck_assert_int_eq(followed.horizon, ab_inquiry_scenario(inquiry)->general.horizon);
}

START_TEST(of_what_was_not_made_nothing_is_known)
{
    struct ab_inquiry *inquiry;
    int point, after = 1, made = 0;
    options.interrupted = &stop_now;
    options.progress = stop_soon;
    options.progress_owner = &after;
    options.threads = 1;
    ck_assert_int_eq(ab_inquiry_open(&inquiry, &options, &errors), AB_OK);
    ck_assert_int_eq(ab_inquiry_point(inquiry, NULL, 0, &point, &errors), AB_OK);
    assert_unknown(inquiry, point, 1);
    ck_assert_int_eq(ab_inquiry_make(inquiry, &point, 1, 1, 500, &errors), AB_INTERRUPTED);
    for (int i = 1; i <= 500; i++) {
        if (ab_inquiry_hash(inquiry, point, i) != 0) {
            made++;
        } else {
            assert_unknown(inquiry, point, i);
        }
    }
    ck_assert(made > 0 && made < 500);
    ck_assert_int_eq(ab_inquiry_there(inquiry), made);
    assert_unknown(inquiry, point, 501);
    ab_inquiry_close(inquiry);
}
END_TEST

START_TEST(a_point_that_has_no_such_thing_has_no_value)
{
    static const char *const of_one[] = {"closure_h", "closure_h.rifles"};
    const struct ab_override gone = {.key = "contingent.rifles.active", .value = "no"};
    struct ab_inquiry *inquiry;
    int points[2];
    options.column = of_one;
    write_text("luck.ini", "[scenario]\nbase = good.ini\n[contingent.lancers]\napoe = chkalovsky\n"
                           "apod = almaty\npeople = 50\n");
    ab_document_destroy(document);
    ck_assert_int_eq(ab_document_load(&document, NULL, "luck.ini", NULL, 0, &errors), AB_OK);
    options.document = document;
    ck_assert_int_eq(ab_inquiry_open(&inquiry, &options, &errors), AB_OK);
    ck_assert_int_eq(ab_inquiry_point(inquiry, NULL, 0, &points[0], &errors), AB_OK);
    ck_assert_int_eq(ab_inquiry_point(inquiry, &gone, 1, &points[1], &errors), AB_OK);
    ck_assert_int_eq(ab_inquiry_make(inquiry, points, 2, 1, 1, &errors), AB_OK);
    ck_assert(isfinite(ab_inquiry_value(inquiry, points[0], 1, 1)));
    ck_assert(isfinite(ab_inquiry_value(inquiry, points[1], 1, 0)));
    ck_assert(isnan(ab_inquiry_value(inquiry, points[1], 1, 1)));
    ab_inquiry_close(inquiry);
}
END_TEST

START_TEST(a_journal_of_another_kind_of_program_is_refused)
{
    char *whole;
    ck_assert_int_eq(ask_into("place", false), AB_OK);
    (void)read_all("place", &whole);
    write_sealed(whole, 0, 0, "airbridge-inquiry 1 of years ago");
    ck_assert_int_eq(ask_into("place", true), AB_BAD_SCENARIO);
    ck_assert_str_eq(errors.error[0].text,
                     "this is no journal of an inquiry that this program can go on with");
    ab_memory_give(whole);
}
END_TEST

START_TEST(an_unknown_column_is_refused)
{
    static const char *const wrong[] = {"milestone.second", "closure"};
    struct ab_inquiry *inquiry;
    options.columns = 1;
    for (int i = 0; i < 2; i++) {
        options.column = &wrong[i];
        ck_assert_int_eq(ab_inquiry_open(&inquiry, &options, &errors), AB_BAD_SCENARIO);
        ck_assert_ptr_null(inquiry);
    }
}
END_TEST

START_TEST(runs_of_a_point_that_is_not_good_fail)
{
    const struct ab_override bad = {.key = "fleet.north.number", .value = "many"};
    struct ab_inquiry *inquiry;
    int point;
    ck_assert_int_eq(ab_inquiry_open(&inquiry, &options, &errors), AB_OK);
    ck_assert_int_eq(ab_inquiry_point(inquiry, &bad, 1, &point, &errors), AB_OK);
    ck_assert_int_eq(ab_inquiry_make(inquiry, &point, 1, 1, 2, &errors), AB_OK);
    ck_assert_ptr_nonnull(ab_inquiry_reason(inquiry, point, 2));
    ck_assert(isnan(ab_inquiry_value(inquiry, point, 1, 0)));
    const char *reason = ab_inquiry_reason(inquiry, point, 1);
    ck_assert_ptr_nonnull(reason);
    ck_assert_ptr_nonnull(strstr(reason, "[fleet.north] number"));
    ab_inquiry_close(inquiry);
}
END_TEST

START_TEST(any_allocation_may_fail)
{
    ck_assert_int_eq(ask_into("whole", false), AB_OK);
    enum ab_status status = AB_IO_ERROR;
    int failed = 0;
    for (uint64_t n = 1; status == AB_IO_ERROR; n += 1 + n / 16, failed++) {
        struct ab_inquiry *inquiry;
        int points[3];
        ab_errors_clear(&errors);
        options.output = "place";
        options.resume = failed > 0;
        ab_memory_fail_at(n, _i == 1);
        status = ab_inquiry_open(&inquiry, &options, &errors);
        status = status == AB_OK ? ab_inquiry_point(inquiry, NULL, 0, &points[0], &errors) : status;
        status =
            status == AB_OK ? ab_inquiry_point(inquiry, &more, 1, &points[1], &errors) : status;
        status = status == AB_OK ? ab_inquiry_make(inquiry, points, 2, 1, 3, &errors) : status;
        status = status == AB_OK ? ab_inquiry_finish(inquiry, &errors) : status;
        ab_memory_fail_after(0);
        ck_assert(status == AB_OK || (status == AB_IO_ERROR && errors.count > 0));
        ab_inquiry_close(inquiry);
    }
    ck_assert_int_eq(status, AB_OK);
    ck_assert_int_gt(failed, 20);
    ck_assert_int_eq(ask_into("place", true), AB_OK);
    assert_same("whole", "place");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("inquiry");
    TCase *tests = tcase_create("inquiry");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, a_cell_has_what_a_run_of_its_scenario_has);
    tcase_add_test(tests, how_soon_it_could_be_in_is_known_where_it_is_a_column);
    tcase_add_test(tests, what_is_there_is_not_made_again);
    tcase_add_test(tests, any_cells_can_be_asked_for);
    tcase_add_test(tests, the_journal_is_the_same_on_any_number_of_threads);
    tcase_add_test(tests, a_journal_that_was_cut_anywhere_is_gone_on_with);
    tcase_add_test(tests, who_is_interrupted_asks_again);
    tcase_add_test(tests, what_was_not_asked_for_again_is_dropped);
    tcase_add_test(tests, a_journal_of_something_else_is_refused);
    tcase_add_test(tests, what_stands_from_a_damaged_line_on_is_made_again);
    tcase_add_test(tests, a_run_of_another_point_of_this_number_is_damaged);
    tcase_add_loop_test(tests, a_line_that_is_sealed_and_says_what_cannot_be_is_damaged, 0, SEALED);
    tcase_add_test(tests, a_run_that_failed_is_kept_with_its_reason);
    tcase_add_test(tests, of_what_was_not_made_nothing_is_known);
    tcase_add_test(tests, a_point_that_has_no_such_thing_has_no_value);
    tcase_add_test(tests, a_journal_of_another_kind_of_program_is_refused);
    tcase_add_test(tests, an_unknown_column_is_refused);
    tcase_add_test(tests, runs_of_a_point_that_is_not_good_fail);
    tcase_add_loop_test(tests, any_allocation_may_fail, 0, 2);
    suite_add_tcase(suite, tests);
    return suite_run(suite, TESTS + SEALED + 1);
}
