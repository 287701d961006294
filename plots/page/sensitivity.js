// Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
// sensitivity.js - which of what is not known drives the measure, and how much is luck.
import {select} from "d3-selection";
import {alternative, figure, key, rowsOf, spoken} from "./chart.js";
import {number, percent, visible} from "./text.js";
import {ranked} from "./ranked.js";

export const id = "sensitivity", title = "Which inputs drive it";

export function fits(data) {
    return data.table("sensitivity") !== null;
}

const share = value => value === null || value === undefined ? "none" : percent(value);

export function draw(section, data, page) {
    const all = rowsOf(data, "sensitivity");
    const rows = all.filter(row => row.total >= 0.005 && !row.screened).sort((a, b) => b.total - a.total);
    const frame = figure(section,
        {title: `Shares of the variance of ${spoken(data.run.measure ?? "the measure")}`,
        note: "The bar is the total Sobol' index: what of the variance would be left if all else were " +
            "known, with its 95 % interval. The open dot is the first-order index: what would go if this " +
            "alone were known."});
    const nameOf = row => row.is_luck ? "luck: what varies from day to day" : row.input;
    ranked(frame, page, {unit: "", axis: "share of the variance", summary: rows.length ?
        `The largest: ${nameOf(rows[0])}, ${share(rows[0].total)}.` : "",
        rows: rows.map(row => ({name: nameOf(row), value: row.total, low: row.total_low, high: row.total_high,
            mark: row.first_order, kind: row.is_luck ? "bar-soft" : "bar",
            short: share(row.total),
                text: `in all ${share(row.total)} (${share(row.total_low)} to ${share(row.total_high)}), ` +
                    `alone ${share(row.first_order)}` +
                ` (${share(row.first_order_low)} to ${share(row.first_order_high)})${direction(row)}`}))});
    key(frame.legend, [rows.some(row => !row.is_luck) && {sort: "bar", class: "bar", text: "an input, total"},
        rows.some(row => row.is_luck) && {sort: "bar", class: "bar-soft", text: "luck, total"},
        {sort: "dot", class: "dot-open", text: "alone (first order)"},
            {sort: "whisker", class: "whisker", text: "95 % interval"}].filter(Boolean));
    const screened = all.filter(row => !rows.includes(row));
    if (screened.length) {
        const details = select(section).append("details").attr("class", "alternative");
        details.append("summary")
            .text(`${number(screened.length)} inputs with less than half a percent, or left out because ` +
                `their effects are small`);
        details.append("ul").selectAll("li").data(screened).enter().append("li")
            .text(row => visible(row.input));
    }
    alternative(frame,
        () => ({rows: all,
        columns: [{label: "input", of: nameOf}, {label: "total", unit: "", of: row => row.total},
        {label: "from", unit: "", of: row => row.total_low},
        {label: "to", unit: "", of: row => row.total_high},
            {label: "first order", unit: "", of: row => row.first_order},
            {label: "correlation of ranks", unit: "", of: row => row.correlation},
        {label: "touches", of: row => row.keys}]}));
}

function direction(row) {
    if (row.correlation === null || Math.abs(row.correlation) < 0.05) return "";
    return row.correlation > 0 ? "; more of it means more" : "; more of it means less";
}
