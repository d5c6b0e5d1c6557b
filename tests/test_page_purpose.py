"""Which pages need a date of their own, by what they are for: start pages, lists, records and forms need none."""

from __future__ import annotations

import pytest

from tests.support import found

LONG = "<p>En lång rad om torget, dess bodar och de regler som gäller för alla som vill sälja något där.</p>"


def _undated(body: str, *, head: str = "", lang: str = "sv") -> str:
    return f"<!doctype html><html lang={lang}><head>{head}</head><body>{body}</body></html>"


BLOCK = '<{tag}><h2><a href="/{n}">Bro nummer {n}</a></h2><p>Om bron.</p></{tag}>'
FLAT = '<h3><a href="/{n}">Bro nummer {n}</a></h3><p>Publicerad 2015-03-0{n}</p><p>Vi bygger en bro.</p>'
TERM = '<dt><a href="/{n}">Bro nummer {n}</a></dt><dd>Publicerad 2015-03-0{n}</dd><dd>Vi bygger en bro.</dd>'
ROW = '<div class="row"><a href="/m{n}">{n} maj 2026</a><span>Nämnden möts i salen.</span></div>'
MEETING = "<tr><td>{n} maj 2026 10.00: Nämnden möts i salen</td></tr>"
ENTRY = "<p>{n} maj 2026:</p><p>Vi har byggt ännu en bro, som nu är öppen för alla.</p>"


THREE = ENTRY.format(n=1) + ENTRY.format(n=2) + ENTRY.format(n=3)
ITEMS = "<ul><li>Budget</li><li>Bridges</li></ul>"
PLAIN_DAY = "<p>{n} maj</p><p>Kl. 10.00</p><p>Kallelse</p>"


MONTH = "<tr><td>Mån<td>Tis<td>Ons<td>Tor<td>Fre<td>Lör<td>Sön<tr><td>1<td>2<td>3<td>4<td>5<td>6<td>7"
CARD = '<a href="/{n}"><b>Bro nummer {n}</b><p>Vi bygger en bro över ån, och den blir lång.</p></a>'
SHORT_CARD = '<a href="/{n}"><b>Bro {n}</b></a>'
COLUMN = "<div><div>{what}</div><div>{what}</div><div>{what}</div><div>{what}</div><div>{what}</div></div>"
COLUMNS = "<div><div>3 mars 2026</div><div>7 april 2026</div><div>5 maj 2026</div><div>2 juni 2026</div></div>"
DAY = "<h3>{n} maj 2026</h3><p>Kallelsen kommer.</p>"
FACTS = "<dl><dt>Datum</dt><dd>3 maj 2026</dd><dt>Tid</dt><dd>14.00–16.00</dd><dt>Plats</dt><dd>Torget</dd></dl>"
EVENT_ADDRESS = '<link rel=canonical href="https://www.lerboda.se/evenemang/fest">'
EVENT_DATA = '<script type="application/ld+json">{"@type": "MusicEvent", "name": "V\\u00e5rfest"}</script>'
START = f"<main><h1>Lerboda</h1>{LONG}</main>"
HEAD = "<tr><th>Nämnd<th>Dag<th>Tid<th>Kallelse"
MEETING_ROW = "<tr><td>Bronämnden<td>2026-12-03<td>10.00<td><a href=/k>Läs</a>"


