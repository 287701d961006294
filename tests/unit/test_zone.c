/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_zone.c - local time by time zones, held against the C library's own reading of the same
 * tables, and rules against the calendar. */
#include "base/memory.h"
#include "scenario/files.h"
#include "scenario/zone.h"
#include "support/own_folder.h"
#include "support/suite.h"

#include <check.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static struct ab_arena *arena;

static void set_up(void)
{
    arena = ab_arena_create(1 << 16);
}

static void tear_down(void)
{
    ab_arena_destroy(arena);
}

static ab_time instant(const char *iso)
{
    ab_time parsed = 0;
    ck_assert_msg(ab_time_parse_iso(iso, &parsed), "%s", iso);
    return parsed;
}

static struct ab_airfield field_in(const char *name, ab_time start)
{
    struct ab_conversion conversion = {.arena = arena, .start = start};
    struct ab_airfield field = {.utc_offset = 99};
    ck_assert_msg(ab_zone_read(&conversion, name, &field.time_zone), "%s %s", name,
                  conversion.complaint.text);
    return field;
}

/* What the C library says, for a time zone set by choose_zone. */
static void choose_zone(const char *name)
{
    ck_assert_int_eq(setenv("TZ", name, 1), 0);
    tzset();
}
static ab_time offset_of_library(ab_time when)
{
    const time_t seconds =
        (time_t)((when - (when % AB_SECOND < 0 ? AB_SECOND - 1 : 0)) / AB_SECOND);
    struct tm local;
    ck_assert_ptr_nonnull(localtime_r(&seconds, &local));
    return local.tm_gmtoff * AB_SECOND;
}

/* Zones north and south, with half hours, quarters, a summer time below zero (Dublin), one that is
 * moved by the moon (Casablanca), a day left out (Apia), none at all. */
static const char *const zones[] = {
    "Europe/Paris",
    "America/New_York",
    "Asia/Almaty",
    "Asia/Kathmandu",
    "Europe/Dublin",
    "Australia/Sydney",
    "Australia/Lord_Howe",
    "Africa/Casablanca",
    "Pacific/Apia",
    "America/Sao_Paulo",
    "Pacific/Chatham",
    "America/St_Johns",
    "Asia/Gaza",
    "America/Santiago",
    "Europe/Moscow",
    "America/Port-au-Prince",
    "Antarctica/Troll",
    "Europe/Berlin",
    "Asia/Tehran",
    "Etc/GMT+12",
    "UTC",
    "Pacific/Kiritimati",
    "Europe/London",
    "America/Nuuk",
};
static const char *const starts[] = {
    "1949-04-15T00:00Z", "1972-01-01T00:00Z", "2010-01-12T22:00Z", "2011-12-01T00:00Z",
    "2022-01-05T18:00Z", "2022-03-25T00:00Z", "2030-12-31T23:59Z", "2036-06-01T00:00Z",
    "2037-11-01T00:00Z", "2099-02-28T12:00Z", "2400-02-29T00:00Z",
};

START_TEST(agrees_with_the_c_library)
{
    const char *name = zones[_i];
    choose_zone(name);
    for (size_t s = 0; s < sizeof starts / sizeof starts[0]; s++) {
        const ab_time start = instant(starts[s]);
        const struct ab_airfield field = field_in(name, start);
        uint64_t luck = 1 + (uint64_t)s;
        for (int i = 0; i < 400; i++) {
            luck = luck * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
            const ab_time when = (ab_time)((luck >> 20) % (uint64_t)(3652 * AB_DAY));
            ck_assert_msg(ab_airfield_offset(&field, when) == offset_of_library(start + when),
                          "%s, %s + %lld ms: %lld, not %lld", name, starts[s], (long long)when,
                          (long long)ab_airfield_offset(&field, when),
                          (long long)offset_of_library(start + when));
        }
    }
}
END_TEST

