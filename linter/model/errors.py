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

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from linter.model.reason import Reason


class LinterError(Exception):
    """The root of the tree."""


class UsageError(LinterError):
    """The command, the configuration or a rule file is wrong; its text is one line for a person."""


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
