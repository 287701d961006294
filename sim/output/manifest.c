/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* manifest.c - run.json. */
#include "output/manifest.h"

#include "output/database.h"
#include "scenario/zone.h"

#include "base/version.h"
#ifdef __GLIBC__
#include <gnu/libc-version.h>
#endif
#include <time.h>

void ab_manifest_put_program(struct ab_json *json)
{
    char zones[AB_ZONE_RELEASE_SIZE];
    ab_zone_release(zones);
    ab_json_text(json, "program", "airbridge");
    ab_json_text(json, "version", AB_VERSION);
    ab_json_text(json, "sources", ab_version_sources());
    ab_json_text(json, "compiler", ab_version_compiler());
    ab_json_begin_object(json, "libraries");
    ab_json_text(json, "gsl", ab_version_gsl());
    ab_json_text(json, "sqlite", ab_database_version());
#ifdef __GLIBC__
    ab_json_text(json, "libc", gnu_get_libc_version());
#else
    ab_json_text(json, "libc", NULL); /* others do not say */
#endif
    ab_json_text(json, "tzdata", zones);
    ab_json_end(json);
}

void ab_manifest_put_command_line(struct ab_json *json, int argc, char *const *argv)
{
    ab_json_begin_array(json, "command_line");
    for (int i = 0; i < argc; i++) {
        ab_json_text(json, NULL, argv[i]);
    }
    ab_json_end(json);
}

static void put_failures(struct ab_json *json, const struct ab_result *result)
{
    ab_json_integer(json, "failed", result->failed);
    ab_json_begin_array(json, "failures");
    for (int i = 0; i < result->failures; i++) {
        ab_json_begin_object(json, NULL);
        ab_json_text(json, "reason", result->failure[i].reason);
        ab_json_integer(json, "replications", result->failure[i].replications);
        ab_json_integer(json, "first", result->failure[i].first);
        ab_json_end(json);
    }
    ab_json_end(json);
}

void ab_manifest_put_facts(struct ab_json *json, const struct ab_result *result)
{
    ab_json_hash(json, "scenario_hash", result->scenario->hash);
    ab_json_text(json, "generator", "philox2x64-10");
    ab_json_integer(json, "seed", (int64_t)result->seed);
    ab_json_integer(json, "replications", result->replications);
    if (result->before > 0) {
        ab_json_integer(json, "only_replication", result->before + 1);
    }
    ab_json_integer(json, "traced_replication", result->trace.replication);
    put_failures(json, result);
    ab_json_hash(json, "trajectory_hash", result->hash);
    ab_json_integer(json, "events", (int64_t)result->events);
}

void ab_manifest_put_result(struct ab_json *json, const struct ab_result *result)
{
    ab_manifest_put_facts(json, result);
    ab_json_number(json, "wall_s", result->wall_s);
    double rate = result->wall_s > 0 ? (double)result->events / result->wall_s : (double)0;
    ab_json_number(json, "events_per_s", rate);
    ab_json_integer(json, "threads", result->threads);
}

void ab_manifest_put_written(struct ab_json *json)
{
    char text[AB_TIME_ISO_SIZE];
    (void)ab_time_format_iso((ab_time)time(NULL) * AB_SECOND, text, sizeof text);
    ab_json_text(json, "written", text);
}
