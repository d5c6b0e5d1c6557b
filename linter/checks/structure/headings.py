"""Checks of the order of headings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.rules.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.facts.facts import Facts
    from linter.rules.fault import Context

_NO_CONTENT = ("redirect", "frames", "empty")


def heading_level_skipped(facts: Facts, _context: Context) -> Iterator[Fault]:
    """A heading that stands more than one level below the one before it."""
    for (element, level, text), before in facts.writing.skips:
        data = {"text": text, "level": level, "before": before.level}
        yield Fault("skipped", facts.page.location(element), element, text, data)


def heading_main_missing(facts: Facts, _context: Context) -> Iterator[Fault]:
    """A page without a heading of level 1."""
    if facts.page.is_fragment or facts.exempt in _NO_CONTENT:
        return
    if all(one.level > 1 for one in facts.writing.headings):
        yield Fault("missing", facts.writing.root, None, "")


def heading_main_repeated(facts: Facts, _context: Context) -> Iterator[Fault]:
    """A second heading of level 1."""
    main = [one for one in facts.writing.headings if one.level == 1]
    if len(main) > 1:
        element, _, text = main[1]
        data = {"text": text, "first": main[0].text, "number": len(main)}
        yield Fault("repeated", facts.page.location(element), element, text, data)
