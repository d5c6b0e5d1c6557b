"""Outlines x seed -> the sample: everything that there is stands in it, a tenth of it is random, and nothing but the pages decides."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from hypothesis import given, settings
from hypothesis import strategies as st

from linter.audit.sampling.corrections import Correction, Corrections
from linter.audit.sampling.page_types import TypedPage, recognise
from linter.audit.sampling.sample import draw, whole
from linter.model.outline import LinkedDocument, PageOutline, PageType, Part, Sign
from linter.report.words.words import words_in
from tests.outlines import headed, outline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linter.model.audit import Sample

NOTHING = Corrections()
SV, EN = words_in("sv"), words_in("en")
DRAWN_BY_TYPE = [name for name in get_args(PageType) if name not in ("document", "process")]
signs = st.lists(
    st.builds(
        Sign,
        st.sampled_from(DRAWN_BY_TYPE),
        st.sampled_from(["address", "heading", "link"]),
        st.text(max_size=5),
        st.booleans(),
        st.sampled_from(["building", "care", "politics"]),
    ),
    max_size=3,
)
documents = st.lists(
    st.integers(0, 9).map(lambda n: LinkedDocument(f"https://www.granvik.test/{n}.pdf", "pdf", "")), max_size=2
)


@st.composite
def sites(draw_from: st.DrawFn) -> list[PageOutline]:
    """Return the outlines of a site."""
    number = draw_from(st.integers(1, 60))
    return [
        PageOutline(
            source=f"https://www.granvik.test/{at}",
            addresses=(f"https://www.granvik.test/{at}",),
            path=f"/{at}",
            title="",
            heading="",
            signs=tuple(draw_from(signs)),
            steps=tuple(f"https://www.granvik.test/{to}" for to in draw_from(st.lists(st.integers(0, 60), max_size=1))),
            documents=tuple(draw_from(documents)),
            layout=draw_from(st.sampled_from([("main",), ("header", "main"), ("main", "footer")])),
            parts=tuple(sorted(draw_from(st.sets(st.sampled_from(get_args(Part)), max_size=2)))),
        )
        for at in range(number)
    ]


def sampled(sample: Sample, pages: Sequence[TypedPage]) -> list[TypedPage]:
    """Return the pages of a sample that are no documents."""
    sources = {one.source for one in sample.pages}
    return [page for page in pages if page.outline.source in sources]


@settings(max_examples=60, deadline=None)
@given(sites(), st.integers(0, 2**31))
def test_everything_that_there_is_stands_in_the_sample(site: list[PageOutline], seed: int) -> None:
    pages = recognise(site)
    sample = draw(site, seed, NOTHING, EN)
    chosen = sampled(sample, pages)
    assert {name for page in pages for name in page.types} == {name for page in chosen for name in page.types}
    assert {page.service for page in pages} - {None} == {page.service for page in chosen} - {None}
    assert {page.outline.source for page in pages if page.process} <= {page.outline.source for page in chosen}
    assert {page.outline.layout for page in pages} == {page.outline.layout for page in chosen}
    assert {part for page in pages for part in page.outline.parts} == {
        part for page in chosen for part in page.outline.parts
    }
    have_documents = {page.service for page in pages if page.service and page.outline.documents}
    listed = {one.source for one in sample.pages if one.types == ("document",)}
    assert all(
        any(one.url in listed for page in pages if page.service == kind for one in page.outline.documents)
        for kind in have_documents
    )


@settings(max_examples=60, deadline=None)
@given(sites(), st.integers(0, 2**31))
def test_a_tenth_of_the_sample_is_random_while_pages_are_left(site: list[PageOutline], seed: int) -> None:
    sample = draw(site, seed, NOTHING, EN)
    random = [one.source for one in sample.pages if one.chosen == "random"]
    sources = [one.source for one in sample.pages]
    left = {one.source for one in site} - set(sources)
    assert sorted(set(sources)) == sorted(sources)
    assert not left or (random and len(random) * 10 >= len(sources))
    assert all(one.why for one in sample.pages)
    linked = {one.url for page in site for one in page.documents}
    assert len(site) + len(linked) == sample.of >= len(sources)


@settings(max_examples=40, deadline=None)
@given(sites(), st.integers(0, 2**31), st.randoms())
def test_nothing_but_pages_and_seed_decides(site: list[PageOutline], seed: int, chance: object) -> None:
    shuffled = list(site)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert draw(site, seed, NOTHING, SV) == draw(shuffled, seed, NOTHING, SV)


def test_another_seed_draws_other_pages_and_another_host_the_same() -> None:
    pages = [headed(f"/sida-{number}", f"Sida {number}") for number in range(200)]
    drawn = {seed: draw(pages, seed, NOTHING, SV).pages[-1].source for seed in range(10)}
    assert 5 < len(set(drawn.values()))
    elsewhere = [
        PageOutline(one.source.replace("www.granvik.test", "127.0.0.1:8040"), (), one.path, one.title, one.heading)
        for one in pages
    ]
    assert [drawn[3].replace("www.granvik.test", "127.0.0.1:8040")] == [
        one.source for one in draw(elsewhere, 3, NOTHING, SV).pages if one.chosen == "random"
    ]


def test_each_page_says_why_in_the_language_of_the_run() -> None:
    site = [
        headed("/", "Granvik"),
        headed("/kontakt", "Kontakta oss"),
        outline("/bygga", '<main><h1>Bygglov</h1><a href="/a.pdf">Blankett (pdf)</a></main>'),
        headed("/x", "Zxy"),
    ]
    assert [
        ("/", "start page: it has the address of a start page"),
        ("/kontakt", "contact page: the address has “/kontakt”, the heading says “Kontakta oss”"),
        ("/bygga", "service “building and housing”: the address has “bygga”"),
        ("/a.pdf", "PDF document of the service “building and housing”, linked on https://www.granvik.test/bygga"),
        ("/x", "drawn at random (seed 1) from 1 page that was left"),
    ] == [(one.source.removeprefix("https://www.granvik.test"), one.why) for one in draw(site, 1, NOTHING, EN).pages]
    assert "kontaktsida: adressen innehåller ”/kontakt”, rubriken säger ”Kontakta oss”" in [
        one.why for one in draw(site, 1, NOTHING, SV).pages
    ]


def test_a_page_may_be_pinned_left_out_or_of_another_type() -> None:
    site = [headed("/", "Granvik"), headed("/kontakt", "Kontakta oss"), headed("/x", "Zxy"), headed("/y", "Zxy")]
    root = "https://www.granvik.test"
    said = Corrections(
        {
            f"{root}/kontakt": Correction(types=()),
            f"{root}/x": Correction(types=("contact",)),
            f"{root}/y": Correction(use="always"),
            f"{root}/": Correction(use="never"),
        }
    )
    sample = draw(site, 1, said, EN)
    assert [
        ("/y", (), "structured", "asked for in page-types.yaml"),
        ("/x", ("contact",), "structured", "contact page: page-types.yaml says so"),
        ("/kontakt", (), "random", "drawn at random (seed 1) from 1 page that was left"),
    ] == [(one.source.removeprefix(root), one.types, one.chosen, one.why) for one in sample.pages]


def test_without_a_draw_every_page_is_the_sample() -> None:
    site = [headed("/x", "Zxy"), headed("/", "Granvik")]
    given_ = whole(site, 4, NOTHING, EN, is_all=False, documents=[LinkedDocument("https://a.test/b.pdf", "pdf", "")])
    assert [
        ("https://www.granvik.test/x", (), "given", "given as a page to examine"),
        (
            "https://www.granvik.test/",
            ("start",),
            "given",
            "given as a page to examine; start page: it has the address of a start page",
        ),
        ("https://a.test/b.pdf", ("document",), "given", "given as a page to examine"),
    ] == [(one.source, one.types, one.chosen, one.why) for one in given_.pages]
    assert {"all"} == {one.chosen for one in whole(site, 4, NOTHING, EN, is_all=True).pages}
