"""Verdicts, remembered: in a file from run to run, each for a time, and for this run on a disk of its own.

What is known is written as it comes, so that a run that is ended by force has lost half a second of it.
"""

from __future__ import annotations

import sqlite3
import time
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import msgspec

from linter.verdicts import FAILURES, Failures, Hop, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from linter.links.probe import Want

_SCHEMA = """
CREATE TABLE IF NOT EXISTS verdicts (url TEXT PRIMARY KEY, kind TEXT NOT NULL, want TEXT NOT NULL, day TEXT NOT NULL,
  checked REAL NOT NULL, body BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS failures (url TEXT NOT NULL, clock TEXT NOT NULL, day TEXT NOT NULL, times INTEGER NOT NULL,
  PRIMARY KEY (url, clock, day)) WITHOUT ROWID;
"""
_VERSION = 1
_FLUSH = 0.5
_PATIENCE = 5.0
_FORGOTTEN = 400 * 86_400.0
"""Verdicts and failures that nobody asked for in more than a year go."""


class Memory:
    """The memory of one run; `note` says why nothing is kept where that is so."""

    def __init__(self, path: Path | None, lifetimes: Mapping[str, float], today: str) -> None:
        self.note = ""
        self._lifetimes, self._today = lifetimes, today
        self._kept = self._opened(path)
        self._run = sqlite3.connect("", isolation_level=None)
        self._run.executescript(
            "PRAGMA synchronous=OFF; PRAGMA journal_mode=OFF; CREATE TABLE run (url TEXT PRIMARY KEY, body BLOB) WITHOUT ROWID;"
        )
        self._flushed = time.monotonic()

    def _opened(self, path: Path | None) -> sqlite3.Connection | None:
        if path is None:
            return None
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            ignored = path.parent / ".gitignore"
            if path.parent.name.startswith(".") and not ignored.exists():
                ignored.write_text("*\n", "utf-8")
            return _prepared(path)
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):
                self.note = f"{path}: {error}"
                return None
            return self._replaced(path)
        except OSError as error:
            self.note = f"{path}: {error.strerror or error}"
            return None

    def _replaced(self, path: Path) -> sqlite3.Connection | None:
        """Put a file that is no memory aside, and begin a new one."""
        aside = path.with_name(f"{path.name}.unreadable")
        try:
            path.replace(aside)
            made = _prepared(path)
        except (OSError, sqlite3.Error) as error:
            self.note = f"{path}: {error}"
            return None
        self.note = f"{path} was no memory of links; it is now {aside.name}, and a new one was begun"
        return made

    # -- from run to run --------------------------------------------------------------------------------------------

    def recall(self, url: str, want: Want) -> Verdict | None:
        """Return a verdict that still holds and answers what is asked."""
        if self._kept is None:
            return None
        row = self._kept.execute("SELECT kind, want, day, checked, body FROM verdicts WHERE url = ?", (url,)).fetchone()
        if row is None:
            return None
        kind, was_wanted, day, checked, body = row
        age = time.time() - checked
        if not 0 <= age <= self._lifetimes.get(kind, 0) or (kind in FAILURES and day != self._today):
            return None
        if was_wanted != _wanted(want):
            return None
        verdict = _decoded(url, body)
        if not want.fragments <= set(verdict.fragments) and want.fragments and verdict.kind == "ok":
            return None
        return replace(verdict, from_memory=True)

    def keep(self, verdict: Verdict, want: Want) -> Verdict:
        """Remember a verdict that was just found; return it with how often it has failed."""
        verdict = self._counted(verdict)
        if self._kept is not None and verdict.kind in self._lifetimes:
            row = (verdict.url, verdict.kind, _wanted(want), self._today, time.time(), _encoded(verdict))
            self._kept.execute("INSERT OR REPLACE INTO verdicts VALUES (?, ?, ?, ?, ?, ?)", row)
            self._flush()
        return verdict

    def _counted(self, verdict: Verdict) -> Verdict:
        if self._kept is None:
            if verdict.kind not in FAILURES:
                return verdict
            day = verdict.checked_at[:10]
            return replace(verdict, failures=Failures(1, 1, day, day))
        if verdict.kind not in FAILURES:
            if verdict.kind in ("ok", "moved"):
                self._kept.execute("DELETE FROM failures WHERE url = ?", (verdict.url,))
            return verdict
        clock = verdict.checked_at[:10]
        self._kept.execute(
            "INSERT INTO failures VALUES (?, ?, ?, 1) ON CONFLICT (url, clock, day) DO UPDATE SET times = times + 1",
            (verdict.url, clock, self._today),
        )
        times, clocks, days, first, last = self._kept.execute(
            "SELECT SUM(times), COUNT(DISTINCT clock), COUNT(DISTINCT day), MIN(clock), MAX(clock) FROM failures WHERE url = ?",
            (verdict.url,),
        ).fetchone()
        # A run may be told which day it is: days count by either calendar, so that a fixed --today does not stop the count.
        return replace(verdict, failures=Failures(times, max(clocks, days), first, last))

    def _flush(self) -> None:
        if self._kept is not None and time.monotonic() - self._flushed > _FLUSH:
            with suppress(sqlite3.Error):
                self._kept.commit()
            self._flushed = time.monotonic()

    # -- this run ---------------------------------------------------------------------------------------------------

    def tell(self, verdict: Verdict) -> None:
        """Take a verdict into this run's report."""
        self._run.execute("INSERT OR REPLACE INTO run VALUES (?, ?)", (verdict.url, _encoded(verdict)))

    def told(self, url: str) -> Verdict | None:
        """Return this run's verdict of an address."""
        row = self._run.execute("SELECT body FROM run WHERE url = ?", (url,)).fetchone()
        return _decoded(url, row[0]) if row is not None else None

    def __iter__(self) -> Iterator[Verdict]:
        for url, body in self._run.execute("SELECT url, body FROM run ORDER BY url"):
            yield _decoded(url, body)

    def save(self) -> None:
        """Write what is known, and drop what is very old."""
        if self._kept is None:
            return
        with suppress(sqlite3.Error):
            self._kept.execute("DELETE FROM verdicts WHERE checked < ?", (time.time() - _FORGOTTEN,))
            self._kept.commit()
            self._kept.close()
        self._kept = None


