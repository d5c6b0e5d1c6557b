"""Checks of what images are called for those who do not see them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.rules.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.facts.facts import Facts
    from linter.rules.fault import Context


def image_alternative_file_name(facts: Facts, _context: Context) -> Iterator[Fault]:
    """An image whose alternative is the name of a file."""
    yield from _faults(facts, "file", "stem")


def image_alternative_generic(facts: Facts, _context: Context) -> Iterator[Fault]:
    """An image whose alternative names the kind of thing, or is no word at all."""
    yield from _faults(facts, "generic", "signs")


def image_alternative_credit(facts: Facts, _context: Context) -> Iterator[Fault]:
    """An image whose alternative says who took it, and nothing else."""
    yield from _faults(facts, "credit")


def image_decorative_titled(facts: Facts, _context: Context) -> Iterator[Fault]:
    """An image with an empty alternative and a title, which says what the alternative keeps silent."""
    yield from _faults(facts, "titled")


def image_decorative_named(facts: Facts, _context: Context) -> Iterator[Fault]:
    """An image that is said to be decoration by its role, and has an alternative."""
    yield from _faults(facts, "presentation")


def _faults(facts: Facts, *kinds: str) -> Iterator[Fault]:
    for kind, element, text in facts.structure.doubtful_images:
        if kind in kinds:
            yield Fault(kind, facts.page.location(element), element, text, {"text": text})
