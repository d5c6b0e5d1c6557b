"""Phone numbers in text: where each ends, what is none, and which country judges it."""

from __future__ import annotations

import pytest

from linter.facts.facts import Facts
from linter.page.page import Page
from tests.support import document, facts, found

MAIL = '<a href="mailto:ada.ekmark@example.se">ada.ekmark@example.se</a>'
FIRST, SECOND, LAST = "+46480450000", "+46702981661", "+46480450009"


def _page(source: str, language: str = "sv") -> str:
    return f"<html lang={language}><main><h1>Hamnen</h1>{source}</main>"


@pytest.mark.parametrize(
    ("source", "url", "configured", "expected"),
    [
        pytest.param("<html lang=sv>", None, None, "SE", id="language"),
        pytest.param("<html lang=sv-FI>", None, None, "FI", id="region"),
        pytest.param("<html lang=de-AT>", None, None, "AT", id="region-outside-the-six"),
        pytest.param("<html lang=sv-SV>", None, None, "SE", id="language-for-a-region"),
        pytest.param("<html lang=sv>", "https://www.example.ax/", None, "FI", id="territory"),
        pytest.param("<html lang=fi>", "https://www.example.se/fi", None, "SE", id="domain-before-language"),
        pytest.param(
            "<html lang=fi><footer><a href='tel:+46492760000'>0492-76 00 00</a></footer>", None, None, "SE", id="footer"
        ),
        pytest.param("<html lang=fi><main><a href='tel:+46492760000'>Kalmar</a></main>", None, None, "FI", id="body"),
        pytest.param(
            "<html lang=sv><main><a href='tel:+4722861000'>Oslo</a></main><footer><a href='tel:+46492760000'>Växel</a></footer>",
            None,
            None,
            "SE",
            id="two-countries",
        ),
        pytest.param("<html lang=en>", "https://council.example.gov.uk/", None, "GB", id="british-domain"),
        pytest.param("<html lang=en>", "https://elmton.example.gov/", None, "US", id="american-domain"),
        pytest.param("<html lang=en>", "https://maps.example.io/", None, "ZZ", id="domain-sold-to-everybody"),
        pytest.param("<html lang=en-GB><p>Opening hours", None, None, "ZZ", id="english"),
        pytest.param("<html lang=en><p>Call +46 480 45 00 00", None, None, "SE", id="swedish-number"),
        pytest.param("<html lang=en><a href='tel:+46480450000'>Call</a>", None, None, "SE", id="swedish-number-linked"),
        pytest.param("<html lang=en><p>Box 14, 578 80 Granvik", None, None, "SE", id="swedish-postcode"),
        pytest.param("<html lang=en><p>Elmton, IL 60659 Illinois", None, None, "ZZ", id="other-postcode"),
        pytest.param("<html lang=en><a href='https://a.example.se/'>x</a>", None, None, "SE", id="swedish-links"),
        pytest.param("<html lang=en><p>info@granvik.example.se", None, None, "SE", id="swedish-address"),
        pytest.param(
            "<html lang=en><a href='https://a.example.se/'>x</a><a href='https://b.example.com/'>y</a>",
            None,
            None,
            "ZZ",
            id="one-swedish-link-of-two",
        ),
        pytest.param("<p>Vi har öppet när det är snö, även på lov.", None, None, "SE", id="text"),
        pytest.param(
            "<html lang=en><p>Vi har öppet när det är snö och is.", None, None, "SE", id="text-against-default-lang"
        ),
        pytest.param("<p>Nogle stier er lukket af sne mellem byerne.", None, None, "DK", id="danish-text"),
        pytest.param("<p>The library is open for you and your family.", None, None, "ZZ", id="english-text"),
        pytest.param("<p>Telefon", None, None, "SE", id="fragment"),
        pytest.param("<html lang=sv>", "https://www.example.se/", "NO", "NO", id="configuration"),
        pytest.param("<html lang=en>", None, "AX", "FI", id="configured-territory"),
    ],
)
def test_which_country_judges_a_page(source: str, url: str | None, configured: str | None, expected: str) -> None:
    assert expected == Facts(Page(document(source, url=url)), configured).country


