"""The JSON report: its schema, positions, order, and fingerprints that outlive unrelated edits."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

import linter
from linter.report import renderer
from tests.support import FAULTY, FIXTURES, PAGE, ROOT, TODAY, check, examine, facts, fixtures, validate

if TYPE_CHECKING:
    from linter.model.report import Report


def _json(report: Report) -> dict[str, Any]:
    tree: dict[str, Any] = json.loads("".join(renderer("json")(report)))
    validate(tree)
    return tree


@pytest.fixture(scope="module", name="tree")
def _tree() -> dict[str, Any]:
    return _json(linter.check([str(FIXTURES)], today=TODAY, language="en", jobs=2))


def test_schema_is_one_of_draft_2020_12() -> None:
    schema = json.loads((ROOT / "linter/data/schemas/report.schema.json").read_text("utf-8"))
    assert "https://json-schema.org/draft/2020-12/schema" == schema["$schema"]
    Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("key", ["schema_version", "tool", "run", "pages", "not_examined", "causes", "summary"])
def test_schema_asks_for_every_key_of_the_contract(tree: dict[str, Any], key: str) -> None:
    with pytest.raises(AssertionError):
        validate({name: branch for name, branch in tree.items() if name != key})


def test_run_says_what_it_was(tree: dict[str, Any]) -> None:
    expected = {"today": "2026-11-21", "complete": True, "stages": ["static"], "axe": None}
    assert expected == {key: tree["run"][key] for key in expected}
    static = [
        rule.id for rule in linter.load_rules().values() if rule.default and rule.stage in ("static", "suppressions")
    ]
    assert static == tree["run"]["rules"]


def test_summary_counts_what_the_pages_hold(tree: dict[str, Any]) -> None:
    findings = [finding for page in tree["pages"] for finding in page["findings"]]
    by_severity = {
        severity: sum(finding["severity"] == severity for finding in findings)
        for severity in ("error", "warning", "info")
    }
    by_rule = {
        rule: sum(finding["rule"] == rule for finding in findings) for rule in {finding["rule"] for finding in findings}
    }
    assert (len(fixtures()), by_severity, by_rule) == (
        tree["summary"]["pages"],
        tree["summary"]["findings"],
        tree["summary"]["by_rule"],
    )


def test_pages_stand_in_the_order_of_the_input(tree: dict[str, Any]) -> None:
    assert [str(path) for path in fixtures()] == [page["source"] for page in tree["pages"]]


def test_order_does_not_depend_on_the_number_of_processes(tmp_path: Path) -> None:
    for number in range(40):
        (tmp_path / f"p{number:02}.html").write_text(
            PAGE.replace("Vi provar", "Vi provar " * (2000 if number % 7 == 0 else 1)), "utf-8"
        )
    (tmp_path / "p05.html").write_bytes(b"")
    one, two = (linter.check([str(tmp_path), "gone.html", str(FIXTURES)], today=TODAY, jobs=jobs) for jobs in (1, 2))
    assert _json(one)["pages"] == _json(two)["pages"]
    assert (
        [missing.source for missing in one.not_examined]
        == [missing.source for missing in two.not_examined]
        == [str(tmp_path / "p05.html"), "gone.html"]
    )


def test_positions_point_into_the_source(tree: dict[str, Any]) -> None:
    for page in tree["pages"]:
        lines = Path(page["source"]).read_text(page["document"]["encoding"]).split("\n")
        for finding in page["findings"]:
            start, end = (finding["line"], finding["column"]), (finding["end_line"], finding["end_column"])
            assert (1, 1) <= start < end
            assert finding["column"] <= len(lines[finding["line"] - 1])
            assert finding["end_column"] <= len(lines[finding["end_line"] - 1]) + 1
            if finding["rule"] != "personal-number-shown":  # whose digits are masked
                assert finding["snippet"].strip()[:20] in lines[finding["line"] - 1]


def test_selectors_are_unique_to_an_element(tree: dict[str, Any]) -> None:
    assert [] == [finding for page in tree["pages"] for finding in page["findings"] if not finding["selector"]]


def test_facts_are_complete_with_nulls() -> None:
    (contact,) = facts("<h3>Eva Ekmark</h3><p>Telefon: 0480-46 21 17</p>", "contacts")
    expected = {
        "name": "Eva Ekmark",
        "function": None,
        "phones": ["+46480462117"],
        "emails": [],
        "street": None,
        "box": None,
        "postal_code": None,
        "locality": None,
        "region": "main",
        "line": 1,
    }
    assert expected == contact
    page = linter.check([str(FIXTURES / "hugo-recycling-centre-clean-en.html")], today=TODAY)
    (only,) = _json(page)["pages"]
    assert {"dates", "contacts", "emails", "map_links"} == set(only["facts"])
    assert {"encoding", "encoding_from", "bytes", "status", "redirects", "headers"} == set(only["document"])


def test_report_can_be_read_twice() -> None:
    report = linter.check([str(FIXTURES)], today=TODAY)
    assert list(report.pages) == list(report.pages)
    assert "".join(renderer("text")(report)) == "".join(renderer("text")(report))


def test_report_leaves_no_file_open() -> None:
    words = f"import linter; report = linter.check([{str(FIXTURES)!r}]); print(len(list(report.pages)))"
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", words], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    assert (f"{len(fixtures())}\n", "") == (done.stdout, done.stderr)


def test_lone_surrogates_and_nuls_of_a_page_leave_valid_json(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(FAULTY.replace("Badplatser –", "&#xD800;\0 \ufffe").encode() + b"\xed\xa0\x80")
    assert 1 == check("a.html", "--format", "json", cwd=tmp_path).json["summary"]["findings"]["error"]


# -- fingerprints -----------------------------------------------------------------------------------------------------

TWO = FAULTY.replace("</main>", '<p>Kvarngatan 6 <a href="#">Visa på karta</a></p>\n</main>')


def _fingerprints(html: str, name: str = "page.html") -> list[str]:
    return [finding.fingerprint for finding in examine(html, name=name).findings]


@pytest.mark.parametrize(
    "edited",
    [
        pytest.param(TWO.replace("Vi provar vattnet", "Kommunen provar ofta vattnet"), id="other-text"),
        pytest.param(TWO.replace("<h1>", "\n\n\n<h1>"), id="moved-down"),
        pytest.param(TWO.replace("<p>", '<p class="x">'), id="other-classes"),
        pytest.param(TWO.replace("\n", "\r\n"), id="other-line-ends"),
        pytest.param(TWO.replace("<p>Sidan uppdaterad</p>", "<div><p>Sidan uppdaterad</p></div>"), id="wrapped"),
        pytest.param(TWO.replace("  ", " ").replace("Sidan uppdaterad", "Sidan  uppdaterad"), id="white-space"),
    ],
)
def test_fingerprint_outlives_unrelated_edits(edited: str) -> None:
    assert TWO != edited
    assert _fingerprints(TWO) == _fingerprints(edited)


def test_fingerprints_of_different_faults_differ() -> None:
    assert 2 == len(set(_fingerprints(TWO)))


@pytest.mark.parametrize(
    "edited",
    [
        FAULTY.replace("Sidan uppdaterad", "Senast ändrad"),
        FAULTY.replace("Sidan uppdaterad", "Sidan uppdaterad 2026-02-30"),
    ],
    ids=["other-label", "other-fault"],
)
def test_fingerprint_changes_with_the_fault(edited: str) -> None:
    assert _fingerprints(FAULTY) != _fingerprints(edited)


def test_fingerprint_changes_with_the_page() -> None:
    assert _fingerprints(FAULTY, "a.html") != _fingerprints(FAULTY, "b.html")


def test_fingerprint_is_the_same_in_another_checkout(tmp_path: Path) -> None:
    seen = []
    for place, way in (("here", "pages/a.html"), ("there/deep", "pages/a.html"), ("config", "../config/pages/a.html")):
        folder = tmp_path / place
        (folder / "pages").mkdir(parents=True)
        (folder / "pages" / "a.html").write_text(FAULTY, "utf-8")
        (folder / "kommunlint.toml").write_text("jobs = 1\n", "utf-8")
        seen.append(
            [
                finding["fingerprint"]
                for finding in check(way, "--format", "json", cwd=folder).json["pages"][0]["findings"]
            ]
        )
    assert seen[0] == seen[1] == seen[2] != []
