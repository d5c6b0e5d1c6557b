"""A mass is one entry: what people are told of findings of one page that are alike, and that programs keep each."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import html5lib
import pytest

from linter.model.finding import Location
from linter.report import entries
from linter.report.words.words import words_in
from tests import reports

if TYPE_CHECKING:
    from pathlib import Path

    from linter.model.finding import Finding

FOR_PEOPLE = ("text", "html", "markdown", "github")
SUPPRESSED = {"kind": "page", "reason": "prov", "expires": None}


def finding(line: int, message: str = "Länken ”Karta” är tom.", column: int = 5, **more: Any) -> Finding:  # noqa: ANN401  any field
    """Return a finding of one rule on a line."""
    made = reports.finding(1, severity="error", outcome="failed", message=message, fingerprint=f"{line:032x}")
    return replace(made, location=Location(line, column, line, column + 4), **more)


def links(*names: str) -> list[Finding]:
    """Return a finding for each name of a link, line by line."""
    return [finding(number, f"Länken ”{name}” är tom.") for number, name in enumerate(names, 1)]


@pytest.mark.parametrize(
    ("findings", "expected"),
    [
        pytest.param([finding(1)], [[1]], id="one"),
        pytest.param([finding(1), finding(2), finding(9)], [[1, 2, 9]], id="alike"),
        pytest.param([finding(1), finding(2, rule="email-obfuscated"), finding(3)], [[1, 3], [2]], id="rule"),
        pytest.param([finding(1), finding(2, severity="info")], [[1], [2]], id="severity"),
        pytest.param([finding(1), finding(2, outcome="cannot_tell")], [[1], [2]], id="outcome"),
        pytest.param(
            [
                finding(1, severity="info"),
                finding(2, outcome="cannot_tell"),
                finding(3, severity="warning"),
                finding(4),
                finding(5, severity="info", outcome="cannot_tell"),
                finding(6, severity="info"),
                finding(7, rule="email-obfuscated"),
            ],
            [[4], [7], [3], [1, 6], [2], [5]],
            id="the-worst-first-and-last-what-is-not-certain",
        ),
        pytest.param([finding(1), finding(2, message_key="other")], [[1], [2]], id="message"),
        pytest.param([finding(1), finding(2, suppressed=SUPPRESSED), finding(3)], [[1, 3], [2]], id="suppressed"),
        pytest.param(
            [finding(1, suppressed=SUPPRESSED), finding(2, suppressed=SUPPRESSED | {"reason": "annat"})],
            [[1], [2]],
            id="suppressed-for-another-reason",
        ),
        pytest.param([finding(1, baseline="new"), finding(2, baseline="known")], [[1], [2]], id="baseline"),
        pytest.param(links("A", "B", "A", "C"), [[1, 3], [2], [4]], id="a-few-values-are-told-each"),
        pytest.param(links("A", "B", "C", "D"), [[1, 2, 3, 4]], id="more-values-are-a-mass"),
        pytest.param(
            [finding(1, category="axe", data={"summary": "a"}), finding(2, category="axe", data={"summary": "b"})],
            [[1], [2]],
            id="another-remedy-of-axe",
        ),
    ],
)
def test_what_is_alike_is_one_entry(findings: list[Finding], expected: list[list[int]]) -> None:
    gathered = entries.gather(findings)
    assert expected == [[one.location.line for one in entry.findings] for entry in gathered]
    assert len(findings) == entries.count_findings(gathered)


@pytest.mark.parametrize(
    ("findings", "language", "expected"),
    [
        pytest.param([finding(1)], "sv", "", id="one"),
        pytest.param([finding(1), finding(7)], "sv", "och 1 ställe till: rad 7", id="two"),
        pytest.param([finding(1), finding(7)], "en", "and 1 more place: line 7", id="two-in-english"),
        pytest.param([finding(n) for n in (1, 7, 9)], "en", "and 2 more places: lines 7, 9", id="lines"),
        pytest.param(
            [finding(n) for n in range(1, 8)], "sv", "och 6 ställen till: rad 2, 3, 4, 5 … och 2 till", id="many"
        ),
        pytest.param(
            [finding(1), finding(1, column=60), finding(3)],
            "sv",
            "och 2 ställen till: rad 1:60, 3",
            id="several-on-one-line",
        ),
        pytest.param(
            links("Karta", "Taxa", "Läs mer", "Taxa", ""),
            "sv",
            "och 4 ställen till: rad 2, 4 (”Taxa”); 3 (”Läs mer”); 5 (””)",
            id="values",
        ),
        pytest.param(
            links("Läs mer om a", "Läs mer om b", "Läs mer om c", "Läs mer om d"),
            "sv",
            "och 3 ställen till: rad 2 (”Läs mer om b”); 3 (”Läs mer om c”); 4 (”Läs mer om d”)",
            id="whole-quotations",
        ),
        pytest.param(
            [finding(n, f"Länken till {'x' * n} är tom.") for n in (1, 2, 3, 60)],
            "sv",
            f"och 3 ställen till: rad 2 (xx); 3 (xxx); 60 ({'x' * 39}…)",
            id="long-value",
        ),
        pytest.param(
            [finding(n, "Länken till " + value + " är tom.") for n, value in enumerate(("a", "", "b", "c"), 1)],
            "sv",
            "och 3 ställen till: rad 2; 3 (b); 4 (c)",
            id="no-value",
        ),
        pytest.param(
            [finding(n, f"En länk utan text går till /{value}.") for n, value in enumerate(("a", "b.", "c", "d"), 1)],
            "sv",
            "och 3 ställen till: rad 2 (/b.); 3 (/c); 4 (/d)",
            id="end-of-the-sentence",
        ),
    ],
)
def test_further_places_are_told_with_what_differs(findings: list[Finding], language: str, expected: str) -> None:
    (entry,) = entries.gather(findings)
    assert expected == entries.tell_others(entry, words_in(language), 4)


@pytest.mark.parametrize("format_", FOR_PEOPLE)
def test_a_mass_is_told_once_to_people(format_: str) -> None:
    page = reports.page(*(finding(line) for line in range(1, 501)))
    made = reports.text(reports.of(page), format_)
    shown = re.sub(r"<section class=\"rule\".*", "", made, flags=re.DOTALL)
    assert (1, 1) == (shown.count("Länken ”Karta” är tom."), shown.count("Skriv ett datum."))
    assert (True, True) == ("499 ställen till" in made, "500 fel" in made)


@pytest.mark.parametrize(
    ("findings", "expected"),
    [
        pytest.param(links("A", "B", "C"), 1, id="one-remedy-for-all"),
        pytest.param([*links("A", "B"), finding(3, outcome="cannot_tell")], 1, id="other-certainty"),
        pytest.param([finding(1), finding(2, severity="warning", remedied_by="webmaster"), finding(3, severity="info")], 3, id="another-between"),
    ],
)  # fmt: skip
def test_a_remedy_is_not_told_again_for_the_next_entry(findings: list[Finding], expected: int) -> None:
    made = reports.text(reports.of(reports.page(*findings)), "text")
    assert expected == made.count("→ Skriv ett datum.")


@pytest.mark.parametrize("format_", ["json", "sarif", "junit", "gitlab", "csv", "earl"])
def test_programs_get_every_finding(format_: str) -> None:
    made = reports.text(reports.of(reports.page(*(finding(line) for line in range(1, 51)))), format_)
    assert made.count("Länken ”Karta” är tom.") >= 50


def test_an_annotation_stands_at_the_first_place_and_what_is_left_is_counted() -> None:
    page = reports.page(*(finding(line) for line in (4, 8, 15)), *(replace(f, rule="b") for f in links("A", "B")))
    first, *_ = reports.text(reports.of(page), "github").splitlines()
    assert ",line=4,endLine=4," in first
    assert first.endswith("::Länken ”Karta” är tom. (och 2 ställen till: rad 8, 15) Skriv ett datum.")
    many = [finding(n, message_key=str(n // 2)) for n in range(40)]
    lines = reports.text(reports.of(reports.page(*many)), "github").splitlines()
    assert (10, ["20 "]) == (
        sum(line.startswith("::error") for line in lines),
        [line[:3] for line in lines if "--output html" in line],
    )


def test_each_place_is_reachable_in_html(tmp_path: Path) -> None:
    pictures = [tmp_path / f"{number}.png" for number in range(5)]
    for number, picture in enumerate(pictures):
        picture.write_bytes(b"\x89PNG" + bytes([number]))
    found = [
        replace(one, screenshot=str(picture), selector=f"#a{one.location.line}")
        for one, picture in zip(links("A", "B", "C", "D", "E"), pictures, strict=True)
    ]
    root = html5lib.parse(reports.text(reports.of(reports.page(*found)), "html"), namespaceHTMLElements=False)
    (article,) = [one for one in root.iter("article") if "finding" in one.get("class").split()]
    assert "5" == article.get("data-count")
    assert 5 == len({image.get("src") for image in article.iter("img")})
    places = {one.get("id") for one in article.iter("li")} | {article.get("id")}
    assert {f"f-{one.fingerprint}" for one in found} == places
    told = " ".join("".join(article.itertext()).split())
    assert [] == [part for part in ("rad 5:5 ”E”", "#a5", "4 ställen till") if part not in told]


def test_counts_of_a_comment_are_those_of_findings() -> None:
    made = reports.text(reports.of(reports.page(*(finding(line) for line in range(1, 31)))), "markdown")
    assert ["30 anmärkningar"] == re.findall(r"<summary>[^:]+: (\d+ anmärkningar)", made)
    assert (
        30
        == json.loads(reports.text(reports.of(reports.page(*map(finding, range(30)))), "json"))["summary"]["findings"][
            "error"
        ]
    )
