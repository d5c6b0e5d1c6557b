"""Lines of text -> phone numbers: labelled, linked (`tel:`) or bare, judged by the numbering plan of their country."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain, islice
from typing import TYPE_CHECKING
from urllib.parse import unquote

from linter.data import vocabulary
from linter.facts.contacts.numbers.further_numbers import Base, base, with_last_digits
from linter.facts.contacts.numbers.number_text import further_at, is_date, number_at
from linter.facts.contacts.numbers.numbering import LONGEST, NATIONS, SHORTEST, digits_of, is_short_in, judge
from linter.facts.search import label_value

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linter.facts.contacts.numbers.numbering import Fault
    from linter.facts.search.word_search import Hit
    from linter.page.dom import Element, Line
    from linter.page.page import Page

_START = re.compile(
    r"(?<![\w/.,:@+\-\u2010-\u2013])(?<!\d [-\u2013] )(?<!\d[-\u2013] )"
    r"(?:\+\d|\(\+?0|0\d"
    r"|(?:1[-. ])?\(?[2-9]\d\d(?=\)?[-./ ]{0,2}\d{3}[-. ]\d{4})"
    r"|\d\d(?=[ \u00a0]\d\d[ \u00a0]\d\d)|\d{3}(?=[ \u00a0]\d\d[ \u00a0]\d{3})|\d{4}(?=[ \u00a0]\d{4}))"
)
"""How a number begins that no label announces: with a +, with a 0, or in the groups of a country without a 0."""
_RUN = re.compile(r"[+(0-9][0-9 ()./\-\u00a0\u2009\u202f\u2010-\u2013\u2212]{5,}[0-9]")
_AREA_CODE = re.compile(r"\(?0\d{1,3}\)?[-\u2010-\u2013 \u00a0]\d")
_PLAIN = {
    "NO": re.compile(r"\d{2} \d{2} \d{2} \d{2}|\d{3} \d{2} \d{3}|\d{4} \d{4}"),
    "DK": re.compile(r"\d{2} \d{2} \d{2} \d{2}|\d{4} \d{4}"),
    "US": re.compile(r"(?:1[-. ])?\(?\d{3}\)?[-./ ]{0,2}\d{3}[-. ]\d{4}"),
}
"""Countries whose numbers begin without a 0, and how they are grouped."""
_AFTER_LABEL = re.compile(r"(?:\s*\([^\W\d][^()\d]{0,30}\))?(?:\s*\d\s*(?=:))?\s*[:.]?\s*")
_FIRST_DIGIT = re.compile(r"[+(]{0,2}\d")
_PAUSE = re.compile(r"[;,]|[pw](?=\d)")
_OTHER_VALUE = re.compile(r"[\d,;|)]")
"""What ends the value before a label."""
_SHORTEST = 5
_SHORTEST_BARE = 8
_SHORTEST_FAULTY = 7
_LONG_LINE = 2000
_SHORT_TEXT = 60
_SCHEMES = ("tel:", "callto:", " tel:")
MAX_PHONES = 2000
"""How many numbers of one page are read."""


@dataclass(frozen=True, slots=True)
class Phone:
    """A phone number on the page: E.164 where it can exist, else what is wrong with it."""

    line: Line
    start: int
    end: int
    text: str
    number: str | None
    fault: Fault | None
    labelled: bool
    element: Element | None = None
    is_fax: bool = False
    is_short: bool = False

    @property
    def is_channel(self) -> bool:
        """Whether it makes a contact: a number of somebody's own that is sure to be one."""
        return not self.is_fax and not self.is_short and (self.labelled or self.number is not None)

    @property
    def is_doubtful(self) -> bool:
        """Whether nobody can tell if it is a number: without a label, in a country that is not known."""
        return not self.is_fax and not self.is_short and not self.labelled and not self.number and not self.fault


