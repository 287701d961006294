// Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
// shell.js - words of commands that somebody may copy into a terminal.

// What a terminal obeys instead of showing it: control characters, marks of direction and of line ends.
const OBEYED = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/u;

function octal(character) {
    return [...new TextEncoder().encode(character)].map(byte => `\\${byte.toString(8).padStart(3, "0")}`).join("");
}

// An argument as a shell reads it, on one line in which all is seen.
export function quoted(argument) {
    const word = String(argument);
    if (/^[\w@%+=:,./-]+$/.test(word)) return word;
    if (!OBEYED.test(word)) return `'${word.replaceAll("'", "'\\''")}'`;
    return `$'${[...word].map(one => OBEYED.test(one) || one === "'" || one === "\\" ? octal(one) : one).join("")}'`;
}
