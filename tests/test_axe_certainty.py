"""Where our word is surer than axe-core's, or less: sound that starts by itself, and names that lack the words of a label."""

from __future__ import annotations

import wave
from typing import TYPE_CHECKING

from tests.support import look

if TYPE_CHECKING:
    from pathlib import Path

PAGE = '<!DOCTYPE html><html lang="en"><title>Bath</title><body><main><h1>Bath</h1>{}</main></body></html>'
RATE = 8000
LABELS: tuple[tuple[str, list[str]], ...] = (
    ('<a href="/a" aria-label="Contact us">Write to us</a>', ["failed"]),
    ('<a href="/a" aria-label="just ice">Justice</a>', ["failed"]),
    ('<button aria-label="1 2 3">123</button>', ["failed"]),
    ('<a href="/a" aria-label="Co-operation">Cooperation</a>', ["cannot_tell"]),
    ('<a href="/a" aria-label="Municipal swimming bath">Municip. swimming bath</a>', ["cannot_tell"]),
    ('<a href="/a" aria-label="Read about the bath">The bath</a>', []),
)
SOUNDS: tuple[tuple[str, list[str]], ...] = (
    ('<audio src="long.wav" autoplay></audio>', ["failed"]),
    ('<button>Stop</button><audio src="long.wav" autoplay></audio>', ["cannot_tell"]),
    ('<audio src="lost.wav" autoplay></audio>', ["cannot_tell"]),
    ('<audio src="long.wav" autoplay controls></audio>', []),
    ('<audio src="short.wav" autoplay></audio>', []),
    ('<audio src="long.wav#t=1,2" autoplay></audio>', []),
)


def _outcomes(folder: Path, rule: str, bodies: list[str]) -> list[list[str]]:
    for number, body in enumerate(bodies):
        (folder / f"{number:02}.html").write_text(PAGE.format(body), "utf-8")
    pages = look(folder, "--select", rule, "--root", folder).json["pages"]
    by_name = {page["source"].rpartition("/")[2]: page for page in pages}
    return [[one["outcome"] for one in by_name[name]["findings"]] for name in sorted(by_name)]


def test_label_that_may_be_said_as_the_name_leaves_it_open(tmp_path: Path) -> None:
    found = _outcomes(tmp_path, "axe/label-content-name-mismatch", [body for body, _ in LABELS])
    assert [expected for _, expected in LABELS] == found


def test_sound_that_nothing_stops_fails(tmp_path: Path) -> None:
    for name, seconds in (("long", 5), ("short", 2)):
        with wave.open(str(tmp_path / f"{name}.wav"), "wb") as sound:
            sound.setparams((1, 1, RATE, 0, "NONE", ""))
            sound.writeframes(bytes(128 + at % 40 for at in range(RATE * seconds)))
    found = _outcomes(tmp_path, "axe/no-autoplay-audio", [body for body, _ in SOUNDS])
    assert [expected for _, expected in SOUNDS] == found
