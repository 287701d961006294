/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* plan.c - `--plan`: a script that makes a study in parts, on an engine that is there already.
 *
 * A part is many runs: starting one costs an engine about a second (Slurm) or some milliseconds
 * (GNU parallel), and most clusters take at most 1000 tasks in an array. Each part goes on where
 * its journal ends, so a task that is started again does only what is missing. */
#include "cli/simulate.h"

#include "base/file.h"
#include "base/limits.h"
#include "base/path.h"
#include "base/shell.h"
#include "base/visible.h"
#include "output/folder.h"
#include "output/store.h"

#include <errno.h>
#include <inttypes.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { RUNS_PER_PART = 1000 };

enum engine { SLURM, PARALLEL };

struct plan {
    enum engine engine;
    int64_t parts;
    char counted[80]; /* "up to 12 runs in 3 parts" */
    char program[PATH_MAX], folder[PATH_MAX], output[PATH_MAX];
};

/* Reads ENGINE[:N]. */
static enum ab_status take_engine(struct plan *plan, const char *text,
                                  const struct ab_cli_parts *whole, struct ab_errors *errors)
{
    const int64_t runs = whole->runs, most = whole->points > 0 ? whole->points : AB_TASKS_MAX;
    const size_t length = strcspn(text, ":");
    if (length == strlen("slurm") && strncmp(text, "slurm", length) == 0) {
        plan->engine = SLURM;
    } else if (length == strlen("parallel") && strncmp(text, "parallel", length) == 0) {
        plan->engine = PARALLEL;
    } else {
        return ab_errors_refuse(errors, "--plan must be slurm:N or parallel:N, as in slurm:40");
    }
    plan->parts = (runs + RUNS_PER_PART - 1) / RUNS_PER_PART;
    plan->parts = plan->parts > AB_TASKS_MAX ? AB_TASKS_MAX : plan->parts;
    plan->parts = plan->parts > most ? most : plan->parts;
    if (text[length] == '\0') {
        return AB_OK;
    }
    const char *number = text + length + 1;
    if (number[0] == '\0' || strlen(number) > 6 || number[strspn(number, "0123456789")] != '\0') {
        return ab_errors_refuse(errors, "--plan: the parts must be a whole number, as in slurm:40");
    }
    plan->parts = strtoll(number, NULL, 10);
    if (plan->parts < 1 || (plan->parts > 1 && plan->parts >= runs)) {
        return ab_errors_refuse(errors,
                                "--plan: a part must be more than one run; ask for fewer parts");
    }
    if (whole->points > 0 && plan->parts > whole->points) {
        return ab_errors_refuse(errors,
                                "--plan: with --until a part holds whole points; ask for %" PRId64
                                " parts at most",
                                whole->points);
    }
    if (plan->engine == SLURM && plan->parts > AB_TASKS_MAX) {
        return ab_errors_refuse(
            errors, "--plan: most clusters take no more than %d tasks in an array", AB_TASKS_MAX);
    }
    return AB_OK;
}

/* Finds out where this is: a script runs somewhere else. */
static enum ab_status take_places(struct plan *plan, const struct ab_cli_arguments *arguments,
                                  struct ab_errors *errors)
{
    const ssize_t length = readlink("/proc/self/exe", plan->program, sizeof plan->program - 1);
    if (length <= 0 || getcwd(plan->folder, sizeof plan->folder) == NULL ||
        realpath(arguments->output, plan->output) == NULL) {
        return ab_errors_fail(errors, NULL, errno,
                              "find out where the program and its folders are");
    }
    plan->program[length] = '\0';
    return AB_OK;
}

static void put_option(struct ab_writer *script, const char *option, const char *value)
{
    ab_writer_printf(script, " %s ", option);
    ab_shell_write_word(script, value);
}

/* The command of the whole, but for where it goes. Everything that this process took from its own
 * command line and surroundings is said. */
