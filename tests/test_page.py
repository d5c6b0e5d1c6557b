"""Pages: the position of everything in the source, what a reader sees, and which part of the page it stands in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.model.report import Limit
from linter.page.nodes import follow
from linter.page.page import Page
from tests.support import document, examine, page

if TYPE_CHECKING:
    from linter.model.finding import Location


def _corners(place: Location) -> tuple[int, int, int, int]:
    return place.line, place.column, place.end_line, place.end_column


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param("<p id=x>b", (1, 1, 1, 9), id="first"),
        pytest.param("<p>a</p>\n  <p id=x>b", (2, 3, 2, 11), id="lf"),
        pytest.param("<p>a</p>\r\n  <p id=x>b", (2, 3, 2, 11), id="crlf"),
        pytest.param("a\rb\r<p id=x>b", (3, 1, 3, 9), id="lone-cr"),
        pytest.param("a\r\n\r<p id=x>b", (3, 1, 3, 9), id="crlf-then-cr"),
        pytest.param("\ufeff<p id=x>b", (1, 1, 1, 9), id="bom"),
        pytest.param("\t\t<p id=x>b", (1, 3, 1, 11), id="tabs-are-one-column"),
        pytest.param("😀<b id=x>b", (1, 2, 1, 10), id="emoji-is-one-column"),
        pytest.param("e\u0301<b id=x>b", (1, 3, 1, 11), id="nfd-is-two-columns"),
        pytest.param("&eacute;&#8217;<b id=x>b", (1, 16, 1, 24), id="after-references"),
        pytest.param("<p>\n<a\n href=x\r\n id=x>b</a>", (2, 1, 4, 7), id="tag-over-three-lines"),
        pytest.param('<a title=">" id=x>b</a>', (1, 1, 1, 19), id="greater-than-in-a-value"),
        pytest.param("<table><tr><td id=x>b", (1, 12, 1, 21), id="cell-without-tbody"),
        pytest.param("<!-- <p> --><p id=x>b", (1, 13, 1, 21), id="after-a-comment"),
        pytest.param("<script>'<p>'</script><p id=x>b", (1, 23, 1, 31), id="after-a-script"),
        pytest.param("<P ID=x>b", (1, 1, 1, 9), id="capitals"),
        pytest.param("<noscript><p id=x>b</p></noscript>", (1, 11, 1, 19), id="in-noscript"),
    ],
)
def test_element_stands_where_its_tag_is_written(source: str, expected: tuple[int, int, int, int]) -> None:
    tree = page(source)
    (element,) = tree.select("#x")
    assert expected == _corners(tree.location(element))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param("<p>Tel 1", (1, 4, 1, 9), id="first"),
        pytest.param("<p>x\nTel 1</p>", (2, 1, 2, 6), id="lf"),
        pytest.param("<p>x\r\nTel 1</p>", (2, 1, 2, 6), id="crlf"),
        pytest.param("<p>a\rTel 1", (2, 1, 2, 6), id="lone-cr"),
        pytest.param("\ufeff<p>Tel 1</p>", (1, 4, 1, 9), id="bom"),
        pytest.param("<p>\t\tTel 1", (1, 6, 1, 11), id="tabs"),
        pytest.param("<p>😀 Tel 1", (1, 6, 1, 11), id="emoji"),
        pytest.param("<p>e\u0301 Tel 1", (1, 7, 1, 12), id="nfd-before"),
        pytest.param("<p>&eacute;&amp; Tel 1", (1, 18, 1, 23), id="references-before"),
        pytest.param("<p>Te&#108; 1", (1, 4, 1, 14), id="reference-inside"),
        pytest.param("<p>Te\u00adl 1", (1, 4, 1, 10), id="soft-hyphen-inside"),
        pytest.param("<p>Tel\u00a01", (1, 4, 1, 9), id="no-break-space"),
        pytest.param("<p>a   \n  Tel   1", (2, 3, 2, 10), id="white-space-collapsed"),
        pytest.param("<p>a <b>b</b> Tel 1", (1, 15, 1, 20), id="after-an-element"),
        pytest.param("<p><b></b>Tel 1", (1, 11, 1, 16), id="after-an-empty-element"),
        pytest.param("<p>Tel <i>1</i>", (1, 4, 1, 12), id="over-two-elements"),
        pytest.param("<p>a<!-- c\n --> Tel 1", (2, 5, 2, 10), id="after-a-comment"),
        pytest.param("<p>a<br>Tel 1", (1, 9, 1, 14), id="after-a-break"),
        pytest.param("<pre>\nTel 1</pre>", (2, 1, 2, 6), id="pre-drops-its-first-line-end"),
        pytest.param("<p>a</b> Tel 1", (1, 10, 1, 15), id="after-a-stray-end-tag"),
        pytest.param("<p>\0 Tel 1", (1, 6, 1, 11), id="after-a-nul"),
    ],
)
def test_text_stands_where_it_is_written(source: str, expected: tuple[int, int, int, int]) -> None:
    tree = page(source)
    line = next(line for line in tree.lines if "Tel 1" in line.text)
    start = line.text.index("Tel 1")
    assert expected == _corners(tree.text_location(line, start, start + 5))


@given(st.text(st.sampled_from("aå😀 \t\n<&e\u0301\u00ad"), max_size=30))
def test_position_counts_code_points_of_whatever_comes_before(before: str) -> None:
    source = before.replace("<", "<i>").replace("&", "&amp;")
    tree = page(f"{source}<p id=x>b")
    place = tree.location(tree.select("#x")[0])
    assert (source.count("\n") + 1, len(source.rpartition("\n")[2]) + 1) == (place.line, place.column)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p hidden>a</p>b", ["b"]),
        ("<div hidden><p>a</p></div>b", ["b"]),
        ("<p style='display:none'>a</p>b", ["b"]),
        ("<p style='color:red; DISPLAY : NONE !important'>a</p>b", ["b"]),
        ("<p style='pointer-events:none'>a</p>b", ["a", "b"]),
        ("<p aria-hidden=true>a</p>b", ["a", "b"]),
        ("<script>a</script>b", ["b"]),
        ("<style>a</style>b", ["b"]),
        ("<!-- a -->b", ["b"]),
        ("<template>a</template>b", ["b"]),
        ("<div><template shadowrootmode=open><p>a</p></template>b</div>", ["a", "b"]),
        ("<noscript><p>a</p></noscript>b", ["a", "b"]),
        ("<head><noscript><p>a</p></noscript></head>b", ["a", "b"]),
        ("<div id=p hidden>a</div><button aria-controls=p>x</button>", ["a", "x"]),
        ("<div id=q hidden>a</div><button aria-controls=p>x</button>", ["x"]),
        ("<details><summary>s</summary>a</details>", ["s", "a"]),
        ("<iframe>a</iframe>b", ["b"]),
        ("<textarea>a</textarea>b", ["b"]),
        ("<select><option>a</select>b", ["b"]),
        ("<title>a</title>b", ["b"]),
        ("<p>a <b>b</b><i>c</i>\u00a0d<br>e", ["a bc d", "e"]),
        ("<p>Upp\u00addaterad e\u0301", ["Uppdaterad é"]),
    ],
)
def test_lines_are_what_a_reader_sees(source: str, expected: list[str]) -> None:
    assert expected == [line.text for line in page(source).lines if line.text]


def test_noscript_is_raw_text_with_scripting_on() -> None:
    source = document("<noscript><p>a</p></noscript><p>b</p>")
    assert [["a", "b"], ["b"]] == [
        [line.text for line in Page(source, scripting=scripting).lines] for scripting in (False, True)
    ]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p>m</p>", "main"),
        ("<main>m</main>", "main"),
        ("<main>x</main><p>m</p>", None),
        ("<header>m</header>", "header"),
        ("<nav>m</nav>", "navigation"),
        ("<aside>m</aside>", "aside"),
        ("<footer>m</footer>", "footer"),
        ("<main><aside>m</aside></main>", "aside"),
        ("<main><article><header>m</header></article></main>", "main"),
        ("<article><footer>m</footer></article>", "main"),
        ("<footer><nav>m</nav></footer>", "navigation"),
        ("<div role=main>m</div>", "main"),
        ("<main>x</main><div role=banner>m</div>", "header"),
        ("<div role=banner>m</div>", "header"),
        ("<div role=navigation>m</div>", "navigation"),
        ("<div role=complementary>m</div>", "aside"),
        ("<div role=contentinfo>m</div>", "footer"),
        ("<div class=site-footer>m</div>", "footer"),
        ("<div id=pageFooter>m</div>", "footer"),
        ("<div class=sidfot>m</div>", "footer"),
        ("<div class=sidhuvud>m</div>", "header"),
        ("<div class=leftmenu>m</div>", "navigation"),
        ("<ol class=env-breadcrumb>m</ol>", "navigation"),
        ("<div class=hogerspalt>m</div>", "aside"),
        ("<main><div class=menu>m</div></main>", "main"),
        ("<div class='page header'><main>m</main></div>", "main"),
        ("<div class=menu><h1>m</h1></div>", "main"),
        ("<div class=with-sidebar-left>m</div>", "main"),
        ("<div class=contentHasMenu>m</div>", "main"),
        ("<div class='no-sidebar site-footer'>m</div>", "footer"),
        ("<div class=menu-without-icons>m</div>", "navigation"),
    ],
)
def test_region(source: str, expected: str | None) -> None:
    assert [expected] == [line.region for line in page(source).lines if line.text == "m"]


@pytest.mark.parametrize("tag", ["div", "b", "table", "span"])
def test_nesting_of_a_hundred_thousand_is_read(tag: str) -> None:
    depth = 100_000 if tag in ("div", "span") else 10_000
    report = examine(f"<html lang=sv><main>{f'<{tag}>' * depth}<p>Senast uppdaterad:</p>")
    assert () == report.skipped
    assert "updated-date-empty" in [finding.rule for finding in report.findings]


def test_overlong_line_is_cut_and_said() -> None:
    report = examine(f"<p>{'ord ' * 20_000}</p><p>Senast uppdaterad:</p>", "updated-date-empty")
    assert (Limit("line_characters", {}, 20_000, 79_999),) == report.limits
    assert ["updated-date-empty"] == [finding.rule for finding in report.findings]


def test_findings_beyond_the_limit_are_counted() -> None:
    report = examine("<p>Senast uppdaterad:</p>\n" * 30, "updated-date-empty", max_findings=10)
    assert (Limit("findings", {"rule": "updated-date-empty"}, 10, 30),) == report.limits
    assert list(range(1, 11)) == [finding.location.line for finding in report.findings]


def test_selector_finds_the_element_again() -> None:
    tree = page("<main><p>a</p><p class=u>b</p><div><p>c</p></div></main>")
    for element in tree.select("p"):
        assert [element] == tree.select(tree.selector(element))


@pytest.mark.parametrize(
    ("name", "region"), [("SameWidthAsHeader", "header"), ("left-of-sidebar", "aside"), ("above-footer", "footer")]
)
def test_a_name_makes_nothing_else_of_most_of_a_page(name: str, region: str) -> None:
    html = f'<body><div class="{name}"><p>{{}}</p></div><div class="site-foot"><p>Granvik</p></div>'
    regions = [page(html.format(text)).lines[0].region for text in ("Vi provar vattnet varje vecka. " * 20, "Hej")]
    assert ["main", region] == regions


def test_a_menu_of_most_of_a_page_is_a_menu() -> None:
    links = "".join(f'<a href="/{number}">Bygga, bo och miljö, del {number}</a> ' for number in range(60))
    assert ["navigation"] == [page(f"<div class=menu>{links}</div>").lines[0].region]


@pytest.mark.parametrize(
    ("way", "expected"),
    [
        pytest.param("html", "html", id="root"),
        pytest.param("html > body:nth-child(2) > p:nth-child(2)", "p", id="place"),
        pytest.param("html > body:nth-child(2) > *:nth-child(3)", "svg", id="any-tag"),
        pytest.param(
            "html > body:nth-child(2) > svg:nth-child(3) > lineargradient:nth-child(1)", "linearGradient", id="svg"
        ),
        pytest.param("html > body:nth-child(2) > b:nth-child(2)", None, id="another-tag"),
        pytest.param("html > body:nth-child(2) > p:nth-child(9)", None, id="too-far"),
        pytest.param("html > body:nth-child(2) > p", None, id="no-place-is-the-first"),
        pytest.param("p.a", None, id="another-selector"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_places_lead_to_an_element(way: str, expected: str | None) -> None:
    tree = page("<title>a</title><h1>a</h1>b<p>c</p><svg><linearGradient /></svg>").tree
    found = follow(tree, way)
    assert expected == (found.tag if found is not None else None)
