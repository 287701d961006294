// Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
// landings.js - landings in the theatre and people in it over time, against history.
import {csvParseRows} from "d3-dsv";
import {drawCurve} from "./curve.js";
import {marksOf} from "./history.js";
import {rowsOf} from "./chart.js";
import {number} from "./text.js";
import told from "../data/landings-at-least.csv";

export const id = "landings", title = "Landings";

const grows = (data, stem) => rowsOf(data, "curve").some(row => row[`${stem}_p90`] > 0);

export function fits(data) {
    return data.table("curve") !== null && (grows(data, "landings") || grows(data, "people_delivered"));
}

// History that is told only as "at least so many by then", by the title of the scenario.
function floorsOf(data) {
    // Not csvParse, which evaluates what it makes: the page's policy forbids that.
    return csvParseRows(told.replace(/^#.*\n/gm, "")).filter(([title]) => title === data.run.title)
        .map(([, by, landings, name]) => ({kind: "floor", t: Date.parse(by), low: Number(landings), high: null,
            tolerance: 0, name, outcome: "a lower bound", isMissed: false}));
}

export function draw(section, data, page) {
    const begin = rowsOf(data, "curve")[0].time;
    if (grows(data, "landings")) {
        const own = rowsOf(data, "sorties")
            .filter(row => row.replication === data.traced && row.purpose === "deployment" &&
            row.tier !== 1 && !row.stop && row.landing !== null).map(row => row.landing);
        drawCurve(section, data, page, "landings", {title: "Landings in the theatre with loads of the force",
            what: "landings, so far",
            note: data.run.replications > 1 ? `${number(data.run.replications)} replications.` :
                "One replication.",
            marks: [...marksOf(data, "landing", begin), ...floorsOf(data)], own});
    }
    if (grows(data, "people_delivered")) {
        drawCurve(section, data, page, "people_delivered",
            {title: "People in the theatre", what: "people delivered, so far",
            marks: marksOf(data, "people", begin)});
    }
}
