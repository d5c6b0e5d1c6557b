"""What a review of a site flows as: the sample, the statement, what a person decides, and all of it beside the report."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, get_args

from linter.model import outline

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from linter.model.held import Held
    from linter.model.register import Register
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
class FoundDocument:
    """A document that pages link to, so many `pages`, the first of them at a line; `file` is where it lies, if it is one of the site's files.

    `url` is that of the sample: its address, or the path of its file.
    """

    url: str
    format: str
    text: str
    pages: int
    first: str
    line: int
    is_own: bool = True
    file: str | None = None


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
    that it is about, `more_pages` how many there are beside those that are named. `criterion` is "" where a finding rests on
    none; `also` are further criteria that the answer is about. `is_together` tells that the answer is one about many pages.
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
    more_pages: int = 0
    is_together: bool = False


@dataclass(frozen=True, slots=True)
class KnownPage:
    """A page of a sample as those who answer see it: its source, the address that people know it by, its types."""

    source: str
    address: str
    types: tuple[PageType, ...] = ()


@dataclass(frozen=True, slots=True)
class Together:
    """One answer to all that a criterion asks of many pages: those that patterns name, and of them those of some types."""

    criterion: str
    pages: tuple[str, ...]
    types: tuple[PageType, ...]
    answer: Answer


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

    What nobody says of it is None: its size in bytes, and when it was changed. `status` is what the server answered, None
    where it was not asked, or did not answer.
    """

    url: str
    format: str
    source: str
    content_type: str | None = None
    size: int | None = None
    modified: str | None = None
    status: int | None = None


@dataclass(frozen=True, slots=True)
class KeptOut:
    """Addresses that a crawl met and did not make pages of the review: why, how many, the first of them.

    `is_missing` tells that something may stand there that nobody has seen; `source` is the page that leads to the first,
    where somebody may want to mend the link.
    """

    why: str
    number: int
    example: str
    is_missing: bool
    source: str | None = None


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
    register: Register | None = None
    """Everybody who is named on the pages, where it is worked out already."""
    addresses: Mapping[str, str | None] | None = None
    account: CriteriaAccount | None = None
    """What every file of the review asks for (`audit.addresses.subjects`, `audit.account`), where it is worked out already."""
    documents: tuple[FoundDocument, ...] = ()
    """What the pages link to that were read, whether they are in the sample or not."""
    more_documents: Mapping[str, int] = field(default_factory=dict)
    """How many documents of a page, by its source, are not among those."""
    root: str | None = None
    """The folder that `/` means in the links of pages that are files."""
