# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
# gantt.gp - what every aircraft does in the first 48 hours after the request, a row per tail.
#
# Tables: sorties.csv (the traced replication); contingents.csv and replications.csv for the moment
# of the request. Where nothing landed it is the moment when the first aircraft is tasked.
NAME = "gantt"; DIR = ARG1; HERE = ARG0[1 : strlen(ARG0) - strlen(NAME.".gp")]
load HERE."common.gpi"

if (rows_of("sorties.csv") < 1) { eval leave(no_trace) }

from = 1e99
earlier(t) = t < from ? (from = t) : 0
stats table("sorties.csv") using (earlier(instant("tasked"))) nooutput
eval request_of(traced)
if (REQUEST == REQUEST) { from = REQUEST }
from = floor(from / 60 + 0.5) * 60
# Until the last thing that any aircraft did, when that is sooner: a run may end before a flight does.
done = from
later(t) = t == t && t > done ? (done = t) : 0
stats table("sorties.csv") using (later(instant("ended")) + later(instant("offload_end")) + \
    later(instant("landing"))) nooutput
to = from + 48 * hour
if (done < to && done > from) { to = ceil((done - from) / hour) * hour + from }

# Tails in the order of their first tasking, as words between blanks.
ROWS = 80
tails = " "
count = 0
late = 0
others = " "
is_new(name) = strstrt(tails, " ".name." ") == 0 && strstrt(others, " ".name." ") == 0
begins(dummy) = instant("tasked") < to && is_new(strcol("tail"))
add(name) = count < ROWS ? (count = count + 1, tails = tails.name." ", 1) : \
    (late = late + 1, others = others.name." ", 1)
stats table("sorties.csv") using (begins(0) ? add(strcol("tail")) : 0) nooutput
if (count == 0) { eval leave("no aircraft is tasked in the first 48 hours") }
row_of(name) = row_from(strstrt(tails, " ".name." "))
row_from(place) = place == 0 ? NaN : words(tails[1:place]) + 1
row(dummy) = row_of(strcol("tail"))
# The flights of these tails alone: of thousands that is a few.
flights = "< TAILS=".quoted(tails)." awk -F , 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == \"tail\") c = i } "\
    ."NR == 1 || index(ENVIRON[\"TAILS\"], \" \" $c \" \")' ".quoted(table("sorties.csv"))

# A bar of the row's tail between two instants; outside the picture there is none.
visible(a, b) = b > a && b > from && a < to
left(a, b) = visible(a, b) ? (a > from ? a : from) : NaN
right(a, b) = visible(a, b) ? (b < to ? b : to) : NaN
low(dummy) = row(0) - 0.42
high(dummy) = row(0) + 0.42
is_loaded(dummy) = strlen(strcol("chalk")) > 0 || column("passengers") > 0
is_diverted(dummy) = strlen(strcol("diverted_to")) > 0
is_stop(dummy) = column("stop") > 0
has(name) = strlen(strcol(name)) > 0
# Overhead for the first time; what comes until the landing is holding, and where it was diverted
# also the flight to the alternate, the stay there and the flight from it.
overhead(dummy) = instant("block_out") + hour * column("block_h") - \
    (instant("block_in") - instant("landing"))
offload_begins(dummy) = has("offload_begin") ? instant("offload_begin") : instant("block_in")
offload_ends(dummy) = has("offload_end") ? instant("offload_end") : instant("block_in")

# Before its departure an aircraft waits for fuel, is fuelled, has its crew rested or changed, is
# repaired, and waits for slot, weather and runway, in this order: the table tells how long each
# took. A crew that is waited for when the preparation is too short for it was waited for at first.
prepares(dummy) = has("onload_begin") ? instant("onload_end") : instant("tasked")
crew_first(dummy) = instant("block_out") - prepares(0) + 1 < hour * (column("wait_fuel_h") + \
    column("fuelling_h") + column("wait_crew_h") + column("wait_repair_h"))
fuelling_begins(dummy) = prepares(0) + hour * column("wait_fuel_h")
fuelling_ends(dummy) = fuelling_begins(0) + hour * column("fuelling_h")
crew_begins(dummy) = crew_first(0) ? instant("tasked") : fuelling_ends(0)
crew_ends(dummy) = crew_begins(0) + hour * column("wait_crew_h")
repair_begins(dummy) = crew_first(0) ? fuelling_ends(0) : crew_ends(0)
repair_ends(dummy) = repair_begins(0) + hour * column("wait_repair_h")

# Bars, kind by kind: when each begins and ends on the row's tail. White ones first, then solid
# ones, then those with a pattern over them.
WHITES = 3
white_begins(k) = k == 1 ? instant("tasked") : k == 2 ? prepares(0) : instant("block_in")
white_ends(k) = k == 1 ? instant("onload_begin") : k == 2 ? instant("block_out") : offload_begins(0)

SOLIDS = 7
array solid[SOLIDS] = ["onload", "flight, loaded", "offload", "servicing, maintenance", \
    "stop on the way", "fuelling", "repair"]
array solid_colour[SOLIDS] = [AMBER, NAVY, RED, LIGHT, GREY, SKY, INK]
solid_begins(k) = k == 1 ? instant("onload_begin") : \
    k == 2 ? (is_loaded(0) ? instant("block_out") : NaN) : \
    k == 3 ? offload_begins(0) : \
    k == 4 ? (is_stop(0) ? NaN : offload_ends(0)) : \
    k == 5 ? (is_stop(0) ? instant("block_in") : NaN) : \
    k == 6 ? fuelling_begins(0) : repair_begins(0)
