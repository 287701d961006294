# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
# calibration-predictions.gp - how often each milestone for validation is met, before and after: what
# was learned from the others says whether it predicts them better.
#
# Table: predictions.csv, as `airbridge calibrate` writes it.
NAME = "calibration-predictions"; DIR = ARG1; HERE = ARG0[1 : strlen(ARG0) - strlen(NAME.".gp")]
load HERE."common.gpi"

is_row(dummy) = strcol("use") eq "validation" && strlen(strcol("within")) > 0
milestones = 0
if (rows_of("predictions.csv") > 0) {
    stats texts("predictions.csv") using (is_row(0) ? (milestones = milestones + 1) : 0) nooutput
}
if (milestones == 0) { eval leave("no milestone is for validation") }

# Rows that are drawn: the first of them.
MOST = 50
rows = milestones < MOST ? milestones : MOST
array label_of[rows]
array before_of[rows]
array after_of[rows]
LONGEST = 54
n = 0; longest = 0; any_after = 0
words_of(dummy) = fitted(strlen(strcol("name")) > 0 && strcol("name") ne "□" ? strcol("name") : strcol("milestone"), LONGEST)
take(dummy) = n == rows ? 0 : (n = n + 1, label_of[n] = words_of(0), before_of[n] = 100 * column("within"), \
    after_of[n] = strlen(strcol("accepted_within")) > 0 ? 100 * column("accepted_within") : NaN, \
    longest = letters(label_of[n]) > longest ? letters(label_of[n]) : longest, 1)
stats texts("predictions.csv") using (is_row(0) ? take(0) : 0) nooutput

set print $within
print "y,before,after"
do for [i = 1 : n] {
    any_after = any_after || after_of[i] == after_of[i]
    print sprintf("%d,%.9g,%.9g", n - i, before_of[i], after_of[i])
}
unset print

HEIGHT = 270 + 30 * n
left = 0.02 + 0.0088 * longest
left = left > 0.5 ? 0.5 : left
accepted = whole("accepted")
fit = (strlen(accepted) > 0 ? sprintf("%s of %d draws fit", accepted, replications) : sprintf("%d draws", replications)).\
    (milestones > n ? sprintf(", %d milestones not shown", milestones - n) : "")

do for [format in FORMATS] {
    eval begin(format)
    eval heading("How often milestones for validation are met", fit)
    set lmargin at screen left
    set rmargin at screen 0.97
    set tmargin at screen 1 - 90.0 / HEIGHT
    set bmargin at screen 110.0 / HEIGHT
    set yrange [-0.7 : n - 0.3]
    set xrange [-3 : 103]
    set xtics 20
    set grid xtics ytics linetype 1 linewidth 0.6 linecolor rgb "#e4e4e4"
    set xlabel "share of draws in which it is met, by its tolerance too, %"
    set key at screen 0.5, screen 22.0 / HEIGHT center vertical maxrows 1
    set ytics scale 0 ("" 0)
    do for [i = 1 : n] { set ytics add (tick_label(label_of[i]) n - i) }
    plot for [i = 1 : any_after] $within using "before":"y":(column("after") - column("before")):(0) \
             with vectors nohead linewidth 3 linecolor rgb LIGHT notitle, \
         $within using "before":"y" with points pointtype 6 pointsize 1.5 linewidth 2 linecolor rgb GREY title "all draws", \
         for [i = 1 : any_after] $within using "after":"y" with points pointtype 7 pointsize 1.2 linecolor rgb NAVY \
             title any_after ? "draws that fit history" : ""
    set output
}
