"""Jobs: stages that take long for one result, with what is told of them as it comes."""

from __future__ import annotations

import asyncio
import json
import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from linter.model.crash import internal_error
from linter.model.errors import SourceError
from linter.model.reason import Reason
from linter.web.lanes.turns import BusyError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from linter.web.lanes.slow import Order, SlowLane
    from linter.web.lanes.worker import Judged

State = Literal["waiting", "done", "failed"]
_BEAT = 15.0
"""Seconds after which a listener is told that the line is still open."""


@dataclass
class Job:
    """One job. `state` ends as `done` or, with a `reason`, `failed`."""

    stages: frozenset[str]
    id: str = field(default_factory=lambda: secrets.token_urlsafe(18))
    state: State = "waiting"
    reason: Reason | None = None
    judged: Judged | None = None
    ended: asyncio.Event = field(default_factory=asyncio.Event)
    task: asyncio.Task[None] | None = None

    async def run(self, lane: SlowLane, order: Order, keep: Callable[[Judged], None]) -> None:
        """Examine what is wanted, and hand on what comes out."""
        try:
            self.judged = await lane.examine(order)
            keep(self.judged)
            self.state = "done"
        except SourceError as error:
            self.state, self.reason = "failed", error.reason
        except BusyError:
            self.state, self.reason = "failed", Reason("server_busy")
        except Exception as error:
            self.state, self.reason = "failed", internal_error(error)
            raise
        finally:
            if self.state == "waiting":  # cancelled
                self.state, self.reason = "failed", Reason("server_ended")
            self.ended.set()

    def as_json(self) -> dict[str, Any]:
        """Return what programs are told of it."""
        return {"job": f"/api/v1/jobs/{self.id}", "state": self.state, "stages": sorted(self.stages)}

    async def events(self) -> AsyncIterator[str]:
        """Yield its states as server-sent events, until it has ended."""
        yield _event("state", self.as_json())
        while not self.ended.is_set():
            try:
                await asyncio.wait_for(self.ended.wait(), _BEAT)
            except TimeoutError:
                yield ": still at it\n\n"
        yield _event("end", self.as_json())


def _event(name: str, data: Any) -> str:  # noqa: ANN401  JSON
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"
