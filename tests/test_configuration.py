"""The configuration: found upwards from the page, extended, overridden by path, shown with the origin of every value."""

from __future__ import annotations

import json
import re
import tomllib
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from linter.config.settings import PROFILES
from linter.model.path_patterns import fits
from tests.support import FAULTY, PAGE, ROOT, check, kommunlint

if TYPE_CHECKING:
    from pathlib import Path

HIDDEN = "geheim"
STALE = PAGE.replace("2026-11-04", "2016-11-04")


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")


def weights(folder: Path, *sources: str, **more: Any) -> dict[str, list[tuple[str, str]]]:  # noqa: ANN401  what check takes
    tree = check(*sources, "--format", "json", cwd=folder, **more).json
    return {page["source"]: [(f["rule"], f["severity"]) for f in page["findings"]] for page in tree["pages"]}


IGNORES = 'ignore = ["updated-date-stale"]\n'


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param({"site/kommunlint.toml": IGNORES}, [], id="own-folder"),
        pytest.param({"kommunlint.toml": IGNORES}, [], id="folder-above"),
        pytest.param({"pyproject.toml": f"[tool.kommunlint]\n{IGNORES}"}, [], id="table-of-pyproject"),
        pytest.param({"pyproject.toml": "[tool.other]\n"}, ["updated-date-stale"], id="pyproject-of-others"),
        pytest.param(
            {"pyproject.toml": "tool = 3 # kommunlint"}, ["updated-date-stale"], id="pyproject-without-tables"
        ),
        pytest.param(
            {"site/pyproject.toml": "[tool.other]\n", "kommunlint.toml": IGNORES}, [], id="past-a-pyproject-of-others"
        ),
        pytest.param(
            {"site/pyproject.toml": "[[[", "kommunlint.toml": IGNORES}, [], id="past-a-broken-pyproject-of-others"
        ),
        pytest.param(
            {"pyproject.toml": f"[tool.kommunlint]\n{IGNORES}", "kommunlint.toml": ""},
            ["updated-date-stale"],
            id="kommunlint-toml-first",
        ),
        pytest.param(
            {"site/kommunlint.toml": "", "kommunlint.toml": IGNORES}, ["updated-date-stale"], id="the-nearest-alone"
        ),
        pytest.param({"elsewhere/kommunlint.toml": IGNORES}, ["updated-date-stale"], id="not-sideways"),
    ],
)
def test_found_upwards_from_the_page(tmp_path: Path, files: dict[str, str], expected: list[str]) -> None:
    write(tmp_path, {"site/page.html": STALE, **files})
    elsewhere = tmp_path / "run"
    elsewhere.mkdir()
    for folder, name in ((tmp_path, "site/page.html"), (elsewhere, str(tmp_path / "site/page.html"))):
        assert expected == [rule for rule, _ in weights(folder, name)[name]]


def test_every_page_obeys_its_own_nearest_configuration(tmp_path: Path) -> None:
    weighs = '[rules.updated-date-stale]\nseverity = "{}"\n'
    write(
        tmp_path,
        {
            "a.html": STALE,
            "kommunlint.toml": weighs.format("error"),
            "one/b.html": STALE,
            "one/kommunlint.toml": weighs.format("info"),
            "two/c.html": STALE,
            "two/kommunlint.toml": 'extends = ["../kommunlint.toml"]\n[[overrides]]\npaths = ["c.html"]\nignore = ["dates"]\n',
        },
    )
    rule = "updated-date-stale"
    expected = {"./a.html": [(rule, "error")], "./one/b.html": [(rule, "info")], "./two/c.html": []}
    assert expected == {f"./{k.removeprefix('./')}": v for k, v in weights(tmp_path, ".", "--trust", ".").items()}
    named = weights(tmp_path, ".", "--config", "one/kommunlint.toml")
    assert [[(rule, "info")]] * 3 == list(named.values())
    assert [[(rule, "error")], [(rule, "info")], []] == list(
        weights(tmp_path, ".", "--ignore", "maps", "--trust", ".").values()
    )


def test_a_broken_configuration_of_one_page_ends_the_run(tmp_path: Path) -> None:
    write(tmp_path, {"a.html": PAGE, "one/b.html": PAGE, "one/kommunlint.toml": "fail_onn = 1"})
    ran = check(".", cwd=tmp_path)
    assert (2, True) == (ran.code, "one/kommunlint.toml::$" in ran.complaint)


