// Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
// pure.js - what the views of the page compute without drawing: places on great circles, round moments by
// local clocks, stages and ways of flights, the design of a sweep. Bundled by esbuild, run by node (with
// a page,
// also over all of its flights) or by a browser; throws at the first that is wrong.
import {geoDistance} from "d3-geo";
import {check, dataOf, near, same} from "./support.js";
import {along, course, middle} from "../../plots/page/sphere.js";
import {DAY, HOUR, MINUTE, span, ticks} from "../../plots/page/clock.js";
import {along as points, firstMeasure, isGrid, keysOf, levelText, measuresOf, nearest} from "../../plots/page/design.js";
import {aircraftAt, isLoaded, mostInAir, position, siteAt, stages, traceOf, wayOf} from "../../plots/page/trace.js";
import {quoted} from "../../plots/page/shell.js";
import {intervalsOf, quantity, shortened, spoken, squeezed} from "../../plots/page/chart.js";
import {placeNames, projectionOf} from "../../plots/page/ground.js";
import {boundSentence, closureSentences, hoursOf} from "../../plots/page/said.js";
import {sentences} from "../../plots/page/answer.js";
import {lateSentence} from "../../plots/page/lines.js";
import {unmovedSentences} from "../../plots/page/worth.js";
import {contingents} from "../../plots/page/closure.js";
import {spanOf} from "../../plots/page/occupancy.js";
import {marksOf} from "../../plots/page/history.js";
import {cell, namesOf, percent} from "../../plots/page/text.js";

const START = Date.UTC(2024, 2, 30);

// ---- how far from any plan ----

check("a plan is within a few percent of any, or as much later as it is", () => {
    const told = gap => boundSentence({table: name => name !== "summary" ? null : {rows: () => [
        {measure: "bound_h", n: 5, mean: 58.2, p50: 44.06, max: 95, beyond: 0},
        {measure: "gap", n: 5, mean: gap, max: gap, beyond: 0},
    ]}});
    const begin = "No plan for these loads can close before 44.1 h under the same luck: ";
    same(told(0), begin + "none is sooner.");
    same(told(0.0321), begin + "this one is within 3.2 % of any.");
    same(told(1.143), begin + "this one closes 114 % later; how much of it a better plan would gain is not known.");
});

check("a force that is not in by when the evacuations are over may come after them", () => {
    const told = end => closureSentences({said: path => path === "scenario.end" ? end : "", scenario: [], run: {replications: 1},
        table: name => name === "summary" ? {rows: () => [{measure: "closure_h", n: 1, p10: null, p50: null, p90: null, beyond: 1}]} : null})[0];
    same(told("evacuated"), "The force does not close by the end of the evacuations, which ends a replication, or by the horizon.");
    same(told("closed"), "The force does not close by the horizon.");
});

check("what bounds a plan is one thing, or several together", () => {
    const told = thing => boundSentence({run: {replications: 5}, table: name => ({rows: () => name === "summary"
        ? [{measure: "bound_h", n: 5, mean: 40, p50: 40, max: 40, beyond: 0}]
        : [{bound_by: "aircraft", bound_thing: thing, replications: 4}]})});
    const begin = "No plan for these loads can close before 40.0 h under the same luck. What bounds it: ";
    same(told("north"), begin + "the aircraft of north, in 4 of 5.");
    same(told("*"), begin + "the aircraft that there are, in 4 of 5.");
});

check("who is never called is neither late nor in time", () => {
    const of = (n, late_share) => ({n, late_share});
    same(lateSentence([of(5, 0), of(5, 0)]), "None of 2 lines with a latest arrival is ever late.");
    same(lateSentence([of(5, 0), of(0, null)]), "None of 1 line with a latest arrival that comes is ever late.");
    same(lateSentence([of(5, 0.2), of(5, 0), of(0, null)]), "Of 2 lines with a latest arrival that come 1 is late in some replications.");
    same(lateSentence([of(0, null)]), "No line with a latest arrival comes.");
});

