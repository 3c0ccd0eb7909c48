"""Plays a flow at random, looking for what breaks it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Protocol, TypeVar

import attrs

from flowc.language import TRIGGER_TYPE
from flowc.play.definition import Definition
from flowc.play.happenings import Ended, Ending, Happening, Missing, Warned
from flowc.play.questions import (
    HANGS_UP,
    HANGUP,
    LISTENED,
    SILENCE,
    Answer,
    Asks,
    Keys,
    Outcome,
    Question,
    Recorded,
    Reply,
    Words,
)
from flowc.play.run import Run
from flowc.play.shared.http import BODY
from flowc.play.start import WRITTEN, Start
from flowc.play.types import events_of_entries
from flowc.script.fitting import fits
from flowc.script.player import Stage

_ITEM = TypeVar("_ITEM")
_DIGITS = re.compile(r"[0-9#*]+")
_PARSED = re.compile(r"widgets\.([\w-]+)\.parsed\.(\w+)")

# How often a contact hangs up where a flow only speaks.
IMPATIENCE = 0.02
_KEYS = ("1", "2", "9", "123456", "#")
_WORDS = ("yes", "no", "Something else.")


class Random(Protocol):
    """What is asked of chance; Python's `random.Random` has it."""

    def choice(self, seq: Sequence[_ITEM], /) -> _ITEM:
        """One of several."""

    def random(self) -> float:
        """A number from 0 to 1."""


@attrs.frozen
class Vocabulary:
    """What a flow listens for: keys, words, and the members of JSON answers that it reads."""

    keys: tuple[str, ...]
    words: tuple[str, ...]
    members: Mapping[str, tuple[str, ...]]


def vocabulary_of(definition: Definition) -> Vocabulary:
    """What a flow listens for, in the order of the flow, and some things that it does not."""
    values = list(dict.fromkeys(_values(definition)))
    keys = [value for value in values if _DIGITS.fullmatch(value)]
    members: dict[str, list[str]] = {}
    texts = str([dict(step.properties) for step in definition.steps.values()])
    for step, member in dict.fromkeys(_PARSED.findall(texts)):
        members.setdefault(step, []).append(member)
    return Vocabulary(
        tuple(dict.fromkeys([*keys, *_KEYS])),
        tuple(dict.fromkeys([*(value for value in values if value), *_WORDS])),
        {step: tuple(names) for step, names in members.items()},
    )


def _values(definition: Definition) -> Iterator[str]:
    """The values that splits compare with, the members of lists one by one."""
    for step in definition.steps.values():
        for transition in step.transitions:
            for condition in transition.conditions:
                yield from (part.strip() for part in condition.value.split(","))


@attrs.frozen
class Chance:
    """A contact and an outside that do anything; `impatience` is how often the contact hangs up meanwhile."""

    random: Random
    known: Vocabulary
    impatience: float = IMPATIENCE

    def answer(self, question: Question) -> Answer:
        """Some answer that fits a question."""
        if question.asks is Asks.LISTEN:
            return HANGS_UP if self.random.random() < self.impatience else LISTENED
        if question.asks is Asks.INPUT:
            pressed, said = Keys(self.random.choice(self.known.keys)), Words(self.random.choice(self.known.words))
            return self._one_of(pressed, pressed, said, said, SILENCE, HANGS_UP)
        if question.asks is Asks.RECORDING:
            return self._one_of(Recorded(8), Recorded(3, HANGUP), SILENCE, HANGS_UP)
        if question.asks is Asks.REPLY:
            reply = Reply(self.random.choice((*self.known.words, *self.known.keys)))
            return self._one_of(reply, reply, reply, SILENCE, *question.usual)
        return self._outside(question)

    def _one_of(self, *answers: Answer) -> Answer:
        return self.random.choice(answers)

    def _outside(self, question: Question) -> Answer:
        if question.on_call and self.random.random() < self.impatience:
            return HANGS_UP
        chosen = self.random.choice(question.usual)
        members = self.known.members.get(question.step)
        if members and BODY in chosen.values:
            values = {name: self.random.choice((*self.known.words, *self.known.keys)) for name in members}
            return Outcome(chosen.event, {**chosen.values, BODY: values})
        return chosen


