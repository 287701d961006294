/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_design.c - the points of a sweep: axes, tables of cases, products, samples. */
#include "base/limits.h"
#include "base/memory.h"
#include "study/cases.h"
#include "study/design.h"
#include "support/scenario_files.h"
#include "support/suite.h"

#include <gsl/gsl_qrng.h>
#include <math.h>

enum { TESTS = 30, SAMPLES = 200 };

static struct ab_design *design;
static struct ab_design_request request;

static void setup(void)
{
    enter_folder();
    design = NULL;
    request = (struct ab_design_request){.seed = 3};
}

static void teardown(void)
{
    ab_design_destroy(design);
    leave_folder();
}

static void make(const char *const *vary, int count)
{
    request.vary = vary;
    request.vary_count = count;
    ab_design_destroy(design);
    if (ab_design_create(&design, &request, &errors) != AB_OK) {
        ab_errors_print(&errors, stderr);
    }
    ck_assert_ptr_nonnull(design);
}

static const char *value(int64_t point, int key)
{
    static char text[AB_AXIS_TEXT_SIZE];
    return ab_design_value(design, point, key, text);
}

/* The number at the start of a value. */
static double number(int64_t point, int key)
{
    return strtod(value(point, key), NULL);
}

static struct ab_axis parse(const char *key, const char *values)
{
    static struct ab_arena *arena;
    struct ab_axis axis;
    ab_arena_destroy(arena);
    arena = ab_arena_create(0);
    ck_assert_ptr_nonnull(arena);
    ck_assert_int_eq(ab_axis_parse(&axis, key, values, arena, &errors), AB_OK);
    return axis;
}

/* ---- axes ---- */

START_TEST(a_range_ends_at_the_last_value_that_its_steps_reach)
{
    struct ab_axis axis = parse("fleet.a.number", "2..9 step 3");
    ck_assert_int_eq(axis.count, 3);
    ck_assert_str_eq(axis.value[2], "8");
    axis = parse("fleet.a.crews", "0.1..0.7 step 0.1");
    ck_assert_int_eq(axis.count, 7);
    ck_assert_str_eq(axis.value[2], "0.3");
    ck_assert_str_eq(axis.value[6], "0.7");
}
END_TEST

START_TEST(bounds_and_step_may_have_units_of_their_own)
{
    struct ab_axis axis = parse("contingent.a.notice", "30 min..2 h step 0.5 h");
    ck_assert_int_eq(axis.count, 4);
    ck_assert_str_eq(axis.value[0], "0.5 h");
    ck_assert_str_eq(axis.value[3], "2 h");
    axis = parse("contingent.a.notice", "1..3 h step 1");
    ck_assert_str_eq(axis.value[1], "2 h");
}
END_TEST

START_TEST(whole_numbers_have_step_one_and_others_none)
{
    ck_assert_int_eq(parse("fleet.a.number", "3..5").count, 3);
    ck_assert_int_eq(parse("fleet.a.crews", "3..5").count, 0);
}
END_TEST

START_TEST(commas_inside_parentheses_and_quotes_belong_to_a_value)
{
    const struct ab_axis axis =
        parse("contingent.a.notice", " uniform(1 h, 2 h) ,'a, b', \"c\",empirical(../x.csv) ");
    ck_assert_int_eq(axis.count, 4);
    ck_assert_str_eq(axis.value[0], "uniform(1 h, 2 h)");
    ck_assert_str_eq(axis.value[1], "a, b");
    ck_assert_str_eq(axis.value[2], "c");
    ck_assert_str_eq(axis.value[3], "empirical(../x.csv)");
}
END_TEST

/* The columns of a design and what a key gets and a table holds at a point of one key. */
static void expect(const char *vary, const char *const *text, int count, const char *column,
                   const char *unit, const char *first_cell)
{
    char cell[AB_AXIS_TEXT_SIZE];
    make(&vary, 1);
    ck_assert_int_eq(ab_design_points(design), count);
    for (int i = 0; i < count; i++) {
        ck_assert_str_eq(value(i, 0), text[i]);
    }
    ck_assert_str_eq(ab_design_column(design, 0), column);
    ck_assert_str_eq(ab_design_unit(design, 0), unit);
    ck_assert_str_eq(ab_design_cell(design, 0, 0, cell), first_cell);
}

