/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* study.h - many replications of one scenario, in parallel, the same at every number of threads.
 *
 * Replications are independent and share nothing but the scenario: each thread owns one ab_run and
 * takes the next replication that nobody has taken. What comes of them is told and added up in the
 * order of replications, so neither the number of threads nor who finished first can be seen in a
 * result.
 *
 * Memory does not grow with the number of replications. A result holds statistics; whoever wants
 * the replications themselves is told each one as it comes (struct ab_replication). */
#ifndef AB_STUDY_STUDY_H
#define AB_STUDY_STUDY_H

#include "model/run.h"
#include <stdatomic.h>

/* How well the mean of a measure is to be known. */
struct ab_precision {
    int measure;   /* index among the scenario's measures */
    double half;   /* the longer side of its 95 % interval at most, in the measure's unit */
    bool of_mean;  /* or half is a share of the true mean's magnitude: 0.02 */
    bool is_share; /* the measure is a yes or no: its interval is that of a share */
};
/* Reads MEASURE=HALF, as in "closure_h=0.5" or "closure_h=2%". */
enum ab_status ab_precision_parse(struct ab_precision *precision,
                                  const struct ab_scenario *scenario, const char *text,
                                  struct ab_errors *errors);
/* The same among the names of all measures of several scenarios. */
enum ab_status ab_precision_parse_among(struct ab_precision *precision, const char *const *measure,
                                        int measures, const char *text, struct ab_errors *errors);

/* From fewer values than AB_UNTIL_LEAST no precision is told: what happens in one replication of a
 * hundred may well not be among them. Unless there is a reason, the first look comes after
 * AB_UNTIL_USUAL. */
enum { AB_UNTIL_LEAST = 300, AB_UNTIL_USUAL = 1000 };
/* After how many the first look comes, of at most `most`, when `asked` were asked for (0: none). */
static inline int ab_until_first_look(int64_t asked, int64_t most)
{
    return (int)(asked > 0 ? asked : most < AB_UNTIL_USUAL ? most : AB_UNTIL_USUAL);
}

/* Why a precision is not reached. */
enum ab_lack {
    AB_LACKS_NOTHING,
    AB_LACKS_VALUES, /* fewer than AB_UNTIL_LEAST of them */
    AB_LACKS_ENDS,   /* replications ended before it came about: only that of the others is known */
    AB_LACKS_SPREAD, /* all values are the same: what happens rarely was not seen */
    AB_LACKS_PRECISION /* the interval is still too long */
};
struct ab_shortfall {
    enum ab_lack lack;
    int precision, variant; /* indices; of the variants without the base, from 0 */
    int values, beyond;     /* replications with a value, and that ended before it came about */
    double side;            /* the longer one of the interval; with AB_LACKS_PRECISION */
};

/* Room for why a run failed; a reason that is longer was cut when it was made. */
enum { AB_REASON_SIZE = 700 };

/* What came of one replication: borrowed, valid while it is told. */
struct ab_replication {
    int number;                              /* from 1 */
    int scenario;                            /* among those that are compared, from 0 */
    double *measure;                         /* [ab_measure_count] */
    double *milestone;                       /* [milestone_count], see ab_run_milestones */
    double *chain_h;                         /* [AB_LINK_COUNT], see ab_run_chain */
    double *wait_h;                          /* [AB_CAUSE_COUNT], see ab_run_waits */
    int *wait_flights;                       /* the same */
    struct ab_contingent_record *contingent; /* [contingent_count] */
    struct ab_site_record *site;             /* [site_count] */
    struct ab_run_outcome outcome;
    struct ab_pack accounts;        /* see ab_run_accounts; of one scenario alone */
    const struct ab_curves *curves; /* of the first ones, while it is looked at; else NULL */
    const struct ab_numbers *diary; /* see ab_run_diary; likewise */
};

/* What is made of the inputs of a scenario (scenario/input.h), those that are not known. */
enum ab_inputs {
    AB_INPUTS_AT_BASE, /* they have their base values: what is told is luck alone */
    AB_INPUTS_DRAWN,   /* they are drawn, the same in replication k of all that is compared */
    AB_INPUTS_BOTH,    /* of a run: both, each replication once so and once so */
    AB_INPUTS_SPLIT    /* ... and the drawn ones once more, with another luck */
};
/* The points of a run, which has one, two or all of them. */
enum { AB_POINT_BASE, AB_POINT_DRAWN, AB_POINT_OTHER_LUCK, AB_RUN_POINTS_MAX };
/* Replication k has this bit in its number where it has the inputs of replication k and another luck. */
#define AB_OTHER_LUCK ((uint32_t)1 << 31)

