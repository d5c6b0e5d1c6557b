"""`make bench ACT=folder`: axe's verdicts through kommunlint against axe-core run directly, on W3C's ACT test cases.

The folder has `cases.json` (a list with `testcaseUrl` or `relativePath`) and the pages, which name their assets below
`/WAI/content-assets/wcag-act-rules/`. The direct run injects the same axe-core into every frame of a browser of its own.
With a third argument, a file, an implementation report of all rules is written there in the form of act-tools instead:
`act_cases.py FOLDER 10000 FILE`.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT))

from tests import servers  # noqa: E402  the path has to be set first
from tests.bench.act_report import implementation_report  # noqa: E402  likewise
from tests.direct_axe import DirectAxe, Verdicts  # noqa: E402  likewise

PREFIX = "/WAI/content-assets/wcag-act-rules"
MANY = 240


class _Handler(servers.Files):
    def translate_path(self, path: str) -> str:
        """Serve the folder below W3C's prefix."""
        return super().translate_path(path.removeprefix(PREFIX))


def main() -> None:
    """Print how many cases have the same verdicts, and those that do not."""
    folder = Path(sys.argv[1]).resolve()
    many = int(sys.argv[2]) if len(sys.argv) > 2 else MANY
    pages = sorted(path for path in (folder / "testcases").rglob("*.html"))
    chosen = pages[:: max(1, len(pages) // many)]
    with servers.folder(folder, _Handler) as address:
        origin = f"{address}{PREFIX}/"
        urls = [origin + path.relative_to(folder).as_posix() for path in chosen]
        sys.exit(_compare(urls, origin) if len(sys.argv) < 4 else _write(urls, origin, Path(sys.argv[3])))


def _write(urls: list[str], origin: str, file: Path) -> int:
    made = implementation_report(_run(urls, "all", "earl"), origin)
    file.write_text(json.dumps(made, indent=1), "utf-8")
    print(f"ACT cases: {len(made['@graph']) - 1} assertions on {len(urls)} cases in {file}")
    return 0


def _compare(urls: list[str], origin: str) -> int:
    ours, missing = _ours(urls)
    different = 0
    with DirectAxe() as direct:
        for url in urls:
            if url in ours:
                theirs = direct.verdicts(url)
                if theirs != ours[url]:
                    different += 1
                    print(
                        f"{url.removeprefix(origin)}: only ours {ours[url] - theirs}, only axe's {theirs - ours[url]}"
                    )
    for url, reason in missing.items():
        print(f"{url.removeprefix(origin)}: not examined, {reason}")
    print(f"ACT cases: {len(ours) - different} of {len(ours)} have the same verdicts, {len(missing)} not examined")
    return 1 if different else 0


def _run(urls: list[str], select: str, form: str) -> dict[str, Any]:
    """Return the report of a run in one of the program's formats."""
    with tempfile.NamedTemporaryFile(suffix=f".{form}") as file:
        flags = ["--browser", "--select", select, "--fail-on", "never", "--output", f"{form}={file.name}"]
        command = [sys.executable, "-m", "linter", "check", *urls, *flags]
        subprocess.run(command, cwd=ROOT, check=False, capture_output=True)
        report: dict[str, Any] = json.loads(Path(file.name).read_text("utf-8"))
    return report


def _ours(urls: list[str]) -> tuple[dict[str, Verdicts], dict[str, str]]:
    report = _run(urls, "axe", "json")
    missing = {one["source"]: one["reason"] for one in report["not_examined"]}
    pages = {page["source"]: page for page in report["pages"] if page["browser"]}
    return {url: _verdicts(page) for url, page in pages.items()}, missing


def _verdicts(page: dict[str, Any]) -> Verdicts:
    return frozenset(
        (f["rule"].removeprefix("axe/"), f["outcome"], json.dumps(f["data"]["target"]))
        for f in page["findings"]
        if f["category"] == "axe"
    )


if __name__ == "__main__":
    main()
