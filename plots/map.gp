# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
# map.gp - the legs flown, as great circles: the wider, the more flights; stops on the way, and
# alternates flown to.
#
# Tables: sorties.csv (the traced replication), places.csv (positions). Coasts and borders are in
# data/world.csv. The map is Lambert's azimuthal equal-area projection around the middle of the
# airfields used, in kilometres (sphere of 6371 km): exact enough for a picture. An airfield without
# a position is left out, with its legs.
NAME = "map"; DIR = ARG1; HERE = ARG0[1 : strlen(ARG0) - strlen(NAME.".gp")]
load HERE."common.gpi"

if (rows_of("sorties.csv") < 1) { eval leave(no_trace) }

# ---- airfields with a position ----

located(dummy) = strcol("kind") eq "airfield" && strlen(strcol("latitude")) > 0
places = 0
stats texts("places.csv") using (located(0) ? (places = places + 1) : 0) nooutput
if (places < 2) { eval leave("the airfields of this scenario have no positions") }
array name[places]
array lat[places]
array lon[places]
array used[places]
array stop[places]
n = 0
ids = " "
take(dummy) = (n = n + 1, ids = ids.strcol("place")." ", name[n] = shortened(name_or(strcol("place")), 32), \
    lat[n] = column("latitude"), lon[n] = column("longitude"), used[n] = 0, stop[n] = 0, 1)
stats texts("places.csv") using (located(0) ? take(0) : 0) nooutput
where(s) = where_from(strstrt(ids, " ".s." "))
where_from(place) = place == 0 ? 0 : words(ids[1 : place]) + 1

# ---- legs: pairs of airfields, loaded, empty and diverted flights in both directions ----
#
# An awk counts them: the legs with the most flights come first, and of very many the others are left
# out. An alternate is flown to from the destination, and back; one where the flight ends is its
# destination itself.
LEGS = 300
counted = "awk -F , -v ids=".quoted(ids)." 'NR == 1 { for (i = 1; i <= NF; i++) c[$i] = i; n = split(ids, id, \" \"); "\
    ."for (i = 1; i <= n; i++) known[id[i]] = 1; next } "\
    ."function add(a, b, count) { if (a != b && (a in known) && (b in known)) { "\
    ."k = a < b ? a \",\" b : b \",\" a; legs[k]; count[k]++ } } "\
    ."$c[\"takeoff\"] != \"\" { if ($c[\"chalk\"] != \"\" || $c[\"passengers\"] > 0) add($c[\"origin\"], $c[\"destination\"], loaded); "\
    ."else add($c[\"origin\"], $c[\"destination\"], empty) } "\
    ."$c[\"diverted_to\"] != \"\" { add($c[\"destination\"], $c[\"diverted_to\"], diverted) } "\
    ."END { for (k in legs) print k \",\" loaded[k] + 0 \",\" empty[k] + 0 \",\" diverted[k] + 0 \",\" loaded[k] + empty[k] }' "\
    .quoted(table("sorties.csv"))." | LC_ALL=C sort -t , -k 6,6nr -k 1,1 -k 2,2"
all_legs = int(system(counted." | wc -l"))
legs = all_legs < LEGS ? all_legs : LEGS
if (legs == 0) { eval leave("no flight goes between airfields with positions") }
array from[legs]
array to[legs]
array loaded[legs]
array empty[legs]
array diverted[legs]
n = 0; most = 0; only_empty = 0; diversions = 0
read_leg(dummy) = (n = n + 1, from[n] = where(strcol("a")), to[n] = where(strcol("b")), \
    loaded[n] = column("loaded"), empty[n] = column("empty"), diverted[n] = column("diverted"), \
    used[from[n]] = used[from[n]] + column("flights") + 1, used[to[n]] = used[to[n]] + column("flights") + 1, \
    most = column("flights") > most ? column("flights") : most, \
    only_empty = only_empty || (loaded[n] == 0 && empty[n] > 0), diversions = diversions + diverted[n], 1)
