// Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
// gantt.js - what every aircraft does, a row each: scrolled, searched, and zoomed in time. Only the rows and
// flights that are seen are drawn, so that thousands of flights cost no more than a screenful.
import {scaleUtc} from "d3-scale";
import {brushX} from "d3-brush";
import {bisector} from "d3-array";
import {event, mouse} from "d3-selection";
import {figure, key, squeezed, timeAxis, watch} from "./chart.js";
import {DAY, HOUR, MINUTE, span, ticks} from "./clock.js";
import {number, visible} from "./text.js";
import {isLoaded, mostInAir, nameOf, STAGE_WORDS, stages, stageText, traceOf} from "./trace.js";
import {choose, setMoment} from "./story.js";
import {bar, fills, LOOKS} from "./bars.js";

export const id = "gantt", title = "What every aircraft does";

const ROW = 20, HEAD = 24, CONTEXT = 46;
const byTasked = bisector(sortie => sortie.tasked);

export function fits(data) {
    return data.traced > 0 && data.table("sorties") !== null && data.table("stages") !== null;
}

export function draw(section, data, page) {
    const trace = traceOf(data);
    const frame = figure(section,
        {title: `${number(trace.sorties.length)} flights of ${number(trace.tails.length)} aircraft, ` +
            `replication ${data.traced}`,
        note: "Choose the time in the strip; type to find an aircraft, a load, a contingent, a type or an " +
            "airfield. Point at a bar, " +
            "or go through flights with the arrow keys; Enter shows one on the map."});
    const first = Math.min(...trace.tails.map(tail => tail.sorties[0].tasked));
    const view = {data, page, trace, frame, tails: trace.tails, wanted: "", from: first,
        to: Math.min(trace.to, first + 2 * DAY),
        words: new Map(), row: 0, flight: 0, first};
    controls(view);
    build(view);
    view.width = watch(frame.body.node(), width => {
        view.width = width;
        context(view);
        paint(view);
    });
    context(view);
    key(frame.legend, entries(trace));
    for (const what of ["zone", "theme"]) page.on(what, () => {
        context(view);
        key(frame.legend, entries(trace));
        paint(view);
    });
    for (const what of ["moment", "chosen"]) page.on(what, () => {
        if (view.isSeen) paint(view);
    });
    // While the map plays, what is out of sight is not drawn sixty times a second.
    new IntersectionObserver(entries => {
        view.isSeen = entries[entries.length - 1].isIntersecting;
        if (view.isSeen) paint(view);
    }).observe(view.canvas.node());
    paint(view);
}

// ---- search ----

// All words by which a flight is found.
function wordsOf(view, sortie) {
    if (!view.words.has(sortie)) {
        view.words.set(sortie, [sortie.tail, sortie.type, sortie.fleet, sortie.chalk, sortie.contingent,
            sortie.purpose, sortie.origin,
            sortie.destination, sortie.diverted_to, nameOf(view.trace, sortie.origin),
                nameOf(view.trace, sortie.destination)]
            .filter(Boolean).join("\n").toLowerCase());
    }
    return view.words.get(sortie);
}

const isFound = (view, sortie) => view.wanted === "" || wordsOf(view, sortie).includes(view.wanted);

function controls(view) {
    const bar = view.frame.controls();
    const field = bar.append("label").text("find ").append("input").attr("type", "search")
        .attr("maxlength", 100)
        .attr("aria-label", "Find aircraft, loads, contingents or airfields");
    const found = bar.append("output");
    field.on("input", () => {
        view.wanted = field.property("value").trim().toLowerCase();
        view.tails = view.wanted === "" ? view.trace.tails :
            view.trace.tails.filter(tail => tail.sorties.some(s => isFound(view, s)));
        const flights = view.wanted === "" ? 0 : view.trace.sorties.filter(s => isFound(view, s)).length;
        found.text(view.wanted === "" ? "" :
            `${number(flights)} flights of ${number(view.tails.length)} aircraft`);
        view.row = view.flight = 0;
        view.scroll.node().scrollTop = 0;
        paint(view);
    });
    for (const [text, length] of [["12 h", 12 * HOUR], ["2 days", 2 * DAY], ["all", Infinity]]) {
        bar.append("button").attr("type", "button").text(`Show ${text}`).on("click", () => {
            const middle = (view.from + view.to) / 2;
            const from = length === Infinity ? view.first :
                Math.max(view.first, Math.min(middle - length / 2, view.trace.to - length));
            look(view, from, Math.min(view.trace.to, from + length));
        });
    }
}

