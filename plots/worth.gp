# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
# worth.gp - what more of each thing, or less of each time, would buy: how much better the measure is,
# with 95 % intervals that hold for all at once, the best at the top; and pairs that bring more together than alone.
#
# Table: worth.csv, as `airbridge worth` writes it.
NAME = "worth"; DIR = ARG1; HERE = ARG0[1 : strlen(ARG0) - strlen(NAME.".gp")]
load HERE."common.gpi"

if (rows_of("worth.csv") < 1) {
    eval leave("no worth.csv; airbridge worth writes it")
}

# The interval that holds for all rows at once; of older results the row's own.
of_all = has_column("worth.csv", "gain_all_low")
LOW = of_all ? "gain_all_low" : "gain_low"; HIGH = of_all ? "gain_all_high" : "gain_high"

# Rows that are drawn: the first of those that are better for sure.
MOST = 24
is_shown(sort, place) = sort eq "more" && column(LOW) > 0 && strlen(strcol("rank")) > 0 && place <= MOST
is_pair(sort) = sort eq "pair" && column(LOW) > 0
is_row(dummy) = is_shown(strcol("sort"), column("place")) || is_pair(strcol("sort"))

# The labels from top to bottom, in the order of the table.
changes = 0
stats texts("worth.csv") using (is_row(0) ? (changes = changes + 1) : 0) nooutput
if (changes == 0) { eval leave("nothing that was tried is better for sure") }
array label_of[changes]
LONGEST = 54
longest = 0
was = 0
longer(text) = strlen(text) > longest ? (longest = strlen(text)) : 0
words_of(dummy) = is_pair(strcol("sort")) \
    ? shortened(strcol("what"), LONGEST / 2 - 3)." and ".shortened(strcol("other"), LONGEST / 2 - 3) \
    : shortened(strcol("what"), LONGEST)
unit = ""
measure = ""
stats texts("worth.csv") using (unit = strcol("unit"), measure = strcol("measure"), is_row(0) ? (was = was + 1, \
    label_of[was] = words_of(0), longer(label_of[was])) : 0) nooutput

HEIGHT = 260 + 30 * changes > 2000 ? 2000 : 260 + 30 * changes
left = 0.02 + 0.0083 * longest
left = left > 0.5 ? 0.5 : left
row = 0
# Rows of other changes are no points.
place(dummy) = is_row(0) ? (row = row + 1, changes - row) : NaN
high = 0
singles = 0; pairs = 0
limited = 0 # some had not come about at the end: hours are those up to there
reach(dummy) = is_row(0) ? (limited = limited || column("base_beyond") + column("beyond") > 0, high = column(HIGH) > high ? column(HIGH) : high, \
    is_pair(strcol("sort")) ? (pairs = 1) : (singles = 1)) : 0
stats texts("worth.csv") using (reach(0)) nooutput
of(sort, name) = is_row(0) && strcol("sort") eq sort ? column(name) : NaN

do for [format in FORMATS] {
    eval begin(format)
    eval heading(sprintf("What more of each thing would buy: %s and its 95 %% interval", \
        shortened(measure_words(measure), 40)), sprintf("up to %s each", all_replications))
    set lmargin at screen left
    set rmargin at screen 0.97
    set tmargin at screen 1 - 90.0 / HEIGHT
    set bmargin at screen 100.0 / HEIGHT
    set yrange [-0.7 : changes - 0.3]
    set xrange [0 : 1.06 * high]
    set grid xtics noytics linetype 1 linewidth 0.6 linecolor rgb "#e4e4e4"
    set xlabel sprintf("better by, %s%s%s", unit, limited ? ", as far as both ran" : "", of_all ? "; the intervals hold for all at once" : "")
    set key at screen 0.5, screen 22.0 / HEIGHT center vertical maxrows 1
    set ytics scale 0 ("" 0)
    do for [i = 1 : changes] { set ytics add (tick_label(label_of[i]) changes - i) }
    row = 0
    plot texts("worth.csv") using (of("more", "gain")):(place(0)):(of("more", LOW)):(of("more", HIGH)) \
             with xerrorbars pointtype 7 pointsize 1.2 linewidth 2 linecolor rgb NAVY \
             title singles ? "one change" : "", \
         (row = 0, NaN) notitle, \
         texts("worth.csv") using (of("pair", "gain")):(place(0)):(of("pair", LOW)):(of("pair", HIGH)) \
             with xerrorbars pointtype 5 pointsize 1.2 linewidth 2 linecolor rgb RED \
             title pairs ? "two together, more than alone" : ""
    set output
}
