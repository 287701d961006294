// Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
// bars.js - how the stages of a flight look on a canvas: a colour, and a pattern or height that says the
// same.

// Each kind of stage: the variable of its colour, its pattern, and the share of a row that it fills.
export const LOOKS = {
    waiting: {colour: "--faint", pattern: "outline", height: 0.36},
    onload: {colour: "--c5", pattern: "solid", height: 0.8},
    fuelling: {colour: "--c6", pattern: "solid", height: 0.5},
    crew: {colour: "--c4", pattern: "dots", height: 0.5},
    repair: {colour: "--text", pattern: "solid", height: 0.5},
    loaded: {colour: "--c1", pattern: "solid", height: 0.8},
    empty: {colour: "--c1", pattern: "stripes", height: 0.8},
    holding: {colour: "--text", pattern: "cross", height: 0.8},
    diverted: {colour: "--c2", pattern: "cross", height: 0.8},
    offload: {colour: "--c2", pattern: "solid", height: 0.8},
    servicing: {colour: "--c8", pattern: "dots", height: 0.36},
    stop: {colour: "--c8", pattern: "solid", height: 0.5},
};

// A tile of a pattern on the ground colour.
function tile(pattern, colour, ground) {
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = 6;
    const c = canvas.getContext("2d");
    c.fillStyle = ground;
    c.fillRect(0, 0, 6, 6);
    c.strokeStyle = c.fillStyle = colour;
    c.lineWidth = 1.6;
    if (pattern === "dots") c.fillRect(1, 1, 2.4, 2.4);
    else {
        c.beginPath();
        c.moveTo(-1, 7), c.lineTo(7, -1), c.moveTo(-1, 1), c.lineTo(1, -1), c.moveTo(5, 7), c.lineTo(7, 5);
        if (pattern === "cross") c.moveTo(-1, -1), c.lineTo(7, 7);
        c.stroke();
    }
    return canvas;
}

// What to fill each kind with, from the colours that the page shows now.
export function fills(context) {
    const style = getComputedStyle(document.documentElement),
        ground = style.getPropertyValue("--ground").trim();
    const made = {ground, text: style.getPropertyValue("--text").trim(),
        faint: style.getPropertyValue("--faint").trim(),
        line: style.getPropertyValue("--line").trim(), focus: style.getPropertyValue("--focus").trim()};
    for (const [kind, look] of Object.entries(LOOKS)) {
        const colour = style.getPropertyValue(look.colour).trim();
        made[kind] = {stroke: colour, fill: look.pattern === "solid" ? colour : look.pattern === "outline" ?
            ground :
            context.createPattern(tile(look.pattern, colour, ground), "repeat")};
    }
    return made;
}

// The bar of a stage from x a to b in the row around y.
export function bar(context, fill, kind, a, b, y, row) {
    const height = LOOKS[kind].height * row, top = y - height / 2;
    context.fillStyle = fill[kind].fill;
    context.fillRect(a, top, Math.max(0.6, b - a), height);
    if (LOOKS[kind].pattern !== "solid" && b - a > 3) {
        context.strokeStyle = fill[kind].stroke;
        context.lineWidth = 1;
        context.strokeRect(a + 0.5, top + 0.5, b - a - 1, height - 1);
    }
}
