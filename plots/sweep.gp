# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
# sweep.gp - what a measure does over the points of a sweep: a band for one varied key, lines for two,
# a panel per key for more.
#
# Table: sweep.csv, as `airbridge sweep` and `airbridge merge` write it. The measure is the closure of
# the force, or the first of CANDIDATES that there is; when some replications had not closed at the
# horizon, the share that had, since then there is no mean of all. Run by hand,
# `gnuplot -c sweep.gp DIR MEASURE` draws any other that the table has.
NAME = "sweep"; DIR = ARG1; HERE = ARG0[1 : strlen(ARG0) - strlen(NAME.".gp")]
WANTED = ARG2
CANDIDATES = "closure_h tonnes_delivered deployed_people inbound_flights flying_hours"
load HERE."common.gpi"

points = rows_of("sweep.csv")
if (points < 1) { eval leave("no sweep.csv; airbridge sweep writes it") }

# ---- the table: scenario, point, keys, replications, failed, then six columns of each measure ----

header = system("head -n 1 ".quoted(table("sweep.csv"))." | tr , ' '")
# The number of a column; 0 when there is none of that name.
number_of(name) = int(system("head -n 1 ".quoted(table("sweep.csv"))." | tr , '\n' | grep -nxF ".\
    quoted(name)." | sed 's/:.*//' | grep . || echo 0"))
FIRST_KEY = 3
REPLICATIONS = number_of("replications")
# The rows without the header, as a command of the shell, and what is asked of them.
rows = cleaned("sweep.csv", "")
rows = rows[3 : *]." | tail -n +2"
cells(c) = rows." | cut -d , -f ".c." | tr -d '\"'"
levels_of(c) = int(system(cells(c)." | sort -u | wc -l"))
is_numeric(c) = int(system(cells(c)." | grep -cvE '^-?[0-9]+([.][0-9]+)?(e[-+]?[0-9]+)?$'")) == 0
# The column of a measure's mean; 0 when there is none, or neither it nor a percentile exists at any
# point.
mean_of(measure) = exists_at_points(number_of(measure."_mean"))
exists_at_points(c) = c == 0 ? 0 : int(system(cells(sprintf("%d,%d", c, c + 2))." | grep -c '[0-9]'")) > 0 ? c : 0
# The sum of a column over all points: of the replications that did not come to something, for one.
sum_of(c) = c == 0 ? 0 : real(system(cells(c)." | awk '{ sum += $1 } END { print sum + 0 }'"))
beyond_of(measure) = int(sum_of(number_of(measure."_beyond")))
if (beyond_of("closure_h") > 0 && sum_of(number_of("closed_mean")) > 0) {
    CANDIDATES = "closed ".CANDIDATES
}
if (strlen(WANTED) > 0) { CANDIDATES = WANTED }
MEAN = 0
do for [i = words(CANDIDATES) : 1 : -1] {
    c = mean_of(word(CANDIDATES, i))
    if (c > 0) { MEASURE = word(CANDIDATES, i); MEAN = c }
}
if (MEAN == 0) { eval leave("no point has a measure of these: ".CANDIDATES) }

# The i-th of the different values, in the order of the table.
level_of(c, i) = system(cells(c)." | awk '!seen[$0]++' | sed -n ".i."p")
# The measure over the key of column c, in ascending order: at all points, or at those with a value
# in the column `where`. Values that are no numbers stand side by side, at 1, 2, 3 ...
series(c, where, value) = "< ".rows." | VALUE=".quoted(value)." awk -F , -v OFS=, -v c=".c. \
    " -v m=".MEAN." -v words=".(is_numeric(c) ? 0 : 1)." -v where=".where. \
    " 'BEGIN { print \"x,mean,ci95,p10,p50,p90,beyond\" } { gsub(/\"/, \"\"); x = $c; ".\
    "if (words) { if (!(x in place)) { place[x] = ++places } x = place[x] } } ".\
    "where == 0 || $where \"\" == ENVIRON[\"VALUE\"] { print x, $m, $(m + 1), $(m + 2), $(m + 3), $(m + 4), $(m + 5) }' ".\
    "| LC_ALL=C sort -t , -g -k 1,1"

# The keys that have more than one value.
KEYS_MAX = 9
array key[KEYS_MAX]
keys = 0; further = 0
do for [c = FIRST_KEY : REPLICATIONS - 1] {
    if (levels_of(c) > 1) {
        if (keys < KEYS_MAX) { keys = keys + 1; key[keys] = c } else { further = further + 1 }
    }
}
if (keys == 0) { eval leave("the points differ in nothing; vary a key") }

