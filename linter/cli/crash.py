"""An error of the program -> one line on standard error, with what a report of it needs."""

from __future__ import annotations

import os
import sys
import traceback

from linter.cli.language import words
from linter.cli.output import say
from linter.model.crash import internal_error
from linter.stages.processes import TRACEBACK
from linter.version import __version__

EXIT_INTERNAL = 70
"""EX_SOFTWARE of sysexits.h."""


def say_internal_error(error: BaseException, *, about: str = "") -> None:
    """Say what went wrong: kind, place and versions, nothing of a page. The traceback, which may quote one, is asked for."""
    told = internal_error(error).data
    import platform  # noqa: PLC0415  8 ms, for an error of the program

    versions = f"kommunlint {__version__}, Python {platform.python_version()}, {sys.platform}"
    if os.environ.get(TRACEBACK):
        traceback.print_exception(error)
    said = words()(
        "say_internal_error", kind=told["kind"], place=told["place"], versions=versions, switch=f"{TRACEBACK}=1"
    )
    say(f"{about}{said}")
