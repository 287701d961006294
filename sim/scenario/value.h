/* value.h - from the text of a value to the field that holds it, strictly.
 *
 * The row of the table of keys says what a text must be and where it goes. A text is converted
 * whole or not at all; on a complaint the field may hold anything that is safe to read. */
#ifndef AB_SCENARIO_VALUE_H
#define AB_SCENARIO_VALUE_H

#include "scenario/layers.h"

/* What the bounds of a milestone are: it depends on its other keys. */
enum ab_meaning { AB_MEANS_DATE, AB_MEANS_DURATION, AB_MEANS_AMOUNT };

/* What a text may refer to, and where results and complaints go. */
struct ab_conversion {
    struct ab_layers *layers; /* the names that references may use */
    struct ab_arena *arena;   /* of the scenario */
    ab_time start;            /* the scenario's, for dates */
    enum ab_meaning meaning;  /* AB_VALUE_BOUND, AB_VALUE_TOLERANCE */
    const char *folder;       /* what relative file names start from */
    struct ab_complaint complaint;
};

/* Converts a text into the field of `thing` (the struct that holds the section) that the key's row
 * names. False with a complaint when the text is not acceptable. */
bool ab_value_convert(struct ab_conversion *conversion, const struct ab_key *key, const char *text,
                      void *thing);

/* Bytes of the field that a value of this type fills. */
size_t ab_value_size(enum ab_value_type type);

/* Parts of the above, one per family of types, each with a text that has no outer blanks. */
bool ab_value_convert_distribution(struct ab_conversion *conversion, const struct ab_key *key,
                                   const char *text, struct ab_distribution *distribution);
bool ab_value_convert_reference(struct ab_conversion *conversion, const struct ab_key *key,
                                const char *text, size_t length, int *index);
bool ab_value_convert_references(struct ab_conversion *conversion, const struct ab_key *key,
                                 const char *text, struct ab_references *references);
bool ab_value_convert_numbers_of(struct ab_conversion *conversion, const struct ab_key *key,
                                 const char *text, struct ab_number_of **array, int *count);
bool ab_value_convert_payload_range(struct ab_conversion *conversion, const char *text,
                                    struct ab_payload_point **points, int *count);

bool ab_value_convert_day_hours(struct ab_conversion *conversion, const char *text,
                                struct ab_hours *hours);
bool ab_value_convert_periods(struct ab_conversion *conversion, const char *text,
                              struct ab_period **periods, int *count);

/* Whether the text of a distribution names a file, as in empirical(loading.csv) min: where the name
 * stands in the text. */
bool ab_value_file_name(const char *text, size_t *start, size_t *length);

/* Memory of the scenario; NULL with a complaint when there is none left. */
void *ab_conversion_take(struct ab_conversion *conversion, size_t size);

#endif
