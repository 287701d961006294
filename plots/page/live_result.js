// Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
// live_result.js - what the simulator in the page tells: each measure before and after, in both bands,
// and what they differ by under the same luck.
import {spoken} from "./chart.js";
import {make, number, percent, withUnit} from "./text.js";

// What is told first; with a point at the end, of each thing that has it.
const first = ["closure_h", "evacuation_h.", "closed_by", "delivery_90_h", "nth_delivery_h", "withdrawal_h", "deployed_people",
    "tonnes_delivered", "inbound_flights", "turned_away", "max_holding", "diversions", "unguarded_site_h",
    "evacuated.", "left_behind.", "on_time_share", "late_loads", "fuel_t", "cost"];
const bandNames = {luck: "Luck alone", drawn: "Luck and what is not known"};

const shownValue = value => value === "beyond" ? "not reached" : value == null ? "" : number(value);

function summary({yes_or_no: isShare}, told) {
    if (!told || told.n === 0) return "";
    if (isShare) return percent(told.mean);
    return told.p10 === told.p90 ? shownValue(told.p50)
        : `${shownValue(told.p50)} (${shownValue(told.p10)} to ${shownValue(told.p90)})`;
}

// A difference to a thousandth of what it is of, with its sign.
function steps(of) {
    const step = 10 ** Math.floor(Math.log10(Math.abs(of) || 1) - 2.5), decimals = Math.max(0, -Math.log10(step));
    return value => {
        const round = Math.round(value / step) * step;
        return `${round > 0 ? "+" : ""}${round === 0 ? 0 : Math.abs(round) >= 1000 ? number(round) : round.toFixed(decimals)}`;
    };
}

function difference({yes_or_no: isShare}, told, of) {
    if (!told || told.n === 0) return "";
    if (told.equal === told.n) return "none";
    const beyond = told.base_beyond + told.beyond > 0;
    const {mean, ci95_low: low, ci95_high: high, n, resolved} = beyond ? told.limited : told.plain;
    if (!n || mean === null) return `lower in ${number(told.lower)}, higher in ${number(told.higher)} of ${number(told.n)}`;
    const text = isShare ? value => `${value > 0 ? "+" : ""}${percent(value, 1)}` : steps(of);
    if ([mean, low, high].every(value => text(value) === "0")) return "next to none";
    return `${text(mean)} (${text(low)} to ${text(high)})${resolved ? "" : ", may be nothing"}${beyond ? ", as far as was followed" : ""}`;
}

function tableOf(measures, bands, changed) {
    const columns = changed ? ["before", "now", "difference"] : ["P50 (P10 to P90)"];
    const cells = measure => bands.map(band => {
        const told = measure[band];
        return changed ? [summary(measure, told.base), summary(measure, told.variant), difference(measure, told.difference, told.base.mean_of_finished)]
            : [summary(measure, told.base)];
    }).flat();
    return make("div", {class: "wide", tabindex: "0"}, make("table", {class: "live-table"},
        make("thead", {},
            make("tr", {}, make("th", {rowspan: 2, scope: "col"}, "Measure"), bands.map(band =>
                make("th", {colspan: columns.length, scope: "colgroup"}, bandNames[band]))),
            make("tr", {}, bands.map(() => columns.map(name => make("th", {scope: "col"}, name))).flat())),
        make("tbody", {}, measures.map(measure => make("tr", {"data-measure": measure.name},
            make("th", {scope: "row", title: measure.meaning}, spoken(measure.name),
                measure.unit && !measure.yes_or_no && measure.unit !== "1" ? ` [${measure.unit}]` : ""),
            cells(measure).map(text => make("td", {}, text)))))));
}

function svg(name, attributes, ...children) {
    const element = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
}

// A bar from P10 to P90 with a line at P50, before and now, in each band.
function chart(measure, bands, changed) {
    const bars = bands.flatMap(band => [["before", "base"], ...(changed ? [["now", "variant"]] : [])]
        .map(([name, side]) => ({name: `${band === "luck" ? "luck alone" : "with what is not known"}, ${name}`, band,
            now: side === "variant", told: measure[band][side]})))
        .filter(({told}) => told && typeof told.p10 === "number" && typeof told.p90 === "number");
    if (bars.length === 0) return null;
    const low = Math.min(...bars.map(bar => bar.told.p10)), high = Math.max(...bars.map(bar => bar.told.p90));
    const span = high - low || 1, left = 210, width = 640, x = value => left + (value - low) / span * (width - left - 20);
    const text = bars.map(({name, told}) => `${name}: ${shownValue(told.p50)}, ${shownValue(told.p10)} to ${shownValue(told.p90)}`);
    const name = `${spoken(measure.name)}${measure.unit === "1" ? "" : `, ${measure.unit}`}`;
    return make("figure", {class: "live-chart"},
        make("figcaption", {}, `${name}: P10 to P90, and P50`),
        svg("svg", {viewBox: `0 0 ${width} ${24 * bars.length + 22}`, role: "img", "aria-label": `${name}. ${text.join("; ")}`},
            ...bars.flatMap(({name: called, band, now, told}, i) => [
                svg("text", {x: left - 8, y: 24 * i + 16, "text-anchor": "end"}, called),
                svg("rect", {x: x(told.p10), y: 24 * i + 4, width: Math.max(2, x(told.p90) - x(told.p10)), height: 16,
                    class: `live-${band}${now ? " live-now" : ""}`}),
                svg("line", {x1: x(told.p50), x2: x(told.p50), y1: 24 * i + 2, y2: 24 * i + 22, class: "live-median"})]),
            ...[low, high].map((value, i) => svg("text", {x: x(value), y: 24 * bars.length + 16,
                "text-anchor": i === 0 || low === high ? "start" : "end"}, withUnit(value, measure.unit)))));
}

// Whether there is anything to tell of a measure.
function isTold(measure) {
    const {base, variant} = measure.luck;
    return base.n > 0 && [base, variant].some(told => told && (told.max !== 0 || told.min !== 0));
}

export function showResult(place, result) {
    const changed = result.variant !== undefined;
    const told = result.measures.filter(isTold), bands = ["luck", "drawn"].filter(band => band in told[0]);
    const main = first.flatMap(name => told.filter(measure => name.endsWith(".") ? measure.name.startsWith(name)
        : measure.name === name));
    const failed = bands.flatMap(band => [["before", result.base[band]], ["now", result.variant?.[band]]]
        .filter(([, side]) => side?.failed > 0)
        .map(([name, side]) => `${bandNames[band]}, ${name}: ${number(side.failed)} of ${number(result.replications)} ` +
            `replications did not reach the scenario's end: ${side.reason}`));
    const open = place.querySelector("details")?.open ?? false;
    place.replaceChildren(...[main.length > 0 ? chart(main[0], bands, changed) : null,
        tableOf(main.length > 0 ? main : told.slice(0, 8), bands, changed),
        ...failed.map(text => make("p", {class: "note"}, text)),
        make("details", {open}, make("summary", {}, `All ${number(told.length)} measures`), tableOf(told, bands, changed))]
        .filter(part => part !== null));
}
