/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* pairs.c - all settings of a scenario's keys, two at a time, each pair in the shelter of a child. */
#include "support/pairs.h"

#include "model/run.h"
#include "model/state.h"
#include "scenario/build.h"
#include "scenario/document.h"
#include "scenario/input.h"
#include "scenario/text.h"
#include "support/offers.h"
#include "support/processor_time.h"
#include "support/random_checks.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

enum { CPU_SECONDS = 60, BATCHES = 64, KEYS_MAX = 6, LIMIT_KEYS = KEYS_MAX + 1 };

/* ---- settings ---- */

/* A key of a thing and a value for it. */
struct setting {
    int section, index, key;
    char path[OFFER_KEY_SIZE], value[OFFER_SIZE];
};

struct settings {
    struct setting *of;
    int count, room;
    int first[AB_SECTION_COUNT + 1]; /* of each section */
};

static void add_setting(struct settings *settings, const struct setting *setting)
{
    if (settings->count == settings->room) {
        settings->room = 2 * settings->room + 256;
        settings->of = realloc(settings->of, (size_t)settings->room * sizeof *settings->of);
        if (settings->of == NULL) {
            abort();
        }
    }
    settings->of[settings->count++] = *setting;
}

static void add_key(struct settings *settings, const struct ab_scenario *scenario,
                    const struct setting *of, const struct ab_key *key, double most)
{
    struct offers offers;
    struct setting setting = *of;
    offer_key(setting.path, scenario, (enum ab_section)of->section, of->index, key);
    offers_of(&offers, scenario, (enum ab_section)of->section, key, most);
    for (int i = 0; i < offers.count; i++) {
        memcpy(setting.value, offers.value[i], OFFER_SIZE);
        add_setting(settings, &setting);
    }
}

/* Of how many things of a kind keys are set: of some kinds a scenario may have a hundred that are alike. */
enum { THINGS_MOST = 12 };

/* Of tables there is nothing left to say once they are read, and a past is another scenario. */
static bool is_tried(int section)
{
    return section != AB_SECTION_TABLE && section != AB_SECTION_PAST;
}

static void find_settings(struct settings *settings, const struct ab_scenario *scenario,
                          double most)
{
    *settings = (struct settings){0};
    for (int s = 0; s < AB_SECTION_COUNT; s++) {
        const struct ab_section_kind *kind = ab_section_kind((enum ab_section)s);
        const int things = ab_scenario_thing_count(scenario, (enum ab_section)s);
        settings->first[s] = settings->count;
        for (int i = 0; i < things && i < THINGS_MOST; i++) {
            for (int k = 0; k < kind->key_count && is_tried(s); k++) {
                const struct setting of = {.section = s, .index = i, .key = k};
                add_key(settings, scenario, &of, &kind->key[k], most);
            }
        }
    }
    settings->first[AB_SECTION_COUNT] = settings->count;
}

/* ---- one trial ---- */

struct ledger {
    uint64_t next; /* the number of the trial under way */
    struct pairs_tally tally;
    char under_way[1 << 11]; /* what is tried, for who finds that it died */
};

struct base {
    const char *path;
    struct ab_document *document;
    struct ab_scenario *scenario;
    int notes; /* that it has by itself */
    struct settings settings;
    const struct pairs_choice *choice;
    struct ledger *ledger;
    uint64_t until; /* the child ends before that trial */
};

static struct ab_errors errors, notes;

static void say_what(const struct base *base, const struct setting *const *set, int count)
{
    char *text = base->ledger->under_way;
    const size_t size = sizeof base->ledger->under_way;
    size_t used = (size_t)snprintf(text, size, "%s", base->path);
    for (int i = 0; i < count && used < size; i++) {
        used += (size_t)snprintf(text + used, size - used, " --set '%s=%s'", set[i]->path,
                                 set[i]->value);
    }
}

/* Each message has a reason that can be read, and the place of it. */
static const char *check_told(const struct ab_errors *told)
{
    for (int i = 0; i < told->count && i < AB_ERRORS_MAX; i++) {
        const struct ab_error *error = &told->error[i];
        size_t bad;
        if (error->file[0] == '\0' || error->line <= 0) {
            ab_errors_print(told, stderr);
            return "a message does not say where";
        }
        if (error->text[0] == '\0' || !ab_text_is_utf8(error->text, strlen(error->text), &bad) ||
            strstr(error->text, "(null)") != NULL || strstr(error->text, "nan ") != NULL ||
            strstr(error->text, "inf ") != NULL) {
            ab_errors_print(told, stderr);
            return "a message cannot be read";
        }
    }
    return NULL;
}

