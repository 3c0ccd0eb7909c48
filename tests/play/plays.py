"""Plays flows that a test writes down, and says what came of them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from flowc import compile_text
from flowc.play import Definition, ManualClock, Run, Start, read_definition
from flowc.play.happenings import Did, Entered, Happening, Heard, Left, Missing, Received, Set, Warned
from flowc.play.questions import Answer, Question
from flowc.play.run import answered


def definition_of(text: str) -> Definition:
    """The definition that a flow compiles to."""
    compiled = compile_text(text)
    assert compiled.definition is not None, [one.message for one in compiled.diagnostics]
    return read_definition(json.loads(compiled.definition))


def state(name: str, type_: str, properties: Mapping[str, Any], **exits: str | None) -> dict[str, Any]:
    """A state of a definition, with its exits by their events."""
    transitions = [{"event": event, **({"next": target} if target else {})} for event, target in exits.items()]
    return {"name": name, "type": type_, "properties": properties, "transitions": transitions}


def definition_with(*states: dict[str, Any], entry: str = "incomingCall") -> Definition:
    """A definition of states, which begins with the first."""
    trigger = state("Trigger", "trigger", {}, **{entry: states[0]["name"]})
    return read_definition({"initial_state": "Trigger", "states": [trigger, *states]})


def played(
    flow: str | Definition,
    *answers: Answer,
    start: Start | None = None,
    clock: ManualClock | None = None,
    subflows: Mapping[str, Definition] | None = None,
) -> Run:
    """A run that got these answers."""
    definition = definition_of(flow) if isinstance(flow, str) else flow
    run = Run(definition, start or Start(), clock or ManualClock(), subflows=subflows or {})
    answered(run, answers)
    return run


def first_question(flow: str | Definition, *answers: Answer, start: Start | None = None) -> Question:
    """The question that a run asks after these answers."""
    run = Run(definition_of(flow) if isinstance(flow, str) else flow, start or Start())
    playing = run.play()
    question = next(playing)
    for answer in answers:
        question = playing.send(answer)
    return question


def of(run: Run, kind: type[Happening]) -> list[Any]:
    """The happenings of a kind."""
    return [one for one in run.happenings if isinstance(one, kind)]


def steps(run: Run) -> list[str]:
    """The steps that a run went through, without the trigger."""
    return [one.step for one in of(run, Entered)][1:]


def heard(run: Run) -> list[str]:
    """What the contact heard or read."""
    return [
        one.text if isinstance(one, Heard) else one.body for one in run.happenings if isinstance(one, Heard | Received)
    ]


def left(run: Run) -> list[str]:
    """The events by which steps were left, without the trigger's."""
    return [one.event for one in of(run, Left)][1:]


def warned(run: Run) -> list[int]:
    """The codes that Studio would log."""
    return [one.code for one in of(run, Warned)]


def variables(run: Run) -> dict[str, Any]:
    """What became of variables, the last value of each."""
    return {one.name: one.value for one in of(run, Set)}


def missing(run: Run) -> list[str]:
    """The variables that were printed though nothing had set them."""
    return [one.path for one in of(run, Missing)]


def did(run: Run, what: str) -> list[dict[str, Any]]:
    """What was asked of the outside, of one kind."""
    return [dict(one.fields) for one in of(run, Did) if one.what == what]
