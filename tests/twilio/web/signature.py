"""The signature of a webhook, made by Twilio's own library so that what checks it is tested by another's code."""

from __future__ import annotations

import enum
from collections.abc import Mapping

from twilio.request_validator import RequestValidator  # type: ignore[import-untyped] # twilio ships no types

HEADER = "X-Twilio-Signature"


class Signing(enum.Enum):
    """How a webhook is signed; all but the first are what an attacker would send."""

    RIGHT = "right"
    WRONG = "wrong"
    MISSING = "missing"


def headers(token: str, url: str, parameters: Mapping[str, str], signing: Signing) -> dict[str, str]:
    """The header with the signature over the exact URL and the parameters of a form.

    Source: https://www.twilio.com/docs/usage/webhooks/webhooks-security
    """
    if signing is Signing.MISSING:
        return {}
    key = token if signing is Signing.RIGHT else token[::-1] + "x"
    return {HEADER: RequestValidator(key).compute_signature(url, dict(parameters))}
