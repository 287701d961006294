/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* target_shards.c - journals of the parts of a study, as merge reads them.
 *
 * The parts stand on a shelf under names of their own, and are sealed (sealed.h). What is found to be all of a
 * study is put together: then the joint journal has every run once and in order. */
#include "fuzz/sealed.h"
#include "fuzz/targets.h"
#include "study/merge.h"

/* The joint journal is a good one, finished. */
static void check_joint(struct shelf *shelf, struct ab_errors *errors)
{
    struct ab_journal *journal = NULL;
    struct ab_journal_run run;
    enum ab_status status;
    shelf_put(shelf, "joint", shelf->written != NULL ? shelf->written : "", shelf->written_size);
    require(ab_journal_open(&journal, "joint", errors) == AB_OK && journal != NULL);
    const struct ab_journal_head *head = ab_journal_head(journal);
    int64_t runs = 0;
    while (ab_journal_next(journal, &run, &status, errors)) {
        runs += run.ended == 0;
    }
    require(status == AB_OK && ab_journal_is_in_order(journal));
    require(head->rule != 0 || runs == ab_journal_runs(head));
    ab_journal_close(journal);
}

void fuzz_shards(const uint8_t *data, size_t size)
{
    static struct ab_errors errors;
    static char writer; /* the shelf writes, whoever is asked to */
    struct shelf raw, shelf = {0};
    const char *path[SHELF_FILES_MAX];
    int parts = 0;
    bool is_text = true;
    shelf_fill(&raw, "p", data, size);
    for (int i = 0; i < raw.count && parts < SHELF_FILES_MAX - 1; i++) {
        if (sealed_put(&shelf, raw.file[i].name, raw.file[i].bytes, raw.file[i].size)) {
            size_t bad;
            is_text = is_text && ab_text_is_utf8(raw.file[i].name, strlen(raw.file[i].name), &bad);
            path[parts++] = raw.file[i].name;
        }
    }
    ab_errors_clear(&errors);
    shelf_open(&shelf);
    /* Names of parts are of a command line. */
    void (*const require_all)(enum ab_status, const struct ab_errors *) =
        is_text ? require_faults : require_told;
    if (parts > 0) {
        enum ab_status status = ab_merge_check(path, parts, &errors);
        require_all(status, &errors);
        if (status == AB_OK) {
            status =
                ab_merge_write((struct ab_writer *)(void *)&writer, path, parts, NULL, &errors);
            require_all(status, &errors);
        }
        if (status == AB_OK) {
            check_joint(&shelf, &errors);
        }
    }
    shelf_open(NULL);
    shelf_clear(&shelf);
    shelf_clear(&raw);
}
