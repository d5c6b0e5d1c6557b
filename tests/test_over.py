"""What is over: which deadlines, events, fees, opening hours and notices are told, and which only look like them."""

from __future__ import annotations

import pytest

from tests.support import examine, facts

RULES = ("deadline-past", "event-past", "year-past", "season-past", "banner-past")
EVENT = "<h1>Konsert i parken</h1><dl><dt>Datum</dt><dd>{}</dd><dt>Tid</dt><dd>18.00</dd><dt>Plats</dt><dd>Parken</dd></dl>{}"


def over(body: str, *, language: str = "sv", title: str = "Sidan") -> list[str]:
    """Return the rules and messages of what is over on a page on the tests' day, 2026-11-21."""
    page = f"<html lang={language}><title>{title}</title><body><main>{body}</main>"
    return [f"{one.rule} {one.message_key}" for one in examine(page, *RULES).findings]


DEADLINES = {
    "sv": (
        "Sista ansökningsdag är 15 april 2026.",
        "Sista ansökningsdag för höstterminen är den 15 april 2026.",
        "Sista ansökningsdag: 15 april",
        "Ansök senast 2026-04-15.",
        "Ansökan ska vara inne senast onsdagen den 15 april 2026.",
        "Du kan söka bidraget till och med den 15 april 2026.",
        "Anmälan t.o.m. 15/4 2026 via e-tjänsten.",
        "Ansökningstid: 1 mars–15 april 2026",
        "Ansökan är öppen från den 1 mars till den 15 april 2026.",
        "Skicka in dina synpunkter senast den 15 april 2026.",
        "O.s.a. senast 15 april 2026.",
        "Anmäl dig senast fredag 3 oktober 2025 kl. 12.00.",
        "Ansökan ska ha kommit in senast den 15 april 2026.",
        "Ansökan, med bilagor, ska vara inne senast den 15 april 2026.",
        "Den som vill delta anmäler sig senast 15 april 2026.",
    ),
    "nb": (
        "Søknadsfrist: 15. april 2026",
        "Søknadsfristen er 15. april 2026.",
        "Påmeldingsfrist 15.04.2026",
        "Søknaden sendes innen 15. april 2026.",
        "Søknadsfristen for tilskuddsåret 2027 er 15. april 2026.",
        "Frist for å sende inn søknad: 15. april 2026",
        "Fristen for å søke er 1. mars 2026.",
    ),
    "nn": ("Søknadsfristen er 15. april 2026.",),
    "da": (
        "Ansøgningsfrist: 15. april 2026",
        "Tilmeld dig senest den 15. april 2026.",
        "Ansøgningen sendes senest den 15. april 2026.",
        "Du skal søge senest den 1. marts 2026.",
        "Fristen for ansøgning er fredag d. 13. marts 2026 kl. 12.",
    ),
    "fi": (
        "Hakuaika päättyy 15.4.2026.",
        "Hakemukset on toimitettava 15.4.2026 mennessä.",
        "Hae viimeistään 15.4.2026.",
        "Hakuaika 1.3.–15.4.2026",
    ),
    "en": (
        "Apply by 15 April 2026.",
        "Application deadline: April 15, 2026",
        "Applications must be submitted no later than Wednesday, April 15, 2026 at noon.",
        "Register before 15 April 2026.",
        "Applications must reach us by 15 May 2026.",
    ),
    "de": (
        "Bewerbungsfrist: 15. April 2026",
        "Anmeldung bis 15.04.2026 per E-Mail.",
        "Anträge müssen bis zum 15. April 2026 eingereicht werden.",
        "Anmeldeschluss ist der 15. April 2026.",
    ),
}


@pytest.mark.parametrize(("language", "text"), [(key, text) for key, texts in DEADLINES.items() for text in texts])
def test_deadline_in_six_languages(language: str, text: str) -> None:
    key = "past" if "202" in text else "no_year"
    expected = ["deadline-past past"] if key == "past" else []  # a day in spring is not the nearest before November
    assert expected == over(f"<h1>Bidrag</h1><p>{text}</p>", language=language)


