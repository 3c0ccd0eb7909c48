"""Reads key-value properties: blocks of assignments that become lists of pairs."""

from __future__ import annotations

from flowc.binding.context import Context, is_word, shortened, text_of
from flowc.binding.records import Members
from flowc.binding.reuse.meaning import glimpse
from flowc.binding.values import read_text
from flowc.language import NONE, PAIR
from flowc.syntax.nodes import Assignment, Block, Call, Typed, Value, arguments, items
from flowc.vocabulary.types import Type
from flowc.vocabulary.widget import Json

KEY = "key"
VALUE = "value"


def read_pairs(context: Context, block: Block, type_: Type) -> list[Json]:
    """The pairs of `{ key = value … }`."""
    pairs: list[Json] = []
    for item in items(block.entries):
        if not isinstance(item, Assignment):
            context.report(
                "FLW113",
                "a pair has a key and a value",
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
    meant = glimpse(context, node.value)
    if is_word(meant.node, NONE):
        return None
    key = text_of(node.key)
    if isinstance(meant.node, Call) and meant.node.name.text == PAIR:
        return _full_pair(meant.context, key, meant.node, type_)
    value = _value(context, key, node.value)
    return None if value is None else {KEY: key, VALUE: value}


def _value(context: Context, key: str, node: Value) -> str | None:
    return read_text(context, node, f"the value of `{shortened(key)}`")


def _full_pair(context: Context, key: str, call: Call, type_: Type) -> dict[str, Json] | None:
    """`pair(value, type=json_object, index=2)`."""
    members = Members(context, type_, PAIR)
    given = False
    value: str | None = None
    for part in arguments(call.parts):
        if isinstance(part, Assignment):
            members.read(part)
        elif isinstance(part, Typed) or given:
            members.complete = False
            context.report("FLW209", f"`{PAIR}` takes one value", part, label="a second value", help="write two pairs")
        else:
            given = True
            value = _value(context, key, part)
    if not given and members.complete:
        context.report(
            "FLW204", f"`{PAIR}` needs a value", call, label="nothing given", help=f'write it first: `{PAIR}("…")`'
        )
    return {KEY: key, VALUE: value, **members.values} if value is not None and members.complete else None
