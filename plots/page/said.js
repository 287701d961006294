// Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
// said.js - what the account of a run says, from the tables: the same words and numbers.

import {percent} from "./text.js";

const HOUR = 3600000;

// "2022-01-09 11:08", in UTC or so many minutes ahead.
function stamp(t, offset = 0) {
    return new Date(t + 60000 * offset).toISOString().slice(0, 16).replace("T", " ");
}

export function measure(data, name) {
    return data.table("summary")?.rows().find(row => row.measure === name && row.n > 0) ?? null;
}

// Hours of a time as a scenario says it: "21 d", "90 min", "2:15", "0"; null of what is random, or no time.
const UNITS = new Map([["ms", 1 / 3600000], ["s sec secs second seconds", 1 / 3600], ["min mins minute minutes", 1 / 60],
    ["h hr hrs hour hours", 1], ["d day days", 24], ["w week weeks", 168]]
    .flatMap(([names, hours]) => names.split(" ").map(name => [name, hours])));
export function hoursOf(text) {
    const clock = /^(\d+)[:+](\d\d)$/.exec(text);
    if (clock) return Number(clock[1]) + Number(clock[2]) / 60;
    const found = /^([0-9.]+) *([a-z]+)$/i.exec(text === "0" ? "0 h" : text);
    const unit = found ? UNITS.get(found[2].toLowerCase()) : undefined;
    return unit === undefined ? null : Number(found[1]) * unit;
}

// A date, or so long after the start; null where that is random, or the scenario is not told.
function instantOf(data, said) {
    const date = text => /^\d{4}-\d\d-\d\dT/.test(text) ? Date.parse(text) : NaN;
    const hours = hoursOf(said), t = hours === null ? date(said) : date(data.said("scenario.start")) + hours * HOUR;
    return Number.isFinite(t) ? t : null;
}

function requestOf(data) {
    return instantOf(data, data.said("command.request") || "0");
}

// When a replication ends at the latest.
function horizonOf(data) {
    return instantOf(data, data.said("scenario.horizon"));
}

// How far the clocks of all fields where contingents land are ahead, in minutes; null where they differ.
function offsetThere(data, t) {
    const fields = new Set(data.scenario.filter(row => row.section === "contingent" && row.id !== "" &&
        row.key === "apod").flatMap(row => String(row.value).split(",").map(field => field.trim())));
    const offsets = new Set([...fields].map(field => data.offset(field, t)).filter(minutes => minutes !== null));
    return offsets.size === 1 ? [...offsets][0] : null;
}

function there(data, t) {
    const offset = offsetThere(data, t);
    if (!offset) return "";
    const local = stamp(t, offset), utc = stamp(t);
    return ` (${local.slice(0, 10) === utc.slice(0, 10) ? local.slice(11) : local} there)`;
}

function hours(value, data) {
    if (value !== null) return value.toFixed(1);
    const request = requestOf(data), horizon = horizonOf(data);
    return request === null || horizon === null ? "beyond the horizon" : `>${((horizon - request) / HOUR).toFixed(0)}`;
}

function closes(data, closure) {
    const request = requestOf(data), horizon = horizonOf(data);
    if (closure.p50 === null) {
        const end = horizon === null ? "" : `, ${stamp(horizon)} UTC`;
        const ends = data.said("scenario.end") === "evacuated" ? "the end of the evacuations, which ends a replication, or by " : "";
        return `The force ${closure.beyond < closure.n ? "mostly does" : "does"} not close by ${ends}the horizon${end}`;
    }
    const t = request === null ? null : request + Math.round(closure.p50 * HOUR);
    return `The force closes after ${closure.p50.toFixed(1)} h` +
        (t === null ? "" : `, ${stamp(t)} UTC${there(data, t)}`);
}

