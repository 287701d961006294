// Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
// model.js - the simulator (model.c) for JavaScript: one file for a worker of a page, and for Node.js.
//
//   const model = await openModel(bytes)          of model.wasm
//   model.load(name, files, set)                  files: {name: Uint8Array}; what `--set` says, ["KEY=VALUE"]
//   model.keys()                                  [{key, value, origin, unit, minimum, maximum, ...}]
//   model.about()                                 {title, seed, inputs, ...}
//   model.state(input, value)                     what gives an input of these a value, ["KEY=VALUE"]
//   await model.run({set, replications, seed, inputs}, told)
//                                                 told(result) on the way; the last is returned, or null when
//                                                 another run was asked for meanwhile
// What is not good throws a ModelFault, whose lines are those that airbridge prints.
//
// A worker takes messages {id, ask, ...} with ask "open" (wasm, name, files, set), "run" (what run takes, but
// changes, [{key, value} or {input, value}], instead of set) or "stop", and answers {id, keys, about},
// {id, result, set, last}, {id, stopped} or {id, faults}.
"use strict";

class ModelFault extends Error {
    constructor(lines) {
        super(lines[0] || "the model stopped");
        this.lines = lines;
    }
}

// What the C library asks of a system, of which there is none: no environment, no files.
function modelImports(module, memory) {
    const decoder = new TextDecoder();
    let said = "";
    const known = {
        environ_sizes_get(count, size) {
            new DataView(memory().buffer).setUint32(count, 0, true);
            new DataView(memory().buffer).setUint32(size, 0, true);
            return 0;
        },
        environ_get: () => 0,
        proc_exit(status) { throw new ModelFault([said.trim() || `the model ended with status ${status}`]); },
        emscripten_notify_memory_growth() {},
        fd_write(file, pieces, count, written) {
            const view = new DataView(memory().buffer);
            let all = 0;
            for (let i = 0; i < count; i++) {
                const at = view.getUint32(pieces + 8 * i, true), size = view.getUint32(pieces + 8 * i + 4, true);
                said += decoder.decode(new Uint8Array(memory().buffer, at, size));
                all += size;
            }
            view.setUint32(written, all, true);
            return 0;
        },
    };
    const imports = {};
    for (const {module: from, name} of WebAssembly.Module.imports(module)) {
        imports[from] = imports[from] || {};
        imports[from][name] = known[name] || (from === "env" ? () => -52 : () => 52); // not supported
    }
    return imports;
}

// The keys of a scenario as airbridge show prints it, with what there is to know of each.
function readShown(shown, kinds) {
    const keys = [], line = /^([a-z_]+) = (?:"([^"]*)"|'([^']*)'|(.*?))\s*(?:\s; (.*))?$/;
    let section = "", kind = [], before = "";
    for (const text of shown.split("\n")) {
        const header = /^\[(.*)\]$/.exec(text), missing = /^; ([a-z_]+) is not given$/.exec(text);
        const found = line.exec(text);
        if (header) {
            section = header[1];
            kind = kinds[section.split(".")[0]] || [];
        } else if (missing || found) {
            const name = missing ? missing[1] : found[1], row = kind.find(key => key.name === name) || {};
            const value = missing ? null : found[2] ?? found[3] ?? found[4];
            keys.push({...row, name, section, key: `${section}.${name}`, value,
                       origin: missing ? null : found[5] || before});
        }
        before = text.startsWith("; ") ? text.slice(2) : "";
    }
    return keys;
}

