"""Many sites at once: one that fails, hangs or is killed stops none, what is done stays done, and the page that compares them."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from linter.audit.sites.estimate import estimate
from tests.many_servers import sites as serve_sites
from tests.support import FAULTY, PAGE, ROOT, Ran, check, kommunlint, look
from tests.test_html_report import _dark as dark

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.many_servers import Record

REVIEW = ROOT / "tests" / "data" / "review"
USUAL = ("--today", "2026-11-21", "--fail-on", "never", "--reproducible")
VIEWS = ("--viewport", "1280x800", "--viewport", "320x640")


def _list(folder: Path, rows: Iterable[tuple[str, str, str]], name: str = "sites.csv") -> Path:
    file = folder / name
    file.write_text("name,address,seed\n" + "".join(f'"{one}",{two},{three}\n' for one, two, three in rows), "utf-8")
    return file


def _folder_site(folder: Path, name: str, *pages: str) -> tuple[str, str, str]:
    """Make the files of a site; return its row."""
    (folder / name).mkdir()
    for number, page in enumerate(pages):
        (folder / name / f"{number}.html").write_text(page, "utf-8")
    return name, f"https://{name}.test/", name


def _served_site(folder: Path, record: Record, name: str, pages: int = 3) -> tuple[str, str, str]:
    """Make a list of addresses of a site that is served; return its row."""
    text = "".join(f"{record.origin}/{name}/{number}.html\n" for number in range(pages))
    (folder / f"{name}.txt").write_text(text, "utf-8")
    return name, f"{record.origin}/{name}/", f"@{name}.txt"


def _review(folder: Path, *words: str) -> Ran:
    return kommunlint("audit", "--sites", "sites.csv", "--out", "out", *USUAL, *words, cwd=folder)


def _compared(folder: Path) -> dict[str, dict[str, Any]]:
    tree = json.loads((folder / "out" / "comparison.json").read_text("utf-8"))
    return {one["name"]: one for one in tree["sites"]}


def _states(folder: Path) -> dict[str, tuple[str, str | None]]:
    return {name: (one["state"], one["reason_key"]) for name, one in _compared(folder).items()}


def test_one_that_fails_stops_no_other(tmp_path: Path) -> None:
    rows = [
        _folder_site(tmp_path, "good", PAGE, FAULTY),
        _folder_site(tmp_path, "missing"),
        ("broken", "https://broken.test/", "@broken.txt"),
        _folder_site(tmp_path, "last", PAGE),
    ]
    (tmp_path / "broken.txt").write_text("no address\n", "utf-8")
    _list(tmp_path, rows)
    ran = _review(tmp_path, "--jobs", "2")
    expected = {
        "good": ("done", None),
        "missing": ("failed", "site_empty"),
        "broken": ("failed", "site_refused"),
        "last": ("done", None),
    }
    assert (3, expected) == (ran.code, _states(tmp_path))
    assert {"missing", "broken"} == {line.split(":")[1].strip() for line in ran.err.splitlines()}
    figures = _compared(tmp_path)["good"]["figures"]
    report = json.loads((tmp_path / "out/sites/good/report.json").read_text("utf-8"))
    found = sum(one["outcome"] == "failed" for page in report["pages"] for one in page["findings"])
    assert (2, found, {"value": found / 2, "low": None, "high": None}) == (
        figures["pages"],
        sum(figures["findings"].values()),
        figures["per_page"],
    )
    assert found >= 1


def test_one_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    with serve_sites() as record:
        _list(tmp_path, [_served_site(tmp_path, record, "hangs", 1)])
        ran = _review(tmp_path, "--site-seconds", "3")
    assert (3, {"hangs": ("failed", "site_too_slow")}) == (ran.code, _states(tmp_path))
    assert [] == _children(tmp_path)


def test_a_finding_of_a_site_is_the_exit_status_of_all(tmp_path: Path) -> None:
    _list(tmp_path, [_folder_site(tmp_path, "good", PAGE), _folder_site(tmp_path, "faulty", FAULTY)])
    words = ("audit", "--sites", "sites.csv", "--out", "out", "--today", "2026-11-21")
    assert 1 == kommunlint(*words, cwd=tmp_path).code


def test_what_is_done_is_not_done_again_unless_it_is_to_be_fresh_or_other(tmp_path: Path) -> None:
    with serve_sites() as record:
        rows = [_served_site(tmp_path, record, "a"), _served_site(tmp_path, record, "b")]
        _list(tmp_path, rows[:1])
        _review(tmp_path)
        _list(tmp_path, rows)
        _review(tmp_path)
        assert (3, 3) == (record.pages("a"), record.pages("b"))
        _review(tmp_path, "--fresh")
        assert (6, 6) == (record.pages("a"), record.pages("b"))
        _review(tmp_path, "--all")
        assert (9, 9) == (record.pages("a"), record.pages("b"))


def test_sites_of_one_host_are_never_asked_at_once(tmp_path: Path) -> None:
    with serve_sites() as record:
        _list(tmp_path, [_served_site(tmp_path, record, name) for name in ("a", "b", "c")])
        ran = _review(tmp_path, "--jobs", "3")
    assert (0, 0, [3, 3, 3]) == (ran.code, record.overlaps, [record.pages(name) for name in ("a", "b", "c")])


def test_a_site_at_an_address_is_crawled(tmp_path: Path) -> None:
    pytest.importorskip("scrapy")
    with serve_sites() as record:
        start = f"{record.origin}/linked/0.html"
        _list(tmp_path, [("linked", start, start), _folder_site(tmp_path, "folder", PAGE)])
        ran = _review(tmp_path, "--delay", "0", "--pages", "10", "--allow-host", "127.0.0.1", "--files", "json")
        assert (0, 3, 1) == (ran.code, *(one["figures"]["pages"] for one in _compared(tmp_path).values())), ran.err
        asked = len(record.asked)
        _review(tmp_path, "--delay", "0", "--pages", "10", "--allow-host", "127.0.0.1", "--files", "json")
        assert asked == len(record.asked)
    assert (tmp_path / "out/sites/linked/report.html").is_file()


def _begin(folder: Path, *words: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "linter", "audit", "--sites", "sites.csv", "--out", "out", *USUAL, *words]
    return subprocess.Popen(command, cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT)}, stderr=subprocess.DEVNULL)


def _children(folder: Path) -> list[int]:
    """Return the processes that review a site of a folder."""
    found = []
    for one in Path("/proc").glob("[0-9]*"):
        try:
            words = (one / "cmdline").read_bytes().decode("utf-8", "replace")
        except OSError:
            continue
        if f"--out={folder}/out/sites/" in words:
            found.append(int(one.name))
    return found


def test_a_run_that_is_killed_goes_on_and_compares_the_same(tmp_path: Path) -> None:
    with serve_sites() as record:
        rows = [_folder_site(tmp_path, "first", PAGE, FAULTY), _served_site(tmp_path, record, "hangs", 1)]
        _list(tmp_path, rows)
        run = _begin(tmp_path, "--jobs", "1")
        assert record.hanging.wait(60)
        run.kill()
        run.wait()
        end = time.monotonic() + 20
        while _children(tmp_path) and time.monotonic() < end:
            time.sleep(0.05)
        assert [] == _children(tmp_path)
        done = (tmp_path / "out/sites/first/site.json").read_bytes()
    (tmp_path / "hangs.txt").unlink()
    (tmp_path / "hangs").mkdir()
    (tmp_path / "hangs" / "0.html").write_text(PAGE, "utf-8")
    _list(tmp_path, [rows[0], ("hangs", "https://hangs.test/", "hangs")])
    assert 0 == _review(tmp_path).code
    resumed = (tmp_path / "out/comparison.json").read_bytes()
    assert done == (tmp_path / "out/sites/first/site.json").read_bytes()
    assert 0 == _review(tmp_path, "--fresh").code
    assert resumed == (tmp_path / "out/comparison.json").read_bytes()


def test_a_run_that_is_stopped_says_what_is_left(tmp_path: Path) -> None:
    with serve_sites() as record:
        _list(tmp_path, [_folder_site(tmp_path, "first", PAGE), _served_site(tmp_path, record, "hangs", 1)])
        run = _begin(tmp_path, "--jobs", "1")
        assert record.hanging.wait(60)
        run.send_signal(signal.SIGINT)
        assert 130 == run.wait(60)
    assert {"first": ("done", None), "hangs": ("failed", "site_stopped")} == _states(tmp_path)
    assert [] == _children(tmp_path)


def test_a_process_that_the_system_ends_is_one_site_lost(tmp_path: Path) -> None:
    with serve_sites() as record:
        _list(tmp_path, [_served_site(tmp_path, record, "hangs", 1), _folder_site(tmp_path, "last", PAGE)])
        run = _begin(tmp_path, "--jobs", "1")
        assert record.hanging.wait(60)
        for one in _children(tmp_path):
            os.kill(one, signal.SIGKILL)
        assert 3 == run.wait(60)
    assert {"hangs": ("failed", "site_killed"), "last": ("done", None)} == _states(tmp_path)


def test_a_folder_is_for_one_run(tmp_path: Path) -> None:
    with serve_sites() as record:
        _list(tmp_path, [_served_site(tmp_path, record, "hangs", 1)])
        run = _begin(tmp_path)
        assert record.hanging.wait(60)
        second = _review(tmp_path)
        run.send_signal(signal.SIGTERM)
        run.wait(60)
    assert (2, "kommunlint: --out: out: en annan körning skriver i den här mappen") == (second.code, second.complaint)


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (("page.html",), "--sites: granskar webbplatserna i en lista; utelämna sidorna"),
        (("--title", "X"), "--title: gäller en webbplats, och --sites anger flera"),
        (("--answers", "a.yaml"), "--answers: gäller en webbplats, och --sites anger flera"),
        (("--dask", "tcp://127.0.0.1:9", "--jobs", "2"), "audit: Välj antingen --jobs eller --dask."),
    ],
)
def test_what_is_for_one_site_is_refused(words: tuple[str, ...], complaint: str, tmp_path: Path) -> None:
    _list(tmp_path, [("a", "https://a.test/", "a")])
    ran = _review(tmp_path, *words)
    assert (2, f"kommunlint: {complaint}") == (ran.code, ran.complaint)


def test_dask_needs_a_list_of_sites(tmp_path: Path) -> None:
    ran = kommunlint("audit", "a.html", "--dask", "tcp://127.0.0.1:9", "--out", "out", cwd=tmp_path)
    assert (2, True) == (ran.code, ran.complaint.startswith("kommunlint: --dask: "))


def test_derived_addresses_are_told(tmp_path: Path) -> None:
    row = "name,address,address_is,seed\nA,https://a.test/,derived,a\n"
    _folder_site(tmp_path, "a", PAGE)
    (tmp_path / "sites.csv").write_text(row, "utf-8")
    ran = _review(tmp_path, "--language", "en")
    assert "kommunlint: 1 address was worked out from a name and is not verified" == ran.complaint
    assert "derived, not verified" in (tmp_path / "out/index.html").read_text("utf-8")


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_comparison_has_no_fault_itself(language: str, tmp_path: Path) -> None:
    shutil.copytree(REVIEW, tmp_path / "drawn")
    evil = '<script>alert(1)</script> "=1+1"'
    (tmp_path / "empty").mkdir()
    rows = [
        ("drawn", "https://drawn.test/", "drawn"),
        _folder_site(tmp_path, "given", FAULTY, PAGE),
        (evil.replace('"', '""'), "https://evil.test/", "empty"),
    ]
    _list(tmp_path, rows)
    _review(tmp_path, "--sample", "--language", language)
    out = tmp_path / "out"
    (out / "dark.html").write_text(dark((out / "index.html").read_text("utf-8")), "utf-8")
    ran = look("index.html", "dark.html", *VIEWS, cwd=out)
    for page in ran.json["pages"]:
        assert [] == [(one["rule"], one["line"], one["message"]) for one in page["findings"]]
        assert ([], []) == (page["browser"]["blocked"], page["facts"]["console_errors"])
    everything = check("index.html", "--select", "all", "--format", "json", cwd=out).json
    assert [] == [(one["rule"], one["line"]) for one in everything["pages"][0]["findings"]]
    links = check("index.html", "--links", "--select", "links", "--format", "json", cwd=out).json
    assert [] == [(one["rule"], one["message"]) for one in links["pages"][0]["findings"]]
    book = openpyxl.load_workbook(out / "comparison.xlsx")
    values = list(book.active.values)
    figures = _compared(tmp_path)["drawn"]["figures"]
    assert (["drawn", "given", evil], round(figures["per_page"]["low"], 3)) == (
        [row[0] for row in values[1:]],
        values[1][13],
    )


@pytest.mark.parametrize(
    ("chosen", "drawn", "of", "expected"),
    [
        ([], [], 0, None),
        ([2, 4], [], 2, (3.0, None, None)),
        ([], [1, 2, 3], 3, (2.0, None, None)),
        ([2, 4], [3], 10, (3.0, None, None)),
        ([], [2, 2, 2], 100, (2.0, 2 - 0.97**0.5 * (2 - 2.191 / 3), 2 + 0.97**0.5 * (13.062 / 3 - 2))),
        ([], [0, 0, 0], 100, (0.0, 0.0, 0.97**0.5 * 3.669 / 3)),
        ([10], [0, 20], 11, (10.0, 30 / 11, 10 + 10 / 11 * 12.706 * (0.8 * 200 / 2) ** 0.5)),
    ],
    ids=["nothing", "all chosen", "all drawn", "one drawn", "all alike", "none found", "very unlike"],
)
def test_the_interval(chosen: list[int], drawn: list[int], of: int, expected: tuple[float | None, ...] | None) -> None:
    found = estimate(chosen, drawn, of)
    said = None if found is None else (found.value, found.low, found.high)
    assert expected == (said and tuple(None if one is None else pytest.approx(one, rel=1e-3) for one in said))


@pytest.mark.parametrize(
    ("pages", "least"),
    [((0, 1, 1, 2, 3, 5), 0.93), ((0, 0, 0, 0, 0, 1), 0.93), ((4, 4, 5, 5, 6), 0.93), ((0, 2, 10, 30), 0.85)],
    ids=["usual", "rare", "alike", "very uneven"],
)
@pytest.mark.parametrize("drawn", [4, 12])
def test_the_interval_holds_as_often_as_it_says(pages: tuple[int, ...], least: float, drawn: int) -> None:
    lot, held = random.Random(20261121), 0
    for _ in range(2000):
        site = [lot.choice(pages) for _ in range(120)]
        found = estimate(site[:20], lot.sample(site[20:], drawn), len(site))
        assert found is not None
        held += (found.low or 0) <= sum(site) / len(site) <= (found.high or 0)
    assert held / 2000 >= least
