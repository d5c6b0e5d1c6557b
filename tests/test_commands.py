"""The other commands: the list of rules, one rule's page, what a page says, and a first configuration."""

from __future__ import annotations

import json
import re
import tomllib
from typing import TYPE_CHECKING

import pytest

from linter import __version__, load_rules
from linter.report.requirements import told
from linter.report.words.words import words_in
from tests.support import check, kommunlint, validate

if TYPE_CHECKING:
    from pathlib import Path


def test_rules_lists_every_rule() -> None:
    ran = kommunlint("rules")
    assert (0, "") == (ran.code, ran.err)
    assert [] == [rule for rule in load_rules() if rule not in ran.out]


@pytest.mark.parametrize("rule", ["updated-date-stale", "duplicate-id"])
def test_rule_page(rule: str) -> None:
    ran = kommunlint("rule", rule, "--language", "en")
    known = load_rules()[rule]
    assert 0 == ran.code
    for part in (
        known.title["en"],
        *known.options,
        *(told(one, words_in("en")) for one in known.requirements),
        known.examples["fail"][0]["html"].splitlines()[0],
        known.fix["en"][:40],
    ):
        assert part in ran.out


def test_page_of_a_rule_of_axe() -> None:
    ran = kommunlint("rule", "axe/image-alt")
    assert (0, True) == (ran.code, "Bild utan alternativtext" in ran.out and "Så rättar du" in ran.out)
    assert "rules/axe/4.14/image-alt?lang=sv" in ran.out
    assert "WCAG 1.1.1 (A)" in ran.out


@pytest.mark.parametrize("name", ["axe/no-such-rule", "updated-date-emtpy", "dates", "all", "zzz"])
def test_page_of_no_rule(name: str) -> None:
    ran = kommunlint("rule", name)
    assert (2, "") == (ran.code, ran.out)
    assert name in ran.complaint


def test_facts_as_json_and_as_text(folder: Path) -> None:
    tree = json.loads(kommunlint("facts", "clean.html", "--format", "json", cwd=folder).out)
    validate(tree["facts"], "facts")
    assert ("sv", "2026-11-04", 8) == (
        tree["language"],
        tree["facts"]["dates"][0]["value"],
        tree["facts"]["dates"][0]["line"],
    )
    text = kommunlint("facts", "clean.html", "--language", "en", cwd=folder)
    assert 0 == text.code
    for part in ("Dates", "2026-11-04", "Contacts", "none", "utf-8"):
        assert part in text.out
    assert 3 == kommunlint("facts", "gone.html", cwd=folder).code


def test_init_writes_a_configuration_that_changes_nothing(folder: Path) -> None:
    before = check("faulty.html", cwd=folder).out
    assert 0 == kommunlint("init", cwd=folder).code
    text = (folder / "kommunlint.toml").read_text("utf-8")
    assert {"limits", "browser", "links", "serve", "mail", "rules"} == set(tomllib.loads(text))
    assert [] == [rule for rule in load_rules() if f"[rules.{rule}]" not in text]
    assert before == check("faulty.html", cwd=folder).out


def test_init_with_every_line_uncommented_is_a_valid_configuration(folder: Path) -> None:
    kommunlint("init", cwd=folder)
    path = folder / "kommunlint.toml"
    path.write_text(re.sub(r"(?m)^# (?=[a-z_0-9]+ = [^…]*$)", "", path.read_text("utf-8")), "utf-8")
    assert "page_seconds" in tomllib.loads(path.read_text("utf-8"))["limits"]
    assert 1 == check("faulty.html", cwd=folder).code


def test_init_overwrites_only_when_told(folder: Path) -> None:
    (folder / "kommunlint.toml").write_text("jobs = 1\n", "utf-8")
    refused = kommunlint("init", cwd=folder)
    assert (2, "jobs = 1\n") == (refused.code, (folder / "kommunlint.toml").read_text("utf-8"))
    assert "--force" in refused.complaint
    assert 0 == kommunlint("init", "--force", cwd=folder).code
    assert "jobs = 1\n" != (folder / "kommunlint.toml").read_text("utf-8")


def test_version_and_help() -> None:
    assert f"kommunlint {__version__}" == kommunlint("--version").out.strip()
    assert [] == [
        flag
        for flag in ("--fail-on", "--today", "--select", "--output", "--stdin-name")
        if flag not in kommunlint("check", "--help").out
    ]
