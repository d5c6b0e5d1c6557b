"""Texts and addresses -> the types of pages, and the kinds of services, that they name."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import unquote

from linter.data import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.model.outline import PageType

_LONGEST = 120
_WORD = re.compile(r"[^\W_]+")
_EDGES = " \t.,:;!?›»→>*–-\u00a0"
_SINGLE = str.maketrans({"å": "a", "ä": "a", "æ": "a", "ö": "o", "ø": "o", "é": "e", "ü": "u", "ß": "s"})
_DOUBLE = str.maketrans({"å": "aa", "ä": "ae", "æ": "ae", "ö": "oe", "ø": "oe", "é": "e", "ü": "ue", "ß": "ss"})
_NUMBERED = re.compile(r"[-_]\d{1,12}$")
_INDEX = frozenset({"index", "default", "start", ""})
_MOST_WORDS = 5
_SHORTEST = 3
"""Letters by which stems are found."""


def types_named(text: str) -> dict[PageType, bool]:
    """Return the types of page that a heading, a title or a link names, and whether it says so only weakly."""
    plain = " ".join(text.lower().split()).strip(_EDGES)
    if not plain or len(plain) > _LONGEST:
        return {}
    found = dict(_names().get(plain, {}))
    for beginning, name in _beginnings():
        if plain.startswith(beginning):
            found[name] = False
    return found


def types_in_address(path: str) -> dict[PageType, bool]:
    """Return the types of page that the last part of an address names; a weak name counts at the root only."""
    segments = [segment for segment in unquote(path).lower().split("/") if segment][:20]
    if segments and segments[-1].partition(".")[0] in _INDEX:
        segments.pop()
    if not segments:
        return {}
    name = _NUMBERED.sub("", segments[-1].partition(".")[0])
    found = _address_names().get(_squashed(name), {})
    return {one: is_weak for one, is_weak in found.items() if not is_weak or len(segments) == 1}


def type_of_host(host: str) -> PageType | None:
    """Return what type all pages of a host are."""
    return next((name for name, words in _types() if host.removeprefix("www.") in words.get("hosts", ())), None)


def service_in_address(path: str) -> tuple[str, str] | None:
    """Return the kind of service that an address names, and the word that does."""
    return next(_services(unquote(path).lower()), None)


def service_in_text(text: str) -> tuple[str, str] | None:
    """Return the kind of service that a heading names, and the word that does; a long one tells of something else."""
    text = text[:_LONGEST].lower()
    return next(_services(text), None) if len(_WORD.findall(text)) <= _MOST_WORDS else None


def leads_on(text: str) -> bool:
    """Return whether a link or a button says that it leads to the next step."""
    return " ".join(text.lower().split()).strip(_EDGES) in vocabulary.words("page_types", "next")


def step_number(text: str) -> int | None:
    """Return the number of the step that a heading names: "Steg 2. Skicka in"."""
    found = _step().match(text.lower())
    return int(found[1]) if found is not None else None


def is_video_host(host: str) -> bool:
    """Return whether frames of a host show films."""
    return host.removeprefix("www.") in vocabulary.words("page_types", "video_hosts")


def _services(text: str) -> Iterator[tuple[str, str]]:
    for word in _WORD.findall(text):
        for stem, kind in _stems().get(word[:_SHORTEST], ()):
            if f"{word}.".startswith(stem):
                yield kind, word


def _types() -> list[tuple[PageType, Mapping[str, Any]]]:
    tree = vocabulary.load("page_types")["types"]
    return [(cast("PageType", name), words) for name, words in tree.items()]


@cache
def _step() -> re.Pattern[str]:
    words = vocabulary.any_of(vocabulary.words("page_types", "steps"))
    return re.compile(rf"\s{{0,3}}(?:{words})\s?(\d{{1,2}})(?!\d)")


@cache
def _names() -> dict[str, dict[PageType, bool]]:
    found: dict[str, dict[PageType, bool]] = {}
    for name, words in _types():
        for text in vocabulary.phrases(words.get("weak", {})):
            found.setdefault(text, {})[name] = True
        for key in ("names", "beginnings"):
            for text in vocabulary.phrases(words.get(key, {})):
                found.setdefault(text, {})[name] = False
    return found


@cache
def _beginnings() -> tuple[tuple[str, PageType], ...]:
    return tuple(
        (f"{text} ", name) for name, words in _types() for text in vocabulary.phrases(words.get("beginnings", {}))
    )


@cache
def _address_names() -> dict[str, dict[PageType, bool]]:
    found: dict[str, dict[PageType, bool]] = {}
    for text, types in _names().items():
        for spelled in {text, text.translate(_SINGLE), text.translate(_DOUBLE)}:
            found.setdefault(_squashed(spelled), {}).update(types)
    for name, words in _types():
        for text in words.get("addresses", ()):
            found.setdefault(_squashed(text), {})[name] = False
    return found


@cache
def _stems() -> dict[str, tuple[tuple[str, str], ...]]:
    found: dict[str, dict[tuple[str, str], None]] = {}
    for kind, words in vocabulary.load("page_types")["services"].items():
        for stem in vocabulary.phrases(words):
            for spelled in (stem, stem.translate(_SINGLE), stem.translate(_DOUBLE)):
                found.setdefault(spelled[:_SHORTEST], {})[spelled, kind] = None
    return {key: tuple(own) for key, own in found.items()}


def _squashed(name: str) -> str:
    return "".join(_WORD.findall(name))
