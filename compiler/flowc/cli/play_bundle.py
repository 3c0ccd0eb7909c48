"""Plays a flow in the terminal as its bundle does: served by a process, and called by a stand-in for Twilio."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import attrs

from flowc.cli.person import Person, say
from flowc.cli.rehearsals import played
from flowc.play.clock import ManualClock
from flowc.play.definition import Definition
from flowc.play.happenings import Happening, Set
from flowc.play.questions import Answer, Question
from flowc.play.scope import Scope
from flowc.play.start import Start
from flowc.rehearsal.worker import Job, rehearse_by_hand
from flowc.script.caller import Caller
from flowc.script.lines import Script
from flowc.script.narrate import Narrator
from flowc.script.player import Played, Stage
from flowc.source import Source, Span

# Come with every answer of Twilio's, and so are outputs of each step that waits for one:
# https://www.twilio.com/docs/voice/twiml#request-parameters
_POSTED = re.compile(
    r"widgets\.[^.]+\."
    r"(?:(?:From|To|Caller|Called)(?:City|State|Zip|Country)?|CallSid|AccountSid|CallStatus|ApiVersion|Direction)"
)


@attrs.frozen
class BundlePlayer:
    """Plays the bundle of a stage's flow, which has these files, and tells it line by line."""

    stage: Stage
    files: Mapping[str, str]

    def by_hand(self, start: Start, clock: ManualClock, told: Script | None) -> Sequence[Happening]:
        """All that happened in a run that a person plays; what a test says of the outside is taken from it."""
        stage = self.stage
        # That the run has come to a step is only told once the webhook is answered in which it asks.
        person = Person(Caller(told, [], Scope(), clock) if told is not None else None, names_steps=True)
        narrator = Narrator((), stage.places, echo=False)

        def ask(question: Question, happened: Sequence[Happening]) -> Answer:
            narrator.happenings = _shown(happened)
            say(narrator.news())
            return person.answer(question)

        script = Script("by hand", Span(Source("<played>", ""), 0, 0), start, begins=clock)
        subflows = stage.subflows if told is None else stage.subflows_for(told)
        happenings = rehearse_by_hand(self._job(script, subflows), ask)
        narrator.happenings = _shown(happenings)
        say(narrator.news())
        return happenings

    def by_script(self, script: Script) -> Played:
        """What comes of a test."""
        ((found,),) = played([self._job(script, self.stage.subflows_for(script))])
        say(Narrator(_shown(found.happenings), self.stage.places).news())
        return found

    def _job(self, script: Script, subflows: Mapping[str, Definition]) -> Job:
        stage = self.stage
        return Job((script,), stage.definition, dict(stage.places), dict(subflows), self.files)


def _shown(happenings: Sequence[Happening]) -> list[Happening]:
    """What is worth telling: not what Twilio says of the call again and again."""
    return [one for one in happenings if not (isinstance(one, Set) and _POSTED.fullmatch(one.name))]
