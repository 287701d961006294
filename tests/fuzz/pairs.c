/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* pairs.c - sets keys of scenarios two at a time, each to its typical values: all that there are, or some.
 *
 *     pairs [-k] [-w ONE-IN] [-a ONE-IN] [-m COUNT] [-s SEED] [-o SECTION] [-n MOST] [-e EVENTS] [-l LOG] FILE... */
#include "support/pairs.h"

#include <stdlib.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    struct pairs_choice choice = {.within = 1, .across = 1, .most = 2000, .events = 300};
    struct pairs_tally tally = {0};
    for (int option; (option = getopt(argc, argv, "kw:a:m:s:o:n:e:l:")) != -1;) {
        switch (option) {
        case 'k': choice.keys = true; break;
        case 'w': choice.within = strtoull(optarg, NULL, 10); break;
        case 'a': choice.across = strtoull(optarg, NULL, 10); break;
        case 'm': choice.many = strtoull(optarg, NULL, 10); break;
        case 's': choice.seed = strtoull(optarg, NULL, 10); break;
        case 'o': choice.only = optarg; break;
        case 'n': choice.most = strtod(optarg, NULL); break;
        case 'e': choice.events = strtoull(optarg, NULL, 10); break;
        case 'l': choice.log = fopen(optarg, "w"); break;
        default: return 2;
        }
    }
    for (int i = optind; i < argc; i++) {
        pairs_try(argv[i], &choice, &tally);
    }
    (void)printf("%llu tried: %llu refused, %llu noted, %llu broken; %llu events\n",
                 (unsigned long long)tally.tried, (unsigned long long)tally.refused,
                 (unsigned long long)tally.noted, (unsigned long long)tally.broken,
                 (unsigned long long)tally.events);
    return tally.broken == 0 && tally.tried > 0 ? 0 : 1;
}
