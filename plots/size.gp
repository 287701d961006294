# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
# size.gp - what each mix costs against what it reaches: those that pass, those that fail, the cheapest
# that passes, and the front, where less money reaches less.
#
# Table: size.csv, as `airbridge size` writes it; the first goal is in run.json. What a mix had not
# reached by the end of runs stands at the edge.
NAME = "size"; DIR = ARG1; HERE = ARG0[1 : strlen(ARG0) - strlen(NAME.".gp")]
load HERE."common.gpi"

mixes = rows_of("size.csv")
if (mixes < 1) { eval leave("no size.csv; airbridge size writes it") }

# ---- the first goal ----

# Members of what stands in the list of goals; the first is the first goal's.
goal(member, value) = system("LC_ALL=C sed -nE 's/^      \"".member."\": ".value.",?$/\\1/; T; p; q' ".quoted(table("run.json")))
measure = goal("measure", "\"([A-Za-z0-9_.-]+)\"")
unit = goal("unit", "\"([A-Za-z0-9_./ -]*)\"")
bound_text = goal("bound", "(-?[0-9]+[.]?[0-9]*(e[-+]?[0-9]+)?)")
bound = strlen(bound_text) > 0 ? real(bound_text) : NaN
at_most = goal("sign", "\"([<>]=)\"") eq "<="
from_least = system("grep -c '^  \"price_from\": \"least\"' ".quoted(table("run.json"))) + 0 > 0
# What is drawn is the value that so many in a hundred replications reach.
confidence_text = system("LC_ALL=C sed -nE 's/^  \"confidence\": ([0-9.]+),?$/\\1/p' ".quoted(table("run.json")))
in_so_many = strlen(confidence_text) > 0 ? sprintf(", in %.3g %% of replications", 100 * real(confidence_text)) : ""
goals = int(system("grep -c '^      \"bound\": ' ".quoted(table("run.json"))." | tr -dc 0-9"))

# ---- the mixes ----

array price[mixes]
array reached[mixes]
array kind[mixes]
array on_front[mixes]
KINDS = "passes fails unconfirmed open"
kind_of(verdict) = verdict eq "passes" ? 1 : verdict eq "fails" ? 2 : verdict eq "open" ? 4 : 3
n = 0; winner = 0; beyond = 0
x0 = 1e99; x1 = -1e99; y0 = 1e99; y1 = -1e99
winner_row = ""
# The keys of the axes stand between the number of the mix and its price, and no more than these are told.
keys = system("sed -n 's/^mix,//; T; s/,price,.*//; p; q' ".quoted(table("size.csv")))
key_of(list, i) = i == 1 ? (strstrt(list, ",") > 0 ? list[1 : strstrt(list, ",") - 1] : list) : \
    strstrt(list, ",") > 0 ? key_of(list[strstrt(list, ",") + 1 : *], i - 1) : ""
mix_words(i) = i > 9 || strlen(key_of(keys, i)) == 0 ? "" : \
    (i > 1 ? ", " : "").key_of(keys, i)." = ".strcol(i + 1).mix_words(i + 1)
see(x, y) = (x0 = x < x0 ? x : x0, x1 = x > x1 ? x : x1, \
    y == y ? (y0 = y < y0 ? y : y0, y1 = y > y1 ? y : y1) : (beyond = beyond + 1))
value_of(name) = strlen(strcol(name)) > 0 ? column(name) : NaN
take(dummy) = n == mixes ? 0 : (n = n + 1, price[n] = column("price"), reached[n] = value_of("reached"), \
    kind[n] = kind_of(strcol("verdict")), on_front[n] = column("front") == 1, see(price[n], reached[n]), \
    column("winner") == 1 ? (winner = n, winner_row = mix_words(1)) : 0, 1)
stats texts("size.csv") using (take(0)) nooutput
if (n == 0 || x1 < x0) { eval leave("no mix was looked at") }

