"""Rendered elements are traced to the element of the source that they are, whatever scripts have done around them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.facts.rendered.origins import Origins
from linter.model.evidence import MARK
from linter.page.page import Page
from tests.support import document

SOURCE = """<!doctype html><html><head><title>T</title></head><body>
<header><a href="/">Hem</a></header>
<main>
<p class="a">Ett</p>
<p class="a">Två</p>
<ul><li>x</li><li>y</li></ul>
<img src="b.png">
<table><tr><td>1</td></tr></table>
</main>
</body></html>"""


def _traced(rendered: str, selector: str) -> list[tuple[int, bool]]:
    """Return line and made-by-script of what a selector finds in the rendered page."""
    served, shown = Page(document(SOURCE)), Page(document(rendered), scripting=True)
    origins = Origins(served, shown)
    found = [origins.origin_of(node) for node in shown.tree.select(selector)]
    return [(origin.location.line, origin.made_by_script) for origin in found]


@pytest.mark.parametrize(
    ("rendered", "selector", "expected"),
    [
        pytest.param(SOURCE, "p", [(4, False), (5, False)], id="unchanged"),
        pytest.param(SOURCE.replace("Två", "2"), "p", [(4, False), (5, False)], id="text-changed"),
        pytest.param(SOURCE.replace('class="a"', 'class="a js"'), "p", [(4, False), (5, False)], id="class-added"),
        pytest.param(
            SOURCE.replace('<p class="a">Ett', '<p class="n">Nytt</p><p class="a">Ett'),
            "p",
            [(3, True), (4, False), (5, False)],
            id="sibling-before",
        ),
        pytest.param(
            SOURCE.replace("<main>", "<main><div>").replace("</main>", "</div></main>"),
            "img",
            [(7, False)],
            id="wrapped",
        ),
        pytest.param(
            SOURCE.replace('<img src="b.png">', "").replace("<header>", '<header><img src="b.png">'),
            "img",
            [(7, False)],
            id="moved",
        ),
        pytest.param(
            SOURCE.replace("</ul>", "<li>z</li></ul>"), "li", [(6, False), (6, False), (6, True)], id="one-more"
        ),
        pytest.param(
            SOURCE.replace("<main>", "<main><img src='c.png'>"), "img", [(3, True), (7, False)], id="another-image"
        ),
        pytest.param(
            SOURCE.replace("<ul><li>x", "<ul><li>a</li><li>b</li><li>x"),
            "li",
            [(6, True), (6, True), (6, False), (6, False)],
            id="more-before",
        ),
        pytest.param(SOURCE.replace('<p class="a">Ett</p>\n', ""), "p", [(5, False)], id="one-less"),
        pytest.param(SOURCE, "td", [(8, False)], id="table-without-tbody"),
    ],
)
def test_origin(rendered: str, selector: str, expected: list[tuple[int, bool]]) -> None:
    assert expected == _traced(rendered, selector)


def test_mark_is_found_also_in_shadow_roots() -> None:
    inside = f'<p>a</p><div><template shadowrootmode=open><i>b</i><img {MARK}="0" src=x></template></div>'
    html = f"<!doctype html><html><head></head><body>{inside}</body></html>"
    served, shown = Page(document(html.replace(f' {MARK}="0"', ""))), Page(document(html), scripting=True)
    origins = Origins(served, shown)
    node = origins.rendered(0)
    assert ("img", False) == (node.tag, origins.origin_of(node).made_by_script)
    assert None is origins.rendered(1)


def test_what_stands_in_a_scripted_shadow_root_comes_from_its_host() -> None:
    host = "<!doctype html>\n<p>a</p>\n<div id=h>{}</div>"
    shown = Page(document(host.format("<template shadowrootmode=open><p><img src=x></p></template>")), scripting=True)
    origins = Origins(Page(document(host.format(""))), shown)
    image = next(n for n in shown.tree.select_one("#h").shadow_root.select("img"))
    assert (3, True) == (origins.origin_of(image).location.line, origins.origin_of(image).made_by_script)


_TAGS = st.sampled_from(["p", "div", "span", "ul", "b"])
_TREES = st.recursive(
    st.tuples(_TAGS, st.text("ab ", max_size=3)).map(lambda t: f"<{t[0]}>{t[1]}</{t[0]}>"),
    lambda inner: st.tuples(st.sampled_from(["div", "section"]), st.lists(inner, max_size=4)).map(
        lambda t: f"<{t[0]}>{''.join(t[1])}</{t[0]}>"
    ),
    max_leaves=12,
)


@given(_TREES)
def test_every_element_of_an_unchanged_page_is_itself(tree: str) -> None:
    html = f"<!doctype html><html><head></head><body>{tree}</body></html>"
    served, shown = Page(document(html)), Page(document(html), scripting=True)
    origins = Origins(served, shown)
    for ours, theirs in zip(served.tree.select("*"), shown.tree.select("*"), strict=True):
        assert (ours, False) == (origins.origin_of(theirs).node, origins.origin_of(theirs).made_by_script)


@given(_TREES, _TREES)
def test_any_two_pages_can_be_compared(one: str, other: str) -> None:
    served, shown = Page(document(one)), Page(document(other), scripting=True)
    origins = Origins(served, shown)
    pairs = [origins.origin_of(node) for node in shown.tree.select("*")]
    exact = [origin.node for origin in pairs if not origin.made_by_script]
    assert len(exact) == len({id(node) for node in exact})