START_TEST(a_range_among_parameters_varies_one_and_keeps_the_law)
{
    static const char *const mean[] = {"exponential(1 h)", "exponential(3 h)", "exponential(5 h)"};
    static const char *const high[] = {"uniform(1 h, 2 h)", "uniform(1 h, 2.5 h)"};
    static const char *const mode[] = {"pert(1, 2, 8) h", "pert(1, 4, 8) h"};
    static const char *const shape[] = {"weibull(2 h, 1)", "weibull(2 h, 1.5)"};
    static const char *const more[] = {"gamma(1 h, 1 h)", "gamma(2 h, 1 h)", "gamma(8 h, 1 h)"};
    expect("contingent.f.assembly=exponential(1 h..6 h step 2 h)", mean, 3,
           "contingent.f.assembly_mean", "h", "1 h");
    expect("contingent.f.assembly=uniform(1 h, 2 h..2.5 h step 30 min)", high, 2,
           "contingent.f.assembly_high", "h", "2 h");
    expect("contingent.f.assembly=pert(1, 2..4 step 2, 8) h", mode, 2, "contingent.f.assembly_mode",
           "h", "2 h");
    expect("contingent.f.assembly=weibull(2 h, 1..1.5 step 0.5)", shape, 2,
           "contingent.f.assembly_shape", "", "1");
    /* Others of the same form join it. */
    expect("contingent.f.assembly=gamma(1 h..2 h step 1 h, 1 h), gamma(8 h, 1 h)", more, 3,
           "contingent.f.assembly_mean", "h", "1 h");
    ck_assert_int_eq(ab_design_kind(design, 0), AB_VALUES_NUMBER);
}
END_TEST

START_TEST(a_range_in_a_mixture_varies_a_weight_or_a_component)
{
    static const char *const mean[] = {"mixture(19: 0 h, 1: lognormal(6 h, 4 h))",
                                       "mixture(19: 0 h, 1: lognormal(8 h, 4 h))"};
    static const char *const weight[] = {"mixture(18: 0, 1: gamma(8, 4)) h",
                                         "mixture(19: 0, 1: gamma(8, 4)) h"};
    static const char *const value[] = {"mixture(1: mixture(1: 2, 2: pert(1, 2, 3))) h",
                                        "mixture(1: mixture(1: 3, 2: pert(1, 2, 3))) h"};
    static const char *const mode[] = {"mixture(1: pert(1, 2, 3) h, 1: 4 h)",
                                       "mixture(1: pert(1, 2.5, 3) h, 1: 4 h)"};
    expect("contingent.f.assembly=mixture(19: 0 h, 1: lognormal(6 h..8 h step 2 h, 4 h))", mean, 2,
           "contingent.f.assembly_mean", "h", "6 h");
    expect("contingent.f.assembly=mixture(18..19 step 1: 0, 1: gamma(8, 4)) h", weight, 2,
           "contingent.f.assembly_weight", "", "18");
    expect("contingent.f.assembly=mixture(1: mixture(1: 2..3 step 1, 2: pert(1, 2, 3))) h", value,
           2, "contingent.f.assembly_value", "h", "2 h");
    expect("contingent.f.assembly=mixture(1: pert(1, 2..2.5 step 0.5, 3) h, 1: 4 h)", mode, 2,
           "contingent.f.assembly_mode", "h", "2 h");
    const struct ab_axis files =
        parse("contingent.f.assembly", "mixture(1: empirical(../a..b.csv) h, 1: 2 h), 3 h");
    ck_assert_int_eq(files.count, 2);
}
END_TEST

START_TEST(laws_that_differ_count_as_what_was_written)
{
    static const char *const mixed[] = {"exponential(1 h)", "exponential(2 h)", "3 h"};
    static const char *const laws[] = {"normal(1 h, 1 h)", "gamma(1 h, 1 h)"};
    expect("contingent.f.assembly=exponential(1 h..2 h step 1 h), 3 h", mixed, 3,
           "contingent.f.assembly", "", "exponential(1 h)");
    expect("contingent.f.assembly=normal(1 h..1 h step 1 h, 1 h), gamma(1 h..1 h step 1 h, 1 h)",
           laws, 2, "contingent.f.assembly", "", "normal(1 h, 1 h)");
    ck_assert_int_eq(ab_design_kind(design, 0), AB_VALUES_TEXT);
}
END_TEST

