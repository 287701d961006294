/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* page.c - `airbridge page`: a result as one file that a browser shows without a network.
 *
 * The file is a template (made of plots/page/ by `make`, see there) and the data of the result, in two
 * elements that no browser runs: what it is as JSON, and its values as JSON, compressed and written in
 * base 64. Whatever a name holds, it cannot end such an element. With --live there are the simulator, the
 * script that runs it in a worker, and the files of the scenario besides, likewise; and the policy, which
 * allows no more than the template's own script, allows these. */
#include "base/limits.h"
#include "cli/cli.h"
#include "cli/live.h"

#include "base/file.h"
#include "base/memory.h"
#include "base/path.h"
#include "output/page_data.h"
#include "output/store.h"

#include "base/log.h"
#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <zlib.h>

enum { MARK_WITHIN = 400 };

/* How a page of ours begins, where the template has room for the data, and for what its policy allows
 * besides. */
static const char mark[] = "<meta name=\"generator\" content=\"airbridge\">";
static const char data_place[] = "<!--airbridge:data-->",
                  policy_place[] = "<!--airbridge:policy-->";

/* ---- the data as text of a page ---- */

/* Writes JSON so that no part of it looks like a tag or a comment: as it stands, such characters are
 * in texts only, where \u003c means the same. What ends a line in old scripts goes the same way. */
static void put_json(struct ab_writer *writer, const char *json)
{
    static const struct {
        const char *bytes, *escaped;
    } unwanted[] = {{"<", "\\u003c"},
                    {">", "\\u003e"},
                    {"&", "\\u0026"},
                    {"\xe2\x80\xa8", "\\u2028"},
                    {"\xe2\x80\xa9", "\\u2029"}};
    while (*json != '\0') {
        const size_t plain = strcspn(json, "<>&\xe2");
        ab_writer_put(writer, json, plain);
        json += plain;
        size_t i = 0;
        const size_t kinds = sizeof unwanted / sizeof unwanted[0];
        while (i < kinds && strncmp(json, unwanted[i].bytes, strlen(unwanted[i].bytes)) != 0) {
            i++;
        }
        if (i < kinds) {
            ab_writer_put(writer, unwanted[i].escaped, strlen(unwanted[i].escaped));
            json += strlen(unwanted[i].bytes);
        } else if (*json != '\0') {
            ab_writer_put(writer, json++, 1);
        }
    }
}

static void put_base64(struct ab_writer *writer, const unsigned char *bytes, size_t size)
{
    static const char digit[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t i = 0; i < size; i += 3) {
        const size_t left = size - i;
        const unsigned three = (unsigned)bytes[i] << 16 |
                               (left > 1 ? (unsigned)bytes[i + 1] << 8 : 0) |
                               (left > 2 ? (unsigned)bytes[i + 2] : 0);
        const char four[4] = {digit[three >> 18], digit[three >> 12 & 63],
                              left > 1 ? digit[three >> 6 & 63] : '=',
                              left > 2 ? digit[three & 63] : '='};
        ab_writer_put(writer, four, sizeof four);
    }
}

/* Compresses bytes as gzip does, always to the same. */
static enum ab_status compress_bytes(unsigned char **packed, size_t *size, const char *bytes,
                                     size_t length, struct ab_errors *errors)
{
    z_stream stream = {0};
    enum { GZIP = 15 + 16, MEMORY = 8 };
    if (length > AB_PAGE_BYTES_MAX) {
        return ab_errors_refuse(errors,
                                "the result is too large for a page: %zu bytes, allowed are %d",
                                length, AB_PAGE_BYTES_MAX);
    }
    if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, GZIP, MEMORY, Z_DEFAULT_STRATEGY) !=
        Z_OK) {
        return ab_errors_out_of_memory(errors);
    }
    const size_t room = deflateBound(&stream, (uLong)length);
    *packed = ab_memory_resize(NULL, room, 1);
    int outcome = Z_MEM_ERROR;
    if (*packed != NULL) {
        stream.next_in = (Bytef *)(const void *)bytes; /* which it only reads */
        stream.avail_in = (uInt)length;
        stream.next_out = *packed;
        stream.avail_out = (uInt)room;
        outcome = deflate(&stream, Z_FINISH);
        *size = stream.total_out;
    }
    (void)deflateEnd(&stream);
    return outcome == Z_STREAM_END ? AB_OK : ab_errors_out_of_memory(errors);
}

