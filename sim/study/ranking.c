/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* ranking.c - trying all rankings, or going down from some of them. */
#include "study/ranking.h"

#include "base/memory.h"

#include <stdint.h>
#include <string.h>

/* So often in a row a change by chance is in vain before the search ends; how many parties it moves. */
enum { IN_VAIN = 6, MOVED = 3 };

struct search {
    const struct ab_ranking *ranking;
    struct ab_ranking_answer *answer;
    int room;
    int *wanted; /* [2 * parties + 1][parties]: the neighbours of a ranking */
    int *number; /* [2 * parties + 1]: of theirs among those that were tried */
    uint64_t chance;
    enum ab_ranking_outcome why; /* AB_RANKING_FOUND: it goes on */
    bool is_spent;               /* no more may be tried */
};

int ab_ranking_count(int parties, int most)
{
    enum { FEW = 12 };
    double count[FEW + 1] = {1};
    for (int n = 1; n <= parties && n <= FEW; n++) {
        double choose = 1; /* of n, k that go first */
        for (int k = 1; k <= n; k++) {
            choose = choose * (n - k + 1) / k;
            count[n] += choose * count[n - k];
        }
    }
    return parties > FEW || count[parties] > most ? most + 1 : (int)count[parties];
}

void ab_ranking_of(int *ranking, const double *number, int parties)
{
    for (int i = 0; i < parties; i++) {
        ranking[i] = 0;
        for (int j = 0; j < parties; j++) {
            bool is_first = number[j] < number[i]; /* of those that have its number */
            for (int k = 0; k < j; k++) {
                is_first = is_first && number[k] != number[j];
            }
            ranking[i] += is_first;
        }
    }
}

/* ---- what is known ---- */

static int *at(const struct search *search, int number)
{
    return search->answer->ranking + (size_t)number * (size_t)search->ranking->parties;
}

static size_t bytes(const struct search *search)
{
    return (size_t)search->ranking->parties * sizeof(int);
}

static bool make_room(struct search *search, int count)
{
    struct ab_ranking_answer *answer = search->answer;
    if (answer->tried + count <= search->room) {
        return true;
    }
    const int room = 2 * search->room + count;
    const size_t cells = (size_t)room * (size_t)search->ranking->parties;
    if (!AB_ENLARGE(answer->ranking, cells) || !AB_ENLARGE(answer->cost, room)) {
        search->why = AB_RANKING_NO_MEMORY;
        return false;
    }
    search->room = room;
    return true;
}

/* Its number among the first so many; -1: it is not there. */
static int find(const struct search *search, const int *ranking, int among)
{
    for (int i = 0; i < among; i++) {
        if (memcmp(at(search, i), ranking, bytes(search)) == 0) {
            return i;
        }
    }
    return -1;
}

/* Has rankings tried that were not, and gives all their numbers; -1 of those that are one too many. */
static bool look_at(struct search *search, const int *ranking, int count, int *number)
{
    struct ab_ranking_answer *answer = search->answer;
    const int before = answer->tried;
    int known = before;
    if (!make_room(search, count)) {
        return false;
    }
    for (int i = 0; i < count; i++) {
        const int *one = ranking + (size_t)i * (size_t)search->ranking->parties;
        number[i] = find(search, one, known);
        if (number[i] < 0 && (answer->all || known < search->ranking->most)) {
            memcpy(at(search, known), one, bytes(search));
            number[i] = known++;
        }
        search->is_spent = search->is_spent || number[i] < 0;
    }
    if (known > before && !search->ranking->cost(search->ranking->owner, at(search, before),
                                                 known - before, answer->cost + before)) {
        search->why = AB_RANKING_STOPPED;
        return false;
    }
    answer->tried = known;
    for (int i = before; i < known; i++) {
        answer->best = answer->cost[i] < answer->cost[answer->best] ? i : answer->best;
    }
    return true;
}

/* ---- all ---- */

/* Goes on to the next list of ranks; false when that was the last. */
static bool count_on(int *ranking, int parties)
{
    int i = 0;
    while (i < parties && ranking[i] == parties - 1) {
        ranking[i++] = 0;
    }
    if (i < parties) {
        ranking[i]++;
    }
    return i < parties;
}

/* Whether no rank is left out below one that is taken. */
static bool is_without_gap(const int *ranking, int parties)
{
    int most = 0, taken = 0;
    for (int i = 0; i < parties; i++) {
        most = ranking[i] > most ? ranking[i] : most;
    }
    for (int rank = 0; rank <= most; rank++) {
        int i = 0;
        while (i < parties && ranking[i] != rank) {
            i++;
        }
        taken += i < parties;
    }
    return taken == most + 1;
}

static void try_all(struct search *search)
{
    const int parties = search->ranking->parties;
    const int count = ab_ranking_count(parties, search->ranking->all);
    int *every = ab_memory_take((size_t)(count + 1) * (size_t)parties, sizeof *every);
    int *number = ab_memory_take((size_t)count, sizeof *number);
    if (every == NULL || number == NULL) {
        search->why = AB_RANKING_NO_MEMORY;
    } else {
        int found = 0; /* each stands behind those that have no gap, and is kept if it has none */
        do {
            int *next = every + (size_t)found * (size_t)parties;
            if (is_without_gap(next, parties)) {
                memcpy(next + parties, next, bytes(search));
                found++;
            }
        } while (count_on(every + (size_t)found * (size_t)parties, parties));
        (void)look_at(search, every, found, number);
    }
    ab_memory_give(number);
    ab_memory_give(every);
}

