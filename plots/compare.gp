# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
# compare.gp - what each variant changes, under the same luck: differences with 95 % intervals. Where
# some replications ended before that it is the difference of the hours for which both sides ran.
#
# Table: compare.csv, as `airbridge compare` writes it.
NAME = "compare"; DIR = ARG1; HERE = ARG0[1 : strlen(ARG0) - strlen(NAME.".gp")]
load HERE."common.gpi"

if (rows_of("compare.csv") < 1) {
    eval leave("no compare.csv; airbridge compare writes it")
}

is_row(measure) = strcol("measure") eq measure
# The closure of the force, or where there is no force the end of the first evacuation; flying hours; and
# the first of some others that any variant changes.
FIRST = ""; THIRD = ""; said = 0
first(measure) = FIRST eq "" || measure eq "closure_h" ? (FIRST = measure, 1) : 0
stats texts("compare.csv") using (said = said + is_row("closure_h"), column("n") > 0 && \
    (is_row("closure_h") || strcol("measure")[1:13] eq "evacuation_h.") ? first(strcol("measure")) : 0) nooutput
if (FIRST eq "" && said > 0) { FIRST = "closure_h" }
if (FIRST eq "") { eval leave("nothing is said of closure_h in compare.csv") }
do for [measure in "unguarded_site_h late_loads diversions fuel_t gap"] {
    stats texts("compare.csv") using (THIRD eq "" && is_row(measure) && strlen(strcol("difference")) > 0 && \
        column("difference") != 0 ? (THIRD = measure, 1) : 0) nooutput
}
MEASURES = FIRST." flying_hours ".THIRD
title_of(measure) = measure eq "flying_hours" ? "flying hours" : measure eq "unguarded_site_h" ? "site-hours without a guard" \
    : measure eq "fuel_t" ? "fuel, t" : measure eq "gap" ? "gap to the bound" \
    : measure eq FIRST ? shortened(measure_words(measure), 26).", h" : spaced(measure)
limited_title_of(measure) = (measure eq "closure_h" ? "closure" : measure eq FIRST ? shortened(measure_words(measure), 26) \
    : title_of(measure))." as far as both ran".(measure eq FIRST ? ", h" : "")

# The variants from top to bottom, in the order of the table.
variants = 0
stats texts("compare.csv") using (is_row(FIRST) ? (variants = variants + 1) : 0) nooutput
array variant[variants]
LONGEST = 46
longest = 0
was = 0
longer(text) = strlen(text) > longest ? (longest = strlen(text)) : 0
stats texts("compare.csv") using (is_row(FIRST) ? (was = was + 1, \
    variant[was] = shortened(strcol("variant"), LONGEST), longer(variant[was])) : 0) nooutput

HEIGHT = 300 + 34 * variants > 2000 ? 2000 : 300 + 34 * variants
left = 0.03 + 0.0075 * longest
left = left > 0.4 ? 0.4 : left
panel = (0.985 - left) / words(MEASURES)
# A cell of the difference of all, or of that as far as both ran when some are beyond. Rows of other
# measures are no points.
either(name, limited) = strlen(strcol(name)) > 0 ? column(name) : \
    strlen(strcol(limited)) > 0 ? (is_limited = 1, column(limited)) : NaN
cell(measure, name) = is_row(measure) ? either(name, "restricted_".name) : NaN
is_limited = 0
place(measure) = is_row(measure) ? (row = row + 1, variants - row) : NaN
# Of one replication there is no interval: it is as wide as its point.
end_of(measure, name) = cell(measure, name) == cell(measure, name) ? cell(measure, name) : cell(measure, "difference")
is_clear(dummy) = either("resolved", "restricted_resolved") == 1
# The ends of a measure's intervals, zero among them.
low = 0; high = 0
reach(measure) = is_row(measure) \
    ? (low = end_of(measure, "ci95_low") < low ? end_of(measure, "ci95_low") : low, \
       high = end_of(measure, "ci95_high") > high ? end_of(measure, "ci95_high") : high) : 0

# What the key names.
clear = 0; unclear = 0
see(dummy) = is_clear(0) ? (clear = 1) : (unclear = 1)
do for [p = 1 : words(MEASURES)] {
    stats texts("compare.csv") using (is_row(word(MEASURES, p)) && \
        cell(word(MEASURES, p), "difference") == cell(word(MEASURES, p), "difference") ? see(0) : 0) nooutput
}

do for [format in FORMATS] {
    eval begin(format)
    set multiplot
    eval heading("What each variant changes: ".(replications > 1 ? "mean difference and its 95 % interval" : "the difference"), \
        all_replications." of the same luck each")
    set tmargin at screen 1 - 90.0 / HEIGHT
    set bmargin at screen 110.0 / HEIGHT
    set yrange [-0.7 : variants - 0.3]
    unset key
    do for [p = 1 : words(MEASURES)] {
        measure = word(MEASURES, p)
        set lmargin at screen left + (p - 1) * panel
        set rmargin at screen left + p * panel - 0.045
        set ytics scale 0 ("" 0)
        do for [i = 1 : variants] {
            set ytics add (p == 1 ? tick_label(variant[i]) : "" variants - i)
        }
        if (p == 2) { eval no_heading }
        set arrow 1 from first 0, graph 0 to first 0, graph 1 nohead linecolor rgb GREY linewidth 1 back
        low = 0; high = 0; is_limited = 0
        stats texts("compare.csv") using (reach(measure)) nooutput
        set xlabel is_limited ? limited_title_of(measure) : title_of(measure)
        margin = high > low ? 0.06 * (high - low) : 1
        set xrange [low - margin : high + margin]
        set xtics wide_step(high > low ? high - low : 1) nomirror font ',11'
        if (p == words(MEASURES)) {
            set key at screen 0.5, screen 22.0 / HEIGHT center vertical maxrows 1 width -3
        }
        row = 0
        plot texts("compare.csv") using (cell(measure, "difference")):(place(measure)):\
                 (end_of(measure, "ci95_low")):(end_of(measure, "ci95_high")) \
                 with xerrorbars pointtype 0 linewidth 2 linecolor rgb NAVY notitle, \
             (row = 0, NaN) notitle, \
             texts("compare.csv") using (cell(measure, "difference")):(place(measure)) \
                 with points pointtype 6 pointsize 1.3 linewidth 2 linecolor rgb NAVY \
                 title unclear && replications > 1 ? "interval includes zero" : "", \
             (row = 0, NaN) notitle, \
             texts("compare.csv") using (cell(measure, "difference")):\
                 (is_row(measure) ? (row = row + 1, is_clear(0) ? variants - row : NaN) : NaN) \
                 with points pointtype 7 pointsize 1.3 linecolor rgb RED title clear ? (unclear ? "leaves it out" : "interval leaves zero out") : ""
    }
    unset multiplot
    set output
}
