// Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
// sweep.js - a sweep: a slider per varied key, the result read off, and how it goes over the keys.
import {extent} from "d3-array";
import {scaleLinear, scalePoint} from "d3-scale";
import {area, line} from "d3-shape";
import {select} from "d3-selection";
import {alternative, amountAxis, counted, figure, key, picture, rowsOf, shortened, spoken} from "./chart.js";
import {number, percent, visible, withUnit} from "./text.js";
import {along, firstMeasure, isGrid, keysOf, levelText, measuresOf, nearest, readOff} from "./design.js";

export const id = "sweep", title = "Over the varied keys";
const MOST_CELLS = 900;

export function fits(data) {
    return data.table("sweep") !== null && keysOf(data.table("sweep")).length > 0 &&
        measuresOf(data.table("sweep")).length > 0;
}

export function draw(section, data, page) {
    const table = data.table("sweep"), keys = keysOf(table), measures = measuresOf(table),
        rows = rowsOf(data, "sweep");
    const view = {page, rows, keys, measures, grid: isGrid(rows, keys),
        measure: measures.find(m => m.name === firstMeasure(table, measures)), pictures: [],
        place: keys.map(k => Math.floor(k.levels.length / 2)),
            across: keys.reduce((most, k, i) => k.levels.length > keys[most].levels.length ? i : most, 0)};
    sliders(section, view);
    view.first = figure(section, {title: "Over one key",
        note: view.grid ? (keys.length > 1 ? "The other keys are where their sliders stand." : "") :
            "Each point by itself: the design does not cross the keys."});
    acrossChoice(view);
    view.pictures.push(picture(view.first, page, "See the table for its numbers.",
        (svg, width) => drawAlong(svg, width, view)));
    if (view.grid && keys.length > 1 && keys[0].levels.length * keys[1].levels.length <= MOST_CELLS) {
        view.heat = figure(section,
            {title: "Over two keys",
            note: "Each field tells the mean; the stronger its colour, the larger it is. " +
                "Choose a field to move the sliders there."});
        if (keys.length > 2) heatChoice(view);
        view.pair = [0, 1];
        view.pictures.push(picture(view.heat, page, "See the table for its numbers.",
            (svg, width) => drawHeat(svg, width, view)));
    }
    alternative(view.first,
        () => ({rows,
        columns: [...keys.map(k =>
        ({label: k.name, unit: k.isNumeric ? k.unit : undefined, of: row => row[k.name]})),
        ...["mean", "ci95", "p10", "p50", "p90"]
            .map(name => ({label: `${spoken(view.measure.name)}, ${name}`, unit: view.measure.unit,
            of: row => row[`${view.measure.name}_${name}`]}))]}));
    refresh(view);
}

// A value of the measure that is shown, in words: a share is a percentage.
function valueText(view, value) {
    const unit = view.measure.unit;
    return value === null ? "none" : unit === "share" ? percent(value) : withUnit(value, unit);
}

// What a point says, as a sentence or two.
function answerOf(view, row) {
    const told = readOff(row, view.measure.name), parts = [], tell = value => valueText(view, value);
    if (told.mean !== null) {
        parts.push(`${tell(told.mean)}${view.measure.unit === "share" ? " of replications" :
            row.replications > 1 ? " on average" : ""}` +
            `${told.ci95 ? ` (95 % interval ± ${tell(told.ci95)})` : ""}`);
    }
    if (told.p50 !== null && view.measure.unit !== "share" && row.replications > 1) {
        parts.push(`median ${tell(told.p50)}`);
        if (told.p10 !== null && told.p90 !== null) {
            parts.push(`8 times in 10 between ${tell(told.p10)} and ${tell(told.p90)}`);
        }
    }
    if (told.beyond > 0) parts.push(`in ${number(told.beyond)} replications it had not come about`);
    const at = view.keys.map(k => `${k.name} ${levelText(k, row[k.name])}`).join(", ");
    return `${spoken(view.measure.name)}: ${parts.join(", ") || "none"}. ` +
        `${counted(row.replications, "replication")}${view.grid ? "" : `, at ${at}`}.`;
}

