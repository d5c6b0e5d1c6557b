"""A server that plays what the link stage has to tell apart; `heard` are its requests in their order."""

from __future__ import annotations

import gzip
import socket
import ssl
import threading
import time
import zlib
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tests.servers import Handler, Server, running

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PAGE = (
    "<!doctype html><html lang=sv><meta charset=utf-8><title>{title} – Granvik</title>"
    "<main><h1 id=rubrik>{title}</h1><p id=öppet>{text}</p></main>"
)
NOT_HERE = PAGE.format(title="Sidan finns inte", text="Vi hittar inte det du söker. Gå till startsidan och sök där.")
SHELL = "<!doctype html><title>App</title><div id=app></div><script src=/app.js></script>"


def page(title: str) -> bytes:
    """Return a page of its own."""
    return PAGE.format(title=title, text=f"Här står det om {title.lower()} i Granvik, med tider och priser.").encode()


class LinkServer(Server):
    """Remembers what it was asked."""

    def __init__(self, *, certificate: Path | None = None, family: int = socket.AF_INET) -> None:
        self.address_family = family
        self.heard: list[tuple[str, str]] = []
        self.headers: list[dict[str, str]] = []
        self.times: list[float] = []
        self.at_once = self.most_at_once = 0
        self.lock = threading.Lock()
        super().__init__(("::1" if family == socket.AF_INET6 else "127.0.0.1", 0), LinkHandler)
        if certificate is not None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            self.socket = context.wrap_socket(self.socket, server_side=True, do_handshake_on_connect=False)

    def asked(self, path: str) -> list[str]:
        """Return the methods by which a path was asked."""
        return [method for method, heard in self.heard if heard == path]


@contextmanager
def served(certificate: Path | None = None, family: int = socket.AF_INET) -> Iterator[LinkServer]:
    """Run a server; its `server_port` says where."""
    server = LinkServer(certificate=certificate, family=family)
    with running(server):
        yield server


