"""Reads the type of a typed argument: `mono | dual`, `sid(WW)`, `set(a, b)`, `seconds | auto`."""

from __future__ import annotations

import re
from collections.abc import Callable

import attrs

from flowc.diagnostics.suggest import did_you_mean
from flowc.syntax.nodes import Argument, Assignment, Call, Token, Typed, Value, alternatives, arguments
from flowc.vocabulary.line import DeclarationError, text_of
from flowc.vocabulary.sids import SID_KINDS
from flowc.vocabulary.types import Alternative, Field, Kind, Type

_NOT_WRITTEN = frozenset({Kind.ENUMERATION, Kind.SET, Kind.LIST, Kind.RECORD})
_PLAIN = {kind.value: kind for kind in Kind if kind not in _NOT_WRITTEN}
_SID_PREFIX = re.compile("[A-Z]{2}")


def read_type(node: Typed) -> Type:
    """The type of `name: type | type`. Raises DeclarationError."""
    bases: list[Value] = []
    words: list[Value] = []
    for value in alternatives(node):
        (bases if _is_kind(value) else words).append(value)
    known = _alternatives(words)
    if not bases:
        _check_is_no_slip(words)
        return Type(Kind.ENUMERATION, known)
    if len(bases) > 1:
        raise DeclarationError("a type names one kind of value, and words beside it", bases[1])
    base = _kind(bases[0])
    return attrs.evolve(base, alternatives=base.alternatives + known)


def _is_kind(value: Value) -> bool:
    if isinstance(value, Token):
        return value.text in _PLAIN or value.text in SID_KINDS
    return isinstance(value, Call) and value.name.text in _CONSTRUCTORS


def _kind(node: Value) -> Type:
    if isinstance(node, Call):
        return _CONSTRUCTORS[node.name.text](node)
    if text_of(node) in SID_KINDS:
        return Type(Kind.SID, prefix=SID_KINDS[text_of(node)])
    return Type(_PLAIN[text_of(node)])


def _alternatives(values: list[Value]) -> tuple[Alternative, ...]:
    """The words of an enumeration, each of them once."""
    found: dict[str, Alternative] = {}
    for value in values:
        alternative = _alternative(value)
        if alternative.word in found:
            raise DeclarationError(f"`{alternative.word}` is there twice", value)
        found[alternative.word] = alternative
    return tuple(found.values())


def _alternative(node: Argument) -> Alternative:
    """`word`, `"text"`, or `word("text")` where the JSON holds another text."""
    if isinstance(node, Token):
        return Alternative(text_of(node), text_of(node))
    values = arguments(node.parts) if isinstance(node, Call) else []
    if not isinstance(node, Call) or len(values) != 1:
        raise DeclarationError('a value of an enumeration is a word, a text or `word("text")`', node)
    return Alternative(node.name.text, text_of(values[0]))


def _check_is_no_slip(words: list[Value]) -> None:
    """Refuses a single word that is nearly a type: a closed choice of one is rare, a slip is not."""
    if len(words) == 1:
        name = words[0].name if isinstance(words[0], Call) else words[0]
        near = did_you_mean(text_of(name), [*_PLAIN, *SID_KINDS, *_CONSTRUCTORS])
        if near is not None:
            raise DeclarationError(f"there is no type `{text_of(name)}`; did you mean `{near}`?", name)


def _sid(node: Call) -> Type:
    values = arguments(node.parts)
    prefix = text_of(values[0]) if len(values) == 1 else ""
    if not _SID_PREFIX.fullmatch(prefix):
        raise DeclarationError("a SID is written with its two letters: `sid(WW)`", node)
    return Type(Kind.SID, prefix=prefix)


def _one(node: Call) -> Type:
    """`one(a, b)`: what `a | b` says, for more words than fit on a line."""
    values = []
    for part in arguments(node.parts):
        if isinstance(part, Assignment | Typed):
            raise DeclarationError(f"words are listed as `{node.name.text}(a, b)`", part)
        values.append(part)
    if not values:
        raise DeclarationError(f"words are listed as `{node.name.text}(a, b)`", node)
    return Type(Kind.ENUMERATION, _alternatives(values))


def _set(node: Call) -> Type:
    return Type(Kind.SET, element=_one(node))


def _list(node: Call) -> Type:
    """`list(kind)`, or `list(word(field: type, …))` for records."""
    values = arguments(node.parts)
    element = values[0] if len(values) == 1 else None
    if isinstance(element, Token) and _is_kind(element):
        return Type(Kind.LIST, element=_kind(element))
    if isinstance(element, Call) and element.name.text == Kind.SID.value:
        return Type(Kind.LIST, element=_sid(element))
    if isinstance(element, Call) and element.name.text not in _CONSTRUCTORS:
        record = Type(Kind.RECORD, fields=_fields(element), constructor=element.name.text)
        return Type(Kind.LIST, element=record)
    raise DeclarationError("a list has elements of one kind: `list(text)` or `list(name(field: type))`", node)


def _record(node: Call) -> Type:
    return Type(Kind.RECORD, fields=_fields(node))


def _pairs(node: Call) -> Type:
    return Type(Kind.PAIRS, fields=_fields(node))


def _fields(node: Call) -> tuple[Field, ...]:
    """`field: type`, or `field: type = none` for one that may be left out."""
    fields: dict[str, Field] = {}
    for part in arguments(node.parts):
        if not isinstance(part, Typed):
            raise DeclarationError("a member is written `name: type`", part)
        name = part.name.text
        if name in fields:
            raise DeclarationError(f"`{name}` is there twice", part)
        fields[name] = Field(name, read_type(part), required=part.default is None)
    return tuple(fields.values())


_CONSTRUCTORS: dict[str, Callable[[Call], Type]] = {
    "sid": _sid,
    "one": _one,
    "set": _set,
    "list": _list,
    "record": _record,
    "pairs": _pairs,
}