@pytest.mark.parametrize(
    "body",
    [
        "<dl><dt>Sista ansökningsdag</dt><dd>15 april 2026</dd></dl>",
        "<table><tr><th>Anmäl dig senast</th><td>15 april 2026</td></tr></table>",
        "<h3>Ansökningstid</h3><p>1 mars–15 april 2026</p>",
        "<p><strong>Ansök senast:</strong> <time datetime=2026-04-15>15 april 2026</time></p>",
        "<p>Sista ansökningsdag:<br>15 april 2026</p>",
    ],
)
def test_deadline_as_label(body: str) -> None:
    assert ["deadline-past past"] == over(f"<h1>Bidrag</h1>{body}")


DEADLINES_OF_OTHERS = {
    "sv": (
        "Sista ansökningsdag är 15 april 2027.",
        "Ansök senast den 20 november 2026.",
        "Ansökan skulle lämnas in senast den 15 april 2026.",
        "Ansökningstiden gick ut den 15 april 2026.",
        "Sista ansökningsdag var den 15 april 2026.",
        "Vi fick in 40 ansökningar till och med den 15 april 2026.",
        "Uppdraget ska redovisas senast den 12 maj 2025.",
        "Nämnden beslutade att förlänga uppdraget till och med den 30 juni 2025.",
        "Senast uppdaterad 2024-05-12",
        "Avtalet gäller till och med 31 december 2025.",
        "Du kan söka bidraget varje år, senast den 1 mars.",
        "Redovisningen lämnas senast 1 juli det år som bidraget avser. Ansök i e-tjänsten.",
        "Sista ansökningsdag för valet den 9 september 2026 står i anvisningen.",
        "Ansökan görs senast en vecka före mötet.",
        "Ansök senast 15 april 2026. Ansökan är stängd.",
        "Sista ansökningsdag: 15 april 2026. Ansökan har nu stängt.",
        "Sista ansökningsdag: 15 april 2026. Just nu går det inte att söka bidraget.",
        "Sista ansökningsdag: 15 april 2026. Ansökan öppnar igen hösten 2027.",
        "Sista ansökningsdag 15 april 2026.</p><h2>Hösten</h2><p>Sista ansökningsdag 15 september 2027.",
        "Ansök senast 15 april 2026 eller, till nästa omgång, senast 15 april 2027.",
        "Ansökan avser tiden fram till kursstarten. Kursen hölls den 3 mars 2026.",
        "Ansök senast 15 oktober året före kommande verksamhetsår.",
        "Komplett ansökan ska vara kommunen tillhanda senast sista ansökningsdag.",
        "Ansökningstiden för 2026 års bidrag förlängs till den 30 november 2026.",
        "Ärendet avgjordes senast den 3 mars 2026 efter ansökan.",
        "Ansökningar som har kommit in senast 31 december 2025 prövas nu.",
        "Vi handlägger ansökningar som inkommit senast den 30 juni 2026.",
        "Barn födda senast den 31 december 2020 söker till förskoleklass.",
        "Kostnader som uppstått till och med den 31 december 2025 kan du söka ersättning för.",
        "Ansökan, inklusive bokslut till och med 2025-12-31, lämnas in i e-tjänsten.",
        "Kvitton från perioden 1 januari till och med 30 juni 2026 skickas in.",
        "Avtalet gäller till och med den 31 augusti 2026, skicka frågor till oss.",
        "Synpunkter togs emot t.o.m. 14 augusti 2026.",
    ),
    "nb": (
        "Søknadsfristen var 15. april 2026.",
        "Fristen er utløpt. Søknadsfrist 15. april 2026.",
        "Søknadsfristen er dessverre gått ut.</p><p>Søknadsfrist: 15. april 2026",
        "Den årlige søknadsfristen er 1. oktober.",
        "Har du hatt startlån til og med 31. desember 2025, kan du søke om refinansiering.",
    ),
    "da": (
        "Ansøgningsfristen udløb den 15. april 2026.",
        "Projektet løber til og med 30. juni 2025.",
        "Ansøgninger modtaget senest den 1. maj 2026 behandles efter de gamle regler.",
    ),
    "fi": (
        "Hakuaika päättyi 15.4.2026.",
        "Näyttely on avoinna 15.4.2026 asti.",
        "Hakemukset, jotka on jätetty viimeistään 31.3.2026, on käsitelty.",
    ),
    "en": (
        "The deadline to apply was April 15, 2026.",
        "Registration deadline for the November 3, 2026 election: see the county.",
        "The report is due by June 30, 2025.",
        "Applications closed on April 15, 2026.",
        "Applications submitted on or before 31 March 2026 are decided under the old policy.",
    ),
    "de": (
        "Die Bewerbungsfrist endete am 15. April 2026.",
        "Die Straße ist bis zum 15. April 2026 gesperrt.",
        "Die Anmeldung ist leider bereits geschlossen.</p><p>Anmeldeschluss: 15. April 2026",
        "Anträge, die bis zum 31. Dezember 2025 eingegangen sind, werden nach altem Recht bearbeitet.",
        "Wenn Sie den Führerschein bis zum 31. Dezember 1998 beantragt haben, tauschen Sie ihn um.",
    ),
}


