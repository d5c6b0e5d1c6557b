"""Accessibility statements: which pages are one, what they claim and lack, and whether the rest of the site bears them out."""

from __future__ import annotations

import pytest

from linter.config.settings import Suppression
from tests import statements
from tests.site_reviews import found, page_of, review
from tests.support import examine, facts

SITE = "https://www.lerboda.example"
INTRO = "<h1>Tillgänglighetsredogörelse</h1><p>Lerboda kommun står bakom den här webbplatsen.</p>"
LAW = " med lagen om tillgänglighet till digital offentlig service.</p>"
PARTIAL = f"<main>{INTRO}<p>Webbplatsen är delvis förenlig{LAW}</main>"
FULL = f"<main>{INTRO}<p>Webbplatsen är helt förenlig{LAW}</main>"
START = "<main><h1>Lerboda kommun</h1><p>Välkommen.</p></main>"
FOOTER = '<footer><a href="/tillganglighet">Tillgänglighetsredogörelse</a></footer>'
EMPTY_LINK = '<main><h1>Badplatser</h1><p>Vattnet provas.</p><p><a href="/vatten"></a></p></main>'
SET = statements.cases()


def _statement(body: str) -> dict[str, object]:
    return dict(examine(f"<main>{INTRO}{body}</main>", "statement").facts["statement"])


def test_set_is_large_and_in_all_languages() -> None:
    assert {"sv", "nb", "nn", "da", "fi", "en"} == {case.language for case in SET}
    assert len(SET) >= 60
    assert len({case.html for case in SET}) == len(SET)
    assert set(statements.RULES) == {rule for case in SET for rule in case.finds}


def test_findings_of_the_set_are_those_that_are_known() -> None:
    judged = [(case.finds, frozenset(one.rule for one in case.judged().findings)) for case in SET]
    assert statements.score(judged).f1 >= 0.99


@pytest.mark.parametrize("case", [case for case in SET if case.says], ids=lambda case: case.name)
def test_statement_tells_what_is_known(case: statements.Case) -> None:
    told = facts(case.html, "statement", url=case.url)
    assert case.says == {key: told[key] for key in case.says}  # type: ignore[call-overload]


NO_STATEMENTS = [
    ("ramps", "<h1>Tillgänglighet</h1><p>Kommunhuset har hiss och ramp. Kontakta oss om du hittar brister.</p>"),
    ("guide", f"<h1>Skapa en tillgänglighetsredogörelse</h1><p>Skriv: Webbplatsen är delvis förenlig{LAW}"),
    ("news", f"<h1>Ny tillgänglighetsredogörelse</h1><p>Webbplatsen är delvis förenlig{LAW}"),
    (
        "list",
        "<h1>Tillgänglighetsredogörelse</h1><ul><li><a href=/a>Webbplatsen</a></li><li><a href=/b>Appen</a></li></ul>",
    ),
    (
        "Danish guide",
        "<h1>Om tilgængelighedserklæringen</h1><p>Digitaliseringsstyrelsen fører tilsyn med webtilgængelighedsloven.</p>",
    ),
    (
        "Finnish guide",
        "<h1>Tietoa saavutettavuusselosteesta</h1><p>Palvelu a) vastaa täysin vaatimuksia tai b) ei vastaa.</p>",
    ),
    ("footer", f"<h1>Badplatser</h1><p>Vattnet provas.</p>{FOOTER}"),
]


@pytest.mark.parametrize(("name", "html"), NO_STATEMENTS, ids=[name for name, _ in NO_STATEMENTS])
def test_page_is_no_statement(name: str, html: str) -> None:
    report = examine(f"<main>{html}</main>", *statements.RULES)
    assert ("statement" in report.facts, report.findings) == (False, ()), name


