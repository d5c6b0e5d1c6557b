"""Rule files: their examples are tests, their messages can be said, and a broken file is refused with its place."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from linter import load_rules
from linter.data import yaml as yamlfile
from linter.model.evidence import Barrier
from linter.page.nodes import child_elements, parent_element
from linter.page.page import Page
from linter.rules import rule as rules
from tests import site_reviews
from tests.support import ROOT, TODAY, document, examine

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from linter.page.nodes import Node
    from linter.rules.rule import Rule

RULES = load_rules()
FILES = sorted((ROOT / "rules").rglob("*.yaml"))


def _examples(kind: str) -> list[Any]:
    return list(_each(kind))


def _each(kind: str) -> Iterator[Any]:
    for rule in RULES.values():
        for example in rule.examples[kind]:
            name = example["name"]["en"].replace(" ", "-").replace(",", "").replace("'", "")
            yield pytest.param(rule, example, id=f"{rule.id}:{kind}:{name}")


def _said(rule: Rule, example: dict[str, Any]) -> dict[str, Any]:
    """Return what an example says of the network."""
    said = {name: example[name] for name in ("answers", "root", "mail", "confirm", "pages") if name in example}
    return {"answers": [], **said} if rule.stage == "links" else said


def _judge(rule: Rule, example: dict[str, Any], language: str = "sv") -> list[Any]:
    today = date.fromisoformat(example["today"]) if "today" in example else TODAY
    if rule.stage == "site":
        return _judge_site(rule, example, today, language)
    report = examine(
        example["html"].encode(example.get("encoding", "utf-8"), "surrogatepass"),
        rule.id,
        options=example.get("options"),
        today=today,
        url=example.get("url"),
        language=language,
        scripted=example.get("scripted"),
        frames=example.get("frames"),
        tried=_tried(rule, example) if rule.probe else None,
        **{name: example[name] for name in ("beside", "suppress") if name in example},
        **_said(rule, example),
    )
    assert () == report.skipped
    return [finding for finding in report.findings if finding.rule == rule.id]


def _tried(rule: Rule, example: dict[str, Any]) -> list[Barrier]:
    """Return what trying the page of an example has shown."""
    said = example.get("tried", ())
    page = Page(document(example["html"]), scripting=True)
    return [
        Barrier(
            rule.id,
            one["message"],
            _way(page.select(one["selector"])[0].node),
            one.get("data", {}),
            is_sure=one.get("sure", True),
        )
        for one in said
    ]


def _way(node: Node) -> str:
    """Return the way to an element as the browser stage tells it."""
    parent = parent_element(node)
    if parent is None:
        return node.tag
    place = child_elements(parent).index(node) + 1
    return f"{_way(parent)} > {node.tag}:nth-child({place})"


def _judge_site(rule: Rule, example: dict[str, Any], today: date, language: str) -> list[Any]:
    copies = {f"{example['url']}-{number}": example["html"] for number in range(1, example.get("copies", 0) + 1)}
    pages = {example["url"]: example["html"], **copies, **example.get("site", {})}
    select = (rule.id, *example.get("beside", ()))
    said = {name: example[name] for name in ("refused", "passed_by_axe", "earlier") if name in example}
    _, report = site_reviews.review(pages, *select, today=today, language=language, **said)
    page = site_reviews.page_of(report, example["url"])
    return [finding for finding in page.findings if finding.rule == rule.id]


@pytest.mark.parametrize(("rule", "example"), _examples("fail"))
def test_failing_example_is_found(rule: Rule, example: dict[str, Any]) -> None:
    expected = [(one["message"], one["line"]) for one in example["finds"]]
    assert expected == [(finding.message_key, finding.location.line) for finding in _judge(rule, example)]


@pytest.mark.parametrize(("rule", "example"), _examples("pass"))
def test_passing_example_is_clean(rule: Rule, example: dict[str, Any]) -> None:
    assert [] == [(finding.message_key, finding.location.line) for finding in _judge(rule, example)]


@pytest.mark.parametrize("rule", list(RULES.values()), ids=list(RULES))
def test_every_message_is_shown_by_an_example(rule: Rule) -> None:
    shown = {one["message"] for example in rule.examples["fail"] for one in example["finds"]}
    assert set(rule.messages) == shown


@pytest.mark.parametrize("language", ["sv", "en", "fi"])
@pytest.mark.parametrize(("rule", "example"), _examples("fail"))
def test_messages_are_filled_in(rule: Rule, example: dict[str, Any], language: str) -> None:
    for finding in _judge(rule, example, language):
        template = rule.messages[finding.message_key][language if language in ("sv", "en") else "en"]
        assert template.split("{")[0] == finding.message[: len(template.split("{")[0])]
        assert "{" not in _without_values(finding)


def _without_values(finding: Any) -> str:  # noqa: ANN401  a finding
    """Return a message without the values of the page, which may hold braces of their own."""
    message: str = finding.message
    for value in sorted(map(str, finding.data.values()), key=len, reverse=True):
        message = message.replace(value, "")
    return message


def test_swedish_and_english_differ() -> None:
    same = [
        (rule.id, key) for rule in RULES.values() for key, words in rule.messages.items() if words["sv"] == words["en"]
    ]
    assert [] == same


def test_every_rule_of_the_contract_is_there() -> None:
    dates = ["ambiguous", "conflict", "empty", "future", "invalid", "missing", "not-visible", "stale"]
    tried = [
        "click-without-keyboard",
        "dialog-focus-escapes",
        "focus-not-visible",
        "focus-order-jumps",
        "hover-content-vanishes",
        "hover-without-keyboard",
        "keyboard-trap",
    ]
    tried += [
        "picture-moves",
        "picture-of-text",
        "reflow-sideways",
        "skip-link-without-effect",
        "spacing-cuts-text",
        "status-unannounced",
        "zoom-cuts-text",
    ]
    browser = ["contact-needs-javascript", "date-needs-javascript", "page-needs-javascript"]
    maps = [
        "map-coordinates-invalid",
        "map-link-broken",
        "map-link-elsewhere",
        "map-link-legacy",
        "map-link-opaque",
        "map-link-retired",
        "map-link-unreachable",
        "map-without-address",
    ]
    links = [
        "address-malformed",
        "address-mismatch",
        "address-private",
        "broken",
        "document-unannounced",
        "empty",
        "fragment-missing",
        "host-retired",
        "insecure",
        "moved",
        "new-window-unannounced",
        "soft-404",
        "text-generic",
        "unverified",
        "wrapped",
    ]
    contacts = ["contact-incomplete", "contact-missing", "contact-phone-invalid", "contact-postcode-invalid"]
    fit = ["list-empty", "name-outdated", "personal-number-shown", "phone-not-linked", "reference-missing"]
    email = [
        "email-domain-foreign",
        "email-as-image",
        "email-link-invalid",
        "email-link-mismatch",
        "email-needs-javascript",
        "email-obfuscated",
    ]
    statement = [
        "assessment-undated",
        "behind-login",
        "body-missing",
        "body-other",
        "burden-unmotivated",
        "conformity-missing",
        "contradicted",
        "enforcement-missing",
        "feedback-missing",
        "method-missing",
        "missing",
        "not-linked",
        "outdated",
        "reasons-missing",
        "register-missing",
        "shortcomings-missing",
        "stale",
        "unit-missing",
        "update-undated",
    ]
    site = [
        "contact-contradiction",
        "contact-page-differs",
        "freshness-false",
        "entry-repeated",
        "help-order-differs",
        "page-unlinked",
        "title-duplicate",
    ]
    markup = ["duplicate-id", "encoding-broken", "json-ld-invalid", "markup-token-invalid", "markup-tree-invalid"]
    semantics = ["aria-attribute-prohibited", "list-without-items", "table-header-unused", "way-past-missing"]
    structure = [
        *(f"image-alternative-{word}" for word in ("credit", "file-name", "generic")),
        *(f"image-decorative-{word}" for word in ("named", "titled")),
        *(f"field-{word}" for word in ("error-untied", "group-unnamed", "label-repeated", "label-vanishing")),
        "field-required-unsaid",
        *(f"table-{word}" for word in ("caption-in-cell", "headers-ambiguous", "headers-missing", "nested")),
        "table-layout-with-headers",
        *(f"link-{word}" for word in ("adjacent", "by-script", "text-signs", "title-repeats")),
        "accesskey-used",
        "button-mouse-only",
        *(f"language-{word}-differs" for word in ("page", "part")),
        *(f"heading-{word}" for word in ("level-skipped", "main-missing", "main-repeated")),
        *(f"title-{word}" for word in ("heading-differs", "uninformative")),
        *(f"text-{word}-unmarked" for word in ("heading", "list")),
        *(
            f"text-{word}"
            for word in (
                "direction-differs",
                "abbreviation-unexplained",
                "markup-obsolete",
                "moving",
                "paragraph-empty",
            )
        ),
    ]
    expected = [
        *(f"updated-date-{word}" for word in dates),
        *contacts,
        *fit,
        "text-hard-to-read",
        *email,
        *maps,
        *(f"link-{word}" for word in links),
        "image-missing",
        *(f"{word}-past" for word in ("banner", "deadline", "event", "season", "year")),
        "label-without-value",
        "template-unfilled",
        *structure,
        *semantics,
        *(f"statement-{word}" for word in statement),
        *site,
        *markup,
        *browser,
        *tried,
        "suppression-expired",
        "suppression-unused",
    ]
    assert sorted(expected) == sorted(RULES)


def test_rules_that_take_over_from_others_are_there() -> None:
    named = {name for rule in RULES.values() for name in rule.with_scripting.get("replaced_by", ())}
    assert (
        {"contact-needs-javascript", "date-needs-javascript", "email-needs-javascript"} == named & set(RULES) == named
    )
    said_by = {rule.said_by for rule in RULES.values() if rule.said_by and not rule.said_by.startswith("axe/")}
    assert {"click-without-keyboard"} == said_by & set(RULES) == said_by


def test_rules_that_name_what_browsers_repair_are_off_by_default() -> None:
    off = {rule.id for rule in RULES.values() if not rule.default and rule.category == "markup"}
    assert {"duplicate-id", "markup-token-invalid", "markup-tree-invalid"} == off


def test_rules_about_statements_and_whole_sites_are_off_by_default() -> None:
    off = {rule.category for rule in RULES.values() if not rule.default}
    assert {"content", "markup", "statement", "site", "structure", "keyboard"} == off
    assert ["text-hard-to-read"] == [one.id for one in RULES.values() if not one.default and one.category == "content"]
    assert not any(rule.default for rule in RULES.values() if rule.category in ("statement", "site"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_shipped_rule_files_are_sound(path: Path) -> None:
    rules.check_file(path, yamlfile.load(path))
    assert path.stem in RULES
