"""The coverage account, causes, and reports that know no clock."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from linter import load_rules
from linter.model.reason import Reason
from linter.report import FORMATS
from linter.run import causes
from tests import reports
from tests.link_pages import site
from tests.link_server import served
from tests.support import FAULTY, PAGE, TODAY, check, examine, look

if TYPE_CHECKING:
    from pathlib import Path

OUTCOMES = ("passed", "failed", "cannot_tell", "inapplicable", "not_examined")


def _account(page: dict[str, Any]) -> dict[str, str]:
    found: dict[str, str] = {}
    for outcome in OUTCOMES:
        for one in page["coverage"][outcome]:
            name = one["rule"] if isinstance(one, dict) else one
            assert name not in found
            found[name] = outcome
    return found


@pytest.mark.parametrize(
    ("html", "rule", "outcome"),
    [
        pytest.param(PAGE, "updated-date-empty", "passed", id="date-that-is-there"),
        pytest.param(FAULTY, "updated-date-empty", "failed", id="empty-date"),
        pytest.param(PAGE, "map-link-broken", "inapplicable", id="no-map"),
        pytest.param(PAGE, "contact-missing", "inapplicable", id="no-invitation"),
        pytest.param(PAGE, "link-empty", "inapplicable", id="no-link"),
        pytest.param(PAGE.replace("juli", '<a href="/a">juli månad i år</a>'), "link-empty", "passed", id="a-link"),
        pytest.param(PAGE, "label-without-value", "passed", id="rule-about-every-page"),
        pytest.param(PAGE, "link-broken", "not_examined", id="needs-links"),
        pytest.param(
            PAGE.replace("juli", '<a href="#top">juli månad i år</a>'),
            "link-fragment-missing",
            "passed",
            id="own-place",
        ),
        pytest.param(
            PAGE.replace("juli", '<a href="/b#a">juli månad i år</a>'),
            "link-fragment-missing",
            "not_examined",
            id="place-elsewhere",
        ),
        pytest.param(PAGE, "page-needs-javascript", "not_examined", id="needs-the-browser"),
        pytest.param(PAGE, "axe", "not_examined", id="axe-needs-the-browser"),
        pytest.param(PAGE, "suppression-unused", "inapplicable", id="nothing-is-suppressed"),
        pytest.param("<p>Sidan uppdaterad: <a id=x>", "updated-date-missing", "inapplicable", id="part-of-a-page"),
    ],
)
def test_every_rule_of_a_page_has_one_outcome(tmp_path: Path, html: str, rule: str, outcome: str) -> None:
    (tmp_path / "page.html").write_text(html, "utf-8")
    (page,) = check("page.html", "--format", "json", cwd=tmp_path).json["pages"]
    account = _account(page)
    assert outcome == account[rule]
    assert {known.id for known in load_rules().values() if known.default} | {"axe"} == set(account)


def test_rules_that_are_switched_off_are_no_part_of_the_account(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(PAGE, "utf-8")
    (page,) = check(
        "page.html",
        "--format",
        "json",
        "--select",
        "updated-date-empty,maps",
        "--ignore",
        "map-link-unreachable",
        cwd=tmp_path,
    ).json["pages"]
    assert {known.id for known in load_rules().values() if known.category == "maps"} - {"map-link-unreachable"} | {
        "updated-date-empty"
    } == set(_account(page))


def test_a_line_that_was_cut_is_no_pass() -> None:
    report = examine(f"<main><h1>a</h1><p>{'ord ' * 300_000}</p></main>")
    assert Reason("line_cut", {"number": 1_199_999}) == report.coverage.not_examined["updated-date-empty"]
    assert "updated-date-empty" not in report.coverage.passed


def test_links_that_were_not_asked_are_no_pass(tmp_path: Path) -> None:
    with served() as server:
        (tmp_path / "page.html").write_text(
            PAGE.replace("juli", f'<a href="{site(server)}/page/bad">juli månad</a>'), "utf-8"
        )
        for flags, outcome in (([], "not_examined"), (["--allow-host", "127.0.0.1"], "passed")):
            (page,) = check("page.html", "--links", "--fresh", *flags, "--format", "json", cwd=tmp_path).json["pages"]
            assert outcome == _account(page)["link-broken"]
    assert "inapplicable" == _account(page)["image-missing"]


@pytest.mark.parametrize(
    ("flags", "code"),
    [
        pytest.param([], 0, id="without"),
        pytest.param(["--require-complete"], 3, id="stages-that-did-not-run"),
        pytest.param(
            ["--require-complete", "--select", "dates", "--ignore", "date-needs-javascript"], 0, id="all-that-was-asked"
        ),
    ],
)
def test_require_complete(folder: Path, flags: list[str], code: int) -> None:
    ran = check("clean.html", *flags, "--language", "en", cwd=folder)
    assert code == ran.code
    assert (code == 3) is all(
        part in ran.err for part in ("(needs --links): ", "link-broken", "(needs --browser): axe")
    )


def test_findings_weigh_more_than_what_is_missing(folder: Path) -> None:
    assert 1 == check("faulty.html", "--require-complete", cwd=folder).code


def _template(number: int) -> str:
    body = f"<h1>Nyhet {number}</h1>" + f"<p>Text {number}.</p>" * number
    return PAGE.replace("<h1>Badplatser</h1>", body).replace(" 2026-11-04", "")


def test_a_fault_of_a_template_is_one_cause(tmp_path: Path) -> None:
    for number in range(5):
        (tmp_path / f"p{number}.html").write_text(_template(number), "utf-8")
    (tmp_path / "q.html").write_text(PAGE.replace("Sidan uppdaterad 2026-11-04", "Senast granskad:"), "utf-8")
    tree = check(".", "--format", "json", cwd=tmp_path).json
    (cause,) = tree["causes"]
    expected = {"rule": "updated-date-empty", "findings": 5, "known": 0, "pages": [f"p{n}.html" for n in range(5)]}
    assert expected == {key: cause[key] for key in expected}
    ids = [finding["cause"] for page in tree["pages"] for finding in page["findings"]]
    assert [cause["id"]] * 5 == ids[:5]
    out = check(".", "--language", "en", cwd=tmp_path).out
    assert "5 findings on 5 pages" in out
    assert 1 == out.count("“Sidan uppdaterad”")


def test_causes_come_in_the_order_of_what_mending_removes() -> None:
    few = [reports.finding(1, cause="few", severity="error"), reports.finding(2, cause="many", severity="info")]
    more = [reports.finding(3, cause="many", severity="info"), reports.finding(4, cause="many", severity="info")]
    pages = [
        reports.page(*few, name="a"),
        reports.page(*few, *more, name="b"),
        reports.page(reports.finding(5, cause="one"), name="c"),
    ]
    assert [("many", 4, ("a", "b")), ("few", 2, ("a", "b"))] == [
        (c.id, c.count, c.pages) for c in causes.find(pages, {"few", "many"})
    ]


def test_different_content_is_another_cause(tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / f"p{number}.html").write_text(PAGE.replace("2026-11-04", f"201{number}-11-04"), "utf-8")
    assert [] == check(".", "--format", "json", cwd=tmp_path).json["causes"]


@pytest.mark.parametrize("format_", FORMATS)
def test_reproducible_runs_give_the_same_bytes(folder: Path, format_: str) -> None:
    words = [
        "clean.html",
        "faulty.html",
        "stale.html",
        "--reproducible",
        "--output",
        f"{format_}=out",
        "--format",
        "json",
    ]
    made = []
    for _ in range(2):
        tree = check(*words, cwd=folder).json
        assert (None, None) == (tree["run"]["started_at"], tree["run"]["duration_seconds"])
        made.append((folder / "out").read_bytes())
    assert made[0] == made[1]
    assert 0 < len(made[0])


def test_the_account_is_added_up(folder: Path) -> None:
    tree = json.loads(check("clean.html", "faulty.html", "--format", "json", cwd=folder).out)
    assert {"passed": 1, "failed": 1} == tree["summary"]["coverage"]["updated-date-empty"]
    assert TODAY.isoformat() == tree["run"]["today"]


def test_the_browser_adds_the_rules_of_axe_to_the_account(tmp_path: Path) -> None:
    html = PAGE.replace("juli.", 'juli. <img src="a.png">')
    (tmp_path / "page.html").write_text(html, "utf-8")
    (tmp_path / "kommunlint.toml").write_text('[[overrides]]\npaths = ["other.html"]\nignore = ["axe"]\n', "utf-8")
    (tmp_path / "other.html").write_text(html, "utf-8")
    (other, page) = look("other.html", "page.html", cwd=tmp_path).json["pages"]
    account = _account(page)
    expected = {
        "axe/image-alt": "failed",
        "axe/html-has-lang": "passed",
        "axe/label": "inapplicable",
        "page-needs-javascript": "passed",
    }
    assert expected == {rule: account[rule] for rule in expected}
    assert ("axe" in account, [rule for rule in _account(other) if rule.startswith("axe")]) == (False, [])


LINK = '<a href="{0}" target="_blank">{1}</a>'
BODIES = (
    "<div id=a><div class=b>{0}</div></div><main><h1>Ett</h1>{1}</main>{2}",
    "<div class=wrap><div><div>{0}</div></div></div><div><main id=m><h1>Två</h1><div>{1}</div></main></div><div class=e>{2}</div>",
)
OLD = "<p>Sidan uppdaterad 2019-11-04</p>"


@pytest.mark.parametrize(
    ("header", "main", "footer", "expected"),
    [
        pytest.param(
            f"<header>{LINK.format('/a', 'A')}</header>", "", "", ["link-new-window-unannounced"], id="header"
        ),
        pytest.param(
            f"<nav><ul><li>{LINK.format('/a', 'A')}</ul></nav>", "", "", ["link-new-window-unannounced"], id="nav"
        ),
        pytest.param(
            "", "", f"<footer>{LINK.format('/a', 'A')}</footer>", ["link-new-window-unannounced"], id="footer"
        ),
        pytest.param("", LINK.format("/a", "A"), "", [], id="main"),
        pytest.param("", "", f"<footer>{OLD}</footer>", ["updated-date-stale"], id="old-date-in-the-footer"),
    ],
)
def test_what_a_template_makes_is_one_cause_on_pages_built_differently(
    tmp_path: Path, header: str, main: str, footer: str, expected: list[str]
) -> None:
    for number, body in enumerate(BODIES):
        page = f"<!doctype html><html lang=sv><title>t</title>{body.format(header, main, footer)}"
        (tmp_path / f"p{number}.html").write_text(page, "utf-8")
    select = ("--select", "link-new-window-unannounced,updated-date-stale")
    assert expected == [one["rule"] for one in check(".", "--format", "json", *select, cwd=tmp_path).json["causes"]]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param(f"<main><h1>A</h1>{OLD}</main>", [], id="old-date"),
        pytest.param("<main><h1>A</h1><p><a href='/b'>Läs mer</a></main>", [], id="read-more"),
        pytest.param("<main><h1>A</h1></main><footer><a href='/b'>Läs mer</a></footer>", [2], id="read-more-in-footer"),
        pytest.param("<main><h1>A</h1><p>Sidan uppdaterad:</main>", [2], id="empty-date"),
    ],
)
def test_pages_that_merely_share_their_own_text_have_no_cause(tmp_path: Path, body: str, expected: list[int]) -> None:
    for name in ("a.html", "b.html"):
        (tmp_path / name).write_text(f"<!doctype html><html lang=sv><title>t</title>{body}", "utf-8")
    select = ("--select", "updated-date-stale,updated-date-empty,link-text-generic")
    assert expected == [one["findings"] for one in check(".", "--format", "json", *select, cwd=tmp_path).json["causes"]]


def test_a_link_of_the_menu_is_one_cause_in_every_folder(tmp_path: Path) -> None:
    (tmp_path / "under").mkdir()
    for name, href in (("a.html", "om.html"), ("b.html", "./om.html"), ("under/c.html", "../om.html")):
        page = f"<!doctype html><html lang=sv><title>t</title><nav>{LINK.format(href, 'Om oss')}</nav>"
        (tmp_path / name).write_text(page, "utf-8")
    (cause,) = check(".", "--format", "json", "--select", "link-new-window-unannounced", cwd=tmp_path).json["causes"]
    assert ["a.html", "b.html", "under/c.html"] == cause["pages"]
