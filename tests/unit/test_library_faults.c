/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_library_faults.c - memory that runs out anywhere in the program, its libraries included: each
 * allocation of a process fails in turn, once or with all that follow. It is told, and what is there
 * of a result is whole. */
#include "cli/cli.h"
#include "support/scratch.h"
#include "support/suite.h"

#include "scenario/scenario.h"
#include <check.h>
#include <string.h>

#if defined(                                                                                       \
    __SANITIZE_ADDRESS__) /* which has an allocator of its own, and its own opinion of faults */
enum { TESTS = 0 };
static void add_tests(TCase *tests)
{
    (void)tests;
}
#else
#include "support/failing_malloc.h"

#include <dirent.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <iniparser/iniparser.h>
#include <sys/wait.h>
#include <unistd.h>

enum { TESTS = 13, SAID_SIZE = 2000, POINTS_MAX = 700 };

/* The library's, by way of the program's own function of the same name. */
static dictionary *(*library_load)(const char *name);

dictionary *iniparser_load(const char *name)
{
    failing->inside = true;
    failing->held = failing->peak = 0;
    dictionary *loaded = library_load(name);
    failing->inside = false;
    failing->overrun = failing->overrun || failing->peak > failing->last;
    failing->loads++;
    return loaded;
}

static char folder[SCRATCH_SIZE], out[SCRATCH_SIZE + 32], database[SCRATCH_SIZE + 48];

static void setup(void)
{
    failing_begin();
    *(void **)&library_load = dlsym(RTLD_NEXT, "iniparser_load");
    ck_assert(library_load != NULL);
    scratch_make(folder);
}

static void teardown(void)
{
    scratch_remove(folder);
}

/* ---- commands ---- */

/* How a command ended. */
struct ending {
    int status; /* as the shell tells it: 128 and more for a signal */
    long allocations;
    bool failed_inside; /* the library */
    int loads;          /* of the library */
    bool overrun;       /* the library took more than was asked for right before it */
    char said[SAID_SIZE];
};

/* Runs a command in a process of its own under a plan, where the latest one ran. */
static struct ending command_goes_on(const char *const *argv, long first, bool once)
{
    struct ending ending = {0};
    char path[SCRATCH_SIZE + 16], printed[SCRATCH_SIZE + 16];
    int argc = 0, status;
    while (argv[argc] != NULL) {
        argc++;
    }
    (void)snprintf(path, sizeof path, "%s/said", folder);
    (void)snprintf(printed, sizeof printed, "%s/printed", folder);
    const int said = open(path, O_RDWR | O_CREAT | O_TRUNC, 0600);
    ck_assert_int_ge(said, 0);
    const pid_t child = fork();
    ck_assert_int_ge(child, 0);
    if (child == 0) {
        (void)dup2(said, STDERR_FILENO);
        (void)dup2(open(printed, O_WRONLY | O_CREAT | O_TRUNC, 0600), STDOUT_FILENO);
        failing_arm(first, once);
        _exit((int)ab_cli_main(argc, (char **)argv));
    }
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    ending.status = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
    ending.allocations = failing->count;
    ending.failed_inside = failing->failed_inside;
    ending.loads = failing->loads;
    ending.overrun = failing->overrun;
    ck_assert_int_ge(pread(said, ending.said, sizeof ending.said - 1, 0), 0);
    (void)close(said);
    return ending;
}

/* The same, for a result of its own. */
static struct ending command_ends(const char *const *argv, long first, bool once)
{
    static int number;
    (void)snprintf(out, sizeof out, "%s/out%d", folder, ++number);
    (void)snprintf(database, sizeof database, "%s.sqlite", out);
    return command_goes_on(argv, first, once);
}

/* Whether what was said offers to go on with what is done. */
static bool offers_to_go_on(const char *said)
{
    return strstr(said, "go on with\n") != NULL;
}

/* Whether a text is one fault, that memory is out, and how to go on if need be. */
static bool tells_it_once(const char *said)
{
    int lines = 0;
    for (const char *end = said; (end = strchr(end, '\n')) != NULL; end++) {
        lines++;
    }
    return lines == (offers_to_go_on(said) ? 3 : 1) &&
           (strstr(said, "out of memory") != NULL || strstr(said, strerror(ENOMEM)) != NULL);
}

/* ---- what is left ---- */

