// Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
// story.js - the story of an aircraft, a load, an airfield or a site, beside the map.
import {select} from "d3-selection";
import {HOUR, span} from "./clock.js";
import {clock, dateTime, number, visible, withUnit} from "./text.js";
import {aircraftAt, airfieldAt, nameOf, siteAt, SITE_WORDS, stages, stageText, waits} from "./trace.js";

const present = value => value !== null && value !== undefined;
const MOST = 60;

// Chooses one thing, or a moment; every view that can shows it.
export function choose(page, kind, id) {
    page.chosen = {kind, id};
    page.tell("chosen", page.chosen);
    const what = {tail: "tail", chalk: "load", field: "airfield"}[kind];
    if (what) page.tell(what, id);
}

export function setMoment(page, t) {
    page.moment = t;
    page.tell("moment", t);
}

// Writes the story of what is chosen, at the moment of the map, into an element.
export function tell(element, data, page, trace) {
    const root = select(element), chosen = page.chosen;
    root.selectAll("*").remove();
    const teller = chosen && {tail: tellTail, chalk: tellChalk, field: tellField,
        site: tellSite}[chosen.kind];
    if (!teller) {
        root.append("p")
            .text("Choose an aircraft, an airfield or a site on the map or in a list: here is its story.");
        return;
    }
    teller(root, {data, page, trace, instant: page.moment}, chosen.id);
}

// ---- parts ----

// An instant by the clocks that are shown, and by those of the airfield where it is.
function when(c, t, airfield) {
    const there = airfield ? c.data.offset(airfield, t) : null;
    const local = there !== null && there !== c.page.offset(t) ? ` (${clock(t, there)} there)` : "";
    return c.page.time(t) + local;
}

// An instant that the map goes to when it is chosen.
function moment(item, c, t, airfield) {
    item.append("time").append("button").attr("type", "button").attr("class", "link")
        .attr("title", "show the map at this time").text(when(c, t, airfield))
            .on("click", () => setMoment(c.page, t));
}

function facts(root, pairs) {
    const list = root.append("dl");
    for (const [name, value] of pairs) {
        if (!present(value) || value === "") continue;
        list.append("dt").text(name);
        list.append("dd").text(visible(value));
    }
}

function link(parent, c, text, kind, id) {
    parent.append("button").attr("type", "button").attr("class", "link").text(visible(text))
        .on("click", () => choose(c.page, kind, id));
}

function waitsOf(root, c, row) {
    const list = waits(c.trace, row);
    root.append("h4").text("Waits");
    if (list.length === 0) {
        root.append("p").text("It waited for nothing.");
        return;
    }
    const ul = root.append("ul");
    for (const wait of list) ul.append("li").text(wait.words + ": " + span(wait.hours * HOUR));
    root.append("p").text("In all " + span(row.elapsed_h * HOUR) + ", of which it went forward for " +
        span(row.work_h * HOUR) + ".");
}

function loadText(sortie) {
    const parts = [];
    if (sortie.people) parts.push(number(sortie.people) + " people");
    if (sortie.passengers) parts.push(number(sortie.passengers) + " passengers");
    if (sortie.vehicles) parts.push(number(sortie.vehicles) + " vehicles");
    if (sortie.cargo_t) parts.push(withUnit(sortie.cargo_t, "t"));
    return parts.length ? parts.join(", ") : "empty";
}

// ---- an aircraft ----

function tellTail(root, c, id) {
    const tail = c.trace.byTail.get(id);
    if (!tail) return;
    const now = aircraftAt(c.trace, tail, c.instant);
    root.append("h3").text(visible(`Aircraft ${id}`));
    facts(root, [["type", tail.type], ["fleet", tail.fleet], ["flights", number(tail.sorties.length)]]);
    const sortie = now.sortie;
    root.append("h4")
        .text(visible(`Flight ${sortie.sortie}: ${nameOf(c.trace, sortie.origin)} to ` +
            `${nameOf(c.trace, sortie.destination)}`));
    facts(root, [["purpose", sortie.purpose], ["aboard", loadText(sortie)],
        ["diverted to", sortie.diverted_to && nameOf(c.trace, sortie.diverted_to)],
        ["emergency", sortie.emergency ? "out of fuel it landed at a field that was full or shut" : null]]);
    if (sortie.chalk) link(root.append("p"), c, "Story of load " + sortie.chalk, "chalk", sortie.chalk);
    stageList(root, c, sortie);
    waitsOf(root, c, sortie);
    root.append("h4").text("All its flights");
    const list = root.append("ol");
    for (const other of tail.sorties) {
        const item = list.append("li").classed("now-here", other === sortie);
        item.append("time").text(when(c, other.tasked, other.origin));
        item.append("button").attr("type", "button").attr("class", "link")
            .attr("title", "show the map at its take-off")
            .text(visible(`${nameOf(c.trace, other.origin)} to ${nameOf(c.trace, other.destination)}, ` +
                `${loadText(other)}`))
            .on("click", () => setMoment(c.page, other.takeoff ?? other.tasked));
    }
}

