"""Kinds of texts about what is over, in the languages of pages, and texts that only look like them."""

from __future__ import annotations

import pytest

from tests.over import over

_EVENT = "<h1>Konsert</h1><p>{}</p><p>{}</p><p>{}</p>"


@pytest.mark.parametrize(
    ("language", "body"),
    [
        pytest.param("en", "<p>Applications must be received by 5pm on 15 May 2026.</p>", id="time-before-the-day"),
        pytest.param("en", "<p>Deadline: 15 May 2026</p>", id="label"),
        pytest.param("da", "<dl><dt>Frist</dt><dd>1. marts 2026</dd></dl>", id="label-of-a-list"),
        pytest.param("en", "<p>Please submit your comments by 30 June 2026.</p>", id="by"),
        pytest.param("sv", "<p>Skicka in din ansökan före den 1 mars 2026.</p>", id="before"),
        pytest.param("sv", "<p><span>Sista dag</span> <b>15 oktober 2026</b></p>", id="label-beside-its-day"),
        pytest.param("sv", "<p>Synpunkterna ska vara inne senast den 9 november 2026.</p>", id="asked-for"),
        pytest.param("sv", "<p>Ansök senast kl. 16.00 torsdagen den 3 september 2026.</p>", id="time-and-weekday"),
    ],
)
def test_deadline_is_heard(language: str, body: str) -> None:
    assert ["deadline-past past"] == over(body, language=language)


@pytest.mark.parametrize(
    ("language", "body"),
    [
        pytest.param("sv", "<p>Handlingar skickas efter begäran till och med 15 maj 2026.</p>", id="on-request"),
        pytest.param("sv", "<p>Fakturor skickas till och med den 30 juni 2026.</p>", id="sent-by-others"),
        pytest.param("sv", "<p>Ansökningar före den 1 juli 2025 prövas enligt äldre regler.</p>", id="which-ones"),
        pytest.param("sv", "<p>Söker du före den 1 mars 2026 gäller de gamla reglerna.</p>", id="condition"),
        pytest.param(
            "sv", "<p>Barnet ska ha fyllt tre år senast den 31 augusti 2026 för att du ska kunna ansöka.</p>", id="age"
        ),
        pytest.param("de", "<p>Frist</p><p>Stand 31.12.2025</p>", id="day-of-the-page-below"),
        pytest.param("de", "<p>Stichtag 31.12.2025: 12 000 Einwohner</p>", id="day-of-a-count"),
        pytest.param("en", "<p>Comments submitted by 30 June 2026 will be published.</p>", id="done"),
        pytest.param("en", "<p>The register was updated by staff on 1 May 2026.</p>", id="by-somebody"),
        pytest.param("en", "<p>Deadline day was busy: 15 May 2026 saw 300 forms.</p>", id="no-label"),
    ],
)
def test_text_that_asks_nobody_is_no_deadline(language: str, body: str) -> None:
    assert [] == over(body, language=language)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        pytest.param("sv", ("Datum: 2026-07-12", "Plats: Stadsparken", "Boka biljett."), id="day-and-place"),
        pytest.param("sv", ("När? Den 12 mars 2026", "Var? Aulan", "Välkommen!"), id="questions"),
        pytest.param("sv", ("Lördag 13 juni 2026 kl. 11", "Plats: Parken", "Välkommen!"), id="weekday"),
        pytest.param("sv", ("Startdatum: 2026-01-20", "Slutdatum: 2026-04-20", "Plats: A. Kom och sjung!"), id="last"),
        pytest.param("fi", ("Aika ja paikka: 12.3.2026 klo 18, sali", "Maksuton", "Tervetuloa!"), id="one-label"),
        pytest.param("en", ("Dates: 1–3 March 2026", "Place: Museum", "Join us!"), id="range"),
    ],
)
def test_event_is_known_by_its_day_and_place(language: str, said: tuple[str, str, str]) -> None:
    body = _EVENT.format(*said).replace("Slutdatum: 2026-04-20</p><p>", "Slutdatum: 2026-04-20</p><p>Sång</p><p>")
    body = body.replace("<p>Plats: A. Kom och sjung!", "<p>Plats: A</p><p>Kom och sjung!")
    assert ["event-past past"] == over(body, language=language)