/* ---- the template ---- */

static enum ab_status read_template(char **template, struct ab_errors *errors)
{
    static const char variable[] = "AIRBRIDGE_PAGE";
    char folder[PATH_MAX];
    size_t size;
    const bool found = ab_share_find(variable, "page", folder);
    if (!found && errno != ENOENT) {
        return ab_errors_fail(errors, folder, errno, "look for the template of the page");
    }
    if (!found) {
        return ab_errors_add(
            errors, AB_IO_ERROR, folder, 0, NULL, NULL,
            ab_share_is_named(variable)
                ? "there is no such folder (%s names it)"
                : "the template of the page is not there; `make` makes it where esbuild and d3 are "
                  "installed (Debian: apt-get install esbuild node-d3), or name the folder of one "
                  "in "
                  "the environment variable %s",
            variable);
    }
    char path[PATH_MAX + sizeof "/template.html"];
    (void)snprintf(path, sizeof path, "%s/template.html", folder);
    const enum ab_status status =
        ab_file_read(path, AB_TEMPLATE_BYTES_MAX, template, &size, errors);
    if (status == AB_OK &&
        (strstr(*template, mark) == NULL || strstr(*template, data_place) == NULL ||
         strstr(*template, policy_place) == NULL)) {
        return ab_errors_add(errors, AB_BAD_SCENARIO, path, 0, NULL, NULL,
                             "this is no template of a page of this release; run `make` again");
    }
    return status;
}

/* Puts the template up to a place in it, and returns what is behind that. */
static const char *put_until(struct ab_writer *writer, const char *template, const char *place)
{
    const char *at = strstr(template, place);
    ab_writer_put(writer, template, (size_t)(at - template));
    return at + strlen(place);
}

/* ---- the file ---- */

static bool ends_in(const char *name, const char *ending)
{
    const size_t length = strlen(name), size = strlen(ending);
    return length > size && strcmp(name + length - size, ending) == 0;
}

/* Where the page goes: into the folder of the result, or beside its database, unless -o says. */
static enum ab_status name_page(char **path, const struct ab_cli_arguments *arguments,
                                struct ab_errors *errors)
{
    const char *result = arguments->operand[0], *wanted = arguments->output;
    if (wanted != NULL && !ends_in(wanted, ".html") && !ends_in(wanted, ".htm")) {
        return ab_errors_add(errors, AB_BAD_SCENARIO, wanted, 0, NULL, NULL,
                             "a page is one file whose name ends in .html: give -o FILE.html");
    }
    const size_t size = strlen(result) + strlen(wanted != NULL ? wanted : "") + 16;
    *path = ab_memory_take(size, 1);
    if (*path == NULL) {
        return ab_errors_out_of_memory(errors);
    }
    if (wanted != NULL) {
        (void)snprintf(*path, size, "%s", wanted);
    } else {
        (void)snprintf(*path, size, ab_store_is_file(result) ? "%s.html" : "%s/page.html", result);
    }
    return AB_OK;
}

/* Refuses to replace a file that is no page of ours. */
static enum ab_status check_page(const char *path, bool force, struct ab_errors *errors)
{
    char start[MARK_WITHIN + 1] = "";
    size_t size = 0;
    if (ab_share_is_folder(path)) {
        return ab_errors_add(errors, AB_BAD_SCENARIO, path, 0, NULL, NULL,
                             "this is a folder; a page is a file");
    }
    bool is_there = false;
    enum ab_status status = force ? AB_OK : ab_file_look(&is_there, path, errors);
    if (status != AB_OK || !is_there) {
        return status;
    }
    status = ab_file_read_start(path, start, MARK_WITHIN, &size, errors);
    start[size] = '\0';
    return status != AB_OK || strstr(start, mark) != NULL
               ? status
               : ab_errors_add(errors, AB_BAD_SCENARIO, path, 0, NULL, NULL,
                               "this file is no page of airbridge; --force replaces it");
}