async function openModel(bytes) {
    const module = await WebAssembly.compile(bytes);
    const calls = (await WebAssembly.instantiate(module, modelImports(module, () => calls.memory))).exports;
    const encoder = new TextEncoder(), decoder = new TextDecoder();
    calls._initialize();
    const model = calls.model_new();
    let asked = 0; // of runs, the number of the last

    const memoryOut = () => new ModelFault(["airbridge: error: out of memory"]);
    function put(data) { // bytes, or a text with its NUL
        const all = typeof data === "string" ? encoder.encode(data + "\0") : data;
        const at = calls.model_take(all.length + 1);
        if (at === 0) {
            throw memoryOut();
        }
        new Uint8Array(calls.memory.buffer, at, all.length).set(all);
        return at;
    }
    function text(at) {
        if (at === 0) {
            throw memoryOut();
        }
        const all = new Uint8Array(calls.memory.buffer);
        return decoder.decode(all.subarray(at, all.indexOf(0, at)));
    }
    function check(status) {
        if (status !== 0) {
            throw new ModelFault(text(calls.model_faults(model)).trim().split("\n"));
        }
    }
    // Calls f with assignments, one behind the other, and their number.
    function withSet(set, f) {
        const at = put(set.map(one => one.replaceAll("\0", "") + "\0").join(""));
        const status = f(at, set.length);
        calls.model_give(at);
        check(status);
    }
    // Lets messages in.
    const pause = () => new Promise(done => {
        const {port1, port2} = new MessageChannel();
        port1.onmessage = () => { port1.close(); done(); };
        port2.postMessage(0);
    });
    // Makes replications up to a number, some 20 ms of them at a time; false when another run came in between.
    async function makeUntil(number, mine) {
        for (let made = 0, step = 1; made < number;) {
            const begun = performance.now();
            made = calls.model_step(model, Math.min(step, number - made));
            if (made < 0) {
                throw memoryOut();
            }
            const took = performance.now() - begun;
            step = Math.max(1, Math.min(1000, Math.round(took > 0.5 ? step * 20 / took : step * 2)));
            await pause();
            if (mine !== asked) {
                return false;
            }
        }
        return true;
    }
    return {
        load(name, files, set = []) {
            asked++;
            for (const [called, content] of Object.entries(files)) {
                check(calls.model_add_file(model, put(called), put(content), content.length));
            }
            const at = put(name);
            withSet(set, (texts, count) => calls.model_load(model, at, texts, count));
            calls.model_give(at);
        },
        keys: () => readShown(text(calls.model_show(model)), JSON.parse(text(calls.model_keys(model)))),
        about: () => JSON.parse(text(calls.model_about(model))),
        // What gives an input of about().inputs a value, ["KEY=VALUE"].
        state: (input, value) => Object.entries(JSON.parse(text(calls.model_state(model, input, value))))
            .map(([key, said]) => `${key}=${said}`),
        stop() { asked++; },
        async run({set = [], replications = 1000, seed = -1, inputs = true}, told = () => {}) {
            const mine = ++asked;
            let result = null;
            withSet(set, (at, count) => calls.model_begin(model, at, count, replications, seed, inputs ? 1 : 0));
            for (let number = Math.min(50, replications), last = 0; last < replications; number *= 2) {
                last = 2 * number > replications ? replications : number;
                if (!await makeUntil(last, mine)) {
                    return null;
                }
                result = JSON.parse(text(calls.model_tell(model)));
                told(result);
            }
            return result;
        },
    };
}

if (typeof WorkerGlobalScope !== "undefined") {
    let model = null;
    const ask = {
        async open({id, wasm, name, files, set}) {
            model = await openModel(wasm);
            model.load(name, files, set);
            postMessage({id, keys: model.keys(), about: model.about()});
        },
        async run(wanted) {
            const {id, replications} = wanted;
            const set = wanted.changes.flatMap(({key, input, value}) =>
                key === undefined ? model.state(input, value) : [`${key}=${value}`]);
            const last = await model.run({...wanted, set}, result =>
                postMessage({id, result, set, last: result.replications === replications}));
            if (last === null) {
                postMessage({id, stopped: true});
            }
        },
        async stop({id}) {
            model.stop();
            postMessage({id, stopped: true});
        },
    };
    self.onmessage = ({data}) => ask[data.ask](data).catch(error =>
        postMessage({id: data.id, faults: error.lines || [String(error.message || error)]}));
}
