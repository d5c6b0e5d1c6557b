"""Why a request got no answer."""

from __future__ import annotations

from typing import Literal

from linter.model.reason import without_objects

Phase = Literal["reach", "secure", "ask", "read", "unpack"]
"""How far a request came: to the host's address, to a secure connection, to an answer, to the end of its body, to what it stands for."""


class RequestFailure(Exception):  # noqa: N818  it is one, whoever's fault it is
    """A request that got no answer. `reason` is a key of verdicts; `passes` tells whether another try may go better."""

    def __init__(self, reason: str, detail: str = "", *, passes: bool = False, during: Phase = "reach") -> None:
        told = without_objects(detail)
        super().__init__(f"{reason}: {told}")
        self.reason = reason
        self.detail = told
        self.passes = passes
        self.during = during


TOO_MANY = 429
"""The status of a host that wants to be left alone for a while."""
BLOCKED = "private_address"
"""The host is no part of the public internet and was not allowed."""
NO_SUCH_HOST = "no_such_host"
RESOLVER = "resolver"
"""Names cannot be looked up here, or not now."""
TIMEOUT = "timeout"
RESET = "connection"
GARBAGE = "no_http"
EXPIRED, WRONG_HOST, UNTRUSTED = "expired", "wrong_host", "untrusted"
"""What is wrong with a certificate."""
UNKNOWN_ISSUER = "unknown_issuer"
"""The certificate may be right: who issued it is not known here, or its chain is not complete."""
CERTIFICATES = frozenset({EXPIRED, WRONG_HOST, UNTRUSTED})
LOOP, TOO_FAR, NO_WEB_ADDRESS = "loop", "too_far", "scheme"
"""Where redirects lead: back to where they came from, further than is followed, to something that is no web address."""
REDIRECTING = frozenset({LOOP, TOO_FAR, NO_WEB_ADDRESS})
