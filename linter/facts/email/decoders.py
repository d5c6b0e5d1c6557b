"""Encoded e-mail addresses -> the address: what the scripts of content management systems would do, done as data.

Nothing of a page is executed; strings are joined, shifted, reversed and decoded as the known techniques do it.
"""

from __future__ import annotations

import base64
import binascii
import codecs
import html
import re
from urllib.parse import unquote

ADDRESS = re.compile(
    r"(?<![\w.%+-])[\w%+&'-](?:[\w.%+&'-]{0,62}[\w%+&'-])?@(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.){1,8}[^\W\d_]{2,24}(?![\w-])",
)
"""An e-mail address as people write them; linear, since every part is bounded."""

MAX_SCRIPT = 20_000
"""Characters of one script that are read; what writes one address is shorter."""

_LITERAL = r"'(?:[^'\\\n]|\\.)*'|\"(?:[^\"\\\n]|\\.)*\""
_CALL = r"(?:String\.)?fromCharCode\(\s*[\dxa-fA-F,\s]+\)"
_TERM = re.compile(
    rf"(?P<wrap>(?:window\.)?(?:atob|unescape|decodeURIComponent|decodeURI)\(\s*(?P<inner>{_LITERAL})\s*\))"
    rf"|(?P<codes>{_CALL})"
    rf"|(?P<array>\[\s*(?:{_LITERAL})(?:\s*,\s*(?:{_LITERAL}))*\s*\](?:\s*\.\s*(?P<turned>reverse)\(\))?\s*\.\s*join\(\s*(?P<glue>{_LITERAL})?\s*\))"
    rf"|(?P<literal>{_LITERAL})(?P<reversed>\s*\.\s*split\(\s*(?:''|\"\")\s*\)\s*\.\s*reverse\(\)\s*\.\s*join\(\s*(?:''|\"\")\s*\))?"
    r"|(?P<name>[A-Za-z_$][\w$.]*)(?P<turn>\s*\.\s*split\(\s*(?:''|\"\")\s*\)\s*\.\s*reverse\(\)\s*\.\s*join\(\s*(?:''|\"\")\s*\))?"
    r"|(?P<plus>\+)|(?P<assign>\+?=(?!=))|(?P<stop>[;\n(){},])|(?P<other>.)",
    re.DOTALL,
)
_ESCAPE = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|(.))", re.DOTALL)
_RANGES = ((0x2B, 0x3A), (0x40, 0x5A), (0x61, 0x7A))


def find(text: str) -> str | None:
    """Return the first address in plain text, in lower case."""
    match = ADDRESS.search(text) if "@" in text else None
    return match[0].strip(".'").lower() if match else None


def is_address(text: str) -> bool:
    """Tell whether the whole text is one address."""
    return ADDRESS.fullmatch(text.strip()) is not None


def cloudflare(code: str) -> str | None:
    """Decode `data-cfemail`: the first byte is the XOR key for the rest."""
    try:
        raw = bytes.fromhex(code.strip()[:400])
    except ValueError:
        return None
    return find(bytes(byte ^ raw[0] for byte in raw[1:]).decode("utf-8", "replace")) if len(raw) > 1 else None


def typo3(token: str, offset: int | None = None) -> str | None:
    """Decode TYPO3's shifted `mailto:`; the offset is tried out where it is not known."""
    for shift in [offset] if offset is not None else range(-25, 26):
        plain = "".join(_shifted(char, -shift if offset is not None else shift) for char in token[:400])
        if plain.lower().startswith("mailto:"):
            return find(unquote(plain[7:]))
    return None


def _shifted(char: str, shift: int) -> str:
    code = ord(char)
    for low, high in _RANGES:
        if low <= code <= high:
            return chr(low + (code - low + shift) % (high - low + 1))
    return char


def rot13(text: str) -> str:
    """Turn letters half the alphabet."""
    return codecs.encode(text, "rot13")


def base64_text(text: str) -> str | None:
    """Decode base64, None where the text is none."""
    try:
        return base64.b64decode(text.strip() + "=" * (-len(text.strip()) % 4), validate=True).decode("utf-8")
    except (binascii.Error, ValueError):
        return None


