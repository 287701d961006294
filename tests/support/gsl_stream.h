/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* gsl_stream.h - the streams of the engine as a generator of GSL, for what its functions draw and
 * for tests by chance. */
#ifndef TEST_GSL_STREAM_H
#define TEST_GSL_STREAM_H

#include "engine/stream.h"
#include <gsl/gsl_rng.h>

/* The same numbers as a gsl_rng_type, "philox2x64-10", for every gsl_ran_* function. A fresh
 * generator stands at (seed 0, replication 0, stream 0, index 0); gsl_rng_set changes the seed
 * (all bits of the unsigned long count) and rewinds; gsl_stream_seek points it anywhere. It
 * hands out the words of a block in order; gsl_rng_uniform equals ab_stream_uniform (each starts a
 * fresh block). */
extern const gsl_rng_type *const gsl_stream_type;
void gsl_stream_seek(gsl_rng *rng, const struct ab_luck *luck, uint64_t stream, uint32_t index);

#endif
