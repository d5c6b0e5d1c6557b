"""The documentation as a reader follows it: every command, configuration and program in it works as it stands."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from tests.support import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_BLOCK = re.compile(r"(?ms)^```(\w+)\n(.*?)^```$")
_LINK = re.compile(r"\]\(([^)#:\s]+)(?:#([^)\s]+))?\)|\]\(#([^)\s]+)\)")
_FILES = sorted(
    [*ROOT.glob("README*.md"), *(path for path in (ROOT / "docs").rglob("*.md") if path.parent.name != "decisions")]
)
_PUBLIC = ("https://www.example.", "pip install", "apt-get", "docker ", "python3 -m venv")
"""What asks a host on the public network, or a registry."""
_STANDING = re.compile(r"kommunlint (serve|watch)\b")
_ELSEWHERE = {
    "make ": ".ci/run",
    "kommunlint serve --config /etc": "tests/test_editors_safety.py",
    "kommunlint serve --store postgresql": "tests/test_store.py",
    "curl ": "tests/test_openapi.py",
    "kommunlint mcp": "tests/test_assistants.py",
    "dask ": "tests/test_cluster.py",
    "kommunlint audit --sites sites.csv --out /shared": "tests/test_cluster.py",
}
"""What needs a machine of its own, and what runs it."""


@dataclass(frozen=True)
class _Block:
    file: Path
    language: str
    text: str

    @property
    def commands(self) -> list[str]:
        """The commands of the block, each on one line."""
        return self.text.replace("\\\n", " ").strip().splitlines()

    @property
    def is_public(self) -> bool:
        """Whether the public network is asked; the address that a folder stands for is not."""
        asked = re.sub(r"--base \S+", "", self.text)
        return any(word in asked for word in _PUBLIC)


def _blocks(language: str) -> list[_Block]:
    return [
        _Block(file, language, found[2])
        for file in _FILES
        for found in _BLOCK.finditer(file.read_text("utf-8"))
        if found[1] == language
    ]


def _name(value: _Block | Path) -> str:
    path = value.file if isinstance(value, _Block) else value
    return str(path.relative_to(ROOT))


def _runs_elsewhere(command: str) -> bool:
    return any(command.removeprefix(".venv/bin/").startswith(start) for start in _ELSEWHERE)


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Path:
    """A folder as a reader has it: the fixtures, and a site of their own."""
    shutil.copytree(ROOT / "fixtures", tmp_path / "fixtures")
    shutil.copytree(ROOT / "fixtures" / "site", tmp_path / "site")
    programs = tmp_path / ".venv" / "bin"
    programs.mkdir(parents=True)
    (programs / "kommunlint").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m linter "$@"\n', "utf-8")
    (programs / "kommunlint").chmod(0o755)
    return tmp_path


def _environment(folder: Path) -> dict[str, str]:
    paths = f"{folder / '.venv' / 'bin'}{os.pathsep}{os.environ['PATH']}"
    return {**os.environ, "PATH": paths, "PYTHONPATH": str(ROOT), "COLUMNS": "80"}


def _run(command: str, folder: Path) -> None:
    """Run a command; findings are no failure."""
    if _STANDING.search(command):
        return _stand(command, folder)
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env=_environment(folder),
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode in ((0, 1) if "kommunlint check" in command else (0,)), (
        f"{command}\n{done.stdout}{done.stderr}"
    )
    return None


def _stand(command: str, folder: Path) -> None:
    """Start what stands until Ctrl-C, wait for its first line, and end it."""
    if "serve" in command:
        command += " --port 0 --no-browser"
    process = subprocess.Popen(
        ["bash", "-c", f"exec {command}"],
        cwd=folder,
        env=_environment(folder),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    with process:
        assert process.stdout is not None
        first = process.stdout.readline()
        process.send_signal(signal.SIGINT)
        rest = process.stdout.read()
    assert process.returncode in (0, 130), f"{command}\n{first}{rest}"


@pytest.mark.parametrize("file", [file for file in _FILES if any(file == one.file for one in _blocks("sh"))], ids=_name)
def test_commands_work_in_the_order_of_the_page(file: Path, folder: Path) -> None:
    for block in _blocks("sh"):
        if block.file != file or block.is_public:
            continue
        for command in block.commands:
            if not _runs_elsewhere(command):
                _run(command, folder)


@pytest.mark.network
@pytest.mark.parametrize("block", [one for one in _blocks("sh") if one.is_public], ids=_name)
def test_commands_that_ask_the_public_network_work(block: _Block, tmp_path: Path) -> None:
    shutil.copytree(ROOT, tmp_path / "kommunlint", ignore=shutil.ignore_patterns(".venv", ".git", "build"))
    _run("; ".join(("set -e", *block.commands)), tmp_path / "kommunlint")


def test_what_runs_commands_elsewhere_is_there() -> None:
    assert [] == [place for place in _ELSEWHERE.values() if not (ROOT / place).is_file()]
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = [word for block in _blocks("sh") for one in block.commands for word in re.findall(r"^make (\w+)", one)]
    assert [] == [target for target in targets if f"\n{target}:" not in makefile]


@pytest.mark.parametrize("block", _blocks("toml"), ids=_name)
def test_configuration_is_understood(block: _Block, folder: Path) -> None:
    """The variables that it names are those of the environment."""
    (folder / "shared").mkdir()
    (folder / "shared" / "kommunlint.toml").write_text('language = "en"\n', "utf-8")
    (folder / "kommunlint.toml").write_text(block.text, "utf-8")
    variables = " ".join(f"{name}=x" for name in re.findall(r"\$\{(\w+)\}", block.text))
    _run(f"{variables} kommunlint config --config kommunlint.toml", folder)


@pytest.mark.parametrize("block", _blocks("python"), ids=_name)
def test_program_runs(block: _Block, folder: Path) -> None:
    (folder / "program.py").write_text(block.text, "utf-8")
    _run(f'"{sys.executable}" program.py', folder)


@pytest.mark.parametrize("block", [one for one in _blocks("yaml") if one.text.startswith("id: ")], ids=_name)
def test_rule_of_your_own_passes_its_examples(block: _Block, folder: Path) -> None:
    (folder / "rules").mkdir()
    (folder / "rules" / f"{block.text.splitlines()[0].removeprefix('id: ')}.yaml").write_text(block.text, "utf-8")
    (folder / "kommunlint.toml").write_text('rules_path = "rules"\n', "utf-8")
    _run("kommunlint test-rules", folder)


@pytest.mark.parametrize("file", _FILES, ids=_name)
def test_links_between_pages_lead_somewhere(file: Path) -> None:
    assert [] == list(_dead_links(file))


def _dead_links(file: Path) -> Iterator[str]:
    for path, place, own in _LINK.findall(_BLOCK.sub("", file.read_text("utf-8"))):
        target = (file.parent / path).resolve() if path else file
        if not target.exists():
            yield path
        elif (name := place or own) and name not in _anchors(target):
            yield f"{path}#{name}"


def _anchors(file: Path) -> set[str]:
    """The places of a page, as GitHub names them."""
    headings = re.findall(r"(?m)^#+ (.*)$", _BLOCK.sub("", file.read_text("utf-8")))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
