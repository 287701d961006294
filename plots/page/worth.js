// Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
// worth.js - what more of each thing would buy, pairs that help together, and what can be given up.
import {select} from "d3-selection";
import {alternative, counted, figure, inBrackets, intervalsOf, intervalText, key, quantity, rowsOf, spoken} from "./chart.js";
import {number, visible} from "./text.js";
import {ranked} from "./ranked.js";

export const id = "worth", title = "What more would buy";

export function fits(data) {
    return data.table("worth") !== null;
}

export function draw(section, data, page) {
    const all = rowsOf(data, "worth"), byPlace = (a, b) => a.place - b.place;
    const more = all.filter(row => row.sort === "more" && row.rank !== null).sort(byPlace);
    if (more.length) gains(section, page, more, "One change at a time", row => row.what);
    else select(section).append("p").text("No single change moves it.");
    const pairs = all.filter(row => row.sort === "pair" && row.gain !== null).sort(byPlace);
    if (pairs.length) gains(section, page, pairs, "Two changes together",
        row => `${row.what}, and ${row.other}`);
    for (const sentence of unmovedSentences(all, data.run)) select(section).append("p").text(sentence);
    const spare = all.filter(row => row.sort === "spare" &&
        (row.state === "unmoved" || row.state === "same"));
    if (spare.length) {
        const details = select(section).append("details").attr("class", "alternative");
        details.append("summary").text(`${number(spare.length)} ${spare.length === 1 ? "thing" : "things"} that can be given up for nothing`);
        details.append("ul").selectAll("li").data(spare).enter().append("li").text(row => visible(row.what));
    }
}

// What came of changes of which none moves it by itself, and how many could not be tried.
export function unmovedSentences(rows, run) {
    const more = rows.filter(row => row.sort === "more"), together = run.unmoved_together;
    const faulty = more.filter(row => row.state === "faulty");
    const unmoved = more.filter(row => row.rank === null && row.state !== "faulty").length, told = [];
    if (unmoved > 0) told.push(unmoved === 1 || !together ? `${number(unmoved)} further change${unmoved === 1 ? " moves" : "s move"} it in ` +
        `${together?.moved_in > 0 ? `${together.moved_in} of ${together.replications}` : "none of the"} replications in which it was tried.`
        : `${number(unmoved)} further changes do not move it one by one; ${together.parts > 1 ? "a hundred of them" : "all of them"} ` +
        `together ${together.moved_in === 0 ? `do so in none of ${counted(together.replications, "replication")}.`
            : together.gain === null ? `do so in ${together.moved_in} of ${counted(together.replications, "replication")}.`
                : `gain ${quantity(together.gain, run.unit)}${inBrackets(intervalText(together.gain_low, together.gain_high,
                    value => quantity(value, run.unit)))}.`}`);
    if (faulty.length > 0) told.push(`${number(faulty.length)} could not be tried; the first of them, ${visible(faulty[0].what)}: ${visible(faulty[0].reason)}`);
    return told;
}

// The interval that holds for all rows at once; of older results the row's own.
export const lowest = row => row.gain_all_low ?? row.gain_low;
export const highest = row => row.gain_all_high ?? row.gain_high;

const isSure = row => lowest(row) > 0 || highest(row) < 0;

function gains(section, page, rows, heading, nameOf) {
    const unit = rows[0].unit, measure = spoken(rows[0].measure),
        byPrice = rows.some(row => row.gain_per_price !== null), best = rows.find(row => lowest(row) > 0);
    const intervals = intervalsOf(rows, lowest, highest, "gain_all_low");
    const frame = figure(section,
        {title: heading,
        note: `How much better ${measure} is with it${intervals ? `, with ${intervals}` : ""}${byPrice ? "; what has a price first, by what a unit of money buys" : ""}.`});
    ranked(frame, page, {unit, axis: `gain in ${measure}${unit && unit !== "1" ? `, ${unit}` : ""}`,
        summary: best ? `${best.gain_per_price !== null ? "For its price most" : "Most"} is bought by: ${nameOf(best)}, ` +
            `${quantity(best.gain, unit)}.` : "Nothing helps, as far as can be told.",
        rows: rows.map(row => ({name: nameOf(row), value: row.gain, low: lowest(row), high: highest(row),
            kind: isSure(row) ? "bar" : "bar-none",
            text: `${quantity(row.gain, unit)}` +
                inBrackets(intervalText(lowest(row), highest(row), value => quantity(value, unit))) +
                `${row.price === null ? "" : `, at a price of ${number(row.price)}`}; as --with ` +
                `"${row.with}"`, missing: row.reason ?? "no value"}))});
    key(frame.legend,
        [rows.some(isSure) &&
        {sort: "bar", class: "bar", text: intervals ? "sure: the interval does not hold zero" : "sure"},
        rows.some(row => !isSure(row)) && {sort: "bar", class: "bar-none", text: "may be nothing"},
            intervals && {sort: "whisker", class: "whisker", text: "95 % interval"}].filter(Boolean));
    alternative(frame,
        () => ({rows, columns: [{label: "change", of: nameOf}, {label: "as", of: row => row.with},
        {label: "gain", unit, of: row => row.gain},
        {label: "from", unit, of: lowest}, {label: "to", unit, of: highest},
        ...(byPrice ? [{label: "price", unit: "money", of: row => row.price},
            {label: "gain per price", unit: "", of: row => row.gain_per_price}] : [])]}));
}
