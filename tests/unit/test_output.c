/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_output.c - a result as a folder, its manifest and data package, and progress. */
#include "base/file.h"
#include "base/log.h"
#include "output/database.h"
#include "output/json.h"
#include "output/layout.h"
#include "output/progress.h"
#include "support/handmade.h"
#include "support/suite.h"

#include <fcntl.h>
#include <inttypes.h>
#include <sys/stat.h>

enum { TESTS = 18 };

/* ---- the folder ---- */

static void path_of(char *path, size_t size, const char *file)
{
    ck_assert_int_lt(snprintf(path, size, "%s/%s", folder, file), (int)size);
}

static bool exists(const char *file)
{
    char path[512];
    path_of(path, sizeof path, file);
    return access(path, F_OK) == 0;
}

START_TEST(a_result_without_trace_removes_tables_of_an_earlier_one)
{
    write_result();
    ck_assert(exists("sorties.csv") && exists("chalks.csv") && exists("airfields.csv"));
    result->trace.replication = 0;
    write_result();
    ck_assert(!exists("sorties.csv") && !exists("chalks.csv") && !exists("airfields.csv"));
    ck_assert(exists("summary.csv") && exists("run.json"));
}
END_TEST

START_TEST(a_folder_that_is_not_empty_is_refused_without_force)
{
    write_result();
    options.force = false;
    ck_assert_int_eq(try_to_write(), AB_BAD_SCENARIO);
    ck_assert(exists("run.json"));
}
END_TEST

START_TEST(a_table_that_cannot_be_written_leaves_no_manifest)
{
    char path[256];
    write_result();
    path_of(path, sizeof path, "waits.csv");
    ck_assert_int_eq(unlink(path), 0);
    ck_assert_int_eq(mkdir(path, 0777), 0); /* no file can take the place of a folder */
    ck_assert_int_eq(try_to_write(), AB_IO_ERROR);
    ck_assert(!exists("run.json"));
}
END_TEST

START_TEST(running_out_of_memory_anywhere_is_an_error_and_leaves_no_manifest)
{
    enum ab_status status = AB_IO_ERROR;
    uint64_t allocation = 0;
    while (status != AB_OK) {
        ab_errors_clear(&errors);
        ab_memory_fail_at(++allocation, _i == 1);
        status = try_to_write();
        ab_memory_fail_after(0);
        ck_assert_int_eq(exists("run.json"), status == AB_OK);
        ck_assert(status == AB_OK || (status == AB_IO_ERROR && errors.count > 0));
        ck_assert_uint_lt(allocation, 10000);
    }
    ck_assert_uint_gt(allocation, AB_TABLE_SWEEP);
}
END_TEST

START_TEST(the_manifest_tells_what_made_the_result)
{
    char path[256], *content,
        hash[64], *const argv[] = {(char[]){"airbridge"}, (char[]){"a \"b\""}};
    size_t size;
    options.argc = 2;
    options.argv = argv;
    result->seed = 42;
    write_result();
    path_of(path, sizeof path, "run.json");
    ck_assert_int_eq(ab_file_read(path, 1 << 20, &content, &size, &errors), AB_OK);
    (void)snprintf(hash, sizeof hash, "\"trajectory_hash\": \"%016" PRIx64 "\"", result->hash);
    const char *const told[] = {hash,
                                "\"scenario_hash\": \"123456789abcdef0\"",
                                "\"generator\": \"philox2x64-10\"",
                                "\"seed\": 42,",
                                "\"replications\": 3,",
                                "\"events\": 30,",
                                "\"a \\\"b\\\"\"",
                                "\"failed\": 1,",
                                "\"reason\": \"the horizon was reached\"",
                                "\"first\": 2",
                                "\"sorties.csv\""};
    for (size_t i = 0; i < sizeof told / sizeof told[0]; i++) {
        ck_assert_msg(strstr(content, told[i]) != NULL, "no %s in %s", told[i], content);
    }
    ab_memory_give(content);
}
END_TEST

/* ---- the data package ---- */

/* The text of a file of the folder; the caller gives it back. */
static char *read_file(const char *file)
{
    char path[512], *content;
    size_t size;
    path_of(path, sizeof path, file);
    ck_assert_int_eq(ab_file_read(path, 1 << 20, &content, &size, &errors), AB_OK);
    return content;
}

