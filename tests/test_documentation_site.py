"""The documentation as a site: whole, strict, in two languages, and without a fault by our own rules and axe-core."""

from __future__ import annotations

import html
import re
import shutil
import subprocess
import sys
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin, urlsplit

import click
import pytest

import linter
from linter import load_rules
from linter.cli.program import complete
from linter.config.schema import config_schema
from linter.model.documentation import rule_page
from linter.report import requirements
from linter.report.words.words import words_in
from linter.stages.browser.axe.axe_script import FOLDER
from tests.servers import folder as serving
from tests.support import ROOT, check, look
from tests.windows import window

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selenium.webdriver import Chrome

RULES = load_rules()
LANGUAGES = ("sv", "en")
WIDTHS, SCHEMES = (1280, 320), ("light", "dark")
DAY = "1795176000"
"""2026-11-20, the last change of every page in these tests."""
SAMPLE = (
    "",
    "rules/",
    "rules/updated-date-stale/",
    "rules/link-broken/",
    "sv/regler/",
    "sv/regler/email-obfuscated/",
    "configuration-reference/",
    "python/",
    "command-line/",
    "server/",
    "editors/",
    "ci/",
    "auditors/",
    "sv/",
    "sv/redaktor/",
)
_MARKUP = re.compile(r"<[^>]*>")
_AXE = """
const done = arguments[arguments.length - 1];
axe.run({iframes: false}).then(
  (found) => done([...found.violations, ...found.incomplete].flatMap((rule) => rule.nodes.map((node) => `${rule.id} ${node.html}`))),
  (error) => done([String(error)]));
"""


class _Tags(HTMLParser):
    """The start tags of a page."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(path.read_text("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take one."""
        self.found.append((tag, dict(attrs)))

    def values(self, name: str) -> list[str]:
        """Return the values of an attribute."""
        return [value for _, attributes in self.found if (value := attributes.get(name)) is not None]


@cache
def _tags(path: Path) -> _Tags:
    return _Tags(path)


def _pages(site: Path) -> list[Path]:
    return sorted(site.rglob("index.html"))


def _build(out: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "linter.documentation", str(out), *words]
    env = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT), "SOURCE_DATE_EPOCH": DAY, "PYTHONUTF8": "1"}
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=out.parent, env=env)


@pytest.fixture(name="site", scope="module")
def _site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("documentation") / "site"
    ran = _build(out)
    assert (0, "") == (ran.returncode, ran.stderr)
    return out


@pytest.fixture(name="driver", scope="module")
def _driver() -> Iterator[Chrome]:
    with window() as driver:
        yield driver


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_has_its_page_in_every_language(site: Path, language: str) -> None:
    for rule in RULES.values():
        path = site / rule_page(rule.id, language) / "index.html"
        text = " ".join(html.unescape(_MARKUP.sub("", path.read_text("utf-8"))).split())
        rests_on = [requirements.told(one, words_in(language)) for one in rule.requirements]
        told = [rule.title[language], rule.why[language], rule.fix[language], *rests_on, *rule.options]
        told += [rule.limits[language]] if rule.limits else []
        assert (rule.id, [], language) == (
            rule.id,
            [one for one in told if " ".join(one.split()) not in text],
            _tags(path).values("lang")[0],
        )
    listed = _tags(site / Path(rule_page("x", language)).parent / "index.html").values("href")
    assert [] == [name for name in RULES if f"{name}/" not in listed]


def test_a_page_is_in_its_language_and_leads_to_the_other(site: Path) -> None:
    for path in _pages(site):
        here = path.relative_to(site).as_posix()
        expected = "sv" if here.startswith("sv/") else "en"
        (other,) = {attributes["hreflang"] for _, attributes in _tags(path).found if "hreflang" in attributes}
        assert (here, expected, {"sv", "en"}) == (here, _tags(path).values("lang")[0], {expected, other})


def test_every_link_leads_somewhere_and_nothing_is_fetched_from_another_host(site: Path) -> None:
    dead = []
    for path in sorted(site.rglob("index.html")):
        base = path.as_uri()
        for href in _tags(path).values("href"):
            parts = urlsplit(urljoin(base, href))
            if parts.scheme != "file":
                continue
            found = Path(unquote(parts.path))
            found = found / "index.html" if found.is_dir() else found
            ids = _tags(found).values("id") if parts.fragment and found.is_file() else [parts.fragment]
            if not found.is_file() or (parts.fragment and unquote(parts.fragment) not in map(unquote, ids)):
                dead.append(f"{path.relative_to(site)}: {href}")
    assert [] == dead
    fetched = [
        value
        for path in site.rglob("index.html")
        for tag, attributes in _tags(path).found
        for value in (attributes.get("src"), attributes.get("href") if tag == "link" else None)
        if value is not None and "//" in value
    ]
    assert ([], []) == (fetched, [p for p in site.rglob("*.css") if "//" in p.read_text("utf-8").replace("://", "")])


