// Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
// chart.js - what all pictures share: a frame with its title, key and text alternative; axes; names.
import {select} from "d3-selection";
import {axisBottom, axisLeft} from "d3-axis";
import {cell, number, visible, withUnit} from "./text.js";
import {ticks} from "./clock.js";

export const rowsOf = (data, name) => data.table(name)?.rows() ?? [];

// A name of at most so many letters.
export function shortened(name, most = 32) {
    const letters = Array.from(visible(name ?? ""));
    return letters.length <= most ? letters.join("") : `${letters.slice(0, most - 1).join("")}…`;
}

// The same for names that differ in their ends, as those of aircraft do.
export function squeezed(name, most) {
    const letters = Array.from(visible(name ?? "")), end = Math.min(4, Math.floor(most / 2));
    return letters.length <= most ? letters.join("")
        : `${letters.slice(0, most - 1 - end).join("")}…${letters.slice(-end).join("")}`;
}

// A measure in words: "closure_h" is "closure", "wait_h.crew" is "wait: crew".
export function spoken(measure) {
    const [stem, ...things] = String(measure).split(".");
    const words = stem.replace(/_h_per_day$/, " per day").replace(/_mtkm_per_day|mtkm_per_day/,
        "million tonne-kilometres a day")
        .replace(/_(h|t)$/, "").replace(/_/g, " ");
    return things.length ? `${words}: ${things.join(".")}` : words;
}

// A quantity with its unit; of less than an hour, minutes or seconds.
export function quantity(value, unit) {
    if (value === null || value === undefined) return "none";
    if (unit !== "h" || value === 0 || Math.abs(value) >= 1) return withUnit(value, unit);
    const minutes = 60 * value;
    return Math.abs(minutes) >= 1 ? `${number(minutes, 2)} min` : `${number(60 * minutes, 2)} s`;
}

export const counted = (count, thing) => `${number(count)} ${thing}${count === 1 ? "" : "s"}`;

const capital = text => text.charAt(0).toUpperCase() + text.slice(1);

// ---- the frame ----

// A figure in a section, with places for controls, the picture, its key and what is pointed at.
export function figure(section, {title, note = ""}) {
    const root = select(section).append("figure").attr("class", "figure");
    root.append("figcaption").text(visible(capital(title)));
    if (note) root.append("p").attr("class", "note").text(visible(note));
    const controls = root.append("div").attr("class", "controls tools").attr("hidden", "");
    const body = root.append("div").attr("class", "body");
    const legend = root.append("ul").attr("class", "legend");
    const readout = root.append("p").attr("class", "readout").attr("aria-live", "polite");
    return {root, body, legend, readout, title, controls: () => controls.attr("hidden", null)};
}

const widthOf = element => Math.max(260, Math.floor(element.clientWidth || 960));

// Calls back when an element changes its width, at most once per frame.
export function watch(element, changed) {
    let isAsked = false, known = widthOf(element);
    new ResizeObserver(() => {
        if (isAsked || widthOf(element) === known) return;
        isAsked = true;
        requestAnimationFrame(() => {
            isAsked = false;
            known = widthOf(element);
            changed(known);
        });
    }).observe(element);
    return known;
}

// A picture that is drawn again when its width or the clock changes. render(svg, width) draws it and
// returns its height; the summary is what a screen reader says of it.
export function picture(frame, page, summary, render) {
    const svg = frame.body.append("svg").attr("role", "img")
        .attr("aria-label", visible(`${frame.title}. ${summary}`));
    let width = 0;
    const again = () => {
        svg.selectAll("*").remove();
        const height = render(svg, width);
        svg.attr("viewBox", `0 0 ${width} ${height}`).attr("width", width).attr("height", height);
    };
    width = watch(frame.body.node(), now => {
        width = now;
        again();
    });
    page.on("zone", again);
    again();
    return {svg, again};
}

// What the intervals of rows are, of which `column` holds those that hold for all at once; nothing where there are
// none, as of one replication, or without luck.
export function intervalsOf(rows, low, high, column) {
    return rows.some(row => low(row) < high(row))
        ? `95 % intervals${rows.some(row => (row[column] ?? null) !== null) ? " that hold for all at once" : ""}` : "";
}

// "95 % interval 1 to 9"; nothing where there is none, or no luck.
export const intervalText = (low, high, told) => low < high ? `95 % interval ${told(low)} to ${told(high)}` : "";

// " (such a text)", where there is one.
export const inBrackets = text => text ? ` (${text})` : "";

// ---- axes ----

const HALF_DATE = 20; // px

// Time below a picture, by the clocks that are shown.
export function timeAxis(svg, page, scale, top, {label = true, grid = 0} = {}) {
    const [from, to] = scale.domain().map(Number), [left, right] = scale.range();
    const list = ticks(from, to, Math.max(2, Math.floor((right - left) / 80)), t => page.offset(t));
    const words = new Map(list.map(tick => [tick.t, tick]));
    const axis = axisBottom(scale).tickValues(list.map(tick => new Date(tick.t))).tickSizeOuter(0);
    if (grid) {
        svg.append("g").attr("class", "grid").attr("transform", `translate(0,${top})`)
            .attr("aria-hidden", "true")
            .call(axis.tickFormat("").tickSize(-grid));
    }
    const drawn = svg.append("g").attr("class", "axis").attr("transform", `translate(0,${top})`)
        .call(axis.tickFormat(date => words.get(+date)?.text ?? "").tickSize(6).tickSizeOuter(0));
    drawn.selectAll(".tick").classed("day", date => words.get(+date)?.isDay);
    const edge = (Number(svg.attr("width")) || Infinity) - HALF_DATE;
    drawn.selectAll(".tick text").filter(date => scale(date) > edge).attr("text-anchor", "end");
    if (label) {
        svg.append("text").attr("class", "faint").attr("x", right).attr("y", top + 34)
            .attr("text-anchor", "end")
            .text(page.zoneName());
    }
}