struct ab_ledger;
struct ab_study_options {
    int replications; /* 1 .. 10,000,000; with `until` the most */
    int only;         /* the only one that is made, which must be `replications`; 0: all are */
    /* Replications go on until all these precisions hold at once, which is looked at after `least`
     * of them (AB_UNTIL_LEAST or more, or as many as there may be), then after 6/5 as many each
     * time. The result has the number of that look, whatever the number of threads: those that were
     * simulated beyond it are dropped. */
    const struct ab_precision *until;
    int precisions; /* 0: simulate `replications` */
    int least;
    uint64_t seed;
    enum ab_inputs
        inputs;  /* a run: at base, both or split; a comparison, a sweep: at base, drawn */
    int threads; /* 0: one per core that this process may use */
    int trace;   /* replication whose trace is kept, 0: none */
    /* Nobody asks the result for its curves, or for flows and use by the hour: without a ledger they are
     * not kept. */
    bool without_curves, without_diary;
    struct ab_ledger *ledger;       /* of what is made, and was (study/ledger.h); NULL: none */
    const atomic_bool *interrupted; /* true: stop soon; may be NULL */
    /* Called by the calling thread, between its own replications; may be NULL. */
    void (*progress)(void *owner, int done, int total);
    void *progress_owner;
    /* Is told every replication of the result, in order, by whatever thread, by one at a time;
     * false stops the study, the reason being the sink's to tell. May be NULL. */
    bool (*sink)(void *owner, const struct ab_replication *replication);
    void *sink_owner;
};

/* The trace of one replication: copies. States of airfields go by airfield, then time. */
struct ab_trace {
    int replication; /* 0: nothing traced */
    int sorties, chalks, airfields;
    struct ab_sortie_record *sortie;
    struct ab_spent *sortie_spent; /* where the time of each went */
    struct ab_chalk_record *chalk;
    struct ab_spent *chalk_spent;
    struct ab_airfield_record *airfield;
    int stretches, load_stretches, holdings;
    struct ab_stretch_record *stretch;      /* by flight, then time */
    struct ab_stretch_record *load_stretch; /* by load, then time */
    struct ab_holding_record *holding;      /* in the order in which they are listed by a run */
    ab_time
        untraced; /* since when states of airfields or holdings are left out, or AB_TIME_NEVER */
};

/* What is followed over time: how much there has been by an instant, or is at it. */
enum ab_curve {
    AB_CURVE_LANDINGS,         /* inbound aircraft landed with loads of the force, not supplies */
    AB_CURVE_PEOPLE,           /* people off their aircraft, or in by road */
    AB_CURVE_SITES,            /* sites guarded at the instant: not those handed back */
    AB_CURVE_HOST,             /* host people freed */
    AB_CURVE_OUT_DEPARTURES,   /* loaded outbound aircraft taken off */
    AB_CURVE_EVACUEES_COME,    /* people of evacuations and back-hauls who have come, */
    AB_CURVE_EVACUEES_CLEARED, /* may board, */
    AB_CURVE_EVACUEES_OFF,     /* are off their aircraft */
    AB_CURVE_COUNT
};
/* A curve has at most AB_CURVE_STEPS points; of the first AB_CURVE_ROWS replications: enough for
 * its percentiles, and a bound on memory. */
enum { AB_CURVE_STEPS = 512, AB_CURVE_ROWS = 1000 };

/* And of the first so many there is a diary of what went on hour by hour, which costs far more. */
enum { AB_DIARY_ROWS = 100 };

/* Statistics of one quantity over replications. NANs are left out and not counted. Values that are
 * beyond (see run.h) are counted as larger than all others: percentiles and extremes are beyond
 * where they fall among them, and as soon as there is one there is no mean of all. Percentiles are
 * exact for up to AB_SAMPLE_LIMIT values, else less than 0.049 % (2^-11) of themselves nearer to
 * zero than the exact ones; everything else is exact for any number. */
enum { AB_SAMPLE_LIMIT = 32768 };
struct ab_summary {
    int n, beyond; /* values, and how many of them are beyond */
    /* NAN where undefined: all of them when n is 0; sd and the interval when n is 1; mean, sd and
     * interval when one is beyond. */
    double mean, sd, ci95_low, ci95_high, min, p10, p50, p90, max;
    double mean_of_finished; /* of the values that are not beyond; NAN: there are none */
};
/* `value` has `count` entries, `stride` apart; `scratch` has room for `count` and may be `value`
 * itself when stride is 1. The interval is that of the mean at 95 % (Student's, widened for
 * skewness by Hall); percentiles interpolate linearly between order statistics (type 7 of Hyndman
 * and Fan, "Sample quantiles in statistical packages", The American Statistician 50, 1996). A
 * constant quantity gives exactly itself and sd 0, which says nothing of what is rare: what was
 * never seen in n replications may still happen in up to 3 of n. */
struct ab_summary ab_summarise(const double *value, int count, int stride, double *scratch);

