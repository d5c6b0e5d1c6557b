"""The link stage by its command: what servers play is told apart, and each fault is said once at its link."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import pytest

from tests.dns_server import NameServer, name_server
from tests.link_pages import ALLOWED, DATA, QUICK, follow, rules, site, verdicts, write
from tests.link_server import LinkServer, served
from tests.odd_servers import Liar, Maintained, both
from tests.servers import running
from tests.support import check

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(name="web", scope="module")
def _web() -> Iterator[LinkServer]:
    with served() as server:
        yield server


TABLE = {
    "/page/bygglov": ("ok", "status", None),
    "/page/med mellanslag och åäö": ("ok", "status", None),
    "/page/med%20mellanslag%2Foch%20%C3%A5": ("ok", "status", None),
    "/page/b#rubrik": ("ok", "status", None),
    "/page/c#%C3%B6ppet": ("ok", "status", None),
    "/page/d#öppet": ("ok", "status", None),
    "/page/e#:~:text=tider": ("ok", "status", None),
    "/page/f#saknas": ("ok", "status", "link-fragment-missing"),
    "/packed/#rubrik": ("ok", "status", None),
    "/script/#saknas": ("ok", "status", "link-fragment-missing"),
    "/bomb/#saknas": ("ok", "status", None),
    "/found/bygglov": ("ok", "status", None),
    "/cookie/": ("ok", "status", None),
    "/letters/utf-8": ("ok", "status", None),
    "/letters/latin-1": ("ok", "status", None),
    "/no-head/404": ("ok", "status", None),
    "/no-head/405": ("ok", "status", None),
    "/no-head/501": ("ok", "status", None),
    "/drops-head/": ("ok", "status", None),
    "/recovers/429/1": ("ok", "status", None),
    "/recovers/503": ("ok", "status", None),
    "/old/": ("ok", "status", None),
    "/file/a": ("ok", "status", None),
    "/soft/simhallen": ("ok", "status", None),
    "/short/badhus": ("ok", "status", None),
    "/menu/badhus": ("ok", "status", None),
    "/frames/badhus": ("ok", "status", None),
    "/head-away/302": ("ok", "status", None),
    "/head-away/301": ("ok", "status", None),
    "/head-away/401": ("ok", "status", None),
    "/to-place/#gammal": ("ok", "status", None),
    "/two-members/#öppet": ("ok", "status", None),
    "/raw-deflate/#öppet": ("ok", "status", None),
    "/session/": ("ok", "status", None),
    "/big-header/": ("ok", "status", None),
    "/language/x": ("ok", "status", None),
    "/to-number/": ("ok", "status", None),
    "/large-pdf/#sida3": ("document", "status", None),
    "/no-type/badhus": ("ok", "status", None),
    "/moved/bygglov": ("moved", "moved", "link-moved"),
    "/large-pdf/gammal": ("moved", "moved", "link-moved"),
    "/chain/": ("moved", "moved", "link-moved"),
    "/status/404": ("broken", "status", "link-broken"),
    "/status/410": ("broken", "status", "link-broken"),
    "/short-body/404": ("broken", "status", "link-broken"),
    "/gone-behind/": ("broken", "status", "link-broken"),
    "/loop/a": ("broken", "loop", "link-broken"),
    "/endless/0": ("broken", "loop", "link-broken"),
    "http://granvik.invalid/": ("broken", "no_such_host", "link-broken"),
    "/status/401": ("refused", "status", "link-unverified"),
    "/status/403": ("refused", "status", "link-unverified"),
    "/status/407": ("refused", "status", "link-unverified"),
    "/status/451": ("refused", "status", "link-unverified"),
    "/status/999": ("refused", "status", "link-unverified"),
    "/later/": ("refused", "status", "link-unverified"),
    "/challenge/403": ("refused", "challenge", "link-unverified"),
    "/challenge/404": ("refused", "challenge", "link-unverified"),
    "/challenge/503": ("refused", "challenge", "link-unverified"),
    "/to-login/": ("refused", "login", "link-unverified"),
    "/status/500": ("unstable", "status", "link-unverified"),
    "/status/503": ("unstable", "status", "link-unverified"),
    "/garbage/#x": ("unstable", "no_http", "link-unverified"),
    "/no-http/": ("unstable", "no_http", "link-unverified"),
    "/no-location/": ("unstable", "no_location", "link-unverified"),
    "/drip/": ("unstable", "timeout", "link-unverified"),
    "http://127.0.0.1:9/": ("unstable", "connection", "link-unverified"),
    "/to-start/": ("soft-404", "start_page", "link-soft-404"),
    "/to-error/": ("soft-404", "missing_page", "link-soft-404"),
    "/soft/badhuset": ("soft-404", "alike", "link-soft-404"),
    "/soft-redirect/bad": ("soft-404", "alike", "link-soft-404"),
    "/short/borta": ("soft-404", "alike", "link-soft-404"),
    "/menu/borta": ("soft-404", "alike", "link-soft-404"),
    "/spa/bad": ("skipped", "application", None),
    "/app/bad": ("skipped", "application", None),
    "/to-mail/": ("skipped", "scheme", None),
    "/forbidden/": ("skipped", "robots", None),
    "/to-metadata/": ("blocked", "private_address", None),
    "http://10.0.0.8/": ("blocked", "private_address", "link-address-private"),
    "http://100.64.0.1/": ("blocked", "private_address", "link-address-private"),
    "http://0x7f.2/": ("blocked", "private_address", "link-address-private"),
    "http://[fe80::1]/": ("blocked", "private_address", "link-address-private"),
    "http://[::ffff:10.0.0.8]/": ("blocked", "private_address", "link-address-private"),
}


@pytest.fixture(name="dns", scope="module")
def _dns() -> Iterator[NameServer]:
    with name_server() as server:
        yield server


def test_verdicts_and_findings(web: LinkServer, tmp_path: Path) -> None:
    hrefs = [href if "://" in href else f"{site(web)}{href}" for href in TABLE]
    ran = follow(tmp_path, hrefs)
    listed = [(one["verdict"], one["reason"]) for one in ran.json["pages"][0]["links"]]
    assert dict(zip(TABLE, ((kind, why) for kind, why, _ in TABLE.values()), strict=True)) == dict(
        zip(TABLE, listed, strict=True)
    )
    expected = [(line, rule) for line, (_, _, rule) in enumerate(TABLE.values(), 5) if rule is not None]
    assert expected == [(line, rule) for line, rule, _ in rules(ran)]
    doubtful = {"link-unverified"}
    script = 5 + list(TABLE).index("/script/#saknas")
    assert {"cannot_tell"} == {o for line, rule, o in rules(ran) if rule in doubtful or line == script}
    assert {"failed"} == {o for line, rule, o in rules(ran) if rule not in doubtful and line != script}
    said = " ".join(limit["what"] for limit in ran.json["pages"][0]["limits"])
    assert [] == [word for word in ("private_address: 10.0.0.8", "robots", "application", "scheme") if word not in said]


def test_the_new_address_is_ready_to_paste(web: LinkServer, tmp_path: Path) -> None:
    ran = follow(tmp_path, [f"{site(web)}/moved/bygglov#rubrik", f"{site(web)}/chain/"])
    moved = [f["data"]["address"] for f in ran.json["pages"][0]["findings"]]
    assert [f"{site(web)}/page/bygglov#rubrik", f"{site(web)}/page/lov"] == moved


def test_evidence_names_every_request(web: LinkServer, tmp_path: Path) -> None:
    (one,) = follow(tmp_path, [f"{site(web)}/gone-behind/"]).json["links"]["targets"]
    steps = [(hop["url"].removeprefix(site(web)), hop["method"], hop["status"]) for hop in one["hops"]]
    assert [
        ("/gone-behind/", "HEAD", 302),
        ("/status/404", "HEAD", 404),
        ("/status/404", "GET", 404),
        ("/gone-behind/", "GET", 302),
        ("/status/404", "GET", 404),
    ] == steps
    assert all(hop["at"].endswith("+00:00") for hop in one["hops"])
    assert {"times": 1, "days": 1} == {name: one["failures"][name] for name in ("times", "days")}


@pytest.mark.parametrize(
    ("certificate", "trusts", "verdict", "reason"),
    [
        pytest.param("valid.pem", True, "ok", "status", id="valid"),
        pytest.param("expired.pem", True, "insecure", "expired", id="expired"),
        pytest.param("expired.pem", False, "insecure", "expired", id="expired-of-an-unknown-issuer"),
        pytest.param("wrong-host.pem", True, "insecure", "wrong_host", id="wrong-host"),
        pytest.param("wrong-host.pem", False, "insecure", "wrong_host", id="wrong-host-of-an-unknown-issuer"),
        pytest.param("self-signed.pem", False, "insecure", "wrong_host", id="self-signed-for-another-host"),
        pytest.param("valid.pem", False, "unstable", "unknown_issuer", id="unknown-issuer"),
    ],
)
def test_certificates(tmp_path: Path, certificate: str, trusts: bool, verdict: str, reason: str) -> None:  # noqa: FBT001  a column of the table
    config = QUICK + (f'ca_file = "{DATA / "authority.pem"}"\n' if trusts else "")
    with served(DATA / certificate) as server:
        url = f"https://127.0.0.1:{server.server_port}/page/bygglov"
        ran = follow(tmp_path, [url], config=config)
    assert {url: (verdict, reason)} == verdicts(ran)


def test_http_where_https_answers(web: LinkServer, dns: NameServer, tmp_path: Path) -> None:
    config = QUICK + f'ca_file = "{DATA / "authority.pem"}"\nnameservers = ["{dns.address}"]\n'
    with served(DATA / "valid.pem") as secure, both(DATA / "valid.pem") as one:
        expected = {
            f"{site(web)}/to-https/{secure.server_port}": ("insecure", "http"),
            f"{site(web)}/elsewhere/{secure.server_port}": ("moved", "moved"),
            f"http://www.granvik.test:{one.server_port}/page/a": ("insecure", "http"),
            f"http://www.granvik.test:{web.server_port}/page/a": ("ok", "status"),
        }
        ran = follow(tmp_path, list(expected), "--allow-host", "www.granvik.test", config=config)
    assert expected == verdicts(ran)
    assert ["warning"] * 3 == [f["severity"] for f in ran.json["pages"][0]["findings"]]


@pytest.mark.parametrize(
    ("kind", "path", "verdict", "reason"),
    [
        pytest.param(Maintained, "/bygga/lov", "refused", "all_led", id="everything-leads-to-one-page"),
        pytest.param(Liar, "/page/lov", "ok", "status", id="there-by-get"),
        pytest.param(Liar, "/borta/lov", "broken", "status", id="missing-by-get"),
    ],
)
def test_hosts_with_ways_of_their_own(
    tmp_path: Path, kind: type[LinkServer], path: str, verdict: str, reason: str
) -> None:
    server = kind()
    with running(server):
        url = f"{site(server)}{path}"
        assert {url: (verdict, reason)} == verdicts(follow(tmp_path, [url]))


def test_a_host_that_is_silent_is_not_waited_for(tmp_path: Path) -> None:
    with served() as server:
        hrefs = [f"{site(server)}/drip/{number}" for number in range(12)]
        ran = follow(
            tmp_path, hrefs, config=QUICK.replace("per_host = 16", "per_host = 1\ntries = 1").replace("2.0", "0.3")
        )
    assert {("unstable", "timeout"), ("unstable", "given_up")} == set(verdicts(ran).values())
    assert 8 > len(server.heard)


def test_a_host_that_does_not_exist_breaks_all_its_addresses(tmp_path: Path) -> None:
    hrefs = [f"http://granvik.invalid/{number}" for number in range(12)]
    ran = follow(tmp_path, hrefs, config=QUICK.replace("per_host = 16", "per_host = 1"))
    assert {("broken", "no_such_host")} == set(verdicts(ran).values())
    assert {"link-broken"} == {rule for _, rule, _ in rules(ran)}


def test_a_host_is_not_given_up_for_what_others_or_single_pages_do(tmp_path: Path) -> None:
    with served() as server, served() as other:
        here = site(server)
        away = [f"{here}/away/{other.server_port}/{number}" for number in range(4)]
        drops = [f"{here}/drops/{number}" for number in range(4)]
        rest = {f"{here}/page/a": ("ok", "status"), f"{here}/status/404": ("broken", "status")}
        config = QUICK.replace("per_host = 16", "per_host = 1\ntries = 1").replace("2.0", "0.3")
        found = verdicts(follow(tmp_path, [*away, *drops, *rest], config=config))
    assert rest == {url: found[url] for url in rest}
    assert {"unstable"} == {found[url][0] for url in (*away, *drops)}


def test_what_a_busy_host_was_not_asked_is_not_remembered(tmp_path: Path) -> None:
    with served() as server:
        hrefs = [f"{site(server)}/later/{number}" for number in range(4)] + [f"{site(server)}/status/404"]
        config = QUICK.replace("per_host = 16", "per_host = 1")
        first = verdicts(follow(tmp_path, hrefs, config=config))
        again = verdicts(follow(tmp_path, [hrefs[-1]], config=config))
    assert ("refused", "given_up") == first[hrefs[-1]]
    assert {hrefs[-1]: ("broken", "status")} == again


def test_ipv6(tmp_path: Path) -> None:
    try:
        with served(family=socket.AF_INET6) as server:
            url = f"{site(server, '::1')}/page/bygglov"
            assert {url: ("ok", "status")} == verdicts(follow(tmp_path, [url]))
    except OSError as error:
        pytest.skip(f"no IPv6 here: {error}")


def test_every_address_is_asked_once(web: LinkServer, tmp_path: Path) -> None:
    web.heard.clear()
    url = f"{site(web)}/page/en-gang"
    ran = follow(tmp_path, [url, f"{url}#rubrik", url, f" {url} "])
    assert {url: ("ok", "status")} == verdicts(ran)
    assert ["GET"] == web.asked("/page/en-gang")


def test_a_page_of_the_run_is_not_asked_again(web: LinkServer, tmp_path: Path) -> None:
    web.heard.clear()
    write(tmp_path, [], more="<p>Två länkar.</p>")
    urls = [f"{site(web)}/page/start", f"{site(web)}/soft/simhallen"]
    page = tmp_path / "page.html"
    page.write_text(
        page.read_text("utf-8") + f'<a href="{urls[0]}#rubrik">A</a><a href="{urls[1]}#saknas">B</a>', "utf-8"
    )
    ran = check("page.html", *urls, "--links", "--format", "json", "--fail-on", "never", *ALLOWED, cwd=tmp_path)
    assert {("ok", "this_run")} == set(verdicts(ran).values())
    assert ["GET"] == web.asked("/page/start")
    assert ["link-fragment-missing"] == [f["rule"] for f in ran.json["pages"][0]["findings"]]


def test_what_else_a_page_refers_to(web: LinkServer, tmp_path: Path) -> None:
    here = site(web)
    more = (
        f'<img src="{here}/status/404?a" alt="x">\n<img src="{here}/file/b" srcset="{here}/status/404?b 2x" alt="x">\n'
        f'<iframe src="{here}/status/404?c" title="x"></iframe>\n<script src="{here}/status/404?d"></script>\n'
        f'<form action="{here}/post-only/"><button>x</button></form>\n<form action="{here}/status/404?e"></form>\n'
        f'<map name="m"><area href="{here}/status/404?f" alt="x"></map>\n<link rel="preconnect" href="{here}/status/404">\n'
        f'<a href="tel:0480450000">0480-45 00 00</a>\n<a href="file:///H:/a.docx">Word-fil</a>'
    )
    ran = follow(tmp_path, [], more=more)
    assert [
        (6, "image-missing"),
        (7, "image-missing"),
        (8, "link-broken"),
        (9, "link-broken"),
        (11, "link-broken"),
        (12, "link-broken"),
        (15, "link-address-malformed"),
    ] == [(line, rule) for line, rule, _ in rules(ran)]


def test_addresses_are_resolved_as_a_browser_does(web: LinkServer, tmp_path: Path) -> None:
    (tmp_path / "saved").mkdir()
    page = tmp_path / "saved" / "page.html"
    for head, expected in (
        (f'<base href="{site(web)}/page/x/">', f"{site(web)}/page/x/y"),
        (f'<link rel="canonical" href="{site(web)}/page/z/w">', f"{site(web)}/page/z/y"),
    ):
        page.write_text(f'<html lang="sv">{head}<main><a href="y">Sidan y</a></main>', "utf-8")
        ran = check("saved/page.html", "--links", "--format", "json", "--fail-on", "never", *ALLOWED, cwd=tmp_path)
        assert expected in {link["url"] for link in ran.json["pages"][0]["links"]}
    page.write_text('<html lang="sv"><main><a href="y">Sidan y</a></main>', "utf-8")
    ran = check("saved/page.html", "--links", "--format", "json", "--fail-on", "never", *ALLOWED, cwd=tmp_path)
    assert [("skipped", "no_base")] == [(one["verdict"], one["reason"]) for one in ran.json["pages"][0]["links"]]
    ran = check("saved", "--links", "--root", "saved", "--format", "json", "--fail-on", "never", cwd=tmp_path)
    assert [("broken", "no_file")] == [(one["verdict"], one["reason"]) for one in ran.json["pages"][0]["links"]]


def test_nothing_outside_the_root_is_looked_at(tmp_path: Path) -> None:
    (tmp_path / "secret.html").write_text("x", "utf-8")
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "out.txt").symlink_to(tmp_path / "secret.html")
    ways = ("/../secret.html", "/%2e%2e/secret.html", "/..%2fsecret.html", "/out.txt")
    hrefs = "".join(f'<p><a href="{href}">Sidan</a></p>' for href in ways)
    (tmp_path / "site" / "index.html").write_text(f'<html lang="sv"><main>{hrefs}</main>', "utf-8")
    ran = check("site", "--links", "--format", "json", "--fail-on", "never", cwd=tmp_path)
    told = {(one["verdict"], one["reason"]) for page in ran.json["pages"] for one in page["links"]}
    assert {("broken", "no_file")} == told


def test_a_loopback_address_needs_to_be_allowed(web: LinkServer, tmp_path: Path) -> None:
    web.heard.clear()
    write(tmp_path, [f"{site(web)}/page/hemligt"])
    ran = check("page.html", "--links", "--format", "json", "--fail-on", "never", cwd=tmp_path)
    assert {f"{site(web)}/page/hemligt": ("blocked", "private_address")} == verdicts(ran)
    assert [] == web.heard
    assert [(5, "link-address-private", "failed")] == rules(ran)


def test_a_place_that_a_script_makes_is_there_where_the_browser_saw_the_page(tmp_path: Path) -> None:
    links = '<a href="#gjord">Gjord</a>\n<a href="#borta">Borta</a>\n<a href="b.html#gjord">Gjord</a>\n<a href="b.html#borta">Borta</a>'
    made = "<script>document.querySelector('main').append(Object.assign(document.createElement('p'), {id: 'gjord'}))</script>"
    for name in ("a", "b", "index"):
        text = f"<!doctype html><html lang='sv'><title>Sidan {name}</title><main><h1>Sidan</h1>\n{links}</main>{made}"
        (tmp_path / f"{name}.html").write_text(text, "utf-8")
    flags = ("--links", "--select", "links", "--format", "json", "--fail-on", "never")
    told = {
        seen: [
            (f["line"], f["outcome"])
            for f in check(".", *flags, *seen, cwd=tmp_path).json["pages"][0]["findings"]
            if f["rule"] == "link-fragment-missing"
        ]
        for seen in ((), ("--browser",))
    }
    doubted = [(line, "cannot_tell") for line in (2, 3, 4, 5)]
    assert {(): doubted, ("--browser",): [(3, "failed"), (5, "failed")]} == told


# -- suggestions ------------------------------------------------------------------------------------------------------


def test_the_nearest_page_is_suggested(tmp_path: Path) -> None:
    for name, title in (("index", "Start"), ("bygga/bygglov", "Ansök om bygglov"), ("skola/forskola", "Förskola")):
        path = tmp_path / "site" / f"{name}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            f'<html lang="sv"><title>{title} – Granvik</title><main><p>Senast uppdaterad 2026-11-04</p></main>', "utf-8"
        )
    links = '<a href="/bygga/byggloven.html">Lov</a><a href="/abc/q">Ansök om bygglov</a><a href="/xyz">Simhallen</a>'
    (tmp_path / "site" / "index.html").write_text(f'<html lang="sv"><title>Start</title><main>{links}</main>', "utf-8")
    ran = check("site", "--links", "--format", "json", "--fail-on", "never", cwd=tmp_path)
    page = next(page for page in ran.json["pages"] if page["source"].endswith("index.html"))
    suggested = [f["data"].get("suggestion") for f in page["findings"] if f["rule"] == "link-broken"]
    assert ["/bygga/bygglov.html", "/bygga/bygglov.html", None] == suggested


def test_a_page_of_the_sitemap_is_suggested(web: LinkServer, tmp_path: Path) -> None:
    write(tmp_path, [])
    flags = ("--links", "--format", "json", "--fail-on", "never")
    ran = check(f"{site(web)}/linked/", *flags, *ALLOWED, cwd=tmp_path)
    (finding,) = [f for f in ran.json["pages"][0]["findings"] if f["rule"] == "link-broken"]
    assert f"{site(web)}/page/bygga/bygglov" == finding["data"]["suggestion"]
    assert finding["data"]["suggestion"] in finding["message"]


def test_text_report_names_what_was_found_and_what_was_not_asked(web: LinkServer, tmp_path: Path) -> None:
    write(tmp_path, [f"{site(web)}/page/a", f"{site(web)}/status/404", "http://10.0.0.8/"])
    ran = check("page.html", "--links", "--language", "en", *ALLOWED, cwd=tmp_path)
    assert 1 == ran.code
    expected = [
        "link-broken",
        "answers 404",
        "1 of 3 links were not checked: the address is private and was not allowed (--allow-host HOST): 10.0.0.8",
        "Links: 1 works, 1 is broken, 1 was not allowed",
        "and so were the links",
    ]
    told = " ".join(ran.out.split())
    assert [] == [words for words in expected if words not in told]
