"""Rules about links that need no network, on markup as content management systems write it."""

from __future__ import annotations

import pytest

from tests.support import examine, found

SCRIPT = "<script>start()</script>"

CLEAN = [
    # link-empty
    '<div aria-hidden="true"><a href="/a" tabindex="-1"><img src="a.png" alt=""></a></div>',
    '<div inert><a href="/a"><i class="icon"></i></a></div>',
    '<p><a name="top" id="top" href=""></a></p>',
    '<p><a href="/a"><script>document.write("Kontakt")</script></a></p>',
    '<p><a href="/a"><svg><title>Sök</title></svg></a> <a href="/b"><span role="img" aria-label="Meny"></span></a></p>',
    '<p><a href="/a"><my-icon></my-icon></a></p>',
    '<p><a href="/a" aria-labelledby="namn"><i class="icon"></i></a> <span id="namn">Sök</span></p>',
    '<img src="k.png" alt="Karta" usemap="#k"><map name="k"><area href="/a" alt="Norra delen"></map>',
    '<map name="k"><area href="/a"></map>',
    '<p><a href="" style="visibility: hidden">Film</a></p>',
    '<p><a href="/a"><img src="a.png" alt="" title="A" aria-label="Fonden"></a></p>',
    '<p><a href="/a"><span title="Fonden"><img src="a.png" alt=""></span></a></p>',
    '<p><a href="" role="button" aria-expanded="false"><img src="/b/paus.png" alt="Paus"></a></p>',
    '<ul><li class="hidden"><a href="">Hög kontrast</a></li></ul>',
    # link-text-generic
    '<p><a href="#" role="button" aria-expanded="false">Visa mer</a></p>',
    '<p><a href="/a" title="Läs mer om bygglov">Läs mer</a></p>',
    # link-new-window-unannounced
    '<p><a href="https://a.se/" target="_blank">Boverket (öppnas i nytt webbläsarfönster)</a></p>',
    '<p><a href="https://a.se/" target="_blank">Boverket</a> (länken öppnas i nytt fönster)</p>',
    '<p><a href="https://a.se/" target="_blank">Boverket</a> <img src="n.svg" alt="Öppnas i ny flik"></p>',
    '<p><a href="https://a.se/" target="_blank">Boverket <i title="Öppnas i nytt fönster"></i></a></p>',
    '<p><a href="https://a.se/" target="_blank" title="Öppnas i&nbsp;nytt  fönster">Boverket</a></p>',
    '<p><a href="https://a.se/" target="_blank">Boverket <i title="Ny&nbsp;flik"></i></a></p>',
    '<p><a href="/k" target="karta">Kartan</a></p><iframe name="karta" src="/k" title="Karta"></iframe>',
    '<p><a href="/k" target="{{target}}">Kartan</a></p>',
    '<p><a href="mailto:a@b.se" target="_blank">a@b.se</a></p>',
    # link-document-unannounced
    "<p>Alla dokument nedan är i pdf-format.</p><ul><li><a href='/a.pdf'>Protokoll</a></li></ul>",
    "<table><tr><td><a href='/a.pdf'>Protokoll</a></td><td>PDF</td></tr></table>",
    "<table><caption>Protokoll (pdf)</caption><tr><td><a href='/a.pdf'>Mars</a></td></tr></table>",
    "<ul><li><a href='/a.pdf'>Protokoll tre</a><span>PDF</span></li></ul>",
    "<p><a href='/a.pdf'>Protokoll <img src='i.svg' alt='Portable document format'></a></p>",
    "<p><a href='/visa.aspx?fil=a.pdf'>Protokoll</a></p>",
    "<ul><li>Protokoll (pdf)<ul><li>Mars<ul><li><a href='/a.pdf'>Nämnden</a></li></ul></li></ul></li></ul>",
    "<details><summary>Pdf</summary><p>A</p><p>B</p><p><a href='/a.pdf'>Nämnden</a></p></details>",
    "<p><a href='/a.pdf'><img src='a.jpg' alt='' title='PDF'> Protokoll</a></p>",
    # link-empty
    '<a href="/bo"><div>Bo här <a href="/a">Ansök</a></div></a>',
    '<a href="/bo"><div><h2>Bo här</h2></a> och trivas</div>',
    # link-text-generic
    '<div><label for="q">Sök</label><input id="q"><a href="#">Go</a></div>',
    # link-address-mismatch
    '<p><a href="https://www.xn--rddningstjnsten-0kbj.se/">www.räddningstjänsten.se</a></p>',
    '<p><a href="https://www.lansstyrelsen.se/kalmar">www.länsstyrelsen.se/kalmar</a></p>',
    '<p><a href="https://www.granvik.se/bygga/lov#x">https://www.granvik.se/bygga/lov</a></p>',
    '<p><a href="https://dotnet.microsoft.com/">ASP.NET</a> <a href="https://a.se/f/Bilaga1.no">Bilaga1.no</a></p>',
    '<p><a href="https://youtu.be/abc">www.youtube.com/granvik</a></p>',
    '<p><a href="https://e-tjanster.granvik.se/">minasidor.granvik.se</a></p>',
    '<p><a href="https://www.granvik.se/bygga/bygglov/avgifter.4.abc.html">https://www.granvik.se/bygga/bygglov</a></p>',
    '<p><a href="tel:112">112</a> <a href="tel:+46701234567">070-123 45 67</a></p>',
    # link-address-malformed
    '<p><a href="https://xn--lmhult-bua.se/">Älmhult</a> <a href="http:\\\\a.se/">A</a> <a href="tel:112;ext=3">112</a></p>',
    '<p><a href="https://a_b.example.se/">A</a> <a href="https://[2001:4860:4860::8888]/">B</a> <a href="https:bygglov">C</a></p>',
    '<p><a href="<?= $url ?>">A</a> <a href="http://{{host}}/">B</a> <a href="tel:{{phone}}">C</a></p>',
    '<p><a href="www.html">A</a> <a href="www/a.se">B</a> <a href="www.{{host}}">C</a> <a href="a.se.html">D</a></p>',
    # link-address-private
    '<p><a href="https://8.8.8.8/">A</a> <a href="/intranet/">B</a> <a href="//www.a.se/">C</a></p>',
    # link-wrapped
    '<p><a href="https://www.google.com/url?q=/sok">A</a> <a href="https://www.youtube.com/watch?v=https://a.se">B</a></p>',
    # link-fragment-missing
    '<ul><li aria-expanded="false"><a href="#n">Bo</a><div><a href="/a">A</a></div></li></ul>',
    '<div><a href="#n">Bo</a><div aria-hidden="true"><a href="/a">A</a></div></div>',
    "<ul>" + 2 * ('<li><a href="#n">Bo</a><ul>' + 70 * '<li><a href="/a">A</a></li>' + "</ul></li>") + "</ul>",
    '<ul><li><a href="#tjanster">Tjänster</a><ul><li><a href="/a">A</a></li></ul></li></ul>',
    '<p><a href="#0">Stäng</a> <a href="#cookie-consent">Kakor</a> <a href="#visa-modal">Visa</a></p>',
    '<a class="carousel-control" href="#bild2">Nästa</a><a href="#m" class="hamburger">Meny</a><a href="#x" data-open="x">X</a>',
    '<p><a href="#/sida/2">Två</a> <a href="#!kontakt">Kontakt</a> <a href="#">Upp</a></p>',
]


