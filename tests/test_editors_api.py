"""The editors' server as programs and other sites meet it: answers, refusals, limits, jobs."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

import pytest

from tests.editors_server import EditorsServer, serving
from tests.support import FAULTY, check, validate

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_TINY = "[serve]\nmax_bytes = 4096\nchecks_per_minute = 12\ncors_origins = ['https://cms.example']\n"


@pytest.fixture(name="server", scope="module")
def _server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EditorsServer]:
    with serving(tmp_path_factory.mktemp("editors"), "--no-browser") as server:
        yield server


@pytest.fixture(name="tiny")
def _tiny(tmp_path: Path) -> Iterator[EditorsServer]:
    (tmp_path / "kommunlint.toml").write_text(_TINY, "utf-8")
    with serving(tmp_path, "--no-browser") as server:
        yield server


def test_html_is_answered_with_the_report_of_one_page(server: EditorsServer) -> None:
    answer = server.check(html=FAULTY, url="https://www.lerboda.se/bad?id=3#a")
    validate(answer.json)
    (page,) = answer.json["pages"]
    assert (200, "https://www.lerboda.se/bad") == (answer.status, page["source"])
    assert ["updated-date-empty"] == [one["rule"] for one in page["findings"]]


def test_language_is_that_of_the_request(server: EditorsServer) -> None:
    messages = [
        server.check(html=FAULTY, language=language).json["pages"][0]["findings"][0]["message"]
        for language in ("sv", "en")
    ]
    assert ["Det står inget datum efter ”Sidan uppdaterad”.", 2] == [messages[0], len({*messages})]


def test_source_beside_a_tree_tells_what_needs_scripting(server: EditorsServer) -> None:
    answer = server.check(html=FAULTY.replace("uppdaterad", "uppdaterad 2026-11-04"), served=FAULTY)
    assert ["date-needs-javascript"] == [one["rule"] for one in answer.json["pages"][0]["findings"]]


@pytest.mark.parametrize(
    ("body", "status", "key"),
    [
        (b"{", 400, "broken_json"),
        (b"[1]", 422, "not_an_object"),
        (b"{}", 422, "html_or_address"),
        (b'{"html": "<p>", "address": "https://a.se/"}', 422, "html_or_address"),
        (b'{"html": 3}', 422, "wrong_type"),
        (b'{"html": "<p>x", "language": "xx"}', 422, "unknown_language"),
        (b'{"html": "<p>x", "stages": "links"}', 422, "wrong_type"),
        (b'{"html": "<p>x", "stages": ["browser"]}', 422, "unknown_stage"),
        (b'{"html": ""}', 422, "nothing_given"),
        (b'{"address": "file:///etc/passwd"}', 422, "address_not_web"),
        (b'{"address": "http://a b"}', 422, "address_malformed"),
        (b"[" * 100_000, 400, "broken_json"),
    ],
)
def test_faulty_question_is_refused_with_a_key(server: EditorsServer, body: bytes, status: int, key: str) -> None:
    answer = server.ask("/api/v1/check", body, Content_Type="application/json")
    assert (status, key) == (answer.status, answer.json["error"]["key"])
    assert answer.json["error"]["message"]


def test_other_media_types_are_refused(server: EditorsServer) -> None:
    answer = server.ask("/api/v1/check", b"\x89PNG", Content_Type="image/png")
    assert (415, "not_json") == (answer.status, answer.json["error"]["key"])


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"}, 403),
        ({"Sec-Fetch-Site": "same-site", "Origin": "https://cms.example"}, 403),
        ({"Sec-Fetch-Site": "", "Origin": "https://evil.example"}, 403),
        ({"Sec-Fetch-Site": "", "Origin": "null"}, 403),
        ({}, 200),
    ],
)
def test_posts_of_other_sites_are_refused(server: EditorsServer, headers: dict[str, str], status: int) -> None:
    assert status == server.post(headers=headers, html=FAULTY).status


def test_no_origin_may_read_unless_it_is_named(server: EditorsServer, tiny: EditorsServer) -> None:
    asked = [
        one.ask("/api/v1/check", b'{"html": "<p>x"}', Content_Type="application/json", Origin="https://cms.example")
        for one in (server, tiny)
    ]
    assert [403, 200] == [one.status for one in asked]
    assert [None, "https://cms.example"] == [one.headers.get("access-control-allow-origin") for one in asked]


def test_browser_is_told_that_a_named_origin_may_use_the_api(server: EditorsServer, tiny: EditorsServer) -> None:
    asked = {"Origin": "https://cms.example", "Access_Control_Request_Method": "POST"}
    answers = [one.ask("/api/v1/check", method="OPTIONS", **asked) for one in (server, tiny)]
    assert [405, 204] == [one.status for one in answers]
    assert ("https://cms.example", "GET, POST") == (
        answers[1].headers["access-control-allow-origin"],
        answers[1].headers["access-control-allow-methods"],
    )


def test_body_over_the_limit_is_refused(tiny: EditorsServer) -> None:
    assert [200, 413] == [tiny.check(html="x" * size).status for size in (100, 5000)]
    assert 200 == tiny.ask("/healthz").status


def test_too_many_checks_are_refused_for_a_while(tiny: EditorsServer) -> None:
    answers = [tiny.check(html="<p>x") for _ in range(13)]
    assert [200] * 12 + [429] == [one.status for one in answers]
    assert 0 < int(answers[-1].headers["retry-after"]) <= 61


@pytest.mark.parametrize("path", ["/", "/handover", "/healthz", "/static/page.css", "/result/none"])
def test_every_answer_carries_the_policy(server: EditorsServer, path: str) -> None:
    headers = server.ask(path).headers
    assert "script-src 'self';" in headers["content-security-policy"]
    assert ("nosniff", "same-origin") == (headers["x-content-type-options"], headers["referrer-policy"])


def test_page_is_shown_in_a_sandbox(server: EditorsServer) -> None:
    answer = server.post(html=FAULTY.replace("</main>", "<script>top.x = 1</script></main>"))
    (frame,) = re.findall(r"<iframe[^>]*>", answer.text)
    assert 'sandbox="allow-same-origin"' in frame
    shown = server.ask(re.findall(r'src="(/preview/[^"]+)"', frame)[0])
    policy = shown.headers["content-security-policy"]
    assert ("script-src 'none'" in policy, "sandbox allow-same-origin" in policy) == (True, True)
    assert 'id="kommunlint-1"' in shown.text


def test_stages_that_take_long_are_a_job(server: EditorsServer) -> None:
    started = server.check(html=FAULTY, stages=["static", "links"])
    assert (202, "waiting") == (started.status, started.json["state"])
    events = server.ask(f"{started.json['job']}/events")
    assert "text/event-stream" in events.headers["content-type"]
    assert ["state", "end"] == re.findall(r"^event: (\w+)$", events.text, re.MULTILINE)
    done = server.ask(started.json["job"])
    validate(done.json)
    assert ["static", "links"] == done.json["run"]["stages"]


def test_form_shows_the_rest_as_it_comes(server: EditorsServer) -> None:
    answer = server.post(html=FAULTY)
    (path,) = re.findall(r'hx-get="(/result/[^"]+)"', answer.text)
    until = time.monotonic() + 30
    while "hx-get" in (told := server.ask(path).text) and time.monotonic() < until:
        pass
    assert "Datum saknas" in told
    assert "hx-get" not in told


def test_later_stages_tell_what_a_source_beside_a_tree_leaves_open(server: EditorsServer) -> None:
    tree = FAULTY.replace("uppdaterad", "uppdaterad 2026-11-04").replace(
        "</main>", '<a href="/prover">Prover</a></main>'
    )
    answer = server.post(html=tree, served=FAULTY, tree="1", url="http://badplatser.invalid/bad")
    (path,) = re.findall(r'hx-get="(/result/[^"]+)"', answer.text)
    until = time.monotonic() + 30
    while "hx-get" in (told := server.ask(path).text) and time.monotonic() < until:
        pass
    assert 'data-rule="date-needs-javascript"' in told
    assert 'data-rule="link-broken"' in told
    assert "Granskas bara genom att länkarna öppnas" not in told


def test_result_that_is_gone_is_told(server: EditorsServer) -> None:
    answer = server.ask("/result/none")
    assert (404, True) == (answer.status, "Resultatet finns inte kvar" in answer.text)


def test_own_linter_finds_nothing(server: EditorsServer, tmp_path: Path) -> None:
    page = (
        "<!doctype html><html lang='sv'><title>Lerboda simhall</title><h1>Lerboda simhall</h1><p>Sidan uppdaterad:</p>"
    )
    told = server.post(html=page).text
    result = told.partition('src="/preview/')[2].partition('"')[0]
    views = ["", "?lang=en", "handover", "handover?lang=en", "decisions", "decisions?lang=en", f"result/{result}"]
    usual = ("--browser", "--allow-host", "127.0.0.1", "--select", "axe,links,email,maps", "--format", "json")
    ran = check(*(f"{server.origin}/{one}" for one in views), *usual, "--fail-on", "never", cwd=tmp_path)
    assert (len(views), []) == (len(ran.json["pages"]), ran.json["not_examined"])
    found = [(one["source"], f["rule"]) for one in ran.json["pages"] for f in one["findings"] if not f["suppressed"]]
    assert [] == found
