/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* order.c - a ring of results between threads that make them and one at a time that uses them. */
#include "study/order.h"

#include "base/memory.h"

#include <assert.h>

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
