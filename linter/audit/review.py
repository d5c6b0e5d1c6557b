"""Targets x Config -> a review: which pages are examined, what is wrong on them and with the statement, and what people are asked."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from linter.audit.account.criteria_account import account
from linter.audit.account.requirements import by_edition
from linter.audit.addresses import subjects
from linter.audit.questions import ELEMENTS, Questioner
from linter.audit.sampling import corrections as corrections_file
from linter.audit.sampling import explore
from linter.audit.sampling.page_types import recognise
from linter.audit.sampling.sample import draw, whole
from linter.audit.statement import statement
from linter.data.law import edition_on, editions
from linter.engine.page_config import More
from linter.engine.resolver import Resolver
from linter.model.audit import Review
from linter.model.reason import Reason
from linter.model.report import NotExamined
from linter.report.words.words import words_in
from linter.run import answers, answers_file
from linter.run.answers import NOTHING_STORED, Stored
from linter.run.spool import Spool

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from linter.audit.sampling.corrections import Corrections
    from linter.audit.sampling.explore import Explored
    from linter.config.config import Config
    from linter.model.audit import Crawl, Question, Sample
    from linter.model.held import Held
    from linter.model.outline import PageOutline
    from linter.model.report import PageReport, Report
    from linter.model.target import Target
    from linter.run.run import RunRequest

How = Literal["given", "all", "sample"]
_MOST_ASKED = 500
"""Pages that people may be asked of one by one: each has about sixty questions."""


@dataclass(frozen=True, slots=True)
class Order:
    """What a review is asked for: into which folder, which pages of those named, by which law, and what people have answered."""

    folder: Path
    how: How = "given"
    seed: int = 1
    law: str | None = None
    base: str | None = None
    answers: tuple[Path, ...] = ()
    stored: Stored = NOTHING_STORED
    title: str | None = None
    by: str | None = None
    crawl: Crawl | None = None


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A review, and what stands beside it for the next one: answers to what is not asked any more, and the types of pages."""

    review: Review
    gone: tuple[Question, ...]
    page_types: str


def review(
    order: Order,
    pages: Sequence[Target | NotExamined],
    settings: Config,
    request: RunRequest,
    run: Callable[[Iterator[Target | NotExamined], RunRequest], Report],
) -> Reviewed:
    """Review a site; `run` examines targets, in a browser too where one is wanted."""
    corrections = corrections_file.read(order.folder / corrections_file.NAME)
    told = [one for path in order.answers for one in answers_file.read(path).all]
    edition = editions()[order.law] if order.law is not None else edition_on(request.today)
    chosen = _Choice(order, corrections, settings, request)
    sample, report = chosen.examined(pages, run)
    resolver = Resolver(
        settings,
        request.today,
        frozenset(report.run.stages),
        nested=request.nested,
        select=request.select,
        ignore=request.ignore,
        more=More(of_site=True),
    )
    start = next((page.source for page in sample.pages if "start" in page.types), None)
    said, report = statement.judge(
        report, lambda page: resolver.page_config(page.source, page.path), edition, start=start
    )
    report = by_edition(report, edition)
    asked_of = chosen.asked_of(sample)
    if asked_of is not None:
        note = Reason("questions_of_sample", {"number": len(asked_of), "of": len(sample.pages)})
        report = replace(report, run=replace(report.run, notes=(*report.run.notes, note)))
    answered = {one.id for one in told if one.answer is not None} | set(order.stored.standing)
    questions = Questioner(edition.wcag, settings.language, order.base).questions(report.pages, asked_of, answered)
    matched = answers.match(questions, told, order.stored)
    asked = tuple(_within(one, order.folder) for one in matched.questions)
    held = _Held(report.pages)
    made = Review(report, sample, said, asked, edition.id, order.base, held, order.title, order.by, order.crawl)
    made = replace(made, addresses=subjects(made), account=account(made))
    words = words_in(settings.language)
    return Reviewed(made, matched.gone, corrections_file.text(recognise(chosen.outlines), corrections, words))


def _within(one: Question, folder: Path) -> Question:
    """Return a question with the path of its picture as the files of the folder name it."""
    return one if one.picture is None else replace(one, picture=os.path.relpath(one.picture, folder))


class _Choice:
    """Which pages are examined, and the run over them."""

    def __init__(self, order: Order, corrections: Corrections, settings: Config, request: RunRequest) -> None:
        self._order, self._corrections, self._settings = order, corrections, settings
        self._request = replace(request, more=More(elements=ELEMENTS, holds=True, of_site=True))
        self.outlines: Sequence[PageOutline] = ()

    def examined(
        self,
        pages: Sequence[Target | NotExamined],
        run: Callable[[Iterator[Target | NotExamined], RunRequest], Report],
    ) -> tuple[Sample, Report]:
        """Return the sample and the report over it: pages are read twice where a sample is drawn, else once."""
        words, order = words_in(self._settings.language), self._order
        if order.how == "sample":
            explored = explore.explore(pages, self._settings, self._request)
            self.outlines = explored.outlines
            sample = draw(explored.outlines, order.seed, self._corrections, words, explored.documents)
            return sample, _with_missing(run(explore.chosen(pages, sample), self._request), explored)
        report = run(
            explore.without_documents(pages), replace(self._request, more=replace(self._request.more, outlines=True))
        )
        self.outlines = explore.outlines_of(report)
        sample = whole(
            self.outlines,
            order.seed,
            self._corrections,
            words,
            is_all=order.how == "all",
            documents=explore.documents_of(pages),
            others=_asked_for(pages, report),
        )
        return sample, report

    def asked_of(self, sample: Sample) -> frozenset[str] | None:
        """Return the pages that people are asked of one by one: a sample where there are more than anybody looks at."""
        if len(sample.pages) <= _MOST_ASKED:
            return None
        words = words_in(self._settings.language)
        drawn = draw(self.outlines, self._order.seed, self._corrections, words)
        return frozenset(one.source for one in drawn.pages)


def _asked_for(pages: Sequence[Target | NotExamined], report: Report) -> list[str]:
    """Return what was asked for by the names that it has in the report, documents aside."""
    named = [one.source if isinstance(one, NotExamined) else one.name for one in explore.without_documents(pages)]
    return [*named, *(one.source for one in report.not_examined)]


def _with_missing(report: Report, explored: Explored) -> Report:
    """Add to a report what could not be had when the site was explored."""
    known = {one.source for one in report.not_examined}
    missing: Iterable[NotExamined] = (one for one in explored.missing if one.source not in known)
    run = replace(report.run, complete=report.run.complete and explored.is_complete)
    return replace(report, run=run, not_examined=(*report.not_examined, *missing))


class _Held(Mapping[str, "Held"]):
    """What is held of pages, by source: on a disk, since a site may be large."""

    def __init__(self, pages: Iterable[PageReport]) -> None:
        self._held: Spool[Held] = Spool()
        self._numbers: dict[str, int] = {}
        for page in pages:
            if page.held is not None:
                self._numbers[page.source] = len(self._held)
                self._held.add(page.held)

    def __getitem__(self, source: str) -> Held:
        return self._held[self._numbers[source]]

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)
