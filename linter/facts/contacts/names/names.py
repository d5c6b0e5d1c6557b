"""Short texts -> is this a person, somebody's title, a unit, an organisation, or only a heading over contacts."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import takewhile
from typing import TYPE_CHECKING

from linter.data import vocabulary
from linter.page.text import lower

if TYPE_CHECKING:
    from collections.abc import Iterable

_SPLIT = re.compile(r"\s*[,|·•–(/]\s*|\s-\s")
_ROLE_END = re.compile(r"\s*[,|·•–]\s*")
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_NO_NAME = re.compile(r"\d{4}|[@{}<>\[\]©=_]|\bwww\.|https?:|\d[.:]\d\d")
_IN_NAMES = ".’'-"
_GENDERS = re.compile(r"[*:/_]")
_SPELLED = (("ø", "o"), ("æ", "a"), ("ß", "ss"), ("đ", "d"), ("ŧ", "t"), ("ŋ", "n"))
_MAX_WORDS = 4
_MAX_NAME = 90
_MAX_FUNCTION = 12
_MAX_SENTENCE = 4
_LONG_FAMILY = 4
_LONG_WEEKDAY = 5
_MANY_SMALL = 3
_MAX_ASKING = 6
_START, _END = 3, 2  # letters; no label of a date is shorter, and no ending of a title
_VOWELS = frozenset("aeiouy")


def person(text: str, *, sure: bool = False, emails: Iterable[str] = (), has_role: bool = False) -> str | None:
    """Return the name where the text is a person's, None otherwise.

    `sure`: the page's markup says that it is one; `emails` may hold the same name; a title beside it speaks for it.
    """
    chunk = _SPLIT.split(text.strip(" .:;"), maxsplit=1)[0].strip(" .:")
    words = chunk.split()
    if len(words) > 2 and _is_role_word(words[0]) and words[1][0].isupper():
        words = words[1:]
    titles = next((i for i, word in enumerate(words) if word.lower().strip(".") not in _honorifics()), len(words))
    words = words[titles:]
    name = " ".join(words)
    if not 2 <= len(words) <= _MAX_WORDS or not all(_is_name_word(w) for w in words) or not words[-1][0].isupper():
        return None
    given = words[0].lower()
    is_given = given in _given() or given.split("-")[0] in _given()
    is_role_last = words[-1].lower() in vocabulary.words("contacts", "roles") or (
        not is_given and _is_role_word(words[-1])
    )
    if is_generic(name) or is_role_last or (not sure and any(w.lower() in _units() for w in words)):
        return None
    if is_organisation(name) or any(w.lower() in _no_names() for w in words):
        return None
    if is_given or sure or titles:
        return name
    if any(_same_name(words, e.partition("@")[0].lower()) for e in emails):
        return name
    return name if has_role and not is_unit(name) else None


def asked_person(text: str) -> str | None:
    """Return what may be the person that ends a sentence about whom to ask: "Har du frågor kan du kontakta Anna Ek."."""
    words = text.strip(" .:;").partition(",")[0].split()
    if len(words) <= _MAX_WORDS or not _introduces(w.lower().strip(",:") for w in words[:-2]):
        return None
    name = list(takewhile(_is_name_word, reversed(words)))[: _MAX_WORDS - 1]
    return " ".join(reversed(name)) if len(name) > 1 else None


def asks(text: str) -> bool:
    """Return whether a sentence says whom to ask: more words than those that only introduce a contact."""
    words = _WORD.findall(text.lower())
    return len(words) > _MAX_ASKING and _introduces(words)


def _is_name_word(word: str) -> bool:
    if word in _particles():
        return True
    return word[0].isupper() and all(c.isalpha() or c in _IN_NAMES for c in word)


def _same_name(words: list[str], local: str) -> bool:
    """Return whether an address is made of a name: anna.ek, a.ek, aek, eka, anna-lisa.ek."""
    folded = [_ascii(w) for word in words for w in dict.fromkeys((word, *word.split("-")))]
    parts = [p for p in re.split(r"[._-]", _ascii(local).rstrip("0123456789")) if p]
    if len(parts) > 1:
        return all(any(w == p or (len(p) == 1 and w.startswith(p)) for w in folded) for p in parts)
    family, first = folded[-1], folded[0]
    rest = parts[0].removesuffix(family) if parts and parts[0].endswith(family) else ""
    rest = rest or (parts[0].removeprefix(family) if parts and parts[0].startswith(family) else "")
    return len(family) >= _LONG_FAMILY and bool(rest) and first.startswith(rest)


def _ascii(word: str) -> str:
    word = word.lower()
    for letter, plain in _SPELLED:
        word = word.replace(letter, plain)
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def may_name(text: str) -> bool:
    """Return whether a short text can be a name or a function at all.

    Dates, opening hours, placeholders, label words, sentences and headings over contacts are none.
    """
    plain = text.strip(" .:;,|·–-")
    if not 1 < len(plain) <= _MAX_NAME or not plain[0].isupper() or text.rstrip().endswith(("?", "!")):
        return False
    if _NO_NAME.search(plain) or is_generic(plain) or (plain.lower() in _channel_labels() and not is_unit(plain)):
        return False
    words = _WORD.findall(plain)
    if not words or words[-1].lower() in _calls() or len(words) > _MAX_FUNCTION or _ends_sentence(text, words):
        return False
    if is_about_hours(plain) or _is_date_label(plain.lower()) or words[0].lower() in _commands() or is_room(plain):
        return False
    if any(w in _auxiliaries() for w in words):
        return False
    return sum(c.isdigit() for c in plain) * 3 < sum(c.isalnum() for c in plain) and not _is_dated(words, plain)


def _ends_sentence(text: str, words: list[str]) -> bool:
    return text.rstrip().endswith(".") and len(words) > _MAX_SENTENCE and len(words[-1]) > _MAX_SENTENCE - 1


def named_text(text: str) -> str | None:
    """Return what a line names, without the words that introduce it; None where it can be no name and no function."""
    rest = without_introduction(text)
    return rest if may_name(rest if rest == text else rest[:1].upper() + rest[1:]) else None


def is_clause(text: str) -> bool:
    """Return whether a text is a part of a sentence: several words with a small first letter, and no comma."""
    words = _WORD.findall(text)
    return "," not in text and sum(w[0].islower() for w in words) >= _MANY_SMALL and not _is_role_word(words[0])


def without_mail_word(text: str) -> str:
    """Return a mail link's text without the word for mail before a name: "Email Anna Ek"."""
    first, _, rest = text.partition(" ")
    return rest if first.lower() in _mail_words() else text


