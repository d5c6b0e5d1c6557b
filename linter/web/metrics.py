"""What a server did -> Prometheus' text format: counts and seconds, nothing of a page."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING

from linter.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from linter.web.lanes.slow import SlowLane
    from linter.web.lanes.workers import Workers

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_OUTCOMES = ("examined", "not_examined", "not_allowed", "busy", "failed")
_BOUNDS = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 20.0)
"""Seconds up to which checks are counted together."""


@dataclass
class Metrics:
    """What is counted while a server runs."""

    checks: Counter[str] = field(default_factory=Counter)
    jobs: Counter[str] = field(default_factory=Counter)
    store_errors: int = 0
    internal_errors: int = 0
    on_crash: Callable[[Exception], None] = lambda _: None
    """Who hears of errors of the program."""
    _seconds: float = 0.0
    _within: list[int] = field(default_factory=lambda: [0] * (len(_BOUNDS) + 1))

    def count_check(self, outcome: str, seconds: float) -> None:
        """Count one check, from the question to its answer."""
        self.checks[outcome] += 1
        self._seconds += seconds
        self._within[bisect_left(_BOUNDS, seconds)] += 1

    def count_crash(self, error: Exception) -> None:
        """Count an error of the program, and hand it on."""
        self.internal_errors += 1
        self.on_crash(error)

    def render(self, workers: Workers, lane: SlowLane) -> str:
        """Return what was counted, and how busy a server's processes are now."""
        parts = (
            _info(),
            _labelled("kommunlint_checks_total", "counter", "Checks by outcome.", "outcome", self._outcomes()),
            self._histogram(),
            _plain("kommunlint_checks_waiting", "gauge", "Checks that wait for a process.", workers.waiting),
            _labelled("kommunlint_workers", "gauge", "Processes that judge pages.", "state", workers.states()),
            _plain("kommunlint_stages_waiting", "gauge", "Pages in the browser or waiting for it.", lane.waiting),
            _labelled("kommunlint_jobs_total", "counter", "Ended jobs by state.", "state", self._states()),
            _plain("kommunlint_store_errors_total", "counter", "Errors of the store.", self.store_errors),
            _plain("kommunlint_internal_errors_total", "counter", "Errors of the program.", self.internal_errors),
        )
        return "".join(line + "\n" for part in parts for line in part)

    def _outcomes(self) -> Mapping[str, int]:
        return {one: self.checks[one] for one in _OUTCOMES}

    def _states(self) -> Mapping[str, int]:
        return {one: self.jobs[one] for one in ("done", "failed")}

    def _histogram(self) -> Iterator[str]:
        name = "kommunlint_check_seconds"
        yield from _head(name, "histogram", "Seconds from a question to its answer.")
        for bound, number in zip((*map(str, _BOUNDS), "+Inf"), accumulate(self._within), strict=True):
            yield f'{name}_bucket{{le="{bound}"}} {number}'
        yield f"{name}_sum {self._seconds:.6f}"
        yield f"{name}_count {sum(self._within)}"


def _head(name: str, kind: str, help_: str) -> Iterator[str]:
    yield f"# HELP {name} {help_}"
    yield f"# TYPE {name} {kind}"


def _plain(name: str, kind: str, help_: str, value: int) -> Iterator[str]:
    yield from _head(name, kind, help_)
    yield f"{name} {value}"


def _labelled(name: str, kind: str, help_: str, label: str, values: Mapping[str, int]) -> Iterator[str]:
    yield from _head(name, kind, help_)
    for value, number in values.items():
        yield f'{name}{{{label}="{value}"}} {number}'


def _info() -> Iterator[str]:
    yield from _head("kommunlint_build_info", "gauge", "The version that runs.")
    yield f'kommunlint_build_info{{version="{__version__}"}} 1'
