"""What does not fit on a page: names of the past, lost references, empty lists, foreign addresses, numbers that cannot be tapped."""

from __future__ import annotations

import pytest

from linter.data.replaced_names import by_phrase
from linter.data.vocabulary import load
from tests.support import TODAY, examine, found

URL = "https://www.lerboda.example/sida"
CLEAN = {
    "name-outdated": [
        "<p>Du kan fråga regionen.</p>",
        "<p>Du minns kanske att landstinget hette så till 2018.</p>",
        "<p>Ring oss. Dåvarande landstinget byggde sjukhuset.</p>",
        "<p>Du kan läsa om Datainspektionen, som numera heter IMY.</p>",
        "<blockquote><p>Kontakta landstinget om du vill.</p></blockquote>",
        "<p>Skriv till oss: info@datainspektionen.se</p>",
        "<p>Du hittar mer i E-delegationens Vägledning för webbutveckling.</p>",
        "<main><h1>Regeringens proposition 2012/13:187</h1><p>Du ska fråga landstinget.</p></main>",
        "<main><h1>Historia</h1><p>Du ska fråga landstinget.</p></main>",
        "<main><p>Den här nyheten är arkiverad.</p><p>Du ska fråga landstinget.</p></main>",
        f"<main>{'<p>Landsting och kommuner yttrar sig över förslaget.</p>' * 20}</main>",
        "<p>Du undrar vad pul betyder i andra ord.</p>",
        "<p>Du kan köpa SKL Kommentus avtal.</p>",
        "<p>Du kan läsa om Datainspektionen i SOU 2017:39.</p>",
    ],
    "reference-missing": [
        "<p>Ansök via länken nedan.</p><p><a href='/a'>Ansök</a></p>",
        "<p>Ansök via knappen nedan.</p><button>Ansök</button>",
        "<p>Se <a href='/a'>länken nedan</a>.</p>",
        "<h2>A</h2><p>Se dokumentet nedan.</p><h3>B</h3><p><a href='/a.pdf'>B (pdf)</a></p>",
        "<p>Välj i listan nedan.</p><ul><li>A</li></ul>",
        "<p>Se tabellen nedan.</p><figure><img src='a.png' alt='Tabell över priser'></figure>",
        "<p>Fyll i formuläret nedan.</p><form><label>A <input></label></form>",
        "<main><p>Se länken nedan.</p></main><aside><h2>Länkar</h2><p><a href='/a'>A</a></p></aside>",
        "<p>Sväng till höger vid kyrkan.</p>",
        "<p>Knappen ligger till höger om sökfältet.</p>",
        "<p>Se länken ”Taxor” i spalten till höger.</p>",
        "<p>Du hittar länkarna till höger under rubriken Kontakt.</p>",
        "<nav><p>Menyn till höger</p></nav>",
        "<p>Läs mer nedan.</p>",
        "<html lang='en'><main><h1>A</h1><p>Follow the checklist below.</p><ol><li>Passport</li></ol>",
        "<html lang='en'><main><h1>A</h1><p>Follow the checklist below.</p><p>Step 1: look.</p><p>Step 2: book.</p>",
        "<p>Se checklistan.</p><ol><li>Ritning</li></ol>",
        "<h2>A</h2><p>Använd länken nedan.</p><h2>Steg 1</h2><p><a href='/a'>Ansök</a></p>",
        "<h2>A</h2><p>Fyll i formuläret nedan.</p><h2>B</h2><form><input name='a'></form>",
        "<html lang='de'><main><h2>A</h2><p>Siehe Formular unten.</p><h2>B</h2><form><input name='a'></form>",
        "<p>Använd listan nedan.</p><div><button aria-expanded='false'>Stöd</button><div hidden><p>A</p></div></div>",
        "<p>Fyll i blanketten nedan.</p><p>Namn: ______</p>",
    ],
    "list-empty": [
        "<h2>Lediga tomter</h2><p>Inga just nu.</p>",
        "<h2>Dokument</h2><h1>Planen</h1><p>Text</p>",
        "<h2>Lediga tomter</h2><h3>Norrskog</h3><p>Ängsvägen 4</p>",
        "<h2>Dokument</h2><a href='/a.pdf'>A (pdf)</a>",
        "<h2>Aktuella beslut</h2><table><tr><td>A</td></tr></table>",
        "<h2>Kommande möten</h2><h2>3 november 2026</h2><p>Kl. 18</p>",
        "<h2>Lediga jobb</h2><iframe src='/jobb' title='Lediga jobb'></iframe>",
        "<h2><a href='/dokument'>Dokument</a></h2><h2>Kontakt</h2><p>Ring.</p>",
        "<nav><h2>Aktuella sidor</h2></nav>",
        "<h2>Är du ledig?</h2><h2>Kontakt</h2><p>Ring.</p>",
        "<h2>Aktuella projekt</h2><h2>Norra torget</h2><p>Vi bygger om.</p>",
        "<h2>Nämndens protokoll</h2><h2>Norra torget</h2><p>Vi bygger om.</p>",
        "<h2>Ladda ner blanketter</h2><h2>Kontakt</h2><p>Ring.</p>",
        "<h2>Så fungerar våra upphandlingar</h2><h2>Kontakt</h2><p>Ring.</p>",
        "<html lang='en'><main><h1>A</h1><h2>No Upcoming Events</h2><h2>Contact</h2><p>B</p></main>",
    ],
    "phone-not-linked": [
        "<p>Alva Bergdahl<br>Telefon: 0480-45 00 94</p>",
        "<p>Alva Bergdahl<br>Telefon: <a href='tel:+46480450094'>0480-45 00 94</a><br>Fax: 0480-45 00 99</p>",
        "<p><a href='tel:112'>112</a></p><p>Alva Bergdahl<br>Telefon: 0480-45 00 94</p>",
        "<p><a href='tel:+46480450094'>Ring</a></p><p>Målet 0480-45 00 95 är inget nummer till någon.</p>",
        "<p>A <a href='tel:+46480450094'>0480-45 00 94</a></p><p>Alva Bergdahl<br><a href='/alva'>Telefon: 0480-45 00 95</a></p>",
    ],
    "link-address-mismatch": [
        "<p><a href='tel:+46480450094'>Tel. 0480-45 00 94</a></p>",
        "<p><a href='tel:0480-450094'>+46 480 45 00 94</a></p>",
        "<p><a href='tel:+46480450094'>Ring 0480-45 00 94 eller 070-123 45 67</a></p>",
        "<p><a href='tel:+46480450000,94'>0480-45 00 94</a></p>",
        "<p><a href='tel:11414'>114 14</a></p>",
        "<p><a href='tel:+46480450094'>Beslut 2019-123</a></p>",
        "<p><a href='tel:+460480450094'>Ring växeln</a></p>",
    ],
    "json-ld-invalid": [
        '<script type="application/ld+json">[{"a": 1}]</script>',
        '<script type="application/ld+json">\n</script>',
        "<script type='text/javascript'>{a}</script>",
    ],
}
MAILS_CLEAN = [
    "<p>Reception<br>Telefon: 0480-45 00 94<br>E-post: info@lerboda.example</p>",
    "<p>Reception<br>Telefon: 0480-45 00 94<br>E-post: info@skola.lerboda.example</p>",
    "<p>Reception<br>Telefon: 0480-45 00 94<br>E-post: info@lerbodakommun.example</p>",
    "<p>Lerboda IF<br>Telefon: 0480-45 00 94<br>E-post: lerbodaif@gmail.com</p>",
    "<p>Advokat Rut Ek<br>Telefon: 0480-45 00 94<br>E-post: rut.ek@telia.com</p>",
    "<h2>Föreningar</h2><p>Alva Bergdahl<br>Telefon: 0480-45 00 94<br>E-post: alva@gmail.com</p>",
    "<p>Granviks energibolag<br>Telefon: 0480-45 00 94<br>E-post: kund@granviksenergi.example</p>",
    "<p>Friends of Ler Park<br>Telefon: 0480-45 00 94<br>E-post: lerpark@gmail.com</p>",
    "<p>Lerton Village Hall Committee<br>Telefon: 0480-45 00 94<br>E-post: lerton@gmail.com</p>",
    "<p>Schützenbruderschaft St. Georg<br>Telefon: 0480-45 00 94<br>E-post: georg@gmx.de</p>",
    "<p>Finanzamt<br>Telefon: 0480-45 00 94<br>E-post: post@xyzw.gv.at</p>",
    "<p>Räddningstjänsten Storlerum<br>Telefon: 0480-45 00 94<br>E-post: info@raddstor.example</p>",
    "<p>Skriv till alva@gmail.com eller rut@hotmail.com om du hittar katten.</p>",
    "<p>Hör av dig till Alva Bergdahl, alva@gmail.com.</p>",
    "<html lang=nb><p>Alva Bergdahl (Ap)<br>Telefon: 22 33 44 55<br>alva@gmail.com</p>",
    "<h2>Boende</h2><p>Norrby stugby<br>Telefon: 0480-45 00 94<br>stugor@gmail.com</p>",
    "<p>Folktandvården<br>Telefon: 0480-45 00 94<br>tand@regionlerboda.example</p>",
]
FAULTY = [
    ("name-outdated", "body", "<p>Du kan klaga hos Datainspektionen.</p>"),
    ("name-outdated", "body", "<p>Vi följer SKL:s råd till dig.</p>"),
    ("name-outdated", "law", "<p>Du har rätt till insyn enligt PUL.</p>"),
    ("name-outdated", "law", "<p>Du kan överklaga enligt förvaltningslagen (1986:223).</p>"),
    ("name-outdated", "body", "<p>Läs mer hos MSB innan du reser.</p>"),
    ("name-outdated", "body", "<p>Du kan anmäla till Handikappombudsmannen.</p>"),
    ("name-outdated", "body", "<html lang='nb'><p>Ta kontakt med trygdekontoret.</p>"),
    ("name-outdated", "body", "<html lang='da'><p>Kontakt Statsforvaltningen om separation.</p>"),
    ("name-outdated", "body", "<html lang='fi'><p>Hae lupaa aluehallintovirastosta.</p>"),
    ("reference-missing", "missing", "<p>Ansök via länken nedan.</p><p>Välkommen!</p>"),
    ("reference-missing", "missing", "<p>Ta med allt, se checklistan.</p>"),
    ("reference-missing", "missing", "<html lang='en'><main><h1>A</h1><p>Use the link below.</p></main>"),
    ("reference-missing", "missing", "<html lang='fi'><main><h1>A</h1><p>Täytä alla olevalla lomakkeella.</p></main>"),
    ("reference-missing", "position", "<p>Se kontakt till höger.</p><aside><p><a href='/a'>A</a></p></aside>"),
    ("list-empty", "empty", "<h2>Dokument</h2><h2>Kontakt</h2><p>Ring.</p>"),
    ("list-empty", "empty", "<h2>Kommande evenemang</h2><h2>Kontakt</h2><p>Ring.</p>"),
    ("list-empty", "empty", "<html lang='en'><h1>A</h1><h2>Board Meeting Minutes</h2><h2>Contact</h2><p>B</p>"),
    ("label-without-value", "empty", "<html lang='de'><h1>A</h1><h2>Mehr erfahren</h2><h2>Kosten</h2><p>B</p>"),
    (
        "list-empty",
        "empty",
        "<html lang='de'><main><h1>A</h1><h2>Aktuelle Ausschreibungen</h2><h2>Kontakt</h2><p>C</p></main>",
    ),
    ("link-address-mismatch", "phone", "<p><a href='tel:+46480450094'>Ring 0480-45 00 95</a></p>"),
    ("link-address-mismatch", "phone_zero", "<p><a href='tel:+46(0)480450094'>0480-45 00 94</a></p>"),
    ("json-ld-invalid", "syntax", "<script type='application/ld+json'>{'a': 1}</script>"),
    ("json-ld-invalid", "syntax", f"<script type='application/ld+json'>{'[' * 100_000}</script>"),
    ("json-ld-invalid", "syntax", '<script type="application/ld+json">{"a": NaN}</script>'),
]


