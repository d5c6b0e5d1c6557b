"""Results that are kept in memory for a while, so that a page, its preview and its stages find each other."""

from __future__ import annotations

import secrets
import time
from collections import OrderedDict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from linter.config.config import AXE
from linter.model.report import Coverage
from linter.report.words.words import words_in
from linter.web.preview import preview

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from linter.model.report import CoverageOutcome, NotExamined, PageReport, RuleText
    from linter.web.lanes.jobs import Job
    from linter.web.lanes.worker import Judged
    from linter.web.preview import Preview
    from linter.web.submission import Submission


@dataclass(frozen=True, slots=True)
class Shown:
    """A page as it is told now, and as it is shown."""

    page: PageReport
    preview: Preview


@dataclass(slots=True)
class Result:
    """One check: what was handed over, and what is known of it so far. Its id is the only key to it."""

    submission: Submission
    judged: Judged
    """The page as it is sent."""
    seen: Judged | None = None
    """The same with the stages that take long, once they have ended."""
    failed: NotExamined | None = None
    """Why they could not look at it."""
    page: PageReport = field(init=False)
    """All that is known."""
    job: Job | None = None
    id: str = field(default_factory=lambda: secrets.token_urlsafe(18))
    changes: int = 0
    """How often something was added."""
    made: float = field(default_factory=time.monotonic)
    weighed: int = 0
    """The bytes that it was last counted with."""

    def __post_init__(self) -> None:
        """Begin with the page as it is sent; what could not be examined at all has no result."""
        assert self.judged.page is not None  # noqa: S101  see `Service.check`
        self.page = self.judged.page

    @property
    def size(self) -> int:
        """About how many bytes of memory it takes: objects take twice what they travelled as."""
        submission = self.submission
        travelled = self.judged.size + (self.seen.size if self.seen is not None else 0)
        return 2 * travelled + len(submission.data) + len(submission.served or b"")

    @property
    def rules(self) -> Mapping[str, RuleText]:
        """The words of every rule that is named."""
        return {**self.judged.report.rules, **(self.seen.report.rules if self.seen is not None else {})}

    def add(self, seen: Judged) -> None:
        """Take what the stages that take long found, where they could look at the page."""
        self.changes += 1
        if seen.page is None:
            self.failed = seen.not_examined
            return
        self.seen = seen
        self.page = _together(self.judged, seen, has_source=self.submission.served is not None)

    def shown(self, page: PageReport) -> Shown:
        """Return the page with marks for what is open on it."""
        if page is self.judged.page and self.judged.preview is not None:
            return Shown(page, self.judged.preview)
        words = words_in(self.submission.language)
        return Shown(page, preview(self.judged.text, page.findings, self.judged.url, words))


class Results:
    """The latest results: so many, so large together and so long at most. `forget` is told of each that goes."""

    def __init__(self, most: int, most_bytes: int, minutes: float, forget: Callable[[Result], None]) -> None:
        self._most, self._most_bytes, self._seconds, self._forget = most, most_bytes, minutes * 60, forget
        self._kept: OrderedDict[str, Result] = OrderedDict()
        self._bytes = 0

    def keep(self, result: Result) -> Result:
        """Keep one more, and let go of what is too old or too much; the latest one stays, however large."""
        self._kept[result.id] = result
        self.weigh(result)
        return result

    def weigh(self, result: Result) -> None:
        """Take into account that a result has grown."""
        if result.id not in self._kept:
            return
        size = result.size
        self._bytes += size - result.weighed
        result.weighed = size
        while len(self._kept) > 1 and self._is_too_much():
            _, oldest = self._kept.popitem(last=False)
            self._bytes -= oldest.weighed
            self._forget(oldest)

    def find(self, name: str) -> Result | None:
        """Return a result by its id, None where it is not kept any more."""
        found = self._kept.get(name)
        return found if found is not None and found.made >= time.monotonic() - self._seconds else None

    def _is_too_much(self) -> bool:
        oldest = next(iter(self._kept.values()))
        is_old = oldest.made < time.monotonic() - self._seconds
        return is_old or len(self._kept) > self._most or self._bytes > self._most_bytes


def _together(judged: Judged, seen: Judged, *, has_source: bool) -> PageReport:
    """Return what both found: where the page's source was given beside its tree, the later stages tell what it leaves open."""
    page, rest = judged.page, seen.page
    assert page is not None  # noqa: S101  see above
    assert rest is not None  # noqa: S101  see above
    if not has_source:
        return rest
    added = (one for one in rest.findings if one.category == AXE or one.rule in page.coverage.not_examined)
    account = _account(page.coverage, rest.coverage)
    return replace(page, findings=(*page.findings, *added), browser=rest.browser, links=rest.links, coverage=account)


def _account(as_sent: Coverage, seen: Coverage) -> Coverage:
    """Return what became of every rule: as the page that was sent tells, and of what that leaves open as the later stages do."""
    told = {rule: (outcome, why) for rule, outcome, why in seen.outcomes()}
    told |= {rule: (outcome, why) for rule, outcome, why in as_sent.outcomes() if outcome != "not_examined"}

    def rules(wanted: CoverageOutcome) -> tuple[str, ...]:
        return tuple(sorted(rule for rule, (outcome, _) in told.items() if outcome == wanted))

    return Coverage(
        rules("passed"),
        rules("failed"),
        rules("cannot_tell"),
        rules("inapplicable"),
        {rule: why for rule, (_, why) in sorted(told.items()) if why is not None},
    )
