"""Text -> what it is where it is no HTML for certain: data, style sheets, scripts, feeds.

Text without mark-up is judged as a page on purpose, so a kind is told only by a beginning that no text of a page has, or by
the name of a file that does not begin with mark-up.
"""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from linter.model.reason import ReasonKey

_BEGINNING = 2000
_JSON_STRING = r'"(?:[^"\\<]|\\.){0,200}"'
_KINDS: tuple[tuple[re.Pattern[str], ReasonKey], ...] = (
    (
        re.compile(
            rf"\{{\s*{_JSON_STRING}\s*:|\[\s*(?:\{{|\[)\s*(?:{_JSON_STRING}|[\]}}\d])|\[\s*{_JSON_STRING}\s*[,\]]"
        ),
        "json_data",
    ),
    (
        re.compile(
            r"(?:<\?xml\s[^>]{0,200}>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:rss|feed|urlset|sitemapindex|rdf:RDF)[\s>]",
            re.DOTALL,
        ),
        "feed",
    ),
    (re.compile(r"\{\\rtf\d"), "office_file"),
)
_BY_SUFFIX: dict[str, ReasonKey] = {
    ".json": "json_data",
    ".geojson": "json_data",
    ".jsonld": "json_data",
    ".css": "style_sheet",
    ".scss": "style_sheet",
    ".js": "script_file",
    ".mjs": "script_file",
    ".ts": "script_file",
    ".csv": "table_data",
    ".tsv": "table_data",
    ".yaml": "settings_file",
    ".yml": "settings_file",
    ".toml": "settings_file",
    ".ini": "settings_file",
}


def kind(text: str, name: str, *, is_named: bool) -> ReasonKey | None:
    """Return what a text is where it is no HTML, else None; `is_named` where its name tells: a server says the kind."""
    beginning = text[:_BEGINNING].lstrip("\ufeff \t\n\f\r")
    found = next((told for pattern, told in _KINDS if pattern.match(beginning)), None)
    if found is not None or not is_named or beginning.startswith("<"):
        return found
    return _BY_SUFFIX.get(PurePath(name).suffix.lower())
