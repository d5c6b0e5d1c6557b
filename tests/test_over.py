"""Which events, fees, opening hours and notices are told as over, and which only look like it."""

from __future__ import annotations

import pytest

from tests.over import RULES, over
from tests.support import examine, facts

EVENT = "<h1>Konsert i parken</h1><dl><dt>Datum</dt><dd>{}</dd><dt>Tid</dt><dd>18.00</dd><dt>Plats</dt><dd>Parken</dd></dl>{}"


@pytest.mark.parametrize(
    ("day", "more", "expected"),
    [
        ("3 maj 2026", "<p>Varmt välkommen!</p>", ["event-past past"]),
        ("3–5 maj 2026", "<p>Anmäl dig till receptionen.</p>", ["event-past past"]),
        ("3 maj 2026", "<p>Anmäl dig senast 20 april 2026.</p>", ["event-past past"]),
        ("3 maj 2027", "<p>Varmt välkommen!</p>", []),
        ("20 november 2026", "<p>Varmt välkommen!</p>", []),
        ("3 maj 2026", "<p>Kören sjunger.</p>", []),
        ("3 maj 2026", "<p>Välkommen! Inställt på grund av regn.</p>", []),
        ("3 maj 2026", "<p>Tack till alla som kom. Välkommen nästa år.</p>", []),
        ("3 maj 2026", "<p>Konserten genomfördes i strålande sol. Välkommen igen!</p>", []),
        ("3 maj", "<p>Varmt välkommen!</p>", []),
        ("3 maj 2026–3 maj 2027", "<p>Boka plats.</p>", []),
        ("3 maj 2026", "<p>Välkommen! Nästa tillfälle: 3 maj 2027.</p>", []),
    ],
)
def test_event(day: str, more: str, expected: list[str]) -> None:
    assert expected == over(EVENT.format(day, more), title="Konsert i parken")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<h2>Avgifter 2025</h2><p>900 kr</p>", ["year-past past"]),
        ("<h2>VA-taxa 2025</h2><p>900 kr</p>", ["year-past past"]),
        ("<table><caption>Båtplatsavgifter 2024</caption><tr><td>900 kr</td></tr></table>", ["year-past past"]),
        ("<dl><dt>Avgift 2025:</dt><dd>900 kr</dd></dl>", ["year-past past"]),
        ("<h2>Avgifter 2024</h2><p>900 kr</p><h2>Avgifter 2025</h2><p>950 kr</p>", ["year-past past"]),
        ("<h2>Avgifter 2026</h2><p>900 kr</p>", []),
        ("<h2>Avgifter 2025</h2><p>900 kr</p><h2>Avgifter 2026</h2><p>950 kr</p>", []),
        ("<h2>Avgifter 2025</h2><p>900 kr. Från den 1 mars 2026 gäller 950 kr.</p>", []),
        ("<h2>Avgifter 2025/2026</h2><p>900 kr</p>", []),
        ("<h2>Taxa antagen 2015</h2><p>900 kr</p>", []),
        ("<h2>Avgifter från 2024</h2><p>900 kr</p>", []),
        ("<h2>Avgifter från 1 januari 2024</h2><p>900 kr</p>", []),
        ("<h2>Statistik över avgifter 2024</h2><p>900 kr</p>", []),
        ("<h2>Taxa enligt SFS 2011:900</h2><p>900 kr</p>", []),
        ("<h2>Kulturpris 2024</h2><p>Gick till Ada Ekmark.</p>", []),
        ("<h2>Budget 2024</h2><p>Avgifterna täcker kostnaden.</p>", []),
        ("<h2><a href=/taxa.pdf>Taxa 2024 (pdf)</a></h2>", []),
        ("<p>Avgiften var 900 kr 2024.</p>", []),
        ("<h2>Avgifter 2025</h2><p>Avgifterna är oförändrade och gäller tills vidare.</p>", []),
        ("<h2>Avgifter 2025</h2><p>Avgifterna gäller fortfarande.</p>", []),
        ("<p><a href=/2026.pdf>Avgifter 2026</a></p><h2>Avgifter 2025</h2><p>900 kr</p>", []),
        ("<h2>Avgiftskontroll för barnomsorgsavgift 2024</h2><p>Görs i efterhand.</p>", []),
        ("<h2>Skatter och avgifter 2025 i siffror</h2><p>x</p>", []),
        ("<h2>Avgift 2024</h2><table><tr><th>2022</th><th>2023</th><th>2024</th></tr></table>", []),
    ],
)
def test_fees_of_a_year(body: str, expected: list[str]) -> None:
    assert expected == over(f"<h1>Hamnen</h1>{body}")


