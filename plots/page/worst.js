// Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
// worst.js - what hurts most when it is denied, where that is, and what helps then.
import {scaleSqrt} from "d3-scale";
import {alternative, figure, intervalsOf, key, picture, quantity, rowsOf, shortened, spoken} from "./chart.js";
import {number, visible} from "./text.js";
import {drawGround, placeNames, projectionOf} from "./ground.js";
import {ranked} from "./ranked.js";

export const id = "worst", title = "What hurts most when it is denied";

export function fits(data) {
    return data.table("worst") !== null;
}

// "airfield.almaty" and the like, in words; a way is from one airfield to another.
function deniedText(row) {
    const [kind, ...rest] = row.denied.split("."), what = row.name || rest.join(".");
    return kind === "airfield" ? what : kind === "fleet" ? row.name || `fleet ${what}` : `way ${what}`;
}

// The interval that holds for all rows at once; of older results the row's own.
export const lowest = row => row.all_low ?? row.ci95_low;
export const highest = row => row.all_high ?? row.ci95_high;

// Denials of things of which some costs something for sure, or in the one replication that there is.
export function hurtful(rows) {
    const sure = new Set(rows.filter(row => (lowest(row) ?? row.loss) > 0).map(row => row.denied));
    return rows.filter(row => sure.has(row.denied));
}

export function draw(section, data, page) {
    const rows = rowsOf(data, "worst"), unit = data.run.unit ?? "",
        measure = spoken(data.run.measure ?? "the measure");
    const each = new Map();
    for (const row of rows) if (!each.has(row.denied)) each.set(row.denied, row);
    list(section, data, page, rows, [...each.values()], unit, measure);
    const placed = [...each.values()]
        .filter(row => row.denied.startsWith("airfield.") && row.latitude !== null && row.longitude !== null);
    if (placed.length > 1) map(section, data, page, placed, unit);
    const hedges = rowsOf(data, "hedges");
    if (hedges.length && hurtful(rows).length) helps(section, page, hedges, unit);
}

function list(section, data, page, rows, worst, unit, measure) {
    const hurting = worst.filter(row => row.loss > 0 || row.may_be_worst),
        harmless = worst.length - hurting.length, limits = intervalsOf(rows, lowest, highest, "all_low");
    const frame = figure(section,
        {title: `${measure} lost to a denial of ${quantity(data.run.denial_h, "h")}, at its worst moment`,
        note: `${limits ? `Means under the same luck, with ${limits}` : "Under the same luck"}; each ` +
            "thing once, at the moment from which it hurts most. All moments are in the table." +
            (harmless > 0 ? ` Of ${number(harmless)} more a denial costs nothing.` : "")});
    const text = row => `${quantity(row.loss, unit)} from ${page.time(row.from)} on`;
    ranked(frame, page, {unit, axis: `loss${unit ? `, ${unit}` : ""}`,
        summary: `The worst: ${deniedText(worst[0])}, ${text(worst[0])}.`,
        rows: hurting.map(row =>
            ({name: deniedText(row), value: row.loss, low: lowest(row), high: highest(row),
            kind: row.may_be_worst ? "bar-warm" : "bar",
            text: `${text(row)}${row.may_be_worst ? "; may be the worst" : ""}`}))});
    key(frame.legend, [{sort: "bar", class: "bar-warm", text: "may be the worst of all"},
        hurting.some(row => !row.may_be_worst) &&
        {sort: "bar", class: "bar", text: "less bad for sure"},
        limits && {sort: "whisker", class: "whisker", text: "95 % interval"}].filter(Boolean));
    frame.readout.text(visible(`May be the worst: ` +
        `${worst.filter(row => row.may_be_worst).map(row => `${deniedText(row)} (${text(row)})`).join("; ")}.`));
    alternative(frame,
        () => ({rows,
        columns: [{label: "denied", of: deniedText}, {label: "from", of: row => page.time(row.from)},
        {label: "until", of: row => page.time(row.until)},
        {label: "loss", unit, of: row => row.loss}, {label: "from", unit, of: lowest}, {label: "to", unit, of: highest},
        {label: "may be the worst", of: row => row.may_be_worst ? "yes" : ""}]}));
}

function map(section, data, page, placed, unit) {
    const frame = figure(section, {title: "Airfields by what their denial costs"});
    const most = Math.max(...placed.map(row => row.loss), 1e-9);
    picture(frame, page, placed.slice(0, 5)
        .map(row => `${deniedText(row)} ${quantity(row.loss, unit)}`).join(", "), (svg, width) => {
        const height = Math.round(Math.max(280, Math.min(520, 0.56 * width))),
            points = placed.map(row => [row.longitude, row.latitude]);
        const projection = projectionOf(points, [], width, height), area = scaleSqrt().domain([0, most])
            .range([3, 24]);
        svg.attr("class", "map-picture map");
        drawGround(svg.append("g"), projection, data.world);
        const at = placed.map((row, i) =>
            ({x: projection(points[i])[0], y: projection(points[i])[1], radius: area(Math.max(0, row.loss)),
            text: `${deniedText(row)} 00 h`}));
        const names = placeNames(at, width, height);
        placed.forEach((row, i) => {
            svg.append("circle").attr("class", row.may_be_worst ? "loss-worst" : "loss").attr("cx", at[i].x)
                .attr("cy", at[i].y).attr("r", at[i].radius)
                .append("title")
                    .text(visible(`${deniedText(row)}: ${quantity(row.loss, unit)} from ` +
                        `${page.time(row.from)} on`));
            if (names[i]) svg.append("text").attr("class", "halo").attr("x", names[i].x).attr("y", names[i].y)
                .attr("text-anchor", names[i].anchor)
                .attr("dominant-baseline", "central")
                    .text(`${shortened(deniedText(row))} ${quantity(row.loss, unit)}`);
        });
        return height;
    });
}

function helps(section, page, hedges, unit) {
    const intervals = intervalsOf(hedges, lowest, highest, "all_low");
    const frame = figure(section,
        {title: "What helps against the worst",
        note: `How much of the loss each change saves${intervals ? `, with ${intervals}` : ""}.`});
    ranked(frame, page, {unit, axis: `saved${unit ? `, ${unit}` : ""}`,
        summary: `Most helps: ${hedges[0].meaning || hedges[0].change}.`,
        rows: hedges.map(row => ({name: row.meaning || row.change, value: row.saved, low: lowest(row),
            high: highest(row),
            kind: lowest(row) !== null && lowest(row) > 0 ? "bar" : "bar-none"}))});
    alternative(frame,
        () => ({rows: hedges, columns: [{label: "change", of: row => row.meaning || row.change},
        {label: "as", of: row => row.change},
        {label: "saved", unit, of: row => row.saved}, {label: "from", unit, of: lowest}, {label: "to", unit, of: highest},
            {label: "price", unit: "", of: row => row.price}]}));
}
