"""Sentences -> who stands behind a service, and which service the statement is about; whom the rest of its page names."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from linter.data import vocabulary
from linter.facts.statement import wording

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linter.facts.statement.sentences import Sentence
    from linter.page.page import Page

_LONGEST = 80
_SHORTEST_CORE = 4
_CORE = 6
"""So many letters of a name tell whose it is, whatever ending it has."""
_HOST = re.compile(
    r"(?<![\w@./-])(?:https?://)?(?:www\.)?((?:[\w-]{1,63}\.){1,4}[a-zåäö]{2,12})(?![\w@])", re.IGNORECASE
)
_NAME = r"[A-ZÅÄÖÆØ][\w&.’'/-]{0,40}"
_LEADS = re.compile(r"^(?:.{0,60}[:;,]\s+)?(?:vi (?:på|i|inom|hos) |vi som |me i |vi i )?", re.IGNORECASE)
_GENITIVES = {
    "kommuns": "kommun", "kommunens": "kommun", "kommunen": "kommun", "stads": "stad", "regions": "region", "regionens": "region",
    "kommunes": "kommune", "kunnan": "kunta", "kaupungin": "kaupunki", "kuntayhtymän": "kuntayhtymä",
}  # fmt: skip


def read_body(page: Page, sentences: Sequence[Sentence]) -> tuple[str, bool] | None:
    """Return the body that a statement names, and whether it names it as the one that stands behind the service."""
    for one in sentences:
        for name in _told(one):
            return name, True
    for text in (*(one.text for one in sentences), page.title or ""):
        match = _of_a_kind().search(text)
        if match is not None:
            return _nominative(match[0]), False
    return None


def read_service(sentences: Sequence[Sentence]) -> str | None:
    """Return the host of the service that a statement says it is about: the first that is named."""
    for one in sentences:
        match = _HOST.search(one.text)
        if match is not None and not wording.has(one.lowercase, "authority_names"):
            return match[1].lower()
    return None


def core(name: str) -> str:
    """Return the letters of a body's name that are its own, whatever ending and kind stand with them."""
    kinds = vocabulary.words("statement", "bodies")
    own = [word for word in re.findall(r"[^\W\d_]+", name.lower()) if word not in kinds and word not in _GENITIVES]
    first = next((word for word in own if len(word) >= _SHORTEST_CORE), "".join(own))
    return first[: max(_SHORTEST_CORE, min(_CORE, len(first) - 2))]


def site_bodies(page: Page) -> tuple[str, ...]:
    """Return the bodies that the frame of a page names: its title, header and footer."""
    frame = [page.title or "", *(line.text for line in page.layout.lines_in("header", "footer", "navigation"))]
    found = (_nominative(match[0]) for text in frame for match in _of_a_kind().finditer(text[:400]))
    return tuple(dict.fromkeys(found))


def _told(one: Sentence) -> Iterator[str]:
    """Yield what a sentence names as the body that stands behind the service."""
    before = wording.pattern("bodies", "before").search(one.lowercase)
    if before is not None:
        name = _LEADS.sub("", one.text[: before.start()]).strip(" ,:–-")
        if _is_name(name):
            yield _nominative(name)
    after = wording.pattern("bodies", "after").search(one.lowercase)
    if after is not None:
        name = re.split(r"[.;,(]|\s(?:on behalf|som|and we|og vi)\b", one.text[after.end() :].strip(" :–-"))[0].strip()
        if _is_name(name):
            yield _nominative(name)


def _is_name(text: str) -> bool:
    words = text.split()
    if not words or len(text) > _LONGEST or text.lower() in vocabulary.words("statement", "bodies"):
        return False
    return any(word[0].isupper() for word in words) and not wording.has(text.lower(), "subjects", "surely")


def _nominative(name: str) -> str:
    *rest, last = name.strip().split()
    return " ".join((*rest, _GENITIVES.get(last.lower(), last) if last.lower() in _GENITIVES else last))


@cache
def _of_a_kind() -> re.Pattern[str]:
    kinds = vocabulary.any_of(wording.words("bodies", "kinds"))
    return re.compile(rf"(?:{_NAME}\s+){{1,3}}(?i:{kinds})(?!\w)")
