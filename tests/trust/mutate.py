# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later
"""Finds the places of a C source at which one small thing can be made wrong.

It reads tokens, not lines, and changes only what stands inside functions: no comment, no text, no
preprocessor line, nothing inside assert() nor where AB_CHECKED alone is compiled. What it takes for an
expression by mistake does not compile, and is not counted.
"""
import re
from dataclasses import dataclass

KINDS = ["comparison", "arithmetic", "constant", "condition", "statement", "return", "jump"]

TOKEN = re.compile(r"""
    (?P<skip>\s+|//[^\n]*|/\*.*?\*/|^[ ]*\#(?:\\\n|[^\n])*)
  | (?P<text>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')
  | (?P<number>\.?\d(?:[eEpP][+-]|[\w.])*)
  | (?P<name>[A-Za-z_]\w*)
  | (?P<sign>->|\+\+|--|<<=|>>=|<<|>>|<=|>=|==|!=|&&|\|\||[-+*/%&|^]=|\.\.\.|[-+*/%&|^~!<>=?:;,.(){}\[\]])
""", re.X | re.S | re.M)

OTHERS = {
    "<": ["<=", ">"], "<=": ["<", ">="], ">": [">=", "<"], ">=": [">", "<="], "==": ["!="], "!=": ["=="],
    "+": ["-"], "-": ["+"], "*": ["/"], "/": ["*"], "%": ["*"], "&": ["|"], "|": ["&"], "<<": [">>"],
    ">>": ["<<"], "+=": ["-="], "-=": ["+="], "*=": ["/="], "/=": ["*="], "|=": ["&="], "&=": ["|="],
    "++": ["--"], "--": ["++"], "&&": ["||"], "||": ["&&"],
}
COMPARISONS = {"<", "<=", ">", ">=", "==", "!="}
BETWEEN_TWO = {"+", "-", "*", "/", "%", "&", "|", "<<", ">>"}
NO_STATEMENT = set("""return if else for while do switch goto break continue case default struct union enum
    const static unsigned signed int long short char double float bool size_t void assert""".split())


@dataclass(frozen=True)
class Site:
    """One change: the text from start to end becomes `new`."""
    kind: str
    start: int
    end: int
    new: str
    line: int
    function: str


@dataclass
class Token:
    kind: str
    text: str
    start: int
    end: int


def tokens_of(source):
    found, checked = [], False
    place = 0
    while place < len(source):
        match = TOKEN.match(source, place)
        if not match:
            raise ValueError(f"no token at {source[place:place + 20]!r}")
        text = match.group()
        if match.lastgroup == "skip":
            if re.match(r"\s*#\s*ifdef\s+AB_CHECKED", text):
                checked = True
            elif checked and re.match(r"\s*#\s*(endif|else)", text):
                checked = False
        elif not checked:
            found.append(Token(match.lastgroup, text, match.start(), match.end()))
        place = match.end()
    return found


def partner(tokens, at):
    """The bracket that closes the one at `at`."""
    pairs = {"(": ")", "[": "]", "{": "}"}
    opening, closing = tokens[at].text, pairs[tokens[at].text]
    depth = 0
    for i in range(at, len(tokens)):
        if tokens[i].text == opening:
            depth += 1
        elif tokens[i].text == closing:
            depth -= 1
            if depth == 0:
                return i
    raise ValueError("brackets that nobody closes")


def bodies(tokens):
    """Yields the name, and the first and last token, of each function's body."""
    i = 0
    while i < len(tokens):
        if tokens[i].text == "{":
            end = partner(tokens, i)
            if tokens[i - 1].text == ")":
                depth, k = 0, i - 1
                while True:
                    depth += {")": 1, "(": -1}.get(tokens[k].text, 0)
                    if depth == 0:
                        break
                    k -= 1
                yield tokens[k - 1].text, i, end
            i = end
        i += 1


def end_of_statement(tokens, at, last):
    while at < last:
        if tokens[at].text in "([{":
            at = partner(tokens, at)
        elif tokens[at].text == ";":
            return at
        at += 1
    return None


def begins_statement(tokens, at, controls):
    before = tokens[at - 1].text
    return before in ("{", "}", ";", "else", "do") or at - 1 in controls or \
        (before == ":" and tokens[at].kind == "name" and tokens[at - 2].kind in ("name", "number", "text")
         and tokens[at - 3].text in ("case", ";", "}", "{", ":"))