@pytest.mark.parametrize(
    ("source", "url", "expected"),
    [
        pytest.param("Phone: 678-555-0127", None, [], id="unknown"),
        pytest.param("Phone: +1 678 555 0127", None, ["+16785550127"], id="unknown-with-plus"),
        pytest.param("Phone: 678-555-0127", "https://elmton.example.us/", ["+16785550127"], id="us"),
        pytest.param("Phone: 020 7946 0018", "https://elmton.example.gov.uk/", ["+442079460018"], id="uk"),
        pytest.param('<b class="tel">(678) 555-0127</b>', "https://elmton.example.us/", ["+16785550127"], id="class"),
    ],
)
def test_phone_of_another_country(source: str, url: str | None, expected: list[str]) -> None:
    (contact,) = facts(_page(f"<h2>Front desk</h2><p>{source}</p>", "en"), "contacts", url=url)
    assert expected == contact["phones"]


@pytest.mark.parametrize(
    "source",
    [
        pytest.param("<p>Front desk<br>Phone: 678-555-0127</p>", id="number"),
        pytest.param("<p>Front desk<br>Phone: 311</p>", id="few-digits"),
        pytest.param("<p>Front desk<br>Phone: 1-800-SNOWDAY</p>", id="letters"),
        pytest.param("<p>Front desk<br>Phone: 555-0127</p>", id="within-the-town"),
        pytest.param('<p>Front desk<br><a href="tel:6785550127">678-555-0127</a></p>', id="link"),
        pytest.param("<footer><p>City of Elmton<br>3525 West Maple Avenue, Elmton, IL 60659</p></footer>", id="zip"),
        pytest.param("<p>Address: 3525 Elmton</p>", id="labelled-postcode"),
    ],
)
@pytest.mark.parametrize("url", [None, "https://elmton.example.us/"])
def test_nothing_is_invalid_where_the_rules_of_a_country_are_not_known(source: str, url: str | None) -> None:
    assert [] == found(_page(source, "en"), "contact-phone-invalid", url=url)
    assert [] == found(_page(source, "en"), "contact-postcode-invalid", url=url)