# What kind of picture: a band over one key; lines over one of two crossed keys, each for a value of the
# other; else the points over each key by itself.
LINES_MAX = 6
across = key[1]; other = 0
if (keys == 2 && levels_of(key[1]) * levels_of(key[2]) == points) {
    across = levels_of(key[2]) > levels_of(key[1]) ? key[2] : key[1]
    other = key[1] + key[2] - across
    if (levels_of(other) > LINES_MAX) { other = 0 }
}
has_band = keys == 1
has_panels = !has_band && other == 0

# ---- words ----

MEASURES = "closure_h closed tonnes_delivered deployed_people inbound_flights flying_hours"
TITLES = "'Closure of the force, h after the request' 'Share of replications that closed' \
    'Tonnes delivered' 'People deployed' 'Inbound flights' 'Flying hours'"
is_share = MEASURE eq "closed"
measure_title = MEASURE
do for [i = 1 : words(MEASURES)] {
    if (word(MEASURES, i) eq MEASURE) { measure_title = word(TITLES, i) }
}
failed = int(system(cells(REPLICATIONS + 1)." | awk '{ sum += $1 } END { print sum }'"))
beyond = beyond_of(MEASURE)
origin = sprintf("%d points of %s%s%s%s", points, all_replications, \
    failed > 0 ? sprintf(", %d runs failed", failed) : "", \
    beyond > 0 ? sprintf(", not by the end of %d runs", beyond) : "", \
    further > 0 ? sprintf(", %d of %d keys", keys, keys + further) : "")
LONGEST = has_panels ? 18 : 30
short(s) = strlen(s) == 0 ? "as it is" : shortened(s, LONGEST)

# ---- axes ----

# From the lowest to the highest of everything that is drawn: of clouds the means alone, since their
# points differ by what the design does and not by luck, which is the same at all of them.
eval all_shown
# Cells that are empty reach nowhere.
low = 1e99; high = -1e99
cell(name) = strlen(strcol(name)) > 0 ? column(name) : NaN
see(x) = x == x ? (low = x < low ? x : low, high = x > high ? x : high, 0) : 0
# Of one replication there is no interval.
has_interval = 0; has_spread = 0
spread(dummy) = cell("ci95") == cell("ci95") ? cell("ci95") : 0
reach(dummy) = see(cell("mean")) + (cell("ci95") == cell("ci95") ? (has_interval = 1, 0) : 0) + \
    (strcol("p10") ne strcol("p90") ? (has_spread = 1, 0) : 0) + \
    (has_panels ? 0 : see(cell("mean") - cell("ci95")) + see(cell("mean") + cell("ci95"))) + \
    (has_band ? see(cell("p10")) + see(cell("p50")) + see(cell("p90")) : 0)
stats series(key[1], 0, "") using (reach(0)) nooutput
if (low > high) { low = 0; high = 0 }
margin = high > low ? 0.08 * (high - low) : 1
bottom = is_share ? -0.02 : low - margin; top = is_share ? 1.02 : high + margin

# Sets the axis of the key of column c: ticks at its values when they are few, or are no numbers.
FEW = 12
TEXTS_MAX = 40
is_text = 0
key_axis = "is_text = !is_numeric(c); count = levels_of(c); set xrange [*:*]; set yrange [*:*]; \
    stats series(c, 0, '') using (column('x')) nooutput; \
    from = STATS_min; reach = STATS_max > STATS_min ? STATS_max - STATS_min : 1; \
    step = is_text ? 0.5 : 0.04 * reach; set xrange [from - step : from + reach + step]; \
    set yrange [bottom : top]; set xtics autofreq nomirror norotate; if (has_panels) { set xtics wide_step(reach) }; \
    set xlabel word(header, c).(is_text && !has_key_tics(0) ? ', in the order of the table' : '')"
key_tics = "set xtics () nomirror; do for [t = 1 : count] { \
    text = level_of(c, t); set xtics add (tick_label(short(text)) (is_text ? t : real(text))) }; \
    if (is_text && widest > room) { set xtics rotate by 20 right }"
widest_of(c) = int(system(cells(c)." | awk '{ if (length($0) > most) most = length($0) } END { print most }'"))
has_key_tics(dummy) = is_text ? count <= TEXTS_MAX : count <= FEW
# Where the mean of the points is drawn: at each value, or for eighths of the range.
middle(x) = is_text || count <= FEW ? x : \
    from + reach / 8 * (0.5 + (x < from + reach ? floor((x - from) / reach * 8) : 7))

# ---- the pictures ----

array COLOUR[LINES_MAX] = [NAVY, RED, BLUE, AMBER, GREY, INK]
array MARK[LINES_MAX] = [7, 5, 9, 11, 13, 6]