/* ---- local search ---- */

/* Takes a party out of a ranking, which closes the gap; returns how many ranks are left. */
static int take_out(int *ranking, int parties, int party)
{
    int ranks = 0;
    bool is_alone = true;
    for (int i = 0; i < parties; i++) {
        is_alone = is_alone && (i == party || ranking[i] != ranking[party]);
    }
    for (int i = 0; i < parties; i++) {
        ranking[i] -= is_alone && ranking[i] > ranking[party];
        ranks = i != party && ranking[i] >= ranks ? ranking[i] + 1 : ranks;
    }
    return ranks;
}

/* Puts it in: into rank place / 2 where that is odd, else before rank place / 2. */
static void put_in(int *ranking, int parties, int party, int place)
{
    const int rank = place / 2;
    for (int i = 0; i < parties && place % 2 == 0; i++) {
        ranking[i] += i != party && ranking[i] >= rank;
    }
    ranking[party] = rank;
}

/* Moves a party of a ranking to where that costs least; the number of what it is then. */
static int move_best(struct search *search, int number, int party)
{
    const int parties = search->ranking->parties;
    int *all = search->wanted, best = number;
    memcpy(all, at(search, number), bytes(search));
    const int places = 2 * take_out(all, parties, party) + 1;
    for (int place = places; place-- > 0;) {
        int *one = all + (size_t)place * (size_t)parties;
        memmove(one, all, bytes(search));
        put_in(one, parties, party, place);
    }
    if (!look_at(search, all, places, search->number)) {
        return number;
    }
    for (int i = 0; i < places; i++) {
        const int to = search->number[i];
        best = to >= 0 && search->answer->cost[to] < search->answer->cost[best] ? to : best;
    }
    return best;
}

static bool goes_on(const struct search *search)
{
    return search->why == AB_RANKING_FOUND && !search->is_spent;
}

/* Goes down from a ranking as far as single moves lead. */
static int descend(struct search *search, int number)
{
    const int parties = search->ranking->parties;
    for (int party = 0, idle = 0; idle < parties && goes_on(search);
         party = (party + 1) % parties) {
        const int next = move_best(search, number, party);
        idle = next == number ? idle + 1 : 0;
        number = next;
    }
    return number;
}

static int draw(struct search *search, int below)
{
    search->chance = search->chance * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (int)((search->chance >> 33) % (uint64_t)below);
}

/* Puts some parties of the best elsewhere by chance; the number of what comes of it, -1: one too many. */
static int shake(struct search *search)
{
    const int parties = search->ranking->parties;
    int number = -1;
    memcpy(search->wanted, at(search, search->answer->best), bytes(search));
    for (int i = 0; i < MOVED; i++) {
        const int party = draw(search, parties);
        const int places = 2 * take_out(search->wanted, parties, party) + 1;
        put_in(search->wanted, parties, party, draw(search, places));
    }
    return look_at(search, search->wanted, 1, &number) ? number : -1;
}

static void look_around(struct search *search)
{
    const struct ab_ranking *ranking = search->ranking;
    for (int i = 0; i < ranking->starts && goes_on(search); i++) {
        int number = -1;
        (void)look_at(search, ranking->start + (size_t)i * (size_t)ranking->parties, 1, &number);
        if (goes_on(search)) {
            (void)descend(search, number);
        }
    }
    for (int idle = 0; idle < IN_VAIN && goes_on(search); idle++) {
        const int best = search->answer->best, from = shake(search);
        if (from >= 0) {
            (void)descend(search, from);
        }
        idle = search->answer->best != best ? -1 : idle;
    }
}

enum ab_ranking_outcome ab_ranking_search(struct ab_ranking_answer *answer,
                                          const struct ab_ranking *ranking)
{
    const size_t places = 2 * (size_t)ranking->parties + 1;
    struct search search = {.ranking = ranking, .answer = answer, .chance = 1};
    *answer = (struct ab_ranking_answer){.all = ab_ranking_count(ranking->parties, ranking->all) <=
                                                ranking->all};
    search.wanted = ab_memory_take(places * (size_t)ranking->parties, sizeof *search.wanted);
    search.number = ab_memory_take(places, sizeof *search.number);
    int first;
    if (search.wanted == NULL || search.number == NULL) {
        search.why = AB_RANKING_NO_MEMORY;
    } else if (!answer->all) {
        look_around(&search);
    } else if (look_at(&search, ranking->start, 1, &first)) {
        try_all(&search);
    }
    ab_memory_give(search.number);
    ab_memory_give(search.wanted);
    return search.why;
}

void ab_ranking_answer_clear(struct ab_ranking_answer *answer)
{
    ab_memory_give(answer->ranking);
    ab_memory_give(answer->cost);
    *answer = (struct ab_ranking_answer){0};
}
