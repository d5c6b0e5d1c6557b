"""How a page comes from an editor's preview: the script, the bookmark, and the window that takes the page over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter, Request, Response

from linter.web.handover import script_for_template
from linter.web.routes.pages import language_of, page, server_of

if TYPE_CHECKING:
    from fastapi.responses import HTMLResponse

router = APIRouter(include_in_schema=False)


@router.get("/handover.js")
async def script(request: Request) -> Response:
    """Return the script for the template of a preview; pages of other origins load it."""
    text = script_for_template(server_of(request), language_of(request))
    headers = {"cross-origin-resource-policy": "cross-origin", "cache-control": "no-cache"}
    return Response(text, media_type="text/javascript; charset=utf-8", headers=headers)


@router.get("/handover")
async def window(request: Request) -> HTMLResponse:
    """Show the window that takes a page over."""
    return page(request, "handover.html")
