"""The command `serve`."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING, Any

import rich_click as click

from linter.cli.configuration import configuration, configured
from linter.cli.output import refuse, say
from linter.model import target

if TYPE_CHECKING:
    from linter.model.target import Host

_FILE = click.Path(path_type=Path)
_NEEDS = ("fastapi", "jinja2", "multipart", "uvicorn")


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="Address to listen at.")
@click.option("--port", default=8040, show_default=True, type=click.IntRange(0, 65535), help="Port; 0 is a free one.")
@configured
@click.option(
    "--store", metavar="FILE|URL", help="Where decisions are kept: a file, or the address of a PostgreSQL database."
)
@click.option("--token-file", type=_FILE, metavar="FILE", help="Tokens that the API asks for, one in a line.")
@click.option(
    "--proxy",
    "proxies",
    multiple=True,
    metavar="ADDRESS",
    help="Proxy whose forwarded headers are believed; may be repeated.",
)
@click.option("--user-header", metavar="NAME", help="Header in which such a proxy names the user.")
@click.option(
    "--allow-host",
    "allow_hosts",
    multiple=True,
    metavar="HOST",
    help="Private host that may be asked; may be repeated.",
)
@click.option(
    "--browser/--no-browser", default=True, help="Whether pages are looked at in a browser too (default: yes)."
)
def serve(**flags: Any) -> None:  # noqa: ANN401  the values of flags
    """Serve a page where editors check what they are about to publish."""
    if any(importlib.util.find_spec(name) is None for name in _NEEDS):
        refuse("serve: this needs the extra web: pip install 'kommunlint[web]'")
    from linter.web import server  # noqa: PLC0415  0.4 s (FastAPI), for this command only
    from linter.web.service import Options  # noqa: PLC0415  as above

    options = Options(
        host=flags["host"],
        port=flags["port"],
        store=flags["store"],
        tokens=flags["token_file"],
        proxies=flags["proxies"],
        user_header=flags["user_header"],
        allow_hosts=tuple(_host(text) for text in flags["allow_hosts"]),
        has_browser=flags["browser"],
    )
    settings = configuration(flags)
    settings.refuse_untrusted()
    server.serve(settings, options, say)


def _host(text: str) -> Host:
    found = target.host(text)
    if found is None:
        refuse(f'--allow-host: "{text}" is no host')
    return found
