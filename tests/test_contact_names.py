"""Who a contact is: what names a person, a function, the footer's organisation; and what is no contact at all."""

from __future__ import annotations

from typing import Any

import pytest

from linter.facts.contacts.names import names
from tests.support import facts, found

MAIL = '<a href="mailto:ada.ekmark@example.se">ada.ekmark@example.se</a>'
LINES = f"Telefon: 0480-46 21 17<br>E-post: {MAIL}"
FRAME = "<html lang={}><title>{}</title><main><h1>Parker</h1>{}</main>{}"

STORY = "Vi provar vattnet varje vecka i juli och i augusti, om det inte regnar."


def in_main(source: str, language: str = "sv") -> list[dict[str, Any]]:
    """Return name and function of the contacts in main content."""
    tree = facts(FRAME.format(language, "Parker", source, ""), "contacts")
    return [{"name": c["name"], "function": c["function"]} for c in tree]


def in_footer(source: str, *, title: str = "Parker", head: str = "") -> list[str | None]:
    """Return the functions of the contacts in the footer."""
    return [
        c["function"] for c in facts(head + FRAME.format("sv", title, "", f"<footer>{source}</footer>"), "contacts")
    ]


@pytest.mark.parametrize(
    ("source", "name", "function"),
    [
        pytest.param(
            f"<p>Wiebke Tornquist<br>Projektleiterin<br>{LINES}</p>",
            "Wiebke Tornquist",
            "Projektleiterin",
            id="role-below",
        ),
        pytest.param(f"<p>Parkchef<br>Ada Ekmark<br>{LINES}</p>", "Ada Ekmark", "Parkchef", id="role-above"),
        pytest.param(
            f"<p>Maija Koskelo<br>suunnittelija ja ohjaaja<br>{LINES}</p>",
            "Maija Koskelo",
            "suunnittelija ja ohjaaja",
            id="small-letters",
        ),
        pytest.param(
            f"<p>Ada Ekmark, parkchef för hamnen, tfn 0480-46 21 17, {MAIL}</p>",
            "Ada Ekmark",
            "parkchef för hamnen",
            id="one-line",
        ),
        pytest.param(f"<p>Rektor Ada Ekmark<br>{LINES}</p>", "Ada Ekmark", "Rektor", id="title-before"),
        pytest.param(
            f"<h3>Södra Granvik</h3><p>Områdeschef<br>{LINES}</p>", None, "Områdeschef", id="place-as-heading"
        ),
        pytest.param(f"<h3>Parkchef</h3><p>Ada Ekmark<br>{LINES}</p>", "Ada Ekmark", "Parkchef", id="title-as-heading"),
        pytest.param(f"<h3>Ada Ekmark (S)</h3><p>Parkchef<br>{LINES}</p>", "Ada Ekmark", "Parkchef", id="heading"),
        pytest.param(
            f"<h3>Ada Ekmark</h3><p>1:e vice ordförande<br>{LINES}</p>",
            "Ada Ekmark",
            "1:e vice ordförande",
            id="ordinal",
        ),
        pytest.param(f"<p>Ada Ekmark, kommunalråd (S), {LINES}</p>", "Ada Ekmark", "kommunalråd (S)", id="brackets"),
        pytest.param(f"<p>Leiterin: Ada Ekmark<br>{LINES}</p>", "Ada Ekmark", "Leiterin", id="title-with-a-colon"),
        pytest.param(
            f"<p>Pressesprecher*in Ada Ekmark<br>{LINES}</p>",
            "Ada Ekmark",
            "Pressesprecher*in",
            id="title-of-every-gender",
        ),
        pytest.param(
            f"<p>Dr. Xaver Ekmarksen<br>Hamnkontoret<br>{LINES}</p>", "Xaver Ekmarksen", "Hamnkontoret", id="honorific"
        ),
        pytest.param(f"<p>För frågor kontakta:<br>Ada Ekmark<br>{LINES}</p>", "Ada Ekmark", None, id="introduction"),
        pytest.param(
            f"<p>Har du frågor kan du kontakta Ada Ekmark.<br>{LINES}</p>", "Ada Ekmark", None, id="sentence-that-asks"
        ),
        pytest.param(
            f"<p>Contact: Ada Ekmark Phone: 0480-46 21 17 Email: {MAIL}</p>",
            "Ada Ekmark",
            None,
            id="labels-in-one-line",
        ),
        pytest.param(
            f"<p>Hamnkontoret<br>Ada Ekmark<br>Kvarngatan 6<br>{LINES}</p>",
            "Ada Ekmark",
            "Hamnkontoret",
            id="unit-above",
        ),
        pytest.param(
            f"<dl><dt>Vorname<dd>Ada<dt>Nachname<dd>Ekmark<dt>Position<dd>Referentin<dt>E-Mail<dd>{MAIL}</dl>",
            "Ada Ekmark",
            "Referentin",
            id="two-halves",
        ),
        pytest.param(
            "<ul><li><a href='mailto:ada.ekmark@example.se'>Ada Ekmark</a></li><li>Parkchef<br>0480-46 21 17</li></ul>",
            "Ada Ekmark",
            "Parkchef",
            id="list-items",
        ),
        pytest.param(
            "<p><a href='mailto:tekmark@example.se'>Tuvalinn Ekmark</a><br>Telefon: 0480-46 21 17</p>",
            "Tuvalinn Ekmark",
            None,
            id="initial-in-the-address",
        ),
        pytest.param(
            "<p>Handläggare<br>E-post: <a href='mailto:ada@example.se'>Ada Ekmark</a><br>Telefon: 0480-46 21 17</p>",
            "Ada Ekmark",
            "Handläggare",
            id="text-of-the-mail-link",
        ),
        pytest.param(
            f"<p>Sponsor:<br>Parkrådet<br>E-post:<br><a href='mailto:parks@example.se'>Ekmark, Ada</a><br>{LINES}</p>",
            "Ada Ekmark",
            None,
            id="family-first",
        ),
        pytest.param(
            f"<div><span>Wiebke Tornquist</span><span>Parkchef</span><span>Tel. 0480-46 21 17</span><span>{MAIL}</span></div>",
            "Wiebke Tornquist",
            "Parkchef",
            id="pieces-without-spaces",
        ),
        pytest.param(
            f"<p>Bodil Ekmark, vice ordförande<br>Ada Ekmark, {MAIL}</p>", "Ada Ekmark", None, id="another-person-above"
        ),
        pytest.param(
            f"<dl><dt>Arrangör<dd>Parkenheten<dt>Telefon<dd>0480-46 21 17<dt>E-post<dd>{MAIL}</dl>",
            None,
            "Parkenheten",
            id="term-of-a-list",
        ),
        pytest.param(
            f"<p><a href=https://maps.example/1>Parkenheten</a><br>Kvarngatan 6<br>{LINES}</p>",
            None,
            "Parkenheten",
            id="link-above-its-address",
        ),
        pytest.param(
            f"<p>Receptionen i rådhuset<br>{LINES}</p>", None, "Receptionen i rådhuset", id="unit-that-is-also-a-label"
        ),
        pytest.param(
            f"<h3>Kontakt Hamnkontoret</h3><p>{LINES}</p>", None, "Hamnkontoret", id="heading-with-an-introduction"
        ),
        pytest.param(
            f"<section><h2>Badhuset</h2><p>{STORY}</p><p>{LINES}</p></section>",
            None,
            "Badhuset",
            id="section-led-by-one-heading",
        ),
    ],
)
def test_who_it_is(source: str, name: str | None, function: str | None) -> None:
    assert [{"name": name, "function": function}] == in_main(source)


