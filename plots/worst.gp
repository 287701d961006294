# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
# worst.gp - what is lost when a thing is denied, over the moment at which that begins: the things that
# hurt most as lines with 95 % intervals that hold for all at once, the others as points.
#
# Table: worst.csv, as `airbridge worst` writes it, the worst first.
NAME = "worst"; DIR = ARG1; HERE = ARG0[1 : strlen(ARG0) - strlen(NAME.".gp")]
load HERE."common.gpi"

denials = rows_of("worst.csv")
if (denials < 1) { eval leave("nothing that is denied costs anything for sure, or there is no worst.csv") }

# ---- the worst things, and all denials ----

LINES = 6
COLOURS = RED." ".NAVY." ".BLUE." ".AMBER." ".SKY." ".INK
array thing[LINES]
array name[LINES]
lines = 0
slot_of(what) = slot_from(what, 1)
slot_from(what, s) = s > lines ? 0 : thing[s] eq what ? s : slot_from(what, s + 1)
array slot[denials]
array start[denials]
array loss[denials]
array least[denials]
array most[denials]
array may[denials]
n = 0
add_thing(dummy) = lines < LINES && slot_of(strcol("denied")) == 0 ? (lines = lines + 1, thing[lines] = strcol("denied"), \
    name[lines] = fitted(strlen(strcol("name")) > 0 ? name_or(strcol("denied")) : strcol("denied"), 24)) : 0
of_all = has_column("worst.csv", "all_low") # older results have the row's own interval alone
end_or(name, otherwise) = strlen(strcol(name)) > 0 ? column(name) : otherwise
take(dummy) = n == denials || strlen(strcol("from")) == 0 || strlen(strcol("loss")) == 0 ? 0 : (add_thing(0), n = n + 1, \
    slot[n] = slot_of(strcol("denied")), start[n] = instant("from"), loss[n] = column("loss"), \
    least[n] = end_or(of_all ? "all_low" : "ci95_low", loss[n]), most[n] = end_or(of_all ? "all_high" : "ci95_high", loss[n]), may[n] = column("may_be_worst") == 1, 1)
stats texts("worst.csv") using (take(0)) nooutput
if (n == 0) { eval leave("there is no denial in worst.csv") }

# Of a key gnuplot takes all letters for equally wide.
wider = 0
do for [s = 1 : lines] { wider = letters(name[s]) - strlen(name[s]) > wider ? letters(name[s]) - strlen(name[s]) : wider }

from = start[1]; to = start[1]; low = 0.0; high = 0.0; others = 0; any_may = 0
do for [i = 1 : n] {
    from = start[i] < from ? start[i] : from
    to = start[i] > to ? start[i] : to
    low = (slot[i] > 0 ? least[i] : loss[i]) < low ? (slot[i] > 0 ? least[i] : loss[i]) : low
    high = (slot[i] > 0 ? most[i] : loss[i]) > high ? (slot[i] > 0 ? most[i] : loss[i]) : high
    others = others + (slot[i] == 0)
    any_may = any_may || may[i]
}
high = high > low ? high : low + 1
span = to > from ? to - from : day
from = from - 0.06 * span; to = to + 0.06 * span

# Points of a thing stand beside those of others, so that their intervals can be told apart. The table is
# in the order of losses: each thing's are written in that of time.
beside(s) = s == 0 ? 0 : (s - (lines + 1) / 2.0) * 0.006 * span
set print $denials
print "slot,t,loss,low,high,may"
do for [s = 0 : lines] {
    last = -1e99; last_i = 0
    more = 1
    while (more) {
        next = 0
        do for [i = 1 : n] {
            if (slot[i] == s && (start[i] > last || (start[i] == last && i > last_i)) && \
                (next == 0 || start[i] < start[next])) { next = i }
        }
        more = next > 0
        if (more) {
            last = start[next]; last_i = next
            print sprintf("%d,%.0f,%.9g,%.9g,%.9g,%d", s, start[next] + beside(s), loss[next], least[next], most[next], may[next])
        }
    }
    print "" # which ends a line
}
unset print
of(s, what) = column("slot") == s ? column(what) : NaN
of_line(what) = column("slot") > 0 ? column(what) : NaN
colour_of(s) = s > 0 ? int("0x".word(COLOURS, int(s))[2 : *]) : 0

measure = shortened(measure_words(manifest("measure")), 40)
unit = manifest("unit")
lasts = system("sed -nE 's/^  \"denial_h\": ([0-9.]{1,12}),?$/\\1/; T; p; q' ".quoted(table("run.json")))
of_length = strlen(lasts) > 0 ? sprintf(" for %s h", lasts) : ""

do for [format in FORMATS] {
    eval begin(format)
    eval heading("What is lost when a thing is denied".of_length, "up to ".all_replications." each")
    eval time_axis(from, to, WIDTH * 0.88)
    set lmargin at screen 0.085
    set rmargin at screen 0.97
    set bmargin at screen 0.24
    set yrange [low - 0.04 * (high - low) : high + 0.06 * (high - low)]
    set xlabel "when it begins (UTC)"
    set ylabel sprintf("%s worse by%s, 95 %% interval", measure, strlen(unit) > 0 ? ", ".unit : "") offset -1, 0
    set key at screen 0.5, screen 0.065 center vertical maxrows 3 width 1 + wider
    plot for [i = 1 : others > 0] $denials using "t":(of(0, "loss")) with points pointtype 6 pointsize 0.8 \
             linewidth 1.5 linecolor rgb GREY title others > 0 ? sprintf("other things (%d)", others) : "", \
         $denials using "t":(of_line("loss")):(colour_of(column("slot"))) with lines linewidth 1.2 \
             linecolor rgb variable notitle, \
         for [s = 1 : lines] $denials using "t":(of(s, "loss")):(of(s, "low")):(of(s, "high")) with yerrorbars \
             pointtype 7 pointsize 1.1 linewidth 1.5 linecolor rgb word(COLOURS, s) title name[s], \
         for [i = 1 : any_may] $denials using "t":(column("may") == 1 ? column("loss") : NaN) with points pointtype 6 \
             pointsize 2.4 linewidth 1.5 linecolor rgb INK title any_may ? "may be the worst" : ""
    set output
}