/* At each shift the library shifts as well, to the millisecond, and nowhere between two. */
START_TEST(shifts_when_the_c_library_does)
{
    const char *name = zones[_i];
    choose_zone(name);
    const ab_time start = instant("2029-01-01T00:00Z");
    const struct ab_airfield field = field_in(name, start);
    ab_time when = 0;
    for (ab_time hour = 0; hour < 3652 * AB_DAY; hour += AB_HOUR) {
        const bool shifts =
            offset_of_library(start + hour) != offset_of_library(start + hour + AB_HOUR);
        if (shifts) {
            when = ab_airfield_next_shift(&field, when);
            ck_assert_msg(when > hour && when <= hour + AB_HOUR, "%s: hour %lld, not %lld", name,
                          (long long)(hour / AB_HOUR), (long long)(when / AB_HOUR));
            ck_assert_int_ne(offset_of_library(start + when - 1), offset_of_library(start + when));
        }
    }
    when = ab_airfield_next_shift(&field, when);
    ck_assert_int_gt(when, 3652 * AB_DAY - AB_HOUR);
}
END_TEST

START_TEST(paris_in_2022)
{
    const struct ab_airfield field = field_in("Europe/Paris", instant("2022-03-25T00:00Z"));
    const ab_time summer = instant("2022-03-27T01:00Z") - instant("2022-03-25T00:00Z");
    ck_assert_int_eq(ab_airfield_offset(&field, 0), AB_HOUR);
    ck_assert_int_eq(ab_airfield_offset(&field, summer - 1), AB_HOUR);
    ck_assert_int_eq(ab_airfield_offset(&field, summer), 2 * AB_HOUR);
    ck_assert_int_eq(ab_airfield_next_shift(&field, 0), summer);
    ck_assert_int_eq(ab_airfield_next_shift(&field, summer - 1), summer);
    ck_assert_int_eq(ab_airfield_next_shift(&field, summer),
                     instant("2022-10-30T01:00Z") - instant("2022-03-25T00:00Z"));
}
END_TEST

START_TEST(a_fixed_offset_never_shifts)
{
    const struct ab_airfield field = {.utc_offset = 5.75};
    ck_assert_int_eq(ab_airfield_offset(&field, 0), 5 * AB_HOUR + 45 * AB_MINUTE);
    ck_assert(ab_airfield_next_shift(&field, 0) == AB_TIME_NEVER);
}
END_TEST

/* ---- rules ---- */

static const struct {
    const char *rule;
    int year;
    const char *begin, *end;
} good_rule[] = {
    {"CET-1CEST,M3.5.0,M10.5.0/3", 2022, "2022-03-27T01:00Z", "2022-10-30T01:00Z"},
    {"EST5EDT,M3.2.0,M11.1.0", 2022, "2022-03-13T07:00Z", "2022-11-06T06:00Z"},
    {"AEST-10AEDT,M10.1.0,M4.1.0/3", 2022, "2022-10-01T16:00Z", "2022-04-02T16:00Z"},
    {"<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", 2022, "2022-10-01T15:30Z", "2022-04-02T15:00Z"},
    {"IST-1GMT0,M10.5.0,M3.5.0/1", 2022, "2022-10-30T01:00Z", "2022-03-27T01:00Z"},
    {"<-02>2<-01>,M3.5.0/-1,M10.5.0/0", 2024, "2024-03-31T01:00Z", "2024-10-27T01:00Z"},
    {"AAA0BBB,J59/0,J60/0", 2024, "2024-02-28T00:00Z", "2024-02-29T23:00Z"},
    {"AAA0BBB,J60/0,365/25", 2024, "2024-03-01T00:00Z", "2025-01-01T00:00Z"},
    {"AAA0BBB,J60/+0,J365/0", 2022, "2022-03-01T00:00Z", "2022-12-30T23:00Z"},
    {"AAA0BBB,M11.5.0/0,M12.5.0/0", 2022, "2022-11-27T00:00Z", "2022-12-24T23:00Z"},
    {"AAA0BBB,58/0,59/24:30:15", 2024, "2024-02-28T00:00Z", "2024-02-29T23:30:15Z"},
};

