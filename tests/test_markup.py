"""What browsers repair: errors of HTML as it is today, each at the place where what is wrong begins."""

from __future__ import annotations

import pytest

from tests.support import found

_PAGE = "<!doctype html><html lang=sv><head><title>Bad</title></head><body>\n{}\n</body></html>"
_RULES = ("markup-tree-invalid", "markup-token-invalid")


def _places(source: str) -> list[tuple[str, int]]:
    return [(rule, line) for rule, _, line in found(_PAGE.replace("{}", source), *_RULES)]


@pytest.mark.parametrize(
    "source",
    [
        '<a href="/bad?a=1&b=2&c">Bad</a>',
        '<a href="/bad?a=1&copy=2">Bad</a>',
        '<a href="/bad?a=1&copy2=2">Bad</a>',
        "<p>Bad & bastu, A&O, &</p>",
        "<template><tr><td>Bad</td></tr></template>",
        "<table><template><tr><td>Bad</td></tr></template><tr><td>Bad</td></tr></table>",
        "<ul><template><li><template><p>Bad</p></template></li></template></ul>",
        "<select><button><selectedcontent></selectedcontent></button><option><img src=a alt=''> Bad</option></select>",
        "<select><div><option>Bad</option></div><hr><optgroup><legend>Bad</legend></optgroup></select>",
    ],
)
def test_what_html_allows(source: str) -> None:
    assert [] == _places(source)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p>&bastu;</p>", [("markup-token-invalid", 2)]),
        ("<p>&copy 2026</p>", [("markup-token-invalid", 2)]),
        ('<a href="/bad?a&lt">Bad</a>', [("markup-token-invalid", 2)]),
        ("<p>Bad\n\n</i\n></p>", [("markup-tree-invalid", 4)]),
        ("<table>\n<p\n class=a>Bad</p></table>", [("markup-tree-invalid", 3), ("markup-tree-invalid", 4)]),
        ("<template><p>Bad</template></i>", [("markup-tree-invalid", 2)]),
    ],
)
def test_what_is_an_error(source: str, expected: list[tuple[str, int]]) -> None:
    assert expected == _places(source)
