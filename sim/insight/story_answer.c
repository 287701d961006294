/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* story_answer.c - tells a story. */
#include "insight/story_answer.h"

#include <stdio.h>
#include <string.h>

enum { AT_WORDS = 26, CLOCK_SIZE = 24, KEY_SIZE = 128 };
static const double least_told = 0.005; /* h: less is 0.00 */

/* A moment for people, to the minute. */
static const char *clock_of(char room[CLOCK_SIZE], ab_time instant)
{
    char text[AB_TIME_ISO_SIZE];
    if (instant == AB_TIME_NEVER) {
        return "-";
    }
    (void)ab_time_format_iso(instant, text, sizeof text);
    (void)snprintf(room, CLOCK_SIZE, "%.10s %.5s", text, text + 11);
    return room;
}

static void end_sentence(struct ab_sheet *sheet)
{
    ab_sheet_end(sheet); /* first: its last word may go on in a line of its own */
    sheet->hang = 0;
}

/* The cause of the longest of some waits; AB_CAUSE_COUNT: there is none. */
static int longest_of(const double waited[AB_CAUSE_COUNT])
{
    int longest = AB_CAUSE_COUNT;
    for (int cause = 0; cause < AB_CAUSE_COUNT; cause++) {
        if (waited[cause] >= least_told &&
            (longest == AB_CAUSE_COUNT || waited[cause] > waited[longest])) {
            longest = cause;
        }
    }
    return longest;
}

/* "; waited: working place 2.10 h, runway 0.20 h", or nothing. */
static void say_waits(struct ab_sheet *sheet, const char *before,
                      const double waited[AB_CAUSE_COUNT])
{
    for (int cause = 0; cause < AB_CAUSE_COUNT; cause++) {
        if (waited[cause] >= least_told) {
            ab_sheet_say(sheet, "%s%s %.2f h", before, ab_cause_words((enum ab_cause)cause),
                         waited[cause]);
            before = ", ";
        }
    }
}

/* ---- sentences ---- */

static void say_who(struct ab_sheet *sheet, const struct ab_story *story,
                    const struct ab_told_load *load)
{
    ab_sheet_put(sheet, load->name);
    ab_sheet_put(sheet, ", of ");
    ab_sheet_put(sheet, load->contingent);
    ab_sheet_put(sheet, ": people ");
    ab_sheet_put(sheet, load->people);
    ab_sheet_put(sheet, ", vehicles ");
    ab_sheet_put(sheet, load->vehicles);
    ab_sheet_put(sheet, ", cargo ");
    ab_sheet_put(sheet, load->cargo[0] != '\0' ? load->cargo : "?");
    ab_sheet_say(sheet, " t. Replication %lld, times in UTC.", (long long)story->replication);
    end_sentence(sheet);
}

static void say_delivery(struct ab_sheet *sheet, const struct ab_story *story,
                         const struct ab_told_load *load)
{
    char clock[CLOCK_SIZE];
    const ab_time at = load->at[AB_LOAD_OFFLOADED];
    if (at == AB_TIME_NEVER) {
        ab_sheet_put(sheet, "It was not delivered.");
    } else {
        ab_sheet_put(sheet, "It was off its aircraft ");
        if (load->flight != AB_NOBODY) {
            ab_sheet_put(sheet, "at ");
            ab_sheet_put(sheet, story->flight[load->flight].destination);
        }
        ab_sheet_say(sheet, " at %s", clock_of(clock, at));
        if (story->request != AB_TIME_NEVER) {
            ab_sheet_say(sheet, ", %.2f h after the request", ab_time_hours(at - story->request));
        }
        ab_sheet_put(sheet, ".");
        if (story->closed != AB_TIME_NEVER && story->closed > at &&
            ab_story_last(story, NULL) == load - story->load) {
            ab_sheet_say(sheet, " The last of the force came later, by road: %s.",
                         clock_of(clock, story->closed));
        }
    }
    end_sentence(sheet);
    ab_sheet_say(sheet, "It was ready at %s", clock_of(clock, load->at[AB_LOAD_READY]));
    ab_sheet_say(sheet, " and called at %s", clock_of(clock, load->at[AB_LOAD_CALLED]));
    say_waits(sheet, ". It waited: ", load->waited);
    ab_sheet_put(sheet,
                 longest_of(load->waited) < AB_CAUSE_COUNT ? "." : ". It waited for nothing.");
    end_sentence(sheet);
}

