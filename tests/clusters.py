"""A Dask cluster of the tests: a scheduler and workers as processes of their own, on loopback, each to be killed by its id."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.support import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@dataclass
class Cluster:
    """A scheduler, by its address, and its workers."""

    folder: Path
    address: str = ""
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def add(self, threads: int = 1) -> subprocess.Popen[bytes]:
        """Start a worker, which nobody starts again when it is lost."""
        words = ["worker", self.address, "--no-nanny", "--nthreads", str(threads), "--no-dashboard"]
        process = _start([*words, "--local-directory", str(self.folder)])
        self.workers.append(process)
        return process

    def lose(self, number: int) -> None:
        """Kill a worker by its id."""
        worker = self.workers[number]
        worker.kill()
        worker.wait()


def _start(words: list[str]) -> subprocess.Popen[bytes]:
    paths = os.pathsep.join([str(ROOT), *([os.environ["PYTHONPATH"]] if os.environ.get("PYTHONPATH") else [])])
    return subprocess.Popen(
        [sys.executable, "-m", "dask", *words],
        env={**os.environ, "PYTHONPATH": paths},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


@contextmanager
def running(folder: Path, workers: int, threads: int = 1) -> Iterator[Cluster]:
    """Run a cluster."""
    told = folder / "scheduler.json"
    words = ["--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(told)]
    scheduler = _start(["scheduler", *words])
    cluster = Cluster(folder)
    try:
        cluster.address = _address(told)
        for _ in range(workers):
            cluster.add(threads)
        if workers:
            _wait_for(cluster, workers)
        yield cluster
    finally:
        for one in (*cluster.workers, scheduler):
            one.kill()  # nothing of theirs is kept, and one whose scheduler has gone first would wait for it
        for one in (*cluster.workers, scheduler):
            one.wait()


def _address(told: Path) -> str:
    end = time.monotonic() + 120
    while time.monotonic() < end:
        if told.exists() and told.stat().st_size:
            return str(json.loads(told.read_text("utf-8"))["address"])
        time.sleep(0.05)
    message = "the scheduler did not begin"
    raise AssertionError(message)


def _wait_for(cluster: Cluster, workers: int) -> None:
    from distributed import Client  # noqa: PLC0415  where the extra is installed only

    with Client(cluster.address, set_as_default=False) as client:
        client.wait_for_workers(workers, timeout=120)