@pytest.mark.parametrize(("rule", "html"), [(rule, html) for rule, pages in CLEAN.items() for html in pages])
def test_look_alike_is_clean(rule: str, html: str) -> None:
    assert [] == found(html, rule)


@pytest.mark.parametrize(("rule", "key", "html"), FAULTY)
def test_fault_is_found(rule: str, key: str, html: str) -> None:
    assert [(rule, key)] == [(name, message) for name, message, _ in found(html, rule)]


@pytest.mark.parametrize("html", MAILS_CLEAN)
def test_address_of_the_municipality_or_of_a_named_body_is_clean(html: str) -> None:
    assert [] == found(html, "email-domain-foreign", url=URL)


def test_list_that_a_script_may_bring_is_not_said_to_be_empty() -> None:
    html = "<h2>Lediga jobb</h2><script>varbi.load('x')</script><h2>Kontakt</h2><p>Ring.</p>"
    assert ["cannot_tell"] == [one.outcome for one in examine(html, "list-empty").findings]


def test_free_mail_weighs_more_than_another_domain() -> None:
    lines = "<p>Fritidsgården<br>Telefon: 0480-45 00 94<br>E-post: {}</p>"
    weights = [
        examine(lines.format(address), "email-domain-foreign", url=URL).findings[0].severity
        for address in ("kupolen@gmail.com", "kupolen@xyzw.example")
    ]
    assert ["warning", "info"] == weights


