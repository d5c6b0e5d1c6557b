"""`kommunlint upcoming`: what will be over, by day."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.support import kommunlint

if TYPE_CHECKING:
    from pathlib import Path

PAGE = """<html lang="sv"><body><main><h1>Båtplats</h1>
<p>Sista ansökningsdag är 15 april 2027.</p>
<p>Ansök senast 15 maj.</p>
<h2>Avgifter 2026</h2>
<h2>Öppettider</h2><p>1 maj 2026–15 januari 2027</p>
<div role="alert">Bron är avstängd till och med den 5 december 2026.</div></main>
"""
OTHER = """<html lang="sv"><body><main><h1>Bidrag</h1>
<p>Anmäl dig senast den 5 december 2026.</p><p>Ordförande valdes 2024-12-05.</p></main>
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "a.html").write_text(PAGE, "utf-8")
    (tmp_path / "b.html").write_text(OTHER, "utf-8")
    return tmp_path


def listed(site: Path, *flags: str) -> list[tuple[str, str, int, str]]:
    """Return day, page, line and rule of what is listed from 2026-11-21 on."""
    ran = kommunlint("upcoming", ".", "--today", "2026-11-21", "--format", "json", *flags, cwd=site)
    assert 0 == ran.code
    return [(one["day"], one["source"], one["line"], one["rule"]) for one in json.loads(ran.out)["items"]]


NEAR = [
    ("2026-12-05", "a.html", 6, "banner-past"),
    ("2026-12-05", "b.html", 2, "deadline-past"),
    ("2026-12-31", "a.html", 4, "year-past"),
    ("2027-01-15", "a.html", 5, "season-past"),
]


@pytest.mark.parametrize(
    ("flags", "expected"),
    [
        ((), NEAR),
        (("--until", "2027-04-15"), [*NEAR, ("2027-04-15", "a.html", 2, "deadline-past")]),
        (("--until", "2027-04-14"), NEAR),
        (("--until", "2026-12-05"), NEAR[:2]),
        (("--until", "2026-12-04"), []),
        (("--until", "9999-12-31"), [*NEAR, ("2027-04-15", "a.html", 2, "deadline-past")]),
    ],
)
def test_list_by_day(site: Path, flags: tuple[str, ...], expected: list[tuple[str, str, int, str]]) -> None:
    assert expected == listed(site, *flags)


def test_list_for_people(site: Path) -> None:
    ran = kommunlint("upcoming", "b.html", "--today", "2026-11-21", "--language", "en", cwd=site)
    assert (0, "2026-12-05\n  b.html:2  Deadline\n    Anmäl dig senast den 5 december 2026.\n") == (ran.code, ran.out)


def test_nothing_is_over(site: Path) -> None:
    ran = kommunlint("upcoming", "b.html", "--today", "2027-01-01", cwd=site)
    assert (0, "Inget på sidorna går ut från 2027-01-01 till 2027-04-01.\n") == (ran.code, ran.out)


def test_what_is_suppressed_or_switched_off_is_not_listed(site: Path) -> None:
    (site / "kommunlint.toml").write_text(
        'ignore = ["year-past"]\n[[suppress]]\nrules = ["banner-past"]\nreason = "x"\n', "utf-8"
    )
    assert [NEAR[1], NEAR[3]] == listed(site)


@pytest.mark.parametrize(
    ("flags", "said"),
    [
        ((), "kommunlint: upcoming: "),
        (("b.html", "--until", "soon"), "kommunlint: --until: "),
        (("b.html", "--today", "2026-13-01"), "kommunlint: --today: "),
        (("b.html", "--today", "2026-11-21", "--until", "2026-11-20"), "kommunlint: --until: 2026-11-20"),
    ],
)
def test_wrong_command(site: Path, flags: tuple[str, ...], said: str) -> None:
    ran = kommunlint("upcoming", *flags, cwd=site)
    assert (2, "") == (ran.code, ran.out)
    assert ran.err.startswith(said)


def test_page_that_is_not_there(site: Path) -> None:
    ran = kommunlint("upcoming", "gone.html", "--today", "2026-11-21", cwd=site)
    assert (3, "") == (ran.code, ran.out)


def test_text_of_a_page_moves_no_terminal(site: Path) -> None:
    (site / "c.html").write_text("<main><h1>a</h1><p>Ansök senast 2026-12-24 \x1b[2J\x9b1m</p></main>", "utf-8")
    ran = kommunlint("upcoming", "c.html", "--today", "2026-11-21", cwd=site)
    assert ("\x1b" in ran.out, "\x9b" in ran.out, "2026-12-24" in ran.out) == (False, False, True)
