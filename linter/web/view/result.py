"""Result -> the values of its template."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linter.model.finding import SEVERITIES
from linter.report.words.words import words_in
from linter.web.view import groups
from linter.web.view.map_picture import HEIGHT, WIDTH
from linter.web.view.says import says

if TYPE_CHECKING:
    from collections.abc import Mapping

    from linter.model.correction import Correction
    from linter.model.report import PageReport
    from linter.report.words.words import Words
    from linter.rules.rule import Rule
    from linter.web.results import Result, Shown


def values(result: Result, shown: Shown, known: Mapping[str, Rule]) -> dict[str, Any]:
    """Return what the template of a result is filled in with."""
    words, page = words_in(result.submission.language), shown.page
    counts = groups.counts(page)
    return {
        "result": result,
        "report": page,
        "title": page.title or words("web_untitled"),
        "groups": groups.groups(page, shown.preview.numbers, result.rules, known, _corrections(result)),
        "open": sum(counts.values()),
        "verdict": _verdict(counts, words),
        "says": says(page.facts, result.judged.headings, words),
        "map_width": WIDTH,
        "map_height": HEIGHT,
        "unseen": _unseen(page, words),
        "is_waiting": result.job is not None and result.job.state == "waiting",
        "stage": _stage(result, words),
        "language": result.submission.language,
    }


def _corrections(result: Result) -> dict[str, list[Correction]]:
    """Return what mends findings of the page as it is sent, by fingerprint: later stages put further findings between them."""
    found: dict[str, list[Correction]] = {}
    page = result.judged.page
    assert page is not None  # noqa: S101  what could not be examined has no result
    for position, one in result.judged.corrections.items():
        found.setdefault(page.findings[position].fingerprint, []).append(one)
    return found


def _verdict(counts: Mapping[str, int], words: Words) -> str:
    told = [words.count(severity, counts[severity]) for severity in SEVERITIES if counts[severity]]
    told += [words.count("cannot_tell_n", counts["manual"])] if counts["manual"] else []
    return ", ".join(told) or words("clean")


def _stage(result: Result, words: Words) -> str:
    """Return what is known of the stages that take long."""
    job = result.job
    if job is None:
        return words("web_stage_static")
    reason = job.reason or (result.failed.reason if result.failed is not None else None)
    if reason is not None:
        return words("web_stage_failed", reason=words.tell(reason))
    return words(f"web_stage_{job.state}")


def _unseen(page: PageReport, words: Words) -> list[tuple[str, list[str]]]:
    """Return what was not examined, the rules of each reason together."""
    found: dict[str, list[str]] = {}
    for rule, why in page.coverage.not_examined.items():
        found.setdefault(words.tell(why), []).append(rule)
    return list(found.items())
