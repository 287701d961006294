/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* story_answer.c - tells a story. */
#include "insight/story_answer.h"

#include "insight/story_help.h"

#include <stdio.h>
#include <string.h>

enum { CLOCK_SIZE = 24, LOCAL_SIZE = 16, NAMES_TOLD = 4 };
static const double least_told = 0.005; /* h: less is 0.00; */
static const double least_asked =
    0.1; /* who had what an earlier flight waited less for is not told */

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

static const char *clock_words(bool is_local)
{
    return is_local ? ", and by the clock of the airfield" : "";
}

/* Whether it is a call for an aircraft that none answered: others took the people whom it was for, or nobody
 * had yet when the replication ended. */
static bool is_unanswered(const struct ab_story *story, const struct ab_told_load *load)
{
    for (int i = 0; i < story->units; i++) {
        if (strcmp(story->unit[i].name, load->contingent) == 0) {
            return false; /* only calls of evacuations lapse */
        }
    }
    return load->flight == AB_NOBODY;
}

static void say_who(struct ab_sheet *sheet, const struct ab_story *story,
                    const struct ab_told_load *load, bool is_local)
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
    ab_sheet_say(sheet, " t. Replication %lld, times in UTC%s.", (long long)story->replication,
                 clock_words(is_local));
    end_sentence(sheet);
}

