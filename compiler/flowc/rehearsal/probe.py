"""What a step would ask in Studio, and what would come of an answer: what Twilio says of the world, not of the flow.

A bundle asks by its own means. The interpreter is asked only which outcomes there are, and which values Twilio
posts with them; where the run goes on from there is the bundle's to say.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping
from typing import Any

import attrs

from flowc.play.definition import Step
from flowc.play.happenings import Did
from flowc.play.questions import Answer, Question
from flowc.play.run import Run
from flowc.play.scope import Scope
from flowc.play.start import Call
from flowc.play.turn import ContactGoneError, Result, Turn, UnsupportedError
from flowc.play.types import behaviour_of
from flowc.script.lines import Script
from flowc.script.player import Stage


@attrs.define
class Probe:
    """A step that Studio would run now; `question` is None where it asks nothing."""

    run: Run
    playing: Generator[Question, Answer, Result]
    question: Question | None = None
    result: Result | None = None

    @property
    def deeds(self) -> Mapping[str, Mapping[str, Any]]:
        """What the step asks of the outside, by kinds."""
        return {one.what: one.fields for one in self.run.happenings if isinstance(one, Did)}

    def tell(self, answer: Answer) -> Result:
        """What comes of an answer."""
        try:
            self.playing.send(answer)
        except StopIteration as stop:
            result: Result = stop.value
            return result
        except ContactGoneError:
            return Result("")
        raise AssertionError("a step asks once")


def probed(stage: Stage, script: Script, step: Step, scope: Scope, state: Mapping[str, Any]) -> Probe:
    """A step in a run that knows the variables of this scope, and stands as the bundle says: its calls are answered."""
    run = Run(stage.definition, script.start, script.clock(), stage.templates, stage.subflows)
    run.call = Call.NONE if state.get("line") == "none" else Call.INCOMING
    run.answered, run.recording = True, state.get("recording")
    for name in attrs.fields_dict(Scope):
        getattr(run.scope, name).update(getattr(scope, name))
    playing = behaviour_of(step.type)(Turn(run, run.scope, step))
    probe = Probe(run, playing)
    try:
        probe.question = next(playing)
    except StopIteration as stop:
        probe.result = stop.value
    except (ContactGoneError, UnsupportedError):
        probe.result = Result("")
    return probe