stats "< echo a,b,loaded,empty,diverted,flights; ".counted." | sed -n 1,".LEGS."p" using (read_leg(0)) nooutput
if (most == 0) { eval leave("no flight goes between airfields with positions") }
stops = 0
halt(a) = a == 0 ? 0 : (stops = stops + 1, stop[a] = stop[a] + 1)
stats table("sorties.csv") using (column("stop") > 0 && strlen(strcol("takeoff")) > 0 ? \
    halt(where(strcol("destination"))) : 0) nooutput

# ---- projection ----

set angles degrees
R = 6371.0
# The middle: the sum of the unit vectors of all airfields used.
mx = 0; my = 0; mz = 0
do for [i = 1 : places] {
    if (used[i] > 0) {
        mx = mx + cos(lat[i]) * cos(lon[i])
        my = my + cos(lat[i]) * sin(lon[i])
        mz = mz + sin(lat[i])
    }
}
lat0 = atan2(mz, sqrt(mx * mx + my * my))
lon0 = atan2(my, mx)
toward(f, l) = sin(lat0) * sin(f) + cos(lat0) * cos(f) * cos(l - lon0)
# Beyond 100 degrees from the middle nothing is drawn: shapes would be torn.
scale(f, l) = toward(f, l) > -0.17 ? R * sqrt(2 / (1 + toward(f, l))) : NaN
px(f, l) = scale(f, l) * cos(f) * sin(l - lon0)
py(f, l) = scale(f, l) * (cos(lat0) * sin(f) - sin(lat0) * cos(f) * cos(l - lon0))

# A point of the great circle from airfield a to b, t from 0 to 1 (Shoemake's interpolation).
ux(i) = cos(lat[i]) * cos(lon[i])
uy(i) = cos(lat[i]) * sin(lon[i])
uz(i) = sin(lat[i])
arc(a, b) = acos(limited(ux(a) * ux(b) + uy(a) * uy(b) + uz(a) * uz(b)))
limited(c) = c > 1 ? 1 : c < -1 ? -1 : c
part(a, b, t, u, v) = arc(a, b) > 1e-6 ? \
    (sin((1 - t) * arc(a, b)) * u + sin(t * arc(a, b)) * v) / sin(arc(a, b)) : u
gx(a, b, t) = part(a, b, t, ux(a), ux(b))
gy(a, b, t) = part(a, b, t, uy(a), uy(b))
gz(a, b, t) = part(a, b, t, uz(a), uz(b))
glat(a, b, t) = atan2(gz(a, b, t), sqrt(gx(a, b, t) ** 2 + gy(a, b, t) ** 2))
glon(a, b, t) = atan2(gy(a, b, t), gx(a, b, t))

# ---- what is shown ----

left = 1e9; right = -1e9; low = 1e9; high = -1e9
extend(x, y) = (left = x < left ? x : left, right = x > right ? x : right, \
    low = y < low ? y : low, high = y > high ? y : high, 1)
do for [k = 1 : legs] {
    do for [step = 0 : 10] {
        dummy = extend(px(glat(from[k], to[k], step / 10.0), glon(from[k], to[k], step / 10.0)), \
                       py(glat(from[k], to[k], step / 10.0), glon(from[k], to[k], step / 10.0)))
    }
}
# A margin, at least 400 km across, and the shape of the picture.
MAP_LEFT = 0.012; MAP_RIGHT = 0.988; MAP_LOW = 0.10; MAP_HIGH = 0.905
shape = (MAP_RIGHT - MAP_LEFT) * WIDTH / ((MAP_HIGH - MAP_LOW) * HEIGHT)
across = 1.22 * (right - left > shape * (high - low) ? right - left : shape * (high - low))
across = across > 400 ? across : 400
x0 = (left + right) / 2; y0 = (low + high) / 2
left = x0 - across / 2; right = x0 + across / 2
low = y0 - across / shape / 2; high = y0 + across / shape / 2

# ---- names: beside the point, on the side where they meet no other name ----

