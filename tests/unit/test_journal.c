/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_journal.c - what was done of a sweep comes back exactly, or not at all. */
#include "base/file.h"
#include "base/limits.h"
#include "study/journal.h"
#include "study/journal_line.h"
#include "study/ledger.h"
#include "study/merge.h"
#include "support/scenario_files.h"
#include "support/suite.h"

#include <fcntl.h>
#include <float.h>
#include <math.h>
#include <unistd.h>

enum { TESTS = 23, MEASURES = 9, RUNS = 6 };

static const char *key[] = {"fleet.a b.number", "contingent.c.notice"};
static const char *key_unit[] = {"", "h"};
static enum ab_value_kind key_kind[] = {AB_VALUES_INTEGER, AB_VALUES_NUMBER};
static const char *measure[MEASURES] = {"m0", "m1", "m2", "m3", "m4", "m5", "m6", "m 7%", "m8"};
static const char *unit[MEASURES] = {"h", "", "t", "", "", "", "", "", "%"};
static struct ab_journal_head head;
static struct ab_journal_text text;

/* Numbers of every kind; the bits must come back. */
static double sample(int64_t run, int i)
{
    static const double special[] = {0,
                                     -0.0,
                                     1,
                                     -17,
                                     0.1,
                                     1e15,
                                     -1e300,
                                     DBL_MIN / 8,
                                     123456789012345.0,
                                     1e-5,
                                     (double)INFINITY,
                                     2.0 / 3};
    const int count = sizeof special / sizeof special[0];
    return special[(run * MEASURES + i) % count];
}

static void setup(void)
{
    enter_folder();
    head = (struct ab_journal_head){.version = "1.2",
                                    .sources = "abc-dirty",
                                    .kind = AB_PLAN_SWEEP,
                                    .scenario = 5,
                                    .design = UINT64_MAX,
                                    .seed = UINT64_MAX,
                                    .points = 3,
                                    .replications = 2,
                                    .first = 0,
                                    .last = RUNS,
                                    .keys = 2,
                                    .measures = MEASURES,
                                    .name = "a name; of 100 %\x7f",
                                    .key = key,
                                    .key_unit = key_unit,
                                    .key_kind = key_kind,
                                    .measure = measure,
                                    .unit = unit};
    head.columns = ab_journal_hash_columns(&head);
    text = (struct ab_journal_text){0};
}

static void teardown(void)
{
    ab_journal_text_clear(&text);
    leave_folder();
}

/* Puts the runs from `first` to before `last` behind what is in `text`. */
static void put_runs(int64_t first, int64_t last)
{
    for (int64_t run = first; run < last; run++) {
        double value[MEASURES];
        for (int i = 0; i < MEASURES; i++) {
            value[i] = sample(run, i);
        }
        if (run % 2 == 0 || run == head.first) {
            ab_journal_put_point(&text, run / 2, (const char *[]){"", "x,\t\"y\" %41\n"}, 2);
        }
        const struct ab_replication row = {
            .scenario = (int)(run / 2),
            .number = (int)(run % 2) + 1,
            .outcome = {.complete = run != 3,
                        .reason = run == 3 ? "no! *00000000\nat all" : NULL,
                        .events = UINT64_MAX - (uint64_t)run,
                        .hash = (uint64_t)run},
            .measure = value};
        ab_journal_put_replication(&text, &head, &row);
    }
    ck_assert(!text.failed);
}

static void make_journal(const char *name)
{
    text.used = 0;
    ab_journal_put_head(&text, &head);
    put_runs(head.first, head.last);
    write_bytes(name, text.bytes, text.used);
}

static struct ab_journal *open_journal(const char *name)
{
    struct ab_journal *journal;
    const enum ab_status status = ab_journal_open(&journal, name, &errors);
    ck_assert_int_eq(status, AB_OK);
    return journal;
}

