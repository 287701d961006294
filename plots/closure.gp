# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
# closure.gp - when the force closed: distribution over replications, and contingent by contingent.
#
# Replications that did not close count as later than all that did: the share closed ends at the share
# that closed, and a percentile that falls among them is drawn as an arrow that leaves the picture.
#
# Tables: replications.csv (closure_h), summary.csv (closure_h.CONTINGENT), milestones.csv (the first
# event `closed` with an interval), contingents.csv (for the moment of the request), bands.csv (closure_h
# with what is not known, where it was drawn).
NAME = "closure"; DIR = ARG1; HERE = ARG0[1 : strlen(ARG0) - strlen(NAME.".gp")]
load HERE."common.gpi"

closed = 0; low = 1e99; high = 0; first_row = 0; first_h = NaN
seen(x) = x == x ? (closed = closed + 1, low = x < low ? x : low, high = x > high ? x : high, \
    first_row = first_row > 0 ? first_row : int(column("replication")), \
    first_h = first_h == first_h ? first_h : x, 1) : 0
number(name) = strlen(strcol(name)) > 0 ? column(name) : NaN
if (rows_of("replications.csv") > 0) {
    stats table("replications.csv") using (seen(number("closure_h"))) nooutput
}
# A closure that none has is a measure of no replication.
asked = 0
if (rows_of("summary.csv") > 0) {
    stats texts("summary.csv") using (strcol("measure") eq "closure_h" ? (asked = column("n")) : 0) \
        nooutput
}
if (closed == 0) { eval leave(asked > 0 ? "no replication closed" : "no force comes in") }

# The request of a replication is its last closure less the hours since the request.
last_row = first_row
stats table("replications.csv") using (last_row = int(column("replication"))) nooutput
array last[last_row - first_row + 1]
do for [i = 1 : |last|] { last[i] = 0 }
closing(i, t) = i >= 1 && t > last[i] ? (last[i] = t, 1) : 0
if (rows_of("contingents.csv") > 0) {
    stats table("contingents.csv") using \
        (closing(int(column("replication")) - first_row + 1, instant("closed"))) nooutput
}
request = NaN; varies = 0
asked_at(t) = (varies = varies || abs(t - request) > 1, request = request == request ? request : t, 1)
from_closure(i, h) = h == h && last[i] > 0 ? asked_at(last[i] - hour * h) : 0
stats table("replications.csv") using (column("replication") >= first_row ? \
    from_closure(int(column("replication")) - first_row + 1, number("closure_h")) : 0) nooutput

# The milestone, in hours since the request, and its tolerance: none where the request is at another moment
# in each replication.
m_low = NaN; m_high = NaN; m_tolerance = 0; m_name = ""
take(dummy) = (m_low = (bound_time("earliest", NaN) - request) / hour, \
    m_high = (bound_time("latest", NaN) - request) / hour, \
    m_tolerance = strlen(strcol("tolerance_h")) > 0 ? column("tolerance_h") : 0, \
    m_name = shortened(mark_words(0), 44), 1)
if (rows_of("milestones.csv") > 0 && request == request && !varies) {
    stats texts("milestones.csv") using (strcol("event") eq "closed" && m_name eq "" && \
        strcol("kind") eq "instant" && column("filtered") == 0 && strlen(strcol("latest")) > 0 ? \
        take(0) : 0) nooutput
}
has_milestone = m_name ne ""

# Where what is not known was drawn, the closure with it: so much is closed by then. A percentile that is
# beyond is not drawn.
array drawn[3]
do for [i = 1 : 3] { drawn[i] = NaN }
drawn_cell(name) = strlen(strcol(name)) > 0 ? column(name) : NaN
take_drawn(dummy) = (drawn[1] = drawn_cell("p10"), drawn[2] = drawn_cell("p50"), \
    drawn[3] = drawn_cell("p90"), 1)
if (rows_of("bands.csv") > 0) {
    stats table("bands.csv") using (strcol("measure") eq "closure_h" ? take_drawn(0) : 0) nooutput
}
has_drawn = replications > 1 && drawn[1] == drawn[1] && drawn[2] == drawn[2]
set print $drawn
print "hours,share"
do for [i = 1 : 3] { if (drawn[i] == drawn[i]) {
    print sprintf("%.9g,%g", drawn[i], i == 1 ? 0.1 : i == 2 ? 0.5 : 0.9)
} }
if (!has_drawn) { print "0,0" }
unset print

