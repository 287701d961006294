/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* library.c - what all public functions share, and faults. */
#include "library/handle.h"

#include <gsl/gsl_errno.h>

/* The GNU Scientific Library would end the program at its first error, which we are told of. Done
 * when the library is loaded, so that no call is needed and no two threads do it at once. */
__attribute__((constructor)) static void silence_gsl(void)
{
    (void)gsl_set_error_handler_off();
}

const char *ab_version(void)
{
    return AB_VERSION;
}

enum ab_status ab_call_begin(struct ab_call *call, struct ab_errors *errors)
{
    *call = (struct ab_call){.errors = errors};
    if (errors == NULL) {
        call->own = ab_memory_take(1, sizeof *call->own);
        call->errors = call->own;
        if (call->own == NULL) {
            return AB_IO_ERROR;
        }
    }
    /* The C locale is there already: this takes no memory and cannot fail. */
    call->before = uselocale(newlocale(LC_ALL_MASK, "C", (locale_t)0));
    return AB_OK;
}

enum ab_status ab_call_end(struct ab_call *call, enum ab_status status)
{
    (void)uselocale(call->before);
    ab_errors_open(call->errors); /* what failed now need not fail at the next */
    ab_memory_give(call->own);
    return status;
}

enum ab_status ab_call_check(int version, int newest, const char *what, struct ab_errors *errors)
{
    if (version >= 1 && version <= newest) {
        return AB_OK;
    }
    return ab_errors_refuse(errors,
                            "%s has version %d, and this release of the library (" AB_VERSION
                            ") knows versions up to %d: it was not initialised, or the program was "
                            "made with a later release",
                            what, version, newest);
}

enum ab_status ab_call_printed(FILE *stream, enum ab_status status, struct ab_errors *errors)
{
    if (status == AB_OK && (fflush(stream) != 0 || ferror(stream))) {
        return ab_errors_add(errors, AB_IO_ERROR, NULL, 0, NULL, NULL, "cannot print");
    }
    return status;
}

/* ---- faults ---- */

ab_status ab_errors_new(ab_errors **errors)
{
    *errors = ab_memory_take(1, sizeof **errors);
    return *errors != NULL ? AB_OK : AB_IO_ERROR;
}

void ab_errors_free(ab_errors *errors)
{
    ab_memory_give(errors);
}

int ab_errors_count(const ab_errors *errors)
{
    return errors != NULL ? errors->count : 0;
}

ab_status ab_errors_get(ab_fault *fault, const ab_errors *errors, int index)
{
    if (fault->version != 1 || index < 0 || index >= ab_errors_count(errors) ||
        index >= AB_ERRORS_MAX) {
        return AB_BAD_SCENARIO;
    }
    const struct ab_error *error = &errors->error[index];
    *fault = (ab_fault){.version = 1,
                        .file = error->file,
                        .line = error->line,
                        .section = error->section,
                        .key = error->key,
                        .text = error->text};
    return AB_OK;
}
