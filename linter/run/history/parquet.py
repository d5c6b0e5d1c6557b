"""Runs in the store -> Parquet files that DuckDB and its like read: runs, pages, findings and facts."""

from __future__ import annotations

import json
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import duckdb

from linter.model.errors import UsageError
from linter.model.system_error import of_system

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from linter.model.history import KeptPage, KeptRun
    from linter.store.runs import Runs

_BOTH = {"run": "INTEGER", "site": "VARCHAR", "day": "DATE"}
_RUNS = {
    **_BOTH,
    "started_at": "TIMESTAMPTZ",
    "complete": "BOOLEAN",
    "version": "VARCHAR",
    "axe": "VARCHAR",
    "stages": "VARCHAR",
    "sample": "BOOLEAN",
    "population": "INTEGER",
    "pages": "INTEGER",
    "thinned_at": "TIMESTAMPTZ",
}
_PAGES = {
    **_BOTH,
    "page": "VARCHAR",
    "path": "VARCHAR",
    "source": "VARCHAR",
    "title": "VARCHAR",
    "status": "INTEGER",
    "types": "VARCHAR",
    "unit": "VARCHAR",
    "updated": "VARCHAR",
    "text": "VARCHAR",
    "findings": "INTEGER",
}
_FINDINGS = {
    **_BOTH,
    "page": "VARCHAR",
    "unit": "VARCHAR",
    "types": "VARCHAR",
    "rule": "VARCHAR",
    "category": "VARCHAR",
    "severity": "VARCHAR",
    "outcome": "VARCHAR",
    "message": "VARCHAR",
    "line": "INTEGER",
    "count": "INTEGER",
    "suppressed": "INTEGER",
    "fingerprint": "VARCHAR",
    "content_fingerprint": "VARCHAR",
}
_FACTS = {**_BOTH, "page": "VARCHAR", "kind": "VARCHAR", "number": "INTEGER", "line": "INTEGER", "value": "VARCHAR"}
_LONGEST_LINE = 256 * 1024 * 1024
_AT_ONCE = 1000
"""Pages whose findings and facts are held in memory."""
_SAFE: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}
"""DuckDB fetches nothing by itself."""


@dataclass(frozen=True, slots=True)
class _Table:
    name: str
    columns: Mapping[str, str]
    rows: Callable[[Runs, KeptRun], Iterator[Sequence[Any]]]


def write(runs: Runs, folder: Path, site: str | None = None) -> list[tuple[Path, int]]:
    """Write the files, each whole or not at all, and return them with the number of their rows."""
    chosen = sorted(runs.listed(site), key=lambda one: one.id)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return [_written(table, runs, chosen, folder) for table in _TABLES]
    except (OSError, duckdb.IOException) as error:
        reason = of_system(error if isinstance(error, OSError) else OSError(str(error).splitlines()[0]))
        raise UsageError(reason, f"--out: {folder}") from error


def _written(table: _Table, runs: Runs, chosen: Iterable[KeptRun], folder: Path) -> tuple[Path, int]:
    path, number = folder / f"{table.name}.parquet", 0
    with tempfile.TemporaryDirectory(prefix=".kommunlint-", dir=folder) as beside:
        lines, made = Path(beside) / "rows.csv", Path(beside) / "rows.parquet"
        with lines.open("w", encoding="utf-8", errors="replace", newline="") as file:
            for run in chosen:
                number += _write_lines(file, table.rows(runs, run))
        with duckdb.connect(":memory:", config=_SAFE) as connection:
            columns = ", ".join(f"'{name}': '{kind}'" for name, kind in table.columns.items())
            rows = connection.sql(
                "SELECT * FROM read_csv(?, header = false, auto_detect = false, delim = ',', quote = '\"', "  # noqa: S608  our names
                "escape = '\"', nullstr = '', allow_quoted_nulls = false, parallel = false, "
                f"max_line_size = {_LONGEST_LINE}, columns = {{{columns}}})",
                params=[str(lines)],
            )
            rows.write_parquet(str(made), compression="zstd")
        made.replace(path)
    return path, number


def _write_lines(file: IO[str], rows: Iterable[Sequence[Any]]) -> int:
    number = 0
    for row in rows:
        file.write(",".join(map(_cell, row)) + "\n")
        number += 1
    return number


def _cell(value: Any) -> str:  # noqa: ANN401  what a column holds
    """Return a value as CSV, in which only nothing is without quotes."""
    return "" if value is None else '"' + str(value).replace("\0", " ").replace('"', '""') + '"'


def _run_rows(_: Runs, run: KeptRun) -> Iterator[Sequence[Any]]:
    yield (
        *_of_run(run),
        run.started_at,
        run.complete,
        run.tool,
        run.axe,
        json.dumps(run.stages),
        run.is_sample,
        run.population,
        run.pages,
        run.thinned_at,
    )


def _page_rows(runs: Runs, run: KeptRun) -> Iterator[Sequence[Any]]:
    for one in runs.pages(run.id):
        own = (one.page, one.path, one.source, one.title, one.status, json.dumps(one.types), one.unit)
        yield (*_of_run(run), *own, one.updated, one.text, one.findings)


def _finding_rows(runs: Runs, run: KeptRun) -> Iterator[Sequence[Any]]:
    for some in _pieces(runs.pages(run.id)):
        faults = runs.faults(run.id, [one.number for one in some])
        for page in some:
            own = (page.page, page.unit, json.dumps(page.types))
            for one in faults.get(page.number, ()):
                said = (one.rule, one.category, one.severity, one.outcome, one.says, one.line, one.count)
                yield (*_of_run(run), *own, *said, one.suppressed, one.fingerprint, one.known_by)


def _fact_rows(runs: Runs, run: KeptRun) -> Iterator[Sequence[Any]]:
    for some in _pieces(runs.pages(run.id)):
        texts = runs.contents(one.facts for one in some if one.facts is not None)
        for page in some:
            facts = json.loads(texts.get(page.facts or "", "{}"))
            for kind, found in sorted(facts.items()):
                for number, one in enumerate(found if isinstance(found, list) else [found]):
                    line = one.get("line") if isinstance(one, dict) else None
                    yield (*_of_run(run), page.page, kind, number, line, json.dumps(one, ensure_ascii=False))


def _of_run(run: KeptRun) -> tuple[Any, ...]:
    return run.id, run.site, run.day


def _pieces(pages: Sequence[KeptPage]) -> Iterator[Sequence[KeptPage]]:
    for start in range(0, len(pages), _AT_ONCE):
        yield pages[start : start + _AT_ONCE]


_TABLES = (
    _Table("runs", _RUNS, _run_rows),
    _Table("pages", _PAGES, _page_rows),
    _Table("findings", _FINDINGS, _finding_rows),
    _Table("facts", _FACTS, _fact_rows),
)
