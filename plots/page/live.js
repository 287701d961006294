// Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
// live.js - the simulator in the page (`airbridge page --live`): keys with other values, and what they
// change, simulated in a worker while one looks. model/model.js says what the worker takes and tells.
import {quoted} from "./shell.js";
import {control, plain} from "./live_control.js";
import {showResult} from "./live_result.js";
import {make, number, visible} from "./text.js";

export const id = "live", title = "Try it";

export function fits() {
    return document.getElementById("airbridge-live") !== null;
}

async function unpack(name) {
    const text = document.getElementById(`airbridge-${name}`).textContent;
    const bytes = Uint8Array.from(atob(text), c => c.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Uint8Array(await new Response(stream).arrayBuffer());
}

// The files of the scenario by name, of bytes that stand one behind the other.
function divide(files, bytes) {
    const divided = {};
    let at = 0;
    for (const {name, size} of files) {
        divided[name] = bytes.slice(at, at + size);
        at += size;
    }
    return divided;
}

async function openWorker(live) {
    const [files, script, wasm] = await Promise.all(["files", "worker", "model"].map(unpack));
    const address = URL.createObjectURL(new Blob([script], {type: "text/javascript"}));
    const worker = new Worker(address);
    worker.postMessage({id: 0, ask: "open", wasm, name: live.path, files: divide(live.files, files), set: live.set});
    return worker;
}

// The commands that do the same: with the values, and against the scenario without them.
function commands(live, seed, set, replications, isDrawn) {
    const said = list => list.map(one => ` --set ${quoted(one)}`).join("");
    const start = name => `airbridge ${name} ${quoted(live.path)}${said(live.set)}`;
    const end = ` -n ${replications} --seed ${seed}`;
    if (set.length === 0) return [`${start("run")}${end}`];
    const lines = [`${start("run")}${said(set)}${end}`];
    if (!set.some(one => one.includes(";"))) {
        lines.push(`${start("compare")} --with ${quoted(set.join("; "))}${end}`);
        if (isDrawn) lines.push(`${lines[1]} --inputs drawn`);
    }
    return lines;
}

// The keys that are shown from the beginning, beside what is not known: of a list of what more would
// buy the first ten; else what has a price; where there is none of this, how many aircraft and places
// there are.
function firstKeys(data, keys, inputs) {
    const worth = (data.table("worth")?.rows() ?? []).filter(row => row.sort === "more" && row.key)
        .sort((a, b) => a.place - b.place).map(row => row.key);
    if (worth.length > 0) return [...new Set(worth)].slice(0, 10);
    const unknown = inputs.flatMap(input => input.keys.split(",").map(key => key.trim()));
    const priced = data.scenario.filter(row => row.section === "price" && row.key === "key" && row.value !== null)
        .map(row => String(row.value)).filter(key => !unknown.includes(key));
    if (priced.length > 0) return [...new Set(priced)].slice(0, 10);
    return inputs.length > 0 ? [] : keys.filter(one => plain(one.value) &&
        /^(fleet\..*\.number|airfield\..*\.(working|parking)_mog)$/.test(one.key)).slice(0, 8).map(one => one.key);
}

class Panel {
    constructor(section, data, live) {
        Object.assign(this, {data, live, controls: [], asked: 0, worker: null, keys: new Map(), waiting: false});
        this.seed = data.run.seed ?? 1;
        this.state = make("p", {class: "note", role: "status", "aria-live": "polite"}, "The simulator is not started yet.");
        this.faults = make("div", {class: "fault", role: "alert"});
        this.progress = make("progress", {max: 1000, value: 0, "aria-label": "replications made"});
        this.amount = make("select", {id: "live-n", onchange: () => this.ask()},
            [200, 1000, 5000, 20000].map(n => make("option", {value: n, selected: n === 1000}, number(n, 6))));
        this.reset = make("button", {type: "button", onclick: () => this.takeBack()}, "All as in the scenario");
        this.list = make("div", {class: "live-controls"});
        this.more = make("details", {class: "live-more", hidden: true}, make("summary", {}, "More that is not known"));
        this.found = make("ul", {class: "live-found"});
        this.search = make("input", {id: "live-search", type: "search", autocomplete: "off", oninput: () => this.find()});
        this.result = make("div", {class: "live-result"});
        this.lines = make("div", {class: "live-commands"});
        section.append(
            make("p", {}, "The simulator is in this page. Give something another value: it is simulated at once, " +
                "with the same luck as the scenario, and the difference is told with its 95 % interval."),
            make("div", {class: "tools"}, make("label", {for: "live-n"}, "Replications ", this.amount), this.reset,
                this.progress), this.state,
            make("div", {class: "live-panel"},
                make("div", {class: "live-left"},
                    make("div", {class: "live-search"}, make("label", {for: "live-search"}, "Any key ", this.search),
                        this.found), this.list, this.more),
                make("div", {class: "live-right"}, this.faults, this.result)),
            this.lines);
    }

    async start() {
        if (this.worker !== null) return;
        this.worker = "starting";
        this.state.textContent = "The simulator starts.";
        try {
            const worker = await openWorker(this.live);
            this.worker = worker;
            worker.onmessage = ({data}) => this.hear(data);
            worker.onerror = event => this.fail([event.message || "the simulator could not be started"]);
        } catch (error) {
            this.fail([error.message]);
        }
    }

    hear(told) {
        if (told.faults && (told.id === 0 || told.id === this.asked)) {
            this.fail(told.faults);
        } else if (told.keys) {
            this.open(told);
        } else if (told.result && told.id === this.asked) {
            this.show(told);
        }
    }

    fail(lines) {
        this.faults.replaceChildren(...lines.map(line => make("p", {}, line)));
        this.state.textContent = "Nothing is simulated with these values:";
        document.documentElement.dataset.live = "fault";
    }

    open({keys, about}) {
        for (const one of keys) this.keys.set(one.key, one);
        this.about = about;
        for (const key of firstKeys(this.data, keys, about.inputs).reverse()) this.addKey(key);
        about.inputs.forEach((input, index) => this.add(
            control({input, index, first: this.keys.get(input.keys.split(",")[0].trim())}, () => this.ask()),
            this.controls.length < 12 ? this.list : this.more));
        this.more.hidden = this.more.children.length < 2;
        this.ask();
    }

    add(made, where) {
        this.controls.push(made);
        where.append(made.row);
    }

    addKey(key) {
        const there = this.controls.find(one => one.key === key), row = this.keys.get(key);
        if (there || !row) return there;
        const made = control({row}, () => this.ask());
        this.add(made, this.list);
        this.list.prepend(made.row); // where it is seen
        return made;
    }

    find() {
        const words = this.search.value.toLowerCase().split(/\s+/).filter(word => word !== "");
        const fits = one => words.every(word => `${one.key} ${one.help ?? ""}`.toLowerCase().includes(word));
        const found = words.length === 0 ? [] : [...this.keys.values()].filter(fits);
        this.found.replaceChildren(...found.slice(0, 12).map(one => make("li", {}, make("button", {type: "button",
            onclick: () => {
                this.search.value = "";
                this.found.replaceChildren();
                this.addKey(one.key).field.focus();
            }}, one.key), ` ${one.help ?? ""}: ${one.value ?? "not given"}`)),
        ...(found.length > 12 ? [make("li", {}, `and ${number(found.length - 12)} more`)] : []));
    }

    takeBack() {
        for (const one of this.controls) one.takeBack();
        this.ask();
    }

    // Asks for what is set now, once per frame at most; the worker drops what it was at.
    ask() {
        if (this.waiting || !(this.worker instanceof Worker)) return;
        this.waiting = true;
        setTimeout(() => {
            this.waiting = false;
            this.asked++;
            delete document.documentElement.dataset.live;
            const changes = this.controls.map(one => one.change()).filter(change => change !== null);
            const replications = Number(this.amount.value);
            this.progress.max = replications;
            this.progress.value = 0;
            this.worker.postMessage({id: this.asked, ask: "run", changes, replications, seed: this.seed});
        }, 16);
    }

    show({result, set, last}) {
        this.faults.replaceChildren();
        this.progress.value = result.replications;
        this.state.textContent = `${number(result.replications, 6)} of ${number(result.wanted, 6)} replications, seed ${result.seed}` +
            (set.length > 0 ? `, with ${visible(set.join("; "))}` : ", as in the scenario");
        showResult(this.result, result);
        if (last) {
            this.lines.replaceChildren(make("h3", {}, "The same on the command line"),
                ...commands(this.live, this.seed, set, result.wanted, "drawn" in result.base).map(line => make("div", {class: "live-command"},
                    make("pre", {class: "command", tabindex: "0"}, line), copyButton(line))));
            document.documentElement.dataset.live = `${this.asked} ${result.base.luck.trajectory_hash} ` +
                (result.variant?.luck.trajectory_hash ?? "");
        }
    }
}

function copyButton(line) {
    const button = make("button", {type: "button", onclick: async () => {
        try {
            await navigator.clipboard.writeText(line);
            button.textContent = "Copied";
        } catch {
            getSelection().selectAllChildren(button.previousElementSibling);
            button.textContent = "Selected";
        }
    }}, "Copy");
    return button;
}

export function draw(section, data) {
    const panel = new Panel(section, data, JSON.parse(document.getElementById("airbridge-live").textContent));
    new IntersectionObserver((seen, observer) => {
        if (seen.some(one => one.isIntersecting)) {
            observer.disconnect();
            panel.start();
        }
    }, {rootMargin: "200px"}).observe(section);
}
