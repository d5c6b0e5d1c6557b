"""Service -> the ASGI application that uvicorn serves."""

from __future__ import annotations

from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException

from linter.version import __version__
from linter.web.errors import RequestError
from linter.web.routes import api, handover, pages
from linter.web.security import Guarded

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.responses import Response
    from starlette.types import ASGIApp, Scope

    from linter.web.service import Service

HERE = Path(__file__).parent


def create_app(service: Service) -> ASGIApp:
    """Return the application of one server."""

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        yield
        service.close()

    app = FastAPI(title="kommunlint", version=__version__, docs_url=None, redoc_url=None, lifespan=life)
    app.state.service = service
    app.add_exception_handler(RequestError, _refused)
    app.add_exception_handler(HTTPException, _missing)
    app.include_router(api.router)
    app.include_router(pages.router)
    app.include_router(handover.router)
    app.mount("/static", StaticFiles(directory=HERE / "static"), name="static")
    serve = service.config.serve

    async def refuse(scope: Scope, error: RequestError) -> Response:
        return await _refused(Request({**scope, "app": app}), error)

    origins = frozenset(serve.cors_origins)
    return Guarded(app, refuse, most=serve.max_bytes, pace=serve.checks_per_minute, cors=origins)


async def _missing(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101  it is registered for nothing else
    return await _refused(request, RequestError(error.status_code, "no_such_page", "there is nothing at this address"))


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestError)  # noqa: S101  it is registered for nothing else
    if not request.url.path.startswith("/api/"):
        return await pages.refused(request, error)
    headers = {"retry-after": str(error.retry_after)} if error.retry_after is not None else None
    return JSONResponse(error.as_json(), error.status, headers)
