"""Targets x Config -> a review: which pages are examined, what is wrong on them and with the statement, and what people are asked."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Literal

from linter.audit import addresses
from linter.audit.account.criteria_account import account
from linter.audit.account.requirements import by_edition
from linter.audit.questions import ELEMENTS, Questioner
from linter.audit.sampling import corrections as corrections_file
from linter.audit.sampling import documents, explore
from linter.audit.sampling.page_types import recognise
from linter.audit.sampling.sample import draw, whole
from linter.audit.site import stored_site
from linter.audit.sitewide import judge as site_judge
from linter.audit.sitewide.pages import see
from linter.audit.sitewide.scope import Scope
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
from linter.run.answers_file import Told
from linter.run.spool import Spool

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from linter.audit.sampling.corrections import Corrections
    from linter.audit.sampling.explore import Explored
    from linter.audit.sampling.page_types import TypedPage
    from linter.audit.sitewide.scope import Reach
    from linter.config.config import Config
    from linter.model.audit import Crawl, FoundDocument, Question, Sample
    from linter.model.held import Held
    from linter.model.history import PageBefore
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
    stored: Callable[[str], Stored] = lambda _site: NOTHING_STORED
    """What people answered in the store, by what it knows the site by."""
    title: str | None = None
    by: str | None = None
    crawl: Crawl | None = None
    before: Mapping[str, PageBefore] = field(default_factory=dict)
    """What an earlier run knew of the pages, by source."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A review, and what stands beside it for the next one: the file of answers, and the types of pages.

    `lost` are answers of the files to what is not asked any more, `idle` those about many pages that are about none, by number.
    """

    review: Review
    answers: Told
    page_types: str
    lost: tuple[Question, ...] = ()
    idle: tuple[int, ...] = ()
    typed: tuple[TypedPage, ...] = ()
    """All pages that there were to choose from, with their types."""


def review(
    order: Order,
    pages: Sequence[Target | NotExamined],
    settings: Config,
    request: RunRequest,
    run: Callable[[Iterator[Target | NotExamined], RunRequest], Report],
) -> Reviewed:
    """Review a site; `run` examines targets, in a browser too where one is wanted."""
    corrections = corrections_file.read(order.folder / corrections_file.NAME)
    files = [answers_file.read(path) for path in order.answers]
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
    site = see(report, {one.source: one.types for one in sample.pages})
    report, register = site_judge.judge(
        report,
        site,
        lambda page: resolver.page_config(page.source, page.path),
        Scope(_reach(order), start, order.before),
    )
    report = by_edition(report, edition)
    held = _Held(report.pages)
    made = Review(
        report,
        sample,
        said,
        (),
        edition.id,
        order.base,
        held,
        order.title,
        order.by,
        documents=chosen.documents(pages),
        more_documents=documents.more(chosen.outlines),
        root=addresses.root(pages),
        register=register,
        crawl=order.crawl,
    )
    made = replace(made, addresses=addresses.subjects(made))
    asked_of = chosen.asked_of(sample, files)
    if asked_of is not None:
        note = Reason("questions_of_sample", {"number": len(asked_of), "of": len(sample.pages)})
        report = replace(report, run=replace(report.run, notes=(*report.run.notes, note)))
        made = replace(made, report=report)
    said_before = {one.id for file in files for one in file.all if one.answer is not None}
    standing = order.stored(stored_site({one: made.held[one].canonical for one in made.held}, made.root)).standing
    known = said_before | set(standing) if asked_of is not None else said_before
    questions = Questioner(edition.wcag, settings.language).questions(report.pages, asked_of, known)
    typed = recognise(chosen.outlines)
    page_types = corrections_file.text(typed, corrections, words_in(settings.language))
    return replace(_answered(made, questions, files, order, page_types), typed=corrections.applied(typed))


def _reach(order: Order) -> Reach:
    """Return how far a review reaches: only where every page is examined can a page that nothing links to be told."""
    if order.how != "all":
        return "part"
    return "listed" if order.crawl is None else "crawled"


def _answered(
    made: Review, questions: tuple[Question, ...], files: Sequence[Told], order: Order, page_types: str
) -> Reviewed:
    """Return the review with what people answered, in files and in the store."""
    site = stored_site({one: made.held[one].canonical for one in made.held}, made.root)
    known = addresses.known_pages(made)
    together = tuple(dict.fromkeys(one for file in files for one in file.together))
    told = [one for file in files for one in file.all]
    matched = answers.match(questions, told, order.stored(site), together, known)
    asked = tuple(_within(one, order.folder) for one in matched.questions)
    made = replace(made, manual=asked)
    made = replace(made, account=account(made))
    names = {one.id for file in files for one in file.asked}
    return Reviewed(
        made,
        Told(asked, matched.gone, made.report.run.language, together, known, site),
        page_types,
        tuple(one for one in matched.gone if one.id in names),
        matched.idle,
    )


def _within(one: Question, folder: Path) -> Question:
    """Return a question with the path of its picture as the files of the folder name it."""
    return one if one.picture is None else replace(one, picture=os.path.relpath(one.picture, folder))


class _Choice:
    """Which pages are examined, and the run over them."""

    def __init__(self, order: Order, corrections: Corrections, settings: Config, request: RunRequest) -> None:
        self._order, self._corrections, self._settings = order, corrections, settings
        self._request = replace(request, more=More(elements=ELEMENTS, holds=True, of_site=True, outlines=True))
        self.outlines: Sequence[PageOutline] = ()
        self._examined: Sequence[PageOutline] = ()

    def examined(
        self,
        pages: Sequence[Target | NotExamined],
        run: Callable[[Iterator[Target | NotExamined], RunRequest], Report],
    ) -> tuple[Sample, Report]:
        """Return the sample and the report over it: pages are read twice where a sample is drawn, else once."""
        words, order = words_in(self._settings.language), self._order
        if order.how == "sample":
            with TemporaryDirectory(prefix="kommunlint-") as folder:
                return self._drawn(explore.keeping(pages, Path(folder)), run)
        report = run(explore.without_documents(pages), self._request)
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

    def _drawn(
        self,
        pages: Sequence[Target | NotExamined],
        run: Callable[[Iterator[Target | NotExamined], RunRequest], Report],
    ) -> tuple[Sample, Report]:
        order, root = self._order, addresses.root(pages)
        explored = explore.explore(pages, self._settings, self._request)
        self.outlines = explored.outlines
        sample = draw(
            explored.outlines,
            order.seed,
            self._corrections,
            words_in(self._settings.language),
            explored.documents,
            lambda source: addresses.public(source, order.base, root),
        )
        report = run(explore.chosen(pages, sample), self._request)
        self._examined = explore.outlines_of(report)
        return sample, _with_missing(report, explored)

    def asked_of(self, sample: Sample, files: Sequence[Told]) -> frozenset[str] | None:
        """Return the pages that people are asked of one by one: a sample where there are more than anybody looks at."""
        if len(sample.pages) <= _MOST_ASKED or any(file.together for file in files):
            return None
        words = words_in(self._settings.language)
        drawn = draw(self.outlines, self._order.seed, self._corrections, words)
        return frozenset(one.source for one in drawn.pages)

    def documents(self, pages: Sequence[Target | NotExamined]) -> tuple[FoundDocument, ...]:
        """Return what the pages link to: those of the exploration, and those that a browser found on the sample's pages."""
        return documents.linked((*self.outlines, *self._examined), addresses.folders(pages))


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