// ---- answers ----

check("what is bought has its own interval, and is for sure", () => {
    const told = rows => sentences({...dataOf({worth: [["sort", "place", "rank", "state", "what", "gain", "gain_low", "gain_high",
        "ci95_low", "ci95_high"], ...rows]}), kind: "worth", run: {unit: "h"}}).join(" ");
    same(told([["more", 1, 1, "moved", "a stand", 0.5, -0.1, 2, -2, 0.1]]), "No change that was tried helps, as far as can be told.");
    // A difference of which some side is not over has no interval up to its end.
    same(told([["more", 1, 1, "moved", "a stand", 3, 1, 9, null, null], ["more", 2, 2, "moved", "a crew", -1, -2, -0.5, 0.5, 2]]),
        "Most is bought by a stand: 3 h (95 % interval 1 to 9).");
});

check("what helps by its own interval alone may be luck: that which holds for all at once says it", () => {
    const told = (...limits) => sentences({...dataOf({worth: [["sort", "place", "rank", "state", "what", "gain", "gain_low", "gain_high",
        "gain_all_low", "gain_all_high"], ["more", 1, 1, "moved", "a stand", 3, 1, 9, ...limits]]}), kind: "worth", run: {unit: "h"}}).join(" ");
    same(told(-1, 11), "No change that was tried helps, as far as can be told.");
    same(told(2, 11), "Most is bought by a stand: 3 h (95 % interval 2 to 11).");
});

check("without luck, and of one replication, no interval is told", () => {
    const told = (...limits) => sentences({...dataOf({worth: [["sort", "place", "rank", "state", "what", "gain", "gain_low", "gain_high"],
        ["more", 1, 1, "moved", "a stand", 3, ...limits]]}), kind: "worth", run: {unit: "h"}}).join(" ");
    same(told(3, 3), "Most is bought by a stand: 3 h.");
    const low = row => row.low, high = row => row.high;
    same([[{low: 1, high: 2, all: 1}], [{low: 1, high: 2}], [{low: 2, high: 2, all: 2}], [{low: null, high: null, all: null}]]
        .map(rows => intervalsOf(rows, low, high, "all")), ["95 % intervals that hold for all at once", "95 % intervals", "", ""]);
    same(unmovedSentences([["more", null], ["more", null]].map(([sort, rank]) => ({sort, rank, state: "unmoved"})), {unit: "h",
        unmoved_together: {parts: 1, moved_in: 1, replications: 1, gain: 2, gain_low: null, gain_high: null}}),
        ["2 further changes do not move it one by one; all of them together gain 2 h."]);
});

check("what a price ranks is told to be best for its price, and a mix costs beside the plan", () => {
    const bought = price => sentences({...dataOf({worth: [["sort", "rank", "state", "what", "gain", "gain_low", "gain_high",
        "gain_per_price"], ["more", 1, "moved", "a stand", 3, 1, 9, price]]}), kind: "worth", run: {unit: "h"}}).join(" ");
    same(bought(null), "Most is bought by a stand: 3 h (95 % interval 1 to 9).");
    same(bought(0.5), "For its price most is bought by a stand: 3 h (95 % interval 1 to 9).");
    same(sentences({...dataOf({size: [["mix", "x.y", "price", "winner", "confirmed_replications"], [1, 4, -2, 1, null]]}),
        kind: "size", run: {}}).join(" "),
        "The cheapest mix that reaches the goal: x.y = 4, at a price of -2 beside the plan as it is. 1 mix was looked at.");
    same(sentences({...dataOf({size: [["mix", "x.y", "price", "winner", "confirmed_replications"], [1, 4, 2, 1, null]]}),
        kind: "size", run: {price_from: "least"}}).join(" "),
        "The cheapest mix that reaches the goal: x.y = 4, at a price of 2 beside the least of everything. 1 mix was looked at.");
});

