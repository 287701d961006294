# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
# parking.gp - stands taken at the busiest airfields over time, against what they can hold.
#
# Tables: airfields.csv and sorties.csv (the traced replication), places.csv (limits at first). Airfields
# where loads land come first, then the others by their number of movements; six at most.
NAME = "parking"; DIR = ARG1; HERE = ARG0[1 : strlen(ARG0) - strlen(NAME.".gp")]
load HERE."common.gpi"

if (rows_of("airfields.csv") < 1 || rows_of("sorties.csv") < 1) { eval leave(no_trace) }

# ---- the busiest airfields ----
#
# By loaded landings, then by movements; where aircraft only come from nobody keeps account of stands.
# An awk counts, since there may be thousands of airfields and many more rows.
PANELS = 6
by_name = "NR == 1 || FNR == 1 { for (i = 1; i <= NF; i++) c[$i] = i; next } "
busiest = "< { echo airfield; awk -F , '".by_name."FILENAME ~ /airfields.csv$/ { if ($c[\"on_ground\"] > 0) used[$c[\"airfield\"]] = 1; next } "\
    ."{ if ($c[\"diverted_to\"] != \"\") moved[$c[\"diverted_to\"]]++; moved[$c[\"origin\"]]++; moved[$c[\"destination\"]]++; "\
    ."if ($c[\"purpose\"] == \"deployment\" && $c[\"stop\"] == 0) landed[$c[\"destination\"]]++ } "\
    ."END { for (a in used) if (moved[a] > 0) print a \",\" landed[a] + 0 \",\" moved[a] }' "\
    .quoted(table("airfields.csv"))." ".quoted(table("sorties.csv"))\
    ." | LC_ALL=C sort -t , -k 2,2nr -k 3,3nr -k 1,1 | sed -n 1,".PANELS."p; }"
array field[PANELS]
array label_of[PANELS]
array stands[PANELS]
array working[PANELS]
array fuelling[PANELS]
panels = int(system(busiest[3:*]." | wc -l")) - 1
if (panels < 1) { eval leave("no aircraft ever takes a stand") }
panels = 0
choose(dummy) = (panels = panels + 1, field[panels] = strcol("airfield"), 1)
stats busiest using (choose(0)) nooutput
do for [p = 1 : panels] { label_of[p] = field[p]; stands[p] = NaN; working[p] = NaN; fuelling[p] = NaN }
limit(name) = strlen(strcol(name)) > 0 ? column(name) : NaN
panel_of(id) = (PANEL = 0, sum [p = 1 : panels] (field[p] eq id ? (PANEL = p) : 0), PANEL)
read_place(p) = p == 0 ? 0 : (label_of[p] = name_or(strcol("place")), stands[p] = limit("parking_mog"), \
    working[p] = limit("working_mog"), fuelling[p] = limit("fuel_mog"), 1)
stats texts("places.csv") using (strcol("kind") eq "airfield" ? read_place(panel_of(strcol("place"))) : 0) \
    nooutput
# The rows of an airfield.
rows_at(id) = "< PLACE=".quoted(id)." awk -F , 'NR == 1 { print } ".by_name."$c[\"airfield\"] == ENVIRON[\"PLACE\"]' ".\
    quoted(table("airfields.csv"))
stats table("airfields.csv") using (instant("time")) name "T" nooutput
from = T_min; to = T_max > T_min ? T_max : T_min + hour
columns = panels > 1 ? 2 : 1
lines = (panels + columns - 1) / columns
LEFT = 0.065; RIGHT = 0.965; TOP = 0.875; BOTTOM = 0.175; GAP_X = 0.05; GAP_Y = 0.055
box_width = (RIGHT - LEFT - (columns - 1) * GAP_X) / columns
box_height = (TOP - BOTTOM - (lines - 1) * GAP_Y) / lines
higher(a, b) = b > a ? b : a
# What can be held and done there; what is not limited is left out.
mog(name, places) = places == places ? sprintf("%s %d", name, int(places)) : ""
joined(a, b) = strlen(a) > 0 && strlen(b) > 0 ? a.", ".b : a.b
fuel_text(i) = fuelling[i] == 0 ? "no fuel" : mog("fuel", fuelling[i])
limits_of(i) = joined(joined(mog("parking", stands[i]), mog("working", working[i])), fuel_text(i))
limits(i) = strlen(limits_of(i)) > 0 ? "MOG: ".limits_of(i) : "no limit"
before = 0
before_fuel = 0
# What is never seen in any panel has no place in the key.
works = 0; fuels = 0; holds = 0; bounded = 0
see_all(dummy) = (works = works || column("working") > 0, fuels = fuels || column("fuelling") > 0, \
    holds = holds || column("holding") > 0, 1)
