# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
# saturation.gp - when places, aircraft and crews were all taken, hour by hour.
#
# Tables: binding.csv (the first replications). A line per place that was full for longest, sixteen at
# most; the darker an hour, the larger the share of it, over replications, in which all were in use or
# somebody stood in line.
NAME = "saturation"; DIR = ARG1; HERE = ARG0[1 : strlen(ARG0) - strlen(NAME.".gp")]
load HERE."common.gpi"

if (rows_of("binding.csv") < 1) { eval leave("binding.csv has no rows: nothing has a limit") }

# ---- which lines ----
#
# An awk counts, since there may be thousands of places.
LINES = 16
by_name = "NR == 1 { for (i = 1; i <= NF; i++) c[$i] = i; next } "
place = "$c[\"id\"] \",\" $c[\"resource\"]"
fullest = "< { echo id,resource; awk -F , '".by_name."$c[\"saturated\"] > 0.005 { full[".place."] += $c[\"saturated\"] } "\
    ."END { for (p in full) print full[p] \",\" p }' ".quoted(table("binding.csv"))\
    ." | LC_ALL=C sort -t , -k 1,1gr -k 2 | sed -n 1,".LINES."p | cut -d , -f 2-; }"
lines = int(system(fullest[3:*]." | wc -l")) - 1
if (lines < 1) { eval leave("nothing was ever full") }
array label_of[lines]
array id_of[lines]
array resource_of[lines]
n = 0
name(n, s) = label_of[n] = fitted(s, 30 - strlen(resource_of[n])).": ".resource_of[n]
choose(dummy) = (n = n + 1, id_of[n] = strcol("id"), resource_of[n] = strcol("resource"), \
    name(n, strcol("id")), 1)
stats fullest using (choose(0)) nooutput
# Airfields have names; fleets, whose aircraft and crews these are, may have the id of one.
is_of_fleet(n) = resource_of[n] eq "aircraft" || resource_of[n] eq "crews"
call(p) = (sum [i = 1 : lines] (id_of[i] eq p && !is_of_fleet(i) ? (name(i, name_or(p)), 1) : 0))
if (rows_of("places.csv") > 0) {
    stats texts("places.csv") using (strcol("kind") eq "airfield" && strlen(strcol("name")) > 0 ? \
        call(strcol("place")) : 0) nooutput
}
line_of(id, resource) = (LINE = 0, sum [i = 1 : lines] \
    (id_of[i] eq id && resource_of[i] eq resource ? (LINE = i) : 0), LINE)

# ---- from when to when ----
span(dummy) = column("hours") * hour
share(dummy) = column("saturated")
from = NaN; to = NaN
reach(t, length) = (from = from == from && from < t ? from : t, \
    to = to == to && to > t + length ? to : t + length, 1)
is_shown(dummy) = share(0) > 0.005 && line_of(strcol("id"), strcol("resource")) > 0
stats table("binding.csv") using (is_shown(0) ? reach(instant("time"), span(0)) : 0) nooutput

# A box reaches half a pixel into the next, or they would be paler where they meet; and it is a pixel wide.
pixel = (to - from) / (0.685 * WIDTH)
box_end(dummy) = (END = instant("time") + (span(0) > pixel ? span(0) : pixel) + 0.5 * pixel, END < to ? END : to)

# Four steps, told apart in grey as well.
array step_colour[4] = [PALE, SKY, BLUE, NAVY]
array step_name[4] = ["up to 25 % of the time", "up to 50 % of the time", "up to 75 % of the time", \
    "more than 75 % of the time"]
step_of(s) = s <= 0.25 ? 1 : s <= 0.5 ? 2 : s <= 0.75 ? 3 : 4
# What no hour has is not named in the key.
array met[4]
do for [k = 1 : 4] { met[k] = 0 }
note(k) = (met[k] = 1)
stats table("binding.csv") using (is_shown(0) ? note(step_of(share(0))) : 0) nooutput

# As high as the lines need.
HEIGHT = lines < 13 ? 400 + 30 * lines : 800

do for [format in FORMATS] {
    eval begin(format)
    eval heading("When places, aircraft and crews were full", replications > 100 ? \
        sprintf("first 100 of %s", all_replications) : all_replications)
    set lmargin at screen 0.28
    set rmargin at screen 0.965
    set tmargin at screen 1 - 90.0 / HEIGHT
    set bmargin at screen 160.0 / HEIGHT
    set border 1
    unset grid
    set grid xtics
    set key at screen 0.6, screen 75.0 / HEIGHT center top horizontal
    set xlabel "UTC"
    eval time_axis(from, to, 0.68 * WIDTH)
    set yrange [lines + 0.6 : 0.4]
    set ytics scale 0
    set ytics ("" 0)
    set for [i = 1 : lines] ytics add (tick_label(label_of[i]) i)
    shown(k) = is_shown(0) && step_of(share(0)) == k
    plot for [k = 1 : 4] table("binding.csv") using \
             (shown(k) ? instant("time") + span(0) / 2 : NaN):(1.0 * LINE):(instant("time")):\
             (box_end(0)):(LINE - 0.4):(LINE + 0.4) with boxxyerror \
             fill solid 1.0 noborder linecolor rgb step_colour[k] \
             title met[k] ? step_name[k] : ""
    unset output
}
