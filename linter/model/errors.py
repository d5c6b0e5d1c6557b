"""The errors that the program raises on purpose.

    LinterError
      UsageError         wrong flag, configuration or rule file: `file::$.path: message`, exit 2
        StoreError       what is kept between runs cannot be had or written; the server answers 503
      SourceError        a page that cannot be had: reported in not_examined, the run goes on
      BrowserError       a page that the browser cannot look at: reported in not_examined, the run goes on
        BrowserLost      the browser or its driver ended: a new one is started, the page is tried once more
        BrowserMissing   there is no browser to start: nothing is examined, exit 3

A finding is never an exception. Whatever else is raised is an error of the program: exit 70, what was examined is written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from linter.model.reason import Reason


class LinterError(Exception):
    """The root of the tree."""


class UsageError(LinterError):
    """The command, the configuration or a rule file is wrong: in which place (`file::$.path`, `--flag`), and for what reason.

    It is one line for a person, in the language of the run where a front end shows it; as a text it is English.
    """

    in_english: ClassVar[Callable[[Reason], str]] = lambda reason: reason.key
    """How a reason is said in English: words lie on a floor above, and `linter` hands them down."""

    language: str | None = None
    """The language that a faulty configuration asks for."""

    def __init__(self, reason: Reason, place: str = "") -> None:
        super().__init__(reason, place)
        self.reason, self.place = reason, place

    def told(self, tell: Callable[[Reason], str]) -> str:
        """Return the line, its reason told in a language; names of files, options and keys are the same in all."""
        said = tell(self.reason)
        return f"{self.place}: {said}" if self.place else said

    def __str__(self) -> str:
        return self.told(UsageError.in_english)


class StoreError(UsageError):
    """The store of decisions cannot be opened, reached or written."""


class _ReasonedError(LinterError):
    """Something of one page went wrong, for a reason that the report tells."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


class SourceError(_ReasonedError):
    """A page cannot be had; `reason` stands in `not_examined`."""


class BrowserError(_ReasonedError):
    """The browser cannot look at a page; `reason` stands in `not_examined`."""


class BrowserLost(BrowserError):  # noqa: N818  it is lost, not wrong
    """The browser or its driver ended."""


class BrowserMissing(BrowserError):  # noqa: N818  likewise
    """There is no browser to start; `reason` says how to install it."""
