"""A review of a small site, as its front end makes it: pages in a folder, judged, with a sample, a statement and answers."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from linter import check
from linter.engine.held import hold
from linter.model.audit import Answer, Question, Review, Sample, SampledPage, Statement, StatementParts
from linter.page.page import Page
from linter.page.source import Source, decode
from tests.support import TODAY

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from linter.model.audit import PageType

BASE = "https://www.granvik.test/"
PERSON = "Åsa Ek"
_FOOTER = '<footer><p>Granviks kommun, telefon <a href="tel:+46480450000">0480-45 00 00</a>, <a href="mailto:info@granvik.se">info@granvik.se</a></p></footer>'
_TYPES: Mapping[str, tuple[PageType, ...]] = {"index.html": ("start",), "kontakt.html": ("contact",)}


def page(title: str, body: str) -> str:
    """Return a page of the site."""
    head = f'<!doctype html>\n<html lang="sv">\n<head><meta charset="utf-8"><title>{title} – Granviks kommun</title></head>'
    return f"{head}\n<body>\n<main>\n<h1>{title}</h1>\n{body}\n<p>Senast uppdaterad: 2026-10-01</p>\n</main>\n{_FOOTER}\n</body>\n</html>\n"


def site(number: int = 5) -> dict[str, str]:
    """Return the pages of a site by name: a start page, a contact page, and services with links that do not tell where they lead."""
    pages = {"index.html": page("Start", '<p><a href="kontakt.html">Kontakta oss</a></p>')}
    pages["kontakt.html"] = page("Kontakta oss", "<p>Ring kommunens växel: 0480-45 00 00.</p>")
    link = '<p><a href="taxa.pdf">Taxa för bygglov (PDF)</a> <a href="index.html">Läs mer</a> <a href="index.html"></a></p>'
    return pages | {f"tjanst{n}.html": page(f"Tjänst {n}", link) for n in range(number - 2)}


def review(folder: Path, pages: Mapping[str, str] | None = None, *, language: str = "sv", **more: object) -> Review:
    """Return the review of pages that are written into a folder; `more` are fields of it."""
    some = site() if pages is None else pages
    for name, html in some.items():
        (folder / name).write_text(html, "utf-8")
    sources = [str(folder / name) for name in some]
    report = check(sources, today=TODAY, language=language, jobs=1)
    drawn = sources[-1:]
    sampled = (
        SampledPage(
            one, _TYPES.get(name, ("service",)), "random" if one in drawn else "structured", "länkad från start"
        )
        for one, name in zip(sources, some, strict=True)
    )
    fields: dict[str, object] = {
        "report": report,
        "sample": Sample(7, tuple(sampled), of=len(sources) + 10),
        "statement": Statement(
            sources[0], "partial", "Granviks kommun", date(2026, 9, 1), date(2026, 9, 2), StatementParts(method=True)
        ),
        "manual": questions(sources),
        "law": "en301549-3.2.1",
        "base": BASE,
        "held": {
            one: hold(Page(decode(Source(one, (folder / name).read_bytes()))))
            for one, name in zip(sources, some, strict=True)
        },
    }
    return Review(**{**fields, **more})  # type: ignore[arg-type]


def questions(sources: list[str]) -> tuple[Question, ...]:
    """Return what persons are asked of the first pages, and what one of them answered."""
    day = date(2026, 11, 20)
    return (
        Question(
            "a",
            "1.1.1",
            sources[0],
            "Säger bildens text det som bilden visar?",
            answer=Answer("passed", PERSON, day, "Bilden är en dekor."),
        ),
        Question("b", "2.4.6", sources[0], "Beskriver rubriken det som följer?", line=6),
        Question(
            "c",
            "1.4.10",
            sources[-1],
            "Går sidan att läsa vid 320 punkters bredd?",
            answer=Answer("failed", PERSON, day, "Tabellen klipps av."),
        ),
    )