START_TEST(a_parameter_can_be_sampled)
{
    char cell[AB_AXIS_TEXT_SIZE];
    const char *vary = "contingent.f.assembly=normal(8 h..12 h, 1 h)";
    request.kind = AB_DESIGN_SOBOL;
    request.points = 4;
    make(&vary, 1);
    ck_assert_str_eq(value(0, 0), "normal(8.5 h, 1 h)");
    ck_assert_str_eq(ab_design_cell(design, 0, 0, cell), "8.5 h");
    ck_assert_str_eq(ab_design_column(design, 0), "contingent.f.assembly_mean");
    ck_assert_int_eq(ab_design_kind(design, 0), AB_VALUES_NUMBER);
}
END_TEST

/* More than any number has. */
#define ZEROS "0000000000000000000000000000000000000000000000000000000000000000000000"

START_TEST(ranges_in_a_wrong_place_are_refused)
{
    static const struct {
        const char *vary, *why;
    } rule[] = {
        {"uniform(1 h..2 h, 3 h..4 h)", "two ranges"},
        {"exponential(1 h..6 h) step 1 h", "wrong place"},
        {"exponential(1 h)..6 h", "wrong place"},
        {"1 h..exponential(6 h)", "wrong place"},
        {"exponential(1 h..x)", "wrong place"},
        {"exponential(6 h..1 h step 1 h)", "is empty"},
        {"exponential(1 h..2 h step 0 h)", "not positive"},
        {"exponential(1 h..2 km step 1 h)", "mixes units"},
        {"exponential(1 h..6 h), 2 h", "has no step"},
        {"exponential(1 h..6 h)", "needs a step"},
        {"mixture(1..2 step 1: 1 h, 3: 4 h..5 h step 1 h)", "two ranges"},
        {"mixture(1: 1 h..2 h)", "needs a step"},
        {"mixture(1: gamma(1 h, 2 h)..3 h, 1: 4 h)", "wrong place"},
        {"mixture(1 h..2 h, 1: 4 h)", "wrong place"},
        {"1 h.." ZEROS "2 h step 1 h", "is not a range"},
        {ZEROS "1 h..2 h step 1 h", "is not a range"},
        {"1 h..x step 1 h", "is not a range"},
        {"1 km..2 h step 1 h", "mixes units"},
        {"1 h..2 h step 1 km", "mixes units"},
        {"mixture(1: gamma(1 h, 2 h..3 h step 1 h)", "wrong place"}, /* one bracket is not closed */
        {"gamma(1 h..2 h step 1 h, 3..x)", "wrong place"},
        {"exponential(1..2 step 1) hours_and_more", "wrong place"},
        {"exponential(1..2 step 1) abcdefghijklmnop", "wrong place"},
        {"exponential(1 h.." ZEROS ZEROS ZEROS ZEROS "2 h)", "wrong place"},
        {"mixture(1: exponential(1..2 step 1), 1: " ZEROS ZEROS ZEROS "1) h", "is too long a text"},
    };
    for (size_t i = 0; i < sizeof rule / sizeof rule[0]; i++) {
        char text[400];
        const char *const vary = text;
        (void)snprintf(text, sizeof text, "contingent.f.assembly=%s", rule[i].vary);
        request.vary = &vary;
        request.vary_count = 1;
        ab_errors_clear(&errors);
        ck_assert_int_eq(ab_design_create(&design, &request, &errors), AB_BAD_SCENARIO);
        ck_assert_msg(strstr(errors.error[0].text, rule[i].why) != NULL, "%s: %s", rule[i].vary,
                      errors.error[0].text);
    }
    /* Names of files may have two dots, and other keys what they like. */
    const struct ab_axis file = parse("contingent.f.assembly", "empirical(../a..b.csv) h");
    ck_assert_int_eq(file.count, 1);
    ck_assert_int_eq(parse("scenario.title", "a (1..3)").count, 1);
    /* A bracket that is not closed makes it no range: who reads the value says what it lacks. */
    ck_assert_int_eq(parse("contingent.f.assembly", "exponential(1 h..2 h step 1 h").count, 1);
    ck_assert_int_eq(parse("contingent.f.assembly", "1) (2").count, 1);
}
END_TEST

