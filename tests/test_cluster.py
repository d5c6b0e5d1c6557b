"""Many sites on a Dask cluster: the same comparison as in one process, whatever worker is lost on the way."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from tests.support import FAULTY, PAGE, ROOT, kommunlint

pytest.importorskip("distributed")

from tests import clusters

if TYPE_CHECKING:
    from pathlib import Path

    from tests.clusters import Cluster

USUAL = ("--sites", "sites.csv", "--today", "2026-11-21", "--fail-on", "never", "--reproducible")
SITES, KILLS = 4, 3


def _sites(folder: Path, number: int = SITES) -> None:
    rows = "name,address,seed\n"
    for one in range(number):
        (folder / f"s{one}").mkdir()
        (folder / f"s{one}" / "a.html").write_text(FAULTY if one % 2 else PAGE, "utf-8")
        rows += f"s{one},https://s{one}.test/,s{one}\n"
    (folder / "sites.csv").write_text(rows, "utf-8")


def _begin(folder: Path, cluster: Cluster, out: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "linter", "audit", *USUAL, "--out", out, "--dask", cluster.address]
    paths = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
    return subprocess.Popen(command, cwd=folder, env={**os.environ, "PYTHONPATH": paths})


def _done(folder: Path) -> list[Path]:
    return list(folder.glob("sites/*/site.json"))


def test_a_worker_that_is_killed_loses_and_doubles_nothing(tmp_path: Path) -> None:
    _sites(tmp_path)
    assert 0 == kommunlint("audit", *USUAL, "--out", "here", cwd=tmp_path).code
    expected = json.loads((tmp_path / "here/comparison.json").read_text("utf-8"))
    with clusters.running(tmp_path, 2) as cluster:
        for number in range(KILLS):
            out = tmp_path / f"out{number}"
            run = _begin(tmp_path, cluster, out.name)
            end = time.monotonic() + 120
            while len(_done(out)) < 1 + number % 2 and time.monotonic() < end:
                time.sleep(0.02)
            assert run.poll() is None
            cluster.lose(number)
            cluster.add()
            assert 0 == run.wait(240)
            assert (SITES, expected) == (len(_done(out)), json.loads((out / "comparison.json").read_text("utf-8")))


def test_a_cluster_that_is_none_is_told(tmp_path: Path) -> None:
    _sites(tmp_path, 1)
    ran = kommunlint("audit", *USUAL, "--out", "out", "--dask", "tcp://127.0.0.1:9", cwd=tmp_path)
    assert (2, "kommunlint: --dask: ingen Dask-schemaläggare svarar där") == (ran.code, ran.err.splitlines()[-1])
    with clusters.running(tmp_path, 0) as cluster:
        ran = kommunlint("audit", *USUAL, "--out", "out", "--dask", cluster.address, cwd=tmp_path)
    assert (2, "kommunlint: --dask: klustret har inga arbetare") == (ran.code, ran.err.splitlines()[-1])