static void put_study(struct ab_writer *script, const struct plan *plan,
                      const struct ab_cli_parts *parts, const struct ab_cli_arguments *arguments)
{
    ab_shell_write_word(script, plan->program);
    ab_writer_printf(script, " %s", arguments->argv[1]);
    for (int i = 0; i < arguments->operands; i++) {
        ab_writer_printf(script, " %s", ab_path_guard(arguments->operand[i]));
        ab_shell_write_word(script, arguments->operand[i]);
    }
    for (int i = 0; i < arguments->set.count; i++) {
        put_option(script, "--set", arguments->set.text[i]);
    }
    for (int i = 0; i < arguments->with.count; i++) {
        put_option(script, "--with", arguments->with.text[i]);
    }
    for (int i = 0; i < arguments->vary.count; i++) {
        put_option(script, "--vary", arguments->vary.text[i]);
    }
    if (arguments->cases != NULL) {
        put_option(script, "--cases", arguments->cases);
    }
    if (arguments->design != NULL) {
        put_option(script, "--design", arguments->design);
    }
    ab_writer_printf(script, "%s", arguments->zip ? " --zip" : "");
    if (arguments->until.count == 0) {
        ab_writer_printf(script, " -n %" PRId64, parts->replications);
    }
    for (int i = 0; i < arguments->until.count; i++) {
        put_option(script, "--until", arguments->until.text[i]);
    }
    if (arguments->least > 0) {
        ab_writer_printf(script, " --min %" PRId64, arguments->least);
    }
    if (arguments->most > 0) {
        ab_writer_printf(script, " --max %" PRId64, arguments->most);
    }
    ab_writer_printf(script, " --seed %" PRIu64, parts->seed);
    if (arguments->inputs != NULL) {
        put_option(script, "--inputs", arguments->inputs);
    }
    if (arguments->only > 0) {
        ab_writer_printf(script, " --only %" PRId64, arguments->only);
    }
}

/* The command that makes a part, whose number the shell puts in place of `part`. */
static void put_part(struct ab_writer *script, const struct plan *plan,
                     const struct ab_cli_parts *parts, const struct ab_cli_arguments *arguments,
                     const char *part)
{
    put_study(script, plan, parts, arguments);
    put_option(script, "-o", plan->output);
    ab_writer_printf(script, "/part-%s --shard %s/%" PRId64 " --resume -q%s", part, part,
                     plan->parts, arguments->yes ? " --yes" : "");
}

/* What comes after the parts. Parts of a validation are those of a run, which merge does not judge: a
 * validation that finds all of it made does, also of runs that failed. */
static void put_merge(struct ab_writer *script, const struct plan *plan,
                      const struct ab_cli_parts *parts, const struct ab_cli_arguments *arguments)
{
    const bool validates = strcmp(arguments->argv[1], "validate") == 0;
    ab_shell_write_word(script, plan->program);
    ab_writer_printf(script, " merge --force%s%s", arguments->runs ? " --runs" : "",
                     validates ? " -q" : "");
    put_option(script, "-o", plan->output);
    ab_writer_printf(script, "/result ");
    ab_shell_write_word(script, plan->output);
    ab_writer_printf(script, "/part-*");
    if (validates) {
        ab_writer_printf(script, " || [ $? = 1 ] && ");
        put_study(script, plan, parts, arguments);
        put_option(script, "-o", plan->output);
        ab_writer_printf(script, "/result --resume");
    }
}

/* Where a rule ends points, it is not known how many runs there will be. */
static void count(struct plan *plan, const struct ab_cli_parts *parts)
{
    (void)snprintf(plan->counted, sizeof plan->counted, "%s%" PRId64 " run%s in %" PRId64 " part%s",
                   parts->points > 0 ? "up to " : "", parts->runs, parts->runs == 1 ? "" : "s",
                   plan->parts, plan->parts == 1 ? "" : "s");
}

static void put_slurm(struct ab_writer *script, const struct plan *plan,
                      const struct ab_cli_parts *parts, const struct ab_cli_arguments *arguments)
{
    const int64_t threads = arguments->threads > 0 ? arguments->threads : 1;
    ab_writer_printf(script,
                     "#!/bin/bash\n"
                     "#SBATCH --job-name=airbridge\n"
                     "#SBATCH --array=1-%" PRId64 "\n"
                     "#SBATCH --ntasks=1\n"
                     "#SBATCH --cpus-per-task=%" PRId64 "\n"
                     "#SBATCH --requeue\n"
                     "#SBATCH --open-mode=append\n"
                     "#SBATCH --output=task-%%a.log\n"
                     "#\n"
                     "# %s. Submit it in its own folder, then merge:\n"
                     "#     sbatch --wait %s.sbatch\n"
                     "#     ",
                     plan->parts, threads, plan->counted, arguments->argv[1]);
    put_merge(script, plan, parts, arguments);
    ab_writer_printf(script, "\ncd ");
    ab_shell_write_word(script, plan->folder);
    ab_writer_printf(script, " || exit 3\nexec ");
    put_part(script, plan, parts, arguments, "\"$SLURM_ARRAY_TASK_ID\"");
    ab_writer_printf(script, " -j \"${SLURM_CPUS_PER_TASK:-1}\"\n");
}

