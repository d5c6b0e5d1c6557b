"""Pages and powers that try to stop the browser stage: the run goes on, nothing is lost, told twice, or left running."""

from __future__ import annotations

import fcntl
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser_site import Site, served
from tests.support import PAGE, ROOT, look

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_PROC = Path("/proc")
_NOBODY = 1 << 23
"""A number that no process has: Linux numbers them up to 4,194,304."""


@pytest.fixture(name="web", scope="module")
def _web() -> Iterator[Site]:
    with served() as site:
        yield site


@pytest.fixture(name="config", scope="module")
def _config(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Short limits, so that what never ends is over soon."""
    path = tmp_path_factory.mktemp("faults") / "kommunlint.toml"
    path.write_text("[limits]\nbrowser_seconds = 9\nbrowser_bytes = 700000000\n", "utf-8")
    return path


EXAMINED = [
    "alerts",
    "later-alerts",
    "beforeunload",
    "closes",
    "popups",
    "frames-itself",
    "never-quiet",
    "strict",
    "console",
    "reloads-once",
    "half-character",
    "brings-axe",
    "quiet",
]
NOT_EXAMINED = {
    "never-loads": "did not finish loading within 3 s",
    "busy": "did not finish loading within 3 s",
    "moves-on": "leads the browser on to .*/plain",
    "moves-without-end": "without end|did not finish loading",
    "fills-memory": "more than 700 MB",
    "redirects-browsers": "redirects the browser without end",
    "fails-for-browsers": "answers 500 to the browser",
    "sandbox": "sandbox",
    "to-private": "cannot be reached from the browser",
    "downloads": "is a download",
    "elsewhere-for-browsers": "leads the browser on to .*/plain",
}


def test_pages_that_misbehave_are_examined_all_the_same(web: Site, config: Path) -> None:
    names = [*EXAMINED, "plain"]
    report = look(*(f"{web.origin}/{name}" for name in names), "--config", config, "--browsers", "1").json
    assert [] == report["not_examined"]
    found = {page["source"].rpartition("/")[2]: [f["rule"] for f in page["findings"]] for page in report["pages"]}
    assert names == list(found)
    assert {name: 1 for name in names if name != "frames-itself"} == {
        name: rules.count("axe/image-alt") for name, rules in found.items() if name != "frames-itself"
    }
    (restless,) = (page for page in report["pages"] if page["source"].endswith("never-quiet"))
    assert [True] == ["never stops changing" in limit["what"] for limit in restless["limits"]]


def test_pages_that_cannot_be_seen_are_not_examined_and_the_next_one_is(web: Site, config: Path) -> None:
    urls = [f"{web.origin}/{name}" for name in (*NOT_EXAMINED, "plain")]
    ran = look(*urls, "--config", config, "--browsers", "1")
    report = ran.json
    assert 3 == ran.code
    reasons = {one["source"].rpartition("/")[2]: one["reason"] for one in report["not_examined"]}
    assert sorted(NOT_EXAMINED) == sorted(reasons)
    assert {} == {name: why for name, why in reasons.items() if not re.search(NOT_EXAMINED[name], why)}
    assert urls == [page["source"] for page in report["pages"]]
    assert [True] == [page["browser"] is not None for page in report["pages"] if page["source"].endswith("/plain")]


def _below(pid: int) -> list[tuple[int, str]]:
    """Return the processes that a process started, directly or not, with their names."""
    children: dict[int, list[tuple[int, str]]] = {}
    for entry in _PROC.glob("[0-9]*"):
        try:
            head, _, tail = (entry / "stat").read_text().rpartition(")")
        except OSError:
            continue
        children.setdefault(int(tail.split()[1]), []).append((int(entry.name), head.partition("(")[2]))
    found: list[tuple[int, str]] = []
    waiting = [pid]
    while waiting:
        more = children.get(waiting.pop(), [])
        found += more
        waiting += [child for child, _ in more]
    return found


def _alive(pids: list[int]) -> list[int]:
    def is_alive(pid: int) -> bool:
        try:
            return (_PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()[0] != "Z"
        except OSError:
            return False

    return [pid for pid in pids if is_alive(pid)]


class _Running:
    """The command over many pages, in a process of its own, with its browser up."""

    def __init__(self, web: Site, count: int) -> None:
        urls = [f"{web.origin}/plain?{number}" for number in range(count)]
        flags = ["--browser", "--browsers", "1", "--format", "json", "--fail-on", "never", "--today", "2026-11-21"]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "linter", "check", *urls, *flags],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            start_new_session=True,
        )
        deadline = time.monotonic() + 60
        while len(self.named("chromium")) < 4 or web.headers("/plain", "host").count(web.origin[7:]) < 8:
            assert time.monotonic() < deadline
            time.sleep(0.02)

    def named(self, name: str) -> list[int]:
        """Return the ids of its descendants of this name."""
        return [pid for pid, comm in _below(self.process.pid) if comm == name]

    def end(self) -> tuple[int, dict[str, Any]]:
        """Wait for the end; return the exit status and the report, and fail where anything is left running."""
        started = [pid for pid, _ in _below(self.process.pid)]
        out, err = self.process.communicate(timeout=150)
        assert b"Traceback" not in err, err
        deadline = time.monotonic() + 5
        while _alive(started) and time.monotonic() < deadline:
            time.sleep(0.05)
        assert [] == _alive(started)
        return self.process.returncode, json.loads(out) if out else {}


KILLS: list[Any] = [
    pytest.param(lambda run: run.named("chromium")[0], id="browser"),
    pytest.param(lambda run: run.named("chromedriver")[0], id="driver"),
    pytest.param(lambda run: run.named("chromium")[-1], id="renderer"),
    pytest.param(lambda run: _below(run.process.pid)[0][0], id="worker"),
]


@pytest.mark.parametrize("victim", KILLS)
def test_killed_in_mid_run_every_page_is_still_told_once(web: Site, victim: Callable[[_Running], int]) -> None:
    web.asked.clear()
    run = _Running(web, 16)
    os.kill(victim(run), signal.SIGKILL)
    code, report = run.end()
    assert (0, 16, []) == (code, len({page["source"] for page in report["pages"]}), report["not_examined"])
    assert [True] * 16 == [page["browser"] is not None for page in report["pages"]]


def test_ctrl_c_gives_the_partial_report_and_leaves_nothing_running(web: Site) -> None:
    web.asked.clear()
    run = _Running(web, 40)
    os.killpg(run.process.pid, signal.SIGINT)
    code, report = run.end()
    assert (130, False) == (code, report["run"]["complete"])
    assert 0 < len(report["pages"]) < 40


def test_crash_of_the_program_leaves_nothing_running(web: Site) -> None:
    web.asked.clear()
    run = _Running(web, 40)
    os.kill(run.process.pid, signal.SIGKILL)
    assert (-signal.SIGKILL, {}) == run.end()


def test_folders_of_the_browser_go_with_the_run_or_with_the_next(tmp_path: Path) -> None:
    page = tmp_path / "p.html"
    page.write_text(PAGE, "utf-8")
    with tempfile.TemporaryDirectory() as temporary:  # a path that is short enough for sockets
        left, held = (Path(temporary, f"kommunlint-browser-{number}-x") for number in (_NOBODY, _NOBODY + 1))
        for folder in (left, held):
            (folder / "org.chromium.Chromium.x").mkdir(parents=True)
            (folder / "lock").touch()
        with (held / "lock").open("rb") as lock:  # a run in another container, whose process has no number here
            fcntl.flock(lock, fcntl.LOCK_SH)
            assert 0 == look(page, TMPDIR=temporary).code
        assert [held] == list(Path(temporary).iterdir())


def test_long_path_of_the_temporary_folder_stops_no_browser(tmp_path: Path) -> None:
    (tmp_path / "p.html").write_text(PAGE, "utf-8")
    temporary = tmp_path / ("x" * 90)
    temporary.mkdir()
    assert 0 == look(tmp_path / "p.html", TMPDIR=str(temporary)).code
    assert [] == list(temporary.iterdir())


def test_certificate_that_nobody_vouches_for() -> None:
    with served(certificate=ROOT / "tests" / "data" / "self-signed.pem") as site:
        ran = look(f"{site.origin}/plain")
    assert (3, [], True) == (ran.code, ran.json["pages"], "secure" in ran.json["not_examined"][0]["reason"])


def test_browsers_side_by_side_find_the_same(web: Site) -> None:
    urls = [
        f"{web.origin}/{name}" for name in ("plain", "console", "late", "shadow", "alerts", "strict", "embed-error")
    ]
    one, two = (look(*urls, "--browsers", number).json["pages"] for number in ("1", "2"))
    assert urls == [page["source"] for page in two]
    assert [page["findings"] for page in one] == [page["findings"] for page in two]
    assert [page["facts"] for page in one] == [page["facts"] for page in two]
