"""What a request did wrong -> a status, a key for programs and words for people."""

from __future__ import annotations


class RequestError(Exception):
    """A request that is not answered as it was meant. `key` is for programs; the words are those of the interface."""

    def __init__(self, status: int, key: str, message: str = "", retry_after: int | None = None) -> None:
        super().__init__(message or key)
        self.status, self.key, self.message, self.retry_after = status, key, message, retry_after
        self.about, self.given = "", ""
        """Which field of the form it is about, and what stood there."""

    def of_field(self, name: str, given: str = "") -> RequestError:
        """Return the same, told of a field of the form."""
        self.about, self.given = name, given
        return self

    def headers(self) -> dict[str, str]:
        """Return what the answer's headers tell beside its body."""
        told = {"retry-after": str(self.retry_after)} if self.retry_after is not None else {}
        return {**told, "www-authenticate": "Bearer"} if self.status == 401 else told

    def as_json(self) -> dict[str, dict[str, str]]:
        """Return the body of the API's answer."""
        return {"error": {"key": self.key, "message": self.message or self.key.replace("_", " ")}}
