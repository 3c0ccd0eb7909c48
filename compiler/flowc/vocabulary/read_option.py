"""Reads `arg` and `option` lines: `option NAME: TYPE [= EMITTED] MODIFIER… [-> PROPERTY]`.

Modifiers that make the line long may stand in a block, one a line.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import attrs

from flowc.diagnostics.suggest import suggestion
from flowc.syntax.nodes import Argument, Assignment, Block, Statement, Typed, Value, arguments, items
from flowc.vocabulary.line import DeclarationError, Line, text_of
from flowc.vocabulary.read_default import read_default, read_number
from flowc.vocabulary.read_type import read_type
from flowc.vocabulary.types import TEXT_KINDS, Encoding, Kind, Meaning
from flowc.vocabulary.widget import Option

_ENCODINGS = {encoding.value: encoding for encoding in Encoding}
_MEANINGS = {meaning.value: meaning for meaning in Meaning}


def read_option(line: Line, *, positional: bool) -> Option:
    """The option that an `arg` or `option` line declares. Raises DeclarationError."""
    typed = line.parts.pop(0) if line.parts else None
    if not isinstance(typed, Typed):
        raise DeclarationError("a declaration is written `name: type`", typed or line.last)
    line.last = typed
    line.parts += _parts_of_block(line.statement.block)
    arrow = line.statement.arrow
    type_ = read_type(typed)
    option = Option(
        name=typed.name.text,
        property=typed.name.text if arrow is None else text_of(arrow.target),
        type=type_,
        span=line.place(),
        documentation=line.documentation,
        positional=positional,
        liquid=type_.kind in TEXT_KINDS or type_.kind is Kind.PAIRS,
    )
    option, default = _modified(option, line)
    if typed.default is not None:
        emitted = read_default(typed.default, option)
        return attrs.evolve(option, emitted=emitted, default=emitted)
    return option if default is None else attrs.evolve(option, default=read_default(default, option))


def _parts_of_block(block: Block | None) -> list[Argument]:
    """What the lines of a block say, as if they stood on one."""
    found: list[Argument] = []
    for item in items(block.entries) if block else ():
        extra = item if isinstance(item, Assignment) else item.label or item.block or item.arrow
        if extra is not None or not isinstance(item, Statement) or item.head is None:
            raise DeclarationError("the block of an option holds modifiers, one a line", extra or item)
        found += [item.head, *arguments(item.parts)]
    return found


def _modified(option: Option, line: Line) -> tuple[Option, Value | None]:
    """The option with its modifiers, and its default, which needs all of them to be read."""
    default: Value | None = None
    while line.parts:
        word = line.word()
        if word is None:
            raise DeclarationError("this is no modifier of an option", line.parts[0])
        if word.text == "default":
            default = line.value()
        elif word.text in _MODIFIERS:
            option = _MODIFIERS[word.text](option, line)
        else:
            near = suggestion(word.text, [*_MODIFIERS, "default"], "modifiers")
            reason = "this is no modifier of an option"
            raise DeclarationError(f"{reason}; {near}" if near else reason, word)
    return option, default


def _required_when(option: Option, line: Line) -> Option:
    return attrs.evolve(option, required_if=option.required_if + line.conditions(negated=False))


def _required_unless(option: Option, line: Line) -> Option:
    return attrs.evolve(option, required_if=option.required_if + line.conditions(negated=True))


def _when(option: Option, line: Line) -> Option:
    return attrs.evolve(option, when=option.when + line.conditions(negated=False))


def _unless(option: Option, line: Line) -> Option:
    return attrs.evolve(option, when=option.when + line.conditions(negated=True))


def _encoding(option: Option, line: Line) -> Option:
    word = line.token()
    if word.text not in _ENCODINGS:
        raise DeclarationError(f"there is no encoding `{word.text}`", word)
    return attrs.evolve(option, encoding=_ENCODINGS[word.text])


def _meaning(option: Option, line: Line) -> Option:
    word = line.token()
    if word.text not in _MEANINGS:
        near = suggestion(word.text, _MEANINGS, "meanings")
        raise DeclarationError(f"there is no meaning `{word.text}`; {near}", word)
    return attrs.evolve(option, meaning=_MEANINGS[word.text])


def _max_length(option: Option, line: Line) -> Option:
    token = line.token()
    length = read_number(token)
    if not isinstance(length, int) or length < 1:
        raise DeclarationError("a length is a whole number above zero", token)
    return attrs.evolve(option, max_length=length)


def _pattern(option: Option, line: Line) -> Option:
    token = line.token()
    try:
        re.compile(text_of(token))
    except (re.error, OverflowError, RecursionError):
        raise DeclarationError("this is no regular expression", token) from None
    return attrs.evolve(option, pattern=text_of(token))


_MODIFIERS: dict[str, Callable[[Option, Line], Option]] = {
    "required": lambda option, _: attrs.evolve(option, required=True),
    "required-when": _required_when,
    "required-unless": _required_unless,
    "when": _when,
    "unless": _unless,
    "as": _encoding,
    "with": lambda option, line: attrs.evolve(option, only_with=line.text()),
    "liquid": lambda option, _: attrs.evolve(option, liquid=True),
    "literal": lambda option, _: attrs.evolve(option, liquid=False),
    "open": lambda option, _: attrs.evolve(option, open=True),
    "inline": lambda option, _: attrs.evolve(option, inline=True),
    "min": lambda option, line: attrs.evolve(option, minimum=read_number(line.value())),
    "max": lambda option, line: attrs.evolve(option, maximum=read_number(line.value())),
    "max-length": _max_length,
    "pattern": _pattern,
    "means": _meaning,
    "noted": lambda option, _: attrs.evolve(option, noted=True),
    "confidential": lambda option, _: attrs.evolve(option, confidential=True),
    "secret": lambda option, _: attrs.evolve(option, secret=True),
    "deprecated": lambda option, line: attrs.evolve(option, deprecated=line.text()),
}
