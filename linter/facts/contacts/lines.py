"""Lines -> what each of them gives of a contact: numbers, addresses, labels, a name; or running text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from operator import attrgetter
from typing import TYPE_CHECKING

from msgspec import Struct

from linter.data import vocabulary
from linter.facts.contacts import line_kinds, postal
from linter.facts.contacts.names import names
from linter.facts.search import label_value
from linter.facts.search.word_search import outermost
from linter.page.lazy import lazy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from linter.facts.contacts.numbers.phones import Phone
    from linter.facts.email.slot import Slot
    from linter.facts.search.word_search import Hit
    from linter.page.dom import Line
    from linter.page.page import Page

_START = attrgetter("start")
_WORDS = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_SEPARATORS = re.compile(r"[,;|·•:()–]\s|\s[-–—]\s|[.!?]\s|^")
_VALUE = re.compile(r"\s*(?:[+(]?\d|.{0,3}@)")
_CLAUSES = re.compile(r"[.!?,;|·•]\s")
_SENTENCE_ENDS = re.compile(r"[.!?]\s")
_PROSE = 9
_LONG = 110
SHORT = 90
"""No more characters than this has a line that may be a name."""
_SENTENCE = 120


class Traits(Struct, dict=True, eq=False):
    """What a line gives of a contact; what takes time to see is worked out when first asked."""

    line: Line
    country: str
    phones: list[Phone] = []
    slots: list[Slot] = []
    labels: list[Hit] = []
    empty: list[Hit] = []

    @lazy
    def postcodes(self) -> list[postal.Postcode]:
        """The postcodes with their towns; a number that is none in the text of a link to a page was never meant as one."""
        found = list(postal.postcodes(self.line.text, self.country))
        is_link = any(code.fault for code in found) and line_kinds.is_link_to_page(self.line)
        return [code for code in found if not code.fault] if is_link else found

    @lazy
    def is_owner(self) -> bool:
        """Whether it names who answers for the page."""
        return line_kinds.is_owner(self.line)

    @lazy
    def is_byline(self) -> bool:
        """Whether it names who wrote, took or published something."""
        return line_kinds.is_byline(self.line.text)

    @lazy
    def has_form(self) -> bool:
        """Whether a link in it leads to a form that sends a message."""
        return line_kinds.has_form(self.line)

    @lazy
    def is_prose(self) -> bool:
        """Whether it is running text, with or without a number or an address in it."""
        return _is_prose(self)

    @lazy
    def has_channel(self) -> bool:
        """Whether it gives or labels a way to reach somebody."""
        if (
            not (self.phones or self.slots or self.empty)
            or self.is_owner
            or self.is_byline
            or line_kinds.is_aside(self.line)
        ):
            return False
        return bool(self.slots or self.empty) or any(p.is_channel for p in self.phones)

    @lazy
    def may_be_number(self) -> bool:
        """Whether a number stands in it that only people of its country can judge: digits alone, with letters, or a few."""
        if self.label == "fax" or any(phone.is_fax for phone in self.phones):
            return False
        if self.label == "phone" and line_kinds.is_short_number(self.value):
            return True
        return line_kinds.holds_number_alone(self.value) or line_kinds.holds_lettered_number(self.line.text)

    @lazy
    def kinds(self) -> frozenset[str]:
        """The parts of a contact that it gives or labels: "phone", "email", "address"."""
        found = {hit.kind for hit in self.empty}
        found.update(["phone"] if any(p.is_channel for p in self.phones) else [])
        found.update(["email"] if self.slots or self.has_form else [])
        found.update(["address"] if self.has_address else [])
        return frozenset(found)

    @lazy
    def label(self) -> str | None:
        """The kind of the label that the line begins with."""
        return next((h.kind for h in self.labels if h.start == 0), None)

    @lazy
    def street(self) -> str | None:
        """The street and number."""
        text = self.value
        found = postal.street(text)
        if found is None and (self.label == "address" or self.postcodes):
            head = (
                text[: max(0, self.postcodes[0].start - (len(self.line.text) - len(text)))] if self.postcodes else text
            )
            segments = [s.strip() for s in re.split(r"[,·|•]|\.\s", head)]
            forms = (postal.street_line, postal.named_street)
            return next((s for form in forms for s in map(form, reversed(segments)) if s), None)
        by_shape = self.country in postal.COUNTRIES and not self.phones and len(text) < SHORT
        if found != text.strip(" .,") and not self.postcodes and line_kinds.is_link_to_page(self.line):
            return None
        if found is None and by_shape and not names.is_role(text):
            found = postal.street_line(text) or postal.above_code(self.line, self.country)
        return None if found and (names.is_about_hours(found) or names.is_room(found)) else found

    @property
    def value(self) -> str:
        """The text after the label that the line begins with."""
        label = next((h for h in self.labels if h.start == 0), None)
        return self.line.text[label.end :].lstrip(" :") if label else self.line.text

    @lazy
    def box(self) -> str | None:
        """The number of the post-office box, as it is written."""
        return postal.box(self.line.text)

    @lazy
    def has_address(self) -> bool:
        """Whether it gives a postal or visiting address."""
        return bool(self.postcodes) or self.box is not None or self.street is not None


def read_traits(
    page: Page,
    hits: Mapping[str, Sequence[Hit]],
    phones: Iterable[Phone],
    slots: Iterable[Slot],
    country: str,
) -> dict[int, Traits]:
    """Return the traits of every line that may have some, by line index; ask `of` for the others."""
    found: dict[int, Traits] = {}

    def at(line: Line) -> Traits:
        if line.index not in found:
            found[line.index] = Traits(line, country)
        return found[line.index]

    for phone in _without_meetings(phones):
        at(phone.line).phones.append(phone)
    for slot in slots:
        line = None if line_kinds.is_handle(slot) else _line_of(page, slot)
        if line is not None:
            at(line).slots.append(slot)
    grouped: dict[int, list[Hit]] = defaultdict(list)
    for hit in outermost(hits["contact"]):
        grouped[hit.line.index].append(hit)
    for index, hits_here in grouped.items():
        if index not in found and not any(_may_be_label(hit) for hit in hits_here):
            continue
        labels = [hit for hit in hits_here if _is_label(hit) and not _is_title(hit)]
        if labels or index in found:
            at(hits_here[0].line).labels = labels
    for traits in list(found.values()):
        traits.empty = [
            hit for hit in traits.labels if hit.kind in ("phone", "email") and _is_empty(hit, traits, found)
        ]
    return found


def _line_of(page: Page, slot: Slot) -> Line | None:
    """Return the line that an address stands in, or the one before it where it has no text."""
    lines = page.layout.lines_between(slot.p0, max(slot.p1, slot.p0 + 1))
    holder = slot.element if slot.element.p1 > slot.element.p0 else slot.element.parent or slot.element
    nothing = slot.p0 == slot.p1 or holder is not slot.element
    before = [line for line in holder.lines if line.p1 <= slot.p0] if nothing else []
    if before:
        return before[-1]
    if lines and lines[0].p0 <= slot.p0 <= lines[0].p1 and lines[0].region == slot.element.region:
        return lines[0]
    earlier = page.layout.lines_between(slot.p0 - 1, slot.p0) if nothing and slot.p0 else []
    if earlier and earlier[-1].region == slot.element.region:
        return earlier[-1]
    return next(iter(slot.element.lines), None)


def _without_meetings(phones: Iterable[Phone]) -> Iterator[Phone]:
    """Leave out the numbers that open a meeting, with the others of their list."""
    last = -2
    for phone in phones:
        if phone.line.index <= last + 1 or line_kinds.opens_meeting(phone.line, phone.end):
            last = phone.line.index
        else:
            yield phone


def traits_of(found: dict[int, Traits], line: Line, country: str) -> Traits:
    """Return the traits of any line, worked out when first asked."""
    if line.index not in found:
        found[line.index] = Traits(line, country)
    return found[line.index]


def _may_be_label(hit: Hit) -> bool:
    """Tell cheaply whether a word in a line without numbers and addresses can be a label."""
    text, start = hit.line.text, hit.start
    if start == 0 or text[hit.end : hit.end + 2].lstrip().startswith(":"):
        return True
    if text[start].isupper() or text[start - 2 : start - 1] in ",;|·•:":
        return True
    return hit.line.p1 - hit.line.p0 > 1 and len(text) < _SENTENCE


def _is_title(hit: Hit) -> bool:
    """Return whether a word that may label a name is somebody's title here: "Handläggare" alone on its line."""
    line = hit.line
    alone = hit.start == 0 and hit.end == len(line.text)
    return alone and hit.kind in ("name", "function") and line.block.tag not in ("dt", "th", "td")


