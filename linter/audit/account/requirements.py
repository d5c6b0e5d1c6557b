"""Report x edition of the standard -> the report with that edition's clauses behind its findings and rules."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from linter.data.standards import LAWS
from linter.report.criteria import criteria

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from linter.data.law import Edition
    from linter.model.report import PageReport, Report

_STANDARD = "EN 301 549 "


def by_edition(report: Report, edition: Edition) -> Report:
    """Return a report whose requirements name the clauses of an edition in place of those that rules are written with."""
    rules = {name: replace(one, requirements=told(one.requirements, edition)) for name, one in report.rules.items()}
    return replace(report, pages=_Pages(report.pages, edition), rules=rules)


def told(requirements: Sequence[str], edition: Edition) -> tuple[str, ...]:
    """Return requirements with an edition's clause after each criterion that it asks for."""
    found: list[str] = []
    for one in requirements:
        if one.startswith(_STANDARD):
            continue
        found.append(one)
        found.extend(f"{edition.title} {clause}" for name in criteria([one]) if (clause := edition.clause(name)))
    law = LAWS["DOS 10 §"]
    asks = any(one.startswith(_STANDARD) for one in found)
    return (*found, law) if asks and law not in found else tuple(found)


class _Pages:
    """The pages of a report, which may be read as often as those."""

    def __init__(self, pages: Iterable[PageReport], edition: Edition) -> None:
        self._pages, self._edition = pages, edition

    def __iter__(self) -> Iterator[PageReport]:
        for page in self._pages:
            found = (replace(one, requirements=told(one.requirements, self._edition)) for one in page.findings)
            yield replace(page, findings=tuple(found))
