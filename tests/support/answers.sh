#!/bin/bash
# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
# Prints what the program answers to the questions of scenarios/README.md.
#
#   tests/support/answers.sh PROGRAM what-ifs    each what-if against the reference, a table in Markdown
#   tests/support/answers.sh PROGRAM parts       the reference without each part of the full model, the same
#   tests/support/answers.sh PROGRAM figures     NAME FIGURE, a line each: the figures in the text
#   tests/support/answers.sh PROGRAM page        that page with all of these in their places
#
# A table stands between <!-- answers: NAME --> and <!-- end of answers -->, a figure between
# <!--=NAME--> and <!--=-->.
#
# Every scenario runs with the same seed, so that replication k of each has the same luck; a change
# is the mean over the replications of the difference of the two, with its 95 % interval. 1.972 is
# the 97.5 % point of Student's t with 199 degrees of freedom.
set -eu
export LC_ALL=C
program=$(realpath "$1")
cd "$(dirname "$0")/../../scenarios"
replications=200
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# simulate NAME FILE [OPTION...]: tables into $scratch/NAME, unless they are there.
simulate() {
    local name=$1
    shift
    [ ! -e "$scratch/$name/summary.csv" ] || return 0
    "$program" run "$@" -o "$scratch/$name" -n "$replications" --seed 1 -q >/dev/null || [ $? = 1 ]
}

# The cell of a table in the row whose first cell is given: cell NAME TABLE ROW COLUMN
cell() {
    awk -F, -v row="$3" -v name="$4" '
        NR == 1 { for (i = 1; i <= NF; i++) if ($i == name) column = i; next }
        $1 == row { print $column }' "$scratch/$1/$2.csv"
}

# p10 / p50 / p90 of the closure, in days when the median is beyond a week, and how often it closed if
# not always; what fell among those that did not is beyond the horizon: closure NAME
closure() {
    awk -F, '
        NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i }
        function cell(name) {
            return $at[name] == "" ? "beyond" : sprintf("%.1f", $at[name] / unit)
        }
        $1 == "closure_h" && $at["n"] == $at["beyond"] { printf "never" }
        $1 == "closure_h" && $at["n"] > $at["beyond"] {
            unit = $at["p50"] < 168 ? 1 : 24
            printf "%s / %s / %s%s", cell("p10"), cell("p50"), cell("p90"), (unit > 1 ? " d" : "")
            if ($at["beyond"] > 0) printf " (closed in %d of %d)", $at["n"] - $at["beyond"], $at["n"]
        }' "$scratch/$1/summary.csv"
}

# Mean difference from the base and the half-width of its interval, when it came about in all
# replications of both: change NAME MEASURE
change() {
    awk -F, -v measure="$2" '
        FNR == 1 { for (i = 1; i <= NF; i++) if ($i == measure) column = i; next }
        NR == FNR { base[$1] = $column; next }
        $column != "" && base[$1] != "" {
            difference = $column - base[$1]
            n++; sum += difference; squares += difference * difference
            next
        }
        { missing++ }
        END {
            if (n < 2 || missing > 0) { printf "-"; exit }
            mean = sum / n
            spread = squares - n * mean * mean
            half = spread > 0 ? 1.972 * sqrt(spread / (n - 1) / n) : 0
            size = mean < 0 ? -mean : mean
            if (size == 0 && half == 0) { printf "none"; exit }
            sign = size < 0.05 ? "" : mean < 0 ? "-" : "+"
            printf "%s%.1f ± %.1f", sign, size, half
        }' "$scratch/base/replications.csv" "$scratch/$1/replications.csv"
}

# Medians of what does not happen in every scenario: besides NAME
besides() {
    awk -F, '
        BEGIN {
            text["diversions"] = "diverted"; text["emergencies"] = "landed in emergency"
            text["light_flights"] = "flew light"
            text["turned_away"] = "visitors turned away"; text["backhaul_people"] = "people flown back"; text["evacuated.citizens"] = "citizens flown home"
            text["sustainment_flights"] = "supply flights"; text["supply_short_h"] = "h short of supply"
        }
        $1 in text && $10 > 0 { printf "%s%.0f %s", separator, $10, text[$1]; separator = ", " }
        END { if (separator == "") printf "-" }' "$scratch/$1/summary.csv"
}

# row NAME FIRST-CELLS
row() {
    echo "| $2 | $(closure "$1") | $(change "$1" closure_h) | $(change "$1" unguarded_site_h) |" \
         "$(change "$1" withdrawal_h) | $(besides "$1") |"
}