def _is_label(hit: Hit) -> bool:
    """Return whether a word is a label where it stands: at the beginning, after a stop, or with a colon."""
    line = hit.line
    before = line.text[max(0, hit.start - 3) : hit.start].rstrip()
    if (
        before
        and before[-1].isalnum()
        and (line.p1 - line.p0 == 1 or len(line.text) >= _SENTENCE)
        and line.text[hit.start].islower()
    ):
        return line.text[hit.end : hit.end + 1] == ":" or bool(_VALUE.match(line.text, hit.end))
    after = line.text[hit.end : hit.end + 12].lstrip()
    if not before or after.startswith(":") or before[-1] in ".,;|·•:()–-/!?":
        return True
    if line.text[hit.start].isupper() or _VALUE.match(line.text, hit.end):
        return True
    return line.p1 - line.p0 > 1 and len(line.text) < _SENTENCE and line.begins_piece(hit.start, shown=True)


def _is_empty(hit: Hit, traits: Traits, found: Mapping[int, Traits]) -> bool:
    """Return whether nothing stands after a label for a number or an address."""
    line = hit.line
    rest = line.text[hit.end :].lstrip()
    colon = rest.startswith(":")
    rest = rest.lstrip(" :")
    before = line.text[: hit.start]
    if before.strip() and not re.search(r"[\d@:]", before):
        return False
    if rest:
        at = len(line.text) - len(rest)
        after = bisect_left(traits.labels, at, key=_START)
        later = next((h for h in traits.labels[after : after + 1] if h.start == at), None)
        return colon and later is not None and line.text[later.end :].lstrip().startswith(":")
    element = line.element_at(hit.start)
    if element.closest(
        "a", "button", "label", "option", "th", "nav", "legend", "summary"
    ) is not None or line.region in ("header", "navigation"):
        return False
    if not colon and line.text.strip(" :") != line.text[hit.start : hit.end]:
        return False
    start_part = line.part_at(hit.start)
    if any(
        e.tag in ("img", "input", "select", "textarea", "iframe")
        for e in line.layout.part_element[start_part : line.p1]
    ):
        return False
    if any(s.p0 >= start_part for s in traits.slots) or any(p.start >= hit.end for p in traits.phones):
        return False
    return not _value_follows(hit, found, colon=colon)


