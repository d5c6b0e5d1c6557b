"""Elements of a page -> the form controls that ask its readers for something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.data.html import CONTROLS, HIDDEN_INPUTS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from linter.page.dom import Element


def visible_controls(elements: Iterable[Element]) -> list[Element]:
    """Return the form controls that ask the reader for something."""
    return [e for e in elements if e.tag in CONTROLS and (e.get("type") or "").lower() not in HIDDEN_INPUTS]