function stageList(root, c, sortie) {
    const list = root.append("ol");
    for (const stage of stages(c.trace, sortie)) {
        const item = list.append("li").classed("now-here", stage.from <= c.instant && c.instant < stage.to);
        moment(item, c, stage.from, stage.airfield);
        item.append("span").text(visible(`${stageText(c.trace, stage)}, ${span(stage.to - stage.from)}`));
    }
}

// ---- a load ----

function tellChalk(root, c, id) {
    const chalk = c.trace.chalks.get(id), sortie = chalk && c.trace.byNumber.get(chalk.sortie);
    if (!chalk) return;
    root.append("h3").text(visible(`Load ${id}`));
    facts(root, [["of", chalk.contingent], ["aboard", loadText(chalk)], ["limited by", chalk.bound_by],
        ["from", sortie && nameOf(c.trace, sortie.origin)],
            ["to", sortie && nameOf(c.trace, sortie.destination)]]);
    if (sortie) link(root.append("p"), c, "Story of aircraft " + sortie.tail, "tail", sortie.tail);
    const words = [["called", "aircraft called for it"], ["brought", "brought to be prepared"],
        ["taken_up", "taken up by a team"],
        ["prepared", "prepared"], ["ready", "ready beside the apron"], ["tasked", "aircraft tasked"],
            ["loaded", "aboard"],
        ["departed", "take-off"], ["landed", "landing"], ["offloaded", "off its aircraft"]];
    const steps = words.filter(([name]) => present(chalk[name]))
        .map(([name, text]) => ({name, text, instant: chalk[name]}))
        .sort((a, b) => a.instant - b.instant);
    const list = root.append("ol");
    steps.forEach((step, i) => {
        const next = steps[i + 1]?.instant ?? Infinity;
        const item = list.append("li").classed("now-here", step.instant <= c.instant && c.instant < next);
        const there = step.name === "landed" || step.name === "offloaded";
        moment(item, c, step.instant, there ? sortie?.destination : sortie?.origin);
        item.append("span").text(step.text);
    });
    waitsOf(root, c, chalk);
}

// ---- an airfield, a site ----

function ofLimit(count, limit) {
    return number(count) + (present(limit) ? " of " + number(limit) + (count >= limit ? ": full" : "") :
        ", no limit");
}

function tellField(root, c, id) {
    const now = airfieldAt(c.trace, id, c.instant);
    root.append("h3").text(visible(nameOf(c.trace, id)));
    const place = c.trace.places.get("airfield " + id);
    const at = now ?? {on_ground: 0, working: 0, fuelling: 0, holding: 0, waiting: 0, open: 1,
        parking_mog: place?.parking_mog,
        working_mog: place?.working_mog};
    facts(root, [["airfield", id], ["stands taken", ofLimit(at.on_ground, at.parking_mog)],
        ["working places", ofLimit(at.working, at.working_mog)], ["being fuelled", number(at.fuelling)],
        ["waiting for a place", number(at.waiting)], ["holding in the air", number(at.holding)],
        ["fuel in stock", present(at.fuel_t) ? withUnit(at.fuel_t, "t") : null],
        ["for landings", at.open ? "open" : "shut"],
        ["local time", localTime(c, id)]]);
    const here = c.trace.tails.filter(tail => {
        const now = aircraftAt(c.trace, tail, c.instant);
        return now.state === "ground" && now.airfield === id && now.sortie.tasked <= c.instant;
    });
    root.append("h4").text("Aircraft on the ground");
    if (here.length === 0) root.append("p").text("None that has been tasked by now.");
    const list = root.append("ul");
    for (const tail of here.slice(0, MOST)) link(list.append("li"), c, tail.tail, "tail", tail.tail);
    if (here.length > MOST) list.append("li").text("and " + (here.length - MOST) + " more");
}

function localTime(c, airfield) {
    const there = c.data.offset(airfield, c.instant);
    return there === null ? null : dateTime(c.instant, there);
}

function tellSite(root, c, id) {
    const site = c.trace.sites.find(s => s.site === id), place = c.trace.places.get("site " + id);
    if (!site) return;
    root.append("h3").text(visible(place?.name || id));
    facts(root, [["site", id], ["class", site.class], ["now", SITE_WORDS[siteAt(site, c.instant)]],
        ["guarded by", site.contingent],
            ["host people freed", present(site.host_relieved) ? number(site.host_relieved) : null]]);
    const list = root.append("ol");
    for (const [name, text] of [["requested", "guard requested"], ["assigned", "guard assigned"],
        ["guarded", "host relieved"],
        ["handback", "handback begins"], ["handed_back", "handback complete"]]) {
        if (!present(site[name])) continue;
        const item = list.append("li");
        moment(item, c, site[name], null);
        item.append("span").text(text);
    }
}
