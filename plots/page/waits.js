// Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
// waits.js - what was waited for, in all or by one contingent or airfield.
import {ascending} from "d3-array";
import {select} from "d3-selection";
import {alternative, figure, rowsOf} from "./chart.js";
import {number, percent, visible} from "./text.js";
import {ranked} from "./ranked.js";

export const id = "waits", title = "What was waited for";

export function fits(data) {
    return rowsOf(data, "waits").some(row => row.hours_mean > 0);
}

export function draw(section, data, page) {
    const things = new Map();
    for (const row of rowsOf(data, "waits_by")) {
        if (!(row.hours_mean > 0)) continue;
        const name = JSON.stringify([row.of, row.id]);
        if (!things.has(name)) things.set(name, {of: row.of, id: row.id, rows: []});
        things.get(name).rows.push(row);
    }
    const list = [...things.values()].sort((a, b) => ascending(a.of, b.of) || ascending(a.id, b.id));
    const place = select(section).append("div");
    const show = thing => {
        place.selectAll("*").remove();
        one(place.node(), data, page, thing);
    };
    if (list.length) {
        const bar = select(section).insert("p", "div").attr("class", "tools").append("label").text("of ");
        const choice = bar.append("select").attr("id", "waits-of").attr("aria-label", "Whose waits")
            .on("change", () => show(list[choice.property("value")] ?? null));
        choice.append("option").attr("value", "").text("all flights");
        list.forEach((thing, i) => choice.append("option").attr("value", i)
            .text(visible(`${thing.of} ${data.nameOf(thing.id, thing.of)}`)));
    }
    show(null);
}

const part = share => share < 0.005 ? "below 1 %" : percent(share);

function one(element, data, page, thing) {
    const rows = (thing ? thing.rows : rowsOf(data, "waits")).filter(row => row.hours_mean > 0)
        .sort((a, b) => b.hours_mean - a.hours_mean);
    const frame = figure(element, {title: thing ? `Waits of ${thing.of} ${data.nameOf(thing.id, thing.of)}` :
        "Waits of all flights, in and home again",
        note: "Hours of waiting in a replication, on average over all."});
    ranked(frame, page, {unit: "h", axis: "hours in a replication, mean",
        summary: rows.length ? `Most of it, ${number(rows[0].hours_mean)} hours, for: ${rows[0].meaning}.` :
            "",
        rows: rows.map(row => ({name: row.meaning, value: row.hours_mean, low: null, high: null,
            short: `${number(row.hours_mean)} h, ${part(row.share)}`,
                text: `${number(row.hours_mean)} h, ${part(row.share)} of all waits`}))});
    alternative(frame,
        () => ({rows, columns: [{label: "waited for", of: row => row.meaning},
        {label: "mean", unit: "h", of: row => row.hours_mean},
        {label: "share", unit: "%", of: row => 100 * row.share}]}));
}
