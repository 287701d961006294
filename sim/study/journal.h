/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* journal.h - the runs of a study that are done, in a file that grows with them.
 *
 * A run is one replication at one point, and runs have an order: those of a sweep go point by
 * point; those of all scenarios of a comparison go in step, replication 1 of each first. A journal
 * holds the runs from `first` to before `last` of a plan. Each is a line, which is written when the
 * run is done, also when one before it is not: whatever ended the program, nothing that was done is
 * lost. How far a line may stand before its turn is bounded by the ring of the executor, so a
 * reader puts them in order in bounded memory. A journal that is finished has them in order: it is
 * the same bytes however its runs were made, and a table is made of it in one pass.
 *
 * Lines are text, fields separated by blanks, and each ends in a checksum. Below the head it is of the
 * study too (ab_journal_key): a line of another one, of other luck say, is damaged here.
 *
 *     airbridge-journal 9 VERSION SOURCES KIND SCENARIO DESIGN COLUMNS SEED POINTS BEFORE
 *                         REPLICATIONS KEYS MEASURES MILESTONES CONTINGENTS SITES FIRST LAST [RULE]
 *                         [drawn] [built BUILD PROBE]
 *     n NAME                                                of the scenario
 *     k KEY UNIT KIND                                       a line per varied key
 *     m MEASURE UNIT                                        of a sweep: a line per measure
 *     s NAME ORIGIN PATH HASH MEASURES SETS SET...          of others: a line per scenario
 *     p POINT VALUE...                                      of a sweep: before a point's runs
 *     r POINT REPLICATION EVENTS HASH MEASURE... [MORE...] [!REASON]    a run, and why it failed
 *     g REPLICATIONS                                        from here on, those up to this one
 *     e POINT REPLICATIONS REACHED                          where a rule says how many: it has these
 *
 * Where a rule (--until) says how many replications each point of a sweep has, REPLICATIONS is the
 * most, runs are numbered as if all points had as many, and a point ends in a line of its own,
 * behind the last of its runs: the numbers of those that it does not need are of no run.
 *
 * A part says by what build it is made (compiler and libraries), and the hash of the trajectory of the
 * first run of the plan, which all parts have in common whichever runs are theirs: builds that differ
 * there must not be joined. What is whole does not say it, nor do parts of earlier releases.
 *
 * A run whose inputs are drawn as well has two points, luck alone and with drawn inputs, or a third,
 * where these meet another luck. A comparison or a sweep of which they are drawn says so.
 *
 * Points count from 0, replications from 1. MORE is what the tables of a command need beside: of a
 * comparison the moments of the outcome (request, idle, ended, followed, ordered), of a run also
 * milestones, chain, waits, contingents and sites, what contingents, airfields and types came to, and
 * of the first replications the changes of their curves, and their diary. What is packed (record.h) is
 * in base 64, with _ and ~ beside letters and digits.
 *
 * Texts have blanks, control characters and % as %XX. Measures are exact: whole numbers in
 * decimal, others as x and the 16 hexadecimal digits of their IEEE 754 form, - for none, > for one that
 * had not come about when the run ended. Moments are milliseconds, - for never. */
#ifndef AB_STUDY_JOURNAL_H
#define AB_STUDY_JOURNAL_H

#include "base/log.h"
#include "base/memory.h"
#include "study/axis.h"
#include "study/curve.h"

#include <stdatomic.h>

/* What a study is of: one scenario, several that go in step, or the points of a design one after
 * another. */
enum ab_plan_kind { AB_PLAN_RUN, AB_PLAN_COMPARE, AB_PLAN_SWEEP, AB_PLAN_KINDS };

/* What else has a journal in a result, of a form of its own: an inquiry, whose points come one by one
 * (insight/inquiry.h). */
#define AB_PLAN_INQUIRY AB_PLAN_KINDS

/* A scenario of a run or a comparison, and where it came from. */
struct ab_journal_source {
    const char *name, *origin, *path;
    const char *const *set; /* [set_count] assignments */
    int set_count;
    int measures;
    uint64_t hash;
};

