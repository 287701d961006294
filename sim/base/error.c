/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* error.c - the list of faults that a command collects and main prints.
 *
 * Adding a fault never allocates, so "out of memory" can always be said. */
#include "base/error.h"

#include "base/path.h"
#include "base/sheet.h"
#include "base/visible.h"

#include <assert.h>
#include <stdarg.h>
#include <string.h>

/* Drops the UTF-8 character that was cut at the end of a full room. */
static void drop_half(char *text, size_t size)
{
    const size_t length = strlen(text);
    assert(size > 4);
    if (length < size - 1) {
        return;
    }
    size_t lead = length;
    do {
        lead--;
    } while (length - lead < 4 && ((unsigned char)text[lead] & 0xc0) == 0x80);
    const unsigned char byte = (unsigned char)text[lead];
    const size_t whole = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    if (length - lead < whole) {
        text[lead] = '\0';
    }
}

static void copy(char *room, size_t size, const char *text)
{
    (void)snprintf(room, size, "%s", text != NULL ? text : "");
    drop_half(room, size);
}

void ab_errors_clear(struct ab_errors *errors)
{
    /* The entries are written before they are read: clearing them is not needed. */
    errors->status = AB_OK;
    errors->count = 0;
    errors->end = 0;
}

enum ab_status ab_errors_add(struct ab_errors *errors, enum ab_status status, const char *file,
                             int line, const char *section, const char *key, const char *format,
                             ...)
{
    assert(status != AB_OK);
    if (errors == NULL) {
        return status;
    }
    if (errors->end > 0) {
        return AB_IO_ERROR;
    }
    if (errors->count == 0) {
        errors->status = status;
    }
    if (errors->count < AB_ERRORS_MAX) {
        struct ab_error *error = &errors->error[errors->count];
        copy(error->file, sizeof error->file, file);
        error->line = line;
        copy(error->section, sizeof error->section, section);
        copy(error->key, sizeof error->key, key);
        va_list arguments;
        va_start(arguments, format);
        (void)vsnprintf(error->text, sizeof error->text, format, arguments);
        va_end(arguments);
        drop_half(error->text, sizeof error->text);
    }
    errors->count++;
    return status;
}

enum ab_status ab_errors_refuse(struct ab_errors *errors, const char *format, ...)
{
    char text[sizeof errors->error[0].text];
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    return ab_errors_add(errors, AB_BAD_SCENARIO, NULL, 0, NULL, NULL, "%s", text);
}

enum ab_status ab_errors_end(struct ab_errors *errors)
{
    if (errors != NULL && errors->end == 0) {
        errors->end = errors->count;
        errors->before = errors->status;
        errors->status = AB_IO_ERROR;
    }
    return AB_IO_ERROR;
}

bool ab_errors_have_ended(const struct ab_errors *errors)
{
    return errors != NULL && errors->end > 0;
}

void ab_errors_open(struct ab_errors *errors)
{
    if (ab_errors_have_ended(errors)) {
        errors->end = 0;
        errors->status = errors->before;
    }
}

enum ab_status ab_errors_fail(struct ab_errors *errors, const char *file, int error,
                              const char *action)
{
    (void)ab_errors_add(errors, AB_IO_ERROR, file, 0, NULL, NULL, "cannot %s: %s", action,
                        strerror(error));
    return ab_path_is_absent(error) ? AB_IO_ERROR : ab_errors_end(errors);
}

enum ab_status ab_errors_no_memory_for(struct ab_errors *errors, const char *file)
{
    (void)ab_errors_add(errors, AB_IO_ERROR, file, 0, NULL, NULL, "out of memory");
    return ab_errors_end(errors);
}

void ab_errors_append(struct ab_errors *errors, const struct ab_errors *found)
{
    const int kept = found->count < AB_ERRORS_MAX ? found->count : AB_ERRORS_MAX;
    if (errors == NULL || errors->end > 0) {
        return;
    }
    for (int i = 0; i < kept; i++) {
        const struct ab_error *error = &found->error[i];
        (void)ab_errors_add(errors, found->status, error->file, error->line, error->section,
                            error->key, "%s", error->text);
    }
    errors->count += found->count - kept;
    if (found->end > 0) {
        (void)ab_errors_end(errors);
    }
}

void ab_errors_tell_column(struct ab_errors *errors, int first, int column)
{
    for (int i = first; errors != NULL && column > 0 && i < errors->count && i < AB_ERRORS_MAX;
         i++) {
        struct ab_error *error = &errors->error[i];
        const size_t used = strlen(error->text);
        (void)snprintf(error->text + used, sizeof error->text - used, " (column %d)", column);
    }
}

void ab_errors_take_back(struct ab_errors *errors, int count)
{
    errors->count = count < errors->count ? count : errors->count;
    if (errors->end > errors->count) {
        ab_errors_open(errors);
    }
    errors->status = errors->count > 0 ? errors->status : AB_OK;
}

/* A line, whole, so that it goes out in one piece also where nothing is buffered. All rooms of a fault
 * fit, also if each of their bytes is shown as an escape. */
struct line {
    char text[8192];
    size_t used;
};

static void add_visible(struct line *line, const char *text)
{
    char *end = line->text + line->used;
    line->used += strlen(ab_visible_copy_read(end, sizeof line->text - line->used, text));
}

static void print_fault(const struct ab_error *error, const char *word, FILE *stream)
{
    char number[16] = "";
    struct line line = {.used = 0};
    if (error->line > 0) {
        (void)snprintf(number, sizeof number, ":%d", error->line);
    }
    const char *const part[] = {error->file[0] != '\0' ? error->file : "airbridge",
                                number,
                                ": ",
                                word,
                                ": ",
                                error->section[0] != '\0' ? "[" : "",
                                error->section,
                                error->section[0] == '\0' ? ""
                                : error->key[0] != '\0'   ? "] "
                                                          : "]: ",
                                error->key,
                                error->key[0] != '\0' ? ": " : "",
                                error->text};
    for (size_t i = 0; i < sizeof part / sizeof part[0]; i++) {
        add_visible(&line, part[i]);
    }
    ab_sheet_message(stream, line.text);
}

static void print_all(const struct ab_errors *errors, const char *word, const char *kind,
                      FILE *stream)
{
    if (errors == NULL) {
        return;
    }
    int kept = errors->count < AB_ERRORS_MAX ? errors->count : AB_ERRORS_MAX;
    for (int i = 0; i < kept; i++) {
        print_fault(&errors->error[i], word, stream);
    }
    if (errors->count > kept) {
        (void)fprintf(stream, "airbridge: %s: %d more %ss are not shown\n", word,
                      errors->count - kept, kind);
    }
}

void ab_errors_print(const struct ab_errors *errors, FILE *stream)
{
    print_all(errors, "error", "fault", stream);
}

void ab_errors_print_notes(const struct ab_errors *notes, FILE *stream)
{
    print_all(notes, "note", "note", stream);
}
