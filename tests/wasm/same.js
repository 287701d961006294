// Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
// same.js PROGRAM FOLDER [REPLICATIONS [NAME]]: holds the model of FOLDER (model.js, model.wasm) against the
// program, over all scenarios that are shipped, or those whose name has NAME in it: every replication must
// come out the same, which the trajectory hash tells; so must differences, what is drawn, and complaints.
"use strict";
const {execFile} = require("child_process");
const fs = require("fs");
const os = require("os");
const path = require("path");
const assert = require("assert");

const root = path.join(__dirname, "..", ".."), scenarios = path.join(root, "scenarios");
const program = path.resolve(process.argv[2]), folder = path.resolve(process.argv[3]);
const replications = Number(process.argv[4] || 1000), wanted = process.argv[5] || "";
const openModel = new Function(
    fs.readFileSync(path.join(folder, "model.js"), "utf8") + "\nreturn openModel;")();
const wasm = fs.readFileSync(path.join(folder, "model.wasm"));

// All files below the scenarios, by the names by which a scenario asks for them, and the table of a zone.
function readFiles(from, prefix, files) {
    for (const entry of fs.readdirSync(from, {withFileTypes: true})) {
        const name = prefix + entry.name, whole = path.join(from, entry.name);
        if (entry.isDirectory()) {
            readFiles(whole, name + "/", files);
        } else {
            files[name] = fs.readFileSync(whole);
        }
    }
    return files;
}
const files = readFiles(scenarios, "", {});
for (const [name, content] of Object.entries(files)) { // as a scenario in a folder names what is above it
    for (const folder of ["what-if", "small", "common", "templates"]) {
        files[`${folder}/../${name}`] = content;
    }
}
const zone = "Asia/Almaty";
files[`zoneinfo/${zone}`] = fs.readFileSync(path.join(process.env.TZDIR || "/usr/share/zoneinfo", zone));

// What the program says, with the status it ends with; in the folder of scenarios, so that names are alike.
function ask(...words) {
    return new Promise(done => execFile(program, words, {cwd: scenarios, maxBuffer: 1 << 28},
        (error, out, faults) => done({status: error ? error.code : 0, out, faults})));
}

async function open(name, set) {
    const model = await openModel(wasm);
    model.load(name, files, set);
    return model;
}

// Numbers are printed with nine digits: the last may be rounded otherwise.
function assertNear(told, expected, what) {
    if (expected === null || typeof told !== "number") {
        assert.strictEqual(told === "beyond" ? null : told, expected, what);
        return;
    }
    assert(Math.abs(told - expected) <= 2e-8 * Math.max(1, Math.abs(expected)), `${what}: ${told}, not ${expected}`);
}

// ---- all scenarios ----

async function sameRun(name) {
    const {status, out, faults} = await ask("run", name, "-n", String(replications), "--inputs", "base", "--json");
    assert(status === 0 || status === 1, faults);
    const native = JSON.parse(out), model = await open(name);
    const begun = process.cpuUsage();
    const told = await model.run({replications, inputs: false});
    const {user} = process.cpuUsage(begun);
    assert.strictEqual(model.about().scenario_hash, native.scenario_hash, `${name}: another scenario`);
    assert.strictEqual(told.base.luck.trajectory_hash, native.trajectory_hash, `${name}: other trajectories`);
    assert.strictEqual(told.base.luck.failed, native.failed, `${name}: failed`);
    return `${native.trajectory_hash} ${(user / 1000 / replications).toFixed(2)} ms`;
}

// ---- what is changed, and drawn ----

const january = "january-2022.ini";
const change = "contingent.vdv-98.load_interval=2 h";

function compareMeasures(told, native, band) {
    const rows = native.compare.filter(row => told.measures.some(measure => measure.name === row.measure));
    assert(rows.length > 30);
    for (const row of rows) {
        const {difference, base, variant} = told.measures.find(measure => measure.name === row.measure)[band];
        const what = `${row.measure}, ${band}`;
        for (const one of ["n", "base_beyond", "beyond", "lower", "higher", "equal"]) {
            assert.strictEqual(difference[one], row[one], `${what}: ${one}`);
        }
        assertNear(difference.plain.mean, row.difference, what);
        assertNear(difference.plain.ci95_low, row.ci95_low, what);
        assertNear(difference.plain.ci95_high, row.ci95_high, what);
        assertNear(difference.limited.mean, row.restricted_difference, what);
        if (row.n === native.replications && row.base_beyond + row.beyond === 0) {
            assertNear(base.mean, row.base_mean, what);
            assertNear(variant.mean, row.mean, what);
        }
    }
}

async function sameComparison() {
    const model = await open(january), n = String(replications);
    const told = await model.run({replications, set: [change]});
    for (const [band, inputs] of [["luck", "base"], ["drawn", "drawn"]]) {
        const {out} = await ask("compare", january, "--with", change, "-n", n, "--inputs", inputs, "--json");
        const native = JSON.parse(out);
        assert.strictEqual(told.base[band].trajectory_hash, native.scenarios[0].trajectory_hash, band);
        assert.strictEqual(told.variant[band].trajectory_hash, native.scenarios[1].trajectory_hash, band);
        compareMeasures(told, native, band);
    }
    return "both bands";
}

