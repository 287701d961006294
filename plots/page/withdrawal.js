// Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
// withdrawal.js - the way home: flights out over time against history, and flights by the day.
import {max} from "d3-array";
import {scaleLinear, scaleUtc} from "d3-scale";
import {alternative, amountAxis, figure, key, picture, rowsOf, timeAxis} from "./chart.js";
import {drawCurve} from "./curve.js";
import {marksOf} from "./history.js";
import {DAY} from "./clock.js";
import {number} from "./text.js";

export const id = "withdrawal", title = "Way home, and evacuation";

const grows = (data, stem) => rowsOf(data, "curve").some(row => row[`${stem}_p90`] > 0);

export function fits(data) {
    return ["out_departures", "evacuees_come"].some(stem => grows(data, stem));
}

export function draw(section, data, page) {
    const begin = rowsOf(data, "curve")[0].time;
    if (grows(data, "out_departures")) {
        const own = rowsOf(data, "sorties")
            .filter(row => row.replication === data.traced && row.direction === "out" &&
            row.purpose === "withdrawal" && row.chalk !== null && !row.resumed && row.takeoff !== null)
                .map(row => row.takeoff);
        drawCurve(section, data, page, "out_departures", {title: "Flights home with loads of the force",
            what: "departures, so far",
            marks: marksOf(data, "out_departure", begin), own});
        byDay(section, data, page);
    }
    if (grows(data, "evacuees_off")) {
        drawCurve(section, data, page, "evacuees_come", {title: "People of evacuations who have come",
            what: "people, so far"});
        drawCurve(section, data, page, "evacuees_off",
            {title: "People of evacuations who are off their aircraft", what: "people, so far",
            marks: marksOf(data, "evacuated", begin)});
    }
}

// History of single days: an amount between two instants that are a day apart.
function daysOf(data) {
    return rowsOf(data, "milestones").filter(row => row.kind === "amount" && row.event === "out_departure" &&
        !row.filtered &&
        row.from !== null && row.by !== null && row.by - row.from === DAY)
            .map(row => ({from: row.from, low: Number(row.earliest ?? NaN),
        high: Number(row.latest ?? NaN), tolerance: row.tolerance_amount ?? 0, p10: Number(row.p10),
            p50: Number(row.p50), p90: Number(row.p90),
        name: row.name, outcome: row.outcome}));
}

// Where history counts by the day: what it tells beside what the replications fly.
function byDay(section, data, page) {
    const days = daysOf(data).filter(day => isFinite(day.p50));
    if (days.length < 2) return;
    const frame = figure(section, {title: "Flights home by the day, against history"});
    const top = max(days, day => Math.max(day.p90, (isFinite(day.high) ? day.high : day.low) +
        day.tolerance));
    const summary = days.map(day =>
        `${page.time(day.from)}: ${number(day.p50)}, history ${number(day.low)} to ${number(day.high)}`).join("; ");
    picture(frame, page, summary, (svg, width) => {
        const height = 280, left = 40, right = width - 20, bottom = height - 44;
        const x = scaleUtc().domain([days[0].from, max(days, day => day.from) + DAY]).range([left, right]);
        const y = scaleLinear().domain([0, 1.05 * top]).range([bottom, 22]);
        amountAxis(svg, y, left, right, "flights in 24 hours",
            {form: v => Number.isInteger(v) ? number(v) : ""});
        timeAxis(svg, page, x, bottom);
        for (const day of days) {
            const a = x(day.from), b = x(day.from + DAY), middle = (a + b) / 2;
            svg.append("rect").attr("class", "bar").attr("x", a + 3).attr("width", Math.max(1, b - a - 6))
                .attr("y", y(day.p50)).attr("height", bottom - y(day.p50))
                .append("title")
                    .text(`${number(day.p50)} by the median, ${number(day.p10)} to ${number(day.p90)}`);
            if (day.p90 > day.p10) svg.append("path").attr("class", "whisker")
                .attr("d", `M${middle},${y(day.p10)}V${y(day.p90)}M${middle - 5},${y(day.p10)}h10M${middle - 5},${y(day.p90)}h10`);
            const low = isFinite(day.low) ? day.low : 0, high = isFinite(day.high) ? day.high : top,
                at = b - (b - a) / 5;
            svg.append("path").attr("class", "history-tolerance")
                .attr("d", `M${at},${y(Math.max(0, low - day.tolerance))}V${y(high + day.tolerance)}`);
            if (low === high) svg.append("circle").attr("class", "history-point").attr("cx", at)
                .attr("cy", y(low)).attr("r", 4.5);
            else svg.append("path").attr("class", "history").attr("d", `M${at},${y(low)}V${y(high)}`);
        }
        return height;
    });
    key(frame.legend, [{sort: "bar", class: "bar", text: "flights, median"},
        days.some(day => day.p90 > day.p10) &&
            {sort: "whisker", class: "whisker", text: "10th to 90th percentile"},
        {sort: "line", class: "history", text: "history"}, days.some(day => day.tolerance > 0) &&
            {sort: "line", class: "history-tolerance", text: "its tolerance"}].filter(Boolean));
    alternative(frame,
        () => ({rows: days, columns: [{label: "day from", of: day => page.time(day.from)},
        {label: "10th percentile", unit: "", of: day => day.p10},
        {label: "median", unit: "", of: day => day.p50},
            {label: "90th percentile", unit: "", of: day => day.p90},
        {label: "history from", unit: "", of: day => day.low}, {label: "to", unit: "", of: day => day.high},
            {label: "outcome", of: day => day.outcome}]}));
}
