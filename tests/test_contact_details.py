"""What a contact says in full: streets and postcodes in their many forms, titles beside, before and below a name."""

from __future__ import annotations

from typing import Any

import pytest

from linter.facts.contacts import postal
from tests.support import facts

PAGE = "<html lang={}><title>Avfall</title><main><h1>Avfall</h1><p>Hit lämnar du det som är kvar.</p>{}</main>"
MAIL = '<a href="mailto:ada.ekmark@example.se">ada.ekmark@example.se</a>'
REACHED = f"Telefon: 0480-46 21 17<br>E-post: {MAIL}"


def only_contact(source: str, language: str = "sv") -> dict[str, Any]:
    """Return the one contact of a page."""
    (contact,) = facts(PAGE.format(language, source), "contacts")
    return dict(contact)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nørre Allé 12, 2. sal", "Nørre Allé 12"),
        ("Teatern, Norra Kajen 4, 2 tr", "Norra Kajen 4"),
        ("S:ta Karins gatan 10", "S:ta Karins gatan 10"),
        ("S:t Larsgatan 10, 582 24 Linköping", "S:t Larsgatan 10"),
        ("Kauppakatu 10 B 5", "Kauppakatu 10 B 5"),
        ("Kvarngatan 12 B 572 30 Oskarshamn", "Kvarngatan 12 B"),
        ("Mühlgasse 1+3, 1180 Wien", "Mühlgasse 1+3"),
        ("October 9, 2031 Board meeting", None),
    ],
)
def test_street(text: str, expected: str | None) -> None:
    assert expected == postal.street(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Stortorget", "Stortorget"),
        ("Östra Esplanaden", "Östra Esplanaden"),
        ("Marktplatz", "Marktplatz"),
        ("Tekniska kontoret", None),
        ("Torget är stängt", None),
        ("Stortorget 4", None),
    ],
)
def test_street_without_a_number(text: str, expected: str | None) -> None:
    assert expected == postal.named_street(text)


@pytest.mark.parametrize(
    ("text", "country", "expected"),
    [
        ("8010 Graz", "AT", [("8010", "Graz")]),
        ("A - 1180 Wien", "SE", [("1180", "Wien")]),
        ("Schulgasse 3, 1180 Wien", "AT", [("1180", "Wien")]),
        ("CH-8600 Dübendorf", "DE", [("8600", "Dübendorf")]),
        ("Rund 5000 Menschen kamen", "AT", []),
        ("2031 Mai", "CH", []),
        ("981 22 GIRON/KIRUNA", "SE", [("981 22", "GIRON/KIRUNA")]),
    ],
)
def test_postcode(text: str, country: str, expected: list[tuple[str, str]]) -> None:
    assert expected == [(code.value, code.locality) for code in postal.postcodes(text, country)]


@pytest.mark.parametrize(
    "lines",
    ["Stortorget<br>261 31 Landskrona", "Stadshuset, Stortorget, 261 31 Landskrona"],
    ids=["line", "segment"],
)
def test_square_before_the_postcode_is_the_street(lines: str) -> None:
    contact = only_contact(f"<h2>Miljökontoret</h2><p>{lines}<br>{REACHED}</p>")
    assert {"street": "Stortorget", "postal_code": "261 31", "locality": "Landskrona"} == {
        key: contact[key] for key in ("street", "postal_code", "locality")
    }


def test_house_is_not_who_answers_there() -> None:
    contact = only_contact(f"<h2>Miljökontoret</h2><p>Rådhuset<br>Kvarngatan 1<br>261 31 Landskrona<br>{REACHED}</p>")
    assert contact["function"] == "Miljökontoret"


@pytest.mark.parametrize(
    ("source", "function"),
    [
        pytest.param(f"<p>Upplysningar lämnas av enhetschef Ada Ekmark, {REACHED}</p>", "enhetschef", id="sentence"),
        pytest.param(
            f"<p>För mer information kontakta biträdande rektor Ada Ekmark, 0480-46 21 17, {MAIL}</p>",
            "biträdande rektor",
            id="acting",
        ),
        pytest.param(
            f"<h2>Ada Ekmark</h2><p>Enhetschef för stödboenden och<br>daglig verksamhet<br>{REACHED}</p>",
            "Enhetschef för stödboenden och daglig verksamhet",
            id="two-lines",
        ),
        pytest.param(
            f"<p>Ada Ekmark<br>Enhet: Familjeomsorgen<br>Titel: Socialsekreterare<br>{REACHED}</p>",
            "Socialsekreterare",
            id="unit-and-title",
        ),
        pytest.param(f"<p><strong>Ada Ekmark</strong> Parkchef</p><p>{REACHED}</p>", "Parkchef", id="name-in-bold"),
        pytest.param(f"<p>Systemförvaltare Ada Ekmark<br>{REACHED}</p>", "Systemförvaltare", id="steward"),
        pytest.param(f"<p>Ada Ekmark, Ph.D.<br>{REACHED}</p>", None, id="degree"),
    ],
)
def test_function_of_a_person(source: str, function: str | None) -> None:
    contact = only_contact(source)
    assert ("Ada Ekmark", function) == (contact["name"], contact["function"])


