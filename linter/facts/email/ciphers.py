"""Encoded text -> the e-mail address in it: base64, rot13, reversed, shifted, split into parts."""

from __future__ import annotations

import base64
import binascii
import codecs
import html
import re
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import unquote

from linter.data import vocabulary
from linter.facts.email.addresses import find_address, is_address

if TYPE_CHECKING:
    from collections.abc import Sequence

_MOST = 400
"""Characters of one encoded address that are read."""
_SHIFT_RANGES = ((0x2B, 0x3A), (0x40, 0x5A), (0x61, 0x7A))
"""The ranges of characters within which TYPO3 shifts."""


def cloudflare(code: str) -> str | None:
    """Decode `data-cfemail`: the first byte is the XOR key for the rest."""
    try:
        raw = bytes.fromhex(code.strip()[:_MOST])
    except ValueError:
        return None
    return find_address(bytes(byte ^ raw[0] for byte in raw[1:]).decode("utf-8", "replace")) if len(raw) > 1 else None


def typo3(token: str, offset: int | None = None) -> str | None:
    """Decode TYPO3's shifted `mailto:`; the offset is tried out where it is not known."""
    for shift in [offset] if offset is not None else range(-25, 26):
        plain = "".join(_shifted(char, -shift if offset is not None else shift) for char in token[:_MOST])
        if plain.lower().startswith("mailto:"):
            return find_address(unquote(plain[7:]))
    return None


def _shifted(char: str, shift: int) -> str:
    code = ord(char)
    for low, high in _SHIFT_RANGES:
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
    joined = find_address(f"{name}@{domain}") if name and domain else None
    return joined or find_address(base64_text(text) or "")


@cache
def _spelled_signs() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of an @ and of a full stop that are spelled out in an attribute."""
    words = vocabulary.load("email")["attributes"]
    at, dot = (vocabulary.any_of(words[key]) for key in ("at", "dot"))
    left, right = r"\s{0,3}[\[({]\s{0,3}", r"\s{0,3}[\])}]\s{0,3}"
    return tuple(re.compile(f"{left}(?:{word}){right}", re.IGNORECASE) for word in (at, dot))  # type: ignore[return-value]


def decode_value(text: str) -> str | None:
    """Decode one attribute value by whatever makes an address of it: plain, (at), base64, rot13, reversed, hex."""
    text = html.unescape(unquote(text.strip()))[:_MOST]
    at, dot = _spelled_signs()
    spelled = dot.sub(".", at.sub("@", text))
    if is_address(spelled.removeprefix("mailto:")):
        plain = spelled.removeprefix("mailto:").lower()
        turned = rot13(plain)
        return turned if has_usual_ending(turned) and not has_usual_ending(plain) else plain
    decoded = base64_text(text)
    if decoded and find_address(decoded):
        return find_address(decoded)
    for candidate in (rot13(spelled), spelled[::-1]):
        if is_address(candidate.removeprefix("mailto:")):
            return candidate.removeprefix("mailto:").lower()
    return cloudflare(text)


def has_usual_ending(address: str) -> bool:
    """Return whether an address ends in one of the top-level domains that the pages' readers meet."""
    return address.rsplit(".", 1)[-1] in vocabulary.words("email", "endings")


def join_parts(values: Sequence[str]) -> str | None:
    """Join attribute values that are the parts of an address, in any of the usual orders."""
    plain = [v.strip().strip("@.") for v in values if v.strip() and len(v) < 100]
    candidates: list[str] = []
    if len(plain) == 2:
        candidates = [f"{plain[0]}@{plain[1]}", f"{plain[1]}@{plain[0]}"]
    elif len(plain) == 3:
        candidates = [f"{plain[0]}@{plain[1]}.{plain[2]}"]
    found = [c.lower() for c in candidates if is_address(c)]
    return next((c for c in found if has_usual_ending(c)), found[0] if found else None)
