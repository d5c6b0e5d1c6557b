"""Outcomes by page -> what became of each criterion in the whole sample, how it was decided, and that in plain sentences."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from linter.audit.account.outcomes import worst
from linter.data.criteria import asked_for
from linter.data.law import editions
from linter.model.report import OUTCOMES
from linter.report.words.words import words_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from linter.audit.account.outcomes import PageOutcomes
    from linter.model.audit import DecidedBy, Review
    from linter.model.report import CoverageOutcome


@dataclass(frozen=True, slots=True)
class Total:
    """One criterion in the whole sample: its outcome, how many pages have which, and how many of them who decided."""

    criterion: str
    outcome: CoverageOutcome
    pages: Mapping[CoverageOutcome, int]
    decided: Mapping[DecidedBy, int]


def totals(pages: Iterable[PageOutcomes]) -> tuple[Total, ...]:
    """Return every criterion once, in the order of WCAG."""
    counts: dict[str, Counter[CoverageOutcome]] = {one: Counter() for one in asked_for()}
    deciders: dict[str, Counter[DecidedBy]] = {one: Counter() for one in asked_for()}
    for page in pages:
        for one in page.criteria:
            counts[one.criterion][one.outcome] += 1
            is_open = one.outcome in ("cannot_tell", "not_examined")
            deciders[one.criterion]["nobody" if is_open else "person" if one.mode == "manual" else "machine"] += 1
    return tuple(Total(one, worst(list(counts[one])), dict(counts[one]), dict(deciders[one])) for one in asked_for())


def by_law(some: Iterable[Total], law: str) -> list[tuple[Total, str | None]]:
    """Return the criteria with their clauses of an edition; None for those that it does not ask for."""
    edition = editions()[law]
    return [(one, edition.clause(one.criterion)) for one in some]


def counted(some: Iterable[Total]) -> dict[CoverageOutcome, int]:
    """Return how many criteria have which outcome."""
    found = Counter(one.outcome for one in some)
    return {outcome: found[outcome] for outcome in OUTCOMES}


def deciders(some: Iterable[Total]) -> dict[DecidedBy, int]:
    """Return how many pairs of page and criterion who decided."""
    found: Counter[DecidedBy] = Counter()
    for one in some:
        found.update(one.decided)
    return {"machine": found["machine"], "person": found["person"], "nobody": found["nobody"]}


def summary_text(review: Review, some: Sequence[Total]) -> list[str]:
    """Return the result in plain sentences: what the edition asks for and fails, what is open, how it was decided."""
    words, edition = words_in(review.report.run.language), editions()[review.law]
    asked = [one for one, clause in by_law(some, review.law) if clause is not None]
    count = counted(asked)
    fails, open_ = count["failed"], count["cannot_tell"] + count["not_examined"]
    is_whole = review.report.run.complete and not review.report.not_examined
    key = "folder_fails" if fails else "folder_holds" if is_whole and not open_ else "folder_open"
    who = deciders(asked)
    return [
        words(key, edition=edition.title, failed=fails, open=open_, all=len(asked)),
        words("folder_still_open", open=open_),
        words("folder_decided", **who, all=sum(who.values())),
    ]
