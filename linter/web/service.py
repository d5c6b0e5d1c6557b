"""What the routes of one server share."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from linter.web.results import Result, Results
from linter.web.workers import Workers

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from linter.config.config import Config
    from linter.model.target import Host
    from linter.web.submission import Submission


@dataclass(frozen=True)
class Options:
    """What the command line says of a server."""

    host: str = "127.0.0.1"
    port: int = 8040
    store: str | None = None
    tokens: Path | None = None
    proxies: tuple[str, ...] = ()
    user_header: str | None = None
    allow_hosts: tuple[Host, ...] = ()
    has_browser: bool = True


@dataclass
class Service:
    """One server: its configuration, its processes and its results."""

    config: Config
    options: Options = field(default_factory=Options)
    today: date | None = None
    workers: Workers = field(init=False)
    results: Results = field(init=False)

    def __post_init__(self) -> None:
        """Make what the routes share; no process is started yet."""
        serve = self.config.serve
        self.workers = Workers(self.config, self.today)
        self.results = Results(serve.results, serve.keep_minutes)

    async def check(self, submission: Submission) -> Result:
        """Judge what was handed over and keep the result; a `SourceError` or `BusyError` where that cannot be."""
        return self.results.keep(Result(submission, await self.workers.judge(submission)))

    def close(self) -> None:
        """End what was started."""
        self.workers.close()
