"""Outcomes of many sites -> the comparison: a page, a workbook and JSON, in the folder that holds the sites."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import msgspec

from linter.audit.sites import page, run_folder
from linter.audit.sites.told import Told
from linter.model.finding import SEVERITIES
from linter.report.words.words import words_in
from linter.report.xlsx import sheets, workbook
from linter.run.whole_file import write_whole
from linter.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from linter.audit.sites.site import Estimate, Outcome
    from linter.report.words.words import Words
    from linter.report.xlsx.sheets import Row

PAGE, WORKBOOK, DATA = "index.html", "comparison.xlsx", "comparison.json"
_CONFIDENCE = 0.95
_COLUMNS = (
    ("site", 30),
    ("address", 40),
    ("address_is", 16),
    ("state", 14),
    ("reasons", 60),
    ("pages_n", 8),
    ("pages_of", 10),
    ("chosen", 14),
    ("error", 8),
    ("warning", 10),
    ("info", 8),
    ("cannot_tell", 14),
    ("per_page", 14),
    ("low", 10),
    ("high", 10),
    ("errors_per_page", 14),
    ("errors_low", 10),
    ("errors_high", 10),
    ("checks_made", 14),
    ("statement", 18),
    ("statement_updated", 14),
    ("statement_findings", 14),
    ("not_examined", 14),
    ("file", 40),
)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is compared, in the order of the list of sites; `day` is when the page is written."""

    outcomes: tuple[Outcome, ...]
    language: str
    day: str


def write(comparison: Comparison, folder: Path) -> None:
    """Write the three files, each whole or not at all."""
    write_whole(folder / DATA, [_as_json(comparison)])
    write_whole(folder / WORKBOOK, _as_workbook(comparison))
    pieces = page.render(comparison.outcomes, comparison.language, comparison.day)
    write_whole(folder / PAGE, (one.encode("utf-8", "replace") for one in pieces))


def _as_json(comparison: Comparison) -> bytes:
    tree = {
        "schema_version": 1,
        "tool": {"name": "kommunlint", "version": __version__},
        "method": {
            "confidence": _CONFIDENCE,
            "interval": "the wider one of Student's t and Byar's for counts, over the pages drawn by lot, with the correction "
            "for a finite population; pages chosen for what they are stand for themselves",
        },
        "sites": [_site_as_json(one) for one in comparison.outcomes],
    }
    return msgspec.json.format(msgspec.json.encode(tree), indent=1) + b"\n"


def _site_as_json(one: Outcome) -> dict[str, Any]:
    site = one.site
    told = Told(words_in("en"))
    return {
        "name": site.name,
        "address": site.address,
        "address_is": "derived" if site.is_derived else "given",
        "seed": site.seed,
        "state": one.state,
        "exit_status": one.status,
        "reason": told.reason(one) or None,
        "reason_key": one.reason,
        "reason_data": one.data,
        "folder": f"{run_folder.SITES}/{site.slug}",
        "figures": one.figures,
    }


def _as_workbook(comparison: Comparison) -> Iterator[bytes]:
    words, cut = words_in(comparison.language), list[sheets.Row]()
    day = datetime.fromisoformat(comparison.day).replace(tzinfo=UTC)
    sheet = sheets.sheet("comparison", words, _COLUMNS, lambda: _rows(comparison.outcomes, words))
    yield from workbook.workbook([sheet], comparison.language, day, cut)


def _rows(outcomes: Sequence[Outcome], words: Words) -> Iterator[Row]:
    told = Told(words)
    for one in outcomes:
        site, figures = one.site, one.figures
        derived = words("sites_derived" if site.is_derived else "sites_given")
        head = (site.name, site.address, derived, words(f"sites_{one.state}"), told.reason(one) or None)
        if figures is None:
            yield *head, *[None] * (len(_COLUMNS) - len(head))
            continue
        yield (
            *head,
            figures.pages,
            figures.of,
            words(f"sites_chosen_{figures.chosen}"),
            *(figures.findings.get(severity, 0) for severity in SEVERITIES),
            figures.cannot_tell,
            *_numbers(figures.per_page),
            *_numbers(figures.errors_per_page),
            round(figures.checks_made, 4) if figures.checks_made is not None else None,
            told.statement(figures),
            figures.statement_updated,
            figures.statement_findings,
            figures.not_examined,
            page.report_of(one.site),
        )


def _numbers(one: Estimate) -> tuple[float | None, ...]:
    return tuple(round(value, 3) if value is not None else None for value in (one.value, one.low, one.high))
