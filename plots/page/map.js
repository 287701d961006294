// Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
// map.js - the map with the aircraft moving: a player, airfields with their stands, sites, and a story.
import {median} from "d3-array";
import {select} from "d3-selection";
import {geoPath} from "d3-geo";
import {arc} from "d3-shape";
import {timer} from "d3-timer";
import {figure, key, shortened, watch} from "./chart.js";
import {DAY, HOUR, MINUTE} from "./clock.js";
import {drawGround, placeNames, projectionOf, scaleBar, zooming} from "./ground.js";
import {aircraftAt, airfieldAt, isLoaded, nameOf, position, traceOf, siteAt, SITE_WORDS,
    tallyAt} from "./trace.js";
import {choose, setMoment, tell} from "./story.js";
import {number, visible} from "./text.js";

const PLANE = "M0,-9L2,-3L9,2V4L2,2L1.5,6L4,8V9L0,8L-4,9V8L-1.5,6L-2,2L-9,4V2L-2,-3Z";
const SPEEDS = [["10 min a second", 10 * MINUTE], ["1 h a second", HOUR], ["3 h a second", 3 * HOUR],
    ["12 h a second", 12 * HOUR],
    ["1 day a second", DAY]];
const LISTED = 40;
const MOST_LEGS = 400, MOST_FOUND = 50, MOST_STOPS = 60;

export const id = "map", title = "Map with the aircraft moving";

export function fits(data) {
    return data.table("stages") !== null && data.table("places") !== null &&
        usedFields(traceOf(data)).length > 1;
}

export function draw(section, data, page) {
    const trace = traceOf(data), fields = usedFields(trace);
    const frame = figure(section, {title: `Where every aircraft is, in replication ${data.traced}`,
        note: "One replication of many. Play it or move the slider; arrow keys step by the hour, with " +
            "Shift by ten minutes. " +
            "Drag the map, or turn the wheel with Ctrl, to come nearer."});
    frame.root.classed("map", true);
    const view = {data, page, trace, fields, frame, sites: placedSites(trace), legs: legsOf(trace), told: ""};
    page.moment = page.moment ?? startOf(trace);
    player(view);
    const layout = frame.body.append("div").attr("class", "map-layout");
    view.holder = layout.append("div");
    side(view, layout.append("div").attr("class", "map-side"));
    view.svg = view.holder.append("svg").attr("class", "map-picture").attr("role", "group")
        .attr("tabindex", 0).attr("aria-label",
        `Map of ${fields.length} airfields. Arrow keys step by the hour, space plays, plus and minus zoom.`);
    layOut(view, watch(view.holder.node(), width => layOut(view, width)));
    keys(view);
    for (const what of ["moment", "chosen", "zone"]) page.on(what, () => update(view));
}

// ---- what is on the map ----

function usedFields(trace) {
    const uses = new Map();
    for (const sortie of trace.sorties) {
        for (const id of [sortie.origin, sortie.destination, sortie.diverted_to]) {
            if (id) uses.set(id, (uses.get(id) ?? 0) + 1);
        }
    }
    return [...uses].filter(([id]) => position(trace, id)).sort((a, b) => b[1] - a[1])
        .map(([id, count]) => ({id, count, point: position(trace, id), name: nameOf(trace, id)}));
}

function placedSites(trace) {
    return trace.sites.map(site => {
        const place = trace.places.get("site " + site.site);
        const known = place && place.latitude !== null && place.longitude !== null;
        return {site, name: place?.name || site.site, point: known ? [place.longitude, place.latitude] :
            null};
    });
}

// Pairs of airfields, the most flown first; of very many the others are left out.
function legsOf(trace) {
    const legs = new Map();
    for (const sortie of trace.sorties) {
        const a = position(trace, sortie.origin), b = position(trace, sortie.destination);
        if (!a || !b || sortie.origin === sortie.destination || sortie.takeoff === null) continue;
        const name = JSON.stringify([sortie.origin, sortie.destination].sort());
        const leg = legs.get(name) ?? {line: [a, b], flights: 0, loaded: 0};
        leg.flights++;
        if (isLoaded(sortie)) leg.loaded++;
        legs.set(name, leg);
    }
    return [...legs.values()].sort((a, b) => b.flights - a.flights).slice(0, MOST_LEGS);
}

