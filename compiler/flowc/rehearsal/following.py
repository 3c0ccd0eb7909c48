"""Follows a run of a bundle from outside: its variables and its trail become happenings as the contact hears them."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import attrs

from flowc.language import TRIGGER_TYPE
from flowc.play.clock import ManualClock
from flowc.play.definition import Step
from flowc.play.happenings import Ending, Entered, Happening, Heard, Left, Set, Warned
from flowc.play.liquid import records
from flowc.play.scope import Scope
from flowc.play.shared.prompt import SPOKEN
from flowc.script.player import Stage

# Why the runtime ends a run.
_ENDINGS = {
    "flow ended": Ending.ENDED,
    "hung up": Ending.HUNG_UP,
    "no call to speak to": Ending.GONE,
    "step limit": Ending.STOPPED,
    "loop limit": Ending.STOPPED,
}
# The lines of the log that tell what was passed; in others it stands for what surrounds them.
_ACT, _MOVES = "act ended", ("webhook", "session taken up")
_SOUNDS = (SPOKEN, "play", "digits", "welcome_greeting")


@attrs.define
class Following:
    """What is known of a run so far.

    The runtime passes steps when it makes a document, and the contact hears them later: steps that were passed are
    told only when something after them is heard, asked, or done. `busy` says that an act is being done.
    """

    stage: Stage
    clock: ManualClock
    happenings: list[Happening] = attrs.field(factory=list)
    scope: Scope = attrs.field(factory=lambda: Scope(flow={"variables": {}, "channel": {}}))
    state: Mapping[str, Any] = attrs.field(factory=dict)
    busy: bool = False
    lines: int = 0
    passing: Callable[[str], Iterable[Happening]] = lambda _: ()
    _inside: str = ""
    _named: dict[str, str] = attrs.field(factory=dict)
    _passed: deque[tuple[str, str]] = attrs.field(factory=deque)
    _acts: list[tuple[str, list[Happening]]] = attrs.field(factory=list)
    _entered: str = ""

    @property
    def waits_at(self) -> str:
        """The step at which the run stands, or nothing."""
        step = self.state.get("step")
        return self.path(str(step)) if step else ""

    @property
    def is_told(self) -> bool:
        """Whether the log tells of the whole run, which has ended: it is written a moment after the run is kept."""
        if self.ending is not Ending.ENDED:
            return True
        left = [one for one in self.happenings if isinstance(one, Left)]
        step, event = self._passed[-1] if self._passed else (left[-1].step, left[-1].event)
        found = self.step_of(step)
        return found is None or any(one.next is None for one in found.transitions if one.event == event)

    def path(self, step: str) -> str:
        """A step of the flow in which the run is now, as the runtime's log calls it: `hours/say_1` in a subflow."""
        name = next((name for name, sid in self._named.items() if sid == self.state.get("subflow")), "")
        return f"{name}/{step}" if name else step

    def step_of(self, path: str) -> Step | None:
        """The step of a flow, or of a subflow."""
        subflow, _, name = path.rpartition("/")
        definition = self.stage.subflows.get(self._named.get(subflow, "")) if subflow else self.stage.definition
        return definition.steps.get(name) if definition else None

    @property
    def ending(self) -> Ending | None:
        """How the run has ended, None where it goes on."""
        end = self.state.get("end")
        if end is None:
            return None
        return _ENDINGS.get(end, Ending.IGNORED)

    def type_of(self, step: str) -> str:
        """The type of a step."""
        found = self.step_of(step)
        return found.type if found else ""

    def take(self, found: Mapping[str, Any]) -> None:
        """Takes what the host tells of the run."""
        if not found:
            return
        self.state, self.busy = found["state"], bool(found["act"])
        self._named = {name: sid for sid, name in found["subflows"].items()}
        self._see(self.state)
        early: list[tuple[str, str]] = []
        for line in found["log"]:
            self.lines += 1
            passed = _passed_by(line)
            if line["event"] == _ACT:
                early += passed
            elif line["event"] in _MOVES:
                # The line of a webhook comes last, and tells what was passed before its acts.
                self._passed.extend([*passed, *early])
                early = []
            if isinstance(line.get("code"), int):
                self.happenings.append(Warned(str(line.get("step", "")), line["code"], str(line["event"])))
        self._passed.extend(early)

    def _see(self, state: Mapping[str, Any]) -> None:
        known = {
            "trigger": state["trigger"],
            "widgets": state["widgets"],
            "flow": {
                "sid": state["sid"],
                "variables": state["variables"],
                "data": state["data"],
                "channel": {"address": state["address"], "sid": state["conversation"]},
            },
            "contact": {"channel": {"address": state["contact"]}},
        }
        for name, value in known.items():
            mine = getattr(self.scope, name)
            mine.clear()
            mine.update(records(value))

    # --- What is told

    def act(self, step: str, happened: list[Happening]) -> None:
        """Keeps what an act does until the run is known to have come to it."""
        self._acts.append((step, happened))

    def enter(self, step: str) -> None:
        """Tells all that was passed, and that the run has come to a step, where it stands now."""
        self.finish()
        if self._entered != step:
            self._come(step)

    def finish(self) -> None:
        """Tells all that was passed."""
        while self._passed:
            self._pass()

    def tell_variables(self) -> None:
        """Tells all variables as they are in the end: when each was set, nobody outside sees."""
        if self.state.get("outer"):
            self._see({**self.state, **self.state["outer"]})
        found = {f"flow.variables.{name}": value for name, value in self.scope.flow["variables"].items()}
        if self.scope.flow["channel"].get("sid"):
            found["flow.channel.sid"] = self.scope.flow["channel"]["sid"]
        for step, outputs in self.scope.widgets.items():
            found.update({f"widgets.{step}.{name}": value for name, value in outputs.items()})
        self.happenings += [Set(self._entered, path, value) for path, value in found.items()]

    def _pass(self) -> None:
        step, event = self._passed.popleft()
        if step not in (self._entered, self._inside):
            self._come(step)
        self._inside = self._inside if "/" in step else ""
        after = self._passed[0][0] if self._passed else None
        self.happenings.append(self._left(step, event, after))
        self._entered = ""

    def _come(self, step: str) -> None:
        inner = "/" in step
        if inner and not self._inside:
            known = (name for name, _ in self._passed if "/" not in name)
            self._inside = next(known, str((self.state.get("outer") or {}).get("step", "")))
            inside = self._inside
            self._come(inside)
        self._entered = step
        self.happenings.append(Entered(bare(step), self.type_of(step), inner))
        self.happenings += self.passing(step)
        for at, (name, happened) in enumerate(self._acts):
            if name == step:
                self.happenings += happened
                del self._acts[at]
                break

    def _left(self, step: str, event: str, after: str | None) -> Left:
        """A transition: of several of one event, the one that leads to where the run went."""
        found, inner = self.step_of(step), "/" in step
        ways = [(at, one) for at, one in enumerate(found.transitions if found else ()) if one.event == event]
        target = bare(after or self.waits_at) or None
        taken = next((each for each in ways if each[1].next == target), ways[0] if ways else None)
        at, way = (0, None) if taken is None else taken
        return Left(bare(step), event, way.next if way else None, at, inner)

    def trigger(self, event: str) -> None:
        """Tells that a run has begun."""
        for step in self.stage.definition.steps.values():
            if step.type == TRIGGER_TYPE:
                way = step.transition(event)
                self.happenings.append(Entered(step.name, step.type))
                self.happenings.append(self._left(step.name, event, way.next if way else None))

    # --- What is heard

    def hear(self, text: str, *, spoken: bool) -> str:
        """The step that the contact hears; it is told with all before it."""
        step = self._speaker()
        found = self.step_of(step)
        properties = found.properties if found else {}
        how = SPOKEN if spoken else "play" if properties.get("play") is not None else "digits"
        self.happenings.append(Heard(bare(step), how, text))
        return step

    def _speaker(self) -> str:
        """The next step that lets something be heard; the run has come to it."""
        if self._entered and self._sounds(self._entered) > self._heard():
            return self._entered
        for _ in range(len(self._passed)):
            step = self._passed[0][0]
            if step != self._entered and self._sounds(step):
                self._come(step)
                return step
            self._pass()
        self.enter(self.waits_at)
        return self._entered

    def _heard(self) -> int:
        """How much was heard of the step that the run has come to."""
        count = 0
        for one in reversed(self.happenings):
            if isinstance(one, Entered):
                break
            count += isinstance(one, Heard)
        return count

    def _sounds(self, step: str) -> int:
        """How many things a step lets be heard; TwiML leaves out what is blank."""
        found = self.step_of(step)
        texts = [found.properties[name] for name in _SOUNDS if found.properties.get(name) is not None] if found else []
        context = self.scope.context()
        return sum(bool(self.stage.templates.render(str(text), context, self.clock).text.strip()) for text in texts)


def bare(path: str) -> str:
    """The name of a step, in whichever flow it is."""
    return path.rpartition("/")[2]


def _passed_by(line: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The steps that a line of the log tells of, with the exits that were taken."""
    passed = [(step, event) for step, _, event in (one.rpartition(":") for one in line.get("passed", ()))]
    # An act that ends without a step of its own repeats what was passed before it.
    return [] if line["event"] == _ACT and (not passed or bare(passed[0][0]) != line.get("act")) else passed
