/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* zone.c - reads tables of time zones. */
#include "scenario/zone.h"

#include "base/file.h"
#include "base/limits.h"
#include "base/memory.h"
#include "base/nearest.h"
#include "scenario/text.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- the rule of a zone, in the notation of POSIX (the environment variable TZ) ---- */

/* "CET", or "<+03>". */
static bool scan_name(const char **cursor)
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    const char *const text = *cursor;
    if (*text == '<') {
        const char *close = strchr(text, '>');
        *cursor = close != NULL ? close + 1 : text;
        return close != NULL;
    }
    *cursor += strspn(text, letters);
    return *cursor - text >= 3;
}

static bool scan_number(const char **cursor, int low, int high, int *number)
{
    const char *const text = *cursor;
    *number = 0;
    while (**cursor >= '0' && **cursor <= '9' && *cursor - text < 4) {
        *number = *number * 10 + (*(*cursor)++ - '0');
    }
    return *cursor > text && *number >= low && *number <= high;
}

/* "3", "-1:30", "167:59:59". */
static bool scan_time(const char **cursor, ab_time *time)
{
    const bool negative = **cursor == '-';
    int hours, minutes = 0, seconds = 0;
    *cursor += negative || **cursor == '+';
    if (!scan_number(cursor, 0, 167, &hours)) {
        return false;
    }
    if (**cursor == ':') {
        ++*cursor;
        if (!scan_number(cursor, 0, 59, &minutes)) {
            return false;
        }
    }
    if (**cursor == ':') {
        ++*cursor;
        if (!scan_number(cursor, 0, 59, &seconds)) {
            return false;
        }
    }
    *time = hours * AB_HOUR + minutes * AB_MINUTE + seconds * AB_SECOND;
    *time = negative ? -*time : *time;
    return true;
}

/* ",M3.5.0/2", ",J60" or ",59". */
static bool scan_moment(const char **cursor, struct ab_zone_moment *moment)
{
    *moment = (struct ab_zone_moment){.kind = AB_ZONE_DAY, .time = 2 * AB_HOUR};
    if (*(*cursor)++ != ',') {
        return false;
    }
    bool good;
    if (**cursor == 'M') {
        moment->kind = AB_ZONE_WEEKDAY;
        ++*cursor;
        good = scan_number(cursor, 1, 12, &moment->month) && *(*cursor)++ == '.' &&
               scan_number(cursor, 1, 5, &moment->week) && *(*cursor)++ == '.' &&
               scan_number(cursor, 0, 6, &moment->day);
    } else if (**cursor == 'J') {
        moment->kind = AB_ZONE_JULIAN;
        ++*cursor;
        good = scan_number(cursor, 1, 365, &moment->day);
    } else {
        good = scan_number(cursor, 0, 365, &moment->day);
    }
    if (good && **cursor == '/') {
        ++*cursor;
        good = scan_time(cursor, &moment->time);
    }
    return good;
}

bool ab_zone_parse_rule(const char *text, struct ab_zone_rule *rule)
{
    const char *cursor = text;
    ab_time west;
    *rule = (struct ab_zone_rule){0};
    if (!scan_name(&cursor) || !scan_time(&cursor, &west)) {
        return false;
    }
    rule->standard = -west;
    if (*cursor == '\0') {
        return true;
    }
    rule->alternates = true;
    rule->summer = rule->standard + AB_HOUR;
    if (!scan_name(&cursor)) {
        return false;
    }
    if (*cursor != ',') {
        if (!scan_time(&cursor, &west)) {
            return false;
        }
        rule->summer = -west;
    }
    return scan_moment(&cursor, &rule->begin) && scan_moment(&cursor, &rule->end) &&
           *cursor == '\0';
}

/* Day of the week, 0 is Sunday: 1970 began on a Thursday. */
static int weekday_of(ab_time midnight)
{
    const int64_t days = midnight / AB_DAY - (midnight % AB_DAY < 0);
    return (int)(((days + 4) % 7 + 7) % 7);
}