def read_phones(page: Page, hits: Sequence[Hit], country: str, cells: Sequence[Element] = ()) -> list[Phone]:
    """Read the numbers of a page in document order; `cells` stand under a heading that says telephone."""
    found: dict[int, list[Phone]] = {}
    candidates = chain(
        _linked(page, country),
        _in_cells(cells, country),
        _labelled(page, hits, country),
        _marked(page, country),
        _bare(page, country),
    )
    for phone in islice(candidates, MAX_PHONES):
        beside = found.setdefault(phone.line.index, [])
        if not any(p.start < phone.end and phone.start < p.end for p in beside):
            beside.append(phone)
    return [phone for index in sorted(found) for phone in sorted(found[index], key=lambda p: p.start)]


def _linked(page: Page, country: str) -> Iterator[Phone]:
    if not any(scheme in page.addresses for scheme in _SCHEMES):
        return
    for element, href in page.links:
        if element.tag != "a" or not href[:8].lower().startswith(_SCHEMES):
            continue
        line = next(iter(element.lines), None)
        if line is None:
            continue
        shown = _shown(line, element, country)
        yield from shown or _dialled(line, element, country)


def _shown(line: Line, element: Element, country: str) -> list[Phone]:
    """Return the numbers that a link shows, none where its text has no digits of one."""
    text = element.text
    begin = max(0, line.text.find(text))
    if len(digits_of(text)) < _SHORTEST:
        return []
    first = _FIRST_DIGIT.search(line.text, begin, begin + len(text))
    is_fax = first is not None and _is_called_fax(line, first.start())
    found = _numbers(line, first.start(), len(line.text), country, is_fax=is_fax) if first else iter(())
    return [replace(phone, element=element) for phone in found if phone.start < begin + len(text)]


def _dialled(line: Line, element: Element, country: str) -> Iterator[Phone]:
    """Yield the number that a link dials."""
    href = unquote((element.get("href") or "").strip().split(":", 1)[1])
    written = _PAUSE.split(href, maxsplit=1)[0].strip()
    digits = digits_of(written)
    if not digits:
        return
    start = max(0, line.text.find(element.text))
    short = is_short_in(digits, country)
    number, fault = (None, None) if short else judge(written, country)
    yield Phone(
        line,
        start,
        start + max(1, len(element.text)),
        written,
        number,
        fault,
        labelled=True,
        element=element,
        is_fax=_is_called_fax(line, start + len(element.text)),
        is_short=short,
    )


def _in_cells(cells: Sequence[Element], country: str) -> Iterator[Phone]:
    for cell in cells:
        for line in cell.lines:
            if line.block.within(cell):
                yield from _numbers(line, 0, len(line.text), country)


def _labelled(page: Page, hits: Sequence[Hit], country: str) -> Iterator[Phone]:
    for hit in hits:
        if hit.kind not in ("phone", "fax"):
            continue
        line, is_fax = hit.line, hit.kind == "fax" and _is_called_fax(hit.line, hit.end)
        value = _value_start(line.text, hit.end)
        if value < len(line.text):
            if line.text[value] in "+(" or line.text[value].isdecimal():
                yield from _numbers(line, value, _next_label(hit, hits), country, is_fax=is_fax)
        elif line.index + 1 < len(page.lines):
            following = page.lines[line.index + 1]
            if following.region == line.region and _value_start(following.text, 0) == 0:
                is_value = ":" in line.text[hit.end :] or label_value.bond(line, following) == "tight"
                yield from _numbers(following, 0, len(following.text), country, labelled=is_value, is_fax=is_fax)


def _marked(page: Page, country: str) -> Iterator[Phone]:
    """Yield the numbers in elements whose class or property says telephone."""
    for element in page.select(_phone_classes()):
        line = next(iter(element.lines), None)
        text = element.text
        if line is None or len(text) > _SHORT_TEXT or element.tag == "a":
            continue
        begin = line.text.find(text)
        first = _FIRST_DIGIT.search(text) if begin >= 0 else None
        if first is None or len(text[: first.start()].split()) > 2:
            continue
        is_alone = not re.search(r"[^\W\d_]", text)
        is_fax = _is_fax(text[: first.start()].lower())
        stop = begin + len(text)
        yield from _numbers(line, begin + first.start(), stop, country, labelled=is_alone, is_fax=is_fax)


