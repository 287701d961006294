# closure.gp - when the force closed: distribution over replications, and contingent by contingent.
#
# Replications that did not close count as later than all that did: the share closed ends at the share
# that closed, and a percentile that falls among them is drawn as an arrow that leaves the picture.
#
# Tables: replications.csv (closure_h), summary.csv (closure_h.CONTINGENT), milestones.csv (the first
# event `closed` with an interval), contingents.csv (for the moment of the request).
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
if (closed == 0) { eval leave("no replication closed") }

# The request of a replication is its last closure less the hours since the request.
last = 0
stats table("contingents.csv") using (column("replication") == first_row && \
    instant("closed") > last ? (last = instant("closed")) : 0) nooutput
request = last - hour * first_h

# The milestone, in hours since the request.
m_low = NaN; m_high = NaN; m_name = ""
take(dummy) = (m_name = upper_case(strcol("milestone")), \
    m_low = (bound_time("earliest", request) - request) / hour, \
    m_high = (bound_time("latest", NaN) - request) / hour, 1)
if (rows_of("milestones.csv") > 0 && last > 0) {
    stats table("milestones.csv") using (strcol("event") eq "closed" && m_name eq "" && \
        strcol("kind") eq "instant" && column("filtered") == 0 && strlen(strcol("latest")) > 0 ? \
        take(0) : 0) nooutput
}
has_milestone = m_name ne ""

# Bars of a round width, about sixteen.
raw = (high - low) / 16
decade = raw > 0 ? 10 ** floor(log10(raw)) : 1
bin = raw > 0 ? (raw / decade < 2 ? 2 : raw / decade < 5 ? 5 : 10) * decade : 1
middle(x) = bin * (floor(x / bin) + 0.5)
from = bin * floor(low / bin) - bin
to = bin * (floor(high / bin) + 2)
if (has_milestone) {
    from = m_low < from ? m_low - bin : from
    to = m_high > to ? m_high + bin : to
}

# A replication that did not close counts nothing, at the far end of the picture.
counts(dummy) = strlen(strcol("closure_h")) > 0 ? 1.0 : 0.0
known(dummy) = counts(0) > 0 ? column("closure_h") : to

# Contingents of the force. What is beyond is far beyond all that is drawn.
FAR = 1e99
or_far(name) = strlen(strcol(name)) > 0 ? column(name) : FAR
units = 0; span_low = low; span_high = high
unit_of(dummy) = strcol("measure")[11:*]
is_unit(dummy) = strcol("measure")[1:10] eq "closure_h." && column("n") > 0
see(x) = (span_low = x < span_low ? x : span_low, \
    span_high = x < FAR && x > span_high ? x : span_high, 1)
note(dummy) = (units = units + 1, see(or_far("p10")), see(or_far("p50")), see(or_far("p90")))
stats table("summary.csv") using (is_unit(0) ? note(0) : 0) nooutput
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
rank(i) = 1 + (sum [k = 1 : units] (comes_before(k, i) ? 1 : 0))
leaves = 0
do for [i = 1 : units] { leaves = leaves || p90[i] == FAR }

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
    set xtics autofreq nomirror
    set mxtics default
    set yrange [0:*]
    eval count_tics(replications)
    set y2range [0:1]
    set y2tics 0.2 nomirror
    set border 11
    set xlabel "hours from the request to the last load off its aircraft"
    set ylabel "replications"
    set y2label "share of replications closed" offset -1, 0
    set key at screen 0.28, screen 0.04 center vertical maxrows 2 width -4
    if (has_milestone) {
        set object 1 rectangle from first m_low, graph 0 to first m_high, graph 1 behind \
            fillstyle solid 1.0 border rgb RED fillcolor rgb BLUSH linewidth 1.5
    }
    plot table("replications.csv") using (middle(known(0))):(counts(0)) smooth frequency \
             with boxes fill solid 1.0 border rgb "#ffffff" fillcolor rgb SKY \
             title sprintf("replications per %g h", bin), \
         "" using (known(0)):(counts(0) / replications) axes x1y2 smooth cumulative with steps \
             linewidth 2 linecolor rgb NAVY title "share closed by then", \
         for [i = 1 : has_milestone] keyentry with boxes fill solid 1.0 border rgb RED \
             fillcolor rgb BLUSH title "milestone ".m_name
    unset object 1
    unset y2tics
    unset y2label
    unset ylabel
    set border 3
    eval no_heading
    if (units > 0) {
        set lmargin at screen 0.69
        set rmargin at screen 0.985
        set key at screen 0.83, screen 0.04 center vertical maxrows 2 width -2
        pad = span_high > span_low ? 0.06 * (span_high - span_low) : 1
        set xrange [span_low - pad : span_high + pad]
        set yrange [units + 0.7 : 0.3]
        set ytics scale 0
        set ytics ("" 0)
        set for [i = 1 : units] ytics add (tick_label(unit[i]) rank(i))
        set grid xtics noytics
        set xlabel "hours since the request"
        edge = span_high + pad
        # Where a bar begins and ends: at the edge when it is beyond.
        begins(i) = p10[i] < edge ? p10[i] : edge - 0.5 * pad
        ends(i) = p90[i] < edge ? p90[i] : edge
        plot sample [k = 0 : units : 1] "+" using (k < 1 ? NaN : begins(int(k))):(k < 1 ? NaN : rank(int(k))):\
                 (k < 1 ? NaN : ends(int(k)) - begins(int(k))):(0) with vectors nohead linewidth 9 \
                 linecolor rgb SKY title "10th to 90th percentile", \
             [k = 0 : units : 1] "+" using (k < 1 || p50[int(k)] == FAR ? NaN : p50[int(k)]):\
                 (k < 1 ? NaN : rank(int(k))) \
                 with points pointtype 7 pointsize 1.1 linecolor rgb NAVY title "median", \
             [k = 0 : units : 1] "+" using (k < 1 || p90[int(k)] < FAR ? NaN : edge):\
                 (k < 1 ? NaN : rank(int(k))) \
                 with points pointtype 9 pointsize 1.6 linecolor rgb RED title leaves ? "not closed" : ""
        set grid noxtics ytics
    }
    unset multiplot
    set output
}