check("what moves nothing by itself is told with what it does together", () => {
    const row = (state, what) => ({sort: "more", rank: null, state, what, reason: "is not so"});
    const told = (rows, together) => unmovedSentences(rows, {unit: "h", unmoved_together: {parts: 1, replications: 5, ...together}});
    const two = [row("unmoved", "a stand"), row("same", "a crew")];
    same(told(two, {moved_in: 5, gain: 1, gain_low: 0.5, gain_high: 2}),
        ["2 further changes do not move it one by one; all of them together gain 1 h (95 % interval 30 min to 2 h)."]);
    same(told(two, {moved_in: 0, gain: null}),
        ["2 further changes do not move it one by one; all of them together do so in none of 5 replications."]);
    same(told([row("unmoved", "a stand"), row("faulty", "a ramp")], {moved_in: 2, gain: null}),
        ["1 further change moves it in 2 of 5 replications in which it was tried.", "1 could not be tried; the first of them, a ramp: is not so"]);
    same(told([], {moved_in: 0}), []);
});

check("a sweep does not take points that do not close for none", () => {
    const told = rows => sentences({...dataOf({sweep: [["point", "x.y", "replications", "closure_h_mean", "closure_h_beyond"], ...rows]}),
        kind: "sweep"}).slice(1).join(" ");
    same(told([[1, 4, 10, 40, 0], [2, 5, 10, 30, 0]]),
        "The force closes soonest, after 30 h on average, with x.y = 5. It closes last, after 40 h, with x.y = 4.");
    same(told([[1, 3, 10, null, 2], [2, 4, 10, 40, 0]]),
        "At 1 of them it does not close in each: there is no mean of all. Of the others it closes soonest, after 40 h on average, with x.y = 4.");
});

check("answers of which there are none are told", () => {
    const told = (kind, run) => sentences({...dataOf({}), kind, run}).join(" ");
    same(told("worst", {measure: "closure_h", denial_h: 5}), "Whatever is denied, closure stays as it is.");
    const lost = row => sentences({...dataOf({worst: [["rank", "denied", "loss", "ci95_low", "ci95_high", "may_be_worst"], row]}),
        kind: "worst", run: {measure: "closure_h", denial_h: 5}}).join(" ");
    same(lost([1, "fleet.f", 0.5, -1, 2, 1]), "Whatever is denied for 5 h, closure loses nothing that can be told from chance.");
    same(lost([1, "fleet.f", 0, 0, 0, 1]), "Whatever is denied for 5 h, closure loses nothing.");
    same(lost([1, "fleet.f", 0, null, null, 1]), "Whatever is denied for 5 h, closure loses nothing in the one replication that there is.");
    same(told("worth", {}), "No change that was tried helps, as far as can be told.");
    same(told("sensitivity", {}), "No input moves the measure.");
});

check("what hurts is what does so by the interval that holds for all at once, at one moment or another", () => {
    const told = (...rows) => sentences({...dataOf({worst: [["rank", "denied", "from", "loss", "ci95_low", "ci95_high", "all_low", "all_high",
        "may_be_worst"], ...rows]}), kind: "worst", run: {measure: "closure_h", denial_h: 5, unit: "h"}}).join(" ");
    const lucky = [1, "fleet.f", 0, 9, 1, 17, -3, 30, 1], sure = [2, "fleet.g", 0, 5, 4, 6, 3, 7, 1];
    same(told(lucky), "Whatever is denied for 5 h, closure loses nothing that can be told from chance.");
    const begin = told(lucky, sure);
    same([begin.includes("fleet.g denied for 5 h"), begin.endsWith("5 h worse (95 % interval 3 to 7). 1 other may be as bad.")], [true, true]);
    same(told(lucky, [3, "fleet.f", 0, 2, 1, 3, 0.5, 4, 0]).includes("fleet.f denied for 5 h"), true);
});

