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


_REFUSALS = {
    400: ("The body is no JSON.", "broken_json", "the body is no JSON"),
    401: ("A token is asked for.", "token_needed", "a token is asked for: Authorization: Bearer …"),
    403: (
        "Another site sent it, or the server is not known by that name.",
        "cross_site",
        "this was sent by another site",
    ),
    404: ("There is no such job.", "no_such_job", "there is no such job, or not any more"),
    413: ("The page is too large.", "too_large", "the body is larger than 16777216 bytes"),
    415: ("The body is of another kind.", "not_json", "the body is to be application/json"),
    422: ("What is asked for cannot be.", "address_not_allowed", "its address is private"),
    429: ("Too many at once; `Retry-After` tells when.", "busy", "too many pages are waiting"),
    503: ("The store cannot be had.", "store_unavailable", "decisions cannot be read or kept now"),
}
"""What a status means, with a key and a message as an example."""


def _content(schema: dict[str, Any], example: Any = None, kind: str = "application/json") -> dict[str, Any]:  # noqa: ANN401  JSON
    return {"content": {kind: {"schema": schema, **({"example": example} if example is not None else {})}}}


def _refused(*statuses: int) -> dict[str, Any]:
    return {str(one): _refusal(*_REFUSALS[one]) for one in statuses}


def _refusal(words: str, key: str, message: str) -> dict[str, Any]:
    return {"description": words, **_content(_ERROR, {"error": {"key": key, "message": message}})}


_FINDING = {
    "rule": "updated-date-empty",
    "severity": "error",
    "outcome": "failed",
    "message": "Efter ”Senast uppdaterad” står inget datum i sidans HTML.",
    "line": 1,
    "column": 28,
    "remedied_by": "editor",
}
_REPORTED = {
    "type": "object",
    "description": "See linter/data/schemas/report.schema.json.",
    "required": ["schema_version", "run", "pages", "not_examined", "summary"],
    "properties": {
        "schema_version": {"const": 1},
        "run": {"type": "object"},
        "pages": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"source": _TEXT, "findings": {"type": "array", "items": {"type": "object"}}},
            },
        },
        "not_examined": {"type": "array", "items": {"type": "object"}},
        "summary": {"type": "object"},
    },
}
_EXAMPLE = {
    "schema_version": 1,
    "run": {"today": "2026-11-21", "stages": ["static"]},
    "pages": [{"source": "https://www.example.se/bad", "findings": [_FINDING]}],
    "not_examined": [],
    "summary": {"pages": 1, "findings": {"error": 1, "warning": 0, "info": 0}},
}
"""Shortened: a report has more keys."""
_REPORT = {"description": "The JSON report of one page (version 1)", **_content(_REPORTED, _EXAMPLE)}
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
        **_refused(400, 401, 403, 413, 415, 422, 429, 503),
    },
}
JOB: dict[str, Any] = {
    "responses": {
        "200": {
            "description": "The job, or once it is done the report",
            **_content(
                {"anyOf": [_JOB, _REPORTED]}, {"job": "/api/v1/jobs/8Zk…", "state": "waiting", "stages": ["browser"]}
            ),
        },
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
_DECISION = {
    "kind": "no_fault",
    "rule": "updated-date-empty",
    "page": "https://www.example.se/bad",
    "reason": "datumet kommer från en annan tjänst",
    "by": "Åsa Lind",
    "expires": "2027-06-30",
    "holds": True,
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
                },
                {"decisions": [_DECISION], "before": None},
            ),
        },
        **_refused(401, 503),
    }
}
