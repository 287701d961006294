# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
# worst-map.gp - where a denial hurts most: the larger the circle around an airfield, the more is lost
# when it is denied at the worst moment.
#
# Table: worst.csv, as `airbridge worst` writes it, the worst first. Coasts and borders are in
# data/world.csv. An airfield without a position is left out.
NAME = "worst-map"; DIR = ARG1; HERE = ARG0[1 : strlen(ARG0) - strlen(NAME.".gp")]
load HERE."common.gpi"

# ---- airfields, by their worst loss ----

denials = rows_of("worst.csv")
if (denials < 1) { eval leave("nothing that is denied costs anything for sure, or there is no worst.csv") }
is_field(dummy) = strstrt(strcol("denied"), "airfield.") == 1 && strlen(strcol("latitude")) > 0 && \
    strlen(strcol("longitude")) > 0 && column("loss") > 0
# The first row of each is that of its worst moment.
firsts = texts("worst.csv")." | awk -F , 'NR == 1 { print; next } !($2 in seen) { seen[$2]; print }'"
places = 0
stats firsts using (is_field(0) ? (places = places + 1) : 0) nooutput
if (places == 0) { eval leave("no airfield whose denial costs something has a position") }
array name[places]
array lat[places]
array lon[places]
array used[places]
n = 0
take(dummy) = n == places ? 0 : (n = n + 1, lat[n] = column("latitude"), lon[n] = column("longitude"), used[n] = column("loss"), \
    name[n] = fitted(strlen(strcol("name")) > 0 ? name_or(strcol("denied")[10 : *]) : strcol("denied")[10 : *], 32), 1)
stats firsts using (is_field(0) ? take(0) : 0) nooutput

load HERE."projection.gpi"

left = 1e9; right = -1e9; low = 1e9; high = -1e9
most = 0.0
do for [i = 1 : places] {
    x = px(lat[i], lon[i]); y = py(lat[i], lon[i])
    if (x == x && y == y) {
        left = x < left ? x : left; right = x > right ? x : right
        low = y < low ? y : low; high = y > high ? y : high
    }
    most = used[i] > most ? used[i] : most
}
if (right < left) { eval leave("the airfields lie around the whole earth") }
load HERE."mapframe.gpi"

set print $circles
print "x,y,radius"
# The area is as the loss.
do for [i = 1 : places] { print sprintf("%.9g,%.9g,%.9g", tx[i], ty[i], 0.035 * across * sqrt(used[i] / most)) }
unset print
measure = shortened(measure_words(manifest("measure")), 40)
unit = manifest("unit")
lasts = system("sed -nE 's/^  \"denial_h\": ([0-9.]{1,12}),?$/\\1/; T; p; q' ".quoted(table("run.json")))
of_length = strlen(lasts) > 0 ? sprintf(" for %s h", lasts) : ""
loss_words(x) = sprintf("%s worse by %.3g%s", measure, x, strlen(unit) > 0 ? " ".unit : "")
set style fill solid 0.45 border linecolor rgb RED

do for [format in FORMATS] {
    eval begin(format)
    eval heading("What is lost when an airfield is denied".of_length.", at its worst moment", "up to ".all_replications." each")
    plot for [m = -180 : 170 : 10] [t = -80 : 80 : 2] "+" using (px(t, m)):(py(t, m)) with lines \
             linewidth 0.5 linecolor rgb "#e2e2e2" notitle, \
         for [p = -80 : 80 : 10] [t = -180 : 180 : 2] "+" using (px(p, t)):(py(p, t)) with lines \
             linewidth 0.5 linecolor rgb "#e2e2e2" notitle, \
         HERE."data/world.csv" using (px(column(2), column(1))):(py(column(2), column(1))) index 1 with lines linewidth 0.6 \
             dashtype 3 linecolor rgb "#9a9a9a" notitle, \
         HERE."data/world.csv" using (px(column(2), column(1))):(py(column(2), column(1))) index 0 with lines linewidth 0.9 \
             linecolor rgb "#7d8b99" notitle, \
         $circles using "x":"y":"radius" with circles linecolor rgb RED notitle, \
         $circles using "x":"y" with points pointtype 7 pointsize 0.9 linecolor rgb INK notitle, \
         keyentry with circles linecolor rgb RED title "the larger, the more is lost; the largest: ".loss_words(most)
    set output
}
