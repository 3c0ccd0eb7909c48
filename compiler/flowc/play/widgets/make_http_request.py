"""`make-http-request`: calls a URL."""

from __future__ import annotations

import re
from collections.abc import Generator

from flowc.play.questions import Answer, Question
from flowc.play.shared.http import response, usual
from flowc.play.turn import Result, Turn

_URL = re.compile(r"https?://[^\s/]+", re.IGNORECASE)
_TWILIO = re.compile(r"https://(?:[\w-]+\.)*twilio\.com(?:[/?:]|$)", re.IGNORECASE)
_RESERVED = "method"
# A redirect is followed.
_REFUSED_FROM = 300


def play(turn: Turn) -> Generator[Question, Answer, Result]:
    """Leaves by `success` with a status of 2xx, else by `failed`.

    What cannot be asked at all fails without a request: a URL that is none, the reserved parameter `method`, and
    Twilio's credentials for another server.
    """
    url, parameters = turn.text("url"), turn.pairs("parameters")
    if not _URL.match(url) or _RESERVED in parameters:
        turn.warn(81014, f"`{url}` is no URL" if not _URL.match(url) else "the parameter name `method` is reserved")
        return Result("failed")
    if turn.value("add_twilio_auth") is True and not _TWILIO.match(url):
        return Result("failed")
    request = {"method": turn.value("method", "GET"), "url": url, "parameters": parameters}
    turn.did("request", {**request, **turn.fields("body"), "content_type": turn.value("content_type", "")})
    outcome = yield from turn.outside(("success", "failed"), usual("success", "failed"), must_be_told=True)
    went_well, values = response(turn, outcome, _REFUSED_FROM)
    if not went_well:
        turn.warn(81016, "the request failed")
    return Result("success" if went_well else "failed", values)
