"""An element's HTML, as axe-core cuts it off -> what an editor finds it by; two colours -> which way leads to more contrast."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

_TAG = re.compile(r"\s*<([a-zA-Z][\w-]{0,40})")
_ATTRIBUTE = re.compile(r"""\s([a-zA-Z][\w-]{0,40})\s{0,5}=\s{0,5}(?:"([^"]{0,2000})"|'([^']{0,2000})')""")
_MARKUP = re.compile(r"<!--.{0,2000}?(?:-->|$)|<[^>]{0,2000}(?:>|$)", re.DOTALL)
_LONGEST = 60
_FILES = {
    "img": "src",
    "iframe": "src",
    "embed": "src",
    "video": "src",
    "audio": "src",
    "object": "data",
    "source": "src",
}
"""Elements that an editor knows by the file which they show, and the attribute that has it."""
_FIELDS = ("aria-label", "placeholder", "title", "name", "id")
"""Attributes that a field of a form is known by."""
_COLOUR = re.compile(r"#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})", re.IGNORECASE)
_WEIGHTS = (0.2126, 0.7152, 0.0722)
_FLARE, _USUAL = 0.05, 4.5


def name(source: str) -> str:
    """Return what an editor finds an element by: its text, the file that it shows, the name of a field; "" where it has none."""
    tag = _TAG.match(source)
    if tag is None:
        return ""
    kind, end = tag[1].lower(), source.find(">")
    attributes = {
        one[1].lower(): html.unescape(one[2] or one[3] or "") for one in _ATTRIBUTE.finditer(source[: end + 1])
    }
    if kind in _FILES:
        return _shortened(attributes.get("alt") or _file_name(attributes.get(_FILES[kind], "")))
    if kind in ("input", "select", "textarea"):
        return _shortened(next((attributes[one] for one in _FIELDS if attributes.get(one)), ""))
    told = _shortened(html.unescape(_MARKUP.sub(" ", source)))
    return told or (_shortened(attributes.get("href", "")) if kind in ("a", "area") else "")


def way_out(said: Mapping[str, Any]) -> str:
    """Return whether one of the colours has to be `darker` or `lighter`, "" where that is not known.

    It is the way that the text leads already, where that can reach the contrast at all: white text cannot be lighter.
    """
    text, ground = (_luminance(str(said.get(key) or "")) for key in ("fgColor", "bgColor"))
    if text is None or ground is None or said.get("contrastRatio") is None:
        return ""
    wanted = needed(said) or _USUAL
    reached = {"darker": (ground + _FLARE) / _FLARE, "lighter": (1 + _FLARE) / (ground + _FLARE)}
    ways = ("darker", "lighter") if text <= ground else ("lighter", "darker")
    return next((way for way in ways if reached[way] >= wanted), "")


def needed(said: Mapping[str, Any]) -> float | None:
    """Return the contrast that axe-core asks for, None where it says none."""
    told = str(said.get("expectedContrastRatio") or "").partition(":")[0]
    return float(told) if told.replace(".", "", 1).isdecimal() else None


def _luminance(colour: str) -> float | None:
    """Return the relative luminance of a colour, as WCAG defines it."""
    match = _COLOUR.fullmatch(colour)
    if match is None:
        return None
    parts = (int(part, 16) / 255 for part in match.groups())
    linear = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return sum(weight * part for weight, part in zip(_WEIGHTS, linear, strict=True))


def _file_name(address: str) -> str:
    path = address.partition("?")[0].partition("#")[0].rstrip("/")
    return "" if address.startswith("data:") else path.rpartition("/")[2]


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"