/* What a parameter is called, "" of one that its law does not have: who reads the value refuses it. */
START_TEST(a_range_among_parameters_that_a_law_does_not_have_has_no_name)
{
    static const char *const values[] = {"exponential(1 h, 2 h..3 h step 1 h)",
                                         "pert(1, 2, 3, 4, 5, 6..7 step 1) h",
                                         "nonsense(1 h..2 h step 1 h)"};
    for (int i = 0; i < 3; i++) {
        const struct ab_axis axis = parse("contingent.f.assembly", values[i]);
        ck_assert_int_eq(axis.count, 2);
        ck_assert_str_eq(axis.form.parameter, "");
    }
}
END_TEST

/* A number, and nothing else, where the range stands. */
START_TEST(a_value_of_another_form_makes_them_what_was_written)
{
    static const char *const other[] = {"exponential(" ZEROS "3 h)",
                                        "exponential(3 h) ",
                                        "exponential(x)",
                                        "exponential(3:30)",
                                        "exponential(3 h, 4 h)",
                                        "gamma(3 h)",
                                        "3 h"};
    static const bool same[] = {false, true, false, false, false, false, false};
    for (size_t i = 0; i < sizeof other / sizeof other[0]; i++) {
        char values[200];
        (void)snprintf(values, sizeof values, "exponential(1 h..2 h step 1 h), %s", other[i]);
        const struct ab_axis axis = parse("contingent.f.assembly", values);
        ck_assert_int_eq(axis.count, 3);
        ck_assert_msg((axis.form.before != NULL) == same[i], "%s", other[i]);
    }
    const struct ab_axis behind =
        parse("contingent.f.assembly", "gamma(1 h..2 h step 1 h, 1 h), gamma(8 h, 2 h)");
    ck_assert_ptr_null(behind.form.before);
    /* One point is no range. */
    const struct ab_axis plain =
        parse("contingent.f.assembly", "exponential(1.5 h), exponential(2.5 h)");
    ck_assert_int_eq(plain.count, 2);
}
END_TEST

/* The first complaint of the values of one key. */
static void expect_refusal(const char *vary, const char *why)
{
    request.vary = &vary;
    request.vary_count = 1;
    ab_errors_clear(&errors);
    ck_assert_int_eq(ab_design_create(&design, &request, &errors), AB_BAD_SCENARIO);
    ck_assert_msg(strstr(errors.error[0].text, why) != NULL, "%.60s: %s", vary,
                  errors.error[0].text);
}

START_TEST(what_a_list_cannot_have_is_refused)
{
    expect_refusal("fleet.a.crews=1..2, 3", "'1..2' has no step");
    expect_refusal("scenario.start=1..2 (x)", "is not a range");
    expect_refusal("fleet.a.number=1..100000 step 1, 7", "'7' is one value too many");
    expect_refusal("sweep.points=1,2", "it is the same at every point of a sweep");
    expect_refusal("vary.a.values=1,2", "it is the same at every point of a sweep");
    expect_refusal("nonsense.a.b=1 h..2 min step 1 h", "mixes units");
    expect_refusal("=1,2", "is not KEY=VALUES");
}
END_TEST

START_TEST(a_date_is_not_taken_for_a_range)
{
    const struct ab_axis axis = parse("command.decision", "2022-01-06T00:00Z, 2022-01-07T00:00Z");
    ck_assert_int_eq(axis.count, 2);
    ck_assert_str_eq(axis.value[1], "2022-01-07T00:00Z");
}
END_TEST

START_TEST(a_range_never_has_more_values_than_memory_allows)
{
    struct ab_axis axis;
    struct ab_arena *arena = ab_arena_create(0);
    ck_assert_int_eq(ab_axis_parse(&axis, "fleet.a.crews", "0..1 step 0.000001", arena, &errors),
                     AB_BAD_SCENARIO);
    ck_assert_int_eq(ab_axis_parse(&axis, "fleet.a.crews", "0..1e300 step 1e-300", arena, &errors),
                     AB_BAD_SCENARIO);
    ab_arena_destroy(arena);
}
END_TEST

/* ---- products ---- */

