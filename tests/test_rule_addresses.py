"""Where reports send readers for a rule: below one base address, and nowhere without one."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from linter import load_rules
from linter.model.documentation import address_in, rule_address
from tests import formats
from tests.editors_server import serving
from tests.support import FAULTY, check, kommunlint

if TYPE_CHECKING:
    from pathlib import Path

BASE = "https://docs.example/kommunlint"
RULE = "updated-date-empty"
IN_SWEDISH, IN_ENGLISH = f"{BASE}/sv/regler/{RULE}/", f"{BASE}/rules/{RULE}/"
OWN = """\
id: no-fax
title: Faxnummer
messages: {found: "Här står ett faxnummer."}
check: {selector: p, expect: absent}
examples:
  pass: [{name: a, html: "<h1>a</h1>"}]
  fail: [{name: b, html: "<p>b", finds: [1]}]
"""


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Path:
    (tmp_path / "page.html").write_text(FAULTY, "utf-8")
    return tmp_path


def _configured(folder: Path, text: str) -> None:
    (folder / "kommunlint.toml").write_text(text, "utf-8")


def _rules(folder: Path, *words: str) -> dict[str, Any]:
    text = check("page.html", "--format", "sarif", *words, cwd=folder).out
    (run,) = formats.sarif(text)["runs"]
    return {rule["id"]: rule for rule in run["tool"]["driver"]["rules"]}


@pytest.mark.parametrize(
    ("said", "language", "expected"),
    [
        pytest.param(f'documentation = "{BASE}"', "sv", IN_SWEDISH, id="swedish"),
        pytest.param(f'documentation = "{BASE}/"', "en", IN_ENGLISH, id="english"),
        pytest.param(
            'documentation = "http://127.0.0.1:8000"', "en", f"http://127.0.0.1:8000/rules/{RULE}/", id="http"
        ),
        pytest.param("", "sv", None, id="none"),
        pytest.param('documentation = ""', "en", None, id="empty"),
    ],
)
def test_sarif_and_the_rule_name_the_page(folder: Path, said: str, language: str, expected: str | None) -> None:
    _configured(folder, said)
    rule = _rules(folder, "--language", language)[RULE]
    assert (expected, expected is not None) == (rule.get("helpUri"), f"<{expected}>" in rule["help"]["markdown"])
    page = kommunlint("rule", RULE, "--language", language, cwd=folder).out
    assert ([expected] if expected else []) == re.findall(r"^  (https?://\S+)$", page, re.MULTILINE)


@pytest.mark.parametrize(
    ("said", "expected"), [(f'documentation = "{BASE}"', [IN_SWEDISH]), ("", [])], ids=["address", "none"]
)
def test_html_links_to_the_page_and_explains_the_rule_either_way(folder: Path, said: str, expected: list[str]) -> None:
    _configured(folder, said)
    made = check("page.html", "--format", "html", "--select", RULE, cwd=folder).out
    links = re.findall(rf'<a href="([^"]+)"[^>]*>Mer om {RULE}</a>', made)
    assert (expected, True) == (links, load_rules()[RULE].why["sv"][:20] in made)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "ftp://docs.example",
        "docs.example",
        "//docs.example",
        "https://",
        "https://user:secret@docs.example",
        "https://docs.example/?q=1",
        "https://docs.example/#a",
        "https://docs.example/a b",
        'https://docs.example/"><script>',
    ],
)
def test_an_address_that_is_not_of_the_web_is_refused(folder: Path, address: str) -> None:
    _configured(folder, f"documentation = {json.dumps(address)}")
    ran = check("page.html", cwd=folder)
    assert (2, "", True) == (ran.code, ran.out, "$.documentation" in ran.complaint)


def test_a_rule_of_a_project_has_no_page(folder: Path) -> None:
    (folder / "own").mkdir()
    (folder / "own" / "no-fax.yaml").write_text(OWN, "utf-8")
    _configured(folder, f'documentation = "{BASE}"\nrules_path = "own"\n')
    rules = _rules(folder, "--select", f"custom,{RULE}")
    assert ([IN_SWEDISH], False) == ([rules[RULE]["helpUri"]], "helpUri" in rules["no-fax"])
    assert BASE not in kommunlint("rule", "no-fax", cwd=folder).out


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param(
            ["Homepage, https://a.example", "Documentation, https://b.example/x"], "https://b.example/x", id="named"
        ),
        pytest.param(["documentation,https://b.example"], "https://b.example", id="small-letters"),
        pytest.param(["Homepage, https://a.example"], "", id="another"),
        pytest.param(["Documentation, javascript:alert(1)"], "", id="not-of-the-web"),
        pytest.param([], "", id="none"),
    ],
)
def test_the_package_may_name_the_address(lines: list[str], expected: str) -> None:
    assert expected == address_in(lines)


@pytest.mark.parametrize(
    ("base", "language", "expected"),
    [
        ("https://a.example/k/", "sv", "https://a.example/k/sv/regler/x/"),
        ("https://a.example", "en", "https://a.example/rules/x/"),
        ("https://a.example", "fi", "https://a.example/rules/x/"),
        ("", "sv", None),
    ],
)
def test_address_of_a_rule(base: str, language: str, expected: str | None) -> None:
    assert expected == rule_address(base, "x", language)


def test_the_page_for_editors_links_to_the_page(tmp_path: Path) -> None:
    _configured(tmp_path, f'documentation = "{BASE}"')
    with serving(tmp_path, "--no-browser") as server:
        told = server.post(html=FAULTY).text
    assert [IN_SWEDISH] == re.findall(rf'<a href="({BASE}/[^"]+)" target="_blank"[^>]*>Mer om {RULE} \(öppnas i', told)