function refresh(view) {
    view.answer.text(visible(answerOf(view, nearest(view.rows, view.keys, view.place))));
    view.keys.forEach((k, i) => {
        const text = levelText(k, k.levels[view.place[i]]);
        view.slides[i].property("value", view.place[i]).attr("aria-valuetext", text);
        view.outputs[i].text(visible(text));
    });
    for (const made of view.pictures) made.again();
}

function sliders(section, view) {
    const box = select(section).append("div").attr("class", "sliders");
    const of = box.append("label").text("measure ").append("select").attr("aria-label", "Measure")
        .attr("id", "sweep-of");
    view.measures.forEach((m, i) => of.append("option").attr("value", i).text(visible(spoken(m.name))));
    of.property("value", view.measures.indexOf(view.measure)).on("change", () => {
        view.measure = view.measures[of.property("value")];
        refresh(view);
    });
    view.slides = [];
    view.outputs = [];
    view.keys.forEach((k, i) => {
        const line = box.append("label").attr("class", "slide");
        line.append("span").attr("title", visible(k.meaning)).text(shortened(k.name, 60));
        view.slides.push(line.append("input").attr("type", "range").attr("min", 0)
            .attr("max", k.levels.length - 1).attr("step", 1)
            .attr("aria-label", visible(`${k.name}: ${k.meaning}`)).on("input", function () {
                view.place[i] = Number(this.value);
                refresh(view);
            }));
        view.outputs.push(line.append("output"));
    });
    view.answer = box.append("p").attr("class", "answer").attr("aria-live", "polite");
}

function acrossChoice(view) {
    if (view.keys.length < 2) return;
    const choice = view.first.controls().append("label").text("over ").append("select")
        .attr("aria-label", "Key along the picture");
    view.keys.forEach((k, i) => choice.append("option").attr("value", i).text(visible(k.name)));
    choice.property("value", view.across).on("change", () => {
        view.across = Number(choice.property("value"));
        refresh(view);
    });
}

// The two keys of the field of colours.
function heatChoice(view) {
    const bar = view.heat.controls();
    for (const side of [0, 1]) {
        const choice = bar.append("label").text(side ? "up " : "along ").append("select")
            .attr("aria-label", side ? "Key upwards" : "Key along");
        view.keys.forEach((k, i) => choice.append("option").attr("value", i).text(visible(k.name)));
        choice.property("value", side).on("change", () => {
            const wanted = Number(choice.property("value"));
            if (wanted === view.pair[1 - side]) view.pair[1 - side] = view.pair[side];
            view.pair[side] = wanted;
            bar.selectAll("select").each(function (d, i) {
                this.value = view.pair[i];
            });
            refresh(view);
        });
    }
}

// ---- over one key ----

// Numbers stand where they are, words side by side.
function scaleOf(k, from, to) {
    if (!k.isNumeric) return scalePoint().domain(k.levels).range([from, to]).padding(0.5);
    return scaleLinear().domain(extent(k.levels)).range([from + 12, to - 12]);
}

// The points over the key, each with what it says. Of a share there are no percentiles that say anything.
function toldAlong(view) {
    const k = view.keys[view.across], isShare = view.measure.unit === "share";
    const rows = view.grid ? along(view.rows, view.keys, view.place, view.across) : view.rows;
    return rows.map(row => {
        const told = readOff(row, view.measure.name), value = told.mean ?? told.p50;
        const ci = told.mean === null ? 0 : told.ci95 ?? 0, limit = v => isShare ?
            Math.max(0, Math.min(1, v)) : v;
        return {row, level: row[k.name], value, low: value === null || !ci ? null : limit(value - ci),
            high: value === null || !ci ? null : limit(value + ci), isMean: told.mean !== null,
            p10: isShare ? null : told.p10, p90: isShare ? null : told.p90};
    });
}

