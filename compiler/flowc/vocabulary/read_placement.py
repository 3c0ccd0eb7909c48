"""Reads the lines of a declaration that say where a widget may stand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

import attrs

from flowc.vocabulary.line import DeclarationError, Line, text_of
from flowc.vocabulary.widget import CallNeed, Placement, Records

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


def _texts(line: Line) -> tuple[str, ...]:
    return tuple(text_of(name) for name in line.names())


PLACEMENT_LINES: Mapping[str, Callable[[Placement, Line], Placement]] = MappingProxyType(
    {
        "call": _call,
        "entry": _entry,
        "after": _after,
        "speaks": _speaks,
        "answers": lambda placement, _: attrs.evolve(placement, answers=True),
        "may-speak": lambda placement, _: attrs.evolve(placement, may_speak=True),
        "may-record": _may_record,
        "records": _records,
        "waits": lambda placement, _: attrs.evolve(placement, waits=True),
        "outgoing-help": lambda placement, line: attrs.evolve(placement, outgoing_help=line.text()),
        "after-why": lambda placement, line: attrs.evolve(placement, after_why=line.text()),
        "after-help": lambda placement, line: attrs.evolve(placement, after_help=line.text()),
    }
)