# header FIRST-CELLS RULE
header() {
    echo "| $1 | closure, h: p10 / p50 / p90 | change, h | unguarded site-hours, change |" \
         "last one home after the order, change, h | besides, medians |"
    echo "$2---|---|---|---|---|"
}

what_ifs() {
    header "scenario | question" "|---|---|"
    row base "[january-2022](january-2022.ini) | the reference"
    for file in what-if/*.ini; do
        name=$(basename "$file" .ini)
        simulate "$name" "$file"
        row "$name" "[$name]($file) | $(sed -n 's/^note = //p' "$file")"
    done
}

# without TEXT OPTION...: the reference with one part of the full model left out.
without() {
    local text=$1
    shift
    rm -rf "$scratch/without"
    simulate without january-2022.ini "$@"
    row without "$text"
}

parts() {
    header "left out of the reference" "|---|"
    without "nothing"
    without "evacuation of citizens" --set evacuation.citizens.active=no
    without "civil traffic at Almaty" --set traffic.almaty-civil.active=no
    without "batch gate at Chkalovsky and Severny" --set contingent.spetsnaz-45.batch=0 \
        --set contingent.vdv-98.batch=0
    without "stop at Koltsovo (a longer leg instead)" \
        --set leg.machulishchi-almaty.stop=none --set leg.machulishchi-almaty.stop_time=0 \
        --set leg.machulishchi-zhetygen.stop=none --set leg.machulishchi-zhetygen.stop_time=0 \
        --set 'leg.machulishchi-almaty.block_time=triangular(6.8 h, 7.4 h, 8.8 h)' \
        --set 'leg.machulishchi-zhetygen.block_time=triangular(6.7 h, 7.3 h, 8.7 h)'
    without "fuelling (within the servicing time instead)" \
        --set aircraft.il-76md.fuel_burn=0 --set aircraft.il-76md-90a.fuel_burn=0 \
        --set aircraft.an-124.fuel_burn=0 \
        --set 'aircraft.il-76md.servicing_time=triangular(1.25 h, 2 h, 3.25 h)' \
        --set 'aircraft.il-76md-90a.servicing_time=triangular(1.25 h, 2 h, 3.25 h)' \
        --set 'aircraft.an-124.servicing_time=triangular(1.5 h, 2.5 h, 4.5 h)'
    without "plans of the first two days (twenty flights a day at once)" \
        --set withdrawal.flights_per_day=20 --set change.second-day.value=20
    without "announcement for 14 January" \
        --set contingent.belarus.withdraw_after=0 --set contingent.armenia.withdraw_after=0 \
        --set contingent.tajikistan.withdraw_after=0 --set contingent.kyrgyzstan.withdraw_after=0
}

# How many loads a contingent brings in, in one replication or another: loads CONTINGENT
loads() {
    local k
    for k in 1 2 3 4 5 6; do
        cut -d, -f2 "$scratch/traced-$k/chalks.csv" | grep -c "^$1-in-"
    done | sort -nu | paste -sd'|' | sed 's/|/ or /g'
}

# The medians of milestones of one kind, as in a sentence: medians NAME MILESTONE...
medians() {
    local name=$1 milestone
    shift
    for milestone; do cell "$name" milestones "$milestone" p50; done |
        paste -sd'|' | sed -e 's/|\([^|]*\)$/ and \1/' -e 's/|/, /g'
}

# What the means of measures are, as in a list: means NAME MEASURE FORMAT [MEASURE FORMAT]...
means() {
    local name=$1
    shift
    while [ $# -gt 0 ]; do
        cell "$name" summary "$1" mean | awk -v format="$2" '{ printf format "\n", $1 }'
        shift 2
    done | paste -sd'|' | sed -e 's/\(^\|[|]\)0 diversions/\1no diversions/' -e 's/|/, /g'
}

# A number with commas, as text has it.
grouped() {
    sed -E ':more; s/^([0-9]+)([0-9]{3})/\1,\2/; t more'
}

figures() {
    local k day contingent flights
    for k in 1 2 3 4 5 6; do
        "$program" run january-2022.ini -o "$scratch/traced-$k" -n "$k" --trace="$k" --seed 1 -q
    done
    for contingent in spetsnaz-45 vdv-98 brigade-31 headquarters belarus armenia tajikistan kyrgyzstan; do
        echo "loads-$contingent $(loads $contingent)"
    done
    echo "loads-in-all $(medians base m17)"
    echo "tonnes $(cell base summary tonnes_delivered p50 | awk '{ printf "%.0f", $1 / 50 }' |
        awk '{ print $1 * 50 }' | grouped)"
    echo "tonnes-a-flight $(awk -v t="$(cell base summary tonnes_delivered p50)" \
        -v n="$(medians base m17)" 'BEGIN { printf "%.0f", t / n }')"
    echo "landings $(awk -F, '
        NR == 1 { for (i = 1; i <= NF; i++) if ($i == "landings_p50") column = i }
        /^2022-01-(07|08|09|10)T00:00:00/ { print $column - before; before = $column }' \
        "$scratch/base/curve.csv" | paste -sd'|' | sed -e 's/|\([^|]*\)$/ and \1/' -e 's/|/, /g')"
    echo "holding $(cell base summary max_holding p50)"
    for day in 13 15 16 17; do
        echo "flights-home-$day $(medians base m27-$day)"
    done
    simulate one-plan january-2022.ini --set withdrawal.flights_per_day=20 --set change.second-day.value=20 \
        --set contingent.belarus.withdraw_after=0 --set contingent.armenia.withdraw_after=0 \
        --set contingent.tajikistan.withdraw_after=0 --set contingent.kyrgyzstan.withdraw_after=0
    echo "one-plan $(medians one-plan m27-13 m27-14 m27-15 m27-16 m27-17)"
    simulate three-months what-if/three-months.ini
    echo "supply-flights $(cell three-months summary sustainment_flights p50)"
    simulate berlin berlin-1949.ini
    flights=$(medians berlin flights)
    echo "berlin $(grouped <<<"$flights")"
    awk -v n="$flights" 'BEGIN {
        share = 100 * (n - 1398) / 1398
        printf "berlin-against %.1f per cent %s\n", (share < 0 ? -share : share), (share < 0 ? "fewer" : "more")
    }'
    looking_ahead
}

# What looking ahead changed, as it is now.
looking_ahead() {
    simulate port-au-prince port-au-prince-2010.ini
    simulate kathmandu kathmandu-2015.ini
    simulate fog-week what-if/fog-week.ini
    echo "ahead-january $(means base closure_h 'closure %.1f h' diversions '%.0f diversions')"
    echo "ahead-port-au-prince $(means port-au-prince diversions '%.0f diversions' \
        wait_h.holding '%.0f h held' wait_h.diversion '%.0f h of diversion')"
    echo "ahead-kathmandu $(means kathmandu wait_h.closed '%.1f h')"
    echo "ahead-berlin $(grep -c ',by its tolerance$' "$scratch/berlin/milestones.csv") milestones by their tolerance"
    echo "ahead-fog-week $(means fog-week diversions '%.0f diversions' wait_h.diversion '%.0f h of diversion' \
        max_holding '%.0f at most in the air' emergencies '%.0f emergencies')"
}

# The page. Status 1 when it has no place for an answer, or a place for none.
page() {
    what_ifs >"$scratch/what-ifs.table"
    parts >"$scratch/parts.table"
    figures >"$scratch/figures"
    awk -v folder="$scratch" '
        function complain(what) { print "scenarios/README.md: " what >"/dev/stderr"; wrong = 1 }
        BEGIN {
            while ((getline line <(folder "/figures")) > 0) {
                blank = index(line, " ")
                figure[substr(line, 1, blank - 1)] = substr(line, blank + 1)
            }
            table["what-ifs"]; table["parts"]
        }
        $0 == "<!-- end of answers -->" { inside = 0 }
        inside { next }
        {
            text = ""
            rest = $0
            while (match(rest, /<!--=[a-z0-9-]+-->[^<]*<!--=-->/)) {
                name = substr(rest, RSTART + 5)
                name = substr(name, 1, index(name, "-->") - 1)
                if (!(name in figure)) complain("there is no figure " name)
                used[name]
                text = text substr(rest, 1, RSTART - 1) "<!--=" name "-->" figure[name] "<!--=-->"
                rest = substr(rest, RSTART + RLENGTH)
            }
            print text rest
        }
        /^<!-- answers: .* -->$/ {
            if (!($3 in table)) complain("there is no table " $3)
            used[$3]
            while ((getline line <(folder "/" $3 ".table")) > 0) print line
            inside = 1
        }
        END {
            for (name in figure) if (!(name in used)) complain("no place for the figure " name)
            for (name in table) if (!(name in used)) complain("no place for the table " name)
            exit wrong
        }' README.md
}

simulate base january-2022.ini
case $2 in
what-ifs) what_ifs ;;
parts) parts ;;
figures) figures ;;
page) page ;;
*) exit 2 ;;
esac
