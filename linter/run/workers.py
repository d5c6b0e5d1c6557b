"""Processes over pages: one page at a time each, watched from outside.

A page that runs over its time is stopped with its process; the page of a process that dies is tried once more in a new one,
and so is one that runs out of memory where others were examined before. Results come in the order of the targets, and only
a window of them is held.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import pickle
import signal
import time
from collections import Counter, deque
from dataclasses import dataclass
from multiprocessing import connection
from typing import TYPE_CHECKING, Any, Self

from linter.model.reason import Reason
from linter.model.report import NotExamined
from linter.run.worker import OutOfMemory, Task, work
from linter.stages import processes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from multiprocessing.context import BaseContext
    from multiprocessing.process import BaseProcess

    from linter.engine.resolver import Resolver
    from linter.model.limits import Limits
    from linter.model.target import Target
    from linter.run.examining import Result
    from linter.stages.browser.plan import Plan

_WINDOW = 16
_TRIES = 2
_WAITING, _LOOKING = 0.2, 0.01
"""Seconds between two looks at the processes: usually, and while one is at a page that another one died of."""
_OF_LIBRARIES = (-signal.SIGABRT, -signal.SIGSEGV)
_MUCH = 0.25
"""The part of its memory that a process has to have taken for its death to be put down to that."""
_GOODBYE = 10.0
_VIEWS, _START = 2, 30.0
"""A browser has its own limits, for looking and for pictures; this one is for a process that hangs in spite of them."""


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    pipe: Any
    task: tuple[int, Target] | None = None
    tasks: int = 0
    """How many pages it was given."""
    least: int = 0
    most: int = 0
    """The memory that it began with, and the most that it was seen with, where somebody looked."""
    seconds: float = 0.0
    deadline: float = 0.0

    def look(self) -> None:
        """Look how much memory it has."""
        has = processes.data_bytes(self.process.pid)
        self.least = self.least or has
        self.most = max(self.most, has)


class Pool:
    """Runs targets through so many processes; use as a context manager, iterate `results`."""

    def __init__(
        self,
        processes: int,
        resolver: Resolver,
        limits: Limits,
        watch: Callable[[], None] | None = None,
        plan: Plan | None = None,
    ) -> None:
        methods = multiprocessing.get_all_start_methods()
        self._context: BaseContext = multiprocessing.get_context("fork" if "fork" in methods else "spawn")
        self._processes = processes
        self._resolver = resolver
        self._limits = limits
        self._watch = watch
        self._plan = plan
        self._workers: list[_Worker] = []
        self._again: set[int] = set()
        """The pages that are tried once more, by their number."""
        self._deaths: Counter[int] = Counter()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            if worker.task is None:
                with contextlib.suppress(OSError):
                    worker.pipe.send(None)
            else:
                worker.process.kill()
        for worker in self._workers:
            worker.process.join(timeout=_GOODBYE)
            if worker.process.is_alive():
                worker.process.kill()
                worker.process.join()
            worker.pipe.close()
        self._workers.clear()

    def results(self, wanted: Iterator[Target | NotExamined]) -> Iterator[Result]:
        """Yield a result for every target, in their order."""
        waiting: deque[tuple[int, Target]] = deque()
        done: dict[int, Result] = {}
        asked, given, ended = 0, 0, False
        while True:
            while not ended and len(waiting) < self._processes and asked - given < self._processes * _WINDOW:
                item = next(wanted, None)
                if item is None:
                    ended = True
                elif isinstance(item, NotExamined):
                    done[asked] = item
                    asked += 1
                else:
                    waiting.append((asked, item))
                    asked += 1
            while given in done:
                yield done.pop(given)
                given += 1
            if ended and given == asked:
                return
            self._hand_out(waiting)
            done.update(self._collect(waiting))

    def _hand_out(self, waiting: deque[tuple[int, Target]]) -> None:
        while waiting:
            worker = self._idle(fresh=waiting[0][0] in self._again)
            if worker is None:
                return
            task = waiting.popleft()
            seconds = self._limits.page_seconds + (self._limits.fetch_seconds if task[1].url else 0)
            if self._plan is not None:
                seconds += self._limits.browser_seconds * _VIEWS + _START
            worker.task, worker.seconds, worker.deadline = task, seconds, time.monotonic() + seconds
            worker.tasks += 1
            try:
                worker.pipe.send(task[1])
            except OSError:
                continue  # its end is noticed when results are collected

    def _idle(self, *, fresh: bool) -> _Worker | None:
        """Return a process without a page, one that had none before if that is wanted; None while all are at work."""
        worker = next((w for w in self._workers if w.task is None), None)
        if worker is not None and (not fresh or not worker.tasks):
            return worker
        if worker is not None:
            with contextlib.suppress(OSError):
                worker.pipe.send(None)
            worker.process.join(_GOODBYE)
            self._bury(worker)
        return self._start() if len(self._workers) < self._processes else None

    def _start(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        given = (theirs, Task(self._resolver, self._limits, self._plan, os.getpid()))
        process = self._context.Process(target=work, args=given, daemon=True)  # type: ignore[attr-defined]
        processes.start(process)
        theirs.close()
        worker = _Worker(process, ours)
        worker.look()
        self._workers.append(worker)
        return worker

    def _collect(self, waiting: deque[tuple[int, Target]]) -> Iterator[tuple[int, Result]]:
        """Wait for results, deaths and deadlines."""
        busy = [worker for worker in self._workers if worker.task is not None]
        if not busy:
            return
        left = max(0.0, min(worker.deadline for worker in busy) - time.monotonic())
        died_before = [worker for worker in busy if worker.task is not None and self._deaths[worker.task[0]]]
        patience = _LOOKING if died_before else _WAITING
        ready = connection.wait([worker.pipe for worker in busy], timeout=min(left, patience))
        if self._watch is not None:
            self._watch()
        for worker in died_before:
            worker.look()
        now = time.monotonic()
        for worker in busy:
            assert worker.task is not None  # noqa: S101  busy means it has one
            index, target = worker.task
            if worker.pipe in ready:
                result = self._heard(worker, index, target)
                if result is not None:
                    yield index, result
                    continue
                self._again.add(index)
                waiting.appendleft((index, target))
            elif now > worker.deadline:
                self._bury(worker)
                limit = "page_seconds" if self._plan is None else "browser_seconds"
                reason = Reason("page_too_slow", {"seconds": worker.seconds, "limit": limit})
                yield index, NotExamined(target.name, reason)

    def _heard(self, worker: _Worker, index: int, target: Target) -> Result | None:
        """Return what became of a page, None where it is to be tried once more."""
        said = self._receive(worker)
        worker.task = None
        if said is not None and not isinstance(said, OutOfMemory):
            return said
        if said is not None:
            worker.process.join(_GOODBYE)
            self._bury(worker)
            is_alone = worker.tasks == 1  # else what was left of other pages may have been too much
            return NotExamined(target.name, said.reason(self._limits.worker_bytes)) if is_alone else None
        code = self._bury(worker)
        self._deaths[index] += 1
        return NotExamined(target.name, self._why(worker, code)) if self._deaths[index] >= _TRIES else None

    def _why(self, worker: _Worker, code: int | None) -> Reason:
        """Return why a process died twice: a library may abort, or worse, where it is refused memory."""
        taken, most = worker.most - worker.least, self._limits.worker_bytes
        if code in _OF_LIBRARIES and taken >= most * _MUCH:
            return OutOfMemory(is_limited=True).reason(most)
        return Reason("process_ended", {"cause": cause_of(code)})

    def _receive(self, worker: _Worker) -> Result | OutOfMemory | None:
        try:
            result: Result | OutOfMemory = pickle.loads(worker.pipe.recv_bytes())  # noqa: S301  from our own process
        except (EOFError, OSError):
            return None
        return result

    def _bury(self, worker: _Worker) -> int | None:
        self._workers.remove(worker)
        worker.process.kill()
        worker.process.join()
        worker.pipe.close()
        return worker.process.exitcode


def cause_of(code: int | None) -> Reason:
    """Return why a process ended, by the exit code that it left."""
    if code is not None and code < 0:
        return Reason("signal", {"number": -code})
    return Reason("exit_status", {"number": code or 0})
