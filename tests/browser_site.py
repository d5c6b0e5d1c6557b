"""A web server for the browser's tests: pages that misbehave, a login, and a memory of who asked for what."""

from __future__ import annotations

import ssl
import threading
import time
from contextlib import contextmanager
from http.cookies import SimpleCookie
from typing import TYPE_CHECKING

from tests.servers import Handler, Server, running

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HTML = """<!doctype html><html lang="sv"><head><meta charset="utf-8"><title>Prov</title>{head}</head><body><main>
<h1>Prov</h1><img src="/picture.svg"><p>Senast uppdaterad: 2026-11-04</p>{body}</main></body></html>"""
"""A page with one fault, an image without alternative text on line 2; what the tests add stands around it."""

PAGES = {
    "plain": "",
    "alerts": "<script>for (let i = 0; i < 3; i++) alert(i); confirm(1); prompt(2); print()</script>",
    "later-alerts": "<script>setInterval(() => alert(1), 5)</script>",
    "beforeunload": "<script>addEventListener('beforeunload', (e) => { e.preventDefault(); e.returnValue = 'x'; })</script>",
    "closes": "<script>window.close(); setTimeout(() => close(), 10)</script>",
    "popups": "<script>open('/plain'); open('/plain')</script>",
    "frames-itself": "<iframe title='a' src='/frames-itself?1'></iframe>",
    "never-loads": "<img alt='' src='/hangs'>",
    "busy": "<script>while (true) {}</script>",
    "moves-on": "<script>location.href = '/plain'</script>",
    "moves-without-end": "<script>location.href = '/moves-without-end?' + Math.random()</script>",
    "never-quiet": "<p id='p'></p><script>setInterval(() => { p.textContent = Math.random(); }, 10)</script>",
    "fills-memory": "<script>const a = []; setInterval(() => { a.push(new Uint8Array(5e7).fill(1)); }, 5)</script>",
    "redirects-browsers": "",
    "fails-for-browsers": "",
    "sandbox": "",
    "strict": "",
    "console": "<script>console.error('ett fel'); fetch('/missing'); nothing.there()</script>",
    "late": "<ul id='u'></ul><script>fetch('/slow').then(() => { u.innerHTML = '<li><a href=/>x</a></li><p>y</p>'; })</script>",
    "secret": "<p id='inloggad'>Inloggad</p>",
    "foreign": "<iframe title='annan' src='{other}/inner'></iframe><img alt='' src='{other}/picture.svg'>",
    "inner": "<img src='/picture.svg'>",
    "embed-missing": "<p>Storgatan 1, 391 26 Kalmar</p><iframe title='Karta' src='/missing-map'></iframe>",
    "embed-error": "<p>Storgatan 1, 391 26 Kalmar</p><iframe title='Karta' src='/error-map'></iframe>",
    "embed-closed": "<p>Storgatan 1, 391 26 Kalmar</p><iframe title='Karta' src='{closed}/karta'></iframe>",
    "embed-unknown": "<p>Storgatan 1, 391 26 Kalmar</p><iframe title='Karta' src='http://kommunlint.invalid/karta'></iframe>",
    "embed-good": "<p>Storgatan 1, 391 26 Kalmar</p><iframe title='Karta' src='/good-map'></iframe>",
    "consent": "<dialog open><button id='ok' onclick='this.parentNode.remove(); document.body.dataset.ok = 1; "
    'document.querySelector("h1").insertAdjacentHTML("afterend", "<p style=color:#ccc>Efter samtycke</p>")\'>Jag godkänner</button></dialog>',
    "narrow": "<style>@media (max-width: 400px) { #n { color: #bbb } }</style><p id='n'>Smal sida</p>",
    "shadow": "<div id='host'></div><script>host.attachShadow({mode: 'open'}).innerHTML = '<img src=/picture.svg>'</script>",
    "to-private": "",
    "downloads": "",
    "reloads-once": "<script>if (!sessionStorage.seen) { sessionStorage.seen = 1; location.reload(); }</script>",
    "half-character": "<p class='h' id='u'></p><script>u.textContent = '\U0001f389'.slice(0, 1)</script>",
    "brings-axe": "<script>window.axe = {version: '1', getRules: () => [], run: () => Promise.resolve({passes: [], violations: [],"
    " incomplete: [], inapplicable: []})}</script>",
    "keeps-asking": "<script>setInterval(() => fetch('{other}/leak').catch(() => 0), 10)</script>",
    "calls-out": "<script>const c = new RTCPeerConnection({iceServers: [{urls: 'stun:{stun}'}]}); c.createDataChannel('x');"
    " c.createOffer().then((o) => c.setLocalDescription(o))</script>",
    "socket": "<script>new WebSocket('ws://localhost:8499/')</script>",
    "quiet": "",
    "elsewhere-for-browsers": "",
}
LOGIN = "<form method='post' action='/login'><input name='user' aria-label='a'><input name='word' aria-label='b'><button>In</button></form>"


