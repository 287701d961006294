/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* sheet.h - text for people, on a sheet that is so many columns wide.
 *
 *     struct ab_sheet sheet = ab_sheet_on(stdout, ab_terminal_width(stdout));
 *     sheet.hang = 4;
 *     ab_sheet_say(&sheet, "%d of %d points of ", 3, 7);
 *     ab_sheet_put(&sheet, path);
 *     ab_sheet_end(&sheet);
 *
 * No line is wider than the sheet: it is broken at a blank, or within a word that is longer than a
 * line, and goes on `hang` columns to the right. Blanks at the end of a line are left out. What a
 * terminal would obey is shown as an escape (visible.h). The caller checks the stream. */
#ifndef AB_BASE_SHEET_H
#define AB_BASE_SHEET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

enum { AB_SHEET_NARROWEST = 60, AB_SHEET_USUAL = 100, AB_SHEET_WORD_SIZE = 256 };

/* What a text is about. On a terminal that has colours it is shown in one; what it means is said in words
 * or marks as well. */
enum ab_ink { AB_INK_PLAIN, AB_INK_BAD, AB_INK_CARE, AB_INK_GOOD };

struct ab_sheet {
    FILE *stream;
    bool colours; /* it shows inks */
    int width;    /* at least 1 */
    int hang; /* columns by which a line is indented that goes on with another; less than width */
    /* The rest is the sheet's own. */
    int column;             /* where the line stands, */
    int blanks;             /* before the word, */
    int columns;            /* and those of the word that is not printed yet */
    enum ab_ink ink, shown; /* of what is put, and of what was printed last */
    size_t size;
    char word[AB_SHEET_WORD_SIZE];
};

struct ab_sheet ab_sheet_on(FILE *stream, int width);

/* Puts a text, of any length; what is behind its last blank may be the beginning of a word. */
void ab_sheet_put(struct ab_sheet *sheet, const char *text);

/* Puts what printf makes of it, up to 1000 bytes. */
#if defined __GNUC__
__attribute__((format(printf, 2, 3)))
#endif
void ab_sheet_say(struct ab_sheet *sheet, const char *format, ...);

/* Puts a text that is not broken, so that it begins at this column, or a blank behind what is there
 * already if that reaches as far. */
void ab_sheet_place(struct ab_sheet *sheet, int column, const char *text);

/* Prints what may be the beginning of a word as it is: before the hang is changed. */
void ab_sheet_settle(struct ab_sheet *sheet);

/* Puts whole lines and paragraphs of a text that is written for some width, broken anew for this one. Lines
 * that begin at the margin are one paragraph up to an empty line. A line that is indented is an item: what
 * stands in a second column, behind two blanks or more, is kept there with the lines below it, or has a
 * line of its own where the sheet is too narrow; an item that ends in a comma goes on in the next line. */
void ab_sheet_text(struct ab_sheet *sheet, const char *text);

/* Puts so many blanks where the line stands, or none. */
void ab_sheet_blanks(struct ab_sheet *sheet, int blanks);

/* What is put from here on is about that, until another ink is taken. */
void ab_sheet_ink(struct ab_sheet *sheet, enum ab_ink ink);

/* Ends the line. */
void ab_sheet_end(struct ab_sheet *sheet);

/* The columns that a text takes on one line. */
int ab_sheet_columns(const char *text);

/* Prints a line, which may be shown as it is: whole, in one piece, for whoever reads it by program; on a
 * terminal broken into lines, of which those that go on are indented. */
void ab_sheet_message(FILE *stream, const char *line);

/* How wide a sheet for this stream is: what COLUMNS says, else the terminal, but no less than the
 * narrowest; the usual width where there is none. */
int ab_terminal_width(FILE *stream);

#endif
