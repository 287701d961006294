/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* topics.c - `airbridge help TOPIC`: ideas, each a text, and lists that are made from the tables of
 * measures, result tables, facts and keys. */
#include "cli/cli.h"

#include "model/run.h"
#include "output/folder.h"
#include "output/layout.h"
#include "output/result_json.h"
#include "scenario/key_text.h"

#include <string.h>

const char *const ab_cli_exit_statuses =
    "  0    done\n"
    "  1    a replication did not reach the scenario's end, a milestone was missed, --until\n"
    "       was not reached, a trace was too long, or a picture could not be drawn\n"
    "  2    wrong usage or a fault in the scenario, as a file that it names and that cannot be\n"
    "       read; a result folder that is not empty\n"
    "  3    a file of the command line cannot be read, or one cannot be written, or memory is\n"
    "       out\n"
    "  130  interrupted\n";

const char *const ab_cli_environment =
    "  AIRBRIDGE_PAGE       folder of the template from which `airbridge page` makes pages\n"
    "  AIRBRIDGE_PLOTS      folder of the gnuplot scripts that `airbridge plot` runs\n"
    "  AIRBRIDGE_SCENARIOS  folder of the scenarios in which a `base` is looked for that is\n"
    "                       not beside the file that names it; without it, the folder that\n"
    "                       was installed with the program\n"
    "  COLUMNS              how wide accounts are, 60 at least; without it, as wide as the\n"
    "                       terminal, and 100 columns in a file\n"
    "  NO_COLOR             when it is set, nothing is shown in colour; nor where TERM is\n"
    "                       dumb, or what is printed is not seen on a terminal\n"
    "  TZDIR                folder of the system's time zones\n";

static void print_topics(FILE *stream)
{
    struct ab_sheet sheet = ab_cli_help_sheet(stream);
    int count;
    const struct ab_cli_topic *topic = ab_cli_topics(&count);
    for (int i = 0; i < count; i++) {
        ab_cli_print_item(&sheet, 15, topic[i].name, topic[i].summary);
    }
    ab_sheet_text(
        &sheet, "\n`airbridge help` lists the commands, `airbridge help COMMAND` tells about one, "
                "`airbridge keys` about every key of a scenario.\n");
}

static void print_scenario(FILE *stream)
{
    struct ab_sheet sheet = ab_cli_help_sheet(stream);
    char notes[AB_KEY_NOTES_SIZE];
    ab_sheet_text(&sheet, ab_key_notes(notes));
    ab_sheet_text(&sheet, "\nSections, of which `airbridge keys SECTION` lists the keys:\n");
    for (int s = 0; s < AB_SECTION_COUNT; s++) {
        const struct ab_section_kind *kind = ab_section_kind((enum ab_section)s);
        char name[64];
        (void)snprintf(name, sizeof name, "[%s%s]", kind->name, kind->named ? ".ID" : "");
        ab_cli_print_item(&sheet, 21, name, kind->help);
    }
}

static void print_tables(FILE *stream)
{
    enum { MEANING = 24 };
    struct ab_sheet sheet = ab_cli_help_sheet(stream);
    for (int t = 0; t < AB_TABLE_COUNT; t++) {
        const enum ab_table table = (enum ab_table)t;
        const bool file = !ab_table_is_of_database(table);
        char meaning[320];
        (void)snprintf(meaning, sizeof meaning, "%s%s", ab_table_description(table),
                       ab_table_is_traced(table) ? "; with --trace"
                       : file                    ? ""
                                                 : "; in databases");
        ab_cli_print_item(&sheet, MEANING, file ? ab_table_file(table) : ab_table_name(table),
                          meaning);
    }
    ab_cli_print_item(&sheet, MEANING, AB_FILE_PACKAGE,
                      "type, unit and meaning of every column, as a Frictionless data package");
    ab_cli_print_item(&sheet, MEANING, AB_FILE_MANIFEST,
                      "version, command line, seed, hashes, libraries, time taken");
    ab_sheet_text(
        &sheet,
        "\n`airbridge help columns` lists the columns of all of them; the file "
        "datapackage.json of a result, and the table field of a database, say the same of its "
        "own.\n");
}

static void tell_measures_of(FILE *stream, const struct ab_scenario *scenario,
                             ab_cli_tell_measure *tell)
{
    for (int i = 0; i < ab_measure_count(scenario); i++) {
        char buffer[128];
        const char *name = ab_measure_name(scenario, i, buffer, sizeof buffer);
        tell(stream, name, ab_measure_unit(scenario, i), ab_measure_meaning(name));
    }
}

