"""Many pages: nothing is lost when a process dies, hangs or crashes, and Ctrl-C leaves the report so far."""

from __future__ import annotations

import faulthandler
import json
import mmap
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from linter.checks import registry
from linter.config import config
from linter.engine.resolver import Resolver
from linter.model.limits import Limits
from linter.model.reason import Reason
from linter.model.report import NotExamined
from linter.report import renderer
from linter.run import run, targets, workers
from tests.support import FAULTY, PAGE, ROOT, TODAY, validate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from linter.facts.facts import Facts
    from linter.model.report import Report
    from linter.rules.fault import Context, Fault

Check = "Callable[[Facts, Context], Iterator[Fault]]"


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Path:
    for number in range(12):
        (tmp_path / f"p{number:02}.html").write_text(PAGE, "utf-8")
    (tmp_path / "p04.html").write_text(FAULTY.replace("Badplatser", "Ond sida"), "utf-8")
    return tmp_path


def _inject(patch: pytest.MonkeyPatch, misdeed: Callable[[], None]) -> None:
    """Let the check of empty labels do something on the page about evil, in whichever process it runs."""
    sound = registry.find

    def find(category: str, rule: str) -> Any:  # noqa: ANN401  a check
        check = sound(category, rule)
        if rule != "updated-date-empty" or check is None:
            return check

        def wrapped(facts: Facts, context: Context) -> Iterator[Fault]:
            if facts.page.title and "Ond sida" in facts.page.title:
                misdeed()
            return check(facts, context)

        return wrapped

    patch.setattr(registry, "find", find)


def _run(folder: Path, *, jobs: int, seconds: float = 10.0, memory: int = 500_000_000) -> Report:
    limits = replace(Limits(), page_seconds=seconds, worker_bytes=memory)
    settings = replace(config.Config(), limits=limits, base=folder)
    return run.run(targets.find([str(folder)], (), folder, None, "-"), settings, run.RunRequest(TODAY, jobs))


def _names(report: Report) -> list[str]:
    return [page.source.rsplit("/", 1)[-1] for page in report.pages]


ALL = [f"p{number:02}.html" for number in range(12)]
OTHERS = [name for name in ALL if name != "p04.html"]


@pytest.mark.parametrize("jobs", [1, 2])
def test_page_that_kills_its_process_twice_is_not_examined(
    folder: Path, monkeypatch: pytest.MonkeyPatch, jobs: int
) -> None:
    tries = folder / "tries"

    def die() -> None:
        with tries.open("a") as file:
            file.write("x")
        os.kill(os.getpid(), signal.SIGKILL)

    _inject(monkeypatch, die)
    report = _run(folder, jobs=jobs)
    (missing,) = report.not_examined
    assert (OTHERS, "xx", 3) == (_names(report), tries.read_text(), run.exit_status(report, "never"))
    assert missing.source.endswith("p04.html")
    assert Reason("process_ended", {"cause": Reason("signal", {"number": 9})}) == missing.reason


@pytest.mark.parametrize("jobs", [1, 2])
def test_page_whose_process_dies_once_is_tried_again(folder: Path, monkeypatch: pytest.MonkeyPatch, jobs: int) -> None:
    mark = folder / "mark"

    def die_once() -> None:
        if not mark.exists():
            mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)

    _inject(monkeypatch, die_once)
    report = _run(folder, jobs=jobs)
    assert mark.exists()
    assert (ALL, (), {"updated-date-empty": 1}) == (_names(report), report.not_examined, dict(report.summary.by_rule))


@pytest.mark.parametrize("jobs", [1, 2])
def test_page_that_runs_over_its_time_is_stopped(folder: Path, monkeypatch: pytest.MonkeyPatch, jobs: int) -> None:
    _inject(monkeypatch, lambda: time.sleep(60))
    report = _run(folder, jobs=jobs, seconds=5.0)
    (missing,) = report.not_examined
    assert (OTHERS, 3) == (_names(report), run.exit_status(report, "error"))
    told = Reason("page_too_slow", {"seconds": 5.0, "limit": "page_seconds"})
    assert NotExamined(str(folder / "p04.html"), told) == missing


_LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the limit is kept by Linux")
MEMORY = 60_000_000


