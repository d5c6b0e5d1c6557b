"""Documents that are there -> the navigation, the language of each, and which is the same in the other language."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from linter.model.documentation import folder_of
from linter.rules.rule import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Collection

_SECTIONS = {
    "en": (
        (
            "guides",
            ("index", "editors", "ci", "auditors", "whole-sites", "many-sites", "history", "schedule", "checking"),
        ),
        (
            "reference",
            (
                "rules",
                "accuracy",
                "configuration",
                "configuration-reference",
                "suppressions",
                "corrections",
                "own-rules",
                "reports",
                "command-line",
                "python",
            ),
        ),
        ("operation", ("server", "cms", "assistants")),
        ("decisions", ("decisions/*",)),
        ("project", ("project/*",)),
        ("more", ("*",)),
    ),
    "sv": (("guides", ("sv/index", "sv/redaktor")), ("reference", ("sv/regler",)), ("more", ("sv/*",))),
}
"""The order of the navigation; what it does not name stands last, and what is not there is left out."""
_PAIRS = (("index", "sv/index"), ("editors", "sv/redaktor"))


def language_of(document: str) -> str:
    """Return the language that a document is written in."""
    return "sv" if document.startswith("sv/") else "en"


def rule_of(document: str) -> str | None:
    """Return the rule that a document is about, None for any other."""
    folder, _, name = document.rpartition("/")
    return name if folder in {folder_of(language) for language in LANGUAGES} else None


def twin(document: str, documents: Collection[str]) -> str:
    """Return the same document in the other language, the first page of that language where there is none."""
    here = language_of(document)
    there = next(language for language in LANGUAGES if language != here)
    rule = rule_of(document)
    pairs = (*_PAIRS, (folder_of("en"), folder_of("sv")))
    found = (
        f"{folder_of(there)}/{rule}" if rule else next((pair[there == "sv"] for pair in pairs if document in pair), "")
    )
    firsts = (found, "sv/index", "sv/regler") if there == "sv" else (found, "index")
    return next(one for one in firsts if one in documents)


def sections(language: str, documents: Collection[str]) -> list[tuple[str, list[str]]]:
    """Return the navigation of a language: sections, each with its documents; rules are reached by their list."""
    left = sorted(one for one in documents if language_of(one) == language and rule_of(one) is None)
    found = []
    for name, patterns in _SECTIONS[language]:
        own = [one for pattern in patterns for one in left if fnmatchcase(one, pattern)]
        left = [one for one in left if one not in own]
        if own:
            found.append((name, own))
    return found
