/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* sheet.c - text for people, broken into lines. */
#include "base/sheet.h"

#include "base/visible.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { WIDEST = 10000, SAID_SIZE = 1001 };

/* Whether colours are wanted and understood there: https://no-color.org. */
static bool has_colours(FILE *stream)
{
    const char *none = getenv("NO_COLOR"), *terminal = getenv("TERM");
    return (none == NULL || none[0] == '\0') && terminal != NULL && terminal[0] != '\0' &&
           strcmp(terminal, "dumb") != 0 && fileno(stream) >= 0 && isatty(fileno(stream)) == 1;
}

struct ab_sheet ab_sheet_on(FILE *stream, int width)
{
    return (struct ab_sheet){.stream = stream, .width = width, .colours = has_colours(stream)};
}

static void put_blanks(struct ab_sheet *sheet, int blanks)
{
    if (blanks > 0) {
        (void)fprintf(sheet->stream, "%*s", blanks, "");
        sheet->column += blanks;
    }
}

/* Goes on in the next line. */
static void go_on(struct ab_sheet *sheet)
{
    (void)fputc('\n', sheet->stream);
    sheet->column = 0;
    put_blanks(sheet, sheet->hang);
}

/* Takes another ink, if it is one. */
static void dip(struct ab_sheet *sheet)
{
    static const char *const code[] = {
        [AB_INK_PLAIN] = "0", [AB_INK_BAD] = "31", [AB_INK_CARE] = "33", [AB_INK_GOOD] = "32"};
    if (sheet->colours && sheet->ink != sheet->shown) {
        (void)fprintf(sheet->stream, "\033[%sm", code[sheet->ink]);
    }
    sheet->shown = sheet->ink;
}

/* Prints the word, or as much as there is of it, a character after the other: it need not fit. */
static void print_word(struct ab_sheet *sheet)
{
    dip(sheet);
    for (size_t at = 0, length; at < sheet->size; at += length) {
        int columns;
        length = ab_visible_length(sheet->word + at, &columns);
        if (sheet->column + columns > sheet->width && sheet->column > sheet->hang) {
            go_on(sheet);
        }
        (void)fwrite(sheet->word + at, 1, length, sheet->stream);
        sheet->column += columns;
    }
    sheet->size = 0;
    sheet->columns = 0;
}

void ab_sheet_settle(struct ab_sheet *sheet)
{
    if (sheet->size == 0) {
        return;
    }
    if (sheet->column > 0 && sheet->blanks > 0 &&
        sheet->column + sheet->blanks + sheet->columns > sheet->width) {
        go_on(sheet);
    } else {
        put_blanks(sheet, sheet->blanks);
    }
    sheet->blanks = 0;
    print_word(sheet);
}

/* Adds a character, as it is shown, to the word. */
static void add(struct ab_sheet *sheet, const char *text, size_t length)
{
    char one[8], shown[16];
    int columns;
    memcpy(one, text, length);
    one[length] = '\0';
    (void)ab_visible_length(one, &columns);
    const size_t size = strlen(ab_visible_copy(shown, sizeof shown, one));
    if (sheet->size + size >= sizeof sheet->word) {
        ab_sheet_settle(sheet); /* longer than any line: it goes on where it stands */
    }
    memcpy(sheet->word + sheet->size, shown, size);
    sheet->size += size;
    sheet->word[sheet->size] = '\0';
    sheet->columns += columns;
}

/* Whether a blank stands between a number and its unit, of one letter: they stay together. */
static bool is_before_unit(const struct ab_sheet *sheet, const char *blank)
{
    const char last = sheet->size > 0 ? sheet->word[sheet->size - 1] : ' ';
    return last >= '0' && last <= '9' && blank[1] != '\0' && strchr("%ht", blank[1]) != NULL &&
           (blank[2] == '\0' || strchr(" ,;.:)", blank[2]) != NULL);
}

void ab_sheet_put(struct ab_sheet *sheet, const char *text)
{
    while (*text != '\0') {
        int columns;
        const size_t length = ab_visible_length(text, &columns);
        if (*text == ' ' && !is_before_unit(sheet, text)) {
            ab_sheet_settle(sheet);
            sheet->blanks++;
        } else {
            add(sheet, text, length);
        }
        text += length;
    }
}

void ab_sheet_say(struct ab_sheet *sheet, const char *format, ...)
{
    char text[SAID_SIZE];
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    ab_sheet_put(sheet, text);
}

void ab_sheet_place(struct ab_sheet *sheet, int column, const char *text)
{
    ab_sheet_settle(sheet);
    sheet->blanks = column > sheet->column ? column - sheet->column : sheet->column > 0;
    while (*text != '\0') {
        int columns;
        const size_t length = ab_visible_length(text, &columns);
        add(sheet, text, length);
        text += length;
    }
    ab_sheet_settle(sheet);
    sheet->blanks = 0;
}

