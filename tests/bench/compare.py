"""`make bench-compare REV=…`: whether a change costs more than a tenth: this checkout beside another revision, in one run.

Both examine the same pages in turns, and the least of the rounds counts, since a busy machine only ever adds. Start-up is
measured by itself and taken out of the pages. Rules that one of the two lacks are part of what is measured.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT))

from tests.bench.static_stage import make_pages, processor, words_of_fixtures  # noqa: E402  the path has to be set first

ROUNDS, PAGES, MOST = 5, 40, 1.10
SIZES = {"6 KB": 6_000, "60 KB": 60_000, "600 KB": 600_000}
"""Pages by their size; there are as many of each that one round takes seconds."""


def main() -> None:
    """Print what each kind of work costs here, in parts of what it costs in the other revision; fail above the bar."""
    if len(sys.argv) != 2:
        sys.exit("a revision is needed: make bench-compare REV=v0.1.0")
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        other = _checkout(sys.argv[1], work / "other")
        try:
            dear = _measure(work, other)
        finally:
            _git("worktree", "remove", "--force", str(other))
    if dear:
        sys.exit(f"more than a tenth dearer than {sys.argv[1]}: {', '.join(dear)}")


def _checkout(revision: str, folder: Path) -> Path:
    try:
        _git("worktree", "add", "--quiet", "--detach", str(folder), revision)
    except subprocess.CalledProcessError as error:
        sys.exit(error.stderr.strip())
    return folder


def _git(*words: str) -> None:
    subprocess.run(["git", "-C", str(ROOT), *words], check=True, capture_output=True, text=True)


def _measure(work: Path, other: Path) -> list[str]:
    """Return the kinds of work that cost too much."""
    words, tasks = words_of_fixtures(), {"version": ["--version"]}
    for name, size in {"one page": 6_000, **SIZES}.items():
        count = 1 if name == "one page" else max(4, PAGES * 60_000 // (size + 60_000))
        make_pages(work / name, count, size, words)
        flags = ["--format", "json", "--today", "2026-11-21", "--fail-on", "never", "--jobs", "1"]
        tasks[name] = ["check", str(work / name), *flags]
    least: dict[tuple[str, Path], float] = {}
    for _ in range(ROUNDS + 1):
        for name, arguments in tasks.items():
            for tree in (other, ROOT):
                seconds = _seconds(tree, work / "kept", arguments)
                least[name, tree] = min(seconds, least.get((name, tree), seconds))
    for name in SIZES:
        for tree in (other, ROOT):
            least[name, tree] = max(1e-3, least[name, tree] - least["one page", tree])
    ratios = {name: least[name, ROOT] / least[name, other] for name in tasks}
    for name, ratio in ratios.items():
        print(f"{name:9} {least[name, other]:7.3f} s there, {least[name, ROOT]:7.3f} s here: x{ratio:.2f}")
    return [name for name, ratio in ratios.items() if ratio > MOST]


def _seconds(tree: Path, kept: Path, arguments: list[str]) -> float:
    """Return the processor seconds of a command; what Python and the rules compile is kept from round to round."""
    apart = {"PYTHONPYCACHEPREFIX": str(kept / "code"), "XDG_CACHE_HOME": str(kept / "rules"), "PYTHONPATH": str(tree)}
    usual = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return processor([sys.executable, "-m", "linter", *arguments], tree, usual | apart)


if __name__ == "__main__":
    main()
