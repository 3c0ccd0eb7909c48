"""Plays flows by chance on both targets, and counts what was covered."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import attrs
from tests.agreement.generated import SUBFLOW, flow, subflow, types_in_twiml

from flowc import Source, Span, compile_bundle, compile_text
from flowc.modules import MemoryModules
from flowc.play import read_definition
from flowc.play.happenings import Answered, Did, Happening, Left
from flowc.play.predicates import PREDICATES
from flowc.play.questions import Outcome, Reply
from flowc.play.start import Start
from flowc.rehearsal.rehearsal import Rehearsal
from flowc.rehearsal.worker import write_bundle
from flowc.script.agree import differences
from flowc.script.chance import play_at_random, starts_of
from flowc.script.lines import Script
from flowc.script.player import Stage, play_script
from flowc.script.record import recorded
from flowc.script.write import write_test
from flowc.settings import ProjectSettings
from flowc.settings.subflows import SubflowSource
from flowc.vocabulary import standard_vocabulary

_NAMES = ("studio", "twiml")
# Only accounts of old leave by the one, and they have no TwiML of it; only a chat by the other, and TwiML has calls
# alone: widgets.md, "record-voicemail" and "connect-virtual-agent-v2".
_NEVER = {("record-voicemail", "noAudio"), ("connect-virtual-agent-v2", "timeout")}
# How often a contact hangs up, so that every `hangup` has its turn.
_IMPATIENCE = 0.08
_INNER = "inner.flow"
_SETTINGS = ProjectSettings(subflows={SUBFLOW: SubflowSource(_INNER, Span(Source("flowc.toml", ""), 0, 0))})
_DAYS = ("today", "", "2026-01-15", "12")


@attrs.frozen
class Difference:
    """A call that does not go the same way on both targets."""

    seed: int
    flow: str
    test: str
    lines: tuple[str, ...]


@attrs.define
class Tally:
    """What was played: calls, and how often each exit and each predicate was taken."""

    flows: int = 0
    plays: int = 0
    exits: Counter[tuple[str, str]] = attrs.field(factory=Counter)
    predicates: Counter[str] = attrs.field(factory=Counter)
    differences: list[Difference] = attrs.field(factory=list)

    def table(self) -> Iterator[str]:
        """Each type of the target: how many of its exits were taken, and how often each; and the predicates."""
        for type_ in types_in_twiml():
            yield _row(type_, {event: self.exits[type_, event] for event in reachable(type_)})
        yield _row("predicates", {name: self.predicates[name] for name in PREDICATES})

    def missed(self) -> list[str]:
        """What has a form in TwiML and was never reached."""
        exits = [(type_, event) for type_ in types_in_twiml() for event in reachable(type_)]
        found = [f"{type_} {event}" for type_, event in exits if not self.exits[type_, event]]
        return [*found, *(f"predicate {name}" for name in PREDICATES if not self.predicates[name])]


def reachable(type_: str) -> list[str]:
    """The exits of a type by which Twilio leaves it with TwiML."""
    exits = standard_vocabulary().types[type_].exits
    return [one.event for one in exits if not one.unconfirmed and (type_, one.event) not in _NEVER]


def _row(name: str, counts: Mapping[str, int]) -> str:
    reached = sum(1 for count in counts.values() if count)
    return f"{name:26} {reached}/{len(counts)}  {', '.join(f'{one} {count}' for one, count in counts.items())}"


async def agree(rehearsal: Rehearsal, folder: Path, seed: int, callers: int, tally: Tally) -> None:
    """Plays the flow of a seed with some callers on both targets, and tallies it."""
    chance = random.Random(seed)
    text, stage, files = _compiled(chance)
    name = f"flow{seed}"
    write_bundle(folder / name, files)
    tally.flows += 1
    with rehearsal.bundle(name):
        for _ in range(callers):
            script = _script(stage, chance)
            studio = play_script(script, stage)
            assert studio.failure is None, studio.failure.message
            _count(stage, studio.happenings, tally)
            twiml = await rehearsal.play(script, stage, name)
            found = tuple(differences(studio.happenings, twiml.happenings, _NAMES))
            if twiml.failure is not None:
                found = (twiml.failure.message, *found)
            if found:
                tally.differences.append(Difference(seed, text, write_test(script), found))


def _compiled(chance: random.Random) -> tuple[str, Stage, Mapping[str, str]]:
    """A flow that both targets take, with the one that it may run, and the files of its bundle.

    Some flows read what no way leads by, which is an error.
    """
    while True:
        text = flow(chance)
        inner = subflow(chance, text)
        modules = MemoryModules({_INNER: inner})
        definition, within = compile_text(text).definition, compile_text(inner).definition
        files = compile_bundle(text, modules=modules, settings=_SETTINGS).files
        if definition is not None and within is not None and files is not None:
            subflows = {SUBFLOW: read_definition(json.loads(within))}
            shown = f"{text}\n# {_INNER}\n{inner}" if SUBFLOW in text else text
            return shown, Stage(read_definition(json.loads(definition)), subflows=subflows), files


def _script(stage: Stage, chance: random.Random) -> Script:
    """A call by chance that can be had on both targets, as a test."""
    while True:
        start = chance.choice(starts_of(stage.definition))
        if start.entry == "request":
            start = attrs.evolve(start, parameters={"day": chance.choice(_DAYS)})
        run, _ = play_at_random(stage, chance, start, _IMPATIENCE)
        script = recorded("a call by chance", run.start, run.happenings)
        # Of a contact who hangs up a recording says what was heard before, and that may be heard earlier as well.
        if _can_be_had(start, run.happenings) and play_script(script, stage).failure is None:
            return script


def _can_be_had(start: Start, happenings: Iterable[Happening]) -> bool:
    """Whether Twilio can do it with TwiML.

    A redirect to an address does not `fail` at once. What is written in a Conversation that an agent has taken over
    is for the agent.
    """
    done: set[tuple[str, str]] = set()
    is_conversation = start.entry == "conversation"
    for one in happenings:
        if isinstance(one, Did):
            done |= {(one.step, one.what), ("", one.what)}
        answer = one.answer if isinstance(one, Answered) else None
        is_refused = isinstance(answer, Outcome) and answer.event == "fail" and (one.step, "redirect") in done
        if is_refused or (is_conversation and isinstance(answer, Reply) and ("", "task") in done):
            return False
    return True


def _count(stage: Stage, happenings: Iterable[Happening], tally: Tally) -> None:
    tally.plays += 1
    for one in happenings:
        if isinstance(one, Left) and not one.inner:
            step = stage.definition.steps[one.step]
            tally.exits[step.type, one.event] += 1
            for condition in step.transitions[one.number].conditions:
                tally.predicates[condition.type] += 1
