/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* distribution.h - random quantities as values of a scenario.
 *
 * A distribution is compiled once, when the scenario is read, into a quantile function; a variate
 * is the quantile of one uniform number (inversion), so every draw costs exactly one uniform and
 * two scenarios that differ elsewhere see the same luck here.
 *
 * Parameters and results are in one unit chosen by the caller (the scenario keeps durations in
 * milliseconds, counts as counts). */
#ifndef AB_ENGINE_DISTRIBUTION_H
#define AB_ENGINE_DISTRIBUTION_H

#include <stdbool.h>
#include <stddef.h>

enum ab_distribution_kind {
    AB_CONSTANT,    /* a */
    AB_UNIFORM,     /* a = low, b = high */
    AB_TRIANGULAR,  /* a = low, b = mode, c = high */
    AB_PERT,        /* a = low, b = mode, c = high; beta with shape sum 6 (weight 4 on the mode) */
    AB_NORMAL,      /* a = mean, b = sd of the normal before it is truncated at zero */
    AB_LOGNORMAL,   /* a = mean, b = sd of the quantity itself */
    AB_EXPONENTIAL, /* a = mean */
    AB_GAMMA,       /* a = mean, b = sd */
    AB_WEIBULL,     /* a = scale, b = shape */
    AB_EMPIRICAL,   /* sample: each value equally likely */
    AB_MIXTURE,     /* components: one of other distributions, by weight */
};

struct ab_component;
struct ab_inverse;

/* A compiled distribution. Plain data; what it points to is owned by whoever compiled it and must
 * outlive every use (the scenario's memory holds it). */
struct ab_distribution {
    enum ab_distribution_kind kind;
    double a, b, c;           /* parameters, see above */
    double low, high;         /* support; high may be INFINITY */
    double mean;              /* exact mean of the quantity (after truncation for AB_NORMAL) */
    double p1, p2, p3;        /* derived parameters (mu and sigma, shape and scale, ...) */
    const double *sample;     /* AB_EMPIRICAL: ascending values */
    size_t count;             /* AB_EMPIRICAL: how many values; AB_MIXTURE: how many components */
    struct ab_inverse *table; /* AB_PERT, AB_GAMMA: of quantiles (engine/inverse.h) or NULL */
    const struct ab_component *component; /* AB_MIXTURE: as they were given */
};

/* One of the distributions of a mixture. */
struct ab_component {
    struct ab_distribution law;
    double weight; /* above zero */
    double share;  /* of all weights */
    double from;   /* the shares of those before it */
};

/* Memory for sample tables: returns `size` bytes that live as long as the distributions do, or
 * NULL when there is none left. */
typedef void *ab_take_memory(void *owner, size_t size);

/* Compiles parameters into *distribution. Returns NULL, or a sentence (static storage) that says
 * what is wrong with the parameters, e.g. "the mode must lie between low and high". For
 * AB_EMPIRICAL pass the values in sample/count: they are copied and sorted. Values below zero are
 * refused for every kind, since the quantities of a scenario are never negative; so are values
 * above 1e15, and shapes that are out of reason. AB_PERT and AB_GAMMA take 1.6 kB each for a table (6
 * kB where sd > 1.4 mean), filled by the first quantile that is asked for; with `take` NULL they go
 * without and each quantile costs microseconds. Shared by threads without harm once compiled. */
const char *ab_distribution_compile(struct ab_distribution *distribution,
                                    enum ab_distribution_kind kind, double a, double b, double c,
                                    const double *sample, size_t count, ab_take_memory *take,
                                    void *owner);

/* Compiles components, of which law and weight are given, into a mixture; they are copied. Returns as
 * above.
 *
 * One uniform number picks the component, in the order given, and what is left of it, stretched to
 * (0, 1), is drawn from that component by inversion. So a draw is monotone in every parameter of every
 * component, and a component that is not altered gives the same draws: what is compared under common
 * random numbers stays in step. It is the inverse of the mixed distribution function itself where each
 * component lies above those before it, as with 0 h and a lognormal; elsewhere it is not monotone in u
 * from one component to the next, which nothing here relies on. */
const char *ab_distribution_mix(struct ab_distribution *distribution,
                                const struct ab_component *component, size_t count,
                                ab_take_memory *take, void *owner);

/* The quantile at u, from 2^-53 to 1 - 2^-53 as streams give it, or what u draws from a mixture. But
 * for that, non-decreasing in u, and continuous (a step function for AB_EMPIRICAL and AB_CONSTANT).
 * Finite, within the support, and never above 1e18. Exact but for rounding; within 2^-20 of the
 * standard deviation where a table is used. */
double ab_distribution_quantile(const struct ab_distribution *distribution, double u);

/* A whole number from u in (0, 1): a uniform range of whole numbers gives each of them the same
 * chance, every other kind is rounded to the nearest. */
long ab_distribution_count(const struct ab_distribution *distribution, double u);

/* How a kind is written in scenarios, name(parameter, ...). One row of the table in distribution.c
 * is all there is to a kind; the enumeration names those that code asks for. */
enum { AB_DISTRIBUTION_ARITY_MAX = 3 };
struct ab_distribution_form {
    const char *name;
    int arity;
    const char *inside; /* what stands in the brackets, where that is not a list of parameters */
    const char *parameter[AB_DISTRIBUTION_ARITY_MAX];
    bool plain[AB_DISTRIBUTION_ARITY_MAX]; /* a number without a unit, whatever the quantity */
    bool counts;                           /* it may be of what comes whole, such as people */
    bool above_zero;                       /* the first parameter is not zero */
};

/* The kind of a name; -1 when there is none. The form of a kind; NULL for a number that is of none. */
int ab_distribution_find(const char *name, size_t length);
const struct ab_distribution_form *ab_distribution_form(int kind);
const char *ab_distribution_name(enum ab_distribution_kind kind);

#endif
