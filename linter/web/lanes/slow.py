"""The stages that take long, in a process of their own: a browser, and what links answer."""

from __future__ import annotations

import asyncio
import os
import pickle
import signal
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from linter.model.errors import SourceError
from linter.model.reason import Reason
from linter.model.stages import BROWSER, LINKS
from linter.run.run import Follow, RunRequest, in_browser, run, today_in_sweden
from linter.run.workers import cause_of
from linter.stages import processes
from linter.web.lanes.turns import Turns
from linter.web.lanes.worker import Judged
from linter.web.lanes.worker_process import context

if TYPE_CHECKING:
    from asyncio import Future
    from datetime import date
    from multiprocessing.process import BaseProcess

    from linter.config.config import Config
    from linter.web.submission import Submission

_POLITE = 10
"""By how much these processes stand back behind those that somebody waits for."""
_GOODBYE = 3.0
"""Seconds for a browser to be put away."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be examined by which stages."""

    submission: Submission
    stages: frozenset[str]
    config: Config
    today: date | None
    address: str = ""
    """What decisions know the page by."""
    client: str = ""
    """Who asks."""


def examine(order: Order) -> Judged:
    """Examine a page by the stages that are wanted; no host is taken for named, whatever the page says."""
    submission = order.submission
    settings = replace(order.config, language=submission.language)
    follow = Follow() if LINKS.name in order.stages else None
    request = RunRequest(order.today or today_in_sweden(), follow=follow)
    wanted = iter([submission.as_seen().target()])
    by_browser = BROWSER.name in order.stages
    report = in_browser((), wanted, settings, request) if by_browser else run(wanted, settings, request)
    links = report.links and replace(report.links, verdicts=tuple(report.links.verdicts))
    return Judged(replace(report, pages=tuple(report.pages), links=links), address=order.address)


def _work(pipe: Any, order: Order) -> None:  # noqa: ANN401  a Connection
    processes.end_forked_with_server()
    processes.be_quiet()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # browsers are put away in order
    os.nice(_POLITE)
    with suppress(OSError, KeyboardInterrupt):
        pipe.send_bytes(pickle.dumps(examine(order), pickle.HIGHEST_PROTOCOL))


class SlowLane:
    """So many pages at a time; the rest waits, or is refused where too many wait."""

    def __init__(self, number: int, waiting: int, seconds: float) -> None:
        self._turns, self._seconds = Turns(number, waiting), seconds
        self._threads = ThreadPoolExecutor(number, thread_name_prefix="slow")
        self._running: set[BaseProcess] = set()
        self._is_closed = False

    @property
    def waiting(self) -> int:
        """How many pages wait for their turn."""
        return self._turns.waiting

    def refuses(self, client: str) -> bool:
        """Return whether one more of a client would be refused."""
        return self._is_closed or self._turns.refuses(client)

    async def examine(self, order: Order) -> Judged:
        """Examine a page when it is its turn; a `SourceError` where that does not come to its end."""
        await self._turns.take(order.client)
        asked = asyncio.get_running_loop().run_in_executor(self._threads, self._run, order)
        asked.add_done_callback(self._done)
        return await asyncio.shield(asked)  # the place is taken until its process is gone

    def _done(self, asked: Future[Judged]) -> None:
        self._turns.give_back()
        if not asked.cancelled():
            asked.exception()  # who asked may have left: then nobody else looks at it

    def _run(self, order: Order) -> Judged:
        ours, theirs = context().Pipe(duplex=False)
        process = context().Process(target=_work, args=(theirs, order))
        self._running.add(process)
        try:
            if self._is_closed:
                raise SourceError(Reason("server_ended"))
            process.start()
            theirs.close()
            if not ours.poll(self._seconds):
                raise SourceError(Reason("took_too_long", {"seconds": self._seconds}))
            blob = ours.recv_bytes()
        except (EOFError, OSError) as error:
            raise SourceError(self._why(process)) from error
        finally:
            ours.close()
            _end(process)
            self._running.discard(process)
        judged: Judged = pickle.loads(blob)  # noqa: S301  from our own process
        return replace(judged, size=len(blob))

    def _why(self, process: BaseProcess) -> Reason:
        if self._is_closed:
            return Reason("server_ended")
        process.join(_GOODBYE)
        return Reason("process_ended", {"cause": cause_of(process.exitcode)})

    def close(self) -> None:
        """End what is examined and refuse what waits; browsers have a moment to be put away."""
        self._is_closed = True
        self._threads.shutdown(wait=False, cancel_futures=True)
        for process in [*self._running]:
            if process.pid is not None:
                process.terminate()


def _end(process: BaseProcess) -> None:
    if process.pid is None:
        return
    process.terminate()
    process.join(_GOODBYE)
    if process.is_alive():
        process.kill()
        process.join()