def joomla_hidden(first: str, last: str, text: str) -> str | None:
    """Decode the attributes of `joomla-hidden-mail`."""
    name, domain = base64_text(first), base64_text(last)
    joined = find(f"{name}@{domain}") if name and domain else None
    return joined or find(base64_text(text) or "")


def value(text: str) -> str | None:
    """Decode one attribute value by whatever makes an address of it: plain, (at), base64, rot13, reversed, hex."""
    text = html.unescape(unquote(text.strip()))[:400]
    spelled = re.sub(r"\s*[\[({]\s*(?:at|a)\s*[\])}]\s*", "@", text, flags=re.IGNORECASE)
    spelled = re.sub(r"\s*[\[({]\s*(?:dot|punkt)\s*[\])}]\s*", ".", spelled, flags=re.IGNORECASE)
    if is_address(spelled.removeprefix("mailto:")):
        plain = spelled.removeprefix("mailto:").lower()
        turned = rot13(plain)
        return turned if _is_common(turned) and not _is_common(plain) else plain
    decoded = base64_text(text)
    if decoded and find(decoded):
        return find(decoded)
    for candidate in (rot13(spelled), spelled[::-1]):
        if is_address(candidate.removeprefix("mailto:")):
            return candidate.removeprefix("mailto:").lower()
    return cloudflare(text)


def _is_common(address: str) -> bool:
    return address.rsplit(".", 1)[-1] in (
        "se",
        "no",
        "dk",
        "fi",
        "ax",
        "de",
        "com",
        "org",
        "net",
        "nu",
        "eu",
        "info",
        "kommune",
    )


def parts(values: list[str]) -> str | None:
    """Join attribute values that are the parts of an address, in any of the usual orders."""
    plain = [v.strip().strip("@.") for v in values if v.strip() and len(v) < 100]
    candidates: list[str] = []
    if len(plain) == 2:
        candidates = [f"{plain[0]}@{plain[1]}", f"{plain[1]}@{plain[0]}"]
    elif len(plain) == 3:
        candidates = [f"{plain[0]}@{plain[1]}.{plain[2]}"]
    found = [c.lower() for c in candidates if is_address(c)]
    return next((c for c in found if _is_common(c)), found[0] if found else None)


def script(source: str) -> str | None:
    """Work out the address that a script writes, from its literals and the variables that hold them."""
    source = source[:MAX_SCRIPT]
    texts = _evaluate(source)
    turned = bool(re.search(r"rot13|'Z'\s*\?\s*90|\"Z\"\s*\?\s*90|\+\s*13\b", source))
    for text in [*texts, "".join(_literals(source))]:
        plain = html.unescape(text)
        found = find(unquote(plain)) or (find(rot13(plain)) if turned else None)
        if found:
            return rot13(found) if turned and not _is_common(found) and _is_common(rot13(found)) else found
    return None


def _literals(source: str) -> list[str]:
    return [_unquote(m["literal"]) for m in _TERM.finditer(source) if m["literal"]]


def _evaluate(source: str) -> list[str]:
    """Return what is assigned and written, the longest last: strings joined by `+`, variables replaced."""
    values: dict[str, str] = {}
    finished: list[str] = []
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
                finished.append(joined)
            if term["stop"] in (";", "\n", "}") or term["stop"] is None:
                if target and (joined or not adds):
                    values[target] = (values.get(target, "") if adds else "") + joined
                    finished.append(values[target])
                target = None if term["stop"] else target
                joined = ""
            elif term["stop"] in ("(", ","):
                joined = joined if term["stop"] == "(" and kind == "stop" and not joined else ""
        elif term["name"]:
            name = term["name"]
            known = values.get(name, "")
            joined += known[::-1] if term["turn"] else known
        elif not term["plus"]:
            joined += _term_value(term)
    if target:
        values[target] = (values.get(target, "") if adds else "") + joined
        finished.append(values[target])
    return [*finished, joined]


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
        return glue.join(reversed(items) if term["turned"] else items)
    text = _unquote(term["literal"])
    return text[::-1] if term["reversed"] else text


def _unquote(literal: str) -> str:
    return _ESCAPE.sub(_escaped, literal[1:-1])


def _escaped(match: re.Match[str]) -> str:
    if match[1] or match[2]:
        return chr(int(match[1] or match[2], 16))
    return {"n": "\n", "t": "\t", "r": "\r"}.get(match[3], match[3])
