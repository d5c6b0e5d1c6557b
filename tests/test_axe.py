"""axe-core's results as findings: what they weigh, which law they rest on, where they stand, what leaves them open."""

from __future__ import annotations

import re
from typing import Any

import pytest

from linter.config.config import Config
from linter.config.settings import Override
from linter.engine.examine import check_page
from linter.engine.page_config import PageConfig, page_config
from linter.model.evidence import MARK, AxeNode, AxeResult, AxeRun, Evidence, Request, View
from linter.rules.axe import OFF_BY_DEFAULT, AxeSelection
from linter.rules.texts import rule_texts
from linter.stages.browser.axe import axe_script
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
    wanted = PageConfig(
        config.chosen(), config.options(), job.pop("severities", {}), TODAY, job.pop("language", "sv"), **job
    )
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
        ("serious", ("wcag2aaa", "wcag146"), "info", ["WCAG 1.4.6 (AAA)"]),
        (
            "serious",
            ("wcag2a", "wcag244", "wcag249"),
            "error",
            ["WCAG 2.4.4 (A)", "EN 301 549 V3.2.1 9.2.4.4", "WCAG 2.4.9 (AAA)", "DOS-lagen (2018:1937) 10 §"],
        ),
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
        ("label-content-name-mismatch", "Stylesheet", ("cannot_tell", "style")),
        ("image-alt", "Stylesheet", ("failed", None)),
        ("color-contrast", "Image", ("failed", None)),
        ("color-contrast", "Font", ("failed", None)),
    ],
)
def test_what_was_not_loaded_leaves_a_result_open(rule: str, kind: str, expected: tuple[str, str | None]) -> None:
    (finding,) = _findings(_result(rule=rule), blocked=(Request("https://cdn.example/a", kind, "not named"),))
    assert expected == (finding.outcome, finding.data.get("doubt"))


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("", ("cannot_tell", "layout")),
        ("<tr><th>Avgift</th></tr>", ("failed", None)),
        ("<caption>Avgifter</caption>", ("failed", None)),
    ],
)
def test_table_that_may_lay_out_the_page_cannot_be_told(inside: str, expected: tuple[str, str | None]) -> None:
    html = PAGE.replace("<p>Vi", f'<table id="i">{inside}<tr><td>Bad</td></tr></table><p>Vi')
    node = AxeNode(("#i",), '<table id="i">', "", None)
    (finding,) = _findings(_result(rule="td-has-header", nodes=(node,)), html=html)
    assert expected == (finding.outcome, finding.data.get("doubt"))


def test_list_that_a_program_has_yet_to_fill_in_cannot_be_told() -> None:
    html = PAGE.replace("<p>Vi", '<ul id="i">{% for bad in baden %}<li>Bad</li>{% endfor %}</ul><p>Vi')
    node = AxeNode(("#i",), '<ul id="i">', "", None)
    (finding,) = _findings(_result(rule="list", nodes=(node,)), html=html)
    assert ("cannot_tell", "template") == (finding.outcome, finding.data.get("doubt"))


def test_incomplete_result_cannot_be_told() -> None:
    (finding,) = _findings(_result(outcome="cannot_tell"))
    assert ("cannot_tell", "axe/image-alt") == (finding.outcome, finding.rule)


def test_place_and_words() -> None:
    (finding,) = _findings(_result())
    assert (7, 1) == (finding.location.line, finding.location.column)
    assert "Bilden ”a.png” saknar alternativtext." == finding.message
    assert '<img src="a.png" class="x" id="i">' == finding.snippet[:34]


MEASURED = {"contrastRatio": 2.53, "expectedContrastRatio": "4.5:1", "fgColor": "#aaaaaa", "bgColor": "#ffffff"}


