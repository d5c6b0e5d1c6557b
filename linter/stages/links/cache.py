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

from linter.model.link import FAILURES, Failures, Hop, Verdict
from linter.model.paths import has_links_beside, make_own_folder
from linter.model.reason import Reason
from linter.stages.http.failure import TOO_MANY

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from linter.model.link import Want

_SCHEMA = """
CREATE TABLE IF NOT EXISTS verdicts (url TEXT PRIMARY KEY, kind TEXT NOT NULL, want TEXT NOT NULL, day TEXT NOT NULL,
  checked REAL NOT NULL, body BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS failures (url TEXT NOT NULL, clock TEXT NOT NULL, day TEXT NOT NULL, times INTEGER NOT NULL,
  PRIMARY KEY (url, clock, day)) WITHOUT ROWID;
"""
_VERSION = 1
_APPLICATION = 0x6B6D6C31
"""What tells our file from any other database (PRAGMA application_id, four bytes at offset 68)."""
_HEAD = 72
FLUSH = 0.5
"""Seconds between two writes."""
_PATIENCE = 5.0
_HOUR = 3600.0
_FORGOTTEN = 400 * 86_400.0
"""Verdicts and failures that nobody asked for in more than a year go."""


class VerdictCache:
    """The memory of one run; `note` says why nothing is kept where that is so."""

    def __init__(self, path: Path | None, lifetime_hours: Mapping[str, float], today: str) -> None:
        self.note: Reason | None = None
        self._lifetime_hours, self._today, self._path = lifetime_hours, today, path
        self._waiting: list[tuple[str, str, str, str, float, bytes]] = []
        self._mended: list[tuple[str]] = []
        self._kept = self._opened(path)
        self._failing = self._known_failures()
        self._beside: dict[str, Verdict] = {}
        self._run = sqlite3.connect("", isolation_level=None)
        self._run.executescript(
            "PRAGMA synchronous=OFF; PRAGMA journal_mode=OFF; CREATE TABLE run (url TEXT PRIMARY KEY, body BLOB) WITHOUT ROWID;"
        )

    def _opened(self, path: Path | None) -> sqlite3.Connection | None:
        if path is None:
            return None
        try:
            if not _is_ours(path) or has_links_beside(path):
                self.note = Reason("memory_foreign", {"path": str(path)})
                return None
            make_own_folder(path.parent)
            return _prepared(path)
        except (OSError, sqlite3.Error) as error:
            detail = getattr(error, "strerror", None) or str(error)
            self.note = Reason("memory_unusable", {"path": str(path), "detail": detail})
            return None

    def _known_failures(self) -> frozenset[str]:
        """Return the addresses that have failed before."""
        if self._kept is None:
            return frozenset()
        try:
            return frozenset(url for (url,) in self._kept.execute("SELECT DISTINCT url FROM failures"))
        except sqlite3.Error as error:
            self._give_up(error)
            return frozenset()

    def _give_up(self, error: Exception) -> None:
        """Go on without what was remembered."""
        self.note = Reason("memory_lost", {"path": str(self._path), "detail": str(error)})
        if self._kept is not None:
            with suppress(sqlite3.Error):
                self._kept.close()
        self._kept = None

    # -- from run to run --------------------------------------------------------------------------------------------

    def recall(self, url: str, want: Want) -> Verdict | None:
        """Return a verdict that still holds and answers what is asked."""
        if self._kept is None:
            return None
        try:
            row = self._kept.execute(
                "SELECT kind, want, day, checked, body FROM verdicts WHERE url = ?", (url,)
            ).fetchone()
        except sqlite3.Error as error:
            self._give_up(error)
            return None
        if row is None:
            return None
        kind, was_wanted, day, checked, body = row
        hours = (time.time() - checked) / _HOUR
        if not 0 <= hours <= self._lifetime_hours.get(kind, 0) or (kind in FAILURES and day != self._today):
            return None
        if was_wanted != _wanted(want):
            return None
        try:
            verdict = _decoded(url, body)
        except (msgspec.MsgspecError, KeyError, TypeError, ValueError):
            return None
        if want.fragments and verdict.kind == "ok" and not want.fragments <= set(verdict.fragments):
            return None
        return replace(verdict, from_memory=True)

    def keep(self, verdict: Verdict, want: Want) -> Verdict:
        """Remember a verdict that was just found, at the next `flush`; return it with how often it has failed."""
        verdict = self._counted(verdict) if verdict.kind in FAILURES else verdict
        if self._kept is not None:
            if verdict.kind in ("ok", "moved") and verdict.url in self._failing:
                self._mended.append((verdict.url,))
            if self._lifetime_hours.get(verdict.kind, 0) and verdict.status != TOO_MANY:
                row = (verdict.url, verdict.kind, _wanted(want), self._today, time.time(), _encoded(verdict))
                self._waiting.append(row)
        return verdict

    def _counted(self, verdict: Verdict) -> Verdict:
        clock = verdict.checked_at[:10]
        alone = replace(verdict, failures=Failures(1, 1, clock, clock))
        if self._kept is None:
            return alone
        try:
            self._kept.execute(
                "INSERT INTO failures VALUES (?, ?, ?, 1) ON CONFLICT (url, clock, day) DO UPDATE SET times = times + 1",
                (verdict.url, clock, self._today),
            )
            times, clocks, days, first, last = self._kept.execute(
                "SELECT SUM(times), COUNT(DISTINCT clock), COUNT(DISTINCT day), MIN(clock), MAX(clock) FROM failures WHERE url = ?",
                (verdict.url,),
            ).fetchone()
        except sqlite3.Error as error:
            self._give_up(error)
            return alone
        # A run may be told which day it is: days count by either calendar, so that a fixed --today does not stop the count.
        return replace(verdict, failures=Failures(times, max(clocks, days), first, last))

    def flush(self) -> None:
        """Write what was found since the last time, in one short transaction, so that others can write too."""
        if self._kept is None or not (self._waiting or self._mended):
            return
        try:
            self._kept.execute("BEGIN IMMEDIATE")
            self._kept.executemany("INSERT OR REPLACE INTO verdicts VALUES (?, ?, ?, ?, ?, ?)", self._waiting)
            self._kept.executemany("DELETE FROM failures WHERE url = ?", self._mended)
            self._kept.execute("COMMIT")
        except sqlite3.Error as error:
            self._give_up(error)
        self._waiting.clear()
        self._mended.clear()

    # -- this run ---------------------------------------------------------------------------------------------------

    def tell(self, verdict: Verdict) -> None:
        """Take a verdict into this run's report."""
        try:
            self._run.execute("INSERT OR REPLACE INTO run VALUES (?, ?)", (verdict.url, _encoded(verdict)))
        except sqlite3.Error:  # the disk is full
            self._beside[verdict.url] = verdict

    def known(self, url: str) -> Verdict | None:
        """Return this run's verdict of an address."""
        if url in self._beside:
            return self._beside[url]
        row = self._run.execute("SELECT body FROM run WHERE url = ?", (url,)).fetchone()
        return _decoded(url, row[0]) if row is not None else None

    def __iter__(self) -> Iterator[Verdict]:
        for url, body in self._run.execute("SELECT url, body FROM run ORDER BY url"):
            yield _decoded(url, body)
        yield from self._beside.values()

    def save(self) -> None:
        """Write what is known, and drop what is very old."""
        self.flush()
        if self._kept is None:
            return
        with suppress(sqlite3.Error):
            before = time.time() - _FORGOTTEN
            self._kept.execute("DELETE FROM verdicts WHERE checked < ?", (before,))
            self._kept.execute("DELETE FROM failures WHERE clock < date(?, 'unixepoch')", (before,))
            self._kept.close()
        self._kept = None


