/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_worth.c - what more of each thing would buy, where that is known on paper; and which changes
 * there are to try. */
#include "insight/worth.h"

#include "support/scenario_files.h"
#include "support/suite.h"

#include <math.h>
#include <string.h>

enum { TESTS = 13, REPLICATIONS = 40 };

/* Two aircraft, eight loads: 1 h on, 2 h there, 1 h off, 2 h back; 22 h in four waves. */
#define SHUTTLE(more)                                                                              \
    "[scenario]\nstart = 2022-01-01T00:00Z\nend = closed\n" more "[aircraft.transport]\n"          \
    "onload_time = 1 h\noffload_time = 1 h\n"                                                      \
    "[airfield.home]\n[airfield.away]\nparking_mog = 9\n"                                          \
    "[leg.l]\nfrom = home\nto = away\nblock_time = 2 h\n"                                          \
    "[fleet.shuttle]\ntype = transport\nnumber = 2\nhome = home\n"                                 \
    "[contingent.cargo]\napoe = home\napod = away\nloads = 8\n"

/* Twelve aircraft, twelve loads, one place on each side, an hour each: the last is off after
 * 12 + 2 + 1 h, and one place more on one side alone leaves the other as it was. On both sides it is
 * 6 + 2 + 1 h. */
#define TWO_LIMITS                                                                                 \
    "[scenario]\nstart = 2022-01-01T00:00Z\nend = closed\ndeterministic = yes\n"                   \
    "[aircraft.transport]\nonload_time = 1 h\noffload_time = 1 h\n"                                \
    "[airfield.home]\nworking_mog = 1\n[airfield.away]\nworking_mog = 1\n"                         \
    "[leg.l]\nfrom = home\nto = away\nblock_time = 2 h\n"                                          \
    "[fleet.f]\ntype = transport\nnumber = 12\nhome = home\n"                                      \
    "[contingent.cargo]\napoe = home\napod = away\nloads = 12\n"

static struct ab_document *document;
static struct ab_inquiry *inquiry;
static struct ab_worth_answer answer;

static void teardown(void)
{
    ab_worth_clear(&answer);
    ab_inquiry_close(inquiry);
    ab_document_destroy(document);
    inquiry = NULL;
    document = NULL;
    leave_folder();
}

/* Asks what things of a scenario are worth. */
static void ask(const char *text, const char *of, const char *only)
{
    const char *const column[] = {of};
    write_text("s.ini", text);
    ck_assert_int_eq(ab_document_load(&document, NULL, "s.ini", NULL, 0, &errors), AB_OK);
    const struct ab_inquiry_options options = {.command = "worth",
                                               .document = document,
                                               .column = column,
                                               .columns = 1,
                                               .seed = 1,
                                               .threads = 2};
    const enum ab_status opened = ab_inquiry_open(&inquiry, &options, &errors);
    if (opened != AB_OK) {
        ab_errors_print(&errors, stderr);
    }
    ck_assert_int_eq(opened, AB_OK);
    const struct ab_worth_options how = {.of = of, .only = only, .replications = REPLICATIONS};
    ck_assert_int_eq(ab_worth_ask(&answer, inquiry, document, &how, &errors), AB_OK);
}

static const struct ab_worth_row *row_of(enum ab_worth_sort sort, const char *key)
{
    for (int i = 0; i < answer.told.rows; i++) {
        const struct ab_worth_row *row = &answer.told.row[i];
        if (row->sort == sort && strcmp(row->key, key) == 0) {
            return row;
        }
    }
    ck_abort_msg("no row of %s", key);
    return NULL;
}

static void assert_gain(enum ab_worth_sort sort, const char *key, double gain)
{
    const struct ab_worth_row *row = row_of(sort, key);
    ck_assert_msg(fabs(row->gain - gain) < 1e-9, "%s: %g, not %g", key, row->gain, gain);
    ck_assert_msg(fabs(row->low - gain) < 1e-9 && fabs(row->high - gain) < 1e-9, "%s", key);
}