# Bars of a round width, about sixteen.
raw = (high - low) / 16
decade = raw > 0 ? 10 ** floor(log10(raw)) : 1
bin = raw > 0 ? (raw / decade < 2 ? 2 : raw / decade < 5 ? 5 : 10) * decade : 1
middle(x) = bin * (floor(x / bin) + 0.5)
from = bin * floor(low / bin) - bin
to = bin * (floor(high / bin) + 2)
if (has_milestone) {
    m_first = m_low == m_low ? m_low : m_high
    from = m_first - m_tolerance < from + bin ? m_first - m_tolerance - bin : from
    to = m_high + m_tolerance > to - bin ? m_high + m_tolerance + bin : to
}
if (has_drawn) {
    from = drawn[1] < from + bin ? bin * floor(drawn[1] / bin) - bin : from
    to = drawn[3] == drawn[3] && drawn[3] > to - bin ? bin * (floor(drawn[3] / bin) + 2) : to
}
# Bounds of the milestone, 1 and 2, and with its tolerance, 3 and 4.
bound(k) = k == 1 ? m_low : k == 2 ? m_high : k == 3 ? m_low - m_tolerance : m_high + m_tolerance
band_from(k) = bound(k) == bound(k) ? bound(k) : from

at_low = 0.0
stats table("replications.csv") using (number("closure_h") == low ? (at_low = at_low + 1) : 0) nooutput

# A replication that did not close counts nothing, at the far end of the picture.
counts(dummy) = strlen(strcol("closure_h")) > 0 ? 1.0 : 0.0
known(dummy) = counts(0) > 0 ? column("closure_h") : to

# The highest bar.
bars = int(floor(high / bin) - floor(low / bin)) + 1
array bar[bars]
do for [i = 1 : bars] { bar[i] = 0 }
most = 0
heap(i) = (bar[i] = bar[i] + 1, most = bar[i] > most ? bar[i] : most, 1)
stats table("replications.csv") using (strlen(strcol("closure_h")) > 0 ? \
    heap(int(floor(column("closure_h") / bin) - floor(low / bin)) + 1) : 0) nooutput

# Contingents of the force. What is beyond is far beyond all that is drawn.
FAR = 1e99
or_far(name) = strlen(strcol(name)) > 0 ? column(name) : FAR
units = 0
unit_of(dummy) = strcol("measure")[11:*]
is_unit(dummy) = strcol("measure")[1:10] eq "closure_h." && column("n") > 0
stats table("summary.csv") using (is_unit(0) ? (units = units + 1) : 0) nooutput
array unit[units > 0 ? units : 1]
array p10[units > 0 ? units : 1]
array p50[units > 0 ? units : 1]
array p90[units > 0 ? units : 1]
n = 0
store(dummy) = (n = n + 1, unit[n] = unit_of(0), p10[n] = or_far("p10"), p50[n] = or_far("p50"), \
    p90[n] = or_far("p90"), 1)
stats table("summary.csv") using (is_unit(0) ? store(0) : 0) nooutput
# Sorted by median, then by the 10th percentile: a row's rank is how many come before it.
comes_before(k, i) = p50[k] < p50[i] || (p50[k] == p50[i] && \
    (p10[k] < p10[i] || (p10[k] == p10[i] && k < i)))
# Of very many the last are shown.
UNITS_MAX = 40
shown = units < UNITS_MAX ? units : UNITS_MAX
array rank[units > 0 ? units : 1]
leaves = 0; has_band = 0; has_median = 0; longest = 0
span_low = high; span_high = high
see(x) = (span_low = x < span_low ? x : span_low, \
    span_high = x < FAR && x > span_high ? x : span_high, 1)
do for [i = 1 : units] {
    rank[i] = shown - units + 1 + (sum [k = 1 : units] (comes_before(k, i) ? 1 : 0))
    if (rank[i] > 0) {
        dummy = see(p10[i]) + see(p50[i]) + see(p90[i])
        leaves = leaves || p90[i] == FAR
        has_band = has_band || (p90[i] > p10[i] && p10[i] < FAR)
        has_median = has_median || p50[i] < FAR
        unit[i] = shortened(unit[i], 26)
        longest = strlen(unit[i]) > longest ? strlen(unit[i]) : longest
    }
}
row(k) = k < 1 || rank[int(k)] < 1 ? NaN : rank[int(k)]
unit_font = shown > 28 ? 8 : shown > 20 ? 9 : longest > 14 ? 10 : 13
unit_tics = sprintf(",%d", unit_font)
key_font = has_drawn || strlen(m_name) > 28 ? ",10" : ",13"
unit_left = 0.575 + longest * unit_font * 0.76 / WIDTH

