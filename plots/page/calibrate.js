// Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
// calibrate.js - what history leaves of the ranges of what is not known, and what that predicts.
import {scaleLinear} from "d3-scale";
import {alternative, figure, key, label, picture, rowsOf} from "./chart.js";
import {number, percent, visible, withUnit} from "./text.js";
import {ranked} from "./ranked.js";

export const id = "calibrate", title = "What history says about what is not known";

export function fits(data) {
    return data.table("calibration") !== null;
}

export function draw(section, data, page) {
    const rows = rowsOf(data, "calibration").filter(row => row.p5 !== null)
        .sort((a, b) => b.narrowed - a.narrowed || widthOf(a) - widthOf(b));
    if (rows.length) ranges(section, data, page, rows);
    const told = rowsOf(data, "predictions").filter(row => row.within !== null);
    if (told.length) predictions(section, page, told);
}

// What is left of the width of a range, as a share.
const widthOf = row => row.accepted_p5 === null ? 1 : row.p95 > row.p5 ?
    (row.accepted_p95 - row.accepted_p5) / (row.p95 - row.p5) : 1;
const rangeText = (row, kind) => row[`${kind}p5`] === null ? "too few draws" :
    `${number(row[`${kind}p5`])} to ${withUnit(row[`${kind}p95`], row.unit)}`;

function ranges(section, data, page, rows) {
    const frame = figure(section, {title: "Ranges before and after",
        note: `${number(data.run.accepted)} of ${number(data.run.draws)} draws fit the milestones for ` +
            `calibration. Each row goes from the 5th to the 95th percentile of all draws; in it is what ` +
            `the accepted ones leave, with a dot at their median. What was narrowed stands first.`});
    const narrowed = rows.filter(row => row.narrowed);
    picture(frame, page, narrowed.length ? `Narrowed: ${narrowed.map(row => row.input).join(", ")}.` :
        "None was narrowed.", (svg, width) => {
        const isNarrow = width < 760, step = isNarrow ? 46 : 24, left = isNarrow ? 10 : 210,
            right = isNarrow ? width - 10 : width - 330, bottom = 4 + step * rows.length;
        const x = scaleLinear().domain([-0.08, 1.08]).range([left, right]);
        rows.forEach((row, i) => {
            const y = 4 + step * i + (isNarrow ? 35 : step / 2), group = svg.append("g"),
                wide = row.p95 - row.p5 || 1,
                at = value => x(Math.max(-0.08, Math.min(1.08, (value - row.p5) / wide)));
            group.append("title")
                .text(visible(`${row.input}: all draws ${rangeText(row, "")}; accepted ` +
                    `${rangeText(row, "accepted_")}. ${row.source ?? ""}`));
            const words = `${rangeText(row, "")}; now ${rangeText(row, "accepted_")}`;
            if (isNarrow) {
                label(group, row.input, 10, y - 27, Math.floor(width / 7), "start");
                label(group, words, 10, y - 13, Math.floor(width / 6.4), "start").classed("faint", true);
            } else {
                label(group, row.input, left - 8, y, 28);
                label(group, words, right + 10, y, 52, "start").classed("faint", true);
            }
            group.append("rect").attr("class", "bar-grey").attr("x", x(0)).attr("width", x(1) - x(0))
                .attr("y", y - 4).attr("height", 8);
            if (row.accepted_p5 === null) return;
            group.append("rect").attr("class", row.narrowed ? "bar" : "bar-soft")
                .attr("x", at(row.accepted_p5))
                .attr("width", Math.max(1.5, at(row.accepted_p95) - at(row.accepted_p5)))
                .attr("y", y - 7).attr("height", 14);
            group.append("circle").attr("class", "dot-open").attr("cx", at(row.accepted_p50)).attr("cy", y)
                .attr("r", 4);
        });
        return bottom + 8;
    });
    key(frame.legend, [{sort: "area", class: "bar-grey", text: "all draws"}, narrowed.length > 0 &&
        {sort: "area", class: "bar", text: "accepted, narrowed"},
        rows.some(row => row.accepted_p5 !== null && !row.narrowed) &&
            {sort: "area", class: "bar-soft", text: "accepted, much as before"},
        rows.some(row => row.accepted_p5 !== null) &&
            {sort: "dot", class: "dot-open", text: "median of the accepted"}].filter(Boolean));
    const column = name => ({label: name.replace("accepted_", "accepted "), unit: "", of: row => row[name]});
    alternative(frame,
        () => ({rows, columns: [{label: "input", of: row => row.input}, {label: "unit", of: row => row.unit},
        ...["p5", "p50", "p95", "accepted_p5", "accepted_p50", "accepted_p95"].map(column),
            {label: "narrowed", of: row => row.narrowed ? "yes" : ""},
            {label: "source", of: row => row.source}]}));
}

function predictions(section, page, told) {
    const shown = told.filter(row => row.use !== "input")
        .sort((a, b) => (a.accepted_within ?? a.within) - (b.accepted_within ?? b.within));
    if (shown.length === 0) return;
    const frame = figure(section, {title: "Milestones in the accepted draws",
        note: "The share of draws in which each is within its interval and tolerance: the bar of those " +
            "accepted, the open dot of all. Those that fit least stand first."});
    const nameOf = row => `${row.name || row.milestone} (${row.use})`;
    ranked(frame, page,
        {unit: "", axis: "share of draws",
        summary: `${nameOf(shown[0])}: ${percent(shown[0].accepted_within ?? shown[0].within)}.`,
        rows: shown.map(row => ({name: nameOf(row), value: row.accepted_within, low: null, high: null,
            mark: row.within, kind: row.accepts ? "bar-soft" : "bar", short: percent(row.accepted_within),
            text: `${percent(row.accepted_within)} of those accepted, ${percent(row.within)} of all draws`,
                missing: "no accepted draws"}))});
    key(frame.legend,
        [shown.some(row => row.accepts) && {sort: "bar", class: "bar-soft", text: "draws are accepted by it"},
        shown.some(row => !row.accepts) && {sort: "bar", class: "bar", text: "it has no part in that"},
        {sort: "dot", class: "dot-open", text: "all draws"}].filter(Boolean));
    alternative(frame,
        () => ({rows: told, columns: [{label: "milestone", of: row => row.name || row.milestone},
        {label: "use", of: row => row.use},
        {label: "all draws within", unit: "%", of: row => 100 * row.within},
            {label: "accepted within", unit: "%", of: row => row.accepted_within === null ? null :
            100 * row.accepted_within},
        {label: "outcome before", of: row => row.outcome},
            {label: "after", of: row => row.accepted_outcome}]}));
}