array tx[places]
array ty[places]
array side[places]
letter = 0.0076 * across
line = 0.020 * across
box_low(y, s) = s == 3 ? y + 0.2 * line : s == 4 ? y - 1.2 * line : y - 0.5 * line
box_left(x, i, s) = s == 1 ? x + 0.006 * across : s == 2 ? x - 0.006 * across - letter * strlen(name[i]) : \
    x - letter * strlen(name[i]) / 2
meets(i, s, k, r) = \
    box_left(tx[i], i, s) < box_left(tx[k], k, r) + letter * strlen(name[k]) && \
    box_left(tx[k], k, r) < box_left(tx[i], i, s) + letter * strlen(name[i]) && \
    box_low(ty[i], s) < box_low(ty[k], r) + line && box_low(ty[k], r) < box_low(ty[i], s) + line
covers(i, s, k) = k != i && box_left(tx[i], i, s) - 0.005 * across < tx[k] && \
    tx[k] < box_left(tx[i], i, s) + letter * strlen(name[i]) + 0.005 * across && \
    box_low(ty[i], s) - 0.2 * line < ty[k] && ty[k] < box_low(ty[i], s) + 1.2 * line
leaves(i, s) = box_left(tx[i], i, s) < left || \
    box_left(tx[i], i, s) + letter * strlen(name[i]) > right
do for [i = 1 : places] {
    tx[i] = px(lat[i], lon[i]); ty[i] = py(lat[i], lon[i]); side[i] = 0
}
# Of very many airfields the busiest are named, as far as there is room.
NAMES = 60
array order[NAMES]
named = 0
do for [rank = 1 : NAMES] {
    best = 0
    do for [i = 1 : places] {
        if (used[i] > 0 && side[i] == 0 && (best == 0 || used[i] > used[best])) { best = i }
    }
    if (best > 0) { named = rank; order[rank] = best; side[best] = -1 }
}
do for [rank = 1 : named] {
    i = order[rank]
    fewest = 1e9
    do for [s = 1 : 4] {
        faults = leaves(i, s) ? 10 : 0
        do for [k = 1 : named] {
            other = order[k]
            if (covers(i, s, other)) { faults = faults + 1 }
            if (side[other] > 0 && meets(i, s, other, side[other])) { faults = faults + 10 }
        }
        if (faults < fewest) { fewest = faults; best = s }
    }
    side[i] = fewest < 10 ? best : 0
    x = tx[i] + (side[i] == 1 ? 0.006 : side[i] == 2 ? -0.006 : 0) * across
    y = ty[i] + (side[i] == 3 ? 0.7 : side[i] == 4 ? -0.7 : 0) * line
    if (side[i] == 1) { set label i + 1 name[i] at x, y left front boxed font ",12" }
    if (side[i] == 2) { set label i + 1 name[i] at x, y right front boxed font ",12" }
    if (side[i] > 2) { set label i + 1 name[i] at x, y center front boxed font ",12" }
}

# ---- drawing ----

set style textbox opaque noborder margins 0.3, 0.3 fillcolor rgb "#50ffffff"

set xrange [left:right]
set yrange [low:high]
unset tics
unset grid
set border 15 linewidth 0.8 linecolor rgb "#888888"
set lmargin at screen MAP_LEFT
set rmargin at screen MAP_RIGHT
set bmargin at screen MAP_LOW
set tmargin at screen MAP_HIGH
set key at screen 0.5, screen 0.045 center vertical maxrows 2 samplen 4 width 1
# Thinner where there are many.
width(flights) = 0.6 + (legs > 100 ? 2.0 : 8.0) * flights / most
# A bar of round length at the lower left.
round_down(x) = 10 ** floor(log10(x)) * (x / 10 ** floor(log10(x)) >= 5 ? 5 : \
    x / 10 ** floor(log10(x)) >= 2 ? 2 : 1)
bar = round_down(across / 5)
set arrow 1 from left + 0.02 * across, low + 0.03 * across / shape rto bar, 0 nohead linewidth 3 \
    linecolor rgb INK front
