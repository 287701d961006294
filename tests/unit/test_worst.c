/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_worst.c - what costs nothing when it is denied, and memory that runs out while that is asked. */
#include "insight/worst.h"

#include "base/memory.h"
#include "support/scenario_files.h"
#include "support/suite.h"

#include <string.h>

enum { TESTS = 4, REPLICATIONS = 4 };

/* Two aircraft, four loads: 1 h on, 2 h there, 1 h off, 2 h back; 10 h in two waves. And fields that nobody needs. */
#define PLAN                                                                                       \
    "[scenario]\nstart = 2022-01-01T00:00Z\nend = closed\nhorizon = 10 d\n"                        \
    "[aircraft.transport]\nonload_time = 1 h\noffload_time = 1 h\n"                                \
    "[airfield.home]\n[airfield.away]\n[airfield.idle]\n[airfield.spare]\n[airfield.third]\n"      \
    "[leg.l]\nfrom = home\nto = away\nblock_time = 2 h\n"                                          \
    "[fleet.shuttle]\ntype = transport\nnumber = 2\nhome = home\n"                                 \
    "[contingent.cargo]\napoe = home\napod = away\nloads = 4\n"

static struct ab_document *document;
static struct ab_inquiry *inquiry;
static struct ab_worst worst;

static void setup(void)
{
    enter_folder();
    write_text("plan.ini", PLAN);
    ck_assert_int_eq(ab_document_load(&document, NULL, "plan.ini", NULL, 0, &errors), AB_OK);
}

static void clear(void)
{
    ab_worst_clear(&worst);
    ab_inquiry_close(inquiry);
    inquiry = NULL;
}

static void teardown(void)
{
    clear();
    ab_document_destroy(document);
    leave_folder();
}

/* Asks what a day costs the closure. */
static enum ab_status ask(void)
{
    static const char *const column[] = {"closure_h"};
    const struct ab_inquiry_options options = {.command = "worst",
                                               .document = document,
                                               .column = column,
                                               .columns = 1,
                                               .seed = 1,
                                               .threads = 1};
    const enum ab_status status = ab_inquiry_open(&inquiry, &options, &errors);
    if (status != AB_OK) {
        return status;
    }
    const struct ab_worst_question question = {
        .inquiry = inquiry,
        .measure = ab_measure_find(ab_inquiry_scenario(inquiry), column[0]),
        .lasts = 24 * AB_HOUR,
        .replications = REPLICATIONS};
    return ab_worst_ask(&worst, &question, &errors);
}

/* What is needed costs a day at the worst, and the others nothing at all. */
static void assert_answer(void)
{
    ck_assert_int_eq(worst.things, 7); /* five fields, a fleet, a way */
    for (int i = 0; i < worst.things; i++) {
        const char *what = worst.thing[i].what;
        const bool is_idle = strcmp(what, "airfield.idle") == 0 ||
                             strcmp(what, "airfield.spare") == 0 ||
                             strcmp(what, "airfield.third") == 0;
        ck_assert_msg(worst.thing[i].is_idle == is_idle, "%s", what);
    }
    ck_assert_int_gt(worst.denials, 0);
    ck_assert_double_eq_tol(worst.denial[0].loss, 24, 1e-9);
}

START_TEST(what_nobody_needs_is_idle)
{
    ck_assert_int_eq(ask(), AB_OK);
    assert_answer();
}
END_TEST

static void fail_alone(uint64_t number)
{
    ab_memory_fail_at(number, true);
}

static void (*const fail[])(uint64_t number) = {fail_alone, ab_memory_fail_after,
                                                ab_memory_fail_piece};
enum { FAILS = sizeof fail / sizeof *fail };

START_TEST(any_allocation_may_fail)
{
    enum ab_status status = AB_IO_ERROR;
    int failed = 0;
    for (uint64_t n = 1; status == AB_IO_ERROR; n += 1 + n / 25, failed++) {
        clear();
        ab_errors_clear(&errors);
        fail[_i](n);
        status = ask();
        fail[_i](0);
        ck_assert(status == AB_OK || (status == AB_IO_ERROR && errors.count > 0));
    }
    ck_assert_int_gt(failed, 100);
    assert_answer();
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("worst");
    TCase *tests = tcase_create("worst");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, what_nobody_needs_is_idle);
    tcase_add_loop_test(tests, any_allocation_may_fail, 0, FAILS);
    suite_add_tcase(suite, tests);
    return suite_run(suite, TESTS);
}
