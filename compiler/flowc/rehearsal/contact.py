"""The contact of a test as the stand-in for Twilio asks it, and the outside as the bundle and its calls meet it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import attrs
from tests.twilio.stand_in import Answer as Webhooked
from tests.twilio.stand_in import Answers, Busy, Fails, Fault, HangUp, NoAnswer, Press, Silence, Situation, Speak
from tests.twilio.stand_in import LiveCall as Line
from tests.twilio.twiml.element import Element, UnparsableError, parse

from flowc.diagnostics import Diagnostic
from flowc.diagnostics.finding import finding
from flowc.play.happenings import Answered, Did, Happening, Switched
from flowc.play.questions import LISTENED, Answer, Asks, Keys, Outcome, Question, Recorded, Words
from flowc.play.questions import HangUp as HangsUp
from flowc.play.turn import Result
from flowc.rehearsal.following import Following, bare
from flowc.rehearsal.hosting import Hosting
from flowc.rehearsal.probe import Probe, probed
from flowc.rehearsal.verbs import ACTIONS, observed
from flowc.script.caller import UNMET, Caller, FailedError
from flowc.script.lines import Script

_REFUSED = 400
_WORDS = "something"
# The one deed of TwiML that nobody answers.
_STREAM = "stream"
_RUNS = "run-subflow"


@attrs.define
class Contact:
    """Whoever answers for a test: a script of the stand-in's.

    `column` and `value` are what the run is found by. `undelivered` says that the newest message does not arrive.
    """

    caller: Caller
    following: Following
    hosting: Hosting
    column: str
    value: str
    line: Line | None = None
    failure: Diagnostic | None = None
    left_in_prompt: bool = False
    undelivered: bool = False
    newest: Callable[[], Line | None] = lambda: None
    _events: int = 0

    def __attrs_post_init__(self) -> None:
        self.following.passing = self._passes

    async def __call__(self, situation: Situation) -> object:
        """What the contact, or the other party, does now that a verb waits."""
        return self._guarded(lambda: self._waits(situation.verb.strip("<>")))

    def interrupts(self, words: str) -> object | None:
        """How the contact ends a prompt: by hanging up, or not at all."""
        if words.startswith("<"):
            return None
        return self._guarded(self._listens)

    def _guarded(self, decide: Callable[[], object | None]) -> object | None:
        """What is decided; where the test has failed, the contact hangs up."""
        if self.failure is None:
            try:
                return decide()
            except FailedError as error:
                self.failure = error.diagnostic
        return HangUp(after=0.0)

    # --- What has happened

    def look(self) -> str:
        """Takes in what has happened since the last time; the step that was heard last."""
        self.following.take(self.hosting.run(self.column, self.value, self.following.lines))
        heard = ""
        # A call that the run places is on the line as soon as it is answered.
        self.line = self.line or self.newest()
        events = self.line.transcript.events if self.line else []
        for event in events[self._events :]:
            self._events += 1
            if event.does == "hears":
                heard = self.following.hear(event.data["text"], spoken=event.data.get("verb") == "Say")
        return heard

    def probe(self, step: str) -> Probe:
        """What a step asks."""
        following = self.following
        found = following.step_of(step)
        assert found is not None, step
        return probed(following.stage, self.caller.script, found, following.scope, following.state)

    # --- On the line

    def _listens(self) -> HangUp | None:
        step = self.look()
        question = self.probe(step).question if step else None
        if question is None or question.asks is not Asks.LISTEN:
            return None
        answer = self.caller.answer(question)
        if answer == LISTENED:
            return None
        self.following.happenings.append(Answered(bare(step), question.asks, answer))
        self.left_in_prompt = True
        return HangUp(after=0.0)

    def _waits(self, verb: str) -> object:
        self.look()
        step = self.following.waits_at
        self.following.enter(step)
        element = self._document(verb)
        probe = self.probe(step)
        for what, fields in probe.deeds.items():
            self.following.happenings.append(Did(bare(step), what, {**fields, **observed(element, what)}))
        greeting = element.child("ConversationRelay")
        if greeting is not None and greeting.get("welcomeGreeting"):
            self.following.hear(greeting.get("welcomeGreeting"), spoken=True)
        assert probe.question is not None, step
        answer = self._answered(step, probe.question)
        return self._input(answer) or self._done(verb, probe, answer)

    def _answered(self, step: str, question: Question) -> Answer:
        answer = self.caller.answer(question)
        self.following.happenings.append(Answered(bare(step), question.asks, answer))
        if question.asks is Asks.RECORDING and isinstance(answer, Outcome):
            # `<Record>` knows no such end: https://www.twilio.com/docs/voice/twiml/record
            raise FailedError(studio_alone(f"`{answer.event}` cannot come of `{step}` in a bundle", self.caller.script))
        return answer

    def _input(self, answer: Answer) -> object | None:
        """What the contact does by keys and voice."""
        if isinstance(answer, HangsUp):
            return HangUp(after=0.0)
        if isinstance(answer, Keys):
            return Press(answer.digits)
        if isinstance(answer, Words):
            return Speak(answer.text, answer.confidence)
        if isinstance(answer, Recorded):
            return Speak(_WORDS, seconds=float(answer.seconds), then=answer.key)
        return None

    def _done(self, verb: str, probe: Probe, answer: Answer) -> object:
        """What the other party does."""
        if verb not in ACTIONS:
            return Silence()
        result = probe.tell(answer)
        return HangUp(after=0.0) if result.event == "hangup" else ACTIONS[verb](result.values)

    def _passes(self, step: str) -> list[Happening]:
        """What a step asks for that is passed without an answer, as a stream or a subflow."""
        if self.following.type_of(step) == _RUNS:
            return [Did(bare(step), what, one) for what, one in self.probe(step).deeds.items() if what == "subflow"]
        if self.line is None or not any(b"<Start>" in one.body or b"<Stop>" in one.body for one in self._webhooks()):
            return []
        probe = self.probe(step)
        if probe.question is not None:
            return []
        found = [(what, one, self._started(one)) for what, one in probe.deeds.items() if what == _STREAM]
        return [Did(bare(step), what, {**fields, **observed(verb)}) for what, fields, verb in found if verb is not None]

    def _started(self, fields: Mapping[str, Any]) -> Element | None:
        """The verb that starts or stops the service of this name, in the newest document that has it."""
        verb = "Stop" if fields.get("action") == "stop" else "Start"
        for answer in reversed(self._webhooks()):
            for child in _document_of(answer.body).children:
                noun = child.children[0] if child.name == verb and child.children else None
                if noun is not None and noun.get("name") == fields.get("stream_name", noun.get("name")):
                    return child
        return None

    def _webhooks(self) -> list[Webhooked]:
        return [] if self.line is None else self.line.transcript.webhooks

    def _document(self, verb: str) -> Element:
        """The verb that waits, in the newest document that has it."""
        assert self.line is not None
        for answer in reversed(self.line.transcript.webhooks):
            found = _document_of(answer.body).child(verb)
            if found is not None:
                return found
        return Element(verb)

    # --- Outside

    def step_of_act(self) -> str:
        """The step whose act is being done."""
        found = self.hosting.run(self.column, self.value, self.following.lines)
        self.following.take({**found, "log": []} if found else found)
        return self.following.path(str(found["act"]["step"])) if found and found["act"] else ""

    def outcome(
        self, what: str, fields: Mapping[str, Any], step: str, happened: list[Happening] | None = None
    ) -> Result:
        """What comes of an act of a step, which asks this of the outside; `happened` gets what is told of it."""
        happened = [] if happened is None else happened
        self.following.act(step, happened)
        try:
            probe = self.probe(step)
            happened.append(Did(bare(step), what, {**probe.deeds.get(what, {}), **fields}))
            if probe.question is None:
                return probe.result or Result("")
            answer = self.caller.answer(probe.question)
            happened.append(Answered(bare(step), probe.question.asks, answer))
            return probe.tell(answer)
        except FailedError as error:
            self.failure = self.failure or error.diagnostic
            return Result("")

    def recording(self, method: str, path: str) -> Fault | None:
        """Whether Twilio refuses to start or to stop a recording."""
        step = self.step_of_act()
        if not step:
            return None
        starts = path.endswith("/Recordings.json")
        happened: list[Happening] = []
        result = self.outcome("recording", {"switch": "on" if starts else "off"}, step, happened)
        if result.event == "success":
            happened.append(Switched(bare(step), starts))
            return None
        return Fault(method, path, status=_REFUSED)

    def phone(self) -> Answers | Busy | NoAnswer | Fails:
        """How somebody who is called takes the call."""
        step = self.step_of_act() or self.following.waits_at
        result = self.outcome("call", {}, step)
        others: dict[str, Busy | NoAnswer | Fails] = {"busy": Busy(), "noAnswer": NoAnswer(), "failed": Fails()}
        if result.event in others:
            return others[result.event]
        who = str(result.values.get("AnsweredBy", "machine_start" if "Machine" in result.event else "human"))
        return Answers(script=self, answered_by=who)  # type: ignore[arg-type]  # a script may be a function


def studio_alone(message: str, script: Script) -> Diagnostic:
    """The finding that a test cannot be played against a bundle."""
    return finding(UNMET, message, script.span, label="in this test", help="play it against Studio alone")


def _document_of(body: bytes) -> Element:
    """The document of an answer; an empty one where it is none."""
    try:
        return parse(body)
    except UnparsableError:
        return Element("Response")
