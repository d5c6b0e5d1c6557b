"""A review every week: the scripts of templates/schedule as they stand, with a real mail server and a real repository."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
import yaml

from tests.mail_server import serving
from tests.support import FAULTY, PAGE, ROOT

if TYPE_CHECKING:
    from pathlib import Path

SCHEDULE = ROOT / "templates" / "schedule"


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Path:
    """A folder as `weekly.sh` is put into: with a site, the program and a configuration."""
    (tmp_path / "site" / "bygg").mkdir(parents=True)
    (tmp_path / "site" / "bygg" / "a.html").write_text(PAGE, "utf-8")
    (tmp_path / "kommunlint").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m linter "$@"\n', "utf-8")
    (tmp_path / "kommunlint").chmod(0o755)
    for name in ("weekly.sh", "keep.sh"):
        shutil.copy(SCHEDULE / name, tmp_path / name)
    return tmp_path


def _configure(folder: Path, port: int) -> None:
    owner = '[[owners]]\nname = "Bygg"\npaths = ["site/bygg/**"]\nemail = "bygg@lerboda.test"\n'
    mail = f'[mail]\nserver = "127.0.0.1"\nport = {port}\nsecurity = "none"\nsender = "webb@lerboda.test"\n'
    (folder / "kommunlint.toml").write_text(owner + mail, "utf-8")


def _run(folder: Path, *words: str) -> int:
    env = {**os.environ, "KOMMUNLINT": "./kommunlint", "PAGES": "site", "PYTHONPATH": str(ROOT)}
    return subprocess.run(["sh", *words], cwd=folder, env=env, capture_output=True, check=False).returncode


def test_every_week_tells_what_is_new_once(folder: Path) -> None:
    with serving() as server:
        _configure(folder, server.port)
        assert (0, 0) == (_run(folder, "weekly.sh", "--all"), len(server.got))
        (folder / "site" / "bygg" / "a.html").write_text(FAULTY, "utf-8")
        assert (0, 1) == (_run(folder, "weekly.sh", "--all"), len(server.got))
        assert (0, 1) == (_run(folder, "weekly.sh", "--all"), len(server.got))
    assert ["bygg@lerboda.test"] == [one.message["To"] for one in server.got]


def test_what_was_not_sent_is_new_the_next_time(folder: Path) -> None:
    with serving() as server:
        _configure(folder, server.port)
        _run(folder, "weekly.sh")
    (folder / "site" / "bygg" / "a.html").write_text(FAULTY, "utf-8")
    assert 3 == _run(folder, "weekly.sh")
    with serving() as server:
        _configure(folder, server.port)
        assert (0, 1) == (_run(folder, "weekly.sh"), len(server.got))


def test_a_wrong_configuration_is_no_review(folder: Path) -> None:
    (folder / "kommunlint.toml").write_text("[mail]\nsend = 1\n", "utf-8")
    assert (2, False) == (_run(folder, "weekly.sh"), (folder / "state" / "before.json").exists())


def test_history_is_kept_on_a_branch(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "--quiet", "--bare", "remote"], cwd=tmp_path, check=True)
    for number in range(3):
        folder = tmp_path / f"run{number}"
        folder.mkdir()
        keep = ["sh", str(SCHEDULE / "keep.sh")]
        remote = [str(tmp_path / "remote"), "state"]
        subprocess.run([*keep, "fetch", *remote], cwd=folder, check=True)
        file = folder / "state" / "before.json"
        assert number == (json.loads(file.read_text("utf-8")) if file.exists() else 0)
        file.write_text(json.dumps(number + 1), "utf-8")
        subprocess.run([*keep, "push", *remote], cwd=folder, check=True)
        subprocess.run([*keep, "push", *remote], cwd=folder, check=True)


@pytest.mark.parametrize("name", ["github.yml", "gitlab.yml"])
def test_pipelines_run_the_scripts_that_are_there(name: str) -> None:
    text = (SCHEDULE / name).read_text("utf-8")
    assert isinstance(yaml.safe_load(text), dict)
    assert ["./keep.sh fetch", "./weekly.sh", "./keep.sh push"] == [
        word for word in ("./keep.sh fetch", "./weekly.sh", "./keep.sh push") if word in text
    ]
