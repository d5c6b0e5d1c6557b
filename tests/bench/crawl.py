"""`make bench`: a crawl with its static stage until `report.json` is written, beside others on the same site, and its memory.

5,000 pages of 20 KB, made of the fixtures and distinct paragraphs, on loopback, delays off. The memory is that of all
processes together, shared parts counted once (PSS). Needs Linux; node and npm for the two others, which get 200 pages.
"""

from __future__ import annotations

import json
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT))

from tests.bench import peers  # noqa: E402  the path has to be set first
from tests.bench.static_stage import make_pages, words_of_fixtures  # noqa: E402  likewise

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PAGES, SIZE, PEER_PAGES, LINKS = 5_000, 20_000, 200, 12
PEERS = {"pa11y-ci": "4.1.1", "linkinator": "7.6.1"}
ANSWERS = "/-/answers"
"""Where the server tells how many other answers it has given."""
SERVER = """
import asyncio, pathlib, sys
told = 0
pages = {f"/{path.name}": path.read_bytes() for path in pathlib.Path(sys.argv[1]).iterdir()}
async def serve(reader, writer):
    global told
    try:
        while line := await reader.readline():
            path = line.split()[1].decode()
            while (await reader.readline()).strip():
                pass
            if path == sys.argv[2]:
                body = str(told).encode()
            else:
                body, told = pages.get("/index.html" if path == "/" else path), told + 1
            kind = "application/xml" if path.endswith(".xml") else "text/html; charset=utf-8"
            status = "200 OK" if body is not None else "404 Not Found"
            body = body or b""
            head = f"HTTP/1.1 {status}\\r\\nContent-Type: {kind}\\r\\nContent-Length: {len(body)}\\r\\n\\r\\n"
            writer.write(head.encode() + (b"" if line.startswith(b"HEAD") else body))
            await writer.drain()
    except (ConnectionError, IndexError):
        pass
    finally:
        writer.close()
async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()
asyncio.run(main())
"""


@dataclass(slots=True)
class Cost:
    """What a command took; `memory` is the most that all its processes had together, in megabytes."""

    seconds: float
    processor: float
    memory: float


def main() -> None:
    """Print the figures."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else PAGES
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        make_site(work / "site", number)
        with served(work / "site") as origin:
            _crawl(origin, work, number)
        make_site(work / "small", PEER_PAGES)
        with served(work / "small") as origin:
            _peers(origin, work)


def make_site(folder: Path, number: int) -> None:
    """Write pages that link to each other as a tree with a few links across, and a sitemap with a place for the origin."""
    make_pages(folder, number, SIZE, words_of_fixtures())
    chance = random.Random(1)
    for at, path in enumerate(sorted(folder.iterdir())):
        path.rename(folder / ("index.html" if not at else f"p{at}.html"))
    names = ["index.html", *(f"p{at}.html" for at in range(1, number))]
    for at, name in enumerate(names):
        tree = range(at * LINKS + 1, min(at * LINKS + LINKS + 1, number))
        across = (chance.randrange(number) for _ in range(LINKS))
        links = "".join(f'<li><a href="/{names[to]}">Sida nummer {to}</a></li>' for to in (*tree, *across))
        text = re.sub(r'href="/[^"]*"', 'href="https://www.example.com/"', (folder / name).read_text("utf-8"))
        text = re.sub(r"(?i)<base\b[^>]*>", "", text).replace("</body>", f"<ul>{links}</ul></body>")
        (folder / name).write_text(text.replace("<title>", f"<title>Sida {at} ", 1), "utf-8")


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder from a process of its own; yield its origin."""
    server = subprocess.Popen([sys.executable, "-c", SERVER, str(folder), ANSWERS], stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        yield f"http://127.0.0.1:{server.stdout.readline().strip()}"
    finally:
        server.terminate()
        server.wait()


def _crawl(origin: str, work: Path, number: int) -> None:
    flags = ["--crawl", "--all", "--delay", "0", "--files", "json", "--fail-on", "never", "--out", str(work / "out")]
    load = os.getloadavg()[0]
    cost = measured([sys.executable, "-m", "linter", "audit", f"{origin}/", *flags], work)
    report = json.loads((work / "out" / "report.json").read_text("utf-8"))
    pages = report["summary"]["pages"]
    print(f"audit --crawl: {pages} of {number} pages, {pages / cost.seconds:.0f} pages a second, {_told(cost, pages)}")
    print(f"  at {os.cpu_count()} cores, with a load of {load:.1f} before")


def _peers(origin: str, work: Path) -> None:
    sitemap = "".join(f"<url><loc>{origin}/p{at}.html</loc></url>" for at in range(1, PEER_PAGES))
    (work / "sitemap.xml").write_text(f"<urlset>{sitemap}</urlset>", "utf-8")
    flags = ["--crawl", "--all", "--delay", "0", "--files", "json", "--fail-on", "never", "--out", str(work / "few")]
    ours = measured([sys.executable, "-m", "linter", "audit", f"{origin}/", *flags], work)
    print(f"audit --crawl on {PEER_PAGES} pages: {_told(ours, PEER_PAGES)}")
    tools = peers.install(PEERS, work)
    if tools is None:
        return
    config = {"defaults": {"chromeLaunchConfig": {"executablePath": "/usr/bin/chromium", "args": ["--no-sandbox"]}}}
    config["urls"] = [f"{origin}/p{at}.html" for at in range(1, PEER_PAGES)]  # type: ignore[assignment]  what its sitemap option makes
    (work / "pa11yci.json").write_text(json.dumps(config), "utf-8")
    for name, words in (
        ("linkinator --recurse", [f"{tools}/linkinator", f"{origin}/", "--recurse", "--silent"]),
        ("pa11y-ci", [f"{tools}/pa11y-ci", "--config", str(work / "pa11yci.json")]),
    ):
        print(f"{name} on {PEER_PAGES} pages: {_told(measured(words, work), PEER_PAGES)}")


def _told(cost: Cost, pages: int) -> str:
    each = pages / cost.processor if cost.processor else 0.0
    return f"{cost.seconds:.1f} s, {each:.1f} pages a processor second, {cost.memory:.0f} MB"


def measured(words: Sequence[str], folder: Path) -> Cost:
    """Run a command; return what it took with all that it started."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    with (folder / "said").open("wb") as said:
        process = subprocess.Popen(words, cwd=folder, env={**os.environ, "PYTHONPATH": path}, stdout=said, stderr=said)
        most = [0.0]
        watch = threading.Thread(target=_watch, args=(process, most))
        watch.start()
        process.wait()
        watch.join()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(time.monotonic() - began, used, most[0])


def _watch(process: subprocess.Popen[bytes], most: list[float]) -> None:
    while process.poll() is None:
        most[0] = max(most[0], sum(map(_megabytes, _family(process.pid))))
        time.sleep(0.5)


def _family(pid: int) -> list[int]:
    found, waiting = [], [pid]
    while waiting:
        one = waiting.pop()
        found.append(one)
        with suppress(OSError):
            waiting.extend(map(int, Path(f"/proc/{one}/task/{one}/children").read_text().split()))
    return found


def _megabytes(pid: int) -> float:
    """Return what a process has, of what it shares its part only."""
    with suppress(OSError, StopIteration, ValueError):
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        return int(next(line for line in lines if line.startswith("Pss:")).split()[1]) / 1000
    return 0.0


if __name__ == "__main__":
    main()
