"""Service -> the ASGI application that uvicorn serves."""

from __future__ import annotations

from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from fastapi import FastAPI
from fastapi.responses import JSONResponse
from fastapi.staticfiles import StaticFiles

from linter.version import __version__
from linter.web.errors import RequestError
from linter.web.routes import api, handover, pages
from linter.web.security import Guarded

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from fastapi import Request
    from starlette.responses import Response
    from starlette.types import ASGIApp

    from linter.web.service import Service

HERE = Path(__file__).parent


def create_app(service: Service) -> ASGIApp:
    """Return the application of one server."""

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        await service.start()
        yield
        service.close()

    app = FastAPI(title="kommunlint", version=__version__, docs_url=None, redoc_url=None, lifespan=life)
    app.state.service = service
    app.add_exception_handler(RequestError, _refused)
    app.include_router(api.router)
    app.include_router(pages.router)
    app.include_router(handover.router)
    app.mount("/static", StaticFiles(directory=HERE / "static"), name="static")
    serve = service.config.serve
    return Guarded(app, most=serve.max_bytes, pace=serve.checks_per_minute, cors=frozenset(serve.cors_origins))


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestError)  # noqa: S101  it is registered for nothing else
    if not request.url.path.startswith("/api/"):
        return await pages.refused(request, error)
    headers = {"retry-after": str(error.retry_after)} if error.retry_after is not None else None
    return JSONResponse(error.as_json(), error.status, headers)