solid_ends(k) = k == 1 ? instant("onload_end") : k == 2 ? instant("block_in") : \
    k == 3 ? offload_ends(0) : k == 4 || k == 5 ? instant("ended") : \
    k == 6 ? fuelling_ends(0) : repair_ends(0)

PATTERNS = 4
array pattern[PATTERNS] = ["flight, empty", "holding", "diverted", "crew, or its rest"]
array pattern_colour[PATTERNS] = [BLUE, INK, RED, "#7b3f6e"]
array pattern_number[PATTERNS] = [4, 2, 1, 5]
pattern_begins(k) = k == 1 ? (is_loaded(0) ? NaN : instant("block_out")) : \
    k == 4 ? crew_begins(0) : (k == 3) == is_diverted(0) ? overhead(0) : NaN
# Instants are whole seconds: nothing is made of less than a minute.
pattern_ends(k) = k == 1 ? instant("block_in") : k == 4 ? crew_ends(0) : \
    instant("landing") > overhead(0) + 60 ? instant("landing") : NaN

# What does not occur in the picture has no place in the key.
array solid_seen[SOLIDS]
array pattern_seen[PATTERNS]
seen = 0
do for [k = 1 : WHITES] {
    stats flights using (visible(white_begins(k), white_ends(k)) ? (seen = 1) : 0) nooutput
}
white_seen = seen
do for [k = 1 : SOLIDS] {
    seen = 0
    stats flights using (visible(solid_begins(k), solid_ends(k)) ? (seen = 1) : 0) nooutput
    solid_seen[k] = seen
}
do for [k = 1 : PATTERNS] {
    seen = 0
    stats flights using (visible(pattern_begins(k), pattern_ends(k)) ? (seen = 1) : 0) nooutput
    pattern_seen[k] = seen
}
entries = white_seen + (sum [k = 1 : SOLIDS] solid_seen[k]) + (sum [k = 1 : PATTERNS] pattern_seen[k])
if (entries == 0) { eval leave("no aircraft has done anything yet") }
key_rows = entries > 8 ? 3 : 2

HEIGHT = 170 + 30 * key_rows + 14 * count
HEIGHT = HEIGHT < 480 ? 480 : HEIGHT
tick_font = count > 30 ? ",8" : ",11"
longest = 0
do for [i = 1 : count] { longest = strlen(word(tails, i)) > longest ? strlen(word(tails, i)) : longest }
NAME_MAX = 40
longest = longest < NAME_MAX ? longest : NAME_MAX
left_edge = 0.02 + longest * (count > 30 ? 6.9 : 9.2) / WIDTH
frame_width = (0.965 - left_edge) * WIDTH
eval time_axis(from, to, frame_width)
set lmargin at screen left_edge
set rmargin at screen 0.965
set xlabel "UTC"
set yrange [count + 0.7 : 0.3]
set ytics scale 0 font tick_font
set ytics ("" 0)
set for [i = 1:count] ytics add (tick_label(shortened(word(tails, i), NAME_MAX)) i)
set grid xtics noytics linetype 1 linewidth 0.6 linecolor rgb "#dddddd"
set key at screen 0.5, screen 14.0 * key_rows / HEIGHT center vertical maxrows key_rows samplen 1.6 \
    width -3
set bmargin at screen (92.0 + 28 * key_rows) / HEIGHT
set tmargin at screen 1 - 70.0 / HEIGHT
set label 1004 late ? sprintf("%d more tails are not shown", late) : "" \
    at graph 1, graph 0 offset 0, -3.2 right font ",11" textcolor rgb "#555555"
what = sprintf("The first %d hours of every aircraft", int((to - from) / hour + 0.5))

do for [format in FORMATS] {
    eval begin(format)
    eval heading(what, one_replication)
    set style fill solid 1.0 border rgb "#555555"
    plot for [k = 1 : WHITES] flights using (left(white_begins(k), white_ends(k))):(row(0)):\
             (left(white_begins(k), white_ends(k))):(right(white_begins(k), white_ends(k))):\
             (low(0)):(high(0)) with boxxyerror fill solid 1.0 border rgb "#777777" linewidth 0.5 \
             fillcolor rgb "#ffffff" title k == 1 && white_seen ? "waiting on the ground" : "", \
         for [k = 1 : SOLIDS] "" using (left(solid_begins(k), solid_ends(k))):(row(0)):\
             (left(solid_begins(k), solid_ends(k))):(right(solid_begins(k), solid_ends(k))):\
             (low(0)):(high(0)) with boxxyerror fill solid 1.0 noborder \
             fillcolor rgb solid_colour[k] title solid_seen[k] ? solid[k] : "", \
         for [k = 1 : PATTERNS] "" using (left(pattern_begins(k), pattern_ends(k))):(row(0)):\
             (left(pattern_begins(k), pattern_ends(k))):(right(pattern_begins(k), pattern_ends(k))):\
             (low(0)):(high(0)) with boxxyerror fill pattern pattern_number[k] \
             border rgb pattern_colour[k] linewidth 0.5 fillcolor rgb pattern_colour[k] \
             title pattern_seen[k] ? pattern[k] : ""
    set output
}
