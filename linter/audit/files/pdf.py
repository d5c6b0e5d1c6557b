"""Review -> its summary as PDF/UA-1, by WeasyPrint: the same bytes for the same pages on the same day."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from linter.audit.files import summary
from linter.model.errors import UsageError
from linter.model.reason import Reason
from linter.report.html.html_text import escaped
from linter.version import __version__

if TYPE_CHECKING:
    from linter.model.audit import Review

NEEDS = ("weasyprint",)
"""Modules of the extra `audit`."""
_DEBIAN = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")
"""What WeasyPrint stands on, by the names of Debian's packages."""
_PRINTED = 4
"""The flag of an annotation that stands on paper too."""


def check() -> None:
    """Raise a `UsageError` where WeasyPrint cannot begin, so that a review says so before its pages are examined, not after."""
    try:
        import weasyprint  # noqa: F401, PLC0415  0.4 s, for this file only
    except OSError as error:
        first = str(error).partition("\n")[0]
        raise UsageError(
            Reason("pango_missing", {"said": first, "packages": " ".join(_DEBIAN)}), "report.pdf"
        ) from error


def render(review: Review) -> bytes:
    """Return the file."""
    from weasyprint import HTML  # noqa: PLC0415  likewise
    from weasyprint.urls import URLFetcher  # noqa: PLC0415  likewise

    text = page(review)
    made = HTML(string=text, url_fetcher=URLFetcher(allowed_protocols=["data"])).write_pdf(
        pdf_variant="pdf/ua-1",
        pdf_identifier=hashlib.sha256(text.encode("utf-8", "replace")).digest()[:16],
        finisher=_finish,
    )
    return bytes(made)


def page(review: Review) -> str:
    """Return the document that the file is made of."""
    run = review.report.run
    style = Path(__file__).with_name("summary.css").read_text("utf-8")
    meta = (
        f'<meta name="author" content="{escaped(review.by or "kommunlint")}"><meta name="generator" content="kommunlint {__version__}">',
        f'<meta name="dcterms.created" content="{run.today}"><meta name="dcterms.modified" content="{run.today}">',
    )
    head = f'<meta charset="utf-8"><title>{escaped(summary.title(review))}</title>{"".join(meta)}<style>{style}</style>'
    body = "".join(summary.render(review, date.fromisoformat(run.today)))
    return f'<!doctype html>\n<html lang="{run.language}">\n<head>{head}</head>\n<body>\n{body}</body>\n</html>\n'


def _finish(_document: Any, pdf: Any) -> None:  # noqa: ANN401  weasyprint and pydyf have no types
    """Say what WeasyPrint leaves unsaid: that links are printed, and whether the heading of a table heads a column or a row."""
    some: list[Any] = [one for one in pdf.objects if isinstance(one, dict)]
    nodes = {one.reference: one for one in some}
    for one in nodes.values():
        if one.get("Subtype") == "/Link":
            one["F"] = _PRINTED
        if one.get("S") == "/TR":
            _say_scope([nodes[kid] for kid in one["K"] if kid in nodes])


def _say_scope(cells: list[Any]) -> None:
    from pydyf import Dictionary  # noqa: PLC0415  what WeasyPrint writes with

    heads = [cell for cell in cells if cell["S"] == "/TH"]
    for cell in heads:
        cell.setdefault("A", Dictionary({"O": "/Table"}))["Scope"] = "/Column" if len(heads) == len(cells) else "/Row"
