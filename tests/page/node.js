// Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
// node.js - the checks of pure.js in node, then all flights of the pages that are named.
import {readFileSync} from "fs";
import {gunzipSync} from "zlib";
import {checkFlights} from "./pure.js";
import {check, dataOfPage} from "./support.js";

const element = (page, id) => new RegExp(`<script[^>]* id="${id}"[^>]*>([^<]*)<`).exec(page)[1];

console.log(`${check.done} checks`);
for (const name of process.argv.slice(2)) {
    const page = readFileSync(name, "utf8");
    const values = gunzipSync(Buffer.from(element(page, "airbridge-values"), "base64")).toString();
    const flights = checkFlights(dataOfPage(JSON.parse(element(page, "airbridge-data")), JSON.parse(values)));
    console.log(`${name}: ${flights} flights`);
}
