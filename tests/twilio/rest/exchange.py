"""A REST request as a resource sees it, and its reply; errors have Twilio's numbers."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import attrs
from tests.twilio.switchboard import Switchboard


@attrs.frozen
class RestRequest:
    """What the application asked: the parts of the path by name, and the parameters of query and form in order."""

    method: str
    path: str
    parts: Mapping[str, str]
    parameters: tuple[tuple[str, str], ...]
    at: float

    def get(self, name: str, default: str = "") -> str:
        """The first value of a parameter."""
        return next((value for key, value in self.parameters if key == name), default)

    def all(self, name: str) -> tuple[str, ...]:
        """All values of a parameter that may be repeated, or written as one list with blanks."""
        return tuple(word for key, value in self.parameters if key == name for word in value.split())


@attrs.frozen
class Reply:
    """The status and the JSON of an answer."""

    status: int
    body: Mapping[str, Any] | None = None


class RestError(Exception):
    """A request that Twilio refuses."""

    def __init__(self, status: int, code: int, message: str) -> None:
        self.reply = Reply(
            status,
            {
                "code": code,
                "message": message,
                "more_info": f"https://www.twilio.com/docs/errors/{code}",
                "status": status,
            },
        )
        super().__init__(f"{code} {message}")


ACCOUNT = "/2010-04-01/Accounts/{AccountSid}"
Handler = Callable[[Switchboard, RestRequest], Awaitable[Reply]]


@attrs.frozen
class Route:
    """A method and a path, with the names of its parts in braces, and what answers there.

    `root` is what all paths of a product begin with: those of 2010 stand under the account.
    """

    method: str
    path: str
    handler: Handler
    root: str = ACCOUNT


def page(key: str, items: list[Mapping[str, Any]], path: str) -> Reply:
    """A list, all on one page."""
    return Reply(
        200,
        {
            key: items,
            "page": 0,
            "page_size": 50,
            "start": 0,
            "end": max(len(items) - 1, 0),
            "uri": path,
            "first_page_uri": path,
            "next_page_uri": None,
            "previous_page_uri": None,
        },
    )


def not_found(path: str) -> RestError:
    """The error for a resource that is not there."""
    return RestError(404, 20404, f"The requested resource {path} was not found")
