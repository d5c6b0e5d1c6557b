"""The command `fix`."""

from __future__ import annotations

import difflib
import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import rich_click as click

from linter.cli import options, usage
from linter.cli.language import words
from linter.cli.output import Progress, note, refuse, say, show
from linter.data.personal_numbers import masked
from linter.engine.resolver import Resolver
from linter.facts.content import personal_numbers
from linter.model.errors import SourceError, UsageError
from linter.model.paths import is_within
from linter.model.system_error import of_system
from linter.model.target import is_address
from linter.page.page import Page
from linter.page.source import Source, decode
from linter.report.terminal import safe
from linter.run.proposals import proposals
from linter.run.rewriting import rewritten
from linter.run.whole_file import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.model.report import PageReport
    from linter.page.source import Document

_QUOTED = re.compile(rb'[\x00-\x1f"\\\x7f]')


@click.command(cls=usage.Command)
@click.argument("sources", nargs=-1, metavar="PATH...")
@click.option("--diff", "is_diff", is_flag=True, help="Print a patch and change nothing (the default).")
@click.option("--write", "is_written", is_flag=True, help="Change the files.")
@options.OF_FIX
def fix(sources: tuple[str, ...], is_diff: bool, is_written: bool, **flags: Any) -> None:  # noqa: ANN401, FBT001  flags
    """Mend what can be mended for certain: addresses of links, protected e-mail addresses, dates."""
    if not sources:
        refuse("fix", "page_or_folder_missing")
    if is_diff and is_written:
        refuse("fix", "flags_exclude", one="--diff", other="--write")
    for source in sources:
        if source == "-" or is_address(source):
            refuse(f"fix: {source}", "only_files_corrected")
    wanted = options.read_flags(sources, flags)
    with Progress() as progress:
        report = wanted.run(progress, None)
    note(report)
    resolver = Resolver(wanted.settings, wanted.request.today, nested=wanted.request.nested)
    fixes = [_Fix(page, resolver, sources) for page in report.pages]
    if is_written:
        for one in fixes:
            one.write()
    else:
        lines = (line for one in fixes for line in one.patch())
        show(map(_for_a_terminal, lines) if sys.stdout.isatty() else lines)
    number, files = sum(one.number for one in fixes), sum(one.number > 0 for one in fixes)
    say(_summary(number, files, is_written=is_written))
    sys.exit(3 if report.not_examined else 0)


def _summary(number: int, files: int, *, is_written: bool) -> str:
    told = words()
    counted = told("say_corrections", corrections=told.count("correction", number), files=told.count("file", files))
    return counted if is_written or not number else f"{counted} {told('say_write_makes_them')}"


class _Fix:
    """What is corrected in one file."""

    def __init__(self, page: PageReport, resolver: Resolver, sources: tuple[str, ...]) -> None:
        self._name, self._path = page.source, Path(page.source)
        self._numbers: tuple[str, ...] = ()
        self.number, self._old, self._new = 0, b"", None
        if not any(is_within(self._path, Path(source)) for source in sources):
            self._leave("say_leads_out")
            return
        document = _document(self._path)
        if document is None:
            return
        if document.container is not None:
            self._leave("say_archive")
            return
        found = proposals(page, document, resolver.page_config(page.source, page.path))
        self._old = document.source.data
        self._new = rewritten(document, [one.edit for one in found]) if found else None
        self.number = len(found) if self._new is not None else 0
        if self._new is not None:
            self._numbers = personal_numbers.secret(Page(document))
        if found and self._new is None:
            self._leave("say_bytes_odd", encoding=document.encoding)

    def _leave(self, why: str, **data: str) -> None:
        say(f"{safe(self._name)}: {words()(why, **data)}")

    def patch(self) -> Iterator[bytes]:
        """Yield the change as a unified diff in the file's own encoding, so that it can be applied."""
        if self._new is None:
            return
        name = os.fsencode(os.path.relpath(self._path) if is_within(self._path, Path()) else self._path)
        name = name.removeprefix(b"/")
        sides = (_header(b"a/" + name), _header(b"b/" + name))
        is_masked = False
        for line in difflib.diff_bytes(difflib.unified_diff, _lines(self._old), _lines(self._new), *sides):
            told = masked(line.decode("latin-1"), self._numbers).encode("latin-1") if self._numbers else line
            is_masked = is_masked or told != line
            yield told if told.endswith(b"\n") else told + b"\n\\ No newline at end of file\n"
        if is_masked:
            self._leave("say_patch_masked")

    def write(self) -> None:
        """Put the new file in the place of the old one, whole or not at all."""
        if self._new is None:
            return
        try:
            write_whole(self._path, [self._new])
        except OSError as error:
            raise UsageError(of_system(error), f"fix: {self._name}") from error


def _lines(data: bytes) -> list[bytes]:
    """Return the lines as tools for patches see them: a carriage return is no end."""
    lines = data.split(b"\n")
    return [line + b"\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])


def _header(name: bytes) -> bytes:
    """Return a file's name as patches have it: quoted where it would end the line or the name, ended where it has blanks."""
    if _QUOTED.search(name):
        inside = _QUOTED.sub(lambda found: b"\\%03o" % ord(found[0]), name)
        return b'"' + inside + b'"'
    return name + b"\t" if b" " in name else name


def _document(path: Path) -> Document | None:
    try:
        return decode(Source(str(path), path.read_bytes()))
    except (OSError, SourceError):
        return None


def _for_a_terminal(line: bytes) -> str:
    """Return a line of a patch without what would steer a terminal."""
    return safe(line.decode("utf-8", "replace").rstrip("\r\n")) + "\n"