/* How many flights its aircraft made before those for the load itself, one after another. */
static int earlier_of(const struct ab_chain_told *chain)
{
    int i = chain->own;
    while (i > 0 && chain->flight[i].from_hub == AB_NOBODY) {
        i--;
    }
    return chain->own - i;
}

/* Which aircraft took it, where that came from, and what it had done. */
static void say_aircraft(struct ab_sheet *sheet, const struct ab_story *story,
                         const struct ab_chain_told *chain)
{
    char clock[CLOCK_SIZE];
    if (chain->flights == 0) {
        return;
    }
    const struct ab_told_flight *flight = &story->flight[story->load[chain->load].flight];
    const struct ab_told_flight *own = &story->flight[chain->start];
    ab_sheet_put(sheet, "Its aircraft, ");
    ab_sheet_put(sheet, flight->tail);
    ab_sheet_put(sheet, " (");
    ab_sheet_put(sheet, flight->type);
    ab_sheet_put(sheet, "), ");
    if (strcmp(own->purpose, "positioning") == 0) {
        ab_sheet_put(sheet, "came from ");
        ab_sheet_put(sheet, own->origin);
        ab_sheet_put(sheet, " to fetch it, ");
    }
    ab_sheet_say(sheet, "tasked at %s. ", clock_of(clock, own->at[AB_FLIGHT_TASKED]));
    const int before = earlier_of(chain);
    if (before > 0) {
        const struct ab_link_told *first = &chain->flight[chain->own - before];
        ab_sheet_say(sheet, "It was waited for: since %s it had made %d flight%s, ",
                     clock_of(clock, story->flight[first->flight].at[AB_FLIGHT_TASKED]), before,
                     before == 1 ? "" : "s");
        ab_sheet_put(sheet, "from ");
        ab_sheet_put(
            sheet, story->load[first->from_hub != AB_NOBODY ? first->from_hub : chain->first].name);
        ab_sheet_put(sheet, " on, which did not wait for it.");
    } else if (own->previous == AB_NOBODY) {
        ab_sheet_put(sheet, "It had not flown before.");
    } else {
        ab_sheet_say(sheet, "It had been free since %s.",
                     clock_of(clock, story->flight[own->previous].at[AB_FLIGHT_ENDED]));
    }
    if (flight->waited[AB_CAUSE_CARGO] >= least_told) {
        ab_sheet_say(sheet, " It was there before its load could be put aboard, and waited %.2f h.",
                     flight->waited[AB_CAUSE_CARGO]);
    }
    end_sentence(sheet);
}

/* ---- the table ---- */

static void begin_row(struct ab_sheet *sheet, ab_time begin, ab_time end)
{
    char clock[CLOCK_SIZE], hours[32] = "-";
    sheet->hang = AT_WORDS;
    if (end != AB_TIME_NEVER) {
        (void)snprintf(hours, sizeof hours, "%.2f", ab_time_hours(end - begin));
    }
    ab_sheet_say(sheet, "%-16s %7s  ", clock_of(clock, begin), hours);
}

static void say_flight(struct ab_sheet *sheet, const struct ab_told_flight *flight)
{
    ab_sheet_put(sheet, flight->tail);
    ab_sheet_say(sheet, ", flight %lld, ", (long long)flight->number);
    ab_sheet_put(sheet, flight->origin);
    ab_sheet_put(sheet, " to ");
    ab_sheet_put(sheet, flight->destination);
    if (flight->chalk[0] != '\0') {
        ab_sheet_put(sheet, ", with ");
        ab_sheet_put(sheet, flight->chalk);
    } else {
        ab_sheet_put(sheet, ", empty");
    }
    say_waits(sheet, "; waited: ", flight->waited);
}

