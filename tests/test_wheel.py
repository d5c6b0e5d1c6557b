"""The wheel works anywhere: rules, vocabulary, schemas and catalogues are inside it."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from typing import TYPE_CHECKING

import pytest

from tests.support import FIXTURES, ROOT, validate

if TYPE_CHECKING:
    from pathlib import Path


def _here() -> list[str]:
    """Return the flag that builds in this environment, where it has the build tool."""
    return ["--no-isolation"] if importlib.util.find_spec("hatchling") else []


@pytest.fixture(scope="module", name="wheel")
def _wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    words = [sys.executable, "-m", "build", "--wheel", *_here(), "--outdir", str(folder), str(ROOT)]
    done = subprocess.run(words, capture_output=True, text=True, timeout=120, check=False)
    assert 0 == done.returncode, done.stdout + done.stderr
    (wheel,) = folder.glob("*.whl")
    return wheel


def test_wheel_holds_all_data(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    rules = {
        f"linter/_rules/{path.relative_to(ROOT / 'rules').as_posix()}"
        for path in (ROOT / "rules").rglob("*")
        if path.suffix in (".yaml", ".json")
    }
    data = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "linter").rglob("*")
        if path.suffix in (".yaml", ".json", ".mo", ".js", ".toml", ".typed", ".html", ".css", ".svg", ".mako")
        and "documentation" not in path.parts
    }
    assert set() == (rules | data) - names
    for part in (
        "_rules/dates/",
        "data/vocabulary/dates.yaml",
        "data/schemas/report.schema.json",
        "locales/sv/LC_MESSAGES/kommunlint.mo",
        "browser/axe/core/axe.min.js",
        "browser/axe/core/sv.json",
        "browser/axe/core/LICENSE",
        "linter/py.typed",
        "web/templates/start.html",
        "web/static/page.css",
        "web/static/vendor/htmx.min.js",
        "web/handover/send.js",
        "store/migrations/versions/0001_decisions.py",
        "store/migrations/script.py.mako",
    ):
        assert [] != [name for name in names if part in name]
    assert [] == [name for name in names if name.startswith(("tests/", "fixtures/", "linter/documentation/"))]


def test_installed_wheel_checks_a_page_from_another_folder(wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "env", with_pip=False, symlinks=True)
    python = tmp_path / "env" / "bin" / "python"
    site = next((tmp_path / "env" / "lib").glob("python*")) / "site-packages"
    pip = [
        sys.executable,
        "-m",
        "pip",
        "--python",
        str(python),
        "install",
        "--no-deps",
        "--quiet",
        "--no-index",
        "--disable-pip-version-check",
        str(wheel),
    ]
    done = subprocess.run(pip, capture_output=True, text=True, timeout=120, check=False)
    assert 0 == done.returncode, done.stderr
    (site / "zz-dependencies.pth").write_text(f"{sysconfig.get_path('purelib')}\n", "utf-8")
    environment = {key: text for key, text in os.environ.items() if key != "PYTHONPATH"} | {
        "XDG_CACHE_HOME": str(tmp_path / "cache")
    }
    page = tmp_path / "page.html"
    page.write_bytes((FIXTURES / "sitevision-sister-cities-empty-date.html").read_bytes())

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            words, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False, env=environment
        )

    where = run(
        str(python), "-c", "import linter, linter.rules.rule; print(linter.__file__, linter.rules.rule.folder())"
    ).stdout.split()
    assert [True, True] == [path.startswith(str(site)) for path in where]
    ran = run(
        str(tmp_path / "env" / "bin" / "kommunlint"), "check", "page.html", "--format", "json", "--today", "2026-11-21"
    )
    assert (1, "") == (ran.returncode, ran.stderr)
    tree = json.loads(ran.stdout)
    validate(tree)
    assert "updated-date-empty" in [finding["rule"] for finding in tree["pages"][0]["findings"]]
    swedish = run(str(tmp_path / "env" / "bin" / "kommunlint"), "check", "page.html", "--today", "2026-11-21").stdout
    assert "1 sida: 2 fel" in swedish


def test_source_archive_is_without_axe_and_a_build_from_it_fetches_it(tmp_path: Path) -> None:
    words = [sys.executable, "-m", "build", *_here(), "--outdir", str(tmp_path), str(ROOT)]
    done = subprocess.run(words, capture_output=True, text=True, timeout=300, check=False)
    assert 0 == done.returncode, done.stdout + done.stderr
    (archive,), (wheel,) = tmp_path.glob("*.tar.gz"), tmp_path.glob("*.whl")
    with tarfile.open(archive) as source:
        assert [] == [name for name in source.getnames() if "/browser/axe/core/" in name]
    assert "linter/stages/browser/axe/core/axe.min.js" in zipfile.ZipFile(wheel).namelist()
