"""A link that dials -> whether the number that it shows is another one."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple
from urllib.parse import unquote

from linter.data import vocabulary
from linter.facts.contacts.numbers import numbering
from linter.facts.contacts.numbers.number_text import number_at

if TYPE_CHECKING:
    from collections.abc import Iterator

_FEW = 6
"""Digits from which on a text may be a number of somebody's own."""
_MOST = 60
"""Characters of a text that is a number, and perhaps what it is called."""
_MOST_LETTERS = 25
_START = re.compile(r"(?<!\d)[+(]{0,2}\d")
_LETTERS = re.compile(r"[^\W\d_]")
_PAUSE = re.compile(r"[,;pw]")
_TRUNK = re.compile(r"(?:\+|00)\s?(\d{2})[\s.-]{0,2}\(?0\)?[\s.-]{0,2}(?=[1-9])")
"""A national 0 kept after a country's code."""
_TRUNKS = frozenset({"SE", "FI", "DE"})
"""Countries in which a number with its area code begins with a 0."""
_COUNTRY_CODES = frozenset({"46", "47", "45", "49"})
"""Countries whose numbers begin with a 0 at home, or with none, and never abroad."""


class OtherNumber(NamedTuple):
    """What a link shows, what it dials, and whether the fault is that a 0 was kept."""

    kind: Literal["phone", "phone_zero"]
    text: str
    target: str


def other_number(text: str, href: str, country: str) -> OtherNumber | None:
    """Return what is wrong with a link that shows one number and dials another; None where it shows none of its own."""
    if sum(char.isdecimal() for char in text) < _FEW or len(text) > _MOST or _has_extension(text):
        return None
    if len(_LETTERS.findall(text)) > _MOST_LETTERS:
        return None
    shown = list(_numbers(text, country))
    written = _PAUSE.split(unquote(href.split(":", 1)[1]).strip(), maxsplit=1)[0]
    if not shown or _has_extension(href):
        return None
    target, fault = numbering.judge(written, country)
    kept = _TRUNK.match(written)
    if kept is not None and kept[1] in _COUNTRY_CODES and (target in shown or target is None):
        return OtherNumber("phone_zero", text, written)
    if fault or target is None or target in shown:
        return None
    return OtherNumber("phone", text, target)


def _numbers(text: str, country: str) -> Iterator[str]:
    """Yield the numbers of a text in E.164."""
    if _LETTERS.search(text) is None:
        whole, fault = numbering.judge(text, country)
        if whole is not None and fault is None:
            yield whole
    end = 0
    for start in _START.finditer(text):
        if start.start() < end:
            continue
        written = number_at(text, start.start(), len(text), country)
        if written is None or (country in _TRUNKS and text[start.start()] not in "+(0"):
            continue
        end = written.end
        if written.number:
            yield written.number


def _has_extension(text: str) -> bool:
    """Return whether a text names an extension: what is dialled may then be the switchboard."""
    return _extensions().search(text.lower()) is not None


@cache
def _extensions() -> re.Pattern[str]:
    words = vocabulary.any_of(vocabulary.words("links", "extensions"))
    return re.compile(rf"(?<![^\W\d_])(?:{words})(?![^\W\d_])|;ext=|;postd=|,\d|#\d")
