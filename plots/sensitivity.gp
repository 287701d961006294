# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
# sensitivity.gp - which inputs drive the measure, luck among them: first-order and total index with
# 95 % intervals, the largest total at the top. Inputs that were screened out are left out.
#
# Table: sensitivity.csv, as `airbridge sensitivity` writes it.
NAME = "sensitivity"; DIR = ARG1; HERE = ARG0[1 : strlen(ARG0) - strlen(NAME.".gp")]
load HERE."common.gpi"

if (rows_of("sensitivity.csv") < 1) {
    eval leave("no sensitivity.csv; airbridge sensitivity writes it")
}

# Rows that are drawn: the first of them by the total index.
MOST = 50
has_index(dummy) = column("screened") == 0 && strlen(strcol("total")) > 0 && strlen(strcol("first_order")) > 0
inputs = 0; screened = 0
stats texts("sensitivity.csv") using (has_index(0) ? (inputs = inputs + 1) : \
    (screened = screened + (column("screened") == 1))) nooutput
if (inputs == 0) { eval leave("the measure is the same in all replications: nothing drives it") }

COLUMNS = "first_order first_order_low first_order_high total total_low total_high"
array label_of[inputs]
array is_luck[inputs]
array place_of[inputs]
array share[6 * inputs]
LONGEST = 54
n = 0
cell(name, otherwise) = strlen(strcol(name)) > 0 ? column(name) : otherwise
take(dummy) = n == inputs ? 0 : (n = n + 1, is_luck[n] = column("is_luck") == 1, \
    label_of[n] = is_luck[n] ? "luck (day to day)" : fitted(strcol("input"), LONGEST), \
    share[6 * n - 5] = column("first_order"), share[6 * n - 2] = column("total"), \
    share[6 * n - 4] = cell("first_order_low", share[6 * n - 5]), \
    share[6 * n - 3] = cell("first_order_high", share[6 * n - 5]), \
    share[6 * n - 1] = cell("total_low", share[6 * n - 2]), share[6 * n] = cell("total_high", share[6 * n - 2]), 1)
stats texts("sensitivity.csv") using (has_index(0) ? take(0) : 0) nooutput

# Places from the top; equals in the order of the table.
total(i) = share[6 * i - 2]
rows = n < MOST ? n : MOST
longest = 0
low = 0.0; high = 0.0
do for [i = 1 : n] {
    place_of[i] = 1
    do for [k = 1 : n] {
        if (total(k) > total(i) || (total(k) == total(i) && k < i)) { place_of[i] = place_of[i] + 1 }
    }
    if (place_of[i] <= rows) {
        longest = letters(label_of[i]) > longest ? letters(label_of[i]) : longest
        do for [c = 0 : 5] {
            low = share[6 * i - c] < low ? share[6 * i - c] : low
            high = share[6 * i - c] > high ? share[6 * i - c] : high
        }
    }
}
# Of few rows an interval may be wider than there is to show: it is cut at the edges.
is_cut = low < -0.5 || high > 1.5
low = low < -0.5 ? -0.5 : low
high = high > 1.5 ? 1.5 : high
high = high > low + 0.05 ? high : low + 0.05

set print $shares
print "y,first,first_low,first_high,total,total_low,total_high,luck"
do for [i = 1 : n] {
    if (place_of[i] <= rows) {
        print sprintf("%d,%.9g,%.9g,%.9g,%.9g,%.9g,%.9g,%d", rows - place_of[i], share[6 * i - 5], \
            share[6 * i - 4], share[6 * i - 3], share[6 * i - 2], share[6 * i - 1], share[6 * i], is_luck[i])
    }
}
unset print

HEIGHT = 270 + 34 * rows
left = 0.02 + 0.0088 * longest
left = left > 0.5 ? 0.5 : left
measure = shortened(measure_words(manifest("measure")), 50)
left_out = (n > rows ? sprintf(", %d smaller ones not shown", n - rows) : "").\
    (screened > 0 ? sprintf(", %d screened out", screened) : "").(is_cut ? ", intervals cut" : "")

do for [format in FORMATS] {
    eval begin(format)
    eval heading(sprintf("What drives %s: shares of its variance, 95 %% intervals", measure), \
        sprintf("%d rows", replications).left_out)
    set lmargin at screen left
    set rmargin at screen 0.97
    set tmargin at screen 1 - 90.0 / HEIGHT
    set bmargin at screen 110.0 / HEIGHT
    set yrange [-0.7 : rows - 0.3]
    set xrange [100 * (low - 0.03 * (high - low)) : 100 * (high + 0.03 * (high - low))]
    set grid xtics noytics linetype 1 linewidth 0.6 linecolor rgb "#e4e4e4"
    set xlabel "share of the variance, %"
    set key at screen 0.5, screen 22.0 / HEIGHT center vertical maxrows 1
    set ytics scale 0 ("" 0)
    do for [i = 1 : n] { if (place_of[i] <= rows) { set ytics add (tick_label(label_of[i]) rows - place_of[i]) } }
    set arrow 1 from first 0, graph 0 to first 0, graph 1 nohead linecolor rgb GREY linewidth 1 front
    plot $shares using (0):(column("y") + 0.17):(0):(100 * column("first")):(column("y") + 0.03):(column("y") + 0.33) \
             with boxxyerror linecolor rgb NAVY title "by itself (first order)", \
         $shares using (0):(column("y") - 0.17):(0):(100 * column("total")):(column("y") - 0.33):(column("y") - 0.03) \
             with boxxyerror linecolor rgb SKY title "with others (total)", \
         $shares using (100 * column("first")):(column("y") + 0.18):(100 * column("first_low")):(100 * column("first_high")) \
             with xerrorbars pointtype 0 linewidth 2 linecolor rgb GREY notitle, \
         $shares using (100 * column("total")):(column("y") - 0.18):(100 * column("total_low")):(100 * column("total_high")) \
             with xerrorbars pointtype 0 linewidth 2 linecolor rgb GREY title "95 % interval"
    set output
}
