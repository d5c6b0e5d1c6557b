"""The command `serve`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import rich_click as click

from linter.cli import usage
from linter.cli.configuration import FILE, configuration, configured
from linter.cli.crash import say_internal_error
from linter.cli.extras import refuse_without
from linter.cli.output import refuse, say
from linter.model import target

if TYPE_CHECKING:
    from collections.abc import Mapping

    from linter.model.target import Host
    from linter.web.requests.door import Door

_NEEDS = ("fastapi", "jinja2", "python_multipart", "uvicorn", "sqlalchemy", "alembic")


@click.command(cls=usage.Command)
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="Address to listen at.")
@click.option("--port", default=8040, show_default=True, type=usage.IntRange(0, 65535), help="Port; 0 is a free one.")
@configured
@click.option(
    "--store", metavar="FILE|URL", help="Where decisions are kept: a file, or the address of a PostgreSQL database."
)
@click.option("--token-file", type=FILE, metavar="FILE", help="Tokens that the API asks for, one in a line.")
@click.option(
    "--proxy",
    "proxies",
    multiple=True,
    metavar="ADDRESS",
    help="Address or network of a proxy whose forwarded headers are believed; may be repeated.",
)
@click.option("--user-header", metavar="NAME", help="Header in which such a proxy names the user.")
@click.option(
    "--server-name",
    "server_names",
    multiple=True,
    metavar="NAME",
    help="Name that the server is reached by, without a proxy; may be repeated.",
)
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
@click.option(
    "--review",
    type=FILE,
    metavar="DIR",
    help="Folder of a review whose questions are answered here: what `audit` wrote.",
)
def serve(**flags: Any) -> None:  # noqa: ANN401  the values of flags
    """Serve a page where editors check what they are about to publish."""
    refuse_without("serve", "web", _NEEDS)
    from linter.web import server  # noqa: PLC0415  0.4 s (FastAPI), for this command only
    from linter.web.service import Options  # noqa: PLC0415  as above

    settings = configuration(flags)
    settings.refuse_untrusted()
    options = Options(
        host=flags["host"],
        port=flags["port"],
        store=flags["store"],
        tokens=flags["token_file"],
        door=_door(flags),
        allow_hosts=tuple(_host(text) for text in flags["allow_hosts"]),
        has_browser=flags["browser"],
        review=flags["review"],
    )
    if flags["review"] is not None:
        from linter.web.reviews import ReviewFolder  # noqa: PLC0415  with the server, see above

        ReviewFolder(flags["review"]).told()  # what cannot be read is told before anything is served
    try:
        server.serve(settings, options, say, say_internal_error)
    except KeyboardInterrupt:
        sys.exit(130)


def _door(flags: Mapping[str, Any]) -> Door:
    """Return what is believed of requests."""
    from linter.web.requests import door  # noqa: PLC0415  with the server, see above

    proxies = door.read_proxies(flags["proxies"])
    return door.Door(
        proxies, door.read_user_header(flags["user_header"], proxies), door.read_names(flags["server_names"])
    )


def _host(text: str) -> Host:
    found = target.host(text)
    if found is None:
        refuse("--allow-host", "host_wrong", value=target.split_login(text)[0])
    return found
