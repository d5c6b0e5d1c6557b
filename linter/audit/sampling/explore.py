"""Targets x Config -> the outlines of their pages, read as they are served and by no rule, and the documents among them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from linter.engine.page_config import More
from linter.facts.links.documents import document_format
from linter.model.outline import LinkedDocument
from linter.model.report import NotExamined
from linter.run import run

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from linter.config.config import Config
    from linter.model.audit import Sample
    from linter.model.outline import PageOutline
    from linter.model.report import Report
    from linter.model.target import Target


@dataclass(frozen=True, slots=True)
class Explored:
    """What there is to choose from, what could not be had and why, and whether the exploration came to its end."""

    outlines: tuple[PageOutline, ...]
    documents: tuple[LinkedDocument, ...] = ()
    """The documents that were named beside the pages."""
    missing: tuple[NotExamined, ...] = ()
    is_complete: bool = True


def explore(wanted: Iterable[Target | NotExamined], config: Config, request: run.RunRequest) -> Explored:
    """Read each page once, statically, by the run's own processes, limits and guard of requests."""
    named = list(wanted)
    bare = replace(
        request,
        select=(),
        ignore=("all",),
        follow=None,
        baseline=None,
        notes=(),
        on_page=None,
        more=More(outlines=True),
    )
    report = run.run(without_documents(named), replace(config.named((), ("all",)), suppress=()), bare)
    return Explored(
        outlines_of(report),
        documents_of(named),
        report.not_examined,
        report.run.complete,
    )


def outlines_of(report: Report) -> tuple[PageOutline, ...]:
    """Return the outlines of a run's pages, of a run that asked for them."""
    return tuple(page.outline for page in report.pages if page.outline is not None)


def documents_of(wanted: Iterable[Target | NotExamined]) -> tuple[LinkedDocument, ...]:
    """Return the documents that are named beside the pages, each once."""
    found = ((one, _format(one)) for one in wanted if not isinstance(one, NotExamined))
    return tuple({one.name: LinkedDocument(one.name, kind, "") for one, kind in found if kind is not None}.values())


def without_documents(wanted: Iterable[Target | NotExamined]) -> Iterator[Target | NotExamined]:
    """Yield what is to be examined: all but addresses of documents."""
    return (one for one in wanted if _format(one) is None)


def _format(wanted: Target | NotExamined) -> str | None:
    return None if isinstance(wanted, NotExamined) else document_format(wanted.url or "")


def keeping(wanted: Iterable[Target | NotExamined], folder: Path) -> list[Target | NotExamined]:
    """Return the targets, their answers kept in a folder: what is explored and drawn is asked for once."""
    return [
        one if isinstance(one, NotExamined) or one.url is None else replace(one, kept=str(folder / f"{number}"))
        for number, one in enumerate(wanted)
    ]


def chosen(wanted: Iterable[Target | NotExamined], sample: Sample) -> Iterator[Target | NotExamined]:
    """Yield what of the targets a sample has: its pages, and not what could not be had, which the exploration tells."""
    sources = {page.source for page in sample.pages}
    return (one for one in wanted if not isinstance(one, NotExamined) and one.name in sources and _format(one) is None)
