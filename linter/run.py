"""Targets x Config -> Report: the whole flow over many pages; the pages are spooled, not held."""

from __future__ import annotations

import pickle
import tempfile
import time
import weakref
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from linter.config import processes
from linter.engine import Job
from linter.errors import BrowserMissing
from linter.model import NotExamined, PageReport, Report, Run
from linter.rules import load
from linter.tally import Tally
from linter.tally import of as of_page
from linter.workers import Pool

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from linter.browser.plan import Plan
    from linter.config import Config
    from linter.model import Links
    from linter.targets import Target
    from linter.verdicts import Verdict
    from linter.workers import Examined

_IN_MEMORY = 8 * 1024 * 1024


class Spool:
    """Page reports in the order they came, in memory while they are few, else in a temporary file."""

    def __init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115  lives as long as the report
        weakref.finalize(self, self._file.close)
        self._count = 0

    def append(self, page: bytes) -> None:
        """Keep one more, pickled."""
        self._file.seek(0, 2)
        self._file.write(page)
        self._count += 1

    def __iter__(self) -> Iterator[PageReport]:
        at = 0
        for _ in range(self._count):
            self._file.seek(at)
            page: PageReport = pickle.load(self._file)  # noqa: S301  written by this process
            at = self._file.tell()
            yield page

    def __len__(self) -> int:
        return self._count


def today_in_sweden() -> date:
    """Return today's date in Europe/Stockholm."""
    return datetime.now(ZoneInfo("Europe/Stockholm")).date()


@dataclass(frozen=True, slots=True)
class Follow:
    """That links are followed: the sources as they were named, and who hears of verdicts as they come."""

    sources: Sequence[str] = ()
    on_verdict: Callable[[Verdict], None] | None = None


def run(
    wanted: Iterator[Target | NotExamined],
    config: Config,
    *,
    today: date,
    jobs: int,
    on_page: Callable[[Examined | NotExamined], None] | None = None,
    plan: Plan | None = None,
    notes: Sequence[str] = (),
    follow: Follow | None = None,
) -> Report:
    """Examine all targets, in a browser too where there is a plan for it, and then their links where they are followed.

    Ctrl-C ends the run early; the report then says that it is not complete.
    """
    known = load()
    rules = config.chosen(known, links=follow is not None)
    job = Job(
        rules,
        config.options(known),
        config.severities(),
        today,
        config.language,
        config.limits.findings,
        links=follow is not None,
    )
    started, clock = datetime.now(UTC), time.monotonic()
    spool = Spool()
    missing: list[NotExamined] = []
    tally = Tally()
    complete = True
    try:
        with Pool(jobs, job, config.limits, plan=plan) as pool:
            for result in pool.results(wanted):
                if isinstance(result, NotExamined):
                    missing.append(result)
                else:
                    spool.append(result.blob)
                    tally.add(result.counts)
                    if result.unseen is not None:
                        missing.append(result.unseen)
                if on_page is not None:
                    on_page(result)
    except KeyboardInterrupt:
        complete = False
    links: Links | None = None
    if follow is not None:
        following = _followed(spool, job, follow, config, ask=complete)
        spool, tally = following.spool, following.tally
        missing.extend(following.missing)
        complete, links, notes = complete and following.is_complete, following.links, [*notes, *following.notes]
    return Report(
        run=Run(
            today=today.isoformat(),
            started_at=started.isoformat(timespec="seconds"),
            duration_seconds=round(time.monotonic() - clock, 3),
            complete=complete,
            rules=tuple(rule.id for rule in rules),
            stages=("static", *(("browser",) if plan is not None else ()), *(("links",) if follow is not None else ())),
            axe=plan.script.version if plan is not None and plan.choice is not None else None,
            language=config.language,
            notes=tuple(notes),
        ),
        pages=spool,
        not_examined=tuple(missing),
        summary=tally.summary(),
        links=links,
    )


@dataclass(frozen=True, slots=True)
class _Followed:
    spool: Spool
    tally: Tally
    links: Links
    missing: Sequence[NotExamined]
    notes: Sequence[str]
    is_complete: bool


def _followed(spool: Spool, job: Job, follow: Follow, config: Config, *, ask: bool) -> _Followed:
    """Ask for what the pages refer to; after Ctrl-C (not `ask`) only tell what was not asked."""
    from linter.following import Following, task  # noqa: PLC0415  aiohttp takes 0.2 s, for this stage only

    following = Following(spool, job, task(config, follow.sources), job.today.isoformat())
    following.ask(follow.on_verdict, ask=ask)
    answered, tally = Spool(), Tally()
    for page in following.answered():
        answered.append(pickle.dumps(page, pickle.HIGHEST_PROTOCOL))
        tally.add(of_page(page))
    return _Followed(
        answered, tally, following.links(), following.not_examined(), following.notes, following.is_complete
    )


def in_browser(
    sources: Sequence[str],
    wanted: Iterator[Target | NotExamined],
    config: Config,
    *,
    today: date,
    on_page: Callable[[Examined | NotExamined], None] | None = None,
    say: Callable[[str], None] | None = None,
    follow: Follow | None = None,
) -> Report:
    """Examine all targets with the browser stage; where there is no browser, nothing is examined.

    `sources` are the targets as they were named, `say` is told what a person should know at once.
    """
    from linter.browser import chromium, stage  # noqa: PLC0415  selenium takes 0.2 s, for this stage only

    tell = say or (lambda _: None)
    jobs = config.browser.browsers or max(1, processes(0) // 2)
    try:
        with stage.prepared(config, sources) as plan:
            if chromium.runs_without_sandbox():
                tell("running as root: Chromium works without its sandbox")
            notes = list(stage.notes(plan, config.language))
            return run(wanted, config, today=today, jobs=jobs, on_page=on_page, plan=plan, notes=notes, follow=follow)
    except BrowserMissing as error:
        nothing: Iterator[Target | NotExamined] = (NotExamined(source, str(error)) for source in sources)
        return run(nothing, config, today=today, jobs=1)


def exit_status(report: Report, fail_on: str) -> int:
    """Return the exit status of the contract: 130, 1, 3 or 0."""
    if not report.run.complete:
        return 130
    weighing = {"error": ("error",), "warning": ("error", "warning"), "never": ()}[fail_on]
    if any(report.summary.failed.get(severity) for severity in weighing):
        return 1
    if report.not_examined or report.summary.skipped or not report.summary.pages:
        return 3
    return 0
