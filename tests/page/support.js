// Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
// support.js - checks of a few words, and tables as the page has them.

export function check(name, body) {
    try {
        body();
    } catch (error) {
        error.message = `${name}: ${error.message}`;
        throw error;
    }
    check.done++;
}
check.done = 0;
check.that = (holds, told) => {
    if (!holds) throw new Error(told);
};

export function same(found, wanted) {
    const a = JSON.stringify(found), b = JSON.stringify(wanted);
    if (a !== b) throw new Error(`${a} where ${b} was expected`);
}

export function near(found, wanted, by) {
    if (!(Math.abs(found - wanted) <= by)) throw new Error(`${found} where ${wanted} was expected`);
}

// Data of a page from tables as lists: {name: [[column, ...], [value, ...], ...]}.
export function dataOf(tables) {
    const made = new Map();
    for (const [name, [head, ...rows]] of Object.entries(tables)) {
        const columns = head.map((column, i) =>
            ({name: column, unit: "", meaning: column, values: rows.map(row => row[i])}));
        const list = rows.map(row => Object.fromEntries(head.map((column, i) => [column, row[i]])));
        made.set(name, {name, columns, length: rows.length, of: rows.length, rows: () => list,
            column: wanted => columns.find(c => c.name === wanted)?.values ??
                new Array(rows.length).fill(null)});
    }
    return {kind: "run", run: {traced_replication: 1}, traced: 1, table: name => made.get(name) ?? null};
}

// The data of a page from its two elements, for who has no browser.
export function dataOfPage(told, values) {
    const tables = {};
    for (const [name, table] of Object.entries(told.tables)) {
        if (table.rows === 0) continue;
        const columns = values[name];
        tables[name] = [table.columns.map(column => column.name), ...columns[0]
            .map((_, i) => columns.map(column => column[i]))];
    }
    return {...dataOf(tables), run: told.run, traced: Number(told.run.traced_replication ?? 0)};
}