START_TEST(a_product_has_every_combination_once)
{
    make((const char *[]){"a.a=1,2,3", "b.b=x,y", "c.c=7"}, 3);
    ck_assert_int_eq(ab_design_points(design), 6);
    int seen = 0;
    for (int64_t point = 0; point < 6; point++) {
        ck_assert_str_eq(value(point, 2), "7");
        const int first = value(point, 0)[0] - '1', second = value(point, 1)[0] - 'x';
        ck_assert_int_eq(point, 2 * first + second); /* the last key is the fastest */
        seen |= 1 << (2 * first + second);
    }
    ck_assert_int_eq(seen, 63);
}
END_TEST

START_TEST(cases_multiply_with_lists)
{
    write_text("cases.csv", "\xEF\xBB\xBF\"fleet.a.number\",b.b\n1,\"x \"\"y\"\", z\"\n 2 ,\n");
    request.cases = "cases.csv";
    make((const char *[]){"c.c=7,8"}, 1);
    ck_assert_int_eq(ab_design_points(design), 4);
    ck_assert_int_eq(ab_design_keys(design), 3);
    ck_assert_str_eq(value(1, 0), "1");
    ck_assert_str_eq(value(1, 1), "x \"y\", z");
    ck_assert_str_eq(value(1, 2), "8");
    ck_assert_str_eq(value(2, 0), "2");
    ck_assert_str_eq(value(2, 1), "");
}
END_TEST

START_TEST(cases_may_begin_with_what_separates_them)
{
    static const char *const text[] = {
        "sep=;\nfleet.a.number;b.b\n1;x, y\n",
        "\xEF\xBB\xBF\"sep=;\"\r\nfleet.a.number;b.b\r\n1;x, y\r\n",
        "SEP=\t\nfleet.a.number\tb.b\n1\tx, y\n",
        "sep=,\nfleet.a.number,b.b\n1,\"x, y\"\n",
    };
    for (size_t i = 0; i < sizeof text / sizeof text[0]; i++) {
        write_text("cases.csv", text[i]);
        request.cases = "cases.csv";
        make(NULL, 0);
        ck_assert_int_eq(ab_design_points(design), 1);
        ck_assert_str_eq(value(0, 0), "1");
        ck_assert_str_eq(value(0, 1), "x, y");
        ab_design_destroy(design);
        design = NULL;
    }
    write_text("cases.csv", "sep=|\nfleet.a.number|b.b\n1|2\n");
    ck_assert_int_eq(ab_design_create(&design, &request, &errors), AB_BAD_SCENARIO);
    ck_assert_ptr_nonnull(strstr(errors.error[0].text, "none of the separators"));
    ab_errors_clear(&errors);
    write_text("cases.csv", "sep=;\nfleet.a.number;b.b\n1\n"); /* lines are counted from there on */
    ck_assert_int_eq(ab_design_create(&design, &request, &errors), AB_BAD_SCENARIO);
    ck_assert_int_eq(errors.error[0].line, 3);
}
END_TEST

START_TEST(only_whole_numbers_of_cases_lose_their_fraction)
{
    static const char *const expected[] = {"2", "2.05", "2.50", "2.", ".0", "0", "2.0 h"};
    write_text("cases.csv", "fleet.a.number\n2.00\n2.05\n2.50\n2.\n.0\n0.0\n2.0 h\n");
    request.cases = "cases.csv";
    make(NULL, 0);
    ck_assert_int_eq(ab_design_points(design), 7);
    for (int i = 0; i < 7; i++) {
        ck_assert_str_eq(value(i, 0), expected[i]);
    }
}
END_TEST

/* Where in a table of cases it is that there are too many columns, or none. */
START_TEST(tables_of_cases_have_so_many_columns)
{
    char wide[2 * AB_CASES_COLUMNS_MAX + 40];
    request.cases = "cases.csv";
    for (int rows = 0; rows < 2; rows++) {
        char *to = wide + sprintf(wide, "%s", rows == 0 ? "" : "fleet.a.number\n1\n");
        memset(to, ',', AB_CASES_COLUMNS_MAX);
        (void)strcpy(to + AB_CASES_COLUMNS_MAX, "\n");
        write_text("cases.csv", wide);
        ab_errors_clear(&errors);
        ck_assert_int_eq(ab_design_create(&design, &request, &errors), AB_BAD_SCENARIO);
        ck_assert_str_eq(errors.error[0].text, "there are more than 200 columns (column 201)");
        ck_assert_int_eq(errors.error[0].line, rows == 0 ? 1 : 3);
    }
    static const char *const none[][2] = {
        {"\n\n", "there is no case in this file"},
        {"\"a\n", "a quote is not closed on its line (column 1)"}};
    for (int i = 0; i < 2; i++) {
        write_text("cases.csv", none[i][0]);
        ab_errors_clear(&errors);
        ck_assert_int_eq(ab_design_create(&design, &request, &errors), AB_BAD_SCENARIO);
        ck_assert_str_eq(errors.error[0].text, none[i][1]);
        ck_assert_str_eq(errors.error[0].file, "cases.csv");
    }
}
END_TEST

