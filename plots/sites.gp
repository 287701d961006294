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
reach_host(amount) = (top_host = higher(top_host, amount), \
    end = higher(end, bound_time("latest", end)), 1)
moments = 0; amounts = 0
if (rows_of("milestones.csv") > 0) {
    stats table("milestones.csv") using (tells_amount("guarded") ? \
        (amounts = amounts + reach_sites(bound_amount("latest", bound_amount("earliest", 0)))) : 0) \
        nooutput
    stats table("milestones.csv") using (tells_when("host_relieved") ? \
        (moments = moments + reach_host(column("nth"))) : 0) nooutput
}
end = end + 0.05 * (end - C_min_x)
top_sites = 1.15 * top_sites
top_host = top_host > 0 ? 1.15 * top_host : 1
bit = 0.008 * (end - C_min_x)
first(dummy) = column("replication") == 1
freed(dummy) = first(0) && strlen(strcol("host_freed")) > 0

# What changes the number of sites guarded in the first replication: +1 and -1.
own = 0
stats table("sites.csv") using (first(0) ? (own = own + 1) : 0) nooutput
# (Element 0 is not there: a header is expected where the picture samples them.)
array when[2 * own]
array change[2 * own]
changes = 0
note(time, amount) = time == time ? (changes = changes + 1, when[changes] = time, \
    change[changes] = amount) : 0
stats table("sites.csv") using \
    (first(0) ? note(instant("guarded"), 1) + note(instant("handed_back"), -1) : 0) nooutput


do for [format in FORMATS] {
    eval begin(format)
    set multiplot
    eval heading("Sites guarded and host people relieved", all_replications)
    set tmargin at screen 0.89
    set bmargin at screen 0.53
    set lmargin at screen 0.08
    set rmargin at screen 0.97
    unset key
    unset xlabel
    eval time_axis(C_min_x, end)
    set format x ""
    set ylabel "sites guarded" offset 0.5, 0
    set yrange [0:top_sites]
    eval count_tics(top_sites)
    plot table("curve.csv") using (instant("time")):(column("sites_guarded_p10")):\
             (column("sites_guarded_p90")) with filledcurves linecolor rgb PALE, \
         table("curve.csv") using (instant("time")):(column("sites_guarded_p50")) with lines linewidth 2.5 \
             linecolor rgb BLUE, \
         [i=0:changes:1] "+" using (i < 1 ? C_min_x : when[int(i)]):(i < 1 ? 0 : change[int(i)]) smooth cumulative \
             with steps linewidth 1.2 linecolor rgb INK, \
         for [k = 1 : amounts > 0] present("milestones.csv") using (tells_amount("guarded") ? instant("by") : NaN):\
             (bound_amount("earliest", 0)):(0):\
             (bound_amount("latest", top_sites) - bound_amount("earliest", 0)) \
             with vectors arrowstyle 1, \
         for [k = 1 : amounts > 0] present("milestones.csv") using (tells_amount("guarded") ? instant("by") - bit : NaN):\
             (bound_amount("latest", top_sites)):(upper_case(strcol("milestone"))) \
             with labels right textcolor rgb RED font ",11"
    set tmargin at screen 0.49
    set bmargin at screen 0.16
    set key at screen 0.5, screen 0.03 center vertical maxrows 1 width -3
    eval no_heading
    eval time_axis(C_min_x, end)
    set xlabel "UTC"
    set ylabel "host people relieved" offset 0.5, 0
    set yrange [0:top_host]
    eval count_tics(top_host)
    plot table("curve.csv") using (instant("time")):(column("host_relieved_p10")):\
             (column("host_relieved_p90")) with filledcurves linecolor rgb PALE \
             title "10th to 90th percentile", \
         "" using (instant("time")):(column("host_relieved_p50")) with lines linewidth 2.5 \
             linecolor rgb BLUE title "median", \
         table("sites.csv") using (freed(0) ? instant("host_freed") : C_min_x):\
             (freed(0) ? column("host_relieved") : 0) smooth cumulative with steps linewidth 1.2 \
             linecolor rgb INK title "replication 1", \
         for [k = 1 : moments > 0] present("milestones.csv") using \
             (tells_when("host_relieved") ? bound_time("earliest", C_min_x) : NaN):\
             (column("nth")):(bound_time("latest", end) - bound_time("earliest", C_min_x)):(0) \
             with vectors arrowstyle 1 title "milestone", \
         for [k = 1 : moments > 0] present("milestones.csv") using (tells_when("host_relieved") ? bound_time("latest", end) : NaN):\
             (column("nth") + 0.06 * top_host):(upper_case(strcol("milestone"))) with labels right \
             textcolor rgb RED font ",11" notitle
    unset multiplot
    set output
}