function drawAlong(svg, width, view) {
    const k = view.keys[view.across], told = toldAlong(view), isShare = view.measure.unit === "share";
    const height = 320, left = 58, right = width - 20, bottom = height - 50, x = scaleOf(k, left, right);
    const values = told.flatMap(p => [p.low, p.high, p.p10, p.p90, p.value]).filter(v => v !== null);
    if (values.length === 0) {
        svg.append("text").attr("x", left).attr("y", 40).text("no point has a value of it");
        return 60;
    }
    const [low, high] = extent(values), pad = 0.06 * (high - low) || 0.5;
    const y = scaleLinear().domain(isShare ? [0, 1] : [low - pad, high + pad]).nice(5).range([bottom, 24]);
    const unit = view.measure.unit && view.measure.unit !== "1" && !isShare ? `, ${view.measure.unit}` : "";
    amountAxis(svg, y, left, right, `${spoken(view.measure.name)}${unit}`,
        {form: isShare ? v => percent(v) : null});
    keyAxis(svg, k, x, bottom, right);
    if (view.grid) drawBand(svg, k, told, x, y);
    drawPoints(svg, view, told, x, y);
    key(view.first.legend, [
        view.grid && told.some(p => p.p10 !== null && p.p90 > p.p10) &&
            {sort: "area", class: "band-luck", text: "10th to 90th percentile"},
        {sort: "dot", class: "dot", text: told.some(p => p.isMean) ? "mean" : "median"},
        told.some(p => p.low !== null) && {text: "95 % interval of the mean",
            draw: icon => icon.append("path").attr("class", "whisker").attr("d", "M13,1V13")},
        {text: "where the sliders stand",
            draw: icon => icon.append("circle").attr("class", "ring").attr("cx", 13).attr("cy", 7)
                .attr("r", 6)},
    ].filter(Boolean));
    return height;
}

function drawBand(svg, k, told, x, y) {
    const banded = told.filter(p => p.p10 !== null && p.p90 !== null),
        known = told.filter(p => p.value !== null);
    if (k.isNumeric) {
        svg.append("path").attr("class", "band-luck")
            .attr("d", area().x(p => x(p.level)).y0(p => y(p.p10)).y1(p => y(p.p90))(banded));
        svg.append("path").attr("class", "median")
            .attr("d", line().x(p => x(p.level)).y(p => y(p.value))(known));
        return;
    }
    for (const p of banded) {
        svg.append("rect").attr("class", "band-luck").attr("x", x(p.level) - 8).attr("width", 16)
            .attr("y", y(p.p90)).attr("height", Math.max(1, y(p.p10) - y(p.p90)));
    }
}

function drawPoints(svg, view, told, x, y) {
    const k = view.keys[view.across], now = nearest(view.rows, view.keys, view.place);
    for (const p of told.filter(p => p.value !== null)) {
        const place = x(p.level), group = svg.append("g");
        if (p.low !== null) {
            group.append("path").attr("class", "whisker").attr("d", `M${place},${y(p.low)}V${y(p.high)}`);
        }
        if (p.row === now) group.append("circle").attr("class", "ring").attr("cx", place)
            .attr("cy", y(p.value)).attr("r", 9);
        group.append("circle").attr("class", "dot").attr("cx", place).attr("cy", y(p.value)).attr("r", 5);
        group.append("title")
            .text(visible(`${k.name} ${levelText(k, p.level)}: ${valueText(view, p.value)}`));
        if (!view.grid) continue;
        group.attr("class", "choice").on("click", () => {
            view.place[view.across] = k.levels.indexOf(p.level);
            refresh(view);
        });
    }
}

function keyAxis(svg, k, x, bottom, right) {
    const g = svg.append("g").attr("class", "axis").attr("transform", `translate(0,${bottom})`);
    g.append("path").attr("d", `M${x.range()[0]},0H${x.range()[1]}`);
    const room = Math.abs(x.range()[1] - x.range()[0]), most = Math.max(2, Math.floor(room / 70));
    // Many numbers have round ones beside the axis, few stand there themselves.
    const levels = k.isNumeric && k.levels.length > most ? x.ticks(most) : k.levels;
    const every = Math.ceil(levels.length / most);
    levels.forEach((level, i) => {
        if (i % every) return;
        g.append("line").attr("x1", x(level)).attr("x2", x(level)).attr("y2", 6);
        g.append("text").attr("x", x(level)).attr("y", 18).attr("text-anchor", "middle")
            .text(shortened(k.isNumeric ? number(level, 4) : level, 14)).append("title").text(visible(level));
    });
    svg.append("text").attr("class", "faint").attr("x", right).attr("y", bottom + 38)
        .attr("text-anchor", "end")
        .text(shortened(`${k.name}${k.unit && k.unit !== "1" ? `, ${k.unit}` : ""}`, 60));
}

