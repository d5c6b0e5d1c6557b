"""Arguments -> targets -> sources: files, folders, standard input and addresses."""

from __future__ import annotations

import errno
import os
import pickle
import re
import stat
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from linter.model.errors import SourceError
from linter.model.paths import real
from linter.model.reason import Reason
from linter.model.report import NotExamined
from linter.model.target import FIRST_PAGES, SUFFIXES, Target, is_address, is_page, split_login
from linter.page.source import Source
from linter.page.urls import resolve
from linter.run.whole_file import write_whole
from linter.stages.browser.network import credentials
from linter.stages.links.settings import LinkSettings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from linter.model.limits import Limits
    from linter.model.target import Host

_SHOWN = 120


def _has_start(root: str) -> bool:
    """Return whether a folder is the root of a site: it has a first page."""
    return any((Path(root) / name).is_file() for name in FIRST_PAGES)


def find(
    arguments: Sequence[str],
    include: Sequence[str],
    base: Path,
    stdin: bytes | None,
    stdin_name: str,
    root: Path | None = None,
) -> Iterator[Target | NotExamined]:
    """Yield what the arguments name, folders read recursively; what cannot be had is yielded as not examined."""
    for argument in arguments:
        if argument == "-" and stdin is None:
            yield NotExamined(
                without_login(stdin_name), Reason("stdin_unreadable", {"detail": os.strerror(errno.EBADF)})
            )
        elif argument == "-":
            name, own = without_login(stdin_name), str(root or Path(stdin_name).parent)
            yield Target(name, name, data=stdin, root=own, is_site=root is not None)
        elif is_address(argument):
            yield _page_at(argument)
        elif "://" in argument[:12]:
            yield NotExamined(without_login(argument), Reason("scheme_unsupported"))
        elif Path(argument).is_dir():
            yield from _folder(argument, include, base, root)
        elif os.path.lexists(argument):
            own = str(root or Path(argument).parent)
            yield Target(argument, _relative(argument, base), file=argument, root=own, is_site=root is not None)
        else:
            shown = without_login(argument)
            yield NotExamined(shown, _no_such(shown))


def _page_at(argument: str) -> Target | NotExamined:
    """Return the page at an address; the login in it is kept apart, so that it is written nowhere."""
    url, login = split_login(argument)
    if resolve(None, url) is None:
        shown = without_login(argument)
        return NotExamined(shown, Reason("unreachable", {"detail": Reason("no_address", {"address": shown[:_SHOWN]})}))
    return Target(url, url.split("#")[0], url=url, login=login)


def without_login(name: str) -> str:
    """Return the name of a source as it may be shown: without a user and a password, wherever they may be meant to stand."""
    address, _ = split_login(name)
    if is_address(name) and resolve(None, address) is None and "@" in address:
        return f"{address.partition(':')[0]}://{address.rpartition('@')[2]}"  # a password with a slash in it, perhaps
    return address


def _no_such(argument: str) -> Reason:
    if re.match(r"(?:www\.|[\w-]+\.(?:se|no|dk|fi|ax|de|com|org)(?:/|$))", argument, re.IGNORECASE):
        return Reason("path_is_address", {"address": f"https://{argument}"})
    if any(sign in argument for sign in "*?["):
        return Reason("path_is_pattern")
    return Reason("path_missing")


def _folder(folder: str, include: Sequence[str], base: Path, root: Path | None) -> Iterator[Target | NotExamined]:
    empty = True
    is_site = root is not None or _has_start(folder)
    closed: list[OSError] = []
    for parent, folders, files in os.walk(folder, onerror=closed.append, followlinks=False):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if is_page(name, include):
                empty = False
                path = str(Path(parent) / name)
                yield Target(path, _relative(path, base), file=path, root=str(root or folder), is_site=is_site)
    for error in closed:
        yield NotExamined(str(error.filename), _unreadable(error))
    if empty and not closed:
        yield NotExamined(folder, Reason("folder_without_pages", {"names": " ".join(SUFFIXES)}))


def _relative(path: str, base: Path) -> str:
    try:
        return real(path).relative_to(real(base)).as_posix()
    except ValueError:
        return Path(path).as_posix()


def load(
    target: Target,
    limits: Limits,
    headers: Mapping[str, str] | None = None,
    links: LinkSettings | None = None,
    allowed: Sequence[Host] = (),
) -> Source:
    """Read or fetch a target, with these headers and its own login to its own host; a `SourceError` says why it cannot be had.

    A page is fetched by the name servers and the certificates that hold for links; redirects may lead to `allowed` hosts
    although they are private.
    """
    if target.data is not None:
        _check_size(len(target.data), limits)
        return Source(target.name, target.data, url=target.address)
    if target.record is not None and target.url is not None:
        from linter.stages.warc import reader  # noqa: PLC0415  fastwarc is there for reviews only

        return reader.source(target.record, target.url, limits)
    if target.url is None:
        return _read(target, limits)
    if target.kept is None or headers:  # what a login answers is another page
        return _fetch(target, target.url, limits, headers or {}, links or LinkSettings(), allowed)
    if not Path(target.kept).exists():
        source = _fetch(target, target.url, limits, {}, links or LinkSettings(), allowed)
        with suppress(OSError):  # where there is no room, it is asked for again
            write_whole(Path(target.kept), [pickle.dumps(source, pickle.HIGHEST_PROTOCOL)])
        return source
    kept: Source = pickle.loads(Path(target.kept).read_bytes())  # noqa: S301  written above, in a folder of this run
    return kept


def _fetch(
    target: Target, url: str, limits: Limits, headers: Mapping[str, str], network: LinkSettings, allowed: Sequence[Host]
) -> Source:
    from linter.stages.http import fetch  # noqa: PLC0415  0.2 s (aiohttp), only for addresses

    return fetch.fetch(
        url,
        limits,
        credentials.with_login(headers, credentials.header_of_login(target.login)),
        allowed=allowed,
        is_named=target.is_named,
        nameservers=network.nameservers,
        ca_file=network.ca_file,
    )


def _read(target: Target, limits: Limits) -> Source:
    path = Path(target.file or target.name)
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise SourceError(Reason("not_a_file"))
        _check_size(path.stat().st_size, limits)
        return Source(target.name, path.read_bytes())
    except FileNotFoundError as error:
        raise SourceError(Reason("file_missing")) from error
    except OSError as error:
        raise SourceError(_unreadable(error)) from error


def _unreadable(error: OSError) -> Reason:
    return Reason("unreadable", {"detail": error.strerror or str(error)})


def _check_size(size: int, limits: Limits) -> None:
    if size > limits.page_bytes:
        raise SourceError(Reason("file_too_large", {"size": size, "most": limits.page_bytes}))
