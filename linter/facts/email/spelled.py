"""A written-out @ in a line -> the address around it."""

from __future__ import annotations

import re
from functools import cache

from linter.data import vocabulary
from linter.facts.email.addresses import DOMAIN_WORD, LOCAL_PART, canonical, is_address

_WEB = re.compile(r"www\b", re.IGNORECASE)
_WORD_END = re.compile(r"[^\W\d_]{2,24}$")
_BRACKETS = (("(", ")"), ("[", "]"), ("{", "}"), ("<", ">"), ("[", ")"), ("(", "]"))
"""What stands around an @ that is written out; the last two are slips of the hand."""


def written_signs() -> list[str]:
    """Return the ways to write an @ out: in brackets of any kind, or as a word that means nothing else."""
    words = vocabulary.load("email")
    return [
        *(f"{a}{gap}{word}{gap}{b}" for word in words["at"] for a, b in _BRACKETS for gap in ("", " ")),
        *words["at_words"],
        "-at-",
        "_at_",
    ]


@cache
def _domain() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the pattern of a domain whose full stops may be written out, and of such a full stop."""
    dots = vocabulary.any_of(word for word in vocabulary.load("email")["dot"] if word != ".")
    dot = rf"(?:\.|\s?[\[({{]\s?(?:\.|{dots})\s?[\])}}]\s?|\s(?:{dots})\s)"
    name = re.compile(rf"({DOMAIN_WORD}(?:{dot}{DOMAIN_WORD}){{0,6}}{dot})([^\W\d_]{{2,24}})(?![\w-])", re.IGNORECASE)
    return name, re.compile(dot, re.IGNORECASE)


def spelled_address(text: str, start: int, end: int) -> tuple[str, int, int] | None:
    """Return the address whose @ is written out between two offsets of a line, and where it begins and ends."""
    domain, dot = _domain()
    behind = end + len(text[end:]) - len(text[end:].lstrip())
    left = text[:start].rstrip()
    first = LOCAL_PART.search(left[-200:])
    second = domain.match(text, behind)
    if first is None or second is None:
        return None
    if first[0].lower() in vocabulary.words("email", "no_names") or first[0].isdigit() or not _is_domain(second[0]):
        return None
    begin = len(left) - len(first[0])
    name = first[0]
    before = _before_name().search(left[max(0, begin - 80) : begin])
    if before and not before[0].startswith("."):
        name = dot.sub(".", before[0]) + name
        begin -= len(before[0])
    address = f"{name}@{dot.sub('.', second[0])}"
    return (canonical(address), begin, second.end()) if is_address(address) else None


@cache
def _before_name() -> re.Pattern[str]:
    """Return the pattern of what stands before the last word of a name: words with full stops that are written out."""
    return re.compile(rf"(?:[\w-]{{1,63}}(?:{_domain()[1].pattern})){{1,4}}$", re.IGNORECASE)


def _is_domain(text: str) -> bool:
    """Return whether what follows a written-out @ is a domain, and not the end of a sentence and the next, or a file."""
    if _WEB.match(text):
        return False
    name = _WORD_END.search(text)
    ending = name[0] if name else ""
    if ending[:1].isupper() and not text[:1].isupper():
        return False
    return len(ending) == 2 or ending.lower() in vocabulary.words("email", "long_endings")
