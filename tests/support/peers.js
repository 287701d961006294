// Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
// peers.js - reads results with programs of others; see tests/support/peers, which calls it.
//
//   node peers.js NOTEBOOKS FOLDER...       beside each FOLDER lies FOLDER.sqlite, the same result
//
// NOTEBOOKS holds notebook.sql, and what pandas and R said of the same result, pandas.out and r.out: a
// table as CSV first, which DuckDB's first query must give too.
//
// The data package of a folder is judged by the validator of Frictionless Data, which also casts
// every cell of every table by its schema. DuckDB reads every table with the types that the data
// package tells; what it counts and adds up must be what SQLite does in the database.
'use strict';

const { execFileSync } = require('child_process');
const fs = require('fs');
const path = require('path');
const { DuckDBInstance } = require('@duckdb/node-api');
const { Package } = require('datapackage');

let passed = 0, failed = 0, skipped = 0;

class Skipped extends Error {}

async function test(name, body) {
    try {
        const told = await body();
        passed++;
        console.log(`ok: ${name}: ${told}`);
    } catch (error) {
        if (error instanceof Skipped) {
            skipped++;
            console.log(`skipped: ${name}: ${error.message}`);
            return;
        }
        failed++;
        console.log(`not ok: ${name}: ${error.message}`);
        for (const one of error.errors || []) {
            console.log('    ' + one.message);
        }
    }
}

function expect(condition, text) {
    if (!condition) {
        throw new Error(text);
    }
}

// ---- Frictionless ----

// The validator tells instants of one second from each other no better than its texts of dates, so keys
// with an instant are looked at here.
async function validate(folder) {
    const descriptor = JSON.parse(fs.readFileSync(path.join(folder, 'datapackage.json'), 'utf8'));
    const timed = [];
    for (const { schema, path: file } of descriptor.resources) {
        const type = (name) => schema.fields.find((field) => field.name === name).type;
        if (schema.primaryKey && schema.primaryKey.some((name) => type(name) === 'datetime')) {
            timed.push([file, schema.primaryKey.length]);
            delete schema.primaryKey;
        }
    }
    for (const [file, columns] of timed) {
        const lines = fs.readFileSync(path.join(folder, file), 'utf8').trim().split('\n').slice(1);
        const keys = new Set(lines.map((line) => line.split(',').slice(0, columns).join(',')));
        expect(keys.size === lines.length, `${file}: ${lines.length - keys.size} keys are not their own`);
    }
    const package_ = await Package.load(descriptor, { strict: true, basePath: folder });
    expect(package_.valid, package_.errors.map(String).join('; '));
    let rows = 0;
    for (const resource of package_.resources) {
        rows += (await resource.read({ keyed: false })).length; // casts and checks every cell
    }
    return `${package_.resources.length} tables, ${rows} rows`;
}

// ---- DuckDB against SQLite ----

const duckdb_type = { string: 'VARCHAR', integer: 'BIGINT', number: 'DOUBLE', boolean: 'BOOLEAN',
                      datetime: 'TIMESTAMP' };
const quote = (name) => `"${name.replaceAll('"', '""')}"`;
const text = (value) => `'${value.replaceAll("'", "''")}'`;

function csv(folder, resource) {
    const columns = resource.schema.fields.map((f) => `${text(f.name)}: ${text(duckdb_type[f.type])}`);
    return `read_csv(${text(path.join(folder, resource.path))}, header = true, nullstr = '', ` +
           `quote = '"', escape = '"', columns = {${columns.join(', ')}})`;
}

// What is asked of a column: how many cells it has, and their sum, or how many there are unlike.
function question(field) {
    const name = quote(field.name);
    const amount = field.type === 'string' || field.type === 'datetime'
        ? `count(DISTINCT ${name})` : `coalesce(sum(CAST(${name} AS DOUBLE)), 0)`;
    return `count(${name}), ${amount}`;
}