static void say_delivery(struct ab_sheet *sheet, const struct ab_story *story,
                         const struct ab_told_load *load)
{
    char clock[CLOCK_SIZE];
    const ab_time at = load->at[AB_LOAD_OFFLOADED];
    if (at == AB_TIME_NEVER && is_unanswered(story, load)) {
        ab_sheet_put(sheet,
                     "It was a call that no aircraft came for: others took the people whom it "
                     "was for, or the replication ended before.");
    } else if (at == AB_TIME_NEVER) {
        ab_sheet_put(sheet, "It was not delivered.");
    } else if (ab_story_was_there(load)) {
        ab_sheet_put(sheet, "It was in from the beginning.");
        end_sentence(sheet);
        return;
    } else {
        ab_sheet_put(sheet, "It was off its aircraft at ");
        ab_sheet_put(sheet, story->flight[load->flight].destination);
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
    if (load->at[AB_LOAD_CALLED] != AB_TIME_NEVER) {
        ab_sheet_say(sheet, " and called at %s", clock_of(clock, load->at[AB_LOAD_CALLED]));
    }
    say_waits(sheet, ". It waited: ", load->waited);
    ab_sheet_put(sheet,
                 longest_of(load->waited) < AB_CAUSE_COUNT ? "." : ". It waited for nothing.");
    end_sentence(sheet);
}

/* The first of the flights of its aircraft, one after another, that end with those for the load itself. */
static int first_of(const struct ab_chain_told *chain)
{
    int i = chain->own;
    while (i > 0 && chain->flight[i].from_hub == AB_NOBODY) {
        i--;
    }
    return i;
}

/* Whether a flight left its stand: else it was given up, or the replication ended before. */
static bool was_flown(const struct ab_told_flight *flight)
{
    return flight->at[AB_FLIGHT_BLOCK_OUT] != AB_TIME_NEVER;
}

/* How many of the flights from the first to before another were flown. */
static int count_flown(const struct ab_story *story, const struct ab_chain_told *chain, int first,
                       int before)
{
    int flown = 0;
    for (int i = first; i < before; i++) {
        flown += was_flown(&story->flight[chain->flight[i].flight]);
    }
    return flown;
}

/* How long an aircraft stood there for its load, h: what it waited for the rest of its batch later on is
 * no part of that, where the tables tell. */
static double waited_for_load(const struct ab_story *story, const struct ab_told_flight *flight)
{
    ab_time waited = 0;
    for (int i = 0; i < flight->stages.count; i++) {
        const struct ab_told_stretch *stretch = &story->stage[flight->stages.first + i];
        if (stretch->state == AB_CAUSE_CARGO && strcmp(stretch->stage, "before onload") == 0) {
            waited += stretch->end - stretch->begin;
        }
    }
    return flight->stages.count > 0 ? ab_time_hours(waited) : flight->waited[AB_CAUSE_CARGO];
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
    const struct ab_link_told *first = &chain->flight[first_of(chain)];
    const int before = count_flown(story, chain, first_of(chain), chain->own);
    if (before > 0) {
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
    const double stood = waited_for_load(story, flight);
    if (stood >= least_told) {
        ab_sheet_say(sheet, " It was there before its load could be put aboard, and waited %.2f h.",
                     stood);
    }
    end_sentence(sheet);
}

/* ---- the table ---- */

/* What rows begin with: a moment, the clock of an airfield, and hours. */
struct rows {
    struct ab_sheet *sheet;
    const struct ab_story *story;
    bool is_local; /* clocks differ from UTC somewhere */
};

static int words_at(const struct rows *rows)
{
    return rows->is_local ? 35 : 26;
}

/* The clock of an airfield, and by how many days its date is another than that of UTC. */
static const char *local_of(char room[LOCAL_SIZE], const struct rows *rows, const char *airfield,
                            ab_time instant)
{
    ab_time offset;
    char text[AB_TIME_ISO_SIZE];
    if (instant == AB_TIME_NEVER || !ab_story_offset(rows->story, airfield, instant, &offset)) {
        return "";
    }
    const int64_t days = (instant + offset) / AB_DAY - instant / AB_DAY;
    (void)ab_time_format_iso(instant + offset, text, sizeof text);
    (void)snprintf(room, LOCAL_SIZE, days != 0 ? "%.5s%+d" : "%.5s", text + 11, (int)days);
    return room;
}

static void put_head(const struct rows *rows, const char *from, const char *local,
                     const char *hours)
{
    if (rows->is_local) {
        ab_sheet_say(rows->sheet, "%-16s %-8s %7s  ", from, local, hours);
    } else {
        ab_sheet_say(rows->sheet, "%-16s %7s  ", from, hours);
    }
    rows->sheet->hang = words_at(rows);
}

static void begin_row(const struct rows *rows, const char *airfield, ab_time begin, ab_time end)
{
    char clock[CLOCK_SIZE], local[LOCAL_SIZE], hours[32] = "-";
    if (end != AB_TIME_NEVER) {
        (void)snprintf(hours, sizeof hours, "%.2f", ab_time_hours(end - begin));
    }
    put_head(rows, clock_of(clock, begin), local_of(local, rows, airfield, begin), hours);
}

static void put_headings(const struct rows *rows)
{
    put_head(rows, rows->is_local ? "from, UTC" : "from", "local", "hours");
    ab_sheet_put(rows->sheet, "what");
    end_sentence(rows->sheet);
}

/* Whether an airfield of a chain has a clock of its own. */
static bool is_local(const struct ab_story *story, const struct ab_chain_told *chain)
{
    ab_time offset;
    for (int i = 0; i < chain->pieces; i++) {
        if (ab_story_offset(story, chain->piece[i].airfield, chain->piece[i].begin, &offset) &&
            offset != 0) {
            return true;
        }
    }
    return false;
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
    if (!was_flown(flight)) {
        ab_sheet_put(sheet, ", not flown");
    }
    say_waits(sheet, "; waited: ", flight->waited);
}

/* ---- who had it ---- */

static void say_holder(struct ab_sheet *sheet, const struct ab_story *story,
                       const struct ab_holder_told *holder, bool with_load)
{
    if (holder->is_traffic) {
        ab_sheet_put(sheet, "other traffic (");
    }
    ab_sheet_put(sheet, holder->name);
    if (holder->is_traffic) {
        ab_sheet_put(sheet, ")");
    } else if (holder->held == AB_HELD_REST) {
        ab_sheet_put(sheet, " (its crew rests)");
    } else if (with_load && holder->flight != AB_NOBODY &&
               story->flight[holder->flight].chalk[0] != '\0') {
        ab_sheet_put(sheet, " (with ");
        ab_sheet_put(sheet, story->flight[holder->flight].chalk);
        ab_sheet_put(sheet, ")");
    }
}

/* Whether one after another had the one thing that there is: else they had it for longer in all. */
static bool was_in_turn(const struct ab_piece *piece, const struct ab_holder_told *holder)
{
    ab_time all = 0;
    for (int i = 0; i < piece->holders; i++) {
        all += holder[i].time;
    }
    return piece->others == 0 && all <= (piece->end - piece->begin) / 100 * 101;
}

/* ": kz-07 and ru-12 had both", or nothing. */
static void say_holders(struct ab_sheet *sheet, const struct ab_story *story,
                        const struct ab_chain_told *chain, const struct ab_piece *piece)
{
    const struct ab_holder_told *holder = &chain->holder[piece->first_holder];
    const int all = piece->holders + piece->others;
    const int told = all <= NAMES_TOLD ? piece->holders : NAMES_TOLD - 1;
    const ab_time most = (piece->end - piece->begin) / 100 * 99;
    for (int i = 0; i < told; i++) {
        ab_sheet_put(sheet, i == 0 ? ": " : i + 1 == all ? " and " : ", ");
        say_holder(sheet, story, &holder[i], all <= 2 || piece->state == AB_CAUSE_AIRCRAFT);
    }
    if (told > 0 && told < all) {
        ab_sheet_say(sheet, " and %d others", all - told);
    }
    if (told > 0) {
        const bool both = all == 2 && holder[0].time >= most && holder[1].time >= most;
        ab_sheet_put(sheet, piece->state == AB_CAUSE_AIRCRAFT
                                ? (all == 1 ? " was on its way" : " were on their way")
                            : holder[0].held == AB_HELD_FLOW ? " left under it"
                            : all == 1                       ? " had it"
                            : was_in_turn(piece, holder)     ? " had it in turn"
                            : both                           ? " had both"
                                                             : " had them");
    }
}

/* Whether the words of a piece need the airfield that it is at. */
static bool has_place(const struct ab_piece *piece)
{
    return piece->airfield[0] != '\0' && piece->flight != AB_NOBODY && piece->state != AB_WORK &&
           piece->state != AB_CAUSE_CARGO && piece->state != AB_CAUSE_FLOW &&
           piece->state != AB_CAUSE_WINDOW;
}

static void say_piece(struct ab_sheet *sheet, const struct ab_story *story,
                      const struct ab_chain_told *chain, const struct ab_piece *piece)
{
    const char *of = piece->holders > 0 ? chain->holder[piece->first_holder].of : "";
    const bool is_flow =
        piece->holders > 0 && chain->holder[piece->first_holder].held == AB_HELD_FLOW;
    if (is_flow && piece->state == AB_CAUSE_SLOT) {
        ab_sheet_put(sheet, "waits: no more flights home may leave that day");
    } else {
        ab_sheet_put(sheet, piece->what);
    }
    if (is_flow && piece->state == AB_CAUSE_FLOW) {
        ab_sheet_put(sheet, ", ");
        ab_sheet_put(sheet, of);
    } else if (!is_flow && has_place(piece)) {
        ab_sheet_put(sheet, piece->state != AB_CAUSE_DIVERSION ? " at "
                            : piece->holders > 0               ? "; for a stand at "
                                                               : "; bound for ");
        ab_sheet_put(sheet, piece->airfield);
    }
    if (piece->state == AB_CAUSE_AIRCRAFT && piece->holders == 0 && piece->load != AB_NOBODY &&
        story->load[piece->load].flight != AB_NOBODY) {
        ab_sheet_put(sheet, ": of ");
        ab_sheet_put(sheet, story->flight[story->load[piece->load].flight].fleet);
        ab_sheet_put(sheet, " none flew");
    }
    say_holders(sheet, story, chain, piece);
}

/* Pieces of an earlier flight are one row, and one for each of its waits that others caused; of the
 * load's own, a row each behind that of the flight. */
static void print_earlier(const struct rows *rows, const struct ab_chain_told *chain, int first,
                          int last)
{
    const struct ab_piece *piece = &chain->piece[first];
    begin_row(rows, piece->airfield, piece->begin, chain->piece[last - 1].end);
    say_flight(rows->sheet, &rows->story->flight[piece->flight]);
    end_sentence(rows->sheet);
    for (int i = first; i < last; i++) {
        if (chain->piece[i].holders > 0 &&
            ab_time_hours(chain->piece[i].end - chain->piece[i].begin) >= least_asked) {
            put_head(rows, "", "", "");
            ab_sheet_say(rows->sheet,
                         "%.2f h: ", ab_time_hours(chain->piece[i].end - chain->piece[i].begin));
            say_piece(rows->sheet, rows->story, chain, &chain->piece[i]);
            end_sentence(rows->sheet);
        }
    }
}

static void print_pieces(const struct rows *rows, const struct ab_chain_told *chain)
{
    put_headings(rows);
    for (int i = 0, last; i < chain->pieces; i = last) {
        const struct ab_piece *piece = &chain->piece[i];
        const bool begins =
            piece->flight != AB_NOBODY && (i == 0 || chain->piece[i - 1].flight != piece->flight);
        last = i + 1;
        while (piece->class == AB_PIECE_EARLIER && last < chain->pieces &&
               chain->piece[last].flight == piece->flight) {
            last++;
        }
        if (piece->class == AB_PIECE_EARLIER) {
            print_earlier(rows, chain, i, last);
            continue;
        }
        if (begins) {
            put_head(rows, "", "", "");
            say_flight(rows->sheet, &rows->story->flight[piece->flight]);
            end_sentence(rows->sheet);
        }
        begin_row(rows, piece->airfield, piece->begin, piece->end);
        say_piece(rows->sheet, rows->story, chain, piece);
        end_sentence(rows->sheet);
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

/* On a line of its own, or two where it has no room in one: as a shell takes them. */
static void print_command(struct ab_sheet *sheet, const char *begin, const char *rest)
{
    enum { INDENT = 10, FURTHER = 14 };
    const int columns = ab_sheet_columns(rest);
    ab_sheet_place(sheet, INDENT, begin);
    if (INDENT + ab_sheet_columns(begin) + 1 + columns > sheet->width) {
        const int room = sheet->width - columns;
        ab_sheet_place(sheet, INDENT, "\\");
        ab_sheet_end(sheet);
        sheet->hang = 0;
        if (room < 0) { /* nowhere: broken at a blank */
            ab_sheet_put(sheet, rest);
        } else {
            ab_sheet_place(sheet, room < FURTHER ? room : FURTHER, rest);
        }
    } else {
        ab_sheet_place(sheet, INDENT, rest);
    }
    ab_sheet_end(sheet);
}

static void print_help(struct ab_sheet *sheet, const struct ab_story *story,
                       const struct ab_chain_told *chain)
{
    struct ab_help help[AB_HELPS_TOLD];
    char rest[AB_HELP_WITH_SIZE + 16];
    const int helps = ab_story_find_help(help, story, chain);
    bool commands = false;
    for (int i = 0; i < helps; i++) {
        commands |= help[i].with[0] != '\0' || help[i].only[0] != '\0';
    }
    ab_sheet_put(
        sheet, helps == 0 ? "Nothing was waited for that more of anything would have spared."
                          : "What would have helped, in the order of the time lost. Less is saved "
                            "where the next limit is near, and more where being sooner spares "
                            "another wait");
    ab_sheet_put(sheet, commands    ? ". The command tells what is saved, with one more or a tenth "
                                      "less:"
                        : helps > 0 ? ":"
                                    : "");
    end_sentence(sheet);
    for (int i = 0; i < helps; i++) {
        sheet->hang = 10;
        ab_sheet_say(sheet, "%8.2f  %s", ab_time_hours(help[i].time), help[i].before);
        ab_sheet_put(sheet, help[i].thing);
        ab_sheet_put(sheet, help[i].after);
        end_sentence(sheet);
        if (help[i].with[0] != '\0') {
            (void)snprintf(rest, sizeof rest, "--with %s", help[i].with);
            print_command(sheet, "airbridge compare SCENARIO", rest);
        } else if (help[i].only[0] != '\0') {
            (void)snprintf(rest, sizeof rest, "--only %s", help[i].only);
            print_command(sheet, "airbridge worth SCENARIO", rest);
        }
    }
}

void ab_story_print_load(struct ab_sheet *sheet, const struct ab_story *story,
                         const struct ab_chain_told *chain)
{
    const struct ab_told_load *load = &story->load[chain->load];
    const struct rows rows = {sheet, story, is_local(story, chain)};
    say_who(sheet, story, load, rows.is_local);
    say_delivery(sheet, story, load);
    if (ab_story_was_there(load)) {
        return;
    }
    say_aircraft(sheet, story, chain);
    print_pieces(&rows, chain);
    print_sums(sheet, chain);
    print_help(sheet, story, chain);
}

/* ---- an aircraft, a contingent ---- */

void ab_story_print_tail(struct ab_sheet *sheet, const struct ab_story *story,
                         const struct ab_chain_told *chain, const char *tail)
{
    const struct rows rows = {sheet, story, is_local(story, chain)};
    ab_sheet_put(sheet, tail);
    const int flown = count_flown(story, chain, 0, chain->flights);
    ab_sheet_say(sheet, " made %d flight%s. Replication %lld, times in UTC%s.", flown,
                 flown == 1 ? "" : "s", (long long)story->replication, clock_words(rows.is_local));
    end_sentence(sheet);
    print_pieces(&rows, chain);
    ab_sheet_say(sheet, "Together %.2f h: its flights %.2f, between them %.2f.",
                 ab_time_hours(sum_of(chain)), ab_time_hours(chain->spent[AB_PIECE_EARLIER]),
                 ab_time_hours(chain->spent[AB_PIECE_STANDING]));
    end_sentence(sheet);
}

void ab_story_print_unit(struct ab_sheet *sheet, const struct ab_story *story, int index)
{
    const struct ab_told_unit *unit = &story->unit[index];
    const ab_time closed = unit->at[AB_UNIT_CLOSED];
    char clock[CLOCK_SIZE];
    ab_sheet_put(sheet, unit->name);
    ab_sheet_say(sheet, " %s. Replication %lld, times in UTC.",
                 ab_story_comes_by_road(story, index) ? "comes by road" : "has no load",
                 (long long)story->replication);
    end_sentence(sheet);
    ab_sheet_say(sheet, "It was alerted at %s", clock_of(clock, unit->at[AB_UNIT_ALERTED]));
    ab_sheet_say(sheet, ", assembled at %s", clock_of(clock, unit->at[AB_UNIT_ASSEMBLED]));
    ab_sheet_say(sheet, ", had marched by %s", clock_of(clock, unit->at[AB_UNIT_MARCHED]));
    ab_sheet_say(sheet, " and was in at %s", clock_of(clock, closed));
    if (closed != AB_TIME_NEVER && story->request != AB_TIME_NEVER) {
        ab_sheet_say(sheet, ", %.2f h after the request", ab_time_hours(closed - story->request));
    }
    ab_sheet_put(sheet, ".");
    end_sentence(sheet);
}

void ab_story_print_loads(struct ab_sheet *sheet, const struct ab_story *story,
                          const char *contingent)
{
    const struct rows rows = {sheet, story, false};
    char clock[CLOCK_SIZE];
    bool begun = false;
    int unanswered = 0;
    for (int i = 0; i < story->loads; i++) {
        const struct ab_told_load *load = &story->load[i];
        const ab_time ready = load->at[AB_LOAD_READY], off = load->at[AB_LOAD_OFFLOADED];
        const int longest = longest_of(load->waited);
        if (strcmp(load->contingent, contingent) != 0) {
            continue;
        }
        if (!begun) {
            ab_sheet_put(sheet, "Loads of ");
            ab_sheet_put(sheet, contingent);
            ab_sheet_put(sheet, ": ready, hours until off, and what each waited for most.");
            end_sentence(sheet);
            begun = true;
        }
        if (is_unanswered(story, load)) {
            unanswered++;
            continue;
        }
        begin_row(&rows, "", ready, ready != AB_TIME_NEVER ? off : AB_TIME_NEVER);
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
    if (unanswered > 0) {
        ab_sheet_say(sheet,
                     "No aircraft came for %d further call%s: others took the people, or the "
                     "replication ended before.",
                     unanswered, unanswered == 1 ? "" : "s");
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

/* The clock of an airfield, as in ISO 8601 without a zone. */
static void put_local(struct ab_json *json, const struct ab_story *story, const char *airfield,
                      ab_time instant)
{
    char text[AB_TIME_ISO_SIZE];
    ab_time offset;
    const bool is_known = ab_story_offset(story, airfield, instant, &offset);
    if (is_known) {
        (void)ab_time_format_iso(instant + offset, text, sizeof text);
        text[strcspn(text, "Z")] = '\0';
    }
    ab_json_text(json, "local", is_known ? text : NULL);
}

static void put_holders(struct ab_json *json, const struct ab_story *story,
                        const struct ab_chain_told *chain, const struct ab_piece *piece)
{
    ab_json_begin_array(json, "held_by");
    for (int i = 0; i < piece->holders; i++) {
        const struct ab_holder_told *holder = &chain->holder[piece->first_holder + i];
        ab_json_begin_object(json, NULL); /* on the line of its piece */
        ab_json_text(json, holder->is_traffic ? "traffic" : "tail", holder->name);
        if (holder->flight != AB_NOBODY) {
            const char *chalk = story->flight[holder->flight].chalk;
            ab_json_integer(json, "sortie", story->flight[holder->flight].number);
            ab_json_text(json, "chalk", chalk[0] != '\0' ? chalk : NULL);
        }
        ab_json_text(json, "held",
                     holder->held == AB_HELD_COUNT ? "aircraft"
                                                   : ab_held_name((enum ab_held)holder->held));
        put_instant(json, "begin", holder->begin);
        put_instant(json, "end", holder->end);
        ab_json_number(json, "hours", ab_time_hours(holder->time));
        ab_json_end(json);
    }
    ab_json_end(json);
    ab_json_integer(json, "others", piece->others);
}

static void put_helps(struct ab_json *json, const struct ab_story *story,
                      const struct ab_chain_told *chain)
{
    struct ab_help help[AB_HELPS_TOLD];
    const int helps = ab_story_find_help(help, story, chain);
    ab_json_begin_array(json, "helps");
    for (int i = 0; i < helps; i++) {
        char words[3 * AB_HELP_THING_SIZE];
        (void)snprintf(words, sizeof words, "%s%s%s", help[i].before, help[i].thing, help[i].after);
        ab_json_begin_object(json, NULL);
        ab_json_number(json, "hours_lost", ab_time_hours(help[i].time));
        ab_json_number(json, "hours_at_most", ab_time_hours(help[i].time)); /* its former name */
        ab_json_text(json, "what", words);
        ab_json_text(json, "with", help[i].with[0] != '\0' ? help[i].with : NULL);
        ab_json_end(json);
    }
    ab_json_end(json);
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

static void put_pieces(struct ab_json *json, const struct ab_story *story,
                       const struct ab_chain_told *chain)
{
    ab_json_begin_array(json, "pieces");
    for (int i = 0; i < chain->pieces; i++) {
        const struct ab_piece *piece = &chain->piece[i];
        ab_json_begin_line(json);
        put_instant(json, "begin", piece->begin);
        put_instant(json, "end", piece->end);
        ab_json_text(json, "of", ab_piece_words(piece->class));
        ab_json_text(json, "what", piece->what);
        ab_json_text(json, "state",
                     piece->state == AB_WORK ? NULL : ab_cause_name((enum ab_cause)piece->state));
        ab_json_text(json, "airfield", piece->airfield[0] != '\0' ? piece->airfield : NULL);
        put_local(json, story, piece->airfield, piece->begin);
        if (piece->flight != AB_NOBODY) {
            ab_json_integer(json, "sortie", story->flight[piece->flight].number);
        }
        put_holders(json, story, chain, piece);
        ab_json_end(json);
    }
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
    put_pieces(json, story, chain);
    put_helps(json, story, chain);
    ab_json_begin_array(json, "sorties");
    for (int i = 0; i < chain->flights; i++) {
        put_flight(json, &story->flight[chain->flight[i].flight]);
    }
    ab_json_end(json);
    put_waits(json, chain->waited);
}

void ab_story_put_tail(struct ab_json *json, const struct ab_story *story,
                       const struct ab_chain_told *chain, const char *tail)
{
    ab_json_text(json, "tail", tail);
    put_pieces(json, story, chain);
    ab_json_begin_array(json, "sorties");
    for (int i = 0; i < chain->flights; i++) {
        put_flight(json, &story->flight[chain->flight[i].flight]);
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

void ab_story_put_unit(struct ab_json *json, const struct ab_story *story, int index)
{
    const struct ab_told_unit *unit = &story->unit[index];
    ab_json_boolean(json, "by_road", ab_story_comes_by_road(story, index));
    put_instant(json, "alerted", unit->at[AB_UNIT_ALERTED]);
    put_instant(json, "assembled", unit->at[AB_UNIT_ASSEMBLED]);
    put_instant(json, "marched", unit->at[AB_UNIT_MARCHED]);
    put_instant(json, "closed", unit->at[AB_UNIT_CLOSED]);
}