@pytest.mark.parametrize(
    "line",
    [
        "Senast uppdaterad: 2026-10-01",
        "Stängt 24 december",
        "Måndag–fredag 8–16",
        "[email&#160;protected]",
        "Har du frågor?",
        "Kontakta oss",
        "För mer information:",
        "<a href=/karta>Visa på karta</a>",
        "Foto: Bo Ekmark",
        "12 maj 2026",
        "Vi svarar så fort vi kan på alla frågor.",
        "www.example.se",
        "© Ada Ekmark",
        "Suite 200",
        "Prenumerera på nyheter",
        "Contact Us Today",
        "Elmton, IL 60659",
        "Alla som vill kan få hjälp",
    ],
)
def test_no_name(line: str) -> None:
    expected = {"name": None, "function": None}
    assert [expected] == in_main(f"<div class=contact-card><p>{line}</p><p>{LINES}</p></div>")


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(f"<p>Text: Ada Ekmark, {MAIL}</p>", id="byline"),
        pytest.param(
            f"<ul><li>”Om nätet”, maj 2006. Huvudförfattare: Ada Ekmark ({MAIL}). På svenska.</li></ul>", id="source"
        ),
        pytest.param("<table><tr><td>Namn<td>Titel<td>Telefon<td>E-post</table>", id="header-row"),
        pytest.param(
            "<table><tr><th>Name<th>Title<th>Email<th>Phone<tr><td>Ada Ekmark<td>Chair<td><td></table>",
            id="empty-columns",
        ),
        pytest.param(f"<p>Kommentarer är välkomna! ({MAIL})</p>", id="sentence"),
        pytest.param("<p>One tap mobile +46 8 508 29 000,,998877#</p>", id="dial-in"),
        pytest.param(f"<h3>Summer walk</h3><p>Register online (subject: walk) {MAIL}</p>", id="how-to-sign-up"),
        pytest.param(
            "<h3>Hearing</h3><p>Online: www.example.org<br>Phone: +46 480 46 21 17<br>In person: 12 Main Street</p>",
            id="ways-to-take-part",
        ),
        pytest.param(
            "<h3>Council</h3><p>Join by phone:<br>+1 646 555 0101 US (New York)<br>+1 312 555 0102 US</p>",
            id="numbers-by-country",
        ),
        pytest.param(
            "<h3>Meeting location</h3><p>Hall of Parks<br>12 Main Street<br>+46 480 46 21 17</p>",
            id="place-of-a-meeting",
        ),
        pytest.param(
            "<div class=contact-card><p>Kontakt</p><p><a href=mailto:a@example.se>Skicka e-post</a></p></div>",
            id="mail-link-alone",
        ),
        pytest.param("<p>Till mötet<br>Telefon: 0480-46 21 17<br>Mötes-id: 998 877</p>", id="number-of-a-meeting"),
        pytest.param(
            "<p><a href=//a.example>Facebook</a> <a href=//b.example>Instagram</a> <a href=mailto:a@example.se>E-post</a></p>",
            id="row-of-links",
        ),
    ],
)
def test_no_contact_in_main(source: str) -> None:
    assert [] == in_main(source)