function startOf(trace) {
    const first = trace.sorties.reduce((least, s) => s.takeoff !== null && s.takeoff < least ? s.takeoff :
        least, Infinity);
    return isFinite(first) ? Math.ceil(first / HOUR) * HOUR : trace.from;
}

// ---- player ----

function player(view) {
    const {trace, frame} = view, bar = frame.controls();
    const button = (text, title, act) => bar.append("button").attr("type", "button").attr("title", title)
        .text(text).on("click", act);
    const limit = instant => Math.min(trace.to, Math.max(trace.from, instant));
    const to = instant => setMoment(view.page, limit(instant));
    let running = null, speed = HOUR, last = 0;
    const stop = () => {
        running?.stop();
        running = null;
        play.text("Play").attr("aria-pressed", "false");
    };
    const start = () => {
        if (view.page.moment >= trace.to) to(trace.from);
        last = 0;
        play.text("Pause").attr("aria-pressed", "true");
        running = timer(elapsed => {
            const passed = Math.min(200, elapsed - last);
            last = elapsed;
            to(view.page.moment + passed / 1000 * speed);
            if (view.page.moment >= trace.to) stop();
        });
    };
    const play = button("Play", "play or pause (space)", () => running ? stop() : start())
        .attr("aria-pressed", "false");
    button("− 1 h", "an hour back (arrow left)", () => to(view.page.moment - HOUR));
    button("+ 1 h", "an hour on (arrow right)", () => to(view.page.moment + HOUR));
    const selectSpeed = bar.append("label").text("speed ").append("select");
    for (const [text, value] of SPEEDS) selectSpeed.append("option").attr("value", value).text(text);
    selectSpeed.property("value", HOUR).on("change", () => speed = Number(selectSpeed.property("value")));
    button("Zoom in", "zoom in (plus)", () => nearer(view));
    button("Zoom out", "zoom out (minus)", () => view.hands?.by(0.5));
    button("Whole map", "show the whole map (0)", () => view.hands?.to());
    if (view.sites.some(entry => entry.point)) button("Sites", "show the sites", () => toSites(view));
    finder(view, bar);
    const line = bar.append("label").attr("class", "wide");
    line.append("span").text("time");
    const slider = line.append("input").attr("type", "range")
        .attr("min", Math.floor(trace.from / MINUTE) * MINUTE).attr("max", trace.to).attr("step", MINUTE)
        .attr("aria-label", "time on the map").on("input", () => to(Number(slider.property("value"))));
    const clock = line.append("output");
    view.player = {slider, clock, to, toggle: () => running ? stop() : start()};
    slider.on("keydown", () => stepByKeys(view));
}

// A field that finds an aircraft or a load by its name, and brings the map to where it takes off.
function finder(view, bar) {
    const {trace, page} = view, field = bar.append("label").text("find ").append("input")
        .attr("type", "search")
        .attr("list", "map-things").attr("maxlength", 100).attr("aria-label", "Find an aircraft or a load");
    const list = bar.append("datalist").attr("id", "map-things");
    const names = [...trace.byTail.keys(), ...trace.chalks.keys()];
    field.on("input", () => {
        const typed = field.property("value").trim().toLowerCase();
        const found = names.filter(name => name.toLowerCase().includes(typed)).slice(0, MOST_FOUND);
        const options = list.selectAll("option").data(typed ? found : []);
        options.exit().remove();
        options.enter().append("option").merge(options).attr("value", name => name);
    });
    field.on("change", () => {
        const name = field.property("value").trim(), tail = trace.byTail.get(name),
            chalk = trace.chalks.get(name);
        const sortie = tail ? null : trace.byNumber.get(chalk?.sortie);
        if (tail || chalk) choose(page, tail ? "tail" : "chalk", name);
        if (sortie) setMoment(page, sortie.takeoff ?? sortie.tasked);
    });
}

// Twice as near, to what is chosen; where nothing is, at first to the field that is used most.
function nearer(view) {
    const point = chosenPoint(view) ?? (view.transform.k === 1 ? view.fields[0].point : null);
    if (point) view.hands.centre(view.projection(point), 2 * view.transform.k);
    else view.hands.by(2);
}

