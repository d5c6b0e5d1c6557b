"""What links answered, in the coverage account: what nobody answered is no pass, and documents are counted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.link_pages import ALLOWED, QUICK, follow, site, write
from tests.link_server import served
from tests.support import PAGE, check, kommunlint, look

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.link_server import LinkServer
    from tests.support import Ran

ANSWERS = ("link-broken", "link-moved", "link-insecure", "link-soft-404")


@pytest.fixture(name="web", scope="module")
def _web() -> Iterator[LinkServer]:
    with served() as server:
        yield server


def _outcome(ran: Ran, rule: str, number: int = 0) -> str:
    account: dict[str, Any] = ran.json["pages"][number]["coverage"]
    names = {
        outcome: [one["rule"] if isinstance(one, dict) else one for one in some] for outcome, some in account.items()
    }
    (found,) = [outcome for outcome, some in names.items() if rule in some]
    return found


def _why(ran: Ran, rule: str) -> str:
    said = ran.json["pages"][0]["coverage"]["not_examined"]
    (found,) = [one["reason"] for one in said if one["rule"] == rule]
    return str(found)


def test_page_that_nobody_fetched_may_name_an_address_where_nothing_is_yet(web: LinkServer, tmp_path: Path) -> None:
    missing, style = f"{site(web)}/status/404", f"{site(web)}/status/404?style"
    head = f'<link rel="canonical" href="{missing}"><link rel="stylesheet" href="{style}">'
    (tmp_path / "preview.html").write_text(f'<html lang="sv"><head>{head}</head><main><h1>Bad</h1>', "utf-8")
    ran = check("preview.html", "--links", "--format", "json", "--fail-on", "never", *ALLOWED, cwd=tmp_path)
    broken = [one for one in ran.json["pages"][0]["findings"] if one["rule"] == "link-broken"]
    assert [(style, "webmaster")] == [(one["data"]["shown"], one["remedied_by"]) for one in broken]


@pytest.mark.parametrize(
    ("paths", "broken", "moved", "unverified"),
    [
        pytest.param(["/page/a"], "passed", "passed", "passed", id="answered"),
        pytest.param(["/page/a", "/status/503"], "not_examined", "not_examined", "cannot_tell", id="unstable"),
        pytest.param(["/page/a", "/status/403"], "not_examined", "not_examined", "cannot_tell", id="refused"),
        pytest.param(["/status/503", "/status/404"], "failed", "not_examined", "cannot_tell", id="another-one-failed"),
    ],
)
def test_links_that_nobody_answered_are_no_pass(
    web: LinkServer, tmp_path: Path, paths: list[str], broken: str, moved: str, unverified: str
) -> None:
    ran = follow(tmp_path, [f"{site(web)}{path}" for path in paths], "--fresh")
    expected = {
        "link-broken": broken,
        "link-moved": moved,
        "link-unverified": unverified,
        "image-missing": "inapplicable",
    }
    assert expected == {rule: _outcome(ran, rule) for rule in expected}


def test_a_host_that_gives_no_answer_leaves_every_rule_about_answers_open(tmp_path: Path) -> None:
    href = "http://127.0.0.1:9/karta"
    ran = follow(tmp_path, [href], "--fresh", more=f'<p><img src="{href}.png" alt="Karta"></p>')
    assert dict.fromkeys((*ANSWERS, "image-missing"), "not_examined") == {
        rule: _outcome(ran, rule) for rule in (*ANSWERS, "image-missing")
    }
    assert "addresses not checked or without an answer: 1 of 1 (" in _why(ran, "link-broken")


@pytest.mark.parametrize(
    ("path", "outcome"),
    [
        pytest.param("/page/a#rubrik", "passed", id="place-that-is-there"),
        pytest.param("/status/403#rubrik", "not_examined", id="place-on-a-page-that-refuses"),
        pytest.param("/status/403", "inapplicable", id="no-place"),
    ],
)
def test_places_on_pages_that_refuse_are_not_examined(web: LinkServer, tmp_path: Path, path: str, outcome: str) -> None:
    assert outcome == _outcome(follow(tmp_path, [f"{site(web)}{path}"], "--fresh"), "link-fragment-missing")


@pytest.mark.parametrize(
    ("path", "flags", "code"),
    [
        pytest.param("/page/a", ["--require-complete"], 0, id="answered"),
        pytest.param("/status/503", [], 0, id="unanswered"),
        pytest.param("/status/503", ["--require-complete"], 3, id="unanswered-and-all-is-wanted"),
    ],
)
def test_only_those_who_want_all_fail_on_what_nobody_answered(
    web: LinkServer, tmp_path: Path, path: str, flags: list[str], code: int
) -> None:
    page = write(tmp_path, [f"{site(web)}{path}"], QUICK)
    select = ("--select", "link-broken,link-moved,link-unverified")
    assert code == check(page.name, "--links", "--fresh", *ALLOWED, *select, *flags, cwd=tmp_path).code


def test_what_no_answer_leaves_open_is_not_mended(web: LinkServer, tmp_path: Path) -> None:
    gone, other = f"{site(web)}/status/404", f"{site(web)}/status/403"
    flags = ("--links", "--fresh", *ALLOWED, "--select", "link-broken", "--today", "2026-11-21")
    page = write(tmp_path, [gone, f"{gone}?b", other])
    assert 0 == kommunlint("baseline", "write", page.name, *flags, "--baseline", "b.json", cwd=tmp_path).code
    write(tmp_path, [f"{site(web)}/page/a", f"{gone}?b", other])
    mended = check(page.name, *flags, "--baseline", "b.json", "--format", "json", cwd=tmp_path).json["baseline"][
        "mended"
    ]
    assert ["link-broken"] == [one["rule"] for one in mended]


def test_documents_are_listed_and_counted_and_nothing_else(web: LinkServer, tmp_path: Path) -> None:
    paths = ("/large-pdf/a", "/page/plan.pdf", "/page/b", "/gone/plan.pdf")
    ran = follow(tmp_path, [f"{site(web)}{path}" for path in paths], "--fresh")
    assert ["document", "document", "ok", "broken"] == [one["verdict"] for one in ran.json["pages"][0]["links"]][:4]
    assert (2, []) == (ran.json["summary"]["documents"], ran.json["not_examined"])
    ran = follow(tmp_path, [f"{site(web)}{path}" for path in paths[:3]], "--fresh")
    assert (0, "passed") == (ran.code, _outcome(ran, "link-broken"))


def test_documents_are_not_counted_where_links_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(PAGE.replace("juli", '<a href="/plan.pdf">plan (PDF)</a>'), "utf-8")
    tree = check("page.html", "--format", "json", cwd=tmp_path).json
    assert (None, None) == (tree["summary"]["documents"], tree["pages"][0]["links"])


MAP = '<a href="https://www.google.com/maps/search/?api=1&amp;query=58.75,17.0">Visa på karta</a>'
AREA = "[rules.map-link-elsewhere]\narea = {south = 58.5, west = 16.5, north = 59.0, east = 17.6}\n"


@pytest.mark.parametrize(
    ("config", "outcome"), [pytest.param("", "inapplicable", id="no-area"), pytest.param(AREA, "passed", id="area")]
)
def test_a_rule_that_needs_an_option_is_not_applicable_without_it(tmp_path: Path, config: str, outcome: str) -> None:
    (tmp_path / "page.html").write_text(PAGE.replace("juli", MAP), "utf-8")
    (tmp_path / "kommunlint.toml").write_text(config, "utf-8")
    assert outcome == _outcome(check("page.html", "--format", "json", cwd=tmp_path), "map-link-elsewhere")


def test_a_fault_that_axe_tells_is_no_pass(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(PAGE.replace("juli", '<a href="/a"></a>'), "utf-8")
    ran = look("page.html", cwd=tmp_path)
    assert ("failed", "said by axe/link-name") == (_outcome(ran, "axe/link-name"), _why(ran, "link-empty"))
    assert (
        0
        == look(
            "page.html", "--require-complete", "--fail-on", "never", "--select", "link-empty,axe", cwd=tmp_path
        ).code
    )


def test_what_a_page_without_scripts_hides_is_said_by_that(tmp_path: Path) -> None:
    script = (
        "document.body.innerHTML = '<main><h1>Rubrik</h1>' + '<p>Text om kommunen och dess badplatser.</p>'.repeat(9)"
    )
    page = f"<!doctype html><html lang=sv><title>Bad</title><body><p>Sidan uppdaterad:</p><script>{script}</script>"
    (tmp_path / "page.html").write_text(page, "utf-8")
    ran = look("page.html", cwd=tmp_path)
    assert "page-needs-javascript" in ran.json["pages"][0]["coverage"]["failed"]
    assert "said by page-needs-javascript" == _why(ran, "updated-date-empty")
