"""The errors that the program raises on purpose.

    LinterError
      UsageError       wrong flag, configuration or rule file: `file::$.path: message`, exit 2
      SourceError      a page that cannot be had: reported in not_examined, the run goes on

A finding is never an exception.
"""

from __future__ import annotations


class LinterError(Exception):
    """The root of the tree; its text is one line for a person."""


class UsageError(LinterError):
    """The command, the configuration or a rule file is wrong."""


class SourceError(LinterError):
    """A page cannot be had; the text is the reason in `not_examined`."""