def _many(form: str, **more: str) -> str:
    return "".join(form.format(n=n, **more) for n in range(1, 6))


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(_undated("", head='<meta http-equiv="refresh" content="0; url=/ny">'), id="redirect"),
        pytest.param(_undated("<main><h1>Sidan kunde inte hittas</h1><p>Pröva att söka.</p></main>"), id="not-found"),
        pytest.param(_undated("<main><h1>Hoppsan</h1><p>Pröva.</p></main>", head="<title>404</title>"), id="status"),
        pytest.param(
            "<html lang=sv><frameset cols=50%,50%><frame src=/a><frame src=/b></frameset></html>", id="frames"
        ),
        pytest.param(
            _undated('<main><h1>Kalender</h1><div id="app"></div></main><footer>Lerboda</footer>'), id="empty"
        ),
        pytest.param(_undated(f"<main><h1>Broar</h1>{_many(BLOCK, tag='div')}</main>"), id="linked-headings-in-div"),
        pytest.param(
            _undated(f"<main><h1>Broar</h1>{_many(BLOCK, tag='section')}</main>"), id="linked-headings-in-section"
        ),
        pytest.param(_undated(f"<main><h1>Broar</h1>{_many(FLAT)}</main>"), id="linked-headings-without-boxes"),
        pytest.param(
            _undated(f"<main><h1>Broar</h1><p>Här är broarna över ån.</p><div>{_many(CARD)}</div></main>"),
            id="links-that-are-cards",
        ),
        pytest.param(_undated(f"<main><h1>Broar</h1><dl>{_many(TERM)}</dl></main>"), id="linked-terms"),
        pytest.param(_undated(f"<main><h1>Möten</h1>{_many(ROW)}</main>"), id="rows-led-by-a-linked-date"),
        pytest.param(_undated(f"<main><h1>Möten</h1><table>{_many(MEETING)}</table></main>"), id="rows-led-by-a-date"),
        pytest.param(_undated(f"<main><h1>Om projektet</h1>{_many(ENTRY)}</main>"), id="dated-entries"),
        pytest.param(_undated(f"<main><h3>Press</h3>{THREE}</main>"), id="three-dated-entries-and-nothing-else"),
        pytest.param(
            _undated(
                f"<main><h1>Board meetings</h1>{LONG * 3}{_many('<p>May {n}th, 2026 - minutes</p>' + ITEMS)}</main>",
                lang="en",
            ),
            id="days-with-ordinals",
        ),
        pytest.param(
            _undated(
                f"<main><h1>Board meetings</h1>{LONG}{_many('<h3>Board meeting 9-1{n}-26</h3><p>Hall</p>')}</main>",
                lang="en",
            ),
            id="days-with-dashes",
        ),
        pytest.param(
            _undated(
                f"<main><h1>Nämndens möten</h1>{LONG}{COLUMN.format(what='Nummer')}{COLUMNS}"
                f"{COLUMN.format(what='Kallelse')}{COLUMN.format(what='Protokoll')}</main>"
            ),
            id="table-read-by-columns",
        ),
        pytest.param(
            _undated(
                f"<main><h1>Bronämnden</h1><p>Vi ser till broarna.</p><h2>Möten i vår</h2>{_many(PLAIN_DAY)}</main>"
            ),
            id="meetings-that-are-most-of-a-page",
        ),
        pytest.param(_undated(START, head='<link rel=canonical href="/">'), id="canonical-root"),
        pytest.param(
            _undated(START, head='<meta property="og:url" content="https://www.lerboda.se/">'), id="og-url-root"
        ),
        pytest.param(
            _undated(START, head='<link rel=canonical href="https://www.lerboda.se/startsida.html">'),
            id="address-of-start",
        ),
        pytest.param(_undated(f"<nav><a href=/ aria-current=page>Lerboda</a></nav>{START}"), id="menu-says-root"),
        pytest.param(
            _undated(f"<ul class=breadcrumb><li>You are here:<li>Home</ul>{START}", lang="en"), id="trail-at-start"
        ),
        pytest.param(
            _undated(f"<main><form><table>{HEAD}{MEETING_ROW}</table></form></main>"), id="one-table-of-meetings"
        ),
        pytest.param(_undated(f"<main><h1>Diariet</h1><p>Post 2 av 13 träffar</p>{LONG}</main>"), id="record"),
        pytest.param(
            _undated(
                f"<main><h1>Kalender</h1><p>Boka här.</p>{_many('<p><a href=/{n}>{n} maj<span>Möte</span></a></p>')}</main>"
            ),
            id="calendar-of-links",
        ),
        pytest.param(
            _undated("<main><h1>Skolor</h1><p>(11 skolor, 11 träffar)</p><p>11 träffar</p></main>"), id="count"
        ),
        pytest.param(
            _undated("<main><h1>Schools</h1><p>(11 schools found)</p><p>Main St 1</p></main>", lang="en"), id="count-en"
        ),
        pytest.param(
            _undated("<main><h1>Beslut</h1><p>Visar 1–10 av 103</p><p>Beslut 7</p></main>"), id="count-of-part"
        ),
        pytest.param(
            _undated(f"<main><h1>Register</h1><p>Datensatz 2 von 13</p>{LONG}</main>", lang="de"), id="record-de"
        ),
        pytest.param(
            _undated("<main><h1>Logga in</h1><form><label>Kod<input></label></form></main>"), id="only-a-form"
        ),
        pytest.param(
            _undated(
                f"<main><h1>Calendar of events</h1><p>Welcome to all of us.</p>{_many('<p>{n} May 2026 Walk</p>')}</main>",
                lang="en",
            ),
            id="calendar-by-its-name",
        ),
        pytest.param(
            _undated(f"<main><h1>Nämndens möten</h1><p>Välkomna.</p>{_many(DAY)}</main>"), id="days-as-headings"
        ),
        pytest.param(
            _undated(f"<main><h1>Meetings</h1><ul>{_many('<li>Tuesday, May {n} at noon</li>')}</ul></main>", lang="en"),
            id="days-of-meetings",
        ),
        pytest.param(_undated(f"<main><h1>Vårfest</h1>{FACTS}{LONG}</main>"), id="event-by-labels"),
        pytest.param(
            _undated(f"<main><h1>Vårfest</h1><p>3 maj 2026 kl. 14.00</p>{LONG}</main>", head=EVENT_ADDRESS),
            id="event-by-address",
        ),
        pytest.param(_undated(f"<main><h1>Vårfest</h1>{LONG}</main>", head=EVENT_DATA), id="event-by-data"),
        pytest.param(
            _undated(f'<main itemscope itemtype="https://schema.org/Event"><h1>Vårfest</h1>{LONG}</main>'),
            id="event-by-microdata",
        ),
        pytest.param(
            _undated(f"<main><h1>Evenemang</h1><table>{MONTH}</table>{LONG}</main>"), id="month-of-a-calendar"
        ),
        pytest.param(_undated(f"<main><h1>Bronämndens möte 3 maj 2026</h1>{LONG}</main>"), id="meeting-by-name"),
        pytest.param(_undated(START, head="<title>Startsida – Lerboda</title>"), id="title-says-start"),
        pytest.param(_undated(START, head='<meta name="pagetype" content="StartPage">'), id="type-of-start"),
        pytest.param(
            _undated(
                f"<main><h1>Ny bro</h1>{LONG}</main>",
                head='<title>Lerboda</title><meta property="og:site_name" content="Lerboda">',
            ),
            id="title-is-the-site",
        ),
        pytest.param(
            _undated(
                f"<main><h2>Lerboda.example samlar broar</h2>{LONG}</main>", head="<title>lerboda.example</title>"
            ),
            id="title-is-the-host",
        ),
    ],
)
def test_page_that_needs_no_date(source: str) -> None:
    assert [] == [rule for rule, _, _ in found(source, "dates")]


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(
            _undated(f"<main><h1>Broar</h1>{LONG * 4}{_many(BLOCK, tag='div')}</main>"), id="related-pages-under-a-text"
        ),
        pytest.param(
            _undated(f"<main><h1>Broar</h1>{LONG * 2}<p>Visar 1–10 av 57</p></main>"), id="count-under-a-text"
        ),
        pytest.param(
            _undated(f"<main><h1>Broar</h1>{LONG}</main>", head='<meta http-equiv=refresh content="600">'), id="reloads"
        ),
        pytest.param(_undated(START, head='<base href="https://www.lerboda.se/">'), id="base-of-every-page"),
        pytest.param(_undated(f'<p class="breadcrumb"><a href="/">Hem</a></p>{START}'), id="trail-from-start"),
        pytest.param(
            _undated(
                f'<p class="breadcrumb"><a href="/">Hem</a> / <a href="/b">Broar</a></p><p class="crumb">Hem</p>{START}'
            ),
            id="trail-that-leads-on",
        ),
        pytest.param(
            _undated(
                f"<nav><a href=/ aria-current=page>Lerboda</a></nav>{START}",
                head='<link rel=canonical href="https://www.lerboda.se/broar">',
            ),
            id="address-under-root",
        ),
        pytest.param(
            _undated(f"<main><h1>Avgifter</h1><table>{HEAD}<tr><td>Bro<td>300<td>200<td>100</table></main>"), id="fees"
        ),
        pytest.param(
            _undated(f"<main><h1>Möten</h1>{LONG}<table>{HEAD}{MEETING_ROW}</table></main>"), id="text-above-a-table"
        ),
        pytest.param(_undated(f"<main><h1>Broar</h1><p>Bild 2 av 13</p>{LONG}</main>"), id="picture-of-many"),
        pytest.param(
            _undated(f"<main><h1>Broar</h1>{LONG}<form><label>Vad tycker du?<input></label></form></main>"),
            id="form-under-a-text",
        ),
        pytest.param(
            _undated(f"<main><h1>Broar</h1>{LONG * 12}{_many(FLAT)}</main>"), id="related-pages-without-boxes"
        ),
        pytest.param(
            _undated(f"<main><h1>Broar</h1>{LONG * 8}<div>{_many(CARD)}</div></main>"), id="related-cards-under-a-text"
        ),
        pytest.param(
            _undated(f"<main><h1>Broar</h1><p>Här är broarna över ån.</p><div>{_many(SHORT_CARD)}</div></main>"),
            id="bare-links",
        ),
        pytest.param(_undated(f"<main><h3>Press</h3>{LONG}{THREE}</main>"), id="text-above-three-entries"),
        pytest.param(_undated(f"<main><h3>Press</h3>{THREE}{LONG * 6}</main>"), id="text-under-three-entries"),
        pytest.param(
            _undated(f"<main><h1>Bronämnden</h1>{LONG * 2}<h2>Möten i vår</h2>{_many(PLAIN_DAY)}</main>"),
            id="meetings-under-a-text",
        ),
        pytest.param(
            _undated(f"<main><h1>Bronämnden</h1><p>Vi ser till broarna.</p><h2>Byggen</h2>{_many(PLAIN_DAY)}</main>"),
            id="days-of-something",
        ),
        pytest.param(
            _undated(f"<main><h1>Nämndens möten</h1>{LONG * 3}{COLUMNS}{COLUMN.format(what='Kallelse')}</main>"),
            id="text-above-columns",
        ),
        pytest.param(_undated(f"<main><h1>Fel på gatubelysning</h1>{LONG}</main>"), id="speaks-of-faults"),
        pytest.param(
            _undated(f"<main><h2>Om broar</h2>{LONG}</main>", head="<title>lerboda.example</title>"),
            id="one-title-for-every-page",
        ),
        pytest.param(
            _undated(f"<main><h1>Regler för möten</h1>{LONG * 3}{_many(DAY)}{LONG * 9}</main>"), id="some-days"
        ),
        pytest.param(
            _undated(f"<main><h1>Torget</h1><p>3 maj 2026</p>{LONG}<p>Plats: torget</p></main>"), id="no-event"
        ),
        pytest.param(_undated(f"<main><h1>Torget</h1>{LONG}<table>{MONTH}</table></main>"), id="month-of-something"),
        pytest.param(_undated(f"<main><h1>Torget</h1>{LONG}</main>", head=EVENT_DATA), id="event-of-another-name"),
        pytest.param(_undated(f'<main class="not-front"><h1>Broar</h1>{LONG}</main>'), id="not-the-front-page"),
    ],
)
def test_page_that_needs_a_date(source: str) -> None:
    assert ["updated-date-missing"] == [rule for rule, _, _ in found(source, "dates")]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("www.lerboda.example/index.html", []),
        ("lerboda.example_index-sv.php.html", []),
        ("sidor/startsida.html", []),
        ("index.html", []),
        ("www.lerboda.example/broar/index.html", ["updated-date-missing"]),
        ("lerboda.example_broar_index.html", ["updated-date-missing"]),
        ("broar.html", ["updated-date-missing"]),
    ],
)
def test_start_page_by_the_name_of_its_file(name: str, expected: list[str]) -> None:
    source = _undated(f"<main><h1>Broar</h1>{LONG}</main>")
    assert expected == [rule for rule, _, _ in found(source, "dates", name=name)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lerboda, 3 mars 2026 – I dag öppnar bron för alla som vill över.", []),
        ("ELMTON, Ohio, March 3, 2026 -- The bridge opens for everybody today.", []),
        ("I Lerboda, 3 mars 2026, öppnade bron för alla som vill över.", ["updated-date-missing"]),
        ("Lerboda, 3 mars 2026", ["updated-date-missing"]),
    ],
)
def test_dateline_that_opens_a_text(text: str, expected: list[str]) -> None:
    source = _undated(f"<main><h1>Bron är klar</h1><p>{text}</p>{LONG}</main>")
    assert expected == [rule for rule, _, _ in found(source, "dates")]


