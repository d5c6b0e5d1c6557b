"""Reports of one folder, one after the other -> what is new and what is mended on every page."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from linter.model.finding import Finding
    from linter.model.report import Report

_OF_A_WHOLE_RUN = frozenset({"suppression-unused"})
"""What only a run over all pages can tell."""
_GONE = "file_missing"


@dataclass(frozen=True, slots=True)
class PageChange:
    """What became of a page: findings that are new, and those that are there no more; `is_gone` with the page itself."""

    source: str
    new: tuple[Finding, ...]
    mended: tuple[Finding, ...]
    is_gone: bool = False


class Watched:
    """The open findings of every page as they were told last."""

    def __init__(self) -> None:
        self._told: dict[str, tuple[Finding, ...]] = {}

    @property
    def sources(self) -> frozenset[str]:
        """The pages that are known."""
        return frozenset(self._told)

    @property
    def findings(self) -> int:
        """How many findings are open."""
        return sum(map(len, self._told.values()))

    def take(self, report: Report, *, is_whole: bool) -> Iterator[PageChange]:
        """Yield what a report changes; a page that could not be examined, for now, stays as it was."""
        for page in report.pages:
            before = self._told.get(page.source, ())
            now = tuple(one for one in page.findings if one.is_open)
            if not is_whole:
                now = (*(one for one in now if _is_own(one)), *(one for one in before if not _is_own(one)))
            self._told[page.source] = now
            new, mended = _beyond(now, before), _beyond(before, now)
            if new or mended:
                yield PageChange(page.source, new, mended)
        yield from self.let_go(one.source for one in report.not_examined if one.reason.key == _GONE)

    def let_go(self, sources: Iterable[str]) -> Iterator[PageChange]:
        """Yield what goes with pages that are not there any more."""
        for source in sources:
            before = self._told.pop(source, None)
            if before is not None:
                yield PageChange(source, (), before, is_gone=True)


def _is_own(finding: Finding) -> bool:
    """Return whether the page alone tells whether there is such a finding."""
    return finding.rule not in _OF_A_WHOLE_RUN


def _beyond(those: Iterable[Finding], others: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return those that the others do not have; of several that are the same, as many as the others lack."""
    left: Mapping[str, int] = Counter(one.fingerprint for one in others)
    kept, seen = [], Counter[str]()
    for one in those:
        seen[one.fingerprint] += 1
        if seen[one.fingerprint] > left[one.fingerprint]:
            kept.append(one)
    return tuple(kept)
