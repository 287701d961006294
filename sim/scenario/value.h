/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* value.h - the types of values: from the text of a value to the field that holds it, strictly, and
 * from there to the one form that counts.
 *
 * The row of the table of keys says which type a text must be of and where it goes; the row of the
 * table of types, in value.c, how it is read, told and compared. A text is converted whole or not at
 * all; on a complaint the field may hold anything that is safe to read. */
#ifndef AB_SCENARIO_VALUE_H
#define AB_SCENARIO_VALUE_H

#include "scenario/layers.h"

/* What the bounds of a milestone are: it depends on its other keys. */
enum ab_meaning { AB_MEANS_DATE, AB_MEANS_DURATION, AB_MEANS_AMOUNT };

/* What a text may refer to, and where results and complaints go. */
struct ab_conversion {
    const struct ab_layers *layers; /* the names that references may use */
    struct ab_arena *arena;         /* of the scenario */
    struct ab_files *files;         /* of the document */
    ab_time start;                  /* the scenario's, for dates */
    enum ab_meaning meaning;        /* AB_VALUE_BOUND, AB_VALUE_TOLERANCE */
    const char *folder;             /* what relative file names start from */
    bool is_unheard;                /* complaints are counted, not told: no near names are sought */
    struct ab_laws *laws;           /* distributions that were read already; NULL: not kept */
    struct ab_complaint complaint;
};

/* Memory of the scenario; NULL with a complaint when there is none left. */
void *ab_conversion_take(struct ab_conversion *conversion, size_t size);

/* Reads the file that a value names, up to `most` bytes, which the document keeps from then on. `kind`
 * says what it is of: "arrivals". *path, of the scenario, is where it was found; the caller gives
 * *content back. False with a complaint when it cannot be read. */
bool ab_conversion_read(struct ab_conversion *conversion, const char *kind, const char *file,
                        size_t most, const char **path, char **content, size_t *size);

/* What is said of a file's name that a terminal would not show as it is. */
#define AB_UNSEEN_FILE "names a file with a character that cannot be seen"

/* Folds values into one number (hash.c), each in one canonical form: 1.5 h and 90 min are the same, and ids
 * whatever their case. */
struct ab_canon {
    const struct ab_layers *layers; /* whose ids references are */
    uint64_t hash;
};
void ab_canon_text(struct ab_canon *canon, const char *text);
void ab_canon_format(struct ab_canon *canon, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void ab_canon_integer(struct ab_canon *canon, int64_t number);
void ab_canon_number(struct ab_canon *canon, double number);
void ab_canon_zone(struct ab_canon *canon, const struct ab_zone *zone);
void ab_canon_id(struct ab_canon *canon, const char *id);

/* Folds the value of a key of a thing, if it is given; and what comes of it alone: the same for the same value,
 * though it may stand at another place. */
void ab_canon_value(struct ab_canon *canon, const struct ab_key *key, const void *thing);
uint64_t ab_canon_of(const struct ab_layers *layers, const struct ab_key *key, const void *thing);

/* All that there is to a type. */
struct ab_value_row {
    size_t size;       /* of the field */
    const char *words; /* what a value is; DIMENSION and TARGET stand for the key's */
    bool (*convert)(struct ab_conversion *conversion, const struct ab_key *key, const char *text,
                    void *thing);
    void (*fold)(struct ab_canon *canon, const struct ab_key *key, const void *thing);
    /* What the field holds when neither the scenario nor the table says anything; NULL: zeros. False
     * when memory is out. */
    bool (*clear)(const struct ab_key *key, const char *id, struct ab_arena *arena, void *thing);
    /* Where one may be; NULL: nowhere. */
    const struct ab_distribution **(*random)(void *field);
    const char *units;        /* NULL: those of the key's dimension */
    enum ab_dimension second; /* the dimension of what follows behind a colon, or none */
    bool is_counted;          /* an array: the key's companion counts its elements */
    bool is_whole;            /* of whole numbers only */
    bool is_text;             /* any text will do */
    bool keeps_blanks;        /* outer ones */
    bool depends;             /* what it means is said by other keys: not to be judged by itself */
};

const struct ab_value_row *ab_value_row(const struct ab_key *key);

/* Converts a text into the field of `thing` (the struct that holds the section) that the key's row
 * names. False with a complaint when the text is not acceptable. */
bool ab_value_convert(struct ab_conversion *conversion, const struct ab_key *key, const char *text,
                      void *thing);

/* Bytes of the field that a value of this type fills. */
size_t ab_value_size(enum ab_value_type type);

/* Where a thing has the distribution of a key; NULL when there is none. */
const struct ab_distribution **ab_value_random(const struct ab_key *key, void *thing);

/* ---- value_distribution.c ---- */

/* Distributions by key and text, so that those that are written alike are one. */
struct ab_laws *ab_laws_create(struct ab_arena *arena);

/* Converts a text into a distribution of its own, or one that is shared. */
bool ab_distribution_convert(struct ab_conversion *conversion, const struct ab_key *key,
                             const char *text, const struct ab_distribution **field);
bool ab_distribution_read(struct ab_conversion *conversion, const struct ab_key *key,
                          const char *text, struct ab_distribution *distribution);
void ab_canon_distribution(struct ab_canon *canon, const struct ab_distribution *distribution);

/* Whether the text of a distribution names a file, as in empirical(loading.csv) min, or one of arrivals, as
 * in curve(people.csv): where the first
 * name behind text[from] stands in it. A mixture may name several. */
bool ab_value_file_name(const char *text, size_t from, size_t *start, size_t *length);

/* What a file of samples holds (samples.c). */
struct ab_samples {
    double *value; /* in the inner unit of the key's dimension */
    size_t count;
};

/* Reads a file of samples for a key; `unit` is what stands behind the brackets, "" for nothing. */
bool ab_samples_read(struct ab_conversion *conversion, const struct ab_key *key, const char *file,
                     const char *unit, struct ab_samples *samples);

#endif
