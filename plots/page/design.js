// Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
// design.js - the points of a sweep: its keys, their levels, and the point where sliders stand. Draws
// nothing.
import {withUnit} from "./text.js";

const CANDIDATES = ["closure_h", "tonnes_delivered", "deployed_people", "inbound_flights", "flying_hours"];

// A value of a key in words; a cell of a table of cases that is empty leaves it as it is.
export function levelText(key, level) {
    if (level === null) return "as it is";
    return key.isNumeric ? withUnit(level, key.unit) : String(level);
}

// Keys that have more than one level: {name, unit, meaning, levels, isNumeric}. Levels are in ascending
// order, words in
// the order of the table.
export function keysOf(table) {
    const first = table.columns.findIndex(column => column.name === "point") + 1;
    const last = table.columns.findIndex(column => column.name === "replications");
    return table.columns.slice(first, last).map(column => {
        const levels = [...new Set(column.values)],
            isNumeric = levels.every(value => typeof value === "number");
        if (isNumeric) levels.sort((a, b) => a - b);
        return {name: column.name, unit: column.unit, meaning: column.meaning.replace(/^varied: /, ""),
            levels, isNumeric};
    }).filter(key => key.levels.length > 1);
}

// Measures that some point has: {name, unit}. A sweep has six columns of each.
export function measuresOf(table) {
    return table.columns.filter(column => column.name.endsWith("_mean") &&
        column.values.some(value => value !== null) || hasMedian(table, column))
        .map(column =>
            ({name: column.name.slice(0, -5), unit: column.unit,
            meaning: column.meaning.replace(/^.*?: /, "")}));
}

function hasMedian(table, column) {
    return column.name.endsWith("_mean") &&
        table.column(`${column.name.slice(0, -5)}_p50`).some(value => value !== null);
}

// Which measure is shown at first: where some replications did not close there is no mean of all, so the
// share that did.
export function firstMeasure(table, measures) {
    const names = measures.map(measure => measure.name);
    const isOpen = table.column("closure_h_beyond").some(value => value > 0);
    return [...(isOpen ? ["closed"] : []), ...CANDIDATES].find(name => names.includes(name)) ?? names[0];
}

// Whether there is a point for every combination of levels.
export function isGrid(rows, keys) {
    const seen = new Set(rows.map(row => JSON.stringify(keys.map(key => row[key.name]))));
    return seen.size === keys.reduce((product, key) => product * key.levels.length, 1);
}

// The point at some levels, or the nearest to them by steps of levels.
export function nearest(rows, keys, place) {
    let best = null, least = Infinity;
    for (const row of rows) {
        let far = 0;
        keys.forEach((key, i) => {
            far += (Math.abs(key.levels.indexOf(row[key.name]) - place[i]) / (key.levels.length - 1)) ** 2;
        });
        if (far < least) {
            least = far;
            best = row;
        }
    }
    return best;
}

// The points that differ from a place only in one key, in the order of its levels.
export function along(rows, keys, place, k) {
    const same = row => keys.every((key, i) => i === k || row[key.name] === key.levels[place[i]]);
    return rows.filter(same)
        .sort((a, b) => keys[k].levels.indexOf(a[keys[k].name]) - keys[k].levels.indexOf(b[keys[k].name]));
}

// What a point says of a measure.
export function readOff(row, measure) {
    const cell = name => row[`${measure}_${name}`] ?? null;
    return {mean: cell("mean"), ci95: cell("ci95"), p10: cell("p10"), p50: cell("p50"), p90: cell("p90"),
        beyond: cell("beyond") ?? 0};
}
