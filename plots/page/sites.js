// Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
// sites.js - sites that wait for their guards, are guarded, and go back to the host.
import {scaleUtc} from "d3-scale";
import {max, min} from "d3-array";
import {alternative, figure, key, label, picture, rowsOf, timeAxis} from "./chart.js";
import {number, visible} from "./text.js";
import {drawCurve} from "./curve.js";
import {marksOf} from "./history.js";
import {HOUR} from "./clock.js";
import {choose} from "./story.js";

export const id = "sites", title = "Sites";
const MOST = 60;

export function fits(data) {
    return rowsOf(data, "sites").some(row => row.requested !== null) ||
        rowsOf(data, "curve").some(row => row.sites_guarded_p90 > 0);
}

export function draw(section, data, page) {
    const curve = rowsOf(data, "curve");
    if (curve.some(row => row.sites_guarded_p90 > 0)) {
        drawCurve(section, data, page, "sites_guarded",
            {title: "Sites guarded", what: "sites guarded at a time"});
    }
    if (curve.some(row => row.host_relieved_p90 > 0)) {
        drawCurve(section, data, page, "host_relieved",
            {title: "Host people freed", what: "host people freed, so far",
            marks: marksOf(data, "host_relieved", curve[0].time)});
    }
    const list = rowsOf(data, "sites").filter(row => row.requested !== null)
        .sort((a, b) => (a.guarded ?? Infinity) - (b.guarded ?? Infinity) ||
        a.requested - b.requested);
    if (list.length) rows(section, data, page, list);
}

function rows(section, data, page, list) {
    const shown = list.slice(0, MOST);
    const frame = figure(section, {title: `Site by site, replication ${list[0].replication}`,
        note: "From the request for a guard until the site goes back to the host." +
            (shown.length < list.length ?
                ` The first ${MOST} of ${number(list.length)}; all are in the table below.` : "")});
    const end = max(list, row => Math.max(row.handed_back ?? 0, row.guarded ?? 0, row.requested)) + 3 * HOUR;
    const never = list.filter(row => row.guarded === null).length;
    const summary = `${number(list.length)} sites, ${number(list.length - never)} of them guarded in the ` +
        `end.`;
    picture(frame, page, summary, (svg, width) => {
        const isNarrow = width < 600, step = isNarrow ? 36 : 22, left = isNarrow ? 8 :
            Math.min(260, 0.32 * width), right = width - 20;
        const bottom = 6 + step * shown.length;
        const x = scaleUtc().domain([min(list, row => row.requested), end]).range([left, right]);
        timeAxis(svg, page, x, bottom, {grid: bottom - 6});
        shown.forEach((row, i) => {
            const y = 6 + step * i + (isNarrow ? 25 : step / 2), name = data.nameOf(row.site, "site"),
                group = svg.append("g");
            if (isNarrow) label(group, name, 8, 6 + step * i + 9, Math.floor(width / 7), "start");
            else label(group, name, left - 8, y, Math.floor((left - 12) / 6.6));
            const guarded = x(row.guarded ?? end), handed = x(row.handed_back ?? end);
            group.append("rect").attr("class", "site-waits").attr("x", x(row.requested))
                .attr("width", Math.max(0.5, guarded - x(row.requested)))
                .attr("y", y - 3).attr("height", 6);
            if (row.guarded !== null) {
                group.append("rect").attr("class", "site-holds").attr("x", guarded)
                    .attr("width", Math.max(0.5, handed - guarded)).attr("y", y - 7)
                    .attr("height", 14);
            }
            if (row.handed_back !== null) group.append("path").attr("class", "whisker")
                .attr("d", `M${handed},${y - 8}v16`);
            group.append("title")
                .text(visible(`${name}: asked for ${page.time(row.requested)}, guarded ` +
                    `${row.guarded === null ? "never" : page.time(row.guarded)}` +
                `${row.contingent ? ` by ${row.contingent}` : ""}, handed back ` +
                `${row.handed_back === null ? "not in this time" : page.time(row.handed_back)}`));
            group.on("click", () => choose(page, "site", row.site));
        });
        return bottom + 42;
    });
    key(frame.legend, [{sort: "area", class: "site-waits", text: "waits for its guard"},
        list.some(row => row.guarded !== null) && {sort: "area", class: "site-holds", text: "guarded"},
        list.some(row => row.handed_back !== null) && {text: "handed back", draw: svg => svg.append("path")
            .attr("class", "whisker").attr("d", "M13,1V13")}].filter(Boolean));
    const time = name => ({label: name.replace("_", " "), of: row => page.time(row[name])});
    alternative(frame,
        () => ({rows: list, columns: [{label: "site", of: row => data.nameOf(row.site, "site")},
        {label: "class", of: row => row.class},
        {label: "guarded by", of: row => row.contingent}, ...["requested", "assigned", "guarded", "handback",
            "handed_back"].map(time)]}));
}
