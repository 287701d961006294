// Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
// trace.js - the traced replication: what every aircraft, airfield and site does at an instant.
//
// All of it is computed from the tables alone and draws nothing, so that a test can ask for any moment.
import {ascending, bisector} from "d3-array";
import {rowsOf} from "./chart.js";
import {HOUR, MINUTE} from "./clock.js";
import {along, course} from "./sphere.js";

const present = value => value !== null && value !== undefined;
const byTasked = bisector(sortie => sortie.tasked);
const byTime = bisector(row => row.time);

// ---- reading ----

const traced = (data, name) => rowsOf(data, name).filter(row => row.replication === data.traced);

// What was waited for, in words by its name in columns: "cargo" is "load not ready, batch gate".
function causesOf(data) {
    const words = new Map();
    for (const name of ["sorties", "chalks"]) {
        for (const column of data.table(name)?.columns ?? []) {
            const match = /^wait_(.*)_h$/.exec(column.name);
            if (match) words.set(match[1], column.meaning.replace(/^waited for: /, ""));
        }
    }
    return words;
}

function grouped(list, name) {
    const groups = new Map();
    for (const row of list) {
        if (!groups.has(row[name])) groups.set(row[name], []);
        groups.get(row[name]).push(row);
    }
    return groups;
}

const INSTANTS = ["tasked", "onload_begin", "onload_end", "block_out", "takeoff", "landing", "block_in",
    "offload_begin", "offload_end", "ended"];

const traces = new WeakMap();

// The trace as the views want it: sorties by tail and by load, airfields with their changes, sites. Made
// once.
export function traceOf(data) {
    if (!traces.has(data)) traces.set(data, readTrace(data));
    return traces.get(data);
}

function readTrace(data) {
    const sorties = traced(data, "sorties").filter(sortie => present(sortie.tasked));
    const places = new Map(rowsOf(data, "places").map(place => [place.kind + " " + place.place, place]));
    const tails = [...grouped(sorties, "tail")].map(([tail, list]) =>
        ({tail, type: list[0].type, fleet: list[0].fleet,
            sorties: list.sort((a, b) => ascending(a.tasked, b.tasked) || a.sortie - b.sortie)}));
    const fields = grouped(traced(data, "airfields"), "airfield");
    for (const list of fields.values()) list.sort((a, b) => a.time - b.time);
    let from = Infinity, to = -Infinity;
    for (const sortie of sorties) {
        from = Math.min(from, sortie.tasked);
        for (const name of INSTANTS) if (present(sortie[name])) to = Math.max(to, sortie[name]);
    }
    return {sorties, tails, places, fields, from, to,
        byTail: new Map(tails.map(tail => [tail.tail, tail])),
        byNumber: new Map(sorties.map(sortie => [sortie.sortie, sortie])),
        chalks: new Map(traced(data, "chalks").map(chalk => [chalk.chalk, chalk])),
        sites: traced(data, "sites"), causes: causesOf(data)};
}

// Where an airfield is, as [longitude, latitude]; null where the scenario does not say.
export function position(trace, airfield) {
    const place = trace.places.get("airfield " + airfield);
    return place && present(place.latitude) && present(place.longitude) ? [place.longitude, place.latitude] :
        null;
}

export function nameOf(trace, airfield) {
    return trace.places.get("airfield " + airfield)?.name || airfield;
}

// ---- a flight ----

export const isLoaded = sortie => present(sortie.chalk) || sortie.passengers > 0;

// Whether its flight ends at the alternate: the table then names that one as its destination.
const staysAtAlternate = sortie => sortie.diverted_to === sortie.destination;

// When it is over its destination for the first time. What comes then until its landing is holding
// or a detour; null while it has not left.
export function overhead(sortie) {
    if (!present(sortie.takeoff)) return null;
    if (staysAtAlternate(sortie) && present(sortie.landing)) return sortie.landing;
    const taxi = present(sortie.block_in) ? sortie.block_in - sortie.landing : 0;
    const reckoned = Math.round(sortie.block_out + sortie.block_h * HOUR - taxi);
    const latest = present(sortie.landing) ? Math.min(reckoned, sortie.landing) : reckoned;
    return Math.max(latest, sortie.takeoff);
}