@pytest.mark.parametrize(
    ("language", "body"),
    [
        ("nb", "<h2>Gebyrer 2025</h2><p>900 kr</p>"),
        ("da", "<h2>Takster 2025</h2><p>900 kr</p>"),
        ("fi", "<h2>Venepaikkamaksut 2025</h2><p>90 €</p>"),
        ("en", "<h2>Fees 2025</h2><p>90 SEK</p>"),
        ("de", "<h2>Gebühren 2025</h2><p>90 €</p>"),
    ],
)
def test_fees_in_other_languages(language: str, body: str) -> None:
    assert ["year-past past"] == over(f"<h1>Hamn</h1>{body}", language=language)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<h2>Öppettider</h2><p>1 juni–31 augusti 2026: 10–18</p>", ["season-past past"]),
        ("<p>Öppet 15/6–20/8 2026</p>", ["season-past past"]),
        ("<h2>Avvikande öppettider 20 december 2025–6 januari 2026</h2><p>Stängt</p>", ["season-past past"]),
        ("<h2>Sommaröppettider</h2><p>Alla dagar 10–18</p>", ["season-past season"]),
        ("<h2>Sommaröppettider</h2><p>Vecka 26–32: 10–18</p>", []),
        ("<h2>Sommaröppettider 2027</h2><p>Alla dagar 10–18</p>", []),
        ("<h2>Öppettider</h2><p>Måndag–fredag 9–15</p><h2>Sommaröppettider</h2><p>Stängt</p>", []),
        ("<h2>Sommaröppettider</h2><p>10–18. Övriga året 10–15.</p>", []),
        ("<h2>Julöppettider</h2><p>Stängt på julafton</p>", []),
        ("<h2>Öppettider</h2><p>1 juni 2026–31 maj 2027: 10–18</p>", []),
        ("<h2>Öppettider</h2><ul><li>1 maj–31 augusti 2026: 10–18</li><li>1 maj–31 augusti 2027: 10–18</li></ul>", []),
        ("<p>Museet hade öppet 1 juni–31 augusti 2025.</p>", []),
        ("<h2>Öppettider</h2><p>Måndag–fredag 8–16</p><p>Stängt 20 juli–3 augusti 2026</p>", []),
        ("<h2>Öppettider</h2><p>Måndag–fredag 8–16</p><p>Uppdaterad 1 juni 2026 – 2 juni 2026</p>", []),
        ("<p>Betande djur håller landskapet öppet. Bidraget gällde 1 juni–31 augusti 2025.</p>", []),
        ("<h2>Öppettider</h2><p>Måndag 9.00–15.30, fredag 9.00–12.00</p>", []),
        ("<h2><a href=/oppet>Sommaröppettider</a></h2><p>Läs mer om badet</p>", []),
    ],
)
def test_opening_hours(body: str, expected: list[str]) -> None:
    assert expected == over(f"<h1>Badet</h1>{body}")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<div role=alert>Bron är avstängd till och med den 5 mars 2026.</div>", ["banner-past past"]),
        ("<div class='alert alert-info'><p>Vattnet stängs av 3–5 mars 2026.</p></div>", ["banner-past past"]),
        ("<h2>Viktig information</h2><p>Kontaktcenter är stängt den 5 mars 2026.</p>", ["banner-past past"]),
        ("<p>Driftstörning: avbrott den 5 mars 2026 klockan 18–22.</p>", ["banner-past past"]),
        ("<div role=alert>Bron är avstängd till och med den 5 december 2026.</div>", []),
        ("<div role=alert>Publicerad 2026-03-05: ny e-tjänst för bygglov.</div>", []),
        ("<div role=alert>Bron är avstängd tills vidare.</div>", []),
        ("<div role=alert>Bron är avstängd från och med den 3 mars 2026.</div>", []),
        ("<div role=alert>Badhuset är stängt sedan den 1 juni 2026.</div>", []),
        ("<div role=alert>Die Brücke ist seit dem 3. März 2026 bis auf Weiteres gesperrt.</div>", []),
        ("<div role=alert>Uimahalli on suljettu 1.6.2026 alkaen.</div>", []),
        ("<div role=alert>The pool is closed from 3 March 2026 until further notice.</div>", []),
        ("<div role=alert>The road is closed from 3 March 2026 to 5 March 2026.</div>", ["banner-past past"]),
        ("<div role=alert>Badges issued until 3 March 2026 remain valid.</div>", []),
        ("<div role=alert>Beslut 15 juni 2026: eldning är avstängd tills vidare.</div>", []),
        ("<div role=alert>Bron är avstängd till och med 5 mars.</div>", []),
        ("<div role=alert>Bron är avstängd till och med 5 mars 2026, och igen 1–5 mars 2027.</div>", []),
        ("<div role=alert>Felet den 5 mars 2026 är avhjälpt. Avbrottet var kort.</div>", []),
        ("<p>Bron är avstängd till och med den 5 mars 2026.</p>", []),
        ("<h2>Viktig information</h2><p>Lagen ändrades den 5 mars 2024.</p>", []),
        ("<h2>Viktig information</h2><p>Enligt beslut 2024-03-05 gäller nya regler.</p>", []),
        ("<p>Viktigt: reglerna gäller från och med den 5 mars 2024.</p>", []),
        ("<h1>Avbrott och störningar</h1><p>Vattnet är avstängt den 5 mars 2026.</p>", []),
        ("<h2>Störningar</h2><p>2026-03-05 kl. 13.30</p><p>Vattnet är tillbaka på Ekvägen.</p>", []),
        ("<div role=alert>Ansök senast den 5 mars 2026.</div>", ["deadline-past past"]),
    ],
)
def test_notices(body: str, expected: list[str]) -> None:
    assert expected == over(f"<h1>Vägar</h1>{body}")


