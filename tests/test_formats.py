"""Machine formats: valid on every fixture and on very many findings, and true to the report."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections import Counter
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from linter.model.reason import Reason
from linter.model.report import BaselineResult, Fixed, NotExamined, Skipped
from linter.report.csv_ import COLUMNS
from tests import formats, reports
from tests.support import FAULTY, PAGE, check

if TYPE_CHECKING:
    from pathlib import Path

    from linter.model.report import Report

KEPT = reports.finding(1, severity="error", outcome="failed")
SUPPRESSED = reports.finding(2, suppressed={"kind": "page", "reason": "prov & försök", "expires": "2027-01-01"})
KNOWN = reports.finding(3, baseline="known", matched="content", severity="error", outcome="failed")
UNSURE = reports.finding(10, severity="error", outcome="cannot_tell")
ALL = reports.page(KEPT, SUPPRESSED, KNOWN, UNSURE, KEPT)


@pytest.fixture(scope="module", name="fixture_report")
def _fixture_report() -> Report:
    return reports.of_fixtures()


@pytest.fixture(scope="module", name="large")
def _large() -> Report:
    return reports.large()


@pytest.mark.parametrize("format_", formats.CHECKS)
def test_valid_on_every_fixture(fixture_report: Report, format_: str) -> None:
    assert formats.CHECKS[format_](reports.text(fixture_report, format_)) is not None


@pytest.mark.parametrize("format_", ["sarif", "gitlab", "earl"])
def test_valid_on_all_that_findings_differ_in(format_: str) -> None:
    assert formats.CHECKS[format_](reports.text(reports.large(reports.VARIETY), format_)) is not None


def test_sarif_holds_a_large_report(large: Report) -> None:
    (run,) = json.loads(reports.text(large, "sarif"))["runs"]
    assert 25_000 == len(run["results"])
    assert {("error", "fail")} == {(one["level"], one["kind"]) for one in run["results"]}


def test_code_quality_holds_a_large_report(large: Report) -> None:
    assert 100_000 == len({one["fingerprint"] for one in json.loads(reports.text(large, "gitlab"))})


def test_earl_holds_a_large_report(large: Report) -> None:
    tree = json.loads(reports.text(large, "earl"))
    parts = Counter(part["outcome"] for node in _assertions(tree) for part in node["result"].get("hasPart", ()))
    assert {"earl:failed": 90_000, "earl:cantTell": 10_000} == dict(parts)


def test_junit_is_valid_on_a_large_report(large: Report) -> None:
    root = formats.junit(reports.text(large, "junit"))
    assert (1000, 8000) == (len(root.findall("testsuite")), len(root.findall("testsuite/testcase")))


def _assertions(tree: dict[str, Any]) -> list[dict[str, Any]]:
    return [node for node in tree["@graph"] if node["@type"] == "earl:Assertion"]


def test_sarif_says_what_the_report_says() -> None:
    tree = formats.sarif(reports.text(reports.of(ALL), "sarif"))
    (run,) = tree["runs"]
    one, suppressed, known, unsure, again = run["results"]
    region = one["locations"][0]["physicalLocation"]["region"]
    assert ("unicodeCodePoints", 2, 5, 31) == (
        run["columnKind"],
        region["startLine"],
        region["startColumn"],
        region["endColumn"],
    )
    assert "webbplats/sida.html" == one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert ("error", "fail") == (one["level"], one["kind"])
    assert ("none", "review") == (unsure["level"], unsure["kind"])
    assert [
        {
            "kind": "inSource",
            "status": "accepted",
            "justification": "prov & försök",
            "properties": {"expires": "2027-01-01"},
        }
    ] == suppressed["suppressions"]
    assert (None, "unchanged") == (one.get("baselineState"), known["baselineState"])
    prints = [result["partialFingerprints"]["kommunlintFingerprint/v1"] for result in (one, again)]
    assert [f"{KEPT.fingerprint}:0", f"{KEPT.fingerprint}:1"] == prints
    rules = run["tool"]["driver"]["rules"]
    assert [result["ruleId"] for result in run["results"]] == [
        rules[result["ruleIndex"]]["id"] for result in run["results"]
    ]
    assert "**Tom etikett" in rules[0]["help"]["markdown"]


def test_sarif_tells_what_was_not_examined() -> None:
    page = reports.page(KEPT)
    missing = (NotExamined("gone.html", Reason("file_missing")),)
    (run,) = formats.sarif(reports.text(reports.of(page, not_examined=missing), "sarif"))["runs"]
    (invocation,) = run["invocations"]
    told = [note["message"]["text"] for note in invocation["toolExecutionNotifications"]]
    assert (False, ["gone.html: filen finns inte"]) == (invocation["executionSuccessful"], told)


def test_junit_has_a_case_for_every_rule_of_the_account() -> None:
    root = formats.junit(
        reports.text(reports.of(ALL, not_examined=(NotExamined("gone.html", Reason("file_missing")),)), "junit")
    )
    suite, missing = root.findall("testsuite")
    cases = {case.get("name"): case for case in suite.findall("testcase")}
    assert {"updated-date-empty", "updated-date-stale", "map-link-legacy", "link-broken"} == set(cases)
    assert ("4", "1", "2") == (suite.get("tests"), suite.get("failures"), suite.get("skipped"))
    assert ["failure", "system-out"] == [child.tag for child in cases["updated-date-empty"]]
    said = cases["updated-date-empty"].find("system-out").text.splitlines()
    assert (3, True, True) == (len(said), "undantagen: prov & försök" in said[0], "känd" in said[1])
    assert ([], "kräver --links") == (
        list(cases["updated-date-stale"]),
        cases["link-broken"].find("skipped").get("message"),
    )
    assert "filen finns inte" == missing.find("testcase/error").get("message")


@pytest.mark.parametrize(("fail_on", "failures"), [("error", 0), ("warning", 1), ("never", 0)])
def test_what_fails_a_case_is_what_fails_the_run(fail_on: str, failures: int) -> None:
    report = reports.of(reports.page(reports.finding(1, severity="warning")))
    run = type(report.run)("2026-11-21", None, None, complete=True, rules=(), fail_on=fail_on)
    root = ET.fromstring(reports.text(type(report)(run, report.pages, (), report.summary), "junit"))  # noqa: S314  our own
    assert failures == len(root.findall(".//failure"))


def test_code_quality_leaves_out_what_is_suppressed() -> None:
    tree = formats.gitlab(reports.text(reports.of(ALL), "gitlab"))
    assert ["major", "major", "info", "major"] == [one["severity"] for one in tree]
    assert {"path": "webbplats/sida.html", "lines": {"begin": 2}} == tree[0]["location"]


def test_csv_has_a_row_for_every_finding() -> None:
    head, *rows = formats.rows(reports.text(reports.of(ALL), "csv"))
    assert (list(COLUMNS), 5) == (head, len(rows))
    assert ["webbplats/sida.html", "Sidan webbplats/sida.html", "2", "5"] == rows[0][:4]
    assert "prov & försök" == rows[1][COLUMNS.index("suppressed")]


def test_workbook_has_its_sheets_with_filters(folder: Path) -> None:
    check("clean.html", "faulty.html", "gone.html", "--output", "xlsx=r.xlsx", "--language", "en", cwd=folder)
    book = openpyxl.load_workbook(folder / "r.xlsx")
    assert ["Findings", "Causes", "Pages", "Contacts", "Rules", "Not examined"] == book.sheetnames
    assert [True] * 6 == [bool(sheet.auto_filter.ref) and sheet.freeze_panes == "B2" for sheet in book]
    findings = list(book["Findings"].iter_rows(values_only=True))
    assert [("faulty.html", "updated-date-empty")] == [(row[0], row[6]) for row in findings[1:]]
    assert ["clean.html", "faulty.html"] == [row[0] for row in book["Pages"].iter_rows(min_row=2, values_only=True)]
    assert "gone.html" == book["Not examined"]["A2"].value


def test_github_shows_as_many_as_github_does_and_says_how_many_more() -> None:
    lines = reports.text(reports.large(1000), "github").splitlines()
    commands = Counter(line.split(" ")[0] for line in lines if line.startswith("::"))
    assert {"::error": 10, "::warning": 10, "::notice": 10} == commands
    told = [int(n) for n in re.findall(r"^::.*?\(och (\d+) ställen? till", "\n".join(lines), re.MULTILINE)]
    (left,) = [int(line.split(" ")[0]) for line in lines if "--output html" in line]
    assert 1000 == 30 + sum(told) + left
    files = [line.split("file=")[1].split(",")[0] for line in lines if line.startswith("::error")]
    assert 10 == len(set(files))


def test_github_calls_what_cannot_be_decided_a_notice() -> None:
    made = reports.text(reports.of(reports.page(UNSURE)), "github")
    assert (True, True) == (made.startswith("::notice "), "(behöver kontrolleras manuellt)" in made)


def test_github_command_is_escaped() -> None:
    page = reports.page(
        reports.finding(1, severity="error", message="50 % av\n::error::a, b: c", rule="r"), name="a,b:c.html"
    )
    command = reports.text(reports.of(page), "github").splitlines()[0]
    assert command.startswith("::error file=a%2Cb%3Ac.html,line=2,endLine=2,col=5,endColumn=31,title=r::")
    assert command.endswith("::50 %25 av ::error::a, b: c")


def test_in_github_actions_it_is_the_usual_format_and_writes_the_summary(folder: Path) -> None:
    summary = folder / "summary.md"
    ran = check("faulty.html", cwd=folder, GITHUB_ACTIONS="true", GITHUB_STEP_SUMMARY=str(summary))
    assert (1, True) == (ran.code, ran.out.startswith("::error file=faulty.html,line=8"))
    assert "updated-date-empty" in summary.read_text("utf-8")
    ran = check(
        "faulty.html", "--format", "text", cwd=folder, GITHUB_ACTIONS="true", GITHUB_STEP_SUMMARY=str(folder / "other")
    )
    assert (False, False) == ("::error" in ran.out, (folder / "other").exists())


def test_paths_are_those_of_the_working_directory(tmp_path: Path) -> None:
    site = tmp_path / "site" / "å b"
    site.mkdir(parents=True)
    (site / "sida.html").write_text(FAULTY, "utf-8")
    (tmp_path / "site" / "kommunlint.toml").write_text("", "utf-8")
    found = {}
    for format_, name in (
        ("sarif", "site/%C3%A5%20b/sida.html"),
        ("gitlab", "site/å b/sida.html"),
        ("github", "file=site/å b/sida.html,"),
    ):
        found[name] = check("site", "--format", format_, cwd=tmp_path).out
    assert [] == [name for name, text in found.items() if name not in text]


def test_a_clean_report_is_valid_too(folder: Path) -> None:
    (folder / "clean.html").write_text(PAGE, "utf-8")
    for format_, valid in formats.CHECKS.items():
        valid(check("clean.html", "--format", format_, cwd=folder).out)


def test_a_skipped_rule_is_told_by_every_format() -> None:
    page = reports.page(KEPT)
    page = type(page)(
        **{name: getattr(page, name) for name in page.__dataclass_fields__}
        | {"skipped": (Skipped("a-rule", Reason("check_crashed", {"detail": "ZeroDivisionError"})),)}
    )
    report = reports.of(page, baseline=BaselineResult("b.json", 1, 0, (Fixed("p", "r", "s", "f", 1),)))
    for format_ in ("text", "json", "sarif", "html"):
        assert "ZeroDivisionError" in reports.text(report, format_)
