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


def _faults(facts: Facts, *kinds: str) -> Iterator[Fault]:
    for kind, element, text in facts.structure.doubtful_images:
        if kind in kinds:
            yield Fault(kind, facts.page.location(element), element, text, {"text": text})
