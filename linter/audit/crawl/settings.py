"""What a crawl is asked for, and what it keeps to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from linter.model.limits import Limits
    from linter.model.target import Host

DELAY, PAGES, DEPTH = 0.5, 10_000, 20


@dataclass(frozen=True, slots=True)
class CrawlSettings:
    """One crawl. `starts` are addresses without logins; `logins` are headers by origin; times are in seconds.

    `public` is the address that the server of the first start stands for, None where that is its own.
    `at_once` is how many requests one host gets at a time, None for as many as the delay lets be.
    """

    starts: tuple[str, ...]
    folder: Path
    limits: Limits
    delay: float = DELAY
    pages: int = PAGES
    depth: int = DEPTH
    seconds: float | None = None
    public: str | None = None
    at_once: int | None = None
    is_fresh: bool = False
    allowed: Sequence[Host] = ()
    logins: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    nameservers: tuple[str, ...] = ()
    ca_file: Path | None = None

    @property
    def per_host(self) -> int:
        """How many requests one host gets at a time."""
        return self.at_once or (2 if self.delay else 8)
