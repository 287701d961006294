/* align.c - cells of a table on a terminal. */
#include "output/align.h"

#include "base/utf8.h"
#include "output/format.h"

#include <math.h>
#include <string.h>

/* Bytes of the character at `text`, and how many of them may be shown (0: a question mark). */
static size_t next_character(const char *text, size_t *shown)
{
    size_t length = ab_utf8_length(text, strnlen(text, 4) + 1);
    unsigned char c = (unsigned char)*text;
    *shown = c < 0x20 || c == 0x7F ? 0 : length;
    return length == 0 ? 1 : length;
}

int ab_align_width(const char *text)
{
    int count = 0;
    for (size_t shown; *text != '\0'; count++) {
        text += next_character(text, &shown);
    }
    return count;
}

/* Prints so many characters; returns what follows them. */
static const char *print_characters(FILE *stream, const char *text, int count)
{
    for (int i = 0; i < count; i++) {
        size_t shown, bytes = next_character(text, &shown);
        if (shown == 0) {
            (void)fputc('?', stream);
        } else {
            (void)fwrite(text, 1, shown, stream);
        }
        text += bytes;
    }
    return text;
}

/* How many characters of a text make its first line: up to the last blank that `width` reaches, or
 * as many as fit when there is none. */
static int first_line(const char *text, int width)
{
    int line = 0, count = 0;
    for (size_t shown; count <= width; count++) {
        if (*text == '\0') {
            return count;
        }
        if (*text == ' ' && count > 0) {
            line = count;
        }
        text += next_character(text, &shown);
    }
    return line > 0 ? line : width;
}

const char *ab_align_line(FILE *stream, const char *text, int width, bool filled)
{
    if (text == NULL) {
        text = "";
    }
    const int count = first_line(text, width);
    const char *rest = print_characters(stream, text, count);
    if (filled) {
        (void)fprintf(stream, "%*s", width - count, "");
    }
    return rest + strspn(rest, " ");
}

void ab_align_text(FILE *stream, const char *text, int width)
{
    if (text == NULL) {
        text = "";
    }
    const int length = ab_align_width(text);
    (void)print_characters(stream, text, length <= width ? length : width - 1);
    if (length > width) {
        (void)fputc('~', stream);
    } else {
        (void)fprintf(stream, "%*s", width - length, "");
    }
}

void ab_align_date(char *text, ab_time instant)
{
    char iso[AB_FORMAT_SIZE];
    if (ab_format_instant(0, instant, iso) == 0) {
        (void)snprintf(text, AB_CELL_SIZE, "-");
        return;
    }
    char *hour = strchr(iso, 'T');
    *hour = ' ';
    (void)snprintf(text, AB_CELL_SIZE, "%.*s", (int)(hour - iso) + 6, iso);
}

void ab_align_short_date(char *text, ab_time instant)
{
    ab_align_date(text, instant);
    if (instant != AB_TIME_NEVER) {
        memmove(text, text + 5, strlen(text + 5) + 1); /* the year and its dash */
    }
}

int ab_align_decimals(const double *value, int count)
{
    for (int i = 0; i < count; i++) {
        if (!isnan(value[i]) && value[i] != trunc(value[i])) {
            return 1;
        }
    }
    return 0;
}

void ab_align_number(char *text, double value, int decimals)
{
    if (isnan(value)) {
        (void)snprintf(text, AB_CELL_SIZE, "-");
    } else {
        (void)snprintf(text, AB_CELL_SIZE, "%.*f", decimals, value);
    }
}
