"""Set Variables: what later steps can read."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from runtime.liquid import Template, template
from runtime.printing import printed
from runtime.run import Run
from runtime.step import Decides, Exit
from runtime.values import Json, JsonObject, read_json


@attrs.frozen
class Variable:
    """A variable that is set: its name and its value, of a type where one is given.

    `json_object` is read as JSON, `string` stays a text. Without a type a number is one, as in Studio:
    https://support.twilio.com/hc/en-us/articles/4413699936411
    """

    key: str
    value: Template = attrs.field(converter=template)
    type: str | None = None


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


def _value(text: str, kind: str | None) -> Json:
    """The value that a text means. A number is one only where it is printed as it was written."""
    if kind == "string":
        return text
    value = read_json(text)
    if value is None or kind == "json_object":
        return text if value is None else value
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return value if is_number and printed(value) == text else text
