"""What a review keeps of a page beside its report."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Held:
    """The bytes of a page as they came, the address that it gives as its own, and what its main text without its own dates is known by."""

    html: bytes
    canonical: str | None = None
    text: str = ""
