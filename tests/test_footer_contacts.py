"""Contacts in footers: the name of the site, and what counts as their parts."""

from __future__ import annotations

import pytest

from tests.support import examine, facts, found
from tests.test_contact_names import FRAME, LINES, in_footer


@pytest.mark.parametrize(
    ("alternative", "expected"),
    [
        ("Granviks stads vapen", "Granviks stad"),
        ("Alvesås logotyp", "Alvesås"),
        ("Granvik kommunes logo", "Granvik kommune"),
        ("Granvikin kaupungin vaakuna", "Granvikin kaupunki"),
        ("Elmton Council's logo", "Elmton Council"),
        ("Logo of Elmton Council", "Elmton Council"),
        ("Logo der Stadt Tannfurt", "Stadt Tannfurt"),
    ],
)
def test_whose_logo_it_is(alternative: str, expected: str) -> None:
    head = f'<header><a href="/"><img src=l.svg alt="{alternative}"></a></header>'
    assert [expected] == in_footer(f"<p>{LINES}</p>", head=head)


@pytest.mark.parametrize("heading", ["<h1>Granvik</h1>", "<h1><a href=/>Granvik</a></h1>"])
def test_heading_in_the_header_may_name_the_site(heading: str) -> None:
    assert ["Granvik"] == in_footer(f"<p>{LINES}</p>", title="Parker | Granvik", head=f"<header>{heading}</header>")


def test_heading_of_a_start_page_may_name_the_site() -> None:
    source = f"<title>Startsida | Parker</title><main><h1>Parker</h1></main><footer><p>{LINES}</p></footer>"
    assert ["Parker"] == [c["function"] for c in facts(source, "contacts")]


@pytest.mark.parametrize(
    ("source", "title", "expected"),
    [
        pytest.param(
            f"<h2>Mer om oss</h2><div><h3>Kontakt</h3><p>{LINES}</p></div>",
            "Parker | Granviks kommun",
            "Granviks kommun",
            id="title",
        ),
        pytest.param(
            f"<p>GRANVIKS KOMMUN<br>Kvarngatan 6<br>578 80 Granvik<br>{LINES}</p>",
            "Parker",
            "GRANVIKS KOMMUN",
            id="capitals",
        ),
        pytest.param(
            f"<ul><li><a href=/a>Lediga jobb</a></ul><h3>Kontakt</h3><p>Hembygdsrådet<br>Kvarngatan 6<br>578 80 Granvik<br>{LINES}</p>",
            "Parker",
            "Hembygdsrådet",
            id="above-the-address",
        ),
        pytest.param(
            f"<p>© Granviks hembygdsråd, Kvarngatan 6, 578 80 Granvik, {LINES}</p>",
            "Parker",
            "Granviks hembygdsråd",
            id="one-line",
        ),
        pytest.param(f"<p>{LINES}</p>", "Granviks kommun | Parker", "Granviks kommun", id="before-the-heading"),
        pytest.param(f"<p>{LINES}</p>", "Granvik.se: Parker", "Granvik.se", id="address-before-the-heading"),
        pytest.param(f"<p>{LINES}</p>", "Parker: Parker", None, id="heading-only"),
        pytest.param(f"<p>{LINES}</p>", "Granviks kommun - Natur - Parker", None, id="one-of-three"),
        pytest.param(f"<p>{LINES}</p>", "Parker", None, id="nothing-says"),
        pytest.param(
            f"<p>Municipal Building<br>12 Main Street<br>Elmton, IL 60659<br>{LINES}</p>",
            "Parks - City of Elmton",
            "City of Elmton",
            id="house",
        ),
        pytest.param(
            f"<p>Courthouse Square<br>12 Main Street<br>Elmton, IL 60659<br>{LINES}</p>",
            "Parks",
            None,
            id="house-alone",
        ),
        pytest.param(
            f"<p>Harbour Board 12 North Quay, Elmton {LINES}</p>",
            "Parks",
            "Harbour Board",
            id="number-before-the-street",
        ),
        pytest.param(
            f"<h4>North Office</h4><p>12 Main Street</p><h4>South Office</h4><p>14 Main Street<br>{LINES}</p>",
            "Parks - City of Elmton",
            "City of Elmton",
            id="several-offices",
        ),
    ],
)
def test_footer_organisation(source: str, title: str, expected: str | None) -> None:
    assert [expected] == in_footer(source, title=title)
    assert [] == found(FRAME.format("sv", title, "", f"<footer>{source}</footer>"), "contact-incomplete")


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="og:site_name" content="Granviks kommun">',
        '<header><a href="/"><img src=l.svg alt="Granviks kommun, till startsidan"></a></header>',
        '<header><a href="./" id=logo><img src=l.svg alt="Granviks kommun"></a></header>',
        '<header><a href="/start" class=logo><img src=l.svg alt="Logotyp Granviks kommun"></a></header>',
        '<header><a href="/"><img src=l.svg alt="Logotyp för Granviks kommun"></a></header>',
        '<header><a href="/"><img src=l.svg alt="Granviks kommuns logotyp"></a></header>',
        '<header><a href="/"><img src=l.svg alt="Granviks kommuns logotyp, länk till startsidan"></a></header>',
    ],
)
def test_site_says_its_name(head: str) -> None:
    assert ["Granviks kommun"] == in_footer(f"<p>{LINES}</p>", head=head)


