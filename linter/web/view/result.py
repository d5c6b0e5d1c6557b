"""Result -> the values of its template."""

from __future__ import annotations

from hashlib import blake2s
from typing import TYPE_CHECKING, Any

from linter.config.config import AXE
from linter.model.finding import SEVERITIES
from linter.model.link import UNANSWERED
from linter.model.stages import BROWSER, STAGES
from linter.report.words.words import words_in
from linter.web.submission import PASTED
from linter.web.view import groups
from linter.web.view.map_picture import HEIGHT, WIDTH
from linter.web.view.reasons import for_editors
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
        "title": _title(result, page, words),
        "marks": blake2s(shown.preview.html.encode("utf-8", "replace"), digest_size=8).hexdigest(),
        "groups": groups.groups(page, shown.preview.numbers, result.rules, known, _corrections(result)),
        "open": sum(counts.values()),
        "verdict": _verdict(counts, words),
        "says": says(page.facts, result.judged.headings, words),
        "map_width": WIDTH,
        "map_height": HEIGHT,
        "unseen": _unseen(result, page, words),
        "is_waiting": _is_waiting(result),
        "stage": _stage(result, page, words),
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
    told += [words.count("web_manual", counts["manual"])] if counts["manual"] else []
    return ", ".join(told) or words("web_clean")


def _stage(result: Result, page: PageReport, words: Words) -> str:
    """Return what is known of the stages that take long."""
    job = result.job
    if job is None:
        return words("web_stage_static")
    reason = job.reason or (result.failed.reason if result.failed is not None else None)
    if reason is not None:
        return words("web_stage_failed", reason=for_editors(reason, words))
    only = "" if BROWSER.name in job.stages else "_links"
    unasked = "_unasked" if job.state == "done" and not _has_asked(page) else ""
    return words(f"web_stage_{job.state}{only}{unasked}")


def _has_asked(page: PageReport) -> bool:
    """Return whether an address of the page was asked, or it has none: else nobody can say that links were checked."""
    told = page.links
    return told is not None and (not told or any(one["verdict"] not in UNANSWERED for one in told))


def _is_waiting(result: Result) -> bool:
    return result.job is not None and result.job.state == "waiting"


def _title(result: Result, page: PageReport, words: Words) -> str:
    """Return what the page is called: by its title, by its first heading, else by where it came from."""
    if page.title:
        return page.title
    headings, submission = result.judged.headings, result.submission
    if headings:
        return headings[0][1]
    if submission.path == PASTED:
        return words("web_pasted")
    return words("web_untitled") if submission.address or submission.url else submission.name


def _unseen(result: Result, page: PageReport, words: Words) -> list[tuple[str, list[str]]]:
    """Return what was not examined, the rules of each reason together, without what is still being looked at."""
    awaited = result.job.stages if result.job is not None and _is_waiting(result) else frozenset()
    pending = {STAGES[name].off for name in awaited}
    found: dict[str, list[str]] = {}
    for rule, why in page.coverage.not_examined.items():
        if why not in pending:
            found.setdefault(for_editors(why, words), []).append(_rule_title(rule, result, words))
    return [(reason[:1].upper() + reason[1:], titles) for reason, titles in found.items()]


def _rule_title(rule: str, result: Result, words: Words) -> str:
    if rule == AXE:
        return words("web_axe")
    text = result.rules.get(rule)
    return text.title if text is not None else rule
