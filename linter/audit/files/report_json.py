"""Review -> JSON: the report's own contract, and beside it the sample, the statement and what people are asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linter.report import json_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.model.audit import Crawl, Question, Review, Statement


def render(review: Review) -> Iterator[str]:
    """Yield the review as JSON text."""
    sample = review.sample
    beside = {
        "sample": {
            "seed": sample.seed,
            "of": sample.of,
            "pages": [
                {"source": one.source, "types": list(one.types), "chosen": one.chosen, "why": one.why}
                for one in sample.pages
            ],
        },
        "statement": _statement(review.statement) if review.statement is not None else None,
        "manual": [_question(one) for one in review.manual],
        "law": review.law,
        "crawl": _crawl(review.crawl) if review.crawl is not None else None,
    }
    return json_.render(review.report, beside)


def _statement(one: Statement) -> dict[str, Any]:
    parts = one.parts
    return {
        "source": one.source,
        "conformity": one.conformity,
        "body": one.body,
        "assessed": one.assessed.isoformat() if one.assessed else None,
        "updated": one.updated.isoformat() if one.updated else None,
        "parts": {
            "shortcomings": parts.shortcomings,
            "method": parts.method,
            "feedback": parts.feedback,
            "enforcement": parts.enforcement,
            "disproportionate": parts.disproportionate,
        },
        "listed": list(one.listed),
    }


def _crawl(one: Crawl) -> dict[str, Any]:
    return {
        "starts": list(one.starts),
        "pages": one.pages,
        "finished": one.is_finished,
        "kept_out": [
            {
                "why": kept.why,
                "number": kept.number,
                "example": kept.example,
                "linked_from": kept.source,
                "missing": kept.is_missing,
            }
            for kept in one.kept_out
        ],
        "documents": [
            {
                "address": document.url,
                "format": document.format,
                "linked_from": document.source,
                "content_type": document.content_type,
                "bytes": document.size,
                "modified": document.modified,
                "status": document.status,
            }
            for document in one.documents
        ],
    }


def _question(one: Question) -> dict[str, Any]:
    said = one.answer
    answer = {"outcome": said.outcome, "by": said.by, "on": said.on.isoformat(), "why": said.why} if said else None
    return {
        "id": one.id,
        "criterion": one.criterion,
        "source": one.source,
        "pages": list(one.pages),
        "text": one.text,
        "rule": one.rule,
        "line": one.line,
        "selector": one.selector,
        "snippet": one.snippet,
        "picture": one.picture,
        "answer": answer,
    }
