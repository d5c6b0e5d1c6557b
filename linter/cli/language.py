"""The language that the command speaks on standard error: `--language`, else that of the configuration, else Swedish.

A command line may be wrong before it is read, and a configuration before it says its language, so it is known in steps.
"""

from __future__ import annotations

from contextvars import ContextVar
from itertools import pairwise
from typing import TYPE_CHECKING

from linter.report.words.words import words_in
from linter.rules.rule import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linter.report.words.words import Words

_USUAL, _FALLBACK = "sv", "en"
_FLAG = "--language"
_NAMED: ContextVar[str | None] = ContextVar("named", default=None)
_SPOKEN: ContextVar[str] = ContextVar("spoken", default=_USUAL)


def begin(arguments: Sequence[str]) -> None:
    """Speak the language that a command line names, as far as that can be told before it is read."""
    named = _named(arguments)
    _NAMED.set(named)
    _SPOKEN.set(named or _USUAL)


def settle(language: str) -> None:
    """Speak the language of a configuration, unless the command line names one."""
    if _NAMED.get() is None:
        _SPOKEN.set(language if language in LANGUAGES else _FALLBACK)


def spoken() -> str:
    """Return the language that is spoken."""
    return _SPOKEN.get()


def words() -> Words:
    """Return the words of the language that is spoken."""
    return words_in(spoken())


def _named(arguments: Sequence[str]) -> str | None:
    """Return the language that arguments name, the last one where there are several; English for one without texts."""
    options = arguments[: arguments.index("--")] if "--" in arguments else arguments
    named = [after for one, after in pairwise(options) if one == _FLAG]
    named += [one.partition("=")[2] for one in options if one.startswith(f"{_FLAG}=")]
    if not named:
        return None
    return named[-1] if named[-1] in LANGUAGES else _FALLBACK