@pytest.mark.parametrize("html", CLEAN)
def test_nothing_is_found(html: str) -> None:
    assert [] == [rule for rule, _, _ in found(f'<html lang="sv"><main>{html}</main>', "links")]


FAULTS = [
    ('<p><a href="/a"><img src="a.png"></a></p>', "link-empty", "image"),
    ('<p><a href="/a" class="icon-facebook"></a></p>', "link-empty", "no_name"),
    ('<p><a href="">Taxor</a></p>', "link-empty", "no_target"),
    ('<p><a href="/a" role="none"><i class="icon"></i></a></p>', "link-empty", "no_name"),
    ('<p><a href="/a"><i class="icon" alt="Facebook"></i></a></p>', "link-empty", "no_name"),
    ('<p><a href="/a"><img src="a.png" alt title="Fonden"></a></p>', "link-empty", "image"),
    ('<p><a href="/a"><span><img src="a.png" alt="" title="Fonden"></span></a></p>', "link-empty", "image"),
    ('<p><a href=""><img src="/b/paus.png" alt="Paus"></a></p>', "link-empty", "no_target"),
    ('<p>Taxor<a href="/taxor-och-avgifter-i-kommunen">.</a></p>', "link-empty", "no_name"),
    ('<p><a href="/a"><img src="a.png" aria-labelledby="saknas"></a></p>', "link-empty", "image"),
    ('<img src="k.png" alt="Karta" usemap="#k"><map name="k"><area href="/a"></map>', "link-empty", "no_name"),
    ('<p><a href="/a">Läs mer<span aria-hidden="true"> om bygglov</span></a></p>', "link-text-generic", "alone"),
    ('<p><a href="/a" aria-labelledby="saknas">Läs mer</a></p>', "link-text-generic", "alone"),
    ("<h2>PDF</h2><p>Ett.</p><p>Två.</p><p><a href='/a.pdf'>Taxa</a></p>", "link-document-unannounced", "unannounced"),
    ('<p><a href="hhtp://www.a.se/">A</a></p>', "link-address-malformed", "scheme"),
    ('<p><a href="https;//www.a.se/">A</a></p>', "link-address-malformed", "scheme"),
    ('<p><a href="http://http//www.a.se/">A</a></p>', "link-address-malformed", "doubled"),
    ('<p><a href="WWW.granvik.se">A</a></p>', "link-address-malformed", "no_scheme"),
    ('<p><a href=" www.räksmörgås.se/lov?x=1">A</a></p>', "link-address-malformed", "no_scheme"),
    ('<p><a href="granvik.se/">www.granvik.se</a></p>', "link-address-malformed", "no_scheme"),
    ('<p><a href="https://www..a.se/">A</a></p>', "link-address-malformed", "invalid"),
    ('<p><a href="https://www.a.se:port/">A</a></p>', "link-address-malformed", "invalid"),
    ('<p><a href="c:/filer/taxa.docx">Taxa</a></p>', "link-address-malformed", "file"),
    ('<p><a href="tel:#">Ring oss</a></p>', "link-address-malformed", "phone_empty"),
    ('<p><a href="tel:+tel:0480450094">Ring oss</a></p>', "link-address-malformed", "phone_doubled"),
    ('<p><a href="tel:+46 (0) 480-45 00 94">Ring oss</a></p>', "link-address-malformed", "phone_zero"),
    ('<p><a href="http://2130706433/">A</a></p>', "link-address-private", "own_computer"),
    ('<p><a href="http://[fd00::1]/">A</a></p>', "link-address-private", "private"),
    ('<p><a href="//intra/rutiner">A</a></p>', "link-address-private", "intranet"),
    (
        '<p><a href="https://www.google.se/url?q=https%3A%2F%2Fa.se%2F">www.a.se</a></p>',
        "link-wrapped",
        "wrapped",
    ),
    (
        '<p><a href="https://secure-web.cisco.com/1abc/https%3A%2F%2Fwww.a.se%2F">A</a></p>',
        "link-wrapped",
        "wrapped",
    ),
    ('<p><a href="/a">HÄR!</a></p>', "link-text-generic", "alone"),
    ("<p>Om bygglov läser du <a href='/a'>här</a>.</p>", "link-text-generic", "in_context"),
    ('<p><a href="/a" aria-label="Läs mer">Läs mer</a></p>', "link-text-generic", "alone"),
    (
        "<table><tr><td>Bygglov<td>2026<td><a href='/a'>Läs mer</a></table>",
        "link-text-generic",
        "in_context",
    ),
    (
        "<table><tr><th>Taxa<th>Blanketter<tr><td><td><a href='/a'>Läs mer</a></table>",
        "link-text-generic",
        "in_context",
    ),
    (
        "<table><tr><td>Läs mer<td><a href='/a'>Läs mer</a></table>",
        "link-text-generic",
        "alone",
    ),
    ('<base target="_blank"><p><a href="https://a.se/">Boverket</a></p>', "link-new-window-unannounced", "unannounced"),
    ('<p><a href="https://a.se/" target="ny">Boverket</a></p>', "link-new-window-unannounced", "unannounced"),
    (
        '<p>Länkarna nedan öppnas i nya flikar.</p><p><a href="https://a.se/" target="_blank">Boverket</a></p>',
        "link-new-window-unannounced",
        "noticed",
    ),
    (
        '<p><a href="https://a.se/" target="_blank"><i aria-label="Film"></i></a></p>',
        "link-new-window-unannounced",
        "unannounced",
    ),
    ("<p><a href='/a.ods'>Budget</a></p>", "link-document-unannounced", "unannounced"),
    ('<p><a href="https://www.lerboda.se/">www.granvik.se</a></p>', "link-address-mismatch", "address"),
    ('<p><a href="tel:+46480450094">0480-45 00 95</a></p>', "link-address-mismatch", "phone"),
    ('<p><a href="http://vine.co/granvik">Filmer</a></p>', "link-host-retired", "closed"),
    ('<p><a href="#borta">Avgifter</a></p>', "link-fragment-missing", "missing"),
    ('<p><a href="#borta"></a></p>', "link-empty", "no_name"),
    ('<p><a href="https://goo.gl/AbCd12">Anmäl er</a></p>', "link-host-retired", "in_part"),
    ('<p><a href=""><b></b></a></p>', "link-empty", "neither"),
    ('<p><a href=""><img src="/b/sol.jpg" alt=""></a></p>', "link-empty", "image_alone"),
    ("<p><a href='/a.pdf'>Taxa <i class='icon--pdf'></i></a></p>", "link-document-unannounced", "icon_only"),
    (
        "<p><a href='/a.pdf'>Taxa <svg><use href='/i.svg#icon-pdf'/></svg></a></p>",
        "link-document-unannounced",
        "icon_only",
    ),
    ("<p><img src='/i/icdocx.gif' alt=''><a href='/a.docx'>Taxa</a></p>", "link-document-unannounced", "icon_only"),
    ("<p><a href='/a.docx' class='wordbreak'>Taxa</a></p>", "link-document-unannounced", "unannounced"),
    (
        "<p><a href='/taxa_pdf.pdf'>Taxa <img src='/taxa_pdf.png' alt=''></a></p>",
        "link-document-unannounced",
        "unannounced",
    ),
    ("<div><p>En två tre fyra fem.</p><div><a href='/a'>Läs mer</a></div></div>", "link-text-generic", "in_context"),
    ("<div><p>8 juni</p><div><a href='/a'>Läs mer</a></div></div>", "link-text-generic", "alone"),
]


