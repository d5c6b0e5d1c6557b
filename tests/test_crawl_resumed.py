"""Crawls that are killed, stopped or cut, and go on; and folders that hold something else."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from tests.recorded_site import Site, html, served
from tests.support import ROOT, kommunlint
from tests.test_crawl import USUAL, crawl

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def site() -> Iterator[Site]:
    """A site without pages yet, served."""
    with served(Site()) as one:
        yield one


def _tree(site: Site, number: int) -> None:
    for at in range(number):
        links = [f"/s/{to}" for to in (2 * at + 1, 2 * at + 2) if to < number]
        site.page("/" if not at else f"/s/{at}", f"Sida {at}", *links)


def _killed(site: Site, folder: Path, after: int) -> None:
    """Kill a crawl, with all that it started, once it has made so many requests."""
    site.closes_after = after
    words = ["audit", f"{site.origin}/", "--crawl", "--out", str(folder), *USUAL]
    process = subprocess.Popen(
        [sys.executable, "-m", "linter", *words],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    while process.poll() is None and len(site.asked) <= after:
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    site.closes_after = None
    site.gate.set()


@pytest.mark.parametrize("after", [5, 40, 75])
def test_a_crawl_that_is_killed_goes_on_without_loss(after: int, site: Site, tmp_path: Path) -> None:
    _tree(site, 80)
    _killed(site, tmp_path / "killed", after)
    before = len(site.asked)
    _, resumed = crawl(site, tmp_path / "killed")
    again = len(site.asked) - before
    _, whole = crawl(site, tmp_path / "whole")
    assert (80, whole) == (len(whole["pages"]), resumed)
    assert again <= 82 - after + 16  # eight were under way at the kill, and robots.txt and the sitemap are kept too


def test_a_crawl_that_is_over_starts_anew(site: Site, tmp_path: Path) -> None:
    site.page("/", "Start")
    crawl(site, tmp_path)
    crawl(site, tmp_path)
    assert 2 == site.paths().count("/")


def test_an_unfinished_crawl_is_not_thrown_away_for_another(site: Site, tmp_path: Path) -> None:
    _tree(site, 10)
    site.put("/bort", html("Annan"))
    _killed(site, tmp_path, 5)
    words = ("audit", f"{site.origin}/bort", "--crawl", "--out", str(tmp_path), *USUAL)
    ran = kommunlint(*words)
    assert (2, True) == (ran.code, "--fresh" in ran.complaint)
    assert 0 == kommunlint(*words, "--fresh").code


@pytest.mark.parametrize("state", [b"", b"[]", b"{", b'{"version": 99}', b"\xff" * 10])
def test_a_state_that_is_not_ours_is_refused_and_stays(state: bytes, site: Site, tmp_path: Path) -> None:
    (tmp_path / "crawl").mkdir()
    file = tmp_path / "crawl" / "crawl.json"
    file.write_bytes(state)
    ran = kommunlint("audit", f"{site.origin}/", "--crawl", "--out", str(tmp_path), *USUAL)
    assert (2, True, state) == (ran.code, str(file) in ran.complaint, file.read_bytes())


def test_a_folder_that_another_crawl_writes_into_is_refused(site: Site, tmp_path: Path) -> None:
    site.page("/", "Start", "/a")
    site.closes_after = 1
    words = [sys.executable, "-m", "linter", "audit", f"{site.origin}/", "--crawl", "--out", str(tmp_path), *USUAL]
    with subprocess.Popen(words, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while process.poll() is None and len(site.asked) <= 1:
            time.sleep(0.02)
        ran = kommunlint(*words[3:])
        site.gate.set()
    assert (2, True) == (ran.code, str(tmp_path / "crawl") in ran.complaint)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_crawl_that_is_stopped_goes_on_with_the_same_command(
    number: signal.Signals, site: Site, tmp_path: Path
) -> None:
    _tree(site, 20)
    site.closes_after = 8
    words = [sys.executable, "-m", "linter", "audit", f"{site.origin}/", "--crawl", "--out", str(tmp_path), *USUAL]
    with subprocess.Popen(words, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        while process.poll() is None and len(site.asked) <= 8:
            time.sleep(0.02)
        process.send_signal(number)
        said = process.communicate()[1].decode()
    assert (130, 1) == (process.returncode, said.count("stoppa"))
    site.closes_after = None
    assert 20 == len(crawl(site, tmp_path)[1]["pages"])


def test_an_index_that_breaks_off_costs_its_last_line_only(site: Site, tmp_path: Path) -> None:
    _tree(site, 20)
    _killed(site, tmp_path, 12)
    index = tmp_path / "crawl" / "answers.index"
    index.write_bytes(index.read_bytes()[:-5])
    archive = tmp_path / "crawl" / "answers.warc.gz"
    archive.write_bytes(archive.read_bytes() + b"half a record")
    assert 20 == len(crawl(site, tmp_path)[1]["pages"])