/* Puts an element with bytes that no browser runs. */
static enum ab_status put_packed(struct ab_writer *writer, const char *id, const char *bytes,
                                 size_t length, struct ab_errors *errors)
{
    unsigned char *packed = NULL;
    size_t size = 0;
    const enum ab_status status = compress_bytes(&packed, &size, bytes, length, errors);
    if (status == AB_OK) {
        ab_writer_printf(writer, "\n<script type=\"text/plain\" id=\"%s\">", id);
        put_base64(writer, packed, size);
        ab_writer_printf(writer, "</script>");
    }
    ab_memory_give(packed);
    return status;
}

static enum ab_status put_live(struct ab_writer *writer, const struct ab_cli_live *live,
                               struct ab_errors *errors)
{
    size_t size;
    const char *files = ab_carried_bytes(live->carried, &size);
    ab_writer_printf(writer, "\n<script type=\"application/json\" id=\"airbridge-live\">");
    put_json(writer, live->told.bytes);
    ab_writer_printf(writer, "</script>");
    enum ab_status status = put_packed(writer, "airbridge-files", files, size, errors);
    if (status == AB_OK) {
        status = put_packed(writer, "airbridge-worker", live->script, live->script_size, errors);
    }
    return status == AB_OK
               ? put_packed(writer, "airbridge-model", live->model, live->model_size, errors)
               : status;
}

/* Writes the file; `live` may be NULL. */
static enum ab_status write_page(const char *path, const char *template,
                                 const struct ab_page_data *data, const struct ab_cli_live *live,
                                 struct ab_errors *errors)
{
    struct ab_writer *writer = ab_writer_open(path, errors);
    if (writer == NULL) {
        return errors->status;
    }
    const char *rest = put_until(writer, template, policy_place);
    ab_writer_printf(writer, "%s", live != NULL ? " 'wasm-unsafe-eval'; worker-src blob:" : "");
    rest = put_until(writer, rest, data_place);
    ab_writer_printf(writer, "<script type=\"application/json\" id=\"airbridge-data\">");
    put_json(writer, data->told.bytes);
    ab_writer_printf(writer, "</script>");
    enum ab_status status = put_packed(writer, "airbridge-values", data->values.bytes,
                                       strlen(data->values.bytes), errors);
    if (status == AB_OK && live != NULL) {
        status = put_live(writer, live, errors);
    }
    if (status != AB_OK) {
        ab_writer_abandon(writer);
        return status;
    }
    ab_writer_put(writer, rest, strlen(rest));
    return ab_writer_commit(writer, errors);
}

/* Reads the result, and writes it. */
static enum ab_status make_page(const char *path, const char *template,
                                const struct ab_cli_arguments *arguments, struct ab_errors *errors)
{
    struct ab_page_data data = {0};
    struct ab_cli_live live = {0};
    assert(template != NULL);
    enum ab_status status = ab_page_data_read(&data, arguments->operand[0], errors);
    if (status == AB_OK && arguments->live) {
        status = ab_cli_live_read(&live, data.told.bytes, errors);
    }
    if (status == AB_OK) {
        status = *ab_cli_interruption()
                     ? AB_INTERRUPTED
                     : write_page(path, template, &data, arguments->live ? &live : NULL, errors);
    }
    ab_cli_live_clear(&live);
    ab_page_data_clear(&data);
    return status;
}

enum ab_status ab_cli_page(const struct ab_cli_arguments *arguments, struct ab_errors *errors)
{
    char *path = NULL, *template = NULL;
    (void)ab_cli_interruption(); /* a file is written from here on */
    enum ab_status status = name_page(&path, arguments, errors);
    if (status == AB_OK) {
        status = check_page(path, arguments->force, errors);
    }
    if (status == AB_OK) {
        status = read_template(&template, errors);
    }
    if (status == AB_OK) {
        status = make_page(path, template, arguments, errors);
    }
    if (status == AB_OK && !arguments->quiet) {
        struct ab_sheet sheet = ab_cli_sheet();
        ab_sheet_put(&sheet, path);
        ab_sheet_say(&sheet, ": a page for any browser, it needs no network");
        ab_sheet_end(&sheet);
    }
    ab_memory_give(template);
    ab_memory_give(path);
    return status;
}
