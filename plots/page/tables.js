// Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
// tables.js - every table of the result, to be searched; a column's meaning where one points at it.
import {dateTime, make} from "./text.js";

export const id = "tables", title = "All tables";
const PAGE_ROWS = 50;

export function fits(data) {
    return data.tables.size > 0;
}

function cellText(column, value, page) {
    if (value == null) return "";
    return column.type === "time" ? page.time(value) : String(value);
}

// A table of which a part is shown at a time, with a field to search in it.
export function browse(table, page) {
    const body = make("tbody"), told = make("p", {class: "note", "aria-live": "polite"});
    const field = make("input", {type: "search", placeholder: "search these rows",
        "aria-label": `Search in ${table.name}`, oninput: () => { first = 0; fill(); }});
    const back = make("button", {type: "button", onclick: () => { first -= PAGE_ROWS; fill(); }}, "Earlier");
    const on = make("button", {type: "button", onclick: () => { first += PAGE_ROWS; fill(); }}, "Later");
    let first = 0;
    const isNumber = column => column.type === "number" || column.type === "integer";
    function fill() {
        const wanted = field.value.trim().toLowerCase();
        const found = [];
        for (let i = 0; i < table.length; i++) {
            if (wanted === "" || table.columns.some(column =>
                cellText(column, column.values[i], page).toLowerCase().includes(wanted))) found.push(i);
        }
        first = Math.max(0, Math.min(first, found.length - 1));
        const part = found.slice(first, first + PAGE_ROWS);
        body.replaceChildren(...part.map(i => make("tr", {}, table.columns.map(column =>
            make("td", {class: isNumber(column) ? "number" : null},
                cellText(column, column.values[i], page))))));
        const rest = table.of > table.length ? `; of ${table.of} rows in the result` : "";
        told.textContent = found.length === 0 ? "no such row"
            : `rows ${first + 1} to ${first + part.length} of ${found.length}${rest}`;
        back.disabled = first === 0;
        on.disabled = first + PAGE_ROWS >= found.length;
    }
    fill();
    page.on("zone", fill);
    return [make("p", {class: "tools"}, field, back, on), told,
        make("div", {class: "wide", tabindex: "0", role: "region", "aria-label": `Table ${table.name}`},
            make("table", {}, make("thead", {}, make("tr", {}, table.columns.map(column =>
                make("th", {scope: "col", title: column.meaning + (column.unit ? ` [${column.unit}]` : "")},
                    column.name)))), body))];
}

export function draw(section, data, page) {
    const place = make("div");
    const select = make("select", {id: "table", onchange: () => {
        place.replaceChildren(...browse(data.table(select.value), page));
    }}, [...data.tables.keys()].map(name => make("option", {value: name}, name)));
    section.append(make("p", {}, make("label", {for: "table"}, "Table ", select),
        " as in the result; point at the name of a column to read what it means."), place);
    place.replaceChildren(...browse(data.table(select.value), page));
}