START_TEST(a_design_too_large_to_count_is_refused)
{
    request.vary = (const char *[]){"a.a=1..100000 step 1", "b.b=1..100000 step 1"};
    request.vary_count = 2;
    ck_assert_int_eq(ab_design_create(&design, &request, &errors), AB_BAD_SCENARIO);
    ck_assert_ptr_null(design);
}
END_TEST

START_TEST(the_hash_tells_designs_apart)
{
    static const char *const variants[][2] = {{"a.a=1,2", "b.b=3"}, {"a.a=1", "b.b=2,3"},
                                              {"a.a=1,3", "b.b=3"}, {"a.a=2,1", "b.b=3"},
                                              {"a.a=1,2", "c.b=3"}, {"b.b=3", "a.a=1,2"}};
    enum { VARIANTS = sizeof variants / sizeof variants[0] };
    uint64_t hash[VARIANTS];
    for (int i = 0; i < VARIANTS; i++) {
        make(variants[i], 2);
        hash[i] = ab_design_hash(design);
        for (int j = 0; j < i; j++) {
            ck_assert_uint_ne(hash[i], hash[j]);
        }
    }
    make(variants[0], 2);
    ck_assert_uint_eq(ab_design_hash(design), hash[0]);
}
END_TEST

START_TEST(a_unit_common_to_all_values_is_known)
{
    make((const char *[]){"a.a=1 h,2 h", "b.b=1 h,90 min", "c.c=1 h,uniform(1 h)", "d.d=1,2"}, 4);
    ck_assert_str_eq(ab_design_unit(design, 0), "h");
    ck_assert_str_eq(ab_design_unit(design, 1), "");
    ck_assert_str_eq(ab_design_unit(design, 2), "");
    ck_assert_str_eq(ab_design_unit(design, 3), "");
}
END_TEST

/* ---- samples ---- */

START_TEST(a_latin_hypercube_has_one_point_in_every_slice_of_every_range)
{
    request.kind = AB_DESIGN_LHS;
    request.points = SAMPLES;
    make((const char *[]){"a.a=0..1", "b.b=10..30"}, 2);
    ck_assert_int_eq(ab_design_points(design), SAMPLES);
    for (int key = 0; key < 2; key++) {
        bool seen[SAMPLES] = {false};
        for (int64_t point = 0; point < SAMPLES; point++) {
            const double share = key == 0 ? number(point, 0) : (number(point, 1) - 10) / 20;
            ck_assert(share >= 0 && share < 1);
            ck_assert(!seen[(int)(share * SAMPLES)]);
            seen[(int)(share * SAMPLES)] = true;
        }
    }
}
END_TEST

START_TEST(the_columns_of_a_latin_hypercube_do_not_depend_on_each_other)
{
    request.kind = AB_DESIGN_LHS;
    request.points = SAMPLES;
    make((const char *[]){"a.a=0..1", "b.b=0..1"}, 2);
    double before[SAMPLES], product = 0;
    for (int64_t point = 0; point < SAMPLES; point++) {
        before[point] = number(point, 0);
        product += (number(point, 0) - 0.5) * (number(point, 1) - 0.5);
    }
    /* The correlation of independent columns has standard deviation 1 / sqrt(n). */
    ck_assert(fabs(12 * product / SAMPLES) < 4 / sqrt(SAMPLES));
    make((const char *[]){"c.c=5..6", "a.a=0..1"}, 2);
    for (int64_t point = 0; point < SAMPLES; point++) {
        ck_assert(before[point] == number(point, 1));
    }
}
END_TEST

