"""A page's memory is free when it has been examined: nothing of it refers back to itself and waits for a collection."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import pytest

from tests.support import examine, fixtures

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("path", fixtures(), ids=lambda path: path.stem)
def test_page_leaves_nothing_for_the_collector_of_garbage(path: Path) -> None:
    source = path.read_bytes().decode("utf-8", "replace")
    examine(source)  # what is made once
    gc.collect()
    gc.disable()
    try:
        examine(source)
        assert 0 == gc.collect()
    finally:
        gc.enable()
