"""Plays flows by chance on both targets, and counts what was covered."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

import attrs
from tests.agreement.generated import flow, types_in_twiml

from flowc import compile_bundle, compile_text
from flowc.play import read_definition
from flowc.play.happenings import Answered, Did, Happening, Left
from flowc.play.predicates import PREDICATES
from flowc.play.questions import Outcome
from flowc.rehearsal.rehearsal import Rehearsal
from flowc.rehearsal.worker import write_bundle
from flowc.script.agree import differences
from flowc.script.chance import play_at_random, starts_of
from flowc.script.lines import Script
from flowc.script.player import Stage, play_script
from flowc.script.record import recorded
from flowc.script.write import write_test
from flowc.vocabulary import standard_vocabulary

_NAMES = ("studio", "twiml")
# Only accounts of old leave by it, and they have no TwiML of it: widgets.md, "record-voicemail".
_OF_OLD = ("record-voicemail", "noAudio")
# How often a contact hangs up, so that every `hangup` has its turn.
_IMPATIENCE = 0.08
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
    return [one.event for one in exits if not one.unconfirmed and (type_, one.event) != _OF_OLD]


def _row(name: str, counts: Mapping[str, int]) -> str:
    reached = sum(1 for count in counts.values() if count)
    return f"{name:26} {reached}/{len(counts)}  {', '.join(f'{one} {count}' for one, count in counts.items())}"


async def agree(rehearsal: Rehearsal, folder: Path, seed: int, callers: int, tally: Tally) -> None:
    """Plays the flow of a seed with some callers on both targets, and tallies it."""
    chance = random.Random(seed)
    text, definition, files = _compiled(chance)
    stage, name = Stage(read_definition(json.loads(definition))), f"flow{seed}"
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


def _compiled(chance: random.Random) -> tuple[str, str, Mapping[str, str]]:
    """A flow that both targets take, its definition, and the files of its bundle.

    Some flows read what no way leads by, which is an error.
    """
    while True:
        text = flow(chance)
        definition, files = compile_text(text).definition, compile_bundle(text).files
        if definition is not None and files is not None:
            return text, definition, files


def _script(stage: Stage, chance: random.Random) -> Script:
    """A call by chance that can be had on both targets, as a test."""
    while True:
        start = chance.choice(starts_of(stage.definition))
        if start.entry == "request":
            start = attrs.evolve(start, parameters={"day": chance.choice(_DAYS)})
        run, _ = play_at_random(stage, chance, start, _IMPATIENCE)
        redirects = {one.step for one in run.happenings if isinstance(one, Did) and one.what == "redirect"}
        script = recorded("a call by chance", run.start, run.happenings)
        # Of a contact who hangs up a recording says what was heard before, and that may be heard earlier as well.
        if all(_can_be_had(one, redirects) for one in run.happenings) and play_script(script, stage).failure is None:
            return script


def _can_be_had(happening: Happening, redirects: Collection[str]) -> bool:
    """Whether Twilio can do it with TwiML.

    A redirect to an address does not `fail` at once.
    """
    if not isinstance(happening, Answered):
        return True
    answer = happening.answer
    return not (isinstance(answer, Outcome) and answer.event == "fail" and happening.step in redirects)


def _count(stage: Stage, happenings: Iterable[Happening], tally: Tally) -> None:
    tally.plays += 1
    for one in happenings:
        if isinstance(one, Left):
            step = stage.definition.steps[one.step]
            tally.exits[step.type, one.event] += 1
            for condition in step.transitions[one.number].conditions:
                tally.predicates[condition.type] += 1