/* Each in the middle of its slice, of which there are as many as the next power of two. */
START_TEST(a_sobol_design_has_the_points_of_the_library_after_the_origin)
{
    request.kind = AB_DESIGN_SOBOL;
    request.points = 63;
    make((const char *[]){"a.a=0..1", "b.b=0..1", "c.c=0..1"}, 3);
    gsl_qrng *sequence = gsl_qrng_alloc(gsl_qrng_sobol, 3);
    double share[3] = {0};
    for (int64_t point = 0; point < 63; point++) {
        for (int key = 0; key < 3; key++) {
            ck_assert(fabs(number(point, key) - share[key] - 1.0 / 128) < 1e-9);
        }
        (void)gsl_qrng_get(sequence, share);
    }
    gsl_qrng_free(sequence);
}
END_TEST

START_TEST(a_sobol_design_has_one_point_in_each_slice_of_each_range)
{
    request.kind = AB_DESIGN_SOBOL;
    request.points = 64;
    make((const char *[]){"a.a=0..64", "b.b=0..64", "c.c=0..64"}, 3);
    int count[3][64] = {{0}};
    for (int64_t point = 0; point < 64; point++) {
        for (int key = 0; key < 3; key++) {
            const int slice = (int)number(point, key);
            ck_assert(slice >= 0 && slice < 64);
            ck_assert_int_eq(count[key][slice]++, 0);
        }
    }
}
END_TEST

START_TEST(sampled_steps_are_alike_frequent)
{
    request.kind = AB_DESIGN_LHS;
    request.points = 120;
    make((const char *[]){"fleet.a.number=3..8"}, 1);
    int count[6] = {0};
    for (int64_t point = 0; point < 120; point++) {
        const int i = (int)number(point, 0) - 3;
        ck_assert(i >= 0 && i < 6 && number(point, 0) == i + 3);
        count[i]++;
    }
    for (int i = 0; i < 6; i++) {
        ck_assert_int_eq(count[i], 20);
    }
}
END_TEST

START_TEST(a_sobol_design_of_too_many_ranges_is_refused)
{
    static char text[41][24];
    const char *vary[41];
    for (int i = 0; i < 41; i++) {
        (void)snprintf(text[i], sizeof text[i], "a.k%d=0..1", i);
        vary[i] = text[i];
    }
    request = (struct ab_design_request){
        .kind = AB_DESIGN_SOBOL, .points = 4, .vary = vary, .vary_count = 40};
    ck_assert_int_eq(ab_design_create(&design, &request, &errors), AB_OK);
    ab_design_destroy(design);
    request.vary_count = 41;
    ck_assert_int_eq(ab_design_create(&design, &request, &errors), AB_BAD_SCENARIO);
}
END_TEST

START_TEST(any_allocation_may_fail)
{
    write_text("cases.csv", "fleet.a.number,b.b\n1,2\n3,4\n");
    request = (struct ab_design_request){.kind = AB_DESIGN_LHS, .points = 5, .cases = "cases.csv"};
    request.vary = (const char *[]){"c.c=0..1", "d.d=1,2"};
    request.vary_count = 2;
    enum ab_status status = AB_IO_ERROR;
    int failed = 0;
    for (uint64_t n = 1; status == AB_IO_ERROR; n++, failed++) {
        ab_errors_clear(&errors);
        ab_memory_fail_after(n);
        status = ab_design_create(&design, &request, &errors);
        ab_memory_fail_after(0);
        ck_assert(status == AB_OK || (status == AB_IO_ERROR && design == NULL));
    }
    ck_assert_int_eq(status, AB_OK);
    ck_assert_int_gt(failed, 3);
}
END_TEST

