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
    for (size_t shown; *text != '\0'; count++)
        text += next_character(text, &shown);
    return count;
}

void ab_align_text(FILE *stream, const char *text, int width)
{
    if (text == NULL)
        text = "";
    const int length = ab_align_width(text);
    const int kept = length <= width ? length : width - 1;
    for (int i = 0; i < kept; i++) {
        size_t shown, bytes = next_character(text, &shown);
        if (shown == 0)
            (void)fputc('?', stream);
        else
            (void)fwrite(text, 1, shown, stream);
        text += bytes;
    }
    if (length > width)
        (void)fputc('~', stream);
    else
        (void)fprintf(stream, "%*s", width - length, "");
}

void ab_align_date(char *text, ab_time instant)
{
    char iso[AB_FORMAT_SIZE];
    if (ab_format_instant(0, instant, iso) == 0) {
        (void)snprintf(text, AB_CELL_SIZE, "-");
        return;
    }
    iso[10] = ' ';
    (void)snprintf(text, AB_CELL_SIZE, "%.16s", iso);
}

void ab_align_short_date(char *text, ab_time instant)
{
    ab_align_date(text, instant);
    if (instant != AB_TIME_NEVER)
        memmove(text, text + 5, strlen(text + 5) + 1); /* the year and its dash */
}

int ab_align_decimals(const double *value, int count)
{
    for (int i = 0; i < count; i++) {
        if (!isnan(value[i]) && value[i] != trunc(value[i]))
            return 1;
    }
    return 0;
}

void ab_align_number(char *text, double value, int decimals)
{
    if (isnan(value))
        (void)snprintf(text, AB_CELL_SIZE, "-");
    else
        (void)snprintf(text, AB_CELL_SIZE, "%.*f", decimals, value);
}
