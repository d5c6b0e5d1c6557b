"""Parts of accessibility statements: whose they are, what they claim, where one turns, and what the site says beside them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from linter.audit.files import pdf
from tests.site_reviews import found, page_of, review
from tests.support import examine, facts, kommunlint

if TYPE_CHECKING:
    from pathlib import Path

SITE = "https://www.lerboda.example"
HEADING = "<h1>Tillgänglighetsredogörelse</h1>"
INTRO = f"{HEADING}<p>Lerboda kommun står bakom den här webbplatsen.</p>"
LAW = " med lagen om tillgänglighet till digital offentlig service.</p>"
PARTIAL = f"{INTRO}<p>Webbplatsen är delvis förenlig{LAW}"
FULL = f"{INTRO}<p>Webbplatsen är helt förenlig{LAW}"
STRANGE = f"{HEADING}<p>Här står hur bra våra sidor fungerar för alla som bor här.</p>"
FOOTER = '<footer><a href="om/tillganglighet.html">Tillgänglighetsredogörelse</a></footer>'


def _statement(body: str, lang: str = "sv") -> dict[str, object]:
    return dict(examine(f'<html lang="{lang}"><main>{body}</main>', "statement").facts["statement"])


def _failed(body: str, rule: str, lang: str = "sv") -> list[str]:
    report = examine(f'<html lang="{lang}"><main>{body}</main>', rule)
    return [one.outcome for one in report.findings]


CLAIMS = [
    ("sv", "<p>Vårt mål är en webbplats för alla, men webbplatsen är inte förenlig med lagen.</p>", "none"),
    ("en", "<p>We want everybody to use it, but the website is not compliant with the regulations.</p>", "none"),
    ("fi", "<p>Tavoitteemme on hyvä sivusto, mutta sivusto täyttää vaatimukset vain osin.</p>", "partial"),
    ("sv", "<p>Den här webbplatsen är delvis inte förenlig med lagen.</p>", "partial"),
    ("sv", "<p>Webbplatsen uppfyller 45 av 50 krav.</p>", "partial"),
    ("nb", "<p>Nettstedet bryter med 6 av 48 krav.</p>", "partial"),
    ("nb", "<p>Nettstedet bryter med 0 av 48 krav.</p>", "full"),
    ("nb", "<p>Nettstedet oppfyller 48 av 48 krav.</p>", "full"),
    ("da", "<p>Hjemmesiden opfylder 40 ud af 47 krav.</p>", "partial"),
    ("sv", "<p>Webbplatsen publicerades 2019 och har 300 av kommunens sidor.</p>", None),
]
INTROS = {
    "sv": INTRO,
    "nb": "<h1>Tilgjengelighetserklæring</h1><p>Lerbo kommune er ansvarlig for nettstedet.</p>",
    "da": "<h1>Tilgængelighedserklæring</h1><p>Lerby Kommune forpligter sig til at gøre webstedet tilgængeligt.</p>",
    "fi": "<h1>Saavutettavuusseloste</h1><p>Tämä seloste koskee Lerkunnan verkkosivustoa.</p>",
    "en": "<h1>Accessibility statement</h1><p>This accessibility statement applies to our website.</p>",
}


@pytest.mark.parametrize(("lang", "body", "expected"), CLAIMS)
def test_claim_is_that_of_its_own_clause_and_number(lang: str, body: str, expected: str | None) -> None:
    assert expected == _statement(INTROS[lang] + body, lang)["conformity"]


BODIES = [
    ("sv", "<p>Region Ådals webbplats omfattas av lagen.</p>", "Region Ådal"),
    ("sv", "<p>Kommunalförbundet Östra Kusten ansvarar för sidorna.</p>", "Kommunalförbundet Östra Kusten"),
    ("sv", "<p>Här berättar Gymnasieförbundet om sidorna.</p>", "Gymnasieförbundet"),
    ("en", "<p>The City of Thornwick looks after these pages.</p>", "City of Thornwick"),
    ("fi", "<p>Järvikunnan sivuilla on puutteita.</p>", "Järvikunta"),
    ("sv", "<p>I Lerboda kommun arbetar vi med det.</p>", "Lerboda kommun"),
]


@pytest.mark.parametrize(("lang", "body", "expected"), BODIES)
def test_body_is_named_by_its_kind_wherever_that_stands(lang: str, body: str, expected: str) -> None:
    heading = INTROS[lang].partition("</h1>")[0] + "</h1>"
    told = _statement(f"{heading}{body}<p>1.1.1</p><ul><li>WCAG 1.1.1</li></ul><p>Digg, ehrc, traficom</p>", lang)
    assert expected == told["body"]


FEEDBACK = [
    ('<h2>Prenumerera</h2><form><p>Namn <input name="a"></p><p>E-post <input type="email" name="b"></p></form>', False),
    (
        '<h2>Säg vad du tycker</h2><form><p>Namn <input name="a"></p><p>E-post <input type="email" name="b"></p></form>',
        True,
    ),
    ('<h2>Rapportera</h2><p><a href="/e/12">Öppna e-tjänsten</a></p>', True),
    ('<h2>Tillsyn</h2><p><a href="/e/12">Öppna e-tjänsten</a></p>', False),
    ('<h2>Rapportera</h2><p><a href="https://www.digg.se/om">Läs mer</a></p>', False),
    ('<p>Har du hittat ett hinder? <a href="/e/12">Öppna e-tjänsten</a></p>', False),
    ('<p>Har du hittat ett hinder får du gärna <a href="/e/12">öppna e-tjänsten</a></p>', True),
]


@pytest.mark.parametrize(("body", "expected"), FEEDBACK)
def test_section_about_feedback_holds_its_form_or_its_link(body: str, *, expected: bool) -> None:
    assert expected is _statement(PARTIAL + body)["parts"]["feedback"]  # type: ignore[index]


def test_entry_that_names_its_criterion_is_a_fault() -> None:
    assert _statement(f"{PARTIAL}<h2>Annat</h2><ul><li>WCAG 2.4.7: menyn</li></ul>")["parts"]["shortcomings"]  # type: ignore[index]


COUNTRIES = [
    ("sv", "statement-assessment-undated", ["failed"]),
    ("nb", "statement-assessment-undated", []),
    ("fi", "statement-unit-missing", ["cannot_tell"]),
    ("da", "statement-unit-missing", []),
    ("nb", "statement-register-missing", ["failed"]),
    ("fi", "statement-register-missing", []),
]
LINES = {
    "sv": PARTIAL,
    "nb": f"{INTROS['nb']}<p>Nettstedet er delvis i samsvar med kravene.</p>",
    "da": f"{INTROS['da']}<p>Webstedet overholder loven delvist.</p>",
    "fi": f"{INTROS['fi']}<p>Sivusto täyttää vaatimukset osittain.</p>",
}


@pytest.mark.parametrize(("lang", "rule", "expected"), COUNTRIES)
def test_rule_holds_where_a_law_of_the_country_asks_for_it(lang: str, rule: str, expected: list[str]) -> None:
    assert expected == _failed(LINES[lang], rule, lang)


def test_rule_of_other_countries_is_inapplicable() -> None:
    report = examine(f'<html lang="nb"><main>{LINES["nb"]}</main>', "statement-assessment-undated")
    assert ("statement-assessment-undated",) == report.coverage.inapplicable


def test_day_that_nothing_is_said_of_may_be_the_one_that_is_missing() -> None:
    assert ["failed"] == _failed(PARTIAL, "statement-assessment-undated")
    assert ["cannot_tell"] == _failed(f"{PARTIAL}<p>Stadsnätet, 3 maj 2026.</p>", "statement-assessment-undated")


DAYS = [
    "Redogörelsen uppdaterades senast den 3 mars 2026.",
    "Den 3 mars 2026 såg vi över redogörelsen.",
    "Vi gick igenom redogörelsen senast 3 mars 2026.",
    "Redogörelsen fastställdes den 3 mars 2026.",
]


@pytest.mark.parametrize("sentence", DAYS)
def test_statement_that_says_its_day_in_words_is_dated(sentence: str) -> None:
    html = f'<html lang="sv"><main>{PARTIAL}<p>{sentence}</p></main>'
    assert [] == [one.rule for one in examine(html, "dates").findings]
    assert "2026-03-03" == facts(html, "statement")["updated"]  # type: ignore[call-overload]


def test_day_is_read_after_the_word_that_stands_before_it() -> None:
    body = f"{PARTIAL}<h2>Bedömning</h2><p>Den här sidan ändrades senast 2025-12-02.</p>"
    told = _statement(body)
    assert (None, "2025-12-02") == (told["assessed"], told["updated"])


def test_links_are_read_against_the_base_of_the_page() -> None:
    html = '<base href="/om/"><main><h1>Hej</h1></main><footer><a href="t.html">Tillgänglighetsredogörelse</a></footer>'
    addresses = [
        [link["address"] for link in facts(html, "statement_links", url=url)] for url in (f"{SITE}/nytt/a", None)
    ]
    assert [[f"{SITE}/om/t.html"], ["/om/t.html"]] == addresses


def test_guide_under_the_name_of_statements_is_none() -> None:
    html = (
        f"<main>{HEADING}<p>Varje webbplats ska ha en redogörelse enligt lagen om tillgänglighet till digital offentlig "
        "service. Den berättar hur den som upptäcker problem når oss.</p><h2>Mall för redogörelsen</h2><p>Fyll i mallen. Digg "
        "har tillsyn.</p></main>"
    )
    assert "statement" not in examine(html, "statement").facts


def test_news_about_a_statement_is_none() -> None:
    head = '<body class="single-article"><main><article class="nyhet">'
    html = f"{head}{HEADING}<p>Webbplatsen är delvis förenlig{LAW}<p>Digg har tillsyn.</p></article></main>"
    report = examine(html, "statement", url=f"{SITE}/nyheter/2026/tillganglighetsredogorelse")
    assert (False, False) == ("statement" in report.facts, "statement_named" in report.facts)


UNREAD = [
    ({"s/index.html": f"<main><h1>A</h1></main>{FOOTER}", "s/om/tillganglighet.html": f"<main>{STRANGE}</main>"}, 1),
    ({"s/index.html": "<main><h1>A</h1></main>", "s/t.html": f"<main>{STRANGE}</main>"}, 0),
]


@pytest.mark.parametrize(("pages", "linking"), UNREAD)
def test_page_that_calls_itself_a_statement_is_not_missing(pages: dict[str, str], linking: int) -> None:
    _, report = review(pages, "statement-missing")
    told = [(one.message_key, one.outcome, one.data["number"]) for page in report.pages for one in page.findings]
    assert [("unread", "cannot_tell", linking)] == told


def test_link_to_a_page_that_is_no_statement_is_told_wherever_it_stands() -> None:
    pages = {
        "s/index.html": f"<main><h1>A</h1></main>{FOOTER}",
        "s/b/index.html": f"<main><h1>B</h1></main>{FOOTER.replace('om/', '../om/')}",
        "s/om/tillganglighet.html": "<main><h1>Badplatser</h1></main>",
    }
    _, report = review(pages, "statement-missing")
    assert [("elsewhere", 2)] == [(one.message_key, one.data["number"]) for p in report.pages for one in p.findings]


def test_fault_that_is_not_found_is_told_where_the_statement_lists_it() -> None:
    faults = "<h2>Kända brister</h2><ul><li>Några länkar saknar namn (WCAG 2.4.4), då mallen är gammal.</li></ul>"
    pages = {f"{SITE}/tillganglighet": f"<main>{PARTIAL}{faults}</main>", f"{SITE}/": "<main><h1>A</h1></main>"}
    _, report = review(pages, "statement-outdated", "link-empty", passed_by_axe=["link-name"])
    one = page_of(report, f"{SITE}/tillganglighet").findings[0]
    assert [(f"{SITE}/tillganglighet", "statement-outdated", "mended")] == found(report)
    assert ("li", True, True) == (
        (one.selector or "").rpartition("> ")[2].partition(":")[0],
        "Några länkar saknar namn" in (one.snippet or ""),
        "de granskade sidorna" in one.message,
    )


def test_rules_of_a_country_bind_what_is_judged_of_its_sites() -> None:
    pages = {"s/index.html": '<html lang="de"><main><h1>Start</h1><p>Willkommen auf der Seite der Stadt.</p></main>'}
    assert [] == found(review(pages, "statement-missing")[1])


def test_review_tells_faults_of_a_statement_and_doubts_apart(tmp_path: Path) -> None:
    pdf.check()
    folder = tmp_path / "site"
    folder.mkdir()
    head = '<!doctype html><html lang="sv"><head><meta charset="utf-8"><title>Lerboda kommun</title></head><body>'
    (folder / "index.html").write_text(
        f'{head}<main><h1>Lerboda kommun</h1><p><a href="/vatten"></a></p></main>'
        '<footer><a href="/t.html">Tillgänglighetsredogörelse</a></footer></body></html>',
        "utf-8",
    )
    (folder / "t.html").write_text(f"{head}<main>{FULL}</main></body></html>", "utf-8")
    out = tmp_path / "out"
    kommunlint("audit", str(folder), "--all", "--out", str(out), "--today", "2026-11-21", "--fail-on", "never")
    tree = json.loads((out / "report.json").read_text("utf-8"))
    assert "statement-contradicted" in tree["summary"]["by_rule"]
    shown = (out / "report.html").read_text("utf-8")
    faults, _, doubts = shown.partition("Att titta på i redogörelsen")
    assert ("Brister i redogörelsen" in faults, "hur webbplatsen har bedömts" in doubts) == (True, True)