def _value_follows(hit: Hit, found: Mapping[int, Traits], *, colon: bool) -> bool:
    line = hit.line
    following = label_value.following(line)
    if following is None or following.region != line.region:
        return False
    if following.block is not line.block and following.block.within(line.block):
        return True
    bond = label_value.bond(line, following)
    if line.heading and following.heading == 0:
        return bool(following.text or following.replaced_elements)
    if bond is None:
        return False
    beside = found.get(following.index)
    if beside is not None and (beside.phones or beside.slots) and beside.label is None:
        return True
    if beside is not None and beside.label is not None:
        return bond == "tight" and following.text.strip(" :") != "" and line.block.tag in ("dt", "th", "td")
    if bond == "tight":
        return bool(following.text or following.replaced_elements)
    if not colon and line.block.tag not in ("dt", "th", "td", "strong", "b"):
        return True
    return bool(following.replaced_elements) or (
        len(_WORDS.findall(following.text)) > 3 and following.text[0].islower()
    )


def _is_prose(traits: Traits) -> bool:
    """Return whether a line is running text, with or without a number or an address in it."""
    line = traits.line
    text = line.text
    first = min([*(p.start for p in traits.phones), *(slot_start(line, s) for s in traits.slots)], default=None)
    if first is None:
        if traits.empty or traits.has_address:
            return len(_WORDS.findall(text)) > 2 * _PROSE
        count = len(_WORDS.findall(text))
        return count >= _PROSE and (text.endswith((".", "!", "?")) or len(text) > _LONG)
    if first > 0 and text[:first].rstrip().endswith(":"):
        head = _CLAUSES.split(text[:first])[-1]
        known = any(h.start < first and h.end > first - len(head) for h in traits.labels) or names.is_about_hours(head)
        return len(_WORDS.findall(head)) > (6 if known else 2)
    if _is_sentence(traits, first):
        return True
    begin = max((m.end() for m in _SEPARATORS.finditer(text[:first])), default=0)
    head = text[begin:first].strip()
    words = _WORDS.findall(head)
    labelled = [h for h in traits.labels if begin <= h.start < first]
    if labelled:
        before = _WORDS.findall(text[begin : labelled[0].start])
        return (
            len(before) > 1
            and any(w[0].islower() for w in before)
            and not names.is_unit(" ".join(before[-1:]))
            and not names.is_role(" ".join(before))
        )
    if len(words) < 2 or names.is_unit(words[-1]):
        return False
    return any(w[0].islower() for w in words)


