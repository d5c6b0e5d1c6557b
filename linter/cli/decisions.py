"""The commands about decisions: `decisions list` and `decisions export`."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import rich_click as click

from linter.cli import usage
from linter.cli.configuration import configuration, configured
from linter.cli.extras import refuse_without
from linter.cli.language import words
from linter.cli.output import say, show
from linter.config.config import unknown
from linter.report.terminal import safe
from linter.run.run import today_in_sweden

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from linter.config.config import Config
    from linter.model.decision import Decision
    from linter.store.decisions import Decisions


_STORE = click.option("--store", metavar="FILE|URL", help="The store (default: that of the configuration).")


@click.group(cls=usage.Group)
def decisions() -> None:
    """Show what editors decided about findings, or write it for CI."""


@decisions.command("list")
@configured
@_STORE
def list_(**flags: Any) -> None:  # noqa: ANN401  the values of flags
    """List all decisions, those that are over included."""
    found = _read(flags["store"], configuration(flags), lambda stored: stored.history())
    show(_lines(found, today_in_sweden().isoformat()))


@decisions.command()
@configured
@_STORE
def export(**flags: Any) -> None:  # noqa: ANN401  the values of flags
    """Write the decisions that hold as entries of a kommunlint.toml, so that CI obeys them."""
    from linter.run.decisions import as_suppressions  # noqa: PLC0415  with the store, see below

    settings = configuration(flags)
    found = _read(flags["store"], settings, lambda stored: stored.standing())
    known = settings.known
    done = as_suppressions(found, today_in_sweden().isoformat(), lambda rule: unknown(rule, known) is None)
    show(iter([done.text]))
    if done.endless:
        say(words().count("decisions_endless", done.endless))
    if done.unknown:
        say(words().count("decisions_unknown", done.unknown))


def _read(named: str | None, settings: Config, read: Callable[[Decisions], Sequence[Decision]]) -> Sequence[Decision]:
    """Return decisions of the store; where nobody named one and none is at its usual place, nobody has decided yet."""
    if not named and not settings.names_store and not os.path.lexists(settings.store_address):
        return ()
    refuse_without("decisions", "web", ("sqlalchemy", "alembic"))
    from linter.store.database import open_store  # noqa: PLC0415  0.3 s (SQLAlchemy), for these commands only
    from linter.store.decisions import Decisions  # noqa: PLC0415  as above

    stored = Decisions(open_store(named or settings.store_address, is_made=False))
    try:
        return read(stored)
    finally:
        stored.close()


def _lines(found: Sequence[Decision], today: str) -> Iterator[str]:
    for one in found:
        yield (
            safe(f"{one.made_on} {words()(f'web_decision_{one.kind}')} ({_state(one, today)}) {one.rule} {one.page}")
            + "\n"
        )
        yield safe(f"    {one.by}: {one.reason}") + "\n"
        if one.taken_back_at:
            key = "decision_back_by" if one.taken_back_by else "decision_back_on"
            told = words()(key, day=one.taken_back_on, by=one.taken_back_by)
            yield safe(f"    {told}") + "\n"


def _state(one: Decision, today: str) -> str:
    if one.taken_back_at:
        return words()("decision_back")
    key = "decision_holds" if one.holds(today) else "decision_over"
    if not one.expires:
        return words()(key)
    return words()("decision_holds_until" if one.holds(today) else "decision_over_since", day=one.expires)
