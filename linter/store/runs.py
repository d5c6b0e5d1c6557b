"""Runs in the store: written whole or not at all, listed, read page by page, thinned."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select, update

from linter.model.history import KeptFault, KeptPage, KeptRun, PageBefore, PageMark, Totals
from linter.store.statements import await_others, now, plain
from linter.store.tables import CONTENTS, FINDINGS, PAGES, RUNS, TOTALS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from sqlalchemy import Connection

    from linter.model.history import By
    from linter.store.database import Store

_GREATEST = 2**31 - 1
_ROWS = 2000
"""Rows that go to the database at once."""
_ASKED = 500
"""Values of one question: SQLite takes no more than some thousand."""
_LONGEST = 200
"""Characters of a name that totals are of."""
_LISTS = ("types", "redirects", "unsaid")
_PRINTS = ("number", "rule", "known_by", "outcome", "fingerprint", "count", "suppressed")
_MARKS = ("number", "page", "content", "redirects", "account", "state", "findings", "unsaid", "text")


@dataclass(frozen=True, slots=True)
class PageRecord:
    """A page with its faults, and what it has in common with others: texts by their digest."""

    page: KeptPage
    faults: tuple[KeptFault, ...]
    contents: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Closing:
    """What is known of a run when its last page was kept: its open findings by severity, and its totals."""

    findings: Mapping[str, int]
    totals: Sequence[Totals]


class Runs:
    """The runs of one store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def write(self, run: KeptRun, records: Iterable[PageRecord], closing: Callable[[], Closing]) -> int:
        """Keep a run, all of it or nothing, and return its number; `closing` is asked when all pages were taken."""
        with self._store.transaction() as connection:
            await_others(connection, CONTENTS)
            number = int(connection.execute(insert(RUNS).values(_run_row(run)).returning(RUNS.c.id)).scalar_one())
            writer = _Writer(connection, number)
            for record in records:
                writer.take(record)
            writer.end()
            end = closing()
            totals = [_total_row(number, one) for one in end.totals]
            if totals:
                connection.execute(insert(TOTALS), totals)
            kept = {"findings": json.dumps(dict(end.findings)), "pages": writer.pages}
            connection.execute(update(RUNS).where(RUNS.c.id == number).values(kept))
        return number

    def run(self, number: int) -> KeptRun | None:
        """Return a run by its number."""
        if not 0 < number <= _GREATEST:
            return None
        return next(iter(self._runs(select(RUNS).where(RUNS.c.id == number))), None)

    def listed(self, site: str | None = None, before: int | None = None, most: int | None = None) -> list[KeptRun]:
        """Return the runs, the latest first; so many at most, of those before a number, of one site."""
        query = select(RUNS).order_by(RUNS.c.id.desc()).limit(most)
        if site is not None:
            query = query.where(RUNS.c.site == plain(site))
        return self._runs(query if before is None else query.where(RUNS.c.id < min(before, _GREATEST)))

    def of_site(self, site: str) -> list[KeptRun]:
        """Return the runs of a site by day, the earliest first."""
        return self._runs(select(RUNS).where(RUNS.c.site == plain(site)).order_by(RUNS.c.day, RUNS.c.id))

    def sites(self) -> list[str]:
        """Return the sites that there are runs of."""
        with self._store.transaction() as connection:
            return [
                str(one) for one in connection.execute(select(RUNS.c.site).distinct().order_by(RUNS.c.site)).scalars()
            ]

    def totals(self, runs: Sequence[int], by: By, name: str | None = None) -> dict[int, list[Totals]]:
        """Return the totals of runs by their number, each by name."""
        query = select(TOTALS).where(TOTALS.c.by == by).order_by(TOTALS.c.run, TOTALS.c.name)
        if name is not None:
            query = query.where(TOTALS.c.name == plain(name)[:_LONGEST])
        found: dict[int, list[Totals]] = {}
        with self._store.transaction() as connection:
            for some in _pieces(runs):
                for row in connection.execute(query.where(TOTALS.c.run.in_(some))).mappings():
                    values = {str(key): value for key, value in row.items() if key != "run"}
                    found.setdefault(row["run"], []).append(Totals(**values))
        return found

    def pages(self, run: int) -> list[KeptPage]:
        """Return the pages of a run, in its order."""
        with self._store.transaction() as connection:
            rows = connection.execute(select(PAGES).where(PAGES.c.run == run).order_by(PAGES.c.number)).mappings()
            return [_page(row) for row in rows]

    def marks(self, run: int) -> list[PageMark]:
        """Return the pages of a run as far as two runs are held against each other by them."""
        query = select(*(PAGES.c[name] for name in _MARKS)).where(PAGES.c.run == run).order_by(PAGES.c.number)
        with self._store.transaction() as connection:
            return [
                PageMark(number, page, content, _listed(redirects), account, state, findings, _listed(unsaid), text)
                for number, page, content, redirects, account, state, findings, unsaid, text in connection.execute(
                    query
                ).all()
            ]

    def faults(self, run: int, pages: Sequence[int] | None = None) -> dict[int, list[KeptFault]]:
        """Return the faults of pages of a run by the page's number, of all where none are named."""
        found: dict[int, list[KeptFault]] = {}
        for row in self._rows(run, pages, *FINDINGS.c):
            kept = dict(row._mapping)  # noqa: SLF001  how SQLAlchemy calls it
            page = kept.pop("page")
            fault = {key: value for key, value in kept.items() if key not in ("run", "number")}
            found.setdefault(page, []).append(KeptFault(**{**fault, "places": tuple(json.loads(fault["places"]))}))
        return found

    def prints(self, run: int, pages: Sequence[int] | None = None) -> dict[int, list[tuple[Any, ...]]]:
        """Return of the faults of pages what they are compared by: number, rule, known_by, outcome, fingerprint, count, suppressed."""
        found: dict[int, list[tuple[Any, ...]]] = {}
        columns = (FINDINGS.c[name] for name in ("page", *_PRINTS))
        for row in self._rows(run, pages, *columns):
            found.setdefault(row[0], []).append(row[1:])
        return found

    def _rows(self, run: int, pages: Sequence[int] | None, *columns: Any) -> Iterator[Any]:  # noqa: ANN401  columns
        query = select(*columns).where(FINDINGS.c.run == run).order_by(FINDINGS.c.page, FINDINGS.c.number)
        with self._store.transaction() as connection:
            for some in [None] if pages is None else _pieces(pages):
                yield from connection.execute(query if some is None else query.where(FINDINGS.c.page.in_(some)))

    def contents(self, digests: Iterable[str]) -> dict[str, str]:
        """Return what pages have in common, by digest."""
        with self._store.transaction() as connection:
            return _contents(connection, sorted({*digests}))

    def pages_before(self, site: str, day: str) -> Mapping[str, PageBefore]:
        """Return the pages of a site as they were last seen up to a day, by page and by source.

        Each has the day and the date of the earliest run in a row that saw the same text: a date that was moved since
        then stays wrong until somebody mends it, however often it is reviewed.
        """
        found: dict[str, _Before] = {}
        sources: dict[str, str] = {}
        earlier = [one for one in self.of_site(site) if one.day <= day and one.thinned_at is None]
        with self._store.transaction() as connection:
            for run in reversed(earlier):
                query = select(PAGES.c.page, PAGES.c.source, PAGES.c.updated, PAGES.c.text).where(PAGES.c.run == run.id)
                for page, source, updated, text in connection.execute(query):
                    if page in found:
                        found[page].meet(run.day, updated, text)
                        continue
                    found[page] = _Before(run.day, updated, text)
                    sources.setdefault(source, page)
        told = {page: PageBefore(page, one.day, one.updated, one.text or None) for page, one in found.items()}
        return {**{source: told[page] for source, page in sources.items()}, **told}

    def thin(self, runs: Sequence[int]) -> None:
        """Let the pages and findings of runs go; what the runs were and their totals stay."""
        with self._store.transaction() as connection:
            await_others(connection, CONTENTS)
            for some in _pieces(runs):
                connection.execute(update(RUNS).where(RUNS.c.id.in_(some)).values(thinned_at=now()))
                connection.execute(delete(FINDINGS).where(FINDINGS.c.run.in_(some)))
                connection.execute(delete(PAGES).where(PAGES.c.run.in_(some)))
            used = [select(one).where(one.is_not(None)) for one in (PAGES.c.account, PAGES.c.facts)]
            connection.execute(delete(CONTENTS).where(*(CONTENTS.c.digest.not_in(one) for one in used)))

    def close(self) -> None:
        """Close the store."""
        self._store.close()

    def _runs(self, query: Any) -> list[KeptRun]:  # noqa: ANN401  a select of SQLAlchemy
        with self._store.transaction() as connection:
            return [_run(row) for row in connection.execute(query).mappings()]


