"""Contacts: blocks in any mark-up and six languages, phone numbers and postcodes by country, and what invitations need."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.facts.contacts import postal
from linter.facts.contacts.numbers import numbering
from tests.support import facts, found, subset

ADA = {"name": "Ada Ekmark", "phones": ["+46480462117"], "emails": ["ada.ekmark@example.se"]}


@pytest.mark.parametrize(
    ("text", "country", "expected"),
    [
        ("0480-45 00 94", "SE", "+46480450094"),
        ("08-508 29 000", "SE", "+46850829000"),
        ("0771-56 75 67", "SE", "+46771567567"),
        ("070-246 18 33", "SE", "+46702461833"),
        ("+46 480 45 00 94", "SE", "+46480450094"),
        ("+46 (0)480-45 00 94", "SE", "+46480450094"),
        ("0046 480 450094", "SE", "+46480450094"),
        ("0480–45 00 94", "SE", "+46480450094"),
        ("0480/45 00 94", "SE", "+46480450094"),
        ("020-22 21 44", "SE", "+4620222144"),
        ("010-456 70 00", "SE", "+46104567000"),
        ("+45 76 16 24 38", "SE", "+4576162438"),
        ("22 86 10 00", "NO", "+4722861000"),
        ("76 98 12 40", "NO", "+4776981240"),
        ("33 66 33 66", "DK", "+4533663366"),
        ("09 310 1691", "FI", "+35893101691"),
        ("040 123 4567", "FI", "+358401234567"),
        ("030 90 26 0", "DE", "+493090260"),
    ],
)
def test_phone_number_that_can_exist(text: str, country: str, expected: str) -> None:
    assert (expected, None) == numbering.judge(text, country)


@pytest.mark.parametrize(
    ("text", "country", "fault"),
    [
        ("070-318 44", "SE", "too_short"),
        ("0155-24 81 37 52", "SE", "too_long"),
        ("0999-18 22 40", "SE", "unknown"),
        ("076-98 12 4", "SE", "too_short"),
        ("76 98 12 4", "NO", "too_short"),
        ("76 98 12 40 1", "NO", "too_long"),
        ("33 66 33 6", "DK", "too_short"),
        ("33 66 33 66 6", "DK", "too_long"),
        ("+46 1", "FI", "too_short"),
    ],
)
def test_phone_number_that_cannot(text: str, country: str, fault: str) -> None:
    assert (None, fault) == numbering.judge(text, country)


@given(st.text(max_size=40), st.sampled_from(["SE", "NO", "DK", "FI", "DE"]))
def test_any_text_is_judged(text: str, country: str) -> None:
    number, fault = numbering.judge(text, country)
    assert (number is None) != (fault is None)
    assert number is None or number.startswith("+")


@pytest.mark.parametrize("number", ["112", "1177", "113 13", "114 14"])
def test_short_number_is_no_fault_and_no_contact(number: str) -> None:
    assert [] == found(f"<p>Telefon: {number}</p>", "contact-phone-invalid")
    assert [] == facts(f"<p>Ring {number} vid fara.</p>", "contacts")


@pytest.mark.parametrize(
    ("text", "country", "expected"),
    [
        ("391 26 Kalmar", "SE", [("391 26", "Kalmar")]),
        ("39126 Kalmar", "SE", [("391 26", "Kalmar")]),
        ("SE-391 26 Kalmar", "SE", [("391 26", "Kalmar")]),
        ("391\u00a026 Kalmar", "SE", [("391 26", "Kalmar")]),
        ("Box 611, 391 26 Kalmar", "SE", [("391 26", "Kalmar")]),
        ("431 82 Mölndal", "SE", [("431 82", "Mölndal")]),
        ("0484 Oslo", "NO", [("0484", "Oslo")]),
        ("8000 Aarhus", "DK", [("8000", "Aarhus")]),
        ("00100 Helsinki", "FI", [("00100", "Helsinki")]),
        ("23966 Wismar", "DE", [("23966", "Wismar")]),
        ("NO-0484 Oslo", "SE", [("0484", "Oslo")]),
        ("D-23966 Wismar", "SE", [("23966", "Wismar")]),
        ("DK-8000 Aarhus", "SE", [("8000", "Aarhus")]),
        ("FI-00100 Helsinki", "SE", [("00100", "Helsinki")]),
        ("AX-22100 Mariehamn", "SE", [("22100", "Mariehamn")]),
        ("Kvarngatan 6 578 80 Granvik", "SE", [("578 80", "Granvik")]),
        ("Kvarngatan 6 SE-578 80 Granvik", "SE", [("578 80", "Granvik")]),
        ("Box 14 578 80 Granvik", "SE", [("578 80", "Granvik")]),
        ("Hauptstraße 7 23966 Wismar", "DE", [("23966", "Wismar")]),
        ("nummer 6 578 80 Granvik", "SE", []),
        ("391 2 Kalmar", "SE", [(None, "Kalmar")]),
        ("987 12 Kalmar", "SE", [(None, "Kalmar")]),
        ("000 00 Kalmar", "SE", [(None, "Kalmar")]),
        ("391 267 Kalmar", "SE", [(None, "Kalmar")]),
        ("Telefon 0480-45 00 00", "SE", []),
        ("år 2019 Kalmar", "SE", []),
        ("1177 Vårdguiden", "SE", []),
        ("112 Larmcentralen", "SE", []),
        ("113 13 Informationsnumret", "SE", []),
        ("Storgatan 2, 113 13 Granvik", "SE", [("113 13", "Granvik")]),
        ("3525 West Maple Avenue", "ZZ", []),
        ("Postboks 3190 Torvet, 8001 Bodø", "NO", [("8001", "Bodø")]),
        ("© 2024 Granvik kommune", "NO", []),
        ("3525 West Maple Avenue", "US", []),
        ("SE-391 26 Kalmar", "ZZ", [("391 26", "Kalmar")]),
        ("12 500 kronor", "SE", []),
        ("", "SE", []),
    ],
)
def test_postcode(text: str, country: str, expected: list[tuple[str | None, str]]) -> None:
    assert expected == [(code.value, code.locality) for code in postal.postcodes(text, country)]


@pytest.mark.parametrize(
    ("text", "street", "box"),
    [
        ("Östra Sjögatan 18", "Östra Sjögatan 18", None),
        ("Besök oss på Kvarngatan 6 i Granvik.", "Kvarngatan 6", None),
        ("Skeppsbrogatan 52 A, Kalmar", "Skeppsbrogatan 52 A", None),
        ("Kvarngatan 6–8", "Kvarngatan 6–8", None),
        ("Rådhusplassen 1", "Rådhusplassen 1", None),
        ("Møllevej 6", "Møllevej 6", None),
        ("Mannerheimintie 15", "Mannerheimintie 15", None),
        ("Hauptstraße 12", "Hauptstraße 12", None),
        ("12 High Street", "12 High Street", None),
        ("Box 611, 391 26 Kalmar", None, "Box 611"),
        ("Postboks 14", None, "Postboks 14"),
        ("BOX 14, 578 80 Granvik", None, "BOX 14"),
        ("Postlåda 5, 578 80 Granvik", None, "Postlåda 5"),
        ("Kvarnvägen 3 km", None, None),
        ("Avgiften är 12 kronor.", None, None),
        ("Vi har öppet 9–12.", None, None),
        ("", None, None),
    ],
)
def test_street_and_box(text: str, street: str | None, box: str | None) -> None:
    assert (street, box) == (postal.street(text), postal.box(text))


@given(st.text(max_size=80), st.sampled_from(["SE", "NO", "DK", "FI", "DE"]))
def test_any_line_is_searched_for_addresses(text: str, country: str) -> None:
    codes = list(postal.postcodes(text, country))
    assert all(0 <= code.start < code.end <= len(text) for code in codes)
    assert (postal.street(text) or "") in " ".join(text.split())


MAIL = '<a href="mailto:ada.ekmark@example.se">ada.ekmark@example.se</a>'


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(
            f"<p><strong>Ada Ekmark</strong><br>Parkchef<br>Telefon: 0480-46 21 17<br>E-post: {MAIL}</p>", id="lines"
        ),
        pytest.param(
            f"<div class=vcard><p class=fn>Ada Ekmark</p><p class=tel>0480-46 21 17</p><p class=email>{MAIL}</p></div>",
            id="hcard",
        ),
        pytest.param(
            f'<div itemscope itemtype="http://schema.org/Person"><p itemprop=name>Ada Ekmark</p><p itemprop=telephone>0480-46 21 17</p>{MAIL}</div>',
            id="schema-org",
        ),
        pytest.param(f"<dl><dt>Ada Ekmark<dd>Telefon: 0480-46 21 17<dd>E-post: {MAIL}</dl>", id="definition-list"),
        pytest.param(
            f"<table><tr><th>Namn<th>Telefon<th>E-post<tr><td>Ada Ekmark<td>0480-46 21 17<td>{MAIL}</table>",
            id="table-row",
        ),
        pytest.param(f"<h3>Ada Ekmark</h3><p>Telefon: 0480-46 21 17</p><p>E-post: {MAIL}</p>", id="heading"),
        pytest.param(
            '<div class="c-card c-card--contact"><p>Ada Ekmark</p><a href="tel:+46480462117">Ring</a> <a href="mailto:ada.ekmark@example.se">E-post</a></div>',
            id="buttons",
        ),
        pytest.param(f"<address>Ada Ekmark<br>Tfn 0480-46 21 17<br>{MAIL}</address>", id="address"),
    ],
)
def test_contact_in_any_markup(source: str) -> None:
    assert [ADA] == subset([ADA], facts(f"<html lang=sv><main><h1>Parker</h1>{source}</main>", "contacts"))


def test_all_parts_of_a_contact() -> None:
    source = f"""<main><h2>Kontakt</h2><div class=contact-card><h3>Ada Ekmark</h3><p class=title>Parkchef</p><p>Besöksadress: Kvarngatan 6, Kalmar</p>