/* Reads to the end and checks every run; returns how many there were. */
static int64_t read_runs(struct ab_journal *journal, enum ab_status *status)
{
    struct ab_journal_run row;
    int64_t run = ab_journal_next_run(journal);
    const int64_t begun = run;
    for (; ab_journal_next(journal, &row, status, &errors); run++) {
        ck_assert_int_eq(row.run, run);
        ck_assert_uint_eq(row.events, UINT64_MAX - (uint64_t)run);
        ck_assert_uint_eq(row.hash, (uint64_t)run);
        for (int i = 0; i < MEASURES; i++) {
            const double expected = sample(run, i);
            ck_assert_mem_eq(&row.value[i], &expected, sizeof expected);
        }
        if (run == 3) {
            ck_assert_str_eq(row.reason, "no! *00000000\nat all");
        } else {
            ck_assert_ptr_null(row.reason);
        }
        ck_assert_str_eq(ab_journal_point(journal)[0], "");
        ck_assert_str_eq(ab_journal_point(journal)[1], "x,\t\"y\" %41\n");
    }
    ck_assert_int_eq(ab_journal_next_run(journal), run);
    return run - begun;
}

/* With or without what else stands at the end of the first line. */
START_TEST(what_made_a_part_comes_back)
{
    for (int i = 0; i < 4; i++) {
        const struct ab_journal_head before = head;
        head.build = i % 2 == 0 ? "gcc 12.2.0, glibc 2.36" : "drawn";
        head.probe = UINT64_C(0x0123456789abcdef);
        head.drawn = i / 2 == 1;
        make_journal("j");
        struct ab_journal *journal = open_journal("j");
        ck_assert_str_eq(ab_journal_head(journal)->build, head.build);
        ck_assert_uint_eq(ab_journal_head(journal)->probe, head.probe);
        ck_assert(ab_journal_head(journal)->drawn == head.drawn);
        ck_assert_ptr_null(ab_journal_difference(ab_journal_head(journal), &head, false));
        ab_journal_close(journal);
        head = before;
    }
    make_journal("j");
    struct ab_journal *journal = open_journal("j");
    ck_assert_ptr_null(ab_journal_head(journal)->build);
    ab_journal_close(journal);
}
END_TEST

/* The hash of a rule of precision may begin with any digit, as words at the end of the line do. */
START_TEST(a_rule_comes_back_whatever_its_hash_begins_with)
{
    for (uint64_t i = 0; i < 16; i++) {
        head.rule = i << 60 | 1;
        text.used = 0;
        ab_journal_put_head(&text, &head);
        write_bytes("j", text.bytes, text.used);
        struct ab_journal *journal = open_journal("j");
        ck_assert_uint_eq(ab_journal_head(journal)->rule, head.rule);
        ab_journal_close(journal);
    }
}
END_TEST

START_TEST(everything_comes_back_bit_by_bit)
{
    enum ab_status status;
    make_journal("j");
    struct ab_journal *journal = open_journal("j");
    const struct ab_journal_head *got = ab_journal_head(journal);
    ck_assert_ptr_null(ab_journal_difference(got, &head, false));
    ck_assert_str_eq(got->name, head.name);
    ck_assert_str_eq(got->key[0], key[0]);
    ck_assert_str_eq(got->key_unit[1], "h");
    ck_assert_int_eq(got->key_kind[1], AB_VALUES_NUMBER);
    ck_assert_str_eq(got->measure[7], measure[7]);
    ck_assert_str_eq(got->measure[8], "m8");
    ck_assert_str_eq(got->unit[8], "%");
    ck_assert_int_eq(read_runs(journal, &status), RUNS);
    ck_assert_int_eq(status, AB_OK);
    ck_assert_uint_eq(ab_journal_good_bytes(journal), text.used);
    ab_journal_close(journal);
}
END_TEST

START_TEST(none_comes_back_as_none)
{
    struct ab_journal_run row;
    enum ab_status status;
    double value[MEASURES];
    for (int i = 0; i < MEASURES; i++) {
        value[i] = (double)NAN;
    }
    ab_journal_put_head(&text, &head);
    ab_journal_put_point(&text, 0, (const char *[]){"1", "2"}, 2);
    const struct ab_replication made = {
        .number = 1, .outcome = {.complete = true}, .measure = value};
    ab_journal_put_replication(&text, &head, &made);
    write_bytes("j", text.bytes, text.used);
    struct ab_journal *journal = open_journal("j");
    ck_assert(ab_journal_next(journal, &row, &status, &errors));
    for (int i = 0; i < MEASURES; i++) {
        ck_assert(isnan(row.value[i]));
    }
    ab_journal_close(journal);
}
END_TEST

