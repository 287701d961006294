// Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
// sphere.js - great circles: where a flight is, and where it heads.
import {geoInterpolate} from "d3-geo";

const RADIAN = Math.PI / 180;

// The point at a share of the way between two of [longitude, latitude], in degrees.
export function along(from, to, share) {
    const s = Math.min(1, Math.max(0, share));
    if (s === 0 || (from[0] === to[0] && from[1] === to[1])) return from;
    return s === 1 ? to : geoInterpolate(from, to)(s);
}

// The course from one point to another, in degrees clockwise from north.
export function course(from, to) {
    const a = from[1] * RADIAN, b = to[1] * RADIAN, d = (to[0] - from[0]) * RADIAN;
    const angle = Math.atan2(Math.sin(d) * Math.cos(b),
        Math.cos(a) * Math.sin(b) - Math.sin(a) * Math.cos(b) * Math.cos(d)) / RADIAN;
    return (angle + 360) % 360;
}

// The middle of points on a sphere; where they cancel each other out, the first.
export function middle(points) {
    let x = 0, y = 0, z = 0;
    for (const [longitude, latitude] of points) {
        x += Math.cos(latitude * RADIAN) * Math.cos(longitude * RADIAN);
        y += Math.cos(latitude * RADIAN) * Math.sin(longitude * RADIAN);
        z += Math.sin(latitude * RADIAN);
    }
    if (Math.hypot(x, y, z) < 1e-9) return points[0] ?? [0, 0];
    return [Math.atan2(y, x) / RADIAN, Math.atan2(z, Math.hypot(x, y)) / RADIAN];
}
