# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
# waits.gp - what was waited for, and what held the closure back.
#
# Tables: waits.csv (all loads and aircraft), chain.csv (the stages and waits behind the last
# delivery); means over the replications. Rows of less than a minute are left out.
NAME = "waits"; DIR = ARG1; HERE = ARG0[1 : strlen(ARG0) - strlen(NAME.".gp")]
load HERE."common.gpi"

MINUTE = 1.0 / 60
number(name) = strlen(strcol(name)) > 0 ? column(name) : 0
# Where some replications did not close, the chain is of those that did.
unclosed = 0
hours_of(panel) = panel == 1 || strlen(strcol("hours_mean")) > 0 ? number("hours_mean") : \
    (unclosed = column("beyond"), number("hours_mean_of_finished"))
array total[2]
array bars[2]
do for [panel = 1:2] {
    file = word("waits.csv chain.csv", panel)
    total[panel] = 0
    bars[panel] = 0
    if (rows_of(file) > 0) {
        stats texts(file) using (hours_of(panel) > MINUTE ? (bars[panel] = bars[panel] + 1, \
            total[panel] = total[panel] + hours_of(panel)) : 0) nooutput
    }
}
if (bars[1] + bars[2] == 0) { eval leave("nothing waits and nothing is delivered") }

# Where no force comes in, nothing closes, and nobody says that it did not.
has_force = bars[2] > 0
if (!has_force && rows_of("chain.csv") > 0) {
    stats table("chain.csv") using (has_force = has_force || column("beyond") > 0) nooutput
}

text(file) = file eq "waits.csv" ? strcol("meaning") : strcol("link")

# Beside each panel stand its words on the left and its figures on the right.
array left_edge[2] = [0.225, 0.745]
array right_edge[2] = [0.39, 0.885]
# One that is alone has all of the width.
alone = bars[1] == 0 || bars[2] == 0
if (bars[1] == 0) { left_edge[2] = left_edge[1] }
if (bars[2] == 0) { right_edge[1] = right_edge[2] }
# One to three ticks where there are two: these panels are narrower than others.
narrow_step(reach) = alone ? wide_step(reach) \
    : 2 * wide_step(reach) > tens(reach) * 2 ? 5 * tens(reach) : 2 * wide_step(reach)
rows = bars[1] > bars[2] ? bars[1] : bars[2]
do for [format in FORMATS] {
    eval begin(format)
    set multiplot
    eval heading("What was waited for".(!has_force ? "" : bars[2] == 0 ? "; no replication closed" \
        : ", and what held the closure back"), all_replications)
    do for [panel = 1:2] {
        file = word("waits.csv chain.csv", panel)
        if (bars[panel] > 0) {
            set tmargin at screen 0.84
            set bmargin at screen 0.84 - 0.7 * (bars[panel] + 0.4) / (rows > 5 ? rows + 0.4 : 5.4)
            set lmargin at screen left_edge[panel]
            set rmargin at screen right_edge[panel]
            unset key
            set border 1
            set grid xtics noytics
            set xlabel panel == 1 ? "waiting hours per replication, mean" : \
                "hours behind the last delivery, mean"
            set label 1 panel == 1 ? sprintf("All loads and aircraft: %.0f h", total[1]) : \
                sprintf("From request to closure: %.1f h", total[2]).(unclosed > 0 ? \
                sprintf(", of %d", replications - unclosed) : "") \
                at screen (panel == 1 ? left_edge[1] : left_edge[2] - 0.05), screen 0.865 left font ",14"
            array label_of[bars[panel]]
            array amount[bars[panel]]
            n = 0
            most = 0
            take(dummy) = (n = n + 1, label_of[n] = text(file), amount[n] = hours_of(panel), \
                most = amount[n] > most ? amount[n] : most, 1)
            eval all_shown
            stats texts(file) using (hours_of(panel) > MINUTE ? take(0) : 0) nooutput
            # The longest first.
            rank(i) = 1 + (sum [k = 1 : n] (amount[k] > amount[i] || \
                (amount[k] == amount[i] && k < i) ? 1 : 0))
            set yrange [n + 0.7 : 0.3]
            set xrange [0 : 1.02 * most]
            set xtics narrow_step(most) nomirror font ",11" offset 0, 0
            set mxtics default
            set ytics scale 0
            set ytics ("" 0)
            set for [i = 1 : n] ytics add (tick_label(label_of[i]) rank(i))
            share(i) = share_text(100.0 * amount[i] / total[panel])
            share_text(percent) = percent < 0.5 ? "< 1 %" : sprintf("%.0f %%", percent)
            plot sample [k = 0 : n : 1] "+" using (k < 1 ? NaN : amount[int(k)] / 2):\
                     (k < 1 ? NaN : rank(int(k))):(k < 1 ? NaN : amount[int(k)] / 2):(0.33) \
                     with boxxyerror fill solid 1.0 noborder linecolor rgb panel == 1 ? SKY : BLUE, \
                 [k = 0 : n : 1] "+" using (k < 1 ? NaN : amount[int(k)]):\
                     (k < 1 ? NaN : rank(int(k))):(k < 1 ? "" : sprintf(" %s h, %s", \
                     amount[int(k)] < 10 ? sprintf("%.1f", amount[int(k)]) : \
                     sprintf("%.0f", amount[int(k)]), share(int(k)))) with labels left font ",11"
            undefine label_of
            undefine amount
            eval no_heading
        }
    }
    unset multiplot
    set output
}