/* What a study is. Journals with different heads do not belong together, but for the span. */
struct ab_journal_head {
    const char *version, *sources; /* of the program */
    enum ab_plan_kind kind;
    uint64_t scenario;        /* hash; of a sweep, at the design's first point and without it */
    uint64_t design, columns; /* hashes */
    uint64_t seed;
    int64_t points, replications; /* the number of the last replication */
    int64_t before;               /* replications that are left out: 56 when only 57 is made */
    int64_t first, last;          /* runs in this journal: [first, last) */
    uint64_t rule; /* of a sweep: hash of what ends each point, at `replications` at most; or 0 */
    bool drawn;    /* of a comparison or a sweep: inputs are drawn, the same at all points */
    const char *build;                  /* of a part: what made it; NULL: it does not say */
    uint64_t probe;                     /* with `build`: the hash of the plan's first run */
    int keys, measures;                 /* measures: room for those of any point */
    int milestones, contingents, sites; /* of a run */
    const char *name;                   /* of the scenario */
    const char **key, **key_unit, **measure, **unit;
    enum ab_value_kind *key_kind;           /* [keys] */
    const struct ab_journal_source *source; /* [ab_journal_sources] */
};

/* How many parts a plan may be divided into. */
enum { AB_PARTS_MAX = 1000000 };

/* How many runs a plan has, and the place of one among them, from 0. */
int64_t ab_journal_runs(const struct ab_journal_head *head);
int64_t ab_journal_index(const struct ab_journal_head *head, int64_t point, int64_t replication);
/* The point and the replication of a run. */
int64_t ab_journal_point_at(const struct ab_journal_head *head, int64_t run);
int64_t ab_journal_replication_at(const struct ab_journal_head *head, int64_t run);

/* Points that go in step, replication by replication: all but those of a sweep. */
int64_t ab_journal_width(const struct ab_journal_head *head);

/* How many measures the runs of a point have. */
int ab_journal_measures(const struct ab_journal_head *head, int64_t point);

/* The scenarios that a head names: those that go in step; of a run one, whatever is drawn of it. */
int64_t ab_journal_sources(const struct ab_journal_head *head);

/* Whether a replication keeps its curves, and its diary: the first ones of a run do; with drawn inputs
 * the curves only, and under another luck nothing. */
bool ab_journal_has_curves(const struct ab_journal_head *head, int64_t point, int64_t replication);
bool ab_journal_has_diary(const struct ab_journal_head *head, int64_t point, int64_t replication);

/* One number for what stands below a head's first line and says what the values of a run are: keys
 * and measures of a sweep, the scenarios of others. Each line is good by itself in another order. */
uint64_t ab_journal_hash_columns(const struct ab_journal_head *head);

/* One number for what a study is, whatever its span and however many replications it has: of heads
 * without a difference it is the same. */
uint64_t ab_journal_key(const struct ab_journal_head *head);

/* Compares what two studies are: NULL when they are the same but for the span, or what differs
 * ("another scenario"). `growing`: the number of replications is no difference. */
const char *ab_journal_difference(const struct ab_journal_head *a, const struct ab_journal_head *b,
                                  bool growing);

/* A run as it stands in a journal. */
struct ab_journal_run {
    int64_t run; /* its place among the runs, as read; not written */
    int64_t point;
    int replication;
    uint64_t events, hash;
    const char *reason; /* why it failed, NULL: it did not */
    double *value;      /* [measures] */
    const char *rest;   /* as read: what else the line has */
    int ended;    /* as read: instead of a run, the end of its point after so many; 0: a run */
    bool reached; /* with `ended`: the rule was satisfied, not just at its most */
};

/* ---- writing ---- */

/* Lines on their way to a journal: memory that grows. `key`: of the study that they are of, which a
 * head that is put sets. `failed`: memory ran out. */
struct ab_journal_text {
    char *bytes;
    size_t used, room;
    uint64_t key;
    bool failed;
    struct ab_pack pack; /* room for what is packed */
};
void ab_journal_text_clear(struct ab_journal_text *text);
void ab_journal_text_append(struct ab_journal_text *text, const struct ab_journal_text *more);

void ab_journal_put_head(struct ab_journal_text *text, const struct ab_journal_head *head);
void ab_journal_put_point(struct ab_journal_text *text, int64_t point, const char *const *value,
                          int keys);
