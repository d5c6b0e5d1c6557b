"""The success criteria that a review of a site accounts for, and their names in the languages that have them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from linter.data.standards import NEW_IN_22, WCAG_LEVELS
from linter.data.yaml import load_file


@cache
def asked_for(wcag: str = "2.2") -> tuple[str, ...]:
    """Return the criteria of levels A and AA in a version of WCAG, in their order."""
    numbers = f"{WCAG_LEVELS['A']} {WCAG_LEVELS['AA']}".split()
    return tuple(sorted((one for one in numbers if wcag != "2.1" or one not in NEW_IN_22), key=_order))


def name(criterion: str, language: str) -> str:
    """Return a criterion's name in a language, else in English."""
    names = _names().get(criterion, {})
    return names.get(language, names.get("en", ""))


def _order(number: str) -> tuple[int, ...]:
    return tuple(int(part) for part in number.split("."))


@cache
def _names() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = load_file(Path(__file__).with_name("criteria.yaml"))
    return found
