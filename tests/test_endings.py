"""How a run ends where the program, the system or its caller does not let it come to its end."""

from __future__ import annotations

import json
import os
import resource
import shlex
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from linter.config import config
from linter.model.limits import Limits
from linter.model.reason import Reason, crash
from linter.run import run, spool, targets
from tests.support import FAULTY, PAGE, ROOT, TODAY, check, validate, without_coverage

if TYPE_CHECKING:
    from collections.abc import Iterator

_ENVIRONMENT = without_coverage() | {"PYTHONPATH": str(ROOT)}
_COMMAND = f"{shlex.quote(sys.executable)} -m linter check --today 2026-11-21 --language en"
_SLOW = """
import pathlib, sys, time
from linter import cli
from linter.checks import registry
sound = registry.find
def find(category, rule):
    check = sound(category, rule)
    def slow(facts, context):
        pathlib.Path(f"asleep-{rule}").touch()
        time.sleep(60)
    return slow if rule == "updated-date-empty" else check
registry.find = find
"""


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Path:
    (tmp_path / "p.html").write_text(FAULTY, "utf-8")
    return tmp_path


def _shell(line: str, folder: Path, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["/bin/sh", "-c", line], cwd=folder, env=_ENVIRONMENT | env, capture_output=True, text=True, check=False
    )


def _run_script(text: str, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, "-c", f"{text}\ncli.main()", "check", "p.html", "--today", "2026-11-21", *words]
    return subprocess.run(line, cwd=folder, env=_ENVIRONMENT, capture_output=True, text=True, check=False)


STREAMS = [
    ("p.html >/dev/full", 70, "internal error: OSError (No space left on device) at linter/cli/streams.py:"),
    ("p.html >&-", 141, ""),
    ("p.html 2>&-", 1, ""),
    ("- <&-", 3, "-: standard input cannot be read"),
    ("p.html <&- --fail-on never", 0, ""),
]


@pytest.mark.parametrize(("rest", "code", "said"), STREAMS, ids=[rest for rest, _, _ in STREAMS])
def test_stream_that_is_full_or_closed(folder: Path, rest: str, code: int, said: str) -> None:
    ran = _shell(f"{_COMMAND} {rest}", folder)
    assert code == ran.returncode
    assert (len(ran.stderr.splitlines()), True) == (bool(said), said in ran.stderr)


