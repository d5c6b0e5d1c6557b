"""`--since`: only pages that git says have changed."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.support import FAULTY, PAGE, check

if TYPE_CHECKING:
    from pathlib import Path

_WHO = ("-c", "user.name=Prov", "-c", "user.email=prov@example.org", "-c", "commit.gpgsign=false")


def _git(folder: Path, *words: str) -> None:
    subprocess.run(["git", *_WHO, *words], cwd=folder, check=True, capture_output=True)


@pytest.fixture(name="repository")
def _repository(tmp_path: Path) -> Path:
    folder = tmp_path / "en mapp"
    (folder / "site").mkdir(parents=True)
    _git(folder, "init", "-q", "-b", "main")
    for name in ("old.html", "site/old.html", "site/edited.html", "site/räksmörgås.html", "site/gone.html"):
        (folder / name).write_text(FAULTY, "utf-8")
    _git(folder, "add", ".")
    _git(folder, "commit", "-qm", "first")
    return folder


def _names(folder: Path, *words: str) -> list[str]:
    ran = check(*words, "--format", "json", cwd=folder)
    return [page["source"] for page in ran.json["pages"]]


def test_changed_and_new_files_are_examined_and_others_not(repository: Path) -> None:
    (repository / "site/edited.html").write_text(FAULTY + "\n", "utf-8")
    (repository / "site/räksmörgås.html").write_text(FAULTY + "\n", "utf-8")
    (repository / "site/new.html").write_text(PAGE, "utf-8")
    (repository / "site/gone.html").unlink()
    expected = ["site/edited.html", "site/new.html", "site/räksmörgås.html"]
    assert expected == _names(repository, ".", "--since", "HEAD")
    assert expected == _names(repository, "site", "--since", "HEAD")
    assert ["edited.html", "new.html", "räksmörgås.html"] == _names(repository / "site", ".", "--since", "HEAD")


def test_nothing_changed_is_no_failure(repository: Path) -> None:
    ran = check("site", "--since", "HEAD", "--language", "en", cwd=repository)
    assert (0, "") == (ran.code, ran.err)
    assert "Only pages that have changed since HEAD were checked." in ran.out


def test_of_a_branch_only_its_own_changes_count(repository: Path) -> None:
    _git(repository, "checkout", "-qb", "branch")
    (repository / "site/edited.html").write_text(FAULTY + "\n", "utf-8")
    _git(repository, "commit", "-qam", "on the branch")
    _git(repository, "checkout", "-q", "main")
    (repository / "old.html").write_text(FAULTY + "\n", "utf-8")
    _git(repository, "commit", "-qam", "on main, since")
    _git(repository, "checkout", "-q", "branch")
    assert ["site/edited.html"] == _names(repository, ".", "--since", "main")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param([".", "--since", "no-such"], ["--since", "no-such", "fetch-depth: 0"], id="no-such-revision"),
        pytest.param([".", "--since=--output=x"], ["--since"], id="an-option-of-git"),
        pytest.param(["-", "--since", "HEAD"], ["--since", "files only"], id="standard-input"),
        pytest.param(["http://127.0.0.1:9/", "--since", "HEAD"], ["--since", "files only"], id="address"),
    ],
)
def test_what_git_cannot_tell_is_one_line(repository: Path, words: list[str], said: list[str]) -> None:
    ran = check(*words, "--language", "en", cwd=repository)
    assert (2, "") == (ran.code, ran.out)
    assert [] == [word for word in said if word not in ran.complaint]


def test_a_folder_that_git_does_not_know_is_one_line(folder: Path) -> None:
    ran = check("clean.html", "--since", "HEAD", cwd=folder, GIT_CEILING_DIRECTORIES=str(folder.parent))
    assert (2, True) == (ran.code, "--since" in ran.complaint)


def test_a_page_that_is_not_there_is_still_told(repository: Path) -> None:
    assert 3 == check("site", "never.html", "--since", "HEAD", cwd=repository).code
