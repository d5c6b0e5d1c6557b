"""The view of a review: its questions by criterion, and the form in which somebody answers one."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from fastapi import APIRouter, Depends, Request
from fastapi.responses import FileResponse, HTMLResponse, RedirectResponse, Response

from linter.model.errors import UsageError
from linter.report.criteria import address
from linter.report.phrases import answer_key
from linter.run.answers import Stored
from linter.web.errors import RequestError
from linter.web.requests import forms
from linter.web.routes.common import needs_user, service_of
from linter.web.routes.pages import page, remember

if TYPE_CHECKING:
    from linter.model.audit import Question
    from linter.web.reviews import Group, ReviewFolder

router = APIRouter(include_in_schema=False)
_AT_ONCE = 50
"""Questions that are shown on one page."""
_DIGITS = 6
"""Of the number of a question."""
_NO_DRAFT = dict.fromkeys(("outcome", "why", "by"), "")


@router.get("/review")
async def show_review(request: Request, criterion: str | None = None, start: int = 0) -> HTMLResponse:
    """Show the criteria of the review, and the questions of one of them."""
    return await _shown(request, criterion, max(0, start))


@router.get("/review/{name}/picture")
async def show_picture(request: Request, name: str) -> FileResponse:
    """Return the picture of a question's element."""
    folder = _folder(request)
    question = await asyncio.to_thread(_question, folder, name)
    path = folder.picture(question)
    if path is None:
        raise RequestError(404, "no_such_page")
    return FileResponse(path, media_type="image/png")


@router.post("/review/{name}", dependencies=[Depends(needs_user)])
async def answer(request: Request, name: str) -> Response:
    """Answer a question, and show it again."""
    service, folder = service_of(request), _folder(request)
    question = await asyncio.to_thread(_question, folder, name)
    async with request.form(max_files=0, max_fields=10) as form:
        fields = {key: value for key, value in form.items() if isinstance(value, str)}
    start = int(fields["start"]) if fields.get("start", "").isdecimal() and len(fields["start"]) <= _DIGITS else 0
    try:
        said = forms.answer(fields, service.user(request.headers), service.day)
    except RequestError as error:
        draft = {**_NO_DRAFT, **fields, "id": name}
        return await _shown(request, question.criterion, start, error.status, error=error, draft=draft)
    await asyncio.to_thread(service.answers.answer, question, said)
    told = RedirectResponse(f"/review?criterion={quote(question.criterion)}&start={start}#q-{name}", 303)
    if service.options.door.user_header is None:
        remember(told, "by", quote(said.by), "strict")
    return told


async def _shown(request: Request, criterion: str | None, start: int, status: int = 200, **more: Any) -> HTMLResponse:  # noqa: ANN401  a template's values
    service, folder = service_of(request), service_of(request).review
    values = {"error": None, "draft": {**_NO_DRAFT, "id": ""}, "no_draft": _NO_DRAFT, **more}
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
        user=service.user(request.headers),
        **values,
    )


def _groups(request: Request, folder: ReviewFolder) -> tuple[list[Group], str]:
    """Return the questions by criterion, and the language that they are in."""
    stored = service_of(request).answers
    try:
        return folder.groups(Stored(stored.standing(), stored.replaced())), folder.told().language
    except UsageError as error:
        raise RequestError(503, "review_unreadable", str(error)) from error


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
