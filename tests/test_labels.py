"""Labels with nothing after them: what counts as a label, what counts as a value, in six languages."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support import found


def _empty(source: str, language: str = "sv", options: dict[str, Any] | None = None) -> int:
    return len(
        found(
            f"<html lang={language}><main><h1>Badplatser</h1><p>Vattnet är varmt.</p>{source}</main>",
            "label-without-value",
            options=options,
        )
    )


@pytest.mark.parametrize(
    ("language", "label"),
    [
        ("sv", "Mer information:"),
        ("sv", "Dela på"),
        ("sv", "Sidansvarig:"),
        ("sv", "Relaterade länkar:"),
        ("nb", "Mer informasjon:"),
        ("nn", "Meir informasjon:"),
        ("da", "Mere information:"),
        ("fi", "Lisätietoja:"),
        ("en", "More information:"),
        ("de", "Weitere Informationen:"),
        ("en", "Dela på:"),
    ],
)
def test_known_label_with_nothing_after(language: str, label: str) -> None:
    assert 1 == _empty(f"<p><strong>{label}</strong></p>", language)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param(
            "<p>Antal besök:</p><div id=antal></div><script>fyll('#antal')</script>", "by_script", id="selector"
        ),
        pytest.param(
            "<p>Antal besök: <b id=antal></b></p><script>fyll(`antal`)</script>", "by_script", id="in-the-line"
        ),
        pytest.param(
            "<h2>Antal besök:</h2><script>fyll('antal')</script><div><div id=antal></div></div>",
            "by_script",
            id="in-a-box",
        ),
        pytest.param("<h2>Välj språk:</h2><div id=google_translate_element></div>", "by_script", id="widget"),
        pytest.param("<p>Antal besök:</p><antal-besok></antal-besok>", "by_script", id="custom-element"),
        pytest.param("<p>Antal besök:</p><div id=antal></div>", "empty", id="no-script"),
        pytest.param(
            "<p>Antal besök:</p><div id=antal></div><script>fyll('antal-barn')</script>", "empty", id="another"
        ),
        pytest.param(
            "<p>Antal besök:</p><p></p><div id=fel></div><script>fyll('fel')</script>", "empty", id="not-right-after"
        ),
        pytest.param("<p>Öppettider:</p><div id=antal></div><script>fyll('antal')</script>", "empty", id="known-label"),
        pytest.param(
            "<p>Dela på:</p><div id=antal></div><script>fyll('antal')</script>", "by_script", id="share-label"
        ),
        pytest.param(
            "<h2>Dela</h2><div class=share-box></div><script src=//cdn.example/share.js></script>",
            "by_script",
            id="share-box",
        ),
        pytest.param(
            "<h2>Dela</h2><div class=share-box></div><script src=/a.js></script>", "empty", id="no-share-script"
        ),
    ],
)
def test_place_that_a_script_fills(source: str, expected: str) -> None:
    findings = found(f"<html lang=sv><main><h1>Bad</h1><p>Vattnet är varmt.</p>{source}</main>", "label-without-value")
    assert [expected] == [key for _, key, _ in findings]


@pytest.mark.parametrize(
    "source",
    [
        pytest.param("<p>Avgift:</p><p>Öppettider:</p>", id="label-after-label"),
        pytest.param(
            "<h2>Om baden</h2><p>Blanketter:</p><h2>Regler</h2><p>Hundar är välkomna.</p>", id="heading-after"
        ),
        pytest.param("<h2>Kontakt</h2>", id="known-heading-at-the-end"),
        pytest.param("<dl><dt>Avgift:<dd></dl>", id="empty-dd"),
        pytest.param("<p>Filmer:</p><p hidden>Om vatten</p>", id="hidden-value"),
        pytest.param("<p>Filmer:</p><!-- Om vatten --><p>&nbsp;</p>", id="comment-and-blank"),
    ],
)
def test_label_without_value(source: str) -> None:
    assert 1 <= _empty(source)


@pytest.mark.parametrize(
    "source",
    [
        pytest.param("<p>Avgift: 20 kronor</p>", id="same-line"),
        pytest.param("<p>Avgift:</p><p>20 kronor för vuxna.</p>", id="paragraph"),
        pytest.param("<p>Vi erbjuder följande:</p><ul><li>Bad</ul>", id="list"),
        pytest.param("<p>Mer information:</p><p><a href=/a>Om vattnet</a></p>", id="link"),
        pytest.param("<p>Dela på: <button>Facebook</button></p>", id="button"),
        pytest.param("<p>Karta över baden:</p><img src=a.png alt='Baden ligger vid ån.'>", id="image-with-alt"),
        pytest.param("<p>Se filmen:</p><iframe src=https://play.example.se/1 title=Film></iframe>", id="iframe"),
        pytest.param("<p>Priser:</p><table><tr><td>Vuxna<td>20 kr</table>", id="table"),
        pytest.param("<p>Sök:</p><form><input name=q></form>", id="form"),
        pytest.param("<p>Frågor och svar:</p><details><summary>När?</summary>I juli.</details>", id="details"),
        pytest.param("<p>Välj bad: <select><option>Ån</select></p>", id="select"),
        pytest.param("<label for=q>Sök på webbplatsen:</label>", id="label-of-a-control"),
        pytest.param("<table><tr><th>Avgift:<th>Tid:<tr><td>20<td>9</table>", id="header-cells"),
        pytest.param("<table><tr><td>Avgift:<td>20 kronor</table>", id="next-cell"),
        pytest.param("<dl><dt>Avgift:<dd>20 kronor</dl>", id="definition"),
        pytest.param("<h2>Kontakt</h2><h3>Badvakten</h3><p>Vi svarar i juli.</p>", id="heading-then-lower-heading"),
        pytest.param("<p>Senast uppdaterad:</p>", id="date-label"),
        pytest.param("<p hidden>Avgift:</p>", id="hidden-label"),
        pytest.param("<p><a href=/a>Avgifter:</a></p>", id="link-is-no-label"),
        pytest.param("<p>Vi har många bad. Det här gäller vid dem alla, både sommar och vinter:</p>", id="sentence"),
    ],
)
def test_label_with_value(source: str) -> None:
    assert 0 == _empty(source)


def test_label_in_navigation_is_none() -> None:
    assert [] == found("<html lang=sv><nav><p>Meny:</p></nav><main><h1>A</h1><p>B.</p></main>", "label-without-value")


def test_label_of_a_contact_belongs_to_the_contact() -> None:
    source = "<html lang=sv><main><h1>A</h1><div class=contact-card><h3>Ada Ekmark</h3><p>Telefon: 0480-46 21 17</p><p>E-post:</p></div></main>"
    assert ["contact-incomplete"] == [rule for rule, _, _ in found(source, "content", "contacts")]


def test_options_add_and_take_labels() -> None:
    assert (0, 1) == (
        _empty("<p><b>Badtips</b></p>"),
        _empty("<p><b>Badtips</b></p>", options={"extra_labels": ["Badtips"]}),
    )
    assert (1, 0) == (_empty("<p>Avgift:</p>"), _empty("<p>Avgift:</p>", options={"ignore_labels": ["avgift"]}))


def test_place_is_the_labels_element() -> None:
    source = "<html lang=sv>\n<main>\n<h1>A</h1>\n<p>B.</p>\n<p>\n <strong>Mer information:</strong></p>\n</main>"
    assert [("label-without-value", "empty", 6)] == found(source, "label-without-value")


@pytest.mark.parametrize(
    "source",
    [
        pytest.param("<div><h2>Länkar</h2></div><div><p><a href=/a>Om vattnet</a></p></div>", id="wrapped-heading"),
        pytest.param(
            "<div><div><p>Relaterad information</p></div></div><div><div><p><a href=/a>A</a></p></div></div>",
            id="next-portlet",
        ),
        pytest.param(
            "<section><header><div><h3>Kontakt</h3></div></header><div><ol><li>Badvakten</li></ol></div></section>",
            id="heading-in-a-header-before-its-list",
        ),
        pytest.param("<p>Du är här:</p><nav><a href=/>Start</a></nav>", id="nav-right-after"),
        pytest.param("<p><em>Hoppa till:</em></p><ul class=navSkip><li><a href=#a>A</a></ul>", id="menu-by-class"),
        pytest.param("<section><h3>Teilen:</h3><nav><ul><li><a href=/x>X</a></ul></nav></section>", id="share-menu"),
        pytest.param("<article><header><p>Bad:</p><h2>Vid ån</h2></header><p>Varmt.</p></article>", id="header-p-h"),
        pytest.param(
            "<article><header><h2>Kontakt</h2></header><section><h2>Badvakten</h2><p>Svarar.</p></section></article>",
            id="header-heading-before-section-heading",
        ),
        pytest.param("<p>Schema:</p><section tabindex=0><p>Måndag 9–12</p></section>", id="scrolling-section"),
        pytest.param("<p>Exempel:</p><pre>bad = 3</pre>", id="pre"),
        pytest.param("<pre>Avgift:</pre><h2>Om</h2>", id="label-inside-pre"),
        pytest.param("<p>Vi ingår i:</p><div><a href=/x><span class=icon></span></a></div>", id="links-without-text"),
        pytest.param("<table><tr><td>Filter:</td></tr><tr><td>År: <input></td></tr></table>", id="row-of-one-cell"),
        pytest.param("<table><tr><td>Avgift:<td width=9><td>20 kr</table>", id="spacer-cell"),
        pytest.param("<p>Mer information:</p><p>&nbsp;</p><p>Ring badvakten.</p>", id="blank-line-of-an-editor"),
        pytest.param('<p>Mer information:<span style="color:red"></span></p><p>Ring.</p>', id="residue"),
        pytest.param("<div class=title><h2>Kontakt</h2><span class=line></span></div><p>Ring.</p>", id="decoration"),
        pytest.param("<span role=button tabindex=0>Dela</span>", id="button-by-role"),
        pytest.param("<div style='visibility: hidden'><p>Bredd: <span></span></p></div>", id="concealed"),
        pytest.param("<h2>Mer information</h2><p>Kontakt: badvakten</p>", id="label-under-a-heading"),
        pytest.param("<h2>Diese Seite:</h2><ul><li><a href=/x>Teilen</a></ul>", id="buttons-under-their-label"),
        pytest.param("<h3>Om sidan:</h3><p>Senast uppdaterad: 2026-10-01</p>", id="page-facts-under-their-label"),
    ],
)
def test_value_in_the_next_container(source: str) -> None:
    assert 0 == _empty(source)


@pytest.mark.parametrize(
    "source",
    [
        pytest.param("<h2>Relaterade länkar</h2><p>Senast uppdaterad: 2026-10-01</p>", id="date-line"),
        pytest.param("<h2>Relaterade länkar</h2><p>Sidansvarig: Ada Ekmark</p>", id="page-owner"),
        pytest.param("<h2>Relaterade länkar</h2><p>Hjälpte informationen på sidan dig?</p>", id="page-feedback"),
        pytest.param(
            "<h2>Relaterade länkar</h2><h3>Hjälpte informationen på sidan dig?</h3><button>Ja</button>",
            id="page-feedback-as-a-heading",
        ),
        pytest.param("<h2>Länkar</h2><p>Dela: <a href=/x>Facebook</a></p>", id="share-line"),
        pytest.param(
            "<h2>Länkar</h2><p>Dela på <a href=/x>Facebook</a> <a href=/y>X</a></p>", id="share-line-of-links"
        ),
        pytest.param("<h2>Länkar</h2><h3>Dela sidan</h3><p><a href=/x>Facebook</a></p>", id="share-heading"),
        pytest.param("<h2>Länkar</h2><ul class=share-list><li><a href=/x>Facebook</a></ul>", id="share-buttons"),
        pytest.param("<p>Öppettider:</p><h2>Priser</h2><p>Ett bad kostar 20 kronor.</p>", id="field-before-heading"),
        pytest.param("<p>Sidansvarig:</p><nav><a href=/>Start</a></nav>", id="page-owner-before-a-menu"),
        pytest.param(
            "<p>Sidansvarig:</p><ul class=menu><li><a href=/>Start</a></ul>", id="page-owner-before-menu-list"
        ),
        pytest.param("<p>Dela via:</p><div><a class=knapp></a></div><p>Badet är stängt.</p>", id="a-without-href"),
        pytest.param("<p>Dela via:</p><p>Badet är stängt i juli.</p>", id="text-shares-nothing"),
        pytest.param("<p>Öppettider: <span></span></p><p>Välkommen!</p>", id="slot-in-the-line"),
        pytest.param("<p>Öppettider:</p><div class=hours data-src=/h></div><p>Välkommen!</p>", id="slot-beside"),
        pytest.param("<div><h2>Länkar</h2><div class=list></div></div><p>Välkommen!</p>", id="slot-under-a-heading"),
        pytest.param(
            "<div><img src=a.png alt=''><h2>Tid:</h2><h4></h4></div><div><h2>Plats:</h2>Ån</div>", id="slot-heading"
        ),
        pytest.param("<h5>Dela: <div class=x></div></h5><h2>Priser</h2><p>20 kr</p>", id="slot-in-a-heading"),
        pytest.param("<table><tr><td>Avgift:<td><td>Tid:<td>9–12</table>", id="empty-next-cell"),
        pytest.param("<table><tr><td>Avgift:<td><tr><td>Tid:<td>9–12</table>", id="empty-last-cell"),
        pytest.param("<p>Avgift:</p></main><nav><a href=/>Start</a></nav>", id="menu-after-the-main-part"),
    ],
)
def test_what_is_no_value(source: str) -> None:
    assert 1 == _empty(source)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("<a href=//a.example/share>Dela på Anslagstavlan</a>", 1),
        ("<a href=/a>Dela på er: så delar ni på ansvaret för badet</a>", 0),
        ("Dela på notan med en vän.", 0),
    ],
)
def test_link_that_shares_the_page_is_no_value(line: str, expected: int) -> None:
    assert expected == _empty(f"<p>Relaterade länkar:</p><p>{line}</p>")
