"""The commands about decisions: `decisions list` and `decisions export`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import rich_click as click

from linter.cli.extras import refuse_without
from linter.cli.output import say, show
from linter.config import config
from linter.report.terminal import safe
from linter.run.run import today_in_sweden

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linter.model.decision import Decision

_FILE = click.Path(path_type=Path)
_OPTIONS = (
    click.option("--store", metavar="URL", help="The store (default: that of the configuration)."),
    click.option("--config", "file", type=_FILE, metavar="FILE", help="Configuration (default: the nearest)."),
)


@click.group()
def decisions() -> None:
    """Show what editors and auditors decided, or write it for CI."""


@decisions.command("list")
@_OPTIONS[0]
@_OPTIONS[1]
def list_(store: str | None, file: Path | None) -> None:
    """List all decisions, those that are over included."""
    show(_lines(_read(store, file), today_in_sweden().isoformat()))


@decisions.command()
@_OPTIONS[0]
@_OPTIONS[1]
def export(store: str | None, file: Path | None) -> None:
    """Write the decisions that hold as entries of a kommunlint.toml, so that CI obeys them."""
    from linter.run.decisions import as_suppressions  # noqa: PLC0415  with the store, see below

    found = _read(store, file)
    text, left = as_suppressions(found, today_in_sweden().isoformat())
    show(iter([text]))
    if left:
        say(f"{left} decisions to mend something have no last day and are not exported")


def _read(store: str | None, file: Path | None) -> list[Decision]:
    refuse_without("decisions", "web", ("sqlalchemy", "alembic"))
    from linter.store.database import open_store  # noqa: PLC0415  0.3 s (SQLAlchemy), for these commands only
    from linter.store.decisions import Decisions  # noqa: PLC0415  as above

    settings = config.read_config(file, Path.cwd())
    return Decisions(open_store(store or settings.store_address)).history()


def _lines(found: Sequence[Decision], today: str) -> Iterator[str]:
    for one in found:
        state = "holds" if one.holds(today) else "taken back" if one.taken_back_at else "expired"
        until = f" until {one.expires}" if one.expires else ""
        yield safe(f"{one.made_at[:10]} {one.kind} ({state}{until}) {one.rule} {one.page}") + "\n"
        yield safe(f"    {one.by}: {one.reason}") + "\n"