# What goal and values need; the edge beyond.
if (y1 < y0) { y0 = bound == bound ? bound : 0; y1 = y0 }
if (bound == bound) { y0 = bound < y0 ? bound : y0; y1 = bound > y1 ? bound : y1 }
y_pad = y1 > y0 ? 0.07 * (y1 - y0) : abs(y1) > 0 ? 0.1 * abs(y1) : 1
x_pad = x1 > x0 ? 0.05 * (x1 - x0) : abs(x1) > 0 ? 0.1 * abs(x1) : 1
edge = at_most ? y1 + y_pad : y0 - y_pad
if (beyond > 0) { y0 = edge < y0 ? edge : y0; y1 = edge > y1 ? edge : y1 }
height(i) = reached[i] == reached[i] ? reached[i] : edge

set print $front
print "x,y"
do for [i = 1 : n] { if (on_front[i] && reached[i] == reached[i]) { print sprintf("%.12g,%.12g", price[i], reached[i]) } }
fronts = |$front| - 1
if (fronts < 1) { print sprintf("%.12g,%.12g", price[1], height(1)) } # gnuplot complains of none
unset print
array seen[4]
do for [k = 1 : 4] { seen[k] = 0 }
set print $mixes
print "x,y,kind"
do for [i = 1 : n] {
    print sprintf("%.12g,%.12g,%d", price[i], height(i), kind[i])
    seen[kind[i]] = seen[kind[i]] + 1
}
unset print
of(k) = column("kind") == k ? column("y") : NaN
points(count) = sprintf(" (%d)", count)

do for [format in FORMATS] {
    eval begin(format)
    eval heading("What a mix costs, and what it reaches", sprintf("%d mix%s", n, n == 1 ? "" : "es"))
    set label 1 winner > 0 ? shortened("Cheapest: ".winner_row, 125) : "No mix that was looked at is shown to reach the goal" \
        at screen 0.012, screen 1 - 78.0 / HEIGHT textcolor rgb RED
    set tmargin at screen 0.87
    set bmargin at screen 0.22
    set lmargin at screen 0.095
    set rmargin at screen 0.97
    set xrange [x0 - x_pad : x1 + x_pad]
    set yrange [y0 - y_pad : y1 + y_pad]
    set xlabel "price, more than ".(from_least ? "the least of everything" : "the plan as it is")
    set ylabel shortened((strlen(measure) > 0 ? measure_words(measure) : "measure of the first goal").(strlen(unit) > 0 ? ", ".unit : ""), 40).in_so_many offset -1, 0
    set key at screen 0.5, screen 0.065 center vertical maxrows 3 width 1
    plot for [i = 1 : bound == bound] bound with lines linewidth 2 dashtype 2 linecolor rgb INK \
             title bound == bound ? sprintf("goal: %s %g%s%s", at_most ? "at most" : "at least", bound, strlen(unit) > 0 && strlen(unit) < 12 ? " ".unit : "", goals > 1 ? ", and others" : "") : "", \
         for [i = 1 : fronts > 1] $front using "x":"y" with lines linewidth 2 linecolor rgb SKY \
             title fronts > 1 ? "the best for their price" : "", \
         for [i = 1 : seen[2] > 0] $mixes using "x":(of(2)) with points pointtype 6 pointsize 1.3 linewidth 2 \
             linecolor rgb GREY title seen[2] > 0 ? "fails".points(seen[2]) : "", \
         for [i = 1 : seen[4] > 0] $mixes using "x":(of(4)) with points pointtype 2 pointsize 1.0 linewidth 2 \
             linecolor rgb GREY title seen[4] > 0 ? "not tested to the end".points(seen[4]) : "", \
         for [i = 1 : seen[3] > 0] $mixes using "x":(of(3)) with points pointtype 4 pointsize 1.4 linewidth 2 \
             linecolor rgb AMBER title seen[3] > 0 ? "not confirmed".points(seen[3]) : "", \
         for [i = 1 : seen[1] > 0] $mixes using "x":(of(1)) with points pointtype 7 pointsize 1.3 \
             linecolor rgb NAVY title seen[1] > 0 ? "passes".points(seen[1]) : "", \
         for [i = 1 : winner > 0] $mixes using (column(0) == winner - 1 ? column("x") : NaN):"y" with points \
             pointtype 6 pointsize 2.6 linewidth 3 linecolor rgb RED title winner > 0 ? "the cheapest that passes" : "", \
         for [i = 1 : beyond > 0] edge with lines linewidth 1 dashtype 3 linecolor rgb GREY \
             title beyond > 0 ? sprintf("not by the end of runs (%d)", beyond) : ""
    set output
}
