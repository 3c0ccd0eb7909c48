"""The parameters of a subflow: what its parent tells it."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from runtime.liquid import Template, template
from runtime.run import Run
from runtime.values import Json, JsonObject, read_json

_JSON_OBJECT = "json_object"


@attrs.frozen
class Given:
    """A parameter of a subflow: its name, its value with Liquid, and `json_object` where that is JSON."""

    key: str
    value: Template = attrs.field(converter=template)
    type: str | None = None


def given(parameters: Iterable[tuple[str, ...] | Given]) -> tuple[Given, ...]:
    """The parameters of tuples."""
    return tuple(one if isinstance(one, Given) else Given(*one) for one in parameters)


def rendered(run: Run, parameters: Iterable[Given]) -> JsonObject:
    """The values of parameters. Studio reads them as texts, unless the flow says that they are JSON.

    https://www.twilio.com/docs/studio/widget-library/run-subflow
    """
    return {one.key: _value(run.render(one.value), one.type) for one in parameters}


def _value(text: str, kind: str | None) -> Json:
    value = read_json(text) if kind == _JSON_OBJECT else None
    return text if value is None else value