check("of too few draws that agree nothing is said of the inputs", () => {
    const told = p5 => sentences({...dataOf({calibration: [["input", "narrowed", "accepted_p5"], ["a", 0, p5]]}), kind: "calibrate",
        run: {accepted: 5, draws: 90}}).join(" ");
    same(told(null), "5 of 90 draws agree with history. These are too few to say what is left of the inputs.");
    same(told(2), "5 of 90 draws agree with history. History narrows none of the inputs.");
});

check("of one replication there is no interval and no plural", () => {
    const told = (kind, tables) => sentences({...dataOf(tables), kind}).join(" ");
    same(told("compare", {compare: [["variant", "measure", "n", "difference", "resolved"], ["more", "closure_h", 1, -6, 0]]}),
        "more: no difference in closure that 1 replication can tell.");
    same(told("sweep", {sweep: [["point", "x.y", "replications", "closure_h_mean", "closure_h_beyond"], [1, 4, 1, 40, 0]]}),
        "1 point over x.y, 1 replication each. The force closes soonest, after 40 h on average, with x.y = 4.");
});

// ---- numbers ----

check("a share that is almost none or all is not told to be it", () => {
    same([0, 0.0004, 0.5, 0.994, 0.9996, 1, null].map(share => percent(share)),
        ["0 %", "0.04 %", "50 %", "99.40 %", "99.96 %", "100 %", ""]);
    same([cell(99.97, "%"), cell(100, "%"), cell(0.02, "%"), cell(99.97, "h")], ["99.97", "100", "0.02", "99.97"]);
});

check("a value that a case leaves out is as it is", () => {
    same([levelText({isNumeric: true, unit: "h"}, 2), levelText({isNumeric: false}, "2"), levelText({isNumeric: false}, null)],
        ["2 h", "2", "as it is"]);
});

check("a time is as long as a scenario says it", () => {
    same(["0", "21 d", "90 min", "1.5 h", "2:15", "2+15", "2 weeks", "30 Min", "36 s"].map(hoursOf),
        [0, 504, 1.5, 1.5, 2.25, 2.25, 336, 0.5, 0.01]);
    same(["uniform(0 h, 1 h)", "2022-01-01T00:00Z", "3", "", "1 constructor"].map(hoursOf), [null, null, null, null, null]);
});

check("a site, or a fleet, is not called as the airfield that has its id", () => {
    const nameOf = namesOf([{kind: "airfield", place: "away", name: "Away Field"}, {kind: "site", place: "away", name: "Dam"},
        {kind: "airfield", place: "home", name: null}]);
    same([nameOf("away"), nameOf("away", "site"), nameOf("away", "fleet"), nameOf("home")],
        ["Away Field", "Dam", "away", "home"]);
});

// ---- great circles ----

check("a flight is where its share of the great circle is", () => {
    const a = [-150, 61.17], b = [150.72, 59.91];
    for (const share of [0.1, 0.25, 0.5, 0.9]) {
        const point = along(a, b, share), whole = geoDistance(a, b);
        near(geoDistance(a, point), share * whole, 1e-9);
        near(geoDistance(point, b), (1 - share) * whole, 1e-9);
    }
    same(along(a, b, 0), a);
    same(along(a, b, 1), b);
    same(along(a, a, 0.5), a);
});

check("it crosses the date line and the pole by the short way", () => {
    near(Math.abs(along([170, 10], [-170, 10], 0.5)[0]), 180, 1e-9);
    near(along([0, 80], [180, 80], 0.5)[1], 90, 1e-9);
});

check("a course is clockwise from north", () => {
    near(course([0, 0], [0, 10]), 0, 1e-9);
    near(course([0, 0], [10, 0]), 90, 1e-9);
    near(course([179, 0], [-179, 0]), 90, 1e-9);
    near(course([0, 10], [0, 0]), 180, 1e-9);
});

check("the middle of points is on the near side", () => {
    near(Math.abs(middle([[170, 0], [-170, 0]])[0]), 180, 1e-9);
    same(middle([[0, 0], [180, 0]]), [0, 0]);
});