def test_number_to_call_answers_an_invitation_in_a_country_that_is_not_known() -> None:
    page = _page("<p>Please contact our harbour office. You can call (678) 555-0127.</p>", "en")
    assert [] == found(page, "contact-missing")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("0480-45 00 00 (08.00–16.30)", [FIRST]),
        ("0480-45 00 00 (3)", [FIRST]),
        ("0480-45 00 00 (2 tr)", [FIRST]),
        ("0480-45 00 00 08.00-16.30", [FIRST]),
        ("0480-45 00 00 8.00 till 16.30", [FIRST]),
        ("0480-45 00 00 9-12", [FIRST]),
        ("0480-45 00 00 - 3 tr", [FIRST]),
        ("0480-45 00 00 2026-11-02", [FIRST]),
        ("0480-45 00 00 24.12-26.12", [FIRST]),
        ("0480-45 00 00 578 80 Granvik", [FIRST]),
        ("0480-45 00 00 ankn. 12", [FIRST]),
        ("0480-45 00 00 x12", [FIRST]),
        ("0480-45 00 00 (070-298 16 61)", [FIRST, SECOND]),
        ("0480-45 00 00, 070-298 16 61", [FIRST, SECOND]),
        ("0480-45 00 00 / 070-298 16 61", [FIRST, SECOND]),
        ("0480-45 00 00/070-298 16 61", [FIRST, SECOND]),
        ("0480-45 00 00 eller 070-298 16 61", [FIRST, SECOND]),
        ("0480-45 00 00 070-298 16 61", [FIRST, SECOND]),
        ("0480-45 00 00-09", [FIRST, LAST]),
        ("0480-45 00 00 – 09", [FIRST, LAST]),
        ("0480-45 00 00/09", [FIRST, LAST]),
        ("0480-45 00 00/01/09", [FIRST, "+46480450001", LAST]),
        ("0480 / 45 00 00", [FIRST]),
        ("(0480) 45 00 00", [FIRST]),
        ("(dag och natt) 0480-45 00 00", [FIRST]),
        ("+46 (0)480-45 00 00", [FIRST]),
        ("08-12 34 56", ["+468123456"]),
        ("0480-45 00 00 24 timmar", [FIRST]),
        ("0480-45 00 00 24h", [FIRST]),
        ("0480-45 00 00 2 tr", [FIRST]),
        ("0480-45 00 00 1-3 tr", [FIRST]),
        ("0480-45 00 00 3:e våningen", [FIRST]),
        ("0480-45 00 00 0,50 kr/min", [FIRST]),
        ("0480-45 00 00 5:-/min", [FIRST]),
        ("0480-45 00 00 1 000 kr", [FIRST]),
        ("0480-45 00 00 24 december", [FIRST]),
        ("0480-45 00 00 2026", [FIRST]),
        ("0480-45 00 00 0,50 kr/min, 070-298 16 61", [FIRST, SECOND]),
        ("0480-45 00 00, 24 timmar", [FIRST]),
        ("0480-45 00 00, 9-12", [FIRST]),
        ("0480-45 00 00, 45 000 kr", [FIRST]),
        ("0480-45 00 00, 578 80 Granvik", [FIRST]),
        ("0480-45 00 00 -09", [FIRST, LAST]),
        ("0480-45 00 00, -09", [FIRST, LAST]),
        ("0480-45 00 00, -01, -09", [FIRST, "+46480450001", LAST]),
        ("0480-45 00 00 eller -09", [FIRST, LAST]),
        ("0480-45 00 00, 45 00 09", [FIRST, LAST]),
        ("0480-45 00 00 & 45 00 09", [FIRST, LAST]),
        ("0480-45 00 00 och 45 00 09", [FIRST, LAST]),
        ("0480-45 00 00 / 45 00 09", [FIRST, LAST]),
        ("0480-45 00 00 45 00 09", [FIRST, LAST]),
        ("0480-45 00 00, 45 00 09 08.00-16.30", [FIRST, LAST]),
        ("+46 480 45 00 00, 45 00 09", [FIRST, LAST]),
        ("0480-45 00 00, 45 00 09, 070-298 16 61", [FIRST, LAST, SECOND]),
    ],
)
@pytest.mark.parametrize("label", ["Telefon:", "Växel", "Tel."])
def test_number_ends_where_it_is_complete(label: str, value: str, expected: list[str]) -> None:
    page = _page(f"<h2>Ada Ekmark</h2><p>{label} {value}</p>")
    (contact,) = facts(page, "contacts")
    assert expected == contact["phones"]
    assert [] == found(page, "contact-phone-invalid")


@pytest.mark.parametrize(
    ("language", "line", "expected"),
    [
        ("fi", "Vaihde (09) 310 1691", ["+35893101691"]),
        ("de", "Tel. 089 / 4 13 52 70 11", ["+4989413527011"]),
        ("de", "Telefon: 07462 / 204370-3220", ["+4974622043703220"]),
        ("de", "Fon 03841/251 00-12", ["+4938412510012"]),
        ("de", "Telefon: 030 1234567 / 030 1234568", ["+49301234567", "+49301234568"]),
        ("de-AT", "Tel. +43 1 588 21 - 957 35", ["+4315882195735"]),
        ("de-CH", "Tel. +41 (0)58 123 45 67", ["+41581234567"]),
        ("da", "Tlf. 33 66 33 66 / 33 66 33 67", ["+4533663366", "+4533663367"]),
        ("nb", "Telefon 22 86 10 00 (08.00–15.30)", ["+4722861000"]),
        ("nb", "Telefon 22 86 10 00/01", ["+4722861000", "+4722861001"]),
        ("nb", "Telefon 22 86 10 00, 22 86 10 01", ["+4722861000", "+4722861001"]),
        ("nb", "Telefon 22 86 10 00 24 timer", ["+4722861000"]),
        ("da", "Tlf. 33 66 33 66 2. sal", ["+4533663366"]),
        ("de", "Telefon: 0421/361-2345/-2346", ["+494213612345", "+494213612346"]),
        ("de", "Telefon: 0421 361-2345, -2346", ["+494213612345", "+494213612346"]),
        ("de", "Telefon: 0421/361-0, 361-2345", ["+494213610", "+494213612345"]),
        ("de", "Telefon: 0421 361 2345 / 2346", ["+494213612345", "+494213612346"]),
        ("de", "Telefon: 030 1234567 24 Stunden", ["+49301234567"]),
        ("fi", "Vaihde (09) 310 1691, 310 1692", ["+35893101691", "+35893101692"]),
        ("fi", "Vaihde 09 310 1691 0,08 e/min", ["+35893101691"]),
        ("fi", "Vaihde 09 310 16 91 e-mail", ["+35893101691"]),
    ],
)
def test_number_in_the_way_of_a_country(language: str, line: str, expected: list[str]) -> None:
    page = _page(f"<h2>Ada Ekmark</h2><p>{line}</p>", language)
    (contact,) = facts(page, "contacts")
    assert expected == contact["phones"]
    assert [] == found(page, "contact-phone-invalid")


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("sv", "Öppettider: 08.00–16.30"),
        ("sv", "Öppet 08.30 - 16.00"),
        ("sv", "Öppet 08-12 13-16"),
        ("sv", "Stängt 04.06-07.06"),
        ("sv", "Stängt 04.06. – 07.06."),
        ("sv", "Telefon: 08.00–16.30"),
        ("sv", "Telefon: 8:00–16:30"),
        ("sv", "Reception 08.00"),
        ("sv", "Telefon: 2026"),
        ("sv", "Reception 3 trappor"),
        ("sv", "Från 06/07 2010"),
        ("sv", "IBAN: SE45 5000 0000 0583 9825 7466"),
        ("sv", "Org.nr 0480-450000"),
        ("sv", "Telefon: 1177"),
        ("da", "Tlf. 1812"),
        ("fi", "Aukioloajat: 08.00–16.00"),
        ("de", "Öffnungszeiten: 08.30 - 12.00 Uhr"),
        ("nb", "2019 2020"),
    ],
)
def test_no_number(language: str, line: str) -> None:
    page = _page(f"<h2>Biblioteket</h2><p>{line}</p>", language)
    assert [] == facts(page, "contacts")
    assert [] == found(page, "contact-phone-invalid")


