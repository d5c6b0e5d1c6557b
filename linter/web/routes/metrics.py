"""What a server did, for those who watch over it."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from linter.web.metrics import CONTENT_TYPE
from linter.web.routes.common import service_of

router = APIRouter(include_in_schema=False)


@router.get("/metrics")
async def metrics(request: Request) -> Response:
    """Tell what was done since the start: no page, no address, no name."""
    service = service_of(request)
    return Response(service.metrics.render(service.workers, service.lane), headers={"content-type": CONTENT_TYPE})
