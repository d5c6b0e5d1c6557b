"""Pictures -> the HTML report: in the file itself, since it is sent and opened alone, as long as the file stays small enough."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import TYPE_CHECKING

from linter.report.html.html_text import escaped, quoted

if TYPE_CHECKING:
    from linter.model.finding import Finding
    from linter.report.words.words import Words

MOST = 20_000_000
"""Bytes of a report from which on it gets no further pictures: mail servers take hardly more."""
_PNG = b"\x89PNG"
_EXCUSED = (
    "<!-- kommunlint-disable picture-of-text -- the pictures show what places on pages look like, text and all -->\n"
)


class Room:
    """What room a report has left for pictures. All that is written is told to it."""

    def __init__(self, words: Words) -> None:
        self._words, self._left, self._missing = words, MOST, 0
        self._excused = _EXCUSED

    def take(self, piece: str) -> str:
        """Return a piece of the report that is written, counted."""
        self._left -= len(piece) if piece.isascii() else len(piece.encode("utf-8", "replace"))
        return piece

    def of_finding(self, one: Finding) -> str:
        """Return the picture of a finding: the small one, else its screenshot; "" where it has none."""
        if one.picture is not None:
            small = one.picture
            return self._shown(small.data, "webp", f' width="{small.width}" height="{small.height}"')
        return self.of_file(one.screenshot) if one.screenshot else ""

    def of_file(self, path: str) -> str:
        """Return a screenshot, or where it lies if it cannot be put in."""
        data = self._read(Path(path))
        if not data.startswith(_PNG):
            return f"<p>{self._words('report_picture')} {quoted(path)}</p>\n"
        return self._shown(data, "png", "")

    def said(self) -> str:
        """Return that pictures have been left out since this was last asked; "" where none has."""
        missing, self._missing = self._missing, 0
        told = self._words.count("report_pictures_cut", missing, megabytes=MOST // 1_000_000)
        return f'<p class="soft">{escaped(told)}</p>\n' if missing else ""

    def _shown(self, data: bytes, kind: str, size: str) -> str:
        text = base64.b64encode(data).decode()
        if len(text) > self._left:
            self._missing += 1
            return ""
        alternative = escaped(self._words("report_picture_of"))
        excused, self._excused = self._excused, ""
        return f'{excused}<img class="shot" loading="lazy"{size} alt="{alternative}" src="data:image/{kind};base64,{text}">\n'

    def _read(self, file: Path) -> bytes:
        """Return a file that there may still be room for; of a larger one, that it is a picture."""
        try:
            with file.open("rb") as opened:
                return opened.read(MOST)
        except OSError:
            return b""
