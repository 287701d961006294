# gantt.gp - what every aircraft does in the first 48 hours after the request, a row per tail.
#
# Tables: sorties.csv (the traced replication); contingents.csv and replications.csv for the moment
# of the request, which is the closure less its hours since the request.
NAME = "gantt"; DIR = ARG1; HERE = ARG0[1 : strlen(ARG0) - strlen(NAME.".gp")]
load HERE."common.gpi"

if (rows_of("sorties.csv") < 1) { eval leave(no_trace) }

stats table("sorties.csv") using (instant("tasked")) name "T" nooutput
stats table("contingents.csv") using (column("replication") == traced ? instant("closed") : NaN) \
    name "C" nooutput
stats table("replications.csv") using (column("replication") == traced ? column("closure_h") : NaN) \
    name "H" nooutput
from = C_records > 0 && H_records > 0 ? C_max - hour * H_max : T_min
from = floor(from / 60 + 0.5) * 60
# Until the last thing that any aircraft did, when that is sooner: a run may end before a flight does.
done = from
later(t) = t == t && t > done ? (done = t) : 0
stats table("sorties.csv") using (later(instant("ended")) + later(instant("offload_end")) + \
    later(instant("landing"))) nooutput
to = from + 48 * hour
if (done < to) { to = ceil(done / hour) * hour }

# Tails in the order of their first tasking; `tails` holds their names between blanks.
ROWS = 80
tails = " "
count = 0
late = 0
new(name) = strstrt(tails, " ".name." ") == 0
begins(dummy) = instant("tasked") < to && new(strcol("tail"))
add(name) = count < ROWS ? (count = count + 1, tails = tails.name." ", 1) : (late = late + 1, 1)
stats table("sorties.csv") using (begins(0) ? add(strcol("tail")) : NaN) nooutput
if (count == 0) { eval leave("no aircraft is tasked in the first 48 hours") }
row_of(name) = row_from(strstrt(tails, " ".name." "))
row_from(place) = place == 0 ? NaN : words(tails[1:place]) + 1
row(dummy) = row_of(strcol("tail"))

# A bar of the row's tail between two instants; outside the picture there is none.
visible(a, b) = b > a && b > from && a < to
left(a, b) = visible(a, b) ? (a > from ? a : from) : NaN
right(a, b) = visible(a, b) ? (b < to ? b : to) : NaN
low(dummy) = row(0) - 0.42
high(dummy) = row(0) + 0.42
is_loaded(dummy) = strlen(strcol("chalk")) > 0
# Where a flight's holding began; it ends with the landing.
held(dummy) = instant("landing") - hour * column("wait_holding_h")
work_begins(dummy) = strlen(strcol("onload_begin")) > 0 ? instant("onload_begin") : instant("block_out")
work_ends(dummy) = strlen(strcol("onload_end")) > 0 ? instant("onload_end") : instant("block_out")
offload_begins(dummy) = strlen(strcol("offload_begin")) > 0 ? instant("offload_begin") : instant("block_in")
offload_ends(dummy) = strlen(strcol("offload_end")) > 0 ? instant("offload_end") : instant("block_in")

HEIGHT = 230 + 14 * count
HEIGHT = HEIGHT < 480 ? 480 : HEIGHT
tick_font = count > 30 ? ",8" : ",11"
eval time_axis(from, to)
set xtics 6 * hour
set mxtics 6
set format x "%H:%M\n%d %b" timedate
set xtics floor(from / (6 * hour)) * 6 * hour, 6 * hour
set xlabel "UTC"
set yrange [count + 0.7 : 0.3]
set ytics scale 0 font tick_font
set ytics ("" 0)
set for [i = 1:count] ytics add (word(tails, i) i)
set grid xtics noytics linetype 1 linewidth 0.6 linecolor rgb "#dddddd"
set key at screen 0.5, screen 28.0 / HEIGHT center vertical maxrows 2 samplen 1.6 width -3
set bmargin at screen 148.0 / HEIGHT
set tmargin at screen 1 - 70.0 / HEIGHT
set label 1004 late ? sprintf("%d more tails are not shown", late) : "" \
    at graph 1, graph 0 offset 0, -3.2 right font ",11" textcolor rgb "#555555"
