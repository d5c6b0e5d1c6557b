"""Pages that mean harm, in every format: formulas, control characters, markup, overrides of direction, very long values."""

from __future__ import annotations

import html
import io
import json
import re
from typing import TYPE_CHECKING, Any

import html5lib
import openpyxl
import pytest
from markdown_it import MarkdownIt

from linter.model.reason import Reason
from linter.model.report import NotExamined
from linter.report import FORMATS
from tests import formats, reports
from tests.support import PAGE, check

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from linter.model.report import Report

TEXT_FORMATS = [name for name in FORMATS if name != "xlsx"]
FOR_PEOPLE = [name for name in TEXT_FORMATS if name != "json"]
BIDI = "\u202e\u2066\u200f"
CONTROL = "\x00\x07\x08\x1b[31m\x1b]0;title\x07\x7f\x9b1m"
SCRIPT = "</script></style></title></samp>--><script>alert(1)</script><img src=x onerror=alert(1)>]]>\" ' &"


def hostile(text: str) -> Report:
    """Return a report in which every text of a page is this one."""
    found = reports.finding(
        1,
        severity="error",
        outcome="failed",
        message=text,
        snippet=text,
        selector=text,
        data={"text": text},
        suppressed=None,
    )
    kept = reports.finding(2, message=text, suppressed={"kind": "page", "reason": text, "expires": None})
    mass = [reports.finding(3, message=f"a {n}{text}{n} b", selector=text, snippet=text) for n in range(6)]
    page = reports.page(found, kept, *mass, name=f"a{text}.html")
    title = type(page)(**{name: getattr(page, name) for name in page.__dataclass_fields__} | {"title": text})
    return reports.of(title, not_examined=(NotExamined(text, Reason("unreadable", {"detail": text})),))


def _html(text: str) -> Any:  # noqa: ANN401  an element
    return html5lib.parse(text, namespaceHTMLElements=False)


VALID: dict[str, Callable[[str], Any]] = {
    **formats.CHECKS,
    "json": json.loads,
    "html": _html,
    "text": str,
    "markdown": str,
    "github": str,
}


@pytest.mark.parametrize("format_", TEXT_FORMATS)
@pytest.mark.parametrize(
    "text",
    [CONTROL, BIDI, SCRIPT, "\ud800 half a pair", "=1+1", "\r\n::error::x\n%0A", "a\u2028b\u2029c\ufffe\uffff"],
    ids=ascii,
)
def test_every_format_stays_valid(format_: str, text: str) -> None:
    assert VALID[format_](reports.text(hostile(text), format_)) is not None


@pytest.mark.parametrize("format_", FOR_PEOPLE)
@pytest.mark.parametrize("text", [CONTROL, BIDI], ids=["control", "bidi"])
def test_nothing_steers_the_reader(format_: str, text: str) -> None:
    made = (
        re.sub(r"\x1b\[\d*m", "", reports.text(hostile(text), format_))
        if format_ == "text"
        else reports.text(hostile(text), format_)
    )
    assert [] == [char for char in {*CONTROL, *BIDI} if char in made and char not in "[]0;title31m"]


@pytest.mark.parametrize(
    "sign", ["=", "+", "-", "@", "\t=", "\r=", " =", "\uff1d", "\uff0b", "\uff0d", "\uff20", "\ufeff="]
)
def test_no_cell_of_a_csv_file_is_a_formula(sign: str) -> None:
    _, *rows = formats.rows(reports.text(hostile(f"{sign}HYPERLINK(1)"), "csv"))
    begins = {cell[:1] for row in rows for cell in row if "HYPERLINK" in cell and not cell.startswith("a")}
    assert (8, True) == (len(rows), begins <= {"'"})


