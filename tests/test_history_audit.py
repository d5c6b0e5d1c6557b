"""Reviews that are kept: from the command line into the store, and from there into comparisons, baselines and Parquet."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from linter.model.finding import Finding, Location
from linter.store.database import open_store
from linter.store.decisions import Decisions
from linter.store.runs import Runs
from tests.support import PAGE, kommunlint

if TYPE_CHECKING:
    from pathlib import Path

    from linter.model.history import KeptPage
    from tests.support import Ran

_BASE = "https://www.lerboda.example/"
_CONFIG = """store = "kept.sqlite"

[[owners]]
name = "Kultur och fritid"
paths = ["site/bad/**"]
"""
_FIRST, _SECOND = "2026-10-01", "2026-11-21"


def _page(title: str, *lines: str) -> str:
    """Return a page without faults but those of its lines."""
    body = "\n".join(f"<p>{line}</p>" for line in lines)
    return f"""<!doctype html><html lang="sv"><head><meta charset="utf-8"><title>{title}</title></head><body><main>
<h1>{title}</h1>{body}<p>Sidan uppdaterad 2026-09-30</p></main></body></html>"""


_FAULT = "Skriv till bad (at) lerboda.se"
_SITE = {
    "index.html": _page("Lerboda", "Välkommen till Lerboda kommun."),
    "bad/index.html": _page("Bad", "Här kan du bada.", _FAULT),
    "bad/vinter.html": _page("Vinterbad", "Här kan du bada i isvak.", _FAULT),
    "om.html": _page("Om", "Om kommunen.", _FAULT),
}


def _write(folder: Path, pages: dict[str, str]) -> None:
    for name, text in pages.items():
        path = folder / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def _audit(folder: Path, today: str, *more: str) -> Ran:
    return kommunlint(
        "audit", "site", "--out", "out", "--today", today, "--select", "email-obfuscated", *more, cwd=folder
    )


@pytest.fixture(name="folder", scope="module")
def _folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with two runs in its store: one page was mended, one has moved, one has a new fault."""
    folder = tmp_path_factory.mktemp("kept")
    (folder / "kommunlint.toml").write_text(_CONFIG, "utf-8")
    _write(folder, _SITE)
    _audit(folder, _FIRST, "--base", _BASE)
    (folder / "site/bad/vinter.html").unlink()
    changed = {
        "index.html": _page("Lerboda", "Välkommen till Lerboda kommun.", _FAULT),
        "bad/isvak.html": _SITE["bad/vinter.html"],
        "om.html": _page("Om", "Om kommunen."),
    }
    _write(folder, changed)
    _audit(folder, _SECOND, "--base", _BASE)
    return folder


def _json(folder: Path, *command: str) -> Any:  # noqa: ANN401  JSON
    return json.loads(kommunlint("history", *command, "--format", "json", cwd=folder).out)


def test_reviews_are_kept_where_the_configuration_names_a_store(folder: Path) -> None:
    listed = _json(folder, "list")["runs"]
    told = [(one["run"], one["site"], one["today"], one["pages"], one["findings"]) for one in listed]
    expected = [(number, "www.lerboda.example", day, 4, {"warning": 3}) for number, day in ((2, _SECOND), (1, _FIRST))]
    assert expected == [(*one[:4], {kind: number for kind, number in one[4].items() if number}) for one in told]


def test_two_reviews_are_compared(folder: Path) -> None:
    found = _json(folder, "compare", "1", "2")
    assert {"new": 1, "fixed": 1, "still": 2, "not_comparable": 0} == found["counts"]
    assert [("new", _BASE, None), ("fixed", f"{_BASE}om.html", None)] == [
        (one["state"], one["page"], one["was"]) for one in found["findings"]
    ]
    assert [{"page": f"{_BASE}bad/isvak.html", "was": f"{_BASE}bad/vinter.html"}] == found["moved"]
    assert {"email-obfuscated"} == {one["rule"] for one in found["findings"]}
    told = kommunlint("history", "compare", "1", "2", "--language", "en", cwd=folder).out
    assert "New: 1, Fixed: 1, Still there: 2, Cannot be compared: 0" in told


def test_trend_is_told_by_unit_and_by_rule(folder: Path) -> None:
    by_unit = {one["name"]: one["runs"] for one in _json(folder, "trend", "--by", "unit")["trends"]}
    assert {"Kultur och fritid": [1.0, 1.0], "": [0.5, 0.5]} == {
        name: [one["share"] for one in runs] for name, runs in by_unit.items()
    }
    (rule,) = _json(folder, "trend", "--by", "rule", "--name", "email-obfuscated")["trends"]
    assert [(4, 3, 0.75, "all_seen", None)] * 2 == [
        (one["pages"], one["failing"], one["share"], one["method"], one["confidence"]) for one in rule["runs"]
    ]


