"""Who answers for which pages: the owners of a configuration."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linter.config.config import read_config
from linter.config.trust import Trust
from tests.support import PAGE, kommunlint

if TYPE_CHECKING:
    from pathlib import Path


def test_first_owner_that_fits_a_page_by_path_or_address_answers_for_it(tmp_path: Path) -> None:
    text = """[[owners]]
name = "Bygg"
paths = ["bygga/**"]
email = "bygg@lerboda.example"

[[owners]]
name = "Kommunikation"
paths = ["**", "https://www.lerboda.example/**"]
"""
    (tmp_path / "kommunlint.toml").write_text(text, "utf-8")
    settings = read_config(tmp_path / "kommunlint.toml", tmp_path, Trust())
    pages = [("bygga/lov.html", ""), ("om/oss.html", ""), ("a.html", "https://www.lerboda.example/a")]
    assert ["Bygg", "Kommunikation", "Kommunikation"] == [
        owner.name for names in pages if (owner := settings.owner_of(*names)) is not None
    ]
    shown = kommunlint("config", "bygga/lov.html", cwd=tmp_path).out
    assert 'email = "bygg@lerboda.example"' in shown


@pytest.mark.parametrize("email", ["bygg", "a@b\\nBcc: c@d", "a@b, c@d", "Bygg <a@b>"])
def test_address_of_an_owner_is_one_address(tmp_path: Path, email: str) -> None:
    owner = f'[[owners]]\nname = "A"\npaths = ["**"]\nemail = "{email}"\n'
    (tmp_path / "kommunlint.toml").write_text(owner, "utf-8")
    (tmp_path / "a.html").write_text(PAGE, "utf-8")
    ran = kommunlint("check", "a.html", cwd=tmp_path)
    assert (2, True) == (ran.code, "owners[0].email" in ran.complaint)
