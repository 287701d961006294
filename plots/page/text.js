// Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
// text.js - numbers and instants in words, the same in every browser, zone and language; and elements.

// An element with a class, attributes and children; texts among them become text, never markup.
//   make("p", {class: "note", id: "x", onclick: f}, "Hello ", make("b", {}, name))
export function make(name, attributes = {}, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
        if (typeof value === "function") element.addEventListener(key.replace(/^on/, ""), value);
        else if (value === true) element.setAttribute(key, "");
        else if (value !== false && value != null) element.setAttribute(key, value);
    }
    element.append(...children.flat().filter(child => child != null).map(shown));
    return element;
}

function shown(child) {
    return child instanceof Node ? child : visible(String(child));
}

// A text with what would change the order or the look of others made visible, as a terminal shows it.
export function visible(text) {
    return String(text).replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g,
        c => "\\u" + c.charCodeAt(0).toString(16).padStart(4, "0"));
}

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const two = n => String(n).padStart(2, "0");

// "9 Jan 2022 11:13" and its parts, in UTC, or `offset` minutes ahead of it.
export function date(t, offset = 0) {
    const d = new Date(t + 60000 * offset);
    return `${d.getUTCDate()} ${months[d.getUTCMonth()]} ${d.getUTCFullYear()}`;
}
export function clock(t, offset = 0) {
    const d = new Date(Math.floor(t / 60000) * 60000 + 60000 * offset);
    return `${two(d.getUTCHours())}:${two(d.getUTCMinutes())}`;
}
export function dateTime(t, offset = 0) {
    return t == null ? "" : `${date(t, offset)} ${clock(t, offset)}`;
}
export function weekday(t, offset = 0) {
    return days[new Date(t + 60000 * offset).getUTCDay()];
}
// "+03:00"
export function zone(offset) {
    const m = Math.abs(offset);
    return offset === 0 ? "UTC" : `${offset < 0 ? "-" : "+"}${two(Math.floor(m / 60))}:${two(m % 60)}`;
}
// Both: "9 Jan 2022 11:13 UTC (17:13 in Almaty International)"; one that is not known is left out.
export function both(data, airfield, t) {
    if (t == null) return "";
    const offset = airfield == null ? null : data.offset(airfield, t);
    const utc = `${dateTime(t)} UTC`;
    if (!offset) return utc;
    const local = date(t, offset) === date(t) ? clock(t, offset) : dateTime(t, offset);
    return `${utc} (${local} in ${data.nameOf(airfield)})`;
}

// What an airfield is called, or something of another kind: by its name where it has one, else by its id, which
// a fleet or a site may have as well.
export function namesOf(places) {
    const names = new Map(places.filter(place => place.name).map(place => [`${place.kind} ${place.place}`, place.name]));
    return (id, kind = "airfield") => names.get(`${kind} ${id}`) ?? id;
}

// A number with few digits, and one with its unit in words: "3 d 16.2 h", "88.6 h", "2,121".
export function number(value, digits = 3) {
    if (value == null || !Number.isFinite(Number(value))) return "";
    const v = Number(value);
    if (Number.isInteger(v) || Math.abs(v) >= 10 ** digits) return group(Math.round(v));
    const decimals = Math.max(0, digits - 1 - Math.floor(Math.log10(Math.abs(v) || 1)));
    const [whole, part] = v.toFixed(Math.min(decimals, 6)).split(".");
    return group(whole) + (part ? "." + part : "");
}
function group(whole) {
    return String(whole).replace(/\B(?=(\d{3})+(?!\d))/g, ",");
}
export function withUnit(value, unit) {
    const text = number(value);
    return text === "" || !unit || unit === "1" ? text : `${text} ${unit}`;
}
// A share; what is almost none, or almost all, is not told to be none or all.
export function percent(share, digits = 0) {
    return share == null ? "" : `${(100 * share).toFixed(isAlmost(share) ? 2 : digits)} %`;
}
export function isAlmost(share) {
    return share > 0 && share < 1 && (share < 0.01 || share > 0.99);
}
// The same of a number with its unit, "%" or another.
export function cell(value, unit) {
    return unit === "%" && isAlmost(value / 100) ? value.toFixed(2) : number(value, 4);
}
// "3 d 16 h", "16.2 h", "24 min"
export function duration(hours) {
    if (hours == null) return "";
    const sign = hours < 0 ? "-" : "", h = Math.abs(hours);
    if (h < 1) return `${sign}${Math.round(60 * h)} min`;
    if (h < 48) return `${sign}${number(h)} h`;
    const whole = Math.round(h);
    return `${sign}${Math.floor(whole / 24)} d${whole % 24 ? ` ${whole % 24} h` : ""}`;
}
