"""One step of a run, as the behaviour of its widget sees it."""

from __future__ import annotations

import json
from collections.abc import Generator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import attrs

from flowc.play.definition import Step, Transition
from flowc.play.happenings import Answered, Did, Ending, Heard, Missing, Received, Set, Switched, Warned
from flowc.play.liquid import records
from flowc.play.questions import HANGUP, Answer, Asks, HangUp, Listened, Outcome, Question
from flowc.play.scope import Scope
from flowc.play.start import Call

if TYPE_CHECKING:
    from flowc.play.run import Run

_JSON_OBJECT = "json_object"


class ContactGoneError(Exception):
    """The step needs the contact on the call, who has hung up: before it, or within the subflow that it runs."""

    def __init__(self, ending: Ending = Ending.GONE) -> None:
        super().__init__()
        self.ending = ending


class UnsupportedError(Exception):
    """The widget does not work in a run that began like this one."""


@attrs.frozen
class Result:
    """How a step ended: the event, and the variables that it leaves behind.

    `transition` is given where the event alone does not tell it; `code` is what Studio logs where there is none.
    `passed_on` are variables that only repeat what is known of the call.
    """

    event: str
    values: Mapping[str, Any] = attrs.field(factory=dict)
    transition: Transition | None = None
    code: int = 0
    passed_on: Mapping[str, Any] = attrs.field(factory=dict)


@attrs.frozen
class Turn:
    """A step that runs: what it reads, what it does, and whom it asks."""

    run: Run
    scope: Scope
    step: Step

    # --- What it reads

    def value(self, name: str, default: Any = None) -> Any:  # noqa: ANN401 - JSON
        """A property as it stands in the definition, for those that Studio does not render."""
        found = self.step.properties.get(name)
        return default if found is None else found

    def text(self, name: str, default: str = "", *, aloud: bool = False) -> str:
        """A property, rendered."""
        return self.render(self.value(name, default), aloud=aloud)

    def seconds(self, name: str, default: float) -> float:
        """A property that is a number of seconds, however it is written."""
        try:
            return float(self.text(name, str(default)))
        except ValueError:
            return default

    def render(self, value: object, *, aloud: bool = False) -> str:
        """A text as Studio renders it now. What Liquid cannot evaluate is logged as 81018."""
        if not isinstance(value, str):
            return json.dumps(value) if value is not None else ""
        rendered = self.run.templates.render(value, self.scope.context(), self.run.clock)
        for path in rendered.missing:
            self._happened(Missing(self.step.name, path, aloud))
        if rendered.problem:
            self.warn(81018, f"Liquid could not be evaluated: {rendered.problem}")
        return rendered.text

    def pairs(self, name: str) -> dict[str, Any]:
        """The keys and rendered values of a property that is a list of them; JSON where a pair says so."""
        found: dict[str, Any] = {}
        for pair in self.value(name, ()):
            if isinstance(pair, dict) and "key" in pair:
                text = self.render(pair.get("value"))
                found[str(pair["key"])] = self._typed(text) if pair.get("type") == _JSON_OBJECT else text
        return found

    def _typed(self, text: str) -> Any:  # noqa: ANN401 - JSON
        try:
            return records(json.loads(text))
        except ValueError:
            self.warn(81027, "a value of the type `json_object` is no JSON")
            return text

    def fields(self, *names: str) -> dict[str, str]:
        """Properties that are given, rendered, by their names."""
        return {name: self.text(name) for name in names if self.value(name) is not None}

    # --- What it needs

    def need_call(self) -> None:
        """Nothing, with the contact on the call. Raises ContactGoneError or UnsupportedError."""
        if self.run.call is Call.GONE:
            raise ContactGoneError
        if self.run.call is Call.NONE:
            raise UnsupportedError("it needs a live call")

    def need_entry(self, *entries: str) -> None:
        """Nothing, in a run begun in one of these ways. Raises UnsupportedError."""
        if self.run.start.entry not in entries:
            raise UnsupportedError(f"it does not work in a run begun by `{self.run.start.entry}`")

    # --- What it does

    def hear(self, how: str, text: str, fields: Mapping[str, Any] = attrs.field(factory=dict)) -> None:
        """Lets the contact hear something; from now on the call is answered."""
        self.run.answered = True
        self._happened(Heard(self.step.name, how, text, fields))

    def send(self, body: str, to: str, fields: Mapping[str, Any]) -> None:
        """Sends a message. In a Conversation it is posted there, whoever it names: widgets.md, "send-message"."""
        to_contact = to in {"", self.run.start.contact} or bool(self.scope.flow["channel"].get("sid"))
        self._happened(Received(self.step.name, body, to, to_contact, fields))

    def did(self, what: str, fields: Mapping[str, Any]) -> None:
        """Asks something of the outside."""
        self._happened(Did(self.step.name, what, fields))

    def record(self, sid: str | None) -> None:
        """Has the call recorded under a SID, or no more."""
        self.run.recording = sid
        self._happened(Switched(self.step.name, sid is not None))

    def warn(self, code: int, message: str) -> None:
        """Logs what Studio logs."""
        self._happened(Warned(self.step.name, code, message))

    def set(self, path: str, value: Any) -> None:  # noqa: ANN401 - JSON
        """Tells that a variable has a value now."""
        self._happened(Set(self.step.name, path, value))

    def store(self, result: Result) -> None:
        """Keeps the variables that a step leaves behind, which replace those of its earlier runs."""
        name = self.step.name
        for key, value in result.values.items():
            self.set(f"widgets.{name}.{key}", value)
        self.scope.widgets[name] = records({**result.passed_on, **result.values})

    def sid(self, prefix: str) -> str:
        """A new SID."""
        return self.run.sid(prefix)

    def _happened(self, happening: Any) -> None:  # noqa: ANN401 - one of the Happenings
        self.run.happenings.append(happening)

    # --- Whom it asks

    def ask(self, question: Question) -> Generator[Question, Answer, Answer]:
        """Asks, and keeps the answer in the transcript."""
        answer = yield question
        if not isinstance(answer, Listened):
            self._happened(Answered(self.step.name, question.asks, answer))
        if isinstance(answer, HangUp):
            self.run.call = Call.GONE
        return answer

    def listen(self) -> Generator[Question, Answer, bool]:
        """Whether the contact listens to the end."""
        answer = yield from self.ask(Question(Asks.LISTEN, self.step.name, on_call=True))
        return not isinstance(answer, HangUp)

    def outside(
        self, events: Sequence[str], usual: Sequence[Outcome], *, must_be_told: bool = False, on_call: bool = False
    ) -> Generator[Question, Answer, Outcome]:
        """What comes of a request to the outside. A contact who hangs up meanwhile is the event `hangup`."""
        question = Question(Asks.OUTSIDE, self.step.name, tuple(events), tuple(usual), must_be_told, on_call)
        answer = yield from self.ask(question)
        if isinstance(answer, HangUp):
            return Outcome(HANGUP)
        assert isinstance(answer, Outcome)
        return answer


# An account that nobody has.
ACCOUNT = "AC" + "0" * 32
