"""The process that judges pages for the server: submissions come through a pipe, results go back."""

from __future__ import annotations

import gc
import pickle
import signal
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from linter.data.personal_numbers import masked
from linter.engine.masking import crash_without_numbers
from linter.engine.page_config import page_config
from linter.facts.content import personal_numbers
from linter.facts.locale import own_address
from linter.report.words.words import words_in
from linter.run.one_page import examine_one
from linter.run.proposals import proposals
from linter.run.run import today_in_sweden
from linter.run.worker import OutOfMemory
from linter.stages import processes
from linter.web.preview import preview

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from linter.config.config import Config
    from linter.model.correction import Correction
    from linter.model.report import NotExamined, PageReport, Report
    from linter.page.page import Page
    from linter.page.source import Document
    from linter.web.preview import Preview
    from linter.web.submission import Submission

_HEADINGS = "h1, h2, h3, h4, h5, h6"
_LONGEST = 200
_COLLECT = 40


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of one submission: its report, whose pages are in memory, and the page as text, for showing it."""

    report: Report
    text: str = ""
    """The page's source, line ends as LF: what the places of findings mean."""
    url: str | None = None
    preview: Preview | None = None
    corrections: Mapping[int, Correction] = field(default_factory=dict)
    """What mends a finding for certain, by its place in the page's list."""
    address: str = ""
    """What decisions know the page by, "" where nothing can be decided about it."""
    headings: tuple[tuple[int, str], ...] = ()
    """Level and text of every heading, in order."""
    size: int = 0
    """Bytes that it travelled as."""

    @property
    def page(self) -> PageReport | None:
        """The page, where it could be examined."""
        return next(iter(self.report.pages), None)

    @property
    def not_examined(self) -> NotExamined | None:
        """Why it could not be, or not by a stage that was asked for."""
        return next(iter(self.report.not_examined), None)


def judge(submission: Submission, config: Config, today: date | None = None) -> Judged:
    """Examine what was handed over, in this process."""
    settings = replace(config, language=submission.language)
    day = today or today_in_sweden()
    met: list[_Outline] = []
    report = examine_one(submission.target(), settings, day, lambda page: met.append(_outline(page)))
    pages = tuple(report.pages)
    if not pages:
        return Judged(replace(report, pages=()))
    (page,), (outline,) = pages, met[-1:]
    document = outline.document
    found = proposals(page, document, page_config(settings, page.path, day))
    text = masked(document.text, outline.numbers)  # of the same length: findings stand where they stood
    return Judged(
        replace(report, pages=pages),
        text=text,
        url=document.url,
        preview=preview(text, page.findings, document.url, words_in(settings.language)),
        corrections={one.finding: one for one in found},
        address=outline.address or submission.known_as,
        headings=outline.headings,
    )


class _Outline(NamedTuple):
    """What a page tells beside its report."""

    document: Document
    address: str | None
    headings: tuple[tuple[int, str], ...]
    numbers: tuple[str, ...]


def _outline(page: Page) -> _Outline:
    numbers = personal_numbers.secret(page)
    said = ((int(one.tag[1]), masked(" ".join(one.text.split()), numbers)) for one in page.select(_HEADINGS))
    return _Outline(page.document, own_address(page), tuple((level, text[:_LONGEST]) for level, text in said), numbers)


def work(pipe: Any, config: Config, today: date | None) -> None:  # noqa: ANN401  a Connection
    """Judge what comes through the pipe until it closes; a page that takes more memory than it may ends the process."""
    processes.end_forked_with_server()
    processes.be_quiet()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)  # the server ends its processes itself, once nobody waits for them
    processes.keep_memory()
    gc.disable()  # pages let go of their cycles themselves; what is left is collected now and then
    is_limited = processes.limit_memory(config.limits.worker_bytes)
    judged = 0
    try:
        while True:
            pipe.send_bytes(_answer(_received(pipe), config, today) or pickle.dumps(OutOfMemory(is_limited)))
            judged += 1
            if judged % _COLLECT == 0:
                gc.collect()
    except (EOFError, OSError):
        return


def _received(pipe: Any) -> Submission | None:  # noqa: ANN401  a Connection
    """Return what came; None where there was not memory enough for it."""
    try:
        submission: Submission = pipe.recv()
    except MemoryError:
        return None
    return submission


def _answer(submission: Submission | None, config: Config, today: date | None) -> bytes | None:
    """Return what became of a submission, pickled: a `Judged` or a `Reason`; None where there was not memory enough."""
    if submission is None:
        return None
    try:
        return pickle.dumps(judge(submission, config, today), pickle.HIGHEST_PROTOCOL)
    except MemoryError:
        return None
    except BaseException as error:  # noqa: BLE001  a bug must not lose the page, nor a panic in Rust
        return pickle.dumps(crash_without_numbers("program_failed", error))
