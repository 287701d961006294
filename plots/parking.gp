# parking.gp - stands taken at the busiest airfields over time, against what they can hold.
#
# Tables: airfields.csv and sorties.csv (the traced replication), places.csv (limits). Airfields
# where loads land come first, then the others by their number of movements; six at most.
NAME = "parking"; DIR = ARG1; HERE = ARG0[1 : strlen(ARG0) - strlen(NAME.".gp")]
load HERE."common.gpi"

if (rows_of("airfields.csv") < 1 || rows_of("sorties.csv") < 1) { eval leave(no_trace) }

PANELS = 6
places = 0
stats table("places.csv") using (strcol("kind") eq "airfield" ? (places = places + 1) : 0) nooutput
array field[places]
array label_of[places]
array stands[places]
array working[places]
array score[places]
array used[places]
n = 0
limit(name) = strlen(strcol(name)) > 0 ? column(name) : NaN
read_place(dummy) = (n = n + 1, field[n] = strcol("place"), label_of[n] = strcol("name"), \
    stands[n] = limit("parking_mog"), working[n] = limit("working_mog"), score[n] = 0, \
    used[n] = 0, 1)
stats texts("places.csv") using (strcol("kind") eq "airfield" ? read_place(0) : 0) nooutput

# A movement counts one, a loaded landing far more.
where(id) = where_from(id, 1)
where_from(id, i) = i > places ? 0 : field[i] eq id ? i : where_from(id, i + 1)
count(i, amount) = (score[i] = score[i] + amount, 1)
stats table("sorties.csv") using (count(where(strcol("origin")), 1) + \
    count(where(strcol("destination")), strcol("purpose") eq "deployment" ? 1e6 : 1)) nooutput

# Where aircraft only come from nobody keeps account of stands.
see(i) = (used[i] = used[i] || column("on_ground") > 0, 1)
stats table("airfields.csv") using (see(where(strcol("airfield")))) nooutput

# The busiest, by picking the highest score again and again.
array chosen[PANELS]
panels = 0
do for [p = 1:PANELS] {
    best = 0
    do for [i = 1:places] { if (used[i] && score[i] > (best > 0 ? score[best] : 0)) { best = i } }
    if (best > 0) { panels = p; chosen[p] = best; score[best] = 0 }
}

stats table("airfields.csv") using (instant("time")) name "T" nooutput
columns = panels > 1 ? 2 : 1
lines = (panels + columns - 1) / columns
LEFT = 0.065; RIGHT = 0.985; TOP = 0.875; BOTTOM = 0.155; GAP_X = 0.05; GAP_Y = 0.055
box_width = (RIGHT - LEFT - (columns - 1) * GAP_X) / columns
box_height = (TOP - BOTTOM - (lines - 1) * GAP_Y) / lines
here(name) = strcol("airfield") eq field[place] ? column(name) : NaN
before = 0
# Nobody holding is not drawn, but how holding ends is.
shown(x) = (is_shown = x > 0 || before > 0, before = x, is_shown ? x : NaN)

do for [format in FORMATS] {
    eval begin(format)
    set multiplot
    eval heading("Stands taken at the busiest airfields", one_replication)
    do for [p = 1:panels] {
        place = chosen[p]
        row = (p - 1) / columns
        set lmargin at screen LEFT + ((p - 1) % columns) * (box_width + GAP_X)
        set rmargin at screen LEFT + ((p - 1) % columns) * (box_width + GAP_X) + box_width
        set tmargin at screen TOP - row * (box_height + GAP_Y)
        set bmargin at screen TOP - row * (box_height + GAP_Y) - box_height
        eval all_shown
        stats table("airfields.csv") using (here("on_ground")) name "G" nooutput
        stats table("airfields.csv") using (here("holding")) name "H" nooutput
        top = stands[place] == stands[place] && stands[place] > G_max ? stands[place] : G_max
        top = H_max > top ? H_max : top
        set yrange [0 : 1.22 * top + 0.3]
        set ytics font ",11"
        eval count_tics(top)
        unset ylabel
        unset xlabel
        if (p % columns == 1 || columns == 1) { set ylabel "aircraft, stands" font ",11" }
        if (p + columns > panels) { set xlabel "UTC" font ",11" offset 0, 0.4 }
        eval time_axis(T_min, T_max)
        if (p + columns <= panels) { set format x "" }
        unset key
        if (p == panels) {
            set key at screen 0.5, screen 0.035 center vertical maxrows 1
        }
        limit_text = stands[place] == stands[place] ? \
            sprintf("parking MOG %d, working MOG %d", int(stands[place]), \
                    working[place] == working[place] ? int(working[place]) : 0) : "no limit"
        if (working[place] != working[place] && stands[place] == stands[place]) {
            limit_text = sprintf("parking MOG %d", int(stands[place]))
        }
        set label 1 label_of[place] at graph 0.008, graph 1.0 left offset 0, -0.75 front font ",13"
        set label 2 limit_text at graph 0.992, graph 1.0 right offset 0, -0.75 front font ",11" \
            textcolor rgb "#555555"
        if (p > 1) { eval no_heading }
        plot table("airfields.csv") using (instant("time")):(here("on_ground")) \
                 with fillsteps linecolor rgb SKY title "stands taken", \
             "" using (instant("time")):(here("working")) with steps linewidth 1.0 \
                 linecolor rgb NAVY title "working places in use", \
             "" using (instant("time")):(shown(here("holding"))) with steps linewidth 1.5 \
                 linecolor rgb RED title "holding in the air", \
             stands[place] with lines linewidth 2 dashtype 2 linecolor rgb INK title "parking MOG"
    }
    unset multiplot
    set output
}