START_TEST(a_shuttle_is_worth_what_paper_says)
{
    ask(_i == 0 ? SHUTTLE("") : SHUTTLE("deterministic = yes\n"), "closure_h", NULL);
    assert_gain(AB_WORTH_MORE, "fleet.shuttle.number", 6); /* 2 x 6 + 4 */
    assert_gain(AB_WORTH_MORE, "leg.l.block_time", 1.4);   /* 3 x 5.6 + 3.8 */
    assert_gain(AB_WORTH_MORE, "aircraft.transport.onload_time", 0.4);
    assert_gain(AB_WORTH_MORE, "aircraft.transport.offload_time", 0.4);
    assert_gain(AB_WORTH_SPARE, "fleet.shuttle.number", -24); /* 7 x 6 + 4 */
    const struct ab_worth_row *first = &answer.told.row[0];
    ck_assert_str_eq(first->key, "fleet.shuttle.number");
    ck_assert_str_eq(first->words, "one more aircraft of shuttle");
    ck_assert_str_eq(first->assign, "fleet.shuttle.number=3");
    ck_assert(first->first && first->rank == 1);
    ck_assert_int_eq(answer.told.replications, _i == 0 ? REPLICATIONS : 1);
    ck_assert_int_eq(first->n, _i == 0 ? REPLICATIONS : 1);
}
END_TEST

START_TEST(what_nobody_waits_for_is_worth_nothing_and_can_go)
{
    ask(SHUTTLE(""), "closure_h", NULL);
    const struct ab_worth_row *stands = row_of(AB_WORTH_MORE, "airfield.away.parking_mog");
    ck_assert_int_eq(stands->state, AB_WORTH_SAME);
    ck_assert_int_eq(stands->rank, 0);
    assert_gain(AB_WORTH_MORE, "airfield.away.parking_mog", 0);
    ck_assert_int_ne(row_of(AB_WORTH_SPARE, "airfield.away.parking_mog")->state, AB_WORTH_MOVED);
    ck_assert_int_eq(answer.told.together[AB_WORTH_SPARE].moved, 0);
    /* And so it is, in 20 replications, by the hash of all that happens. */
    int points[2];
    ck_assert_int_eq(ab_inquiry_point(inquiry, NULL, 0, &points[0], &errors), AB_OK);
    ck_assert_int_eq(ab_inquiry_point(inquiry, stands->what->override, stands->what->overrides,
                                      &points[1], &errors),
                     AB_OK);
    ck_assert_int_eq(ab_inquiry_make(inquiry, points, 2, 1, 20, &errors), AB_OK);
    for (int k = 1; k <= 20; k++) {
        ck_assert_uint_eq(ab_inquiry_hash(inquiry, points[0], k),
                          ab_inquiry_hash(inquiry, points[1], k));
    }
}
END_TEST

START_TEST(two_limits_that_hide_each_other_are_found_together)
{
    ask(TWO_LIMITS, "closure_h", NULL);
    assert_gain(AB_WORTH_MORE, "airfield.home.working_mog", 0);
    assert_gain(AB_WORTH_MORE, "airfield.away.working_mog", 0);
    const struct ab_worth_row *pair = NULL;
    for (int i = 0; i < answer.told.rows; i++) {
        const struct ab_worth_row *row = &answer.told.row[i];
        if (row->sort == AB_WORTH_PAIR && strstr(row->key, "working_mog") != NULL &&
            strstr(row->other_key, "working_mog") != NULL) {
            pair = row;
        }
    }
    ck_assert_ptr_nonnull(pair);
    ck_assert_double_eq_tol(pair->gain, 6, 1e-9);
    ck_assert_double_eq_tol(pair->extra, 6, 1e-9);
    ck_assert_double_eq_tol(pair->extra_low, 6, 1e-9);
}
END_TEST