def test_header_row_of_plain_cells() -> None:
    rows = f"<tr><td>Namn<td>Titel<td>Telefon<td>E-post<tr><td>Ada Ekmark<td>Parkchef<td>0480-46 21 17<td>{MAIL}"
    assert [{"name": "Ada Ekmark", "function": "Parkchef"}] == in_main(f"<table>{rows}</table>")


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Ekmark, Tuvalinn", "Tuvalinn Ekmark"),
        ("von Ekmark, Tuvalinn", "Tuvalinn von Ekmark"),
        ("Tuvalinn Ekmark, P.E.", "Tuvalinn Ekmark"),
        ("Tuvalinn Ekmark, Granvik", "Tuvalinn Ekmark"),
    ],
)
def test_name_with_a_comma_in_a_table(cell: str, expected: str) -> None:
    rows = f"<tr><th>Namn<th>Telefon<th>E-post<tr><td>{cell}<td>0480-46 21 17<td>{MAIL}"
    assert [{"name": expected, "function": None}] == in_main(f"<table>{rows}</table>")


def test_title_and_name_begin_a_contact() -> None:
    source = f"<p>Leiterin: Ada Ekmark<br>{LINES}<br>Projektleitung: Tuvalinn Ekmark<br>0480-46 21 18</p>"
    expected = [
        {"name": "Ada Ekmark", "function": "Leiterin"},
        {"name": "Tuvalinn Ekmark", "function": "Projektleitung"},
    ]
    assert expected == in_main(source)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<h2>Kontakta kommunen</h2><p>0480-46 21 17 (växel)</p>", "Granviks kommun"),
        ("<h2>Contact the city</h2><p>Phone: 0480-46 21 17</p>", "Granviks kommun"),
        (
            "<h2>Kontakta oss</h2><p>0480-46 21 17<br><a href=mailto:info@example.se>info@example.se</a></p>",
            "Granviks kommun",
        ),
        ("<h2>Besök oss</h2><p>Kommunhuset<br>Kvarngatan 6<br>0480-46 21 17</p>", "Granviks kommun"),
        ("<h2>Kontakta oss</h2><p>0480-46 21 17<br><a href=mailto:park@example.se>park@example.se</a></p>", None),
        (
            "<h2>Parkenheten</h2><p>0480-46 21 17<br><a href=mailto:info@example.se>info@example.se</a></p>",
            "Parkenheten",
        ),
    ],
    ids=["whole", "whole-with-an-article", "mailbox", "house", "unit's-mailbox", "unit"],
)
def test_contact_of_the_whole_organisation(source: str, expected: str | None) -> None:
    (contact,) = facts(FRAME.format("sv", "Parker - Granviks kommun", source, ""), "contacts")
    assert (None, expected) == (contact["name"], contact["function"])


