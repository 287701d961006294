# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
# orders.gp - when each contingent is in, in the plan and in the best order, who goes first at the top,
# with what any plan must take at least.
#
# Table: order_contingents.csv, as `airbridge size --order` writes it; means and bound are in run.json.
NAME = "orders"; DIR = ARG1; HERE = ARG0[1 : strlen(ARG0) - strlen(NAME.".gp")]
load HERE."common.gpi"

contingents = rows_of("order_contingents.csv")
if (contingents < 1) { eval leave("no order_contingents.csv; airbridge size --order writes it") }

# Members of the object that tells of the order; NaN where they are null.
told(member) = system("LC_ALL=C sed -nE 's/^ *\"".member."\": (-?[0-9]+[.]?[0-9]*(e[-+]?[0-9]+)?),?$/\\1/; T; p; q' ".quoted(table("run.json")))
number(text) = strlen(text) > 0 ? real(text) : NaN
bound = number(told("bound"))
fresh = strlen(told("fresh_replications")) > 0 ? int(real(told("fresh_replications"))) : 0

# From the first to the last, equals as the table has them.
array place[contingents]
array before[contingents]
array then[contingents]
array label_of[contingents]
LONGEST = 40
longest = 0
n = 0
high = bound == bound ? bound : 0
of_name(name) = strlen(strcol(name)) > 0 ? column(name) : NaN
longer(text) = (longest = strlen(text) > longest ? strlen(text) : longest, text)
take(dummy) = n == contingents ? 0 : (n = n + 1, place[n] = column("place_then"), before[n] = of_name("in_now_h"), \
    then[n] = of_name("in_then_h"), label_of[n] = longer(shortened(strcol("contingent"), LONGEST - 12). \
    (column("priority_now") == column("priority_then") ? "" : \
        sprintf(" (%d, was %d)", column("priority_then"), column("priority_now")))), \
    high = before[n] > high ? before[n] : high, high = then[n] > high ? then[n] : high, 1)
stats texts("order_contingents.csv") using (take(0)) nooutput
if (n == 0 || high <= 0) { eval leave("the way home has no closure of each contingent") }
contingents = n
# The row of a contingent, from the top: those who go before it, and equals listed before it.
row(i) = sum [k = 1 : contingents] (place[k] < place[i] || (place[k] == place[i] && k < i) ? 1 : 0)

changed = 0
set print $contingents
print "y,before,then"
do for [i = 1 : contingents] {
    print sprintf("%d,%.12g,%.12g", contingents - 1 - row(i), before[i], then[i])
    changed = changed + (abs(before[i] - then[i]) > 1e-9)
}
unset print

HEIGHT = 280 + 34 * contingents > 2000 ? 2000 : 280 + 34 * contingents
left = 0.03 + 0.0085 * longest
left = left > 0.5 ? 0.5 : left

do for [format in FORMATS] {
    eval begin(format)
    eval heading("When each contingent is in, in the plan and in the best order", \
        fresh > 0 ? sprintf("%d replications that did not choose it", fresh) : all_replications)
    set lmargin at screen left
    set rmargin at screen 0.97
    set tmargin at screen 1 - 90.0 / HEIGHT
    set bmargin at screen 100.0 / HEIGHT
    set yrange [-0.7 : contingents - 0.3]
    set xrange [0 : 1.06 * high]
    set grid xtics noytics linetype 1 linewidth 0.6 linecolor rgb "#e4e4e4"
    set xlabel "mean hours from the request until it is in"
    set key at screen 0.5, screen 22.0 / HEIGHT center vertical maxrows 1
    set ytics scale 0 ("" 0)
    do for [i = 1 : contingents] { set ytics add (tick_label(label_of[i]) contingents - 1 - row(i)) }
    unset arrow
    if (bound == bound) { set arrow 1 from bound, graph 0 to bound, graph 1 nohead linewidth 2 dashtype 2 linecolor rgb INK }
    plot $contingents using "before":"y":(column("then") - column("before")):(0) with vectors nohead linewidth 2 \
             linecolor rgb SKY notitle, \
         $contingents using "before":"y" with points pointtype 6 pointsize 1.5 linewidth 2 linecolor rgb GREY \
             title changed > 0 ? "in the plan" : "in the plan, which is the best", \
         for [i = 1 : changed > 0] $contingents using "then":"y" with points pointtype 7 pointsize 1.3 \
             linecolor rgb NAVY title changed > 0 ? "in the best order" : "", \
         for [i = 1 : bound == bound] keyentry with lines linewidth 2 dashtype 2 linecolor rgb INK \
             title bound == bound ? "no plan has all in before" : ""
    set output
}
