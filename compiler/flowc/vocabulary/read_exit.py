"""Reads `exit` lines of a declaration: `exit EVENT { main | failure | call STATE | as ENTRY | fills PART }`."""

from __future__ import annotations

from collections.abc import Callable

import attrs

from flowc.vocabulary.line import DeclarationError, Line
from flowc.vocabulary.widget import Call, Exit

_CALLS = {call.value: call for call in Call}


def read_exit(line: Line) -> Exit:
    """The exit that a line declares. Raises DeclarationError."""
    exit_ = Exit(line.text(), line.place(), line.documentation)
    while line.parts:
        word = line.word()
        if word is None or word.text not in _MODIFIERS:
            raise DeclarationError("this is no modifier of an exit", word or line.parts[0])
        exit_ = _MODIFIERS[word.text](exit_, line)
    return exit_


def _call(exit_: Exit, line: Line) -> Exit:
    word = line.token()
    if word.text not in _CALLS:
        raise DeclarationError("a call is `none`, `incoming`, `outgoing`, `unknown` or `gone`", word)
    return attrs.evolve(exit_, call=_CALLS[word.text])


_MODIFIERS: dict[str, Callable[[Exit, Line], Exit]] = {
    "main": lambda exit_, _: attrs.evolve(exit_, main=True),
    "failure": lambda exit_, _: attrs.evolve(exit_, failure=True),
    "unconfirmed": lambda exit_, _: attrs.evolve(exit_, unconfirmed=True),
    "repeated": lambda exit_, _: attrs.evolve(exit_, repeated=True),
    "as": lambda exit_, line: attrs.evolve(exit_, entry=line.text()),
    "fills": lambda exit_, line: attrs.evolve(exit_, fills=line.text()),
    "call": _call,
}
