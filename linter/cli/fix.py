"""The command `fix`."""

from __future__ import annotations

import difflib
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import rich_click as click

from linter.cli import options
from linter.cli.output import Progress, note, refuse, say, show
from linter.engine.resolver import Resolver
from linter.model.errors import SourceError
from linter.model.target import is_address
from linter.page.source import Source, decode
from linter.report.terminal import safe
from linter.run.proposals import proposals
from linter.run.rewriting import rewritten

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.model.report import PageReport
    from linter.page.source import Document


@click.command()
@click.argument("sources", nargs=-1, metavar="PATH...")
@click.option("--diff", "is_diff", is_flag=True, help="Print a patch and change nothing (the default).")
@click.option("--write", "is_written", is_flag=True, help="Change the files.")
@options.OF_FIX
def fix(sources: tuple[str, ...], is_diff: bool, is_written: bool, **flags: Any) -> None:  # noqa: ANN401, FBT001  flags
    """Mend what can be mended for certain: addresses of links, protected e-mail addresses, dates, postcodes."""
    if not sources:
        refuse("fix: name a page or a folder")
    if is_diff and is_written:
        refuse("fix: --diff and --write exclude each other")
    for source in sources:
        if source == "-" or is_address(source):
            refuse(f"fix: {source}: only files can be corrected")
    wanted = options.read_flags(sources, flags)
    with Progress() as progress:
        report = wanted.run(progress, None)
    note(report)
    resolver = Resolver(wanted.settings, wanted.request.today, nested=wanted.request.nested)
    fixes = [_Fix(page, resolver) for page in report.pages]
    if is_written:
        for one in fixes:
            one.write()
    else:
        lines = (line for one in fixes for line in one.patch())
        show(map(_for_a_terminal, lines) if sys.stdout.isatty() else lines)
    number, files = sum(one.number for one in fixes), sum(one.number > 0 for one in fixes)
    say(f"{number} corrections in {files} files" + ("" if is_written or not number else "; --write makes them"))
    sys.exit(3 if report.not_examined else 0)


class _Fix:
    """What is corrected in one file."""

    def __init__(self, page: PageReport, resolver: Resolver) -> None:
        self._name, self._path = page.source, Path(page.source)
        self.number, self._new = 0, None
        document = _document(self._path)
        if document is None:
            return
        found = proposals(page, document, resolver.page_config(page.source, page.path))
        self._old = document.source.data
        self._new = rewritten(document, [one.edit for one in found]) if found else None
        self.number = len(found) if self._new is not None else 0
        if found and self._new is None:
            say(f"{safe(self._name)}: left alone, since its bytes are not plain {document.encoding}")

    def patch(self) -> Iterator[bytes]:
        """Yield the change as a unified diff in the file's own encoding, so that it can be applied."""
        if self._new is None:
            return
        old, new = self._old.splitlines(keepends=True), self._new.splitlines(keepends=True)
        name = self._path.as_posix().lstrip("/").encode("utf-8", "surrogateescape")
        for line in difflib.diff_bytes(difflib.unified_diff, old, new, b"a/" + name, b"b/" + name):
            yield line if line.endswith(b"\n") else line + b"\n\\ No newline at end of file\n"

    def write(self) -> None:
        """Put the new file in the place of the old one, whole or not at all."""
        if self._new is None:
            return
        beside = self._path.with_name(f".{self._path.name}.{os.getpid()}")
        try:
            beside.write_bytes(self._new)
            beside.chmod(self._path.stat().st_mode)
            beside.replace(self._path)
        except OSError as error:
            beside.unlink(missing_ok=True)
            refuse(f"fix: {self._name}: {error.strerror or error}")


def _document(path: Path) -> Document | None:
    try:
        document = decode(Source(str(path), path.read_bytes()))
    except (OSError, SourceError):
        return None
    return document if document.container is None else None


def _for_a_terminal(line: bytes) -> str:
    """Return a line of a patch without what would steer a terminal."""
    return safe(line.decode("utf-8", "replace").rstrip("\r\n")) + "\n"