/* Moves behind the next `"key": "..."`, whose text becomes `value`. */
enum { TEXT_ROOM = 1024 };
static const char *next_text(const char *at, const char *key, char value[TEXT_ROOM])
{
    char quoted[64];
    (void)snprintf(quoted, sizeof quoted, "\"%s\": \"", key);
    at = strstr(at, quoted);
    ck_assert_msg(at != NULL, "there is no further %s", key);
    at += strlen(quoted);
    const size_t length = strcspn(at, "\"");
    ck_assert_uint_lt(length, TEXT_ROOM);
    memcpy(value, at, length);
    value[length] = '\0';
    return at + length;
}

/* Checks that the fields described at `at` are the columns of a table's header, in their order. */
static const char *check_fields(const char *at, const char *file)
{
    static const char *const types[] = {"string", "integer", "number", "datetime", "boolean"};
    char *const content = read_file(file), name[TEXT_ROOM], type[TEXT_ROOM], unit[TEXT_ROOM],
                text[TEXT_ROOM];
    content[strcspn(content, "\n")] = '\0';
    for (char *rest = content, *column; (column = strsep(&rest, ",")) != NULL;) {
        bool known = false;
        at = next_text(at, "name", name);
        ck_assert_str_eq(name, column);
        at = next_text(at, "type", type);
        for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
            known = known || strcmp(type, types[i]) == 0;
        }
        ck_assert_msg(known, "%s, column %s: type %s", file, column, type);
        at = next_text(at, "unit", unit);
        const bool number = strcmp(type, "integer") == 0 || strcmp(type, "number") == 0;
        ck_assert_int_eq(unit[0] != '\0', number);
        at = next_text(at, "description", text);
        ck_assert_str_ne(text, "");
    }
    ab_memory_give(content);
    return at;
}

/* Checks every table that the package describes; returns how many these are. */
static int check_package(void)
{
    char *const package = read_file("datapackage.json"), name[TEXT_ROOM], path[TEXT_ROOM],
                text[TEXT_ROOM];
    int tables = 0;
    const char *at = next_text(package, "name", name);
    ck_assert_str_eq(name, "airbridge-result");
    for (; strstr(at, "\"path\"") != NULL; tables++) {
        at = next_text(at, "name", name);
        at = next_text(at, "path", path);
        ck_assert(exists(path));
        ck_assert_uint_eq(strlen(name) + 4, strlen(path));
        ck_assert_int_eq(strncmp(name, path, strlen(name)), 0);
        at = next_text(at, "description", text);
        ck_assert_str_ne(text, "");
        at = check_fields(at, path);
    }
    ck_assert_ptr_null(strstr(at, "\"type\"")); /* no field more than columns */
    ab_memory_give(package);
    return tables;
}

START_TEST(the_data_package_describes_every_column_of_every_table)
{
    write_result();
    ck_assert_int_eq(check_package(), AB_TABLE_SWEEP);
}
END_TEST

START_TEST(the_data_package_leaves_out_tables_that_are_not_there)
{
    result->trace.replication = 0;
    write_result();
    ck_assert_int_eq(check_package(), AB_TABLE_SORTIES);
}
END_TEST

START_TEST(a_table_that_cannot_be_written_leaves_no_data_package)
{
    char path[256];
    write_result();
    path_of(path, sizeof path, "waits.csv");
    ck_assert_int_eq(unlink(path), 0);
    ck_assert_int_eq(mkdir(path, 0777), 0);
    ck_assert_int_eq(try_to_write(), AB_IO_ERROR);
    ck_assert(!exists("datapackage.json"));
}
END_TEST

/* ---- progress ---- */

START_TEST(progress_tells_done_rate_and_time_left)
{
    char line[100];
    ab_progress_line(line, sizeof line, 120, 1000, 0.5);
    ck_assert_str_eq(line, "120 of 1000 (12 %), 240 per second, 4 s left");
    ab_progress_line(line, sizeof line, 1, 1000, 60);
    ck_assert_str_eq(line, "1 of 1000 (0 %), 0.0 per second, 16.6 h left");
    ab_progress_line(line, sizeof line, 99, 1000, 10);
    ck_assert_str_eq(line, "99 of 1000 (9 %), 9.9 per second, 92 s left");
    ab_progress_line(line, sizeof line, 104, 1000, 10);
    ck_assert_str_eq(line, "104 of 1000 (10 %), 10 per second, 87 s left");
    ab_progress_line(line, sizeof line, 0, 1000, 1);
    ck_assert_str_eq(line, "0 of 1000 (0 %)");
    ab_progress_line(line, sizeof line, 10, 1000, 10);
    ck_assert_str_eq(line, "10 of 1000 (1 %), 1.0 per second, 17 min left");
    ab_progress_line(line, sizeof line, 10, 1000, 0);
    ck_assert_str_eq(line, "10 of 1000 (1 %)");
    ab_progress_line(line, 8, 10, 1000, 10);
    ck_assert_str_eq(line, "10 of 1");
}
END_TEST

