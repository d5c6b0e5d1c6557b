"""One process that judges pages: it is asked by one thread at a time, and may be ended by another one while it works."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import threading
from contextlib import suppress
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from linter.model.errors import SourceError
from linter.model.reason import Reason
from linter.run.worker import OutOfMemory
from linter.run.workers import cause_of
from linter.stages import processes
from linter.web.lanes.worker import Judged, work

if TYPE_CHECKING:
    from datetime import date
    from multiprocessing.process import BaseProcess

    from linter.config.config import Config
    from linter.web.submission import Submission

_PRELOADED = ["linter.web.lanes.warm", "linter.cli"]
"""What processes are forked with; the second one is what `kommunlint` itself imports, which each of them would repeat."""

_POLITE = 10
"""By how much a process stands back: it goes on, with a tenth of what others get."""
_GOODBYE = 0.5
"""Seconds for a process that has closed its end to be gone, so that its own exit status is seen."""


class EndedError(Exception):
    """The process ended before it answered. `reason` says why; with `is_final`, another one would end as well."""

    def __init__(self, reason: Reason, *, is_final: bool = False) -> None:
        super().__init__(reason.key)
        self.reason, self.is_final = reason, is_final


@cache
def context() -> Any:  # noqa: ANN401  one of multiprocessing's contexts, which have no type in common
    """Return how processes are started: forked from one that has read all they need and has no threads, where that can be."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    forking = multiprocessing.get_context("forkserver")
    forking.set_forkserver_preload(_PRELOADED)
    return forking


class WorkerProcess:
    """One process, from its start to its end; it is not started again."""

    def __init__(self, config: Config, today: date | None) -> None:
        self._given, self._most = (config, today), config.limits.worker_bytes
        self._lock = threading.Lock()
        self._process: BaseProcess | None = None
        self._pipe: Any = None
        self._is_ended = False
        self.pages = 0
        """How many it was asked about."""
        self.stands_back = False
        """Whether all others go first, for good: what stands back may not come forward again."""

    def start(self) -> None:
        """Start it, where that was not done; `EndedError` where it was ended already."""
        with self._lock:
            if self._is_ended:
                raise EndedError(Reason("process_ended", {"cause": cause_of(None)}))
            if self._process is not None:
                return
            self._pipe, theirs = context().Pipe()
            self._process = context().Process(target=work, args=(theirs, *self._given), daemon=True)
            self._process.start()
            theirs.close()

    def ask(self, submission: Submission) -> Judged:
        """Return what it makes of a submission; `EndedError` where it ends, and `SourceError` where the program fails."""
        try:
            self.start()
            self.pages += 1
            self._pipe.send(submission)
            blob = self._pipe.recv_bytes()
        except (EOFError, OSError) as error:
            raise EndedError(Reason("process_ended", {"cause": cause_of(self.end())})) from error
        said: Judged | Reason | OutOfMemory = pickle.loads(blob)  # noqa: S301  from our own process
        if isinstance(said, OutOfMemory):
            self.end()
            raise EndedError(said.reason(self._most), is_final=self.pages == 1)  # else others may have left too much
        if isinstance(said, Reason):
            raise SourceError(said)
        return replace(said, size=len(blob))

    @property
    def processor_seconds(self) -> float:
        """How long it has had a processor."""
        process = self._process
        return processes.processor_seconds(process.pid) if process is not None and process.pid is not None else 0.0

    def stand_back(self) -> None:
        """Let all others go first from now on."""
        self.stands_back = True
        process = self._process
        if process is not None and process.pid is not None and hasattr(os, "setpriority"):
            with suppress(OSError):
                os.setpriority(os.PRIO_PROCESS, process.pid, _POLITE)

    def kill(self) -> None:
        """End it by force, whoever waits for it."""
        with self._lock:
            self._is_ended = True
            if self._process is not None:
                self._process.kill()

    def end(self) -> int | None:
        """End it, and return the exit status that it left by itself."""
        if self._process is not None:
            self._process.join(_GOODBYE)
        self.kill()
        if self._process is None:
            return None
        self._process.join()
        with suppress(OSError):
            self._pipe.close()
        return self._process.exitcode