@pytest.mark.parametrize(
    ("said", "outcome", "language", "expected"),
    [
        pytest.param(
            MEASURED,
            "failed",
            "sv",
            "Texten har för låg kontrast: 2,53:1, kravet är 4,5:1. Välj en mörkare färg. Det gäller ”Öppet”.",
            id="light-text",
        ),
        pytest.param(
            MEASURED | {"fgColor": "#333333", "bgColor": "#000000"},
            "failed",
            "en",
            "The text has too low a contrast: 2.53:1, the requirement is 4.5:1. Choose a lighter colour. It is about “Öppet”.",
            id="dark-text-in-english",
        ),
        pytest.param({}, "failed", "sv", "Texten ”Öppet” har för låg kontrast mot bakgrunden.", id="nothing-measured"),
        pytest.param(
            {"messageKey": "bgImage"},
            "cannot_tell",
            "sv",
            "Texten ”Öppet” ligger på en bild, så kontrasten gick inte att mäta.",
            id="on-a-picture",
        ),
        pytest.param(
            {"messageKey": "colorParse"},
            "cannot_tell",
            "sv",
            "Kontrasten mellan texten ”Öppet” och bakgrunden gick inte att mäta.",
            id="cannot-be-measured",
        ),
    ],
)
def test_contrast_is_told_with_its_values(said: dict[str, Any], outcome: str, language: str, expected: str) -> None:
    node = AxeNode(("#i",), '<p class="x">Öppet</p>', "", 0, said=said)
    (finding,) = _findings(_result(rule="color-contrast", outcome=outcome, nodes=(node,)), language=language)
    assert expected == finding.message


@pytest.mark.parametrize(
    ("rule", "outcome", "html", "summary", "expected"),
    [
        ("link-name", "failed", '<a href="/om"><img src="b.png"></a>', "", "En länk utan text, till /om."),
        ("label", "failed", '<input name="epost">', "", "Formulärfältet ”epost” saknar ledtext."),
        ("button-name", "failed", "<button></button>", "", "Knappen saknar text som skärmläsare kan läsa upp."),
        (
            "frame-title",
            "failed",
            '<iframe src="/k/karta.html?x=1">',
            "",
            "Det inbäddade innehållet ”karta.html” saknar titel.",
        ),
        (
            "aria-roles",
            "failed",
            '<div role="knapp">Mer</div>',
            "Åtgärda:\n  Rollen finns inte: knapp",
            "Elementet ”Mer” har en roll (role) som inte finns. Rollen finns inte: knapp.",
        ),
        ("listitem", "cannot_tell", "<li>Ett</li>", "", "Listpunkt utanför lista: kontrollera manuellt."),
        ("a-new-rule", "failed", "<b>", "Åtgärda:\n  Saknar det", "Något ska finnas. Saknar det."),
    ],
)
def test_findings_are_told_in_our_words(rule: str, outcome: str, html: str, summary: str, expected: str) -> None:
    result = _result(rule=rule, outcome=outcome, help="Något ska finnas", nodes=(AxeNode(("#i",), html, summary, 0),))
    assert expected == _findings(result)[0].message


def test_every_rule_of_axe_has_a_remedy_also_one_that_is_not_known() -> None:
    names = [f"axe/{name}" for name in axe_script.known_rules()]
    for language in ("sv", "en"):
        assert [] == [text.id for text in rule_texts(names, {}, language).values() if not text.fix]


def test_why_of_a_rule_is_ours_and_never_what_axe_says_of_itself() -> None:
    for language in ("sv", "en"):
        told = axe_script.texts(language)
        texts = rule_texts([f"axe/{name}" for name in told], {}, language)
        assert [] == [name for name in told if texts[f"axe/{name}"].why in ("", told[name]["description"])]


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


USUAL, OFF = "image-alt", "target-size"


@pytest.mark.parametrize(
    ("html", "told"),
    [
        pytest.param('<img src="a.png">', ["image-alt"], id="pasted-text"),
        pytest.param('<!doctype html><img src="a.png">', ["document-title", "image-alt", "region"], id="document"),
        pytest.param('<body><img src="a.png">', ["document-title", "image-alt", "region"], id="body"),
    ],
)
def test_what_a_page_has_around_its_text_is_asked_of_pages(html: str, told: list[str]) -> None:
    results = [_result(rule=rule) for rule in ("document-title", "image-alt", "region")]
    assert told == [finding.rule.removeprefix("axe/") for finding in _findings(*results, html=html)]


