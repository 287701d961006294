# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
# calibration.gp - what history leaves of each input: from its 5th to its 95th percentile before and
# after, on the scale of the first; those that are narrowed at the top, and marked.
#
# Table: calibration.csv, as `airbridge calibrate` writes it.
NAME = "calibration"; DIR = ARG1; HERE = ARG0[1 : strlen(ARG0) - strlen(NAME.".gp")]
load HERE."common.gpi"

inputs = rows_of("calibration.csv")
if (inputs < 1) { eval leave("no calibration.csv; airbridge calibrate writes it") }

# Rows that are drawn, narrowed ones first.
MOST = 50
array label_of[inputs]
array words_of[inputs]
array narrowed[inputs]
array left_of[inputs]
array middle_of[inputs]
array right_of[inputs]
array before_of[inputs]
LONGEST = 48
n = 0; singles = 0
# Where a value stands on the scale on which an input was from 0 to 1; NaN where there is none.
reach(dummy) = column("p95") - column("p5")
scaled(name) = strlen(strcol(name)) == 0 ? NaN : reach(0) > 0 ? (column(name) - column("p5")) / reach(0) : 0.5
range(low, high) = sprintf("%.4g to %.4g", low, high)
said(dummy) = (strlen(strcol("p5")) > 0 ? range(column("p5"), column("p95")) : "").\
    (strlen(strcol("accepted_p5")) > 0 ? "  →  ".range(column("accepted_p5"), column("accepted_p95")) : "").\
    (strlen(strcol("unit")) > 0 ? " ".shortened(strcol("unit"), 10) : "")
take(dummy) = n == inputs ? 0 : (n = n + 1, label_of[n] = fitted(strcol("input"), LONGEST), \
    narrowed[n] = column("narrowed") == 1, words_of[n] = said(0), before_of[n] = scaled("p50"), \
    left_of[n] = scaled("accepted_p5"), middle_of[n] = scaled("accepted_p50"), right_of[n] = scaled("accepted_p95"), 1)
stats texts("calibration.csv") using (take(0)) nooutput
if (n == 0) { eval leave("there is no input in calibration.csv") }

rows = n < MOST ? n : MOST
array shown[rows]
was = 0
do for [pass = 1 : 2] {
    do for [i = 1 : n] {
        if (was < rows && narrowed[i] == (pass == 1)) { was = was + 1; shown[was] = i }
    }
}
longest = 0; low = 0.0; high = 1.0; any_after = 0; any_narrowed = 0
set print $ranges
print "y,before,left,middle,right,narrowed"
do for [r = 1 : rows] {
    i = shown[r]
    longest = letters(label_of[i]) > longest ? letters(label_of[i]) : longest
    if (left_of[i] == left_of[i] && right_of[i] == right_of[i]) {
        any_after = 1
        low = left_of[i] < low ? left_of[i] : low
        high = right_of[i] > high ? right_of[i] : high
    }
    any_narrowed = any_narrowed || narrowed[i]
    print sprintf("%d,%.9g,%.9g,%.9g,%.9g,%d", rows - r, before_of[i], left_of[i], middle_of[i], right_of[i], narrowed[i])
}
unset print

HEIGHT = 270 + 34 * rows
left = 0.02 + 0.0088 * longest
left = left > 0.42 ? 0.42 : left
accepted = whole("accepted")
fit = strlen(accepted) > 0 ? sprintf("%s of %d draws fit", accepted, replications) : sprintf("%d draws", replications)

do for [format in FORMATS] {
    eval begin(format)
    eval heading("What history leaves of what is not known: 5th to 95th percentile", fit)
    set lmargin at screen left
    set rmargin at screen 0.7
    set tmargin at screen 1 - 90.0 / HEIGHT
    set bmargin at screen 110.0 / HEIGHT
    set yrange [-0.7 : rows - 0.3]
    set xrange [low - 0.04 * (high - low) : high + 0.04 * (high - low)]
    set grid xtics noytics linetype 1 linewidth 0.6 linecolor rgb "#e4e4e4"
    set xtics 0.25
    set xlabel "0 and 1: where 5 % and 95 % of all draws are below"
    set key at screen 0.5, screen 22.0 / HEIGHT center vertical maxrows 1
    set ytics scale 0 ("" 0)
    do for [r = 1 : rows] {
        set ytics add (tick_label(label_of[shown[r]]) rows - r)
        set label r words_of[shown[r]] at screen 0.715, first rows - r left font ",11"
    }
    plot $ranges using (0):"y":(0):(1):(column("y") + 0.04):(column("y") + 0.34) with boxxyerror linecolor rgb LIGHT \
             title "all draws", \
         for [i = 1 : any_after] $ranges using (0):"y":"left":"right":(column("y") - 0.34):(column("y") - 0.04) \
             with boxxyerror linecolor rgb NAVY title any_after ? "draws that fit" : "", \
         $ranges using "before":(column("y") + 0.19):(0):(0.15) with vectors nohead linewidth 1 linecolor rgb INK notitle, \
         $ranges using "before":(column("y") + 0.04):(0):(0.3) with vectors nohead linewidth 2 linecolor rgb INK \
             title "median", \
         for [i = 1 : any_after] $ranges using "middle":(column("y") - 0.34):(0):(0.3) with vectors nohead linewidth 2 \
             linecolor rgb AMBER title any_after ? "median of these" : "", \
         for [i = 1 : any_narrowed] $ranges using (column("narrowed") == 1 ? low - 0.02 * (high - low) : NaN):"y" with points \
             pointtype 7 pointsize 1.2 linecolor rgb RED title any_narrowed ? "narrowed" : ""
    set output
}
