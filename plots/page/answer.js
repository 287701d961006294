// Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
// answer.js - the answer in a few sentences, of every kind of result.
import {boundSentence, closureSentences, evacuationSentences} from "./said.js";
import {counted, inBrackets, intervalText, rowsOf, spoken} from "./chart.js";
import {priceFrom} from "./size.js";
import {highest, lowest} from "./worth.js";
import {highest as mostLost, hurtful, lowest as leastLost} from "./worst.js";
import {dateTime, make, number, percent, withUnit} from "./text.js";

export const id = "answer", title = "The answer";


function ofRun(data) {
    const told = [...closureSentences(data), ...evacuationSentences(data)];
    const off = rowsOf(data, "summary").filter(row => row.measure.startsWith("evacuated.") && row.mean > 0);
    for (const row of off) told.push(`Evacuation ${row.measure.slice(10)}: ${number(row.mean)} people are flown out.`);
    const bound = boundSentence(data);
    if (bound) told.push(bound);
    if (told.length === 0) told.push("The scenario has no force to bring in.");
    if (Number(data.run.failed) > 0) told.push(`${data.run.failed} of ${data.run.replications} replications failed.`);
    return told;
}

// What a comparison is of: closure, or without a force when each evacuation is over.
function isAsked(row) {
    return row.n > 0 && (row.measure === "closure_h" || row.measure.startsWith("evacuation_h."));
}

function ofComparison(data) {
    const asked = rowsOf(data, "compare").filter(isAsked);
    const rows = asked.some(row => row.measure === "closure_h") ? asked.filter(row => row.measure === "closure_h") : asked;
    return rows.slice(0, 12).map(row => {
        const [whose, ends, over, end] = row.measure === "closure_h" ? ["the force", "closes", "closed", "closure"]
            : [`the evacuation ${row.measure.slice("evacuation_h.".length)}`, "is over", "over", "its end"];
        if (row.difference === null) {
            return `${row.variant}: not ${over} in ${row.beyond} of ${row.n} replications, before in ${row.base_beyond}.`;
        }
        if (!row.resolved) return `${row.variant}: no difference in ${end} that ${counted(row.n, "replication")} can tell.`;
        const gained = Math.abs(row.difference), limits = [row.ci95_low, row.ci95_high].map(limit =>
            row.difference < 0 ? -limit : limit).sort((a, b) => a - b);
        return `${row.variant}: ${whose} ${ends} ${number(gained)} h ${row.difference < 0 ? "sooner" : "later"}, ` +
            `${number(row.mean)} h instead of ${number(row.base_mean)} h (95 % interval ${number(limits[0])} to ${number(limits[1])} h).`;
    });
}

function ofSweep(data) {
    const table = data.table("sweep"), at = table.columns.findIndex(column => column.name === "replications");
    const from = table.columns.findIndex(column => column.name === "point");
    const keys = table.columns.slice(from + 1, at).map(column => column.name);
    const all = table.rows(), rows = all.filter(row => row.closure_h_mean !== null);
    const unfinished = all.filter(row => row.closure_h_beyond > 0).length;
    const told = [`${counted(table.of, "point")} over ${keys.join(" and ")}, ${counted(all[0].replications, "replication")} each.`];
    if (unfinished > 0) told.push(`At ${number(unfinished)} of them it does not close in each: there is no mean of all.`);
    if (rows.length === 0) return told;
    const point = row => keys.filter(key => row[key] !== null).map(key => `${key} = ${row[key]}`).join(", ");
    const sorted = [...rows].sort((a, b) => a.closure_h_mean - b.closure_h_mean);
    const first = sorted[0], last = sorted[sorted.length - 1];
    told.push(`${unfinished > 0 ? "Of the others it" : "The force"} closes soonest, after ${number(first.closure_h_mean)} h on average, with ${point(first)}.`);
    if (last !== first) told.push(`It closes last, after ${number(last.closure_h_mean)} h, with ${point(last)}.`);
    return told;
}

function ofWorth(data) {
    const rows = rowsOf(data, "worth");
    const more = rows.filter(row => row.sort === "more" && lowest(row) > 0).sort((a, b) => a.rank - b.rank);
    const spare = rows.filter(row => row.sort === "spare" && (row.state === "unmoved" || row.state === "same"));
    const most = more[0]?.gain_per_price != null ? "For its price most is bought by" : "Most is bought by";
    const told = more.slice(0, 2).map((row, i) =>
        `${i === 0 ? most : "Next is"} ${row.what}: ${withUnit(row.gain, data.run.unit)}` +
        `${inBrackets(intervalText(lowest(row), highest(row), number))}.`);
    if (more.length === 0) told.push("No change that was tried helps, as far as can be told.");
    if (spare.length > 0) told.push(`${spare.length} thing${spare.length === 1 ? "" : "s"} could be one less for nothing.`);
    return told;
}