@pytest.mark.parametrize(
    "text", ["=1+1", "{=1+1}", "http://example.org/", "1e5", CONTROL, BIDI, SCRIPT, "\ud800"], ids=ascii
)
def test_every_cell_of_a_workbook_is_text(text: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(reports.raw(hostile(text), "xlsx")))
    cell = book["Anmärkningar"]["H2"]
    assert ("s", None) == (cell.data_type, cell.hyperlink)
    assert [] == [char for char in {*CONTROL, *BIDI} if char in cell.value and char not in "[]0;title31m"]


@pytest.mark.parametrize("text", [SCRIPT, CONTROL, BIDI, "<b>x</b>", "javascript:alert(1)"], ids=ascii)
def test_a_page_makes_no_markup_in_the_html_report(text: str) -> None:
    tree, plain = _html(reports.text(hostile(text), "html")), _html(reports.text(hostile("harmless"), "html"))
    shapes = [
        [(one.tag, sorted(one.attrib)) for one in root.iter() if isinstance(one.tag, str)] for root in (tree, plain)
    ]
    assert shapes[0] == shapes[1]
    outward = {one.get("href") for one in tree.iter("a") if not (one.get("href") or "").startswith("#")}
    assert {"https://webbriktlinjer.se/23"} == outward  # what the rule rests on, which no page can change


@pytest.mark.parametrize(
    "text",
    [
        "@kommun",
        "#12",
        "!34",
        "[a](http://x.example)",
        "![a](b)",
        "<script>",
        "`code`",
        "a|b|c",
        "**x**",
        "__x__",
        "http://x.example/",
        "www.x.example",
        "a@x.example",
        "~~x~~",
        "\n\n# x",
        "\n</details>",
        "- x",
        "1. x",
        "+ x",
        "\\",
        "&lt;b&gt;",
    ],
)
def test_a_page_makes_no_markup_in_the_comment(text: str) -> None:
    made = reports.text(hostile(text), "markdown")
    reader = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    tree, plain = (_html(reader.render(one)) for one in (made, reports.text(hostile("harmless"), "markdown")))
    shapes = [
        [(one.tag, sorted(one.attrib)) for one in root.iter() if isinstance(one.tag, str)] for root in (tree, plain)
    ]
    assert shapes[1] == shapes[0]
    shown = "".join(tree.itertext()).replace("\u200b", "")
    assert " ".join(text.split()) in " ".join(shown.split())


@pytest.mark.parametrize(
    "text",
    ["@kommun", "#12", "!34", "GH-12", "gh-7", "%9", "~label", "http://x.example/", "www.x.example", "a@x.example"],
)
def test_a_page_mentions_and_links_nobody(text: str) -> None:
    assert text not in html.unescape(reports.text(hostile(text), "markdown"))


def test_a_page_gives_no_workflow_command() -> None:
    made = reports.text(hostile("\r\n::stop-commands::x\n::error::y"), "github")
    commands = [line for line in made.splitlines() if line.lstrip().startswith("::")]
    assert 1 == len(commands)
    assert commands[0].startswith("::error file=a ")


@pytest.mark.parametrize("format_", FORMATS)
def test_a_megabyte_in_an_attribute_makes_no_megabyte_in_the_report(tmp_path: Path, format_: str) -> None:
    long = "x" * 1_000_000
    html = PAGE.replace(
        "juli.", f'juli. <a href="mailto:{long}" title="{long}">{long}@kommun.example</a> Sidan uppdaterad: {long}'
    )
    (tmp_path / "page.html").write_text(html.replace("<title>", f"<title>{long}"), "utf-8")
    ran = check("page.html", "--output", f"{format_}=out", "--fail-on", "never", "--format", "github", cwd=tmp_path)
    assert 0 == ran.code
    assert (tmp_path / "out").stat().st_size < (4_000_000 if format_ == "json" else 400_000)


@pytest.mark.parametrize("format_", TEXT_FORMATS)
def test_the_comment_and_all_others_end_whatever_is_in_them(format_: str) -> None:
    made = reports.text(hostile("*/ --> ]]> </samp> \\"), format_)
    assert made.endswith("\n")
    if format_ == "markdown":
        assert len(reports.text(reports.large(5000), format_)) < 65_536
