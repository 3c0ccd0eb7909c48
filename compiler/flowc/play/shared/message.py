"""Messages that a flow sends."""

from __future__ import annotations

from typing import Any

from flowc.play.turn import ACCOUNT, Turn


def send(turn: Turn, to: str, status: str) -> dict[str, Any]:
    """Sends the message of a widget; gives it as the variables tell of it."""
    body = turn.text("body", aloud=True)
    sender = turn.text("from", str(turn.scope.flow["channel"]["address"]))
    variables = turn.pairs("content_variables")
    fields = {"body": body, "to": to, "from": sender, **turn.fields("media_url", "content_sid", "attributes")}
    turn.send(body, to, {**fields, **({"content_variables": variables} if variables else {})})
    known = {"Sid": turn.sid("SM"), "AccountSid": ACCOUNT, "Body": body, "From": sender, "To": to, "Status": status}
    return {**known, "NumMedia": "0" if turn.value("media_url") is None else "1"}