// A quantity at the left, with what it is above it.
export function amountAxis(svg, scale, left, right, label, {count = 5, form = null} = {}) {
    const axis = axisLeft(scale).ticks(count).tickSizeOuter(0);
    svg.append("g").attr("class", "grid").attr("transform", `translate(${left},0)`)
        .attr("aria-hidden", "true")
        .call(axis.tickFormat("").tickSize(left - right));
    svg.append("g").attr("class", "axis").attr("transform", `translate(${left},0)`)
        .call(axis.tickFormat(form).tickSize(6).tickSizeOuter(0));
    if (label) svg.append("text").attr("class", "faint").attr("x", 2).attr("y", 12).text(label);
}

// A quantity below.
export function belowAxis(svg, scale, top, label, {count = 6, form = null, grid = 0} = {}) {
    const axis = axisBottom(scale).ticks(count).tickSizeOuter(0);
    if (grid) {
        svg.append("g").attr("class", "grid").attr("transform", `translate(0,${top})`)
            .attr("aria-hidden", "true")
            .call(axis.tickFormat("").tickSize(-grid));
    }
    svg.append("g").attr("class", "axis").attr("transform", `translate(0,${top})`)
        .call(axis.tickFormat(form).tickSize(6).tickSizeOuter(0));
    if (label) {
        svg.append("text").attr("class", "faint").attr("x", scale.range()[1]).attr("y", top + 34)
            .attr("text-anchor", "end").text(label);
    }
}

// Whole numbers only, for counts.
export const whole = value => Number.isInteger(value) ? number(value) : "";

// ---- key, names, tables ----

// The key: [{sort, class, text}], sort "area", "line", "dot", "whisker", or draw(svg). What the picture
// does not
// show its caller leaves out.
export function key(legend, entries) {
    legend.selectAll("*").remove();
    for (const entry of entries) {
        const item = legend.append("li");
        const svg = item.append("svg").attr("width", 26).attr("height", 14).attr("aria-hidden", "true");
        if (entry.draw) entry.draw(svg);
        else if (entry.sort === "line") svg.append("path").attr("class", entry.class).attr("d", "M1,7H25");
        else if (entry.sort === "dot") svg.append("circle").attr("class", entry.class).attr("cx", 13)
            .attr("cy", 7).attr("r", 4.5);
        else if (entry.sort === "whisker") svg.append("path").attr("class", entry.class)
            .attr("d", "M4,7H22M4,3V11M22,3V11");
        else svg.append("rect").attr("class", entry.class).attr("x", 2).attr("y", 2).attr("width", 22)
            .attr("height", 10);
        item.append("span").text(visible(entry.text));
    }
}

// A name beside a row, cut where it is long; the whole of it is told where one points at it.
export function label(svg, text, x, y, most, anchor = "end") {
    const made = svg.append("text").attr("x", x).attr("y", y).attr("text-anchor", anchor)
        .attr("dominant-baseline", "central")
        .text(shortened(text, most));
    if (Array.from(String(text)).length > most) made.append("title").text(visible(text));
    return made;
}

const MOST_ROWS = 1000;

// The same as a table, for who cannot see the picture or wants its numbers; made whenever it is opened,
// by the
// clocks that are shown then. list() gives {columns: [{label, unit, of(row)}], rows}; a column with a
// unit holds
// numbers.
export function alternative(frame, list) {
    const details = frame.root.append("details").attr("class", "alternative");
    details.append("summary").text("The same as a table");
    details.on("toggle", () => {
        details.selectAll(":scope > :not(summary)").remove();
        if (!details.property("open")) return;
        const {columns, rows} = list();
        const table = details.append("div").attr("class", "wide scroll").attr("tabindex", 0)
            .attr("role", "region")
            .attr("aria-label", visible(`${frame.title}: table`)).append("table");
        const kind = column => column.unit === undefined ? null : "number";
        table.append("thead").append("tr").selectAll("th").data(columns).enter().append("th")
            .attr("scope", "col")
            .attr("class", kind)
                .text(column => column.unit && column.unit !== "1" ? `${column.label}, ${column.unit}` :
                column.label);
        const body = table.append("tbody");
        for (const row of rows.slice(0, MOST_ROWS)) {
            const line = body.append("tr");
            for (const column of columns) {
                const value = column.of(row);
                line.append("td").attr("class", kind(column))
                    .text(visible(typeof value === "number" ? cell(value, column.unit) : value ?? ""));
            }
        }
        if (rows.length > MOST_ROWS) details.append("p")
            .text(`The first ${MOST_ROWS} of ${number(rows.length)} rows.`);
    });
}
