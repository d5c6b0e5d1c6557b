"""What a review of a site flows as: the sample, the statement, what a person decides, and all of it beside the report."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, get_args

from linter.model import outline

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from linter.model.held import Held
    from linter.model.report import CoverageOutcome, Report

PageType = outline.PageType
Chosen = Literal["structured", "random", "given", "all"]
Conformity = Literal["full", "partial", "none"]
Burden = Literal["not claimed", "motivated", "unmotivated"]
Decided = Literal["passed", "failed", "cannot_tell", "inapplicable"]
DECIDED: tuple[Decided, ...] = get_args(Decided)
DecidedBy = Literal["machine", "person", "nobody"]
"""Who decided: a rule, or what the program sees of a page; somebody who answered a question; or nobody yet."""


@dataclass(frozen=True, slots=True)
class SampledPage:
    """One page or document of a sample: what kind of page it is, how it was chosen, and why, in the language of the run."""

    source: str
    types: tuple[PageType, ...]
    chosen: Chosen
    why: str


@dataclass(frozen=True, slots=True)
class Sample:
    """The pages that are reviewed, of `of` that there were to choose from."""

    seed: int
    pages: tuple[SampledPage, ...]
    of: int


@dataclass(frozen=True, slots=True)
class StatementParts:
    """Which of the parts that a statement owes are there."""

    shortcomings: bool = False
    method: bool = False
    feedback: bool = False
    enforcement: bool = False
    disproportionate: Burden = "not claimed"


@dataclass(frozen=True, slots=True)
class Statement:
    """What an accessibility statement says; `listed` are the WCAG criteria that it names as not met."""

    source: str
    conformity: Conformity | None = None
    body: str | None = None
    assessed: date | None = None
    updated: date | None = None
    parts: StatementParts = field(default_factory=StatementParts)
    listed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person decided about a question, when, and why; `by` is who."""

    outcome: Decided
    by: str
    on: date
    why: str


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that a person has to decide about a page, or about one element of it.

    `id` is the same at the next review of the same thing. `rule` is that of a finding that cannot be decided, else None.
    `text` is in the language of the run, `picture` the path of the element's picture. `source` is the first of the `pages`
    that it is about. `criterion` is "" where a finding rests on none; `also` are further criteria that the answer is about.
    """

    id: str
    criterion: str
    source: str
    text: str
    rule: str | None = None
    line: int | None = None
    selector: str | None = None
    snippet: str | None = None
    picture: str | None = None
    answer: Answer | None = None
    pages: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CriterionOutcome:
    """What became of one success criterion, on one page or on all, and who says so: which `rules`, which `questions`.

    Of what is not examined, `questions` are those that are open.
    """

    criterion: str
    outcome: CoverageOutcome
    by: DecidedBy
    rules: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CriteriaAccount:
    """Every page and criterion with one outcome, by the page's source."""

    pages: Mapping[str, tuple[CriterionOutcome, ...]]


@dataclass(frozen=True, slots=True)
class CrawledDocument:
    """A file of the site that is no page, which a crawl met; `source` is the page that leads to it first.

    What nobody says of it is None: its size in bytes, and when it was changed.
    """

    url: str
    format: str
    source: str
    content_type: str | None = None
    size: int | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True)
class KeptOut:
    """Addresses that a crawl met and did not make pages of the review: why, how many, the first of them.

    `is_missing` tells that something may stand there that nobody has seen.
    """

    why: str
    number: int
    example: str
    is_missing: bool


@dataclass(frozen=True, slots=True)
class Crawl:
    """The crawl that a review's pages come from."""

    starts: tuple[str, ...]
    pages: int
    kept_out: tuple[KeptOut, ...] = ()
    documents: tuple[CrawledDocument, ...] = ()
    is_finished: bool = True


@dataclass(frozen=True, slots=True)
class Review:
    """A whole review; `law` names an edition of data/law.yaml, `base` the public address that a local site stands for."""

    report: Report
    sample: Sample
    statement: Statement | None
    manual: tuple[Question, ...]
    law: str
    base: str | None = None
    held: Mapping[str, Held] = field(default_factory=dict)
    """By source; it may read from a disk, so every page is asked for when it is written."""
    title: str | None = None
    """What the site is called, where somebody says it."""
    by: str | None = None
    """Who reviews, where somebody says it; the program alone otherwise."""
    crawl: Crawl | None = None
    addresses: Mapping[str, str | None] | None = None
    account: CriteriaAccount | None = None
    """What every file of the review asks for (`audit.addresses.subjects`, `audit.account`), where it is worked out already."""
