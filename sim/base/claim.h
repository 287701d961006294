/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* claim.h - a result for one process alone, while it is written.
 *
 * A claim is a lock of the system, which ends with the process however that ends, and leaves nothing
 * behind. That of a folder is on the folder itself (flock). A file need not be there yet, so that its
 * claim is a name that only one process of the machine can have: an abstract socket address made of
 * the folder's identity and the file's name. Where the system has no such lock, as for folders on
 * some network file systems, a hidden file is locked; one that a killed process left holds nobody
 * up. */
#ifndef AB_BASE_CLAIM_H
#define AB_BASE_CLAIM_H

#include "base/error.h"

/* What lies in a folder for its claim where need be; beside a file lies `.NAME.lock`. */
#define AB_CLAIM_NAME ".airbridge.lock"

struct ab_claim;

/* Claims a folder that is there, or a file whose folder is there. AB_BAD_SCENARIO when another
 * process has it. The caller releases the claim. */
enum ab_status ab_claim_folder(struct ab_claim **claim, const char *path, struct ab_errors *errors);
enum ab_status ab_claim_file(struct ab_claim **claim, const char *path, struct ab_errors *errors);

/* Complains (AB_IO_ERROR) when the claimed folder is not the one of its name any more: what is
 * written there would be mixed with what is somebody else's. */
enum ab_status ab_claim_check(const struct ab_claim *claim, struct ab_errors *errors);

/* Ends it; NULL is allowed. */
void ab_claim_release(struct ab_claim *claim);

#endif
