"""Page -> what a review holds of it beside its report: its bytes, the address that it gives as its own, what its text is known by."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from linter.facts import locale
from linter.facts.dates.page_kind import content_lines
from linter.model.held import Held

if TYPE_CHECKING:
    from collections.abc import Iterable

    from linter.facts.dates.label import DateLabel
    from linter.page.page import Page


def hold(page: Page, dates: Iterable[DateLabel] = ()) -> Held:
    """Return what is kept of a page with these dates of its own."""
    return Held(page.document.source.data, locale.canonical(page), _text(page, dates))


def _text(page: Page, dates: Iterable[DateLabel]) -> str:
    """Return what the main text is known by, "" where there is none but dates; that a date was written anew changes nothing."""
    told: dict[int, list[str]] = {}
    for label in dates:
        for line in label.lines:
            told.setdefault(line.index, []).extend([label.text, *([label.reading.text] if label.reading else [])])
    lines = []
    for line in content_lines(page):
        text = line.text
        for one in sorted(filter(None, told.get(line.index, ())), key=len, reverse=True):
            text = text.replace(one, " ")
        lines.append(text)
    whole = " ".join(" ".join(lines).split())
    return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:16] if whole else ""
