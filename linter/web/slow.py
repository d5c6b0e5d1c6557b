"""The stages that take long, in a process of their own: a browser, and what links answer."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import pickle
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from linter.model.errors import SourceError
from linter.model.reason import Reason
from linter.model.stages import BROWSER, LINKS
from linter.run.run import Follow, RunRequest, in_browser, run, today_in_sweden
from linter.run.workers import cause_of
from linter.web.worker import Judged

if TYPE_CHECKING:
    from datetime import date
    from multiprocessing.process import BaseProcess

    from linter.config.config import Config
    from linter.web.submission import Submission

_POLITE = 5
"""By how much these processes stand back behind those that somebody waits for."""
_GOODBYE = 10.0
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


def examine(order: Order) -> Judged:
    """Examine a page by the stages that are wanted; no host is taken for named, whatever the page says."""
    submission = order.submission
    settings = replace(order.config, language=submission.language)
    follow = Follow() if LINKS.name in order.stages else None
    request = RunRequest(order.today or today_in_sweden(), follow=follow)
    wanted = iter([submission.as_seen().target()])
    by_browser = BROWSER.name in order.stages
    report = in_browser((), wanted, settings, request) if by_browser else run(wanted, settings, request)
    pages, missing = tuple(report.pages), report.not_examined
    links = report.links and replace(report.links, verdicts=tuple(report.links.verdicts))
    return Judged(
        replace(report, pages=pages, links=links),
        pages[0] if pages else None,
        missing[0] if missing else None,
        report.rules,
        address=order.address,
    )


def _work(pipe: Any, order: Order) -> None:  # noqa: ANN401  a Connection
    os.nice(_POLITE)
    with suppress(OSError):
        pipe.send_bytes(pickle.dumps(examine(order), pickle.HIGHEST_PROTOCOL))


def _run(order: Order, seconds: float) -> Judged:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(theirs, order))
    process.start()
    theirs.close()
    try:
        if not ours.poll(seconds):
            raise SourceError(Reason("page_too_slow", {"seconds": seconds, "limit": "serve.stage_seconds"}))
        judged: Judged = pickle.loads(ours.recv_bytes())  # noqa: S301  from our own process
    except (EOFError, OSError) as error:
        process.join(_GOODBYE)
        raise SourceError(Reason("process_ended", {"cause": cause_of(process.exitcode)})) from error
    finally:
        ours.close()
        _end(process)
    return judged


def _end(process: BaseProcess) -> None:
    process.terminate()
    process.join(_GOODBYE)
    if process.is_alive():
        process.kill()
        process.join()


class SlowLane:
    """So many pages at a time; the rest waits, or is refused where too many wait."""

    def __init__(self, number: int, waiting: int, seconds: float) -> None:
        self._places = asyncio.Semaphore(number)
        self._most, self._seconds = waiting, seconds
        self.waiting = 0

    @property
    def is_full(self) -> bool:
        """Whether one more would be refused."""
        return self.waiting >= self._most

    async def examine(self, order: Order) -> Judged:
        """Examine a page when it is its turn; a `SourceError` where that does not come to its end."""
        self.waiting += 1
        try:
            async with self._places:
                return await asyncio.to_thread(_run, order, self._seconds)
        finally:
            self.waiting -= 1