START_TEST(a_price_decides_the_order)
{
    ask(SHUTTLE("") "[price.a]\nkey = fleet.shuttle.number\nper_unit = 60\n"
                    "[price.t]\nkey = leg.l.block_time\nper_unit = 10\n",
        "closure_h", NULL);
    const struct ab_worth_row *row = answer.told.row;
    ck_assert(answer.told.by_price);
    ck_assert_str_eq(row[0].key, "leg.l.block_time"); /* 1.4 h for 0.2 h at 10 */
    ck_assert_double_eq_tol(row[0].price, 2, 1e-12);
    ck_assert_str_eq(row[1].key, "fleet.shuttle.number"); /* 6 h for 60 */
    ck_assert_double_eq(row[1].price, 60);
    ck_assert(isnan(row[2].price));
    ck_assert(row[0].first && !row[1].first && !row[2].first);
}
END_TEST

START_TEST(more_of_what_is_delivered_is_better)
{
    ask(SHUTTLE("horizon = 16 h\n"), "inbound_flights", "fleet.number");
    /* By 16 h two aircraft have landed 6 loads: 3, 9 and 15 h. Three land 8 by then. */
    assert_gain(AB_WORTH_MORE, "fleet.shuttle.number", 2);
    assert_gain(AB_WORTH_SPARE, "fleet.shuttle.number", -3);
}
END_TEST

START_TEST(who_is_not_there_by_the_horizon_counts_up_to_it)
{
    ask(SHUTTLE("horizon = 18 h\n"), "closure_h", "fleet.number");
    ck_assert_int_eq(answer.told.base_beyond, REPLICATIONS);
    const struct ab_worth_row *row = row_of(AB_WORTH_MORE, "fleet.shuttle.number");
    ck_assert_int_eq(row->paired.beyond, 0);
    ck_assert_double_eq_tol(row->gain, 18 - 16, 1e-9);
}
END_TEST

/* ---- which changes there are ---- */

static struct ab_what_ifs ifs;
static struct ab_arena *arena;
static struct ab_scenario *scenario;

static enum ab_status list(const char *text, const char *only, bool less)
{
    write_text("s.ini", text);
    arena = ab_arena_create(0);
    ck_assert_int_eq(ab_document_load(&document, NULL, "s.ini", NULL, 0, &errors), AB_OK);
    ck_assert_int_eq(ab_document_bind(&scenario, document, NULL, 0, &errors), AB_OK);
    return ab_what_ifs_list(&ifs, document, scenario, only, less, arena, &errors);
}

static void clear_list(void)
{
    ab_memory_give(ifs.list);
    ab_scenario_destroy(scenario);
    ab_arena_destroy(arena);
    ab_document_destroy(document);
    document = NULL;
}

#define FULL                                                                                       \
    "[scenario]\nbase = good.ini\n"                                                                \
    "[aircraft.il-76]\nallowance = 20 min\nonload_time = triangular(1 h, 2 h, 4 h)\n"              \
    "onload_per_vehicle = 0.5 * exponential(1 h)\n"                                                \
    "[fleet.north]\ncrews = 1.5\n"                                                                 \
    "[airfield.almaty]\nlanding_hours = 20:00-06:30\nfuel_rate = 40 t/h\n"                         \
    "[withdrawal]\norder = 2022-02-01T00:00Z\nflights_per_day = 6\n"                               \
    "[change.later]\nat = 24 h\nkey = withdrawal.flights_per_day\nvalue = 14\n"                    \
    "[change.end]\nat = 48 h\nkey = withdrawal.flights_per_day\nvalue = 0\n"