function chosenPoint(view) {
    const {kind, id} = view.page.chosen ?? {};
    if (kind === "field") return position(view.trace, id);
    if (kind === "site") return view.sites.find(entry => entry.site.site === id)?.point ?? null;
    const tail = kind === "tail" ? id : view.trace.byNumber.get(view.trace.chalks.get(id)?.sortie)?.tail;
    return tail ? aircraftAt(view.trace, view.trace.byTail.get(tail), view.page.moment).point : null;
}

// As near as all sites allow that are not far from the middle of them.
function toSites(view) {
    const places = view.sites.filter(entry => entry.point).map(entry => view.projection(entry.point))
        .filter(Boolean);
    const middle = [0, 1].map(i => median(places, place => place[i]));
    const far = places.map(place => Math.hypot(place[0] - middle[0], place[1] - middle[1]))
        .sort((a, b) => a - b);
    const reach = far[Math.floor(0.8 * (far.length - 1))];
    view.hands.centre(middle, Math.min(view.width, view.height) / (2.6 * Math.max(reach, 0.5)));
}

const STEPS = {ArrowLeft: -HOUR, ArrowRight: HOUR, PageDown: -6 * HOUR, PageUp: 6 * HOUR};

// The keys of the map and its slider. Returns whether the key was one.
function stepByKeys(view) {
    const pressed = window.event, {player: hand, trace} = view;
    if (pressed.altKey || pressed.ctrlKey || pressed.metaKey) return;
    const step = STEPS[pressed.key];
    if (step) hand.to(view.page.moment + step / (pressed.shiftKey ? 6 : 1));
    else if (pressed.key === " ") hand.toggle();
    else if (pressed.key === "Home") hand.to(trace.from);
    else if (pressed.key === "End") hand.to(trace.to);
    else if (pressed.key === "+" || pressed.key === "=") nearer(view);
    else if (pressed.key === "-") view.hands.by(0.5);
    else if (pressed.key === "0") view.hands.to();
    else return;
    pressed.preventDefault();
}

function keys(view) {
    view.svg.on("keydown", () => {
        const target = window.event.target;
        if (target === view.svg.node()) stepByKeys(view);
        else if (window.event.key === "Enter" || window.event.key === " ") {
            window.event.preventDefault();
            target.dispatchEvent(new MouseEvent("click", {bubbles: true}));
        }
    });
}

// ---- the picture ----

function layOut(view, width) {
    const {svg, fields, data} = view, height = Math.round(Math.max(300, Math.min(640, 0.62 * width)));
    svg.selectAll("*").remove();
    svg.attr("viewBox", "0 0 " + width + " " + height).attr("width", width).attr("height", height);
    const projection = projectionOf(fields.map(field => field.point), view.legs.map(leg => leg.line), width,
        height);
    const path = geoPath(projection), moved = svg.append("g");
    drawGround(moved.append("g"), projection, data.world);
    const most = view.legs.length ? view.legs[0].flights : 1;
    moved.append("g").attr("aria-hidden", "true").selectAll("path").data(view.legs).enter().append("path")
        .attr("class", leg => leg.loaded ? "leg" : "leg leg-empty")
            .attr("d", leg => path({type: "LineString", coordinates: leg.line}))
        .attr("stroke-width", leg => 0.8 + (view.legs.length > 100 ? 1.5 : 4) * leg.flights / most);
    Object.assign(view, {width, height, projection, path, moved, chosenLeg: moved.append("path")
        .attr("class", "leg-chosen"),
        siteLayer: svg.append("g"), planeLayer: svg.append("g"), fieldLayer: svg.append("g"),
            bar: svg.append("g").attr("class", "scale"),
        transform: {k: 1, x: 0, y: 0}});
    view.hands = zooming(svg, width, height, transform => {
        view.transform = transform;
        moved.attr("transform", transform);
        arrange(view);
        update(view);
    });
    makeFields(view);
    makeSites(view);
    arrange(view);
    update(view);
}

const onScreen = (view, point) => {
    const p = view.projection(point);
    return p && [view.transform.x + view.transform.k * p[0], view.transform.y + view.transform.k * p[1]];
};

