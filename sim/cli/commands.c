/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* commands.c - the table of commands. */
#include "cli/cli.h"

#include "base/nearest.h"

#include <limits.h>
#include <string.h>

/* Too high a bit for an enum. */
#define LUCK (AB_CLI_SEED | AB_CLI_REPLICATIONS | AB_CLI_THREADS | AB_CLI_MEMORY)

enum {
    LAYERS = AB_CLI_SET | AB_CLI_FROM | AB_CLI_AT | AB_CLI_HELP,
    WATCHED = AB_CLI_QUIET | AB_CLI_PROGRESS | AB_CLI_JSON,
    PRECISION = AB_CLI_UNTIL | AB_CLI_MIN | AB_CLI_MAX,
    PARTS = AB_CLI_RESUME | AB_CLI_SHARD | AB_CLI_PLAN,
    DESIGN = AB_CLI_VARY | AB_CLI_ZIP | AB_CLI_CASES | AB_CLI_DESIGN | AB_CLI_SHARD
};

static const struct ab_cli_command command_table[] = {
    {"new", "[TEMPLATE]", 0, 1, AB_CLI_FILE | AB_CLI_FORCE | AB_CLI_QUIET | AB_CLI_HELP, 0,
     "a scenario to start from",
     "Writes a scenario that runs as it is and explains itself: what each key means, what to\n"
     "change first, and what to try next. Places in it are made up, numbers are assumptions.\n"
     "Without TEMPLATE it lists those that there are. With -o the commands in the text name\n"
     "the file that it is written into.\n",
     "  airbridge new\n"
     "  airbridge new relief -o relief.ini\n"
     "  airbridge new evacuation\n",
     ab_cli_new},
    {"check", "SCENARIO...", 1, INT_MAX, LAYERS | AB_CLI_QUIET | AB_CLI_STRICT | AB_CLI_JSON, 0,
     "read and check scenarios, run nothing",
     "Reads each scenario with everything it is based on, and reports every fault in one\n"
     "pass as FILE:LINE: error: [section] key: what was read, what is allowed. A `base` that\n"
     "is not beside the file that names it is looked for in the folder that the environment\n"
     "variable AIRBRIDGE_SCENARIOS names, else among the scenarios installed with the\n"
     "program.\n"
     "\n"
     "Of a scenario without faults it notes, as FILE:LINE: note: ..., what may surprise:\n"
     "defaults that do more than one would think, such as loads planned for a type that\n"
     "leave another half empty, and what is said without effect, such as working places\n"
     "beyond the stands. With --strict notes are faults, and the status is 2.\n"
     "\n"
     "It tells how much memory a run of it takes at most, and how much more each thread beside\n"
     "the first, and a trace (see: airbridge help limits).\n",
     "  airbridge check scenarios/*.ini\n"
     "  airbridge check plan.ini --set airfield.almaty.working_mog=4\n"
     "  airbridge check --strict plan.ini\n",
     ab_cli_check},
    {"run", "SCENARIO", 1, 1,
     LAYERS | LUCK | PRECISION | WATCHED | PARTS | AB_CLI_INPUTS | AB_CLI_BY | AB_CLI_ONLY |
         AB_CLI_OUTPUT | AB_CLI_TRACE | AB_CLI_FORCE,
     0, "simulate; tables into a folder",
     "Simulates a scenario (100 replications unless -n says otherwise), writes the tables\n"
     "of the result into DIR, if -o names one, and prints a short account, or with --json\n"
     "the result. Same scenario, seed and release give the same bytes in every table, on any\n"
     "number of threads. Memory does not grow with the replications beyond 32768 of them:\n"
     "percentiles may then be up to 0.05 % of themselves too near to zero, everything else\n"
     "stays exact.\n"
     "\n"
     "A name that ends in .sqlite, .sqlite3 or .db is one SQLite database instead: the same\n"
     "tables, `run` and `measure` with every single run, `meta` with what run.json says, and\n"
     "`field` with unit and meaning of every column.\n"
     "\n"
     "DIR is made and tried before anything is simulated. A folder that is not empty is\n"
     "refused (status 2) without --force, one that cannot be written is status 3. Every\n"
     "table appears whole or not at all.\n"
     "\n"
     "With --until, replications go on until the means are known well enough: the first look\n"
     "is after 1000 (--min: 300 or more), each next one after 6/5 as many, the last at\n"
     "--max. Intervals are Student's, widened for skewness by Hall, and of what is yes or\n"
     "no, as closed, those of Clopper and Pearson; without any spread nothing is known of the\n"
     "others, nor of a measure that some replications ended before. The number that it took\n"
     "does not depend on the threads, and the same number given by -n gives the same tables.\n"
     "Status 1 when --max was too few.\n"
     "\n"
     "What is done stands in a journal in DIR, run.journal (of a database FILE.sqlite:\n"
     "FILE.sqlite.run.journal), from the first replication on. When the run is stopped, by\n"
     "Ctrl-C or by force, the same command with --resume makes the rest and then the tables,\n"
     "the same bytes as if nothing had happened. A finished result keeps its journal: with a\n"
     "larger -n, or with --until, --resume adds to it. --only 57 makes replication 57 alone:\n"
     "the same rows as among a thousand; with --trace its flights.\n"
     "\n"
     "--from DIR --at DATE goes on from a result that was traced: what happened in that\n"
     "replication by then is what happens, and SCENARIO is the plan from then on. Replication\n"
     "k of the same seed goes on with the luck of k: that of the traced one, under the same\n"
     "plan, is as if it had never been interrupted.\n"
     "\n"
     "What is not known, [uncertain.ID], is drawn once per replication, beside the one with\n"
     "luck alone: the account tells both bands, p10 to p90, bands.csv all measures and\n"
     "milestones. All other tables, and --until, are of luck alone, inputs at base values.\n"
     "--inputs base leaves the second out, --inputs split also tells how much of the variance\n"
     "is ignorance, from a third run with the same inputs and another luck. Where\n"
     "deterministic = yes, inputs have their means unless --inputs both asks for draws.\n"
     "\n"
     "--by DATE tells how probable it is that the force, and each contingent, is in by then,\n"
     "with exact limits, what is not in at the end counted as not, and by when it is in 9\n"
     "times in 10: in the account, deadlines.csv and the measure closed_by.\n"
     "\n"
     "--shard makes a part, which is a journal without tables, and --plan writes a script\n"
     "that makes all parts on a cluster and merges them (see: airbridge merge --help).\n"
     "\n"
     "Ctrl-C stops in the midst of a replication and says how to go on; a second one stops\n"
     "at once.\n",
     "  airbridge run scenarios/january-2022.ini -o out/january -n 200\n"
     "  airbridge run scenarios/january-2022.ini -o out/known --until closure_h=2%\n"
     "  airbridge run plan.ini -o out/one -n 1 --trace\n"
     "  airbridge run plan.ini --from out/one --at 2022-01-01T12:00Z\n"
     "  airbridge run plan.ini -o out/late --only 57 --trace\n"
     "  airbridge run plan.ini -o out/one -n 2000 --resume\n"
     "  airbridge run plan.ini -o out/plan.sqlite -n 1000\n"
     "  airbridge run plan.ini -o out/six --set airfield.almaty.parking_mog=6 --seed 7\n",
     ab_cli_run_scenario},
    {"list", "SCENARIO", 1, 1,
     LAYERS | DESIGN | AB_CLI_SEED | AB_CLI_REPLICATIONS | AB_CLI_QUIET | AB_CLI_JSON, 0,
     "the runs that a sweep would make",
     "Prints the design points of a sweep as CSV, one a line: number, replications, and the\n"
     "value of each varied key (on a terminal in words); and on the standard error how many\n"
     "runs that are. Runs nothing.\n",
     "  airbridge list plan.ini --vary 'airfield.almaty.parking_mog=2..10 step 2'\n"
     "  airbridge list plan.ini --vary fleet.a.crews=1..3 --design lhs:20 -n 50\n",
     ab_cli_list_runs},
    {"sweep", "SCENARIO", 1, 1,
     LAYERS | LUCK | PRECISION | DESIGN | WATCHED | PARTS | AB_CLI_INPUTS | AB_CLI_BY |
         AB_CLI_ONLY | AB_CLI_OUTPUT | AB_CLI_FORCE | AB_CLI_RUNS | AB_CLI_YES,
     AB_CLI_OUTPUT, "simulate every point of a design",
     "Simulates a scenario with every combination of the values that --vary gives to keys,\n"
     "or that a table of cases or the sections [sweep] and [vary.ID] of the file give, 20\n"
     "replications each unless -n or the file says otherwise. Replication k has the same\n"
     "luck at every point. Writes sweep.csv, a row per point, failures.csv, and with --runs\n"
     "runs.csv; the same bytes on any number of threads, resumed, or in parts.\n"
     "\n"
     "A run that fails is recorded with its reason and the others go on; the status is\n"
     "then 1. What is done stands in a journal in DIR: when the sweep is stopped, by Ctrl-C\n"
     "or by force, the same command with --resume makes the rest, the runs that it was at\n"
     "from their beginning; with a larger -n it adds replications to every point of what is\n"
     "there. --only 57 makes replication 57 of every point. Into a database FILE.sqlite, the\n"
     "journal is FILE.sqlite.sweep.journal.\n"
     "\n"
     "With --inputs drawn, what is not known ([uncertain.ID]) is drawn in each replication,\n"
     "the same at every point; a key that the design varies is known. --by DATE adds, as the\n"
     "measure closed_by, how probable it is to be closed by then, and as closed_by.CONTINGENT\n"
     "how probable that each contingent is in.\n"
     "\n"
     "With --until, each point has as many replications as `airbridge run` with its values\n"
     "would make, and the same rows; sweep.csv says how many. A part (--shard) then holds\n"
     "whole points, and --resume goes on only with the same --until, --min and --max.\n"
     "Status 1 when --max was too few at some point.\n",
     "  airbridge sweep plan.ini -o out/mog --vary 'airfield.almaty.parking_mog=2..10 step 2'\n"
     "  airbridge sweep plan.ini -o out/lhs --vary 'contingent.force.notice=1 h..3 h' \\\n"
     "      --vary fleet.north.number=2..9 --design lhs:200 -n 50\n"
     "  airbridge sweep plan.ini -o out/enough --vary fleet.north.number=2..9 --until "
     "closure_h=1%\n"
     "  airbridge sweep plan.ini -o out/part-1 --cases cases.csv --shard 1/4\n"
     "  airbridge sweep plan.ini -o out/plan --cases cases.csv -n 1000 --plan slurm:40\n",
     ab_cli_sweep},
    {"merge", "PART...", 1, INT_MAX,
     AB_CLI_OUTPUT | AB_CLI_FORCE | AB_CLI_QUIET | AB_CLI_JSON | AB_CLI_RUNS | AB_CLI_HELP,
     AB_CLI_OUTPUT, "the parts of a run, a comparison or a sweep as one result",
     "Puts together the folders that --shard filled, in whatever order, and writes into DIR\n"
     "what one process would have written. Parts that are missing, overlap, are not complete,\n"
     "or belong to different runs, comparisons or sweeps are refused. A whole result is a part\n"
     "too: so a database becomes a folder, and a folder a database. The tables of a run or a\n"
     "comparison tell of its scenarios, whose files must be where they were, seen from here.\n",
     "  airbridge merge -o out/all out/part-*\n"
     "  airbridge merge -o out/all.sqlite out/part-*\n",
     ab_cli_merge},
    {"compare", "SCENARIO [VARIANT...]", 1, INT_MAX,
     LAYERS | LUCK | PRECISION | WATCHED | PARTS | AB_CLI_INPUTS | AB_CLI_BY | AB_CLI_ONLY |
         AB_CLI_WITH | AB_CLI_OUTPUT | AB_CLI_FORCE,
     0, "what a change does, under the same luck",
     "Simulates a scenario and its variants with the same luck (100 replications unless -n\n"
     "says otherwise) and tells, for every measure, the mean of the differences replication\n"
     "by replication with its 95 % confidence interval. A variant is a file, or what --with\n"
     "says; --set applies to all of them. With -o writes compare.csv into DIR, or a database\n"
     "as `airbridge run` does.\n"
     "\n"
     "With --inputs drawn, what is not known ([uncertain.ID]) is drawn in each replication,\n"
     "the same in all that is compared: the differences are then those under luck and\n"
     "ignorance. What a variant says of such a key is known in it.\n"
     "\n"
     "With --until, replications go on, as with `airbridge run`, until the difference of a\n"
     "measure is known well enough in every variant; a percentage is one of the mean of\n"
     "SCENARIO, never of the difference. Where a variant differs by the same in every\n"
     "replication, they go on to --max: what was never seen may still happen.\n"
     "\n"
     "What is done stands in DIR/compare.journal: --resume goes on with it, also with a larger\n"
     "-n; --only N makes replication N of every scenario. See: airbridge run --help\n",
     "  airbridge compare scenarios/january-2022.ini scenarios/what-if/zhetygen-only.ini -o out/c\n"
     "  airbridge compare plan.ini -o out/buys --with airfield.almaty.working_mog=5 \\\n"
     "      --with fleet.north.number=9 --with 'contingent.force.notice=1 h'\n"
     "  airbridge compare base.ini variants/*.ini -o out/variants -n 500\n"
     "  airbridge compare base.ini -o out/sure --with fleet.north.number=9 \\\n"
     "      --until closure_h=0.25\n",
     ab_cli_compare},
    {"worth", "SCENARIO", 1, 1,
     LAYERS | LUCK | WATCHED | AB_CLI_OF | AB_CLI_ONLY_KEYS | AB_CLI_OUTPUT | AB_CLI_FORCE |
         AB_CLI_RESUME,
     0, "what more of each thing would buy, and what can be given up",
     "Tries one more of each thing that there is a number of (stands, working places,\n"
     "runways, fuel places, teams, aircraft, crews, flights of a ceiling), an hour more of\n"
     "opening, a tenth more of each rate and a tenth less of each time, under the same luck,\n"
     "and tells what each does to a measure: the closure of the force, or what --of says.\n"
     "`airbridge keys` tells which keys these are not: what is unlimited, zero or a date has\n"
     "no more. With a price (a section [price.ID]) it is ranked by what a unit of money buys.\n"
     "\n"
     "Most changes move nothing. They are tried many at once, and by halves where that\n"
     "differs. The others are compared replication by replication; those that are behind for\n"
     "sure go no further, but are looked at once more all together, in all replications, for\n"
     "what is worth much in few of them. The first place is decided by a race (the procedure KN\n"
     "of Kim and Nelson, 2001, from 300 replications on): marked with *, the best to within\n"
     "half a percent of the measure with a probability of at least 95 %, or those that could\n"
     "not be told apart. -n is the most replications of a change (300 unless it says otherwise).\n"
     "Every row holds its own 95 % interval, as `airbridge compare --with` gives it for the\n"
     "same number of replications; and one that holds for all rows at once, whichever of them\n"
     "luck has put first. What helps by this one is told to help: where nothing does, that\n"
     "happens in at most 5 of 100 tables. What helps by its own interval, but may be luck, or\n"
     "half as much, by this one is looked at in more replications, -n at most.\n"
     "\n"
     "Then pairs that bring more together than the two alone, since two limits may hide each\n"
     "other; and the other way round, one less of each thing: what can be given up for\n"
     "nothing. With -o writes worth.csv into DIR, or a database as `airbridge run` does.\n"
     "What is done stands in DIR/inquiry.journal, so that --resume goes on with it.\n",
     "  airbridge worth scenarios/january-2022.ini -o out/worth\n"
     "  airbridge worth plan.ini --only airfield,fleet.number --of delivery_90_h\n"
     "  airbridge worth plan.ini --set airfield.almaty.working_mog=3 -n 1000\n",
     ab_cli_worth},
    {"size", "SCENARIO", 1, 1,
     LAYERS | LUCK | WATCHED | AB_CLI_GOAL | AB_CLI_CONFIDENCE | AB_CLI_VARY | AB_CLI_ORDER |
         AB_CLI_OF | AB_CLI_OUTPUT | AB_CLI_FORCE | AB_CLI_RESUME,
     0, "the cheapest mix that reaches a goal, or a better order",
     "Looks for the cheapest mix of what --vary (or the [vary.ID] of the file) offers that\n"
     "reaches the goal in a share of replications. Prices are those of [price.ID]; a key\n"
     "without one costs 1 a step. More is taken never to do worse, as one more place or\n"
     "aircraft, or a shorter time, of random ones on average: the mixes around the answer\n"
     "are tested, and what contradicts is told.\n"
     "\n"
     "A mix is tested by at most 1000 replications (-n), the same luck for all; the winner is\n"
     "confirmed by three times as many that no test has seen. Also told is what is reached for\n"
     "how much, among the mixes that were looked at. With -o writes size.csv; what is done\n"
     "stands in DIR/inquiry.journal, and --resume goes on with it. The status is 1 when no mix\n"
     "reaches the goal.\n"
     "\n"
     "With --order it looks for a better plan with the same means: another order of the\n"
     "contingents, by their priorities, and who goes together with whom. All orders are tried\n"
     "up to five contingents (541); of more, those that a search comes by, 800 at most: from\n"
     "five starts, and some by chance, it moves one contingent after another to where that\n"
     "is best. The best 40 that differ go on; after 10, 30, 60, 150 and 300 replications (-n\n"
     "at most) those go no further that are worse for sure. The best is compared with the plan\n"
     "once more, in as many replications that no order had before: what is told is of these,\n"
     "with the command that runs it, and with what any plan could still gain, by the lower\n"
     "bound on closure. An order is judged by --of, or with --goal by the share of\n"
     "replications that reach all goals; what a contingent waits for (after) stays. Without\n"
     "goals, replications in which the request, or order, that hours are since never came are\n"
     "left out. With -o writes orders.csv and order_contingents.csv.\n",
     "  airbridge size plan.ini --goal 'closure_h <= 72' \\\n"
     "      --vary airfield.almaty.working_mog=2..10 --vary fleet.north.number=10..30\n"
     "  airbridge size plan.ini --goal 'closure_h <= 3 d' --goal 'closed >= 1' \\\n"
     "      --confidence 80% --vary fleet.north.number=10..30 -o out/size\n"
     "  airbridge size plan.ini --order contingents\n"
     "  airbridge size plan.ini --order contingents:force,rest --goal 'closure_h <= 72'\n",
     ab_cli_size},
    {"sensitivity", "SCENARIO", 1, 1,
     LAYERS | LUCK | WATCHED | AB_CLI_OF | AB_CLI_OVER | AB_CLI_OUTPUT | AB_CLI_FORCE |
         AB_CLI_RESUME,
     0, "which inputs drive a result",
     "Tells how much of the variance of a measure is due to each input that is uncertain\n"
     "([uncertain.ID], or --over), by itself and with others, and how much is luck: Sobol'\n"
     "indices by Saltelli's design and Jansen's estimators, with 95 % intervals. Luck is an\n"
     "input like others. Of more than 15 inputs elementary effects (Morris) choose those that\n"
     "matter; the others stay as the scenario has them. A row in which the request, or order,\n"
     "that hours are since never came in some run is left out: what is told is of when it comes.\n"
     "\n"
     "-n is the number of rows of the design, which takes three runs a row and one more per\n"
     "input; without it rows are doubled, up to 4096, until no interval reaches further than\n"
     "0.05. With -o writes sensitivity.csv; what is done stands in DIR/inquiry.journal, and\n"
     "--resume goes on with it.\n",
     "  airbridge sensitivity plan.ini -o out/drives\n"
     "  airbridge sensitivity plan.ini --of flying_hours \\\n"
     "      --over airfield.almaty.working_mog=4..8 --over 'contingent.force.notice=1 h..12 h'\n",
     ab_cli_sensitivity},
    {"worst", "SCENARIO", 1, 1,
     LAYERS | LUCK | WATCHED | AB_CLI_DENIAL | AB_CLI_UNFORESEEN | AB_CLI_OF | AB_CLI_OUTPUT |
         AB_CLI_FORCE | AB_CLI_RESUME,
     0, "what hurts most when it is denied, and what helps",
     "Denies every airfield, fleet and way of contingents in turn, for as long as --denial says,\n"
     "from each of 8 to 48 moments on, half a denial apart where that gives as many, and tells\n"
     "which hurts most, under the same luck:\n"
     "an airfield is shut or a fleet is out of service, and nobody knew; a way FROM-TO is denied\n"
     "to the contingents that come by it: none of their loaded flights leaves for TO, nor from "
     "TO,\n"
     "onward or home. This is planned for, with its end, unless --unforeseen says that nobody\n"
     "knew of it either.\n"
     "After 20, 60, 150 and 300 replications (-n at most) those go no further that are less bad\n"
     "for sure, also if what n of them have not shown is in 3 of n and as bad as the worst that\n"
     "was seen of the thing, or as long as a denial lasts; what is left may each be the worst.\n"
     "What matters in few of 150 replications is looked at in all of these. Intervals that hold\n"
     "for all denials at once are told, as the worst was also chosen by luck. What costs\n"
     "something by its own interval, but may be luck, or half as much, by this one is looked at\n"
     "in more replications. Then one more of each thing, as `airbridge worth` knows them, is\n"
     "tried against the worst.\n"
     "\n"
     "With -o writes worst.csv and hedges.csv; what is done stands in DIR/inquiry.journal, and\n"
     "--resume goes on with it.\n",
     "  airbridge worst plan.ini --denial '24 h' -o out/worst\n"
     "  airbridge worst plan.ini --denial '6 h' --of delivery_90_h\n",
     ab_cli_worst},
    {"calibrate", "SCENARIO", 1, 1,
     AB_CLI_SET | AB_CLI_HELP | LUCK | WATCHED | AB_CLI_OUTPUT | AB_CLI_FORCE | AB_CLI_RESUME, 0,
     "what history says about what we do not know",
     "Draws what is uncertain ([uncertain.ID]) as often as -n says (20000 times), simulates\n"
     "each draw once, and accepts those in which every milestone for calibration (use =\n"
     "calibration) is within its interval and tolerance. Told is what is left of each input,\n"
     "which of them only their joint value is known of, and what the accepted draws say of\n"
     "the milestones for validation, which have no part in acceptance: whether each is hit or\n"
     "missed, before and after. Below 200 accepted draws nothing is said of inputs.\n"
     "\n"
     "With -o writes calibration.csv, predictions.csv and pairs.csv; what is done stands in\n"
     "DIR/inquiry.journal, and --resume goes on with it, also with a larger -n.\n",
     "  airbridge calibrate plan.ini -o out/calibrated\n"
     "  airbridge calibrate plan.ini -n 100000 --json\n",
     ab_cli_calibrate},
    {"validate", "SCENARIO", 1, 1,
     LAYERS | LUCK | PRECISION | WATCHED | PARTS | AB_CLI_INPUTS | AB_CLI_BY | AB_CLI_ONLY |
         AB_CLI_OUTPUT | AB_CLI_FORCE,
     0, "hold a scenario's milestones against history",
     "Simulates a scenario (1000 replications unless -n says otherwise) and compares each\n"
     "milestone with its historical interval and tolerance, in the order of time. The\n"
     "verdict is that of the median: inside the interval, by its tolerance, a known miss,\n"
     "which the scenario declares and which does not count, or missed. A milestone that\n"
     "did not happen in a replication is later there than in all others.\n"
     "\n"
     "With -o it writes the tables of `airbridge run` too, and can be resumed as that. With\n"
     "--until, replications go on, as with `airbridge run`, until means are known well enough.\n",
     "  airbridge validate scenarios/january-2022.ini\n"
     "  airbridge validate scenarios/january-2022.ini -n 200 --seed 2\n"
     "  airbridge validate scenarios/january-2022.ini --until closure_h=2%\n",
     ab_cli_validate},
    {"keys", "[SECTION | KEY | WORD]", 0, 1, AB_CLI_SEARCH | AB_CLI_HELP | AB_CLI_JSON, 0,
     "reference of every key of a scenario",
     "Prints type, unit, default, range and meaning of every key, of the keys of one\n"
     "section, of one key, or of all keys with WORD in their name; with --search, of all of\n"
     "which something that is said holds a word.\n",
     "  airbridge keys\n"
     "  airbridge keys airfield\n"
     "  airbridge keys airfield.parking_mog\n"
     "  airbridge keys mog\n"
     "  airbridge keys --search \"forward element\"\n",
     ab_cli_keys},
    {"show", "SCENARIO [SECTION]", 1, 2, LAYERS, 0,
     "the effective scenario, and where each value came from",
     "Prints the scenario that results from the defaults, the files it is based on, the\n"
     "file itself and --set, as a scenario file that loads to the same. A comment after\n"
     "each value says where it came from. SECTION is a kind of sections, or one of them.\n",
     "  airbridge show scenarios/january-2022.ini\n"
     "  airbridge show scenarios/january-2022.ini airfield.almaty\n"
     "  airbridge show plan.ini --set scenario.deterministic=yes > fixed.ini\n",
     ab_cli_show},
    {"explain", "DIR [CHALK | CONTINGENT | TAIL]", 1, 2, AB_CLI_JSON | AB_CLI_HELP, 0,
     "hour by hour, why a load came when it did",
     "Tells from the tables of a result that was made with --trace, a folder or a database,\n"
     "how a load came to be delivered when it was: when it was ready and called, what it\n"
     "waited for, and, where that was its aircraft, what that had flown before, back to when\n"
     "nobody waited for it; then how the load came to be ready, back to the request. Every\n"
     "moment belongs to one row: together they are delivery less request. A wait names who\n"
     "had what was waited for, as long as it lasted. Beside UTC stands the clock of the\n"
     "airfield, where the scenario knows its zone.\n"
     "\n"
     "Last is what would have helped, in the order of the time lost, and the `compare` that\n"
     "tries it. The hours are those that this one chain lost to it. Less is saved where the\n"
     "next limit is near, and more where being sooner spares another wait, as for hours.\n"
     "\n"
     "Without a name it is the load that was delivered last; of a contingent, its last one\n"
     "and then all its loads, or how it came without any; of an aircraft, all its flights.\n"
     "Names are those of chalks.csv, contingents.csv and sorties.csv, in capitals or not.\n"
     "--json prints the rows as `pieces`, each with who held it (`held_by`), then what would\n"
     "have helped (`helps`), the flights (`sorties`) and the waits (`waited_h`). The same\n"
     "hours, of all flights and loads, are in stages.csv, load_stages.csv and holders.csv.\n",
     "  airbridge run plan.ini -n 1 --trace -o out/story\n"
     "  airbridge explain out/story\n"
     "  airbridge explain out/story force\n"
     "  airbridge explain out/story force --json\n",
     ab_cli_explain},
    {"plot", "DIR", 1, 1, AB_CLI_QUIET | AB_CLI_HELP, 0, "pictures of a result, by gnuplot",
     "Draws every picture for a folder that `airbridge run`, `compare`, `sweep` or `merge`\n"
     "wrote, or `worth`, `size`, `sensitivity`, `worst` or `calibrate`, into DIR/plots, as PNG\n"
     "and SVG. Some need the tables that --trace writes. The gnuplot scripts are looked for\n"
     "in the folder that the environment variable AIRBRIDGE_PLOTS names, else beside the\n"
     "program, else where it was meant to be installed; each also runs by hand, see its\n"
     "beginning.\n",
     "  airbridge plot out/january\n"
     "  AIRBRIDGE_PLOTS=~/my-plots airbridge plot out/january\n",
     ab_cli_plot},
    {"page", "DIR", 1, 1, AB_CLI_PAGE | AB_CLI_LIVE | AB_CLI_FORCE | AB_CLI_QUIET | AB_CLI_HELP, 0,
     "a result as one file that a browser shows",
     "Makes one HTML file of a result, a folder or a database, of any command that has -o. It\n"
     "opens from disk in any browser of 2023 or later and asks nothing of a network, so it can\n"
     "be sent by mail: the answer, what holds it back, tables and pictures that can be searched\n"
     "and looked into, the scenario with the origin of every value, and how to make it again.\n"
     "For the map with its aircraft and the flights, make the result with --trace.\n"
     "\n"
     "With --live the simulator itself is in the page, with the files of the scenario: whoever\n"
     "opens it can give any key another value, and sees what changes, under the same luck, and\n"
     "the command that does the same here. It needs the scenario as it was for the result.\n"
     "\n"
     "Without -o it is DIR/page.html, or FILE.sqlite.html. A page that is there is replaced;\n"
     "any other file is refused without --force. Same result, same bytes. The template of the\n"
     "page is looked for in the folder that the environment variable AIRBRIDGE_PAGE names, else\n"
     "beside the program, else where it was meant to be installed.\n",
     "  airbridge run scenarios/january-2022.ini -n 200 --trace -o out/january\n"
     "  airbridge page out/january -o january.html\n",
     ab_cli_page},
    {"export", "DIR", 1, 1, AB_CLI_FORMAT | AB_CLI_FILE | AB_CLI_FORCE | AB_CLI_QUIET | AB_CLI_HELP,
     0, "flights in time, for a map or a globe",
     "Writes the airfields, the sites and every flight of a result that was made with --trace,\n"
     "a folder or a database:\n"
     "  geojson  for a GIS; kepler.gl plays it (seconds since 1970 are the fourth coordinate)\n"
     "  kml      for Google Earth and others: a track per flight, sites with their times\n"
     "  czml     for Cesium: an aircraft with all of its flights\n"
     "A flight follows the great circle at one speed; what it held it holds at the end, over its\n"
     "destination. Heights are drawn, so that it is seen over mountains: the model has none. A\n"
     "line across the antimeridian or a pole is cut there in GeoJSON. Airfields without latitude\n"
     "and longitude are left out, with their flights.\n",
     "  airbridge run scenarios/january-2022.ini -n 1 --trace -o out/tracks\n"
     "  airbridge export out/tracks --format kml -o january.kml\n"
     "  airbridge export out/tracks --format geojson >january.geojson\n",
     ab_cli_export},
    {"help", "[COMMAND | TOPIC]", 0, 2, AB_CLI_HELP, 0,
     "this overview, or the help of a command or topic",
     "Prints the list of commands, or what COMMAND --help prints, or what there is to say\n"
     "about a topic: `help topics` lists those. `help measures` lists those of a scenario that\n"
     "is said behind it. `help man` prints the manual page, `help completion` the completion\n"
     "script for bash, or for zsh or fish when that is said behind it; `make install` installs\n"
     "all of them.\n",
     "  airbridge help run\n"
     "  airbridge help measures\n"
     "  airbridge help measures plan.ini\n"
     "  airbridge help man | man -l -\n"
     "  source <(airbridge help completion)\n"
     "  airbridge help completion fish >airbridge.fish\n",
     ab_cli_help},
    {"version", "", 0, 0, AB_CLI_HELP, 0, "which release this is",
     "Prints the release, the sources it was made of, the compiler and the version of GSL,\n"
     "as airbridge --version does.\n",
     "  airbridge version\n", ab_cli_version},
};

const struct ab_cli_command *ab_cli_commands(int *count)
{
    *count = sizeof command_table / sizeof command_table[0];
    return command_table;
}

const struct ab_cli_command *ab_cli_find_command(const char *name, struct ab_errors *errors)
{
    int count;
    const struct ab_cli_command *command = ab_cli_commands(&count);
    char room[AB_NEAREST_SIZE];
    for (int i = 0; i < count; i++) {
        if (strcmp(command[i].name, name) == 0) {
            return &command[i];
        }
    }
    const char *meant = ab_nearest_in(name, &command->name, sizeof *command, count);
    int topics;
    const struct ab_cli_topic *topic = ab_cli_topics(&topics);
    for (int i = 0; i < topics; i++) {
        if (strcmp(topic[i].name, name) == 0) {
            (void)ab_errors_refuse(errors, "'%s' is no command but a topic: airbridge help %s",
                                   name, name);
            return NULL;
        }
    }
    (void)ab_errors_refuse(errors, "there is no command '%.60s'%s (see: airbridge help)", name,
                           ab_nearest_ask(room, "'", meant, "'?", ""));
    return NULL;
}
