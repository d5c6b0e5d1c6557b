"""A review of a small site, as its front end makes it: pages in a folder, judged, with a sample, a statement and answers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from linter.audit.questions import ELEMENTS, Questioner
from linter.audit.sampling import documents, explore
from linter.config.config import Config
from linter.engine.page_config import More
from linter.model.audit import Answer, Review, Sample, SampledPage, Statement, StatementParts
from linter.run import run, targets
from tests.support import TODAY

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from linter.model.audit import Decided, PageType, Question

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
    wanted = targets.find(sources, (), folder, None, "-")
    request = run.RunRequest(TODAY, jobs=1, more=More(elements=ELEMENTS, holds=True, of_site=True, outlines=True))
    report = run.run(wanted, Config(language=language, base=folder), request)
    asked = Questioner("2.1", language).questions(report.pages)
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
        "manual": answered(asked, sources[-1]),
        "law": "en301549-3.2.1",
        "base": BASE,
        "held": {one.source: one.held for one in report.pages},
        "documents": documents.linked(explore.outlines_of(report), [str(folder)]),
    }
    return Review(**{**fields, **more})  # type: ignore[arg-type]


def _said(outcome: Decided, why: str) -> Answer:
    return Answer(outcome, PERSON, date(2026, 11, 20), why)


def answered(asked: Iterable[Question], source: str) -> tuple[Question, ...]:
    """Answer what is asked of the last page about reflow (failed) and about all headings (passed)."""
    told = {"1.4.10": _said("failed", "Tabellen klipps av."), "2.4.6": _said("passed", "De säger vad som följer.")}
    return tuple(
        replace(one, answer=told.get(one.criterion)) if source in (one.source, *one.pages) else one for one in asked
    )
