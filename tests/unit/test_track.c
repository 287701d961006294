/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* Flights as points: on the great circle, at one speed, right across the antimeridian and over the poles. */
#include "output/export.h"

#include "support/suite.h"

#include <math.h>
#include <string.h>

#define RADIAN (3.14159265358979323846 / 180.0)

enum { POINTS_MAX = 10000, TEXT_MAX = 1 << 20 };

struct points {
    int count;
    struct ab_track_point at[POINTS_MAX];
};

static void take(void *owner, const struct ab_track_point *point)
{
    struct points *points = owner;
    ck_assert_int_lt(points->count, POINTS_MAX);
    points->at[points->count++] = *point;
}

static struct points points;

static struct ab_track_place place(double latitude, double longitude)
{
    return (struct ab_track_place){
        .id = "x", .name = "x", .latitude = latitude, .longitude = longitude, .is_located = true};
}

/* The angle between two points in degrees, by the haversine, which is right for small ones. */
static double angle(double latitude_a, double longitude_a, double latitude_b, double longitude_b)
{
    const double y = sin((latitude_b - latitude_a) / 2 * RADIAN);
    const double x = sin((longitude_b - longitude_a) / 2 * RADIAN);
    const double h = y * y + cos(latitude_a * RADIAN) * cos(latitude_b * RADIAN) * x * x;
    return 2 * asin(fmin(1, sqrt(h))) / RADIAN;
}

static struct ab_flight_track flight(const struct ab_track_place *from,
                                     const struct ab_track_place *to)
{
    return (struct ab_flight_track){.tail = "t",
                                    .type = "",
                                    .fleet = "",
                                    .purpose = "",
                                    .chalk = "",
                                    .contingent = "",
                                    .origin = from,
                                    .destination = to,
                                    .takeoff = 0,
                                    .landing = 10 * AB_HOUR};
}

/* Whatever the ends: the points begin and end there, time rises, and at each instant the share of the way
 * flown is that of the time. */
static void check(double latitude_a, double longitude_a, double latitude_b, double longitude_b)
{
    const struct ab_track_place a = place(latitude_a, longitude_a),
                                b = place(latitude_b, longitude_b);
    const struct ab_flight_track one = flight(&a, &b);
    const double whole = angle(latitude_a, longitude_a, latitude_b, longitude_b);
    points.count = 0;
    ab_track_follow(&one, take, &points);
    ck_assert_int_ge(points.count, 2);
    ck_assert_double_eq(points.at[0].longitude, longitude_a);
    ck_assert_double_eq(points.at[points.count - 1].latitude, latitude_b);
    ck_assert_int_eq(points.at[0].when, one.takeoff);
    ck_assert_int_eq(points.at[points.count - 1].when, one.landing);
    double flown = 0;
    for (int i = 1; i < points.count; i++) {
        const struct ab_track_point *p = &points.at[i - 1], *q = &points.at[i];
        const double step = angle(p->latitude, p->longitude, q->latitude, q->longitude);
        ck_assert_int_le(p->when, q->when);
        ck_assert_double_le(step, 1.0001);
        flown += step;
        ck_assert_double_eq_tol(flown, whole * (double)q->when / (double)one.landing, 1e-4 * whole);
        ck_assert(q->height >= 0 && q->height <= AB_TRACK_CRUISE);
        double across = fabs(q->longitude - p->longitude);
        across = across > 180 ? 360 - across : across;
        ck_assert(across <= 5.0001 || 90 - fabs(q->latitude) < 0.01 || step < 0.001);
    }
    ck_assert_double_eq_tol(flown, whole, 1e-4 * whole);
}

START_TEST(every_way_is_a_great_circle_at_one_speed)
{
    check(43.36, 77.04, 55.88, 38.06);
    check(-33.9, 151.2, 33.9, -118.4); /* across the antimeridian, and the equator */
    check(64.8, -147.9, 59.9, 10.6);   /* near the pole */
    check(70, 20, 70, -160);           /* over the pole */
    check(-70, 20, -75, -160);         /* over the other */
    check(0, 10, 0, -170);             /* antipodes */
    check(90, 0, -90, 0);
    check(10, 180, 10, -180 + 1e-9);
    check(5, 5, 5.2, 5.1);
}
END_TEST

