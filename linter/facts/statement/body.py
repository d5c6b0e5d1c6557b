"""Sentences -> who stands behind a service, and which service the statement is about; whom the rest of its page names."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from linter.data import vocabulary
from linter.facts.statement import wording
from linter.facts.statement.sentences import HOST

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linter.facts.statement.sentences import Sentence
    from linter.page.page import Page

_LONGEST = 80
_SHORTEST_CORE = 4
_CORE = 6
"""So many letters of a name tell whose it is, whatever ending it has."""
_NAME = r"[A-ZÅÄÖÆØ][\w&.’'/-]{0,40}"
_STOP = re.compile(r"[.;,(]")


def read_body(page: Page, sentences: Sequence[Sentence]) -> tuple[str, bool] | None:
    """Return the body that a statement names, and whether it names it as the one that stands behind the service."""
    for one in sentences:
        for name in _told(one):
            return name, True
    for text in (*(one.text for one in sentences), page.title or ""):
        found = next(_of_a_kind(text), None)
        if found is not None:
            return found, False
    return None


def read_service(sentences: Sequence[Sentence]) -> str | None:
    """Return the host of the service that a statement says it is about: the first that is named."""
    for one in sentences:
        match = HOST.search(one.text)
        if match is not None and not wording.has(one.lowercase, "authority_names"):
            return match[1].lower()
    return None


def core(name: str) -> str:
    """Return the letters of a body's name that are its own, whatever ending and kind stand with them."""
    own = [word for word in re.findall(r"[^\W\d_]+", name.lower()) if word not in _kind_words()]
    first = next((word for word in own if len(word) >= _SHORTEST_CORE), "".join(own))
    return first[: max(_SHORTEST_CORE, min(_CORE, len(first) - 2))]


def site_bodies(page: Page) -> tuple[str, ...]:
    """Return the bodies that the frame of a page names: its title, header and footer."""
    frame = [page.title or "", *(line.text for line in page.layout.lines_in("header", "footer", "navigation"))]
    return tuple(dict.fromkeys(name for text in frame for name in _of_a_kind(text[:400])))


def _told(one: Sentence) -> Iterator[str]:
    """Yield what a sentence names as the body that stands behind the service."""
    before = wording.pattern("bodies", "before").search(one.lowercase)
    if before is not None:
        name = _without_lead(one.text[: before.start()])
        if _is_name(name):
            yield _nominative(name)
    after = wording.pattern("bodies", "after").search(one.lowercase)
    if after is not None:
        name = one.text[after.end() :].strip(" :–-")
        ends = [match.start() for found in (_STOP, wording.pattern("bodies", "ends")) if (match := found.search(name))]
        name = name[: min(ends, default=None)].strip()
        if _is_name(name):
            yield _nominative(name)


def _is_name(text: str) -> bool:
    words = text.split()
    if not words or len(text) > _LONGEST or text.lower() in vocabulary.words("statement", "bodies"):
        return False
    return any(word[0].isupper() for word in words) and not wording.has(text.lower(), "subjects", "surely")


def _without_lead(text: str) -> str:
    """Return a name without what leads to it: a clause of its own, and the likes of "we at"."""
    name = re.split(r"[:;,]\s", text.strip(" ,:–-"))[-1]
    lead = wording.pattern("bodies", "leads").match(name.lower())
    return (name[lead.end() :] if lead is not None else name).strip()


def _nominative(name: str) -> str:
    *rest, last = name.strip().split()
    return " ".join((*rest, wording.words("bodies", "genitives").get(last.lower(), last)))


def _of_a_kind(text: str) -> Iterator[str]:
    """Yield the names in a text that tell what kind of body they are of, in their last word or in their first."""
    for match in _kind_last().finditer(text):
        first, _, rest = match[0].partition(" ")
        is_led = first.lower() in vocabulary.words("statement", "inside") and " " in rest
        yield _nominative(rest if is_led else match[0])
    for match in _kind_within().finditer(text):
        if not wording.has(match[0].lower(), "authority_names"):
            ending = wording.words("bodies", "kinds_endings")[match[2]]
            yield f"{match[1]}{ending}{match[3] if ending == match[2] else ''}"
    for match in _kind_first().finditer(text):
        is_owner = wording.pattern("subjects", "owned").match(text[match.end() :].lower().lstrip()) is not None
        yield match[0].removesuffix("s") if is_owner else match[0]


@cache
def _kind_words() -> frozenset[str]:
    kinds = (wording.words("bodies", "kinds"), wording.words("bodies", "kinds_first"))
    return frozenset(word for phrase in vocabulary.phrases(kinds) for word in phrase.split())


@cache
def _kind_last() -> re.Pattern[str]:
    kinds = vocabulary.any_of(wording.words("bodies", "kinds"))
    return re.compile(rf"(?:{_NAME}\s+){{1,3}}(?i:{kinds})(?!\w)")


@cache
def _kind_within() -> re.Pattern[str]:
    endings = vocabulary.any_of(wording.words("bodies", "kinds_endings"))
    return re.compile(rf"(?<!\w)([A-ZÅÄÖÆØ][\w-]{{2,40}}?)({endings})(?!\w)((?:\s+{_NAME}){{0,3}})(?<![.,])")


@cache
def _kind_first() -> re.Pattern[str]:
    kinds = vocabulary.any_of(wording.words("bodies", "kinds_first"))
    return re.compile(rf"(?<!\w)(?i:{kinds})(?:\s+{_NAME}){{1,4}}(?<![.,])")