@pytest.mark.parametrize(("html", "rule", "key"), FAULTS)
def test_one_fault_is_found(html: str, rule: str, key: str) -> None:
    assert [(rule, key)] == [(one, said) for one, said, _ in found(f'<html lang="sv"><main>{html}</main>', "links")]


def test_a_table_of_contents_may_name_its_own_page() -> None:
    html = '<html lang="sv"><main><a href="/sida.4.abc.html#saknas">Avgifter</a></main>'
    url = "https://www.granvik.se/sida.4.abc.html"
    assert [("link-fragment-missing", "missing", 1)] == found(html, "links", url=url)
    assert [] == found(html, "links", url="https://www.granvik.se/annan.html")


@pytest.mark.parametrize(
    ("url", "expected"), [("https://www.granvik.se/lov", ["no_scheme"]), ("https://lerboda.se/", [])]
)
def test_a_link_may_begin_with_the_host_of_its_own_page(url: str, expected: list[str]) -> None:
    html = '<html lang="sv"><main><a href="granvik.se/taxa">Taxa</a></main>'
    assert expected == [key for _, key, _ in found(html, "links", url=url)]


@pytest.mark.parametrize(
    ("html", "outcome"),
    [
        ('<a href="" class="knapp">Visa alla</a>', "cannot_tell"),
        ('<a href="">Visa alla</a>', "failed"),
        ('<a href=""><img src="/b/paus.png" alt="Paus"></a>', "failed"),
        ('<a href=""><img src="/b/paus.png" alt="Paus" class="paus"></a>', "cannot_tell"),
        ('<ul><li><a href="">Tjänster</a><ul><li><a href="/lov">Bygglov</a></li></ul></li></ul>', "cannot_tell"),
    ],
)
def test_an_empty_address_that_a_script_may_have_taken_over(html: str, outcome: str) -> None:
    report = examine(f'<html lang="sv"><main>{html}{SCRIPT}</main>', "link-empty")
    assert [outcome] == [finding.outcome for finding in report.findings]


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://localhost:8000/", []),
        ("http://10.1.2.3/start", []),
        ("http://intranet/", []),
        ("https://www.granvik.se/", ["link-address-private"]),
        (None, ["link-address-private"]),
    ],
)
def test_pages_of_a_network_may_lead_into_it(url: str | None, expected: list[str]) -> None:
    html = '<html lang="sv"><main><a href="http://intranet/rutiner">Rutiner</a></main>'
    assert expected == [rule for rule, _, _ in found(html, "links", url=url)]


