# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
# growth.gp - time and memory against size, as `make bench-growth` measures them.
#
#     gnuplot -c growth.gp DIR      reads DIR/growth.csv, writes DIR/growth.png and DIR/growth.svg
#
# growth.csv has a row per series and size: the time of a load in those of the hand-written loop with 75
# aircraft, and the memory of each further load in bytes. A series that stops was not measured beyond.
NAME = "growth"; DIR = ARG1; HERE = ARG0[1 : strlen(ARG0) - strlen(NAME.".gp")]
load HERE."../looks.gpi"

if (strlen(DIR) == 0) {
    print sprintf("usage: gnuplot -c %s DIR (the folder of growth.csv)", HERE.NAME.".gp")
    exit status 2
}
# gnuplot would start what a name that begins with `<` or `|` says.
PLACE = (DIR[1:1] eq "/" ? "" : "./").DIR."/"

SERIES_MAX = 5
array SERIES[SERIES_MAX] = ["aircraft", "loop", "loads", "airfields", "check"]
array TITLE[SERIES_MAX] = ["aircraft, their loads and places", "the same in the hand-written loop", \
    "loads, for 75 aircraft", "airfields, each with a fleet and a contingent", "these, read and checked"]
array COLOUR[SERIES_MAX] = [NAVY, GREY, BLUE, RED, AMBER]
array POINT[SERIES_MAX] = [7, 12, 9, 5, 4]
array DASH[SERIES_MAX] = [1, 3, 1, 1, 2]

# The value of a row of the series, where there is one.
of(name, value) = strcol("series") eq name && strlen(strcol(value)) > 0 ? column(value) : NaN
# Only what was measured is in the key.
measured = ""
do for [i = 1 : SERIES_MAX] {
    found = 0
    stats PLACE.'growth.csv' using (strcol("series") eq SERIES[i] ? (found = found + 1) : 0) nooutput
    if (found > 0) { measured = measured." ".i }
}
curves = "plot for [i in measured] PLACE.'growth.csv' \
    using (column('size')):(of(SERIES[int(i)], VALUE)) smooth unique with linespoints linewidth 2 \
    linecolor rgb COLOUR[int(i)] pointtype POINT[int(i)] pointsize 1.1 dashtype DASH[int(i)] title TITLE[int(i)]"

HEIGHT = 670
do for [format in FORMATS] {
    eval terminal(format)
    set output PLACE.NAME.".".format
    set multiplot
    set label 1 "Time and memory of a load against size" at screen 0.012, screen 1 - 22.0 / HEIGHT font ",17"
    set label 2 "the same work with more of everything; the lower, the better" \
        at screen 0.012, screen 1 - 52.0 / HEIGHT textcolor rgb "#555555"
    set label 3 "beside the loop in each round" at screen 0.988, screen 1 - 22.0 / HEIGHT right font ",11" \
        textcolor rgb "#555555"
    set logscale xy
    set grid xtics
    set xrange [50 : 200000]
    set xtics nomirror ("100" 100, "1,000" 1000, "10,000" 10000, "100,000" 100000)
    set mxtics 10
    set tmargin at screen 1 - 105.0 / HEIGHT
    set bmargin at screen 180.0 / HEIGHT
    do for [panel = 1 : 2] {
        VALUE = word("loops bytes", panel)
        set lmargin at screen panel == 1 ? 0.07 : 0.575
        set rmargin at screen panel == 1 ? 0.475 : 0.98
        set title panel == 1 ? "Time of a load, in those of the loop with 75 aircraft" : "Memory of each further load, bytes" \
            offset 0, -0.4
        set xlabel "how many"
        set yrange [panel == 1 ? 0.5 : 10 : *]
        set format y panel == 1 ? "%g" : "%.0s%c"
        # Releases of gnuplot differ in which steps within a decade they label.
        set ytics nomirror (1)
        do for [decade = -1 : 9] {
            do for [step in "1 2 5"] { set ytics add (step * 10.0**decade) }
        }
        if (panel == 1) { set key at screen 0.5, screen 52.0 / HEIGHT center vertical maxrows 3 } \
        else { unset key; unset label }
        eval curves
    }
    unset multiplot
    set output
}
