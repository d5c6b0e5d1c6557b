"""What flows through the program: frozen dataclasses that import nothing of ours."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from linter.model.finding import Finding, Outcome, Remedier, Severity
    from linter.model.held import Held
    from linter.model.outline import PageOutline
    from linter.model.reason import Reason, ReasonKey
    from linter.model.site_page import SitePage


@dataclass(frozen=True, slots=True)
class Skipped:
    """A rule that should have run on a page and could not."""

    rule: str
    reason: Reason


LimitKind = Literal[
    "line_characters",
    "findings",
    "restless_seconds",
    "pictures",
    "console_messages",
    "failed_requests",
    "links_asked",
    "redirect_stub",
    "tab_stops",
    "click_listeners",
    "texts_tried",
    "pictures_tried",
]


@dataclass(frozen=True, slots=True)
class Limit:
    """Something that was cut, or is not here: `kept` of `of` were reported.

    `subject` says what it is about where the kind alone does not: the `rule` whose findings they are; of links that were
    not all asked their `verdict`, its `reason` and, where there is one, its `detail`; the `address` that a page only leads on to.
    """

    kind: LimitKind
    subject: Mapping[str, str]
    kept: int
    of: int

    @property
    def is_cut(self) -> bool:
        """Whether a list is not whole in the report; what became of links that were not asked, their rules' account tells."""
        return self.kind not in ("links_asked", "redirect_stub")

    @property
    def rule(self) -> str | None:
        """The rule whose findings were cut."""
        return self.subject.get("rule")


