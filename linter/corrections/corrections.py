"""A page's report and its source -> the corrections of its findings, and a source with them put in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.corrections.places import edit_of
from linter.model.correction import Correction
from linter.page.positions import Positions

if TYPE_CHECKING:
    from collections.abc import Iterable

    from linter.model.correction import Edit
    from linter.model.report import PageReport

_AROUND = 60


def corrections(page: PageReport, text: str) -> tuple[Correction, ...]:
    """Return what mends the open findings of a page for certain; `text` is its source with LF as line ends.

    Of corrections that touch the same characters the first is offered.
    """
    places, taken = Positions(text), 0
    found: list[Correction] = []
    for position, one in enumerate(page.findings):
        if not one.is_open or one.data.get("made_by_script"):
            continue
        offset = places.offset(one.location.line, one.location.column)
        edit = edit_of(text, offset, one, page.facts["dates"])
        if edit is not None and edit.start >= taken and edit.text != text[edit.start : edit.end]:
            taken = edit.end
            found.append(Correction(position, edit, *_shown(text, edit)))
    return tuple(found)


def _shown(text: str, edit: Edit) -> tuple[str, str]:
    """Return the piece of source around an edit, before and after it."""
    start = max(text.rfind("\n", 0, edit.start) + 1, edit.start - _AROUND, 0)
    line_end = text.find("\n", edit.end)
    end = min(len(text) if line_end < 0 else line_end, edit.end + _AROUND)
    before = text[start:end]
    return before, f"{text[start : edit.start]}{edit.text}{text[edit.end : end]}"


def applied(text: str, edits: Iterable[Edit]) -> str:
    """Return a source with edits put in; none of them overlap."""
    for edit in sorted(edits, key=lambda one: one.start, reverse=True):
        text = f"{text[: edit.start]}{edit.text}{text[edit.end :]}"
    return text
