"""A value of a message -> its words in a language: decimals, spans of days, links by their text."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Protocol

from linter.report.words.english import COUNTED

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_IN_DAYS = 90
"""Days up to which a span is told in days."""
_MONTH, _YEAR = 30.4369, 365.2425
_MONTHS = 12
_IN_YEARS = 24
"""Months from which on a span is told in years."""
_OVER, _HALF = 4, 9
"""Months of a further year from which on it is half a year, and nearly a whole one."""
_EXACT = 1.0
"""Days by which a span of whole years may differ from them."""
_CHOSEN_MONTH, _CHOSEN_YEAR = 30, 365
"""What people who choose a number of days take a month and a year for."""


class Speaker(Protocol):
    """The words of a language, as far as values need them."""

    def __call__(self, key: str, **data: object) -> str:
        """Return a text by its key, filled in."""

    def count(self, key: str, number: float, **data: object) -> str:
        """Return a text with a number in it."""

    def written(self, value: object, form: str = "") -> str:
        """Return a value as it is written."""


class Spoken:
    """One value that fills a text: `{age:ago}`, `{age:span}`, `{limit:limit}` and `{text:link}` are told in words.

    `{name:quoted}`, `{name:to}` and `{name:about}` are told where there is something to tell.
    `{n:days}` has its noun, as any word that is counted. A number with decimals has the language's own sign before them.
    """

    __slots__ = ("_value", "_words")

    def __init__(self, value: object, words: Speaker) -> None:
        self._value = value
        self._words = words

    def __format__(self, form: str) -> str:
        """Return the value as the text asks for it."""
        told = _FORMS.get(form)
        if told is not None:
            return told(self._value, self._words)
        if form in _WRAPPED:
            return self._words(_WRAPPED[form], text=self._value) if str(self._value).strip() else ""
        if form in COUNTED:
            return self._words.count(form, int(str(self._value)))
        return self._words.written(self._value, form)


def span(days: int, words: Speaker) -> str:
    """Return about how long a number of days is: in months or years where it is long."""
    if days <= _IN_DAYS:
        return words.count("days", days)
    months = round(days / _MONTH)
    if months != _MONTHS and months < _IN_YEARS:
        return words.count("months", months)
    years, rest = divmod(months, _MONTHS)
    if not rest:
        apart = days - years * _YEAR
        key = "" if abs(apart) <= _EXACT else "span_over" if apart > 0 else "span_nearly"
    elif rest < _OVER:
        key = "span_over"
    elif rest < _HALF:
        return words.count("years", years + 0.5)
    else:
        years, key = years + 1, "span_nearly"
    told = words.count("years", years)
    return words(key, span=told) if key else told


def limit(days: int, words: Speaker) -> str:
    """Return how long a number of days is that somebody has chosen: with the days, but where it is whole months or years."""
    years = round(days / _YEAR)
    is_years = years > 0 and 0 <= days - years * _CHOSEN_YEAR <= math.ceil(years / 4)
    if is_years:
        return words.count("years", years)
    told, about = words.count("days", days), span(days, words)
    is_months = days % _CHOSEN_MONTH == 0 and days < _MONTHS * _CHOSEN_MONTH
    return about if days <= _IN_DAYS or is_months else words("span_exact", span=about, days=told)


def _ago(value: object, words: Speaker) -> str:
    return words("ago", span=span(int(str(value)), words))


def _link(value: object, words: Speaker) -> str:
    """Return what a link is called at the beginning of a sentence: by its text, or as one that has none."""
    text = str(value)
    return words("link_named", text=text) if text.strip() else words("link_nameless")


_WRAPPED = {"quoted": "quoted", "to": "text_to", "about": "text_about"}
"""Forms of a text that may be missing: the words that it then comes with, blank before them included."""


def _target(value: object, words: Speaker) -> str:
    """Return where a link goes; of a mark within the page that it is on the same one."""
    address = str(value)
    return words("same_page", address=address) if address.startswith("#") else address


_FORMS: Mapping[str, Callable[[object, Speaker], str]] = {
    "ago": _ago,
    "span": lambda value, words: span(int(str(value)), words),
    "limit": lambda value, words: limit(int(str(value)), words),
    "link": _link,
    "target": _target,
}
