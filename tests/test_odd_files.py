"""Patterns, YAML, TOML and odd files of strangers: none hangs the program, each is refused in one line."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from linter.model.path_patterns import fits
from tests.strangers import OWN_RULE, as_login, as_rule, checkout, complaint, configure, nobody_asked
from tests.support import ROOT, check

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


@pytest.fixture(name="listener")
def _listener() -> Iterator[str]:
    with nobody_asked() as origin:
        yield origin


@pytest.fixture(name="site")
def _site(tmp_path: Path) -> Path:
    return checkout(tmp_path)


@pytest.mark.parametrize("pattern", ["*a" * 200 + "b", "**/" * 14 + "b", "**a" * 300, "?*" * 400 + "b"])
def test_no_pattern_takes_long(pattern: str) -> None:
    started = time.process_time()
    assert not fits(pattern, "a/" * 1000 + "a" * 3000 + "c")
    assert time.process_time() - started < 1


LAUGHS = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{after}: &{after} [{', '.join([f'*{before}'] * 10)}]\n"
    for before, after in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param(LAUGHS, "stands for more than", id="aliases-of-aliases"),
        pytest.param("a: &a [*a]\n", "an alias", id="alias-of-itself"),
        pytest.param("[" * 100_000, "x.yaml:1", id="lists-in-lists"),
        pytest.param("{a: " * 900, "nested more than", id="tables-in-tables"),
        pytest.param("- " * 30_000, "nested more than", id="blocks-in-blocks"),
        pytest.param(f"a: {'1' * 9000}\n", "not valid YAML", id="number-of-9000-digits"),
        pytest.param("? [a]\n: 1\n", "a key is a list", id="list-as-a-key"),
        pytest.param("a" * 1_100_000, "larger than 1,048,576 bytes", id="huge"),
    ],
)
@pytest.mark.parametrize("reader", [as_rule, as_login])
def test_yaml_cannot_grow(site: Path, reader: Callable[[Path, str], list[str]], text: str, words: str) -> None:
    flags = reader(site, text)
    assert words.replace("x.yaml", "x.yaml" if reader is as_rule else "x") in complaint(site, *flags)


def _option(**more: Any) -> dict[str, Any]:  # noqa: ANN401  JSON Schema
    return OWN_RULE | {"options": {"word": {"type": "string", "default": "a" * 40 + "!", **more}}}


def test_an_option_can_neither_hang_nor_fetch(site: Path, listener: str) -> None:
    for more in ({"pattern": "^(a|a)*$"}, {"pattern": "("}, {"$ref": f"{listener}/x"}, {"$ref": "file:///etc/passwd"}):
        (site / "egen.yaml").write_text(yaml.safe_dump(_option(**more)), "utf-8")
        configure(site, "rules_path", '"egen.yaml"')
        assert "egen.yaml::$.options" in complaint(site)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("a = " + "[" * 100_000, id="lists"),
        pytest.param(".".join("a" * 40_000) + " = 1", id="dots"),
        pytest.param("jobs = " + "1" * 9000, id="digits"),
        pytest.param("select = [" + ",".join(f"{{a={n}}}" for n in range(60_000)) + "]", id="unlike-tables"),
    ],
)
@pytest.mark.parametrize("name", ["kommunlint.toml", "pyproject.toml"])
def test_a_configuration_cannot_hang(site: Path, name: str, text: str) -> None:
    (site / name).write_text(f"[tool.kommunlint]\n{text}" if name == "pyproject.toml" else text, "utf-8")
    assert name in complaint(site)
    if name == "pyproject.toml":
        (site / name).write_text(f"# kommunlint\n[tool.other]\n{text}", "utf-8")
        assert 0 == check("a.html", cwd=site).code


def test_a_deep_baseline_is_none(site: Path) -> None:
    (site / "x.json").write_text("[" * 100_000, "utf-8")
    assert "not valid JSON" in complaint(site, "--baseline", "x.json")


def _fifo(path: Path) -> None:
    os.mkfifo(path)


def _socket(path: Path) -> None:
    folder = os.open(path.parent, os.O_RDONLY)
    with socket.socket(socket.AF_UNIX) as made:  # whose addresses are shorter than folders of tests
        made.bind(f"/proc/self/fd/{folder}/{path.name}")
    os.close(folder)


def _device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def _loop(path: Path) -> None:
    path.symlink_to(path.name)


@pytest.mark.parametrize("make", [_fifo, _socket, _device, _loop], ids=lambda one: one.__name__.strip("_"))
@pytest.mark.parametrize("place", ["configuration", "extended", "rule", "rules", "baseline", "login", "axe"])
def test_only_regular_files_are_read(site: Path, place: str, make: Callable[[Path], None]) -> None:
    (site / "rules").mkdir()
    name = {"configuration": "kommunlint.toml", "extended": "x.toml", "rule": "x.yaml", "rules": "rules/x.yaml"}.get(
        place, "x"
    )
    said = {"extended": 'extends = ["x.toml"]', "rule": 'rules_path = "x.yaml"', "rules": 'rules_path = "rules"'}
    said |= {"login": '[browser]\nlogin = "x"', "axe": '[browser]\naxe = "x"'}
    if place in said:
        (site / "kommunlint.toml").write_text(said[place], "utf-8")
    make(site / name)
    flags = {"baseline": ["--baseline", "x"], "login": ["--browser"], "axe": ["--browser"]}.get(place, [])
    started = time.monotonic()
    trusts = ["--trust", "/"] if make is not _loop or place != "configuration" else []
    assert name.rpartition("/")[2] in complaint(site, *flags, *trusts)
    assert time.monotonic() - started < 30


@pytest.mark.parametrize("way", ["/dev/stdin", "pipe", "/dev/null"])
def test_a_configuration_that_is_named_may_be_a_pipe(site: Path, way: str) -> None:
    words = [
        sys.executable,
        "-m",
        "linter",
        "check",
        "a.html",
        "--today",
        "2030-01-01",
        "--fail-on",
        "warning",
        "--config",
    ]
    given = b'ignore = ["updated-date-stale"]\n'
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    reading, writing = os.pipe()
    os.write(writing, given)
    os.close(writing)
    named = f"/dev/fd/{reading}" if way == "pipe" else way
    done = subprocess.run(
        [*words, named], cwd=site, input=given, env=env, pass_fds=[reading], check=False, capture_output=True
    )
    os.close(reading)
    assert (1 if way == "/dev/null" else 0) == done.returncode, done.stderr
