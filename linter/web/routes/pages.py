"""The page for editors: its form, its results, and the page that was handed over, shown without anything that runs."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse, HTMLResponse, JSONResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from starlette.datastructures import UploadFile

from linter.report.words.words import words_in
from linter.rules.rule import LANGUAGES
from linter.version import __version__
from linter.web import forms
from linter.web.errors import RequestError
from linter.web.handover import bookmarklet
from linter.web.routes.common import check, service_of
from linter.web.security import PREVIEW_POLICY
from linter.web.view import result as view

if TYPE_CHECKING:
    from starlette.datastructures import FormData

    from linter.web.results import Result

router = APIRouter(include_in_schema=False)
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
    async with request.form(max_files=1, max_fields=20) as form:
        fields, upload = await _read(form)
    service = service_of(request)
    result = await check(service, forms.from_form(fields, upload, language_of(request)))
    service.follow(result, service.stages)
    return page(request, "result.html", **view.values(result, service.config.known))


@router.get("/result/{name}/told")
async def show_told(request: Request, name: str, since: int = 0) -> HTMLResponse:
    """Tell what is known as soon as more is known than at a number of changes, or after a while."""
    result = _kept(request, name)
    job = result.job
    if job is not None and job.state == "waiting" and result.changes <= since:
        with suppress(TimeoutError):
            await asyncio.wait_for(job.ended.wait(), _PATIENCE)
    return page(request, "told.html", **view.values(result, service_of(request).config.known))


@router.get("/result/{name}")
async def show_result(request: Request, name: str) -> HTMLResponse:
    """Show a result again."""
    return page(request, "result.html", **view.values(_kept(request, name), service_of(request).config.known))


@router.get("/preview/{name}")
async def show_preview(request: Request, name: str) -> HTMLResponse:
    """Show the page that was checked, with its marks; nothing in it runs."""
    text = _kept(request, name).preview.html
    return HTMLResponse(text, headers={"content-security-policy": PREVIEW_POLICY})


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