def _is_dated(words: list[str], text: str) -> bool:
    return any(c.isdigit() for c in text) and any(w.lower() in _months() for w in words)


def is_about_hours(text: str) -> bool:
    """Return whether a text begins with a day of the week, or with a word for being open or closed."""
    words = _WORD.findall(text)
    return bool(words) and (words[0].lower() in _closing() or _is_weekday(words))


def _is_weekday(words: list[str]) -> bool:
    first = words[0].lower()
    if first not in _weekdays():
        return False
    return len(first) >= _LONG_WEEKDAY or len(words) == 1 or words[1].lower() in _weekdays()


def _is_date_label(text: str) -> bool:
    return any(
        text.startswith(label) and not text[len(label) : len(label) + 1].isalnum()
        for label in _date_labels().get(text[:_START], ())
    )


def without_introduction(text: str) -> str:
    """Return what a line names after words that only introduce it: `Kontakt: Hamnkontoret` names the office."""
    words = text.split()
    if len(words) > 1 and words[0].lower().strip(":") in _introducing() and words[1][0].isupper():
        rest = " ".join(words[1:])
        is_empty = rest.lower() in _units() or rest.lower().strip(" .:") in _generic() or words[1].lower() in _us()
        return text if is_empty else rest
    return _asked_unit(text) or text