static const char *replicate(const struct base *base, const struct ab_scenario *scenario)
{
    const struct ab_run_options options = {.seed = 1,
                                           .replication = 1 + (uint32_t)(base->ledger->next % 5),
                                           .trace = true,
                                           .diary = true,
                                           .accounts = true,
                                           .bounds = true};
    struct ab_run_outcome outcome;
    struct ab_run *run = ab_run_create(scenario);
    double *value = calloc((size_t)ab_measure_count(scenario) + 1, sizeof *value);
    const char *wrong = NULL;
    if (run == NULL || value == NULL || !ab_run_replicate(run, &options, &outcome)) {
        wrong = "ran out of memory";
    } else {
        base->ledger->tally.events += outcome.events;
        ab_run_measures(run, value);
        for (int i = 0; i < ab_measure_count(scenario); i++) {
            wrong = isinf(value[i]) && value[i] < 0 ? "a measure is no number" : wrong;
        }
        if (outcome.complete != (outcome.reason == NULL)) {
            wrong = "a run ended without a reason";
        }
        if (wrong == NULL && run->simulation.stop != AB_STOP_EVENT_LIMIT) {
            wrong = random_checks(run, &outcome);
        }
    }
    free(value);
    ab_run_destroy(run);
    return wrong;
}

/* What a reader has beside the files of the system: one text, by its name. */
struct text {
    const char *name, *bytes;
    size_t size;
};

static int give(void *owner, const char *name, const char **bytes, size_t *size)
{
    const struct text *text = owner;
    if (strcmp(name, text->name) != 0) {
        return ENOENT;
    }
    *bytes = text->bytes;
    *size = text->size;
    return 0;
}

/* The status of a text, or of the file with assignments, and its hash. */
static enum ab_status load(const struct text *text, const char *path, const char *const *set,
                           int count, uint64_t *hash)
{
    const struct ab_reader reader = {.owner = (void *)text, .read = give, .beside_system = true};
    struct ab_document *document = NULL;
    struct ab_scenario *scenario = NULL;
    ab_errors_clear(&errors);
    enum ab_status status =
        ab_document_load(&document, text != NULL ? &reader : NULL, path, set, count, &errors);
    if (status == AB_OK) {
        status = ab_document_bind(&scenario, document, NULL, 0, &errors);
    }
    *hash = scenario != NULL ? scenario->hash : 0;
    ab_scenario_destroy(scenario);
    ab_document_destroy(document);
    return status;
}

static void beside(const struct base *base, const char *name, char path[1024])
{
    const char *slash = strrchr(base->path, '/');
    (void)snprintf(path, 1024, "%.*s%s", slash != NULL ? (int)(slash + 1 - base->path) : 0,
                   base->path, name);
}

static const char *check_shown(const struct base *base, const struct ab_override *override,
                               int count, uint64_t hash)
{
    char path[1024], *bytes = NULL;
    struct text text = {.name = path};
    uint64_t again = 0;
    FILE *stream = open_memstream(&bytes, &text.size);
    beside(base, "shown.ini", path);
    ab_errors_clear(&errors);
    const enum ab_status status =
        ab_document_show(stream, base->document, override, count, NULL, &errors);
    (void)fclose(stream);
    text.bytes = bytes;
    const bool same = status == AB_OK && load(&text, path, NULL, 0, &again) == AB_OK;
    free(bytes);
    if (!same) {
        ab_errors_print(&errors, stderr);
    }
    return !same           ? "what is shown of it is refused"
           : again != hash ? "what is shown of it is another scenario"
                           : NULL;
}

