"""Sample x report -> what was found on the pages of each type."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from linter.audit.sampling.page_types import TYPES

if TYPE_CHECKING:
    from linter.model.audit import PageType, Review


@dataclass(frozen=True, slots=True)
class TypeTotal:
    """One type of page, None for pages without one: how many were examined, and what stands open on them by severity."""

    name: PageType | None
    pages: int
    errors: int
    warnings: int
    unsure: int


def by_type(review: Review) -> tuple[TypeTotal, ...]:
    """Return the types of the sample's pages in the order of lists; a page of several types counts for each."""
    types = {one.source: one.types or (None,) for one in review.sample.pages}
    counts: dict[PageType | None, list[int]] = {}
    for page in review.report.pages:
        failed = [one for one in page.findings if one.outcome == "failed" and one.suppressed is None]
        errors = sum(one.severity == "error" for one in failed)
        warnings = sum(one.severity == "warning" for one in failed)
        unsure = sum(one.outcome == "cannot_tell" for one in page.findings)
        for name in types.get(page.source, ()):
            known = counts.setdefault(name, [0, 0, 0, 0])
            counts[name] = [a + b for a, b in zip(known, (1, errors, warnings, unsure), strict=True)]
    return tuple(TypeTotal(name, *counts[name]) for name in (*TYPES, None) if name in counts)