void ab_sheet_ink(struct ab_sheet *sheet, enum ab_ink ink)
{
    ab_sheet_settle(sheet);
    sheet->ink = ink;
}

void ab_sheet_end(struct ab_sheet *sheet)
{
    ab_sheet_settle(sheet);
    sheet->blanks = 0;
    sheet->column = 0;
    dip(sheet);
    (void)fputc('\n', sheet->stream);
}

int ab_sheet_columns(const char *text)
{
    int count = 0;
    for (int columns; *text != '\0'; count += columns) {
        text += ab_visible_length(text, &columns);
    }
    return count;
}

/* ---- text that is written for another width ---- */

void ab_sheet_blanks(struct ab_sheet *sheet, int blanks)
{
    ab_sheet_settle(sheet);
    sheet->blanks = blanks > 0 ? blanks : 0;
}

/* Where the second column of a line begins, behind two blanks or more; 0: it has none. */
static int second_column(const char *line, int length)
{
    for (int at = (int)strspn(line, " "); at + 2 < length; at++) {
        if (line[at] == ' ' && line[at + 1] == ' ') {
            at += (int)strspn(line + at, " ");
            return at < length ? at : 0;
        }
    }
    return 0;
}

/* Begins a line of text; lines that go on with it are put behind it. */
static void begin_line(struct ab_sheet *sheet, const char *line, int length, int second)
{
    const int indent = (int)strspn(line, " ");
    const bool divided = second > sheet->width / 2;
    const int first = divided ? second : length;
    sheet->hang = indent == 0 ? 0 : divided ? indent + 4 : second > 0 ? second : indent + 2;
    ab_sheet_say(sheet, "%.*s", first, line);
    if (divided) {
        ab_sheet_end(sheet);
        ab_sheet_blanks(sheet, sheet->hang);
        ab_sheet_say(sheet, "%.*s", length - first, line + first);
    }
}

void ab_sheet_text(struct ab_sheet *sheet, const char *text)
{
    const int hang = sheet->hang;
    bool open = false, more = false; /* whether the line goes on in one that begins at `from` */
    for (int length, from = 0; *text != '\0'; text += length + (text[length] == '\n')) {
        length = (int)strcspn(text, "\n");
        const int indent = (int)strspn(text, " ");
        const bool goes_on = open && more && length > 0 && indent == from;
        if (open && !goes_on) {
            ab_sheet_end(sheet);
        }
        if (goes_on) {
            ab_sheet_say(sheet, " %.*s", length - indent, text + indent);
        } else if (length > 0) {
            const int second = second_column(text, length);
            begin_line(sheet, text, length, second);
            from = second > 0 ? second : indent;
            more = second > 0 || indent == 0;
        } else {
            ab_sheet_end(sheet);
        }
        open = length > 0;
        more = more || (open && text[length - 1] == ',');
    }
    if (open) {
        ab_sheet_end(sheet);
    }
    sheet->hang = hang;
}

/* Puts a line in which ": error: " or ": note: " stands in its ink. */
static void put_message(struct ab_sheet *sheet, const char *line)
{
    static const struct {
        const char *word;
        enum ab_ink ink;
    } row[] = {{": error: ", AB_INK_BAD}, {": note: ", AB_INK_CARE}};
    for (size_t i = 0; i < sizeof row / sizeof row[0]; i++) {
        const char *at = strstr(line, row[i].word);
        if (at != NULL && at - line < SAID_SIZE) {
            ab_sheet_say(sheet, "%.*s: ", (int)(at - line), line);
            ab_sheet_ink(sheet, row[i].ink);
            ab_sheet_say(sheet, "%.*s", (int)strlen(row[i].word) - 3, at + 2);
            ab_sheet_ink(sheet, AB_INK_PLAIN);
            line = at + strlen(row[i].word) - 1;
            break;
        }
    }
    ab_sheet_put(sheet, line);
}

void ab_sheet_message(FILE *stream, const char *line)
{
    if (isatty(fileno(stream)) != 1) {
        (void)fprintf(stream, "%s\n", line);
        return;
    }
    struct ab_sheet sheet = ab_sheet_on(stream, ab_terminal_width(stream));
    sheet.hang = 2;
    put_message(&sheet, line);
    ab_sheet_end(&sheet);
}

static int within(long columns)
{
    return columns < AB_SHEET_NARROWEST ? AB_SHEET_NARROWEST
           : columns > WIDEST           ? WIDEST
                                        : (int)columns;
}

int ab_terminal_width(FILE *stream)
{
    const char *said = getenv("COLUMNS");
    char *end;
    const long columns = said != NULL ? strtol(said, &end, 10) : 0;
    if (columns > 0 && *end == '\0') {
        return within(columns);
    }
    struct winsize size;
    if (isatty(fileno(stream)) != 1 || ioctl(fileno(stream), TIOCGWINSZ, &size) != 0 ||
        size.ws_col == 0) {
        return AB_SHEET_USUAL;
    }
    return within(size.ws_col);
}