check("a projection shows all points and its lines inside the picture", () => {
    for (const list of [[[-150, 61], [150, 60], [-68, 76]], [[76.9, 43.3], [77.1, 43.7]],
        [[0, 90], [10, 85]]]) {
        const projection = projectionOf(list, [[list[0], list[1]]], 800, 500);
        for (const point of list) {
            const [x, y] = projection(point);
            check.that(x >= 0 && x <= 800 && y >= 0 && y <= 500, `${point} is at ${x}, ${y}`);
        }
    }
});

check("names cover neither points nor each other", () => {
    const list = Array.from({length: 12}, (_, i) => ({x: 100 + 14 * i, y: 60, radius: 6, text: `Name ${i}`}));
    const placed = placeNames(list, 400, 120).filter(Boolean);
    check.that(placed.length > 0 && placed.length < list.length, `${placed.length} of 12 fit`);
    for (const one of placed) {
        for (const other of placed) {
            if (one === other) continue;
            check.that(Math.abs(one.y - other.y) >= 14 || one.r <= other.l || other.r <= one.l,
                "two names meet");
        }
    }
});

// ---- commands ----

check("a command that is copied does what is seen, whatever its words are", () => {
    same(["a-b_1/x.ini", "a b", "it's", "$(x)`y`", "", "\\", 1].map(quoted),
        ["a-b_1/x.ini", "'a b'", "'it'\\''s'", "'$(x)`y`'", "''", "'\\'", "1"]);
    same(["\u001b[201~\nrm 'x'\\", "a\u202eb", "\u0085\u2028"].map(quoted),
        ["$'\\033[201~\\012rm \\047x\\047\\134'", "$'a\\342\\200\\256b'", "$'\\302\\205\\342\\200\\250'"]);
});

// ---- clocks ----

check("round moments are round by the clocks, also when these change", () => {
    // Clocks go an hour on at 01:00 UTC of the second day.
    const changed = START + DAY + HOUR, offset = t => t < changed ? 60 : 120;
    const list = ticks(START, START + 3 * DAY, 12, offset);
    check.that(list.length >= 6, `${list.length} moments`);
    for (const tick of list) {
        const wall = new Date(tick.t + offset(tick.t) * MINUTE);
        same(wall.getUTCMinutes(), 0);
        same(wall.getUTCHours() % 6, 0);
        same(tick.isDay, wall.getUTCHours() === 0);
    }
    same(ticks(START, START + 3 * DAY, 4, () => 345).map(tick => (tick.t + 345 * MINUTE) % DAY), [0, 0, 0]);
});

check("lengths are told in words", () => {
    same([span(20 * MINUTE), span(3 * HOUR), span(200 * MINUTE), span(53 * HOUR)],
        ["20 min", "3 h", "3 h 20 min", "2 d 5 h"]);
});

// ---- texts ----

check("names are cut, measures spoken, quantities short", () => {
    same(shortened("x".repeat(60), 10), `${"x".repeat(9)}…`);
    same(squeezed("philippine-03", 9), "phil…e-03");
    same(spoken("closure_h"), "closure");
    same(spoken("wait_h.crew"), "wait: crew");
    same([quantity(2, "h"), quantity(0.5, "h"), quantity(0.001, "h"), quantity(null, "h")],
        ["2 h", "30 min", "3.6 s", "none"]);
    check.that(!shortened("a\u202eb").includes("\u202e"), "a bidi mark is shown as text");
});

// ---- sweeps ----

const sweep = dataOf({sweep: [["point", "a.b.c", "d.e.f", "replications", "closure_h_mean",
    "closure_h_beyond", "closed_mean"],
    [1, 4, "x", 9, 50, 0, 1], [2, 4, "y", 9, 52, 0, 1], [3, 12, "x", 9, 40, 0, 1],
        [4, 12, "y", 9, 42, 0, 1]]}).table("sweep");

