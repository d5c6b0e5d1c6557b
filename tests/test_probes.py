"""What trying pages finds: the examples of every rule that waits for a probe, opened in a real Chromium."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from linter import load_rules
from tests.support import look

if TYPE_CHECKING:
    from pathlib import Path

    from linter.rules.rule import Rule

RULES = [rule for rule in load_rules().values() if rule.probe]


def _names(rule: Rule) -> dict[str, dict[str, Any]]:
    return {
        f"{rule.id}-{kind}-{number}.html": example
        for kind in ("pass", "fail")
        for number, example in enumerate(rule.examples[kind])
    }


@pytest.fixture(name="seen", scope="module")
def _seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """Return what a browser makes of all examples, by the names of their pages."""
    folder: Path = tmp_path_factory.mktemp("examples")
    for rule in RULES:
        for name, example in _names(rule).items():
            (folder / name).write_text(f"<!doctype html><title>a</title>{example['html']}", "utf-8")
    report = look(folder, "--select", ",".join(rule.id for rule in RULES)).json
    assert [] == report["not_examined"]
    return {page["source"].rpartition("/")[2]: page for page in report["pages"]}


@pytest.mark.parametrize(
    ("rule", "name", "example"),
    [pytest.param(rule, name, example, id=name) for rule in RULES for name, example in _names(rule).items()],
)
def test_examples_come_out_so_in_a_browser(
    rule: Rule, name: str, example: dict[str, Any], seen: dict[str, dict[str, Any]]
) -> None:
    page = seen[name]
    expected = [
        (one["message"], one["line"], "failed" if tried.get("sure", True) else "cannot_tell")
        for one, tried in zip(example.get("finds", ()), example.get("tried", ()), strict=True)
    ]
    actual = [(one["message_key"], one["line"], one["outcome"]) for one in page["findings"] if one["rule"] == rule.id]
    assert [] == page["skipped"]
    assert expected == actual


HOSTILE = {
    "links in a drawing": "<svg width='90' height='40'><a href='#b'><text y='20'>Skola</text></a></svg> <a href='/y' id='b'>b</a>",
    "links to no address": "<a href='http://[#b'>Skola</a> <a href='/y' id='b'>b</a>",
    "hangs when it is made narrow": "<script>addEventListener('resize', () => { while (true) {} })</script>",
    "leaves": "<a href='/x' onfocus=\"location = 'http://127.0.0.1:9/'\">Skola</a> <a href='/y'>b</a>",
    "asks before it is left": "<label>Namn <input></label><script>addEventListener('beforeunload', (e) => "
    "{ e.preventDefault(); e.returnValue = 'x' })</script>",
    "empties itself when it is written to": "<label>Namn <input oninput='document.body.remove()'></label>",
    "leaves when it is pointed at": "<p style='width: 90px' onmouseover=\"location = 'http://127.0.0.1:9/'\">Skola</p>",
    "empties itself": "<a href='/x' onfocus='document.documentElement.remove()'>Skola</a> <a href='/y'>b</a>",
    "opens windows": "<a href='#z' onclick=\"window.open('/q')\">Hoppa</a> <a href='/b'>b</a> <p id='z'>c <a href='/c'>d</a></p>",
    "lies": "<style>a { outline: none }</style><a href='/x'>Skola</a> <a href='/y'>b</a>"
    "<script>window.getComputedStyle = () => ({}); JSON.stringify = () => '[]'; Element.prototype.matches = null;"
    "Object.defineProperty(document, 'activeElement', {get() { return null }});"
    "EventTarget.prototype.addEventListener = null; Document.prototype.createTreeWalker = null</script>",
    "moves the focus to and fro": "<a id='p' href='/x' onfocus='q.focus()'>a</a> <a id='q' href='/y' onfocus='p.focus()'>b</a>",
}


def test_no_page_keeps_probes_or_loses_what_was_found_before(tmp_path: Path) -> None:
    for name, html in HOSTILE.items():
        (tmp_path / f"{name}.html").write_text(f"<!doctype html><title>a</title><img src='data:,'>{html}", "utf-8")
    tried = "focus-not-visible,hover-content-vanishes,picture-of-text,status-unannounced,zoom-cuts-text"
    report = look(tmp_path, "--select", f"axe/image-alt,{tried}").json
    assert [] == report["not_examined"]
    pages = {page["source"].rpartition("/")[2].removesuffix(".html"): page for page in report["pages"]}
    found = {name: sorted(one["rule"] for one in page["findings"]) for name, page in pages.items()}
    expected = {name: ["axe/image-alt"] for name in HOSTILE}
    assert expected | {"lies": ["axe/image-alt", "focus-not-visible"]} == found
    skipped = {name: {one["rule"]: one["reason_key"] for one in page["skipped"]} for name, page in pages.items()}
    assert {"focus-not-visible": "probe_too_slow", "zoom-cuts-text": "probe_too_slow"} == skipped.pop(
        "hangs when it is made narrow"
    )
    assert {"focus-not-visible": "probe_left"} == skipped.pop("leaves")
    why = {
        "empties itself when it is written to": {"probe_failed"},
        "leaves when it is pointed at": {"probe_left"},
    }
    assert why == {name: set(rules.values()) for name, rules in skipped.items() if rules}


def test_what_is_not_tried_is_not_passed(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<!doctype html><title>a</title><style>a { outline: none }</style><a href='/x'>Skola</a>", "utf-8")
    config = tmp_path / "kommunlint.toml"
    config.write_text('select = ["focus-not-visible", "zoom-cuts-text"]\n[browser]\nprobes = ["sizes"]\n', "utf-8")
    (seen,) = look(page, "--config", config).json["pages"]
    assert [] == seen["findings"]
    assert ["sizes"] == list(seen["browser"]["probes"])
    assert [("focus-not-visible", "not_tried")] == [
        (one["rule"], one["reason_key"]) for one in seen["coverage"]["not_examined"]
    ]
    assert ["zoom-cuts-text"] == seen["coverage"]["passed"]


def test_what_the_browser_tells_of_a_click_is_not_told_of_the_source_too(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        "<!doctype html><title>a</title><style>b { cursor: pointer }</style>\n<p>Din anmälan</p>\n"
        "<p><b onclick='x()'>Spara</b></p>\n<p><b onclick='y()'>Ta bort</b></p>\n"
        "<p><i onclick='z()'>Hjälp</i></p>\n<div id='menu' onclick='z()'>Meny</div>\n"
        "<script>menu.innerHTML = '<b class=mer>Mer</b>'; menu.firstChild.onclick = () => 1</script>",
        "utf-8",
    )
    (seen,) = look(page, "--select", "button-mouse-only,click-without-keyboard").json["pages"]
    assert [
        ("click-without-keyboard", 3, "unreachable", 2),
        ("button-mouse-only", 5, "click", None),
        ("button-mouse-only", 6, "click", None),
        ("click-without-keyboard", 6, "unreachable", 1),
    ] == [(one["rule"], one["line"], one["message_key"], one["data"].get("number")) for one in seen["findings"]]
    (alone,) = look(page, "--select", "button-mouse-only").json["pages"]
    assert [3, 4, 5, 6] == [one["line"] for one in alone["findings"]]