def test_news_item_beside_boxes_with_larger_headings() -> None:
    boxes = "<div><h1>Genvägar</h1><p><a href=/a>Avgifter</a></p></div><div><h1>Kontakt</h1><p>Ring växeln.</p></div>"
    news = f'<div class="news"><h2>Bron är klar</h2><p>3 mars 2026</p>{LONG}</div>'
    assert [] == found(_undated(f"<main>{news}{boxes}</main>"), "dates")


LOGO = "<header><h1>Lerboda</h1></header>"
BOXES = "<div><h1>Genvägar</h1><p><a href=/a>Avgifter</a></p></div><div><h1>Kontakt</h1><p>Ring växeln.</p></div>"
NEWS = '<link rel=canonical href="https://www.lerboda.se/nyheter/bron">'


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(
            f"<h2>Mest läst</h2><p>Torget</p><h2>Bron är klar</h2><p>3 mars 2026</p>{LONG * 4}{BOXES}", [], id="h2"
        ),
        pytest.param(f"<h4>Mest läst</h4><h3>Bron är klar</h3><p>3 mars 2026</p>{LONG * 4}{BOXES}", [], id="h3"),
        pytest.param(
            f"<h2>Mest läst</h2><h2>Bron är klar</h2><p>3 mars 2026 Kategori: Broar, Torg</p>{LONG * 4}{BOXES}",
            [],
            id="category-beside-the-date",
        ),
        pytest.param(
            f"<h2>Mest läst</h2><h2>Bron är klar</h2><p>Torget</p>{LONG * 6}<h2>Torget</h2><p>3 mars 2026</p>{LONG * 4}{BOXES}",
            ["updated-date-missing"],
            id="date-under-another-heading",
        ),
        pytest.param(
            f"<h2>Mest läst</h2><h2>Bron är klar</h2><p>3 mars 2026 med tal av Vega</p>{LONG * 4}{BOXES}",
            ["updated-date-missing"],
            id="other-words-beside-the-date",
        ),
        pytest.param(
            f"<h2>Mest läst</h2><h1>Torget</h1>{LONG}<h2>Bron är klar</h2><p>3 mars 2026</p>{LONG * 3}",
            ["updated-date-missing"],
            id="part-of-a-page-with-its-own-heading",
        ),
    ],
)
def test_news_item_whose_heading_is_not_the_first(content: str, expected: list[str]) -> None:
    source = _undated(f"{LOGO}<main>{content}</main>", head=NEWS)
    assert expected == [rule for rule, _, _ in found(source, "dates")]


def test_news_item_known_by_the_box_that_holds_its_date() -> None:
    item = f'<h2>Bron är klar</h2><div class="news-single"><p>3 mars 2026</p>{LONG * 4}</div>'
    assert [] == found(_undated(f"{LOGO}<main><h2>Mest läst</h2>{item}{BOXES}</main>"), "dates")
