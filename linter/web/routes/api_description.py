"""What OpenAPI says of the API, with examples: the bodies are read by hand, so that faults are told in one form."""

from __future__ import annotations

from typing import Any

_PAGE = "<main><h1>Badplatser</h1><p>Senast uppdaterad:</p></main>"
_TEXT = {"type": "string"}
_CHECK = {
    "type": "object",
    "properties": {
        "html": {
            **_TEXT,
            "description": "The page, or a part of one, as it is sent; with `served`, as a browser has it.",
        },
        "address": {**_TEXT, "format": "uri", "description": "A page on the web, in place of `html`."},
        "url": {**_TEXT, "format": "uri", "description": "Where the page in `html` stands or will stand."},
        "served": {**_TEXT, "description": "The page as it is sent, where `html` is what a browser made of it."},
        "tree": {"type": "boolean", "description": "Whether `html` is what a browser made of the page."},
        "language": {"enum": ["sv", "en"], "description": "The language of messages."},
        "stages": {
            "type": "array",
            "items": {"enum": ["static", "browser", "links"]},
            "default": ["static"],
            "description": "What is examined; stages beside `static` make a job.",
        },
    },
    "oneOf": [{"required": ["html"]}, {"required": ["address"]}],
}
_ERROR = {
    "type": "object",
    "required": ["error"],
    "properties": {
        "error": {"type": "object", "required": ["key", "message"], "properties": {"key": _TEXT, "message": _TEXT}}
    },
}
_JOB = {
    "type": "object",
    "required": ["job", "state", "stages"],
    "properties": {
        "job": _TEXT,
        "state": {"enum": ["waiting", "done", "failed"]},
        "stages": {"type": "array", "items": _TEXT},
    },
}


def _content(schema: dict[str, Any], example: Any = None, kind: str = "application/json") -> dict[str, Any]:  # noqa: ANN401  JSON
    return {"content": {kind: {"schema": schema, **({"example": example} if example is not None else {})}}}


def _refused(*statuses: int) -> dict[str, Any]:
    words = {
        400: "The body is no JSON.",
        401: "A token is asked for.",
        404: "There is no such job.",
        413: "The page is too large.",
        415: "The body is of another kind.",
        422: "What is asked for cannot be.",
        429: "Too many at once; `Retry-After` tells when.",
    }
    example = {"error": {"key": "address_not_allowed", "message": "its address is private"}}
    return {str(one): {"description": words[one], **_content(_ERROR, example)} for one in statuses}


_REPORT = {"description": "The JSON report of one page (version 1)", **_content({"type": "object"})}
CHECK: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {
                "schema": _CHECK,
                "examples": {
                    "text": {"summary": "Text from a CMS", "value": {"html": _PAGE}},
                    "page": {
                        "summary": "A page and where it will stand",
                        "value": {"html": _PAGE, "url": "https://www.example.se/bad"},
                    },
                    "address": {"summary": "A page on the web", "value": {"address": "https://www.example.se/bad"}},
                    "stages": {
                        "summary": "In a browser too",
                        "value": {"html": _PAGE, "stages": ["static", "browser"]},
                    },
                },
            }
        },
    },
    "responses": {
        "200": _REPORT,
        "202": {
            "description": "A job, for stages that take long",
            **_content(_JOB, {"job": "/api/v1/jobs/8Zk…", "state": "waiting", "stages": ["browser"]}),
        },
        **_refused(400, 401, 413, 415, 422, 429),
    },
}
JOB: dict[str, Any] = {
    "responses": {
        "200": {"description": "The job, or once it is done the report", **_content(_JOB)},
        **_refused(401, 404),
    }
}
EVENTS: dict[str, Any] = {
    "responses": {
        "200": {
            "description": "`state`, then `end`, each with the job as data",
            **_content(_TEXT, kind="text/event-stream"),
        },
        **_refused(401, 404),
    }
}
RULES: dict[str, Any] = {
    "responses": {
        "200": {
            "description": "The rules",
            **_content(
                {"type": "object", "properties": {"rules": {"type": "array", "items": {"type": "object"}}}},
                {
                    "rules": [
                        {
                            "id": "updated-date-empty",
                            "category": "dates",
                            "severity": "error",
                            "title": "Tom datumetikett",
                        }
                    ]
                },
            ),
        },
        **_refused(401),
    }
}
DECISIONS: dict[str, Any] = {
    "responses": {
        "200": {
            "description": "The decisions, the latest first, those that are over included; `before` asks for older ones",
            **_content(
                {
                    "type": "object",
                    "properties": {
                        "decisions": {"type": "array", "items": {"type": "object"}},
                        "before": {"type": ["integer", "null"]},
                    },
                }
            ),
        },
        **_refused(401),
    }
}