def _take(size: int) -> mmap.mmap:
    """Take memory of the system, not what the heap that came from this process has to spare, and use it."""
    try:
        taken = mmap.mmap(-1, size + 1, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
    except OSError as error:
        raise MemoryError from error
    for place in range(0, size, 1 << 12):
        taken[place] = 1
    return taken


@_LINUX
@pytest.mark.parametrize("jobs", [1, 2])
def test_page_that_strikes_the_limit_of_memory_is_tried_alone(
    folder: Path, monkeypatch: pytest.MonkeyPatch, jobs: int
) -> None:
    tries = folder / "tries"

    def gorge() -> None:
        with tries.open("a") as file:
            file.write("x")
        _take(2 * MEMORY)

    _inject(monkeypatch, gorge)
    report = _run(folder, jobs=jobs, memory=MEMORY)
    told = NotExamined(str(folder / "p04.html"), Reason("worker_memory", {"megabytes": 60}))
    assert ((told,), OTHERS, 3) == (report.not_examined, _names(report), run.exit_status(report, "never"))
    assert "xx" == tries.read_text()


@_LINUX
def test_what_other_pages_left_behind_is_not_held_against_a_page(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("p05.html", "p06.html"):
        (folder / name).write_text((folder / "p04.html").read_text("utf-8"), "utf-8")
    kept: list[mmap.mmap] = []
    _inject(monkeypatch, lambda: kept.append(_take(MEMORY * 6 // 10)))
    report = _run(folder, jobs=1, memory=MEMORY)
    assert ((), ALL) == (report.not_examined, _names(report))


def _abort_after(size: int) -> None:
    _kept = _take(size)
    time.sleep(0.5)  # long enough to be looked at, whatever else the machine does
    faulthandler.disable()  # pytest's, which would tell of it
    os.abort()


@_LINUX
@pytest.mark.parametrize(
    ("size", "why"),
    [
        (MEMORY // 2, Reason("worker_memory", {"megabytes": 60})),
        (0, Reason("process_ended", {"cause": Reason("signal", {"number": 6})})),
    ],
    ids=["much", "little"],
)
def test_library_that_aborts_with_much_memory_taken_ran_out_of_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch, size: int, why: Reason
) -> None:
    _inject(monkeypatch, lambda: _abort_after(size))
    report = _run(folder, jobs=1, memory=MEMORY)
    assert (why,) == tuple(missing.reason for missing in report.not_examined)


def test_check_that_crashes_is_skipped_and_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash() -> None:
        message = "no such thing"
        raise ZeroDivisionError(message)

    _inject(monkeypatch, crash)
    report = _run(folder, jobs=2)
    skipped = {page.source.rsplit("/", 1)[-1]: page.skipped for page in report.pages if page.skipped}
    assert (ALL, ["p04.html"], 3) == (_names(report), list(skipped), run.exit_status(report, "never"))
    ((one,),) = skipped.values()
    expected = Reason("check_crashed", {"detail": "ZeroDivisionError: no such thing"})
    assert ("updated-date-empty", expected) == (one.rule, one.reason)
    tree = json.loads("".join(renderer("json")(report)))
    validate(tree)
    assert "updated-date-empty" in "".join(renderer("text")(report))


def test_check_that_is_not_there_is_skipped(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sound = registry.find
    monkeypatch.setattr(
        registry, "find", lambda category, rule: None if rule == "updated-date-stale" else sound(category, rule)
    )
    report = _run(folder, jobs=1)
    assert {("updated-date-stale",)} == {tuple(skipped.rule for skipped in page.skipped) for page in report.pages}


def test_process_that_is_killed_from_outside_loses_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pids = folder / "pids"

    def linger() -> None:
        with pids.open("a") as file:
            file.write(f"{os.getpid()}\n")
        time.sleep(60 if len(pids.read_text().split()) == 1 else 0)

    def strike() -> None:
        for _ in range(200):
            if pids.exists() and pids.read_text().endswith("\n"):
                os.kill(int(pids.read_text().split()[0]), signal.SIGTERM)
                return
            time.sleep(0.05)

    _inject(monkeypatch, linger)
    killer = threading.Thread(target=strike)
    killer.start()
    report = _run(folder, jobs=2, seconds=30.0)
    killer.join()
    assert 2 == len(pids.read_text().split())
    assert (ALL, ()) == (_names(report), report.not_examined)


@pytest.mark.parametrize("jobs", [1, 2])
def test_processes_end_by_themselves(folder: Path, jobs: int) -> None:
    settings = config.Config(base=folder)
    with workers.Pool(jobs, Resolver(settings, TODAY), settings.limits) as pool:
        assert 12 == len(list(pool.results(targets.find([str(folder)], (), folder, None, "-"))))
        started = multiprocessing.active_children()
    assert [0] * jobs == [process.exitcode for process in started]


def test_more_pages_than_the_pool_looks_ahead(tmp_path: Path) -> None:
    for number in range(150):
        (tmp_path / f"p{number:03}.html").write_text(PAGE, "utf-8")
    seen: list[Any] = []
    wanted = targets.find([str(tmp_path), "gone.html"], (), tmp_path, None, "-")
    report = run.run(wanted, config.Config(), run.RunRequest(TODAY, 2, on_page=seen.append))
    assert [f"p{number:03}.html" for number in range(150)] == _names(report)
    assert 151 == len(seen)
    assert isinstance(seen[-1], NotExamined)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_and_sigterm_leave_the_report_so_far(tmp_path: Path, number: signal.Signals) -> None:
    for page in range(3):
        (tmp_path / f"p{page}.html").write_text(FAULTY, "utf-8")
    (tmp_path / "z.html").write_text(PAGE, "utf-8")
    script = (
        "import pathlib, time\n"
        "from linter import cli\nfrom linter.checks import registry\n"
        "sound = registry.find\n"
        "def find(category, rule):\n"
        "    check = sound(category, rule)\n"
        "    def slow(facts, context):\n"
        "        if facts.page.document.source.name.endswith('z.html'):\n"
        "            pathlib.Path('asleep').touch()\n"
        "            time.sleep(60)\n"
        "        return check(facts, context)\n"
        "    return slow\n"
        "registry.find = find\n"
        "cli.main()\n"
    )
    pages = [f"p{page}.html" for page in range(3)]
    words = [
        sys.executable,
        "-c",
        script,
        "check",
        *pages,
        "z.html",
        "--format",
        "json",
        "--jobs",
        "2",
        "--today",
        "2026-11-21",
    ]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        words,
        cwd=tmp_path,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
        text=True,
    )
    for _ in range(400):
        if (tmp_path / "asleep").exists():
            break
        time.sleep(0.05)
    time.sleep(0.7)
    process.send_signal(number)
    out, err = process.communicate(timeout=30)
    tree = json.loads(out)
    validate(tree)
    assert (130, False) == (process.returncode, tree["run"]["complete"])
    assert pages == [page["source"] for page in tree["pages"]]
    assert 1 == len(err.splitlines())
    assert "Granskningen avbröts" in err
