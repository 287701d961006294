// Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
// lines.js - requirement lines and how late they are, and what is in by the deadline.
import {duration, make, number, percent} from "./text.js";

export const id = "lines", title = "Requirement lines and who is late";

const MOST = 200;

export function fits(data) {
    return data.table("late") !== null || data.table("deadlines") !== null;
}

function listing(name, heads, rows) {
    return make("div", {class: "wide", tabindex: "0", role: "region", "aria-label": name},
        make("table", {}, make("thead", {}, make("tr", {}, heads.map(([head, isNumber]) =>
            make("th", {scope: "col", class: isNumber ? "number" : null}, head)))),
        make("tbody", {}, rows.map(row => make("tr", {}, row.map((cell, i) =>
            make("td", {class: heads[i][1] ? "number" : null}, cell)))))));
}

function lateness(row) {
    const of = value => value === null ? "" : value > 0 ? duration(value) : "in time";
    return [row.n === 0 ? "never comes" : row.late_share > 0 ? percent(row.late_share) : "never", of(row.lateness_p50_h),
        row.beyond > 0 && row.lateness_p90_h === null ? "beyond the horizon" : of(row.lateness_p90_h)];
}

// Of those that come at all: what is never called is neither late nor in time.
export function lateSentence(rows) {
    const come = rows.filter(row => row.n > 0).length, some = rows.filter(row => row.late_share > 0).length;
    const lines = `${number(come)} line${come === 1 ? "" : "s"} with a latest arrival${come < rows.length ? ` that come${come === 1 ? "s" : ""}` : ""}`;
    return come === 0 ? "No line with a latest arrival comes." : some === 0 ? `None of ${lines} is ever late.`
        : `Of ${lines} ${number(some)} ${some === 1 ? "is" : "are"} late in some replications.`;
}

function late(section, data, page) {
    const rows = [...data.table("late").rows()].sort((a, b) => b.late_share - a.late_share);
    const place = make("div");
    const rest = rows.length > MOST ? ` The first ${MOST} are shown, the latest first; all are in the table \`late\` below.` : "";
    section.append(make("p", {}, `${lateSentence(rows)} A line is late when its last load is.${rest}`), place);
    const fill = () => place.replaceChildren(listing("requirement lines",
        [["line"], ["not before"], ["latest arrival"], ["late", true], ["median", true], ["9 times in 10 below", true], ["mostly for"]],
        rows.slice(0, MOST).map(row => [row.contingent, page.time(row.earliest_arrival ?? row.available), page.time(row.latest_arrival),
            ...lateness(row), row.cause ? `${row.cause}, ${duration(row.cause_h)}` : ""])));
    fill();
    page.on("zone", fill);
}

function deadlines(section, data, page) {
    const rows = data.table("deadlines").rows(), place = make("div");
    section.append(make("h3", {}, "In by the deadline"), place);
    const bands = {luck: "luck alone", drawn: "with what is not known"};
    const fill = () => place.replaceChildren(listing("in by the deadline",
        [["who"], ["by"], ["under"], ["probability", true], ["95 % interval", true]],
        rows.slice(0, MOST).map(row => [row.kind === "force" ? "the force" : row.id, page.time(row.by), bands[row.band] ?? row.band,
            percent(row.share), `${percent(row.ci95_low)} to ${percent(row.ci95_high)}`])));
    fill();
    page.on("zone", fill);
}

export function draw(section, data, page) {
    if (data.table("late")) late(section, data, page);
    if (data.table("deadlines")) deadlines(section, data, page);
}
