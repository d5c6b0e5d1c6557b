"""The name of a package -> whether this machine has it."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec


@cache
def is_installed(name: str) -> bool:
    """Return whether a package can be imported."""
    return find_spec(name) is not None