START_TEST(values_are_of_the_narrowest_kind_that_all_of_them_have)
{
    static const struct {
        const char *vary;
        enum ab_value_kind kind;
    } rule[] = {
        {"fleet.a.number=1,2,30", AB_VALUES_INTEGER},
        {"fleet.a.number=1..9 step 2", AB_VALUES_INTEGER},
        {"fleet.a.crews=1,2.5", AB_VALUES_NUMBER},
        {"fleet.a.crews=-1", AB_VALUES_NUMBER},
        {"fleet.a.crew_rest=1 h,2.5 h", AB_VALUES_NUMBER},
        {"fleet.a.crew_rest=60 min,2 h", AB_VALUES_TEXT},
        {"airfield.a.parking_mog=8,unlimited", AB_VALUES_TEXT},
        {"contingent.a.active=no,yes", AB_VALUES_TEXT},
        {"contingent.a.assembly=1 h,exponential(4 h)", AB_VALUES_TEXT},
        {"fleet.a.crew_rest=1:30,2:30", AB_VALUES_TEXT},
        {"fleet.a.number=999999999999999", AB_VALUES_INTEGER},
        {"fleet.a.number=1000000000000000", AB_VALUES_NUMBER}, /* exact up to 2^53 only */
        {"fleet.a.number=1 2", AB_VALUES_TEXT},
    };
    static const struct {
        const char *vary;
        enum ab_value_kind kind;
    } sampled[] = {
        {"fleet.a.number=1..9", AB_VALUES_INTEGER},
        {"fleet.a.crews=1..3 step 1", AB_VALUES_INTEGER},
        {"fleet.a.crews=0.5..2.5 step 1", AB_VALUES_NUMBER},
        {"fleet.a.crews=1..2 step 0.5", AB_VALUES_NUMBER},
        {"fleet.a.crews=1..2", AB_VALUES_NUMBER},
    };
    for (size_t i = 0; i < sizeof rule / sizeof rule[0]; i++) {
        make(&rule[i].vary, 1);
        ck_assert_msg(ab_design_kind(design, 0) == rule[i].kind, "%s", rule[i].vary);
    }
    request.kind = AB_DESIGN_LHS;
    request.points = 3;
    for (size_t i = 0; i < sizeof sampled / sizeof sampled[0]; i++) {
        make(&sampled[i].vary, 1);
        ck_assert_msg(ab_design_kind(design, 0) == sampled[i].kind, "%s", sampled[i].vary);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("design");
    TCase *tests = tcase_create("design");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, a_range_ends_at_the_last_value_that_its_steps_reach);
    tcase_add_test(tests, values_are_of_the_narrowest_kind_that_all_of_them_have);
    tcase_add_test(tests, bounds_and_step_may_have_units_of_their_own);
    tcase_add_test(tests, whole_numbers_have_step_one_and_others_none);
    tcase_add_test(tests, commas_inside_parentheses_and_quotes_belong_to_a_value);
    tcase_add_test(tests, a_range_among_parameters_varies_one_and_keeps_the_law);
    tcase_add_test(tests, a_range_in_a_mixture_varies_a_weight_or_a_component);
    tcase_add_test(tests, laws_that_differ_count_as_what_was_written);
    tcase_add_test(tests, a_parameter_can_be_sampled);
    tcase_add_test(tests, ranges_in_a_wrong_place_are_refused);
    tcase_add_test(tests, a_range_among_parameters_that_a_law_does_not_have_has_no_name);
    tcase_add_test(tests, a_value_of_another_form_makes_them_what_was_written);
    tcase_add_test(tests, what_a_list_cannot_have_is_refused);
    tcase_add_test(tests, a_date_is_not_taken_for_a_range);
    tcase_add_test(tests, a_range_never_has_more_values_than_memory_allows);
    tcase_add_test(tests, a_product_has_every_combination_once);
    tcase_add_test(tests, cases_multiply_with_lists);
    tcase_add_test(tests, cases_may_begin_with_what_separates_them);
    tcase_add_test(tests, only_whole_numbers_of_cases_lose_their_fraction);
    tcase_add_test(tests, tables_of_cases_have_so_many_columns);
    tcase_add_test(tests, a_design_too_large_to_count_is_refused);
    tcase_add_test(tests, the_hash_tells_designs_apart);
    tcase_add_test(tests, a_unit_common_to_all_values_is_known);
    tcase_add_test(tests, a_latin_hypercube_has_one_point_in_every_slice_of_every_range);
    tcase_add_test(tests, the_columns_of_a_latin_hypercube_do_not_depend_on_each_other);
    tcase_add_test(tests, a_sobol_design_has_the_points_of_the_library_after_the_origin);
    tcase_add_test(tests, a_sobol_design_has_one_point_in_each_slice_of_each_range);
    tcase_add_test(tests, sampled_steps_are_alike_frequent);
    tcase_add_test(tests, a_sobol_design_of_too_many_ranges_is_refused);
    tcase_add_test(tests, any_allocation_may_fail);
    suite_add_tcase(suite, tests);
    return suite_run(suite, TESTS);
}
