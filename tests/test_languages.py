"""The language that a page says it is in, held against that of its text."""

from __future__ import annotations

import pytest

from tests.support import examine

_TEXTS = {
    "sv": "Kommunen ansvarar för skolor och äldreomsorg. Du som vill söka plats kan göra det i vår e-tjänst. "
    "Beskedet kommer inom fyra månader, och du får då veta vilken förskola som har en ledig plats för ditt barn.",
    "nb": "Kommunen har ansvar for skoler og eldreomsorg. Du som vil søke om plass, kan gjøre det i skjemaet vårt. "
    "Svaret kommer innen fire måneder, og da får du vite hvilken barnehage som har en ledig plass til barnet ditt.",
    "nn": "Kommunen har ansvar for skular og eldreomsorg. Du som vil søkje om plass, kan gjere det i skjemaet vårt. "
    "Svaret kjem innan fire månader, og då får du vite kva barnehage som har ein ledig plass til barnet ditt.",
    "da": "Kommunen har ansvaret for skoler og ældrepleje. Du, som vil søge om en plads, kan gøre det i vores skema. "
    "Svaret kommer inden for fire måneder, og så får du at vide, hvilken børnehave der har en ledig plads til dit barn.",
    "fi": "Kunta vastaa kouluista ja vanhustenhuollosta. Voit hakea paikkaa sähköisessä palvelussamme. "
    "Saat vastauksen neljän kuukauden kuluessa, ja silloin kuulet, missä päiväkodissa lapsellesi on paikka.",
    "en": "The municipality is responsible for schools and care of the elderly. You can apply for a place in our service. "
    "The answer comes within four months, and then you will know which preschool has a place for your child.",
    "de": "Die Gemeinde ist für Schulen und die Pflege älterer Menschen zuständig. Einen Platz beantragen Sie im Formular. "
    "Die Antwort kommt innerhalb von vier Monaten, und dann erfahren Sie, welcher Kindergarten einen Platz hat.",
    "se": "Gielddas lea ovddasvástádus skuvllain ja boarrásiid fuolahusas. Jus hálidat ohcat saji, de sáhtát dan dahkat "
    "min bálvalusas. Vástádus boahtá njealji mánu siste, ja de oaččut diehtit gos lea sadji du mánnái.",
}
_NEIGHBOURS = ("sv", "nb", "nn", "da")


def _outcomes(said: str, html: str) -> list[tuple[str, str]]:
    return _found(f'<html lang="{said}"><title></title><main>{html}</main></html>')


def _found(html: str) -> list[tuple[str, str]]:
    report = examine(html, "language-page-differs", "language-part-differs")
    assert [] == list(report.skipped)
    return [(one.rule, one.outcome) for one in report.findings]


@pytest.mark.parametrize("said", _TEXTS)
def test_text_in_the_language_that_is_said_has_no_fault(said: str) -> None:
    assert [] == _outcomes(said, f"<p>{_TEXTS[said]}</p>")


@pytest.mark.parametrize("said", ["sv", "fi", "en", "de"])
@pytest.mark.parametrize("found", ["sv", "fi", "en", "de"])
def test_text_in_a_language_that_is_like_no_other_is_told_for_certain(said: str, found: str) -> None:
    expected = [] if said == found else [("language-page-differs", "failed")]
    assert expected == _outcomes(said, f"<p>{_TEXTS[found]}</p>")


@pytest.mark.parametrize("said", _NEIGHBOURS)
@pytest.mark.parametrize("found", _NEIGHBOURS)
def test_short_text_in_a_neighbouring_language_is_no_fault(said: str, found: str) -> None:
    assert [] == _outcomes(said, f"<p>{_TEXTS[found]}</p>")


@pytest.mark.parametrize(
    ("said", "found", "outcome"),
    [("sv", "nb", "failed"), ("nb", "sv", "failed"), ("nb", "da", "cannot_tell"), ("da", "nn", "cannot_tell")],
)
def test_long_text_in_a_neighbouring_language_is_certain_only_where_swedish_is_one_of_them(
    said: str, found: str, outcome: str
) -> None:
    assert [("language-page-differs", outcome)] == _outcomes(said, f"<p>{_TEXTS[found]} {_TEXTS[found]}</p>")


@pytest.mark.parametrize("said", ["sma", "smj", "rom", "fit", "x-unknown"])
def test_language_that_is_not_known_is_no_certain_fault(said: str) -> None:
    assert {"failed"}.isdisjoint(outcome for _, outcome in _outcomes(said, f"<p>{_TEXTS['fi']}</p>"))


@pytest.mark.parametrize("found", ["en", "fi", "de"])
def test_long_part_in_another_language_is_told(found: str) -> None:
    html = f"<p>{_TEXTS['sv']}</p><p>{_TEXTS[found]}</p>"
    assert [("language-part-differs", "failed")] == _outcomes("sv", html)


@pytest.mark.parametrize("found", ["en", "fi", "de", "se"])
def test_part_that_is_marked_has_no_fault(found: str) -> None:
    assert [] == _outcomes("sv", f'<p>{_TEXTS["sv"]}</p><p lang="{found}">{_TEXTS[found]}</p>')


@pytest.mark.parametrize(
    "html",
    [
        "<p>Welcome</p>",
        "<p>\ufffe\ufdd0\x01 The swimming hall is open every day</p>",
        "<p></p>",
        "<p>[1] Ford, Martin. 2016. The rise of the robots: technology and the threat of mass unemployment.</p>",
        "<ul><li>Facebook<li>Instagram</ul>",
        f"<p>{', '.join(f'axe/{of}-{what}' for of in ('label', 'frame', 'image') for what in ('missing', 'broken', 'empty') * 3)}</p>",
        f"<p>{', '.join(('apples', 'pears', 'bananas', 'cherries', 'carrots', 'onions', 'potatoes') * 4)}</p>",
    ],
    ids=["one word", "odd characters", "nothing", "reference", "names", "names of a program", "list"],
)
def test_text_that_is_no_running_text_is_no_part(html: str) -> None:
    assert [] == _outcomes("sv", f"<p>{_TEXTS['sv']} {_TEXTS['sv']}</p>{html}")


def test_page_without_a_language_is_not_judged() -> None:
    assert [] == _found(f"<html><p>{_TEXTS['en']}</html>")


def test_page_whose_longest_lines_are_titles_in_other_languages_is_in_its_own() -> None:
    own = ["Krav och riktlinjer", "Sidan handlar om lagar", "Lagen gäller alla", "Så söker du", "Du kan ringa oss"]
    titles = [
        "Lov om tilgængelighed af offentlige organers websteder og mobilapplikationer",
        "Bekendtgørelse om afgivelse af tilgængelighedserklæring for offentlige organers websteder",
        "Laki digitaalisten palvelujen tarjoamisesta ja niiden saavutettavuudesta julkisella sektorilla",
        "Public Sector Bodies (Websites and Mobile Applications) Accessibility Regulations",
    ]
    assert [] == _outcomes("sv", "".join(f"<p>{one}</p>" for one in (*own, *titles, *own)))
