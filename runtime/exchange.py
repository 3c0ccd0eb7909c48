"""The request of a step to a URL, and what the flow learns of the answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from urllib.parse import urlencode

import attrs
import structlog

from runtime.http_client import Answer, HttpError
from runtime.liquid import Template, template
from runtime.run import Run
from runtime.step import Outcome
from runtime.values import Json, JsonObject, read_json
from runtime.world import World

FORM = "application/x-www-form-urlencoded;charset=utf-8"
# Studio's: https://www.twilio.com/docs/studio/widget-library/http-request
SECONDS = 10.0
# What an answer replaces; `parsed` is merged into what earlier runs of the step have left.
_REPLACED = ("body", "status_code", "content_type", "headers")

_log = structlog.get_logger(__name__)


@attrs.frozen
class Parameter:
    """A parameter of a request: its name, and its value with Liquid."""

    key: str
    value: Template = attrs.field(converter=template)


def parameters(given: Iterable[tuple[str, str] | Parameter]) -> tuple[Parameter, ...]:
    """The parameters of pairs."""
    return tuple(one if isinstance(one, Parameter) else Parameter(*one) for one in given)


def encoded(run: Run, given: Sequence[Parameter]) -> str:
    """The parameters as they stand in a form or in the query of an address."""
    return urlencode([(one.key, run.render(one.value)) for one in given])


def with_query(url: str, query: str) -> str:
    """The address with more parameters."""
    if not query:
        return url
    address, mark, fragment = url.partition("#")
    return f"{address}{'&' if '?' in address else '?'}{query}{mark}{fragment}"


async def exchange(
    world: World,
    method: str,
    url: str,
    *,
    content: str | None = None,
    content_type: str | None = None,
    auth: tuple[str, str] | None = None,
) -> Answer | None:
    """What the server answers, None where it does not, or with too much."""
    try:
        return await world.http.send(
            method,
            url,
            within=SECONDS,
            content=None if content is None else content.encode(),
            headers=None if content_type is None else {"content-type": content_type},
            auth=auth,
        )
    except HttpError as error:
        _log.warning("request failed", code=81016, error=type(error).__name__, reason=str(error))
        return None


def outcome(answer: Answer | None, success: str, failure: str) -> Outcome:
    """The exit for an answer, with Studio's outputs of it; without one there are none."""
    if answer is None:
        return Outcome(failure)
    outputs: JsonObject = {
        "body": answer.body,
        "status_code": answer.status,
        "content_type": answer.content_type,
    }
    parsed = _parsed(answer)
    if parsed is not None:
        outputs["parsed"] = parsed
    return Outcome(success if answer.is_good else failure, outputs)


def keep(run: Run, step: str, outputs: JsonObject) -> None:
    """Keeps the outputs of an answer in place of the last one's, but `parsed` beside what was parsed before."""
    kept = run.session.widgets.get(step, {})
    parsed, earlier = outputs.get("parsed"), kept.get("parsed")
    merged: Json = parsed
    if isinstance(parsed, dict) and isinstance(earlier, dict):
        merged = {**earlier, **parsed}
    new = {name: value for name, value in kept.items() if name not in _REPLACED} | outputs
    if merged is not None:
        new["parsed"] = merged
    run.replace(step, new)


def _parsed(answer: Answer) -> JsonObject | None:
    """The object that an answer is, None where it is none: lists are not read."""
    if answer.content_type.partition(";")[0].strip().lower() != "application/json":
        return None
    value = read_json(answer.body)
    return value if isinstance(value, dict) else None
