// Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
// reproduce.js - what made the result, so that somebody else can make it again.
import {quoted} from "./shell.js";
import {make} from "./text.js";

export const id = "reproduce", title = "How to reproduce it";

export function fits() {
    return true;
}

export function draw(section, data) {
    const run = data.run;
    const line = (run.command_line ?? []).map(quoted).join(" ");
    const facts = [
        ["Program", `airbridge ${run.version ?? ""}, sources ${run.sources ?? "unknown"}`],
        ["Scenario hash", run.scenario_hash], ["Trajectory hash", run.trajectory_hash],
        ["Seed", run.seed], ["Replications", run.replications], ["Points", run.points],
        ["Traced replication", data.traced || null], ["Generator", run.generator],
        ["Written", run.written]];
    section.append(
        make("p", {}, "The same scenario, seed and release give the same numbers on any machine:"),
        make("pre", {class: "command", tabindex: "0"}, line),
        make("dl", {class: "facts"}, facts.filter(([, value]) => value != null).map(([name, value]) =>
            [make("dt", {}, name), make("dd", {}, String(value))]).flat()));
}