START_TEST(what_is_held_is_held_at_the_end_and_an_alternate_is_between)
{
    const struct ab_track_place a = place(0, 0), b = place(0, 50), c = place(10, 50);
    struct ab_flight_track one = flight(&a, &b);
    one.holding = 1 * AB_HOUR;
    one.diversion = 2 * AB_HOUR;
    one.alternate = &c;
    points.count = 0;
    ab_track_follow(&one, take, &points);
    bool is_there[3] = {false};
    for (int i = 0; i < points.count; i++) {
        const struct ab_track_point *p = &points.at[i];
        is_there[0] =
            is_there[0] || (p->when == 7 * AB_HOUR && p->longitude == 50 && p->latitude == 0);
        is_there[1] =
            is_there[1] || (p->when == 8 * AB_HOUR && p->longitude == 50 && p->latitude == 0);
        is_there[2] = is_there[2] || (p->when == 9 * AB_HOUR && p->latitude == 10);
    }
    ck_assert(is_there[0] && is_there[1] && is_there[2]);
    ck_assert_int_eq(points.at[points.count - 1].when, one.landing);
    ck_assert_double_eq(points.at[points.count - 1].latitude, 0);
}
END_TEST

/* ---- formats ---- */

struct text {
    size_t used;
    char bytes[TEXT_MAX];
};

static void put_text(void *owner, const char *bytes, size_t size)
{
    struct text *text = owner;
    ck_assert_uint_lt(text->used + size, TEXT_MAX);
    memcpy(text->bytes + text->used, bytes, size);
    text->used += size;
    text->bytes[text->used] = '\0';
}

static const char *export_all_of(enum ab_export_format format, const struct ab_tracks *tracks)
{
    static struct text text;
    const struct ab_export_sink sink = {put_text, &text};
    text.used = 0;
    ab_export(format, tracks, &sink);
    return text.bytes;
}

static const char *export_of(enum ab_export_format format, struct ab_flight_track *one)
{
    return export_all_of(format, &(struct ab_tracks){.flights = 1, .flight = one});
}

static int count_of(const char *text, const char *wanted)
{
    int count = 0;
    while ((text = strstr(text, wanted)) != NULL) {
        text += strlen(wanted);
        count++;
    }
    return count;
}

START_TEST(a_flat_line_is_cut_where_the_map_ends)
{
    const struct ab_track_place sydney = place(-33.9, 151.2), los_angeles = place(33.9, -118.4);
    struct ab_flight_track one = flight(&sydney, &los_angeles);
    const char *text = export_of(AB_EXPORT_GEOJSON, &one);
    ck_assert_int_eq(count_of(text, "\"LineString\""), 2);
    ck_assert_int_eq(count_of(text, "[180.000000, "), 1);
    ck_assert_int_eq(count_of(text, "[-180.000000, "), 1);
    ck_assert_ptr_nonnull(strstr(text, "\"part\": 2"));

    const struct ab_track_place norway = place(70, 20), alaska = place(70, -160);
    one = flight(&norway, &alaska);
    text = export_of(AB_EXPORT_GEOJSON, &one);
    ck_assert_int_eq(count_of(text, "\"LineString\""), 2);
    ck_assert_int_eq(count_of(text, ", 90.000000, "), 2);

    const struct ab_track_place capetown = place(-70, 20), ross = place(-75, -160);
    one = flight(&capetown, &ross);
    text = export_of(AB_EXPORT_GEOJSON, &one);
    ck_assert_int_eq(count_of(text, "\"LineString\""), 2);
    ck_assert_int_eq(count_of(text, ", -90.000000, "), 2);

    /* Along the edge itself, which has two names. */
    const struct ab_track_place east = place(10, 180), west = place(20, -180);
    one = flight(&east, &west);
    text = export_of(AB_EXPORT_GEOJSON, &one);
    ck_assert_int_eq(count_of(text, "nan"), 0);
    ck_assert_int_eq(count_of(text, "[180.000000, 10.000000, "), 1);
    ck_assert_int_eq(count_of(text, "[-180.000000, 20.000000, "), 1);

    const struct ab_track_place south_pole = place(-90, 0), mcmurdo = place(-77.8, 166.7);
    one = flight(&south_pole, &mcmurdo);
    text = export_of(AB_EXPORT_GEOJSON, &one);
    ck_assert_int_eq(count_of(text, "\"LineString\""), 1);
    ck_assert_int_eq(count_of(text, "[166.700000, -90.000000, "), 1);

    const struct ab_track_place almaty = place(43.4, 77), moscow = place(55.9, 38);
    one = flight(&almaty, &moscow);
    ck_assert_int_eq(count_of(export_of(AB_EXPORT_GEOJSON, &one), "\"LineString\""), 1);
}
END_TEST

