# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
# map.gp - the legs flown, as great circles: the wider, the more flights; stops on the way, and
# alternates flown to.
#
# Tables: sorties.csv (the traced replication), places.csv (positions). Coasts and borders are in
# data/world.csv. The map is around the middle of the airfields used. An airfield without a position
# is left out, with its legs.
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

load HERE."projection.gpi"

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
load HERE."mapframe.gpi"
# Thinner where there are many.
width(flights) = 0.6 + (legs > 100 ? 2.0 : 8.0) * flights / most
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