static void put_parallel(struct ab_writer *script, const struct plan *plan,
                         const struct ab_cli_parts *parts, const struct ab_cli_arguments *arguments)
{
    const int64_t threads = arguments->threads > 0 ? arguments->threads : 1;
    ab_writer_printf(
        script,
        "#!/bin/bash\n"
        "# %s, as many at a time as there are cores. Started again, it does\n"
        "# what is missing. Options go to parallel: -j 4, or on several machines that\n"
        "# share this folder\n"
        "#     bash %s.parallel -S host-a,host-b --retries 3 --timeout 3600\n"
        "part() {\n    cd ",
        plan->counted, arguments->argv[1]);
    ab_shell_write_word(script, plan->folder);
    ab_writer_printf(script, " || return 3\n    ");
    put_part(script, plan, parts, arguments, "\"$1\"");
    ab_writer_printf(script,
                     " -j %" PRId64 " || {\n"
                     "        status=$? # 1: some runs failed; merge tells which\n"
                     "        [ $status = 1 ] || return $status\n"
                     "    }\n"
                     "}\nexport -f part\nparallel --will-cite --env part --joblog ",
                     threads);
    ab_shell_write_word(script, plan->output);
    ab_writer_printf(script, "/joblog \"$@\" part ::: $(seq %" PRId64 ") || exit\ncd ",
                     plan->parts);
    ab_shell_write_word(script, plan->folder);
    ab_writer_printf(script, " || exit 3\n");
    put_merge(script, plan, parts, arguments);
    ab_writer_printf(script, "\n");
}

static enum ab_status write_script(const struct plan *plan, const struct ab_cli_parts *parts,
                                   const struct ab_cli_arguments *arguments,
                                   struct ab_errors *errors)
{
    char file[64];
    (void)snprintf(file, sizeof file, "%s.%s", arguments->argv[1],
                   plan->engine == SLURM ? "sbatch" : "parallel");
    struct ab_writer *script = ab_folder_open_file(arguments->output, file, errors);
    if (script == NULL) {
        return AB_IO_ERROR;
    }
    if (plan->engine == SLURM) {
        put_slurm(script, plan, parts, arguments);
    } else {
        put_parallel(script, plan, parts, arguments);
    }
    const enum ab_status status = ab_writer_commit(script, errors);
    if (status == AB_OK && !arguments->quiet) {
        struct ab_sheet sheet = ab_cli_sheet();
        ab_sheet_put(&sheet, arguments->output);
        ab_sheet_say(&sheet, "/%s: %s", file, plan->counted);
        ab_sheet_end(&sheet);
    }
    return status;
}

enum ab_status ab_cli_plan(const struct ab_cli_parts *parts,
                           const struct ab_cli_arguments *arguments, struct ab_errors *errors)
{
    struct ab_claim *claim = NULL;
    struct plan plan;
    enum ab_status status = take_engine(&plan, arguments->plan, parts, errors);
    if (status == AB_OK && (arguments->shard != NULL || arguments->resume)) {
        status =
            ab_errors_refuse(errors, "--plan divides the whole: --shard and --resume are its own");
    }
    if (status == AB_OK) {
        (void)ab_cli_interruption(); /* files are written from here on */
        status = ab_store_claim(&claim, arguments->output, errors);
    }
    if (status == AB_OK) {
        status = ab_store_prepare(arguments->output, arguments->force, errors);
    }
    if (status == AB_OK) {
        status = take_places(&plan, arguments, errors);
    }
    if (status == AB_OK) {
        count(&plan, parts);
        status = write_script(&plan, parts, arguments, errors);
    }
    ab_claim_release(claim);
    return status;
}
