"""Pages -> their types: by heading and address in seven written languages, by links to them, by what they hold, by a process."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linter.audit.sampling.page_types import recognise
from tests.outlines import SITE, headed, outline

if TYPE_CHECKING:
    from linter.model.outline import PageOutline, PageType

FIELDS = '<label>A <input name="a"></label><label>B <textarea name="b"></textarea></label><button>Nästa</button>'
NAMES: list[tuple[str, PageType, str, str]] = [
    ("sv", "login", "Logga in", "/logga-in"),
    ("sv", "sitemap", "Webbplatskarta", "/webbplatskarta.html"),
    ("sv", "contact", "Kontakta kommunen", "/kontakta-kommunen.4.1f2e3d.html"),
    ("sv", "help", "Vanliga frågor och svar", "/vanliga-fragor-och-svar/"),
    ("sv", "legal", "Så behandlar vi dina personuppgifter", "/behandling-av-personuppgifter"),
    ("sv", "statement", "Tillgänglighetsredogörelse för granvik.test", "/tillganglighetsredogorelse"),
    ("sv", "feedback", "Lämna synpunkter", "/lamna-synpunkt"),
    ("sv", "search", "Sökresultat", "/sok"),
    ("sv", "news", "Alla nyheter", "/nyheter"),
    ("nb", "login", "Logg inn", "/logg-inn"),
    ("nb", "sitemap", "Nettstedskart", "/nettstedskart"),
    ("nb", "contact", "Kontakt oss", "/kontakt-oss"),
    ("nb", "help", "Ofte stilte spørsmål", "/ofte-stilte-sporsmal"),
    ("nb", "legal", "Personvernerklæring", "/personvernerklaering"),
    ("nb", "statement", "Tilgjengelighetserklæring", "/tilgjengelighetserklaering"),
    ("nb", "feedback", "Gi oss tilbakemelding", "/tilbakemelding"),
    ("nb", "search", "Søk", "/sok"),
    ("nb", "news", "Aktuelt", "/aktuelt"),
    ("nn", "sitemap", "Nettstadkart", "/nettstadkart"),
    ("nn", "help", "Slik bruker du nettstaden", "/slik-bruker-du-nettstaden"),
    ("nn", "legal", "Informasjonskapslar", "/informasjonskapslar"),
    ("nn", "statement", "Tilgjengeerklæring", "/tilgjengeerklaring"),
    ("nn", "feedback", "Gje tilbakemelding", "/gje-tilbakemelding"),
    ("nn", "search", "Søk på nettstaden", "/sok-pa-nettstaden"),
    ("nn", "news", "Nyheiter", "/nyheiter"),
    ("da", "login", "Log ind", "/log-ind"),
    ("da", "sitemap", "Sitemap", "/sitemap"),
    ("da", "contact", "Kontakt os", "/kontakt-os"),
    ("da", "help", "Ofte stillede spørgsmål", "/ofte-stillede-spoergsmaal"),
    ("da", "legal", "Privatlivspolitik", "/privatlivspolitik"),
    ("da", "statement", "Tilgængelighedserklæring", "/tilgaengelighedserklaering"),
    ("da", "feedback", "Ris og ros", "/ris-og-ros"),
    ("da", "search", "Søgning", "/soegning"),
    ("da", "news", "Nyheder", "/nyheder"),
    ("fi", "login", "Kirjaudu sisään", "/kirjaudu"),
    ("fi", "sitemap", "Sivukartta", "/sivukartta"),
    ("fi", "contact", "Yhteystiedot", "/yhteystiedot"),
    ("fi", "help", "Usein kysytyt kysymykset", "/usein-kysytyt-kysymykset"),
    ("fi", "legal", "Tietosuojaseloste", "/tietosuojaseloste"),
    ("fi", "statement", "Saavutettavuusseloste", "/saavutettavuusseloste"),
    ("fi", "feedback", "Anna palautetta", "/anna-palautetta"),
    ("fi", "search", "Hakutulokset", "/haku"),
    ("fi", "news", "Uutiset", "/uutiset"),
    ("en", "login", "Sign in", "/signin"),
    ("en", "sitemap", "Site map", "/site-map"),
    ("en", "contact", "Contact us", "/contact-us"),
    ("en", "help", "Frequently asked questions", "/frequently-asked-questions"),
    ("en", "legal", "Privacy policy", "/privacy-policy"),
    ("en", "statement", "Accessibility statement for Granvik", "/accessibility-statement"),
    ("en", "feedback", "Give feedback", "/feedback"),
    ("en", "search", "Search results", "/search"),
    ("en", "news", "Latest news", "/news"),
    ("de", "login", "Anmelden", "/anmelden"),
    ("de", "sitemap", "Seitenübersicht", "/seitenuebersicht"),
    ("de", "contact", "Ansprechpartner", "/ansprechpartner"),
    ("de", "help", "Häufige Fragen", "/haeufige-fragen"),
    ("de", "legal", "Datenschutzerklärung", "/datenschutzerklaerung"),
    ("de", "statement", "Erklärung zur Barrierefreiheit", "/erklaerung-zur-barrierefreiheit"),
    ("de", "feedback", "Barriere melden", "/barriere-melden"),
    ("de", "search", "Suchergebnisse", "/suche"),
    ("de", "news", "Pressemitteilungen", "/pressemitteilungen"),
]


def types(*outlines: PageOutline) -> dict[str, tuple[PageType, ...]]:
    """Return the types of pages by their paths."""
    return {page.outline.path: page.types for page in recognise(outlines)}


@pytest.mark.parametrize(("language", "name", "heading", "path"), NAMES)
def test_a_type_is_known_by_its_heading_or_its_address(language: str, name: PageType, heading: str, path: str) -> None:
    by_heading = headed("/sida/4711", heading, language)
    by_address = headed(path, "Zxy", language)
    assert [(name,), (name,)] == [types(by_heading)["/sida/4711"], types(by_address)[path]]


@pytest.mark.parametrize(
    ("path", "heading", "expected"),
    [
        ("/a", "Sök bygglov", ("service",)),
        ("/a", "Kontaktfamilj", ()),
        ("/resa/tillganglighet", "Tillgänglighet", ()),
        ("/tillganglighet", "Tillgänglighet", ("statement",)),
        ("/a", "Hjälp", ()),
        ("/a", "Nyhetsbrev", ()),
        ("/resa/hjalp", "Hjälp", ()),
        ("/bygga-bo/bygglov", "Ansök", ("service",)),
        ("/x", "Äldreomsorg", ("service",)),
        ("/x", "Möte om framtidens högre utbildning hölls i går", ()),
        ("/x", "Tietoa kaupungista", ()),
        ("/career", "Career", ()),
        ("/bygga/kontakt", "Kontakt", ("contact",)),
        ("/", "Granvik", ("start",)),
        ("/en/", "Granvik", ("start",)),
    ],
)
def test_a_name_says_no_more_than_it_does(path: str, heading: str, expected: tuple[PageType, ...]) -> None:
    assert expected == types(headed(path, heading))[path]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('<h1>Zxy</h1><form method="post"><input name="u"><input type="password" name="p"></form>', ("login", "form")),
        ('<h1>Zxy</h1><form method="post"><textarea name="t"></textarea></form>', ("form",)),
        ('<h1>Zxy</h1><form role="search"><input type="search" name="q"></form>', ()),
        ("<h1>Zxy</h1><table><tr><th>A<th>B<tr><td>1<td>2</table>", ("table",)),
        ("<h1>Zxy</h1><table><tr><td>1<td>2</table>", ()),
        ("<h1>Zxy</h1><h2>Steg 1: Läs</h2><p>A</p><h2>Steg 2: Ansök</h2><p>B</p>", ("process",)),
        ("<h1>Zxy</h1><h3>Vaihe 1</h3><p>A</p><h3>Vaihe 2</h3><p>B</p>", ("process",)),
        ("<h1>Zxy</h1><h2>Steg 1</h2><p>A</p><h2>Kontakt</h2><p>B</p>", ()),
        ("<h1>Zxy</h1><h2>Steg 2025</h2><p>A</p><h2>Steg 2026</h2><p>B</p>", ()),
    ],
)
def test_a_type_is_known_by_what_the_content_holds(body: str, expected: tuple[PageType, ...]) -> None:
    assert expected == types(outline("/zxy", f"<main>{body}</main>"))["/zxy"]


def test_a_search_field_and_a_login_in_the_header_make_no_page_one_of_their_type() -> None:
    header = '<header><form role="search"><input type="search"></form><form><input name="u"><input type="password"></form></header>'
    assert () == types(outline("/zxy", f"{header}<main><h1>Zxy</h1></main>"))["/zxy"]


def test_links_of_several_pages_or_of_the_start_page_tell_a_type() -> None:
    footer = '<footer><a href="/4711">Kontakta oss</a></footer>'
    page = headed("/4711", "Zxy")
    from_one = types(page, outline("/a", f"<main><h1>A</h1></main>{footer}"))
    from_two = types(page, *(outline(path, f"<main><h1>A</h1></main>{footer}") for path in ("/a", "/b")))
    from_start = types(page, outline("/", f"<main><h1>A</h1></main>{footer}"))
    assert [(), ("contact",), ("contact",)] == [from_one["/4711"], from_two["/4711"], from_start["/4711"]]


def test_the_navigation_of_the_start_page_names_uses_of_the_site() -> None:
    start = outline("/", '<nav><ul><li><a href="/4711">Granviks skärgård</a></li></ul></nav><main><h1>A</h1></main>')
    pages = recognise([start, headed("/4711", "Zxy")])
    assert [(("start",), None), (("service",), "granviks skärgård")] == [(one.types, one.service) for one in pages]


def test_only_the_root_is_the_start_page_where_there_is_one() -> None:
    welcome = headed("/x", "Välkommen till Granvik")
    assert ("start",) == types(welcome)["/x"]
    assert () == types(welcome, headed("/", "Granvik"))["/x"]


def test_forms_that_lead_to_one_another_are_a_process() -> None:
    def step(number: int, action: str) -> PageOutline:
        form = f'<form method="post" action="{action}">{FIELDS}</form>'
        return outline(f"/steg-{number}", f"<main><h1>Steg {number}</h1>{form}</main>")

    pages = recognise([step(1, "/steg-2"), step(2, "/steg-3"), step(3, "/klart"), headed("/klart", "Tack")])
    first = f"{SITE}/steg-1"
    assert {"/steg-1": first, "/steg-2": first, "/steg-3": first, "/klart": first} == {
        page.outline.path: page.process for page in pages
    }


def test_a_page_that_every_form_ends_at_is_no_step() -> None:
    form = f'<form method="post" action="/tack">{FIELDS}</form>'
    pages = [outline(f"/{name}", f"<main><h1>{name}</h1>{form}</main>") for name in ("ett", "tva", "tre")]
    assert {None} == {page.process for page in recognise([*pages, headed("/tack", "Tack")])}


def test_an_address_that_several_pages_declare_says_nothing() -> None:
    declared = '<link rel="canonical" href="https://www.granvik.test/x">'
    footer = '<footer><a href="/x">Kontakta oss</a></footer>'
    pages = [outline(path, f"{declared}<main><h1>Zxy</h1></main>{footer}") for path in ("/a", "/b", "/c")]
    assert {()} == set(types(*pages).values())