@cache
def _phone_classes() -> str:
    """Return the selector of elements that are marked up as telephone numbers."""
    names = [str(name) for name in vocabulary.load("contacts")["numbers"]["classes"]]
    return ", ".join(["[itemprop~=telephone]", *(f".{name}" for name in names)])


def _is_called_fax(line: Line, end: int) -> bool:
    """Return whether the words before a place say that a number there is one of a fax, and not of a telephone as well."""
    label = _OTHER_VALUE.split(_text_before(line, end))[-1]
    return _fax_label().search(label) is not None and _phone_label().search(_fax_label().sub(" ", label)) is None


@cache
def _fax_label() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W\d_])(?:{vocabulary.any_of(_fax_words())})(?![^\W\d_])")


@cache
def _phone_label() -> re.Pattern[str]:
    words = vocabulary.phrases(vocabulary.load("contacts")["labels"]["phone"])
    return re.compile(rf"(?<![^\W\d_])(?:{vocabulary.any_of(words)})(?![^\W\d_])")


def _is_fax(before: str) -> bool:
    return any(word in before for word in _fax_words())


@cache
def _fax_words() -> tuple[str, ...]:
    return tuple(vocabulary.phrases(vocabulary.load("contacts")["labels"]["fax"]))


@cache
def _called_fax() -> re.Pattern[str]:
    """Return what says after a number that it is one of a fax: `(fax)`."""
    return re.compile(rf"\s{{0,2}}\(\s?(?:{vocabulary.any_of(_fax_words())})\b")


@cache
def _gap() -> re.Pattern[str]:
    """Return what stands between two numbers of one value."""
    words = vocabulary.any_of(vocabulary.load("contacts")["numbers"]["between"])
    dash = r"|(?<=[^\s\d])\s{0,3}(?=[-\u2010-\u2013\u2212]\d)"
    return re.compile(
        rf"\s{{0,3}}(?:[,;/|(&]\s{{0,3}}(?:{words})?|{words})?(?:\s{{0,3}}(?=[+(\d]){dash})", re.IGNORECASE
    )


@cache
def _other_number() -> re.Pattern[str]:
    """Return the words before a number that is no phone number; in the vocabulary `*` is the rest of a compound."""
    words = vocabulary.load("contacts")["numbers"]
    parts = [re.escape(word.strip("*")) + (r"[\w-]*" if word.endswith("*") else "") for word in words["other"]]
    whole = "|".join(part for part, word in zip(parts, words["other"], strict=True) if not word.startswith("*"))
    ends = "|".join(part for part, word in zip(parts, words["other"], strict=True) if word.startswith("*"))
    return re.compile(
        rf"(?:(?<![^\W_])(?:{whole})|{ends})\.?:?(?:\s{{1,3}}(?:{vocabulary.any_of(words['is'])}))?\s{{0,3}}$"
    )


def _next_label(hit: Hit, hits: Sequence[Hit]) -> int:
    """Return where the next label of another kind begins in the line, its end where there is none."""
    line, end = hit.line, len(hit.line.text)
    if end >= _LONG_LINE:
        return end
    return min((h.start for h in hits if h.line is line and h.start >= hit.end and h.kind != "phone"), default=end)


def _value_start(text: str, end: int) -> int:
    match = _AFTER_LABEL.match(text, end)
    return match.end() if match else end


def _numbers(
    line: Line, start: int, stop: int, country: str, *, labelled: bool = True, is_fax: bool = False
) -> Iterator[Phone]:
    """Yield the numbers of a value: the first where it begins, the others after a comma, a slash, a bracket or a word.

    One without a label is told of only where it can exist; so are those after the first.
    """
    text, is_first = line.text, True
    known: tuple[Base, str] | None = None
    while start < stop:
        further = further_at(text, start, stop, *known, country) if known else None
        written = further or number_at(text, start, stop, country)
        if written is None or (written.fault and not (is_first and labelled)):
            return
        end, number = written.end, written.number
        fax = is_fax or _called_fax().match(line.lowercase, end) is not None
        yield Phone(
            line, start, end, text[start:end].strip(), number, written.fault, labelled, None, fax, written.is_short
        )
        if further is None:
            known = (base(text, start, end), number) if number else None
        for first, last in written.others:
            other = with_last_digits(*known, text[first:last], country) if known else None
            if other:
                yield Phone(line, first, last, text[first:last], other, None, labelled, None, is_fax)
            end = last
        gap = _gap().match(text, end)
        if gap is None:
            return
        is_first, start = False, gap.end()