def test_an_address_that_others_judge_is_reported_once() -> None:
    html = (
        '<html lang="sv"><main><p><a href="http://info@intranet/">info@intranet</a></p>'
        '<p><a href="https://www.google.com/maps?q=">Visa på karta</a></p><p><a href="http://">Taxor</a></p></main>'
    )
    assert ["link-empty"] == [rule for rule, _, _ in found(html, "links")]


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ('<img src="/bilder/vapen.png" alt="" title="Lerbodas vapen">', "Lerbodas vapen"),
        ('<img src="/bilder/gr%C3%A5%20vapen.png?v=3" alt="">', "grå vapen.png"),
        ('<i class="vapen" aria-label="Lerbodas vapen"></i>', "Lerbodas vapen"),
    ],
)
def test_a_link_without_a_name_is_called_by_what_an_editor_finds_it_by(inside: str, expected: str) -> None:
    html = f'<html lang="sv"><main><p><a href="https://a.se/" target="_blank">{inside}</a></p></main>'
    report = examine(html, "link-new-window-unannounced")
    assert [expected] == [finding.data["text"] for finding in report.findings]


def test_a_link_that_nothing_names_is_called_a_link_without_text() -> None:
    html = '<html lang="sv"><main><p><a href="https://a.se/" target="_blank"><i class="vapen"></i></a></p></main>'
    (finding,) = examine(html, "link-new-window-unannounced").findings
    assert ("nameless", {"href": "https://a.se/"}) == (finding.message_key, finding.data)


@pytest.mark.parametrize(("inside", "expected"), [("", "cannot_tell"), ('<i class="sok"></i>', "failed")])
def test_a_script_may_fill_in_a_link_in_which_nothing_stands(inside: str, expected: str) -> None:
    report = examine(f'<html lang="sv"><main><a href="">{inside}</a>{SCRIPT}</main>', "link-empty")
    assert [("neither", expected)] == [(finding.message_key, finding.outcome) for finding in report.findings]
