/* study.h - many replications of one scenario, in parallel, the same at every number of threads. */
#ifndef AIRBRIDGE_STUDY_H
#define AIRBRIDGE_STUDY_H

#include <airbridge/run.h>
#include <signal.h>

struct ab_study_options {
    int replications;          /* 1 .. 10,000,000 */
    uint64_t seed;
    int threads;               /* 0: one per core that this process may use */
    int trace;                 /* replication whose trace is kept, 0: none */
    const volatile sig_atomic_t *interrupted;   /* non-zero: stop; may be NULL */
    void (*progress)(void *owner, int done, int total);   /* called by one thread; may be NULL */
    void *progress_owner;
};

/* The trace of one replication: copies. */
struct ab_trace {
    int replication;           /* 0: nothing traced */
    int sorties, chalks, airfields;
    struct ab_sortie_record *sortie;
    struct ab_chalk_record *chalk;
    struct ab_airfield_record *airfield;
};

/* Results, row r belonging to replication r + 1. */
struct ab_result {
    const struct ab_scenario *scenario;   /* borrowed */
    int replications, measures, threads;
    uint64_t seed, events, hash;          /* hash: of all replications in order */
    double wall_s;
    double *measure;                      /* [replications][measures] */
    double *milestone;                    /* [replications][milestone_count] */
    double *chain;                        /* [replications][AB_LINK_COUNT], hours */
    double *cause_h;                      /* [replications][AB_CAUSE_COUNT], hours over all sorties and chalks */
    int *cause_sorties;                   /* [replications][AB_CAUSE_COUNT], sorties that waited for it */
    struct ab_contingent_record *contingent;   /* [replications][contingent_count] */
    struct ab_site_record *site;          /* [replications][site_count] */
    struct ab_run_outcome *outcome;       /* [replications] */
    int failed;                           /* replications that did not reach the scenario's end */
    struct ab_trace trace;
};

/* Runs the replications. AB_FAILED when some did not complete (the result is there all the same),
 * AB_INTERRUPTED with *result NULL when stopped, AB_IO_ERROR when memory ran out. */
enum ab_status ab_study_run(struct ab_result **result, const struct ab_scenario *scenario,
                            const struct ab_study_options *options, struct ab_errors *errors);
void ab_result_destroy(struct ab_result *result);

/* Statistics of one quantity over replications; NANs are left out and not counted. */
struct ab_summary {
    int n;
    double mean, sd, ci95_low, ci95_high, min, p10, p50, p90, max;   /* NAN where undefined */
};
/* `value` has `count` entries, `stride` apart; `scratch` has room for `count`. The interval is
 * Student's; percentiles interpolate linearly (Hyndman and Fan type 7). */
struct ab_summary ab_summarise(const double *value, int count, int stride, double *scratch);

/* A milestone's result over replications. */
enum ab_verdict { AB_WITHIN, AB_EARLY, AB_LATE, AB_MISSING };
const char *ab_verdict_name(enum ab_verdict verdict);
/* For amounts, "early" means too few and "late" too many. */
enum ab_verdict ab_milestone_verdict(const struct ab_milestone *milestone, double value);

#endif