def test_output_that_nobody_reads_any_more_is_no_noise(folder: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as nobody:
        line = [*shlex.split(_COMMAND), "p.html", "--output", "json=r.json"]
        ran = subprocess.run(line, cwd=folder, env=_ENVIRONMENT, stdout=nobody, stderr=subprocess.PIPE, check=False)
    assert (141, b"") == (ran.returncode, ran.stderr)
    assert 1 == len(json.loads((folder / "r.json").read_text("utf-8"))["pages"])


def test_full_disk_leaves_the_old_report_and_shows_the_new_one(folder: Path) -> None:
    (folder / "r.json").write_text("before", "utf-8")
    (folder / "temporary").mkdir()
    outputs = "--output xlsx=r.xlsx --output json=r.json --format json"
    ran = _shell(f"ulimit -f 1; {_COMMAND} p.html {outputs}", folder, TMPDIR=str(folder / "temporary"))
    assert (70, 1) == (ran.returncode, len(json.loads(ran.stdout)["pages"]))
    assert ["r.xlsx", "r.json"] == [line.split(": ")[2] for line in ran.stderr.splitlines()]
    assert "before" == (folder / "r.json").read_text("utf-8")
    assert ["p.html", "r.json", "temporary"] == sorted(path.name for path in folder.rglob("*"))


@contextmanager
def _files_of_at_most(size: int) -> Iterator[None]:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_full_disk_in_mid_run_leaves_the_pages_until_then(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(40):
        (tmp_path / f"p{number:02}.html").write_text(PAGE, "utf-8")
    monkeypatch.setattr(spool, "_IN_MEMORY", 0)
    heard: list[Exception] = []
    found = targets.find([str(tmp_path)], (), tmp_path, None, "-")
    with _files_of_at_most(40_000):
        report = run.run(found, config.Config(base=tmp_path), run.RunRequest(TODAY, 1, on_crash=heard.append))
    names = [Path(page.source).name for page in report.pages]
    assert names == [f"p{number:02}.html" for number in range(len(names))]
    assert (True, len(names)) == (0 < len(names) < 40, report.summary.pages)
    assert (70, False, [OSError]) == (
        run.exit_status(report, "never"),
        report.run.complete,
        [type(error) for error in heard],
    )
    assert report.run.error is not None
    assert ("internal_error", "OSError (File too large)") == (report.run.error.key, report.run.error.data["kind"])


def test_error_of_the_program_is_no_finding(folder: Path) -> None:
    script = """
from linter import cli
from linter.run import causes
def find(*_):
    raise ValueError("secret of the page")
causes.find = find
"""
    ran = _run_script(script, folder, "--format", "json")
    report = json.loads(ran.stdout)
    validate(report)
    assert (70, False, 1) == (ran.returncode, report["run"]["complete"], len(report["pages"]))
    assert "the program ended early: ValueError at linter/run/run.py" in report["run"]["error"]["reason"]
    (line, stopped) = ran.stderr.splitlines()
    assert "Granskningen avbröts." in stopped
    assert "Internt fel: ValueError vid linter/run/run.py:" in line
    assert ("kommunlint 0." in line, "secret" in ran.stderr) == (True, False)


def test_format_that_crashes_loses_no_other(folder: Path) -> None:
    script = """
from linter import cli
from linter.report import csv_
def render(_):
    raise ValueError("secret of the page")
csv_.render = render
"""
    ran = _run_script(script, folder, "--output", "csv=r.csv", "--output", "json=r.json", "--format", "text")
    assert (70, 1) == (ran.returncode, len(ran.stderr.splitlines()))
    assert ["p.html", "r.json"] == sorted(path.name for path in folder.iterdir())


def _loop(folder: Path) -> Path:
    """Return a folder with a page, a link that leads to itself and two that lead to each other."""
    place = folder / "pages"
    place.mkdir()
    (place / "a.html").write_text(PAGE, "utf-8")
    for name, leads in (("b.html", "b.html"), ("c.html", "d.html"), ("d.html", "c.html"), ("e", "e")):
        (place / name).symlink_to(leads)
    return place


def test_links_in_a_circle_end_nothing(tmp_path: Path) -> None:
    place = _loop(tmp_path)
    ran = check("pages", "pages/b.html", "pages/e/x.html", "--format", "json", cwd=tmp_path)
    missing = {one["source"]: one["reason_key"] for one in ran.json["not_examined"]}
    assert (3, ["pages/a.html"]) == (ran.code, [page["source"] for page in ran.json["pages"]])
    assert missing == {
        **dict.fromkeys(("pages/b.html", "pages/c.html", "pages/d.html"), "unreadable"),
        "pages/e/x.html": "path_missing",
    }
    assert place.is_dir()


def test_link_in_a_circle_is_no_configuration(tmp_path: Path) -> None:
    (tmp_path / "p.html").write_text(PAGE, "utf-8")
    (tmp_path / "kommunlint.toml").symlink_to("kommunlint.toml")
    ran = check("p.html", "--config", "kommunlint.toml", cwd=tmp_path)
    assert (2, 1) == (ran.code, len(ran.err.splitlines()))


def _children(pid: int) -> list[int]:
    try:
        return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()]
    except OSError:
        return []


def _is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def _wait_until(is_so: Any, seconds: float = 20) -> bool:  # noqa: ANN401  a function
    deadline = time.monotonic() + seconds
    while not is_so() and time.monotonic() < deadline:
        time.sleep(0.02)
    return bool(is_so())


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="counts processes in /proc")
@pytest.mark.parametrize("platform", ["linux", "darwin"])
def test_workers_end_with_their_parent_however_that_ends(folder: Path, platform: str) -> None:
    (folder / "q.html").write_text(PAGE, "utf-8")
    script = f"{_SLOW}\nfrom linter.cli.program import complete\ncomplete()\nsys.platform = {platform!r}\ncli.main()"
    line = [sys.executable, "-c", script, "check", "p.html", "q.html", "--jobs", "2"]
    process = subprocess.Popen(line, cwd=folder, env=_ENVIRONMENT, stdout=subprocess.DEVNULL)
    assert _wait_until((folder / "asleep-updated-date-empty").exists)
    assert _wait_until(lambda: len(_children(process.pid)) == 2)
    workers = _children(process.pid)
    process.kill()
    process.wait()
    assert _wait_until(lambda: not any(map(_is_alive, workers)), 5)


