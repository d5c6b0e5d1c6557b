"""The processes of a server: a page that takes long gives its place up, and one that takes too long ends its own process."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from linter.config.config import processes
from linter.model.errors import SourceError
from linter.model.reason import Reason
from linter.web.lanes.turns import Turns
from linter.web.lanes.worker_process import EndedError, WorkerProcess

if TYPE_CHECKING:
    from asyncio import Future
    from datetime import date

    from linter.config.config import Config
    from linter.web.lanes.worker import Judged
    from linter.web.submission import Submission

_LOOK = 1.0
"""Seconds between two looks at a page that is not done."""
_HEAVY, _LONG = 0.5, 3.0
"""Seconds of a processor, and of time, after which a page gives its place up: where the machine has much else to do, pages
that need little take long without being to blame."""
_ASIDE = 4
"""How many such pages there may be for each place; of more, one of those is ended who have most."""


@dataclass(eq=False)
class _Page:
    """A page at work; `limit` is in seconds."""

    submission: Submission
    client: str
    limit: float
    worker: WorkerProcess | None = None
    has_place: bool = True
    is_late: bool = False
    began: float = field(default_factory=time.monotonic)

    @property
    def seconds(self) -> float:
        """How long it has been at work."""
        return time.monotonic() - self.began

    @property
    def left(self) -> float:
        """Seconds that it still has."""
        return max(0.0, self.limit - self.seconds)

    def end(self) -> None:
        """End it by force: it took too long."""
        self.is_late = True
        if self.worker is not None:
            self.worker.kill()


class Workers:
    """So many processes for pages that are done at once, and some for those that are not."""

    def __init__(self, config: Config, today: date | None = None) -> None:
        serve = config.serve
        number = serve.workers or processes(0) + 1
        self._given = (config, today)
        self._page_seconds, self._fetch_seconds = serve.page_seconds, config.limits.fetch_seconds
        self._turns = Turns(number, serve.waiting)
        self._number, self._most_aside = number, number * _ASIDE
        self._idle: list[WorkerProcess] = []
        self._all: set[WorkerProcess] = set()
        self._aside: list[_Page] = []
        self._threads = ThreadPoolExecutor(number + self._most_aside + 1, thread_name_prefix="worker")
        self._tasks: set[asyncio.Task[Judged]] = set()
        self._is_closed = False

    @property
    def waiting(self) -> int:
        """How many pages wait for a process."""
        return self._turns.waiting

    async def start(self) -> None:
        """Start a process ahead, so that the first page need not wait for it."""
        worker = self._new()
        with suppress(EndedError, OSError):
            await asyncio.get_running_loop().run_in_executor(self._threads, worker.start)
            self._idle.append(worker)

    async def judge(self, submission: Submission, client: str = "") -> Judged:
        """Judge a submission when its client's turn comes.

        Raises `BusyError` where too many wait, and `SourceError` where the page takes too long or cannot be examined.
        """
        await self._turns.take(client)
        limit = self._page_seconds + (self._fetch_seconds if submission.address is not None else 0.0)
        task = asyncio.create_task(self._attend(_Page(submission, client, limit)))
        self._tasks.add(task)
        task.add_done_callback(self._done)
        return await asyncio.shield(task)  # who asked may leave; the process is busy all the same

    def _done(self, task: asyncio.Task[Judged]) -> None:
        self._tasks.discard(task)
        if not task.cancelled():
            task.exception()  # who asked may have left: then nobody else looks at it

    async def _attend(self, page: _Page) -> Judged:
        """Have a page judged, in a new process once more where the first one ends."""
        try:
            try:
                return await self._ask(page)
            except EndedError as error:
                if error.is_final or page.is_late or self._is_closed:
                    raise
                return await self._ask(page, fresh=True)
        except EndedError as error:
            late = Reason("took_too_long", {"seconds": round(page.seconds, 1)})
            raise SourceError(late if page.is_late else error.reason) from error
        finally:
            self._put_away(page)

    async def _ask(self, page: _Page, *, fresh: bool = False) -> Judged:
        page.worker = self._new() if fresh or not self._idle else self._idle.pop()
        asked = asyncio.get_running_loop().run_in_executor(self._threads, page.worker.ask, page.submission)
        before = page.worker.processor_seconds
        while page.has_place and page.left and not await _is_done(asked, min(_LOOK, page.left)):
            is_heavy = page.worker.processor_seconds - before >= _HEAVY
            if is_heavy or page.submission.address is not None or page.seconds >= _LONG:
                self._set_aside(page, is_heavy=is_heavy)
        if not await _is_done(asked, page.left):
            page.end()
        try:
            return await asked
        except EndedError:
            self._all.discard(page.worker)
            page.worker = None
            raise

    def _set_aside(self, page: _Page, *, is_heavy: bool) -> None:
        """Let a page go on, behind all others where it is heavy, and give its place to the next one."""
        if is_heavy and page.worker is not None:
            page.worker.stand_back()
        page.has_place = False
        self._aside.append(page)
        if len(self._aside) > self._most_aside:
            (client, _), *_ = Counter(one.client for one in self._aside).most_common(1)
            next(one for one in self._aside if one.client == client).end()
        self._turns.give_back()

    def _put_away(self, page: _Page) -> None:
        worker = page.worker
        is_wanted = worker is not None and not worker.stands_back and len(self._idle) < self._number
        if worker is not None and is_wanted and not self._is_closed:
            self._idle.append(worker)
        elif worker is not None:
            self._all.discard(worker)
            worker.kill()
        if page.has_place:
            self._turns.give_back()
        else:
            self._aside.remove(page)

    def _new(self) -> WorkerProcess:
        worker = WorkerProcess(*self._given)
        self._all.add(worker)
        return worker

    def states(self) -> dict[str, int]:
        """Return how many processes judge a page now, and how many wait for one."""
        idle = len(self._idle)
        return {"busy": len(self._all) - idle, "idle": idle}

    def close(self) -> None:
        """End all processes."""
        self._is_closed = True
        for worker in self._all:
            worker.kill()
        self._threads.shutdown(wait=False, cancel_futures=True)


async def _is_done(asked: Future[Judged], seconds: float) -> bool:
    """Return whether an answer comes in so many seconds."""
    done, _ = await asyncio.wait({asked}, timeout=seconds)
    return bool(done)
