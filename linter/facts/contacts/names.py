"""Short texts -> is this a person, somebody's title, a unit, an organisation, or only a heading over contacts."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from linter.data import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable

_CAPITALISED = re.compile(r"[A-ZÅÄÖÆØÜÉÈÁÓÍ][\w’'.-]*")
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_MAX_WORDS = 4


def person(text: str, *, sure: bool = False, emails: Iterable[str] = (), has_role: bool = False) -> str | None:
    """Return the name where the text is a person's, None otherwise.

    `sure`: the page's markup says that it is one; `emails` may hold the same name; a title beside it speaks for it.
    """
    name = _first_chunk(text)
    words = name.split()
    if len(words) > 2 and _is_role_word(words[0]) and words[1][0].isupper():
        words = words[1:]
        name = " ".join(words)
    if not 2 <= len(words) <= _MAX_WORDS or not all(_is_name_word(w) for w in words):
        return None
    if is_generic(name) or _is_role_word(words[-1]) or any(w.lower() in _units() for w in words):
        return None
    given = words[0].lower()
    if given in _given() or given.split("-")[0] in _given() or sure:
        return name
    locals_ = [e.partition("@")[0] for e in emails]
    if any(_same_name(words, local) for local in locals_):
        return name
    if is_unit(name) and not has_role:
        return None
    return name if has_role and words[-1][0].isupper() else None


def _first_chunk(text: str) -> str:
    chunk = re.split(r"\s*[,|·•–(/]\s*|\s-\s", text.strip(" .:;"), maxsplit=1)[0]
    return _honorific().sub("", chunk.strip(" .:"))


def _is_name_word(word: str) -> bool:
    return word in _particles() or _CAPITALISED.fullmatch(word) is not None


def _same_name(words: list[str], local: str) -> bool:
    parts = [p for p in re.split(r"[._-]", local.lower()) if len(p) > 1]
    folded = {_ascii(w) for word in words for w in (word, *word.split("-"))}
    return len(parts) >= 2 and all(part in folded for part in parts)


def _ascii(word: str) -> str:
    word = word.lower().replace("ø", "o").replace("æ", "a").replace("ß", "ss")
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def is_role(text: str) -> bool:
    """Tell whether a short text is somebody's title: "Strateg EU/internationella frågor"."""
    chunk = re.split(r"\s*[,|·•–]\s*", text.strip(" .:;"), maxsplit=1)[0]
    words = _WORD.findall(chunk.lower())
    return 0 < len(words) <= 6 and any(_is_role_word(w) for w in words)


def _is_role_word(word: str) -> bool:
    lowered = word.lower().strip(".,:")
    return lowered.endswith(_roles()) and lowered not in _no_roles()


def is_unit(text: str) -> bool:
    """Tell whether a short text names a unit, a service or an organisation."""
    words = _WORD.findall(text.lower())
    return any(w in _units() or (len(w) > 6 and w.endswith(_long_units())) for w in words)


def is_organisation(text: str) -> bool:
    """Tell whether a short text is the name of an organisation that a footer may speak for."""
    words = text.split()
    if not 1 < len(words) <= 6 or not words[0][0].isupper():
        return False
    names = frozenset(vocabulary.load("contacts")["organisations"])
    return any(w.lower().strip(".,") in names for w in words)


def is_generic(text: str) -> bool:
    """Tell whether a heading or label over contacts says nothing of whose they are."""
    plain = text.lower().strip(" .:;!›»")
    return plain in _generic() or plain.rstrip("?") in _generic()


@cache
def _given() -> frozenset[str]:
    return vocabulary.words("names", "given")


@cache
def _particles() -> frozenset[str]:
    return vocabulary.words("names", "particles")


@cache
def _honorific() -> re.Pattern[str]:
    words = vocabulary.any_of(vocabulary.load("names")["honorifics"])
    return re.compile(rf"^(?i:{words})\.?\s")


@cache
def _no_roles() -> frozenset[str]:
    return frozenset(vocabulary.load("contacts")["no_roles"])


@cache
def _roles() -> tuple[str, ...]:
    return tuple(dict.fromkeys(vocabulary.load("contacts")["roles"]))


@cache
def _units() -> frozenset[str]:
    return frozenset(vocabulary.load("contacts")["units"])


@cache
def _long_units() -> tuple[str, ...]:
    return tuple(word for word in _units() if len(word) > 3)


@cache
def _generic() -> frozenset[str]:
    return frozenset(vocabulary.phrases(vocabulary.load("contacts")["generic"]))