def _bare(page: Page, country: str) -> Iterator[Phone]:
    """Yield the numbers that stand in text without a label."""
    text = page.lowercase
    for run in _RUN.finditer(text):
        last = -1
        for match in _START.finditer(text, run.start(), run.end()):
            if match.start() < last:
                continue
            line, start = page.at_fold(match.start())
            for phone in _bare_at(line, start, country):
                last = match.start() + phone.end - start
                yield phone


def _bare_at(line: Line, start: int, country: str) -> Iterator[Phone]:
    text = line.text
    if line.heading or _follows_digits(text[max(0, start - 20) : start]):
        return
    if is_date(text[start : start + 20]) or _other_number().search(_text_before(line, start)):
        return
    written = number_at(text, start, len(text), country)
    if written is None or written.is_short or (not written.others and _goes_on(line, written.end)):
        return
    shown = text[start : written.end]
    if _is_grouped(shown, country) if written.number else _is_called(line, start, shown, country):
        yield from _numbers(line, start, len(text), country, labelled=False)
    elif written.fault in ("too_short", "too_long") and _may_be_faulty(shown, country):
        yield Phone(line, start, written.end, shown, None, written.fault, labelled=False)


def _follows_digits(before: str) -> bool:
    """Return whether text ends in digits that a number could be the rest of; a house number is none."""
    return before[-2:-1].isdigit() and re.search(r"[^\W\d_]{3}\s\d{1,2}[,\s]$", before) is None


def _goes_on(line: Line, end: int) -> bool:
    """Return whether letters or digits follow that are no text of another element."""
    if re.match(r"\w|[-/]\w", line.text[end : end + 2]) is None:
        return False
    return not line.begins_piece(end)


def _is_called(line: Line, start: int, text: str, country: str) -> bool:
    """Return whether digits of a country that is not known are grouped as a number, or words before them say to call."""
    if country in NATIONS or not SHORTEST <= len(digits_of(text)) <= LONGEST or text.isdecimal():
        return False
    return (
        _PLAIN["US"].fullmatch(text) is not None
        or _calls().search(line.lowercase[max(0, start - 20) : start]) is not None
    )


@cache
def _calls() -> re.Pattern[str]:
    words = vocabulary.any_of(vocabulary.load("contacts")["numbers"]["calls"])
    return re.compile(rf"(?<![^\W_])(?:{words}):?\s{{0,2}}$")


def _may_be_faulty(text: str, country: str) -> bool:
    """Return whether digits that are no number begin as one: with an area code and a hyphen or a blank after it."""
    if country not in NATIONS or country in _PLAIN or len(digits_of(text)) < _SHORTEST_FAULTY:
        return False
    return _AREA_CODE.match(text) is not None


def _text_before(line: Line, start: int) -> str:
    """Return what stands before a number: in its line, or in the label beside it."""
    before = line.lowercase[max(0, start - 40) : start]
    if before.strip() or not line.index:
        return before
    label = line.layout.lines[line.index - 1]
    return label.lowercase[-40:] if label_value.bond(label, line) == "tight" else before


def _is_grouped(text: str, country: str) -> bool:
    """Return whether a bare number is written as a phone number: with a prefix, or in groups."""
    plain = text.lstrip("(")
    if plain.startswith(("+", "00")):
        return True
    if country in _PLAIN:
        return _PLAIN[country].fullmatch(text.replace("\u00a0", " ").strip()) is not None
    return plain.startswith("0") and len(digits_of(text)) >= _SHORTEST_BARE and not text.isdecimal()
