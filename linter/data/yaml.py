"""YAML read strictly and once: duplicate keys are refused, and a folder that was read before comes from a cache."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from linter.model.errors import UsageError
from linter.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable


def _text(loader: Any, node: Any) -> str:  # noqa: ANN401  PyYAML's types
    """Keep what looks like a date as it is written."""
    return str(loader.construct_scalar(node))


def load(path: Path, text: str | None = None) -> Any:  # noqa: ANN401  YAML holds anything
    """Read one file; a fault is a `UsageError` that names the file and the line."""
    import yaml  # noqa: PLC0415  12 ms, not needed where the cache answers

    class Loader(yaml.CSafeLoader):
        """Refuses duplicate keys."""

    def mapping(loader: Any, node: Any) -> dict[Any, Any]:  # noqa: ANN401
        seen: set[Any] = set()
        for key_node, _ in node.value:
            key = loader.construct_object(key_node)
            if key in seen:
                mark = key_node.start_mark
                msg = f"{path}:{mark.line + 1}: the key {key!r} is duplicated"
                raise UsageError(msg)
            seen.add(key)
        return dict(loader.construct_pairs(node, deep=True))

    Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, mapping)
    Loader.add_constructor("tag:yaml.org,2002:timestamp", _text)
    try:
        return yaml.load(path.read_text("utf-8") if text is None else text, Loader)  # noqa: S506  a safe loader
    except yaml.YAMLError as error:
        reason = " ".join(str(error).split())
        msg = f"{path}: {reason}"
        raise UsageError(msg) from error
    except (OSError, UnicodeDecodeError) as error:
        msg = f"{path}: {error}"
        raise UsageError(msg) from error


def load_folder(folder: Path, check: Callable[[Path, Any], None] | None = None) -> dict[str, Any]:
    """Read every `.yaml` below a folder, keyed by its name without the ending; checked once, then cached."""
    files = sorted(folder.rglob("*.yaml"))
    cached = cache_path(files)
    kept = _cached(cached)
    if kept is not None:
        return kept
    found: dict[str, Any] = {}
    for path in files:
        tree = load(path)
        if check is not None:
            check(path, tree)
        found[path.stem] = tree
    _store(cached, json.dumps(found, ensure_ascii=False))
    return found


def _cached(path: Path) -> dict[str, Any] | None:
    """Return what the cache holds, None where it does not hold what was written there."""
    try:
        digest, _, text = path.read_bytes().partition(b"\n")
    except OSError:
        return None
    if digest.decode("ascii", "replace") != _digest(text):
        return None
    kept: dict[str, Any] = json.loads(text)
    return kept


def _digest(text: bytes) -> str:
    return hashlib.sha256(text).hexdigest()


def cache_path(files: list[Path]) -> Path:
    """Return where the compiled form of these files is kept: a name made of their paths, sizes and times."""
    digest = hashlib.sha256(__version__.encode())
    for path in files:
        status = path.stat()
        digest.update(f"{path}\0{status.st_size}\0{status.st_mtime_ns}\0".encode("utf-8", "surrogateescape"))
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "kommunlint" / f"{digest.hexdigest()[:32]}.json"


def _store(path: Path, text: str) -> None:
    """Write the cache whole or not at all; a folder that cannot be written only costs time."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = tempfile.NamedTemporaryFile(dir=path.parent, delete=False)  # noqa: SIM115  moved when it is whole
    except OSError:
        return
    try:
        with file:
            file.write(_digest(data := text.encode()).encode() + b"\n" + data)
        Path(file.name).replace(path)
    except OSError:
        with suppress(OSError):
            Path(file.name).unlink()
