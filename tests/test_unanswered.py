"""Links that nobody answered for: in reports for people one line for each host, behind the faults; every one of them counted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import html5lib
import pytest

from linter import load_rules
from linter.model.finding import Location
from linter.rules import texts as rule_texts
from linter.run import causes
from tests import reports

if TYPE_CHECKING:
    from linter.model.finding import Finding
    from linter.model.report import PageReport, Report

FAULT = "Efter ”Uppdaterad” står inget datum."
REMEDY = load_rules()["link-unverified"].fix["sv"]
HEADING = "Länkar som inte gick att kontrollera"


def link(line: int, host: str, name: str = "Läs mer", **more: Any) -> Finding:  # noqa: ANN401  any field
    """Return a link that nobody answered for."""
    said = {
        "severity": "info",
        "outcome": "cannot_tell",
        "message": f"Länken ”{name}” gick inte att kontrollera: {host} svarar 403.",
        "data": {"host": host},
        "location": Location(line, 5, line, 31),
        "cause": f"{host} {name}",
    }
    return reports.finding(line, "link-unverified", **(said | more))


def fault(line: int = 90) -> Finding:
    """Return a note, which stands behind the links on the page."""
    return reports.finding(line, severity="info", outcome="failed", message=FAULT, cause="fault")


def _report(*pages: PageReport) -> Report:
    names = {one.rule for page in pages for one in page.findings}
    shared = causes.find(pages, {one.cause for page in pages for one in page.findings})
    return reports.of(*pages, causes=shared, rules=rule_texts.rule_texts(sorted(names), load_rules(), "sv"))


def _plain(report: Report, format_: str) -> str:
    text = reports.text(report, format_).replace("&#8203;", "")
    text = re.sub(r'<section class="appendix".*', "", text, flags=re.DOTALL)
    return " ".join(re.sub("<style>.*?</style>|<script>.*?</script>|<[^>]+>", "", text, flags=re.DOTALL).split())


@pytest.mark.parametrize(
    ("format_", "line"),
    [
        ("text", "a.example.se: 3 länkar (webbplats/sida.html, rad 3, 4, 9)"),
        ("markdown", "a.example.se: 3 länkar (webbplats/sida.html, rad 3, 4, 9)"),
        ("html", "a.example.se: 3 länkar (rad 3, 4, 9)"),
    ],
)
def test_each_host_is_one_line_behind_the_faults(format_: str, line: str) -> None:
    found = (link(3, "a.example.se"), link(4, "a.example.se", "Karta"), link(5, "b.example.se"))
    made = _plain(_report(reports.page(*found, link(9, "a.example.se"), fault())), format_)
    before, _, after = made.partition(HEADING)
    assert (True, False) == (FAULT in before, FAULT in after)
    assert (1, 1) == (made.count(line), made.count("b.example.se: 1 länk ("))
    assert (1, True) == (made.count(REMEDY), "4 att kontrollera manuellt" in before + after)


@pytest.mark.parametrize("format_", ["text", "markdown"])
def test_a_host_that_many_pages_link_to_is_told_once(format_: str) -> None:
    pages = [reports.page(link(3, "a.example.se"), link(7, "a.example.se"), name=f"{n}.html") for n in range(5)]
    made = _plain(_report(*pages), format_)
    where = "0.html (rad 3, 7), 1.html (rad 3, 7), 2.html (rad 3, 7) och 2 till"
    assert 1 == made.count(f"a.example.se: 10 länkar på 5 sidor: {where}")
    assert (1, 0) == (made.count("a.example.se"), made.count("svarar 403"))


@pytest.mark.parametrize("format_", ["text", "markdown", "html"])
def test_what_is_known_or_suppressed_is_not_told_of(format_: str) -> None:
    kept = {"kind": "page", "reason": "prov", "expires": None}
    page = reports.page(link(3, "a.example.se", baseline="known"), link(4, "a.example.se", suppressed=kept), fault())
    assert HEADING not in _plain(_report(page), format_)


def test_every_link_has_its_place_in_html() -> None:
    found = [link(line, f"{'ab'[line % 2]}.example.se") for line in range(1, 7)]
    root = html5lib.parse(reports.text(_report(reports.page(*found)), "html"), namespaceHTMLElements=False)
    (article,) = [one for one in root.iter("article") if "finding" in one.get("class").split()]
    assert {f"f-{one.fingerprint}" for one in found} == {one.get("id") for one in article.iter("li") if one.get("id")}
    assert ("6", 2) == (article.get("data-count"), len(list(article.iter("details"))))


def test_more_hosts_than_a_comment_holds_are_counted() -> None:
    page = reports.page(*(link(n, f"{'lang-' * 12}{n}.example.se") for n in range(1, 500)))
    made = reports.text(_report(page), "markdown")
    (left,) = re.findall(r"^- (\d+) anmärkningar till", made, re.MULTILINE)
    assert (499, True) == (made.count(": 1 länk (") + int(left), len(made) < 60_000)
