"""`/api/v1`: the same engine for programs."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse, Response, StreamingResponse
from starlette.concurrency import run_in_threadpool

from linter.report import json_
from linter.report.words.words import words_in
from linter.web.errors import RequestError
from linter.web.requests import forms
from linter.web.requests.tokens import is_allowed
from linter.web.routes import api_description
from linter.web.routes.common import check, client_of, service_of
from linter.web.view.rule import rule_as_json

if TYPE_CHECKING:
    from linter.model.report import Report
    from linter.web.lanes.jobs import Job


_AT_ONCE = 1000
"""Decisions that are answered at once."""


async def _needs_token(request: Request) -> None:
    if not is_allowed(request.headers.get("authorization"), service_of(request).tokens):
        raise RequestError(401, "token_needed", "a token is asked for: Authorization: Bearer …")


router = APIRouter(prefix="/api/v1", dependencies=[Depends(_needs_token)])


@router.post("/check", openapi_extra=api_description.CHECK)
async def check_page(request: Request) -> Response:
    """Check one page, given as HTML or by its address, and answer with the JSON report of that page."""
    service = service_of(request)
    body = await read_json(request)
    submission, stages = forms.from_json(body, service.config.language), forms.stages(body, service.stages)
    result = await check(service, submission, client_of(request))
    if not stages:
        return await _report(await service.decided(result.judged))
    job = service.follow(result, stages, client_of(request))
    if job is None:
        raise RequestError(429, "busy", "too many pages wait for the browser", retry_after=30)
    return JSONResponse(job.as_json(), 202)


@router.get("/jobs/{name}", openapi_extra=api_description.JOB)
async def show_job(request: Request, name: str) -> Response:
    """Tell of a job, and once it is done answer with the JSON report."""
    job = _job(request, name)
    if job.judged is not None:
        return await _report(await service_of(request).decided(job.judged))
    told = job.as_json()
    if job.reason is not None:
        told["error"] = {"key": "not_examined", "message": words_in("en").tell(job.reason)}
    return JSONResponse(told)


@router.get("/jobs/{name}/events", openapi_extra=api_description.EVENTS)
async def follow_job(request: Request, name: str) -> StreamingResponse:
    """Tell of a job as it goes on, as server-sent events."""
    return StreamingResponse(_job(request, name).events(), media_type="text/event-stream")


def _job(request: Request, name: str) -> Job:
    job = service_of(request).jobs.get(name)
    if job is None:
        raise RequestError(404, "no_such_job", "there is no such job, or not any more")
    return job


@router.get("/rules", openapi_extra=api_description.RULES)
async def list_rules(request: Request) -> JSONResponse:
    """List the rules, with their titles."""
    config = service_of(request).config
    return JSONResponse({"rules": [rule_as_json(rule, config.language) for rule in config.known.values()]})


@router.get("/decisions", openapi_extra=api_description.DECISIONS)
async def list_decisions(request: Request, before: int | None = None) -> JSONResponse:
    """List what was decided: the latest decisions, or those before one of them."""
    service = service_of(request)
    found = await run_in_threadpool(service.decisions.history, before, _AT_ONCE + 1)
    kept = found[:_AT_ONCE]
    older = kept[-1].id if len(found) > _AT_ONCE else None
    told = [{**asdict(one), "holds": one.holds(service.day)} for one in kept]
    return JSONResponse({"decisions": told, "before": older})


async def _report(report: Report) -> Response:
    def rendered() -> bytes:
        return "".join(json_.render(report)).encode("utf-8", "replace")

    return Response(await run_in_threadpool(rendered), media_type="application/json")


async def read_json(request: Request) -> Any:  # noqa: ANN401  JSON
    """Return the body of a request, which has to be JSON."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise RequestError(415, "not_json", "the body is to be application/json")
    try:
        return await run_in_threadpool(json.loads, await request.body())
    except (ValueError, RecursionError) as error:
        raise RequestError(400, "broken_json", "the body is no JSON") from error