SAID_BY: ReasonKey = "said_by"
"""Why a rule was not examined to its end that nothing is missing of: another rule tells its faults."""
CoverageOutcome = Literal["passed", "failed", "cannot_tell", "inapplicable", "not_examined"]
OUTCOMES: tuple[CoverageOutcome, ...] = ("failed", "cannot_tell", "not_examined", "passed", "inapplicable")
"""The worst first: of several, the first one is that of all."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """What became of every rule on one page: each rule id stands in one of these, `not_examined` says why."""

    passed: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()
    cannot_tell: tuple[str, ...] = ()
    inapplicable: tuple[str, ...] = ()
    not_examined: Mapping[str, Reason] = field(default_factory=dict)

    @property
    def missing(self) -> int:
        """How many rules nobody knows the outcome of."""
        return sum(why.key != SAID_BY for why in self.not_examined.values())

    def outcomes(self) -> Iterator[tuple[str, CoverageOutcome, Reason | None]]:
        """Yield rule, outcome and (where it was not examined) the reason, sorted by rule."""
        found: list[tuple[str, CoverageOutcome, Reason | None]] = [
            *((rule, "passed", None) for rule in self.passed),
            *((rule, "failed", None) for rule in self.failed),
            *((rule, "cannot_tell", None) for rule in self.cannot_tell),
            *((rule, "inapplicable", None) for rule in self.inapplicable),
            *((rule, "not_examined", why) for rule, why in self.not_examined.items()),
        ]
        yield from sorted(found, key=lambda one: one[:2])


@dataclass(frozen=True, slots=True)
class NotExamined:
    """A source that was asked for and not examined."""

    source: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class PageElement:
    """One element that a person may be asked about; `content` is what it is known by, wherever it stands.

    `in_template` tells that it stands in the page's header, navigation or footer; `picture` is the path of its picture.
    """

    kind: str
    line: int
    selector: str
    snippet: str
    content: str
    in_template: bool = False
    picture: str | None = None


@dataclass(frozen=True, slots=True)
class PageElements:
    """What of a page people may be asked about: how many there are of every kind, and the first of each.

    `is_whole` tells that scripts add nothing that was not seen.
    """

    counts: Mapping[str, int]
    shown: tuple[PageElement, ...]
    is_whole: bool


@dataclass(frozen=True, slots=True)
class PageReport:
    """Everything that is known of one examined page; `document`, `facts` and `browser` have the JSON contract's shape.

    `path` stands for the page in fingerprints; `links` is what the link stage found, in the contract's shape.
    """

    source: str
    title: str | None
    language: str | None
    document: Mapping[str, Any]
    findings: tuple[Finding, ...]
    facts: Mapping[str, Any]
    browser: Mapping[str, Any] | None = None
    skipped: tuple[Skipped, ...] = ()
    limits: tuple[Limit, ...] = ()
    path: str = ""
    links: tuple[Mapping[str, Any], ...] | None = None
    coverage: Coverage = field(default_factory=Coverage)
    address: str | None = None
    """The address by which the page is known wherever it lies, where somebody asks for it."""
    content: str = ""
    """What its main content is known by, wherever it stands; "" where it has none."""
    sketch: str = ""
    """What its main text is known by where it was edited; "" where there is too little of it."""
    unsaid: frozenset[str] = frozenset()
    """The fingerprints that findings about addresses without an answer would have: nobody knows whether they are mended."""
    outline: PageOutline | None = None
    """What a sample is drawn from, where somebody asks for it."""
    site: SitePage | None = None
    """What rules about the whole site see of it, where somebody asks for it."""
    held: Held | None = None
    """What of it a review hands over, where somebody asks for it."""
    elements: PageElements | None = None
    """What of it people may be asked about, where somebody wants to know."""
    country: str = ""
    """The country whose laws it is judged by."""


@dataclass(frozen=True, slots=True)
class RuleText:
    """What a reader of a report should know of a rule, in the language of the run."""

    id: str
    category: str
    severity: Severity
    title: str
    why: str
    fix: str
    requirements: tuple[str, ...] = ()
    help_url: str | None = None
    tells_open_answers: bool = False
    """Whether it tells of addresses that nobody answered for: no fault that is known, but something to look at."""


@dataclass(frozen=True, slots=True)
class Cause:
    """One fault of a template: findings of the same rule, structure and content on several pages.

    `count` is the number of findings that mending it would remove, `known` how many of them the baseline holds; `pages`
    are the sources in the order of the run; the rest is that of the first finding.
    """

    id: str
    count: int
    known: int
    pages: tuple[str, ...]
    rule: str
    category: str
    severity: Severity
    outcome: Outcome
    message: str
    message_key: str
    line: int
    selector: str
    snippet: str
    advice: str = ""
    """What axe says is to be done, line by line; our own rules say it themselves."""
    remedied_by: Remedier | None = None
    """Who can mend it; None where nobody knows yet whether there is something to mend."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """A finding that the baseline holds and that is there no more, `count` times."""

    page: str
    rule: str
    says: str
    fingerprint: str
    count: int


@dataclass(frozen=True, slots=True)
class BaselineResult:
    """What became of a baseline in a run."""

    file: str
    new: int
    known: int
    mended: tuple[Fixed, ...]


@dataclass(frozen=True, slots=True)
class Links:
    """What the link stage did in a run; `verdicts` may be read any number of times, in the contract's shape."""

    counts: Mapping[str, int]
    requests: int
    from_memory: int
    verdicts: Iterable[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Run:
    """What the run was: its inputs that change results, and whether it came to its end."""

    today: str
    started_at: str | None
    duration_seconds: float | None
    complete: bool
    rules: tuple[str, ...]
    stages: tuple[str, ...] = ("static",)
    axe: str | None = None
    language: str = "sv"
    notes: tuple[Reason, ...] = ()
    fail_on: str = "error"
    error: Reason | None = None
    """What of the program went wrong and ended the run early."""


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts over all pages.

    `findings` counts all by severity, `failed` only what can fail a run, `open` what is neither suppressed nor known by
    the baseline; `coverage` counts pages by rule and outcome, `not_examined` the pairs of rule and page that were not,
    `documents` the links that lead to documents, `remedied_by` what is open and certain by who can mend it.
    """

    pages: int = 0
    findings: Mapping[str, int] = field(default_factory=dict)
    by_rule: Mapping[str, int] = field(default_factory=dict)
    failed: Mapping[str, int] = field(default_factory=dict)
    skipped: int = 0
    cannot_tell: int = 0
    limits: int = 0
    open: Mapping[str, int] = field(default_factory=dict)
    suppressed: int = 0
    known: int = 0
    not_examined: int = 0
    documents: int = 0
    coverage: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    remedied_by: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Report:
    """A whole run. `pages` may be read any number of times and need not be in memory."""

    run: Run
    pages: Iterable[PageReport]
    not_examined: tuple[NotExamined, ...]
    summary: Summary
    links: Links | None = None
    causes: tuple[Cause, ...] = ()
    rules: Mapping[str, RuleText] = field(default_factory=dict)
    """Every rule that a finding or the coverage account names, by id."""
    baseline: BaselineResult | None = None
    sarif_known: bool = True
    """Whether SARIF has the findings that the baseline knows too."""
