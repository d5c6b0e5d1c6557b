"""What an e-mail address looks like, and finding one in text."""

from __future__ import annotations

import re

ADDRESS = re.compile(
    r"(?<![\w.%+-])[\w%+&'-](?:[\w.%+&'-]{0,62}[\w%+&'-])?@(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.){1,8}[^\W\d_]{2,24}(?![\w-])",
)
"""An e-mail address as people write them; linear, since every part is bounded."""
LOCAL_PART = re.compile(r"[\w%+&'-](?:[\w.%+&'-]{0,62}[\w%+&'-])?$")
"""What stands before an @, at the end of a text."""
DOMAIN_WORD = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
"""One word of a domain, as a part of a regular expression."""


def find_address(text: str) -> str | None:
    """Return the first address in plain text, in lower case."""
    match = ADDRESS.search(text) if "@" in text else None
    return match[0].strip(".'").lower() if match else None


def is_address(text: str) -> bool:
    """Return whether the whole text is one address."""
    return ADDRESS.fullmatch(text.strip()) is not None
