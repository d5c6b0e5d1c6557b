"""A file of shared tokens -> may a request use the API."""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING

from linter.model.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

_SHORTEST = 16
_LARGEST = 1_000_000


def read_tokens(path: Path) -> tuple[bytes, ...]:
    """Read tokens, one in a line; empty lines and those that begin with # are none. A faulty file is a `UsageError`."""
    try:
        with path.open(encoding="utf-8") as file:
            lines = [line.strip() for line in file.read(_LARGEST).splitlines()]
    except (OSError, UnicodeDecodeError) as error:
        msg = f"--token-file: {path}: {getattr(error, 'strerror', None) or 'is not UTF-8'}"
        raise UsageError(msg) from error
    tokens = tuple(line.encode() for line in lines if line and not line.startswith("#"))
    if not tokens or any(len(token) < _SHORTEST for token in tokens):
        msg = f"--token-file: {path}: needs tokens of {_SHORTEST} characters or more, one in a line"
        raise UsageError(msg)
    return tokens


def is_allowed(authorization: str | None, tokens: tuple[bytes, ...]) -> bool:
    """Return whether a request carries one of the tokens; every one is compared, so that the time tells nothing."""
    if not tokens:
        return True
    kind, _, given = (authorization or "").partition(" ")
    found = [hmac.compare_digest(given.strip().encode("utf-8", "replace"), token) for token in tokens]
    return any(found) and kind.lower() == "bearer"