/* A file with the settings that is based on this one; each section stands there once. */
static size_t write_overlay(const struct base *base, const struct setting *const *set, int count,
                            char *bytes, size_t size)
{
    const char *slash = strrchr(base->path, '/');
    size_t used = (size_t)snprintf(bytes, size, "[scenario]\nbase = %s\n",
                                   slash != NULL ? slash + 1 : base->path);
    for (int pass = 0; pass < 1 + count;
         pass++) { /* those of [scenario], then each with its like */
        const struct setting *of = pass > 0 ? set[pass - 1] : NULL;
        const int section = of != NULL ? of->section : AB_SECTION_SCENARIO;
        bool is_first = of == NULL || section != AB_SECTION_SCENARIO;
        for (int i = 0; i < pass - 1; i++) {
            is_first &= section != set[i]->section || of->index != set[i]->index;
        }
        if (is_first && of != NULL) {
            used += (size_t)snprintf(bytes + used, size - used, "[%.*s]\n",
                                     (int)(strrchr(of->path, '.') - of->path), of->path);
        }
        for (int i = 0; is_first && i < count; i++) {
            if (section == set[i]->section && (of == NULL || of->index == set[i]->index)) {
                used += (size_t)snprintf(bytes + used, size - used, "%s = %s\n",
                                         strrchr(set[i]->path, '.') + 1, set[i]->value);
            }
        }
    }
    return used;
}

/* --set, and a file based on this one, say the same. */
static const char *check_alike(const struct base *base, const struct setting *const *set, int count,
                               enum ab_status status, uint64_t hash)
{
    char path[1024], assignment[KEYS_MAX][OFFER_KEY_SIZE + OFFER_SIZE];
    const char *assignments[KEYS_MAX];
    char bytes[8192];
    struct text text = {.name = path, .bytes = bytes};
    uint64_t again = 0;
    for (int i = 0; i < count; i++) {
        (void)snprintf(assignment[i], sizeof assignment[i], "%s=%s", set[i]->path, set[i]->value);
        assignments[i] = assignment[i];
    }
    text.size = write_overlay(base, set, count, bytes, sizeof bytes);
    if (load(NULL, base->path, assignments, count, &again) != status || again != hash) {
        ab_errors_print(&errors, stderr);
        return "with --set it is another scenario";
    }
    beside(base, "overlay.ini", path);
    if (load(&text, path, NULL, 0, &again) != status || again != hash) {
        ab_errors_print(&errors, stderr);
        return "a file based on it is another scenario";
    }
    return NULL;
}

static const char *run_drawn(const struct base *base, const struct ab_scenario *scenario,
                             const struct ab_override *override, int count)
{
    struct ab_scenario *drawn = NULL;
    ab_errors_clear(&errors);
    if (scenario->input_count == 0) {
        return NULL;
    }
    if (ab_inputs_bind(&drawn, base->document, scenario, override, count, 1, 1, &errors) != AB_OK) {
        return check_told(&errors);
    }
    const char *wrong = replicate(base, drawn);
    ab_scenario_destroy(drawn);
    return wrong;
}

/* A number without a pattern from one with (the last steps of splitmix64). */
static uint64_t mixed(uint64_t x)
{
    x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9u;
    x = (x ^ x >> 27) * 0x94d049bb133111ebu;
    return x ^ x >> 31;
}

/* How often what is asked besides, which takes longer: of so many trials one. */
enum { ASIDE = 16 };

static const char *try_accepted(const struct base *base, struct ab_scenario *scenario,
                                const struct ab_override *override, int count,
                                const struct setting *const *set)
{
    const uint64_t lot = mixed(base->ledger->next + 1);
    const char *wrong = replicate(base, scenario);
    if (wrong == NULL && lot % 4 == 1) {
        wrong = run_drawn(base, scenario, override, count + 1);
    }
    if (wrong == NULL && lot % ASIDE < 2) {
        uint64_t hash = 0;
        if (ab_document_hash(&hash, base->document, override, count, &errors) != AB_OK) {
            return "has no hash";
        }
        wrong = lot % ASIDE == 0 ? check_shown(base, override, count, hash)
                                 : check_alike(base, set, count, AB_OK, hash);
    }
    return wrong;
}

static void log_accepted(const struct base *base, const struct setting *const *set, int count)
{
    if (base->choice->log != NULL) {
        (void)fprintf(base->choice->log, "%s", base->path);
        for (int i = 0; i < count; i++) {
            (void)fprintf(base->choice->log, "\t%s=%s", set[i]->path, set[i]->value);
        }
        (void)fprintf(base->choice->log, "\n");
    }
}

