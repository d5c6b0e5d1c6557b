"""What a map address may state: a place as text, degrees or projected metres; the pieces that readers of providers share."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from linter.data import vocabulary

if TYPE_CHECKING:
    from urllib.parse import SplitResult

System = Literal["degrees", "sweref", "utm33", "tm35fin", "metres", "mercator"]
Age = Literal["retired", "legacy"]
State = Literal["place", "no_place", "shared", "opaque", "unknown"]
"""What an address states; "unknown" is a short one that may lead to a map or to anything else."""

NUMBER = r"-?\d{1,9}(?:\.\d{0,12})?"
PAIR = re.compile(
    rf"^\s*(?:loc:|geo:)?\s*\(?({NUMBER})\s*(?:,|%2C|~|_|:|\s)\s*({NUMBER})\)?\s*(?:\(.{{0,80}}\))?$", re.IGNORECASE
)
_COMMAS = re.compile(r"^\s*-?(\d{1,3}),(\d{2,9})\s*[,;~ ]\s*-?(\d{1,3}),(\d{2,9})\s*$")
_ANGLE = (
    r"(\d{{1,3}})°\s?(?:(\d{{1,2}}(?:\.\d{{1,8}})?)['′’]\s?(?:(\d{{1,2}}(?:\.\d{{1,8}})?)(?:[\"″”]|'')\s?)?)?([{0}])"
)
_ANGLES = re.compile(rf"^\s*{_ANGLE.format('NS')}[\s,+]{{1,3}}{_ANGLE.format('EW')}\s*$", re.IGNORECASE)
AT = re.compile(rf"@({NUMBER}),({NUMBER}),")
PIN = re.compile(rf"!3d({NUMBER})!4d({NUMBER})")
EMBED = re.compile(rf"!2d({NUMBER})!3d({NUMBER})")
HASH_MAP = re.compile(r"map=[\d.]+/(-?[\d.,]+)/(-?[\d.,]+)")


@dataclass(frozen=True, slots=True)
class Point:
    """Two numbers as written, the first the northing or latitude, and the system that their slot asks for."""

    first: str
    second: str
    system: System


@dataclass(frozen=True, slots=True)
class Reading:
    """What a provider's reader finds in an address. `age` is "retired" or "legacy" for services that have ended or moved."""

    state: State
    point: Point | None = None
    text: str = ""
    age: Age | None = None
    named_slot: bool = False


@dataclass(frozen=True, slots=True)
class Parts:
    """An address taken apart: the query by name in lower case, path and fragment decoded."""

    url: SplitResult
    host: str
    path: str
    query: dict[str, str]
    fragment: str


def degrees(text: str | None) -> Point | None:
    """Return a pair of degrees, decimal commas kept as they are, minutes and seconds as decimals; None for other text."""
    if not text:
        return None
    angles = _ANGLES.match(text)
    if angles:
        return Point(_decimal(*angles.groups()[:4]), _decimal(*angles.groups()[4:]), "degrees")
    match = PAIR.match(text)
    if match:
        return Point(match[1], match[2], "degrees")
    commas = _COMMAS.match(text)
    return Point(f"{commas[1]},{commas[2]}", f"{commas[3]},{commas[4]}", "degrees") if commas else None


def _decimal(whole: str, minutes: str | None, seconds: str | None, side: str) -> str:
    value = int(whole) + float(minutes or 0) / 60 + float(seconds or 0) / 3600
    return f"{-value if side.upper() in 'SW' else value:.7f}"


def is_blank(text: str | None) -> bool:
    """Return whether a slot for a place was never filled in."""
    plain = (text or "").strip().lower()
    return (
        not plain.strip(" ,+")
        or plain in vocabulary.load("maps")["placeholders"]
        or bool(re.fullmatch(r"[{\[<%$].*[}\]>%]|\{\{.*\}\}|\$\{.*\}|\$[a-z_]+|:[a-z]+", plain))
        or bool(re.search(r"\{[a-z_.]+\}", plain))
    )


def from_texts(p: Parts, keys: tuple[str, ...]) -> Reading | None:
    """Read the first of the query's keys that is there: a text, or a pair of degrees."""
    held = [key for key in keys if key in p.query]
    for key in held:
        value = p.query[key]
        if not is_blank(value):
            return Reading("place", degrees(value), value)
    return Reading("no_place", named_slot=True) if held else None


def from_slots(latitude: str, longitude: str, system: System = "degrees") -> Reading:
    """Read two slots of their own, the northing or latitude first."""
    if is_blank(latitude) or is_blank(longitude):
        return Reading("no_place", named_slot=True)
    return Reading("place", Point(latitude.strip(), longitude.strip(), system))
