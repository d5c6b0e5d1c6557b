"""What people are asked: every criterion has its questions, each of what is there, and the same at the next review."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from linter.audit.questions import Questioner
from linter.config.config import Config
from linter.data.criteria import asked_for
from linter.data.questions import catalogue
from linter.data.standards import NEW_IN_22, WCAG_LEVELS
from linter.engine.page_config import More
from linter.run import run, targets
from linter.stages.browser.settings import BrowserSettings
from tests import reports
from tests.support import PAGE, TODAY, examine

if TYPE_CHECKING:
    from linter.model.audit import Question
    from linter.model.finding import Finding
    from linter.model.report import PageReport

_LOGO = '<header><a href="/"><img src="/logo.svg" alt="Lerboda kommun"></a></header>'
_SITE = "https://www.lerboda.se"


def _page(html: str, name: str = "/bad", **more: Any) -> PageReport:  # noqa: ANN401  as `examine`
    """Examine a page of the site."""
    url = f"{_SITE}{name}"
    return examine(PAGE.replace("<main>", f"{html}<main>"), elements=3, url=url, name=url, **more)


def _asked(*pages: PageReport, criterion: str, wcag: str = "2.1") -> list[Question]:
    return [one for one in Questioner(wcag).questions(pages) if one.criterion == criterion]


@pytest.mark.parametrize("wcag", ["2.1", "2.2"])
def test_every_criterion_has_a_question_in_both_languages(wcag: str) -> None:
    asked = catalogue().criteria
    wanted = {one for level in ("A", "AA") for one in WCAG_LEVELS[level].split()}
    assert wanted - (NEW_IN_22 if wcag == "2.1" else set()) == set(asked_for(wcag))
    assert set() == set(asked_for(wcag)) - set(asked)
    texts = [text for one in asked.values() for question in one.questions for text in question.texts.values()]
    assert ([], len(texts)) == ([text for text in texts if "måste" in text or "must" in text], len(set(texts)))
    assert [] == [text for text in texts if text.count(". ") > 1]


_IMAGES = "".join(f'<img src="/{n}.jpg" alt="Bild {n}">' for n in range(5))


@pytest.mark.parametrize(
    ("html", "criterion", "lines"),
    [
        ('<img src="/a.jpg" alt="Badhus">', "1.1.1", [5]),
        ('<img src="/a.jpg" alt="">', "1.1.1", [None]),  # asked of the page
        ("", "1.1.1", []),
        ('<video src="/a.mp4"></video>', "1.2.2", [5]),
        ('<iframe src="https://film.example/1" title="Film"></iframe>', "1.2.2", [5]),
        ("", "1.2.2", []),
        ('<label for="a">Namn</label><input id="a" name="namn">', "1.3.5", [5]),
        ('<input type="hidden" name="a">', "1.3.5", []),
        ("", "2.4.6", [6]),
        ("<table><tr><th>Dag<td>Måndag</table>", "1.3.1", [None, 5]),
        ("", "1.4.10", [None]),
        ("", "2.1.4", []),
        ("<script>let a = 1;</script>", "2.1.4", [None]),
        ('<div onkeydown="a()">A</div>', "2.1.4", [None]),
        ('<meta http-equiv="refresh" content="900">', "2.2.1", [None]),
        (_IMAGES, "1.1.1", [5, 5, 5, None]),  # the rest is asked about at once
    ],
)
def test_it_is_asked_of_what_is_there(html: str, criterion: str, lines: list[int | None]) -> None:
    assert lines == [one.line for one in _asked(_page(html), criterion=criterion)]


def test_the_rest_is_counted() -> None:
    last = _asked(_page(_IMAGES), criterion="1.1.1")[-1]
    assert "2 till på sidan som inte räknas upp. Läs bildens alternativtext" == last.text[:63]


def test_what_a_template_makes_is_asked_once() -> None:
    pages = [_page(_LOGO, name) for name in ("/bad", "/skola", "/bygg")]
    (logo,) = _asked(*pages, criterion="1.1.1")
    assert (tuple(page.source for page in pages), pages[0].source) == (logo.pages, logo.source)
    headings = _asked(*pages, criterion="2.4.6")
    assert [(page.source,) for page in pages] == [one.pages for one in headings]  # the heading of each page itself
    (ways,) = _asked(*pages, criterion="2.4.5")
    assert logo.pages == ways.pages


@pytest.mark.parametrize(
    ("before", "after", "ids"),
    [
        ('<img src="/a.jpg" alt="Badhus">', '\n\n<p>Nytt</p>\n<div><img alt="Badhus"  src="/a.jpg"></div>', 1),
        ('<img src="/a.jpg" alt="Badhus">', '<img src="/a.jpg" alt="Simhall">', 2),
        ('<img src="/a.jpg" alt="Badhus">', '<img src="/b.jpg" alt="Badhus">', 2),
        ('<img src="/a.jpg" alt="Badhus">', '<img src="../a.jpg" alt="Badhus">', 2),
        ('<img src="../a.jpg" alt="Badhus">', '<img src="../../a.jpg" alt="Badhus">', 1),
    ],
)
def test_question_is_known_again(before: str, after: str, ids: int) -> None:
    asked = [one for html in (before, after) for one in _asked(_page(html), criterion="1.1.1")]
    assert (2, ids) == (len(asked), len({one.id for one in asked}))


@pytest.mark.parametrize(
    ("before", "after", "ids"),
    [
        ("<label>Namn <input id=n></label>", "<p>Ny</p><label> Namn<input id=n></label>", 1),
        ("<label>Namn <input id=n></label>", "<label>Meny <input id=n></label>", 2),
        ("<label for=n>Namn</label><input id=n>", "<label for=n>Meny</label><input id=n>", 2),
        ("<p id=l>Namn</p><input aria-labelledby=l>", "<p id=l>Meny</p><input aria-labelledby=l>", 2),
        (
            "<p id=l>Namn</p><input aria-labelledby='l m'>",
            "<p id=l>Namn</p><b id=m>Barn</b><input aria-labelledby='l m'>",
            2,
        ),
    ],
)
def test_a_field_with_another_label_is_asked_about_again(before: str, after: str, ids: int) -> None:
    asked = [one for html in (before, after) for one in _asked(_page(html), criterion="2.4.6")]
    of_fields = [one for one in asked if (one.snippet or "").startswith("<input")]
    assert (2, ids) == (len(of_fields), len({one.id for one in of_fields}))


def test_question_of_another_site_is_another() -> None:
    page = _page(_LOGO)
    elsewhere = replace(page, source="https://www.annan.se/bad", path="https://www.annan.se/bad")
    ids = [{one.id for one in Questioner().questions([one])} for one in (page, elsewhere)]
    assert set() == ids[0] & ids[1]


def test_what_scripts_add_is_asked_about() -> None:
    served = '<script src="/a.js"></script><div id="a"></div>'
    scripted = PAGE.replace("<main>", '<div id="a"><img src="/a.jpg" alt="Badhus"></div><main>')
    as_sent, seen = _page(served), _page(served, scripted=scripted)
    assert as_sent.elements is not None
    assert seen.elements is not None
    assert (False, True) == (as_sent.elements.is_whole, seen.elements.is_whole)
    assert [] == _asked(as_sent, criterion="1.1.1")
    (image,) = _asked(seen, criterion="1.1.1")
    assert (5, '<img src="/a.jpg" alt="Badhus">') == (image.line, image.snippet)


def test_element_is_shown_alone() -> None:
    (table,) = (
        one for one in _asked(_page("<table>\n<tr><th>Dag\n</table><p>Text</p>"), criterion="1.3.1") if one.line
    )
    assert "<table> <tr><th>Dag </table>" == table.snippet


def test_element_has_its_picture(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(PAGE.replace("<main>", f"{_LOGO}<main>"), "utf-8")
    shots = tmp_path / "shots"
    shots.mkdir()
    settings = replace(Config(), browser=BrowserSettings(screenshots=shots))
    wanted = targets.find([str(page)], settings.include, tmp_path, None, "-")
    report = run.in_browser([str(page)], wanted, settings, run.RunRequest(TODAY, more=More(elements=3)))
    (seen,) = report.pages
    assert seen.elements is not None
    assert (["image", "heading"], True) == ([one.kind for one in seen.elements.shown], seen.elements.is_whole)
    for one in seen.elements.shown:
        assert one.picture is not None
        assert b"\x89PNG" == Path(one.picture).read_bytes()[:4]


def test_page_that_nobody_asked_has_no_elements() -> None:
    assert examine(PAGE).elements is None


_DOUBT = {"outcome": "cannot_tell", "requirements": ("WCAG 1.4.3 (AA)", "WCAG 1.4.6 (AAA)", "WCAG 1.4.11 (AA)")}


def _doubt(number: int = 10, **more: object) -> Finding:
    return reports.finding(number, "axe/color-contrast", **{**_DOUBT, **more})


def test_doubt_of_a_rule_joins_the_queue() -> None:
    finding = _doubt()
    page = reports.page(finding)
    (asked,) = (one for one in Questioner().questions([page]) if one.rule)
    assert ("1.4.3", ("1.4.11",), finding.selector, finding.location.line) == (
        asked.criterion, asked.also, asked.selector, asked.line,
    )  # fmt: skip
    assert finding.message in asked.text


@pytest.mark.parametrize(
    ("finding", "asked"),
    [
        (_doubt(outcome="failed"), []),
        (_doubt(requirements=("webbriktlinjer R23",)), [""]),
        (_doubt(suppressed={"kind": "decision", "decision": "no_fault"}), []),
        (_doubt(suppressed={"kind": "decision", "decision": "webmaster"}), ["1.4.3"]),
        (_doubt(suppressed={"kind": "page", "reason": "r", "expires": None}), ["1.4.3"]),
    ],
)
def test_doubt_is_asked_about_until_somebody_decides(finding: Finding, asked: list[str]) -> None:
    questions = Questioner().questions([reports.page(finding)])
    assert asked == [one.criterion for one in questions if one.rule]


@pytest.mark.parametrize(
    ("more", "questions"),
    [
        ({"content_fingerprint": "c" * 32}, 1),
        ({"content_fingerprint": "c" * 32, "selector": "html"}, 2),  # of the page as a whole
        ({"content_fingerprint": "c" * 32, "rule": "updated-date-stale"}, 2),  # its rule says so
    ],
)
def test_alike_doubts_of_many_pages_are_one_question(more: dict[str, object], questions: int) -> None:
    pages = [reports.page(replace(_doubt(), **more), name=f"{_SITE}/{name}") for name in ("a", "b")]  # type: ignore[arg-type]
    assert questions == len([one for one in Questioner().questions(pages) if one.rule])
