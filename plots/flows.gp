# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
# flows.gp - what goes through the busiest airfields, hour by hour or day by day: flights, people and
# tonnes, in above and out below.
#
# Tables: flows.csv (the first replications), places.csv (names). A row of panels per airfield, four at
# most: those with most loaded flights. The darkest is in nine of ten replications, the next in half of
# them, the palest in one of ten. Where hours would be too narrow to be seen, means are added up: no
# percentile of a day is known.
NAME = "flows"; DIR = ARG1; HERE = ARG0[1 : strlen(ARG0) - strlen(NAME.".gp")]
load HERE."common.gpi"

if (rows_of("flows.csv") < 1) { eval leave("flows.csv has no rows") }

# ---- the busiest airfields ----
#
# An awk counts, since there may be thousands of airfields and many more rows.
PANELS = 4
by_name = "NR == 1 { for (i = 1; i <= NF; i++) c[$i] = i; next } "
busiest = "< { echo airfield; awk -F , '".by_name."{ loaded[$c[\"airfield\"]] += $c[\"loaded_mean\"]; all[$c[\"airfield\"]] += $c[\"flights_mean\"] } "\
    ."END { for (a in all) print a \",\" loaded[a] \",\" all[a] }' ".quoted(table("flows.csv"))\
    ." | LC_ALL=C sort -t , -k 2,2gr -k 3,3gr -k 1,1 | sed -n 1,".PANELS."p; }"
array field[PANELS]
array label_of[PANELS]
array zone[PANELS]
lines = 0
choose(dummy) = (lines = lines + 1, field[lines] = strcol("airfield"), label_of[lines] = field[lines], zone[lines] = "", 1)
stats busiest using (choose(0)) nooutput
line_of(id) = (LINE = 0, sum [p = 1 : lines] (field[p] eq id ? (LINE = p) : 0), LINE)
read_place(p) = p == 0 ? 0 : (label_of[p] = name_or(strcol("place")), 1)
if (rows_of("places.csv") > 0) {
    stats texts("places.csv") using (strcol("kind") eq "airfield" ? read_place(line_of(strcol("place"))) : 0) nooutput
}
# The rows of an airfield in a direction; where there are none, one in which nothing goes.
rows_at(id, direction) = "< PLACE=".quoted(id)." awk -F , -v OFS=, 'NR == 1 { print; "\
    ."for (i = 1; i <= NF; i++) if ($i ~ /_(mean|p10|p50|p90)$/) amount[i] } NR == 2 { row = $0 } "\
    .by_name."$c[\"airfield\"] == ENVIRON[\"PLACE\"] && $c[\"direction\"] == \"".direction."\" { print; seen = 1 } "\
    ."END { if (!seen && row != \"\") { $0 = row; for (i in amount) $i = 0; print } }' ".quoted(table("flows.csv"))

# ---- what there is ----
WAYS = "in out"
from = NaN; to = NaN; span = hour; unequal = 0
length_of(dummy) = column("hours") * hour
# "+06:00" of the local time, where that is not UTC; an airfield may change it on the way.
offset_of(local) = strlen(local) > 6 ? local[strlen(local) - 5 : *] : ""
note_span(p) = p == 0 ? 0 : (from = from == from && from < instant("time") ? from : instant("time"), \
    to = to == to && to > instant("time") + length_of(0) ? to : instant("time") + length_of(0), \
    span = length_of(0), zone[p] = strlen(zone[p]) > 0 ? zone[p] : offset_of(strcol("local")), 1)
stats table("flows.csv") using (note_span(line_of(strcol("airfield")))) nooutput

# Spans that can be told apart, else days, weeks or months of four weeks.
SPANS_MAX = 500
BINS = sprintf("%.0f %.0f %.0f %.0f", span, day, 7 * day, 28 * day)
bin = first_of(BINS, (to - from) / SPANS_MAX, 1) + 0.0
added = bin > span
bin_from = bin * floor(from / bin)
bins = int((to - bin_from) / bin) + 2
array sum_of[bins]
bin_of(t) = int((t - bin_from) / bin) + 1
add_up(q) = (sum_of[bin_of(instant("time"))] = sum_of[bin_of(instant("time"))] + amount(q, "mean"))

QUANTITIES = "flights people tonnes"
array most[3]
do for [q = 1 : 3] { most[q] = 0 }
# How high the panels of an airfield and a quantity reach, in and out; and which shades are seen.
array reach_in[PANELS * 3]
array reach_out[PANELS * 3]
seen_p10 = 0; seen_p50 = 0; seen_p90 = 0; seen_mean = 0
amount(q, what) = column(word(QUANTITIES, q)."_".what)
highest(a, b) = b > a ? b : a
look(k, q, is_in) = (TOP_HERE = added ? add_up(q) : highest(amount(q, "p90"), amount(q, "mean")), \
    most[q] = highest(most[q], TOP_HERE), \
    is_in ? (reach_in[k] = highest(reach_in[k], TOP_HERE)) : (reach_out[k] = highest(reach_out[k], TOP_HERE)), \
    seen_p10 = seen_p10 || amount(q, "p10") > 0, seen_p50 = seen_p50 || amount(q, "p50") > amount(q, "p10"), \
    seen_p90 = seen_p90 || amount(q, "p90") > amount(q, "p50"), seen_mean = seen_mean || amount(q, "mean") > 0, 1)
