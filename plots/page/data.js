// Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
// data.js - the result that is in the page, and how the views ask for it. All of it is data from
// anywhere: texts are shown with textContent, never made into markup.
//
// const data = await readData();
//   data.kind      "run", "compare", "sweep", "worth", "size", "sensitivity", "worst" or "calibrate"
//   data.run       what run.json holds
//   data.traced    the replication that was traced, 0: none
//   data.table("curve")   a table, or null when the result has none, or no rows in it
//     .name, .length (rows that are here), .of (rows that it has in the result)
//     .columns     [{name, type, unit, meaning, values}], type: text, integer, number, time, yes or no
//     .has("landings_p50"), .column("landings_p50")  its values; of a column that is not there, nulls
//     .row(i)      {time: 1641405600000, landings_p50: 3, ...}
//     .rows()      all of them; made once
//     .where("airfield", "almaty")  those of them
//   Instants are milliseconds since 1970, yes is 1 and no 0, an empty cell is null.
//   data.nameOf(id, kind)     "Almaty International" of an airfield, or what else has a name, else the id
//   data.offset(airfield, t)  minutes by which its clocks are ahead of UTC at t; null: not known
//   data.zones                airfields whose offset is known
//   data.world                {coasts, borders}: MultiLineStrings of GeoJSON, in degrees
//   data.scenario             [{path, section, id, key, value, file, line, comment, meaning}]: what was
//                             simulated, value by value; id "" with a kind that has ids: what holds where
//                             a thing does not say it. Empty of a sweep.
//   data.said("command.request")  the value of a path, "" when there is none
import {borders, coasts} from "world";
import {namesOf} from "./text.js";

function multiLine(lines) {
    return {
        type: "MultiLineString",
        coordinates: lines.map(steps => {
            const points = [];
            for (let i = 0, x = 0, y = 0; i < steps.length; i += 2) {
                x += steps[i];
                y += steps[i + 1];
                points.push([x / 100, y / 100]);
            }
            return points;
        }),
    };
}

class Table {
    constructor(name, told, values) {
        this.name = name;
        this.length = told.rows;
        this.of = told.of;
        this.columns = told.columns.map((column, i) => ({...column, values: values[i]}));
        this.index = new Map(this.columns.map(column => [column.name, column]));
        this.made = null;
    }
    has(name) {
        return this.index.has(name);
    }
    column(name) {
        return this.has(name) ? this.index.get(name).values : new Array(this.length).fill(null);
    }
    row(i) {
        const row = Object.create(null);
        for (const column of this.columns) row[column.name] = column.values[i];
        return row;
    }
    rows() {
        if (this.made === null) this.made = Array.from({length: this.length}, (_, i) => this.row(i));
        return this.made;
    }
    where(name, value) {
        return this.rows().filter(row => row[name] === value);
    }
}

// What the clocks of airfields say: each row of the tables by hour tells an hour in UTC and there.
function offsetsOf(data) {
    const found = new Map();
    for (const [name, id] of [["flows", "airfield"], ["binding", "id"]]) {
        const table = data.table(name);
        if (!table) continue;
        const times = table.column("time"), locals = table.column("local");
        const ids = table.column(id), ofs = table.has("of") ? table.column("of") : null;
        for (let i = 0; i < table.length; i++) {
            if (ofs && ofs[i] !== "airfield") continue;
            const told = /([+-])(\d\d):(\d\d)$/.exec(locals[i] ?? "");
            const utc = /Z$/.test(locals[i] ?? "");
            if (!told && !utc) continue;
            const minutes = utc ? 0 : (told[1] === "-" ? -1 : 1) * (60 * +told[2] + +told[3]);
            if (!found.has(ids[i])) found.set(ids[i], []);
            found.get(ids[i]).push([times[i], minutes]);
        }
    }
    for (const list of found.values()) list.sort((a, b) => a[0] - b[0]);
    return found;
}

async function unpack(text) {
    const bytes = Uint8Array.from(atob(text), c => c.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return JSON.parse(await new Response(stream).text());
}

export async function readData() {
    const told = JSON.parse(document.getElementById("airbridge-data").textContent);
    const packed = await unpack(document.getElementById("airbridge-values").textContent);
    const tables = new Map();
    for (const name of Object.keys(told.tables)) {
        if (told.tables[name].rows > 0) {
            tables.set(name, new Table(name, told.tables[name], packed[name]));
        }
    }
    const data = {
        format: told.format,
        kind: told.kind,
        run: told.run,
        traced: Number(told.run.traced_replication ?? 0),
        tables,
        table: name => tables.get(name) ?? null,
        world: {coasts: multiLine(coasts), borders: multiLine(borders)},
    };
    data.nameOf = namesOf(data.table("places")?.rows() ?? []);
    data.scenario = (data.table("scenario")?.rows() ?? []).map(({key: path, ...row}) => {
        const parts = String(path).split(".");
        return {...row, path, section: parts[0], id: parts.length > 2 ? parts[1] : "",
            key: parts[parts.length - 1]};
    });
    const values = new Map(data.scenario.map(row => [row.path, row.value ?? ""]));
    data.said = path => values.get(path) ?? "";
    const offsets = offsetsOf(data);
    data.zones = [...offsets.keys()].sort();
    data.offset = (airfield, t) => {
        const list = offsets.get(airfield);
        if (!list) return null;
        let low = 0, high = list.length - 1;
        while (low < high) {
            const middle = (low + high + 1) >> 1;
            if (list[middle][0] <= t) low = middle;
            else high = middle - 1;
        }
        return list[low][1];
    };
    return data;
}
