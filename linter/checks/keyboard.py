"""Checks of what keys can do on a page, as the browser stage has tried it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.checks import barriers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.facts.facts import Facts
    from linter.rules.fault import Context, Fault


def focus_not_visible(facts: Facts, context: Context) -> Iterator[Fault]:
    """A place that shows nothing when the focus comes to it."""
    return barriers.met(facts, context, "focus-not-visible")


def keyboard_trap(facts: Facts, context: Context) -> Iterator[Fault]:
    """A place that the focus cannot leave by keys."""
    return barriers.met(facts, context, "keyboard-trap")


def skip_link_without_effect(facts: Facts, context: Context) -> Iterator[Fault]:
    """A skip link that does not move the focus."""
    return barriers.met(facts, context, "skip-link-without-effect")


def click_without_keyboard(facts: Facts, context: Context) -> Iterator[Fault]:
    """Something that answers to clicks and that keys cannot press."""
    return barriers.met(facts, context, "click-without-keyboard")


def dialog_focus_escapes(facts: Facts, context: Context) -> Iterator[Fault]:
    """A modal dialog that lets the focus out to the page behind it."""
    return barriers.met(facts, context, "dialog-focus-escapes")


def focus_order_jumps(facts: Facts, context: Context) -> Iterator[Fault]:
    """An order of focus that goes against what is seen."""
    return barriers.met(facts, context, "focus-order-jumps")