/* The percentiles alone, of n values, one at least, and as many more that are beyond; puts the values
 * into another order. */
struct ab_percentiles {
    double p10, p50, p90;
};
struct ab_percentiles ab_percentiles_of(double *value, int n, int beyond);
/* The same of n values above 0, one at least of these and the zeros that there are beside. */
struct ab_percentiles ab_percentiles_with_zeros(double *above, int n, int zeros);

/* A reason for which replications stopped before the scenario's end. */
struct ab_failure {
    const char *reason;
    int replications, first; /* how many, and the first of them */
};
enum { AB_FAILURES_MAX = 16 };

const char *ab_verdict_name(enum ab_verdict verdict);

/* How a milestone passed, or not: its median lies inside the interval; or beside it, but no further
 * than its tolerance; or further, as is known, or as is not. */
enum ab_milestone_outcome { AB_INSIDE, AB_BY_TOLERANCE, AB_KNOWN_MISS, AB_MISSED, AB_OUTCOMES };
/* Of a milestone whose median this is. */
enum ab_milestone_outcome ab_milestone_outcome_of(const struct ab_milestone *milestone,
                                                  double median);
/* "inside", "by its tolerance", "known miss", "missed". */
const char *ab_outcome_name(enum ab_milestone_outcome outcome);

/* A milestone's result over all replications. */
struct ab_milestone_result {
    struct ab_summary summary; /* over all replications: beyond where it did not happen */
    double within_share;       /* share of all replications whose verdict is within */
    enum ab_verdict verdict;   /* of the median */
    enum ab_milestone_outcome outcome;
};

/* What a contingent, an airfield or a type came to, summed over all replications (model/accounts.h). */
struct ab_account_sum {
    int64_t flights;
    ab_time flown;
    double taken_t, burnt_t, cost;
    ab_time waited[AB_CAUSE_COUNT];
    int delivered; /* replications in which it closed, or anything was delivered there, and what was */
    ab_time chain[AB_LINK_COUNT]; /* behind the last of that */
};

/* How often something was what bounded the force (model/bound.h), and that: without its time. */
struct ab_limit_sum {
    struct ab_limit limit;
    int replications;
};

/* Flights at an airfield in a span, over the first replications: each field of a flow. */
struct ab_flow_summary {
    int span, airfield, side;
    double mean[AB_FLOW_FIELDS];
    struct ab_percentiles found[AB_FLOW_FIELDS];
};

/* How something was used in a span, over the time in which these replications went on in it: how many
 * were in use and in line, and the share of time in which it was full. */
struct ab_use_summary {
    int span, meter;
    double in_use, waiting, saturated;
};

/* A contingent with a latest arrival over all replications. */
struct ab_line {
    int contingent;
    struct ab_summary lateness; /* h from its latest arrival until its last load was off */
    double late_share;          /* of the replications in which it was to come */
    int link;          /* what was most often the longest behind its last load when that was late,
                          or AB_NOBODY ... */
    double link_share; /* ... in what share of these, and for how long on average */
    double link_h;
};

/* How often the force, or a contingent, is in by the deadline of the scenario; see study/deadline.h. */
struct ab_deadline {
    int contingent; /* AB_NOBODY: the whole force */
    int n, in_by;   /* replications in which it was to come; of these, in which it is in by then */
    double low, high; /* 95 % limits of that share */
    bool is_due;      /* it has a latest arrival of its own, by which it is in so often: */
    int in_time;
    double in_time_low, in_time_high;
    ab_time met; /* in nine of ten it is in by then, since start; AB_TIME_NEVER: it is beyond */
    ab_time met_limit; /* the upper 97.5 % limit of that date, likewise, */
    bool has_limit;    /* if there are replications enough */
};

/* A place of an airfield: how long it kept somebody waiting and was full, hours in all. */
struct ab_place_sum {
    int meter;
    double waited, full;
};

/* How the variance of a measure comes about, estimated from pairs of replications with the same inputs
 * and different luck (Sun, Apley and Staum, Operations Research 59, 2011): the mean of half the squared
 * differences is what luck does, what is left of the variance of the means of the pairs is what ignorance
 * does. The interval is that of a bootstrap over the pairs at 95 %. NAN where nothing varies, or where a
 * value is beyond or missing. */
struct ab_split {
    double luck, ignorance; /* variances */
    double share;           /* of ignorance in both; small ones may come out negative */
    double low, high;       /* of the share */
};