// How often it closes at all.
function shareClosed(data, closure) {
    const closed = measure(data, "closed");
    if (closed === null || closure.beyond === 0 || closure.n < 2) return null;
    const told = share => percent(share).replace(" %", "");
    return `Closed in ${closure.n - closure.beyond} of ${closure.n} (${told((closure.n - closure.beyond) / closure.n)} %, ` +
        `95 % interval ${told(closed.ci95_low)} to ${told(closed.ci95_high)} %).`;
}

// Where eight replications in ten lie.
function spread(data, row) {
    if (row.p10 !== null && row.min < (row.max ?? Infinity)) {
        return `; 8 times in 10 between ${hours(row.p10, data)} and ${hours(row.p90, data)} h.`;
    }
    return row.n > 1 && row.beyond === 0 ? `, in each of ${row.n} runs.` : ".";
}

export function closureSentences(data) {
    const closure = measure(data, "closure_h");
    if (closure === null) return [];
    const told = [closes(data, closure) + spread(data, closure), shareClosed(data, closure)];
    const band = data.table("bands")?.rows().find(row => row.measure === "closure_h");
    const inputs = data.table("inputs")?.length ?? 0;
    if (band && inputs > 0 && band.n > 0 && band.p50 !== null) {
        told.push(`With what is not known, ${inputs} input${inputs === 1 ? "" : "s"}, too: after ` +
            `${hours(band.p50, data)} h${band.n > 1 ? `, 8 times in 10 between ${hours(band.p10, data)} and ${hours(band.p90, data)} h` : ""}.`);
    }
    return told.filter(sentence => sentence !== null);
}

// When evacuations are over, where there is no force to be in.
export function evacuationSentences(data) {
    if (measure(data, "closure_h") !== null) return [];
    const request = requestOf(data), horizon = horizonOf(data);
    return (data.table("summary")?.rows() ?? []).filter(row => row.measure.startsWith("evacuation_h.") && row.n > 0).map(row => {
        const name = row.measure.slice("evacuation_h.".length);
        const date = t => t === null ? "" : `, ${stamp(t)} UTC`;
        const over = row.p50 === null ? `${row.beyond < row.n ? "mostly " : ""}not over by the horizon${date(horizon)}`
            : `over after ${row.p50.toFixed(1)} h${date(request === null ? null : request + Math.round(row.p50 * HOUR))}`;
        return `The evacuation ${name} is ${over}${spread(data, row)}`;
    });
}

// What bounds it, in words in front of the thing that it is of, and without one.
const limits = {
    loads: ["when the loads of % come, and what each takes", "when loads come, and what each takes"],
    road: ["the way of % by road", "the way by road"],
    teams: ["the preparation teams of %", "the preparation teams"],
    working: ["the working places of %", "the working places of several fields"],
    stands: ["the stands of %", "the stands of several fields"],
    runway: ["the runway of %", "the runways of several fields"],
    aircraft: ["the aircraft of %", "the aircraft that there are"],
    flow: ["the ceiling %", "a ceiling on flights"],
};

// How soon any plan could be in, by the median as the closure; null where that is not known.
export function boundSentence(data) {
    const bound = measure(data, "bound_h"), gap = measure(data, "gap");
    if (bound === null || bound.p50 === null) return null;
    let told = `No plan for these loads can close before ${bound.p50.toFixed(1)} h under the same luck`;
    if (gap !== null && gap.beyond === 0) {
        const share = 100 * gap.mean;
        told += share >= 9.95 ? `: this one closes ${share.toFixed(0)} % later; how much of it a better plan would gain is not known.`
            : gap.max > 0 ? `: this one is within ${share.toFixed(1)} % of any.` : ": none is sooner.";
    } else {
        told += ".";
    }
    const most = [...data.table("bounds")?.rows() ?? []].sort((a, b) => b.replications - a.replications)[0];
    const words = most && limits[most.bound_by];
    if (!words) return told;
    const what = most.bound_thing === "*" ? words[1] : words[0].replace("%", () => most.bound_thing);
    const of = most.replications < data.run.replications ? `, in ${most.replications} of ${data.run.replications}` : "";
    return `${told} What bounds it: ${what}${of}.`;
}
