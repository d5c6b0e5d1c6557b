"""How the link stage asks: never what it may not, politely, once, and without losing what it knows."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import pytest

from tests.dns_server import NameServer, name_server
from tests.link_pages import ALLOWED, QUICK, follow, rules, site, verdicts, write
from tests.link_server import LinkServer, served
from tests.support import ROOT, check

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(name="web", scope="module")
def _web() -> Iterator[LinkServer]:
    with served() as server:
        yield server


@pytest.fixture(name="dns", scope="module")
def _dns() -> Iterator[NameServer]:
    with name_server() as server:
        yield server


# -- names ------------------------------------------------------------------------------------------------------------


def _named(dns: NameServer) -> str:
    return f'{QUICK}nameservers = ["{dns.address}"]\n'


def test_names(web: LinkServer, dns: NameServer, tmp_path: Path) -> None:
    port = web.server_port
    expected = {
        f"http://www.granvik.test:{port}/page/a": ("ok", "status"),
        f"http://xn--rksmrgs-5wao1o.granvik.test:{port}/page/a": ("ok", "status"),
        "http://finns-inte.granvik.test/": ("broken", "no_such_host"),
        "http://finns-inte.granvik.se/": ("broken", "no_such_host"),
        "http://trasig.granvik.se/": ("unstable", "resolver"),
        "http://moln.granvik.test/": ("blocked", "private_address"),
        "http://delad.granvik.test/": ("blocked", "private_address"),
    }
    hrefs = [url.replace("xn--rksmrgs-5wao1o", "räksmörgås") for url in expected]
    flags = ("--allow-host", f"www.granvik.test:{port}", "--allow-host", f"xn--rksmrgs-5wao1o.granvik.test:{port}")
    assert expected == verdicts(follow(tmp_path, hrefs, *flags, config=_named(dns)))


def test_a_machine_without_names_calls_nothing_broken(dns: NameServer, tmp_path: Path) -> None:
    dns.is_offline = True
    try:
        ran = follow(tmp_path, ["http://www.granvik.se/", "http://granvik.invalid/"], config=_named(dns))
    finally:
        dns.is_offline = False
    assert {
        "http://www.granvik.se/": ("unstable", "resolver"),
        "http://granvik.invalid/": ("broken", "no_such_host"),
    } == (verdicts(ran))
    (doubt,) = [f for f in ran.json["pages"][0]["findings"] if f["rule"] == "link-unverified"]
    assert "www.granvik.se" in doubt["message"]


def test_a_name_cannot_change_its_meaning(web: LinkServer, dns: NameServer, tmp_path: Path) -> None:
    web.heard.clear()
    hrefs = [f"http://vaxlar.granvik.test:{web.server_port}/page/{name}" for name in "abc"]
    follow(
        tmp_path, hrefs, config=_named(dns).replace("timeout = 2.0", "timeout = 0.5").replace("tries = 3", "tries = 1")
    )
    assert [] == web.heard
    assert 1 == dns.asked.count(("vaxlar.granvik.test", "A"))


def test_email_domains(dns: NameServer, tmp_path: Path) -> None:
    hrefs = [
        f"mailto:kommun@{name}" for name in ("granvik.test", "www.granvik.test", "tyst.granvik.test", "borta.test")
    ]
    ran = follow(tmp_path, hrefs, config=f"{_named(dns)}mail = true\n")
    assert [("ok", "mail"), ("ok", "mail"), ("broken", "no_mail"), ("broken", "no_such_host")] == [
        (one["verdict"], one["reason"]) for one in ran.json["pages"][0]["links"]
    ]
    assert [(7, "link-broken", "failed"), (8, "link-broken", "failed")] == rules(ran)
    assert [] == follow(tmp_path, hrefs, config=_named(dns)).json["links"]["targets"]


# -- politeness -------------------------------------------------------------------------------------------------------


def test_two_at_a_time_and_a_pause(tmp_path: Path) -> None:
    with served() as server:
        hrefs = [f"{site(server)}/page/{number}" for number in range(12)]
        follow(tmp_path, hrefs, config="[links]\nsoft_404 = false\nrobots = false\n")
    assert 2 >= server.most_at_once
    assert 11 * 0.05 < server.times[-1] - server.times[0]


def test_robots_and_user_agent(web: LinkServer, tmp_path: Path) -> None:
    web.heard.clear()
    web.headers.clear()
    follow(tmp_path, [f"{site(web)}/page/a"], config=f'{QUICK}contact = "webb@granvik.example"\n')
    assert ["GET"] == web.asked("/robots.txt")
    assert {True} == {"+webb@granvik.example" in heard["user-agent"] for heard in web.headers}
    follow(tmp_path, [f"{site(web)}/forbidden/"], "--fresh", config=f"{QUICK}robots = false\n")
    assert ["HEAD"] == web.asked("/forbidden/")


def test_credentials_stay_with_their_host(web: LinkServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HEMLIGT", "lösen")
    config = f'{QUICK}[browser]\nuser = "granvik"\npassword = "${{HEMLIGT}}"\n'
    port = web.server_port
    write(tmp_path, [], config)
    web.headers.clear()
    more = f'<a href="{site(web)}/secret/">Hemlig</a><a href="{site(web)}/out/{port}">Utåt</a>'
    page = tmp_path / "page.html"
    page.write_text(page.read_text("utf-8") + more, "utf-8")
    named = f"{site(web)}/page/start"
    usual = ("--links", "--format", "json", "--fail-on", "never", "--trust", ".")
    ran = check("page.html", named, *usual, *ALLOWED, cwd=tmp_path)
    assert {f"{site(web)}/secret/": ("ok", "status"), f"{site(web)}/out/{port}": ("refused", "status")} == verdicts(ran)
    told = {heard["host"] for heard in web.headers if "authorization" in heard}
    assert {f"127.0.0.1:{port}"} == told


def test_logins_in_addresses_are_not_used(web: LinkServer, tmp_path: Path) -> None:
    url = f"http://granvik:hemligt@127.0.0.1:{web.server_port}/secret/"
    assert [("refused", "status")] == list(verdicts(follow(tmp_path, [url])).values())


def test_cookies_are_kept_during_one_chain_of_redirects(tmp_path: Path) -> None:
    with served() as server:
        hrefs = [f"{site(server)}/cookie/{name}" for name in "ab"]
        follow(tmp_path, hrefs, config="[links]\ndelay = 0\nper_host = 1\nsoft_404 = false\nrobots = false\n")
        told = [(path, heard.get("cookie")) for (_, path), heard in zip(server.heard, server.headers, strict=True)]
    assert sorted(
        [("/cookie/a", None), ("/cookie/a", "seen=1"), ("/cookie/b", None), ("/cookie/b", "seen=1")], key=str
    ) == (sorted(told, key=str))


def test_the_time_of_the_stage_ends(web: LinkServer, tmp_path: Path) -> None:
    hrefs = [f"{site(web)}/page/{number}" for number in range(400)]
    ran = follow(tmp_path, hrefs, config="[links]\ndelay = 0.2\nseconds = 1\n")
    assert 3 == ran.code
    assert ["--links"] == [one["source"] for one in ran.json["not_examined"]]
    assert "links.seconds" in ran.json["not_examined"][0]["reason"]
    counts = ran.json["links"]["verdicts"]
    assert 400 == counts["ok"] + counts["skipped"]
    assert 0 < counts["ok"] < 400


# -- memory -----------------------------------------------------------------------------------------------------------


def test_what_is_known_is_not_asked_again(web: LinkServer, tmp_path: Path) -> None:
    web.heard.clear()
    hrefs = [f"{site(web)}/page/minns", f"{site(web)}/status/404?minns"]
    first, second = follow(tmp_path, hrefs), follow(tmp_path, hrefs)
    assert verdicts(first) == verdicts(second)
    assert (0, 2) == (first.json["links"]["from_memory"], second.json["links"]["from_memory"])
    assert ["HEAD"] == web.asked("/page/minns")
    third = follow(tmp_path, hrefs, "--fresh")
    assert 0 == third.json["links"]["from_memory"]
    assert (tmp_path / ".kommunlint" / ".gitignore").read_text() == "*\n"


def test_a_failure_counts_by_days(web: LinkServer, tmp_path: Path) -> None:
    url = f"{site(web)}/status/404?dagar"
    found: list[tuple[str, str, int, int]] = []
    for day in ("2026-11-19", "2026-11-20", "2026-11-20", "2026-11-21"):
        (page,) = follow(tmp_path, [url], "--confirm", "3", "--today", day).json["pages"]
        (finding,) = page["findings"]
        found.append((finding["severity"], finding["message_key"], finding["data"]["times"], finding["data"]["days"]))
    assert [
        ("warning", "unconfirmed", 1, 1),
        ("warning", "unconfirmed", 2, 2),
        ("warning", "unconfirmed", 2, 2),
        ("error", "status", 3, 3),
    ] == found


def test_a_file_that_is_no_memory_is_left_alone(web: LinkServer, tmp_path: Path) -> None:
    (tmp_path / ".kommunlint").mkdir()
    (tmp_path / ".kommunlint" / "links.sqlite").write_bytes(b"not a database" * 200)
    ran = follow(tmp_path, [f"{site(web)}/page/a"])
    assert {"ok"} == {kind for kind, _ in verdicts(ran).values()}
    (note,) = ran.json["run"]["note_reasons"]
    assert "memory_foreign" == note["reason_key"]
    assert b"not a database" * 200 == (tmp_path / ".kommunlint" / "links.sqlite").read_bytes()


def test_a_damaged_memory_loses_nothing_but_itself(web: LinkServer, tmp_path: Path) -> None:
    url = f"{site(web)}/page/a"
    follow(tmp_path, [url])
    path = tmp_path / ".kommunlint" / "links.sqlite"
    for damage in (lambda data: data[:8192] + b"x" * (len(data) - 8192), lambda data: data[:200]):
        path.write_bytes(damage(path.read_bytes()))
        assert {url: ("ok", "status")} == verdicts(follow(tmp_path, [url]))
        path.unlink()
        follow(tmp_path, [url])


def test_two_runs_share_a_memory(tmp_path: Path) -> None:
    with served() as server:
        for name in "ab":
            (tmp_path / name).mkdir()
        config = QUICK + f'cache = "{tmp_path / "shared.sqlite"}"\n'
        pages = [write(tmp_path / name, [f"{site(server)}/page/{name}{n}" for n in range(60)], config) for name in "ab"]
        started = [_started(page) for page in pages]
        reports = [json.loads(process.communicate(timeout=60)[0]) for process in started]
    assert [60, 60] == [report["links"]["verdicts"]["ok"] for report in reports]
    assert [[], []] == [report["run"]["notes"] for report in reports]


def _started(page: Path) -> subprocess.Popen[bytes]:
    words = [sys.executable, "-m", "linter", "check", page.name, "--links", "--format", "json", "--fail-on", "never"]
    return subprocess.Popen(
        [*words, "--trust", ".", *ALLOWED], cwd=page.parent, stdout=subprocess.PIPE, env=_environment()
    )


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT)}


def _until(server: LinkServer, number: int) -> None:
    ends = time.monotonic() + 30
    while len(server.heard) < number and time.monotonic() < ends:
        time.sleep(0.05)


SLOW = "[links]\ndelay = 0.05\nsoft_404 = false\nrobots = false\n"


def test_a_run_that_is_killed_goes_on_where_it_was(tmp_path: Path) -> None:
    with served() as server:
        page = write(tmp_path, [f"{site(server)}/page/{number}" for number in range(80)], SLOW)
        process = _started(page)
        _until(server, 40)
        process.kill()
        process.communicate()
        ran = check(page.name, "--links", "--format", "json", "--fail-on", "never", *ALLOWED, cwd=tmp_path)
    assert 80 == ran.json["links"]["verdicts"]["ok"]
    assert 20 < ran.json["links"]["from_memory"]
    assert 110 > len(server.heard)


def test_a_run_that_is_stopped_says_what_was_not_asked(tmp_path: Path) -> None:
    with served() as server:
        page = write(tmp_path, [f"{site(server)}/page/{number}" for number in range(200)], SLOW)
        process = _started(page)
        _until(server, 20)
        process.send_signal(signal.SIGINT)
        out, _ = process.communicate(timeout=60)
    report: dict[str, Any] = json.loads(out)
    assert (130, False) == (process.returncode, report["run"]["complete"])
    assert "the run was stopped" in report["not_examined"][0]["reason"]
    states = {one["verdict"] for one in report["pages"][0]["links"]}
    assert {"ok", "skipped"} == states