/* What compare --with would be given, and how it is told. */
static const struct {
    const char *key, *more, *less, *words;
    double units;
} changes[] = {
    {"airfield.almaty.parking_mog", "airfield.almaty.parking_mog=7",
     "airfield.almaty.parking_mog=5", "one more stand at almaty", 1},
    {"fleet.north.crews", "fleet.north.crews=1.75", "fleet.north.crews=1.25",
     "one more crew of north", 1},
    {"airfield.almaty.landing_hours", "airfield.almaty.landing_hours=20:00-07:30",
     "airfield.almaty.landing_hours=20:00-05:30", "an hour more of landing hours at almaty", 1},
    {"airfield.almaty.fuel_rate", "airfield.almaty.fuel_rate=44 t/h",
     "airfield.almaty.fuel_rate=36 t/h", "fuel rate at almaty, a tenth more", 4},
    {"aircraft.il-76.allowance", "aircraft.il-76.allowance=18 min", NULL,
     "allowance of il-76, a tenth shorter", 1 / 30.0},
    {"aircraft.il-76.onload_time", "aircraft.il-76.onload_time=0.9 * triangular(1 h, 2 h, 4 h)",
     NULL, "onload time of il-76, a tenth shorter", 0.7 / 3},
    {"aircraft.il-76.onload_per_vehicle",
     "aircraft.il-76.onload_per_vehicle=0.9 * 0.5 * exponential(1 h)", NULL,
     "onload per vehicle of il-76, a tenth shorter", 0.05},
    {"withdrawal.flights_per_day", "withdrawal.flights_per_day=7;change.later.value=15",
     "withdrawal.flights_per_day=5;change.later.value=13",
     "one more flight a day of the withdrawal", 1},
};
enum { CHANGES = sizeof changes / sizeof changes[0] };

static const struct ab_what_if *find(const char *key)
{
    for (int i = 0; i < ifs.count; i++) {
        if (strcmp(ifs.list[i].key, key) == 0) {
            return &ifs.list[i];
        }
    }
    return NULL;
}

START_TEST(each_key_is_changed_by_its_kind)
{
    for (int less = 0; less < 2; less++) {
        ck_assert_int_eq(list(FULL, NULL, less == 1), AB_OK);
        for (int i = 0; i < CHANGES; i++) {
            const struct ab_what_if *what = find(changes[i].key);
            const char *expected = less == 1 ? changes[i].less : changes[i].more;
            if (expected == NULL) {
                ck_assert_ptr_null(what);
                continue;
            }
            ck_assert_msg(what != NULL, "%s", changes[i].key);
            ck_assert_str_eq(what->assign, expected);
            ck_assert_double_eq_tol(what->units, changes[i].units, 1e-12);
            if (less == 0) {
                ck_assert_str_eq(what->words, changes[i].words);
            }
            struct ab_scenario *with; /* and it is a scenario */
            ck_assert_int_eq(
                ab_document_bind(&with, document, what->override, what->overrides, &errors), AB_OK);
            ab_scenario_destroy(with);
        }
        clear_list();
    }
}
END_TEST