/* Pieces of an earlier flight are one row; of the load's own, a row each behind that of the flight. */
static void print_pieces(struct ab_sheet *sheet, const struct ab_story *story,
                         const struct ab_chain_told *chain)
{
    ab_sheet_say(sheet, "%-16s %7s  what", "from", "hours");
    ab_sheet_end(sheet);
    for (int i = 0, last; i < chain->pieces; i = last) {
        const struct ab_piece *piece = &chain->piece[i];
        const bool begins =
            piece->flight != AB_NOBODY && (i == 0 || chain->piece[i - 1].flight != piece->flight);
        last = i + 1;
        while (piece->class == AB_PIECE_EARLIER && last < chain->pieces &&
               chain->piece[last].flight == piece->flight) {
            last++;
        }
        if (begins && piece->class != AB_PIECE_EARLIER) {
            sheet->hang = AT_WORDS;
            ab_sheet_say(sheet, "%-16s %7s  ", "", "");
            say_flight(sheet, &story->flight[piece->flight]);
            end_sentence(sheet);
        }
        begin_row(sheet, piece->begin, chain->piece[last - 1].end);
        if (piece->class == AB_PIECE_EARLIER) {
            say_flight(sheet, &story->flight[piece->flight]);
        } else {
            ab_sheet_put(sheet, piece->what);
        }
        end_sentence(sheet);
    }
}

static ab_time sum_of(const struct ab_chain_told *chain)
{
    return chain->pieces > 0 ? chain->piece[chain->pieces - 1].end - chain->piece[0].begin : 0;
}

static void print_sums(struct ab_sheet *sheet, const struct ab_chain_told *chain)
{
    const char *before = ": ";
    ab_sheet_say(sheet, "Together %.2f h", ab_time_hours(sum_of(chain)));
    for (int class = 0; class < AB_PIECE_CLASSES; class ++) {
        if (chain->spent[class] > 0) {
            ab_sheet_say(sheet, "%s%s %.2f", before, ab_piece_words((enum ab_piece_class) class),
                         ab_time_hours(chain->spent[class]));
            before = ", ";
        }
    }
    ab_sheet_put(sheet, ".");
    end_sentence(sheet);
}

/* ---- what would have helped ---- */

/* What `airbridge worth --only` is to try against a wait; NULL: nothing that it knows. */
static const char *key_against(int cause)
{
    static const char *const key[AB_CAUSE_COUNT] = {
        [AB_CAUSE_AIRCRAFT] = "fleet",      [AB_CAUSE_POSITIONING] = "fleet",
        [AB_CAUSE_STAND] = "parking_mog",   [AB_CAUSE_WORKING] = "working_mog",
        [AB_CAUSE_FUEL] = "fuel_mog",       [AB_CAUSE_CREW] = "fleet",
        [AB_CAUSE_REPAIR] = "aircraft",     [AB_CAUSE_SLOT] = "airfield",
        [AB_CAUSE_RUNWAY] = "airfield",     [AB_CAUSE_HOURS] = "airfield",
        [AB_CAUSE_HOLDING] = "parking_mog", [AB_CAUSE_DIVERSION] = "parking_mog",
        [AB_CAUSE_YARD] = "airfield",       [AB_CAUSE_PREPARATION] = "airfield",
        [AB_CAUSE_FLOW] = "flow",
    };
    return key[cause];
}

struct help {
    double hours;
    const char *words, *key;
};

static void offer(struct help *best, int count, const struct help *help)
{
    int place = count;
    while (place > 0 && help->hours > best[place - 1].hours) {
        if (place < count) {
            best[place] = best[place - 1];
        }
        place--;
    }
    if (place < count) {
        best[place] = *help;
    }
}

/* Those of a contingent, if its name is one that a shell and the program read as such. */
static const char *key_of(char room[KEY_SIZE], const char *contingent)
{
    const size_t length = strspn(contingent, "abcdefghijklmnopqrstuvwxyz0123456789-_");
    const bool is_plain = length > 0 && contingent[length] == '\0' && length < KEY_SIZE / 2;
    (void)snprintf(room, KEY_SIZE, "contingent%s%s", is_plain ? "." : "",
                   is_plain ? contingent : "");
    return room;
}

