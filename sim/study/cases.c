/* cases.c - reads a table of cases. */
#include "study/cases.h"

#include "base/file.h"

#include <string.h>

enum { BYTES_MAX = 1 << 26, KEYS_MAX = 200 };

/* A position in the file; the bytes are changed while they are read. */
struct scan {
    const char *path;
    char *next;
    int line;
    struct ab_errors *errors;
};

static enum ab_status refuse(const struct scan *scan, const char *why)
{
    return ab_errors_add(scan->errors, AB_BAD_SCENARIO, scan->path, scan->line, NULL, NULL, "%s",
                         why);
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

/* Cuts the cell at scan->next out, without quotes and outer blanks, and moves behind its separator.
 * *last: it ended its row. */
static enum ab_status cut_cell(struct scan *scan, char **cell, bool *last)
{
    char *from = scan->next, *to = from;
    *cell = from;
    if (*from == '"') {
        for (from++; from[0] != '"' || from[1] == '"'; *to++ = *from++) {
            if (*from == '\0' || *from == '\n') {
                return refuse(scan, "a quote is not closed on its line");
            }
            from += *from == '"';
        }
        from++;
    } else {
        from += strcspn(from, ",\r\n");
        to = from;
    }
    while (to > *cell && is_blank(to[-1])) {
        to--;
    }
    while (*cell < to && is_blank(**cell)) {
        ++*cell;
    }
    if (from[0] == '\r' && from[1] == '\n') {
        from++;
    }
    if (*from != ',' && *from != '\n' && *from != '\0') {
        return refuse(scan, "text stands behind a closing quote, or a return inside a line");
    }
    *last = *from != ',';
    scan->next = *from != '\0' ? from + 1 : from;
    *to = '\0';
    return AB_OK;
}

/* Cuts a row of at most `room` cells; *count gets how many it has. */
static enum ab_status cut_row(struct scan *scan, const char **cell, int room, int *count)
{
    bool last = false;
    *count = 0;
    while (!last) {
        char *text;
        const enum ab_status status = cut_cell(scan, &text, &last);
        if (status != AB_OK) {
            return status;
        }
        if (*count < room) {
            cell[*count] = text;
        }
        ++*count;
    }
    return AB_OK;
}

/* The header: names of keys, each once. */
static enum ab_status take_header(struct scan *scan, struct ab_cases *cases)
{
    const enum ab_status status = cut_row(scan, cases->key, KEYS_MAX, &cases->keys);
    if (status != AB_OK) {
        return status;
    }
    if (cases->keys > KEYS_MAX) {
        return refuse(scan, "there are more than 200 columns");
    }
    for (int i = 0; i < cases->keys; i++) {
        if (cases->key[i][0] == '\0') {
            return refuse(scan, "a column of the header has no name; it must be a key, as in "
                                "airfield.almaty.parking_mog");
        }
        if (strpbrk(cases->key[i], ";\t") != NULL) {
            return refuse(scan, "columns are separated by commas here, not by ';' or tabs");
        }
        for (int j = 0; j < i; j++) {
            if (strcmp(cases->key[i], cases->key[j]) == 0) {
                return refuse(scan, "a key is the name of two columns");
            }
        }
    }
    return AB_OK;
}

static size_t lines_of(const char *text)
{
    size_t lines = 1;
    for (; (text = strchr(text, '\n')) != NULL; text++) {
        lines++;
    }
    return lines;
}

static enum ab_status take_rows(struct scan *scan, struct ab_cases *cases)
{
    while (*scan->next != '\0') {
        int count;
        scan->line++;
        const size_t blank = strspn(scan->next, " \t\r");
        if (scan->next[blank] == '\n' || scan->next[blank] == '\0') {
            scan->next += blank + (scan->next[blank] == '\n');
            continue;
        }
        const char **row = cases->value + (size_t)cases->rows * (size_t)cases->keys;
        const enum ab_status status = cut_row(scan, row, cases->keys, &count);
        if (status != AB_OK) {
            return status;
        }
        if (count != cases->keys) {
            return refuse(scan, "the row has not as many cells as the header");
        }
        cases->line[cases->rows++] = scan->line;
    }
    return cases->rows > 0 ? AB_OK : refuse(scan, "there is no case in this file");
}

enum ab_status ab_cases_read(struct ab_cases *cases, const char *path, struct ab_arena *arena,
                             struct ab_errors *errors)
{
    struct scan scan = {.path = path, .line = 1, .errors = errors};
    char *content;
    size_t size;
    *cases = (struct ab_cases){0};
    enum ab_status status = ab_file_read(path, BYTES_MAX, &content, &size, errors);
    if (status != AB_OK) {
        return status;
    }
    scan.next = ab_arena_copy_text(arena, content);
    ab_memory_give(content);
    cases->key = ab_arena_take(arena, KEYS_MAX * sizeof *cases->key);
    if (scan.next == NULL || cases->key == NULL) {
        return ab_errors_add(errors, AB_IO_ERROR, path, 0, NULL, NULL, "out of memory");
    }
    if (strlen(scan.next) != size) {
        return refuse(&scan, "it holds a NUL byte");
    }
    if (strncmp(scan.next, "\xEF\xBB\xBF", 3) == 0) {
        scan.next += 3;
    }
    status = take_header(&scan, cases);
    if (status != AB_OK) {
        return status;
    }
    const size_t lines = lines_of(scan.next);
    cases->value = ab_arena_take(arena, lines * (size_t)cases->keys * sizeof *cases->value);
    cases->line = ab_arena_take(arena, lines * sizeof *cases->line);
    if (cases->value == NULL || cases->line == NULL) {
        return ab_errors_add(errors, AB_IO_ERROR, path, 0, NULL, NULL, "out of memory");
    }
    return take_rows(&scan, cases);
}
