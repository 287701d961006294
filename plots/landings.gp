# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
# landings.gp - loaded landings in the theatre, cumulative, against what history says.
#
# Tables: curve.csv (median and range over replications), curve_drawn.csv (the same with what is not
# known, where it was drawn), sorties.csv (the traced replication),
# milestones.csv (events `landing`). History that is told only as "at least so many by then" comes
# from data/landings-at-least.csv, by the scenario's title.
NAME = "landings"; DIR = ARG1; HERE = ARG0[1 : strlen(ARG0) - strlen(NAME.".gp")]
load HERE."common.gpi"

if (rows_of("curve.csv") < 2) { eval leave("curve.csv has no rows") }
stats table("curve.csv") using (instant("time")):(column("landings_p90")) name "C" nooutput
if (C_max_y == 0) { eval leave("no loads of a force land in this scenario") }

# The picture ends where all but a tenth of the replications have landed everything, or where
# history does; at the end of the curve where more than a tenth never do. The first figures in `stats` only
# look: what counts is what they note on the way.
stats table("curve.csv") using (column("landings_p10")) name "P" nooutput
end = C_max_x
top = C_max_y
unclosed = 0
stats table("replications.csv") using \
    (strlen(strcol("closure_h")) == 0 ? (unclosed = unclosed + 1) : 0) nooutput
if (10 * unclosed <= rows_of("replications.csv")) {
    stats table("curve.csv") using \
        (column("landings_p10") < P_max ? (end = instant("time")) : 0) nooutput
}

own = 0; first = NaN
# Neither supplies nor a stop on the way are landings of the force, nor is a load that goes on from a hub.
lands(dummy) = strcol("purpose") eq "deployment" && column("stop") == 0 && \
    strcol("tier") ne "1" && strlen(strcol("landing")) > 0
if (rows_of("sorties.csv") > 0) {
    stats table("sorties.csv") using (lands(0) ? (own = own + 1, first = instant("landing")) : 0) nooutput
}
see(time, amount) = (end = time > end ? time : end, top = amount > top ? amount : top, 1)
is_moment(dummy) = tells_when("landing")
is_amount(dummy) = tells_amount("landing") && instant("from") <= C_min_x
at_least = HERE."data/landings-at-least.csv"
is_floor(dummy) = strcol("title") eq title
if (rows_of("milestones.csv") > 0) {
    stats table("milestones.csv") using (is_moment(0) ? \
        see(last_instant(C_min_x), column("nth")) : 0) nooutput
    stats table("milestones.csv") using (is_amount(0) ? \
        see(instant("by"), highest_amount(0)) : 0) nooutput
}
stats at_least using (is_floor(0) ? see(instant("by"), column("landings")) : 0) nooutput
end = end + 0.06 * (end - C_min_x)
top = 1.08 * top

x_low = C_min_x; x_high = end; y_low = 0; y_high = top
frame_left = 0.075; frame_right = 0.965; frame_bottom = 0.195; frame_top = 0.89
mark_kind(dummy) = is_moment(0) ? 1 : is_amount(0) ? 2 : 0
mark_at(dummy) = is_moment(0) ? column("nth") : instant("by")
load HERE."marks.gpi"
stats at_least using (is_floor(0) ? \
    floor_at(instant("by"), column("landings"), strcol("label")) : 0) nooutput
load HERE."arrange.gpi"

eval all_shown
eval heading("Landings in the theatre", all_replications.marks_left_out(0))
set ylabel "landings with loads of the force, cumulative"
set yrange [0:top]
eval count_tics(top)
eval time_axis(x_low, x_high, frame_width)
set xlabel "UTC".theatre_zone
set lmargin at screen frame_left
set rmargin at screen frame_right
set bmargin at screen frame_bottom
set tmargin at screen frame_top
set key at screen 0.5, screen 0.045 center vertical maxrows 2 width -3
has_band = differ("curve.csv", "landings_p10", "landings_p90")
has_drawn = rows_of("curve_drawn.csv") > 1 && differ("curve_drawn.csv", "landings_p10", "landings_p90")
drawn = table(has_drawn ? "curve_drawn.csv" : "curve.csv")

do for [format in FORMATS] {
    eval begin(format)
    plot for [i = 1 : has_band] table("curve.csv") using (instant("time")):\
             (column("landings_p10")):(column("landings_p90")) with filledcurves \
             linecolor rgb PALE title "10th to 90th percentile", \
         for [i = 1 : replications > 1 || own == 0] table("curve.csv") using (instant("time")):\
             (column("landings_p50")) with lines linewidth 2.5 linecolor rgb BLUE title "median", \
         for [i = 1 : has_drawn] drawn using (instant("time")):\
             (column("landings_p10")) with lines dashtype 2 linewidth 1.4 linecolor rgb NAVY \
             title "with what is not known", \
         for [i = 1 : has_drawn] drawn using (instant("time")):\
             (column("landings_p90")) with lines dashtype 2 linewidth 1.4 linecolor rgb NAVY notitle, \
         for [i = 1 : own > 0] present("sorties.csv") using \
             (lands(0) ? instant("landing") : C_min_x):(lands(0) ? 1 : 0) smooth cumulative \
             with steps linewidth 1.2 linecolor rgb INK title one_replication, \
         for [i = 1 : own == 1] [k = 0 : 3 : 1] "+" using (k < 1 ? C_min_x : k < 3 ? first : end):(k < 2 ? 0 : 1) \
             with lines linewidth 1.2 linecolor rgb INK notitle, \
         for [i = 1 : thick] lines("$thick", thick) using 1:2:3:4 with vectors nohead linewidth 2.4 \
             linecolor rgb RED title "milestone", \
         for [i = 1 : thin] lines("$thin", thin) using 1:2:3:4 with vectors nohead linewidth 1 \
             linecolor rgb RED title "its tolerance", \
         for [i = 1 : arrows] lines("$arrows", arrows) using 1:2:3:4 with vectors arrowstyle 2 \
             title "history: at least", \
         for [i = 1 : names] lines("$names", names) using 1:2:3 with labels left textcolor rgb RED font ",11" \
             notitle
    set output
}
