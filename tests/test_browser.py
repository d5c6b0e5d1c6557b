"""The browser stage from the command line, in a real Chromium: axe's findings, scripting off and on, evidence, credentials."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

import linter
from linter.rules.axe import OFF_BY_DEFAULT
from linter.stages.browser.axe import axe_script
from tests import servers
from tests.browser_site import Site, served
from tests.direct_axe import DirectAxe
from tests.support import FIXTURES, ROOT, TODAY, Ran, check, fixtures, look
from tests.test_fixtures import announced

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SCRIPTED = ROOT / "fixtures" / "browser"


@pytest.fixture(name="web", scope="module")
def _web() -> Iterator[Site]:
    with served() as site, served() as other:
        site.other = other.origin.replace("127.0.0.1", "localhost")
        yield site


def _rules(page: dict[str, Any]) -> list[str]:
    return [finding["rule"] for finding in page["findings"]]


def _one(ran: Ran) -> dict[str, Any]:
    (page,) = ran.json["pages"]
    return dict(page)


def _of(page: dict[str, Any], rule: str) -> list[dict[str, Any]]:
    return [finding for finding in page["findings"] if finding["rule"] == rule]


@pytest.fixture(name="scripted", scope="module")
def _scripted() -> dict[str, dict[str, Any]]:
    report = look(SCRIPTED).json
    assert (["static", "browser"], "4.14.1", []) == (
        report["run"]["stages"],
        report["run"]["axe"],
        report["not_examined"],
    )
    return {page["source"].rpartition("/")[2]: page for page in report["pages"]}


@pytest.fixture(name="seen", scope="module")
def _seen(web: Site) -> dict[str, dict[str, Any]]:
    """Return what one browser saw of pages that need no flags of their own, by their names."""
    names = ("plain", "late", "shadow", "foreign", "console", "consent")
    report = look(*(f"{web.origin}/{name}" for name in names)).json
    assert [] == report["not_examined"]
    return {page["source"].rpartition("/")[2]: page for page in report["pages"]}


@pytest.mark.parametrize("path", sorted(SCRIPTED.glob("*.html")), ids=lambda path: path.stem)
def test_announced_findings_are_found_in_the_browser(path: Path, scripted: dict[str, dict[str, Any]]) -> None:
    page = scripted[path.name]
    assert [] == page["skipped"]
    assert announced(path) == sorted((finding["line"], finding["rule"]) for finding in page["findings"])


def test_what_scripting_shows_takes_the_place_of_what_the_source_lacks(scripted: dict[str, dict[str, Any]]) -> None:
    page = scripted["contacts-by-script.html"]
    (email,) = _of(page, "email-needs-javascript")
    assert ("musik@lerboda.example", ["contact-incomplete"]) == (email["data"]["address"], email["data"]["replaces"])
    (date,) = _of(page, "date-needs-javascript")
    assert ["updated-date-empty"] == date["data"]["replaces"]
    assert [{"rule": "label-without-value", "line": 27}] == page["browser"]["withdrawn"]
    assert ["Märta Lind"] == [c["name"] for c in page["facts"]["contacts"] if c.get("needs_javascript")]


def test_axe_says_through_us_what_it_says_alone() -> None:
    pages = [*fixtures(), *sorted(SCRIPTED.glob("*.html"))]
    for folder in (FIXTURES, SCRIPTED):
        with servers.folder(folder) as origin, DirectAxe() as direct:
            urls = [f"{origin}/{path.name}" for path in pages if path.parent == folder]
            report = look(*urls, "--select", "axe").json
            assert [] == report["not_examined"]
            for page in report["pages"]:
                ours = {
                    (f["rule"].removeprefix("axe/"), f["outcome"], json.dumps(f["data"]["target"]))
                    for f in page["findings"]
                }
                assert direct.verdicts(page["source"]) == ours


def test_finding_of_axe_names_place_law_and_help(seen: dict[str, dict[str, Any]]) -> None:
    page = seen["plain"]
    (image,) = page["findings"]
    assert ("axe/image-alt", "axe", "error", "failed") == tuple(
        image[key] for key in ("rule", "category", "severity", "outcome")
    )
    assert (2, 14, '<img src="/picture.svg">') == (image["line"], image["column"], image["snippet"][:24])
    assert ["WCAG 1.1.1 (A)", "EN 301 549 V3.2.1 9.1.1.1", "DOS-lagen (2018:1937) 10 §"] == image["requirements"]
    assert "Bilden ”picture.svg” saknar alternativtext." == image["message"]
    assert not image["data"]["made_by_script"]
    axe = page["browser"]["axe"]
    assert ["image-alt"] == axe["failed"]
    assert 10 < len(axe["passed"])
    assert 20 < len(axe["inapplicable"])


def test_element_made_by_script_is_said_to_be(seen: dict[str, dict[str, Any]]) -> None:
    (item,) = _of(seen["late"], "axe/list")
    assert ("axe/list", False) == (item["rule"], item["data"]["made_by_script"])
    shadow = _of(seen["shadow"], "axe/image-alt")
    assert [False, True] == sorted(finding["data"]["made_by_script"] for finding in shadow)


def test_frames_of_other_origins_are_seen_where_loading_is_allowed(web: Site, seen: dict[str, dict[str, Any]]) -> None:
    url, host = f"{web.origin}/foreign", web.other.removeprefix("http://")
    blocked = seen["foreign"]
    assert [False] == [finding["data"]["in_frame"] for finding in _of(blocked, "axe/image-alt")]
    assert {("document", "private address"), ("image", "private address")} == {
        (one["kind"], one["reason"]) for one in blocked["browser"]["blocked"]
    }
    allowed = _one(look(url, "--allow-host", host))
    assert [False, True, True] == sorted(finding["data"]["in_frame"] for finding in _of(allowed, "axe/image-alt"))
    assert [] == allowed["browser"]["blocked"]


def test_rules_of_axe_can_be_chosen(web: Site) -> None:
    url = f"{web.origin}/plain"
    assert ["axe/image-alt"] == _rules(_one(look(url, "--select", "axe/image-alt")))
    assert [] == _rules(_one(look(url, "--ignore", "axe/image-alt")))
    only = _one(look(url, "--select", "dates"))
    assert (None, []) == (only["browser"]["axe"], only["findings"])
    wrong = look(url, "--select", "axe/no-such-rule")
    assert (2, True) == (wrong.code, "axe/no-such" in wrong.err or "no-such-rule" in wrong.complaint)


def test_rules_that_axe_leaves_off_run_where_they_are_asked_for(web: Site, tmp_path: Path) -> None:
    url = f"{web.origin}/plain"

    def told(*flags: str) -> set[str]:
        axe = _one(look(url, *flags, cwd=tmp_path))["browser"]["axe"]
        return {name for outcome in ("failed", "cannot_tell", "passed", "inapplicable") for name in axe[outcome]}

    usual = told()
    assert not usual & OFF_BY_DEFAULT
    assert usual | {"target-size"} == told("--select", "axe,axe/target-size")
    assert axe_script.known_rules() == told("--select", "all,axe/target-size")
    assert axe_script.known_rules() - {"target-size"} == told("--select", "all", "--ignore", "axe/target-size")
    (tmp_path / "kommunlint.toml").write_text(
        'select = ["axe", "axe/target-size"]\nrules."axe/target-size".severity = "info"\n', "utf-8"
    )
    assert usual | {"target-size"} == told()
    (tmp_path / "kommunlint.toml").write_text('rules."axe/no-such-rule".severity = "info"\n', "utf-8")
    assert 2 == look(url, cwd=tmp_path).code


def test_other_axe_is_named_and_said_to_be_old(web: Site) -> None:
    import axe_selenium_python.axe  # noqa: PLC0415  its own, old copy

    ran = look(f"{web.origin}/plain", "--axe", axe_selenium_python.axe._DEFAULT_SCRIPT)  # noqa: SLF001  no other name
    run = ran.json["run"]
    assert ("3.1.1", True) == (run["axe"], any("3.1.1 är gammal" in note for note in run["notes"]))
    assert ["axe/image-alt"] == [rule for rule in _rules(_one(ran)) if rule == "axe/image-alt"]
    assert 2 == look(f"{web.origin}/plain", "--axe", ROOT / "README.md").code


def test_every_viewport_is_looked_at(web: Site) -> None:
    page = _one(look(f"{web.origin}/narrow", "--viewport", "1280x800", "--viewport", "320x640"))
    assert [["1280x800", "320x640"]] == [f["data"]["viewports"] for f in _of(page, "axe/image-alt")]
    assert [["320x640"]] == [f["data"]["viewports"] for f in _of(page, "axe/color-contrast")]


def test_embedded_map_that_does_not_come(web: Site) -> None:
    kinds = ("missing", "error", "good", "closed", "unknown")
    urls = [f"{web.origin}/embed-{kind}" for kind in kinds]
    flags = ["--select", "map-link-broken", "--allow-host", "127.0.0.1"]
    pages = look(*urls, *flags).json["pages"]
    told = [[(f["message_key"], f["outcome"]) for f in page["findings"]] for page in pages]
    assert [
        [("embed_status", "failed")],
        [("embed_error", "failed")],
        [],
        [("embed_failed", "failed")],
        [("embed_failed", "cannot_tell")],
    ] == told
    alone = look(urls[3], "--select", "map-link-broken").json["pages"]
    assert [[]] == [page["findings"] for page in alone]


def test_console_and_failed_requests_are_facts(seen: dict[str, dict[str, Any]]) -> None:
    facts = seen["console"]["facts"]
    assert [True, True] == [any(words in text for text in facts["console_errors"]) for words in ("ett fel", "nothing")]
    assert [("fetch", 404)] == [(one["kind"], one["status"]) for one in facts["failed_requests"]]


def test_pictures_are_named_by_fingerprint(web: Site, tmp_path: Path) -> None:
    page = _one(look(f"{web.origin}/plain", "--screenshots", "shots", cwd=tmp_path))
    (image,) = page["findings"]
    assert f"shots/{image['fingerprint']}.png" == image["screenshot"]
    for name in (image["screenshot"], page["browser"]["screenshot"]):
        assert b"\x89PNG" == (tmp_path / name).read_bytes()[:4]


def test_page_from_a_file_loads_from_its_root_and_nowhere_else(web: Site, tmp_path: Path) -> None:
    (tmp_path / "css").mkdir()
    (tmp_path / "css" / "a.css").write_text("p { color: #aaa }")
    (tmp_path / "sub").mkdir()
    page = tmp_path / "sub" / "page.html"
    page.write_text(
        '<!doctype html><html lang="sv"><head><title>T</title><link rel="stylesheet" href="/css/a.css">'
        f'<script src="{web.origin}/script.js"></script></head><body><main><h1>R</h1><p>Text</p></main></body></html>'
    )
    (tmp_path / "secret.txt").write_text("x")
    alone = _one(look(page, "--select", "axe"))
    assert {"/css/a.css": "not under the root", f"{web.origin}/script.js": "not named"} == {
        one["url"]: one["reason"] for one in alone["browser"]["blocked"]
    }
    host = web.origin.removeprefix("http://")
    rooted = _one(look(page, "--select", "axe", "--root", tmp_path, "--allow-host", host))
    assert [("axe/color-contrast", "failed")] == [(f["rule"], f["outcome"]) for f in rooted["findings"]]
    stdin = _one(look("-", "--root", tmp_path, "--select", "axe/color-contrast", stdin=page.read_bytes()))
    assert [("cannot_tell", "script")] == [(f["outcome"], f["data"]["doubt"]) for f in stdin["findings"]]


def test_blocked_style_sheet_leaves_contrast_open(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        '<!doctype html><html lang="sv"><head><title>T</title><link rel="stylesheet" href="https://cdn.example/a.css">'
        '</head><body><main><h1>R</h1><img src="data:,"><p style="color:#bbb">Text</p></main></body></html>'
    )
    found = _one(look(page, "--select", "axe"))["findings"]
    assert {"axe/image-alt": "failed", "axe/color-contrast": "cannot_tell"} == {f["rule"]: f["outcome"] for f in found}


def _configured(folder: Path, text: str) -> Path:
    path = folder / "kommunlint.toml"
    path.write_text(text, "utf-8")
    return path


def test_headers_cookies_and_basic_login_go_to_the_named_host_only(web: Site, tmp_path: Path) -> None:
    config = _configured(
        tmp_path,
        '[browser]\nuser = "anna"\npassword = "${KL_WORD}"\nallow_hosts = ["localhost"]\n'
        '[browser.headers]\nX-Prov = "ja"\n[browser.cookies]\nsession = "42"\n',
    )
    web.asked.clear()
    ran = look(f"{web.origin}/secret", f"{web.origin}/foreign", "--config", config, KL_WORD="hemligt")
    assert [] == ran.json["not_examined"]
    basic = "Basic YW5uYTpoZW1saWd0"
    for path in ("/secret", "/foreign"):
        for name, value in (("authorization", basic), ("x-prov", "ja"), ("cookie", "session=42")):
            assert {value} == set(web.headers(path, name)), (path, name)
    with_inner = [headers for asked, headers in web.asked if asked == "/inner"]
    assert [] == with_inner
    missing = look(f"{web.origin}/secret", "--config", config)
    assert (2, True) == (missing.code, "KL_WORD" in missing.complaint)


def test_credentials_stay_away_from_other_hosts(tmp_path: Path) -> None:
    with served() as site, served() as other:
        site.other = other.origin.replace("127.0.0.1", "localhost")
        config = _configured(
            tmp_path,
            '[browser]\nuser = "a"\npassword = "b"\nallow_hosts = ["localhost"]\n[browser.headers]\nX-Prov = "ja"\n',
        )
        assert [] == look(f"{site.origin}/foreign", "--config", config).json["not_examined"]
        assert [] != other.asked
        assert [(None, None)] * len(other.asked) == [
            (headers.get("authorization"), headers.get("x-prov")) for _, headers in other.asked
        ]


def test_login_recipe_opens_the_page_and_is_not_told(web: Site, tmp_path: Path) -> None:
    recipe = tmp_path / "login.yaml"
    recipe.write_text(
        f"start: {web.origin}/login\nsteps:\n  - {{fill: '[name=user]', with: anna}}\n"
        "  - {fill: '[name=word]', with: '${KL_WORD}'}\n  - {click: button}\n  - {wait_for: '#inloggad'}\n"
    )
    config = _configured(tmp_path, '[browser]\nlogin = "login.yaml"\n')
    report = look(f"{web.origin}/secret", "--config", config, KL_WORD="hemligt").json
    (page,) = report["pages"]
    assert ([], ["axe/image-alt"], []) == (report["not_examined"], _rules(page), page["document"]["redirects"])
    wrong = look(f"{web.origin}/secret", "--config", config, KL_WORD="feligt")
    assert "feligt" not in wrong.out + wrong.err
    assert "login failed at step 4" in wrong.json["not_examined"][0]["reason"]


def test_consent_is_left_as_met_unless_a_click_is_configured(
    web: Site, seen: dict[str, dict[str, Any]], tmp_path: Path
) -> None:
    assert [] == _of(seen["consent"], "axe/color-contrast")
    config = _configured(tmp_path, '[browser]\nclick = ["#ok"]\n')
    assert 1 == len(_of(_one(look(f"{web.origin}/consent", "--config", config)), "axe/color-contrast"))


def test_without_a_browser_nothing_is_examined(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = SCRIPTED / "enhanced-clean.html"
    (tmp_path / "chromedriver").write_text("#!/bin/sh\n")
    (tmp_path / "chromedriver").chmod(0o755)
    monkeypatch.setattr(os, "environ", os.environ | {"PATH": str(tmp_path)})
    code = (
        "import sys, linter.stages.browser.process.chromium as c; c._PLACES = ();"
        "from linter.cli import main; sys.argv[0] = 'kommunlint'; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "check", str(page), "--browser", "--format", "json"],
        capture_output=True,
        check=False,
        timeout=60,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    report = json.loads(done.stdout)
    assert (3, [], 1) == (done.returncode, report["pages"], len(report["not_examined"]))
    assert "apt-get install -y chromium chromium-driver" in done.stderr.decode()
    assert "Chromium cannot be found" in report["not_examined"][0]["reason"]


def test_text_report_says_what_was_lost_and_what_was_disproved(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    html = (SCRIPTED / "contacts-by-script.html").read_text("utf-8")
    page.write_text(html.replace("</head>", '<img src="https://cdn.example/a.png" alt=""></head>'), "utf-8")
    ran = check(page.name, "--browser", "--language", "en", "--fail-on", "never", cwd=tmp_path)
    words = " ".join(ran.out.split())
    for part in (
        "Not loaded, since it was not allowed: cdn.example. --allow-host HOST allows a host.",
        "Not loaded, since it is not under the page’s root: /elever.svg, /style.css.",
        "The browser showed that label-without-value",
        "without JavaScript and with it. Links were not checked. Rules: ",
        " and axe-core 4.14.1, day: ",
    ):
        assert part in words
    assert [] == [line for line in ran.out.splitlines() if len(line) > 80]


def test_python_looks_in_the_browser_too() -> None:
    report = linter.check([str(SCRIPTED / "application-shell.html")], today=TODAY, browser=True)
    assert ["page-needs-javascript"] == [finding.rule for page in report.pages for finding in page.findings]
    assert ("static", "browser") == report.run.stages


WORKER = """addEventListener('fetch', (event) => event.respondWith(new Response(
  '<!doctype html><title>w</title><main><h1>Kapad</h1><p>Telefon: 0480-45 99 99</p></main>', {headers: {'Content-Type': 'text/html'}})));
