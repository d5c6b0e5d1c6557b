"""A phrase in its sentence -> whether it asks the reader to do something, or only speaks of it.

"Kontakta oss" and "du kan kontakta oss" ask; "man kan kontakta kommunen", "om du vill kontakta oss" and "klicka på
Kontakta oss" do not.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from linter.data import vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence

_CLAUSE_END = re.compile(r"[,;:(–—…]|\.{2,9}|(?<=\s)-(?=\s)")
_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
_SPEAKS_FREELY = "fi"
"""The language whose imperatives are no infinitives and stand anywhere in a sentence."""


@cache
def words_around(key: str) -> frozenset[str]:
    """Return the words around invitations that mean one thing."""
    return frozenset(vocabulary.phrases(vocabulary.load("contacts")["around_invitations"][key]))


def asks_reader(before: str, phrase: str, language: str) -> bool:
    """Return whether a phrase asks the reader; `before` is what stands before it in its sentence, in lower case."""
    if before.rstrip()[-1:] in words_around("quotes") - {""}:
        return False
    clause = _CLAUSE_END.split(before)[-1]
    lead, own = _divided(_WORD.findall(clause), _WORD.findall(phrase))
    if lead and words_around("refusals").intersection(lead[-4:]) and not _offers(lead):
        return False
    if _is_condition(lead) and not _offers(lead):
        return False
    if language == _SPEAKS_FREELY and not words_around("modals").intersection(lead):
        return True
    return _is_invited(lead, own)


def _divided(lead: list[str], phrase: list[str]) -> tuple[list[str], list[str]]:
    """Return the words before the verb, without those that change nothing, and the rest of the phrase."""
    front = words_around("modals") | words_around("offers") | words_around("readers")
    while len(phrase) > 1 and phrase[0] in front:
        lead.append(phrase.pop(0))
    while lead and lead[-1] in words_around("adverbs"):
        lead.pop()
    return lead, phrase


def _offers(lead: Sequence[str]) -> bool:
    return not words_around("offers").isdisjoint(lead)


def _is_condition(lead: Sequence[str]) -> bool:
    """Return whether the phrase is itself what the condition is about: "om du vill kontakta oss", "when you contact us"."""
    if not lead or lead[0] not in words_around("conditionals"):
        return False
    inverted = len(lead) > 1 and lead[-1] in words_around("readers") and lead[-2] in words_around("modals")
    last = words_around("modals") | words_around("readers")
    return lead[-1] in last and not inverted


def _is_invited(lead: Sequence[str], own: Sequence[str]) -> bool:
    readers, modals = words_around("readers"), words_around("modals")
    if not lead or lead[-1] in words_around("joining"):
        return modals.isdisjoint(lead) or not readers.isdisjoint(lead)
    if not readers.isdisjoint(own) or _offers(lead):
        return True
    if lead[-1] in modals:
        return not readers.isdisjoint(lead)
    if lead[-1] in readers:
        return len(lead) > 1 and lead[-2] in modals
    return len(lead) > 1 and (lead[0] in words_around("openers") or lead[1] in readers)