void ab_cli_tell_measures(FILE *stream, ab_cli_tell_measure *tell)
{
    struct ab_contingent contingent = {.named.id = (char *)"CONTINGENT"};
    struct ab_airfield airfield = {.named.id = (char *)"AIRFIELD"};
    struct ab_aircraft_type type = {.named.id = (char *)"TYPE"};
    struct ab_evacuation evacuation = {.named.id = (char *)"EVACUATION"};
    struct ab_milestone milestone = {.named.id = (char *)"MILESTONE"};
    const struct ab_scenario scenario = {.aircraft = &type,
                                         .aircraft_count = 1,
                                         .contingent = &contingent,
                                         .contingent_count = 1,
                                         .airfield = &airfield,
                                         .airfield_count = 1,
                                         .evacuation = &evacuation,
                                         .evacuation_count = 1,
                                         .milestone = &milestone,
                                         .milestone_count = 1};
    tell_measures_of(stream, &scenario, tell);
}

/* In three columns; where there is no room for these the unit stands behind the name. */
static void print_measure(FILE *stream, const char *name, const char *unit, const char *meaning)
{
    enum { UNIT = 32, MEANING = 42, ROOM = 80 };
    struct ab_sheet sheet = ab_cli_help_sheet(stream);
    char both[256];
    const bool beside = sheet.width >= ROOM && strlen(name) + 2 < UNIT;
    if (beside) {
        (void)snprintf(both, sizeof both, "%-*s%-*s", UNIT - 2, name, MEANING - UNIT, unit);
    } else {
        (void)snprintf(both, sizeof both, "%s (%s)", name, unit);
    }
    sheet.hang = beside ? MEANING : 6;
    ab_sheet_blanks(&sheet, 2);
    ab_sheet_put(&sheet, both);
    if (!beside) {
        ab_sheet_end(&sheet);
        ab_sheet_blanks(&sheet, sheet.hang);
    }
    ab_sheet_put(&sheet, meaning);
    ab_sheet_end(&sheet);
}

static void print_measures(FILE *stream)
{
    ab_cli_tell_measures(stream, print_measure);
}

enum ab_status ab_cli_print_measures(FILE *stream, const char *path, struct ab_errors *errors)
{
    struct ab_scenario *scenario;
    const enum ab_status status = ab_scenario_load(&scenario, path, NULL, 0, errors);
    if (status == AB_OK) {
        tell_measures_of(stream, scenario, print_measure);
    }
    ab_scenario_destroy(scenario);
    return status;
}

static void print_columns(FILE *stream)
{
    struct ab_sheet sheet = ab_cli_help_sheet(stream);
    for (int t = 0; t < AB_TABLE_COUNT; t++) {
        const enum ab_table table = (enum ab_table)t;
        if (t > 0) {
            ab_sheet_end(&sheet);
        }
        sheet.hang = 4;
        ab_sheet_say(&sheet, "%s: %s", ab_table_name(table), ab_table_description(table));
        ab_sheet_end(&sheet);
        for (int i = 0; i < ab_table_patterns(table); i++) {
            struct ab_column column;
            ab_table_pattern(table, i, &column);
            char name[sizeof column.name + sizeof column.unit + 32];
            (void)snprintf(name, sizeof name, "%s (%s%s%s)", column.name,
                           ab_column_type_name(column.type), column.unit[0] != '\0' ? ", " : "",
                           column.unit);
            ab_cli_print_item(&sheet, sheet.width, name, column.description);
        }
    }
}

const char *const ab_cli_json_purpose =
    "With --json, whatever simulates, and check, list, keys and explain, print their result on\n"
    "the standard output as one JSON object (RFC 8259, UTF-8), and nothing else there.\n"
    "It holds nothing that differs between two equal results: the time it took, threads\n"
    "and the command line are in run.json.\n"
    "\n"
    "Its tables are arrays by their names, of an object a row whose members are the table's\n"
    "columns: all that a run or a validation writes (see: airbridge help tables), with --trace\n"
    "also sorties, chalks and airfields; compare of a comparison; sweep, failures, and with\n"
    "--runs runs of a sweep; worth, size, sensitivity, worst and hedges, calibration,\n"
    "predictions and pairs of the commands that ask many runs.\n"
    "Tables with rows for every replication, and scenario.csv, are written with -o only.\n"
    "\n"
    "Numbers have the digits of the tables, instants are text (ISO 8601, UTC), yes or no is\n"
    "true or false, and null is what did not happen, does not exist, or is beyond: the\n"
    "member `beyond` counts these.\n"
    "\n"
    "sweep and merge need no -o then; nothing is kept.\n"
    "\n"
    "check prints so the faults and notes of each file, keys every key of a scenario, and\n"
    "list the runs of a sweep: points, replications and runs, and in list an object a point\n"
    "with its number, its first and last replication and the value of each varied key, as\n"
    "text.\n";

