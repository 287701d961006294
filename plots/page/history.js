// Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
// history.js - what history says of a curve: the milestones of an event, as marks on it.
import {rowsOf} from "./chart.js";
import {HOUR} from "./clock.js";

const instant = text => text === null || text === "" ? null : Date.parse(text);
const amount = text => text === null || text === "" ? null : Number(text);

// The milestones of an event that are of all contingents and places. An instant: when the nth was between
// low and high;
// an amount: how many there were at t. Each with its tolerance, in the unit of low and high.
export function marksOf(data, event, begin) {
    const list = [];
    for (const row of rowsOf(data, "milestones")) {
        if (row.event !== event || row.filtered) continue;
        const common = {name: row.name || row.milestone, source: row.source, verdict: row.verdict,
            outcome: row.outcome,
            isMissed: row.outcome === "missed" || row.outcome === "known miss"};
        if (row.kind === "instant" && /^\d+$/.test(row.nth ?? "")) {
            list.push({...common, kind: "instant", nth: Number(row.nth), low: instant(row.earliest),
                high: instant(row.latest),
                tolerance: (row.tolerance_h ?? 0) * HOUR});
        } else if (row.kind === "amount" && row.from !== null && row.from <= begin && row.by !== null) {
            list.push({...common, kind: "amount", t: row.by, low: amount(row.earliest),
                high: amount(row.latest),
                tolerance: row.tolerance_amount ?? 0});
        }
    }
    return list;
}