START_TEST(a_journal_cut_anywhere_holds_the_runs_before_the_cut)
{
    make_journal("whole");
    int64_t most = 0;
    for (size_t cut = 0; cut <= text.used; cut++) {
        struct ab_journal *journal;
        enum ab_status status;
        write_bytes("cut", text.bytes, cut);
        ck_assert_int_eq(ab_journal_open(&journal, "cut", &errors), AB_OK);
        if (journal == NULL) {
            continue;
        }
        const int64_t runs = read_runs(journal, &status);
        ck_assert_int_eq(status, AB_OK);
        ck_assert_int_ge(runs, most);
        most = runs;
        /* What is kept ends in a whole line, and holds just these runs. */
        const uint64_t good = ab_journal_good_bytes(journal);
        ck_assert_uint_le(good, cut);
        ck_assert_int_eq(text.bytes[good - 1], '\n');
        ab_journal_close(journal);
    }
    ck_assert_int_eq(most, RUNS);
}
END_TEST

START_TEST(a_changed_byte_anywhere_is_noticed)
{
    make_journal("whole");
    for (size_t at = 0; at < text.used; at++) {
        struct ab_journal *journal;
        struct ab_journal_run row;
        enum ab_status status;
        int runs = 0;
        ab_errors_clear(&errors);
        text.bytes[at] ^= 1;
        write_bytes("changed", text.bytes, text.used);
        text.bytes[at] ^= 1;
        status = ab_journal_open(&journal, "changed", &errors);
        while (journal != NULL && ab_journal_next(journal, &row, &status, &errors)) {
            runs++;
        }
        /* Told, or lost at the end; never taken for good. */
        ck_assert(journal == NULL || status == AB_IO_ERROR || runs < RUNS);
        ab_journal_close(journal);
    }
}
END_TEST

START_TEST(another_file_is_no_journal)
{
    struct ab_journal *journal;
    /* A line with a right checksum, of another format. */
    ab_journal_put_point(&text, 0, NULL, 0);
    write_bytes("other", text.bytes, text.used);
    ck_assert_int_eq(ab_journal_open(&journal, "other", &errors), AB_BAD_SCENARIO);
    ck_assert_ptr_null(journal);
    ck_assert_int_eq(ab_journal_open(&journal, ".", &errors), AB_IO_ERROR);
}
END_TEST

START_TEST(every_part_of_what_a_sweep_is_makes_a_difference)
{
    struct ab_journal_head other = head;
    ck_assert_ptr_null(ab_journal_difference(&head, &other, false));
    other.first = 1;
    ck_assert_ptr_null(ab_journal_difference(&head, &other, false));
    other = head;
    other.version = "1.3";
    ck_assert_str_eq(ab_journal_difference(&head, &other, false), "another release of the program");
    other = head;
    other.sources = "abc";
    ck_assert_str_eq(ab_journal_difference(&head, &other, false), "another release of the program");
    other = head;
    other.scenario++;
    ck_assert_str_eq(ab_journal_difference(&head, &other, false), "another scenario");
    other = head;
    other.design++;
    ck_assert_str_eq(ab_journal_difference(&head, &other, false), "another design");
    other = head;
    other.replications++;
    ck_assert_str_eq(ab_journal_difference(&head, &other, false), "another number of replications");
    ck_assert_ptr_null(ab_journal_difference(&head, &other, true));
    other = head;
    other.kind = AB_PLAN_RUN;
    ck_assert_str_eq(ab_journal_difference(&head, &other, false), "another command");
    other = head;
    other.before = 1;
    ck_assert_str_eq(ab_journal_difference(&head, &other, false), "other replications");
    other = head;
    other.seed--;
    ck_assert_str_eq(ab_journal_difference(&head, &other, false), "another seed");
    other = head;
    other.columns--;
    ck_assert_str_eq(ab_journal_difference(&head, &other, false), "other measures");
    other = head;
    other.measures--;
    ck_assert_str_eq(ab_journal_difference(&head, &other, false), "other measures");
    other = head;
    other.keys--;
    ck_assert_str_eq(ab_journal_difference(&head, &other, false), "another design");
    struct ab_journal_head pair = head;
    pair.kind = AB_PLAN_COMPARE;
    other = pair;
    other.points++;
    ck_assert_str_eq(ab_journal_difference(&pair, &other, false), "other variants");
}
END_TEST