addEventListener('install', () => skipWaiting()); addEventListener('activate', (event) => event.waitUntil(clients.claim()));"""
LEAVES = """<!doctype html><html lang="sv"><head><title>T</title></head><body><main><h1>R</h1><p id="p"></p></main><script>
navigator.serviceWorker.register('/sw.js'); p.textContent = 'antal ' + localStorage.length + document.cookie;
localStorage.a = 1; document.cookie = 'a=1';</script></body></html>"""


def test_one_page_leaves_nothing_behind_for_the_next(tmp_path: Path) -> None:
    (tmp_path / "sw.js").write_text(WORKER)
    for name in ("1.html", "2.html", "3.html"):
        (tmp_path / name).write_text(LEAVES)
    pages = look(tmp_path, "--browsers", "1", "--allow-host", "localhost").json["pages"]
    assert [9, 9, 9] == [page["browser"]["with_scripting"]["characters"] for page in pages]
    assert [[], [], []] == [page["facts"]["emails"] + page["facts"]["contacts"] for page in pages]


def test_a_page_is_over_when_the_next_one_begins() -> None:
    with served() as site, served() as other:
        site.other = other.origin
        pages = look(f"{site.origin}/keeps-asking", f"{other.origin}/quiet", "--browsers", "1").json["pages"]
        assert [] == [asked for asked, _ in other.asked if asked == "/leak"]
        assert ([], []) == (pages[1]["facts"]["failed_requests"], pages[1]["limits"])


def test_nothing_goes_past_the_guard(web: Site) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as listener:
        listener.bind(("127.0.0.1", 0))
        listener.settimeout(0.5)
        web.stun = f"127.0.0.1:{listener.getsockname()[1]}"
        report = look(f"{web.origin}/calls-out", f"{web.origin}/socket").json
        with pytest.raises(TimeoutError):
            listener.recv(64)
    assert [[], ["websocket"]] == [[one["kind"] for one in page["browser"]["blocked"]] for page in report["pages"]]


def test_own_old_axe_serves_where_the_shipped_one_is_missing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(axe_script, "FOLDER", tmp_path)
    found = axe_script.find(None, "sv")
    assert ("3.1.1", True, None) == (found.version, found.is_old, found.locale)