@pytest.mark.parametrize(
    "source",
    [
        '<div><a href="tel:1177">Ring 1177</a></div>',
        '<p><a href="tel:112">112</a></p>',
        '<li><a href="tel:11313">Informationsnumret</a></li>',
        "<dl><dt>Telefon<dd>113 13</dl>",
        "<p>Telefon: 1177 dygnet runt</p>",
        "<p>Telefon: 112 eller 114 14</p>",
        "<p>SMS: 72456</p>",
        f"<div class=contact-card><p>Vakten</p><p>1177 Vårdguiden</p>{MAIL}</div>",
    ],
)
def test_short_number_is_valid_in_any_element(source: str) -> None:
    assert [] == found(_page(source), "contact-phone-invalid")
    assert [] == found(_page(source), "contact-postcode-invalid")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param(f"<p>Ada Ekmark<br>0156-52 1<br>{MAIL}</p>", ["too_short"], id="beside-an-address"),
        pytest.param(f"<p>Ada Ekmark<br>0156 521 10 44 12<br>{MAIL}</p>", ["too_long"], id="too-long"),
        pytest.param("<p>Ärendet har fått 0156-52 1 i listan.</p>", [], id="in-no-contact"),
        pytest.param(f"<p>Ada Ekmark<br>Kundnummer 0156-52 1<br>{MAIL}</p>", [], id="called-something-else"),
        pytest.param(f"<p>Ada Ekmark<br>0999-52 1<br>{MAIL}</p>", [], id="no-area-code"),
        pytest.param('<p>Ada Ekmark<br><span class="tel">0156-52 1</span></p>', ["too_short"], id="class"),
    ],
)
def test_unlabelled_number_that_cannot_exist(source: str, expected: list[str]) -> None:
    assert expected == [key for _, key, _ in found(_page(source), "contact-phone-invalid")]