/* Numbers as text: those that JSON has are written as they are, others as JSON would. */
START_TEST(figures_are_numbers_of_json)
{
    static const char *const told[][2] = {
        {"12", "12"},       {"-0.50", "-0.50"}, {"1e-5", "1e-5"}, {"1E+05", "1E+05"},
        {"2.5e3", "2.5e3"}, {"0", "0"},         {"007", "7"},     {".5", "0.5"},
        {"5.", "5"},        {"+3", "3"},        {"0x10", "16"},   {"1e", "1"},
        {"1.5x", "1.5"},    {"1e+", "1"},       {"", "0"},        {"nan", "null"},
        {"inf", "null"},    {"1e999", "null"},  {"0.1.2", "0.1"}};
    for (size_t i = 0; i < sizeof told / sizeof told[0]; i++) {
        struct ab_json_text text = {0};
        struct ab_json json;
        char expected[40];
        ab_json_init_text(&json, &text);
        ab_json_begin_object(&json, NULL);
        ab_json_figure(&json, "a", told[i][0]);
        ab_json_end(&json);
        (void)snprintf(expected, sizeof expected, "{\n  \"a\": %s\n}\n", told[i][1]);
        ck_assert_str_eq(text.bytes, expected);
        ab_memory_give(text.bytes);
    }
}
END_TEST

/* The folder of /x.sqlite is the root, which is there. */
START_TEST(the_folder_of_a_database_is_made_where_there_is_none)
{
    char path[300];
    bool is_there;
    ck_assert_int_eq(ab_database_make_folder("/airbridge-none.sqlite", &errors), AB_OK);
    ck_assert_int_eq(ab_database_make_folder("none.sqlite", &errors), AB_OK);
    (void)snprintf(path, sizeof path, "%s/new/none.sqlite", folder);
    ck_assert_int_eq(ab_database_make_folder(path, &errors), AB_OK);
    *strrchr(path, '/') = '\0';
    ck_assert_int_eq(ab_file_look(&is_there, path, &errors), AB_OK);
    ck_assert(is_there);
}
END_TEST

/* What no terminal and no parser should see as it is, is escaped. */
START_TEST(texts_are_strings_of_json)
{
    struct ab_json_text text = {0};
    struct ab_json json;
    ab_json_init_text(&json, &text);
    ab_json_begin_object(&json, NULL);
    ab_json_text(&json, "a", "~\x7f\x1f\\\"\xc3\xa4");
    ab_json_end(&json);
    ck_assert_str_eq(text.bytes, "{\n  \"a\": \"~\\u007f\\u001f\\\\\\\"\xc3\xa4\"\n}\n");
    ab_memory_give(text.bytes);
}
END_TEST

START_TEST(a_program_is_told_done_rate_and_time_left_in_json)
{
    char line[160];
    ab_progress_json(line, sizeof line, 120, 1000, 0.5);
    ck_assert_str_eq(line, "{\"done\": 120, \"total\": 1000, \"elapsed_s\": 0.500, "
                           "\"per_second\": 240, \"left_s\": 3.667}");
    ab_progress_json(line, sizeof line, 0, 1000, 1);
    ck_assert_str_eq(line, "{\"done\": 0, \"total\": 1000, \"elapsed_s\": 1.000, "
                           "\"per_second\": null, \"left_s\": null}");
    ab_progress_json(line, sizeof line, 1, 2, 0); /* so soon that nothing is known of the rate */
    ck_assert_str_eq(line, "{\"done\": 1, \"total\": 2, \"elapsed_s\": 0.000, "
                           "\"per_second\": null, \"left_s\": null}");
}
END_TEST

START_TEST(a_program_is_told_the_last_replication_whenever_it_comes_and_once)
{
    char text[400] = "";
    FILE *stream = fmemopen(text, sizeof text, "w");
    struct ab_progress progress;
    ab_progress_begin_json(&progress, stream);
    progress.told = 1e18; /* always less than a tenth of a second ago */
    ab_progress_show(&progress, 1, 2);
    ab_progress_show(&progress, 2, 2);
    progress.told = -1e9; /* long ago */
    ab_progress_show(&progress, 2, 2);
    ab_progress_end(&progress);
    (void)fclose(stream);
    ck_assert_int_eq(strncmp(text, "{\"done\": 2, \"total\": 2, ", 24), 0);
    ck_assert_ptr_eq(strchr(text, '\n'), text + strlen(text) - 1);
}
END_TEST