@pytest.mark.parametrize(
    ("select", "ignore", "wanted"),
    [
        pytest.param((), (), {USUAL}, id="by-default"),
        pytest.param(("axe",), (), {USUAL}, id="axe"),
        pytest.param(("axe", "axe/target-size"), (), {USUAL, OFF}, id="axe-and-one-more"),
        pytest.param(("all", "axe/target-size"), (), {USUAL, OFF}, id="all-and-one-more"),
        pytest.param(("all",), (), {USUAL, OFF}, id="all"),
        pytest.param(("all",), ("axe/target-size",), {USUAL}, id="all-but-one"),
        pytest.param(("axe/target-size",), (), {OFF}, id="one-alone"),
        pytest.param(("dates",), (), set(), id="none"),
        pytest.param(("all",), ("axe",), set(), id="all-but-axe"),
    ],
)
@pytest.mark.parametrize(
    "elsewhere", [(), ("all",), ("axe/target-size",)], ids=["alone", "others-want-all", "others-want-one"]
)
def test_a_page_is_told_of_the_rules_that_it_asks_for(
    select: tuple[str, ...], ignore: tuple[str, ...], wanted: set[str], elsewhere: tuple[str, ...]
) -> None:
    others = (Override(paths=("other",), select=elsewhere),) if elsewhere else ()
    config = Config(select=select, ignore=ignore, overrides=others)
    asked, run = page_config(config, "page", TODAY), config.axe_of_run() or AxeSelection(usual=False)
    ran = {USUAL} if run.usual else set()
    ran |= {USUAL, OFF} if run.every else run.named
    assert wanted == {name for name in ran - run.off if asked.wants_axe(name)}


def test_nothing_is_off_for_a_run_that_one_of_its_pages_wants() -> None:
    one, two = (
        AxeSelection(off=frozenset({"a", "b"})),
        AxeSelection(usual=False, named=frozenset({"c"}), off=frozenset({"b"})),
    )
    assert AxeSelection(named=frozenset({"c"}), off=frozenset({"b"})) == one | two


def test_the_rules_that_axe_leaves_off_are_known() -> None:
    script = (axe_script.FOLDER / "axe.min.js").read_text("utf-8")
    left_off = set(re.findall(r'\{id:"([a-z0-9-]+)",[^{}]{0,600}?enabled:!1', script))
    kept_apart = {name for name, one in axe_script.weights().items() if {"experimental", "deprecated"} & {*one["tags"]}}
    assert OFF_BY_DEFAULT == left_off | kept_apart


def _contrast(summary: str, html: str = HTML) -> str:
    node = AxeNode(("#i",), "<p>", f"Åtgärda:\n  {summary}", 0)
    (finding,) = _findings(_result(rule="color-contrast", nodes=(node,)), html=html)
    return str(finding.cause)


@pytest.mark.parametrize(
    ("summary", "html", "is_same"),
    [
        pytest.param("Kontrast 2.5 (förgrund: #AAA, bakgrund: #fff)", HTML, True, id="the-same"),
        pytest.param(
            "Kontrast 2.5 (förgrund: #aaa, bakgrund: #fff)", HTML.replace('id="i"', 'alt="b"'), True, id="another-text"
        ),
        pytest.param(
            "Kontrast 2.5 (förgrund: #aaa, bakgrund: #fff, 9 pt)",
            HTML.replace("<img", "<div><img"),
            True,
            id="another-place",
        ),
        pytest.param("Kontrast 2.5 (förgrund: #bbb, bakgrund: #fff)", HTML, False, id="another-colour"),
        pytest.param("Kontrast okänd", HTML, False, id="no-colours"),
    ],
)
def test_one_pair_of_colours_is_one_cause(summary: str, html: str, is_same: bool) -> None:  # noqa: FBT001  a table
    assert is_same == (_contrast("Kontrast 2.5 (förgrund: #aaa, bakgrund: #fff)") == _contrast(summary, html))