// ---- the frame ----

function build(view) {
    const {body, root} = view.frame;
    root.classed("gantt", true);
    view.strip = body.append("svg").attr("class", "gantt-context").attr("role", "img")
        .attr("aria-label", "Flights over the whole time; the part that is drawn below is marked.");
    view.scroll = body.append("div").attr("class", "gantt-frame");
    view.canvas = view.scroll.append("canvas").attr("tabindex", 0).attr("role", "application")
        .attr("aria-label",
            `Flights of ${view.trace.tails.length} aircraft. Arrow keys go through aircraft and flights, ` +
            `Enter shows one on the map, plus and minus zoom.`);
    view.spacer = view.scroll.append("div");
    view.scroll.on("scroll", () => paint(view));
    view.canvas.on("mousemove", () => point(view)).on("mouseleave", () => view.frame.readout.text(""))
        .on("click", () => pick(view)).on("keydown", () => keys(view));
}

// The strip above: how many are in the air, and a brush over the part that is shown.
function context(view) {
    const {strip, trace, width, page} = view, left = nameWidth(view);
    strip.selectAll("*").remove();
    strip.attr("width", width).attr("height", CONTEXT + 20).attr("viewBox", `0 0 ${width} ${CONTEXT + 20}`);
    view.whole = scaleUtc().domain([view.first, trace.to]).range([left, width - 8]);
    const bins = Math.max(20, Math.floor((width - left) / 4));
    const count = mostInAir(trace, view.first, (trace.to - view.first) / bins, bins);
    const most = Math.max(1, ...count), each = (width - 8 - left) / bins;
    strip.append("g").selectAll("rect").data(count).enter().append("rect").attr("class", "bar")
        .attr("x", (n, i) => left + i * each)
        .attr("width", Math.max(0.5, each - 0.5)).attr("y", n => 4 + (CONTEXT - 4) * (1 - n / most))
            .attr("height", n => (CONTEXT - 4) * n / most);
    strip.append("text").attr("class", "faint").attr("x", 2).attr("y", 14).text(`${number(most)} in the air`);
    timeAxis(strip, page, view.whole, CONTEXT, {label: false});
    view.brush = brushX().extent([[left, 0], [width - 8, CONTEXT]]).on("brush", () => {
        if (!event.sourceEvent || !event.selection) return;
        [view.from, view.to] = event.selection.map(x => +view.whole.invert(x));
        paint(view);
    });
    view.brushed = strip.append("g").attr("class", "brush").call(view.brush);
    follow(view);
}

// Moves the brush to what is shown.
function follow(view) {
    view.brushed.call(view.brush.move, [view.whole(view.from), view.whole(view.to)]);
}

function look(view, from, to) {
    view.from = Math.max(view.first, from);
    view.to = Math.max(view.from + 10 * MINUTE, Math.min(view.trace.to, to));
    follow(view);
    paint(view);
}

const nameWidth = view => view.width < 560 ? 84 : 150;

function entries(trace) {
    const seen = new Set();
    for (const sortie of trace.sorties) for (const stage of stages(trace, sortie)) seen.add(stage.kind);
    return Object.keys(LOOKS).filter(kind => seen.has(kind))
        .map(kind => ({text: STAGE_WORDS[kind], draw: svg => {
        const canvas = document.createElement("canvas");
        canvas.width = 26;
        canvas.height = 14;
        canvas.setAttribute("aria-hidden", "true");
        const c = canvas.getContext("2d");
        bar(c, fills(c), kind, 1, 25, 7, 13);
        svg.node().replaceWith(canvas);
    }}));
}

// ---- painting ----

const stagesOf = (view, sortie) => stages(view.trace, sortie);

// Flights of an aircraft of which something is seen.
function seen(view, tail) {
    const list = tail.sorties, first = Math.max(0, byTasked.right(list, view.from) - 1);
    return list.slice(first, byTasked.left(list, view.to));
}