function makeFields(view) {
    const groups = view.fieldLayer.selectAll("g").data(view.fields).enter().append("g").attr("class", "field")
        .attr("tabindex", (field, i) => i < MOST_STOPS ? 0 : -1).attr("role", "button")
            .on("click", field => choose(view.page, "field", field.id));
    groups.append("circle").attr("class", "field-ground").attr("r", 8);
    groups.append("path").attr("class", "field-filling");
    groups.append("title");
    groups.append("text").attr("class", "halo name").attr("dominant-baseline", "central");
    view.fieldGroups = groups;
}

const SITE_SHAPES = {quiet: "M0,-5L5,0L0,5L-5,0Z", requested: "M0,-6L6,0L0,6L-6,0ZM0,-2V2M0,3.4V3.6",
    guarded: "M-5,-5H5V1L0,6L-5,1Z",
    "handed back": "M0,-5L5,0L0,5L-5,0ZM-2.5,0H2.5"};

function makeSites(view) {
    const placed = view.sites.filter(entry => entry.point);
    const groups = view.siteLayer.selectAll("g").data(placed).enter().append("g").attr("class", "site")
        .attr("tabindex", (entry, i) => i < MOST_STOPS ? 0 : -1).attr("role", "button")
            .on("click", entry => choose(view.page, "site", entry.site.site));
    groups.append("path");
    groups.append("title");
    groups.append("text").attr("class", "halo faint name").attr("dominant-baseline", "central").attr("x", 9);
    view.siteGroups = groups;
}

// Puts all that stands still where it is after zooming, and names where there is room.
function arrange(view) {
    const at = view.fields.map(field => onScreen(view, field.point) ?? [-99, -99]);
    const names = placeNames(view.fields.map((field, i) =>
        ({x: at[i][0], y: at[i][1], text: field.name + " 00/00", radius: 8})),
        view.width, view.height);
    view.fieldGroups.attr("transform", (field, i) => "translate(" + at[i] + ")");
    view.fieldGroups.select("text").attr("text-anchor", (field, i) => names[i]?.anchor ?? "start")
        .attr("x", (field, i) => names[i] ? names[i].x - at[i][0] : 0)
            .attr("y", (field, i) => names[i] ? names[i].y - at[i][1] : 0)
        .attr("display", (field, i) => names[i] ? null : "none");
    view.siteGroups.attr("transform", entry => "translate(" + (onScreen(view, entry.point) ?? [-99, -99]) +
        ")");
    const placed = view.siteGroups.data().map(entry => onScreen(view, entry.point) ?? [-99, -99]);
    const room = view.transform.k < 8 ? placed.map(() => null) :
        placeNames(view.siteGroups.data()
            .map((entry, i) => ({x: placed[i][0], y: placed[i][1], text: entry.name, radius: 6})),
            view.width, view.height);
    view.siteGroups.select("text").text(entry => shortened(entry.name))
        .attr("display", (entry, i) => room[i] ? null : "none")
        .attr("text-anchor", (entry, i) => room[i]?.anchor ?? "start")
            .attr("x", (entry, i) => room[i] ? room[i].x - placed[i][0] : 0)
        .attr("y", (entry, i) => room[i] ? room[i].y - placed[i][1] : 0);
    const bar = scaleBar(view.projection, view.transform.k, view.width);
    view.bar.selectAll("*").remove();
    view.bar.attr("transform", "translate(12," + (view.height - 14) + ")");
    view.bar.append("path").attr("class", "whisker").attr("d", "M0,-4V0H" + bar.pixels + "V-4");
    view.bar.append("text").attr("class", "halo").attr("x", bar.pixels + 6).attr("y", 0)
        .text(`${number(bar.kilometres)} km`);
}

// ---- an instant ----

const filling = arc().innerRadius(0).outerRadius(7).startAngle(0);

function update(view) {
    const {page, player: hand} = view, instant = page.moment;
    const text = `${page.time(instant)} ${page.zoneName()}`;
    hand.slider.property("value", instant).attr("aria-valuetext", text);
    hand.clock.text(text);
    updateFields(view, instant);
    view.siteGroups.each(function (entry) {
        const now = siteAt(entry.site, instant), group = select(this);
        group.select("path").attr("class", "site-" + now.replace(" ", "-")).attr("d", SITE_SHAPES[now]);
        const words = visible(`${entry.name}: ${SITE_WORDS[now]}`);
        group.attr("aria-label", words).select("title").text(words);
    });
    updatePlanes(view, instant);
    updateSide(view, instant);
}