what = sprintf("The first %d hours of every aircraft", int((to - from) / hour + 0.5))

do for [format in FORMATS] {
    eval begin(format)
    eval heading(what, one_replication)
    set label 1001 at screen 0.012, screen 1 - 22.0 / HEIGHT
    set label 1002 at screen 0.012, screen 1 - 50.0 / HEIGHT
    set label 1003 at screen 0.988, screen 1 - 22.0 / HEIGHT
    set style fill solid 1.0 border rgb "#555555"
    plot table("sorties.csv") using (left(instant("tasked"), work_begins(0))):(row(0)):\
             (left(instant("tasked"), work_begins(0))):(right(instant("tasked"), work_begins(0))):\
             (low(0)):(high(0)) with boxxyerror fill solid 1.0 border rgb "#777777" \
             linewidth 0.5 fillcolor rgb "#ffffff" title "waiting on the ground", \
         "" using (left(work_ends(0), instant("block_out"))):(row(0)):\
             (left(work_ends(0), instant("block_out"))):(right(work_ends(0), instant("block_out"))):\
             (low(0)):(high(0)) with boxxyerror fill solid 1.0 border rgb "#777777" \
             linewidth 0.5 fillcolor rgb "#ffffff" notitle, \
         "" using (left(instant("block_in"), offload_begins(0))):(row(0)):\
             (left(instant("block_in"), offload_begins(0))):\
             (right(instant("block_in"), offload_begins(0))):\
             (low(0)):(high(0)) with boxxyerror fill solid 1.0 border rgb "#777777" \
             linewidth 0.5 fillcolor rgb "#ffffff" notitle, \
         "" using (left(work_begins(0), work_ends(0))):(row(0)):\
             (left(work_begins(0), work_ends(0))):(right(work_begins(0), work_ends(0))):\
             (low(0)):(high(0)) with boxxyerror fill solid 1.0 noborder fillcolor rgb AMBER \
             title "onload", \
         "" using (is_loaded(0) ? left(instant("block_out"), held(0)) : NaN):(row(0)):\
             (left(instant("block_out"), instant("block_in"))):\
             (right(instant("block_out"), instant("block_in"))):(low(0)):(high(0)) \
             with boxxyerror fill solid 1.0 noborder fillcolor rgb NAVY title "flight, loaded", \
         "" using (is_loaded(0) ? NaN : left(instant("block_out"), held(0))):(row(0)):\
             (left(instant("block_out"), instant("block_in"))):\
             (right(instant("block_out"), instant("block_in"))):(low(0)):(high(0)) \
             with boxxyerror fill pattern 4 border rgb BLUE linewidth 0.5 fillcolor rgb BLUE \
             title "flight, empty", \
         "" using (left(held(0), instant("landing"))):(row(0)):\
             (left(held(0), instant("landing"))):(right(held(0), instant("landing"))):\
             (low(0)):(high(0)) with boxxyerror fill pattern 2 border rgb INK linewidth 0.5 fillcolor rgb INK \
             title "holding", \
         "" using (left(offload_begins(0), offload_ends(0))):(row(0)):\
             (left(offload_begins(0), offload_ends(0))):(right(offload_begins(0), offload_ends(0))):\
             (low(0)):(high(0)) with boxxyerror fill solid 1.0 noborder fillcolor rgb RED \
             title "offload", \
         "" using (left(offload_ends(0), instant("ended"))):(row(0)):\
             (left(offload_ends(0), instant("ended"))):(right(offload_ends(0), instant("ended"))):\
             (low(0)):(high(0)) with boxxyerror fill solid 1.0 noborder fillcolor rgb LIGHT \
             title "servicing, maintenance"
    set output
}
