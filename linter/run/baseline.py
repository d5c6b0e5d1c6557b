"""Pages and a baseline -> pages whose findings are told apart, new or known, and what was mended.

A finding is known where the baseline holds one of the same fingerprint on its page: the same rule, page and content.
A page that has moved keeps what is known of it.
Of several of the same as many are known as the baseline holds, those first that stand where one stood.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from linter.engine import coverage
from linter.model.report import BaselineResult, Fixed
from linter.run import baseline_file
from linter.run.baseline_file import Held
from linter.run.moves import Moves, find_moves

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from linter.model.finding import Finding, Matched
    from linter.model.report import PageReport
    from linter.run.baseline_file import Entry
    from linter.run.moves import Met


@dataclass(frozen=True, slots=True)
class _Known:
    """Which findings of a page, by their number, the baseline holds, and why; how many of every entry are left over."""

    matched: Mapping[int, Matched]
    left: Mapping[tuple[str, str], int]


class Baseline:
    """A baseline while a run is compared with it. `base` is the folder that its paths are relative to."""

    def __init__(self, file: Path, base: Path, held: Held | None = None) -> None:
        self._file, self._base = file, base
        self._held = baseline_file.read_baseline(file) if held is None else held
        self._pages = self._held.pages
        self._missing: tuple[str, ...] = ()
        self._mended: list[Fixed] = []
        self._kept: dict[str, tuple[Entry, ...]] = {}
        self._counts: Counter[str] = Counter()
        self._contents: dict[str, str] = {}
        self._sketches: dict[str, str] = {}
        self._moves = Moves()

    def expect(self, met: Sequence[Met]) -> None:
        """Take the pages of a run before they are compared, to know which of them have moved."""
        contents = {page: self._held.contents.get(page, "") for page in self._pages}
        self._moves = find_moves(met, contents, self._is_there, self._held.sketches)

    def meets(self, stages: Sequence[str]) -> tuple[str, ...]:
        """Take the stages of a run; return those that it lacks: what only they see is then no more there, and not mended."""
        self._missing = tuple(stage for stage in self._held.stages if stage not in stages)
        return self._missing

    def compare(self, page: PageReport) -> PageReport:
        """Return a page with every finding called new or known."""
        entries, has_moved = self._entries(page)
        known = _compare(page.findings, entries)
        self._contents[page.path], self._sketches[page.path] = page.content, page.sketch
        findings = tuple(
            replace(one, baseline="known", matched="moved" if has_moved else known.matched[number])
            if number in known.matched
            else replace(one, baseline="new" if one.suppressed is None else None)
            for number, one in enumerate(page.findings)
        )
        self._counts.update(one.baseline for one in findings if one.baseline is not None)
        self._kept[page.path] = tuple(self._remaining(page, entries, known.left))
        return replace(page, findings=findings)

    def _entries(self, page: PageReport) -> tuple[tuple[Entry, ...], bool]:
        """Return what the baseline holds of a page, and whether it holds it by another name."""
        before = self._moves.before.get(page.path)
        if before is not None:
            return tuple(_carried(self._pages[before], page.findings)), True
        return () if page.path in self._moves.left else self._pages.get(page.path, ()), False

    def _remaining(
        self, page: PageReport, entries: tuple[Entry, ...], left: Mapping[tuple[str, str], int]
    ) -> Iterator[Entry]:
        """Yield the entries of a page that are still there, or whose rule was not examined; note what was mended."""
        places: dict[tuple[str, str], list[str]] = {}
        for one in page.findings:
            places.setdefault(_key(one), []).append(one.selector)
        for entry in entries:
            gone = left.get(entry.key, 0)
            if (
                not gone
                or self._missing
                or not coverage.was_whole(page, entry.rule, entry.fingerprint, self._held.stages)
            ):
                yield entry
                continue
            self._mended.append(Fixed(page.path, entry.rule, entry.says, entry.fingerprint, gone))
            if entry.count > gone:
                there = entry.count - gone
                kept = tuple(sorted(places.get(entry.key, ())))[:there] if there > 1 else ()
                yield replace(entry, count=there, places=kept)

    def result(self) -> BaselineResult:
        """Return what became of the baseline; pages that are there no more count as mended."""
        gone = [
            Fixed(page, one.rule, one.says, one.fingerprint, one.count)
            for page in sorted(self._gone())
            for one in self._pages[page]
        ]
        mended = () if self.is_elsewhere else (*self._mended, *gone)
        return BaselineResult(str(self._file), self._counts["new"], self._counts["known"], mended)

    @property
    def is_elsewhere(self) -> bool:
        """Whether it was written from another folder: none of its pages is there, but some that are called alike are.

        Nobody knows then what was mended. Asked when all pages were told.
        """
        if len(self._missing_pages()) < max(1, len(self._pages)):
            return False
        return not (_ends(self._pages).isdisjoint(self._kept) and _ends(self._kept).isdisjoint(self._pages))

    def remaining(self) -> Held:
        """Return what is left when the mended is dropped: pages that were not examined keep their entries."""
        if self.is_elsewhere:
            return self._held
        away = self._gone() | self._moves.left
        kept = {page: found for page, found in self._pages.items() if page not in self._kept and page not in away}
        pages = {**kept, **{page: entries for page, entries in self._kept.items() if entries}}
        contents, sketches = {**self._held.contents, **self._contents}, {**self._held.sketches, **self._sketches}
        return Held(pages, self._held.stages, contents, sketches)

    def _gone(self) -> set[str]:
        return set() if self.is_elsewhere else self._missing_pages() - self._moves.left

    def _missing_pages(self) -> set[str]:
        """Return the pages that were files and are there no more; of an address nobody knows without asking.

        Pages outside the folder of the configuration are known by their path as it was named.
        """
        files = (
            page
            for page in self._pages
            if page not in self._kept and not page.lower().startswith(("http://", "https://"))
        )
        return {page for page in files if not self._is_there(page)}

    def _is_there(self, page: str) -> bool:
        return (self._base / page).exists() or Path(page).exists()


def _carried(entries: Iterable[Entry], findings: Iterable[Finding]) -> Iterator[Entry]:
    """Yield the entries of a page that has moved, by the fingerprints that the same faults have where it is now."""
    now: dict[tuple[str, str], str] = {
        (one.content_fingerprint, one.outcome): one.fingerprint for one in findings if one.content_fingerprint
    }
    for entry in entries:
        yield replace(entry, fingerprint=now.get((entry.content, entry.outcome), entry.fingerprint))


def _ends(pages: Iterable[str]) -> set[str]:
    """Return what paths are called from folders below: a/b/c.html is b/c.html and c.html too."""
    parts = (page.split("/") for page in pages)
    return {"/".join(one[begin:]) for one in parts for begin in range(1, len(one))}


def _key(one: Finding) -> tuple[str, str]:
    return one.fingerprint, one.outcome


def _compare(findings: tuple[Finding, ...], entries: tuple[Entry, ...]) -> _Known:
    left: Counter[tuple[str, str]] = Counter()
    places: dict[tuple[str, str], Counter[str]] = {}
    for entry in entries:
        left[entry.key] += entry.count
        places.setdefault(entry.key, Counter()).update(entry.places)
    same: dict[tuple[str, str], list[int]] = {}
    for number, one in enumerate(findings):
        key = _key(one)
        if key in left and one.suppressed is None:
            same.setdefault(key, []).append(number)
    matched: dict[int, Matched] = {}
    for key, numbers in same.items():
        alone = len(numbers) == 1 and left[key] == 1
        rest = []
        for number in numbers:  # those first that stand where one stood
            where = findings[number].selector
            if left[key] and (alone or places[key][where]):
                places[key][where] -= 1
                left[key] -= 1
                matched[number] = "content" if alone else "place"
            else:
                rest.append(number)
        for number in rest[: left[key]]:
            matched[number] = "number"
        left[key] -= min(len(rest), left[key])
    suppressed = Counter(_key(one) for one in findings if one.suppressed is not None)
    return _Known(matched, {key: max(0, number - suppressed[key]) for key, number in left.items()})