def _is_sentence(traits: Traits, first: int) -> bool:
    """Return whether the sentence around a number or an address is one: words on both sides, or a verb before it."""
    text = traits.line.text
    stops = [m.end() for m in _SENTENCE_ENDS.finditer(text[:first])]
    start = max((at for at in stops if not any(h.start < at <= h.end + 1 for h in traits.labels)), default=0)
    verb = _label_among(traits, "verbs", start, first)
    last = max(
        [
            *(p.end for p in traits.phones),
            *(slot_start(traits.line, s) + len(s.text or "") for s in traits.slots if s.technique != "mailto"),
        ],
        default=first,
    )
    after = re.split(r"[.!?](?:\s|$)", text[max(first, last) :], maxsplit=1)[0]
    tail = _WORDS.findall(re.sub(r"^\S*", "", after) if traits.slots else after)
    head = _WORDS.findall(text[start:first])
    if verb is not None:
        return len(tail) > 2 or len(head) > 2
    lowercase = [w for w in (*head, *tail) if w[0].islower()]
    if text.rstrip().endswith(".") and _label_among(traits, "asking_to_write", start, first) is not None:
        return len([w for w in tail if w[0].islower()]) > 2
    return (
        len(head) + len(tail) > _PROSE
        and len(lowercase) > _PROSE // 2
        and names.person(text[start:first]) is None
        and bool(re.search(r"[.!?]\s*$", text))
        and ":" not in text[start:first]
    )


def _label_among(traits: Traits, key: str, start: int, end: int) -> Hit | None:
    """Return the first label between two places that is one of some words and has no colon after it."""
    words = vocabulary.words("contacts", key)
    return next(
        (
            h
            for h in traits.labels
            if start <= h.start < end and h.phrase in words and traits.line.text[h.end :].lstrip()[:1] != ":"
        ),
        None,
    )


def slot_start(line: Line, slot: Slot) -> int:
    """Return where a slot begins in the text of its line."""
    if slot.text:
        at = line.text.find(slot.text)
        if at >= 0:
            return at
    return next((s for s, e, p in line.pieces if p >= slot.p0), len(line.text))