CLAIMS = [
    ("<p>Kontrasten på webbplatsen uppfyller inte kraven.</p>", None),
    ("<p>Om du anser att vi inte uppfyller lagens krav, hör av dig.</p>", None),
    ("<p>Helt förenlig betyder att alla krav är uppfyllda.</p>", None),
    ("<p>Är webbplatsen helt förenlig med lagen?</p>", None),
    ("<p>biblioteket.example är helt förenlig med lagen. lerboda.example är inte förenlig med lagen.</p>", "none"),
    ("<p>Delar av webbplatsen är inte förenliga med lagen.</p>", "partial"),
    ("<p>I dagsläget är webbplatsen i huvudsak förenlig med lagen.</p>", "partial"),
    ("<p>Webbplatsen är, med några undantag, förenlig med lagen.</p>", "partial"),
    ("<p>Webbplatsen är förenlig med lagen till viss del.</p>", "partial"),
    ("<p>lerboda.example lever i huvudsak upp till lagkraven.</p>", "partial"),
    ("<p>Webbplatsen följer lagen helt och hållet.</p>", "full"),
    ("<p>Webbplatsen är delvis<br>förenlig med lagen.</p>", "partial"),
    ("<p>Webbplatsen är <span>del</span>vis förenlig med lagen.</p>", "partial"),
    ("<p>Appen Felanmälan är delvis förenlig med lagen.</p>", None),
    ("<p>Kartan från leverantören är inte förenlig med lagen.</p>", None),
    ("<p>Nettstedet oppfyller i hovedsak kravene.</p>", "partial"),
    ("<p>Webstedet overholder overvejende ikke kravene.</p>", "none"),
    ("<p>Verkkosivusto täyttää lähes kaikki vaatimukset.</p>", "partial"),
    ("<p>Our website is largely compliant with WCAG 2.1.</p>", "partial"),
]


@pytest.mark.parametrize(("body", "expected"), CLAIMS)
def test_claim_is_that_of_the_service_itself(body: str, expected: str | None) -> None:
    html = f"<main>{INTRO}{body}<p>Myndigheten för digital förvaltning har tillsyn.</p></main>"
    told = facts(html, "statement", url="https://www.lerboda.example/tillganglighet")
    assert expected == told["conformity"]  # type: ignore[call-overload]


def test_criteria_are_listed_with_what_they_are_about() -> None:
    body = (
        "<h2>Innehåll som inte är tillgängligt</h2><ul>"
        "<li>Bilder saknar text (WCAG 1.1.1, EN 301 549 V3.2.1).</li><li>PDF-filer saknar taggar (9.1.3.1).</li></ul>"
    )
    told = _statement(body)["listed"]
    assert [("1.1.1", False), ("1.3.1", True)] == [(one["criterion"], one["of_documents"]) for one in told]  # type: ignore[attr-defined]


def test_requirements_are_the_laws_of_the_country() -> None:
    danish = next(case for case in SET if case.name == "da: old").judged().findings
    swedish = next(case for case in SET if case.name == "sv: no method").judged().findings
    assert {"MDFFS 2019:2 6 §"} == {text for one in swedish for text in one.requirements}
    assert {"nr. 692/2018", "nr. 904/2019"} == {text.split("(")[1].split(")")[0] for text in danish[0].requirements}
    assert {"error"} == {one.severity for one in danish}


def test_links_to_a_statement_are_facts() -> None:
    html = f'<p><a href="/was">Se her</a></p>{FOOTER}'
    assert [("https://www.lerboda.example/tillganglighet", True)] == [
        (link["address"], link["named"]) for link in facts(html, "statement_links", url=f"{SITE}/")
    ]


def test_statement_is_the_one_that_pages_lead_to() -> None:
    pages = {
        f"{SITE}/": START + FOOTER,
        f"{SITE}/e-tjanster": PARTIAL,
        f"{SITE}/tillganglighet": FULL,
        f"{SITE}/bad": EMPTY_LINK + FOOTER,
    }
    told, report = review(pages, "statement", "link-empty")
    assert told is not None
    assert (f"{SITE}/tillganglighet", "full", "Lerboda kommun") == (told.source, told.conformity, told.body)
    site = [one for one in found(report) if one[1] in ("statement-contradicted", "statement-not-linked")]
    assert [
        (f"{SITE}/tillganglighet", "statement-contradicted", "contradicted"),
        (f"{SITE}/tillganglighet", "statement-not-linked", "some"),
    ] == site


