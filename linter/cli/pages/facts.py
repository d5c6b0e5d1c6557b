"""PageReport -> what the page says, for people or as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from linter.report import terminal
from linter.report.words.words import words_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.model.report import PageReport
    from linter.report.words.words import Words


def render(page: PageReport, format_: str, language: str) -> Iterator[str]:
    """Yield the facts of one page."""
    if format_ == "json":
        tree = {
            "source": page.source,
            "title": page.title,
            "language": page.language,
            "document": page.document,
            "facts": page.facts,
        }
        yield json.dumps(tree, ensure_ascii=False, indent=2) + "\n"
        return
    words = words_in(language)
    yield terminal.strong(terminal.safe(page.source)) + "\n"
    yield f"  {terminal.safe(page.title or '')}\n"
    document = page.document
    yield f"  {words('language')}: {page.language or '–'}  {words('encoding')}: {document['encoding']} ({document['encoding_from']})\n"
    for key, describe in (("dates", _date), ("contacts", _contact), ("emails", _email), ("map_links", _map_link)):
        yield "\n" + terminal.strong(words(key)) + "\n"
        if not page.facts[key]:
            yield f"  {words('none')}\n"
        for fact in page.facts[key]:
            place = words("line", line=fact["line"]) if fact["line"] else "–"
            yield terminal.folded(describe(fact, words), "      ", f"  {place:9} ") + "\n"
    yield from _reading(page.facts.get("readability"), words)


def _reading(fact: Mapping[str, Any] | None, words: Words) -> Iterator[str]:
    """Yield how hard the running text is to read, and its longest sentences."""
    if fact is None:
        return
    yield "\n" + terminal.strong(words("readability")) + "\n"
    if fact["lix"] is None:
        yield f"  {words('none')}\n"
        return
    yield f"  {words('readability_told', lix=fact['lix'], words=fact['words'], sentences=fact['sentences'])}\n"
    for one in fact["longest"]:
        place = words("line", line=one["line"])
        yield terminal.folded(f"{one['words']}: {terminal.safe(one['text'])}", "      ", f"  {place:9} ") + "\n"


def _date(fact: Mapping[str, Any], _words: Words) -> str:
    return f"{fact['value']}  {fact['kind']}, {fact['origin']}: {fact['text']}"


def _contact(fact: Mapping[str, Any], _words: Words) -> str:
    place = " ".join(str(fact[k]) for k in ("postal_code", "locality") if fact[k])
    parts = [fact["name"], fact["function"], *fact["phones"], *fact["emails"], fact["street"], fact["box"], place]
    return ", ".join(str(part) for part in parts if part) + (f" ({fact['region']})" if fact["region"] else "")


def _email(fact: Mapping[str, Any], words: Words) -> str:
    hidden = "" if fact["readable_without_javascript"] else f" ({words('needs_script')})"
    return f"{fact['address'] or words('address_unknown')}  {fact['technique']}{hidden}"


def _map_link(fact: Mapping[str, Any], _words: Words) -> str:
    place = f"{fact['latitude']}, {fact['longitude']}  " if fact["latitude"] is not None else ""
    return f"{fact['provider'] or '–'}  {place}{fact['href'] or ''}"
