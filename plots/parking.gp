# parking.gp - stands taken at the busiest airfields over time, against what they can hold.
#
# Tables: airfields.csv and sorties.csv (the traced replication), places.csv (limits at first). Airfields
# where loads land come first, then the others by their number of movements; six at most.
NAME = "parking"; DIR = ARG1; HERE = ARG0[1 : strlen(ARG0) - strlen(NAME.".gp")]
load HERE."common.gpi"

if (rows_of("airfields.csv") < 1 || rows_of("sorties.csv") < 1) { eval leave(no_trace) }

PANELS = 6
places = 0
stats table("places.csv") using (strcol("kind") eq "airfield" ? (places = places + 1) : 0) nooutput
if (places == 0) { eval leave("there is no airfield in places.csv") }
array field[places]
array label_of[places]
array stands[places]
array working[places]
array fuelling[places]
array score[places]
array used[places]
n = 0
limit(name) = strlen(strcol(name)) > 0 ? column(name) : NaN
read_place(dummy) = (n = n + 1, field[n] = strcol("place"), label_of[n] = strcol("name"), \
    stands[n] = limit("parking_mog"), working[n] = limit("working_mog"), \
    fuelling[n] = limit("fuel_mog"), score[n] = 0, \
    used[n] = 0, 1)
stats texts("places.csv") using (strcol("kind") eq "airfield" ? read_place(0) : 0) nooutput

# A movement counts one, a loaded landing far more.
where(id) = where_from(id, 1)
where_from(id, i) = i > places ? 0 : field[i] eq id ? i : where_from(id, i + 1)
count(i, amount) = (score[i] = score[i] + amount, 1)
into_theatre(dummy) = strcol("purpose") eq "deployment" && column("stop") == 0
stats table("sorties.csv") using (strlen(strcol("diverted_to")) > 0 ? \
    count(where(strcol("diverted_to")), 1) : 0) nooutput
stats table("sorties.csv") using (count(where(strcol("origin")), 1) + \
    count(where(strcol("destination")), into_theatre(0) ? 1e6 : 1)) nooutput

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
here_limit(name) = strcol("airfield") eq field[place] ? limit(name) : NaN
higher(a, b) = b > a ? b : a
# What can be held and done there; what is not limited is left out.
mog(name, places) = places == places ? sprintf("%s %d", name, int(places)) : ""
joined(a, b) = strlen(a) > 0 && strlen(b) > 0 ? a.", ".b : a.b
fuel_text(i) = fuelling[i] == 0 ? "no fuel" : mog("fuel", fuelling[i])
limits_of(i) = joined(joined(mog("parking", stands[i]), mog("working", working[i])), fuel_text(i))
limits(i) = strlen(limits_of(i)) > 0 ? "MOG: ".limits_of(i) : "no limit"
before = 0
before_fuel = 0
fuels = 0
stats table("airfields.csv") using (column("fuelling") > 0 ? (fuels = 1) : 0) nooutput
# Nobody holding, or being fuelled, is not drawn, but how that ends is.
shown(x) = (is_shown = x > 0 || before > 0, before = x, is_shown ? x : NaN)
shown_fuel(x) = (is_shown = x > 0 || before_fuel > 0, before_fuel = x, is_shown ? x : NaN)
# The stands there are: only where that changes, or dashes would run into each other.
MOG_MAX = 100
array mog_from[MOG_MAX]
array mog_stands[MOG_MAX]
note_mog(t, x) = mogs > 0 && mogs < MOG_MAX - 1 && x == x && x != mog_stands[mogs] ? \
    (mogs = mogs + 1, mog_from[mogs] = t, mog_stands[mogs] = x) : 0

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
        mogs = stands[place] == stands[place]
        mog_from[1] = T_min
        mog_stands[1] = stands[place]
        stats table("airfields.csv") using (note_mog(instant("time"), here_limit("parking_mog"))) nooutput
        mogs = mogs + 1
        mog_from[mogs] = T_max
        mog_stands[mogs] = mogs > 1 ? mog_stands[mogs - 1] : -1 # without a limit: below the picture
        top = higher(G_max, H_max)
        stats table("airfields.csv") using (top = higher(top, here_limit("parking_mog")), 1) nooutput
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
            set key at screen 0.5, screen 0.035 center vertical maxrows 2 width -2
        }
        limit_text = limits(place)
        set label 1 label_of[place] at graph 0.008, graph 1.0 left offset 0, -0.75 front font ",13"
        set label 2 limit_text at graph 0.992, graph 1.0 right offset 0, -0.75 front font ",10" \
            textcolor rgb "#555555"
        if (p > 1) { eval no_heading }
        plot table("airfields.csv") using (instant("time")):(here("on_ground")) \
                 with fillsteps linecolor rgb SKY title "stands taken", \
             "" using (instant("time")):(here("working")) with steps linewidth 1.0 \
                 linecolor rgb NAVY title "working places in use", \
             for [k = 1 : fuels] "" using (instant("time")):(shown_fuel(here("fuelling"))) with steps \
                 linewidth 1.2 linecolor rgb AMBER title "aircraft being fuelled", \
             "" using (instant("time")):(shown(here("holding"))) with steps linewidth 1.5 \
                 linecolor rgb RED title "holding in the air", \
             [k = 0 : mogs : 1] "+" using (k < 1 ? NaN : mog_from[int(k)]):\
                 (k < 1 ? NaN : mog_stands[int(k)]) with steps linewidth 2 dashtype 2 \
                 linecolor rgb INK title "parking MOG"
    }
    unset multiplot
    set output
}
