"""What a review of many sites flows as: the sites, what is asked for, shards of them, and what came of each."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Chosen = Literal["given", "all", "sample"]
State = Literal["done", "failed"]


@dataclass(frozen=True, slots=True)
class Site:
    """One site of a list: what it is called, its public address, where its review begins, and the name of its folder."""

    name: str
    address: str
    seed: str
    slug: str = ""
    is_derived: bool = False
    """Whether the address was worked out by a rule, and nobody has asked it."""


@dataclass(frozen=True, slots=True)
class Order:
    """What holds for every site: into which folder, by which options of `audit`, how long each may take, in which run."""

    folder: str
    options: tuple[str, ...]
    address_options: tuple[str, ...]
    """Options that are refused where no address is asked: a site whose seed is a folder is reviewed without them."""
    crawl_options: tuple[str, ...]
    """Options that only a crawl takes: a site whose seed is a list or a sitemap is reviewed without them."""
    seconds: float
    run: str
    place: str
    """The folder that the command stands in: where configurations are looked for."""
    is_fresh: bool = False


@dataclass(frozen=True, slots=True)
class Shard:
    """Sites that share a host, which are reviewed one after the other, so that no host is asked by two reviews at once."""

    key: str
    sites: tuple[Site, ...]


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean over the pages of a site; `low` and `high` are None where all pages were seen, or nothing can be said."""

    value: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """What the report of one site comes to."""

    today: str
    version: str
    stages: tuple[str, ...]
    is_complete: bool
    """Whether nothing stopped the review: a crawl that its time cut short goes on with the next run."""
    chosen: Chosen
    pages: int
    of: int
    random_pages: int
    findings: dict[str, int]
    """By severity, those that are open and certain."""
    cannot_tell: int
    per_page: Estimate
    errors_per_page: Estimate
    not_examined: int
    checks_made: float | None
    """The share of pairs of page and rule that were examined; None where there are none."""
    statement: str | None
    """What the accessibility statement claims: full, partial, none or unclear; None where none was found."""
    statement_updated: str | None
    statement_findings: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one site; `reason` and `data` say why it failed."""

    site: Site
    state: State
    run: str
    options: tuple[str, ...]
    status: int | None = None
    """The exit status of its review."""
    reason: str | None = None
    data: dict[str, str | int | float] = field(default_factory=dict)
    figures: Figures | None = None
