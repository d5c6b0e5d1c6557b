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
from linter.facts.email.addresses import canonical, find_address, is_address
from linter.facts.email.stand_ins import stood_in_address

if TYPE_CHECKING:
    from collections.abc import Sequence

_MOST = 400
"""Characters of one encoded address that are read."""
_SHIFT_RANGES = ((0x2B, 0x3A), (0x40, 0x5A), (0x61, 0x7A))
"""The ranges of characters within which TYPO3 shifts."""
_BASE64 = re.compile(r"[A-Za-z0-9+/]{8,400}={0,2}")
_HEXADECIMAL = re.compile(r"[0-9A-Fa-f]{12,400}")
_ESCAPED = re.compile(r"\\(.)")
_CODES = re.compile(r"(?:&#)?\d{2,5}(?:;?[,; .-]?(?:&#)?\d{2,5}){5,99};?")
_NUMBER = re.compile(r"\d{1,64}@")
_NUMBERS = re.compile(r"\d{2,5}")
_QUOTED = re.compile(r"[:\[,]\s{0,9}\"([^\"]{0,99})\"(?!\s{0,9}:)")
"""A string of JSON that is no key."""
_SEPARATORS = re.compile(r"\s{0,3}[|~;,#*]\s{0,3}")


def cloudflare_text(code: str) -> str | None:
    """Decode what Cloudflare encodes, None where it is nothing of the kind: the first byte is the XOR key for the rest."""
    try:
        raw = bytes.fromhex(code.strip()[:_MOST])
    except ValueError:
        return None
    return bytes(byte ^ raw[0] for byte in raw[1:]).decode("utf-8", "replace") if len(raw) > 1 else None


def cloudflare(code: str) -> str | None:
    """Decode an address that Cloudflare has encoded."""
    return find_address(cloudflare_text(code) or "")


def typo3(token: str, offset: int | None = None) -> str | None:
    """Decode TYPO3's shifted `mailto:`; the offset is tried out where it is not known."""
    token = _ESCAPED.sub(r"\1", token)
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


def base64_address(text: str) -> str | None:
    """Decode an address in base64."""
    return find_address(base64_text(text) or "") if _BASE64.fullmatch(text.strip()) else None


@cache
def _spelled_signs() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of an @ and of a full stop that are spelled out in an attribute."""
    words = vocabulary.load("email")["attributes"]
    at, dot = (
        re.compile(rf"\s{{0,3}}(?:[\[({{]\s{{0,3}}(?:{word})\s{{0,3}}[\])}}]|/(?:{word})/)\s{{0,3}}", re.IGNORECASE)
        for word in (vocabulary.any_of(words[key]) for key in ("at", "dot"))
    )
    return at, dot


def _despelled(text: str) -> str:
    """Return the text with its @ and full stops as characters, without `mailto:`; nothing where it has no @."""
    at, dot = _spelled_signs()
    if not any(sign in text for sign in ("@", "%40", "&")) and not at.search(text):
        return ""
    plain = html.unescape(unquote(text.strip()[:_MOST]))
    return dot.sub(".", at.sub("@", plain)).removeprefix("mailto:").partition("?")[0]


def plain_address(text: str) -> str | None:
    """Return an address that is not encoded, at most with its @ and full stops spelled out."""
    plain = _despelled(text)
    return canonical(plain) if is_address(plain) and not reads_better(rot13(plain), plain) else None


def rot13_address(text: str) -> str | None:
    """Decode an address whose letters are turned half the alphabet."""
    plain = _despelled(text)
    turned = rot13(plain).removeprefix("mailto:")
    return canonical(turned) if is_address(turned) and reads_better(turned, plain) else None


def reversed_address(text: str) -> str | None:
    """Decode an address that is written backwards."""
    turned = _despelled(text)[::-1].removeprefix("mailto:")
    return canonical(turned) if is_address(turned) and has_usual_ending(turned) else None


def hexadecimal_address(text: str) -> str | None:
    """Decode an address whose bytes are written in hexadecimal digits, plainly or as Cloudflare does."""
    if not _HEXADECIMAL.fullmatch(text.strip()):
        return None
    try:
        plain = bytes.fromhex(text.strip()[:_MOST]).decode("utf-8", "replace").removeprefix("mailto:")
    except ValueError:
        return None
    return canonical(plain) if is_address(plain) else cloudflare(text)


def code_address(text: str) -> str | None:
    """Decode an address whose characters are written as their numbers."""
    numbers = _NUMBERS.findall(text) if _CODES.fullmatch(text.strip()) else []
    return find_address("".join(map(chr, map(int, numbers))).removeprefix("mailto:"))


CIPHERS = (plain_address, base64_address, code_address, hexadecimal_address, reversed_address, rot13_address)


def decode_value(text: str) -> str | None:
    """Decode one attribute value by whatever makes an address of it."""
    return next((found for cipher in CIPHERS if (found := cipher(text))), None)


def reads_better(turned: str, plain: str) -> bool:
    """Return whether the one of two readings of an address that is turned is words: those have vowels."""
    return has_usual_ending(turned) and (_vowels(turned) > _vowels(plain) or not is_address(plain))


def _vowels(text: str) -> int:
    return sum(char in "aeiou" for char in text.lower())


def has_usual_ending(address: str) -> bool:
    """Return whether an address ends in one of the top-level domains that the pages' readers meet."""
    return address.rsplit(".", 1)[-1].lower() in vocabulary.words("email", "endings")


def join_parts(values: Sequence[str]) -> str | None:
    """Join two or three texts that are the parts of an address, in any of the usual orders; its ending is a usual one."""
    plain = [v.strip().strip("@.") for v in values if v.strip() and len(v) < 100]
    candidates: list[str] = []
    if len(plain) == 2:
        candidates = [f"{plain[0]}@{plain[1]}", f"{plain[1]}@{plain[0]}"]
    elif len(plain) == 3:
        name, one, other = plain
        candidates = [f"{name}@{one}.{other}", f"{name}@{other}.{one}"]
        if one.endswith(f".{other}") or other.endswith(f".{one}"):
            candidates = [f"{name}@{max(one, other, key=len)}"]  # the domain holds its ending already
    return next(
        (canonical(c) for c in candidates if is_address(c) and has_usual_ending(c) and not _NUMBER.match(c)), None
    )


def split_address(text: str) -> str | None:
    """Join what one text holds as the parts of an address: separated by a sign, or as JSON."""
    plain = html.unescape(text.strip()[:_MOST])
    if (other := stood_in_address(plain)) is not None:
        return other
    parts = _QUOTED.findall(plain) if plain[:1] in ("{", "[") else _SEPARATORS.split(plain)
    return join_parts(parts)
