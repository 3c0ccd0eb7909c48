"""Reads the lines of a declaration that say where a widget may stand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

import attrs

from flowc.vocabulary.line import DeclarationError, Line, text_of
from flowc.vocabulary.read_default import read_number
from flowc.vocabulary.widget import CallNeed, Most, Placement, Records

_SWITCH = {"on": True, "off": False}
_NEEDS = {need.value: need for need in CallNeed}


def _call(placement: Placement, line: Line) -> Placement:
    """`call incoming|live [when|unless property=value]`."""
    word = line.token()
    if word.text not in _NEEDS:
        raise DeclarationError("a widget needs an `incoming` or a `live` call", word)
    return attrs.evolve(placement, needs=_NEEDS[word.text], needs_when=line.last_conditions())


def _entry(placement: Placement, line: Line) -> Placement:
    """`entry call, message … [when|unless property=value]`."""
    names = _texts(line)
    return attrs.evolve(placement, entries=names, entries_when=line.last_conditions())


def _after(placement: Placement, line: Line) -> Placement:
    """`after type, type … [when|unless property=value]`."""
    names = _texts(line)
    return attrs.evolve(placement, after=names, after_when=line.last_conditions())


def _speaks(placement: Placement, line: Line) -> Placement:
    """`speaks with say, play`: it speaks to the caller when one of these is given."""
    word = line.word()
    if word is None or word.text != "with":
        raise DeclarationError("written `speaks with property, property`", word or line.last)
    return attrs.evolve(placement, speaks_with=_texts(line))


def _may_record(placement: Placement, line: Line) -> Placement:
    """`may-record [when|unless property=value]`."""
    return attrs.evolve(placement, may_record=True, may_record_when=line.last_conditions())


def _records(placement: Placement, line: Line) -> Placement:
    """`records on|off [when|unless property=value]`."""
    word = line.token()
    if word.text not in _SWITCH:
        raise DeclarationError("a widget `records on` or `records off`", word)
    one = Records(_SWITCH[word.text], line.last_conditions())
    return attrs.evolve(placement, records=(*placement.records, one))


def _answers(placement: Placement, line: Line) -> Placement:
    """`answers [silently]`."""
    word = line.word()
    if word is not None and word.text != "silently":
        raise DeclarationError("written `answers`, or `answers silently`", word)
    return attrs.evolve(placement, answers=True, silent=word is not None)


def _never(placement: Placement, line: Line) -> Placement:
    """`never subflow, … "why"`: the last text is the reason."""
    *names, why = line.names()
    if not names:
        raise DeclarationError("the reason is missing", line.last)
    return attrs.evolve(placement, never=tuple(map(text_of, names)), never_why=text_of(why))


def _background(placement: Placement, line: Line) -> Placement:
    """`background [when|unless property=value]`."""
    return attrs.evolve(placement, background=True, background_when=line.last_conditions())


def _own_recording(placement: Placement, line: Line) -> Placement:
    """`own-recording [when|unless property=value]`."""
    return attrs.evolve(placement, own_recording=True, own_recording_when=line.last_conditions())


def _at_most(placement: Placement, line: Line) -> Placement:
    """`at-most 150 [property]`."""
    token = line.token()
    count = read_number(token)
    if not isinstance(count, int) or count < 1:
        raise DeclarationError("a limit is a whole number above zero", token)
    different = line.word()
    return attrs.evolve(placement, most=(*placement.most, Most(count, different.text if different else "")))


def _alike(placement: Placement, line: Line) -> Placement:
    """`alike property, other`: the first is the same wherever the other one is."""
    names = _texts(line)
    if len(names) != 2:  # noqa: PLR2004 - the two of the form
        raise DeclarationError("written `alike property, other`", line.last)
    return attrs.evolve(placement, alike=(*placement.alike, (names[0], names[1])))


def _noticed(field: str) -> Callable[[Placement, Line], Placement]:
    """`notice WORD, …`, `notice-denied WORD, …` or `notice-wished WORD, …`; several lines add up."""

    def read(placement: Placement, line: Line) -> Placement:
        before: tuple[str, ...] = getattr(placement.notice, field)
        return attrs.evolve(placement, notice=attrs.evolve(placement.notice, **{field: (*before, *_texts(line))}))

    return read


def _texts(line: Line) -> tuple[str, ...]:
    return tuple(text_of(name) for name in line.names())


PLACEMENT_LINES: Mapping[str, Callable[[Placement, Line], Placement]] = MappingProxyType(
    {
        "call": _call,
        "entry": _entry,
        "after": _after,
        "speaks": _speaks,
        "answers": _answers,
        "may-speak": lambda placement, _: attrs.evolve(placement, may_speak=True),
        "may-record": _may_record,
        "records": _records,
        "waits": lambda placement, _: attrs.evolve(placement, waits=True),
        "call-serves": lambda placement, _: attrs.evolve(placement, call_serves=True),
        "or-after": lambda placement, line: attrs.evolve(placement, or_after=_texts(line)),
        "never": _never,
        "prompted": lambda placement, line: attrs.evolve(placement, prompted=_texts(line)),
        "background": _background,
        "own-recording": _own_recording,
        "deaf": lambda placement, _: attrs.evolve(placement, deaf=True),
        "hands-over": lambda placement, _: attrs.evolve(placement, hands_over=True),
        "private": lambda placement, _: attrs.evolve(placement, private=True),
        "at-most": _at_most,
        "alike": _alike,
        "opt-out": lambda placement, line: attrs.evolve(placement, opt_out=(*placement.opt_out, *_texts(line))),
        "notice": _noticed("words"),
        "notice-marked": _noticed("marks"),
        "notice-denied": _noticed("denials"),
        "notice-wished": _noticed("wishes"),
        "outgoing-help": lambda placement, line: attrs.evolve(placement, outgoing_help=line.text()),
        "after-why": lambda placement, line: attrs.evolve(placement, after_why=line.text()),
        "after-help": lambda placement, line: attrs.evolve(placement, after_help=line.text()),
    }
)
