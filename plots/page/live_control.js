// Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
// live_control.js - a slider and a field for a key, or for something that is not known, which may be of
// several keys. What is written is taken as it is: the simulator says what is wrong with it.
//   control({row}, changed)                   of a key, as the worker tells keys
//   control({input, index, first}, changed)   of an input, first: the first of its keys
//   .row, .field     elements; .key  of a key
//   .change()        {key, value} or {input, value}; null: it is as in the scenario
//   .takeBack()
import {make, number} from "./text.js";

// A number and its unit, or null: "6", "90 min", "0.5".
export function plain(value) {
    const found = /^(-?\d+(?:\.\d+)?)\s*([A-Za-z/%]*)$/.exec(value ?? "");
    return found && {number: Number(found[1]), unit: found[2]};
}

const rounded = value => String(Number(value.toPrecision(4)));

// From where to where a slider goes: half to twice what is said, and some more of few things.
function rangeOf({minimum, maximum, whole, unit}, {number: value, unit: written}) {
    const spread = Math.max(Math.abs(value), whole ? 4 : 0) || 1, known = written === (unit ?? "");
    let low = value - spread / 2, high = value + spread;
    if (value >= 0) low = Math.max(low, 0);
    if (known && minimum != null) low = Math.max(low, minimum);
    if (known && maximum != null) high = Math.min(high, maximum);
    return whole ? [Math.floor(low), Math.ceil(high), 1] : [low, high, (high - low) / 200];
}

function slider(label, low, high, step, value) {
    return make("input", {type: "range", min: low, max: high, step: step === 1 ? 1 : "any", value,
        "aria-label": label, "data-step": step});
}

function rowOf(label, detail, ...parts) {
    return make("div", {class: "live-control"}, make("div", {class: "live-name"}, label,
        make("small", {}, detail)), make("div", {class: "live-fields"}, parts));
}

function takeBackButton(label, f) {
    return make("button", {type: "button", class: "live-back", hidden: true,
        "aria-label": `${label}: as in the scenario`, onclick: f}, "Undo");
}

function ofInput({input, index, first}, changed) {
    const label = input.id.replaceAll("-", " "), base = input.base ?? input.mean;
    const unit = input.unit || (input.value ? "" : "times what is said");
    const field = make("input", {type: "number", step: "any", value: rounded(base), "aria-label": label});
    const range = slider(label, Math.min(input.low, base), Math.max(input.high, base), input.whole ? 1 : 0, base);
    let moved = false;
    const set = value => {
        moved = true;
        field.value = value;
        back.hidden = false;
        changed();
    };
    const takeBack = () => {
        moved = false;
        field.value = rounded(base);
        range.value = base;
        back.hidden = true;
    };
    const back = takeBackButton(label, () => { takeBack(); changed(); });
    range.addEventListener("input", () => set(rounded(Number(range.value))));
    field.addEventListener("input", () => { range.value = field.value; set(field.value); });
    const now = first && first.value !== null ? `${input.keys} = ${first.value}` : input.keys;
    return {
        row: rowOf(label, `${now}; not known: ${input.value || `factor ${number(input.low)} to ${number(input.high)}`}` +
            (input.source ? `; ${input.source}` : ""), range, field, ` ${unit} `, back),
        field, takeBack,
        change: () => moved && field.value !== "" && Number.isFinite(Number(field.value))
            ? {input: index, value: Number(field.value)} : null,
    };
}

function fieldOf(row, value) {
    const words = row.flag ? ["yes", "no"] : row.choices ?? [];
    if (words.length === 0) return make("input", {type: "text", value, "aria-label": row.key, size: 24});
    return make("select", {"aria-label": row.key}, words.map(word =>
        make("option", {value: word, selected: word === value}, word)));
}

function ofKey({row}, changed) {
    const said = row.value ?? "", field = fieldOf(row, said), known = row.number ? plain(said) : null;
    const range = known ? slider(row.key, ...rangeOf(row, known), known.number) : null;
    const takeBack = () => {
        field.value = said;
        if (range) range.value = known.number;
        back.hidden = true;
    };
    const set = () => { back.hidden = field.value === said; changed(); };
    const back = takeBackButton(row.key, () => { takeBack(); changed(); });
    range?.addEventListener("input", () => {
        field.value = rounded(Number(range.value)) + (known.unit ? ` ${known.unit}` : "");
        set();
    });
    field.addEventListener(field.tagName === "SELECT" ? "change" : "input", () => {
        const now = plain(field.value);
        if (range && now) range.value = now.number;
        set();
    });
    const bounds = row.number && row.maximum != null ? `, ${number(row.minimum)} to ${number(row.maximum)} ${row.unit ?? ""}`.trimEnd() : "";
    return {
        key: row.key, field, takeBack,
        row: rowOf(row.key, `${row.help ?? ""}${bounds}; ${said === "" ? "not given" : said}` +
            (row.origin ? `, ${row.origin}` : ""), range, field, back),
        change: () => field.value === said ? null : {key: row.key, value: field.value},
    };
}

export function control(of, changed) {
    return of.input ? ofInput(of, changed) : ofKey(of, changed);
}
