"""`make bench`: the static stage in processor seconds, side by side with others on the same pages, and how it grows.

Pages are made of the fixtures and distinct paragraphs, of about 6, 60 and 600 KB, so that nothing is won by remembering.
Start-up is taken out: every figure is the difference between many pages and a few. Needs node and npm for the two others.
"""

from __future__ import annotations

import os
import random
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT))

if TYPE_CHECKING:
    from collections.abc import Mapping

from tests.bench import peers  # noqa: E402  the path has to be set first

FEW, SIZE, ROUNDS = 15, 60_000, 3
SIZES = {6_000: (50, 450), SIZE: (FEW, 95), 600_000: (2, 10)}
"""Bytes of a page: how many pages are few, and how many are many."""
PEERS = {"html-validate": "10.17.0", "htmlhint": "1.9.2"}
WALK = """
import pathlib, sys, turbohtml
def walk(node):
    stack, count = [node], 0
    while stack:
        node = stack.pop()
        count += 1
        if getattr(node, "attrs", None):
            node.position
        stack.extend(getattr(node, "children", None) or ())
    return count
for path in sorted(pathlib.Path(sys.argv[1]).glob("*.html")):
    walk(turbohtml.parse(path.read_bytes().decode("utf-8", "replace"), source_locations=True, scripting=False))
"""


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        words = words_of_fixtures()
        for name, count, size in (("few", FEW, SIZE), ("x10", 2, SIZE * 10), ("x100", 1, SIZE * 100)):
            make_pages(work / name, count, size, words)
        for size, counts in SIZES.items():
            for name, count in zip(("few", "many"), counts, strict=True):
                make_pages(work / f"{name}-{size}", count, size, words)
        for size in SIZES:
            _compare(work, size)
        _growth(work)
        _start(work)


def words_of_fixtures() -> list[str]:
    pages = sorted((ROOT / "fixtures" / "pages").glob("*.html"))
    text = " ".join(re.sub(r"(?s)<[^>]*>", " ", page.read_text("utf-8", "replace")) for page in pages)
    return sorted(set(re.findall(r"[a-zåäö]{3,12}", text)))


def make_pages(folder: Path, count: int, size: int, words: list[str]) -> None:
    folder.mkdir()
    chance = random.Random(7)
    sources = [page for page in sorted((ROOT / "fixtures" / "pages").glob("*.html")) if page.stat().st_size <= size]
    for number in range(count):
        text = sources[number % len(sources)].read_text("utf-8", "replace")
        filling: list[str] = []
        missing = size - len(text.encode())
        while missing > 0:
            filling.append(_paragraph(chance, words))
            missing -= len(filling[-1].encode())
        body = "<div class='more'>" + "".join(filling) + "</div></body>"
        (folder / f"p{number:04}.html").write_text(re.sub(r"(?i)</body>", lambda _, b=body: b, text, count=1), "utf-8")


def _paragraph(chance: random.Random, words: list[str]) -> str:
    text = " ".join(chance.choices(words, k=chance.randint(15, 45)))
    items = "".join(f"<li>{' '.join(chance.sample(words, 2))}</li>" for _ in range(4))
    link = f'<a href="/{chance.choice(words)}">{chance.choice(words)}</a>'
    return (
        f'<div class="block"><h3>{" ".join(chance.sample(words, 3))}</h3><p>{text} {link}.</p><ul>{items}</ul></div>\n'
    )


def _compare(work: Path, size: int) -> None:
    commands = {"kommunlint": _ours, "parse and walk": lambda folder: [sys.executable, "-c", WALK, str(folder)]}
    npm = peers.install(PEERS, work)
    if npm is not None:
        (work / ".htmlvalidate.json").write_text('{"extends": ["html-validate:recommended"]}')
        config = str(work / ".htmlvalidate.json")
        commands["html-validate"] = lambda f: [f"{npm}/html-validate", "--config", config, "-f", "json", f"{f}/*.html"]
        commands["htmlhint"] = lambda f: [f"{npm}/htmlhint", f"{f}/*.html", "-f", "json"]
    rates: dict[str, list[float]] = {name: [] for name in commands}
    few, many = SIZES[size]
    for _ in range(ROUNDS):
        for name, command in commands.items():
            seconds = processor(command(work / f"many-{size}")) - processor(command(work / f"few-{size}"))
            rates[name].append((many - few) / max(seconds, 1e-3))
    middle = {name: statistics.median(values) for name, values in rates.items()}
    for name, rate in middle.items():
        times = middle["kommunlint"] / rate
        print(f"{size / 1000:.0f} KB: {name:16} {rate:7.0f} pages per processor second, kommunlint is x{times:.2f}")


def _ours(folder: Path) -> list[str]:
    flags = ["--format", "json", "--today", "2026-11-21", "--fail-on", "never", "--jobs", "1"]
    return [sys.executable, "-m", "linter", "check", str(folder), *flags]


def processor(command: list[str], folder: Path = ROOT, env: Mapping[str, str] | None = None) -> float:
    """Return the processor seconds that a command takes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False, cwd=folder, env=env)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in (0, 1) or b"Traceback" in done.stderr:
        sys.exit(f"{command[0]} failed: {done.stderr[-300:]!r}")
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _growth(work: Path) -> None:
    """Seconds per megabyte for pages 1, 10 and 100 times as large."""
    for name, count, factor in (("few", FEW, 1), ("x10", 2, 10), ("x100", 1, 100)):
        megabytes = count * SIZE * factor / 1e6
        seconds = processor(_ours(work / name))
        print(f"pages x{factor:<4} {seconds / megabytes:.2f} processor seconds per megabyte, start-up included")


def _start(work: Path) -> None:
    page = work / "few" / "p0000.html"
    times = []
    for _ in range(5):
        begin = time.monotonic()
        processor(_ours(page))
        times.append(time.monotonic() - begin)
    print(f"one page, start to end: {statistics.median(times):.2f} s")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"largest process of all of these: {peak:.0f} MB on {os.cpu_count()} cores")


if __name__ == "__main__":
    main()
