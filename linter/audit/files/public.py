"""Review -> its report with the addresses that people know pages by, where a folder or a local server stands for a public site."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from linter.audit.addresses import address_of, subjects

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.model.audit import Review
    from linter.model.report import PageReport, Report


def report(review: Review) -> Report:
    """Return the report as people are shown it; what programs read keeps the sources."""
    if review.base is None:
        return review.report
    told, known = review.report, subjects(review)
    return replace(
        told,
        pages=_Pages(told, known),
        not_examined=tuple(replace(one, source=address_of(one.source, known)) for one in told.not_examined),
        causes=tuple(replace(one, pages=tuple(address_of(page, known) for page in one.pages)) for one in told.causes),
    )


class _Pages:
    """The pages of a report, which may be read as often as those."""

    def __init__(self, report: Report, known: Mapping[str, str | None]) -> None:
        self._report, self._known = report, known

    def __iter__(self) -> Iterator[PageReport]:
        for page in self._report.pages:
            yield replace(page, source=address_of(page.source, self._known))
