// Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
// ground.js - what a map stands on: a projection around the middle of what is used, coasts, borders,
// zooming by hand and by buttons, and names that do not cover each other.
import {geoAzimuthalEquidistant, geoDistance, geoGraticule, geoPath} from "d3-geo";
import {zoom, zoomIdentity} from "d3-zoom";
import {event} from "d3-selection";
import {middle} from "./sphere.js";
import {shortened} from "./chart.js";

const RADIAN = Math.PI / 180, EARTH = 6371, MOST_ZOOM = 400;

// A projection in which points and the great circles between them fit into a box. Around the middle of
// the points it is right across the antimeridian and near a pole; at least 400 km are seen.
export function projectionOf(points, lines, width, height) {
    const centre = middle(points);
    const projection = geoAzimuthalEquidistant().rotate([-centre[0], -centre[1]]);
    const reach = Math.max(...points.map(point => geoDistance(centre, point))) / RADIAN;
    projection.clipAngle(Math.min(178, 12 + 1.9 * reach));
    const margin = Math.min(90, width / 9);
    projection.fitExtent([[margin, 34], [width - margin, height - 34]], {type: "GeometryCollection",
        geometries: [{type: "MultiPoint", coordinates: points},
            {type: "MultiLineString", coordinates: lines}]});
    const most = width / (400 / EARTH);
    if (!(projection.scale() < most)) projection.scale(most).translate([width / 2, height / 2]);
    return projection;
}

// Coasts, borders and a net of degrees, into a group that the zoom moves.
export function drawGround(group, projection, world) {
    const path = geoPath(projection);
    group.attr("aria-hidden", "true");
    group.append("path").attr("class", "graticule").attr("d", path(geoGraticule().step([10, 10])()));
    group.append("path").attr("class", "border").attr("d", path(world.borders));
    group.append("path").attr("class", "coast").attr("d", path(world.coasts));
}

// Zooming: dragging, pinching, double clicks, and the wheel with Ctrl, so that the page still scrolls.
// Returns what buttons and keys call.
export function zooming(svg, width, height, moved) {
    const behaviour = zoom().scaleExtent([1, MOST_ZOOM]).translateExtent([[0, 0], [width, height]])
        .filter(() => event.type === "wheel" ? event.ctrlKey || event.metaKey : !event.button)
        .on("zoom", () => moved(event.transform));
    svg.call(behaviour);
    return {
        by: factor => svg.call(behaviour.scaleBy, factor),
        // Puts a place of the unmoved picture into the middle.
        centre: (place, factor) => svg.call(behaviour.transform, zoomIdentity.translate(width / 2, height / 2)
            .scale(Math.min(MOST_ZOOM, Math.max(1, factor))).translate(-place[0], -place[1])),
        to: (transform = zoomIdentity) => svg.call(behaviour.transform, transform),
    };
}

// How long a bar of round length is: {kilometres, pixels}.
export function scaleBar(projection, factor, width) {
    const perPixel = EARTH / (projection.scale() * factor);
    const rough = perPixel * width / 6, power = 10 ** Math.floor(Math.log10(rough));
    const kilometres = [5, 2, 1].map(n => n * power).find(n => n <= rough);
    return {kilometres, pixels: kilometres / perPixel};
}

// Where names stand beside their points: [{x, y, anchor}] or null where there is no room. The first in the
// list come first; each point is {x, y, text, radius}.
export function placeNames(points, width, height, letter = 6.4) {
    const boxes = points.map(p =>
        ({l: p.x - p.radius, r: p.x + p.radius, t: p.y - p.radius, b: p.y + p.radius}));
    const meets = (a, b) => a.l < b.r && b.l < a.r && a.t < b.b && b.t < a.b;
    const taken = boxes.slice();
    return points.map((p, i) => {
        if (p.x < 0 || p.y < 0 || p.x > width || p.y > height) return null;
        const long = letter * Array.from(shortened(p.text)).length, gap = p.radius + 4;
        const sides = [
            {x: p.x + gap, y: p.y, anchor: "start", l: p.x + gap, r: p.x + gap + long},
            {x: p.x - gap, y: p.y, anchor: "end", l: p.x - gap - long, r: p.x - gap},
            {x: p.x, y: p.y - gap - 6, anchor: "middle", l: p.x - long / 2, r: p.x + long / 2},
            {x: p.x, y: p.y + gap + 6, anchor: "middle", l: p.x - long / 2, r: p.x + long / 2}];
        for (const side of sides) {
            const box = {l: side.l, r: side.r, t: side.y - 7, b: side.y + 7};
            if (box.l < 0 || box.r > width || box.t < 0 || box.b > height) continue;
            if (taken.some((other, k) => k !== i && meets(box, other))) continue;
            taken.push(box);
            return side;
        }
        return null;
    });
}
