"""Our EARL of a run over W3C's ACT cases -> an implementation report as act-tools reads it.

act-tools takes an assertion for each case and procedure: the case's own address, the procedure by its title, its criteria by
their addresses as the parts that it belongs to. It finds out by itself which procedures implement which rule.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from linter.audit.files.earl import MODES, OUTCOMES
from linter.report.criteria import address
from linter.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

CASES = "https://www.w3.org/WAI/content-assets/wcag-act-rules/"
CONTEXT: Mapping[str, Any] = {
    "@vocab": "http://www.w3.org/ns/earl#",
    "earl": "http://www.w3.org/ns/earl#",
    "dct": "http://purl.org/dc/terms/",
    "doap": "http://usefulinc.com/ns/doap#",
    "name": "doap:name",
    "shortdesc": "doap:shortdesc",
    "homepage": {"@id": "doap:homepage", "@type": "@id"},
    "release": "doap:release",
    "revision": "doap:revision",
    "title": "dct:title",
    "source": {"@id": "dct:source", "@type": "@id"},
    "isPartOf": {"@id": "dct:isPartOf", "@type": "@id"},
    **{key: {"@type": "@id"} for key in ("assertedBy", "outcome", "mode")},
}
Kind = Literal["automatic", "semiauto"]
_TOOL = "_:kommunlint"
_RULE = "urn:kommunlint:rule:"


def implementation_report(earl: Mapping[str, Any], origin: str) -> dict[str, Any]:
    """Return the report of a run over cases that were served below `origin`."""
    return _report(_assertions(earl, origin))


def report_of(
    outcomes: Mapping[str, Mapping[str, str]],
    criteria: Mapping[str, Sequence[str]],
    kind: Kind,
) -> dict[str, Any]:
    """Return the report of outcomes by case and procedure; `criteria` are those of each procedure."""
    return _report(_made(outcomes, criteria, kind))


def _report(assertions: Iterable[dict[str, Any]]) -> dict[str, Any]:
    made = {"name": "kommunlint", "shortdesc": "kommunlint", "release": {"revision": __version__}}
    tool = {"@id": _TOOL, "@type": ["Assertor", "Software"], **made}
    return {"@context": dict(CONTEXT), "@graph": [tool, *assertions]}


def _made(
    outcomes: Mapping[str, Mapping[str, str]], criteria: Mapping[str, Sequence[str]], kind: Kind
) -> Iterator[dict[str, Any]]:
    for case, told in outcomes.items():
        for procedure, outcome in told.items():
            one = _assertion(case, procedure, OUTCOMES[outcome], MODES[kind])
            one["test"]["isPartOf"] = [
                _part(name) for criterion in criteria.get(procedure, ()) if (name := address(criterion))
            ]
            yield one


def _part(name: str) -> str:
    return name.replace("/WCAG/#", "/WCAG22/#")


def _assertions(earl: Mapping[str, Any], origin: str) -> Iterator[dict[str, Any]]:
    """Yield one assertion for each case and rule; ours has one for each of the rule's criteria."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for node in earl["@graph"]:
        if node["@type"] != "earl:Assertion" or not node["subject"].startswith(origin):
            continue
        rule, criterion = _test(node["test"])
        case = CASES + node["subject"].removeprefix(origin)
        one = found.setdefault((case, rule), _assertion(case, rule, node["result"]["outcome"]))
        if criterion is not None and criterion not in one["test"]["isPartOf"]:
            one["test"]["isPartOf"].append(criterion)
    yield from found.values()


def _test(test: str | Mapping[str, Any]) -> tuple[str, str | None]:
    if isinstance(test, str):
        return test.removeprefix(_RULE).replace("axe:", "axe/"), None
    return test["identifier"], _part(test["isPartOf"]["@id"])


def _assertion(case: str, rule: str, outcome: str, mode: str = "earl:automatic") -> dict[str, Any]:
    return {
        "@type": "Assertion",
        "assertedBy": _TOOL,
        "mode": mode,
        "subject": {"@id": case, "@type": "TestSubject", "source": case},
        "test": {"@type": "TestCase", "title": rule, "isPartOf": []},
        "result": {"@type": "TestResult", "outcome": outcome},
    }
