"""Lines of text -> phone numbers: labelled, linked (`tel:`) or bare, judged by the numbering plan of their country."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain, islice
from typing import TYPE_CHECKING, Literal
from urllib.parse import unquote

from linter.data import vocabulary
from linter.facts import label_value

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linter.facts.word_search import Hit
    from linter.page.dom import Element, Line
    from linter.page.page import Page

Fault = Literal["too_short", "too_long", "letters", "unknown"]

_BLANK = r"[ \u00a0\u2009\u202f]"
_SEPARATOR = r"[ \u00a0\u2009\u202f().\-\u2010\u2011\u2012\u2013\u2212]"
_GAP = rf"(?:{_SEPARATOR}{{0,3}}|/)"
_NUMBER = re.compile(rf"(?:\+|\(\+?)?\d(?:{_GAP}\d){{0,17}}")
_LETTERS = re.compile(
    rf"{_SEPARATOR}{{0,2}}(?:[oOlIxXyY]{{1,6}}{_SEPARATOR}?)+(?:\d{{1,4}}{_SEPARATOR}?)*(?![A-Za-zåäöÅÄÖ])"
)
_BARE = re.compile(
    rf"(?<![\d/.,:\w@+-])(?:\+\d{{2,3}}|00\d{{2}}|\(0|0|\d{{2,3}}(?=\s\d{{2}}\s)|\d{{3}}(?=\s\d{{2}}\s\d{{3}})){_GAP}\d(?:{_GAP}\d){{4,12}}(?![\d\w]|[-/]\d)"
)
_RUN = re.compile(r"[+(0-9][0-9 ()./\-\u2010-\u2013\u2212]{5,}[0-9]")
_DATE = re.compile(r"\d{1,2}[-./]\d{1,2}[-./](?:19|20)\d{2}(?!\d)|(?:19|20)\d{2}[-./]\d{1,2}[-./]\d{1,2}(?!\d)")
_AFTER_LABEL = re.compile(r"(?:\s*\(\w{1,12}\))?(?:\s*\d\s*(?=:))?\s*[:.]?\s*")
_SHORTEST = 5
_LONG_LINE = 2000
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


def read(page: Page, hits: Sequence[Hit], country: str, cells: Sequence[Element] = ()) -> list[Phone]:
    """Read the numbers of a page in document order; `cells` stand under a heading that says telephone."""
    found: dict[int, list[Phone]] = {}
    candidates = chain(
        _linked(page, country), _in_cells(cells, country), _labelled(page, hits, country), _bare(page, country)
    )
    for phone in islice(candidates, MAX_PHONES):
        beside = found.setdefault(phone.line.index, [])
        if not any(p.start < phone.end and phone.start < p.end for p in beside):
            beside.append(phone)
    return [phone for index in sorted(found) for phone in sorted(found[index], key=lambda p: p.start)]


def _linked(page: Page, country: str) -> Iterator[Phone]:
    for element in page.select('a[href^="tel:" i], a[href^="callto:" i], a[href^=" tel:" i]'):
        href = (element.get("href") or "").strip()
        line = next(iter(element.lines), None)
        text = element.text
        match = _NUMBER.search(text)
        if line is None:
            continue
        if match and sum(c.isdigit() for c in text) >= _SHORTEST:
            start = max(0, line.text.find(text)) + match.start()
            yield from _judged(line, start, line.text, country, labelled=True, element=element)
            continue
        number = unquote(href.split(":", 1)[1]).split(";")[0]
        digits = re.sub(r"[^\d+]", "", number)
        if digits:
            start = max(0, line.text.find(text))
            code, fault = judge(number, country)
            yield Phone(
                line,
                start,
                start + max(1, len(text)),
                number,
                code,
                fault,
                labelled=True,
                element=element,
                is_short=is_short(digits),
            )


def _in_cells(cells: Sequence[Element], country: str) -> Iterator[Phone]:
    for cell in cells:
        for line in cell.lines:
            if line.block.within(cell):
                yield from _numbers(line, 0, len(line.text), country, is_fax=False)


def _labelled(page: Page, hits: Sequence[Hit], country: str) -> Iterator[Phone]:
    for hit in hits:
        if hit.kind not in ("phone", "fax"):
            continue
        line = hit.line
        value = _value_start(line.text, hit.end)
        if value < len(line.text):
            if line.text[value] in "+(" or line.text[value].isdecimal():
                yield from _numbers(line, value, _next_label(hit, hits), country, is_fax=hit.kind == "fax")
        elif line.index + 1 < len(page.lines):
            following = page.lines[line.index + 1]
            if following.region == line.region and _value_start(following.text, 0) == 0:
                yield from _numbers(following, 0, len(following.text), country, is_fax=hit.kind == "fax")


@cache
def _gap() -> re.Pattern[str]:
    """Return what stands between two numbers of one value."""
    words = vocabulary.any_of(vocabulary.load("contacts")["numbers"]["between"])
    return re.compile(rf"\s*(?:[,;/|]\s*(?:{words})?|{words})\s*(?=[+(\d])")


@cache
def _hours() -> re.Pattern[str]:
    """Return what begins with the hours of a day, not with a number: `9-12`, `8.30 till 16`."""
    until = vocabulary.any_of(vocabulary.load("contacts")["numbers"]["until"])
    return re.compile(rf"\d{{1,2}}(?:[.:]\d{{2}})?\s*(?:[-\u2013]|{until})\s*\d{{1,2}}(?:[.:]\d{{2}})?(?![\d-])")


@cache
def _other_number() -> re.Pattern[str]:
    """Return the words before a number that is no phone number; in the vocabulary `*` is the rest of a compound."""
    words = vocabulary.load("contacts")["numbers"]
    parts = [re.escape(word.strip("*")) + (r"[\w-]*" if word.endswith("*") else "") for word in words["other"]]
    whole = "|".join(part for part, word in zip(parts, words["other"], strict=True) if not word.startswith("*"))
    ends = "|".join(part for part, word in zip(parts, words["other"], strict=True) if word.startswith("*"))
    return re.compile(rf"(?:(?<![^\W_])(?:{whole})|{ends})\.?:?\s*(?:{vocabulary.any_of(words['is'])})?\s*$")


def _next_label(hit: Hit, hits: Sequence[Hit]) -> int:
    """Return where the next label of another kind begins in the line, its end where there is none."""
    line, end = hit.line, len(hit.line.text)
    if end >= _LONG_LINE:
        return end
    return min((h.start for h in hits if h.line is line and h.start >= hit.end and h.kind != "phone"), default=end)


def _value_start(text: str, end: int) -> int:
    match = _AFTER_LABEL.match(text, end)
    return match.end() if match else end


def _numbers(line: Line, start: int, stop: int, country: str, *, is_fax: bool) -> Iterator[Phone]:
    """Yield the numbers of a value: the first where it begins, the others after a comma, a slash or a word."""
    first = True
    while start < stop:
        if first and not re.match(r"[+(\d]", line.text[start:]):
            return
        phone = next(_judged(line, start, line.text[:stop], country, labelled=True, is_fax=is_fax), None)
        if phone is None or (not first and phone.fault):
            return
        yield phone
        first = False
        gap = _gap().match(line.text, phone.end)
        if gap is None:
            return
        start = gap.end()


def _bare(page: Page, country: str) -> Iterator[Phone]:
    text = page.fold
    runs = (_BARE.finditer(text, run.start(), min(len(text), run.end() + 1)) for run in _RUN.finditer(text))
    for match in chain.from_iterable(runs):
        line, start = page.at_fold(match.start())
        if line.heading or _other_number().search(_text_before(line, start)):
            continue
        if line.text[max(0, start - 2) : start][:1].isdigit():
            continue
        written = line.text[start : start + len(match[0])]
        if _DATE.match(written):
            continue
        number, fault = judge(written, country)
        if fault is None and not is_short(re.sub(r"\D", "", written)) and _is_grouped(written, country):
            yield Phone(line, start, start + len(written), written, number, None, labelled=False)


def _text_before(line: Line, start: int) -> str:
    """Return what stands before a number: in its line, or in the label beside it."""
    before = line.fold[max(0, start - 40) : start]
    if before.strip() or not line.index:
        return before
    label = line.layout.lines[line.index - 1]
    return label.fold[-40:] if label_value.bond(label, line) == "tight" else before


def _is_grouped(text: str, country: str) -> bool:
    """Tell whether a bare number is written as a phone number: with a prefix, or in groups."""
    if text.lstrip("(").startswith(("+", "00")):
        return True
    if country in ("NO", "DK"):
        return (
            bool(re.fullmatch(r"\d{2} \d{2} \d{2} \d{2}|\d{3} \d{2} \d{3}|\d{4} \d{4}", text.strip()))
            or "\u00a0" in text
        )
    return text.lstrip("(").startswith("0") and bool(re.search(r"[-\u2010-\u2013 \u00a0()/]", text))


def _judged(
    line: Line,
    start: int,
    text: str,
    country: str,
    *,
    labelled: bool,
    element: Element | None = None,
    is_fax: bool = False,
) -> Iterator[Phone]:
    match = _NUMBER.match(text, start)
    if match is None or _hours().match(text, start):
        return
    written, end = match[0], match.end()
    letters = _LETTERS.match(text, end)
    if letters and any(c.isalpha() for c in letters[0]):
        end = letters.end()
        yield Phone(line, start, end, text[start:end].strip(), None, "letters", labelled, element, is_fax)
        return
    digits = re.sub(r"\D", "", written)
    if is_short(digits):
        yield Phone(line, start, end, written, None, None, labelled, element, is_fax, is_short=True)
        return
    if len(digits) < _SHORTEST and re.match(r"\s*[^\W\d_]", text[end:]):
        return
    if len(digits) < 3:
        return
    number, fault = judge(written, country)
    if fault == "too_long":
        shorter = _without_tail(written, country)
        if shorter:
            written = shorter
            number, fault = judge(written, country)
            end = start + len(written)
    yield Phone(line, start, end, written.strip(), number, fault, labelled, element, is_fax)


def _without_tail(written: str, country: str) -> str | None:
    """Drop hours or an extension that follow a number after a wider gap: `0480-45 00 00 9-12`."""
    match = re.search(r"[ (]+\d{1,2}(?:[.:]\d{2})?\s?[-\u2013]\s?\d{1,2}(?:[.:]\d{2})?$", written)
    if match and judge(written[: match.start()], country)[1] is None:
        return written[: match.start()]
    return None


def is_short(digits: str) -> bool:
    """Tell whether a number is one of the national short numbers."""
    return digits in _short_numbers()


@cache
def _short_numbers() -> frozenset[str]:
    return frozenset(vocabulary.load("contacts")["short_numbers"])


@lru_cache(maxsize=4096)
def judge(text: str, country: str) -> tuple[str | None, Fault | None]:
    """Return E.164 and None for a number that can exist, else None and what is wrong with it."""
    import phonenumbers  # noqa: PLC0415  15 ms, only for pages with numbers

    plain = re.sub(r"[\u2010-\u2013\u2212]", "-", text.replace("/", "-"))
    try:
        number = phonenumbers.parse(plain, country)
    except phonenumbers.NumberParseException:
        return None, "too_short"
    if phonenumbers.is_valid_number(number):
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164), None
    digits = re.sub(r"\D", "", plain)
    mended = {"too_short": [digits + "0" * n for n in (1, 2)], "too_long": [digits[:-n] for n in (1, 2, 3, 4)]}
    for fault, candidates in mended.items():
        if any(_is_valid(("+" if "+" in plain[:2] else "") + candidate, country) for candidate in candidates):
            return None, "too_short" if fault == "too_short" else "too_long"
    return None, "too_short" if len(digits) < _SHORTEST + 1 else "unknown"


def _is_valid(text: str, country: str) -> bool:
    import phonenumbers  # noqa: PLC0415  see judge

    kinds = phonenumbers.PhoneNumberType
    try:
        number = phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException:
        return False
    kind = phonenumbers.number_type(number)
    return kind not in (kinds.UNKNOWN, kinds.PREMIUM_RATE, kinds.PERSONAL_NUMBER, kinds.VOICEMAIL)
