"""What the HTTP client keeps to, whoever asks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class HttpSettings:
    """How the client asks; stages make theirs into these. Times are in seconds."""

    user_agent: str
    languages: str = ""
    """The Accept-Language of every request; none where it is empty."""
    timeout: float = 15.0
    """For one request, from its connection to the end of its body."""
    redirects: int = 20
    body_bytes: int = 8 * 1024 * 1024
    """Of one document, unpacked."""
    tries: int = 3
    backoff: float = 0.5
    retry_after: float = 20.0
    nameservers: tuple[str, ...] = ()
    ca_file: Path | None = None
    keeps_packed: bool = False
    """Whether answers keep their bodies as they travelled too, for a record of them."""
