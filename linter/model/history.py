"""What is kept of runs: what each was, its pages, its faults, and how many pages had them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    from collections.abc import Mapping

    from linter.model.finding import Outcome, Severity

By = Literal["site", "rule", "unit", "type"]
"""What totals are of: all pages, or those of one rule, one unit (who answers for them) or one type."""
BY: tuple[By, ...] = get_args(By)


@dataclass(frozen=True, slots=True)
class PageBefore:
    """A page as earlier runs saw it.

    `text` is what its main text is known by, its own dates aside, in the last of them; `updated` the date that readers
    saw, and `day` the day of the run, in the earliest of them that saw this text.
    """

    page: str
    day: str | None = None
    updated: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Totals:
    """How many pages of a run had faults, of one group of pages; `name` is that of the rule, the unit or the type.

    `population` is how many pages there were to choose from; `chosen` were taken on purpose, or because all were wanted,
    `drawn` by chance of the rest; `chosen_failing` and `drawn_failing` are those of them with a fault.
    """

    by: By
    name: str
    population: int
    chosen: int = 0
    chosen_failing: int = 0
    drawn: int = 0
    drawn_failing: int = 0
    findings: int = 0


@dataclass(frozen=True, slots=True)
class KeptRun:
    """One run in the store.

    `rules` are the rules that ran with the version of each; `is_sample` tells that only some of the pages were seen.
    `thinned_at` is when its pages and findings were let go; its totals stay.
    """

    id: int
    site: str
    day: str
    started_at: str
    complete: bool
    tool: str
    stages: tuple[str, ...]
    rules: Mapping[str, str]
    is_sample: bool
    population: int
    pages: int
    findings: Mapping[str, int]
    axe: str | None = None
    language: str = "sv"
    thinned_at: str | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """Which rules were asked of a page, and which of them were not examined to their end, with the reason as data."""

    rules: frozenset[str] = frozenset()
    partly: Mapping[str, Mapping[str, object]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class KeptFault:
    """One fault of a page as it is kept, `count` times; `known_by` is the same for it on whatever page it stands."""

    rule: str
    category: str
    fingerprint: str
    known_by: str
    outcome: Outcome
    severity: Severity
    says: str
    line: int
    count: int = 1
    suppressed: int = 0
    """How many of them were suppressed."""
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KeptPage:
    """One page of a run as it is kept.

    `page` is what it is called on its site: its address, else its path; `path` is what stands for it in fingerprints.
    `state` is the same where all of its faults are. `unsaid` are fingerprints of faults that nobody could ask for.
    """

    number: int
    page: str
    path: str
    source: str
    title: str | None
    status: int | None
    types: tuple[str, ...]
    unit: str
    updated: str | None
    text: str
    content: str
    redirects: tuple[str, ...]
    account: str
    state: str
    findings: int
    unsaid: tuple[str, ...] = ()
    facts: str | None = None


@dataclass(frozen=True, slots=True)
class PageMark:
    """What of a kept page is enough to hold two runs against each other; the parts are those of `KeptPage`."""

    number: int
    page: str
    content: str
    redirects: tuple[str, ...]
    account: str
    state: str
    findings: int
    unsaid: tuple[str, ...] = ()
    text: str = ""