@pytest.mark.parametrize(
    ("language", "text"), [(key, text) for key, texts in DEADLINES_OF_OTHERS.items() for text in texts]
)
def test_no_deadline_that_is_over(language: str, text: str) -> None:
    assert [] == over(f"<h1>Bidrag</h1><p>{text}</p>", language=language)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("Lokalbidrag", "Startbidrag", ["deadline-past past"]),
        ("Våren 2026", "Hösten 2027", []),
        ("Lokalbidrag våren 2026", "Lokalbidrag hösten 2027", []),
        ("Ansökan i april", "Ansökan i september", []),
    ],
)
def test_later_deadline_of_another_section(first: str, second: str, expected: list[str]) -> None:
    far = "<p>Bidraget är till för föreningar.</p>" * 5
    body = f"<h1>Bidrag</h1><h2>{first}</h2><p>Sista ansökningsdag 15 april 2026.</p>{far}"
    assert expected == over(f"{body}<h2>{second}</h2><p>Sista ansökningsdag 15 september 2027.</p>")


def test_day_without_year_beside_the_same_day_of_a_year_is_told_once() -> None:
    body = "<h1>Fonden</h1><p>Ansök senast 15 oktober.</p><p>Ansökningstiden går ut den 15 oktober 2014.</p>"
    assert ["deadline-past past"] == over(body)


@pytest.mark.parametrize(("name", "expected"), [("NewsList", []), ("links", ["deadline-past past"])])
def test_deadline_in_an_entry_of_a_list_of_news(name: str, expected: list[str]) -> None:
    entry = "<h3><a href=/{0}>Bidrag {0}</a></h3><a href=/{0}><span>2015-01-12</span><span>{1}</span></a>"
    first, last = (
        entry.format(1, "Nu går det att söka."),
        entry.format(2, "Nu är det dags. Ansök senast den 28 februari 2015."),
    )
    text = "<p>Den som äger ett hus kan få hjälp med att vårda det, och med att bygga om det.</p>" * 9
    assert expected == over(f"<h1>Hus</h1>{text}<div class={name}><ul><li>{first}</li><li>{last}</li></ul></div>")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Anmäl dig senast 30 augusti.", ["deadline-past no_year"]),
        ("Anmäl dig senast 30 april.", []),
        ("Anmäl dig senast 15 januari.", []),
        ("Anmäl dig senast 19 november.", ["deadline-past no_year"]),
        ("Anmäl dig senast 20 november.", []),
    ],
)
def test_deadline_without_year_is_a_doubt_where_the_nearest_has_been(text: str, expected: list[str]) -> None:
    assert expected == over(f"<h1>Läger</h1><p>{text}</p>")


@pytest.mark.parametrize(
    ("title", "before"),
    [
        ("Protokoll 2026-03-02", "<h1>Protokoll 2026-03-02</h1>"),
        ("Kallelse till nämnden", "<h1>Kallelse till nämnden</h1>"),
        (
            "Sök bidrag",
            "<nav class=breadcrumb><a href=/>Start</a> <a href=/nyheter>Nyheter</a></nav><h1>Sök bidrag</h1>",
        ),
        ("Sök bidrag", "<h1>Sök bidrag</h1><p>Den här sidan är arkiverad nyhet.</p>"),
    ],
)
def test_pages_that_are_true_on_their_day(title: str, before: str) -> None:
    assert [] == over(f"{before}<p>Ansök senast 15 april 2026.</p>", title=title)


def test_option_judges_news_too() -> None:
    page = (
        "<html lang=sv><main><nav class=breadcrumb><a href=/>Start</a> <a href=/nyheter>Nyheter</a></nav>"
        "<h1>Sök bidrag</h1><p>Ansök senast 15 april 2026.</p></main>"
    )
    found = examine(page, "deadline-past", options={"news": True}).findings
    assert ["past"] == [one.message_key for one in found]


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