/* Also where it has a character that no checksum has, and where it is short. */
START_TEST(a_line_whose_checksum_is_none_is_not_taken)
{
    char line[] = "p 0 1 *00000000";
    const size_t length = sizeof line - 1;
    ck_assert(!ab_journal_check_line(line, length, 0));
    for (size_t at = length - 10; at < length; at++) {
        const char kept = line[at];
        for (const char *odd = "g \n"; *odd != '\0'; odd++) {
            line[at] = *odd;
            ck_assert(!ab_journal_check_line(line, length, 0));
        }
        line[at] = '\0';
        ck_assert(!ab_journal_check_line(line, length, 0));
        line[at] = kept;
    }
    ck_assert(!ab_journal_check_line(line, 5, 0));
}
END_TEST

/* Cuts a journal into parts that begin anywhere, also within a design point. */
START_TEST(parts_make_the_whole_wherever_they_are_cut)
{
    make_journal("whole");
    char *whole;
    size_t size;
    ck_assert_int_eq(ab_file_read("whole", 1 << 20, &whole, &size, &errors), AB_OK);
    for (int64_t a = 0; a <= RUNS; a++) {
        for (int64_t b = a; b <= RUNS; b++) {
            const int64_t bound[] = {0, a, b, RUNS};
            static const char *const name[] = {"p0", "p1", "p2"};
            for (int i = 0; i < 3; i++) {
                head.first = bound[i];
                head.last = bound[i + 1];
                make_journal(name[i]);
            }
            const char *path[] = {"p2", "p0", "p1"};
            ck_assert_int_eq(ab_merge_check(path, 3, &errors), AB_OK);
            struct ab_writer *writer = ab_writer_open("joint", &errors);
            ck_assert_int_eq(ab_merge_write(writer, path, 3, NULL, &errors), AB_OK);
            ck_assert_int_eq(ab_writer_commit(writer, &errors), AB_OK);
            char *joint;
            size_t joint_size;
            ck_assert_int_eq(ab_file_read("joint", 1 << 20, &joint, &joint_size, &errors), AB_OK);
            ck_assert_uint_eq(joint_size, size);
            ck_assert_mem_eq(joint, whole, size);
            ab_memory_give(joint);
        }
    }
    ab_memory_give(whole);
}
END_TEST

START_TEST(reading_and_merging_end_soon_when_interrupted)
{
    make_journal("whole");
    atomic_bool interrupted = false;
    struct ab_journal *journal;
    struct ab_journal_run run;
    enum ab_status status;
    ck_assert_int_eq(ab_journal_open(&journal, "whole", &errors), AB_OK);
    ab_journal_heed(journal, &interrupted);
    ck_assert(ab_journal_next(journal, &run, &status, &errors));
    interrupted = true;
    ck_assert(!ab_journal_next(journal, &run, &status, &errors));
    ck_assert_int_eq(status, AB_INTERRUPTED);
    ck_assert_int_eq(errors.count, 0);
    ab_journal_close(journal);
    const char *path[] = {"whole"};
    struct ab_writer *writer = ab_writer_open("joint", &errors);
    ck_assert_int_eq(ab_merge_write(writer, path, 1, &interrupted, &errors), AB_INTERRUPTED);
    ab_writer_abandon(writer);
    bool is_there;
    ck_assert_int_eq(ab_file_look(&is_there, "joint", &errors), AB_OK);
    ck_assert(!is_there);
}
END_TEST

START_TEST(a_log_is_cut_to_what_is_kept_and_grows_from_there)
{
    struct ab_log *log;
    char *content;
    size_t size;
    write_text("log", "good\ntorn");
    ck_assert_int_eq(ab_log_open(&log, "log", 5, &errors), AB_OK);
    ck_assert_int_eq(ab_log_append(log, "more\n", 5, &errors), AB_OK);
    ck_assert_int_eq(ab_log_sync(log, &errors), AB_OK);
    ab_log_close(log);
    ck_assert_int_eq(ab_file_read("log", 100, &content, &size, &errors), AB_OK);
    ck_assert_str_eq(content, "good\nmore\n");
    ab_memory_give(content);
}
END_TEST

