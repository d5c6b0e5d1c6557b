"""What will be over -> a list sorted by day, for people or as JSON."""

from __future__ import annotations

import json
from itertools import groupby
from typing import TYPE_CHECKING

from linter.report import terminal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linter.report.words.words import Words
    from linter.run.upcoming import Upcoming


def as_json(items: Sequence[Upcoming], today: str, until: str) -> Iterator[str]:
    """Yield the list as JSON."""
    tree = {"today": today, "until": until, "items": [one.as_json() for one in items]}
    yield json.dumps(tree, ensure_ascii=False, indent=2) + "\n"


def as_text(items: Sequence[Upcoming], today: str, until: str, words: Words) -> Iterator[str]:
    """Yield the list for people, the days as headings."""
    if not items:
        yield words("upcoming_none", first=today, until=until) + "\n"
        return
    for number, (day, on_day) in enumerate(groupby(items, key=lambda one: one.day)):
        yield ("\n" if number else "") + terminal.strong(day) + "\n"
        for one in on_day:
            kind = words(f"upcoming_{one.rule.removesuffix('-past')}")
            yield f"  {terminal.safe(one.source)}:{one.line}  {kind}\n"
            yield terminal.folded(one.text, "    ") + "\n"
