"""What a review keeps of a page beside its report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from linter.model.outline import LinkedDocument


@dataclass(frozen=True, slots=True)
class Held:
    """The bytes of a page as they came, the documents that it links to, and the address that it gives as its own.

    `text` is what its main text is known by, but for the dates that it gives as its own.
    """

    html: bytes
    documents: tuple[LinkedDocument, ...] = ()
    canonical: str | None = None
    text: str = ""
