// Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
// scenario.js - what was simulated: every value with its origin, to be searched; assumptions and sources.
import {make, number} from "./text.js";

export const id = "scenario", title = "The scenario";
const AT_ONCE = 60;

export function fits(data) {
    return data.scenario.length > 0;
}

export function origin(row) {
    return row.file === null ? "default" : row.line === null ? row.file : `${row.file}:${row.line}`;
}

// What stands behind a value in its file: "assumption", "derived", "recall", "source" or "" for nothing.
export function kindOf(row) {
    const word = /^[a-z]+/i.exec(row.comment ?? "")?.[0].toLowerCase() ?? "";
    return row.comment === null ? "" : ["assumption", "assumed"].includes(word) ? "assumption"
        : ["derived", "recall"].includes(word) ? word : "source";
}

const SORTS = [["all", "all values"], ["said", "what is said, no defaults"], ["assumption", "assumptions"],
    ["source", "with a source or a word"], ["derived", "derived"], ["recall", "recall"], ["set", "given by --set"]];

function isOf(row, sort) {
    return sort === "all" || (sort === "said" ? row.file !== null
        : sort === "set" ? row.file === "--set" : kindOf(row) === sort);
}

function told(row, meanings) {
    const meaning = row.meaning ?? meanings.get(`${row.section}.${row.key}`) ?? "";
    return make("tr", {}, make("td", {title: meaning}, row.path), make("td", {}, row.value ?? "not given"),
        make("td", {class: "faint"}, origin(row)), make("td", {}, row.comment ?? ""));
}

function browse(section, data) {
    const meanings = new Map(data.scenario.filter(row => row.meaning !== null).map(row =>
        [`${row.section}.${row.key}`, row.meaning]));
    const body = make("tbody"), count = make("span", {class: "note", "aria-live": "polite"});
    let most = AT_ONCE;
    const renew = () => { most = AT_ONCE; fill(); };
    const field = make("input", {type: "search", id: "scenario-find", placeholder: "key, value, file or source",
        "aria-label": "Search in the scenario", oninput: renew});
    const sorts = SORTS.filter(([sort]) => data.scenario.some(row => isOf(row, sort)));
    const select = make("select", {"aria-label": "Which values", onchange: renew},
        sorts.map(([sort, words]) => make("option", {value: sort, selected: sort === "said"}, words)));
    const more = make("button", {type: "button", onclick: () => { most = Infinity; fill(); }}, "Show all of them");
    function fill() {
        const words = field.value.trim().toLowerCase().split(/\s+/).filter(word => word !== "");
        const found = data.scenario.filter(row => isOf(row, select.value)).filter(row => {
            const text = `${row.path} ${row.value ?? ""} ${origin(row)} ${row.comment ?? ""}`.toLowerCase();
            return words.every(word => text.includes(word));
        });
        body.replaceChildren(...found.slice(0, most).map(row => told(row, meanings)));
        count.textContent = `${number(Math.min(most, found.length))} of ${number(found.length)} values`;
        more.hidden = found.length <= most;
    }
    fill();
    section.append(make("p", {class: "tools"}, make("label", {for: "scenario-find"}, "find "), field, select, count, more),
        make("div", {class: "wide tall", tabindex: "0", role: "region", "aria-label": "Values of the scenario"},
            make("table", {}, make("thead", {}, make("tr", {}, ["key", "value", "from", "what is written behind it"].map(head =>
                make("th", {scope: "col"}, head)))), body)));
}

function sources(section, data) {
    const said = data.scenario.filter(row => row.file !== null && !["name", "title", "note", "source"].includes(row.key));
    const of = kind => said.filter(row => kindOf(row) === kind).length;
    const parts = [["source", "with a source or a word of explanation behind them"], ["derived", "derived from others"],
        ["recall", "general knowledge"], ["assumption", "assumptions"], ["", "of which nothing is written"]]
        .filter(([kind]) => of(kind) > 0).map(([kind, words]) => `${number(of(kind))} ${words}`);
    const all = of("") === said.length;
    section.append(make("h3", {}, "Assumptions and sources"),
        make("p", {}, all ? "Nothing is written behind the values in their files."
            : `Behind a value its file tells where it is from. Of ${number(said.length)} values: ${parts.join(", ")}. ` +
            "Choose above which to read."));
}

function inputs(section, data) {
    const rows = data.table("inputs")?.rows() ?? [];
    if (rows.length === 0) return;
    const range = row => [row.p10, row.p50, row.p90].map(value => number(value)).join(" .. ");
    section.append(make("h3", {}, "What is not known"),
        make("p", {}, "Drawn once per replication; of each the 10th, 50th and 90th percentile of what it is drawn from."),
        make("div", {class: "wide tall", tabindex: "0", role: "region", "aria-label": "Uncertain inputs"},
            make("table", {}, make("thead", {}, make("tr", {}, ["input", "what it is", "in the scenario", "drawn from", "unit", "source"].map(head =>
                make("th", {scope: "col"}, head)))),
            make("tbody", {}, rows.map(row => make("tr", {}, [row.input, row.key, row.base === null ? "" : number(row.base), range(row),
                row.factor ? "factor" : row.unit ?? "", row.source ?? ""].map(cell => make("td", {}, cell))))))));
}

export function draw(section, data) {
    const note = data.said("scenario.note");
    if (note) section.append(make("p", {}, note));
    browse(section, data);
    sources(section, data);
    inputs(section, data);
}