/* Midnight before the nth weekday of a month; the last one when there are fewer. */
static ab_time weekday_in_month(int64_t year, const struct ab_zone_moment *moment)
{
    const ab_time first = ab_time_of_date(year, moment->month, 1);
    const ab_time next = moment->month < 12 ? ab_time_of_date(year, moment->month + 1, 1)
                                            : ab_time_of_date(year + 1, 1, 1);
    ab_time day = first + ((moment->day - weekday_of(first) + 7) % 7) * AB_DAY;
    for (int week = 1; week < moment->week && day + 7 * AB_DAY < next; week++) {
        day += 7 * AB_DAY;
    }
    return day;
}

/* The local time at which a moment falls in a year. */
static ab_time local_moment(const struct ab_zone_moment *moment, int64_t year)
{
    const ab_time new_year = ab_time_of_date(year, 1, 1);
    const bool leap = ab_time_of_date(year, 3, 1) - ab_time_of_date(year, 2, 1) > 28 * AB_DAY;
    switch (moment->kind) {
    case AB_ZONE_WEEKDAY: return weekday_in_month(year, moment) + moment->time;
    case AB_ZONE_JULIAN: /* 29 February is never counted */
        return new_year + (moment->day - 1 + (leap && moment->day >= 60)) * AB_DAY + moment->time;
    case AB_ZONE_DAY: break;
    }
    return new_year + moment->day * AB_DAY + moment->time;
}

ab_time ab_zone_begin(const struct ab_zone_rule *rule, int64_t year)
{
    return local_moment(&rule->begin, year) - rule->standard;
}

ab_time ab_zone_end(const struct ab_zone_rule *rule, int64_t year)
{
    return local_moment(&rule->end, year) - rule->summer;
}

enum { HEADER_BYTES = 44 };

/* A scenario lasts ten years at most (keys.c), and a run looks ahead by days. */
static const ab_time span = 11 * (366 * AB_DAY);

/* ---- where the tables are ---- */

