"""A file of shared tokens -> may a request use the API."""

from __future__ import annotations

import hashlib
import hmac
import re
from typing import TYPE_CHECKING

from linter.model.errors import UsageError
from linter.model.reason import Reason
from linter.model.system_error import of_system

if TYPE_CHECKING:
    from pathlib import Path

_SHORTEST = 16
_LARGEST = 1_000_000
_TOKEN = re.compile(rf"[A-Za-z0-9._~+/=-]{{{_SHORTEST},1000}}")
"""What a header can carry (RFC 6750)."""


def read_tokens(path: Path) -> tuple[bytes, ...]:
    """Return the digests of tokens, one in a line; empty lines and those that begin with # are none.

    A faulty file is a `UsageError`.
    """
    try:
        with path.open(encoding="utf-8") as file:
            lines = [line.strip() for line in file.read(_LARGEST).splitlines()]
    except UnicodeDecodeError as error:
        raise UsageError(Reason("not_utf8", {"byte": error.start}), f"--token-file: {path}") from error
    except OSError as error:
        raise UsageError(of_system(error), f"--token-file: {path}") from error
    tokens = [line for line in lines if line and not line.startswith("#")]
    if not tokens or not all(_TOKEN.fullmatch(token) for token in tokens):
        raise UsageError(Reason("tokens_wrong", {"least": _SHORTEST}), f"--token-file: {path}")
    return tuple(_digest(token) for token in tokens)


def is_allowed(authorization: str | None, tokens: tuple[bytes, ...]) -> bool:
    """Return whether a request carries one of the tokens; the time tells neither which nor how much of it was right."""
    if not tokens:
        return True
    kind, _, given = (authorization or "").partition(" ")
    digest = _digest(given.strip())
    found = [hmac.compare_digest(digest, token) for token in tokens]
    return any(found) and kind.lower() == "bearer"


def _digest(token: str) -> bytes:
    """Return something of one length for every token, so that lengths tell nothing either."""
    return hashlib.sha256(token.encode("utf-8", "replace")).digest()
