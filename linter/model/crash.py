"""An error of the program -> what kind it is and where it came up: what a report of it needs, and nothing of a page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from linter.model.reason import Reason

if TYPE_CHECKING:
    from collections.abc import Iterator

_PACKAGE = Path(__file__).parent.parent


def internal_error(error: BaseException) -> Reason:
    """Return the reason that an error of the program is."""
    return Reason("internal_error", {"kind": _kind(error), "place": _place(error)})


def _kind(error: BaseException) -> str:
    """Return the kind of an error; what the system says, a full disk for instance, holds nothing of a page."""
    kind = type(error).__name__
    return f"{kind} ({error.strerror})" if isinstance(error, OSError) and error.strerror else kind


def _place(error: BaseException) -> str:
    """Return where in our own code an error came up: `linter/run/spool.py:31`."""
    steps = list(_steps(error))
    ours = [step for step in steps if step[0].is_relative_to(_PACKAGE)] or steps
    if not ours:
        return "?"
    file, line = ours[-1]
    name = file.relative_to(_PACKAGE.parent).as_posix() if file.is_relative_to(_PACKAGE) else file.name
    return f"{name}:{line}"


def _steps(error: BaseException) -> Iterator[tuple[Path, int]]:
    step = error.__traceback__
    while step is not None:
        yield Path(step.tb_frame.f_code.co_filename), step.tb_lineno
        step = step.tb_next
