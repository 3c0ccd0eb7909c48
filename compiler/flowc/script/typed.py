"""What a person types while a flow is played, read as an answer."""

from __future__ import annotations

import re

from flowc.language import TEST
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
    Reply,
    Words,
)
from flowc.script import words
from flowc.script.fitting import fits
from flowc.script.lines import Acts, Script
from flowc.script.read import read_tests
from flowc.source import Source
from flowc.syntax import parse
from flowc.syntax.strings import encode

_KEYS = re.compile(r"[0-9*#]+")
_LINES = (words.PRESSES, words.SAYS, words.SILENT, words.HANGS_UP, words.RECORDS, words.WRITES)


def read_typed(question: Question, text: str) -> Answer | str:
    """The answer that a text means to a question, or what to type instead.

    Keys, words and outcomes are typed as they are, nothing means silence; else it is a line of a test.
    """
    typed = text.strip()
    answer = _answer(question, typed)
    if answer is None or not fits(question, answer):
        return hint(question)
    return answer


def _answer(question: Question, typed: str) -> Answer | None:
    if typed.partition(" ")[0] in _LINES:
        return _line(typed)
    if question.asks is Asks.OUTSIDE:
        return _outcome(question, typed)
    if question.asks is Asks.LISTEN:
        return LISTENED
    if not typed:
        return SILENCE
    if question.asks is Asks.REPLY:
        return Outcome(typed) if typed in question.events else Reply(typed)
    if question.asks is Asks.INPUT:
        return Keys(typed) if _KEYS.fullmatch(typed) else Words(typed)
    return None


def _line(typed: str) -> Answer | None:
    """A line of a test, or None where it is none."""
    script = _script(typed)
    line = script.lines[0] if script is not None and script.lines else None
    return line.answer if isinstance(line, Acts) else None


def _script(line: str) -> Script | None:
    """A test with one line, None where the line says nothing."""
    source = Source("<typed>", f'{TEST} "" {{\n{line}\n}}\n')
    parsed = parse(source)
    scripts = () if parsed.diagnostics else read_tests(source, parsed.file).scripts
    return scripts[0] if scripts else None


def _outcome(question: Question, typed: str) -> Answer | None:
    """An outcome: what usually happens, its number among those, or what stands behind `given STEP`."""
    if not typed:
        return question.usual[0]
    if typed.isdecimal() and 1 <= int(typed) <= len(question.usual):
        return question.usual[int(typed) - 1]
    script = _script(f"{words.GIVEN} {encode(question.step)} {typed}")
    if script is None or not script.given:
        return None
    given = script.given[0]
    event = given.event.name if given.event else ""
    return HANGS_UP if event == HANGUP else Outcome(event, given.values)


def hint(question: Question) -> str:
    """What may be typed as an answer to a question."""
    if question.asks is Asks.OUTSIDE:
        events = ", ".join(f"`{event}`" for event in question.events)
        return f"type one of {events}, with values as `name=value` behind it; or a number"
    return _HINTS[question.asks]


_HINTS = {
    Asks.LISTEN: f"press the return key to listen on, or type `{words.HANGS_UP}`",
    Asks.INPUT: f"type keys or words, nothing for silence, or `{words.HANGS_UP}`",
    Asks.RECORDING: f"type `{words.RECORDS} 10s`, nothing for silence, or `{words.HANGS_UP}`",
    Asks.REPLY: "type a message, or nothing for no reply",
}


def choices(question: Question) -> list[str]:
    """What usually comes of a request to the outside, one outcome a line."""
    return [f"{number}  {_shown(outcome)}" for number, outcome in enumerate(question.usual, 1)]


def _shown(outcome: Outcome) -> str:
    return " ".join([outcome.event, *(f"{name}={value}" for name, value in outcome.values.items())])