do for [format in FORMATS] {
    eval begin(format)
    set multiplot
    eval heading("Closure of the force", sprintf("%s, %d closed", all_replications, closed))
    set tmargin at screen 0.88
    set bmargin at screen 0.165
    set lmargin at screen 0.07
    set rmargin at screen 0.49
    set xrange [from:to]
    set boxwidth bin absolute
    set xtics wide_step(to - from) nomirror
    set mxtics default
    set yrange [0:*]
    eval count_tics(most)
    set y2range [0:1]
    set y2tics 0.2 nomirror
    set border 11
    set xlabel "hours from the request to the last load off its aircraft"
    set ylabel "replications"
    set y2label "share of replications closed" offset -1, 0
    set key at screen 0.28, screen 0.04 center vertical maxrows 2 width -2 font key_font
    if (has_milestone) {
        set object 1 rectangle from first band_from(1), graph 0 to first m_high, graph 1 behind \
            fillstyle solid 1.0 noborder fillcolor rgb BLUSH
        do for [k = 1 : 4] { if (bound(k) == bound(k) && (k < 3 || m_tolerance > 0)) {
            set arrow k from first bound(k), graph 0 to first bound(k), graph 1 nohead front \
                linewidth (k < 3 ? 2.4 : 1) linecolor rgb RED
        } }
    }
    plot table("replications.csv") using (middle(known(0))):(counts(0)) smooth frequency \
             with boxes fill solid 1.0 border rgb "#ffffff" fillcolor rgb SKY \
             title sprintf("replications per %g h", bin), \
         "" using (known(0)):(counts(0) / replications) axes x1y2 smooth cumulative with steps \
             linewidth 2 linecolor rgb NAVY title "share closed by then", \
         [k = 0 : 3 : 1] "+" using (k < 2 ? from : low):(k < 3 ? 0 : at_low / replications) axes x1y2 \
             with lines linewidth 2 linecolor rgb NAVY notitle, \
         [k = 0 : 2 : 1] "+" using (k < 2 ? high : to):(1.0 * closed / replications) axes x1y2 \
             with lines linewidth 2 linecolor rgb NAVY notitle, \
         for [i = 1 : has_drawn] $drawn using 1:2 axes x1y2 with linespoints dashtype 2 linewidth 1.6 \
             pointtype 7 pointsize 0.8 linecolor rgb INK title has_drawn ? "with what is not known" : "", \
         for [i = 1 : has_milestone] keyentry with boxes fill solid 1.0 border rgb RED \
             fillcolor rgb BLUSH title m_name, \
         for [i = 1 : m_tolerance > 0] keyentry with lines linewidth 1 linecolor rgb RED \
             title "its tolerance"
    unset object 1
    unset arrow
    unset y2tics
    unset y2label
    unset ylabel
    set border 3
    eval no_heading
    if (units > 0) {
        set lmargin at screen unit_left
        set rmargin at screen 0.975
        set key at screen (unit_left + 0.975) / 2, screen 0.04 center vertical maxrows 2 width -2 font ",13"
        pad = span_high > span_low ? 0.06 * (span_high - span_low) : 1
        set xrange [span_low - pad : span_high + pad]
        set yrange [shown + 0.7 : 0.3]
        set xtics wide_step(span_high - span_low + 2 * pad)
        set ytics scale 0 font unit_tics
        set ytics ("" 0)
        do for [i = 1 : units] { if (rank[i] > 0) { set ytics add (tick_label(unit[i]) rank[i]) } }
        set grid xtics noytics
        set xlabel "hours since the request"
        if (units > shown) {
            set label 8 sprintf("the last %d of %d contingents", shown, units) \
                at screen (unit_left + 0.975) / 2, screen 0.905 center font ",11"
        }
        edge = span_high + pad
        # A bar ends at the edge when it leaves the picture; there is none of what is all beyond.
        begins(i) = p10[i] < FAR ? p10[i] : NaN
        ends(i) = p90[i] < edge ? p90[i] : edge
        plot sample [k = 0 : units : 1] "+" using (row(k) == row(k) ? begins(int(k)) : NaN):(row(k)):\
                 (row(k) == row(k) ? ends(int(k)) - begins(int(k)) : NaN):(0) with vectors nohead \
                 linewidth (shown > 20 ? 5 : 9) linecolor rgb SKY \
                 title has_band ? "10th to 90th percentile" : "", \
             [k = 0 : units : 1] "+" using (row(k) == row(k) && p50[int(k)] < FAR ? p50[int(k)] : NaN):\
                 (row(k)) with points pointtype 7 pointsize (shown > 20 ? 0.7 : 1.1) \
                 linecolor rgb NAVY title has_median ? "median" : "", \
             [k = 0 : units : 1] "+" using (row(k) == row(k) && p90[int(k)] == FAR ? edge : NaN):\
                 (row(k)) with points pointtype 9 pointsize 1.6 linecolor rgb RED \
                 title leaves ? "not closed" : ""
        set grid noxtics ytics
    }
    unset multiplot
    set output
}
