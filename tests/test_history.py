"""Runs in the store on real SQLite and real PostgreSQL: what is kept, compared, told by run, and let go."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from contextlib import closing
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from linter.model.history import Totals
from linter.model.reason import Reason
from linter.report.words.words import words_in
from linter.run.history.comparing import Comparison, Wanted, compare
from linter.run.history.estimate import ALL, ESTIMATED, UNKNOWN, share
from linter.run.history.phrases import run_told
from linter.run.history.thinning import superfluous
from linter.run.history.trends import trends
from linter.store.database import open_store
from linter.store.runs import Closing, PageRecord, Runs
from tests import postgres
from tests.kept_runs import RULES, SITE, digest, fault, keep, page, run
from tests.support import ROOT, kommunlint

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

_STALE, _MAIL, _CONTACT = "updated-date-stale", "email-obfuscated", "contact-missing"


@pytest.fixture(name="server", scope="module")
def _server() -> Iterator[postgres.Postgres]:
    with postgres.running() as server:
        yield server


@pytest.fixture(name="address", params=["sqlite", "postgresql"])
def _address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return the address of an empty store."""
    if request.param == "sqlite":
        return str(tmp_path / "store.sqlite")
    server: postgres.Postgres = request.getfixturevalue("server")
    return server.make(tmp_path.name)


@pytest.fixture(name="runs")
def _runs(address: str) -> Iterator[Runs]:
    with closing(Runs(open_store(address))) as runs:
        yield runs


@pytest.mark.parametrize(
    "said", ["Råd & stöd", "Å\x00b\x1b[2J", "\ud800", "'; DROP TABLE runs; --", "ä" * 3000, "\\u0000"]
)
def test_what_is_kept_is_read_again(runs: Runs, said: str) -> None:
    record = page(0, f"/{said}", [fault(_STALE, "a", says=said, count=2, suppressed=1, places=("p", said))], title=said)
    kept = keep(runs, [record], site=SITE)
    (read,) = runs.pages(kept.id)
    (found,) = runs.faults(kept.id)[0]
    clean = "".join(" " if ord(sign) < 32 else "?" if sign == "\ud800" else sign for sign in said)
    assert (f"/{clean}", clean, clean) == (read.page, read.title, found.says)
    assert (2, 1, (_STALE, "a", "failed", 7)) == (
        found.count,
        found.suppressed,
        (found.rule, found.known_by, found.outcome, found.line),
    )
    assert {"error": 1} == kept.findings
    assert {record.page.account: json.dumps({"rules": RULES, "partly": {}})} == runs.contents([record.page.account])


def test_run_is_kept_whole_or_not_at_all(runs: Runs) -> None:
    def records() -> Iterator[PageRecord]:
        yield from (page(number, f"/{number}", [fault(_STALE, str(number))]) for number in range(3000))
        raise OSError

    with pytest.raises(Exception, match="OSError"):
        runs.write(run(), records(), lambda: Closing({}, ()))
    assert ([], {}, []) == (runs.listed(), runs.faults(1), runs.pages(1))
    assert 1 == len(runs.pages(keep(runs, [page(0, "/")]).id))


_WRITER = """
import sys
from tests.test_history import Closing, Runs, fault, open_store, page, run
def records():
    for number in range(10 ** 6):
        yield page(number, f"/{number}", [fault("contact-missing", str(number))])
        if number == 5000:
            print("half", flush=True)
Runs(open_store(sys.argv[1])).write(run(), records(), lambda: Closing({}, ()))
"""


def test_killed_writer_leaves_no_run(address: str) -> None:
    writer = subprocess.Popen([sys.executable, "-c", _WRITER, address], stdout=subprocess.PIPE, text=True, cwd=ROOT)
    assert writer.stdout is not None
    assert "half\n" == writer.stdout.readline()
    writer.send_signal(signal.SIGKILL)
    writer.stdout.close()
    assert -signal.SIGKILL == writer.wait()
    with closing(Runs(open_store(address))) as runs:
        assert [] == runs.listed()
        assert [1] == [one.number + 1 for one in runs.pages(keep(runs, [page(0, "/")]).id)]


def _told(one: Comparison) -> list[tuple[str, str, str, int, str | None]]:
    return [(told.state, told.page, told.rule, told.count, told.why) for told in one.shown]


