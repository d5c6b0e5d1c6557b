"""`make accuracy`: how often each rule is right, into docs/accuracy.json, which docs/accuracy.md is made of.

Each rule is held against its own examples and the pages in `fixtures/`; with `--act FOLDER` against W3C's ACT test cases
(`cases.json`, `testcases/`, `test-assets/`), by the map in tests/data/act-map.json; with `--real FOLDER` against findings
on real pages that people have judged (`verdicts.tsv`: page, rule, line, column, verdict; `pages/`), and more of them in
`--verdicts FILE`. What is not measured anew keeps its figures. `--act-report FILE` reads the JSON report of a run over the cases.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from linter.rules.rule import load
from tests.support import ROOT, TODAY, fixtures
from tests.test_fixtures import announced

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

FILE = ROOT / "docs" / "accuracy.json"
MAP = ROOT / "tests" / "data" / "act-map.json"
PREFIX = "WAI/content-assets/wcag-act-rules"
KINDS = ("right", "open", "missed", "false")
_ALWAYS = ("--isolated", "--format", "json", "--fail-on", "never", "--today", TODAY.isoformat())
Figures = dict[str, Counter[str]]
"""Of each rule: faults that it tells, leaves open or misses, and what it tells that is none."""


def main() -> None:
    """Measure what there is, and write it."""
    parser = argparse.ArgumentParser(description=__doc__)
    for flag in ("--act", "--act-report", "--real"):
        parser.add_argument(flag, default="")
    parser.add_argument("--verdicts", action="append", default=[])
    asked = parser.parse_args()
    measured, fired = {"examples": _examples(), "fixtures": _fixtures()}, dict[str, list[int]]()
    if asked.act:
        given = Path(asked.act_report) if asked.act_report else None
        measured["act"] = _act(Path(asked.act), json.loads(given.read_text("utf-8")) if given else None)
    if asked.real:
        real = Path(asked.real)
        measured["real"] = _real(real / "pages", [real / "verdicts.tsv", *map(Path, asked.verdicts)])
        fired = _fired(real / "pages")
    kept = json.loads(FILE.read_text("utf-8")) if FILE.exists() else {}
    named = sorted({*load(), *(rule for part in measured.values() for rule in part), *kept})
    found = {rule: _entry(rule, kept.get(rule, {}), measured) for rule in named}
    for rule, figures in fired.items():
        found[rule] = dict(sorted({**found.get(rule, {}), "fired": figures}.items()))
    FILE.write_text(json.dumps({rule: one for rule, one in found.items() if one}, indent=1) + "\n", "utf-8")


def _entry(rule: str, kept: Mapping[str, Any], measured: Mapping[str, Figures]) -> dict[str, list[int]]:
    entry = {name: figures for name, figures in kept.items() if name not in measured}
    for name, part in measured.items():
        if rule in part:
            entry[name] = [part[rule][kind] for kind in KINDS]
    return dict(sorted(entry.items()))


def _examples() -> Figures:
    """Count the examples of the rule files; tests hold that all of them come out as they say."""
    return {
        rule.id: Counter(right=sum(len(one["finds"]) for one in rule.examples.get("fail", ())))
        for rule in load().values()
    }


def _fixtures() -> Figures:
    found: Figures = defaultdict(Counter)
    by_page = {Path(page["source"]).name: page for page in _checked(fixtures(), ROOT)["pages"]}
    for path in fixtures():
        told = Counter((one["line"], one["rule"]) for one in by_page[path.name]["findings"] if not one["suppressed"])
        asked = Counter(announced(path))
        for kind, rows in (("right", told & asked), ("missed", asked - told), ("false", told - asked)):
            for (_, rule), times in rows.items():
                found[rule][kind] += times
    return found


def _act(folder: Path, report: Mapping[str, Any] | None) -> Figures:
    cases = [
        one for one in json.loads((folder / "cases.json").read_text("utf-8")) if one["path"].endswith((".html", ".htm"))
    ]
    report = report or _report_of_cases(folder, cases)
    told = {_case(page["source"]): _outcomes(page["findings"]) for page in report["pages"]}
    with_approved = {one["ruleId"] for one in cases if one["approved"]}
    judged = [one for one in cases if one["approved"] or one["ruleId"] not in with_approved]
    mapped = json.loads(MAP.read_text("utf-8"))
    found: Figures = defaultdict(Counter)
    for case in judged:
        for rule in mapped.get(case["ruleId"], ()):
            if (kind := _kind(case["expected"] == "failed", told.get(_case(case["path"]), {}).get(rule))) is not None:
                found[rule][kind] += 1
    return found


def _report_of_cases(folder: Path, cases: Iterable[Mapping[str, Any]]) -> Any:  # noqa: ANN401  JSON
    with tempfile.TemporaryDirectory() as temporary:
        root = Path(temporary) / PREFIX
        for part in ("testcases", "test-assets"):
            shutil.copytree(folder / part, root / part)
        paths = [root / one["path"] for one in cases]
        return _checked(paths, ROOT, "--root", temporary, "--browser", "--select", "all")


def _checked(paths: Iterable[Path | str], folder: Path, *flags: str) -> Any:  # noqa: ANN401  JSON
    """Return the report of a run of the command in a folder."""
    command = [sys.executable, "-m", "linter", "check", *map(str, paths), *_ALWAYS, *flags]
    done = subprocess.run(
        command,
        cwd=folder,
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])},
        check=False,
        capture_output=True,
    )
    return json.loads(done.stdout)


def _case(path: str) -> str:
    return "/".join(Path(path).parts[-2:])


def _outcomes(findings: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Return the worst that each rule says of a page."""
    found: dict[str, str] = {}
    for one in findings:
        if found.get(one["rule"]) != "failed":
            found[one["rule"]] = one["outcome"]
    return found


def _kind(is_fault: bool, outcome: str | None) -> str | None:  # noqa: FBT001  the two are what is compared
    if is_fault:
        return {"failed": "right", "cannot_tell": "open", None: "missed"}[outcome]
    return "false" if outcome == "failed" else None


def _real(pages: Path, files: Iterable[Path]) -> Figures:
    tried = {rule.id for rule in load().values() if rule.stage == "static"}
    rows = [row for file in files for row in _judged(file) if row["rule"] in tried]
    verdicts = [row for row in rows if row["verdict"] in ("right", "false")]
    paths = sorted({row["page"] for row in verdicts})
    report = _checked(paths, pages, "--select", ",".join(sorted({row["rule"] for row in verdicts})))
    told = {(page["source"], *place) for page in report["pages"] for place in _places(page["findings"])}
    found: Figures = defaultdict(Counter)
    for row in verdicts:
        is_told = (row["page"], row["rule"], int(row["line"]), int(row["column"])) in told
        kind = _kind(row["verdict"] == "right", "failed" if is_told else None)
        if kind is not None:
            found[row["rule"]][kind] += 1
    return found


def _fired(pages: Path) -> dict[str, list[int]]:
    """Return how many findings each rule of the static stage has on all real pages, on how many of them, and of how many."""
    report = _checked([pages], pages, "--select", "all")
    tried = [rule for rule in report["run"]["rules"] if (known := load().get(rule)) and known.stage == "static"]
    told = [[one["rule"] for one in page["findings"]] for page in report["pages"]]
    counts = Counter(rule for page in told for rule in page)
    on = Counter(rule for page in told for rule in set(page))
    return {rule: [counts[rule], on[rule], len(told)] for rule in sorted(tried)}


def _judged(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


def _places(findings: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, int, int]]:
    yield from ((one["rule"], one["line"], one["column"]) for one in findings)


if __name__ == "__main__":
    main()
