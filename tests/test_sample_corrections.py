"""The file of page types: what it holds is read back, what a person changes is obeyed and stays, and nothing odd gets through."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from linter.audit.sampling import corrections
from linter.audit.sampling.corrections import Correction, Corrections
from linter.audit.sampling.page_types import recognise
from linter.model.errors import UsageError
from linter.model.outline import PageOutline
from linter.report.words.words import words_in
from tests.outlines import headed

if TYPE_CHECKING:
    from pathlib import Path

NOTHING = Corrections()
SV = words_in("sv")


def _changed(said: Corrections) -> list[str]:
    return [source for source, one in said.pages.items() if one.is_changed]


def test_a_file_that_nobody_changed_says_nothing(tmp_path: Path) -> None:
    file = tmp_path / corrections.NAME
    pages = recognise([headed("/", "Granvik"), headed("/kontakt", "Kontakta oss"), headed("/x", "Zxy")])
    file.write_text(corrections.text(pages, NOTHING, SV), "utf-8")
    assert [] == _changed(corrections.read(file))
    assert {} == corrections.read(tmp_path / "missing.yaml").pages


def test_what_a_person_changes_is_obeyed_and_stays(tmp_path: Path) -> None:
    file = tmp_path / corrections.NAME
    pages = recognise([headed("/kontakt", "Kontakta oss"), headed("/x", "Zxy")])
    written = corrections.text(pages, NOTHING, SV)
    file.write_text(
        written.replace("types: [contact]", "types: [form]").replace(
            "types: []\n  use: drawn", "types: []\n  use: never"
        ),
        "utf-8",
    )
    said = corrections.read(file)
    root = "https://www.granvik.test"
    contact, other = Correction(("form",), recognised=("contact",)), Correction(None, "never", ())
    assert {f"{root}/kontakt": contact, f"{root}/x": other} == dict(said.pages)
    file.write_text(corrections.text(pages, said, SV), "utf-8")
    assert said == corrections.read(file)
    file.write_text(corrections.text([], said, SV), "utf-8")  # the pages could not be had this time
    assert said == corrections.read(file)
    assert [("form",), ()] == [page.types for page in said.applied(pages)]


def test_pages_that_were_not_met_this_time_stay_as_they_were(tmp_path: Path) -> None:
    file = tmp_path / corrections.NAME
    pages = recognise([headed("/kontakt", "Kontakta oss"), headed("/x", "Zxy")])
    file.write_text(corrections.text(pages, NOTHING, SV), "utf-8")
    first = corrections.read(file)
    file.write_text(corrections.text(recognise([headed("/y", "Yxz")]), first, SV), "utf-8")
    again = corrections.read(file)
    assert ["/y", "/kontakt", "/x"] == [source.removeprefix("https://www.granvik.test") for source in again.pages]
    assert dict(first.pages) == {source: one for source, one in again.pages.items() if source in first.pages}
    assert [("contact",), ()] == [page.types for page in again.applied(pages)]


def test_signs_stand_beside_types_for_people_to_read() -> None:
    written = corrections.text(recognise([headed("/kontakt", "Kontakta oss")]), NOTHING, SV)
    assert (
        '- page: "https://www.granvik.test/kontakt"\n'
        "  # kontaktsida: adressen innehåller ”/kontakt”, rubriken säger ”Kontakta oss”\n"
        "  recognised: [contact]\n  types: [contact]\n  use: drawn\n"
    ) in written


@settings(max_examples=80, deadline=None)
@given(st.lists(st.text(min_size=1, max_size=60), max_size=5, unique=True))
def test_whatever_pages_are_called_the_file_is_read_again(names: list[str]) -> None:
    pages = recognise([PageOutline(name, (), name, name, name) for name in names])
    written = corrections.text(pages, NOTHING, SV)
    kept = [name for name in names if not re.search("[\ud800-\udfff]", name)]
    assert sorted(kept) == sorted(one["page"] for one in yaml.safe_load(written)["pages"])


def test_a_file_is_no_larger_than_is_read(tmp_path: Path) -> None:
    file = tmp_path / corrections.NAME
    pages = recognise([PageOutline(f"https://a.test/{'x' * 300}{n}", (), "/", "", "") for n in range(9000)])
    file.write_text(corrections.text(pages, NOTHING, SV), "utf-8")
    assert [] == _changed(corrections.read(file))
    assert "sidor till står inte här" in file.read_text("utf-8")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"pages: 4",
        b"pages:\n- page: a\n  types: [secret-word]",
        b"pages:\n- page: a\n  secret-word: [start]",
        b"pages:\n- page: a\n  use: secret-word",
        b"pages:\n- page: [secret-word]",
        b"pages:\n- types: [start]",
        b"pages:\n- page: secret-word\n- page: secret-word",
        b"pages:\n- page: a\n  page: secret-word",
        b"pages: &secret-word [*secret-word]",
        (
            b"a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\n"
            b"d: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d]\npages: [*e,*e,*e,*e,*e,*e,*e,*e,*e]"
        ),
        b"pages: " + b"[" * 5000,
        b"pages: !!python/object/apply:os.system [secret-word]",
        b"\xff\xfe\x00secret-word",
        b"pages: \x00",
        b"x" * (1024 * 1024 + 1),
    ],
)
def test_a_hostile_file_is_refused_in_one_line_that_quotes_nothing(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / corrections.NAME
    file.write_bytes(content)
    with pytest.raises(UsageError) as refused:
        corrections.read(file)
    told = str(refused.value)
    assert (True, 0, False) == (told.startswith(str(file)), told.count("\n"), "secret-word" in told)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("pages:\n- page: a\n  use: sometimes\n", ":3::$.pages[0].use: "),
        ("pages:\n- page: a\n- page: b\n- page: a\n", ":4::$.pages[2].page: "),
        ("# Sidor\npages:\n- page: a\n\n  types: [start, sida]\n", ":5::$.pages[0].types[1]: "),
    ],
)
def test_what_is_wrong_is_told_with_its_line(content: str, told: str, tmp_path: Path) -> None:
    file = tmp_path / corrections.NAME
    file.write_text(content, "utf-8")
    with pytest.raises(UsageError) as refused:
        corrections.read(file)
    assert f"{file}{told}" in str(refused.value)


def test_a_folder_and_a_pipe_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="a folder"):
        corrections.read(tmp_path)
