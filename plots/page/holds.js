// Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
// holds.js - what holds the force back: what was behind the last delivery, and how to ask for prices.
import {quoted} from "./shell.js";
import {make, percent} from "./text.js";
import {measure} from "./said.js";

export const id = "holds", title = "What holds it back";
const SHOWN = 6;

export function fits(data) {
    return data.kind === "run" && links(data).length > 0;
}

// Of the replications that closed, where others did not.
function links(data) {
    return (data.table("chain")?.rows() ?? []).map(row => ({name: row.link,
        hours: row.beyond > 0 ? row.hours_mean_of_finished : row.hours_mean,
        share: row.beyond > 0 ? row.share_of_finished : row.share, beyond: row.beyond}))
        .filter(row => row.hours > 0).sort((a, b) => b.hours - a.hours);
}

// A bar as long as a share; its length is told in words beside it.
function bar(share) {
    const element = make("span", {class: "share", "aria-hidden": "true"});
    element.style.width = `${Math.max(0.5, 100 * share).toFixed(1)}%`;
    return make("td", {class: "share-of"}, element);
}

// The word of the command line that is a scenario, for a command to copy.
function scenarioOf(data) {
    const words = data.run.command_line ?? [];
    return words.find(word => String(word).endsWith(".ini")) ?? "SCENARIO";
}

export function draw(section, data) {
    const rows = links(data), closure = measure(data, "closure_h");
    const closed = rows[0].beyond > 0 && closure ? `, in the ${closure.n - closure.beyond} that closed` : "";
    section.append(make("p", {}, `What was behind the last delivery${closed}: each hour from the request on belongs to one row.`),
        make("div", {class: "wide"}, make("table", {class: "chain"},
            make("thead", {}, make("tr", {}, make("th", {scope: "col"}, "what"), make("th", {scope: "col", class: "number"}, "hours"),
                make("th", {scope: "col", class: "number"}, "share"), make("th", {scope: "col", "aria-hidden": "true"}))),
            make("tbody", {}, rows.slice(0, SHOWN).map(row => make("tr", {}, make("td", {}, row.name),
                make("td", {class: "number"}, row.hours.toFixed(1)), make("td", {class: "number"}, percent(row.share)), bar(row.share))),
            others(rows)))));
    section.append(make("p", {class: "note"}, "What one more of each thing would buy, and what could be given up for nothing: ",
        make("code", {}, `airbridge worth ${quoted(scenarioOf(data))}`)));
}

function others(rows) {
    const rest = rows.slice(SHOWN), sum = name => rest.reduce((all, row) => all + row[name], 0);
    return sum("hours") < 0.05 ? [] : [make("tr", {}, make("td", {}, "all others"),
        make("td", {class: "number"}, sum("hours").toFixed(1)), make("td", {class: "number"}, percent(sum("share"))), bar(sum("share")))];
}