def _asked_unit(text: str) -> str | None:
    """Return whom a few words ask the reader to contact: "byggenheten" of "Kontakta byggenheten".

    Verbs may have any one word after them, nouns ("contact form") only a unit, a title or an abbreviation.
    """
    asking = _asking_start().match(lower(text))
    rest = text[asking.end() :].strip(" :.") if asking else ""
    words = _WORD.findall(rest.lower())
    if asking is None or not 0 < len(words) < _MAX_WORDS or not {rest.lower(), *words[:1]}.isdisjoint(_nobody()):
        return None
    if asking["article"] and asking["article"] + rest.lower() in _whole():
        return None
    if is_unit(rest) or is_role(rest) or (len(words) == 1 and _VOWELS.isdisjoint(_ascii(rest))):
        return rest
    return rest if len(words) == 1 and asking["phrase"] not in _nouns() else None


def is_role(text: str) -> bool:
    """Return whether a short text is somebody's title: "Strateg EU/internationella frågor"."""
    chunk = _ROLE_END.split(text.strip(" .:;"), maxsplit=1)[0]
    words = _WORD.findall(chunk.lower())
    return 0 < len(words) <= 6 and any(_is_role_word(w) for w in words)


def _is_role_word(word: str) -> bool:
    lowered = _GENDERS.split(word.lower().strip(".,:"), maxsplit=1)[0]
    return lowered.endswith(_roles_by_end().get(lowered[-_END:], ())) and lowered not in _no_roles()


def is_unit(text: str) -> bool:
    """Return whether a short text names a unit, a service or an organisation."""
    words = _WORD.findall(text.lower())
    return any(w in _units() or (len(w) > 6 and w.endswith(_long_units())) for w in words)


def is_organisation(text: str) -> bool:
    """Return whether a short text is the name of an organisation that a footer may speak for."""
    words = text.split()
    if not 1 < len(words) <= 6 or not words[0][0].isupper():
        return False
    return any(w.lower().strip(".,") in vocabulary.words("contacts", "organisations") for w in words)


def is_room(text: str) -> bool:
    """Return whether a text ends with a room and its number: "Suite 200", "City Hall Room 5"."""
    before, _, number = text.strip(" .,").rpartition(" ")
    return number[:1].isdigit() and before.rpartition(" ")[2].lower().strip(".#") in vocabulary.words(
        "contacts", "rooms"
    )


def family_first(text: str, *, sure: bool = False) -> str | None:
    """Return the usual order of a name that a list gives with the family first: "Ek, Anna"; `sure` as for a person."""
    family, comma, given = text.partition(", ")
    is_family = all(word in _particles() for word in family.split()[:-1])
    if not comma or not is_family or "." in given or is_unit(text) or is_role(given):
        return None
    return person(f"{given} {family}", sure=sure) if sure or given.partition(" ")[0].lower() in _given() else None


def is_generic(text: str) -> bool:
    """Return whether a heading or label over contacts says nothing of whose they are."""
    plain = text.lower().strip(" .:;!›»>")
    if plain in _generic() or plain.rstrip("?") in _generic():
        return True
    words = _WORD.findall(plain)
    if not words or _is_role_word(words[0]) or not _introduces(words):
        return False
    is_short = len(words) < _MAX_WORDS and plain.partition(" ")[2] not in _whole()
    is_named_unit = is_short and words[0] in _introducing() - _asking() and is_unit(text)
    return without_introduction(text) == text and not is_named_unit


def _introduces(words: Iterable[str]) -> bool:
    return _introduction().search(f" {' '.join(words)} ") is not None


@cache
def _given() -> frozenset[str]:
    return vocabulary.words("names", "given")


@cache
def _particles() -> frozenset[str]:
    return vocabulary.words("names", "particles")


