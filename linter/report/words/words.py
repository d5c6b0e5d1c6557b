"""Words of the interface, through gettext catalogues; English is the source and the fallback."""

from __future__ import annotations

import gettext
import math
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from linter.report.words import reasons
from linter.report.words.english import COUNTED, ERRORS, LIMITS, REASONS, TEXTS, TOLD
from linter.report.words.spoken import Spoken

if TYPE_CHECKING:
    from collections.abc import Mapping

    from linter.model.reason import Datum, Reason
    from linter.model.report import Limit

LOCALES = Path(__file__).parent / "locales"

_LONG = 10_000
_OF_SYSTEM = frozenset(text for key, text in ERRORS.items() if key.startswith("system_"))
"""What systems say in English, which stands as it is in reports for programs."""


class Words:
    """The interface's words in one language."""

    def __init__(self, catalogue: gettext.NullTranslations) -> None:
        self._catalogue = catalogue
        self._unfilled: dict[str, str] = {}
        """Texts that nothing fills, which a report of many findings asks for again and again."""

    def __call__(self, key: str, **data: object) -> str:
        """Return a text by its key, filled in."""
        if data:
            return self.filled(self._catalogue.gettext(TEXTS[key]), data)
        told = self._unfilled.get(key)
        if told is None:
            told = self._unfilled[key] = self.filled(self._catalogue.gettext(TEXTS[key]), {})
        return told

    def known(self, key: str, otherwise: str) -> str:
        """Return a text by its key, another one where there is none."""
        return self(key) if key in TEXTS else otherwise

    def has(self, key: str) -> bool:
        """Return whether there is a text by a key."""
        return key in TEXTS

    def filled(self, text: str, data: Mapping[str, object]) -> str:
        """Return a text in this language with what fills it, each value told as the text asks for it."""
        return text.format_map({name: Spoken(value, self) for name, value in data.items()})

    def count(self, key: str, number: float, **data: object) -> str:
        """Return a text with a number in it."""
        one, many = COUNTED[key]
        text = self._catalogue.ngettext(one, many, math.ceil(number))
        return self.filled(text, {"n": self.number(number), **data})

    def number(self, number: float) -> str:
        """Return a number; a long one has its thousands apart."""
        return self.written(number, "," if number >= _LONG else "")

    def written(self, value: object, form: str = "") -> str:
        """Return a value as Python writes it; a number with this language's signs for thousands and decimals."""
        text = format(value, form)
        if not isinstance(value, int | float) or isinstance(value, bool):
            return text
        if not form and isinstance(value, int):
            return text
        return text.removesuffix(".0").translate({ord(","): self("thousands"), ord("."): self("decimal")})

    def tell(self, reason: Reason) -> str:
        """Return a reason in this language."""
        text = self._catalogue.gettext(TOLD[reason.key])
        named = self._named if reason.key in REASONS else tuple
        data = {name: self._of_system(value) for name, value in reason.data.items()}
        return self.filled(text, reasons.told(data, self.tell, lambda parts: reasons.Listing(named(parts), self("or"))))

    def cut(self, limit: Limit) -> str:
        """Return in this language what was cut."""
        text = self._catalogue.gettext(LIMITS[limit.kind])
        return self.filled(text, {**limit.subject, "why": reasons.why_not_asked(limit)})

    def _of_system(self, value: Datum) -> Datum:
        """Return what the system says in this language, as a part of a sentence; anything else as it is."""
        known = isinstance(value, str) and value in _OF_SYSTEM
        return self._catalogue.gettext(str(value)).removesuffix(".") if known else value

    def _named(self, parts: tuple[str, ...]) -> tuple[str, ...]:
        """Return several values: why links were not asked in words, names as they are."""
        return tuple(self.known(f"not_asked_{part}", part) for part in parts)


@cache
def words_in(language: str) -> Words:
    """Return the words of a language, English where there is no catalogue."""
    return Words(gettext.translation("kommunlint", LOCALES, [language], fallback=True))
