/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* order.c - a ring of results between threads that make them and one at a time that uses them. */
#include "study/order.h"

#include "base/memory.h"

#include <assert.h>
#include <locale.h>
#include <sched.h>
#include <unistd.h>

/* ---- threads ---- */

#ifdef AB_WITHOUT_THREADS /* a system that has none: the calling thread does all the work */

int ab_threads_wanted(int asked, long long pieces)
{
    (void)asked;
    return pieces < 1 ? (int)pieces : 1;
}

int ab_threads_run(int threads, void (*work)(void *job, bool leads), void *job)
{
    (void)threads;
    work(job, true);
    return 1;
}

#else

/* The cores this process may use, which a container or taskset may have limited. */
static int usable_cores(void)
{
    cpu_set_t set;
    long cores;
    if (sched_getaffinity(0, sizeof set, &set) == 0) {
        cores = CPU_COUNT(&set);
    } else { /* more cores than the set can name */
        cores = sysconf(_SC_NPROCESSORS_ONLN);
    }
    return cores < 1 ? 1 : cores > AB_THREADS_MAX ? AB_THREADS_MAX : (int)cores;
}

int ab_threads_wanted(int asked, long long pieces)
{
    const int threads = asked > 0 ? asked : usable_cores();
    return threads < pieces ? threads : (int)pieces;
}

struct crew {
    void (*work)(void *job, bool leads);
    void *job;
    locale_t locale; /* of the calling thread: numbers are written as there */
};

static void *follow(void *memory)
{
    const struct crew *crew = memory;
    (void)uselocale(crew->locale);
    crew->work(crew->job, false);
    return NULL;
}

int ab_threads_run(int threads, void (*work)(void *job, bool leads), void *job)
{
    struct crew crew = {work, job, uselocale((locale_t)0)};
    pthread_t *thread = ab_memory_take((size_t)threads, sizeof *thread);
    if (thread == NULL) {
        return 0;
    }
    int started = 0;
    while (started < threads - 1 && pthread_create(&thread[started], NULL, follow, &crew) == 0) {
        started++;
    }
    work(job, true);
    for (int i = 0; i < started; i++) {
        (void)pthread_join(thread[i], NULL);
    }
    ab_memory_give(thread);
    return started + 1;
}

#endif

/* ---- order ---- */

bool ab_order_init(struct ab_order *order, int slots, int threads, int64_t first, int64_t last,
                   bool (*use)(void *owner, int64_t piece), void *owner)
{
    assert(threads >= 1);
    *order = (struct ab_order){.slots = slots,
                               .threads = threads,
                               .use = use,
                               .owner = owner,
                               .next = first,
                               .head = first,
                               .last = last};
    order->ready = ab_memory_take((size_t)slots, sizeof *order->ready);
    if (order->ready == NULL) {
        return false;
    }
    (void)pthread_mutex_init(&order->lock, NULL);
    (void)pthread_cond_init(&order->moved, NULL);
    return true;
}

void ab_order_clear(struct ab_order *order)
{
    (void)pthread_cond_destroy(&order->moved);
    (void)pthread_mutex_destroy(&order->lock);
    ab_memory_give(order->ready);
}

bool ab_order_take(struct ab_order *order, int most, int64_t *first, int64_t *end)
{
    assert(most >= 1 && most <= order->slots / 2);
    (void)pthread_mutex_lock(&order->lock);
    /* Somebody else makes or uses the piece that all wait for, so this ends. */
    while (!order->closed && order->next < order->last &&
           order->next + most > order->head + order->slots) {
        order->waiting++;
        (void)pthread_cond_wait(&order->moved, &order->lock);
        order->waiting--;
    }
    const bool taken = !order->closed && order->next < order->last;
    if (taken) {
        const int64_t share = (order->last - order->next) / ((int64_t)2 * order->threads);
        *first = order->next;
        *end = *first + (share < 1 ? 1 : share < most ? share : most);
        order->next = *end;
    }
    (void)pthread_mutex_unlock(&order->lock);
    return taken;
}

/* The lock is held. */
static void close_order(struct ab_order *order)
{
    order->closed = true;
    (void)pthread_cond_broadcast(&order->moved);
}

/* Uses what is due, with the lock held but for the using itself. */
static void use_ready(struct ab_order *order)
{
    order->using = true;
    while (!order->ended && order->head < order->last && order->ready[order->head % order->slots]) {
        const int64_t piece = order->head;
        (void)pthread_mutex_unlock(&order->lock);
        const bool wanted = order->use(order->owner, piece);
        (void)pthread_mutex_lock(&order->lock);
        order->ready[piece % order->slots] = false;
        order->head++;
        if (!wanted) {
            order->ended = true;
            close_order(order);
        } else if (order->waiting > 0 && order->next - order->head <= order->slots / 2) {
            /* Earlier, they would come for little, and soon wait again. */
            (void)pthread_cond_broadcast(&order->moved);
        }
    }
    order->using = false;
}

void ab_order_submit(struct ab_order *order, int64_t first, int64_t end)
{
    (void)pthread_mutex_lock(&order->lock);
    for (int64_t piece = first; piece < end; piece++) {
        order->ready[piece % order->slots] = true;
    }
    if (!order->using) {
        use_ready(order);
    }
    (void)pthread_mutex_unlock(&order->lock);
}

void ab_order_close(struct ab_order *order)
{
    (void)pthread_mutex_lock(&order->lock);
    close_order(order);
    (void)pthread_mutex_unlock(&order->lock);
}

int64_t ab_order_head(struct ab_order *order)
{
    (void)pthread_mutex_lock(&order->lock);
    const int64_t head = order->head;
    (void)pthread_mutex_unlock(&order->lock);
    return head;
}

int ab_order_next_size(int64_t pieces, double elapsed, double seconds, int most)
{
    const double each = elapsed / (double)pieces;
    return each * most <= seconds ? most : each >= seconds ? 1 : (int)(seconds / each);
}