@pytest.mark.parametrize(
    ("language", "heading", "expected"),
    [
        ("sv", "Kontakta byggenheten", "byggenheten"),
        ("sv", "Kontakta arkivet", "arkivet"),
        ("sv", "Kontakta Hamnkontoret", "Hamnkontoret"),
        ("en", "Contact the planning office", "planning office"),
        ("en", "Contact the town clerk", "town clerk"),
        ("en", "contact gprd:", "gprd"),
        ("nb", "Kontakt byggesaksavdelingen", "byggesaksavdelingen"),
        ("da", "Kontakt havnekontoret", "havnekontoret"),
        ("de", "Kontaktieren Sie das Bauamt", "Bauamt"),
        ("fi", "Ota yhteyttä rakennusvalvontaan", "rakennusvalvontaan"),
    ],
)
def test_heading_that_invites_names_the_unit(language: str, heading: str, expected: str) -> None:
    source = "<h2>{}</h2><p>{}</p><p>E-mail:</p>"
    numbers = {"nb": "22 86 10 00", "da": "33 66 33 66", "de": "030 90 26 0", "fi": "09 310 1691"}
    page = source.format(heading, numbers.get(language, "Phone: 0480-46 21 17"))
    assert [{"name": None, "function": expected}] == in_main(page, language)


@pytest.mark.parametrize(
    "heading",
    [
        "Kontakta oss",
        "Kontakta din handläggare",
        "Kontakta oss gärna",
        "Contact form",
        "Contact details",
        "Contact list",
    ],
)
def test_heading_that_invites_and_names_nobody(heading: str) -> None:
    assert [] == in_main(f"<h2>{heading}</h2><p>Telefon: 0480-46 21 17</p>")


@pytest.mark.parametrize("link", ["Senatspapier 91", "900 Market Street Project", "Ombyggnad av Kvarngatan 6"])
def test_entry_of_a_menu_is_no_address(link: str) -> None:
    """Whatever the link says, the finding stands at the element with the real address."""
    menu = f"<ul><li><a href=/x>{link}</a></li><li><a href=/y>Protokoll</a></li></ul>"
    footer = "<footer>{}<p>Granviks kommun<br>Kvarngatan 8<br>578 80 Granvik</p></footer>"
    page = FRAME.format("en", "Parker", "", footer.format(f"{menu}\n"))
    assert [("contact-incomplete", "no_channel", 2)] == found(page, "contact-incomplete")
    assert [] == in_footer(menu)


def test_remark_on_a_number_is_no_function() -> None:
    source = "<h2>Kontakt</h2><p>Telefon: 0480-46 21 17<br>(växel)<br><a href=mailto:a@example.se>a@example.se</a></p>"
    assert [{"name": None, "function": None}] == in_main(source)


@pytest.mark.parametrize(
    "number", ["678-555-0127", "(678) 555 0127", "1-800-GRANVIK", "678.555.0127 • 678.555.0128 (fax)"]
)
def test_number_that_cannot_be_judged_is_no_lack(number: str) -> None:
    source = f"<h3>Harbour office</h3><p>{number}<br>{MAIL}</p>"
    assert [] == found(FRAME.format("en", "Parks", source, ""), "contact-incomplete")


def test_sentence_before_a_contact_says_whose_it_is() -> None:
    source = f"<p>If you have any questions, feel free to contact the Board of Parks at:</p><p>{LINES}</p>"
    assert [] == found(FRAME.format("en", "Parks", source, ""), "contact-incomplete")


def test_contact_ends_where_the_text_begins() -> None:
    source = f"<div>{STORY}<br><b>Resultat</b><br>{STORY}<br>Kontakt<br>Ada Ekmark, {MAIL}, 0480-46 21 17</div>"
    (contact,) = facts(FRAME.format("sv", "Parker", source, ""), "contacts")
    assert ("Ada Ekmark", None) == (contact["name"], contact["function"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ada Ekmark", "Ada Ekmark"),
        ("Ada Sjövärd", "Ada Sjövärd"),
        ("ADA EKMARK", "ADA EKMARK"),
        ("Jur kand Ada von Ekmark", "Ada von Ekmark"),
        ("Ekmark, Ada", None),
        ("Granviks Kommun", None),
        ("Naher Osten", None),
        ("Ada Rektor", None),
        ("Ada", None),
        ("", None),
    ],
)
def test_person(text: str, expected: str | None) -> None:
    assert expected == names.person(text)


def test_titles_with_a_name_and_a_number_each_begin_a_contact() -> None:
    lines = "Ordförande: Ada Ekmark, 0480-46 21 17<br>Sekreterare: Vega Lindroth, 0480-46 21 18"
    found = facts(f"<html lang=sv><main><h1>Parker</h1><p>{lines}</p></main>", "contacts")
    assert [("Ada Ekmark", "Ordförande"), ("Vega Lindroth", "Sekreterare")] == [
        (c["name"], c["function"]) for c in found
    ]