@dataclass(slots=True)
class _Before:
    """A page as it is known while runs are read, the latest first."""

    day: str
    updated: str | None
    text: str
    is_other: bool = False
    """Whether a run was met that saw another text."""

    def meet(self, day: str, updated: str | None, text: str) -> None:
        """Take what a run before that saw of the page."""
        self.is_other = self.is_other or not text or text != self.text
        if not self.is_other and updated is not None:
            self.day, self.updated = day, updated


class _Writer:
    """Pages and findings on their way into the store, some thousand rows at a time."""

    def __init__(self, connection: Connection, run: int) -> None:
        self._connection, self._run = connection, run
        self._pages: list[dict[str, Any]] = []
        self._faults: list[dict[str, Any]] = []
        self._contents: dict[str, str] = {}
        self._known: set[str] = set()
        self.pages = 0

    def take(self, record: PageRecord) -> None:
        """Take one page."""
        self.pages += 1
        self._pages.append(_page_row(self._run, record.page))
        self._contents |= {key: text for key, text in record.contents.items() if key not in self._known}
        self._faults += [
            _fault_row(self._run, record.page.number, number, one) for number, one in enumerate(record.faults)
        ]
        if max(len(self._pages), len(self._faults)) >= _ROWS:
            self.end()

    def end(self) -> None:
        """Write what waits."""
        there = _contents(self._connection, sorted(self._contents), is_text_wanted=False)
        missing = [
            {"digest": key, "text": plain(text)} for key, text in sorted(self._contents.items()) if key not in there
        ]
        self._known |= self._contents.keys()
        for table, rows in ((CONTENTS, missing), (PAGES, self._pages), (FINDINGS, self._faults)):
            if rows:
                self._connection.execute(insert(table), rows)
        self._pages, self._faults, self._contents = [], [], {}


