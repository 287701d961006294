# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
# sites.gp - sites guarded, and host people relieved, over time, against what history says.
#
# Tables: curve.csv (median and range over replications), sites.csv (the first replication, as
# steps), milestones.csv (events `guarded` and `host_relieved`).
NAME = "sites"; DIR = ARG1; HERE = ARG0[1 : strlen(ARG0) - strlen(NAME.".gp")]
load HERE."common.gpi"

if (rows_of("curve.csv") < 2 || rows_of("sites.csv") < 1) {
    eval leave("no sites in sites.csv")
}
stats table("curve.csv") using (instant("time")):(column("sites_guarded_p90")) name "C" nooutput
stats table("curve.csv") using (column("host_relieved_p90")) name "H" nooutput
if (C_max_y == 0) { eval leave("no site is ever guarded") }

top_sites = C_max_y
was = -1
level(dummy) = column("sites_guarded_p10") + column("sites_guarded_p50") + \
    column("sites_guarded_p90") + column("host_relieved_p10") + column("host_relieved_p90")
top_host = H_max
# It ends a little after the last change of either curve.
stats table("curve.csv") using (level(0) != was ? (was = level(0), \
    end = instant("time")) : 0) nooutput
higher(a, b) = a > b ? a : b
reach_sites(amount) = (top_sites = higher(top_sites, amount), end = higher(end, instant("by")), 1)
reach_host(amount) = (top_host = higher(top_host, amount), end = higher(end, last_instant(end)), 1)
is_number(dummy) = tells_amount("guarded")
is_moment(dummy) = tells_when("host_relieved")
if (rows_of("milestones.csv") > 0) {
    stats table("milestones.csv") using (is_number(0) ? reach_sites(highest_amount(0)) : 0) nooutput
    stats table("milestones.csv") using (is_moment(0) ? reach_host(column("nth")) : 0) nooutput
}
end = end + 0.05 * (end - C_min_x)
top_sites = 1.15 * top_sites
top_host = top_host > 0 ? 1.15 * top_host : 1
# The first that is there: of --only 57 it is the only one.
FIRST = 0
stats table("sites.csv") using (FIRST == 0 ? (FIRST = int(column("replication"))) : 0) nooutput
first(dummy) = column("replication") == FIRST
freed(dummy) = first(0) && strlen(strcol("host_freed")) > 0

# What changes the number of sites guarded in the first replication: +1 and -1.
own = 0
stats table("sites.csv") using (first(0) ? (own = own + 1) : 0) nooutput
# (Element 0 is not there: a header is expected where the picture samples them; the line begins and
# ends with the picture.)
array when[2 * own]
array change[2 * own]
changes = 0
note(time, amount) = time == time ? (changes = changes + 1, when[changes] = time, \
    change[changes] = amount) : 0
stats table("sites.csv") using \
    (first(0) ? note(instant("guarded"), 1) + note(instant("handed_back"), -1) : 0) nooutput
moment_of(i) = i <= 1 ? C_min_x : i > changes + 1 ? end : when[i - 1]
step_of(i) = i <= 1 || i > changes + 1 ? 0 : change[i - 1]
has_band = differ("curve.csv", "sites_guarded_p10", "sites_guarded_p90") + \
    differ("curve.csv", "host_relieved_p10", "host_relieved_p90")
x_low = C_min_x; x_high = end; y_low = 0
frame_left = 0.08; frame_right = 0.965
marks_seen = 0; thin_seen = 0

do for [format in FORMATS] {
    eval begin(format)
    set multiplot
    eval heading("Sites guarded and host people relieved", all_replications)
    y_high = top_sites; frame_bottom = 0.53; frame_top = 0.89
    mark_kind(dummy) = is_number(0) ? 2 : 0
    mark_at(dummy) = instant("by")
    load HERE."marks.gpi"
    load HERE."arrange.gpi"
    marks_seen = thick; thin_seen = thin
    set tmargin at screen frame_top
    set bmargin at screen frame_bottom
    set lmargin at screen frame_left
    set rmargin at screen frame_right
    unset key
    unset xlabel
    axis_labels = 0
    eval time_axis(x_low, x_high, frame_width)
    set ylabel "sites guarded" offset 0.5, 0
    set yrange [0:top_sites]
    eval count_tics(top_sites)
    plot for [i = 1 : has_band > 0] table("curve.csv") using (instant("time")):\
             (column("sites_guarded_p10")):(column("sites_guarded_p90")) with filledcurves \
             linecolor rgb PALE, \
         for [i = 1 : replications > 1] table("curve.csv") using (instant("time")):\
             (column("sites_guarded_p50")) with lines linewidth 2.5 linecolor rgb BLUE, \
         [i = 0 : changes + 2 : 1] "+" using (moment_of(int(i))):(step_of(int(i))) smooth cumulative \
             with steps linewidth 1.2 linecolor rgb INK, \
         for [i = 1 : thick] lines("$thick", thick) using 1:2:3:4 with vectors nohead \
             linewidth 2.4 linecolor rgb RED, \
         for [i = 1 : thin] lines("$thin", thin) using 1:2:3:4 with vectors nohead linewidth 1 \
             linecolor rgb RED, \
         for [i = 1 : names] lines("$names", names) using 1:2:3 with labels left \
             textcolor rgb RED font ",11"

    y_high = top_host; frame_bottom = 0.19; frame_top = 0.495
    mark_kind(dummy) = is_moment(0) ? 1 : 0
    mark_at(dummy) = column("nth")
    load HERE."marks.gpi"
    load HERE."arrange.gpi"
    set tmargin at screen frame_top
    set bmargin at screen frame_bottom
    set key at screen 0.5, screen 0.045 center vertical maxrows 2 width -3
    eval no_heading
    axis_labels = 1
    eval time_axis(x_low, x_high, frame_width)
    set xlabel "UTC".theatre_zone
    set ylabel "host people relieved" offset 0.5, 0
    set yrange [0:top_host]
    eval count_tics(top_host)
    plot for [i = 1 : has_band > 0] table("curve.csv") using (instant("time")):\
             (column("host_relieved_p10")):(column("host_relieved_p90")) with filledcurves \
             linecolor rgb PALE title "10th to 90th percentile", \
         for [i = 1 : replications > 1] table("curve.csv") using (instant("time")):\
             (column("host_relieved_p50")) with lines linewidth 2.5 linecolor rgb BLUE title "median", \
         table("sites.csv") using (freed(0) ? instant("host_freed") : first(0) ? end : C_min_x):\
             (freed(0) ? column("host_relieved") : 0) smooth cumulative with steps linewidth 1.2 \
             linecolor rgb INK title sprintf("replication %d", FIRST), \
         for [i = 1 : thick] lines("$thick", thick) using 1:2:3:4 with vectors nohead \
             linewidth 2.4 linecolor rgb RED notitle, \
         for [i = 1 : thin] lines("$thin", thin) using 1:2:3:4 with vectors nohead linewidth 1 \
             linecolor rgb RED notitle, \
         for [i = 1 : names] lines("$names", names) using 1:2:3 with labels left \
             textcolor rgb RED font ",11" notitle, \
         for [i = 1 : thick || marks_seen] keyentry with lines linewidth 2.4 linecolor rgb RED \
             title "milestone", \
         for [i = 1 : thin || thin_seen] keyentry with lines linewidth 1 linecolor rgb RED \
             title "its tolerance"
    unset multiplot
    set output
}
