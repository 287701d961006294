/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_memory.c - the allocator, its fault injection, and arenas. */
#include "base/memory.h"
#include "support/suite.h"

#include <check.h>
#include <limits.h>
#include <stddef.h>
#include <string.h>

enum { TESTS = 15 };

START_TEST(taken_memory_is_zeroed)
{
    unsigned char *memory = ab_memory_take(1000, 3);
    ck_assert_ptr_nonnull(memory);
    for (int i = 0; i < 3000; i++) {
        ck_assert_uint_eq(memory[i], 0);
    }
    ab_memory_give(memory);
}
END_TEST

START_TEST(taking_nothing_gives_a_unique_pointer)
{
    void *a = ab_memory_take(0, 8), *b = ab_memory_take(8, 0);
    ck_assert_ptr_nonnull(a);
    ck_assert_ptr_nonnull(b);
    ck_assert_ptr_ne(a, b);
    ab_memory_give(a);
    ab_memory_give(b);
}
END_TEST

START_TEST(a_product_beyond_size_t_is_refused)
{
    ck_assert_ptr_null(ab_memory_take(SIZE_MAX / 2, 3));
    ck_assert_ptr_null(ab_memory_take(3, SIZE_MAX / 2));
    ck_assert_ptr_null(ab_memory_resize(NULL, SIZE_MAX / 2, 3));
}
END_TEST

START_TEST(resize_keeps_the_content)
{
    char *memory = ab_memory_resize(NULL, 4, 1);
    memcpy(memory, "abc", 4);
    memory = ab_memory_resize(memory, 100000, 1);
    ck_assert_str_eq(memory, "abc");
    ab_memory_give(memory);
}
END_TEST

START_TEST(a_refused_resize_leaves_the_memory_alone)
{
    char *memory = ab_memory_copy_text("abc");
    ab_memory_fail_after(1);
    ck_assert_ptr_null(ab_memory_resize(memory, 1000, 1));
    ab_memory_fail_after(0);
    ck_assert_str_eq(memory, "abc");
    ab_memory_give(memory);
}
END_TEST

START_TEST(an_array_grows_by_one_and_stays_when_that_fails)
{
    int *array = NULL, room = 0;
    for (int i = 0; i < 1000; i++) {
        ck_assert(AB_EXTEND(array, room, i));
        ck_assert_int_gt(room, i);
        array[i] = i;
    }
    const int before = room;
    ab_memory_fail_after(1);
    ck_assert(AB_EXTEND(array, room, before - 1)); /* asks for none */
    ck_assert(!AB_EXTEND(array, room, before));
    ab_memory_fail_after(0);
    ck_assert_int_eq(room, before);
    for (int i = 0; i < 1000; i++) {
        ck_assert_int_eq(array[i], i);
    }
    room = INT_MAX; /* more are not counted */
    ck_assert(!AB_EXTEND(array, room, INT_MAX));
    ab_memory_give(array);
}
END_TEST

START_TEST(giving_null_is_allowed)
{
    ab_memory_give(NULL);
}
END_TEST

START_TEST(a_copied_text_is_equal_and_its_own)
{
    char text[] = "Zhetygen";
    char *copy = ab_memory_copy_text(text);
    text[0] = 'z';
    ck_assert_str_eq(copy, "Zhetygen");
    ab_memory_give(copy);
}
END_TEST

START_TEST(allocations_are_counted)
{
    uint64_t before = ab_memory_count();
    void *a = ab_memory_take(1, 1);
    char *b = ab_memory_copy_text("b");
    a = ab_memory_resize(a, 2, 1);
    ck_assert_uint_eq(ab_memory_count() - before, 3);
    ab_memory_give(a);
    ab_memory_give(b);
    ck_assert_uint_eq(ab_memory_count() - before, 3);
}
END_TEST

START_TEST(the_nth_allocation_from_now_fails_and_all_after_it)
{
    void *memory[5];
    ab_memory_fail_after(3);
    for (int i = 0; i < 5; i++) {
        memory[i] = ab_memory_take(1, 1);
    }
    ab_memory_fail_after(0);
    for (int i = 0; i < 5; i++) {
        ck_assert_int_eq(memory[i] != NULL, i < 2);
        ab_memory_give(memory[i]);
    }
    void *again = ab_memory_take(1, 1);
    ck_assert_ptr_nonnull(again);
    ab_memory_give(again);
}
END_TEST

