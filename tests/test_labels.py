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