@pytest.mark.parametrize(
    ("files", "complaint"),
    [
        pytest.param(
            {"kommunlint.toml": 'ignore = ["date"]'},
            'kommunlint.toml::$.ignore: unknown rule or category "date"',
            id="name",
        ),
        pytest.param(
            {"kommunlint.toml": 'extends = ["a.toml"]', "a.toml": 'select = ["date"]'},
            "a.toml::$.select: unknown rule",
            id="name-below",
        ),
        pytest.param(
            {"kommunlint.toml": 'extends = ["a.toml"]'},
            'kommunlint.toml::$.extends: "a.toml": No such file',
            id="no-such-file",
        ),
        pytest.param(
            {"kommunlint.toml": "[limits]\npage_seconds = nan"},
            '$.limits.page_seconds: a number is wanted, not "nan"',
            id="no-number",
        ),
        pytest.param(
            {
                "kommunlint.toml": 'extends = ["a.toml"]\n[[suppress]]\nrules = ["nope"]\nreason = "x"',
                "a.toml": '[[suppress]]\nrules = ["dates"]\nreason = "x"',
            },
            "kommunlint.toml::$.suppress[0].rules: unknown rule",
            id="entry-after-those-of-another-file",
        ),
    ],
)
def test_a_fault_is_told_with_the_file_that_it_stands_in(tmp_path: Path, files: dict[str, str], complaint: str) -> None:
    write(tmp_path, files | {"a.html": PAGE})
    ran = check("a.html", "--language", "en", cwd=tmp_path)
    assert (2, True) == (ran.code, complaint in ran.complaint)


@pytest.mark.parametrize(
    "text", ['headers = ["s3cret"]', 'cookies = {a = ["s3cret"]}', 'user = ["s3cret"]', "password = {a = 's3cret'}"]
)
def test_a_secret_of_the_wrong_kind_is_not_told(tmp_path: Path, text: str) -> None:
    write(tmp_path, {"kommunlint.toml": f"[browser]\n{text}", "a.html": PAGE})
    ran = check("a.html", "--language", "en", cwd=tmp_path)
    assert (2, True, False) == (ran.code, " is wanted" in ran.complaint, "s3cret" in ran.complaint)


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    for name, text in (
        ("kommunlint.toml", 'ignore = ["dates"]'),
        ("pyproject.toml", '[tool.kommunlint]\nignore = ["dates"]'),
    ):
        folder = tmp_path / name.partition(".")[0]
        write(folder, {"a.html": STALE})
        (folder / name).write_text(text, "utf-8-sig")
        assert 0 == check("a.html", "--fail-on", "warning", cwd=folder).code


@pytest.mark.parametrize(
    ("files", "severity"),
    [
        pytest.param({"kommunlint.toml": 'extends = ["ci"]'}, "info", id="profile"),
        pytest.param(
            {"kommunlint.toml": 'extends = ["ci"]\n[rules.updated-date-stale]\nseverity = "error"'},
            "error",
            id="own-wins",
        ),
        pytest.param(
            {"kommunlint.toml": 'extends = ["more/a.toml"]', "more/a.toml": 'extends = ["ci"]'},
            "info",
            id="file-of-a-file",
        ),
        pytest.param(
            {
                "kommunlint.toml": 'extends = ["a.toml", "b.toml"]',
                "a.toml": '[rules.updated-date-stale]\nseverity = "error"',
                "b.toml": "[rules.updated-date-stale]\nmax_age_days = 10",
            },
            "error",
            id="tables-are-joined",
        ),
        pytest.param(
            {
                "kommunlint.toml": 'extends = ["a.toml", "ci"]',
                "a.toml": '[rules.updated-date-stale]\nseverity = "error"',
            },
            "info",
            id="later-wins",
        ),
    ],
)
def test_extends(tmp_path: Path, files: dict[str, str], severity: str) -> None:
    write(tmp_path, {"page.html": STALE, **files})
    assert {"page.html": [("updated-date-stale", severity)]} == weights(tmp_path, "page.html")