panel(p, q) = (p - 1) * 3 + q
do for [p = 1 : lines] { do for [q = 1 : 3] {
    reach_in[panel(p, q)] = 0; reach_out[panel(p, q)] = 0
    do for [way in WAYS] { do for [b = 1 : added ? bins : 0] { sum_of[b] = 0 }; stats rows_at(field[p], way) using (look(panel(p, q), q, way eq "in")) nooutput }
} }
columns = (most[1] > 0) + (most[2] > 0) + (most[3] > 0)
if (columns == 0) { eval leave("nothing flies") }
# Of a single replication there is one shade.
if (added) { seen_p10 = 0; seen_p50 = 0; seen_p90 = 0; seen_mean = 0 }
if (replications == 1) { seen_p50 = 0; seen_p90 = 0; seen_mean = 0 }

# ---- the panels ----
LEFT = 0.055; RIGHT = 0.965; TOP = 0.85; BOTTOM = 0.175; GAP_X = 0.05; GAP_Y = 0.05
box_width = (RIGHT - LEFT - (columns - 1) * GAP_X) / columns
box_height = (TOP - BOTTOM - (lines - 1) * GAP_Y) / lines
NAME_ROOM = 24.0 / (box_height * HEIGHT)
per_span = (bin == hour ? "an hour" : bin == day ? "a day" : sprintf("in %g days", bin / day)).\
    (added && replications > 1 ? ", mean" : "")
title_of(q) = upper_case(word(QUANTITIES, q)[1:1]).word(QUANTITIES, q)[2:*]." ".per_span
zone_text(p) = zone_words(zone[p])
name_room = int(box_width * WIDTH / 9.2 - 12)
array shade[3] = [PALE, BLUE, NAVY]
array shade_of[3] = ["p90", "p50", "p10"]
array shade_title[3] = ["reached in one of ten replications", "reached in half of them", \
    replications == 1 ? "flown" : "reached in nine of ten"]
array is_seen[3]
is_seen[1] = seen_p90; is_seen[2] = seen_p50; is_seen[3] = seen_p10
# Ticks of both directions are counts.
axis_step(up, down) = wide_step(up + down)

do for [format in FORMATS] {
    eval begin(format)
    set multiplot
    eval heading("What goes through the busiest airfields: in above, out below", replications > 100 ? \
        sprintf("first 100 of %s", all_replications) : all_replications)
    first = 1
    do for [p = 1 : lines] {
        at = 0
        do for [q = 1 : 3] { if (most[q] > 0) {
            at = at + 1
            set lmargin at screen LEFT + (at - 1) * (box_width + GAP_X)
            set rmargin at screen LEFT + (at - 1) * (box_width + GAP_X) + box_width
            set tmargin at screen TOP - (p - 1) * (box_height + GAP_Y)
            set bmargin at screen TOP - (p - 1) * (box_height + GAP_Y) - box_height
            up = reach_in[panel(p, q)]; down = reach_out[panel(p, q)]
            if (up + down == 0) { up = 1 }
            step = axis_step(up, down)
            if (q == 1 && step < 1) { step = 1 }
            # Room for the name above.
            whole_reach = 1.06 * (up + down) / (1 - NAME_ROOM)
            set yrange [-1.03 * down : -1.03 * down + whole_reach]
            set ytics font ",10"
            set ytics ("0" 0)
            do for [k = 1 : int(up / step)] { set ytics add (sprintf("%g", k * step) k * step) }
            do for [k = 1 : int(down / step)] { set ytics add (sprintf("%g", k * step) -k * step) }
            axis_labels = p == lines
            set xtics font ",10" # the last of a panel does not touch the first of the next
            eval time_axis(from, to, box_width * WIDTH)
            set xlabel (p == lines ? "UTC" : "") font ",11" offset 0, 0.4
            set xzeroaxis linewidth 0.8 linecolor rgb "#444444"
            unset key
            if (p == lines && at == columns) { set key at screen 0.5, screen 0.045 center vertical maxrows 2 width -3 }
            unset label 1; unset label 2
            if (at == 1) {
                panel_name = shortened(label_of[p], name_room).zone_text(p)
                set label 1 panel_name at graph 0.01, graph 1.0 left offset 0, -0.75 front font ",12"
            }
            if (p == 1) { set label 2 title_of(q) at graph 0.5, graph 1.0 center offset 0, 1.0 front font ",13" }
            if (first == 0) { eval no_heading }
            first = 0
            if (added) { set boxwidth bin absolute
            plot for [w = 1 : 2] rows_at(field[p], word(WAYS, w)) using \
                     (bin_from + (bin_of(instant("time")) - 0.5) * bin):((w == 1 ? 1 : -1) * amount(q, "mean")) \
                     smooth frequency with boxes fill solid 1.0 noborder linecolor rgb BLUE notitle
            } else {
            plot for [w = 1 : 2] for [k = 1 : 3] rows_at(field[p], word(WAYS, w)) using \
                     (amount(q, shade_of[k]) > 0 ? instant("time") + length_of(0) / 2 : NaN):(0.0):\
                     (instant("time")):(instant("time") + length_of(0)):(0.0):\
                     ((w == 1 ? 1 : -1) * amount(q, shade_of[k])) with boxxyerror fill solid 1.0 noborder \
                     linecolor rgb shade[k] notitle, \
                 for [w = 1 : seen_mean ? 2 : 0] rows_at(field[p], word(WAYS, w)) using \
                     (amount(q, "mean") > 0.02 * (up + down) ? instant("time") : NaN):\
                     ((w == 1 ? 1 : -1) * amount(q, "mean")):(length_of(0)):(0.0) with vectors nohead \
                     linewidth 1.2 linecolor rgb AMBER notitle, \
                 for [k = 1 : 3] for [i = 1 : is_seen[k]] keyentry with boxes fill solid 1.0 noborder \
                     linecolor rgb shade[k] title shade_title[k], \
                 for [i = 1 : seen_mean] keyentry with lines linewidth 1.2 linecolor rgb AMBER title "mean"
            }
        } }
    }
    unset multiplot
    set output
}
