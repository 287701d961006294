# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
# withdrawal.gp - loaded departures out of the theatre, day by day and cumulative.
#
# Tables: curve.csv (cumulative, over replications), sorties.csv (days of the traced replication),
# milestones.csv (events `out_departure`: counts of days with their range over replications, and
# cumulative counts). Days are those of the milestones, if there are any, otherwise UTC days.
NAME = "withdrawal"; DIR = ARG1; HERE = ARG0[1 : strlen(ARG0) - strlen(NAME.".gp")]
load HERE."common.gpi"

if (rows_of("curve.csv") < 2) { eval leave("curve.csv has no rows") }
stats table("curve.csv") using (instant("time")):(column("out_departures_p90")) name "C" nooutput
if (C_max_y == 0) { eval leave("nobody withdraws by air in this scenario") }

stats table("curve.csv") using (column("out_departures_p10")) name "P" nooutput
begin_x = C_max_x; end = C_min_x; top = C_max_y; top_day = 0
stats table("curve.csv") using (column("out_departures_p90") > 0 && instant("time") < begin_x ? \
    (begin_x = instant("time")) : 0) nooutput
stats table("curve.csv") using (column("out_departures_p10") < P_max ? (end = instant("time")) : 0) \
    nooutput

days = 0; shift = 0; amounts = 0
counts(dummy) = tells_amount("out_departure")
is_day(dummy) = counts(0) && abs(instant("by") - instant("from") - day) < 1
is_total(dummy) = counts(0) && instant("from") <= C_min_x
see_day(dummy) = (days = days + 1, shift = instant("from") - day * floor(instant("from") / day), \
    begin_x = instant("from") < begin_x ? instant("from") : begin_x, \
    end = instant("by") > end ? instant("by") : end, \
    top_day = highest_amount(0) > top_day ? highest_amount(0) : top_day, \
    top_day = column("p90") > top_day ? column("p90") : top_day, 1)
see_total(dummy) = (amounts = amounts + 1, \
    top = highest_amount(0) > top ? highest_amount(0) : top, 1)
if (rows_of("milestones.csv") > 0) {
    stats table("milestones.csv") using (is_day(0) ? see_day(0) : 0) nooutput
    stats table("milestones.csv") using (is_total(0) ? see_total(0) : 0) nooutput
}
day_of(t) = shift + day * floor((t - shift) / day)
begin_x = day_of(begin_x) - 0.1 * day
end = day_of(end) + 1.1 * day
# A total that is asked for later than the picture ends stands at its right edge.
at_total(t) = t > end ? end - 0.12 * day : t

# Departures of the traced replication, day by day.
slots = int((end - begin_x) / day) + 2
array count[slots]
do for [i = 1:slots] { count[i] = 0 }
slot(t) = int((day_of(t) - day_of(begin_x)) / day) + 1
tally(i) = i >= 1 && i <= slots ? (count[i] = count[i] + 1) : 0
own = 0
# A flight that goes on from a stop on the way has departed before.
is_out(dummy) = strcol("purpose") eq "withdrawal" && column("resumed") == 0 && \
    strlen(strcol("takeoff")) > 0
if (rows_of("sorties.csv") > 0) {
    stats table("sorties.csv") using (is_out(0) ? (own = own + 1, tally(slot(instant("takeoff")))) : 0) \
        nooutput
}
do for [i = 1:slots] { top_day = count[i] > top_day ? count[i] : top_day }
# A day's milestone stands beside what is simulated.
milestone_x = 0.78 * day
bar_shift = days > 0 ? 0.12 * day : 0; bar_width = (days > 0 ? 0.5 : 0.84) * day
bars = own > 0 ? slots : 1
noon(i) = day_of(begin_x) + (i - 0.5) * day
top = 1.12 * top
top_day = top_day > 0 ? 1.15 * top_day : 1

x_low = begin_x; x_high = end; y_low = 0
frame_left = 0.07; frame_right = 0.965
has_band = differ("curve.csv", "out_departures_p10", "out_departures_p90")