check("sliders stand at the levels of the keys, and find their points", () => {
    const keys = keysOf(sweep), rows = sweep.rows();
    same(keys.map(key => key.levels), [[4, 12], ["x", "y"]]);
    same(isGrid(rows, keys), true);
    same(isGrid(rows.slice(1), keys), false);
    same(nearest(rows, keys, [1, 0]).closure_h_mean, 40);
    same(points(rows, keys, [0, 1], 0).map(row => row.closure_h_mean), [52, 42]);
    same(firstMeasure(sweep, measuresOf(sweep)), "closure_h");
});

// ---- history ----

check("a milestone is a mark where it is of the whole force", () => {
    const head = ["milestone", "event", "kind", "filtered", "nth", "earliest", "latest", "tolerance_h",
        "from", "by", "outcome", "name"];
    const data = dataOf({milestones: [head,
        ["a", "landing", "instant", 0, "1", "2024-03-30T01:00:00.000Z", "2024-03-30T02:00:00.000Z", 1, null,
            null, "inside", "A"],
        ["b", "landing", "instant", 1, "1", "2024-03-30T01:00:00.000Z", null, 1, null, null, "inside", "B"],
        ["c", "landing", "amount", 0, null, "5", null, null, START, START + DAY, "missed", "C"]]});
    const marks = marksOf(data, "landing", START);
    same(marks.map(mark => [mark.kind, mark.low, mark.high, mark.isMissed]),
        [["instant", START + HOUR, START + 2 * HOUR, false], ["amount", 5, null, true]]);
});

// ---- the trace ----

const FLIGHT = {replication: 1, sortie: 7, tail: "t-01", type: "x", fleet: "t", purpose: "deployment",
    chalk: "c-in-001",
    passengers: 0, stop: 0, origin: "a", destination: "b", diverted_to: "c", tasked: START, block_out: START +
        HOUR,
    takeoff: START + HOUR, landing: START + 9 * HOUR, block_in: START + 9 * HOUR, ended: START + 10 * HOUR};

// A flight that holds, stands at its alternate and comes back: hours from the start of each stretch.
function diverted(stretches) {
    const rows = stretches.map(([stage, state, airfield, from, to]) =>
        [1, 7, START + from * HOUR, START + to * HOUR, stage, state, airfield]);
    return traceOf(dataOf({sorties: [Object.keys(FLIGHT), Object.values(FLIGHT)],
        stages: [["replication", "sortie", "begin", "end", "stage", "state", "airfield"], ...rows],
        places: [["kind", "place", "name", "latitude", "longitude"], ["airfield", "a", "A", 0, 0],
            ["airfield", "b", "B", 0, 40],
            ["airfield", "c", "C", 10, 40]]}));
}

const AWAY = [["before onload", "working", "a", 0, 0.5], ["onload", "work", "a", 0.5, 1],
    ["flight", "work", "a", 1, 3],
    ["flight", "holding", "b", 3, 4], ["flight", "diversion", "b", 4, 5], ["flight", "stand", "b", 5, 7],
    ["flight", "diversion", "b", 7, 8], ["flight", "runway", "b", 8, 9], ["servicing", "work", "b", 9, 10]];

check("an aircraft is where its trace says, hour by hour", () => {
    const trace = diverted(AWAY), tail = trace.tails[0];
    const at = hours => aircraftAt(trace, tail, START + hours * HOUR);
    same([0.2, 2, 3.5, 4.5, 6, 7.5, 8.5, 9.5].map(h => at(h).state),
        ["ground", "air", "holding", "detour", "detour", "detour", "holding", "ground"]);
    near(at(2).point[0], 20, 1e-9);
    same(at(3.5).point, [40, 0]);
    near(at(4.5).point[1], 5, 1e-9);
    same(at(6).point, [40, 10]);
    near(at(7.25).point[1], 7.5, 1e-9);
    same(at(9.5).airfield, "b");
    same(wayOf(trace, trace.sorties[0]).some(part => part.isGuess), false);
});

