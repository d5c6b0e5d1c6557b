"""Reports appear whole or not at all; pipes and what is open already are written to."""

from __future__ import annotations

import os
import stat
import threading
from typing import TYPE_CHECKING

import pytest

from linter.run.whole_file import check_writable, write_whole
from tests.support import FAULTY, check

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def _breaking() -> Iterator[bytes]:
    yield b"half"
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize("before", [None, b"before"])
def test_file_that_breaks_off_is_not_there(tmp_path: Path, before: bytes | None) -> None:
    path = tmp_path / "report"
    if before is not None:
        path.write_bytes(before)
    with pytest.raises(OSError, match="No space"):
        write_whole(path, _breaking())
    assert ([path] if before else []) == list(tmp_path.iterdir())
    assert before is None or before == path.read_bytes()


def test_file_keeps_its_mode_and_a_link_its_target(tmp_path: Path) -> None:
    path, link = tmp_path / "report", tmp_path / "latest"
    path.write_bytes(b"before")
    path.chmod(0o640)
    link.symlink_to("report")
    write_whole(link, [b"aft", b"er"])
    assert (True, b"after", 0o640) == (link.is_symlink(), path.read_bytes(), stat.S_IMODE(path.stat().st_mode))


def test_new_file_has_the_usual_mode(tmp_path: Path) -> None:
    write_whole(tmp_path / "report", [b"x"])
    (tmp_path / "other").touch()
    assert (tmp_path / "other").stat().st_mode == (tmp_path / "report").stat().st_mode


def test_name_as_long_as_they_get(tmp_path: Path) -> None:
    path = tmp_path / ("ö" * 125 + ".csv")
    write_whole(path, [b"x"])
    assert [path] == list(tmp_path.iterdir())


def test_pipe_is_written_to(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    came: list[bytes] = []
    reader = threading.Thread(target=lambda: came.append(path.read_bytes()))
    reader.start()
    check_writable(path)
    write_whole(path, [b"one ", b"two"])
    reader.join()
    assert ([b"one two"], True) == (came, stat.S_ISFIFO(path.stat().st_mode))


@pytest.mark.parametrize("place", ["missing/report", "."])
def test_place_that_takes_no_file_is_refused_beforehand(tmp_path: Path, place: str) -> None:
    with pytest.raises(OSError, match=r"No such file|Is a directory"):
        check_writable(tmp_path / place)
    assert [] == list(tmp_path.iterdir())


def test_looking_whether_a_file_can_be_written_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "report"
    path.write_bytes(b"before")
    check_writable(path)
    check_writable(tmp_path / "other")
    assert ([path], b"before") == (list(tmp_path.iterdir()), path.read_bytes())


def test_standard_output_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "p.html").write_text(FAULTY, "utf-8")
    ran = check("p.html", "--output", "csv=/dev/stdout", "--format", "gitlab", cwd=tmp_path)
    first, *_ = ran.out.splitlines()
    assert (1, True, True) == (ran.code, first.startswith("\ufeff") or "," in first, ran.out.rstrip().endswith("]"))