// The parts of a detour, one after another: it holds, flies to its alternate, stands there, flies
// back, and waits again. The table tells how long each part took, not when it began; that the flight
// there takes as long as the flight back is an estimate.
export function detour(sortie) {
    const start = overhead(sortie), end = present(sortie.landing) ? sortie.landing : Infinity;
    const leg = sortie.wait_diversion_h * HOUR / 2;
    const list = [];
    let at = start;
    const part = (kind, length) => {
        const until = Math.min(at + length, end);
        if (until > at) list.push({kind, from: at, to: until});
        at = until;
    };
    part("holding", sortie.wait_holding_h * HOUR);
    part("to alternate", leg);
    part("at alternate", (sortie.parked_h ?? 0) * HOUR);
    part("from alternate", leg);
    part("holding", Infinity);
    return list;
}

// Stages of a flight, one after another without a gap, each {kind, from, to}: as far as it came. Where
// it was still in one as the run ended, that one ends with the trace.
export function stages(sortie, end = Infinity) {
    const list = [];
    let at = sortie.tasked;
    const until = (kind, instant, least = 0) => {
        if (at === null) return;
        const to = present(instant) ? instant : end;
        if (to - at > least) list.push({kind, from: at, to});
        at = present(instant) ? Math.max(at, instant) : null;
    };
    const hasOnload = present(sortie.onload_begin);
    if (hasOnload || (present(sortie.chalk) && !sortie.resumed && !present(sortie.block_out))) {
        until("waiting", sortie.onload_begin);
        until("onload", sortie.onload_end);
    }
    if (at !== null) prepare(sortie, at, until, end);
    until(isLoaded(sortie) ? "loaded" : "empty", overhead(sortie));
    if (at !== null && present(sortie.takeoff)) flyOn(sortie, until);
    if (sortie.stop) {
        until("stop", sortie.ended);
    } else {
        if (present(sortie.offload_begin) || !present(sortie.ended)) {
            const unloads = present(sortie.chalk) || present(sortie.offload_begin);
            if (unloads) until("waiting", sortie.offload_begin);
            if (unloads) until("offload", sortie.offload_end);
        }
        until("servicing", sortie.ended);
    }
    return list;
}

// Before it leaves it waits for fuel, is fuelled, has its crew rested or changed, is repaired, and
// waits for slot, weather and runway, in this order. A crew that is waited for when the preparation
// is too short for it was waited for at first.
function prepare(sortie, start, until, end) {
    const fuel = sortie.wait_fuel_h * HOUR, fuelling = sortie.fuelling_h * HOUR;
    const crew = sortie.wait_crew_h * HOUR, repair = sortie.wait_repair_h * HOUR;
    const out = present(sortie.block_out) ? sortie.block_out : null;
    const limit = out ?? end;
    const crewFirst = out !== null && out - start + 1000 < fuel + fuelling + crew + repair;
    let at = start;
    const part = (kind, length) => {
        at = Math.min(at + length, limit);
        if (length > 0 && at < Infinity) until(kind, at);
    };
    part("waiting", fuel);
    part("fuelling", fuelling);
    if (!crewFirst) part("crew", crew);
    part("repair", repair);
    until("waiting", out);
}

function flyOn(sortie, until) {
    if (present(sortie.diverted_to) && !staysAtAlternate(sortie)) {
        until("diverted", sortie.landing, MINUTE);
    } else {
        until("holding", sortie.landing, MINUTE);
    }
    until(isLoaded(sortie) ? "loaded" : "empty", sortie.block_in);
}

export const STAGE_WORDS = {
    waiting: "waits on the ground", onload: "onload", fuelling: "fuelling", crew: "crew, or its rest",
        repair: "repair",
    loaded: "flight, loaded", empty: "flight, empty", holding: "holds in the air",
        diverted: "holds, or is diverted",
    offload: "offload", servicing: "servicing, maintenance", stop: "stop on the way",
};

