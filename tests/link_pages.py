"""Pages with links to servers of the tests, checked by the command."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support import ROOT, Ran, check

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tests.link_server import LinkServer

DATA = ROOT / "tests" / "data"
QUICK = "[links]\ndelay = 0\nper_host = 16\nbackoff = 0.05\ntimeout = 2.0\nretry_after = 2\n"
ALLOWED = ("--allow-host", "127.0.0.1", "--allow-host", "localhost", "--allow-host", "::1")


def site(server: LinkServer, host: str = "127.0.0.1") -> str:
    """Return the origin of a server."""
    return f"http://{f'[{host}]' if ':' in host else host}:{server.server_port}"


def write(folder: Path, hrefs: Sequence[str], config: str = QUICK, more: str = "") -> Path:
    """Write a page with a link on each line from the fifth on, and a configuration beside it."""
    items = "\n".join(f'<li><a href="{href}">Länk nummer {number}</a></li>' for number, href in enumerate(hrefs))
    page = folder / "page.html"
    head = '<!doctype html><html lang="sv">\n<title>Länkar</title>\n<main><h1>Länkar</h1>\n<ul>\n'
    page.write_text(f"{head}{items}\n</ul>{more}<p>Senast uppdaterad 2026-11-04</p></main>", "utf-8")
    (folder / "kommunlint.toml").write_text(config, "utf-8")
    return page


def follow(folder: Path, hrefs: Sequence[str], *flags: str, config: str = QUICK, more: str = "") -> Ran:
    """Check a page with these links, by a configuration that is trusted."""
    page = write(folder, hrefs, config, more)
    usual = ("--links", "--format", "json", "--fail-on", "never", "--trust", ".")
    return check(page.name, *usual, *ALLOWED, *flags, cwd=folder)


def verdicts(ran: Ran) -> dict[str, tuple[str, str]]:
    """Return verdict and reason of every address."""
    return {one["url"]: (one["verdict"], one["reason"]) for one in ran.json["links"]["targets"]}


def rules(ran: Ran) -> list[tuple[int, str, str]]:
    """Return line, rule and outcome of the findings about links."""
    (page,) = ran.json["pages"]
    return [(f["line"], f["rule"], f["outcome"]) for f in page["findings"] if f["category"] == "links"]
