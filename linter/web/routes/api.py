"""`/api/v1`: the same engine for programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response
from starlette.concurrency import run_in_threadpool

from linter.report import json_
from linter.web import forms
from linter.web.errors import RequestError
from linter.web.routes.common import check, service_of

if TYPE_CHECKING:
    from linter.web.worker import Judged

router = APIRouter(prefix="/api/v1")


@router.post("/check")
async def check_page(request: Request) -> Response:
    """Check one page, given as HTML or by its address, and answer with the JSON report of that page."""
    service = service_of(request)
    body = await _json(request)
    result = await check(service, forms.from_json(body, service.config.language))
    return Response(await run_in_threadpool(_report, result.judged), media_type="application/json")


@router.get("/rules")
async def list_rules(request: Request) -> JSONResponse:
    """List the rules, by category."""
    service = service_of(request)
    return JSONResponse([{"id": rule.id, "category": rule.category} for rule in service.config.known.values()])


@router.get("/decisions")
async def list_decisions() -> JSONResponse:
    """List what editors decided."""
    return JSONResponse({"decisions": []})


def _report(judged: Judged) -> bytes:
    return "".join(json_.render(judged.report)).encode("utf-8", "replace")


async def _json(request: Request) -> Any:  # noqa: ANN401  JSON
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise RequestError(415, "not_json", "the body is to be application/json")
    try:
        return json.loads(await request.body())
    except (ValueError, RecursionError) as error:
        raise RequestError(400, "broken_json", "the body is no JSON") from error