/* What came of all replications. */
struct ab_result {
    const struct ab_scenario *scenario; /* borrowed */
    int before; /* replications that were left out before the first; all that follows is without */
    int replications, measures, threads;
    uint64_t seed, events, hash; /* hash: of all replications in order */
    double wall_s;
    bool precise;                          /* what `until` asked for was reached, */
    struct ab_shortfall shortfall;         /* or else the first that was not */
    struct ab_summary *measure;            /* [measures] */
    struct ab_milestone_result *milestone; /* [milestone_count] */
    int lines;                             /* contingents with a latest arrival */
    struct ab_line *line;
    int deadlines; /* the force, then each contingent; 0: the scenario has no deadline */
    struct ab_deadline *deadline;
    struct ab_summary home_h; /* from the request until everybody was home */
    int requests; /* replications in which help was asked for, the first and the last when */
    ab_time request_first, request_last;
    /* Mean hours of each link of the chain behind the last delivery over the replications that
     * closed, how many these are, and their sum, the mean time from request to closure in them; all
     * NAN when none closed. */
    double chain_h[AB_LINK_COUNT], closure_h;
    int closed;
    /* Mean hours waited by cause in a replication, their sum, and how many flights waited. */
    double wait_h[AB_CAUSE_COUNT], waited_h, wait_flights[AB_CAUSE_COUNT];
    int idle;          /* replications in which nothing was left to happen before the horizon */
    ab_time idle_from; /* the earliest moment of that */
    int failed;        /* replications that did not reach the scenario's end */
    int broken_off;    /* those of them that were not followed up to the horizon either */
    /* Why, in the order of their first replications; when there are AB_FAILURES_MAX reasons the
     * last stands for all further ones. */
    struct ab_failure failure[AB_FAILURES_MAX];
    char reason[AB_FAILURES_MAX][AB_REASON_SIZE]; /* which these point to */
    int failures;
    int curve_rows;               /* replications that have curves: the first ones */
    struct ab_curve_rows *curves; /* see study/curve.h */
    struct ab_account_sum *account[AB_PARTS];
    int *bounded[AB_LIMIT_COUNT]; /* replications that this bounded, by thing, and AB_NOBODY last */
    int diary_rows;               /* replications that have a diary: the first ones */
    ab_time *diary_ended;         /* [diary_rows] */
    struct ab_digest *digest;     /* of what they say, until it is summed up (study/accounts.c) */
    struct ab_flow_summary *flow; /* by span, airfield and side: all that are not nothing */
    int flows;
    struct ab_use_summary *use; /* by span and meter, likewise */
    int uses;
    struct ab_place_sum *place; /* room for who sums the uses up by meter, and ... */
    int *use_of_one;            /* ... lists those of one: an account is printed without memory */
    struct ab_trace trace;
    struct ab_result
        *drawn; /* the same with drawn inputs, without accounts, diary and trace; or NULL */
    struct ab_split *split; /* [measures], or NULL */
};

/* What a journal says of the replications of one scenario, or of several that go in step: the plan
 * that ab_study_run and ab_compare_run carry out. Name, origin, path and assignments of the sources
 * [scenarios] are the caller's to give, hash and number of measures come from the scenarios. */
struct ab_journal_head;
struct ab_journal_source;
void ab_study_describe(struct ab_journal_head *head, struct ab_journal_source *source,
                       const struct ab_scenario *const *scenario, int scenarios,
                       const struct ab_study_options *options);

/* Makes the runs of a part of such a plan, which its ledger then holds, and tells nobody; *failed
 * gets how many of them failed. */
enum ab_status ab_study_run_part(const struct ab_journal_head *head,
                                 const struct ab_scenario *const *scenario,
                                 const struct ab_study_options *options, int64_t *failed,
                                 struct ab_errors *errors);

/* Runs the replications. AB_FAILED when some did not complete (the result is there all the same).
 * *result is NULL with AB_INTERRUPTED when stopped, AB_IO_ERROR when memory ran out or the sink
 * wanted no more, and AB_BAD_SCENARIO when the options are out of range; faults are added to errors
 * but for the sink's. */
enum ab_status ab_study_run(struct ab_result **result, const struct ab_scenario *scenario,
                            const struct ab_study_options *options, struct ab_errors *errors);
void ab_result_destroy(struct ab_result *result);

/* What bounded the force most often. */
struct ab_limit_sum ab_result_limit(const struct ab_result *result);

/* When help is asked for, milliseconds after the scenario's start; a random delay counts with its
 * mean. */
ab_time ab_request_usual(const struct ab_scenario *scenario);

/* Whether help was asked for at one moment in all replications, as when the past has it: *request gets it,
 * or what is usual. Likewise a moment of the scenario, AB_TIME_NEVER where that varies, or is not given. */
bool ab_result_request(const struct ab_result *result, ab_time *request);
ab_time ab_result_moment(const struct ab_result *result, const struct ab_when *when);

/* How many points the curves have, from the scenario's start on, and the time between two. */
int ab_result_curve_points(const struct ab_result *result, ab_time *step);
/* A curve at a point, from 0, over the first replications; what happens at that very instant
 * counts. */
struct ab_summary ab_result_curve(const struct ab_result *result, enum ab_curve curve, int point);

#endif
