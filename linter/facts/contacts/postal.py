"""Text -> postal addresses: street and number, box, postcode and town."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from linter.data import vocabulary
from linter.facts import locale
from linter.facts.contacts.numbers import numbering
from linter.facts.search import label_value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.page.dom import Line

Fault = Literal["digits", "range"]

_UPPER = "A-ZÅÄÖÆØÜÉ"
_LOWER = "a-zåäöæøüéß"
_CODES = {
    "SE": re.compile(
        rf"(?:(?:SE|S)[- ]?)?(\d{{3}})[ \u00a0]?(\d{{2}})(?!\d),?\s+([{_UPPER}][{_UPPER}{_LOWER}-]+(?:[\s/][{_UPPER}][{_UPPER}{_LOWER}-]+)?)"
    ),
    "NO": re.compile(
        rf"(?:(?:NO|N)[- ])?(\d{{4}})()(?!\d)\s+([{_UPPER}][{_UPPER}{_LOWER}-]+(?:\s[{_UPPER}][{_UPPER}{_LOWER}-]*)?)"
    ),
    "DK": re.compile(
        rf"(?:(?:DK)[- ])?(\d{{4}})()(?!\d)\s+([{_UPPER}][{_UPPER}{_LOWER}-]+(?:\s[{_UPPER}][{_UPPER}{_LOWER}-]*)?)"
    ),
    "FI": re.compile(rf"(?:(?:FI|FIN|AX)[- ])?(\d{{5}})()(?!\d)\s+([{_UPPER}][{_UPPER}{_LOWER}-]+)"),
    "DE": re.compile(
        rf"(?:(?:D|DE)[- ])?(\d{{5}})()(?!\d)\s+([{_UPPER}][{_UPPER}{_LOWER}-]+(?:\s[{_UPPER}][{_UPPER}{_LOWER}-]+)?)"
    ),
    "AT": re.compile(
        rf"(?:(?:AT|A)\s?-\s?)?([1-9]\d{{3}})()(?!\d)\s+([{_UPPER}][{_UPPER}{_LOWER}-]+(?:\s[{_UPPER}][{_UPPER}{_LOWER}-]+)?)"
    ),
    "CH": re.compile(
        rf"(?:CH\s?-\s?)?([1-9]\d{{3}})()(?!\d)\s+([{_UPPER}][{_UPPER}{_LOWER}-]+(?:\s[{_UPPER}][{_UPPER}{_LOWER}-]+)?)"
    ),
}
_ONLY_IN_ADDRESSES = frozenset({"AT", "CH"})
"""Where four digits before a capital letter may be any number of things: German writes all nouns so."""
COUNTRIES = frozenset(_CODES)
"""The countries whose postcodes are known."""
_MARKED = re.compile(rf"(?<![\w])(?:(SE|S|NO|N|DK|FIN|FI|AX|DE|D)-\s?(?=\d)|(AT?|CH)\s?-\s?(?=\d{{4}}\s[{_UPPER}]))")
_MARKS = {
    "SE": "SE",
    "S": "SE",
    "NO": "NO",
    "N": "NO",
    "DK": "DK",
    "FI": "FI",
    "FIN": "FI",
    "AX": "FI",
    "DE": "DE",
    "D": "DE",
    "A": "AT",
    "AT": "AT",
    "CH": "CH",
}
_SWEDISH_SLOT = re.compile(
    rf"(?:^|(?<=[,·|;•:–(]\s)|(?<=[,·|;•:–(]))\s*((?:SE?-\s?)?\d[\d \u00a0]{{1,7}}\d|(?:SE?-\s?)?\d{{4,7}})\s+"
    rf"([{_UPPER}][{_LOWER}]+(?:\s[{_UPPER}][{_LOWER}]+)?)(?=$|[\s,.;·|•)])"
)
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"(?:19|20)\d{2}")
_LOWEST, _HIGHEST = 10000, 98699
_SWEDISH_DIGITS = 5
_MARK = 5


@dataclass(frozen=True, slots=True)
class Postcode:
    """A postcode with its town; `value` in the country's own form, None where it cannot exist."""

    start: int
    end: int
    text: str
    value: str | None
    locality: str | None
    fault: Fault | None = None


