"""What one process does that examines pages: they come through a pipe, and what became of them goes back."""

from __future__ import annotations

import gc
import os
import pickle
import signal
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from linter.engine.masking import crash_without_numbers
from linter.model.reason import Reason
from linter.model.report import NotExamined
from linter.run.examining import examine_target, pickled
from linter.stages import processes

if TYPE_CHECKING:
    from linter.engine.resolver import Resolver
    from linter.model.limits import Limits
    from linter.model.target import Target
    from linter.stages.browser.plan import Plan
    from linter.stages.browser.session import Session

_COLLECT = 200


@dataclass(frozen=True, slots=True)
class Task:
    """What a process is given: what to examine by, its plan for the browser, and its parent's id."""

    resolver: Resolver
    limits: Limits
    plan: Plan | None
    parent: int


@dataclass(frozen=True, slots=True)
class OutOfMemory:
    """A page took more memory than there was; the process ends with it."""

    is_limited: bool
    """Whether it was the limit that was met, not the end of the machine's memory."""

    def reason(self, most: int) -> Reason:
        """Return why the page was not examined; `most` is the limit in bytes."""
        return Reason("worker_memory", {"megabytes": round(most / 1e6)}) if self.is_limited else Reason("too_deep")


def work(pipe: Any, task: Task) -> None:  # noqa: ANN401  a Connection
    """Examine what comes through the pipe until it closes."""
    processes.end_worker_with(task.parent)
    processes.be_quiet()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    processes.hear_signals()
    session = _session(task.plan)
    processes.keep_memory()
    gc.disable()  # pages let go of their cycles themselves; what is left is collected now and then
    is_limited = processes.limit_memory(task.limits.worker_bytes)
    examined = 0
    try:
        while True:
            target = pipe.recv()
            if target is None:
                return
            result = _examined(target, task, session)
            if result is None:
                pipe.send_bytes(pickle.dumps(OutOfMemory(is_limited)))
                return
            pipe.send_bytes(result)
            examined += 1
            if examined % _COLLECT == 0:
                gc.collect()
    except (EOFError, OSError):
        return
    finally:
        if session is not None:
            session.close()


def _examined(target: Target, task: Task, session: Session | None) -> bytes | None:
    """Return what became of a page, pickled; None where there was not memory enough for it."""
    try:
        return pickled(examine_target(target, task.resolver, task.limits, session))
    except MemoryError:
        return None
    except BaseException as error:  # noqa: BLE001  a bug must not lose the page, nor a panic in Rust
        return pickled(NotExamined(target.name, crash_without_numbers("program_failed", error)))


def _session(plan: Plan | None) -> Session | None:
    """Return this process's own browser, not yet started."""
    if plan is None:
        return None
    from linter.stages.browser.session import Session  # noqa: PLC0415  0.2 s (selenium), for the browser stage only

    return Session(plan, f"browser-{os.getpid()}")