/* Values that a key may have, and what there is a little more of it; NULL: nothing. */
static const struct {
    const char *key;
    double aircraft;
    const char *text, *more;
} values[] = {
    {"airfield.a.parking_mog", 0, "6", "7"},
    {"airfield.a.parking_mog", 0, "unlimited", NULL},
    {"airfield.a.parking_mog", 0, "many", NULL},
    {"airfield.a.parking_mog", 0, "6 stands", NULL},
    {"airfield.a.parking_mog", 0, "1e9", NULL}, /* as many as there may be */
    {"withdrawal.flights_per_day", 0, "1", "2"},
    {"withdrawal.flights_per_day", 0, "0", NULL}, /* no ceiling */
    {"fleet.f.crews", 4, "1.5", "1.75"},
    {"fleet.f.crews", 0, "1.5", NULL},
    {"fleet.f.crews", 4, "enough", NULL},
    {"fleet.f.crews", 4, "1e9", NULL},
    {"airfield.a.landing_hours", 0, "06:00-18:30", "06:00-19:30"},
    {"airfield.a.landing_hours", 0, "00:00-23:30", "always"},
    {"airfield.a.landing_hours", 0, "20:00-19:00", "always"},
    {"airfield.a.landing_hours", 0, "always", NULL},
    {"airfield.a.landing_hours", 0, "06:00", NULL},
    {"airfield.a.landing_hours", 0, "06:00/18:30", NULL},
    {"airfield.a.landing_hours", 0, "06:00-18", NULL},
    {"airfield.a.landing_hours", 0, "06:00-18:30 but on Sundays", NULL},
    {"airfield.a.landing_hours", 0, "0/:00-18:30", NULL},
    {"airfield.a.fuel_rate", 0, "40 t/h", "44 t/h"},
    {"airfield.a.fuel_rate", 0, "unlimited", NULL},
    {"contingent.c.notice", 0, "2022 min", "1819.8 min"},
    {"contingent.c.notice", 0, "2022-01-01T00:00Z", NULL},
    {"contingent.c.notice", 0, "0 h", NULL},
    {"contingent.c.notice", 0, "soon", NULL},
    {"contingent.c.notice", 0, "uniform(1 h, 2 h)", "0.9 * uniform(1 h, 2 h)"},
    {"contingent.c.notice", 0, "uniform(1 h, 2 h); more", NULL},
    {"airfield.a.latitude", 0, "50", NULL}, /* not more or less of anything */
};
enum { VALUES = sizeof values / sizeof values[0] };

START_TEST(a_value_has_more_of_it_where_its_key_allows)
{
    char more[1024], long_text[600];
    for (int i = 0; i < VALUES; i++) {
        const struct ab_key *key = ab_key_named(values[i].key);
        ck_assert_ptr_nonnull(key);
        const bool any =
            ab_what_if_value(more, sizeof more, key, values[i].aircraft, values[i].text);
        ck_assert_msg(any == (values[i].more != NULL), "%s=%s", values[i].key, values[i].text);
        if (any) {
            ck_assert_str_eq(more, values[i].more);
        }
    }
    /* What is longer than anybody would type, or than there is room for, is left alone. */
    (void)snprintf(long_text, sizeof long_text, "uniform(%0*d h, 2 h)", 550, 1);
    const struct ab_key *notice = ab_key_named("contingent.c.notice");
    ck_assert(!ab_what_if_value(more, sizeof more, notice, 0, long_text));
    ck_assert(!ab_what_if_value(more, 10, notice, 0, "uniform(1 h, 2 h)"));
}
END_TEST

START_TEST(what_there_is_no_more_of_is_left_out)
{
    ck_assert_int_eq(list(FULL, NULL, false), AB_OK);
    static const char *const without[] = {"airfield.almaty.working_mog",   /* unlimited */
                                          "airfield.almaty.takeoff_hours", /* always */
                                          "withdrawal.order",              /* a date */
                                          "contingent.rifles.notice",      /* zero */
                                          "airfield.almaty.latitude",
                                          "site.plant.guards"};
    for (size_t i = 0; i < sizeof without / sizeof without[0]; i++) {
        ck_assert_msg(find(without[i]) == NULL, "%s", without[i]);
    }
    clear_list();
    /* Nor is there less than one crew, than no hour, and than a ceiling of one, which none would be. */
    ck_assert_int_eq(list("[scenario]\nbase = good.ini\n[fleet.north]\ncrews = 0.25\n"
                          "[airfield.almaty]\nlanding_hours = 08:00-08:45\n"
                          "[withdrawal]\norder = 9 d\nflights_per_day = 1\n",
                          "crews, landing_hours, flights_per_day", true),
                     AB_OK);
    ck_assert_int_eq(ifs.count, 0);
    clear_list();
}
END_TEST

