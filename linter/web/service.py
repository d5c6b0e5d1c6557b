"""What the routes of one server share."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace
from http.cookies import SimpleCookie
from typing import TYPE_CHECKING
from urllib.parse import unquote

from linter.model.errors import SourceError
from linter.model.reason import Reason
from linter.model.stages import BROWSER, LINKS
from linter.run.decisions import settled
from linter.run.run import today_in_sweden
from linter.run.summary import Tally, count_page
from linter.store.answers import Answers
from linter.store.database import open_store
from linter.store.decisions import Decisions
from linter.store.runs import Runs
from linter.web.lanes.jobs import Job
from linter.web.lanes.slow import Order, SlowLane
from linter.web.lanes.workers import Workers
from linter.web.metrics import Metrics
from linter.web.requests.door import Door
from linter.web.requests.tokens import read_tokens
from linter.web.results import Result, Results
from linter.web.reviews import ReviewFolder

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from linter.config.config import Config
    from linter.model.report import PageReport, Report
    from linter.model.target import Host
    from linter.web.lanes.worker import Judged
    from linter.web.results import Shown
    from linter.web.submission import Submission


@dataclass(frozen=True)
class Options:
    """What the command line says of a server."""

    host: str = "127.0.0.1"
    port: int = 8040
    store: str | None = None
    tokens: Path | None = None
    door: Door = field(default_factory=Door)
    allow_hosts: tuple[Host, ...] = ()
    has_browser: bool = True
    review: Path | None = None
    """The folder of a review whose questions are answered here."""


@dataclass
class Service:
    """One server: its configuration, its processes and its results."""

    config: Config
    options: Options = field(default_factory=Options)
    today: date | None = None
    jobs: dict[str, Job] = field(default_factory=dict)
    metrics: Metrics = field(default_factory=Metrics)
    lane: SlowLane = field(init=False)
    tokens: tuple[bytes, ...] = field(init=False)
    decisions: Decisions = field(init=False)
    answers: Answers = field(init=False)
    runs: Runs = field(init=False)
    review: ReviewFolder | None = field(init=False)
    workers: Workers = field(init=False)
    results: Results = field(init=False)

    def __post_init__(self) -> None:
        """Make what the routes share; no process is started yet."""
        browser = self.config.browser
        allowed = (*browser.allow_hosts, *self.options.allow_hosts)
        self.config = replace(self.config, browser=replace(browser, allow_hosts=allowed))
        serve = self.config.serve
        self.workers = Workers(self.config, self.today)
        self.tokens = read_tokens(self.options.tokens) if self.options.tokens is not None else ()
        self.review = ReviewFolder(self.options.review) if self.options.review is not None else None
        store = open_store(self.options.store or self.config.store_address)
        self.decisions, self.answers, self.runs = Decisions(store), Answers(store), Runs(store)
        self.lane = SlowLane(max(1, serve.browsers), serve.stages_waiting, serve.stage_seconds)
        self.results = Results(serve.results, serve.results_bytes, serve.keep_minutes, self._forget)

    async def check(self, submission: Submission, client: str = "") -> Result:
        """Judge what was handed over and keep the result; a `SourceError` or `BusyError` where that cannot be."""
        judged = await self.workers.judge(submission, client)
        if judged.page is None:
            missing = judged.not_examined
            raise SourceError(missing.reason if missing is not None else Reason("not_examined"))
        return self.results.keep(Result(submission, judged))

    @property
    def day(self) -> str:
        """The day that freshness and decisions are judged by."""
        return (self.today or today_in_sweden()).isoformat()

    async def shown(self, result: Result) -> Shown:
        """Return what is known of a page, with what was decided about it."""

        def shown() -> Shown:
            found = self.decisions.of_page(result.judged.address)
            return result.shown(settled(result.page, found, self.day))

        return await asyncio.to_thread(shown)

    async def decided(self, judged: Judged) -> Report:
        """Return the report of one page, with what was decided about it."""
        assert judged.page is not None  # noqa: S101  what could not be examined has no report
        return await asyncio.to_thread(self._decided, judged, judged.page)

    def _decided(self, judged: Judged, page: PageReport) -> Report:
        settled_page = settled(page, self.decisions.of_page(judged.address), self.day)
        if settled_page is page:
            return judged.report
        tally = Tally()
        tally.add(count_page(settled_page))
        return replace(judged.report, pages=(settled_page,), summary=tally.summary())

    def user(self, headers: Mapping[str, str]) -> str | None:
        """Return who asks: as a named proxy says, where there is such a header, else as the browser remembers."""
        if self.options.door.user_header is not None:
            return headers.get(self.options.door.user_header.decode(), "").encode("latin-1").decode("utf-8", "replace")
        cookie = SimpleCookie(headers.get("cookie", ""))
        return unquote(cookie["by"].value) if "by" in cookie else None

    @property
    def stages(self) -> frozenset[str]:
        """The stages that take long and may be asked for."""
        browser = self.options.has_browser and self.config.serve.browsers > 0
        return frozenset({BROWSER.name, LINKS.name} if browser else {LINKS.name})

    def follow(self, result: Result, stages: frozenset[str], client: str = "") -> Job | None:
        """Start the stages that take long for a result; None where too many pages wait for them."""
        if not stages or self.lane.refuses(client):
            return None
        result.job = job = Job(stages)
        self.jobs[job.id] = job
        order = Order(result.submission, stages, self.config, self.today, result.judged.address, client)

        def keep(seen: Judged) -> None:
            result.add(seen)
            self.results.weigh(result)

        job.task = asyncio.create_task(job.run(self.lane, order, keep))
        job.task.add_done_callback(lambda task: self._count(job, task))
        return job

    def _count(self, job: Job, task: asyncio.Task[None]) -> None:
        self.metrics.jobs[job.state] += 1
        error = None if task.cancelled() else task.exception()
        if isinstance(error, Exception):
            self.metrics.count_crash(error)

    def _forget(self, result: Result) -> None:
        """Let the job of a result go with it; where it still waits, nobody can ask for what it would find."""
        if result.job is not None and self.jobs.pop(result.job.id, None) is not None and result.job.task is not None:
            result.job.task.cancel()

    async def start(self) -> None:
        """Start what the first page needs."""
        await self.workers.start()

    def end_jobs(self) -> None:
        """End the stages that take long: who listens for them is told so."""
        self.lane.close()
        for job in self.jobs.values():
            if job.task is not None:
                job.task.cancel()

    def close(self) -> None:
        """End what was started."""
        self.end_jobs()
        self.workers.close()
        self.decisions.close()
