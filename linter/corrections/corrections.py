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

_LONG = 400
"""Characters of a line before and after an edit that are shown whole; of longer ones no more than the element is."""
_FAR = 2000
"""Characters in which the mark-up around an edit is looked for."""


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
    """Return the piece of source around an edit, before and after it: whole lines, or whole tags of long ones, since people put it in."""
    line_end = text.find("\n", edit.end)
    start = _start(text, text.rfind("\n", 0, edit.start) + 1, edit.start)
    end = _end(text, len(text) if line_end < 0 else line_end, edit.end)
    return text[start:end], f"{text[start : edit.start]}{edit.text}{text[edit.end : end]}"


def _start(text: str, line: int, at: int) -> int:
    """Return where what is shown of a line begins: with the line, or on a long one with the nearest tag."""
    if at - line <= _LONG:
        return line
    tag = text.rfind("<", max(line, at - _FAR), at)
    return tag if tag >= 0 else at


def _end(text: str, line: int, at: int) -> int:
    """Return where what is shown of a line ends: with the line, or on a long one with the nearest tag."""
    if line - at <= _LONG:
        return line
    tag = text.find(">", at, min(line, at + _FAR))
    return tag + 1 if tag >= 0 else at


def applied(text: str, edits: Iterable[Edit]) -> str:
    """Return a source with edits put in; none of them overlap."""
    for edit in sorted(edits, key=lambda one: one.start, reverse=True):
        text = f"{text[: edit.start]}{edit.text}{text[edit.end :]}"
    return text
