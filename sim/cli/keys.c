/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* keys.c - `airbridge keys`: the reference of every key. */
#include "cli/cli.h"

#include "output/result_json.h"
#include "scenario/key_text.h"
#include "scenario/scenario.h"

static const char *text_or_null(const char *text)
{
    return text != NULL && text[0] != '\0' ? text : NULL;
}

static void put_key(struct ab_json *json, const struct ab_section_kind *kind,
                    const struct ab_key *key)
{
    struct ab_key_text text;
    ab_key_describe(key, &text);
    ab_json_begin_object(json, NULL);
    ab_json_text(json, "section", kind->name);
    ab_json_text(json, "key", key->name);
    ab_json_text(json, "type", text.type);
    ab_json_text(json, "units", text_or_null(text.units));
    ab_json_text(json, "default", text_or_null(text.preset));
    ab_json_text(json, "range", text_or_null(text.range));
    ab_json_text(json, "meaning", key->help);
    ab_json_text(json, "rule", key->rule);
    ab_json_begin_array(json, "choices");
    for (const struct ab_choice *choice = key->choice; choice != NULL && choice->name != NULL;
         choice++) {
        ab_json_begin_line(json);
        ab_json_text(json, "name", choice->name);
        ab_json_text(json, "meaning", choice->meaning);
        ab_json_end(json);
    }
    ab_json_end(json);
    ab_json_end(json);
}

/* Every key as an object of an array. */
static enum ab_status print_json(const char *name, struct ab_errors *errors)
{
    struct ab_json json;
    if (name != NULL) {
        return ab_errors_refuse(errors, "--json prints all keys; leave out '%.60s'", name);
    }
    ab_json_begin_result(&json, stdout, "keys", NULL);
    ab_json_begin_array(&json, "keys");
    for (int s = 0; s < AB_SECTION_COUNT; s++) {
        const struct ab_section_kind *kind = ab_section_kind((enum ab_section)s);
        for (int k = 0; k < kind->key_count; k++) {
            put_key(&json, kind, &kind->key[k]);
        }
    }
    ab_json_end(&json);
    ab_json_end(&json);
    return AB_OK;
}

enum ab_status ab_cli_keys(const struct ab_cli_arguments *arguments, struct ab_errors *errors)
{
    const char *name = arguments->operands > 0 ? arguments->operand[0] : NULL;
    return arguments->json ? print_json(name, errors)
                           : ab_scenario_print_keys(stdout, name, errors);
}