@pytest.mark.parametrize(
    "source",
    [
        "<p>Report barriers to <a href=mailto:a@example.se>a@example.se</a> or complete the form.</p>",
        "<a href=https://social.example/@granvik>@granvik@social.example</a>",
        "<ul><li><a href=//a.example>Facebook</a><li><a href=mailto:a@example.se>Mail</a></ul>",
        "<p>Powered by Acme, <a href=mailto:a@example.se>a@example.se</a></p>",
    ],
    ids=["sentence", "handle", "mail-among-links", "maker"],
)
def test_no_contact_in_a_footer(source: str) -> None:
    assert [] == in_footer(source)


@pytest.mark.parametrize("link", ["<a href=/kontakt>Kontakta oss</a>", "<a href=/contact-us>Have a question?</a>"])
def test_link_to_the_contact_page_counts_as_email_of_a_footer(link: str) -> None:
    footer = (
        f"<footer><p>Granviks kommun<br>Kvarngatan 6<br>578 80 Granvik<br>0480-46 21 17</p><ul><li>{link}</ul></footer>"
    )
    assert [] == found(FRAME.format("sv", "Parker", "", footer), "contact-incomplete")


def test_address_without_text_stays_in_its_region() -> None:
    source = "<aside><a href=mailto:a@example.se><img src=i.png></a></aside>"
    assert [] == in_footer("<h3>Granviks kommun</h3>", head=source)


@pytest.mark.parametrize("address", ["/x?state=showSendMessage&id=4", "/om-oss/kontaktformular", "/contact-form"])
def test_link_to_a_form_counts_as_email(address: str) -> None:
    source = f"<h3>Hamnkontoret</h3><p>Telefon: 0480-46 21 17<br><a href={address}>Till oss</a></p>"
    assert [] == found(FRAME.format("sv", "Parker", source, ""), "contact-incomplete")


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("<a href=/x/1>Skicka ett meddelande</a>", []),
        ("<a href=/x/1>Synpunktsformulär</a>", []),
        ("<a href=/x/1>Fill in the form</a>", []),
        ("<a href='/x?state=showSendMessage'>Till oss</a>", []),
        ("<a href='/kontakt.aspx?mottagare=hamnen'>Till oss</a>", []),
        ("<a href='/hamnen?sida=kontakt'>Till oss</a>", ["lacks"]),
        ("<a href=/x/1>Information</a>", ["lacks"]),
        ("<a href=/x/1>Platforms and performances</a>", ["lacks"]),
    ],
)
def test_link_to_a_form_after_the_numbers_of_a_footer(link: str, expected: list[str]) -> None:
    footer = f"<footer><p>Granviks kommun<br>Kvarngatan 6<br>0480-46 21 17</p><h3>Mer</h3><ul><li>{link}</ul></footer>"
    keys = [key for _, key, _ in found(FRAME.format("sv", "Parker", "", footer), "contact-incomplete")]
    assert expected == keys


@pytest.mark.parametrize(
    ("title", "expected"),
    [("Parker - Hamnverket i Granvik", "Hamnverket i Granvik"), ("Parker - Granviks kommun", "Hamnverket")],
)
def test_first_word_of_the_name_that_the_title_gives_in_full(title: str, expected: str) -> None:
    assert [expected] == in_footer("<p>Hamnverket<br>Kvarngatan 6<br>578 80 Granvik<br>0480-46 21 17</p>", title=title)


ADDRESS = "<p>Granviks kommun<br>Kvarngatan 6<br>578 80 Granvik</p>"
PHONE = '<a href="tel:+46480450000">0480-45 00 00</a>'
MAIL = '<a href="m&#97;ilto:&#105;nf%6F&#64;gr%61nv&#105;k.example"><i class="icon"></i></a>'


@pytest.mark.parametrize(
    ("header", "footer", "expected"),
    [
        pytest.param("", f"{ADDRESS}<div>Ring oss på {PHONE}, eller skriv till oss: {MAIL}.</div>", [], id="sentence"),
        pytest.param("", f"{ADDRESS}<div>Ring oss på {PHONE}.</div>", [["email"]], id="phone-alone"),
        pytest.param(f"{PHONE} {MAIL}", ADDRESS, [["phone", "email"]], id="header"),
        pytest.param("", ADDRESS, [["phone", "email"]], id="nothing"),
    ],
)
def test_what_the_rest_of_the_footer_tells_of_the_site(header: str, footer: str, expected: list[list[str]]) -> None:
    html = f"<html lang=sv><title>Parker | Granviks kommun</title><header>{header}</header><main><h1>Parker</h1></main>"
    findings = examine(f"{html}<footer>{footer}</footer>", "contact-incomplete").findings
    assert expected == [finding.data["missing"] for finding in findings]


COLUMNS = "<h3>{}</h3><p>{}</p><h3>{}</h3><p>{}</p>"
BOTH = '0480-46 21 1{0}<br><a href="mailto:{0}@example.se">{0}@example.se</a>'


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        pytest.param(BOTH.format(1), BOTH.format(2), [["+46480462111"], ["+46480462112"]], id="both-can-be-reached"),
        pytest.param("Kvarngatan 6<br>578 80 Granvik", BOTH.format(2), [["+46480462112"]], id="columns-of-one"),
        pytest.param(BOTH.format(1), "0480-46 21 12", [["+46480462111", "+46480462112"]], id="one-more-number"),
    ],
)
def test_when_a_heading_in_a_footer_begins_another_contact(first: str, second: str, expected: list[list[str]]) -> None:
    footer = COLUMNS.format("Granviks hamn", first, "Pressfrågor", second)
    source = f"<html lang=sv><title>Parker</title><main><h1>Parker</h1></main><footer>{footer}</footer>"
    assert expected == [contact["phones"] for contact in facts(source, "contacts")]
