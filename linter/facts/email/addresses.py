"""What an e-mail address looks like, and finding one in text."""

from __future__ import annotations

import re
from contextlib import suppress

from linter.data import vocabulary

ADDRESS = re.compile(
    r"(?<![\w.%+#$^~-])[\w%+&'-](?:[\w.%+&'-]{0,62}[\w%+&'-])?@(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.){1,8}[^\W\d_]{2,24}(?![\w-])",
)
"""An e-mail address as people write them; linear, since every part is bounded."""
LOCAL_PART = re.compile(r"[\w%+&'-](?:[\w.%+&'-]{0,62}[\w%+&'-])?$")
"""What stands before an @, at the end of a text."""
DOMAIN_WORD = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
"""One word of a domain, as a part of a regular expression."""


_PUNYCODE = "xn--"


def find_address(text: str) -> str | None:
    """Return the first address in plain text, in its one form."""
    if "@" not in text:
        return None
    return next((canonical(match[0]) for match in ADDRESS.finditer(text) if not is_file(match[0])), None)


def is_address(text: str) -> bool:
    """Return whether the whole text is one address."""
    stripped = text.strip()
    return ADDRESS.fullmatch(stripped) is not None and not is_file(stripped)


def is_file(name: str) -> bool:
    """Return whether a name ends as files do: `picture@2x.png`."""
    return name.rpartition(".")[2].lower() in vocabulary.words("email", "file_endings")


def canonical(address: str) -> str:
    """Return the one form of an address: in lower case, the domain as people read it (not in Punycode)."""
    local, _, domain = address.strip(".'").lower().rpartition("@")
    if _PUNYCODE in domain:
        with suppress(UnicodeError):
            domain = domain.encode("ascii").decode("idna")
    return f"{local}@{domain}"
