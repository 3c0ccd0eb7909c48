"""Plays a test against a flow."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import attrs

from flowc.diagnostics import Diagnostic
from flowc.play.definition import Definition
from flowc.play.happenings import Happening
from flowc.play.liquid import Templates
from flowc.play.run import Run
from flowc.script.caller import Caller, FailedError
from flowc.script.lines import Script
from flowc.source import Span


@attrs.frozen
class Played:
    """What came of a test: all that happened, and what is wrong, None where it passed."""

    script: Script
    happenings: tuple[Happening, ...]
    failure: Diagnostic | None


@attrs.frozen
class Stage:
    """The flow that tests are played against: with the places of its steps, and those it runs as subflows."""

    definition: Definition
    places: Mapping[str, Span] = MappingProxyType({})
    subflows: Mapping[str, Definition] = MappingProxyType({})
    templates: Templates = attrs.field(factory=Templates)

    def subflows_for(self, script: Script) -> Mapping[str, Definition]:
        """The subflows that a test plays: all but those of which it gives itself what comes of their steps."""
        steps = [
            self.definition.steps[given.step.name] for given in script.given if given.step.name in self.definition.steps
        ]
        return {
            sid: one for sid, one in self.subflows.items() if not any(sid in step.properties.values() for step in steps)
        }


def play_script(script: Script, stage: Stage) -> Played:
    """Plays a test from its first line to its last, or to the first that is not as expected."""
    run = Run(stage.definition, script.start, script.clock(), stage.templates, stage.subflows_for(script))
    caller = Caller(script, run.happenings, run.scope, run.clock, stage.places)
    playing = run.play()
    failure = None
    try:
        question = next(playing)
        while True:
            question = playing.send(caller.answer(question))
    except StopIteration as stop:
        failure = _at_end(caller, stop)
    except FailedError as error:
        failure = error.diagnostic
    return Played(script, tuple(run.happenings), failure)


def _at_end(caller: Caller, stop: StopIteration) -> Diagnostic | None:
    try:
        caller.end(stop.value)
    except FailedError as error:
        return error.diagnostic
    return None