def _contents(connection: Connection, digests: Sequence[str], *, is_text_wanted: bool = True) -> dict[str, str]:
    columns = (CONTENTS.c.digest, CONTENTS.c.text if is_text_wanted else CONTENTS.c.digest.label("text"))
    found: dict[str, str] = {}
    for some in _pieces(digests):
        rows = connection.execute(select(*columns).where(CONTENTS.c.digest.in_(some)))
        found |= {row[0]: row[1] for row in rows}
    return found


def _listed(text: str) -> tuple[str, ...]:
    return () if text == "[]" else tuple(json.loads(text))


def _pieces(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(values), _ASKED):
        yield values[start : start + _ASKED]


def _run_row(run: KeptRun) -> dict[str, Any]:
    row = {name: getattr(run, name) for name in RUNS.c.keys() if name != "id"}  # noqa: SIM118  columns, no mapping
    row |= {"site": plain(run.site), "stages": json.dumps(run.stages)}
    return row | {"rules": json.dumps(dict(run.rules), sort_keys=True), "findings": json.dumps(dict(run.findings))}


def _run(row: Mapping[Any, Any]) -> KeptRun:
    kept = {str(key): value for key, value in row.items()}
    kept |= {"stages": tuple(json.loads(kept["stages"])), "complete": bool(kept["complete"])}
    return KeptRun(**{**kept, "rules": json.loads(kept["rules"]), "findings": json.loads(kept["findings"])})


def _total_row(run: int, one: Totals) -> dict[str, Any]:
    return {"run": run, **asdict(one), "name": plain(one.name)[:_LONGEST]}


def _page_row(run: int, page: KeptPage) -> dict[str, Any]:
    row = {"run": run, **asdict(page)}
    row |= {name: plain(row[name]) for name in ("page", "path", "source", "unit")}
    row |= {"title": None if page.title is None else plain(page.title)}
    return row | {name: plain(json.dumps(list(row[name]), ensure_ascii=False)) for name in _LISTS}


def _page(row: Mapping[Any, Any]) -> KeptPage:
    kept = {str(key): value for key, value in row.items() if key != "run"}
    return KeptPage(**{**kept, **{name: tuple(json.loads(kept[name])) for name in _LISTS}})


def _fault_row(run: int, page: int, number: int, fault: KeptFault) -> dict[str, Any]:
    return {
        "run": run,
        "page": page,
        "number": number,
        "rule": fault.rule,
        "category": fault.category,
        "fingerprint": fault.fingerprint,
        "known_by": fault.known_by,
        "outcome": fault.outcome,
        "severity": fault.severity,
        "says": plain(fault.says),
        "line": fault.line,
        "count": fault.count,
        "suppressed": fault.suppressed,
        "places": plain(json.dumps(fault.places, ensure_ascii=False)),
    }
