"""The processes of a server: a page that takes too long ends its own process and delays nobody else."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import pickle
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from linter.model.errors import SourceError
from linter.model.reason import Reason
from linter.run.workers import cause_of
from linter.web.worker import work

if TYPE_CHECKING:
    from datetime import date
    from multiprocessing.process import BaseProcess

    from linter.config.config import Config
    from linter.web.submission import Submission
    from linter.web.worker import Judged


class BusyError(Exception):
    """So many pages wait that one more is refused."""


class _Worker:
    """One process, started when it is first asked and again when it was ended."""

    def __init__(self, config: Config, today: date | None) -> None:
        self._given = (config, today)
        self._context = multiprocessing.get_context("spawn")
        self._process: BaseProcess | None = None
        self._pipe: Any = None

    def ask(self, submission: Submission, seconds: float) -> Judged:
        """Return what the process makes of a submission; a `SourceError` where it takes too long or ends."""
        if self._process is None:
            self._start()
        try:
            self._pipe.send(submission)
            has_answered = self._pipe.poll(seconds)
            if has_answered:
                judged: Judged = pickle.loads(self._pipe.recv_bytes())  # noqa: S301  from our own process
                return judged
        except (EOFError, OSError) as error:
            code = self.end()
            raise SourceError(Reason("process_ended", {"cause": cause_of(code)})) from error
        self.end()
        raise SourceError(Reason("page_too_slow", {"seconds": seconds, "limit": "serve.page_seconds"}))

    def _start(self) -> None:
        self._pipe, theirs = self._context.Pipe()
        self._process = self._context.Process(target=work, args=(theirs, *self._given), daemon=True)
        self._process.start()
        theirs.close()

    def end(self) -> int | None:
        """End the process and return what it left; the next question starts another one."""
        process, self._process = self._process, None
        if process is None:
            return None
        process.kill()
        process.join()
        with suppress(OSError):
            self._pipe.close()
        return process.exitcode


class Workers:
    """So many processes, each asked by one thread at a time."""

    def __init__(self, config: Config, today: date | None = None) -> None:
        serve = config.serve
        number = serve.workers or (os.cpu_count() or 1) + 1
        self._seconds, self._most = serve.page_seconds, serve.waiting
        self._idle: asyncio.Queue[_Worker] = asyncio.Queue()
        self._all = [_Worker(config, today) for _ in range(number)]
        for worker in self._all:
            self._idle.put_nowait(worker)
        self._threads = ThreadPoolExecutor(number, thread_name_prefix="worker")
        self.waiting = 0

    async def judge(self, submission: Submission) -> Judged:
        """Judge a submission as soon as a process is free; `BusyError` where too many wait already."""
        if self.waiting >= self._most:
            raise BusyError
        self.waiting += 1
        try:
            worker = await self._idle.get()
        finally:
            self.waiting -= 1
        asked = asyncio.get_running_loop().run_in_executor(self._threads, worker.ask, submission, self._seconds)
        asked.add_done_callback(lambda _: self._idle.put_nowait(worker))
        return await asyncio.shield(asked)  # who asked may leave; the process is busy all the same

    def states(self) -> dict[str, int]:
        """Return how many processes judge a page now, and how many wait for one."""
        idle = self._idle.qsize()
        return {"busy": len(self._all) - idle, "idle": idle}

    def close(self) -> None:
        """End all processes."""
        for worker in self._all:
            worker.end()
        self._threads.shutdown(wait=False, cancel_futures=True)
