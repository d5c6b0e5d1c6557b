"""A requirement as reports for programs name it -> its words for people, and where it is explained."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from linter.report import criteria

if TYPE_CHECKING:
    from linter.report.words.words import Words

_GUIDELINE = re.compile(r"webbriktlinjer R(\d{1,3})")
_SITE = "https://webbriktlinjer.se"
"""Its guidelines are known by their numbers: https://webbriktlinjer.se/23 leads to one, whatever it is called."""


def told(requirement: str, words: Words) -> str:
    """Return a requirement in words: a guideline by its number and its title."""
    match = _GUIDELINE.fullmatch(requirement)
    if match is None or not words.has(f"guideline_{match[1]}"):
        return requirement
    return words("guideline", number=match[1], title=words(f"guideline_{match[1]}"))


def address(requirement: str) -> str | None:
    """Return where a requirement is explained, None where that is not known."""
    if match := _GUIDELINE.fullmatch(requirement):
        return f"{_SITE}/{match[1]}"
    named = next((criteria.address(one) for one in criteria.criteria([requirement])), None)
    return named.replace("http:", "https:", 1) if named else None  # as a name it has http