START_TEST(rules_follow_the_calendar)
{
    struct ab_zone_rule rule;
    ck_assert_msg(ab_zone_parse_rule(good_rule[_i].rule, &rule), "%s", good_rule[_i].rule);
    ck_assert(rule.alternates);
    ck_assert_int_eq(ab_zone_begin(&rule, good_rule[_i].year), instant(good_rule[_i].begin));
    ck_assert_int_eq(ab_zone_end(&rule, good_rule[_i].year), instant(good_rule[_i].end));
}
END_TEST

START_TEST(a_rule_may_be_one_offset)
{
    struct ab_zone_rule rule;
    ck_assert(ab_zone_parse_rule("<+0545>-5:45", &rule));
    ck_assert(!rule.alternates);
    ck_assert_int_eq(rule.standard, 5 * AB_HOUR + 45 * AB_MINUTE);
}
END_TEST

static const char *const bad_rule[] = {
    "",
    "CE-1",
    "CET",
    "CET-1CEST",
    "CET-1CEST,M3.5.0",
    "<+03-3",
    "CET-168",
    "CET-1:60",
    "CET-1CEST,M13.5.0,M10.5.0",
    "CET-1CEST,M3.6.0,M10.5.0",
    "CET-1CEST,M3.5.7,M10.5.0",
    "CET-1CEST,J0,J366",
    "CET-1CEST,M3.5.0,M10.5.0/3x",
    "CET-1CEST,,",
    "CET-1CEST,366,1",
    "CET-1CEST,M3-5.0,M10.5.0",
    "CET-1CEST,M3.5-0,M10.5.0",
    "CET-1:0:60",
    "CET-00001",
    "CET-1CEST,M3.5.0/1:2:99,M10.5.0",
    "1",
};

START_TEST(other_rules_are_refused)
{
    struct ab_zone_rule rule;
    ck_assert_msg(!ab_zone_parse_rule(bad_rule[_i], &rule), "%s", bad_rule[_i]);
}
END_TEST

static const struct {
    const char *name, *complaint;
} bad_name[] = {
    {"", "is no time zone; they are named as in"},
    {"Europe/Pariss", "did you mean 'Europe/Paris'?"},
    {"../../etc/passwd", "is no time zone; they are named as in"},
    {"/etc/passwd", "is no time zone; they are named as in"},
    {"Europe", "is no time zone"},
    {"tzdata.zi", "is no time zone; they are named as in"},
    {"right/Europe/Paris", "is no t"},
};

START_TEST(other_names_are_refused)
{
    struct ab_conversion conversion = {.arena = arena};
    struct ab_zone *zone;
    ck_assert(!ab_zone_read(&conversion, bad_name[_i].name, &zone));
    ck_assert_msg(strstr(conversion.complaint.text, bad_name[_i].complaint) != NULL, "'%s' %s",
                  bad_name[_i].name, conversion.complaint.text);
}
END_TEST

START_TEST(the_release_is_told)
{
    char release[AB_ZONE_RELEASE_SIZE];
    ab_zone_release(release);
    ck_assert_uint_eq(strspn(release, "0123456789"), 4);
}
END_TEST