START_TEST(progress_is_silent_where_there_is_no_terminal)
{
    char buffer[200] = "";
    FILE *stream = tmpfile();
    struct ab_progress progress;
    ab_progress_begin(&progress, stream, false);
    progress.told = -1e9; /* long ago */
    ab_progress_show(&progress, 1, 2);
    ab_progress_end(&progress);
    rewind(stream);
    ck_assert_uint_eq(fread(buffer, 1, sizeof buffer, stream), 0);
    (void)fclose(stream);
}
END_TEST

/* A terminal: what is printed on the returned stream can be read from *master. */
static FILE *open_terminal(int *master)
{
    *master = posix_openpt(O_RDWR | O_NOCTTY);
    ck_assert_int_ge(*master, 0);
    ck_assert_int_eq(grantpt(*master), 0);
    ck_assert_int_eq(unlockpt(*master), 0);
    FILE *stream = fopen(ptsname(*master), "w");
    ck_assert_ptr_nonnull(stream);
    return stream;
}

/* Closes the terminal and returns what was printed on it. A mark is printed last and waited for,
 * since a terminal hands over what it gets when it likes. */
static const char *close_terminal(FILE *stream, int master)
{
    static char seen[1000];
    size_t size = 0;
    (void)fputs("#", stream);
    (void)fflush(stream);
    do {
        const ssize_t got = read(master, seen + size, sizeof seen - 1 - size);
        ck_assert_int_gt(got, 0);
        size += (size_t)got;
    } while (seen[size - 1] != '#');
    seen[size - 1] = '\0';
    (void)fclose(stream);
    (void)close(master);
    return seen;
}

START_TEST(progress_on_a_terminal_is_erased_at_the_end)
{
    int master;
    FILE *stream = open_terminal(&master);
    struct ab_progress progress;
    ab_progress_begin(&progress, stream, false);
    progress.told = -1e9;
    ab_progress_show(&progress, 1, 2);
    ab_progress_end(&progress);
    const char *seen = close_terminal(stream, master);
    ck_assert_ptr_nonnull(strstr(seen, "1 of 2 (50 %)"));
    ck_assert_str_eq(seen + strlen(seen) - 4, "\r\033[K");
    ck_assert_ptr_null(strchr(seen, '\n'));
}
END_TEST

START_TEST(progress_is_silent_when_told_to_or_too_soon)
{
    int master;
    FILE *stream = open_terminal(&master);
    struct ab_progress progress;
    ab_progress_begin(&progress, stream, true);
    progress.told = -1e9;
    ab_progress_show(&progress, 1, 2);
    ab_progress_end(&progress);
    ab_progress_begin(&progress, stream, false);
    progress.told = 1e18; /* always less than a tenth of a second ago */
    ab_progress_show(&progress, 1, 2);
    ab_progress_end(&progress);
    ck_assert_str_eq(close_terminal(stream, master), "");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("output");
    TCase *files = tcase_create("folder");
    tcase_add_checked_fixture(files, make_result, remove_result);
    tcase_add_test(files, a_result_without_trace_removes_tables_of_an_earlier_one);
    tcase_add_test(files, a_folder_that_is_not_empty_is_refused_without_force);
    tcase_add_test(files, a_table_that_cannot_be_written_leaves_no_manifest);
    tcase_add_loop_test(files, running_out_of_memory_anywhere_is_an_error_and_leaves_no_manifest, 0,
                        2);
    tcase_add_test(files, the_manifest_tells_what_made_the_result);
    tcase_add_test(files, the_data_package_describes_every_column_of_every_table);
    tcase_add_test(files, the_data_package_leaves_out_tables_that_are_not_there);
    tcase_add_test(files, a_table_that_cannot_be_written_leaves_no_data_package);
    suite_add_tcase(suite, files);
    TCase *terminal = tcase_create("terminal");
    tcase_add_checked_fixture(terminal, make_result, remove_result);
    tcase_add_test(terminal, figures_are_numbers_of_json);
    tcase_add_test(terminal, texts_are_strings_of_json);
    tcase_add_test(files, the_folder_of_a_database_is_made_where_there_is_none);
    tcase_add_test(terminal, progress_tells_done_rate_and_time_left);
    tcase_add_test(terminal, a_program_is_told_done_rate_and_time_left_in_json);
    tcase_add_test(terminal, a_program_is_told_the_last_replication_whenever_it_comes_and_once);
    tcase_add_test(terminal, progress_is_silent_where_there_is_no_terminal);
    tcase_add_test(terminal, progress_on_a_terminal_is_erased_at_the_end);
    tcase_add_test(terminal, progress_is_silent_when_told_to_or_too_soon);
    suite_add_tcase(suite, terminal);

    return suite_run(suite, TESTS);
}