@pytest.mark.parametrize(
    ("address", "text", "expected"),
    [
        ("tel:0480", "Ring vakten", ["contact-phone-invalid"]),
        ("tel:callto:0480", "Ring vakten", ["link-address-malformed"]),
        ("tel://0480", "Ring vakten", ["link-address-malformed"]),
        ("tel:+46 (0)480", "Ring vakten", ["link-address-malformed"]),
        ("tel:tel:0480", "0480-45 00 00", ["link-address-malformed"]),
        ("tel:tel:0480", "0480-45 00 00 11", ["contact-phone-invalid", "link-address-malformed"]),
    ],
)
def test_number_in_an_address_that_nothing_can_dial_is_told_of_once(
    address: str, text: str, expected: list[str]
) -> None:
    source = _page(f'<h2>Hamnvakten</h2><p><a href="{address}">{text}</a></p>')
    rules = ("contact-phone-invalid", "link-address-malformed")
    assert expected == [rule for name in rules for rule, _, _ in found(source, name)]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param("<p>Ada Ekmark<br>0480-45 00 00 (fax)<br>070-298 16 61</p>", [SECOND], id="fax-in-brackets"),
        pytest.param("<p>Ada Ekmark<br>T: 070-298 16 61<br>F: 0480-45 00 00</p>", [SECOND], id="letter-of-a-fax"),
        pytest.param(
            '<p>Ada Ekmark<br><span class="tel">070-298 16 61</span><span class="tel">Fax 0480-45 00 00</span></p>',
            [SECOND],
            id="class-of-a-fax",
        ),
        pytest.param(
            "<p>Ada Ekmark<br><i>070-298 16 61</i><b>E-post</b></p>", [SECOND], id="glued-to-the-next-element"
        ),
        pytest.param(
            '<p>Ada Ekmark<br><a href="tel:0702981661">Telefon: 070-298 16 61</a><br><a href="tel:0480450000">Fax: 0480-45 00 00</a></p>',
            [SECOND],
            id="link-of-a-fax",
        ),
        pytest.param(
            '<p>Ada Ekmark<br>070-298 16 61<br>Telefax: <a href="tel:0480450000">0480-45 00 00</a></p>',
            [SECOND],
            id="label-before-the-link-of-a-fax",
        ),
        pytest.param(
            '<p>Ada Ekmark<br>Fax: <a href="tel:0480450000">0480-45 00 00</a>, telefon: <a href="tel:0702981661">mobil</a></p>',
            [SECOND],
            id="another-label-after-a-fax",
        ),
        pytest.param("<p>Ada Ekmark<br>Tel/fax: 0480-45 00 00</p>", [FIRST], id="telephone-and-fax"),
        pytest.param(
            '<p>Ada Ekmark<br>Telefon och fax: <a href="tel:0480450000">0480-45 00 00</a></p>',
            [FIRST],
            id="link-of-telephone-and-fax",
        ),
        pytest.param(
            "<p><b>Hamnkontoret</b></p><p>Dagtid: 0480-45 00 00<br>Kvällar och helger: 070-298 16 61</p>",
            [FIRST, SECOND],
            id="hours-as-labels",
        ),
        pytest.param(
            "<p><b>Hamnkontoret</b></p><p>Vardagar kl. 8–16: 0480-45 00 00</p><p>Efter kontorstid: 070-298 16 61</p>",
            [FIRST, SECOND],
            id="other-hours-as-labels",
        ),
        pytest.param("<h3>Hamnen</h3><p>Kontoret 0480-45 00 00</p>", [FIRST], id="office"),
        pytest.param("<h3>Hamnen</h3><p>Vattenverket 0480-45 00 00</p>", [FIRST], id="waterworks"),
    ],
)
def test_which_numbers_a_contact_has(source: str, expected: list[str]) -> None:
    (contact,) = facts(_page(source), "contacts")
    assert expected == contact["phones"]


@pytest.mark.parametrize("words", ["Kundnummer", "Kontonr", "Kund-id", "Vår referens", "Momsnr", "Bankkonto"])
def test_number_of_something_else(words: str) -> None:
    assert [] == facts(_page(f"<h3>Hamnen</h3><p>{words} 0480-45 00 00</p>"), "contacts")


@pytest.mark.parametrize("address", ["https://www.elmton.us/x", "https://www.bourg.fr/x", "https://www.elmton.org/x"])
def test_short_number_of_another_country_is_a_number(address: str) -> None:
    lines = (
        "<h3>Town office</h3><p>Phone: 3949</p><p>E-mail: <a href=mailto:office@elmton.org>office@elmton.org</a></p>"
    )
    html = (
        f"<html lang=en><link rel=canonical href={address}><main><h1>Water</h1><div class=contact>{lines}</div></main>"
    )
    assert [] == found(html, "contacts")