/* What tzdata.zi begins with, and the release that is told; its zones and links, some of them odd. */
START_TEST(other_tables_of_zones_are_named_from)
{
    static const char *const begin[][2] = {
        {"# version 2099z\n", "2099z"},
        {"# version \n", "unknown"},
        {"# version 2099z-abcdefghijklmnopqrstuvwxyz\n", "unknown"},
        {"# no version\n", "unknown"},
    };
    struct ab_conversion conversion = {.arena = arena};
    struct ab_zone *zone;
    char release[AB_ZONE_RELEASE_SIZE];
    own_folder_enter();
    ck_assert_int_eq(setenv("TZDIR", ".", 1), 0);
    for (size_t i = 0; i < sizeof begin / sizeof begin[0]; i++) {
        write_text("tzdata.zi", begin[i][0]);
        ab_zone_release(release);
        ck_assert_str_eq(release, begin[i][1]);
    }
    write_text("tzdata.zi", " \nZ\nL\nL x\nR a\nZ Mars/Base 0\nL Mars/Base Mars/Camp\n");
    ck_assert(!ab_zone_read(&conversion, "Mars/Bass", &zone));
    ck_assert_ptr_nonnull(strstr(conversion.complaint.text, "did you mean 'Mars/Base'?"));
    ab_complaint_clear(&conversion.complaint);
    ck_assert(!ab_zone_read(&conversion, "Mars/Cramp", &zone));
    ck_assert_ptr_nonnull(strstr(conversion.complaint.text, "did you mean 'Mars/Camp'?"));
    ck_assert_int_eq(setenv("TZDIR", "", 1), 0); /* as if it were not there */
    ab_zone_release(release);
    ck_assert_uint_eq(strspn(release, "0123456789"), 4);
    ck_assert_int_eq(unsetenv("TZDIR"), 0);
    own_folder_leave();
}
END_TEST

/* ---- tables ---- */

/* A table of a zone that is an hour ahead of UTC from 100 s on and two from 200 s on, after 1970, and then
 * as a rule says (RFC 8536). */
struct zone_file {
    uint8_t bytes[400];
    size_t size;
};
enum { SECOND_HEADER = 54, TIMES = 98, TYPE_OF = TIMES + 16, RULE = TYPE_OF + 2 + 12 + 8 + 1 };

static void put(struct zone_file *file, const char *bytes, size_t size)
{
    memcpy(file->bytes + file->size, bytes, size);
    file->size += size;
}

