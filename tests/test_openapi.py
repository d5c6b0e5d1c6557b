"""What `/openapi.json` says of the API holds: it is OpenAPI 3.1, its examples fit its schemas, and the server takes them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from tests.editors_server import EditorsServer, serving
from tests.support import kommunlint

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(name="server", scope="module")
def _server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EditorsServer]:
    with serving(tmp_path_factory.mktemp("openapi"), "--no-browser") as server:
        yield server


def _operations(described: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {f"{verb.upper()} {path}": one for path, verbs in described["paths"].items() for verb, one in verbs.items()}


def _contents(described: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every body that is described, with where it stands."""
    for name, operation in _operations(described).items():
        asked = operation.get("requestBody", {}).get("content", {})
        yield from ((f"{name} asked", one) for one in asked.values())
        for status, response in operation["responses"].items():
            yield from ((f"{name} {status}", one) for one in response.get("content", {}).values())


def test_api_is_described_whole(server: EditorsServer) -> None:
    described = server.ask("/openapi.json").json
    assert (True, "kommunlint") == (described["openapi"].startswith("3.1."), described["info"]["title"])
    expected = {
        "POST /api/v1/check": {"200", "202", "400", "401", "403", "413", "415", "422", "429", "503"},
        "GET /api/v1/jobs/{name}": {"200", "401", "404"},
        "GET /api/v1/jobs/{name}/events": {"200", "401", "404"},
        "GET /api/v1/rules": {"200", "401"},
        "GET /api/v1/decisions": {"200", "401", "503"},
    }
    assert expected == {name: {*one["responses"]} for name, one in _operations(described).items()}
    assert [] == [name for name, one in _operations(described).items() if not one.get("description")]
    assert "HTTPValidationError" not in str(described)


def test_examples_fit_their_schemas(server: EditorsServer) -> None:
    described = server.ask("/openapi.json").json
    met = 0
    for where, content in _contents(described):
        Draft202012Validator.check_schema(content["schema"])
        examples = [one["value"] for one in content.get("examples", {}).values()]
        examples += [content["example"]] if "example" in content else []
        for example in examples:
            met += 1
            assert [] == [error.message for error in Draft202012Validator(content["schema"]).iter_errors(example)], (
                where
            )
    assert met > 20


def test_server_takes_its_own_examples(server: EditorsServer) -> None:
    described = server.ask("/openapi.json").json
    asked = described["paths"]["/api/v1/check"]["post"]["requestBody"]["content"]["application/json"]["examples"]
    told = {
        name: server.check(**one["value"]).status for name, one in asked.items() if name not in ("address", "stages")
    }
    assert {"text": 200, "page": 200} == told


def test_tokens_are_described_where_they_are_asked_for(server: EditorsServer, tmp_path: Path) -> None:
    (tmp_path / "tokens").write_text("en-lagom-lang-nyckel\n", "utf-8")
    with serving(tmp_path, "--no-browser", "--token-file", "tokens") as closed:
        described = [one.ask("/openapi.json").json for one in (server, closed)]
    assert [[{}, {"token": []}], [{"token": []}]] == [one["security"] for one in described]
    assert [{"type": "http", "scheme": "bearer"}] * 2 == [
        one["components"]["securitySchemes"]["token"] for one in described
    ]


def test_help_names_every_option_of_the_server() -> None:
    text = kommunlint("serve", "--help").out
    flags = ("--host", "--port", "--config", "--store", "--token-file", "--proxy", "--user-header", "--server-name")
    assert [] == [flag for flag in (*flags, "--allow-host", "--no-browser") if flag not in text]