def test_every_key_of_the_configuration_is_described(site: Path) -> None:
    text = (site / "configuration-reference" / "index.html").read_text("utf-8")
    tree = config_schema(RULES)["properties"]
    tables = [name for name, one in tree.items() if one.get("type") == "object"]
    keys = [key for name in tables if name != "rules" for key in (name, *tree[name]["properties"])]
    assert [] == [key for key in (*tree, *keys) if key not in text]


def test_every_exported_name_has_its_signature(site: Path) -> None:
    text = (site / "python" / "index.html").read_text("utf-8")
    names = [name for name in linter.__all__ if not name.startswith("_")]
    assert [] == [name for name in names if f"<samp>{name}</samp>" not in text]


def test_every_option_of_every_command_is_told(site: Path) -> None:
    text = " ".join(html.unescape(_MARKUP.sub("", (site / "command-line" / "index.html").read_text("utf-8"))).split())
    cli = complete()
    groups = [one for one in cli.commands.values() if isinstance(one, click.Group)]
    found = [*cli.commands.values(), *(one for group in groups for one in group.commands.values())]
    options = {
        name for one in found for option in one.params if isinstance(option, click.Option) for name in option.opts
    }
    assert [] == [name for name in (*options, *(f"kommunlint {name}" for name in cli.commands)) if name not in text]


def test_links_to_nothing_fail_the_build(tmp_path: Path) -> None:
    """A page, a part of a page, a file of the repository, and a picture that are not there."""
    gone = ["gone.md", "server.md#nowhere", "../GONE.md", "gone.png"]
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    links = "".join(f"- {'!' if one.endswith('.png') else ''}[a]({one})\n" for one in gone)
    (tmp_path / "docs" / "added.md").write_text(f"# A\n\n{links}", "utf-8")
    ran = _build(tmp_path / "site", "--docs", str(tmp_path / "docs"))
    assert (1, []) == (ran.returncode, [one for one in gone if one.rpartition("#")[2] not in ran.stderr])


def test_our_own_rules_find_nothing(site: Path) -> None:
    ran = check(*_pages(site), "--isolated", "--format", "json", "--fail-on", "never")
    found = [(p["source"], f["rule"], f["message"]) for p in ran.json["pages"] for f in p["findings"]]
    assert ([], []) == (found, ran.json["not_examined"])


def test_the_browser_finds_nothing_on_wide_and_narrow_screens(site: Path) -> None:
    pages = [path for one in SAMPLE if (path := site / one / "index.html") in _pages(site)]
    views = ("--viewport", "1280x800", "--viewport", "320x640")
    ran = look(*pages, "--isolated", "--root", site, *views)
    found = [(p["source"], f["rule"], f["message"]) for p in ran.json["pages"] for f in p["findings"]]
    assert ([], [], len(pages)) == (found, ran.json["not_examined"], len(ran.json["pages"]))


def test_axe_finds_nothing_in_light_and_dark_and_no_page_scrolls_sideways(site: Path, driver: Chrome) -> None:
    script = (FOLDER / "axe.min.js").read_text("utf-8")
    with serving(site) as origin:
        for one in SAMPLE:
            if site / one / "index.html" not in _pages(site):
                continue
            driver.get(f"{origin}/{one}")
            driver.execute_script(script)
            driver.execute_script("for (const one of document.querySelectorAll('details')) one.open = true;")
            for width in WIDTHS:
                size = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": False}
                driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
                for scheme in SCHEMES:
                    features = [{"name": "prefers-color-scheme", "value": scheme}]
                    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
                    found = driver.execute_async_script(_AXE)
                    wide = driver.execute_script("return document.documentElement.scrollWidth") > width
                    assert (one, width, scheme, [], False) == (one, width, scheme, found, wide)


def test_a_folder_that_holds_something_else_is_left_alone(tmp_path: Path) -> None:
    kept = tmp_path / "folder" / "kept.txt"
    kept.parent.mkdir()
    kept.write_text("x", "utf-8")
    ran = _build(kept.parent)
    assert (2, ["kept.txt"]) == (ran.returncode, [one.name for one in kept.parent.iterdir()])