class LinkHandler(Handler):
    """Plays by path; see the methods."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: LinkServer

    def do_HEAD(self) -> None:
        """Answer as to GET, without the body."""
        self.do_GET()

    def do_GET(self) -> None:
        """Answer one request."""
        server = self.server
        with server.lock:
            server.heard.append((self.command, self.path))
            server.headers.append({name.lower(): value for name, value in self.headers.items()})
            server.times.append(time.monotonic())
            server.at_once += 1
            server.most_at_once = max(server.most_at_once, server.at_once)
        try:
            self._answer()
        except OSError:
            self.close_connection = True
        finally:
            with server.lock:
                server.at_once -= 1

    def _answer(self) -> None:
        path = self.path.partition("?")[0]
        first, _, rest = path.strip("/").partition("/")
        play = getattr(self, f"_{first.replace('-', '_')}", None)
        if path == "/":
            self._send(200, page("Start"))
        elif "/kommunlint-" in path and not first.startswith(
            ("soft", "app", "spa", "short", "menu", "frames")
        ):  # a page that cannot exist
            self._send(404, NOT_HERE.encode())
        elif play is not None:
            play(rest)
        elif first == "404.html":
            self._send(200, NOT_HERE.encode())
        elif first == "sitemap.xml":
            self._to(302, "/sitemap_index.xml")
        elif first == "sitemap_index.xml":
            here = f"http://{self.headers['Host']}"
            self._send(200, f"<sitemapindex><sitemap><loc>{here}/pages.xml</loc></sitemap></sitemapindex>".encode())
        elif first == "pages.xml":
            urls = ("page/bygga/bygglov", "page/skola/forskola")
            named = "".join(f"<url><loc> http://{self.headers['Host']}/{url} </loc></url>" for url in urls)
            self._send(200, f"<urlset>{named}<url><loc>http://10.0.0.8/x</loc></url></urlset>".encode())
        elif first == "robots.txt":
            self._send(200, b"User-agent: *\nDisallow: /forbidden/\n", Content_Type="text/plain")
        else:
            self._send(404, NOT_HERE.encode())

    def _send(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        sent = {"Content_Type": "text/html; charset=utf-8", "Content_Length": str(len(body))} | headers
        for name, value in sent.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _to(self, status: int, where: str) -> None:
        self._send(status, Location=where)

    # -- what is played, by the first part of the path --------------------------------------------------------------

    def _page(self, rest: str) -> None:
        self._send(200, page(rest or "Start"))

    def _status(self, rest: str) -> None:
        self._send(int(rest), b"")

    def _moved(self, rest: str) -> None:
        self._to(301, f"/page/{rest}")

    def _chain(self, _: str) -> None:
        self._to(308, "/moved/lov")

    def _found(self, rest: str) -> None:
        self._to(302, f"/page/{rest}")

    def _loop(self, rest: str) -> None:
        self._to(302, f"/loop/{'b' if rest == 'a' else 'a'}")

    def _endless(self, rest: str) -> None:
        self._to(302, f"/endless/{int(rest) + 1}")

    def _gone_behind(self, _: str) -> None:
        self._to(302, "/status/404")

    def _cookie(self, _: str) -> None:
        if "seen=1" in (self.headers["Cookie"] or ""):
            self._send(200, page("Kakor"))
        else:
            self._send(302, Location=self.path, Set_Cookie="seen=1; Path=/")

    def _letters(self, rest: str) -> None:
        self._to(302, "/page/förskola".encode(rest).decode("latin-1"))

    def _header_in(self, rest: str) -> None:
        self._send(200, page("Norrköping"), X_Place="Norrköping".encode(rest).decode("latin-1"))

    def _packed_as(self, rest: str) -> None:
        self._send(200, b"what nobody can unpack", Content_Encoding=rest)

    def _to_start(self, _: str) -> None:
        self._to(301, "/")

    def _to_error(self, _: str) -> None:
        self._to(302, "/404.html")

    def _elsewhere(self, rest: str) -> None:
        self._to(301, f"https://127.0.0.1:{rest}/page/ny")

    def _language(self, rest: str) -> None:
        self._to(302, "/en/" if rest else "/language/")

    def _en(self, _: str) -> None:
        self._send(200, page("Welcome"))

    def _to_number(self, _: str) -> None:
        self._to(302, "/page/nyheter/404?id=404")

    def _short_body(self, rest: str) -> None:
        if self.command == "HEAD":
            self._send(405)
        else:
            self._send(int(rest), b"", Content_Length="500", Content_Encoding="gzip")
            self.close_connection = True

    def _large_pdf(self, rest: str) -> None:
        if rest == "gammal":
            self._to(301, "/large-pdf/ny")
        else:
            self._send(200, b"", Content_Type="application/pdf", Content_Length="900000000")
            if self.command == "GET":
                time.sleep(5)

    def _away(self, rest: str) -> None:
        port, _, number = rest.partition("/")
        self._to(302, f"http://127.0.0.1:{port}/drip/{number}")

    def _drops(self, _: str) -> None:
        self.connection.shutdown(socket.SHUT_RDWR)
        self.close_connection = True

    def _to_login(self, _: str) -> None:
        self._to(302, "/page/logga-in")

    def _to_mail(self, _: str) -> None:
        self._to(302, "mailto:info@granvik.example")

    def _to_metadata(self, _: str) -> None:
        self._to(302, "http://169.254.169.254/latest/meta-data/")

    def _across(self, rest: str) -> None:
        self._to(302, f"http://localhost:{rest}/page/andra")

    def _no_head(self, rest: str) -> None:
        if self.command == "HEAD":
            self._send(int(rest))
        else:
            self._send(200, page("Utan HEAD"))

    def _drops_head(self, _: str) -> None:
        if self.command == "HEAD":
            self.connection.shutdown(socket.SHUT_RDWR)
            self.close_connection = True
        else:
            self._send(200, page("Utan HEAD"))

    def _recovers(self, rest: str) -> None:
        status, _, after = rest.partition("/")
        if len(self.server.asked(self.path)) < 3:
            self._send(int(status), b"", **({"Retry_After": after} if after else {}))
        else:
            self._send(200, page("Åter"))

    def _later(self, _: str) -> None:
        self._send(429, b"", Retry_After="86400")

    def _challenge(self, rest: str) -> None:
        self._send(int(rest), b"<title>Just a moment...</title>", Cf_Mitigated="challenge")

    def _old(self, _: str) -> None:
        self.wfile.write(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + page("Gammal"))
        self.close_connection = True

    def _garbage(self, _: str) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n<p>\r\n")
        self.close_connection = True

    def _no_http(self, _: str) -> None:
        self.wfile.write(b"220 mail.granvik.example ESMTP\r\n")
        self.close_connection = True

    def _drip(self, _: str) -> None:
        for letter in b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nX-Slow: " + b"a" * 400:
            self.wfile.write(bytes([letter]))
            self.wfile.flush()
            time.sleep(0.05)

    def _bomb(self, _: str) -> None:
        body = gzip.compress(b"<p>" + b"a" * 60_000_000)
        self._send(200, body, Content_Encoding="gzip")

    def _packed(self, _: str) -> None:
        self._send(200, gzip.compress(page("Packad")), Content_Encoding="gzip")

    def _script(self, _: str) -> None:
        self._send(200, page("Skript") + b"<script>document.title</script>")

    def _file(self, rest: str) -> None:
        self._send(200, b"%PDF-1.7", Content_Type="application/pdf" if rest.endswith("pdf") else "image/png")

    def _soft(self, rest: str) -> None:
        self._send(200, page("Simhallen") if rest == "simhallen" else NOT_HERE.encode())

    def _soft_redirect(self, _: str) -> None:
        self._to(302, "/page/om-oss")

    def _app(self, _: str) -> None:
        self._send(200, SHELL.encode())

    def _short(self, rest: str) -> None:
        self._send(200, f"<p>{'Badhuset har öppet' if rest == 'badhus' else 'Sidan hittades inte'}".encode())

    def _spa(self, _: str) -> None:
        menu = "".join(f"<a href=/s/{n}>Sidan om ämne {n}</a> " for n in range(60))
        self._send(200, f"<title>Granvik</title><nav>{menu}</nav><div id=app></div><script>start()</script>".encode())

    def _menu(self, rest: str) -> None:
        menu = "".join(f"<a href=/s/{n}>Sidan om ämne {n}</a> " for n in range(400))
        here = rest == "badhus"
        text = (
            "Öppet måndag till fredag 9 till 17, lördag 10 till 14. Vuxna 60 kronor." if here else "Sidan finns inte."
        )
        self._send(
            200, f"<title>Granvik</title><nav>{menu}</nav><h1>{'Badhuset' if here else 'Fel'}</h1>{text}".encode()
        )

    def _frames(self, rest: str) -> None:
        self._send(200, f"<title>Granvik</title><frameset><frame src=/page/{rest}></frameset>".encode())

    def _head_away(self, rest: str) -> None:
        if self.command == "HEAD":
            self._send(int(rest), Location={"302": self.path, "301": "/page/fel"}.get(rest, ""))
        else:
            self._send(200, page("Hel"))

    def _to_place(self, _: str) -> None:
        self._to(302, "/page/plats#rubrik")

    def _two_members(self, _: str) -> None:
        body = page("Delad")
        self._send(200, gzip.compress(body[:60]) + gzip.compress(body[60:]), Content_Encoding="gzip")

    def _raw_deflate(self, _: str) -> None:
        packing = zlib.compressobj(wbits=-zlib.MAX_WBITS)
        self._send(200, packing.compress(page("Rå")) + packing.flush(), Content_Encoding="deflate")

    def _session(self, _: str) -> None:
        self._to(301, "/page/a;jsessionid=AB12")

    def _big_header(self, _: str) -> None:
        self._send(200, page("Stor"), Content_Security_Policy="default-src " + "x" * 20_000)

    def _no_type(self, rest: str) -> None:
        if rest == "badhus":
            self._send(200, page("Badhus"), Content_Type="" if self.command == "HEAD" else "text/html")
        else:
            self._send(404)

    def _no_location(self, _: str) -> None:
        self._send(302)

    def _linked(self, _: str) -> None:
        text = '<html lang="sv"><title>Bygga</title><main><a href="/bygga/bygglov-2019">Bygglov</a></main>'
        self._send(200, text.encode())

    def _forbidden(self, _: str) -> None:
        self._send(200, page("Förbjuden"))

    def _post_only(self, _: str) -> None:
        self._send(405)

    def _secret(self, _: str) -> None:
        self._send(200 if self.headers["Authorization"] else 401, page("Hemlig"))

    def _to_https(self, rest: str) -> None:
        if isinstance(self.connection, ssl.SSLSocket):
            self._send(200, page("Säker"))
        else:
            self._to(301, f"https://127.0.0.1:{rest}{self.path}")

    def _out(self, rest: str) -> None:
        self._to(302, f"http://localhost:{rest}/secret/")
