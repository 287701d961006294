/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* law.h - what the draws of a distribution are held against. */
#ifndef TEST_LAW_H
#define TEST_LAW_H

#include "engine/distribution.h"

/* P(X <= x). */
double law_cdf(const struct ab_distribution *distribution, double x);

/* The standard deviation of the quantity, after truncation for AB_NORMAL. */
double law_sd(const struct ab_distribution *distribution);

#endif
