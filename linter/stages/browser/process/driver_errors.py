"""What the browser and its driver say -> one line, the reason that it is, and whether the browser is still there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.model.reason import Reason

if TYPE_CHECKING:
    from collections.abc import Mapping

    from linter.model.reason import ReasonKey

_REASONS: Mapping[str, ReasonKey] = {
    "ERR_SOCKS_CONNECTION_FAILED": "browser_no_connection",
    "ERR_TOO_MANY_REDIRECTS": "browser_redirects_without_end",
    "ERR_CERT_": "browser_certificate",
    "ERR_SSL_": "browser_encryption",
    "ERR_EMPTY_RESPONSE": "browser_no_answer",
    "ERR_CONNECTION": "browser_connection_broken",
}
_LOST = (
    "tab crashed",
    "disconnected",
    "not reachable",
    "session deleted",
    "invalid session id",
    "window already closed",
    "web view not found",
    "failed to check if window was closed",
)
_LONGEST = 300


def plain(error: Exception) -> str:
    """Return a driver's error in one line, without its stack."""
    text = getattr(error, "msg", None) or str(error)
    return " ".join(
        str(text).split("Stacktrace")[0].split("JavaScript stack")[0].split("(Session info")[0].split("#0 ")[0].split()
    )[:_LONGEST]


def explain(text: str) -> Reason:
    """Return why a page cannot be opened."""
    known = next((key for sign, key in _REASONS.items() if sign in text), None)
    if known is not None:
        return Reason(known)
    return Reason("browser_cannot_open", {"detail": text.removeprefix("unknown error: ")})


def is_lost(text: str) -> bool:
    """Return whether an error means that the browser, or the window, is gone."""
    return any(sign in text for sign in _LOST)
