"""Reads key-value properties: blocks of assignments that become lists of pairs."""

from __future__ import annotations

from flowc.binding.context import Context, is_word, text_of
from flowc.binding.values import plain_option, read_member, read_value
from flowc.language import NONE, PAIR
from flowc.syntax.nodes import Assignment, Block, Call, Typed, Value, arguments, items
from flowc.vocabulary.types import Kind, Type
from flowc.vocabulary.widget import Json

KEY = "key"
VALUE = "value"


def read_pairs(context: Context, block: Block, type_: Type) -> list[dict[str, Json]]:
    """The pairs of `{ key = value … }`."""
    pairs = []
    for item in items(block.entries):
        if not isinstance(item, Assignment):
            context.report(
                "FLW113",
                "pairs are written `key = value`",
                item,
                label="no pair",
                help='for example `order = "4711"`',
            )
            continue
        pair = read_pair(context, item, type_)
        if pair is not None:
            pairs.append(pair)
    return pairs


def read_pair(context: Context, node: Assignment, type_: Type) -> dict[str, Json] | None:
    """The pair of one assignment; None for `none`, or after reporting what is wrong."""
    if is_word(node.value, NONE):
        return None
    key = text_of(node.key)
    if isinstance(node.value, Call) and node.value.name.text == PAIR:
        return _full_pair(context, key, node.value, type_)
    value = _value(context, node.value)
    return None if value is None else {KEY: key, VALUE: value}


def _value(context: Context, node: Value) -> str | None:
    value = read_value(context, node, plain_option(VALUE, Kind.TEXT, context.span(node)))
    return value if isinstance(value, str) else None


def _full_pair(context: Context, key: str, call: Call, type_: Type) -> dict[str, Json] | None:
    """`pair(value, type=json_object, index=2)`."""
    pair: dict[str, Json] = {}
    complete = True
    value: str | None = None
    for part in arguments(call.parts):
        if isinstance(part, Assignment):
            complete &= read_member(context, part, type_, pair)
        elif value is None and not isinstance(part, Typed):
            value = _value(context, part)
            complete &= value is not None
        else:
            context.report("FLW209", f"`{PAIR}` takes one value", part, label="a second value")
            complete = False
    if value is None:
        if complete:
            context.report("FLW204", f"`{PAIR}` needs a value", call, help=f'for example `{PAIR}("1", type=string)`')
        return None
    return {KEY: key, VALUE: value, **pair} if complete else None