/* The text of a file, which the caller frees; NULL when there is none. */
static char *text_of(const char *in, const char *name, size_t *size)
{
    char path[SCRATCH_SIZE + 300];
    (void)snprintf(path, sizeof path, "%s/%s", in, name);
    FILE *stream = fopen(path, "rb");
    if (stream == NULL) {
        return NULL;
    }
    enum { SIZE_MAX_HERE = 1 << 22 };
    char *text = malloc(SIZE_MAX_HERE);
    ck_assert_ptr_nonnull(text);
    *size = fread(text, 1, SIZE_MAX_HERE, stream);
    ck_assert_int_eq(fclose(stream), 0);
    return text;
}

/* Whether two files hold the same. */
static bool is_same(const char *in, const char *name, const char *other, const char *other_name)
{
    size_t size = 0, other_size = 0;
    char *text = text_of(in, name, &size), *other_text = text_of(other, other_name, &other_size);
    const bool same = text != NULL && other_text != NULL && size == other_size &&
                      memcmp(text, other_text, size) == 0;
    free(text);
    free(other_text);
    return same;
}

/* How many tables a folder holds, all of them as in another folder; the manifest, which holds times,
 * must be there when the result is complete, and a journal may be there. */
static int whole_tables(const char *in, const char *good, bool complete)
{
    int count = 0;
    bool manifest = false;
    DIR *stream = opendir(in);
    if (stream == NULL) {
        return 0;
    }
    for (const struct dirent *entry; (entry = readdir(stream)) != NULL;) {
        if (strcmp(entry->d_name, "run.json") == 0) {
            manifest = true;
        } else if (strstr(entry->d_name, ".csv") != NULL) {
            ck_assert_msg(is_same(in, entry->d_name, good, entry->d_name), "%s is another",
                          entry->d_name);
            count++;
        } else if (entry->d_name[0] != '.') {
            ck_assert_msg(strstr(entry->d_name, ".journal") != NULL ||
                              strcmp(entry->d_name, "datapackage.json") == 0,
                          "%s is left", entry->d_name);
        }
    }
    (void)closedir(stream);
    ck_assert_int_eq(manifest, complete);
    return count;
}

/* What a command left is all that the good one did, or some of it as the good one did. */
static void look_at_what_is_left(const char *good, bool has_folder, bool has_database, int status)
{
    const int tables = has_folder ? whole_tables(good, good, true) : 0;
    const int left = whole_tables(out, good, has_folder && status == 0);
    ck_assert(status == 0 ? left == tables : left <= tables);
    ck_assert_int_eq(access(database, F_OK) == 0, has_database && status == 0);
}

/* What a command says that it can go on with, it can: to the same end. */
static void go_on(const char *const *argv, const char *good)
{
    enum { WORDS_MAX = 24 };
    const char *again[WORDS_MAX + 2];
    int words = 0;
    for (; argv[words] != NULL; words++) {
        ck_assert_int_lt(words, WORDS_MAX);
        again[words] = argv[words];
    }
    again[words] = "--resume";
    again[words + 1] = NULL;
    const struct ending ending = command_goes_on(again, 0, true);
    ck_assert_msg(ending.status == 0, "status %d: %s", ending.status, ending.said);
    const bool has_folder = access(out, F_OK) == 0;
    look_at_what_is_left(good, has_folder, !has_folder, 0);
}

/* Lets the allocations of a command fail in turn, or as many of them as there is time for. A single
 * one may be done without. The library crashes where it gets nothing although it was made sure that
 * there is enough: for three arrays at the start of each of its readings. */
static void fail_everywhere(const char *const *argv, bool once)
{
    const struct ending good = command_ends(argv, 0, once);
    const long step = good.allocations / POINTS_MAX + 1;
    int told = 0, crashed = 0;
    char good_out[sizeof out], command[sizeof out * 2 + 16];
    const bool has_folder = access(out, F_OK) == 0, has_database = access(database, F_OK) == 0;
    (void)snprintf(good_out, sizeof good_out, "%s", out);
    (void)snprintf(command, sizeof command, "mv '%s/printed' '%s/good'", folder, folder);
    ck_assert_int_eq(system(command), 0);
    ck_assert_msg(good.status == 0, "status %d: %s", good.status, good.said);
    ck_assert_int_gt(good.loads, 0);
    for (long n = 1; n <= good.allocations; n += step) {
        const struct ending ending = command_ends(argv, n, once);
        if (ending.failed_inside && ending.status >= 128) {
            crashed++;
            continue;
        }
        ck_assert_msg(ending.status == 0 || ending.status == AB_IO_ERROR,
                      "allocation %ld of %ld: status %d: %s", n, good.allocations, ending.status,
                      ending.said);
        ck_assert_msg(ending.status == 0 || tells_it_once(ending.said), "allocation %ld of %ld: %s",
                      n, good.allocations, ending.said);
        told += ending.status != 0;
        look_at_what_is_left(good_out, has_folder, has_database, ending.status);
        ck_assert_msg(ending.status != 0 || is_same(folder, "printed", folder, "good"),
                      "allocation %ld of %ld: prints another", n, good.allocations);
        if (offers_to_go_on(ending.said)) {
            go_on(argv, good_out);
        }
    }
    ck_assert_int_gt(told, 10);
    ck_assert_int_le(crashed, 3 * good.loads);
}

