"""What the routes of one server share."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
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
from linter.store.database import open_store
from linter.store.decisions import Decisions
from linter.web.door import Door
from linter.web.jobs import Job
from linter.web.metrics import Metrics
from linter.web.results import Result, Results
from linter.web.slow import Order, SlowLane
from linter.web.tokens import read_tokens
from linter.web.workers import Workers

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from linter.config.config import Config
    from linter.model.report import Report
    from linter.model.target import Host
    from linter.web.results import Shown
    from linter.web.submission import Submission
    from linter.web.worker import Judged


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


@dataclass
class Service:
    """One server: its configuration, its processes and its results."""

    config: Config
    options: Options = field(default_factory=Options)
    today: date | None = None
    jobs: OrderedDict[str, Job] = field(default_factory=OrderedDict)
    metrics: Metrics = field(default_factory=Metrics)
    lane: SlowLane = field(init=False)
    tokens: tuple[bytes, ...] = field(init=False)
    decisions: Decisions = field(init=False)
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
        self.decisions = Decisions(open_store(self.options.store or self.config.store_address))
        self.lane = SlowLane(max(1, serve.browsers), serve.stages_waiting, serve.stage_seconds)
        self.results = Results(serve.results, serve.keep_minutes)

    async def check(self, submission: Submission) -> Result:
        """Judge what was handed over and keep the result; a `SourceError` or `BusyError` where that cannot be."""
        judged = await self.workers.judge(submission)
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
        found = await asyncio.to_thread(self.decisions.of_page, result.judged.address)
        return result.shown(settled(result.page, found, self.day))

    async def decided(self, judged: Judged) -> Report:
        """Return the report of one page, with what was decided about it."""
        assert judged.page is not None  # noqa: S101  what could not be examined has no report
        found = await asyncio.to_thread(self.decisions.of_page, judged.address)
        page = settled(judged.page, found, self.day)
        if page is judged.page:
            return judged.report
        tally = Tally()
        tally.add(count_page(page))
        return replace(judged.report, pages=(page,), summary=tally.summary())

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

    def follow(self, result: Result, stages: frozenset[str]) -> Job | None:
        """Start the stages that take long for a result; None where too many pages wait for them."""
        if not stages or self.lane.is_full:
            return None
        result.job = job = Job(stages)
        self.jobs[job.id] = job
        while len(self.jobs) > self.config.serve.results:
            self.jobs.popitem(last=False)
        order = Order(result.submission, stages, self.config, self.today, result.judged.address)
        job.task = asyncio.create_task(job.run(self.lane, order, result.add))
        job.task.add_done_callback(lambda task: self._count(job, task))
        return job

    def _count(self, job: Job, task: asyncio.Task[None]) -> None:
        self.metrics.jobs[job.state] += 1
        error = None if task.cancelled() else task.exception()
        if isinstance(error, Exception):
            self.metrics.count_crash(error)

    def close(self) -> None:
        """End what was started."""
        self.workers.close()
        self.decisions.close()