@pytest.mark.parametrize(
    ("files", "words"),
    [
        pytest.param({"kommunlint.toml": 'extends = ["kommunlint.toml"]'}, ["extends itself"], id="itself"),
        pytest.param(
            {"kommunlint.toml": 'extends = ["a.toml"]', "a.toml": 'extends = ["kommunlint.toml"]'},
            ["extends itself"],
            id="in-a-circle",
        ),
        pytest.param({"kommunlint.toml": 'extends = ["nightly"]'}, ["$.extends", "nightly", "editor"], id="no-profile"),
        pytest.param({"kommunlint.toml": 'extends = ["gone.toml"]'}, ["gone.toml", "No such file"], id="missing"),
        pytest.param({"kommunlint.toml": "extends = 3"}, ["$.extends"], id="no-list"),
        pytest.param(
            {"kommunlint.toml": 'extends = ["a.toml"]', "a.toml": "fail_onn = 1"},
            ["a.toml::$", 'did you mean "fail_on"'],
            id="fault-below",
        ),
        pytest.param(
            {"pyproject.toml": "[tool.kommunlint]\nfail_onn = 1"},
            ["pyproject.toml::$.tool.kommunlint", "fail_on"],
            id="table",
        ),
        pytest.param({"kommunlint.toml": 'country = "Norge"'}, ["$.country", "Norge"], id="country-by-name"),
        pytest.param({"kommunlint.toml": "rules_path = 3"}, ["$.rules_path"], id="rules-path-is-no-path"),
        pytest.param({"kommunlint.toml": 'rules_path = ["gone"]'}, ["gone", "no such"], id="rules-path-leads-nowhere"),
        pytest.param({"pyproject.toml": "[tool]\nkommunlint = 3"}, ["$.tool.kommunlint"], id="no-table"),
        pytest.param(
            {"kommunlint.toml": '[[suppress]]\nrules = ["dates"]\nreason = "a"\nexpires = "2026-02-31"'},
            ["$.suppress[0].expires", "2026-02-31"],
            id="no-such-day",
        ),
        pytest.param(
            {"kommunlint.toml": '[[suppress]]\nrules = ["dates"]\nreason = "a"\nexpires = "2026-13-01"'},
            ['$.suppress[0].expires: a text written like 2026-12-31 is wanted, not "2026-13-01"'],
            id="no-such-month",
        ),
        pytest.param(
            {"kommunlint.toml": '[[suppress]]\nrules = ["dates"]\nreason = " "'},
            ["$.suppress[0].reason: a text that is not empty is wanted"],
            id="blank-reason",
        ),
        pytest.param(
            {"kommunlint.toml": 'language = "Swedish"'},
            ['$.language: a text written like sv is wanted, not "Swedish"'],
            id="language-by-name",
        ),
        pytest.param(
            {"kommunlint.toml": '[[overrides]]\nignore = ["maps"]'},
            ["$.overrides[0]", "paths"],
            id="override-for-nothing",
        ),
        pytest.param(
            {"kommunlint.toml": '[[overrides]]\npaths = ["a"]\nignore = ["mapz"]'},
            ["overrides[0].ignore", '"maps"'],
            id="override-of-no-rule",
        ),
    ],
)
def test_wrong_configuration_is_one_line_with_its_place(
    tmp_path: Path, files: dict[str, str], words: list[str]
) -> None:
    write(tmp_path, {"page.html": PAGE, **files})
    ran = check("page.html", "--language", "en", cwd=tmp_path)
    assert (2, "") == (ran.code, ran.out)
    assert [] == [word for word in words if word not in ran.complaint]


@pytest.mark.parametrize(
    ("overrides", "flags", "expected"),
    [
        pytest.param('ignore = ["dates"]', [], [], id="ignore"),
        pytest.param('select = ["maps"]', [], [], id="select"),
        pytest.param('rules = {updated-date-stale = {severity = "error"}}', [], ["error"], id="severity"),
        pytest.param("rules = {updated-date-stale = {max_age_days = 9000}}", [], [], id="option"),
        pytest.param('ignore = ["dates"]', ["--ignore", "maps"], [], id="ignore-beside-that-of-the-command-line"),
        pytest.param('ignore = ["dates"]', ["--select", "dates"], [], id="ignore-of-what-the-command-line-selects"),
        pytest.param('select = ["maps"]', ["--select", "dates"], ["warning"], id="select-of-the-command-line"),
    ],
)
def test_overrides_hold_for_their_pages_alone(
    tmp_path: Path, overrides: str, flags: list[str], expected: list[str]
) -> None:
    text = f'[[overrides]]\npaths = ["news/**"]\n{overrides}\n'
    write(tmp_path, {"kommunlint.toml": text, "news/2016/a.html": STALE, "b.html": STALE})
    judged = weights(tmp_path, "news/2016/a.html", "b.html", *flags)
    assert [expected, ["warning"]] == [[severity for _, severity in found] for found in judged.values()]


@pytest.mark.parametrize(
    ("pattern", "path", "expected"),
    [
        ("a.html", "a.html", True),
        ("a.html", "b/a.html", False),
        ("**/a.html", "b/c/a.html", True),
        ("**/a.html", "a.html", True),
        ("*.html", "b/a.html", False),
        ("b/*", "b/a.html", True),
        ("b/*", "b/c/a.html", False),
        ("b/**", "b/c/a.html", True),
        ("b/", "b/c/a.html", True),
        ("/b/a.html", "b/a.html", True),
        ("./b/a.html", "b/a.html", True),
        ("b/?.html", "b/a.html", True),
        ("b/?.html", "b/aa.html", False),
        ("b/**/z.html", "b/z.html", True),
        ("b/a.html", "https://www.example.se/b/a.html?x=1", True),
        ("/b/**", "https://www.example.se/b/c", True),
        ("https://www.example.se/b/*", "https://www.example.se/b/c", True),
        ("https://www.example.se/b/*", "https://www.example.no/b/c", False),
        ("a[1].html", "a[1].html", True),
        ("a[1].html", "a1.html", False),
    ],
)
def test_patterns(pattern: str, path: str, expected: bool) -> None:  # noqa: FBT001  a table of cases
    assert expected is fits(pattern, path)


