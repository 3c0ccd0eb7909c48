"""Plays a flow in the terminal as Studio does."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from flowc.cli.person import Person, say
from flowc.play.clock import ManualClock
from flowc.play.happenings import Happening
from flowc.play.run import Run
from flowc.play.start import Start
from flowc.script.caller import Caller, FailedError
from flowc.script.lines import Script
from flowc.script.narrate import Narrator
from flowc.script.player import Played, Stage


@attrs.frozen
class StudioPlayer:
    """Plays the flow of a stage, and tells it line by line."""

    stage: Stage

    def by_hand(self, start: Start, clock: ManualClock, told: Script | None) -> Sequence[Happening]:
        """All that happened in a run that a person plays; what a test says of the outside is taken from it."""
        stage = self.stage
        subflows = stage.subflows if told is None else stage.subflows_for(told)
        run = Run(stage.definition, start, clock, stage.templates, subflows)
        known = Caller(told, run.happenings, run.scope, clock) if told is not None else None
        person, narrator = Person(known), Narrator(run.happenings, stage.places, echo=False)
        playing = run.play()
        try:
            question = next(playing)
            while True:
                say(narrator.news())
                question = playing.send(person.answer(question))
        except StopIteration:
            say(narrator.news())
        return run.happenings

    def by_script(self, script: Script) -> Played:
        """What comes of a test."""
        stage = self.stage
        run = Run(stage.definition, script.start, script.clock(), stage.templates, stage.subflows_for(script))
        caller = Caller(script, run.happenings, run.scope, run.clock, stage.places)
        narrator = Narrator(run.happenings, stage.places)
        playing = run.play()
        failure = None
        try:
            try:
                question = next(playing)
                while True:
                    say(narrator.news())
                    question = playing.send(caller.answer(question))
            except StopIteration as stop:
                say(narrator.news())
                caller.end(stop.value)
        except FailedError as error:
            failure = error.diagnostic
        return Played(script, tuple(run.happenings), failure)