def postcodes(text: str, country: str) -> Iterator[Postcode]:
    """Yield the postcodes of a line that have a town after them."""
    if not _DIGIT.search(text):
        return
    marked = _MARKED.search(text)
    nation = _MARKS[marked[1] or marked[2]] if marked else country
    if nation not in _CODES:
        return
    found = False
    boxes = {match.end() for match in _box().finditer(text)}
    for match in _CODES[nation].finditer(text):
        if match.end(1) in boxes or (_YEAR.fullmatch(match[1]) and "©" in text[: match.start()]):
            continue
        if _goes_on_from_digits(text, match.start()):
            continue
        if nation in _ONLY_IN_ADDRESSES and not marked and not _stands_in_address(text, match):
            continue
        digits = match[1] + match[2]
        if nation == "SE" and (not _LOWEST <= int(digits) <= _HIGHEST or _is_short_number(text, match.start(), digits)):
            continue
        found = True
        value = f"{match[1]} {match[2]}" if match[2] else match[1]
        yield Postcode(match.start(1), match.end(3), value, value, match[3])
    if nation == country == "SE" and not found:
        yield from _faulty(text)


def _stands_in_address(text: str, code: re.Match[str]) -> bool:
    """Return whether digits and a word are all of a line, or follow a street with its number: "Schulgasse 1, 1210 Wien"."""
    before, after = text[: code.start()].rstrip(), text[code.end() :]
    if _YEAR.fullmatch(code[1]) or code[3].lower() in _months():
        return False
    return (not before and not after.strip()) or (before.endswith(",") and street(before) is not None)


def _goes_on_from_digits(text: str, start: int) -> bool:
    """Return whether digits at a place are the rest of a word or a number; a house or box number before them is none."""
    before = text[:start]
    if before[-1:].isalnum():
        return True
    if re.search(r"\d[ \u00a0-]?$", before) is None:
        return False
    end = len(before.rstrip())
    return before[-1:] == "-" or all(one.end() != end for one in (*_street().finditer(text), *_box().finditer(text)))


def _faulty(text: str) -> Iterator[Postcode]:
    if "©" in text or locale.names_abroad(text.lower()):
        return
    for match in _SWEDISH_SLOT.finditer(text):
        digits = re.sub(r"\D", "", match[1])
        if _YEAR.fullmatch(match[1].strip()) or _is_short_number(text, match.start(1), digits):
            continue
        if len(digits) != _SWEDISH_DIGITS:
            if 3 <= len(digits) <= 7:
                yield Postcode(match.start(1), match.end(2), match[1].strip(), None, match[2], "digits")
        elif not _LOWEST <= int(digits) <= _HIGHEST:
            yield Postcode(match.start(1), match.end(2), match[1].strip(), None, match[2], "range")


def _is_short_number(text: str, start: int, digits: str) -> bool:
    """Return whether digits are a number to call and no postcode: no address stands before them in the line."""
    return numbering.is_short(digits) and not (_DIGIT.search(text[:start]) or "," in text[:start])


def fault(text: str) -> Fault | None:
    """Return what is wrong with a Swedish postcode that mark-up says is one; another country's mark makes it theirs."""
    if _MARKED.match(text.strip()) and not re.match(r"SE?-", text.strip()):
        return None
    digits = re.sub(r"\D", "", text)
    if not digits or len(digits) != _SWEDISH_DIGITS:
        return "digits" if digits else None
    return None if _LOWEST <= int(digits) <= _HIGHEST else "range"


def street(text: str) -> str | None:
    """Return the first street with a number in any text, in a sentence too."""
    found = _street().finditer(text) if _DIGIT.search(text) else iter(())
    match = next((one for one in found if not _month().match(text, one.end()) and not _is_day(one[0])), None)
    return " ".join((match["a"] or match["b"] or match["c"] or match["d"] or match["e"]).split()) if match else None


def street_line(text: str) -> str | None:
    """Return a street with a number where the whole text is one, by its shape alone: `Ramsherred 5`."""
    plain = text.strip()
    match = _street_line().fullmatch(plain) if _DIGIT.search(plain) else None
    return match[0] if match and not _other_line().match(plain.lower()) and not _is_day(plain) else None


def above_code(line: Line, country: str) -> str | None:
    """Return a street without a number that is a line of its own, with the postcode in the next line."""
    found = named_street(line.text)
    below = label_value.following(line) if found is not None else None
    code = next(postcodes(below.text, country), None) if below is not None else None
    return found if code is not None and code.start <= _MARK else None


def _is_day(text: str) -> bool:
    """Return whether what comes before a number is a month: "October 9"."""
    words = text.split()
    return words[-1].isdecimal() and words[-2].strip(".,").lower() in _months()