check("one that turns at its alternate is there in the middle of its detour", () => {
    const trace = diverted([["flight", "work", "a", 1, 3], ["flight", "holding", "b", 3, 4],
        ["flight", "diversion", "b", 4, 8],
        ["flight", "runway", "b", 8, 9]]);
    const now = aircraftAt(trace, trace.tails[0], START + 6 * HOUR);
    same([now.point, now.isEstimated], [[40, 10], true]);
});

check("a flight whose stages are not told goes straight on", () => {
    const trace = diverted([]), now = aircraftAt(trace, trace.tails[0], START + 5 * HOUR);
    same([now.state, now.isEstimated], ["air", true]);
    near(now.point[0], 20, 1e-9);
});

check("an aircraft that lands and leaves again within a stretch of time is one in the air", () => {
    const flight = (takeoff, landing) => ({takeoff, landing});
    const trace = {to: 40, sorties: [flight(0, 4), flight(6, 9), flight(9, 12), flight(3, 5), flight(35, null), flight(null, null)]};
    same(mostInAir(trace, 0, 10, 4), [2, 1, 0, 1]);
});

check("stages have kinds that can be drawn, without a gap", () => {
    const trace = diverted(AWAY), list = stages(trace, trace.sorties[0]);
    same(list.map(stage => stage.kind), ["waiting", "onload", "loaded", "holding", "diverted", "diverted",
        "diverted", "holding",
        "servicing"]);
    list.slice(1).forEach((stage, i) => same(stage.from, list[i].to));
});

check("a site turns guarded and goes back", () => {
    const site = {requested: 1, guarded: 3, handed_back: 5};
    same([0, 1, 3, 5].map(t => siteAt(site, t)), ["quiet", "requested", "guarded", "handed back"]);
});

check("what is full is told by the hour, or by the day", () => {
    same([spanOf([{rows: [{hours: 1}, {hours: 0.5}]}]), spanOf([{rows: [{hours: 1}]}, {rows: [{hours: 24}]}])],
        ["an hour", "a day"]);
});

check("a contingent that never is in is the last", () => {
    const list = contingents(dataOf({summary: [["measure", "n", "p10", "p50", "p90", "beyond"],
        ["closure_h", 5, null, null, null, 5], ["closure_h.a", 5, 1, 2, 3, 0], ["closure_h.b", 5, null, null, null, 5],
        ["closure_h.c", 5, 2, null, null, 3], ["closure_h.d", 5, 4, 5, null, 1], ["closure_h.e", 0, null, null, null, 0]]}));
    same(list.map(row => row.name), ["b", "c", "d", "a"]);
});

// ---- all flights of a page ----

// At take-off each is at its origin, at its landing at its destination, and halfway of its flight as far
// from both.
export function checkFlights(data) {
    const trace = traceOf(data);
    for (const sortie of trace.sorties) {
        const a = position(trace, sortie.origin), b = position(trace, sortie.destination),
            tail = trace.byTail.get(sortie.tail);
        if (sortie.takeoff === null || !a || !b) continue;
        same(aircraftAt(trace, tail, sortie.takeoff).point, a);
        const flight = stages(trace, sortie).find(stage => stage.stage === "flight" &&
            stage.state === "work");
        const half = aircraftAt(trace, tail, (flight.from + flight.to) / 2);
        same(half.sortie.sortie, sortie.sortie);
        if (sortie.diverted_to === null) {
            near(geoDistance(half.point, a), geoDistance(half.point, b), 1e-9);
            same(isLoaded(sortie) ? "loaded" : "empty", flight.kind);
        }
        if (sortie.landing === null) continue;
        const way = wayOf(trace, sortie), last = way[way.length - 1];
        same([way[0].from, last.to, last.b], [sortie.takeoff, sortie.landing, sortie.destination]);
        way.slice(1).forEach((part, i) => same([part.from, part.a], [way[i].to, way[i].b]));
        const landed = aircraftAt(trace, tail, sortie.landing);
        if (landed.sortie === sortie) same(landed.point, b);
    }
    return trace.sorties.length;
}