static const char *try_settings(const struct base *base, const struct setting *const *set,
                                int count)
{
    struct pairs_tally *tally = &base->ledger->tally;
    struct ab_override override[LIMIT_KEYS];
    struct ab_scenario *scenario = NULL;
    char limit[32];
    (void)snprintf(limit, sizeof limit, "%llu", (unsigned long long)base->choice->events);
    for (int i = 0; i < count; i++) {
        override[i] = (struct ab_override){set[i]->path, set[i]->value, "pair.ini", 1 + i, 0};
    }
    override[count] = (struct ab_override){"scenario.event_limit", limit, "pair.ini", 9, 0};
    ab_errors_clear(&errors);
    ab_errors_clear(&notes);
    tally->tried++;
    const enum ab_status status =
        ab_document_examine(&scenario, base->document, override, count + 1, &notes, &errors);
    if ((status == AB_OK) != (scenario != NULL) || (status == AB_OK) != (errors.count == 0)) {
        return "was refused without a word";
    }
    const char *wrong = check_told(status == AB_OK ? &notes : &errors);
    if (status != AB_OK) {
        tally->refused++;
        const uint64_t lot = mixed(base->ledger->next + 1);
        return wrong != NULL || lot % ASIDE != 0 ? wrong : check_alike(base, set, count, status, 0);
    }
    tally->noted += notes.count > base->notes;
    if (notes.count <= base->notes) {
        log_accepted(base, set, count);
    }
    wrong = wrong != NULL ? wrong : try_accepted(base, scenario, override, count, set);
    ab_scenario_destroy(scenario);
    return wrong;
}

/* ---- all of a scenario ---- */

/* Tries settings under a number, unless that is not chosen. */
static void visit(struct base *base, uint64_t number, uint64_t one_in,
                  const struct setting *const *set, int count)
{
    if (number < base->ledger->next || number >= base->until || one_in == 0 ||
        mixed(number * 2 + base->choice->seed) % one_in != 0) {
        return;
    }
    base->ledger->next = number;
    limit_processor_time(CPU_SECONDS);
    say_what(base, set, count);
    const char *wrong = try_settings(base, set, count);
    if (wrong != NULL) {
        base->ledger->tally.broken++;
        (void)fprintf(stderr, "pairs: %s: %s\n", base->ledger->under_way, wrong);
    }
}

static bool is_wanted(const struct base *base, int section)
{
    return base->choice->only == NULL ||
           strcmp(base->choice->only, ab_section_kind((enum ab_section)section)->name) == 0;
}

/* The pair of settings i and j has the number i n + j. */
static void walk_pairs(struct base *base)
{
    const struct settings *all = &base->settings;
    const struct pairs_choice *choice = base->choice;
    const uint64_t n = (uint64_t)all->count;
    for (uint64_t i = base->ledger->next / (n + !n); i < n && i * n < base->until; i++) {
        const struct setting *a = &all->of[i];
        const bool wanted = is_wanted(base, a->section);
        for (uint64_t j = i + 1; j < n; j++) {
            const struct setting *b = &all->of[j];
            const bool one = a->section == b->section && a->index == b->index;
            if (!one && choice->across == 0) {
                break; /* settings of one thing stand together */
            }
            if ((!one || a->key != b->key) && (wanted || is_wanted(base, b->section))) {
                visit(base, i * n + j, one ? choice->within : choice->across,
                      (const struct setting *[]){a, b}, 2);
            }
        }
    }
}

static bool is_set(const struct setting *const *set, int count, const struct setting *setting)
{
    bool found = false;
    for (int i = 0; i < count; i++) {
        found |= set[i]->section == setting->section && set[i]->index == setting->index &&
                 set[i]->key == setting->key;
    }
    return found;
}

/* Draws have the numbers behind all pairs. */
static void walk_draws(struct base *base)
{
    const struct settings *all = &base->settings;
    const uint64_t n = (uint64_t)all->count;
    uint64_t state = mixed(base->choice->seed + 77);
    for (uint64_t k = 0; k < base->choice->many && n > 0; k++) {
        const struct setting *set[KEYS_MAX];
        const int count = 3 + (int)(mixed(state++) % (KEYS_MAX - 2));
        int drawn = 0;
        for (int i = 0; i < count; i++) {
            set[drawn] = &all->of[mixed(state++) % n];
            drawn += !is_set(set, drawn, set[drawn]);
        }
        visit(base, n * n + k, 1, set, drawn);
    }
}