_EVERY = Wanted(("new", "fixed", "still", "not_comparable"))
_A, _B = fault(_STALE, "a"), fault(_MAIL, "b")
_PARTLY = {"rules": list(RULES), "partly": {_MAIL: {"key": "check_crashed", "data": {"error": "KeyError"}}}}


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param([_A], [_A], [("still", "/", _STALE, 1, None)], id="as-it-was"),
        pytest.param([_A], [], [("fixed", "/", _STALE, 1, None)], id="fixed"),
        pytest.param([], [_A], [("new", "/", _STALE, 1, None)], id="new"),
        pytest.param(
            [fault(_STALE, "a", count=3)],
            [fault(_STALE, "a", count=1)],
            [("fixed", "/", _STALE, 2, None), ("still", "/", _STALE, 1, None)],
            id="some-of-the-same",
        ),
        pytest.param(
            [_A],
            [fault(_STALE, "a", outcome="cannot_tell")],
            [("new", "/", _STALE, 1, None), ("fixed", "/", _STALE, 1, None)],
            id="not-certain-any-more",
        ),
        pytest.param([_A], [fault(_STALE, "a", suppressed=1)], [("still", "/", _STALE, 1, None)], id="suppressed-now"),
        pytest.param([], [fault(_STALE, "a", suppressed=1)], [], id="new-and-suppressed"),
        pytest.param(
            [_A, _B], [_B], [("still", "/", _MAIL, 1, None), ("fixed", "/", _STALE, 1, None)], id="one-of-two"
        ),
    ],
)
def test_faults_of_a_page_are_told_apart(runs: Runs, before: list[Any], after: list[Any], expected: list[Any]) -> None:
    first, second = keep(runs, [page(0, "/", before)]), keep(runs, [page(0, "/", after)])
    assert expected == _told(compare(runs, first, second, _EVERY))


_OFF = {"rules": [_STALE], "partly": {}}


@pytest.mark.parametrize(
    ("account", "said", "why"),
    [
        pytest.param(_OFF, {}, "rule_off", id="rule-off"),
        pytest.param(_PARTLY, {}, "rule_not_examined", id="crashed"),
        pytest.param(None, {"rules": {**dict.fromkeys(RULES, "1"), _MAIL: "2"}}, "rule_changed", id="version"),
    ],
)
@pytest.mark.parametrize("is_new", [False, True])
def test_what_cannot_be_compared_says_why(
    runs: Runs, account: Mapping[str, Any] | None, said: dict[str, Any], why: str, *, is_new: bool
) -> None:
    whole = keep(runs, [page(0, "/", [_B])])
    other = keep(runs, [page(0, "/", [], account=account)], **said)
    one = compare(runs, *((other, whole) if is_new else (whole, other)))
    assert [("not_comparable", "/", _MAIL, 1, why)] == _told(one)
    assert ({why: 1}, {"new": 0, "fixed": 0, "still": 0, "not_comparable": 1}) == (one.why, one.counts)
    assert ["later" if is_new else "earlier"] == [told.is_in for told in one.shown]
    reason = Reason("check_crashed", {"error": "KeyError"}) if why == "rule_not_examined" else None
    assert [reason] == [told.reason for told in one.shown]


def test_rule_of_axe_is_compared_where_axe_ran_in_the_same_version(runs: Runs) -> None:
    found, account = fault("axe/image-alt", "i"), {"rules": ["axe"], "partly": {}}
    kept = [
        keep(runs, [page(0, "/", [found], account=account)], axe="4.14.1"),
        keep(runs, [page(0, "/", [], account=account)], axe="4.14.1"),
        keep(runs, [page(0, "/", [], account=account)], axe="4.15.0"),
        keep(runs, [page(0, "/", [])]),
    ]
    whys = [[told.why or told.state for told in compare(runs, kept[0], one).shown] for one in kept[1:]]
    assert [["fixed"], ["rule_changed"], ["rule_off"]] == whys


def test_address_that_nobody_answered_for_is_not_fixed(runs: Runs) -> None:
    first = keep(runs, [page(0, "/", [_B])])
    second = keep(runs, [page(0, "/", [], unsaid=(_B.fingerprint,))])
    assert ["address_not_asked"] == [told.why for told in compare(runs, first, second).shown]


def test_page_of_one_run_alone_cannot_be_compared(runs: Runs) -> None:
    first = keep(runs, [page(0, "/a", [_A, _B]), page(1, "/clean")])
    second = keep(runs, [page(0, "/b", [_B]), page(1, "/new-and-clean")])
    told = compare(runs, first, second)
    assert [
        ("not_comparable", "/a", "", 2, "page_not_examined"),
        ("not_comparable", "/b", "", 1, "page_not_examined"),
    ] == _told(told)
    assert ["earlier", "later"] == [one.is_in for one in told.shown]


