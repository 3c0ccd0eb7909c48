"""A request that Twilio makes, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping

import attrs


@attrs.frozen
class Webhook:
    """What is to be sent: the kind says why (`voice`, `status`, `recording`, `message`, …)."""

    kind: str
    url: str
    parameters: Mapping[str, str]
    method: str = "POST"


@attrs.frozen
class Answer:
    """What came of a webhook: an answer, or Twilio's number for why there is none.

    `url` is the one that answered in the end, and `requests` counts all that was sent, tries and redirects.
    """

    webhook: Webhook
    url: str
    status: int | None = None
    content_type: str | None = None
    body: bytes = b""
    error: int | None = None
    reason: str = ""
    requests: int = 1
    seconds: float = attrs.field(default=0.0, eq=False)
