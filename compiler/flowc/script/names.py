"""Names in tests: the steps and the events that they speak of must be there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from flowc.diagnostics import Diagnostic
from flowc.diagnostics.finding import finding
from flowc.diagnostics.suggest import suggestion
from flowc.language import WIDGETS_ROOT
from flowc.play.definition import Definition
from flowc.play.questions import HANGUP
from flowc.script.lines import Avoids, ExpectsDeed, ExpectsValue, Named, Passes, Script

_UNKNOWN_STEP, _UNKNOWN_OUTCOME = "FLW902", "FLW905"

# The events of each step by its name.
Events = Mapping[str, tuple[str, ...]]


def events_of(definition: Definition) -> Events:
    """The events of all steps of a flow."""
    return {step.name: step.events for step in definition.steps.values()}


def name_problems(scripts: Iterable[Script], events: Events) -> list[Diagnostic]:
    """What tests name that the flow does not have."""
    return [problem for script in scripts for problem in _in_script(script, events)]


def _in_script(script: Script, events: Events) -> Iterator[Diagnostic]:
    for given in script.given:
        known = events.get(given.step.name)
        if known is None:
            yield _unknown_step(given.step, events)
        elif given.event is not None and given.event.name not in {*known, HANGUP}:
            yield _unknown_outcome(given.step, given.event, known)
    for line in script.lines:
        named: tuple[Named | None, ...] = ()
        if isinstance(line, Passes | Avoids):
            named = line.steps
        elif isinstance(line, ExpectsDeed):
            named = (line.step,)
        elif isinstance(line, ExpectsValue) and line.path.startswith(f"{WIDGETS_ROOT}."):
            named = (Named(line.path.split(".")[1], line.span),)
        for one in named:
            if one is not None and one.name not in events:
                yield _unknown_step(one, events)


def _unknown_step(step: Named, events: Events) -> Diagnostic:
    return finding(
        _UNKNOWN_STEP,
        f"no step is called `{step.name}`",
        step.span,
        label="not in this flow",
        help=suggestion(step.name, events, "steps") or "`flowc expand` shows the names of all steps",
    )


def _unknown_outcome(step: Named, event: Named, known: tuple[str, ...]) -> Diagnostic:
    return finding(
        _UNKNOWN_OUTCOME,
        f"`{step.name}` has no exit `{event.name}`",
        event.span,
        label="cannot come of it",
        help=suggestion(event.name, known, "exits"),
    )