@pytest.mark.parametrize(
    "said",
    [
        pytest.param(("Datum: 3 maj 2026", "Plats: Hamnen", "Välkommen att lämna synpunkter."), id="other-call"),
        pytest.param(("Startdatum: 2026-05-03", "Plats: Skolan", "Välkommen med din ansökan!"), id="vacancy"),
        pytest.param(("Datum: 3 maj 2026", "Plats: Torget", "Inställt! Välkommen en annan gång."), id="called-off"),
        pytest.param(("Datum: 3 maj 2027", "Plats: Torget", "Välkommen!"), id="to-come"),
        pytest.param(("Datum: 3 maj 2026", "Version: 2", "Välkommen!"), id="no-place"),
    ],
)
def test_day_and_place_of_something_else_are_no_event(said: tuple[str, str, str]) -> None:
    assert [] == over(_EVENT.format(*said))


def test_event_of_data_is_the_pages_where_one_names_part_of_the_other() -> None:
    script = '<script type="application/ld+json">{"@type": "Event", "name": "%s", "startDate": "2025-12-06"}</script>'
    body = "<h1>Julmarknad 2025</h1><p>Välkommen!</p>"
    assert (["event-past past"], []) == (over(body + script % "Julmarknad"), over(body + script % "Luciatåg"))


def test_name_of_the_site_in_the_title_makes_no_record_of_a_page() -> None:
    body = "<h1>Grants</h1><p>Apply by 15 May 2026.</p>"
    assert ["deadline-past past"] == over(body, language="en", title="Grants - Norton City Council")


@pytest.mark.parametrize(
    ("language", "body"),
    [
        pytest.param("fi", "<p>Käyttökatko 5.6.2026</p>", id="words-and-day"),
        pytest.param("fi", '<div class="notice"><p>Kirjasto on kiinni 5.6.2026.</p></div>', id="class"),
        pytest.param("sv", '<div class="alert"><p>15 juni–15 augusti 2026 har vi kortare tid.</p></div>', id="range"),
        pytest.param("en", "<h2>Planned maintenance</h2><p>We will be down on 4 October 2026.</p>", id="planned"),
    ],
)
def test_notice_is_heard(language: str, body: str) -> None:
    assert ["banner-past past"] == over(body, language=language)


@pytest.mark.parametrize(
    ("language", "body"),
    [
        pytest.param(
            "sv", '<div class="alert"><p>Enligt beslut den 5 mars 2026 är vägen stängd.</p></div>', id="decision"
        ),
        pytest.param("sv", '<div class="alert"><p>Statistiken gäller till och med 2025-12-31.</p></div>', id="figures"),
        pytest.param("de", '<div role="alert"><p>Seit dem 5. März 2026 gesperrt.</p></div>', id="since"),
        pytest.param("fi", '<div role="alert"><p>Silta on suljettu 5.3.2026 alkaen.</p></div>', id="since-after"),
    ],
)
def test_day_in_a_notice_that_is_not_its_last_says_nothing(language: str, body: str) -> None:
    assert [] == over(body, language=language)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param("<h2>Priser 2025</h2><p>Vuxen: 60 kr</p>", ["year-past past"], id="amount"),
        pytest.param("<h2>Priser 2025</h2><p>Kulturpriset gick till A.</p>", [], id="award"),
        pytest.param("<h2>Avgifter 2024/25</h2><p>300 kr</p>", ["year-past past"], id="year-over-two"),
        pytest.param("<h2>Avgifter 2020–2025</h2><p>300 kr</p>", [], id="several-years"),
        pytest.param("<h2>Så mycket betalades i avgift 2025</h2><p>300 kr</p>", [], id="past"),
        pytest.param("<h2>Sommaröppet 2026</h2><p>Alla dagar 10–18</p>", ["season-past past"], id="season-of-a-year"),
        pytest.param("<h2>Öppet brev</h2><p>1 juni–31 augusti 2026</p>", [], id="open-letter"),
        pytest.param("<h2>Öppet alla dagar 1 juni–31 augusti 2026</h2><p>10–18</p>", ["season-past past"], id="open"),
    ],
)
def test_fees_and_hours_are_told_from_other_words(body: str, expected: list[str]) -> None:
    assert expected == over(body)