@pytest.mark.parametrize(
    ("language", "lines", "function"),
    [
        ("nb", "Kari Nordmann<br>Kommuneoverlege<br>Tlf. 52 78 60 00<br>kari.nordmann@example.no", "Kommuneoverlege"),
        ("da", "Sundhedsplejerske<br>Mette Hansen<br>Tlf. 33 66 33 66<br>mette@example.dk", "Sundhedsplejerske"),
        ("fi", "Matti Virtanen<br>kaavoittaja<br>p. 040 123 4567<br>matti.virtanen@example.fi", "kaavoittaja"),
        ("de", "Kämmerin<br>Petra Maier<br>Tel. 0711 2160<br>petra.maier@example.de", "Kämmerin"),
    ],
)
def test_titles_of_municipal_work(language: str, lines: str, function: str) -> None:
    assert function == only_contact(f"<p>{lines}</p>", language)["function"]


def test_title_of_the_page_gives_the_whole_name_of_the_site() -> None:
    head = '<meta name="DC.Publisher" content="Hamnverket"><title>Kajer - Hamnverket i Granvik</title>'
    footer = f"<footer><p>Kvarngatan 1, 261 31 Landskrona</p><p>{REACHED}</p></footer>"
    (contact,) = facts(f"<html lang=sv>{head}<main><h1>Kajer</h1></main>{footer}", "contacts")
    assert contact["function"] == "Hamnverket i Granvik"


def test_name_in_bold_before_a_title_begins_a_contact() -> None:
    people = (("Ada Ekmark", "Parkchef", "0480-46 21 17"), ("Bo Lind", "Byggnadsinspektör", "0480-46 21 18"))
    source = "".join(f"<p><strong>{name}</strong> {title}</p><p>{number}</p>" for name, title, number in people)
    found = facts(PAGE.format("sv", source), "contacts")
    assert [(name, title) for name, title, _ in people] == [(c["name"], c["function"]) for c in found]


@pytest.mark.parametrize(
    ("below", "emails"),
    [
        (MAIL, ["ada.ekmark@example.se"]),
        (f"E-post: {MAIL}", ["ada.ekmark@example.se"]),
        ("Felanmälan: fel@example.se", []),
    ],
)
def test_address_in_a_paragraph_of_its_own_below_a_number(below: str, emails: list[str]) -> None:
    source = f"<p>Ada Ekmark<br>0480-46 21 17</p><p>{below}</p>"
    contact = next(c for c in facts(PAGE.format("sv", source), "contacts") if c["name"] == "Ada Ekmark")
    assert emails == contact["emails"]


def test_town_below_a_street_is_not_who_answers_there() -> None:
    lines = f"<p><b>Besöksadress</b><br>Nya Torget 2<br>Granvik</p><p>{REACHED}</p>"
    contact = only_contact(f"<h2>Miljökontoret</h2>{lines}")
    assert ("Miljökontoret", "Nya Torget 2") == (contact["function"], contact["street"])


def test_address_between_a_number_and_the_mailbox_in_the_next_paragraph() -> None:
    below = f"Besöksadress: Stadshuset, Kvarngatan 8<br>Postadress: Box 706, 572 28 Oskarshamn<br>E-post: {MAIL}"
    contact = only_contact(f"<h2>Kontakt</h2><p>Byggavdelningen<br>Tel. 0480-46 21 17</p><p>{below}</p>")
    assert ("Byggavdelningen", ["+46480462117"], "Kvarngatan 8", "572 28", ["ada.ekmark@example.se"]) == (
        contact["function"],
        contact["phones"],
        contact["street"],
        contact["postal_code"],
        contact["emails"],
    )


def test_title_with_numbers_of_classes_is_no_street() -> None:
    contact = only_contact(f"<h3>Ada Ekmark</h3><p>Rektor 4–6</p><p>{REACHED}</p>")
    assert ("Rektor 4–6", None) == (contact["function"], contact["street"])