def test_facts_of_what_ends() -> None:
    page = (
        "<html lang=sv><body><main><h1>Båtplats</h1>\n<p>Sista ansökningsdag är 15 april 2026.</p>\n"
        "<p>Ansök senast 15 maj.</p>\n<h2>Avgifter 2026</h2>\n<h2>Öppettider</h2>\n<p>1 maj–30 september 2026</p>\n"
        '</main><script type="application/ld+json">{"@type":"Event","name":"Hamnens dag","startDate":"2026-06-06T10:00"}</script>'
    )
    kinds = ("deadlines", "prices", "openings", "events")
    assert [
        [
            {"text": "Sista ansökningsdag är 15 april 2026.", "value": "2026-04-15", "line": 2},
            {"text": "Ansök senast 15 maj.", "value": None, "line": 3},
        ],
        [{"text": "Avgifter 2026", "year": 2026, "line": 4}],
        [{"text": "1 maj–30 september 2026", "from": "2026-05-01", "to": "2026-09-30", "line": 6}],
        [{"name": "Hamnens dag", "start": "2026-06-06", "end": "2026-06-06", "line": 7}],
    ] == [facts(page, kind) for kind in kinds]


@pytest.mark.parametrize(
    "script",
    [
        "[" * 5000,
        '{"@type":"Event","startDate":"9999-99-99"}',
        '{"@type":"Event","startDate":["2026-01-01"],"name":{"a":1}}',
        '{"@type":["Event",{"x":1}],"startDate":"2026-01-01","endDate":17}',
        '{"@type":"Event"}' * 3,
    ],
)
def test_broken_structured_data_are_no_event_of_readers(script: str) -> None:
    page = f'<main><h1>Fest</h1><p>Välkommen!</p></main><script type="application/ld+json">{script}</script>'
    assert () == examine(page, *RULES).skipped


@pytest.mark.parametrize(
    ("label", "expected"),
    [("Datum", ["event-past past"]), ("Startdatum", [])],
)
def test_first_day_alone_ends_no_event(label: str, expected: list[str]) -> None:
    page = EVENT.replace("Datum", label).format("3 maj 2026", "<p>Anmäl dig.</p>")
    assert expected == over(page, title="Kör")


@pytest.mark.parametrize(
    ("status", "expected"),
    [("EventScheduled", ["event-past past"]), ("EventCancelled", []), ("EventPostponed", [])],
)
def test_event_that_does_not_take_place(status: str, expected: list[str]) -> None:
    script = (
        '{"@type":"Event","name":"Konsert i parken","startDate":"2026-05-03",'
        f'"eventStatus":"https://schema.org/{status}"}}'
    )
    page = f'<h1>Konsert i parken</h1><p>Varmt välkommen!</p><script type="application/ld+json">{script}</script>'
    assert expected == over(page, title="Konsert i parken")


@pytest.mark.parametrize(
    ("status", "expected"), [("EventScheduled", ["event-past past"]), ("EventCancelled", []), ("EventPostponed", [])]
)
@pytest.mark.parametrize(
    "tag", ["<link itemprop=eventStatus href=https://schema.org/{}>", "<meta itemprop=eventStatus content={}>"]
)
def test_event_of_microdata_that_does_not_take_place(tag: str, status: str, expected: list[str]) -> None:
    event = "<h1>Konsert i parken</h1><time itemprop=startDate datetime=2026-05-03>3 maj</time>" + tag.format(status)
    body = f'<div itemscope itemtype="http://schema.org/Event">{event}<p>Varmt välkommen!</p></div>'
    assert expected == over(body, title="Konsert i parken")


@pytest.mark.parametrize("days", ["1 juni–31 augusti 2026", "1–31 augusti 2026", "15/6-20/8 2026"])
def test_opening_hours_are_told_with_both_their_days(days: str) -> None:
    page = f"<html lang=sv><main><h1>Badet</h1><h2>Öppettider</h2><p>{days}: 10–18</p></main>"
    assert [days] == [one.data["range"] for one in examine(page, "season-past").findings]


def test_text_beside_a_day_is_cut_at_the_end_of_a_word() -> None:
    text = f"Ansök senast 15 april 2026 {'om bidrag ' * 13}"
    page = f"<html lang=sv><main><h1>Bidrag</h1><p>{text}850312-2387 eller senare</p></main>"
    found = examine(page, "deadline-past").findings
    assert [f"{text.strip()}…"] == [one.data["text"] for one in found]