// ---- over two keys ----

function drawHeat(svg, width, view) {
    const [a, b] = view.pair ?? [0, 1], along1 = view.keys[a], up = view.keys[b];
    const left = 92, right = width - 12, top = 8,
        rowHeight = Math.max(24, Math.min(46, 340 / up.levels.length)), bottom = top +
        rowHeight * up.levels.length;
    const each = (right - left) / along1.levels.length;
    const cells = view.rows.filter(row => view.keys.every((k, i) => i === a || i === b ||
        row[k.name] === k.levels[view.place[i]]))
        .map(row => ({row, told: readOff(row, view.measure.name), i: along1.levels.indexOf(row[along1.name]),
            j: up.levels.indexOf(row[up.name])}));
    const values = cells.map(cell => cell.told.mean ?? cell.told.p50).filter(v => v !== null);
    const shade = scaleLinear().domain(values.length ? extent(values) : [0, 1]).range([0.06, 0.8]);
    for (const cell of cells) {
        const value = cell.told.mean ?? cell.told.p50, group = svg.append("g").attr("class", "choice"),
            x = left + each * cell.i, y = bottom - rowHeight * (cell.j + 1);
        const isNow = view.place[a] === cell.i && view.place[b] === cell.j;
        group.append("rect").attr("class", "cell").attr("x", x + 1).attr("y", y + 1)
            .attr("width", Math.max(1, each - 2)).attr("height", rowHeight - 2)
            .attr("fill-opacity", value === null ? 0 : values.length > 1 &&
                shade.domain()[0] < shade.domain()[1] ? shade(value) : 0.3);
        if (isNow) group.append("rect").attr("class", "ring").attr("x", x + 2).attr("y", y + 2)
            .attr("width", Math.max(1, each - 4)).attr("height", rowHeight - 4);
        if (each > 36) group.append("text").attr("class", "halo value").attr("x", x + each / 2)
            .attr("y", y + rowHeight / 2).attr("text-anchor", "middle").attr("dominant-baseline", "central")
            .text(view.measure.unit === "share" ? valueText(view, value) : value === null ? "none" :
                number(value));
        group.append("title")
            .text(visible(`${along1.name} ${levelText(along1, cell.row[along1.name])}, ${up.name} ` +
                `${levelText(up, cell.row[up.name])}: ` +
                `${valueText(view, value)}`));
        group.on("click", () => {
            view.place[a] = cell.i;
            view.place[b] = cell.j;
            refresh(view);
        });
    }
    along1.levels.forEach((level, i) => {
        if (i % Math.ceil(44 / each)) return;
        svg.append("text").attr("class", "faint").attr("x", left + each * (i + 0.5)).attr("y", bottom + 16)
            .attr("text-anchor", "middle").text(shortened(along1.isNumeric ? number(level, 4) : level, 14));
    });
    up.levels.forEach((level, j) => {
        svg.append("text").attr("class", "faint").attr("x", left - 6)
            .attr("y", bottom - rowHeight * (j + 0.5)).attr("text-anchor", "end")
            .attr("dominant-baseline", "central")
            .text(shortened(up.isNumeric ? number(level, 4) : level, 12));
    });
    const unit = k => k.unit && k.unit !== "1" ? `, ${k.unit}` : "";
    svg.append("text").attr("class", "faint").attr("x", right).attr("y", bottom + 36)
        .attr("text-anchor", "end").text(shortened(`along: ${along1.name}${unit(along1)}`, 70));
    svg.append("text").attr("class", "faint").attr("x", right).attr("y", bottom + 53)
        .attr("text-anchor", "end").text(shortened(`upwards: ${up.name}${unit(up)}`, 70));
    return bottom + 60;
}