@given(st.text(max_size=40), st.text(max_size=40))
def test_a_pattern_without_wildcards_fits_itself_and_none_fails(pattern: str, path: str) -> None:
    fits(pattern, path)
    if not any(sign in path for sign in "*?") and not path.endswith("/") and path.strip("./"):
        assert fits(path, path) or path.lower().startswith(("http://", "https://", "./"))


@pytest.mark.parametrize("profile", PROFILES)
def test_profiles_are_valid_and_run(tmp_path: Path, profile: str) -> None:
    write(tmp_path, {"page.html": FAULTY, "kommunlint.toml": f'extends = ["{profile}"]'})
    assert (1 if profile == "ci" else 0) == check("page.html", cwd=tmp_path).code
    schema = json.loads((ROOT / "linter/data/schemas/config.schema.json").read_text("utf-8"))
    tree = tomllib.loads((ROOT / f"linter/config/profiles/{profile}.toml").read_text("utf-8"))
    assert [] == list(Draft202012Validator(schema).iter_errors(tree))


def test_config_shows_every_value_and_its_origin(tmp_path: Path) -> None:
    text = """extends = ["ci", "shared.toml"]
[rules.updated-date-stale]
max_age_days = 100
[browser]
password = "${SITE_PASSWORD}"
[[overrides]]
paths = ["news/**"]
rules = {updated-date-stale = {max_age_days = 5}}
"""
    write(tmp_path, {"kommunlint.toml": text, "shared.toml": 'language = "en"\n', "news/a.html": PAGE})
    ran = kommunlint("config", "news/a.html", "--format", "json", cwd=tmp_path, SITE_PASSWORD=HIDDEN)
    found = {one["name"]: (one["value"], one["origin"]) for one in json.loads(ran.out)["settings"]}
    expected = {
        "language": ("en", "shared.toml"),
        "fail_on": ("error", "profile ci"),
        "links.confirm": (3, "profile ci"),
        "jobs": (0, "default"),
        "browser.password": ("(not shown)", "kommunlint.toml"),
        "rules.updated-date-stale.severity": ("info", "profile ci"),
        "rules.updated-date-stale.max_age_days": (5, "kommunlint.toml, overrides[0] (news/**)"),
    }
    assert expected == {name: found[name] for name in expected}
    text = kommunlint("config", cwd=tmp_path, SITE_PASSWORD=HIDDEN).out
    assert "max_age_days = 100  # kommunlint.toml" in text
    assert HIDDEN not in text + ran.out
    values = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    assert 100 == tomllib.loads(values)["rules"]["updated-date-stale"]["max_age_days"]


def test_config_prints_its_schema(folder: Path) -> None:
    schema = json.loads(kommunlint("config", "--schema", cwd=folder).out)
    Draft202012Validator.check_schema(schema)
    assert json.loads((ROOT / "linter/data/schemas/config.schema.json").read_text("utf-8")) == schema


def test_every_key_is_in_the_schema_in_the_starter_file_and_on_the_page(folder: Path) -> None:
    tables = {"limits", "browser", "links", "serve", "mail"}
    of_rules = {"extends", "overrides", "rules", "suppress", "owners"}
    schema = json.loads(kommunlint("config", "--schema", cwd=folder).out)["properties"]
    keys = {f"{table}.{key}" for table in tables for key in schema[table]["properties"]}
    page = json.loads(kommunlint("config", "--format", "json", cwd=folder).out)["settings"]
    shown = {
        ".".join(one["name"].split(".")[:2])
        for one in page
        if not one["name"].startswith(("rules.", "suppress", "owners"))
    }
    assert keys | set(schema) - tables - of_rules == shown
    kommunlint("init", cwd=folder)
    text = (folder / "kommunlint.toml").read_text("utf-8")
    starter = tomllib.loads(re.sub(r"(?m)^# (?=[a-z_0-9]+ = [^…]*$)", "", text))
    in_starter = {f"{table}.{key}" for table in tables for key in starter[table]}
    assert (keys - {"links.lifetime_hours"}, set(schema) - {"overrides", "suppress", "owners"}) == (
        in_starter,
        set(starter),
    )


@pytest.mark.parametrize("key", ["language", "browser.viewports"])
def test_the_environment_is_for_secrets_only(folder: Path, key: str) -> None:
    table, _, name = key.rpartition(".")
    value = '["${HOME}"]' if name == "viewports" else '"${HOME}"'
    (folder / "kommunlint.toml").write_text(f"{f'[{table}]' if table else ''}\n{name} = {value}\n", "utf-8")
    assert 2 == check("clean.html", cwd=folder).code
