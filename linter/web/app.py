"""Service -> the ASGI application that uvicorn serves."""

from __future__ import annotations

from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fastapi import FastAPI, Request
from fastapi.openapi.utils import get_openapi
from fastapi.responses import JSONResponse
from fastapi.staticfiles import StaticFiles
from sqlalchemy.exc import SQLAlchemyError
from starlette.exceptions import HTTPException

from linter.model.errors import StoreError
from linter.version import __version__
from linter.web.errors import RequestError
from linter.web.requests.security import API, Guarded, Limits
from linter.web.routes import api, handover, history, metrics, pages, review

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from starlette.responses import Response
    from starlette.types import ASGIApp, Scope

    from linter.web.service import Service

HERE = Path(__file__).parent
_DESCRIPTION = "Checks a page before or after it is published, and tells what to mend, where and why."
_KEYS = {404: "not_found", 405: "method_not_allowed"}
_STORE_RETRY = 10


def create_app(service: Service, on_crash: Callable[[Exception], None] = lambda _: None) -> ASGIApp:
    """Return the application of one server; `on_crash` hears of errors of the program."""

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        await service.start()
        yield
        service.close()

    app = FastAPI(
        title="kommunlint",
        version=__version__,
        description=_DESCRIPTION,
        docs_url=None,
        redoc_url=None,
        lifespan=life,
    )
    app.state.service = service
    app.add_exception_handler(RequestError, _refused)
    app.add_exception_handler(HTTPException, _unknown)
    app.add_exception_handler(StoreError, _store_failed)
    app.add_exception_handler(SQLAlchemyError, _store_failed)
    app.add_exception_handler(Exception, _crashed)
    app.openapi = lambda: _description(app, has_tokens=bool(service.tokens))  # type: ignore[method-assign]
    for router in (api.router, pages.router, review.router, history.router, handover.router, metrics.router):
        app.include_router(router)
    app.mount("/static", StaticFiles(directory=HERE / "static"), name="static")
    serve = service.config.serve
    limits = Limits(serve.max_bytes, serve.checks_per_minute, frozenset(serve.cors_origins))
    service.metrics.on_crash = on_crash

    async def refuse(scope: Scope, error: RequestError) -> Response:
        return await _refused(Request({**scope, "app": app}), error)

    return Guarded(app, service.options.door, limits, refuse, service.metrics.count_crash)


def _description(app: FastAPI, *, has_tokens: bool) -> dict[str, Any]:
    """Return what OpenAPI says of the API: refusals have our own form, and tokens are named where they are asked for."""
    if app.openapi_schema is None:
        told = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
        for path in told["paths"].values():
            for operation in path.values():
                if "HTTPValidationError" in str(operation["responses"].get("422", "")):
                    del operation["responses"]["422"]
        told["components"] = {"securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}}
        told["security"] = [{"token": []}] if has_tokens else [{}, {"token": []}]
        app.openapi_schema = told
    return app.openapi_schema


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestError)  # noqa: S101  it is registered for nothing else
    if not request.url.path.startswith(API):
        return await pages.refused(request, error)
    return JSONResponse(error.as_json(), error.status, error.headers())


async def _unknown(request: Request, error: Exception) -> Response:
    """Answer what no route takes, or what a form is not taken for, in the form of all refusals."""
    assert isinstance(error, HTTPException)  # noqa: S101  it is registered for nothing else
    refused = RequestError(error.status_code, _KEYS.get(error.status_code, "refused"), str(error.detail))
    return await _refused(request, refused)


async def _store_failed(request: Request, error: Exception) -> Response:
    service: Service = request.app.state.service
    service.metrics.store_errors += 1
    service.metrics.on_crash(error)
    return await _refused(
        request, RequestError(503, "store_unavailable", "decisions cannot be read or kept now", _STORE_RETRY)
    )


async def _crashed(request: Request, _: Exception) -> Response:
    return await _refused(request, RequestError(500, "internal_error", "the program failed; its log says where"))