def named_street(text: str) -> str | None:
    """Return a street or a square that is given without a number, where the whole text is one: `Stortorget`."""
    plain = text.strip(" .,")
    return plain if _named_street().fullmatch(plain) else None


def box(text: str) -> str | None:
    """Return a box address."""
    match = _box().search(text) if _DIGIT.search(text) else None
    return " ".join(match[0].split()) if match else None


@cache
def _floor() -> str:
    """Return the search for a floor after a street."""
    return rf",?\s(?:{vocabulary.any_of(vocabulary.load('contacts')['streets']['floors'])})\s?\d+"


@cache
def _street_line() -> re.Pattern[str]:
    """Return the form of a line that is a street with its number, and the floor."""
    return re.compile(
        rf"[{_UPPER}][\w.'’-]+(?:\s[^\W\d][\w.'’-]*){{0,3}}\s\d{{1,4}}\s?[A-Za-z]?"
        rf"(?:\s?[-–]\s?\d{{1,4}}\s?[A-Za-z]?)?(?:{_floor()})?",
    )


@cache
def _other_line() -> re.Pattern[str]:
    """Return what begins a line that has the shape of a street and is none: `Box 12`, `Rum 4`."""
    words = vocabulary.load("contacts")
    return re.compile(rf"(?:{vocabulary.any_of((*words['boxes'], *words['streets']['other']))})\b")


@cache
def _month() -> re.Pattern[str]:
    """Return the search for a month, which makes the number before it a day: "Stängt 24 december"."""
    return re.compile(rf"\.?\s(?:{vocabulary.any_of(_months())})\b", re.IGNORECASE)


@cache
def _months() -> frozenset[str]:
    return frozenset(str(name) for months in vocabulary.load("dates")["months"].values() for name in months)


@cache
def _street() -> re.Pattern[str]:
    words = vocabulary.load("contacts")["streets"]
    endings = vocabulary.any_of(words["endings"])
    alone = vocabulary.any_of((*words["endings"], *words["words"]))
    number_first = "|".join(word.title() for word in words["number_first"])
    boxes = vocabulary.any_of(vocabulary.load("contacts")["boxes"])
    units = vocabulary.any_of(words["units"])
    number = (
        rf"\d{{1,4}}(?!\d|[.:]\d|\s?(?:{units})\b)(?:\s?[A-Ha-h](?![\w])(?:\s\d{{1,3}}(?=$|,))?)?"
        rf"(?:\s?[-–]\s?\d{{1,4}}(?!\d)|\+\d{{1,3}}(?!\d))?"
    )
    name = rf"[{_UPPER}](?::[a-z]{{1,2}}(?=\s))?[\w’'-]*"
    apart = vocabulary.any_of(words["apart"])
    return re.compile(
        rf"(?P<a>(?:{name}\s)?[{_UPPER}][\w’'-]{{1,40}}(?:{endings})\.?\s{number})"
        rf"|(?P<b>{name}(?:\s{name}){{0,2}}\s(?:{alone}|(?i:{apart}))\.?\s{number})"
        rf"|(?P<c>\b\d{{1,5}}\s(?:[NSEW]\.?\s)?(?:{name}|\d{{1,3}}(?:st|nd|rd|th))(?:\s{name}){{0,2}}\s(?:{number_first})\b)"
        rf"|(?P<d>{name}(?:\s[\wåäö’'-]+)?\s(?:{alone})\s{number})"
        rf"|(?P<e>\b(?!(?i:{boxes})\b){name}(?:\s[\w’'-]+)?\s{number})(?=,?\s(?:[A-Z]{{1,2}}-)?\d{{3,5}}(?:\s\d{{2}})?\s[{_UPPER}])",
    )


@cache
def _named_street() -> re.Pattern[str]:
    words = vocabulary.any_of(vocabulary.load("contacts")["streets"]["unnumbered"])
    name = rf"[{_UPPER}](?::[a-z]{{1,2}})?[\w’'-]*"
    return re.compile(rf"(?:{name}\s){{0,2}}(?:[{_UPPER}][\w’'-]{{2,40}}(?:{words})|{name}\s(?i:{words}))")


@cache
def _box() -> re.Pattern[str]:
    words = vocabulary.load("contacts")["boxes"]
    names = vocabulary.any_of(word for word in words if word != "c/o")
    return re.compile(rf"\b(?:{names})\.?\s\d{{1,6}}(?:\s\d{{1,3}}(?!\s?\d))?", re.IGNORECASE)