// What it waited for, the longest first: [{cause, words, hours}].
export function waits(trace, row) {
    const list = [];
    for (const [cause, words] of trace.causes) {
        const hours = row["wait_" + cause + "_h"];
        if (hours > 0) list.push({cause, words, hours});
    }
    return list.sort((a, b) => b.hours - a.hours);
}

// ---- an instant ----

// What an aircraft does at an instant: {state, sortie, point, course, share, isEstimated}. Its state is
// "ground", "air", "holding" or "detour"; its point is null where an airfield has no position.
export function aircraftAt(trace, tail, instant) {
    const index = byTasked.right(tail.sorties, instant) - 1;
    if (index < 0) return on_ground(trace, tail.sorties[0], tail.sorties[0].origin);
    const sortie = tail.sorties[index];
    if (!present(sortie.takeoff) || instant < sortie.takeoff) return on_ground(trace, sortie, sortie.origin);
    if (present(sortie.landing) && instant >= sortie.landing) return on_ground(trace, sortie,
        sortie.destination);
    return inTheAir(trace, sortie, instant);
}

function on_ground(trace, sortie, airfield) {
    return {state: "ground", sortie, airfield, point: position(trace, airfield), course: 0, share: 0,
        isEstimated: false};
}

function inTheAir(trace, sortie, instant) {
    const a = position(trace, sortie.origin), b = position(trace, sortie.destination),
        over = overhead(sortie);
    if (instant < over) {
        const share = (instant - sortie.takeoff) / (over - sortie.takeoff);
        return flying(sortie, "air", a, b, share, staysAtAlternate(sortie));
    }
    const part = present(sortie.diverted_to) && detour(sortie).find(p => instant < p.to);
    if (!part || part.kind === "holding") {
        return {...flying(sortie, "holding", a, b, 1, Boolean(part)), point: b};
    }
    const c = position(trace, sortie.diverted_to), share = (instant - part.from) / (part.to - part.from);
    if (part.kind === "at alternate") return flying(sortie, "detour", b, c, 1, true);
    return part.kind === "to alternate" ? flying(sortie, "detour", b, c, share, true) :
        flying(sortie, "detour", c, b, share, true);
}

function flying(sortie, state, a, b, share, isEstimated) {
    if (!a || !b) return {state, sortie, point: null, course: 0, share, isEstimated};
    const point = along(a, b, share);
    const towards = share < 1 ? course(point, b) : course(along(a, b, 0.999), b);
    return {state, sortie, point, course: towards, share, isEstimated};
}

// What an airfield is like at an instant: its row of the table that holds then, null before the first.
export function airfieldAt(trace, airfield, instant) {
    const list = trace.fields.get(airfield);
    if (!list) return null;
    const index = byTime.right(list, instant) - 1;
    return index < 0 ? null : list[index];
}

// What a site is at an instant: "quiet", "requested", "guarded" or "handed back".
export function siteAt(site, instant) {
    const past = name => present(site[name]) && site[name] <= instant;
    return past("handed_back") ? "handed back" : past("guarded") ? "guarded" : past("requested") ?
        "requested" : "quiet";
}

export const SITE_WORDS = {
    quiet: "not asked for", requested: "guard asked for, not there yet", guarded: "guarded",
        "handed back": "handed back",
};

// Figures of an instant: aircraft in the air, loads and people in the theatre, sites guarded.
export function tallyAt(trace, instant) {
    const count = {air: 0, loaded: 0, holding: 0, detour: 0, in_use: trace.tails.length, loads: 0, people: 0,
        guarded: 0};
    for (const tail of trace.tails) {
        const now = aircraftAt(trace, tail, instant);
        if (now.state === "ground") continue;
        count.air++;
        if (isLoaded(now.sortie)) count.loaded++;
        if (now.state !== "air") count[now.state]++;
    }
    for (const chalk of trace.chalks.values()) {
        if (present(chalk.offloaded) && chalk.offloaded <= instant && chalk.direction === "in" &&
            !chalk.sustainment) {
            count.loads++;
            count.people += chalk.people;
        }
    }
    for (const site of trace.sites) if (siteAt(site, instant) === "guarded") count.guarded++;
    return count;
}