/* A name leads to a file below the folder of tables, and nowhere else. */
static bool is_name(const char *name)
{
    static const char allowed[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                  "0123456789/_+-";
    const size_t length = strlen(name);
    return length > 0 && length <= AB_ZONE_NAME_MAX && strspn(name, allowed) == length &&
           name[0] != '/';
}

/* The list of all zones, or NULL. */
static char *read_list(struct ab_files *files)
{
    char path[512], *content = NULL;
    size_t size;
    ab_files_zone(files, "tzdata.zi", path, sizeof path);
    return ab_files_read(files, path, AB_ZONE_BYTES_MAX, AB_FILES_PASS, &content, &size, NULL) ==
                   AB_OK
               ? content
               : NULL;
}

void ab_zone_release(char release[AB_ZONE_RELEASE_SIZE])
{
    static const char key[] = "# version ";
    char path[512], line[sizeof key + AB_ZONE_RELEASE_SIZE] = "";
    size_t size;
    ab_files_zone(NULL, "tzdata.zi", path, sizeof path);
    (void)ab_file_read_start(path, line, sizeof line - 1, &size, NULL);
    (void)snprintf(release, AB_ZONE_RELEASE_SIZE, "unknown");
    if (strncmp(line, key, sizeof key - 1) == 0) {
        const char *text = line + sizeof key - 1;
        const size_t length =
            strspn(text, "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-");
        if (length > 0 && length < AB_ZONE_RELEASE_SIZE) {
            (void)snprintf(release, AB_ZONE_RELEASE_SIZE, "%.*s", (int)length, text);
        }
    }
}

/* Complains of a name that no table has, with the nearest one that has. Zones stand in the list as
 * "Z Europe/Paris ..." and other names of them as "L Europe/Paris Europe/Monaco". */
static bool refuse_name(struct ab_conversion *conversion, const char *name)
{
    char *list = read_list(conversion->files), *rest = NULL;
    struct ab_nearest nearest;
    if (list == NULL) {
        return ab_complain(&conversion->complaint,
                           "is no time zone of this system; its tables are the package tzdata, or "
                           "in the folder TZDIR");
    }
    ab_nearest_begin(&nearest, name);
    for (char *line = strtok_r(list, "\n", &rest); line != NULL;
         line = strtok_r(NULL, "\n", &rest)) {
        char *part = NULL, *kind = strtok_r(line, " ", &part);
        char *known = kind != NULL ? strtok_r(NULL, " ", &part) : NULL;
        if (known != NULL && strcmp(kind, "L") == 0) {
            known = strtok_r(NULL, " ", &part);
        }
        if (known != NULL && (strcmp(kind, "Z") == 0 || strcmp(kind, "L") == 0)) {
            ab_nearest_offer(&nearest, known);
        }
    }
    char room[AB_NEAREST_SIZE];
    ab_complaint_add(&conversion->complaint, "is no time zone%s",
                     ab_nearest_ask(room, "'", ab_nearest_found(&nearest), "'?",
                                    "; they are named as in Europe/Paris or Asia/Almaty"));
    ab_memory_give(list);
    return false;
}

/* ---- a table ---- */

struct table {
    const unsigned char *bytes; /* not yet read */
    size_t left;
    int64_t transitions, types;
    const unsigned char *at, *type_of, *type; /* of the second, 64-bit part */
    char rule[128];
};

static int64_t big_endian(const unsigned char *bytes, int count)
{
    uint64_t number = count == 8 || bytes[0] < 128 ? 0 : UINT64_MAX;
    for (int i = 0; i < count; i++) {
        number = number << 8 | bytes[i];
    }
    return (int64_t)number;
}

/* Reads a header and skips or takes the part behind it, whose times have `width` bytes. */
static bool read_part(struct table *table, int width)
{
    int64_t count[6]; /* of UT marks, of standard marks, leap seconds, times, types, letters */
    if (table->left < HEADER_BYTES || memcmp(table->bytes, "TZif", 4) != 0 ||
        table->bytes[4] < '2') {
        return false;
    }
    for (size_t i = 0; i < 6; i++) {
        count[i] = big_endian(table->bytes + 20 + 4 * i, 4);
        if (count[i] < 0 || count[i] > AB_ZONE_BYTES_MAX) {
            return false;
        }
    }
    table->bytes += HEADER_BYTES;
    table->left -= HEADER_BYTES;
    table->transitions = count[3];
    table->types = count[4];
    table->at = table->bytes;
    table->type_of = table->at + width * count[3];
    table->type = table->type_of + count[3];
    const int64_t size = (width + 1) * count[3] + 6 * count[4] + count[5] + (width + 4) * count[2] +
                         count[1] + count[0];
    if (count[2] != 0 || count[4] == 0 || size > (int64_t)table->left) {
        return false; /* tables that count leap seconds are another clock than UTC */
    }
    table->bytes += size;
    table->left -= (size_t)size;
    return true;
}

static bool read_table(struct table *table, const char *content, size_t size)
{
    *table = (struct table){.bytes = (const unsigned char *)content, .left = size};
    if (!read_part(table, 4) || !read_part(table, 8) || table->left < 2 || *table->bytes != '\n') {
        return false;
    }
    const char *rule = (const char *)table->bytes + 1;
    const char *end = memchr(rule, '\n', table->left - 1);
    if (end == NULL || (size_t)(end - rule) >= sizeof table->rule) {
        return false;
    }
    memcpy(table->rule, rule, (size_t)(end - rule));
    for (int64_t i = 0; i < table->transitions; i++) {
        if (table->type_of[i] >= table->types) {
            return false;
        }
    }
    return true;
}

static ab_time offset_of_type(const struct table *table, int64_t type)
{
    return big_endian(table->type + 6 * type, 4) * AB_SECOND;
}

/* ---- the shifts of a scenario's years ---- */

struct listing {
    struct ab_zone *zone;
    ab_time start;
    int64_t room;
};

/* From `when` (since 1970) on, local time minus UTC is `offset`. Calls come in the order of time.
 */
static void shift(struct listing *listing, ab_time when, ab_time offset)
{
    struct ab_zone *zone = listing->zone;
    const ab_time from = when - listing->start;
    struct ab_zone_shift *last = zone->count > 0 ? &zone->shift[zone->count - 1] : NULL;
    if (from > span || (last != NULL && last->offset == offset)) {
        return;
    }
    if (from <= 0 && last != NULL) { /* nobody asks for the time before */
        last->offset = offset;
    } else {
        assert(zone->count < listing->room);
        zone->shift[zone->count++] =
            (struct ab_zone_shift){last != NULL ? from : INT64_MIN, offset};
    }
}

/* Lists what a rule does after the last shift of the table. */
static void follow_rule(struct listing *listing, const struct ab_zone_rule *rule, ab_time after)
{
    if (!rule->alternates) {
        shift(listing, after, rule->standard);
        return;
    }
    const ab_time first = listing->start > after ? listing->start : after;
    const int64_t year = ab_time_year(first);
    for (int64_t y = year - 1; y <= year + 12; y++) {
        const ab_time begin = ab_zone_begin(rule, y), end = ab_zone_end(rule, y);
        const bool north = begin < end;
        const ab_time when[2] = {north ? begin : end, north ? end : begin};
        for (int i = 0; i < 2; i++) {
            if (when[i] > after) {
                shift(listing, when[i], (i == 0) == north ? rule->summer : rule->standard);
            }
        }
    }
}

static bool list_shifts(struct ab_conversion *conversion, const struct table *table,
                        struct ab_zone *zone)
{
    struct ab_zone_rule rule;
    struct listing listing = {zone, conversion->start, table->transitions + 32};
    zone->shift = ab_conversion_take(conversion, (size_t)listing.room * sizeof *zone->shift);
    if (zone->shift == NULL) {
        return false;
    }
    ab_time last = -400000 * AB_DAY;
    shift(&listing, last, offset_of_type(table, 0));
    for (int64_t i = 0; i < table->transitions; i++) {
        const int64_t when = big_endian(table->at + 8 * i, 8);
        if (when > INT64_MAX / AB_SECOND || when < -(INT64_MAX / AB_SECOND) ||
            (i > 0 && when * AB_SECOND < last)) {
            return ab_complain(&conversion->complaint, "has a damaged table");
        }
        last = when * AB_SECOND;
        shift(&listing, last, offset_of_type(table, table->type_of[i]));
    }
    if (table->rule[0] == '\0') {
        return true;
    }
    if (!ab_zone_parse_rule(table->rule, &rule)) {
        return ab_complain(&conversion->complaint, "has a damaged table");
    }
    follow_rule(&listing, &rule, last);
    return true;
}

bool ab_zone_read(struct ab_conversion *conversion, const char *name, struct ab_zone **zone)
{
    char path[512], *content;
    size_t size;
    struct table table;
    if (!is_name(name)) {
        return ab_complain(&conversion->complaint,
                           "is no time zone; they are named as in Europe/Paris or Asia/Almaty");
    }
    struct ab_errors *errors = ab_conversion_take(conversion, sizeof *errors);
    *zone = ab_conversion_take(conversion, sizeof **zone);
    char *copy = ab_arena_copy_text(conversion->arena, name);
    if (errors == NULL || *zone == NULL || copy == NULL) {
        return ab_complain_of_memory(&conversion->complaint);
    }
    (*zone)->name = copy;
    ab_files_zone(conversion->files, name, path, sizeof path);
    if (ab_files_read(conversion->files, path, AB_ZONE_BYTES_MAX, AB_FILES_KEEP, &content, &size,
                      errors) != AB_OK) {
        return ab_errors_have_ended(errors)
                   ? ab_complain_of_failure(&conversion->complaint, path, errors->error[0].text)
                   : refuse_name(conversion, name);
    }
    const bool good = read_table(&table, content, size)
                          ? list_shifts(conversion, &table, *zone)
                          : ab_complain(&conversion->complaint,
                                        "is no table of a time zone that airbridge can read");
    ab_memory_give(content);
    return good;
}

/* ---- asking ---- */

static const struct ab_zone_shift *shift_at(const struct ab_zone *zone, ab_time when)
{
    const struct ab_zone_shift *shift = &zone->shift[zone->count - 1];
    while (shift > zone->shift && shift->from > when) {
        shift--;
    }
    return shift;
}

ab_time ab_airfield_offset(const struct ab_airfield *airfield, ab_time when)
{
    return airfield->time_zone != NULL ? shift_at(airfield->time_zone, when)->offset
                                       : ab_time_round(airfield->utc_offset * (double)AB_HOUR);
}

ab_time ab_airfield_next_shift(const struct ab_airfield *airfield, ab_time when)
{
    const struct ab_zone *zone = airfield->time_zone;
    if (zone == NULL) {
        return AB_TIME_NEVER;
    }
    const struct ab_zone_shift *next = shift_at(zone, when) + 1;
    return next < zone->shift + zone->count ? next->from : AB_TIME_NEVER;
}
