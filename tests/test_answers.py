"""Answers of people: in a file that is written with what is asked, and in the store; found again by their question."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.audit.questions import Questioner
from linter.model.audit import Answer, KnownPage, Question, Together
from linter.model.errors import UsageError
from linter.run import answers_file
from linter.run.answers import Matched, Stored, match
from linter.run.answers_file import Told
from linter.store.answers import Answers
from linter.store.database import open_store
from tests import postgres
from tests.support import PAGE, examine

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from linter.model.outline import PageType


_ID, _OTHER = "a" * 32, "b" * 32
_SAID = Answer("passed", "Siv Ek", date(2026, 11, 27), "Texten säger det som bilden säger.")
_QUESTION = Question(_ID, "1.1.1", "https://www.lerboda.se/bad", "Läs bildens alternativtext.", line=5, selector="img",
    snippet='<img alt="Badhus">', pages=("https://www.lerboda.se/bad", "https://www.lerboda.se/skola"))  # fmt: skip


def _read(tmp_path: Path, text: str | bytes) -> Told:
    path = tmp_path / "answers.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
    return answers_file.read(path)


def _open(matched: Matched) -> tuple[Question, ...]:
    return tuple(one for one in matched.questions if one.answer is None)


def test_file_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    asked = (_QUESTION, replace(_QUESTION, id=_OTHER, rule="axe/color-contrast", also=("1.4.11",), answer=_SAID))
    gone = replace(_QUESTION, id="c" * 32, answer=replace(_SAID, outcome="failed"))
    text = answers_file.write(Told(asked, (gone,)))
    assert "# Svara här på det som en människa behöver bedöma." == text.splitlines()[0].partition(" Ange")[0]
    told = _read(tmp_path, text)
    assert (asked, (gone,), "sv", (*asked, gone)) == (told.asked, told.gone, told.language, told.all)


def test_every_question_of_a_page_can_be_answered(tmp_path: Path) -> None:
    page = examine(PAGE.replace("<main>", '<img src="a.jpg" alt="A: &quot;# {x}"><video></video><main>'), elements=25)
    asked = Questioner("2.2").questions([page])
    open_ = _read(tmp_path, answers_file.write(Told(asked))).asked
    assert [(one.id, one.criterion, one.text, one.pages) for one in asked] == [
        (one.id, one.criterion, one.text, one.pages) for one in open_
    ]
    said = tuple(replace(one, answer=_SAID) for one in open_)
    matched = match(asked, _read(tmp_path, answers_file.write(Told(said))).all)
    assert ((), ()) == (_open(matched), matched.gone)
    assert {_SAID} == {one.answer for one in matched.questions}


@pytest.mark.parametrize("on", ["on", '"on"', "'on'"])
def test_day_is_read_however_its_name_is_written(tmp_path: Path, on: str) -> None:
    text = f"answers:\n- id: {_ID}\n  outcome: passed\n  by: Siv Ek\n  {on}: 2026-11-27\n  why: Provat.\n"
    (one,) = _read(tmp_path, text).asked
    assert Answer("passed", "Siv Ek", date(2026, 11, 27), "Provat.") == one.answer


_WHOLE = f"id: {_ID}, outcome: passed, by: Siv Ek, on: 2026-11-27, why: Provat."
_UNSAID = "an answer says who (by), when (on) and why; missing: "


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"answers: [{{{_WHOLE.replace('by: Siv Ek, ', '')}}}]", f"::$.answers[0]: {_UNSAID}by"),
        (f"answers: [{{{_WHOLE.replace('on: 2026-11-27, ', '')}}}]", f"::$.answers[0]: {_UNSAID}on"),
        (f"answers: [{{{_WHOLE.replace('Provat.', '')}}}]", f"::$.answers[0]: {_UNSAID}why"),
        (f'answers: [{{{_WHOLE.replace("Siv Ek", chr(34) + "  " + chr(34))}}}]', f"::$.answers[0]: {_UNSAID}by"),
        (f"answers: [{{id: {_ID}, outcome: failed}}]", f"::$.answers[0]: {_UNSAID}by, on, why"),
        (f"answers: []\ngone: [{{id: {_ID}, outcome: failed}}]", f"::$.gone[0]: {_UNSAID}by, on, why"),
        (f"answers: [{{{_WHOLE}}}, {{{_WHOLE}}}]", "::$.answers[1].id: stands in the file twice"),
        (f"answers: [{{{_WHOLE.replace('27', '31')}}}]", "::$.answers[0].on: no day of the calendar"),
        (f"answers: [{{{_WHOLE.replace('2026-11-27', 'igår')}}}]", "::$.answers[0].on: a text written like 2026-11-27 is wanted"),
        (f"answers: [{{{_WHOLE.replace('passed', 'ok')}}}]", "::$.answers[0].outcome: passed, failed, cannot_tell, inapplicable or null is wanted"),
        (f"answers: [{{{_WHOLE.replace(_ID, '../../etc')}}}]", "::$.answers[0].id: a text that fits"),
        (f"answers: [{{{_WHOLE}, skrivet: x}}]", "::$.answers[0]: unknown key"),
        ("answers: {}", "::$.answers: a list or null is wanted"),
        ("", "::$: a table is wanted"),
        ("- a", "::$: a table is wanted"),
        ("answers: [*a]", ":1: not valid YAML"),
        ("a: &a [1]\nanswers: !!python/object:os.system {}", ":2: not valid YAML"),
        ("answers: " + "[" * 60, ":1: nested more than 50 deep"),
        (b"answers: [\xff]", "not UTF-8"),
        ("answers: []\nanswers: []", ":2: a key is duplicated"),
        (f"answers: [{{{_WHOLE.replace('Provat.', 'a' * 2001)}}}]", "::$.answers[0].why: a text of 2000 characters or less is wanted"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_file_is_told_in_one_line(tmp_path: Path, text: str | bytes, told: str) -> None:
    with pytest.raises(UsageError) as caught:
        _read(tmp_path, text)
    assert (1, True) == (len(str(caught.value).splitlines()), told in str(caught.value))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"answers:\n- id: {_ID}\n\n- id: {_ID}\n", ":4::$.answers[1].id: stands in the file twice"),
        (f"answers:\n- id: {_ID}\n  outcome: ok\n", ":3::$.answers[0].outcome: "),
        (f"answers:\n- id: {_ID}\n  on: igår\n", ":3::$.answers[0].on: a text written like 2026-11-27 is wanted"),
        (f"answers:\n- id: {_ID}\n  skrivet: x\n", ":2::$.answers[0]: unknown key"),
        (f"answers:\n- id: {_ID}\n  by: Siv Ek\n  outcome: failed\n", ":2::$.answers[0]: an answer says who"),
        (f"answers: []\ntogether: [{{criterion: 1.1.1, {_WHOLE.partition(', ')[2]}}}]", ":2::$.together[0]: an answer about many pages says which"),
        ("answers: []\ntogether:\n- criterion: 1.1.1\n  outcome: failed\n  pages: ['*']\n", ":3::$.together[0]: an answer says who"),
        ("answers: []\ntogether:\n- criterion: 1.1.1\n  types: [start, sida]\n  outcome: failed\n", ":4::$.together[0].types[1]: "),
        ("answers: []\ntogether:\n- criterion: bilder\n  outcome: failed\n", ":3::$.together[0].criterion: "),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_file_is_told_with_its_line(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(UsageError) as caught:
        _read(tmp_path, text)
    assert f"answers.yaml{told}" in str(caught.value)


_SERVICE, _NEWS, _OTHER_NEWS = (f"sida-{name}.html" for name in ("a", "b", "c"))
_PAGES = (
    KnownPage(_SERVICE, "https://www.lerboda.se/bad", ("service",)),
    KnownPage(_NEWS, "https://www.lerboda.se/nyheter/1", ("news", "form")),
    KnownPage(_OTHER_NEWS, "https://www.lerboda.se/nyheter/2", ("news",)),
)
_ABOUT = (
    ("0", (_SERVICE,)),
    ("1", (_NEWS,)),
    ("2", (_OTHER_NEWS,)),
    ("3", (_NEWS, _OTHER_NEWS)),
    ("4", (_SERVICE, _NEWS)),
)


@pytest.mark.parametrize(
    ("pages", "types", "covered"),
    [
        (("*",), (), "01234"),
        ((), ("news",), "123"),
        (("*",), ("form",), "1"),
        (("nyheter/**",), (), "123"),
        (("/nyheter/1", _SERVICE), (), "014"),
        (("https://www.lerboda.se/nyheter/*",), ("form",), "1"),
        (("/nyheter",), (), ""),
        ((), ("start",), ""),
    ],
)
def test_an_answer_about_many_pages_is_about_what_is_on_those_only(
    pages: tuple[str, ...], types: tuple[PageType, ...], covered: str
) -> None:
    asked = [Question(name * 32, "1.1.1", some[0], "Läs.", pages=some) for name, some in _ABOUT]
    other = replace(asked[0], id="f" * 32, criterion="1.3.1")
    matched = match([*asked, other], together=[Together("1.1.1", pages, types, _SAID)], pages=_PAGES)
    answered = [one for one in matched.questions if one.answer is not None]
    assert (covered, {_SAID} if covered else set()) == (
        "".join(one.id[0] for one in answered),
        {one.answer for one in answered},
    )
    assert (() if covered else (0,)) == matched.idle


def test_an_answer_of_its_own_outweighs_one_about_many_pages_and_of_those_the_last_holds() -> None:
    asked = [Question(name * 32, "1.1.1", _NEWS, "Läs.", pages=(_NEWS,)) for name in "ab"]
    own = replace(asked[0], answer=_SAID)
    some = [Together("1.1.1", ("*",), (), replace(_LATER, why=why)) for why in ("Först.", "Sist.")]
    found = match(asked, [own], together=some, pages=_PAGES).questions
    assert [(_SAID, False), (some[1].answer, True)] == [(one.answer, one.is_together) for one in found]


def test_an_answer_about_many_pages_stays_one_in_the_file(tmp_path: Path) -> None:
    said = Together("1.1.1", ("nyheter/**",), ("news",), _SAID)
    asked = match([replace(_QUESTION, pages=(_NEWS,))], together=[said], pages=_PAGES).questions
    told = _read(tmp_path, answers_file.write(Told(asked, (), "sv", (said,), _PAGES, "www.lerboda.se")))
    assert ((said,), _PAGES, "www.lerboda.se") == (told.together, told.pages, told.site)
    assert (_SAID, None) == (asked[0].answer, told.asked[0].answer)


def test_pages_that_a_file_only_counts_are_reached_by_all_pages_alone(tmp_path: Path) -> None:
    many = replace(_QUESTION, pages=tuple(f"https://www.lerboda.se/nyheter/{n}" for n in range(25)))
    (read,) = _read(tmp_path, answers_file.write(Told((many,)))).asked
    assert (20, 5) == (len(read.pages), read.more_pages)
    reach = [
        bool(match([read], together=[Together("1.1.1", (one,), (), _SAID)]).questions[0].answer)
        for one in ("*", "nyheter/**")
    ]
    assert [True, False] == reach
    (again,) = _read(tmp_path, answers_file.write(Told((read,)))).asked
    assert read == again


def test_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    for path, why in ((tmp_path / "a.yaml", "No such file"), (tmp_path, "a folder")):
        with pytest.raises(UsageError, match=why):
            answers_file.read(path)


@given(st.text(), st.text())
def test_whatever_a_page_says_is_written_as_text(
    tmp_path_factory: pytest.TempPathFactory, text: str, page: str
) -> None:
    asked = replace(_QUESTION, text=text, source=page, pages=(page,), snippet=text, selector=text)
    (read,) = _read(tmp_path_factory.getbasetemp(), answers_file.write(Told((asked,), language="en"))).asked
    assert _ID == read.id


_LATER = replace(_SAID, on=date(2026, 11, 28), outcome="failed")


@pytest.mark.parametrize(
    ("told", "stored", "answer"),
    [
        (None, None, None),
        (_SAID, None, _SAID),
        (None, _SAID, _SAID),
        (_SAID, _LATER, _LATER),
        (_LATER, _SAID, _LATER),
        (_SAID, replace(_SAID, outcome="failed"), _SAID),
    ],
)
def test_later_answer_holds(told: Answer | None, stored: Answer | None, answer: Answer | None) -> None:
    matched = match([_QUESTION], [replace(_QUESTION, answer=told)], Stored({_ID: stored} if stored else {}))
    assert [answer] == [one.answer for one in matched.questions]
    assert ([] if answer else [_ID], ()) == ([one.id for one in _open(matched)], matched.gone)


def test_what_was_replaced_in_the_store_is_not_said_any_more() -> None:
    standing = replace(_SAID, outcome="failed")
    stored = Stored({_ID: standing}, frozenset({(_ID, _SAID)}))
    matched = match(
        [_QUESTION], [replace(_QUESTION, answer=_SAID)], stored
    )  # the file holds what the store said before
    assert [standing] == [one.answer for one in matched.questions]


def test_of_several_files_the_later_answer_holds_and_of_one_day_the_last() -> None:
    first, second = (replace(_QUESTION, answer=one) for one in (_LATER, _SAID))
    assert [_LATER] == [one.answer for one in match([_QUESTION], [first, second]).questions]
    other = replace(_QUESTION, answer=replace(_SAID, why="Sedd igen."))
    assert [other.answer] == [one.answer for one in match([_QUESTION], [second, other]).questions]


def test_answers_to_what_is_gone_are_kept() -> None:
    told = [replace(_QUESTION, answer=_SAID), replace(_QUESTION, id=_OTHER)]
    matched = match([replace(_QUESTION, id="c" * 32)], told)
    assert ((told[0],), ["c" * 32]) == (matched.gone, [one.id for one in _open(matched)])


@pytest.fixture(name="stored", params=["sqlite", "postgresql"])
def _stored(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Answers]:
    if request.param == "sqlite":
        with closing(open_store(str(tmp_path / "a.sqlite"))) as store:
            yield Answers(store)
        return
    with postgres.running() as server, closing(open_store(server.make("answers"))) as store:
        yield Answers(store)


def test_answers_about_one_site_are_none_about_another(stored: Answers) -> None:
    stored.answer(_QUESTION, _SAID)
    for site in ("www.granvik.test", "/home/siv/webb"):
        assert ({}, frozenset()) == (stored.of_site(site).standing(), stored.of_site(site).replaced())
        stored.of_site(site).answer_all([_QUESTION, replace(_QUESTION, id=_OTHER)], _LATER)
        assert {_ID: _LATER, _OTHER: _LATER} == stored.of_site(site).standing()
    stored.of_site("www.granvik.test").answer(_QUESTION, _SAID)
    assert frozenset({(_ID, _LATER)}) == stored.of_site("www.granvik.test").replaced()
    assert ({_ID: _SAID}, [_SAID]) == (stored.standing(), stored.history(_ID))


def test_latest_answer_stands_and_the_others_are_history(stored: Answers) -> None:
    stored.answer(_QUESTION, _SAID)
    stored.answer(replace(_QUESTION, id=_OTHER), _SAID)
    stored.answer(_QUESTION, _LATER)
    assert {_ID: _LATER, _OTHER: _SAID} == stored.standing()
    assert ([_LATER, _SAID], []) == (stored.history(_ID), stored.history("c" * 32))


@pytest.mark.parametrize("said", ["\x00b\x1b[2J", "\ud800", "'; DROP TABLE answers; --", "😀\u202e"])
def test_whatever_is_answered_is_kept_as_text(tmp_path: Path, said: str) -> None:
    with closing(open_store(str(tmp_path / "a.sqlite"))) as store:
        Answers(store).answer(_QUESTION, replace(_SAID, by=said, why=said))
        (one,) = Answers(store).standing().values()
    assert len(said) == len(one.why) == len(one.by)
