// Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
// size.js - what is reached for how much: every mix that was looked at, and the cheapest that reaches the
// goal.
import {scaleLinear} from "d3-scale";
import {extent, max, min} from "d3-array";
import {curveStepAfter, line} from "d3-shape";
import {alternative, amountAxis, belowAxis, figure, key, picture, rowsOf, spoken} from "./chart.js";
import {number, percent, visible, withUnit} from "./text.js";

export const id = "size", title = "The cheapest mix";

export function fits(data) {
    return data.table("size") !== null;
}

// What prices are more than.
export const priceFrom = data => data.run.price_from === "least" ? "the least of everything" : "the plan as it is";

// The varied keys stand between the number of the mix and its price.
function keysOf(data) {
    const columns = data.table("size").columns;
    return columns.slice(1, columns.findIndex(column => column.name === "price"));
}

const mixText = (keys, row) =>
    keys.map(column => `${column.name} ${withUnit(row[column.name], column.unit)}`).join(", ");

export function draw(section, data, page) {
    const rows = rowsOf(data, "size"), keys = keysOf(data), goal = data.run.goals?.[0], unit = goal?.unit ??
        "";
    const shown = rows.filter(row => row.reached !== null && row.price !== null),
        winner = rows.find(row => row.winner);
    const what = goal ? spoken(goal.measure) : "what is reached", confidence = data.run.confidence ?? 0.9;
    const frame = figure(section,
        {title: `${what} that ${percent(confidence)} of replications reach, by price`,
        note: winner ? `The cheapest that reaches the goal: ${mixText(keys, winner)}.` :
            "No mix is shown to reach the goal."});
    frame.readout.text(visible(winner ?
        `Price ${number(winner.price)}: ${withUnit(winner.reached, unit)}; reached in ` +
        `${number(winner.confirmed_reaching)} of ${number(winner.confirmed_replications)} replications ` +
        `that no test had seen.` : ""));
    if (shown.length) front(frame, page, {shown, keys, goal, unit, what, winner, priceFrom: priceFrom(data)});
    alternative(frame,
        () => ({rows,
        columns: [...keys.map(column =>
        ({label: column.name, unit: column.unit, of: row => row[column.name]})),
        {label: "price", unit: "", of: row => row.price},
            {label: "verdict", of: row => row.winner ? `${row.verdict}, the cheapest` : row.verdict},
        {label: "reach it", unit: "%", of: row => row.share === null ? null : 100 * row.share},
            {label: "reached", unit, of: row => row.reached}]}));
}

const SHAPES = {passes: "M-5,0a5,5 0 1,0 10,0a5,5 0 1,0 -10,0Z", fails: "M-5,-5L5,5M-5,5L5,-5",
    "not confirmed": "M0,-6L6,5H-6Z", open: "M-5,-5H5V5H-5Z"};
const WORDS = {passes: "passes", fails: "fails", "not confirmed": "passed, but not with new luck",
    open: "not tested to the end"};
const classOf = verdict => verdict === "passes" ? "dot" : verdict === "fails" ? "cross-mark" : "dot-open";

function front(frame, page, {shown, keys, goal, unit, what, winner, priceFrom}) {
    const best = shown.filter(row => row.front).sort((a, b) => a.price - b.price);
    const summary = `${number(shown.length)} mixes; ` +
        `${winner ? `the cheapest that passes costs ${number(winner.price)}.` : "none passes."}`;
    picture(frame, page, summary, (svg, width) => {
        const height = 360, left = 56, right = width - 24, bottom = height - 44;
        const bound = goal ? [goal.bound] : [];
        const values = [...shown.map(row => row.reached), ...bound], [low, high] = extent(values),
            pad = Math.max(1e-9, 0.08 * (high - low || 1));
        const x = scaleLinear().domain(extent(shown, row => row.price)).nice(5).range([left + 8, right]);
        if (min(shown, row => row.price) === max(shown, row => row.price)) x.domain([x.domain()[0] - 1,
            x.domain()[0] + 1]);
        const y = scaleLinear().domain([low - pad, high + pad]).nice(5).range([bottom, 22]);
        amountAxis(svg, y, left, right, `${what}${unit ? `, ${unit}` : ""}`);
        belowAxis(svg, x, bottom, `price, beside ${priceFrom}`,
            {count: Math.max(2, Math.floor(width / 120))});
        if (goal) {
            svg.append("line").attr("class", "limit").attr("x1", left).attr("x2", right)
                .attr("y1", y(goal.bound)).attr("y2", y(goal.bound));
            svg.append("text").attr("class", "halo").attr("x", right).attr("y", y(goal.bound) - 6)
                .attr("text-anchor", "end")
                .text(`goal: ${goal.sign === "<=" ? "at most" : "at least"} ${withUnit(goal.bound, unit)}`);
        }
        if (best.length > 1) svg.append("path").attr("class", "median")
            .attr("d", line().x(row => x(row.price)).y(row => y(row.reached)).curve(curveStepAfter)(best));
        for (const row of shown) {
            const place = `translate(${x(row.price)},${y(row.reached)})`;
            if (row.winner) svg.append("circle").attr("class", "ring").attr("transform", place).attr("r", 10);
            svg.append("path").attr("class", classOf(row.verdict))
                .attr("d", SHAPES[row.verdict] ?? SHAPES.open).attr("transform", place)
                .append("title")
                    .text(visible(`${mixText(keys, row)}: price ${number(row.price)}, ` +
                        `${withUnit(row.reached, unit)}, ${WORDS[row.verdict] ?? row.verdict}`));
        }
        return height;
    });
    const seen = new Set(shown.map(row => row.verdict));
    key(frame.legend, [...Object.keys(SHAPES).filter(verdict => seen.has(verdict))
        .map(verdict => ({text: WORDS[verdict],
        draw: svg => svg.append("path").attr("class", classOf(verdict)).attr("d", SHAPES[verdict])
            .attr("transform", "translate(13,7)")})),
        winner && {text: "the cheapest that passes", draw: svg => svg.append("circle").attr("class", "ring")
            .attr("cx", 13).attr("cy", 7).attr("r", 6)},
        best.length > 1 && {sort: "line", class: "median", text: "none is as good for less"}, goal &&
            {sort: "line", class: "limit", text: "goal"}].filter(Boolean));
}
