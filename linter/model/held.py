"""What a review keeps of a page beside its report."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Held:
    """The bytes of a page as they came, and the address that it gives as its own."""

    html: bytes
    canonical: str | None = None
