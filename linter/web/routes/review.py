"""The view of a review: its questions by criterion, and the form in which somebody answers one."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from fastapi import APIRouter, Depends, Request
from fastapi.responses import FileResponse, HTMLResponse, RedirectResponse, Response

from linter.data import criteria
from linter.model.errors import UsageError
from linter.report.criteria import address
from linter.report.phrases import answer_key
from linter.run.answers import Stored
from linter.web.errors import RequestError
from linter.web.requests import forms
from linter.web.routes.common import needs_user, service_of
from linter.web.routes.pages import page, remember

if TYPE_CHECKING:
    from linter.model.audit import Answer, Question, Together
    from linter.store.answers import Answers
    from linter.web.reviews import Group, ReviewFolder

router = APIRouter(include_in_schema=False)
_AT_ONCE = 50
"""Questions that are shown on one page."""
_DIGITS = 6
"""Of the number of a question."""
_NO_DRAFT = dict.fromkeys(("outcome", "why", "by", "type", "pages"), "")
_TOGETHER = "together"
"""What the form about many pages is called where a question has its id."""


@router.get("/review")
async def show_review(
    request: Request, criterion: str | None = None, start: int = 0, answered: int | None = None
) -> HTMLResponse:
    """Show the criteria of the review, and the questions of one of them; `answered` were answered at once."""
    return await _shown(request, criterion, max(0, start), answered=answered)


@router.get("/review/{name}/picture")
async def show_picture(request: Request, name: str) -> FileResponse:
    """Return the picture of a question's element."""
    folder = _folder(request)
    question = await asyncio.to_thread(_question, folder, name)
    path = folder.picture(question)
    if path is None:
        raise RequestError(404, "no_such_page")
    return FileResponse(path, media_type="image/png")


@router.post("/review/together", dependencies=[Depends(needs_user)])
async def answer_together(request: Request) -> Response:
    """Answer all open questions of a criterion about many pages, and tell how many those were."""
    service, folder = service_of(request), _folder(request)
    fields = await _fields(request)
    criterion = fields.get("criterion", "")
    try:
        said = forms.together(fields, service.user(request.headers), service.day)
        number = await asyncio.to_thread(_answer_all, request, folder, said)
    except RequestError as error:
        draft = {**_NO_DRAFT, **fields, "id": _TOGETHER}
        return await _shown(request, criterion, 0, error.status, error=error, draft=draft)
    told = RedirectResponse(f"/review?criterion={quote(criterion)}&answered={number}#criterion", 303)
    _remember(request, told, said.answer.by)
    return told


@router.post("/review/{name}", dependencies=[Depends(needs_user)])
async def answer(request: Request, name: str) -> Response:
    """Answer a question, and show it again."""
    service, folder = service_of(request), _folder(request)
    question = await asyncio.to_thread(_question, folder, name)
    fields = await _fields(request)
    start = int(fields["start"]) if fields.get("start", "").isdecimal() and len(fields["start"]) <= _DIGITS else 0
    try:
        said = forms.answer(fields, service.user(request.headers), service.day)
    except RequestError as error:
        draft = {**_NO_DRAFT, **fields, "id": name}
        return await _shown(request, question.criterion, start, error.status, error=error, draft=draft)
    await asyncio.to_thread(_answer, request, folder, question, said)
    told = RedirectResponse(f"/review?criterion={quote(question.criterion)}&start={start}#q-{name}", 303)
    _remember(request, told, said.by)
    return told


async def _fields(request: Request) -> dict[str, str]:
    async with request.form(max_files=0, max_fields=10) as form:
        return {key: value for key, value in form.items() if isinstance(value, str)}


def _remember(request: Request, told: Response, by: str) -> None:
    """Let a browser remember who answers, where no proxy says so."""
    if service_of(request).options.door.user_header is None:
        remember(told, "by", quote(by), "strict")


async def _shown(request: Request, criterion: str | None, start: int, status: int = 200, **more: Any) -> HTMLResponse:  # noqa: ANN401  a template's values
    service, folder = service_of(request), service_of(request).review
    values = {"error": None, "answered": None, "draft": {**_NO_DRAFT, "id": ""}, "no_draft": _NO_DRAFT, **more}
    if folder is None:
        return page(request, "review.html", groups=None, chosen=None, told_in="", user="", **values)
    groups, language = await asyncio.to_thread(_groups, request, folder)
    chosen = next((one for one in groups if one.criterion == criterion), None)
    return page(
        request,
        "review.html",
        status,
        groups=groups,
        chosen=chosen,
        shown=chosen.questions[start : start + _AT_ONCE] if chosen is not None else (),
        start=start,
        later=start + _AT_ONCE if chosen is not None and len(chosen.questions) > start + _AT_ONCE else None,
        told_in=language,
        address=address,
        answer_key=answer_key,
        criterion_name=criteria.name,
        addresses=folder.addresses(),
        types=folder.types(),
        together=_TOGETHER,
        user=service.user(request.headers),
        **values,
    )


def _groups(request: Request, folder: ReviewFolder) -> tuple[list[Group], str]:
    """Return the questions by criterion, and the language that they are in."""
    try:
        return folder.groups(_stored(request, folder)), folder.told().language
    except UsageError as error:
        raise RequestError(503, "review_unreadable", str(error)) from error


def _answer(request: Request, folder: ReviewFolder, question: Question, said: Answer) -> None:
    _answers(request, folder).answer(question, said)


def _answer_all(request: Request, folder: ReviewFolder, said: Together) -> int:
    """Answer the open questions that an answer is about; return how many."""
    try:
        some = folder.reached(_stored(request, folder), said)
    except UsageError as error:
        raise RequestError(503, "review_unreadable", str(error)) from error
    if some:
        _answers(request, folder).answer_all(some, said.answer)
    return len(some)


def _answers(request: Request, folder: ReviewFolder) -> Answers:
    """Return the answers of the store about the site of the review."""
    return service_of(request).answers.of_site(folder.told().site)


def _stored(request: Request, folder: ReviewFolder) -> Stored:
    answers = _answers(request, folder)
    return Stored(answers.standing(), answers.replaced())


def _folder(request: Request) -> ReviewFolder:
    folder = service_of(request).review
    if folder is None:
        raise RequestError(404, "no_such_page")
    return folder


def _question(folder: ReviewFolder, name: str) -> Question:
    try:
        found = folder.find(name)
    except UsageError as error:
        raise RequestError(503, "review_unreadable", str(error)) from error
    if found is None:
        raise RequestError(404, "no_such_question")
    return found
