"""What happened in a run, in lines for people."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import singledispatch
from typing import Any

from flowc.play.happenings import Answered, Did, Ended, Happening, Heard, Missing, Received, Set, Switched, Warned
from flowc.play.questions import Outcome
from flowc.play.shared.prompt import SPOKEN
from flowc.script.write import answer_text
from flowc.syntax.strings import encode

_LONGEST = 100


def transcript(happenings: Iterable[Happening], *, outputs: bool = False) -> list[str]:
    """The lines of a run: the step, and what happened there; with `outputs` also the variables of widgets."""
    told = [(one.step, text) for one in happenings if (text := line_of(one, outputs=outputs))]
    return columns(told)


def columns(told: Sequence[tuple[str, str]]) -> list[str]:
    """Steps and what happened there, side by side; the name of a step stands on its first line."""
    width = max((len(step) for step, _ in told), default=0)
    lines, last = [], ""
    for step, text in told:
        lines.append(f"{'' if step == last else step:<{width}}  {text}")
        last = step
    return lines


def line_of(happening: Happening, *, outputs: bool = False) -> str:
    """What happened, in one line; empty for what a reader sees from the lines around it."""
    if isinstance(happening, Set) and (happening.value is None or not (outputs or happening.name.startswith("flow."))):
        return ""
    return _told(happening)


@singledispatch
def _told(_happening: object) -> str:
    return ""


@_told.register
def _(one: Heard) -> str:
    return f"hears {encode(one.text)}" if one.how == SPOKEN else f"hears {one.how} {encode(one.text)}"


@_told.register
def _(one: Received) -> str:
    if one.to_contact:
        return f"receives {encode(one.body)}"
    return f"message to {one.to}: {encode(one.body)}"


@_told.register
def _(one: Did) -> str:
    return f"{one.what}: {_fields(one.fields)}" if one.fields else one.what


def _fields(fields: Mapping[str, Any]) -> str:
    return ", ".join(f"{name}={shortened(value)}" for name, value in fields.items() if value not in ("", {}, []))


def shortened(value: Any) -> str:  # noqa: ANN401 - JSON
    """A value on one line, cut where it is long."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    shown = " ".join(text.split())
    return shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]}…"


@_told.register
def _(one: Switched) -> str:
    return "the call is recorded" if one.on else "the call is recorded no more"


@_told.register
def _(one: Answered) -> str:
    if isinstance(one.answer, Outcome):
        event = one.answer.event or "answer"
        return f"  gives {event}" + (f": {_fields(one.answer.values)}" if one.answer.values else "")
    return f"  {answer_text(one.answer)}"


@_told.register
def _(one: Set) -> str:
    return f"{one.name} = {shortened(one.value)}"


@_told.register
def _(one: Missing) -> str:
    return f"`{one.path}` is not set"


@_told.register
def _(one: Warned) -> str:
    return f"logged {one.code}: {one.message}"


@_told.register
def _(one: Ended) -> str:
    return f"the run is over: {one.ending.value}"