START_TEST(lines_longer_than_any_buffer_are_read_whole)
{
    enum { LONG = 300000 };
    struct ab_lines *lines;
    size_t length;
    bool torn;
    enum ab_status status;
    char *big = ab_memory_take(LONG + 6, 1);
    memset(big, 'x', LONG);
    memcpy(big + LONG, "\ny\nz", 5);
    write_text("lines", big);
    ck_assert_int_eq(ab_lines_open(&lines, "lines", &errors), AB_OK);
    ck_assert_ptr_nonnull(ab_lines_next(lines, &length, &torn, &status, &errors));
    ck_assert_uint_eq(length, LONG);
    ck_assert(!torn);
    ck_assert_uint_eq(ab_lines_offset(lines), LONG + 1);
    ck_assert_str_eq(ab_lines_next(lines, &length, &torn, &status, &errors), "y");
    ck_assert_str_eq(ab_lines_next(lines, &length, &torn, &status, &errors), "z");
    ck_assert(torn);
    ck_assert_ptr_null(ab_lines_next(lines, &length, &torn, &status, &errors));
    ab_lines_close(lines);
    ab_memory_give(big);
}
END_TEST

/* Zeros up to the length, of which the disk keeps none. */
START_TEST(a_line_of_the_greatest_length_is_read_and_a_longer_one_is_torn)
{
    const off_t longest = AB_LINE_SIZE_MAX + _i;
    struct ab_lines *lines;
    size_t length;
    bool torn;
    enum ab_status status;
    const int file = open("lines", O_WRONLY | O_CREAT, 0600);
    ck_assert_int_eq(pwrite(file, "\nnext\n", 6, longest), 6);
    ck_assert_int_eq(close(file), 0);
    ck_assert_int_eq(ab_lines_open(&lines, "lines", &errors), AB_OK);
    ck_assert_ptr_nonnull(ab_lines_next(lines, &length, &torn, &status, &errors));
    ck_assert(torn == (_i > 0));
    if (_i == 0) {
        ck_assert_uint_eq(length, AB_LINE_SIZE_MAX);
        ck_assert_str_eq(ab_lines_next(lines, &length, &torn, &status, &errors), "next");
    } else { /* what comes behind the limit is not read */
        ck_assert_uint_eq(length, (size_t)AB_LINE_SIZE_MAX + 1);
    }
    ab_lines_close(lines);
}
END_TEST

/* A journal of one point and of measures that are many. */
START_TEST(a_journal_has_so_many_names_and_no_more)
{
    const int many = AB_JOURNAL_COUNT_MAX + _i;
    const char **names = ab_memory_take((size_t)many, sizeof *names);
    for (int i = 0; i < many; i++) {
        names[i] = "m";
    }
    head.measures = many;
    head.measure = head.unit = names;
    head.columns = ab_journal_hash_columns(&head);
    ab_journal_put_head(&text, &head);
    ck_assert(!text.failed);
    write_bytes("j", text.bytes, text.used);
    struct ab_journal *journal;
    const enum ab_status status = ab_journal_open(&journal, "j", &errors);
    ck_assert_int_eq(status, _i == 0 ? AB_OK : AB_BAD_SCENARIO);
    if (_i == 0) {
        ck_assert_int_eq(ab_journal_head(journal)->measures, many);
    }
    ab_journal_close(journal);
    ab_memory_give(names);
}
END_TEST

/* A journal of one point that has grown so often, by one replication each time. */
static void make_grown(const char *name, int growths)
{
    double value[MEASURES] = {0};
    head.points = head.replications = head.last = 1;
    ab_journal_put_head(&text, &head);
    for (int i = 1; i <= growths + 1; i++) {
        if (i > 1) {
            ab_journal_put_growth(&text, i);
        }
        ab_journal_put_point(&text, 0, (const char *[]){"1", "2"}, 2);
        ab_journal_put_replication(
            &text, &head,
            &(struct ab_replication){.number = i, .outcome = {.complete = true}, .measure = value});
    }
    write_bytes(name, text.bytes, text.used);
}

