"""Whether a run went as a line of a test expects."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import singledispatch
from typing import Any

import attrs

from flowc.play.happenings import Did, Ended, Ending, Entered, Happening, Heard, Received, Switched, Warned
from flowc.play.scope import Scope
from flowc.play.shared.deeds import MESSAGE
from flowc.script.lines import (
    Avoids,
    Ends,
    Expectation,
    ExpectsDeed,
    ExpectsRecording,
    ExpectsValue,
    ExpectsWarning,
    Hears,
    Passes,
    Text,
    Wanted,
)
from flowc.script.words import REGEX

_MOST_LISTED = 6


@attrs.frozen
class Course:
    """A run so far: what happened, the variables, and how it ended, if it did."""

    happenings: Sequence[Happening]
    scope: Scope
    ending: Ending | None


@attrs.frozen
class Cursor:
    """How far the texts and the steps of a run are looked at: what is expected next comes later."""

    texts: int = 0
    steps: int = 0


@attrs.frozen
class Problem:
    """Why a run is not as expected."""

    message: str
    label: str
    help: str = ""


Found = tuple[Problem | None, Cursor]


@singledispatch
def problem_with(line: Expectation, _course: Course, _cursor: Cursor) -> Found:
    """What is wrong with a run by a line, None where nothing is; and how far it has been looked at by then."""
    raise TypeError(line)


# --- Texts


@problem_with.register
def _(line: Hears, course: Course, cursor: Cursor) -> Found:
    texts = [(at, text) for at, text in _texts(course, by_message=line.by_message) if at >= cursor.texts]
    wanted = line.text if line.text.how == REGEX else attrs.evolve(line.text, text=_plain(line.text.text))
    for at, text in texts:
        if wanted.fits(_plain(text)):
            return None, attrs.evolve(cursor, texts=at + 1)
    return Problem(f"{_verb(line)} is not {line.text}", "not so", _instead(line, [text for _, text in texts])), cursor


def _texts(course: Course, *, by_message: bool) -> list[tuple[int, str]]:
    """What the contact heard, or got as messages, with its place among the happenings."""
    if by_message:
        sent = ((at, one) for at, one in enumerate(course.happenings) if isinstance(one, Received) and one.to_contact)
        return [(at, one.body) for at, one in sent]
    return [(at, one.text) for at, one in enumerate(course.happenings) if isinstance(one, Heard)]


def _verb(line: Hears) -> str:
    return "what the contact gets next" if line.by_message else "what the contact hears next"


def _plain(text: str) -> str:
    """A text whose line ends and blanks do not matter."""
    return " ".join(text.split())


def _instead(line: Hears, texts: Sequence[str]) -> str:
    did = "got" if line.by_message else "heard"
    if not texts:
        return f"nothing more was {did}"
    shown = ", ".join(f"`{_plain(text)}`" for text in texts[:_MOST_LISTED])
    return f"{did}: {shown}" + (f", and {len(texts) - _MOST_LISTED} more" if len(texts) > _MOST_LISTED else "")


# --- Steps


@problem_with.register
def _(line: Passes, course: Course, cursor: Cursor) -> Found:
    at = cursor.steps
    steps = _steps(course)
    for step in line.steps:
        later = next((number for number, name in steps if number >= at and name == step.name), None)
        if later is None:
            passed = [name for number, name in steps if number >= at]
            help_ = f"it came through {', '.join(f'`{name}`' for name in passed)}" if passed else "it came no further"
            return Problem(f"the run has not come to `{step.name}`", "not passed", help_), cursor
        at = later + 1
    return None, attrs.evolve(cursor, steps=at)


@problem_with.register
def _(line: Avoids, course: Course, cursor: Cursor) -> Found:
    passed = {name for _, name in _steps(course)}
    wrong = next((step for step in line.steps if step.name in passed), None)
    return (Problem(f"the run has come to `{wrong.name}`", "not avoided") if wrong else None), cursor


def _steps(course: Course) -> list[tuple[int, str]]:
    """The steps of the flow itself that the run came through, with their places among the happenings."""
    return [(at, one.step) for at, one in enumerate(course.happenings) if isinstance(one, Entered) and not one.inner]


# --- Variables


@problem_with.register
def _(line: ExpectsValue, course: Course, cursor: Cursor) -> Found:
    try:
        value = course.scope.value(line.path)
    except KeyError:
        value = None
    found = None if value is None else _shown(value)
    if line.text.fits(found):
        return None, cursor
    actual = "not set" if found is None else f"`{found}`"
    return Problem(f"`{line.path}` is {actual}, not {line.text}", "not so"), cursor


def _shown(value: Any) -> str:  # noqa: ANN401 - JSON
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


# --- Deeds


@problem_with.register
def _(line: ExpectsDeed, course: Course, cursor: Cursor) -> Found:
    told = [fields for step, fields in _deeds(line, course) if line.step is None or step == line.step.name]
    is_there = any(_holds(line.fields, fields) for fields in told)
    if is_there is not line.never:
        return None, cursor
    if line.never:
        return Problem(f"there is a {line.what}", "not expected"), cursor
    if not told:
        where = f" by `{line.step.name}`" if line.step else ""
        return Problem(f"there is no {line.what}{where}", "not there"), cursor
    return Problem(f"no {line.what} is like this", "not there", f"there is {_shown(told[-1])}"), cursor


def _deeds(line: ExpectsDeed, course: Course) -> list[tuple[str, Mapping[str, Any]]]:
    """What the run did of a kind, each with its step."""
    if line.what != MESSAGE:
        return [(one.step, one.fields) for one in course.happenings if isinstance(one, Did) and one.what == line.what]
    sent = (one for one in course.happenings if isinstance(one, Received))
    return [(one.step, one.fields) for one in sent]


def _holds(wanted: Wanted, fields: Mapping[str, Any]) -> bool:
    """Whether the fields of a deed are as they have to be; others may be there as well."""
    for name, one in wanted.items():
        found = fields.get(name)
        if isinstance(one, Text):
            if not one.fits(None if found is None else _shown(found)):
                return False
        elif not isinstance(found, Mapping) or not _holds(one, found):
            return False
    return True


@problem_with.register
def _(line: ExpectsRecording, course: Course, cursor: Cursor) -> Found:
    is_on = _is_recorded(course.happenings)
    if is_on is line.on:
        return None, cursor
    return Problem(f"the call is {'' if is_on else 'not '}being recorded", "not so"), cursor


def _is_recorded(happenings: Sequence[Happening]) -> bool:
    """Whether a recording runs: the last one that was switched, and was not refused."""
    return next((one.on for one in reversed(happenings) if isinstance(one, Switched)), False)


@problem_with.register
def _(line: ExpectsWarning, course: Course, cursor: Cursor) -> Found:
    codes = [one.code for one in course.happenings if isinstance(one, Warned)]
    is_there = bool(codes) if line.code == 0 else line.code in codes
    if is_there is not line.never:
        return None, cursor
    logged = ", ".join(map(str, codes))
    return Problem(f"logged: {logged or 'nothing'}", "not expected" if line.never else "not logged"), cursor


@problem_with.register
def _(line: Ends, course: Course, cursor: Cursor) -> Found:
    if course.ending is line.ending:
        return None, cursor
    last = next((one.step for one in reversed(course.happenings) if not isinstance(one, Ended)), "")
    if course.ending is None:
        return Problem(f"the run goes on: it waits at `{last}`", "not over yet"), cursor
    return Problem(f"the run is over, but not so: {course.ending.value}", f"not {line.ending.value}"), cursor
