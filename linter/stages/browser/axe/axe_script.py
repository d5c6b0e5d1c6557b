"""Which axe-core is used: the file that was named, the one that the build put here, or axe-selenium-python's own."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from linter.data.files import read_bytes
from linter.model.errors import UsageError
from linter.model.reason import Reason
from linter.stages.browser.scripts import script

if TYPE_CHECKING:
    from collections.abc import Mapping

_MOST = 16 * 1024 * 1024
_HERE = Path(__file__).parent
FOLDER = _HERE / "core"
_VERSION = re.compile(r"""axe v(\d+)\.(\d+)\.(\d+)|\.version="(\d+)\.(\d+)\.(\d+)\"""", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class AxeScript:
    """An `axe.min.js`, its version, and its texts in the language of the run (None: axe's English)."""

    path: Path
    version: str
    is_old: bool
    locale: str | None

    def preload(self) -> str:
        """Return what every document runs first, in our world: axe, and how it is to be used.

        Where a frame did not come the browser shows a page of its own, which is not to be judged in its place.
        """
        return f"if (location.protocol !== 'chrome-error:') {{\n{self.path.read_text('utf-8')};\n{self.setup()}\n}}"

    def setup(self) -> str:
        """Return what axe is followed by: its texts in our language, and its way into frames."""
        if self.locale is None:
            return script("axe")
        configured = f"try {{ axe.configure({{ locale: {self.locale} }}); }} catch (error) {{ /* another version */ }}"
        return f"{configured}\n{script('axe')}"


def pinned() -> str:
    """Return the version that the build ships."""
    return str(json.loads((_HERE / "axe.json").read_text("utf-8"))["version"])


def find(named: Path | None, language: str) -> AxeScript:
    """Return the axe-core to use; a named file that is none is a `UsageError`."""
    path = named or FOLDER / "axe.min.js"
    if named is None and not path.is_file():
        from axe_selenium_python import axe  # noqa: PLC0415  selenium, where there is nothing better only: 0.2 s

        path = Path(axe._DEFAULT_SCRIPT)  # noqa: SLF001  the package has no other name for it
    source = read_bytes(path, f"--axe: {path}", most=_MOST).decode("utf-8", "replace")
    match = _VERSION.search(source) if "axe" in source else None
    if match is None:
        raise UsageError(Reason("axe_core_wrong"), f"--axe: {path}")
    version = tuple(int(part) for part in match.groups() if part is not None)
    current = tuple(int(part) for part in pinned().split("."))
    words = FOLDER / f"{language}.json"
    return AxeScript(
        path=path,
        version=".".join(map(str, version)),
        is_old=version < current,
        locale=words.read_text("utf-8") if language != "en" and words.is_file() and version[0] == current[0] else None,
    )


@cache
def texts(language: str) -> Mapping[str, Mapping[str, str]]:
    """Return `help` and `description` of axe's rules by id; none in a language that is not shipped."""
    path = FOLDER / f"{language}.json"
    return dict(json.loads(path.read_text("utf-8"))["rules"]) if path.is_file() else {}


def help_url(name: str, language: str) -> str:
    """Return where a rule of axe-core is explained."""
    version = ".".join(pinned().split(".")[:2])
    return f"https://dequeuniversity.com/rules/axe/{version}/{name}?lang={language}"


@cache
def weights() -> Mapping[str, Mapping[str, Any]]:
    """Return `impact` and `tags` of axe's rules by id; none where the build did not put them here."""
    path = FOLDER / "rules.json"
    return dict(json.loads(path.read_text("utf-8"))) if path.is_file() else {}


def known_rules() -> frozenset[str]:
    """Return the ids of axe's rules as far as they are known without a browser; none where the texts are missing."""
    return frozenset(texts("sv"))
