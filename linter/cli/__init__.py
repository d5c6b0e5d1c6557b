"""Arguments -> configuration -> run -> exit status; the only modules that print and exit."""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING

from linter.cli import streams
from linter.version import __version__

if TYPE_CHECKING:
    from typing import NoReturn

_VERSION = "--version"


def main() -> NoReturn:
    """Run the command and turn what goes wrong into one line and an exit status."""
    streams.prepare()
    streams.take_sigterm_for_ctrl_c()
    status: int | str | None
    try:
        status = _told_version() if _asks_version() else _run()
        sys.stdout.flush()
    except KeyboardInterrupt:
        status = 130
    except (streams.NobodyReads, OSError) as error:
        status = _failed_to_write(error)
    sys.exit(status)


def _asks_version() -> bool:
    """Return whether nothing but the version is asked for, which is told without the 0.1 s that reading options takes."""
    return sys.argv[1:] == [_VERSION] and not os.path.lexists(_VERSION)


def _told_version() -> int:
    sys.stdout.write(f"kommunlint {__version__}\n")
    return 0


def _run() -> int | str | None:
    gc.disable()  # what is imported stays: `program` lets it be collected once all is there
    from linter.cli import program  # noqa: PLC0415  0.1 s

    return program.run()


def _failed_to_write(error: Exception) -> int:
    from linter.cli import program  # noqa: PLC0415  0.1 s

    return program.failed_to_write(error)
