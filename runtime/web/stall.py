"""What Twilio is told where a webhook cannot be answered now: to come again in a moment."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

from markupsafe import escape

from runtime.conduct.decisions import EMPTY

# Half a minute in all, besides what each webhook waits itself: a database fails over in that time.
_PAUSES = (1, 2, 3, 4, 5, 5, 5, 5)
# Twilio reads addresses of this length; what a caller says or types is far shorter.
_LONGEST = 8_000

# What every webhook has anyway: https://www.twilio.com/docs/voice/twiml#request-parameters
_PLACES = ("City", "State", "Zip", "Country")
_ALWAYS = frozenset(
    {
        "AccountSid", "ApiVersion", "ApplicationSid", "CallSid", "CallStatus", "CallToken", "Called", "Caller",
        "CallerName", "Direction", "ErrorCode", "ErrorUrl", "ForwardedFrom", "From", "ParentCallSid", "StirStatus",
        "StirVerstat", "To",
    }
    | {side + place for side in ("From", "To", "Caller", "Called") for place in _PLACES}
)  # fmt: skip


def stall(url: str, query: Mapping[str, str], parameters: Mapping[str, str]) -> str:
    """TwiML that waits a little, and asks at the same address again with what the caller answered.

    After some times it ends the call, and at once where the answer is longer than an address can be.
    """
    again = _times(query)
    kept = {name: value for name, value in parameters.items() if name not in _ALWAYS}
    turn = {"turn": query["turn"]} if "turn" in query else {}
    if again >= len(_PAUSES):
        return EMPTY
    address = f"{url}?{urlencode({**turn, 'again': str(again + 1), **kept})}"
    if len(address) > _LONGEST:
        return EMPTY
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<Response><Pause length="{_PAUSES[again]}"/><Redirect method="POST">{escape(address)}</Redirect></Response>\n'
    )


def _times(query: Mapping[str, str]) -> int:
    again = query.get("again", "0")
    return min(int(again), len(_PAUSES)) if again.isascii() and again.isdigit() and len(again) < 3 else len(_PAUSES)  # noqa: PLR2004 — two digits are plenty