def _prepared(path: Path) -> sqlite3.Connection:
    made = sqlite3.connect(path, timeout=_PATIENCE)
    made.execute("PRAGMA journal_mode=WAL")
    made.execute("PRAGMA synchronous=NORMAL")
    version = made.execute("PRAGMA user_version").fetchone()[0]
    if version not in (0, _VERSION):
        made.executescript("DROP TABLE IF EXISTS verdicts; DROP TABLE IF EXISTS failures;")
    made.executescript(_SCHEMA)
    made.execute(f"PRAGMA user_version={_VERSION}")
    made.commit()
    return made


def _wanted(want: Want) -> str:
    return ("page" if want.is_page else "resource") + (" map" if want.is_map else "")


_FIELDS = ("kind", "reason", "detail", "status", "address", "checked_at", "tries", "from_memory")


def _encoded(verdict: Verdict) -> bytes:
    tree: dict[str, Any] = {name: getattr(verdict, name) for name in _FIELDS}
    tree["hops"] = [(hop.url, hop.method, hop.status, hop.reason, hop.at) for hop in verdict.hops]
    if verdict.fragments:
        tree["fragments"] = dict(verdict.fragments)
    if verdict.failures is not None:
        failures = verdict.failures
        tree["failures"] = (failures.times, failures.days, failures.first, failures.last)
    return msgspec.json.encode(tree)


def _decoded(url: str, body: bytes) -> Verdict:
    tree = msgspec.json.decode(body)
    failures = tree.get("failures")
    return Verdict(
        url=url,
        hops=tuple(Hop(*hop) for hop in tree["hops"]),
        fragments=tree.get("fragments", {}),
        failures=Failures(*failures) if failures else None,
        **{name: tree[name] for name in _FIELDS},
    )
