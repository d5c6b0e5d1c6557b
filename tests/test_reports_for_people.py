"""What people read of findings: certain ones counted apart, axe's advice and law, the much cut so that the little is seen."""

from __future__ import annotations

import io
import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import openpyxl
import pytest

from linter.model.reason import Reason
from linter.model.report import BaselineResult, Cause, Fixed, NotExamined, RuleText
from linter.rules import texts as rule_texts
from linter.run import causes
from tests import formats, reports
from tests.support import kommunlint

if TYPE_CHECKING:
    from linter.model.finding import Finding
    from linter.model.report import Report

UNSURE = reports.finding(10, severity="error", outcome="cannot_tell")
KEPT = reports.finding(1, severity="error", outcome="failed")
WAYS = "Fix any of the following:\n  Element has no alt\n  Element has no title\n\n"
OF_AXE = replace(KEPT, rule="axe/image-alt", category="axe", message="Bilder måste ha text.", data={"summary": WAYS})
LIMIT = 65_536
"""Characters that GitHub takes in a comment."""


@pytest.mark.parametrize("format_", ["text", "html", "markdown", "github"])
def test_what_cannot_be_decided_is_no_error(format_: str) -> None:
    made = reports.text(reports.of(reports.page(UNSURE, UNSURE)), format_)
    assert (True, False) == ("2 att kontrollera manuellt" in made, "2 fel" in made)
    mixed = reports.text(reports.of(reports.page(KEPT, UNSURE)), format_)
    told = re.findall(r"1 fel|1 att kontrollera manuellt", mixed)
    assert ["1 fel", "1 att kontrollera manuellt"] == told[:2] == [*dict.fromkeys(told)]


def _template(finding: Finding) -> Report:
    pages = [reports.page(replace(finding, cause="c"), name=f"{name}.html") for name in "abc"]
    return reports.of(*pages, causes=causes.find(pages, {"c"}), rules=rule_texts.rule_texts([finding.rule], {}, "sv"))


def test_a_cause_that_cannot_be_decided_says_so() -> None:
    report = _template(UNSURE)
    assert ["behöver kontrolleras manuellt"] == re.findall(
        r"^\| 3 \| 3 \| ([^|]+) \|", reports.text(report, "markdown"), re.MULTILINE
    )
    book = openpyxl.load_workbook(io.BytesIO(reports.raw(report, "xlsx")))
    assert ("fel", "Behöver kontrolleras manuellt") == (book["Orsaker"]["C2"].value, book["Orsaker"]["D2"].value)
    head, *rows = book["Sidor"].iter_rows(values_only=True)
    assert [(0, 1)] * 3 == [
        (row[head.index("Fel")], row[head.index("Anmärkningar att kontrollera manuellt")]) for row in rows
    ]


def test_advice_of_axe_stands_where_that_of_our_rules_does() -> None:
    report = _template(OF_AXE)
    advice = "Beskriv i alternativtexten det som bilden visar."
    for format_ in ("text", "html", "markdown"):
        assert advice in " ".join(reports.text(report, format_).split())
    book = openpyxl.load_workbook(io.BytesIO(reports.raw(report, "xlsx")))
    assert [True] * 2 == [
        str(told).startswith(advice) for told in (book["Orsaker"]["G2"].value, book["Anmärkningar"]["I2"].value)
    ]
    command = reports.text(report, "github").splitlines()[0]
    assert f"::Bilder måste ha text. {advice}" in command


@pytest.mark.parametrize("summary", ["", "Fix any of the following:\n  Element has no alt\n", "Element has no alt"])
@pytest.mark.parametrize("format_", ["text", "html", "markdown", "github"])
def test_a_finding_of_axe_always_has_a_remedy(format_: str, summary: str) -> None:
    one = replace(OF_AXE, data={"summary": summary}, remedied_by="supplier")
    report = reports.of(reports.page(one), rules=rule_texts.rule_texts([one.rule], {}, "sv"))
    made = " ".join(reports.text(report, format_).split())
    told = made.partition(OF_AXE.message)[2]
    rule = report.rules[one.rule]
    ways = ((rule.fix or rule.title).partition(".")[0], "Fix any of the following: Element has no alt")
    assert any(way in told for way in ways)


