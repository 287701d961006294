# landings.gp - loaded landings in the theatre, cumulative, against what history says.
#
# Tables: curve.csv (median and range over replications), sorties.csv (the traced replication),
# milestones.csv (events `landing`). History that is told only as "at least so many by then" comes
# from data/landings-at-least.csv, by the scenario's title.
NAME = "landings"; DIR = ARG1; HERE = ARG0[1 : strlen(ARG0) - strlen(NAME.".gp")]
load HERE."common.gpi"

if (rows_of("curve.csv") < 2) { eval leave("curve.csv has no rows") }
stats table("curve.csv") using (instant("time")):(column("landings_p90")) name "C" nooutput
if (C_max_y == 0) { eval leave("nothing lands in this scenario") }

# The picture ends where all but a tenth of the replications have landed everything, or where
# history does. The first figures in `stats` only look: what counts is what they note on the way.
stats table("curve.csv") using (column("landings_p10")) name "P" nooutput
end = C_max_x
stats table("curve.csv") using (column("landings_p10") < P_max ? (end = instant("time")) : 0) nooutput
top = C_max_y

own = 0
# Neither supplies nor a stop on the way are landings of the force.
lands(dummy) = strcol("purpose") eq "deployment" && column("stop") == 0 && \
    strlen(strcol("landing")) > 0
if (rows_of("sorties.csv") > 0) {
    stats table("sorties.csv") using (lands(0) ? (own = own + 1) : 0) nooutput
}
moments = 0; amounts = 0; floors = 0
see(time, amount) = (end = time > end ? time : end, top = amount > top ? amount : top, 1)
is_moment(dummy) = tells_when("landing")
is_amount(dummy) = tells_amount("landing") && instant("from") <= C_min_x
at_least = HERE."data/landings-at-least.csv"
is_floor(dummy) = strcol("title") eq title
if (rows_of("milestones.csv") > 0) {
    stats table("milestones.csv") using (is_moment(0) ? (moments = moments + \
        see(bound_time("latest", bound_time("earliest", 0)), column("nth"))) : 0) nooutput
    stats table("milestones.csv") using (is_amount(0) ? (amounts = amounts + \
        see(instant("by"), bound_amount("latest", bound_amount("earliest", 0)))) : 0) nooutput
}
stats at_least using (is_floor(0) ? (floors = floors + \
    see(instant("by"), column("landings"))) : 0) nooutput
margin = 0.06 * (end - C_min_x)
end = end + margin
top = 1.08 * top

eval heading("Landings in the theatre", all_replications)
set ylabel "landings with loads of the force, cumulative"
set yrange [0:top]
eval count_tics(top)
eval time_axis(C_min_x, end)
set xlabel "UTC"
bit = 0.012 * (end - C_min_x)

do for [format in FORMATS] {
    eval begin(format)
    plot table("curve.csv") using (instant("time")):(column("landings_p10")):\
             (column("landings_p90")) with filledcurves linecolor rgb PALE \
             title "10th to 90th percentile", \
         "" using (instant("time")):(column("landings_p50")) with lines linewidth 2.5 \
             linecolor rgb BLUE title "median", \
         for [i = 1 : own > 0] present("sorties.csv") using \
             (lands(0) ? instant("landing") : C_min_x):(lands(0) ? 1 : 0) smooth cumulative \
             with steps linewidth 1.2 linecolor rgb INK title one_replication, \
         for [i = 1 : amounts > 0] present("milestones.csv") using \
             (is_amount(0) ? instant("by") : NaN):(bound_amount("earliest", 0)):(0):\
             (bound_amount("latest", top) - bound_amount("earliest", 0)) with vectors arrowstyle 1 \
             title moments ? "" : "milestone", \
         for [i = 1 : amounts > 0] present("milestones.csv") using \
             (is_amount(0) ? instant("by") + bit : NaN):(bound_amount("earliest", 0)):\
             (upper_case(strcol("milestone"))) with labels left textcolor rgb RED font ",11" notitle, \
         for [i = 1 : moments > 0] present("milestones.csv") using \
             (is_moment(0) ? bound_time("earliest", C_min_x) : NaN):(column("nth")):\
             (bound_time("latest", end) - bound_time("earliest", C_min_x)):(0) \
             with vectors arrowstyle 1 title "milestone", \
         for [i = 1 : moments > 0] present("milestones.csv") using \
             (is_moment(0) ? bound_time("latest", end) : NaN):(column("nth") + 0.03 * top):\
             (upper_case(strcol("milestone"))) with labels left textcolor rgb RED font ",11" notitle, \
         for [i = 1 : floors > 0] at_least using (is_floor(0) ? instant("by") : NaN):\
             (column("landings")):(0):(0.06 * top) with vectors arrowstyle 2 \
             title "history: at least", \
         for [i = 1 : floors > 0] at_least using (is_floor(0) ? instant("by") + bit / 2 : NaN):\
             (column("landings")):(strcol("label")) with labels left textcolor rgb RED font ",11" \
             notitle
    set output
}
