"""What all routes need: the service behind a request, and a check whose failures are answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.model.errors import SourceError
from linter.model.reason import Reason
from linter.report.words.words import words_in
from linter.web.errors import RequestError
from linter.web.lanes.pace import whose
from linter.web.lanes.turns import BusyError

if TYPE_CHECKING:
    from fastapi import Request

    from linter.web.results import Result
    from linter.web.service import Service
    from linter.web.submission import Submission

_CLOSED = frozenset({"address_private", "redirects_inward"})
_SOON = 5


def service_of(request: Request) -> Service:
    """Return the service that a request is for."""
    service: Service = request.app.state.service
    return service


def client_of(request: Request) -> str:
    """Return whose turn a request is: the user's whom a trusted proxy names, else that of the address."""
    named = service_of(request).options.user_header
    user = request.headers.get(named) if named else None
    return user or (whose(request.client.host) if request.client is not None else "")


async def check(service: Service, submission: Submission, client: str = "") -> Result:
    """Judge a submission; what keeps it from being examined is a `RequestError` in the submission's language."""
    try:
        return await service.check(submission, client)
    except BusyError as error:
        raise RequestError(429, "busy", "too many pages are waiting", retry_after=_SOON) from error
    except SourceError as error:
        raise _not_examined(error.reason, submission.language) from error


def _not_examined(reason: Reason, language: str) -> RequestError:
    words = words_in(language).tell(reason)
    if _CLOSED & {*_keys(reason)}:
        return RequestError(422, "address_not_allowed", words)
    return RequestError(422, "not_examined", words)


def _keys(reason: Reason) -> list[str]:
    """Return the keys of a reason and of those inside it."""
    inner = [one for one in reason.data.values() if isinstance(one, Reason)]
    return [reason.key, *(key for one in inner for key in _keys(one))]
