"""The licences of what kommunlint installs: listed for users, and such that a program under MIT may use them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.licences import EXTRAS, closure, installed, listed, parts

if TYPE_CHECKING:
    from collections.abc import Mapping

_PAGE = Path(__file__).parents[1] / "docs" / "licences.md"
_FREE = {"Apache-2.0", "BSD", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT", "MIT-0", "MIT-CMU", "PSF-2.0", "ZPL-2.1"}
_OF_ITS_OWN_FILES = {"LGPL-2.1-or-later", "LGPL-3.0-only", "MPL-1.1", "MPL-2.0"}
"""Licences that bind changes of the package itself, and nothing that uses it."""


@pytest.mark.parametrize("extra", ["", *EXTRAS])
def test_every_package_is_listed(extra: str) -> None:
    assert set() == closure(extra) - set(listed(_PAGE))


@pytest.mark.parametrize("told", [pytest.param(listed(_PAGE), id="listed"), pytest.param(installed(), id="installed")])
def test_every_licence_lets_a_program_under_mit_use_the_package(told: Mapping[str, str]) -> None:
    allowed = _FREE | _OF_ITS_OWN_FILES
    refused = {name: one for name, one in told.items() if not any(allowed.issuperset(part) for part in parts(one))}
    assert {} == refused
