"""`make bench`: the browser stage beside pa11y-ci (axe runner) and @axe-core/cli, on the same pages, start-up included.

Pages are made of the fixtures, about 60 KB each, and served on loopback. Ours shows every page twice (scripting off and
on) and compares; the others once. Needs node, npm, Chromium and its driver.
"""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT))

from tests import servers  # noqa: E402  the path has to be set first
from tests.bench import peers  # noqa: E402  likewise
from tests.bench.static_stage import make_pages, words_of_fixtures  # noqa: E402  likewise

PAGES, SIZE, ROUNDS = 16, 60_000, 3
PEERS = {"pa11y-ci": "4.1.1", "@axe-core/cli": "4.13.0"}
STYLE = "body{font:16px/1.5 sans-serif;color:#222;background:#fff}a{color:#036}.block{margin:1em 0}h3{color:#555}"


def main() -> None:
    """Print pages a second of each, and how ours compare."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        work = Path(folder)
        make_pages(work / "www", PAGES, SIZE, words_of_fixtures())
        (work / "www" / "style.css").write_text(STYLE)
        for page in (work / "www").glob("*.html"):
            text = page.read_text("utf-8")
            page.write_text(text.replace("</head>", '<link rel="stylesheet" href="/style.css"></head>', 1), "utf-8")
        names = sorted(page.name for page in (work / "www").glob("*.html"))
        with servers.folder(work / "www") as origin:
            _compare(work, [f"{origin}/{name}" for name in names])


def _compare(work: Path, urls: list[str]) -> None:
    commands = {"kommunlint": _ours(urls), "kommunlint, 1 browser": _ours(urls, "--browsers", "1")}
    npm = peers.install(PEERS, work)
    if npm is not None:
        browser = shutil.which("chromium") or ""
        config = {
            "defaults": {
                "runners": ["axe"],
                "concurrency": 1,
                "timeout": 60000,
                "chromeLaunchConfig": {"executablePath": browser, "args": ["--no-sandbox"]},
            },
            "urls": urls,
        }
        (work / "pa11y.json").write_text(json.dumps(config))
        commands["pa11y-ci (axe)"] = [f"{npm}/pa11y-ci", "--config", str(work / "pa11y.json"), "--json"]
        driver = ["--chromedriver-path", shutil.which("chromedriver") or "", "--chrome-path", browser]
        commands["@axe-core/cli"] = [f"{npm}/axe", *urls, *driver, "--chrome-options=no-sandbox,headless=new"]
    rates: dict[str, list[float]] = {name: [] for name in commands}
    share = 0.0
    for _ in range(ROUNDS):
        for name, command in commands.items():
            begin = time.monotonic()
            done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
            rates[name].append(len(urls) / (time.monotonic() - begin))
            if name.startswith("kommunlint"):
                share = _share_of_axe(json.loads(done.stdout))
            if b"violations" not in done.stdout and b"axe" not in done.stdout:
                print(f"{name}: {done.stdout[-300:]!r} {done.stderr[-300:]!r}")
    print(f"axe.run takes {share:.0%} of the time of a page")
    ours = statistics.median(rates["kommunlint, 1 browser"])
    for name, seen in rates.items():
        middle = statistics.median(seen)
        rounds = " ".join(f"{rate:.2f}" for rate in seen)
        print(f"{name:22} {middle:5.2f} pages a second ({rounds}); kommunlint with 1 browser is x{ours / middle:.2f}")


def _share_of_axe(report: dict[str, Any]) -> float:
    seen = [page["browser"] for page in report["pages"][1:]]  # the first page starts the browser
    return sum(one["axe_seconds"] for one in seen) / sum(one["seconds"] for one in seen)


def _ours(urls: list[str], *more: str) -> list[str]:
    flags = ["--browser", "--format", "json", "--today", "2026-11-21", "--fail-on", "never", *more]
    return [sys.executable, "-m", "linter", "check", *urls, *flags]


if __name__ == "__main__":
    main()