def test_rule_that_was_off_cannot_be_compared(folder: Path, tmp_path: Path) -> None:
    _write(tmp_path, _SITE)
    store = ("--store", str(folder / "kept.sqlite"), "--base", "https://other.lerboda.example")
    _audit(tmp_path, _FIRST, *store)
    kommunlint("audit", "site", "--out", "out", "--select", "updated-date-missing", *store, cwd=tmp_path)
    runs = [one["run"] for one in _json(folder, "list", "--site", "other.lerboda.example")["runs"]]
    found = _json(folder, "compare", str(min(runs)), str(max(runs)))
    assert {"rule_off": 3} == found["not_comparable"]


def test_nothing_is_kept_without_a_store_and_nothing_of_no_page(tmp_path: Path) -> None:
    _write(tmp_path, _SITE)
    _audit(tmp_path, _FIRST)
    assert not (tmp_path / ".kommunlint").exists()
    kommunlint("audit", "none", "--out", "out", "--store", "kept.sqlite", cwd=tmp_path)
    assert "inga körningar" in kommunlint("history", "list", "--store", "kept.sqlite", cwd=tmp_path).out


def test_site_without_an_address_is_its_folder(tmp_path: Path) -> None:
    _write(tmp_path, _SITE)
    _audit(tmp_path, _FIRST, "--store", "kept.sqlite")
    listed = json.loads(kommunlint("history", "list", "--store", "kept.sqlite", "--format", "json", cwd=tmp_path).out)
    assert [str(tmp_path / "site")] == [one["site"] for one in listed["runs"]]


def test_baseline_of_a_run_is_the_one_that_its_pages_make(folder: Path) -> None:
    kommunlint("baseline", "write", "--from-run", "2", "--baseline", "run.json", cwd=folder)
    select = ("--select", "email-obfuscated", "--today", _SECOND)
    kommunlint("baseline", "write", "site", *select, "--baseline", "pages.json", cwd=folder)
    assert (folder / "pages.json").read_text("utf-8") == (folder / "run.json").read_text("utf-8")
    ran = kommunlint("check", "site", "--baseline", "run.json", *select, "--fail-on", "warning", cwd=folder)
    assert 0 == ran.code


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("site", "--from-run", "1"), "inga sidor"),
        (("--from-run", "99"), "ingen körning 99"),
        (("--from-run", "0"), "--from-run"),
        (("site", "--store", "kept.sqlite"), "--from-run"),
    ],
)
def test_baseline_of_a_run_that_cannot_be_is_refused(folder: Path, arguments: tuple[str, ...], said: str) -> None:
    ran = kommunlint("baseline", "write", *arguments, "--baseline", "never.json", cwd=folder)
    assert (2, True, False) == (ran.code, said in ran.complaint, (folder / "never.json").exists()), ran.complaint


def test_pages_are_kept_with_the_date_that_readers_see(folder: Path) -> None:
    with closing(Runs(open_store(str(folder / "kept.sqlite")))) as runs:
        (page,) = [one for one in runs.pages(1) if one.page == f"{_BASE}bad/"]
        before = runs.pages_before("www.lerboda.example", _SECOND)[f"{_BASE}bad/"]
    kept = ("Bad", None, "2026-09-30", "Kultur och fritid", "site/bad/index.html", 1)
    assert kept == (page.title, page.status, page.updated, page.unit, page.path, page.findings)
    assert (_FIRST, "2026-09-30", page.text) == (before.day, before.updated, before.text)


_TEXT = "Badet är öppet varje dag under sommaren."
_DATED = '<p>Sidan uppdaterad <time datetime="{0}">{0}</time></p>'


@pytest.mark.parametrize(
    ("line", "is_same"),
    [
        pytest.param(_TEXT + "</p>" + _DATED.format("2026-11-20") + "<p>", True, id="date-alone"),
        pytest.param("Badet är stängt.</p>" + _DATED.format("2026-09-30") + "<p>", False, id="text"),
    ],
)
def test_text_is_the_same_where_only_its_date_moved(tmp_path: Path, line: str, *, is_same: bool) -> None:
    texts = []
    for number, said in enumerate((_TEXT + "</p>" + _DATED.format("2026-09-30") + "<p>", line)):
        folder = tmp_path / str(number)
        _write(folder, {"bad.html": _page("Bad", said).replace("<p>Sidan uppdaterad 2026-09-30</p>", "")})
        _audit(folder, _SECOND, "--store", str(tmp_path / "kept.sqlite"))
        with closing(Runs(open_store(str(tmp_path / "kept.sqlite")))) as runs:
            texts += [one.text for one in runs.pages(number + 1)]
    assert is_same == (texts[0] == texts[1])


