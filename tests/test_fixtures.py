"""Fixture pages: what their comments announce is found on the next line, and nothing else."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest

from linter import load_rules
from linter.page.source import Source, decode
from tests.support import ROOT, check, examine, fixtures

if TYPE_CHECKING:
    from pathlib import Path

MARKER = re.compile(r"<!-- finds: ([a-z/ -]+?) -->")


def announced(path: Path) -> list[tuple[int, str]]:
    """Return the lines and the rules that the markers of a page announce."""
    lines = decode(Source(path.name, path.read_bytes())).text.split("\n")
    return sorted(
        (number + 1, rule)
        for number, line in enumerate(lines, 1)
        for match in MARKER.finditer(line)
        for rule in match[1].split()
    )


@pytest.mark.parametrize("path", fixtures(), ids=lambda path: path.stem)
def test_announced_findings_are_found(path: Path) -> None:
    report = examine(path.read_bytes(), name=f"fixtures/pages/{path.name}")
    assert () == report.skipped
    assert announced(path) == sorted((one.location.line, one.rule) for one in report.findings if one.is_open)


def test_there_are_twelve_pages_and_clean_ones_among_them() -> None:
    clean = [path for path in fixtures() if not announced(path)]
    assert 12 <= len(fixtures())
    assert 3 <= len(clean)


def test_every_rule_that_needs_no_configuration_is_announced() -> None:
    more = [path for name in ("browser", "site") for path in (ROOT / "fixtures" / name).rglob("*.html")]
    pages = [*fixtures(), *sorted(more)]  # those of browser are judged by test_browser
    shown = {rule for path in pages for _, rule in announced(path)}
    served = {"link-insecure", "link-moved", "link-soft-404", "link-unverified"}  # they need servers: test_links
    needed = {rule.id for rule in load_rules().values() if rule.default}
    assert needed - {"map-link-elsewhere"} - served <= shown


def test_the_small_site_has_the_announced_findings(tmp_path: Path) -> None:
    site = shutil.copytree(ROOT / "fixtures" / "site", tmp_path / "site")
    ran = check(site, "--links", "--format", "json", "--fail-on", "never", cwd=tmp_path)
    found = {page["source"]: sorted((f["line"], f["rule"]) for f in page["findings"]) for page in ran.json["pages"]}
    assert {str(path): announced(path) for path in site.rglob("*.html")} == found
