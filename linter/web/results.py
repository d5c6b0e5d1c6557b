"""Results that are kept in memory for a while, so that a page, its preview and its stages find each other."""

from __future__ import annotations

import secrets
import time
from collections import OrderedDict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from linter.config.config import AXE
from linter.report.words.words import words_in
from linter.web.preview import preview

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from linter.model.report import NotExamined, PageReport, RuleText
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
        return {**self.judged.rules, **(self.seen.rules if self.seen is not None else {})}

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
    """Return what both found: where the page's source was given beside its tree, the browser adds what axe says of the tree."""
    assert judged.page is not None  # noqa: S101  see above
    assert seen.page is not None  # noqa: S101  see above
    if not has_source:
        return seen.page
    added = tuple(one for one in seen.page.findings if one.category in (AXE, "links"))
    kept = tuple(one for one in judged.page.findings if one.category != "links")
    return replace(judged.page, findings=(*kept, *added), browser=seen.page.browser, links=seen.page.links)
