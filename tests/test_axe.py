"""axe-core's results as findings: what they weigh, which law they rest on, where they stand, what leaves them open."""

from __future__ import annotations

from typing import Any

import pytest

from linter.config.config import Config
from linter.engine.examine import check_page
from linter.engine.page_config import PageConfig
from linter.model.evidence import MARK, AxeNode, AxeResult, AxeRun, Evidence, Request, View
from tests.support import PAGE, TODAY, SeenBefore, document

HTML = PAGE.replace("<p>Vi", '<img src="a.png" class="x" id="i"><p>Vi')
"""A page with an image on line 7, at `html > body > main > img`."""
IMAGE = AxeNode(("#i",), '<img src="a.png">', "Åtgärda:\n  Saknar alt", 0, ("1280x800",))


def _result(**changes: Any) -> AxeResult:  # noqa: ANN401  fields of a result
    whole: dict[str, Any] = {
        "rule": "image-alt",
        "outcome": "failed",
        "impact": "critical",
        "tags": ("wcag2a", "wcag111"),
        "help": "Bilder måste ha alternativ text",
        "help_url": "https://example.org/image-alt",
        "nodes": (IMAGE,),
    }
    return AxeResult(**whole | changes)


def _findings(*results: AxeResult, html: str = HTML, blocked: tuple[Request, ...] = (), **job: Any) -> list[Any]:  # noqa: ANN401  fields of a job
    run = AxeRun("4.14.1", results, (), ())
    marked = html.replace("<iframe ", f'<iframe {MARK}="1" ').replace("<img ", f'<img {MARK}="0" ', 1)
    evidence = Evidence(View(html, "", 500), View(marked, "", 500), axe=run, blocked=blocked)
    config = Config()
    wanted = PageConfig(config.chosen(), config.options(), job.pop("severities", {}), TODAY, "sv", **job)
    report = check_page(document(html), wanted, browser=SeenBefore(evidence))
    assert () == report.skipped
    return [finding for finding in report.findings if finding.category == "axe"]


@pytest.mark.parametrize(
    ("impact", "tags", "severity", "requirements"),
    [
        (
            "critical",
            ("wcag2a", "wcag111"),
            "error",
            ["WCAG 1.1.1 (A)", "EN 301 549 V3.2.1 9.1.1.1", "DOS-lagen (2018:1937) 10 §"],
        ),
        (
            "serious",
            ("wcag2aa", "wcag143"),
            "error",
            ["WCAG 1.4.3 (AA)", "EN 301 549 V3.2.1 9.1.4.3", "DOS-lagen (2018:1937) 10 §"],
        ),
        (
            "moderate",
            ("wcag21aa", "wcag1412"),
            "warning",
            ["WCAG 1.4.12 (AA)", "EN 301 549 V3.2.1 9.1.4.12", "DOS-lagen (2018:1937) 10 §"],
        ),
        (
            "minor",
            ("wcag2a", "wcag412"),
            "info",
            ["WCAG 4.1.2 (A)", "EN 301 549 V3.2.1 9.4.1.2", "DOS-lagen (2018:1937) 10 §"],
        ),
        ("serious", ("wcag22aa", "wcag258"), "warning", ["WCAG 2.5.8 (AA)"]),
        ("serious", ("wcag2aaa", "wcag146"), "warning", ["WCAG 1.4.6 (AAA)"]),
        ("serious", ("best-practice",), "warning", []),
        ("minor", ("best-practice",), "info", []),
        (None, ("best-practice",), "warning", []),
    ],
)
def test_weight_and_law(impact: str | None, tags: tuple[str, ...], severity: str, requirements: list[str]) -> None:
    (finding,) = _findings(_result(impact=impact, tags=tags))
    assert (severity, requirements) == (finding.severity, list(finding.requirements))


def test_configured_severity_wins() -> None:
    (finding,) = _findings(_result(), severities={"axe/image-alt": "info"})
    assert "info" == finding.severity


@pytest.mark.parametrize(
    ("rule", "kind", "expected"),
    [
        ("image-alt", "Script", ("cannot_tell", "script")),
        ("color-contrast", "Script", ("cannot_tell", "script")),
        ("color-contrast", "Stylesheet", ("cannot_tell", "style")),
        ("image-alt", "Stylesheet", ("failed", None)),
        ("color-contrast", "Image", ("failed", None)),
        ("color-contrast", "Font", ("failed", None)),
    ],
)
def test_what_was_not_loaded_leaves_a_result_open(rule: str, kind: str, expected: tuple[str, str | None]) -> None:
    (finding,) = _findings(_result(rule=rule), blocked=(Request("https://cdn.example/a", kind, "not named"),))
    assert expected == (finding.outcome, finding.data.get("doubt"))


def test_incomplete_result_cannot_be_told() -> None:
    (finding,) = _findings(_result(outcome="cannot_tell"))
    assert ("cannot_tell", "axe/image-alt") == (finding.outcome, finding.rule)


def test_place_and_words() -> None:
    (finding,) = _findings(_result())
    assert (7, 1) == (finding.location.line, finding.location.column)
    assert "Bilder måste ha alternativ text. Saknar alt." == finding.message
    assert '<img src="a.png" class="x" id="i">' == finding.snippet[:34]


def test_element_in_a_frame_stands_at_its_frame() -> None:
    html = HTML.replace("<p>Vi", '<iframe src="/f" title="f"></iframe><p>Vi')
    node = AxeNode(("iframe", "img"), "<img>", "", 1)
    (finding,) = _findings(_result(nodes=(node,)), html=html)
    assert (7, 35, True, "iframe | img") == (
        finding.location.line,
        finding.location.column,
        finding.data["in_frame"],
        finding.selector,
    )


def test_more_than_the_limit_is_cut() -> None:
    assert 2 == len(_findings(_result(nodes=(IMAGE,) * 5), max_findings=2))


def test_element_of_another_window_is_found_by_its_selector() -> None:
    (finding,) = _findings(_result(nodes=(AxeNode(("#i",), "<img>", "", None),)))
    assert (7, False) == (finding.location.line, finding.data["made_by_script"])


def _print(html: str) -> str:
    (finding,) = _findings(_result(), html=html)
    return str(finding.fingerprint)


@pytest.mark.parametrize(
    ("changed", "is_same"),
    [
        (HTML.replace('src="a.png" class="x" id="i"', 'id="i"  src="a.png" class="y"'), True),
        (HTML.replace("<h1>", "<p>Nytt</p>\n<h1>"), True),
        (HTML.replace("varje vecka", "ibland"), True),
        (HTML.replace("a.png", "b.png"), False),
    ],
    ids=["attributes in another order", "moved down", "text beside it", "another image"],
)
def test_fingerprint_is_of_the_element(changed: str, is_same: bool) -> None:  # noqa: FBT001  a table
    assert is_same == (_print(HTML) == _print(changed))
