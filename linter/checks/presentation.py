"""Checks of how a page is shown in other sizes and spacing, and of what moves, as the browser stage has tried it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.checks import barriers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.facts.facts import Facts
    from linter.rules.fault import Context, Fault


def zoom_cuts_text(facts: Facts, context: Context) -> Iterator[Fault]:
    """Text that is cut off when the page is enlarged to 200 %."""
    return barriers.met(facts, context, "zoom-cuts-text")


def reflow_sideways(facts: Facts, context: Context) -> Iterator[Fault]:
    """Lines that are only read by scrolling to the side in a narrow window."""
    return barriers.met(facts, context, "reflow-sideways")


def spacing_cuts_text(facts: Facts, context: Context) -> Iterator[Fault]:
    """Text that is cut off when its spacing grows."""
    return barriers.met(facts, context, "spacing-cuts-text")


def picture_moves(facts: Facts, context: Context) -> Iterator[Fault]:
    """A picture that does not stop moving."""
    return barriers.met(facts, context, "picture-moves")
