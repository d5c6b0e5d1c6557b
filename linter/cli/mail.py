"""The command `mail`: what is new, to those who answer for the pages."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import rich_click as click

from linter.cli import language as speech
from linter.cli import usage
from linter.cli.configuration import FILE, configuration, configured
from linter.cli.output import refuse, say, show
from linter.model.paths import refused
from linter.report.terminal import safe

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from linter.audit.mail.letters import Letter
    from linter.config.config import Config

_EXIT_UNSENT = 3


@click.command(cls=usage.Command)
@click.argument("report", type=FILE, metavar="REPORT")
@click.option(
    "--before", type=FILE, metavar="FILE", help="The JSON report before (default: the report's own baseline)."
)
@click.option("--dry-run", is_flag=True, help="Print the letters, and send none.")
@configured
def mail(report: Path, before: Path | None, dry_run: bool, **flags: Any) -> None:  # noqa: ANN401, FBT001  the values of flags
    """Mail what is new in a JSON report to those who answer for the pages: `owners` in the configuration."""
    from linter.audit.mail import letters, reports, sending  # noqa: PLC0415  80 ms, for this command only

    settings = configuration(flags)
    if not dry_run and settings.within is not None and settings.file is not None:
        place = f"{settings.file}::$.mail"
        raise refused(place, "not_trusted")
    if not dry_run:
        sending.check(settings)
    found = reports.news(reports.read(report), reports.read(before) if before is not None else None)
    if found is None:
        refuse(str(report), "mail_nothing_to_compare")
    made, alone = letters.letters(found, settings, settings.language)
    if found.unknown:
        say(speech.words().count("mail_unknown", found.unknown))
    if alone:
        say(speech.words().count("mail_without_owner", alone))
    if not made:
        show(iter([speech.words()("mail_nothing_new") + "\n"]))
    elif dry_run:
        show(_printed(made, settings))
    elif not _send(made, settings):
        sys.exit(_EXIT_UNSENT)


def _printed(made: Sequence[Letter], settings: Config) -> Iterator[str]:
    for one in made:
        yield f"From: {safe(settings.mail.sender or '–')}\nTo: {safe(one.to.address)}\nSubject: {safe(one.subject)}\n\n"
        yield from (f"{safe(text)}\n" for text in one.text.split("\n"))


def _send(made: Sequence[Letter], settings: Config) -> bool:
    """Send letters, say what became of each, and return whether all were sent."""
    from linter.audit.mail import sending  # noqa: PLC0415  as above

    unsent = 0
    for one, why in sending.send(made, settings):
        if why is None:
            show(iter([f"{safe(one.to.address)}: {safe(one.subject)}\n"]))
        else:
            unsent += 1
            say(f"{one.to.address}: {speech.words().tell(why)}")
    return not unsent
