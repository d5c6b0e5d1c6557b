"""A script -> the e-mail address that it writes.

Nothing of a page is executed; strings are joined, shifted, reversed and decoded as the known techniques do it.
"""

from __future__ import annotations

import html
import re
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import unquote

from linter.data import vocabulary
from linter.facts.email.addresses import find_address
from linter.facts.email.ciphers import base64_text, decode_value, join_parts, reads_better, rot13

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_SCRIPT = 20_000
"""Characters of one script that are read; what writes one address is shorter."""

_MAX_WRITTEN = 10 * MAX_SCRIPT
"""Characters that one script may write in all, every value of every variable counted: text that doubles ends here."""

_MAX_GLUE = 100
"""Characters between the joined pieces of an array."""

_LITERAL = r"'(?:[^'\\\n]|\\.)*'|\"(?:[^\"\\\n]|\\.)*\""
_CALL = r"(?:String\.)?fromCharCode\(\s*[\dxa-fA-F,\s]+\)"
_TERM = re.compile(
    rf"(?P<wrap>(?:window\.)?(?:atob|unescape|decodeURIComponent|decodeURI)\(\s*(?P<inner>{_LITERAL})\s*\))"
    rf"|(?P<codes>{_CALL})"
    rf"|(?P<array>\[\s*(?:{_LITERAL})(?:\s*,\s*(?:{_LITERAL}))*\s*\](?:\s*\.\s*(?P<turned>reverse)\(\))?\s*\.\s*join\(\s*(?P<glue>{_LITERAL})?\s*\))"
    rf"|(?P<literal>{_LITERAL})(?P<reversed>\s*\.\s*split\(\s*(?:''|\"\")\s*\)\s*\.\s*reverse\(\)\s*\.\s*join\(\s*(?:''|\"\")\s*\))?"
    r"|(?P<name>[A-Za-z_$][\w$.]*)(?P<turn>\s*\.\s*split\(\s*(?:''|\"\")\s*\)\s*\.\s*reverse\(\)\s*\.\s*join\(\s*(?:''|\"\")\s*\))?"
    r"|(?P<plus>\+)|(?P<assign>\+?=(?!=))|(?P<stop>[;\n(){},])|(?P<other>\\.|.)",
    re.DOTALL,
)
_ESCAPE = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|(.))", re.DOTALL)
_PIECE = r"'(?:[^'\\\n]|\\.){0,400}'|\"(?:[^\"\\\n]|\\.){0,400}\""
"""A literal no longer than an address: it is looked for at every call."""
_CALLED = re.compile(
    rf"(?P<name>[\w$.]{{1,60}})\(\s{{0,9}}(?P<texts>(?:{_PIECE})(?:\s{{0,9}},\s{{0,9}}(?:{_PIECE})){{0,3}})\s{{0,9}}[),]"
)
_TURNS = re.compile(r"rot13|znvygb|'Z'\s{0,9}\?\s{0,9}90|\"Z\"\s{0,9}\?\s{0,9}90|\+\s{0,9}13\b")
"""What a script that turns letters half the alphabet holds, a turned `mailto` among it."""


def script_address(source: str) -> str | None:
    """Work out the address that a script writes, from its literals and the variables that hold them."""
    source = source[:MAX_SCRIPT]
    turned = _TURNS.search(source) is not None
    for text in _written_texts(source):
        plain = html.unescape(text)
        found = find_address(unquote(plain)) or (find_address(rot13(plain)) if turned else None)
        if found:
            return rot13(found) if turned and reads_better(rot13(found), found) else found
    return None


def called_address(source: str) -> str | None:
    """Return the address that a function gets in pieces, or encoded: `mail('name', 'example', 'se')`."""
    if "'" not in source and '"' not in source:
        return None
    for call in _CALLED.finditer(source[:MAX_SCRIPT]):
        texts = [_unquote(text) for text in re.findall(_LITERAL, call["texts"])]
        found = next((address for text in texts if (address := decode_value(text))), None)
        if found is None and _mail_names().search(call["name"].lower()):
            found = join_parts(texts)
        if found:
            return found
    return None


@cache
def _mail_names() -> re.Pattern[str]:
    return re.compile(vocabulary.any_of(vocabulary.words("email", "mail_names")))


def _literals(source: str) -> list[str]:
    return [_unquote(m["literal"]) for m in _TERM.finditer(source) if m["literal"]]


def _written_texts(source: str) -> Iterator[str]:
    """Yield what a script may write, as far as one may write; in the end all its literals in a row."""
    left = _MAX_WRITTEN
    for text in _evaluate(source):
        left -= len(text)
        if left < 0:
            break
        yield text
    yield "".join(_literals(source))


def _evaluate(source: str) -> Iterator[str]:
    """Yield what is assigned and written, the longest last: strings joined by `+`, variables replaced.

    A value is no longer than a script that is read.
    """
    values: dict[str, str] = {}
    target: str | None = None
    name: str | None = None
    adds, joined = False, ""
    for term in _TERM.finditer(source):
        kind = term.lastgroup
        if term["other"] and term["other"].isspace():
            continue
        if term["assign"]:
            target, adds, joined = name, term["assign"] == "+=", ""
        elif term["stop"] or term["other"]:
            if joined:
                yield joined
            if term["stop"] in (";", "\n", "}") or term["stop"] is None:
                if target and (joined or not adds):
                    values[target] = ((values.get(target, "") if adds else "") + joined)[:MAX_SCRIPT]
                    yield values[target]
                target = None if term["stop"] else target
                joined = ""
            elif term["stop"] in ("(", ","):
                joined = joined if term["stop"] == "(" and kind == "stop" and not joined else ""
        elif term["name"]:
            name = term["name"]
            known = values.get(name, "")
            joined = (joined + (known[::-1] if term["turn"] else known))[:MAX_SCRIPT]
        elif not term["plus"]:
            joined = (joined + _term_value(term))[:MAX_SCRIPT]
    if target:
        yield ((values.get(target, "") if adds else "") + joined)[:MAX_SCRIPT]
    yield joined


def _term_value(term: re.Match[str]) -> str:
    if term["wrap"]:
        inner = _unquote(term["inner"])
        return (base64_text(inner) or "") if "atob" in term["wrap"] else unquote(inner)
    if term["codes"]:
        numbers = re.findall(r"0x[0-9a-fA-F]+|\d+", term["codes"].split("(", 1)[1])
        return "".join(chr(int(n, 0) if n.startswith("0x") else int(n)) for n in numbers if len(n) < 6)
    if term["array"]:
        items = [_unquote(x) for x in re.findall(_LITERAL, term["array"].split("]")[0])]
        glue = _unquote(term["glue"]) if term["glue"] else ("," if "join()" in term["array"].replace(" ", "") else "")
        glue = glue[:_MAX_GLUE]
        return glue.join(reversed(items) if term["turned"] else items)
    text = _unquote(term["literal"])
    return text[::-1] if term["reversed"] else text


def _unquote(literal: str) -> str:
    return _ESCAPE.sub(_escaped, literal[1:-1])


def _escaped(match: re.Match[str]) -> str:
    if match[1] or match[2]:
        return chr(int(match[1] or match[2], 16))
    return {"n": "\n", "t": "\t", "r": "\r"}.get(match[3], match[3])
