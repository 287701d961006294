// Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
// index.js - begins the page: reads the data, then draws each view that has something to show.
//
// A view is a module with
//   id             of its section, for links: "map"
//   title          its heading: "Map"
//   fits(data)     whether there is anything to show of this result
//   draw(section, data, page)  puts it into the section, which has its heading already
// and a line in `views` below, in the order of the page. See data.js for the data, text.js for texts,
// page.js for what views share, page.css for colours.
import {readData} from "./data.js";
import {begin} from "./page.js";
import {views} from "./views.js";

readData().then(data => begin(data, views)).catch(error => {
    const told = document.getElementById("page");
    told.setAttribute("role", "alert");
    told.textContent = `This page could not be shown: ${error.message}. A browser of 2023 or later is needed.`;
    throw error;
});
