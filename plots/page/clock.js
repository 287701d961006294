// Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
// clock.js - lengths of time, and round moments for an axis in UTC or by the clocks of a place.
import {scaleUtc} from "d3-scale";

export const MINUTE = 60e3, HOUR = 60 * MINUTE, DAY = 24 * HOUR;

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const two = n => String(n).padStart(2, "0");

// About so many instants that are round by clocks that are offset(t) minutes ahead of UTC, and what to
// write beside each. The clocks may change between them: each has the offset that holds then.
export function ticks(from, to, about, offset = () => 0) {
    const wall = t => t + offset(t) * MINUTE;
    const list = [];
    for (const date of scaleUtc().domain([wall(from), wall(to)]).ticks(Math.max(1, about))) {
        let t = +date - offset(+date) * MINUTE;
        t = +date - offset(t) * MINUTE;
        if (t < from || t > to) continue;
        const isDay = +date % DAY === 0;
        const day = `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}`;
        list.push({t, isDay, text: isDay ? day : `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`});
    }
    return list;
}

// "45 min", "3 h 20 min", "2 d 5 h"
export function span(milliseconds) {
    const minutes = Math.round(milliseconds / MINUTE);
    if (minutes < 60) return `${minutes} min`;
    if (minutes < 48 * 60) return `${Math.floor(minutes / 60)} ` +
        `h${minutes % 60 ? ` ${minutes % 60} min` : ""}`;
    const hours = Math.round(minutes / 60);
    return `${Math.floor(hours / 24)} d${hours % 24 ? ` ${hours % 24} h` : ""}`;
}