// What is asked for in between, again, or with more said beforehand, alters nothing.
async function sameInTurns() {
    const set = ["airfield.almaty.working_mog=3"], model = await open(january), other = await open(january, set);
    const first = model.run({replications: 300, set: [change]});
    const second = model.run({replications: 120, set});
    assert.strictEqual(await first, null, "a run that was overtaken told something");
    const told = await second, steps = [];
    assert.strictEqual(told.replications, 120);
    const alone = await other.run({replications: 120});
    assert.deepStrictEqual(told.variant, alone.base, "said on top, or beforehand");
    await model.run({replications: 200, set}, ({replications}) => steps.push(replications));
    assert.deepStrictEqual(steps, [50, 100, 200]);
    const again = await model.run({replications: 120, set});
    assert.deepStrictEqual(again, told, "asked for again");
    const seeded = await model.run({replications: 60, seed: 7, inputs: false});
    const {out} = await ask("run", january, "-n", "60", "--seed", "7", "--inputs", "base", "--json");
    assert.strictEqual(seeded.base.luck.trajectory_hash, JSON.parse(out).trajectory_hash, "another seed");
    // A file that nothing asked for before: the table of a zone.
    const clocks = ["airfield.almaty.utc_offset=none", `airfield.almaty.time_zone=${zone}`];
    const there = await model.run({replications: 60, set: clocks, inputs: false});
    const zoned = await ask("run", january, "-n", "60", "--set", clocks[0], "--set", clocks[1], "--inputs", "base", "--json");
    assert.strictEqual(there.variant.luck.trajectory_hash, JSON.parse(zoned.out).trajectory_hash, "a zone");
    return "";
}

// ---- what is wrong ----

async function sameComplaints() {
    const model = await open(january);
    for (const set of ["airfield.almaty.working_mog=-3", "airfield.almaty.working_mog=2 h", "airfield.almaty.mog=3",
        "airfield.almati.working_mog=3", "scenario.start=yesterday", "scenario.horizon=1 h",
        "contingent.vdv-98.load_interval=triangular(3 h, 2 h)", "scenario.title=<script>\"'`$(x)", ""]) {
        const {status, faults} = await ask("run", january, "-n", "1", "--set", set, "--json");
        let told = "";
        try {
            await model.run({replications: 1, set: [set]});
        } catch (error) {
            told = error.lines.join("\n") + "\n";
        }
        if (set === "") {
            assert(status !== 0 && told !== "");
        } else {
            assert.strictEqual(told, status === 2 ? faults : "", set);
        }
    }
    await assert.rejects(open("nobody.ini"), /nobody\.ini/);
    await assert.rejects(open("january-2022.ini", ["airfield.almaty.mog=3"]), /mog/);
    return "";
}

// The keys, with what `show` says of them.
async function sameKeys() {
    const {out} = await ask("show", january), keys = (await open(january)).keys();
    const named = Object.fromEntries(keys.map(one => [one.key, one]));
    assert.strictEqual(keys.length, out.split("\n").filter(line => /^[a-z_]+ = |^; [a-z_]+ is not given$/.test(line)).length);
    const mog = named["airfield.almaty.working_mog"];
    assert.strictEqual(mog.value, "6");
    assert.match(mog.origin, /^january-2022\.ini:[0-9]+$/);
    assert.deepStrictEqual([mog.minimum, mog.maximum, mog.whole, mog.unit], [1, 1e6, true, ""]);
    assert.strictEqual(named["scenario.deadline"].value, null);
    assert.strictEqual(named["scenario.tasking"].origin, "default");
    assert(named["scenario.tasking"].choices.includes("lookahead"));
    assert.strictEqual(named["scenario.horizon"].unit, "h");
    return `${keys.length} keys`;
}

async function main() {
    let bad = 0;
    const runnable = Object.keys(files).filter(name => name.endsWith(".ini") && !name.startsWith("common/") && !name.includes("/../")).sort();
    const tests = [...runnable.filter(name => name.includes(wanted)).map(name => [name, () => sameRun(name)]),
                   ["a comparison", sameComparison], ["one after another", sameInTurns],
                   ["complaints", sameComplaints], ["keys", sameKeys]];
    for (const [name, test] of tests) {
        try {
            console.log(`ok   ${name.padEnd(36)} ${await test()}`);
        } catch (error) {
            bad++;
            console.log(`FAIL ${name}: ${error.lines ? error.lines.join("\n") : error.message}`);
        }
    }
    console.log(bad ? `${bad} of ${tests.length} differ` : `all ${tests.length} the same, ${replications} replications`);
    process.exitCode = bad ? 1 : 0;
}
main();