/* Puts a line of texts behind a word that says what they are. */
void ab_journal_put_texts(struct ab_journal_text *text, const char *word, const char *const *value,
                          int count);
/* Puts that a point has so many replications, all of which were put before. */
void ab_journal_put_end(struct ab_journal_text *text, int64_t point, int replications,
                        bool reached);
void ab_journal_put_growth(struct ab_journal_text *text, int64_t replications);

/* Puts a replication with all that a journal of this kind keeps of it. */
void ab_journal_put_replication(struct ab_journal_text *text, const struct ab_journal_head *head,
                                const struct ab_replication *replication);

/* Fills a replication, whose arrays have room, from a run as read; AB_BAD_SCENARIO when the line makes no
 * sense, AB_IO_ERROR when memory is out. Its curves, when it has them, are those given. */
enum ab_status ab_journal_take_replication(const struct ab_journal_run *run,
                                           const struct ab_journal_head *head,
                                           struct ab_replication *replication,
                                           struct ab_curves *curves);

/* ---- reading ---- */

struct ab_journal;

/* Opens a journal and reads its head. AB_IO_ERROR when it cannot be read, AB_BAD_SCENARIO when it
 * is no journal. *journal is NULL with AB_OK when the file ends, torn, within its head: nothing is
 * lost. The caller closes it. */
enum ab_status ab_journal_open(struct ab_journal **journal, const char *path,
                               struct ab_errors *errors);
void ab_journal_close(struct ab_journal *journal);
const struct ab_journal_head *ab_journal_head(const struct ab_journal *journal);

/* Lets reading end with AB_INTERRUPTED once this is true. */
void ab_journal_heed(struct ab_journal *journal, const atomic_bool *interrupted);

/* Lets a line that is damaged be the end of what is good, as a torn end is. And after the end: the number
 * of that line, 0: there is none. */
void ab_journal_pass_damage(struct ab_journal *journal);
int ab_journal_damaged_line(const struct ab_journal *journal);

/* Reads the run that comes next in their order, or the end of the point of those before, valid until
 * the next call; false when the journal does not hold it, or with a fault in *status. A torn end is
 * passed over; a line that is damaged before other lines is a fault. Where a journal has grown, the
 * further replications of a sweep come behind all points of the first ones, and its head tells which
 * these are. */
bool ab_journal_next(struct ab_journal *journal, struct ab_journal_run *run, enum ab_status *status,
                     struct ab_errors *errors);

/* After the end: gets a run that the journal holds though one before it is missing, once; *held is
 * false when it does not. False when memory is out or it makes no sense. And the one of them that
 * comes last, -1 when there is none; and how many. */
bool ab_journal_take_held(struct ab_journal *journal, int64_t number, struct ab_journal_run *run,
                          bool *held);
int64_t ab_journal_last_held(const struct ab_journal *journal);
int64_t ab_journal_held(const struct ab_journal *journal);

/* Whether the values of a point stand before a run: the first of the point, or of the journal. */
bool ab_journal_begins_point(const struct ab_journal_head *head, const struct ab_journal_run *run);

/* The values of the keys at the point of the run just read. */
const char *const *ab_journal_point(const struct ab_journal *journal);

/* Puts the line just read, of a run or of an end, as it stands. */
void ab_journal_copy_run(struct ab_journal *journal, struct ab_journal_text *text);

/* After the end: how many bytes of the file are good, and the run that is missing first. */
uint64_t ab_journal_good_bytes(const struct ab_journal *journal);
int64_t ab_journal_next_run(const struct ab_journal *journal);

/* After the end: whether the lines were in order, and there was no growth: the journal is as it
 * stands when it is finished. */
bool ab_journal_is_in_order(const struct ab_journal *journal);

/* How often it has grown, as far as it was read: AB_GROWTHS_MAX times at most. And passes over the
 * runs before that growth (0: none), so that only those up to the next one are read; *there is false
 * when there is no such growth. */
enum { AB_GROWTHS_MAX = 16 };
int ab_journal_growths(const struct ab_journal *journal);
enum ab_status ab_journal_skip(struct ab_journal *journal, int growths, bool *there,
                               struct ab_errors *errors);

#endif