def test_differences_are_listed_piece_by_piece(runs: Runs) -> None:
    first = keep(runs, [])
    second = keep(runs, [page(number, f"/{number}", [_A]) for number in range(5)])
    first = keep(runs, [page(number, f"/{number}") for number in range(5)])
    found, start = [], 0
    while True:
        one = compare(runs, first, second, Wanted(most=2, start=start))
        assert 5 == one.counts["new"]
        found += [told.page for told in one.shown]
        if one.more is None:
            break
        start = one.more
    assert [f"/{number}" for number in range(5)] == found


def _sample(**said: int) -> Totals:
    return Totals("site", "", **{"population": 100, **said})


@pytest.mark.parametrize(
    ("total", "expected"),
    [
        pytest.param(_sample(population=4, chosen=4, chosen_failing=1), (0.25, 0.25, 0.25, ALL), id="all"),
        pytest.param(
            _sample(population=4, chosen=2, chosen_failing=1, drawn=2, drawn_failing=1),
            (0.5, 0.5, 0.5, ALL),
            id="all-drawn",
        ),
        pytest.param(_sample(chosen=20, chosen_failing=10), (None, 0.1, 0.9, UNKNOWN), id="none-drawn"),
        pytest.param(_sample(drawn=10, drawn_failing=3), (0.3, 0.113, 0.591, ESTIMATED), id="drawn-alone"),
        pytest.param(
            _sample(chosen=20, chosen_failing=20, drawn=10), (0.2, 0.2, 0.403, ESTIMATED), id="chosen-count-as-they-are"
        ),
        pytest.param(_sample(drawn=99, drawn_failing=1), (0.01, 0.01, 0.012, ESTIMATED), id="nearly-all"),
    ],
)
def test_share_has_an_interval_where_only_a_sample_was_seen(total: Totals, expected: tuple[Any, ...]) -> None:
    found = share(total)
    assert found is not None
    value = None if found.value is None else round(found.value, 3)
    assert expected == (value, round(found.low, 3), round(found.high, 3), found.method)


def test_trend_tells_each_run_by_day_and_where_the_rule_changed(runs: Runs) -> None:
    days, versions = ("2026-09-01", "2026-11-01", "2026-10-01"), ("1", "2", "1")
    for number, (day, version) in enumerate(zip(days, versions, strict=True)):
        totals = [Totals("rule", _STALE, 4, 4, number, findings=number), Totals("rule", _MAIL, 4, 4, 4)]
        keep(runs, totals=totals, day=day, rules={_STALE: version, _MAIL: "1"})
    keep(runs, totals=[Totals("rule", _STALE, 4, 4, 4)], site="www.other.example")
    both = trends(runs, SITE, "rule")
    assert [_MAIL, _STALE] == [one.name for one in both]
    assert [("2026-09-01", 0.0, False), ("2026-10-01", 0.5, False), ("2026-11-01", 0.25, True)] == [
        (point.run.day, point.share.value, point.is_changed) for point in both[1].points
    ]
    assert [_STALE] == [one.name for one in trends(runs, SITE, "rule", _STALE, most=1)]


_KEPT = [
    (1, "2026-08-01", True),
    (2, "2026-08-15", True),
    (3, "2026-09-02", False),
    (4, "2026-09-03", True),
    (5, "2026-10-21", True),
    (6, "2026-10-22", True),
    (7, "2026-11-20", True),
]


@pytest.mark.parametrize(
    ("days", "expected"), [(30, [2, 3]), (29, [2, 3, 6]), (0, [2, 3, 6]), (10**9, [])], ids=["30", "29", "0", "all"]
)
def test_all_of_the_last_days_stay_and_the_first_of_each_month(days: int, expected: list[int]) -> None:
    kept = [run(id=number, day=day, complete=complete) for number, day, complete in _KEPT]
    alone = run(id=8, site="www.other.example", day="2020-01-09")
    assert expected == [one.id for one in superfluous([*kept, alone], date(2026, 11, 21), days)]


def test_what_a_thinned_run_was_and_its_totals_stay(runs: Runs) -> None:
    own = {"rules": [_STALE], "partly": {}}
    old = keep(runs, [page(0, "/", [_A], account=own)], [Totals("site", "", 1, 1, 1)])
    new = keep(runs, [page(0, "/", [_A])])
    runs.thin([old.id])
    assert ([], {}) == (runs.pages(old.id), runs.faults(old.id))
    assert (1, 1) == (len(runs.pages(new.id)), len(trends(runs, SITE, "site")))
    thinned = runs.run(old.id)
    assert thinned is not None
    assert thinned.thinned_at is not None
    digests = {digest(json.dumps(one)) for one in (own, {"rules": RULES, "partly": {}})}
    assert {page(0, "/").page.account} == runs.contents(digests).keys()


