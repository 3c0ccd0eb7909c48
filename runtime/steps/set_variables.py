"""Set Variables: what later steps can read."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from runtime.liquid import Template, template
from runtime.run import Run
from runtime.step import Decides, Exit
from runtime.values import Json, JsonObject, read_json


@attrs.frozen
class Variable:
    """A variable that is set: its name, its value, and `json_object` as its type where the value is read as JSON."""

    key: str
    value: Template = attrs.field(converter=template)
    type: str = "string"


def _variables(given: Iterable[tuple[str, ...] | Variable]) -> tuple[Variable, ...]:
    return tuple(one if isinstance(one, Variable) else Variable(*one) for one in given)


@attrs.frozen(kw_only=True)
class SetVariables(Decides):
    """Sets variables of the flow. They are written when the step ends: none reads another of the same step."""

    variables: tuple[Variable, ...] = attrs.field(default=(), converter=_variables)

    def decide(self, run: Run) -> Exit | None:
        """`next`; the variables are in `flow.variables` and under the step's name."""
        values: JsonObject = {}
        for variable in self.variables:
            values[variable.key] = _value(run.render(variable.value), variable.type)
        for key, value in values.items():
            run.set(key, value)
        run.replace(self.name, values)
        return self.exit("next")


def _value(text: str, kind: str) -> Json:
    """The value that a text means: what it is in JSON, where it is to be that, and is; else the text."""
    value = read_json(text) if kind == "json_object" else None
    return text if value is None else value
