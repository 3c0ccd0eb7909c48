"""Requests over HTTP, and what Studio makes of the answers."""

from __future__ import annotations

import json
from typing import Any

from flowc.play.liquid import records
from flowc.play.questions import Outcome
from flowc.play.turn import Turn

# widgets.md, "Limits and error codes".
MAX_BYTES = 65_536

# The variable that holds what a server answers.
BODY = "body"

_JSON, _TEXT = "application/json", "text/plain"
_OK, _NOT_FOUND, _BROKEN = 200, 404, 500


def usual(success: str, failure: str) -> list[Outcome]:
    """What usually comes of a request: an answer, none that helps, and none at all."""
    values: list[dict[str, Any]] = [
        {"status_code": _OK, "body": "{}"},
        {"status_code": _BROKEN},
        {"status_code": _NOT_FOUND},
    ]
    return [*(Outcome(success if not at else failure, one) for at, one in enumerate(values)), Outcome(failure)]


def response(turn: Turn, outcome: Outcome, refused_from: int) -> tuple[bool, dict[str, Any]]:
    """Whether a request went well, and the variables of its answer.

    The status code decides where there is one; without any there was no answer, and nothing is known of it. A failure
    that the outside tells as an event alone is such a silence.
    """
    values = dict(outcome.values)
    if "status_code" not in values:
        if outcome.event not in {"", "success"}:
            return False, {}
        values["status_code"] = _OK
    status = int(str(values["status_code"])) if str(values["status_code"]).isdecimal() else 0
    body = values.get("body", "")
    text = body if isinstance(body, str) else json.dumps(body, ensure_ascii=False)
    if len(text.encode()) > MAX_BYTES:
        return False, {}
    parsed = _object(text)
    kind = values.get("content_type") or (_JSON if parsed is not None else _TEXT)
    known = {"status_code": status, "body": text, "content_type": kind}
    if parsed is not None and _JSON in kind:
        known["parsed"] = records({**_parsed_before(turn), **parsed})
    return _OK <= status < refused_from, known


def _object(text: str) -> dict[str, Any] | None:
    """The JSON object that a text is; an array is not parsed."""
    try:
        found = json.loads(text)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def _parsed_before(turn: Turn) -> dict[str, Any]:
    """What an earlier run of the same widget left: `parsed` is merged, not replaced."""
    found = (turn.scope.widgets.get(turn.step.name) or {}).get("parsed")
    return found if isinstance(found, dict) else {}
