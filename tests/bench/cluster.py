"""`make bench`: many sites on a Dask cluster on this machine beside the pool of the command, and ten workers that are killed.

Ten runs lose a worker each, by its id, while it reviews; the comparison of every one has to be that of a run that lost none.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT))

from tests import clusters  # noqa: E402  the path has to be set first
from tests.support import FAULTY, PAGE  # noqa: E402  likewise

SITES, KILLS, JOBS, LEAST = 8, 10, 2, 0.8
USUAL = ("--sites", "sites.csv", "--today", "2026-11-21", "--fail-on", "never", "--reproducible")


def _sites(folder: Path) -> None:
    rows = "name,address,seed\n"
    for one in range(SITES):
        (folder / f"s{one}").mkdir()
        for page in range(20):
            (folder / f"s{one}" / f"{page}.html").write_text(FAULTY if page % 2 else PAGE, "utf-8")
        rows += f"s{one},https://s{one}.test/,s{one}\n"
    (folder / "sites.csv").write_text(rows, "utf-8")


def _begin(folder: Path, out: str, *words: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "linter", "audit", *USUAL, "--out", out, *words]
    paths = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
    env = {**os.environ, "PYTHONPATH": paths}
    return subprocess.Popen(command, cwd=folder, env=env, stdout=subprocess.DEVNULL)


def _rate(folder: Path, out: str, *words: str) -> float:
    """Return sites a second; the start of the command and of its cluster's client is part of it."""
    began = time.monotonic()
    if _begin(folder, out, *words).wait():
        sys.exit(f"{out}: the review failed")
    return SITES / (time.monotonic() - began)


def _compared(folder: Path, out: str) -> object:
    return json.loads((folder / out / "comparison.json").read_text("utf-8"))


def _lose_one(folder: Path, cluster: clusters.Cluster, number: int) -> bool:
    """Kill a worker while a run goes on; return whether the run came to the same."""
    out = f"lost{number}"
    run = _begin(folder, out, "--dask", cluster.address)
    while run.poll() is None and len(list((folder / out).glob("sites/*/site.json"))) < 1 + number % 4:
        time.sleep(0.02)
    is_under_way = run.poll() is None
    cluster.lose(number)
    cluster.add()
    is_ended = run.wait() == 0
    marks = len(list((folder / out).glob("sites/*/site.json")))
    return is_under_way and is_ended and marks == SITES and _compared(folder, out) == _compared(folder, "local0")


def main() -> int:
    """Measure, and fail where the cluster is too slow, or a lost worker changes what comes out."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        _sites(folder)
        with clusters.running(folder, JOBS) as cluster:
            here, there = [], []
            for turn in range(2):
                here.append(_rate(folder, f"local{turn}", "--jobs", str(JOBS)))
                there.append(_rate(folder, f"dask{turn}", "--dask", cluster.address))
            share = max(there) / max(here)
            print(
                f"sites a second: {max(here):.2f} in the pool, {max(there):.2f} with Dask: {share:.0%} (bar: {LEAST:.0%})"
            )
            same = sum(_lose_one(folder, cluster, number) for number in range(KILLS))
            print(f"runs that lost a worker and came to the same: {same} of {KILLS}")
    return 0 if share >= LEAST and same == KILLS else 1


if __name__ == "__main__":
    sys.exit(main())
