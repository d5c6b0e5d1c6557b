"""The page for editors: its form, its results, and the page that was handed over, shown without anything that runs."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse, HTMLResponse, JSONResponse, RedirectResponse, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from starlette.datastructures import UploadFile

from linter.report.words.words import words_in
from linter.rules.rule import LANGUAGES
from linter.version import __version__
from linter.web import forms
from linter.web.errors import RequestError
from linter.web.handover import bookmarklet
from linter.web.routes.common import check, client_of, service_of
from linter.web.security import PREVIEW_POLICY
from linter.web.view import result as view

if TYPE_CHECKING:
    from starlette.datastructures import FormData

    from linter.web.results import Result

router = APIRouter(include_in_schema=False)
_YEAR = 365 * 24 * 3600
_HERE = Path(__file__).parent.parent
_PATIENCE = 20.0
"""Seconds that an answer waits for something new."""
_TEMPLATES = Environment(
    loader=FileSystemLoader(_HERE / "templates"),
    autoescape=select_autoescape(default=True),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


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
        language=language, words=words_in(language), version=__version__, **values
    )
    return HTMLResponse(text, status)


async def refused(request: Request, why: RequestError) -> HTMLResponse:
    """Return the start page with what went wrong."""
    return _start(request, why)


def _start(request: Request, why: RequestError | None = None) -> HTMLResponse:
    server = server_of(request)
    bookmark = bookmarklet(server, language_of(request))
    return page(request, "start.html", why.status if why else 200, error=why, server=server, bookmark=bookmark)


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
async def check_form(request: Request) -> HTMLResponse:
    """Judge what the form was filled in with."""
    service = service_of(request)
    most = service.config.serve.max_bytes
    async with request.form(max_files=1, max_fields=20, max_part_size=most) as form:
        fields, upload = await _read(form)
    client = client_of(request)
    submission = await asyncio.to_thread(forms.from_form, fields, upload, language_of(request))
    result = await check(service, submission, client)
    service.follow(result, service.stages, client)
    return await _told(request, "result.html", result)


@router.get("/result/{name}/told")
async def show_told(request: Request, name: str, since: int = 0) -> HTMLResponse:
    """Tell what is known as soon as more is known than at a number of changes, or after a while."""
    result = _kept(request, name)
    job = result.job
    if job is not None and job.state == "waiting" and result.changes <= since:
        with suppress(TimeoutError):
            await asyncio.wait_for(job.ended.wait(), _PATIENCE)
    return await _told(request, "told.html", result)


@router.get("/result/{name}")
async def show_result(request: Request, name: str) -> HTMLResponse:
    """Show a result again."""
    return await _told(request, "result.html", _kept(request, name))


@router.get("/preview/{name}")
async def show_preview(request: Request, name: str) -> HTMLResponse:
    """Show the page that was checked, with its marks; nothing in it runs."""
    shown = await service_of(request).shown(_kept(request, name))
    return HTMLResponse(shown.preview.html, headers={"content-security-policy": PREVIEW_POLICY})


async def _told(request: Request, template: str, result: Result) -> HTMLResponse:
    service = service_of(request)
    shown = await service.shown(result)

    def filled_in() -> HTMLResponse:
        values = view.values(result, shown, service.config.known)
        return page(request, template, user=service.user(request.headers), **values)

    return await asyncio.to_thread(filled_in)  # with many findings it takes longer than others can be let wait


@router.post("/result/{name}/decide")
async def decide(request: Request, name: str) -> Response:
    """Decide about a finding of a result, and show the result again."""
    result, service = _kept(request, name), service_of(request)
    async with request.form(max_files=0, max_fields=20) as form:
        fields = {key: value for key, value in form.items() if isinstance(value, str)}
    wanted = forms.decision(fields, service.user(request.headers), service.day)
    found = next((one for one in result.page.findings if one.fingerprint == fields.get("fingerprint")), None)
    if found is None:
        raise RequestError(404, "no_such_finding")
    await asyncio.to_thread(service.decisions.decide, result.judged.address, found, **wanted)
    response = RedirectResponse(f"/result/{name}#f-{found.fingerprint}", 303)
    if not service.options.user_header:
        response.set_cookie("by", quote(str(wanted["by"])), max_age=_YEAR, httponly=True, samesite="strict")
    return response


@router.post("/decisions/{number}/take-back")
async def take_back(request: Request, number: int) -> Response:
    """Take a decision back, and show where it was asked for again."""
    service = service_of(request)
    async with request.form(max_files=0, max_fields=5) as form:
        back = str(form.get("result") or "")
    await asyncio.to_thread(service.decisions.take_back, number, service.user(request.headers) or "")
    is_kept = service.results.find(back) is not None
    return RedirectResponse(f"/result/{back}" if is_kept else "/decisions", 303)


@router.get("/decisions")
async def list_decisions(request: Request) -> HTMLResponse:
    """List what was decided, with what was taken back and what is over."""
    service = service_of(request)
    history = await asyncio.to_thread(service.decisions.history)
    return page(request, "decisions.html", history=history, day=service.day)


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
