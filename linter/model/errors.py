"""The errors that the program raises on purpose.

    LinterError
      UsageError         wrong flag, configuration or rule file: `file::$.path: message`, exit 2
      SourceError        a page that cannot be had: reported in not_examined, the run goes on
      BrowserError       a page that the browser cannot look at: reported in not_examined, the run goes on
        BrowserLost      the browser or its driver ended: a new one is started, the page is tried once more
        BrowserMissing   there is no browser to start: nothing is examined, exit 3

A finding is never an exception.
"""

from __future__ import annotations


class LinterError(Exception):
    """The root of the tree; its text is one line for a person."""


class UsageError(LinterError):
    """The command, the configuration or a rule file is wrong."""


class SourceError(LinterError):
    """A page cannot be had; the text is the reason in `not_examined`."""


class BrowserError(LinterError):
    """The browser cannot look at a page; the text is the reason in `not_examined`."""


class BrowserLost(BrowserError):  # noqa: N818  it is lost, not wrong
    """The browser or its driver ended."""


class BrowserMissing(BrowserError):  # noqa: N818  likewise
    """There is no browser to start; the text says how to install it."""