function ofSize(data) {
    const rows = rowsOf(data, "size"), winner = rows.find(row => row.winner);
    const told = [`${rows.length === 1 ? "1 mix was" : `${rows.length} mixes were`} looked at.`];
    if (!winner) return ["No mix that was looked at is shown to reach the goal.", ...told];
    const table = data.table("size"), names = table.columns.map(column => column.name).filter(name => name.includes("."));
    return [`The cheapest mix that reaches the goal: ${names.map(name => `${name} = ${winner[name]}`).join(", ")}, ` +
        `at a price of ${number(winner.price)} beside ${priceFrom(data)}.`,
    winner.confirmed_replications ? `It does so in ${winner.confirmed_reaching} of ${winner.confirmed_replications} replications that no test had seen.` : null,
    ...told].filter(sentence => sentence !== null);
}

function ofSensitivity(data) {
    const rows = rowsOf(data, "sensitivity").filter(row => row.total >= 0.005).sort((a, b) => b.total - a.total);
    if (rows.length === 0) return ["No input moves the measure."];
    return rows.slice(0, 3).map((row, i) => `${row.is_luck ? "Luck" : row.input} ` +
        `${i === 0 ? "drives the result most" : "comes next"}: ${percent(Math.min(1, row.total))} of its variance, with what it does together with others ` +
        `(95 % interval ${percent(row.total_low)} to ${percent(row.total_high)}).`);
}

function ofWorst(data) {
    const rows = rowsOf(data, "worst").filter(row => row.rank !== null).sort((a, b) => a.rank - b.rank);
    const hedge = data.table("hedges")?.rows().find(row => row.rank === 1);
    const hurting = hurtful(rows), worst = rows[0];
    if (worst && hurting.length === 0)
        return [`Whatever is denied for ${number(data.run.denial_h)} h, ${spoken(data.run.measure ?? "the measure")} loses nothing` +
            (worst.ci95_low === null ? " in the one replication that there is."
                : rows.some(row => row.ci95_low < row.ci95_high) ? " that can be told from chance." : ".")];
    const told = hurting.slice(0, 1).map(row => `What hurts most is ${row.denied} denied for ${number(data.run.denial_h)} h from ` +
        `${dateTime(row.from)} UTC on: ${withUnit(row.loss, data.run.unit)} worse` +
        (row.ci95_low === null ? ", in the one replication that there is."
            : `${inBrackets(intervalText(leastLost(row), mostLost(row), number))}.`));
    if (rows.length === 0) told.push(`Whatever is denied, ${spoken(data.run.measure ?? "the measure")} stays as it is.`);
    const others = new Set(rows.filter(row => row.may_be_worst && row.denied !== hurting[0].denied).map(row => row.denied)).size;
    if (others > 0) told.push(`${others} other${others === 1 ? "" : "s"} may be as bad.`);
    if (hedge) told.push(`What helps most against ${hurting[0] === worst ? "it" : `a denial of ${worst.denied}`}: ${hedge.meaning ?? hedge.change}.`);
    return told;
}

function ofCalibration(data) {
    const rows = rowsOf(data, "calibration"), narrowed = rows.filter(row => row.narrowed);
    const accepted = data.run.accepted, draws = data.run.draws;
    return [accepted != null && draws != null ? `${number(accepted)} of ${number(draws)} draws agree with history.` : null,
        narrowed.length > 0 ? `History narrows ${narrowed.map(row => row.input).join(", ")}.`
            : rows.length > 0 && rows.every(row => row.accepted_p5 === null) ? "These are too few to say what is left of the inputs."
                : "History narrows none of the inputs."].filter(sentence => sentence !== null);
}

const kinds = {run: ofRun, compare: ofComparison, sweep: ofSweep, worth: ofWorth, size: ofSize,
    sensitivity: ofSensitivity, worst: ofWorst, calibrate: ofCalibration};

export function fits(data) {
    return kinds[data.kind] !== undefined && data.tables.size > 0;
}

export function sentences(data) {
    return kinds[data.kind](data);
}

export function draw(section, data) {
    for (const sentence of sentences(data)) section.append(make("p", {class: "answer"}, sentence));
    const run = data.run;
    const facts = [run.replications != null ? `${number(run.replications)} replication${run.replications === 1 ? "" : "s"}` : null,
        run.runs != null ? `${number(run.runs)} runs` : null, run.seed != null ? `seed ${run.seed}` : null];
    const told = facts.filter(fact => fact !== null).join(", ");
    section.append(make("p", {class: "note"}, `${told}. A simulation of discrete events by airbridge: times are UTC ` +
        "unless said otherwise, and what differs from replication to replication is luck as the scenario tells it."));
}
