"""Checks of the languages that a page and its parts are said to be in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.rules.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.facts.facts import Facts
    from linter.facts.structure.languages import OtherLanguage
    from linter.model.finding import Outcome
    from linter.rules.fault import Context


def language_page_differs(facts: Facts, _context: Context) -> Iterator[Fault]:
    """A page whose text is in another language than its root says."""
    yield from (_fault(one) for one in facts.writing.other_languages if one.kind in ("page", "mixed"))


def language_part_differs(facts: Facts, _context: Context) -> Iterator[Fault]:
    """A part of a page in another language than is said of it, or than the page where nothing is."""
    yield from (_fault(one) for one in facts.writing.other_languages if one.kind in ("part", "marked"))


def _fault(one: OtherLanguage) -> Fault:
    data = {"said": [one.said], "found": [one.found], "text": one.text}
    outcome: Outcome = "failed" if one.is_certain else "cannot_tell"
    lines = () if one.line is None else (one.line,)
    text = "" if one.kind in ("page", "mixed") else one.text  # of a page, what is edited in it changes nothing
    return Fault(one.kind, one.location, one.element, f"{one.said} {one.found} {text}".strip(), data, outcome, lines)