function paint(view) {
    const {canvas, page, width} = view, node = canvas.node(), all = view.tails.length;
    const height = Math.min(HEAD + ROW * Math.max(1, all), 520), ratio = window.devicePixelRatio || 1;
    view.scroll.style("height", `${height + 2}px`);
    view.spacer.style("height", `${Math.max(0, HEAD + ROW * all - height)}px`);
    if (node.width !== Math.round((width - 2) * ratio) || node.height !== Math.round(height * ratio)) {
        node.width = Math.round((width - 2) * ratio);
        node.height = Math.round(height * ratio);
        canvas.style("width", `${width - 2}px`).style("height", `${height}px`);
    }
    const c = node.getContext("2d"), fill = fills(c), left = nameWidth(view);
    c.setTransform(ratio, 0, 0, ratio, 0, 0);
    c.fillStyle = fill.ground;
    c.fillRect(0, 0, width, height);
    c.font = "12px system-ui, sans-serif";
    c.textBaseline = "middle";
    view.x = scaleUtc().domain([view.from, view.to]).range([left, width - 10]);
    const top = view.scroll.node().scrollTop;
    const first = Math.max(0, Math.floor(top / ROW)),
        last = Math.min(all, Math.ceil((top + height - HEAD) / ROW));
    c.save();
    c.beginPath();
    c.rect(0, HEAD, width, height - HEAD);
    c.clip();
    for (let row = first; row < last; row++) paintRow(view, c, fill, row, HEAD + ROW * (row + 0.5) - top,
        left, width);
    c.restore();
    if (all === 0) {
        c.fillStyle = fill.faint;
        c.fillText("nothing is found", left, HEAD + ROW / 2);
    }
    head(view, c, fill, left, width, height);
    if (page.moment > view.from && page.moment < view.to) {
        c.strokeStyle = fill.focus;
        c.setLineDash([3, 3]);
        line(c, view.x(page.moment), HEAD, view.x(page.moment), height);
        c.setLineDash([]);
    }
}

function paintRow(view, c, fill, row, y, left, width) {
    const tail = view.tails[row], chosen = view.page.chosen;
    c.strokeStyle = fill.line;
    c.lineWidth = 0.5;
    line(c, 0, y + ROW / 2, width, y + ROW / 2);
    c.save();
    c.beginPath();
    c.rect(left, y - ROW / 2, width - left, ROW);
    c.clip();
    for (const sortie of seen(view, tail)) {
        c.globalAlpha = isFound(view, sortie) ? 1 : 0.22;
        for (const stage of stagesOf(view, sortie)) {
            if (stage.to > view.from && stage.from < view.to) bar(c, fill, stage.kind, view.x(stage.from),
                view.x(stage.to), y, ROW);
        }
        if (chosen && chosen.kind === "chalk" && chosen.id === sortie.chalk) outline(view, c, fill, sortie,
            y);
    }
    c.globalAlpha = 1;
    if (view.focus && view.row === row && tail.sorties[view.flight]) outline(view, c, fill,
        tail.sorties[view.flight], y);
    c.restore();
    const isChosen = chosen && chosen.kind === "tail" && chosen.id === tail.tail;
    c.fillStyle = isChosen ? fill.focus : fill.text;
    c.font = isChosen ? "bold 12px system-ui, sans-serif" : "12px system-ui, sans-serif";
    c.fillText(squeezed(tail.tail, Math.floor((left - 8) / 7)), 4, y);
}

function outline(view, c, fill, sortie, y) {
    const last = stagesOf(view, sortie);
    if (!last.length) return;
    c.globalAlpha = 1;
    c.strokeStyle = fill.focus;
    c.lineWidth = 2;
    const a = view.x(sortie.tasked), b = view.x(last[last.length - 1].to);
    c.strokeRect(a, y - ROW / 2 + 1, Math.max(2, b - a), ROW - 2);
}

function head(view, c, fill, left, width, height) {
    c.lineWidth = 0.5;
    c.fillStyle = fill.faint;
    const list = ticks(view.from, view.to, Math.max(2, Math.floor((width - left) / 90)),
        t => view.page.offset(t));
    for (const tick of list) {
        const x = view.x(tick.t);
        c.strokeStyle = fill.line;
        line(c, x, HEAD - 5, x, height);
        c.fillStyle = tick.isDay ? fill.text : fill.faint;
        c.textAlign = x > width - 40 ? "right" : "center";
        c.fillText(tick.text, x, 10);
    }
    c.textAlign = "left";
    c.fillStyle = fill.faint;
    c.fillText(view.page.zone === null ? "UTC" : "local time", 4, 10);
}