function updateFields(view, instant) {
    view.fieldGroups.each(function (field) {
        const now = airfieldAt(view.trace, field.id, instant), group = select(this);
        const taken = now?.on_ground ?? 0, limit = now ? now.parking_mog :
            view.trace.places.get("airfield " + field.id)?.parking_mog ?? null;
        const share = limit ? Math.min(1, taken / limit) : 0, shut = now && now.open === 0;
        group.select("circle").classed("field-shut", shut);
        group.select("path").attr("d", filling({endAngle: 2 * Math.PI * share}))
            .classed("field-full", share >= 1);
        const count = limit !== null ? taken + "/" + limit : String(taken);
        group.select("text").text(shortened(field.name) + " " + count);
        const told = visible(field.name) + ": " + taken + (limit !== null ? " of " + limit : "") +
            " stands taken" + (share >= 1 ? ", full" : "") +
            (now?.holding ? ", " + now.holding + " holding" : "") + (shut ? ", shut" : "");
        group.attr("aria-label", told).select("title").text(told);
    });
}

// The angle on the screen of a course at a point.
function angleOf(view, point, course) {
    const a = course * Math.PI / 180, step = 0.2;
    const ahead = [point[0] + step * Math.sin(a) / Math.max(0.01, Math.cos(point[1] * Math.PI / 180)),
        Math.max(-90, Math.min(90, point[1] + step * Math.cos(a)))];
    const p = view.projection(point), q = view.projection(ahead);
    return p && q ? Math.atan2(q[0] - p[0], p[1] - q[1]) * 180 / Math.PI : 0;
}

function planeText(trace, now, tail) {
    const sortie = now.sortie, way = nameOf(trace, sortie.origin) + " to " +
        nameOf(trace, sortie.destination);
    const how = now.state === "holding" ? ", holding" : now.state === "detour" ? ", on a detour by " +
        nameOf(trace, sortie.diverted_to) : "";
    return visible(tail.tail + ", " + way + ", " +
        (isLoaded(sortie) ? "with " + (sortie.chalk ?? "passengers") : "empty") + how +
        (now.isEstimated ? " (where exactly is a guess)" : ""));
}

function updatePlanes(view, instant) {
    const {trace} = view, chosen = view.page.chosen;
    const flying = trace.tails.map(tail => ({tail, now: aircraftAt(trace, tail, instant)}))
        .filter(entry => entry.now.state !== "ground");
    view.flying = flying;
    const held = new Map();
    const isChosen = entry => chosen && ((chosen.kind === "tail" && chosen.id === entry.tail.tail) ||
        (chosen.kind === "chalk" && chosen.id === entry.now.sortie.chalk));
    const joined = view.planeLayer.selectAll("path")
        .data(flying.filter(entry => entry.now.point), entry => entry.tail.tail);
    joined.exit().remove();
    const made = joined.enter().append("path").attr("d", PLANE)
        .on("click", entry => choose(view.page, "tail", entry.tail.tail));
    made.append("title");
    made.merge(joined).each(function (entry) {
        const [x, y] = onScreen(view, entry.now.point) ?? [-99, -99], node = select(this);
        let aside = "";
        if (entry.now.state === "holding") {
            const nth = held.get(entry.now.sortie.destination) ?? 0;
            held.set(entry.now.sortie.destination, nth + 1);
            aside = "rotate(" + (nth * 40) + ") translate(0,-22) rotate(90)";
        }
        const turn = aside ? aside : "rotate(" + angleOf(view, entry.now.point, entry.now.course) + ")";
        node.attr("transform", "translate(" + x + "," + y + ") " + turn)
            .attr("class", "plane " + (entry.now.state !== "air" ? "plane-holding" :
                isLoaded(entry.now.sortie) ? "plane-loaded" : "plane-empty") +
                (isChosen(entry) ? " plane-chosen" : "")).select("title")
                    .text(planeText(trace, entry.now, entry.tail));
    });
    const shown = flying.find(isChosen)?.now.sortie;
    const a = shown && position(trace, shown.origin), b = shown && position(trace, shown.destination);
    view.chosenLeg.attr("d", a && b ? view.path({type: "LineString", coordinates: [a, b]}) : null);
}