def test_runs_of_several_sites_are_not_mixed(address: str, runs: Runs) -> None:
    for site in (SITE, "www.other.example"):
        keep(runs, [page(0, "/", [_A])], [Totals("site", "", 1, 1, 1)], site=site)
    runs.close()
    listed = json.loads(kommunlint("history", "list", "--store", address, "--site", SITE, "--format", "json").out)
    assert [SITE] == [one["site"] for one in listed["runs"]]
    refused: Sequence[tuple[list[str], str]] = [
        (["compare", "1", "2"], "olika webbplatser"),
        (["compare", "1", "3"], "ingen körning 3"),
        (["trend"], "flera webbplatser"),
        (["trend", "--site", "none"], "inga körningar av none"),
        (["list", "--site", "none"], "inga körningar av none"),
        (["trend", "--name", "x"], "--by rule"),
    ]
    for arguments, said in refused:
        ran = kommunlint("history", *arguments, "--store", address)
        assert (2, "", True) == (ran.code, ran.out, said in ran.complaint), ran.complaint


def test_runs_of_one_day_are_told_apart_by_their_time(address: str, runs: Runs) -> None:
    for day, began in (
        ("2026-11-20", "2026-11-20T04:00:00+00:00"),
        ("2026-11-21", "2026-11-21T04:00:00+00:00"),
        ("2026-11-21", "2026-11-22T23:30:00+00:00"),
    ):
        keep(runs, [page(0, "/", [_A])], day=day, started_at=began)
    runs.close()
    told = kommunlint("history", "list", "--store", address).out
    days = [line[8:].rsplit("  ", 1)[0] for line in told.splitlines() if line[5:6].isdigit()]
    assert ["2026-11-21 (2026-11-23 00:30)", "2026-11-21 05:00", "2026-11-20"] == days, told


def test_thin_tells_first_and_compare_refuses_what_is_thinned(address: str, runs: Runs) -> None:
    for day in ("2026-08-01", "2026-08-02", "2026-11-20"):
        keep(runs, [page(0, "/", [_A])], day=day)
    runs.close()
    command = ("history", "thin", "--store", address, "--today", "2026-11-21")
    dry, done = kommunlint(*command), kommunlint(*command, "--write")
    assert (0, 0) == (dry.code, done.code)
    assert ("skulle tas bort" in dry.out, "är borttagna" in done.out, "--write" in dry.err) == (True, True, True)
    assert (2, True) == (
        (ran := kommunlint("history", "compare", "1", "2", "--store", address)).code,
        "bara summorna" in ran.complaint,
    )
    assert 0 == kommunlint("history", "compare", "1", "3", "--store", address).code


def test_both_databases_tell_the_same(server: postgres.Postgres, tmp_path: Path) -> None:
    """The same runs, with names that databases sort differently by their own rules, make the same text and JSON."""
    names = ["/Z", "/a", "/å", "/Ä", "/ö", "/_", "/-", "/é", "/1", "/10", "/2"]
    said = []
    for address in (str(tmp_path / "s.sqlite"), server.make(f"{tmp_path.name}-same")):
        with closing(Runs(open_store(address))) as runs:
            for found in ([_A, _B], [_B]):
                pages = [page(number, name, found, unit=name) for number, name in enumerate(names)]
                keep(runs, pages, [Totals("unit", name, 2, 1, 1) for name in names], is_sample=True)
        commands = (["list"], ["compare", "1", "2"], ["trend", "--by", "unit"])
        said.append(
            [
                kommunlint("history", *command, "--store", address, "--format", form).out
                for command in commands
                for form in ("text", "json")
            ]
        )
    assert said[0] == said[1]
    assert all(len(line) <= 80 for line in said[0][2].splitlines())


@pytest.mark.parametrize(
    ("language", "findings", "expected"),
    [
        ("sv", {}, "1 sida, inget att anmärka på"),
        ("sv", {"error": 1, "warning": 2, "info": 1, "cannot_tell": 1}, "1 sida, 1 fel, 2 varningar, 1 upplysning, 1 att kontrollera manuellt"),
        ("en", {"error": 2, "warning": 1}, "1 page, 2 errors, 1 warning"),
    ],
)  # fmt: skip
def test_what_a_run_found_is_told_as_people_count(language: str, findings: dict[str, int], expected: str) -> None:
    assert expected == run_told(run(findings=findings), words_in(language))