static const char *const checking[] = {"airbridge", "check", "scenarios/small/one-runway.ini",
                                       NULL};
static const char *const running[] = {"airbridge", "run", "scenarios/small/one-runway.ini",
                                      "-n",        "1",   "-q",
                                      "--threads", "1",   "--trace",
                                      "-o",        out,   NULL};
static const char *const sweeping[] = {
    "airbridge", "sweep",  "scenarios/small/shuttle.ini", "-n", "1", "-q", "--threads",
    "1",         "--vary", "fleet.shuttle.number=1,2",    "-o", out, NULL};
static const char *const comparing[] = {
    "airbridge", "compare", "scenarios/small/shuttle.ini", "-n", "2", "--threads",
    "1",         "--with",  "fleet.shuttle.number=3",      "-o", out, NULL};
static const char *const storing[] = {
    "airbridge", "run", "scenarios/small/shuttle.ini", "-n", "1", "-q", "--threads", "1", "-o",
    database,    NULL};
static const char *const on_threads[] = {
    "airbridge", "run", "scenarios/small/one-runway.ini", "-n", "9", "--threads", "3", "-o",
    out,         NULL};
static const char *const *const commands[] = {checking,  running, sweeping,
                                              comparing, storing, on_threads};
enum { COMMANDS = sizeof commands / sizeof commands[0] };

START_TEST(one_failed_allocation_is_told_once_or_done_without)
{
    fail_everywhere(commands[_i], true);
}
END_TEST

START_TEST(memory_that_is_out_is_told_once)
{
    fail_everywhere(commands[_i], false);
}
END_TEST

/* ---- what is set aside ---- */

/* Writes a scenario that is none but for its form, with so many sections of a key whose value has so
 * many bytes, and lets it be read. */
static struct ending reading_ends(int sections, int bytes)
{
    char path[SCRATCH_SIZE + 16];
    (void)snprintf(path, sizeof path, "%s/large.ini", folder);
    FILE *stream = fopen(path, "w");
    ck_assert_ptr_nonnull(stream);
    (void)fprintf(stream, "[scenario]\ntitle = x\n");
    for (int i = 0; i < sections; i++) {
        (void)fprintf(stream, "[airfield.a%d]\nname = %0*d\n", i, bytes, i);
    }
    ck_assert_int_eq(fclose(stream), 0);
    return command_ends((const char *const[]){"airbridge", "check", path, NULL}, 0, true);
}

START_TEST(as_much_is_set_aside_as_the_library_can_need)
{
    static const int sections[] = {1, 62, 63, 64, 65, 255, 256, 257, 499, 500, 2000};
    static const int bytes[] = {1, 7, 8, 9, 24, 25, 900};
    for (size_t i = 0; i < sizeof sections / sizeof sections[0]; i++) {
        for (size_t k = 0; k < sizeof bytes / sizeof bytes[0]; k++) {
            const struct ending ending = reading_ends(sections[i], bytes[k]);
            ck_assert_int_eq(ending.loads, (sections[i] + 50) / 50);
            ck_assert_msg(!ending.overrun, "%d sections of %d bytes", sections[i], bytes[k]);
        }
    }
}
END_TEST

static void add_tests(TCase *tests)
{
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_loop_test(tests, one_failed_allocation_is_told_once_or_done_without, 0, COMMANDS);
    tcase_add_loop_test(tests, memory_that_is_out_is_told_once, 0, COMMANDS);
    tcase_add_test(tests, as_much_is_set_aside_as_the_library_can_need);
}
#endif

int main(void)
{
    Suite *suite = suite_create("library faults");
    TCase *tests = tcase_create("memory");
    tcase_set_timeout(tests, 900);
    add_tests(tests);
    suite_add_tcase(suite, tests);

    return suite_run(suite, TESTS);
}
