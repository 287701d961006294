/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* limits.c - `airbridge help limits`: the limits, by the constants that enforce them. */
#include "base/limits.h"
#include "base/format.h"
#include "base/log.h"
#include "cli/cli.h"
#include "cli/inquire.h"
#include "cli/simulate.h"
#include "engine/queue.h"
#include "insight/sensitivity.h"
#include "scenario/evacuation.h"
#include "scenario/keys.h"
#include "scenario/prescan.h"
#include "scenario/source.h"
#include "scenario/text.h"
#include "study/axis.h"
#include "study/design.h"
#include "study/lattice.h"
#include "study/order.h"
#include "study/sweep.h"

/* 1,000,000 */
static const char *grouped(int value, char text[AB_FORMAT_SIZE])
{
    char digits[AB_FORMAT_SIZE], *to = text;
    const size_t length = ab_format_integer(value, digits);
    for (size_t i = 0; i < length; i++) {
        if (i > 0 && (length - i) % 3 == 0) {
            *to++ = ',';
        }
        *to++ = digits[i];
    }
    *to = '\0';
    return text;
}

/* 1,000,000 bytes, with what is limited behind it. */
static void print_limit(struct ab_sheet *sheet, int value, const char *unit, const char *of)
{
    enum { MEANING = 32 };
    char number[AB_FORMAT_SIZE], both[AB_FORMAT_SIZE + 32];
    (void)snprintf(both, sizeof both, "%s %s", grouped(value, number), unit);
    ab_cli_print_item(sheet, MEANING, both, of);
}

void ab_cli_print_limits(FILE *stream)
{
    struct ab_sheet sheet = ab_cli_help_sheet(stream);
#define LIMITS_OF(what)                                                                            \
    ab_sheet_end(&sheet);                                                                          \
    ab_sheet_say(&sheet, "Of %s:", what);                                                          \
    ab_sheet_end(&sheet);
#define LIMIT(name, unit, of) print_limit(&sheet, name, unit, of);
#include "cli/limit_rows.h"
}
