"""Page -> where its text asks the reader to get in touch, and whether anything answers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from linter.data import vocabulary
from linter.data.html import HEADINGS
from linter.facts.contacts.invitations import appeals
from linter.facts.contacts.invitations.appeals import words_around
from linter.facts.contacts.names import names, site
from linter.facts.search.word_search import outermost
from linter.page.controls import visible_controls

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linter.facts.contacts.contacts import Contacts
    from linter.facts.email.slot import Slot
    from linter.facts.search.word_search import Hit
    from linter.model.finding import Location
    from linter.page.dom import Line
    from linter.page.page import Page

_SENTENCE_END = re.compile(r"[.!?](?:\s|$)")
_WORDS = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_CONTENT = ("main", "aside", None)
_MANY_DIGITS = re.compile(r"\d(?:[\s()./–-]{0,3}\d){6}")
"""A number that somebody can be called at."""
_IN_TOWN = re.compile(r"\s[^\W\d_][^.,;:!?()]{1,60}?\s(?:i|in)\s([A-ZÅÄÖÆØÜ][^\W\d_]{2,40})(?![^\W\d_])")
"""Somebody in a place that is written with a capital."""
_SENTENCE = 4
"""Words of a sentence without a full stop, at least."""
_NEAR = 220
_LONGEST_SENTENCE = 1000
"""Characters before and after an invitation that may be of its sentence."""


@dataclass(frozen=True, slots=True)
class Invitation:
    """A phrase that asks the reader to get in touch with the municipality or its people."""

    phrase: str
    line: Line
    location: Location
    is_whole: bool


def first_unanswered(page: Page, hits: Sequence[Hit], contacts: Contacts, slots: Sequence[Slot]) -> Invitation | None:
    """Return the first invitation in the main content that nothing on the page answers."""
    if not hits or _is_answered(page, contacts, slots):
        return None
    footer = [c for c in contacts.blocks if c.region == "footer" and (c.phones or c.slots)]
    for hit in outermost(hits):
        invitation = _invitation(page, hit)
        if invitation is not None and not (invitation.is_whole and footer):
            return invitation
    return None


def _is_answered(page: Page, contacts: Contacts, slots: Sequence[Slot]) -> bool:
    if any(c.region in _CONTENT and (c.phones or c.slots or c.empty) for c in contacts.blocks):
        return True
    if any(s.element.region in _CONTENT for s in slots):
        return True
    if any(p.line.region in _CONTENT and not p.is_short and not p.is_fax for p in contacts.phones):
        return True
    return _has_form_or_chat(page)


def _invitation(page: Page, hit: Hit) -> Invitation | None:
    line = hit.line
    if line.region not in ("main", None) and line.region != "aside":
        return None
    if page.main is not None and line.region is None and not line.block.within(page.main):
        return None
    element = line.element_at(hit.start)
    if element.closest("a", "button", "label", "nav", "option", "th", *HEADINGS, "summary", "legend") is not None:
        return None
    if _link_in(line, hit.start, hit.end) or _is_heading(line):
        return None
    before = line.lowercase[max(0, hit.start - _LONGEST_SENTENCE) : hit.start]
    after = line.lowercase[hit.end : hit.end + _LONGEST_SENTENCE]
    sentence_start = max((m.end() for m in _SENTENCE_END.finditer(before)), default=0)
    end = _SENTENCE_END.search(after)
    rest = after[: end.start()] if end else after
    lead = before[sentence_start:]
    if _is_no_invitation(line.lowercase, hit.start - len(lead), hit, rest) or not appeals.asks_reader(
        lead, hit.phrase, hit.kind
    ):
        return None
    if not _addresses_us(page, hit, lead, rest) or _MANY_DIGITS.search(rest):
        return None
    if _is_in_other_town(page, hit, line.text[hit.end : hit.end + len(rest)]):
        return None
    if _link_to_contact_follows(page, line, hit):
        return None
    location = page.place(line, hit.start, hit.end)
    return Invitation(line.text[hit.start : hit.end], line, location, _is_whole(hit, rest))


def _is_in_other_town(page: Page, hit: Hit, rest: str) -> bool:
    """Return whether the one to get in touch with is in a town that is not in the name of the site: "museet i Granvik"."""
    in_town = _IN_TOWN.match(rest)
    if in_town is None or not words_around("us").isdisjoint(
        _WORDS.findall(f"{hit.phrase} {rest[: in_town.start(1)]}".lower())
    ):
        return False
    own = (site.own_name(page) or "").lower()
    return bool(own) and in_town[1].lower() not in own


def _is_heading(line: Line) -> bool:
    """Return whether a line heads what follows, whatever its element: a few words that end no sentence."""
    few = sum(1 for _ in islice(_WORDS.finditer(line.lowercase), _SENTENCE)) < _SENTENCE
    return few and not line.text.endswith((".", "!", "?"))


def _link_in(line: Line, start: int, end: int) -> bool:
    return any(line.layout.part_element[p].closest("a") is not None for _, _, p in line.pieces_between(start, end))


@cache
def _negations() -> tuple[str, ...]:
    return tuple(vocabulary.phrases(vocabulary.load("contacts")["not_invitations"]))


def _is_no_invitation(lowercase: str, sentence: int, hit: Hit, rest: str) -> bool:
    around = lowercase[max(sentence, hit.start - 40) : hit.end + 40]
    here = hit.start - max(sentence, hit.start - 40)
    for phrase in _negations():
        at = around.find(phrase)
        if at >= 0 and at <= here + len(hit.phrase) and at + len(phrase) >= here:
            return True
    return hit.phrase.split()[0] in words_around("calls") and _number_follows().match(rest) is not None


@cache
def _number_follows() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:(?:{vocabulary.any_of(words_around('before_number'))})\s)?[+(]?\d[\d\s-]{{1,}}")


@cache
def _roots(key: str) -> tuple[str, ...]:
    words = dict.fromkeys(vocabulary.phrases(vocabulary.load("contacts")[key]))
    return tuple(sorted(words, key=len, reverse=True))


def _addresses_us(page: Page, hit: Hit, before: str, rest: str) -> bool:
    """Return whether the invitation names the municipality or its people, and nobody else."""
    words = _WORDS.findall(rest)[:9]
    near = " ".join(words[:7])
    in_phrase = not words_around("us").isdisjoint(_WORDS.findall(hit.phrase))
    names_us = in_phrase or (bool(words) and words[0] in words_around("us") | words_around("our"))
    if not names_us and (_others().search(near) or _is_readers_own(words[:3])):
        return False
    if _speaks_of_others(hit, before) or _means_any_body(words):
        return False
    if in_phrase:
        return True
    if hit.phrase in words_around("complete") and (not words or words[0] not in words_around("conditions")):
        return True
    if not words:
        return False
    if not names_us and _is_about_municipalities(page):
        return False
    targets = _WORDS.findall(before)[-3:] + words if hit.kind in ("fi", "de") else words
    return any(_is_ours(word) for word in targets[:8])


@cache
def _others() -> re.Pattern[str]:
    """Return the search for somebody who is not the municipality, also as the reader's own: `omalääkäri`."""
    own = vocabulary.any_of(words_around("own_prefixes"))
    return re.compile(rf"(?:^|\s)(?:{own})?(?:{vocabulary.any_of(_roots('others'))})")


