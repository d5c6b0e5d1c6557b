"""What is read from rule files is kept, and read again where it is not what was kept."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from linter.data import yaml

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

RULES = {"a": {"is_on": True}, "b": {"is_on": True}}


@pytest.fixture(name="place")
def _place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = tmp_path / "rules"
    folder.mkdir()
    for name in RULES:
        (folder / f"{name}.yaml").write_text("is_on: true\n", "utf-8")
    return folder


def _cache(place: Path) -> Path:
    (file,) = (place.parent / "cache" / "kommunlint").iterdir()
    return file


def _switched_off(text: str) -> str:
    head, _, body = text.partition("\n")
    kept: dict[str, Any] = json.loads(body)
    return f"{head}\n{json.dumps(kept | {'b': {'is_on': False}})}"


SPOILED: dict[str, Callable[[str], str]] = {
    "empty": lambda _: "",
    "null": lambda _: "null",
    "null below the checksum": lambda text: text.partition("\n")[0] + "\nnull",
    "cut": lambda text: text[:-1],
    "a rule switched off": _switched_off,
    "as it was before there was a checksum": lambda text: text.partition("\n")[2],
}


def test_what_was_kept_is_not_checked_again(place: Path) -> None:
    read: list[str] = []
    for _ in range(2):
        assert RULES == yaml.load_folder(place, lambda path, _: read.append(path.name))
    assert ["a.yaml", "b.yaml"] == read


@pytest.mark.parametrize("spoil", SPOILED.values(), ids=SPOILED.keys())
def test_cache_that_is_not_what_was_written_is_made_anew(place: Path, spoil: Callable[[str], str]) -> None:
    yaml.load_folder(place)
    file = _cache(place)
    written = file.read_text("utf-8")
    file.write_text(spoil(written), "utf-8")
    assert RULES == yaml.load_folder(place)
    assert written == _cache(place).read_text("utf-8")
