/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* held.h - the memory that a document keeps, with its files; and that of a scenario, with its document
 * where that goes with it. Bytes; 0 of NULL. */
#ifndef AB_SCENARIO_HELD_H
#define AB_SCENARIO_HELD_H

#include "base/memory.h"
#include "scenario/document.h"

size_t ab_files_bytes(const struct ab_files *files);
size_t ab_document_bytes(const struct ab_document *document);
size_t ab_scenario_bytes(const struct ab_scenario *scenario);

#endif