START_TEST(arena_pieces_are_aligned_for_any_type)
{
    struct ab_arena *arena = ab_arena_create(0);
    for (size_t size = 0; size < 100; size++) {
        ck_assert_uint_eq((uintptr_t)ab_arena_take(arena, size) % _Alignof(max_align_t), 0);
    }
    ab_arena_destroy(arena);
}
END_TEST

START_TEST(arena_pieces_do_not_overlap)
{
    enum { PIECES = 2000 };
    struct ab_arena *arena = ab_arena_create(64);
    unsigned char *piece[PIECES];
    for (int i = 0; i < PIECES; i++) {
        piece[i] = ab_arena_take(arena, (size_t)(i % 37) + 1);
        memset(piece[i], i % 251, (size_t)(i % 37) + 1);
    }
    for (int i = 0; i < PIECES; i++) {
        for (int k = 0; k <= i % 37; k++) {
            ck_assert_int_eq(piece[i][k], i % 251);
        }
    }
    ab_arena_destroy(arena);
}
END_TEST

START_TEST(an_expected_size_is_enough_for_pieces_of_that_size)
{
    struct ab_arena *arena = ab_arena_create(1 << 20);
    uint64_t before = ab_memory_count();
    for (int i = 0; i < 1 << 10; i++) {
        ck_assert_ptr_nonnull(ab_arena_take(arena, 1 << 10));
    }
    ck_assert_uint_eq(ab_memory_count(), before);
    ab_arena_destroy(arena);
}
END_TEST

START_TEST(an_arena_without_memory_says_so_and_stays_usable)
{
    struct ab_arena *arena = ab_arena_create(0);
    char *text = ab_arena_copy_text(arena, "Ivanovo");
    ab_memory_fail_after(1);
    ck_assert_ptr_null(ab_arena_take(arena, 1 << 20));
    ck_assert_ptr_null(ab_arena_take(arena, SIZE_MAX));
    ck_assert_ptr_null(ab_arena_create(0));
    ab_memory_fail_after(0);
    ck_assert_ptr_null(ab_arena_create(SIZE_MAX));
    ck_assert_ptr_nonnull(ab_arena_take(arena, 1 << 20));
    ck_assert_str_eq(text, "Ivanovo");
    ab_arena_destroy(arena);
}
END_TEST

START_TEST(the_nth_piece_from_now_finds_no_memory_and_the_next_does)
{
    struct ab_arena *arena = ab_arena_create(0);
    ab_memory_fail_piece(3);
    ck_assert_ptr_nonnull(ab_arena_take(arena, 1));
    ck_assert_ptr_nonnull(ab_arena_copy_text(arena, "Ivanovo"));
    ck_assert_ptr_null(ab_arena_copy_text(arena, "Ulyanovsk"));
    ck_assert_ptr_nonnull(ab_arena_copy_text(arena, "Almaty"));
    ab_arena_destroy(arena);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("memory");
    TCase *allocator = tcase_create("allocator");
    tcase_add_test(allocator, taken_memory_is_zeroed);
    tcase_add_test(allocator, taking_nothing_gives_a_unique_pointer);
    tcase_add_test(allocator, a_product_beyond_size_t_is_refused);
    tcase_add_test(allocator, resize_keeps_the_content);
    tcase_add_test(allocator, a_refused_resize_leaves_the_memory_alone);
    tcase_add_test(allocator, an_array_grows_by_one_and_stays_when_that_fails);
    tcase_add_test(allocator, giving_null_is_allowed);
    tcase_add_test(allocator, a_copied_text_is_equal_and_its_own);
    tcase_add_test(allocator, allocations_are_counted);
    tcase_add_test(allocator, the_nth_allocation_from_now_fails_and_all_after_it);
    suite_add_tcase(suite, allocator);
    TCase *arena = tcase_create("arena");
    tcase_add_test(arena, arena_pieces_are_aligned_for_any_type);
    tcase_add_test(arena, arena_pieces_do_not_overlap);
    tcase_add_test(arena, an_expected_size_is_enough_for_pieces_of_that_size);
    tcase_add_test(arena, an_arena_without_memory_says_so_and_stays_usable);
    tcase_add_test(arena, the_nth_piece_from_now_finds_no_memory_and_the_next_does);
    suite_add_tcase(suite, arena);

    return suite_run(suite, TESTS);
}
