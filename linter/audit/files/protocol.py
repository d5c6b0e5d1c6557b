"""Review -> the entries of an examination protocol: what fails a clause, on which page, why, with which picture, by whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from linter.audit.account.outcomes import outcomes
from linter.data.law import editions
from linter.report import phrases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.audit.account.outcomes import Judged, PageOutcomes
    from linter.model.audit import Review


@dataclass(frozen=True, slots=True)
class Entry:
    """One fault under one criterion; `clause` is None where the edition does not ask for it, `by` where the program found it."""

    clause: str | None
    criterion: str
    source: str
    line: int | None
    why: str
    remedy: str
    picture: str | None
    by: str | None


def entries(review: Review) -> Iterator[Entry]:
    """Yield what fails, page by page, the criteria in their order."""
    edition = editions()[review.law]
    for page in outcomes(review):
        for one in page.criteria:
            if one.outcome == "failed":
                yield from _found(review, edition.clause(one.criterion), page, one)
                yield from _answered(edition.clause(one.criterion), page, one)


def _found(review: Review, clause: str | None, page: PageOutcomes, judged: Judged) -> Iterator[Entry]:
    for one in judged.findings:
        if one.outcome != "failed":
            continue
        remedy = phrases.remedy(review.report.rules.get(one.rule), str(one.data.get("summary", "")))
        where = (page.sampled.source, one.location.line)
        yield Entry(clause, judged.criterion, *where, one.message, remedy, one.screenshot, None)


def _answered(clause: str | None, page: PageOutcomes, judged: Judged) -> Iterator[Entry]:
    source = page.sampled.source
    for one in judged.decided:
        answer = one.answer
        if answer is not None and answer.outcome == "failed":
            yield Entry(clause, judged.criterion, source, one.line, answer.why, "", one.picture, answer.by)