static void print_json(FILE *stream)
{
    enum { MEANING = 22 };
    struct ab_sheet sheet = ab_cli_help_sheet(stream);
    int count;
    const struct ab_fact *fact = ab_facts(&count);
    ab_sheet_text(&sheet, ab_cli_json_purpose);
    ab_sheet_text(&sheet, "\nBeside them it has, as far as they apply:\n");
    for (int i = 0; i < count; i++) {
        if (fact[i].in_json) {
            ab_cli_print_item(&sheet, MEANING, fact[i].name, fact[i].meaning);
        }
    }
    ab_sheet_text(&sheet, "\nAnd run.json has beside these:\n");
    for (int i = 0; i < count; i++) {
        if (!fact[i].in_json) {
            ab_cli_print_item(&sheet, MEANING, fact[i].name, fact[i].meaning);
        }
    }
}

static void print_text(FILE *stream, const char *text)
{
    struct ab_sheet sheet = ab_cli_help_sheet(stream);
    ab_sheet_text(&sheet, text);
}

/* What flights and loads may wait for. */
static void print_causes(FILE *stream)
{
    enum { MEANING = 16 };
    struct ab_sheet sheet = ab_cli_help_sheet(stream);
    for (int i = 0; i < AB_CAUSE_COUNT; i++) {
        ab_cli_print_item(&sheet, MEANING, ab_cause_name((enum ab_cause)i),
                          ab_cause_words((enum ab_cause)i));
    }
}

static void print_statuses(FILE *stream)
{
    print_text(stream, ab_cli_exit_statuses);
}

static void print_environment(FILE *stream)
{
    print_text(stream, ab_cli_environment);
}

static void print_completion(FILE *stream)
{
    (void)ab_cli_print_completion(stream, "bash", NULL);
}

