/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* common.h - what the simulator itself and programs that embed it both name; airbridge.h includes
 * it. The one place that says which release this is: the program, the manual page, airbridge.pc and
 * the shared library's name take it from here. */
#ifndef AIRBRIDGE_COMMON_H
#define AIRBRIDGE_COMMON_H

#define AB_VERSION      "0.6.0"
#define AB_VERSION_DATE "2026-11-29"

/* What a call, or the program, ends with: the values are exit statuses of the program. */
enum ab_status {
    AB_OK = 0,
    AB_FAILED = 1,       /* a run failed, or a milestone did; what was asked for is there */
    AB_BAD_SCENARIO = 2, /* usage or scenario error */
    AB_IO_ERROR = 3,     /* input/output error, or out of memory */
    AB_INTERRUPTED = 130 /* stopped by a signal, or by who asked for it */
};

#endif