def test_report_of_a_judged_site_is_whole() -> None:
    pages = {f"{SITE}/tillganglighet": FULL, f"{SITE}/": EMPTY_LINK + FOOTER}
    _, report = review(pages, "statement-contradicted", "statement-missing", "link-empty")
    account = page_of(report, f"{SITE}/tillganglighet").coverage
    assert {"statement-contradicted": 1, "link-empty": 1} == report.summary.by_rule
    assert ("statement-contradicted" in account.failed, "statement-missing" in account.passed) == (True, True)
    assert {"failed": 1, "inapplicable": 1} == report.summary.coverage["statement-contradicted"]
    assert "statement-contradicted" in report.rules
    assert [one.fingerprint for page in report.pages for one in page.findings] == [
        one.fingerprint for page in report.pages for one in page.findings
    ]


def test_cannot_tell_and_what_is_suppressed_contradict_nothing() -> None:
    pages = {f"{SITE}/tillganglighet": FULL, f"{SITE}/": EMPTY_LINK + FOOTER}
    kept = Suppression(("link-empty",), (), reason="mallen byts", origin="kommunlint.toml")
    _, report = review(pages, "statement-contradicted", "link-empty", suppress=[kept])
    assert {"link-empty": 1} == report.summary.by_rule
    pending = EMPTY_LINK.replace('<a href="/vatten"></a>', '<a href="/vatten">{{ namn }}</a>')
    _, report = review({**pages, f"{SITE}/": pending + FOOTER}, "statement-contradicted", "link-empty")
    assert "statement-contradicted" not in report.summary.by_rule


def test_configuration_suppresses_what_is_judged_late() -> None:
    kept = Suppression(("statement-missing",), (), reason="redogörelsen skrivs", origin="kommunlint.toml")
    _, report = review({f"{SITE}/": START, f"{SITE}/bad": EMPTY_LINK}, "statement-missing", suppress=[kept])
    assert [("statement-missing", "configuration")] == [
        (one.rule, one.suppressed["kind"]) for page in report.pages for one in page.findings if one.suppressed
    ]
    assert 1 == report.summary.suppressed


def test_rules_that_are_not_selected_are_not_told() -> None:
    told, report = review({f"{SITE}/": START}, "statement-contradicted")
    assert (None, {}) == (told, dict(report.summary.by_rule))


MISSING = [
    ({f"{SITE}/a": START, f"{SITE}/": START}, None, [(f"{SITE}/", "statement-missing", "missing")]),
    ({f"{SITE}/a": START, f"{SITE}/b": START}, f"{SITE}/b", [(f"{SITE}/b", "statement-missing", "missing")]),
    ({f"{SITE}/": START + FOOTER}, None, [(f"{SITE}/", "statement-missing", "unexamined")]),
    (
        {f"{SITE}/": START + FOOTER, f"{SITE}/tillganglighet": START},
        None,
        [(f"{SITE}/", "statement-missing", "elsewhere")],
    ),
]


@pytest.mark.parametrize(("pages", "start", "expected"), MISSING)
def test_missing_statement_is_told_at_the_start_page(
    pages: dict[str, str], start: str | None, expected: list[tuple[str, str, str]]
) -> None:
    assert expected == found(review(pages, "statement-missing", start=start)[1])


def test_pages_from_a_folder_lead_to_the_statement() -> None:
    pages = {
        "site/index.html": START + '<footer><a href="om/tillganglighet.html">Tillgänglighet</a></footer>',
        "site/bad/index.html": EMPTY_LINK + '<footer><a href="../om/tillganglighet.html">Tillgänglighet</a></footer>',
        "site/vatten.html": EMPTY_LINK + '<footer><a href="/om/tillganglighet.html">Tillgänglighet</a></footer>',
        "site/om/tillganglighet.html": PARTIAL,
    }
    told, report = review(pages, "statement-not-linked")
    assert told is not None
    assert ("site/om/tillganglighet.html", []) == (told.source, found(report))
