"""What strangers try on the editors' server: addresses that lead inward, pages that want to run, other sites' messages."""

from __future__ import annotations

import re
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from tests.dns_server import name_server
from tests.editors_server import EditorsServer, serving
from tests.servers import Handler, Server, running
from tests.windows import window

if TYPE_CHECKING:
    from collections.abc import Iterator

_HTML = "<!doctype html><html lang='sv'><title>Inre</title><p>Sidan uppdaterad:</p>"
_INWARD = [
    # loopback, as it is and in every other spelling of a number
    "http://127.0.0.1:{port}/", "http://127.0.0.2:{port}/", "http://127.255.255.254:{port}/", "http://2130706433:{port}/",
    "http://0x7f000001:{port}/", "http://0x7f.1:{port}/", "http://0177.0.0.1:{port}/", "http://017700000001:{port}/",
    "http://127.1:{port}/", "http://127.0.1:{port}/", "http://0x7F.0x0.0x0.0x1:{port}/", "http://127.0.0.1.:{port}/",
    "http://0:{port}/", "http://0.0.0.0:{port}/", "http://[::]:{port}/", "http://[::1]:{port}/",
    "http://[0:0:0:0:0:0:0:1]:{port}/", "http://localhost:{port}/", "http://LOCALHOST.:{port}/",
    # in letters and digits that browsers take for ASCII
    "http://①②⑦.⓪.⓪.①:{port}/", "http://１２７.0.0.1:{port}/", "http://127。0。0。1:{port}/", "http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ:{port}/",
    "http://%31%32%37.0.0.1:{port}/", "http://%6c%6fcalhost:{port}/",
    # with a login before it that looks like a host
    "http://www.lerboda.se@127.0.0.1:{port}/", "http://www.lerboda.se:80@127.0.0.1:{port}/", "http://a:b@localhost:{port}/",
    r"http://127.0.0.1:{port}\@www.lerboda.se/", "HTTP://127.0.0.1:{port}/",
    # IPv4 inside IPv6: mapped, compatible, NAT64, 6to4, Teredo, ISATAP
    "http://[::ffff:127.0.0.1]:{port}/", "http://[::ffff:7f00:1]:{port}/", "http://[::127.0.0.1]:{port}/",
    "http://[64:ff9b::7f00:1]:{port}/", "http://[64:ff9b:1::7f00:1]/", "http://[2002:7f00:1::]:{port}/",
    "http://[2001:0:7f00:1::80ff:fffe]/", "http://[::ffff:10.0.0.1]/", "http://[64:ff9b::a9fe:a9fe]/",
    # private, link-local, carrier-grade, metadata, unique local, multicast, reserved
    "http://10.0.0.1/", "http://172.16.0.1/", "http://192.168.1.1/", "http://169.254.169.254/", "http://169.254.0.1/",
    "http://100.64.0.1/", "http://100.100.100.200/", "http://[fe80::1]/", "http://[fd00:ec2::254]/", "http://[fc00::1]/",
    "http://[fec0::1]/", "http://224.0.0.1/", "http://[ff02::1]/", "http://240.0.0.1/", "http://255.255.255.255/",
    "http://192.0.2.1/", "http://198.18.0.1/", "http://192.0.0.8/", "http://[2001:db8::1]/", "http://0xa9fea9fe/",
]  # fmt: skip
_NAMES = [
    "http://www.granvik.test:{port}/", "http://moln.granvik.test/", "http://räksmörgås.granvik.test:{port}/",
    "http://delad.granvik.test:{port}/",
]  # fmt: skip
"""Names that resolve inward; of the last one only one address is."""
_NO_ADDRESS = [
    "file:///etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1:{port}/", "javascript:alert(1)", "data:text/html,<p>x",
    "//127.0.0.1:{port}/", "127.0.0.1:{port}", "http://127.0.0.1:{port}/ HTTP/1.1", "http://127.0.0.1:{port}/\r\nHost: a",
    "http:/127.0.0.1:{port}/", "http:127.0.0.1:{port}/", "http://[::1", "http://", "http://\t127.0.0.1:{port}/",
    "unix:/run/docker.sock", "view-source:http://127.0.0.1:{port}/",
]  # fmt: skip


@dataclass
class _Web:
    """Servers on loopback: one that nobody may ask, and one that may be asked and leads there."""

    asked: list[str] = field(default_factory=list)
    port: int = 0
    leading: str = ""
    stolen: list[str] = field(default_factory=list)


def _canary(web: _Web) -> type[Handler]:
    class Canary(Handler):
        def do_GET(self) -> None:
            """Note that it was asked."""
            web.asked.append(self.path)
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(_HTML)))
            self.end_headers()
            self.wfile.write(_HTML.encode())

        def do_POST(self) -> None:
            """The same."""
            self.do_GET()

    return Canary