static struct zone_file make_table(const char *rule)
{
    struct zone_file file = {.size = 0};
    put(&file, "TZif2\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 20);
    put(&file, "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\1\0\0\0\4", 24);
    put(&file, "\0\0\0\0\0\0UTC\0", 10);
    put(&file, "TZif2\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 20);
    put(&file, "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\2\0\0\0\2\0\0\0\10", 24);
    put(&file, "\0\0\0\0\0\0\0\144\0\0\0\0\0\0\0\310\0\1", 18);
    put(&file, "\0\0\016\020\0\0\0\0\034\040\0\4AAA\0BBB\0\n", 21);
    ck_assert_uint_eq(file.size, RULE);
    put(&file, rule, strlen(rule));
    put(&file, "\n", 1);
    return file;
}

static int give(void *owner, const char *name, const char **bytes, size_t *size)
{
    const struct zone_file *file = owner;
    if (strcmp(name, "zoneinfo/Made/Up") != 0) {
        return ENOENT;
    }
    *bytes = (const char *)file->bytes;
    *size = file->size;
    return 0;
}

/* Reads the table as that of a zone; the complaint, or NULL. */
static const char *complaint_about(struct zone_file *file, struct ab_airfield *field)
{
    static struct ab_conversion conversion;
    const struct ab_reader reader = {.owner = file, .read = give};
    conversion = (struct ab_conversion){.arena = arena, .files = ab_files_create(&reader)};
    *field = (struct ab_airfield){.utc_offset = 99};
    const bool good = ab_zone_read(&conversion, "Made/Up", &field->time_zone);
    ab_files_destroy(conversion.files);
    return good ? NULL : conversion.complaint.text;
}

START_TEST(a_table_counts_until_its_rule_does)
{
    struct ab_airfield field;
    struct zone_file ruled = make_table("<-03>3"), bare = make_table("");
    ck_assert_ptr_null(complaint_about(&ruled, &field));
    ck_assert_int_eq(ab_airfield_offset(&field, 100 * AB_SECOND), AB_HOUR);
    ck_assert_int_eq(ab_airfield_offset(&field, 200 * AB_SECOND - 1), AB_HOUR);
    ck_assert_ptr_null(complaint_about(&bare, &field));
    ck_assert_int_eq(ab_airfield_offset(&field, 200 * AB_SECOND), 2 * AB_HOUR);
    ck_assert_int_eq(ab_airfield_offset(&field, 3000 * AB_DAY), 2 * AB_HOUR);
}
END_TEST

START_TEST(a_table_that_is_cut_is_refused_wherever_it_is)
{
    struct ab_airfield field;
    struct zone_file file = make_table("<-03>3");
    for (file.size--; file.size > 0; file.size--) {
        const char *said = complaint_about(&file, &field);
        ck_assert_msg(said != NULL, "%zu bytes", file.size);
        ck_assert_msg(strstr(said, "is no table of a time zone") != NULL, "%s", said);
    }
}
END_TEST

static const struct {
    int at;
    uint8_t byte;
    const char *complaint;
} spoiled[] = {
    {0, 't', "is no table"},
    {4, '1', "is no table"},
    {SECOND_HEADER, 't', "is no table"},
    {SECOND_HEADER + 4, 0, "is no table"},
    {SECOND_HEADER + 31, 1, "is no table"},    /* a leap second */
    {SECOND_HEADER + 32, 0x80, "is no table"}, /* fewer times than none */
    {SECOND_HEADER + 32, 0x7f, "is no table"},
    {SECOND_HEADER + 35, 9, "is no table"}, /* more than there are */
    {SECOND_HEADER + 39, 0, "is no table"}, /* no type */
    {TYPE_OF, 2, "is no table"},
    {RULE - 1, ' ', "is no table"},
    {TIMES, 0x7f, "has a damaged table"},
    {TIMES, 0x80, "has a damaged table"},
    {TIMES + 15, 50, "has a damaged table"}, /* sooner than the one before */
    {RULE, '!', "has a damaged table"},
};

START_TEST(a_table_that_makes_no_sense_is_refused)
{
    struct ab_airfield field;
    struct zone_file file = make_table("<-03>3");
    file.bytes[spoiled[_i].at] = spoiled[_i].byte;
    const char *said = complaint_about(&file, &field);
    ck_assert_msg(said != NULL && strstr(said, spoiled[_i].complaint) != NULL, "byte %d: %s",
                  spoiled[_i].at, said != NULL ? said : "nothing");
    char rule[200] = "";
    memset(rule, 'A', sizeof rule - 1);
    file = make_table(rule);
    ck_assert_ptr_nonnull(complaint_about(&file, &field));
}
END_TEST

#define COUNT(array) (int)(sizeof(array) / sizeof(array)[0])

int main(void)
{
    Suite *suite = suite_create("zone");
    TCase *tcase = tcase_create("zone");
    tcase_add_checked_fixture(tcase, set_up, tear_down);
    tcase_add_loop_test(tcase, agrees_with_the_c_library, 0, COUNT(zones));
    tcase_add_loop_test(tcase, shifts_when_the_c_library_does, 0, COUNT(zones));
    tcase_add_test(tcase, paris_in_2022);
    tcase_add_test(tcase, a_fixed_offset_never_shifts);
    tcase_add_loop_test(tcase, rules_follow_the_calendar, 0, COUNT(good_rule));
    tcase_add_test(tcase, a_rule_may_be_one_offset);
    tcase_add_loop_test(tcase, other_rules_are_refused, 0, COUNT(bad_rule));
    tcase_add_loop_test(tcase, other_names_are_refused, 0, COUNT(bad_name));
    tcase_add_test(tcase, the_release_is_told);
    tcase_add_test(tcase, other_tables_of_zones_are_named_from);
    tcase_add_test(tcase, a_table_counts_until_its_rule_does);
    tcase_add_test(tcase, a_table_that_is_cut_is_refused_wherever_it_is);
    tcase_add_loop_test(tcase, a_table_that_makes_no_sense_is_refused, 0, COUNT(spoiled));
    suite_add_tcase(suite, tcase);
    return suite_run(suite, 2 * COUNT(zones) + 2 + COUNT(good_rule) + 1 + COUNT(bad_rule) +
                                COUNT(bad_name) + 2 + 2 + COUNT(spoiled));
}
