"""Titles, headings and marks of text that those who listen cannot follow."""

from __future__ import annotations

import pytest

from tests.support import examine, found

_LONG = "Avgiften betalas varje månad, och den beror på hur stor inkomst hushållet har och på antalet barn."
_ARABIC = "يمكنك التقديم على مكان في الروضة قبل ستة أشهر."


def _count(html: str, rule: str) -> int:
    return len(found(html, rule))


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>• a</p><p>• b</p>", 0),
        ("<p>• ett</p><p>• två</p><p>• tre</p>", 1),
        ("<p>•ett<br>•två<br>•tre</p>", 1),
        ("<p>a) ett</p><p>b) två</p><p>c) tre</p>", 1),
        ("<p>1. ett</p><p>2. två</p><p>3. tre</p>", 1),
        ("<p>1. ett</p><p>3. två</p><p>4. tre</p>", 0),
        ("<p>7. ett</p><p>8. två</p><p>9. tre</p>", 0),
        ("<p>• ett</p><p>Mer</p><p>• två</p><p>• tre</p>", 0),
        ("<div><p>- ett</p></div><div><p>- två</p></div><div><p>- tre</p></div>", 0),
        ("<p>– Vi är glada.</p><p>– Vi också!</p><p>– Och ni?</p>", 0),
        ("<p>– vi är glada, säger Kim</p><p>– vi också</p><p>– och ni</p>", 0),
        ("<ul><li>• ett</li><li>• två</li><li>• tre</li></ul>", 0),
        ("<table><tr><td>- 1<br>- 2<br>- 3</td></tr></table>", 0),
        ("<pre>- ett\n- två\n- tre</pre>", 0),
        ("<nav><p>- ett</p><p>- två</p><p>- tre</p></nav>", 0),
        ("<p>• ett</p><p>• två</p><p>• tre</p><p>Och:</p><p>• ett</p><p>• två</p><p>• tre</p>", 2),
        ("<p>-5 grader</p><p>-6 grader</p><p>-7 grader</p>", 0),
        ("<p>- Kommunen ska lyssna.</p><p>- Kommunen ska svara.</p><p>- Kommunen ska vara nära.</p>", 1),
        ("<p>– Det blir bra.</p><p>– Det blir fint.</p><p>– Det blir roligt.</p>", 0),
        ("<p>- Det blir bra.</p><p>- Det är fint.</p><p>- Nu är det klart.</p>", 0),
        ("<p>Gör så här:</p><p>- Logga in.</p><p>- Fyll i allt.</p><p>- Skicka in.</p>", 1),
        ("<p>Kim Ek säger:</p><p>- Logga in.</p><p>- Fyll i allt.</p><p>- Skicka in.</p>", 0),
        ("<p>Röster:</p><p>- Jag gillar det.</p><p>- Det är fint.</p><p>- Det blev bra.</p>", 0),
    ],
)
def test_list_is_three_lines_beside_each_other_that_go_on(html: str, expected: int) -> None:
    assert expected == _count(html, "text-list-unmarked")


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (f"<p><b>Avgifter</b></p><p>{_LONG}</p>", 1),
        (f"<p><strong><em>Avgifter</em></strong></p><p>{_LONG}</p>", 1),
        (f"<p><b>Avgifter:</b></p><p>{_LONG}</p>", 0),
        (f"<p><b></b></p><p>{_LONG}</p>", 0),
        (f"<p><b>Avgifter</b> och mer</p><p>{_LONG}</p>", 0),
        (f"<p><b>Avgifter</b></p><p><b>{_LONG}</b></p>", 0),
        ("<p><b>Kim Ek</b></p><p>Parkförvaltare</p>", 0),
        (f"<ul><li><p><b>Avgifter</b></p><p>{_LONG}</p></li></ul>", 0),
        (f"<div><p><b>Avgifter</b></p></div><p>{_LONG}</p>", 0),
        (f"<p><a href=/><b>Avgifter</b></a></p><p>{_LONG}</p>", 0),
        (f"<p><b>Samling klockan 13 vid torget</b></p><p>{_LONG}</p>", 0),
    ],
)
def test_heading_is_a_short_bold_paragraph_over_a_long_one(html: str, expected: int) -> None:
    assert expected == _count(html, "text-heading-unmarked")


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Untitled", "placeholder"),
        ("Untitled-1", "placeholder"),
        ("Ny sida (2)", "placeholder"),
        ("HOME", "placeholder"),
        ("index.html", "file"),
        ("taxa_2026.pdf", "file"),
        ("Hemvård", None),
        ("Hem – Lerboda kommun", None),
        ("Simhallen.", None),
        ("", None),
    ],
)
def test_title_that_says_nothing_is_told(title: str, expected: str | None) -> None:
    html = f'<html lang="sv"><title>{title}</title><main><h1>Simhallen</h1></main></html>'
    keys = [one.message_key for one in examine(html, "title-uninformative").findings]
    assert ([expected] if expected else []) == keys


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (f"<p>{_ARABIC}</p>", 1),
        (f"<p dir=RTL>{_ARABIC}</p>", 0),
        (f"<div dir=rtl><p>{_ARABIC}</p></div>", 0),
        (f"<div dir=rtl><p dir=ltr>{_ARABIC}</p></div>", 1),
        (f"<p>{_LONG} {_ARABIC}</p>", 0),
        (f"<p dir=rtl>{_LONG}</p>", 1),
        (f"<div dir=rtl><p dir=rtl>{_LONG}</p></div>", 1),
        ("<p dir=rtl>+46 480 45 00 00</p>", 0),
        (f"<html dir=rtl><p>{_ARABIC}</p>", 0),
    ],
)
def test_direction_is_held_against_the_script(html: str, expected: int) -> None:
    assert expected == _count(html, "text-direction-differs")


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<h1>A</h1><h2>B</h2><h4>C</h4>", 1),
        ("<h2>A</h2><h1>B</h1><h2>C</h2>", 0),
        ("<h1>A</h1><h2></h2><h3>C</h3>", 1),
        ("<h1>A</h1><h3 aria-hidden=true>B</h3>", 0),
        ("<h1>A</h1><h3 role=presentation>B</h3>", 0),
        ("<h1>A</h1><h3 role=heading aria-level=2>B</h3>", 0),
        ("<h1>A</h1><p role=heading aria-level=999999999999>B</p>", 0),
    ],
)
def test_skip_is_told_of_headings_that_are_read_out(html: str, expected: int) -> None:
    assert expected == _count(html, "heading-level-skipped")