def is_declaration(tokens, at):
    """A type and a name: struct was told apart already."""
    first, second = tokens[at], tokens[at + 1]
    return first.kind == "name" and (second.kind == "name" or
        (second.text == "*" and tokens[at + 2].kind == "name" and tokens[at + 3].text in "=;,[)"))


def number_beside(text, step):
    """The number one more or one less, as C writes it, or None."""
    match = re.fullmatch(r"(0[xX][0-9a-fA-F]+|\d+)([uUlL]*)", text)
    if match:
        value = int(match.group(1), 0) + step
        return f"{value}{match.group(2)}" if value >= 0 else f"(-1{match.group(2)})"
    match = re.fullmatch(r"(\d+\.\d*|\.\d+|\d+(?:\.\d*)?[eE][+-]?\d+)", text)
    return f"({text} {'+' if step > 0 else '-'} 1.0)" if match else None


def quiet_places(tokens, first, last):
    """Tokens inside asserts, and inside the lengths of arrays that are declared."""
    quiet = set()
    for i in range(first, last):
        if tokens[i].text in ("assert", "static_assert", "_Static_assert") and tokens[i + 1].text == "(":
            quiet.update(range(i, partner(tokens, i + 1) + 1))
        elif tokens[i].text == "[" and tokens[i - 1].kind == "name" and \
                (tokens[i - 2].kind == "name" or tokens[i - 2].text == ","):
            quiet.update(range(i, partner(tokens, i) + 1))
    return quiet


def sites(source):
    """All changes that could be made in this text, in order."""
    tokens = tokens_of(source)
    for name, first, last in bodies(tokens):
        controls = {partner(tokens, i + 1): i for i in range(first, last)
                    if tokens[i].text in ("if", "for", "while", "switch") and tokens[i + 1].text == "("}
        quiet = quiet_places(tokens, first, last)

        def site(kind, start, end, new):
            return Site(kind, start, end, new, source.count("\n", 0, start) + 1, name)

        for i in range(first + 1, last):
            token, before, after = tokens[i], tokens[i - 1], tokens[i + 1]
            if i in quiet:
                continue
            if token.kind == "sign":
                yield from change_sign(site, token, before, after)
            elif token.kind == "number":
                for step in (1, -1):
                    new = number_beside(token.text, step)
                    if new:
                        yield site("constant", token.start, token.end, new)
            elif token.text in ("if", "while") and after.text == "(":
                close = tokens[partner(tokens, i + 1)]
                inside = source[after.start:close.end]
                yield site("condition", after.start, close.end, f"(!{inside})")
            elif token.text in ("break", "continue") and after.text == ";":
                yield site("jump", token.start, token.end, "")
            elif token.text == "return" and after.text != ";":
                end = end_of_statement(tokens, i, last)
                old = source[after.start:tokens[end].start]
                new = {"true": "false", "false": "true", "NULL": None, "0": "1"}.get(old, "0")
                if new:
                    yield site("return", after.start, tokens[end].start, new)
            if begins_statement(tokens, i, controls) and token.text not in NO_STATEMENT and \
                    (token.kind == "name" or token.text in ("*", "(", "++", "--")) and \
                    not is_declaration(tokens, i) and not (token.kind == "name" and after.text == ":"):
                end = end_of_statement(tokens, i, last)
                if end and not re.fullmatch(r"\(void\)\w+", source[token.start:tokens[end].start]):
                    yield site("statement", token.start, tokens[end].start, "")


def change_sign(site, token, before, after):
    if token.text not in OTHERS and token.text != "!":
        return
    if token.text == "!":
        yield site("condition", token.start, token.end, "")
        return
    two = before.kind in ("name", "number", "text") or before.text in (")", "]")
    if token.text in BETWEEN_TWO and (not two or before.text in ("return", "case", "const")):
        return
    if token.text == "*" and after.text in (")", ",", "*", "const"):
        return
    kind = "comparison" if token.text in COMPARISONS else \
        "condition" if token.text in ("&&", "||") else "arithmetic"
    for new in OTHERS[token.text]:
        yield site(kind, token.start, token.end, new)
