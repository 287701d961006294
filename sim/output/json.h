/* json.h - writes one JSON text (RFC 8259), indented, over a file writer.
 *
 * Members are put in order; inside an array the key is NULL. Text that is not UTF-8 (a command
 * line may hold anything) has each ill-formed byte replaced by U+FFFD, so that the output always
 * is. */
#ifndef AB_OUTPUT_JSON_H
#define AB_OUTPUT_JSON_H

#include "base/file.h"

#include <stdint.h>

enum { AB_JSON_DEPTH = 8 };

struct ab_json {
    struct ab_writer *writer; /* borrowed */
    int depth;
    int members[AB_JSON_DEPTH]; /* put so far at each depth */
    char closing[AB_JSON_DEPTH];
};

void ab_json_init(struct ab_json *json, struct ab_writer *writer);
void ab_json_begin_object(struct ab_json *json, const char *key);
void ab_json_begin_array(struct ab_json *json, const char *key);
void ab_json_end(struct ab_json *json); /* of the innermost object or array */

void ab_json_text(struct ab_json *json, const char *key, const char *text); /* NULL: null */
void ab_json_integer(struct ab_json *json, const char *key, int64_t value);
void ab_json_number(struct ab_json *json, const char *key, double value); /* not finite: null */
void ab_json_hash(struct ab_json *json, const char *key, uint64_t hash);  /* 16 hex digits */

#endif
