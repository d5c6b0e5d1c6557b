"""What all routes need: the service behind a request, and a check whose failures are answers."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from fastapi import Request  # noqa: TC002  FastAPI reads the annotation

from linter.model.errors import SourceError
from linter.model.reason import Reason
from linter.report.words.words import words_in
from linter.web.errors import RequestError
from linter.web.lanes.pace import whose
from linter.web.lanes.turns import BusyError
from linter.web.view.reasons import for_editors

if TYPE_CHECKING:
    from linter.web.results import Result
    from linter.web.service import Service
    from linter.web.submission import Submission

_CLOSED = frozenset({"address_private", "redirects_inward"})
_NOT_ALLOWED = "address_not_allowed"
_SOON = 5


def service_of(request: Request) -> Service:
    """Return the service that a request is for."""
    service: Service = request.app.state.service
    return service


def client_of(request: Request) -> str:
    """Return whose turn a request is: the user's whom a trusted proxy names, else that of the address."""
    service = service_of(request)
    user = service.user(request.headers) if service.options.door.user_header is not None else None
    return user or (whose(request.client.host) if request.client is not None else "")


async def check(service: Service, submission: Submission, client: str = "") -> Result:
    """Judge a submission; what keeps it from being examined is a `RequestError` in the submission's language."""
    started, outcome = time.monotonic(), "failed"
    try:
        result = await service.check(submission, client)
        outcome = "examined"
    except BusyError as error:
        outcome = "busy"
        raise RequestError(429, "busy", "too many pages are waiting", retry_after=_SOON) from error
    except SourceError as error:
        refused = _not_examined(error.reason, submission.language)
        outcome = "not_allowed" if refused.key == _NOT_ALLOWED else "not_examined"
        raise refused from error
    finally:
        service.metrics.count_check(outcome, time.monotonic() - started)
    return result


async def needs_user(request: Request) -> None:
    """Refuse who is not named, where a proxy names users."""
    service = service_of(request)
    if service.options.door.user_header is not None and not service.user(request.headers):
        raise RequestError(403, "user_needed", "decisions are taken from users whom the proxy names")


def _not_examined(reason: Reason, language: str) -> RequestError:
    words = for_editors(reason, words_in(language))
    if _CLOSED & {*_keys(reason)}:
        return RequestError(422, _NOT_ALLOWED, words)
    return RequestError(422, "not_examined", words)


def _keys(reason: Reason) -> list[str]:
    """Return the keys of a reason and of those inside it."""
    inner = [one for one in reason.data.values() if isinstance(one, Reason)]
    return [reason.key, *(key for one in inner for key in _keys(one))]