@cache
def _honorifics() -> frozenset[str]:
    return vocabulary.words("names", "honorifics")


@cache
def _no_names() -> frozenset[str]:
    return vocabulary.words("names", "none")


@cache
def _introduction() -> re.Pattern[str]:
    return re.compile(f" (?:{vocabulary.any_of(_introducing())}) ")


@cache
def _introducing() -> frozenset[str]:
    return vocabulary.words("contacts", "introducing")


@cache
def _asking() -> frozenset[str]:
    return frozenset(vocabulary.load("contacts")["asking"])


@cache
def _asking_start() -> re.Pattern[str]:
    contacts = vocabulary.load("contacts")
    phrases = vocabulary.any_of((*contacts["asking"], *vocabulary.phrases(contacts["invitations"])))
    return re.compile(rf"(?P<phrase>{phrases})\s(?P<article>(?:{vocabulary.any_of(contacts['articles'])})\s)?")


@cache
def _nouns() -> frozenset[str]:
    return frozenset(vocabulary.load("contacts")["around_invitations"]["nouns"])


@cache
def _nobody() -> frozenset[str]:
    """Return the words that stand for no unit after an invitation: "us", "your", "gladly", the organisation as a whole."""
    contacts = vocabulary.load("contacts")
    around = contacts["around_invitations"]
    some = (
        word for key in ("us", "our", "readers", "own", "adverbs", "joining", "at", "openers") for word in around[key]
    )
    return frozenset((*some, *contacts["others"], *_generic())) | _whole()


@cache
def _us() -> frozenset[str]:
    return frozenset(vocabulary.load("contacts")["around_invitations"]["us"])


@cache
def _whole() -> frozenset[str]:
    return frozenset(vocabulary.load("contacts")["whole"])


@cache
def _mail_words() -> frozenset[str]:
    return vocabulary.words("contacts", "labels") & frozenset(
        vocabulary.phrases(vocabulary.load("email")["link_texts"])
    )


@cache
def _channel_labels() -> frozenset[str]:
    labels = vocabulary.load("contacts")["labels"]
    found = frozenset(
        word for kind in ("phone", "fax", "email", "address") for word in vocabulary.phrases(labels[kind])
    )
    return found | {word.rstrip(".") for word in found}


@cache
def _calls() -> frozenset[str]:
    return frozenset(vocabulary.load("contacts")["around_invitations"]["calls"])


@cache
def _auxiliaries() -> frozenset[str]:
    return frozenset(vocabulary.load("contacts")["around_invitations"]["auxiliaries"])


@cache
def _closing() -> frozenset[str]:
    return vocabulary.words("contacts", "closing")


@cache
def _weekdays() -> frozenset[str]:
    return vocabulary.words("dates", "weekdays")


@cache
def _months() -> frozenset[str]:
    return frozenset(word for months in vocabulary.load("dates")["months"].values() for word in months)


@cache
def _date_labels() -> dict[str, tuple[str, ...]]:
    return vocabulary.grouped((word.rstrip(":") for word in vocabulary.words("dates", "labels")), slice(_START))


@cache
def _no_roles() -> frozenset[str]:
    return frozenset(vocabulary.load("contacts")["no_roles"])


@cache
def _roles_by_end() -> dict[str, tuple[str, ...]]:
    return vocabulary.grouped(vocabulary.words("contacts", "roles"), slice(-_END, None))


@cache
def _units() -> frozenset[str]:
    return frozenset(vocabulary.load("contacts")["units"])


@cache
def _commands() -> frozenset[str]:
    return frozenset(vocabulary.load("contacts")["commands"])


@cache
def _long_units() -> tuple[str, ...]:
    return tuple(word for word in _units() if len(word) > 3)


@cache
def _generic() -> frozenset[str]:
    return frozenset(vocabulary.phrases(vocabulary.load("contacts")["generic"]))
