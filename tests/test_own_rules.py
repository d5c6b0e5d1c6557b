"""Rules without code: what each expectation finds, what a rule file may not say, and `test-rules`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import yaml

from linter import load_rules
from tests.support import PAGE, ROOT, check, kommunlint

if TYPE_CHECKING:
    from pathlib import Path

RULE: dict[str, Any] = {
    "id": "own-rule",
    "title": "Egen regel",
    "messages": {"found": "Funnet: {text} ({count})."},
    "check": {"selector": "p", "expect": "absent"},
    "examples": {"pass": [{"name": "a", "html": "<h1>a</h1>"}], "fail": [{"name": "b", "html": "<p>b", "finds": [1]}]},
}
HTML = """<!doctype html>
<html lang="sv"><head><title>Bibliotek</title><meta name="robots" content="noindex"></head>
<body class="service">
<main>
<h1>Bibliotek</h1>
<p class="unit">Kulturenheten</p>
<p class="empty"> </p>
<p>Ring <a href="tel:+46480450094">0480-45 00 94</a> om landstinget, Landsting och mer.</p>
<div>Huset invigdes <time datetime="2016-08-29">29 augusti 2016</time> av Maja.</div>
<p>Sidan uppdaterad 2016-08-29</p>
</main>
</body></html>
"""


def _write(folder: Path, rule: dict[str, Any], html: str = HTML, config: str = "") -> None:
    (folder / "rules").mkdir(exist_ok=True)
    (folder / "rules" / f"{rule['id']}.yaml").write_text(yaml.safe_dump(rule, allow_unicode=True), "utf-8")
    (folder / "kommunlint.toml").write_text(f'rules_path = "rules"\n{config}', "utf-8")
    (folder / "page.html").write_text(html, "utf-8")


def _found(folder: Path, *flags: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = check("page.html", "--select", "custom", "--format", "json", *flags, cwd=folder).json[
        "pages"
    ][0]["findings"]
    return found


@pytest.mark.parametrize(
    ("judged", "expected", "lines"),
    [
        pytest.param({"selector": ".unit"}, "exists", [], id="exists"),
        pytest.param({"selector": ".none"}, "exists", [3], id="exists-not"),
        pytest.param({"selector": ".none"}, "absent", [], id="absent"),
        pytest.param({"selector": "p"}, "absent", [6, 7, 8, 10], id="absent-not"),
        pytest.param({"selector": "h1"}, {"count": 1}, [], id="count"),
        pytest.param({"selector": "p"}, {"count": {"max": 3}}, [3], id="count-too-many"),
        pytest.param({"selector": "p"}, {"count": {"min": 2, "max": 9}}, [], id="count-in-range"),
        pytest.param({"selector": "p"}, {"matches": "^Ring"}, [6, 7, 10], id="matches"),
        pytest.param({"selector": "h1"}, {"equals": "Bibliotek"}, [], id="equals"),
        pytest.param({"selector": "h1"}, {"equals": "bibliotek"}, [5], id="equals-not"),
        pytest.param({"selector": "h1"}, {"one_of": ["Skola", "Bibliotek"]}, [], id="one-of"),
        pytest.param({"selector": ".unit, .empty"}, {"text_length": {"min": 3}}, [7], id="text-length"),
        pytest.param(
            {"selector": "meta[name=robots]", "attribute": "content"},
            {"not": {"matches": "noindex"}},
            [2],
            id="attribute-in-head",
        ),
        pytest.param({"selector": "time", "attribute": "datetime"}, {"older_than": {"days": 365}}, [], id="older-than"),
        pytest.param(
            {"selector": "time", "attribute": "datetime"},
            {"not": {"older_than": {"days": 365}}},
            [9],
            id="not-older-than",
        ),
        pytest.param({"selector": "p"}, {"not": "exists"}, [6, 7, 8, 10], id="not-exists"),
        pytest.param({"selector": ".none"}, {"not": "absent"}, [3], id="not-absent"),
        pytest.param({"selector": ".unit"}, {"and": ["exists", {"matches": "enhet"}]}, [], id="and"),
        pytest.param({"selector": ".empty"}, {"and": ["exists", {"matches": "enhet"}]}, [7], id="and-one-fails"),
        pytest.param(
            {"selector": "p"}, {"or": [{"matches": "Ring"}, {"text_length": {"max": 14}}]}, [10], id="or-of-each"
        ),
        pytest.param({"selector": ".none"}, {"or": ["absent", {"count": 3}]}, [], id="or-of-all"),
        pytest.param(
            {"fact": "lines"}, {"not": {"matches": r"(?i)\blandsting\w*"}}, [8, 8], id="every-place-of-a-word"
        ),
        pytest.param({"fact": "headings"}, {"text_length": {"max": 5}}, [5], id="headings"),
        pytest.param({"fact": "headings", "field": "level"}, {"equals": 1}, [], id="level-of-headings"),
        pytest.param({"fact": "links", "field": "href"}, {"not": {"matches": "^tel:"}}, [8], id="links"),
        pytest.param({"fact": "dates"}, {"not": {"older_than": {"days": 30}}}, [10], id="dates"),
        pytest.param({"fact": "contacts"}, {"count": {"max": 5}}, [], id="contacts"),
        pytest.param({"fact": "emails"}, "exists", [3], id="emails"),
        pytest.param({"fact": "map_links"}, "absent", [], id="map-links"),
        pytest.param({"fact": "title"}, {"matches": "kommun$"}, [3], id="title"),
        pytest.param({"fact": "language"}, {"one_of": ["sv", "fi"]}, [], id="language"),
        pytest.param({"selector": "p", "applies": {"selector": "body.news"}}, "absent", [], id="another-kind-of-page"),
        pytest.param(
            {"selector": "h1", "applies": {"selector": "body.service"}}, "absent", [5], id="this-kind-of-page"
        ),
        pytest.param({"selector": "h1", "applies": {"paths": ["news/**"]}}, "absent", [], id="other-paths"),
        pytest.param({"selector": "h1", "applies": {"paths": ["*.html"]}}, "absent", [5], id="these-paths"),
    ],
)
def test_expectations(tmp_path: Path, judged: dict[str, Any], expected: Any, lines: list[int]) -> None:  # noqa: ANN401  YAML
    _write(tmp_path, RULE | {"check": {**judged, "expect": expected}})
    assert lines == [finding["line"] for finding in _found(tmp_path)]


def test_a_finding_says_what_stands_there_and_points_at_it(tmp_path: Path) -> None:
    _write(tmp_path, RULE | {"check": {"fact": "lines", "expect": {"not": {"matches": "Landsting"}}}})
    (found,) = _found(tmp_path)
    line = HTML.split("\n")[found["line"] - 1]
    assert "Landsting" == line[found["column"] - 1 : found["end_column"] - 1]
    assert ("custom", "warning") == (found["category"], found["severity"])
    assert found["message"].startswith("Funnet: Landsting (")


@pytest.mark.parametrize(("config", "lines"), [("", [8]), ("[rules.own-rule]\nmost = 100\n", [])])
def test_options_are_set_in_the_configuration(tmp_path: Path, config: str, lines: list[int]) -> None:
    expect = {"text_length": {"max": {"option": "most"}}}
    rule = RULE | {
        "options": {"most": {"type": "integer", "default": 30}},
        "check": {"selector": "p", "expect": expect},
    }
    _write(tmp_path, rule, config=config)
    assert lines == [finding["line"] for finding in _found(tmp_path)]


def test_own_rules_are_told_apart_in_the_account_and_can_be_suppressed(tmp_path: Path) -> None:
    html = HTML.replace("<h1>", "<!-- kommunlint-disable-next-line own-rule -- prov -->\n<h1>")
    _write(tmp_path, RULE | {"check": {"selector": "h1", "expect": "absent"}}, html)
    (found,) = _found(tmp_path)
    assert "prov" == found["suppressed"]["reason"]
    _write(tmp_path, RULE | {"check": {"selector": "h1", "applies": {"selector": ".news"}, "expect": "absent"}})
    (page,) = check("page.html", "--select", "custom", "--format", "json", cwd=tmp_path).json["pages"]
    assert (["own-rule"], []) == (page["coverage"]["inapplicable"], page["coverage"]["passed"])


def _broken(**changes: Any) -> dict[str, Any]:  # noqa: ANN401  parts of a rule file
    return {key: value for key, value in (RULE | changes).items() if value is not None}


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        pytest.param(_broken(check=None), ["check"], id="no-check"),
        pytest.param(_broken(check={"expect": "exists"}), ["$.check", "selector or fact"], id="nothing-to-judge"),
        pytest.param(
            _broken(check={"selector": "p", "fact": "dates", "expect": "exists"}),
            ["$.check", "only one"],
            id="two-to-judge",
        ),
        pytest.param(
            _broken(messages={"found": "{text:>99999999}"}), ["$.messages.found", "{text}"], id="format-in-a-message"
        ),
        pytest.param(
            _broken(messages={"found": "{text!r}"}), ["$.messages.found", "{text}"], id="conversion-in-a-message"
        ),
        pytest.param(
            _broken(messages={"found": "{}"}),
            ["$.messages.found", "unknown placeholder {}"],
            id="placeholder-without-name",
        ),
        pytest.param(_broken(messages={"found": "a } b"}), ["$.messages.found", "written twice"], id="brace-alone"),
        pytest.param(
            _broken(check={"selector": "p[", "expect": "exists"}), ["$.check.selector", "CSS"], id="no-selector"
        ),
        pytest.param(
            _broken(check={"selector": "p", "expect": "is there"}),
            ["$.check.expect", "older_than"],
            id="no-expectation",
        ),
        pytest.param(
            _broken(check={"selector": "p", "expect": {"matches": "("}}),
            ["$.check.expect.matches", "RE2"],
            id="no-expression",
        ),
        pytest.param(
            _broken(check={"selector": "p", "expect": {"matches": r"(a)\1"}}),
            ["$.check.expect.matches"],
            id="back-reference",
        ),
        pytest.param(
            _broken(check={"selector": "p", "expect": {"count": {"option": "most"}}}),
            ["$.check.expect.count", "most"],
            id="no-such-option",
        ),
        pytest.param(
            _broken(check={"fact": "contacts", "field": "fax", "expect": "exists"}),
            ["$.check.field", "phones"],
            id="no-such-field",
        ),
        pytest.param(_broken(messages={"found": "{texd}"}), ["$.messages.found", "texd"], id="placeholder"),
        pytest.param(
            _broken(id="updated-date-stale"), ["updated-date-stale", "another rule"], id="name-of-a-shipped-rule"
        ),
        pytest.param(_broken(id="dates"), ["dates", "group"], id="name-of-a-category"),
        pytest.param(_broken(fix="Du måste skriva om."), ["$.fix", "duty"], id="duty-without-a-law"),
        pytest.param(_broken(severity="fatal"), ["$.severity"], id="severity"),
        pytest.param(_broken(examples={"pass": [], "fail": []}), ["$.examples"], id="no-examples"),
    ],
)
def test_a_broken_rule_is_one_line_with_its_place(tmp_path: Path, rule: dict[str, Any], words: list[str]) -> None:
    _write(tmp_path, rule)
    ran = check("page.html", "--language", "en", cwd=tmp_path)
    assert (2, "") == (ran.code, ran.out)
    assert [] == [word for word in [f"{rule['id']}.yaml", *words] if word not in ran.complaint]


def test_test_rules_says_which_example_comes_out_otherwise(tmp_path: Path) -> None:
    _write(tmp_path, RULE)
    ran = kommunlint("test-rules", cwd=tmp_path)
    assert (0, True) == (ran.code, "2 av 2" in ran.out)
    wrong = {
        "pass": [{"name": "har ett stycke", "html": "<p>a"}],
        "fail": [{"name": "b", "html": "<h1>b", "finds": [1]}],
    }
    _write(tmp_path, RULE | {"examples": wrong})
    ran = kommunlint("test-rules", "rules", "--language", "en", cwd=tmp_path)
    assert 1 == ran.code
    assert [] == [part for part in ("own-rule: har ett stycke", "on lines: none", "0 of 2") if part not in ran.out]


@pytest.mark.parametrize(
    "words", [["test-rules"], ["test-rules", "gone"], ["check", "page.html", "--config", "none.toml"]]
)
def test_nowhere_to_look_is_a_wrong_command(tmp_path: Path, words: list[str]) -> None:
    (tmp_path / "page.html").write_text(PAGE, "utf-8")
    assert 2 == kommunlint(*words, cwd=tmp_path).code


def test_an_expression_takes_no_exponential_time(tmp_path: Path) -> None:
    html = PAGE.replace("juli", "a" * 5_000 + "!")
    _write(tmp_path, RULE | {"check": {"fact": "lines", "expect": {"not": {"matches": "(a+)+$"}}}}, html)
    assert [] == _found(tmp_path)


def test_the_examples_of_the_documentation_come_out_as_they_say() -> None:
    ran = kommunlint("test-rules", ROOT / "fixtures" / "rules")
    assert (0, "") == (ran.code, ran.err)
    assert not {path.stem for path in (ROOT / "fixtures" / "rules").glob("*.yaml")} & set(load_rules())


def test_only_test_rules_asks_for_examples(tmp_path: Path) -> None:
    _write(tmp_path, {name: part for name, part in RULE.items() if name != "examples"})
    assert ["own-rule"] * 4 == [one["rule"] for one in _found(tmp_path)]
    assert 0 == kommunlint("rule", "own-rule", cwd=tmp_path).code
    ran = kommunlint("test-rules", "--language", "en", cwd=tmp_path)
    assert (2, True) == (ran.code, "own-rule.yaml::$: a rule that is tested needs examples" in ran.complaint)