static void print_help(struct ab_sheet *sheet, const struct ab_story *story,
                       const struct ab_chain_told *chain)
{
    enum { HELPS = 3 };
    char key[KEY_SIZE];
    struct help best[HELPS] = {{0}};
    const struct help others[] = {{ab_time_hours(chain->spent[AB_PIECE_READINESS]),
                                   "load ready sooner",
                                   key_of(key, story->load[chain->first].contingent)},
                                  {ab_time_hours(chain->spent[AB_PIECE_EARLIER]),
                                   "aircraft back sooner, or more of them", "fleet,aircraft"}};
    for (int i = 0; i < 2; i++) {
        offer(best, HELPS, &others[i]);
    }
    for (int cause = 0; cause < AB_CAUSE_COUNT; cause++) {
        const struct help help = {chain->waited[cause], ab_cause_words((enum ab_cause)cause),
                                  key_against(cause)};
        offer(best, HELPS, &help);
    }
    if (best[0].hours < least_told) {
        ab_sheet_put(sheet, "Nothing was waited for.");
        end_sentence(sheet);
        return;
    }
    ab_sheet_put(sheet, "What may have helped, by the hours at most, and what to try (only runs "
                        "tell, since the next limit may be near):");
    end_sentence(sheet);
    for (int i = 0; i < HELPS && best[i].hours >= least_told; i++) {
        sheet->hang = 10;
        ab_sheet_say(sheet, "%8.2f  %s", best[i].hours, best[i].words);
        if (best[i].key != NULL) {
            ab_sheet_say(sheet, ": airbridge worth SCENARIO --only %s", best[i].key);
        }
        end_sentence(sheet);
    }
}

void ab_story_print_load(struct ab_sheet *sheet, const struct ab_story *story,
                         const struct ab_chain_told *chain)
{
    const struct ab_told_load *load = &story->load[chain->load];
    say_who(sheet, story, load);
    say_delivery(sheet, story, load);
    say_aircraft(sheet, story, chain);
    print_pieces(sheet, story, chain);
    print_sums(sheet, chain);
    print_help(sheet, story, chain);
}

/* ---- an aircraft, a contingent ---- */

/* When it ended, or what came last of it; AB_TIME_NEVER: nothing of it has. */
static ab_time end_of(const struct ab_told_flight *flight)
{
    ab_time end = flight->at[AB_FLIGHT_TASKED];
    if (end == AB_TIME_NEVER) {
        return end;
    }
    for (int i = 0; i < AB_FLIGHT_MOMENTS; i++) {
        const ab_time at = flight->at[i];
        end = at != AB_TIME_NEVER && at > end ? at : end;
    }
    return end;
}

void ab_story_print_tail(struct ab_sheet *sheet, const struct ab_story *story, const char *tail)
{
    int flights = 0;
    for (int i = 0; i < story->flights; i++) {
        flights += strcmp(story->flight[i].tail, tail) == 0;
    }
    ab_sheet_put(sheet, tail);
    ab_sheet_say(sheet, " made %d flight%s. Replication %lld, times in UTC.", flights,
                 flights == 1 ? "" : "s", (long long)story->replication);
    end_sentence(sheet);
    for (int i = 0; i < story->flights; i++) {
        if (strcmp(story->flight[i].tail, tail) == 0) {
            begin_row(sheet, story->flight[i].at[AB_FLIGHT_TASKED], end_of(&story->flight[i]));
            say_flight(sheet, &story->flight[i]);
            end_sentence(sheet);
        }
    }
}

void ab_story_print_loads(struct ab_sheet *sheet, const struct ab_story *story,
                          const char *contingent)
{
    char clock[CLOCK_SIZE];
    ab_sheet_put(sheet, "Loads of ");
    ab_sheet_put(sheet, contingent);
    ab_sheet_put(sheet, ": ready, hours until off, and what each waited for most.");
    end_sentence(sheet);
    for (int i = 0; i < story->loads; i++) {
        const struct ab_told_load *load = &story->load[i];
        const ab_time ready = load->at[AB_LOAD_READY], off = load->at[AB_LOAD_OFFLOADED];
        const int longest = longest_of(load->waited);
        if (strcmp(load->contingent, contingent) != 0) {
            continue;
        }
        begin_row(sheet, ready, ready != AB_TIME_NEVER ? off : AB_TIME_NEVER);
        ab_sheet_put(sheet, load->name);
        if (off == AB_TIME_NEVER) {
            ab_sheet_put(sheet, ", not delivered");
        } else {
            ab_sheet_say(sheet, ", off %s", clock_of(clock, off));
        }
        if (longest < AB_CAUSE_COUNT) {
            ab_sheet_say(sheet, "; %s %.2f h", ab_cause_words((enum ab_cause)longest),
                         load->waited[longest]);
        }
        end_sentence(sheet);
    }
}