@pytest.mark.parametrize(
    ("url", "domains", "outcome"),
    [(None, [], "inapplicable"), (URL, [], "passed"), (None, ["lerboda.example"], "passed")],
)
def test_rule_about_domains_needs_a_domain_of_the_site(url: str | None, domains: list[str], outcome: str) -> None:
    html = "<p>Reception<br>Telefon: 0480-45 00 94<br>E-post: info@lerboda.example</p>"
    report = examine(html, "email-domain-foreign", url=url, options={"domains": domains})
    assert [outcome] == [said for rule, said, _ in report.coverage.outcomes() if rule == "email-domain-foreign"]


def test_one_cause_for_a_foreign_address_on_many_pages() -> None:
    footer = "<footer><p>Lerboda kommun<br>Telefon: 0480-45 00 94<br>E-post: lerboda@gmail.com</p></footer>"
    pages = (f"<main><h1>Sida {number}</h1><p>Text {number}.</p></main>{footer}" for number in range(3))
    causes = {examine(html, "email-domain-foreign", url=URL).findings[0].cause for html in pages}
    assert 1 == len(causes)


def test_a_name_is_told_once_with_its_count() -> None:
    (one,) = examine("<p>Fråga landstinget.</p><p>Du kan ringa landstinget.</p>", "name-outdated").findings
    assert (2, "region", "2019-01-01", "day") == tuple(one.data[key] for key in ("count", "successor", "since", "sure"))


