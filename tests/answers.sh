#!/bin/bash
# Prints the tables of answers of scenarios/README.md, as Markdown.
#
#   tests/answers.sh PROGRAM what-ifs    each what-if against the reference
#   tests/answers.sh PROGRAM parts       the reference without each part of the full model
#
# Every scenario runs with the same seed, so that replication k of each has the same luck; a change
# is the mean over the replications of the difference of the two, with its 95 % interval. 1.972 is
# the 97.5 % point of Student's t with 199 degrees of freedom.
set -eu
export LC_ALL=C
program=$(realpath "$1")
cd "$(dirname "$0")/../scenarios"
replications=200
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# simulate NAME FILE [OPTION...]: tables into $scratch/NAME.
simulate() {
    local name=$1
    shift
    "$program" run "$@" -o "$scratch/$name" -n "$replications" --seed 1 -q >/dev/null
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
            text["turned_away"] = "visitors turned away"; text["backhaul_people"] = "people flown back"
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
    without "back-haul of citizens" --set backhaul.citizens.active=no
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

simulate base january-2022.ini
case $2 in
what-ifs) what_ifs ;;
parts) parts ;;
*) exit 2 ;;
esac
