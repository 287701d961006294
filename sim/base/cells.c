/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* cells.c - cuts rows of cells out of a content, in place. */
#include "base/cells.h"

#include "base/caseless.h"
#include "base/visible.h"

#include <string.h>
#include <strings.h>

static bool refuse(struct ab_cells *cells, const char *reason)
{
    cells->reason = reason;
    return false;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

/* Passes over lines that are blank or comments; false at the end. */
static bool find_row(struct ab_cells *cells)
{
    cells->line += cells->more;
    cells->more = 0;
    while (*cells->next != '\0') {
        const char *text = cells->next + strspn(cells->next, " \t\r");
        const bool comment =
            cells->comments && text[0] == '#' && strchr(" \t\r\n", text[1]) != NULL;
        cells->line++;
        if (!comment && *text != '\n' && *text != '\0') {
            return true;
        }
        cells->next += strcspn(cells->next, "\n");
        cells->next += *cells->next == '\n';
    }
    return false;
}

/* The separator of the row that is next, whose cells may be quoted. */
static char find_separator(const char *text)
{
    static const char order[] = "\t,;"; /* the last that is there */
    const char *found = &order[1];
    bool quoted = false, any = false;
    for (; *text != '\0' && *text != '\n'; text++) {
        quoted ^= *text == '"';
        const char *separator = quoted ? NULL : strchr(order, *text);
        if (separator != NULL && (!any || separator > found)) {
            found = separator;
            any = true;
        }
    }
    return *found;
}

/* Passes over a first line `sep=;`, by which spreadsheets tell each other what separates cells.
 * *declared: it was there. */
static bool take_declaration(struct ab_cells *cells, bool *declared)
{
    const bool quoted = cells->next[0] == '"';
    const char *text = cells->next + quoted;
    *declared = strncasecmp(text, "sep=", 4) == 0 && text[4] != '\0' && (!quoted || text[5] == '"');
    if (!*declared) {
        return true;
    }
    const char *end = text + 5 + quoted;
    end += strspn(end, " \r");
    *declared = *end == '\n' || *end == '\0';
    if (*declared && strchr(",;\t", text[4]) == NULL) {
        return refuse(cells, "after sep= stands none of the separators: comma, semicolon, tab");
    }
    if (*declared) {
        cells->separator = text[4];
        cells->next += end - cells->next + (*end == '\n');
        cells->line = 1;
    }
    return true;
}

bool ab_cells_begin(struct ab_cells *cells, char *content, size_t size, bool comments)
{
    *cells = (struct ab_cells){.next = content, .separator = ',', .comments = comments};
    const char *const foreign = ab_utf8_foreign(content, size);
    if (foreign != NULL) {
        return refuse(cells, foreign);
    }
    if (strlen(content) != size) {
        return refuse(cells, "the file holds a NUL byte");
    }
    cells->next += ab_utf8_mark(content, size);
    bool declared;
    if (!take_declaration(cells, &declared)) {
        return false;
    }
    struct ab_cells first = *cells;
    if (!declared && find_row(&first)) {
        cells->separator = find_separator(first.next);
    }
    return true;
}

/* Whether a character is one that a cell may not hold; a line break is told apart by what it needs. */
static bool is_control(const struct ab_cells *cells, const char *cell)
{
    const unsigned char c = (unsigned char)*cell;
    const bool breaks = cells->breaks && (c == '\n' || (c == '\r' && cell[1] == '\n'));
    return (c < 0x20 && c != '\t' && !breaks) || c == 0x7f;
}

/* Complains of bytes of a cell that are no text. */
static bool check_cell(struct ab_cells *cells, const char *cell)
{
    for (; *cell != '\0'; cell++) {
        if (is_control(cells, cell)) {
            return refuse(cells, "the cell holds a control character");
        }
        if ((unsigned char)*cell >= 0x80) {
            const size_t length = ab_utf8_length(cell, strnlen(cell, 4) + 1);
            if (length == 0) {
                return refuse(cells, "the cell is not UTF-8; save the file as UTF-8");
            }
            cell += length - 1;
        }
    }
    return true;
}

/* Cuts a quoted cell: moves `from` behind its closing quote and *to to the end of its text. */
static bool cut_quoted(struct ab_cells *cells, char **from, char **to)
{
    for (++*from; (*from)[0] != '"' || (*from)[1] == '"'; *(*to)++ = *(*from)++) {
        if (**from == '\0' || (**from == '\n' && !cells->breaks)) {
            return refuse(cells, cells->breaks ? "a quote is not closed"
                                               : "a quote is not closed on its line");
        }
        cells->more += **from == '\n';
        *from += **from == '"';
    }
    ++*from;
    return true;
}

/* Cuts the next cell and moves behind its separator. *last: it ended its row. */
static bool cut_cell(struct ab_cells *cells, const char **cell, bool *last)
{
    char *begin = cells->next + strspn(cells->next, " "), *from = begin, *to = begin;
    if (*from != '"') {
        while (*from != cells->separator && *from != '\r' && *from != '\n' && *from != '\0') {
            from++;
        }
        to = from;
    } else if (!cut_quoted(cells, &from, &to)) {
        return false;
    }
    while (from[0] == ' ') {
        from++;
    }
    if (from[0] == '\r' && (from[1] == '\n' || from[1] == '\0')) {
        from++;
    }
    if (*from != cells->separator && *from != '\n' && *from != '\0') {
        return refuse(cells, *from == '\r'
                                 ? "a carriage return stands inside a line; lines end in LF or CRLF"
                                 : "text stands behind a closing quote");
    }
    *last = *from != cells->separator;
    cells->next = *from != '\0' ? from + 1 : from;
    while (to > begin && is_blank(to[-1])) {
        to--;
    }
    while (begin < to && is_blank(*begin)) {
        begin++;
    }
    *to = '\0';
    *cell = begin;
    return check_cell(cells, begin);
}

bool ab_cells_row(struct ab_cells *cells, const char **cell, int room, int *count)
{
    *count = 0;
    if (!find_row(cells)) {
        return false;
    }
    for (bool last = false; !last; ++*count) {
        const char *text;
        cells->column = *count + 1;
        if (!cut_cell(cells, &text, &last)) {
            return false;
        }
        if (*count < room) {
            cell[*count] = text;
        }
    }
    cells->column = 0;
    return true;
}

bool ab_cells_is_unnamed(const char *heading)
{
    static const char pandas[] = "unnamed: ";
    const size_t length = sizeof pandas - 1;
    return heading[0] == '\0' || (ab_caseless_begins(heading, pandas) &&
                                  heading[length + strspn(heading + length, "0123456789")] == '\0');
}