do for [p = 1 : panels] { stats rows_at(field[p]) using (see_all(0)) nooutput }
# Nobody holding, or being fuelled, is not drawn, but how that ends is.
shown(x) = (is_shown = x > 0 || before > 0, before = x, is_shown ? x : NaN)
shown_fuel(x) = (is_shown = x > 0 || before_fuel > 0, before_fuel = x, is_shown ? x : NaN)
# The stands there are: only where that changes, or dashes would run into each other.
MOG_MAX = 100
array mog_from[MOG_MAX]
array mog_stands[MOG_MAX]
note_mog(t, x) = mogs > 0 && mogs < MOG_MAX - 1 && x == x && x != mog_stands[mogs] ? \
    (mogs = mogs + 1, mog_from[mogs] = t, mog_stands[mogs] = x) : 0

# The highest that is used in each panel, and what its axis reaches: the limit, unless it is far away.
FAR_AWAY = 5
array peak[PANELS]
array reach[PANELS]
do for [p = 1 : panels] {
    top = 1; most = stands[p] == stands[p] ? stands[p] : 0
    stats rows_at(field[p]) using (top = higher(higher(top, column("working")), higher(column("on_ground"), column("holding"))), \
        most = limit("parking_mog") == limit("parking_mog") ? higher(most, limit("parking_mog")) : most, 1) nooutput
    reach[p] = most <= FAR_AWAY * top ? higher(top, most) : top
    bounded = bounded || (most > 0 && most <= FAR_AWAY * top)
}
# What the clocks there say.
array zone_text[PANELS]
do for [p = 1 : panels] { zone_text[p] = zone_of(field[p]) }
# What fits beside the limits.
frame_width = box_width * WIDTH
name_room(p) = int((frame_width - 7.4 * strlen(limits(p)) - 30) / 9.4)

do for [format in FORMATS] {
    eval begin(format)
    set multiplot
    eval heading("Stands taken at the busiest airfields", one_replication)
    do for [p = 1:panels] {
        row = (p - 1) / columns
        set lmargin at screen LEFT + ((p - 1) % columns) * (box_width + GAP_X)
        set rmargin at screen LEFT + ((p - 1) % columns) * (box_width + GAP_X) + box_width
        set tmargin at screen TOP - row * (box_height + GAP_Y)
        set bmargin at screen TOP - row * (box_height + GAP_Y) - box_height
        eval all_shown
        mogs = stands[p] == stands[p]
        mog_from[1] = from
        mog_stands[1] = stands[p]
        stats rows_at(field[p]) using (note_mog(instant("time"), limit("parking_mog"))) nooutput
        mogs = mogs + 1
        mog_from[mogs] = to
        mog_stands[mogs] = mogs > 1 ? mog_stands[mogs - 1] : -1 # without a limit: below the picture
        set yrange [0 : 1.22 * reach[p] + 0.3]
        set ytics font ",11"
        eval count_tics(reach[p])
        unset ylabel
        unset xlabel
        if (p % columns == 1 || columns == 1) { set ylabel "aircraft, stands" font ",11" }
        if (p + columns > panels) { set xlabel "UTC" font ",11" offset 0, 0.4 }
        axis_labels = p + columns > panels
        eval time_axis(from, to, frame_width)
        unset key
        if (p == panels) {
            set key at screen 0.5, screen 0.035 center vertical maxrows 2 width -2
        }
        limit_text = limits(p)
        label_text = shortened(label_of[p], name_room(p) - strlen(zone_text[p])).zone_text[p]
        set label 1 label_text at graph 0.008, graph 1.0 left offset 0, -0.75 front font ",13"
        set label 2 limit_text at graph 0.992, graph 1.0 right offset 0, -0.75 front font ",10" \
            textcolor rgb "#555555"
        if (p > 1) { eval no_heading }
        plot rows_at(field[p]) using (instant("time")):(column("on_ground")) \
                 with fillsteps linecolor rgb SKY title "stands taken", \
             for [k = 1 : works] "" using (instant("time")):(column("working")) with steps \
                 linewidth 1.0 linecolor rgb NAVY title "working places in use", \
             for [k = 1 : fuels] "" using (instant("time")):(shown_fuel(column("fuelling"))) with steps \
                 linewidth 1.2 linecolor rgb AMBER title "aircraft being fuelled", \
             for [k = 1 : holds] "" using (instant("time")):(shown(column("holding"))) with steps \
                 linewidth 1.5 linecolor rgb RED title "holding in the air", \
             for [k = 1 : bounded] [k = 0 : mogs : 1] "+" using (k < 1 ? NaN : mog_from[int(k)]):\
                 (k < 1 ? NaN : mog_stands[int(k)]) with steps linewidth 2 dashtype 2 \
                 linecolor rgb INK title "parking MOG"
    }
    unset multiplot
    set output
}