MEMORY = 60_000_000


def _hungry(html: str, folder: Path, *words: str) -> dict[str, Any]:
    (folder / "kommunlint.toml").write_text(f"[limits]\nworker_bytes = {MEMORY}\n", "utf-8")
    (folder / "p.html").write_text(html, "utf-8")
    (folder / "q.html").write_text(PAGE, "utf-8")
    tree: dict[str, Any] = check("p.html", "q.html", "--format", "json", *words, cwd=folder).json
    return tree


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the limit is kept by Linux")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_page_that_takes_too_much_memory_is_not_examined(tmp_path: Path, jobs: str) -> None:
    misnested = "".join(f"<b id=b{number}><p>" for number in range(4000))
    report = _hungry(f"<!doctype html><main>{misnested}", tmp_path, "--jobs", jobs)
    (missing,) = report["not_examined"]
    assert ["q.html"] == [page["source"] for page in report["pages"]]
    assert ("p.html", "worker_memory", {"megabytes": 60}) == (
        missing["source"],
        missing["reason_key"],
        missing["reason_data"],
    )
    assert "took more than 60 MB of memory; limits.worker_bytes raises it" == missing["reason"]


def test_limit_of_memory_is_that_of_the_contract() -> None:
    assert 512 * 1024 * 1024 == Limits().worker_bytes


OBJECTS = [
    ("<urllib3.connection.HTTPConnection object at 0x7f3a1c0d2e50>: Connection refused", "OSError: Connection refused"),
    ("cannot connect to host ssl:<ssl.SSLContext object at 0x7f00> now", "OSError: cannot connect to host ssl: now"),
    ("(Caused by MemoryError())", "OSError: (Caused by )"),
    ("", "OSError"),
    ("an <a> stays, and so does object at 0x12", "OSError: an <a> stays, and so does object at 0x12"),
]


@pytest.mark.parametrize(("said", "told"), OBJECTS)
def test_reasons_name_no_objects_of_the_program(said: str, told: str) -> None:
    assert told == crash("program_failed", OSError(said)).data["detail"]
    assert told.removeprefix("OSError").removeprefix(": ") == " ".join(
        str(Reason("system_error", {"detail": said}).data["detail"]).split()
    )


def test_signal_while_reports_are_written_leaves_the_old_one(folder: Path) -> None:
    (folder / "r.json").write_text("before", "utf-8")
    script = """
import os, signal
from linter import cli
from linter.report import json_
def render(_):
    yield "{"
    os.kill(os.getpid(), signal.SIGTERM)
json_.render = render
"""
    ran = _run_script(script, folder, "--output", "json=r.json")
    assert (130, "before") == (ran.returncode, (folder / "r.json").read_text("utf-8"))
    assert ["p.html", "r.json"] == sorted(path.name for path in folder.iterdir())
    assert signal.SIGTERM not in {ran.returncode, -ran.returncode}


@pytest.mark.skipif(not hasattr(os, "register_at_fork"), reason="no fork")
def test_signal_while_a_process_is_started_is_heard(folder: Path) -> None:
    script = """
import os, signal
os.register_at_fork(after_in_parent=lambda: os.kill(os.getpid(), signal.SIGTERM))
from linter import cli
"""
    ran = _run_script(script, folder, "--jobs", "2", "p.html", "p.html?")
    assert 130 == ran.returncode, ran.stderr
    assert "Traceback" not in ran.stderr