def _is_ours(path: Path) -> bool:
    """Return whether a path is free for a memory, or is one: somebody's page or database is never written to."""
    if not path.exists() or not path.stat().st_size:
        return True
    with path.open("rb") as file:
        head = file.read(_HEAD)
    return head.startswith(b"SQLite format 3\0") and head[-4:] == _APPLICATION.to_bytes(4, "big")


def _prepared(path: Path) -> sqlite3.Connection:
    made = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)
    made.execute(f"PRAGMA application_id={_APPLICATION}")
    made.execute("PRAGMA journal_mode=WAL")
    made.execute("PRAGMA synchronous=NORMAL")
    version = made.execute("PRAGMA user_version").fetchone()[0]
    if version not in (0, _VERSION):
        made.executescript("DROP TABLE IF EXISTS verdicts; DROP TABLE IF EXISTS failures;")
    made.executescript(_SCHEMA)
    made.execute(f"PRAGMA user_version={_VERSION}")
    return made


def _wanted(want: Want) -> str:
    return ("page" if want.is_page else "resource") + (" map" if want.is_map else "")


_FIELDS = ("kind", "reason", "detail", "status", "address", "checked_at", "tries", "from_memory", "is_document")


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
        **{name: tree[name] for name in _FIELDS if name in tree},
    )
