"""YAML read strictly and once: duplicate keys are refused, and a folder that was read before comes from a cache."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Hashable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from linter.data.files import MOST, read_text
from linter.model.errors import UsageError
from linter.model.reason import Reason
from linter.model.system_error import of_system
from linter.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import yaml

_DEEPEST = 50
_MOST_VALUES = 100_000


def _text(loader: Any, node: Any) -> str:  # noqa: ANN401  PyYAML's types
    """Keep what looks like a date as it is written."""
    return str(loader.construct_scalar(node))


def load_foreign(path: Path, *, most: int = MOST, most_values: int = _MOST_VALUES) -> Any:  # noqa: ANN401  YAML holds anything
    """Read a file that is not ours: bounded in bytes, in depth, and in what its aliases stand for."""
    text = read_text(path, str(path), most=most)
    _refuse_growth(path, text, most_values)
    return load(path, text, is_foreign=True)


def line_of(path: Path, way: Iterable[str | int], *, most: int = MOST) -> int | None:
    """Return the line of a part of a file that was read, or of what holds it; None where the file is another by now."""
    import yaml  # noqa: PLC0415  12 ms, see below

    try:
        node = yaml.compose(read_text(path, str(path), most=most), yaml.CSafeLoader)
    except (UsageError, yaml.YAMLError):
        return None
    if node is None:
        return None
    for step in way:
        below = _below(node, step)
        if below is None:
            break
        node = below
    return int(node.start_mark.line) + 1


def _below(node: Any, step: str | int) -> Any:  # noqa: ANN401  PyYAML's nodes
    """Return the node of an entry or of a key's value, None where there is none."""
    import yaml  # noqa: PLC0415  12 ms, see below

    if isinstance(node, yaml.SequenceNode) and isinstance(step, int):
        return node.value[step] if step < len(node.value) else None
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == step), None)
    return None


def load(path: Path, text: str | None = None, *, is_foreign: bool = False) -> Any:  # noqa: ANN401  YAML holds anything
    """Read one file; a fault is a `UsageError` that names the file and the line, and of a foreign file quotes nothing."""
    import yaml  # noqa: PLC0415  12 ms, not needed where the cache answers

    class Loader(yaml.CSafeLoader):
        """Refuses duplicate keys."""

    def mapping(loader: Any, node: Any) -> dict[Any, Any]:  # noqa: ANN401
        seen: set[Any] = set()
        for key_node, _ in node.value:
            key = loader.construct_object(key_node)
            place = f"{path}:{key_node.start_mark.line + 1}"
            if not isinstance(key, Hashable):
                raise UsageError(Reason("yaml_key_odd"), place)
            if key in seen:
                twice = Reason("yaml_key_twice") if is_foreign else Reason("yaml_named_key_twice", {"key": str(key)})
                raise UsageError(twice, place)
            seen.add(key)
        return dict(loader.construct_pairs(node, deep=True))

    Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, mapping)
    Loader.add_constructor("tag:yaml.org,2002:timestamp", _text)
    try:
        return yaml.load(path.read_text("utf-8") if text is None else text, Loader)  # noqa: S506  a safe loader
    except yaml.YAMLError as error:
        if is_foreign:
            raise _fault(path, error) from error
        raise UsageError(Reason("yaml_said", {"said": " ".join(str(error).split())}), str(path)) from error
    except UnicodeDecodeError as error:
        raise UsageError(Reason("not_utf8", {"byte": error.start}), str(path)) from error
    except ValueError as error:  # a number of more digits than Python reads
        raise UsageError(Reason("yaml_wrong"), str(path)) from error
    except OSError as error:
        raise UsageError(of_system(error), str(path)) from error


def _fault(path: Path, error: yaml.YAMLError) -> UsageError:
    """Return what is wrong: words of the parser, which speaks of signs; others quote names and tags of the file."""
    import yaml  # noqa: PLC0415  12 ms, see above

    mark = getattr(error, "problem_mark", None)
    where = f"{path}:{mark.line + 1}" if mark is not None else str(path)
    if isinstance(error, (yaml.scanner.ScannerError, yaml.parser.ParserError)):
        return UsageError(Reason("yaml_said", {"said": str(error.problem)}), where)
    return UsageError(Reason("yaml_wrong"), where)


def _refuse_growth(path: Path, text: str, most_values: int) -> None:
    """Refuse what is nested too deep, and aliases that stand for too much, before anything is made of either."""
    import yaml  # noqa: PLC0415  12 ms, see above

    growth = _Growth(most_values)
    try:
        for event in yaml.parse(text, yaml.CSafeLoader):
            why = growth.meet(event)
            if why is not None:
                mark = event.start_mark
                raise UsageError(why, f"{path}:{mark.line + 1}" if mark is not None else str(path))
    except yaml.YAMLError as error:
        raise _fault(path, error) from error


class _Growth:
    """How many values a file stands for once its aliases are written out, and how deep."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._open: list[tuple[str | None, int]] = []
        self._values = 0
        self._of_anchor: dict[str | None, int] = {}

    def meet(self, event: Any) -> Reason | None:  # noqa: ANN401  PyYAML's types
        """Take an event of the parser; return why no more are to be met."""
        import yaml  # noqa: PLC0415  12 ms, see above

        if isinstance(event, yaml.CollectionStartEvent):
            self._open.append((event.anchor, self._values))
        elif isinstance(event, yaml.CollectionEndEvent):
            anchor, before = self._open.pop()
            self._of_anchor[anchor] = self._values - before + 1
            self._values += 1
        elif isinstance(event, yaml.ScalarEvent):
            self._of_anchor[event.anchor] = 1
            self._values += 1
        elif isinstance(event, yaml.AliasEvent):
            if any(event.anchor == anchor for anchor, _ in self._open):
                return Reason("yaml_alias_in_itself")
            self._values += self._of_anchor.get(event.anchor, 1)
        if len(self._open) > _DEEPEST:
            return Reason("yaml_deep", {"most": _DEEPEST})
        return Reason("yaml_values", {"most": self._most}) if self._values > self._most else None


def load_folder(folder: Path, check: Callable[[Path, Any], None] | None = None) -> dict[str, Any]:
    """Read every `.yaml` below a folder, keyed by its name without the ending; checked once, then cached."""
    return _load_files(sorted(folder.rglob("*.yaml")), check)


def load_file(path: Path, check: Callable[[Path, Any], None] | None = None) -> Any:  # noqa: ANN401  YAML holds anything
    """Read one file of ours; checked once, then cached."""
    return _load_files([path], check)[path.stem]


def _load_files(files: list[Path], check: Callable[[Path, Any], None] | None) -> dict[str, Any]:
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