do for [format in FORMATS] {
    eval begin(format)
    set multiplot
    eval heading("Flights out of the theatre", all_replications)
    y_high = top; frame_bottom = 0.54; frame_top = 0.885
    mark_text(dummy) = mark_words(0)
    mark_kind(dummy) = is_total(0) ? 2 : 0
    mark_at(dummy) = at_total(instant("by"))
    load HERE."marks.gpi"
    load HERE."arrange.gpi"
    marks_seen = thick; thin_seen = thin
    set lmargin at screen frame_left
    set rmargin at screen frame_right
    set tmargin at screen frame_top
    set bmargin at screen frame_bottom
    unset key
    unset xlabel
    axis_labels = 0
    eval time_axis(x_low, x_high, frame_width)
    set ylabel "departures so far"
    set yrange [0:top]
    eval count_tics(top)
    plot for [k = 1 : has_band] table("curve.csv") using (instant("time")):\
             (column("out_departures_p10")):(column("out_departures_p90")) with filledcurves \
             linecolor rgb PALE, \
         for [k = 1 : replications > 1 || own == 0] table("curve.csv") using (instant("time")):\
             (column("out_departures_p50")) with lines linewidth 2.5 linecolor rgb BLUE, \
         for [k = 1 : own > 0] present("sorties.csv") using (is_out(0) ? instant("takeoff") : C_min_x):\
             (is_out(0) ? 1 : 0) smooth cumulative with steps linewidth 1.2 linecolor rgb INK, \
         for [k = 1 : thick] lines("$thick", thick) using 1:2:3:4 with vectors nohead \
             linewidth 2.4 linecolor rgb RED, \
         for [k = 1 : thin] lines("$thin", thin) using 1:2:3:4 with vectors nohead linewidth 1 \
             linecolor rgb RED, \
         for [k = 1 : names] lines("$names", names) using 1:2:3 with labels left \
             textcolor rgb RED font ",11"

    y_high = top_day; frame_bottom = 0.195; frame_top = 0.495
    mark_kind(dummy) = is_day(0) ? 2 : 0
    mark_at(dummy) = instant("from") + milestone_x
    # Which day it is stands below; how it passed is said where it is not simply inside.
    mark_text(dummy) = strcol("outcome") eq "inside" ? "" : strcol("outcome")
    load HERE."marks.gpi"
    eval all_shown
    if (days > 0) {
        stats table("milestones.csv") using (is_day(0) ? obstacle_at(instant("from") + 0.38 * day, \
            column("p10"), column("p90")) : 0) nooutput
    }
    ABOVE_FIRST = 1
    load HERE."arrange.gpi"
    ABOVE_FIRST = 0
    eval no_heading
    set tmargin at screen frame_top
    set bmargin at screen frame_bottom
    set key at screen 0.5, screen 0.045 center vertical maxrows 2 width -4
    axis_labels = 1
    eval time_axis(x_low, x_high, frame_width)
    set xlabel (shift == 0 ? "UTC" : \
        sprintf("UTC; a day begins at %s", strftime("%H:%M", shift)))
    set ylabel "departures a day"
    set yrange [0:top_day]
    eval count_tics(top_day)
    plot sample [i = 0 : bars : 1] "+" using (noon(i) - bar_shift):\
             (i < 1 ? 0 : count[int(i)]):(bar_width) with boxes fill solid 1.0 noborder \
             linecolor rgb LIGHT title own > 0 ? one_replication : "", \
         for [k = 1 : days > 0 && (replications > 1 || own == 0)] present("milestones.csv") using \
             (is_day(0) ? instant("from") + 0.38 * day : NaN):(column("p50")):(column("p10")):\
             (column("p90")) with yerrorbars pointtype 7 pointsize 1 linewidth 2 linecolor rgb BLUE \
             title replications > 1 ? "in the day (dot: median)" : "in the day", \
         for [k = 1 : thick] lines("$thick", thick) using 1:2:3:4 with vectors nohead \
             linewidth 2.4 linecolor rgb RED notitle, \
         for [k = 1 : thin] lines("$thin", thin) using 1:2:3:4 with vectors nohead linewidth 1 \
             linecolor rgb RED notitle, \
         for [k = 1 : names] lines("$names", names) using 1:2:3 with labels left \
             textcolor rgb RED font ",11" notitle, \
         for [k = 1 : has_band] keyentry with filledcurves linecolor rgb PALE \
             title "10th to 90th percentile", \
         for [k = 1 : replications > 1 || own == 0] keyentry with lines linewidth 2.5 \
             linecolor rgb BLUE title "median", \
         for [k = 1 : thick || marks_seen] keyentry with lines linewidth 2.4 linecolor rgb RED \
             title "milestone", \
         for [k = 1 : thin || thin_seen] keyentry with lines linewidth 1 linecolor rgb RED \
             title "its tolerance"
    unset multiplot
    set output
}
