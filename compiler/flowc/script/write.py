"""Writes a test as text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import singledispatch
from typing import Any

from flowc.format.format import lay_text
from flowc.language import JSON, TEST, WIDGETS_ROOT
from flowc.play.clock import DEFAULT_START
from flowc.play.happenings import Ending
from flowc.play.questions import Answer, HangUp, Keys, Recorded, Reply, Silence, Words
from flowc.play.start import WRITTEN, Start
from flowc.script.begin import USUAL
from flowc.script.lines import (
    Acts,
    Avoids,
    Ends,
    ExpectsDeed,
    ExpectsRecording,
    ExpectsValue,
    ExpectsWarning,
    Given,
    Hears,
    Passes,
    Script,
    Text,
    Waits,
    Wanted,
)
from flowc.script.words import (
    AT,
    AVOIDS,
    ENDS,
    EXPECT,
    FROM,
    GIVEN,
    HANGS_UP,
    HEARS,
    NO,
    ON,
    PARAMETERS,
    PASSES,
    PRESSES,
    RECEIVES,
    RECORDING,
    RECORDS,
    SAYS,
    SILENT,
    SUBFLOW,
    SWITCH,
    TO,
    UNSET,
    WAITS,
    WARNING,
    WRITES,
)
from flowc.syntax.strings import encode
from flowc.vocabulary import standard_vocabulary

_WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*(?<!-)")
_USUAL_CONFIDENCE = 0.9


def write_test(script: Script) -> str:
    """The text of a test, in the one style of flows."""
    lines = "\n".join(_lines(script))
    return lay_text(f"{TEST} {encode(script.name)} {{\n{lines}\n}}\n", vocabulary=standard_vocabulary())


def _lines(script: Script) -> Iterator[str]:
    if script.start != USUAL:
        yield _start(script.start)
    if script.begins.now != DEFAULT_START:
        yield f"{AT} {encode(script.begins.now.isoformat(sep=' '))}"
    for subflow in script.subflows:
        yield f"{SUBFLOW} {encode(subflow.sid)} {encode(subflow.path)}"
    acts = 0
    yield from (_given(given) for given in script.given if given.acts == acts)
    for line in script.lines:
        yield _line(line)
        if isinstance(line, Acts):
            acts += 1
            yield from (_given(given) for given in script.given if given.acts == acts)


def _start(start: Start) -> str:
    text = f" {encode(start.body)}" if start.entry in WRITTEN else ""
    options = {FROM: start.contact, TO: start.address}
    usual = {FROM: USUAL.contact, TO: USUAL.address}
    shown = {name: one for name, one in options.items() if one != usual[name]}
    return f"{ON} {start.entry}{text}{_options({**shown, **start.values})}{_block(PARAMETERS, start.parameters)}"


def _given(given: Given) -> str:
    event = f" {name(given.event.name)}" if given.event else ""
    blocks = {key: value for key, value in given.values.items() if isinstance(value, Mapping)}
    plain = {key: value for key, value in given.values.items() if key not in blocks}
    # A block holds values of one level: what is deeper, or empty, is written as JSON.
    nested = {key: value for key, value in blocks.items() if value and not any(map(_is_deep, value.values()))}
    plain.update({key: value for key, value in blocks.items() if key not in nested})
    return f"{GIVEN} {name(given.step.name)}{event}{_options(plain)}" + _blocks(nested)


def _is_deep(value: object) -> bool:
    return isinstance(value, Mapping | list)


def name(text: str) -> str:
    """A name as it is written: in quotes where it is no word."""
    return text if _WORD.fullmatch(text) and text != "else" else encode(text)


def _options(values: Mapping[str, Any]) -> str:
    return "".join(f" {name(key)}={_option(value)}" for key, value in values.items())


def _option(value: Any) -> str:  # noqa: ANN401 - JSON
    """A value of an outcome, where a number and its digits mean the same."""
    is_whole = isinstance(value, int) and not isinstance(value, bool) and value >= 0
    return str(value) if is_whole else _value(value)


def _value(value: Any) -> str:  # noqa: ANN401 - JSON
    if isinstance(value, str):
        return encode(value)
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return f"[{', '.join(map(encode, value))}]"
    return f"{JSON}({encode(json.dumps(value, ensure_ascii=False))})"


def _block(word: str, values: Mapping[str, Any]) -> str:
    return _blocks({word: values}) if values else ""


def _blocks(blocks: Mapping[str, Mapping[str, Any]]) -> str:
    if not blocks:
        return ""
    inner = "\n".join(
        f"{word} {{\n" + "\n".join(f"{name(key)} = {_value(value)}" for key, value in values.items()) + "\n}"
        for word, values in blocks.items()
    )
    return f" {{\n{inner}\n}}"


# --- Lines


@singledispatch
def _line(line: object) -> str:
    raise TypeError(line)


@_line.register
def _(line: Acts) -> str:
    return answer_text(line.answer)


def answer_text(answer: Answer) -> str:
    """What the contact does, as a line of a test."""
    if isinstance(answer, Keys):
        return f"{PRESSES} {answer.digits if answer.digits.isdecimal() else encode(answer.digits)}"
    if isinstance(answer, Words):
        sure = "" if answer.confidence == _USUAL_CONFIDENCE else f" confidence={answer.confidence}"
        return f"{SAYS} {encode(answer.text)}{sure}"
    if isinstance(answer, Recorded):
        return f"{RECORDS} {answer.seconds}s" + (f" key={encode(answer.key)}" if answer.key else "")
    if isinstance(answer, Reply):
        return f"{WRITES} {encode(answer.body)}" + (f" media={_value(list(answer.media))}" if answer.media else "")
    assert isinstance(answer, HangUp | Silence)
    return HANGS_UP if isinstance(answer, HangUp) else SILENT


@_line.register
def _(line: Waits) -> str:
    return f"{WAITS} {line.seconds:g}s"


@_line.register
def _(line: Hears) -> str:
    return f"{RECEIVES if line.by_message else HEARS} {_text(line.text)}"


def _text(text: Text) -> str:
    return f"{text.how} {encode(text.text)}" if text.how else encode(text.text)


@_line.register
def _(line: Passes) -> str:
    return f"{PASSES} {', '.join(name(step.name) for step in line.steps)}"


@_line.register
def _(line: Avoids) -> str:
    return f"{AVOIDS} {', '.join(name(step.name) for step in line.steps)}"


@_line.register
def _(line: ExpectsValue) -> str:
    text = UNSET if line.text.how == UNSET else _text(line.text)
    return f"{EXPECT} {name(line.path.removeprefix(f'{WIDGETS_ROOT}.'))} {text}"


@_line.register
def _(line: ExpectsDeed) -> str:
    step = f" {name(line.step.name)}" if line.step else ""
    plain = {key: one for key, one in line.fields.items() if isinstance(one, Text)}
    options = "".join(f" {name(key)}={_wanted(one)}" for key, one in plain.items())
    blocks = "\n".join(_wanted_block(key, one) for key, one in line.fields.items() if not isinstance(one, Text))
    return f"{EXPECT} {f'{NO} ' if line.never else ''}{line.what}{step}{options}" + (
        f" {{\n{blocks}\n}}" if blocks else ""
    )


def _wanted_block(word: str, wanted: Wanted) -> str:
    inner = "\n".join(f"{name(key)} = {_wanted(one)}" for key, one in wanted.items() if isinstance(one, Text))
    return f"{word} {{\n{inner}\n}}"


def _wanted(text: Text) -> str:
    return f"{text.how}({encode(text.text)})" if text.how else encode(text.text)


@_line.register
def _(line: ExpectsRecording) -> str:
    return f"{EXPECT} {RECORDING} {SWITCH[0] if line.on else SWITCH[1]}"


@_line.register
def _(line: ExpectsWarning) -> str:
    return f"{EXPECT} {f'{NO} ' if line.never else ''}{WARNING}" + (f" {line.code}" if line.code else "")


@_line.register
def _(line: Ends) -> str:
    return ENDS if line.ending is Ending.ENDED else f"{ENDS} {line.ending.value.replace(' ', '-')}"
