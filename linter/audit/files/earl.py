"""Review -> EARL that the import of W3C's report tool takes: one assertion for each criterion of WCAG 2.1 on each page.

The tool's conditions stand in tests/test_report_tool.py. It shows an auditor nothing but the description of a result, so that
tells every finding with its line and its remedy.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from linter.audit.account.outcomes import outcomes
from linter.audit.addresses import subjects
from linter.data.criteria import name
from linter.data.standards import NEW_IN_22
from linter.report.criteria import address
from linter.report.phrases import dump, line, plain
from linter.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.audit.account.outcomes import Judged
    from linter.model.audit import Review

CONTEXT: dict[str, Any] = {
    "earl": "http://www.w3.org/ns/earl#",
    "dct": "http://purl.org/dc/terms/",
    "doap": "http://usefulinc.com/ns/doap#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "WCAG21": "http://www.w3.org/TR/WCAG21/#",
    **{key: {"@id": f"earl:{key}", "@type": "@id"} for key in ("assertedBy", "mode", "outcome", "subject", "test")},
    "result": "earl:result",
    **{key: f"dct:{key}" for key in ("title", "description", "date")},
    "name": "foaf:name",
}
OUTCOMES = {
    "passed": "earl:passed",
    "failed": "earl:failed",
    "cannot_tell": "earl:cantTell",
    "inapplicable": "earl:inapplicable",
    "not_examined": "earl:untested",
}
MODES = {"automatic": "earl:automatic", "manual": "earl:manual", "semiauto": "earl:semiAuto"}
TOOL = "_:kommunlint"
TEXT = 20_000
"""Characters of a description at most."""


@dataclass(frozen=True, slots=True)
class Count:
    """What became of the outcomes: written, or left out since only WCAG 2.2 has the criterion, nobody examined it, or a file has no address."""

    written: int
    only_in_22: int
    not_examined: int
    without_address: int


def render(review: Review) -> Iterator[str]:
    """Yield the assertions as JSON-LD."""
    known = subjects(review)
    yield f'{{"@context": {dump(CONTEXT)},\n"@graph": [\n{dump(tool())}'
    persons = assertors(review)
    yield from (",\n" + dump(node) for node in persons.values())
    number, last = 0, ""
    for page in outcomes(review):
        subject = known[page.sampled.source]
        taken = [one for one in page.criteria if _is_taken(one)]
        if subject is None or not taken:
            continue
        title = (page.page.title if page.page is not None else None) or page.sampled.source
        yield ",\n" + dump({"@id": subject, "@type": "earl:TestSubject", "title": line(title, TEXT)})
        for one in taken:
            last = ",\n" + dump(_assertion(subject, one, persons, review))
            number += 1
            yield last
    if number == 1:
        yield last  # the tool takes no file with one assertion alone, and to say a thing twice changes nothing
    yield "\n]}\n"


def count(review: Review) -> Count:
    """Return how many outcomes the file holds, and how many are left out and why."""
    known, some = subjects(review), [0, 0, 0, 0]
    for page in outcomes(review):
        has_address = known[page.sampled.source] is not None
        for one in page.criteria:
            if one.criterion in NEW_IN_22:
                some[1] += 1
            elif one.outcome == "not_examined":
                some[2] += 1
            else:
                some[0 if has_address else 3] += 1
    return Count(*some)


def tool() -> dict[str, Any]:
    """Return the node of the program."""
    release = {"doap:release": {"doap:revision": __version__}}
    return {"@id": TOOL, "@type": ["earl:Assertor", "earl:Software"], "title": "kommunlint", **release}


def assertors(review: Review) -> dict[str, dict[str, Any]]:
    """Return the nodes of those who answered, by name."""
    names = dict.fromkeys(one.answer.by for one in review.manual if one.answer is not None)
    return {
        one: {"@id": f"_:person-{number}", "@type": ["earl:Assertor", "foaf:Person"], "name": plain(one, 200)}
        for number, one in enumerate(names, 1)
    }


def said(one: Judged, language: str) -> str:
    """Return what an auditor reads of an outcome: the criterion, and why it is so."""
    head = f"{one.criterion} {name(one.criterion, language)}"
    return plain("\n".join((head, *(line(reason, 2000) for reason in one.reasons))), TEXT)


def _is_taken(one: Judged) -> bool:
    return one.outcome != "not_examined" and one.criterion not in NEW_IN_22


def _assertion(subject: str, one: Judged, persons: dict[str, dict[str, Any]], review: Review) -> dict[str, Any]:
    return {
        "@type": "earl:Assertion",
        "assertedBy": [persons[who]["@id"] for who in one.by] or TOOL,
        "subject": subject,
        "test": address(one.criterion),
        "mode": MODES[one.mode],
        "result": {
            "@type": "earl:TestResult",
            "outcome": OUTCOMES[one.outcome],
            "description": said(one, review.report.run.language),
            "date": review.report.run.today,
        },
    }