class _Leading(Handler):
    def do_GET(self) -> None:
        """Redirect to the address in the query, or show a page that forwards there."""
        to = parse_qs(urlsplit(self.path).query)["to"][0]
        body = f'<meta http-equiv="refresh" content="0; url={to}">'.encode() if "refresh" in self.path else b""
        self.send_response(200 if body else 302)
        if body:
            self.send_header("Content-Type", "text/html; charset=utf-8")
        else:
            self.send_header("Location", to.encode().decode("latin-1"))
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture(name="web", scope="module")
def _web() -> Iterator[_Web]:
    web = _Web()
    inside = Server(("127.0.0.1", 0), _canary(web))
    with running(inside), running(Server(("127.0.0.1", 0), _Leading)) as leading:
        web.port, web.leading = inside.server_port, leading
        yield web


@pytest.fixture(name="server", scope="module")
def _server(tmp_path_factory: pytest.TempPathFactory, web: _Web) -> Iterator[EditorsServer]:
    allowed = web.leading.removeprefix("http://")
    with serving(tmp_path_factory.mktemp("editors"), "--no-browser", "--allow-host", allowed) as server:
        yield server


@pytest.fixture(name="named", scope="module")
def _named(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EditorsServer]:
    """Yield a server that asks a name server of ours."""
    folder = tmp_path_factory.mktemp("named")
    with name_server() as dns:
        (folder / "kommunlint.toml").write_text(f'[links]\nnameservers = ["{dns.address}"]\n', "utf-8")
        with serving(folder, "--no-browser", "--trust", ".") as server:
            yield server


def _told(server: EditorsServer, address: str) -> tuple[int, str]:
    answer = server.check(address=address)
    return answer.status, answer.json.get("error", {}).get("key", "")


def test_inward_addresses_are_refused_and_never_asked(server: EditorsServer, web: _Web) -> None:
    told = {one: _told(server, one.format(port=web.port)) for one in _INWARD}
    assert (len(_INWARD), [], {}) == (
        len(told),
        web.asked,
        {one: key for one, key in told.items() if key != (422, "address_not_allowed")},
    )


def test_form_refuses_inward_addresses_in_words(server: EditorsServer, web: _Web) -> None:
    for one in (*_INWARD, "127.0.0.1:{port}/hemlig", "localhost:{port}", "10.0.0.1"):
        answer = server.post(address=one.format(port=web.port))
        assert (one, 422, True) == (one, answer.status, "Adressen ligger i ett internt nätverk" in answer.text)
    assert [] == web.asked


@pytest.mark.parametrize("way", ["to", "refresh"])
def test_redirects_inward_are_refused(server: EditorsServer, web: _Web, way: str) -> None:

    told = {
        one: _told(server, f"{web.leading}/{way}?to={quote(one.format(port=web.port), safe='')}") for one in _INWARD
    }
    assert ([], {}) == (web.asked, {one: key for one, key in told.items() if key != (422, "address_not_allowed")})


@pytest.mark.parametrize("address", _NO_ADDRESS)
def test_what_is_no_web_address_is_refused(server: EditorsServer, web: _Web, address: str) -> None:
    status, key = _told(server, address.format(port=web.port))
    assert (422, True) == (
        status,
        key in {"address_not_web", "address_malformed", "address_not_allowed", "not_examined"},
    )
    assert [] == web.asked


def test_names_that_resolve_inward_are_refused(named: EditorsServer, web: _Web) -> None:
    told = {one: _told(named, one.format(port=web.port)) for one in _NAMES}
    assert ([], dict.fromkeys(_NAMES, (422, "address_not_allowed"))) == (web.asked, told)


def test_name_that_changes_its_meaning_reaches_nothing(named: EditorsServer, web: _Web) -> None:
    for _ in range(3):
        assert 422 == _told(named, f"http://vaxlar.granvik.test:{web.port}/")[0]
    assert [] == web.asked


def test_stages_that_take_long_ask_nothing_inward_either(server: EditorsServer, web: _Web) -> None:
    links = "".join(f'<a href="{one.format(port=web.port)}">x</a>' for one in _INWARD)
    page = f'<base href="http://127.0.0.1:{web.port}/">{links}<a href="/y">y</a><img src="/z">'
    answer = server.check(html=page, url=f"http://127.0.0.1:{web.port}/", stages=["links"])
    job = answer.json["job"]
    for _ in range(300):
        if server.ask(job).json.get("state") != "waiting":
            break
        threading.Event().wait(0.1)
    assert [] == web.asked


