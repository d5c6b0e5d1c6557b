"""`kommunlint watch` on real files: what is new and what is mended, however files are written."""

from __future__ import annotations

import os
import queue
import shutil
import signal
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

import pytest

from tests.support import FAULTY, PAGE, ROOT, kommunlint

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_LONG = 60.0
_QUIET = 2.5
"""Seconds in which a change would have been told."""


class Watching:
    """The command at work; what it prints is read as it comes."""

    def __init__(self, folder: Path, *flags: str) -> None:
        words = [sys.executable, "-m", "linter", "watch", str(folder), "--today", "2026-11-21", "--language", "en"]
        self.process = subprocess.Popen(
            [*words, *flags],
            cwd=folder.parent,
            env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self._out, self._err = _lines(self.process.stdout), _lines(self.process.stderr)
        self.said = _until(self._err, "watching ")

    def told(self, last: str) -> list[str]:
        """Return what is printed until a line holds a text."""
        return [line.strip() for line in _until(self._out, last)]

    def heard(self, last: str) -> list[str]:
        """Return what is said on standard error until a line holds a text."""
        return _until(self._err, last)

    def quiet(self) -> list[str]:
        """Return what is printed within a while, which should be nothing."""
        time.sleep(_QUIET)
        return [self._out.get_nowait() for _ in range(self._out.qsize())]

    def end(self, number: int = signal.SIGINT) -> tuple[int, str]:
        """End it; return its exit status, and what else it said."""
        self.process.send_signal(number)
        code = self.process.wait(20)
        time.sleep(0.2)
        return code, "".join(self._err.get_nowait() for _ in range(self._err.qsize()))


def _lines(stream: IO[str] | None) -> queue.Queue[str]:
    assert stream is not None
    lines: queue.Queue[str] = queue.Queue()

    def read() -> None:
        with stream:
            for line in stream:
                lines.put(line)

    threading.Thread(target=read, daemon=True).start()
    return lines


def _until(lines: queue.Queue[str], last: str) -> list[str]:
    found: list[str] = []
    until = time.monotonic() + _LONG
    while not found or last not in found[-1]:
        try:
            found.append(lines.get(timeout=max(0.0, until - time.monotonic())))
        except queue.Empty:
            message = f"{last!r} did not come after {found}"
            raise AssertionError(message) from None
    return found


@pytest.fixture(name="site")
def _site(tmp_path: Path) -> Path:
    site = tmp_path / "site"
    site.mkdir()
    (site / "bad.html").write_text(PAGE, "utf-8")
    (site / "skola.html").write_text(FAULTY, "utf-8")
    return site


@contextmanager
def _watching(site: Path, *flags: str) -> Iterator[Watching]:
    one = Watching(site, *flags)
    try:
        yield one
    finally:
        one.process.kill()
        one.process.wait()


def test_new_and_mended_findings_are_told_and_nothing_else(site: Path) -> None:
    with _watching(site) as watch:
        assert "2 pages, 1 finding" in watch.said[-1]
        (site / "bad.html").write_text(FAULTY, "utf-8")
        told = watch.told("→")
        assert [f"{site}/bad.html  1 new, 0 fixed", "+ 8:1  error  updated-date-empty"] == told[:2]
        (site / "skola.html").write_text(PAGE, "utf-8")
        told = watch.told("There is no date after")
        mended = [f"{site}/skola.html  0 new, 1 fixed", "✓ 8:1  error  updated-date-empty"]
        assert mended == [line for line in told if line in mended]
        (site / "skola.html").write_text(PAGE + "\n", "utf-8")
        (site / "style.css").write_text("p {}", "utf-8")
        os.utime(site / "bad.html")
        assert [] == watch.quiet()
        assert (130, "") == watch.end()


def test_finding_that_only_moves_is_not_new(site: Path) -> None:
    with _watching(site) as watch:
        (site / "skola.html").write_text(FAULTY.replace("<main>", "\n\n<main>"), "utf-8")
        assert [] == watch.quiet()


def test_burst_of_writes_is_one_change(site: Path) -> None:
    with _watching(site) as watch:
        with (site / "bad.html").open("w", encoding="utf-8") as file:
            for letter in FAULTY:
                file.write(letter)
                file.flush()
        told = watch.told("      label.")
        assert 1 == sum("1 new" in line for line in told)
        assert [] == watch.quiet()


def test_file_that_takes_the_place_of_another_is_the_same_page(site: Path) -> None:
    with _watching(site) as watch:
        (site / ".bad.tmp").write_text(FAULTY, "utf-8")
        (site / ".bad.tmp").replace(site / "bad.html")
        assert f"{site}/bad.html  1 new, 0 fixed" == watch.told("→")[0]


def test_pages_that_come_and_go(site: Path) -> None:
    with _watching(site) as watch:
        (site / "skola.html").unlink()
        assert [f"{site}/skola.html  is gone (1 finding)"] == watch.told("is gone")
        below = site / "nytt"
        below.mkdir()
        (below / "sida.html").write_text(FAULTY, "utf-8")
        assert f"{site}/nytt/sida.html  1 new, 0 fixed" == watch.told("→")[0]
        below.rename(site / "gammalt")
        told = {line for line in watch.told("→") if "sida.html" in line}
        assert {f"{site}/nytt/sida.html  is gone (1 finding)", f"{site}/gammalt/sida.html  1 new, 0 fixed"} == told


def test_files_that_are_gone_at_once_are_not_told(site: Path) -> None:
    with _watching(site) as watch:
        for number in range(30):
            path = site / f"flyktig{number}.html"
            path.write_text(FAULTY, "utf-8")
            path.unlink()
        assert [] == [line for line in watch.quiet() if "error" in line and "flyktig" not in line]
        assert watch.process.poll() is None


def test_page_that_cannot_be_read_now_stays_as_it_was(site: Path) -> None:
    with _watching(site) as watch:
        (site / "skola.html").write_bytes(b"")
        assert "skola.html" in watch.heard("empty")[-1]
        (site / "skola.html").write_text(FAULTY, "utf-8")
        assert [] == watch.quiet()


def test_configuration_is_that_of_check_and_is_read_again(site: Path) -> None:
    (site / "kommunlint.toml").write_text('ignore = ["updated-date-empty"]\n', "utf-8")
    with _watching(site) as watch:
        assert "2 pages, 0 findings" in watch.said[-1]
        (site / "kommunlint.toml").write_text("fel = 1\n", "utf-8")
        assert "kommunlint.toml" in watch.heard("kommunlint.toml")[-1]
        (site / "kommunlint.toml").write_text('country = "SE"\n', "utf-8")
        assert f"{site}/skola.html  1 new, 0 fixed" == watch.told("→")[0]


def test_folder_that_is_gone_ends_it(site: Path) -> None:
    with _watching(site) as watch:
        shutil.rmtree(site)
        watch.heard("is not there any more")
        assert 3 == watch.process.wait(20)


def test_sigterm_ends_it_quietly(site: Path) -> None:
    with _watching(site) as watch:
        assert (130, "") == watch.end(signal.SIGTERM)


def test_only_a_folder_can_be_watched(site: Path) -> None:
    ran = kommunlint("watch", site / "bad.html", "--language", "en")
    assert (2, True) == (ran.code, "no such folder" in ran.complaint)
