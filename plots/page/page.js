// Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
// page.js - the frame of the page: head, way to its sections, light and dark, UTC and local time; and
// what the views share:
//   page.zone            the airfield whose clocks are shown, null: UTC
//   page.time(t)         "9 Jan 2022 11:13" by these clocks; page.offset(t) their minutes ahead of UTC
//   page.zoneName()      "UTC" or "local time of Almaty International"
//   page.on(what, f)     calls f when "zone", "theme" or "print" changes, or f(value) after page.tell:
//   page.tell(what, value)  "moment" (an instant, the map's), "load", "tail", "contingent" or "airfield"
//                        (one that was chosen), for other views to follow
//   page.dark()          whether dark colours are shown; colours in CSS follow by themselves
import {clock, date, dateTime, make, visible} from "./text.js";

class Page {
    constructor(data) {
        this.data = data;
        this.zone = null;
        this.listeners = new Map();
    }
    on(what, f) {
        if (!this.listeners.has(what)) this.listeners.set(what, []);
        this.listeners.get(what).push(f);
    }
    tell(what, value) {
        for (const f of this.listeners.get(what) ?? []) f(value);
    }
    offset(t) {
        return this.zone === null ? 0 : this.data.offset(this.zone, t) ?? 0;
    }
    time(t) {
        return t == null ? "" : dateTime(t, this.offset(t));
    }
    clock(t) {
        return t == null ? "" : clock(t, this.offset(t));
    }
    date(t) {
        return t == null ? "" : date(t, this.offset(t));
    }
    zoneName() {
        return this.zone === null ? "UTC" : `local time of ${this.data.nameOf(this.zone)}`;
    }
    dark() {
        const forced = document.documentElement.dataset.theme;
        return forced ? forced === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    }
}

function themeSwitch(page) {
    const button = make("button", {type: "button", id: "theme", onclick: () => {
        document.documentElement.dataset.theme = page.dark() ? "light" : "dark";
        name();
        page.tell("theme");
    }});
    const name = () => {
        button.textContent = page.dark() ? "Light" : "Dark";
        button.setAttribute("aria-label", page.dark() ? "Show light colours" : "Show dark colours");
    };
    name();
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
        name();
        page.tell("theme");
    });
    return button;
}

function zoneChoice(page, data) {
    if (data.zones.length === 0) return null;
    const select = make("select", {id: "zone", onchange: () => {
        page.zone = select.value === "" ? null : select.value;
        page.tell("zone");
    }}, make("option", {value: ""}, "UTC"),
    data.zones.map(id => make("option", {value: id}, data.nameOf(id))));
    return make("label", {for: "zone"}, "Times in ", select);
}

function drawView(view, section, data, page) {
    try {
        view.draw(section, data, page);
    } catch (error) {
        section.append(make("p", {class: "fault", role: "alert"},
            `This part could not be drawn: ${error.message}`));
        console.error(view.id, error);
    }
}

export function begin(data, views) {
    const page = new Page(data);
    const root = document.getElementById("page");
    const title = data.run.title || "A result of airbridge";
    document.title = visible(title);
    const main = make("main", {id: "main"});
    const list = make("ul");
    const shown = views.filter(view => view.fits(data));
    for (const view of shown) {
        const heading = make("h2", {id: `${view.id}-title`}, view.title);
        const section = make("section", {id: view.id, "aria-labelledby": `${view.id}-title`}, heading);
        list.append(make("li", {}, make("a", {href: `#${view.id}`}, view.title)));
        main.append(section);
    }
    root.append(
        make("a", {class: "skip", href: "#main"}, "Skip to the result"),
        make("header", {}, make("h1", {}, title),
            make("div", {class: "switches"}, zoneChoice(page, data), themeSwitch(page))),
        make("nav", {"aria-label": "Sections"}, list), main);
    // Paper is light: what is drawn on a canvas is drawn again for it.
    let theme;
    addEventListener("beforeprint", () => {
        theme = document.documentElement.dataset.theme;
        document.documentElement.dataset.theme = "light";
        page.tell("theme");
        page.tell("print");
    });
    addEventListener("afterprint", () => {
        if (theme === undefined) delete document.documentElement.dataset.theme;
        else document.documentElement.dataset.theme = theme;
        page.tell("theme");
    });
    for (const view of shown) drawView(view, document.getElementById(view.id), data, page);
    document.documentElement.dataset.ready = "yes"; // for whoever waits until all is drawn
    if (location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();
}
