"""Which deadlines are told as over, and which only look like it."""

from __future__ import annotations

import pytest

from tests.over import over
from tests.support import examine

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
    ("first", "expected"),
    [
        ("Applications for this round have now closed.", []),
        ("The office is closed on Fridays.", ["past"]),
        ("Applications are welcome.", ["past"]),
    ],
)
def test_deadline_under_a_page_that_is_closed(first: str, expected: list[str]) -> None:
    page = (
        f"<html lang=en><main><h1>Grants</h1><p>{first}</p><h2>Key dates</h2>"
        "<ul><li>Application deadline: 31 October 2025</li></ul></main>"
    )
    assert expected == [one.message_key for one in examine(page, "deadline-past").findings]


def test_last_day_is_told_as_the_page_writes_it() -> None:
    page = "<main><h1>Grants</h1><p>Apply no later than 1 May 2026.</p></main>"
    assert ["1 May 2026"] == [one.data["deadline"] for one in examine(page, "deadline-past").findings]