function ask_sqlite(file, sql) {
    return execFileSync('sqlite3', [file, sql], { encoding: 'utf8' }).trim().split('|').map(Number);
}

async function ask_duckdb(connection, sql) {
    return (await connection.runAndReadAll(sql)).getRows()[0].map(Number);
}

async function compare(connection, folder) {
    const package_ = JSON.parse(fs.readFileSync(path.join(folder, 'datapackage.json'), 'utf8'));
    let columns = 0;
    for (const resource of package_.resources) {
        // Some at a time: SQLite gives a result at most as many columns as a table.
        for (let i = 0; i < resource.schema.fields.length; i += 100) {
            const fields = resource.schema.fields.slice(i, i + 100);
            const select = `SELECT count(*), ${fields.map(question).join(', ')} FROM `;
            const mine = ask_sqlite(folder + '.sqlite', select + quote(resource.name));
            const theirs = await ask_duckdb(connection, select + csv(folder, resource));
            expect(mine.length === theirs.length, `${resource.name}: ${mine} and ${theirs}`);
            mine.forEach((value, k) => {
                const field = k === 0 ? { name: 'rows' } : fields[(k - 1) >> 1];
                // Sums are of the same numbers, added up in another order.
                expect(Math.abs(value - theirs[k]) <= 1e-12 * Math.abs(value),
                       `${resource.name}, ${field.name}: ${value} and ${theirs[k]}`);
            });
            columns += fields.length;
        }
    }
    return `${columns} columns`;
}

// DuckDB itself adds up the values of single runs, if its reader of SQLite can be had here.
async function read_database(connection, folder) {
    try {
        await connection.run('INSTALL sqlite');
        await connection.run('LOAD sqlite');
    } catch {
        throw new Skipped("DuckDB fetches its reader of SQLite from elsewhere, which cannot be reached");
    }
    const sql = 'SELECT count(*), sum(value) FROM ';
    const mine = ask_sqlite(folder + '.sqlite', sql + 'measure');
    const theirs = await ask_duckdb(connection,
                                    `${sql}sqlite_scan(${text(folder + '.sqlite')}, 'measure')`);
    expect(mine[0] === theirs[0] && Math.abs(mine[1] - theirs[1]) <= 1e-12 * Math.abs(mine[1]),
           `${mine} and ${theirs}`);
    return `${mine[0]} values`;
}

// ---- notebooks ----

async function ask_notebook(connection, folder) {
    process.chdir(folder); // the paths of the page
    const queries = fs.readFileSync('notebook.sql', 'utf8').split(';').filter((query) => query.trim());
    const table = (await connection.runAndReadAll(queries[0])).getRows();
    for (const query of queries.slice(1)) {
        await connection.run(query);
    }
    for (const other of ['pandas.out', 'r.out']) {
        const [header, ...lines] = fs.readFileSync(other, 'utf8').split('\n');
        expect(header === 'interval_h,count,mean,min,max', `${other}: ${header}`);
        table.forEach((row, i) => {
            const theirs = lines[i].split(',').map(Number);
            expect(row.every((value, k) => Number(value) === theirs[k]), `${other}: ${theirs} and ${row}`);
        });
    }
    expect(table.length === 4 && fs.statSync('pace.parquet').size > 1000, 'no Parquet file');
    return `${table.length} rows alike`;
}

async function main() {
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    const [notebooks, ...folders] = process.argv.slice(2);
    for (const folder of folders) {
        const name = path.basename(folder);
        await test(`${name}: the data package is valid and every cell is what it says`,
                   () => validate(folder));
        await test(`${name}: DuckDB adds up the CSV files to what the database holds`,
                   () => compare(connection, folder));
        await test(`${name}: DuckDB reads the database`, () => read_database(connection, folder));
    }
    await test('pandas, R and DuckDB give one answer', () => ask_notebook(connection, notebooks));
    console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
    process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
}

main();
