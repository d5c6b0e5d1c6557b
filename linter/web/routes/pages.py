"""The page for editors: its form, its results, and the page that was handed over, shown without anything that runs."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import quote

from fastapi import APIRouter, Depends, Request
from fastapi.responses import FileResponse, HTMLResponse, JSONResponse, RedirectResponse, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from starlette.datastructures import UploadFile

from linter.report import requirements
from linter.report.words.words import words_in
from linter.rules.rule import LANGUAGES
from linter.version import __version__
from linter.web.errors import RequestError
from linter.web.handover import bookmarklet
from linter.web.requests import forms
from linter.web.requests.security import PREVIEW_POLICY
from linter.web.routes.common import check, client_of, needs_user, service_of
from linter.web.view import result as view

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.datastructures import FormData

    from linter.model.finding import Finding
    from linter.web.results import Result
    from linter.web.submission import Submission

router = APIRouter(include_in_schema=False)
_OK = 200
_YEAR = 365 * 24 * 3600
_LONGEST = 2000
"""Bytes of a page's address that PostgreSQL still finds by an index."""
_AT_ONCE = 200
"""Decisions that are listed on one page."""
_HERE = Path(__file__).parent.parent
_PATIENCE = 20.0
"""Seconds that an answer waits for something new."""
_NO_DRAFT = dict.fromkeys(("fingerprint", "kind", "reason", "by", "expires"), "")
"""The form about a finding before somebody fills it in."""
_TEMPLATES = Environment(
    loader=FileSystemLoader(_HERE / "templates"),
    autoescape=select_autoescape(default=True),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_TEMPLATES.globals.update(requirement=requirements.told, requirement_address=requirements.address)


def language_of(request: Request) -> str:
    """Return the language of a request's words: as asked for, else the configuration's."""
    asked = request.query_params.get("lang") or request.cookies.get("lang") or ""
    return asked if asked in LANGUAGES else service_of(request).config.language


def server_of(request: Request) -> str:
    """Return the origin that the server is asked by."""
    return f"{request.url.scheme}://{request.url.netloc}"


def page(request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:  # noqa: ANN401  a template's values
    """Return a template, filled in."""
    language = values.pop("language", None) or language_of(request)
    text = _TEMPLATES.get_template(template).render(
        language=language,
        words=words_in(language),
        version=__version__,
        has_review=service_of(request).review is not None,
        here=request.url.path if request.method == "GET" and status == _OK else "/",
        **values,
    )
    answer = HTMLResponse(text, status)
    if request.query_params.get("lang") == language:
        remember(answer, "lang", language, "lax")  # a preview that hands its page over is another site
    return answer


def remember(answer: Response, name: str, value: str, same_site: Literal["lax", "strict"]) -> None:
    """Let a browser remember something for us."""
    answer.set_cookie(name, value, max_age=_YEAR, httponly=True, samesite=same_site)


async def refused(request: Request, why: RequestError) -> HTMLResponse:
    """Return the start page with what went wrong."""
    return _start(request, why)


def _start(request: Request, why: RequestError | None = None) -> HTMLResponse:
    server = server_of(request)
    bookmark = bookmarklet(server, language_of(request))
    answer = page(request, "start.html", why.status if why else _OK, error=why, server=server, bookmark=bookmark)
    if why is not None and why.retry_after is not None:
        answer.headers["retry-after"] = str(why.retry_after)
    return answer


@router.get("/healthz")
async def healthz() -> JSONResponse:
    """Tell that the server answers."""
    return JSONResponse({"status": "ok"})


@router.get("/favicon.ico")
async def favicon() -> FileResponse:
    """Return the sign of the page, where a browser asks for it by this name."""
    return FileResponse(_HERE / "static" / "icon.svg", media_type="image/svg+xml")


@router.get("/")
async def start(request: Request) -> HTMLResponse:
    """Show the form."""
    return _start(request)


@router.post("/check")
async def check_form(request: Request) -> Response:
    """Judge what the form was filled in with."""
    service = service_of(request)
    async with request.form(max_files=1, max_fields=20, max_part_size=service.config.serve.max_bytes) as form:
        fields, upload = await _read(form)
    try:
        submission = await asyncio.to_thread(forms.from_form, fields, upload, language_of(request))
        return await _checked(request, submission)
    except RequestError as error:
        raise error.of_field(_field(fields, upload), fields.get("address", "")) from error


async def _checked(request: Request, submission: Submission) -> Response:
    """Judge a submission and lead to its result, which can be loaded again without being sent again."""
    service = service_of(request)
    client = client_of(request)
    result = await check(service, submission, client)
    service.follow(result, service.stages, client)
    return RedirectResponse(f"/result/{result.id}", 303)


def _field(fields: Mapping[str, str], upload: tuple[str, bytes] | None) -> str:
    """Return the field of the form that was used, "" where a page was handed over."""
    if fields.get("tree") == "1":
        return ""
    if upload is not None:
        return "file"
    return "address" if "address" in fields and not fields.get("html", "").strip() else "html"


@router.post("/result/{name}/again")
async def check_again(request: Request, name: str) -> Response:
    """Judge the same page again, in the language that is asked for."""
    result = _kept(request, name)
    async with request.form(max_files=0, max_fields=5) as form:
        language = str(form.get("lang") or "")
    if language not in LANGUAGES:
        raise RequestError(422, "unknown_language")
    answer = await _checked(request, replace(result.submission, language=language))
    remember(answer, "lang", language, "lax")
    return answer


@router.get("/result/{name}/told")
async def show_told(request: Request, name: str, since: int = 0) -> HTMLResponse:
    """Tell what is known as soon as more is known than at a number of changes; after a while, that it takes longer."""
    result = _kept(request, name)
    job = result.job
    if job is not None and job.state == "waiting" and result.changes <= since:
        with suppress(TimeoutError):
            await asyncio.wait_for(job.ended.wait(), _PATIENCE)
        if job.state == "waiting":
            return page(request, "wait.html", result=result)
    answer = await _told(request, "news.html", result)
    answer.headers.update({"hx-retarget": "#told", "hx-reswap": "outerHTML"})
    return answer


@router.get("/result/{name}")
async def show_result(request: Request, name: str) -> HTMLResponse:
    """Show a result again."""
    return await _told(request, "result.html", _kept(request, name))


@router.get("/preview/{name}")
async def show_preview(request: Request, name: str) -> HTMLResponse:
    """Show the page that was checked, with its marks; nothing in it runs."""
    shown = await service_of(request).shown(_kept(request, name))
    return HTMLResponse(shown.preview.html, headers={"content-security-policy": PREVIEW_POLICY})


async def _told(request: Request, template: str, result: Result, status: int = 200, **more: Any) -> HTMLResponse:  # noqa: ANN401  a template's values
    service = service_of(request)
    shown = await service.shown(result)

    def filled_in() -> HTMLResponse:
        values = {"error": None, "draft": _NO_DRAFT, **more, **view.values(result, shown, service.config.known)}
        user = service.user(request.headers)
        return page(request, template, status, user=user, day=service.day, no_draft=_NO_DRAFT, **values)

    return await asyncio.to_thread(filled_in)  # with many findings it takes longer than others can be let wait


@router.post("/result/{name}/decide", dependencies=[Depends(needs_user)])
async def decide(request: Request, name: str) -> Response:
    """Decide about a finding of a result, and show the result again."""
    result, service = _kept(request, name), service_of(request)
    async with request.form(max_files=0, max_fields=20) as form:
        fields = {key: value for key, value in form.items() if isinstance(value, str)}
    try:
        wanted = forms.decision(fields, service.user(request.headers), service.day)
        found = _finding(result, fields.get("fingerprint", ""))
    except RequestError as error:
        return await _told(request, "result.html", result, error.status, error=error, draft={**_NO_DRAFT, **fields})
    await asyncio.to_thread(service.decisions.decide, result.judged.address, found, **wanted)
    answer = RedirectResponse(f"/result/{name}#f-{found.fingerprint}", 303)
    if service.options.door.user_header is None:
        remember(answer, "by", quote(str(wanted["by"])), "strict")
    return answer


@router.post("/decisions/{number}/take-back", dependencies=[Depends(needs_user)])
async def take_back(request: Request, number: int) -> Response:
    """Take a decision back, and show where it was asked for again."""
    service = service_of(request)
    async with request.form(max_files=0, max_fields=5) as form:
        back, at = str(form.get("result") or ""), str(form.get("at") or "")
    await asyncio.to_thread(service.decisions.take_back, number, service.user(request.headers) or "")
    is_kept = service.results.find(back) is not None
    place = f"#f-{at}" if at.isalnum() and at.isascii() else ""
    return RedirectResponse(f"/result/{back}{place}" if is_kept else "/decisions", 303)


@router.get("/decisions")
async def list_decisions(request: Request, before: int | None = None) -> HTMLResponse:
    """List what was decided, with what was taken back and what is over: the latest, or those before one of them."""
    service = service_of(request)
    found = await asyncio.to_thread(service.decisions.history, before, _AT_ONCE + 1)
    older = found[_AT_ONCE - 1].id if len(found) > _AT_ONCE else None
    return page(request, "decisions.html", history=found[:_AT_ONCE], older=older, day=service.day)


def _finding(result: Result, fingerprint: str) -> Finding:
    """Return the finding that is to be decided about."""
    if not 0 < len(result.judged.address.encode("utf-8", "replace")) <= _LONGEST:
        raise RequestError(422, "decision_no_page")
    for one in result.page.findings:
        if one.fingerprint == fingerprint:
            return one
    raise RequestError(404, "no_such_finding")


def _kept(request: Request, name: str) -> Result:
    found = service_of(request).results.find(name)
    if found is None:
        raise RequestError(404, "result_gone")
    return found


async def _read(form: FormData) -> tuple[dict[str, str], tuple[str, bytes] | None]:
    fields = {name: value for name, value in form.items() if isinstance(value, str)}
    upload = form.get("file")
    if isinstance(upload, UploadFile) and upload.filename:
        return fields, (upload.filename, await upload.read())
    return fields, None