@attrs.frozen
class Break:
    """A run in which a flow broke: why, and all that was answered until then."""

    reason: str
    start: Start
    answers: tuple[Answer, ...]
    happenings: tuple[Happening, ...]


def starts_of(definition: Definition) -> list[Start]:
    """The ways in which a run can begin that lead somewhere."""
    triggers = [step for step in definition.steps.values() if step.type == TRIGGER_TYPE]
    entries = {event: entry for entry, event in events_of_entries().items()}
    return [
        _start(entries[one.event])
        for step in triggers
        for one in step.transitions
        if one.next is not None and one.event in entries
    ]


def _start(entry: str) -> Start:
    return Start(entry, body="Hello" if entry in WRITTEN else "")


def play_at_random(
    stage: Stage, random: Random, start: Start, impatience: float = IMPATIENCE
) -> tuple[Run, tuple[Answer, ...]]:
    """A run in which all is left to chance, and what was answered in it."""
    chance = Chance(random, vocabulary_of(stage.definition), impatience)
    run = Run(stage.definition, start, templates=stage.templates, subflows=stage.subflows)
    answers: list[Answer] = []
    playing = run.play()
    try:
        question = next(playing)
        while broken(run.happenings) == "":
            answers.append(chance.answer(question))
            question = playing.send(answers[-1])
    except StopIteration:
        pass
    return run, tuple(answers)


def broken(happenings: Sequence[Happening]) -> str:
    """Why a flow is broken by what happened: a dead end, a limit, a variable that is printed and was never set."""
    for one in happenings:
        if isinstance(one, Missing) and one.aloud:
            return f"`{one.step}` tells the contact `{one.path}`, which nothing has set"
        if isinstance(one, Ended) and one.ending in {Ending.IGNORED, Ending.STOPPED}:
            code = next((told for told in reversed(happenings) if isinstance(told, Warned)), None)
            return f"`{one.step}` is where the run stands still: {code.message if code else one.ending.value}"
    return ""


def find_break(stage: Stage, random: Random, plays: int) -> Break | None:
    """The shortest run in which the flow breaks, of so many that are left to chance; None where none does."""
    starts = starts_of(stage.definition)
    best: Break | None = None
    for _ in range(plays if starts else 0):
        run, answers = play_at_random(stage, random, random.choice(starts))
        reason = broken(run.happenings)
        if reason and (best is None or len(answers) < len(best.answers)):
            best = Break(reason, run.start, answers, tuple(run.happenings))
    return shortened(stage, best) if best else None


def shortened(stage: Stage, found: Break) -> Break:
    """The run without each answer that it breaks without as well."""
    at = 0
    while at < len(found.answers):
        shorter = replayed(stage, found.start, (*found.answers[:at], *found.answers[at + 1 :]))
        if shorter is not None and shorter.reason == found.reason and len(shorter.answers) < len(found.answers):
            found = shorter
        else:
            at += 1
    return found


def replayed(stage: Stage, start: Start, answers: Sequence[Answer]) -> Break | None:
    """The run with these answers, as far as the flow breaks; None where it does not, or where one does not fit."""
    run = Run(stage.definition, start, templates=stage.templates, subflows=stage.subflows)
    playing = run.play()
    used: list[Any] = []
    try:
        question = next(playing)
        for answer in answers:
            if broken(run.happenings):
                break
            if not fits(question, answer):
                return None
            used.append(answer)
            question = playing.send(answer)
    except StopIteration:
        pass
    reason = broken(run.happenings)
    return Break(reason, start, tuple(used), tuple(run.happenings)) if reason else None
