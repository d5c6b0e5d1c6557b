"""Differential: the tree that pages are read from is the one that html5lib builds, element by element."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import html5lib
import pytest
import turbohtml

from linter.page.page import Page
from linter.page.source import Source, decode
from tests.support import fixtures

if TYPE_CHECKING:
    from pathlib import Path

Shape = tuple[str, dict[str, str], int]

LEFT_OUT = frozenset({"template", "dialog", "search", "ruby", "rb", "rt", "rtc", "rp", "selectedcontent"})
"""Elements that html5lib 1.1 is out of date with."""

SNIPPETS = {
    "paragraph-in-paragraph": "<p>a<p>b<div>c</div>d",
    "crossed-formatting": "<p>1<b>2<i>3</b>4</i>5</p>",
    "block-in-link": "<a href=x><div>a</div><a href=y>b</a>",
    "text-in-table": "<table>a<tr><td>b</table>",
    "cell-without-row": "<table><td>a<td>b</table>",
    "nested-table": "<table><tr><td><table><tr><td>x</table></table>",
    "stray-end-tags": "</p></br></div></b>a",
    "attribute-twice": '<p id=a id=b CLASS="x y">',
    "attribute-without-value": "<input disabled checked=''>",
    "references": '<a href="?a=1&amp;b=2&copy=3&lang">&aring;&#229;&#xe5;',
    "list-items": "<ul><li>a<li>b<ul><li>c</ul></ul>",
    "definition-list": "<dl><dt>a<dd>b<dt>c<dd>d</dl>",
    "head-after-body": "<body><p>a</p></body><meta name=x><p>b",
    "noscript-in-head": "<head><noscript><meta name=a><p>b</p></noscript></head>",
    "svg-inside": "<p><svg viewBox='0 0 1 1'><path d='M0'/></svg>a",
    "math-inside": "<p><math><mi>x</mi></math>a",
    "select": "<select><option>a<option selected>b<optgroup><option>c</select>",
    "form-in-form": "<form id=a><form id=b><input></form></form>",
    "button-in-button": "<button>a<button>b",
    "textarea": "<textarea>\n<p>a</textarea><p>b",
    "headings": "<h1>a<h2>b</h1>c",
    "comment": "<!-- a --><p>b<!-- c -- d -->e",
    "frameset": "<frameset><frame src=a></frameset>",
    "unfinished-tag": "<p>a<b class=",
    "doctype-only": "<!doctype html>",
    "plaintext": "<p>a<plaintext><b>c",
    "raw-text": "<style><p></style><script>'<p>'</script><p>",
    "html-twice": "<html lang=sv><html lang=en class=a><body a=1><body b=2>",
}


def _text(value: Any) -> str:  # noqa: ANN401  the parser's type
    return " ".join(value) if isinstance(value, list) else str(value or "")


def _ours(node: Any, depth: int = 0) -> list[Shape]:  # noqa: ANN401  the parser's type
    """Return tag, attributes and depth of the elements below a node in document order."""
    shapes: list[Shape] = []
    for child in node.children:
        if isinstance(child, turbohtml.Element) and child.tag not in LEFT_OUT:
            attrs = {name: " ".join(_text(value).split()) for name, value in child.attrs.items() if ":" not in name}
            shapes.append((child.tag.lower(), attrs, depth))
            shapes.extend(_ours(child, depth + 1))
    return shapes


def _theirs(node: Any, depth: int = 0) -> list[Shape]:  # noqa: ANN401  the parser's type
    """Return the same of html5lib's tree."""
    shapes: list[Shape] = []
    for child in node:
        if isinstance(child.tag, str) and child.tag not in LEFT_OUT:
            plain = {
                name: value
                for name, value in child.attrib.items()
                if isinstance(name, str) and "{" not in name and ":" not in name
            }
            attrs = {name: " ".join(value.split()) for name, value in plain.items()}
            shapes.append((child.tag.rpartition("}")[2].lower(), attrs, depth))
            shapes.extend(_theirs(child, depth + 1))
    return shapes


def _compare(data: bytes) -> None:
    page = Page(decode(Source("page.html", data)))
    reference = html5lib.parse(page.source, namespaceHTMLElements=False)
    assert [(reference.tag, {k: v for k, v in reference.attrib.items() if ":" not in k}, 0)] == _ours(page.tree)[:1]
    assert _theirs(reference, 1) == _ours(page.tree)[1:]


@pytest.mark.parametrize("path", fixtures(), ids=lambda path: path.stem)
def test_fixture_has_html5libs_tree(path: Path) -> None:
    _compare(path.read_bytes())


@pytest.mark.parametrize("source", list(SNIPPETS.values()), ids=list(SNIPPETS))
def test_broken_markup_has_html5libs_tree(source: str) -> None:
    _compare(source.encode())