START_TEST(only_names_keys_things_and_sections)
{
    static const struct {
        const char *only;
        int count;
    } names[] = {{"airfield.almaty.parking_mog", 1},
                 {"parking_mog", 1},
                 {"airfield.parking_mog", 1},
                 {"AIRFIELD.Almaty", 4}, /* runways, stands, hours, fuel rate */
                 {"fleet", 2},
                 {"fleet.north.number, airfield.fuel_rate ,crews", 3}};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        ck_assert_int_eq(list(FULL, names[i].only, false), AB_OK);
        ck_assert_msg(ifs.count == names[i].count, "%s: %d", names[i].only, ifs.count);
        clear_list();
    }
    static const char *const wrong[] = {
        "fleet.south", "parkin_mog", "", ",", "fleet.north.number,", "airfield.almaty.latitude"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        ck_assert_msg(list(FULL, wrong[i], false) == AB_BAD_SCENARIO, "%s", wrong[i]);
        clear_list();
    }
    char longer[300];
    memset(longer, 'x', sizeof longer - 1);
    longer[sizeof longer - 1] = '\0';
    ab_errors_clear(&errors);
    ck_assert_int_eq(list(FULL, longer, false), AB_BAD_SCENARIO);
    ck_assert_ptr_nonnull(strstr(errors.error[0].text, "--only: 'xxx"));
    ck_assert_ptr_nonnull(strstr(errors.error[0].text, "x' names nothing in this scenario"));
    ck_assert_uint_eq(strspn(strchr(errors.error[0].text, 'x'), "x"), 100);
    clear_list();
}
END_TEST

START_TEST(any_allocation_may_fail)
{
    enum ab_status status = AB_IO_ERROR;
    int failed = 0;
    const char *const column[] = {"closure_h"};
    write_text("s.ini", SHUTTLE(""));
    ck_assert_int_eq(ab_document_load(&document, NULL, "s.ini", NULL, 0, &errors), AB_OK);
    for (uint64_t n = 1; status == AB_IO_ERROR; n += 1 + n / 8, failed++) {
        const struct ab_inquiry_options options = {.command = "worth",
                                                   .document = document,
                                                   .column = column,
                                                   .columns = 1,
                                                   .seed = 1,
                                                   .threads = 1};
        const struct ab_worth_options how = {.of = "closure_h", .replications = 4};
        ab_errors_clear(&errors);
        ab_memory_fail_at(n, _i == 1);
        status = ab_inquiry_open(&inquiry, &options, &errors);
        if (status == AB_OK) {
            status = ab_worth_ask(&answer, inquiry, document, &how, &errors);
        }
        ab_memory_fail_after(0);
        ck_assert(status == AB_OK || (status == AB_IO_ERROR && errors.count > 0));
        ab_worth_clear(&answer);
        ab_inquiry_close(inquiry);
        inquiry = NULL;
    }
    ck_assert_int_gt(failed, 20);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("worth");
    TCase *tests = tcase_create("worth");
    tcase_add_checked_fixture(tests, enter_folder, teardown);
    tcase_add_loop_test(tests, a_shuttle_is_worth_what_paper_says, 0, 2);
    tcase_add_test(tests, what_nobody_waits_for_is_worth_nothing_and_can_go);
    tcase_add_test(tests, two_limits_that_hide_each_other_are_found_together);
    tcase_add_test(tests, a_price_decides_the_order);
    tcase_add_test(tests, more_of_what_is_delivered_is_better);
    tcase_add_test(tests, who_is_not_there_by_the_horizon_counts_up_to_it);
    tcase_add_loop_test(tests, any_allocation_may_fail, 0, 2);
    suite_add_tcase(suite, tests);
    TCase *lists = tcase_create("changes");
    tcase_add_checked_fixture(lists, enter_folder, leave_folder);
    tcase_add_test(lists, each_key_is_changed_by_its_kind);
    tcase_add_test(lists, a_value_has_more_of_it_where_its_key_allows);
    tcase_add_test(lists, what_there_is_no_more_of_is_left_out);
    tcase_add_test(lists, only_names_keys_things_and_sections);
    suite_add_tcase(suite, lists);
    return suite_run(suite, TESTS);
}
