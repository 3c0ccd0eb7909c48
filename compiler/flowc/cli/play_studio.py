"""Plays a flow in the terminal as Studio does."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from flowc.cli.person import Person, say
from flowc.play.clock import ManualClock
from flowc.play.happenings import Happening
from flowc.play.run import Run
from flowc.play.start import Start
from flowc.script.caller import Caller
from flowc.script.lines import Script
from flowc.script.narrate import Narrator
from flowc.script.player import Played, Stage, play_script


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
        found = play_script(script, self.stage)
        say(Narrator(found.happenings, self.stage.places).news())
        return found
