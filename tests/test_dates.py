"""Dates: what a label and the text beside it say, in six languages, and which rule speaks of what is wrong."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.facts.dates import grammar
from tests.support import PAGE, facts, found, subset

SWEDISH_MONTHS = [
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
]
DAYS = st.dates(date(1991, 1, 1), date(2099, 12, 31))


def _said(text: str) -> tuple[str, str | None] | None:
    reading = grammar.read_date(text.lower())
    return (reading.kind, reading.value) if reading else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2016-08-29", "2016-08-29"),
        ("2016-8-9", "2016-08-09"),
        ("20160829", "2016-08-29"),
        ("2016/08/29", "2016-08-29"),
        ("2016.08.29", "2016-08-29"),
        ("2016\u201108\u201129", "2016-08-29"),
        ("2016–08–29", "2016-08-29"),
        ("2018-09-17 08.22", "2018-09-17"),
        ("2026-01-31T10:20:30+01:00", "2026-01-31"),
        ("29.8.2016", "2016-08-29"),
        ("29. 8. 2016", "2016-08-29"),
        ("25/11/2025", "2025-11-25"),
        ("11/25/2025", "2025-11-25"),
        ("05-05-2024", "2024-05-05"),
        ("29 augusti 2016", "2016-08-29"),
        ("den 29 augusti 2016", "2016-08-29"),
        ("Måndag 29 augusti 2016", "2016-08-29"),
        ("24 apr 2017", "2017-04-24"),
        ("24 februari 2020 15:14", "2020-02-24"),
        ("29:e augusti 2016", "2016-08-29"),
        ("1 sept. 2020", "2020-09-01"),
        ("11. desember 2022", "2022-12-11"),
        ("3. mai 2021", "2021-05-03"),
        ("20. Dec. 2025", "2025-12-20"),
        ("1. juni 2026", "2026-06-01"),
        ("5. marts 2024", "2024-03-05"),
        ("7. elokuuta 2023", "2023-08-07"),
        ("12.3.2026", "2026-03-12"),
        ("August 29, 2016", "2016-08-29"),
        ("29th of August 2016", "2016-08-29"),
        ("27. März 2025", "2025-03-27"),
        ("27.08.2025", "2025-08-27"),
        ("14. Jänner 2020", "2020-01-14"),
        ("2024-02-29", "2024-02-29"),
        ("lokakuun 1. päivä 2026", "2026-10-01"),
        ("lokakuun 1. päivänä 2026", "2026-10-01"),
        ("1 okt. -26", "2026-10-01"),
        ("1 okt '26", "2026-10-01"),
        ("1 oktober 26", "2026-10-01"),
        ("1 oktober -98", "1998-10-01"),
        ("senast den 1 oktober 2026", "2026-10-01"),
        ("Thu, 1 October 2026, at 10:12 (UTC)", "2026-10-01"),
    ],
)
def test_day(text: str, expected: str) -> None:
    assert ("date", expected) == _said(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("maj 2021", ("month", "2021-05")),
        ("elokuu 2026", ("month", "2026-08")),
        ("Mai 2026", ("month", "2026-05")),
        ("2021-05", ("month", "2021-05")),
        ("5/2021", ("month", "2021-05")),
        ("v. 26 2021", ("week", "2021-W26")),
        ("vecka 7, 2024", ("week", "2024-W07")),
        ("2024-W07", ("week", "2024-W07")),
        ("vecka 54 2021", ("impossible", None)),
        ("2023-02-30", ("impossible", None)),
        ("31 juni 2020", ("impossible", None)),
        ("2020-13-01", ("impossible", None)),
        ("32.1.2020", ("impossible", None)),
        ("0001-01-01", ("default_date", None)),
        ("1900-01-01", ("default_date", None)),
        ("1970-01-01", ("default_date", None)),
        ("1 januari 1970", ("default_date", None)),
        ("xxxx-xx-xx", ("placeholder", None)),
        ("2025-11-?", ("placeholder", None)),
        ("Invalid date", ("placeholder", None)),
        ("-", ("placeholder", None)),
        ("åååå-mm-dd", ("placeholder", None)),
        ("{{date}}", ("placeholder", None)),
        ("undefined", ("placeholder", None)),
        ("NaN", ("placeholder", None)),
        ("29 augusti", ("no_year", None)),
        ("29 augusti 10.30", ("no_year", None)),
        ("29 augusti 26 personer", ("no_year", None)),
        ("29/8", ("no_year", None)),
        ("vecka 12", ("no_year", None)),
        ("igår", ("relative", None)),
        ("för 3 dagar sedan", ("relative", None)),
        ("for to dager siden", ("relative", None)),
        ("i dag", ("relative", None)),
        ("3 päivää sitten", ("relative", None)),
        ("2 hours ago", ("relative", None)),
        ("vor einer Woche", ("relative", None)),
        ("yesterday", ("relative", None)),
        ("04/12/2017", ("ambiguous", None)),
        ("04-12-2017", ("ambiguous", None)),
        ("24-04-12", ("ambiguous", None)),
        ("översiktsplan", None),
        ("av Anna", None),
        ("", None),
        ("12 kronor", None),
        ("0480-45 00 00", None),
    ],
)
def test_what_is_no_day(text: str, expected: tuple[str, str | None] | None) -> None:
    assert expected == _said(text)


def test_ambiguous_date_has_two_readings() -> None:
    reading = grammar.read_date("04/12/2017")
    assert reading is not None
    assert ("2017-12-04", "2017-04-12") == reading.readings


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10/02/2026", "2026-10-02"),
        ("10/02/26", "2026-10-02"),
        ("10-02-2026", "2026-10-02"),
        ("9.16.2026", "2026-09-16"),
        ("05.06.2026", "2026-05-06"),
        ("16/09/2026", "2026-09-16"),
        ("2026-02-10", "2026-02-10"),
        ("2 October 2026", "2026-10-02"),
    ],
)
def test_american_figures(text: str, expected: str) -> None:
    reading = grammar.read_date(text.lower())
    assert reading is not None
    assert expected == reading.american.value


@given(st.text(max_size=60))
def test_grammar_takes_any_text(text: str) -> None:
    reading = grammar.read_date(text.lower())
    assert reading is None or (reading.kind in ("date", "month", "week")) == (reading.value is not None)


@given(st.text(st.sampled_from("0123456789-/.: vxåmajund "), max_size=24))
def test_what_the_grammar_reads_is_a_real_date(text: str) -> None:
    reading = grammar.read_date(text)
    if reading is not None and reading.value is not None:
        assert grammar.first_day(reading.value) <= grammar.last_day(reading.value)


@given(DAYS)
def test_iso_date_is_read_as_itself(day: date) -> None:
    assert ("date", day.isoformat()) == _said(day.isoformat())


@given(DAYS, st.sampled_from(["{} {} {}", "den {} {} {}", "{}:e {} {}", "{} {}, {}"]))
def test_swedish_long_date_is_read_as_itself(day: date, form: str) -> None:
    assert ("date", day.isoformat()) == _said(form.format(day.day, SWEDISH_MONTHS[day.month - 1], day.year))


@given(DAYS)
def test_dotted_date_is_read_day_first(day: date) -> None:
    assert ("date", day.isoformat()) == _said(f"{day.day}.{day.month}.{day.year}")


@given(DAYS)
def test_week_holds_its_days(day: date) -> None:
    year, week, _ = day.isocalendar()
    reading = grammar.read_date(f"vecka {week} {year}")
    assert reading is not None
    assert reading.value is not None
    assert grammar.first_day(reading.value) <= day <= grammar.last_day(reading.value)
    assert timedelta(days=6) == grammar.last_day(reading.value) - grammar.first_day(reading.value)


def _text(kind: str, value: str) -> list[dict[str, Any]]:
    return [{"kind": kind, "value": value, "origin": "text"}]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p>Senast uppdaterad: 29 augusti 2026</p>", _text("updated", "2026-08-29")),
        ("<p>Senast uppdaterad:7 maj 2024</p>", _text("updated", "2024-05-07")),
        ("<p>SIDAN UPPDATERAD 2016-08-29</p>", _text("updated", "2016-08-29")),
        ("<p>Senast upp\u00addaterad\u00a02016-08-29</p>", _text("updated", "2016-08-29")),
        ("<p>Senast a\u0308ndrad 2016-08-29</p>", _text("updated", "2016-08-29")),
        ("<p>Sidan granskad 2015-04-24</p>", _text("reviewed", "2015-04-24")),
        ("<p>Publicerad: 2026-03-01</p>", _text("published", "2026-03-01")),
        ("<p>24 februari 2017 Publicerad: 2017-02-25</p>", _text("published", "2017-02-25")),
        ("<dl><dt>Uppdaterad<dd>2026-03-01</dl>", _text("updated", "2026-03-01")),
        ("<table role=presentation><tr><td>Uppdaterad<td>2026-03-01</table>", _text("updated", "2026-03-01")),
        ("<p><strong>Uppdaterad</strong><br>2026-03-01</p>", _text("updated", "2026-03-01")),
        ("<p>Senast ändrad av Anna Ek 2026-03-01</p>", _text("updated", "2026-03-01")),
        (
            "<p>Publicerad 2026-03-01, uppdaterad 2026-03-04</p>",
            [*_text("published", "2026-03-01"), *_text("updated", "2026-03-04")],
        ),
        ("<html lang=nb><p>Sist oppdatert: 1. mai 2026</p>", _text("updated", "2026-05-01")),
        ("<html lang=nn><p>Sist endra 13.10.2025 08.44</p>", _text("updated", "2025-10-13")),
        ("<html lang=da><p>Senest opdateret: 1. juni 2026</p>", _text("updated", "2026-06-01")),
        ("<html lang=fi><p>Sivu päivitetty viimeksi 7.8.2026</p>", _text("updated", "2026-08-07")),
        ("<html lang=en><p>Last updated: 29 August 2026</p>", _text("updated", "2026-08-29")),
        ("<html lang=en><p>Last reviewed 29 August 2026</p>", _text("reviewed", "2026-08-29")),
        ("<html lang=de><p>Zuletzt aktualisiert am 27.08.2025</p>", _text("updated", "2025-08-27")),
        ("<html lang=de><p>Stand: März 2026</p>", _text("updated", "2026-03")),
        ("<html lang=en><p>Senast uppdaterad 2026-03-01</p>", _text("updated", "2026-03-01")),
        ("<p>Uppdaterad v. 26 2026</p>", _text("updated", "2026-W26")),
        ("<p>Senast uppdaterad: 04/12/2017</p>", []),
        ("<p>Senast uppdaterad: 2023-02-30</p>", []),
        ("<p>Uppdaterad översiktsplan 2026-03-01</p>", []),
        ("<p>Reglerna antogs 2010-03-25.</p>", []),
        ("<p>© 2026 Lerboda kommun</p>", []),
        ("<p hidden>Uppdaterad 2026-03-01</p>", []),
        ("<table><tr><th>Namn<th>Publicerad<tr><td>Protokoll<td>2026-03-01</table>", []),
        ("<ul><li><a href=/a.pdf>Plan</a> Publicerad 2015-03-01</ul>", []),
        ("<p><a href='?sort=date'>Senast ändrad</a> 2026-03-01</p>", []),
    ],
)
def test_visible_dates(source: str, expected: list[dict[str, Any]]) -> None:
    assert expected == subset(expected, facts(source, "dates"))


MACHINE = [
    ('<meta property="article:modified_time" content="2026-10-20T00:10:00+02:00">', "updated", "2026-10-20", "meta"),
    ('<meta property="article:published_time" content="2026-10-20">', "published", "2026-10-20", "meta"),
    ('<meta property="og:updated_time" content="1792447200000">', "updated", "2026-10-20", "meta"),
    ('<meta property="article:modified_time" content=" 1792447200 ">', "updated", "2026-10-20", "meta"),
    ('<meta name="DC.Date.Modified" content="2026-10-20">', "updated", "2026-10-20", "meta"),
    ('<meta name="dcterms.issued" content="2026-10">', "published", "2026-10", "meta"),
    ('<meta name="moddate" content="2026-10-20">', "updated", "2026-10-20", "meta"),
    ('<meta name="pubdate" content="2026-10-20">', "published", "2026-10-20", "meta"),
    ('<meta http-equiv="last-modified" content="Tue, 20 Oct 2026 08:00:00 GMT">', "updated", "2026-10-20", "meta"),
    (
        '<script type="application/ld+json">{"@type":"WebPage","dateModified":"2026-10-20"}</script>',
        "updated",
        "2026-10-20",
        "json-ld",
    ),
    (
        '<script type="application/ld+json">{"@graph":[{"@type":"Article","datePublished":"2026-10-20"}]}</script>',
        "published",
        "2026-10-20",
        "json-ld",
    ),
    ('<p itemprop="dateModified" content="2026-10-20">x</p>', "updated", "2026-10-20", "microdata"),
    ('<meta name="DC.Modified" content="20/10/2026 11:52:08 AM">', "updated", "2026-10-20", "meta"),
    ('<meta name="moddate" content="10-20-2026">', "updated", "2026-10-20", "meta"),
    ('<meta name="moddate" content="04.10.2026 08:15">', "updated", "2026-10-04", "meta"),
]


@pytest.mark.parametrize(
    ("source", "kind", "value", "origin"),
    MACHINE,
    ids=[case[3] + "-" + case[1] + str(number) for number, case in enumerate(MACHINE)],
)
def test_dates_for_machines(source: str, kind: str, value: str, origin: str) -> None:
    expected = [{"kind": kind, "value": value, "origin": origin}]
    assert expected == subset(expected, facts(source, "dates"))


@pytest.mark.parametrize(
    "source",
    [
        '<meta name="moddate" content="">',
        '<meta name="moddate" content="1792447200">',
        '<meta property="og:updated_time" content="0">',
        '<meta property="og:updated_time" content="179244720000">',
        '<meta property="og:updated_time" content="99999999999999999999">',
        '<meta name="moddate" content="0001-01-01">',
        '<meta name="moddate" content="04/10/2026">',
        '<meta name="moddate" content="31/02/2026">',
        '<meta name="moddate" content="20/10/2026x">',
        '<meta name="viewport" content="2026-10-20">',
        '<script type="application/ld+json">{"@type":"Event","dateModified":"2026-10-20"}</script>',
        '<script type="application/ld+json">{not json</script>',
        '<script type="application/ld+json">' + "[" * 5000 + "</script>",
        '<div itemscope itemtype="http://schema.org/Event"><p itemprop="dateModified">2026-10-20</p></div>',
    ],
)
def test_no_date_for_machines(source: str) -> None:
    assert [] == facts(source, "dates")


def test_date_of_the_server_is_a_fact_and_satisfies_no_rule() -> None:
    headers = {"Last-Modified": "Wed, 04 Nov 2026 10:00:00 GMT"}
    undated = PAGE.replace("<p>Sidan uppdaterad 2026-11-04</p>\n", "")
    expected = [{"kind": "updated", "value": "2026-11-04", "origin": "http", "line": None}]
    assert expected == subset(expected, facts(undated, "dates", headers=headers))
    assert [("updated-date-missing", "missing", 5)] == found(undated, "dates", headers=headers)


def test_relative_time_in_a_time_element_is_one_fact() -> None:
    expected = [{"kind": "updated", "value": "2026-10-20", "origin": "time"}]
    source = "<p><span>Uppdaterad</span><time datetime=2026-10-20>för en månad sedan</time></p>"
    assert expected == subset(expected, facts(source, "dates"))
