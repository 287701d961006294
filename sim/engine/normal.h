/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* normal.h - quantiles of the standard normal distribution. */
#ifndef AB_ENGINE_NORMAL_H
#define AB_ENGINE_NORMAL_H

/* The z with P(Z <= z) = lower = 1 - upper. Both are given, each above 0, because each is exact only
 * where it is small. The relative error is below 9e-16, as GSL's is; some thirty operations, and a logarithm and a
 * root beyond 1.44 sd. */
double ab_normal_quantile(double lower, double upper);

#endif
