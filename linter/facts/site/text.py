"""Page -> what its main text is known by, without the dates that it gives as its own: they may move while the text does not."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from linter.facts.dates.page_kind import content_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.facts.facts import Facts


def text_digest(facts: Facts) -> str:
    """Return what the text is known by, "" where there is none but the dates."""
    text = " ".join(" ".join(_without_dates(facts)).split())
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16] if text else ""


def _without_dates(facts: Facts) -> Iterator[str]:
    told: dict[int, list[str]] = {}
    for label in facts.dates.labels:
        for line in label.lines:
            told.setdefault(line.index, []).extend([label.text, *([label.reading.text] if label.reading else [])])
    for line in content_lines(facts.page):
        text = line.text
        for one in sorted(filter(None, told.get(line.index, ())), key=len, reverse=True):
            text = text.replace(one, " ")
        yield text