class Site:
    """Where the server is, and what it was asked: path, and headers in lower case."""

    def __init__(self, origin: str) -> None:
        self.origin = origin
        self.other = self.stun = ""
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.held = threading.Event()

    def headers(self, path: str, name: str) -> list[str | None]:
        """Return one header of every request for a path."""
        return [headers.get(name) for asked, headers in self.asked if asked == path]


class _Handler(Handler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: _Server

    def do_POST(self) -> None:
        """Log in."""
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        good = body == "user=anna&word=hemligt"
        headers = {"Location": "/secret", "Set-Cookie": "session=42; Path=/"} if good else {"Location": "/login"}
        self._send(303, "", **headers)

    def do_GET(self) -> None:
        """Answer by path."""
        name = self.path.strip("/").split("?")[0]
        site = self.server.site
        site.asked.append((self.path.split("?")[0], {key.lower(): value for key, value in self.headers.items()}))
        is_browser = "Mozilla" in self.headers.get("User-Agent", "")
        if name == "hangs":
            site.held.wait(40)
        elif name == "slow":
            time.sleep(0.4)
            self._send(200, "ok")
        elif name == "picture.svg":
            kind = {"Content-Type": "image/svg+xml"}
            self._send(
                200, '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0"/></svg>', **kind
            )
        elif name == "login":
            self._page(LOGIN)
        elif name == "secret" and SimpleCookie(self.headers.get("Cookie", "")).get("session") is None:
            self._send(302, "", Location="/login")
        elif name == "redirects-browsers" and is_browser:
            self._send(302, "", Location="/redirects-browsers")
        elif name == "elsewhere-for-browsers" and is_browser:
            self._send(302, "", Location="/plain")
        elif name == "to-private" and is_browser:
            self._send(302, "", Location="http://169.254.169.254/latest/")
        elif name == "fails-for-browsers" and is_browser:
            self._page("", status=500)
        elif name in ("error-map", "good-map"):
            text = "Oops! Something went wrong." if name == "error-map" else "Kvarngatan 6"
            self._send(200, f"<!doctype html><html lang='sv'><title>k</title><main><h1>{text}</h1></main></html>")
        elif name in PAGES:
            self._page(
                PAGES[name]
                .replace("{other}", site.other)
                .replace("{stun}", site.stun)
                .replace("{closed}", "http://127.0.0.1:2"),
                name=name,
            )
        else:
            self._send(404, "no")

    def _page(self, body: str, *, status: int = 200, name: str = "") -> None:
        policies = {"sandbox": "sandbox", "strict": "script-src 'self'; require-trusted-types-for 'script'"}
        headers = {"Content-Security-Policy": policies[name]} if name in policies else {}
        if name == "downloads":
            headers = {"Content-Disposition": "attachment"}
        self._send(status, HTML.format(head="", body=body), **headers)

    def _send(self, status: int, text: str, **headers: str) -> None:
        data = text.encode()
        self.send_response(status)
        for key, value in (
            {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(data))} | headers
        ).items():
            self.send_header(key, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)


class _Server(Server):
    site: Site


@contextmanager
def served(certificate: Path | None = None) -> Iterator[Site]:
    """Run the server on a free port, over TLS with a certificate (and its key) if one is given."""
    server = _Server(("127.0.0.1", 0), _Handler)
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    server.site = Site(f"http{'s' if certificate else ''}://127.0.0.1:{server.server_port}")
    with running(server):
        try:
            yield server.site
        finally:
            server.site.held.set()
