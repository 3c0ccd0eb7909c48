"""Whether two plays of one test came to the same, and where they part: a test is one behaviour on every target."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import singledispatch
from html import unescape
from types import MappingProxyType
from typing import Any
from urllib.parse import unquote

import attrs

from flowc.language import WIDGETS_ROOT
from flowc.play.happenings import Answered, Did, Ended, Ending, Entered, Happening, Heard, Left, Received, Set, Switched
from flowc.play.questions import Asks
from flowc.script.transcript import line_of

_SID = re.compile(r"\b([A-Z]{2})[0-9a-f]{32}\b")
_SUBFLOW = "subflow"
_TAG = re.compile(r"<[^<>]*>")
# Moments, durations, places in an account, and states that change meanwhile differ from play to play.
_CHANCE = re.compile(
    r"\.(?:Date\w+|StartTime|Duration|\w*Duration|QueueTime|\w*[Uu]r[il]|Price\w*|EncryptionDetails|Status"
    r"|ApiVersion|[Ss]id|AccountSid|TaskSid|ConferenceSid|ErrorCode|Source|Channels)$"
)
# What a reader does not see: all else that a happening says has to be equal.
_TOLD = (Heard, Received, Did, Switched, Answered, Ended)


@attrs.frozen
class Account:
    """What one play came to, without what differs from play to play: the lines, and the variables in the end.

    `in_prompt` says that the contact hung up while something was to be heard.
    """

    lines: tuple[str, ...]
    variables: Mapping[str, str]
    in_prompt: bool


def account(happenings: Iterable[Happening]) -> Account:
    """The account of a play."""
    every = tuple(happenings)
    values: dict[str, Any] = {}
    inner: set[str] = set()
    for one in every:
        if isinstance(one, Entered) and one.inner:
            inner.add(one.step)
        elif isinstance(one, Entered):
            inner.discard(one.step)
            # The outputs of a widget are those of its last run; what a server told is kept beside them.
            kept = f"{WIDGETS_ROOT}.{one.step}.parsed"
            values = {
                name: value for name, value in values.items() if name.startswith(kept) or _owner(name) != one.step
            }
        elif isinstance(one, Set) and one.step not in inner:
            values.update(_leaves(one.name, one.value))
    known = {name: _plain(_shown(value)) for name, value in values.items() if not _CHANCE.search(name)}
    answers = [one for one in every if isinstance(one, Answered)]
    in_prompt = bool(answers) and answers[-1].asks is Asks.LISTEN
    return Account(tuple(_lines(every)), MappingProxyType(known), in_prompt)


def differences(one: Iterable[Happening], other: Iterable[Happening], names: tuple[str, str]) -> list[str]:
    """The lines in which two plays differ, as `diff -u` shows them; none where they agree.

    Of the outputs of widgets those are compared that the first play has: another target may know more of them.
    Where the contact hung up in a prompt no variable is compared: TwiML sets some when it sends the prompt.
    """
    first, second = account(tuple(one)), account(tuple(other))
    if first.in_prompt:
        first, second = (attrs.evolve(each, variables={}) for each in (first, second))
    wanted = {name: value for name, value in first.variables.items() if value}
    flows = [name for name in second.variables if name.startswith("flow.variables.")]
    found = {name: second.variables[name] for name in dict.fromkeys([*wanted, *flows]) if name in second.variables}
    lines = [*first.lines, *(f"{name} = {value}" for name, value in sorted(wanted.items()))]
    others = [*second.lines, *(f"{name} = {value}" for name, value in sorted(found.items()) if value)]
    return [line.rstrip("\n") for line in difflib.unified_diff(lines, others, *names, n=2, lineterm="")]


def _leaves(name: str, value: Any) -> Iterator[tuple[str, Any]]:  # noqa: ANN401 - JSON
    """A variable, or each value within one that is an object or a list."""
    if isinstance(value, Mapping):
        for key, one in value.items():
            yield from _leaves(f"{name}.{key}", one)
    elif isinstance(value, list):
        for at, one in enumerate(value):
            yield from _leaves(f"{name}.{at}", one)
    else:
        yield name, value


def _owner(name: str) -> str:
    """The widget whose output a variable is."""
    root, _, rest = name.partition(".")
    return rest.partition(".")[0] if root == WIDGETS_ROOT else ""


def _lines(happenings: tuple[Happening, ...]) -> Iterator[str]:
    over = next((one for one in happenings if isinstance(one, Ended)), None)
    for one in happenings:
        # A step that needs a contact who is gone is the end of the run before it does anything.
        if over is not None and over.ending is Ending.GONE and isinstance(one, Entered) and one is _last(happenings):
            continue
        if isinstance(one, Entered) and not one.inner:
            yield f"comes to {one.step}"
        elif isinstance(one, _TOLD) and (line := _told(one)):
            yield f"  {line}"


def _last(happenings: tuple[Happening, ...]) -> Entered | None:
    """The step at which a run ended without a word."""
    for one in reversed(happenings):
        if isinstance(one, Entered):
            return one
        if isinstance(one, Heard | Did | Left):
            return None
    return None


@singledispatch
def _told(one: Happening) -> str:
    return _plain(line_of(one))


@_told.register
def _(one: Heard) -> str:
    # SSML is what a voice makes of it; a text without a word is heard by nobody.
    text = _plain(unescape(_TAG.sub(" ", one.text)))
    return f"hears {one.how} {text}" if text else ""


@_told.register
def _(one: Did) -> str:
    if one.what == _SUBFLOW:
        # What a subflow was told shows in what it does.
        return ""
    return _plain(
        f"{one.what}: {', '.join(f'{name}={_asked(name, value)}' for name, value in sorted(one.fields.items()))}"
    )


def _asked(name: str, value: Any) -> str:  # noqa: ANN401 - JSON
    """What is asked of the outside; an address is the same however its characters are written."""
    return unquote(_shown(value)) if name == "url" else _shown(value)


def _shown(value: Any) -> str:  # noqa: ANN401 - JSON
    if isinstance(value, Mapping):
        return ", ".join(f"{name}: {_shown(one)}" for name, one in sorted(value.items()))
    return "" if value is None else str(value)


def _plain(text: str) -> str:
    return " ".join(_SID.sub(r"\1#", text).split())
