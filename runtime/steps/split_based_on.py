"""Split Based On: the first condition that holds."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from runtime.liquid import Template, template
from runtime.predicates import PREDICATES, holds
from runtime.run import Run
from runtime.step import Decides, Exit


@attrs.frozen
class When:
    """A condition, and the step that it leads to, None where the run ends: `type` holds of `argument` and `value`."""

    type: str = attrs.field(validator=attrs.validators.in_(PREDICATES))
    argument: Template = attrs.field(converter=template)
    value: Template = attrs.field(converter=template)
    to: str | None = attrs.field(kw_only=True)


def _in_order(cases: Iterable[When]) -> tuple[When, ...]:
    return tuple(cases)


@attrs.frozen(kw_only=True)
class SplitBasedOn(Decides):
    """Tries its conditions in their order."""

    input: Template = attrs.field(converter=template)
    cases: tuple[When, ...] = attrs.field(default=(), converter=_in_order)

    def targets(self) -> Iterable[tuple[str, str | None]]:
        """`match` once for each condition, and the step's other exits."""
        yield from super().targets()
        for case in self.cases:
            yield "match", case.to

    def decide(self, run: Run) -> Exit | None:
        """`match` with the first condition that holds, else `noMatch`."""
        for case in self.cases:
            if holds(case.type, run.render(case.argument), run.render(case.value)):
                return Exit("match", case.to)
        return self.exit("noMatch")