/* ---- JSON ---- */

static void put_instant(struct ab_json *json, const char *key, ab_time instant)
{
    char text[AB_TIME_ISO_SIZE];
    if (instant != AB_TIME_NEVER) {
        (void)ab_time_format_iso(instant, text, sizeof text);
    }
    ab_json_text(json, key, instant != AB_TIME_NEVER ? text : NULL);
}

static void put_waits(struct ab_json *json, const double waited[AB_CAUSE_COUNT])
{
    ab_json_begin_object(json, "waited_h");
    for (int cause = 0; cause < AB_CAUSE_COUNT; cause++) {
        if (waited[cause] > 0) {
            ab_json_number(json, ab_cause_name((enum ab_cause)cause), waited[cause]);
        }
    }
    ab_json_end(json);
}

static void put_flight(struct ab_json *json, const struct ab_told_flight *flight)
{
    ab_json_begin_object(json, NULL);
    ab_json_integer(json, "sortie", flight->number);
    ab_json_text(json, "tail", flight->tail);
    ab_json_text(json, "origin", flight->origin);
    ab_json_text(json, "destination", flight->destination);
    ab_json_text(json, "chalk", flight->chalk[0] != '\0' ? flight->chalk : NULL);
    put_instant(json, "tasked", flight->at[AB_FLIGHT_TASKED]);
    put_instant(json, "ended", flight->at[AB_FLIGHT_ENDED]);
    put_waits(json, flight->waited);
    ab_json_end(json);
}

void ab_story_put_load(struct ab_json *json, const struct ab_story *story,
                       const struct ab_chain_told *chain)
{
    ab_json_text(json, "chalk", story->load[chain->load].name);
    ab_json_text(json, "first_chalk", story->load[chain->first].name);
    put_instant(json, "request", story->request);
    put_instant(json, "offloaded", story->load[chain->load].at[AB_LOAD_OFFLOADED]);
    ab_json_number(json, "hours", ab_time_hours(sum_of(chain)));
    ab_json_begin_array(json, "pieces");
    for (int i = 0; i < chain->pieces; i++) {
        const struct ab_piece *piece = &chain->piece[i];
        ab_json_begin_line(json);
        put_instant(json, "begin", piece->begin);
        put_instant(json, "end", piece->end);
        ab_json_text(json, "of", ab_piece_words(piece->class));
        ab_json_text(json, "what", piece->what);
        if (piece->flight != AB_NOBODY) {
            ab_json_integer(json, "sortie", story->flight[piece->flight].number);
        }
        ab_json_end(json);
    }
    ab_json_end(json);
    ab_json_begin_array(json, "sorties");
    for (int i = 0; i < chain->flights; i++) {
        put_flight(json, &story->flight[chain->flight[i].flight]);
    }
    ab_json_end(json);
    put_waits(json, chain->waited);
}

void ab_story_put_tail(struct ab_json *json, const struct ab_story *story, const char *tail)
{
    ab_json_text(json, "tail", tail);
    ab_json_begin_array(json, "sorties");
    for (int i = 0; i < story->flights; i++) {
        if (strcmp(story->flight[i].tail, tail) == 0) {
            put_flight(json, &story->flight[i]);
        }
    }
    ab_json_end(json);
}

void ab_story_put_loads(struct ab_json *json, const struct ab_story *story, const char *contingent)
{
    ab_json_text(json, "contingent", contingent);
    ab_json_begin_array(json, "chalks");
    for (int i = 0; i < story->loads; i++) {
        const struct ab_told_load *load = &story->load[i];
        if (strcmp(load->contingent, contingent) == 0) {
            ab_json_begin_object(json, NULL);
            ab_json_text(json, "chalk", load->name);
            put_instant(json, "ready", load->at[AB_LOAD_READY]);
            put_instant(json, "offloaded", load->at[AB_LOAD_OFFLOADED]);
            put_waits(json, load->waited);
            ab_json_end(json);
        }
    }
    ab_json_end(json);
}
