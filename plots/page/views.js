// Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
// views.js - the views, in the order of the page.
import * as closure from "./closure.js";
import * as gantt from "./gantt.js";
import * as landings from "./landings.js";
import * as map from "./map.js";
import * as reproduce from "./reproduce.js";
import * as tables from "./tables.js";

export const views = [map, landings, closure, gantt, tables, reproduce];