def _is_readers_own(words: Sequence[str]) -> bool:
    """Return whether the ending of a word says that who is meant is the reader's own: `hammaslääkäriisi`."""
    return any(word.endswith(tuple(words_around("own_endings"))) for word in words)


def _means_any_body(words: Sequence[str]) -> bool:
    """Return whether it is the reader's own municipality, or the one where somebody lives: whichever that is."""
    bodies = words_around("bodies")
    for index, word in enumerate(words[:4]):
        if word in bodies:
            own = not words_around("own").isdisjoint(words[:index])
            return own or not words_around("where").isdisjoint(words[index + 1 : index + 2])
    return False


def _is_about_municipalities(page: Page) -> bool:
    """Return whether the page speaks of municipalities in the plural, so that it is another body's."""
    return any(phrase in page.lowercase for phrase in words_around("many_bodies"))


def _is_ours(word: str) -> bool:
    roots = _roots("addressees")
    if word in roots or names.is_role(word) or names.is_unit(word):
        return True
    return len(word) > 5 and any(len(root) > 4 and root in word for root in roots)


def _speaks_of_others(hit: Hit, before: str) -> bool:
    """Return whether somebody else is the one who gets in touch: "vi kan kontakta dig", "när du kontaktar vi"."""
    words = _WORDS.findall(before)[-2:]
    if not words:
        return False
    if hit.phrase in words_around("nouns") and words[-1] in words_around("before_nouns"):
        return True
    actors = words_around("actors")
    return words[-1] in actors or (words[0] in actors and words[-1] in words_around("auxiliaries"))


def _is_whole(hit: Hit, rest: str) -> bool:
    """Return whether the invitation means the organisation as a whole, which the footer's contact answers."""
    if words_around("us") & set(_WORDS.findall(hit.phrase)):
        at, *unit = _WORDS.findall(rest)[:2] or [""]
        return not (unit and at in words_around("at") and names.is_unit(unit[0]))
    words = " ".join(_WORDS.findall(rest)[:4])
    if not words:
        return True
    return any(words == name or words.startswith(f"{name} ") for name in _roots("whole"))


def _link_to_contact_follows(page: Page, line: Line, hit: Hit) -> bool:
    """Return whether a link to a contact page, a form or an e-service follows the phrase, in its paragraph or the next."""
    words = _roots("channels")
    candidates = [line, *(page.lines[line.index + 1 : line.index + 3])]
    for other in candidates:
        if other.heading or other.region not in _CONTENT:
            break
        for start, end, part in other.pieces:
            if end <= start or (other is line and end < hit.start - _NEAR):
                continue
            link = page.layout.part_element[part].closest("a", "button")
            if link is None:
                continue
            target = f"{link.text} {link.get('href') or ''}".lower()
            if any(word in target for word in words):
                return True
            if (
                other is line
                and start >= hit.end
                and _WORDS.findall(link.text.lower())[:1]
                and link.has("href")
                and any(_is_ours(w) for w in _WORDS.findall(link.text.lower()))
            ):
                return True
    return False


def _has_form_or_chat(page: Page) -> bool:
    words = vocabulary.load("contacts")["forms"]
    for form in page.tags("form"):
        if form.region not in _CONTENT or any(h.within(form) for h in page.tags("h1")):
            continue
        name = f"{form.get('class')} {form.get('id')} {form.get('action')} {form.get('aria-label')} {form.get('role')} {form.get('name')}".lower()
        if any(word in name for word in words["other"]):
            continue
        controls = visible_controls(form.inside("input", "select", "textarea"))
        if any(c.tag == "textarea" for c in controls) and not any(w in form.text.lower() for w in words["rating"]):
            return True
    if "chat" in page.lowercase and any(
        e.region in _CONTENT and re.search(r"\bchatt?a?\b|\bchatt", e.text.lower()) for e in page.tags("button", "a")
    ):
        return True
    signs = [word for word in words["chat"] if word.encode("latin-1") in page.folded_source]
    selector = ", ".join(f"[id*={sign} i], [class*={sign} i]" for sign in signs)
    return bool(signs) and any(element.region in _CONTENT for element in page.select(selector))
