"""What the browser and its driver say -> one line for people, and whether the browser is still there."""

from __future__ import annotations

_REASONS = {
    "ERR_SOCKS_CONNECTION_FAILED": "cannot be reached from the browser",
    "ERR_TOO_MANY_REDIRECTS": "redirects the browser without end",
    "ERR_CERT_": "no secure connection: the browser does not accept the certificate",
    "ERR_SSL_": "no secure connection: the browser and the server do not agree on one",
    "ERR_EMPTY_RESPONSE": "gives the browser no answer",
    "ERR_CONNECTION": "breaks the connection off",
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


def told(text: str) -> str:
    """Return why a page cannot be opened."""
    known = next((words for sign, words in _REASONS.items() if sign in text), "")
    return known or f"the browser cannot open it: {text.removeprefix('unknown error: ')}"


def is_lost(text: str) -> bool:
    """Tell whether an error means that the browser, or the window, is gone."""
    return any(sign in text for sign in _LOST)