<p>Postadress: Box 611, 391 26 Kalmar</p><p>Telefon: 0480-46 21 17, 070-246 18 33</p><p>Fax: 0480-46 20 05</p><p>E-post: {MAIL}</p></div></main>"""
    expected = ADA | {
        "function": "Parkchef",
        "phones": ["+46480462117", "+46702461833"],
        "street": "Kvarngatan 6",
        "box": "Box 611",
        "postal_code": "391 26",
        "locality": "Kalmar",
        "region": "main",
        "line": 1,
    }
    assert [expected] == facts(source, "contacts")


@pytest.mark.parametrize(
    ("language", "lines", "expected"),
    [
        ("nb", "Rådgiver<br>Telefon: 22 86 10 00<br>E-post: {}", {"phones": ["+4722861000"], "function": "Rådgiver"}),
        ("nn", "Rådgjevar<br>Tlf.: 22 86 10 00<br>E-post: {}", {"phones": ["+4722861000"], "function": "Rådgjevar"}),
        ("da", "Konsulent<br>Tlf. 33 66 33 66<br>E-mail: {}", {"phones": ["+4533663366"], "function": "Konsulent"}),
        (
            "fi",
            "Suunnittelija<br>Puhelin: 09 310 1691<br>Sähköposti: {}",
            {"phones": ["+35893101691"], "function": "Suunnittelija"},
        ),
        (
            "de",
            "Beraterin<br>Telefon: 03841 251 0000<br>E-Mail: {}",
            {"phones": ["+4938412510000"], "function": "Beraterin"},
        ),
        (
            "en",
            "Planning officer<br>Phone: 0480-46 21 17<br>Email: {}",
            {"phones": ["+46480462117"], "function": "Planning officer"},
        ),
    ],
    ids=["nb", "nn", "da", "fi", "de", "en"],
)
def test_contact_in_other_languages(language: str, lines: str, expected: dict[str, Any]) -> None:
    whole = {"name": "Ada Ekmark", "emails": ["ada.ekmark@example.se"]} | expected
    source = f"<html lang={language}><main><h1>X</h1><p>Ada Ekmark<br>{lines.format(MAIL)}</p></main>"
    assert [whole] == subset([whole], facts(source, "contacts"))


@pytest.mark.parametrize("role", ["Handläggare", "Saksbehandler", "Sagsbehandler", "Sachbearbeiterin", "Käsittelijä"])
def test_role_that_is_also_a_label(role: str) -> None:
    expected = {"name": "Ada Ekmark", "function": role}
    source = (
        f"<html lang=sv><main><h1>X</h1><p>Ada Ekmark<br>{role}<br>Telefon: 0480-46 21 17<br>E-post: {MAIL}</p></main>"
    )
    assert [expected] == subset([expected], facts(source, "contacts"))


@pytest.mark.parametrize(
    ("attributes", "url", "expected"),
    [
        ("lang=sv", None, "+46"),
        ("lang=nb", None, "+47"),
        ("lang=sv-FI", None, "+358"),
        ("lang=sv-SV", None, "+46"),
        ("lang=en", "https://www.oslo.kommune.no/", "+47"),
        ("", "https://www.helsinki.fi/", "+358"),
        ("lang=sv", "https://www.mariehamn.ax/", "+358"),
        ("lang=sv-SE", "https://www.helsinki.fi/", "+46"),
        ("", None, "+46"),
    ],
)
def test_country_of_a_page(attributes: str, url: str | None, expected: str) -> None:
    source = f"<html {attributes}><main><h3>Ada Ekmark</h3><p>Telefon: 22 86 10 00</p><p>Telefon: 09 310 1691</p><p>Telefon: 08-508 29 000</p></main>"
    (contact,) = facts(source, "contacts", url=url)
    assert expected in [number[: len(expected)] for number in contact["phones"]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Ramsherred 5", "Ramsherred 5"), ("October 9", None), ("Den 9 oktober", None), ("Lokakuu 9", None)],
)
def test_street_by_its_shape_alone(text: str, expected: str | None) -> None:
    assert expected == postal.street_line(text)


@pytest.mark.parametrize(
    "source",
    [
        pytest.param("<p>Ring 0380-51 84 27 om porten är låst.</p>", id="sentence"),
        pytest.param(f"<p>Skriv till {MAIL} om du har frågor.</p>", id="sentence-with-an-address"),
        pytest.param("<p>Sidansvarig: Ada Ekmark</p>", id="page-owner"),
        pytest.param("<h2>Biblioteket</h2><p>Kvarngatan 6, Granvik</p>", id="place-alone"),
        pytest.param("<p>Kontaktperson: Ada Ekmark</p>", id="name-alone"),
        pytest.param(
            "<table><tr><td>Visbok<td>Ada Ekmark</table><p>Soita +46480462117 dahje vállje info(a)example.se</p>",
            id="sentence-after-a-table",
        ),
        pytest.param("<template><h3>Ada Ekmark</h3><p>Telefon: 0480-46 21 17</p></template>", id="template"),
    ],
)
def test_no_contact(source: str) -> None:
    assert [] == facts(f"<html lang=sv><main><h1>Parker</h1>{source}</main>", "contacts")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param(f"<p>Ada Ekmark<br>Telefon: 0480-46 21 17<br>E-post: {MAIL}</p>", [], id="whole"),
        pytest.param("<p><b>Ada Ekmark</b><br>Parkchef<br>Telefon: 0480-46 21 17</p>", ["lacks"], id="no-email"),
        pytest.param(
            "<div class=contact-card><h3>Ada Ekmark</h3><p>Telefon: 0480-46 21 17</p><p>E-post:</p></div>",
            ["empty_label"],
            id="empty-label",
        ),
        pytest.param(
            "<footer><p>Granviks kommun<br>Box 14, 578 80 Granvik</p></footer>",
            ["no_channel"],
            id="footer-without-channel",
        ),
        pytest.param(
            "<p>Ada Ekmark<br>Telefon: 0480-46 21<br>E-post: ada (at) example.se</p>", [], id="faulty-parts-are-present"
        ),
        pytest.param(f"<p>Ada Ekmark<br>Fax: 0480-46 21 17<br>E-post: {MAIL}</p>", ["lacks"], id="fax-is-no-phone"),
        pytest.param(
            "<table><tr><td>Skola<td>Rektor<td>Telefon<tr><td>Norra<td>Ada Ekmark<td>0480-46 21 17</table>",
            ["lacks"],
            id="header-row-of-columns-that-only-the-page-knows",
        ),
        pytest.param(
            f"<div><h3>Besök oss</h3><p>Kvarngatan 6</p><h3>Ring oss</h3><p>0480-46 21 17</p><h3>Skriv till oss</h3><p>{MAIL}</p></div>",
            [],
            id="headings-over-the-ways-to-get-in-touch",
        ),
    ],
)
def test_contact_incomplete(source: str, expected: list[str]) -> None:
    assert expected == [key for _, key, _ in found(f"<html lang=sv><h1>Parker</h1>{source}", "contact-incomplete")]


EVENT = "<html lang=sv><main><h1>X</h1><div class=card><h3>{}</h3><p>{}</p><p>Telefon: 0480-46 21 17</p>{}</div></main>"


@pytest.mark.parametrize(
    ("heading", "line", "expected"),
    [
        ("Fågelvandring", "12 december kl. 10.00", []),
        ("Fågelvandring", "lördag 12 december 2026", []),
        ("Fågelvandring", "2026-12-12 | Hamnen", []),
        ("Hamnkontoret", "Måndag kl. 9.10–12", ["lacks"]),
        ("Hamnkontoret", "24 december stängt", ["lacks"]),
        ("Ada Ekmark", "12 december 2026", ["lacks"]),
    ],
)
def test_card_of_an_event_is_no_contact(heading: str, line: str, expected: list[str]) -> None:
    assert expected == [key for _, key, _ in found(EVENT.format(heading, line, ""), "contact-incomplete")]


def test_contact_below_an_article_with_its_day_stands_alone() -> None:
    story = f"<p>{'Vi provar vattnet varje vecka i juli och i augusti. ' * 3}</p>" * 3
    page = f"<html lang=sv><main><h1>X</h1><div><h3>Badvatten</h3><p>12 december 2026</p>{story}\n<p>Ada Ekmark, {MAIL}</div>"
    assert [("contact-incomplete", "lacks", 2)] == found(page, "contact-incomplete")


def test_marked_up_event_is_no_contact() -> None:
    source = (
        "<div itemscope itemtype=https://schema.org/MusicEvent><h3>Konsert</h3><p>Kvarngatan 6<br>0480-46 21 17</div>"
    )
    assert [] == facts(f"<html lang=sv><main><h1>X</h1>{source}</main>", "contacts")


def test_card_of_an_event_that_names_a_person_is_judged_whole() -> None:
    page = EVENT.format("Fågelvandring", "12 december", f"<p>Ta med kikare.</p><p>Ada Ekmark | Hamnen | {MAIL}</p>")
    assert subset([ADA], facts(page, "contacts")) == [ADA]
    assert [] == found(page, "contact-incomplete")


@pytest.mark.parametrize(
    "line",
    ["Anmäl dig till Ada Ekmark, {}", "Anmälan: {}", "Meld deg på til {}", "Tilmelding: {}", "Anmeldung: {}"],
)
def test_how_to_sign_up_is_no_contact(line: str) -> None:
    assert [] == facts(f"<html lang=sv><main><h1>X</h1><p>{line.format(MAIL)}</p></main>", "contacts")


@pytest.mark.parametrize(
    ("second", "more", "expected"),
    [
        ("bo@parks.example.com", "", 0),
        ("bo@parks.example.com", "<br>0480-46 21 17", 1),
        ("bo@parks.example.com", "<br>Telefon:", 2),
        ("bo@example.se", "", 2),
    ],
    ids=["other-body", "one-has-a-number", "one-label-is-empty", "one-body"],
)
def test_people_of_several_bodies_who_all_give_an_address_only(second: str, more: str, expected: int) -> None:
    people = (
        f"<p>Ada Ekmark<br>Granviks hamn<br>{MAIL}</p>"
        f"<p>Bo Ekmark<br>Parkrådet<br><a href=mailto:{second}>{second}</a>{more}</p>"
    )
    page = f"<html lang=sv><main><h1>Ny park</h1><p>Parken har öppnat.</p><h2>Kontakt</h2>{people}</main>"
    assert expected == len(found(page, "contact-incomplete"))
