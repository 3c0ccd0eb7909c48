"""What the templates of a flow read: outputs of widgets, variables, and what begins with another root."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from flowc.checks.analyses.edges import Edges
from flowc.checks.analyses.texts import Text
from flowc.graph.flow import State
from flowc.language import COUNTER_PROPERTY, FLOW, SPLIT_TYPE, WIDGETS_ROOT
from flowc.liquid import Read

_BLANK = frozenset({"is_blank", "is_not_blank"})


@attrs.frozen(eq=False)
class Reading:
    """A value that a text reads.

    `of` is the widget that it is an output of, `variable` the name of the variable that it is.
    `provided` says that the flow provides for a value that is not there.
    """

    text: Text
    read: Read
    widget: str = ""
    of: int | None = None
    output: tuple[str, ...] = ()
    variable: str = ""
    provided: bool = False

    @property
    def written(self) -> str:
        """The path as the text writes it."""
        return self.text.template.text[self.read.path.start : self.read.path.end]


@attrs.frozen(eq=False)
class Reads:
    """All that is read, in the order of the flow.

    `all_variables` says that something may read every variable there is.
    """

    found: tuple[Reading, ...]
    variables: frozenset[str]
    all_variables: bool


def reads(edges: Edges, texts: Sequence[Text]) -> Reads:
    """What the texts of a flow read; what a template says itself is not among it."""
    found = [_reading(edges, text, read) for text in texts for read in text.template.reads if not read.local]
    variables = {one.variable for one in found if one.variable}
    # A widget that sets variables has them as its outputs, too.
    variables.update(one.output[0] for one in found if one.of is not None and one.output)
    whole = any(_is_whole(one) for one in found) or any(text.template.problem or text.is_free for text in texts)
    return Reads(tuple(found), frozenset(variables), whole)


def _reading(edges: Edges, text: Text, read: Read) -> Reading:
    names = read.path.names
    provided = read.guarded or _is_tested(text.state)
    if names[0:1] == (WIDGETS_ROOT,) and len(names) > 1:
        # The name of a widget may hold dots.
        for count in range(len(names), 1, -1):
            name = ".".join(names[1:count])
            if name in edges.numbers:
                return Reading(text, read, name, edges.numbers[name], names[count:], provided=provided)
        return Reading(text, read, names[1], None, names[2:], provided=provided)
    if names[:2] == (FLOW, COUNTER_PROPERTY) and len(names) > 2:  # noqa: PLR2004 - its third part is the variable
        return Reading(text, read, variable=names[2], provided=provided)
    return Reading(text, read, provided=provided)


def _is_whole(reading: Reading) -> bool:
    """Whether a path takes all variables, or one of a name that is worked out."""
    names = reading.read.path.names
    return names[:1] == (FLOW,) and (len(names) == 1 or (names[1] == COUNTER_PROPERTY and not reading.variable))


def _is_tested(state: State) -> bool:
    """Whether a state asks if a value is there."""
    if state.type != SPLIT_TYPE:
        return False
    return any(condition.type in _BLANK for exit_ in state.exits for condition in exit_.conditions)
