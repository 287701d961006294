// Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
// trace.js - the traced replication: what every aircraft, airfield and site does at an instant.
//
// All of it is computed from the tables alone and draws nothing, so that a test can ask for any moment.
import {ascending, bisector} from "d3-array";
import {rowsOf} from "./chart.js";
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
    const stretches = grouped(traced(data, "stages"), "sortie");
    for (const sortie of sorties) from = Math.min(from, sortie.tasked);
    for (const list of stretches.values()) to = Math.max(to, list[list.length - 1].end ??
        list[list.length - 1].begin);
    return {sorties, tails, places, fields, from, to, stretches, stages: new Map(), ways: new Map(),
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

// ---- stages ----

// How a stretch of a flight is called and drawn.
function kindOf(sortie, row) {
    const carries = isLoaded(sortie) ? "loaded" : "empty", isWork = row.state === "work";
    switch (row.stage) {
    case "onload":
    case "offload":
        return isWork ? row.stage : "waiting";
    case "departure":
        return isWork ? "fuelling" : row.state === "crew" || row.state === "repair" ? row.state : "waiting";
    case "take-off":
    case "landing":
        return isWork ? carries : "waiting";
    case "flight":
        return isWork ? carries : "holding";
    case "servicing":
        return !isWork ? "waiting" : sortie.stop ? "stop" : "servicing";
    default:
        return "waiting";
    }
}

// Stages of a flight, one after another without a gap: {kind, from, to, state, stage, airfield}. From
// where it
// turns away to its alternate until it is back, it is diverted.
export function stages(trace, sortie) {
    if (!trace.stages.has(sortie)) {
        const rows = trace.stretches.get(sortie.sortie) ?? [];
        const turns = rows.map(row => row.stage === "flight" && row.state === "diversion");
        const first = turns.indexOf(true), last = turns.lastIndexOf(true);
        trace.stages.set(sortie, rows.map((row, i) => ({
            kind: first >= 0 && i >= first && i <= last ? "diverted" : kindOf(sortie, row), from: row.begin,
            to: row.end ?? trace.to, state: row.state, stage: row.stage, airfield: row.airfield,
        })));
    }
    return trace.stages.get(sortie);
}

export const STAGE_WORDS = {
    waiting: "waits on the ground", onload: "onload", fuelling: "fuelling", crew: "crew, or its rest",
    repair: "repair", loaded: "flight, loaded", empty: "flight, empty", holding: "holds in the air",
    diverted: "diverted", offload: "offload", servicing: "servicing, maintenance", stop: "stop on the way",
};

// A stage in words, with what is waited for in it.
export function stageText(trace, stage) {
    const words = stage.stage === "take-off" && stage.kind !== "waiting" ? "taxi and take-off"
        : stage.stage === "landing" && stage.kind !== "waiting" ? "landing and taxi" :
            STAGE_WORDS[stage.kind];
    if (stage.state === "work" || stage.state === "diversion") return words;
    return `${words}: ${trace.causes.get(stage.state) ?? stage.state}`;
}

// ---- the way through the air ----

// Stretches in the air. One that leaves its alternate at once has been there and back in one stretch: it
// is divided
// in the middle, which is a guess.
function flown(trace, sortie) {
    const rows = stages(trace, sortie).filter(stage => stage.stage === "flight");
    const turns = rows.filter(row => row.state === "diversion");
    if (turns.length % 2 === 0 || !present(sortie.landing) ||
        sortie.destination === sortie.diverted_to) return rows;
    const longest = turns.reduce((most, row) => row.to - row.from > most.to - most.from ? row : most);
    const middle = (longest.from + longest.to) / 2;
    return rows.flatMap(row => row !== longest ? [row]
        : [{...row, to: middle, isGuess: true}, {...row, from: middle, isGuess: true}]);
}

// What a flight does between take-off and landing, part by part: {from, to, a, b, isHolding, isAway,
// isGuess}. It flies
// from airfield a to b, or stays at b. The table names the last of its alternates only: where it turned
// away more than
// once, the ways before that are a guess, too.
export function wayOf(trace, sortie) {
    if (!trace.ways.has(sortie)) trace.ways.set(sortie, findWay(trace, sortie));
    return trace.ways.get(sortie);
}

function findWay(trace, sortie) {
    const rows = flown(trace, sortie);
    if (rows.length === 0) { // the tables do not tell its stages: straight on, as a guess
        return [{from: sortie.takeoff, to: present(sortie.landing) ? sortie.landing : trace.to,
            a: sortie.origin, b: sortie.destination, isHolding: false, isAway: false, isGuess: true}];
    }
    const turns = rows.filter(stage => stage.state === "diversion").length;
    const over = rows.length > 1 ? rows[1].airfield : sortie.destination;
    let at = sortie.origin, target = over;
    return rows.map(stage => {
        const part = {from: stage.from, to: stage.to, a: at, b: at, isHolding: false, isAway: false,
            isGuess: stage.isGuess ?? false};
        if (stage.state === "work" || stage.state === "diversion") {
            if (stage.state === "diversion") {
                target = at === sortie.diverted_to ? sortie.destination : sortie.diverted_to;
                part.isAway = true;
                part.isGuess = part.isGuess || turns > 2;
            }
            part.b = target;
            at = target;
        } else {
            part.isAway = at === sortie.diverted_to && at !== over;
            part.isHolding = !part.isAway;
        }
        return part;
    });
}

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
    if (index < 0) return onGround(trace, tail.sorties[0], tail.sorties[0].origin);
    const sortie = tail.sorties[index];
    if (!present(sortie.takeoff) || instant < sortie.takeoff) return onGround(trace, sortie, sortie.origin);
    if (present(sortie.landing) && instant >= sortie.landing) return onGround(trace, sortie,
        sortie.destination);
    return inTheAir(trace, sortie, instant);
}

function onGround(trace, sortie, airfield) {
    return {state: "ground", sortie, airfield, point: position(trace, airfield), course: 0, share: 0,
        isEstimated: false};
}

function inTheAir(trace, sortie, instant) {
    const way = wayOf(trace, sortie), part = way.find(p => instant < p.to) ?? way[way.length - 1];
    const a = position(trace, part.a), b = position(trace, part.b);
    const share = part.a === part.b ? 1 : (instant - part.from) / (part.to - part.from);
    const now = {state: part.isHolding ? "holding" : part.isAway ? "detour" : "air", sortie, point: null,
        course: 0, share,
        isEstimated: part.isGuess};
    if (!a || !b) return now;
    now.point = along(a, b, share);
    now.course = share < 1 ? course(now.point, b) : course(a, b);
    return now;
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

// The most aircraft that are in the air at one moment of each of so many stretches of this length.
export function mostInAir(trace, from, length, stretches) {
    const most = new Array(stretches).fill(0), changes = [];
    for (const sortie of trace.sorties) {
        if (!present(sortie.takeoff)) continue;
        changes.push({t: sortie.takeoff, by: 1}, {t: present(sortie.landing) ? sortie.landing : trace.to, by: -1});
    }
    changes.sort((a, b) => a.t - b.t || a.by - b.by);
    let now = 0, at = 0;
    for (const change of changes) {
        const here = Math.max(at, Math.min(stretches - 1, Math.floor((change.t - from) / length)));
        while (at < here) {
            at++;
            most[at] = now;
        }
        now += change.by;
        most[at] = Math.max(most[at], now);
    }
    return most;
}

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
