"""`make bench`: a crawl of 5,000 pages that is killed at three points and goes on, and a recording of 20,000 pages reviewed.

A report that differs from that of the crawl nobody killed is a failure; so is a recording that is read at less than nine
tenths of what the static stage makes of the same pages as files, by processor time. `python tests/bench/interrupted_crawl.py
[PAGES [RECORDED]]`.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.request import urlopen

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT))

from tests.bench.crawl import ANSWERS, PAGES, make_site, measured, served  # noqa: E402  the path has to be set first

RECORDED, LEAST = 20_000, 0.9
KILLS = (0.2, 0.5, 0.98)
"""When the crawls are killed: after which part of the pages."""
USUAL = ("--delay", "0", "--files", "json", "--today", "2026-11-21", "--reproducible", "--fail-on", "never")


def main() -> int:
    """Measure both; return 1 where one does not hold."""
    number, recorded = (int(word) for word in (*sys.argv[1:], *map(str, (PAGES, RECORDED)))[:2])
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        make_site(work / "site", number)
        same = _kills(work, number)
        make_site(work / "more", recorded)
        share = _recording(work, recorded)
    return 0 if same and share >= LEAST else 1


def _crawl(origin: str, number: int, *words: str) -> list[str]:
    command = [sys.executable, "-m", "linter", "audit", f"{origin}/", "--crawl", "--all", "--pages", str(number)]
    return [*command, *USUAL, *words]


def _kills(work: Path, number: int) -> bool:
    """Kill a crawl at each point and let it go on; return whether all reports are the one of a crawl that was left alone."""
    with served(work / "site") as origin:
        measured(_crawl(origin, number, "--out", str(work / "whole")), work)
        whole, same = (work / "whole" / "report.json").read_bytes(), []
        for at in (round(number * part) for part in KILLS):
            words = _crawl(origin, number, "--out", str(work / f"killed{at}"))
            asked = _kill(words, work, origin, at)
            measured(words, work)
            same.append((work / f"killed{at}" / "report.json").read_bytes() == whole)
            print(
                f"killed after {asked} answers of {number}, then ended: {'the same' if same[-1] else 'ANOTHER'} report",
                flush=True,
            )
    return all(same)


def _kill(words: list[str], work: Path, origin: str, at: int) -> int:
    """Begin a crawl, kill it with all its processes after so many answers; return how many it had."""
    before = _answers(origin)
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))}
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(words, cwd=work, env=env, stdout=quiet, stderr=quiet, start_new_session=True)
    while (asked := _answers(origin) - before) < at and process.poll() is None:
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    return asked


def _answers(origin: str) -> int:
    with urlopen(f"{origin}{ANSWERS}") as answer:  # noqa: S310  our own server
        return int(answer.read())


def _recording(work: Path, number: int) -> float:
    """Return the speed at which a recording is reviewed, in parts of the static stage's over the same pages."""
    with served(work / "more") as origin:
        measured(_crawl(origin, number, "--out", str(work / "first"), "--warc", str(work / "site.warc.gz")), work)
    one = ["--jobs", "1"]
    review = [sys.executable, "-m", "linter", "audit", "--all", *USUAL[2:], *one, "--out", str(work / "again")]
    ours = measured([*review, "--from-warc", str(work / "site.warc.gz")], work)
    check = [sys.executable, "-m", "linter", "check", str(work / "more"), *USUAL[4:], *one, "--output"]
    static = measured([*check, f"json={work / 'static.json'}"], work)
    share = static.processor / ours.processor
    print(f"{number} recorded pages: {number / ours.processor:.0f} a processor second and {ours.memory:.0f} MB,")
    print(f"  {number / static.processor:.0f} by the static stage alone: {share:.0%} (bar: {LEAST:.0%})")
    return share


if __name__ == "__main__":
    sys.exit(main())
