/* study.h - many replications of one scenario, in parallel, the same at every number of threads.
 *
 * Replications are independent and share nothing but the scenario: each thread owns one ab_run and
 * takes the next replication that nobody has taken. Every result goes to the row of its
 * replication and sums run over rows in order, so neither the number of threads nor who finished
 * first can be seen in a result. */
#ifndef AIRBRIDGE_STUDY_H
#define AIRBRIDGE_STUDY_H

#include <airbridge/run.h>
#include <stdatomic.h>

/* How well the mean of a measure is to be known. */
struct ab_precision {
    int measure;  /* index among the scenario's measures */
    double half;  /* at most this half width of the 95 % interval, in the measure's unit */
    bool of_mean; /* or half is a share of the mean's magnitude: 0.02 */
};
/* Reads MEASURE=HALF, as in "closure_h=0.5" or "closure_h=2%". */
enum ab_status ab_precision_parse(struct ab_precision *precision,
                                  const struct ab_scenario *scenario, const char *text,
                                  struct ab_errors *errors);

struct ab_study_options {
    int replications; /* 1 .. 10,000,000; with `until` the most */
    /* Replications go on until all these precisions hold at once, but for `least` (2 or more) at
     * least. The result then has the smallest such number of replications, whatever the number of
     * threads: those that were simulated beyond it are dropped. */
    const struct ab_precision *until;
    int precisions; /* 0: simulate `replications` */
    int least;
    uint64_t seed;
    int threads;                    /* 0: one per core that this process may use */
    int trace;                      /* replication whose trace is kept, 0: none */
    const atomic_bool *interrupted; /* true: stop soon; may be NULL */
    /* Called by the calling thread, between its own replications; may be NULL. */
    void (*progress)(void *owner, int done, int total);
    void *progress_owner;
};

/* The trace of one replication: copies. */
struct ab_trace {
    int replication; /* 0: nothing traced */
    int sorties, chalks, airfields;
    struct ab_sortie_record *sortie;
    struct ab_chalk_record *chalk;
    struct ab_airfield_record *airfield;
};

/* What is followed over time: how much there has been by an instant, or is at it. */
enum ab_curve {
    AB_CURVE_LANDINGS,       /* inbound aircraft landed with loads of the force, not supplies */
    AB_CURVE_PEOPLE,         /* people off their aircraft, or in by road */
    AB_CURVE_SITES,          /* sites guarded at the instant: not those handed back */
    AB_CURVE_HOST,           /* host people freed */
    AB_CURVE_OUT_DEPARTURES, /* loaded outbound aircraft taken off */
    AB_CURVE_COUNT
};
/* A curve has at most AB_CURVE_STEPS points; of the first AB_CURVE_ROWS replications: enough for
 * its percentiles, and a bound on memory. */
enum { AB_CURVE_STEPS = 512, AB_CURVE_ROWS = 1000 };

/* Results, row r belonging to replication r + 1. */
struct ab_result {
    const struct ab_scenario *scenario; /* borrowed */
    int replications, measures, threads;
    uint64_t seed, events, hash; /* hash: of all replications in order */
    double wall_s;
    double *measure;                         /* [replications][measures] */
    double *milestone;                       /* [replications][milestone_count] */
    double *chain;                           /* [replications][AB_LINK_COUNT], hours */
    double *cause_h;                         /* [replications][AB_CAUSE_COUNT], see ab_run_waits */
    int *cause_sorties;                      /* the same */
    struct ab_contingent_record *contingent; /* [replications][contingent_count] */
    struct ab_site_record *site;             /* [replications][site_count] */
    struct ab_run_outcome *outcome;          /* [replications] */
    int curve_rows;                          /* replications that have curves: the first ones */
    int64_t *curve;  /* [curve_rows][AB_CURVE_COUNT][AB_CURVE_STEPS], see study/curve.h */
    int *curve_rung; /* [curve_rows], which step each row's points have */
    int failed;      /* replications that did not reach the scenario's end */
    bool precise;    /* what `until` asked for was reached */
    struct ab_trace trace;
    double *scratch; /* [replications], for ab_summarise: one thread at a time reads a result */
};

/* Runs the replications. AB_FAILED when some did not complete (the result is there all the same).
 * *result is NULL with AB_INTERRUPTED when stopped, AB_IO_ERROR when memory ran out, and
 * AB_BAD_SCENARIO when the options are out of range; only the last two add to errors. */
enum ab_status ab_study_run(struct ab_result **result, const struct ab_scenario *scenario,
                            const struct ab_study_options *options, struct ab_errors *errors);
void ab_result_destroy(struct ab_result *result);

/* A reason for which replications stopped before the scenario's end. */
struct ab_failure {
    const char *reason;
    int replications, first; /* how many, and the first of them */
};
enum { AB_FAILURES_MAX = 16 };
/* Collects the reasons in the order of their first replications and returns how many there are, at
 * most AB_FAILURES_MAX; the last then stands for all further ones. */
int ab_result_failures(const struct ab_result *result, struct ab_failure failure[AB_FAILURES_MAX]);

/* Statistics of one quantity over replications; NANs are left out and not counted. */
struct ab_summary {
    int n;
    /* NAN where undefined: all of them when n is 0; sd and the interval when n is 1. */
    double mean, sd, ci95_low, ci95_high, min, p10, p50, p90, max;
};
/* `value` has `count` entries, `stride` apart; `scratch` has room for `count` and may be `value`
 * itself when stride is 1. The interval is Student's, of the mean, at 95 %; percentiles interpolate
 * linearly between order statistics (type 7 of Hyndman and Fan, "Sample quantiles in statistical
 * packages", The American Statistician 50, 1996). A constant quantity gives exactly itself and
 * sd 0. */
struct ab_summary ab_summarise(const double *value, int count, int stride, double *scratch);

/* Mean hours waited by cause (AB_CAUSE_COUNT values) in a replication; returns their sum. */
double ab_result_waits(const struct ab_result *result, double *hours);

/* Mean hours of each link of the chain behind the last delivery (AB_LINK_COUNT values) over the
 * replications that closed; returns their sum, the mean time from request to closure. All NAN
 * when none closed. */
double ab_result_chain(const struct ab_result *result, double *hours);

/* How many points the curves have, from the scenario's start on, and the time between two. */
int ab_result_curve_points(const struct ab_result *result, ab_time *step);
/* A curve at a point, from 0, over the first replications; what happens at that very instant
 * counts. */
struct ab_summary ab_result_curve(const struct ab_result *result, enum ab_curve curve, int point);

/* A milestone's result in one replication. */
enum ab_verdict { AB_WITHIN, AB_EARLY, AB_LATE, AB_MISSING };
const char *ab_verdict_name(enum ab_verdict verdict);
/* Within is from earliest - tolerance to latest + tolerance, both included; a bound that is not
 * given does not bind; NAN is missing. For amounts, "early" means too few and "late" too many. */
enum ab_verdict ab_milestone_verdict(const struct ab_milestone *milestone, double value);

/* A milestone's result over all replications. */
struct ab_milestone_result {
    struct ab_summary summary; /* over the replications in which it happened */
    double within_share;       /* share of all replications whose verdict is within */
    enum ab_verdict verdict; /* of the median; missing when it happened in less than half of them */
    bool failed;             /* not within, and no known miss */
};
struct ab_milestone_result ab_result_milestone(const struct ab_result *result, int milestone);

#endif
