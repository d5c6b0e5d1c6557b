"""Pages that have moved: a baseline knows them where they are now, and knows no other page."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from linter.run.moves import Met, Moves, find_moves
from tests.link_server import served as link_server
from tests.support import FAULTY, PAGE, check, kommunlint

if TYPE_CHECKING:
    from pathlib import Path

DAY = ("--today", "2026-11-21")
OTHER = FAULTY.replace("Badplatser", "Isbanor")


def _write(folder: Path, **pages: str) -> None:
    for name, html in pages.items():
        file = folder / f"{name.replace('__', '/')}.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(html, "utf-8")


def _told(folder: Path, *sources: str) -> dict[str, list[Any]]:
    """Return by page what the baseline says of its findings."""
    tree = check(*sources, "--baseline", "b.json", "--format", "json", *DAY, cwd=folder).json
    return {page["source"].removeprefix("./"): [one["baseline"] for one in page["findings"]] for page in tree["pages"]}


def _baseline(command: str, folder: Path) -> Any:  # noqa: ANN401  JSON
    assert 0 == kommunlint("baseline", command, ".", "--baseline", "b.json", *DAY, cwd=folder).code
    return json.loads((folder / "b.json").read_text("utf-8"))


def test_a_page_that_is_called_otherwise_keeps_what_is_known_of_it(tmp_path: Path) -> None:
    _write(tmp_path, a=FAULTY, b=OTHER)
    _baseline("write", tmp_path)
    (tmp_path / "under").mkdir()
    (tmp_path / "a.html").rename(tmp_path / "under" / "bad.html")
    assert {"b.html": ["known"], "under/bad.html": ["known"]} == _told(tmp_path, ".")
    tree = check(".", "--baseline", "b.json", "--format", "json", *DAY, cwd=tmp_path).json
    assert ["moved"] == [one["known_by"] for one in tree["pages"][1]["findings"]]
    assert ([], 0) == (tree["baseline"]["mended"], tree["baseline"]["new"])
    held = _baseline("update", tmp_path)
    assert ["b.html", "under/bad.html"] == sorted(held["pages"]) == sorted(held["contents"])
    assert {"b.html": ["known"], "under/bad.html": ["known"]} == _told(tmp_path, ".")


def test_a_fault_that_is_new_on_a_page_that_has_moved_is_new(tmp_path: Path) -> None:
    _write(tmp_path, a=FAULTY)
    _baseline("write", tmp_path)
    (tmp_path / "a.html").unlink()
    _write(tmp_path, b=FAULTY.replace("</main>", '<a href="/x"></a></main>'))
    assert {"b.html": ["known", "new"]} == _told(tmp_path, ".")


_TEXT = (
    "Badplatsen ligger vid sjön och har brygga, hopptorn och omklädningsrum. Vattnet provas varje vecka under sommaren, "
    "och resultaten sätts upp vid ingången. Hundar är välkomna på den norra stranden men inte vid bryggan."
)
_OTHER = (
    "Biblioteket lånar ut böcker, tidningar och spel till alla som bor eller arbetar i kommunen och har ett lånekort."
)


def _page(*paragraphs: str, more: str = "") -> str:
    told = "".join(f"<p>{one}</p>" for one in paragraphs)
    return FAULTY.replace("</main>", f"{told}{more}</main>")


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param({"a": _page(_TEXT)}, {"b": _page(_TEXT, _OTHER)}, {"b.html": ["known"]}, id="longer"),
        pytest.param({"a": _page(_TEXT, _OTHER)}, {"b": _page(_TEXT)}, {"b.html": ["known"]}, id="shorter"),
        pytest.param(
            {"a": _page(_TEXT)}, {"b": _page(_TEXT, more='<a href="/x"></a>Nytt.')}, {"b.html": ["known", "new"]}, id="new-fault"
        ),
        pytest.param({"a": _page(_TEXT)}, {"b": _page(_OTHER)}, {"b.html": ["new"]}, id="another-text"),
        pytest.param(
            {"a": _page(_TEXT)}, {"a": _page(_TEXT, "Nytt."), "b": _page(_TEXT, "Mer.")}, {"a.html": ["known"], "b.html": ["new"]}, id="a-copy"
        ),
        pytest.param(
            {"a": _page(_TEXT)}, {"b": _page(_TEXT, "Nytt."), "c": _page(_TEXT, "Mer.")}, {"b.html": ["new"], "c.html": ["new"]}, id="nobody-knows-which"
        ),
        pytest.param(
            {"a": _page(_TEXT), "b": _page(_OTHER)},
            {"c": _page(_OTHER, "Nytt."), "d": _page(_TEXT, "Mer.")},
            {"c.html": ["known"], "d.html": ["known"]},
            id="several",
        ),
    ],
)  # fmt: skip
def test_a_page_that_was_renamed_and_edited_keeps_what_is_known_of_it(
    before: dict[str, str], after: dict[str, str], expected: dict[str, list[str]], tmp_path: Path
) -> None:
    _write(tmp_path, **before)
    _baseline("write", tmp_path)
    for name in before:
        (tmp_path / f"{name}.html").unlink()
    _write(tmp_path, **after)
    assert expected == _told(tmp_path, ".")
    if "new" not in {one for some in expected.values() for one in some}:
        held = _baseline("update", tmp_path)
        assert sorted(expected) == sorted(held["pages"]) == sorted(held["sketches"])
        assert expected == _told(tmp_path, ".")


def test_links_may_lead_another_way_up_after_a_move(tmp_path: Path) -> None:
    _write(tmp_path, one__a=PAGE.replace("juli", '<a href="../om.html"></a> juli'))
    _baseline("write", tmp_path)
    (tmp_path / "one" / "a.html").unlink()
    _write(tmp_path, one__two__a=PAGE.replace("juli", '<a href="../../om.html"></a> juli'))
    assert {"one/two/a.html": ["known"]} == _told(tmp_path, ".")


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        pytest.param({"a": FAULTY, "b": FAULTY}, {"a.html": ["known"], "b.html": ["new"]}, id="a-copy"),
        pytest.param({"b": OTHER}, {"b.html": ["new"]}, id="another-page"),
        pytest.param(
            {"a": FAULTY.replace("Badplatser", "Sidan har flyttat"), "b": FAULTY},
            {"a.html": ["new"], "b.html": ["known"]},
            id="something-else-where-it-was",
        ),
        pytest.param({"b": FAULTY, "c": FAULTY}, {"b.html": ["new"], "c.html": ["new"]}, id="nobody-knows-which"),
        pytest.param({"x__a": FAULTY, "c": FAULTY}, {"c.html": ["new"], "x/a.html": ["known"]}, id="known-by-its-name"),
    ],
)
def test_only_what_has_moved_is_known_elsewhere(
    tmp_path: Path, after: dict[str, str], expected: dict[str, list[str]]
) -> None:
    _write(tmp_path, a=FAULTY)
    _baseline("write", tmp_path)
    (tmp_path / "a.html").unlink()
    _write(tmp_path, **after)
    assert expected == _told(tmp_path, ".")


def test_a_part_of_the_pages_tells_nothing_of_the_others(tmp_path: Path) -> None:
    _write(tmp_path, a=FAULTY)
    _baseline("write", tmp_path)
    _write(tmp_path, b=FAULTY)
    assert {"b.html": ["new"]} == _told(tmp_path, "b.html")


@pytest.mark.parametrize(
    ("met", "contents", "there", "moves"),
    [
        pytest.param(
            [Met("https://x.example/new", "c")],
            {"https://x.example/old": "c"},
            (),
            {"https://x.example/new": "https://x.example/old"},
            id="address-with-the-same-content",
        ),
        pytest.param(
            [Met("https://x.example/old", "d", ("https://x.example/new",)), Met("https://x.example/new", "d")],
            {"https://x.example/old": "c"},
            (),
            {"https://x.example/new": "https://x.example/old"},
            id="redirect",
        ),
        pytest.param(
            [Met("https://x.example/old", "c"), Met("https://x.example/new", "c")],
            {"https://x.example/old": "c"},
            (),
            {},
            id="two-addresses",
        ),
        pytest.param(
            [Met("t/a", "c"), Met("t/b", "c")],
            {"s/a": "c", "s/b": "c"},
            (),
            {"t/a": "s/a", "t/b": "s/b"},
            id="a-folder",
        ),
        pytest.param(
            [Met("t/c", "c"), Met("t/d", "c")], {"s/a": "c", "s/b": "c"}, (), {"t/c": "s/a", "t/d": "s/b"}, id="as-many"
        ),
        pytest.param([Met("b", "")], {"a": ""}, (), {}, id="pages-without-content"),
        pytest.param([Met("b", "c")], {"a": "c"}, ("a",), {}, id="still-there"),
        pytest.param([Met("b", "c")], {"a": "c", "b": "d"}, (), {}, id="held-by-its-own-name"),
    ],
)
def test_moves(met: list[Met], contents: dict[str, str], there: tuple[str, ...], moves: dict[str, str]) -> None:
    assert moves == find_moves(met, contents, lambda page: page in there).before
    assert Moves() == find_moves((), contents, lambda _: True)


def test_an_address_that_redirects_keeps_what_is_known(tmp_path: Path) -> None:
    with link_server() as server:
        site = f"http://127.0.0.1:{server.server_port}"
        old, new = f"{site}/moved/a", f"{site}/page/a"
        flags = ("--baseline", "b.json", *DAY)
        assert 0 == kommunlint("baseline", "write", old, *flags, cwd=tmp_path).code
        tree = check(old, new, *flags, "--format", "json", cwd=tmp_path).json
        told = [{one["baseline"] for one in page["findings"]} for page in tree["pages"]]
    assert [{"known"}, {"known"}] == told
