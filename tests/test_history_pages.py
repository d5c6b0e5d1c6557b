"""Pages from run to run: how they were before, where they have moved to, and what a crawl that was cut knows of the rest."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from linter.model.history import PageBefore
from linter.run.history.comparing import Comparison, Wanted, compare
from linter.store.database import open_store
from linter.store.runs import Runs
from tests.kept_runs import SITE, fault, keep, page
from tests.recorded_site import Site, served
from tests.support import kommunlint

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_STALE, _MAIL = "updated-date-stale", "email-obfuscated"
_A, _B = fault(_STALE, "a"), fault(_MAIL, "b")
_EVERY = Wanted(("new", "fixed", "still", "not_comparable"))


@pytest.fixture(name="runs")
def _runs(tmp_path: Path) -> Iterator[Runs]:
    with closing(Runs(open_store(str(tmp_path / "store.sqlite")))) as runs:
        yield runs


def _told(one: Comparison) -> list[tuple[str, str, str, int, str | None]]:
    return [(told.state, told.page, told.rule, told.count, told.why) for told in one.shown]


_HOW: list[dict[str, Any]] = [{"content": "c"}, {"redirects": ("/old/bath", "/new/bath")}, {"text": "t"}]


@pytest.mark.parametrize("more", _HOW, ids=["content", "redirect", "text"])
def test_page_that_has_moved_is_followed(runs: Runs, more: dict[str, Any]) -> None:
    first = keep(runs, [page(0, "/old/bath", [_A, _B], content="c", text="t"), page(1, "/stays", text="s")])
    second = keep(runs, [page(0, "/new/bath", [_B], **more), page(1, "/stays", text="s")])
    told = compare(runs, first, second, _EVERY)
    assert [("still", "/new/bath", _MAIL, 1, None), ("fixed", "/new/bath", _STALE, 1, None)] == _told(told)
    assert ({"/new/bath": "/old/bath"}, {"/old/bath"}) == (told.moved, {one.was for one in told.shown})


def test_page_that_took_the_name_of_one_that_moved_is_another_page(runs: Runs) -> None:
    first = keep(runs, [page(0, "/a", [_A], content="first")])
    second = keep(runs, [page(0, "/a", [_B], content="second"), page(1, "/b", [_A], content="first")])
    told = compare(runs, first, second, _EVERY)
    assert [("not_comparable", "/a", "", 1, "page_not_examined"), ("still", "/b", _STALE, 1, None)] == _told(told)


def test_page_is_followed_by_its_content_before_its_text(runs: Runs) -> None:
    first = keep(runs, [page(0, "/a", content="1", text="t"), page(1, "/b", content="2", text="t")])
    olds = [page(0, "/x", content="2", text="t"), page(1, "/y", content="3", text="t")]
    assert {"/x": "/b", "/y": "/a"} == compare(runs, first, keep(runs, olds)).moved
    copies = [page(0, "/a", content="1", text="t"), page(1, "/b", content="2", text="t"), page(2, "/c", text="t")]
    assert {} == compare(runs, first, keep(runs, copies)).moved


_SEEN = [
    pytest.param([("2026-10-01", "2026-09-15", "t")], ("2026-10-01", "2026-09-15", "t"), id="once"),
    pytest.param([("2026-11-21", "2026-09-15", "t")], ("2026-11-21", "2026-09-15", "t"), id="the-same-day"),
    pytest.param(
        [("2026-09-01", "2026-08-01", "t"), ("2026-10-01", "2026-09-15", "t"), ("2026-11-01", "2026-10-30", "t")],
        ("2026-09-01", "2026-08-01", "t"),
        id="moved-twice",
    ),
    pytest.param(
        [("2026-09-01", "2026-08-01", "t"), ("2026-10-01", "2026-09-15", "u"), ("2026-11-01", "2026-10-30", "t")],
        ("2026-11-01", "2026-10-30", "t"),
        id="another-text-between",
    ),
    pytest.param(
        [("2026-09-01", None, "t"), ("2026-10-01", "2026-09-15", "t")], ("2026-10-01", "2026-09-15", "t"), id="undated"
    ),
    pytest.param(
        [("2026-09-01", "2026-08-01", ""), ("2026-10-01", "2026-09-15", "")],
        ("2026-10-01", "2026-09-15", None),
        id="no-text",
    ),
]


@pytest.mark.parametrize(("seen", "expected"), _SEEN)
def test_pages_are_known_as_they_were_when_their_text_was_first_seen(
    runs: Runs, seen: list[tuple[str, str | None, str]], expected: tuple[str, str, str | None]
) -> None:
    for day, updated, text in [*seen, ("2026-11-22", "2026-11-22", "later")]:
        keep(runs, [page(0, "https://a/x", updated=updated, text=text, source="x.html")], day=day)
    keep(runs, [page(0, "/only-then", text="")], day="2026-08-01")
    keep(runs, [page(0, "https://a/x", updated="2026-11-01")], day="2026-11-01", site="www.other.example")
    before = PageBefore("https://a/x", *expected)
    alone = PageBefore("/only-then", "2026-08-01", None, None)
    assert {"https://a/x": before, "x.html": before, "/only-then": alone} == runs.pages_before(SITE, "2026-11-21")


_LIMITS = [
    pytest.param((), True, "all_seen", id="whole"),
    pytest.param(("--pages", "2"), False, "run_cut", id="pages"),
    pytest.param(("--depth", "0"), False, "run_cut", id="depth"),
]


@pytest.mark.parametrize(("words", "is_complete", "method"), _LIMITS)
def test_run_of_a_crawl_that_was_cut_is_no_whole_run(
    tmp_path: Path, words: tuple[str, ...], *, is_complete: bool, method: str
) -> None:
    site, store = Site(), str(tmp_path / "store.sqlite")
    site.page("/", "Start", "/1", "/2", "/secret/")
    site.page("/1", "Ett")
    site.page("/2", "Två")
    site.put("/robots.txt", "User-agent: *\nDisallow: /secret/")
    with served(site) as one:
        command = ("audit", f"{one.origin}/", "--crawl", "--delay", "0", "--files", "json", "--fail-on", "never")
        kommunlint(*command, "--out", str(tmp_path / "out"), "--store", store, *words)
    listed, trend = (
        kommunlint("history", what, "--store", store, "--format", "json").out for what in ("list", "trend")
    )
    methods = [point["method"] for trend in json.loads(trend)["trends"] for point in trend["runs"]]
    kept = [run["complete"] for run in json.loads(listed)["runs"]]
    assert ([is_complete], [method]) == (kept, methods)
    said = kommunlint("history", "trend", "--store", store).out
    assert is_complete == ("avbruten" not in said)


_READING = [
    ("history", "list"),
    ("history", "compare", "1", "2"),
    ("history", "trend"),
    ("history", "thin", "--write"),
    ("history", "export", "--out", "parquet"),
    ("decisions", "list"),
    ("decisions", "export"),
    ("baseline", "write", "--from-run", "1", "--baseline", "known.json"),
]


@pytest.mark.parametrize("command", _READING, ids=lambda command: " ".join(command[:2]))
def test_store_that_is_not_there_is_not_made_by_reading(tmp_path: Path, command: tuple[str, ...]) -> None:
    ran = kommunlint(*command, "--store", "none/missing.sqlite", cwd=tmp_path)
    assert (2, "", True) == (ran.code, ran.out, "missing.sqlite" in ran.complaint), ran.complaint
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("table", ["runs", "alembic_version", "bookings"])
def test_database_of_another_program_is_no_store(tmp_path: Path, table: str) -> None:
    with closing(sqlite3.connect(tmp_path / "other.sqlite")) as other, other:
        other.execute(f"CREATE TABLE {table} (version_num TEXT)")
        other.execute(f"INSERT INTO {table} VALUES ('77aa')")  # noqa: S608  a name of the cases above
    before = (tmp_path / "other.sqlite").read_bytes()
    ran = kommunlint("history", "list", "--store", "other.sqlite", cwd=tmp_path)
    assert (2, True) == (ran.code, "annat program" in ran.complaint), ran.complaint
    assert before == (tmp_path / "other.sqlite").read_bytes()


def test_what_is_still_there_is_listed_in_parts(runs: Runs) -> None:
    pages = [page(number, f"/{number}", [_A, _B]) for number in range(3)]
    first, second = keep(runs, pages), keep(runs, pages)
    parts = [compare(runs, first, second, Wanted(("still",), 4, start)) for start in (0, 4)]
    rules = [(one.page, one.rule) for part in parts for one in part.shown]
    assert [(f"/{number}", rule) for number in range(3) for rule in sorted((_STALE, _MAIL))] == rules
    assert [(4, 6), (None, 6)] == [(part.more, part.counts["still"]) for part in parts]