// ---- beside the map ----

function side(view, holder) {
    view.tally = holder.append("div").attr("class", "panel");
    view.story = holder.append("div").attr("class", "panel story").attr("role", "region")
        .attr("aria-label", "Story of what is chosen")
        .attr("tabindex", 0).append("div").attr("class", "scroll");
    const air = select(view.holder.node().parentNode).append("div").attr("class", "panel in-the-air");
    air.append("h3").text("In the air");
    view.list = air.append("ul").attr("class", "scroll");
    const entries = [
        {draw: svg => svg.append("path").attr("class", "plane-loaded")
            .attr("transform", "translate(13,7) scale(.75)").attr("d", PLANE), text: "aircraft with a load"},
        {draw: svg => svg.append("path").attr("class", "plane-empty")
            .attr("transform", "translate(13,7) scale(.75)").attr("d", PLANE), text: "empty aircraft"}];
    if (view.trace.sorties.some(s => s.wait_holding_h > 0 || s.diverted_to)) {
        entries.push({draw: svg => svg.append("path").attr("class", "plane-holding")
            .attr("transform", "translate(13,7) scale(.75)").attr("d", PLANE),
            text: "holding, or on a detour"});
    }
    entries.push({draw: svg => {
        svg.append("circle").attr("class", "field-ground").attr("cx", 13).attr("cy", 7).attr("r", 6);
        svg.append("path").attr("class", "field-filling").attr("transform", "translate(13,7) scale(.75)")
            .attr("d", filling({endAngle: 2.1}));
    }, text: "airfield, its stands filling"});
    if (view.sites.some(entry => entry.point)) {
        for (const now of ["quiet", "requested", "guarded", "handed back"]) {
            if (!view.sites.some(entry => entry.site[now.replace(" ", "_")] !== null)) continue;
            entries.push({draw: svg => svg.append("g").attr("class", "site")
                .attr("transform", "translate(13,7)").append("path")
                .attr("class", "site-" + now.replace(" ", "-")).attr("d", SITE_SHAPES[now]), text: "site: " +
                    SITE_WORDS[now]});
        }
    }
    key(view.frame.legend, entries);
}

function updateSide(view, instant) {
    const count = tallyAt(view.trace, instant);
    const facts = [["in the air", number(count.air) + ", " + number(count.loaded) + " with loads"],
        ["holding or on a detour", count.holding + count.detour ? number(count.holding + count.detour) :
            null],
        ["loads in", number(count.loads)], ["people in by air", number(count.people)],
        ["sites guarded", view.trace.sites.length ? count.guarded + " of " + view.trace.sites.length : null]]
            .filter(pair => pair[1] !== null);
    const list = view.tally.selectAll("dl").data([facts]);
    const dl = list.enter().append("dl").merge(list);
    dl.selectAll("*").remove();
    for (const [name, value] of facts) {
        dl.append("dt").text(name);
        dl.append("dd").text(value);
    }
    listFlying(view);
    // The story is written again when another stage may have begun: at most once per minute of the map.
    const now = JSON.stringify([view.page.chosen, Math.floor(instant / MINUTE), view.page.zone]);
    if (now !== view.told) tell(view.story.node(), view.data, view.page, view.trace);
    view.told = now;
}

function listFlying(view) {
    const shown = view.flying.slice(0, LISTED);
    const items = view.list.selectAll("li.flight").data(shown, entry => entry.tail.tail);
    items.exit().remove();
    const made = items.enter().append("li").attr("class", "flight");
    made.append("button").attr("type", "button").attr("class", "link")
        .on("click", entry => choose(view.page, "tail", entry.tail.tail));
    made.merge(items).select("button").text(entry => planeText(view.trace, entry.now, entry.tail));
    const more = view.list.selectAll("li.more")
        .data(view.flying.length > LISTED ? [view.flying.length - LISTED] :
        view.flying.length === 0 ? [0] : []);
    more.exit().remove();
    more.enter().append("li").attr("class", "more").merge(more)
        .text(n => n ? "and " + n + " more" : "none").raise();
}