def test_other_sites_may_post_nothing(server: EditorsServer) -> None:
    for headers in (
        {"Origin": "https://www.lerboda.se", "Sec-Fetch-Site": "cross-site"},
        {"Origin": server.origin, "Sec-Fetch-Site": "same-site"},
        {"Origin": "null", "Sec-Fetch-Site": "cross-site"},
    ):
        for path in ("/check", "/result/x/decide", "/result/x/again", "/decisions/1/take-back", "/api/v1/check"):
            answer = server.post(path, headers, html=_HTML)
            assert (headers, path, 403) == (headers, path, answer.status)


def _hostile(canary: str) -> str:
    """Return a page that tries to run, to send and to lead away in many ways."""
    act = f"new Image().src='{canary}/ran';top.document.title='OWNED'"
    return f"""<!doctype html><html lang="sv" onload="{act}"><head><title>Utkast</title>
<meta http-equiv="refresh" content="0;url={canary}/refreshed"><meta http-equiv=refresh content="0;url={canary}/refreshed">
<meta http-equiv="Content-Security-Policy" content="script-src * 'unsafe-inline'">
<base href="{canary}/" target="_top"><script>{act}</script><script src="{canary}/script.js"></script>
<script type="module">{act}</script><link rel="import" href="{canary}/import"><link rel="modulepreload" href="{canary}/module">
<style onload="{act}">p {{ background: red }}</style></head><body onload="{act}" onpageshow="{act}" onfocus="{act}">
<img src="x:" onerror="{act}"><svg onload="{act}"><script>{act}</script><animate onbegin="{act}" attributeName="x" dur="1s"/></svg>
<iframe src="javascript:{act}"></iframe><iframe srcdoc="<script>{act.replace("'", "&quot;")}</script>"></iframe>
<iframe src="{canary}/frame"></iframe><object data="{canary}/object"></object><embed src="{canary}/embed">
<math><maction actiontype="statusline#x" xlink:href="javascript:{act}">x</maction></math>
<form id="f" action="{canary}/form" method="post"><input name="a" autofocus onfocus="{act}"><button>Skicka</button></form>
<a id="a" href="javascript:{act}" target="_top">Sidan uppdaterad:</a> <a id="b" target=_top href={canary}/away>Läs mer</a>
<details open ontoggle="{act}"><summary>x</summary></details><video autoplay onloadstart="{act}"><source onerror="{act}"></video>
<p>Sidan uppdaterad:</p><p>Telefon 0999-12 34 56</p>
<template shadowrootmode="open"><script>{act}</script></template><noscript><p title="</noscript><img src=x: onerror={act}>"></noscript>
</body></html>"""


def test_page_that_was_handed_over_runs_nowhere(server: EditorsServer, web: _Web) -> None:
    page = _hostile(f"http://127.0.0.1:{web.port}")
    answer = server.post(html=page, url="https://www.lerboda.se/utkast", tree="1")
    assert 200 == answer.status
    shown = re.search(r'src="(/preview/[\w-]+)"', answer.text)
    assert shown is not None
    result = shown[1].replace("/preview/", "/result/")
    with window() as driver:
        for path in (result, shown[1]):
            driver.get(server.origin + path)
            threading.Event().wait(2)
            assert (path, server.origin + path) == (path, driver.current_url)
            assert "OWNED" not in driver.title
            assert [driver.current_window_handle] == driver.window_handles
            if path == result:
                WebDriverWait(driver, 10).until(lambda d: d.find_elements(By.CSS_SELECTOR, ".finding"))
                driver.switch_to.frame("preview")
            for one in driver.find_elements(By.CSS_SELECTOR, "form button, #a"):
                with suppress(WebDriverException):  # what is covered, or nowhere, cannot be clicked
                    one.click()
            driver.switch_to.default_content()
            threading.Event().wait(1)
            assert (path, "OWNED" in driver.title) == (path, False)
    ran = [one for one in web.asked if not one.startswith("/x")]
    assert [] == ran


def test_shown_page_says_that_nothing_runs(server: EditorsServer) -> None:
    answer = server.post(html=_HTML)
    shown = re.search(r'<iframe[^>]* src="(/preview/[\w-]+)" sandbox="([^"]*)"', answer.text)
    assert shown is not None
    policy: dict[str, Any] = {}
    for part in server.ask(shown[1]).headers["content-security-policy"].split(";"):
        name, *values = part.split()
        policy[name] = values
    assert ("allow-same-origin", ["'none'"], ["'none'"], ["'self'"], ["allow-same-origin"]) == (
        shown[2], policy["script-src"], policy["form-action"], policy["frame-ancestors"], policy["sandbox"],
    )  # fmt: skip
