// Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
// compare.js - what each variant changes of a measure, under the same luck.
import {select} from "d3-selection";
import {alternative, figure, key, quantity, rowsOf, spoken} from "./chart.js";
import {percent, visible} from "./text.js";
import {ranked} from "./ranked.js";

export const id = "compare", title = "What each variant changes";

export function fits(data) {
    return data.table("compare") !== null;
}

export function draw(section, data, page) {
    const rows = rowsOf(data, "compare"), measures = [...new Set(rows.map(row => row.measure))];
    const interesting = measures.filter(measure => rows.some(row => row.measure === measure && row.n > 0));
    const bar = select(section).append("p").attr("class", "tools").append("label").text("of the measure ");
    const choice = bar.append("select").attr("id", "compare-of").attr("aria-label", "Measure");
    for (const measure of interesting) choice.append("option").attr("value", measure)
        .text(visible(spoken(measure)));
    const place = select(section).append("div");
    const show = () => {
        place.selectAll("*").remove();
        one(place.node(), page, rows.filter(row => row.measure === choice.property("value")));
    };
    choice.on("change", show);
    const asked = interesting.includes("closure_h") ? "closure_h" : interesting.find(measure => measure.startsWith("evacuation_h."));
    if (asked) choice.property("value", asked);
    show();
}

// Mean difference and its interval; where some never came about, that of as far as both ran.
function differenceOf(row) {
    const name = row.difference !== null ? "" : "restricted_";
    return {value: row[`${name}difference`], low: row[`${name}ci95_low`], high: row[`${name}ci95_high`],
        share: row[`${name}share`],
        leftOut: name !== "" ? row.restricted_left_out ?? 0 : 0,
        isSure: row[`${name}resolved`] === 1, isRestricted: name !== "" &&
            row.restricted_difference !== null};
}

function one(element, page, rows) {
    const unit = rows[0].unit, measure = spoken(rows[0].measure),
        told = rows.map(row => ({row, ...differenceOf(row)}));
    const leftOut = Math.max(...told.map(d => d.leftOut));
    const base = rows.find(row => row.base_mean !== null)?.base_mean ??
        rows.find(row => row.base_restricted_mean !== null)?.base_restricted_mean ?? null;
    const frame = figure(element, {title: `${measure}: variant less base`,
        note: (base === null ? "" : `It is ${quantity(base, unit)} in the base. `) +
            "Means of replication by replication under the same luck, with 95 % intervals." +
            (told.some(d => d.isRestricted) ?
                " Where it did not come about in some replications, as far as both ran." : "") +
            (leftOut > 0 ? ` Those in which it was not asked for in both are left out, up to ${leftOut} of ${rows[0].n}.` : "")});
    ranked(frame, page, {unit, axis: `${measure}, difference${unit && unit !== "1" ? `, ${unit}` : ""}`,
        summary: told.map(d =>
            `${d.row.variant}: ${d.value === null ? "none" : quantity(d.value, unit)}`).join("; "),
        rows: told.map(d => ({name: d.row.variant, value: d.value, low: d.low, high: d.high, kind: d.isSure ?
            "bar" : "bar-none", missing: "no mean",
            short: d.value === null ? "" : signed(d.value, unit),
            text: `${signed(d.value ?? 0, unit)}, 95 % interval ${signed(d.low ?? 0, unit)} to ` +
                `${signed(d.high ?? 0, unit)}${d.share === null ? "" : `, ${percent(d.share, 1)} of the base`}`}))});
    key(frame.legend,
        [told.some(d => d.isSure) &&
        {sort: "bar", class: "bar", text: "sure: the interval does not hold zero"},
        told.some(d => !d.isSure && d.value !== null) &&
            {sort: "bar", class: "bar-none", text: "may be nothing"},
            {sort: "whisker", class: "whisker", text: "95 % interval"}].filter(Boolean));
    alternative(frame,
        () => ({rows: told, columns: [{label: "variant", of: d => d.row.variant},
        {label: "base", unit, of: d => d.row.base_mean ?? d.row.base_restricted_mean},
        {label: "variant", unit, of: d => d.row.mean ?? d.row.restricted_mean},
            {label: "difference", unit, of: d => d.value}, {label: "from", unit, of: d => d.low},
        {label: "to", unit, of: d => d.high}, {label: "lower in", unit: "replications", of: d => d.row.lower},
            {label: "higher in", unit: "replications", of: d => d.row.higher},
        {label: "equal in", unit: "replications", of: d => d.row.equal}]}));
}

const signed = (value, unit) => (value > 0 ? "+" : "") + quantity(value, unit);