def test_every_replaced_name_has_a_day_in_the_past_and_a_source() -> None:
    assert [] == [phrase for phrase, one in by_phrase().items() if one.since >= TODAY or not one.source]
    assert {"day", "year"} == {one.sure for one in by_phrase().values()}
    assert {"SE", "NO", "DK", "FI", "DE", "GB"} == {
        country for one in by_phrase().values() for country in one.countries
    }


def test_list_that_is_empty_is_told_by_the_narrower_rule_alone() -> None:
    report = examine("<h2>Dokument</h2><h2>Kontakt</h2><p>Ring.</p>", "list-empty", beside=["label-without-value"])
    assert ["list-empty"] == [one.rule for one in report.findings]


@pytest.mark.parametrize("group", ["pointers", "announced"])
def test_words_are_there_in_every_language(group: str) -> None:
    languages = {"sv", "nb", "nn", "da", "fi", "en", "de"}
    assert [languages] * len(load("content")[group]) == [set(words) for words in load("content")[group].values()]


def test_facts_of_readability_come_with_their_rule() -> None:
    html = f"<main><h1>Text</h1><p>{'Simhallen är öppen varje dag. ' * 30}</p></main>"
    (report, without) = examine(html, "text-hard-to-read"), examine(html, "list-empty")
    assert ({"lix", "words", "sentences", "longest"}, 3) == (
        set(report.facts["readability"]),
        len(report.facts["readability"]["longest"]),
    )
    assert "readability" not in without.facts