/* A setting of a key of any thing of its section, drawn; NULL: it has none. */
static const struct setting *draw_of(const struct base *base, int section, int key, int index,
                                     uint64_t lot)
{
    const struct settings *all = &base->settings;
    const struct setting *found = NULL;
    uint64_t count = 0;
    for (int i = all->first[section]; i < all->first[section + 1]; i++) {
        const struct setting *setting = &all->of[i];
        if (setting->key == key && (index < 0 || setting->index == index)) {
            count++;
            found = mixed(lot + count) % count == 0 ? setting : found;
        }
    }
    return found;
}

/* Each two keys of a section once, of a thing and with values that are drawn; numbers behind those of the
 * others. */
static void walk_keys(struct base *base)
{
    const uint64_t n = (uint64_t)base->settings.count;
    uint64_t number = n * n + base->choice->many;
    for (int s = 0; s < AB_SECTION_COUNT && base->choice->keys; s++) {
        const int keys = ab_section_kind((enum ab_section)s)->key_count;
        for (int k = 0; k < keys * keys; k++, number++) {
            const uint64_t lot = mixed(number + (base->choice->seed << 32));
            const struct setting *set[2] = {NULL, NULL};
            if (k / keys < k % keys && is_wanted(base, s) && number >= base->ledger->next &&
                number < base->until) {
                set[0] = draw_of(base, s, k / keys, -1, lot);
            }
            if (set[0] != NULL) {
                set[1] = draw_of(base, s, k % keys, set[0]->index, lot + 1);
            }
            if (set[1] != NULL) {
                visit(base, number, 1, set, 2);
            }
        }
    }
}

/* How many numbers there are. */
static uint64_t count_all(const struct base *base)
{
    const uint64_t n = (uint64_t)base->settings.count;
    uint64_t count = n * n + base->choice->many;
    for (int s = 0; s < AB_SECTION_COUNT && base->choice->keys; s++) {
        const uint64_t keys = (uint64_t)ab_section_kind((enum ab_section)s)->key_count;
        count += keys * keys;
    }
    return count;
}

static bool open_base(struct base *base, const char *path)
{
    ab_errors_clear(&errors);
    ab_errors_clear(&notes);
    base->path = path;
    if (ab_document_load(&base->document, NULL, path, NULL, 0, &errors) != AB_OK ||
        ab_document_examine(&base->scenario, base->document, NULL, 0, &notes, &errors) != AB_OK) {
        ab_errors_print(&errors, stderr);
        return false;
    }
    base->notes = notes.count;
    find_settings(&base->settings, base->scenario, base->choice->most);
    return true;
}

static void close_base(struct base *base)
{
    free(base->settings.of);
    ab_scenario_destroy(base->scenario);
    ab_document_destroy(base->document);
}

/* The settings of a trial that died are told by its number. */
void pairs_try(const char *path, const struct pairs_choice *choice, struct pairs_tally *tally)
{
    struct base base = {.choice = choice};
    base.ledger =
        mmap(NULL, sizeof *base.ledger, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (base.ledger == MAP_FAILED || !open_base(&base, path)) {
        tally->broken++;
        return;
    }
    base.ledger->tally = *tally;
    const uint64_t all = count_all(&base);
    const uint64_t batch = all / BATCHES + 1;
    while (base.ledger->next < all) {
        int status = 0;
        base.until = all - base.ledger->next < batch ? all : base.ledger->next + batch;
        (void)fflush(NULL);
        const pid_t child = fork();
        if (child == 0) {
            walk_pairs(&base);
            walk_draws(&base);
            walk_keys(&base);
            if (choice->log != NULL) {
                (void)fflush(choice->log);
            }
            _exit(0);
        }
        if (child < 0 || waitpid(child, &status, 0) < 0 || status != 0) {
            base.ledger->tally.broken++;
            (void)fprintf(stderr, "pairs: %s: the program died (%s %d)\n", base.ledger->under_way,
                          WIFSIGNALED(status) ? "signal" : "status",
                          WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status));
            base.ledger->next++;
        } else {
            base.ledger->next = base.until;
        }
    }
    *tally = base.ledger->tally;
    (void)munmap(base.ledger, sizeof *base.ledger);
    close_base(&base);
}