START_TEST(a_journal_grows_so_often_and_no_more)
{
    struct ab_journal *journal;
    struct ab_journal_run row;
    enum ab_status status;
    make_grown("j", AB_GROWTHS_MAX + _i);
    journal = open_journal("j");
    int runs = 0;
    while (ab_journal_next(journal, &row, &status, &errors)) {
        runs++;
    }
    ck_assert_int_eq(status, AB_OK);
    ck_assert_int_eq(ab_journal_growths(journal), AB_GROWTHS_MAX);
    ck_assert_int_eq(runs, AB_GROWTHS_MAX + 1); /* what stands behind is made again */
    ab_journal_close(journal);
}
END_TEST

START_TEST(a_journal_that_has_grown_too_often_is_not_grown)
{
    struct ab_ledger *ledger;
    struct ab_journal_run row;
    enum ab_status status;
    const int growths = AB_GROWTHS_MAX - 1 + _i;
    make_grown("j", growths);
    struct ab_journal_head wanted = head;
    wanted.replications = wanted.last = growths + 2;
    ck_assert_int_eq(ab_ledger_open(&ledger,
                                    &(struct ab_ledger_options){
                                        .path = "j", .draft = "d", .resume = true, .head = &wanted},
                                    &errors),
                     AB_OK);
    while (ab_ledger_next(ledger, &row, &status, &errors)) {
        ck_assert_int_le(row.run, growths);
    }
    ck_assert_int_eq(status, AB_OK);
    ck_assert_int_eq(ab_ledger_begin(ledger, &errors), AB_OK);
    ck_assert_int_eq(ab_ledger_grow(ledger, &errors), _i == 0 ? AB_OK : AB_BAD_SCENARIO);
    ab_ledger_close(ledger);
}
END_TEST

START_TEST(any_allocation_may_fail)
{
    make_journal("j");
    bool whole = false;
    int failed = 0;
    for (uint64_t n = 1; !whole; n++, failed++) {
        ck_assert_int_lt(failed, 10000);
        struct ab_journal *journal;
        struct ab_journal_run row;
        enum ab_status status;
        int runs = 0;
        ab_errors_clear(&errors);
        ab_memory_fail_at(n, _i == 1);
        status = ab_journal_open(&journal, "j", &errors);
        while (journal != NULL && ab_journal_next(journal, &row, &status, &errors)) {
            runs++;
        }
        ab_memory_fail_after(0);
        whole = runs == RUNS && status == AB_OK;
        ck_assert(whole || status == AB_IO_ERROR);
        ab_journal_close(journal);
    }
    ck_assert_int_gt(failed, 3);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("journal");
    TCase *tests = tcase_create("journal");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, everything_comes_back_bit_by_bit);
    tcase_add_test(tests, what_made_a_part_comes_back);
    tcase_add_test(tests, a_rule_comes_back_whatever_its_hash_begins_with);
    tcase_add_test(tests, none_comes_back_as_none);
    tcase_add_test(tests, a_journal_cut_anywhere_holds_the_runs_before_the_cut);
    tcase_add_test(tests, a_changed_byte_anywhere_is_noticed);
    tcase_add_test(tests, another_file_is_no_journal);
    tcase_add_test(tests, every_part_of_what_a_sweep_is_makes_a_difference);
    tcase_add_test(tests, a_line_whose_checksum_is_none_is_not_taken);
    tcase_add_test(tests, parts_make_the_whole_wherever_they_are_cut);
    tcase_add_test(tests, reading_and_merging_end_soon_when_interrupted);
    tcase_add_test(tests, a_log_is_cut_to_what_is_kept_and_grows_from_there);
    tcase_add_test(tests, lines_longer_than_any_buffer_are_read_whole);
    tcase_add_loop_test(tests, a_line_of_the_greatest_length_is_read_and_a_longer_one_is_torn, 0,
                        2);
    tcase_add_loop_test(tests, a_journal_has_so_many_names_and_no_more, 0, 2);
    tcase_add_loop_test(tests, a_journal_grows_so_often_and_no_more, 0, 2);
    tcase_add_loop_test(tests, a_journal_that_has_grown_too_often_is_not_grown, 0, 2);
    tcase_add_loop_test(tests, any_allocation_may_fail, 0, 2);
    suite_add_tcase(suite, tests);
    return suite_run(suite, TESTS);
}