@pytest.mark.parametrize("format_", ["text", "html", "markdown"])
def test_reports_say_who_can_mend_how_much(format_: str) -> None:
    found = [replace(one, cause=str(n)) for n, one in enumerate(_many(6))]
    who = ("editor", "editor", "editor", "webmaster", "supplier", None)
    page = reports.page(*(replace(one, remedied_by=name) for one, name in zip(found, who, strict=True)))
    made = " ".join(reports.text(reports.of(page), format_).split())
    assert "Vem som kan rätta: webbredaktören 3, webbförvaltaren 1, systemets leverantör 1." in made
    told = [
        made.count(one) for one in ("Webbförvaltaren kan rätta det här.", "Systemets leverantör kan rätta det här.")
    ]
    assert [1, 1] == told


@pytest.mark.parametrize("format_", ["text", "html", "markdown"])
def test_the_summary_counts_what_is_new_and_names_its_pages(format_: str) -> None:
    known = reports.page(*(replace(one, baseline="known") for one in _many(30)), name="a.html")
    new = reports.page(replace(KEPT, baseline="new"), name="b.html")
    baseline = BaselineResult("b.json", 1, 30, (Fixed("c.html", KEPT.rule, "Adressen.", "f" * 32, 2),))
    made = reports.text(reports.of(known, new, baseline=baseline), format_)
    told = " ".join(re.sub("<[^>]+>", "", made).split())
    assert "Jämfört med baslinjen: 1 ny, 30 kända, 2 rättade." in told
    named = told.rpartition("Nytt sedan baslinjen")[2][:40]
    assert (True, False) == ("b.html: 1 anmärkning" in named, "a.html" in named)


@pytest.mark.parametrize("format_", ["text", "html", "markdown"])
def test_the_worst_is_told_first(format_: str) -> None:
    weights = (("info", "failed"), ("error", "cannot_tell"), ("warning", "failed"), ("error", "failed"))
    found = [
        replace(one, severity=weight, outcome=outcome, message=f"Fynd {n}.")
        for n, (one, (weight, outcome)) in enumerate(zip(_many(4), weights, strict=True))
    ]
    alone = reports.text(reports.of(reports.page(*found)), format_)
    pages = [reports.page(*found, name=f"{name}.html") for name in "abc"]
    shared = causes.find(pages, {one.cause for one in found})
    together = reports.text(reports.of(*pages, causes=shared), format_)
    for made in (alone, together):
        assert ["3", "2", "0", "1"] == re.findall(r"Fynd (\d)\.", made)[:4]


def test_rules_of_axe_weigh_and_rest_on_what_their_findings_do() -> None:
    (texts,) = rule_texts.rule_texts(["axe/color-contrast"], {}, "en").values()
    assert ("error", "axe") == (texts.severity, texts.category)
    assert "WCAG 1.4.3 (AA)" in texts.requirements
    assert "Contrast that is too low" == texts.title
    (region,) = rule_texts.rule_texts(["axe/region"], {}, "en").values()
    assert ("warning", ()) == (region.severity, region.requirements)
    ran = kommunlint("rule", "axe/color-contrast", "--language", "en")
    assert [] == [part for part in ("WCAG 1.4.3 (AA)", "EN 301 549", "Severity: error") if part not in ran.out]


def test_law_behind_a_rule_of_axe_is_in_every_report_that_lists_rules() -> None:
    report = _template(replace(OF_AXE, requirements=("WCAG 1.1.1 (A)",)))
    (run,) = formats.sarif(reports.text(report, "sarif"))["runs"]
    (rule,) = run["tool"]["driver"]["rules"]
    assert ("error", True) == (
        rule["defaultConfiguration"]["level"],
        "WCAG 1.1.1 (A)" in rule["properties"]["requirements"],
    )
    (case,) = [
        node for node in formats.earl(reports.text(report, "earl"))["@graph"] if node["@type"] == "earl:TestCase"
    ]
    assert "WCAG 1.1.1 (A)" in case["conformsTo"]
    book = openpyxl.load_workbook(io.BytesIO(reports.raw(report, "xlsx")))
    assert ("fel", True) == (book["Regler"]["C2"].value, "WCAG 1.1.1 (A)" in book["Regler"]["L2"].value)
    assert "inget krav" not in reports.text(report, "html")


