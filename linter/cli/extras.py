"""Commands whose packages are not installed by default: the one line that installs them, from where this program came."""

from __future__ import annotations

import importlib.util
import json
from importlib.metadata import PackageNotFoundError, distribution
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from linter.cli.output import refuse

if TYPE_CHECKING:
    from collections.abc import Iterable


def refuse_without(command: str, extra: str, modules: Iterable[str]) -> None:
    """Refuse a command where one of the modules that it needs is not installed."""
    if any(importlib.util.find_spec(name) is None for name in modules):
        refuse(command, "extra_missing", extra=extra, line=install_line(extra))


def install_line(extra: str) -> str:
    """Return the command that adds an extra to this program, from the place it was installed from."""
    try:
        origin = json.loads(distribution("kommunlint").read_text("direct_url.json") or "{}")
    except (PackageNotFoundError, ValueError):
        return f"pip install '.[{extra}]'"
    url = origin.get("url", "")
    if vcs := origin.get("vcs_info"):
        return f"pip install 'kommunlint[{extra}] @ {vcs['vcs']}+{url}@{vcs['commit_id']}'"
    if url.startswith("file://") and "dir_info" in origin:
        editable = "-e " if origin["dir_info"].get("editable") else ""
        return f"pip install {editable}'{unquote(urlsplit(url).path)}[{extra}]'"
    return f"pip install 'kommunlint[{extra}]{f' @ {url}' if url else ''}'"
