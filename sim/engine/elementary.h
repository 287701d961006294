/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* elementary.h - logarithms and powers that are the same on every machine, and what libraries compute
 * made so.
 *
 * C libraries differ in the last bit of these functions, and one library by whether the processor
 * multiplies and adds at once. A draw that is next to half a millisecond would then be another time,
 * and from there on all is different. The functions here use nothing but additions, multiplications,
 * divisions and roots of IEEE 754, which are exact to the last bit everywhere. */
#ifndef AB_ENGINE_ELEMENTARY_H
#define AB_ENGINE_ELEMENTARY_H

/* The natural logarithm of a finite number above zero; within 1 unit in the last place. */
double ab_log(double x);

/* The logarithm of 1 + x, x at least 0; within 4 units in the last place. */
double ab_log1p(double x);

/* e to the power x; within 1 unit in the last place. 0 below -708, infinite above 709. */
double ab_exp(double x);

/* A number that a library computed, to so many significant bits of its 53: what the library leaves open
 * in the last ones is gone, unless the number happens to lie that close to the middle between two of
 * those. */
double ab_settled(double x, int bits);

#endif
