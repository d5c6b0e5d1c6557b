"""Sample x report -> what was found on the pages of each type."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from linter.audit.account.outcomes import outcomes
from linter.model.outline import TYPES

if TYPE_CHECKING:
    from linter.model.audit import PageType, Review


@dataclass(frozen=True, slots=True)
class TypeTotal:
    """One type of page, None for pages without one: how many were examined, and what stands open on them by severity.

    `by_people` are the criteria that a person failed, each counted once a page.
    """

    name: PageType | None
    pages: int
    errors: int
    warnings: int
    unsure: int
    by_people: int


def by_type(review: Review) -> tuple[TypeTotal, ...]:
    """Return the types of the sample's pages in the order of lists; a page of several types counts for each."""
    types = {one.source: one.types or (None,) for one in review.sample.pages}
    people = Counter(
        page.sampled.source for page in outcomes(review) for one in page.criteria if one.is_failed_by_people
    )
    counts: dict[PageType | None, list[int]] = {}
    for page in review.report.pages:
        failed = [one for one in page.findings if one.outcome == "failed" and one.suppressed is None]
        errors = sum(one.severity == "error" for one in failed)
        warnings = sum(one.severity == "warning" for one in failed)
        unsure = sum(one.outcome == "cannot_tell" for one in page.findings)
        for name in types.get(page.source, ()):
            known = counts.setdefault(name, [0, 0, 0, 0, 0])
            found = (1, errors, warnings, unsure, people[page.source])
            counts[name] = [a + b for a, b in zip(known, found, strict=True)]
    return tuple(TypeTotal(name, *counts[name]) for name in (*TYPES, None) if name in counts)
