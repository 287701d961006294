/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* new.c - `airbridge new`: scenarios to start from. They are files of scenarios/templates that the
 * Makefile made into a part of the program, so that they are there wherever it is. */
#include "cli/cli.h"

#include "base/log.h"
#include "base/nearest.h"
#include "base/shell.h"
#include "cli/outlet.h"

#include <string.h>

/* A template: its name, and its lines, the first of which says what it is. */
struct template
{
    const char *name;
    const char *const *line; /* the last is followed by NULL */
};
#include "templates.h"

enum { TEMPLATE_COUNT = sizeof template_table / sizeof template_table[0] };

const char *ab_cli_template_name(int index)
{
    return index < TEMPLATE_COUNT ? template_table[index].name : NULL;
}

/* Whether a shell takes a name, which never looks like an option, as it is. */
static bool is_plain(const char *name)
{
    return name[strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                             "0123456789._/-")] == '\0';
}

/* Puts a line; where it names the file of the template it names this one instead. */
static void put_line(struct ab_outlet *outlet, const char *line, const char *known,
                     const char *file)
{
    const char *at;
    while (file != NULL && (at = strstr(line, known)) != NULL) {
        ab_outlet_put(outlet, line, (size_t)(at - line));
        ab_outlet_put(outlet, file, strlen(file));
        line = at + strlen(known);
    }
    ab_outlet_put(outlet, line, strlen(line));
    ab_outlet_put(outlet, "\n", 1);
}

static void put_template(struct ab_outlet *outlet, const struct template *template,
                         const char *file)
{
    char known[64];
    (void)snprintf(known, sizeof known, "%s.ini", template->name);
    for (const char *const *line = template->line; *line != NULL; line++) {
        put_line(outlet, *line, known, file != NULL && is_plain(file) ? file : NULL);
    }
}

static void tell_next(const char *file)
{
    (void)fputs("It runs as it is; its first lines say what to change. Try:\n  airbridge run ",
                stdout);
    ab_shell_print_word(stdout, file);
    (void)putchar('\n');
}

static void list_templates(void)
{
    for (int i = 0; i < TEMPLATE_COUNT; i++) {
        const char *summary = template_table[i].line[0];
        summary += strspn(summary, "# ");
        (void)printf("  %-12s %.*s\n", template_table[i].name, (int)strcspn(summary, "."), summary);
    }
    (void)puts("\nairbridge new TEMPLATE -o FILE.ini writes one of them.");
}

enum ab_status ab_cli_new(const struct ab_cli_arguments *arguments, struct ab_errors *errors)
{
    const char *file = arguments->output;
    if (arguments->operands == 0) {
        if (file != NULL) {
            return ab_errors_refuse(errors, "new: TEMPLATE is missing (see: airbridge new)");
        }
        list_templates();
        return AB_OK;
    }
    const char *name = arguments->operand[0];
    const struct template *template = NULL;
    for (int i = 0; i < TEMPLATE_COUNT; i++) {
        template = strcmp(template_table[i].name, name) == 0 ? &template_table[i] : template;
    }
    if (template == NULL) {
        const char *meant =
            ab_nearest_in(name, &template_table->name, sizeof *template_table, TEMPLATE_COUNT);
        char room[AB_NEAREST_SIZE];
        return ab_errors_refuse(errors, "there is no template '%.60s'%s (see: airbridge new)", name,
                                ab_nearest_ask(room, "'", meant, "'?", ""));
    }
    struct ab_outlet outlet;
    enum ab_status status = ab_outlet_begin(&outlet, file, arguments->force, errors);
    if (status == AB_OK) {
        put_template(&outlet, template, ab_outlet_is_file(file) ? file : NULL);
        status = ab_outlet_end(&outlet, errors);
    }
    if (status == AB_OK && ab_outlet_is_file(file) && !arguments->quiet) {
        tell_next(file);
    }
    return status;
}