# A percentile that is beyond leaves the picture at its top.
or_top(name) = strlen(strcol(name)) == 0 && column("beyond") > 0 ? top : cell(name)
band = "plot series(c, 0, '') using 'x':(or_top('p10')):(or_top('p90')) \
        with filledcurves linecolor rgb PALE title has_spread ? '8 runs in 10' : '', \
    '' using 'x':'p50' with lines linewidth 2 linecolor rgb BLUE title 'median', \
    '' using 'x':'mean':(spread(0)) with yerrorbars pointtype 7 pointsize 0.8 linewidth 1.5 \
        linecolor rgb NAVY title has_interval ? 'mean and its 95 % interval' : 'mean'"
bars = "plot series(c, 0, '') using (column('x')):(or_top('p10')):(0):(or_top('p90') - or_top('p10')) \
        with vectors nohead linewidth 16 linecolor rgb PALE title has_spread ? '8 runs in 10' : '', \
    '' using 'x':'p50' with points pointtype 9 pointsize 1.6 linecolor rgb BLUE title 'median', \
    '' using 'x':'mean':(spread(0)) with yerrorbars pointtype 7 pointsize 1.2 linewidth 2 \
        linecolor rgb NAVY title has_interval ? 'mean and its 95 % interval' : 'mean'"
share_from(dummy) = cell("mean") > cell("ci95") ? cell("mean") - cell("ci95") : 0
share_to(dummy) = cell("mean") + cell("ci95") < 1 ? cell("mean") + cell("ci95") : 1
share = "plot series(c, 0, '') using 'x':'mean':(share_from(0)):(share_to(0)) with ".(is_text ? "yerrorbars" : "yerrorlines").\
    " pointtype 7 pointsize 1.2 linewidth 2 linecolor rgb NAVY title 'share closed and its 95 % interval'"
# Side by side, so that intervals do not hide each other.
aside(i) = (i - 0.5 - 0.5 * levels_of(other)) * 0.008 * reach
lines = "plot for [i = 1 : levels_of(other)] series(c, other, level_of(other, i)) \
    using (column('x') + aside(i)):'mean':(spread(0)) with yerrorlines pointtype MARK[i] pointsize 1.2 linewidth 2 \
    linecolor rgb COLOUR[i] title short(level_of(other, i))"
cloud = "plot series(c, 0, '') using 'x':'mean' with points pointtype 7 pointsize 0.6 \
        linecolor rgb SKY title 'a point of the design', \
    '' using (middle(column('x'))):(column('mean')) smooth unique with linespoints pointtype 7 \
        pointsize 0.9 linewidth 2.5 linecolor rgb NAVY title 'mean of the points there'"

count_of(c) = levels_of(c) < TEXTS_MAX ? levels_of(c) : TEXTS_MAX
COLUMNS = keys < 3 ? keys : 3
panel_rows = (keys + 2) / 3
room = 40 / COLUMNS
# Texts that are too long to stand side by side are turned, and need room below.
is_turned(c) = !is_numeric(c) && levels_of(c) <= TEXTS_MAX && widest_of(c) * count_of(c) > room
depth = 255
do for [k = 1 : keys] { if (is_turned(key[k])) { depth = 215 } }
draw_panel = "c = key[k]; at = (k - 1) % COLUMNS; row = (k - 1) / COLUMNS; \
    set lmargin at screen 0.07 + at * 0.93 / COLUMNS; \
    set rmargin at screen 0.055 + (at + 1) * 0.93 / COLUMNS - 0.05; \
    set tmargin at screen 1 - (90.0 + row * 330) / HEIGHT; \
    set bmargin at screen 1 - (90.0 + depth + row * 330) / HEIGHT; \
    widest = widest_of(c) * count_of(c); eval key_axis"

do for [format in FORMATS] {
    HEIGHT = has_panels ? 330 * panel_rows + 150 : 800
    eval begin(format)
    eval heading(measure_title, origin)
    if (has_panels) {
        set multiplot
        do for [k = 1 : keys] {
            eval draw_panel
            if (has_key_tics(0)) { eval key_tics }
            if (k == 2) { eval no_heading }
            unset key
            if (k == keys) { set key at screen 0.5, screen 22.0 / HEIGHT center vertical maxrows 1 }
            eval cloud
        }
        unset multiplot
    } else {
        c = across
        room = 100; widest = widest_of(c) * count_of(c)
        eval key_axis
        if (has_key_tics(0)) { eval key_tics }
        if (other > 0) {
            set bmargin at screen 0.21
            set key at screen 0.5, screen 0.06 center vertical maxrows 1 title word(header, other)
            eval lines
        }
        if (has_band && is_share) { eval share }
        if (has_band && !is_share && is_text) { eval bars }
        if (has_band && !is_share && !is_text) { eval band }
    }
    set output
}
