"""Which dates of a page are its own: sentences, labels that share a date, dates beside the heading, items and wrappers."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support import facts, found, subset

MAIN = "<!doctype html><html lang={lang}><title>Torget</title><main><h1>Torget</h1><p>Torget är öppet för alla.</p>{source}</main>"


def _dates(*pairs: tuple[str, str]) -> list[dict[str, Any]]:
    return [{"kind": kind, "value": value, "origin": "text"} for kind, value in pairs]


def _shown(source: str) -> list[dict[str, Any]]:
    return [fact for fact in facts(source, "dates") if fact["origin"] == "text"]


@pytest.mark.parametrize(
    ("lang", "sentence", "kind"),
    [
        ("fi", "Sivu on viimeksi päivitetty 1.10.2026", "updated"),
        ("fi", "Tämä sivu on viimeksi päivitetty 1.10.2026.", "updated"),
        ("fi", "Sivua on viimeksi muutettu 1. lokakuuta 2026 kello 10.12.", "updated"),
        ("fi", "Päivitetty lokakuun 1. päivä 2026", "updated"),
        ("nb", "Siden er oppdatert 1. oktober 2026", "updated"),
        ("nb", "Denne siden ble sist redigert 1. okt. 2026 kl. 10:12.", "updated"),
        ("nn", "Denne sida vart sist endra den 1. oktober 2026 kl. 10:12.", "updated"),
        ("da", "Denne side blev senest ændret den 1. oktober 2026 kl. 10:12.", "updated"),
        ("sv", "Sidan redigerades senast den 1 oktober 2026 kl. 10.12.", "updated"),
        ("sv", "Den här sidan uppdaterades senast den 1 oktober 2026.", "updated"),
        ("sv", "Sidan har uppdaterats 2026-10-01", "updated"),
        ("sv", "Uppdaterad 1 okt. -26", "updated"),
        ("sv", "Reviderad 2026-10-01", "reviewed"),
        ("sv", "Innehållet granskades senast 1 oktober 2026", "reviewed"),
        ("de", "Diese Seite wurde zuletzt am 1. Oktober 2026 um 10:12 Uhr bearbeitet.", "updated"),
        ("de", "Zuletzt am 01.10.2026 geprüft", "reviewed"),
        ("de", "Der Beitrag wurde am 01.10.2026 veröffentlicht", "published"),
        ("de", "Datum der letzten Änderung: 01.10.2026", "updated"),
        ("de", "Die Seite wurde zuletzt geändert am 01.10.2026", "updated"),
        ("de", "Pressemitteilung vom 01.10.2026", "published"),
        ("en", "This page was last edited on 1 October 2026, at 10:12 (UTC).", "updated"),
        ("en", "Date modified: 2026-10-01", "updated"),
        ("en", "Torget (last edited 2026-10-01 09:14:45 by Anna)", "updated"),
        ("en", "Posted on October 1, 2026 by Anna Ek", "published"),
        ("en", "Published <span>4 months ago</span> on <span>October 1, 2026</span>", "published"),
        ("en-US", "Last updated 10/01/2026", "updated"),
        ("sv", "© Lerboda kommun | Uppdaterad 2026-10-01", "updated"),
        ("sv", "Granskad och godkänd: 2026-10-01", "reviewed"),
        ("sv", "Godkänd och granskad: 2026-10-01", "reviewed"),
        ("nb", "Revidert og godkjent 1. oktober 2026", "reviewed"),
        ("en", "Last reviewed and approved: 1 October 2026", "reviewed"),
        ("de", "Geprüft und freigegeben am: 01.10.2026", "reviewed"),
        ("sv", "Sidinformation – senast uppdaterad: 1.10.2026", "updated"),
        ("sv", "Sidfakta, senast uppdaterad 1.10.2026", "updated"),
        ("da", "Om siden (senest opdateret 1.10.2026)", "updated"),
        ("sv", "Sidansvarig: Anna Ek – Senast uppdaterad: 2026-10-01", "updated"),
    ],
)
def test_sentence_with_the_date(lang: str, sentence: str, kind: str) -> None:
    expected = _dates((kind, "2026-10-01"))
    assert expected == subset(expected, _shown(MAIN.format(lang=lang, source=f"<p>{sentence}</p>")))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p>Senast ändrad/granskad: 17 mars 2026</p>", [("updated", "2026-03-17"), ("reviewed", "2026-03-17")]),
        ("<p>Publicerad och uppdaterad: 17 mars 2026</p>", [("published", "2026-03-17"), ("updated", "2026-03-17")]),
        ("<table><tr><td>Senast uppdaterad<tr><td>2026-03-01</table>", [("updated", "2026-03-01")]),
        (
            "<table><tr><td>Publicerad<td>Uppdaterad<tr><td>2026-03-01<td>2026-04-01</table>",
            [("published", "2026-03-01"), ("updated", "2026-04-01")],
        ),
        (
            "<div><p>Published</p><span>4 months ago</span><p>on</p><span>July 11, 2026</span></div>",
            [("published", "2026-07-11")],
        ),
        ("<details><summary>Senast uppdaterad</summary><p>2026-10-01</p></details>", [("updated", "2026-10-01")]),
        (
            "<details><summary>Senast uppdaterad 2026-10-01</summary><p>Ny avgift.</p></details>",
            [("updated", "2026-10-01")],
        ),
        ("<aside><p>Senast uppdaterad 2026-10-01</p></aside>", [("updated", "2026-10-01")]),
        ("<p>Last modified: $Date: 2026-10-01 09:12:44 +0200 (Thu, 01 Oct 2026) $</p>", [("updated", "2026-10-01")]),
    ],
)
def test_label_and_its_date(source: str, expected: list[tuple[str, str]]) -> None:
    dates = _dates(*expected)
    assert dates == subset(dates, _shown(MAIN.format(lang="sv", source=source)))


ARTICLE = "<!doctype html><html lang={lang}><title>Ny bro</title><main>{source}<p>Bron är öppen för alla som vill gå.</p></main>"


@pytest.mark.parametrize(
    ("lang", "source"),
    [
        ("de", '<p class="topline"><span>24.01.2026</span> - <span>Meldung</span></p><h1>Ny bro</h1>'),
        ("de", "<h1>Ny bro</h1><div>Pressemitteilung vom 24.01.2026</div>"),
        ("de", "<h1>Ny bro</h1><dl><dt>Datum</dt><dd>24.01.2026</dd></dl>"),
        ("da", "<h1>Ny bro</h1><p>Dato: 24. januar 2026</p>"),
        ("sv", "<h1>Ny bro</h1><p>Pressmeddelande | 24 januari 2026</p>"),
        ("sv", '<h1>Ny bro</h1><p class="post-date">24 januari 2026</p>'),
        ("sv", '<h1>Ny bro</h1><div class="entryMeta">Av Vega Lindroth | 24 januari 2026 | Trafik</div>'),
        ("de", '<h1>Ny bro</h1><div class="article-metadata">Lerboda, 24. Januar 2026</div>'),
        ("de", "<h1><span>24.01.2026</span> Ny bro</h1>"),
        ("sv", '<article class="type-post"><h1>Ny bro</h1><p>24 januari 2026</p></article>'),
        ("en-US", '<h1>Ny bro</h1><p class="date">01/24/2026</p>'),
        ("fr", '<h1>Ny bro</h1><p>Publié le <time datetime="2026-01-24T09:00Z">24 janvier 2026</time></p>'),
        ("sv", '<h1>Ny bro</h1><img src="bro.jpg" alt="Bron"><p>En bro.</p><p class="dateline">24 januari 2026</p>'),
    ],
)
def test_date_beside_the_heading(lang: str, source: str) -> None:
    expected = _dates(("published", "2026-01-24"))
    assert expected == subset(expected, _shown(ARTICLE.format(lang=lang, source=source)))


@pytest.mark.parametrize(
    ("lang", "source"),
    [
        ("sv", '<h1>Ny bro</h1><p class="date">24 januari 2026 kl. 10–14</p>'),
        ("sv", "<h1>Ny bro</h1><p>24 januari 2026</p>"),
        ("sv", '<h1>Ny bro</h1><p>Den öppnar <time datetime="2026-01-24">24 januari 2026</time> för alla.</p>'),
        ("fr", '<h1>Ny bro</h1><p>Le pont ouvre le <time datetime="2026-01-24">24 janvier 2026</time>.</p>'),
        ("fr", '<h1>Ny bro</h1><p>Ouvert <time datetime="2026-01-24">le 24 janvier</time></p>'),
        ("sv", "<h1>Ny bro</h1><p>Datum: 24 januari 2026</p><p>Plats: Stora salen</p>"),
        ("en", '<h1>Ny bro</h1><p class="date">January 24, 2026 | 6:30 pm</p>'),
        ("en", '<div class="tribe-events-single"><h1>Ny bro</h1><p class="date">24 January 2026</p></div>'),
        ("sv", "<h1>Ny bro</h1><p>Lerboda, 24 januari 2026</p>"),
        ("sv", '<h1>Ny bro</h1><div class="comment"><p class="date">24 januari 2026</p></div>'),
        (
            "sv",
            '<h1>Ny bro</h1><ul class="dates"><li class="date">1 maj 2026<li class="date">2 maj 2026<li class="date">3 maj 2026</ul>',
        ),
    ],
)
def test_date_beside_the_heading_of_something_else(lang: str, source: str) -> None:
    assert [] == _shown(ARTICLE.format(lang=lang, source=source))


LONG = "<p>En lång rad om torget, dess bodar och de regler som gäller för alla som vill sälja något där.</p>"
DATE = "<p>Uppdaterad 2026-10-01</p>"


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(
            f'<div class="entry-content"><h2>Regler</h2>{LONG}<a href="/x">Läs mer</a>{DATE}</div>', id="entry"
        ),
        pytest.param(f'<div class="post-content"><h2>Regler</h2>{LONG}{DATE}</div>', id="post"),
        pytest.param(f'<div class="article-item"><h2>Regler</h2>{LONG}{DATE}</div>', id="item"),
        pytest.param(
            f'{LONG}{LONG}<div class="card"><h2>Frågor</h2><a href="/k">Kontakta oss</a>{DATE}</div>', id="lone-card"
        ),
        pytest.param(f"<article><h2>Regler</h2>{LONG}{DATE}</article>", id="article"),
    ],
)
def test_wrapper_of_the_page(source: str) -> None:
    expected = _dates(("updated", "2026-10-01"))
    assert expected == subset(expected, _shown(f"<html lang=sv><main><h1>Torget</h1>{source}</main>"))


CARD = '<div class="card"><h2><a href="/{}">Plan</a></h2><p>Uppdaterad 2026-10-0{}</p></div>'


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(CARD.format("a", 1) + CARD.format("b", 2), id="cards"),
        pytest.param(CARD.format("a", 1), id="card-that-leads-elsewhere"),
        pytest.param(f"<div>{CARD.format('a', 1)}</div><div>{CARD.format('b', 2)}</div>", id="cards-in-columns"),
        pytest.param(
            f'<h2><a href="/a">Plan</a></h2>{DATE}<p>Text.</p><h2><a href="/b">Bro</a></h2>{DATE}', id="no-wrappers"
        ),
        pytest.param(
            "<ul><li>Kulturnämnden – Uppdaterad 2026-10-01</li><li>Byggnadsnämnden</li></ul>", id="list-of-meetings"
        ),
        pytest.param("<p>Kulturnämnden - Uppdaterad 2026-10-01</p>", id="after-a-name"),
        pytest.param("<p>[Adobe PDF] - Updated October 1, 2026</p>", id="after-a-format"),
        pytest.param('<p><a href="/k.pdf">Kalender [PDF] - Uppdaterad 1 oktober 2026</a></p>', id="in-a-link"),
        pytest.param(
            '<div class="field"><a href="/k.pdf">Protokoll</a><p>Senast uppdaterad 2026-10-01</p></div>', id="file"
        ),
        pytest.param("<p>Översiktsplan (uppdaterad 2026-10-01)</p>", id="in-brackets"),
    ],
)
def test_date_of_a_thing(source: str) -> None:
    assert [] == _shown(f"<html lang=sv><title>Torget</title><main><h1>Torget</h1>{LONG}{LONG}{source}</main>")


@pytest.mark.parametrize(
    "line",
    [
        "BiblioSoft: app05 Version 3.26.0 Last updated 2026/10/01",
        "Version 12 | Last updated: 2026-10-01",
        "Powered by Granit 3.1 - last updated 2026-10-01",
        "© Lerboda | Granit CMS 4.12, last updated 2026-10-01",
        "Drivs med Granit (senast uppdaterad 2026-10-01)",
    ],
)
def test_version_of_the_software(line: str) -> None:
    assert [] == _shown(f"<html lang=en><main><h1>Library</h1>{LONG}</main><footer><p>{line}</p></footer>")


@pytest.mark.parametrize("line", ["Powered by Granit | Last updated 2026-10-01", "Lerboda - last updated 2026-10-01"])
def test_date_of_the_page_beside_the_software(line: str) -> None:
    expected = _dates(("updated", "2026-10-01"))
    source = f"<html lang=en><main><h1>Library</h1>{LONG}</main><footer><p>{line}</p></footer>"
    assert expected == subset(expected, _shown(source))


@pytest.mark.parametrize(
    ("lang", "url", "text", "expected"),
    [
        ("en-US", None, "Last updated 10/02/2026", []),
        ("en", "https://www.example.gov/a", "Last updated 10/02/2026", []),
        ("en", "https://www.example.edu/a", "Last updated 10/02/26", []),
        ("en-US", "https://www.example.se/a", "Last updated 10/02/2026", ["updated-date-ambiguous"]),
        ("en-US", None, 'Last updated 10/02/2026 <a href="https://www.lerboda.se/">A</a>', ["updated-date-ambiguous"]),
        ("en-US", None, "Uppdaterad 10/02/2026", ["updated-date-ambiguous"]),
        ("en", None, "Last updated 10/02/2026", ["updated-date-ambiguous"]),
        ("en-GB", None, "Last updated 10/02/2026", ["updated-date-ambiguous"]),
        ("sv", None, "Uppdaterad 10/02/2026", ["updated-date-ambiguous"]),
    ],
)
def test_month_first(lang: str, url: str | None, text: str, expected: list[str]) -> None:
    page = MAIN.format(lang=lang, source=f"<p>{text}</p>")
    assert expected == [rule for rule, _, _ in found(page, "dates", url=url)]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param("<p>Senast ändrad/granskad:</p>", ["updated-date-empty"], id="two-labels-lack-one-date"),
        pytest.param("<p><b>Uppdaterad: </b><br>t.o.m. SFS 2025:943</p>", ["updated-date-missing"], id="clause"),
        pytest.param("<p>Senast uppdaterad:<br>Sidansvarig: Anna Ek</p>", ["updated-date-empty"], id="next-label"),
        pytest.param("<p>Senast uppdaterad</p>", ["updated-date-empty"], id="label-alone"),
        pytest.param("<p><span>Publicerad</span></p>", ["updated-date-missing"], id="state"),
        pytest.param("<dl><dt>Publicerad<dd></dl>", ["updated-date-empty"], id="term-without-its-date"),
    ],
)
def test_label_without_a_date(source: str, expected: list[str]) -> None:
    assert expected == [rule for rule, _, _ in found(MAIN.format(lang="sv", source=source), "dates")]


OLD = "<p>Publicerad 2021-03-03</p>"


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(f"<html lang=sv><body class=single-post><h1>Ny bro</h1>{OLD}", id="class-of-the-page"),
        pytest.param(
            f'<main><article itemscope itemtype="https://schema.org/NewsArticle"><h1>Ny bro</h1>{OLD}</article></main>',
            id="type-of-the-article",
        ),
        pytest.param(
            f'<head><link rel=canonical href="https://www.lerboda.se/aktuellt/ny-bro"></head><main><h1>Ny bro</h1>{OLD}</main>',
            id="address-of-news",
        ),
        pytest.param(
            f'<head><link rel=canonical href="https://www.lerboda.se/blogg/2021/03/ny-bro/"></head><main><h1>Ny bro</h1>{OLD}',
            id="address-of-a-month",
        ),
        pytest.param(
            '<head><meta property="og:type" content="article">'
            f'<meta property="article:published_time" content="2021-03-03"></head><main><h1>Ny bro</h1>{OLD}</main>',
            id="article-that-is-only-published",
        ),
        pytest.param("<main><h1>Neue Brücke</h1><p>Meldung vom 03.03.2021</p></main>", id="kind-in-the-label"),
        pytest.param(
            '<main><h1>Un pont</h1><p>Le <time datetime="2021-03-03">3 février 2021</time></p></main>',
            id="language-that-is-not-known",
        ),
        pytest.param("<main><p>03.03.2021 – Meldung</p><h1>Neue Brücke</h1></main>", id="kind-beside-the-date"),
        pytest.param(
            "<main><h1>Rede zur Brücke</h1><p class=date>Lerboda, 3. März 2021</p></main>", id="place-before-the-date"
        ),
    ],
)
def test_news_does_not_grow_old(source: str) -> None:
    assert [] == [rule for rule, _, _ in found(f"<!doctype html>{source}", "dates")]


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(
            f'<main><h1>Broar</h1>{OLD}<ul class="news"><li><a href="/a">Ny bro</a></ul></main>',
            id="list-of-news-on-it",
        ),
        pytest.param(
            f'<head><link rel=canonical href="https://www.lerboda.se/broar/press-pa-broar"></head><main><h1>Broar</h1>{OLD}',
            id="word-in-its-name",
        ),
        pytest.param(
            '<head><meta property="og:type" content="article"><meta property="article:modified_time" content="2021-03-03">'
            f'<meta property="article:published_time" content="2021-03-03"></head><main><h1>Broar</h1>{OLD}</main>',
            id="article-that-is-updated",
        ),
        pytest.param(
            "<body class=single-post><main><h1>Ny bro</h1><p>Publicerad 2020-03-03, uppdaterad 2021-03-03</p></main>",
            id="news-that-is-updated",
        ),
        pytest.param("<main><h1>Broar</h1><p>Senast ändrad/granskad: 3 mars 2021</p></main>", id="reviewed"),
    ],
)
def test_page_that_grows_old(source: str) -> None:
    assert ["updated-date-stale"] == [rule for rule, _, _ in found(f"<!doctype html>{source}", "dates")]


HIDDEN = '<!doctype html><html lang=sv><head><meta name="dcterms.issued" content="2026-03-12"></head>{body}</html>'


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("<main><h1>Torget</h1><p>Nämnden.</p><p>Lerboda den 12 mars 2026</p></main>", id="after-a-place"),
        pytest.param("<main><h1>Torget</h1><p>Beslut i nämnden 2026-03-12 om torget</p></main>", id="among-words"),
        pytest.param("<main><h1>Torget</h1><p>Dnr 12 – 12/03/2026</p></main>", id="in-figures"),
        pytest.param(f"<p><b>Direktiv</b></p><p>Beslut den 12 mars 2026</p>{LONG}", id="page-without-headings"),
        pytest.param(
            "<main><h1>Torget</h1></main><aside><ul><li><a href=/t>Torget<b>12 mars 2026</b></a></ul></aside>",
            id="entry-of-one-line",
        ),
        pytest.param(
            "<main><h1>Torget</h1></main><aside><div><p>12 mars 2026</p><p><a href=/t>Torget</a></p></div></aside>",
            id="entry-of-two-lines",
        ),
    ],
)
def test_date_for_machines_that_readers_see(body: str) -> None:
    page = HIDDEN.format(body=body.replace("</h1>", f"</h1>{LONG}"))
    assert [] == [rule for rule, _, _ in found(page, "dates")]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("<main><h1>Torget</h1><p>Lerboda den 13 mars 2026</p></main>", id="another-day"),
        pytest.param(
            "<main><h1>Torget</h1><h2>Beslut</h2><p>Lerboda den 12 mars 2026</p></main>", id="further-heading"
        ),
        pytest.param(
            "<main><h1>Torget</h1></main><aside><ul><li><a href=/b>Torgets bodar</a> 12 mars 2026</ul></aside>",
            id="entry-of-another-page",
        ),
        pytest.param(f"<main><h1>Torget</h1><p>12 mars 2026 bestämde nämnden: {LONG[3:]}</main>", id="running-text"),
    ],
)
def test_date_for_machines_only(body: str) -> None:
    page = HIDDEN.format(body=body.replace("</h1>", f"</h1>{LONG}"))
    assert ["updated-date-not-visible"] == [rule for rule, _, _ in found(page, "dates")]


def test_second_date_of_a_sentence_after_and() -> None:
    sentence = "<p>Sidan publicerades 2026-09-01 och uppdaterades 2026-10-01.</p>"
    expected = _dates(("published", "2026-09-01"), ("updated", "2026-10-01"))
    subset(expected, _shown(MAIN.format(lang="sv", source=sentence)))