function line(c, x1, y1, x2, y2) {
    c.beginPath();
    c.moveTo(x1, y1);
    c.lineTo(x2, y2);
    c.stroke();
}

// ---- pointing and keys ----

// The row and flight under the pointer.
function under(view) {
    const [x, y] = mouse(view.canvas.node());
    if (y < HEAD) return null;
    const row = Math.floor((y - HEAD + view.scroll.node().scrollTop) / ROW), tail = view.tails[row];
    if (!tail) return null;
    if (x < nameWidth(view)) return {row, tail, flight: -1};
    const t = +view.x.invert(x), flight = byTasked.right(tail.sorties, t) - 1;
    const sortie = tail.sorties[flight];
    const stage = sortie && stagesOf(view, sortie).find(s => s.from <= t && t < s.to);
    return stage ? {row, tail, flight, sortie, stage, t} : {row, tail, flight: -1};
}

function sortieText(view, sortie) {
    const what = isLoaded(sortie) ? sortie.chalk ?? `${number(sortie.passengers)} passengers` : "empty";
    return `${sortie.tail}: ${nameOf(view.trace, sortie.origin)} to ` +
        `${nameOf(view.trace, sortie.destination)}, ${what}`;
}

function point(view) {
    const at = under(view);
    view.canvas.style("cursor", at ? "pointer" : null);
    view.frame.readout.text(!at ? "" : at.sortie ?
        visible(`${sortieText(view, at.sortie)}. ${stageText(view.trace, at.stage)}, ` +
        `${view.page.time(at.stage.from)} to ${view.page.time(at.stage.to)} ` +
        `(${span(at.stage.to - at.stage.from)}).`) :
        visible(`${at.tail.tail}, ${at.tail.type}: ${number(at.tail.sorties.length)} flights`));
}

function pick(view) {
    const at = under(view);
    if (!at) return;
    view.row = at.row;
    if (at.flight >= 0) view.flight = at.flight;
    choose(view.page, "tail", at.tail.tail);
    if (at.t) setMoment(view.page, at.t);
}

function keys(view) {
    const pressed = window.event, tail = view.tails[view.row];
    if (pressed.altKey || pressed.ctrlKey || pressed.metaKey || !tail) return;
    const moves = {ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1],
        PageDown: [10, 0], PageUp: [-10, 0]};
    if (moves[pressed.key]) go(view, ...moves[pressed.key]);
    else if (pressed.key === "Enter" && tail.sorties[view.flight]) {
        choose(view.page, "tail", tail.tail);
        setMoment(view.page, tail.sorties[view.flight].takeoff ?? tail.sorties[view.flight].tasked);
    } else if (pressed.key === "+" || pressed.key === "=" || pressed.key === "-") {
        const middle = (view.from + view.to) / 2, half = (view.to - view.from) * (pressed.key === "-" ? 1 :
            0.25);
        look(view, middle - half, middle + half);
    } else return;
    pressed.preventDefault();
}

// To another aircraft, or another of its flights, which are brought into sight and told.
function go(view, rows, flights) {
    const length = view.to - view.from;
    view.focus = true;
    view.row = Math.max(0, Math.min(view.tails.length - 1, view.row + rows));
    const tail = view.tails[view.row];
    if (rows) view.flight = Math.max(0, byTasked.right(tail.sorties, view.from + length / 4) - 1);
    view.flight = Math.max(0, Math.min(tail.sorties.length - 1, view.flight + flights));
    const sortie = tail.sorties[view.flight], node = view.scroll.node(), y = ROW * view.row;
    if (y < node.scrollTop) node.scrollTop = y;
    if (y + ROW > node.scrollTop + node.clientHeight - HEAD) node.scrollTop = y + ROW - node.clientHeight +
        HEAD;
    if (sortie.tasked < view.from || sortie.tasked > view.to) look(view, sortie.tasked - length / 4,
        sortie.tasked + 3 * length / 4);
    else paint(view);
    const parts = stagesOf(view, sortie)
        .map(s => `${stageText(view.trace, s)} ${span(s.to - s.from)}`).join(", ");
    view.frame.readout.text(visible(`${sortieText(view, sortie)}; tasked ` +
        `${view.page.time(sortie.tasked)}: ${parts}.`));
}
