"""`make bench`: 50 editors at one server, by locust, which is installed for the run into a folder of its own.

Each waits 2 to 5 seconds between checks of pages of about 60 KB. What is told: how long answers took, how many were errors,
how much of the processor the server with its processes took and how much locust, and the memory of the server and its
processes as checks go on. SECONDS and CHECKS (environment) are how long the editors work, and how many checks memory is told for.
"""

from __future__ import annotations

import csv
import os
import subprocess
import sys
import tempfile
import threading
import time
from itertools import count
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT))

from tests.bench.static_stage import SIZE, make_pages, words_of_fixtures  # noqa: E402  the path has to be set first
from tests.editors_server import EditorsServer, serving  # noqa: E402  as above

LOCUST = "locust==2.47.0"
EDITORS, PAGES = 50, 60
SECONDS, CHECKS = int(os.environ.get("SECONDS", "60")), int(os.environ.get("CHECKS", "5000"))
STEP, SENDERS = 500, 4
_TICK = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100
_USER, _CHILDREN = 13, 15


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        make_pages(work / "pages", PAGES, SIZE, words_of_fixtures())
        (work / "kommunlint.toml").write_text("[serve]\nchecks_per_minute = 100000\n", "utf-8")
        locust = _installed(work)
        flags = [] if os.environ.get("BROWSER") else ["--no-browser"]
        with serving(work, *flags) as server:
            if locust is not None:
                _editors(server, locust, work)
        with serving(work, "--no-browser") as server:
            _memory(server, work)


def _installed(work: Path) -> str | None:
    """Return where locust is, None (and say so) where it cannot be installed."""
    if os.environ.get("LOCUST"):
        return os.environ["LOCUST"]
    place = work / "locust"
    subprocess.run([sys.executable, "-m", "venv", str(place)], check=True)
    pip = [str(place / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", LOCUST]
    done = subprocess.run(pip, capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"{LOCUST} could not be installed: {done.stderr[-300:]}")
        return None
    return str(place / "bin" / "locust")


def _editors(server: EditorsServer, locust: str, work: Path) -> None:
    """Tell what so many editors meet."""
    others, _, _ = os.getloadavg()
    command = [locust, "-f", str(ROOT / "tests" / "bench" / "editors_load.py"), "--headless", "--only-summary"]
    command += [
        "-u",
        str(EDITORS),
        "-r",
        "10",
        "-t",
        f"{SECONDS}s",
        "--host",
        server.origin,
        "--csv",
        str(work / "told"),
    ]
    before, before_us, began = _family_seconds(server.process.pid), os.times(), time.monotonic()
    environment = {**os.environ, "EDITORS_PAGES": str(work / "pages")}
    subprocess.run(command, env=environment, capture_output=True, check=False)
    took, after_us = time.monotonic() - began, os.times()
    ours = _family_seconds(server.process.pid) - before
    locusts = after_us.children_user + after_us.children_system - before_us.children_user - before_us.children_system
    with (work / "told_stats.csv").open(encoding="utf-8") as file:
        rows = {row["Name"]: row for row in csv.DictReader(file)}
    for name in ("check", "preview"):
        row = rows[name]
        print(
            f"{EDITORS} editors, {name:8}{row['Request Count']:>6} answers, {row['Failure Count']} errors, "
            f"median {row['50%']} ms, 95 % {row['95%']} ms, 99 % {row['99%']} ms"
        )
    cores = os.cpu_count() or 1
    print(
        f"processors ({cores}): server and its processes {ours / took / cores:.0%}, locust {locusts / took / cores:.0%}; "
        f"load of the machine before: {others:.1f}"
    )


def _memory(server: EditorsServer, work: Path) -> None:
    """Tell the memory of the server and its processes as checks go on."""
    pages = [path.read_text("utf-8") for path in sorted((work / "pages").glob("*.html"))]
    numbers, failed, lock = count(1), list[int](), threading.Lock()

    def send() -> None:
        while (number := next(numbers)) <= CHECKS:
            status = server.post(html=f"{pages[number % PAGES]}<!-- {number} -->").status
            with lock:
                if status != 200:
                    failed.append(status)
                if number % STEP == 0:
                    told = ", ".join(f"{one / 1024:.0f}" for one in _family_memory(server.process.pid))
                    print(f"after {number:5} checks: MB of server and processes {told}; {len(failed)} errors")

    threads = [threading.Thread(target=send) for _ in range(SENDERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _family(pid: int) -> list[int]:
    """Return a process and all that descend from it."""
    parents: dict[int, list[int]] = {}
    for path in Path("/proc").glob("[0-9]*"):
        fields = _stat(int(path.name))
        if fields:
            parents.setdefault(int(fields[3]), []).append(int(path.name))
    found = [pid]
    for one in found:
        found += parents.get(one, [])
    return found


def _stat(pid: int) -> list[str]:
    """Return the fields of a process's `stat`, its name as one word; none where it is gone."""
    try:
        head, _, rest = Path(f"/proc/{pid}/stat").read_text("ascii", "replace").rpartition(")")
    except OSError:
        return []
    return [head.partition(" ")[0], "", *rest.split()]


def _family_seconds(pid: int) -> float:
    """Return the processor time of a process and its descendants, those that are gone included."""
    stats = [fields for one in _family(pid) if (fields := _stat(one))]
    return sum(sum(map(int, fields[_USER : _CHILDREN + 2])) for fields in stats) / _TICK


def _family_memory(pid: int) -> list[int]:
    """Return the resident memory of a process and its descendants in KB."""
    found = []
    for one in _family(pid):
        try:
            lines = Path(f"/proc/{one}/status").read_text("utf-8", "replace").splitlines()
        except OSError:
            continue
        found += [int(line.split()[1]) for line in lines if line.startswith("VmRSS:")]
    return found


if __name__ == "__main__":
    main()
