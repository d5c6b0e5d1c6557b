"""The build fetches axe-core from the registry that npm is set up with, checks its hash, and fails clearly without it."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import re
import tarfile
from typing import TYPE_CHECKING, Any

import pytest

import hatch_build
from tests.servers import Handler, Server, running
from tests.support import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SCRIPT = b"""/*! axe v9.9.9 */axe._load({rules:[{id:"area-alt",impact:"critical",selector:"map area[href]",tags:["wcag2a","wcag412"],
any:[{options:{attribute:"alt"},id:"non-empty-alt"}]},{id:"list",reviewOnFail:!0,impact:"minor",tags:["best-practice"],all:[]}]})"""
WORDS = b'{"rules": {"area-alt": {}, "list": {}}}'
FILES = {"package/axe.min.js": SCRIPT, "package/en.json": WORDS, "package/LICENSE": b"MPL-2.0"}


def _archive(files: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w:gz") as archive:
        for name, data in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return held.getvalue()


def _hash(data: bytes) -> str:
    return "sha512-" + base64.b64encode(hashlib.sha512(data).digest()).decode()


DATA = _archive(FILES)
OTHER = _archive(FILES | {"package/axe.min.js": SCRIPT.replace(b"impact", b"weight")})
GOOD = _hash(DATA)


class _Registry(Handler):
    asked: list[tuple[str, str | None]] = []  # noqa: RUF012  what the server of one test was asked

    def do_GET(self) -> None:
        """Answer with the archive, or not at all."""
        self.asked.append((self.path, self.headers.get("Authorization")))
        found = {"/npm/axe-core/-/axe-core-9.9.9.tgz": DATA, "/npm/other/axe-core/-/axe-core-9.9.9.tgz": OTHER}
        self.send_response(200 if self.path in found else 404)
        self.end_headers()
        self.wfile.write(found.get(self.path, b""))


@pytest.fixture(name="registry")
def _registry() -> Iterator[str]:
    _Registry.asked.clear()
    with running(Server(("127.0.0.1", 0), _Registry)) as origin:
        yield f"{origin}/npm/"


@pytest.fixture(name="project")
def _project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a project with a pin of its own, away from the machine's npm settings."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    for name in ("npm_config_registry", "NPM_CONFIG_REGISTRY", "npm_config_cafile", "NPM_CONFIG_CAFILE"):
        monkeypatch.delenv(name, raising=False)
    home = tmp_path / "linter" / "stages" / "browser" / "axe"
    home.mkdir(parents=True)
    _pin(tmp_path, GOOD)
    return tmp_path


def _pin(project: Path, integrity: str) -> None:
    files = {name: name.removeprefix("package/") for name in FILES}
    pin = {"package": "axe-core", "version": "9.9.9", "integrity": integrity, "files": files}
    (project / "linter" / "stages" / "browser" / "axe" / "axe.json").write_text(json.dumps(pin))


def _build(project: Path) -> list[str]:
    data: dict[str, Any] = {"artifacts": []}
    hook = hatch_build.ScriptsBuildHook(str(project), {}, None, None, str(project / "dist"), "wheel")  # type: ignore[arg-type]
    hook.initialize("standard", data)
    return list(data["artifacts"])


def _npmrc(project: Path, registry: str, more: str = "") -> None:
    (project / ".npmrc").write_text(f"# ours\nregistry={registry}\n{more}")


def test_files_are_unpacked_and_named_for_the_wheel(project: Path, registry: str) -> None:
    _npmrc(project, registry)
    assert ["/linter/stages/browser/axe/core/*"] == _build(project)
    folder = project / "linter" / "stages" / "browser" / "axe" / "core"
    assert list(FILES.values()) == [(folder / name.removeprefix("package/")).read_bytes() for name in FILES]


def test_what_rules_weigh_is_drawn_out_of_the_script(project: Path, registry: str) -> None:
    _npmrc(project, registry)
    _build(project)
    expected = {
        "area-alt": {"impact": "critical", "tags": ["wcag2a", "wcag412"]},
        "list": {"impact": "minor", "tags": ["best-practice"]},
    }
    assert expected == json.loads(
        (project / "linter" / "stages" / "browser" / "axe" / "core" / "rules.json").read_text("utf-8")
    )


def test_a_script_that_is_read_no_more_ends_the_build(project: Path, registry: str) -> None:
    _pin(project, _hash(OTHER))
    _npmrc(project, registry + "other/")
    for _ in range(2):  # what was unpacked then is not taken for good the next time
        with pytest.raises(SystemExit, match="0 rules are found in it, of 2"):
            _build(project)


def test_nothing_is_fetched_twice(project: Path, registry: str) -> None:
    _npmrc(project, registry)
    _build(project)
    _build(project)
    assert 1 == len(_Registry.asked)


def test_environment_and_token_are_npms(project: Path, registry: str, monkeypatch: pytest.MonkeyPatch) -> None:
    token = registry.removeprefix("http:") + ":_authToken=abc"
    _npmrc(project, "http://127.0.0.1:1/", token)
    monkeypatch.setenv("npm_config_registry", registry.rstrip("/"))
    _build(project)
    assert [("/npm/axe-core/-/axe-core-9.9.9.tgz", "Bearer abc")] == _Registry.asked


@pytest.mark.parametrize(
    ("prepare", "words"),
    [
        pytest.param(
            lambda p, r: _pin(p, "sha512-AAAA") or _npmrc(p, r), "is not what it should be", id="another hash"
        ),  # type: ignore[func-returns-value]
        pytest.param(
            lambda p, _: _npmrc(p, "http://127.0.0.1:1/"),
            "cannot be fetched from http://127.0.0.1:1/",
            id="no registry",
        ),
        pytest.param(lambda p, r: _npmrc(p, r + "none/"), "404", id="not there"),
    ],
)
def test_build_fails_clearly(project: Path, registry: str, prepare: Any, words: str) -> None:  # noqa: ANN401  a callable
    prepare(project, registry)
    with pytest.raises(SystemExit, match=re.escape(words)):
        _build(project)
    assert not (project / "linter" / "stages" / "browser" / "axe" / "core" / "axe.min.js").exists()


def test_what_is_shipped_is_what_is_pinned_and_is_not_committed() -> None:
    pin = json.loads((ROOT / "linter" / "stages" / "browser" / "axe" / "axe.json").read_text("utf-8"))
    folder = ROOT / "linter" / "stages" / "browser" / "axe" / "core"
    assert [] == [name for name in pin["files"].values() if not (folder / name).is_file()]
    assert f"axe v{pin['version']}" in (folder / "axe.min.js").read_text("utf-8")[:100]
    assert "linter/stages/browser/axe/core/" in (ROOT / ".gitignore").read_text("utf-8").splitlines()
