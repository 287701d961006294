/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* limits.h - limits of what may be put in that no other header states. `airbridge help limits` prints
 * these and all others (cli/limit_rows.h): a limit that is enforced has a row there. */
#ifndef AB_BASE_LIMITS_H
#define AB_BASE_LIMITS_H

/* Of a scenario. */
enum {
    AB_THINGS_MAX = 1000000, /* sections, with the rows of lists */
    AB_COLUMNS_MAX = 400,
    AB_AIRCRAFT_MAX = 200000,
    AB_LOADS_MAX = 4000000,
    AB_PARTY_LOADS_MAX = 100000,
    AB_SUPPLY_LOADS_MAX = 10000,
    AB_COUNT_MAX = 1000000,
    AB_HOURS_MAX = 87600, /* ten years */
    AB_MIXTURE_DEPTH_MAX = 5,
    AB_FACTOR_MAX = 1000,
    AB_PARAMETERS_MAX = 64,
    AB_SAMPLES_BYTES_MAX = 1 << 26,
    AB_SAMPLES_CELLS_MAX = 1000,
    AB_ARRIVALS_BYTES_MAX = 1 << 24,
    AB_ARRIVALS_CELLS_MAX = 100,
    AB_ZONE_BYTES_MAX = 1 << 20,
    AB_ZONE_NAME_MAX = 64
};

/* Of a command. */
enum {
    AB_ARGUMENTS_MAX = 100000,
    AB_ARGUMENT_BYTES_MAX = (1 << 17) - 1,
    AB_REPEATS_MAX = 10000,
    AB_REPLICATIONS_MAX = 10000000,
    AB_VARIANTS_MAX = 200,
    AB_VARIED_KEYS_MAX = 240,
    AB_CASES_BYTES_MAX = 1 << 26,
    AB_CASES_COLUMNS_MAX = 200,
    AB_SAMPLED_POINTS_MAX = 1000000,
    AB_SOBOL_KEYS_MAX = 40, /* of gsl_qrng_sobol */
    AB_TASKS_MAX = 1000,
    AB_DRAWS_MAX = 1000000
};

/* Of a result that is read. */
enum {
    AB_LINES_MIB_MAX = 1 << 23,
    AB_JOURNAL_COUNT_MAX = 1 << 20,
    AB_TOLD_BYTES_MAX = 1 << 30,
    AB_TOLD_COLUMNS_MAX = 20000,
    AB_TOLD_ROWS_MAX = 10000000,
    AB_DATABASE_COLUMNS_MAX = 2000,
    AB_DRAWN_BYTES_MAX = 1000,
    AB_PICTURE_BYTES_MAX = 1 << 28,
    AB_JSON_BYTES_MAX = 1 << 26,
    AB_WORDS_MAX = 10000,
    AB_CARRIED_BYTES_MAX = 1 << 26,
    AB_PAGE_BYTES_MAX = 1 << 30,
    AB_TEMPLATE_BYTES_MAX = 1 << 26,
    AB_PAGE_MODEL_BYTES_MAX = 1 << 25
};

#endif