static const struct ab_cli_topic topic_table[] = {
    {"topics", "this list", NULL, print_topics},
    {"luck", "why two plans can be held against each other",
     "Luck is what varies from one replication to the next: times that are drawn from a\n"
     "distribution, the weather, repairs. A scenario is simulated as often as -n says, and what\n"
     "came out is told as a median and as what lies between the worst tenth and the best.\n"
     "\n"
     "Replication 7 has the same luck whatever else differs. With one aircraft more, whatever\n"
     "both plans have in common draws the same. So compare, worth, sweep and size hold plans\n"
     "against each other under the same luck, and a small difference shows after few\n"
     "replications that would drown in chance else.\n"
     "\n"
     "  --seed N                           other luck for all replications\n"
     "  --only 57                          replication 57 alone: the same as among all\n"
     "  --trace 57                         also write its flights and loads\n"
     "  --set scenario.deterministic=yes   no luck: the mean in the place of every distribution\n"
     "\n"
     "The same scenario, seed and release give the same bytes, on any number of threads.\n",
     NULL},
    {"unknowns", "what is not known, as against what varies from day to day",
     "How many stands an apron has is the same every day, but nobody may have counted them. A\n"
     "section [uncertain.ID] says of such a key what it may be:\n"
     "\n"
     "  [uncertain.apron]\n"
     "  key = airfield.almaty.parking_mog\n"
     "  value = triangular(8, 12, 25)\n"
     "\n"
     "run and validate then make every replication twice, with what the scenario says and with\n"
     "a draw of all that is not known, and tell both bands. Luck alone is what would still vary\n"
     "if everything were known; the rest is ignorance, which can be reduced by asking.\n"
     "\n"
     "  --inputs base      what the scenario says holds: luck alone\n"
     "  --inputs drawn     of compare and sweep: each replication draws, the same in all plans\n"
     "  --inputs split     of run and validate: also how much of the variance is ignorance\n"
     "\n"
     "`airbridge check` lists what is not known, `airbridge sensitivity` tells which of it\n"
     "drives a result, `airbridge calibrate` what history says about it.\n",
     NULL},
    {"precision", "how many replications are enough",
     "100 replications show what is usual. The mean of a measure is then known to about a fifth\n"
     "of its standard deviation, and what happens in fewer than 3 of 100 may not have been seen\n"
     "at all. --until asks for a precision instead of a number:\n"
     "\n"
     "  --until closure_h=2%               the mean to 2 % of itself on either side\n"
     "  --until closure_h=1 --until cost=1%\n"
     "\n"
     "It replicates until the 95 % interval of each mean is no longer than that, and says how\n"
     "many that took: 1000 at the first look (--min), then a fifth more each time, 20000 at\n"
     "most (--max). If that is too few the status is 1. compare --until asks the same of\n"
     "differences. What was made is kept: --resume with a larger -n adds to a result.\n",
     NULL},
    {"bound", "before when nobody can be in, whatever the plan",
     "bound_h is a lower bound: no plan for the same loads closes sooner under the same luck.\n"
     "It counts, for each thing that loads need, the least time for which it must be in use:\n"
     "the aircraft, working places, stands, runways, ceilings, and the way of each load. The\n"
     "account says which of these it is, and in how many replications; bounds.csv has all.\n"
     "\n"
     "gap is how much later than that the force closes, as a share. A gap of a few percent\n"
     "says that no better plan helps, only more of what bounds it. A wide gap promises\n"
     "nothing: left out are fuel, crews, repairs, weather, opening hours and other traffic, and\n"
     "that several things are short at once.\n",
     NULL},
    {"waits", "what a flight or a load may wait for",
     "Every hour of a load, and of a flight, belongs to work or to exactly one of these. The\n"
     "account tells the greatest, waits.csv all, waits_by.csv those of each contingent and\n"
     "airfield; as measures they are wait_h.CAUSE. What stands behind the last delivery tells\n"
     "why it was not sooner: chain.csv.\n"
     "\n"
     "Where several things are in the way of a flight at one moment, it waits for what forbids\n"
     "the take-off here before what shuts the field there, and of these at either field for\n"
     "closed before hours, and for both before weather.\n"
     "\n",
     print_causes},
    {"milestones", "what history tells, and how a scenario is held against it",
     "A section [milestone.ID] says what happened, when at the earliest and the latest, and\n"
     "where that is from. `airbridge validate` compares the median of the replications with it:\n"
     "\n"
     "  inside         between the two\n"
     "  by tolerance   beside them by no more than the tolerance that is stated\n"
     "  known miss     missed, and the scenario says why: it does not count\n"
     "  missed         the status is 1\n"
     "\n"
     "`use` keeps apart what a scenario was tuned by from what tells whether it is right: input\n"
     "(its numbers are from there), calibration (unknown numbers were chosen so that it holds),\n"
     "validation (kept apart for the verdict). A milestone may be a date, a time after another\n"
     "one (since), or an amount by a date (by). `airbridge keys milestone` tells the rest.\n",
     NULL},
    {"deadlines", "how probable it is to be in by a date, and who is late",
     "--by 2022-01-09T12:00Z, or scenario.deadline, asks how probable it is that the force and\n"
     "each contingent are in by then, with exact limits, and by when they are 9 times in 10:\n"
     "in the account, in deadlines.csv, and as the measure closed_by. What is not in when a\n"
     "replication ends counts as not in.\n"
     "\n"
     "latest_arrival of a contingent says by when its last load should be off its aircraft, as\n"
     "the LAD or RDD of a movement list does. The account lists who is late, how often, and\n"
     "what was waited for longest; late.csv has all. As measures: on_time_share, late_loads,\n"
     "late_tonnes. It changes what happens only in the order of loads of equal priority: those\n"
     "with an earlier one go first. --by changes nothing.\n",
     NULL},
    {"dates", "how dates, times and hours of the day are written",
     "  2022-01-08T12:00Z             a date in UTC\n"
     "  2022-01-08T18:00+06:00        the same moment, by a clock six hours ahead of UTC\n"
     "  90 min, 1.5 h, 2 d, 2:15      a time, always with its unit, or in hours and minutes\n"
     "  triangular(1 h, 2 h, 4 h)     a time that varies by chance\n"
     "  08:00-21:00                   hours of the day, in local time\n"
     "  DATE/DATE                     from and until, as of a closure\n"
     "\n"
     "Local time is that of an airfield: utc_offset the year round, or time_zone, as in\n"
     "Asia/Almaty, with its summer time. Accounts and tables are in UTC; local time stands\n"
     "beside it where that says more. Hours (closure_h) count from the request for help, which\n"
     "is at the start of the scenario unless [command] says later; where that is at another\n"
     "moment in each replication, accounts tell hours and no dates. In movement lists days may\n"
     "count from C-day: `airbridge keys table`.\n",
     NULL},
    {"formats", "what is read, and what is written",
     "Read are\n"
     "  FILE.ini               scenarios, which may be based on others: scenario.base\n"
     "  [table.ID]             contingents, airfields, sites and others, as lists in CSV\n"
     "  empirical(FILE.csv)    times that were measured\n"
     "  curve(FILE.csv)        how many people have come by when\n"
     "  --cases FILE           the points of a sweep, a row each\n"
     "\n"
     "Written are\n"
     "  -o DIR                   tables in CSV, datapackage.json, which describes every column,\n"
     "                           and run.json, which says how the result was made\n"
     "  -o FILE.sqlite           the same tables in one SQLite database\n"
     "  --json                   the result as one object on the standard output\n"
     "  `airbridge plot DIR`     pictures, as PNG and SVG\n"
     "  `airbridge page DIR`     one HTML file for any browser\n"
     "  `airbridge export DIR`   flights in time, for a map or a globe\n"
     "\n"
     "CSV is that of RFC 4180, in UTF-8, with headings and a point in decimals, whatever the\n"
     "language of the machine. `airbridge help tables`, `columns` and `json` tell what is in\n"
     "them. `airbridge show` writes a scenario with all its defaults and where each is from.\n",
     NULL},
    {"parts", "long runs: stopped, gone on with, added to, and shared by machines",
     "What is done stands in a journal in or beside the result, from the first replication on.\n"
     "\n"
     "  --resume         goes on where it ends; with a larger -n, or with --until, it adds\n"
     "  --shard 2/8      makes part 2 of 8, on any machine; `airbridge merge` puts them together\n"
     "  --plan slurm:8   writes the script that does all of this on a cluster\n"
     "\n"
     "The result is the same, byte by byte, as that of one process that was never stopped.\n"
     "Ctrl-C stops it at any moment, and the command to go on with is told.\n",
     NULL},
    {"limits", "how much of everything there may be, and how much memory is used",
     "Whatever is put in has a limit. What lies beyond is refused, with the limit, before\n"
     "anything is simulated. The range of a key is a limit too, and stands with the key\n"
     "(see: airbridge keys), as that of a number stands with its option.\n"
     "\n"
     "`airbridge check` tells how much memory a run will need at most. What simulates is\n"
     "refused when it would need more than --memory says, as in 500 MB or 2 GB; without that,\n"
     "more than the machine has, or than its control group allows. With --memory the program\n"
     "gets no more than that either: what needs it all the same ends with status 3.\n"
     "Of replications only the first 32768 matter. Of a sweep, and of what asks many runs, it is\n"
     "the scenario as it is that counts: points that make more of it need more.\n",
     ab_cli_print_limits},
    {"scenario", "how a scenario file is written, and its kinds of sections", NULL, print_scenario},
    {"measures", "name, unit and meaning of every measure, for --until and in tables", NULL,
     print_measures},
    {"tables", "the tables of a result", NULL, print_tables},
    {"columns", "the columns of every table: type, unit and meaning", NULL, print_columns},
    {"json", "the object that --json prints, and run.json", NULL, print_json},
    {"statuses", "what the exit statuses mean", NULL, print_statuses},
    {"environment", "the variables that are looked at", NULL, print_environment},
    {"man", "all of this as a manual page, in roff", NULL, ab_cli_print_manual},
    {"completion", "the completion script for bash, or for zsh or fish, as the next word says",
     NULL, print_completion},
};

const struct ab_cli_topic *ab_cli_topics(int *count)
{
    *count = sizeof topic_table / sizeof topic_table[0];
    return topic_table;
}

void ab_cli_print_topic(FILE *stream, const struct ab_cli_topic *topic)
{
    if (topic->text != NULL) {
        print_text(stream, topic->text);
    }
    if (topic->print != NULL) {
        topic->print(stream);
    }
}
