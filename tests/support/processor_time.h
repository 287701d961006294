/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* processor_time.h - what a trial may use of it: no other program can use it up. */
#ifndef TEST_PROCESSOR_TIME_H
#define TEST_PROCESSOR_TIME_H

/* Ends this process when it has used so many seconds more; the next call gives it as many again. */
void limit_processor_time(unsigned seconds);

#endif