set label 1 sprintf("%g km", bar) at left + 0.02 * across + bar / 2, low + 0.055 * across / shape \
    center front font ",11"
# Sixty steps; the one before them stands where a header is expected.
at(t) = t < 0 ? 0.0 : t / 60.0
leg_lat(k, t) = glat(from[k], to[k], at(t))
leg_lon(k, t) = glon(from[k], to[k], at(t))
is_loaded(k) = loaded[k] > 0 ? 1 : 0
is_diverted(k) = diverted[k] > 0 ? 1 : 0
flights(k) = loaded[k] + empty[k]
half = int(most / 2 + 0.5)
plural(count, what) = sprintf("%d %s%s", count, what, count == 1 ? "" : "s")
what = all_legs > legs ? sprintf("The %d legs flown most of %d", legs, all_legs) : "Legs flown"

do for [format in FORMATS] {
    eval begin(format)
    eval heading(what.", both directions together", one_replication)
    plot for [m = -180 : 170 : 10] [t = -80 : 80 : 2] "+" using (px(t, m)):(py(t, m)) with lines \
             linewidth 0.5 linecolor rgb "#e2e2e2" notitle, \
         for [p = -80 : 80 : 10] [t = -180 : 180 : 2] "+" using (px(p, t)):(py(p, t)) with lines \
             linewidth 0.5 linecolor rgb "#e2e2e2" notitle, \
         HERE."data/world.csv" using (px(column(2), column(1))):(py(column(2), column(1))) index 1 with lines linewidth 0.6 \
             dashtype 3 linecolor rgb "#9a9a9a" notitle, \
         HERE."data/world.csv" using (px(column(2), column(1))):(py(column(2), column(1))) index 0 with lines linewidth 0.9 \
             linecolor rgb "#7d8b99" notitle, \
         for [layer = 0 : 1] for [k = 1 : legs] [t = -1 : 60 : 1] "+" using \
             (layer == is_loaded(k) && flights(k) > 0 ? px(leg_lat(k, t), leg_lon(k, t)) : NaN):\
             (py(leg_lat(k, t), leg_lon(k, t))) with lines linewidth width(flights(k)) \
             linecolor rgb layer == 1 ? BLUE : AMBER notitle, \
         for [k = 1 : legs] [t = -1 : 60 : 1] "+" using \
             (is_diverted(k) ? px(leg_lat(k, t), leg_lon(k, t)) : NaN):\
             (py(leg_lat(k, t), leg_lon(k, t))) with lines linewidth 2 dashtype 2 \
             linecolor rgb RED notitle, \
         [k = 0 : places : 1] "+" using (k < 1 ? NaN : used[int(k)] > 0 ? tx[int(k)] : NaN):\
             (k < 1 ? NaN : ty[int(k)]) with points pointtype 7 pointsize 0.9 linecolor rgb INK \
             notitle, \
         [k = 0 : places : 1] "+" using (k < 1 ? NaN : stop[int(k)] > 0 ? tx[int(k)] : NaN):\
             (k < 1 ? NaN : ty[int(k)]) with points pointtype 4 pointsize 2.2 linewidth 2 \
             linecolor rgb INK notitle, \
         keyentry with lines linewidth width(most) linecolor rgb BLUE title plural(most, "flight"), \
         for [i = 1 : half < most] keyentry with lines linewidth width(half) linecolor rgb BLUE \
             title plural(half, "flight"), \
         for [i = 1 : half > 1] keyentry with lines linewidth width(1) linecolor rgb BLUE \
             title "1 flight", \
         for [i = 1 : only_empty] keyentry with lines linewidth width(half) linecolor rgb AMBER \
             title "empty flights only", \
         for [i = 1 : stops > 0] keyentry with points pointtype 4 pointsize 2.2 linewidth 2 \
             linecolor rgb INK title "stop on the way", \
         for [i = 1 : diversions > 0] keyentry with lines linewidth 2 dashtype 2 linecolor rgb RED \
             title plural(diversions, "diversion")
    set output
}