START_TEST(a_name_is_only_ever_text)
{
    const struct ab_track_place a = place(0, 0), b = place(0, 5);
    struct ab_flight_track one = flight(&a, &b);
    one.tail = one.chalk = "\t\n>\xef\xbf\xbe\xef\xbf\xbf\xef\xbf\xbd\xef\xbe\xbe\xe2\x82\xac";
    ck_assert_ptr_nonnull(
        strstr(export_of(AB_EXPORT_KML, &one),
               "\t\n&gt;\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbe\xbe\xe2\x82\xac<"));
    one.tail = "</name><script>&\"\x01\xff";
    one.chalk = one.tail;
    const char *text = export_of(AB_EXPORT_KML, &one);
    ck_assert_ptr_null(strstr(text, "<script"));
    ck_assert_ptr_nonnull(
        strstr(text, "&lt;/name&gt;&lt;script&gt;&amp;&quot;\xef\xbf\xbd\xef\xbf\xbd"));
    ck_assert_ptr_null(strchr(text, 1));
    for (int format = 0; format < AB_EXPORT_COUNT; format++) {
        text = export_of((enum ab_export_format)format, &one);
        ck_assert_ptr_null(strchr(text, 1));
        ck_assert_ptr_null(strstr(text, "\xff"));
    }
}
END_TEST

/* Sites that are asked for at no time, or behind the last flight, or guarded at once, are grey. */
START_TEST(what_has_no_place_is_left_out_and_what_has_no_time_is_grey)
{
    struct ab_track_place field[] = {place(0, 0), place(0, 5), {.id = "lost", .name = "lost"}};
    struct ab_track_site site[] = {
        {place(1, 1), "", AB_TIME_NEVER, AB_TIME_NEVER, AB_TIME_NEVER},
        {place(1, 2), "", 20 * AB_HOUR, 30 * AB_HOUR, AB_TIME_NEVER},
        {place(1, 3), "force", AB_HOUR, AB_HOUR, 2 * AB_HOUR},
        {place(1, 4), "force", AB_HOUR, 3 * AB_HOUR, AB_TIME_NEVER},
        {{.id = "hidden", .name = "hidden"}, "force", AB_HOUR, 3 * AB_HOUR, AB_TIME_NEVER}};
    struct ab_flight_track one = flight(&field[0], &field[1]);
    one.vehicles = 2;
    struct ab_tracks tracks = {
        .airfields = 3, .airfield = field, .sites = 5, .site = site, .flights = 1, .flight = &one};
    for (int format = 0; format < AB_EXPORT_COUNT; format++) {
        const char *text = export_all_of((enum ab_export_format)format, &tracks);
        ck_assert_int_eq(count_of(text, "lost"), 0);
        ck_assert_int_eq(count_of(text, "hidden"), 0);
    }
    const char *text = export_all_of(AB_EXPORT_KML, &tracks);
    ck_assert_int_eq(count_of(text, "<styleUrl>#loaded<"), 1);
    ck_assert_int_eq(count_of(text, "<styleUrl>#waiting<"), 2);
    ck_assert_int_eq(count_of(text, "<styleUrl>#guarded<"), 3);
    text = export_all_of(AB_EXPORT_CZML, &tracks);
    ck_assert_int_eq(count_of(text, "\"site/x\""), 4);
    tracks.flights = 0; /* then there is no time at which sites are anything */
    ck_assert_int_eq(count_of(export_all_of(AB_EXPORT_CZML, &tracks), "\"site/x\""), 0);
    ck_assert_int_eq(count_of(export_all_of(AB_EXPORT_CZML, &tracks), "\"airfield/x\""), 2);
}
END_TEST

START_TEST(all_of_no_flight_is_whole)
{
    const struct ab_tracks tracks = {0};
    for (int format = 0; format < AB_EXPORT_COUNT; format++) {
        const char *text = export_all_of((enum ab_export_format)format, &tracks);
        ck_assert_uint_gt(strlen(text), 20);
        ck_assert_str_ne(ab_export_name((enum ab_export_format)format), "");
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("track");
    TCase *tests = tcase_create("track");
    suite_add_tcase(suite, tests);
    tcase_add_test(tests, every_way_is_a_great_circle_at_one_speed);
    tcase_add_test(tests, what_is_held_is_held_at_the_end_and_an_alternate_is_between);
    tcase_add_test(tests, a_flat_line_is_cut_where_the_map_ends);
    tcase_add_test(tests, a_name_is_only_ever_text);
    tcase_add_test(tests, what_has_no_place_is_left_out_and_what_has_no_time_is_grey);
    tcase_add_test(tests, all_of_no_flight_is_whole);
    return suite_run(suite, 6);
}
