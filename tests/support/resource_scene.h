/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* resource_scene.h - a resource and who wants it: a script of events for the tests of resources. */
#ifndef TEST_RESOURCE_SCENE_H
#define TEST_RESOURCE_SCENE_H

#include "engine/resource.h"

#include <check.h>
#include <string.h>

/* A script: events release, leave or resize, resumptions are written down. */
enum kind { SERVED, RELEASE, LEAVE, RESIZE, RELEASE_THEN_LEAVE, LEAVE_THEN_RELEASE };

enum { SERVED_MAX = 4096 };
struct scene {
    struct ab_simulation simulation;
    struct ab_waiting_room room;
    struct ab_resource resource;
    ab_wait_handle handle[16]; /* of subject 0, 1, ... */
    bool left[16];             /* what leaving returned */
    int served;
    uint32_t who[SERVED_MAX];
    ab_time when[SERVED_MAX];
};

static inline void leave(struct scene *scene, uint32_t subject)
{
    scene->left[subject] = ab_resource_leave(&scene->resource, scene->handle[subject]);
}

static inline void act(void *owner, uint16_t kind, uint32_t subject)
{
    struct scene *scene = owner;
    switch ((enum kind)kind) {
    case SERVED:
        scene->who[scene->served] = subject;
        scene->when[scene->served++] = scene->simulation.now;
        break;
    case RELEASE: ab_resource_release(&scene->resource, (int32_t)subject); break;
    case LEAVE: leave(scene, subject); break;
    case RESIZE: ab_resource_set_capacity(&scene->resource, (int32_t)subject); break;
    case RELEASE_THEN_LEAVE:
        ab_resource_release(&scene->resource, 1);
        leave(scene, subject);
        break;
    case LEAVE_THEN_RELEASE:
        leave(scene, subject);
        ab_resource_release(&scene->resource, 1);
        break;
    }
}

static struct scene scene;

static inline struct ab_resource *set_up(int32_t capacity)
{
    memset(&scene, 0, sizeof scene);
    ck_assert(ab_simulation_init(&scene.simulation, act, &scene, 0));
    ck_assert(ab_waiting_room_init(&scene.room, 0));
    ab_resource_init(&scene.resource, &scene.simulation, &scene.room, capacity);
    return &scene.resource;
}

static inline void tear_down(void)
{
    ab_waiting_room_clear(&scene.room);
    ab_simulation_clear(&scene.simulation);
}

static inline bool acquire(uint32_t subject, int32_t units, uint8_t priority)
{
    return ab_resource_acquire(&scene.resource, units, priority, SERVED, subject,
                               &scene.handle[subject]);
}

static inline bool want(uint32_t subject)
{
    return acquire(subject, 1, AB_PRIORITY_NORMAL);
}

static inline void at(ab_time time, enum kind kind, uint32_t subject)
{
    ab_simulation_at(&scene.simulation, time, AB_PRIORITY_NORMAL, (uint16_t)kind, subject);
}

static inline void run(void)
{
    ck_assert_int_eq(ab_simulation_run(&scene.simulation), AB_STOP_EXHAUSTED);
}

static inline void expect_served(int count, const uint32_t *who)
{
    ck_assert_int_eq(scene.served, count);
    for (int i = 0; i < count; i++) {
        ck_assert_uint_eq(scene.who[i], who[i]);
    }
}

#endif