def test_runs_are_exported_for_duckdb(folder: Path) -> None:
    import duckdb  # noqa: PLC0415  of an extra, for this test only

    ran = kommunlint("history", "export", "--site", "www.lerboda.example", "--out", "parquet", cwd=folder)
    assert (0, "") == (ran.code, ran.out)
    names = {"facts.parquet", "findings.parquet", "pages.parquet", "runs.parquet"}
    assert names == {one.name for one in (folder / "parquet").iterdir()}
    with duckdb.connect(":memory:") as connection:

        def ask(question: str) -> list[tuple[Any, ...]]:
            return connection.sql(question.format(f"{folder}/parquet")).fetchall()

        assert [(1, 4), (2, 4)] == ask("SELECT run, count(*) FROM '{}/pages.parquet' GROUP BY run ORDER BY run")
        assert [(1, "email-obfuscated", 3), (2, "email-obfuscated", 3)] == ask(
            "SELECT run, rule, sum(count)::INTEGER FROM '{}/findings.parquet' GROUP BY ALL ORDER BY run"
        )
        assert [("2026-09-30", 8)] == ask(
            "SELECT value->>'value', count(*) FROM '{}/facts.parquet' WHERE kind = 'dates' GROUP BY 1"
        )
        assert [(None, "Bad")] == ask("SELECT DISTINCT status, title FROM '{}/pages.parquet' WHERE page LIKE '%/bad/'")


def test_hostile_names_are_exported_as_they_are(tmp_path: Path) -> None:
    import duckdb  # noqa: PLC0415  of an extra, for this test only

    title = 'a "b", c\n=1+1\\N ;\u202e'
    from tests.kept_runs import keep, page  # noqa: PLC0415  beside the package above

    with closing(Runs(open_store(str(tmp_path / "s.sqlite")))) as runs:
        record = page(0, "/", title=None)
        other: KeptPage = replace(page(1, "/x").page, title=title, unit="")
        keep(runs, [record, replace(record, page=other)])
    ran = kommunlint("history", "export", "--store", "s.sqlite", "--out", "p'q", cwd=tmp_path)
    assert 0 == ran.code, ran.err
    with duckdb.connect(":memory:") as connection:
        rows = connection.read_parquet(str(tmp_path / "p'q/pages.parquet")).order("page").fetchall()
    assert [(None, ""), (title.replace("\n", " "), "")] == [(row[6], row[9]) for row in rows]


def test_export_that_cannot_be_written_is_told(folder: Path) -> None:
    (folder / "taken").write_text("", "utf-8")
    ran = kommunlint("history", "export", "--out", "taken", cwd=folder)
    assert (2, True) == (ran.code, "--out: taken" in ran.complaint)


_HOLDS = {"kind": "no_fault", "expires": None}


@pytest.mark.parametrize(
    ("said", "is_suppressed"),
    [
        pytest.param(_HOLDS, True, id="no-fault"),
        pytest.param({"kind": "will_be_mended", "expires": "2026-12-01"}, True, id="will-be-mended"),
        pytest.param({"kind": "will_be_mended", "expires": None}, False, id="some-day"),
        pytest.param({"kind": "no_fault", "expires": "2026-11-01"}, False, id="over"),
        pytest.param({**_HOLDS, "page": "site/other.html"}, False, id="other-page"),
        pytest.param({**_HOLDS, "fingerprint": "0" * 32}, False, id="other-fault"),
    ],
)
def test_decisions_are_carried_to_the_next_run(tmp_path: Path, said: dict[str, Any], *, is_suppressed: bool) -> None:
    _write(tmp_path, {"bad.html": _SITE["bad/index.html"]})
    store = ("--store", "kept.sqlite")
    _audit(tmp_path, _FIRST, *store)
    with closing(open_store(str(tmp_path / "kept.sqlite"))) as opened:
        (fault,) = Runs(opened).faults(1)[0]
        finding = Finding(
            fault.rule, fault.category, fault.severity, fault.outcome, fault.says, "", {}, Location(1, 1, 1, 1), "p", "",
            "", content_fingerprint=said.get("fingerprint", fault.known_by),
        )  # fmt: skip
        page = said.get("page", "site/bad.html")
        Decisions(opened).decide(
            page, finding, said["kind"], reason="Ett exempel.", by="Siv Ek", expires=said["expires"]
        )
    _audit(tmp_path, _SECOND, *store)
    (found,) = json.loads((tmp_path / "out/report.json").read_text("utf-8"))["pages"][0]["findings"]
    assert is_suppressed == (found["suppressed"] is not None)
    compared = json.loads(kommunlint("history", "compare", "1", "2", *store, "--format", "json", cwd=tmp_path).out)
    assert {"new": 0, "fixed": 0, "still": 1, "not_comparable": 0} == compared["counts"]


def test_page_without_text_is_kept(tmp_path: Path) -> None:
    _write(tmp_path, {"a.html": PAGE, "empty.html": "<title>x</title>"})
    _audit(tmp_path, _FIRST, "--store", "kept.sqlite")
    with closing(Runs(open_store(str(tmp_path / "kept.sqlite")))) as runs:
        assert {"site/a.html": True, "site/empty.html": False} == {one.path: bool(one.text) for one in runs.pages(1)}
