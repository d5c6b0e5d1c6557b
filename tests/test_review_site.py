"""The made-up municipality: its files are those of its generator, its faults are found, its pages are what they are, its sample is whole."""

from __future__ import annotations

import pytest

from linter.audit.sampling.corrections import Corrections
from linter.audit.sampling.explore import Explored, explore
from linter.audit.sampling.page_types import recognise
from linter.audit.sampling.sample import draw
from linter.audit.sampling.targets import pages_of
from linter.config.config import Config
from linter.report.words.words import words_in
from linter.run.run import RunRequest
from tests import review_pages, review_site
from tests.support import TODAY, examine
from tests.test_fixtures import announced


@pytest.fixture(scope="module")
def site() -> Explored:
    """The site, explored once."""
    return explore(pages_of([str(review_site.FOLDER)], Config()), Config(), RunRequest(today=TODAY))


def test_the_files_are_those_of_the_generator() -> None:
    there = [path for path in review_site.FOLDER.rglob("*") if path.is_file()]
    assert review_site.files() == {path.relative_to(review_site.FOLDER).as_posix(): path.read_bytes() for path in there}
    assert (40, 2) == (len(review_pages.TYPES), len(review_site.DOCUMENTS))


@pytest.mark.parametrize("path", review_pages.TYPES)
def test_announced_findings_are_found(path: str) -> None:
    file = review_site.FOLDER / review_site.file_of(path)
    report = examine(file.read_bytes(), name=str(file))
    assert announced(file) == sorted((one.location.line, one.rule) for one in report.findings if one.is_open)


def test_every_page_is_of_its_types(site: Explored) -> None:
    found = {page.outline.path: set(page.types) for page in recognise(site.outlines)}
    assert {path: set(types) for path, types in review_pages.TYPES.items()} == found


def test_the_sample_is_whole(site: Explored) -> None:
    sample = draw(site.outlines, 7, Corrections(), words_in("sv"))
    assert {name for types in review_pages.TYPES.values() for name in types} | {"document"} == {
        name for page in sample.pages for name in page.types
    }
    steps = [page.source for page in sample.pages if "process" in page.types]
    assert ["steg-1.html", "steg-2.html", "steg-3.html"] == [source.rpartition("/")[2] for source in steps]
    random = [page for page in sample.pages if page.chosen == "random"]
    assert len(sample.pages) <= 10 * len(random)
    assert sample == draw(site.outlines[::-1], 7, Corrections(), words_in("sv"))