def _many(number: int) -> tuple[Finding, ...]:
    """Return findings of which none is like another."""
    return tuple(
        reports.finding(one, severity="error", outcome="failed", cause=str(one), message_key=str(one))
        for one in range(number)
    )


def test_a_large_page_leaves_room_for_the_others() -> None:
    pages = [
        reports.page(*_many(500), name="large.html"),
        *(reports.page(KEPT, name=f"small-{n}.html") for n in range(9)),
    ]
    made = reports.text(reports.of(*pages), "markdown")
    told = dict(re.findall(r"<summary>([\w.-]+): (\d+) anmärkning", made))
    assert {"large.html": "500"} | {f"small-{n}.html": "1" for n in range(9)} == told
    (left,) = re.findall(r"^- (\d+) anmärkning", made, re.MULTILINE)
    assert (500, True) == (made.count("nummer") - 9 + int(left), int(left) < 490)


@pytest.mark.parametrize("letter", ["x", "%a", "*", "<", "@a", "\u200b", "😀"])
def test_a_comment_is_never_too_long(letter: str) -> None:
    long = letter * 3000
    found = tuple(replace(one, message=long, cause=f"c{n}") for n, one in enumerate(_many(30)))
    pages = [reports.page(*found, name=f"{number}{long}.html") for number in range(60)]
    rule = RuleText(KEPT.rule, "dates", "error", long, long, long)
    missing = tuple(NotExamined(long, Reason("unreadable", {"detail": long})) for _ in range(50))
    told = (KEPT.rule, "dates", "error", "failed", long, "empty", 1, "p", "<p>")
    some = tuple(Cause(f"c{number}", 60, 0, tuple(page.source for page in pages), *told) for number in range(20))
    report = reports.of(*pages, causes=some, rules={KEPT.rule: rule}, not_examined=missing)
    made = reports.text(report, "markdown")
    assert LIMIT > len(made)
    assert LIMIT * 4 > len(made.encode("utf-8"))
    assert made.count("<details>") == made.count("</details>")


def test_what_a_comment_leaves_out_is_counted() -> None:
    pages = [reports.page(*_many(40), name=f"{number:03}.html") for number in range(100)]
    made = reports.text(reports.of(*pages), "markdown")
    left = sum(
        int(number.replace("\u00a0", ""))
        for number in re.findall(r"^(?:- )?(\d+) anmärkning(?:ar)? till", made, re.MULTILINE)
    )
    assert 4000 == left + made.count("Efter ”")


def test_annotations_are_of_many_causes_before_more_of_one() -> None:
    same = [reports.page(replace(KEPT, cause="same"), name=f"{number:02}.html") for number in range(20)]
    five = (replace(KEPT, message=f"Fel {n}.", message_key=str(n), cause=f"other {n}") for n in range(5))
    other = reports.page(*five, name="last.html")
    lines = [
        line for line in reports.text(reports.of(*same, other), "github").splitlines() if line.startswith("::error")
    ]
    assert {"last.html": 5} | {f"{number:02}.html": 1 for number in range(5)} == Counter(
        re.findall(r"file=([^,]+)", " ".join(lines))
    )


def test_contacts_of_which_nothing_is_known_make_no_row() -> None:
    known = {"name": None, "function": None, "phones": ["+46480450094"], "emails": [], "street": None, "box": None}
    known |= {"postal_code": None, "locality": None, "region": "main", "line": 4}
    page = replace(
        reports.page(KEPT), facts=reports.NO_FACTS | {"contacts": [known, known | {"phones": [], "line": 9}]}
    )
    book = openpyxl.load_workbook(io.BytesIO(reports.raw(reports.of(page), "xlsx")))
    assert [4] == [row[1] for row in book["Kontaktuppgifter"].iter_rows(min_row=2, values_only=True)]
