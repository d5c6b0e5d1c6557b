"""What a rule rests on: WCAG criterion -> EN 301 549 clause -> DOS-lagen, guidelines and other laws, each with its edition."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

WCAG_LEVELS = {
    "A": "1.1.1 1.2.1 1.2.2 1.2.3 1.3.1 1.3.2 1.3.3 1.4.1 1.4.2 2.1.1 2.1.2 2.1.4 2.2.1 2.2.2 2.3.1 2.4.1 2.4.2 2.4.3 2.4.4 "
    "2.5.1 2.5.2 2.5.3 2.5.4 3.1.1 3.2.1 3.2.2 3.2.6 3.3.1 3.3.2 3.3.7 4.1.2",
    "AA": "1.2.4 1.2.5 1.3.4 1.3.5 1.4.3 1.4.4 1.4.5 1.4.10 1.4.11 1.4.12 1.4.13 2.4.5 2.4.6 2.4.7 2.4.11 2.5.7 2.5.8 3.1.2 "
    "3.2.3 3.2.4 3.3.3 3.3.4 3.3.8 4.1.3",
    "AAA": "1.2.6 1.2.7 1.2.8 1.2.9 1.3.6 1.4.6 1.4.7 1.4.8 1.4.9 2.1.3 2.2.3 2.2.4 2.2.5 2.2.6 2.3.2 2.3.3 2.4.8 2.4.9 2.4.10 "
    "2.4.12 2.4.13 2.5.5 2.5.6 3.1.3 3.1.4 3.1.5 3.1.6 3.2.5 3.3.5 3.3.6 3.3.9",
}
"""Success criteria of WCAG 2.2 by level (4.1.1 was removed)."""

NEW_IN_22 = frozenset({"2.4.11", "2.4.12", "2.4.13", "2.5.7", "2.5.8", "3.2.6", "3.3.7", "3.3.8", "3.3.9"})
"""Criteria of WCAG 2.2 that EN 301 549 V3.2.1, and so the law, does not ask for."""

LAWS = {
    "FL 6 §": "Förvaltningslagen (2017:900) 6 §",
    "FL 7 §": "Förvaltningslagen (2017:900) 7 §",
    "DOS 9 §": "DOS-lagen (2018:1937) 9 §",
    "DOS 10 §": "DOS-lagen (2018:1937) 10 §",
    "DOS 12 §": "DOS-lagen (2018:1937) 12 §",
    "DOS 13 §": "DOS-lagen (2018:1937) 13 §",
    "MDFFS 6 §": "MDFFS 2019:2 6 §",
    "DK 692 § 3": "Lov om tilgængelighed af offentlige organers websteder og mobilapplikationer (nr. 692/2018) § 3",
    "DK 692 § 4": "Lov om tilgængelighed af offentlige organers websteder og mobilapplikationer (nr. 692/2018) § 4",
    "DK 904": "Bekendtgørelse om afgivelse af tilgængelighedserklæring (nr. 904/2019)",
    "FI 306 8 §": "Laki digitaalisten palvelujen tarjoamisesta (306/2019) 8 §",
    "FI 306 9 §": "Laki digitaalisten palvelujen tarjoamisesta (306/2019) 9 §",
    "NO 732": "Forskrift om universell utforming av IKT-løsninger (FOR-2013-06-21-732)",
    "EU 2018/1523": "Kommissionens genomförandebeslut (EU) 2018/1523",
    "GB 952": "Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018 (SI 2018/952)",
}
"""Laws that a rule file may name: those of Sweden; of other countries, whose names begin with the country's code; of the EU."""

ADVICE = {"SE Digg": "Diggs rekommendation om tillgänglighetsredogörelser"}
"""What an authority recommends and no law asks for, by its country's code and its name."""

_COUNTRIES = ("DK", "FI", "NO", "GB", "EU")
HOME = "SE"
"""The country whose laws are those of a page that tells no country."""
_UNION = "EU"

GUIDELINES = frozenset({"R4", "R5", "R9", "R10", "R12", "R22", "R23", "R24", "R26", "R27", "R29", "R66", "R115"})
"""Numbers of Webbriktlinjer (guidelines, not law) that a rule file may name."""

_LEVEL_OF = {number: level for level, numbers in WCAG_LEVELS.items() for number in numbers.split()}


@dataclass(frozen=True, slots=True)
class Requirement:
    """One thing that a rule rests on; `is_law` tells a demand from a guideline."""

    text: str
    is_law: bool


def in_country(texts: Sequence[str], country: str) -> tuple[str, ...]:
    """Return requirements without the laws of other countries; all of them where none of the country's own is among them."""
    countries = {text: _country_of(name) for name, text in (*LAWS.items(), *ADVICE.items())}
    if not any(countries.get(text) == country for text in texts):
        return tuple(texts)
    return tuple(text for text in texts if countries.get(text, country) in (country, _UNION))


def countries_of(named: Mapping[str, Sequence[str]]) -> frozenset[str]:
    """Return the countries that a rule file's `requirements` hold in alone, empty for everywhere.

    Only laws bind a rule to countries, and only where the file tells them apart: what Sweden alone asks for is good anywhere.
    """
    found = {_country_of(name) for name in (*named.get("laws", ()), *named.get("advice", ()))} - {_UNION}
    is_bound = found - {HOME} and not named.get("wcag") and not named.get("webbriktlinjer")
    return frozenset(found) if is_bound else frozenset()


def _country_of(law: str) -> str:
    return law[:2] if law[:2] in _COUNTRIES and law[2:3] == " " else HOME


def level(criterion: str) -> str | None:
    """Return the level of a WCAG 2.2 success criterion, None for a number that is none."""
    return _LEVEL_OF.get(criterion)


def clause(criterion: str, wcag: str = "2.1") -> str | None:
    """Return the clause of EN 301 549 for web pages: 9 and the number, for the A and AA criteria of the edition's WCAG."""
    if level(criterion) not in ("A", "AA") or (wcag == "2.1" and criterion in NEW_IN_22):
        return None
    return f"9.{criterion}"


def requirements(named: Mapping[str, Sequence[str]]) -> Iterator[Requirement]:
    """Yield what a rule file's `requirements` come to, derived clauses included."""
    demands = False
    for criterion in named.get("wcag", ()):
        yield Requirement(f"WCAG {criterion} ({level(criterion)})", is_law=False)
        derived = clause(criterion)
        if derived:
            demands = True
            yield Requirement(f"EN 301 549 V3.2.1 {derived}", is_law=False)
    if demands:
        yield Requirement(LAWS["DOS 10 §"], is_law=True)
    for law in named.get("laws", ()):
        yield Requirement(LAWS[law], is_law=True)
    for name in named.get("advice", ()):
        yield Requirement(ADVICE[name], is_law=False)
    for number in named.get("webbriktlinjer", ()):
        yield Requirement(f"webbriktlinjer {number}", is_law=False)
