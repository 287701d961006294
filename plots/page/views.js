// Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
// views.js - the views, in the order of the page.
import * as answer from "./answer.js";
import * as calibrate from "./calibrate.js";
import * as closure from "./closure.js";
import * as compare from "./compare.js";
import * as gantt from "./gantt.js";
import * as holds from "./holds.js";
import * as landings from "./landings.js";
import * as lines from "./lines.js";
import * as live from "./live.js";
import * as map from "./map.js";
import * as milestones from "./milestones.js";
import * as occupancy from "./occupancy.js";
import * as order from "./order.js";
import * as reproduce from "./reproduce.js";
import * as scenario from "./scenario.js";
import * as sensitivity from "./sensitivity.js";
import * as sites from "./sites.js";
import * as size from "./size.js";
import * as sweep from "./sweep.js";
import * as tables from "./tables.js";
import * as waits from "./waits.js";
import * as withdrawal from "./withdrawal.js";
import * as worst from "./worst.js";
import * as worth from "./worth.js";

export const views = [
    answer, holds, map, landings, closure, gantt, occupancy, waits, sites, withdrawal, milestones, lines,
    sweep, compare, worth, size, order, sensitivity, worst, calibrate, live, scenario, tables, reproduce,
];
