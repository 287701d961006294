/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* order.h - pieces of work that several threads do side by side, and whose results are used in
 * order.
 *
 * Threads take the next pieces and do them; the result of a piece waits in its slot of a ring until
 * all pieces before it have been used. Nobody takes a piece further ahead than the ring is long: so
 * memory is bounded, however unequal the pieces are. Results are used by whichever thread finds the
 * next one ready, one thread at a time, while the others work on. */
#ifndef AB_STUDY_ORDER_H
#define AB_STUDY_ORDER_H

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>

/* ---- threads ----
 *
 * The calling thread works like all others, so that work on one thread starts none, and a system
 * that refuses further threads only makes it slower. */

enum { AB_THREADS_MAX = 1024 };

/* `asked`, or for 0 one per core that this process may use, but no more than there are pieces of
 * work. */
int ab_threads_wanted(int asked, long long pieces);

/* Calls work(job, leads) on that many threads and waits until all have returned; `leads` is true on
 * the calling thread. Returns how many threads worked, 0 when memory is out. */
int ab_threads_run(int threads, void (*work)(void *job, bool leads), void *job);

/* ---- order ---- */

struct ab_order {
    int slots, threads;                      /* piece p waits in slot p % slots */
    bool (*use)(void *owner, int64_t piece); /* false: no further one is wanted */
    void *owner;
    bool *ready;               /* [slots] */
    pthread_mutex_t lock;      /* of all that follows */
    pthread_cond_t moved;      /* `head` grew, or none may be taken any more */
    int64_t next, head, last;  /* to be taken next; to be used next; the end */
    int waiting;               /* threads that wait for room */
    bool using, closed, ended; /* a thread uses results; none is taken; none is used */
};

/* Pieces from `first` to before `last`, for so many threads. False when memory is out: nothing is to
 * be cleared then. */
bool ab_order_init(struct ab_order *order, int slots, int threads, int64_t first, int64_t last,
                   bool (*use)(void *owner, int64_t piece), void *owner);
void ab_order_clear(struct ab_order *order);

/* Takes the next pieces, 1 to `most` (which half the ring must hold): [*first, *end). Towards the end
 * they get fewer, so that no thread is left with much when the others have nothing (Polychronopoulos
 * and Kuck, "Guided self-scheduling", IEEE Transactions on Computers 36, 1987). Waits while the ring is
 * full. False when there are none left, or no more are wanted. */
bool ab_order_take(struct ab_order *order, int most, int64_t *first, int64_t *end);

/* Says that pieces that were taken are done: [first, end). Uses the results that are due unless
 * another thread is at it. */
void ab_order_submit(struct ab_order *order, int64_t first, int64_t end);

/* No more pieces are taken; those that were are used when they are done. */
void ab_order_close(struct ab_order *order);

/* How many pieces were used, counted from piece 0. */
int64_t ab_order_head(struct ab_order *order);

/* How many pieces to take next, 1 to `most`, so that they last about `seconds`: `pieces` of them
 * lasted `elapsed` seconds. */
int ab_order_next_size(int64_t pieces, double elapsed, double seconds, int most);

#endif
